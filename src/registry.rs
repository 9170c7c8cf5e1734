//! The registers of a site: agencies (names, years, successors), indicators, topics, holidays, progress,
//! each laid over the built-in one.

mod indicator;
pub mod names;
pub mod progress;

use crate::arena::{Arena, Idx};
use crate::calendar::Day;
use crate::diag::code::Code;
use crate::diag::{Diagnostics, Text};
use crate::input::Input;
use crate::source::SourceFile;
use crate::source::yaml::{self, Places, Step};
use crate::span::Span;
pub use indicator::{Covers, IndicatorDef, IndicatorNames};
pub use progress::{Column, ProgressEntry, Status};
use serde::Deserialize;
use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::sync::OnceLock;

pub type AgencyId = Idx<Agency>;

/// A body of the register. A body of the same name before and after a reorganisation is one agency with dated parts.
#[derive(Clone, Debug, Default)]
pub struct Agency {
    pub slug: String,
    /// Official name.
    pub name: String,
    pub short: Vec<String>,
    pub aliases: Vec<String>,
    /// `so`, `ban`, `cong-an`, `quan-su`, `trung-uong`, `ubnd`, `phong`, `nhom` (a group), `doanh-nghiep`, `dang`, `khac`.
    pub kind: String,
    pub parent: Option<String>,
    pub from: Option<Day>,
    pub to: Option<Day>,
    /// Slugs.
    pub predecessors: Vec<String>,
    pub successors: Vec<String>,
    /// A sentence about its history, shown on its page.
    pub note: Option<String>,
}

#[derive(Clone, Debug, Default)]
pub struct Topic {
    pub slug: String,
    pub name: String,
    pub aliases: Vec<String>,
    /// From this day on it is no longer followed: what came before keeps its page.
    pub retired: Option<Day>,
}

#[derive(Clone, Debug)]
pub struct Holiday {
    pub day: Day,
    pub name: String,
    /// A day off, not only a feast.
    pub off: bool,
}

#[derive(Clone, Debug, Default)]
pub struct Registry {
    pub agencies: Arena<Agency>,
    pub by_slug: BTreeMap<String, AgencyId>,
    /// The agencies' names by their words; made by `load`.
    pub names: names::Names,
    pub indicators: Vec<IndicatorDef>,
    /// Made when first asked for, by `indicator_names`.
    pub indicators_by_name: OnceLock<IndicatorNames>,
    pub topics: Vec<Topic>,
    pub holidays: Vec<Holiday>,
    pub progress: Vec<ProgressEntry>,
}

impl Registry {
    /// The names of the indicators, to be found in texts.
    pub fn indicator_names(&self) -> &IndicatorNames {
        self.indicators_by_name.get_or_init(|| IndicatorNames::new(&self.indicators))
    }
}

const AGENCIES: &str = include_str!("registry/agencies.yaml");
const INDICATORS: &str = include_str!("registry/indicators.yaml");
const HOLIDAYS: &str = include_str!("registry/holidays.yaml");

type Json = serde_json::Value;

#[derive(Deserialize)]
struct RawAgency {
    name: Option<String>,
    short: Option<Vec<String>>,
    aliases: Option<Vec<String>>,
    kind: Option<String>,
    parent: Option<String>,
    from: Option<String>,
    to: Option<String>,
    predecessors: Option<Vec<String>>,
    successors: Option<Vec<String>>,
    note: Option<String>,
    #[serde(flatten)]
    extra: BTreeMap<String, Json>,
}

#[derive(Deserialize)]
struct RawNamed {
    name: Option<String>,
    aliases: Option<Vec<String>>,
    short: Option<Vec<String>>,
    beside: Option<Vec<String>>,
    unit: Option<String>,
    range: Option<(f64, f64)>,
    covers: Option<String>,
    part_of: Option<String>,
    retired: Option<String>,
    #[serde(flatten)]
    extra: BTreeMap<String, Json>,
}

