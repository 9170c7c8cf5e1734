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
