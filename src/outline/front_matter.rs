//! The YAML head of a Markdown notice: what an editor sets or corrects.

use super::{NoticeKind, Signer};
use crate::calendar::{Day, Month};
use crate::diag::code::Code;
use crate::diag::{Diagnostics, Text};
use crate::source::SourceFile;
use crate::source::yaml::{self, Places, Step};
use crate::span::Span;
use crate::viet::near::nearest;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::cell::OnceCell;
use std::collections::BTreeMap;

/// All fields optional; what is left out is read from the text.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct FrontMatter {
    pub id: Option<String>,
    pub kind: Option<NoticeKind>,
    pub number: Option<String>,
    pub issuer: Option<String>,
    pub place: Option<String>,
    pub issued: Option<Day>,
    pub meeting_date: Option<Day>,
    pub period: Option<Month>,
    pub chair: Option<String>,
    pub signer: Option<Signer>,
    pub recipients: Option<Vec<String>>,
    pub title: Option<String>,
    pub approvals: Option<Vec<String>>,
    /// Day of receipt, `received:`.
    pub received: Option<Day>,
    /// Attachments, paths relative to the content folder.
    pub files: Vec<String>,
    /// A summary in our own words: names the original, `original: { title, date, url }`.
    pub original: Option<String>,
    pub aliases: Vec<String>,
    /// What may be published although the gate points at it.
    pub waivers: Vec<Waiver>,
    pub corrections: Vec<Correction>,
    /// Tasks spelled out (YAML notices, or front matter that replaces the reading).
    pub tasks: Option<Vec<TaskEntry>>,
    pub indicators: Option<Vec<IndicatorEntry>>,
    /// Cited documents spelled out: (number, quote).
    pub citations: Option<Vec<(String, String)>>,
}

/// `waivers:`, one finding of the gate, or all of its code.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Waiver {
    pub code: Code,
    /// Words of the finding; without them all findings of the code are waived.
    pub quote: Option<String>,
    pub reason: String,
    pub span: Span,
}

/// `corrections:` clause by clause.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Correction {
    /// `III.1.1`, or `III.1.1~2` for the second task of the clause.
    pub clause: String,
    pub leads: Option<Vec<String>>,
    pub coordinators: Option<Vec<String>>,
    pub deadlines: Option<Vec<DeadlineEntry>>,
    pub ignore: bool,
    pub add: Option<TaskEntry>,
    pub text: Option<String>,
    /// Where it stands in the front matter.
    pub span: Option<Span>,
    /// Where the names stand that are written as slugs.
    pub slugs_at: BTreeMap<String, Span>,
}

#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct TaskEntry {
    pub clause: Option<String>,
    pub text: String,
    /// Slugs of the register or full names.
    pub leads: Vec<String>,
    pub coordinators: Vec<String>,
    pub deadlines: Vec<DeadlineEntry>,
    /// Slug of a body by its name of the time, where the entry gives both.
    pub slugs: BTreeMap<String, String>,
    /// Where the names stand that are written as slugs.
    pub slugs_at: BTreeMap<String, Span>,
    /// The lead was said by a heading.
    pub inherited: bool,
    pub corrected: bool,
}

#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct DeadlineEntry {
    pub due: Option<Day>,
    pub bound: Option<String>,
    pub quote: Option<String>,
    pub every: Option<String>,
    pub weekday: Option<u32>,
    pub day: Option<u32>,
    pub time: Option<String>,
    pub lunar: bool,
}

#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct IndicatorEntry {
    pub id: String,
    pub label: Option<String>,
    pub value: Option<f64>,
    pub unit: Option<String>,
    pub span: Option<String>,
    pub quote: Option<String>,
    pub clause: Option<String>,
    /// (basis, value, unit, level)
    pub comparisons: Vec<(Option<String>, f64, Option<String>, bool)>,
}

/// A YAML mapping as read, before its fields are looked at one by one.
pub type Map = BTreeMap<String, Value>;

/// Keys of a notice's front matter that mean something to us.
pub const KEYS: &[&str] = &[
    "id",
    "kind",
    "number",
    "issuer",
    "place",
    "issued",
    "meeting_date",
    "period",
    "chair",
    "signer",
    "recipients",
    "title",
    "approvals",
    "received",
    "files",
    "original",
    "aliases",
    "waivers",
    "corrections",
    "tasks",
    "indicators",
    "citations",
    "date",
];
/// Keys that other generators put into the same files; left alone without a word.
const FOREIGN: &[&str] = &["agencies", "months", "layout", "draft", "slug", "tags", "schema", "url", "source"];

/// Splits the front matter off: its fields and the byte offset at which the text begins.
/// Broken YAML is diagnosed and costs only the front matter.
pub fn split(source: &SourceFile, diags: &mut Diagnostics) -> (FrontMatter, usize) {
    let Some(head) = head(&source.text) else {
        return (FrontMatter::default(), 0);
    };
    if !head.closed {
        let open = line_span(source, 0, 1);
        let lines = source.text[..head.body].lines().count();
        let next = source.text[head.body..].lines().map(str::trim).find(|l| !l.is_empty());
        let next: String = next.unwrap_or("").chars().take(40).collect();
        let hint = if next.is_empty() {
            Text::new("thêm một dòng “---” sau khóa cuối cùng", "put a line “---” behind the last key")
        } else {
            Text::new(
                format!("thêm một dòng “---” trước dòng “{next}”"),
                format!("put a line “---” before “{next}”"),
            )
        };
        diags.report(
            Code::FrontMatterOpen,
            Some(open),
            Text::new(
                "phần đầu tệp mở bằng dòng “---” mà không có dòng “---” đóng lại",
                "the front matter opens with a line “---” and no line “---” closes it",
            ),
            Some(Text::new(
                format!("đọc phần đầu đến hết dòng {lines}, văn bản từ sau đó"),
                format!("read as front matter up to line {lines}, as the notice behind it"),
            )),
            Some(hint),
        );
    }
    let Some(map) = parse_map(source, head.start, head.end, diags) else {
        let id = id_of_broken(&source.text[head.start..head.end]);
        return (FrontMatter { id, ..Default::default() }, head.body);
    };
    let mut fields = Fields::new(source, head.start, head.end, diags);
    (fields.front(&map, &[]), head.body)
}

/// Where the front matter of a Markdown file stands.
struct Head {
    /// Its YAML.
    start: usize,
    end: usize,
    /// Where the text begins.
    body: usize,
    /// A line `---` ends it.
    closed: bool,
}

