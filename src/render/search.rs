//! The search index: `tim-kiem/du-lieu/`, read by `search.js`.
//!
//! Documents are numbered: agencies first, then tasks, then notices, each newest first, so that a kind is a range
//! and the likeliest hits share a file. `meta.json` has the ranges, `docs-N.json` what a hit shows, and
//! `XY.json` the postings of all words whose folded form begins with XY:
//! `{"so": [["so\u{309}", [postings]], …]}`, one list for each exact spelling. A posting is twice the difference to
//! the document before it, plus one where the word stands in the document's title.
//!
//! A spelling is its decomposed letters with the tone mark moved to the end, so that "hòa" and "hoà" are one.

use super::open_data::{put, task_href, tasks_in_order};
use crate::bundle::Bundle;
use crate::config::SiteConfig;
use crate::page::{self, route::Route};
use crate::registry::AgencyId;
use crate::site::{NoticeId, Site, TaskId};
use crate::viet::letter::is_word;
use crate::words::Arg;
use foldhash::fast::FixedState;
use rayon::prelude::*;
use serde::Serialize;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;
use unicode_normalization::UnicodeNormalization;

/// Documents in one `docs-N.json`.
const CHUNK: usize = 64;
/// Documents that are indexed together.
const PART: usize = 4000;
/// Characters of a document that a hit may show.
const EXCERPT: usize = 200;

/// Folded word → spelling → postings.
type Words = BTreeMap<String, BTreeMap<String, Vec<u32>>>;

/// What a hit shows.
#[derive(Serialize)]
struct Doc {
    title: String,
    url: String,
    kind: &'static str,
    excerpt: String,
}

#[derive(Serialize)]
struct Meta {
    schema: &'static str,
    agencies: usize,
    tasks: usize,
    notices: usize,
    chunk: usize,
    /// Files of postings.
    shards: Vec<String>,
}

/// The words of some documents in order. Only looked up, never walked through by its maps.
#[derive(Default)]
struct Index {
    /// Printed word → number of its spelling, so that each is folded once.
    printed: HashMap<String, u32, FixedState>,
    spelled: HashMap<(String, String), u32, FixedState>,
    /// By number: folded word and spelling, and twice the document, plus one where the word stands in its title.
    spellings: Vec<(String, String)>,
    places: Vec<Vec<u32>>,
}

impl Index {
    fn spelling(&mut self, term: String, spelling: String) -> u32 {
        let next = self.spellings.len() as u32;
        let number = *self.spelled.entry((term.clone(), spelling.clone())).or_insert(next);
        if number == next {
            self.spellings.push((term, spelling));
            self.places.push(Vec::new());
        }
        number
    }
    fn add(&mut self, doc: u32, text: &str, title: bool) {
        for token in tokens(text) {
            let number = match self.printed.get(token) {
                Some(known) => *known,
                None => {
                    let made = self.spelling(fold(token), spelling(token));
                    self.printed.insert(token.to_string(), made);
                    made
                }
            };
            place(&mut self.places[number as usize], doc, title);
        }
        for day in dates(text) {
            let number = self.spelling(day.clone(), day);
            place(&mut self.places[number as usize], doc, title);
        }
    }
    fn add_document(&mut self, doc: u32, site: &Site, of: &Of) {
        match *of {
            Of::Agency(id) => {
                let a = &site.agencies[id];
                self.add(doc, &a.name, true);
                for name in a.short.iter().chain(&a.aliases) {
                    self.add(doc, name, true);
                }
                self.add(doc, a.note.as_deref().unwrap_or(""), false);
            }
            Of::Task(id) => {
                let (task, row) = (site.task(id), &site.tasks[id]);
                self.add(doc, &task_title(site, id), true);
                self.add(doc, &task.text, false);
                for agency in row.coordinators.iter() {
                    self.add(doc, &site.agencies[*agency].name, false);
                }
                for due in task.deadlines.iter().filter_map(|d| d.bound.due()) {
                    self.add(doc, &page::day_text(due), true);
                }
            }
            Of::Notice(id) => {
                let entry = &site.notices[id];
                let head = &entry.notice.head;
                self.add(doc, &page::notice_name(site, id), true);
                for text in [&head.title, &head.number, &head.issuer].into_iter().flatten() {
                    self.add(doc, text, true);
                }
                for text in [&head.chair, &head.place].into_iter().flatten() {
                    self.add(doc, text, false);
                }
                for day in [head.issued, head.meeting_date].into_iter().flatten() {
                    self.add(doc, &page::day_text(day), false);
                }
                for clause in &entry.notice.document.body {
                    self.add(doc, &clause.block.text, false);
                }
            }
        }
    }
    /// Takes over the words of documents that come after all of its own.
    fn append(&mut self, later: Index) {
        for ((term, spelling), mut places) in later.spellings.into_iter().zip(later.places) {
            let number = self.spelling(term, spelling) as usize;
            self.places[number].append(&mut places);
        }
    }
    fn words(self) -> Words {
        let mut words = Words::new();
        for ((term, spelling), places) in self.spellings.into_iter().zip(self.places) {
            if !term.is_empty() {
                words.entry(term).or_default().insert(spelling, deltas(places));
            }
        }
        words
    }
}

