//! Views of matters: a matter's way through the months, with what changed from each notice to the next.
use super::reads::Reads;
use super::route::Route;
use super::{EXCERPT, Link, Page, TaskView, notice_link, task_href, task_view};
use crate::calendar::Day;
use crate::config::SiteConfig;
use crate::link::is_group;
use crate::registry::{Agency, AgencyId};
use crate::site::{Follows, NoticeId, Site, TaskId};
use crate::viet::{fold, letter};
use serde::Serialize;
use similar::{ChangeTag, TextDiff};
use std::collections::BTreeSet;

/// A matter has a page of its own from so many notices on; a shorter one is seen on the comparison.
const LONG: usize = 3;
/// Letters of a matter's name in the title of its page.
const TITLE: usize = 70;
/// So many of the newest tasks stand on a matter's page.
const MOST: usize = 60;
/// Texts less alike than this share too few words for a comparison word by word to help.
const ALIKE: f32 = 0.25;
/// Bytes of two texts together; comparing longer ones word by word takes long and helps nobody.
const LARGEST: usize = 16_000;

/// A stretch of a text: `same`, `old` or `new`.
#[derive(Serialize, Clone, Debug, PartialEq)]
pub struct Piece {
    pub kind: &'static str,
    pub text: String,
}

/// What changed from a task to the one that goes on with it.
#[derive(Serialize, Clone, Debug, Default)]
pub struct Change {
    /// "thời hạn chuyển từ 7/4/2026 sang 15/5/2026", "chủ trì chuyển từ …", "lời văn mạnh hơn: …".
    pub notes: Vec<String>,
    /// Word by word; empty where the two are too far apart.
    pub diff: Vec<Piece>,
}

#[derive(Serialize)]
struct IndexView {
    rows: Vec<Row>,
    total: usize,
    left_out: usize,
}

#[derive(Serialize)]
struct Row {
    name: String,
    href: String,
    notices: usize,
    first: String,
    last: String,
    moved: usize,
    status: &'static str,
}

#[derive(Serialize)]
struct MatterView {
    /// What it is about, in as many words as lists of tasks have.
    name: String,
    lead: String,
    steps: Vec<Step>,
    left_out: usize,
}

#[derive(Serialize)]
struct Step {
    notice: Link,
    day: String,
    task: TaskView,
    /// "nhắc lại lần thứ 2"; empty for the first.
    repeated: String,
    /// "cùng việc, lời khác" of the one before; empty for the first.
    alike: String,
    change: Change,
}

/// Rows of the index; the rest is in the data.
const ROWS: usize = 300;

/// The address of a task's matter, where it has a page.
pub fn link(site: &Site, task: TaskId) -> Option<String> {
    let (chain, _) = site.places.get(&task)?;
    has_page(site, *chain).then(|| route(site, *chain).address())
}

fn notices(site: &Site, chain: usize) -> usize {
    let list = site.chains.get(chain).map_or(&[][..], |v| v);
    list.iter().map(|t| site.tasks[*t].notice).collect::<BTreeSet<_>>().len()
}

fn has_page(site: &Site, chain: usize) -> bool {
    let mut seen: Vec<NoticeId> = Vec::with_capacity(LONG);
    for task in site.chains.get(chain).map_or(&[][..], |v| v) {
        let notice = site.tasks[*task].notice;
        if !seen.contains(&notice) {
            seen.push(notice);
        }
        // a chain may be as long as the archive
        if seen.len() >= LONG {
            return true;
        }
    }
    false
}

/// From the id of its first task, so that later notices do not move it.
fn route(site: &Site, chain: usize) -> Route {
    let id = site.chains[chain].first().map_or("", |t| site.tasks[*t].id.as_str());
    let (notice, clause) = id.split_once('/').unwrap_or((id, ""));
    let clause = clause.to_lowercase().replace('đ', "dd").replace('.', "-").replace('~', "--");
    // a task with several matters may begin several
    let which = match site.begun_before.get(chain) {
        Some(n) if *n > 0 => format!("..{}", n + 1),
        _ => String::new(),
    };
    Route::Matter(format!("{notice}..{}{which}", slug_safe(&clause)))
}

