//! Template texts → checked Tera with our filters. Errors of templates become diagnostics.
//!
//! A theme is a folder with `templates/` and `static/`; the default one is embedded in the program. A file of the site's
//! own theme replaces the embedded file of the same name.

use crate::diag::code::Code;
use crate::diag::{Diagnostics, Text};
use crate::input::Input;
use crate::words::{Arg, Words};
use include_dir::{Dir, include_dir};
use std::collections::BTreeMap;
use std::sync::Mutex;
use tera::{Kwargs, State, Tera, Value};

static EMBEDDED: Dir = include_dir!("$CARGO_MANIFEST_DIR/themes/default");

/// Where the files of a theme's `static/` are published.
const ASSETS: &str = "tinh/";

/// Checked templates and assets: the embedded default theme with the site's own laid over it.
pub struct Theme {
    tera: Tera,
    assets: BTreeMap<String, Vec<u8>>,
    failures: Mutex<Vec<String>>,
    key: crate::bundle::Key,
}

impl Theme {
    /// Never fails: templates of the site that are wrong are reported (`TemplateError`) and the embedded ones stand.
    pub fn load(input: &Input, words: &Words, diags: &mut Diagnostics) -> Theme {
        let mut templates = BTreeMap::new();
        let mut assets = BTreeMap::new();
        collect(&EMBEDDED, &mut templates, &mut assets);
        let mut tera = engine(words);
        if let Err(e) = tera.add_raw_templates(templates.iter().map(|(n, t)| (n.as_str(), t.as_str()))) {
            report(diags, &e.to_string());
        }
        let mut own = templates;
        let mut changed_names: Vec<String> = Vec::new();
        for (path, bytes) in &input.theme {
            if let Some(name) = path.strip_prefix("templates/") {
                own.insert(name.to_string(), String::from_utf8_lossy(bytes).into_owned());
                changed_names.push(name.to_string());
            } else if let Some(name) = path.strip_prefix("static/") {
                assets.insert(format!("{ASSETS}{name}"), bytes.clone());
            }
        }
        if !changed_names.is_empty() {
            for (name, key) in unknown_texts(&own, words) {
                diags.report_path(
                    Code::TextMissing,
                    &format!("templates/{name}"),
                    Text::new(
                        format!("mẫu dùng lời văn “{key}” mà tệp lời văn không có"),
                        format!("the template asks for the text “{key}”, which the language catalogue does not have"),
                    ),
                    Some(Text::new("không công bố", "nothing is published")),
                    Some(Text::new(
                        "sửa tên lời văn trong mẫu, hoặc ghi thẳng câu chữ vào mẫu",
                        "mend the name in the template, or write the words into the template",
                    )),
                );
            }
            let mut changed = engine(words);
            match changed.add_raw_templates(own.iter().map(|(n, t)| (n.as_str(), t.as_str()))) {
                Ok(()) => {
                    for (name, variable) in unknown_variables(&changed, &own, &changed_names) {
                        let at = place(own.get(&name).map_or("", |t| t), &variable);
                        report(
                            diags,
                            &format!("{name}{at}\nunknown variable `{variable}`; there are {}", VARIABLES.join(", ")),
                        );
                    }
                    tera = changed;
                }
                Err(e) => report(diags, &e.to_string()),
            }
        }
        for (_, bytes) in assets.iter_mut().filter(|(path, _)| path.ends_with(".js")) {
            if let Ok(text) = std::str::from_utf8(bytes)
                && text.contains("__TEXTS__")
            {
                *bytes = text.replace("__TEXTS__", &script_texts(words)).into_bytes();
            }
        }
        Theme {
            tera,
            assets,
            failures: Mutex::new(Vec::new()),
            key: crate::bundle::key_of(format!("{:?}", input.theme).as_bytes()),
        }
    }

    /// Of the files that the site lays over the embedded theme.
    pub fn key(&self) -> crate::bundle::Key {
        self.key
    }

    /// (address below the site's root, bytes). `__TEXTS__` in a script stands for the catalogue's `script` texts.
    pub fn assets(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.assets.iter().map(|(p, b)| (p.as_str(), b.as_slice()))
    }

    /// A page's HTML. A template that fails gives an empty page and is kept for `failures`, which the writer asks
    /// before anything is published.
    pub fn render(&self, template: &str, context: &tera::Context) -> Vec<u8> {
        let mut html = Vec::with_capacity(16 * 1024);
        if let Err(e) = self.tera.render_to(template, context, &mut html) {
            self.fail(e.to_string());
            html.clear();
        }
        html
    }

    /// Keeps what is wrong with what a template gave, for `failures`.
    pub fn fail(&self, message: String) {
        self.failures.lock().unwrap_or_else(|e| e.into_inner()).push(message);
    }

