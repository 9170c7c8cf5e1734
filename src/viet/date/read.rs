//! The forms in which times are printed.

use super::{Part, Printed};
use crate::viet::letter::is_word;
use crate::viet::word::{digits, eat, eat_any, eat_named, skip};
use std::ops::Range;

/// Words with which an expression begins, unless it begins with a digit.
pub const HEADS: &[&str] = &[
    "ngày",
    "rằm",
    "mùng",
    "mồng",
    "đầu",
    "giữa",
    "cuối",
    "nửa",
    "tuần",
    "thượng tuần",
    "trung tuần",
    "hạ tuần",
    "thứ",
    "chủ nhật",
    "tháng",
    "quý",
    "quí",
    "năm",
    "tết dương lịch",
    "hôm nay",
    "sáng mai",
    "trưa mai",
    "chiều mai",
    "tối mai",
    "sáng nay",
    "trưa nay",
    "chiều nay",
    "tối nay",
    "đêm nay",
];

/// The same of parts of periods.
pub const PART_HEADS: &[&str] = &["đầu", "giữa", "cuối", "nửa", "tuần", "thượng tuần", "trung tuần", "hạ tuần"];

/// Weekdays as printed, Monday is 1.
pub const WEEKDAYS: &[(&str, u32)] = &[
    ("thứ hai", 1),
    ("thứ 2", 1),
    ("thứ ba", 2),
    ("thứ 3", 2),
    ("thứ tư", 3),
    ("thứ 4", 3),
    ("thứ năm", 4),
    ("thứ 5", 4),
    ("thứ sáu", 5),
    ("thứ 6", 5),
    ("thứ bảy", 6),
    ("thứ bẩy", 6),
    ("thứ 7", 6),
    ("chủ nhật", 7),
];

/// Months by name; the two of the last group are lunar by themselves.
const MONTHS: &[(&str, u32)] = &[
    ("mười một", 11),
    ("mười hai", 12),
    ("một", 1),
    ("hai", 2),
    ("ba", 3),
    ("tư", 4),
    ("bốn", 4),
    ("năm", 5),
    ("sáu", 6),
    ("bảy", 7),
    ("bẩy", 7),
    ("tám", 8),
    ("chín", 9),
    ("mười", 10),
];
const LUNAR_MONTHS: &[(&str, u32)] = &[("giêng", 1), ("chạp", 12)];

const STEMS: &[(&str, i32)] = &[
    ("giáp", 0),
    ("ất", 1),
    ("bính", 2),
    ("đinh", 3),
    ("mậu", 4),
    ("kỷ", 5),
    ("kỉ", 5),
    ("canh", 6),
    ("tân", 7),
    ("nhâm", 8),
    ("quý", 9),
    ("quí", 9),
];
const BRANCHES: &[(&str, i32)] = &[
    ("tý", 0),
    ("tí", 0),
    ("sửu", 1),
    ("dần", 2),
    ("mão", 3),
    ("mẹo", 3),
    ("thìn", 4),
    ("tỵ", 5),
    ("tị", 5),
    ("ngọ", 6),
    ("mùi", 7),
    ("vị", 7),
    ("thân", 8),
    ("dậu", 9),
    ("tuất", 10),
    ("hợi", 11),
];

/// The time expression that begins at a byte, and its length in bytes.
pub fn at(text: &str, byte: usize) -> Option<(Printed, usize)> {
    let before = text.get(..byte)?.chars().next_back();
    if before.is_some_and(|c| is_word(c) || c == '/') {
        return None;
    }
    // each begins with few letters
    let first = text.as_bytes().get(byte)?.to_ascii_lowercase();
    let begins = |letters: &[u8]| letters.contains(&first);
    let digit = begins(b"0123456789lio");
    // "đêm nay", but "đầu tháng"
    let wide = first == 0xC4;
    let night = wide && text.as_bytes().get(byte + 2) == Some(&0xC3);
    let named = |letters: &[u8], read: fn(&str, usize) -> Option<(Printed, usize)>| begins(letters).then(|| read(text, byte)).flatten();
    let (found, end) = named(b"ntc", weekday)
        .or_else(|| (digit || night || begins(b"rmnhsct")).then(|| day(text, byte)).flatten())
        .or_else(|| (wide || begins(b"ctg")).then(|| week(text, byte)).flatten())
        .or_else(|| (digit || wide || begins(b"ntchgq")).then(|| period(text, byte)).flatten())
        .or_else(|| digit.then(|| months(text, byte)).flatten())?;
    debug_assert!(
        digits(text, byte, 4).is_some() || eat_any(text, byte, HEADS).is_some(),
        "{:?} begins with a word that is not in HEADS",
        &text[byte..end]
    );
    Some((found, end - byte))
}

