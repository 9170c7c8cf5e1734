//! `ketluan.yaml`: the site's own settings. Unknown keys are diagnosed.

use crate::diag::code::Code;
use crate::diag::severities::{Rule, Severities};
use crate::diag::{Diagnostics, Severity, Text};
use crate::input::Input;
use crate::outline::front_matter::{Fields, Map, as_map, parse_map};
use crate::words::Words;

/// Where the levels begin, in days.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Levels {
    /// "Sắp đến hạn": so many days before the last one.
    pub soon: i64,
    /// "Quá hạn kéo dài": passed by more.
    pub long_late: i64,
}

impl Default for Levels {
    fn default() -> Levels {
        Levels { soon: 3, long_late: 30 }
    }
}

#[derive(Clone, Debug)]
pub struct SiteConfig {
    pub title: String,
    /// Name of the office that publishes.
    pub office: String,
    /// Absolute address without slash at the end (`https://ketluan.tinh.gov.vn/kl`); empty where none is configured.
    pub base_url: String,
    /// Path part of the address, "" or "/kl". Addresses in pages are relative, so that every page works below any base path.
    pub province: Option<String>,
    pub description: String,
    /// `vi` or `en`: language of the messages and the theme.
    pub language: String,
    /// Days after which a late task without report leaves the front page and the warnings.
    pub stale_after: i64,
    /// `due_soon` and `long_late`: days before the last one, and days after it.
    pub levels: Levels,
    pub footer: Option<String>,
    pub licence: String,
    /// What this site makes of the usual severities, `diagnostics:`.
    pub severities: Severities,
    /// Path of the office's emblem below the site's root (`logo.svg` of `static/`).
    pub logo: Option<String>,
    /// Whom readers write to when a page gives them trouble: an address or a number.
    pub contact: Option<String>,
    /// Calendars show the week of the year.
    pub week_numbers: bool,
    /// The texts of the pages in the site's language.
    pub words: Words,
    /// Days before a deadline on which the calendars with reminders remind.
    pub remind_before: u32,
    /// What is made only when asked for.
    pub with: With,
}

/// Files that take long to make or weigh much, and are made on demand: `with: [xlsx, zip, images, gz, br]`.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct With {
    /// Workbooks of the open data.
    pub xlsx: bool,
    /// One archive of all open data.
    pub zip: bool,
    /// A picture of each notice, for where links to it are shared.
    pub images: bool,
    /// Beside each text file the same compressed, for servers that send it as it lies.
    pub gz: bool,
    pub br: bool,
}

