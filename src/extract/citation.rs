//! Numbers of cited documents.
//!
//! A number is a serial, perhaps a year, and the sign of kind and issuer that Nghị định 30/2020/NĐ-CP prescribes
//! ("508/QĐ-TTg", "61/2018/NĐ-CP"); Party documents put the serial before a hyphen ("68-NQ/TW").

use crate::notice::Citation;
use crate::outline::{ClausePath, Document};
use crate::viet::fold;
use std::collections::BTreeSet;
use std::ops::Range;

/// The number of every document that the opening and the body cite, each once, in order; not the notice's own.
pub fn citations(document: &Document) -> Vec<Citation> {
    if let Some(given) = &document.front.citations {
        let entered = |(number, quote): &(String, String)| Citation {
            number: number.clone(),
            quote: quote.clone(),
            clause: ClausePath::default(),
            span: crate::span::Span::file(document.source),
        };
        return given.iter().map(entered).collect();
    }
    let mut seen: BTreeSet<String> = document.front.number.iter().map(|n| compact(n)).collect();
    let mut out = Vec::new();
    let root = ClausePath::default();
    let head = document.head.iter().map(|b| (b, &root, true));
    let body = document.body.iter().map(|c| (&c.block, &c.path, false));
    for (block, path, letterhead) in head.chain(body) {
        for found in numbers(&block.text) {
            if letterhead && is_own(&block.text[..found.start]) {
                seen.insert(found.number);
                continue;
            }
            if seen.insert(found.number.clone()) {
                out.push(Citation {
                    quote: around(&block.text, found.start, found.end),
                    number: found.number,
                    clause: path.clone(),
                    span: block.span_of(found.start, found.end),
                });
            }
        }
    }
    out
}

/// The letterhead says "Số: 12/TB-UBND", or the number stands at the head of its line.
fn is_own(before: &str) -> bool {
    let before = before.trim_end_matches(|c: char| c.is_whitespace() || c == '*');
    // a scan may print "Sô"
    let labelled = before.trim_end_matches([':', ' ']);
    let label = labelled.rsplit(char::is_whitespace).next().unwrap_or_default();
    let says = label.chars().count() == 2 && label.starts_with('S') && fold::starts_plain(label, "so");
    before.is_empty() || says && (label.len() == before.len() || labelled.len() < before.len())
}

fn compact(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

struct Found {
    number: String,
    start: usize,
    end: usize,
}

/// The document numbers of a text, in order.
fn numbers(text: &str) -> Vec<Found> {
    let Some(near) = may_cite(text) else { return vec![] };
    let (from, to) = (near.start, near.end);
    let chars: Vec<(usize, char)> = text[near].char_indices().map(|(at, c)| (at + from, c)).collect();
    let mut out = Vec::new();
    let mut i = 0;
    while i < chars.len() {
        let starts =
            chars[i].1.is_ascii_digit() && (i == 0 || !(chars[i - 1].1.is_alphanumeric() || matches!(chars[i - 1].1, '/' | '-' | '.')));
        let Some((sign, end)) = starts.then(|| read(&chars, i)).flatten() else {
            i += 1;
            continue;
        };
        let digits: String = chars[i..]
            .iter()
            .map(|c| c.1)
            .take_while(|c| !matches!(c, '/' | '-' | ' '))
            .collect();
        for (serial, at) in listed_before(&chars, i) {
            out.push(Found {
                number: format!("{serial}{sign}"),
                start: chars[at].0,
                end: chars[at].0 + serial.len(),
            });
        }
        let end_byte = chars.get(end).map_or(to, |c| c.0);
        out.push(Found {
            number: format!("{digits}{sign}"),
            start: chars[i].0,
            end: end_byte,
        });
        i = end.max(i + 1);
    }
    out
}

/// Bytes around a mark in which the number stands that it belongs to, and those listed before it.
const NEAR: usize = 160;

/// Where slashes or hyphens stand between a digit and a capital or a year, with the blanks around: most texts cite nothing.
fn may_cite(text: &str) -> Option<Range<usize>> {
    let mut marks = memchr::memchr2_iter(b'/', b'-', text.as_bytes()).filter(|at| {
        let (before, behind) = (text[..*at].trim_end_matches(' '), text[at + 1..].trim_start_matches(' '));
        let digits = behind.bytes().take_while(u8::is_ascii_digit).count();
        // "61/2018/NĐ-CP", but "15/11/2025"
        let year = digits == 4 && behind[digits..].trim_start_matches(' ').starts_with('/');
        let serial = before.strip_suffix(['a', 'b', 'c', 'd']).unwrap_or(before);
        serial.ends_with(|c: char| c.is_ascii_digit()) && (year || behind.starts_with(char::is_uppercase))
    });
    let first = marks.next()?;
    let last = marks.next_back().unwrap_or(first);
    let bytes = text.as_bytes();
    // "số 01, 02 và 03/NQ-CP": before the whole list
    let listed = text[..first].trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, ' ' | ',' | 'v' | 'à'));
    let start = memchr::memrchr(b' ', &bytes[..listed.len().saturating_sub(NEAR)]).unwrap_or(0);
    let behind = (last + NEAR).min(text.len());
    let end = memchr::memchr(b' ', &bytes[behind..]).map_or(text.len(), |at| behind + at);
    Some(start..end)
}

