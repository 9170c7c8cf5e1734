//! Deadlines as calendars (RFC 5545, RFC 7986): of the whole site, of each agency (what it leads; what it leads or
//! coordinates), of each topic and each notice. Entries stand on whole days; a deadline without a day is a to-do in a
//! calendar of its own, never on a guessed day. What moved counts up in SEQUENCE, what went is CANCELLED: `memory` knows.

mod text;

use super::Data;
use super::open_data::{ascii_url, put, task_href, tasks_in_order, url};
use crate::bundle::Bundle;
use crate::calendar::Day;
use crate::memory::{self, Remembered, entry_key};
use crate::page;
use crate::page::reads::Reads;
use crate::page::route::{CalendarKind, Route};
use crate::page::subscribe::Whose;
use crate::registry::AgencyId;
use crate::registry::progress::Status;
use crate::site::{Site, TaskId};
use crate::words::Words;
use chrono::Datelike;
use rayon::prelude::*;
use std::collections::BTreeSet;
use text::Writer;

/// A calendar with more entries holds those of the last year, this year and later; the site's earlier ones have a
/// calendar for each year.
const LONG: usize = 500;
/// The hour at which reminders ring: when offices begin.
const HOUR: u32 = 8;
/// Days after its day for which an entry stays in the calendar with reminders.
const REMINDED: i64 = 30;

/// One deadline: a task and the index into its deadlines.
type Slot = (TaskId, usize);

/// Plans every calendar; says what each reads.
pub fn plan<'a>(data: Data<'a>, bundle: &mut Bundle<'a>) -> Vec<(String, Reads)> {
    let site = data.site;
    // a kind that somebody has no entry of has no calendar, unless its last entry has just gone
    let mut bodies: BTreeSet<&str> = BTreeSet::new();
    let mut topics: BTreeSet<&str> = BTreeSet::new();
    let mut notices: BTreeSet<&str> = BTreeSet::new();
    for (key, r) in data.memory.gone_events().chain(data.memory.gone_todos()) {
        bodies.extend(r.leads.iter().chain(&r.coordinators).map(String::as_str));
        topics.extend(r.topics.iter().map(String::as_str));
        notices.extend(key.split_once('/').map(|(n, _)| n));
    }
    let mut all = Vec::new();
    let mut add = |whose: Whose, went: bool| {
        let kinds = if went { whose.all_kinds().to_vec() } else { whose.kinds(site) };
        for kind in kinds {
            let address = whose.address(site, kind);
            put(bundle, &address, move || write(data, whose, kind));
            all.push((whose, kind, address));
        }
    };
    add(Whose::Site, false);
    for year in old_years(data) {
        add(Whose::Year(year), false);
    }
    for (id, agency) in site.agencies.iter() {
        let went = bodies.contains(agency.slug.as_str());
        add(Whose::Agency(id), went);
        add(Whose::Led(id), went);
    }
    for (i, topic) in site.registry.topics.iter().enumerate() {
        add(Whose::Topic(i), topics.contains(topic.slug.as_str()));
    }
    for (id, entry) in site.notices.iter() {
        add(Whose::Notice(id), notices.contains(entry.id.as_str()));
    }
    all.into_par_iter()
        .map(|(whose, kind, address)| (address, reads(data, whose, kind)))
        .collect()
}

/// What a calendar reads.
fn reads(data: Data, of: Whose, kind: CalendarKind) -> Reads {
    let site = data.site;
    let held = held_by(data, of, kind);
    let told: Vec<_> = held
        .iter()
        .map(|slot| (site.tasks[slot.0].index, slot.1, remembered(data, *slot)))
        .collect();
    let gone: Vec<_> = gone(data, of, kind).collect();
    Reads::new((title(data, of, kind), told, gone))
        .entries(held.iter().map(|(t, _)| *t))
        .without_days()
}

fn slots<'a>(site: &'a Site, tasks: impl Iterator<Item = TaskId> + 'a) -> impl Iterator<Item = Slot> + 'a {
    tasks.flat_map(|t| (0..site.task(t).deadlines.len()).map(move |i| (t, i)))
}