/// The front matter of a file that opens with a `---` line: up to the next such line; where none closes it and it begins with a key
/// of ours, up to the first line that is no YAML. A rule between paragraphs of the notice closes nothing.
fn head(text: &str) -> Option<Head> {
    let first = text.lines().next()?;
    if first.trim_end() != "---" {
        return None;
    }
    let start = (first.len() + 1).min(text.len());
    let mut at = start;
    let mut closed = None;
    for line in text[start..].split_inclusive('\n') {
        if matches!(line.trim_end(), "---" | "...") {
            closed = Some((at, at + line.len()));
            break;
        }
        at += line.len();
    }
    let stop = start + yaml_lines(&text[start..closed.map_or(text.len(), |(end, _)| end)]);
    let open = Head {
        start,
        end: stop,
        body: stop,
        closed: false,
    };
    let begun = text[start..stop].lines().find_map(key_of).is_some_and(known);
    match closed {
        Some((end, body)) => {
            // a text lies between: paragraphs parted by blank lines, and no key of ours among them
            let between = &text[stop..end];
            let parted = between.trim_end().contains("\n\n") || between.starts_with('\n');
            let text_within = begun && parted && !between.trim().is_empty() && !between.lines().filter_map(key_of).any(known);
            let text_within = text_within && !is_mapping(&text[start..end]);
            Some(if text_within {
                open
            } else {
                Head {
                    start,
                    end,
                    body,
                    closed: true,
                }
            })
        }
        None => begun.then_some(open),
    }
}

fn is_mapping(yaml: &str) -> bool {
    serde_yaml::from_str_with_options::<Value>(yaml, limits()).is_ok_and(|value| value.is_object())
}

fn known(key: &str) -> bool {
    KEYS.contains(&key) || FOREIGN.contains(&key)
}

/// The key with which a line of YAML opens: `title: …`.
fn key_of(line: &str) -> Option<&str> {
    let (key, rest) = line.split_once(':')?;
    let plain = key.starts_with(|c: char| c.is_ascii_lowercase()) && key.bytes().all(|b| b.is_ascii_alphanumeric() || b"_-".contains(&b));
    (plain && (rest.is_empty() || rest.starts_with(char::is_whitespace))).then_some(key)
}

/// How many bytes of a text are lines of a YAML mapping: keys, what is set in below them, lists and comments. Blank lines and comments
/// count only where such a line follows, since a notice begins with them too.
fn yaml_lines(text: &str) -> usize {
    let (mut at, mut sure) = (0, 0);
    let mut list = false;
    for line in text.split_inclusive('\n') {
        at += line.len();
        let row = line.trim_end();
        let item = list && (row == "-" || row.starts_with("- "));
        if row.is_empty() || row.starts_with('#') {
            continue;
        }
        let inside = row.starts_with([' ', '\t', ']', '}']) && sure > 0;
        if !(item || inside || key_of(row).is_some()) {
            break;
        }
        // a dash at the margin goes on with the list that a bare key opened
        list = item || inside && list || row.ends_with(':');
        sure = at;
    }
    sure
}

/// The id of YAML that cannot be read as a whole: an address that was given must not change with a mistake elsewhere.
pub fn id_of_broken(yaml: &str) -> Option<String> {
    let mut found = yaml.lines().filter_map(|line| line.strip_prefix("id:")).map(|value| {
        let value = value.split(" #").next().unwrap_or("").trim();
        value.trim_matches(['"', '\'']).to_string()
    });
    // two of them: nobody knows which was meant
    match (found.next(), found.next()) {
        (Some(id), None) if valid_id(&id) => Some(id),
        _ => None,
    }
}

/// Attachments a source names and its identity, read without diagnostics (`outline` reports them later).
pub fn attachments(source: &SourceFile) -> (String, Vec<String>) {
    let mut quiet = Diagnostics::new();
    let yaml = source.path.ends_with(".yaml") || source.path.ends_with(".yml");
    let range = if yaml {
        Some((0, source.text.len()))
    } else {
        head(&source.text).map(|h| (h.start, h.end))
    };
    let front = match range {
        // most notices name no file: look before parsing
        Some((a, b)) if source.text[a..b].contains("files") => {
            parse_map(source, a, b, &mut quiet).map(|map| Fields::new(source, a, b, &mut quiet).front(&map, &["outline"]))
        }
        _ => None,
    }
    .unwrap_or_default();
    (front.id.unwrap_or_else(|| id_of_path(&source.path)), front.files)
}

/// Parses a mapping within limits that stop an alias bomb. `None` after a diagnostic; an empty text is an empty mapping.
pub fn parse_map(source: &SourceFile, start: usize, end: usize, diags: &mut Diagnostics) -> Option<Map> {
    let text = &source.text[start..end];
    if text.lines().all(|l| l.trim().is_empty() || l.trim_start().starts_with('#')) {
        return Some(Map::new());
    }
    match serde_yaml::from_str_with_options::<Value>(text, limits()) {
        Ok(Value::Object(map)) => Some(map.into_iter().collect()),
        Ok(Value::Null) => Some(Map::new()),
        Ok(_) => {
            diags.report(
                Code::YamlSyntax,
                Some(line_span(source, start, 1)),
                Text::new("YAML không phải bảng “khóa: giá trị”", "the YAML is not a mapping of “key: value”"),
                Some(Text::new("bỏ qua phần YAML này", "this YAML is left out")),
                Some(Text::new(
                    "viết mỗi dòng một khóa, ví dụ “title: …”",
                    "write one key a line, such as “title: …”",
                )),
            );
            None
        }
        Err(error) => {
            let (trouble, at) = yaml::trouble(&error, text);
            let complex = is_limit(&error) || is_limit_text(&trouble.en);
            let place = start + at;
            let (line, column) = source.line_column(place as u32);
            let code = if complex { Code::YamlTooComplex } else { Code::YamlSyntax };
            let message = if complex {
                Text::new(
                    "YAML lặp hoặc lồng quá mức cho phép",
                    format!("the YAML repeats or nests beyond the limits ({})", trouble.en),
                )
            } else {
                Text::new(
                    format!("YAML sai cú pháp ở dòng {line}, cột {column}: {}", trouble.vi),
                    format!("YAML syntax error in line {line}, column {column}: {}", trouble.en),
                )
            };
            diags.report(
                code,
                Some(rest_of_line(source, place)),
                message,
                Some(Text::new("bỏ qua phần YAML này", "this YAML is left out")),
                Some(if complex {
                    Text::new(
                        "viết thẳng giá trị thay cho bí danh (&, *)",
                        "write the values out instead of aliases (&, *)",
                    )
                } else {
                    Text::new(
                        "đặt chữ có dấu “: ” hoặc “#” trong ngoặc kép; thụt dòng bằng dấu cách",
                        "quote text that has “: ” or “#”; indent with spaces",
                    )
                }),
            );
            None
        }
    }
}

