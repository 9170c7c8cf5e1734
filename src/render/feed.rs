//! News as Atom (RFC 4287), with archives of earlier years (RFC 5005), and as JSON Feed 1.1: of the site, of each
//! agency, topic and issuer. News is a notice, a deadline that moved or went, a report of progress. An entry's id never
//! changes, and its `updated` moves only when what it tells did: `memory` knows when.

use super::Data;
use super::open_data::{ascii_url, put, task_href, url};
use crate::bundle::Bundle;
use crate::calendar::Day;
use crate::link::issuer_key;
use crate::memory::Remembered;
use crate::page::reads::Reads;
use crate::page::subscribe::{issuers, tasks_of};
use crate::page::{self, route};
use crate::registry::{AgencyId, ProgressEntry};
use crate::site::{NoticeId, TaskId};
use atom_syndication::extension::{Extension, ExtensionMap};
use atom_syndication::{Category, Content, Entry, Feed, Generator, Link, Person, Text};
use chrono::{DateTime, Datelike, FixedOffset, NaiveTime};
use serde::Serialize;
use std::collections::BTreeMap;
use std::fmt::Debug;
use std::sync::Arc;

/// Older entries are in the archives alone.
const KEPT: usize = 50;

/// Whose news a feed holds.
#[derive(Clone)]
enum Of {
    Site,
    Agency(AgencyId),
    /// Index into the register's topics.
    Topic(usize),
    /// (slug, name)
    Issuer(String, String),
}

/// One piece of news.
enum News<'a> {
    /// A notice and those of its tasks that concern the feed.
    Notice(NoticeId, Vec<TaskId>),
    /// A deadline that moved or went: the name of its calendar entry.
    Moved(&'a str, &'a Remembered),
    Progress(TaskId, &'a ProgressEntry),
}

/// All news of a feed, newest first: (when it last changed, id, what it is). A day's news stands in the order of its ids.
type AllNews<'a> = Vec<(Option<Day>, String, News<'a>)>;

/// News as a reader is told it.
struct Item {
    id: String,
    title: String,
    updated: Option<Day>,
    published: Option<Day>,
    /// Below the site's root.
    address: String,
    summary: String,
    html: Option<String>,
    kind: &'static str,
}

/// Plans the feeds; says what each reads.
pub fn plan<'a>(data: Data<'a>, bundle: &mut Bundle<'a>) -> Vec<(String, Reads)> {
    let site = data.site;
    let mut reads = Vec::new();
    let mut all = vec![Of::Site];
    all.extend(site.agencies.iter().map(|(id, _)| Of::Agency(id)));
    all.extend((0..site.registry.topics.len()).map(Of::Topic));
    all.extend(issuers(site).into_iter().map(|(slug, name)| Of::Issuer(slug, name)));
    for of in all {
        let feed = address(data, &of);
        let all = Arc::new(news(data, &of));
        let years = archived(&all);
        let name = title(data, &of).0;
        for (i, year) in years.iter().copied().enumerate() {
            let beside = (i.checked_sub(1).and_then(|i| years.get(i)), years.get(i + 1));
            let shown = all.iter().filter(|(day, ..)| year_of(*day) == year);
            reads.push((feed.archive(year), reads_of(data, shown, (&name, beside))));
            let (of, all) = (of.clone(), all.clone());
            put(bundle, &feed.archive(year), move || atom_of(data, &of, &all, Some(year)));
        }
        for (address, form) in [(feed.atom(), true), (feed.json(), false)] {
            reads.push((address.clone(), reads_of(data, all.iter().take(KEPT), (&name, years.first()))));
            let (of, all) = (of.clone(), all.clone());
            put(bundle, &address, move || {
                if form {
                    atom_of(data, &of, &all, None)
                } else {
                    json_of(data, &of, &all)
                }
            });
        }
    }
    reads
}

/// What the telling of some news reads.
fn reads_of<'n>(data: Data, shown: impl Iterator<Item = &'n (Option<Day>, String, News<'n>)>, more: impl Debug) -> Reads {
    let site = data.site;
    let mut notices = Vec::new();
    let told: Vec<String> = shown
        .map(|(day, id, news)| match news {
            News::Notice(n, tasks) => {
                notices.push(*n);
                let tasks: Vec<usize> = tasks.iter().map(|t| site.tasks[*t].index).collect();
                format!("{day:?} {id} {tasks:?}")
            }
            News::Moved(key, moved) => {
                let notice = key.split('/').next().unwrap_or_default();
                let there = site.notices.iter().any(|(_, e)| e.id == notice);
                format!("{day:?} {id} {moved:?} {there}")
            }
            News::Progress(task, p) => {
                notices.push(site.tasks[*task].notice);
                format!("{day:?} {id} {p:?}")
            }
        })
        .collect();
    Reads::new((told, more)).texts(notices).without_days()
}

