//! Lines → blocks: page and line breaks mended, Markdown marks taken off, places kept.

use super::marker;
use super::{Block, Piece};
use crate::source::SourceFile;
use crate::span::{SourceId, Span};
use crate::viet::letter::{is_numeric, is_word};
use crate::viet::{date, fold};
use memchr::{memchr, memchr_iter, memmem};
use std::cell::LazyCell;
use std::collections::BTreeSet;
use std::ops::Range;

/// A block before its number is read.
#[derive(Clone, PartialEq, Debug)]
pub struct RawBlock {
    pub block: Block,
    /// Markdown heading level 1 to 6, else 0.
    pub heading: u8,
    /// The whole block was bold.
    pub bold: bool,
    /// Began with a list dash ("-" 1, "+" 2), taken off the text.
    pub dash: u8,
    /// What stands between the lines as printed, as byte ranges of the text (for letterhead, recipients, signature).
    breaks: Vec<Range<usize>>,
    /// Cells, where it is a row of a table.
    pub cells: Vec<String>,
}

impl RawBlock {
    /// The texts of its lines as printed.
    pub fn lines(&self) -> impl Iterator<Item = &str> {
        self.ranges().filter_map(|range| self.block.text.get(range))
    }

    /// Its lines as printed, each a block of its own.
    pub fn into_lines(self) -> Vec<Block> {
        if self.breaks.is_empty() {
            return vec![self.block];
        }
        self.ranges().map(|range| cut(&self.block, range)).collect()
    }

    fn ranges(&self) -> impl Iterator<Item = Range<usize>> {
        let starts = std::iter::once(0).chain(self.breaks.iter().map(|b| b.end));
        let ends = self.breaks.iter().map(|b| b.start).chain([self.block.text.len()]);
        starts.zip(ends).map(|(start, end)| start..end)
    }
}

/// A block under construction: text and where each run of it stands.
#[derive(Debug)]
pub(super) struct Builder {
    text: String,
    pieces: Vec<Piece>,
    source: SourceId,
    /// A space is due before the next character; where it is printed, if it is.
    space: Option<Option<usize>>,
}

impl Builder {
    /// `bytes`: as many are likely to be added.
    fn new(source: SourceId, bytes: usize) -> Builder {
        Builder {
            text: String::with_capacity(bytes),
            pieces: Vec::new(),
            source,
            space: None,
        }
    }
    /// Adds printed characters in which no white space but single blanks stands.
    fn push_run(&mut self, run: &str, at: usize) {
        if run.starts_with(' ') {
            self.push(' ', at);
        }
        let words = run.trim_matches(' ');
        if !words.is_empty() {
            self.put_behind_space(words, at + usize::from(run.starts_with(' ')));
            if run.ends_with(' ') {
                self.push(' ', at + run.len() - 1);
            }
        }
    }
    /// Adds a printed character; runs of white space become one space.
    fn push(&mut self, c: char, at: usize) {
        if c.is_whitespace() {
            if !self.text.is_empty() && self.space.is_none() {
                self.space = Some((c == ' ').then_some(at));
            }
            return;
        }
        self.put_behind_space(c.encode_utf8(&mut [0; 4]), at);
    }
    fn put_behind_space(&mut self, run: &str, at: usize) {
        match self.space.take() {
            Some(Some(place)) => self.put(" ", place),
            Some(None) => self.text.push(' '),
            None => {}
        }
        self.put(run, at);
    }
    fn put(&mut self, run: &str, start: usize) {
        let (at, len, start) = (self.text.len() as u32, run.len() as u32, start as u32);
        self.text.push_str(run);
        match self.pieces.last_mut() {
            Some(p) if p.at + p.len == at && p.start + p.len == start => p.len += len,
            _ => self.pieces.push(Piece { at, len, start }),
        }
    }
    fn block(self) -> Block {
        Block {
            text: self.text,
            pieces: self.pieces,
            source: self.source,
        }
    }
}

/// The part of a block from byte `from` on (moved to a character's boundary).
pub fn tail(block: &Block, from: usize) -> Block {
    let mut from = from.min(block.text.len());
    while !block.text.is_char_boundary(from) {
        from += 1;
    }
    cut(block, from..block.text.len())
}

/// Takes the first bytes off a block, as `tail`.
pub fn take_off(block: &mut Block, bytes: usize) {
    let mut bytes = bytes.min(block.text.len());
    while !block.text.is_char_boundary(bytes) {
        bytes += 1;
    }
    block.text.drain(..bytes);
    let gone = bytes as u32;
    block.pieces.retain_mut(|p| {
        let skip = gone.saturating_sub(p.at);
        let left = p.len > skip;
        if left {
            *p = Piece {
                at: p.at + skip - gone,
                len: p.len - skip,
                start: p.start + skip,
            };
        }
        left
    });
}

/// A range of a block, between boundaries of characters.
fn cut(block: &Block, range: Range<usize>) -> Block {
    let (from, to) = (range.start as u32, range.end as u32);
    let within = block.pieces.iter().filter(|p| p.at + p.len > from && p.at < to);
    let pieces = within.map(|p| {
        let skip = from.saturating_sub(p.at);
        Piece {
            at: p.at + skip - from,
            len: p.len - skip - (p.at + p.len).saturating_sub(to),
            start: p.start + skip,
        }
    });
    Block {
        pieces: pieces.collect(),
        text: block.text.get(range).unwrap_or("").to_string(),
        source: block.source,
    }
}

/// Puts `next` behind `block` with a single space between.
pub fn join(block: &mut Block, next: &Block) {
    if !block.text.is_empty() && !next.text.is_empty() {
        block.text.push(' ');
    }
    let shift = block.text.len() as u32;
    block.text.push_str(&next.text);
    block.pieces.extend(next.pieces.iter().map(|p| Piece { at: p.at + shift, ..*p }));
}

/// One printed line, cleaned.
#[derive(Debug)]
struct Line {
    block: Block,
    /// Of a row of a table.
    cells: Vec<String>,
    look: Look,
}

/// How a line is set.
#[derive(Clone, Copy, Debug)]
struct Look {
    heading: u8,
    dash: u8,
    bold: bool,
    plain: bool,
    blank_before: bool,
    /// A number of an outline stands at its head.
    numbered: bool,
    /// Behind a `<br>` of the same line.
    broken: bool,
    /// Columns of white space before it.
    indent: usize,
    /// Letters as printed, with dash and stars, runs of white space as one.
    length: usize,
}

/// The first HTML tag of the text from `offset` on, `<br>` aside.
pub fn raw_html(source: &SourceFile, offset: usize) -> Option<Span> {
    let text = source.text.get(offset..)?;
    for i in memchr_iter(b'<', text.as_bytes()) {
        if text[i..].starts_with("<!--") {
            return Some(Span::new(source.id, offset + i, offset + i + 4));
        }
        if let Some(len) = tag(&text[i..])
            && !tag_name(&text[i..]).eq_ignore_ascii_case("br")
        {
            return Some(Span::new(source.id, offset + i, offset + i + len));
        }
    }
    None
}

