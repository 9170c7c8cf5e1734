//! A matter's way through the months: the tasks of one matter together. A task of several clauses may have several matters,
//! each with a way of its own.

use super::continuation::Link;
use super::terms::meet;
use crate::arena::Arena;
use crate::site::{Entry, Follows, NoticeId, TaskId, TaskRow};
use std::collections::BTreeMap;

/// All matters, as `Site` has them.
#[derive(Default)]
pub struct Matters {
    pub chains: Vec<Vec<TaskId>>,
    pub begun_before: Vec<usize>,
    pub places: BTreeMap<TaskId, (usize, usize)>,
    pub follows: BTreeMap<TaskId, Vec<Follows>>,
}

/// Chains of two or more tasks in order of time, the one first gone on with first. Where a task is gone on with by a clause, the
/// chain is that by which this clause goes on with an older task; a clause that nobody gave before begins one.
pub fn chains(notices: &Arena<Entry>, tasks: &Arena<TaskRow>, links: &BTreeMap<TaskId, Vec<Link<TaskId>>>, order: &[NoticeId]) -> Matters {
    let mut all = Matters::default();
    // task → the chains that begin with it, each by the clauses that it begins with
    let mut begun: BTreeMap<TaskId, Vec<(&[u16], usize)>> = BTreeMap::new();
    for task in order.iter().flat_map(|n| &notices[*n].tasks) {
        for link in links.get(task).into_iter().flatten() {
            debug_assert!(tasks[link.task].notice != tasks[*task].notice);
            let gone_on = &link.clauses.0;
            let through = links
                .get(&link.task)
                .and_then(|of| of.iter().position(|l| meet(&l.clauses.1, gone_on)));
            // an older task comes first in time
            let known = through.and_then(|at| all.follows.get(&link.task)?.get(at).copied());
            let (chain, before) = match known {
                Some(older) => (older.chain, older.before + 1),
                None => {
                    let begun = begun.entry(link.task).or_default();
                    let chain = match begun.iter().find(|(clauses, _)| meet(clauses, gone_on)) {
                        Some((_, chain)) => *chain,
                        None => {
                            all.chains.push(vec![link.task]);
                            all.begun_before.push(begun.len());
                            begun.push((gone_on, all.chains.len() - 1));
                            all.chains.len() - 1
                        }
                    };
                    all.places.entry(link.task).or_insert((chain, 0));
                    (chain, 1)
                }
            };
            if all.chains[chain].last() != Some(task) {
                all.chains[chain].push(*task);
            }
            all.places.entry(*task).or_insert((chain, before));
            all.follows.entry(*task).or_default().push(Follows {
                task: link.task,
                strength: link.strength,
                sure: link.sure,
                sentences: (usize::from(link.sentences.0), usize::from(link.sentences.1)),
                chain,
                before,
                through: known.and(through),
            });
        }
    }
    all
}
