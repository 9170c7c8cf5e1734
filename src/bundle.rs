//! What a build gives to the writer: planned paths and, for each, a pure function of its bytes.
//!
//! Each file has a key: equal keys mean equal bytes. The key of a page is that of its view, which is made without
//! rendering, so that a page whose key is known need not be rendered at all. A file may also say what it reads, by a key
//! that costs next to nothing: where that is known not even the view is made.

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

/// BLAKE3 of all that a file's bytes depend on.
pub type Key = [u8; 32];

/// The key of bytes themselves.
pub fn key_of(bytes: &[u8]) -> Key {
    *blake3::hash(bytes).as_bytes()
}

/// What is known of a file as it was published.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Known {
    pub key: Key,
    /// Of all that its making read, where it said so.
    pub reads: Option<Key>,
}

/// What came of asking for a file.
pub enum Made {
    /// The key is the one that the writer knows: the bytes are too.
    Same,
    New {
        key: Key,
        bytes: Vec<u8>,
    },
}

type Maker<'a> = Box<dyn Fn(Option<&Key>) -> Made + Send + Sync + 'a>;

/// A planned file.
pub struct File<'a> {
    make: Maker<'a>,
    reads: Option<Key>,
    told: Option<Box<dyn Fn([u8; 32]) + Send + Sync + 'a>>,
    /// Made from other files: best asked for when those are made.
    pub last: bool,
}

impl File<'_> {
    /// The bytes, unless the file is as it is known.
    pub fn since(&self, known: Option<&Known>) -> Made {
        if self.is_known(known) {
            return Made::Same;
        }
        self.made(known)
    }
    /// Whether it reads nothing but what it was made from.
    pub fn is_known(&self, known: Option<&Known>) -> bool {
        self.reads.is_some() && known.is_some_and(|k| k.reads == self.reads)
    }
    /// The same as `since`, whatever it says of what it reads.
    pub fn made(&self, known: Option<&Known>) -> Made {
        (self.make)(known.map(|k| &k.key))
    }
    /// Of all that its making reads, where it says so.
    pub fn reads(&self) -> Option<Key> {
        self.reads
    }
    /// Lets it know the SHA-256 of its bytes, for files that list it.
    pub fn tell(&self, sha256: [u8; 32]) {
        if let Some(told) = &self.told {
            told(sha256);
        }
    }
    pub fn bytes(&self) -> Vec<u8> {
        match self.since(None) {
            Made::New { bytes, .. } => bytes,
            Made::Same => unreachable!("nothing was known"),
        }
    }
}

/// The planned files in order of path. Bytes are made one file at a time, when the writer asks.
#[derive(Default)]
pub struct Bundle<'a> {
    files: BTreeMap<OutPath, File<'a>>,
    failures: Option<Box<dyn Fn() -> Vec<String> + Send + Sync + 'a>>,
}

impl<'a> Bundle<'a> {
    /// Plans a file; a second file of the same path replaces the first and `false` is returned.
    pub fn plan(&mut self, path: OutPath, make: impl Fn() -> Vec<u8> + Send + Sync + 'a) -> bool {
        self.plan_keyed(path, move |known| {
            let bytes = make();
            let key = key_of(&bytes);
            if known == Some(&key) {
                Made::Same
            } else {
                Made::New { key, bytes }
            }
        })
    }
    /// Plans a file whose key is found without making its bytes.
    pub fn plan_keyed(&mut self, path: OutPath, make: impl Fn(Option<&Key>) -> Made + Send + Sync + 'a) -> bool {
        let file = File {
            make: Box::new(make),
            reads: None,
            told: None,
            last: false,
        };
        self.files.insert(path, file).is_none()
    }
    /// Says of a planned file what it reads: equal keys mean equal bytes.
    pub fn reading(&mut self, path: &str, reads: Key) {
        if let Some(file) = OutPath::new(path).and_then(|p| self.files.get_mut(&p)) {
            file.reads = Some(reads);
        }
    }
    /// Says who wants to know a planned file's SHA-256.
    pub fn on_sum(&mut self, path: &str, told: impl Fn([u8; 32]) + Send + Sync + 'a) {
        if let Some(file) = OutPath::new(path).and_then(|p| self.files.get_mut(&p)) {
            file.told = Some(Box::new(told));
        }
    }
    /// Lets a planned file wait for all others.
    pub fn put_last(&mut self, path: &OutPath) {
        if let Some(file) = self.files.get_mut(path) {
            file.last = true;
        }
    }
    /// Takes out what was planned below an address that ends with a slash.
    pub fn withhold(&mut self, address: &str) {
        self.files.retain(|path, _| !path.as_str().starts_with(address));
    }
    /// What to ask after all files were made and before any is published: messages of what failed.
    pub fn ask(&mut self, failures: impl Fn() -> Vec<String> + Send + Sync + 'a) {
        self.failures = Some(Box::new(failures));
    }
    pub fn failures(&self) -> Vec<String> {
        self.failures.as_ref().map(|ask| ask()).unwrap_or_default()
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
    pub fn files(&self) -> impl Iterator<Item = (&OutPath, impl Fn() -> Vec<u8>)> {
        self.files.iter().map(|(p, f)| (p, move || f.bytes()))
    }
    pub fn file(&self, path: &str) -> Option<&File<'a>> {
        OutPath::new(path).and_then(|p| self.files.get(&p))
    }
    pub fn planned(&self) -> impl Iterator<Item = (&OutPath, &File<'a>)> {
        self.files.iter()
    }
    pub fn bytes(&self, path: &str) -> Option<Vec<u8>> {
        self.file(path).map(File::bytes)
    }
}
