//! What a task is about: its words, weighed by how rare they are, and how alike two tasks are by them.

use super::words::{self, BodiesAt, Kind, Syllable};
use crate::notice::{Notice, Task};
use crate::registry::Registry;
use crate::viet::{abbreviation, fold, letter};
use foldhash::fast::FixedState;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::hash::{BuildHasher, Hasher};

/// Added to the size of clauses, so that two short ones with a common word are no match.
const DAMP: f64 = 2.0;
/// What shared worth counts without regard to the size of the clauses.
pub const BASE: f64 = 0.3;
const OTHER_CLAUSES: f64 = 0.5;
/// Two clauses have much in common from this part of what the best two have.
const MUCH: f64 = 0.5;
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
    /// So many of them are the task's own; behind them stand the headings above it.
    own: u16,
    /// Sorted by gram, clause and place.
    places: Vec<Place>,
    /// Leading bodies, by the hash of their slugs, with whether it is a group; sorted.
    leads: Vec<(u64, bool)>,
    /// The same with what came of them, for later tasks.
    heirs: Vec<(u64, bool)>,
    coordinators: Vec<u64>,
}

/// How alike two tasks are.
#[derive(Clone, PartialEq, Debug)]
pub struct Likeness {
    pub score: f64,
    /// What of it their own clauses give, without the headings above them.
    pub own: f64,
    /// How much of what those two clauses say is said by both, 0 to 1.
    pub common: f64,
    /// Which clause of each they have most in common.
    pub at: (u16, u16),
    pub clauses: Clauses,
}

/// In which clauses of an earlier and of a later task the two have much in common; empty where it is the whole task: one of a
/// single clause, or joined by the heading above it.
pub type Clauses = (Vec<u16>, Vec<u16>);

