//! Text → printed lines: page numbers, running heads and stamps left out, columns parted, marks taken off, each with how it is set.

use super::component::{is_motto, is_recipients, is_title};
use super::footnote::{self, Note};
use super::markup::{Stretch, clean, hidden};
use super::page::{RawLine, goes_on_in_stamp, is_receiver, is_stamp, raw_lines, running_heads, running_key};
use super::pieces::{join, take_off};
use super::{Block, Piece, marker};
use crate::source::SourceFile;
use crate::viet::fold;
use memchr::{memchr, memmem};

/// One printed line, cleaned.
#[derive(Debug)]
pub(super) struct Line {
    pub block: Block,
    /// Of a row of a table.
    pub cells: Vec<String>,
    pub look: Look,
}

/// How a line is set.
#[derive(Clone, Copy, Debug)]
pub(super) struct Look {
    pub heading: u8,
    pub dash: u8,
    pub bold: bool,
    pub plain: bool,
    pub blank_before: bool,
    /// A number of an outline stands at its head.
    pub numbered: bool,
    /// Behind a `<br>` of the same line.
    pub broken: bool,
    /// Columns of white space before it.
    pub indent: usize,
    /// Of a footnote at the foot of a page.
    pub note: Option<Note>,
    /// Letters as printed, with dash and stars, runs of white space as one.
    pub length: usize,
}

/// Splits a line in which two columns stand side by side (letterhead, signature) at wide gaps.
fn columns(line: &str) -> Vec<(usize, usize)> {
    let mut out = Vec::new();
    let (mut start, mut end, mut gap) = (None, 0, 0);
    for (i, c) in line.char_indices() {
        if c.is_whitespace() {
            gap += if c == '\t' { 4 } else { 1 };
            continue;
        }
        if gap >= 4
            && let Some(s) = start.take()
        {
            out.push((s, end));
        }
        gap = 0;
        start.get_or_insert(i);
        end = i + c.len_utf8();
    }
    if let Some(s) = start {
        out.push((s, end));
    }
    out
}

fn is_rule(line: &str) -> bool {
    let mut marks = 0;
    line.chars().all(|c| {
        marks += usize::from(!c.is_whitespace());
        c.is_whitespace() || matches!(c, '-' | '*' | '_' | '=' | '─' | '—' | '\\')
    }) && marks >= 3
}

/// "* TỈNH SAO MAI *": what is engraved around a seal, which a scan reads beside the recipients. Italics have no blanks within their stars.
fn is_seal(column: &str) -> bool {
    let inner = column.strip_prefix("* ").and_then(|c| c.strip_suffix(" *"));
    inner.is_some_and(|inner| !inner.chars().any(char::is_lowercase))
}

/// The lines of a text as they are read one after the other.
struct Lines<'s> {
    source: &'s SourceFile,
    /// Ranges of the source of which nothing is text.
    hidden: Vec<(usize, usize)>,
    out: Vec<Line>,
    /// A blank line stands before the next.
    blank: bool,
    bold: bool,
    /// Only before the numbered part and after it do columns stand side by side.
    framed: bool,
    /// The table of the letterhead, and that of recipients and signature, only sets columns side by side.
    laid_out: bool,
    /// What the stretch at hand falls into; empty between two of them.
    stretches: Vec<Stretch>,
    /// What the line at hand is of a footnote.
    note: Option<Note>,
}

pub(super) fn lines(source: &SourceFile, offset: usize) -> Vec<Line> {
    let text = source.text.get(offset..).unwrap_or("");
    let mut hidden = hidden(text);
    hidden.iter_mut().for_each(|h| *h = (h.0 + offset, h.1 + offset));
    let raw = raw_lines(text, offset);
    let footnotes = footnote::find(&raw);
    hidden.extend(footnotes.marks);
    hidden.sort_unstable();
    let running = running_heads(&raw);
    let arrived = memmem::find(text.as_bytes(), "ĐẾN".as_bytes()).is_some();
    let mut lines = Lines {
        source,
        hidden,
        out: Vec::with_capacity(raw.len()),
        blank: true,
        bold: false,
        framed: true,
        laid_out: false,
        stretches: Vec::new(),
        note: None,
    };
    // the lines of a digital signature, or of the stamp of who got the letter
    let mut stamped = false;
    for (i, line) in raw.iter().enumerate() {
        let trimmed = line.trimmed;
        lines.note = footnotes.lines.get(&i).copied();
        stamped = is_stamp(trimmed, arrived) || arrived && is_receiver(&raw, i) || stamped && goes_on_in_stamp(trimmed);
        if line.number || stamped || (!running.is_empty() && running.contains(&running_key(trimmed))) {
            // the number of a page parts nothing: what stands before and after may be one sentence
            lines.bold = false;
        } else if trimmed.is_empty() || is_rule(trimmed) || trimmed.starts_with("```") {
            lines.blank = true;
            lines.bold = false;
        } else {
            lines.read(line);
        }
    }
    lines.out
}

