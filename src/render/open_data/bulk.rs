//! All data files at once: their checksums and, on demand, an archive. Both ask the files' own makers again, so that no
//! more than one file is in memory beside them.

use super::put;
use crate::bundle::Bundle;
use crate::config::SiteConfig;
use rayon::prelude::*;
use sha2::{Digest, Sha256};
use std::fmt::Write as _;
use std::io::{Cursor, Write};
use std::sync::Arc;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

/// As `sha256sum --check` reads it, in the folder of the data.
pub const SUMS: &str = "du-lieu/SHA256SUMS";
pub const ARCHIVE: &str = "du-lieu/du-lieu.zip";
const FOLDER: &str = "du-lieu/";

/// Plans the files, their checksums and the archive.
pub fn plan<'a>(files: Bundle<'a>, config: &SiteConfig, bundle: &mut Bundle<'a>) {
    let files = Arc::new(files);
    let paths: Vec<String> = files.paths().map(|p| p.as_str().to_string()).collect();
    for path in paths {
        let from = files.clone();
        put(bundle, &path.clone(), move || from.bytes(&path).unwrap_or_default());
    }
    let all = files.clone();
    put(bundle, SUMS, move || sums(&all));
    if config.with.zip {
        // the archive's own checksum stands in no list: it holds the list
        put(bundle, ARCHIVE, move || archive(&files).unwrap_or_default());
    }
}

fn sums(files: &Bundle) -> Vec<u8> {
    let list: Vec<_> = files.files().collect();
    let lines: Vec<String> = list
        .par_iter()
        .map(|(path, make)| {
            let mut line = Sha256::digest(make()).iter().fold(String::new(), |mut hex, byte| {
                let _ = write!(hex, "{byte:02x}");
                hex
            });
            let name = path.as_str();
            let _ = writeln!(line, "  {}", name.strip_prefix(FOLDER).unwrap_or(name));
            line
        })
        .collect();
    lines.concat().into_bytes()
}

/// In order of path, with one date for all: two builds give the same bytes.
fn archive(files: &Bundle) -> zip::result::ZipResult<Vec<u8>> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(6))
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (path, make) in files.files() {
        let bytes = make();
        zip.start_file(path.as_str(), options.large_file(bytes.len() > u32::MAX as usize))?;
        zip.write_all(&bytes)?;
    }
    zip.start_file(SUMS, options)?;
    zip.write_all(&sums(files))?;
    Ok(zip.finish()?.into_inner())
}
