//! Views of follow-up: the monthly report, the questions for the next session, an agency's reminder, the screen in the
//! hall, and whether every task has one agency that leads it.
use super::conflict::{ConflictView, conflict};
use super::reads::Reads;
use super::route::Route;
use super::sections::{
    Cell, MOST, Section, SectionsView, Table, due_within, late_now, level, link, row, section, section_in_full, section_on, text,
};
use super::series::{figure_address, figure_words, indicator_link, month_label, period_words, value_words};
use super::{Link, Page, agency_link, matter, notice_link, notice_name, target};
use crate::calendar::{Day, Month};
use crate::config::SiteConfig;
use crate::monthly::{self, Class, Monthly};
use crate::notice::{Comparison, Indicator};
use crate::registry::{AgencyId, Covers};
use crate::site::{Level, NoticeId, NoticePair, Site, TaskId};
use crate::words::Arg;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Days ahead of which a reminder speaks.
const AHEAD: i64 = 7;
/// Lines of the screen in the hall.
const SCREEN: usize = 14;
/// Seconds after which the screen fetches itself anew.
const REFRESH: u32 = 300;
/// Notices of which tasks are counted by agency, and how many of them have a column of their own.
const MONTHS: usize = 12;
const COLUMNS: usize = 6;
/// Tasks of one day from which on they pile up, and how many such days are shown.
const PILE: usize = 3;
const PILES: usize = 20;
/// Times after which a moved deadline is asked about.
const MOVED: usize = 2;

pub fn pages<'a>(site: &'a Site, config: &'a SiteConfig) -> Vec<Page<'a>> {
    let words = &site.words;
    let months = Arc::new(monthly::months(site));
    let list = months.clone();
    let mut pages = vec![
        Page::new(
            Route::Reports,
            "sections.html",
            words.text("report.index"),
            words.text("report.index_description"),
            move || reports(site, &list),
        ),
        Page::new(
            Route::NextSession,
            "sections.html",
            words.text("session.title"),
            words.text("session.description"),
            move || session(site),
        ),
        Page::new(
            Route::Screen,
            "screen.html",
            words.text("screen.title"),
            words.text("screen.description"),
            move || screen(site),
        ),
        Page::new(
            Route::Assignments,
            "sections.html",
            words.text("assign.title"),
            words.text("assign.description"),
            move || assignments(site),
        ),
    ];
    let sessions = Arc::new(sessions(site));
    for (month, tasks) in months.iter() {
        let month = *month;
        let (all, pairs) = (months.clone(), sessions.clone());
        let of_month = pairs.get(&month).map_or(&[][..], |v| v);
        let ids = |list: &[TaskId]| list.iter().map(|t| site.tasks[*t].id.as_str()).collect::<Vec<_>>();
        let given = of_month.iter().flat_map(|p| p.dropped.iter().chain(&site.notices[p.later].tasks));
        let dropped: Vec<_> = of_month.iter().map(|p| (&site.notices[p.later].id, ids(&p.dropped))).collect();
        let reads = Reads::new((ids(tasks), dropped, month.last_day().min(site.today))).tasks(tasks.iter().chain(given).copied());
        let name = month_name(site, month);
        let mut page = Page::new(
            Route::Report(month),
            "sections.html",
            words.say("report.title", &[("month", (&name).into())]),
            words.say("report.description", &[("month", name.into())]),
            move || {
                let tasks = all.get(&month).map_or(&[][..], |v| v);
                report(
                    site,
                    &monthly::report(site, month, tasks),
                    pairs.get(&month).map_or(&[][..], |v| v),
                    config.with.xlsx,
                )
            },
        );
        page.anchors = Class::ALL.iter().map(|c| c.key().replace('_', "-")).collect();
        pages.push(page.reading(reads));
    }
    for (id, agency) in site.agencies.iter().filter(|(id, _)| reminds(site, *id)) {
        let name = [("agency", (&agency.name).into())];
        pages.push(Page::new(
            Route::Reminder(agency.slug.clone()),
            "sections.html",
            words.say("reminder.title", &name),
            words.say("reminder.description", &name),
            move || reminder(site, id),
        ));
    }
    pages
}

fn month_name(site: &Site, month: Month) -> String {
    site.words
        .say("follow.month", &[("m", month.month.into()), ("year", month.year.into())])
}

