//! The gate before the public: texts that bear a mark of secrecy or of limited circulation are refused, numbers and addresses of
//! persons are pointed at. Each finding can be waived in the front matter, with a reason:
//!
//! ```yaml
//! waivers:
//!   - { code: KL0163, quote: 0912 345 678, reason: số trực của cơ quan }
//! ```
//!
//! What counts, and the law behind it with the days of its force, is data: `gate/rules.yaml`.

use crate::calendar::Day;
use crate::diag::code::Code;
use crate::diag::{Diagnostics, Text};
use crate::outline::Document;
use crate::outline::front_matter::Waiver;
use crate::source::SourceFile;
use crate::span::Span;
use crate::viet::fold;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

#[derive(Deserialize)]
struct Rules {
    marks: Vec<Mark>,
    homes: Vec<String>,
    home_parts: Vec<String>,
    birthplaces: BTreeSet<String>,
    laws: BTreeMap<String, Vec<Law>>,
}

#[derive(Deserialize)]
struct Mark {
    words: String,
    kind: Kind,
}

#[derive(Deserialize, Clone, Copy, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
enum Kind {
    Secret,
    Restricted,
}

#[derive(Deserialize)]
struct Law {
    name: String,
    /// What it is called in English messages; a law with a number keeps its name.
    en: Option<String>,
    from: Option<String>,
    to: Option<String>,
}

fn rules() -> &'static Rules {
    static RULES: OnceLock<Rules> = OnceLock::new();
    RULES.get_or_init(|| serde_yaml::from_str(include_str!("gate/rules.yaml")).expect("our own rules"))
}

/// The laws of a kind in force on a day, for messages; empty where none is known.
fn law(kind: &str, day: Day) -> Text {
    let day = day.to_string();
    let list = rules().laws.get(kind).map(Vec::as_slice).unwrap_or_default();
    let in_force = |l: &&Law| l.from.as_ref().is_none_or(|from| *from <= day) && l.to.as_ref().is_none_or(|to| day <= *to);
    let named = |name: fn(&Law) -> &str| match list.iter().filter(in_force).map(name).collect::<Vec<_>>().join("; ") {
        names if names.is_empty() => names,
        names => format!(" ({names})"),
    };
    Text::new(named(|l| &l.name), named(|l| l.en.as_ref().unwrap_or(&l.name)))
}

/// A place that may not come before the public as it is.
#[derive(Debug, Serialize, Deserialize)]
pub struct Found {
    code: Code,
    span: Span,
    words: String,
}

/// Looks through a notice: what is found hangs on its text alone.
pub fn find(document: &Document, source: &SourceFile) -> Vec<Found> {
    let mut found = marks(document, source);
    found.extend(persons(source));
    found
}

/// Judges what was found in a notice. `false`: it may not be published. Waived findings are noted, waivers that match nothing
/// reported; `today` tells which law is in force.
pub fn judge(document: &Document, found: Vec<Found>, today: Day, diags: &mut Diagnostics) -> bool {
    let waivers = &document.front.waivers;
    let mut used = vec![false; waivers.len()];
    let mut open = true;
    for f in found {
        let waiver = waivers.iter().position(|w| matches(w, &f));
        match waiver {
            Some(i) => {
                used[i] = true;
                let reason = &waivers[i].reason;
                diags.report(
                    Code::Waived,
                    Some(f.span),
                    Text::new(
                        format!("“{}” ({}) được công bố vì: {reason}", f.words, f.code.number()),
                        format!("“{}” ({}) is published because: {reason}", f.words, f.code.number()),
                    ),
                    None,
                    None,
                );
            }
            None => {
                open &= !matches!(f.code, Code::SecretMark | Code::RestrictedMark);
                report(f, today, diags);
            }
        }
    }
    for (waiver, _) in waivers.iter().zip(&used).filter(|(_, used)| !**used) {
        let quote = waiver.quote.as_deref().unwrap_or("");
        diags.report(
            Code::WaiverUnused,
            Some(waiver.span),
            Text::new(
                format!("không có gì để miễn theo {} “{quote}”", waiver.code.number()),
                format!("there is nothing to waive by {} “{quote}”", waiver.code.number()),
            ),
            None,
            Some(Text::new(
                "bỏ mục này, hoặc sửa `quote` cho đúng chữ trong văn bản",
                "take the entry out, or mend `quote` so that it has the words of the text",
            )),
        );
    }
    open
}