/// A word's second place in one document only can raise it to its title.
fn place(places: &mut Vec<u32>, doc: u32, title: bool) {
    let title = u32::from(title);
    match places.last_mut() {
        Some(last) if *last / 2 == doc => *last |= title,
        _ => places.push(doc * 2 + title),
    }
}

/// Postings: twice the difference to the document before, and the title's bit.
fn deltas(mut places: Vec<u32>) -> Vec<u32> {
    let mut before = 0;
    for place in &mut places {
        let doc = *place / 2;
        *place = (doc - before) * 2 + *place % 2;
        before = doc;
    }
    places
}

/// Plans the index. The words are gathered now, because the names of the files hang on them.
pub fn plan<'a>(site: &'a Site, _config: &'a SiteConfig, bundle: &mut Bundle<'a>) {
    let all: Arc<Vec<Of>> = Arc::new(
        (site.agencies.iter().map(|(id, _)| Of::Agency(id)))
            .chain(tasks_in_order(site).map(Of::Task))
            .chain(site.order.iter().copied().map(Of::Notice))
            .collect(),
    );
    // parts of the documents at once, joined in order
    let parts: Vec<Index> = all
        .par_chunks(PART)
        .enumerate()
        .map(|(part, list)| {
            let mut index = Index::default();
            for (i, of) in list.iter().enumerate() {
                index.add_document((part * PART + i) as u32, site, of);
            }
            index
        })
        .collect();
    let mut index = Index::default();
    for part in parts {
        index.append(part);
    }
    let total = all.len();
    for n in 0..total.div_ceil(CHUNK) {
        let all = all.clone();
        put(bundle, &format!("tim-kiem/du-lieu/docs-{n}.json"), move || {
            json(&all.iter().skip(n * CHUNK).take(CHUNK).map(|of| doc(site, of)).collect::<Vec<_>>())
        });
    }
    let mut shards: BTreeMap<String, Words> = BTreeMap::new();
    for (term, spellings) in index.words() {
        shards.entry(shard(&term)).or_default().insert(term, spellings);
    }
    let meta = Meta {
        schema: "ketluan/search/1",
        agencies: site.agencies.len(),
        tasks: total - site.agencies.len() - site.order.len(),
        notices: site.order.len(),
        chunk: CHUNK,
        shards: shards.keys().cloned().collect(),
    };
    put(bundle, "tim-kiem/du-lieu/meta.json", move || json(&meta));
    for (name, words) in shards {
        let words = Arc::new(words);
        put(bundle, &format!("tim-kiem/du-lieu/{name}.json"), move || {
            let out: BTreeMap<&str, Vec<(&str, &[u32])>> = words
                .iter()
                .map(|(term, spellings)| (term.as_str(), spellings.iter().map(|(s, p)| (s.as_str(), p.as_slice())).collect()))
                .collect();
            json(&out)
        });
    }
}

/// Of what a document of the index speaks; the place in the list of all is its number.
enum Of {
    Agency(AgencyId),
    Task(TaskId),
    Notice(NoticeId),
}

fn doc(site: &Site, of: &Of) -> Doc {
    match *of {
        Of::Agency(id) => {
            let a = &site.agencies[id];
            let count = |map: &BTreeMap<AgencyId, Vec<TaskId>>| Arg::from(map.get(&id).map_or(0, Vec::len));
            Doc {
                title: a.name.clone(),
                url: Route::Agency(a.slug.clone()).address(),
                kind: "agency",
                excerpt: site.words.say(
                    "agency.year_lead",
                    &[("led", count(&site.led)), ("coordinated", count(&site.coordinated))],
                ),
            }
        }
        Of::Task(id) => {
            let due = site
                .first_due(id)
                .map(|d| format!(" ({})", site.words.say("search.due", &[("day", site.words.day(d.1).into())])))
                .unwrap_or_default();
            Doc {
                title: task_title(site, id),
                url: task_href(site, id),
                kind: "task",
                excerpt: format!("{}{due}", page::excerpt(&site.task(id).text, EXCERPT)),
            }
        }
        Of::Notice(id) => {
            let e = &site.notices[id];
            Doc {
                title: page::notice_name(site, id),
                url: Route::Notice(e.id.clone()).address(),
                kind: "notice",
                excerpt: page::excerpt(e.notice.head.title.as_deref().unwrap_or(""), EXCERPT),
            }
        }
    }
}

