//! The texts of the theme in the site's language: key → text with `{arguments}`. No page, template or feed has words of
//! its own; they ask here.
//!
//! The catalogues are `themes/default/lang/vi.yaml` and `en.yaml`, sections of keys (`nav:` `search: Tìm kiếm` is
//! `nav.search`). Above them lie `lang/LANGUAGE.yaml` of the site's theme and `texts:` of `ketluan.yaml`, key by key.
//!
//! In a text `{name}` stands for an argument. Whole numbers are written with the language's separators, save one whose
//! name ends in `year`. `{dd}` and `{mm}` are the arguments `d` and `m`, a day and a month, in the figures of Vietnamese
//! documents ("07", "01", "3"). Where `n` is 1 and the catalogue has `KEY_one`, that text is taken: Vietnamese never has one.
//! `Words::html` also reads `[label]({address})`, `**strong**` and `` `code` ``; all else in text and arguments is escaped.

use crate::calendar::Day;
use crate::diag::code::Code;
use crate::diag::{Diagnostics, Text};
use crate::input::Input;
use crate::viet::date::{day_number, month_number};
use chrono::Datelike;
use serde_json::Value;
use std::collections::BTreeMap;
use std::sync::Arc;

const VI: &str = include_str!("../themes/default/lang/vi.yaml");
const EN: &str = include_str!("../themes/default/lang/en.yaml");

/// The catalogue of one language. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Words {
    texts: Arc<BTreeMap<String, String>>,
}

/// What a text gets for one of its `{names}`.
#[derive(Clone, Debug)]
pub enum Arg {
    Text(String),
    Number(f64),
}

impl From<&str> for Arg {
    fn from(text: &str) -> Arg {
        Arg::Text(text.to_string())
    }
}
impl From<&String> for Arg {
    fn from(text: &String) -> Arg {
        Arg::Text(text.clone())
    }
}
impl From<String> for Arg {
    fn from(text: String) -> Arg {
        Arg::Text(text)
    }
}
macro_rules! numbers {
    ($($kind:ty)*) => { $(impl From<$kind> for Arg { fn from(n: $kind) -> Arg { Arg::Number(n as f64) } })* };
}
numbers!(usize i64 i32 u32 u64 f64);

impl Default for Words {
    /// The embedded Vietnamese catalogue.
    fn default() -> Words {
        Words::embedded("vi")
    }
}

impl Words {
    /// The embedded catalogue of `vi` or `en`; any other language is Vietnamese.
    pub fn embedded(language: &str) -> Words {
        let mut texts = BTreeMap::new();
        // what English lacks is said in Vietnamese rather than not at all
        for source in if language == "en" { [VI, EN] } else { [VI, VI] } {
            let tree = serde_yaml::from_str::<Value>(source).unwrap_or_default();
            flatten("", &tree, &mut |key, text| {
                texts.insert(key, text.unwrap_or_default().to_string());
            });
        }
        Words { texts: Arc::new(texts) }
    }

    /// The embedded catalogue with the theme's own texts over it. Diagnoses a file that cannot be read
    /// (`TextsUnread`), and keys or arguments that the catalogue does not know (`TextUnknown`).
    pub fn load(language: &str, input: &Input, diags: &mut Diagnostics) -> Words {
        let words = Words::embedded(language);
        let name = format!("lang/{language}.yaml");
        let Some((path, bytes)) = input.theme.iter().find(|(path, _)| *path == name) else {
            return words;
        };
        let read = std::str::from_utf8(bytes)
            .map_err(|e| e.to_string())
            .and_then(|text| serde_yaml::from_str::<Value>(text).map_err(|e| e.to_string()));
        match read {
            Ok(tree) => words.overlaid(&tree, path, diags),
            Err(error) => {
                diags.report_path(
                    Code::TextsUnread,
                    path,
                    Text::new(
                        format!("không đọc được tệp lời văn: {error}"),
                        format!("the texts cannot be read: {error}"),
                    ),
                    Some(Text::new("dùng lời văn kèm sẵn", "the texts that come with the program are used")),
                    Some(Text::new(
                        "viết mỗi dòng một khóa, ví dụ “search: Tìm kiếm” dưới “nav:”",
                        "write one key a line, such as “search: Find” below “nav:”",
                    )),
                );
                words
            }
        }
    }

