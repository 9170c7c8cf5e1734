//! Which task of a later notice goes on with which of an earlier one.
//!
//! Two tasks are about one matter when a clause of the one and a clause of the other share words that few tasks
//! share. How it is decided:
//!
//! 1. A task is cut at full stops and semicolons, since one paragraph may give a body twenty things to do. Headings
//!    above it ("a) Dự án đường tránh …") are clauses of their own that weigh less.
//! 2. Names of bodies are taken out: they say who, not what. Abbreviations are written out.
//! 3. Pairs of neighbouring syllables weigh by `words` (built in) and by how rare they are in the tasks of the archive
//!    up to their notice: what a later notice says changes nothing between two earlier ones. Pairs that follow one
//!    another in both texts make a run; a longer run is worth more than its parts, since one word of two syllables
//!    names a field, and only a phrase names a matter. Numbers of documents count as long runs.
//! 4. Shared worth is held against the size of the two clauses; the best two clauses count fully, other clauses half.
//! 5. Who leads: the same body or its successor adds, two different bodies take away, a group hardly says anything.
//! 6. A pair far weaker than another of the same tasks is left out.

use super::words::{self, Bodies, BodiesBefore, Kind};
use crate::arena::Arena;
use crate::notice::Notice;
use crate::registry::Registry;
use crate::site::{Continuation, Entry, NoticeId, TaskId, TaskRow};
use crate::viet::{abbreviation, fold};
use foldhash::fast::FixedState;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::hash::{BuildHasher, Hasher};

/// Score from which a pair is reported: below it, careful readers of real notices agreed with fewer than half.
const THRESHOLD: f64 = 0.42;
/// A pair weaker than this part of the best ones of both its tasks is left out.
const FAR_WEAKER: f64 = 0.3;
/// Added to the size of clauses, so that two short ones with a common word are no match.
const DAMP: f64 = 2.0;
/// What shared worth counts without regard to the size of the clauses.
const BASE: f64 = 0.3;
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
const SAME_TOPIC: f64 = 1.3;
/// Three heavy pairs in a row are a name that two bodies may well share.
const NAME_RUN: usize = 3;
const NAME_PAIR: f64 = 0.45;
/// Tasks that are taken to lie beside those of the archive: a word of a small archive is not rare for being met once.
const BACKGROUND: f64 = 50.0;
/// A pair of syllables that so many tasks of one notice share is a formula: it starts no search, which keeps it near linear.
const FORMULA: usize = 64;

/// A pair of syllables at a place of a clause. `id`: while a text is read alone the hash of its key, else its number.
#[derive(Clone, Copy)]
struct Gram<Id = u32> {
    id: Id,
    at: u32,
    weight: f64,
    /// Written as a name, with capitals.
    name: bool,
}

/// Where a gram stands in a task, sorted by gram.
#[derive(Clone, Copy)]
struct Place {
    id: u32,
    clause: u16,
    at: u32,
    weight: f64,
    name: bool,
}

#[derive(Default)]
struct Matter {
    /// Of each clause the worth of all its runs.
    sizes: Vec<f64>,
    places: Vec<Place>,
    /// Numbers of leading bodies and of what came of them, with whether it is a group; sorted.
    leads: Vec<(u32, bool)>,
    coordinators: Vec<u32>,
}

/// A task as it is read by itself, before it is known what other tasks say.
struct Read {
    clauses: Vec<Vec<Gram<u64>>>,
    leads: Vec<(String, bool)>,
    coordinators: Vec<String>,
}

/// Notices that are read at once: what was read of all is never in memory together.
const READ_AT_ONCE: usize = 256;

/// What every task is about.
pub struct Terms(Vec<Matter>);

