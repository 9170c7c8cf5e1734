//! Bundle → disk: the only writer. A new site is made beside the old one, checked, and takes its place in one step.
//!
//! ```text
//! lock → mend what an interrupted build left → render into .NAME.next what is new → check → make whole → exchange
//! ```
//!
//! Files that stay are the same files (hard links), so they keep their time. The folder that takes the place is the site
//! before last, changed into the new one: nearly all of its files are those that stand, so that a small change costs little.
//! A build that is killed while it does so leaves no site to go back to, until the next one. Where the folder cannot be
//! exchanged (it is a mount point, or the file system has no such step) each file is renamed into it and what is gone is
//! removed last: weaker, because a build that is killed in between leaves a mixture, which the next one mends. What stood
//! there is set aside before, so that there is a site to go back to here too.
#![expect(clippy::disallowed_methods, reason = "the one writer")]

pub mod cache;
pub mod changes;
pub mod disk;
mod manifest;
pub mod record;

use crate::bundle::{Bundle, File, Known, Made};
use crate::calendar::Day;
use crate::diag::trouble::{self, Trouble};
use crate::render::check::{Checker, Paths, Places, all_alive};
use disk::{Disk, Real, Stamp, remove_all};
use rayon::prelude::*;
use record::{Record, Row};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, mpsc};

/// By this file a folder is known as one of ours.
pub const MARKER: &str = "du-lieu/state.json";
/// Where a folder that cannot be exchanged is made ready: within it, on the same disk.
pub const INNER: &str = ".ketluan-next";
/// Rendered files that wait for the writer; what is in memory at once is bounded by it.
const WAITING: usize = 32;

/// What publishing may overrule, and where it remembers.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Replace a folder that this program did not write.
    pub force: bool,
    /// Folder of the cache. Without it nothing is remembered, and every file is compared with the one that stands.
    pub cache: Option<PathBuf>,
    /// The day of publishing, for the manifest.
    pub day: Option<Day>,
}

/// What was published.
#[derive(Clone, Debug, Default)]
pub struct Published {
    pub files: usize,
    pub bytes: u64,
    pub changes: Changes,
    /// The folder could not be exchanged in one step: why.
    pub piecewise: Option<String>,
    /// Where the site before lies now.
    pub before: Option<PathBuf>,
}

/// Paths of the files that differ from the site before.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Changes {
    pub added: Vec<String>,
    pub changed: Vec<String>,
    pub removed: Vec<String>,
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
    /// There is no site before.
    NothingBefore(PathBuf),
    /// Another build writes the same folder.
    Busy(PathBuf),
    /// Pages lead nowhere: (page, link).
    DeadLinks(Vec<(String, String)>),
    /// Templates failed while pages were rendered: messages.
    Templates(Vec<String>),
}

impl PublishError {
    /// For whoever runs the command.
    pub fn trouble(&self) -> Trouble {
        let unchanged = ("không thay đổi gì", "nothing was changed");
        let trouble = match self {
            PublishError::Io { doing, path, cause } => {
                let (why, mend) = (trouble::words(cause), trouble::mending(cause));
                return Trouble::new(
                    format!("không {} được {}: {}", in_vietnamese(doing), path.display(), why.vi),
                    format!("cannot {doing} {}: {}", path.display(), why.en),
                )
                .done(
                    "dừng lại; lần dựng sau dọn phần dở dang",
                    "stopped; the next build clears away what was begun",
                )
                .hint(mend.vi, mend.en);
            }
            PublishError::NotOurs(path) => Trouble::new(
                format!("{} không trống và không do ketluan tạo (không có {MARKER})", path.display()),
                format!("{} is not empty and was not written by ketluan (no {MARKER} in it)", path.display()),
            )
            .hint(
                "chọn --output khác, hoặc thêm --force để thay cả thư mục này",
                "choose another --output, or add --force to replace the whole folder",
            ),
            PublishError::NothingBefore(path) => Trouble::new(
                format!("không có bản công bố trước ở {}", path.display()),
                format!("there is no earlier site at {}", path.display()),
            )
            .hint(
                "bản trước có từ lần công bố thứ hai; trang ở thư mục khác thì ghi --output",
                "there is one after the second publication; name the site's folder with --output",
            ),
            PublishError::Busy(path) => Trouble::new(
                format!("một lần dựng khác đang ghi {}", path.display()),
                format!("another build is writing {}", path.display()),
            )
            .hint(
                "đợi lần dựng ấy xong rồi chạy lại",
                "wait for it to end, then run the command again",
            ),
            PublishError::DeadLinks(links) => Trouble::new(
                format!("{} liên kết nội bộ không dẫn tới đâu", links.len()),
                format!("{} internal links lead nowhere", links.len()),
            ),
            PublishError::Templates(errors) => Trouble::new(
                format!("mẫu trang có lỗi:\n{}", errors.join("\n")),
                format!("templates have errors:\n{}", errors.join("\n")),
            )
            .hint(
                "sửa mẫu trong thư mục giao diện; bỏ `theme` thì dùng giao diện kèm theo chương trình",
                "mend the template in the theme's folder; without `theme` the built-in one is used",
            ),
        };
        trouble.done(unchanged.0, unchanged.1)
    }
}

