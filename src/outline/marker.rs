//! "I.", "2.2.1.", "đ)", "(1)", "-" at the head of a block → Marker.

use super::{Marker, NumberStyle};
use crate::viet::word::{eat, skip};

/// Letters in the order in which points are lettered (Nghị định 30/2020/NĐ-CP: the Vietnamese alphabet, without ă â ê ô ơ ư).
const LETTERS: &str = "abcdđeghiklmnopqrstuvxy";

/// A number at the head of a text.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Found<'t> {
    /// Without punctuation: "2.2.1", "1".
    pub label: &'t str,
    pub style: NumberStyle,
    /// As printed: "2.2.1.", "(1)".
    pub printed: &'t str,
    /// Bytes taken by the marker and the spaces after it.
    pub len: usize,
}

impl Found<'_> {
    pub fn marker(&self) -> Marker {
        Marker::Number {
            label: self.label.to_string(),
            style: self.style,
        }
    }
}

/// Reads the number at the head of a text; `None` where what stands there is no number of an outline
/// ("24/24", "1.095.056 triệu", "3 - Điều 61", a date).
pub fn parse(text: &str) -> Option<Found<'_>> {
    let first = text.chars().next()?;
    let (label, style, end) = match first {
        '(' => parenthesized(text)?,
        'I' | 'V' | 'X' => roman(text)?,
        '0'..='9' => arabic(text)?,
        c => letter(text, c)?,
    };
    let rest = text.get(end..)?;
    let len = end + (rest.len() - rest.trim_start().len());
    Some(Found {
        label,
        style,
        printed: text.get(..end)?,
        len,
    })
}

/// "A. ĐÁNH GIÁ", "PHẦN A. ĐÁNH GIÁ", "Phần II: Nhiệm vụ": what may head a part; whether it does, only the outline around it can
/// say.
pub fn part(text: &str) -> Option<Found<'_>> {
    let said = eat(text, 0, "phần").map(|end| skip(text, end));
    // "Nội dung 2: …", "Nội dung 2. …"
    let matter = eat(text, 0, "nội dung").map(|end| skip(text, end));
    let digits = |at: usize| text.get(at..).map_or(0, |rest| rest.bytes().take_while(u8::is_ascii_digit).count());
    if let Some(from) = matter.filter(|at| (1..=2).contains(&digits(*at))) {
        let end = from + digits(from);
        let rest = text[end..].strip_prefix([':', '.'])?;
        let blank = rest.len() - rest.trim_start().len();
        return (blank > 0 && rest.trim_start().starts_with(char::is_uppercase)).then(|| Found {
            label: &text[from..end],
            style: NumberStyle::Part,
            printed: &text[..=end],
            len: end + 1 + blank,
        });
    }
    let from = said.unwrap_or(0);
    let upper = |c: char| c.is_ascii_uppercase() || c == 'Đ';
    let end = text.get(from..)?.find(|c| !upper(c)).map_or(text.len(), |len| from + len);
    let label = text.get(from..end)?;
    let lettered = label == "Đ" || matches!(label.as_bytes(), [b'A'..=b'H']);
    (lettered || said.is_some() && roman_value(label).is_some()).then_some(())?;
    let dot = text
        .get(end..)?
        .strip_prefix('.')
        .or_else(|| text.get(end..)?.strip_prefix(':').filter(|_| said.is_some()))?;
    let blank = dot.len() - dot.trim_start().len();
    (blank > 0 && dot.trim_start().starts_with(char::is_uppercase)).then(|| Found {
        label,
        style: NumberStyle::Part,
        printed: &text[..=end],
        len: end + 1 + blank,
    })
}

fn parenthesized(text: &str) -> Option<(&str, NumberStyle, usize)> {
    let close = text.char_indices().take(5).find(|(_, c)| *c == ')')?.0;
    let inner = text.get(1..close)?;
    let digits = !inner.is_empty() && inner.len() <= 2 && inner.bytes().all(|b| b.is_ascii_digit());
    let lettered = inner.chars().count() == 1 && inner.chars().all(|c| LETTERS.contains(c));
    (digits || lettered).then(|| (inner, NumberStyle::Parenthesized, close + 1))
}

fn roman(text: &str) -> Option<(&str, NumberStyle, usize)> {
    let end = text.char_indices().take(8).find(|(_, c)| !matches!(c, 'I' | 'V' | 'X'))?.0;
    let label = text.get(..end)?;
    let rest = text.get(end..)?;
    (label.len() <= 6 && roman_value(label).is_some()).then_some(())?;
    if !rest.starts_with('.') {
        return Some((label, NumberStyle::Roman, end + other_mark(rest)?));
    }
    // "V.I. Lênin" is a name
    let after = rest.get(1..)?.chars().next();
    let head = after.is_none_or(|c| c.is_whitespace())
        || (after.is_some_and(char::is_uppercase) && rest.chars().nth(2).is_some_and(char::is_lowercase));
    head.then(|| (label, NumberStyle::Roman, end + 1))
}

