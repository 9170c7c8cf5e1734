//! Days and the periods of which notices speak, with their last days.

pub mod lunar;
pub mod recurrence;

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};
use std::fmt;

/// A day of the (proleptic) Gregorian calendar.
pub type Day = NaiveDate;

/// A month of a year; `month` is 1 to 12.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Hash, Serialize, Deserialize)]
pub struct Month {
    pub year: i32,
    pub month: u32,
}

impl Month {
    /// `None` unless `month` is 1 to 12 and `year` 1 to 9999.
    pub fn new(year: i32, month: u32) -> Option<Month> {
        ((1..=12).contains(&month) && (1..=9999).contains(&year)).then_some(Month { year, month })
    }
    pub fn of(day: Day) -> Month {
        Month {
            year: day.year(),
            month: day.month(),
        }
    }
    /// Reads `YYYY-MM`.
    pub fn parse(text: &str) -> Option<Month> {
        let (y, m) = text.split_once('-')?;
        (y.len() == 4 && m.len() == 2).then_some(())?;
        Month::new(y.parse().ok()?, m.parse().ok()?)
    }
    pub fn first_day(self) -> Day {
        NaiveDate::from_ymd_opt(self.year, self.month, 1).expect("a Month is checked when made")
    }
    pub fn last_day(self) -> Day {
        self.next().first_day().pred_opt().expect("after year 1")
    }
    pub fn next(self) -> Month {
        if self.month == 12 {
            Month {
                year: self.year + 1,
                month: 1,
            }
        } else {
            Month {
                month: self.month + 1,
                ..self
            }
        }
    }
    pub fn previous(self) -> Month {
        if self.month == 1 {
            Month {
                year: self.year - 1,
                month: 12,
            }
        } else {
            Month {
                month: self.month - 1,
                ..self
            }
        }
    }
    /// Quarter of the year, 1 to 4.
    pub fn quarter(self) -> u32 {
        (self.month - 1) / 3 + 1
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year, self.month)
    }
}

/// A stretch of time that a figure covers or a deadline stays within.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Hash, Serialize, Deserialize)]
pub enum Period {
    Month(Month),
    /// Quarter `q` (1 to 4) of a year.
    Quarter(i32, u32),
    Year(i32),
    /// From the first month to the second, both included, as "7 tháng đầu năm".
    Months(Month, Month),
}

impl Period {
    /// The last day that belongs to the period.
    pub fn last_day(self) -> Day {
        match self {
            Period::Month(m) => m.last_day(),
            Period::Quarter(y, q) => Month {
                year: y,
                month: q.clamp(1, 4) * 3,
            }
            .last_day(),
            Period::Year(y) => Month { year: y, month: 12 }.last_day(),
            Period::Months(_, to) => to.last_day(),
        }
    }
    /// The last month that belongs to the period.
    pub fn last_month(self) -> Month {
        Month::of(self.last_day())
    }
    /// The first month that belongs to the period.
    pub fn first_month(self) -> Month {
        match self {
            Period::Month(m) => m,
            Period::Quarter(y, q) => Month {
                year: y,
                month: q.clamp(1, 4) * 3 - 2,
            },
            Period::Year(y) => Month { year: y, month: 1 },
            Period::Months(from, _) => from,
        }
    }
}

/// `2026-03`, `2026-Q1`, `2025`, `2025-01/2025-07`: the form of the open data.
impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Period::Month(m) => m.fmt(f),
            Period::Quarter(y, q) => write!(f, "{y:04}-Q{q}"),
            Period::Year(y) => write!(f, "{y:04}"),
            Period::Months(a, b) => write!(f, "{a}/{b}"),
        }
    }
}
