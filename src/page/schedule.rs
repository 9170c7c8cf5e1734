//! Views of schedule pages: the calendar of deadlines by year and month, and the warnings.
use super::agency::alphabetical;
use super::reads::Reads;
use super::route::Route;
use super::subscribe::{Subscription, Whose, subscription};
use super::{DeadlineView, Link, Page, TaskView, agency_link, deadline_view, task_view};
use crate::calendar::{Day, Month};
use crate::config::SiteConfig;
use crate::notice::Bound;
use crate::registry::AgencyId;
use crate::site::{Level, Site, TaskId};
use crate::words::Words;
use chrono::{Datelike, Days};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// So many tasks are named in a cell of the grid; the list below has all.
const IN_CELL: usize = 3;
/// Characters of a task's matter in a cell.
const IN_CELL_LETTERS: usize = 56;

/// Keys of the days of the week, Monday first: in a head, in full.
const WEEKDAYS: [(&str, &str); 7] = [
    ("weekday_short.1", "weekday.1"),
    ("weekday_short.2", "weekday.2"),
    ("weekday_short.3", "weekday.3"),
    ("weekday_short.4", "weekday.4"),
    ("weekday_short.5", "weekday.5"),
    ("weekday_short.6", "weekday.6"),
    ("weekday_short.7", "weekday.7"),
];

/// What the pages of the calendar ask, reckoned once.
struct Shared {
    /// Deadlines that fall due in each month.
    months: BTreeMap<Month, usize>,
    /// Deadlines without a day, by the year of their notice.
    undated: BTreeMap<Option<i32>, Vec<(TaskId, usize)>>,
    feasts: BTreeMap<Day, Vec<Feast>>,
    /// Years of the calendar, oldest first.
    years: BTreeSet<i32>,
}

#[derive(Serialize, Clone, Debug, PartialEq)]
struct Feast {
    name: String,
    off: bool,
}

/// A deadline with its task.
#[derive(Serialize)]
struct Item {
    task: TaskView,
    deadline: DeadlineView,
}

#[derive(Serialize)]
struct MonthLink {
    name: String,
    href: String,
    count: usize,
    current: bool,
}

#[derive(Serialize)]
struct YearMonths {
    year: i32,
    href: String,
    count: usize,
    months: Vec<MonthLink>,
    /// Deadlines without a day in its notices.
    undated: usize,
}

/// A month of the year's overview.
#[derive(Serialize)]
struct MiniMonth {
    name: String,
    /// Empty where nothing is due.
    href: String,
    count: usize,
    weeks: Vec<Vec<Option<MiniDay>>>,
}

#[derive(Serialize)]
struct MiniDay {
    number: u32,
    iso: String,
    count: usize,
    today: bool,
}

#[derive(Serialize)]
struct CalendarView {
    years: Vec<YearMonths>,
    total: usize,
    /// The year whose months are drawn: this year, else the last before it, else the first.
    shown: Option<YearMonths>,
    minis: Vec<MiniMonth>,
    weekdays: Vec<Weekday>,
    subscription: Subscription,
}

#[derive(Serialize)]
struct YearView {
    total: usize,
    minis: Vec<MiniMonth>,
    weekdays: Vec<Weekday>,
    recurring: Vec<Item>,
    events: Vec<Item>,
    earlier: Option<Link>,
    later: Option<Link>,
}

#[derive(Serialize)]
struct MonthView {
    name: String,
    year: Link,
    total: usize,
    weekdays: Vec<Weekday>,
    weeks: Vec<Week>,
    week_numbers: bool,
    days: Vec<DayView>,
    feasts: Vec<FeastDay>,
    earlier: Option<Link>,
    later: Option<Link>,
}

#[derive(Serialize)]
struct Week {
    /// Of the year, after ISO 8601.
    number: u32,
    days: Vec<Option<Cell>>,
}

#[derive(Serialize)]
struct Weekday {
    short: String,
    name: String,
}

#[derive(Serialize)]
struct FeastDay {
    day: String,
    name: String,
    off: bool,
}

#[derive(Serialize)]
struct Cell {
    number: u32,
    iso: String,
    weekend: bool,
    today: bool,
    off: bool,
    feasts: Vec<String>,
    count: usize,
    more: usize,
    items: Vec<CellItem>,
}

