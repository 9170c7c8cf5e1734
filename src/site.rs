//! Site: all notices with whom and what they mean, and the indices that pages ask. No building here.

use crate::arena::{Arena, Idx};
use crate::calendar::{Day, Month, Period};
use crate::config::Levels;
use crate::notice::{Basis, Bound, Deadline, Notice, Task};
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
    /// Who issued it, in short, where a notice of another issuer goes by the same name.
    pub apart: Option<String>,
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
    /// All its progress entries, by day.
    pub history: Vec<usize>,
    /// Its deadlines that were put off, in order of time.
    pub moves: Vec<Move>,
    /// By deadline: the day that counts now, of the text, from the day of receipt, or where it was put off to.
    pub due: Vec<Option<Day>>,
}

/// A deadline put off by an entry with reason and consent.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Move {
    /// Index into the task's deadlines.
    pub deadline: usize,
    pub from: Option<Day>,
    pub to: Day,
    /// Index into the register's progress.
    pub entry: usize,
}

/// How pressing a deadline is, in the words of offices.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Level {
    /// Reported as done, or nothing is left to do.
    Closed,
    /// More than `Levels::long_late` days after its day.
    LongLate(i64),
    Late(i64),
    /// Today is the last day.
    Today,
    /// At most `Levels::soon` days are left.
    Soon(i64),
    Ahead(i64),
    Undated,
}

/// State of a deadline on the build's date.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Lateness {
    /// So many days after its day; 0 on the day itself, where that is late already.
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
    /// Not only may be about one matter.
    pub sure: bool,
    /// Which clause of each (`link::sentences`) they have most in common; beyond the last stand the headings above the task.
    pub sentences: (usize, usize),
}

/// The task that another goes on with in one of its matters.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Follows {
    pub task: TaskId,
    pub strength: f64,
    /// Not only may be about one matter.
    pub sure: bool,
    /// As those of a `Continuation`.
    pub sentences: (usize, usize),
    /// The matter's chain.
    pub chain: usize,
    /// How many notices have spoken of the matter before.
    pub before: usize,
    /// Which of what that task follows is of the same matter.
    pub through: Option<usize>,
}

/// One figure of one notice: (notice, index into its indicators).
pub type FigureRef = (NoticeId, usize);

/// One target of one notice: (notice, index into its targets).
pub type TargetRef = (NoticeId, usize);

/// Two figures of one indicator side by side.
#[derive(Clone, Debug)]
pub struct FigurePair {
    pub indicator: String,
    pub earlier: Option<FigureRef>,
    pub later: Option<FigureRef>,
    /// later − earlier, only where the two are comparable.
    pub change: Option<f64>,
    /// Why they are not.
    pub reason: Option<Apart>,
}

/// Why two figures of one indicator cannot be compared.
#[derive(Clone, PartialEq, Debug)]
pub enum Apart {
    OnlyEarlier,
    OnlyLater,
    /// A notice says only how much it rose or fell.
    NoValue,
    /// "7 tháng đầu năm 2025" and "tháng 1/2026", the earlier first.
    Spans(Period, Period),
    /// As written; `None` where none is.
    Units(Option<String>, Option<String>),
    UnknownSpan,
}

/// How two figures of one indicator do not go together.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Conflict {
    /// One span, two values.
    Value,
    /// One span, two growths against the same basis.
    Growth { earlier: f64, later: f64 },
    /// The later figure states a growth, or a level of the year before, that the two values do not make.
    NotBorneOut { stated: f64, real: f64, unit: &'static str },
}

/// Two figures of two notices that do not go together.
#[derive(Clone, Debug)]
pub struct Contradiction {
    pub indicator: String,
    pub conflict: Conflict,
    /// `yoy` or `mom`; `None` for values.
    pub basis: Option<Basis>,
    /// Of the notice that is the older one.
    pub earlier: FigureRef,
    pub later: FigureRef,
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
    /// Figures of the two that do not go together.
    pub contradictions: Vec<Contradiction>,
}

