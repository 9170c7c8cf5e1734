//! Notices + registers → Site: whom the names mean, what continues what, which figures belong together.
//!
//! Steps: `identity` orders the notices and gives each its id, `whom` makes the agencies that are named,
//! `line` finds what goes on from one notice to later ones (`terms` what a task is about, `continuation` how two of them
//! go together), `figures` sets figures side by side.

mod chains;
mod continuation;
mod contradiction;
mod figures;
mod identity;
mod line;
mod progress;
pub mod suggest;
mod terms;
mod whom;
mod words;

pub use line::Found;
pub use terms::{is_group, sentences};

use crate::arena::Arena;
use crate::calendar::{Day, Month};
use crate::config::SiteConfig;
use crate::diag::Diagnostics;
use crate::notice::{Notice, NoticeKind};
use crate::registry::{AgencyId, Registry};
use crate::site::{Continuation, Contradiction, Entry, FigureRef, Load, NoticeId, NoticePair, Site, TargetRef, TaskId, TaskRow};
use crate::viet::fold;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// Joins the notices. Never fails; two notices with one id are diagnosed and the later path is left out.
pub fn link(notices: Vec<Notice>, registry: Registry, config: &SiteConfig, today: Day, diags: &mut Diagnostics) -> Site {
    link_knowing(notices, registry, config, today, &Found::default(), &|_| false, diags).0
}

