//! Companies called for short: "Công ty", "Tập đoàn" where one was named before.

use super::lexicon::NAME_WORDS;
use super::{Finder, Found, Word, says};
use crate::outline::Document;
use crate::viet::letter::lowercase;
use crate::viet::token::Cut;

/// What a company is called for short.
pub(super) const KINDS: &[&str] = &["tổng công ty", "công ty", "tập đoàn"];

/// Companies of a passage, of which more than one means none.
const COMPANIES: usize = 16;

/// Whether the name of a company begins at word `k`: "Công ty cổ phần A", "Tập đoàn B".
fn begins(w: &[Word], k: usize) -> bool {
    let named = |n: usize| {
        let x = w.get(k + n).filter(|x| x.before == ' ');
        x.is_some_and(|x| x.capital || NAME_WORDS.at(w, k + n).is_some())
    };
    w[k].capital && KINDS.iter().find_map(|kind| says(w, k, kind)).is_some_and(named)
}

impl Finder<'_> {
    /// "Yêu cầu Công ty nộp tiền", "Tập đoàn hoàn thiện hồ sơ": the one company that the passage names before word `i`, else that the head
    /// of the notice names or calls so; and the word behind.
    pub(super) fn the_company(&self, text: &str, w: &[Word], i: usize) -> Option<(Vec<Found>, usize)> {
        let kind = KINDS.iter().find(|kind| says(w, i, kind).is_some()).filter(|_| w[i].capital)?;
        let next = i + kind.split(' ').count();
        if w.get(next).is_some_and(|x| x.before == ' ' && x.capital) {
            return None;
        }
        // "Tập đoàn" is one that has the word in its name
        let fits = |f: &Found| *kind == "công ty" || lowercase(&f.name).contains(kind);
        let mut before = self.companies_before(text, w, i);
        before.retain(|(_, f)| fits(f));
        before.dedup_by(|a, b| a.1.name == b.1.name);
        let of_passage = match before.as_slice() {
            [] => self.company.get_or_init(|| self.document.and_then(|d| self.company_of(d))).as_ref(),
            [(_, one)] => Some(one),
            _ => None,
        };
        let found = Found {
            range: w[i].start..w[next - 1].end,
            ..of_passage.filter(|f| fits(f))?.clone()
        };
        Some((vec![found], next))
    }

    /// The companies that a passage names before word `to`, found once for all of it where it is remembered.
    fn companies_before(&self, text: &str, w: &[Word], to: usize) -> Vec<(usize, Found)> {
        if self.lists.borrow().words != Some((w.as_ptr().addr(), w.len())) {
            return self.companies(text, w, to);
        }
        if self.lists.borrow().companies.is_none() {
            // a name is read with those before it at hand, and asks for none of them
            self.lists.borrow_mut().companies = Some(vec![]);
            let all = self.companies(text, w, w.len());
            self.lists.borrow_mut().companies = Some(all);
        }
        let lists = self.lists.borrow();
        let all = lists.companies.iter().flatten();
        all.take_while(|(k, _)| *k < to).take(COMPANIES).cloned().collect()
    }

    /// The companies named before word `to`, each with its first word. One below another is told with it.
    fn companies(&self, text: &str, w: &[Word], to: usize) -> Vec<(usize, Found)> {
        let mut out = Vec::new();
        let mut k = 0;
        while k < to {
            let named = Some(k).filter(|k| begins(w, *k)).and_then(|k| self.pattern(text, w, k));
            let Some((mut found, next)) = named else {
                k += 1;
                continue;
            };
            if found.len() == 1 {
                out.extend(found.pop().map(|f| (k, f)));
            }
            k = next.max(k + 1);
        }
        out
    }

    /// The company that the head of a notice says it calls so ("Công ty A (sau đây gọi tắt là Tập đoàn)"), else the only one it names.
    fn company_of(&self, document: &Document) -> Option<Found> {
        let mut named: Vec<Found> = Vec::new();
        for block in &document.head {
            let cut = Cut::new(&block.text);
            let w = cut.words();
            let shut = |k: usize| block.text[w[k - 1].end..].trim_start_matches(['”', '"']).starts_with(')');
            let short = |k: usize| KINDS.iter().find_map(|kind| says(&w, k, kind)).is_some_and(|n| shut(k + n));
            let calls = |k: &usize| {
                ["gọi là", "gọi tắt là"]
                    .iter()
                    .any(|c| says(&w, *k, c).is_some_and(|n| short(k + n)))
            };
            let called = (1..w.len()).find(calls);
            let mut here = self.companies(&block.text, &w, called.unwrap_or(w.len()));
            if called.is_some()
                && let Some((_, company)) = here.pop()
            {
                return Some(company);
            }
            named.extend(here.into_iter().map(|(_, f)| f));
        }
        named.dedup_by(|a, b| a.name == b.name);
        named.pop().filter(|_| named.is_empty())
    }
}