#[derive(Serialize)]
struct CellItem {
    /// Short name of its lead; empty where nobody is named.
    lead: String,
    matter: String,
    href: String,
    status: &'static str,
}

#[derive(Serialize)]
struct DayView {
    /// "ngay-2026-04-12"
    id: String,
    /// "Chủ nhật, 12/4/2026"
    name: String,
    feasts: Vec<Feast>,
    items: Vec<Item>,
}

#[derive(Serialize)]
struct WarningsView {
    /// By level, the most pressing first: long late, late, due today, due soon, due within 7, 15 and 30 days.
    sections: Vec<Due>,
    agencies: Vec<AgencyWarning>,
    late: usize,
    week: usize,
    fortnight: usize,
    month: usize,
    stale: usize,
    stale_after: i64,
}

#[derive(Serialize)]
struct Due {
    id: &'static str,
    name: String,
    /// Says what the level means, where that is to be said.
    note: String,
    items: Vec<Item>,
}

/// What an agency has to look at, and where its reminder is.
#[derive(Serialize)]
struct AgencyWarning {
    agency: Link,
    late: usize,
    due: usize,
    /// Empty where it has none.
    reminder: String,
}

/// The days of a month in weeks that begin on Monday; `None` outside the month.
fn grid(month: Month) -> Vec<[Option<Day>; 7]> {
    let mut weeks = Vec::new();
    let mut week = [None; 7];
    for day in month.first_day().iter_days().take_while(|d| Month::of(*d) == month) {
        let at = day.weekday().num_days_from_monday() as usize;
        week[at] = Some(day);
        if at == 6 {
            weeks.push(week);
            week = [None; 7];
        }
    }
    if week.iter().any(Option::is_some) {
        weeks.push(week);
    }
    weeks
}

fn weekdays(words: &Words) -> Vec<Weekday> {
    WEEKDAYS
        .iter()
        .map(|(short, name)| Weekday {
            short: words.text(short).into(),
            name: words.text(name).into(),
        })
        .collect()
}

/// The twelve months of a year, each day with how much is due.
fn minis(site: &Site, shared: &Shared, year: i32) -> Vec<MiniMonth> {
    let day = |d: Day| MiniDay {
        number: d.day(),
        iso: d.to_string(),
        count: site.by_day.get(&d).map_or(0, Vec::len),
        today: d == site.today,
    };
    (1..=12)
        .filter_map(|m| Month::new(year, m))
        .map(|m| {
            let count = shared.months.get(&m).copied().unwrap_or(0);
            MiniMonth {
                name: site.words.say("calendar.month_short", &[("m", m.month.into())]),
                href: if count > 0 {
                    Route::CalendarMonth(m).address()
                } else {
                    String::new()
                },
                count,
                weeks: grid(m).into_iter().map(|w| w.into_iter().map(|d| d.map(day)).collect()).collect(),
            }
        })
        .collect()
}

fn weekday(words: &Words, day: Day) -> &str {
    words.text(WEEKDAYS[day.weekday().num_days_from_monday() as usize].1)
}

fn month_link(words: &Words, m: Month) -> Link {
    Link {
        name: words.say("calendar.month_name", &[("m", m.month.into()), ("year", m.year.into())]),
        href: Route::CalendarMonth(m).address(),
    }
}

fn item(site: &Site, task: TaskId, i: usize) -> Item {
    Item {
        task: task_view(site, task),
        deadline: deadline_view(site, task, i),
    }
}

