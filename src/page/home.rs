//! View of the front page: the newest notice in ten lines, what falls due, who has open tasks, headline figures.

use super::archive::{NoticeRow, notice_row};
use super::notice::{FigureView, anchors, figure_view};
use super::route::Route;
use super::series::{comparison_words, of_main_issuer, value_words};
use super::{Link, Page, TaskView, agency_link, notice_link, task_view};
use crate::calendar::Day;
use crate::config::SiteConfig;
use crate::notice::{Comparison, Indicator, NoticeKind};
use crate::registry::IndicatorDef;
use crate::site::{Entry, Lateness, NoticeId, Site, TaskId};
use chrono::Days;
use serde::Serialize;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// Longest list of tasks on the front page; the warnings have them all.
const MOST_TASKS: usize = 8;
/// Agencies shown on the front page.
const MOST_AGENCIES: usize = 12;
/// Headline figures.
const MOST_FIGURES: usize = 6;

#[derive(Serialize)]
struct HomeView {
    newest: Option<Newest>,
    recent: Vec<NoticeRow>,
    due: TaskList,
    late: TaskList,
    agencies: Vec<AgencyRow>,
    agency_count: usize,
    figures: Vec<Headline>,
    notices: usize,
    tasks: usize,
    stale_after: i64,
    /// Longest list of tasks.
    most: usize,
}

/// Days after which a figure is no headline any more.
const FRESH: i64 = 366;

#[derive(Serialize)]
pub struct Newest {
    link: Link,
    day: String,
    number: String,
    chair: String,
    tasks: usize,
    dated: usize,
    agencies: Vec<Count>,
    more_agencies: usize,
    /// Those that moved most first.
    figures: Vec<Moved>,
    comparison: Option<Link>,
    original: bool,
}

/// An indicator and what is said of it: its value, and how it moved.
#[derive(Serialize)]
struct Moved {
    indicator: Link,
    words: String,
}

#[derive(Serialize)]
pub struct Count {
    link: Link,
    count: usize,
}

#[derive(Serialize)]
struct TaskList {
    tasks: Vec<TaskView>,
    total: usize,
}

#[derive(Serialize)]
struct AgencyRow {
    link: Link,
    open: usize,
    late: usize,
    /// Of 100: its open tasks beside those of the agency that has most, and those past their day.
    bar: usize,
    bar_late: usize,
}

#[derive(Serialize)]
struct Headline {
    figure: FigureView,
    notice: Link,
}

/// The front page.
pub fn pages<'a>(site: &'a Site, config: &'a SiteConfig) -> Vec<Page<'a>> {
    vec![Page::new(
        Route::Home,
        "home.html",
        config.title.clone(),
        config.description.clone(),
        move || view(site),
    )]
}

/// The newest conclusion notice, else the newest of any kind.
pub fn newest(site: &Site) -> Option<NoticeId> {
    let conclusion = |n: &NoticeId| site.notices[*n].notice.head.kind == NoticeKind::Conclusion;
    site.order.iter().copied().find(conclusion).or(site.order.first().copied())
}

/// Tasks due within seven days, in order of day.
pub fn due_this_week(site: &Site) -> Vec<TaskId> {
    let week = site.today.checked_add_days(Days::new(7)).unwrap_or(site.today);
    tasks_between(site, site.today, week, |l| matches!(l, Lateness::Due(_)))
}

fn view(site: &Site) -> HomeView {
    let newest = newest(site);
    let from = u64::try_from(site.stale_after)
        .ok()
        .and_then(|n| site.today.checked_sub_days(Days::new(n.saturating_add(1))))
        .unwrap_or(Day::MIN);
    let passed = |l: Lateness| matches!(l, Lateness::Late(n) if n <= site.stale_after);
    let mut late = tasks_between(site, from, site.today, passed);
    // The latest passed deadline first: it is the one that can still be asked after.
    late.reverse();
    let late_tasks: BTreeSet<TaskId> = late.iter().copied().collect();
    let due = due_this_week(site);
    let mut agencies: Vec<_> = site
        .led
        .iter()
        .map(|(agency, tasks)| {
            let open = tasks.iter().filter(|t| !is_done(site, **t)).count();
            let late = tasks.iter().filter(|t| late_tasks.contains(t)).count();
            (Reverse(open), &site.agencies[*agency].name, *agency, late)
        })
        .filter(|row| row.0.0 > 0)
        .collect();
    agencies.sort();
    let most = agencies.iter().map(|row| row.0.0).max().unwrap_or(1);
    HomeView {
        newest: newest.map(|n| newest_view(site, n)),
        recent: site
            .order
            .iter()
            .filter(|n| Some(**n) != newest)
            .take(5)
            .map(|n| notice_row(site, *n))
            .collect(),
        due: task_list(site, &due),
        late: task_list(site, &late),
        agency_count: agencies.len(),
        agencies: agencies
            .into_iter()
            .take(MOST_AGENCIES)
            .map(|(open, _, agency, late)| AgencyRow {
                link: agency_link(site, agency),
                open: open.0,
                late,
                bar: share(open.0, most),
                bar_late: share(late, most),
            })
            .collect(),
        figures: headlines(site),
        notices: site.notices.len(),
        tasks: site.tasks.len(),
        stale_after: site.stale_after,
        most: MOST_TASKS,
    }
}