/// What was being done, as it stands between "không" and "được".
fn in_vietnamese(doing: &str) -> &str {
    match doing {
        "resolve" => "tìm",
        "replace" => "thay",
        "make" => "tạo",
        "remove" => "xóa",
        "read" => "đọc",
        "write" => "ghi",
        "keep" => "giữ lại",
        "put in place" => "đặt vào chỗ",
        "lock" => "khóa",
        other => other,
    }
}

impl fmt::Display for PublishError {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(&self.trouble().message.en)
    }
}

impl std::error::Error for PublishError {}

/// Renders and checks everything without writing: what `check` does.
pub fn rehearse(bundle: &Bundle) -> Result<Published, PublishError> {
    let seen = Mutex::new((0, Vec::new()));
    produce(bundle, &Record::new(), None, &|_, item| {
        let mut seen = seen.lock().unwrap_or_else(|e| e.into_inner());
        seen.0 += item.size;
        seen.1.push(item.places);
        true
    })?;
    let (bytes, pages) = seen.into_inner().unwrap_or_else(|e| e.into_inner());
    check(bundle, pages.iter())?;
    Ok(Published {
        files: pages.len(),
        bytes,
        ..Published::default()
    })
}

/// Makes the site beside `output`, checks it and puts it in the place of the old one, which stays as `.NAME.previous`.
pub fn publish(bundle: &Bundle, output: &Path, options: &Options) -> Result<Published, PublishError> {
    publish_on(&Real, bundle, output, options)
}

/// The folder to replace and the names beside it that are ours.
struct Siblings {
    target: PathBuf,
    next: PathBuf,
    previous: PathBuf,
    lock: PathBuf,
    manifest: PathBuf,
}

impl Siblings {
    fn of(output: &Path) -> Result<Siblings, PublishError> {
        // a link to the folder keeps being a link: what it leads to is replaced
        let target = match fs::canonicalize(output) {
            Ok(path) => path,
            Err(_) => std::path::absolute(output).map_err(|e| fail("resolve", output, e))?,
        };
        let (Some(parent), Some(name)) = (target.parent(), target.file_name()) else {
            return Err(fail("replace", &target, io::Error::other("the root of the disk")));
        };
        let beside = |what: &str| parent.join(format!(".{}.{what}", name.to_string_lossy()));
        Ok(Siblings {
            next: beside("next"),
            previous: beside("previous"),
            lock: beside("lock"),
            manifest: beside("manifest.json"),
            target,
        })
    }
    fn older_manifest(&self) -> PathBuf {
        self.manifest.with_extension("previous.json")
    }
}

/// What becomes of one planned file.
struct Item {
    known: Known,
    sha256: [u8; 32],
    size: u64,
    places: Places,
    /// The stamp of the file that stands and stays, or the bytes to write.
    todo: Result<Stamp, Vec<u8>>,
}

fn publish_on(disk: &dyn Disk, bundle: &Bundle, output: &Path, options: &Options) -> Result<Published, PublishError> {
    let at = Siblings::of(output)?;
    if !options.force && !is_free(&at.target)? {
        return Err(PublishError::NotOurs(at.target));
    }
    let parent = at.target.parent().unwrap_or(&at.target);
    disk.make_folder(parent).map_err(|e| fail("make", parent, e))?;
    let _lock = lock(&at)?;
    let inner = at.target.join(INNER);
    for left in [&at.next, &inner] {
        remove_all(disk, left).map_err(|e| fail("remove", left, e))?;
    }
    let old: BTreeSet<String> = match fs::symlink_metadata(&at.target) {
        Ok(_) => disk::files_below(&at.target)
            .map_err(|e| fail("read", &at.target, e))?
            .into_iter()
            .collect(),
        Err(_) => BTreeSet::new(),
    };
    let file = options.cache.as_ref().map(|cache| record::file_of(cache, &at.target));
    let record = file.as_ref().and_then(|f| record::read(&fs::read(f).ok()?)).unwrap_or_default();
    let apart = is_mount_point(&at.target);
    let mut stage = if apart { &inner } else { &at.next };
    if let Err(e) = disk.make_folder(stage) {
        // a folder that is ours in a parent that is not
        if apart || old.is_empty() || disk.make_folder(&inner).is_err() {
            return Err(fail("make", stage, e));
        }
        stage = &inner;
    }
    let written = write_stage(disk, bundle, &at.target, stage, &record, &old);
    let (rows, changes) = match written {
        Ok(written) => written,
        Err(error) => {
            // the site that stands is untouched; what was begun is taken away
            let _ = remove_all(disk, stage);
            return Err(error);
        }
    };
    let mut done = Published {
        files: rows.len(),
        bytes: rows.values().map(|r| r.stamp.0).sum(),
        piecewise: if changes == Changes::default() {
            remove_all(disk, stage).map_err(|e| fail("remove", stage, e))?;
            None
        } else {
            put_in_place(disk, &at, stage, &rows, &changes)?
        },
        before: None,
        changes,
    };
    if done.changes != Changes::default() {
        if !old.is_empty() && at.previous.join(MARKER).is_file() {
            done.before = Some(at.previous.clone());
        }
        keep_manifest(disk, &at, &rows, options.day)?;
    }
    if let Some(file) = file {
        // a record that cannot be kept costs the next build its time, and nothing else
        let _ = keep_record(&file, &rows);
    }
    Ok(done)
}

