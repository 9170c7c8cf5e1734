//! How to follow the site from one's own calendar and news reader: which calendars and feeds there are, and what the
//! page of each tells of them.

use super::Link;
use super::route::{Calendar, CalendarKind, Feed};
use crate::config::SiteConfig;
use crate::link::issuer_key;
use crate::memory;
use crate::registry::AgencyId;
use crate::site::{NoticeId, Site, TaskId};
use qrcode::{Color, EcLevel, QrCode};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// Whose entries a calendar holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Whose {
    Site,
    /// Of a year that the site's own calendar holds no more.
    Year(i32),
    /// What an agency leads or coordinates.
    Agency(AgencyId),
    /// What it leads.
    Led(AgencyId),
    /// Index into the register's topics.
    Topic(usize),
    Notice(NoticeId),
}

impl Whose {
    fn calendar(self, site: &Site) -> Calendar<'_> {
        match self {
            Whose::Site => Calendar::Site,
            Whose::Year(y) => Calendar::Year(y),
            Whose::Agency(a) => Calendar::Agency(&site.agencies[a].slug),
            Whose::Led(a) => Calendar::Led(&site.agencies[a].slug),
            Whose::Topic(t) => Calendar::Topic(&site.registry.topics[t].slug),
            Whose::Notice(n) => Calendar::Notice(&site.notices[n].id),
        }
    }

    /// Site-relative address of its calendar of a kind.
    pub fn address(self, site: &Site, kind: CalendarKind) -> String {
        self.calendar(site).address(kind)
    }

    /// Newest notice first where it is the site's, else in the order of time.
    pub fn tasks(self, site: &Site) -> Vec<TaskId> {
        match self {
            Whose::Site | Whose::Year(_) => site.order.iter().flat_map(|n| site.notices[*n].tasks.iter().copied()).collect(),
            Whose::Agency(a) => tasks_of(site, a).into_iter().collect(),
            Whose::Led(a) => site.led.get(&a).cloned().unwrap_or_default(),
            Whose::Topic(t) => site.topic_tasks.get(t).cloned().unwrap_or_default(),
            Whose::Notice(n) => site.notices[n].tasks.clone(),
        }
    }

    /// The kinds of calendar that it may have.
    pub fn all_kinds(self) -> &'static [CalendarKind] {
        use CalendarKind::{Days, Reminders, Undated};
        match self {
            Whose::Year(_) => &[Days],
            // nobody is reminded of a notice, but of what is his
            Whose::Notice(_) => &[Days, Undated],
            _ => &[Days, Reminders, Undated],
        }
    }

    /// The kinds of calendar that it has: those that have an entry, and that of the days in any case where it has a
    /// page to subscribe on.
    pub fn kinds(self, site: &Site) -> Vec<CalendarKind> {
        let (mut dated, mut undated) = (false, false);
        let tasks = if self == Whose::Site { vec![] } else { self.tasks(site) };
        for task in &tasks {
            for i in 0..site.task(*task).deadlines.len() {
                let stands = memory::stands_on(site, *task, i).is_some();
                dated |= stands;
                undated |= !stands;
            }
        }
        let has = |kind: &CalendarKind| match (self, kind) {
            (Whose::Site, _) | (Whose::Year(_) | Whose::Agency(_) | Whose::Topic(_), CalendarKind::Days) => true,
            (Whose::Led(_), CalendarKind::Days) => !tasks.is_empty(),
            (_, CalendarKind::Days | CalendarKind::Reminders) => dated,
            (_, CalendarKind::Undated) => undated,
        };
        self.all_kinds().iter().copied().filter(has).collect()
    }
}

/// The tasks that an agency leads or coordinates.
pub fn tasks_of(site: &Site, agency: AgencyId) -> BTreeSet<TaskId> {
    let of = |map: &BTreeMap<AgencyId, Vec<TaskId>>| map.get(&agency).cloned().unwrap_or_default();
    of(&site.led).into_iter().chain(of(&site.coordinated)).collect()
}

/// Who has issued notices: slug → name as first printed.
pub fn issuers(site: &Site) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    for id in site.order.iter().rev() {
        if let Some(name) = &site.notices[*id].notice.head.issuer {
            let slug = issuer_key(name);
            if slug.contains(|c: char| c.is_ascii_lowercase()) {
                found.entry(slug).or_insert_with(|| name.clone());
            }
        }
    }
    found
}

/// What a page tells of its calendars and feeds.
#[derive(Serialize)]
pub struct Subscription {
    /// Absolute address of its main calendar, and the same for programs that subscribe; empty where the page has none or
    /// the site's own address is not configured.
    address: String,
    webcal: String,
    qr: Option<Qr>,
    calendars: Vec<Offer>,
    feeds: Vec<Offer>,
}

/// A calendar or feed, with a sentence on what it is.
#[derive(Serialize)]
struct Offer {
    link: Link,
    /// Its media type.
    form: &'static str,
    what: String,
}

/// A code to photograph: the side in modules, and an SVG path of the dark ones.
#[derive(Serialize)]
struct Qr {
    side: usize,
    path: String,
}