/// Reads a whole text as one expression.
pub fn parse(text: &str) -> Option<Printed> {
    let text = text.trim();
    let (found, len) = at(text, 0)?;
    (len == text.len()).then_some(found)
}

/// Every expression of a text with its bytes, in order, without overlap.
pub fn scan(text: &str) -> Vec<(Printed, Range<usize>)> {
    let mut out = Vec::new();
    let mut from = 0;
    let mut before = ' ';
    for (i, c) in text.char_indices() {
        let begins = is_word(c) && !is_word(before);
        before = c;
        if i < from || !begins {
            continue;
        }
        if let Some((found, len)) = at(text, i) {
            out.push((found, i..i + len));
            from = i + len;
        }
    }
    out
}

/// A year of four digits that begins no span ("2026-2027").
fn year4(text: &str, byte: usize) -> Option<(i32, usize)> {
    let (y, end) = digits(text, byte, 4)?;
    let rest = &text[end..];
    let after = rest.trim_start().strip_prefix(['-', '–', '—']);
    let spans = after.is_some_and(|r| {
        let r = r.trim_start();
        r.bytes().take_while(u8::is_ascii_digit).count() == 4
    });
    ((1900..=2199).contains(&y) && !spans && !rest.starts_with(is_word)).then_some((y as i32, end))
}

/// " năm 2025", "/2025", "-2025", ".2025" after a month or quarter; `None` and the same end where there is none.
fn year_after(text: &str, byte: usize) -> (Option<i32>, usize) {
    let spaced = skip(text, byte);
    if let Some(end) = eat(text, spaced, "năm") {
        if let Some((y, end)) = year4(text, skip(text, end)) {
            return (Some(y), end);
        }
        if let Some(end) = eat(text, skip(text, end), "nay") {
            return (None, end);
        }
        return (None, byte);
    }
    for sep in ["/", "-", ".", ","] {
        let Some(end) = eat(text, spaced, sep) else { continue };
        // a comma only before "năm": "quý III, năm 2025"
        if sep == "," {
            let found = eat(text, skip(text, end), "năm").and_then(|e| year4(text, skip(text, e)));
            return found.map_or((None, byte), |(y, e)| (Some(y), e));
        }
        if let Some((y, end)) = year4(text, skip(text, end)) {
            return (Some(y), end);
        }
    }
    (None, byte)
}

/// "năm Ất Tỵ": of the years around ours, 1984 (Giáp Tý) to 2043.
fn cyclic_year(text: &str, byte: usize) -> Option<(i32, usize)> {
    let start = skip(text, byte);
    let start = eat(text, start, "năm").map_or(start, |e| skip(text, e));
    let (stem, e) = eat_named(text, start, STEMS)?;
    let (branch, e) = eat_named(text, skip(text, e), BRANCHES)?;
    let year = (1984..2044).find(|y| (y - 4) % 10 == stem && (y - 4) % 12 == branch)?;
    // "năm Ất Tỵ 2025", "năm Ất Tỵ (2025)"
    let spaced = skip(text, e);
    let open = eat(text, spaced, "(").unwrap_or(spaced);
    let e = match year4(text, open) {
        Some((y, end)) if y == year => eat(text, end, ")").unwrap_or(end),
        _ => e,
    };
    Some((year, e))
}

/// The year of a lunar date, in either writing.
fn lunar_year(text: &str, byte: usize) -> (Option<i32>, usize) {
    match cyclic_year(text, byte) {
        Some((y, e)) => (Some(y), e),
        None => year_after(text, byte),
    }
}

/// "âm lịch", "(âm lịch)"; the end.
fn lunar_mark(text: &str, byte: usize) -> Option<usize> {
    let spaced = skip(text, byte);
    let open = eat(text, spaced, "(").unwrap_or(spaced);
    let e = eat_any(text, open, &["âm lịch", "al"])?;
    Some(if open > spaced { eat(text, e, ")").unwrap_or(e) } else { e })
}

