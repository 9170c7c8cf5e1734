//! What one text says, before anyone asks whom it means: the result of reading a notice by itself.

use crate::calendar::{Day, Month, Period};
use crate::outline::{ClausePath, Document};
pub use crate::outline::{NoticeKind, Signer};
use crate::span::Span;

/// One notice as read: its outline, what was read of its head, its tasks, figures and citations.
#[derive(Clone, Debug)]
pub struct Notice {
    pub document: Document,
    pub head: Head,
    pub tasks: Vec<Task>,
    pub indicators: Vec<Indicator>,
    pub approvals: Vec<Approval>,
    pub citations: Vec<Citation>,
}

/// Letterhead, opening, recipients and signature. `None` where the notice does not have it.
#[derive(Clone, Debug)]
pub struct Head {
    pub kind: NoticeKind,
    pub number: Option<String>,
    pub issuer: Option<String>,
    pub place: Option<String>,
    pub issued: Option<Day>,
    pub meeting_date: Option<Day>,
    pub period: Option<Month>,
    pub chair: Option<String>,
    pub signer: Option<Signer>,
    pub addressees: Vec<String>,
    pub recipients: Vec<String>,
    pub title: Option<String>,
}

/// A body as a task names it: official spelling, not yet linked to the register.
#[derive(Clone, Debug, PartialEq)]
pub struct Mention {
    /// Official name at the time ("Sở Tài chính"), or the words themselves for an unknown body.
    pub name: String,
    /// Slug of the register's agency where the register knows it.
    pub slug: Option<String>,
    pub span: Span,
}

/// How a fact was decided.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Certainty {
    Explicit,
    Inherited,
    Inferred,
}

/// A directive that binds somebody.
#[derive(Clone, Debug)]
pub struct Task {
    pub clause: ClausePath,
    /// 1 for the first task of its clause, 2 for the second (`~2`) …
    pub ordinal: u32,
    pub text: String,
    pub span: Span,
    /// Index of the block of `Document::body` in which it stands.
    pub block: usize,
    pub leads: Vec<Mention>,
    pub coordinators: Vec<Mention>,
    pub certainty: Certainty,
    pub deadlines: Vec<Deadline>,
    /// Set or changed by the editor's corrections.
    pub corrected: bool,
}

/// A time expression that bounds a task.
#[derive(Clone, Debug, PartialEq)]
pub struct Deadline {
    pub quote: String,
    pub bound: Bound,
    /// From a lunar date.
    pub lunar: bool,
    /// `HH:MM` where the text gives an hour.
    pub time: Option<String>,
    pub span: Span,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Bound {
    /// "trước ngày D": late from D on.
    Before(Day),
    /// "chậm nhất ngày D": late from the day after. `None`: N days from a day the text does not fix.
    By(Option<Day>),
    /// Within a period; the day is the last that counts ("đầu tháng 5" ends on the 10th).
    Within(Day),
    /// Bound to an event without a date.
    Event,
    /// "hằng tuần": ISO 8601 duration `every`, weekday (1 Monday), day of month.
    Every {
        every: String,
        weekday: Option<u32>,
        day: Option<u32>,
    },
}

impl Bound {
    /// The last or the bounding day.
    pub fn due(&self) -> Option<Day> {
        match self {
            Bound::Before(d) | Bound::Within(d) => Some(*d),
            Bound::By(d) => *d,
            Bound::Event | Bound::Every { .. } => None,
        }
    }
    /// Name in the open data.
    pub fn name(&self) -> &'static str {
        match self {
            Bound::Before(_) => "before",
            Bound::By(_) => "by",
            Bound::Within(_) => "within",
            Bound::Event => "event",
            Bound::Every { .. } => "recurring",
        }
    }
    /// The first day on which the deadline is passed.
    pub fn late_from(&self) -> Option<Day> {
        match self {
            Bound::Before(d) => Some(*d),
            other => other.due().and_then(|d| d.succ_opt()),
        }
    }
}

/// A measured figure of the assessment.
#[derive(Clone, Debug)]
pub struct Indicator {
    /// Id of the register, or `other:` and a slug of the label.
    pub id: String,
    pub label: String,
    /// In `unit`: 38.6 with unit `%` means 38,6 %.
    pub value: Option<f64>,
    pub unit: Option<String>,
    pub span_of_time: Option<Period>,
    pub comparisons: Vec<Comparison>,
    pub quote: String,
    pub clause: ClausePath,
    pub span: Span,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    /// `yoy`, `mom`, `plan`, `central_budget`, `local_budget`, `scenario`, `plan_pm`, `assigned`.
    pub basis: Option<&'static str>,
    pub value: f64,
    pub unit: String,
    /// A level ("bằng 38,6% dự toán") rather than a growth.
    pub level: bool,
}

#[derive(Clone, Debug)]
pub struct Approval {
    pub text: String,
    pub clause: ClausePath,
    pub span: Span,
}

#[derive(Clone, Debug)]
pub struct Citation {
    /// "01/NQ-CP".
    pub number: String,
    pub quote: String,
    pub clause: ClausePath,
    pub span: Span,
}