/// What follows the serial that begins at `i`: ("/QĐ-TTg", index behind it).
fn read(chars: &[(usize, char)], i: usize) -> Option<(String, usize)> {
    let at = |k: usize| chars.get(k).map(|c| c.1);
    let blanks = |mut k: usize| {
        while at(k) == Some(' ') {
            k += 1;
        }
        k
    };
    let mut k = i;
    while at(k).is_some_and(|c| c.is_ascii_digit()) {
        k += 1;
    }
    if k - i > 5 {
        return None;
    }
    let year = |k: usize| -> String {
        let digits = chars[k.min(chars.len())..].iter().map(|c| c.1).take(5);
        digits.take_while(char::is_ascii_digit).collect()
    };
    // "66.4/2025/NQ-CP": one of several resolutions of one number
    let part = (at(k) == Some('.'))
        .then(|| (1..3).find(|n| at(k + n + 1) == Some('/')))
        .flatten()
        .filter(|n| (1..=*n).all(|d| at(k + d).is_some_and(|c| c.is_ascii_digit())) && year(k + n + 2).len() == 4);
    // "1.124/TTr-SXD": a long serial with a point
    let thousands = at(k) == Some('.')
        && (1..=3).all(|d| at(k + d).is_some_and(|c| c.is_ascii_digit()))
        && at(k + 4) == Some('/')
        && at(k + 5).is_some_and(char::is_uppercase);
    k += part.map_or(0, |n| n + 1) + if thousands { 4 } else { 0 };
    // "30a/2008/NQ-CP"
    k += usize::from(at(k).is_some_and(|c| matches!(c, 'a'..='d')) && at(k + 1) == Some('/'));
    let mut sign = String::new();
    // "19-2017/NQ-CP": the year of a resolution as it was once written
    let dashed = at(k) == Some('-') && year(k + 1).len() == 4 && at(k + 5) == Some('/');
    let party = at(k) == Some('-') && !dashed;
    if dashed {
        sign.push('-');
        sign.push_str(&year(k + 1));
        sign.push('/');
        k += 6;
    } else if party {
        k += 1;
        sign.push('-');
    } else {
        k = blanks(k);
        if at(k) != Some('/') {
            return None;
        }
        k = blanks(k + 1);
        sign.push('/');
        // "61/2018/NĐ-CP"
        let year = year(k);
        if year.len() == 4 {
            let after = blanks(k + 4);
            if at(after) != Some('/') {
                return None;
            }
            sign.push_str(&year);
            sign.push('/');
            k = blanks(after + 1);
        }
    }
    let mut parts = 0;
    let mut upper = 0;
    loop {
        let from = k;
        if !at(k).is_some_and(char::is_uppercase) {
            break;
        }
        // "NN&MT" is the sign of one body
        while (at(k).is_some_and(char::is_alphanumeric) || at(k) == Some('&') && at(k + 1).is_some_and(char::is_uppercase)) && k - from < 12
        {
            upper += usize::from(at(k).is_some_and(char::is_uppercase));
            k += 1;
        }
        sign.extend(chars[from..k].iter().map(|c| c.1));
        parts += 1;
        // "QĐ- UBND" and "QĐ -UBND" are scans of "QĐ-UBND"; " - " behind a whole sign is a dash
        let near = blanks(k);
        let joins = match at(near) {
            Some('-') if near == k || parts == 1 => Some('-'),
            Some('/') if near == k && party => Some('/'),
            _ => None,
        };
        let Some(join) = joins else { break };
        let next = if near == k && parts > 1 { k + 1 } else { blanks(near + 1) };
        if !at(next).is_some_and(char::is_uppercase) || (next > near + 1 && parts > 1) {
            break;
        }
        sign.push(join);
        k = next;
    }
    let tail = sign.trim_start_matches(|c: char| c == '/' || c == '-' || c.is_ascii_digit());
    let assembly = tail.starts_with("QH") || tail.starts_with("UBTVQH") || tail.starts_with("HĐND") && sign.len() > tail.len() + 1;
    let whole = if party {
        parts >= 2 && sign.contains('/')
    } else {
        parts >= 2 || assembly
    };
    // "công văn số 862/UBND": the body alone
    let bare = !party && parts == 1 && upper > 3 && numbered(chars, i);
    (whole && (assembly || upper >= 3) || bare).then_some((sign, k))
}

