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

/// What `cargo build` reads in an image is copied into it, and not kept from the builder.
#[test]
fn the_image_has_all_that_the_build_reads() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let read = |name: &str| std::fs::read_to_string(root.join(name)).expect(name);
    let mut needed: Vec<String> = ["Cargo.toml", "Cargo.lock", "build.rs", "src", "benches"].map(String::from).into();
    for (_, text) in all() {
        let folders = text.split("include_dir!(\"$CARGO_MANIFEST_DIR/").skip(1);
        needed.extend(folders.filter_map(|t| Some(t.split('"').next()?.to_string())));
    }
    assert!(needed.contains(&"docs/diagnostics".to_string()), "{needed:?}");
    let (image, ignored) = (read("Dockerfile"), read(".dockerignore"));
    let copied: Vec<&str> = image
        .lines()
        .filter_map(|l| l.strip_prefix("COPY "))
        .flat_map(str::split_whitespace)
        .collect();
    let let_in: Vec<&str> = ignored.lines().filter_map(|l| l.strip_prefix('!')).collect();
    for path in needed {
        let holds = |list: &[&str]| list.iter().any(|l| path == *l || path.starts_with(&format!("{l}/")));
        assert!(root.join(&path).exists(), "{path}");
        assert!(holds(&copied), "the Dockerfile does not copy {path}");
        assert!(holds(&let_in), ".dockerignore keeps {path} out");
    }
}