/// What stops an alias bomb.
fn limits() -> serde_yaml::Options {
    let mut budget = serde_yaml::Budget::default();
    budget.max_events = 400_000;
    budget.max_nodes = 200_000;
    budget.max_depth = 64;
    budget.max_aliases = 500;
    budget.max_anchors = 500;
    budget.max_recorded_anchor_events = 50_000;
    let mut options = serde_yaml::Options::default();
    options.budget = Some(budget);
    options.alias_limits.max_total_replayed_events = 20_000;
    options.alias_limits.max_replay_stack_depth = 16;
    options.with_snippet = false;
    options
}

fn is_limit(error: &serde_yaml::Error) -> bool {
    matches!(error, serde_yaml::Error::Budget { .. })
}

/// The alias limits have no variant of their own that stays the same between versions; their words do.
fn is_limit_text(words: &str) -> bool {
    let words = words.to_ascii_lowercase();
    ["budget", "limit", "alias expansion", "too deep", "replay"]
        .iter()
        .any(|w| words.contains(w))
}

/// The `line`-th line (from 1) of the text that begins at `start`.
fn line_span(source: &SourceFile, start: usize, line: usize) -> Span {
    let mut at = start;
    for (i, l) in source.text[start..].split_inclusive('\n').enumerate() {
        let end = at + l.trim_end().len();
        if i + 1 >= line.max(1) {
            return Span::new(source.id, at, end);
        }
        at += l.len();
    }
    Span::new(source.id, at.min(source.text.len()), source.text.len())
}

/// From a byte of the source to the end of its line; of an empty rest the whole line.
fn rest_of_line(source: &SourceFile, at: usize) -> Span {
    let end = at + source.text[at..].lines().next().unwrap_or("").trim_end().len();
    let start = if end > at {
        at
    } else {
        source.text[..at].rfind('\n').map_or(0, |n| n + 1)
    };
    Span::new(source.id, start, end)
}

/// Reads the fields of mappings one by one, so that a wrong one costs only itself.
pub struct Fields<'a> {
    pub source: &'a SourceFile,
    /// Range of the YAML within the source.
    start: usize,
    end: usize,
    pub diags: &'a mut Diagnostics,
    /// The way from the whole to the mapping that is read.
    path: Vec<Step>,
    /// Made once something is wrong.
    places: OnceCell<Places>,
    /// What is done where a value within is wrong, where that is more than leaving out its key.
    done: Option<Text>,
}

