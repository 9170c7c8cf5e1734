//! The notices of one issuer and kind in order of time, and what goes on from one to another of them.
//!
//! What words of a notice weigh hangs on it and on the `WINDOW` notices before it, where those that name bodies look as far
//! back again; what it goes on with, on what the notices of its window go on with too. So a notice more or less changes
//! little beyond two windows, and what was found before (`Found`) need not be found again. Only where it must be are the
//! texts read, and never those of the whole archive at once.

use super::continuation::{self, Link, Pair, Place, Tails};
use super::terms::{Clauses, Counts, Matter, Words, meet};
use super::words::{Bodies, BodiesAt};
use crate::arena::Arena;
use crate::bundle::{Key, key_of};
use crate::registry::Registry;
use crate::site::{Entry, NoticeId, TaskId, TaskRow};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// How many notices before one tell which of its words are rare and which matters it may take up again: five years of monthly
/// sessions, a year of weekly ones.
const WINDOW: usize = 60;
/// How far back a matter is taken up again, in days.
const MEMORY: i64 = 2 * 366;
/// Notices that are read at once.
const READ_AT_ONCE: usize = 64;

/// What was found between notices, each under the key of all that it hangs on but the program and the registers.
#[derive(Clone, Default, PartialEq, Debug, Serialize, Deserialize)]
pub struct Found {
    pairs: BTreeMap<Key, Vec<Pair>>,
    taken_up: BTreeMap<Key, Vec<TakenUp>>,
}

impl Found {
    fn extend(&mut self, more: Found) {
        self.pairs.extend(more.pairs);
        self.taken_up.extend(more.taken_up);
    }
}

/// A task that takes up an older one again.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
struct TakenUp {
    /// Its place in its notice.
    later: u32,
    /// How many notices back the older one stands, and its place there.
    back: u32,
    earlier: u32,
    strength: f64,
    sure: bool,
    sentences: (u16, u16),
    clauses: Clauses,
}

/// All that goes on.
pub struct Related {
    /// By (earlier, later) notice.
    pub pairs: BTreeMap<(NoticeId, NoticeId), Vec<Pair>>,
    /// Of each task the surest and strongest first.
    pub follows: BTreeMap<TaskId, Vec<Link<TaskId>>>,
}

/// What goes on from notices to later ones. `order`: the notices from the oldest to the newest. `known`: what was found by the
/// same program with the same registers; it changes nothing but the time. Gives back what was found for these notices too.
pub fn related(notices: &Arena<Entry>, tasks: &Arena<TaskRow>, registry: &Registry, order: &[NoticeId], known: &Found) -> (Related, Found) {
    let mut lines: Vec<Vec<NoticeId>> = Vec::new();
    let mut line_of: BTreeMap<NoticeId, usize> = BTreeMap::new();
    for &n in order {
        let at = notices[n].previous.and_then(|p| line_of.get(&p).copied()).unwrap_or_else(|| {
            lines.push(Vec::new());
            lines.len() - 1
        });
        lines[at].push(n);
        line_of.insert(n, at);
    }
    let register = Bodies::of_register(registry);
    let walked: Vec<(Related, Found)> = lines
        .into_par_iter()
        .filter(|line| line.len() > 1)
        .map(|line| Line::new(notices, tasks, registry, &register, line).walk(known))
        .collect();
    let mut all = Related {
        pairs: BTreeMap::new(),
        follows: BTreeMap::new(),
    };
    let mut found = Found::default();
    for (related, of_line) in walked {
        all.pairs.extend(related.pairs);
        all.follows.extend(related.follows);
        found.extend(of_line);
    }
    (all, found)
}

struct Line<'a> {
    notices: &'a Arena<Entry>,
    tasks: &'a Arena<TaskRow>,
    registry: &'a Registry,
    register: &'a Bodies,
    named: Bodies,
    order: Vec<NoticeId>,
    /// By place: what stands for its words and for those of its window.
    keys: Vec<Key>,
    /// The notice of the same month a year before.
    year_before: Vec<Option<usize>>,
    /// Up to which place what is known of a notice is asked for.
    needed: Vec<usize>,
    /// By place, as long as they are needed.
    words: BTreeMap<usize, Words>,
    matters: BTreeMap<usize, Vec<Matter>>,
    counts: Counts,
    /// The places that `counts` counts.
    counted: std::ops::Range<usize>,
    tails: Tails,
    /// The places whose tasks are in `tails`, but those that were followed.
    tailed: std::ops::Range<usize>,
    /// By place: which tasks were followed.
    followed: Vec<Vec<bool>>,
}

/// The places of a window: of a notice and those before it.
fn window(at: usize) -> std::ops::RangeInclusive<usize> {
    at.saturating_sub(WINDOW)..=at
}