/// Bytes of the HTML tag at the head of the text.
fn tag(text: &str) -> Option<usize> {
    let rest = text.strip_prefix('<')?;
    let name = rest.strip_prefix('/').unwrap_or(rest);
    name.chars().next().filter(|c| c.is_ascii_alphabetic())?;
    // a tag ends within its line; the bound keeps a lone "<" from costing the whole text
    rest.char_indices()
        .take(2000)
        .take_while(|(_, c)| !matches!(c, '\n' | '<'))
        .find(|(_, c)| *c == '>')
        .map(|(i, _)| i + 2)
}

fn tag_name(text: &str) -> &str {
    let rest = text.trim_start_matches(['<', '/']);
    let end = rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(rest.len());
    rest.get(..end).unwrap_or("")
}

/// The images of the text from `offset` on, `![trang 1](trang1.png)`: nobody can read them.
pub fn images(source: &SourceFile, offset: usize) -> Vec<Span> {
    let found = image_ranges(source.text.get(offset..).unwrap_or(""));
    found
        .into_iter()
        .map(|(a, b)| Span::new(source.id, offset + a, offset + b))
        .collect()
}

/// Ranges of images in Markdown, each within its line.
fn image_ranges(text: &str) -> Vec<(usize, usize)> {
    let mut out: Vec<(usize, usize)> = Vec::new();
    for i in memmem::find_iter(text.as_bytes(), b"![") {
        let line = text[i..].lines().next().unwrap_or("");
        let escaped = text[..i].ends_with('\\');
        let end = line.find(']').and_then(|shut| {
            let close = match line[shut + 1..].chars().next()? {
                '(' => ')',
                '[' => ']',
                _ => return None,
            };
            Some(shut + 2 + line[shut + 2..].find(close)? + 1)
        });
        if let Some(end) = end.filter(|_| !escaped && out.last().is_none_or(|last| last.1 <= i)) {
            out.push((i, i + end));
        }
    }
    out
}

/// Ranges of comments, scripts, styles and images: nothing of them is text.
fn hidden(text: &str) -> Vec<(usize, usize)> {
    let mut out: Vec<(usize, usize)> = Vec::new();
    // where no end follows any more, no later beginning has one either
    let ends = [("<!--", "-->"), ("<script", "</script>"), ("<style", "</style>")]
        .map(|(open, close)| (open, close, LazyCell::new(move || memmem::rfind(text.as_bytes(), close.as_bytes()))));
    let mut past = 0;
    for i in memchr_iter(b'<', text.as_bytes()) {
        if i < past {
            continue;
        }
        for (open, close, last) in &ends {
            let starts = text.get(i..i + open.len()).is_some_and(|t| t.eq_ignore_ascii_case(open));
            if starts
                && last.is_some_and(|l| l > i)
                && let Some(end) = text[i..].find(close)
            {
                past = i + end + close.len();
                out.push((i, past));
            }
        }
    }
    let images = image_ranges(text);
    if !images.is_empty() {
        let inside = |at: usize| out.iter().any(|(a, b)| (*a..*b).contains(&at));
        let shown: Vec<_> = images.into_iter().filter(|i| !inside(i.0) && !inside(i.1 - 1)).collect();
        out.extend(shown);
        out.sort_unstable();
    }
    out
}

/// Whether a byte may begin what is not printed as it stands: a mark of Markdown, a control, white space other than a single blank.
/// What begins with the last four may be a blank or a mark without width: U+0080, U+2000, U+3000, U+FEFF.
#[inline]
const fn is_mark(before: u8, b: u8) -> bool {
    // bits put together without a branch, so that many bytes are looked at in one step
    (b < 0x20)
        | (b == b'\\')
        | (b == b'*')
        | (b == b'_')
        | (b == b'`')
        | (b == b'<')
        | (b == b'&')
        | (b == 0x7f)
        | (b == 0xC2)
        | (b == 0xE2)
        | (b == 0xE3)
        | (b == 0xEF)
        // "  ", and U+1680
        | ((before == b' ') & (b == b' '))
        | ((before == 0xE1) & (b == 0x9A))
}

/// Bytes of the head of a text that are printed as they stand.
fn as_printed(text: &str) -> usize {
    const STEP: usize = 16;
    const MARKS: [bool; 256] = {
        let mut marks = [false; 256];
        let mut b = 0;
        while b < 256 {
            marks[b] = is_mark(0, b as u8);
            b += 1;
        }
        marks
    };
    let bytes = text.as_bytes();
    if bytes.first().is_none_or(|b| MARKS[usize::from(*b)]) {
        return 0;
    }
    let mut at = 1;
    while let (Some(before), Some(these)) = (bytes.get(at - 1..at - 1 + STEP), bytes.get(at..at + STEP)) {
        if before
            .iter()
            .zip(these)
            .fold(0, |any, (before, b)| any | u8::from(is_mark(*before, *b)))
            != 0
        {
            break;
        }
        at += STEP;
    }
    let is_pair = |at: usize| matches!((bytes[at - 1], bytes[at]), (b' ', b' ') | (0xE1, 0x9A));
    while at < bytes.len() && !MARKS[usize::from(bytes[at])] && !is_pair(at) {
        at += 1;
    }
    if text.is_char_boundary(at) { at } else { at - 1 }
}

/// What a stretch of a line falls into at `<br>`.
#[derive(Debug)]
struct Stretch {
    block: Block,
    /// Some of its words are bold, some are not.
    bold: bool,
    plain: bool,
}