/// Whole per cent; never 0 where there is something.
pub fn share(part: usize, of: usize) -> usize {
    if part == 0 { 0 } else { (part * 100 / of.max(1)).clamp(1, 100) }
}

/// Reported as done or no longer in force.
pub fn is_done(site: &Site, id: TaskId) -> bool {
    site.is_closed(id)
}

/// Tasks with a deadline in the days given whose state is wanted, each once, in order of day.
fn tasks_between(site: &Site, from: Day, to: Day, wanted: impl Fn(Lateness) -> bool) -> Vec<TaskId> {
    let mut seen = BTreeSet::new();
    site.by_day
        .range(from..=to.max(from))
        .flat_map(|(_, deadlines)| deadlines)
        .filter(|(task, i)| wanted(site.lateness(*task, *i)) && seen.insert(*task))
        .map(|(task, _)| *task)
        .collect()
}

fn task_list(site: &Site, tasks: &[TaskId]) -> TaskList {
    TaskList {
        tasks: tasks.iter().take(MOST_TASKS).map(|t| task_view(site, *t)).collect(),
        total: tasks.len(),
    }
}

pub fn newest_view(site: &Site, id: NoticeId) -> Newest {
    let entry = &site.notices[id];
    let head = &entry.notice.head;
    let mut counts: BTreeMap<_, usize> = BTreeMap::new();
    for agency in entry.tasks.iter().flat_map(|t| &site.tasks[*t].leads) {
        *counts.entry(*agency).or_default() += 1;
    }
    let mut counts: Vec<_> = counts.into_iter().map(|(a, n)| (Reverse(n), &site.agencies[a].name, a)).collect();
    counts.sort();
    Newest {
        link: notice_link(site, id),
        day: head.meeting_date.or(head.issued).map(|d| site.words.day(d)).unwrap_or_default(),
        number: head.number.clone().unwrap_or_default(),
        chair: head.chair.clone().unwrap_or_default(),
        tasks: entry.tasks.len(),
        dated: entry.tasks.iter().filter(|t| site.first_due(**t).is_some()).count(),
        more_agencies: counts.len().saturating_sub(6),
        agencies: counts
            .into_iter()
            .take(6)
            .map(|(n, _, a)| Count {
                link: agency_link(site, a),
                count: n.0,
            })
            .collect(),
        figures: moved_most(site, entry),
        comparison: entry.previous.and_then(|previous| {
            let pair = site.pairs.iter().find(|p| p.earlier == previous && p.later == id)?;
            let address = Route::Comparison(site.notices[pair.earlier].id.clone(), site.notices[pair.later].id.clone()).address();
            Some(Link {
                name: super::notice_name(site, previous),
                href: address,
            })
        }),
        original: entry.notice.document.front.original.is_some(),
    }
}

/// Indicators of the register in a notice, by how far they moved from the month or the year before; then those of which it
/// gives a value only.
fn moved_most(site: &Site, entry: &Entry) -> Vec<Moved> {
    let growth = |i: &Indicator| {
        let grown = |c: &&Comparison| !c.level && c.unit == "%" && matches!(c.basis, Some("yoy" | "mom"));
        i.comparisons
            .iter()
            .filter(grown)
            .max_by(|a, b| a.value.abs().total_cmp(&b.value.abs()))
            .cloned()
    };
    let said = |i: &&Indicator| i.value.is_some() || !i.comparisons.is_empty();
    let known = entry.notice.indicators.iter().filter(said).filter_map(|i| {
        let def = site.registry.indicators.iter().find(|def| def.id == i.id)?;
        Some((def, i, growth(i)))
    });
    let mut found: Vec<(&IndicatorDef, &Indicator, Option<Comparison>)> = known.collect();
    let far = |c: &Option<Comparison>| c.as_ref().map_or(-1.0, |c| c.value.abs());
    found.sort_by(|a, b| far(&b.2).total_cmp(&far(&a.2)));
    let mut seen = BTreeSet::new();
    found.retain(|(def, ..)| seen.insert(def.id.as_str()));
    found
        .into_iter()
        .take(MOST_FIGURES)
        .map(|(def, i, growth)| {
            let value = i.value.map(|v| value_words(&site.words, v, i.unit.as_deref()));
            let shown = growth.or_else(|| i.comparisons.first().cloned());
            let moved = shown.as_ref().map(|c| comparison_words(&site.words, c));
            // a growth that is the figure itself is said once
            let itself = shown.is_some_and(|c| i.value == Some(c.value) && i.unit.as_ref() == Some(&c.unit));
            Moved {
                indicator: Link {
                    name: def.name.clone(),
                    href: Route::Indicator(def.id.clone()).address(),
                },
                words: match (value.filter(|_| !itself), moved) {
                    (Some(value), Some(moved)) => format!("{value}, {moved}"),
                    (value, moved) => value.or(moved).unwrap_or_default(),
                },
            }
        })
        .collect()
}