/// The year a dated entry is put by: that of its day, of a recurring one that of its notice.
fn year_of(site: &Site, (task, i): Slot) -> Option<i32> {
    let (day, _) = memory::stands_on(site, task, i)?;
    Some(day.year())
}

/// The first year whose entries a long calendar still holds.
fn first_year(site: &Site) -> i32 {
    site.today.year() - 1
}

/// Years before those of the site's own calendar, where that is too long to hold them.
fn old_years(data: Data) -> BTreeSet<i32> {
    let site = data.site;
    let all: Vec<i32> = slots(site, tasks_in_order(site)).filter_map(|s| year_of(site, s)).collect();
    if all.len() <= LONG {
        return BTreeSet::new();
    }
    all.into_iter().filter(|y| *y < first_year(site)).collect()
}

/// (name, the page it belongs to)
fn title(data: Data, of: Whose, kind: CalendarKind) -> (String, String) {
    let site = data.site;
    let words = &site.words;
    let (what, home) = match of {
        Whose::Site => (data.config.title.clone(), Route::Calendar.address()),
        Whose::Year(y) => (
            words.say("ics.of_year", &[("title", (&data.config.title).into()), ("year", y.into())]),
            Route::CalendarYear(y).address(),
        ),
        Whose::Agency(a) => (
            site.agencies[a].name.clone(),
            Route::Agency(site.agencies[a].slug.clone()).address(),
        ),
        Whose::Led(a) => (
            words.say("ics.led", &[("agency", (&site.agencies[a].name).into())]),
            Route::Agency(site.agencies[a].slug.clone()).address(),
        ),
        Whose::Topic(t) => (
            site.registry.topics[t].name.clone(),
            Route::Topic(site.registry.topics[t].slug.clone()).address(),
        ),
        Whose::Notice(n) => (page::notice_name(site, n), Route::Notice(site.notices[n].id.clone()).address()),
    };
    let key = match kind {
        CalendarKind::Days => "ics.days",
        CalendarKind::Reminders => "ics.reminders",
        CalendarKind::Undated => "ics.undated",
    };
    (words.say(key, &[("of", what.into())]), home)
}

/// Whether an entry that has gone belonged to a calendar.
fn held(site: &Site, of: Whose, key: &str, gone: &Remembered) -> bool {
    let is = |list: &[String], slug: &str| list.iter().any(|s| s == slug);
    match of {
        Whose::Site => true,
        Whose::Year(_) => false,
        Whose::Agency(a) => is(&gone.leads, &site.agencies[a].slug) || is(&gone.coordinators, &site.agencies[a].slug),
        Whose::Led(a) => is(&gone.leads, &site.agencies[a].slug),
        Whose::Topic(t) => is(&gone.topics, &site.registry.topics[t].slug),
        Whose::Notice(n) => key.split_once('/').is_some_and(|(notice, _)| notice == site.notices[n].id),
    }
}

fn write(data: Data, of: Whose, kind: CalendarKind) -> Vec<u8> {
    let site = data.site;
    let (name, home) = title(data, of, kind);
    let mut w = Writer::default();
    w.raw("BEGIN", "VCALENDAR");
    w.raw("VERSION", "2.0");
    w.raw("PRODID", "-//ketluan//ketluan//VI");
    w.raw("CALSCALE", "GREGORIAN");
    w.raw("METHOD", "PUBLISH");
    // what RFC 7986 names and, beside it, the names that older programs know
    w.text("NAME", &name);
    w.text("X-WR-CALNAME", &name);
    if !data.config.base_url.is_empty() {
        w.raw("URL", &ascii_url(&url(data.config, &home)));
        w.raw("SOURCE;VALUE=URI", &ascii_url(&url(data.config, &of.address(site, kind))));
    }
    w.raw("REFRESH-INTERVAL;VALUE=DURATION", "PT12H");
    w.raw("X-PUBLISHED-TTL", "PT12H");
    w.raw("X-WR-TIMEZONE", "Asia/Ho_Chi_Minh");
    for slot in held_by(data, of, kind) {
        entry(data, &mut w, slot, kind);
    }
    for (key, r) in gone(data, of, kind) {
        cancelled(data, &mut w, key, r, kind);
    }
    w.raw("END", "VCALENDAR");
    w.finish()
}

