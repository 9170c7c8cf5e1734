//! Bundle → disk: the only writer. A new site is written beside the old one, checked, and takes its place in one step.
#![expect(clippy::disallowed_methods, reason = "the one writer")]

use crate::bundle::Bundle;
use crate::render::check::Checker;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// By this file a folder is known as one of ours.
pub const MARKER: &str = "du-lieu/state.json";
/// Files rendered together; what is in memory at once is bounded by it.
const CHUNK: usize = 64;

/// What publishing may overrule.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options {
    /// Replace a folder that this program did not write.
    pub force: bool,
}

/// Takes one rendered file: its path and its bytes.
type Write<'a> = dyn FnMut(&str, &[u8]) -> Result<(), PublishError> + 'a;

/// What was published.
#[derive(Clone, Copy, Debug, Default)]
pub struct Published {
    pub files: usize,
    pub bytes: u64,
}

#[derive(Debug)]
pub enum PublishError {
    /// The machine failed: what was done, where and why.
    Io {
        doing: &'static str,
        path: PathBuf,
        cause: io::Error,
    },
    /// The target holds files that this program did not write.
    NotOurs(PathBuf),
    /// Pages lead nowhere: (page, link).
    DeadLinks(Vec<(String, String)>),
}

impl fmt::Display for PublishError {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            PublishError::Io { doing, path, cause } => write!(f, "cannot {doing} {}: {cause}", path.display()),
            PublishError::NotOurs(path) => {
                write!(
                    f,
                    "{} is not empty and was not written by ketluan (no {MARKER} in it); choose another --output or add --force",
                    path.display()
                )
            }
            PublishError::DeadLinks(links) => write!(f, "{} internal links lead nowhere", links.len()),
        }
    }
}

impl std::error::Error for PublishError {}

/// Renders and checks everything without writing: what `check` does.
pub fn rehearse(bundle: &Bundle) -> Result<Published, PublishError> {
    produce(bundle, &mut |_, _| Ok(()))
}

/// Writes the site beside `output`, checks its links and puts it in the place of the old one,
/// which stays as `.NAME.previous`.
pub fn publish(bundle: &Bundle, output: &Path, options: Options) -> Result<Published, PublishError> {
    // a link to the folder keeps being a link: what it leads to is replaced
    let target = match fs::canonicalize(output) {
        Ok(path) => path,
        Err(_) => std::path::absolute(output).map_err(|e| fail("resolve", output, e))?,
    };
    let (Some(parent), Some(name)) = (target.parent(), target.file_name()) else {
        return Err(fail("replace", &target, io::Error::other("the root of the disk")));
    };
    let name = name.to_string_lossy();
    if !options.force && !is_free(&target)? {
        return Err(PublishError::NotOurs(target));
    }
    fs::create_dir_all(parent).map_err(|e| fail("make", parent, e))?;
    let next = parent.join(format!(".{name}.next"));
    let previous = parent.join(format!(".{name}.previous"));
    remove(&next)?;
    fs::create_dir(&next).map_err(|e| fail("make", &next, e))?;
    let mut made = BTreeSet::new();
    let written = produce(bundle, &mut |path, bytes| {
        let file = next.join(path);
        if let Some(folder) = file.parent()
            && made.insert(folder.to_path_buf())
        {
            fs::create_dir_all(folder).map_err(|e| fail("make", folder, e))?;
        }
        fs::write(&file, bytes).map_err(|e| fail("write", &file, e))
    });
    let written = match written {
        Ok(written) => written,
        Err(error) => {
            // the site that stands is untouched; what was begun is taken away
            let _ = fs::remove_dir_all(&next);
            return Err(error);
        }
    };
    swap(&next, &target, &previous)?;
    Ok(written)
}

fn fail(doing: &'static str, path: &Path, cause: io::Error) -> PublishError {
    PublishError::Io {
        doing,
        path: path.to_path_buf(),
        cause,
    }
}

/// Nothing is there, an empty folder, or a site of ours.
fn is_free(target: &Path) -> Result<bool, PublishError> {
    match fs::read_dir(target) {
        Ok(mut entries) => Ok(entries.next().is_none() || target.join(MARKER).is_file()),
        Err(e) if e.kind() == io::ErrorKind::NotFound => Ok(true),
        Err(e) => Err(fail("read", target, e)),
    }
}

fn remove(path: &Path) -> Result<(), PublishError> {
    let result = match fs::symlink_metadata(path) {
        Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(e) => Err(e),
        Ok(m) if m.is_dir() => fs::remove_dir_all(path),
        Ok(_) => fs::remove_file(path),
    };
    result.map_err(|e| fail("remove", path, e))
}

/// Renders chunk by chunk, several files at once, and hands each on in order of path.
fn produce(bundle: &Bundle, write: &mut Write) -> Result<Published, PublishError> {
    let files: Vec<_> = bundle.files().collect();
    let mut checker = Checker::default();
    let mut done = Published::default();
    for chunk in files.chunks(CHUNK) {
        let rendered: Vec<(&str, Vec<u8>)> = chunk.par_iter().map(|(path, make)| (path.as_str(), make())).collect();
        for (path, bytes) in rendered {
            if path.ends_with(".html") {
                checker.see(path, &bytes);
            }
            write(path, &bytes)?;
            done.files += 1;
            done.bytes += bytes.len() as u64;
        }
    }
    let dead = checker.dead(bundle.paths().map(|p| p.as_str()));
    if dead.is_empty() {
        Ok(done)
    } else {
        Err(PublishError::DeadLinks(dead))
    }
}