/// The manifest that stands becomes the one before.
fn keep_manifest(disk: &dyn Disk, at: &Siblings, rows: &Record, day: Option<Day>) -> Result<(), PublishError> {
    let before = fs::read(&at.manifest).ok();
    let bytes = manifest::write(rows, day, before.as_deref());
    let fresh = at.manifest.with_extension("new");
    disk.write(&fresh, &bytes).map_err(|e| fail("write", &fresh, e))?;
    if before.is_some() {
        let older = at.older_manifest();
        disk.rename(&at.manifest, &older).map_err(|e| fail("keep", &older, e))?;
    }
    disk.rename(&fresh, &at.manifest).map_err(|e| fail("put in place", &at.manifest, e))
}

/// Puts the site before in the place of the one that stands, which then is the one before.
pub fn rollback(output: &Path) -> Result<Changes, PublishError> {
    rollback_on(&Real, output)
}

fn rollback_on(disk: &dyn Disk, output: &Path) -> Result<Changes, PublishError> {
    let at = Siblings::of(output)?;
    let _lock = lock(&at)?;
    if !at.previous.join(MARKER).is_file() {
        return Err(PublishError::NothingBefore(at.previous));
    }
    let changes = changes::compare(&at.target, &at.previous)?;
    if disk.exchange(&at.previous, &at.target).is_err() {
        swap_files(disk, &at, &changes)?;
        remove_all(disk, &at.next).map_err(|e| fail("remove", &at.next, e))?;
    }
    let older = at.older_manifest();
    if older.is_file() && at.manifest.is_file() {
        let between = at.manifest.with_extension("between.json");
        for (from, to) in [(&older, &between), (&at.manifest, &older), (&between, &at.manifest)] {
            disk.rename(from, to).map_err(|e| fail("put in place", to, e))?;
        }
    }
    Ok(changes)
}

/// Where the site before lies.
pub fn previous_of(output: &Path) -> PathBuf {
    Siblings::of(output).map_or_else(|_| output.to_path_buf(), |at| at.previous)
}

fn keep_record(file: &Path, rows: &Record) -> io::Result<()> {
    let fresh = file.with_extension("new");
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(&fresh, record::write(rows))?;
    fs::rename(fresh, file)
}

/// Renders into `stage` what is new or other than what stands at `target`.
fn write_stage(
    disk: &dyn Disk,
    bundle: &Bundle,
    target: &Path,
    stage: &Path,
    record: &Record,
    old: &BTreeSet<String>,
) -> Result<(Record, Changes), PublishError> {
    let (send, receive) = mpsc::sync_channel::<(&str, Item)>(WAITING);
    std::thread::scope(|scope| {
        // one thread writes while the others render: a second one gains nothing
        let writer = scope.spawn(move || {
            let mut out = Stage::new(disk, stage);
            let mut rows = Record::new();
            let mut changes = Changes::default();
            for (path, item) in receive {
                let stamp = match item.todo {
                    Ok(stamp) => stamp,
                    Err(bytes) => {
                        let list = if old.contains(path) {
                            &mut changes.changed
                        } else {
                            &mut changes.added
                        };
                        list.push(path.to_string());
                        out.write(path, &bytes)?
                    }
                };
                rows.insert(path.to_string(), Row::new(item.known, item.sha256, stamp, item.places));
            }
            changes.removed = old.iter().filter(|p| !rows.contains_key(*p)).cloned().collect();
            changes.added.sort();
            changes.changed.sort();
            Ok((rows, changes))
        });
        let made = produce(bundle, record, Some(target), &|path, item| send.send((path, item)).is_ok());
        drop(send);
        let written = writer.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))?;
        made?;
        let pages: Vec<Places> = written.0.values().map(Row::places).collect();
        check(bundle, pages.iter())?;
        Ok(written)
    })
}

/// The folder that is made ready.
struct Stage<'a> {
    disk: &'a dyn Disk,
    stage: &'a Path,
    folders: BTreeSet<PathBuf>,
}

impl<'a> Stage<'a> {
    fn new(disk: &'a dyn Disk, stage: &'a Path) -> Self {
        Stage {
            disk,
            stage,
            folders: BTreeSet::new(),
        }
    }
    fn place(&mut self, path: &str) -> Result<PathBuf, PublishError> {
        let file = self.stage.join(path);
        if let Some(folder) = file.parent()
            && !self.folders.contains(folder)
        {
            self.disk.make_folder(folder).map_err(|e| fail("make", folder, e))?;
            self.folders.insert(folder.to_path_buf());
        }
        Ok(file)
    }
    fn write(&mut self, path: &str, bytes: &[u8]) -> Result<Stamp, PublishError> {
        let file = self.place(path)?;
        self.disk.write(&file, bytes).map_err(|e| fail("write", &file, e))
    }
    /// Puts the file that stands below `target` here too.
    fn keep(&mut self, target: &Path, path: &str) -> Result<(), PublishError> {
        let file = self.place(path)?;
        self.disk.keep(&target.join(path), &file).map_err(|e| fail("keep", &file, e))
    }
    fn take(&mut self, from: &Path, path: &str) -> Result<(), PublishError> {
        let file = self.place(path)?;
        self.disk
            .rename(&from.join(path), &file)
            .map_err(|e| fail("put in place", &file, e))
    }
}

