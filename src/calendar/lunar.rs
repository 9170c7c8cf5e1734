//! Lunar dates of the Vietnamese calendar and their solar days.
//!
//! A table rather than a formula: new moons near midnight at UTC+7 decide where the Vietnamese calendar parts from
//! the Chinese one, and a table can be checked line by line against printed calendars.

use super::Day;
use chrono::{Datelike, NaiveDate};

/// Solar year, month and day of 1 Giêng; the leap month (0 for none); the length of each month in order, `1` for 30
/// days and `0` for 29. A leap month follows its twin.
const YEARS: &[(i32, u32, u32, u32, &str)] = &[
    (2008, 2, 7, 0, "100100101011"),
    (2009, 1, 26, 5, "1010100101011"),
    (2010, 2, 14, 0, "101010010101"),
    (2011, 2, 3, 0, "101101001010"),
    (2012, 1, 23, 4, "1011010101010"),
    (2013, 2, 10, 0, "101011010101"),
    (2014, 1, 31, 9, "0101010110101"),
    (2015, 2, 19, 0, "010010111010"),
    (2016, 2, 8, 0, "101001011011"),
    (2017, 1, 28, 6, "0101001010111"),
    (2018, 2, 16, 0, "010100100111"),
    (2019, 2, 5, 0, "011010010011"),
    (2020, 1, 25, 4, "0111010010011"),
    (2021, 2, 12, 0, "011010101010"),
    (2022, 2, 1, 0, "101011010101"),
    (2023, 1, 22, 2, "0100110110101"),
    (2024, 2, 10, 0, "010010110110"),
    (2025, 1, 29, 6, "1010010101110"),
    (2026, 2, 17, 0, "101001001110"),
    (2027, 2, 6, 0, "110100100110"),
    (2028, 1, 26, 5, "1110100100110"),
    (2029, 2, 13, 0, "110101010010"),
    (2030, 2, 2, 0, "110110101010"),
    (2031, 1, 23, 3, "0101101101010"),
    (2032, 2, 11, 0, "010101101101"),
    (2033, 1, 31, 11, "0100101011101"),
    (2034, 2, 19, 0, "010010011101"),
    (2035, 2, 8, 0, "101001001101"),
    (2036, 1, 28, 6, "1101001001011"),
];

/// The months of a lunar year: number, whether it is the leap one, first day, length.
fn months(row: &'static (i32, u32, u32, u32, &'static str)) -> impl Iterator<Item = (u32, bool, Day, u32)> {
    let &(year, month, day, leap, lengths) = row;
    let mut first = NaiveDate::from_ymd_opt(year, month, day);
    lengths.bytes().enumerate().filter_map(move |(i, bit)| {
        let i = i as u32 + 1;
        let is_leap = leap != 0 && i == leap + 1;
        let number = if leap != 0 && i > leap { i - 1 } else { i };
        let length = if bit == b'1' { 30 } else { 29 };
        let start = first?;
        first = start.checked_add_days(chrono::Days::new(u64::from(length)));
        Some((number, is_leap, start, length))
    })
}

/// The solar day of day `day` (1 to 30) of lunar month `month` (1 Giêng to 12 Chạp) of the lunar year that begins in solar year `year`.
/// `None` outside the table or where that month has no such day. Of two twin months the first is meant.
pub fn solar(year: i32, month: u32, day: u32) -> Option<Day> {
    let row = YEARS.iter().find(|r| r.0 == year)?;
    let (_, _, start, length) = months(row).find(|m| m.0 == month && !m.1)?;
    (1..=length)
        .contains(&day)
        .then(|| start.checked_add_days(chrono::Days::new(u64::from(day - 1))))?
}

/// Lunar year, month, day and whether the month is a leap one; `None` outside the table.
pub fn lunar_of(day: Day) -> Option<(i32, u32, u32, bool)> {
    let row = YEARS
        .iter()
        .rev()
        .find(|r| r.0 <= day.year() && NaiveDate::from_ymd_opt(r.0, r.1, r.2).is_some_and(|d| d <= day))?;
    months(row).find_map(|(month, leap, start, length)| {
        let n = (day - start).num_days();
        (n >= 0 && n < i64::from(length)).then_some((row.0, month, n as u32 + 1, leap))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(y: i32, m: u32, d: u32) -> Day {
        NaiveDate::from_ymd_opt(y, m, d).unwrap()
    }

    #[test]
    fn each_year_ends_where_the_next_begins() {
        for pair in YEARS.windows(2) {
            let (_, _, start, length) = months(&pair[0]).last().unwrap();
            let next = start + chrono::Days::new(u64::from(length));
            assert_eq!(next, day(pair[1].0, pair[1].1, pair[1].2), "{}", pair[0].0);
            assert_eq!(pair[0].4.len(), if pair[0].3 == 0 { 12 } else { 13 });
        }
    }

    #[test]
    fn days_before_tet_2026() {
        assert_eq!(solar(2025, 12, 25), Some(day(2026, 2, 12)));
        assert_eq!(solar(2025, 12, 27), Some(day(2026, 2, 14)));
        assert_eq!(solar(2025, 12, 30), None);
        assert_eq!(solar(2030, 1, 1), Some(day(2030, 2, 2)));
        assert_eq!(solar(1990, 1, 1), None);
    }

    #[test]
    fn every_day_of_the_table_goes_there_and_back() {
        let mut d = day(2008, 2, 7);
        let mut seen = None;
        while d < day(2037, 2, 15) {
            let (y, m, n, leap) = lunar_of(d).unwrap_or_else(|| panic!("{d}"));
            if !leap {
                assert_eq!(solar(y, m, n), Some(d));
            }
            assert_ne!(seen, Some((y, m, n, leap)));
            seen = Some((y, m, n, leap));
            d = d.succ_opt().unwrap();
        }
        assert_eq!(lunar_of(day(2037, 2, 15)), None);
        assert_eq!(lunar_of(day(2008, 2, 6)), None);
        assert_eq!(solar(2013, 12, 20), Some(day(2014, 1, 20)));
        assert_eq!(lunar_of(day(2025, 7, 25)), Some((2025, 6, 1, true)));
    }
}
