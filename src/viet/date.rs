//! Days, months, quarters and feasts as they are printed.
//!
//! `at` reads one expression at a byte; what it found still lacks its year where the text leaves it out.
//! `Printed::first_day`, `last_day` and `period` fill it in from the day of the notice.

use super::letter::{is_word, lower};
use crate::calendar::{Day, Month, Period, lunar};
use chrono::{Datelike, NaiveDate};
use std::ops::Range;

/// A time as printed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Printed {
    /// "12/4/2026", "ngày 28 tháng 4 năm 2022", "30/4". May be a day that no calendar has ("31/4/2026").
    Day { day: u32, month: u32, year: Option<i32> },
    /// "25 tháng Chạp", "rằm tháng Giêng", "mùng 5 Tết", "10/3 âm lịch"; the year is the lunar one.
    Lunar { day: u32, month: u32, year: Option<i32> },
    /// "tháng 8/2025", "đầu tháng 5"
    Month { month: u32, year: Option<i32>, part: Part },
    /// "quý II", "cuối quý III năm 2025"
    Quarter { quarter: u32, year: Option<i32>, part: Part },
    /// "năm 2025", "năm nay", "cuối năm"
    Year { year: Option<i32>, part: Part },
    /// "tháng này", "cuối tháng"
    ThisMonth { part: Part },
    /// "quý này", "cuối quý"
    ThisQuarter { part: Part },
    /// "6 tháng cuối năm 2025", "7 tháng đầu năm"
    Months { count: u32, last: bool, year: Option<i32> },
}

/// Which part of a period.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Part {
    Whole,
    /// "đầu": to the 10th of a month.
    Start,
    /// "giữa": to the 20th of a month.
    Middle,
    /// "cuối"
    End,
}

impl Printed {
    /// A single day rather than a period.
    pub fn is_day(self) -> bool {
        matches!(self, Printed::Day { .. } | Printed::Lunar { .. })
    }

    pub fn is_lunar(self) -> bool {
        matches!(self, Printed::Lunar { .. })
    }

    /// The part of the period that is meant; `Whole` for a day.
    pub fn part(self) -> Part {
        match self {
            Printed::Month { part, .. } | Printed::Quarter { part, .. } | Printed::Year { part, .. } => part,
            Printed::ThisMonth { part } | Printed::ThisQuarter { part } => part,
            _ => Part::Whole,
        }
    }

    /// A printed day that no calendar has, as 31/4/2026. Without a year 29/2 is taken to exist.
    pub fn is_impossible(self) -> bool {
        match self {
            Printed::Day { day, month, year } => NaiveDate::from_ymd_opt(year.unwrap_or(2024), month, day).is_none(),
            Printed::Lunar { day, month, .. } => !(1..=30).contains(&day) || !(1..=12).contains(&month),
            _ => false,
        }
    }

    /// The last day that belongs to it, for a notice of the day `around`. `None` for an impossible day, or where the
    /// year is left out and the day of the notice unknown.
    pub fn last_day(self, around: Option<Day>) -> Option<Day> {
        match self {
            Printed::Day { day, month, year } => {
                let year = match year {
                    Some(y) => y,
                    None => year_meant(month, around?),
                };
                NaiveDate::from_ymd_opt(year, month, day)
            }
            Printed::Lunar { day, month, year: Some(y) } => lunar::solar(y, month, day),
            Printed::Lunar { day, month, year: None } => {
                // the nearest that is not in a month before the notice's
                let from = Month::of(around?).first_day();
                let year = from.year();
                (year - 1..=year + 1)
                    .filter_map(|y| lunar::solar(y, month, day))
                    .find(|d| *d >= from)
            }
            _ => {
                let period = self.period(around)?;
                let last = period.last_day();
                Some(match (period, self.part()) {
                    (Period::Month(m), Part::Start) => NaiveDate::from_ymd_opt(m.year, m.month, 10)?,
                    (Period::Month(m), Part::Middle) => NaiveDate::from_ymd_opt(m.year, m.month, 20)?,
                    (Period::Quarter(..), Part::Start) => period.first_month().last_day(),
                    (Period::Quarter(..), Part::Middle) => period.first_month().next().last_day(),
                    (Period::Year(y), Part::Start) => Period::Quarter(y, 1).last_day(),
                    (Period::Year(y), Part::Middle) => Period::Quarter(y, 2).last_day(),
                    _ => last,
                })
            }
        }
    }

