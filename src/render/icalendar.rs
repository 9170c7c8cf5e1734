//! Deadlines as calendars (RFC 5545): one of the whole site, one of each agency.
//!
//! The library escapes, folds and ends lines; each property is set by itself, because the library's conveniences write
//! an end on the day of the start, a second PRODID and the clock's time.

use super::open_data::{ascii_url, put, task_href, tasks_in_order, url};
use crate::bundle::Bundle;
use crate::calendar::Day;
use crate::config::SiteConfig;
use crate::notice::Bound;
use crate::page;
use crate::registry::AgencyId;
use crate::site::{Site, TaskId};
use chrono::Datelike;
use icalendar::{Calendar, Component, Event, Property};
use std::collections::BTreeSet;

/// Plans `lich.ics` and `co-quan/SLUG/lich.ics`.
pub fn plan<'a>(site: &'a Site, config: &'a SiteConfig, bundle: &mut Bundle<'a>) {
    put(bundle, "lich.ics", move || {
        write(site, config, &format!("Thời hạn – {}", config.title), tasks_in_order(site))
    });
    for (id, agency) in site.agencies.iter() {
        put(bundle, &format!("co-quan/{}/lich.ics", agency.slug), move || {
            write(site, config, &format!("Thời hạn – {}", agency.name), tasks_of(site, id).into_iter())
        });
    }
}

/// The tasks that an agency leads or coordinates.
pub(super) fn tasks_of(site: &Site, agency: AgencyId) -> BTreeSet<TaskId> {
    let of = |map: &std::collections::BTreeMap<AgencyId, Vec<TaskId>>| map.get(&agency).cloned().unwrap_or_default();
    of(&site.led).into_iter().chain(of(&site.coordinated)).collect()
}

fn write(site: &Site, config: &SiteConfig, name: &str, tasks: impl Iterator<Item = TaskId>) -> Vec<u8> {
    let mut calendar = Calendar::empty();
    for (key, value) in [
        ("VERSION", "2.0"),
        ("PRODID", "-//ketluan//ketluan//VI"),
        ("CALSCALE", "GREGORIAN"),
        ("METHOD", "PUBLISH"),
        ("X-WR-TIMEZONE", "Asia/Ho_Chi_Minh"),
        ("X-PUBLISHED-TTL", "PT12H"),
    ] {
        calendar.append_property(Property::new(key, value));
    }
    calendar.append_property(Property::new("X-WR-CALNAME", name));
    calendar.append_property(Property::new("REFRESH-INTERVAL", "PT12H").add_parameter("VALUE", "DURATION").done());
    for task in tasks {
        for i in 0..site.task(task).deadlines.len() {
            if let Some(event) = event(site, config, task, i) {
                calendar.push(event);
            }
        }
    }
    calendar.to_string().into_bytes()
}

/// The entry of one deadline; `None` for a deadline that falls on no day.
fn event(site: &Site, config: &SiteConfig, id: TaskId, i: usize) -> Option<Event> {
    let task = site.task(id);
    let row = &site.tasks[id];
    let deadline = task.deadlines.get(i)?;
    let entry = &site.notices[row.notice];
    let day = entry.day.or(entry.notice.head.issued);
    let (start, rule) = match &deadline.bound {
        Bound::Every {
            every,
            weekday,
            day: of_month,
        } => {
            let (start, rule) = recurrence(every, *weekday, *of_month, day?)?;
            (start, Some(rule))
        }
        bound => (bound.due()?, None),
    };
    let names = |ids: &[AgencyId]| ids.iter().map(|a| site.agencies[*a].name.as_str()).collect::<Vec<_>>().join(", ");
    let (leads, coordinators) = (names(&row.leads), names(&row.coordinators));
    let excerpt = page::excerpt(&one_line(&task.text), 100);
    let summary = if leads.is_empty() { excerpt } else { format!("{leads}: {excerpt}") };
    let address = ascii_url(&url(config, &task_href(site, id)));
    let mut description = format!("{}\nThời hạn: {}", one_line(&task.text), deadline.quote);
    if let Some(time) = &deadline.time {
        description.push_str(&format!("\nGiờ: {time}"));
    }
    for (label, names) in [("Chủ trì", &leads), ("Phối hợp", &coordinators)] {
        if !names.is_empty() {
            description.push_str(&format!("\n{label}: {names}"));
        }
    }
    description.push_str(&format!(
        "\nNguồn: {}, mục {}\n{address}",
        page::notice_name(site, row.notice),
        task.clause
    ));

    let mut event = Event::new();
    event.append_property(Property::new("UID", format!("{}~d{}@{}", row.id, i + 1, config.host())));
    event.append_property(Property::new(
        "DTSTAMP",
        day.map_or("19700101T000000Z".into(), |d| format!("{}T000000Z", basic(d))),
    ));
    event.append_property(Property::new("DTSTART", basic(start)).add_parameter("VALUE", "DATE").done());
    if let Some(rule) = rule {
        event.append_property(Property::new("RRULE", rule));
    }
    event.append_property(Property::new("SUMMARY", summary));
    event.append_property(Property::new("DESCRIPTION", description));
    // Without a configured site address there is none that a calendar could open.
    if !config.base_url.is_empty() {
        event.append_property(Property::new("URL", address));
    }
    let categories: Vec<String> = row.leads.iter().map(|a| escape(&site.agencies[*a].name)).collect();
    if !categories.is_empty() {
        event.append_property(Property::new("CATEGORIES", categories.join(",")));
    }
    event.append_property(Property::new("TRANSP", "TRANSPARENT"));
    Some(event.done())
}

