//! Views of agency pages: the index by kind, one page per agency, and its full list year by year.
use super::home::share;
use super::reads::Reads;
use super::route::Route;
use super::subscribe::{Subscription, Whose, subscription};
use super::{Link, Page, TaskView, agency_link, notice_link, task_view};
use crate::calendar::Month;
use crate::config::SiteConfig;
use crate::registry::{Agency, AgencyId};
use crate::site::{Lateness, Level, Site, TaskId};
use icu_collator::{Collator, options::CollatorOptions};
use icu_locale::locale;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// So many tasks per list stand on an agency's own page; the rest is on the pages of its years.
const MOST: usize = 60;

/// Agencies and months of the heat table.
const HEAT_ROWS: usize = 20;
const HEAT_MONTHS: usize = 12;

/// Kinds in the order of the index; the heading of each is the text `agency.kind_KIND`.
const KINDS: [&str; 11] = [
    "so",
    "ban",
    "cong-an",
    "quan-su",
    "trung-uong",
    "ubnd",
    "phong",
    "dang",
    "doanh-nghiep",
    "nhom",
    "khac",
];

fn kind_name(site: &Site, kind: &str) -> String {
    site.words.text(&format!("agency.kind_{kind}")).to_string()
}

/// Heading of a kind; unknown kinds stand with the last.
fn kind_index(kind: &str) -> usize {
    KINDS.iter().position(|k| *k == kind).unwrap_or(KINDS.len() - 1)
}

/// Puts names in the order of the Vietnamese alphabet (An, Ăn, Ân; Dân before Đất). The key of each is made once.
pub fn alphabetical<T>(items: &mut [T], name: impl Fn(&T) -> &str) {
    let collator = Collator::try_new(locale!("vi").into(), CollatorOptions::default()).ok();
    let key = |text: &str| {
        let mut out = Vec::new();
        if let Some(c) = &collator {
            let Ok(()) = c.write_sort_key_to(text, &mut out);
        }
        (out, text.to_string())
    };
    items.sort_by_cached_key(|x| key(name(x)));
}

/// What a task's deadlines come to, without making its whole view.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct State {
    pub done: bool,
    /// Passed, by fewest days among its passed deadlines.
    pub late: Option<i64>,
    /// Days to its next deadline.
    pub due: Option<i64>,
}

impl State {
    pub fn of(site: &Site, id: TaskId) -> State {
        let mut out = State::default();
        let least = |old: Option<i64>, n: i64| Some(old.map_or(n, |o| o.min(n)));
        // a task without deadline may be reported as done too
        out.done = site.is_closed(id);
        for i in 0..site.task(id).deadlines.len() {
            match site.lateness(id, i) {
                Lateness::Late(n) => out.late = least(out.late, n),
                Lateness::Due(n) => out.due = least(out.due, n),
                Lateness::Undated => {}
                Lateness::Done => out.done = true,
            }
        }
        out
    }
    /// Late, and not so long ago that it has left the warnings.
    pub fn late_now(&self, site: &Site) -> bool {
        !self.done && self.late.is_some_and(|n| n <= site.stale_after)
    }
}

/// Position of each notice in the site's order, newest first.
pub fn ranks(site: &Site) -> Vec<usize> {
    let mut out = vec![usize::MAX; site.notices.len()];
    for (rank, id) in site.order.iter().enumerate() {
        if let Some(slot) = out.get_mut(id.index()) {
            *slot = rank;
        }
    }
    out
}

#[derive(Serialize)]
struct IndexView {
    groups: Vec<GroupView>,
    heat: Option<Heat>,
    total: usize,
    stale_after: i64,
}

/// Agencies × months: tasks led, by the month of their deadline.
#[derive(Serialize)]
struct Heat {
    months: Vec<String>,
    rows: Vec<HeatRow>,
}

#[derive(Serialize)]
struct HeatRow {
    agency: Link,
    cells: Vec<HeatCell>,
}

#[derive(Serialize)]
struct HeatCell {
    count: usize,
    /// 1 to 5; 0 where there is nothing.
    level: usize,
}

