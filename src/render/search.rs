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
use crate::words::Arg;
use serde::Serialize;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;
use unicode_normalization::UnicodeNormalization;

/// Documents in one `docs-N.json`.
const CHUNK: usize = 64;
/// Characters of a document that a hit may show.
const EXCERPT: usize = 200;

/// Folded word → spelling → postings.
type Words = BTreeMap<String, BTreeMap<String, Postings>>;

#[derive(Default)]
struct Postings {
    last: Option<u32>,
    deltas: Vec<u32>,
}

impl Postings {
    /// Documents come in order; a word's second place in one document only can raise it to its title.
    fn add(&mut self, doc: u32, title: bool) {
        if self.last == Some(doc) {
            if let Some(d) = self.deltas.last_mut() {
                *d |= u32::from(title);
            }
            return;
        }
        self.deltas.push((doc - self.last.unwrap_or(0)) * 2 + u32::from(title));
        self.last = Some(doc);
    }
}

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

#[derive(Default)]
struct Index {
    words: Words,
    docs: u32,
    /// What a printed word folds to, so that each is folded once.
    folded: HashMap<String, (String, String)>,
}

impl Index {
    fn next(&mut self) -> u32 {
        self.docs += 1;
        self.docs - 1
    }
    fn add(&mut self, doc: u32, text: &str, title: bool) {
        for token in tokens(text) {
            let (term, spelling) = match self.folded.get(token) {
                Some(known) => known.clone(),
                None => {
                    let made = (fold(token), spelling(token));
                    self.folded.insert(token.to_string(), made.clone());
                    made
                }
            };
            if !term.is_empty() {
                self.words.entry(term).or_default().entry(spelling).or_default().add(doc, title);
            }
        }
        for day in dates(text) {
            self.words.entry(day.clone()).or_default().entry(day).or_default().add(doc, title);
        }
    }
}

/// Plans the index. The words are gathered now, because the names of the files hang on them.
pub fn plan<'a>(site: &'a Site, _config: &'a SiteConfig, bundle: &mut Bundle<'a>) {
    let mut index = Index::default();
    for (_, a) in site.agencies.iter() {
        let doc = index.next();
        index.add(doc, &a.name, true);
        for name in a.short.iter().chain(&a.aliases) {
            index.add(doc, name, true);
        }
        index.add(doc, a.note.as_deref().unwrap_or(""), false);
    }
    for id in tasks_in_order(site) {
        let doc = index.next();
        let (task, row) = (site.task(id), &site.tasks[id]);
        index.add(doc, &task_title(site, id), true);
        index.add(doc, &task.text, false);
        for agency in row.coordinators.iter() {
            index.add(doc, &site.agencies[*agency].name, false);
        }
        for due in task.deadlines.iter().filter_map(|d| d.bound.due()) {
            index.add(doc, &page::day_text(due), true);
        }
    }
    for id in &site.order {
        let doc = index.next();
        let entry = &site.notices[*id];
        let head = &entry.notice.head;
        index.add(doc, &page::notice_name(site, *id), true);
        for text in [&head.title, &head.number, &head.issuer].into_iter().flatten() {
            index.add(doc, text, true);
        }
        for text in [&head.chair, &head.place].into_iter().flatten() {
            index.add(doc, text, false);
        }
        for day in [head.issued, head.meeting_date].into_iter().flatten() {
            index.add(doc, &page::day_text(day), false);
        }
        for clause in &entry.notice.document.body {
            index.add(doc, &clause.block.text, false);
        }
    }
    let total = index.docs as usize;
    let all: Arc<Vec<Of>> = Arc::new(
        (site.agencies.iter().map(|(id, _)| Of::Agency(id)))
            .chain(tasks_in_order(site).map(Of::Task))
            .chain(site.order.iter().copied().map(Of::Notice))
            .collect(),
    );
    for n in 0..total.div_ceil(CHUNK) {
        let all = all.clone();
        put(bundle, &format!("tim-kiem/du-lieu/docs-{n}.json"), move || {
            json(&all.iter().skip(n * CHUNK).take(CHUNK).map(|of| doc(site, of)).collect::<Vec<_>>())
        });
    }
    let mut shards: BTreeMap<String, Words> = BTreeMap::new();
    for (term, spellings) in index.words {
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
                .map(|(term, spellings)| {
                    (
                        term.as_str(),
                        spellings.iter().map(|(s, p)| (s.as_str(), p.deltas.as_slice())).collect(),
                    )
                })
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
    text.split(|c: char| !(c.is_alphanumeric() || is_mark(c))).filter(|t| !t.is_empty())
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
        let mut p = Postings::default();
        for (doc, title) in [(3, false), (3, true), (5, false)] {
            p.add(doc, title);
        }
        assert_eq!(p.deltas, [7, 4]);
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
