//! Places in source texts: an eight-byte range that rides on everything read out of a notice.
//! Lines and columns are worked out only when a message is printed (`source::SourceFile::line_column`).

/// Number of a source file within one build.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Hash)]
pub struct SourceId(pub u32);

/// A byte range of a source file's NFC text, `start..end`, `start <= end`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Hash)]
pub struct Span {
    pub source: SourceId,
    pub start: u32,
    pub end: u32,
}

impl Span {
    pub fn new(source: SourceId, start: usize, end: usize) -> Span {
        Span {
            source,
            start: start as u32,
            end: end as u32,
        }
    }

    /// The whole-file place used where no narrower one is known.
    pub fn file(source: SourceId) -> Span {
        Span { source, start: 0, end: 0 }
    }
}
