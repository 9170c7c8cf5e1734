//! The few things that publishing does to a disk, behind a trait so that tests can make any of them fail.

use std::fs;
use std::io;
use std::path::Path;
use std::time::SystemTime;

/// Size in bytes and time of the last change in nanoseconds since 1970: by these a file is known as the one written.
pub type Stamp = (u64, i128);

pub trait Disk: Sync {
    fn make_folder(&self, path: &Path) -> io::Result<()>;
    /// Writes a new file and says how it is known.
    fn write(&self, path: &Path, bytes: &[u8]) -> io::Result<Stamp>;
    /// Puts the file `from` also at `to`, with its time.
    fn keep(&self, from: &Path, to: &Path) -> io::Result<()>;
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Puts each in the other's place in one step.
    fn exchange(&self, a: &Path, b: &Path) -> io::Result<()>;
    /// Brings all that was written to the disk itself.
    fn settle(&self, folder: &Path) -> io::Result<()>;
    fn remove_file(&self, path: &Path) -> io::Result<()>;
    fn remove_folder(&self, path: &Path) -> io::Result<()>;
}

/// The machine's own.
pub struct Real;

impl Disk for Real {
    fn make_folder(&self, path: &Path) -> io::Result<()> {
        fs::create_dir_all(path)
    }
    fn write(&self, path: &Path, bytes: &[u8]) -> io::Result<Stamp> {
        use io::Write;
        let mut file = fs::File::create(path)?;
        file.write_all(bytes)?;
        Ok(stamp_of(&file.metadata()?))
    }
    fn keep(&self, from: &Path, to: &Path) -> io::Result<()> {
        if fs::hard_link(from, to).is_ok() {
            return Ok(());
        }
        // another disk, a file system without links, or too many of them
        let time = fs::metadata(from)?.modified()?;
        fs::copy(from, to)?;
        fs::File::options().write(true).open(to)?.set_modified(time)
    }
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }
    #[cfg(target_os = "linux")]
    fn exchange(&self, a: &Path, b: &Path) -> io::Result<()> {
        use rustix::fs::{CWD, RenameFlags, renameat_with};
        renameat_with(CWD, a, CWD, b, RenameFlags::EXCHANGE).map_err(Into::into)
    }
    #[cfg(not(target_os = "linux"))]
    fn exchange(&self, _: &Path, _: &Path) -> io::Result<()> {
        Err(io::ErrorKind::Unsupported.into())
    }
    #[cfg(target_os = "linux")]
    fn settle(&self, folder: &Path) -> io::Result<()> {
        rustix::fs::syncfs(fs::File::open(folder)?).map_err(Into::into)
    }
    #[cfg(not(target_os = "linux"))]
    fn settle(&self, _: &Path) -> io::Result<()> {
        Ok(())
    }
    fn remove_file(&self, path: &Path) -> io::Result<()> {
        fs::remove_file(path)
    }
    fn remove_folder(&self, path: &Path) -> io::Result<()> {
        fs::remove_dir(path)
    }
}

/// How a file is known; `None` where there is no plain file.
pub fn stamp(path: &Path) -> Option<Stamp> {
    let data = fs::symlink_metadata(path).ok()?;
    data.is_file().then(|| stamp_of(&data))
}

fn stamp_of(data: &fs::Metadata) -> Stamp {
    let time = data.modified().unwrap_or(SystemTime::UNIX_EPOCH);
    let nanos = match time.duration_since(SystemTime::UNIX_EPOCH) {
        Ok(after) => after.as_nanos() as i128,
        Err(before) => -(before.duration().as_nanos() as i128),
    };
    (data.len(), nanos)
}

/// By what a file is the same as another, under whatever names; `None` where the system does not tell.
#[cfg(unix)]
pub fn identity(path: &Path) -> Option<(u64, u64)> {
    use std::os::unix::fs::MetadataExt;
    let data = fs::symlink_metadata(path).ok()?;
    data.is_file().then(|| (data.dev(), data.ino()))
}
#[cfg(not(unix))]
pub fn identity(_: &Path) -> Option<(u64, u64)> {
    None
}

/// Removes a file or a folder with all that is in it; nothing there is no failure. Links are removed, never followed.
pub fn remove_all(disk: &dyn Disk, path: &Path) -> io::Result<()> {
    let data = match fs::symlink_metadata(path) {
        Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(()),
        found => found?,
    };
    if !data.is_dir() {
        return disk.remove_file(path);
    }
    for entry in fs::read_dir(path)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            remove_all(disk, &entry.path())?;
        } else {
            disk.remove_file(&entry.path())?;
        }
    }
    disk.remove_folder(path)
}

/// Paths of the files below a folder with `/` between the parts, sorted; hidden folders at its top are ours and left out.
pub fn files_below(root: &Path) -> io::Result<Vec<String>> {
    let mut out = Vec::new();
    let walk = walkdir::WalkDir::new(root).into_iter();
    for entry in walk.filter_entry(|e| !(e.depth() == 1 && e.file_name() == super::INNER)) {
        let entry = entry?;
        if entry.file_type().is_dir() {
            continue;
        }
        let below = entry.path().strip_prefix(root).unwrap_or(entry.path());
        let parts: Vec<_> = below.iter().map(|p| p.to_string_lossy()).collect();
        out.push(parts.join("/"));
    }
    out.sort();
    Ok(out)
}