impl<'a> Fields<'a> {
    /// Of the mapping that the YAML between two bytes of the source is.
    pub fn new(source: &'a SourceFile, start: usize, end: usize, diags: &'a mut Diagnostics) -> Fields<'a> {
        Fields {
            source,
            start,
            end,
            diags,
            path: Vec::new(),
            places: OnceCell::new(),
            done: None,
        }
    }
    /// Reads what lies a step further in.
    fn within<T>(&mut self, step: Step, read: impl FnOnce(&mut Self) -> T) -> T {
        self.path.push(step);
        let read = read(self);
        self.path.pop();
        read
    }
    /// Where the value at the end of a path stands.
    fn found(&self, path: &[Step]) -> Option<Span> {
        let text = &self.source.text[self.start..self.end];
        let places = self.places.get_or_init(|| Places::of(text, limits()));
        let range = places.find(text, path)?;
        Some(Span::new(self.source.id, self.start + range.start, self.start + range.end))
    }
    /// Where a key of the mapping that is read stands; where it has none, the mapping itself.
    pub fn place(&self, key: &str) -> Span {
        let mut path = self.path.clone();
        path.push(Step::Key(key.to_string()));
        let own = self
            .found(&path)
            .or_else(|| (!self.path.is_empty()).then(|| self.found(&self.path))?);
        own.unwrap_or_else(|| self.line_of(key))
    }
    /// The first line that opens with a key, in a text of which no places are known.
    fn line_of(&self, key: &str) -> Span {
        let mut at = self.start;
        for line in self.source.text[self.start..self.end].split_inclusive('\n') {
            let trimmed = line.trim_start_matches([' ', '-', '{', '"', '\'']);
            if let Some(rest) = trimmed.strip_prefix(key)
                && rest.trim_start_matches(['"', '\'']).trim_start().starts_with(':')
            {
                return Span::new(self.source.id, at + line.len() - trimmed.len(), at + line.trim_end().len());
            }
            at += line.len();
        }
        // a key within braces stands in the middle of a line
        if let Some(i) = self.source.text[self.start..self.end].find(&format!("{key}:")) {
            return Span::new(self.source.id, self.start + i, self.start + i + key.len());
        }
        line_span(self.source, self.start, 1)
    }
    pub fn wrong(&mut self, key: &str, wanted_vi: &str, wanted_en: &str) {
        let span = self.place(key);
        let key_only = Text::new(
            "bỏ qua khóa này, các khóa khác được giữ",
            "this key is left out, the others are kept",
        );
        let hint = match sample(key) {
            Some(sample) => Text::new(format!("viết như `{sample}`"), format!("write it like `{sample}`")),
            None => Text::new(
                format!("ghi “{key}” là {wanted_vi}; `ketluan explain KL0104` nói thêm"),
                format!("give “{key}” as {wanted_en}; `ketluan explain KL0104` says more"),
            ),
        };
        self.diags.report(
            Code::WrongType,
            Some(span),
            Text::new(format!("“{key}” phải là {wanted_vi}"), format!("“{key}” must be {wanted_en}")),
            Some(self.done.clone().unwrap_or(key_only)),
            Some(hint),
        );
    }
    /// Reports keys outside `known`.
    pub fn unknown<'k>(&mut self, keys: impl Iterator<Item = &'k str>, known: &[&str]) {
        for key in keys.filter(|k| !known.contains(k)) {
            let span = self.place(key);
            self.diags.report(
                Code::UnknownKey,
                Some(span),
                Text::new(format!("khóa “{key}” không có trong mẫu"), format!("unknown key “{key}”")),
                Some(Text::new("bỏ qua khóa này", "the key is left out")),
                Some(match nearest(key, known) {
                    Some(n) => Text::new(format!("có phải là “{n}”?"), format!("did you mean “{n}”?")),
                    None => {
                        let own: Vec<&str> = known.iter().filter(|k| !FOREIGN.contains(k)).copied().collect();
                        let own = own.join(", ");
                        Text::new(format!("các khóa dùng được: {own}"), format!("known keys: {own}"))
                    }
                }),
            );
        }
    }
    /// A text; numbers and booleans as written by YAML.
    pub fn text(&mut self, map: &Map, key: &str) -> Option<String> {
        match map.get(key)? {
            Value::Null => None,
            Value::String(s) if s.trim().is_empty() => None,
            Value::String(s) => Some(s.trim().to_string()),
            Value::Number(n) => Some(n.to_string()),
            _ => {
                self.wrong(key, "chữ", "a text");
                None
            }
        }
    }
    pub fn flag(&mut self, map: &Map, key: &str) -> bool {
        match map.get(key) {
            None | Some(Value::Null) => false,
            Some(Value::Bool(b)) => *b,
            Some(_) => {
                self.wrong(key, "true hoặc false", "true or false");
                false
            }
        }
    }
    pub fn number(&mut self, map: &Map, key: &str) -> Option<f64> {
        let found = match map.get(key)? {
            Value::Null => return None,
            Value::Number(n) => n.as_f64(),
            Value::String(s) if s.contains(',') => s.replace('.', "").replace(',', ".").trim().parse().ok(),
            Value::String(s) => s.trim().parse().ok(),
            _ => None,
        };
        let found = found.filter(|f: &f64| f.is_finite());
        if found.is_none() {
            self.wrong(key, "số", "a number");
        }
        found
    }
    fn small(&mut self, map: &Map, key: &str, max: u32) -> Option<u32> {
        let n = self.number(map, key)?;
        if n.fract() == 0.0 && n >= 1.0 && n <= f64::from(max) {
            return Some(n as u32);
        }
        self.wrong(
            key,
            &format!("số nguyên từ 1 đến {max}"),
            &format!("a whole number from 1 to {max}"),
        );
        None
    }
    /// `2026-04-12`, `12/4/2026` or `12-4-2026`.
    pub fn day(&mut self, map: &Map, key: &str) -> Option<Day> {
        let text = match map.get(key)? {
            Value::Null => return None,
            Value::String(s) => s.trim(),
            _ => {
                self.wrong(key, "ngày, ví dụ 2026-04-12", "a date such as 2026-04-12");
                return None;
            }
        };
        match read_day(text) {
            Ok(day) => Some(day),
            Err(true) => {
                let span = self.place(key);
                self.diags.report(
                    Code::ImpossibleDate,
                    Some(span),
                    Text::new(
                        format!("ngày {text} không có trong lịch"),
                        format!("{text} is not a day of the calendar"),
                    ),
                    Some(self.done.clone().unwrap_or(Text::new("coi như không có ngày", "taken as no date"))),
                    Some(Text::new("viết ngày theo dạng 2026-04-30", "write the date as 2026-04-30")),
                );
                None
            }
            Err(false) => {
                self.wrong(key, "ngày, ví dụ 2026-04-12", "a date such as 2026-04-12");
                None
            }
        }
    }
    fn month(&mut self, map: &Map, key: &str) -> Option<Month> {
        let text = self.text(map, key)?;
        let read = Month::parse(&text).or_else(|| {
            let (m, y) = text.split_once('/')?;
            Month::new(y.trim().parse().ok()?, m.trim().parse().ok()?)
        });
        let read = read.or_else(|| read_day(&text).ok().map(Month::of));
        if read.is_none() {
            self.wrong(key, "tháng, ví dụ 2026-03", "a month such as 2026-03");
        }
        read
    }
    /// A list of texts; a single text is a list of one.
    pub fn texts(&mut self, map: &Map, key: &str) -> Option<Vec<String>> {
        match map.get(key)? {
            Value::Null => None,
            Value::String(s) => Some(vec![s.trim().to_string()]),
            Value::Array(list) => {
                let texts: Vec<String> = list
                    .iter()
                    .filter_map(|v| match v {
                        Value::String(s) => Some(s.trim().to_string()),
                        Value::Number(n) => Some(n.to_string()),
                        _ => None,
                    })
                    .collect();
                if texts.len() < list.len() {
                    self.wrong(key, "danh sách chữ", "a list of texts");
                }
                Some(texts)
            }
            _ => {
                self.wrong(key, "danh sách chữ", "a list of texts");
                None
            }
        }
    }
    /// A list of mappings; elements that are none are diagnosed and left out.
    pub fn maps(&mut self, map: &Map, key: &str) -> Option<Vec<Map>> {
        let list = match map.get(key)? {
            Value::Null => return None,
            Value::Array(list) => list,
            _ => {
                self.wrong(key, "danh sách", "a list");
                return None;
            }
        };
        let maps: Vec<Map> = list.iter().filter_map(as_map).collect();
        if maps.len() < list.len() {
            self.wrong(key, "danh sách các bảng “khóa: giá trị”", "a list of mappings");
        }
        Some(maps)
    }
    /// What `read` makes of each mapping of a list.
    fn each<T>(&mut self, map: &Map, key: &str, mut read: impl FnMut(&mut Self, &Map) -> Option<T>) -> Option<Vec<T>> {
        self.maps(map, key)?;
        let list = map.get(key)?.as_array()?;
        Some(self.within(Step::Key(key.to_string()), |fields| {
            let items = list.iter().enumerate().filter_map(|(n, value)| Some((n, as_map(value)?)));
            items
                .filter_map(|(n, m)| fields.within(Step::Item(n), |fields| read(fields, &m)))
                .collect()
        }))
    }
    /// A clause number. YAML reads an unquoted `1.10` as the number 1.1, so a decimal is not taken.
    pub fn clause(&mut self, map: &Map, key: &str) -> Option<String> {
        if let Some(Value::Number(n)) = map.get(key)
            && n.as_i64().is_none()
        {
            self.wrong(
                key,
                "số mục trong ngoặc kép, ví dụ \"1.10\"",
                "a clause number in quotes, such as \"1.10\"",
            );
            return None;
        }
        // it becomes part of an address and of a task's id
        let number: String = self
            .text(map, key)?
            .trim_end_matches(['.', ')'])
            .chars()
            .filter(|c| c.is_alphanumeric() || ".~-".contains(*c))
            .take(64)
            .collect();
        Some(number).filter(|n| n.contains(char::is_alphanumeric))
    }

    /// All fields of a notice. `more`: further keys that the caller reads itself.
    pub fn front(&mut self, map: &Map, more: &[&str]) -> FrontMatter {
        let known: Vec<&str> = KEYS.iter().chain(FOREIGN).chain(more).copied().collect();
        self.unknown(map.keys().map(String::as_str), &known);
        let issued = self.day(map, "issued");
        FrontMatter {
            id: self.id(map),
            kind: self.kind(map),
            number: self.text(map, "number"),
            issuer: self.text(map, "issuer"),
            place: self.text(map, "place"),
            issued: if map.contains_key("issued") {
                issued
            } else {
                self.day(map, "date")
            },
            meeting_date: self.day(map, "meeting_date"),
            period: self.month(map, "period"),
            chair: self.text(map, "chair"),
            signer: self.signer(map),
            recipients: self.texts(map, "recipients"),
            title: self.text(map, "title"),
            approvals: self.texts(map, "approvals"),
            received: self.day(map, "received"),
            files: self.texts(map, "files").unwrap_or_default(),
            original: self.original(map),
            aliases: self.texts(map, "aliases").unwrap_or_default(),
            waivers: self.each(map, "waivers", Self::waiver).unwrap_or_default(),
            corrections: self.each(map, "corrections", Self::correction).unwrap_or_default(),
            tasks: self.tasks(map),
            indicators: self.each(map, "indicators", Self::indicator),
            citations: self.citations(map),
        }
    }
    fn id(&mut self, map: &Map) -> Option<String> {
        let id = self.text(map, "id")?;
        if valid_id(&id) {
            return Some(id);
        }
        let span = self.place("id");
        let folded = free_id(crate::viet::fold::slug(&id));
        self.diags.report(
            Code::BadId,
            Some(span),
            Text::new(format!("id “{id}” không hợp lệ"), format!("“{id}” is not a valid id")),
            Some(Text::new("lấy id theo tên tệp", "the id is taken from the file name")),
            Some(Text::new(
                format!("chỉ dùng a-z, 0-9 và dấu gạch nối, không phải riêng bốn chữ số: “{folded}”"),
                format!("use only a-z, 0-9 and hyphens, never four digits alone: “{folded}”"),
            )),
        );
        None
    }
    fn kind(&mut self, map: &Map) -> Option<NoticeKind> {
        let kind = self.text(map, "kind")?;
        match crate::viet::fold::slug(&kind).as_str() {
            "thong-bao-ket-luan" | "thong-bao" | "ket-luan" | "conclusion" => Some(NoticeKind::Conclusion),
            "cong-van" | "dispatch" => Some(NoticeKind::Dispatch),
            _ => {
                self.wrong("kind", "“thong-bao-ket-luan” hoặc “cong-van”", "“thong-bao-ket-luan” or “cong-van”");
                None
            }
        }
    }
    fn signer(&mut self, map: &Map) -> Option<Signer> {
        match map.get("signer")? {
            Value::Null => None,
            Value::String(s) => Some(Signer {
                name: s.trim().to_string(),
                title: None,
                authority: None,
            }),
            other => match as_map(other) {
                Some(m) => self.within(Step::Key("signer".into()), |fields| {
                    fields.unknown(m.keys().map(String::as_str), &["name", "title", "authority"]);
                    Some(Signer {
                        name: fields.text(&m, "name")?,
                        title: fields.text(&m, "title"),
                        authority: fields.text(&m, "authority"),
                    })
                }),
                None => {
                    self.wrong("signer", "bảng có name, title, authority", "a mapping with name, title, authority");
                    None
                }
            },
        }
    }
    fn original(&mut self, map: &Map) -> Option<String> {
        match map.get("original")? {
            Value::Null => None,
            Value::String(s) => Some(s.trim().to_string()),
            other => match as_map(other) {
                Some(m) => self.within(Step::Key("original".into()), |fields| {
                    fields.unknown(m.keys().map(String::as_str), &["title", "date", "url"]);
                    let day = fields.day(&m, "date").map(crate::viet::date::day_text);
                    let parts = [fields.text(&m, "title"), day, fields.text(&m, "url")];
                    let parts: Vec<String> = parts.into_iter().flatten().collect();
                    (!parts.is_empty()).then(|| parts.join(", "))
                }),
                None => {
                    self.wrong("original", "bảng có title, date, url", "a mapping with title, date, url");
                    None
                }
            },
        }
    }
    /// `tasks:` of ours. Rows of another tool (`agency` and `due`, no `leads`) are data for it and replace no reading.
    fn tasks(&mut self, map: &Map) -> Option<Vec<TaskEntry>> {
        let list = map.get("tasks").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
        let foreign = |m: &Value| m.get("agency").is_some() && m.get("due").is_some() && m.get("leads").is_none();
        if !list.is_empty() && list.iter().all(foreign) {
            return None;
        }
        let tasks = self.each(map, "tasks", Self::task)?;
        // what cannot be read replaces no reading
        (list.is_empty() || !tasks.is_empty()).then_some(tasks)
    }
    fn task(&mut self, m: &Map) -> Option<TaskEntry> {
        self.unknown(
            m.keys().map(String::as_str),
            &[
                "clause",
                "text",
                "leads",
                "coordinators",
                "deadlines",
                "id",
                "url",
                "inherited",
                "corrected",
            ],
        );
        let Some(text) = self.text(m, "text") else {
            self.entry_left_out(
                "text",
                Text::new("nhiệm vụ không có “text” là chữ của nhiệm vụ", "a task has no words as `text`"),
            );
            return None;
        };
        let bodies = ["leads", "coordinators"].into_iter().filter_map(|k| m.get(k)?.as_array()).flatten();
        let both = |b: &Value| Some((b.get("name")?.as_str()?.to_string(), b.get("id")?.as_str()?.to_string()));
        Some(TaskEntry {
            slugs: bodies.filter_map(both).collect(),
            slugs_at: self.slugs_at(m),
            clause: self.clause(m, "clause"),
            text,
            leads: self.names(m, "leads").unwrap_or_default(),
            coordinators: self.names(m, "coordinators").unwrap_or_default(),
            deadlines: self.deadlines(m).unwrap_or_default(),
            inherited: self.flag(m, "inherited"),
            corrected: self.flag(m, "corrected"),
        })
    }
    /// Other tools keep a list of texts under this key: only mappings with a number are ours.
    fn citations(&mut self, map: &Map) -> Option<Vec<(String, String)>> {
        let list: Vec<Map> = map.get("citations")?.as_array()?.iter().map(as_map).collect::<Option<_>>()?;
        let read = |m: &Map| Some((self.text(m, "number")?, self.text(m, "quote").unwrap_or_default()));
        Some(list.iter().filter_map(read).collect())
    }
    /// Bodies as texts, or as `{id, name}` of the open data.
    fn names(&mut self, m: &Map, key: &str) -> Option<Vec<String>> {
        if let Some(Value::Array(list)) = m.get(key)
            && list.iter().any(Value::is_object)
        {
            let name = |v: &Value| match v {
                Value::Object(o) => ["name", "id"].iter().find_map(|k| o.get(*k)?.as_str()).map(str::to_string),
                other => other.as_str().map(str::to_string),
            };
            return Some(list.iter().filter_map(name).collect());
        }
        self.texts(m, key)
    }
    /// Where the bodies of a mapping stand that are written as slugs, by slug.
    fn slugs_at(&self, m: &Map) -> BTreeMap<String, Span> {
        let mut at = BTreeMap::new();
        for key in ["leads", "coordinators"] {
            let list = match m.get(key) {
                Some(Value::Array(list)) => list.as_slice(),
                Some(one) => std::slice::from_ref(one),
                None => &[],
            };
            for (n, value) in list.iter().enumerate() {
                let Some(slug) = value.as_str().map(str::trim).filter(|s| crate::viet::fold::is_slug(s)) else {
                    continue;
                };
                let mut path = self.path.clone();
                path.extend([Step::Key(key.to_string()), Step::Item(n)]);
                let span = self.found(&path).map(|s| {
                    let end = s.end.min(s.start + slug.len() as u32);
                    Span { end, ..s }
                });
                at.insert(slug.to_string(), span.unwrap_or_else(|| self.place(key)));
            }
        }
        at
    }
    /// Reports an entry of a list that cannot be used without `key`.
    fn entry_left_out(&mut self, key: &str, message: Text) {
        let span = self.found(&self.path).unwrap_or_else(|| self.place(key));
        let hint = sample(key).map(|s| Text::new(format!("thêm `{s}`"), format!("add `{s}`")));
        let done = Text::new(
            "bỏ qua mục này, các mục khác được giữ",
            "this entry is left out, the others are kept",
        );
        self.diags.report(Code::WrongType, Some(span), message, Some(done), hint);
    }
    fn deadlines(&mut self, m: &Map) -> Option<Vec<DeadlineEntry>> {
        self.each(m, "deadlines", |fields, d| Some(fields.deadline(d)))
    }
    /// Deadlines that take the place of those that were read: none where one of them is wrong, since half of them would lose a day.
    fn corrected_deadlines(&mut self, m: &Map) -> Option<Vec<DeadlineEntry>> {
        let before = self.diags.len();
        let outer = self.done.replace(Text::new(
            "bỏ qua “deadlines” của mục này, giữ thời hạn như đã đọc trong văn bản",
            "`deadlines` of this entry is left out, the deadlines stay as read from the notice",
        ));
        let found = self.deadlines(m);
        self.done = outer;
        let wrong = |d: &crate::diag::Diagnostic| matches!(d.code, Code::WrongType | Code::ImpossibleDate);
        found.filter(|_| !self.diags.iter().skip(before).any(wrong))
    }
    fn deadline(&mut self, d: &Map) -> DeadlineEntry {
        self.unknown(
            d.keys().map(String::as_str),
            &["due", "bound", "quote", "every", "weekday", "day", "time", "lunar"],
        );
        let bound = self.text(d, "bound").filter(|b| {
            let fine = ["before", "by", "within", "event", "recurring"].contains(&b.as_str());
            if !fine {
                self.wrong(
                    "bound",
                    "before, by, within, event hoặc recurring",
                    "before, by, within, event or recurring",
                );
            }
            fine
        });
        DeadlineEntry {
            due: self.day(d, "due"),
            bound,
            quote: self.text(d, "quote"),
            every: self.text(d, "every"),
            weekday: self.small(d, "weekday", 7),
            day: self.small(d, "day", 31),
            time: self.text(d, "time"),
            lunar: self.flag(d, "lunar"),
        }
    }
    /// A waiver without a reason waives nothing.
    fn waiver(&mut self, m: &Map) -> Option<Waiver> {
        self.unknown(m.keys().map(String::as_str), &["code", "quote", "reason"]);
        let code = self.text(m, "code").and_then(|c| Code::parse(&c)).filter(|c| c.is_waivable());
        let Some(code) = code else {
            self.wrong("code", "mã KL0160–KL0164", "a code KL0160–KL0164");
            return None;
        };
        let quote = self.text(m, "quote");
        let Some(reason) = self.text(m, "reason") else {
            self.entry_left_out(
                "reason",
                Text::new(
                    "mục của “waivers” không có “reason” (lý do)",
                    "an entry of “waivers” has no “reason”",
                ),
            );
            return None;
        };
        Some(Waiver {
            code,
            quote,
            reason,
            span: self.place("code"),
        })
    }
    fn correction(&mut self, m: &Map) -> Option<Correction> {
        self.unknown(
            m.keys().map(String::as_str),
            &["clause", "task", "leads", "coordinators", "deadlines", "ignore", "add", "text"],
        );
        let outer = self.done.replace(Text::new(
            "bỏ qua mục đính chính này, các mục khác được giữ",
            "this correction is left out, the others are kept",
        ));
        let clause = self.clause(m, "clause").or_else(|| self.clause(m, "task"));
        self.done = outer;
        let Some(clause) = clause else {
            // one that cannot be read was reported
            if ["clause", "task"].iter().all(|k| m.get(*k).is_none_or(|v| !v.is_number())) {
                self.entry_left_out(
                    "clause",
                    Text::new(
                        "mục của “corrections” không nêu số mục (“clause”)",
                        "an entry of “corrections” names no clause (“clause”)",
                    ),
                );
            }
            return None;
        };
        let add = match m.get("add") {
            None | Some(Value::Null) => None,
            Some(value) => match as_map(value) {
                Some(a) => self.within(Step::Key("add".into()), |fields| fields.task(&a)),
                None => {
                    self.wrong("add", "bảng có text, leads", "a mapping with text, leads");
                    None
                }
            },
        };
        Some(Correction {
            clause,
            leads: self.names(m, "leads"),
            coordinators: self.names(m, "coordinators"),
            deadlines: self.corrected_deadlines(m),
            ignore: self.flag(m, "ignore"),
            add,
            text: self.text(m, "text"),
            span: self.found(&self.path),
            slugs_at: self.slugs_at(m),
        })
    }
    fn indicator(&mut self, m: &Map) -> Option<IndicatorEntry> {
        self.unknown(
            m.keys().map(String::as_str),
            &["id", "label", "value", "unit", "span", "quote", "clause", "comparisons"],
        );
        let label = self.text(m, "label");
        // it becomes an address: an id that cannot be one is folded, as a label is
        let slug = |text: &str| crate::viet::fold::short_slug(text);
        let id = self.text(m, "id").map(|id| {
            let own = id.strip_prefix("other:").unwrap_or(&id);
            if crate::viet::fold::is_slug(&own.replace('_', "-")) {
                id
            } else {
                format!("other:{}", slug(own))
            }
        });
        let id = id
            .or_else(|| label.as_ref().map(|l| format!("other:{}", slug(l))))
            .filter(|id| id != "other:");
        let Some(id) = id else {
            self.entry_left_out(
                "id",
                Text::new("mục của “indicators” không có “id”", "an entry of “indicators” has no “id”"),
            );
            return None;
        };
        let comparisons = self.each(m, "comparisons", |fields, c| {
            Some((
                fields.text(c, "basis"),
                fields.number(c, "value")?,
                fields.text(c, "unit"),
                fields.flag(c, "level"),
            ))
        });
        Some(IndicatorEntry {
            id,
            label,
            value: self.number(m, "value"),
            unit: self.text(m, "unit"),
            span: self.text(m, "span"),
            quote: self.text(m, "quote"),
            clause: self.clause(m, "clause"),
            comparisons: comparisons.unwrap_or_default(),
        })
    }
}