/// A month in digits or by name, and whether its name is lunar. "tháng năm 2025" lacks its number.
fn month_name(text: &str, byte: usize) -> Option<(u32, bool, usize)> {
    if let Some((m, e)) = eat_named(text, byte, LUNAR_MONTHS) {
        return Some((m, true, e));
    }
    if let Some((m, e)) = digits(text, byte, 2) {
        return ((1..=12).contains(&m) && !text[e..].starts_with(is_word)).then_some((m, false, e));
    }
    let (m, e) = eat_named(text, byte, MONTHS)?;
    (m != 5 || year4(text, skip(text, e)).is_none()).then_some((m, false, e))
}

/// "thứ Sáu, ngày 22/5", "thứ Năm tuần sau".
fn weekday(text: &str, byte: usize) -> Option<(Printed, usize)> {
    let start = eat(text, byte, "ngày").map_or(byte, |e| skip(text, e));
    let (weekday, e) = eat_named(text, start, WEEKDAYS)?;
    let spaced = skip(text, e);
    if let Some((ahead, e)) = eat(text, spaced, "tuần").and_then(|e| ahead(text, skip(text, e))) {
        return Some((
            Printed::Week {
                ahead,
                weekday: Some(weekday),
            },
            e,
        ));
    }
    let open = eat(text, spaced, "(");
    let inner = open.or_else(|| eat(text, spaced, ",")).unwrap_or(spaced);
    let (found, e) = day(text, skip(text, inner))?;
    Some((found, if open.is_some() { eat(text, e, ")").unwrap_or(e) } else { e }))
}

fn ahead(text: &str, byte: usize) -> Option<(u32, usize)> {
    const WEEKS: &[(&str, u32)] = &[("này", 0), ("sau", 1), ("tới", 1), ("kế tiếp", 1), ("tiếp theo", 1)];
    eat_named(text, byte, WEEKS)
}

/// "tuần này", "cuối tuần sau", "đầu tuần tới" (its Monday), "giữa tuần sau" (its Wednesday).
fn week(text: &str, byte: usize) -> Option<(Printed, usize)> {
    let part = eat_named(text, byte, &[("cuối", None), ("đầu", Some(1)), ("giữa", Some(3))]);
    let (weekday, start) = part.map_or((None, byte), |(day, e)| (day, skip(text, e)));
    let e = eat(text, start, "tuần")?;
    if let Some((ahead, e)) = ahead(text, skip(text, e)) {
        return Some((Printed::Week { ahead, weekday }, e));
    }
    if weekday.is_some() {
        return None;
    }
    // "tuần 46"; small numbers are weeks of a month
    let number = eat_any(text, skip(text, e), &["thứ", "số"]).map_or(e, |e| e);
    let (week, e) = digits(text, skip(text, number), 2)?;
    let ends = !text[e..].starts_with(is_word) && eat(text, skip(text, e), "tháng").is_none();
    ((6..=53).contains(&week) && ends).then_some((Printed::WeekOfYear { week }, e))
}

/// A day of January behind "Tết Dương lịch", which ends at a byte; its year may follow, with or without "năm".
fn new_year(text: &str, day: u32, byte: usize) -> (Printed, usize) {
    let (year, end) = match year4(text, skip(text, byte)) {
        Some((y, end)) => (Some(y), end),
        None => year_after(text, byte),
    };
    (Printed::Day { day, month: 1, year }, end)
}