fn slug_safe(text: &str) -> String {
    text.chars()
        .map(|c| {
            if c.is_ascii_alphanumeric() || c == '-' {
                c.to_string()
            } else {
                fold::slug(&c.to_string())
            }
        })
        .collect()
}

pub fn pages<'a>(site: &'a Site, _config: &'a SiteConfig) -> Vec<Page<'a>> {
    let words = &site.words;
    let mut pages = vec![Page::new(
        Route::Matters,
        "matters.html",
        words.text("matter.index"),
        words.text("matter.index_description"),
        move || index(site),
    )];
    for chain in (0..site.chains.len()).filter(|c| has_page(site, *c)) {
        let name = name(site, chain, TITLE);
        let page = Page::new(
            route(site, chain),
            "matter.html",
            words.say("matter.title", &[("name", (&name).into())]),
            words.say("matter.description", &[("name", name.into())]),
            move || view(site, chain),
        );
        let tasks = &site.chains[chain];
        let said = |t: &TaskId| {
            let follows = site.follows_in(chain, *t);
            let follows = follows.map(|f| (&site.tasks[f.task].id, f.sure, f.sentences, surely_by(site, f)));
            (&site.tasks[*t].id, follows)
        };
        let ids: Vec<_> = tasks.iter().map(said).collect();
        pages.push(page.reading(Reads::new(ids).tasks(tasks.iter().copied())));
    }
    pages
}

/// The newest task's words of the matter, shortened to so many letters: titles and breadcrumbs have less room than lists.
fn name(site: &Site, chain: usize, letters: usize) -> String {
    let Some(last) = site.chains[chain].last() else {
        return String::new();
    };
    let clause = site
        .follows_in(chain, *last)
        .and_then(|f| said_at(site, *last, f.sentences.1, letters));
    let name = clause.unwrap_or_else(|| super::excerpt(&super::matter(site, *last), letters));
    // a name is no sentence
    name.trim_end_matches(['.', ';', ',', ':', ' ']).to_string()
}

/// A clause of a task behind the first, shortened; `None` where there is none: the task's own excerpt shows the first.
pub fn said_at(site: &Site, task: TaskId, at: usize, characters: usize) -> Option<String> {
    let clause = crate::link::sentences(&site.task(task).text).nth(at).filter(|_| at > 0)?;
    Some(super::excerpt(clause.trim(), characters))
}

fn day_of(site: &Site, task: TaskId) -> String {
    let day = site.notices[site.tasks[task].notice].day;
    day.map(|d| site.words.day(d)).unwrap_or_default()
}

/// How often a dated deadline was given anew, later, along a chain, or put off by agencies.
pub fn times_moved(site: &Site, chain: usize) -> usize {
    let list = &site.chains[chain];
    let by_notices = list
        .iter()
        .filter(|t| {
            let follows = site.follows_in(chain, **t).filter(|f| f.sure);
            follows.is_some_and(|f| {
                let (old, new) = ((f.task, f.sentences.0), (**t, f.sentences.1));
                let dues = due_of(site, old.0, old.1).zip(due_of(site, new.0, new.1));
                dues.is_some_and(|(a, b)| b > a && !comes_again(site, old, new, (a, b)))
            })
        })
        .count();
    by_notices + list.iter().map(|t| site.tasks[*t].moves.len()).sum::<usize>()
}

fn index(site: &Site) -> IndexView {
    let mut chains: Vec<usize> = (0..site.chains.len()).filter(|c| has_page(site, *c)).collect();
    let last_day = |c: &usize| site.chains[*c].last().and_then(|t| site.notices[site.tasks[*t].notice].day);
    chains.sort_by_key(|c| (std::cmp::Reverse((last_day(c), notices(site, *c))), *c));
    let total = chains.len();
    IndexView {
        left_out: total.saturating_sub(ROWS),
        total,
        rows: chains
            .into_iter()
            .take(ROWS)
            .filter_map(|c| {
                let (first, last) = (site.chains[c].first()?, site.chains[c].last()?);
                Some(Row {
                    name: name(site, c, EXCERPT),
                    href: route(site, c).address(),
                    notices: notices(site, c),
                    first: day_of(site, *first),
                    last: day_of(site, *last),
                    moved: times_moved(site, c),
                    status: task_view(site, *last).status,
                })
            })
            .collect(),
    }
}