impl NoticePair {
    /// What does not go together, without the numbers that the two notices have in this build.
    pub fn contradicted(&self) -> impl std::fmt::Debug + '_ {
        let found = self.contradictions.iter();
        let plain = found.map(|c| (&c.indicator, &c.conflict, &c.basis, c.earlier.1, c.later.1));
        plain.collect::<Vec<_>>()
    }
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
    /// Indicator id → figures of different notices that do not go together, in order of the later notice.
    pub contradictions: BTreeMap<String, Vec<Contradiction>>,
    /// Indicator id → what notices say it is to reach, in order of time.
    pub targets: BTreeMap<String, Vec<TargetRef>>,
    /// Number of a cited document → who cites it (notice, index into its citations).
    pub citations: BTreeMap<String, Vec<(NoticeId, usize)>>,
    pub pairs: Vec<NoticePair>,
    /// What each task goes on with, where it does: once in each of its matters, the surest and strongest first.
    pub follows: BTreeMap<TaskId, Vec<Follows>>,
    /// Matters: two or more tasks, in order of time. A task with several matters stands in several.
    pub chains: Vec<Vec<TaskId>>,
    /// By chain: how many before it begin with the same task.
    pub begun_before: Vec<usize>,
    /// Task → the chain of its first matter, and how many notices have spoken of that before.
    pub places: BTreeMap<TaskId, (usize, usize)>,
    /// Topic (index into the register's topics) → its tasks in order of time.
    pub topic_tasks: Vec<Vec<TaskId>>,
    /// Topic → the clauses that name it, whether tasks or not: (notice, index into its body), in order of time.
    pub topic_clauses: Vec<Vec<(NoticeId, usize)>>,
    /// Topic → the figures whose words name it, in order of time.
    pub topic_figures: Vec<Vec<FigureRef>>,
    pub stale_after: i64,
    pub levels: Levels,
    /// The texts of the pages, in the site's language.
    pub words: Words,
}