impl Lines<'_> {
    fn read(&mut self, line: &RawLine) {
        let indent = &line.text[..line.text.len() - line.text.trim_start().len()];
        let (mut from, mut body) = (line.start + indent.len(), line.trimmed);
        // without the first bytes and the white space behind them
        let mut take = |body: &mut &str, bytes: usize| {
            let rest = body[bytes..].trim_start();
            from += body.len() - rest.len();
            *body = rest;
        };
        while body.starts_with('>') {
            take(&mut body, 1);
        }
        let hashes = body.bytes().take_while(|b| *b == b'#').count();
        let mut heading = 0;
        if (1..=6).contains(&hashes) && body[hashes..].starts_with(char::is_whitespace) {
            heading = hashes as u8;
            take(&mut body, hashes);
        }
        if body.starts_with('|') {
            return self.table(from, body);
        }
        let bare = body.trim_start_matches(['*', '_']);
        let begins = || bare.starts_with("I.") || bare.starts_with("1.") || is_paragraph(bare);
        if (self.framed || self.laid_out) && begins() {
            (self.framed, self.laid_out) = (false, false);
        } else if is_recipients(bare) {
            if self.framed || self.laid_out || !begins() {
                (self.framed, self.laid_out) = (true, true);
            }
        } else if self.laid_out && (is_title(body) || ["kinh gui", "phu luc", "danh muc"].iter().any(|w| fold::starts_plain(bare, w))) {
            self.laid_out = false;
        }
        let look = Look {
            heading,
            dash: 0,
            bold: false,
            plain: false,
            blank_before: self.blank,
            numbered: false,
            broken: false,
            note: self.note,
            indent: indent.chars().map(|c| if c == '\t' { 8 } else { 1 }).sum(),
            length: printed(line.text),
        };
        if self.framed {
            for (start, end) in columns(body).into_iter().filter(|(start, end)| !is_seal(&body[*start..*end])) {
                self.column(from + start, &body[start..end], look);
            }
        } else {
            self.column(from, body, look);
        }
    }

    /// A row of a table, which begins at a byte of the source.
    fn table(&mut self, from: usize, body: &str) {
        let to = from + body.len();
        let look = Look {
            heading: 0,
            dash: 0,
            bold: false,
            plain: true,
            blank_before: true,
            numbered: false,
            broken: false,
            note: None,
            indent: 0,
            length: 0,
        };
        self.laid_out = self.laid_out || is_recipients(body.trim_start_matches(['|', ' ', '*', '_'])) || is_motto(body);
        if !self.laid_out {
            if let Some((block, cells)) = row(self.source, from, to, &self.hidden) {
                let look = Look {
                    blank_before: self.blank,
                    numbered: marker::parse(&block.text).is_some(),
                    ..look
                };
                self.out.push(Line { block, cells, look });
                self.blank = false;
            }
            return;
        }
        for Stretch { mut block, bold, plain } in cell_lines(self.source, from, to, &self.hidden) {
            let dash = marker::dash(&block.text);
            if let Some((_, len)) = dash {
                take_off(&mut block, len);
            }
            if is_rule(&block.text) {
                continue;
            }
            let dash = dash.map_or(0, |d| d.0);
            let look = Look {
                dash,
                bold,
                plain,
                numbered: marker::parse(&block.text).is_some(),
                ..look
            };
            self.put(block, look);
        }
        self.blank = true;
    }

    fn put(&mut self, block: Block, look: Look) {
        self.out.push(Line {
            block,
            cells: vec![],
            look,
        });
    }

    /// A column of a line, or the whole of it, which begins at a byte of the source; `look` is that of the line.
    fn column(&mut self, mut from: usize, part: &str, look: Look) {
        let to = from + part.len();
        let escaped = part.strip_prefix('\\').filter(|p| p.starts_with(['-', '+', '*', '•']));
        let mut outer = 0;
        if let Some((level, len)) = marker::dash(escaped.unwrap_or(part)) {
            outer = level;
            from += len + usize::from(escaped.is_some());
        }
        let mut stretches = std::mem::take(&mut self.stretches);
        clean(self.source, from, to, &self.hidden, &mut self.bold, &mut stretches);
        for (k, Stretch { mut block, bold, plain }) in stretches.drain(..).enumerate() {
            let mut dash = if k == 0 { outer } else { 0 };
            if dash == 0 {
                // "**- Sở …**": the dash within the stars
                if let Some((level, len)) = marker::dash(&block.text) {
                    dash = level;
                    take_off(&mut block, len);
                }
            }
            let numbered = marker::parse(&block.text).is_some();
            if numbered {
                dash = 0;
            }
            let look = Look {
                dash,
                numbered,
                bold,
                plain,
                blank_before: self.blank,
                broken: k > 0,
                ..look
            };
            self.put(block, look);
            self.blank = false;
        }
        self.stretches = stretches;
    }
}