#[derive(Serialize)]
struct GroupView {
    name: String,
    id: String,
    rows: Vec<Row>,
}

#[derive(Serialize)]
struct Row {
    agency: Link,
    /// "đến 28/2/2025" for a body that is no more.
    until: String,
    leads: usize,
    coordinates: usize,
    open: usize,
    late: usize,
    /// Of 100: its open tasks beside those of the agency of its kind that has most, and those past their day.
    bar: usize,
    bar_late: usize,
}

#[derive(Serialize)]
struct AgencyView {
    name: String,
    slug: String,
    kind: String,
    short: Vec<String>,
    aliases: Vec<String>,
    from: String,
    to: String,
    note: Option<String>,
    /// Names without page have an empty address.
    predecessors: Vec<Link>,
    successors: Vec<Link>,
    led_count: usize,
    coordinated_count: usize,
    open: usize,
    late: usize,
    /// Tasks it leads that passed their day so long ago that `late` leaves them out.
    stale: usize,
    stale_after: i64,
    /// Tasks it leads whose day is to come or lately passed, by level, the most pressing first.
    due: Vec<LevelGroup>,
    led: Vec<NoticeGroup>,
    led_shown: usize,
    coordinated: Vec<NoticeGroup>,
    coordinated_shown: usize,
    years: Vec<YearLink>,
    /// Address of its reminder, empty where there is nothing to remind of.
    reminder: String,
    /// Its tasks to take away, by form.
    files: Vec<Link>,
    subscription: Subscription,
}

/// Tasks of one level: "Quá hạn", "Sắp đến hạn" …
#[derive(Serialize)]
struct LevelGroup {
    name: String,
    tasks: Vec<TaskView>,
}

/// Tasks under the names that offices give to how pressing they are; each in order of its day.
fn by_level(site: &Site, tasks: &[TaskId]) -> Vec<LevelGroup> {
    let levels = site.levels;
    let name = |rank: u8| match rank {
        0 => site.words.say("warning.long_late", &[("n", levels.long_late.into())]),
        1 => site.words.text("warning.late").into(),
        2 => site.words.text("warning.today").into(),
        3 => site.words.say("warning.soon", &[("n", levels.soon.into())]),
        _ => site.words.text("warning.ahead").into(),
    };
    let mut groups: BTreeMap<u8, Vec<TaskView>> = BTreeMap::new();
    for &task in tasks {
        let rank = match super::sections::level(site, task) {
            Level::LongLate(_) => 0,
            Level::Late(_) => 1,
            Level::Today => 2,
            Level::Soon(_) => 3,
            Level::Ahead(_) | Level::Closed | Level::Undated => 4,
        };
        groups.entry(rank).or_default().push(task_view(site, task));
    }
    let group = |(rank, tasks)| LevelGroup { name: name(rank), tasks };
    groups.into_iter().map(group).collect()
}

/// The tasks of one notice.
#[derive(Serialize)]
pub struct NoticeGroup {
    pub notice: Link,
    pub tasks: Vec<TaskView>,
}

#[derive(Serialize, Clone)]
pub struct YearLink {
    pub year: String,
    pub href: String,
    /// Where it is told: a page of one year tells only its own, so that a new notice does not change those of all years.
    pub count: Option<usize>,
    pub current: bool,
}

#[derive(Serialize)]
struct YearView {
    name: String,
    agency: Link,
    year: i32,
    led_count: usize,
    coordinated_count: usize,
    led: Vec<NoticeGroup>,
    coordinated: Vec<NoticeGroup>,
    years: Vec<YearLink>,
}

/// What all agency pages ask.
struct Shared {
    ranks: Vec<usize>,
    /// Slug → the agency that has a page.
    by_slug: BTreeMap<String, AgencyId>,
    /// Slug → name, for bodies of the register that no notice names.
    names: BTreeMap<String, String>,
}

