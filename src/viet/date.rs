//! Days, months, quarters and feasts as they are printed.
//!
//! `at` reads one expression at a byte; what it found still lacks its year where the text leaves it out.
//! `Printed::first_day` and `last_day` fill it in from the day of the notice.

mod read;

use crate::calendar::{Day, Month, Period, lunar};
use chrono::{Datelike, Days, NaiveDate};
pub use read::{HEADS, PART_HEADS, WEEKDAYS, at, parse, scan};

/// A time as printed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Printed {
    /// "12/4/2026", "ngày 28 tháng 4 năm 2022", "30/4". May be a day that no calendar has ("31/4/2026").
    Day { day: u32, month: u32, year: Option<i32> },
    /// "25 tháng Chạp", "rằm tháng Giêng", "mùng 5 Tết", "10/3 âm lịch"; the year is the lunar one.
    Lunar { day: u32, month: u32, year: Option<i32> },
    /// "tháng Giêng", "cuối tháng Chạp năm Ất Tỵ"
    LunarMonth { month: u32, year: Option<i32>, part: Part },
    /// "tháng 8/2025", "đầu tháng 5"; of a list ("tháng 8, 9") the last.
    Month { month: u32, year: Option<i32>, part: Part },
    /// "quý II", "cuối quý III năm 2025"; of a list ("quý III, IV") the last.
    Quarter { quarter: u32, year: Option<i32>, part: Part },
    /// "năm 2025", "năm nay", "cuối năm"
    Year { year: Option<i32>, part: Part },
    /// "tuần này", "thứ Năm tuần sau": weeks after the notice's own; the weekday where one is named, Monday is 1.
    Week { ahead: u32, weekday: Option<u32> },
    /// "thứ Năm" alone: the first such day from the notice's own on; Monday is 1.
    Weekday { weekday: u32 },
    /// "tuần 46": by its number in the year, as weeks of work are counted (ISO 8601).
    WeekOfYear { week: u32 },
    /// "hôm nay", "ngày mai": days after the notice's own.
    Coming { days: u32 },
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
    /// To a day of the month: "nửa đầu" to the 15th, "tuần đầu" to the 7th.
    Until(u32),
}

impl Printed {
    /// A single day rather than a period.
    pub fn is_day(self) -> bool {
        matches!(
            self,
            Printed::Day { .. }
                | Printed::Lunar { .. }
                | Printed::Coming { .. }
                | Printed::Weekday { .. }
                | Printed::Week { weekday: Some(_), .. }
        )
    }

    pub fn is_lunar(self) -> bool {
        matches!(self, Printed::Lunar { .. } | Printed::LunarMonth { .. })
    }

    /// Whether the text itself gives the year, so that none had to be inferred.
    pub fn has_year(self) -> bool {
        match self {
            Printed::Day { year, .. }
            | Printed::Lunar { year, .. }
            | Printed::LunarMonth { year, .. }
            | Printed::Month { year, .. }
            | Printed::Quarter { year, .. }
            | Printed::Year { year, .. }
            | Printed::Months { year, .. } => year.is_some(),
            Printed::Week { .. }
            | Printed::WeekOfYear { .. }
            | Printed::Weekday { .. }
            | Printed::Coming { .. }
            | Printed::ThisMonth { .. }
            | Printed::ThisQuarter { .. } => false,
        }
    }