/// Of the page of the whole calendar, of an agency, a topic or a notice.
pub fn subscription(site: &Site, config: &SiteConfig, whose: Whose) -> Subscription {
    let words = &site.words;
    let mut calendars = Vec::new();
    let of_agency = match whose {
        Whose::Agency(a) | Whose::Led(a) => Some(a),
        _ => None,
    };
    let all = match of_agency {
        Some(a) => vec![Whose::Agency(a), Whose::Led(a)],
        None => vec![whose],
    };
    for whose in all {
        for kind in whose.kinds(site) {
            let (name, what) = match kind {
                CalendarKind::Days => ("subscribe.days", "subscribe.days_what"),
                CalendarKind::Reminders => ("subscribe.reminders", "subscribe.reminders_what"),
                CalendarKind::Undated => ("subscribe.undated", "subscribe.undated_what"),
            };
            let name = words.text(name);
            let name = match whose {
                Whose::Agency(_) => words.say("subscribe.of_both", &[("kind", name.into())]),
                Whose::Led(_) => words.say("subscribe.of_led", &[("kind", name.into())]),
                _ => name.to_string(),
            };
            calendars.push(Offer {
                link: Link {
                    name,
                    href: whose.address(site, kind),
                },
                form: "text/calendar",
                what: words.say(what, &[("n", i64::from(config.remind_before).into())]),
            });
        }
    }
    let feed = match whose {
        Whose::Site | Whose::Year(_) => Some(Feed::Site),
        Whose::Agency(a) | Whose::Led(a) => Some(Feed::Agency(&site.agencies[a].slug)),
        Whose::Topic(t) => Some(Feed::Topic(&site.registry.topics[t].slug)),
        Whose::Notice(_) => None,
    };
    let main = calendars
        .first()
        .map(|c| c.link.href.as_str())
        .filter(|_| !config.base_url.is_empty());
    let address = main.map(|href| format!("{}/{href}", config.base_url)).unwrap_or_default();
    let webcal = address
        .split_once("://")
        .map(|(_, rest)| format!("webcal://{rest}"))
        .unwrap_or_default();
    Subscription {
        qr: qr(&webcal),
        address,
        webcal,
        calendars,
        feeds: feed.map(|feed| feeds(site, feed)).unwrap_or_default(),
    }
}

/// A feed in its two forms.
fn feeds(site: &Site, feed: Feed) -> Vec<Offer> {
    let offer = |name: &str, href: String, what: &str, form| Offer {
        link: Link {
            name: site.words.text(name).to_string(),
            href,
        },
        form,
        what: site.words.text(what).to_string(),
    };
    vec![
        offer("subscribe.atom", feed.atom(), "subscribe.atom_what", "application/atom+xml"),
        offer("subscribe.json_feed", feed.json(), "subscribe.json_what", "application/feed+json"),
    ]
}

/// What is new of the whole site, and of each body that issues notices where there are several.
pub fn news(site: &Site) -> Subscription {
    let mut all = feeds(site, Feed::Site);
    let issuers = issuers(site);
    for (slug, name) in issuers.iter().filter(|_| issuers.len() > 1) {
        for mut offer in feeds(site, Feed::Issuer(slug)) {
            offer.link.name = site
                .words
                .say("subscribe.of_issuer", &[("kind", offer.link.name.into()), ("issuer", name.into())]);
            // what a feed is was said of the first ones
            offer.what.clear();
            all.push(offer);
        }
    }
    Subscription {
        address: String::new(),
        webcal: String::new(),
        qr: None,
        calendars: Vec::new(),
        feeds: all,
    }
}

/// None for an empty text, or one longer than a code can hold.
fn qr(text: &str) -> Option<Qr> {
    let code = QrCode::with_error_correction_level(text, EcLevel::M)
        .ok()
        .filter(|_| !text.is_empty())?;
    let side = code.width();
    // runs of dark modules: a path of single ones is three times as long
    let mut path = String::new();
    for (y, row) in code.to_colors().chunks(side).enumerate() {
        let mut x = 0;
        for run in row.chunk_by(|a, b| a == b) {
            if run.first() == Some(&Color::Dark) {
                path.push_str(&format!("M{x} {y}h{}v1h-{}z", run.len(), run.len()));
            }
            x += run.len();
        }
    }
    Some(Qr { side, path })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The dark modules that a path draws.
    fn drawn(qr: &Qr) -> BTreeSet<(usize, usize)> {
        let mut out = BTreeSet::new();
        for run in qr.path.split('M').filter(|r| !r.is_empty()) {
            let (x, rest) = run.split_once(' ').expect("a place");
            let (y, rest) = rest.split_once('h').expect("a run");
            let (n, _) = rest.split_once('v').expect("a height");
            let (x, y, n): (usize, usize, usize) = (
                x.parse().expect("a number"),
                y.parse().expect("a number"),
                n.parse().expect("a number"),
            );
            out.extend((x..x + n).map(|x| (x, y)));
        }
        out
    }

    #[test]
    fn a_code_is_drawn_as_it_was_made() {
        let text = "webcal://vi-du.example/cong/ket-luan/co-quan/so-tai-chinh/lich.ics";
        let qr = qr(text).expect("a code");
        let code = QrCode::with_error_correction_level(text, EcLevel::M).expect("a code");
        let drawn = drawn(&qr);
        for y in 0..qr.side {
            for x in 0..qr.side {
                assert_eq!(drawn.contains(&(x, y)), code[(x, y)] == Color::Dark, "{x} {y}");
            }
        }
        assert!(super::qr("").is_none() && super::qr(&"a".repeat(5000)).is_none());
    }
}
