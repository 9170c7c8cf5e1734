//! What is kept between builds: readings, each in a file of its own under its key, with a checksum before it.
//! A file that is damaged, cut or of another form is no reading, and is made anew.

use crate::bundle::{Key, key_of};
use crate::input::Readings;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

/// The readings of a cache folder.
pub struct Cache {
    folder: PathBuf,
    /// Those asked for in this build.
    used: Mutex<BTreeSet<String>>,
}

impl Cache {
    pub fn new(cache: &Path) -> Cache {
        Cache {
            folder: cache.join("readings"),
            used: Mutex::default(),
        }
    }
    fn file(&self, key: &Key) -> (String, PathBuf) {
        let name: String = key[..16].iter().map(|b| format!("{b:02x}")).collect();
        let file = self.folder.join(&name);
        (name, file)
    }
    /// Forgets what this build did not ask for, so that the cache holds one reading of each notice.
    pub fn forget_the_rest(&self) {
        let used = self.used.lock().unwrap_or_else(|e| e.into_inner());
        for entry in fs::read_dir(&self.folder).into_iter().flatten().flatten() {
            if !entry.file_name().to_str().is_some_and(|n| used.contains(n)) {
                // it costs only its room
                let _ = fs::remove_file(entry.path());
            }
        }
    }
}

impl Readings for Cache {
    fn recall(&self, key: &Key) -> Option<Vec<u8>> {
        let (name, file) = self.file(key);
        self.used.lock().unwrap_or_else(|e| e.into_inner()).insert(name);
        let mut bytes = fs::read(file).ok()?;
        // the checksum is over key and reading: a file that was renamed is not believed either
        let rest = bytes.split_off(32.min(bytes.len()));
        (bytes == sum(key, &rest)).then_some(rest)
    }
    fn keep(&self, key: &Key, reading: &[u8]) {
        let (_, file) = self.file(key);
        let fresh = file.with_extension(format!("{}", std::process::id()));
        // a reading that cannot be kept costs the next build its time
        let _ = fs::create_dir_all(&self.folder)
            .and_then(|()| fs::write(&fresh, [&sum(key, reading)[..], reading].concat()))
            .and_then(|()| fs::rename(&fresh, &file));
    }
}

fn sum(key: &Key, reading: &[u8]) -> Key {
    key_of(&[key, reading].concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_was_kept_is_given_back() {
        let dir = std::env::temp_dir().join(format!("ketluan-cache-{}", std::process::id()));
        let _ = fs::remove_dir_all(&dir);
        let cache = Cache::new(&dir);
        let (key, other) = (key_of(b"1"), key_of(b"2"));
        assert_eq!(cache.recall(&key), None);
        cache.keep(&key, b"reading");
        assert_eq!(cache.recall(&key).as_deref(), Some(&b"reading"[..]));
        let (_, file) = cache.file(&key);
        fs::copy(&file, cache.file(&other).1).unwrap();
        assert_eq!(cache.recall(&other), None);
        let whole = fs::read(&file).unwrap();
        for i in 0..whole.len() {
            let mut bad = whole.clone();
            bad[i] ^= 0x80;
            fs::write(&file, &bad).unwrap();
            assert_eq!(cache.recall(&key), None, "byte {i}");
            fs::write(&file, &whole[..i]).unwrap();
            assert_eq!(cache.recall(&key), None, "cut at {i}");
        }
        let later = Cache::new(&dir);
        later.recall(&key);
        later.forget_the_rest();
        assert!(cache.file(&key).1.exists() && !cache.file(&other).1.exists());
        fs::remove_dir_all(dir).unwrap();
    }
}