#[derive(Deserialize)]
struct RawHoliday {
    day: String,
    name: String,
    off: Option<bool>,
    #[serde(flatten)]
    extra: BTreeMap<String, Json>,
}

/// One file being read: where its troubles are reported.
struct Reader<'a> {
    path: &'a str,
    /// The site's own file; `None` of a built-in one.
    source: Option<&'a SourceFile>,
    /// Made once a place is asked for.
    places: OnceCell<Places>,
    diags: &'a mut Diagnostics,
}

impl<'a> Reader<'a> {
    fn new(path: &'a str, source: Option<&'a SourceFile>, diags: &'a mut Diagnostics) -> Reader<'a> {
        Reader {
            path,
            source,
            places: OnceCell::new(),
            diags,
        }
    }
    /// Where the value at the end of a path stands, or the nearest one above it.
    fn place(&self, path: &[Step]) -> Option<Span> {
        let source = self.source?;
        let places = self.places.get_or_init(|| Places::of(&source.text, serde_yaml::Options::default()));
        let range = (1..=path.len()).rev().find_map(|n| places.find(&source.text, &path[..n]))?;
        Some(Span::new(source.id, range.start, range.end))
    }
    /// Reports at a place of the file, or of the file as a whole.
    fn report(&mut self, code: Code, path: &[Step], message: Text, done: Text, hint: Option<Text>) {
        match self.place(path) {
            Some(span) => self.diags.report(code, Some(span), message, Some(done), hint),
            None => self.diags.report_path(code, self.path, message, Some(done), hint),
        }
    }
    fn yaml<T: for<'d> Deserialize<'d>>(&mut self, text: &str) -> Option<T> {
        if text.lines().all(|l| l.trim().is_empty() || l.trim_start().starts_with('#')) {
            return None;
        }
        match serde_yaml::from_str::<T>(text) {
            Ok(v) => Some(v),
            Err(e) => {
                let (trouble, at) = yaml::trouble(&e, text);
                let message = Text::new(format!("không đọc được: {}", trouble.vi), format!("cannot be read: {}", trouble.en));
                let done = Some(Text::new("bỏ qua tệp này", "this file is left out"));
                let hint = Some(Text::new(
                    "đặt chữ có dấu “: ” hoặc “#” trong ngoặc kép; thụt dòng bằng dấu cách",
                    "quote text that has “: ” or “#”; indent with spaces",
                ));
                match self.source {
                    Some(source) => {
                        let end = at + text[at..].lines().next().unwrap_or("").trim_end().len();
                        let span = Span::new(source.id, at, end);
                        self.diags.report(Code::YamlSyntax, Some(span), message, done, hint);
                    }
                    None => self.diags.report_path(Code::YamlSyntax, self.path, message, done, hint),
                }
                None
            }
        }
    }
    fn bad(&mut self, entry: &str, vi: String, en: String) {
        self.report(
            Code::BadRegister,
            &[Step::Key(entry.to_string())],
            Text::new(format!("mục \"{entry}\": {vi}"), format!("entry \"{entry}\": {en}")),
            Text::new("bỏ qua mục này", "this entry is left out"),
            Some(Text::new(
                "mẫu của danh bạ: `ketluan schema agencies`, `indicators`, `topics` hoặc `holidays`",
                "how registers are written: `ketluan schema agencies`, `indicators`, `topics` or `holidays`",
            )),
        );
    }
    fn entry<T: for<'d> Deserialize<'d>>(&mut self, name: &str, value: Json) -> Option<T> {
        match serde_json::from_value::<T>(value) {
            Ok(v) => Some(v),
            Err(e) => {
                self.bad(
                    name,
                    "có khóa ghi sai kiểu (chữ, số, ngày hoặc danh sách ở chỗ của loại khác)".into(),
                    e.to_string(),
                );
                None
            }
        }
    }
    fn unknown(&mut self, name: &str, extra: &BTreeMap<String, Json>) {
        for key in extra.keys() {
            let path = [Step::Key(name.to_string()), Step::Key(key.clone())];
            self.unknown_at(&path, name, key, None);
        }
    }
    fn unknown_at(&mut self, path: &[Step], name: &str, key: &str, near: Option<&str>) {
        self.report(
            Code::UnknownKey,
            path,
            Text::new(
                format!("mục \"{name}\": khóa lạ \"{key}\""),
                format!("entry \"{name}\": unknown key \"{key}\""),
            ),
            Text::new("bỏ qua khóa này", "this key is left out"),
            Some(match near {
                Some(n) => Text::new(format!("có phải là “{n}”?"), format!("did you mean “{n}”?")),
                None => Text::new(
                    "xóa khóa ấy; mẫu của các tệp: `ketluan schema agencies`, `indicators`, `topics`, `holidays`, `progress`",
                    "take it out; how the files are written: `ketluan schema agencies`, `indicators`, `topics`, `holidays`, `progress`",
                ),
            }),
        );
    }
    /// The `n`th entry of a progress file.
    fn progress(&mut self, n: usize, value: Json) -> Option<ProgressEntry> {
        let place = format!("{}, mục {n}", self.path);
        let Json::Object(map) = value else {
            self.fault(
                n,
                None,
                &Text::new("không phải các cặp “khóa: giá trị”", "not a mapping of keys to values"),
            );
            return None;
        };
        let mut cells = BTreeMap::new();
        for (key, value) in map {
            let column = Column::ALL.into_iter().find(|c| c.key() == key);
            let text = match value {
                Json::String(t) => t,
                Json::Number(n) => n.to_string(),
                Json::Null => continue,
                _ => {
                    self.fault(n, Some(&key), &Text::new("phải là một dòng chữ", "must be a line of text"));
                    return None;
                }
            };
            match column {
                Some(column) => {
                    cells.insert(column, text);
                }
                None => {
                    let known = Column::ALL.map(Column::key);
                    let near = crate::viet::near::nearest(&key, &known);
                    self.unknown_at(&[Step::Item(n - 1), Step::Key(key.clone())], &n.to_string(), &key, near);
                }
            }
        }
        match progress::entry(&cells, place) {
            Ok(entry) => Some(ProgressEntry {
                span: progress::Where(self.place(&[Step::Item(n - 1)])),
                ..entry
            }),
            Err(faults) => {
                for fault in faults {
                    self.fault(n, Some(fault.column.key()), &fault.text);
                }
                None
            }
        }
    }
    fn fault(&mut self, n: usize, key: Option<&str>, text: &Text) {
        let path: Vec<Step> = [Step::Item(n - 1)]
            .into_iter()
            .chain(key.map(|k| Step::Key(k.to_string())))
            .collect();
        let key = key.map(|k| format!(", {k}")).unwrap_or_default();
        const SAMPLE: &str = "- { task: 2026-03/III.1.1, status: hoan-thanh, date: 2026-04-11 }";
        self.report(
            Code::ProgressFault,
            &path,
            Text::new(format!("mục {n}{key}: {}", text.vi), format!("entry {n}{key}: {}", text.en)),
            Text::new("bỏ qua mục này", "this entry is left out"),
            Some(Text::new(format!("viết như `{SAMPLE}`"), format!("write it like `{SAMPLE}`"))),
        );
    }
    /// Whether an entry's key is a slug; else it is told.
    fn is_slug(&mut self, slug: &str) -> bool {
        let is = crate::viet::fold::is_slug(slug);
        if !is {
            self.bad(
                slug,
                "mã chỉ gồm a-z, 0-9 và dấu nối, nhiều nhất 100 ký tự".into(),
                "a slug has only a-z, 0-9 and hyphens, 100 of them at most".into(),
            );
        }
        is
    }
    /// Whether an entry has a name; else it is told.
    fn is_named(&mut self, key: &str, name: &str) -> bool {
        let is = !name.trim().is_empty();
        if !is {
            self.bad(key, "thiếu tên (name)".into(), "no name".into());
        }
        is
    }
    fn day(&mut self, name: &str, text: &str) -> Option<Day> {
        let day = parse_day(text);
        if day.is_none() {
            self.bad(name, format!("ngày không hợp lệ \"{text}\""), format!("no such day \"{text}\""));
        }
        day
    }
}

fn parse_day(text: &str) -> Option<Day> {
    Day::parse_from_str(text.trim(), "%Y-%m-%d").ok()
}

/// Lays `content/_data` over the built-in registers. Never fails; bad entries are diagnosed and left out.
pub fn load(input: &Input, diags: &mut Diagnostics) -> Registry {
    let mut all = Registers::default();
    for (path, text) in [
        ("agencies.yaml", AGENCIES),
        ("indicators.yaml", INDICATORS),
        ("holidays.yaml", HOLIDAYS),
    ] {
        all.file(path, text, &mut Reader::new(path, None, diags));
    }
    for source in &input.data {
        let relative = source.path.rsplit_once("_data/").map_or(source.path.as_str(), |(_, r)| r);
        all.file(relative, &source.text, &mut Reader::new(&source.path, Some(source), diags));
    }
    let mut registry = Registry {
        indicators: all.indicators,
        topics: all.topics,
        progress: all.progress,
        ..Registry::default()
    };
    registry.holidays = all
        .holidays
        .into_iter()
        .map(|((day, name), off)| Holiday { day, name, off })
        .collect();
    for (slug, agency) in all.agencies {
        let id = registry.agencies.push(agency);
        registry.by_slug.insert(slug, id);
    }
    registry.names = names::Names::new(&registry.agencies);
    registry
}

/// The entries of a register in the order in which they are written.
struct Entries(Vec<(String, Json)>);

impl<'d> Deserialize<'d> for Entries {
    fn deserialize<D: serde::Deserializer<'d>>(from: D) -> Result<Entries, D::Error> {
        struct InOrder;
        impl<'d> serde::de::Visitor<'d> for InOrder {
            type Value = Entries;
            fn expecting(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
                f.write_str("a map")
            }
            fn visit_map<M: serde::de::MapAccess<'d>>(self, mut map: M) -> Result<Entries, M::Error> {
                let mut out = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    out.push(entry);
                }
                Ok(Entries(out))
            }
        }
        from.deserialize_map(InOrder)
    }
}

