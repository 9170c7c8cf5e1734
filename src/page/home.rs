//! View of the front page: the newest notice in ten lines, what falls due, who has open tasks, headline figures.

use super::archive::{NoticeRow, notice_row};
use super::notice::{FigureView, anchors, figure_view, period_words};
use super::route::Route;
use super::{Link, Page, TaskView, agency_link, day_text, notice_link, task_view};
use crate::calendar::Day;
use crate::config::SiteConfig;
use crate::notice::NoticeKind;
use crate::site::{Lateness, NoticeId, Site, TaskId};
use chrono::Days;
use serde::Serialize;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// Longest list of tasks on the front page; the warnings have them all.
const MOST_TASKS: usize = 12;
/// Agencies shown on the front page.
const MOST_AGENCIES: usize = 12;
/// Headline figures.
const MOST_FIGURES: usize = 6;

#[derive(Serialize)]
struct HomeView {
    newest: Option<Newest>,
    recent: Vec<NoticeRow>,
    due: TaskList,
    late: TaskList,
    agencies: Vec<AgencyRow>,
    agency_count: usize,
    figures: Vec<Headline>,
    notices: usize,
    tasks: usize,
    stale_after: i64,
    topics: bool,
}

#[derive(Serialize)]
struct Newest {
    link: Link,
    title: String,
    period: String,
    day: String,
    number: String,
    chair: String,
    tasks: usize,
    dated: usize,
    agencies: Vec<Count>,
    more_agencies: usize,
    figures: Vec<FigureView>,
    comparison: Option<Link>,
    original: bool,
}

#[derive(Serialize)]
struct Count {
    link: Link,
    count: usize,
}

#[derive(Serialize)]
struct TaskList {
    tasks: Vec<TaskView>,
    total: usize,
}

#[derive(Serialize)]
struct AgencyRow {
    link: Link,
    open: usize,
    late: usize,
    coordinates: usize,
}

#[derive(Serialize)]
struct Headline {
    figure: FigureView,
    notice: Link,
}

/// The front page.
pub fn pages<'a>(site: &'a Site, config: &'a SiteConfig) -> Vec<Page<'a>> {
    vec![Page::new(Route::Home, "home.html", config.title.clone(), config.description.clone(), move || view(site))]
}

fn view(site: &Site) -> HomeView {
    let newest = site.order.iter().copied().find(|n| site.notices[*n].notice.head.kind == NoticeKind::Conclusion).or(site.order.first().copied());
    let week = site.today.checked_add_days(Days::new(7)).unwrap_or(site.today);
    let from = u64::try_from(site.stale_after).ok().and_then(|n| site.today.checked_sub_days(Days::new(n.saturating_add(1)))).unwrap_or(Day::MIN);
    let passed = |l: Lateness| matches!(l, Lateness::Late(n) if n <= site.stale_after);
    let mut late = tasks_between(site, from, site.today, passed);
    // The latest passed deadline first: it is the one that can still be asked after.
    late.reverse();
    let late_tasks: BTreeSet<TaskId> = late.iter().copied().collect();
    let due: Vec<TaskId> = tasks_between(site, site.today, week, |l| matches!(l, Lateness::Due(_)));
    let mut agencies: Vec<_> = site
        .led
        .iter()
        .map(|(agency, tasks)| {
            let open = tasks.iter().filter(|t| !is_done(site, **t)).count();
            let late = tasks.iter().filter(|t| late_tasks.contains(t)).count();
            (Reverse(open), &site.agencies[*agency].name, *agency, late)
        })
        .filter(|row| row.0.0 > 0)
        .collect();
    agencies.sort();
    HomeView {
        newest: newest.map(|n| newest_view(site, n)),
        recent: site.order.iter().filter(|n| Some(**n) != newest).take(5).map(|n| notice_row(site, *n)).collect(),
        due: task_list(site, &due),
        late: task_list(site, &late),
        agency_count: agencies.len(),
        agencies: agencies
            .into_iter()
            .take(MOST_AGENCIES)
            .map(|(open, _, agency, late)| AgencyRow {
                link: agency_link(site, agency),
                open: open.0,
                late,
                coordinates: site.coordinated.get(&agency).map_or(0, |tasks| tasks.iter().filter(|t| !is_done(site, **t)).count()),
            })
            .collect(),
        figures: headlines(site),
        notices: site.notices.len(),
        tasks: site.tasks.len(),
        stale_after: site.stale_after,
        topics: !site.registry.topics.is_empty(),
    }
}

/// Reported as done or no longer in force.
pub fn is_done(site: &Site, id: TaskId) -> bool {
    site.progress(id).is_some_and(|p| matches!(p.status.as_str(), "hoan-thanh" | "hoan-thanh-qua-han" | "khong-con-hieu-luc"))
}