/// The latest figure of each indicator of the register, in the register's order; none of long before the newest notice.
fn headlines(site: &Site) -> Vec<Headline> {
    let newest = site.order.iter().find_map(|n| site.notices[*n].day).unwrap_or(site.today);
    site.registry
        .indicators
        .iter()
        .filter_map(|def| {
            let (notice, index) = of_main_issuer(site, site.series.get(&def.id)?)
                .0
                .into_iter()
                .rev()
                .find(|(n, i)| site.notices[*n].notice.indicators.get(*i).is_some_and(|f| f.value.is_some()))?;
            let entry = &site.notices[notice];
            let indicator = entry.notice.indicators.get(index)?;
            let day = indicator.span_of_time.map(|p| p.last_day()).or(entry.day);
            if day.is_some_and(|d| (newest - d).num_days() > FRESH) {
                return None;
            }
            let mut figure = figure_view(site, indicator, &anchors(entry));
            figure.label = def.name.clone();
            Some(Headline {
                figure,
                notice: notice_link(site, notice),
            })
        })
        .take(MOST_FIGURES + 2)
        .collect()
}

#[cfg(test)]
mod tests {
    use crate::calendar::{Day, Month, Period};
    use crate::config::SiteConfig;
    use crate::diag::Diagnostics;
    use crate::input::Input;
    use crate::notice::{Approval, Bound, Certainty, Citation, Comparison, Deadline, Head, Indicator, Mention, Notice, NoticeKind, Task};
    use crate::outline;
    use crate::page::Page;
    use crate::registry::{IndicatorDef, Registry, Topic};
    use crate::render::{html, theme::Theme};
    use crate::site::Site;
    use crate::source::SourceFile;
    use crate::span::SourceId;
    use std::collections::BTreeSet;

    const TEXT: &str =
        "## I. ĐÁNH GIÁ\n\n1. Thu ngân sách tăng 5%.\n\n## II. NHIỆM VỤ\n\n1. Sở A trình trước ngày 12/4/2026; Sở B báo cáo.\n";

    fn day(y: i32, m: u32, d: u32) -> Day {
        Day::from_ymd_opt(y, m, d).unwrap()
    }

    /// A notice with two tasks in its last block, one figure, one approval and one citation.
    fn notice(number: u32, period: Month) -> Notice {
        let id = SourceId(number);
        let source = SourceFile {
            id,
            path: format!("content/{period}.md"),
            text: TEXT.into(),
            sha256: "00".into(),
        };
        let mut document = outline::parse(&source, &mut Diagnostics::new());
        document.front.original = Some("Thông báo gốc".into());
        let head = Head {
            kind: NoticeKind::Conclusion,
            number: Some("1/TB-UBND".into()),
            issuer: None,
            place: None,
            issued: Some(period.last_day()),
            meeting_date: None,
            period: Some(period),
            chair: None,
            signer: None,
            addressees: vec![],
            recipients: vec!["Như trên".into(), "Lưu: VT".into()],
            title: None,
        };
        let block = document.body.len().saturating_sub(1);
        let clause = document.body[block].path.clone();
        let part = |ordinal, lead: &str, from: &str, to: &str| {
            let text = &document.body[block].block.text;
            let (a, b) = (text.find(from).unwrap(), text.find(to).unwrap() + to.len());
            let span = document.body[block].block.span_of(a, b);
            Task {
                clause: clause.clone(),
                ordinal,
                text: text[a..b].into(),
                matter: 0,
                span,
                block,
                leads: vec![Mention {
                    name: lead.into(),
                    slug: None,
                    span,
                    certainty: Default::default(),
                    doubts: vec![],
                }],
                coordinators: vec![],
                certainty: Certainty::Explicit,
                doubts: vec![],
                deadlines: vec![Deadline {
                    quote: "trước ngày 12/4/2026".into(),
                    bound: Bound::Before(day(2026, 4, 12)),
                    lunar: false,
                    time: None,
                    span,
                    certainty: Default::default(),
                    doubts: vec![],
                }],
                corrected: false,
            }
        };
        let tasks = vec![part(1, "Sở A", "Sở A", "2026"), part(2, "Sở B", "Sở B", "báo cáo")];
        let span = tasks[0].span;
        let indicators = vec![Indicator {
            id: "thu".into(),
            label: "Thu ngân sách".into(),
            value: Some(1234.5),
            unit: Some("tỷ đồng".into()),
            span_of_time: Some(Period::Month(period)),
            comparisons: vec![Comparison {
                basis: Some("yoy"),
                value: 5.0,
                unit: "%".into(),
                level: false,
            }],
            quote: "tăng 5%".into(),
            clause: clause.clone(),
            span,
            certainty: Default::default(),
            doubts: vec![],
        }];
        let approvals = vec![Approval {
            text: "Đề án".into(),
            clause: clause.clone(),
            span,
        }];
        let citations = vec![Citation {
            number: "01/NQ-CP".into(),
            quote: "Nghị quyết số 01/NQ-CP".into(),
            clause,
            span,
        }];
        Notice {
            document,
            head,
            tasks,
            indicators,
            approvals,
            targets: vec![],
            citations,
        }
    }