/// Looks through a register for numbers and addresses of persons; there is nothing to waive them in.
pub fn register(source: &SourceFile, today: Day, diags: &mut Diagnostics) {
    for f in persons(source) {
        report(f, today, diags);
    }
}

fn matches(waiver: &Waiver, found: &Found) -> bool {
    let letters = |t: &str| t.chars().filter(|c| c.is_alphanumeric()).collect::<String>().to_lowercase();
    waiver.code == found.code
        && waiver
            .quote
            .as_ref()
            .is_none_or(|q| letters(&found.words).contains(&letters(q)) && !letters(q).is_empty())
}

fn report(f: Found, today: Day, diags: &mut Diagnostics) {
    let words = &f.words;
    let (vi, en, kind) = match f.code {
        Code::SecretMark => ("mang dấu chỉ độ mật", "is a mark of secrecy", "secret"),
        Code::RestrictedMark => ("giới hạn phạm vi lưu hành", "limits who may read it", "restricted"),
        Code::IdentityNumber => ("có dạng số định danh cá nhân", "looks like a personal identity number", "person"),
        Code::PersonalPhone => ("có dạng số điện thoại di động", "looks like a mobile phone number", "person"),
        _ => ("có dạng địa chỉ nhà riêng", "looks like somebody's home address", "person"),
    };
    let law = law(kind, today);
    let refused = kind != "person";
    let number = f.code.number();
    diags.report(
        f.code,
        Some(f.span),
        Text::new(format!("“{words}” {vi}{}", law.vi), format!("“{words}” {en}{}", law.en)),
        Some(if refused {
            Text::new(
                "văn bản và tệp đính kèm không được đưa lên trang",
                "the notice and its attachments are not published",
            )
        } else {
            Text::new("vẫn công bố", "published all the same")
        }),
        Some(if refused {
            Text::new(
                format!(
                    "đưa văn bản ra khỏi thư mục nội dung; nếu được phép công khai, ghi “waivers: [{{ code: {number}, reason: … }}]” ở đầu tệp"
                ),
                format!(
                    "take the notice out of the content folder; where it may be public, write “waivers: [{{ code: {number}, reason: … }}]” in its head"
                ),
            )
        } else {
            Text::new(
                format!("xóa khỏi văn bản, hoặc ghi “waivers: [{{ code: {number}, reason: … }}]” ở đầu tệp"),
                format!("take it out of the text, or write “waivers: [{{ code: {number}, reason: … }}]” in its head"),
            )
        }),
    );
}

/// Lines of a source with the byte at which each begins.
fn lines(source: &SourceFile) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    source.text.split_inclusive('\n').map(move |line| {
        let begin = at;
        at += line.len();
        (begin, line.trim_end_matches('\n'))
    })
}

/// Marks that stand as a stamp does: alone in a cell of the letterhead, or alone on a line anywhere. The same words in a
/// sentence ("công tác bảo vệ bí mật nhà nước") are no mark.
fn marks(document: &Document, source: &SourceFile) -> Vec<Found> {
    // the letterhead ends where the numbered part begins; a notice in YAML has none
    let body = document.body.first().map_or(source.text.len(), |c| c.block.span().start as usize);
    let yaml = !source.path.ends_with(".md");
    let mut found = Vec::new();
    for (at, line) in lines(source) {
        let letterhead = yaml || at < body;
        for cell in cells(line) {
            let alone = cell.len() == line.trim().len() || bare(line).len() == bare(cell).len();
            if !letterhead && !alone {
                continue;
            }
            if let Some(mark) = mark(cell, letterhead) {
                let start = at + (cell.as_ptr() as usize - line.as_ptr() as usize);
                found.push(Found {
                    code: match mark.kind {
                        Kind::Secret => Code::SecretMark,
                        Kind::Restricted => Code::RestrictedMark,
                    },
                    span: Span::new(source.id, start, start + cell.len()),
                    words: mark.words.clone(),
                });
            }
        }
    }
    found
}