/// How a key is written, to be shown where it was written otherwise.
fn sample(key: &str) -> Option<&'static str> {
    Some(match key {
        "id" => "id: 2026-03",
        "kind" => "kind: cong-van",
        "number" => "number: 12/TB-UBND",
        "issuer" => "issuer: UBND tỉnh …",
        "title" => "title: \"Kết luận phiên họp tháng 3 năm 2026\"",
        "issued" | "meeting_date" | "received" | "date" | "due" => "2026-04-12",
        "period" => "period: 2026-03",
        "signer" => "signer: { name: …, title: CHÁNH VĂN PHÒNG }",
        "recipients" => "recipients: [\"Như trên\", \"Lưu: VT\"]",
        "approvals" => "approvals: [\"Báo cáo …\", \"Tờ trình …\"]",
        "files" => "files: [goc/12-tb-ubnd.pdf]",
        "original" => "original: { title: …, date: 2026-04-09, url: https://… }",
        "aliases" => "aliases: [2026-3]",
        "waivers" => "waivers: [{ code: KL0163, quote: \"0912 345 678\", reason: \"số trực của cơ quan\" }]",
        "code" => "code: KL0163",
        "reason" => "reason: \"số trực của cơ quan\"",
        "corrections" => "corrections: [{ clause: III.1.1, leads: [so-tai-chinh] }]",
        "clause" | "task" => "clause: \"III.1.1\"",
        "leads" => "leads: [so-tai-chinh, \"Sở Xây dựng\"]",
        "coordinators" => "coordinators: [so-tai-chinh, \"Sở Xây dựng\"]",
        "deadlines" => "deadlines: [{ due: 2026-04-12, bound: before }]",
        "bound" => "bound: before",
        "weekday" => "weekday: 5",
        "day" => "day: 15",
        "ignore" => "ignore: true",
        "lunar" => "lunar: true",
        "add" => "add: { text: \"…\", leads: [so-tai-chinh] }",
        "text" => "text: \"…\"",
        "tasks" => "tasks: [{ clause: II.1, text: \"…\", leads: [so-tai-chinh] }]",
        "indicators" => "indicators: [{ id: grdp_growth, value: 7.5 }]",
        "value" => "value: 7.5",
        _ => return None,
    })
}

