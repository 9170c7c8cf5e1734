//! The list of tasks that the browser filters: `nhiem-vu/du-lieu/`, read by `tasks.js`.
//!
//! `index.json` has `{"agencies": [[slug, name]…], "topics": [[slug, name]…], "years": [[year or null, files]…],
//! "notices": [[id, name]…], "months": ["2026-04"…], "stale_after": 90}`, the newest year, notice and month first; of notices with tasks the
//! newest few hundred, for the others a year is chosen first. `YEAR-N.json` (`0-N` for notices without year) has so many tasks, newest notice first:
//! `{"notices": [[id, name, year, official name]…], "rows": [[notice, anchor, text, leads, coordinators, deadlines, closed, matter, topics, progress]…]}`.
//! Notices, agencies and topics are places in their lists. A deadline is its day with `b` where it is late on the day
//! itself and `r` where progress was reported, or `*` (recurring) or `~` (no day) with its words. `matter` is the place in the
//! text, in UTF-16 as scripts count, at which the matter begins. `closed` is 0 for an open task, 1 for one that is done, 2 for one no
//! longer in force, 3 for one that is no task. `progress` is its latest entry in words; it is left out where there is none, and `topics`
//! where both are empty.

use super::open_data::put;
use super::xlsx::official_name;
use crate::bundle::Bundle;
use crate::notice::Bound;
use crate::page::tasks::years;
use crate::page::{self, agency};
use crate::registry::{AgencyId, Status};
use crate::site::{Site, TaskId};
use serde::Serialize;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Tasks in one file.
const CHUNK: usize = 1000;
/// Notices to choose from.
const NOTICES: usize = 500;

#[derive(Serialize)]
struct Index<'a> {
    agencies: Vec<(&'a str, &'a str)>,
    topics: Vec<(&'a str, &'a str)>,
    years: Vec<(Option<i32>, usize)>,
    notices: Vec<(&'a str, String)>,
    months: Vec<String>,
    /// Days after which nobody counts how late a task is.
    stale_after: i64,
}

#[derive(Serialize, Default)]
struct File {
    notices: Vec<(String, String, Option<i32>, String)>,
    rows: Vec<Row>,
}

#[derive(Serialize)]
struct Row(
    usize,
    String,
    String,
    Vec<usize>,
    Vec<usize>,
    Vec<String>,
    u8,
    usize,
    #[serde(skip_serializing_if = "Option::is_none")] Option<Vec<usize>>,
    #[serde(skip_serializing_if = "Option::is_none")] Option<String>,
);

/// Plans the files.
pub fn plan<'a>(site: &'a Site, bundle: &mut Bundle<'a>) {
    let mut agencies: Vec<(AgencyId, &str)> = site.agencies.iter().map(|(id, a)| (id, a.name.as_str())).collect();
    agency::alphabetical(&mut agencies, |a| a.1);
    let places: Arc<BTreeMap<AgencyId, usize>> = Arc::new(agencies.iter().enumerate().map(|(i, a)| (a.0, i)).collect());
    let years = Arc::new(years(site));
    let of_years: Vec<(Option<i32>, usize)> = years.iter().rev().map(|(y, tasks)| (*y, tasks.len().div_ceil(CHUNK))).collect();
    for (year, files) in &of_years {
        for n in 1..=*files {
            let (year, years, places) = (*year, years.clone(), places.clone());
            put(bundle, &format!("nhiem-vu/du-lieu/{}-{n}.json", year.unwrap_or(0)), move || {
                let tasks = years.get(&year).map_or(&[][..], |v| v);
                let part: Vec<TaskId> = tasks.iter().skip((n - 1) * CHUNK).take(CHUNK).copied().collect();
                json(&file(site, &places, &part))
            });
        }
    }
    put(bundle, "nhiem-vu/du-lieu/index.json", move || {
        json(&Index {
            agencies: agencies
                .iter()
                .map(|(id, name)| (site.agencies[*id].slug.as_str(), *name))
                .collect(),
            topics: site.registry.topics.iter().map(|t| (t.slug.as_str(), t.name.as_str())).collect(),
            years: of_years.clone(),
            notices: given(site).take(NOTICES).collect(),
            months: site.due_months().iter().rev().map(ToString::to_string).collect(),
            stale_after: site.stale_after,
        })
    });
}