/// Parts of a line as a reader sees columns: parted by bars, tabs or two spaces.
fn cells(line: &str) -> impl Iterator<Item = &str> {
    // a stamp printed with spaces between its letters is one cell
    let spaced = line.split_whitespace().all(|w| bare(w).chars().count() <= 1);
    let parts: Vec<&str> = if spaced {
        vec![line]
    } else {
        line.split(['|', '\t']).flat_map(|p| p.split("  ")).collect()
    };
    parts.into_iter().map(str::trim).filter(|p| !p.is_empty())
}

/// Letters and digits of a text, without formatting, tags, brackets and spaces.
fn bare(text: &str) -> String {
    first_bare(text, usize::MAX)
}

/// The same, as soon as there are more than `most` bytes.
fn first_bare(text: &str, most: usize) -> String {
    let mut out = String::new();
    let mut tag = false;
    for c in text.chars() {
        match c {
            '<' => tag = true,
            '>' => tag = false,
            c if !tag && c.is_alphanumeric() => out.push(c),
            _ => {}
        }
        if out.len() > most {
            break;
        }
    }
    out
}

fn mark(cell: &str, letterhead: bool) -> Option<&'static Mark> {
    // "Độ mật: Mật", in YAML "do_mat: Mật"; a stamp without such words is in capitals
    let (value, labelled) = match cell.split_once(':') {
        Some((label, value))
            if ["do mat", "do_mat", "muc do mat", "dau chi do mat", "pham vi luu hanh"].contains(&fold::plain(label).trim()) =>
        {
            (value, true)
        }
        Some((label, value)) if letterhead && label.chars().all(|c| c.is_ascii_alphanumeric() || c == '_') => (value, false),
        _ => (cell, false),
    };
    // longer than any mark: a sentence
    let most = 80;
    let letters = first_bare(value, most);
    if letters.is_empty() || letters.len() > most {
        return None;
    }
    rules().marks.iter().find(|m| {
        let wanted = bare(&m.words);
        let long = m.words.contains(' ');
        letters == wanted || (labelled && letters.to_uppercase() == wanted) || (long && fold::plain(&letters) == fold::plain(&wanted))
    })
}

/// Identity numbers, mobile phones and homes, outside the entries that waive them.
fn persons(source: &SourceFile) -> Vec<Found> {
    let mut found = Vec::new();
    let mut waiving = false;
    for (at, line) in lines(source) {
        waiving = line.starts_with("waivers:") || (waiving && line.starts_with([' ', '-', '\t']) && !line.starts_with("---"));
        if waiving {
            continue;
        }
        let span = |range: std::ops::Range<usize>| Span::new(source.id, at + range.start, at + range.end);
        for (range, digits) in numbers(line) {
            let code = if is_identity(&digits) {
                Code::IdentityNumber
            } else if is_mobile(&digits) {
                Code::PersonalPhone
            } else {
                continue;
            };
            found.push(Found {
                code,
                words: line[range.clone()].to_string(),
                span: span(range),
            });
        }
        if let Some(range) = home(line) {
            found.push(Found {
                code: Code::PrivateAddress,
                words: line[range.clone()].to_string(),
                span: span(range),
            });
        }
    }
    found
}

/// Runs of digits as people write numbers to dial or to copy: groups of at least two digits with one space, dot or hyphen between.
/// Each with its place and its groups.
fn numbers(line: &str) -> Vec<(std::ops::Range<usize>, Vec<String>)> {
    let bytes = line.as_bytes();
    let mut out = Vec::new();
    let mut i = 0;
    while i < bytes.len() {
        if !bytes[i].is_ascii_digit() {
            i += 1;
            continue;
        }
        let start = i;
        let mut groups = vec![String::new()];
        let mut end = i;
        while i < bytes.len() {
            if bytes[i].is_ascii_digit() {
                if let Some(group) = groups.last_mut() {
                    group.push(char::from(bytes[i]));
                }
                i += 1;
                end = i;
            } else if b" .-".contains(&bytes[i]) && bytes.get(i + 1).is_some_and(u8::is_ascii_digit) {
                groups.push(String::new());
                i += 1;
            } else {
                break;
            }
        }
        // "12/TB-UBND", "1.500,5", "A0912…" are other numbers
        let before = line[..start].chars().next_back();
        let after = line[end..].chars().next();
        let other = |c: Option<char>| c.is_some_and(|c| c.is_alphabetic() || "/,%_".contains(c));
        let comma = after == Some(',') && !line[end + 1..].starts_with(|c: char| c.is_ascii_digit());
        if !other(before) && (!other(after) || comma) {
            // "+84" is written before the groups
            let start = if before == Some('+') { start - 1 } else { start };
            out.push((start..end, groups));
        }
    }
    out
}