/// The mapping behind a value.
pub fn as_map(value: &Value) -> Option<Map> {
    value.as_object().map(|o| o.iter().map(|(k, v)| (k.clone(), v.clone())).collect())
}

/// `Err(true)`: shaped like a date but no day of the calendar; `Err(false)`: no date.
fn read_day(text: &str) -> Result<Day, bool> {
    let date = text.split(['T', ' ']).next().unwrap_or(text);
    let parts: Vec<Option<u32>> = date.split(['-', '/', '.']).map(|p| p.parse().ok()).collect();
    let [Some(a), Some(b), Some(c)] = parts[..] else {
        return Err(false);
    };
    let (y, m, d) = if a > 31 { (a, b, c) } else { (c, b, a) };
    if !(1..=9999).contains(&y) {
        return Err(true);
    }
    Day::from_ymd_opt(y as i32, m, d).ok_or(true)
}

/// `[a-z0-9-]`, not empty, no hyphen at its ends, at most 100 letters, not an address that the site itself uses.
pub fn valid_id(id: &str) -> bool {
    !id.is_empty()
        && id.len() <= 100
        && id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
        && !id.starts_with('-')
        && !id.ends_with('-')
        && !reserved(id)
}

/// Four digits alone are the address of a year, `khong-ngay` that of the notices without one.
fn reserved(id: &str) -> bool {
    (id.len() == 4 && id.bytes().all(|b| b.is_ascii_digit())) || id == "khong-ngay"
}

