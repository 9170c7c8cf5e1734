//! The lines of the source, and what stands on every page of it: numbers, running heads, stamps.

use super::component::is_longer;
use crate::viet::fold;
use crate::viet::letter::{is_numeric, is_word};
use memchr::{memchr, memchr_iter};
use std::collections::{BTreeMap, BTreeSet};

/// A page's number alone on its line: "3", "- 3 -", "Trang 3/12".
fn is_page_number(line: &str) -> bool {
    // most lines end in a letter or a full stop
    if line
        .as_bytes()
        .last()
        .is_none_or(|b| b.is_ascii_alphabetic() || matches!(b, b'.' | b';' | b':' | b','))
    {
        return false;
    }
    let core = line.trim_matches(|c: char| c.is_whitespace() || matches!(c, '-' | '–' | '—'));
    let first = core.as_bytes().first().is_some_and(|b| b.is_ascii_digit() || !b.is_ascii()) || fold::starts_plain(core, "trang");
    if !first || !core.ends_with(|c: char| c.is_ascii_digit()) {
        return false;
    }
    let core = fold::plain(core);
    let core = core.strip_prefix("trang").map_or(core.as_str(), str::trim);
    let digits = |t: &str| !t.is_empty() && t.len() <= 3 && t.bytes().all(|b| b.is_ascii_digit());
    digits(core) || (line.len() != core.len() && core.split_once('/').is_some_and(|(a, b)| digits(a.trim()) && digits(b.trim())))
}

/// A line of the electronic signature's stamp ("Người ký: …", "Thời gian ký: …", "… 09/08/2024 16:21:07") or of the one for
/// letters that came in (Nghị định 30/2020/NĐ-CP, Phụ lục I và IV).
///
/// `arrived`: some line of the text says "ĐẾN".
pub(super) fn is_stamp(line: &str, arrived: bool) -> bool {
    const LINES: [&str; 4] = ["thoi gian ky:", "nguoi ky:", "ky boi:", "ngay ky:"];
    if line.len() > 400 {
        return false;
    }
    // what somebody who copied the paper says of its stamps: "[dấu: Văn phòng - đến số 12]"
    if line.starts_with(['[', '(']) && fold::starts_plain(&line[1..], "dau:") {
        return true;
    }
    let coloned = memchr(b':', line.as_bytes()).is_some();
    coloned && (has_time(line) && line.split_whitespace().count() <= 14 || LINES.iter().any(|w| fold::starts_plain(line, w)))
        || arrived && (line.contains("CÔNG VĂN ĐẾN") || line.contains("VĂN BẢN ĐẾN"))
}

/// A line behind another of a stamp: "Cơ quan: …" of a signature, "Số: 1187", "Ngày: 28/02/2025", "Chuyển: …" of the one for letters that
/// came in (Nghị định 30/2020/NĐ-CP, Phụ lục IV).
pub(super) fn goes_on_in_stamp(line: &str) -> bool {
    const LINES: [&str; 7] = ["co quan:", "email:", "to chuc:", "ngay:", "ngay den:", "chuyen:", "so den:"];
    // "Số: 39/TB-UBND" is the notice's own
    let number = || {
        fold::starts_plain(line, "so:")
            && line
                .split_once(':')
                .is_some_and(|(_, n)| n.trim().bytes().all(|b| b.is_ascii_digit()))
    };
    LINES.iter().any(|w| fold::starts_plain(line, w)) || number()
}

/// "UBND HUYỆN A" alone above "CÔNG VĂN ĐẾN", behind the notice's own number or dateline: who got the letter.
pub(super) fn is_receiver(raw: &[RawLine], i: usize) -> bool {
    let blank = |at: Option<usize>| at.and_then(|at| raw.get(at)).is_none_or(|l| l.trimmed.is_empty());
    let line = raw[i].trimmed;
    let body = [
        "UBND ",
        "Sở ",
        "Văn phòng",
        "Phòng ",
        "Ban ",
        "Chi cục",
        "Công an",
        "Trung tâm",
        "Huyện ủy",
    ];
    let headed = || {
        raw[..i].iter().any(|l| {
            let plain = fold::plain(l.trimmed);
            plain.contains("so:") && plain.contains('/') || plain.contains("ngay ") && plain.contains(" thang ")
        })
    };
    let named = body.iter().any(|b| line.starts_with(b)) || !line.chars().any(char::is_lowercase);
    !line.is_empty()
        && named
        && blank(i.checked_sub(1))
        && raw
            .get(i + 1)
            .is_some_and(|l| is_stamp(l.trimmed, true) && l.trimmed.contains("ĐẾN"))
        && headed()
}

/// A word like "16:21:07".
fn has_time(line: &str) -> bool {
    memchr_iter(b':', line.as_bytes()).any(|colon| {
        let Some(start) = colon.checked_sub(2) else { return false };
        let shaped = |w: &[u8]| {
            w.iter()
                .enumerate()
                .all(|(i, b)| if i % 3 == 2 { *b == b':' } else { b.is_ascii_digit() })
        };
        line.as_bytes().get(start..start + 8).is_some_and(shaped)
            && line[..start].chars().next_back().is_none_or(char::is_whitespace)
            && line[start + 8..].chars().next().is_none_or(char::is_whitespace)
    })
}

/// What two lines of a running head have in common: their letters, whatever the numbers.
pub(super) fn running_key(line: &str) -> String {
    let is_letter = |c: &char| is_word(*c) && (!is_numeric(*c) || c.is_alphabetic());
    let mut key = String::with_capacity(line.len().min(160));
    key.extend(line.chars().filter(is_letter).take(80));
    key
}

/// A line as it stands in the source.
pub(super) struct RawLine<'t> {
    /// Where it begins in the source.
    pub start: usize,
    /// Without the end of the line.
    pub text: &'t str,
    /// Without white space around it.
    pub trimmed: &'t str,
    /// The number of a page.
    pub number: bool,
}

/// The lines of the source from byte `offset` on.
pub(super) fn raw_lines(text: &str, offset: usize) -> Vec<RawLine<'_>> {
    let mut out = Vec::with_capacity(text.len() / 64 + 1);
    let mut from = 0;
    for end in memchr_iter(b'\n', text.as_bytes()).chain([text.len()]) {
        let line = &text[from..end];
        let trimmed = line.trim();
        out.push(RawLine {
            start: offset + from,
            text: line,
            trimmed,
            number: is_page_number(trimmed),
        });
        from = end + 1;
    }
    out
}

/// Lines that stand beside the number of a page more than once.
pub(super) fn running_heads(raw: &[RawLine]) -> BTreeSet<String> {
    let mut once = BTreeMap::new();
    let mut twice = BTreeSet::new();
    if !raw.iter().any(|l| l.number) {
        return twice;
    }
    let lines: Vec<&RawLine> = raw.iter().filter(|l| !l.trimmed.is_empty()).collect();
    for (i, line) in lines.iter().enumerate() {
        if !line.number {
            continue;
        }
        for beside in [i.checked_sub(1), Some(i + 1)].into_iter().flatten() {
            let near = lines.get(beside).map(|l| l.trimmed);
            let Some(head) = near.filter(|l| !is_longer(l, 100) && !l.starts_with('|')) else {
                continue;
            };
            let key = running_key(head);
            // one line between two numbers stands there once
            if key.chars().count() > 3 && *once.entry(key.clone()).or_insert(beside) != beside {
                twice.insert(key);
            }
        }
    }
    twice
}