/// Notices that give tasks and their names, newest first.
fn given(site: &Site) -> impl Iterator<Item = (&str, String)> {
    let order = site.order.iter().filter(|n| !site.notices[**n].tasks.is_empty());
    order.map(|n| (site.notices[*n].id.as_str(), page::notice_name(site, *n)))
}

fn file(site: &Site, places: &BTreeMap<AgencyId, usize>, tasks: &[TaskId]) -> File {
    let mut out = File::default();
    let of = |list: &[AgencyId]| list.iter().filter_map(|a| places.get(a).copied()).collect();
    let mut last = None;
    for id in tasks {
        let (task, row) = (site.task(*id), &site.tasks[*id]);
        if last != Some(row.notice) {
            let entry = &site.notices[row.notice];
            out.notices.push((
                entry.id.clone(),
                page::notice_name(site, row.notice),
                entry.year,
                official_name(site, row.notice),
            ));
            last = Some(row.notice);
        }
        let progress = site.progress(*id).map(|p| page::progress_words(&site.words, p));
        // what stands behind keeps its place
        let topics = Some(row.topics.clone()).filter(|t| !t.is_empty() || progress.is_some());
        out.rows.push(Row(
            out.notices.len() - 1,
            page::task_anchor(site, *id),
            task.text.clone(),
            of(&row.leads),
            of(&row.coordinators),
            page::by_day(site, *id).into_iter().map(|i| deadline(site, *id, i)).collect(),
            closed(site, *id),
            task.text.get(..task.matter).map_or(0, |who| who.encode_utf16().count()),
            topics,
            progress,
        ));
    }
    out
}

fn closed(site: &Site, id: TaskId) -> u8 {
    match site.progress(id).map(|p| p.status) {
        Some(Status::Void) => 2,
        Some(Status::NoTask) => 3,
        Some(status) if status.closes() => 1,
        _ => 0,
    }
}

fn deadline(site: &Site, id: TaskId, i: usize) -> String {
    let d = site.deadline(id, i);
    // the day that counts now, also where it was put off
    match site.due(id, i) {
        Some(day) => {
            let on_the_day = if page::is_late_on_the_day(site, id, i) { "b" } else { "" };
            let told = site.progress(id).is_some_and(|p| p.status != Status::Unreported);
            let reported = if told { "r" } else { "" };
            format!("{day}{on_the_day}{reported}")
        }
        None if matches!(d.bound, Bound::Every { .. }) => format!("*{}", d.quote),
        None => format!("~{}", d.quote),
    }
}

fn json(value: &impl Serialize) -> Vec<u8> {
    // Plain data with text keys always serialises.
    serde_json::to_vec(value).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_say_who_when_and_where() {
        let site = super::super::open_data::tests::site();
        let mut bundle = Bundle::default();
        plan(&site, &mut bundle);
        let read = |p: &str| -> serde_json::Value { serde_json::from_slice(&bundle.bytes(p).expect(p)).expect("JSON") };
        let index = read("nhiem-vu/du-lieu/index.json");
        assert_eq!(index["years"], serde_json::json!([[2026, 1]]));
        assert_eq!(index["notices"][0][0], "2026-03");
        assert_eq!(index["months"], serde_json::json!(["2026-04"]));
        assert_eq!(index["stale_after"], 90);
        let file = read("nhiem-vu/du-lieu/2026-1.json");
        assert_eq!(file["notices"][0][0], "2026-03");
        assert_eq!(file["rows"][0][1], "III.1.đ");
        assert_eq!(file["rows"][0][5], serde_json::json!(["2026-04-12b"]));
        let undated = file["rows"][1][5].as_array().expect("deadlines");
        assert!(undated.iter().all(|d| d.as_str().is_some_and(|d| d.starts_with(['*', '~']))));
    }
}