fn free_id(slug: String) -> String {
    let slug = slug.get(..100).unwrap_or(&slug).trim_end_matches('-').to_string();
    match slug {
        s if s.is_empty() => "van-ban".to_string(),
        s if reserved(&s) => format!("van-ban-{s}"),
        s => s,
    }
}

/// `[a-z0-9-]` identity folded from a path's file name ("Kết luận 3.md" → `ket-luan-3`), never four digits alone.
pub fn id_of_path(path: &str) -> String {
    let stem = path.rsplit('/').next().unwrap_or(path);
    let stem = stem.rsplit_once('.').map_or(stem, |(s, _)| s);
    free_id(crate::viet::fold::slug(stem))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::SourceId;

    fn read(text: &str) -> (FrontMatter, usize, Vec<Code>) {
        let source = SourceFile {
            id: SourceId(0),
            path: "a.md".into(),
            text: text.into(),
            sha256: String::new(),
        };
        let mut diags = Diagnostics::new();
        let (front, offset) = split(&source, &mut diags);
        (front, offset, diags.iter().map(|d| d.code).collect())
    }

    #[test]
    fn reads_fields_and_offset() {
        let text = "---\nid: a-1\ntitle: 'Tựa'\ndate: 2026-04-09\nperiod: 2026-03\n---\nI. A\n";
        let (front, offset, codes) = read(text);
        assert_eq!(front.id.as_deref(), Some("a-1"));
        assert_eq!(front.issued.unwrap().to_string(), "2026-04-09");
        assert_eq!(front.period, Month::new(2026, 3));
        assert_eq!(&text[offset..], "I. A\n");
        assert!(codes.is_empty(), "{codes:?}");
    }
    #[test]
    fn no_front_matter() {
        assert_eq!(read("I. A\n---\n").1, 0);
        assert_eq!(read("---\nI. A\n").1, 0);
        assert_eq!(read("").1, 0);
    }
    #[test]
    fn syntax_error_costs_the_head_only() {
        let (front, offset, codes) = read("---\ntitle: [a\n---\nI. A");
        assert_eq!((front.title, offset, codes), (None, 18, vec![Code::YamlSyntax]));
    }
    #[test]
    fn a_broken_head_keeps_its_id() {
        let id = |head: &str| read(&format!("---\n{head}\n---\nI. A")).0.id;
        assert_eq!(id("title: [a\nid: 2026-03b # như trên"), Some("2026-03b".into()));
        assert_eq!(id("id: \"a-1\"\ntitle: a: b"), Some("a-1".into()));
        for none in ["title: [a", "id: Á b\nt: [", "id: a\nid: b\nt: [", "x:\n  id: a\nt: ["] {
            assert_eq!(id(none), None, "{none}");
        }
    }
    #[test]
    fn unknown_key_has_a_hint() {
        assert_eq!(read("---\ntitel: A\n---\n").2, vec![Code::UnknownKey]);
    }
    #[test]
    fn wrong_type_keeps_the_others() {
        let (front, _, codes) = read("---\nrecipients: {a: b}\ntitle: A\n---\n");
        assert_eq!((front.title.as_deref(), codes), (Some("A"), vec![Code::WrongType]));
    }
    #[test]
    fn tasks_without_words_replace_no_reading() {
        let (front, _, codes) = read("---\ntasks:\n  - {clause: II.9}\n---\n");
        assert_eq!((front.tasks.is_none(), codes), (true, vec![Code::WrongType]));
        let (front, _, codes) = read("---\ntasks:\n  - {clause: II.9}\n  - {clause: II.1, text: A}\n---\n");
        assert_eq!((front.tasks.map(|t| t.len()), codes), (Some(1), vec![Code::WrongType]));
        let (front, _, _) = read("---\ntasks: []\n---\n");
        assert_eq!(front.tasks.map(|t| t.len()), Some(0), "a notice may be said to have none");
    }
    #[test]
    fn impossible_date() {
        let (front, _, codes) = read("---\nissued: 31/4/2026\n---\n");
        assert_eq!((front.issued, codes), (None, vec![Code::ImpossibleDate]));
    }
    #[test]
    fn alias_bomb_stops() {
        let mut text = "---\na0: &a0 [x,x,x,x,x,x,x,x,x]\n".to_string();
        for i in 1..12 {
            let row = vec![format!("*a{}", i - 1); 9].join(",");
            text += &format!("a{i}: &a{i} [{row}]\n");
        }
        assert_eq!(read(&(text + "---\n")).2, vec![Code::YamlTooComplex]);
    }
    #[test]
    fn deep_nesting_stops() {
        assert_eq!(
            read(&format!("---\na: {}1{}\n---\n", "[".repeat(500), "]".repeat(500))).2,
            vec![Code::YamlTooComplex]
        );
    }
    #[test]
    fn rows_of_other_tools_are_left_alone() {
        let (front, _, codes) =
            read("---\nagencies: [a]\nmonths: [2026-01]\ntasks:\n  - {id: a, agency: b, due: 2026-01-02, text: c}\n---\n");
        assert!(front.tasks.is_none() && codes.is_empty(), "{codes:?}");
    }
    #[test]
    fn corrections() {
        let (front, _, codes) = read(
            "---\ncorrections:\n  - clause: III.1.1\n    leads: [so-tai-chinh]\n    deadlines: [{ due: 2026-04-12, bound: before }]\n  - clause: III.5.1\n    add: { text: 'A', leads: [b] }\n---\n",
        );
        assert!(codes.is_empty(), "{codes:?}");
        assert_eq!(front.corrections.len(), 2);
        assert_eq!(
            front.corrections[0].deadlines.as_ref().unwrap()[0].due.unwrap().to_string(),
            "2026-04-12"
        );
        assert_eq!(front.corrections[1].add.as_ref().unwrap().text, "A");
    }
    #[test]
    fn ids_of_indicators_fit_an_address() {
        let ids = |list: &str| -> Vec<String> {
            let (front, ..) = read(&format!("---\nindicators: {list}\n---\n"));
            front.indicators.unwrap_or_default().into_iter().map(|i| i.id).collect()
        };
        assert_eq!(
            ids("[{ id: grdp_growth }, { id: 'other:thu-a' }, { label: Thu nội địa }]"),
            ["grdp_growth", "other:thu-a", "other:thu-noi-dia"]
        );
        assert_eq!(ids("[{ id: ../../x }, { id: '..' }, { label: '…' }]"), ["other:x"]);
        assert!(ids(&format!("[{{ label: '{}' }}]", "dài ".repeat(200)))[0].len() < 100);
    }
    #[test]
    fn ids() {
        assert_eq!(id_of_path("x/Kết luận 3.md"), "ket-luan-3");
        assert_eq!(id_of_path("2026.md"), "van-ban-2026");
        assert_eq!(id_of_path("….md"), "van-ban");
        assert_eq!(read("---\nid: Á b\n---\n").2, vec![Code::BadId]);
    }
}