/// Makes every file, several at once, and hands each on; `take` says whether to go on.
fn produce<'b>(
    bundle: &'b Bundle,
    record: &Record,
    target: Option<&Path>,
    take: &(dyn Fn(&'b str, Item) -> bool + Sync),
) -> Result<(), PublishError> {
    let paths: Paths = bundle.paths().map(|p| p.as_str()).collect();
    let files = bundle.planned().map(|(p, f)| (p.as_str(), f));
    let (last, files): (Vec<(&str, &File)>, Vec<_>) = files.partition(|(_, f)| f.last);
    let each = |(path, file): &(&'b str, &File)| {
        let item = make(path, file, record.get(*path), target, &paths);
        take(path, item).then_some(())
    };
    // where `take` refuses, it knows why
    let _ = files
        .par_iter()
        .try_for_each(each)
        .and_then(|()| last.par_iter().try_for_each(each));
    let failures = bundle.failures();
    if failures.is_empty() {
        Ok(())
    } else {
        Err(PublishError::Templates(failures))
    }
}

fn make(path: &str, file: &File, row: Option<&Row>, target: Option<&Path>, paths: &Paths) -> Item {
    let place = target.map(|t| t.join(path));
    let stamp = place.as_deref().and_then(disk::stamp);
    // a file that somebody else wrote over is not the one that is known
    let row = row.filter(|r| stamp == Some(r.stamp));
    let known = row.map(Row::known);
    // a test build looks whether what a file says that it reads is all that it reads
    debug_assert!(
        !file.is_known(known.as_ref()) || matches!(file.made(known.as_ref()), Made::Same),
        "{path} reads more than it says"
    );
    let (key, bytes) = match (file.since(known.as_ref()), row) {
        (Made::New { key, bytes }, _) => (key, bytes),
        (Made::Same, Some(row)) => {
            file.tell(row.sha256);
            return Item {
                known: Known {
                    key: row.key,
                    reads: file.reads(),
                },
                sha256: row.sha256,
                size: row.stamp.0,
                places: row.places(),
                todo: Ok(row.stamp),
            };
        }
        (Made::Same, None) => unreachable!("nothing was known"),
    };
    let sha256: [u8; 32] = Sha256::digest(&bytes).into();
    file.tell(sha256);
    let same = match row {
        Some(row) => row.sha256 == sha256,
        None => stamp.is_some_and(|s| s.0 == bytes.len() as u64) && place.and_then(|p| fs::read(p).ok()).is_some_and(|b| b == bytes),
    };
    Item {
        known: Known { key, reads: file.reads() },
        sha256,
        size: bytes.len() as u64,
        places: if path.ends_with(".html") {
            Places::of(path, &bytes, paths)
        } else {
            Places::default()
        },
        todo: match stamp {
            Some(stamp) if same => Ok(stamp),
            _ => Err(bytes),
        },
    }
}

/// Every link leads to a file and an id.
fn check<'p>(bundle: &Bundle, pages: impl Iterator<Item = &'p Places> + Clone) -> Result<(), PublishError> {
    if all_alive(pages) {
        return Ok(());
    }
    // only now is it worth while to remember which page has which link
    let mut checker = Checker::default();
    for (path, make) in bundle.files().filter(|(p, _)| p.as_str().ends_with(".html")) {
        checker.see(path.as_str(), &make());
    }
    Err(PublishError::DeadLinks(checker.dead(bundle.paths().map(|p| p.as_str()))))
}

/// Takes the lock for as long as the value lives; the file stays, since removing it would race with the next taker.
#[cfg(unix)]
fn lock(at: &Siblings) -> Result<fs::File, PublishError> {
    use rustix::fs::{FlockOperation, flock};
    let file = match fs::File::options().write(true).create(true).truncate(false).open(&at.lock) {
        Ok(file) => file,
        // a parent that is not ours: the folder itself, which then is not exchanged
        Err(_) if at.target.is_dir() => fs::File::open(&at.target).map_err(|e| fail("lock", &at.target, e))?,
        Err(e) => return Err(fail("make", &at.lock, e)),
    };
    match flock(&file, FlockOperation::NonBlockingLockExclusive) {
        Ok(()) => Ok(file),
        Err(rustix::io::Errno::WOULDBLOCK) => Err(PublishError::Busy(at.target.clone())),
        // a file system without locks
        Err(rustix::io::Errno::NOTSUP | rustix::io::Errno::NOLCK) => Ok(file),
        Err(e) => Err(fail("lock", &at.lock, e.into())),
    }
}
#[cfg(not(unix))]
fn lock(_: &Siblings) -> Result<(), PublishError> {
    Ok(())
}

#[cfg(unix)]
fn is_mount_point(target: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let disk = |p: &Path| fs::metadata(p).map(|m| m.dev()).ok();
    let parent = target.parent().and_then(disk);
    disk(target).is_some_and(|own| parent.is_some_and(|p| p != own))
}
#[cfg(not(unix))]
fn is_mount_point(_: &Path) -> bool {
    false
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
        // a first build that was killed may have left only what it made ready
        Ok(mut entries) => Ok(target.join(MARKER).is_file() || entries.all(|e| e.is_ok_and(|e| e.file_name() == INNER))),
        Err(e) if e.kind() == io::ErrorKind::NotFound => Ok(true),
        Err(e) => Err(fail("read", target, e)),
    }
}