    /// Messages of templates that failed while pages were rendered, each once, in order.
    pub fn failures(&self) -> Vec<String> {
        let mut list = self.failures.lock().unwrap_or_else(|e| e.into_inner()).clone();
        list.sort();
        list.dedup();
        list
    }
}

fn report(diags: &mut Diagnostics, error: &str) {
    diags.report_path(
        Code::TemplateError,
        "templates",
        Text::new(format!("giao diện có lỗi:\n{error}"), format!("the theme has an error:\n{error}")),
        Some(Text::new("dùng giao diện mặc định", "the default theme is used")),
        Some(Text::new("sửa tệp mẫu nêu trên", "mend the template named above")),
    );
}

/// A text file of the embedded theme ("templates/notice.html", "lang/vi.yaml").
pub fn embedded(name: &str) -> Option<String> {
    EMBEDDED.get_file(name)?.contents_utf8().map(str::to_string)
}

/// What every template is given, and what templates name themselves.
const VARIABLES: [&str; 6] = ["root", "site", "page", "today", "today_text", "view"];

/// Variables of a site's templates that are never given and not set by the template: (template, variable).
fn unknown_variables(tera: &Tera, templates: &BTreeMap<String, String>, own: &[String]) -> Vec<(String, String)> {
    let mut out = Vec::new();
    for name in own {
        let Ok(found) = tera.get_template_variables(name) else { continue };
        let set = |v: &str| {
            templates
                .values()
                .any(|t| t.contains(&format!("set {v} ")) || t.contains(&format!("set_global {v} ")))
        };
        let mut unknown: Vec<&str> = found.into_iter().filter(|v| !VARIABLES.contains(v) && !set(v)).collect();
        unknown.sort_unstable();
        out.extend(unknown.into_iter().map(|v| (name.clone(), v.to_string())));
    }
    out
}

/// "3:12" and the line with a caret below the first place of a variable in a template.
fn place(text: &str, variable: &str) -> String {
    for (n, line) in text.lines().enumerate() {
        let Some(at) = line.match_indices(variable).map(|(i, _)| i).find(|i| {
            let part = |c: char| c.is_alphanumeric() || c == '_' || c == '.';
            !line[..*i].ends_with(part) && !line[i + variable.len()..].starts_with(|c: char| c.is_alphanumeric() || c == '_')
        }) else {
            continue;
        };
        let column = line[..at].chars().count();
        return format!(
            ":{}:{}\n    {line}\n    {}{}",
            n + 1,
            column + 1,
            " ".repeat(column),
            "^".repeat(variable.chars().count())
        );
    }
    String::new()
}

fn collect(dir: &Dir, templates: &mut BTreeMap<String, String>, assets: &mut BTreeMap<String, Vec<u8>>) {
    for file in dir.files() {
        let path = file.path().to_string_lossy().replace('\\', "/");
        if let Some(name) = path.strip_prefix("templates/") {
            templates.insert(name.to_string(), String::from_utf8_lossy(file.contents()).into_owned());
        } else if let Some(name) = path.strip_prefix("static/") {
            assets.insert(format!("{ASSETS}{name}"), file.contents().to_vec());
        }
    }
    for dir in dir.dirs() {
        collect(dir, templates, assets);
    }
}

fn engine(words: &Words) -> Tera {
    let mut tera = Tera::default();
    tera.autoescape_on([".html", ".xml", ".svg"]);
    let own = words.clone();
    tera.register_filter("so", move |value: f64, kwargs: Kwargs, _: &State| -> tera::TeraResult<String> {
        let decimals = kwargs.get::<i64>("le")?.unwrap_or(3).clamp(0, 9);
        Ok(own.number(value, decimals as usize))
    });
    let own = words.clone();
    tera.register_filter("ngay", move |value: &str, _: Kwargs, _: &State| -> String {
        value.parse().map(|d| own.day(d)).unwrap_or_else(|_| value.to_string())
    });
    let own = words.clone();
    tera.register_filter("t", move |key: &str, kwargs: Kwargs, _: &State| -> tera::TeraResult<String> {
        own.try_say(key, &arguments(&kwargs)).map_err(tera::Error::message)
    });
    let own = words.clone();
    tera.register_filter("th", move |key: &str, kwargs: Kwargs, _: &State| -> tera::TeraResult<Value> {
        own.try_html(key, &arguments(&kwargs))
            .map(|html| Value::safe_string(&html))
            .map_err(tera::Error::message)
    });
    // what notices say stays Vietnamese on a page in another language, and says so
    let mark = if words.text("format.language") == "vi" {
        ""
    } else {
        " lang=\"vi\""
    };
    tera.register_function("vi", move |_: Kwargs, _: &State| Value::safe_string(mark));
    tera
}