impl With {
    /// Names that `with` knows.
    pub const NAMES: [&'static str; 5] = ["xlsx", "zip", "images", "gz", "br"];

    /// `None` for a name that is not known.
    pub fn and(self, name: &str) -> Option<With> {
        match name {
            "xlsx" => Some(With { xlsx: true, ..self }),
            "zip" => Some(With { zip: true, ..self }),
            "images" => Some(With { images: true, ..self }),
            "gz" => Some(With { gz: true, ..self }),
            "br" => Some(With { br: true, ..self }),
            _ => None,
        }
    }
}

impl Default for SiteConfig {
    fn default() -> Self {
        SiteConfig {
            title: "Thông báo kết luận".into(),
            office: "Ủy ban nhân dân tỉnh".into(),
            base_url: String::new(),
            province: None,
            description: "Nhiệm vụ, thời hạn và số liệu trong các thông báo kết luận".into(),
            language: "vi".into(),
            stale_after: 90,
            levels: Levels::default(),
            footer: None,
            licence: "CC BY 4.0".into(),
            severities: Severities::default(),
            logo: None,
            contact: None,
            week_numbers: false,
            words: Words::default(),
            remind_before: 3,
            with: With::default(),
        }
    }
}

impl SiteConfig {
    /// Host of the site's address for calendar UIDs, `ketluan.invalid` where none is configured.
    pub fn host(&self) -> &str {
        self.base_url
            .split("://")
            .nth(1)
            .and_then(|r| r.split(['/', ':']).next())
            .filter(|h| !h.is_empty())
            .unwrap_or("ketluan.invalid")
    }
    /// Address of the open data's licence, where the setting is one or names a licence of Creative Commons.
    pub fn licence_url(&self) -> Option<String> {
        let licence = self.licence.trim();
        if licence.starts_with("https://") || licence.starts_with("http://") {
            return Some(licence.to_string());
        }
        let mut parts = licence.split(' ');
        let (family, rest): (&str, Vec<&str>) = (parts.next()?, parts.collect());
        match (family, rest.as_slice()) {
            ("CC0", [version]) => Some(format!("https://creativecommons.org/publicdomain/zero/{version}/")),
            ("CC", [kind, version]) => Some(format!("https://creativecommons.org/licenses/{}/{version}/", kind.to_lowercase())),
            _ => None,
        }
    }
}

/// Keys of `ketluan.yaml`; `theme` and `output` are paths that the command line reads.
pub const KEYS: &[&str] = &[
    "title",
    "office",
    "base_url",
    "province",
    "description",
    "language",
    "stale_after",
    "due_soon",
    "long_late",
    "footer",
    "licence",
    "remind_before",
    "with",
    "theme",
    "output",
    "texts",
    "diagnostics",
    "logo",
    "contact",
    "week_numbers",
];

/// Reads the configuration. Never fails: what cannot be used is diagnosed (`ConfigError`) and the default stands.
pub fn load(input: &Input, diags: &mut Diagnostics) -> SiteConfig {
    let mut config = SiteConfig::default();
    let Some(source) = &input.config else {
        config.words = Words::load(&config.language, input, diags);
        return config;
    };
    // what is an error anywhere else is an error of the configuration here, so that the build refuses to publish
    let mut found = Diagnostics::new();
    let mut texts = None;
    if let Some(map) = parse_map(source, 0, source.text.len(), &mut found) {
        let mut fields = Fields::new(source, 0, source.text.len(), &mut found);
        fields.unknown(map.keys().map(String::as_str), KEYS);
        let mut set = |key: &str, place: &mut String| {
            if let Some(text) = fields.text(&map, key) {
                *place = text;
            }
        };
        set("title", &mut config.title);
        set("office", &mut config.office);
        set("base_url", &mut config.base_url);
        set("description", &mut config.description);
        set("language", &mut config.language);
        set("licence", &mut config.licence);
        config.province = fields.text(&map, "province");
        config.footer = fields.text(&map, "footer");
        config.logo = fields.text(&map, "logo").filter(|p| crate::bundle::OutPath::new(p).is_some());
        config.contact = fields.text(&map, "contact");
        config.week_numbers = fields.flag(&map, "week_numbers");
        texts = map.get("texts").cloned();
        if texts.as_ref().is_some_and(|t| !t.is_object()) {
            fields.wrong("texts", "bảng “khóa: lời văn”", "a mapping of “key: text”");
        }
        for (key, place) in [
            ("stale_after", &mut config.stale_after),
            ("due_soon", &mut config.levels.soon),
            ("long_late", &mut config.levels.long_late),
        ] {
            match fields.number(&map, key) {
                None => {}
                Some(days) if days.fract() == 0.0 && (0.0..=36500.0).contains(&days) => *place = days as i64,
                Some(_) => fields.wrong(key, "số ngày", "a number of days"),
            }
        }
        if let Some(days) = fields.number(&map, "remind_before") {
            if days.fract() == 0.0 && (0.0..=365.0).contains(&days) {
                config.remind_before = days as u32;
            } else {
                fields.wrong("remind_before", "số ngày, từ 0 đến 365", "a number of days from 0 to 365");
            }
        }
        for name in fields.texts(&map, "with").unwrap_or_default() {
            match config.with.and(&name) {
                Some(with) => config.with = with,
                None => {
                    let known = With::NAMES.join(", ");
                    fields.wrong("with", &format!("danh sách gồm: {known}"), &format!("a list of: {known}"));
                }
            }
        }
        if !matches!(config.language.as_str(), "vi" | "en") {
            fields.wrong("language", "“vi” hoặc “en”", "“vi” or “en”");
            config.language = "vi".into();
        }
        config.severities = severities(&mut fields, &map);
        match address(&config.base_url) {
            Some(url) => config.base_url = url,
            None => {
                fields.wrong("base_url", "địa chỉ bắt đầu bằng https://", "an address that begins with https://");
                config.base_url = String::new();
            }
        }
    }
    config.words = Words::load(&config.language, input, diags);
    if let Some(texts) = texts {
        config.words = config.words.overlaid(&texts, &source.path, diags);
    }
    for d in found.iter() {
        let code = if d.severity == Severity::Error { Code::ConfigError } else { d.code };
        diags.report(code, d.span, d.message.clone(), d.done.clone(), d.hint.clone());
    }
    config
}

/// `diagnostics: { KL0302: error, KL0204: { level: off, reason: "…" } }`. A level is `error`, `warning`, `note` or `off`;
/// what is lowered needs a reason, so that the next one at the desk knows why.
fn severities(fields: &mut Fields, map: &Map) -> Severities {
    let mut found = Severities::default();
    let rules = match map.get("diagnostics") {
        None | Some(serde_json::Value::Null) => return found,
        Some(value) => match as_map(value) {
            Some(rules) => rules,
            None => {
                fields.wrong("diagnostics", "bảng “mã: mức”", "a mapping of “code: level”");
                return found;
            }
        },
    };
    for (name, value) in &rules {
        let Some(code) = Code::parse(name) else {
            let span = fields.place(name);
            fields.diags.report(
                Code::UnknownKey,
                Some(span),
                Text::new(format!("không có mã “{name}”"), format!("there is no code “{name}”")),
                Some(Text::new("bỏ qua khóa này", "the key is left out")),
                Some(Text::new("`ketluan explain` liệt kê các mã", "`ketluan explain` lists the codes")),
            );
            continue;
        };
        // `off` is a boolean to some writers of YAML
        let level = |v: &serde_json::Value| match v {
            serde_json::Value::Bool(false) => Some("off".to_string()),
            other => other.as_str().map(str::to_string),
        };
        let (wanted, reason) = match as_map(value) {
            Some(rule) => {
                fields.unknown(rule.keys().map(String::as_str), &["level", "reason"]);
                (rule.get("level").and_then(level), fields.text(&rule, "reason"))
            }
            None => (level(value), None),
        };
        let severity = match wanted.as_deref() {
            Some("error") => Some(Severity::Error),
            Some("warning") => Some(Severity::Warning),
            Some("note") => Some(Severity::Note),
            Some("off") => None,
            _ => {
                fields.wrong(name, "error, warning, note hoặc off", "error, warning, note or off");
                continue;
            }
        };
        let lowered = severity.is_none_or(|s| s > code.severity());
        if lowered && code.is_fixed() {
            fields.wrong(name, "lỗi: mã này không hạ mức được", "an error: this code cannot be lowered");
        } else if lowered && reason.is_none() {
            fields.wrong(
                name,
                "mức kèm lý do: { level: …, reason: \"…\" }",
                "a level with a reason: { level: …, reason: \"…\" }",
            );
        } else {
            let reason = reason.unwrap_or_default();
            found.0.insert(code, Rule { severity, reason });
        }
    }
    found
}

/// A base address without slash at its end; `None` where it is none. Empty stays empty.
pub fn address(text: &str) -> Option<String> {
    let text = text.trim().trim_end_matches('/');
    if text.is_empty() {
        return Some(String::new());
    }
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"))?;
    let fine =
        !rest.is_empty() && !rest.starts_with('/') && !rest.chars().any(|c| c.is_whitespace() || c.is_control() || "\"<>?#\\".contains(c));
    fine.then(|| text.to_string())
}

/// The path a key of the configuration names (`theme`, `output`), without diagnostics: `load` reports them.
pub fn path_of(source: &crate::source::SourceFile, key: &str) -> Option<String> {
    let mut quiet = Diagnostics::new();
    parse_map(source, 0, source.text.len(), &mut quiet)?
        .get(key)?
        .as_str()
        .map(str::to_string)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (SiteConfig, Vec<Code>) {
        let config = crate::source::SourceFile {
            id: crate::span::SourceId(0),
            path: "ketluan.yaml".into(),
            text: text.into(),
            sha256: String::new(),
        };
        let today = crate::calendar::Day::from_ymd_opt(2026, 4, 1).unwrap();
        let input = Input {
            notices: vec![],
            data: vec![],
            config: Some(config),
            theme: vec![],
            assets: vec![],
            today,
            previous: None,
        };
        let mut diags = Diagnostics::new();
        (load(&input, &mut diags), diags.iter().map(|d| d.code).collect())
    }

    #[test]
    fn reads_keys() {
        let (config, codes) = read("title: Kết luận\nbase_url: https://a.example/kl/\nstale_after: 30\n");
        assert_eq!(
            (config.title.as_str(), config.base_url.as_str(), config.stale_after),
            ("Kết luận", "https://a.example/kl", 30)
        );
        assert!(codes.is_empty());
        assert_eq!(config.host(), "a.example");
    }
    #[test]
    fn levels_need_reasons_to_go_down() {
        let (config, codes) =
            read("diagnostics:\n  KL0302: warning\n  clause-number-repeated: { level: off, reason: 'in nguyên văn' }\n  KL0205: error\n");
        assert!(codes.is_empty(), "{codes:?}");
        let got: Vec<_> = config
            .severities
            .0
            .iter()
            .map(|(c, r)| (c.number(), r.severity, r.reason.as_str()))
            .collect();
        assert_eq!(
            got,
            [
                ("KL0204", None, "in nguyên văn"),
                ("KL0205", Some(Severity::Error), ""),
                ("KL0302", Some(Severity::Warning), "")
            ]
        );
        for wrong in [
            "KL0204: off",
            "KL0204: false",
            "KL0204: { level: note }",
            "KL0204: loud",
            "KL0502: { level: off, reason: x }",
        ] {
            let (config, codes) = read(&format!("diagnostics:\n  {wrong}\n"));
            assert_eq!((config.severities.0.len(), codes), (0, vec![Code::ConfigError]), "{wrong}");
        }
        assert_eq!(read("diagnostics: { KL9999: off }\n").1, [Code::UnknownKey]);
    }
    #[test]
    fn unknown_and_wrong() {
        assert_eq!(read("titel: A\n").1, [Code::UnknownKey]);
        assert_eq!(read("base_url: javascript:alert(1)\n").1, [Code::ConfigError]);
        assert_eq!(read("title: [\n").1, [Code::ConfigError]);
        assert_eq!(read("language: fr\n").0.language, "vi");
        assert_eq!(read("with: [zip, xls]\n").1, [Code::ConfigError]);
        assert_eq!(read("remind_before: -1\n").0.remind_before, 3);
    }
    #[test]
    fn with_names_what_is_made_on_demand() {
        let with = read("with: [xlsx, zip]\nremind_before: 5\n").0;
        let xlsx_and_zip = With {
            xlsx: true,
            zip: true,
            ..With::default()
        };
        assert_eq!((with.with, with.remind_before), (xlsx_and_zip, 5));
        let zip = With {
            zip: true,
            ..With::default()
        };
        assert_eq!(read("with: zip\n").0.with, zip);
        assert!(read("with: [gz, br]\n").0.with.br);
    }
}
