//! Which task of a later notice goes on with which of an earlier one.
//!
//! Two tasks are about one matter when they share runs of words that are rare in all notices together. The names of
//! the bodies that must do them are taken out first, since "Sở A chủ trì" says who, not what; that the same
//! body leads both then counts by itself, and so does a topic of the register.

use crate::arena::Arena;
use crate::registry::{AgencyId, Registry};
use crate::site::{Continuation, Entry, NoticeId, TaskId, TaskRow};
use crate::viet::fold;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Score from which a pair is reported, found on a pair of real notices: fewer than one in four then is about different matters.
const THRESHOLD: f64 = 0.08;
/// Weight of a run by its number of words: a longer run repeats what its parts have said.
const RUN: [f64; 3] = [1.0, 0.5, 0.3];
/// Added to the norm, so that two short phrases with a common word are no match.
const DAMP: f64 = 5.0;
const SAME_LEAD: f64 = 1.4;
const SAME_GROUP: f64 = 1.1;
const SAME_TOPIC: f64 = 1.5;
/// A run that so many tasks of one notice share is a formula, and not followed: this keeps the search near linear.
const FORMULA: usize = 64;

/// The runs of words of every task, with their weight.
pub struct Terms {
    /// By task, sorted: number of a run.
    of: Vec<Vec<u32>>,
    norm: Vec<f64>,
    weight: Vec<f64>,
    /// By task, sorted: slugs' numbers of its leads and of what came of them, and whether it is a group.
    leads: Vec<Vec<(u32, bool)>>,
}

impl Terms {
    pub fn new(notices: &Arena<Entry>, tasks: &Arena<TaskRow>, registry: &Registry) -> Terms {
        // only looked up, never walked through
        let mut numbers: HashMap<u64, u32> = HashMap::new();
        let mut sizes: Vec<usize> = Vec::new();
        let mut seen: Vec<u32> = Vec::new();
        let mut of = Vec::with_capacity(tasks.len());
        let mut names: BTreeMap<String, u32> = BTreeMap::new();
        let mut leads = Vec::with_capacity(tasks.len());
        for (_, row) in tasks.iter() {
            let task = &notices[row.notice].notice.tasks[row.index];
            let mut own: Vec<String> = Vec::new();
            let mut lead = BTreeSet::new();
            for (mention, leading) in task
                .leads
                .iter()
                .map(|m| (m, true))
                .chain(task.coordinators.iter().map(|m| (m, false)))
            {
                own.push(mention.name.clone());
                let slug = mention.slug.clone().unwrap_or_else(|| fold::slug(&mention.name));
                let known = registry.by_slug.get(&slug).map(|id: &AgencyId| &registry.agencies[*id]);
                if let Some(agency) = known {
                    own.extend(std::iter::once(&agency.name).chain(&agency.short).chain(&agency.aliases).cloned());
                }
                if leading {
                    let group = known.is_some_and(|a| a.kind == "nhom") || slug.starts_with("cac-");
                    for slug in std::iter::once(&slug).chain(known.iter().flat_map(|a| &a.successors)) {
                        let next = names.len() as u32;
                        lead.insert((*names.entry(slug.clone()).or_insert(next), group));
                    }
                }
            }
            let mut list = Vec::new();
            for (hash, words) in runs(&task.text, &own) {
                let next = numbers.len() as u32;
                let n = *numbers.entry(hash).or_insert(next);
                if n == next && n as usize == sizes.len() {
                    sizes.push(words);
                    seen.push(0);
                }
                list.push(n);
            }
            list.sort_unstable();
            list.dedup();
            for n in &list {
                seen[*n as usize] += 1;
            }
            of.push(list);
            leads.push(lead.into_iter().collect());
        }
        let top = (tasks.len() as f64 + 1.0).ln().max(1.0);
        let weight: Vec<f64> = sizes
            .iter()
            .zip(&seen)
            .map(|(words, df)| {
                let rare = ((tasks.len() as f64 + 1.0) / f64::from(*df)).ln() / top;
                RUN[(*words).clamp(2, 4) - 2] * rare * rare
            })
            .collect();
        let norm = of
            .iter()
            .map(|list: &Vec<u32>| list.iter().map(|n| weight[*n as usize]).sum())
            .collect();
        Terms { of, norm, weight, leads }
    }