    /// These texts with others over them, from a tree of sections or a map of dotted keys.
    pub fn overlaid(&self, tree: &Value, path: &str, diags: &mut Diagnostics) -> Words {
        let mut texts = (*self.texts).clone();
        flatten("", tree, &mut |key, text| {
            let known = texts.get(key.strip_suffix("_one").unwrap_or(&key)).cloned();
            let fault = match (&known, text) {
                (None, _) => Some(Text::new(
                    format!("không có lời văn nào tên “{key}”"),
                    format!("there is no text named “{key}”"),
                )),
                (_, None) => Some(Text::new(
                    format!("lời văn “{key}” không phải một dòng chữ"),
                    format!("the text “{key}” is not a line of text"),
                )),
                (Some(known), Some(text)) => {
                    let has = arguments(known);
                    arguments(text).into_iter().find(|a| !has.contains(a)).map(|a| {
                        Text::new(
                            format!("lời văn “{key}” dùng “{{{a}}}”, mà ở đây chỉ có: {}", has.join(", ")),
                            format!("the text “{key}” uses “{{{a}}}”; what it gets is: {}", has.join(", ")),
                        )
                    })
                }
            };
            match (fault, text) {
                (None, Some(text)) => {
                    texts.insert(key, text.to_string());
                }
                (fault, _) => diags.report_path(
                    Code::TextUnknown,
                    path,
                    fault.unwrap_or_default(),
                    Some(Text::new("bỏ qua dòng này", "this line is left out")),
                    Some(Text::new(
                        "xem các khóa trong themes/default/lang/vi.yaml (ketluan theme new chép ra)",
                        "the keys stand in themes/default/lang/vi.yaml (ketluan theme new copies it)",
                    )),
                ),
            }
        });
        Words { texts: Arc::new(texts) }
    }

    /// The text as it stands in the catalogue; `None` where there is none.
    pub fn get(&self, key: &str) -> Option<&str> {
        self.texts.get(key).map(String::as_str)
    }

    /// The text of a key without arguments; the key itself where the catalogue lacks it, which a test forbids.
    pub fn text<'a>(&'a self, key: &'a str) -> &'a str {
        self.get(key).unwrap_or(key)
    }

    /// The text of a key with its arguments set in.
    pub fn say(&self, key: &str, args: &[(&str, Arg)]) -> String {
        self.fill(self.text(self.variant(key, args).as_str()), args, &mut |text| text.to_string())
            .0
    }

    /// As `say`, for templates: a key or an argument that is missing is an error.
    pub fn try_say(&self, key: &str, args: &[(&str, Arg)]) -> Result<String, String> {
        let text = self.checked(key, args)?;
        Ok(self.fill(text, args, &mut |text| text.to_string()).0)
    }

    /// As `try_say`, as HTML: text and arguments escaped; links, strong and code as the module says.
    pub fn try_html(&self, key: &str, args: &[(&str, Arg)]) -> Result<String, String> {
        let text = self.checked(key, args)?;
        let (filled, addresses) = self.fill(&escape(text), args, &mut |text| escape(text));
        Ok(marked_up(&filled, &addresses))
    }

    /// A number with the language's separators, at most `decimals` decimals, no zeros at its end.
    pub fn number(&self, value: f64, decimals: usize) -> String {
        grouped(value, decimals, self.text("format.group"), self.text("format.decimal"))
    }

    /// "07/4/2026", "7 April 2026".
    pub fn day(&self, day: Day) -> String {
        let month = self.text(MONTHS[day.month0() as usize]).to_string();
        self.say(
            "format.day",
            &[
                ("d", day.day().into()),
                ("m", day.month().into()),
                ("month", month.into()),
                ("year", day.year().into()),
            ],
        )
    }

