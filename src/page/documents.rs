//! Views of documents, topics, search, open data, about and the page for a wrong address.

use super::cited::{self, Issued};
use super::home::{Newest, due_this_week, is_done, newest, newest_view};
use super::notice::{anchors, citation_words};
use super::route::Route;
use super::series;
use super::subscribe::{Subscription, Whose, subscription};
use super::{Link, Page, TaskView, notice_link, task_view};
use crate::config::SiteConfig;
use crate::site::{NoticeId, Site, TaskId};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// Places of one document that are listed; a law that every notice cites would fill the page.
const MOST_PLACES: usize = 40;
/// Characters of a paragraph on a topic's page.
const EXCERPT: usize = 280;
/// Tasks on one topic page, the newest; the open data have all.
const MOST_TASKS: usize = 500;
/// Tasks in a frame.
const MOST_EMBEDDED: usize = 10;

#[derive(Serialize)]
struct DocumentsView {
    cited: Vec<Cited>,
    approved: Vec<Approved>,
    approvals: usize,
}

#[derive(Serialize)]
struct Cited {
    number: String,
    /// "ngày 08/01/2026", "năm 2026", "không nêu ngày, viện dẫn năm 2022"; empty where that is not said of the only one of its number.
    issued: String,
    places: Vec<Place>,
    more: usize,
}

#[derive(Serialize)]
struct Place {
    notice: Link,
    clause: String,
    quote: String,
}

#[derive(Serialize)]
struct Approved {
    notice: Link,
    items: Vec<Item>,
}

#[derive(Serialize)]
struct Item {
    text: String,
    clause: String,
    href: String,
}

#[derive(Serialize)]
struct TopicsView {
    topics: Vec<TopicRow>,
    /// Those that are no longer followed.
    retired: Vec<TopicRow>,
}

#[derive(Serialize)]
struct TopicRow {
    link: Link,
    tasks: usize,
    open: usize,
    notices: usize,
    /// The day from which on it is no longer followed, or empty.
    retired: String,
}

#[derive(Serialize)]
struct TopicView {
    name: String,
    aliases: Vec<String>,
    groups: Vec<TopicGroup>,
    total: usize,
    open: usize,
    left_out: usize,
    subscription: Subscription,
    /// The day from which on it is no longer followed, or empty.
    retired: String,
    figures: usize,
    paragraphs: usize,
}

#[derive(Serialize)]
struct TopicGroup {
    notice: Link,
    day: String,
    tasks: Vec<TaskView>,
    figures: Vec<Item>,
    /// What is said of it beside tasks and figures.
    paragraphs: Vec<Item>,
}

#[derive(Serialize)]
struct Counts {
    notices: usize,
    tasks: usize,
    agencies: usize,
    stale_after: i64,
}

/// What a frame in another site shows.
#[derive(Serialize)]
struct EmbedView {
    newest: Option<Newest>,
    tasks: Vec<TaskView>,
    /// Where its heading leads.
    more: String,
}

#[derive(Serialize)]
struct EmbedsView {
    pages: Vec<Frame>,
}

#[derive(Serialize)]
struct Frame {
    name: String,
    href: String,
    /// Absolute where the site's address is configured.
    src: String,
}

#[derive(Serialize)]
struct Empty {}

/// `/van-ban/`, `/chuyen-de/` and its topics, `/tim-kiem/`, `/gioi-thieu/` and `404.html`.
pub fn pages<'a>(site: &'a Site, config: &'a SiteConfig) -> Vec<Page<'a>> {
    let mut pages = vec![
        Page::new(
            Route::Documents,
            "documents.html",
            site.words.text("document.index"),
            site.words.text("document.index_description"),
            move || documents(site),
        ),
        Page::new(
            Route::Topics,
            "topics.html",
            site.words.text("topic.index"),
            site.words.text("topic.index_description"),
            move || topics(site),
        ),
        Page::new(
            Route::Search,
            "search.html",
            site.words.text("search.title"),
            site.words.text("search.description"),
            || Empty {},
        ),
        Page::new(
            Route::About,
            "about.html",
            site.words.text("about.title"),
            site.words.text("about.description"),
            move || counts(site),
        ),
        Page::new(
            Route::NotFound,
            "404.html",
            site.words.text("notfound.title"),
            site.words.text("notfound.lead"),
            || Empty {},
        ),
    ];
    let frame = |name: &'static str, title: &str| {
        let mut page = Page::new(
            Route::Embed(name),
            "embed.html",
            site.words.text(title),
            site.words.text("embed.description"),
            move || embed(site, name),
        );
        page.indexed = false;
        page
    };
    pages.push(Page::new(
        Route::Embeds,
        "embeds.html",
        site.words.text("embed.title"),
        site.words.text("embed.description"),
        move || embeds(site, config),
    ));
    pages.push(frame("thoi-han", "embed.week"));
    pages.push(frame("moi-nhat", "embed.newest"));
    if let Some(page) = pages.iter_mut().find(|p| p.route == Route::NotFound) {
        page.indexed = false;
    }
    for (index, topic) in site.registry.topics.iter().enumerate() {
        let description = site.words.say("topic.description", &[("name", (&topic.name).into())]);
        pages.push(Page::new(
            Route::Topic(topic.slug.clone()),
            "topic.html",
            topic.name.clone(),
            description,
            move || topic_view(site, config, index),
        ));
    }
    pages
}