/// Tasks with a deadline in the days given whose state is wanted, each once, in order of day.
fn tasks_between(site: &Site, from: Day, to: Day, wanted: impl Fn(Lateness) -> bool) -> Vec<TaskId> {
    let mut seen = BTreeSet::new();
    site.by_day
        .range(from..=to.max(from))
        .flat_map(|(_, deadlines)| deadlines)
        .filter(|(task, i)| wanted(site.lateness(*task, *i)) && seen.insert(*task))
        .map(|(task, _)| *task)
        .collect()
}

fn task_list(site: &Site, tasks: &[TaskId]) -> TaskList {
    TaskList { tasks: tasks.iter().take(MOST_TASKS).map(|t| task_view(site, *t)).collect(), total: tasks.len() }
}

fn newest_view(site: &Site, id: NoticeId) -> Newest {
    let entry = &site.notices[id];
    let head = &entry.notice.head;
    let mut counts: BTreeMap<_, usize> = BTreeMap::new();
    for agency in entry.tasks.iter().flat_map(|t| &site.tasks[*t].leads) {
        *counts.entry(*agency).or_default() += 1;
    }
    let mut counts: Vec<_> = counts.into_iter().map(|(a, n)| (Reverse(n), &site.agencies[a].name, a)).collect();
    counts.sort();
    let known = anchors(entry);
    let named: BTreeSet<&str> = site.registry.indicators.iter().map(|i| i.id.as_str()).collect();
    let mut seen = BTreeSet::new();
    Newest {
        link: notice_link(site, id),
        title: head.title.clone().unwrap_or_default(),
        period: head.period.map(|m| period_words(crate::calendar::Period::Month(m))).unwrap_or_default(),
        day: head.meeting_date.or(head.issued).map(day_text).unwrap_or_default(),
        number: head.number.clone().unwrap_or_default(),
        chair: head.chair.clone().unwrap_or_default(),
        tasks: entry.tasks.len(),
        dated: entry.tasks.iter().filter(|t| site.first_due(**t).is_some()).count(),
        more_agencies: counts.len().saturating_sub(6),
        agencies: counts.into_iter().take(6).map(|(n, _, a)| Count { link: agency_link(site, a), count: n.0 }).collect(),
        figures: entry
            .notice
            .indicators
            .iter()
            .filter(|i| i.value.is_some() && named.contains(i.id.as_str()) && seen.insert(i.id.as_str()))
            .take(MOST_FIGURES)
            .map(|i| figure_view(site, i, &known))
            .collect(),
        comparison: entry.previous.and_then(|previous| {
            let pair = site.pairs.iter().find(|p| p.earlier == previous && p.later == id)?;
            let address = Route::Comparison(site.notices[pair.earlier].id.clone(), site.notices[pair.later].id.clone()).address();
            Some(Link { name: super::notice_name(site, previous), href: address })
        }),
        original: entry.notice.document.front.original.is_some(),
    }
}

/// The latest figure of each indicator of the register, in the register's order.
fn headlines(site: &Site) -> Vec<Headline> {
    site.registry
        .indicators
        .iter()
        .filter_map(|def| {
            let (notice, index) = site.series.get(&def.id)?.iter().rev().copied().find(|(n, i)| site.notices[*n].notice.indicators.get(*i).is_some_and(|f| f.value.is_some()))?;
            let entry = &site.notices[notice];
            let mut figure = figure_view(site, entry.notice.indicators.get(index)?, &anchors(entry));
            figure.label = def.name.clone();
            Some(Headline { figure, notice: notice_link(site, notice) })
        })
        .take(MOST_FIGURES + 2)
        .collect()
}

#[cfg(test)]
mod tests {
    /// Tera checks names of blocks, filters and components when templates are added.
    #[test]
    fn the_templates_of_the_default_theme_parse() {
        let mut tera = tera::Tera::default();
        tera.register_filter("so", |v: f64, _: tera::Kwargs, _: &tera::State| v.to_string());
        tera.register_filter("ngay", |v: &str, _: tera::Kwargs, _: &tera::State| v.to_string());
        macro_rules! templates {
            ($($name:literal),*) => { vec![$(($name, include_str!(concat!("../../themes/default/templates/", $name)))),*] };
        }
        let all = templates![
            "base.html", "components/line.html", "home.html", "notice.html", "archive.html", "archive-year.html", "documents.html",
            "topics.html", "topic.html", "search.html", "data.html", "about.html", "404.html"
        ];
        if let Err(error) = tera.add_raw_templates(all) {
            panic!("{error}");
        }
    }
}