/// The tasks of an agency, newest notice first, in the notice's order.
fn ordered(site: &Site, ranks: &[usize], tasks: Option<&Vec<TaskId>>) -> Vec<TaskId> {
    let mut out: Vec<TaskId> = tasks.cloned().unwrap_or_default();
    out.sort_by_key(|t| {
        let row = &site.tasks[*t];
        (ranks.get(row.notice.index()).copied().unwrap_or(usize::MAX), row.index)
    });
    out.dedup();
    out
}

/// Tasks in order, put together by notice.
pub fn by_notice(site: &Site, tasks: &[TaskId]) -> Vec<NoticeGroup> {
    tasks
        .chunk_by(|a, b| site.tasks[*a].notice == site.tasks[*b].notice)
        .filter_map(|chunk| {
            let first = chunk.first()?;
            Some(NoticeGroup {
                notice: notice_link(site, site.tasks[*first].notice),
                tasks: chunk.iter().map(|t| task_view(site, *t)).collect(),
            })
        })
        .collect()
}

fn year_of(site: &Site, task: TaskId) -> Option<i32> {
    site.notices[site.tasks[task].notice].year
}

/// The newest `MOST`, and those that no year's page has.
fn shortened(site: &Site, tasks: &[TaskId]) -> Vec<TaskId> {
    tasks
        .iter()
        .enumerate()
        .filter(|(i, t)| *i < MOST || year_of(site, **t).is_none())
        .map(|(_, t)| *t)
        .collect()
}

fn year_links(site: &Site, slug: &str, led: &[TaskId], coordinated: &[TaskId], current: Option<i32>) -> Vec<YearLink> {
    let mut counts: BTreeMap<i32, usize> = BTreeMap::new();
    for y in led.iter().chain(coordinated).filter_map(|t| year_of(site, *t)) {
        *counts.entry(y).or_default() += 1;
    }
    counts
        .into_iter()
        .rev()
        .map(|(y, count)| YearLink {
            year: y.to_string(),
            href: Route::AgencyYear(slug.to_string(), y).address(),
            count: Some(count).filter(|_| current.is_none_or(|c| c == y)),
            current: current == Some(y),
        })
        .collect()
}

fn related(site: &Site, shared: &Shared, slugs: impl Iterator<Item = String>) -> Vec<Link> {
    let mut seen = BTreeSet::new();
    slugs
        .filter(|s| seen.insert(s.clone()))
        .map(|slug| match shared.by_slug.get(&slug) {
            Some(id) => agency_link(site, *id),
            None => Link {
                name: shared.names.get(&slug).cloned().unwrap_or(slug),
                href: String::new(),
            },
        })
        .collect()
}

pub fn pages<'a>(site: &'a Site, config: &'a SiteConfig) -> Vec<Page<'a>> {
    let shared = Arc::new(Shared {
        ranks: ranks(site),
        by_slug: site.agencies.iter().map(|(id, a)| (a.slug.clone(), id)).collect(),
        names: site
            .registry
            .agencies
            .iter()
            .map(|(_, a)| (a.slug.clone(), a.name.clone()))
            .collect(),
    });
    let mut pages = vec![Page::new(
        Route::Agencies,
        "agencies.html",
        site.words.text("agency.index"),
        site.words.text("agency.index_description"),
        move || index(site),
    )];
    for (slug, id) in shared.by_slug.clone() {
        let agency = &site.agencies[id];
        let s = shared.clone();
        pages.push(Page::new(
            Route::Agency(slug.clone()),
            "agency.html",
            agency.name.clone(),
            site.words.say("agency.description", &[("name", (&agency.name).into())]),
            move || agency_view(site, config, &s, id),
        ));
        let mut years: BTreeMap<i32, Vec<TaskId>> = BTreeMap::new();
        for list in [site.led.get(&id), site.coordinated.get(&id)].into_iter().flatten() {
            for (year, task) in list.iter().filter_map(|t| Some((year_of(site, *t)?, *t))) {
                years.entry(year).or_default().push(task);
            }
        }
        let all: Vec<i32> = years.keys().copied().collect();
        for (year, tasks) in years {
            let s = shared.clone();
            let reads = Reads::new((&slug, &all)).tasks(tasks.iter().copied());
            let page = Page::new(
                Route::AgencyYear(slug.clone(), year),
                "agency-year.html",
                site.words
                    .say("agency.year_title", &[("name", (&agency.name).into()), ("year", year.into())]),
                site.words
                    .say("agency.year_description", &[("name", (&agency.name).into()), ("year", year.into())]),
                move || year_view(site, &s, id, year),
            );
            pages.push(page.reading(reads));
        }
    }
    pages
}