fn address<'a>(data: Data<'a>, of: &'a Of) -> route::Feed<'a> {
    match of {
        Of::Site => route::Feed::Site,
        Of::Agency(a) => route::Feed::Agency(&data.site.agencies[*a].slug),
        Of::Topic(t) => route::Feed::Topic(&data.site.registry.topics[*t].slug),
        Of::Issuer(slug, _) => route::Feed::Issuer(slug),
    }
}

/// (title, address of the page it belongs to)
fn title(data: Data, of: &Of) -> (String, String) {
    let site = data.site;
    let more = |name: &str| {
        let args = [("who", name.into()), ("title", (&data.config.title).into())];
        site.words.say("news.of", &args)
    };
    match of {
        Of::Site => (data.config.title.clone(), String::new()),
        Of::Agency(a) => (
            more(&site.agencies[*a].name),
            route::Route::Agency(site.agencies[*a].slug.clone()).address(),
        ),
        Of::Topic(t) => {
            let topic = &site.registry.topics[*t];
            (more(&topic.name), route::Route::Topic(topic.slug.clone()).address())
        }
        Of::Issuer(_, name) => (more(name), route::Route::Archive.address()),
    }
}

fn news<'a>(data: Data<'a>, of: &Of) -> AllNews<'a> {
    let site = data.site;
    let mut out = Vec::new();
    let part = match of {
        Of::Agency(a) => format!("co-quan/{}", site.agencies[*a].slug),
        Of::Topic(t) => format!("chuyen-de/{}", site.registry.topics[*t].slug),
        Of::Site | Of::Issuer(..) => String::new(),
    };
    let issued = |n: NoticeId, slug: &str| site.notices[n].notice.head.issuer.as_deref().is_some_and(|i| issuer_key(i) == slug);
    let mine: Vec<TaskId> = match of {
        Of::Agency(a) => tasks_of(site, *a).into_iter().collect(),
        Of::Topic(t) => site.topic_tasks.get(*t).cloned().unwrap_or_default(),
        Of::Site => site.tasks.iter().map(|(id, _)| id).collect(),
        Of::Issuer(slug, _) => site
            .notices
            .iter()
            .filter(|(n, _)| issued(*n, slug))
            .flat_map(|(_, e)| e.tasks.iter().copied())
            .collect(),
    };
    let mut by_notice: BTreeMap<NoticeId, Vec<TaskId>> = BTreeMap::new();
    match of {
        // a notice without tasks is news of the site too
        Of::Site => by_notice.extend(site.notices.iter().map(|(n, _)| (n, vec![]))),
        Of::Issuer(slug, _) => by_notice.extend(site.notices.iter().filter(|(n, _)| issued(*n, slug)).map(|(n, _)| (n, vec![]))),
        Of::Agency(_) | Of::Topic(_) => {}
    }
    for &t in &mine {
        by_notice.entry(site.tasks[t].notice).or_default().push(t);
    }
    for (n, tasks) in by_notice {
        let entry = &site.notices[n];
        let id = if part.is_empty() {
            route::Route::Notice(entry.id.clone()).address()
        } else {
            format!("{part}/{}", entry.id)
        };
        let day = data.memory.updated(site, n, &part);
        out.push((day, tag(data, entry.year, &id), News::Notice(n, tasks)));
    }
    let ids: BTreeMap<&str, TaskId> = match site.registry.progress.is_empty() && data.memory.moved().next().is_none() {
        true => BTreeMap::new(),
        false => mine.iter().map(|t| (site.tasks[*t].id.as_str(), *t)).collect(),
    };
    for (key, moved) in data.memory.moved() {
        let task = key.rsplit_once("~d").map_or(key, |(task, _)| task);
        let concerns = match of {
            Of::Site => true,
            Of::Agency(a) => {
                let slug = &site.agencies[*a].slug;
                ids.contains_key(task) || moved.cancelled && moved.leads.iter().chain(&moved.coordinators).any(|s| s == slug)
            }
            Of::Topic(t) => ids.contains_key(task) || moved.cancelled && moved.topics.contains(&site.registry.topics[*t].slug),
            Of::Issuer(..) => ids.contains_key(task),
        };
        if concerns {
            let id = tag(
                data,
                moved.changed().map(|d| d.year()),
                &format!("thoi-han/{key}/{}", moved.sequence),
            );
            out.push((moved.changed(), id, News::Moved(key, moved)));
        }
    }
    let mut equal: BTreeMap<(&str, Day, &str), usize> = BTreeMap::new();
    for p in &site.registry.progress {
        if let Some(&task) = ids.get(p.task.as_str()) {
            let nth = equal.entry((p.task.as_str(), p.date, p.status.key())).or_insert(0);
            *nth += 1;
            let again = if *nth > 1 { format!("/{nth}") } else { String::new() };
            let id = format!("tien-do/{}/{}/{}{again}", p.task, p.date, p.status.key());
            out.push((Some(p.date), tag(data, Some(p.date.year()), &id), News::Progress(task, p)));
        }
    }
    out.sort_by(|a, b| (b.0, &a.1).cmp(&(a.0, &b.1)));
    out
}

