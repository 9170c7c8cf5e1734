//! Footnotes of a printed page as a text layer has them: a number glued to a word, and at the foot of the page a note under the same number.

use super::page::RawLine;
use std::collections::BTreeMap;

/// What the lines of a text hold of a footnote.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Note {
    /// Its number alone, which a page's number would look like.
    Number,
    Begins,
    GoesOn,
}

/// The footnotes of a text.
#[derive(Default)]
pub(super) struct Footnotes {
    /// Ranges of the source with the numbers that point to notes: no text.
    pub marks: Vec<(usize, usize)>,
    /// The notes' lines, by their place among the lines of the text.
    pub lines: BTreeMap<usize, Note>,
}

/// The lines of a note at most, and those between its mark and the foot of the page.
const NOTE: usize = 14;
const PAGE: usize = 90;

/// Finds notes in the order of their numbers, from 1 on. A number glued to a word is a mark only where its note is found: a line that begins
/// with it in the lines that follow, with a page's number, the next note, the sentence that goes on or the text's end below.
/// Numbers that begin anew on each page are found on the first only, and so are those behind a note that is not found.
pub(super) fn find(raw: &[RawLine]) -> Footnotes {
    let mut out = Footnotes::default();
    let mut next = 1;
    let mut printed = next.to_string();
    // the line behind the last note
    let mut behind = 0;
    let mut i = 0;
    while i < raw.len() {
        let mut from = 0;
        while let Some((start, end)) = mark(raw[i].text, from, &printed) {
            // another number of this line would find none either
            let Some((lines, below)) = note(raw, i, behind.max(i + 1), next) else {
                break;
            };
            out.marks.push((raw[i].start + start, raw[i].start + end));
            out.lines.extend(lines);
            (from, behind) = (end, below);
            next += 1;
            printed = next.to_string();
        }
        i += 1;
        while out.lines.contains_key(&i) {
            i += 1;
        }
    }
    out
}

/// Where a number is glued to a word of a line, from byte `from` on, as the mark of a note is: "kế hoạch2", "(100%)2", not "km2", "QL1".
fn mark(line: &str, from: usize, number: &str) -> Option<(usize, usize)> {
    let glued = |at: &usize| {
        let before = &line[..*at];
        let word = before.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or("");
        let small = word.chars().next_back().is_some_and(char::is_lowercase) && word.chars().nth(1).is_some();
        small && !matches!(word, "km" | "cm" | "dm" | "mm" | "khoản" | "điểm" | "điều" | "mục" | "quý" | "lục")
            || before.ends_with([')', '”'])
    };
    let bytes = line.as_bytes();
    let first = *number.as_bytes().first()?;
    // most numbers stand behind a blank or a mark
    let may = |at: &usize| {
        at.checked_sub(1)
            .is_some_and(|b| bytes[b].is_ascii_alphabetic() || bytes[b] == b')' || !bytes[b].is_ascii())
    };
    let digits = memchr::memchr_iter(first, &bytes[from..]).map(|at| from + at).filter(may);
    digits.filter(glued).find_map(|at| {
        let behind = line[at..].strip_prefix(number)?;
        let ends = behind
            .chars()
            .next()
            .is_none_or(|c| c.is_whitespace() || matches!(c, ',' | '.' | ';' | ':' | ')'));
        ends.then_some((at, at + number.len()))
    })
}

/// The lines of the note with a number whose mark stands in line `marked`, from line `from` on, and the line behind them.
fn note(raw: &[RawLine], marked: usize, from: usize, number: u32) -> Option<(Vec<(usize, Note)>, usize)> {
    let opens = |i: usize, number: u32| -> Option<Note> {
        let rest = raw[i].trimmed.strip_prefix(number.to_string().as_str())?;
        let text = |t: &str| t.starts_with(|c: char| c.is_uppercase() || matches!(c, '“' | '"'));
        if rest.is_empty() {
            let below = raw[i + 1..].iter().take(NOTE).find(|l| !l.trimmed.is_empty())?;
            return text(below.trimmed).then_some(Note::Number);
        }
        (rest.starts_with(char::is_whitespace) && text(rest.trim_start())).then_some(Note::Begins)
    };
    // the items of a list have numbers too, but no marks
    let is_marked = |at: usize, number: u32| {
        let number = number.to_string();
        raw[marked..at].iter().any(|l| mark(l.text, 0, &number).is_some())
    };
    (from..raw.len().min(marked + PAGE)).find_map(|at| {
        let opened = opens(at, number)?;
        let mut lines = vec![(at, opened)];
        for i in at + 1..raw.len().min(at + NOTE) {
            let line = &raw[i];
            if line.trimmed.is_empty() {
                continue;
            }
            let next = !line.number && opens(i, number + 1).is_some();
            if next && !is_marked(at, number + 1) {
                return None;
            }
            if line.number || next {
                return (lines.len() > 1 || opened == Note::Begins).then_some((lines, i));
            }
            let alone = lines.last() == Some(&(at, Note::Number));
            // below a blank line the sentence goes on where the text keeps no numbers of pages; else something begins, and this is no note
            if !alone && raw[i - 1].trimmed.is_empty() {
                return line.trimmed.starts_with(char::is_lowercase).then_some((lines, i));
            }
            lines.push((i, if alone { Note::Begins } else { Note::GoesOn }));
        }
        let ended = raw.len() <= at + NOTE;
        (ended && lines.len() > usize::from(opened == Note::Number)).then_some((lines, raw.len()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::outline::page::raw_lines;

    fn found(text: &str) -> (Vec<&str>, Vec<(usize, Note)>) {
        let notes = find(&raw_lines(text, 0));
        (
            notes.marks.iter().map(|(a, b)| &text[*a..*b]).collect(),
            notes.lines.into_iter().collect(),
        )
    }

    #[test]
    fn a_number_glued_to_a_word_is_a_mark_where_its_note_is_found() {
        use Note::{Begins, GoesOn, Number};
        let text = "Giải ngân đạt 24% kế hoạch1; có 187 doanh nghiệp2 thành lập\n\n1 Theo báo cáo của Kho bạc;\nkhông kể vốn kéo dài.\n\n2\n\nTheo cơ \
                    quan thuế.\n\n2\n\nmới. Sở A rà soát đường3 tỉnh\n3 Đường tỉnh 208.\n3\nB.";
        assert_eq!(
            found(text),
            (
                vec!["1", "2", "3"],
                vec![(2, Begins), (3, GoesOn), (5, Number), (7, Begins), (12, Begins)]
            )
        );
        assert_eq!(
            found("Sở A rà soát đường1 tỉnh và\n\n1 Đường tỉnh 208.\n\ncác cầu."),
            (vec!["1"], vec![(2, Begins)])
        );
        // no note, no number of a page below, a measure, an item of a list
        for text in [
            "Đạt 24% kế hoạch1; Sở A.",
            "Đạt 24% kế hoạch1.\n1 Sở A rà soát.\n\nSở B rà soát toàn bộ.\n\nSở C.",
            "Diện tích 5 km1 đất\n1 Theo báo cáo.\n2",
            "Theo kế hoạch1.\n1. Sở A rà soát.\n2",
            "Nộp theo khoản1 Điều 5.\n1 Rà soát biên chế\n2 Báo cáo kết quả\n3 Công khai\n2",
            "Của kế hoạch1 năm.\n1 Rà soát biên chế\n2 Báo cáo kết quả\n3 Công khai\n2",
        ] {
            assert_eq!(found(text), (vec![], vec![]), "{text}");
        }
    }
}
