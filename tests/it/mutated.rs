//! A short run of the fuzz targets in every test run, on whatever compiler: kept inputs and the sample notices, cut, joined and
//! sprinkled with signs at random (the same in every run). The fuzzer proper follows what the program does with its inputs;
//! `tests/fuzz.sh` runs it.

use super::crash::{Dice, long};
use super::fuzzed;
use std::path::Path;
use std::time::{Duration, Instant};

/// Signs and words by which much of the reading turns.
const SIGNS: &[&str] = &[
    "---\n",
    "\n\n",
    "- ",
    "| ",
    "|---|\n",
    "I. ",
    "1.1. ",
    "a) ",
    "# ",
    "**",
    ":",
    ";",
    "“",
    "\u{301}",
    "\u{feff}",
    "\u{0}",
    "'",
    "{",
    "&a [*a]",
    "trước ngày 31/2/2026",
    "hằng tháng",
    "Sở Tài chính chủ trì, phối hợp",
    "tăng 5,2%",
    "Nơi nhận:",
    "tasks:\n  - { clause: I }\n",
    "12/4/",
    "đ",
];

/// Texts below a folder, shortest first, so that short ones are mixed in often.
fn texts(folder: &str) -> Vec<String> {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let files = std::fs::read_dir(&dir).expect(folder).map(|e| e.expect("an entry").path());
    let mut texts: Vec<String> = files
        .filter(|p| p.is_file())
        .map(|p| String::from_utf8_lossy(&std::fs::read(p).expect("a text")).into_owned())
        .collect();
    texts.sort_by_key(|t| (t.len(), t.clone()));
    texts
}

/// A place between two characters.
fn place(text: &str, dice: &mut Dice) -> usize {
    let mut at = dice.below(text.len() + 1);
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

fn mutated(all: &[String], dice: &mut Dice) -> String {
    let mut text = all[dice.below(all.len())].clone();
    for _ in 0..=dice.below(5) {
        let (a, b) = (place(&text, dice), place(&text, dice));
        let (a, b) = (a.min(b), a.max(b));
        match dice.below(5) {
            0 => text.replace_range(a..b, ""),
            1 => text.insert_str(a, SIGNS[dice.below(SIGNS.len())]),
            2 => {
                let piece = text[a..b].to_string();
                text.insert_str(a, &piece);
            }
            3 => {
                let other = &all[dice.below(all.len())];
                let (c, d) = (place(other, dice), place(other, dice));
                text.replace_range(a..b, &other[c.min(d)..c.max(d)]);
            }
            _ => text.truncate(b),
        }
    }
    // a machine that is busy must not take a large input for a hang
    let end = (0..=text.len().min(20_000)).rev().find(|i| text.is_char_boundary(*i)).unwrap_or(0);
    text.truncate(end);
    text
}

fn run(target: &str, read: fn(&str)) {
    let mut all = texts(&format!("fuzz/kept/{target}"));
    all.extend(texts("content"));
    let mut dice = Dice(0x9E37_79B9_7F4A_7C15);
    let begun = Instant::now();
    let (most, time) = if long() { (usize::MAX, 60) } else { (2_000, 4) };
    let mut done = 0;
    while done < most && begun.elapsed() < Duration::from_secs(time) {
        let text = mutated(&all, &mut dice);
        let at = Instant::now();
        let found = std::panic::catch_unwind(|| read(&text));
        assert!(found.is_ok(), "{target}, input {done}: {text:?}");
        assert!(
            at.elapsed().as_secs() < 10,
            "{target}, input {done}, took {:?}: {text:?}",
            at.elapsed()
        );
        done += 1;
    }
    assert!(done > 5, "{target}: {done}");
}

#[test]
fn heads() {
    run("front_matter", fuzzed::front_matter);
}

#[test]
fn outlines() {
    run("outline", fuzzed::outline);
}

#[test]
fn yaml_notices() {
    run("yaml_notice", fuzzed::yaml_notice);
}

#[test]
fn notices() {
    run("extraction", fuzzed::extraction);
}

#[test]
fn deadlines() {
    run("deadline", fuzzed::deadline);
}

#[test]
fn comparisons() {
    run("diff", fuzzed::diff);
}
