//! What a task is about: its words, weighed by how rare they are, and how alike two tasks are by them.

use super::words::{self, BodiesAt, Kind};
use crate::notice::{Notice, Task};
use crate::registry::Registry;
use crate::viet::{abbreviation, fold};
use foldhash::fast::FixedState;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::hash::{BuildHasher, Hasher};

/// Added to the size of clauses, so that two short ones with a common word are no match.
const DAMP: f64 = 2.0;
/// What shared worth counts without regard to the size of the clauses.
pub const BASE: f64 = 0.3;
const OTHER_CLAUSES: f64 = 0.5;
/// Worth of a run with no, one, two … heavy pairs: mere formulas count little, a lone word half.
const RUN: [f64; 5] = [0.1, 0.5, 0.7, 0.9, 1.0];
/// From this weight on a pair of syllables makes its run longer.
const HEAVY: f64 = 0.15;
const NUMBER: f64 = 2.0;
const HEADING: f64 = 0.35;
/// A heading with a name (of a project, a place) says what all below it is about.
const HEADING_NAME: f64 = 0.7;
const SAME_LEAD: f64 = 2.0;
/// For each body more that leads both.
const SAME_MORE: f64 = 0.3;
const SAME_GROUP: f64 = 1.1;
const UNKNOWN_LEAD: f64 = 0.8;
const OTHER_LEAD: f64 = 0.35;
/// Three heavy pairs in a row are a name that two bodies may well share.
const NAME_RUN: usize = 3;
const NAME_PAIR: f64 = 0.45;
/// Tasks that are taken to lie beside those of the archive: a word of a small archive is not rare for being met once.
const BACKGROUND: u32 = 50;

/// Clauses of a task that are looked at; no task that was written by people has as many.
const MOST_CLAUSES: usize = 10_000;

/// A pair of syllables, by the hash of its key: the same in every build; two keys of one hash would be taken for one, once
/// in very many archives.
pub type Gram = u64;

/// Where a gram stands in a task.
#[derive(Clone, Copy)]
struct Place {
    gram: Gram,
    clause: u16,
    at: u32,
    weight: f64,
    /// Written as a name, with capitals.
    name: bool,
}

/// What a task is about. `Words::weigh` makes it out of a task that was read by itself.
#[derive(Clone, Default)]
pub struct Matter {
    /// Of each clause the worth of all its runs.
    sizes: Vec<f64>,
    /// Sorted by gram, clause and place.
    places: Vec<Place>,
    /// Leading bodies and what came of them, by the hash of their slugs, with whether it is a group; sorted.
    leads: Vec<(u64, bool)>,
    coordinators: Vec<u64>,
}

/// The tasks of a notice as they are read by themselves, before it is known what other tasks say.
pub struct Words {
    tasks: Vec<Matter>,
    /// The grams of each task, each once.
    grams: Vec<Gram>,
}

/// In how many of some tasks each gram stands.
#[derive(Default)]
pub struct Counts {
    /// Only looked up, never walked through.
    tasks: HashMap<Gram, u32, FixedState>,
    all: u32,
}

impl Counts {
    pub fn add(&mut self, words: &Words) {
        self.all += words.tasks.len() as u32;
        for gram in &words.grams {
            *self.tasks.entry(*gram).or_default() += 1;
        }
    }
    /// Takes out what was added before.
    pub fn remove(&mut self, words: &Words) {
        self.all -= words.tasks.len() as u32;
        for gram in &words.grams {
            if let std::collections::hash_map::Entry::Occupied(mut count) = self.tasks.entry(*gram) {
                *count.get_mut() -= 1;
                if *count.get() == 0 {
                    count.remove();
                }
            }
        }
    }
    /// 1 for what one of the tasks has, towards 0 for what all have. By rounded numbers, so that a notice more or less
    /// seldom changes what words of others weigh.
    fn rareness(&self, gram: Gram) -> f64 {
        let all = f64::from(rounded(self.all + BACKGROUND));
        let count = self.tasks.get(&gram).copied().unwrap_or_default();
        (all / f64::from(rounded(count.max(1)))).ln() / all.ln()
    }
}

/// A number by its first two binary digits.
fn rounded(n: u32) -> u32 {
    let rest = n.checked_ilog2().unwrap_or_default().saturating_sub(1);
    n >> rest << rest
}

