//! Views of archive pages: all years, and the notices of a year.

use super::reads::Reads;
use super::route::Route;
use super::subscribe::{self, Subscription};
use super::{Link, Page, notice_link};
use crate::config::SiteConfig;
use crate::site::{NoticeId, Site};
use crate::words::Words;
use serde::Serialize;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// How many of the newest notices the archive's front page shows.
const NEWEST: usize = 12;

#[derive(Serialize)]
struct ArchiveView {
    notices: usize,
    tasks: usize,
    years: Vec<YearRow>,
    newest: Vec<NoticeRow>,
    subscription: Subscription,
}

#[derive(Serialize)]
struct YearRow {
    link: Link,
    notices: usize,
    tasks: usize,
}

#[derive(Serialize)]
struct YearView {
    heading: String,
    rows: Vec<NoticeRow>,
    others: Vec<Link>,
}

/// A notice as lists show it.
#[derive(Clone, Debug, Serialize)]
pub struct NoticeRow {
    pub link: Link,
    pub title: String,
    pub number: String,
    pub issuer: String,
    pub day: String,
    /// ISO or empty.
    pub iso: String,
    pub tasks: usize,
    pub summary: bool,
}

/// A notice as lists show it.
pub fn notice_row(site: &Site, id: NoticeId) -> NoticeRow {
    let entry = &site.notices[id];
    let head = &entry.notice.head;
    let link = notice_link(site, id);
    NoticeRow {
        title: head
            .title
            .clone()
            .filter(|t| *t != super::bare_name(site, id))
            .map(|t| super::excerpt(&t, 200))
            .unwrap_or_default(),
        link,
        number: head.number.clone().unwrap_or_default(),
        // one that goes by its issuer's name has it there
        issuer: head.issuer.clone().filter(|_| entry.apart.is_none()).unwrap_or_default(),
        day: entry.day.map(|d| site.words.day(d)).unwrap_or_default(),
        iso: entry.day.map(|d| d.to_string()).unwrap_or_default(),
        tasks: entry.tasks.len(),
        summary: entry.notice.document.front.original.is_some(),
    }
}

/// Notices by year, the newest year first and those without one last; within a year newest first.
fn by_year(site: &Site) -> Vec<(Option<i32>, Vec<NoticeId>)> {
    let mut years: BTreeMap<Reverse<Option<i32>>, Vec<NoticeId>> = BTreeMap::new();
    for id in &site.order {
        years.entry(Reverse(site.notices[*id].year)).or_default().push(*id);
    }
    years.into_iter().map(|(year, ids)| (year.0, ids)).collect()
}

fn year_link(words: &Words, year: Option<i32>) -> Link {
    match year {
        Some(y) => Link {
            name: words.say("word.year", &[("year", y.into())]),
            href: Route::ArchiveYear(y.to_string()).address(),
        },
        None => Link {
            name: words.text("word.no_day").into(),
            href: Route::ArchiveYear("khong-ngay".into()).address(),
        },
    }
}

/// The archive and its years.
pub fn pages<'a>(site: &'a Site, _config: &'a SiteConfig) -> Vec<Page<'a>> {
    let years = by_year(site);
    let links: Vec<Link> = years.iter().map(|(y, _)| year_link(&site.words, *y)).collect();
    let rows = |years: &[(Option<i32>, Vec<NoticeId>)]| -> Vec<(Option<i32>, usize, usize)> {
        years
            .iter()
            .map(|(y, ids)| (*y, ids.len(), ids.iter().map(|id| site.notices[*id].tasks.len()).sum()))
            .collect()
    };
    let counts = rows(&years);
    let mut pages = vec![Page::new(
        Route::Archive,
        "archive.html",
        site.words.text("archive.title"),
        site.words.text("archive.description"),
        move || ArchiveView {
            subscription: subscribe::news(site),
            notices: site.notices.len(),
            tasks: site.tasks.len(),
            years: counts
                .iter()
                .map(|(y, notices, tasks)| YearRow {
                    link: year_link(&site.words, *y),
                    notices: *notices,
                    tasks: *tasks,
                })
                .collect(),
            newest: site.order.iter().take(NEWEST).map(|id| notice_row(site, *id)).collect(),
        },
    )];
    for (year, ids) in years {
        let heading = match year {
            Some(y) => site.words.say("archive.year", &[("year", y.into())]),
            None => site.words.text("archive.no_day").to_string(),
        };
        let slug = year.map_or_else(|| "khong-ngay".to_string(), |y| y.to_string());
        let links = links.clone();
        let description = site.words.say(
            "archive.year_description",
            &[("heading", (&heading).into()), ("n", ids.len().into())],
        );
        let others: Vec<&str> = links.iter().map(|l| l.href.as_str()).collect();
        let reads = Reads::new(others).texts(ids.iter().copied()).without_days();
        let page = Page::new(
            Route::ArchiveYear(slug),
            "archive-year.html",
            heading.clone(),
            description,
            move || YearView {
                heading: heading.clone(),
                rows: ids.iter().map(|id| notice_row(site, *id)).collect(),
                others: links
                    .iter()
                    .filter(|l| l.href != year_link(&site.words, year).href)
                    .cloned()
                    .collect(),
            },
        );
        pages.push(page.reading(reads));
    }
    pages
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_notice_without_year_has_a_place_of_its_own() {
        let words = Words::default();
        assert_eq!(year_link(&words, None).href, "ket-luan/khong-ngay/");
        assert_eq!(year_link(&words, Some(2026)).href, "ket-luan/2026/");
        assert!(Reverse(Some(2026)) < Reverse(Some(2025)) && Reverse(Some(1)) < Reverse(None));
    }
}