fn view(site: &Site, chain: usize) -> MatterView {
    let list = &site.chains[chain];
    let words = &site.words;
    MatterView {
        name: words.say("matter.title", &[("name", name(site, chain, EXCERPT).into())]),
        lead: words.say(
            if times_moved(site, chain) > 0 {
                "matter.lead"
            } else {
                "matter.lead_still"
            },
            &[
                ("n", notices(site, chain).into()),
                ("from", list.first().map(|t| day_of(site, *t)).unwrap_or_default().into()),
                ("to", list.last().map(|t| day_of(site, *t)).unwrap_or_default().into()),
                ("moved", times_moved(site, chain).into()),
            ],
        ),
        left_out: list.len().saturating_sub(MOST),
        steps: list
            .iter()
            .rev()
            .take(MOST)
            .map(|t| Step {
                notice: notice_link(site, site.tasks[*t].notice),
                day: day_of(site, *t),
                task: task_view(site, *t),
                repeated: match site.follows_in(chain, *t).map_or(0, |f| surely_by(site, f)) {
                    0 => String::new(),
                    n => site.words.say("matter.repeated", &[("n", n.into())]),
                },
                alike: match site.follows_in(chain, *t) {
                    Some(f) => alike(site, f.task, *t, f.sure).to_string(),
                    None => String::new(),
                },
                change: match site.follows_in(chain, *t) {
                    Some(f) => change(site, f.task, *t, f.sure.then_some(f.sentences)),
                    None => Change::default(),
                },
            })
            .collect(),
    }
}

/// From how many times on a page says no more than "many": else each notice that is put in would change all pages after it.
const MANY: usize = 20;

/// How many notices one after another surely gave a task before, as far as pages tell it: what only may be the same matter ends the
/// count, and so does what went on with another clause of a task with several matters.
pub fn surely(site: &Site, task: TaskId) -> usize {
    site.follows(task).map_or(0, |f| surely_by(site, f))
}

fn surely_by(site: &Site, follows: &Follows) -> usize {
    let sure = |f: &&Follows| f.sure;
    let before = |f: &&Follows| f.through.and_then(|at| site.follows.get(&f.task)?.get(at)).filter(sure);
    std::iter::successors(Some(follows).filter(sure), before).take(MANY + 1).count()
}

/// "Nhắc lại lần thứ 2 (máy ghép)" of a task that was surely given before, and where a reader sees for himself: its
/// matter's page, else the comparison of the two notices, else the task before.
pub fn reminded(site: &Site, task: TaskId) -> Option<Link> {
    let times = Some(repeated(site, task)).filter(|t| !t.is_empty())?;
    matched(site, task, times)
}

/// "Có thể là cùng việc (máy ghép, xem đối chiếu)" of a task that may have been given before, and where a reader sees for himself.
pub fn perhaps(site: &Site, task: TaskId) -> Option<Link> {
    let maybe = site.follows(task).is_some_and(|f| !f.sure);
    matched(site, task, site.words.text("matter.perhaps_told").to_string()).filter(|_| maybe)
}

/// What is said of a task and the one before it, with the address where both are seen.
fn matched(site: &Site, task: TaskId, said: String) -> Option<Link> {
    let before = site.follows(task)?.task;
    let (later, earlier) = (site.tasks[task].notice, site.tasks[before].notice);
    let entry = &site.notices[later];
    let compared = [entry.previous, entry.year_before].contains(&Some(earlier)).then(|| {
        let (earlier, later) = (site.notices[earlier].id.clone(), entry.id.clone());
        format!("{}#chuyen-tiep", Route::Comparison(earlier, later).address())
    });
    Some(Link {
        name: site.words.say("matter.matched", &[("times", said.into())]),
        // two notices with others between them are not compared
        href: link(site, task).or(compared).unwrap_or_else(|| task_href(site, before)),
    })
}

