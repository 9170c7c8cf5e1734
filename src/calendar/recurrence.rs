//! A period with a weekday or a day of the month → the first day on which it falls and its rule (RFC 5545, 3.3.10).

use super::Day;
use chrono::Datelike;

/// First day on or after `from` and the rule by which it comes again. `every`: an ISO 8601 duration (`P1W`), `weekday`:
/// 1 for Monday to 7, `day`: of the month. `None` where no day is named on which it comes again.
pub fn recurrence(every: &str, weekday: Option<u32>, day: Option<u32>, from: Day) -> Option<(Day, String)> {
    let weekday = weekday.filter(|w| (1..=7).contains(w));
    let day = day.filter(|d| (1..=31).contains(d));
    let next = |fits: &dyn Fn(&Day) -> bool| from.iter_days().take(366).find(|d| fits(d));
    let interval = |n: u32| if n == 1 { String::new() } else { format!(";INTERVAL={n}") };
    let monthly = |n: u32| {
        let day = day?;
        Some((next(&|d| d.day() == day)?, format!("FREQ=MONTHLY{};BYMONTHDAY={day}", interval(n))))
    };
    let weekly = |n: u32| {
        let w = weekday?;
        let name = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"].get(w as usize - 1)?;
        let start = next(&|d| d.weekday().number_from_monday() == w)?;
        Some((start, format!("FREQ=WEEKLY{};BYDAY={name}", interval(n))))
    };
    let (count, unit) = every.strip_prefix('P').and_then(|e| e.split_at_checked(e.len().checked_sub(1)?))?;
    match (count.parse::<u32>().ok()?, unit) {
        // "every day" names no day of its own unless a weekday stands beside it
        (1, "D") => weekly(1),
        (n @ (7 | 14 | 21 | 28), "D") => weekly(n / 7),
        (n @ 1..=52, "W") => weekly(n),
        (n @ 1..=11, "M") => monthly(n),
        // a day without its month does not fix a day of the year
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn starts_on_the_day_it_names() {
        let from = Day::from_ymd_opt(2026, 4, 6).expect("a day");
        let start = |y, m, d| Day::from_ymd_opt(y, m, d).expect("a day");
        assert_eq!(
            recurrence("P1W", Some(5), None, from),
            Some((start(2026, 4, 10), "FREQ=WEEKLY;BYDAY=FR".into()))
        );
        assert_eq!(
            recurrence("P2W", Some(1), None, from),
            Some((start(2026, 4, 6), "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO".into()))
        );
        assert_eq!(
            recurrence("P1M", None, Some(31), from),
            Some((start(2026, 5, 31), "FREQ=MONTHLY;BYMONTHDAY=31".into()))
        );
        assert_eq!(
            recurrence("P3M", None, Some(5), from).map(|r| r.1),
            Some("FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=5".into())
        );
        for (every, weekday, day) in [
            ("P1W", None, None),
            ("P1W", Some(9), None),
            ("P1M", Some(2), None),
            ("P1Y", None, Some(5)),
            ("", None, None),
            ("P", Some(1), None),
            ("hằng tuần", Some(1), None),
        ] {
            assert_eq!(recurrence(every, weekday, day, from), None, "{every}");
        }
    }
}