    /// Keys in order, for tests and for `ketluan theme new`.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.texts.keys().map(String::as_str)
    }

    fn variant(&self, key: &str, args: &[(&str, Arg)]) -> String {
        let one = args
            .iter()
            .any(|(name, arg)| *name == "n" && matches!(arg, Arg::Number(n) if *n == 1.0));
        let variant = format!("{key}_one");
        if one && self.texts.contains_key(&variant) {
            variant
        } else {
            key.to_string()
        }
    }

    fn checked(&self, key: &str, args: &[(&str, Arg)]) -> Result<&str, String> {
        let text = self
            .texts
            .get(&self.variant(key, args))
            .ok_or_else(|| format!("no text `{key}` in the language catalogue"))?;
        match arguments(text).into_iter().find(|a| !args.iter().any(|(name, _)| name == a)) {
            Some(missing) => Err(format!("the text `{key}` needs the argument `{missing}`")),
            None => Ok(text),
        }
    }

    /// Sets arguments in; also gives those as they were, for addresses.
    fn fill(&self, text: &str, args: &[(&str, Arg)], escape: &mut dyn FnMut(&str) -> String) -> (String, Vec<String>) {
        let mut out = String::with_capacity(text.len() + 16);
        let mut addresses = Vec::new();
        let mut rest = text;
        while let Some(open) = rest.find('{') {
            let Some(close) = rest[open..].find('}') else { break };
            let name = &rest[open + 1..open + close];
            let before = &rest[..open];
            out.push_str(before);
            match args.iter().find(|(n, _)| *n == argument(name)) {
                // an address is kept whole until the link is made, so that nothing in it is read as markup
                Some((_, Arg::Text(value))) if before.ends_with("](") => {
                    out.push_str(&format!("\u{1}{}\u{1}", addresses.len()));
                    addresses.push(escape(value));
                }
                Some((_, Arg::Text(value))) => out.push_str(&escape(value).replace('\u{1}', "")),
                Some((_, Arg::Number(value))) if name.ends_with("year") => out.push_str(&format!("{value:.0}")),
                Some((_, Arg::Number(value))) if name == "dd" => out.push_str(&day_number(*value as u32)),
                Some((_, Arg::Number(value))) if name == "mm" => out.push_str(&month_number(*value as u32)),
                Some((_, Arg::Number(value))) => out.push_str(&self.number(*value, 3)),
                None => out.push_str(&rest[open..=open + close]),
            }
            rest = &rest[open + close + 1..];
        }
        out.push_str(rest);
        (out, addresses)
    }
}

const MONTHS: [&str; 12] = [
    "month.1", "month.2", "month.3", "month.4", "month.5", "month.6", "month.7", "month.8", "month.9", "month.10", "month.11", "month.12",
];

/// A number with these separators: 1028633.5 → "1.028.633,5". At most `decimals` decimals, no zeros at their end.
pub fn grouped(value: f64, decimals: usize, group: &str, decimal: &str) -> String {
    // most are counts, for which digits of a fraction need not be reckoned
    let text = if value.fract() == 0.0 && value.abs() < 1e15 {
        format!("{}", value.abs() as u64)
    } else {
        format!("{:.*}", decimals, value.abs())
    };
    let (whole, frac) = text.split_once('.').unwrap_or((&text, ""));
    let mut out = String::new();
    for (i, c) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i) % 3 == 0 {
            out.push_str(group);
        }
        out.push(c);
    }
    let frac = frac.trim_end_matches('0');
    if !frac.is_empty() {
        out.push_str(decimal);
        out.push_str(frac);
    }
    if value < 0.0 && out != "0" { format!("-{out}") } else { out }
}

/// The arguments that a text names in braces, in order, each once.
pub fn arguments(text: &str) -> Vec<&str> {
    let mut out: Vec<&str> = Vec::new();
    for part in text.split('{').skip(1) {
        if let Some((name, _)) = part.split_once('}')
            && !out.contains(&argument(name))
        {
            out.push(argument(name));
        }
    }
    out
}

/// The argument that a name in braces stands for.
fn argument(name: &str) -> &str {
    match name {
        "dd" => "d",
        "mm" => "m",
        name => name,
    }
}

fn flatten(prefix: &str, tree: &Value, see: &mut dyn FnMut(String, Option<&str>)) {
    let Value::Object(map) = tree else { return };
    for (key, value) in map {
        let key = if prefix.is_empty() {
            key.clone()
        } else {
            format!("{prefix}.{key}")
        };
        match value {
            Value::Object(_) => flatten(&key, value, see),
            value => see(key, value.as_str()),
        }
    }
}

fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    out
}

