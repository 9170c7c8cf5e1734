//! Views of tasks pages: the newest tasks, and every year's in pages of a few hundred. The list that is filtered in the
//! browser is `render/filter.rs`.
use super::agency::{YearLink, ranks};
use super::reads::Reads;
use super::route::Route;
use super::{Page, TaskView, task_view};
use crate::config::SiteConfig;
use crate::site::{Site, TaskId};
use serde::Serialize;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Tasks on one page.
const MOST: usize = 250;

#[derive(Serialize)]
struct TasksView {
    /// Of the site, on its index; else of the year.
    total: usize,
    /// "2026", or empty for the index.
    year: String,
    of_year: usize,
    caption: String,
    tasks: Vec<TaskView>,
    years: Vec<YearLink>,
    /// Pages of the year, where there are several.
    pages: Vec<YearLink>,
    /// Days after which nobody counts how late a task is.
    stale_after: i64,
}

/// Tasks of each year, newest notice first, in the notice's order.
type Years = BTreeMap<Option<i32>, Vec<TaskId>>;

/// Every task by the year of its notice, newest notice first, in the notice's order.
pub fn years(site: &Site) -> Years {
    let ranks = ranks(site);
    let mut all: Vec<TaskId> = site.tasks.iter().map(|(id, _)| id).collect();
    all.sort_by_key(|t| {
        let row = &site.tasks[*t];
        (ranks.get(row.notice.index()).copied().unwrap_or(usize::MAX), row.index)
    });
    let mut out = Years::new();
    for t in all {
        out.entry(site.notices[site.tasks[t].notice].year).or_default().push(t);
    }
    out
}

fn links(years: &Years, current: Option<i32>) -> Vec<YearLink> {
    years
        .iter()
        .rev()
        .filter_map(|(y, tasks)| {
            let y = (*y)?;
            Some(YearLink {
                year: y.to_string(),
                href: Route::TasksYear(y).address(),
                count: Some(tasks.len()).filter(|_| current.is_none_or(|c| c == y)),
                current: current == Some(y),
            })
        })
        .collect()
}

fn page_route(year: i32, page: usize) -> Route {
    match page {
        0 | 1 => Route::TasksYear(year),
        page => Route::TasksPage(year, page),
    }
}

pub fn pages<'a>(site: &'a Site, _config: &'a SiteConfig) -> Vec<Page<'a>> {
    let years = Arc::new(years(site));
    let shared = years.clone();
    let mut pages = vec![Page::new(
        Route::Tasks,
        "tasks.html",
        site.words.text("tasks.title"),
        site.words.text("tasks.description"),
        move || index(site, &shared),
    )];
    let all_years: Vec<Option<i32>> = years.keys().copied().collect();
    for (year, tasks) in years.iter().filter_map(|(y, t)| Some(((*y)?, t))) {
        let count = tasks.len().div_ceil(MOST);
        for page in 1..=count {
            let shared = years.clone();
            let args = [("year", year.into()), ("page", page.into())];
            let here = || tasks.iter().skip((page - 1) * MOST).take(MOST);
            let ids: Vec<&str> = here().map(|t| site.tasks[*t].id.as_str()).collect();
            let reads = Reads::new((ids, tasks.len(), &all_years)).tasks(here().copied());
            let page_of_year = Page::new(
                page_route(year, page),
                "tasks.html",
                site.words.say(if page == 1 { "tasks.year" } else { "tasks.year_page" }, &args),
                site.words.say("tasks.year_description", &args),
                move || {
                    let all = shared.get(&Some(year)).map_or(&[][..], |v| v);
                    TasksView {
                        total: all.len(),
                        year: year.to_string(),
                        of_year: all.len(),
                        caption: site.words.say("tasks.year_description", &[("year", year.into())]),
                        tasks: all.iter().skip((page - 1) * MOST).take(MOST).map(|t| task_view(site, *t)).collect(),
                        years: links(&shared, Some(year)),
                        pages: (1..=count)
                            .map(|n| YearLink {
                                year: n.to_string(),
                                href: page_route(year, n).address(),
                                count: Some(MOST.min(all.len() - (n - 1) * MOST)),
                                current: n == page,
                            })
                            .collect(),
                        stale_after: site.stale_after,
                    }
                },
            );
            pages.push(page_of_year.reading(reads));
        }
    }
    pages
}

fn index(site: &Site, years: &Years) -> TasksView {
    // tasks of notices without a year have no page of their own, so they always stand here
    let newest = years.iter().rev().filter(|(y, _)| y.is_some()).flat_map(|(_, t)| t).take(MOST);
    let undated = years.get(&None).into_iter().flatten();
    let tasks: Vec<TaskView> = newest.chain(undated).map(|t| task_view(site, *t)).collect();
    TasksView {
        total: site.tasks.len(),
        year: String::new(),
        of_year: 0,
        caption: if tasks.len() < site.tasks.len() {
            site.words.say("tasks.newest", &[("n", tasks.len().into())])
        } else {
            site.words.text("tasks.caption").to_string()
        },
        tasks,
        years: links(years, None),
        pages: Vec::new(),
        stale_after: site.stale_after,
    }
}

#[cfg(test)]
mod tests {
    use crate::calendar::{Day, Month, Period};
    use crate::diag::Diagnostics;
    use crate::input::Input;
    use crate::notice::{Bound, Certainty, Comparison, Deadline, Indicator, Mention, Notice, Task};
    use crate::outline::ClausePath;
    use crate::source::SourceFile;
    use crate::span::{SourceId, Span};
    use crate::{config, extract, link, outline, page, registry, render};