/// The years that have an archive, newest first as the news: those of which the feed itself does not hold all.
fn archived(all: &AllNews) -> Vec<i32> {
    let mut years: Vec<i32> = all.iter().skip(KEPT).map(|(day, ..)| year_of(*day)).collect();
    years.dedup();
    years
}

/// News without a day stands where reckoning begins.
fn year_of(day: Option<Day>) -> i32 {
    day.map_or(1970, |d| d.year())
}

fn item(data: Data, updated: Option<Day>, id: String, news: &News, of: &Of) -> Item {
    let site = data.site;
    let words = &site.words;
    match news {
        News::Notice(n, tasks) => {
            let entry = &site.notices[*n];
            let name = page::notice_name(site, *n);
            let own = matches!(of, Of::Agency(_) | Of::Topic(_));
            let summary = match &entry.notice.head.title {
                Some(title) if !own => words.say("news.titled", &[("title", title.into()), ("n", tasks.len().into())]),
                _ => words.say("news.tasks", &[("n", tasks.len().into())]),
            };
            let html = own.then(|| {
                let items: String = tasks
                    .iter()
                    .map(|t| {
                        let href = html(&ascii_url(&url(data.config, &task_href(site, *t))));
                        let text = html(&page::excerpt(&clean(&site.task(*t).text), 300));
                        format!("<li><a href=\"{href}\">{}</a>. {text}</li>", html(&page::task_name(site.task(*t))))
                    })
                    .collect();
                format!("<ul>{items}</ul>")
            });
            Item {
                id,
                title: if own {
                    words.say("news.notice", &[("notice", name.into()), ("n", tasks.len().into())])
                } else {
                    name
                },
                updated,
                published: entry.day.or(entry.notice.head.issued),
                address: route::Route::Notice(entry.id.clone()).address(),
                summary,
                html,
                kind: "thong-bao",
            }
        }
        News::Moved(key, moved) => {
            let task = key.rsplit_once("~d").map_or(*key, |(task, _)| task);
            let what = if moved.words.is_empty() { task } else { &moved.words };
            let day = |when: &str| match when.get(..10).and_then(|d| d.parse().ok()) {
                Some(day) => words.day(day),
                None => words.say("news.no_day", &[]),
            };
            let now = day(&moved.when);
            let key = match (moved.cancelled, &moved.from) {
                (true, _) => "news.gone",
                (false, Some(_)) => "news.moved",
                (false, None) => "news.back",
            };
            let title = words.say(key, &[("what", what.into()), ("day", (&now).into())]);
            let summary = match &moved.from {
                Some(from) if !moved.cancelled => words.say(
                    "news.moved_from",
                    &[("task", task.into()), ("from", day(from).into()), ("day", now.into())],
                ),
                _ => words.say("news.stands", &[("task", task.into()), ("day", now.into())]),
            };
            let notice = task.split('/').next().unwrap_or_default();
            let there = site.notices.iter().any(|(_, e)| e.id == notice);
            Item {
                id,
                title,
                updated,
                published: updated,
                address: if there {
                    route::Route::Notice(notice.to_string()).address()
                } else {
                    route::Route::Archive.address()
                },
                summary,
                html: None,
                kind: "thoi-han",
            }
        }
        News::Progress(task, p) => Item {
            id,
            title: words.say(
                "news.progress",
                &[("what", page::excerpt(&clean(&site.headline(*task)), 120).into())],
            ),
            updated,
            published: updated,
            address: task_href(site, *task),
            summary: page::progress_words(words, p),
            html: None,
            kind: "tien-do",
        },
    }
}