impl Site {
    pub fn task(&self, id: TaskId) -> &Task {
        let row = &self.tasks[id];
        &self.notices[row.notice].notice.tasks[row.index]
    }
    /// What a task is about, behind who must do it.
    pub fn matter(&self, id: TaskId) -> &str {
        let task = self.task(id);
        task.text.get(task.matter..).unwrap_or(&task.text)
    }
    /// Who leads a task and what it is about, as titles name it: "Sở Tài chính: cập nhật kịch bản tăng trưởng".
    pub fn headline(&self, id: TaskId) -> String {
        let leads = &self.tasks[id].leads;
        let names: Vec<&str> = leads.iter().map(|a| self.agencies[*a].name.as_str()).collect();
        match names.as_slice() {
            [] => self.matter(id).to_string(),
            names => format!("{}: {}", names.join(", "), self.matter(id)),
        }
    }
    pub fn deadline(&self, id: TaskId, deadline: usize) -> &Deadline {
        &self.task(id).deadlines[deadline]
    }
    pub fn progress(&self, id: TaskId) -> Option<&ProgressEntry> {
        self.tasks[id].progress.map(|i| &self.registry.progress[i])
    }
    /// State of a task's deadline on `today`, after CONTRACT "Late".
    pub fn lateness(&self, id: TaskId, deadline: usize) -> Lateness {
        if self.is_closed(id) {
            return Lateness::Done;
        }
        match (self.late_by(id, deadline), self.due(id, deadline)) {
            (Some(days), _) => Lateness::Late(days),
            (None, Some(due)) => Lateness::Due((due - self.today).num_days()),
            (None, None) => Lateness::Undated,
        }
    }
    /// Days between the day of a deadline and `today`, where it is late. Days passed count from the day that the text
    /// names, as days left do: "chậm nhất ngày 30/4" is a day past on 1/5, on which it is late.
    fn late_by(&self, id: TaskId, deadline: usize) -> Option<i64> {
        let late = self.late_from(id, deadline).is_some_and(|from| self.today >= from);
        self.due(id, deadline).filter(|_| late).map(|due| (self.today - due).num_days())
    }
    /// Whether what is said of a notice's tasks changes with the day: a deadline is to come, or has passed lately.
    pub fn counts_days(&self, notice: NoticeId) -> bool {
        // until then days are told, or a level is reached
        let last = self.stale_after.max(self.levels.long_late);
        let counts = |l: Lateness| matches!(l, Lateness::Due(_)) || matches!(l, Lateness::Late(n) if n <= last);
        let mut tasks = self.notices[notice].tasks.iter();
        tasks.any(|t| (0..self.tasks[*t].due.len()).any(|i| counts(self.lateness(*t, i))))
    }
    /// Reported as done, as no longer in force, or as no task.
    pub fn is_closed(&self, id: TaskId) -> bool {
        self.progress(id).is_some_and(|p| p.status.closes())
    }
    /// The day of a deadline that counts now.
    pub fn due(&self, id: TaskId, deadline: usize) -> Option<Day> {
        self.tasks[id].due.get(deadline).copied().flatten()
    }
    /// The first day on which it is late.
    pub fn late_from(&self, id: TaskId, deadline: usize) -> Option<Day> {
        let day = self.due(id, deadline)?;
        // one put off is one "chậm nhất ngày"
        let moved = self.tasks[id].moves.iter().any(|m| m.deadline == deadline);
        match self.deadline(id, deadline).bound {
            Bound::Before(_) if !moved => Some(day),
            _ => day.succ_opt(),
        }
    }
    /// How pressing a deadline is on `today`.
    pub fn level(&self, id: TaskId, deadline: usize) -> Level {
        if self.is_closed(id) {
            return Level::Closed;
        }
        match self.late_by(id, deadline) {
            Some(n) if n > self.levels.long_late => return Level::LongLate(n),
            Some(n) => return Level::Late(n),
            None => {}
        }
        let (Some(from), Some(due)) = (self.late_from(id, deadline), self.due(id, deadline)) else {
            return Level::Undated;
        };
        // days left count to the day that the text names, as all pages say it: "trước ngày 23/4" is 8 days from the 15th
        match (due - self.today).num_days() {
            _ if self.today.succ_opt() == Some(from) => Level::Today,
            left if left <= self.levels.soon => Level::Soon(left),
            left => Level::Ahead(left),
        }
    }
    /// The most pressing level among a task's deadlines; `Undated` where it has none.
    pub fn task_level(&self, id: TaskId) -> Level {
        if self.is_closed(id) {
            return Level::Closed;
        }
        let all = (0..self.tasks[id].due.len()).map(|i| self.level(id, i));
        all.min().unwrap_or(Level::Undated)
    }
    /// How many notices before have given this task: "nhắc lại lần thứ n"; 0 for a new one.
    pub fn repeated(&self, id: TaskId) -> usize {
        self.places.get(&id).map_or(0, |p| p.1)
    }
    /// What a task goes on with in its first matter.
    pub fn follows(&self, id: TaskId) -> Option<&Follows> {
        self.follows.get(&id).and_then(|f| f.first())
    }
    /// What a task goes on with in the matter of a chain.
    pub fn follows_in(&self, chain: usize, id: TaskId) -> Option<&Follows> {
        self.follows.get(&id).and_then(|f| f.iter().find(|f| f.chain == chain))
    }
    /// A task's entries of the progress register, oldest first.
    pub fn history(&self, id: TaskId) -> impl DoubleEndedIterator<Item = &ProgressEntry> {
        self.tasks[id].history.iter().map(|i| &self.registry.progress[*i])
    }
    /// For a task reported as done: whether that was in time. `None` where it is not done or has no day.
    pub fn done_in_time(&self, id: TaskId) -> Option<bool> {
        let done = self.progress(id).filter(|p| p.status.is_done())?.done_on();
        let last = (0..self.tasks[id].due.len()).filter_map(|i| self.late_from(id, i)).max()?;
        Some(done < last)
    }
    /// The first dated deadline of a task, by due day.
    pub fn first_due(&self, id: TaskId) -> Option<(usize, Day)> {
        let days = self.tasks[id].due.iter().enumerate();
        days.filter_map(|(i, d)| Some((i, (*d)?))).min_by_key(|x| x.1)
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