/// The mark behind a number where it is no point: "I/ Về", "II- NHIỆM VỤ", "III - TỔ CHỨC"; its bytes. Documents of the Party are numbered
/// so, and many offices do as they do. "II - Điều 3" is the end of a reference.
fn other_mark(rest: &str) -> Option<usize> {
    let mark = rest.trim_start_matches(' ');
    let tail = mark.strip_prefix(['-', '–', '/']).filter(|_| rest.len() - mark.len() < 2)?;
    let heading = tail.strip_prefix(' ')?.trim_start();
    let reference = ["Điều ", "Khoản ", "Mục ", "Chương "].iter().any(|part| heading.starts_with(part));
    (heading.starts_with(char::is_uppercase) && !reference).then(|| rest.len() - tail.len())
}

fn arabic(text: &str) -> Option<(&str, NumberStyle, usize)> {
    let head = text.char_indices().take(24);
    let end = head
        .take_while(|(_, c)| c.is_ascii_digit() || *c == '.')
        .last()
        .map_or(0, |(i, _)| i + 1);
    let run = text.get(..end)?;
    let rest = text.get(end..)?;
    let label = run.trim_end_matches('.');
    let dotted = label.len() < run.len();
    if run.len() > label.len() + 1 {
        return None;
    }
    let parts = label.split('.').count();
    if parts > 5 || label.split('.').any(|p| p.is_empty() || p.len() > 2 || p == "0" || p == "00") {
        return None;
    }
    let next = rest.trim_start().chars().next();
    let spaced = rest.starts_with(char::is_whitespace) || rest.is_empty();
    let upper = next.is_some_and(|c| c.is_uppercase() || matches!(c, '“' | '"' | '\''));
    let style = if parts > 1 { NumberStyle::Compound } else { NumberStyle::Arabic };
    if dotted && (spaced || upper) {
        return Some((label, style, end));
    }
    // "1) "
    if parts == 1
        && !dotted
        && let Some(tail) = rest.strip_prefix(')')
        && (tail.is_empty() || tail.starts_with(char::is_whitespace))
    {
        return Some((label, style, end + 1));
    }
    // "1/ Sở …", "1- Sở …", "2.1- Về dịch bệnh"; "3 - Điều 61" is none
    if !dotted
        && !spaced
        && let Some(mark) = other_mark(rest)
    {
        return Some((label, style, end + mark));
    }
    // "2.1 Sở …" without its last point; "1.5 triệu" is a quantity
    (parts > 1 && !dotted && spaced && upper).then_some((label, style, end))
}

/// Reads the letter `c` with which the text begins.
fn letter(text: &str, c: char) -> Option<(&str, NumberStyle, usize)> {
    let rest = text.get(c.len_utf8()..)?;
    let end = c.len_utf8() + 1;
    let next = rest.chars().nth(1);
    let found = match rest.chars().next()? {
        ')' => next.is_none_or(|n| n.is_whitespace() || n.is_uppercase()),
        '.' | '/' | '-' => next == Some(' ') && rest.chars().nth(2).is_some_and(char::is_uppercase),
        _ => false,
    };
    (found && LETTERS.contains(c)).then(|| (&text[..c.len_utf8()], NumberStyle::Letter, end))
}

/// A footnote that stands between the paragraphs: `[1] Diện tích …`, `[^1]: …`.
pub fn is_footnote(text: &str) -> bool {
    let Some(rest) = text.strip_prefix('[') else { return false };
    let rest = rest.strip_prefix('^').unwrap_or(rest);
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    (1..=2).contains(&digits) && rest.get(digits..).is_some_and(|r| r.starts_with("] ") || r.starts_with("]:"))
}

/// Level and bytes of the list dash at the head of a line, spaces included.
pub fn dash(line: &str) -> Option<(u8, usize)> {
    let c = line.chars().next()?;
    let level = match c {
        '-' | '–' | '—' | '•' | '●' | '·' | '▪' | '■' | '*' | '\u{f0b7}' | '\u{f02d}' => 1,
        '+' | '○' | '◦' => 2,
        _ => return None,
    };
    let rest = line.get(c.len_utf8()..)?;
    let spaces = rest.len() - rest.trim_start().len();
    // "-Sở" is a dash, "-5%" a quantity
    // a star that another closes sets words in italics: "*A. KẾT QUẢ*"
    let tight = rest.chars().next().is_some_and(char::is_uppercase) && !(c == '*' && rest.ends_with('*'));
    (spaces > 0 && spaces < rest.len() || tight).then(|| (level, c.len_utf8() + spaces))
}