fn index(site: &Site) -> IndexView {
    let mut groups: Vec<Vec<Row>> = KINDS.iter().map(|_| Vec::new()).collect();
    for (id, a) in site.agencies.iter() {
        let led = site.led.get(&id).map_or(&[][..], |v| v);
        let (mut open, mut late) = (0, 0);
        for t in led {
            let state = State::of(site, *t);
            open += usize::from(!state.done);
            late += usize::from(state.late_now(site));
        }
        let row = Row {
            agency: agency_link(site, id),
            until: a
                .to
                .filter(|d| *d < site.today)
                .map(|d| site.words.say("agency.until", &[("day", site.words.day(d).into())]))
                .unwrap_or_default(),
            leads: led.len(),
            coordinates: site.coordinated.get(&id).map_or(0, Vec::len),
            open,
            late,
            bar: 0,
            bar_late: 0,
        };
        groups[kind_index(&a.kind)].push(row);
    }
    let most = groups.iter().flatten().map(|r| r.open).max().unwrap_or(1);
    let groups = KINDS
        .iter()
        .zip(groups)
        .filter(|(_, rows)| !rows.is_empty())
        .map(|(id, mut rows)| {
            alphabetical(&mut rows, |r| &r.agency.name);
            for r in &mut rows {
                (r.bar, r.bar_late) = (share(r.open, most), share(r.late, most));
            }
            GroupView {
                name: kind_name(site, id),
                id: format!("nhom-{id}"),
                rows,
            }
        })
        .collect();
    IndexView {
        groups,
        heat: heat(site),
        total: site.agencies.len(),
        stale_after: site.stale_after,
    }
}

/// The twelve months from half a year before today in which most is due, of the agencies with most to do in them.
fn heat(site: &Site) -> Option<Heat> {
    let this = Month::of(site.today);
    let months: Vec<Month> = std::iter::successors(Some(this), |m| Some(m.next()))
        .take(HEAT_MONTHS / 2)
        .collect();
    let mut before: Vec<Month> = std::iter::successors(this.first_day().pred_opt().map(Month::of), |m| {
        m.first_day().pred_opt().map(Month::of)
    })
    .take(HEAT_MONTHS / 2)
    .collect();
    before.reverse();
    before.extend(months);
    let months = before;
    let (first, last) = (months.first()?.first_day(), months.last()?.last_day());
    let mut counts: BTreeMap<AgencyId, BTreeMap<Month, usize>> = BTreeMap::new();
    for (day, due) in site.by_day.range(first..=last) {
        for agency in due.iter().flat_map(|(t, _)| &site.tasks[*t].leads) {
            *counts.entry(*agency).or_default().entry(Month::of(*day)).or_default() += 1;
        }
    }
    let mut rows: Vec<(usize, AgencyId, BTreeMap<Month, usize>)> = counts.into_iter().map(|(a, by)| (by.values().sum(), a, by)).collect();
    rows.sort_by_key(|(sum, a, _)| (std::cmp::Reverse(*sum), *a));
    rows.truncate(HEAT_ROWS);
    let most = rows.iter().flat_map(|(_, _, by)| by.values()).copied().max()?;
    Some(Heat {
        months: months.iter().map(|m| format!("{}/{}", m.month, m.year % 100)).collect(),
        rows: rows
            .into_iter()
            .map(|(_, a, by)| HeatRow {
                agency: agency_link(site, a),
                cells: months
                    .iter()
                    .map(|m| {
                        let count = by.get(m).copied().unwrap_or(0);
                        HeatCell {
                            count,
                            level: (count * 5).div_ceil(most),
                        }
                    })
                    .collect(),
            })
            .collect(),
    })
}