/// Twelve digits that begin with a place of birth, whole or by threes, fours or sixes.
fn is_identity(groups: &[String]) -> bool {
    let even = groups.iter().all(|g| g.len() == groups[0].len());
    let digits = groups.concat();
    digits.len() == 12 && even && groups[0].len() >= 3 && digits.get(..3).is_some_and(|p| rules().birthplaces.contains(p))
}

/// Ten digits that begin with 03, 05, 07, 08 or 09, or as many after +84.
fn is_mobile(groups: &[String]) -> bool {
    let digits = groups.concat();
    let national = match digits.strip_prefix("84") {
        Some(rest) if digits.len() == 11 => format!("0{rest}"),
        _ => digits,
    };
    national.len() == 10
        && national.starts_with('0')
        && national[1..].starts_with(['3', '5', '7', '8', '9'])
        && groups.iter().all(|g| g.len() >= 2)
        && groups.len() <= 5
}

/// "trú tại tổ 5, phường …": the words, up to the end of the address as far as it can be told.
fn home(line: &str) -> Option<std::ops::Range<usize>> {
    let lower = line.to_lowercase();
    if lower.len() != line.len() {
        return None;
    }
    let rules = rules();
    // the longest words that fit: "thường trú tại" has "trú tại" in it
    let (at, words) = rules
        .homes
        .iter()
        .filter_map(|w| lower.find(w.as_str()).map(|i| (i, w)))
        .min_by_key(|(i, w)| (*i, usize::MAX - w.len()))?;
    let rest = lower[at + words.len()..].trim_start_matches([' ', ':']);
    let goes_on = rest.starts_with(|c: char| c.is_ascii_digit())
        || rules
            .home_parts
            .iter()
            .any(|p| rest.strip_prefix(p.as_str()).is_some_and(|r| !r.starts_with(char::is_alphabetic)));
    if !goes_on {
        return None;
    }
    let from = line.len() - rest.len();
    let end = line[from..].find(['.', ';', ')']).map_or(line.len(), |i| from + i);
    Some(at..end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::SourceId;

    fn day(text: &str) -> Day {
        text.parse().expect("a day")
    }
    fn source(path: &str, text: &str) -> SourceFile {
        SourceFile {
            id: SourceId(0),
            path: path.into(),
            text: text.into(),
            sha256: String::new(),
        }
    }
    /// Whether the text may be published, and the codes with the words they point at.
    fn check(text: &str) -> (bool, Vec<(&'static str, String)>) {
        let path = if text.starts_with("kind:") { "a.yaml" } else { "a.md" };
        let source = source(path, text);
        let mut diags = Diagnostics::new();
        let document = crate::outline::parse(&source, &mut Diagnostics::new());
        let open = judge(&document, find(&document, &source), day("2026-04-15"), &mut diags);
        let words = |s: Span| source.slice(s.start, s.end).to_string();
        (
            open,
            diags.iter().map(|d| (d.code.number(), words(d.span.expect("a place")))).collect(),
        )
    }
    fn letterhead(stamp: &str) -> String {
        format!(
            "UBND TỈNH X        CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n\nSố: 12/TB-UBND\n\n{stamp}\n\nTHÔNG BÁO\n\nKết luận\n\nI. Công tác bảo vệ bí mật nhà nước\n\n1. Công an tỉnh rà soát tài liệu MẬT, TỐI MẬT và tài liệu lưu hành nội bộ.\n"
        )
    }

    #[test]
    fn stamps_are_refused() {
        for stamp in [
            "MẬT",
            "**TỐI MẬT**",
            "[TUYỆT MẬT]",
            "T Ố I  M Ậ T",
            "Số: 12/TB-UBND          MẬT",
            "| Số: 12 | MẬT |",
            "Độ mật: Tối mật",
            "<b>MẬT</b>",
            "TOI MAT",
        ] {
            let (open, found) = check(&letterhead(stamp));
            assert!(!open && found.len() == 1 && found[0].0 == "KL0160", "{stamp}: {found:?}");
        }
        for stamp in [
            "LƯU HÀNH NỘI BỘ",
            "(Lưu hành nội bộ)",
            "*Tài liệu lưu hành nội bộ*",
            "XEM XONG TRẢ LẠI",
        ] {
            let (open, found) = check(&letterhead(stamp));
            assert!(!open && found.len() == 1 && found[0].0 == "KL0161", "{stamp}: {found:?}");
        }
        assert_eq!(check("kind: cong-van\ndo_mat: Mật\ntitle: A\n").1[0].0, "KL0160");
        // a page behind the first with a stamp of its own
        assert!(!check("I. A\n\n1. Sở Tài chính báo cáo.\n\nMẬT\n\n2. Sở Y tế báo cáo.\n").0);
    }
    #[test]
    fn words_in_sentences_are_no_stamps() {
        for plain in ["", "Mật", "KHẨN", "Hỏa tốc", "Bảo mật"] {
            assert_eq!(check(&letterhead(plain)), (true, vec![]), "{plain}");
        }
    }
    #[test]
    fn waived_with_a_reason() {
        let text = format!(
            "---\nwaivers: [{{ code: KL0160, reason: đã giải mật }}]\n---\n{}",
            letterhead("MẬT")
        );
        let (open, found) = check(&text);
        assert!(open && found == [("KL0165", "MẬT".to_string())], "{found:?}");
        let text = "---\nwaivers:\n  - { code: KL0163, quote: 0912.345.678, reason: số trực }\n  - { code: KL0162, reason: thừa }\n---\nI. A\n\n1. Gọi 0912 345 678 hoặc 0987654321.\n";
        let codes: Vec<_> = check(text).1.iter().map(|f| f.0).collect();
        assert_eq!(codes, ["KL0165", "KL0163", "KL0166"]);
    }
    #[test]
    fn numbers_of_persons() {
        let codes = |line: &str| check(&format!("I. A\n\n1. {line}\n")).1;
        for (line, code, words) in [
            ("Ông A, CCCD 004085001234.", "KL0162", "004085001234"),
            ("số 0040 8500 1234 cấp ngày 1/1/2022", "KL0162", "0040 8500 1234"),
            ("điện thoại 0912345678, gửi", "KL0163", "0912345678"),
            ("ĐT: 0912.345.678.", "KL0163", "0912.345.678"),
            ("gọi +84 912 345 678 (ông A)", "KL0163", "+84 912 345 678"),
            ("Bà B, trú tại tổ 5, phường X; hỗ trợ", "KL0164", "trú tại tổ 5, phường X"),
            ("nơi đăng ký thường trú tại 12 phố Y", "KL0164", "thường trú tại 12 phố Y"),
        ] {
            assert_eq!(codes(line), [(code, words.to_string())], "{line}");
        }
        for line in [
            "vốn 123.456.789.012 đồng",
            "tài khoản 998877665544",
            "đường dây nóng 0206.3852.123",
            "Văn bản 0912345678/UBND",
            "từ 01.5.2026 đến 30.5.2026",
            "giai đoạn 2026-2030, 2031-2035",
            "1.028,5 tỷ và 09-10-2026",
            "Cơ quan thường trú tại tỉnh tổng hợp",
            "Ban Chỉ đạo, cơ quan thường trực tại Sở",
        ] {
            assert_eq!(codes(line), [], "{line}");
        }
    }
    #[test]
    fn the_law_is_that_of_the_day() {
        assert_eq!(
            law("person", day("2025-12-31")),
            Text::new(" (pháp luật về bảo vệ dữ liệu cá nhân)", " (the law on personal data)")
        );
        let since = " (Luật Bảo vệ dữ liệu cá nhân số 91/2025/QH15; Nghị định số 356/2025/NĐ-CP)";
        assert_eq!(law("person", day("2026-01-01")), Text::new(since, since));
        assert_eq!(law("secret", day("2026-01-01")).en, " (the law on state secrets)");
        assert_eq!(law("restricted", day("2020-03-04")), Text::default());
        assert_eq!(law("other", day("2026-01-01")), Text::default());
    }
}