fn atom_of(data: Data, of: &Of, all: &AllNews, archive: Option<i32>) -> Vec<u8> {
    let config = data.config;
    let feed = address(data, of);
    let (title, home) = title(data, of);
    let years = archived(all);
    let here = archive.map_or(feed.atom(), |y| feed.archive(y));
    let mut links = vec![link(data, &here, "self", &here), link(data, &here, "alternate", &home)];
    let mut extensions = ExtensionMap::new();
    match archive {
        None => links.extend(years.first().map(|y| link(data, &here, "prev-archive", &feed.archive(*y)))),
        Some(year) => {
            links.push(link(data, &here, "current", &feed.atom()));
            let at = years.iter().position(|y| *y == year);
            let older = at.and_then(|i| years.get(i + 1));
            let newer = at.and_then(|i| i.checked_sub(1)).and_then(|i| years.get(i));
            links.extend(older.map(|y| link(data, &here, "prev-archive", &feed.archive(*y))));
            links.extend(newer.map(|y| link(data, &here, "next-archive", &feed.archive(*y))));
            let mark = Extension {
                name: "fh:archive".into(),
                ..Extension::default()
            };
            extensions.insert("fh".into(), BTreeMap::from([("archive".into(), vec![mark])]));
        }
    }
    let shown: Vec<_> = match archive {
        None => all.iter().take(KEPT).collect(),
        Some(year) => all.iter().filter(|(day, ..)| year_of(*day) == year).collect(),
    };
    let entries: Vec<Entry> = shown
        .into_iter()
        .map(|(day, id, news)| entry(data, item(data, *day, id.clone(), news, of), &here, archive.is_some()))
        .collect();
    let feed = Feed {
        title: clean(&title).into(),
        id: tag(data, None, &feed.atom()),
        updated: entries.iter().map(|e| e.updated).max().unwrap_or_else(|| midnight(None)),
        authors: vec![Person {
            name: clean(&config.office),
            ..Person::default()
        }],
        generator: Some(Generator {
            value: "ketluan".into(),
            ..Generator::default()
        }),
        links,
        subtitle: matches!(of, Of::Site).then(|| Text::plain(clean(&config.description))),
        rights: Some(Text::plain(clean(&config.licence))),
        lang: Some("vi".into()),
        namespaces: match archive {
            Some(_) => BTreeMap::from([("fh".into(), "http://purl.org/syndication/history/1.0".into())]),
            None => BTreeMap::new(),
        },
        extensions,
        entries,
        ..Feed::default()
    };
    // writing to memory cannot fail
    let mut bytes = feed.write_to(Vec::new()).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}

/// `brief`: without the lists of tasks, as archives of many years are.
fn entry(data: Data, item: Item, here: &str, brief: bool) -> Entry {
    let content = item.html.filter(|_| !brief).map(|html| Content {
        value: Some(html),
        content_type: Some("html".into()),
        ..Content::default()
    });
    Entry {
        title: clean(&item.title).into(),
        id: item.id,
        updated: midnight(item.updated),
        published: Some(midnight(item.published.or(item.updated))),
        links: vec![link(data, here, "alternate", &item.address)],
        categories: vec![Category {
            term: item.kind.into(),
            ..Category::default()
        }],
        summary: Some(Text::plain(clean(&item.summary))),
        content,
        ..Entry::default()
    }
}

#[derive(Serialize)]
struct JsonFeed {
    version: &'static str,
    title: String,
    home_page_url: String,
    feed_url: String,
    description: String,
    language: &'static str,
    authors: Vec<JsonAuthor>,
    items: Vec<JsonItem>,
}

#[derive(Serialize)]
struct JsonAuthor {
    name: String,
}

