//! What is known of a published folder: of each file its key, its SHA-256, how the disk knows it, and for a page its
//! places. Lies in the cache; a record that is damaged, of another folder or of another form is no record.

use super::disk::Stamp;
use crate::bundle::{Key, Known, key_of};
use crate::render::check::Places;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Raised when the form changes.
const FORM: &[u8] = b"ketluan record 2\n";

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Row {
    pub key: Key,
    reads: Option<Key>,
    pub sha256: [u8; 32],
    pub stamp: Stamp,
    ids: Vec<u64>,
    links: Vec<u64>,
}

impl Row {
    pub fn new(known: Known, sha256: [u8; 32], stamp: Stamp, places: Places) -> Row {
        Row {
            key: known.key,
            reads: known.reads,
            sha256,
            stamp,
            ids: places.ids,
            links: places.links,
        }
    }
    pub fn known(&self) -> Known {
        Known {
            key: self.key,
            reads: self.reads,
        }
    }
    pub fn places(&self) -> Places {
        Places {
            ids: self.ids.clone(),
            links: self.links.clone(),
        }
    }
}

/// Path → what is known of it.
pub type Record = BTreeMap<String, Row>;

/// The record's file in a cache folder: one for each published folder.
pub fn file_of(cache: &Path, target: &Path) -> PathBuf {
    let key = key_of(target.as_os_str().as_encoded_bytes());
    let name: String = key[..8].iter().map(|b| format!("{b:02x}")).collect();
    cache.join(format!("site-{name}.bin"))
}

/// Form, key of the rest, rest.
pub fn write(record: &Record) -> Vec<u8> {
    let rest = postcard::to_stdvec(record).unwrap_or_default();
    [FORM, &key_of(&rest), &rest].concat()
}

/// `None` for anything but what `write` gave.
pub fn read(bytes: &[u8]) -> Option<Record> {
    let (key, rest) = bytes.strip_prefix(FORM)?.split_first_chunk::<32>()?;
    if key_of(rest) != *key {
        return None;
    }
    postcard::from_bytes(rest).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_damaged_record_is_none() {
        let row = Row::new(
            Known {
                key: [1; 32],
                reads: Some([6; 32]),
            },
            [2; 32],
            (3, 4),
            Places {
                ids: vec![5],
                links: vec![],
            },
        );
        let record = Record::from([("index.html".to_string(), row)]);
        let bytes = write(&record);
        assert_eq!(read(&bytes), Some(record));
        for i in 0..bytes.len() {
            let mut bad = bytes.clone();
            bad[i] ^= 1;
            assert_eq!(read(&bad), None, "byte {i}");
            assert_eq!(read(&bytes[..i]), None, "cut at {i}");
        }
    }
}