    /// The part of the period that is meant; `Whole` for a day.
    pub fn part(self) -> Part {
        match self {
            Printed::Month { part, .. } | Printed::Quarter { part, .. } | Printed::Year { part, .. } => part,
            Printed::LunarMonth { part, .. } | Printed::ThisMonth { part } | Printed::ThisQuarter { part } => part,
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
            // the last of the year is its 30th also where the month has 29 days
            Printed::Lunar { day: 30, month: 12, year } => {
                lunar_day(year, 12, around, |y| lunar::solar(y, 12, 30).or_else(|| lunar::solar(y, 12, 29)))
            }
            Printed::Lunar { day, month, year } => lunar_day(year, month, around, |y| lunar::solar(y, month, day)),
            Printed::LunarMonth { month, year, part } => lunar_day(year, month, around, |y| {
                let until = match part {
                    Part::Start => 10,
                    Part::Middle => 20,
                    Part::Until(day) => day,
                    Part::Whole | Part::End => 30,
                };
                // a short month has no 30th
                lunar::solar(y, month, until).or_else(|| lunar::solar(y, month, 29))
            }),
            Printed::Coming { days } => around?.checked_add_days(Days::new(u64::from(days))),
            Printed::Week { ahead, weekday } => {
                let monday = monday(around?)?;
                monday.checked_add_days(Days::new(u64::from(ahead) * 7 + u64::from(weekday.unwrap_or(7)).saturating_sub(1)))
            }
            Printed::WeekOfYear { week } => sunday(week, around?),
            Printed::Weekday { weekday } => {
                let around = around?;
                let ahead = (weekday + 6 - around.weekday().num_days_from_monday()) % 7;
                around.checked_add_days(Days::new(u64::from(ahead)))
            }
            _ => {
                let period = self.period(around)?;
                let last = period.last_day();
                Some(match (period, self.part()) {
                    (Period::Month(m), Part::Start) => NaiveDate::from_ymd_opt(m.year, m.month, 10)?,
                    (Period::Month(m), Part::Middle) => NaiveDate::from_ymd_opt(m.year, m.month, 20)?,
                    (Period::Month(m), Part::Until(day)) => NaiveDate::from_ymd_opt(m.year, m.month, day)?,
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
        match (self, self.part()) {
            (Printed::LunarMonth { month, year, .. }, Part::Whole) => lunar_day(year, month, around, |y| lunar::solar(y, month, 1)),
            (Printed::Week { ahead, weekday: None }, _) => monday(around?)?.checked_add_days(Days::new(u64::from(ahead) * 7)),
            (Printed::WeekOfYear { week }, _) => sunday(week, around?)?.checked_sub_days(Days::new(6)),
            (_, Part::Whole) if !self.is_day() => Some(self.period(around)?.first_month().first_day()),
            _ => self.last_day(around),
        }
    }

    /// The whole solar period of which it speaks; `None` for a day, a week or a lunar month.
    fn period(self, around: Option<Day>) -> Option<Period> {
        let fill = |year: Option<i32>, month: u32| match year {
            Some(y) => Some(y),
            None => around.map(|d| year_meant(month, d)),
        };
        match self {
            Printed::Day { .. }
            | Printed::Lunar { .. }
            | Printed::LunarMonth { .. }
            | Printed::Week { .. }
            | Printed::WeekOfYear { .. }
            | Printed::Weekday { .. }
            | Printed::Coming { .. } => None,
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

/// The day that `of` gives for a lunar year; without one the nearest that is not in a month before the notice's.
fn lunar_day(year: Option<i32>, month: u32, around: Option<Day>, of: impl Fn(i32) -> Option<Day>) -> Option<Day> {
    if let Some(year) = year {
        return (1..=12).contains(&month).then(|| of(year))?;
    }
    let from = Month::of(around?).first_day();
    (from.year() - 1..=from.year() + 1).filter_map(of).find(|d| *d >= from)
}

/// The last day of a numbered week: of the year in which it lies nearest to a day.
fn sunday(week: u32, around: Day) -> Option<Day> {
    let of = |year: i32| NaiveDate::from_isoywd_opt(year, week, chrono::Weekday::Sun);
    let year = around.iso_week().year();
    let all = [year - 1, year, year + 1].into_iter().filter_map(of);
    all.min_by_key(|day| (*day - around).num_days().abs())
}

fn monday(day: Day) -> Option<Day> {
    day.checked_sub_days(Days::new(u64::from(day.weekday().num_days_from_monday())))
}

/// The year of a month printed without one: the notice's own, or the next where the month lies more than three months
/// back ("tháng 1" in a notice of July): orders look ahead, and a day missed is not mentioned for long.
pub fn year_meant(month: u32, around: Day) -> i32 {
    around.year() + i32::from(around.month() > month + 3)
}

/// A day as notices print it: "12/4/2026", "07/4/2026", "03/02/2026".
pub fn day_text(day: Day) -> String {
    format!("{}/{}/{}", day_number(day.day()), month_number(day.month()), day.year())
}

/// A day of the month in figures, as Decree 30/2020/NĐ-CP wants it: below 10 with a zero before, so that nobody can
/// put another figure there.
pub fn day_number(day: u32) -> String {
    format!("{day:02}")
}

/// A month in figures, as the same decree wants it: 1 and 2 with a zero before, for they could be made 11 and 12.
pub fn month_number(month: u32) -> String {
    if month < 3 { format!("{month:02}") } else { month.to_string() }
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
            ("30/4", ymd(2026, 4, 30)),
            ("30/6", ymd(2025, 6, 30)),
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
            ("Tết Dương lịch năm 2027", ymd(2027, 1, 1)),
            ("Tết Dương lịch", ymd(2026, 1, 1)),
            ("mùng 1 Tết Dương lịch", ymd(2026, 1, 1)),
            ("10/3 âm lịch", ymd(2026, 4, 26)),
            ("rằm tháng Hai âm lịch", ymd(2026, 4, 2)),
            ("tháng Giêng năm Bính Ngọ", ymd(2026, 3, 18)),
            ("23/12 năm Ất Tỵ", ymd(2026, 2, 10)),
            ("nửa đầu tháng 9", ymd(2025, 9, 15)),
            ("quý III, IV/2025", ymd(2025, 12, 31)),
            ("thứ Sáu tuần này", ymd(2025, 8, 15)),
            ("tuần sau", ymd(2025, 8, 24)),
            ("đầu tuần sau", ymd(2025, 8, 18)),
            ("giữa tuần tới", ymd(2025, 8, 20)),
            ("trưa mai", ymd(2025, 8, 17)),
            ("sáng mai (18/8)", ymd(2025, 8, 18)),
            ("ngày l5/1O/2O25", ymd(2025, 10, 15)),
        ] {
            let found = parse(text).unwrap_or_else(|| panic!("{text}"));
            assert_eq!(found.last_day(around), due, "{text}");
        }
    }

    #[test]
    fn days_are_written_as_the_decree_on_documents_wants() {
        for (day, text) in [
            (ymd(2026, 4, 7), "07/4/2026"),
            (ymd(2026, 2, 3), "03/02/2026"),
            (ymd(2026, 1, 31), "31/01/2026"),
            (ymd(2026, 12, 10), "10/12/2026"),
        ] {
            let day = day.expect("a day");
            assert_eq!(day_text(day), text);
            assert_eq!(parse(text).and_then(|p| p.last_day(None)), Some(day));
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