/// What stands in a calendar.
fn held_by(data: Data, of: Whose, kind: CalendarKind) -> Vec<Slot> {
    let site = data.site;
    let mut found: Vec<Slot> = slots(site, of.tasks(site).into_iter()).collect();
    found.retain(|(t, i)| memory::stands_on(site, *t, *i).is_some() == (kind != CalendarKind::Undated));
    match of {
        Whose::Year(y) => found.retain(|s| year_of(site, *s) == Some(y)),
        _ if kind == CalendarKind::Undated && found.len() > LONG => {
            found.retain(|(t, _)| site.notices[site.tasks[*t].notice].year.is_some_and(|y| y >= first_year(site)));
        }
        _ if found.len() > LONG => found.retain(|s| year_of(site, *s).is_some_and(|y| y >= first_year(site))),
        _ => {}
    }
    if kind == CalendarKind::Reminders {
        found.retain(|(t, i)| {
            memory::stands_on(site, *t, *i).is_some_and(|(day, rule)| rule.is_some() || (site.today - day).num_days() <= REMINDED)
        });
    }
    found
}

/// What has lately gone out of a calendar.
fn gone<'a>(data: Data<'a>, of: Whose, kind: CalendarKind) -> impl Iterator<Item = (&'a str, &'a Remembered)> {
    let site = data.site;
    let (undated, dated) = match kind {
        CalendarKind::Undated => (Some(data.memory.gone_todos()), None),
        _ => (None, Some(data.memory.gone_events())),
    };
    let gone = undated.into_iter().flatten().chain(dated.into_iter().flatten());
    gone.filter(move |(key, r)| held(site, of, key, r))
}

/// What is remembered of an entry.
fn remembered<'a>(data: Data<'a>, (id, i): Slot) -> Option<&'a Remembered> {
    let key = entry_key(&data.site.tasks[id].id, i);
    match memory::stands_on(data.site, id, i) {
        Some(_) => data.memory.event(&key),
        None => data.memory.todo(&key),
    }
}

/// The entry of one deadline.
fn entry(data: Data, w: &mut Writer, (id, i): Slot, kind: CalendarKind) {
    let site = data.site;
    let (task, row) = (site.task(id), &site.tasks[id]);
    let Some(deadline) = task.deadlines.get(i) else { return };
    let notice = &site.notices[row.notice];
    let key = entry_key(&row.id, i);
    let names = |ids: &[AgencyId]| ids.iter().map(|a| site.agencies[*a].name.as_str()).collect::<Vec<_>>().join(", ");
    let (leads, coordinators) = (names(&row.leads), names(&row.coordinators));
    let line = one_line(&task.text);
    let matter = page::excerpt(&one_line(site.matter(id)), 100);
    let what = if leads.is_empty() { matter } else { format!("{leads}: {matter}") };
    let href = ascii_url(&url(data.config, &task_href(site, id)));
    let words = &site.words;
    let progress = site.progress(id);
    let quote = one_line(&deadline.quote);
    let reported = progress.map(|p| one_line(&page::progress_words(words, p))).unwrap_or_default();
    let (name, clause) = (page::notice_name(site, row.notice), task.clause.to_string());
    let source = words.say("ics.source_of", &[("notice", name.into()), ("clause", clause.into())]);
    let mut description = page::excerpt(&line, 600);
    for (label, text) in [
        ("word.deadline", quote.as_str()),
        ("ics.time", deadline.time.as_deref().unwrap_or_default()),
        ("word.leads", &leads),
        ("word.coordinators", &coordinators),
        ("word.progress", &reported),
        ("ics.source", &source),
    ] {
        if !text.is_empty() {
            let said = words.say("ics.line", &[("label", words.say(label, &[]).into()), ("text", text.into())]);
            description.push_str(&format!("\n{said}"));
        }
    }
    if !data.config.base_url.is_empty() {
        description.push_str(&format!("\n{href}"));
    }
    let stood = memory::stands_on(site, id, i);
    // an event has no STATUS for what is done, a to-do has
    let closed = progress.filter(|p| p.status.closes() && stood.is_some());
    let summary = match closed {
        Some(p) => words.say(
            "ics.closed",
            &[("status", closed_words(words, p.status).into()), ("what", what.into())],
        ),
        None => what,
    };
    let remembered = remembered(data, (id, i));
    let day = notice.day.or(notice.notice.head.issued);
    let component = if stood.is_some() { "VEVENT" } else { "VTODO" };
    w.raw("BEGIN", component);
    stamps(data, w, &key, day, remembered);
    if let Some((start, rule)) = &stood {
        w.raw("DTSTART;VALUE=DATE", &basic(*start));
        if let Some(rule) = rule {
            w.raw("RRULE", rule);
        }
    }
    w.text("SUMMARY", &summary);
    w.text("DESCRIPTION", &description);
    // without a configured site address there is none that a calendar could open
    if !data.config.base_url.is_empty() {
        w.raw("URL", &href);
    }
    let categories = row.leads.iter().map(|a| site.agencies[*a].name.as_str());
    w.list("CATEGORIES", categories);
    match (stood.is_some(), progress) {
        (true, _) => {
            w.raw("STATUS", "CONFIRMED");
            w.raw("TRANSP", "TRANSPARENT");
        }
        (false, Some(p)) if p.status.is_done() => {
            w.raw("STATUS", "COMPLETED");
            w.raw("PERCENT-COMPLETE", "100");
            w.raw("COMPLETED", &midnight(p.done_on()));
        }
        (false, Some(p)) if p.status.closes() => w.raw("STATUS", "CANCELLED"),
        (false, Some(p)) if p.status == Status::Ongoing => w.raw("STATUS", "IN-PROCESS"),
        (false, _) => w.raw("STATUS", "NEEDS-ACTION"),
    }
    // of what is done nobody is to be reminded
    if kind == CalendarKind::Reminders && closed.is_none() {
        w.raw("BEGIN", "VALARM");
        w.raw("ACTION", "DISPLAY");
        w.raw("TRIGGER", &trigger(data.config.remind_before));
        w.text("DESCRIPTION", &summary);
        w.raw("END", "VALARM");
    }
    w.raw("END", component);
}