/// "Sở Tài chính – III.1.1, Kết luận phiên họp tháng 3/2026"
fn task_title(site: &Site, id: TaskId) -> String {
    let row = &site.tasks[id];
    let leads: Vec<&str> = row.leads.iter().map(|a| site.agencies[*a].name.as_str()).collect();
    let clause = site.words.say("word.clause_of", &[("clause", page::task_anchor(site, id).into())]);
    let place = format!("{clause}, {}", page::notice_name(site, row.notice));
    if leads.is_empty() {
        place
    } else {
        format!("{} – {place}", leads.join(", "))
    }
}

fn json(value: &impl Serialize) -> Vec<u8> {
    // Plain data with text keys always serialises.
    serde_json::to_vec(value).unwrap_or_default()
}

fn tokens(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !(is_word(c) || is_mark(c))).filter(|t| !t.is_empty())
}

/// "12/4/2026" and "ngày 05-04-2026" as `D/M/YYYY`.
fn dates(text: &str) -> Vec<String> {
    let mut out = Vec::new();
    for word in text
        .split(|c: char| !(c.is_ascii_digit() || "/-.".contains(c)))
        .filter(|w| w.len() >= 8)
    {
        let parts: Vec<&str> = word.trim_matches(['/', '-', '.']).split(['/', '-', '.']).collect();
        if let [d, m, y] = parts.as_slice()
            && y.len() == 4
            && let (Ok(d), Ok(m)) = (d.parse::<u32>(), m.parse::<u32>())
            && (1..=31).contains(&d)
            && (1..=12).contains(&m)
        {
            out.push(format!("{d}/{m}/{y}"));
        }
    }
    out
}

fn is_mark(c: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&c)
}

fn is_tone(c: char) -> bool {
    matches!(c, '\u{300}' | '\u{301}' | '\u{303}' | '\u{309}' | '\u{323}')
}

/// Lower case without marks, `đ` as `d`: the same function as `fold` of `search.js`.
fn fold(word: &str) -> String {
    word.to_lowercase()
        .nfd()
        .filter(|c| !is_mark(*c))
        .map(|c| if matches!(c, 'đ' | 'ð' | 'ɖ') { 'd' } else { c })
        .collect()
}

/// Decomposed letters, tone last: the same function as `spelling` of `search.js`.
fn spelling(word: &str) -> String {
    let decomposed: Vec<char> = word.to_lowercase().nfd().collect();
    decomposed
        .iter()
        .filter(|c| !is_tone(**c))
        .chain(decomposed.iter().filter(|c| is_tone(**c)))
        .collect()
}

/// The first two letters of a folded word, "_" for what should not stand in a file's name.
fn shard(term: &str) -> String {
    term.chars()
        .take(2)
        .map(|c| if c.is_ascii_alphanumeric() { c } else { '_' })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_fold_and_spellings_agree() {
        assert_eq!(fold("Đồng"), "dong");
        assert_eq!(spelling("hòa"), spelling("hoà"));
        assert_ne!(spelling("hoa"), spelling("hoà"));
        assert_ne!(spelling("đầu"), spelling("dầu"));
        assert_eq!(dates("trước ngày 05/4/2026; 12-04-2026, 38.6"), ["5/4/2026", "12/4/2026"]);
        assert_eq!(shard("1/2/2026"), "1_");
        assert_eq!(shard("a"), "a");
    }

    #[test]
    fn postings_are_differences_with_a_title_bit() {
        let mut places = Vec::new();
        for (doc, title) in [(3, false), (3, true), (5, false)] {
            place(&mut places, doc, title);
        }
        assert_eq!(deltas(places), [7, 4]);
    }

    #[test]
    fn agencies_and_due_days_are_found() {
        let site = super::super::open_data::tests::site();
        let config = SiteConfig::default();
        let mut bundle = Bundle::default();
        plan(&site, &config, &mut bundle);
        let read = |p: &str| -> serde_json::Value { serde_json::from_slice(&bundle.bytes(p).expect(p)).expect("JSON") };
        assert_eq!(read("tim-kiem/du-lieu/meta.json")["tasks"], 2);
        let docs = read("tim-kiem/du-lieu/docs-0.json");
        assert_eq!(docs[0]["kind"], "agency");
        assert_eq!(docs[1]["url"], "ket-luan/2026-03/#nv-III.1.đ");
        assert_eq!(docs[3]["kind"], "notice");
        // agency 0 and both tasks have "Sở Tài chính" in their titles
        assert_eq!(read("tim-kiem/du-lieu/ta.json")["tai"][0][1], serde_json::json!([1, 3, 3]));
        assert_eq!(read("tim-kiem/du-lieu/12.json")["12/4/2026"][0][1], serde_json::json!([3]));
    }
}
