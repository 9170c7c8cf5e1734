//! Names for new topics: phrases that recur in two or more notices and that no topic has.

use super::terms::Memo;
use super::words::{self, Bodies, BodiesAt, Kind, Syllable};
use crate::site::{NoticeId, Site};
use crate::viet::fold;
use std::collections::{BTreeMap, BTreeSet};

/// Syllables of a name.
const LENGTH: std::ops::RangeInclusive<usize> = 3..=7;

/// A phrase and where it stands.
#[derive(Clone, PartialEq, Debug)]
pub struct Suggestion {
    pub slug: String,
    /// As first written.
    pub name: String,
    /// Ids of notices, oldest first, with the number of tasks and headings that have it.
    pub notices: Vec<(String, usize)>,
}

/// Phrases of tasks and headings, those of most notices first, then the longest.
pub fn topics(site: &Site) -> Vec<Suggestion> {
    let order: Vec<NoticeId> = site.order.iter().rev().copied().collect();
    let bodies = BodiesAt {
        register: &Bodies::of_register(&site.registry),
        line: &Bodies::of_tasks(order.iter().map(|n| &site.notices[*n].notice)),
        notices: 0..=order.len(),
    };
    let known: Vec<String> = site
        .registry
        .topics
        .iter()
        .flat_map(|t| std::iter::once(&t.name).chain(&t.aliases))
        .map(|name| {
            fold::match_key(name)
                .replace([',', '-'], " ")
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" ")
        })
        .collect();
    let mut memo = Memo::new(&bodies);
    // key → (as first written, notice → blocks that have it)
    let mut found: BTreeMap<String, (String, BTreeMap<NoticeId, BTreeSet<usize>>)> = BTreeMap::new();
    for &n in &order {
        let notice = &site.notices[n].notice;
        let mut blocks: BTreeSet<usize> = notice.tasks.iter().map(|t| t.block).collect();
        let above: Vec<usize> = blocks.iter().filter_map(|b| notice.document.body.get(*b)?.parent).collect();
        blocks.extend(above);
        for block in blocks {
            let Some(clause) = notice.document.body.get(block) else { continue };
            let phrases = memo.phrases(&clause.block.text);
            let kinds = words::kinds(&phrases.words, &phrases.name);
            for from in 0..kinds.len() {
                for len in LENGTH {
                    let Some(run) = kinds.get(from..from + len) else { break };
                    if !is_name(run) {
                        continue;
                    }
                    let words: Vec<&Syllable> = phrases.words[from..from + len].iter().copied().flatten().collect();
                    if words.len() < len {
                        break;
                    }
                    let joined = |form: fn(&Syllable) -> &str| words.iter().map(|w| form(w)).collect::<Vec<_>>().join(" ");
                    let (key, raw) = (joined(|w| &w.key), joined(|w| &w.raw));
                    let slot = found.entry(key).or_insert_with(|| (raw, BTreeMap::new()));
                    slot.1.entry(n).or_default().insert(block);
                }
            }
        }
    }
    found.retain(|key, (_, notices)| notices.len() > 1 && !known.iter().any(|k| k.contains(key.as_str()) || key.contains(k.as_str())));
    // a part of a longer phrase of the same notices says less
    let keys: Vec<(String, Vec<NoticeId>)> = found.iter().map(|(k, (_, n))| (k.clone(), n.keys().copied().collect())).collect();
    let mut parts: BTreeSet<String> = BTreeSet::new();
    for (key, notices) in &keys {
        let syllables: Vec<&str> = key.split(' ').collect();
        for len in *LENGTH.start()..syllables.len() {
            for part in syllables.windows(len).map(|w| w.join(" ")) {
                if found.get(&part).is_some_and(|(_, n)| n.keys().eq(notices.iter())) {
                    parts.insert(part);
                }
            }
        }
    }
    let mut out: Vec<Suggestion> = found
        .into_iter()
        .filter(|(key, _)| !parts.contains(key))
        .map(|(key, (name, notices))| Suggestion {
            slug: fold::slug(&key),
            name,
            notices: notices
                .into_iter()
                .map(|(n, blocks)| (site.notices[n].id.clone(), blocks.len()))
                .collect(),
        })
        .collect();
    out.sort_by(|a, b| {
        (b.notices.len(), b.slug.matches('-').count(), &a.slug).cmp(&(a.notices.len(), a.slug.matches('-').count(), &b.slug))
    });
    out
}

/// Begins and ends with what a matter is called, is not made of names of fields alone, and has no words that only join.
fn is_name(run: &[Kind]) -> bool {
    let content = |k: &Kind| matches!(k, Kind::Content(_));
    let edge = |k: Option<&Kind>| k.is_some_and(|k| matches!(k, Kind::Content(_) | Kind::Common(_)));
    // half a common word is none
    let whole = |at: Option<&Kind>, next: Option<&Kind>| match at {
        Some(Kind::Common(_)) => at == next,
        _ => true,
    };
    let last = run.len().saturating_sub(1);
    edge(run.first())
        && edge(run.last())
        && whole(run.first(), run.get(1))
        && whole(run.last(), last.checked_sub(1).and_then(|i| run.get(i)))
        && run.iter().filter(|k| content(k)).count() >= 2
        && run.iter().all(|k| !matches!(k, Kind::Break | Kind::Function))
}