/// Puts `stage` in the place of the target; the old one becomes `previous`. Says why where that took more than one step.
fn put_in_place(disk: &dyn Disk, at: &Siblings, stage: &Path, rows: &Record, changes: &Changes) -> Result<Option<String>, PublishError> {
    let Siblings {
        target, next, previous, ..
    } = at;
    if stage != next {
        // a folder that may not be written has no place for it
        if remove_all(disk, previous).is_err() || set_aside(disk, target, previous).is_err() {
            let _ = remove_all(disk, previous);
        }
        merge(disk, stage, target, changes)?;
        remove_all(disk, stage).map_err(|e| fail("remove", stage, e))?;
        return Ok(Some("it is a mount point, or lies in a folder that may not be written".into()));
    }
    if fs::symlink_metadata(target).is_err() {
        disk.rename(next, target).map_err(|e| fail("put in place", target, e))?;
        return Ok(None);
    }
    let fresh: BTreeSet<&String> = changes.added.iter().chain(&changes.changed).collect();
    // the site before last has nearly all files of the new one already: it becomes the new one, else it is made from nothing
    let again = disk::identity(&target.join(MARKER)).is_some() && fs::symlink_metadata(previous).is_ok_and(|m| m.is_dir());
    let whole = if again { previous } else { next };
    let mut out = Stage::new(disk, whole);
    if again {
        make_alike(disk, previous, target, rows, &fresh)?;
    }
    let staying = rows.keys().filter(|p| !fresh.contains(p) && p.as_str() != MARKER);
    for path in staying {
        if !again || disk::identity(&previous.join(path)).is_none() {
            out.keep(target, path)?;
        }
    }
    if again {
        for path in fresh.iter().filter(|p| p.as_str() != MARKER) {
            out.take(next, path)?;
        }
    }
    // last, since by it a folder is known as a site: what is half made is none
    match fresh.iter().find(|p| p.as_str() == MARKER) {
        Some(_) if !again => {}
        Some(path) => out.take(next, path)?,
        None if rows.contains_key(MARKER) => out.keep(target, MARKER)?,
        None => {}
    }
    // after a power failure the names must not be exchanged while what they lead to was never written
    disk.settle(whole).map_err(|e| fail("write", whole, e))?;
    if let Err(cause) = disk.exchange(whole, target) {
        if again {
            swap_files(disk, at, changes)?;
        } else {
            remove_all(disk, previous).map_err(|e| fail("remove", previous, e))?;
            set_aside(disk, target, previous)?;
            merge(disk, whole, target, changes)?;
        }
        remove_all(disk, next).map_err(|e| fail("remove", next, e))?;
        return Ok(Some(cause.to_string()));
    }
    // from here on the new site stands, and the other name holds the one before it
    if !again {
        remove_all(disk, previous).map_err(|e| fail("remove", previous, e))?;
        disk.rename(next, previous).map_err(|e| fail("keep", previous, e))?;
        return Ok(None);
    }
    remove_all(disk, next).map_err(|e| fail("remove", next, e))?;
    Ok(None)
}