/// The same with what was found between notices by the same program with the same registers, which changes nothing but the time;
/// gives back what is found between these. `published`: whether a notice's id has an address already.
pub fn link_knowing(
    notices: Vec<Notice>,
    registry: Registry,
    config: &SiteConfig,
    today: Day,
    known: &Found,
    published: &dyn Fn(&str) -> bool,
    diags: &mut Diagnostics,
) -> (Site, Found) {
    let (mut entries, beside) = identity::entries(notices, published, diags);
    identity::check_aliases(&mut entries, diags);
    let order = time_order(&entries);
    chain(&mut entries, &order, &beside);
    tell_apart(&mut entries);
    let mut people = whom::Whom::new(&registry);
    let topics = TopicKeys::new(&registry);
    let mut tasks: Arena<TaskRow> = Arena::default();
    for (n, entry) in entries.iter_mut().enumerate() {
        for (index, task) in entry.notice.tasks.iter().enumerate() {
            let (leads, coordinators) = people.of_task(&entry.notice, task, entry.day, diags);
            entry.tasks.push(tasks.push(TaskRow {
                notice: NoticeId::new(n),
                index,
                id: format!("{}/{}", entry.id, task.anchor()),
                leads,
                coordinators,
                topics: topics.of(&task.text, entry.day),
                progress: None,
                history: Vec::new(),
                moves: Vec::new(),
                due: Vec::new(),
            }));
        }
    }
    let agencies = people.agencies;
    let notices: Arena<Entry> = entries.into_iter().collect();
    let tasks = progress::joined(&notices, tasks, &registry, today, diags);

    let mut led: BTreeMap<AgencyId, Vec<TaskId>> = BTreeMap::new();
    let mut coordinated: BTreeMap<AgencyId, Vec<TaskId>> = BTreeMap::new();
    let mut by_day: BTreeMap<Day, Vec<(TaskId, usize)>> = BTreeMap::new();
    let mut undated = Vec::new();
    let mut series: BTreeMap<String, Vec<FigureRef>> = BTreeMap::new();
    let mut targets: BTreeMap<String, Vec<TargetRef>> = BTreeMap::new();
    let mut citations: BTreeMap<String, Vec<(NoticeId, usize)>> = BTreeMap::new();
    let mut topic_tasks = vec![Vec::new(); registry.topics.len()];
    let mut topic_clauses = vec![Vec::new(); registry.topics.len()];
    let mut topic_figures = vec![Vec::new(); registry.topics.len()];
    // in order of time, so that every list is
    for &id in &order {
        let entry = &notices[id];
        let headed = Headed::new(entry, &topics);
        for &task in &entry.tasks {
            let row = &tasks[task];
            for &a in &row.leads {
                led.entry(a).or_default().push(task);
            }
            for &a in &row.coordinators {
                coordinated.entry(a).or_default().push(task);
            }
            // a task below a heading that names a topic is about it, though its own words may not say so
            let above = headed.of(entry, row.index);
            let about: BTreeSet<usize> = row.topics.iter().copied().chain(above).collect();
            for t in about {
                if let Some(list) = topic_tasks.get_mut(t) {
                    list.push(task);
                }
            }
            for (i, due) in row.due.iter().enumerate() {
                match *due {
                    Some(day) => by_day.entry(day).or_default().push((task, i)),
                    None => undated.push((task, i)),
                }
            }
        }
        for (i, clause) in entry.notice.document.body.iter().enumerate() {
            for t in topics.of(&clause.block.text, entry.day) {
                topic_clauses[t].push((id, i));
            }
        }
        for (i, figure) in entry.notice.indicators.iter().enumerate() {
            for t in topics.of(&figure.quote, entry.day) {
                topic_figures[t].push((id, i));
            }
            series.entry(figure.id.clone()).or_default().push((id, i));
        }
        for (i, target) in entry.notice.targets.iter().enumerate() {
            targets.entry(target.id.clone()).or_default().push((id, i));
        }
        for (i, citation) in entry.notice.citations.iter().enumerate() {
            citations.entry(citation.number.clone()).or_default().push((id, i));
        }
    }
    for list in series.values_mut() {
        // stable: figures of one day stay in order of their notices
        list.sort_by_key(|&(n, i)| {
            notices[n].notice.indicators[i]
                .span_of_time
                .map(|p| p.last_day())
                .or(notices[n].day)
        });
    }
    let (related, found) = line::related(&notices, &tasks, &registry, &order, known);
    let contradictions = contradiction::between(&notices, &order, diags);
    let pairs = pairs(&notices, &tasks, &related, &order, &contradictions);
    let chains::Matters {
        chains,
        begun_before,
        places,
        follows,
    } = chains::chains(&notices, &tasks, &related.follows, &order);
    let site = Site {
        today,
        agencies,
        notices,
        order: order.into_iter().rev().collect(),
        tasks,
        led,
        coordinated,
        by_day,
        undated,
        series,
        contradictions,
        targets,
        citations,
        pairs,
        follows,
        chains,
        begun_before,
        places,
        topic_tasks,
        topic_clauses,
        topic_figures,
        stale_after: config.stale_after,
        levels: config.levels,
        words: config.words.clone(),
        registry,
    };
    (site, found)
}

/// The notices from the oldest to the newest; those without any day come first.
fn time_order(entries: &[Entry]) -> Vec<NoticeId> {
    let mut order: Vec<usize> = (0..entries.len()).collect();
    order.sort_by_key(|&i| (entries[i].day, entries[i].notice.head.issued, entries[i].id.as_str()));
    order.into_iter().map(NoticeId::new).collect()
}

/// Sets what stands before, after and a year before each notice of one issuer and kind.
fn chain(entries: &mut [Entry], order: &[NoticeId], beside: &BTreeSet<String>) {
    let mut last: BTreeMap<(String, NoticeKind), NoticeId> = BTreeMap::new();
    let mut by_month: BTreeMap<(String, NoticeKind, Month), NoticeId> = BTreeMap::new();
    for &id in order {
        let entry = &entries[id.index()];
        // a second text of one document continues nothing
        if beside.contains(&entry.id) {
            continue;
        }
        // a notice without a day has no place in the order of time
        if entry.day.is_none() {
            continue;
        }
        let head = &entry.notice.head;
        let issuer = issuer_key(head.issuer.as_deref().unwrap_or_default());
        let (kind, period) = (head.kind, head.period);
        if let Some(month) = period {
            if let Some(before) = Month::new(month.year - 1, month.month) {
                entries[id.index()].year_before = by_month.get(&(issuer.clone(), kind, before)).copied();
            }
            by_month.insert((issuer.clone(), kind, month), id);
        }
        if let Some(previous) = last.insert((issuer, kind), id) {
            entries[id.index()].previous = Some(previous);
            entries[previous.index()].next = Some(id);
        }
    }
}