impl<'a> Line<'a> {
    fn new(
        notices: &'a Arena<Entry>,
        tasks: &'a Arena<TaskRow>,
        registry: &'a Registry,
        register: &'a Bodies,
        order: Vec<NoticeId>,
    ) -> Line<'a> {
        let digests: Vec<Key> = order.par_iter().map(|n| digest(&notices[*n], tasks)).collect();
        let read = keys_of_words(notices, &order, &digests);
        let keys = (0..order.len()).map(|at| key_of(&read[window(at)].concat())).collect();
        let place: BTreeMap<NoticeId, usize> = order.iter().enumerate().map(|(at, n)| (*n, at)).collect();
        let year_before: Vec<Option<usize>> = order
            .iter()
            .map(|n| notices[*n].year_before.and_then(|y| place.get(&y).copied()))
            .collect();
        let mut needed: Vec<usize> = (0..order.len()).map(|at| at + WINDOW).collect();
        for (later, earlier) in year_before.iter().enumerate().filter_map(|(l, e)| Some((l, (*e)?))) {
            needed[earlier] = needed[earlier].max(later);
        }
        Line {
            named: Bodies::of_tasks(order.iter().map(|n| &notices[*n].notice)),
            followed: order.iter().map(|n| vec![false; notices[*n].tasks.len()]).collect(),
            notices,
            tasks,
            registry,
            register,
            order,
            keys,
            year_before,
            needed,
            words: BTreeMap::new(),
            matters: BTreeMap::new(),
            counts: Counts::default(),
            counted: 0..0,
            tails: Tails::default(),
            tailed: 0..0,
        }
    }

    fn entry(&self, at: usize) -> &'a Entry {
        &self.notices[self.order[at]]
    }
    fn row(&self, (at, task): Place) -> &'a TaskRow {
        &self.tasks[self.entry(at).tasks[task]]
    }
    fn one_topic(&self, a: Place, b: Place) -> bool {
        let (a, b) = (self.row(a), self.row(b));
        a.topics.iter().any(|t| b.topics.contains(t))
    }

    fn walk(mut self, known: &Found) -> (Related, Found) {
        let mut related = Related {
            pairs: BTreeMap::new(),
            follows: BTreeMap::new(),
        };
        let mut found = Found::default();
        for from in (0..self.order.len()).step_by(READ_AT_ONCE) {
            let block = from..(from + READ_AT_ONCE).min(self.order.len());
            let pairs = self.pairs(block.clone(), known, &mut found);
            for at in block {
                let continued = at.checked_sub(1).and_then(|before| pairs.get(&(before, at)));
                let follows = self.follow(at, continued.map_or(&[][..], |p| p), known, &mut found);
                related.follows.extend(follows);
            }
            let ids = pairs
                .into_iter()
                .map(|((earlier, later), list)| ((self.order[earlier], self.order[later]), list));
            related.pairs.extend(ids);
            let next = from + READ_AT_ONCE;
            // the words of a window are counted once more when it is left
            self.words.retain(|at, _| at + 2 * WINDOW >= next);
            let needed = &self.needed;
            self.matters.retain(|at, _| needed[*at] + WINDOW >= next);
        }
        (related, found)
    }

    /// The pairs of the notices at some places with the ones before them and of the year before.
    fn pairs(&mut self, block: std::ops::Range<usize>, known: &Found, found: &mut Found) -> BTreeMap<(usize, usize), Vec<Pair>> {
        let mut out = BTreeMap::new();
        let mut missing = Vec::new();
        for later in block {
            let previous = later.checked_sub(1);
            let year_before = self.year_before[later].filter(|y| Some(*y) != previous);
            for earlier in [previous, year_before].into_iter().flatten() {
                let key = key_of(&[self.keys[earlier], self.keys[later]].concat());
                let count = |at: usize| self.entry(at).tasks.len() as u32;
                let sound = |p: &Pair| p.earlier < count(earlier) && p.later < count(later);
                match known.pairs.get(&key).filter(|list| list.iter().all(sound)) {
                    Some(list) => {
                        found.pairs.insert(key, list.clone());
                        out.insert((earlier, later), list.clone());
                    }
                    None => missing.push((key, earlier, later)),
                }
            }
        }
        self.weigh(missing.iter().flat_map(|(_, earlier, later)| [*earlier, *later]).collect());
        let this = &*self;
        let between: Vec<(Key, (usize, usize), Vec<Pair>)> = missing
            .into_par_iter()
            .map(|(key, earlier, later)| {
                let list = continuation::between(&this.matters[&earlier], &this.matters[&later], |a, b| {
                    this.one_topic((earlier, a), (later, b))
                });
                (key, (earlier, later), list)
            })
            .collect();
        for (key, at, list) in between {
            found.pairs.insert(key, list.clone());
            out.insert(at, list);
        }
        out
    }

    /// What the tasks of a notice follow. Of those that a task continues in the notice before, it follows the strongest with each
    /// of its clauses. Where there is none, it may take up again a matter that nobody has spoken of for a while: then an older task that nobody has
    /// followed, by a stronger likeness.
    fn follow(&mut self, at: usize, continued: &[Pair], known: &Found, found: &mut Found) -> Vec<(TaskId, Vec<Link<TaskId>>)> {
        let ids = &self.entry(at).tasks;
        let mut out: BTreeMap<usize, Vec<Link<Place>>> = BTreeMap::new();
        let mut used: BTreeSet<Place> = BTreeSet::new();
        for pair in continued {
            let earlier = (at - 1, pair.earlier as usize);
            used.insert(earlier);
            // they stand with the surest and strongest first
            let links = out.entry(pair.later as usize).or_default();
            if !links.iter().any(|l| meet(&l.clauses.1, &pair.clauses.1)) {
                links.push(Link {
                    task: earlier,
                    strength: pair.strength,
                    sure: pair.sure,
                    sentences: pair.sentences,
                    clauses: pair.clauses.clone(),
                });
            }
        }
        let new: Vec<usize> = (0..ids.len()).filter(|t| !out.contains_key(t)).collect();
        for taken in self.taken_up(at, &new, known, found) {
            let earlier = (at - taken.back as usize, taken.earlier as usize);
            used.insert(earlier);
            let link = Link {
                task: earlier,
                strength: taken.strength,
                sure: taken.sure,
                sentences: taken.sentences,
                clauses: taken.clauses,
            };
            out.insert(taken.later as usize, vec![link]);
        }
        for place in used {
            self.followed[place.0][place.1] = true;
            if self.tailed.contains(&place.0) {
                self.tails.remove(place, &self.matters[&place.0][place.1]);
            }
        }
        out.into_iter()
            .map(|(later, links)| {
                let named = |link: Link<Place>| Link {
                    task: self.entry(link.task.0).tasks[link.task.1],
                    strength: link.strength,
                    sure: link.sure,
                    sentences: link.sentences,
                    clauses: link.clauses,
                };
                (ids[later], links.into_iter().map(named).collect())
            })
            .collect()
    }

    /// The new ones of a notice's tasks that take up older ones again.
    fn taken_up(&mut self, at: usize, new: &[usize], known: &Found, found: &mut Found) -> Vec<TakenUp> {
        let window = window(at);
        if new.is_empty() || window.clone().count() == 1 {
            return Vec::new();
        }
        let mut key = Vec::new();
        for place in window.clone() {
            key.extend_from_slice(&self.keys[place]);
            key.extend(self.followed[place].iter().map(|f| u8::from(*f)));
        }
        key.extend(new.iter().flat_map(|t| (*t as u32).to_le_bytes()));
        let key = key_of(&key);
        let sound = |t: &TakenUp| {
            let place = at.checked_sub(t.back as usize).filter(|p| *p < at);
            new.contains(&(t.later as usize)) && place.is_some_and(|p| (t.earlier as usize) < self.entry(p).tasks.len())
        };
        if let Some(list) = known.taken_up.get(&key).filter(|list| list.iter().all(sound)) {
            found.taken_up.insert(key, list.clone());
            return list.clone();
        }
        self.weigh(window.clone().collect());
        self.move_tails(*window.start()..at);
        let this = &*self;
        let day = this.entry(at).day;
        let recent = |(place, _): Place| {
            let both = this.entry(place).day.zip(day);
            place + 1 != at && both.is_some_and(|(earlier, later)| (later - earlier).num_days() <= MEMORY)
        };
        let list: Vec<TakenUp> = new
            .par_iter()
            .filter_map(|&task| {
                let matter_of = |(place, task): Place| &this.matters[&place][task];
                let one_topic = |earlier| this.one_topic(earlier, (at, task));
                let found = this.tails.taken_up(&this.matters[&at][task], matter_of, recent, one_topic)?;
                let (place, earlier) = found.task;
                Some(TakenUp {
                    later: task as u32,
                    back: (at - place) as u32,
                    earlier: earlier as u32,
                    strength: found.strength,
                    sure: found.sure,
                    sentences: found.sentences,
                    clauses: found.clauses,
                })
            })
            .collect();
        found.taken_up.insert(key, list.clone());
        list
    }

    /// Puts into `tails` what nobody has followed of the notices at some places, which are known by their matters.
    fn move_tails(&mut self, wanted: std::ops::Range<usize>) {
        if !self.tailed.contains(&wanted.start) || self.tailed.end > wanted.end {
            self.tails = Tails::default();
            self.tailed = wanted.start..wanted.start;
        }
        for place in self.tailed.start..wanted.start {
            for (task, matter) in self.matters[&place].iter().enumerate() {
                if !self.followed[place][task] {
                    self.tails.remove((place, task), matter);
                }
            }
        }
        for place in self.tailed.end..wanted.end {
            for (task, matter) in self.matters[&place].iter().enumerate() {
                if !self.followed[place][task] {
                    self.tails.add((place, task), matter);
                }
            }
        }
        self.tailed = wanted;
    }

    /// Makes sure that what the tasks of the notices at these places are about is known.
    fn weigh(&mut self, places: BTreeSet<usize>) {
        let missing: Vec<usize> = places.into_iter().filter(|at| !self.matters.contains_key(at)).collect();
        let wanted: BTreeSet<usize> = missing.iter().flat_map(|at| window(*at)).collect();
        let unread: Vec<usize> = wanted.into_iter().filter(|at| !self.words.contains_key(at)).collect();
        let this = &*self;
        let read: Vec<(usize, Words)> = unread
            .into_par_iter()
            .map(|at| {
                let bodies = BodiesAt {
                    register: this.register,
                    line: &this.named,
                    notices: window(at),
                };
                (at, Words::of(&this.entry(at).notice, &bodies, this.registry))
            })
            .collect();
        self.words.extend(read);
        let mut weighed: Vec<(usize, Vec<Matter>)> = Vec::with_capacity(missing.len());
        for at in missing {
            self.count(*window(at).start()..at + 1);
            weighed.push((at, self.words[&at].weigh(&self.counts)));
        }
        weighed.par_iter_mut().flat_map(|(_, matters)| matters).for_each(Matter::settle);
        self.matters.extend(weighed);
    }

    /// Counts the grams of the notices at these places, which are read.
    fn count(&mut self, wanted: std::ops::Range<usize>) {
        let apart = !self.counted.contains(&wanted.start) || self.counted.end > wanted.end;
        if apart || (self.counted.start..wanted.start).any(|at| !self.words.contains_key(&at)) {
            self.counts = Counts::default();
            self.counted = wanted.start..wanted.start;
        }
        for at in self.counted.start..wanted.start {
            self.counts.remove(&self.words[&at]);
        }
        for at in self.counted.end..wanted.end {
            self.counts.add(&self.words[&at]);
        }
        self.counted = wanted;
    }
}

