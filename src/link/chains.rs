//! A matter's way through the months: the tasks of one matter together.

use crate::arena::Arena;
use crate::site::{Entry, Follows, NoticeId, TaskId, TaskRow};
use std::collections::BTreeMap;

/// Task → its chain, and how many notices have spoken of the matter before.
pub type Places = BTreeMap<TaskId, (usize, usize)>;

/// Chains of two or more tasks in order of time, the one first gone on with first; and by task its chain and its place there,
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