/// Takes out of the site before last all that the new site has not: what is left are the very files that stand and stay.
/// From its first step on it is no site, until its marker is put back.
fn make_alike(disk: &dyn Disk, previous: &Path, target: &Path, rows: &Record, fresh: &BTreeSet<&String>) -> Result<(), PublishError> {
    let marker = previous.join(MARKER);
    match disk.remove_file(&marker) {
        Err(e) if !matches!(e.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => return Err(fail("remove", &marker, e)),
        _ => {}
    }
    let folders: BTreeSet<&Path> = rows.keys().flat_map(|p| Path::new(p).ancestors().skip(1)).collect();
    for entry in walkdir::WalkDir::new(previous).min_depth(1).contents_first(true) {
        let entry = entry.map_err(|e| fail("read", previous, e.into()))?;
        let below = entry.path().strip_prefix(previous).unwrap_or(entry.path());
        if entry.file_type().is_dir() {
            if !folders.contains(below) {
                disk.remove_folder(entry.path()).map_err(|e| fail("remove", entry.path(), e))?;
            }
            continue;
        }
        let path = below.to_string_lossy();
        let path = if std::path::MAIN_SEPARATOR == '/' {
            path
        } else {
            path.replace('\\', "/").into()
        };
        let stays = rows.contains_key(path.as_ref()) && !fresh.contains(&path.to_string());
        if !stays || disk::identity(entry.path()) != disk::identity(&target.join(below)) {
            disk.remove_file(entry.path()).map_err(|e| fail("remove", entry.path(), e))?;
        }
    }
    Ok(())
}

/// Puts a site beside itself: the same files where the file system has links, else copies.
fn set_aside(disk: &dyn Disk, target: &Path, aside: &Path) -> Result<(), PublishError> {
    let files = disk::files_below(target).map_err(|e| fail("read", target, e))?;
    let mut out = Stage::new(disk, aside);
    let (marker, others): (Vec<&String>, Vec<&String>) = files.iter().partition(|p| *p == MARKER);
    // last, since by it a folder is known as a site
    others.into_iter().chain(marker).try_for_each(|path| out.keep(target, path))
}

/// Exchanges the site in `previous` with the one that stands, file by file: after it each is the other. `changes` tells what
/// of the one that stands becomes other; what both have stays.
fn swap_files(disk: &dyn Disk, at: &Siblings, changes: &Changes) -> Result<(), PublishError> {
    let Siblings {
        target, next, previous, ..
    } = at;
    remove_all(disk, next).map_err(|e| fail("remove", next, e))?;
    let old = || changes.changed.iter().chain(&changes.removed);
    let mut out = Stage::new(disk, next);
    old().try_for_each(|path| out.keep(target, path))?;
    // until it has its marker again it is no site
    let (marker, aside) = (previous.join(MARKER), next.join(MARKER));
    let stays = disk::stamp(&aside).is_none();
    if stays {
        out.keep(target, MARKER)?;
        disk.remove_file(&marker).map_err(|e| fail("remove", &marker, e))?;
    }
    let inner = target.join(INNER);
    let stage = if is_mount_point(target) {
        // nothing is renamed from one disk to another
        let mut stage = Stage::new(disk, &inner);
        for path in changes.added.iter().chain(&changes.changed) {
            stage.keep(previous, path)?;
            disk.remove_file(&previous.join(path)).map_err(|e| fail("remove", previous, e))?;
        }
        &inner
    } else {
        previous
    };
    merge(disk, stage, target, changes)?;
    remove_all(disk, &inner).map_err(|e| fail("remove", &inner, e))?;
    for path in old().filter(|p| p.as_str() != MARKER) {
        let place = previous.join(path);
        for above in place.ancestors().skip(1).take_while(|a| *a != previous) {
            if fs::symlink_metadata(above).is_ok_and(|m| !m.is_dir()) {
                disk.remove_file(above).map_err(|e| fail("remove", above, e))?;
            }
        }
        if fs::symlink_metadata(&place).is_ok_and(|m| m.is_dir()) {
            remove_all(disk, &place).map_err(|e| fail("remove", &place, e))?;
        }
        Stage::new(disk, previous).take(next, path)?;
    }
    Stage::new(disk, previous).take(next, MARKER)
}

/// Renames file by file into the target, pages after what they show; what is gone is removed last.
fn merge(disk: &dyn Disk, stage: &Path, target: &Path, changes: &Changes) -> Result<(), PublishError> {
    let mut fresh: Vec<&String> = changes.added.iter().chain(&changes.changed).collect();
    // what marks the folder as ours comes first, so that a build that is killed can be mended
    fresh.sort_by_key(|p| (p.as_str() != MARKER, p.ends_with(".html"), *p));
    for path in fresh {
        let to = target.join(path);
        if let Some(folder) = to.parent() {
            // a file may stand where a folder is wanted, and the other way round
            for above in folder.ancestors().take_while(|a| *a != target) {
                if fs::symlink_metadata(above).is_ok_and(|m| !m.is_dir()) {
                    disk.remove_file(above).map_err(|e| fail("remove", above, e))?;
                }
            }
            disk.make_folder(folder).map_err(|e| fail("make", folder, e))?;
        }
        if fs::symlink_metadata(&to).is_ok_and(|m| m.is_dir()) {
            remove_all(disk, &to).map_err(|e| fail("remove", &to, e))?;
        }
        disk.rename(&stage.join(path), &to).map_err(|e| fail("put in place", &to, e))?;
    }
    for path in &changes.removed {
        let gone = target.join(path);
        match disk.remove_file(&gone) {
            // a folder of the new site may stand where the file stood
            Err(e)
                if !matches!(
                    e.kind(),
                    io::ErrorKind::NotFound | io::ErrorKind::NotADirectory | io::ErrorKind::IsADirectory
                ) =>
            {
                return Err(fail("remove", &gone, e));
            }
            _ => {}
        }
        // folders that are empty now, from below; the first that is not ends it
        for folder in gone.ancestors().skip(1).take_while(|a| *a != target) {
            if disk.remove_folder(folder).is_err() {
                break;
            }
        }
    }
    Ok(())
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

    /// Fails its `at`th step with an error of the system; without `exchange` it is a file system that has no such step.
    struct Failing {
        steps: std::sync::atomic::AtomicUsize,
        at: usize,
        errno: i32,
        exchange: bool,
    }
    impl Failing {
        fn step<T>(&self, go: impl FnOnce() -> io::Result<T>) -> io::Result<T> {
            let n = self.steps.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
            if n == self.at {
                Err(io::Error::from_raw_os_error(self.errno))
            } else {
                go()
            }
        }
    }
    impl Disk for Failing {
        fn make_folder(&self, path: &Path) -> io::Result<()> {
            self.step(|| Real.make_folder(path))
        }
        fn write(&self, path: &Path, bytes: &[u8]) -> io::Result<Stamp> {
            let half = self.step(|| Real.write(path, bytes));
            if half.is_err() {
                // a full disk leaves a part of the file
                let _ = fs::write(path, &bytes[..bytes.len() / 2]);
            }
            half
        }
        fn keep(&self, from: &Path, to: &Path) -> io::Result<()> {
            self.step(|| Real.keep(from, to))
        }
        fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
            self.step(|| Real.rename(from, to))
        }
        fn exchange(&self, a: &Path, b: &Path) -> io::Result<()> {
            if !self.exchange {
                return Err(io::ErrorKind::Unsupported.into());
            }
            self.step(|| Real.exchange(a, b))
        }
        fn settle(&self, folder: &Path) -> io::Result<()> {
            // what a test has lost it makes again
            self.step(|| folder.is_dir().then_some(()).ok_or(io::ErrorKind::NotFound.into()))
        }
        fn remove_file(&self, path: &Path) -> io::Result<()> {
            self.step(|| Real.remove_file(path))
        }
        fn remove_folder(&self, path: &Path) -> io::Result<()> {
            self.step(|| Real.remove_folder(path))
        }
    }

    fn site(files: &'static [(&'static str, &'static str)]) -> Bundle<'static> {
        let mut bundle = Bundle::default();
        for (path, text) in files {
            bundle.plan(OutPath::new(path).unwrap(), move || text.as_bytes().to_vec());
        }
        bundle
    }
    fn tree(dir: &Path) -> BTreeMap<String, Vec<u8>> {
        let list = disk::files_below(dir).unwrap_or_default();
        list.into_iter().map(|p| (p.clone(), fs::read(dir.join(p)).unwrap())).collect()
    }
    fn whole(bundle: &Bundle) -> BTreeMap<String, Vec<u8>> {
        bundle.files().map(|(p, make)| (p.as_str().to_string(), make())).collect()
    }

    const OLD: &[(&str, &str)] = &[
        ("du-lieu/state.json", "{}"),
        ("index.html", "<a href=\"a/#x\">1</a>"),
        ("a/index.html", "<p id=x>"),
        ("b/index.html", "stays"),
        ("c/d/gone.html", "gone"),
        ("c/file", "a file where a folder will be"),
        ("e/f/index.html", "a folder where a file will be"),
    ];
    const LAST: &[(&str, &str)] = &[
        ("du-lieu/state.json", "{0}"),
        ("index.html", "<a href=\"a/#x\">0</a>"),
        ("a/index.html", "<p id=x>"),
        ("b", "a file where a folder will be"),
        ("tinh/site.css/more", "a folder where a file will be"),
    ];
    const NEW: &[(&str, &str)] = &[
        ("du-lieu/state.json", "{1}"),
        ("index.html", "<a href=\"a/#y\">2</a>"),
        ("a/index.html", "<p id=y>"),
        ("b/index.html", "stays"),
        ("c/file/index.html", "new"),
        ("e/f", "new"),
        ("tinh/site.css", "p {}"),
    ];

    #[test]
    fn a_failure_at_any_step_leaves_the_old_or_the_new_site() {
        let dir = folder("faults");
        let out = dir.join("public");
        let (old, new) = (whole(&site(OLD)), whole(&site(NEW)));
        // with and without a site before last, which becomes the new one
        for (exchange, again) in [(true, false), (true, true), (false, false), (false, true)] {
            for errno in [28, 13, 5] {
                for at in 0.. {
                    let _ = fs::remove_dir_all(&dir);
                    fs::create_dir_all(&dir).unwrap();
                    let options = Options {
                        cache: (at % 2 == 0).then(|| dir.join("cache")),
                        ..Options::default()
                    };
                    let sound = Failing {
                        steps: Default::default(),
                        at: usize::MAX,
                        errno,
                        exchange,
                    };
                    for files in [NEW, LAST].into_iter().filter(|_| again).chain([OLD]) {
                        publish_on(&sound, &site(files), &out, &options).unwrap();
                    }
                    let disk = Failing {
                        steps: Default::default(),
                        at,
                        errno,
                        exchange,
                    };
                    let result = publish_on(&disk, &site(NEW), &out, &options);
                    let now = tree(&out);
                    let reached = disk.steps.into_inner();
                    // file by file is weaker: what it promises is that the next build mends it
                    assert!(!exchange || now == old || now == new, "step {at} of {reached}: {result:?}");
                    assert!(result.is_err() || now == new, "step {at}: {result:?}");
                    publish_on(&sound, &site(NEW), &out, &options).unwrap();
                    assert_eq!(tree(&out), new, "mended after step {at}");
                    assert!(!dir.join(".public.next").exists() && !out.join(INNER).exists());
                    if reached <= at {
                        assert!(at > 15, "every step failed once");
                        break;
                    }
                }
            }
        }
        fs::remove_dir_all(dir).unwrap();
    }

    #[test]
    fn a_folder_that_cannot_be_exchanged_has_a_site_before_too() {
        let dir = folder("before");
        let out = dir.join("public");
        let disk = Failing {
            steps: Default::default(),
            at: usize::MAX,
            errno: 5,
            exchange: false,
        };
        let options = Options::default();
        let sites = [LAST, OLD, NEW, OLD];
        for (i, files) in sites.iter().enumerate() {
            let done = publish_on(&disk, &site(files), &out, &options).unwrap();
            assert_eq!(done.piecewise.is_some(), i > 0);
            assert_eq!(done.before.is_some(), i > 0);
            if let Some(before) = i.checked_sub(1) {
                assert_eq!(tree(&dir.join(".public.previous")), whole(&site(sites[before])), "after build {i}");
            }
        }
        for (now, before) in [(NEW, OLD), (OLD, NEW)] {
            rollback_on(&disk, &out).unwrap();
            assert_eq!(tree(&out), whole(&site(now)));
            assert_eq!(tree(&dir.join(".public.previous")), whole(&site(before)));
        }
        // a link to the folder keeps being one
        std::os::unix::fs::symlink("public", dir.join("link")).unwrap();
        rollback(&dir.join("link")).unwrap();
        assert!(fs::symlink_metadata(dir.join("link")).unwrap().is_symlink());
        assert_eq!(tree(&out), whole(&site(NEW)));
        fs::remove_dir_all(dir).unwrap();
    }

    #[test]
    fn files_that_stay_keep_their_time_and_changes_are_told() {
        let dir = folder("changes");
        let out = dir.join("public");
        for cache in [Some(dir.join("cache")), None] {
            let _ = fs::remove_dir_all(&out);
            let options = Options {
                cache,
                ..Options::default()
            };
            let first = publish(&site(OLD), &out, &options).unwrap();
            assert_eq!(first.changes.added.len(), OLD.len());
            let before = disk::stamp(&out.join("b/index.html"));
            let done = publish(&site(NEW), &out, &options).unwrap();
            assert_eq!(disk::stamp(&out.join("b/index.html")), before);
            assert_eq!(done.changes.added, ["c/file/index.html", "e/f", "tinh/site.css"]);
            assert_eq!(done.changes.changed, ["a/index.html", "du-lieu/state.json", "index.html"]);
            assert_eq!(done.changes.removed, ["c/d/gone.html", "c/file", "e/f/index.html"]);
            assert_eq!(publish(&site(NEW), &out, &options).unwrap().changes, Changes::default());
            // somebody wrote over a file, and into the folder
            fs::write(out.join("b/index.html"), "other").unwrap();
            fs::write(out.join("b/more"), "more").unwrap();
            let done = publish(&site(NEW), &out, &options).unwrap();
            assert_eq!(done.changes.changed, ["b/index.html"]);
            assert_eq!(done.changes.removed, ["b/more"]);
            assert_eq!(tree(&out), whole(&site(NEW)));
        }
        fs::remove_dir_all(dir).unwrap();
    }

    #[cfg(unix)]
    #[test]
    fn one_build_at_a_time() {
        let dir = folder("busy");
        let out = dir.join("public");
        let held = lock(&Siblings::of(&out).unwrap()).unwrap();
        let options = Options::default();
        assert!(matches!(publish(&site(OLD), &out, &options), Err(PublishError::Busy(_))));
        drop(held);
        publish(&site(OLD), &out, &options).unwrap();
        // a link to the folder stays a link
        std::os::unix::fs::symlink("public", dir.join("link")).unwrap();
        publish(&site(NEW), &dir.join("link"), &options).unwrap();
        assert!(fs::symlink_metadata(dir.join("link")).unwrap().is_symlink());
        assert_eq!(tree(&out), whole(&site(NEW)));
        fs::remove_dir_all(dir).unwrap();
    }

    #[test]
    fn a_dead_link_or_a_failed_template_publishes_nothing() {
        let dir = folder("refused");
        let out = dir.join("public");
        publish(&site(OLD), &out, &Options::default()).unwrap();
        let dead = site(&[("du-lieu/state.json", "{}"), ("index.html", "<a href=\"a/#x\">1</a>")]);
        assert!(matches!(publish(&dead, &out, &Options::default()), Err(PublishError::DeadLinks(l)) if l.len() == 1));
        let mut failed = site(NEW);
        failed.ask(|| vec!["template".into()]);
        assert!(matches!(
            publish(&failed, &out, &Options::default()),
            Err(PublishError::Templates(_))
        ));
        assert!(matches!(rehearse(&failed), Err(PublishError::Templates(_))));
        assert_eq!(tree(&out), whole(&site(OLD)));
        assert!(!dir.join(".public.next").exists());
        fs::remove_dir_all(dir).unwrap();
    }

    #[test]
    fn replaces_and_keeps_the_previous() {
        let dir = folder("swap");
        let out = dir.join("public");
        publish(&bundle("1"), &out, &Options::default()).unwrap();
        let done = publish(&bundle("2"), &out, &Options::default()).unwrap();
        assert_eq!((done.files, done.bytes), (2, 2));
        publish(&bundle("3"), &out, &Options::default()).unwrap();
        assert_eq!(fs::read_to_string(out.join("index.html")).unwrap(), "3");
        assert_eq!(fs::read_to_string(dir.join(".public.previous/index.html")).unwrap(), "2");
        assert!(!dir.join(".public.next").exists());
        rollback(&out).unwrap();
        assert_eq!(fs::read_to_string(out.join("index.html")).unwrap(), "2");
        // a site before last that was half changed when the machine stopped is none to go back to
        fs::remove_file(dir.join(".public.previous").join(MARKER)).unwrap();
        assert!(matches!(rollback(&out), Err(PublishError::NothingBefore(_))));
        publish(&bundle("4"), &out, &Options::default()).unwrap();
        assert_eq!(tree(&out), whole(&bundle("4")));
        assert_eq!(tree(&dir.join(".public.previous")), whole(&bundle("2")));
        fs::remove_dir_all(dir).unwrap();
    }
    #[test]
    fn every_failure_has_words_in_both_languages() {
        let sources = [include_str!("publish.rs"), include_str!("publish/changes.rs")].concat();
        let doings: BTreeSet<&str> = sources.split("fail(\"").skip(1).filter_map(|s| s.split('"').next()).collect();
        assert!(doings.len() > 5 && doings.contains("put in place"), "{doings:?}");
        for doing in doings.iter().filter(|d| !d.contains(')')) {
            assert_ne!(in_vietnamese(doing), *doing);
        }
        let full = fail("put in place", Path::new("public"), io::Error::from_raw_os_error(28)).trouble();
        assert_eq!(full.message.vi, "không đặt vào chỗ được public: đĩa đã đầy");
        assert!(full.done.is_some() && full.hint.is_some());
    }
    #[test]
    fn refuses_a_foreign_folder() {
        let dir = folder("foreign");
        fs::write(dir.join("thesis.doc"), "x").unwrap();
        assert!(matches!(
            publish(&bundle("1"), &dir, &Options::default()),
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