/// Takes Markdown marks and tags off one stretch of a line, `from..to` of the source.
/// Puts the lines into which it falls at `<br>` behind `out`.
fn clean(source: &SourceFile, from: usize, to: usize, hidden: &[(usize, usize)], bold: &mut bool, out: &mut Vec<Stretch>) {
    let text = source.text.get(from..to).unwrap_or("");
    let mut b = Builder::new(source.id, text.len());
    let (mut any_bold, mut any_plain) = (false, false);
    let mut before = ' ';
    let mut skip_to = 0;
    let mut next_hidden = hidden.partition_point(|h| h.1 <= from);
    while let Some(c) = text.get(skip_to..).and_then(|t| t.chars().next()) {
        let i = skip_to;
        while next_hidden < hidden.len() && hidden[next_hidden].1 <= from + i {
            next_hidden += 1;
        }
        if next_hidden < hidden.len() && hidden[next_hidden].0 <= from + i {
            skip_to = (hidden[next_hidden].1 - from).min(text.len());
            continue;
        }
        let run = as_printed(&text[i..]);
        let run = hidden.get(next_hidden).map_or(run, |h| run.min(h.0 - from - i));
        if let Some(words) = text.get(i..i + run).filter(|w| !w.is_empty()) {
            b.push_run(words, from + i);
            skip_to = i + run;
            before = words.chars().next_back().unwrap_or(' ');
            if words.contains(is_word) {
                if *bold {
                    any_bold = true;
                } else if any_bold || b.text.trim_end_matches(|c| !is_word(c)).len() > 8 {
                    // a number outside the stars ("2.1. **Sở …**") does not make the block plain
                    any_plain = true;
                }
            }
            continue;
        }
        skip_to = i + c.len_utf8();
        let rest = &text[skip_to..];
        let next = rest.chars().next();
        match c {
            '\\' if next.is_some_and(|n| n.is_ascii_punctuation()) => {
                // the escaped mark is text
                let n = next.unwrap_or(' ');
                b.push(n, from + i + 1);
                before = n;
                skip_to = i + 2;
                continue;
            }
            '\\' if next.is_none() => continue,
            '*' => {
                if next == Some('*') {
                    *bold = !*bold;
                    skip_to = i + 2;
                    continue;
                }
                if !(before.is_ascii_digit() && next.is_some_and(|n| n.is_ascii_digit())) {
                    continue;
                }
            }
            '_' if next == Some('_') && !is_word(before) => {
                *bold = !*bold;
                skip_to = i + 2;
                continue;
            }
            '_' if !is_word(before) || !next.is_some_and(is_word) => continue,
            '`' => continue,
            '<' => {
                if let Some(len) = tag(&text[i..]) {
                    match tag_name(&text[i..]).to_ascii_lowercase().as_str() {
                        "br" | "p" | "div" | "tr" | "li" | "td" | "th" => {
                            let full = std::mem::replace(&mut b, Builder::new(source.id, 0));
                            push_stretch(out, full, any_bold, any_plain);
                            (any_bold, any_plain) = (false, false);
                        }
                        "b" | "strong" => *bold = text.as_bytes().get(i + 1) != Some(&b'/'),
                        _ => {}
                    }
                    skip_to = i + len;
                    continue;
                }
            }
            '&' if rest.starts_with("nbsp;") => {
                b.push('\u{a0}', from + i);
                skip_to = i + 6;
                before = ' ';
                continue;
            }
            '&' if rest.starts_with("amp;") => {
                b.push('&', from + i);
                skip_to = i + 5;
                before = '&';
                continue;
            }
            '\u{200b}' | '\u{200c}' | '\u{200d}' | '\u{feff}' | '\u{ad}' => continue,
            c if c.is_control() && !c.is_whitespace() => continue,
            _ => {}
        }
        b.push(c, from + i);
        before = c;
        if is_word(c) {
            if *bold {
                any_bold = true;
            } else if any_bold || b.text.len() > 8 {
                any_plain = true;
            }
        }
    }
    push_stretch(out, b, any_bold, any_plain);
}

fn push_stretch(out: &mut Vec<Stretch>, built: Builder, bold: bool, plain: bool) {
    let block = built.block();
    if !block.text.is_empty() {
        out.push(Stretch { block, bold, plain });
    }
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

/// A page's number alone on its line: "3", "- 3 -", "Trang 3/12".
fn is_page_number(line: &str) -> bool {
    // most lines end in a letter or a full stop
    if line
        .as_bytes()
        .last()
        .is_none_or(|b| b.is_ascii_alphabetic() || matches!(b, b'.' | b';' | b':' | b','))
    {
        return false;
    }
    let core = line.trim_matches(|c: char| c.is_whitespace() || matches!(c, '-' | '–' | '—'));
    let first = core.as_bytes().first().is_some_and(|b| b.is_ascii_digit() || !b.is_ascii()) || fold::starts_plain(core, "trang");
    if !first || !core.ends_with(|c: char| c.is_ascii_digit()) {
        return false;
    }
    let core = fold::plain(core);
    let core = core.strip_prefix("trang").map_or(core.as_str(), str::trim);
    let digits = |t: &str| !t.is_empty() && t.len() <= 3 && t.bytes().all(|b| b.is_ascii_digit());
    digits(core) || (line.len() != core.len() && core.split_once('/').is_some_and(|(a, b)| digits(a.trim()) && digits(b.trim())))
}

/// A line of the electronic signature's stamp ("Người ký: …", "Thời gian ký: …", "… 09/08/2024 16:21:07") or of the one for
/// letters that came in (Nghị định 30/2020/NĐ-CP, Phụ lục I và IV).
///
/// `arrived`: some line of the text says "ĐẾN".
fn is_stamp(line: &str, arrived: bool) -> bool {
    const LINES: [&str; 4] = ["thoi gian ky:", "nguoi ky:", "ky boi:", "ngay ky:"];
    if line.len() > 400 {
        return false;
    }
    // what somebody who copied the paper says of its stamps: "[dấu: Văn phòng - đến số 12]"
    if line.starts_with(['[', '(']) && fold::starts_plain(&line[1..], "dau:") {
        return true;
    }
    let coloned = memchr(b':', line.as_bytes()).is_some();
    coloned && (has_time(line) && line.split_whitespace().count() <= 14 || LINES.iter().any(|w| fold::starts_plain(line, w)))
        || arrived && (line.contains("CÔNG VĂN ĐẾN") || line.contains("VĂN BẢN ĐẾN"))
}

/// A word like "16:21:07".
fn has_time(line: &str) -> bool {
    memchr_iter(b':', line.as_bytes()).any(|colon| {
        let Some(start) = colon.checked_sub(2) else { return false };
        let shaped = |w: &[u8]| {
            w.iter()
                .enumerate()
                .all(|(i, b)| if i % 3 == 2 { *b == b':' } else { b.is_ascii_digit() })
        };
        line.as_bytes().get(start..start + 8).is_some_and(shaped)
            && line[..start].chars().next_back().is_none_or(char::is_whitespace)
            && line[start + 8..].chars().next().is_none_or(char::is_whitespace)
    })
}

/// What two lines of a running head have in common: their letters, whatever the numbers.
fn running_key(line: &str) -> String {
    let is_letter = |c: &char| is_word(*c) && (!is_numeric(*c) || c.is_alphabetic());
    let mut key = String::with_capacity(line.len().min(160));
    key.extend(line.chars().filter(is_letter).take(80));
    key
}

/// A line as it stands in the source.
struct RawLine<'t> {
    /// Where it begins in the source.
    start: usize,
    /// Without the end of the line.
    text: &'t str,
    /// Without white space around it.
    trimmed: &'t str,
    /// The number of a page.
    number: bool,
}

/// The lines of the source from byte `offset` on.
fn raw_lines(text: &str, offset: usize) -> Vec<RawLine<'_>> {
    let mut out = Vec::with_capacity(text.len() / 64 + 1);
    let mut from = 0;
    for end in memchr_iter(b'\n', text.as_bytes()).chain([text.len()]) {
        let line = &text[from..end];
        let trimmed = line.trim();
        out.push(RawLine {
            start: offset + from,
            text: line,
            trimmed,
            number: is_page_number(trimmed),
        });
        from = end + 1;
    }
    out
}

