//! Views of years: the indicators of a year by month, and a month beside the same month of other years.
//!
//! Figures of a month, of a quarter, of the months so far and of a year never stand in one row.
use super::agency::alphabetical;
use super::route::Route;
use super::sections::{Cell, SectionsView, Table, link, text};
use super::series::{Kind, comparison_words, figure, figure_address, figure_words, indicator_name, period_words, unit_name};
use super::{Link, Page, agency_link, notice_link};
use crate::calendar::Period;
use crate::config::SiteConfig;
use crate::link::issuer_key;
use crate::notice::{Comparison, Indicator};
use crate::registry::AgencyId;
use crate::site::{FigureRef, NoticeId, Site};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Rows of agencies in a table of years: those with most to do.
const AGENCIES: usize = 40;
/// How many times a body was renamed at most, so that a register that goes round ends.
const RENAMED: usize = 8;

/// Issuer → year → its figures.
type ByYear = BTreeMap<String, BTreeMap<i32, Vec<FigureRef>>>;

fn issuer(site: &Site, notice: NoticeId) -> &str {
    site.notices[notice].notice.head.issuer.as_deref().unwrap_or_default()
}

/// The years of which figures speak, by issuer.
fn figures_by_year(site: &Site) -> ByYear {
    let mut out = ByYear::new();
    let issuers: Vec<String> = site
        .notices
        .iter()
        .map(|(_, e)| issuer_key(e.notice.head.issuer.as_deref().unwrap_or_default()))
        .collect();
    for (id, list) in &site.series {
        if id.starts_with("other:") {
            continue;
        }
        for &at in list {
            if let Some(period) = figure(site, at).and_then(|f| f.span_of_time) {
                let years = out.entry(issuers[at.0.index()].clone()).or_default();
                years.entry(period.last_month().year).or_default().push(at);
            }
        }
    }
    out
}

/// Years whose tables have pages, newest first.
pub fn years(site: &Site) -> Vec<Link> {
    let listed = site
        .series
        .iter()
        .filter(|(id, _)| !id.starts_with("other:"))
        .flat_map(|(_, list)| list);
    let years: BTreeSet<i32> = listed
        .filter_map(|at| Some(figure(site, *at)?.span_of_time?.last_month().year))
        .collect();
    let name = |y: &i32| site.words.say("word.year", &[("year", (*y).into())]);
    years
        .iter()
        .rev()
        .map(|y| Link {
            name: name(y),
            href: Route::IndicatorYear(*y).address(),
        })
        .collect()
}

/// Months of the year of which an issuer has notices of two years or more: (month, issuer) → year → its notice.
fn same_months(site: &Site) -> BTreeMap<u32, BTreeMap<String, BTreeMap<i32, NoticeId>>> {
    let mut out: BTreeMap<u32, BTreeMap<String, BTreeMap<i32, NoticeId>>> = BTreeMap::new();
    for &n in site.order.iter().rev() {
        let head = &site.notices[n].notice.head;
        if let (Some(month), crate::notice::NoticeKind::Conclusion) = (head.period, head.kind) {
            let issuers = out.entry(month.month).or_default();
            issuers.entry(issuer_key(issuer(site, n))).or_default().insert(month.year, n);
        }
    }
    for issuers in out.values_mut() {
        issuers.retain(|_, years| years.len() > 1);
    }
    out.retain(|_, issuers| !issuers.is_empty());
    out
}

/// Months that stand beside the same month of other years.
pub fn months(site: &Site) -> Vec<Link> {
    let name = |m: u32| site.words.say("years.month", &[("m", m.into())]);
    same_months(site)
        .keys()
        .map(|m| Link {
            name: name(*m),
            href: Route::SameMonth(*m).address(),
        })
        .collect()
}

pub fn pages<'a>(site: &'a Site, _config: &'a SiteConfig) -> Vec<Page<'a>> {
    let words = &site.words;
    let figures = Arc::new(figures_by_year(site));
    let years: BTreeSet<i32> = figures.values().flat_map(|y| y.keys().copied()).collect();
    let mut pages = Vec::new();
    for year in years {
        let all = figures.clone();
        pages.push(Page::new(
            Route::IndicatorYear(year),
            "sections.html",
            words.say("years.title", &[("year", year.into())]),
            words.say("years.description", &[("year", year.into())]),
            move || year_view(site, &all, year),
        ));
    }
    for (month, issuers) in same_months(site) {
        let name = words.say("years.month", &[("m", month.into())]);
        pages.push(Page::new(
            Route::SameMonth(month),
            "sections.html",
            words.say("years.same_title", &[("month", (&name).into())]),
            words.say("years.same_description", &[("month", name.into())]),
            move || same_month_view(site, month, &issuers),
        ));
    }
    pages
}