    /// The first day of a whole period, else the same as `last_day`: "trước tháng 9" is before the first of it,
    /// "trước cuối tháng 9" before its end.
    pub fn first_day(self, around: Option<Day>) -> Option<Day> {
        match self.part() {
            Part::Whole if !self.is_day() => Some(self.period(around)?.first_month().first_day()),
            _ => self.last_day(around),
        }
    }

    /// The whole period of which it speaks; `None` for a day.
    pub fn period(self, around: Option<Day>) -> Option<Period> {
        let fill = |year: Option<i32>, month: u32| match year {
            Some(y) => Some(y),
            None => around.map(|d| year_meant(month, d)),
        };
        match self {
            Printed::Day { .. } | Printed::Lunar { .. } => None,
            Printed::Month { month, year, .. } => Some(Period::Month(Month::new(fill(year, month)?, month)?)),
            Printed::Quarter { quarter, year, .. } => Some(Period::Quarter(fill(year, quarter * 3)?, quarter)),
            Printed::Year { year, .. } => Some(Period::Year(year.or(around.map(|d| d.year()))?)),
            Printed::ThisMonth { .. } => Some(Period::Month(Month::of(around?))),
            Printed::ThisQuarter { .. } => Some(Period::Quarter(around?.year(), Month::of(around?).quarter())),
            Printed::Months { count, last, year } => {
                let y = year.or(around.map(|d| d.year()))?;
                let (a, b) = if last { (13u32.checked_sub(count)?, 12) } else { (1, count) };
                Some(Period::Months(Month::new(y, a)?, Month::new(y, b)?))
            }
        }
    }
}

/// The year of a month printed without one: the notice's own, or the next where the month lies more than half a
/// year back ("tháng 1" in a notice of November).
pub fn year_meant(month: u32, around: Day) -> i32 {
    around.year() + i32::from(around.month() > month + 6)
}

/// Words with which an expression begins, unless it begins with a digit.
pub const HEADS: &[&str] = &["ngày", "rằm", "mùng", "mồng", "đầu", "giữa", "cuối", "tháng", "quý", "quí", "năm"];