    /// Pairs of the two notices, in the order of the later one's tasks, the strongest first.
    pub fn continuations(&self, notices: &Arena<Entry>, tasks: &Arena<TaskRow>, earlier: NoticeId, later: NoticeId) -> Vec<Continuation> {
        let mut index: HashMap<u32, Vec<TaskId>> = HashMap::new();
        for &task in &notices[earlier].tasks {
            for n in &self.of[task.index()] {
                index.entry(*n).or_default().push(task);
            }
        }
        let mut out = Vec::new();
        for &b in &notices[later].tasks {
            let mut shared: BTreeMap<TaskId, f64> = BTreeMap::new();
            for n in &self.of[b.index()] {
                for &a in index.get(n).filter(|l| l.len() <= FORMULA).into_iter().flatten() {
                    *shared.entry(a).or_default() += self.weight[*n as usize];
                }
            }
            let mut found: Vec<Continuation> = shared
                .into_iter()
                .filter_map(|(a, sum)| {
                    let norm = (self.norm[a.index()] * self.norm[b.index()]).sqrt() + DAMP;
                    let topic = tasks[a].topics.iter().any(|t| tasks[b].topics.contains(t));
                    let score = sum / norm * self.lead_bonus(a, b) * if topic { SAME_TOPIC } else { 1.0 };
                    // the root spreads what lies near the threshold; four digits, so that no platform prints another
                    let strength = ((1.6 * score.sqrt()).min(1.0) * 1e4).round() / 1e4;
                    (score >= THRESHOLD).then_some(Continuation {
                        earlier: a,
                        later: b,
                        strength,
                    })
                })
                .collect();
            found.sort_by(|x, y| y.strength.total_cmp(&x.strength).then(x.earlier.cmp(&y.earlier)));
            out.extend(found);
        }
        out
    }

    fn lead_bonus(&self, a: TaskId, b: TaskId) -> f64 {
        let (a, b) = (&self.leads[a.index()], &self.leads[b.index()]);
        let mut bonus = 1.0f64;
        for (slug, group) in a {
            if b.iter().any(|(other, _)| other == slug) {
                bonus = bonus.max(if *group { SAME_GROUP } else { SAME_LEAD });
            }
        }
        bonus
    }
}

/// Runs of two to four words within a phrase, without the given names: (hash, number of words).
fn runs(text: &str, names: &[String]) -> Vec<(u64, usize)> {
    let mut text = fold::match_key(text);
    let mut keys: Vec<String> = names.iter().map(|n| fold::match_key(n)).filter(|k| k.chars().count() > 1).collect();
    // the longest first: "sở y tế" must not cut a longer name in two
    keys.sort_by(|a, b| b.len().cmp(&a.len()).then(a.cmp(b)));
    keys.dedup();
    for key in keys {
        if text.contains(&key) {
            text = text.replace(&key, " ; ");
        }
    }
    let mut out = Vec::new();
    for phrase in text
        .replace(" - ", ";")
        .split(|c: char| !(c.is_alphanumeric() || c == ' ' || c == '-' || c == '/'))
    {
        let words: Vec<u64> = phrase.split_whitespace().map(|w| w.bytes().fold(FNV, step)).collect();
        for n in 2..=4 {
            out.extend(
                words
                    .windows(n)
                    .map(|run| (run.iter().flat_map(|w| w.to_le_bytes()).fold(FNV, step), n)),
            );
        }
    }
    out
}

/// FNV-1a: the same on every machine and in every build.
const FNV: u64 = 0xcbf2_9ce4_8422_2325;
fn step(hash: u64, byte: u8) -> u64 {
    (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
}
