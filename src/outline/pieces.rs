//! A block under construction, cut and joined: its text, and where each run of it stands in the source.

use super::{Block, Piece};
use crate::span::SourceId;
use std::ops::Range;

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
    pub(super) fn new(source: SourceId, bytes: usize) -> Builder {
        Builder {
            text: String::with_capacity(bytes),
            pieces: Vec::new(),
            source,
            space: None,
        }
    }
    /// Adds printed characters in which no white space but single blanks stands.
    pub(super) fn push_run(&mut self, run: &str, at: usize) {
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
    pub(super) fn push(&mut self, c: char, at: usize) {
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
    pub(super) fn text(&self) -> &str {
        &self.text
    }
    pub(super) fn block(self) -> Block {
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
pub(super) fn cut(block: &Block, range: Range<usize>) -> Block {
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