fn class_title(site: &Site, class: Class) -> String {
    site.words.text(&format!("report.{}", class.key())).to_string()
}

fn count(n: usize, href: &str) -> Cell {
    Cell {
        text: n.to_string(),
        href: if n == 0 { String::new() } else { href.to_string() },
    }
}

fn reports(site: &Site, months: &BTreeMap<Month, Vec<TaskId>>) -> SectionsView {
    let words = &site.words;
    let mut head = vec![words.text("report.month").to_string()];
    head.extend(Class::ALL.map(|c| class_title(site, c)));
    let rows = months
        .iter()
        .rev()
        .map(|(month, tasks)| {
            let r = monthly::report(site, *month, tasks);
            let mut row = vec![link(Link {
                name: month_name(site, *month),
                href: Route::Report(*month).address(),
            })];
            row.extend(Class::ALL.map(|c| text(r.all.get(&c).map_or(0, Vec::len).to_string())));
            row
        })
        .collect();
    SectionsView {
        lead: words.text("report.index_lead").into(),
        tables: vec![Table {
            caption: words.text("report.index").into(),
            head,
            rows,
        }],
        ..SectionsView::default()
    }
}

/// `book`: there is a workbook of it.
fn report(site: &Site, r: &Monthly, sessions: &[&NoticePair], book: bool) -> SectionsView {
    let words = &site.words;
    let total: usize = r.all.values().map(Vec::len).sum();
    let mut notes = vec![words.text("report.how").to_string()];
    if !r.reported {
        notes.push(words.text("follow.no_progress").into());
    }
    let mut head = vec![words.text("word.agency").to_string(), words.text("report.total").into()];
    head.extend(Class::ALL.map(|c| class_title(site, c)));
    let mut lines: Vec<(bool, String, Vec<Cell>)> = r
        .lines
        .iter()
        .map(|line| {
            let who = match line.agency {
                Some(a) => agency_link(site, a),
                None => Link {
                    name: words.text("assign.none").into(),
                    href: String::new(),
                },
            };
            let mut row = vec![link(who.clone()), text(line.total().to_string())];
            row.extend(Class::ALL.map(|c| count(line.count(c), &format!("#{}", c.key().replace('_', "-")))));
            (line.agency.is_none(), who.name, row)
        })
        .collect();
    super::agency::alphabetical(&mut lines, |l| &l.1);
    // what names nobody is no body among the others
    lines.sort_by_key(|l| l.0);
    let mut rows: Vec<Vec<Cell>> = lines.into_iter().map(|l| l.2).collect();
    let mut sum = vec![text(words.text("report.all")), text(total.to_string())];
    sum.extend(Class::ALL.map(|c| text(r.all.get(&c).map_or(0, Vec::len).to_string())));
    rows.push(sum);
    let mut sections: Vec<Section> = Class::ALL
        .iter()
        .map(|c| {
            let tasks = r.all.get(c).map_or(&[][..], |v| v);
            section_on(site, &c.key().replace('_', "-"), &format!("report.{}", c.key()), "", tasks, r.day)
        })
        .collect();
    sections.extend(columns(site, sessions));
    let key = format!("du-lieu/report-{}", r.month);
    SectionsView {
        lead: words.say(
            "report.lead",
            &[
                ("n", total.into()),
                ("day", words.day(r.day).into()),
                ("agencies", r.lines.len().into()),
            ],
        ),
        notes,
        tables: vec![Table {
            caption: words.text("report.caption").into(),
            head,
            rows,
        }],
        sections,
        links: [("report.xlsx", "xlsx"), ("report.json", "json")]
            .into_iter()
            .filter(|(_, form)| book || *form != "xlsx")
            .map(|(name, form)| Link {
                name: words.text(name).into(),
                href: format!("{key}.{form}"),
            })
            .collect(),
        ..SectionsView::default()
    }
}

/// By month: its sessions beside those before them.
fn sessions(site: &Site) -> BTreeMap<Month, Vec<&NoticePair>> {
    let mut out: BTreeMap<Month, Vec<&NoticePair>> = BTreeMap::new();
    for pair in &site.pairs {
        let later = &site.notices[pair.later];
        if let (Some(day), true) = (later.day, later.previous == Some(pair.earlier)) {
            out.entry(Month::of(day)).or_default().push(pair);
        }
    }
    out
}

