//! The real notices beside the project, where they are there.

use std::path::{Path, PathBuf};

/// `../shared/corpus`, or `None` with a plain message.
pub fn corpus() -> Option<PathBuf> {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus");
    if dir.is_dir() {
        return Some(dir);
    }
    eprintln!("skipped: ../shared/corpus is not beside the project");
    None
}

/// The real notices as sections of one string.
pub fn sections() -> Option<String> {
    let dir = corpus()?;
    let mut text = String::new();
    let mut names: Vec<_> = std::fs::read_dir(dir.join("notices"))
        .expect("notices")
        .map(|e| e.expect("entry").path())
        .collect();
    names.sort();
    for path in names {
        text.push_str(&format!("-- content/{} --\n", path.file_name().expect("a name").to_string_lossy()));
        text.push_str(&std::fs::read_to_string(&path).expect("text"));
        text.push('\n');
    }
    Some(text)
}

#[test]
fn the_real_notices_make_a_site_without_dead_links() {
    let Some(text) = sections() else { return };
    let input = super::fixture::input(&text);
    let compiled = ketluan::compile(&input);
    assert_eq!(compiled.site.notices.len(), 5);
    let bundle = compiled.bundle(&input);
    let mut checker = ketluan::render::check::Checker::default();
    for (path, make) in bundle.files() {
        checker.see(path.as_str(), &make());
    }
    assert_eq!(checker.dead(bundle.paths().map(|p| p.as_str())), Vec::new());
    assert_eq!(compiled.theme.failures(), Vec::<String>::new());
}