/// Puts `next` in the place of `target`; the old one becomes `previous`.
fn swap(next: &Path, target: &Path, previous: &Path) -> Result<(), PublishError> {
    if fs::symlink_metadata(target).is_err() {
        return fs::rename(next, target).map_err(|e| fail("put in place", target, e));
    }
    if exchange(next, target) {
        remove(previous)?;
        return fs::rename(next, previous).map_err(|e| fail("keep", previous, e));
    }
    // a file system without exchange: a moment without a site, mended if the second step fails
    remove(previous)?;
    fs::rename(target, previous).map_err(|e| fail("keep", previous, e))?;
    fs::rename(next, target).map_err(|e| {
        let _ = fs::rename(previous, target);
        fail("put in place", target, e)
    })
}

#[cfg(target_os = "linux")]
fn exchange(a: &Path, b: &Path) -> bool {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    renameat_with(CWD, a, CWD, b, RenameFlags::EXCHANGE).is_ok()
}
#[cfg(not(target_os = "linux"))]
fn exchange(_: &Path, _: &Path) -> bool {
    false
}

/// Ids of the notices that a `state.json` lists, whether as keys, as texts or as objects with an `id`.
pub fn published_ids(state: &str) -> BTreeSet<String> {
    let Ok(state) = serde_json::from_str::<serde_json::Value>(state) else {
        return BTreeSet::new();
    };
    let list = state.get("notices").or_else(|| state.get("state").and_then(|s| s.get("notices")));
    match list {
        Some(serde_json::Value::Object(map)) => map.keys().cloned().collect(),
        Some(serde_json::Value::Array(list)) => list
            .iter()
            .filter_map(|v| v.as_str().or_else(|| v.get("id").and_then(|i| i.as_str())))
            .map(str::to_string)
            .collect(),
        _ => BTreeSet::new(),
    }
}

/// Published notices that this build would lose: gone from the site while a source without a place in it has an error.
/// `failed`: path → id folded from it, of the sources with errors that are not on the site. A notice that was
/// deleted on purpose is no loss, unless one of them may be it under an id that can no longer be read.
pub fn lost(previous: &BTreeSet<String>, now: &BTreeSet<String>, failed: &BTreeMap<String, String>) -> Vec<String> {
    let gone: Vec<&String> = previous.difference(now).collect();
    if failed.is_empty() || gone.is_empty() {
        return Vec::new();
    }
    // an unreadable source may have had an id of its own: where its folded one was never published, any that is gone may be it
    let unclear = failed.values().any(|id| !previous.contains(id));
    gone.into_iter()
        .filter(|id| unclear || failed.values().any(|f| f == *id))
        .cloned()
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bundle::OutPath;

    fn bundle(text: &'static str) -> Bundle<'static> {
        let mut bundle = Bundle::default();
        for path in ["index.html", "du-lieu/state.json"] {
            bundle.plan(OutPath::new(path).unwrap(), move || text.as_bytes().to_vec());
        }
        bundle
    }
    fn folder(name: &str) -> PathBuf {
        let dir = std::env::temp_dir().join(format!("ketluan-publish-{}-{name}", std::process::id()));
        let _ = fs::remove_dir_all(&dir);
        fs::create_dir_all(&dir).unwrap();
        dir
    }

    #[test]
    fn replaces_and_keeps_the_previous() {
        let dir = folder("swap");
        let out = dir.join("public");
        publish(&bundle("1"), &out, Options::default()).unwrap();
        let done = publish(&bundle("2"), &out, Options::default()).unwrap();
        assert_eq!((done.files, done.bytes), (2, 2));
        publish(&bundle("3"), &out, Options::default()).unwrap();
        assert_eq!(fs::read_to_string(out.join("index.html")).unwrap(), "3");
        assert_eq!(fs::read_to_string(dir.join(".public.previous/index.html")).unwrap(), "2");
        assert!(!dir.join(".public.next").exists());
        fs::remove_dir_all(dir).unwrap();
    }
    #[test]
    fn refuses_a_foreign_folder() {
        let dir = folder("foreign");
        fs::write(dir.join("thesis.doc"), "x").unwrap();
        assert!(matches!(
            publish(&bundle("1"), &dir, Options::default()),
            Err(PublishError::NotOurs(_))
        ));
        assert!(dir.join("thesis.doc").exists());
        fs::remove_dir_all(dir).unwrap();
    }
    #[test]
    fn losses() {
        let set = |l: &[&str]| l.iter().map(|s| s.to_string()).collect::<BTreeSet<_>>();
        let failed = |l: &[(&str, &str)]| l.iter().map(|(a, b)| (a.to_string(), b.to_string())).collect::<BTreeMap<_, _>>();
        let before = published_ids(r#"{"notices":[{"id":"a"},{"id":"b"}]}"#);
        assert_eq!(before, published_ids(r#"{"notices":{"a":{},"b":{}}}"#));
        assert!(lost(&before, &set(&["a"]), &failed(&[])).is_empty());
        assert_eq!(lost(&before, &set(&["a"]), &failed(&[("b.md", "b")])), ["b"]);
        assert_eq!(lost(&before, &set(&["a"]), &failed(&[("x.md", "x")])), ["b"]);
        assert!(lost(&before, &set(&["a", "b"]), &failed(&[("x.md", "x")])).is_empty());
    }
}