/// A month's columns, from the notices of its sessions: new, carried over, no longer mentioned. What only may be carried over is
/// neither new nor said to be repeated: it stands apart.
fn columns(site: &Site, sessions: &[&NoticePair]) -> Vec<Section> {
    let (mut new, mut carried, mut perhaps, mut dropped) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for pair in sessions {
        let later = &site.notices[pair.later];
        for &task in &later.tasks {
            let list = match (matter::surely(site, task), site.repeated(task)) {
                (0, 0) => &mut new,
                (0, _) => &mut perhaps,
                _ => &mut carried,
            };
            list.push(task);
        }
        // one reported as done was not dropped in silence
        dropped.extend(pair.dropped.iter().copied().filter(|t| !site.is_closed(*t)));
    }
    if new.is_empty() && carried.is_empty() && perhaps.is_empty() && dropped.is_empty() {
        return Vec::new();
    }
    carried.sort_by_key(|t| std::cmp::Reverse(matter::surely(site, *t)));
    let mut sections = vec![
        section(site, "moi", "report.new", "", &new),
        section(site, "chuyen-tiep", "report.carried", "report.carried_note", &carried),
    ];
    if !perhaps.is_empty() {
        let mut section = section(site, "co-the", "report.perhaps", "report.perhaps_note", &perhaps);
        for (row, task) in section.rows.iter_mut().zip(&perhaps) {
            row.repeated = matter::perhaps(site, *task);
        }
        sections.push(section);
    }
    sections.push(section(site, "khong-nhac", "report.dropped", "report.dropped_note", &dropped));
    sections
}

/// Newest notices first, within the warnings' memory.
fn recent(site: &Site) -> impl Iterator<Item = NoticeId> {
    let since = site.stale_after * 2;
    site.order.iter().copied().filter(move |n| {
        site.notices[*n]
            .day
            .is_some_and(|d| d <= site.today && (site.today - d).num_days() <= since)
    })
}

fn session(site: &Site) -> SectionsView {
    let words = &site.words;
    let recent: Vec<NoticeId> = recent(site).collect();
    let tasks: Vec<TaskId> = recent.iter().flat_map(|n| site.notices[*n].tasks.iter().copied()).collect();
    let by_day = |mut list: Vec<TaskId>| {
        list.sort_by_key(|t| (level(site, *t), *t));
        list
    };
    // a task of any notice may be late; they are found by their day
    let from = site.today - chrono::Days::new(site.stale_after.unsigned_abs() + 1);
    let mut seen = BTreeSet::new();
    let late: Vec<TaskId> = site
        .by_day
        .range(from..=site.today)
        .flat_map(|(_, due)| due.iter().map(|d| d.0))
        .filter(|t| late_now(site, *t) && seen.insert(*t))
        .collect();
    let mut matters = BTreeSet::new();
    let silent: Vec<TaskId> = tasks
        .iter()
        .copied()
        .filter(|t| !late_now(site, *t) && newest_of_silent(site, *t))
        // several tasks of a notice may go on with one before: they are one matter
        .filter(|t| site.places.get(t).is_some_and(|(chain, _)| matters.insert(*chain)))
        .collect();
    let moved: Vec<TaskId> = tasks
        .iter()
        .copied()
        .filter(|t| !site.is_closed(*t))
        .filter(|t| {
            let chain = site.places.get(t).map(|p| p.0);
            let last = chain.and_then(|c| site.chains[c].last()).is_none_or(|l| l == t);
            last && chain.map_or(site.tasks[*t].moves.len(), |c| matter::times_moved(site, c)) >= MOVED
        })
        .collect();
    let mut sections = vec![
        section(site, "qua-han", "session.late", "session.late_note", &late),
        section(site, "im-lang", "session.silent", "session.silent_note", &silent),
        section(site, "doi-han", "session.moved", "session.moved_note", &by_day(moved)),
    ];
    if let Some(pair) = recent.first().and_then(|n| {
        let previous = site.notices[*n].previous?;
        site.pairs.iter().find(|p| p.later == *n && p.earlier == previous)
    }) {
        let dropped: Vec<TaskId> = pair.dropped.iter().copied().filter(|t| !site.is_closed(*t)).collect();
        sections.push(section(site, "khong-nhac", "report.dropped", "report.dropped_note", &dropped));
    }
    let off = recent.first().map(|n| off_plan(site, *n)).unwrap_or_default();
    let behind = recent.first().and_then(|n| {
        let all = target::of_notice(site, *n);
        let behind: Vec<_> = all.into_iter().filter(|h| target::is_behind(site, h)).collect();
        target::table(site, &behind)
    });
    let mut word_tables: Vec<Table> = behind.into_iter().collect();
    if !off.is_empty() {
        word_tables.push(Table {
            caption: words.text("session.off_plan").into(),
            head: [
                "indicator.column",
                "indicator.value",
                "indicator.span",
                "session.level",
                "session.gap",
            ]
            .map(|k| words.text(k).to_string())
            .to_vec(),
            rows: off,
        });
    }
    let mut notes = Vec::new();
    if site.registry.progress.is_empty() {
        notes.push(words.text("follow.no_progress").to_string());
    }
    SectionsView {
        lead: words.say(
            "session.lead",
            &[
                ("day", words.day(site.today).into()),
                ("notice", recent.first().map(|n| notice_name(site, *n)).unwrap_or_default().into()),
            ],
        ),
        notes,
        word_tables,
        sections,
        links: recent.first().map(|n| notice_link(site, *n)).into_iter().collect(),
        conflicts: recent.first().map(|n| contradicted(site, *n)).unwrap_or_default(),
        of_today: true,
        ..SectionsView::default()
    }
}

