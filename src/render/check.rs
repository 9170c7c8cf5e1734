//! Every internal link of the rendered pages leads to a file and an anchor.
use std::collections::{BTreeMap, BTreeSet};

/// Gathers links and anchors while files are rendered, so that no page is kept.
#[derive(Default)]
pub struct Checker {
    pub ids: BTreeMap<String, BTreeSet<String>>,
    pub links: BTreeSet<(String, String)>,
}

impl Checker {
    /// Looks at one rendered file.
    pub fn see(&mut self, _path: &str, _bytes: &[u8]) {}
    /// (page, link) of every link that leads nowhere, given the paths of all files.
    pub fn dead<'p>(&self, _paths: impl Iterator<Item = &'p str>) -> Vec<(String, String)> {
        Vec::new()
    }
}
