//! The search index: `tim-kiem/du-lieu/`, read by `search.js`.
//!
//! The agencies, indicators and topics are one part, each year of notices another, the newest first, so that a new notice changes the files of
//! its year alone. Within a part documents are numbered, tasks before notices, each newest first, so that a kind is a range and
//! the likeliest hits share a file. `meta.json` names the parts with their ranges, `PART/docs-N.json` has what a hit shows (of a task nearly its
//! whole text, from which `search.js` takes the passage that has the words; a notice's own text it reads from `van-ban.md`), and `PART/words-N.json`
//! the postings of the words that fall to N by the first two letters of their folded form:
//! `{"so": [["so\u{309}", [postings]], …]}`, one list for each exact spelling. A posting is twice the difference to
//! the document before it, plus one where the word stands in the document's title (of a task: among who leads it and its days).
//!
//! A spelling is its decomposed letters with the tone mark moved to the end, so that "hòa" and "hoà" are one.

use super::open_data::{put, task_href, year_name};
use crate::bundle::Bundle;
use crate::page::{self, reads::Reads, route::Route, series};
use crate::registry::AgencyId;
use crate::site::{NoticeId, Site, TaskId};
use crate::viet::letter::is_word;
use crate::words::Arg;
use foldhash::fast::FixedState;
use serde::Serialize;
use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, OnceLock};
use unicode_normalization::UnicodeNormalization;

/// Documents in one `docs-N.json`.
const CHUNK: usize = 64;
/// A file of words for so many documents, so that a small year has few and a large one none that is long.
const SHARD: usize = 16;
const MOST_SHARDS: usize = 64;
/// Characters of a notice's title that a hit shows.
const EXCERPT: usize = 200;
/// Characters of a task in which a hit finds the passage that it shows. Nearly all tasks are shorter.
const PASSAGES: usize = 2000;

/// Folded word → spelling → postings.
type Words = BTreeMap<String, BTreeMap<String, Vec<u32>>>;

/// What a hit shows.
#[derive(Serialize)]
struct Doc {
    title: String,
    url: String,
    kind: &'static str,
    /// Of a task nearly its whole text, of which a hit shows the passage that has the words.
    excerpt: String,
    /// What stands behind the passage: " (hạn trước 12/4/2026)".
    #[serde(skip_serializing_if = "String::is_empty")]
    note: String,
}

#[derive(Serialize)]
struct Meta {
    schema: &'static str,
    chunk: usize,
    parts: Vec<PartMeta>,
}

