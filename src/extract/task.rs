//! Clauses → Tasks; leads inherited from headings.
use super::Context;
use crate::diag::Diagnostics;
use crate::notice::Task;
use crate::outline::Document;
use crate::registry::Registry;

pub fn read(_document: &Document, _context: &Context, _registry: &Registry, _diags: &mut Diagnostics) -> Vec<Task> {
    Vec::new()
}

/// Which part of a notice a clause stands in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Part {
    /// "Đánh giá tình hình": figures, no tasks.
    Assessment,
    /// Tasks.
    Operative,
    /// "Tập thể UBND tỉnh nhất trí thông qua các văn bản": approved documents.
    Approvals,
    /// The closing formula.
    Closing,
}

/// The part of each clause of the body, by index.
pub fn parts(document: &Document) -> Vec<Part> {
    vec![Part::Operative; document.body.len()]
}