/// "GRDP (lũy kế, %)": what all figures of a row share.
fn row_head(site: &Site, id: &str, kind: Kind, unit: &str) -> Cell {
    let kind = site.words.text(kind.name()).to_lowercase();
    let what = if unit.is_empty() {
        kind
    } else {
        format!("{kind}, {}", unit_name(&site.words, unit))
    };
    link(Link {
        name: format!("{} ({what})", indicator_name(site, id)),
        href: Route::Indicator(id.to_string()).address(),
    })
}

fn cell(site: &Site, at: FigureRef) -> Cell {
    let Some(f) = figure(site, at) else { return text("–") };
    let name = match f.value {
        // the unit stands at the head of the row
        Some(value) => site.words.number(value, 3),
        None => match f.comparisons.iter().find(|c| c.basis == Some("yoy") && !c.level) {
            Some(yearly) => comparison_words(
                &site.words,
                &Comparison {
                    basis: None,
                    ..yearly.clone()
                },
            ),
            None => figure_words(&site.words, f),
        },
    };
    link(Link {
        name,
        href: figure_address(site, at),
    })
}

/// What a row has in common; figures without value stand with those of their indicator's usual unit.
fn row_key<'a>(site: &'a Site, f: &'a Indicator) -> (usize, &'a str, Kind, &'a str) {
    let rank = site.registry.indicators.iter().position(|d| d.id == f.id);
    let usual = rank.and_then(|r| site.registry.indicators[r].unit.as_deref());
    let unit = f.unit.as_deref().or(usual).unwrap_or_default();
    (rank.unwrap_or(usize::MAX), &f.id, Kind::of(f.span_of_time), unit)
}

fn year_view(site: &Site, figures: &ByYear, year: i32) -> SectionsView {
    let words = &site.words;
    let mut tables = Vec::new();
    for list in figures.values().filter_map(|years| years.get(&year)) {
        // row → month → the figure given last
        let mut rows: BTreeMap<(usize, &str, Kind, &str), BTreeMap<u32, FigureRef>> = BTreeMap::new();
        for &at in list {
            let Some(f) = figure(site, at) else { continue };
            let Some(month) = f.span_of_time.map(|p| p.last_month().month) else {
                continue;
            };
            let cells = rows.entry(row_key(site, f)).or_default();
            // a value outweighs a growth alone
            if f.value.is_some() || !cells.contains_key(&month) {
                cells.insert(month, at);
            }
        }
        let Some(first) = list.first() else { continue };
        let mut head = vec![words.text("indicator.column").to_string()];
        head.extend((1..=12u32).map(|m| words.say("years.column", &[("m", m.into())])));
        tables.push(Table {
            caption: words.say("years.caption", &[("year", year.into()), ("issuer", issuer(site, first.0).into())]),
            head,
            rows: rows
                .into_iter()
                .map(|((_, id, kind, unit), cells)| {
                    let mut row = vec![row_head(site, id, kind, unit)];
                    row.extend((1..=12).map(|m| cells.get(&m).map_or_else(|| text("–"), |at| cell(site, *at))));
                    row
                })
                .collect(),
        });
    }
    SectionsView {
        lead: words.say("years.lead", &[("year", year.into())]),
        notes: vec![words.text("years.how").into()],
        tables,
        links: [year - 1, year + 1]
            .into_iter()
            .filter(|y| figures.values().any(|years| years.contains_key(y)))
            .map(|y| Link {
                name: words.say("word.year", &[("year", y.into())]),
                href: Route::IndicatorYear(y).address(),
            })
            .chain([Link {
                name: words.text("indicator.index").into(),
                href: Route::Indicators.address(),
            }])
            .collect(),
        ..SectionsView::default()
    }
}

/// The body that has come of another, through all renamings that the register knows.
fn heir(site: &Site, by_slug: &BTreeMap<&str, AgencyId>, agency: AgencyId) -> AgencyId {
    let mut at = agency;
    for _ in 0..RENAMED {
        let [next] = site.agencies[at].successors.as_slice() else { break };
        match by_slug.get(next.as_str()) {
            Some(id) if *id != at => at = *id,
            _ => break,
        }
    }
    at
}