/// First day on or after `from` and the rule by which it comes again; `None` where the text names no day to come again on.
fn recurrence(every: &str, weekday: Option<u32>, day: Option<u32>, from: Day) -> Option<(Day, String)> {
    let weekday = weekday.filter(|w| (1..=7).contains(w));
    let day = day.filter(|d| (1..=31).contains(d));
    let by_day = |w: u32| ["MO", "TU", "WE", "TH", "FR", "SA", "SU"].get(w as usize - 1).copied();
    let next = |fits: &dyn Fn(&Day) -> bool| from.iter_days().take(366).find(|d| fits(d));
    let monthly = |interval: u32| {
        let day = day?;
        let rule = if interval == 1 {
            String::new()
        } else {
            format!(";INTERVAL={interval}")
        };
        Some((next(&|d| d.day() == day)?, format!("FREQ=MONTHLY{rule};BYMONTHDAY={day}")))
    };
    let weekly = |rule: &str| {
        let w = weekday?;
        Some((
            next(&|d| d.weekday().number_from_monday() == w)?,
            format!("{rule};BYDAY={}", by_day(w)?),
        ))
    };
    match every {
        // "every day" names no day of its own unless a weekday stands beside it
        "P1D" => weekly("FREQ=DAILY"),
        "P1W" | "P7D" => weekly("FREQ=WEEKLY"),
        "P2W" | "P14D" => weekly("FREQ=WEEKLY;INTERVAL=2"),
        "P1M" => monthly(1),
        "P3M" => monthly(3),
        "P6M" => monthly(6),
        // a day without its month does not fix a day of the year
        _ => None,
    }
}

/// `20260412`
fn basic(day: Day) -> String {
    format!("{:04}{:02}{:02}", day.year(), day.month(), day.day())
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// RFC 5545 3.3.11, for the properties that the library leaves as they are.
fn escape(text: &str) -> String {
    text.replace('\\', "\\\\")
        .replace(';', "\\;")
        .replace(',', "\\,")
        .replace('\n', "\\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use calcard::icalendar::{ICalendar, ICalendarProperty};

    fn ics(path: &str) -> String {
        let site = super::super::open_data::tests::site();
        let config = SiteConfig {
            base_url: "https://x.vn/kl".into(),
            title: "A, B; C".into(),
            ..SiteConfig::default()
        };
        let mut bundle = Bundle::default();
        plan(&site, &config, &mut bundle);
        String::from_utf8(bundle.bytes(path).expect("planned")).expect("UTF-8")
    }

    #[test]
    fn reads_back_as_it_was_meant() {
        let text = ics("lich.ics");
        let calendar = ICalendar::parse(&text).expect("a calendar");
        let events: Vec<_> = calendar.components.iter().filter(|c| c.component_type.is_event()).collect();
        assert_eq!(events.len(), 2, "the monthly one without a day is left out");
        assert_eq!(events[0].uid(), Some("2026-03/III.1.đ~d1@x.vn"));
        let get = |p: ICalendarProperty| {
            events[0]
                .property(&p)
                .and_then(|e| e.values.first())
                .and_then(|v| v.as_text())
                .map(String::from)
        };
        assert!(
            get(ICalendarProperty::Summary)
                .expect("summary")
                .starts_with("Sở Tài chính: =Báo cáo \"A, B\"; trình UBND tỉnh phân bổ")
        );
        assert!(
            get(ICalendarProperty::Description)
                .expect("description")
                .contains("\nThời hạn: trước ngày 12/4/2026\nChủ trì: Sở Tài chính\n")
        );
        assert!(!events[0].has_property(&ICalendarProperty::Dtend));
    }

    #[test]
    fn lines_are_crlf_and_at_most_75_bytes() {
        let text = ics("co-quan/so-tai-chinh/lich.ics");
        assert!(text.contains("DTSTART;VALUE=DATE:20260412\r\n"));
        assert!(text.contains("DTSTAMP:20260406T000000Z\r\n"));
        assert!(text.contains("REFRESH-INTERVAL;VALUE=DURATION:PT12H\r\n"));
        assert!(text.split("\r\n").all(|l| l.len() <= 75 && !l.contains(['\r', '\n'])));
        assert_eq!(text.matches("PRODID").count(), 1);
        assert!(ics("lich.ics").contains("X-WR-CALNAME:Thời hạn – A\\, B\\; C\r\n"));
    }

    #[test]
    fn weekly_starts_on_its_weekday() {
        let from = Day::from_ymd_opt(2026, 4, 6).expect("a day");
        let start = |y, m, d| Day::from_ymd_opt(y, m, d).expect("a day");
        assert_eq!(
            recurrence("P1W", Some(5), None, from),
            Some((start(2026, 4, 10), "FREQ=WEEKLY;BYDAY=FR".into()))
        );
        assert_eq!(
            recurrence("P1M", None, Some(31), from),
            Some((start(2026, 5, 31), "FREQ=MONTHLY;BYMONTHDAY=31".into()))
        );
        assert_eq!(
            recurrence("P3M", None, Some(5), from).map(|r| r.1),
            Some("FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=5".into())
        );
        assert_eq!(recurrence("P1W", None, None, from), None);
        assert_eq!(recurrence("P1W", Some(9), None, from), None);
    }
}