pub fn pages<'a>(site: &'a Site, config: &'a SiteConfig) -> Vec<Page<'a>> {
    let mut shared = Shared {
        months: BTreeMap::new(),
        undated: BTreeMap::new(),
        feasts: BTreeMap::new(),
        years: BTreeSet::new(),
    };
    for (day, due) in &site.by_day {
        *shared.months.entry(Month::of(*day)).or_default() += due.len();
    }
    for (task, i) in &site.undated {
        shared
            .undated
            .entry(site.notices[site.tasks[*task].notice].year)
            .or_default()
            .push((*task, *i));
    }
    for h in &site.registry.holidays {
        shared.feasts.entry(h.day).or_default().push(Feast {
            name: h.name.clone(),
            off: h.off,
        });
    }
    shared.years = shared
        .months
        .keys()
        .map(|m| m.year)
        .chain(shared.undated.keys().filter_map(|y| *y))
        .collect();
    let shared = Arc::new(shared);

    let s = shared.clone();
    let mut pages = vec![Page::new(
        Route::Calendar,
        "calendar.html",
        site.words.text("calendar.title"),
        site.words.text("calendar.description"),
        move || calendar(site, config, &s),
    )];
    for year in &shared.years {
        let (s, year) = (shared.clone(), *year);
        pages.push(Page::new(
            Route::CalendarYear(year),
            "calendar-year.html",
            site.words.say("calendar.year", &[("year", year.into())]),
            site.words.say("calendar.year_description", &[("year", year.into())]),
            move || calendar_year(site, &s, year),
        ));
    }
    for month in shared.months.keys() {
        let (s, month) = (shared.clone(), *month);
        let mut page = Page::new(
            Route::CalendarMonth(month),
            "calendar-month.html",
            site.words
                .say("calendar.month", &[("m", month.month.into()), ("year", month.year.into())]),
            site.words.say(
                "calendar.month_description",
                &[("m", month.month.into()), ("year", month.year.into())],
            ),
            move || calendar_month(site, config, &s, month),
        );
        let due = site.by_day.range(month.first_day()..=month.last_day());
        let slots: Vec<(Day, &str, usize)> = due
            .clone()
            .flat_map(|(day, slots)| slots.iter().map(|(t, i)| (*day, site.tasks[*t].id.as_str(), *i)))
            .collect();
        // the day that is marked
        let now = Month::of(site.today);
        let near = month.next() == now || month == now || now.next() == month;
        let today = near.then_some(site.today);
        let beside = (
            shared.months.range(..month).next_back().map(|m| *m.0),
            shared.months.range(month.next()..).next().map(|m| *m.0),
        );
        page.reads = Some(Reads::new((slots, beside, today)).entries(due.flat_map(|(_, slots)| slots).map(|(t, _)| *t)));
        page.anchors = site
            .by_day
            .range(month.first_day()..=month.last_day())
            .map(|(d, _)| format!("ngay-{d}"))
            .collect();
        pages.push(page);
    }
    pages.push(Page::new(
        Route::Warnings,
        "warnings.html",
        site.words.text("warning.title"),
        site.words.text("warning.description"),
        move || warnings(site),
    ));
    pages
}

fn months_of(shared: &Shared, site: &Site, year: i32) -> Vec<MonthLink> {
    (1..=12)
        .filter_map(|m| Month::new(year, m))
        .filter_map(|m| {
            let count = *shared.months.get(&m)?;
            Some(MonthLink {
                name: site.words.say("calendar.month_short", &[("m", m.month.into())]),
                href: Route::CalendarMonth(m).address(),
                count,
                current: m == Month::of(site.today),
            })
        })
        .collect()
}

/// Recurring deadlines and those bound to an event (or to a day that no text fixes), each in order of agency and task.
fn undated(site: &Site, found: Option<&Vec<(TaskId, usize)>>) -> (Vec<Item>, Vec<Item>) {
    let (mut recurring, mut events) = (Vec::new(), Vec::new());
    for (task, i) in found.into_iter().flatten() {
        let list = if matches!(site.deadline(*task, *i).bound, Bound::Every { .. }) {
            &mut recurring
        } else {
            &mut events
        };
        list.push(item(site, *task, *i));
    }
    for list in [&mut recurring, &mut events] {
        alphabetical(list, |x| x.task.leads.first().map_or("", |l| &l.name));
    }
    (recurring, events)
}

fn year_months(shared: &Shared, site: &Site, year: i32) -> YearMonths {
    let months = months_of(shared, site, year);
    YearMonths {
        year,
        href: Route::CalendarYear(year).address(),
        count: months.iter().map(|m| m.count).sum(),
        months,
        undated: shared.undated.get(&Some(year)).map_or(0, Vec::len),
    }
}