/// "Nhắc lại lần thứ 2"; empty for a task that surely no notice gave before.
pub fn repeated(site: &Site, task: TaskId) -> String {
    match surely(site, task) {
        0 => String::new(),
        n if n > MANY => site.words.say("matter.repeated_often", &[("n", MANY.into())]),
        n => site.words.say("matter.repeated", &[("n", n.into())]),
    }
}

/// From this share of common words on, two texts are nearly the same.
const VERBATIM: f32 = 0.8;

/// How far two tasks that were paired are alike, in words: a number would promise more than is known.
pub fn alike(site: &Site, earlier: TaskId, later: TaskId, sure: bool) -> &str {
    let key = if common(&site.task(earlier).text, &site.task(later).text) >= VERBATIM {
        "matter.verbatim"
    } else if sure {
        "matter.one_matter"
    } else {
        "matter.perhaps"
    };
    site.words.text(key)
}

/// What share of their words two texts have in common, by how often each stands in both.
fn common(a: &str, b: &str) -> f32 {
    let (a, b) = (fold::match_key(a), fold::match_key(b));
    share(words_of(&a), words_of(&b))
}

fn words_of(text: &str) -> Vec<&str> {
    text.split(|c: char| !letter::is_word(c)).filter(|w| !w.is_empty()).collect()
}

/// Of all words of two lists, the share that stands in both.
fn share(mut a: Vec<&str>, mut b: Vec<&str>) -> f32 {
    a.sort_unstable();
    b.sort_unstable();
    let (mut i, mut j, mut both) = (0, 0, 0);
    while i < a.len() && j < b.len() {
        match a[i].cmp(b[j]) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => (i, j, both) = (i + 1, j + 1, both + 1),
        }
    }
    (2 * both) as f32 / (a.len() + b.len()).max(1) as f32
}

/// Whether two bodies are one, or the one took the other's place.
fn one_body(a: &Agency, b: &Agency) -> bool {
    let heir = |old: &Agency, new: &Agency| old.successors.contains(&new.slug) || new.predecessors.contains(&old.slug);
    a.slug == b.slug || heir(a, b) || heir(b, a)
}

/// How a clause begins that says until when what stands before it is to be done: "; báo cáo UBND tỉnh trước ngày 15/9".
const ENDS: [&str; 7] = ["báo cáo", "trình", "hoàn thành", "xong", "gửi", "kết quả", "thời hạn"];

/// The first day by which a clause of a task is due: of the deadlines in it, else of the next clause behind it that says when what stands before
/// is to be done, else of those that stand in no clause and bind the whole task.
fn due_of(site: &Site, task: TaskId, clause: usize) -> Option<Day> {
    let row = &site.tasks[task];
    let clauses: Vec<&str> = crate::link::sentences(&site.task(task).text).collect();
    if clauses.len() < 2 || clause >= clauses.len() {
        return site.first_due(task).map(|d| d.1);
    }
    let stands_in = |deadline: usize| clauses.iter().position(|c| c.contains(&site.deadline(task, deadline).quote));
    let ends = |at: usize| {
        let begins = fold::match_key(clauses[at].trim());
        ENDS.iter().any(|w| begins.starts_with(&fold::match_key(w)))
    };
    let (mut own, mut whole) = (None, None);
    for (deadline, day) in row.due.iter().enumerate().filter_map(|(i, d)| Some((i, (*d)?))) {
        match stands_in(deadline) {
            None => whole = Some(whole.map_or(day, |d: Day| d.min(day))),
            Some(at) if at == clause || at > clause && ends(at) => {
                own = Some(own.map_or((at, day), |best: (usize, Day)| best.min((at, day))));
            }
            Some(_) => {}
        }
    }
    own.map(|(_, day)| day).or(whole)
}

