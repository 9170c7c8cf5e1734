//! Site: all notices with whom and what they mean, and the indices that pages ask. No building here.

use crate::arena::{Arena, Idx};
use crate::calendar::{Day, Month};
use crate::notice::{Deadline, Notice, Task};
use crate::registry::{Agency, AgencyId, ProgressEntry, Registry};
use crate::words::Words;
use std::collections::{BTreeMap, BTreeSet};

pub type NoticeId = Idx<Entry>;
pub type TaskId = Idx<TaskRow>;

/// A notice of the site.
#[derive(Clone, Debug)]
pub struct Entry {
    pub notice: Notice,
    pub id: String,
    /// Of its period, else of the session, else of the issue.
    pub year: Option<i32>,
    /// Day by which notices are put in order: session, else issue, else last day of the period.
    pub day: Option<Day>,
    pub tasks: Vec<TaskId>,
    /// The notice before and after it of the same issuer and kind.
    pub previous: Option<NoticeId>,
    pub next: Option<NoticeId>,
    /// The one of the same month a year before.
    pub year_before: Option<NoticeId>,
}

/// A task with whom it means.
#[derive(Clone, Debug)]
pub struct TaskRow {
    pub notice: NoticeId,
    /// Index into the notice's tasks.
    pub index: usize,
    /// `2026-03/III.1.1~2`
    pub id: String,
    pub leads: Vec<AgencyId>,
    pub coordinators: Vec<AgencyId>,
    pub topics: Vec<usize>,
    /// Latest progress entry.
    pub progress: Option<usize>,
}

/// State of a deadline on the build's date.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Lateness {
    /// Passed by so many days (at least 0).
    Late(i64),
    /// Due in so many days.
    Due(i64),
    /// No day to reckon with.
    Undated,
    /// Reported as done or no longer in force.
    Done,
}

/// A pair of tasks, an earlier and a later one, about one matter.
#[derive(Clone, Debug)]
pub struct Continuation {
    pub earlier: TaskId,
    pub later: TaskId,
    /// 0 to 1.
    pub strength: f64,
}

/// One figure of one notice: (notice, index into its indicators).
pub type FigureRef = (NoticeId, usize);

/// Two figures of one indicator side by side.
#[derive(Clone, Debug)]
pub struct FigurePair {
    pub indicator: String,
    pub earlier: Option<FigureRef>,
    pub later: Option<FigureRef>,
    /// later − earlier, only where the two are comparable.
    pub change: Option<f64>,
    /// Why they are not, in Vietnamese.
    pub reason: Option<String>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Load {
    pub leads: usize,
    pub coordinates: usize,
}

/// One comparison page.
#[derive(Clone, Debug)]
pub struct NoticePair {
    pub earlier: NoticeId,
    pub later: NoticeId,
    pub continued: Vec<Continuation>,
    pub new: Vec<TaskId>,
    pub dropped: Vec<TaskId>,
    pub figures: Vec<FigurePair>,
    pub load: Vec<(AgencyId, Load, Load)>,
}

#[derive(Clone, Debug)]
pub struct Site {
    pub today: Day,
    pub registry: Registry,
    /// Agencies of the register that are named, and those made for names the register does not know.
    pub agencies: Arena<Agency>,
    pub notices: Arena<Entry>,
    /// Newest first.
    pub order: Vec<NoticeId>,
    pub tasks: Arena<TaskRow>,
    pub led: BTreeMap<AgencyId, Vec<TaskId>>,
    pub coordinated: BTreeMap<AgencyId, Vec<TaskId>>,
    /// Dated deadlines by day: (task, index of its deadline).
    pub by_day: BTreeMap<Day, Vec<(TaskId, usize)>>,
    /// Deadlines without a day.
    pub undated: Vec<(TaskId, usize)>,
    /// Indicator id → figures in order of time.
    pub series: BTreeMap<String, Vec<FigureRef>>,
    /// Number of a cited document → who cites it (notice, index into its citations).
    pub citations: BTreeMap<String, Vec<(NoticeId, usize)>>,
    pub pairs: Vec<NoticePair>,
    /// Topic (index into the register's topics) → its tasks in order of time.
    pub topic_tasks: Vec<Vec<TaskId>>,
    pub stale_after: i64,
    /// The texts of the pages, in the site's language.
    pub words: Words,
}

impl Site {
    pub fn task(&self, id: TaskId) -> &Task {
        let row = &self.tasks[id];
        &self.notices[row.notice].notice.tasks[row.index]
    }
    pub fn deadline(&self, id: TaskId, deadline: usize) -> &Deadline {
        &self.task(id).deadlines[deadline]
    }
    pub fn progress(&self, id: TaskId) -> Option<&ProgressEntry> {
        self.tasks[id].progress.map(|i| &self.registry.progress[i])
    }
    /// State of a task's deadline on `today`, after CONTRACT "Late".
    pub fn lateness(&self, id: TaskId, deadline: usize) -> Lateness {
        if self
            .progress(id)
            .is_some_and(|p| matches!(p.status.as_str(), "hoan-thanh" | "hoan-thanh-qua-han" | "khong-con-hieu-luc"))
        {
            return Lateness::Done;
        }
        let bound = &self.deadline(id, deadline).bound;
        match (bound.late_from(), bound.due()) {
            (Some(from), _) if self.today >= from => Lateness::Late((self.today - from).num_days()),
            (_, Some(due)) => Lateness::Due((due - self.today).num_days()),
            _ => Lateness::Undated,
        }
    }
    /// The first dated deadline of a task, by due day.
    pub fn first_due(&self, id: TaskId) -> Option<(usize, Day)> {
        self.task(id)
            .deadlines
            .iter()
            .enumerate()
            .filter_map(|(i, d)| Some((i, d.bound.due()?)))
            .min_by_key(|x| x.1)
    }
    /// Years in which notices stand, newest first.
    pub fn years(&self) -> BTreeSet<i32> {
        self.notices.iter().filter_map(|(_, e)| e.year).collect()
    }
    /// Months in which something falls due.
    pub fn due_months(&self) -> BTreeSet<Month> {
        self.by_day.keys().map(|d| Month::of(*d)).collect()
    }
}