/// What the files of registers say, the later ones laid over those before.
#[derive(Default)]
struct Registers {
    agencies: BTreeMap<String, Agency>,
    indicators: Vec<IndicatorDef>,
    holidays: BTreeMap<(Day, String), bool>,
    topics: Vec<Topic>,
    progress: Vec<ProgressEntry>,
}

/// Puts what an entry gives in the place of what was known.
fn lay<T>(over: &mut T, given: Option<T>) {
    if let Some(value) = given {
        *over = value;
    }
}

impl Registers {
    /// Lays a file over them by its path below `_data`; one of another name says nothing.
    fn file(&mut self, relative: &str, text: &str, r: &mut Reader) {
        let stem = relative.trim_end_matches(".yml").trim_end_matches(".yaml");
        match stem {
            "agencies" => {
                for (slug, value) in r.yaml::<BTreeMap<String, Json>>(text).unwrap_or_default() {
                    self.agency(slug, value, r);
                }
            }
            "indicators" => {
                // they stand on the front page as the register puts them
                for (id, value) in r.yaml::<Entries>(text).map(|all| all.0).unwrap_or_default() {
                    self.indicator(id, value, r);
                }
            }
            "topics" => {
                for (id, value) in r.yaml::<BTreeMap<String, Json>>(text).unwrap_or_default() {
                    self.topic(id, value, r);
                }
            }
            "holidays" => {
                for value in r.yaml::<Vec<Json>>(text).unwrap_or_default() {
                    self.holiday(value, r);
                }
            }
            s if s.starts_with("progress/") => {
                for (n, value) in r.yaml::<Vec<Json>>(text).unwrap_or_default().into_iter().enumerate() {
                    self.progress.extend(r.progress(n + 1, value));
                }
            }
            _ => {}
        }
    }