/// Value of a roman numeral in its proper form.
pub fn roman_value(label: &str) -> Option<u32> {
    const ONES: [&str; 10] = ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"];
    let tens = label.bytes().take_while(|b| *b == b'X').count();
    // the X of IX is not at the front
    let rest = label.get(tens..)?;
    let (tens, ones) = (tens as u32, ONES.iter().position(|o| *o == rest)? as u32);
    (tens <= 3 && tens * 10 + ones > 0).then_some(tens * 10 + ones)
}

/// Place of a label among its siblings, from 1: the last part of a compound number.
pub fn ordinal(label: &str, style: NumberStyle) -> Option<u32> {
    match style {
        NumberStyle::Roman => roman_value(label),
        NumberStyle::Part => match label.as_bytes() {
            [letter @ b'A'..=b'H'] => Some(u32::from(letter - b'A') + 1),
            // where it is used "E" follows it, else "D"
            _ if label == "Đ" => Some(5),
            _ => label.parse().ok().or_else(|| roman_value(label)),
        },
        NumberStyle::Letter => LETTERS.chars().position(|c| label.chars().eq([c])).map(|i| i as u32 + 1),
        _ => label.rsplit('.').next()?.parse().ok(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn label(text: &str) -> Option<String> {
        Some(parse(text)?.label.to_string())
    }

    #[test]
    fn numbers_of_an_outline() {
        for (text, want) in [
            ("I. Đánh giá", "I"),
            ("XIV. Mục", "XIV"),
            ("1. Sở", "1"),
            ("2.2.1. Về", "2.2.1"),
            ("1.1. Sở", "1.1"),
            ("a) Sở", "a"),
            ("đ) Sở", "đ"),
            ("(1) Báo cáo", "1"),
            ("1) Sở", "1"),
            ("2.1 Sở", "2.1"),
            ("2.1- Sở", "2.1"),
            ("I/ Về", "I"),
            ("II- NHIỆM VỤ", "II"),
            ("III – Tổ chức", "III"),
            ("1/ Sở", "1"),
            ("1- Sở", "1"),
            ("a- Rà soát", "a"),
            ("3.Sở", "3"),
        ] {
            assert_eq!(label(text).as_deref(), Some(want), "{text}");
        }
    }

    #[test]
    fn not_numbers_of_an_outline() {
        for text in [
            "24/24 giờ",
            "Km78+00",
            "3 - Điều 61",
            "1.095.056 triệu đồng",
            "28/4/2022",
            "2025. Sở",
            "1.5 triệu",
            "IIX. Mục",
            "Văn phòng",
            "I",
            "f) x",
            "15 ngày",
            "V.I. Lênin",
            "30%",
            "",
            "(b/c)",
            "1.786 ha",
            "II - Điều 3",
            "X-quang",
            "V - 5 tấn",
            "5- 7 ngày",
            "3 - Sở",
        ] {
            assert_eq!(label(text), None, "{text}");
        }
    }

    #[test]
    fn footnotes_and_parts() {
        assert!(is_footnote("[1] Diện tích 3,86 ha.") && is_footnote("[^2]: Theo báo cáo."));
        assert!(!is_footnote("[a] Diện tích") && !is_footnote("[2023] Năm"));
        assert!(part("A. ĐÁNH GIÁ CHUNG").is_some() && part("C. NGUYÊN").is_some());
        assert!(part("A.B").is_none() && part("Anh. Em").is_none() && part("I. Nhiệm vụ").is_none());
        assert!(part("PHẦN B. NHIỆM VỤ").is_some_and(|f| f.printed == "PHẦN B.") && part("Phần II: Nhiệm vụ").is_some());
        assert!(part("Phần mềm. Dữ liệu").is_none());
    }

    #[test]
    fn dashes() {
        assert_eq!(dash("- Sở"), Some((1, 2)));
        assert_eq!(dash("+ Sở"), Some((2, 2)));
        assert_eq!(dash("-Sở"), Some((1, 1)));
        assert_eq!(dash("-5%"), None);
        assert_eq!((dash("*Sở Y tế"), dash("*A. KẾT QUẢ*")), (Some((1, 1)), None));
        assert_eq!(dash("– Sở").map(|d| d.0), Some(1));
    }
}
