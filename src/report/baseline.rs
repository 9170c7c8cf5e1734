//! The baseline: findings of an old archive that are known and fail no build, so that only new ones are looked at.
//!
//! A finding is known by its code, its file and the words it points at, not by its line: text above may come and go.

use super::Sources;
use crate::diag::{Diagnostic, Diagnostics};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

const SCHEMA: &str = "ketluan/baseline/1";

#[derive(Serialize, Deserialize)]
struct File {
    schema: String,
    diagnostics: Vec<Entry>,
}

/// How often a finding is known.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    code: String,
    path: String,
    fingerprint: String,
    count: usize,
}

/// Known findings with how often each was seen.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Baseline(BTreeMap<(String, String, String), usize>);

impl Baseline {
    /// Reads a baseline file; the error says what is wrong with it.
    pub fn parse(text: &str) -> Result<Baseline, String> {
        let file: File = serde_json::from_str(text).map_err(|e| e.to_string())?;
        if file.schema != SCHEMA {
            return Err(format!("{} ≠ {SCHEMA}", file.schema));
        }
        let entries = file.diagnostics.into_iter();
        Ok(Baseline(entries.map(|e| ((e.path, e.code, e.fingerprint), e.count)).collect()))
    }
    /// The baseline of what was found now. What can be neither lowered nor silenced is never known.
    pub fn of(diags: &Diagnostics, sources: &Sources) -> Baseline {
        let mut known = BTreeMap::new();
        for d in diags.iter().filter(|d| !d.code.is_fixed()) {
            *known.entry(key(d, sources)).or_default() += 1;
        }
        Baseline(known)
    }
    /// One entry a line, in order of path, so that a change of it is easily looked through.
    pub fn to_text(&self) -> String {
        let lines: Vec<String> = self
            .0
            .iter()
            .map(|((path, code, fingerprint), count)| {
                let entry = Entry {
                    code: code.clone(),
                    path: path.clone(),
                    fingerprint: fingerprint.clone(),
                    count: *count,
                };
                format!("    {}", serde_json::to_string(&entry).expect("texts and numbers"))
            })
            .collect();
        let gap = if lines.is_empty() { "" } else { "\n" };
        format!(
            "{{\n  \"schema\": \"{SCHEMA}\",\n  \"diagnostics\": [{gap}{}{gap}  ]\n}}\n",
            lines.join(",\n")
        )
    }
    /// (new, known, entries that no longer occur). Of a finding seen oftener than the baseline says, the rest is new.
    pub fn part(&self, diags: Diagnostics, sources: &Sources) -> (Diagnostics, Diagnostics, usize) {
        let mut left = self.0.clone();
        let (mut new, mut known) = (Diagnostics::new(), Diagnostics::new());
        for d in diags.iter() {
            match left.get_mut(&key(d, sources)).filter(|n| **n > 0 && !d.code.is_fixed()) {
                Some(n) => {
                    *n -= 1;
                    known.push(d.clone());
                }
                None => new.push(d.clone()),
            }
        }
        let stale = left.values().filter(|n| **n > 0).count();
        (new, known, stale)
    }
}

fn key(d: &Diagnostic, sources: &Sources) -> (String, String, String) {
    let path = sources.path(d).unwrap_or("").to_string();
    (path, d.code.number().to_string(), fingerprint(d, sources))
}

/// Sixteen hexadecimal digits of what is found: the words it points at, else its message.
pub fn fingerprint(d: &Diagnostic, sources: &Sources) -> String {
    let words: Vec<&str> = sources.words(d).split_whitespace().collect();
    let what = if words.is_empty() { d.message.en.clone() } else { words.join(" ") };
    let hash = Sha256::digest(format!("{}\0{what}", d.code.number()));
    hash.iter().take(8).map(|b| format!("{b:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Text;
    use crate::diag::code::Code;
    use crate::source::SourceFile;
    use crate::span::{SourceId, Span};

    fn found(text: &str, words: &[&str]) -> (SourceFile, Diagnostics) {
        let file = SourceFile {
            id: SourceId(0),
            path: "content/a.md".into(),
            text: text.into(),
            sha256: String::new(),
        };
        let mut diags = Diagnostics::new();
        let mut from = 0;
        for w in words {
            let at = from + text[from..].find(w).expect("the words are there");
            from = at + w.len();
            let span = Span::new(SourceId(0), at, from);
            diags.report(Code::ImpossibleDate, Some(span), Text::new("a", "a"), None, None);
        }
        (file, diags)
    }

    #[test]
    fn known_findings_move_with_their_lines() {
        let (file, diags) = found("ngày 31/4\nngày 31/4\n", &["31/4", "31/4"]);
        let sources = Sources::new([(file.path.clone(), &file)].into_iter(), diags.iter());
        let baseline = Baseline::of(&diags, &sources);
        assert_eq!(Baseline::parse(&baseline.to_text()).expect("our own file"), baseline);

        let (file, diags) = found("Mới\n\nngày 31/4, 30/2\nngày 31/4, 31/4\n", &["31/4", "30/2", "31/4", "31/4"]);
        let sources = Sources::new([(file.path.clone(), &file)].into_iter(), diags.iter());
        let (new, known, stale) = baseline.part(diags, &sources);
        let words: Vec<_> = new.iter().map(|d| sources.words(d)).collect();
        assert_eq!((words, known.len(), stale), (vec!["30/2", "31/4"], 2, 0));

        let (file, diags) = found("ngày 31/4\n", &[]);
        let sources = Sources::new([(file.path.clone(), &file)].into_iter(), diags.iter());
        assert_eq!(baseline.part(diags, &sources).2, 1);
    }
    #[test]
    fn a_wrong_file_says_so() {
        for wrong in [
            "",
            "[]",
            "{\"schema\":\"x\",\"diagnostics\":[]}",
            "{\"schema\":\"ketluan/baseline/1\"}",
        ] {
            assert!(Baseline::parse(wrong).is_err(), "{wrong}");
        }
        assert_eq!(Baseline::parse(&Baseline::default().to_text()), Ok(Baseline::default()));
    }
}