    fn agency(&mut self, slug: String, value: Json, r: &mut Reader) {
        if !r.is_slug(&slug) {
            return;
        }
        let Some(raw) = r.entry::<RawAgency>(&slug, value) else { return };
        r.unknown(&slug, &raw.extra);
        let mut agency = self.agencies.get(&slug).cloned().unwrap_or_default();
        agency.slug = slug.clone();
        lay(&mut agency.name, raw.name);
        if !r.is_named(&slug, &agency.name) {
            return;
        }
        lay(&mut agency.short, raw.short);
        lay(&mut agency.aliases, raw.aliases);
        lay(&mut agency.kind, raw.kind);
        if agency.kind.is_empty() {
            agency.kind = "khac".into();
        }
        agency.parent = raw.parent.or(agency.parent);
        lay(&mut agency.from, raw.from.map(|v| r.day(&slug, &v)));
        lay(&mut agency.to, raw.to.map(|v| r.day(&slug, &v)));
        lay(&mut agency.predecessors, raw.predecessors);
        lay(&mut agency.successors, raw.successors);
        agency.note = raw.note.or(agency.note);
        self.agencies.insert(slug, agency);
    }

    fn topic(&mut self, slug: String, value: Json, r: &mut Reader) {
        let Some(raw) = r.entry::<RawNamed>(&slug, value) else { return };
        r.unknown(&slug, &raw.extra);
        let name = raw.name.unwrap_or_default();
        if !r.is_named(&slug, &name) || !r.is_slug(&slug) {
            return;
        }
        let retired = raw.retired.and_then(|v| r.day(&slug, &v));
        self.topics.push(Topic {
            slug,
            name,
            aliases: raw.aliases.unwrap_or_default(),
            retired,
        });
    }