fn day(text: &str, byte: usize) -> Option<(Printed, usize)> {
    const COMING: &[(&str, u32)] = &[
        ("hôm nay", 0),
        ("sáng nay", 0),
        ("trưa nay", 0),
        ("chiều nay", 0),
        ("tối nay", 0),
        ("đêm nay", 0),
        ("ngày mai", 1),
        ("sáng mai", 1),
        ("trưa mai", 1),
        ("chiều mai", 1),
        ("tối mai", 1),
    ];
    let start = eat(text, byte, "ngày").map_or(byte, |e| skip(text, e));
    if let Some((days, e)) = eat_named(text, byte, COMING).or_else(|| eat_named(text, start, COMING)) {
        // "sáng mai (15/10)" says which day that is
        let numbered = |open: &usize| text[*open..].starts_with(|c: char| c.is_ascii_digit());
        let told = eat(text, skip(text, e), "(").filter(numbered).and_then(|open| {
            let (found, e) = self::day(text, open)?;
            Some((found, eat(text, e, ")")?))
        });
        return Some(told.unwrap_or((Printed::Coming { days }, e)));
    }
    if let Some(e) = eat(text, start, "rằm") {
        let e = eat(text, skip(text, e), "tháng")?;
        let (month, _, e) = month_name(text, skip(text, e))?;
        let e = lunar_mark(text, e).unwrap_or(e);
        let (year, e) = lunar_year(text, e);
        return Some((Printed::Lunar { day: 15, month, year }, e));
    }
    if let Some(e) = eat(text, byte, "tết dương lịch") {
        return Some(new_year(text, 1, e));
    }
    let early = eat_any(text, start, &["mùng", "mồng"]);
    let start = early.map_or(start, |e| skip(text, e));
    let (day, e) = digits(text, start, 2).or_else(|| early.and_then(|_| eat_named(text, start, MONTHS)))?;
    if early.is_some() || (23..=30).contains(&day) {
        if let Some(e) = eat(text, skip(text, e), "tết dương lịch").filter(|_| early.is_some()) {
            return Some(new_year(text, day, e));
        }
        // "mùng 5 Tết" is of Giêng, "28 Tết" of Chạp
        if let Some(e) = eat(text, skip(text, e), "tết") {
            let month = if early.is_some() { 1 } else { 12 };
            return Some((Printed::Lunar { day, month, year: None }, e));
        }
    }
    let spaced = skip(text, e);
    if let Some(e) = eat(text, spaced, "tháng") {
        let (month, lunar, e) = month_name(text, skip(text, e))?;
        if day == 0 {
            return None;
        }
        if lunar {
            let e = lunar_mark(text, e).unwrap_or(e);
            let (year, e) = lunar_year(text, e);
            return (day <= 30).then_some((Printed::Lunar { day, month, year }, e));
        }
        let (year, e) = year_after(text, e);
        return named(day, month, year, text, e);
    }
    for sep in ["/", "-", "."] {
        // a point or dash without spaces, and only with its year: "12.4" is a number
        let Some(e) = eat(text, if sep == "/" { spaced } else { e }, sep) else {
            continue;
        };
        let e = if sep == "/" { skip(text, e) } else { e };
        let (month, e) = digits(text, e, 2)?;
        let again = eat(text, if sep == "/" { skip(text, e) } else { e }, sep);
        let full = again.and_then(|a| {
            let a = if sep == "/" { skip(text, a) } else { a };
            digits(text, a, 4).filter(|(y, end)| match end - a {
                4 => (1900..=2199).contains(y),
                2 => sep == "/",
                _ => false,
            })
        });
        if let Some((y, e)) = full {
            if day == 0 || month == 0 || text[e..].starts_with(|c: char| is_word(c) || c == '/') {
                return None;
            }
            let year = if y < 100 { 2000 + y } else { y } as i32;
            return named(day, month, Some(year), text, e);
        }
        let next = text[e..].chars().next();
        let marked = sep == "/" || limits(text, byte) && (sep == "-" || start > byte) && !counts(text, e);
        if !marked || !(1..=12).contains(&month) || !(1..=31).contains(&day) || next.is_some_and(|c| is_word(c) || c == '/' || c == '%') {
            return None;
        }
        let (year, e) = match year_after(text, e) {
            // "30/4-2026" is no way to write a year
            (Some(y), end) if eat(text, skip(text, e), "năm").is_some() => (Some(y), end),
            _ => (None, e),
        };
        return named(day, month, year, text, e);
    }
    None
}

/// Whether a word stands before a byte behind which two numbers are a day: "trước 15-12", "hết ngày 15.12".
fn limits(text: &str, byte: usize) -> bool {
    let before = text[..byte].trim_end();
    let word = before.rsplit(|c| !is_word(c)).next().unwrap_or_default();
    ["trước", "hết", "nhất"].iter().any(|limit| eat(word, 0, limit).is_some())
}