fn same_month_view(site: &Site, month: u32, issuers: &BTreeMap<String, BTreeMap<i32, NoticeId>>) -> SectionsView {
    let words = &site.words;
    let name = words.say("years.month", &[("m", month.into())]);
    let by_slug: BTreeMap<&str, AgencyId> = site.agencies.iter().map(|(id, a)| (a.slug.as_str(), id)).collect();
    let mut tables = Vec::new();
    for years in issuers.values() {
        let Some(who) = years.values().next().map(|n| issuer(site, *n)) else {
            continue;
        };
        let caption = |key: &str| words.say(key, &[("month", (&name).into()), ("issuer", who.into())]);
        let head = |first: &str| {
            let mut head = vec![words.text(first).to_string()];
            head.extend(years.keys().map(i32::to_string));
            head
        };
        // what was given: tasks, and how many of them with a day
        let count = |of: &dyn Fn(NoticeId) -> usize| years.values().map(|n| text(of(*n).to_string())).collect::<Vec<_>>();
        let dated = |n: NoticeId| site.notices[n].tasks.iter().filter(|t| site.first_due(**t).is_some()).count();
        let notices = years.values().map(|n| link(notice_link(site, *n))).collect::<Vec<_>>();
        let rows = [
            ("word.notice", notices),
            ("years.tasks", count(&|n| site.notices[n].tasks.len())),
            ("years.dated", count(&dated)),
        ];
        tables.push(Table {
            caption: caption("years.same_caption"),
            head: head("years.what"),
            rows: rows
                .into_iter()
                .map(|(key, cells)| {
                    let mut row = vec![text(words.text(key))];
                    row.extend(cells);
                    row
                })
                .collect(),
        });
        tables.push(Table {
            caption: caption("years.same_figures"),
            head: head("indicator.column"),
            rows: same_figures(site, years),
        });
        let mut load: BTreeMap<AgencyId, BTreeMap<i32, usize>> = BTreeMap::new();
        for (&year, &n) in years {
            for agency in site.notices[n].tasks.iter().flat_map(|t| &site.tasks[*t].leads) {
                *load.entry(heir(site, &by_slug, *agency)).or_default().entry(year).or_default() += 1;
            }
        }
        let mut load: Vec<(AgencyId, BTreeMap<i32, usize>)> = load.into_iter().collect();
        load.sort_by_key(|(a, by)| (std::cmp::Reverse(by.values().sum::<usize>()), *a));
        load.truncate(AGENCIES);
        let mut rows: Vec<(String, Vec<Cell>)> = load
            .into_iter()
            .map(|(agency, by)| {
                let who = agency_link(site, agency);
                let mut row = vec![link(who.clone())];
                row.extend(years.keys().map(|y| text(by.get(y).map_or("–".into(), usize::to_string))));
                (who.name, row)
            })
            .collect();
        alphabetical(&mut rows, |r| &r.0);
        tables.push(Table {
            caption: caption("years.same_load"),
            head: head("word.agency"),
            rows: rows.into_iter().map(|r| r.1).collect(),
        });
    }
    SectionsView {
        lead: words.say("years.same_lead", &[("month", name.into())]),
        notes: vec![words.text("years.same_how").into()],
        tables,
        links: vec![Link {
            name: words.text("comparison.index").into(),
            href: Route::Comparisons.address(),
        }],
        ..SectionsView::default()
    }
}

/// Figures that at least two of the years have, of the same kind of span and length.
fn same_figures(site: &Site, years: &BTreeMap<i32, NoticeId>) -> Vec<Vec<Cell>> {
    type Shape<'a> = ((usize, &'a str, Kind, &'a str), (u32, u32));
    let mut rows: BTreeMap<Shape, BTreeMap<i32, FigureRef>> = BTreeMap::new();
    for (&year, &n) in years {
        for (i, f) in site.notices[n].notice.indicators.iter().enumerate() {
            let (Some(period), false) = (f.span_of_time, f.id.starts_with("other:")) else {
                continue;
            };
            let shape = (period.first_month().month, period.last_month().month);
            let cells = rows.entry((row_key(site, f), shape)).or_default();
            if f.value.is_some() || !cells.contains_key(&year) {
                cells.insert(year, (n, i));
            }
        }
    }
    rows.into_iter()
        .filter(|(_, cells)| cells.len() > 1)
        .map(|(((_, id, kind, unit), _), cells)| {
            let mut head = row_head(site, id, kind, unit);
            // "2 tháng đầu năm" and "tháng 2" differ only in their words
            let span = cells.values().next_back().and_then(|at| figure(site, *at)?.span_of_time);
            if let Some(Period::Quarter(..) | Period::Months(..)) = span {
                head.text = format!("{}: {}", head.text, period_words(&site.words, span));
            }
            let mut row = vec![head];
            row.extend(years.keys().map(|y| cells.get(y).map_or_else(|| text("–"), |at| cell(site, *at))));
            row
        })
        .collect()
}
