//! What became of tasks in a month, agency by agency, as reckoned on its last day (or today, where that is earlier).
//!
//! A month's report has the tasks that notices gave in it, those that fell due in it, and those that were late when it
//! began (no longer than `stale_after` days). Each stands in one class. Only what was reported by the day of the
//! report counts, so that a month that is over does not change with later entries, save those dated back.

use crate::calendar::{Day, Month};
use crate::notice::Bound;
use crate::registry::{AgencyId, Status};
use crate::site::{Site, TaskId};
use std::collections::{BTreeMap, BTreeSet};

/// What a task came to. In this order on pages.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Class {
    InTime,
    DoneLate,
    Late,
    Open,
    /// Open, and without any day.
    Undated,
    /// No longer in force, or no task at all.
    Ended,
}

impl Class {
    pub const ALL: [Class; 6] = [
        Class::InTime,
        Class::DoneLate,
        Class::Late,
        Class::Open,
        Class::Undated,
        Class::Ended,
    ];
    /// Its key in the open data.
    pub fn key(self) -> &'static str {
        match self {
            Class::InTime => "in_time",
            Class::DoneLate => "done_late",
            Class::Late => "late",
            Class::Open => "open",
            Class::Undated => "undated",
            Class::Ended => "ended",
        }
    }
}

/// One agency's tasks of a month, by class; `None` for tasks that name no lead. A task with two leads counts for both.
#[derive(Clone, Debug)]
pub struct Line {
    pub agency: Option<AgencyId>,
    pub tasks: BTreeMap<Class, Vec<TaskId>>,
}

impl Line {
    pub fn count(&self, class: Class) -> usize {
        self.tasks.get(&class).map_or(0, Vec::len)
    }
    pub fn total(&self) -> usize {
        self.tasks.values().map(Vec::len).sum()
    }
}

/// A month's report.
#[derive(Clone, Debug)]
pub struct Monthly {
    pub month: Month,
    /// The day for which it is reckoned.
    pub day: Day,
    /// Each task once.
    pub all: BTreeMap<Class, Vec<TaskId>>,
    pub lines: Vec<Line>,
    /// Somebody has reported something of these tasks by then.
    pub reported: bool,
}

/// Tasks by the months in whose reports they stand, up to this month. One walk through all tasks.
pub fn months(site: &Site) -> BTreeMap<Month, Vec<TaskId>> {
    let now = Month::of(site.today);
    let mut out: BTreeMap<Month, BTreeSet<TaskId>> = BTreeMap::new();
    for (id, row) in site.tasks.iter() {
        let Some(given) = site.notices[row.notice].day else { continue };
        let closed = site.progress(id).filter(|p| p.status.closes()).map(|p| p.done_on());
        let mut put = |m: Month| {
            if m <= now {
                out.entry(m).or_default().insert(id);
            }
        };
        put(Month::of(given));
        for due in row.due.iter().flatten().filter(|d| **d >= given) {
            let mut month = Month::of(*due);
            put(month);
            loop {
                month = month.next();
                let first = month.first_day();
                if month > now || (first - *due).num_days() > site.stale_after || closed.is_some_and(|c| c < first) {
                    break;
                }
                put(month);
            }
        }
    }
    out.into_iter().map(|(m, tasks)| (m, tasks.into_iter().collect())).collect()
}

/// The report of a month with its tasks, as `months` gives them.
pub fn report(site: &Site, month: Month, tasks: &[TaskId]) -> Monthly {
    let day = month.last_day().min(site.today);
    let mut all: BTreeMap<Class, Vec<TaskId>> = BTreeMap::new();
    let mut lines: BTreeMap<Option<AgencyId>, BTreeMap<Class, Vec<TaskId>>> = BTreeMap::new();
    for &task in tasks {
        let class = class(site, task, day);
        all.entry(class).or_default().push(task);
        let leads = &site.tasks[task].leads;
        let none = leads.is_empty().then_some(None);
        for agency in leads.iter().map(|a| Some(*a)).chain(none) {
            lines.entry(agency).or_default().entry(class).or_default().push(task);
        }
    }
    // by slug, since numbers of agencies change with any notice of the archive
    let mut lines: Vec<Line> = lines.into_iter().map(|(agency, tasks)| Line { agency, tasks }).collect();
    lines.sort_by_key(|l| l.agency.map(|a| &site.agencies[a].slug));
    Monthly {
        month,
        day,
        reported: tasks.iter().any(|t| site.history(*t).any(|e| e.date <= day)),
        all,
        lines,
    }
}

/// The class of a task on a day.
pub fn class(site: &Site, task: TaskId, day: Day) -> Class {
    let row = &site.tasks[task];
    let dues: Vec<Option<Day>> = (0..row.due.len()).map(|i| late_from(site, task, i, day)).collect();
    let latest = site.history(task).rfind(|e| e.date <= day);
    match latest.map(|e| (e.status, e.done_on())) {
        Some((status, done)) if status.is_done() => match dues.iter().flatten().max() {
            Some(last) if done >= *last => Class::DoneLate,
            _ => Class::InTime,
        },
        Some((Status::Void | Status::NoTask, _)) => Class::Ended,
        _ if dues.iter().flatten().any(|from| *from <= day) => Class::Late,
        _ if dues.iter().flatten().next().is_some() => Class::Open,
        _ => Class::Undated,
    }
}

/// The first day on which a deadline was late, as it stood on a day: later moves do not count.
fn late_from(site: &Site, task: TaskId, deadline: usize, day: Day) -> Option<Day> {
    let row = &site.tasks[task];
    let moves = || row.moves.iter().filter(|m| m.deadline == deadline);
    let moved = moves().rfind(|m| site.registry.progress[m.entry].date <= day);
    let first = moves().next().map_or(row.due[deadline], |m| m.from);
    match (moved, &site.deadline(task, deadline).bound) {
        (Some(m), _) => m.to.succ_opt(),
        (None, Bound::Before(_)) => first,
        (None, _) => first?.succ_opt(),
    }
}
