//! A matter's way through the months: each task with the one it follows, and the tasks of one matter together.
//!
//! A task follows the strongest of those it continues in the notice before. Where there is none, it may take up again
//! a matter that nobody has spoken of for a while: then an older task at the end of its chain, by a stronger likeness.

use super::continuation::Terms;
use crate::arena::Arena;
use crate::site::{Entry, Follows, NoticeId, NoticePair, TaskId, TaskRow};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// How far back a matter is taken up again, in days.
const MEMORY: i64 = 2 * 366;

/// By task: what it follows. In order of time, so that every list is.
pub fn follows(
    notices: &Arena<Entry>,
    tasks: &Arena<TaskRow>,
    pairs: &[NoticePair],
    terms: &Terms,
    order: &[NoticeId],
) -> BTreeMap<TaskId, Follows> {
    let by_later: BTreeMap<(NoticeId, NoticeId), &NoticePair> = pairs.iter().map(|p| ((p.earlier, p.later), p)).collect();
    let mut out: BTreeMap<TaskId, Follows> = BTreeMap::new();
    // ends of chains, by issuer and kind: the newest notice of each line stands for it
    let mut lines: BTreeMap<NoticeId, super::continuation::Tails> = BTreeMap::new();
    for &n in order {
        let entry = &notices[n];
        let mut tails = match entry.previous {
            Some(previous) => lines.remove(&previous).unwrap_or_default(),
            None => super::continuation::Tails::default(),
        };
        let mut used: BTreeSet<TaskId> = BTreeSet::new();
        if let Some(pair) = entry.previous.and_then(|p| by_later.get(&(p, n))) {
            for c in &pair.continued {
                used.insert(c.earlier);
                let slot = out.entry(c.later).or_insert(Follows {
                    task: c.earlier,
                    strength: c.strength,
                });
                if c.strength > slot.strength {
                    *slot = Follows {
                        task: c.earlier,
                        strength: c.strength,
                    };
                }
            }
        }
        let recent = |t: TaskId| match (notices[tasks[t].notice].day, entry.day) {
            (Some(a), Some(b)) => (b - a).num_days() <= MEMORY && Some(tasks[t].notice) != entry.previous,
            _ => false,
        };
        let new: Vec<TaskId> = entry.tasks.iter().copied().filter(|t| !out.contains_key(t)).collect();
        let taken: Vec<Option<(TaskId, f64)>> = new.par_iter().map(|t| terms.taken_up(tasks, &tails, *t, recent)).collect();
        for (later, (earlier, strength)) in new.into_iter().zip(taken).filter_map(|(t, found)| Some((t, found?))) {
            used.insert(earlier);
            out.insert(later, Follows { task: earlier, strength });
        }
        terms.advance(&mut tails, &used, &entry.tasks, |t| {
            !recent(t) && Some(tasks[t].notice) != entry.previous
        });
        lines.insert(n, tails);
    }
    out
}

/// Task → its chain, and how many notices have spoken of the matter before.
pub type Places = BTreeMap<TaskId, (usize, usize)>;

/// Chains of two or more tasks in order of time, the one begun first first; and by task its chain and its place there,
/// counted in notices from 0.
pub fn chains(
    notices: &Arena<Entry>,
    tasks: &Arena<TaskRow>,
    follows: &BTreeMap<TaskId, Follows>,
    order: &[NoticeId],
) -> (Vec<Vec<TaskId>>, Places) {
    let mut lists: Vec<Vec<TaskId>> = Vec::new();
    let mut place = Places::new();
    for task in order.iter().flat_map(|n| &notices[*n].tasks) {
        let Some(f) = follows.get(task) else { continue };
        let (chain, before) = *place.entry(f.task).or_insert_with(|| {
            lists.push(vec![f.task]);
            (lists.len() - 1, 0)
        });
        debug_assert!(tasks[f.task].notice != tasks[*task].notice);
        lists[chain].push(*task);
        place.insert(*task, (chain, before + 1));
    }
    (lists, place)
}
