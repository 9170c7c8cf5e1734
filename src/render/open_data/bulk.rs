//! All data files at once: their checksums and, on demand, an archive. A file's checksum is told by the writer, who takes or
//! knows it anyway; the archive asks the file's maker again, so that no more than one file is in memory beside it.

use super::put;
use crate::bundle::{Bundle, OutPath};
use crate::config::SiteConfig;
use rayon::prelude::*;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{Cursor, Write};
use std::sync::{Arc, OnceLock};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

/// As `sha256sum --check` reads it, in the folder of the data.
pub const SUMS: &str = "du-lieu/SHA256SUMS";
pub const ARCHIVE: &str = "du-lieu/du-lieu.zip";
const FOLDER: &str = "du-lieu/";

/// The planned files, and the checksums of those that were made already.
struct Files<'a> {
    planned: Bundle<'a>,
    sums: BTreeMap<String, OnceLock<[u8; 32]>>,
}

impl Files<'_> {
    fn make(&self, path: &str) -> Vec<u8> {
        self.planned.bytes(path).unwrap_or_default()
    }

    /// The list of checksums; a file whose checksum nobody has told is made.
    fn list(&self) -> Vec<u8> {
        let files: Vec<_> = self.sums.iter().collect();
        let lines: Vec<String> = files
            .par_iter()
            .map(|(path, sum)| {
                let sum = sum.get_or_init(|| Sha256::digest(self.planned.bytes(path).unwrap_or_default()).into());
                let mut line = sum.iter().fold(String::new(), |mut hex, byte| {
                    let _ = write!(hex, "{byte:02x}");
                    hex
                });
                let _ = writeln!(line, "  {}", path.strip_prefix(FOLDER).unwrap_or(path));
                line
            })
            .collect();
        lines.concat().into_bytes()
    }

    /// In order of path, with one date for all: two builds give the same bytes.
    fn archive(&self) -> zip::result::ZipResult<Vec<u8>> {
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .compression_level(Some(6))
            .last_modified_time(DateTime::default())
            .unix_permissions(0o644);
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for path in self.sums.keys() {
            let bytes = self.make(path);
            zip.start_file(path.as_str(), options.large_file(bytes.len() > u32::MAX as usize))?;
            zip.write_all(&bytes)?;
        }
        zip.start_file(SUMS, options)?;
        zip.write_all(&self.list())?;
        Ok(zip.finish()?.into_inner())
    }
}

/// Plans the files, their checksums and the archive.
pub fn plan<'a>(planned: Bundle<'a>, config: &SiteConfig, bundle: &mut Bundle<'a>) {
    let paths: Vec<String> = planned.paths().map(|p| p.as_str().to_string()).collect();
    let sums = paths.iter().map(|p| (p.clone(), OnceLock::new())).collect();
    let files = Arc::new(Files { planned, sums });
    for path in paths {
        let from = files.clone();
        put(bundle, &path.clone(), {
            let path = path.clone();
            move || from.make(&path)
        });
        let from = files.clone();
        bundle.on_sum(&path.clone(), move |sum| {
            if let Some(slot) = from.sums.get(&path) {
                let _ = slot.set(sum);
            }
        });
    }
    let all = files.clone();
    put(bundle, SUMS, move || all.list());
    if config.with.zip {
        // the archive's own checksum stands in no list: it holds the list
        put(bundle, ARCHIVE, move || files.archive().unwrap_or_default());
    }
    for path in [SUMS, ARCHIVE].into_iter().filter_map(OutPath::new) {
        bundle.put_last(&path);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering};

    #[test]
    fn a_file_is_made_once_for_the_site_and_once_for_the_archive() {
        let made = AtomicUsize::new(0);
        let mut planned = Bundle::default();
        put(&mut planned, "du-lieu/a.json", || {
            made.fetch_add(1, Ordering::Relaxed);
            b"{}".to_vec()
        });
        let mut config = SiteConfig::default();
        config.with.zip = true;
        let mut bundle = Bundle::default();
        plan(planned, &config, &mut bundle);
        let (first, last): (Vec<_>, Vec<_>) = bundle.planned().partition(|(_, f)| !f.last);
        assert_eq!((first.len(), last.len()), (1, 2));
        for (_, file) in &first {
            assert_eq!(file.bytes(), b"{}");
            file.tell(Sha256::digest(b"{}").into());
        }
        let sums = bundle.bytes(SUMS).expect("planned");
        assert!(sums.ends_with(b"  a.json\n"));
        assert_eq!(made.load(Ordering::Relaxed), 1);
        assert!(bundle.bytes(ARCHIVE).expect("planned").starts_with(b"PK"));
        assert_eq!(made.load(Ordering::Relaxed), 2);
    }
}