impl Words {
    /// Reads the tasks of a notice, in its order.
    pub fn of(notice: &Notice, bodies: &BodiesAt, registry: &Registry) -> Words {
        let mut memo = Memo::default();
        let blocks: BTreeSet<usize> = notice.tasks.iter().map(|t| t.block).collect();
        let mut headings: BTreeMap<usize, Vec<Place>> = BTreeMap::new();
        let mut all = Vec::new();
        let tasks = notice
            .tasks
            .iter()
            .map(|task| {
                let mut places: Vec<Place> = Vec::new();
                let mut clauses = 0;
                for sentence in sentences(&task.text).take(MOST_CLAUSES) {
                    places_of(sentence, clauses, bodies, &mut memo, &mut places);
                    clauses += 1;
                }
                for at in headings_above(notice, task.block, |at| blocks.contains(&at)) {
                    let said = headings.entry(at).or_insert_with(|| {
                        let mut places = Vec::new();
                        places_of(&notice.document.body[at].block.text, 0, bodies, &mut memo, &mut places);
                        let factor = if places.iter().any(|g| g.name) { HEADING_NAME } else { HEADING };
                        places.iter_mut().for_each(|g| g.weight *= factor);
                        places
                    });
                    places.extend(said.iter().map(|place| Place { clause: clauses, ..*place }));
                    clauses += 1;
                }
                let from = all.len();
                all.extend(places.iter().map(|p| p.gram));
                all[from..].sort_unstable();
                let mut kept = from;
                for i in from..all.len() {
                    if i == from || all[i] != all[kept - 1] {
                        all[kept] = all[i];
                        kept += 1;
                    }
                }
                all.truncate(kept);
                let (leads, coordinators) = who(task, registry);
                Matter {
                    sizes: vec![0.0; usize::from(clauses)],
                    places,
                    leads,
                    coordinators,
                }
            })
            .collect();
        Words { tasks, grams: all }
    }

    /// What its tasks are about, weighed by how rare their words are among those counted.
    pub fn weigh(&self, counts: &Counts) -> Vec<Matter> {
        let mut known: HashMap<Gram, f64, FixedState> = HashMap::default();
        let weigh = |matter: &Matter| {
            let mut matter = matter.clone();
            for place in &mut matter.places {
                place.weight *= *known.entry(place.gram).or_insert_with(|| counts.rareness(place.gram));
            }
            matter
        };
        self.tasks.iter().map(weigh).collect()
    }
}

/// The leading bodies of a task and what came of them, with whether each is a group, and the coordinators; by the hash of their slugs.
fn who(task: &Task, registry: &Registry) -> (Vec<(u64, bool)>, Vec<u64>) {
    let (mut leads, mut coordinators) = (BTreeSet::new(), BTreeSet::new());
    let mentions = task.leads.iter().map(|m| (m, true));
    for (mention, leading) in mentions.chain(task.coordinators.iter().map(|m| (m, false))) {
        let slug = mention.slug.clone().unwrap_or_else(|| fold::slug(&mention.name));
        let known = registry.by_slug.get(&slug).map(|id| &registry.agencies[*id]);
        let group = known.is_some_and(|a| a.kind == "nhom") || slug.starts_with("cac-") || slug.starts_with("ubnd-cac-");
        for slug in std::iter::once(&slug).chain(known.iter().flat_map(|a| &a.successors)) {
            if leading {
                leads.insert((hash(&[slug]), group));
            } else {
                coordinators.insert(hash(&[slug]));
            }
        }
    }
    (leads.into_iter().collect(), coordinators.into_iter().collect())
}

impl Matter {
    /// Its places, given weighed in order of the text, make its sizes and are put in order of gram.
    pub fn settle(&mut self) {
        for clause in self.places.chunk_by(|a, b| a.clause == b.clause) {
            self.sizes[usize::from(clause[0].clause)] = runs_of(clause).map(worth).sum();
        }
        self.places.sort_unstable_by_key(|p| (p.gram, p.clause, p.at));
    }

    /// Grams that may start a search, each once, with the greatest weight.
    pub fn heavy(&self) -> Vec<(Gram, f64)> {
        let mut out: Vec<(Gram, f64)> = Vec::new();
        for place in self.places.iter().filter(|p| p.weight >= HEAVY * 0.3) {
            match out.last_mut() {
                Some((gram, weight)) if *gram == place.gram => *weight = weight.max(place.weight),
                _ => out.push((place.gram, place.weight)),
            }
        }
        out
    }