#[derive(Serialize)]
struct PartMeta {
    name: String,
    agencies: usize,
    tasks: usize,
    indicators: usize,
    topics: usize,
    notices: usize,
    /// Files of words.
    shards: usize,
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
                for agency in row.leads.iter() {
                    self.add(doc, &site.agencies[*agency].name, true);
                }
                // its notice stands in its title, and in that of every other task of the notice
                self.add(doc, &task_place(site, id), false);
                self.add(doc, &task.text, false);
                for agency in row.coordinators.iter() {
                    self.add(doc, &site.agencies[*agency].name, false);
                }
                for due in task.deadlines.iter().filter_map(|d| d.bound.due()) {
                    self.add(doc, &page::day_text(due), true);
                }
            }
            Of::Indicator(id) => {
                self.add(doc, &series::indicator_name(site, id), false);
                let known = site.registry.indicators.iter().find(|def| def.id == id);
                for name in known.into_iter().flat_map(|def| def.short.iter().chain(&def.aliases)) {
                    self.add(doc, name, false);
                }
            }
            Of::Topic(i) => {
                let topic = &site.registry.topics[i];
                for name in std::iter::once(&topic.name).chain(&topic.aliases) {
                    self.add(doc, name, false);
                }
            }
            Of::Notice(id) => {
                let entry = &site.notices[id];
                let head = &entry.notice.head;
                self.add(doc, &page::notice_name(site, id), true);
                for text in [&head.title, &head.number].into_iter().flatten() {
                    self.add(doc, text, true);
                }
                // every notice of an archive has the words of its issuer
                self.add(doc, head.issuer.as_deref().unwrap_or_default(), false);
                let signer = head.signer.as_ref().map(|s| &s.name);
                for text in [head.chair.as_ref(), head.place.as_ref(), signer].into_iter().flatten() {
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

/// Some of the documents, with the files of their words once they are asked for.
struct Part<'a> {
    name: String,
    documents: Vec<Of<'a>>,
    words: OnceLock<Vec<Vec<u8>>>,
}

impl Part<'_> {
    fn count(&self, kind: fn(&Of<'_>) -> bool) -> usize {
        self.documents.iter().filter(|of| kind(of)).count()
    }
    /// How many files its words have: known before the words are.
    fn shards(&self) -> usize {
        (self.documents.len() / SHARD).next_power_of_two().clamp(4, MOST_SHARDS)
    }
    fn words(&self, site: &Site) -> &[Vec<u8>] {
        self.words.get_or_init(|| {
            let mut index = Index::default();
            for (i, of) in self.documents.iter().enumerate() {
                index.add_document(i as u32, site, of);
            }
            let count = self.shards();
            let mut shards: Vec<Words> = (0..count).map(|_| Words::new()).collect();
            for (term, spellings) in index.words() {
                shards[shard(&term, count)].insert(term, spellings);
            }
            shards.iter().map(bytes_of).collect()
        })
    }
    /// What its files read: all notices of its year; of agencies, indicators and topics what of them is indexed and shown
    /// beside what the registers say.
    fn reads(&self, site: &Site) -> Reads {
        let mut notices = Vec::new();
        let mut agencies = Vec::new();
        let mut others = Vec::new();
        for of in &self.documents {
            match *of {
                Of::Agency(id) => agencies.push((&site.agencies[id], doc(site, of).excerpt)),
                Of::Task(_) => {}
                Of::Indicator(_) | Of::Topic(_) => {
                    let shown = doc(site, of);
                    others.push((shown.title, shown.url, shown.excerpt));
                }
                Of::Notice(id) => notices.push(id),
            }
        }
        Reads::new((agencies, others)).texts(notices).without_days()
    }
}

fn bytes_of(words: &Words) -> Vec<u8> {
    let out: BTreeMap<&str, Vec<(&str, &[u32])>> = words
        .iter()
        .map(|(term, spellings)| (term.as_str(), spellings.iter().map(|(s, p)| (s.as_str(), p.as_slice())).collect()))
        .collect();
    json(&out)
}

fn parts(site: &Site) -> Vec<Part<'_>> {
    let part = |name, documents| Part {
        name,
        documents,
        words: OnceLock::new(),
    };
    let mut years: BTreeMap<Reverse<Option<i32>>, Vec<NoticeId>> = BTreeMap::new();
    for id in &site.order {
        years.entry(Reverse(site.notices[*id].year)).or_default().push(*id);
    }
    let agencies = site.agencies.iter().map(|(id, _)| Of::Agency(id));
    let indicators = site.series.iter().filter(|(_, figures)| !figures.is_empty());
    let indicators = indicators.map(|(id, _)| Of::Indicator(id));
    let topics = (0..site.registry.topics.len()).map(Of::Topic);
    let mut out = vec![part(
        "co-quan".to_string(),
        agencies.chain(indicators).chain(topics).collect::<Vec<_>>(),
    )];
    for (Reverse(year), notices) in years {
        let tasks = notices.iter().flat_map(|n| &site.notices[*n].tasks).map(|t| Of::Task(*t));
        let documents = tasks.chain(notices.iter().map(|n| Of::Notice(*n))).collect();
        out.push(part(year_name(year), documents));
    }
    out
}

