//! News as Atom (RFC 4287): `feed.xml` of the notices, `co-quan/SLUG/feed.xml` of what each gives an agency to do.

use super::icalendar::tasks_of;
use super::open_data::{ascii_url, put, task_href, url};
use crate::bundle::Bundle;
use crate::calendar::Day;
use crate::config::SiteConfig;
use crate::page::{self, route::Route};
use crate::registry::AgencyId;
use crate::site::{NoticeId, Site, TaskId};
use atom_syndication::{Content, Entry, Feed, Generator, Link, Person, Text};
use chrono::{DateTime, FixedOffset, NaiveTime};
use std::collections::BTreeMap;

/// Older entries leave the feed.
const KEPT: usize = 50;

/// Plans the feeds.
pub fn plan<'a>(site: &'a Site, config: &'a SiteConfig, bundle: &mut Bundle<'a>) {
    put(bundle, "feed.xml", move || write(site, config, None));
    for (id, agency) in site.agencies.iter() {
        put(bundle, &format!("co-quan/{}/feed.xml", agency.slug), move || {
            write(site, config, Some(id))
        });
    }
}

fn write(site: &Site, config: &SiteConfig, agency: Option<AgencyId>) -> Vec<u8> {
    let (title, home, address) = match agency.map(|a| &site.agencies[a]) {
        None => (config.title.clone(), String::new(), "feed.xml".to_string()),
        Some(a) => {
            let home = Route::Agency(a.slug.clone()).address();
            (format!("{} – {}", a.name, config.title), home.clone(), format!("{home}feed.xml"))
        }
    };
    // Each agency's tasks are gone through once, however many notices there are.
    let mut mine: BTreeMap<NoticeId, Vec<TaskId>> = BTreeMap::new();
    for t in agency.map(|a| tasks_of(site, a)).unwrap_or_default() {
        mine.entry(site.tasks[t].notice).or_default().push(t);
    }
    let entries: Vec<Entry> = site
        .order
        .iter()
        .filter_map(|n| match agency {
            Some(_) => Some((*n, mine.get(n)?)),
            None => Some((*n, &site.notices[*n].tasks)),
        })
        .take(KEPT)
        .map(|(n, tasks)| entry(site, config, n, agency, tasks))
        .collect();
    let feed = Feed {
        title: clean(&title).into(),
        id: tag(config, None, &address),
        updated: entries.iter().map(|e| e.updated).max().unwrap_or_else(|| midnight(None)),
        authors: vec![Person {
            name: clean(&config.office),
            ..Person::default()
        }],
        generator: Some(Generator {
            value: "ketluan".into(),
            ..Generator::default()
        }),
        links: vec![link(config, "self", &address), link(config, "alternate", &home)],
        subtitle: agency.is_none().then(|| Text::plain(clean(&config.description))),
        rights: Some(Text::plain(clean(&config.licence))),
        lang: Some("vi".into()),
        entries,
        ..Feed::default()
    };
    // Writing to memory cannot fail.
    let mut bytes = feed.write_to(Vec::new()).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}

fn entry(site: &Site, config: &SiteConfig, n: NoticeId, agency: Option<AgencyId>, tasks: &[TaskId]) -> Entry {
    let notice = &site.notices[n];
    let address = Route::Notice(notice.id.clone()).address();
    let name = page::notice_name(site, n);
    let (title, id) = match agency {
        None => (name, address.clone()),
        Some(a) => (
            format!("{name}: {} nhiệm vụ", tasks.len()),
            format!("co-quan/{}/{}", site.agencies[a].slug, notice.id),
        ),
    };
    let updated = midnight(notice.day);
    let head = &notice.notice.head;
    let summary = match (agency, &head.title) {
        (None, Some(title)) => format!("{title} ({} nhiệm vụ)", tasks.len()),
        _ => format!("{} nhiệm vụ", tasks.len()),
    };
    let content = agency.is_some().then(|| {
        let items: String = tasks
            .iter()
            .map(|t| {
                let href = html(&ascii_url(&url(config, &task_href(site, *t))));
                let text = html(&page::excerpt(&clean(&site.task(*t).text), 300));
                format!("<li><a href=\"{href}\">{}</a>. {text}</li>", html(&page::task_anchor(site, *t)))
            })
            .collect();
        Content {
            value: Some(format!("<ul>{items}</ul>")),
            content_type: Some("html".into()),
            ..Content::default()
        }
    });
    Entry {
        title: clean(&title).into(),
        id: tag(config, notice.year, &id),
        updated,
        published: Some(updated),
        links: vec![link(config, "alternate", &address)],
        summary: Some(Text::plain(clean(&summary))),
        content,
        ..Entry::default()
    }
}

fn link(config: &SiteConfig, rel: &str, address: &str) -> Link {
    Link {
        href: ascii_url(&url(config, address)),
        rel: rel.into(),
        ..Link::default()
    }
}

/// `tag:HOST,YEAR:ADDRESS` (RFC 4151): stays when the site moves to another address below the same host.
fn tag(config: &SiteConfig, year: Option<i32>, address: &str) -> String {
    // a year of four digits is what the form asks for; the feed itself has none of its own
    format!(
        "tag:{},{:04}:{}",
        config.host(),
        year.unwrap_or(2000).clamp(1, 9999),
        ascii_url(address)
    )
}

/// Midnight in Vietnam of a notice's day; the first day of reckoning where it has none.
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
    use super::*;

    #[test]
    fn feeds_read_back() {
        let site = super::super::open_data::tests::site();
        let config = SiteConfig {
            base_url: "https://x.vn/kl".into(),
            ..SiteConfig::default()
        };
        let mut bundle = Bundle::default();
        plan(&site, &config, &mut bundle);
        let all = Feed::read_from(bundle.bytes("feed.xml").expect("planned").as_slice()).expect("a feed");
        assert_eq!(all.entries[0].id, "tag:x.vn,2026:ket-luan/2026-03/");
        assert_eq!(all.updated.to_rfc3339(), "2026-04-06T00:00:00+07:00");
        assert_eq!(all.links[0].href, "https://x.vn/kl/feed.xml");
        let one = Feed::read_from(bundle.bytes("co-quan/so-tai-chinh/feed.xml").expect("planned").as_slice()).expect("a feed");
        let content = one.entries[0].content.as_ref().and_then(|c| c.value.clone()).expect("content");
        assert!(content.contains("https://x.vn/kl/ket-luan/2026-03/#nv-III.1.%C4%91\">III.1.đ</a>. =Báo cáo &quot;A"));
    }
}