fn calendar(site: &Site, config: &SiteConfig, shared: &Shared) -> CalendarView {
    let this = site.today.year();
    let shown = shared.years.range(..=this).next_back().or(shared.years.first()).copied();
    CalendarView {
        years: shared.years.iter().rev().map(|y| year_months(shared, site, *y)).collect(),
        total: shared.months.values().sum(),
        shown: shown.map(|y| year_months(shared, site, y)),
        minis: shown.map(|y| minis(site, shared, y)).unwrap_or_default(),
        weekdays: weekdays(&site.words),
        subscription: subscription(site, config, Whose::Site),
    }
}

fn calendar_year(site: &Site, shared: &Shared, year: i32) -> YearView {
    let (recurring, events) = undated(site, shared.undated.get(&Some(year)));
    let link = |y: &i32| Link {
        name: site.words.say("word.year", &[("year", (*y).into())]),
        href: Route::CalendarYear(*y).address(),
    };
    YearView {
        total: months_of(shared, site, year).iter().map(|m| m.count).sum(),
        minis: minis(site, shared, year),
        weekdays: weekdays(&site.words),
        recurring,
        events,
        earlier: shared.years.range(..year).next_back().map(link),
        later: shared.years.range(year.saturating_add(1)..).next().map(link),
    }
}

fn calendar_month(site: &Site, config: &SiteConfig, shared: &Shared, month: Month) -> MonthView {
    let (first, last) = (month.first_day(), month.last_day());
    let days: Vec<DayView> = site
        .by_day
        .range(first..=last)
        .map(|(day, due)| DayView {
            id: format!("ngay-{day}"),
            name: format!("{}, {}", weekday(&site.words, *day), site.words.day(*day)),
            feasts: shared.feasts.get(day).cloned().unwrap_or_default(),
            items: due.iter().map(|(t, i)| item(site, *t, *i)).collect(),
        })
        .collect();
    let cell = |day: Day| {
        let due = site.by_day.get(&day).map_or(&[][..], |v| v);
        let feasts = shared.feasts.get(&day).map_or(&[][..], |v| v);
        Cell {
            number: day.day(),
            iso: day.to_string(),
            weekend: day.weekday().num_days_from_monday() >= 5,
            today: day == site.today,
            off: feasts.iter().any(|f| f.off),
            feasts: feasts.iter().map(|f| f.name.clone()).collect(),
            count: due.len(),
            more: due.len().saturating_sub(IN_CELL),
            items: due
                .iter()
                .take(IN_CELL)
                .map(|(t, i)| CellItem {
                    lead: super::short_lead(site, *t),
                    matter: super::excerpt(&super::matter(site, *t), IN_CELL_LETTERS),
                    href: super::task_href(site, *t),
                    status: deadline_view(site, *t, *i).status,
                })
                .collect(),
        }
    };
    MonthView {
        name: site
            .words
            .say("calendar.month_in", &[("m", month.month.into()), ("year", month.year.into())]),
        year: Link {
            name: site.words.say("word.year", &[("year", month.year.into())]),
            href: Route::CalendarYear(month.year).address(),
        },
        total: days.iter().map(|d| d.items.len()).sum(),
        weekdays: weekdays(&site.words),
        week_numbers: config.week_numbers,
        weeks: grid(month)
            .into_iter()
            .map(|w| Week {
                number: w.iter().flatten().next().map_or(0, |d| d.iso_week().week()),
                days: w.into_iter().map(|d| d.map(cell)).collect(),
            })
            .collect(),
        days,
        feasts: shared
            .feasts
            .range(first..=last)
            .flat_map(|(d, fs)| {
                fs.iter().map(|f| FeastDay {
                    day: site.words.day(*d),
                    name: f.name.clone(),
                    off: f.off,
                })
            })
            .collect(),
        earlier: shared.months.range(..month).next_back().map(|(m, _)| month_link(&site.words, *m)),
        later: shared.months.range(month.next()..).next().map(|(m, _)| month_link(&site.words, *m)),
    }
}

/// Days ahead up to which the warnings speak, section by section.
const AHEAD: [(&str, i64); 3] = [("han-7", 7), ("han-15", 15), ("han-30", 30)];

