//! Which task of a later notice goes on with which of an earlier one.
//!
//! Two tasks are about one matter when a clause of the one and a clause of the other share words that few tasks
//! share. How it is decided:
//!
//! 1. A task is cut at full stops and semicolons, since one paragraph may give a body twenty things to do. Headings
//!    above it ("a) Dự án đường tránh …") are clauses of their own that weigh less.
//! 2. Names of bodies are taken out: they say who, not what. Abbreviations are written out.
//! 3. Pairs of neighbouring syllables weigh by `words` (built in) and by how rare they are in the tasks of the notice
//!    and of those before it in its line (`line::WINDOW`): what a later notice says changes nothing between two earlier
//!    ones. Pairs that follow one another in both texts make a run; a longer run is worth more than its parts, since one
//!    word of two syllables names a field, and only a phrase names a matter. Numbers of documents count as long runs.
//! 4. Shared worth is held against the size of the two clauses; the best two clauses count fully, other clauses half.
//! 5. Who leads: the same body or its successor adds, two different bodies take away, a group hardly says anything.
//! 6. A pair far weaker than another of the same tasks is left out.
//! 7. A heading alone ("Dự án đường tránh …") says of which project two tasks are, not that the one goes on with the other: where
//!    it joins a task with several, those stay whose own clauses share something too.
//!
//! A pair is sure where careful readers agreed with all as strong, and one body leads both tasks: two bodies may well have
//! different tasks of one project or festival, and are sure to have the same one only where they are told the same. What is joined by a
//! heading is sure where the body has one task below it in each notice.

use super::terms::{BASE, Clauses, Gram, Likeness, Matter};
use foldhash::fast::FixedState;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashMap};
use std::hash::Hash;

/// Score from which a pair is reported: below it, careful readers of real notices agreed with fewer than half.
const THRESHOLD: f64 = 0.42;
/// A pair weaker than this part of the best ones of both its tasks is left out.
const FAR_WEAKER: f64 = 0.3;
const SAME_TOPIC: f64 = 1.3;
/// A pair of syllables that so many tasks share is a formula: it starts no search, which keeps it near linear.
const FORMULA: usize = 64;
/// Strength from which two tasks are surely about one matter; below it they may be. A careful reader of real notices
/// was sure of every pair above it, and of some below.
const SURE: f64 = 0.75;
/// How much of the two clauses both must say where a group leads the one, or where other bodies lead the two: less is common to two
/// tasks of one project.
const COMMON_TO_GROUP: f64 = 0.5;
const COMMON_TO_OTHERS: f64 = 0.8;
/// What two tasks below one heading must share beside it, as part of what is needed without any heading.
const BESIDE_HEADING: f64 = 0.2;
/// A matter is taken up after a while only where the likeness is this many times what neighbours need.
const TAKEN_UP: f64 = 1.5;

/// Two tasks about one matter, each by its place in its notice.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Pair {
    pub earlier: u32,
    pub later: u32,
    /// 0 to 1.
    pub strength: f64,
    /// Not only may be about one matter.
    pub sure: bool,
    /// Which clause of each they have most in common.
    pub sentences: (u16, u16),
    pub clauses: Clauses,
}

/// Pairs of two notices, in the order of the later one's tasks, the sure ones first, then the strongest. `one_topic`: whether an earlier and a
/// later task, by their places, share a topic of the register.
pub fn between(earlier: &[Matter], later: &[Matter], one_topic: impl Fn(usize, usize) -> bool) -> Vec<Pair> {
    // gram → (task, its weight there), each task once
    let mut index: HashMap<Gram, Vec<(usize, f64)>, FixedState> = HashMap::default();
    for (a, matter) in earlier.iter().enumerate() {
        for (gram, weight) in matter.heavy() {
            index.entry(gram).or_default().push((a, weight));
        }
    }
    let mut scored: Vec<(usize, usize, f64, Likeness)> = Vec::new();
    for (b, y) in later.iter().enumerate() {
        let mut shared: Shared<usize> = Shared::default();
        for (gram, weight) in y.heavy() {
            for &(a, other) in index.get(&gram).filter(|l| l.len() <= FORMULA).into_iter().flatten() {
                *shared.entry(a).or_default() += weight.min(other);
            }
        }
        for (a, most) in in_order(shared) {
            let x = &earlier[a];
            let factor = if one_topic(a, b) { SAME_TOPIC } else { 1.0 };
            // a pair is hardly worth more than what it shares of what may start a search
            if most * (1.0 + BASE) * factor * x.leads_with(y, true) < THRESHOLD {
                continue;
            }
            let like = x.score(y);
            if like.score * factor >= THRESHOLD {
                let own = like.own * factor;
                scored.push((a, b, like.score * factor, Likeness { own, ..like }));
            }
        }
    }
    let mut best: BTreeMap<(bool, usize), f64> = BTreeMap::new();
    for (a, b, score, _) in &scored {
        for key in [(false, *a), (true, *b)] {
            let slot = best.entry(key).or_default();
            *slot = slot.max(*score);
        }
    }
    scored.retain(|(a, b, score, _)| *score >= FAR_WEAKER * best[&(false, *a)].min(best[&(true, *b)]));
    // how many tasks each is joined with by headings
    let mut headed: BTreeMap<(bool, usize), usize> = BTreeMap::new();
    for (a, b, _, _) in scored.iter().filter(|s| by_heading(&s.3)) {
        *headed.entry((false, *a)).or_default() += 1;
        *headed.entry((true, *b)).or_default() += 1;
    }
    let alone = |a: usize, b: usize| headed.get(&(false, a)) == Some(&1) && headed.get(&(true, b)) == Some(&1);
    scored.retain(|(a, b, _, like)| !by_heading(like) || like.own >= BESIDE_HEADING * THRESHOLD || alone(*a, *b));
    let mut pairs: Vec<Pair> = scored
        .into_iter()
        .map(|(a, b, score, like)| Pair {
            earlier: a as u32,
            later: b as u32,
            strength: strength(score),
            sure: is_sure(score, &like, &earlier[a], &later[b], alone(a, b)),
            sentences: like.at,
            clauses: like.clauses,
        })
        .collect();
    pairs.sort_by(|x, y| {
        let rank = |p: &Pair| (p.later, !p.sure);
        rank(x)
            .cmp(&rank(y))
            .then(y.strength.total_cmp(&x.strength))
            .then(x.earlier.cmp(&y.earlier))
    });
    pairs
}

