//! What one text says, before anyone asks whom it means: the result of reading a notice by itself.

use crate::calendar::{Day, Month, Period};
use crate::diag::Text;
use crate::outline::{ClausePath, Document};
pub use crate::outline::{NoticeKind, Signer};
use crate::span::Span;
use serde::{Deserialize, Serialize};

/// One notice as read: its outline, what was read of its head, its tasks, figures and citations.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Notice {
    pub document: Document,
    pub head: Head,
    pub tasks: Vec<Task>,
    pub indicators: Vec<Indicator>,
    pub targets: Vec<Target>,
    pub approvals: Vec<Approval>,
    pub citations: Vec<Citation>,
}

/// Letterhead, opening, recipients and signature. `None` where the notice does not have it.
#[derive(Clone, Debug, Serialize, Deserialize)]
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
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Mention {
    /// Official name at the time ("Sở Tài chính"), or the words themselves for an unknown body.
    pub name: String,
    /// Slug of the register's agency where the register knows it.
    pub slug: Option<String>,
    pub span: Span,
    /// How its role in the task was decided.
    pub certainty: Certainty,
    pub doubts: Vec<Doubt>,
}

/// How a fact was decided.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default, Serialize, Deserialize)]
pub enum Certainty {
    /// The words themselves say it.
    #[default]
    Explicit,
    /// A heading, or the directive that opened the list, says it.
    Inherited,
    /// Nothing says it outright.
    Inferred,
}

impl Certainty {
    /// Name in the open data.
    pub fn name(self) -> &'static str {
        match self {
            Certainty::Explicit => "explicit",
            Certainty::Inherited => "inherited",
            Certainty::Inferred => "inferred",
        }
    }
}

/// Why an editor should look at a reading again; the gravest first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Hash, Serialize, Deserialize)]
pub enum Doubt {
    /// A directive that names nobody, below no heading that does.
    NoLead,
    /// Two bodies of the same sentence could be the lead.
    TwoLeads,
    /// The lead stands behind other words of its sentence.
    LeadInSentence,
    /// The lead comes from the opening of the whole notice.
    LeadOfOpening,
    /// A body's name was mended from a misprint.
    MendedBody,
    /// No register knows the body.
    UnknownBody,
    /// One block was parted into several tasks.
    PartedBlock,
    /// The day lies before the notice.
    DayBeforeNotice,
    /// The day is in no calendar.
    ImpossibleDay,
    /// The year of a deadline is not written.
    YearInferred,
    /// Counted from a day that the text fixes elsewhere, or does not fix.
    DayCounted,
    /// The day comes from the lunar calendar.
    LunarDay,
    /// The deadline stands on a heading or a list and was handed down.
    DeadlineOfList,
    /// The figure lies outside the range of its indicator.
    ImplausibleFigure,
    /// The span of time of a figure is that of the passage.
    SpanInferred,
    /// What a growth compares with is not written beside it.
    BasisInferred,
    /// No register lists the indicator.
    UnlistedIndicator,
}

impl Doubt {
    pub const ALL: [Doubt; 17] = [
        Doubt::NoLead,
        Doubt::TwoLeads,
        Doubt::LeadInSentence,
        Doubt::LeadOfOpening,
        Doubt::MendedBody,
        Doubt::UnknownBody,
        Doubt::PartedBlock,
        Doubt::DayBeforeNotice,
        Doubt::ImpossibleDay,
        Doubt::YearInferred,
        Doubt::DayCounted,
        Doubt::LunarDay,
        Doubt::DeadlineOfList,
        Doubt::ImplausibleFigure,
        Doubt::SpanInferred,
        Doubt::BasisInferred,
        Doubt::UnlistedIndicator,
    ];
    /// Stable name.
    pub fn name(self) -> &'static str {
        match self {
            Doubt::NoLead => "no-lead",
            Doubt::TwoLeads => "two-leads",
            Doubt::LeadInSentence => "lead-in-sentence",
            Doubt::LeadOfOpening => "lead-of-opening",
            Doubt::MendedBody => "mended-body",
            Doubt::UnknownBody => "unknown-body",
            Doubt::PartedBlock => "parted-block",
            Doubt::DayBeforeNotice => "day-before-notice",
            Doubt::ImpossibleDay => "impossible-day",
            Doubt::YearInferred => "year-inferred",
            Doubt::DayCounted => "day-counted",
            Doubt::LunarDay => "lunar-day",
            Doubt::DeadlineOfList => "deadline-of-list",
            Doubt::ImplausibleFigure => "implausible-figure",
            Doubt::SpanInferred => "span-inferred",
            Doubt::BasisInferred => "basis-inferred",
            Doubt::UnlistedIndicator => "unlisted-indicator",
        }
    }
    /// What the editor is told.
    pub fn text(self) -> Text {
        let (vi, en) = match self {
            Doubt::NoLead => ("không nêu cơ quan nào chủ trì", "no lead is named"),
            Doubt::TwoLeads => (
                "trong câu có hơn một cơ quan có thể là cơ quan chủ trì",
                "more than one body of the sentence could lead",
            ),
            Doubt::LeadInSentence => ("cơ quan chủ trì lấy từ giữa câu", "the lead was taken from mid-sentence"),
            Doubt::LeadOfOpening => (
                "cơ quan chủ trì lấy từ lời mở đầu văn bản",
                "the lead comes from the notice's opening",
            ),
            Doubt::MendedBody => ("tên cơ quan đã được sửa lỗi chữ", "the body's name was mended from a misprint"),
            Doubt::UnknownBody => ("cơ quan không có trong danh bạ", "the body is not in the register"),
            Doubt::PartedBlock => ("một đoạn được tách thành nhiều nhiệm vụ", "one block was parted into several tasks"),
            Doubt::DayBeforeNotice => ("thời hạn trước ngày của văn bản", "the deadline lies before the notice"),
            Doubt::ImpossibleDay => ("ngày không có trong lịch", "the day is in no calendar"),
            Doubt::YearInferred => ("văn bản không ghi năm, năm được suy ra", "the year is not written; it was inferred"),
            Doubt::DayCounted => ("ngày được tính từ một mốc khác", "the day was counted from another day"),
            Doubt::LunarDay => ("ngày được đổi từ âm lịch", "the day was converted from the lunar calendar"),
            Doubt::DeadlineOfList => ("thời hạn nêu chung cho cả danh mục", "the deadline was said of the whole list"),
            Doubt::ImplausibleFigure => ("số liệu ngoài khoảng hợp lý", "the figure lies outside the plausible range"),
            Doubt::SpanInferred => ("kỳ của số liệu suy ra từ đoạn văn", "the span of time was taken from the passage"),
            Doubt::BasisInferred => (
                "không ghi rõ so với kỳ nào, được suy ra từ đoạn văn",
                "what it compares with was taken from the passage",
            ),
            Doubt::UnlistedIndicator => ("chỉ tiêu không có trong danh mục", "the indicator is not in the register"),
        };
        Text::new(vi, en)
    }
}