    const BASE: &str = "<title>{% block title %}{% endblock %}</title><main>{% block main %}{% endblock %}</main>";

    fn source(n: u32, month: u32) -> SourceFile {
        let text = format!(
            "---\nid: 2026-0{month}\n---\n# THÔNG BÁO\n\nI. Đánh giá\n\n1. Thu ngân sách.\n\nII. Nhiệm vụ\n\n1. Sở Tài chính báo cáo.\n"
        );
        SourceFile {
            id: SourceId(n),
            path: format!("content/2026-0{month}.md"),
            text,
            sha256: String::new(),
        }
    }

    /// A notice whose tasks and figures are set by hand: this test is of pages, not of reading.
    fn notice(mut n: Notice, month: u32, due: Day) -> Notice {
        let span = Span::file(n.document.source);
        let path = |p: &str| ClausePath(p.split('.').map(String::from).collect());
        let who = |name: &str| {
            vec![Mention {
                name: name.into(),
                slug: None,
                span,
                certainty: Default::default(),
                doubts: vec![],
            }]
        };
        let deadline = |quote: &str, bound| Deadline {
            quote: quote.into(),
            bound,
            lunar: false,
            time: None,
            span,
            certainty: Default::default(),
            doubts: vec![],
        };
        let task = |ordinal, text: &str, deadlines| Task {
            clause: path("II.1"),
            ordinal,
            text: text.into(),
            matter: 0,
            span,
            block: 0,
            leads: who("Sở Đo đạc"),
            coordinators: who("Ban <A> & B"),
            certainty: Certainty::Inherited,
            doubts: vec![],
            deadlines,
            corrected: true,
        };
        n.head.issuer = Some("UBND tỉnh A".into());
        n.head.period = Month::new(2026, month);
        n.tasks = vec![
            task(
                1,
                "hoàn thành báo cáo <quyết toán> dự án cải tạo trụ sở",
                vec![deadline("trước ngày …", Bound::Before(due))],
            ),
            task(
                2,
                "báo cáo kết quả",
                vec![
                    deadline(
                        "hằng tháng",
                        Bound::Every {
                            every: "P1M".into(),
                            weekday: None,
                            day: None,
                        },
                    ),
                    deadline("trước Đại hội", Bound::Event),
                ],
            ),
            task(3, "khẩn trương rà soát", vec![]),
        ];
        let period = Month::new(2026, month).map(Period::Month);
        n.indicators = vec![Indicator {
            id: "other:thu".into(),
            label: "thu \"phí\" <x>".into(),
            value: Some(f64::from(month) * 10.5),
            unit: Some("tỷ đồng".into()),
            span_of_time: period,
            comparisons: vec![Comparison {
                basis: Some("yoy"),
                value: -5.8,
                unit: "%".into(),
                level: false,
            }],
            quote: "thu <x>".into(),
            clause: path("I.1"),
            span,
            certainty: Default::default(),
            doubts: vec![],
        }];
        n
    }

    /// Every page of lists renders with its template, has one h1, no raw text as markup, and no id twice.
    #[test]
    fn every_page_of_lists_renders() {
        let day = |m, d| Day::from_ymd_opt(2026, m, d).expect("a day");
        let input = Input {
            notices: vec![source(0, 3), source(1, 4)],
            data: vec![],
            config: None,
            theme: vec![("templates/base.html".into(), BASE.into())],
            assets: vec![],
            today: day(5, 15),
            previous: None,
        };
        let mut diags = Diagnostics::new();
        let config = config::load(&input, &mut diags);
        let registry = registry::load(&input, &mut diags);
        let theme = render::theme::Theme::load(&input, &config.words, &mut diags);
        let mut notices = Vec::new();
        for (s, (month, due)) in input.notices.iter().zip([(3, day(5, 10)), (4, day(5, 20))]) {
            let read = extract::read(outline::parse(s, &mut diags), &registry, &mut diags);
            notices.push(notice(read, month, due));
        }
        let site = link::link(notices, registry, &config, input.today, &mut diags);
        let plan = page::plan(&site, &config);
        let ours = ["agenc", "task", "calendar", "comparison", "indicator", "warnings"];
        let mut seen = std::collections::BTreeSet::new();
        for page in plan.iter().filter(|p| ours.iter().any(|o| p.template.starts_with(o))) {
            seen.insert(page.template);
            let at = page.route.address();
            let html = render::html::render(page, &config, &theme, site.today);
            assert_eq!(theme.failures(), Vec::<String>::new(), "{at}");
            assert_eq!(html.matches("<h1").count(), 1, "{at}");
            assert!(
                !html.contains("<quyết toán>") && !html.contains("<x>") && !html.contains("style="),
                "{at}"
            );
            let mut ids: Vec<&str> = html.split(" id=\"").skip(1).filter_map(|r| r.split('"').next()).collect();
            ids.sort_unstable();
            let all = ids.len();
            ids.dedup();
            assert_eq!(all, ids.len(), "{at}");
            for anchor in &page.anchors {
                assert!(ids.contains(&anchor.as_str()), "{at} {anchor}");
            }
            if at == "canh-bao/" {
                assert!(html.contains("đã qua hạn 5 ngày, chưa có báo cáo") && html.contains("còn 5 ngày"));
            }
            if at == "chi-tieu/other-thu/" {
                assert_eq!(html.matches("<svg").count(), 2);
            }
        }
        assert_eq!(seen.len(), 12, "{seen:?}");
    }
}