/// A task that was surely given before, of the last notice that speaks of its matter, of which nothing at all was reported.
fn newest_of_silent(site: &Site, task: TaskId) -> bool {
    let Some((chain, _)) = site.places.get(&task) else { return false };
    let chain = &site.chains[*chain];
    let newest = chain.last().map(|t| site.tasks[*t].notice);
    newest == Some(site.tasks[task].notice) && matter::surely(site, task) > 0 && chain.iter().all(|t| site.progress(*t).is_none())
}

/// Figures of a notice that contradict earlier ones.
fn contradicted(site: &Site, notice: NoticeId) -> Vec<ConflictView> {
    let found = site.contradictions.values().flatten().filter(|c| c.later.0 == notice);
    found.map(|c| conflict(site, c)).collect()
}

/// Figures of a notice that stay behind a plan: a share of the year's plan below the share of the year that is gone, or
/// a level of a scenario below all of it; or what is said to be below a plan.
fn off_plan(site: &Site, notice: NoticeId) -> Vec<Vec<Cell>> {
    let figures = site.notices[notice].notice.indicators.iter().enumerate();
    figures
        .flat_map(|(i, f)| {
            let told = f.comparisons.iter().cloned();
            told.chain(share_of_plan(site, f)).map(move |c| (i, f, c))
        })
        .filter_map(|(i, f, c)| {
            let basis = c.basis?;
            let gone = f
                .span_of_time
                .map(|p| p.last_day())
                .map(|d| f64::from(Month::of(d).month) / 12.0 * 100.0)?;
            let want = match basis {
                "scenario" => 100.0,
                basis if is_plan(basis) => gone,
                _ => return None,
            };
            let gap = if c.level && c.unit == "%" { want - c.value } else { -c.value };
            if gap <= 0.0 || c.level && c.unit != "%" {
                return None;
            }
            let at = indicator_link(site, &f.id);
            let points = site.words.text("comparison.points");
            let rounded = |value: f64, unit: &str| value_words(&site.words, (value * 100.0).round() / 100.0, Some(unit));
            Some(vec![
                link(at),
                link(Link {
                    name: figure_words(&site.words, f),
                    href: figure_address(site, (notice, i)),
                }),
                text(period_words(&site.words, f.span_of_time)),
                text(super::series::comparison_words(&site.words, &c)),
                text(if c.level {
                    site.words.say(
                        "session.gap_of",
                        &[("want", rounded(want, "%").into()), ("gap", rounded(gap, points).into())],
                    )
                } else {
                    let unit = if c.unit == "%" { points } else { c.unit.as_str() };
                    site.words.say("session.gap_less", &[("gap", rounded(gap, unit).into())])
                }),
            ])
        })
        .collect()
}

/// Whether a share of it grows with the year: a plan or a budget for the whole of it.
fn is_plan(basis: &str) -> bool {
    matches!(basis, "plan" | "plan_pm" | "central_budget" | "local_budget" | "assigned")
}

