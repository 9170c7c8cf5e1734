//! What a build gives to the writer: planned paths and, for each, a pure function of its bytes.

use std::collections::BTreeMap;

/// A relative path below the output folder: no empty part, no `.` or `..`, no backslash, no control character.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Hash)]
pub struct OutPath(String);

impl OutPath {
    /// `None` when the path could leave the output folder or cannot be written everywhere.
    pub fn new(path: &str) -> Option<OutPath> {
        let fine = |part: &str| {
            !part.is_empty() && part != "." && part != ".." && !part.chars().any(|c| c.is_control() || "\\:*?\"<>|".contains(c))
        };
        path.split('/').all(fine).then(|| OutPath(path.to_string()))
    }
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

type Maker<'a> = Box<dyn Fn() -> Vec<u8> + Send + Sync + 'a>;

/// The planned files in order of path. Bytes are made one file at a time, when the writer asks.
#[derive(Default)]
pub struct Bundle<'a> {
    files: BTreeMap<OutPath, Maker<'a>>,
}

impl<'a> Bundle<'a> {
    /// Plans a file; a second file of the same path replaces the first and `false` is returned.
    pub fn plan(&mut self, path: OutPath, make: impl Fn() -> Vec<u8> + Send + Sync + 'a) -> bool {
        self.files.insert(path, Box::new(make)).is_none()
    }
    pub fn paths(&self) -> impl Iterator<Item = &OutPath> {
        self.files.keys()
    }
    pub fn contains(&self, path: &str) -> bool {
        OutPath::new(path).is_some_and(|p| self.files.contains_key(&p))
    }
    pub fn len(&self) -> usize {
        self.files.len()
    }
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }
    /// The planned files, each with the function that makes its bytes.
    pub fn files(&self) -> impl Iterator<Item = (&OutPath, &(dyn Fn() -> Vec<u8> + Send + Sync + 'a))> {
        self.files.iter().map(|(p, m)| (p, m.as_ref()))
    }
    pub fn bytes(&self, path: &str) -> Option<Vec<u8>> {
        OutPath::new(path).and_then(|p| self.files.get(&p)).map(|m| m())
    }
}