/// Days by which the deadline of a yearly duty may differ from year to year.
const ABOUT_A_DAY: f64 = 31.0;
/// Days by which the notices that give it may.
const ABOUT_A_SESSION: f64 = 92.0;
/// Days by which the deadline of a monthly duty may differ from month to month.
const ABOUT_A_MONTHLY_DAY: f64 = 10.0;
const DAYS_OF_A_YEAR: f64 = 365.25;

/// Whether a later deadline is that of the same duty in another year or month, not the earlier one put off: as many years lie between the
/// two notices as between the deadlines, or the clauses name years or months that lie as far apart ("kế hoạch năm 2026", "năm 2027").
fn comes_again(site: &Site, (earlier, old): (TaskId, usize), (later, new): (TaskId, usize), (a, b): (Day, Day)) -> bool {
    let shift = (b - a).num_days() as f64;
    let near = |days: f64, of: f64, most: f64| (days - of).abs() <= most;
    let given = |t: TaskId| site.notices[site.tasks[t].notice].day;
    let (was, is) = (named(site, earlier, old), named(site, later, new));
    let years = (shift / DAYS_OF_A_YEAR).round();
    if years >= 1.0 && near(shift, years * DAYS_OF_A_YEAR, ABOUT_A_DAY) {
        let apart = given(earlier).zip(given(later)).map(|(a, b)| (b - a).num_days() as f64);
        let named = was.years.last().zip(is.years.last()).map(|(a, b)| f64::from(b - a));
        return apart.is_some_and(|d| near(d, years * DAYS_OF_A_YEAR, ABOUT_A_SESSION)) || named == Some(years);
    }
    let month = DAYS_OF_A_YEAR / 12.0;
    let months = (shift / month).round();
    let one = |months: &BTreeSet<i32>| months.first().copied().filter(|_| months.len() == 1);
    months >= 1.0
        && near(shift, months * month, ABOUT_A_MONTHLY_DAY)
        && one(&was.months)
            .zip(one(&is.months))
            .is_some_and(|(a, b)| (b - a).rem_euclid(12) == months as i32 % 12)
}

/// The years and months that a clause names beside its deadlines: of what it speaks, not by when.
#[derive(Default, Debug, PartialEq)]
struct Named {
    years: BTreeSet<i32>,
    months: BTreeSet<i32>,
}

fn named(site: &Site, task: TaskId, clause: usize) -> Named {
    let text = &site.task(task).text;
    let clause = crate::link::sentences(text).nth(clause).unwrap_or(text);
    let deadlines = site.task(task).deadlines.iter();
    // the longest first, since one may stand in another
    let mut quotes: Vec<&str> = deadlines.map(|d| d.quote.as_str()).filter(|q| !q.is_empty()).collect();
    quotes.sort_by_key(|q| std::cmp::Reverse(q.len()));
    named_in(&quotes.iter().fold(clause.to_string(), |text, quote| text.replace(quote, " ; ")))
}

/// "năm 2026", "năm học 2026-2027", "tháng 4"; not the year of a day or of a document's number ("12/4/2026", "61/2018/NĐ-CP").
fn named_in(text: &str) -> Named {
    let mut found = Named::default();
    let key = fold::match_key(text);
    let mut before = "";
    for word in key.split_whitespace() {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        let number = |w: &str| w.parse::<i32>().ok().filter(|_| w.bytes().all(|b| b.is_ascii_digit()));
        if before == "tháng" {
            // "tháng 4/2026" names both
            let (month, year) = word.split_once('/').unwrap_or((word, ""));
            found.months.extend(number(month).filter(|m| (1..=12).contains(m)));
            found.years.extend(number(year).filter(|y| year.len() == 4 && *y > 1900));
        } else if !word.contains('/') {
            let years = word.split(['-', '–']).filter(|w| w.len() == 4);
            found.years.extend(years.filter_map(number).filter(|y| (1900..2200).contains(y)));
        }
        before = word;
    }
    found
}