impl Terms {
    /// `order`: the notices from the oldest to the newest. A task is read and weighed by what stands in its notice and
    /// in those before it.
    pub fn new(notices: &Arena<Entry>, tasks: &Arena<TaskRow>, registry: &Registry, order: &[NoticeId]) -> Terms {
        let bodies = Bodies::of(notices, registry, order);
        let mut numbers = Numbers::default();
        let mut slugs: BTreeMap<String, u32> = BTreeMap::new();
        let mut matters: Vec<Matter> = (0..tasks.len()).map(|_| Matter::default()).collect();
        for some in order.chunks(READ_AT_ONCE) {
            let read: Vec<Vec<Read>> = some
                .par_iter()
                .map(|n| read(&notices[*n].notice, &bodies.before(*n), registry))
                .collect();
            let mut weighed: Vec<(TaskId, Matter)> = Vec::new();
            // numbers are given in order, so that every build gives the same
            for (n, tasks_read) in some.iter().zip(read) {
                let from = weighed.len();
                for (id, task) in notices[*n].tasks.iter().zip(tasks_read) {
                    let mut number = |slug: String| {
                        let next = slugs.len() as u32;
                        *slugs.entry(slug).or_insert(next)
                    };
                    let leads: BTreeSet<(u32, bool)> = task.leads.into_iter().map(|(slug, group)| (number(slug), group)).collect();
                    let coordinators: BTreeSet<u32> = task.coordinators.into_iter().map(&mut number).collect();
                    let matter = Matter {
                        sizes: vec![0.0; task.clauses.len()],
                        places: numbers.places(&task.clauses),
                        leads: leads.into_iter().collect(),
                        coordinators: coordinators.into_iter().collect(),
                    };
                    weighed.push((*id, matter));
                }
                // once all of the notice is counted, and nothing after it
                for place in weighed[from..].iter_mut().flat_map(|(_, m)| &mut m.places) {
                    place.weight *= numbers.rareness(place.id);
                }
            }
            weighed.par_iter_mut().for_each(|(_, m)| m.settle());
            for (id, matter) in weighed {
                matters[id.index()] = matter;
            }
        }
        Terms(matters)
    }

    /// Pairs of the two notices, in the order of the later one's tasks, the strongest first.
    pub fn continuations(&self, notices: &Arena<Entry>, tasks: &Arena<TaskRow>, earlier: NoticeId, later: NoticeId) -> Vec<Continuation> {
        // gram → (task, its weight there), each task once
        let mut index: HashMap<u32, Vec<(TaskId, f64)>, FixedState> = HashMap::default();
        for &task in &notices[earlier].tasks {
            for (id, weight) in self.0[task.index()].heavy() {
                index.entry(id).or_default().push((task, weight));
            }
        }
        let mut scored: Vec<(TaskId, TaskId, f64, (u16, u16))> = Vec::new();
        for &b in &notices[later].tasks {
            let mut shared: Shared = Shared::default();
            for (id, weight) in self.0[b.index()].heavy() {
                for &(a, other) in index.get(&id).filter(|l| l.len() <= FORMULA).into_iter().flatten() {
                    *shared.entry(a).or_default() += weight.min(other);
                }
            }
            for (a, most) in in_order(shared) {
                let topic = tasks[a].topics.iter().any(|t| tasks[b].topics.contains(t));
                let (x, y) = (&self.0[a.index()], &self.0[b.index()]);
                let factor = if topic { SAME_TOPIC } else { 1.0 };
                // no pair can be worth more than all it shares
                if most * (1.0 + BASE) * factor * x.leads_with(y, true) < THRESHOLD {
                    continue;
                }
                let (score, at) = x.score(y);
                if score * factor >= THRESHOLD {
                    scored.push((a, b, score * factor, at));
                }
            }
        }
        let mut best: BTreeMap<(bool, TaskId), f64> = BTreeMap::new();
        for &(a, b, score, _) in &scored {
            for key in [(false, a), (true, b)] {
                let slot = best.entry(key).or_default();
                *slot = slot.max(score);
            }
        }
        scored.retain(|(a, b, score, _)| *score >= FAR_WEAKER * best[&(false, *a)].min(best[&(true, *b)]));
        scored.sort_by(|x, y| x.1.cmp(&y.1).then(y.2.total_cmp(&x.2)).then(x.0.cmp(&y.0)));
        scored
            .into_iter()
            .map(|(earlier, later, score, (a, b))| Continuation {
                earlier,
                later,
                strength: strength(score),
                sentences: (usize::from(a), usize::from(b)),
            })
            .collect()
    }
}

/// What each of some tasks shares with one.
type Shared = HashMap<TaskId, f64, FixedState>;