/// Gives those their issuers that go by the name of another issuer's notice, as `page::notice_name` makes names.
fn tell_apart(entries: &mut [Entry]) {
    let called = |entry: &Entry| -> Option<String> {
        let head = &entry.notice.head;
        match (head.kind, head.period, &head.title, &head.number) {
            (NoticeKind::Conclusion, Some(month), ..) => Some(month.to_string()),
            (_, _, Some(title), _) => Some(title.clone()),
            (NoticeKind::Dispatch, _, None, number) => number.clone(),
            _ => None,
        }
    };
    let mut issuers: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for entry in &*entries {
        if let Some(name) = called(entry) {
            let issuer = issuer_key(entry.notice.head.issuer.as_deref().unwrap_or_default());
            issuers.entry(name).or_default().insert(issuer);
        }
    }
    for entry in entries {
        let several = called(entry).is_some_and(|name| issuers[&name].len() > 1);
        entry.apart = entry.notice.head.issuer.as_deref().filter(|_| several).map(short_issuer);
    }
}

/// "UBND tỉnh X" for "Ủy ban nhân dân tỉnh X", as notices shorten it themselves.
fn short_issuer(name: &str) -> String {
    let words: Vec<&str> = name.split_whitespace().collect();
    match words.split_at_checked(4) {
        Some((head, rest)) if fold::slug(&head.join(" ")) == "uy-ban-nhan-dan" => format!("UBND {}", rest.join(" ")),
        _ => words.join(" "),
    }
}

/// Slug of an issuer: "Ủy ban nhân dân tỉnh X" and "UBND tỉnh X" are one.
pub fn issuer_key(name: &str) -> String {
    fold::short_slug(&fold::slug(name).replace("uy-ban-nhan-dan", "ubnd"))
}

/// The comparison pages, from the oldest later notice to the newest.
fn pairs(
    notices: &Arena<Entry>,
    tasks: &Arena<TaskRow>,
    related: &line::Related,
    order: &[NoticeId],
    contradictions: &BTreeMap<String, Vec<Contradiction>>,
) -> Vec<NoticePair> {
    let mut between: BTreeMap<(NoticeId, NoticeId), Vec<Contradiction>> = BTreeMap::new();
    for found in contradictions.values().flatten() {
        between.entry((found.earlier.0, found.later.0)).or_default().push(found.clone());
    }
    let mut wanted = Vec::new();
    for &later in order {
        let entry = &notices[later];
        wanted.extend(entry.previous.map(|earlier| (earlier, later)));
        wanted.extend(
            entry
                .year_before
                .filter(|y| Some(*y) != entry.previous)
                .map(|earlier| (earlier, later)),
        );
    }
    wanted
        .into_par_iter()
        .map(|(earlier, later)| {
            let continued: Vec<Continuation> = related
                .pairs
                .get(&(earlier, later))
                .into_iter()
                .flatten()
                .map(|pair| Continuation {
                    earlier: notices[earlier].tasks[pair.earlier as usize],
                    later: notices[later].tasks[pair.later as usize],
                    strength: pair.strength,
                    sure: pair.sure,
                    sentences: (usize::from(pair.sentences.0), usize::from(pair.sentences.1)),
                })
                .collect();
            let mut load: BTreeMap<AgencyId, (Load, Load)> = BTreeMap::new();
            for (side, notice) in [earlier, later].into_iter().enumerate() {
                for &task in &notices[notice].tasks {
                    for &a in &tasks[task].leads {
                        let both = load.entry(a).or_default();
                        (if side == 0 { &mut both.0 } else { &mut both.1 }).leads += 1;
                    }
                    for &a in &tasks[task].coordinators {
                        let both = load.entry(a).or_default();
                        (if side == 0 { &mut both.0 } else { &mut both.1 }).coordinates += 1;
                    }
                }
            }
            let gone_on: std::collections::BTreeSet<TaskId> = continued.iter().flat_map(|c| [c.earlier, c.later]).collect();
            let rest = |n: NoticeId| {
                notices[n]
                    .tasks
                    .iter()
                    .copied()
                    .filter(|t| !gone_on.contains(t))
                    .collect::<Vec<_>>()
            };
            NoticePair {
                earlier,
                later,
                new: rest(later),
                dropped: rest(earlier),
                figures: figures::side_by_side(notices, earlier, later),
                load: load.into_iter().map(|(a, (x, y))| (a, x, y)).collect(),
                contradictions: between.get(&(earlier, later)).cloned().unwrap_or_default(),
                continued,
            }
        })
        .collect()
}