/// The value of a figure that is itself a share of the year's plan ("giải ngân đạt 58,3%") and is compared with no plan beside.
fn share_of_plan(site: &Site, f: &Indicator) -> Option<Comparison> {
    let def = site.registry.indicators.iter().find(|d| d.id == f.id)?;
    let compared = f.comparisons.iter().any(|c| c.level && c.basis.is_some_and(is_plan));
    let value = f
        .value
        .filter(|_| def.covers == Covers::SoFar && f.unit.as_deref() == Some("%") && !compared)?;
    Some(Comparison {
        basis: Some("plan"),
        value,
        unit: "%".to_string(),
        level: true,
    })
}

/// What an agency leads, of notices that are not long past.
fn led_recently(site: &Site, agency: AgencyId) -> impl Iterator<Item = TaskId> {
    let fresh = move |t: &TaskId| {
        let day = site.notices[site.tasks[*t].notice].day;
        day.is_some_and(|d| (site.today - d).num_days() <= 366)
    };
    // newest last, so that the walk ends early
    site.led
        .get(&agency)
        .into_iter()
        .flat_map(move |l| l.iter().rev().copied().take_while(move |t| fresh(t)))
}

/// The address of an agency's reminder; empty where there is nothing to remind of.
pub fn reminder_address(site: &Site, agency: AgencyId) -> String {
    if reminds(site, agency) {
        Route::Reminder(site.agencies[agency].slug.clone()).address()
    } else {
        String::new()
    }
}

fn reminds(site: &Site, agency: AgencyId) -> bool {
    led_recently(site, agency).any(|t| late_now(site, t) || due_within(site, t, AHEAD))
}

fn reminder(site: &Site, agency: AgencyId) -> SectionsView {
    let words = &site.words;
    let mut tasks: Vec<TaskId> = led_recently(site, agency).collect();
    tasks.sort_by_key(|t| (level(site, *t), *t));
    let some = |keep: &dyn Fn(TaskId) -> bool| tasks.iter().copied().filter(|t| keep(*t)).collect::<Vec<_>>();
    let late = some(&|t| late_now(site, t));
    let due = some(&|t| due_within(site, t, AHEAD));
    let newest = site.order.first().copied();
    let unreported =
        some(&|t| Some(site.tasks[t].notice) == newest && site.progress(t).is_none() && !late_now(site, t) && !due_within(site, t, AHEAD));
    let name = site.agencies[agency].name.clone();
    let mut notes = vec![words.text("reminder.how").to_string()];
    if [&late, &due, &unreported]
        .into_iter()
        .flatten()
        .any(|t| matter::surely(site, *t) > 0)
    {
        notes.push(words.text("matter.matched_how").into());
    }
    SectionsView {
        lead: words.say(
            "reminder.lead",
            &[
                ("day", words.day(site.today).into()),
                ("due", due.len().into()),
                ("late", late.len().into()),
            ],
        ),
        salutation: words.say("reminder.to", &[("agency", name.into())]),
        notes,
        hint: words.text("reminder.hint").into(),
        of_today: true,
        sections: vec![
            section_in_full(site, "den-han", "reminder.due", "", &due),
            section_in_full(site, "qua-han", "reminder.late", "warning.late_note", &late),
            section_in_full(site, "chua-bao-cao", "reminder.unreported", "", &unreported),
        ],
        links: vec![agency_link(site, agency)],
        ..SectionsView::default()
    }
}

fn screen(site: &Site) -> SectionsView {
    let words = &site.words;
    let until = site.today + chrono::Days::new(AHEAD.unsigned_abs() + 1);
    let from = site.today - chrono::Days::new(site.stale_after.unsigned_abs() + 1);
    let mut seen = BTreeSet::new();
    let mut tasks: Vec<TaskId> = site
        .by_day
        .range(from..=until)
        .flat_map(|(_, due)| due.iter().map(|d| d.0))
        .filter(|t| (late_now(site, *t) || due_within(site, *t, AHEAD)) && seen.insert(*t))
        .collect();
    // what is due comes before what is late: the hall can still do something about it
    let rank = |t: &TaskId| match level(site, *t) {
        Level::Today => (0, 0),
        Level::Soon(n) | Level::Ahead(n) => (1, n),
        Level::Late(n) | Level::LongLate(n) => (2, n),
        Level::Closed | Level::Undated => (3, 0),
    };
    tasks.sort_by_key(|t| (rank(t), *t));
    let total = tasks.len();
    let list = Section {
        id: "danh-sach".into(),
        title: words.text("screen.count").into(),
        note: String::new(),
        count: total,
        rows: tasks.iter().take(SCREEN).map(|t| row(site, *t)).collect(),
        left_out: total.saturating_sub(SCREEN),
    };
    SectionsView {
        lead: words.say("screen.lead", &[("day", words.day(site.today).into())]),
        sections: vec![list],
        refresh: REFRESH,
        ..SectionsView::default()
    }
}

