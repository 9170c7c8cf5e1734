//! Time phrases that bind → Deadline.
use super::Context;
use crate::notice::Deadline;
use crate::outline::Block;

/// The deadlines in bytes `range` of a block's text, in order.
pub fn find(_block: &Block, _range: std::ops::Range<usize>, _context: &Context) -> Vec<Deadline> {
    Vec::new()
}