fn in_order(shared: Shared) -> Vec<(TaskId, f64)> {
    let mut list: Vec<(TaskId, f64)> = shared.into_iter().collect();
    list.sort_unstable_by_key(|x| x.0);
    list
}

/// The last tasks of matters, by what may start a search.
#[derive(Default)]
pub struct Tails {
    by_gram: HashMap<u32, Vec<TaskId>, FixedState>,
    /// Those that were followed.
    gone: HashSet<TaskId, FixedState>,
}

/// A matter is taken up after a while only where the likeness is this many times what neighbours need.
const TAKEN_UP: f64 = 1.5;

impl Terms {
    /// The older task that a later one takes up again, the likest; with its strength.
    pub fn taken_up(&self, tasks: &Arena<TaskRow>, tails: &Tails, later: TaskId, may: impl Fn(TaskId) -> bool) -> Option<(TaskId, f64)> {
        let matter = &self.0[later.index()];
        let mut shared: Shared = Shared::default();
        for (id, weight) in matter.heavy() {
            // what many of them share is a formula
            for &a in tails.by_gram.get(&id).filter(|l| l.len() <= FORMULA).into_iter().flatten() {
                *shared.entry(a).or_default() += weight;
            }
        }
        let mut best: Option<(f64, TaskId)> = None;
        for (a, most) in in_order(shared) {
            let other = &self.0[a.index()];
            // no pair can be worth more than all it shares
            if most * (1.0 + BASE) * SAME_TOPIC * other.leads_with(matter, true) < THRESHOLD * TAKEN_UP
                || tails.gone.contains(&a)
                || !may(a)
            {
                continue;
            }
            let topic = tasks[a].topics.iter().any(|t| tasks[later].topics.contains(t));
            let score = other.score(matter).0 * if topic { SAME_TOPIC } else { 1.0 };
            // of equals the later one, since it is nearer
            if score >= THRESHOLD * TAKEN_UP && best.is_none_or(|b| (score, a) > b) {
                best = Some((score, a));
            }
        }
        best.map(|(score, a)| (a, strength(score)))
    }

    /// Takes the tasks that were followed out of the ends, and the new ones in.
    /// `old` says which are too far back to be taken up.
    pub fn advance(&self, tails: &mut Tails, followed: &BTreeSet<TaskId>, new: &[TaskId], old: impl Fn(TaskId) -> bool) {
        tails.gone.extend(followed);
        for &task in new {
            for (id, _) in self.0[task.index()].heavy() {
                let list = tails.by_gram.entry(id).or_default();
                list.push(task);
                // a list too long starts no search, so it need not be longer than that
                if list.len() > FORMULA + 1 {
                    list.retain(|t| !tails.gone.contains(t) && !old(*t));
                    list.truncate(FORMULA + 1);
                }
            }
        }
    }
}

/// 0 to 1; four digits, so that no platform prints another.
fn strength(score: f64) -> f64 {
    ((1.0 - (-score / 1.1).exp()) * 1e4).round() / 1e4
}

impl Matter {
    /// Its places, given weighed in order of the text, make its sizes and are put in order of gram.
    fn settle(&mut self) {
        for clause in self.places.chunk_by(|a, b| a.clause == b.clause) {
            let grams: Vec<Gram> = clause
                .iter()
                .map(|p| Gram {
                    id: p.id,
                    at: p.at,
                    weight: p.weight,
                    name: p.name,
                })
                .collect();
            self.sizes[usize::from(clause[0].clause)] = runs_of(&grams).map(worth).sum();
        }
        self.places.sort_by_key(|p| (p.id, p.clause, p.at));
    }

    /// Grams that may start a search, each once, with the greatest weight.
    fn heavy(&self) -> Vec<(u32, f64)> {
        let mut out: Vec<(u32, f64)> = Vec::new();
        for place in self.places.iter().filter(|p| p.weight >= HEAVY * 0.3) {
            match out.last_mut() {
                Some((id, weight)) if *id == place.id => *weight = weight.max(place.weight),
                _ => out.push((place.id, place.weight)),
            }
        }
        out
    }

