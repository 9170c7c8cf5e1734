//! The YAML head of a Markdown notice: what an editor sets or corrects.

use crate::diag::Diagnostics;
use super::{NoticeKind, Signer};
use crate::calendar::{Day, Month};
use crate::source::SourceFile;

/// All fields optional; what is left out is read from the text.
#[derive(Clone, Debug, Default)]
pub struct FrontMatter {
    pub id: Option<String>,
    pub kind: Option<NoticeKind>,
    pub number: Option<String>,
    pub issuer: Option<String>,
    pub place: Option<String>,
    pub issued: Option<Day>,
    pub meeting_date: Option<Day>,
    pub period: Option<Month>,
    pub chair: Option<String>,
    pub signer: Option<Signer>,
    pub recipients: Option<Vec<String>>,
    pub title: Option<String>,
    pub approvals: Option<Vec<String>>,
    /// Day of receipt, `received:`.
    pub received: Option<Day>,
    /// Attachments, paths relative to the content folder.
    pub files: Vec<String>,
    /// A summary in our own words: names the original, `original: { title, date, url }`.
    pub original: Option<String>,
    pub aliases: Vec<String>,
    pub corrections: Vec<Correction>,
    /// Tasks spelled out (YAML notices, or front matter that replaces the reading).
    pub tasks: Option<Vec<TaskEntry>>,
    pub indicators: Option<Vec<IndicatorEntry>>,
}

/// `corrections:` clause by clause.
#[derive(Clone, Debug, Default)]
pub struct Correction {
    /// `III.1.1`, or `III.1.1~2` for the second task of the clause.
    pub clause: String,
    pub leads: Option<Vec<String>>,
    pub coordinators: Option<Vec<String>>,
    pub deadlines: Option<Vec<DeadlineEntry>>,
    pub ignore: bool,
    pub add: Option<TaskEntry>,
    pub text: Option<String>,
}

#[derive(Clone, Debug, Default)]
pub struct TaskEntry {
    pub clause: Option<String>,
    pub text: String,
    /// Slugs of the register or full names.
    pub leads: Vec<String>,
    pub coordinators: Vec<String>,
    pub deadlines: Vec<DeadlineEntry>,
}

#[derive(Clone, Debug, Default)]
pub struct DeadlineEntry {
    pub due: Option<Day>,
    pub bound: Option<String>,
    pub quote: Option<String>,
    pub every: Option<String>,
    pub weekday: Option<u32>,
    pub day: Option<u32>,
    pub time: Option<String>,
    pub lunar: bool,
}

#[derive(Clone, Debug, Default)]
pub struct IndicatorEntry {
    pub id: String,
    pub label: Option<String>,
    pub value: Option<f64>,
    pub unit: Option<String>,
    pub span: Option<String>,
    pub quote: Option<String>,
    pub clause: Option<String>,
    /// (basis, value, unit, level)
    pub comparisons: Vec<(Option<String>, f64, Option<String>, bool)>,
}

/// Splits the front matter off: its fields and the byte offset at which the text begins.
/// Broken YAML is diagnosed and costs only the front matter.
pub fn split(_source: &SourceFile, _diags: &mut Diagnostics) -> (FrontMatter, usize) {
    (FrontMatter::default(), 0)
}

/// `[a-z0-9-]` identity folded from a path's file name ("Kết luận 3.md" → `ket-luan-3`), never four digits alone.
pub fn id_of_path(path: &str) -> String {
    let stem = path.rsplit('/').next().unwrap_or(path);
    let stem = stem.rsplit_once('.').map_or(stem, |(s, _)| s);
    crate::viet::fold::slug(stem)
}