/// A directive that binds somebody.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Task {
    pub clause: ClausePath,
    /// 1 for the first task of its clause, 2 for the second (`~2`) …
    pub ordinal: u32,
    pub text: String,
    /// Byte of the text at which its matter begins, behind the bodies and their roles.
    pub matter: usize,
    pub span: Span,
    /// Index of the block of `Document::body` in which it stands.
    pub block: usize,
    pub leads: Vec<Mention>,
    pub coordinators: Vec<Mention>,
    pub certainty: Certainty,
    pub doubts: Vec<Doubt>,
    pub deadlines: Vec<Deadline>,
    /// Set or changed by the editor's corrections.
    pub corrected: bool,
}

impl Task {
    /// Its name within the notice, and the end of its address: `III.1.1`, `III.1.1~2` for the second of a clause; outside all
    /// numbered clauses `~1`, `~2` …, since a name is never empty.
    pub fn anchor(&self) -> String {
        if self.ordinal > 1 || self.clause.0.is_empty() {
            format!("{}~{}", self.clause, self.ordinal)
        } else {
            self.clause.to_string()
        }
    }
}

/// A time expression that bounds a task.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Deadline {
    pub quote: String,
    pub bound: Bound,
    /// From a lunar date.
    pub lunar: bool,
    /// `HH:MM` where the text gives an hour.
    pub time: Option<String>,
    pub span: Span,
    pub certainty: Certainty,
    pub doubts: Vec<Doubt>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
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
#[derive(Clone, Debug, Serialize, Deserialize)]
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
    pub certainty: Certainty,
    pub doubts: Vec<Doubt>,
}

impl Indicator {
    /// The value as the text gives it, which gives none where it tells a growth alone: "GRDP tăng 7,5% so với cùng kỳ".
    pub fn stated(&self) -> Option<f64> {
        let growth =
            |c: &Comparison| !c.level && c.basis == Some("yoy") && Some(c.value) == self.value && Some(&c.unit) == self.unit.as_ref();
        self.value.filter(|_| !self.comparisons.iter().any(growth))
    }
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Comparison {
    /// `yoy`, `mom`, `plan`, `central_budget`, `local_budget`, `scenario`, `plan_pm`, `assigned`.
    #[serde(deserialize_with = "known_basis")]
    pub basis: Option<Basis>,
    pub value: f64,
    pub unit: String,
    /// A level ("bằng 38,6% dự toán") rather than a growth.
    pub level: bool,
}

/// One of `BASES`.
pub type Basis = &'static str;

/// What a figure may be compared with.
pub const BASES: [&str; 8] = [
    "yoy",
    "mom",
    "plan",
    "central_budget",
    "local_budget",
    "scenario",
    "plan_pm",
    "assigned",
];

fn known_basis<'de, D: serde::Deserializer<'de>>(d: D) -> Result<Option<&'static str>, D::Error> {
    match Option::<String>::deserialize(d)? {
        None => Ok(None),
        Some(name) => match BASES.iter().find(|b| **b == name) {
            Some(basis) => Ok(Some(basis)),
            None => Err(serde::de::Error::custom("unknown basis")),
        },
    }
}

/// What an indicator is to reach, as a notice states it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Target {
    /// Id of the register.
    pub id: String,
    pub value: f64,
    pub unit: String,
    /// It is to grow by the value over the year before, rather than to reach it.
    pub growth: bool,
    /// "trở lên", "trên", "tối thiểu".
    pub at_least: bool,
    pub period: Period,
    pub quote: String,
    pub clause: ClausePath,
    pub span: Span,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Approval {
    pub text: String,
    pub clause: ClausePath,
    pub span: Span,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Citation {
    /// "01/NQ-CP".
    pub number: String,
    pub quote: String,
    pub clause: ClausePath,
    pub span: Span,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_doubt_has_its_own_name_and_words() {
        let names: std::collections::BTreeSet<_> = Doubt::ALL.iter().map(|d| d.name()).collect();
        let words: std::collections::BTreeSet<_> = Doubt::ALL.iter().map(|d| d.text()).collect();
        assert_eq!((names.len(), words.len()), (Doubt::ALL.len(), Doubt::ALL.len()));
        assert!(Doubt::ALL.is_sorted());
    }
}