/// What changed between two tasks of one matter. `clauses`: by which of each they are surely one, for of what only may be one
/// matter nobody can say that its deadline moved or that another body leads it.
pub fn change(site: &Site, earlier: TaskId, later: TaskId, clauses: Option<(usize, usize)>) -> Change {
    Change {
        notes: clauses
            .map(|clauses| notes(site, (earlier, clauses.0), (later, clauses.1)))
            .unwrap_or_default(),
        diff: diff(&site.task(earlier).text, &site.task(later).text),
    }
}

/// What changed of a matter, by a task and its clause.
fn notes(site: &Site, (earlier, old): (TaskId, usize), (later, new): (TaskId, usize)) -> Vec<String> {
    let words = &site.words;
    let mut notes = Vec::new();
    let any = |t| site.first_due(t).is_some();
    match (due_of(site, earlier, old), due_of(site, later, new)) {
        (Some(a), Some(b)) if a != b => {
            let again = comes_again(site, (earlier, old), (later, new), (a, b));
            let key = if again { "matter.deadline_again" } else { "matter.deadline_moved" };
            notes.push(words.say(key, &[("from", words.day(a).into()), ("to", words.day(b).into())]));
        }
        // a day of another clause may be meant for this one too
        (None, Some(b)) if !any(earlier) => notes.push(words.say("matter.deadline_new", &[("to", words.day(b).into())])),
        (Some(a), None) if !any(later) => notes.push(words.say("matter.deadline_gone", &[("from", words.day(a).into())])),
        _ => {}
    }
    let (a, b) = (&site.tasks[earlier].leads, &site.tasks[later].leads);
    let group = |list: &[AgencyId]| list.iter().any(|a| is_group(&site.agencies[*a].slug, &site.agencies[*a].kind));
    if !a.is_empty() && !b.is_empty() {
        // a body and the one that took its place are one: no lead has changed
        let others = |list: &[AgencyId], others: &[AgencyId]| {
            let names: BTreeSet<&str> = list
                .iter()
                .filter(|a| !others.iter().any(|b| one_body(&site.agencies[**a], &site.agencies[*b])))
                .map(|a| site.agencies[*a].name.as_str())
                .collect();
            names.into_iter().collect::<Vec<_>>().join(", ")
        };
        let (gone, come) = (others(a, b), others(b, a));
        // of bodies that stay nothing is said
        match (gone.is_empty(), come.is_empty()) {
            (true, true) => {}
            (true, _) => notes.push(words.say("matter.lead_joined", &[("to", come.into())])),
            (_, true) => notes.push(words.say("matter.lead_left", &[("from", gone.into())])),
            // whoever is named now may be of the group that was named before
            _ if group(a) || group(b) => {}
            _ => notes.push(words.say("matter.lead_changed", &[("from", gone.into()), ("to", come.into())])),
        }
    }
    let now = &site.task(later).text;
    let clause = crate::link::sentences(now).nth(new).unwrap_or(now);
    let sharper = sharper(&site.task(earlier).text, clause);
    if !sharper.is_empty() {
        notes.push(words.say("matter.sharper", &[("words", sharper.join(", ").into())]));
    }
    notes
}

/// Words by which an order is made urgent or strict. Source: the wording of public notices.
const SHARP: [&str; 18] = [
    "tuyệt đối không",
    "kiên quyết",
    "nghiêm cấm",
    "nghiêm túc",
    "xử lý nghiêm",
    "dứt điểm",
    "khẩn trương",
    "quyết liệt",
    "ngay",
    "phải",
    "không chấp nhận",
    "chịu trách nhiệm trực tiếp",
    "chịu trách nhiệm toàn diện",
    "phê bình",
    "kiểm điểm",
    "không để chậm",
    "không lùi",
    "chấm dứt",
];