    fn site(notices: Vec<Notice>) -> Site {
        let registry = Registry {
            indicators: vec![IndicatorDef {
                id: "thu".into(),
                name: "Thu ngân sách".into(),
                ..Default::default()
            }],
            topics: vec![Topic {
                retired: None,
                slug: "bao-cao".into(),
                name: "Báo cáo".into(),
                aliases: vec!["báo cáo".into()],
            }],
            ..Default::default()
        };
        crate::link::link(notices, registry, &SiteConfig::default(), day(2026, 4, 10), &mut Diagnostics::new())
    }

    /// Every page of these modules as HTML, with its address.
    fn rendered(site: &Site) -> Vec<(String, String, Vec<String>)> {
        let config = SiteConfig {
            base_url: "https://vi.du".into(),
            footer: Some("Chân trang".into()),
            ..Default::default()
        };
        let input = Input {
            notices: vec![],
            data: vec![],
            config: None,
            theme: vec![],
            assets: vec![],
            today: site.today,
            previous: None,
        };
        let mut diags = Diagnostics::new();
        let theme = Theme::load(&input, &config.words, &mut diags);
        assert!(diags.is_empty(), "{:?}", diags.iter().collect::<Vec<_>>());
        let mut pages: Vec<Page> = Vec::new();
        pages.extend(super::pages(site, &config));
        pages.extend(crate::page::archive::pages(site, &config));
        pages.extend(crate::page::notice::pages(site, &config));
        pages.extend(crate::page::documents::pages(site, &config));
        let html = pages
            .iter()
            .map(|p| (p.route.address(), html::render(p, &config, &theme, site.today), p.anchors.clone()))
            .collect();
        assert_eq!(theme.failures(), Vec::<String>::new());
        html
    }

    fn months() -> Vec<Notice> {
        vec![notice(0, Month { year: 2026, month: 2 }), notice(1, Month { year: 2026, month: 3 })]
    }

    #[test]
    fn every_page_renders_with_one_first_heading_and_headings_in_order() {
        for site in [site(months()), site(vec![])] {
            for (address, html, _) in rendered(&site) {
                let levels: Vec<u8> = html
                    .match_indices("<h")
                    .filter_map(|(i, _)| html.as_bytes().get(i + 2).filter(|b| b.is_ascii_digit()).map(|b| b - b'0'))
                    .collect();
                assert_eq!(levels.iter().filter(|l| **l == 1).count(), 1, "{address}");
                assert!(levels.windows(2).all(|w| w[1] <= w[0] + 1), "{address}: {levels:?}");
                assert!(!html.contains(" style=") && !html.contains("onclick"), "{address}");
            }
        }
    }

    #[test]
    fn ids_stand_once_and_every_promised_anchor_is_there() {
        for (address, html, anchors) in rendered(&site(months())) {
            let ids: Vec<&str> = html.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
            assert_eq!(ids.len(), ids.iter().collect::<BTreeSet<_>>().len(), "{address}: {ids:?}");
            for anchor in anchors {
                assert!(ids.contains(&anchor.as_str()), "{address}#{anchor}: {ids:?}");
            }
        }
    }

    #[test]
    fn tasks_are_marked_where_they_stand_and_named_at_home() {
        let all = rendered(&site(months()));
        let of = |address: &str| all.iter().find(|p| p.0 == address).map(|p| p.1.clone()).unwrap_or_default();
        let text = of("ket-luan/2026-03/");
        assert!(text.contains("id=\"nv-II.1\"") && text.contains("id=\"nv-II.1~2\""), "{text}");
        assert!(text.contains("Bản tóm lược bằng lời của người biên soạn"));
        let home = of("");
        assert!(home.contains("Sở A") && home.contains("còn 2 ngày"), "{home}");
        assert!(of("van-ban/").contains("ket-luan/2026-03/#II.1"));
    }
}
