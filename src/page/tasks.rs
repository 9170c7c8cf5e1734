//! Views of tasks pages: every task while the site is small, else the newest year and a page for each.
use super::agency::{YearLink, ranks};
use super::route::Route;
use super::{Page, TaskView, task_view};
use crate::config::SiteConfig;
use crate::site::{Site, TaskId};
use serde::Serialize;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Up to so many tasks the index lists them all.
const MOST: usize = 500;

#[derive(Serialize)]
struct TasksView {
    total: usize,
    /// All tasks of the site are listed.
    whole: bool,
    /// "2026", or empty.
    year: String,
    tasks: Vec<TaskView>,
    years: Vec<YearLink>,
}

/// Tasks of each year, newest notice first, in the notice's order.
type Years = BTreeMap<Option<i32>, Vec<TaskId>>;

fn years(site: &Site) -> Years {
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
            Some(YearLink { year: y.to_string(), href: Route::TasksYear(y).address(), count: tasks.len(), current: current == Some(y) })
        })
        .collect()
}

pub fn pages<'a>(site: &'a Site, _config: &'a SiteConfig) -> Vec<Page<'a>> {
    let years = Arc::new(years(site));
    let shared = years.clone();
    let mut pages = vec![Page::new(
        Route::Tasks,
        "tasks.html",
        "Nhiệm vụ",
        "Danh mục nhiệm vụ được giao trong các thông báo kết luận: cơ quan chủ trì, phối hợp, thời hạn",
        move || index(site, &shared),
    )];
    for year in years.keys().filter_map(|y| *y) {
        let shared = years.clone();
        pages.push(Page::new(
            Route::TasksYear(year),
            "tasks-year.html",
            format!("Nhiệm vụ năm {year}"),
            format!("Danh mục nhiệm vụ được giao năm {year}"),
            move || TasksView {
                total: site.tasks.len(),
                whole: false,
                year: year.to_string(),
                tasks: shared.get(&Some(year)).into_iter().flatten().map(|t| task_view(site, *t)).collect(),
                years: links(&shared, Some(year)),
            },
        ));
    }
    pages
}

fn index(site: &Site, years: &Years) -> TasksView {
    let whole = site.tasks.len() <= MOST;
    let newest = years.keys().next_back().copied().flatten();
    // tasks of notices without a year have no page of their own, so they always stand here
    let tasks = years.iter().rev().filter(|(y, _)| whole || y.is_none() || **y == newest).flat_map(|(_, t)| t);
    TasksView {
        total: site.tasks.len(),
        whole,
        year: newest.map(|y| y.to_string()).unwrap_or_default(),
        tasks: tasks.map(|t| task_view(site, *t)).collect(),
        years: links(years, None),
    }
}

#[cfg(test)]
mod tests {
    use crate::calendar::Day;
    use crate::input::Input;
    use crate::source::SourceFile;
    use crate::span::SourceId;

    const BASE: &str = "<title>{% block title %}{% endblock %}</title><main>{% block main %}{% endblock %}</main>";

    fn notice(n: u32, month: u32, text: &str) -> SourceFile {
        let text = format!(
            "---\nid: 2026-0{month}\nperiod: 2026-0{month}\nissued: 2026-0{}-03\n---\n# THÔNG BÁO\n\n## I. Đánh giá tình hình\n\n1. Thu ngân sách trong tháng đạt {month}00 tỷ đồng, tăng 5,8% so với cùng kỳ.\n\n## II. Nhiệm vụ trọng tâm\n\n{text}\n",
            month + 1
        );
        SourceFile { id: SourceId(n), path: format!("content/2026-0{month}.md"), text, sha256: String::new() }
    }

    /// Every page of a small site renders with its template, has one h1, and no id twice.
    #[test]
    fn every_page_of_lists_renders() {
        let input = Input {
            notices: vec![
                notice(0, 3, "1. Sở Tài chính chủ trì, phối hợp với Sở Xây dựng hoàn thành báo cáo <quyết toán>, trước ngày 12/4/2026.\n\n2. Giao Sở Nội vụ báo cáo hằng tháng về cải cách hành chính."),
                notice(1, 4, "1. Sở Tài chính chủ trì, phối hợp với Sở Xây dựng hoàn thành báo cáo quyết toán, trước ngày 20/5/2026.\n\n2. Giao Sở Y tế chuẩn bị nội dung trước thời điểm Đại hội."),
            ],
            data: vec![],
            config: None,
            theme: vec![("templates/base.html".into(), BASE.into())],
            assets: vec![],
            today: Day::from_ymd_opt(2026, 5, 15).expect("a day"),
            previous: None,
        };
        let compiled = crate::compile(&input);
        let plan = crate::page::plan(&compiled.site, &compiled.config);
        let ours = ["agenc", "task", "calendar", "comparison", "indicator", "warnings"];
        for page in plan.iter().filter(|p| ours.iter().any(|o| p.template.starts_with(o))) {
            let html = crate::render::html::render(page, &compiled.config, &compiled.theme, compiled.site.today);
            assert_eq!(compiled.theme.failures(), Vec::<String>::new(), "{}", page.route.address());
            assert_eq!(html.matches("<h1").count(), 1, "{}", page.route.address());
            assert!(!html.contains("<quyết toán>") && !html.contains("style="));
            let mut ids: Vec<&str> = html.split(" id=\"").skip(1).filter_map(|r| r.split('"').next()).collect();
            ids.sort_unstable();
            let all = ids.len();
            ids.dedup();
            assert_eq!(all, ids.len(), "{}", page.route.address());
            for anchor in &page.anchors {
                assert!(ids.contains(&anchor.as_str()), "{anchor}");
            }
        }
    }
}