fn agency_view(site: &Site, config: &SiteConfig, shared: &Shared, id: AgencyId) -> AgencyView {
    let a: &Agency = &site.agencies[id];
    let led = ordered(site, &shared.ranks, site.led.get(&id));
    let coordinated = ordered(site, &shared.ranks, site.coordinated.get(&id));
    let (mut open, mut late, mut stale) = (0, 0, 0);
    let mut due = Vec::new();
    for t in &led {
        let state = State::of(site, *t);
        open += usize::from(!state.done);
        late += usize::from(state.late_now(site));
        stale += usize::from(!state.done && state.late.is_some() && !state.late_now(site));
        if !state.done && (state.late_now(site) || state.due.is_some()) {
            due.push(*t);
        }
    }
    due.sort_by_key(|t| site.first_due(*t).map(|x| x.1));
    due.truncate(MOST);
    let (led_short, coordinated_short) = (shortened(site, &led), shortened(site, &coordinated));
    AgencyView {
        name: a.name.clone(),
        slug: a.slug.clone(),
        kind: kind_name(site, KINDS[kind_index(&a.kind)]),
        short: a.short.clone(),
        aliases: a.aliases.clone(),
        from: a.from.map(|d| site.words.day(d)).unwrap_or_default(),
        to: a.to.map(|d| site.words.day(d)).unwrap_or_default(),
        note: a.note.clone(),
        predecessors: related(site, shared, a.predecessors.iter().cloned()),
        successors: related(site, shared, a.successors.iter().cloned()),
        led_count: led.len(),
        coordinated_count: coordinated.len(),
        open,
        late,
        stale,
        stale_after: site.stale_after,
        due: by_level(site, &due),
        reminder: super::follow::reminder_address(site, id),
        files: ["xlsx", "csv", "json"]
            .into_iter()
            .filter(|form| *form != "xlsx" || config.with.xlsx)
            .map(|form| Link {
                name: form.to_uppercase(),
                href: super::route::agency_tasks(&a.slug, form),
            })
            .collect(),
        led_shown: led_short.len(),
        led: by_notice(site, &led_short),
        coordinated_shown: coordinated_short.len(),
        coordinated: by_notice(site, &coordinated_short),
        years: year_links(site, &a.slug, &led, &coordinated, None),
        subscription: subscription(site, config, Whose::Agency(id)),
    }
}

fn year_view(site: &Site, shared: &Shared, id: AgencyId, year: i32) -> YearView {
    let led = ordered(site, &shared.ranks, site.led.get(&id));
    let coordinated = ordered(site, &shared.ranks, site.coordinated.get(&id));
    let slug = &site.agencies[id].slug;
    let years = year_links(site, slug, &led, &coordinated, Some(year));
    let of_year = |tasks: Vec<TaskId>| -> Vec<TaskId> { tasks.into_iter().filter(|t| year_of(site, *t) == Some(year)).collect() };
    let (led, coordinated) = (of_year(led), of_year(coordinated));
    YearView {
        name: site.agencies[id].name.clone(),
        agency: agency_link(site, id),
        year,
        led_count: led.len(),
        coordinated_count: coordinated.len(),
        led: by_notice(site, &led),
        coordinated: by_notice(site, &coordinated),
        years,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stand_in_the_order_of_the_vietnamese_alphabet() {
        let mut names = vec!["Đất", "Cạ", "Dân tộc", "Ân", "An", "Ăn", "Cá", "Ca"];
        alphabetical(&mut names, |n| n);
        assert_eq!(names, ["An", "Ăn", "Ân", "Ca", "Cá", "Cạ", "Dân tộc", "Đất"]);
    }

    #[test]
    fn an_unknown_kind_stands_with_the_others() {
        assert_eq!(KINDS[kind_index("so")], "so");
        assert_eq!(KINDS[kind_index("")], "khac");
    }
}
