//! Habits that no compiler checks.

use std::path::{Path, PathBuf};

fn sources(dir: &Path, out: &mut Vec<PathBuf>) {
    let mut list: Vec<_> = std::fs::read_dir(dir).expect("src").map(|e| e.expect("entry").path()).collect();
    list.sort();
    for path in list {
        if path.is_dir() {
            sources(&path, out);
        } else if path.extension().is_some_and(|e| e == "rs") {
            out.push(path);
        }
    }
}

pub fn all() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut list = Vec::new();
    sources(&root, &mut list);
    list.into_iter()
        .map(|p| {
            (
                p.strip_prefix(&root).expect("below src").to_string_lossy().into_owned(),
                std::fs::read_to_string(&p).expect("text"),
            )
        })
        .collect()
}

#[test]
fn every_file_says_what_it_is_for() {
    let bare: Vec<_> = all()
        .into_iter()
        .filter(|(_, text)| !text.starts_with("//!"))
        .map(|(p, _)| p)
        .collect();
    assert!(bare.is_empty(), "files that do not open with //!: {bare:?}");
}

#[test]
fn every_code_has_its_page() {
    for code in ketluan::diag::code::Code::ALL {
        let page = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("docs/diagnostics/{}.md", code.number()));
        assert!(page.is_file(), "no page for {} {}", code.number(), code.slug());
    }
}

#[test]
fn no_code_number_is_given_twice() {
    let mut numbers: Vec<_> = ketluan::diag::code::Code::ALL.iter().map(|c| c.number()).collect();
    numbers.sort();
    let all = numbers.len();
    numbers.dedup();
    assert_eq!(all, numbers.len());
}