fn warnings(site: &Site) -> WarningsView {
    let words = &site.words;
    let levels = site.levels;
    let due = |id, name: String, note: String| Due {
        id,
        name,
        note,
        items: Vec::new(),
    };
    let mut sections = vec![
        due(
            "keo-dai",
            words.say("warning.long_late", &[("n", levels.long_late.into())]),
            words.text("warning.late_note").into(),
        ),
        due("qua-han", words.text("warning.late").into(), words.text("warning.late_note").into()),
        due("den-han", words.text("warning.today").into(), String::new()),
        due(
            "sap-den-han",
            words.say("warning.soon", &[("n", levels.soon.into())]),
            String::new(),
        ),
    ];
    let mut from = levels.soon + 1;
    for (id, to) in AHEAD {
        sections.push(due(
            id,
            words.say("warning.between", &[("from", from.into()), ("to", to.into())]),
            String::new(),
        ));
        from = from.max(to + 1);
    }
    let mut stale = 0;
    // agency → late, due within a week
    let mut agencies: BTreeMap<AgencyId, (usize, usize)> = BTreeMap::new();
    let last = site.today.checked_add_days(Days::new(30)).unwrap_or(site.today);
    let mut ahead = [0; 3];
    for (task, i) in site.by_day.range(..=last).flat_map(|(_, due)| due) {
        let level = site.level(*task, *i);
        let at = match level {
            Level::Late(n) | Level::LongLate(n) if n > site.stale_after => {
                stale += 1;
                continue;
            }
            Level::LongLate(_) => 0,
            Level::Late(_) => 1,
            Level::Today => 2,
            Level::Soon(_) => 3,
            Level::Ahead(n) => 4 + AHEAD.iter().take_while(|(_, to)| n > *to).count(),
            Level::Closed | Level::Undated => continue,
        };
        let left = match level {
            Level::Today => Some(0),
            Level::Soon(n) | Level::Ahead(n) => Some(n),
            _ => None,
        };
        if let Some(left) = left {
            ahead[AHEAD.iter().take_while(|(_, to)| left > *to).count().min(2)] += 1;
        }
        for agency in &site.tasks[*task].leads {
            let counts = agencies.entry(*agency).or_default();
            counts.0 += usize::from(at < 2);
            counts.1 += usize::from(left.is_some_and(|n| n <= AHEAD[0].1));
        }
        if let Some(section) = sections.get_mut(at) {
            section.items.push(item(site, *task, *i));
        }
    }
    let late = sections.iter().take(2).map(|s| s.items.len()).sum();
    // a level that the settings leave no day for is no level
    sections.retain(|s| !s.items.is_empty() || AHEAD.iter().all(|(id, to)| *id != s.id || *to > levels.soon));
    let mut agencies: Vec<AgencyWarning> = agencies
        .into_iter()
        .filter(|(_, (late, due))| late + due > 0)
        .map(|(id, (late, due))| AgencyWarning {
            agency: agency_link(site, id),
            late,
            due,
            reminder: super::follow::reminder_address(site, id),
        })
        .collect();
    alphabetical(&mut agencies, |a| &a.agency.name);
    WarningsView {
        sections,
        agencies,
        late,
        week: ahead[0],
        fortnight: ahead[1],
        month: ahead[2],
        stale,
        stale_after: site.stale_after,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(month: Month) -> Vec<usize> {
        grid(month).iter().map(|w| w.iter().flatten().count()).collect()
    }

    #[test]
    fn weeks_begin_on_monday() {
        // 1/4/2026 is a Wednesday
        let april = grid(Month { year: 2026, month: 4 });
        assert_eq!(april[0].iter().position(Option::is_some), Some(2));
        assert_eq!(days(Month { year: 2026, month: 4 }), [5, 7, 7, 7, 4]);
    }

    #[test]
    fn a_month_of_four_full_weeks_has_four_rows() {
        // February 2027 runs from a Monday to a Sunday
        assert_eq!(days(Month { year: 2027, month: 2 }), [7, 7, 7, 7]);
        assert_eq!(days(Month { year: 2024, month: 2 }).iter().sum::<usize>(), 29);
    }

    #[test]
    fn weekdays_have_their_vietnamese_names() {
        let words = Words::default();
        assert_eq!(Day::from_ymd_opt(2026, 4, 12).map(|d| weekday(&words, d)), Some("Chủ nhật"));
        assert_eq!(Day::from_ymd_opt(2026, 4, 13).map(|d| weekday(&words, d)), Some("Thứ Hai"));
    }
}