/// Other texts that scripts need too: how a day is written, and one that is not the last but the first too late.
const SHARED_WITH_SCRIPTS: [&str; 3] = ["format.day", "month.", "deadline.before"];

/// The section `script`, and under their whole keys the texts that scripts share with pages, as a JSON object, which is
/// a JavaScript expression too.
fn script_texts(words: &Words) -> String {
    let name = |key| match str::strip_prefix(key, "script.") {
        None => SHARED_WITH_SCRIPTS.iter().any(|shared| key.starts_with(shared)).then_some(key),
        own => own,
    };
    let texts: BTreeMap<&str, &str> = words.keys().filter_map(|key| Some((name(key)?, words.get(key)?))).collect();
    serde_json::to_string(&texts).unwrap_or_else(|_| "{}".into())
}

/// Arguments of a text, from those of a filter. What is neither text nor number is no argument.
fn arguments(kwargs: &Kwargs) -> Vec<(&str, Arg)> {
    kwargs
        .iter()
        .filter_map(|(name, value)| {
            let arg = match value.as_str() {
                Some(text) => Arg::from(text),
                None => Arg::Number(value.as_f64()?),
            };
            Some((name.as_str()?, arg))
        })
        .collect()
}

/// Texts that templates name and the catalogue lacks: (template, key), of every `"key" | t` and `"key" | th`.
fn unknown_texts<'a>(templates: &'a BTreeMap<String, String>, words: &Words) -> Vec<(&'a str, &'a str)> {
    let mut out = Vec::new();
    for (name, text) in templates {
        let mut rest = text.as_str();
        while let Some(open) = rest.find('"') {
            rest = &rest[open + 1..];
            let Some(close) = rest.find('"') else { break };
            let filter = rest[close + 1..].trim_start().strip_prefix('|').map(str::trim_start);
            let named = filter.is_some_and(|f| ["t", "th"].iter().any(|n| f.strip_prefix(n).is_some_and(ends_a_name)));
            if named {
                if words.get(&rest[..close]).is_none() {
                    out.push((name.as_str(), &rest[..close]));
                }
                rest = &rest[close + 1..];
            }
        }
    }
    out
}

fn ends_a_name(after: &str) -> bool {
    !after.starts_with(|c: char| c.is_alphanumeric() || c == '_')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn load(template: &str) -> (Theme, Vec<String>) {
        let mut diags = Diagnostics::new();
        let input = Input {
            notices: vec![],
            data: vec![],
            config: None,
            theme: vec![("templates/404.html".into(), template.as_bytes().to_vec())],
            assets: vec![],
            today: crate::calendar::Day::from_ymd_opt(2026, 4, 15).expect("a day"),
            previous: None,
        };
        let theme = Theme::load(&input, &Words::default(), &mut diags);
        (theme, diags.iter().map(|d| d.message.en.clone()).collect())
    }

    #[test]
    fn an_unknown_variable_is_named_with_its_line() {
        let (_, faults) = load("<h1>A</h1>\n{% if viwe.x %}{{ page.title }}{% endif %}");
        assert_eq!(faults.len(), 1, "{faults:?}");
        assert!(
            faults[0].contains("404.html:2:7") && faults[0].contains("      ^^^^") && faults[0].contains("`viwe`"),
            "{}",
            faults[0]
        );
        let (theme, faults) = load("<h1>{{ view.nothing }}</h1>");
        assert_eq!(faults, Vec::<String>::new());
        let mut context = tera::Context::new();
        context.insert("view", &serde_json::json!({"something": 1}));
        theme.render("404.html", &context);
        let failures = theme.failures();
        assert!(
            failures.len() == 1 && failures[0].contains("404.html:1:") && failures[0].contains('^'),
            "{failures:?}"
        );
    }

    #[test]
    fn a_text_that_is_missing_is_named() {
        let (_, faults) = load("{{ \"nav.serach\" | t }}{{ 'nav.home' | t }}");
        assert_eq!(faults.len(), 1);
        assert!(faults[0].contains("nav.serach"));
    }

    #[test]
    fn the_embedded_theme_has_no_error() {
        let mut diags = Diagnostics::new();
        let input = Input {
            notices: vec![],
            data: vec![],
            config: None,
            theme: vec![],
            assets: vec![],
            today: crate::calendar::Day::from_ymd_opt(2026, 4, 15).expect("a day"),
            previous: None,
        };
        Theme::load(&input, &Words::default(), &mut diags);
        let found: Vec<_> = diags.iter().map(|d| d.message.en.clone()).collect();
        assert!(found.is_empty(), "{}", found.join("\n"));
    }
}
