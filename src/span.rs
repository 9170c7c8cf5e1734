//! Places in source texts: an eight-byte range that rides on everything read out of a notice.
//! Lines and columns are worked out only when a message is printed (`source::SourceFile::line_column`).

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::cell::Cell;

/// Number of a source file within one build.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Hash)]
pub struct SourceId(pub u32);

thread_local! {
    /// The number that sources get while `SourceId::standing_for` reads what was kept of an earlier build.
    static NOW: Cell<u32> = const { Cell::new(u32::MAX) };
}

impl SourceId {
    /// Reads something kept of one source, which has this number now: every place in it gets the number.
    pub fn standing_for<T>(self, read: impl FnOnce() -> T) -> T {
        let before = NOW.replace(self.0);
        let read = read();
        NOW.set(before);
        read
    }
}

/// Numbers hold within one build, so none is written.
impl Serialize for SourceId {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.serialize_unit()
    }
}

impl<'de> Deserialize<'de> for SourceId {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<SourceId, D::Error> {
        <()>::deserialize(d)?;
        Ok(SourceId(NOW.get()))
    }
}

/// A byte range of a source file's NFC text, `start..end`, `start <= end`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Hash, Serialize, Deserialize)]
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