/// A body that stands for many.
fn is_group(site: &Site, agency: AgencyId) -> bool {
    let a = &site.agencies[agency];
    a.kind == "nhom" || a.slug.starts_with("cac-") || a.slug.starts_with("ubnd-cac-")
}

fn assignments(site: &Site) -> SectionsView {
    let words = &site.words;
    let (mut none, mut several, mut group, mut ceased) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let newest: Vec<NoticeId> = site
        .order
        .iter()
        .copied()
        .filter(|n| site.notices[*n].day.is_some())
        .take(MONTHS)
        .collect();
    for task in newest.iter().flat_map(|n| site.notices[*n].tasks.iter().copied()) {
        let row = &site.tasks[task];
        let day = site.notices[row.notice].day;
        match row.leads.as_slice() {
            [] => none.push(task),
            leads if leads.iter().all(|a| is_group(site, *a)) => group.push(task),
            [_] => {}
            _ => several.push(task),
        }
        let gone = |a: &AgencyId| site.agencies[*a].to.zip(day).is_some_and(|(to, day)| to < day);
        if row.leads.iter().any(gone) {
            ceased.push(task);
        }
    }
    let mut columns: Vec<NoticeId> = newest.clone();
    columns.reverse();
    // more columns than these nobody sees without scrolling; the sums are of all
    let shown = columns.len().saturating_sub(COLUMNS);
    // agency → by notice: leads, coordinates, led without a day
    let mut load: BTreeMap<AgencyId, Vec<(usize, usize, usize)>> = BTreeMap::new();
    for (at, notice) in columns.iter().enumerate() {
        for &task in &site.notices[*notice].tasks {
            let undated = site.first_due(task).is_none();
            let mut put = |a: AgencyId, leads: bool| {
                let cell = &mut load.entry(a).or_insert_with(|| vec![(0, 0, 0); columns.len()])[at];
                if leads {
                    cell.0 += 1;
                    cell.2 += usize::from(undated);
                } else {
                    cell.1 += 1;
                }
            };
            site.tasks[task].leads.iter().for_each(|a| put(*a, true));
            site.tasks[task].coordinators.iter().for_each(|a| put(*a, false));
        }
    }
    let mut head = vec![words.text("word.agency").to_string()];
    head.extend(columns[shown..].iter().map(|n| short_name(site, *n)));
    head.extend(["assign.led", "assign.helped", "assign.dated", "assign.undated"].map(|k| words.text(k).to_string()));
    let mut rows: Vec<(String, Vec<Cell>)> = load
        .into_iter()
        .filter(|(_, cells)| cells.iter().any(|c| c.0 > 0))
        .map(|(a, cells)| {
            let who = agency_link(site, a);
            let sum = |of: fn(&(usize, usize, usize)) -> usize| cells.iter().map(of).sum::<usize>();
            let (led, helped, undated) = (sum(|c| c.0), sum(|c| c.1), sum(|c| c.2));
            let mut row = vec![link(who.clone())];
            row.extend(cells[shown..].iter().map(|c| match (c.0, c.1) {
                (0, 0) => text("–"),
                (leads, helps) => text(format!("{leads} / {helps}")),
            }));
            row.extend([led, helped, led - undated].map(|n| text(n.to_string())));
            let share = (100.0 * undated as f64 / led.max(1) as f64).round();
            row.push(text(format!("{undated} ({share}%)")));
            (who.name, row)
        })
        .collect();
    super::agency::alphabetical(&mut rows, |r| &r.0);
    let table = Table {
        caption: words.text("assign.caption").into(),
        head,
        rows: rows.into_iter().map(|r| r.1).take(MOST).collect(),
    };
    let args: [(&str, Arg); 5] = [
        ("n", newest.len().into()),
        ("none", none.len().into()),
        ("several", several.len().into()),
        ("group", group.len().into()),
        ("ceased", ceased.len().into()),
    ];
    SectionsView {
        lead: words.say("assign.lead", &args),
        notes: vec![words.say(
            "assign.how",
            &[("n", newest.len().into()), ("columns", (columns.len() - shown).into())],
        )],
        tables: [table]
            .into_iter()
            .chain(groups(site, &newest))
            .chain(piles(site, &newest))
            .collect(),
        sections: vec![
            section(site, "khong-chu-tri", "assign.none", "", &none),
            section(site, "nhieu-chu-tri", "assign.several", "", &several),
            section(site, "chi-nhom", "assign.group", "", &group),
            section(site, "da-ket-thuc", "assign.ceased", "", &ceased),
        ],
        ..SectionsView::default()
    }
}