/// Lines that stand beside the number of a page more than once.
fn running_heads(raw: &[RawLine]) -> BTreeSet<String> {
    let mut once = BTreeSet::new();
    let mut twice = BTreeSet::new();
    if !raw.iter().any(|l| l.number) {
        return twice;
    }
    let lines: Vec<&RawLine> = raw.iter().filter(|l| !l.trimmed.is_empty()).collect();
    for (i, line) in lines.iter().enumerate() {
        if !line.number {
            continue;
        }
        for beside in [i.checked_sub(1), Some(i + 1)].into_iter().flatten() {
            let near = lines.get(beside).map(|l| l.trimmed);
            let Some(head) = near.filter(|l| !is_longer(l, 100) && !l.starts_with('|')) else {
                continue;
            };
            let key = running_key(head);
            if key.chars().count() > 3 && !once.insert(key.clone()) {
                twice.insert(key);
            }
        }
    }
    twice
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
}

fn lines(source: &SourceFile, offset: usize) -> Vec<Line> {
    let text = source.text.get(offset..).unwrap_or("");
    let mut hidden = hidden(text);
    hidden.iter_mut().for_each(|h| *h = (h.0 + offset, h.1 + offset));
    let raw = raw_lines(text, offset);
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
    };
    // the lines of a digital signature
    let mut stamped = false;
    for line in &raw {
        let trimmed = line.trimmed;
        stamped =
            is_stamp(trimmed, arrived) || stamped && ["co quan:", "email:", "to chuc:"].iter().any(|w| fold::starts_plain(trimmed, w));
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
            indent: indent.chars().map(|c| if c == '\t' { 8 } else { 1 }).sum(),
            length: printed(line.text),
        };
        if self.framed {
            for (start, end) in columns(body) {
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

/// Line lengths of the text: whether its lines were cut to a width, and to which.
fn width(lines: &[Line]) -> Option<usize> {
    let set = lines.iter().filter(|l| l.cells.is_empty() && l.look.heading == 0);
    let mut lengths: Vec<usize> = set.map(|l| l.look.length).collect();
    lengths.sort_unstable();
    let p90 = *lengths.get(lengths.len() * 9 / 10)?;
    // lines that nearly all end their sentences are whole paragraphs, cut to no width
    let long = lines.iter().filter(|l| l.cells.is_empty() && l.look.length >= 45);
    let (all, whole) = long.fold((0, 0), |(all, whole), l| (all + 1, whole + usize::from(ends(&l.block.text))));
    if all >= 8 && whole * 10 >= all * 7 {
        return None;
    }
    (lengths.len() >= 5 && (45..=130).contains(&p90)).then_some(p90)
}

/// Whether a small letter is in a text: one of the first words of nearly every text has one.
fn has_small(text: &str) -> bool {
    text.bytes().any(|b| b.is_ascii_lowercase()) || text.chars().any(char::is_lowercase)
}

/// Whether a text has more than so many letters.
pub fn is_longer(text: &str, letters: usize) -> bool {
    // a letter has one to four bytes
    text.len() > letters && (text.len() > 4 * letters || text.chars().nth(letters).is_some())
}

/// Ends as a sentence, a list item or a heading with its colon does.
pub fn ends(text: &str) -> bool {
    let text = text.trim_end_matches([')', ' ']);
    text.ends_with(['.', ';', ':', '…', '”', '"', '!', '?', '»']) || text.ends_with("./.")
}

/// "Nơi nhận:", also with the misprint of a careless scan.
pub fn is_recipients(text: &str) -> bool {
    // most texts begin with another letter
    if text
        .as_bytes()
        .first()
        .is_some_and(|b| b.is_ascii_alphanumeric() && !matches!(b, b'n' | b'N'))
    {
        return false;
    }
    let first = text.char_indices().take(7).find(|(_, c)| is_word(*c));
    first.is_some_and(|(at, _)| fold::starts_plain(&text[at..], "noi nhan"))
}

/// The name of the state or its motto, which stand in every letterhead (Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.1).
fn is_motto(text: &str) -> bool {
    let plain = fold::plain(text);
    plain.contains("cong hoa xa hoi chu nghia") || plain.contains("doc lap - tu do")
}

/// A line with which the signature begins or goes on: power and office.
pub fn is_signature(text: &str) -> bool {
    // "TL. CHỦ TỊCH CHÁNH VĂN PHÒNG Họ Tên", as a table's cell has it in one line
    let power = matches!(text.as_bytes(), [b'T' | b'K' | b'Q', b'L' | b'T' | b'U' | b'M' | b'/' | b'.', ..]);
    let text = match power.then(|| signed(text)).flatten() {
        Some((office, name)) if super::frame::is_name(name) => office,
        _ => text,
    };
    let upper = !has_small(text);
    if !upper && !text.trim_start().starts_with('(') || is_longer(text, 60) {
        return false;
    }
    let plain = fold::plain(text);
    let plain = plain.trim();
    const POWERS: [&str; 6] = ["tl.", "kt.", "tuq.", "tm.", "t/m", "q."];
    const OFFICES: [&str; 12] = [
        "chu tich",
        "chanh van phong",
        "giam doc",
        "truong ban",
        "truong phong",
        "bi thu",
        "bo truong",
        "thu truong",
        "to truong",
        "chu nhiem",
        "truong doan",
        "thu tuong",
    ];
    plain.starts_with("(da ky")
        || plain.starts_with("(ky ")
        || (upper
            && (POWERS.iter().any(|p| plain.starts_with(p))
                || OFFICES
                    .iter()
                    .any(|o| plain.starts_with(o) || plain.strip_prefix("pho ").is_some_and(|r| r.starts_with(o)))))
}

/// The capitals at the head of a line, and what stands behind them: who signs for whom, and the name.
pub fn signed(text: &str) -> Option<(&str, &str)> {
    let at = text.split_inclusive(' ').scan(0, |end, word| {
        let at = *end;
        *end += word.len();
        Some((at, word))
    });
    let mut at = at.skip_while(|(_, word)| !has_small(word)).map(|(at, _)| at);
    let (office, name) = text.split_at(at.next().filter(|at| *at > 0)?);
    Some((office.trim_end(), name))
}

/// "THÔNG BÁO" or "CÔNG ĐIỆN" alone on its line.
pub fn is_title(text: &str) -> bool {
    // most texts begin with another letter
    let other = |b: &u8| b.is_ascii_alphanumeric() && !matches!(b, b'T' | b'C');
    if text.as_bytes().first().is_some_and(other) || has_small(text) || is_longer(text, 40) {
        return false;
    }
    let plain = fold::plain(text);
    let core = plain.trim_matches(|c: char| !c.is_alphanumeric());
    matches!(core, "thong bao" | "thong bao ket luan" | "cong dien" | "cong dien khan")
}

/// "… Phòng Tài chính" / "- Kế hoạch lập …": the break stands before the hyphen in the name of an office of two fields.
fn office_halved(text: &str, next: &str) -> bool {
    const HALVES: [(&str, &str); 4] = [
        ("tài chính", "kế hoạch"),
        ("lao động", "thương binh"),
        ("văn hoá", "xã hội"),
        ("kinh tế", "hạ tầng"),
    ];
    let Some((head, field)) = text.rmatch_indices(' ').nth(1).map(|(at, _)| text.split_at(at)) else {
        return false;
    };
    let office = head
        .rsplit(' ')
        .next()
        .is_some_and(|w| matches!(fold::match_key(w).as_str(), "phòng" | "sở" | "ban"));
    let field = || fold::match_key(field.trim_start());
    let second = || next.match_indices(' ').nth(1).map_or(next, |(at, _)| &next[..at]);
    office && HALVES.contains(&(field().as_str(), fold::match_key(second()).as_str()))
}

/// Words that cannot end a sentence: what follows them goes on.
fn dangling(text: &str) -> bool {
    const WORDS: [&str; 45] = [
        "của",
        "và",
        "các",
        "tại",
        "với",
        "cho",
        "để",
        "trong",
        "theo",
        "là",
        "về",
        "từ",
        "đến",
        "do",
        "những",
        "một",
        "tỉnh",
        "huyện",
        "xã",
        "phường",
        "sở",
        "bộ",
        "ban",
        "ngày",
        "tháng",
        "quý",
        "khoản",
        "điều",
        "số",
        "hoặc",
        "bằng",
        "được",
        "bị",
        "không",
        "phải",
        "cần",
        "có",
        "trên",
        "dưới",
        "ra",
        "khi",
        "nhất",
        "giữa",
        "vào",
        "đồng",
    ];
    // "2. Về giải phóng mặt bằng": these end a heading as well as any noun
    const NOUNS: [&str; 16] = [
        "mặt bằng",
        "công bằng",
        "đổi số",
        "kinh tế số",
        "dữ liệu số",
        "hợp đồng",
        "cộng đồng",
        "cán bộ",
        "nội bộ",
        "đồng bộ",
        "cơ sở",
        "trụ sở",
        "cấp xã",
        "cấp huyện",
        "cấp tỉnh",
        "đê điều",
    ];
    // "…; tham mưu" / "UBND thành phố xử lý": these ask for who or what
    const VERBS: [&str; 6] = ["tham mưu", "phối hợp", "chủ trì", "yêu cầu", "đề nghị", "chỉ đạo"];
    let open = |verb: &&str| text.strip_suffix(*verb).is_some_and(|before| before.ends_with([' ', '(']));
    if is_longer(text, 60) && VERBS.iter().any(open) {
        return true;
    }
    let last = text.rsplit(' ').next().unwrap_or("");
    // "… đồng chí Y" / "Ngọc Hải": the first syllable of a name
    if matches!(last.as_bytes(), [b'A'..=b'Z']) && text.len() > 40 {
        return true;
    }
    let last = last.to_lowercase();
    if text.len() < 120 && marker::parse(text).is_some() {
        let lower = text.to_lowercase();
        if NOUNS.iter().any(|n| lower.ends_with(n)) {
            return false;
        }
    }
    text.ends_with([',', '-', '–', '(', '/', '&']) || WORDS.contains(&last.as_str())
}

fn capital(word: Option<&str>) -> bool {
    word.and_then(|w| w.chars().next()).is_some_and(char::is_uppercase)
}

/// How the lines of a text were set.
struct Page {
    /// The width to which they were cut.
    width: Option<usize>,
    /// Every line is followed by a blank one.
    spaced: bool,
    /// Paragraphs and items are parted by blank lines, so that lines without one belong together.
    parted: bool,
    /// Columns before a line that goes on, where paragraphs begin further in.
    margin: Option<usize>,
}

/// The left margin of a text whose paragraphs begin with an indent (Nghị định 30/2020/NĐ-CP, Phụ lục I: the first line is
/// set in by 1 to 1,27 cm), as a page set by columns keeps it: most lines stand at the margin, the others further in.
fn margin(lines: &[Line], width: Option<usize>) -> Option<usize> {
    let width = width?;
    let full: Vec<usize> = lines
        .iter()
        .filter(|l| l.look.length * 10 >= width * 7 && l.cells.is_empty())
        .map(|l| l.look.indent)
        .collect();
    let mut counts: std::collections::BTreeMap<usize, usize> = std::collections::BTreeMap::new();
    for indent in &full {
        *counts.entry(*indent).or_default() += 1;
    }
    let (&margin, &most) = counts.iter().max_by_key(|(indent, n)| (**n, std::cmp::Reverse(**indent)))?;
    let further = full.iter().filter(|i| **i > margin + 1 && **i <= margin + 20).count();
    (full.len() >= 20 && most * 2 > full.len() && further * 10 >= full.len()).then_some(margin)
}

/// "Ngày 22/7/2024, …", "Chiều ngày 21 tháng 10 năm 2021, …": a day that opens a notice behind a title of several lines. "Ngày 27/7"
/// within a sentence is followed by no comma, or has no year.
fn opens_notice(line: &str) -> bool {
    let day = ["Sáng ", "Chiều "].iter().find_map(|part| line.strip_prefix(part)).unwrap_or(line);
    // most lines begin otherwise
    (line.starts_with("Ngày ") || day.starts_with("ngày "))
        && date::at(day, 0).is_some_and(|(found, len)| found.is_day() && found.has_year() && day[len..].starts_with(','))
}

/// Whether `next` goes on with the sentence of `block`, whose last line is set like `last`.
fn continues(block: &RawBlock, last: Look, next: &Line, page: &Page) -> bool {
    let (text, cells, line) = (block.block.text.as_str(), &next.cells, next.look);
    let next = next.block.text.as_str();
    if line.heading > 0
        || !cells.is_empty()
        || !block.cells.is_empty()
        || is_recipients(next)
        || is_recipients(text)
        || is_signature(next)
        || is_title(next)
        || is_title(text)
    {
        return false;
    }
    let Some(first) = next.chars().next() else { return true };
    let done = ends(text);
    if !done && opens_notice(next) {
        return false;
    }
    // "II. NHIỆM VỤ GIAO CÁC SỞ" / "VÀ UBND CÁC XÃ": a numbered heading in capitals goes on in capitals
    if !done
        && !line.blank_before
        && !line.numbered
        && line.dash == 0
        && !has_small(next)
        && !has_small(text)
        && marker::parse(text).is_some()
    {
        return true;
    }
    let lower = first.is_lowercase();
    // "A. NHẬN ĐỊNH CHUNG" / "8 tháng đầu năm, thành phố …": the heading in capitals is over
    let over = !has_small(text) && !text.ends_with([',', '-', '–']) && text.split(' ').count() > 2;
    if !lower && over && has_small(next) && (marker::parse(text).is_some() || marker::part(text).is_some()) {
        return false;
    }
    let long = is_longer(text, 99);
    let headed = block.heading > 0 || block.bold;
    // a line is full where the next word would not have found room; letters of a printed page differ in width
    // the indent of a first line takes from its room
    let length = last.length + page.margin.map_or(0, |margin| last.indent.saturating_sub(margin).min(20));
    let tight = page
        .width
        .is_some_and(|w| length + 1 + next.split(' ').next().map_or(0, |word| word.chars().count()) > w);
    let full = tight || page.width.is_some_and(|w| length * 10 >= w * 8);
    // a blank line after a full line means nothing where every line has one
    let cut = full && (!line.blank_before || page.spaced);
    if let Some(margin) = page.margin
        && !headed
        && line.dash == 0
    {
        // an indent begins a paragraph, the margin goes on with one, whatever the sentence
        let deeper = line.indent > margin + 1 && line.indent <= margin + 20;
        if deeper && last.indent <= margin + 20 && !lower {
            return false;
        }
        if line.indent <= margin + 1 && full && !line.blank_before && !line.numbered {
            return true;
        }
    }
    if page.parted && full && !line.blank_before && !headed && line.dash == 0 && !line.numbered {
        return true;
    }
    if line.dash > 0 {
        // a hyphen between names at the break: "… cao tốc Đông Thượng" / "- Tây Hạ, được …"
        if done || headed {
            return false;
        }
        if full && office_halved(text, next) {
            return true;
        }
        let mut words = next.split(' ');
        let names = capital(words.next()) && capital(words.next());
        return (lower && (long || tight && !line.blank_before))
            || (block.dash == 0 && long && (text.ends_with(',') || (names && capital(text.rsplit(' ').next()))));
    }
    if line.numbered
        && let Some(found) = marker::parse(next)
    {
        // "… ngày" / "15. Sở": a number that the sentence before asks for
        let after = next.get(found.len..).and_then(|t| t.chars().next());
        let word = text.rsplit(' ').next().unwrap_or("").to_lowercase();
        let wanted = matches!(
            word.as_str(),
            "ngày" | "tháng" | "quý" | "khoản" | "điều" | "số" | "năm" | "thứ" | "khóa" | "vùng"
        );
        let simple = found.printed.bytes().filter(|b| *b == b'.').count() <= 1;
        let quantity = next.starts_with(|c: char| c.is_ascii_digit()) && after.is_some_and(char::is_lowercase);
        return !done && !headed && long && ((wanted && simple && cut) || quantity);
    }
    if headed && !lower && !(last.bold && line.bold && !line.blank_before) {
        return false;
    }
    // a break that a scan set within a sentence
    if line.broken && !done && !headed && long {
        return true;
    }
    let symbol = !first.is_alphabetic() && !matches!(first, '“' | '"');
    if done {
        // a closed quotation goes on in lower case
        if text.ends_with(['”', '"', ')', '»']) && lower {
            return true;
        }
        let open = text.ends_with(':');
        // where every line is followed by a blank one, a full line goes on behind a semicolon too
        let near = !line.blank_before || page.spaced && lower && tight && text.ends_with(';');
        return near && full && (!open || tight) && (lower || tight || !text.ends_with(';')) && !text.ends_with("./.");
    }
    if lower || (symbol && first != '(') {
        return true;
    }
    if first == '(' && (long || !line.blank_before) {
        return true;
    }
    if cut && !next.starts_with("Ngày ") {
        return true;
    }
    let numbered = marker::parse(text).is_some();
    if !line.blank_before {
        return dangling(text) || (!numbered && long) || (line.bold && last.bold);
    }
    long && dangling(text)
}

/// Reads the text from byte `offset` on.
pub fn blocks(source: &SourceFile, offset: usize) -> Vec<RawBlock> {
    let lines = lines(source, offset);
    let parted = lines.iter().filter(|l| l.look.blank_before).count();
    let page = Page {
        width: width(&lines),
        spaced: parted * 10 >= lines.len() * 8,
        parted: {
            let starts = lines.iter().filter(|l| l.look.dash > 0 || l.look.numbered);
            let (all, blank) = starts.fold((0, 0), |(all, blank), l| (all + 1, blank + usize::from(l.look.blank_before)));
            all >= 5 && blank * 10 >= all * 9
        },
        margin: None,
    };
    let page = Page {
        margin: margin(&lines, page.width),
        ..page
    };
    let mut out: Vec<RawBlock> = Vec::new();
    let mut last: Option<Look> = None;
    // footnotes at the foot of a page, within a sentence that goes on upon the next one
    let mut notes: Vec<Line> = Vec::new();
    for line in lines {
        let open = |out: &[RawBlock]| out.last().is_some_and(|b| b.cells.is_empty() && !ends(&b.block.text));
        let noted = marker::is_footnote(&line.block.text);
        let goes_on_below = notes.last().is_some_and(|note| note_goes_on(note, &line, &page));
        if goes_on_below || noted && open(&out) {
            notes.push(line);
            continue;
        }
        let goes_on = match (out.last(), last) {
            (Some(block), Some(last)) => continues(block, last, &line, &page),
            _ => false,
        };
        let look = line.look;
        if !goes_on {
            put_notes(&mut out, &mut notes);
        }
        match out.last_mut() {
            Some(block) if goes_on => {
                let mut part = line.block;
                if look.dash > 0 {
                    // the hyphen was part of the sentence
                    part = with_hyphen(source, part);
                }
                go_on(block, &part);
                block.bold &= look.bold && !look.plain;
            }
            _ => out.push(begin(line)),
        }
        last = Some(look);
    }
    put_notes(&mut out, &mut notes);
    out
}

/// Whether a line goes on with a footnote: it stands right below, begins nothing of its own, and the note's line was full or ends in a
/// comma or a semicolon. Else it goes on with the sentence in which the footnote stands.
fn note_goes_on(note: &Line, line: &Line, page: &Page) -> bool {
    let (text, look) = (&line.block.text, line.look);
    let begins = look.numbered || look.dash > 0 || look.heading > 0 || !line.cells.is_empty() || marker::part(text).is_some();
    let frames = is_recipients(text) || is_signature(text) || is_title(text);
    let full = page.width.is_some_and(|w| note.look.length * 10 >= w * 9) && !ends(&note.block.text);
    !look.blank_before && !begins && !frames && (full || note.block.text.ends_with([',', ';']))
}

/// A block of one line.
fn begin(line: Line) -> RawBlock {
    RawBlock {
        block: line.block,
        breaks: Vec::new(),
        heading: line.look.heading,
        bold: line.look.bold && !line.look.plain,
        dash: line.look.dash,
        cells: line.cells,
    }
}

/// Puts a further line behind those of a block.
fn go_on(block: &mut RawBlock, part: &Block) {
    let end = block.block.text.len();
    join(&mut block.block, part);
    block.breaks.push(end..block.block.text.len() - part.text.len());
}

/// Puts footnotes behind the block in whose midst they stood.
fn put_notes(out: &mut Vec<RawBlock>, notes: &mut Vec<Line>) {
    for line in notes.drain(..) {
        match out.last_mut() {
            Some(note) if !marker::is_footnote(&line.block.text) => go_on(note, &line.block),
            _ => out.push(begin(line)),
        }
    }
}

/// Puts back the dash that was taken off the head of a line.
fn with_hyphen(source: &SourceFile, block: Block) -> Block {
    let Some(first) = block.pieces.first().map(|p| p.start as usize) else {
        return block;
    };
    let before = source.text.get(..first).unwrap_or("");
    let mut at = None;
    for (i, c) in before.char_indices().rev().take(200) {
        if !c.is_whitespace() {
            at = Some((i, c));
            break;
        }
    }
    let Some((i, c)) = at else { return block };
    let mut b = Builder::new(block.source, c.len_utf8());
    b.push(c, i);
    let mut out = b.block();
    if before.ends_with(char::is_whitespace) {
        join(&mut out, &block);
    } else {
        let shift = out.text.len() as u32;
        out.text.push_str(&block.text);
        out.pieces.extend(block.pieces.iter().map(|p| Piece { at: p.at + shift, ..*p }));
    }
    out
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    pub fn source(text: &str) -> SourceFile {
        SourceFile {
            id: SourceId(0),
            path: "a.md".into(),
            text: text.into(),
            sha256: String::new(),
        }
    }
    fn texts(text: &str) -> Vec<String> {
        let s = source(text);
        let out = blocks(&s, 0);
        out.iter().for_each(|b| exact(&s, &b.block));
        out.into_iter().map(|b| b.block.text).collect()
    }
    /// Every piece's bytes are the source's.
    pub fn exact(s: &SourceFile, b: &Block) {
        let mut end = 0;
        for p in &b.pieces {
            let (at, len, start) = (p.at as usize, p.len as usize, p.start as usize);
            assert_eq!(b.text.get(at..at + len), s.text.get(start..start + len), "{}", b.text);
            let gap = b.text.get(end..at).unwrap_or("?");
            assert!(gap.chars().all(|c| c == ' ' || c == '|'), "{gap:?} in {}", b.text);
            end = at + len;
        }
        // an empty last cell leaves the separator at the end
        assert!(b.text[end..].chars().all(|c| c == ' ' || c == '|'), "{}", b.text);
    }

    #[test]
    fn a_break_before_a_hyphen_or_behind_a_semicolon_is_mended() {
        let line = "- Ban Quản lý dự án huyện chủ trì, rà soát, phối hợp với Phòng Tài chính";
        let rest = "- Kế hoạch lập kế hoạch giải ngân.";
        let joined = "Ban Quản lý dự án huyện chủ trì, rà soát, phối hợp với Phòng Tài chính - Kế hoạch lập kế hoạch giải ngân.";
        let filler = "- Sở A rà soát toàn bộ hồ sơ, tổng hợp và báo cáo kết quả thực hiện về\n\nỦy ban nhân dân tỉnh.\n\n".repeat(6);
        let all = texts(&format!("{filler}{line}\n\n{rest}"));
        assert_eq!(all.last().map(String::as_str), Some(joined));
        // an item of its own
        let all = texts(&format!(
            "{filler}{}\n\n{rest}",
            line.replace("Phòng Tài chính", "Sở Tài chính tỉnh")
        ));
        assert_eq!(all.last().map(String::as_str), Some("Kế hoạch lập kế hoạch giải ngân."));
        let item = "8. Ban Chỉ huy Quân sự huyện: Hoàn thành công tác chuẩn bị diễn tập;";
        let all = texts(&format!("{filler}{item}\n\nphối hợp với Công an rà soát."));
        assert_eq!(all.last(), Some(&format!("{item} phối hợp với Công an rà soát.")));
    }

    #[test]
    fn a_title_ends_where_a_day_opens_the_notice() {
        let title = "Kết luận của đồng chí Chủ tịch UBND tỉnh tại cuộc họp trực tuyến về khôi phục sản xuất, kinh doanh trên địa bàn tỉnh";
        let opening = "Chiều ngày 21/10/2021, UBND tỉnh họp.";
        assert_eq!(texts(&format!("THÔNG BÁO\n{title}\n\n{opening}")), ["THÔNG BÁO", title, opening]);
        assert!(opens_notice(opening) && opens_notice("Ngày 02 tháng 4 năm 2026, tại hội trường"));
        // within a sentence
        assert!(!opens_notice("Ngày 27/7/1947 - 27/7/2026), các địa phương") && !opens_notice("Ngày 27/7, các địa phương"));
    }

    #[test]
    fn a_page_break_within_a_sentence_is_mended() {
        assert_eq!(
            texts("Sở Y tế rà soát, chuyển\n\nđổi số; báo cáo."),
            ["Sở Y tế rà soát, chuyển đổi số; báo cáo."]
        );
        assert_eq!(
            texts("Sở Y tế rà soát, chuyển\n\n12\n\nđổi số."),
            ["Sở Y tế rà soát, chuyển đổi số."]
        );
        let asks = "Ban Quản lý Khu kinh tế nắm chắc tình hình nhà xưởng, dây chuyền bị hư hỏng tại các khu công nghiệp, hỗ trợ doanh nghiệp; tham mưu";
        assert_eq!(
            texts(&format!("- {asks}\n\nUBND tỉnh xử lý.")),
            [format!("{asks} UBND tỉnh xử lý.")]
        );
        let long = "Các dự án ".repeat(12);
        assert_eq!(
            texts(&format!("{long}nhất là cao tốc Đông Thượng\n\n- Tây Hạ, được chỉ đạo.")).len(),
            1
        );
    }

    #[test]
    fn a_footnote_within_a_sentence_comes_behind_it() {
        let text = "Đối với 03 dự án chậm[3], Sở A báo cáo Ủy ban nhân\n\n______________\n[3] Dự án đường A;\ndự án cầu B.\n\n3\n\n\
                    dân tỉnh trước ngày 20/5.\n\n1. Sở B\n\n[4] Báo cáo số 5.\n\n- Rà soát.";
        assert_eq!(
            texts(text),
            [
                "Đối với 03 dự án chậm[3], Sở A báo cáo Ủy ban nhân dân tỉnh trước ngày 20/5.",
                "[3] Dự án đường A; dự án cầu B.",
                "1. Sở B",
                "[4] Báo cáo số 5.",
                "Rà soát.",
            ]
        );
        assert_eq!(
            texts("A. NHẬN ĐỊNH CHUNG\n\n8 tháng đầu năm, thu đạt 61%."),
            ["A. NHẬN ĐỊNH CHUNG", "8 tháng đầu năm, thu đạt 61%."]
        );
    }

    #[test]
    fn a_footnote_takes_nothing_that_follows_it_with() {
        // no blank line anywhere
        assert_eq!(
            texts(
                "1. Giao Sở A rà soát 03 dự án[1], báo cáo Ủy ban nhân dân\n[1] Dự án đường A; dự án cầu B.\ntỉnh trước ngày 20/5.\n2. Giao Sở B."
            ),
            [
                "1. Giao Sở A rà soát 03 dự án[1], báo cáo Ủy ban nhân dân tỉnh trước ngày 20/5.",
                "[1] Dự án đường A; dự án cầu B.",
                "2. Giao Sở B.",
            ]
        );
        assert_eq!(
            texts(
                "1. Giao Sở A rà soát 03 dự án[1] chậm, đề xuất\n[1] Đường tỉnh 208, cầu B\nđiều chuyển vốn trước ngày 20/4.\nNơi nhận:\n- Lưu: VT."
            ),
            [
                "1. Giao Sở A rà soát 03 dự án[1] chậm, đề xuất điều chuyển vốn trước ngày 20/4.",
                "[1] Đường tỉnh 208, cầu B",
                "Nơi nhận:",
                "Lưu: VT.",
            ]
        );
        assert_eq!(
            texts("1. Về đầu tư công\n\n[1] Báo cáo số 5\n2. Sở A rà soát.\na) Sở B báo cáo."),
            ["1. Về đầu tư công", "[1] Báo cáo số 5", "2. Sở A rà soát.", "a) Sở B báo cáo."]
        );
        assert_eq!(
            texts("1. HĐND, UBND,\nỦy ban MTTQ các xã phối hợp tuyên truyền."),
            ["1. HĐND, UBND, Ủy ban MTTQ các xã phối hợp tuyên truyền."]
        );
    }

    #[test]
    fn what_stands_on_every_page_is_no_text() {
        assert_eq!(
            texts(
                "Sở A rà soát các\n2\nTB kết luận tháng 7\nvăn bản đã trình; báo cáo các\n3\nTB kết luận tháng 7\nkhó khăn.\nVan thu 09/08/2024 16:21:07\nSở B họp."
            ),
            ["Sở A rà soát các văn bản đã trình; báo cáo các khó khăn.", "Sở B họp."]
        );
    }

    #[test]
    fn markers_begin_blocks() {
        assert_eq!(
            texts("1. Báo cáo A.\n2. Báo cáo B.\n- Sở C\n- Sở D"),
            ["1. Báo cáo A.", "2. Báo cáo B.", "Sở C", "Sở D"]
        );
        assert_eq!(texts("- a) Sở A"), ["a) Sở A"]);
        assert_eq!(texts("I. Đánh giá\nTrong tháng, A."), ["I. Đánh giá", "Trong tháng, A."]);
    }

    #[test]
    fn lines_that_are_paragraphs_are_not_joined() {
        let text = "1. Phòng Kinh tế tham mưu phương án phòng, chống thiên tai năm 2025, trình trước ngày 20/8.\n\
            2. Phòng Văn hóa rà soát cơ sở vật chất các trường học trên địa bàn, báo cáo trong tháng 8.\n\
            3. Công an xã bảo đảm an ninh trật tự.\n\
            4. Văn phòng theo dõi, đôn đốc; định kỳ thứ Sáu hằng tuần báo cáo Chủ tịch UBND xã.\n\
            Đề nghị Mặt trận Tổ quốc xã và các tổ chức chính trị - xã hội tuyên truyền, vận động.\n\
            Trên đây là kết luận của Chủ tịch UBND xã, yêu cầu các phòng, ban nghiêm túc thực hiện.\n\
            Sở Y tế chủ trì, phối hợp với các sở, ngành rà soát nhu cầu thuốc, vật tư y tế năm 2026.\n\
            Sở Nội vụ chủ trì, phối hợp với các sở, ngành rà soát biên chế của các đơn vị năm 2026.\n\
            Sở Tài chính chủ trì, phối hợp với các sở, ngành rà soát dự toán của các đơn vị năm 2026.";
        assert_eq!(texts(text).len(), 9);
        assert_eq!(
            texts("1. Về giải phóng mặt bằng\nGiao UBND phường A vận động các hộ."),
            ["1. Về giải phóng mặt bằng", "Giao UBND phường A vận động các hộ."]
        );
    }

    #[test]
    fn a_break_within_a_sentence_parts_nothing() {
        let long = "b) Sở Y tế chủ trì khống chế dịch bệnh trên đàn vật nuôi, hướng dẫn tái đàn có kiểm soát. UBND các xã: Sao Mai, Trăng";
        assert_eq!(
            texts(&format!("{long}<br>Non tiêu hủy số lợn mắc bệnh.")),
            [format!("{long} Non tiêu hủy số lợn mắc bệnh.")]
        );
    }

    #[test]
    fn marks_are_taken_off() {
        assert_eq!(texts("### **2.2. Về** *nông* nghiệp"), ["2.2. Về nông nghiệp"]);
        assert_eq!(
            texts("báo cáo **trước ngày 7/4** \\- a_b &amp; c<br>D"),
            ["báo cáo trước ngày 7/4 - a_b & c", "D"]
        );
        assert_eq!(texts("A <script>x</script><b>b</b>      C"), ["A b", "C"]);
        assert!(blocks(&source("**Hết dòng**"), 0)[0].bold);
        assert!(!blocks(&source("**Giao Sở Y tế** chủ trì"), 0)[0].bold);
    }

    #[test]
    fn a_heading_that_ends_in_a_number_word_stays_alone() {
        let head = format!("6. Dữ liệu đất đai, {} chuyển đổi số", "cải cách ".repeat(12));
        assert_eq!(texts(&format!("{head}\n\n6.1. Sở A chủ trì.")).len(), 2);
    }

    #[test]
    fn hard_wrapped_lines_are_joined() {
        let a = "a) Phòng Tài chính chủ trì, phối hợp với Chi cục Thống kê và các xã trong";
        let b = "UBND huyện tham mưu. Rà soát lại các nội dung đã trình, các báo cáo tháng.";
        let c = "Các phòng báo cáo.";
        let close = format!("{a}\n{b}\n{c}\nb) Sở A.\n\n{a}\n{b}\n");
        assert_eq!(texts(&close), [format!("{a} {b} {c}"), "b) Sở A.".into(), format!("{a} {b}")]);
        let spaced = format!("{a}\n\n{b}\n\nb) Sở A.\n\n{a}\n\n{b}\n");
        assert_eq!(texts(&spaced), [format!("{a} {b}"), "b) Sở A.".into(), format!("{a} {b}")]);
    }

    #[test]
    fn rows_of_a_table_have_cells() {
        let b = blocks(&source("| TT | Việc |\n|---|---|\n| 1 | A **b** |"), 0);
        assert_eq!(b.len(), 2);
        assert_eq!(b[1].cells, ["1", "A b"]);
        assert_eq!(b[1].block.text, "1 | A b");
    }

    #[test]
    fn raw_html_is_found() {
        assert!(raw_html(&source("a<br>b < 3"), 0).is_none());
        assert!(raw_html(&source("a <img src=x>"), 0).is_some());
    }
}