#[derive(Serialize)]
struct JsonItem {
    id: String,
    url: String,
    title: String,
    content_text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    content_html: Option<String>,
    date_published: String,
    date_modified: String,
    tags: [&'static str; 1],
}

fn json_of(data: Data, of: &Of, all: &AllNews) -> Vec<u8> {
    let here = address(data, of).json();
    let (title, home) = title(data, of);
    let items = all
        .iter()
        .take(KEPT)
        .map(|(day, id, news)| {
            let item = item(data, *day, id.clone(), news, of);
            JsonItem {
                id: item.id,
                url: href(data, &here, &item.address),
                title: item.title,
                content_text: item.summary,
                content_html: item.html,
                date_published: midnight(item.published.or(item.updated)).to_rfc3339(),
                date_modified: midnight(item.updated).to_rfc3339(),
                tags: [item.kind],
            }
        })
        .collect();
    let feed = JsonFeed {
        version: "https://jsonfeed.org/version/1.1",
        title,
        home_page_url: href(data, &here, &home),
        feed_url: href(data, &here, &here),
        description: data.config.description.clone(),
        language: "vi",
        authors: vec![JsonAuthor {
            name: data.config.office.clone(),
        }],
        items,
    };
    let mut bytes = serde_json::to_vec(&feed).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}

/// Absolute where the site's address is configured, else relative to the feed.
fn href(data: Data, here: &str, address: &str) -> String {
    let up = if data.config.base_url.is_empty() {
        "../".repeat(here.matches('/').count())
    } else {
        String::new()
    };
    let whole = ascii_url(&format!("{up}{}", url(data.config, address)));
    if whole.is_empty() { "./".into() } else { whole }
}

fn link(data: Data, here: &str, rel: &str, address: &str) -> Link {
    Link {
        href: href(data, here, address),
        rel: rel.into(),
        mime_type: (rel != "alternate").then(|| "application/atom+xml".into()),
        ..Link::default()
    }
}

/// `tag:HOST,YEAR:ADDRESS` (RFC 4151): stays when the site moves to another address below the same host.
fn tag(data: Data, year: Option<i32>, address: &str) -> String {
    // a year of four digits is what the form asks for; the feed itself has none of its own
    format!(
        "tag:{},{:04}:{}",
        data.config.host(),
        year.unwrap_or(2000).clamp(1, 9999),
        ascii_url(address)
    )
}

/// Midnight in Vietnam of a day; the first day of reckoning where there is none.
fn midnight(day: Option<Day>) -> DateTime<FixedOffset> {
    let vietnam = FixedOffset::east_opt(7 * 3600);
    day.zip(vietnam)
        .and_then(|(d, zone)| d.and_time(NaiveTime::MIN).and_local_timezone(zone).single())
        .unwrap_or_else(|| DateTime::UNIX_EPOCH.fixed_offset())
}

/// XML 1.0 has no control characters, escaped or not.
fn clean(text: &str) -> String {
    text.chars()
        .map(|c| {
            if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') {
                ' '
            } else {
                c
            }
        })
        .collect()
}

fn html(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::super::open_data::tests::{data, parts};
    use super::*;

    #[test]
    fn feeds_read_back() {
        let mut parts = parts();
        parts.2.base_url = "https://x.vn/kl".into();
        let mut bundle = Bundle::default();
        plan(data(&parts), &mut bundle);
        let all = Feed::read_from(bundle.bytes("feed.xml").expect("planned").as_slice()).expect("a feed");
        assert_eq!(all.entries[0].id, "tag:x.vn,2026:ket-luan/2026-03/");
        assert_eq!(all.updated.to_rfc3339(), "2026-04-06T00:00:00+07:00");
        assert_eq!(all.links[0].href, "https://x.vn/kl/feed.xml");
        let one = Feed::read_from(bundle.bytes("co-quan/so-tai-chinh/feed.xml").expect("planned").as_slice()).expect("a feed");
        let content = one.entries[0].content.as_ref().and_then(|c| c.value.clone()).expect("content");
        assert!(content.contains("https://x.vn/kl/ket-luan/2026-03/#nv-III.1.%C4%91\">III.1.đ</a>. =Báo cáo &quot;A"));
        let json: serde_json::Value = serde_json::from_slice(&bundle.bytes("feed/ubnd-tinh.json").expect("planned")).expect("JSON");
        assert_eq!(json["items"][0]["id"], "tag:x.vn,2026:ket-luan/2026-03/");
    }

    #[test]
    fn without_an_address_links_are_relative_to_the_feed() {
        let parts = parts();
        assert_eq!(
            href(data(&parts), "co-quan/a/feed.xml", "ket-luan/2026-03/"),
            "../../ket-luan/2026-03/"
        );
        assert_eq!(href(data(&parts), "feed.xml", ""), "./");
    }
}