/// Whether two sets of clauses of one task are about one thing.
pub fn meet(a: &[u16], b: &[u16]) -> bool {
    a.is_empty() || b.is_empty() || a.iter().any(|x| b.contains(x))
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
        let mut memo = Memo::new(bodies);
        let blocks: BTreeSet<usize> = notice.tasks.iter().map(|t| t.block).collect();
        let mut headings: BTreeMap<usize, Vec<Place>> = BTreeMap::new();
        let mut all = Vec::new();
        let tasks = notice
            .tasks
            .iter()
            .map(|task| {
                let mut places: Vec<Place> = Vec::new();
                let mut clauses: u16 = 0;
                let names = names_of_bodies(task);
                for sentence in sentences(&task.text).take(MOST_CLAUSES) {
                    places_of(sentence, clauses, &mut memo, &names, &mut places);
                    clauses += 1;
                }
                let said_itself = clauses;
                for at in headings_above(notice, task.block, |at| blocks.contains(&at)) {
                    let said = headings.entry(at).or_insert_with(|| {
                        let mut places = Vec::new();
                        places_of(&notice.document.body[at].block.text, 0, &mut memo, &BTreeSet::new(), &mut places);
                        let factor = if places.iter().any(|g| g.name) { HEADING_NAME } else { HEADING };
                        places.iter_mut().for_each(|g| g.weight *= factor);
                        places
                    });
                    places.extend(said.iter().map(|place| Place { clause: clauses, ..*place }));
                    clauses += 1;
                }
                let mut own: Vec<Gram> = places.iter().map(|p| p.gram).collect();
                own.sort_unstable();
                own.dedup();
                all.extend(own);
                let Who {
                    leads,
                    heirs,
                    coordinators,
                } = who(task, registry);
                Matter {
                    sizes: vec![0.0; usize::from(clauses)],
                    own: said_itself,
                    places,
                    leads,
                    heirs,
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

/// Whether a body is one of many: "Các sở, ban, ngành", "UBND các xã, phường".
pub fn is_group(slug: &str, kind: &str) -> bool {
    kind == "nhom" || slug.starts_with("cac-") || slug.starts_with("ubnd-cac-")
}

/// The bodies of a task as its `Matter` has them.
struct Who {
    leads: Vec<(u64, bool)>,
    heirs: Vec<(u64, bool)>,
    coordinators: Vec<u64>,
}

fn who(task: &Task, registry: &Registry) -> Who {
    let (mut leads, mut heirs, mut coordinators) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
    let mentions = task.leads.iter().map(|m| (m, true));
    for (mention, leading) in mentions.chain(task.coordinators.iter().map(|m| (m, false))) {
        let slug = mention.slug.clone().unwrap_or_else(|| fold::slug(&mention.name));
        let known = registry.by_slug.get(&slug).map(|id| &registry.agencies[*id]);
        let group = is_group(&slug, known.map_or("", |a| &a.kind));
        if leading {
            leads.insert((hash_of(&[&slug]), group));
        }
        for slug in std::iter::once(&slug).chain(known.iter().flat_map(|a| &a.successors)) {
            if leading {
                heirs.insert((hash_of(&[slug]), group));
            } else {
                coordinators.insert(hash_of(&[slug]));
            }
        }
    }
    Who {
        leads: leads.into_iter().collect(),
        heirs: heirs.into_iter().collect(),
        coordinators: coordinators.into_iter().collect(),
    }
}

/// The capital syllables in the names of a task's bodies, but the first of each: "UBND các huyện Mận, Tát" names them apart from
/// "UBND", and who they are is no part of the matter.
fn names_of_bodies(task: &Task) -> BTreeSet<String> {
    let mentions = task.leads.iter().chain(&task.coordinators);
    let names = mentions.flat_map(|m| m.name.split_whitespace().skip(1));
    let capital = names.filter(|w| w.starts_with(char::is_uppercase));
    capital
        .map(|w| fold::match_key(w.trim_matches(|c: char| !letter::is_word(c))))
        .collect()
}

impl Matter {
    /// Its places, given weighed in order of the text, make its sizes and are put in order of gram.
    pub fn settle(&mut self) {
        for clause in self.places.chunk_by(|a, b| a.clause == b.clause) {
            let runs = clause.chunk_by(|a, b| b.at == a.at + 1);
            self.sizes[usize::from(clause[0].clause)] = runs.map(|run| worth(run.iter().map(|p| p.weight))).sum();
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

    /// How alike the two are, and by which clauses.
    pub fn score(&self, later: &Matter) -> Likeness {
        // (clause, clause, shared gram by its place in the earlier one)
        let mut shared: Vec<(u16, u16, Place)> = Vec::new();
        let (mut i, mut j) = (0, 0);
        while i < self.places.len() && j < later.places.len() {
            let gram = self.places[i].gram;
            match gram.cmp(&later.places[j].gram) {
                std::cmp::Ordering::Less => i += 1,
                std::cmp::Ordering::Greater => j += 1,
                std::cmp::Ordering::Equal => {
                    let ends = |places: &[Place], from: usize| from + places[from..].iter().take_while(|p| p.gram == gram).count();
                    let (to_i, to_j) = (ends(&self.places, i), ends(&later.places, j));
                    let from = shared.len();
                    for x in &self.places[i..to_i] {
                        for y in &later.places[j..to_j] {
                            // said twice in one clause is said once
                            if !shared[from..].iter().any(|(a, b, _)| (*a, *b) == (x.clause, y.clause)) {
                                let place = Place {
                                    weight: x.weight.min(y.weight),
                                    name: x.name && y.name,
                                    ..*x
                                };
                                shared.push((x.clause, y.clause, place));
                            }
                        }
                    }
                    (i, j) = (to_i, to_j);
                }
            }
        }
        shared.sort_by_key(|(a, b, place)| (*a, *b, place.at));
        let mut clauses: Vec<(f64, (u16, u16), f64)> = Vec::new();
        // worth of each shared run, and whether a heading is needed to share it
        let mut all: Vec<(Gram, f64, bool)> = Vec::new();
        let mut name = false;
        for pair in shared.chunk_by(|x, y| (x.0, x.1) == (y.0, y.1)) {
            let (a, b, _) = pair[0];
            let headed = a >= self.own || b >= later.own;
            let from = all.len();
            for run in pair.chunk_by(|x, y| y.2.at == x.2.at + 1) {
                let heavy = run.iter().filter(|(_, _, g)| g.weight >= HEAVY).count();
                let long = run.iter().filter(|(_, _, g)| g.weight > NAME_PAIR).count();
                name |= long >= NAME_RUN || (heavy >= NAME_RUN && run.iter().any(|(_, _, g)| g.name));
                all.push((run[0].2.gram, worth(run.iter().map(|(_, _, g)| g.weight)), headed));
            }
            let sum: f64 = all[from..].iter().map(|r| r.1).sum();
            let size = (self.sizes[usize::from(a)] * later.sizes[usize::from(b)]).sqrt();
            let part = sum / (size + DAMP) + BASE;
            clauses.push((sum * part, (a, b), (sum / size.max(f64::MIN_POSITIVE)).min(1.0)));
            all[from..].iter_mut().for_each(|run| run.1 *= part);
        }
        // of equals the first
        let (best, at, common) = clauses
            .iter()
            .rev()
            .fold((0.0, (0, 0), 0.0), |best, c| if c.0 >= best.0 { *c } else { best });
        let headed = |(a, b): (u16, u16)| a >= self.own || b >= later.own;
        let of_own = clauses.iter().filter(|c| !headed(c.1)).map(|c| c.0).fold(0.0, f64::max);
        // a run that stands in several clauses counts once, where it is worth most
        all.sort_by(|x, y| x.0.cmp(&y.0).then(y.1.total_cmp(&x.1)));
        let worth = |best: f64, headings: bool| {
            let mut runs = all.iter().filter(|run| headings || !run.2).collect::<Vec<_>>();
            runs.dedup_by_key(|run| run.0);
            let all: f64 = runs.iter().map(|run| run.1).sum();
            best + OTHER_CLAUSES * (all - best).max(0.0)
        };
        let leads = self.leads_with(later, name);
        let much = || clauses.iter().filter(|c| c.0 >= MUCH * best).map(|c| c.1);
        let each = |found: BTreeSet<u16>, at: u16, own: u16| -> Vec<u16> {
            let whole = own < 2 || at >= own;
            found.into_iter().filter(|c| !whole && *c < own).collect()
        };
        Likeness {
            score: worth(best, true) * leads,
            own: worth(of_own, false) * leads,
            common,
            at,
            clauses: (
                each(much().map(|c| c.0).collect(), at.0, self.own),
                each(much().map(|c| c.1).collect(), at.1, later.own),
            ),
        }
    }

    /// Whether one body, or a body and its successor, leads both.
    pub fn one_lead(&self, later: &Matter) -> bool {
        self.heirs
            .iter()
            .any(|(a, group)| !group && later.leads.iter().any(|(b, _)| a == b))
    }

    /// Whether nobody is named to lead it but groups.
    pub fn is_vague(&self) -> bool {
        self.leads.iter().all(|(_, group)| *group)
    }

    /// Factor for who leads the two.
    pub fn leads_with(&self, later: &Matter, name: bool) -> f64 {
        let same: Vec<bool> = self
            .heirs
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
        let helps = |m: &Matter, n: &Matter| m.heirs.iter().any(|(a, _)| n.coordinators.contains(a));
        if name || self.is_vague() || later.is_vague() || helps(self, later) || helps(later, self) {
            return UNKNOWN_LEAD;
        }
        OTHER_LEAD
    }
}

/// What a run of such weights is worth.
fn worth(run: impl Iterator<Item = f64> + Clone) -> f64 {
    let heavy = run.clone().filter(|weight| *weight >= HEAVY).count();
    run.sum::<f64>() * RUN[heavy.min(RUN.len() - 1)]
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

/// The hash of some texts, the same in every build.
fn hash_of(parts: &[&str]) -> u64 {
    let mut hasher = FixedState::default().build_hasher();
    for part in parts {
        hasher.write(part.as_bytes());
        hasher.write_u8(0xff);
    }
    hasher.finish()
}

fn hash(parts: &[u64]) -> Gram {
    let mut hasher = FixedState::default().build_hasher();
    parts.iter().for_each(|part| hasher.write_u64(*part));
    hasher.finish()
}

/// The grams of one clause in order of place, before rareness, behind those in `out`; but what stands between two syllables of `names`.
fn places_of(text: &str, clause: u16, memo: &mut Memo, names: &BTreeSet<String>, out: &mut Vec<Place>) {
    let from = out.len();
    let phrases = memo.phrases(text);
    let Phrases { words, name } = &phrases;
    let kinds = words::kinds(words, name);
    let mut put = |gram: Gram, at: u32, weight: f64, name: bool| {
        out.push(Place {
            gram,
            clause,
            at,
            weight,
            name,
        });
    };
    for i in 0..kinds.len() {
        let Some(a) = words[i] else { continue };
        if let (true, Kind::Content(_)) = (a.acronym, kinds[i]) {
            // far from its neighbours, so that it makes no run with them
            put(hash(&[a.hash]), u32::MAX / 2 + 2 * i as u32, 1.0, false);
        }
        let Some((b, Some(second))) = kinds.get(i + 1).zip(words.get(i + 1)) else {
            continue;
        };
        let weight = words::weight(kinds[i], *b);
        if weight > 0.0 && !(names.contains(&a.key) && names.contains(&second.key)) {
            put(hash(&[a.hash, second.hash]), i as u32, weight, name[i] && name[i + 1]);
        }
    }
    for (n, number) in document_numbers(text).into_iter().enumerate() {
        put(hash_of(&["#", number]), u32::MAX - 2 * n as u32, NUMBER, true);
    }
    out[from..].sort_by_key(|p| p.at);
}

/// The syllables of a text, without the names of bodies.
pub struct Phrases<'a> {
    /// Abbreviations written out; `None` where a phrase ends.
    pub words: Vec<Option<&'a Syllable>>,
    /// Written with a capital within a phrase.
    pub name: Vec<bool>,
}

/// The syllables of some texts, each looked at once.
pub struct Memo<'a> {
    bodies: &'a BodiesAt<'a>,
    /// By what is written: the syllables that it stands for.
    known: HashMap<String, Vec<usize>, FixedState>,
    syllables: Vec<Syllable>,
}

impl<'a> Memo<'a> {
    /// `bodies`: whose names are passed over.
    pub fn new(bodies: &'a BodiesAt<'a>) -> Memo<'a> {
        Memo {
            bodies,
            known: HashMap::default(),
            syllables: Vec::new(),
        }
    }

    /// Commas and hyphens are passed over: "phòng, chống" is one phrase.
    pub fn phrases(&mut self, text: &str) -> Phrases<'_> {
        // by place what is written, and behind it what it stands for
        let mut written: Vec<Option<usize>> = Vec::new();
        for part in text.split_whitespace() {
            if is_document_number(part) {
                written.push(None);
                continue;
            }
            let mut rest = part;
            while !rest.is_empty() {
                let end = rest.find(|c: char| !(letter::is_word(c) || c == '&')).unwrap_or(rest.len());
                if end > 0 {
                    written.push(Some(self.number(&rest[..end])));
                }
                let Some(mark) = rest[end..].chars().next() else { break };
                if !matches!(mark, ',' | '-' | '–') {
                    written.push(None);
                }
                rest = &rest[end + mark.len_utf8()..];
            }
        }
        let raw: Vec<Option<&Syllable>> = written.iter().map(|w| w.map(|n| &self.syllables[n])).collect();
        let mut phrase = String::new();
        let mut out = Phrases {
            words: Vec::with_capacity(raw.len()),
            name: Vec::with_capacity(raw.len()),
        };
        let mut i = 0;
        while i < raw.len() {
            let taken = self.bodies.at(&raw[i..], &mut phrase);
            match (raw[i], taken) {
                (Some(word), 0) => match self.known[&word.raw].as_slice() {
                    [_] => {
                        let inside = matches!(out.words.last(), Some(Some(_)));
                        out.push(Some(word), word.capital && inside);
                    }
                    // the first is the abbreviation itself
                    all => all.iter().skip(1).for_each(|n| out.push(Some(&self.syllables[*n]), false)),
                },
                _ => out.push(None, false),
            }
            i += taken.max(1);
        }
        out
    }

    /// The number of a syllable as it is written.
    fn number(&mut self, raw: &str) -> usize {
        if let Some(known) = self.known.get(raw) {
            return known[0];
        }
        let number = self.syllables.len();
        let syllable = Syllable::new(raw, self.bodies);
        let long = abbreviation::expand(&syllable.key);
        self.syllables.push(syllable);
        let mut all = vec![number];
        for word in long.into_iter().flat_map(|l| l.split(' ')) {
            all.push(self.syllables.len());
            self.syllables.push(Syllable::new(word, self.bodies));
        }
        self.known.insert(raw.to_string(), all);
        number
    }
}

impl<'a> Phrases<'a> {
    fn push(&mut self, word: Option<&'a Syllable>, name: bool) {
        self.words.push(word);
        self.name.push(name);
    }
}

/// "68-NQ/TW", "02/NQ-CP": runs without blank that hold a digit, a slash and a capital.
fn document_numbers(text: &str) -> Vec<&str> {
    text.split_whitespace()
        .filter(|w| is_document_number(w))
        .map(|w| w.trim_matches(|c: char| !letter::is_word(c)))
        .collect()
}

fn is_document_number(word: &str) -> bool {
    if !word.contains('/') {
        return false;
    }
    let word = word.trim_matches(|c: char| !letter::is_word(c));
    word.starts_with(|c: char| c.is_ascii_digit())
        && word.contains('/')
        && word.chars().filter(|c| c.is_alphabetic() && c.is_uppercase()).count() > 1
}
