//! A notice written in YAML → the same Document.

use super::front_matter::{self, Fields, Map};
use super::{Block, Clause, ClausePath, Document, Marker, NumberStyle, Piece, marker};
use crate::diag::Diagnostics;
use crate::source::SourceFile;

/// Reads a YAML notice. Never fails: what cannot be read is diagnosed and left out.
pub fn parse(source: &SourceFile, diags: &mut Diagnostics) -> Document {
    let mut document = Document {
        source: source.id,
        path: source.path.clone(),
        sha256: source.sha256.clone(),
        id: front_matter::id_of_path(&source.path),
        front: Default::default(),
        head: vec![],
        body: vec![],
        recipients: vec![],
        signature: vec![],
    };
    let Some(map) = front_matter::parse_map(source, 0, source.text.len(), diags) else {
        if let Some(id) = front_matter::id_of_broken(&source.text) {
            document.id = id;
        }
        return document;
    };
    let mut fields = Fields::new(source, 0, source.text.len(), diags);
    document.front = fields.front(&map, &["outline"]);
    if let Some(id) = &document.front.id {
        document.id = id.clone();
    }
    let list = fields.maps(&map, "outline").unwrap_or_default();
    let mut builder = Builder {
        fields,
        cursor: 0,
        body: Vec::new(),
        seen: Default::default(),
    };
    builder.clauses(&list, &ClausePath::default(), None, 0);
    document.body = builder.body;
    document
}

struct Builder<'a> {
    fields: Fields<'a>,
    /// Where the last words were found in the source; the next stand below.
    cursor: usize,
    body: Vec<Clause>,
    /// How often a path was given.
    seen: std::collections::BTreeMap<ClausePath, u32>,
}

impl Builder<'_> {
    fn clauses(&mut self, list: &[Map], above: &ClausePath, parent: Option<usize>, depth: u8) {
        for map in list {
            self.fields
                .unknown(map.keys().map(String::as_str), &["clause", "heading", "text", "children"]);
            let number = self.fields.clause(map, "clause");
            let heading = self.fields.text(map, "heading");
            let text = self.fields.text(map, "text");
            let children = self.fields.maps(map, "children").unwrap_or_default();
            let Some(number) = number else {
                // without a number: plain paragraphs of the clause above
                self.paragraphs(heading.as_deref().into_iter().chain(text.as_deref()), above, parent, depth);
                self.clauses(&children, above, parent, depth);
                continue;
            };
            let path = join(above, &number);
            let label = path.0.last().cloned().unwrap_or_default();
            let style = style_of(&label);
            let nth = self.seen.entry(path.clone()).and_modify(|n| *n += 1).or_insert(1);
            let anchor = if *nth > 1 { format!("{path}~{nth}") } else { path.to_string() };
            let printed_marker = match style {
                NumberStyle::Letter => format!("{label})"),
                _ => format!("{label}."),
            };
            // a clause without heading is the text itself, as "1. Giao Sở …" in print
            let mut texts = text.as_deref().map(split).unwrap_or_default().into_iter();
            let emphasized = heading.is_some();
            let own = match &heading {
                Some(h) => h.clone(),
                None => match texts.as_slice().first() {
                    Some((None, _)) => texts.next().map(|(_, t)| t).unwrap_or_default(),
                    _ => String::new(),
                },
            };
            let block = self.block(&own);
            let index = self.body.len();
            self.body.push(Clause {
                path: path.clone(),
                anchor: Some(anchor),
                marker: Marker::Number { label, style },
                printed_marker,
                depth,
                parent,
                emphasized,
                block,
                cells: vec![],
                footnote: false,
            });
            let deeper = depth.saturating_add(1);
            for (dash, text) in texts {
                self.paragraph(dash, &text, &path, Some(index), deeper);
            }
            self.clauses(&children, &path, Some(index), deeper);
        }
    }
    fn paragraphs<'t>(&mut self, texts: impl Iterator<Item = &'t str>, path: &ClausePath, parent: Option<usize>, depth: u8) {
        for text in texts {
            for (dash, text) in split(text) {
                self.paragraph(dash, &text, path, parent, depth);
            }
        }
    }
    fn paragraph(&mut self, dash: Option<u8>, text: &str, path: &ClausePath, parent: Option<usize>, depth: u8) {
        let block = self.block(text);
        self.body.push(Clause {
            path: path.clone(),
            anchor: None,
            marker: dash.map_or(Marker::None, |level| Marker::Dash { level }),
            printed_marker: match dash {
                Some(1) => "-".into(),
                Some(_) => "+".into(),
                None => String::new(),
            },
            depth,
            parent,
            emphasized: false,
            block,
            cells: vec![],
            footnote: marker::is_footnote(text),
        });
    }
    /// A block with the place of each of its lines, as far as they stand in the source as they are
    /// (a quoted YAML text may be escaped or folded). Lines are looked for below the last ones found.
    fn block(&mut self, text: &str) -> Block {
        const WINDOW: usize = 16 * 1024;
        let source = &self.fields.source.text;
        let mut out = String::with_capacity(text.len());
        let mut pieces = Vec::new();
        for line in text.lines().map(str::trim).filter(|l| !l.is_empty()) {
            if !out.is_empty() {
                out.push(' ');
            }
            let mut end = (self.cursor + WINDOW + line.len()).min(source.len());
            while !source.is_char_boundary(end) {
                end -= 1;
            }
            let (at, len) = (out.len() as u32, line.len() as u32);
            if let Some(i) = source[self.cursor..end].find(line) {
                let start = self.cursor + i;
                pieces.push(Piece {
                    at,
                    len,
                    start: start as u32,
                });
                self.cursor = start + line.len();
            }
            out.push_str(line);
        }
        if pieces.is_empty() {
            pieces.push(Piece {
                at: 0,
                len: 0,
                start: self.cursor as u32,
            });
        }
        Block {
            text: out,
            pieces,
            source: self.fields.source.id,
        }
    }
}