/// Whether "số" stands before `i`.
fn numbered(chars: &[(usize, char)], i: usize) -> bool {
    let before = chars[..i].iter().rev().map(|c| c.1).skip_while(|c| *c == ' ');
    before.take(2).eq(['ố', 's'])
}

/// Serials that share the sign: "01,02/NQ-CP", "số 154, 226/NQ-CP", "số 01 và 02/NQ-CP".
fn listed_before(chars: &[(usize, char)], i: usize) -> Vec<(String, usize)> {
    let mut out = Vec::new();
    let mut spaced = false;
    let mut k = i;
    loop {
        let mut j = k;
        let skip = |j: &mut usize| {
            let from = *j;
            while *j > 0 && chars[*j - 1].1 == ' ' {
                *j -= 1;
            }
            from != *j
        };
        let gap = skip(&mut j);
        if j > 0 && chars[j - 1].1 == ',' {
            j -= 1;
        } else if gap && j > 1 && chars[j - 1].1 == 'à' && chars[j - 2].1 == 'v' {
            j -= 2;
            skip(&mut j);
        } else {
            break;
        }
        let end = j;
        while j > 0 && chars[j - 1].1.is_ascii_digit() {
            j -= 1;
        }
        if j == end || end - j > 4 || (j > 0 && (chars[j - 1].1.is_alphanumeric() || matches!(chars[j - 1].1, '/' | '-' | '.'))) {
            break;
        }
        spaced |= gap;
        out.push((chars[j..end].iter().map(|c| c.1).collect(), j));
        k = j;
    }
    if spaced {
        // with blanks between it is a list only behind the word that opens one
        let before: String = chars[k.saturating_sub(8)..k].iter().map(|c| c.1).collect();
        let before = fold::match_key(before.trim_end());
        if !["số", "quyết", "định", "văn", "luật", "tư", "thị", "luận"]
            .iter()
            .any(|w| before.ends_with(w))
        {
            out.clear();
        }
    }
    out.reverse();
    out
}