/// Plans the index; says what its files read.
pub fn plan<'a>(site: &'a Site, bundle: &mut Bundle<'a>) -> Vec<(String, Reads)> {
    let parts = parts(site);
    let meta = Meta {
        schema: "ketluan/search/3",
        chunk: CHUNK,
        parts: parts
            .iter()
            .map(|part| PartMeta {
                name: part.name.clone(),
                agencies: part.count(|of| matches!(of, Of::Agency(_))),
                tasks: part.count(|of| matches!(of, Of::Task(_))),
                indicators: part.count(|of| matches!(of, Of::Indicator(_))),
                topics: part.count(|of| matches!(of, Of::Topic(_))),
                notices: part.count(|of| matches!(of, Of::Notice(_))),
                shards: part.shards(),
            })
            .collect(),
    };
    put(bundle, "tim-kiem/du-lieu/meta.json", move || json(&meta));
    let mut told = Vec::new();
    for part in parts {
        let reads = part.reads(site);
        let part = Arc::new(part);
        for n in 0..part.documents.len().div_ceil(CHUNK) {
            let (path, part) = (format!("tim-kiem/du-lieu/{}/docs-{n}.json", part.name), part.clone());
            put(bundle, &path, move || {
                json(
                    &part
                        .documents
                        .iter()
                        .skip(n * CHUNK)
                        .take(CHUNK)
                        .map(|of| doc(site, of))
                        .collect::<Vec<_>>(),
                )
            });
            told.push((path, reads.clone()));
        }
        for n in 0..part.shards() {
            let (path, part) = (format!("tim-kiem/du-lieu/{}/words-{n}.json", part.name), part.clone());
            put(bundle, &path, move || part.words(site)[n].clone());
            told.push((path, reads.clone()));
        }
    }
    told
}

/// Of what a document of the index speaks; the place in the list of all is its number.
enum Of<'a> {
    Agency(AgencyId),
    Task(TaskId),
    /// By its id.
    Indicator(&'a str),
    /// Index into the register's topics.
    Topic(usize),
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
                note: String::new(),
            }
        }
        Of::Task(id) => {
            let due = site
                .first_due(id)
                .and_then(|(i, _)| page::until_words(site, id, i))
                .map(|day| format!(" ({})", site.words.say("search.due", &[("day", day.into())])))
                .unwrap_or_default();
            Doc {
                title: task_title(site, id),
                url: task_href(site, id),
                kind: "task",
                excerpt: page::excerpt(&site.task(id).text, PASSAGES),
                note: due,
            }
        }
        Of::Indicator(id) => {
            let at = series::indicator_link(site, id);
            let (figures, issuer) = series::of_main_issuer(site, site.series.get(id).map_or(&[][..], |all| all));
            let mut figures = figures.iter().rev().filter_map(|(n, i)| site.notices[*n].notice.indicators.get(*i));
            let latest = figures.find_map(|f| {
                let value = series::value_words(&site.words, f.value?, f.unit.as_deref());
                let period = series::period_words(&site.words, f.span_of_time);
                let said = [value, period, issuer.unwrap_or_default().to_string()];
                let said = said.into_iter().filter(|t| !t.is_empty()).collect::<Vec<_>>().join(", ");
                let label = site.words.text("indicator.latest").into();
                Some(site.words.say("ics.line", &[("label", label), ("text", said.into())]))
            });
            Doc {
                title: at.name,
                url: at.href,
                kind: "indicator",
                excerpt: latest.unwrap_or_default(),
                note: String::new(),
            }
        }
        Of::Topic(i) => {
            let topic = &site.registry.topics[i];
            let tasks = site.topic_tasks.get(i).map_or(0, Vec::len);
            Doc {
                title: topic.name.clone(),
                url: Route::Topic(topic.slug.clone()).address(),
                kind: "topic",
                excerpt: site.words.say("news.tasks", &[("n", tasks.into())]),
                note: String::new(),
            }
        }
        Of::Notice(id) => {
            let e = &site.notices[id];
            Doc {
                title: page::notice_name(site, id),
                url: Route::Notice(e.id.clone()).address(),
                kind: "notice",
                excerpt: page::excerpt(e.notice.head.title.as_deref().unwrap_or(""), EXCERPT),
                note: String::new(),
            }
        }
    }
}