/// What to call a notice at the head of a column: its month, else its number, else its day.
fn short_name(site: &Site, notice: NoticeId) -> String {
    let (words, entry) = (&site.words, &site.notices[notice]);
    let head = &entry.notice.head;
    let day = || entry.day.map(|d| words.day(d));
    let period = head.period.map(|m| month_label(words, m));
    period
        .or_else(|| head.number.clone())
        .or_else(day)
        .unwrap_or_else(|| notice_name(site, notice))
}

/// Tasks of some notices given to groups alone, by group: who of it is to do them is not said.
fn groups(site: &Site, notices: &[NoticeId]) -> Option<Table> {
    let words = &site.words;
    let mut found: BTreeMap<AgencyId, (usize, usize)> = BTreeMap::new();
    for task in notices.iter().flat_map(|n| &site.notices[*n].tasks) {
        let leads = &site.tasks[*task].leads;
        if leads.iter().all(|a| is_group(site, *a)) {
            for &group in leads {
                let count = found.entry(group).or_default();
                count.0 += 1;
                count.1 += usize::from(site.first_due(*task).is_none());
            }
        }
    }
    let mut rows: Vec<(AgencyId, (usize, usize))> = found.into_iter().collect();
    rows.sort_by_key(|(a, n)| (std::cmp::Reverse(*n), *a));
    (!rows.is_empty()).then(|| Table {
        caption: words.text("assign.groups").into(),
        head: ["assign.group_column", "assign.led", "assign.undated"]
            .map(|k| words.text(k).to_string())
            .to_vec(),
        rows: rows
            .into_iter()
            .take(MOST)
            .map(|(a, (led, undated))| vec![link(agency_link(site, a)), text(led.to_string()), text(undated.to_string())])
            .collect(),
    })
}

/// Days on which many tasks of some notices fall due together, the fullest first.
fn piles(site: &Site, notices: &[NoticeId]) -> Option<Table> {
    let words = &site.words;
    let mut days: BTreeMap<Day, BTreeSet<TaskId>> = BTreeMap::new();
    for &task in notices.iter().flat_map(|n| &site.notices[*n].tasks) {
        for day in site.tasks[task].due.iter().flatten() {
            days.entry(*day).or_default().insert(task);
        }
    }
    let mut rows: Vec<(Day, BTreeSet<TaskId>)> = days.into_iter().filter(|(_, tasks)| tasks.len() >= PILE).collect();
    rows.sort_by_key(|(day, tasks)| (std::cmp::Reverse(tasks.len()), *day));
    (!rows.is_empty()).then(|| Table {
        caption: words.say("assign.piles", &[("n", PILE.into())]),
        head: ["assign.day", "assign.due", "assign.bodies"]
            .map(|k| words.text(k).to_string())
            .to_vec(),
        rows: rows
            .into_iter()
            .take(PILES)
            .map(|(day, tasks)| {
                let bodies: BTreeSet<AgencyId> = tasks.iter().flat_map(|t| &site.tasks[*t].leads).copied().collect();
                let at = Link {
                    name: words.day(day),
                    href: format!("{}#ngay-{day}", Route::CalendarMonth(Month::of(day)).address()),
                };
                vec![link(at), text(tasks.len().to_string()), text(bodies.len().to_string())]
            })
            .collect(),
    })
}
