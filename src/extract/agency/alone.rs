//! Names that the notice itself prints alone: a heading "3. Cục A quản lý b và C:" says where the name ends, which its first words
//! and the words names are made of cannot always tell within a sentence.

use super::lexicon::{GROUPS, HEADS, NAME_VERBS, NAME_WORDS, NO_BODY, PLAIN_VERBS, VERBS, hyphened};
use super::tail::level;
use super::{Finder, Word};
use crate::outline::{Clause, Document, Marker};
use crate::viet::token::Cut;
use std::collections::BTreeMap;

/// Words of the longest name, and of the shortest that is worth keeping.
const LENGTHS: std::ops::RangeInclusive<usize> = 3..=18;

/// Folded words of the names a notice prints alone, each with the mark before it, by their first.
#[derive(Default)]
pub(super) struct Alone(BTreeMap<String, Vec<Printed>>);

/// A name's words and the marks before them.
type Printed = Vec<(String, char)>;

impl Alone {
    /// The word after the longest of the names that begins at word `i`.
    pub(super) fn at(&self, w: &[Word], i: usize) -> Option<usize> {
        let all = self.0.get(w.get(i)?.key)?;
        // the mark before the name is the sentence's
        let same = |(n, ((key, before), x)): (usize, (&(String, char), &Word))| key == x.key && (n == 0 || *before == x.before);
        let fits = |name: &&Printed| w.len() >= i + name.len() && name.iter().zip(&w[i..]).enumerate().all(same);
        all.iter().filter(fits).map(|name| i + name.len()).max()
    }
}

/// What a clause prints before its colon, or, without one, all of it where nothing ends it as a sentence.
fn head_of(clause: &Clause) -> Option<&str> {
    let text = clause.block.text.trim_end();
    // most clauses are sentences
    if !clause.cells.is_empty() || !text.starts_with(char::is_uppercase) {
        return None;
    }
    match text.find(':') {
        Some(colon) => Some(&text[..colon]),
        None if clause.marker == Marker::None && !clause.emphasized || text.ends_with(['.', ';', ',', '-']) => None,
        None => Some(text),
    }
    .filter(|head| head.len() < 160)
}

impl Finder<'_> {
    /// The names that the notice prints alone.
    pub(super) fn alone(&self) -> &Alone {
        self.alone.get_or_init(|| {
            let mut out = Alone::default();
            for head in self.document.iter().flat_map(|d: &&Document| &d.body).filter_map(head_of) {
                let cut = Cut::new(head);
                let w = cut.words();
                if let Some(end) = self.one_name(head, &w) {
                    let keys: Printed = w[..end].iter().map(|x| (x.key.to_string(), x.before)).collect();
                    let of_first = out.0.entry(keys[0].0.clone()).or_default();
                    if !of_first.contains(&keys) {
                        of_first.push(keys);
                    }
                }
            }
            out
        })
    }

    /// Whether these words are the name of one body and nothing else: where it ends before its level.
    fn one_name(&self, text: &str, w: &[Word]) -> Option<usize> {
        if HEADS.at(w, 0).is_none() || NO_BODY.at(w, 0).is_some() || !w[0].capital || w.iter().all(|x| x.capital) {
            return None;
        }
        // what is read to its end anyway, with its place
        let whole = |next: usize| self.tail(text, w, hyphened(w, next).unwrap_or(next), false).end == w.len();
        if self.registry.names.at(text, w, 0, &[]).is_some_and(|m| whole(m.next)) {
            return None;
        }
        let end = (1..w.len())
            .rev()
            .find(|k| level(w, *k).is_some_and(|(_, n)| k + n == w.len()))
            .unwrap_or(w.len());
        let part = |k: usize| {
            let x = &w[k];
            // "Sở A, Giáo dục và Đào tạo" are two
            let joined = matches!(x.before, ' ' | '-' | '–') || x.before == ',' && !x.capital;
            // a second body, or what the one has to do
            let group = x.key == "các" && GROUPS.at(w, k + 1).is_some() && NAME_WORDS.at(w, k).is_none();
            let other = (w[k - 1].key == "và" || x.before == ',') && group
                || w[k - 1].key == "và" && (x.key == "ubnd" || x.capital && HEADS.at(w, k).is_some());
            let deed = PLAIN_VERBS.at(w, k).is_some() && !compound(w, k) || VERBS.at(w, k).is_some() && !of_a_name(w, k);
            joined && !other && !deed
        };
        (LENGTHS.contains(&end) && (1..end).all(part)).then_some(end)
    }
}

/// "chương trình", "công trình": what looks like a verb is the second syllable of a noun.
pub(super) fn compound(w: &[Word], k: usize) -> bool {
    w[k].key == "trình" && w[k].before == ' ' && k > 0 && matches!(w[k - 1].key, "chương" | "công" | "quy" | "giáo" | "lộ" | "tiến")
}

/// A verb of which names are made, or a small word or a syllable within one.
fn of_a_name(w: &[Word], k: usize) -> bool {
    NAME_VERBS.at(w, k).is_some()
        || compound(w, k)
        || w[k].key == "các"
        // "nội địa", "thu mua": a syllable that is a verb alone
        || VERBS.at(w, k) == Some(1) && w[k].capital
}