fn embed(site: &Site, name: &str) -> EmbedView {
    let week = name == "thoi-han";
    EmbedView {
        newest: newest(site).filter(|_| !week).map(|n| newest_view(site, n)),
        tasks: if week {
            due_this_week(site)
                .iter()
                .take(MOST_EMBEDDED)
                .map(|t| task_view(site, *t))
                .collect()
        } else {
            Vec::new()
        },
        more: if week { Route::Warnings } else { Route::Archive }.address(),
    }
}

fn embeds(site: &Site, config: &SiteConfig) -> EmbedsView {
    EmbedsView {
        pages: [("thoi-han", "embed.week"), ("moi-nhat", "embed.newest")]
            .map(|(name, title)| {
                let href = Route::Embed(name).address();
                Frame {
                    src: format!("{}/{href}", config.base_url),
                    name: site.words.text(title).to_string(),
                    href,
                }
            })
            .into(),
    }
}

fn documents(site: &Site) -> DocumentsView {
    // The clause anchors of a notice are gathered once, however often it cites.
    let mut known: BTreeMap<NoticeId, BTreeSet<&str>> = BTreeMap::new();
    let mut href = |id: NoticeId, clause: &str| {
        let entry = &site.notices[id];
        let address = Route::Notice(entry.id.clone()).address();
        if known.entry(id).or_insert_with(|| anchors(entry)).contains(clause) {
            format!("{address}#{clause}")
        } else {
            address
        }
    };
    let mut cited = Vec::with_capacity(site.citations.len());
    let words = &site.words;
    let all = site.citations.iter().flat_map(|(number, places)| {
        let found = cited::documents(site, number, places);
        let several = found.len() > 1;
        found.into_iter().map(move |(issued, places)| (number, issued, several, places))
    });
    for (number, issued, several, places) in all {
        let issued = match issued {
            Issued::On(day) => words.say("document.issued", &[("day", words.day(day).into())]),
            Issued::In(year) => words.say("period.year", &[("year", year.into())]),
            Issued::Unsaid(Some(year)) if several => words.say("document.unsaid", &[("year", year.into())]),
            Issued::Unsaid(None) if several => words.text("document.unsaid_at_all").to_string(),
            Issued::Unsaid(_) => String::new(),
        };
        let mut seen = BTreeSet::new();
        let all: Vec<_> = places
            .iter()
            .filter_map(|(id, index)| Some((*id, site.notices[*id].notice.citations.get(*index)?)))
            .filter(|(id, c)| seen.insert((*id, &c.clause)))
            .collect();
        cited.push(Cited {
            number: number.clone(),
            issued,
            more: all.len().saturating_sub(MOST_PLACES),
            places: all
                .iter()
                .take(MOST_PLACES)
                .map(|(id, c)| {
                    let clause = c.clause.to_string();
                    Place {
                        notice: Link {
                            href: href(*id, &clause),
                            ..notice_link(site, *id)
                        },
                        clause,
                        quote: citation_words(&site.notices[*id].notice, c),
                    }
                })
                .collect(),
        });
    }
    // "25/NQ-CP" before "154/NQ-CP"; those of one number stay by their days
    cited.sort_by_cached_key(|c| in_order(&c.number));
    let mut approved = Vec::new();
    for id in &site.order {
        let items: Vec<_> = site.notices[*id]
            .notice
            .approvals
            .iter()
            .map(|a| {
                let clause = a.clause.to_string();
                Item {
                    text: a.text.clone(),
                    href: href(*id, &clause),
                    clause,
                }
            })
            .collect();
        if !items.is_empty() {
            approved.push(Approved {
                notice: notice_link(site, *id),
                items,
            });
        }
    }
    DocumentsView {
        cited,
        approvals: approved.iter().map(|a| a.items.len()).sum(),
        approved,
    }
}

/// What numbers of documents are put in order by: the number itself, then what stands behind it.
fn in_order(number: &str) -> (u64, String) {
    let digits = number.len() - number.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let (number, rest) = number.split_at(digits);
    // what has no number in front stands last
    (number.parse().unwrap_or(u64::MAX), rest.to_string())
}

fn tasks_of(site: &Site, topic: usize) -> &[TaskId] {
    site.topic_tasks.get(topic).map_or(&[], |tasks| tasks.as_slice())
}

