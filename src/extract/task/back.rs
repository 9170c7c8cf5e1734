//! "Hai đơn vị trên", "các địa phương nêu trên": the bodies that were named just before.

use super::reader::Reader;
use crate::extract::agency::{Found, VERBS, Word, is, says};
use crate::notice::{Mention, Task};

/// Nouns for bodies.
const NOUNS: &[(&str, Kind)] = &[
    ("cơ quan", Kind::Any),
    ("đơn vị", Kind::Any),
    ("đồng chí", Kind::Any),
    ("tập thể, cá nhân", Kind::Any),
    ("chủ đầu tư", Kind::Any),
    ("tổ chức", Kind::Any),
    ("ban", Kind::Any),
    ("sở", Kind::Department),
    ("ngành", Kind::Department),
    ("địa phương", Kind::Place),
    ("xã", Kind::Place),
    ("phường", Kind::Place),
    ("huyện", Kind::Place),
    ("công ty", Kind::Company),
    ("doanh nghiệp", Kind::Company),
    ("nhà thầu", Kind::Company),
];

/// Whose head may be named for them.
const HEADS: &[&str] = &["thủ trưởng", "lãnh đạo", "giám đốc", "người đứng đầu"];

const NUMBERS: &[(&str, usize)] = &[("hai", 2), ("ba", 3), ("bốn", 4), ("năm", 5), ("sáu", 6)];

#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Any,
    Department,
    Place,
    Company,
}

impl Kind {
    fn fits(self, name: &str) -> bool {
        let begins = |words: &[&str]| words.iter().any(|w| name.starts_with(w));
        match self {
            Kind::Any => true,
            Kind::Department => begins(&["Sở ", "Thanh tra", "Công an", "Văn phòng"]),
            Kind::Place => begins(&["UBND ", "Xã ", "Phường ", "Huyện ", "Thành phố ", "Thị "]),
            Kind::Company => !begins(&["UBND ", "Sở ", "Phòng ", "Công an", "Văn phòng", "Các "]),
        }
    }
}

/// What points back at word `k`: how many bodies (all where none is said), of what kind, and the word after.
fn pointer(w: &[Word], k: usize) -> Option<(Option<usize>, Kind, usize)> {
    let first = w.get(k)?.key;
    let begins = [
        "các", "những", "hai", "ba", "bốn", "năm", "sáu", "ubnd", "thủ", "lãnh", "giám", "người",
    ];
    if !begins.contains(&first) && !first.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let k = HEADS.iter().find_map(|h| says(w, k, h)).map_or(k, |n| k + n);
    let k = k + usize::from(is(w, k, &["ubnd"]));
    let word = w.get(k)?.key;
    let count = NUMBERS
        .iter()
        .find(|(n, _)| *n == word)
        .map(|(_, n)| *n)
        .or_else(|| word.parse().ok().filter(|n| (2..=20).contains(n)));
    if count.is_none() && !matches!(word, "các" | "những") {
        return None;
    }
    let noun = |k: usize| NOUNS.iter().find_map(|(n, kind)| Some((says(w, k, n)?, *kind)));
    let (n, mut kind) = noun(k + 1)?;
    let mut end = k + 1 + n;
    while let Some(x) = w.get(end) {
        let and = usize::from(x.key == "và");
        match noun(end + and) {
            Some((n, other)) if and == 1 || x.before == ',' => {
                end += and + n;
                if other != kind {
                    kind = Kind::Any;
                }
            }
            _ => break,
        }
    }
    let mark = [
        "có tên nêu trên",
        "có tên trên",
        "nêu trên",
        "nói trên",
        "kể trên",
        "đã nêu",
        "vừa nêu",
        "trên",
        "này",
    ]
    .iter()
    .find_map(|m| says(w, end, m))
    // "Hai đơn vị tổ chức kiểm điểm"
    .or_else(|| (count.is_some() && w[k].capital && kind == Kind::Any && VERBS.at(w, end).is_some()).then_some(0))?;
    let after = end + mark;
    // "các đơn vị trên địa bàn" are other ones
    let ends = w
        .get(after)
        .is_none_or(|x| x.before != ' ' || !x.capital && VERBS.at(w, after).is_some());
    (ends && says(w, end, "trên cơ sở").is_none()).then_some((count, kind, after))
}

impl Reader<'_> {
    /// The bodies that words at `k` point back to, and the word after: in the text before, in the heading, or in the list. `above` are those
    /// of the heading, `before` the tasks of the same list, newest first.
    pub fn named_before(&self, text: &str, w: &[Word], k: usize, above: &[Mention], before: &[&Task]) -> Option<(Vec<Found>, usize)> {
        let (count, kind, end) = pointer(w, k)?;
        let range = w[k].start..w[end - 1].end;
        let mut found: Vec<Found> = Vec::new();
        let mut at = 0;
        while at < k {
            let Some((bodies, next)) = self.finder.at(text, w, at).filter(|(_, next)| *next <= k) else {
                at += 1;
                continue;
            };
            found.extend(bodies);
            at = next.max(at + 1);
        }
        found.retain(|f| !f.vague && !self.is_issuer(f) && kind.fits(&f.name) && !(count.is_some() && f.group));
        let known = |m: &Mention| Found {
            name: m.name.clone(),
            slug: m.slug.clone(),
            ..Found::default()
        };
        let enough = |found: &[Found]| found.len() >= count.unwrap_or(2);
        let near = enough(&found);
        // what the block itself names is one of them
        let own = if near { vec![] } else { std::mem::take(&mut found) };
        // "Hai đơn vị nêu trên" below a heading of two, each of which leads a task of the list
        let leads = |m: &Mention| before.is_empty() || before.iter().any(|t| matches!(&t.leads[..], [one] if one.name == m.name));
        if !near && count == Some(above.len()) && above.iter().all(|m| kind.fits(&m.name) && leads(m)) {
            found = above.iter().map(known).collect();
        }
        let named = |tasks: &[&Task], with_coordinators: bool| -> Vec<Found> {
            let of = |t: &&Task| -> Vec<Found> {
                let coordinators = t.coordinators.iter().filter(|_| with_coordinators);
                t.leads
                    .iter()
                    .chain(coordinators)
                    .map(known)
                    .filter(|f| kind.fits(&f.name))
                    .collect()
            };
            tasks.iter().rev().flat_map(of).collect()
        };
        if !near && found.is_empty() {
            found = match count {
                Some(_) => {
                    let tasks = (1..=before.len()).find(|n| enough(&named(&before[..*n], true)));
                    named(&before[..tasks.unwrap_or(before.len())], true)
                }
                // where no number says how many: those of the last task, or where it has one alone, who leads those of a list of three
                None => {
                    let last = named(&before[..before.len().min(1)], true);
                    let all = || Some(named(before, false)).filter(|_| before.len() > 2);
                    if enough(&last) {
                        last
                    } else {
                        all().map_or(last, |all| [all, own].concat())
                    }
                }
            };
        }
        let mut distinct: Vec<Found> = Vec::new();
        for f in found.into_iter().rev() {
            if !distinct.iter().any(|d| d.name == f.name) && distinct.len() < count.unwrap_or(usize::MAX) {
                distinct.push(Found { range: range.clone(), ..f });
            }
        }
        distinct.reverse();
        enough(&distinct).then_some((distinct, end))
    }
}