/// A few words before and behind a range, cut at blanks.
fn around(text: &str, start: usize, end: usize) -> String {
    let before: Vec<&str> = text[..start].split_whitespace().rev().take(6).collect();
    let behind: Vec<&str> = text[end..].split_whitespace().take(10).collect();
    // what stands next to the number without a blank belongs to its word
    let left = text[..start].chars().next_back().is_some_and(|c| !c.is_whitespace());
    let right = text[end..].chars().next().is_some_and(|c| !c.is_whitespace());
    let mut out: String = before.into_iter().rev().collect::<Vec<_>>().join(" ");
    if !out.is_empty() && !left {
        out.push(' ');
    }
    out.push_str(&text[start..end]);
    if !behind.is_empty() && !right {
        out.push(' ');
    }
    out.push_str(&behind.join(" "));
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::outline::front_matter::FrontMatter;
    use crate::outline::{Block, Clause, Marker, Piece};
    use crate::span::SourceId;

    fn found(text: &str) -> Vec<String> {
        numbers(text).into_iter().map(|f| f.number).collect()
    }

    #[test]
    fn numbers_of_state_and_party() {
        assert_eq!(found("Nghị quyết số 154/NQ-CP, số 226/NQ-CP và"), ["154/NQ-CP", "226/NQ-CP"]);
        assert_eq!(found("Nghị quyết 68-NQ/TW, Luật 31/2024/QH15"), ["68-NQ/TW", "31/2024/QH15"]);
        assert_eq!(found("Công văn số 862/UBND ngày 26/5/2015, tỷ lệ 1/TNHH"), ["862/UBND"]);
        assert_eq!(found("Nghị quyết số 19-2017/NQ-CP ngày 06/02/2017"), ["19-2017/NQ-CP"]);
        let many: Vec<String> = (1001..1040).map(|n| n.to_string()).collect();
        assert_eq!(found(&format!("các Quyết định số {} /QĐ-UBND", many.join(", "))).len(), many.len());
        assert!(found("giai đoạn 2021-2025/năm, ngày 15/11/2025, đợt 12-2025").is_empty());
        assert_eq!(found("Công văn số 1270/UBND-TH ngày 05/5/2025 của"), ["1270/UBND-TH"]);
        assert_eq!(
            found("Nghị định số 61/2018/NĐ-CP; Quyết định 508/QĐ-TTg."),
            ["61/2018/NĐ-CP", "508/QĐ-TTg"]
        );
        assert_eq!(found("Nghị quyết số 30a/2008/NQ-CP"), ["30a/2008/NQ-CP"]);
        assert_eq!(
            found("Nghị quyết số 66.4/2025/NQ-CP, số 66.10/2025/NQ-CP."),
            ["66.4/2025/NQ-CP", "66.10/2025/NQ-CP"]
        );
        assert!(found("tăng 66.4/2025 lần").is_empty());
        assert_eq!(found("Tờ trình số 1.124/TTr-SXD"), ["1.124/TTr-SXD"]);
    }

    #[test]
    fn one_sign_for_several_serials() {
        assert_eq!(found("Nghị quyết 01,02/NQ-CP"), ["01/NQ-CP", "02/NQ-CP"]);
        assert_eq!(found("các Nghị quyết số 01 và 02/NQ-CP"), ["01/NQ-CP", "02/NQ-CP"]);
        assert_eq!(found("trong tháng 3, 02/NQ-CP"), ["02/NQ-CP"]);
    }

    #[test]
    fn stray_blanks_are_mended() {
        assert_eq!(found("số 32/2018/QĐ- UBND ngày"), ["32/2018/QĐ-UBND"]);
        assert_eq!(found("số 32/QĐ -UBND ngày"), ["32/QĐ-UBND"]);
        assert_eq!(found("số 5/NQ-CP - Chính phủ"), ["5/NQ-CP"]);
    }

    #[test]
    fn dates_spans_and_shares_are_no_numbers() {
        for text in [
            "ngày 25/3/2022",
            "giai đoạn 2026-2030",
            "6.684/6.702 nhà",
            "COVID-19",
            "quý I/2026",
            "24/7",
            "tỷ lệ 5/A",
            "12/",
        ] {
            assert!(found(text).is_empty(), "{text}");
        }
    }

    fn block(text: &str) -> Block {
        Block {
            text: text.into(),
            pieces: vec![Piece {
                at: 0,
                len: text.len() as u32,
                start: 0,
            }],
            source: SourceId(0),
        }
    }

    fn clause(marker: Marker, depth: u8, text: &str) -> Clause {
        Clause {
            path: ClausePath::default(),
            anchor: None,
            marker,
            printed_marker: String::new(),
            depth,
            parent: None,
            emphasized: false,
            block: block(text),
            cells: vec![],
            footnote: false,
        }
    }

    fn document(head: &[&str], body: Vec<Clause>) -> Document {
        Document {
            source: SourceId(0),
            path: String::new(),
            sha256: String::new(),
            id: String::new(),
            front: FrontMatter::default(),
            head: head.iter().map(|t| block(t)).collect(),
            body,
            recipients: vec![],
            signature: vec![],
        }
    }

    #[test]
    fn its_own_number_is_no_citation() {
        let d = document(
            &["Số: 12/TB-UBND", "Thực hiện Công văn số 7/UBND-TH ngày 5/5"],
            vec![clause(Marker::None, 0, "theo số 7/UBND-TH")],
        );
        let found = citations(&d);
        assert_eq!(found.len(), 1);
        assert_eq!(
            (found[0].number.as_str(), found[0].quote.as_str()),
            ("7/UBND-TH", "Thực hiện Công văn số 7/UBND-TH ngày 5/5")
        );
    }
}