    /// How alike the two are, and by which clause of each most.
    pub fn score(&self, later: &Matter) -> (f64, (u16, u16)) {
        // (clause, clause) → shared grams by place in the earlier one
        let mut shared: BTreeMap<(u16, u16), Vec<Place>> = BTreeMap::new();
        let (mut i, mut j) = (0, 0);
        while i < self.places.len() && j < later.places.len() {
            let (x, y) = (&self.places[i], &later.places[j]);
            match x.gram.cmp(&y.gram) {
                std::cmp::Ordering::Less => i += 1,
                std::cmp::Ordering::Greater => j += 1,
                std::cmp::Ordering::Equal => {
                    let gram = x.gram;
                    let from = j;
                    while i < self.places.len() && self.places[i].gram == gram {
                        let x = &self.places[i];
                        j = from;
                        while j < later.places.len() && later.places[j].gram == gram {
                            let y = &later.places[j];
                            let list = shared.entry((x.clause, y.clause)).or_default();
                            // said twice in one clause is said once
                            if list.last().is_none_or(|g| g.gram != gram) {
                                list.push(Place {
                                    weight: x.weight.min(y.weight),
                                    name: x.name && y.name,
                                    ..*x
                                });
                            }
                            j += 1;
                        }
                        i += 1;
                    }
                }
            }
        }
        let (mut best, mut at) = (0.0f64, (0, 0));
        let mut runs: BTreeMap<Gram, f64> = BTreeMap::new();
        let mut name = false;
        for ((a, b), mut grams) in shared {
            grams.sort_by_key(|g| g.at);
            let found: Vec<(Gram, f64)> = runs_of(&grams)
                .map(|run| {
                    let heavy = run.iter().filter(|g| g.weight >= HEAVY).count();
                    let long = run.iter().filter(|g| g.weight > NAME_PAIR).count();
                    name |= long >= NAME_RUN || (heavy >= NAME_RUN && run.iter().any(|g| g.name));
                    (run[0].gram, worth(run))
                })
                .collect();
            let sum: f64 = found.iter().map(|r| r.1).sum();
            let part = sum / ((self.sizes[usize::from(a)] * later.sizes[usize::from(b)]).sqrt() + DAMP) + BASE;
            if sum * part > best {
                (best, at) = (sum * part, (a, b));
            }
            for (gram, value) in found {
                let slot = runs.entry(gram).or_default();
                *slot = slot.max(value * part);
            }
        }
        let all: f64 = runs.values().sum();
        ((best + OTHER_CLAUSES * (all - best).max(0.0)) * self.leads_with(later, name), at)
    }

    /// Factor for who leads the two.
    pub fn leads_with(&self, later: &Matter, name: bool) -> f64 {
        let same: Vec<bool> = self
            .leads
            .iter()
            .filter(|(a, _)| later.leads.iter().any(|(b, _)| a == b))
            .map(|(_, group)| *group)
            .collect();
        if same.iter().any(|group| !group) {
            return SAME_LEAD + SAME_MORE * (same.len() - 1) as f64;
        }
        if !same.is_empty() {
            return SAME_GROUP;
        }
        let vague = |m: &Matter| m.leads.iter().all(|(_, group)| *group);
        let helps = |m: &Matter, n: &Matter| m.leads.iter().any(|(a, _)| n.coordinators.contains(a));
        if name || vague(self) || vague(later) || helps(self, later) || helps(later, self) {
            return UNKNOWN_LEAD;
        }
        OTHER_LEAD
    }
}

/// Grams in order of place → those that follow one another.
fn runs_of(grams: &[Place]) -> impl Iterator<Item = &[Place]> {
    grams.chunk_by(|a, b| b.at == a.at + 1)
}

fn worth(run: &[Place]) -> f64 {
    let heavy = run.iter().filter(|g| g.weight >= HEAVY).count();
    run.iter().map(|g| g.weight).sum::<f64>() * RUN[heavy.min(RUN.len() - 1)]
}

/// Clauses between semicolons and full stops; a point within a number or an abbreviation ends none.
pub fn sentences(text: &str) -> impl Iterator<Item = &str> {
    text.split(';')
        .flat_map(|s| s.split(". "))
        .filter(|s| s.split_whitespace().count() > 2)
}

/// Headings above a task's block, the nearest two that are no tasks of their own.
fn headings_above(notice: &Notice, block: usize, is_task: impl Fn(usize) -> bool) -> Vec<usize> {
    let body = &notice.document.body;
    let mut out = Vec::new();
    let mut at = body.get(block).and_then(|c| c.parent);
    // a parent stands before its child, so the walk ends
    while let Some(i) = at {
        if out.len() < 2 && !is_task(i) {
            out.push(i);
        }
        at = body[i].parent.filter(|p| *p < i);
    }
    out
}

fn hash(parts: &[&str]) -> u64 {
    let mut hasher = FixedState::default().build_hasher();
    for part in parts {
        hasher.write(part.as_bytes());
        hasher.write_u8(0xff);
    }
    hasher.finish()
}