/// `II` and `2.1` → II.2.1; a number that already begins with the path above it is whole.
fn join(above: &ClausePath, number: &str) -> ClausePath {
    let parts: Vec<String> = number.split('.').map(str::trim).filter(|p| !p.is_empty()).map(safe).collect();
    if !above.0.is_empty() && parts.len() > above.0.len() && parts.starts_with(&above.0) {
        return ClausePath(parts);
    }
    let mut path = above.clone();
    path.0.extend(parts);
    path
}

/// A part of a number becomes part of an address: letters and digits only.
fn safe(part: &str) -> String {
    part.chars().filter(|c| c.is_alphanumeric()).take(12).collect()
}

fn style_of(label: &str) -> NumberStyle {
    if label.chars().all(|c| c.is_ascii_digit()) {
        NumberStyle::Arabic
    } else if label.chars().all(|c| "IVXLC".contains(c)) {
        NumberStyle::Roman
    } else {
        NumberStyle::Letter
    }
}

/// Paragraphs of a Markdown text, parted by empty lines and list dashes, emphasis taken off.
fn split(text: &str) -> Vec<(Option<u8>, String)> {
    let mut out: Vec<(Option<u8>, String)> = Vec::new();
    let mut open = false;
    for line in text.lines() {
        let line = line.trim();
        if line.is_empty() {
            open = false;
            continue;
        }
        let dash = match line.split_once(' ') {
            Some(("-" | "*" | "•", rest)) => Some((1, rest)),
            Some(("+", rest)) => Some((2, rest)),
            _ => None,
        };
        let words = dash.map_or(line, |(_, rest)| rest).replace("**", "");
        match out.last_mut() {
            Some((_, last)) if open && dash.is_none() => {
                last.push('\n');
                last.push_str(&words);
            }
            _ => out.push((dash.map(|(level, _)| level), words)),
        }
        open = true;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::code::Code;
    use crate::span::SourceId;

    fn read(text: &str) -> (Document, Vec<Code>) {
        let source = SourceFile {
            id: SourceId(0),
            path: "content/2026-01.yaml".into(),
            text: text.into(),
            sha256: String::new(),
        };
        let mut diags = Diagnostics::new();
        let document = parse(&source, &mut diags);
        (document, diags.iter().map(|d| d.code).collect())
    }

    #[test]
    fn outline_and_tasks() {
        let text = "kind: thong-bao-ket-luan\nperiod: 2026-01\noutline:\n  - clause: II\n    heading: Giải pháp\n    children:\n      - clause: 2\n        text: |\n          Giao Sở A.\n\n          - Rà soát.\ntasks:\n  - { clause: II.2, text: Giao Sở A., leads: [so-a] }\n";
        let (document, codes) = read(text);
        assert!(codes.is_empty(), "{codes:?}");
        let paths: Vec<_> = document
            .body
            .iter()
            .map(|c| (c.path.to_string(), c.anchor.clone(), c.block.text.as_str()))
            .collect();
        assert_eq!(
            paths,
            [
                ("II".to_string(), Some("II".to_string()), "Giải pháp"),
                ("II.2".to_string(), Some("II.2".to_string()), "Giao Sở A."),
                ("II.2".to_string(), None, "Rà soát."),
            ]
        );
        assert_eq!(document.body[1].parent, Some(0));
        assert_eq!(document.front.tasks.as_ref().map(Vec::len), Some(1));
        let span = document.body[1].block.span();
        assert_eq!(&text[span.start as usize..span.end as usize], "Giao Sở A.");
        assert_eq!(document.id, "2026-01");
    }
    #[test]
    fn broken_yaml_is_one_diagnostic() {
        let (document, codes) = read("id: a-1\ntitle: [a\n");
        assert_eq!(
            (document.body.len(), document.id.as_str(), codes),
            (0, "a-1", vec![Code::YamlSyntax])
        );
    }
    #[test]
    fn decimal_clause_must_be_quoted() {
        let (document, codes) = read("outline: [{ clause: 1.10, text: A }, { clause: '1.10', text: B }]\n");
        assert_eq!(codes, vec![Code::WrongType]);
        assert_eq!(document.body[1].path.to_string(), "1.10");
    }
}