/// By place of a line: what stands for the words of a notice, which are what it says without the names of bodies that its window
/// names.
fn keys_of_words(notices: &Arena<Entry>, order: &[NoticeId], digests: &[Key]) -> Vec<Key> {
    let named: Vec<BTreeSet<&str>> = order
        .iter()
        .map(|n| {
            let mentions = notices[*n].notice.tasks.iter().flat_map(|t| t.leads.iter().chain(&t.coordinators));
            mentions.map(|m| m.name.as_str()).collect()
        })
        .collect();
    // in how many notices of the window each stands
    let mut names: BTreeMap<&str, usize> = BTreeMap::new();
    (0..order.len())
        .map(|at| {
            for name in &named[at] {
                *names.entry(name).or_default() += 1;
            }
            for name in at.checked_sub(WINDOW + 1).into_iter().flat_map(|gone| &named[gone]) {
                if let Some(count) = names.get_mut(name) {
                    *count -= 1;
                }
            }
            names.retain(|_, count| *count > 0);
            let mut hash = blake3::Hasher::new();
            hash.update(&digests[at]);
            for name in names.keys() {
                hash.update(name.as_bytes()).update(b"\0");
            }
            *hash.finalize().as_bytes()
        })
        .collect()
}

/// Stands for all that is asked of a notice and its tasks here.
fn digest(entry: &Entry, tasks: &Arena<TaskRow>) -> Key {
    let mut hash = blake3::Hasher::new();
    let mut add = |text: &str| {
        hash.update(&(text.len() as u64).to_le_bytes());
        hash.update(text.as_bytes());
    };
    add(&format!("{:?} {}", entry.day, entry.tasks.len()));
    let mut above: BTreeSet<usize> = BTreeSet::new();
    for (task, id) in entry.notice.tasks.iter().zip(&entry.tasks) {
        add(&task.text);
        add(&format!("{} {:?}", task.block, tasks[*id].topics));
        for mention in task.leads.iter().chain(&task.coordinators) {
            add(&mention.name);
            add(mention.slug.as_deref().unwrap_or_default());
        }
        add(&task.leads.len().to_string());
        above.insert(task.block);
    }
    let body = &entry.notice.document.body;
    // a parent stands before its child, so the walk ends
    while let Some(at) = above.pop_last() {
        let Some(clause) = body.get(at) else { continue };
        let parent = clause.parent.filter(|p| *p < at);
        add(&format!("{at} {parent:?}"));
        add(&clause.block.text);
        above.extend(parent);
    }
    *hash.finalize().as_bytes()
}
