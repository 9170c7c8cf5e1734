//! The language catalogues: no text is asked for and missing, none is there that nobody asks for, and no template or
//! page has words of its own.

use ketluan::words::{Words, arguments};
use std::collections::BTreeSet;
use std::path::Path;

fn templates() -> Vec<(String, String)> {
    fn walk(dir: &Path, root: &Path, out: &mut Vec<(String, String)>) {
        let mut list: Vec<_> = std::fs::read_dir(dir)
            .expect("a folder")
            .map(|e| e.expect("entry").path())
            .collect();
        list.sort();
        for path in list {
            if path.is_dir() {
                walk(&path, root, out);
            } else {
                let name = path.strip_prefix(root).expect("below").to_string_lossy().into_owned();
                out.push((name, std::fs::read_to_string(&path).expect("text")));
            }
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/default/templates");
    let mut out = Vec::new();
    walk(&root, &root, &mut out);
    out
}

/// Texts in double quotes that look like a key: `nav.search`.
fn quoted_keys(text: &str, sections: &BTreeSet<&str>) -> BTreeSet<String> {
    let mut out = BTreeSet::new();
    for part in text.split('"') {
        let key = part.split_once('.').filter(|(section, _)| sections.contains(section)).is_some();
        let file = [".html", ".json", ".yaml", ".xml", ".csv", ".md", ".ics", ".xlsx", ".svg"]
            .iter()
            .any(|e| part.ends_with(e));
        if key && !file && part.chars().all(|c| c.is_ascii_alphanumeric() || ".-_".contains(c)) {
            out.insert(part.to_string());
        }
    }
    out
}

#[test]
fn both_languages_have_the_same_texts_with_the_same_arguments() {
    let (vi, en) = (Words::embedded("vi"), Words::embedded("en"));
    let vietnamese: BTreeSet<&str> = vi.keys().collect();
    // English falls back to Vietnamese, so its own file is asked
    let english: serde_json::Value = serde_yaml::from_str(include_str!("../../themes/default/lang/en.yaml")).expect("en.yaml is YAML");
    for key in &vietnamese {
        assert!(!key.ends_with("_one"), "{key}: Vietnamese has no plural");
        let own = key
            .split_once('.')
            .and_then(|(section, name)| english.get(section)?.get(name)?.as_str());
        let own = own.unwrap_or_else(|| panic!("en.yaml lacks {key}"));
        let mut a = arguments(vi.text(key));
        let mut b = arguments(own);
        if *key != "format.day" {
            a.sort_unstable();
            b.sort_unstable();
            assert_eq!(a, b, "arguments of {key}");
        }
    }
    for key in en.keys() {
        assert!(vietnamese.contains(key.strip_suffix("_one").unwrap_or(key)), "vi.yaml lacks {key}");
    }
}

#[test]
fn every_text_asked_for_is_there_and_every_text_there_is_asked_for() {
    let words = Words::embedded("vi");
    let keys: BTreeSet<&str> = words.keys().collect();
    let sections: BTreeSet<&str> = keys.iter().filter_map(|k| k.split('.').next()).collect();
    let mut asked = BTreeSet::new();
    let mut made = BTreeSet::new();
    for (name, text) in templates() {
        for key in quoted_keys(&text, &sections) {
            // `("part." ~ name) | t` makes its key
            if key.ends_with('.') {
                made.insert(key);
                continue;
            }
            assert!(keys.contains(key.as_str()), "{name} asks for {key}, which vi.yaml lacks");
            asked.insert(key);
        }
    }
    for (name, text) in super::tidy::all() {
        let code = text.split("#[cfg(test)]").next().unwrap_or(&text);
        for key in quoted_keys(code, &sections) {
            let file = [".html", ".json", ".yaml", ".xml", ".csv", ".md", ".ics", ".xlsx"]
                .iter()
                .any(|e| key.ends_with(e));
            if file || keys.contains(key.as_str()) {
                asked.insert(key);
            } else {
                assert!(!code.contains(&format!("text(\"{key}\"")), "{name} asks for {key}");
                assert!(!code.contains(&format!("say(\"{key}\"")), "{name} asks for {key}");
            }
        }
        for (at, _) in code.match_indices("format!(\"") {
            let prefix: String = code[at + 9..]
                .chars()
                .take_while(|c| c.is_ascii_alphanumeric() || *c == '_')
                .collect();
            if sections.contains(prefix.as_str()) && code[at + 9 + prefix.len()..].starts_with('.') {
                made.insert(format!("{prefix}."));
            }
        }
    }
    let scripts: String = ["site", "tasks", "search"]
        .iter()
        .map(|name| format!("{}/themes/default/static/{name}.js", env!("CARGO_MANIFEST_DIR")))
        .map(|path| std::fs::read_to_string(path).expect("a script"))
        .collect();
    for key in keys.iter().filter_map(|k| k.strip_prefix("script.")) {
        let base = key.strip_suffix("_reported").unwrap_or(key);
        assert!(
            scripts.contains(&format!("texts.{base}")) || scripts.contains(&format!("'{base}'")),
            "no script asks for script.{key}"
        );
        asked.insert(format!("script.{key}"));
    }
    // the words of every text are asked by a whole key, or by a section that a page completes
    let unused: Vec<_> = keys
        .iter()
        .filter(|k| !asked.contains(**k) && !made.iter().any(|m| k.starts_with(m.as_str())))
        .collect();
    assert!(unused.is_empty(), "texts that nobody asks for: {unused:?}");
}

/// Letters that only Vietnamese has.
fn vietnamese(c: char) -> bool {
    matches!(c, '\u{1ea0}'..='\u{1ef9}' | 'đ' | 'Đ' | 'ă' | 'Ă' | 'ơ' | 'Ơ' | 'ư' | 'Ư')
}

#[test]
fn no_template_has_words_of_its_own() {
    for (name, text) in templates() {
        if let Some(line) = text.lines().find(|l| l.chars().any(vietnamese)) {
            panic!("{name}: {line}");
        }
    }
}