/// The words by which topics are known, and from when on a topic is no longer followed.
struct TopicKeys(Vec<(Vec<String>, Option<Day>)>);

impl TopicKeys {
    fn new(registry: &Registry) -> TopicKeys {
        TopicKeys(
            registry
                .topics
                .iter()
                .map(|t| {
                    let keys = std::iter::once(&t.name)
                        .chain(&t.aliases)
                        .map(|a| fold::match_key(a.trim()))
                        .filter(|a| !a.is_empty())
                        .collect();
                    (keys, t.retired)
                })
                .collect(),
        )
    }
    /// The topics of a text of a notice of that day.
    fn of(&self, text: &str, day: Option<Day>) -> Vec<usize> {
        if self.0.is_empty() {
            return Vec::new();
        }
        let text = fold::match_key(text);
        let followed = |retired: &Option<Day>| retired.zip(day).is_none_or(|(retired, day)| day < retired);
        self.0
            .iter()
            .enumerate()
            .filter(|(_, (keys, retired))| followed(retired) && keys.iter().any(|k| has_words(&text, k)))
            .map(|(i, _)| i)
            .collect()
    }
}

/// Characters beyond which a block above a task is a paragraph, and no heading that says what all below it is about.
const HEADING: usize = 160;

/// By block of a notice: the topics that it names as a heading, with those of the headings above it.
struct Headed(Vec<BTreeSet<usize>>);

impl Headed {
    fn new(entry: &Entry, topics: &TopicKeys) -> Headed {
        let mut out: Vec<BTreeSet<usize>> = Vec::with_capacity(entry.notice.document.body.len());
        for (i, clause) in entry.notice.document.body.iter().enumerate() {
            // a parent stands before its child
            let mut all = clause.parent.filter(|p| *p < i).map(|p| out[p].clone()).unwrap_or_default();
            if clause.block.text.chars().count() <= HEADING {
                all.extend(topics.of(&clause.block.text, entry.day));
            }
            out.push(all);
        }
        Headed(out)
    }
    /// The topics of the headings above a task.
    fn of(&self, entry: &Entry, task: usize) -> Vec<usize> {
        let block = entry.notice.tasks[task].block;
        let parent = entry.notice.document.body.get(block).and_then(|c| c.parent);
        parent.and_then(|p| self.0.get(p)).into_iter().flatten().copied().collect()
    }
}

/// Whether whole words of the text are the words of the key.
fn has_words(text: &str, key: &str) -> bool {
    text.match_indices(key).any(|(i, _)| {
        let before = text[..i].chars().next_back();
        let after = text[i + key.len()..].chars().next();
        !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
    })
}

#[cfg(test)]
mod tests;