fn topics(site: &Site) -> TopicsView {
    let row = |(i, topic): (usize, &crate::registry::Topic)| {
        let tasks = tasks_of(site, i);
        TopicRow {
            link: Link {
                name: topic.name.clone(),
                href: Route::Topic(topic.slug.clone()).address(),
            },
            tasks: tasks.len(),
            open: tasks.iter().filter(|t| !is_done(site, **t)).count(),
            notices: tasks.iter().map(|t| site.tasks[*t].notice).collect::<BTreeSet<_>>().len(),
            retired: retired_words(site, topic),
        }
    };
    let (retired, topics) = site
        .registry
        .topics
        .iter()
        .enumerate()
        .map(row)
        .partition(|r: &TopicRow| !r.retired.is_empty());
    TopicsView { topics, retired }
}

/// The day from which on a topic is no longer followed, where that day has come.
fn retired_words(site: &Site, topic: &crate::registry::Topic) -> String {
    let day = topic.retired.filter(|d| *d <= site.today);
    day.map(|d| site.words.day(d)).unwrap_or_default()
}

/// What notices say of a topic beside its tasks: figures, then paragraphs that have neither a task nor a figure shown.
fn said_of(site: &Site, topic: usize) -> BTreeMap<NoticeId, (Vec<Item>, Vec<Item>)> {
    let mut out: BTreeMap<NoticeId, (Vec<Item>, Vec<Item>)> = BTreeMap::new();
    for &at in site.topic_figures.get(topic).into_iter().flatten().rev().take(MOST_TASKS) {
        let Some(f) = series::figure(site, at) else { continue };
        let name = series::indicator_name(site, &f.id);
        let period = series::period_words(&site.words, f.span_of_time);
        let period = if period.is_empty() { period } else { format!(", {period}") };
        let item = Item {
            text: format!("{name}{period}: {}", series::figure_words(&site.words, f)),
            clause: f.clause.to_string(),
            href: series::figure_address(site, at),
        };
        out.entry(at.0).or_default().0.push(item);
    }
    for &(n, block) in site.topic_clauses.get(topic).into_iter().flatten().rev().take(MOST_TASKS) {
        let notice = &site.notices[n].notice;
        let clause = &notice.document.body[block];
        // its task is shown already
        if notice.tasks.iter().any(|t| t.block == block) {
            continue;
        }
        let path = clause.anchor.clone().unwrap_or_default();
        let item = Item {
            text: super::excerpt(&clause.block.text, EXCERPT),
            href: if path.is_empty() {
                Route::Notice(site.notices[n].id.clone()).address()
            } else {
                super::route::task_address(&site.notices[n].id, &path)
            },
            clause: clause.path.to_string(),
        };
        out.entry(n).or_default().1.push(item);
    }
    // they were gathered from the newest on
    for (figures, paragraphs) in out.values_mut() {
        figures.reverse();
        paragraphs.reverse();
    }
    out
}

fn topic_view(site: &Site, config: &SiteConfig, index: usize) -> TopicView {
    let all = tasks_of(site, index);
    let shown = &all[all.len().saturating_sub(MOST_TASKS)..];
    let mut by_notice: BTreeMap<NoticeId, Vec<TaskId>> = BTreeMap::new();
    for task in shown {
        by_notice.entry(site.tasks[*task].notice).or_default().push(*task);
    }
    let (name, aliases, retired) = site
        .registry
        .topics
        .get(index)
        .map(|t| (t.name.clone(), t.aliases.clone(), retired_words(site, t)))
        .unwrap_or_default();
    let mut said = said_of(site, index);
    TopicView {
        name,
        aliases,
        retired,
        figures: said.values().map(|s| s.0.len()).sum(),
        paragraphs: said.values().map(|s| s.1.len()).sum(),
        total: all.len(),
        open: all.iter().filter(|t| !is_done(site, **t)).count(),
        left_out: all.len() - shown.len(),
        subscription: subscription(site, config, Whose::Topic(index)),
        // Newest notice first, as everywhere; within a notice in its order.
        groups: site
            .order
            .iter()
            .filter_map(|id| {
                let tasks = by_notice.remove(id).unwrap_or_default();
                let (figures, paragraphs) = said.remove(id).unwrap_or_default();
                (!tasks.is_empty() || !figures.is_empty() || !paragraphs.is_empty()).then(|| TopicGroup {
                    notice: notice_link(site, *id),
                    day: site.notices[*id].day.map(|d| site.words.day(d)).unwrap_or_default(),
                    tasks: tasks.into_iter().map(|t| task_view(site, t)).collect(),
                    figures,
                    paragraphs,
                })
            })
            .collect(),
    }
}

fn counts(site: &Site) -> Counts {
    Counts {
        notices: site.notices.len(),
        tasks: site.tasks.len(),
        agencies: site.agencies.len(),
        stale_after: site.stale_after,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documents_stand_in_the_order_of_their_numbers() {
        let mut numbers = ["UBND-TH", "1270/UBND-TH", "154/NQ-CP", "25/NQ-CP", "01/NQ-CP", "25/2018/NĐ-CP"];
        numbers.sort_by_cached_key(|n| in_order(n));
        assert_eq!(
            numbers,
            ["01/NQ-CP", "25/2018/NĐ-CP", "25/NQ-CP", "154/NQ-CP", "1270/UBND-TH", "UBND-TH"]
        );
    }
}
