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

/// The texts of a page outside elements marked as Vietnamese, and of attributes that are read to people.
fn outside_vietnamese(html: &str) -> Vec<String> {
    const VOID: [&str; 6] = ["meta", "link", "input", "br", "img", "hr"];
    let mut open: Vec<(String, Option<bool>)> = Vec::new();
    let mut out = Vec::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        let marked = open.iter().rev().find_map(|(_, vi)| *vi).unwrap_or(false);
        let code = open.last().is_some_and(|(tag, _)| ["script", "style"].contains(&tag.as_str()));
        if !marked && !code && !rest[..at].trim().is_empty() {
            out.push(rest[..at].trim().to_string());
        }
        let Some(end) = rest[at..].find('>').map(|n| at + n) else { break };
        let tag = &rest[at + 1..end];
        rest = &rest[end + 1..];
        if let Some(name) = tag.strip_prefix('/') {
            while open.pop().is_some_and(|(tag, _)| tag != name) {}
            continue;
        }
        let value = |name: &str| tag.split_once(&format!(" {name}=\"")).and_then(|(_, v)| Some(v.split_once('"')?.0));
        let own = value("lang").map(|lang| lang == "vi");
        if !own.unwrap_or(marked) {
            out.extend(
                ["aria-label", "title", "alt", "content", "data-h", "placeholder"]
                    .iter()
                    .filter_map(|n| value(n))
                    .map(Into::into),
            );
        }
        let name = tag.split([' ', '/']).next().unwrap_or("").to_string();
        if !tag.starts_with('!') && !tag.ends_with('/') && !VOID.contains(&name.as_str()) {
            open.push((name, own));
        }
    }
    out
}

/// Whether a text is what a catalogue's text comes to with any arguments.
fn is_said(text: &str, pattern: &str) -> bool {
    let mut parts = pattern.split('{').map(|p| p.split_once('}').map_or(p, |(_, behind)| behind));
    let first = parts.next().unwrap_or("");
    let Some(mut rest) = text.strip_prefix(first) else { return false };
    let parts: Vec<&str> = parts.collect();
    for (n, part) in parts.iter().enumerate() {
        let last = n + 1 == parts.len();
        let found = if last && part.is_empty() {
            Some(rest.len())
        } else if last {
            rest.rfind(part)
        } else {
            rest.find(part)
        };
        let Some(at) = found else { return false };
        rest = &rest[at + part.len()..];
    }
    rest.is_empty()
}

#[test]
fn a_site_in_english_says_nothing_in_vietnamese_of_its_own() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = vec![("ketluan.yaml".to_string(), "language: en\ntitle: Conclusions\n".to_string())];
    for dir in ["content", "content/_data", "content/_data/progress"] {
        let entries = std::fs::read_dir(root.join(dir))
            .expect("the sample")
            .map(|e| e.expect("entry").path());
        let mut paths: Vec<_> = entries.filter(|p| p.is_file()).collect();
        paths.sort();
        for path in paths {
            let name = format!("{dir}/{}", path.file_name().expect("a name").to_string_lossy());
            files.push((name, std::fs::read_to_string(&path).expect("text")));
        }
    }
    let input = super::fixture::input_of(&files);
    let compiled = ketluan::compile(&input);
    let bundle = compiled.bundle(&input);
    let words = Words::embedded("vi");
    // a text that is letters of any language, or hardly more than its arguments, tells nothing
    let telling = |text: &&str| {
        let letters: String = text.split('{').map(|p| p.split_once('}').map_or(p, |(_, behind)| behind)).collect();
        letters.chars().filter(|c| c.is_alphabetic()).count() >= 6 && letters.chars().any(vietnamese)
    };
    let own: Vec<&str> = words.keys().filter_map(|k| words.get(k)).filter(telling).collect();
    assert!(own.len() > 500, "{}", own.len());
    let titles: Vec<&str> = compiled
        .site
        .notices
        .iter()
        .filter_map(|(_, n)| n.notice.head.title.as_deref())
        .collect();
    let mut pages = 0;
    for (path, make) in bundle.files().filter(|(p, _)| p.as_str().ends_with(".html")) {
        pages += 1;
        for text in outside_vietnamese(&String::from_utf8_lossy(&make())) {
            // a dispatch is called by its title, which begins as the name of one without does
            let text = titles.iter().fold(text, |text, title| text.replace(title, ""));
            if !text.chars().any(vietnamese) {
                continue;
            }
            let said = own.iter().find(|pattern| is_said(&text, pattern));
            assert!(
                said.is_none(),
                "{}: “{text}” is the Vietnamese “{}”",
                path.as_str(),
                said.unwrap_or(&"")
            );
        }
    }
    assert!(pages > 200, "{pages}");
    // what the fields of the data mean is told by the schemas, in Vietnamese, and here in English
    let data = bundle
        .files()
        .find(|(p, _)| p.as_str() == "du-lieu/index.html")
        .expect("the page of the data")
        .1;
    let data = String::from_utf8_lossy(&data()).into_owned();
    for row in data
        .split("<tr><th scope=\"row\"><code>")
        .skip(1)
        .filter_map(|r| r.split_once("</tr>"))
    {
        assert!(!row.0.chars().any(vietnamese), "{}", row.0);
    }
}

#[test]
fn a_vietnamese_text_on_an_english_page_is_found() {
    let page = "<html lang=\"en\"><p lang=\"vi\">Không có.<b>Chủ trì</b></p><p title=\"Thời hạn\">Due<br>đến 3/4/2026</p></html>";
    assert_eq!(outside_vietnamese(page), ["Thời hạn", "Due", "đến 3/4/2026"]);
    assert!(
        is_said("đến 3/4/2026", "đến {day}")
            && is_said(
                "Chủ trì 3 nhiệm vụ, phối hợp 1 nhiệm vụ.",
                "Chủ trì {led} nhiệm vụ, phối hợp {coordinated} nhiệm vụ."
            )
    );
    assert!(!is_said("đến Hà Nội rồi", "đến {day}.") && !is_said("Sở Y tế", "Sở Nội vụ"));
}