    /// How alike the two are, and by which clause of each most.
    fn score(&self, later: &Matter) -> (f64, (u16, u16)) {
        // (clause, clause) → shared grams by place in the earlier one
        let mut shared: BTreeMap<(u16, u16), Vec<Gram>> = BTreeMap::new();
        let (mut i, mut j) = (0, 0);
        while i < self.places.len() && j < later.places.len() {
            let (x, y) = (&self.places[i], &later.places[j]);
            match x.id.cmp(&y.id) {
                std::cmp::Ordering::Less => i += 1,
                std::cmp::Ordering::Greater => j += 1,
                std::cmp::Ordering::Equal => {
                    let id = x.id;
                    let from = j;
                    while i < self.places.len() && self.places[i].id == id {
                        let x = &self.places[i];
                        j = from;
                        while j < later.places.len() && later.places[j].id == id {
                            let y = &later.places[j];
                            let list = shared.entry((x.clause, y.clause)).or_default();
                            // said twice in one clause is said once
                            if list.last().is_none_or(|g| g.id != id) {
                                list.push(Gram {
                                    id,
                                    at: x.at,
                                    weight: x.weight.min(y.weight),
                                    name: x.name && y.name,
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
        let mut runs: BTreeMap<u32, f64> = BTreeMap::new();
        let mut name = false;
        for ((a, b), mut grams) in shared {
            grams.sort_by_key(|g| g.at);
            let found: Vec<(u32, f64)> = runs_of(&grams)
                .map(|run| {
                    let heavy = run.iter().filter(|g| g.weight >= HEAVY).count();
                    let long = run.iter().filter(|g| g.weight > NAME_PAIR).count();
                    name |= long >= NAME_RUN || (heavy >= NAME_RUN && run.iter().any(|g| g.name));
                    (run[0].id, worth(run))
                })
                .collect();
            let sum: f64 = found.iter().map(|r| r.1).sum();
            let part = sum / ((self.sizes[usize::from(a)] * later.sizes[usize::from(b)]).sqrt() + DAMP) + BASE;
            if sum * part > best {
                (best, at) = (sum * part, (a, b));
            }
            for (id, value) in found {
                let slot = runs.entry(id).or_default();
                *slot = slot.max(value * part);
            }
        }
        let all: f64 = runs.values().sum();
        ((best + OTHER_CLAUSES * (all - best).max(0.0)) * self.leads_with(later, name), at)
    }

    /// Factor for who leads the two.
    fn leads_with(&self, later: &Matter, name: bool) -> f64 {
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
fn runs_of(grams: &[Gram]) -> impl Iterator<Item = &[Gram]> {
    grams.chunk_by(|a, b| b.at == a.at + 1)
}

fn worth(run: &[Gram]) -> f64 {
    let heavy = run.iter().filter(|g| g.weight >= HEAVY).count();
    run.iter().map(|g| g.weight).sum::<f64>() * RUN[heavy.min(RUN.len() - 1)]
}

/// Reads the tasks of a notice, in its order.
fn read(notice: &Notice, bodies: &BodiesBefore, registry: &Registry) -> Vec<Read> {
    let mut memo = Memo::default();
    let blocks: BTreeSet<usize> = notice.tasks.iter().map(|t| t.block).collect();
    let mut headings: BTreeMap<usize, Vec<Gram<u64>>> = BTreeMap::new();
    notice
        .tasks
        .iter()
        .map(|task| {
            let mut clauses: Vec<Vec<Gram<u64>>> = sentences(&task.text).map(|s| grams(s, bodies, &mut memo)).collect();
            for at in headings_above(notice, task.block, |at| blocks.contains(&at)) {
                let grams = headings.entry(at).or_insert_with(|| {
                    let mut grams = grams(&notice.document.body[at].block.text, bodies, &mut memo);
                    let factor = if grams.iter().any(|g| g.name) { HEADING_NAME } else { HEADING };
                    grams.iter_mut().for_each(|g| g.weight *= factor);
                    grams
                });
                clauses.push(grams.clone());
            }
            let (mut leads, mut coordinators) = (Vec::new(), Vec::new());
            let mentions = task.leads.iter().map(|m| (m, true));
            for (mention, leading) in mentions.chain(task.coordinators.iter().map(|m| (m, false))) {
                let slug = mention.slug.clone().unwrap_or_else(|| fold::slug(&mention.name));
                let known = registry.by_slug.get(&slug).map(|id| &registry.agencies[*id]);
                let group = known.is_some_and(|a| a.kind == "nhom") || slug.starts_with("cac-") || slug.starts_with("ubnd-cac-");
                for slug in std::iter::once(&slug).chain(known.iter().flat_map(|a| &a.successors)) {
                    if leading {
                        leads.push((slug.clone(), group));
                    } else {
                        coordinators.push(slug.clone());
                    }
                }
            }
            Read {
                clauses,
                leads,
                coordinators,
            }
        })
        .collect()
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

/// Numbers for pairs of syllables, and in how many tasks each stands.
#[derive(Default)]
struct Numbers {
    /// By hash of the key; only looked up, never walked through.
    ids: HashMap<u64, u32, FixedState>,
    /// In how many tasks it stands, and in which it was seen last.
    tasks: Vec<(u32, u32)>,
    seen: u32,
}

impl Numbers {
    /// The places of one task's grams, in order of its text.
    fn places(&mut self, clauses: &[Vec<Gram<u64>>]) -> Vec<Place> {
        self.seen += 1;
        let mut out = Vec::with_capacity(clauses.iter().map(Vec::len).sum());
        for (c, grams) in clauses.iter().enumerate() {
            for gram in grams {
                let next = self.tasks.len() as u32;
                let id = *self.ids.entry(gram.id).or_insert(next);
                if id == next {
                    self.tasks.push((0, 0));
                }
                let (count, last) = &mut self.tasks[id as usize];
                if *last != self.seen {
                    (*count, *last) = (*count + 1, self.seen);
                }
                out.push(Place {
                    id,
                    clause: c.min(usize::from(u16::MAX)) as u16,
                    at: gram.at,
                    weight: gram.weight,
                    name: gram.name,
                });
            }
        }
        out
    }

    /// 1 for what one of the tasks seen so far has, towards 0 for what all have.
    fn rareness(&self, id: u32) -> f64 {
        let all = f64::from(self.seen) + BACKGROUND;
        let (count, _) = self.tasks[id as usize];
        (all / f64::from(count.max(1))).ln() / all.ln()
    }
}

/// The same in every build; two keys of one hash would be taken for one, once in very many archives.
fn hash(parts: &[&str]) -> u64 {
    let mut hasher = FixedState::default().build_hasher();
    for part in parts {
        hasher.write(part.as_bytes());
        hasher.write_u8(0xff);
    }
    hasher.finish()
}

/// The grams of one clause in order of place, before rareness.
fn grams(text: &str, bodies: &BodiesBefore, memo: &mut Memo) -> Vec<Gram<u64>> {
    let syllables = memo.syllables(text, bodies);
    let kinds = words::kinds(&syllables.words, &syllables.name);
    let mut out = Vec::new();
    for i in 0..kinds.len() {
        let Some(a) = &syllables.words[i] else { continue };
        if let (true, Kind::Content(_)) = (syllables.acronym[i], kinds[i]) {
            // far from its neighbours, so that it makes no run with them
            let at = u32::MAX / 2 + 2 * i as u32;
            out.push(Gram {
                id: hash(&[a]),
                at,
                weight: 1.0,
                name: false,
            });
        }
        let Some((b, Some(second))) = kinds.get(i + 1).zip(syllables.words.get(i + 1)) else {
            continue;
        };
        let weight = words::weight(kinds[i], *b);
        if weight > 0.0 {
            out.push(Gram {
                id: hash(&[a, second]),
                at: i as u32,
                weight,
                name: syllables.name[i] && syllables.name[i + 1],
            });
        }
    }
    for (n, number) in document_numbers(text).into_iter().enumerate() {
        out.push(Gram {
            id: hash(&["#", number]),
            at: u32::MAX - 2 * n as u32,
            weight: NUMBER,
            name: true,
        });
    }
    out.sort_by_key(|g| g.at);
    out
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
    pub fn syllables(&mut self, text: &str, bodies: &BodiesBefore) -> Syllables {
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