/// The time expression that begins at a byte, and its length in bytes.
pub fn at(text: &str, byte: usize) -> Option<(Printed, usize)> {
    let before = text.get(..byte)?.chars().next_back();
    if before.is_some_and(|c| c.is_alphanumeric() || c == '/') {
        return None;
    }
    let (found, end) = day(text, byte).or_else(|| period(text, byte)).or_else(|| months(text, byte))?;
    debug_assert!(
        text[byte..].starts_with(|c: char| c.is_ascii_digit()) || eat_any(text, byte, HEADS).is_some(),
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
    for (i, c) in text.char_indices() {
        if i < from || !c.is_alphanumeric() {
            continue;
        }
        if let Some((found, len)) = at(text, i) {
            out.push((found, i..i + len));
            from = i + len;
        }
    }
    out
}

/// Reads `words` (lower case) at a byte whatever the case of the text; the end. A word must end there.
pub fn eat(text: &str, byte: usize, words: &str) -> Option<usize> {
    let mut rest = text.get(byte..)?.chars();
    let mut end = byte;
    for want in words.chars() {
        let have = rest.next()?;
        if want == ' ' {
            if !have.is_whitespace() {
                return None;
            }
        } else if have != want && lower(have) != want {
            return None;
        }
        end += have.len_utf8();
    }
    let whole = !words.ends_with(is_word) || !rest.next().is_some_and(is_word);
    whole.then_some(end)
}

/// One of several words.
pub fn eat_any(text: &str, byte: usize, words: &[&str]) -> Option<usize> {
    words.iter().find_map(|w| eat(text, byte, w))
}

/// The byte after the white space at a byte.
pub fn skip(text: &str, byte: usize) -> usize {
    text.get(byte..).map_or(byte, |rest| byte + (rest.len() - rest.trim_start().len()))
}

/// Up to `most` digits and no more; the value and the end.
pub fn digits(text: &str, byte: usize, most: usize) -> Option<(u32, usize)> {
    let rest = text.get(byte..)?;
    let len = rest.bytes().take_while(u8::is_ascii_digit).count();
    ((1..=most).contains(&len)).then(|| rest[..len].parse().ok().map(|n| (n, byte + len)))?
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
    ((1900..=2199).contains(&y) && !spans && !rest.starts_with(char::is_alphanumeric)).then_some((y as i32, end))
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

fn lunar_month(text: &str, byte: usize) -> Option<(u32, usize)> {
    eat(text, byte, "giêng")
        .map(|e| (1, e))
        .or_else(|| eat_any(text, byte, &["chạp", "mười hai"]).map(|e| (12, e)))
}

fn day(text: &str, byte: usize) -> Option<(Printed, usize)> {
    let start = eat(text, byte, "ngày").map_or(byte, |e| skip(text, e));
    if let Some(e) = eat(text, start, "rằm") {
        let e = eat(text, skip(text, e), "tháng")?;
        let e = skip(text, e);
        let (month, e) = lunar_month(text, e).or_else(|| digits(text, e, 2))?;
        let (year, e) = year_after(text, e);
        return (1..=12).contains(&month).then_some((Printed::Lunar { day: 15, month, year }, e));
    }
    let early = eat_any(text, start, &["mùng", "mồng"]);
    let start = early.map_or(start, |e| skip(text, e));
    let (day, e) = digits(text, start, 2)?;
    if early.is_some()
        && let Some(e) = eat(text, skip(text, e), "tết")
    {
        return Some((Printed::Lunar { day, month: 1, year: None }, e));
    }
    let spaced = skip(text, e);
    if let Some(e) = eat(text, spaced, "tháng") {
        let e = skip(text, e);
        if let Some((month, e)) = lunar_month(text, e) {
            let (year, e) = year_after(text, e);
            return (1..=30).contains(&day).then_some((Printed::Lunar { day, month, year }, e));
        }
        let (month, e) = digits(text, e, 2)?;
        if month == 0 || day == 0 || text[e..].starts_with(char::is_alphanumeric) {
            return None;
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
            if day == 0 || month == 0 || text[e..].starts_with(|c: char| c.is_alphanumeric() || c == '/') {
                return None;
            }
            let year = if y < 100 { 2000 + y } else { y } as i32;
            return named(day, month, Some(year), text, e);
        }
        let next = text[e..].chars().next();
        if sep != "/"
            || !(1..=12).contains(&month)
            || !(1..=31).contains(&day)
            || next.is_some_and(|c| c.is_alphanumeric() || c == '/' || c == '%')
        {
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

/// Solar, unless "âm lịch" follows.
fn named(day: u32, month: u32, year: Option<i32>, text: &str, end: usize) -> Option<(Printed, usize)> {
    let spaced = skip(text, end);
    let open = eat(text, spaced, "(").unwrap_or(spaced);
    match eat_any(text, open, &["âm lịch"]) {
        Some(e) => {
            let e = if open > spaced { eat(text, e, ")").unwrap_or(e) } else { e };
            Some((Printed::Lunar { day, month, year }, e))
        }
        None => Some((Printed::Day { day, month, year }, end)),
    }
}

fn period(text: &str, byte: usize) -> Option<(Printed, usize)> {
    let (part, start) = [("đầu", Part::Start), ("giữa", Part::Middle), ("cuối", Part::End)]
        .into_iter()
        .find_map(|(w, p)| eat(text, byte, w).map(|e| (p, skip(text, e))))
        .unwrap_or((Part::Whole, byte));
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
        return match digits(text, skip(text, e), 2) {
            Some((month, end)) => {
                if !(1..=12).contains(&month) || text[end..].starts_with(|c: char| c.is_alphanumeric() || c == '%') {
                    return None;
                }
                let (year, end) = year_after(text, end);
                Some((Printed::Month { month, year, part }, end))
            }
            None => bare(e).map(|end| (Printed::ThisMonth { part }, end)),
        };
    }
    if let Some(e) = eat_any(text, start, &["quý", "quí"]) {
        let n = skip(text, e);
        let roman = [("iv", 4), ("iii", 3), ("ii", 2), ("i", 1)]
            .into_iter()
            .find_map(|(w, q)| eat(text, n, w).map(|e| (q, e)));
        return match roman.or_else(|| digits(text, n, 1)) {
            Some((quarter, end)) => {
                if !(1..=4).contains(&quarter) {
                    return None;
                }
                let (year, end) = year_after(text, end);
                Some((Printed::Quarter { quarter, year, part }, end))
            }
            None => bare(e).map(|end| (Printed::ThisQuarter { part }, end)),
        };
    }
    let e = eat(text, start, "năm")?;
    match year4(text, skip(text, e)) {
        Some((year, end)) => Some((Printed::Year { year: Some(year), part }, end)),
        None => bare(e).map(|end| (Printed::Year { year: None, part }, end)),
    }
}

fn months(text: &str, byte: usize) -> Option<(Printed, usize)> {
    let (count, e) = digits(text, byte, 2)?;
    let e = eat(text, skip(text, e), "tháng")?;
    let e = skip(text, e);
    let (last, e) = eat(text, e, "cuối")
        .map(|e| (true, e))
        .or_else(|| eat(text, e, "đầu").map(|e| (false, e)))?;
    let e = eat(text, skip(text, e), "năm")?;
    let (year, end) = match year4(text, skip(text, e)) {
        Some((y, end)) => (Some(y), end),
        None => (None, e),
    };
    (1..=12).contains(&count).then_some((Printed::Months { count, last, year }, end))
}

/// A day as notices print it: "12/4/2026".
pub fn day_text(day: crate::calendar::Day) -> String {
    use chrono::Datelike;
    format!("{}/{}/{}", day.day(), day.month(), day.year())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ymd(y: i32, m: u32, d: u32) -> Option<Day> {
        NaiveDate::from_ymd_opt(y, m, d)
    }

    #[test]
    fn last_days_of_all_printed_forms() {
        let around = ymd(2025, 8, 16);
        for (text, due) in [
            ("12/4/2026", ymd(2026, 4, 12)),
            ("12-4-2026", ymd(2026, 4, 12)),
            ("12.4.2026", ymd(2026, 4, 12)),
            ("ngày 28 tháng 4 năm 2022", ymd(2022, 4, 28)),
            ("Ngày 05/9", ymd(2025, 9, 5)),
            ("20 tháng 12 năm 2022", ymd(2022, 12, 20)),
            ("30/4", ymd(2025, 4, 30)),
            ("15/01", ymd(2026, 1, 15)),
            ("tháng 8/2025", ymd(2025, 8, 31)),
            ("tháng 8 năm 2025", ymd(2025, 8, 31)),
            ("tháng 9", ymd(2025, 9, 30)),
            ("đầu tháng 9", ymd(2025, 9, 10)),
            ("giữa tháng 9/2025", ymd(2025, 9, 20)),
            ("cuối tháng", ymd(2025, 8, 31)),
            ("quý II/2026", ymd(2026, 6, 30)),
            ("Quý III năm 2025", ymd(2025, 9, 30)),
            ("quý 4", ymd(2025, 12, 31)),
            ("cuối quý", ymd(2025, 9, 30)),
            ("năm 2025", ymd(2025, 12, 31)),
            ("cuối năm", ymd(2025, 12, 31)),
            ("6 tháng cuối năm", ymd(2025, 12, 31)),
            ("7 tháng đầu năm 2025", ymd(2025, 7, 31)),
            ("ngày 25 tháng Chạp", ymd(2026, 2, 12)),
            ("ngày 15 tháng Giêng", ymd(2026, 3, 3)),
            ("rằm tháng 8", ymd(2025, 10, 6)),
            ("mùng 5 Tết", ymd(2026, 2, 21)),
            ("10/3 âm lịch", ymd(2026, 4, 26)),
        ] {
            let found = parse(text).unwrap_or_else(|| panic!("{text}"));
            assert_eq!(found.last_day(around), due, "{text}");
        }
    }

    #[test]
    fn a_day_no_calendar_has_is_still_a_printed_day() {
        let found = parse("31/4/2026").unwrap();
        assert!(found.is_impossible());
        assert_eq!(found.last_day(None), None);
        assert!(!parse("29/2").unwrap().is_impossible());
    }

    #[test]
    fn what_is_no_date() {
        for text in [
            "12.4",
            "24/24",
            "508/QĐ-TTg",
            "năm 2026-2027",
            "năm học",
            "tháng trước",
            "năm",
            "quý",
            "tháng 13",
            "1/2/3",
            "2021-2030",
            "15/9%",
            "ngày",
        ] {
            assert_eq!(at(text, 0), None, "{text}");
        }
    }

    #[test]
    fn scanned_in_order() {
        let text = "từ ngày 01/3/2026 đến ngày 29/3/2026 và quý II/2026.";
        let found: Vec<_> = scan(text).into_iter().map(|(_, r)| &text[r]).collect();
        assert_eq!(found, ["ngày 01/3/2026", "ngày 29/3/2026", "quý II/2026"]);
    }
}