/// "Sở Tài chính – III.1.1, Kết luận phiên họp tháng 3/2026"
fn task_title(site: &Site, id: TaskId) -> String {
    let row = &site.tasks[id];
    let leads: Vec<&str> = row.leads.iter().map(|a| site.agencies[*a].name.as_str()).collect();
    let place = task_place(site, id);
    if leads.is_empty() {
        place
    } else {
        format!("{} – {place}", leads.join(", "))
    }
}

/// "mục III.1.1, Kết luận phiên họp tháng 3/2026"
fn task_place(site: &Site, id: TaskId) -> String {
    let clause = page::task_place(site, id);
    let notice = page::notice_name(site, site.tasks[id].notice);
    if clause.is_empty() { notice } else { format!("{clause}, {notice}") }
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

/// "tháng 01" is found by "tháng 1": a number without zeros before it.
fn without_zeros(word: &str) -> &str {
    let zeros = word.len() - word.trim_start_matches('0').len();
    let figure_follows = word[zeros..].starts_with(|c: char| c.is_ascii_digit());
    &word[if figure_follows { zeros } else { zeros.saturating_sub(1) }..]
}

/// Lower case without marks, `đ` as `d`: the same function as `fold` of `search.js`.
fn fold(word: &str) -> String {
    without_zeros(word)
        .to_lowercase()
        .nfd()
        .filter(|c| !is_mark(*c))
        .map(|c| if matches!(c, 'đ' | 'ð' | 'ɖ') { 'd' } else { c })
        .collect()
}

/// Decomposed letters, tone last: the same function as `spelling` of `search.js`.
fn spelling(word: &str) -> String {
    let decomposed: Vec<char> = without_zeros(word).to_lowercase().nfd().collect();
    decomposed
        .iter()
        .filter(|c| !is_tone(**c))
        .chain(decomposed.iter().filter(|c| is_tone(**c)))
        .collect()
}

/// The file of a folded word, by its first two letters: the same function as `shard` of `search.js`.
fn shard(term: &str, count: usize) -> usize {
    let letters = term.chars().map(|c| if c.is_ascii_alphanumeric() { c as usize } else { 0 });
    letters.take(2).fold(0, |sum, letter| sum * 37 + letter) % count
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
        assert_eq!(["01", "10", "0", "00", "007a", "0a"].map(fold), ["1", "10", "0", "0", "7a", "0a"]);
        assert_eq!(dates("trước ngày 05/4/2026; 12-04-2026, 38.6"), ["5/4/2026", "12/4/2026"]);
        assert_eq!((shard("1/2/2026", 64), shard("tai", 64), shard("a", 64)), (21, 37, 33));
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
        let mut bundle = Bundle::default();
        plan(&site, &mut bundle);
        let read = |p: &str| -> serde_json::Value {
            let path = format!("tim-kiem/du-lieu/{p}.json");
            serde_json::from_slice(&bundle.bytes(&path).expect(p)).expect("JSON")
        };
        let parts = &read("meta")["parts"];
        assert_eq!((&parts[0]["name"], &parts[0]["agencies"]), (&"co-quan".into(), &1.into()));
        assert_eq!(
            (&parts[1]["name"], &parts[1]["tasks"], &parts[1]["notices"]),
            (&"2026".into(), &2.into(), &1.into())
        );
        assert_eq!(read("co-quan/docs-0")[0]["kind"], "agency");
        let docs = read("2026/docs-0");
        assert_eq!(docs[0]["url"], "ket-luan/2026-03/#nv-III.1.đ");
        assert_eq!(docs[2]["kind"], "notice");
        // the agency and both tasks have "Sở Tài chính" in their titles
        assert_eq!(read("co-quan/words-1")["tai"][0][1], serde_json::json!([1]));
        assert_eq!(read("2026/words-1")["tai"][0][1], serde_json::json!([1, 3]));
        assert_eq!(
            read(&format!("2026/words-{}", shard("12", 4)))["12/4/2026"][0][1],
            serde_json::json!([1])
        );
    }
}