/// Whether what two numbers count follows: "trước 5-7 ngày", "ngày 14-16 tháng 3", "5-7%", "3-5.000".
fn counts(text: &str, byte: usize) -> bool {
    let next = text[byte..].trim_start();
    next.starts_with(|c: char| is_word(c) || c == '%') && !["của", "hằng", "hàng", "và", "để"].iter().any(|w| eat(next, 0, w).is_some())
        || text[byte..].starts_with(['-', '.', ',', '–']) && text[byte + 1..].starts_with(|c: char| c.is_ascii_digit())
}

/// Solar, unless "âm lịch" or a cyclic year follows.
fn named(day: u32, month: u32, year: Option<i32>, text: &str, end: usize) -> Option<(Printed, usize)> {
    if let Some(e) = lunar_mark(text, end) {
        let (later, e) = lunar_year(text, e);
        return Some((
            Printed::Lunar {
                day,
                month,
                year: year.or(later),
            },
            e,
        ));
    }
    if let (None, Some((y, e))) = (year, cyclic_year(text, end)) {
        return Some((Printed::Lunar { day, month, year: Some(y) }, e));
    }
    Some((Printed::Day { day, month, year }, end))
}

/// "đầu", "nửa cuối", "tuần thứ hai", "10 ngày đầu" before a period.
fn part(text: &str, byte: usize) -> Option<(Part, usize)> {
    const PARTS: &[(&str, Part)] = &[
        ("đầu", Part::Start),
        ("giữa", Part::Middle),
        ("cuối", Part::End),
        ("nửa đầu", Part::Until(15)),
        ("nửa cuối", Part::End),
        ("nửa sau", Part::End),
        ("thượng tuần", Part::Start),
        ("trung tuần", Part::Middle),
        ("hạ tuần", Part::End),
        ("tuần đầu tiên", Part::Until(7)),
        ("tuần đầu", Part::Until(7)),
        ("tuần thứ nhất", Part::Until(7)),
        ("tuần 1", Part::Until(7)),
        ("tuần thứ hai", Part::Until(14)),
        ("tuần thứ 2", Part::Until(14)),
        ("tuần 2", Part::Until(14)),
        ("tuần thứ ba", Part::Until(21)),
        ("tuần thứ 3", Part::Until(21)),
        ("tuần 3", Part::Until(21)),
        ("tuần thứ tư", Part::Until(28)),
        ("tuần thứ 4", Part::Until(28)),
        ("tuần 4", Part::Until(28)),
        ("tuần cuối cùng", Part::End),
        ("tuần cuối", Part::End),
    ];
    let (part, e) = eat_named(text, byte, PARTS).or_else(|| {
        let (days, e) = digits(text, byte, 2).filter(|(n, _)| (1..=28).contains(n))?;
        let e = eat(text, skip(text, e), "ngày")?;
        let (part, e) = eat_named(text, skip(text, e), &[("đầu", Part::Until(days)), ("cuối", Part::End)])?;
        Some((part, e))
    })?;
    let e = skip(text, e);
    Some((part, eat(text, e, "của").map_or(e, |e| skip(text, e))))
}