/// "Đã hoàn thành", "Không còn hiệu lực": why nothing is left to do.
fn closed_words(words: &Words, status: Status) -> &str {
    match status {
        Status::Void => words.text("ics.void"),
        Status::NoTask => words.text("ics.no_task"),
        _ => words.text("ics.done"),
    }
}

/// When a reminder rings: at `HOUR` so many days before an entry, which begins at midnight where the reader is.
fn trigger(days: u32) -> String {
    match days {
        0 => format!("PT{HOUR}H"),
        1 => format!("-PT{}H", 24 - HOUR),
        days => format!("-P{}DT{}H", days - 1, 24 - HOUR),
    }
}

/// An entry that was published before and is no more.
fn cancelled(data: Data, w: &mut Writer, key: &str, gone: &Remembered, kind: CalendarKind) {
    let component = if kind == CalendarKind::Undated { "VTODO" } else { "VEVENT" };
    let stood = gone.stands_on();
    if stood.is_none() && component == "VEVENT" {
        return;
    }
    let task = key.rsplit_once("~d").map_or(key, |(task, _)| task);
    let what = if gone.words.is_empty() { task } else { &gone.words };
    w.raw("BEGIN", component);
    stamps(data, w, key, gone.day(), Some(gone));
    if let Some((start, rule)) = stood {
        w.raw("DTSTART;VALUE=DATE", &basic(start));
        if let Some(rule) = rule {
            w.raw("RRULE", rule);
        }
    }
    w.text("SUMMARY", &data.site.words.say("ics.cancelled", &[("what", what.into())]));
    w.text("DESCRIPTION", &data.site.words.say("ics.cancelled_why", &[("task", task.into())]));
    w.raw("STATUS", "CANCELLED");
    if component == "VEVENT" {
        w.raw("TRANSP", "TRANSPARENT");
    }
    w.raw("END", component);
}

