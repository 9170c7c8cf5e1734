//! The ground state of a build: all that its output depends on. No disk, clock or environment behind it.

use crate::bundle::{Key, key_of};
use crate::calendar::Day;
use crate::source::SourceFile;

/// Everything a build reads, in order of path. Only `read` makes it from a disk; tests make it from strings.
#[derive(Clone, Debug, Default)]
pub struct Input {
    /// Notices: `content/**/*.md` and `content/**/*.yaml` outside `_data`.
    pub notices: Vec<SourceFile>,
    /// Registers below `content/_data`, paths relative to it ("agencies.yaml", "progress/2026-04.yaml").
    pub data: Vec<SourceFile>,
    /// `ketluan.yaml`, where there is one.
    pub config: Option<SourceFile>,
    /// Templates, texts and assets of the theme laid over the embedded one: (path within the theme, bytes).
    pub theme: Vec<(String, Vec<u8>)>,
    /// `static/` and attachments: (address below the site's root, bytes).
    pub assets: Vec<(String, Vec<u8>)>,
    /// The day for which "late" is reckoned.
    pub today: Day,
    /// `/du-lieu/state.json` of the site published before, where there is one.
    pub previous: Option<String>,
}

/// Kinds of source files a `SourceId` can point into, for messages.
impl Input {
    pub fn sources(&self) -> impl Iterator<Item = &SourceFile> {
        self.notices.iter().chain(&self.data).chain(&self.config)
    }
    /// Of the registers but progress: all that the reading of a notice depends on beside the notice and the program.
    pub fn key_of_registers(&self) -> Key {
        let read = self.data.iter().filter(|d| !d.path.starts_with("progress/"));
        let texts: Vec<(&str, &str)> = read.map(|d| (d.path.as_str(), d.text.as_str())).collect();
        key_of(format!("{texts:?}").as_bytes())
    }
}

/// What earlier builds read, by key. It may forget at any time, and gives back only what was kept.
pub trait Readings: Sync {
    fn recall(&self, key: &Key) -> Option<Vec<u8>>;
    fn keep(&self, key: &Key, reading: &[u8]);
}
