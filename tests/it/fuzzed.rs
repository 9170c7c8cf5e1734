//! What is fuzzed: each function takes any text and must come back soon, without panic, with its promises kept.
//! The targets in `fuzz/` call these; the kept inputs in `fuzz/kept` are read again by the tests below.

use ketluan::calendar::Day;
use ketluan::diag::Diagnostics;
use ketluan::input::Input;
use ketluan::outline::{Block, Document, Piece, front_matter};
use ketluan::source::SourceFile;
use ketluan::span::{SourceId, Span};

fn source(path: &str, text: &str) -> SourceFile {
    SourceFile {
        id: SourceId(0),
        path: path.into(),
        text: ketluan::viet::fold::compose(text),
        sha256: String::new(),
    }
}

fn empty() -> Input {
    Input {
        notices: vec![],
        data: vec![],
        config: None,
        theme: vec![],
        assets: vec![],
        today: Day::from_ymd_opt(2026, 4, 15).expect("a day"),
        previous: None,
    }
}

/// A place lies in its text and cuts no character.
fn inside(span: Span, source: &SourceFile) {
    let (a, b) = (span.start as usize, span.end as usize);
    assert!(a <= b && b <= source.text.len(), "{a}..{b} of {}", source.text.len());
    assert!(
        source.text.is_char_boundary(a) && source.text.is_char_boundary(b),
        "{a}..{b} cuts a character"
    );
}

fn inside_all(diags: &Diagnostics, source: &SourceFile) {
    for d in diags.iter() {
        if let Some(span) = d.span {
            inside(span, source);
        }
    }
}

/// The head of a Markdown notice.
pub fn front_matter(text: &str) {
    let source = source("content/a.md", text);
    let mut diags = Diagnostics::new();
    let (front, body) = front_matter::split(&source, &mut diags);
    assert!(source.text.is_char_boundary(body));
    if let Some(id) = front.id {
        assert!(front_matter::valid_id(&id), "{id}");
    }
    inside_all(&diags, &source);
}

fn outlined(source: &SourceFile) -> Document {
    let mut diags = Diagnostics::new();
    let document = ketluan::outline::parse(source, &mut diags);
    inside_all(&diags, source);
    let blocks = document.head.iter().chain(&document.recipients).chain(&document.signature);
    for block in blocks.chain(document.body.iter().map(|c| &c.block)) {
        inside(block.span(), source);
        let mut end = 0;
        for p in &block.pieces {
            assert!(p.at >= end, "pieces overlap");
            end = p.at + p.len;
        }
        assert!(end as usize <= block.text.len());
    }
    for (i, clause) in document.body.iter().enumerate() {
        assert!(clause.parent.is_none_or(|p| p < i), "a clause stands above itself");
    }
    assert!(front_matter::valid_id(&document.id), "{}", document.id);
    document
}

/// A Markdown notice up to its tree of clauses.
pub fn outline(text: &str) {
    outlined(&source("content/a.md", text));
}

/// A notice in YAML up to its tree of clauses.
pub fn yaml_notice(text: &str) {
    outlined(&source("content/a.yaml", text));
}

/// A Markdown notice up to its tasks, deadlines and figures.
pub fn extraction(text: &str) {
    use std::sync::OnceLock;
    static REGISTRY: OnceLock<ketluan::registry::Registry> = OnceLock::new();
    let registry = REGISTRY.get_or_init(|| ketluan::registry::load(&empty(), &mut Diagnostics::new()));
    let source = source("content/a.md", text);
    let document = outlined(&source);
    let mut diags = Diagnostics::new();
    let notice = ketluan::extract::read(document, registry, &mut diags);
    inside_all(&diags, &source);
    for task in &notice.tasks {
        inside(task.span, &source);
    }
}

/// Phrases that bind a task in time, in one paragraph.
pub fn deadline(text: &str) {
    let text = ketluan::viet::fold::compose(text);
    let block = Block {
        pieces: vec![Piece {
            at: 0,
            len: text.len() as u32,
            start: 0,
        }],
        text,
        source: SourceId(0),
    };
    let day = Day::from_ymd_opt(2026, 4, 2);
    let context = ketluan::extract::Context {
        day,
        period: ketluan::calendar::Month::new(2026, 3),
    };
    for found in ketluan::extract::deadline::find(&block, 0..block.text.len(), &context) {
        assert!(found.span.end as usize <= block.text.len());
    }
}

/// Two texts, parted by the first line break, compared word by word.
pub fn diff(text: &str) {
    let (old, new) = text.split_once('\n').unwrap_or((text, text));
    let pieces = ketluan::page::matter::diff(old, new);
    let side = |kind: &str| -> String {
        let stays = pieces.iter().filter(|p| p.kind == "same" || p.kind == kind);
        stays.map(|p| p.text.as_str()).collect()
    };
    assert!(
        pieces.is_empty() || (side("old") == old && side("new") == new),
        "words went or came"
    );
    assert!(pieces.windows(2).all(|p| p[0].kind != p[1].kind), "neighbours of one kind");
}

/// Reads every kept input of a target, each within a time that only a hang would need.
fn again(target: &str, read: fn(&str)) {
    let dir = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/kept").join(target);
    let mut files: Vec<_> = std::fs::read_dir(&dir)
        .expect("kept inputs")
        .map(|e| e.expect("an entry").path())
        .collect();
    files.sort();
    assert!(!files.is_empty(), "{target}");
    for file in files {
        let text = String::from_utf8_lossy(&std::fs::read(&file).expect("a kept input")).into_owned();
        let begun = std::time::Instant::now();
        read(&text);
        let took = begun.elapsed();
        assert!(took.as_secs() < 10, "{} took {took:?}", file.display());
    }
}

#[test]
fn heads_of_the_fuzzer() {
    again("front_matter", front_matter);
}

#[test]
fn outlines_of_the_fuzzer() {
    again("outline", outline);
}

#[test]
fn yaml_notices_of_the_fuzzer() {
    again("yaml_notice", yaml_notice);
}

#[test]
fn notices_of_the_fuzzer() {
    again("extraction", extraction);
}

#[test]
fn deadlines_of_the_fuzzer() {
    again("deadline", deadline);
}

#[test]
fn comparisons_of_the_fuzzer() {
    again("diff", diff);
}