/// So long that no two columns can stand in it, whatever white space parts them.
fn is_paragraph(line: &str) -> bool {
    const LONG: usize = 400;
    line.len() >= LONG
        && line
            .split_whitespace()
            .scan(0, |bytes, word| {
                *bytes += word.len() + 1;
                Some(*bytes)
            })
            .any(|bytes| bytes > LONG)
}

/// The stretches between the bars of a pipe table's row, as byte ranges of `text`.
fn bars(text: &str) -> Vec<(usize, usize)> {
    let (mut out, mut start, mut escaped) = (Vec::new(), None, false);
    for (i, c) in text.char_indices() {
        if c == '|' && !escaped {
            if let Some(s) = start {
                out.push((s, i));
            }
            start = Some(i + 1);
        }
        escaped = c == '\\' && !escaped;
    }
    if let Some(s) = start
        && !text.get(s..).unwrap_or("").trim().is_empty()
    {
        out.push((s, text.len()));
    }
    out
}

/// The lines of a row that only sets two columns side by side: cell by cell, parted at `<br>`.
fn cell_lines(source: &SourceFile, from: usize, to: usize, hidden: &[(usize, usize)]) -> Vec<Stretch> {
    let text = source.text.get(from..to).unwrap_or("");
    let mut out = Vec::new();
    for (a, b) in bars(text) {
        clean(source, from + a, from + b, hidden, &mut false, &mut out);
    }
    out
}

/// Cells of a pipe table's row; `None` for the row of dashes.
fn row(source: &SourceFile, from: usize, to: usize, hidden: &[(usize, usize)]) -> Option<(Block, Vec<String>)> {
    let text = source.text.get(from..to)?;
    let (mut cells, mut parts): (Vec<Block>, Vec<Stretch>) = (Vec::new(), Vec::new());
    for (a, b) in bars(text) {
        let mut cell = Block {
            text: String::new(),
            pieces: vec![],
            source: source.id,
        };
        clean(source, from + a, from + b, hidden, &mut false, &mut parts);
        for part in parts.drain(..) {
            join(&mut cell, &part.block);
        }
        cells.push(cell);
    }
    if cells
        .iter()
        .all(|c| c.text.chars().all(|c| matches!(c, '-' | ':' | ' ' | '–' | '—')))
    {
        return None;
    }
    let mut block = Block {
        text: String::new(),
        pieces: vec![],
        source: source.id,
    };
    for (i, cell) in cells.iter().enumerate() {
        if i > 0 {
            block.text.push_str(" | ");
        }
        let shift = block.text.len() as u32;
        block.text.push_str(&cell.text);
        block.pieces.extend(cell.pieces.iter().map(|p| Piece { at: p.at + shift, ..*p }));
    }
    Some((block, cells.into_iter().map(|c| c.text).collect()))
}

/// Letters of a printed line, runs of white space as one. Lines longer than any page is wide are not told apart.
fn printed(line: &str) -> usize {
    const WIDE: usize = 200;
    const STEP: usize = 64;
    let is_blank = |b: u8| (b == b' ') | (b == b'\t');
    // a letter counts once, at the first of its bytes, and once more where white space stands before it
    let counted = |before: u8, b: u8| {
        let letter = !is_blank(b) & ((b & 0xC0) != 0x80);
        u8::from(letter) + u8::from(letter & is_blank(before))
    };
    let bytes = line.as_bytes();
    let Some(first) = bytes.first() else { return 0 };
    let mut letters = usize::from(counted(b' ', *first));
    // U+00A0 is white space of two bytes
    if memchr(0xC2, bytes).is_some() {
        return printed_letters(line, WIDE);
    }
    for (before, these) in bytes.chunks(STEP).zip(bytes[1..].chunks(STEP)) {
        let sum = before
            .iter()
            .zip(these)
            .fold(0u8, |sum, (before, b)| sum.wrapping_add(counted(*before, *b)));
        letters += usize::from(sum);
        if letters > WIDE {
            break;
        }
    }
    letters.saturating_sub(1).min(WIDE)
}

/// The same, letter by letter.
fn printed_letters(line: &str, wide: usize) -> usize {
    let (mut letters, mut blank) = (0, true);
    for c in line.chars() {
        if matches!(c, ' ' | '\t' | '\u{a0}') {
            blank = true;
        } else {
            letters += 1 + usize::from(blank);
            blank = false;
        }
        if letters > wide {
            break;
        }
    }
    usize::saturating_sub(letters, 1).min(wide)
}