fn period(text: &str, byte: usize) -> Option<(Printed, usize)> {
    let (part, start) = part(text, byte).unwrap_or((Part::Whole, byte));
    // a part needs no number: "cuối tháng", but neither "tháng trước" nor "năm học"
    let bare = |e: usize| {
        let next = skip(text, e);
        let this = eat_any(text, next, &["này", "nay"]);
        let other = eat_any(text, next, &["trước", "sau", "học", "ngoái", "tới", "cao điểm", "thứ"]).is_some()
            || text[next..].starts_with(|c: char| c.is_ascii_digit());
        match this {
            Some(end) => Some(end),
            None => (part != Part::Whole && !other).then_some(e),
        }
    };
    if let Some(e) = eat(text, start, "tháng") {
        let n = skip(text, e);
        if digits(text, n, 2).is_some() || eat_named(text, n, LUNAR_MONTHS).is_some() {
            let (month, lunar, end) = month_name(text, n).filter(|(_, _, end)| !text[*end..].starts_with('%'))?;
            if lunar || lunar_mark(text, end).is_some() {
                return Some(lunar_period(text, month, part, end));
            }
            if let (None, Some((y, end))) = (year_after(text, end).0, cyclic_year(text, end)) {
                return Some((
                    Printed::LunarMonth {
                        month,
                        year: Some(y),
                        part,
                    },
                    end,
                ));
            }
            let (year, end) = year_after(text, end);
            let (month, year, end) = listed(text, "tháng", month, year, end, |e| digits(text, e, 2).filter(|(m, _)| *m <= 12));
            return Some((Printed::Month { month, year, part }, end));
        }
        if let Some((month, _, end)) = month_name(text, n)
            && (lunar_mark(text, end).is_some() || cyclic_year(text, end).is_some())
        {
            // "tháng Một" of the lunar year is its eleventh
            return Some(lunar_period(text, if month == 1 { 11 } else { month }, part, end));
        }
        return bare(e).map(|end| (Printed::ThisMonth { part }, end));
    }
    let quarter = |at: usize| {
        const ROMAN: &[(&str, u32)] = &[("iv", 4), ("iii", 3), ("ii", 2), ("i", 1)];
        eat_named(text, at, ROMAN)
            .or_else(|| digits(text, at, 1))
            .filter(|(q, _)| (1..=4).contains(q))
    };
    if let Some(e) = eat_any(text, start, &["quý", "quí"]) {
        let part = match part {
            Part::Until(_) => return None,
            part => part,
        };
        let n = skip(text, e);
        if let Some((first, end)) = quarter(n) {
            let (year, end) = year_after(text, end);
            let (quarter, year, end) = listed(text, "quý", first, year, end, quarter);
            return Some((Printed::Quarter { quarter, year, part }, end));
        }
        return bare(e)
            .filter(|_| digits(text, n, 1).is_none())
            .map(|end| (Printed::ThisQuarter { part }, end));
    }
    let e = eat(text, start, "năm")?;
    let halves = |year: Option<i32>| match part {
        Part::Until(15) => Some(Printed::Months {
            count: 6,
            last: false,
            year,
        }),
        Part::Until(_) => None,
        part => Some(Printed::Year { year, part }),
    };
    match year4(text, skip(text, e)) {
        Some((year, end)) => Some((halves(Some(year))?, end)),
        None => bare(e).and_then(|end| Some((halves(None)?, end))),
    }
}

fn lunar_period(text: &str, month: u32, part: Part, end: usize) -> (Printed, usize) {
    let end = lunar_mark(text, end).unwrap_or(end);
    let (year, end) = lunar_year(text, end);
    (Printed::LunarMonth { month, year, part }, end)
}

/// The last of "III, IV", "tháng 8 và tháng 9/2025": what follows a month or quarter with its year.
fn listed(
    text: &str,
    name: &str,
    first: u32,
    year: Option<i32>,
    end: usize,
    number: impl Fn(usize) -> Option<(u32, usize)>,
) -> (u32, Option<i32>, usize) {
    let (mut last, mut year, mut end) = (first, year, end);
    loop {
        let spaced = skip(text, end);
        let Some(next) = eat_any(text, spaced, &[",", "và", "-", "–"]) else {
            break;
        };
        let next = skip(text, next);
        let again = eat(text, next, name).map(|e| skip(text, e));
        let Some((n, e)) = number(again.unwrap_or(next)) else { break };
        let (y, e) = year_after(text, e);
        let later = match (year, y) {
            (Some(a), Some(b)) => (b, n) > (a, last),
            // a year behind the list is that of all; one behind the first alone begins another thought
            (None, _) => n > last,
            (Some(_), None) => false,
        };
        // "tháng 8, 12 xã": a bare number counts what follows it
        let closed = y.is_some() || again.is_some() || text[skip(text, e)..].is_empty() || text[e..].starts_with(['.', ',', ';', ')', ':']);
        if !later || !closed || text[e..].starts_with(is_word) {
            break;
        }
        (last, year, end) = (n, y.or(year), e);
    }
    (last, year, end)
}

fn months(text: &str, byte: usize) -> Option<(Printed, usize)> {
    let (count, e) = digits(text, byte, 2)?;
    let e = eat(text, skip(text, e), "tháng")?;
    let e = skip(text, e);
    let (last, e) = eat_named(text, e, &[("cuối", true), ("đầu", false)])?;
    let e = eat(text, skip(text, e), "năm")?;
    let (year, end) = match year4(text, skip(text, e)) {
        Some((y, end)) => (Some(y), end),
        None => (None, e),
    };
    (1..=12).contains(&count).then_some((Printed::Months { count, last, year }, end))
}