/// Sharp words of the later text that the earlier one has not.
fn sharper(old: &str, new: &str) -> Vec<String> {
    let (old, new) = (fold::match_key(old), fold::match_key(new));
    let has = |text: &str, word: &str| {
        text.match_indices(word).any(|(i, _)| {
            let before = text[..i].chars().next_back();
            let after = text[i + word.len()..].chars().next();
            // "ngay từ đầu năm" urges nobody
            let since = word == "ngay" && text[i + word.len()..].starts_with(" từ ");
            !since && !before.is_some_and(letter::is_word) && !after.is_some_and(letter::is_word)
        })
    };
    SHARP
        .iter()
        .filter(|w| {
            let key = fold::match_key(w);
            has(&new, &key) && !has(&old, &key)
        })
        .map(|w| format!("“{w}”"))
        .collect()
}

/// How an earlier text became a later one, word by word: the stretches that are `same` and `old` make up the earlier text, `same`
/// and `new` the later one. Empty where the two share too little, or are too long to compare.
pub fn diff(old: &str, new: &str) -> Vec<Piece> {
    if old.len() + new.len() > LARGEST {
        return Vec::new();
    }
    // in order they share no more than in any order
    if share(old.split_whitespace().collect(), new.split_whitespace().collect()) < ALIKE {
        return Vec::new();
    }
    let diff = TextDiff::from_words(old, new);
    // the blanks between words are alike in any two texts
    let words = |text: &str| text.split_whitespace().count();
    let same = diff
        .iter_all_changes()
        .filter(|c| c.tag() == ChangeTag::Equal)
        .map(|c| words(c.value()))
        .sum::<usize>();
    if (2 * same) as f32 / ((words(old) + words(new)).max(1) as f32) < ALIKE {
        return Vec::new();
    }
    let mut out: Vec<Piece> = Vec::new();
    for part in diff.iter_all_changes() {
        let kind = match part.tag() {
            ChangeTag::Equal => "same",
            ChangeTag::Delete => "old",
            ChangeTag::Insert => "new",
        };
        match out.last_mut() {
            Some(last) if last.kind == kind => last.text.push_str(part.value()),
            _ => out.push(Piece {
                kind,
                text: part.value().to_string(),
            }),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_came_and_went_are_told_apart() {
        let pieces = diff("Sở A hoàn thành kè trước ngày 1/4", "Sở A khẩn trương hoàn thành kè trước ngày 1/5");
        let of = |kind: &str| pieces.iter().filter(|p| p.kind == kind).map(|p| p.text.trim()).collect::<Vec<_>>();
        assert_eq!((of("old"), of("new")), (vec!["1/4"], vec!["khẩn trương", "1/5"]));
        assert!(diff("một hai ba", "bốn năm sáu").is_empty());
    }

    #[test]
    fn texts_are_alike_by_their_words_in_any_order() {
        assert!(common("Sở A hoàn thành kè sông trước ngày 1/4", "Trước ngày 1/5, Sở A hoàn thành kè sông") >= VERBATIM);
        assert!(common("Sở A hoàn thành kè", "Sở A rà soát giá đất, báo cáo") < VERBATIM);
        assert_eq!(common("", ""), 0.0);
    }

    #[test]
    fn a_clause_names_years_and_months_but_not_those_of_days_and_numbers() {
        let named = |text: &str| {
            let n = named_in(text);
            (n.years.into_iter().collect::<Vec<_>>(), n.months.into_iter().collect::<Vec<_>>())
        };
        assert_eq!(named("lập dự toán năm 2027; báo cáo tháng 4/2026"), (vec![2026, 2027], vec![4]));
        assert_eq!(named("tuyển sinh năm học 2026-2027, báo cáo tháng 5"), (vec![2026, 2027], vec![5]));
        assert_eq!(named("theo Nghị định 61/2018/NĐ-CP ngày 12/4/2026"), (vec![], vec![]));
    }

    #[test]
    fn sharper_words_are_whole_words() {
        assert_eq!(sharper("báo cáo", "kiên quyết báo cáo ngay"), ["“kiên quyết”", "“ngay”"]);
        assert_eq!(sharper("báo cáo ngay", "phảii báo cáo ngay"), Vec::<String>::new());
    }

    #[test]
    fn an_address_tells_letters_apart() {
        assert_eq!(slug_safe("ii-2-dd"), "ii-2-dd");
        assert_eq!(slug_safe("iI.2"), "iI2");
    }
}