/// UID, DTSTAMP, LAST-MODIFIED and SEQUENCE. `day`: of the notice.
fn stamps(data: Data, w: &mut Writer, key: &str, day: Option<Day>, remembered: Option<&Remembered>) {
    // a notice without any day has the first day of reckoning, never the clock's
    let stamp = day.map_or("19700101T000000Z".into(), midnight);
    let changed = remembered.and_then(Remembered::changed).map(midnight);
    w.text("UID", &format!("{key}@{}", data.config.host()));
    w.raw("LAST-MODIFIED", changed.as_deref().unwrap_or(&stamp));
    w.raw("DTSTAMP", &stamp);
    w.raw("SEQUENCE", &remembered.map_or(0, |r| r.sequence).to_string());
}

/// `20260412`
fn basic(day: Day) -> String {
    format!("{:04}{:02}{:02}", day.year(), day.month(), day.day())
}

fn midnight(day: Day) -> String {
    format!("{}T000000Z", basic(day))
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::super::open_data::tests::{data, parts};
    use super::*;
    use calcard::icalendar::{ICalendar, ICalendarProperty};

    fn ics(path: &str) -> String {
        let mut parts = parts();
        parts.2.base_url = "https://x.vn/kl".into();
        parts.2.title = "A, B; C".into();
        let mut bundle = Bundle::default();
        plan(data(&parts), &mut bundle);
        String::from_utf8(bundle.bytes(path).expect("planned")).expect("UTF-8")
    }

    #[test]
    fn reads_back_as_it_was_meant() {
        let text = ics("lich.ics");
        let calendar = ICalendar::parse(&text).expect("a calendar");
        let events: Vec<_> = calendar.components.iter().filter(|c| c.component_type.is_event()).collect();
        assert_eq!(events.len(), 2, "the monthly one without a day is a to-do");
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
        let undated = ICalendar::parse(ics("lich-khong-ngay.ics")).expect("a calendar");
        let todos: Vec<_> = undated.components.iter().filter(|c| c.component_type.is_todo()).collect();
        assert_eq!(
            todos.iter().map(|t| t.uid()).collect::<Vec<_>>(),
            [Some("2026-03/III.1.đ~2~d2@x.vn")]
        );
        assert!(!todos[0].has_property(&ICalendarProperty::Due));
    }

    #[test]
    fn reminders_are_in_a_calendar_of_their_own() {
        assert!(!ics("lich.ics").contains("VALARM"));
        assert_eq!(ics("lich-nhac.ics").matches("TRIGGER:-P2DT16H\r\n").count(), 2);
        assert_eq!([0, 1, 2, 3].map(trigger), ["PT8H", "-PT16H", "-P1DT16H", "-P2DT16H"]);
    }

    #[test]
    fn what_is_done_says_so_and_rings_no_more() {
        let mut parts = parts();
        let site = &mut parts.0;
        site.registry.progress = vec![crate::registry::ProgressEntry::reported(
            "2026-03/III.1.đ",
            Status::Done,
            site.today,
        )];
        let rows: Vec<_> = site.tasks.iter().map(|(_, row)| row.clone()).collect();
        site.tasks = rows
            .into_iter()
            .map(|row| crate::site::TaskRow {
                progress: (row.id == "2026-03/III.1.đ").then_some(0),
                ..row
            })
            .collect();
        let mut bundle = Bundle::default();
        plan(data(&parts), &mut bundle);
        let text = String::from_utf8(bundle.bytes("lich-nhac.ics").expect("planned")).expect("UTF-8");
        let done: Vec<&str> = text.split("BEGIN:VEVENT").filter(|e| e.contains("2026-03/III.1.đ~d1@")).collect();
        assert_eq!(done.len(), 1);
        assert!(
            done[0].contains("SUMMARY:Đã hoàn thành – ") && !done[0].contains("VALARM"),
            "{}",
            done[0]
        );
        assert_eq!(text.matches("BEGIN:VALARM").count(), 1, "the other task's");
    }

    #[test]
    fn a_name_with_commas_is_escaped() {
        assert!(ics("lich.ics").contains("X-WR-CALNAME:Thời hạn – A\\, B\\; C\r\n"));
        assert!(ics("co-quan/so-tai-chinh/lich.ics").contains("DTSTART;VALUE=DATE:20260412\r\n"));
        assert!(ics("lich.ics").contains("DTSTAMP:20260406T000000Z\r\n"));
    }
}