/// `[label](\u{1}0\u{1})` → a link to the address of that number; `**strong**`; `` `code` ``.
fn marked_up(text: &str, addresses: &[String]) -> String {
    let mut out = String::with_capacity(text.len() + 32);
    let mut rest = text;
    while let Some(at) = rest.find(['[', '*', '`']) {
        out.push_str(&rest[..at]);
        let tail = &rest[at..];
        let link = tail.strip_prefix('[').and_then(|t| t.split_once("](\u{1}")).and_then(|(label, t)| {
            let (number, t) = t.split_once("\u{1})")?;
            Some((label, addresses.get(number.parse::<usize>().ok()?)?, t))
        });
        let enclosed = |mark: &str| tail.strip_prefix(mark)?.split_once(mark);
        if let Some((label, address, after)) = link {
            out.push_str(&format!("<a href=\"{address}\">{label}</a>"));
            rest = after;
        } else if let Some((inner, after)) = enclosed("**") {
            out.push_str(&format!("<strong>{inner}</strong>"));
            rest = after;
        } else if let Some((inner, after)) = enclosed("`") {
            out.push_str(&format!("<code>{inner}</code>"));
            rest = after;
        } else {
            out.push_str(&tail[..1]);
            rest = &tail[1..];
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(yaml: &str) -> (Words, Vec<String>) {
        let tree: Value = serde_yaml::from_str(yaml).expect("YAML");
        let mut diags = Diagnostics::new();
        let mut texts = (*Words::default().texts).clone();
        texts.insert("t.many".into(), "{n} nhiệm vụ năm {year}".into());
        texts.insert("t.link".into(), "Xem [lịch <a>]({to}) và `x` **đậm** {n}".into());
        let words = Words { texts: Arc::new(texts) }.overlaid(&tree, "lang/vi.yaml", &mut diags);
        (words, diags.iter().map(|d| d.message.en.clone()).collect())
    }

    #[test]
    fn arguments_are_set_in_and_numbers_written_as_the_language_does() {
        let (w, _) = words("{}");
        assert_eq!(
            w.say("t.many", &[("n", 1234.into()), ("year", 2026.into())]),
            "1.234 nhiệm vụ năm 2026"
        );
        assert_eq!(w.day(Day::from_ymd_opt(2026, 4, 12).expect("a day")), "12/4/2026");
        let en = Words::embedded("en");
        assert_eq!(en.number(1_028_633.5, 2), "1,028,633.5");
        assert_eq!(en.day(Day::from_ymd_opt(2026, 4, 12).expect("a day")), "12 April 2026");
    }

    #[test]
    fn html_escapes_texts_and_arguments_and_makes_links() {
        let (w, _) = words("{}");
        let html = w.try_html("t.link", &[("to", "a?b&**c**".into()), ("n", "<i>".into())]);
        assert_eq!(
            html.as_deref(),
            Ok("Xem <a href=\"a?b&amp;**c**\">lịch &lt;a&gt;</a> và <code>x</code> <strong>đậm</strong> &lt;i&gt;")
        );
    }

    #[test]
    fn days_and_months_are_written_as_each_language_does() {
        let day = Day::from_ymd_opt(2026, 2, 7).expect("a day");
        assert_eq!(Words::embedded("vi").day(day), "07/02/2026");
        assert_eq!(Words::embedded("vi").day(day), crate::viet::date::day_text(day));
        assert_eq!(Words::embedded("en").day(day), "7 February 2026");
        let session = |language, m: u32| Words::embedded(language).say("name.session", &[("m", m.into()), ("year", 2026.into())]);
        assert_eq!(session("vi", 1), "Kết luận phiên họp tháng 01/2026");
        assert_eq!(session("vi", 3), "Kết luận phiên họp tháng 3/2026");
        assert!(session("en", 1).ends_with(" 1/2026"));
        // a site's own text may leave the zeros out
        let mut diags = Diagnostics::new();
        let own = serde_yaml::from_str("format.day: '{d}.{m}.{year}'").expect("YAML");
        assert_eq!(Words::default().overlaid(&own, "x.yaml", &mut diags).day(day), "7.2.2026");
        assert_eq!(diags.iter().count(), 0);
    }

    #[test]
    fn what_is_missing_is_an_error() {
        let (w, _) = words("{}");
        assert!(w.try_say("t.none", &[]).is_err());
        assert!(w.try_say("t.many", &[("n", 1.into())]).is_err());
    }

    #[test]
    fn a_theme_lays_single_texts_over_and_wrong_ones_are_named() {
        let (w, faults) = words("{t: {many: 'có {n}', none: x}, nav.search: Tra cứu, t.link: '{wrong}'}");
        assert_eq!(w.say("t.many", &[("n", 2.into())]), "có 2");
        assert_eq!(w.text("nav.search"), "Tra cứu");
        assert_eq!(faults.len(), 2, "{faults:?}");
    }

    #[test]
    fn one_has_a_text_of_its_own_where_the_language_needs_it() {
        let (w, faults) = words("{t: {many: '{n} tasks', many_one: one task}}");
        assert_eq!(w.say("t.many", &[("n", 1.into())]), "one task");
        assert_eq!(w.say("t.many", &[("n", 2.into())]), "2 tasks");
        assert_eq!(faults, Vec::<String>::new());
    }
}