    fn indicator(&mut self, id: String, value: Json, r: &mut Reader) {
        let Some(raw) = r.entry::<RawNamed>(&id, value) else { return };
        r.unknown(&id, &raw.extra);
        // it becomes an address; the built-in ones have underscores
        if !crate::viet::fold::is_slug(&id.replace('_', "-")) {
            r.bad(
                &id,
                "mã chỉ gồm a-z, 0-9, dấu nối hoặc gạch dưới, nhiều nhất 100 ký tự".into(),
                "an id has only a-z, 0-9, hyphens or underscores, 100 of them at most".into(),
            );
            return;
        }
        if raw.range.is_some_and(|(a, b)| a > b) {
            r.bad(&id, "khoảng giá trị ngược".into(), "range upside down".into());
            return;
        }
        let at = self.indicators.iter().position(|d| d.id == id);
        let mut def = at.map(|i| self.indicators[i].clone()).unwrap_or_default();
        def.id = id.clone();
        lay(&mut def.name, raw.name);
        if !r.is_named(&id, &def.name) {
            return;
        }
        lay(&mut def.aliases, raw.aliases);
        lay(&mut def.short, raw.short);
        lay(&mut def.beside, raw.beside);
        if let Some(word) = &raw.covers {
            match Covers::parse(word) {
                Some(covers) => def.covers = covers,
                None => r.bad(
                    &id,
                    format!("covers \"{word}\" không có (flow, so-far, stock)"),
                    format!("no such covers \"{word}\" (flow, so-far, stock)"),
                ),
            }
        }
        def.part_of = raw.part_of.or(def.part_of);
        def.unit = raw.unit.or(def.unit);
        def.range = raw.range.or(def.range);
        match at {
            Some(i) => self.indicators[i] = def,
            None => self.indicators.push(def),
        }
    }

