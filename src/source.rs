//! Source texts as the program sees them: composed (NFC), with line ends `\n`, and found again by line and column.

pub mod yaml;

use crate::span::SourceId;

/// One text with its path relative to the site's root, for messages.
#[derive(Clone, Debug, PartialEq)]
pub struct SourceFile {
    pub id: SourceId,
    pub path: String,
    /// NFC text without byte order mark.
    pub text: String,
    /// SHA-256 of the bytes on disk, in hex.
    pub sha256: String,
}

impl SourceFile {
    /// Line and column of a byte offset, both from 1, columns in characters.
    pub fn line_column(&self, offset: u32) -> (usize, usize) {
        let upto = &self.text[..floor(&self.text, offset as usize)];
        let line = upto.matches('\n').count() + 1;
        let start = upto.rfind('\n').map_or(0, |i| i + 1);
        (line, upto[start..].chars().count() + 1)
    }
    /// The words of a range; clipped to the text.
    pub fn slice(&self, start: u32, end: u32) -> &str {
        let (a, b) = (floor(&self.text, start as usize), floor(&self.text, end as usize));
        &self.text[a..b.max(a)]
    }
}

fn floor(text: &str, mut i: usize) -> usize {
    i = i.min(text.len());
    while !text.is_char_boundary(i) {
        i -= 1;
    }
    i
}
