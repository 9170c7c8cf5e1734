//! Template texts → checked Tera with our filters. Errors of templates become diagnostics.
//!
//! A theme is a folder with `templates/` and `static/`; the default one is embedded in the program. A file of the site's
//! own theme replaces the embedded file of the same name.

use crate::diag::code::Code;
use crate::diag::{Diagnostics, Text};
use crate::input::Input;
use include_dir::{Dir, include_dir};
use std::collections::BTreeMap;
use std::sync::Mutex;
use tera::{Kwargs, State, Tera};

static EMBEDDED: Dir = include_dir!("$CARGO_MANIFEST_DIR/themes/default");

/// Where the files of a theme's `static/` are published.
const ASSETS: &str = "tinh/";

/// Checked templates and assets: the embedded default theme with the site's own laid over it.
pub struct Theme {
    tera: Tera,
    assets: BTreeMap<String, Vec<u8>>,
    failures: Mutex<Vec<String>>,
}

impl Theme {
    /// Never fails: templates of the site that are wrong are reported (`TemplateError`) and the embedded ones stand.
    pub fn load(input: &Input, diags: &mut Diagnostics) -> Theme {
        let mut templates = BTreeMap::new();
        let mut assets = BTreeMap::new();
        collect(&EMBEDDED, &mut templates, &mut assets);
        let mut tera = engine();
        if let Err(e) = tera.add_raw_templates(templates.iter().map(|(n, t)| (n.as_str(), t.as_str()))) {
            report(diags, &e.to_string());
        }
        let mut own = templates;
        let mut differs = false;
        for (path, bytes) in &input.theme {
            if let Some(name) = path.strip_prefix("templates/") {
                own.insert(name.to_string(), String::from_utf8_lossy(bytes).into_owned());
                differs = true;
            } else if let Some(name) = path.strip_prefix("static/") {
                assets.insert(format!("{ASSETS}{name}"), bytes.clone());
            }
        }
        if differs {
            let mut changed = engine();
            match changed.add_raw_templates(own.iter().map(|(n, t)| (n.as_str(), t.as_str()))) {
                Ok(()) => tera = changed,
                Err(e) => report(diags, &e.to_string()),
            }
        }
        Theme {
            tera,
            assets,
            failures: Mutex::new(Vec::new()),
        }
    }

    /// (address below the site's root, bytes)
    pub fn assets(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.assets.iter().map(|(p, b)| (p.as_str(), b.as_slice()))
    }

    /// A page's HTML. A template that fails gives an empty page and is kept for `failures`, which the writer asks
    /// before anything is published.
    pub fn render(&self, template: &str, context: &tera::Context) -> String {
        match self.tera.render(template, context) {
            Ok(html) => html,
            Err(e) => {
                let mut failures = self.failures.lock().unwrap_or_else(|e| e.into_inner());
                failures.push(e.to_string());
                String::new()
            }
        }
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

fn engine() -> Tera {
    let mut tera = Tera::default();
    tera.register_filter("so", |value: f64, kwargs: Kwargs, _: &State| -> tera::TeraResult<String> {
        let decimals = kwargs.get::<i64>("le")?.unwrap_or(3).clamp(0, 9);
        Ok(crate::page::number_text(value, decimals as usize))
    });
    tera.register_filter("ngay", |value: &str, _: Kwargs, _: &State| -> String {
        value.parse().map(crate::page::day_text).unwrap_or_else(|_| value.to_string())
    });
    tera
}

#[cfg(test)]
mod tests {
    use super::*;

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
        Theme::load(&input, &mut diags);
        let found: Vec<_> = diags.iter().map(|d| d.message.en.clone()).collect();
        assert!(found.is_empty(), "{}", found.join("\n"));
    }
}