/// The grams of one clause in order of place, before rareness, behind those in `out`.
fn places_of(text: &str, clause: u16, bodies: &BodiesAt, memo: &mut Memo, out: &mut Vec<Place>) {
    let from = out.len();
    let syllables = memo.syllables(text, bodies);
    let kinds = words::kinds(&syllables.words, &syllables.name);
    let mut put = |key: &[&str], at: u32, weight: f64, name: bool| {
        out.push(Place {
            gram: hash(key),
            clause,
            at,
            weight,
            name,
        });
    };
    for i in 0..kinds.len() {
        let Some(a) = &syllables.words[i] else { continue };
        if let (true, Kind::Content(_)) = (syllables.acronym[i], kinds[i]) {
            // far from its neighbours, so that it makes no run with them
            put(&[a], u32::MAX / 2 + 2 * i as u32, 1.0, false);
        }
        let Some((b, Some(second))) = kinds.get(i + 1).zip(syllables.words.get(i + 1)) else {
            continue;
        };
        let weight = words::weight(kinds[i], *b);
        if weight > 0.0 {
            put(&[a, second], i as u32, weight, syllables.name[i] && syllables.name[i + 1]);
        }
    }
    for (n, number) in document_numbers(text).into_iter().enumerate() {
        put(&["#", number], u32::MAX - 2 * n as u32, NUMBER, true);
    }
    out[from..].sort_by_key(|p| p.at);
}

pub struct Syllables {
    /// Lower case, tones in one place; `None` where a phrase ends.
    pub words: Vec<Option<String>>,
    /// As written; abbreviations written out.
    pub raw: Vec<String>,
    pub name: Vec<bool>,
    acronym: Vec<bool>,
}

/// Forms of the words of a text, each made once.
#[derive(Default)]
pub struct Memo(HashMap<String, (String, String), FixedState>);

impl Memo {
    /// (letters alone, lower case with tones in one place) of a word.
    fn forms(&mut self, word: &str) -> &(String, String) {
        if !self.0.contains_key(word) {
            self.0.insert(word.to_string(), (fold::plain(word), fold::match_key(word)));
        }
        &self.0[word]
    }

    /// Syllables of a text, without the names of bodies, with abbreviations written out. Commas and hyphens are passed
    /// over: "phòng, chống" is one phrase.
    pub fn syllables(&mut self, text: &str, bodies: &BodiesAt) -> Syllables {
        let mut raw: Vec<Option<&str>> = Vec::new();
        for part in text.split_whitespace() {
            if is_document_number(part) {
                raw.push(None);
                continue;
            }
            let mut rest = part;
            while !rest.is_empty() {
                let end = rest.find(|c: char| !(c.is_alphanumeric() || c == '&')).unwrap_or(rest.len());
                if end > 0 {
                    raw.push(Some(&rest[..end]));
                }
                let Some(mark) = rest[end..].chars().next() else { break };
                if !matches!(mark, ',' | '-' | '–') {
                    raw.push(None);
                }
                rest = &rest[end + mark.len_utf8()..];
            }
        }
        let plain: Vec<Option<String>> = raw.iter().map(|w| w.map(|w| self.forms(w).0.clone())).collect();
        let mut phrase = String::new();
        let mut out = Syllables {
            words: Vec::new(),
            raw: Vec::new(),
            name: Vec::new(),
            acronym: Vec::new(),
        };
        let mut i = 0;
        while i < raw.len() {
            let taken = bodies.at(&plain, i, &mut phrase);
            if taken > 0 {
                out.push(None, "", false, false);
                i += taken;
                continue;
            }
            match raw[i] {
                None => out.push(None, "", false, false),
                Some(word) => {
                    let key = self.forms(word).1.clone();
                    let capital = |w: &str| w.chars().next().is_some_and(char::is_uppercase);
                    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
                    let acronym = letters > 1 && word.chars().all(|c| !c.is_lowercase());
                    match abbreviation::expand(&key) {
                        Some(long) => long.split(' ').for_each(|w| out.push(Some(fold::match_key(w)), w, false, false)),
                        None => {
                            let inside = matches!(out.words.last(), Some(Some(_)));
                            out.push(Some(key), word, capital(word) && inside, acronym);
                        }
                    }
                }
            }
            i += 1;
        }
        out
    }
}

impl Syllables {
    fn push(&mut self, word: Option<String>, raw: &str, name: bool, acronym: bool) {
        self.words.push(word);
        self.raw.push(raw.to_string());
        self.name.push(name);
        self.acronym.push(acronym);
    }
}

/// "68-NQ/TW", "02/NQ-CP": runs without blank that hold a digit, a slash and a capital.
fn document_numbers(text: &str) -> Vec<&str> {
    text.split_whitespace()
        .map(|w| w.trim_matches(|c: char| !c.is_alphanumeric()))
        .filter(|w| is_document_number(w))
        .collect()
}

fn is_document_number(word: &str) -> bool {
    let word = word.trim_matches(|c: char| !c.is_alphanumeric());
    word.starts_with(|c: char| c.is_ascii_digit())
        && word.contains('/')
        && word.chars().filter(|c| c.is_alphabetic() && c.is_uppercase()).count() > 1
}