    fn holiday(&mut self, value: Json, r: &mut Reader) {
        let Some(raw) = r.entry::<RawHoliday>("-", value) else { return };
        r.unknown(&raw.name, &raw.extra);
        if let Some(day) = r.day(&raw.name, &raw.day) {
            self.holidays.insert((day, raw.name), raw.off.unwrap_or(true));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::SourceId;

    fn load_with(path: &str, text: &str) -> (Registry, Diagnostics) {
        let data = vec![SourceFile {
            id: SourceId(0),
            path: path.into(),
            text: text.into(),
            sha256: String::new(),
        }];
        let input = Input {
            notices: vec![],
            data,
            config: None,
            theme: vec![],
            assets: vec![],
            today: Day::default(),
            previous: None,
        };
        let mut diags = Diagnostics::new();
        (load(&input, &mut diags), diags)
    }

    #[test]
    fn an_entry_without_a_name_is_left_out() {
        for (path, text) in [
            ("content/_data/topics.yaml", "y-te: { name: \" \" }"),
            ("content/_data/indicators.yaml", "y_te: { name: \" \" }"),
            ("content/_data/agencies.yaml", "y-te: { name: \"\" }"),
        ] {
            let (registry, diags) = load_with(path, text);
            assert_eq!(diags.iter().count(), 1, "{path}");
            assert!(registry.topics.is_empty() && !registry.by_slug.contains_key("y-te"), "{path}");
        }
    }

    #[test]
    fn built_in_registers_have_no_fault() {
        let (r, d) = load_with("x", "");
        assert!(d.is_empty(), "{:?}", d.iter().map(|d| &d.message.vi).collect::<Vec<_>>());
        assert_eq!((r.indicators[0].id.as_str(), r.indicators[4].id.as_str()), ("grdp_growth", "iip"));
        assert!(r.by_slug.contains_key("so-tai-chinh") && r.indicators.len() == 25 && r.holidays.iter().any(|h| h.off));
        for (_, a) in r.agencies.iter() {
            assert!(
                a.predecessors.iter().chain(&a.successors).all(|s| r.by_slug.contains_key(s)),
                "{}",
                a.slug
            );
        }
    }

    #[test]
    fn entries_are_laid_over_and_bad_ones_left_out() {
        let (r, d) = load_with(
            "agencies.yaml",
            "so-tai-chinh: { short: [ABC], colour: red }\nso-moi: { name: Sở Mới, from: 2026-01-01 }\nBad Slug: { name: x }\n",
        );
        assert_eq!(r.agencies[r.by_slug["so-tai-chinh"]].short, ["ABC"]);
        assert_eq!(r.agencies[r.by_slug["so-moi"]].from, Day::from_ymd_opt(2026, 1, 1));
        assert_eq!(d.iter().map(|d| d.code).collect::<Vec<_>>(), [Code::BadRegister, Code::UnknownKey]);
    }

    #[test]
    fn impossible_status_is_diagnosed() {
        let (r, d) = load_with(
            "progress/1.yaml",
            "- { task: a/I.1, status: xong, date: 2026-01-01 }\n- { task: a/I.1, status: hoan-thanh, date: 2026-01-01 }\n",
        );
        assert_eq!((r.progress.len(), d.len()), (1, 1));
    }

    #[test]
    fn feasts_of_the_lunar_calendar_are_on_their_days() {
        use crate::calendar::lunar;
        use chrono::Datelike;
        let registry = load_with("content/_data/holidays.yaml", "").0;
        let years: std::collections::BTreeSet<i32> = registry.holidays.iter().map(|h| h.day.year()).collect();
        assert!(years.len() >= 7);
        for year in years {
            let days = |name: &str| -> Vec<Day> {
                registry
                    .holidays
                    .iter()
                    .filter(|h| h.day.year() == year && h.name == name)
                    .map(|h| h.day)
                    .collect()
            };
            let kings = lunar::solar(year, 3, 10).expect("a year of the table");
            assert_eq!(days("Giỗ Tổ Hùng Vương"), [kings]);
            // the first days of Giêng with the last of Chạp before them, one after the other
            let first = lunar::solar(year, 1, 1).expect("a year of the table");
            let tet = days("Tết Nguyên đán");
            assert!(tet.contains(&first) && tet.iter().any(|d| *d < first), "{year}");
            assert!(tet.windows(2).all(|w| w[0].succ_opt() == Some(w[1])), "{year}");
        }
    }
}
