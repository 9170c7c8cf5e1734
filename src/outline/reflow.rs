//! Lines → blocks: page and line breaks mended, Markdown marks taken off, places kept.

use super::Block;
use crate::source::SourceFile;

/// A block before its number is read.
#[derive(Clone, PartialEq, Debug)]
pub struct RawBlock {
    pub block: Block,
    /// Markdown heading level 1 to 6, else 0.
    pub heading: u8,
    /// The whole block was bold.
    pub bold: bool,
    /// Began with a list dash ("-" 1, "+" 2), taken off the text.
    pub dash: u8,
    /// Lines of the block as printed (for letterhead, recipients, signature).
    pub lines: Vec<Block>,
    /// Cells, where it is a row of a table.
    pub cells: Vec<String>,
}

/// Reads the text from byte `offset` on.
pub fn blocks(_source: &SourceFile, _offset: usize) -> Vec<RawBlock> {
    Vec::new()
}
