//! What was published when, beside the folder: `.NAME.manifest.json`, and the one before it. It says of each file its
//! SHA-256, and is bound to the one before by its hash. It holds the clock's day, so no two builds need have it in common.

use super::record::Record;
use crate::calendar::Day;
use serde::Serialize;
use sha2::{Digest, Sha256};
use std::fmt::Write;

#[derive(Serialize)]
struct Manifest<'a> {
    schema: &'static str,
    /// The day of publishing, by the clock.
    published: Option<String>,
    program: &'static str,
    /// SHA-256 of the manifest before, where there was one.
    previous: Option<String>,
    files: Vec<Entry<'a>>,
}

#[derive(Serialize)]
struct Entry<'a> {
    path: &'a str,
    size: u64,
    sha256: String,
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut out, b| {
        let _ = write!(out, "{b:02x}");
        out
    })
}

pub fn write(rows: &Record, day: Option<Day>, previous: Option<&[u8]>) -> Vec<u8> {
    let manifest = Manifest {
        schema: "ketluan/manifest/1",
        published: day.map(|d| d.to_string()),
        program: concat!("ketluan ", env!("CARGO_PKG_VERSION")),
        previous: previous.map(|bytes| hex(&Sha256::digest(bytes))),
        files: rows
            .iter()
            .map(|(path, row)| Entry {
                path,
                size: row.stamp.0,
                sha256: hex(&row.sha256),
            })
            .collect(),
    };
    // plain structs with text keys always serialise
    let mut bytes = serde_json::to_vec(&manifest).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}
