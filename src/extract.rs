//! Document + Registry → Notice: what one text says. Whom it means among all years is `link`'s part.

pub mod agency;
pub mod citation;
pub mod deadline;
pub mod head;
pub mod indicator;
pub mod task;

use crate::diag::Diagnostics;
use crate::notice::Notice;
use crate::outline::Document;
use crate::registry::Registry;
use crate::source::SourceFile;

/// What a task's reading needs of the notice around it.
#[derive(Clone, Debug)]
pub struct Context {
    /// Day of issue, else of the session, else the last day of the period, else January 1 of the year in the file name.
    pub day: Option<crate::calendar::Day>,
    pub period: Option<crate::calendar::Month>,
}

/// Reads a notice: a pure function of its document and the registers.
pub fn read(document: Document, source: &SourceFile, registry: &Registry, diags: &mut Diagnostics) -> Notice {
    let head = head::read(&document, diags);
    let context = Context {
        day: head.issued.or(head.meeting_date).or(head.period.map(|m| m.last_day())),
        period: head.period,
    };
    let tasks = task::read(&document, &context, registry, diags);
    let indicators = indicator::read(&document, &context, registry, diags);
    let approvals = citation::approvals(&document);
    let citations = citation::citations(&document);
    let _ = source;
    Notice {
        document,
        head,
        tasks,
        indicators,
        approvals,
        citations,
    }
}