/// `alone`: neither is joined with another task by a heading.
fn is_sure(score: f64, like: &Likeness, earlier: &Matter, later: &Matter, alone: bool) -> bool {
    let least = match (earlier.one_lead(later), earlier.is_vague() || later.is_vague()) {
        (true, _) => 0.0,
        (false, true) => COMMON_TO_GROUP,
        (false, false) => COMMON_TO_OTHERS,
    };
    let told = match by_heading(like) {
        true => alone && least == 0.0,
        false => like.common >= least,
    };
    strength(score) >= SURE && told
}

/// Without the headings above the two, nobody would take them for one matter.
fn by_heading(like: &Likeness) -> bool {
    like.own < THRESHOLD
}

/// What a task goes on with in one of its matters; the rest as of a `Pair`.
pub struct Link<Task> {
    pub task: Task,
    pub strength: f64,
    pub sure: bool,
    pub sentences: (u16, u16),
    pub clauses: Clauses,
}

/// A task of a line of notices: (place of its notice, its place there).
pub type Place = (usize, usize);

/// What each of some tasks shares with one.
type Shared<Task> = HashMap<Task, f64, FixedState>;

fn in_order<Task: Ord + Hash>(shared: Shared<Task>) -> Vec<(Task, f64)> {
    let mut list: Vec<(Task, f64)> = shared.into_iter().collect();
    list.sort_unstable_by(|x, y| x.0.cmp(&y.0));
    list
}

/// The tasks of a line that nobody has followed yet, by what may start a search.
#[derive(Default)]
pub struct Tails(HashMap<Gram, Vec<Place>, FixedState>);

impl Tails {
    /// `task`: behind those added before, in order of time.
    pub fn add(&mut self, task: Place, matter: &Matter) {
        for (gram, _) in matter.heavy() {
            self.0.entry(gram).or_default().push(task);
        }
    }
    pub fn remove(&mut self, task: Place, matter: &Matter) {
        for (gram, _) in matter.heavy() {
            if let Some(list) = self.0.get_mut(&gram)
                && let Ok(at) = list.binary_search(&task)
            {
                list.remove(at);
            }
        }
    }

    /// The older task that a later one takes up again, the likest, of equals the later. `matter_of` gives what
    /// a task is about, `may` says whether it may be taken up, `one_topic` whether it shares a topic of the register.
    pub fn taken_up<'a>(
        &self,
        later: &Matter,
        matter_of: impl Fn(Place) -> &'a Matter,
        may: impl Fn(Place) -> bool,
        one_topic: impl Fn(Place) -> bool,
    ) -> Option<Link<Place>> {
        let mut shared: Shared<Place> = Shared::default();
        for (gram, weight) in later.heavy() {
            // what many of them share is a formula
            for &task in self.0.get(&gram).filter(|l| l.len() <= FORMULA).into_iter().flatten() {
                *shared.entry(task).or_default() += weight;
            }
        }
        let mut best: Option<(f64, Place, Likeness)> = None;
        for (task, most) in in_order(shared) {
            let earlier = matter_of(task);
            // a pair is hardly worth more than what it shares of what may start a search
            if most * (1.0 + BASE) * SAME_TOPIC * earlier.leads_with(later, true) < THRESHOLD * TAKEN_UP || !may(task) {
                continue;
            }
            let like = earlier.score(later);
            let factor = if one_topic(task) { SAME_TOPIC } else { 1.0 };
            let (score, own) = (like.score * factor, like.own * factor);
            if score >= THRESHOLD * TAKEN_UP && best.as_ref().is_none_or(|b| (score, task) > (b.0, b.1)) {
                best = Some((score, task, Likeness { own, ..like }));
            }
        }
        best.map(|(score, task, like)| Link {
            task,
            strength: strength(score),
            sure: is_sure(score, &like, matter_of(task), later, false),
            sentences: like.at,
            clauses: like.clauses,
        })
    }
}

/// 0 to 1; four digits, so that no platform prints another.
fn strength(score: f64) -> f64 {
    ((1.0 - (-score / 1.1).exp()) * 1e4).round() / 1e4
}
