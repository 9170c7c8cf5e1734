//! Markers → clauses with their paths.
use super::reflow::RawBlock;
use super::Clause;
use crate::diag::Diagnostics;
use crate::source::SourceFile;

pub fn build(_blocks: Vec<RawBlock>, _source: &SourceFile, _diags: &mut Diagnostics) -> Vec<Clause> {
    Vec::new()
}
