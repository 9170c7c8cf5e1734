//! Open data of follow-up: `topics.json`, `report-YYYY-MM.json` and, on demand, `.xlsx`, `chains.csv`, `series.csv`.

use super::Data;
use super::open_data::table::Table;
use super::open_data::{list, pretty, put, url};
use super::xlsx;
use crate::bundle::Bundle;
use crate::calendar::Month;
use crate::cell::{Cell, csv};
use crate::config::SiteConfig;
use crate::monthly::{self, Class};
use crate::page::{self, reads::Reads};
use crate::site::{Site, TaskId};
use rust_xlsxwriter::{Workbook, XlsxError};
use serde::Serialize;
use serde_json::{Value, json};
use std::sync::Arc;

/// Plans the files; says what those of a month read.
pub fn plan<'a>(data: Data<'a>, bundle: &mut Bundle<'a>) -> Vec<(String, Reads)> {
    let site = data.site;
    put(bundle, "du-lieu/topics.json", move || list("topics", topics(site, data.config)));
    put(bundle, "du-lieu/chains.csv", move || chains(site));
    put(bundle, "du-lieu/series.csv", move || series(site));
    for (name, schema) in schemas() {
        put(bundle, &format!("du-lieu/schema/{name}.json"), move || pretty(&schema));
    }
    let months = Arc::new(monthly::months(site));
    let mut reads = Vec::new();
    for (month, tasks) in months.iter() {
        let month = *month;
        reads.push((format!("du-lieu/report-{month}.json"), reads_of(site, month, tasks)));
        let all = months.clone();
        put(bundle, &format!("du-lieu/report-{month}.json"), move || {
            pretty(&report(site, month, all.get(&month).map_or(&[][..], |v| v)))
        });
        if data.config.with.xlsx {
            reads.push((format!("du-lieu/report-{month}.xlsx"), reads_of(site, month, tasks)));
            let all = months.clone();
            put(bundle, &format!("du-lieu/report-{month}.xlsx"), move || {
                // texts are cut to what a sheet can hold, so that the writer has nothing to refuse
                book(site, month, all.get(&month).map_or(&[][..], |v| v)).unwrap_or_default()
            });
        }
    }
    reads
}

fn reads_of(site: &Site, month: Month, tasks: &[TaskId]) -> Reads {
    let ids: Vec<&str> = tasks.iter().map(|t| site.tasks[*t].id.as_str()).collect();
    Reads::new((ids, month.last_day().min(site.today)))
        .entries(tasks.iter().copied())
        .without_days()
}

/// (name, schema) of each file of its own.
fn schemas() -> Vec<(&'static str, Value)> {
    let text = json!({ "type": "string" });
    let day = json!({ "type": "string", "format": "date" });
    let texts = json!({ "type": "array", "items": text });
    let object = |properties: Value| {
        let required: Vec<&String> = properties.as_object().map(|m| m.keys().collect()).unwrap_or_default();
        json!({ "type": "object", "properties": properties, "required": required, "additionalProperties": false })
    };
    let file = |name: &str, item: Value, more: Value| {
        let mut properties = json!({ "schema": { "const": format!("ketluan/{name}/1") }, name: { "type": "array", "items": item } });
        if let (Some(all), Some(more)) = (properties.as_object_mut(), more.as_object()) {
            all.extend(more.clone());
        }
        let mut schema = object(properties);
        schema["$schema"] = json!("https://json-schema.org/draft/2020-12/schema");
        schema
    };
    let place = object(json!({ "notice": text, "clause": text }));
    let figure = object(json!({ "indicator": text, "notice": text, "clause": text }));
    let topic = object(json!({
        "id": text, "name": text, "aliases": texts, "url": text, "tasks": texts, "paragraphs": { "type": "array", "items": place },
        "figures": { "type": "array", "items": figure }, "retired": { "oneOf": [{ "type": "null" }, day] },
    }));
    let agency = json!({ "oneOf": [{ "type": "null" }, object(json!({ "id": text, "name": text }))] });
    let mut line = json!({ "agency": agency });
    for class in Class::ALL {
        line[class.key()] = texts.clone();
    }
    vec![
        ("topics", file("topics", topic, json!({}))),
        (
            "report",
            file(
                "report",
                object(line),
                json!({ "month": text, "day": day, "reported": { "type": "boolean" } }),
            ),
        ),
    ]
}

#[derive(Serialize)]
struct TopicJson<'a> {
    id: &'a str,
    name: &'a str,
    aliases: &'a [String],
    url: String,
    tasks: Vec<&'a str>,
    /// Clauses that name it, whether tasks or not.
    paragraphs: Vec<PlaceJson<'a>>,
    /// Figures whose words name it.
    figures: Vec<FigureJson<'a>>,
    /// From this day on it is no longer followed.
    retired: Option<String>,
}

#[derive(Serialize)]
struct FigureJson<'a> {
    indicator: &'a str,
    notice: &'a str,
    clause: String,
}

#[derive(Serialize)]
struct PlaceJson<'a> {
    notice: &'a str,
    clause: String,
}

fn topics<'a>(site: &'a Site, config: &'a SiteConfig) -> impl Iterator<Item = TopicJson<'a>> {
    site.registry
        .topics
        .iter()
        .zip(&site.topic_tasks)
        .zip(&site.topic_clauses)
        .zip(&site.topic_figures)
        .map(move |(((t, tasks), clauses), figures)| TopicJson {
            figures: figures
                .iter()
                .map(|(n, i)| {
                    let f = &site.notices[*n].notice.indicators[*i];
                    FigureJson {
                        indicator: &f.id,
                        notice: &site.notices[*n].id,
                        clause: f.clause.to_string(),
                    }
                })
                .collect(),
            retired: t.retired.map(|d| d.to_string()),
            id: &t.slug,
            name: &t.name,
            aliases: &t.aliases,
            url: url(config, &page::route::Route::Topic(t.slug.clone()).address()),
            tasks: tasks.iter().map(|t| site.tasks[*t].id.as_str()).collect(),
            paragraphs: clauses
                .iter()
                .map(|(n, at)| PlaceJson {
                    notice: &site.notices[*n].id,
                    clause: site.notices[*n].notice.document.body[*at].path.to_string(),
                })
                .collect(),
        })
}

fn ids<'a>(site: &'a Site, tasks: Option<&Vec<TaskId>>) -> Vec<&'a str> {
    tasks.into_iter().flatten().map(|t| site.tasks[*t].id.as_str()).collect()
}

fn report(site: &Site, month: Month, tasks: &[TaskId]) -> Value {
    let r = monthly::report(site, month, tasks);
    let lines: Vec<Value> = r
        .lines
        .iter()
        .map(|line| {
            let agency = line
                .agency
                .map(|a| json!({ "id": site.agencies[a].slug, "name": site.agencies[a].name }));
            let mut out = json!({ "agency": agency });
            for class in Class::ALL {
                out[class.key()] = json!(ids(site, line.tasks.get(&class)));
            }
            out
        })
        .collect();
    json!({ "schema": "ketluan/report/1", "month": month.to_string(), "day": r.day.to_string(), "reported": r.reported, "report": lines })
}

/// The same as a workbook: counts by agency, and the tasks behind them.
fn book(site: &Site, month: Month, tasks: &[TaskId]) -> Result<Vec<u8>, XlsxError> {
    let r = monthly::report(site, month, tasks);
    let words = &site.words;
    let mut book = Workbook::new();
    // else the writer asks the clock, and no two builds are equal
    let title = words.say("report.title", &[("month", month.to_string().into())]);
    book.set_properties(&xlsx::properties(&title, "", xlsx::date(month.first_day())));
    let styles = xlsx::Styles::new();
    let counts = Table {
        columns: &["agency", "total", "in_time", "done_late", "late", "open", "undated", "ended"],
        rows: Box::new(r.lines.iter().map(|line| {
            let name = line.agency.map_or(words.text("assign.none"), |a| site.agencies[a].name.as_str());
            let mut row = vec![Cell::text(name), Cell::count(line.total())];
            row.extend(Class::ALL.map(|class| Cell::count(line.count(class))));
            row
        })),
    };
    xlsx::sheet(words, counts, words.text("sheet.by_agency"), book.add_worksheet(), &styles)?;
    let all = r.all.iter().flat_map(|(class, tasks)| tasks.iter().map(move |t| (*class, *t)));
    let tasks = Table {
        columns: &["task", "class", "text", "leads", "due"],
        rows: Box::new(all.map(|(class, task)| {
            let leads: Vec<&str> = site.tasks[task].leads.iter().map(|a| site.agencies[*a].name.as_str()).collect();
            vec![
                Cell::text(&site.tasks[task].id),
                Cell::text(words.text(&format!("report.{}", class.key()))),
                Cell::text(&site.task(task).text),
                Cell::text(leads.join("; ")),
                site.first_due(task).map_or(Cell::Empty, |d| Cell::Day(d.1)),
            ]
        })),
    };
    xlsx::sheet(words, tasks, words.text("word.task"), book.add_worksheet(), &styles)?;
    book.save_to_buffer()
}

/// One row a task of a matter that recurs: which matter, which time, whom and when.
fn chains(site: &Site) -> Vec<u8> {
    let rows = site.chains.iter().enumerate().flat_map(move |(chain, list)| {
        let first = list.first().map_or("", |t| site.tasks[*t].id.as_str());
        // a task with several matters may begin several
        let matter = match site.begun_before.get(chain) {
            Some(n) if *n > 0 => format!("{first}..{}", n + 1),
            _ => first.to_string(),
        };
        list.iter().map(move |t| {
            let row = &site.tasks[*t];
            let follows = site.follows_in(chain, *t);
            let leads: Vec<&str> = row.leads.iter().map(|a| site.agencies[*a].slug.as_str()).collect();
            vec![
                Cell::text(matter.as_str()),
                Cell::count(follows.map_or(0, |f| f.before)),
                Cell::text(&row.id),
                site.notices[row.notice].day.map_or(Cell::Empty, Cell::Day),
                Cell::maybe(follows.map(|f| site.tasks[f.task].id.as_str())),
                Cell::number(follows.map(|f| f.strength)),
                Cell::Text(leads.join(" ")),
                site.first_due(*t).map_or(Cell::Empty, |d| Cell::Day(d.1)),
                follows.map_or(Cell::Empty, |f| Cell::Flag(f.sure)),
            ]
        })
    });
    csv(
        ["matter", "repeated", "task", "day", "follows", "strength", "leads", "due", "sure"],
        rows,
    )
}

/// One row a figure, by indicator and time.
fn series(site: &Site) -> Vec<u8> {
    let rows = site.series.iter().flat_map(move |(id, list)| {
        list.iter().map(move |(n, i)| {
            let f = &site.notices[*n].notice.indicators[*i];
            vec![
                Cell::text(id),
                Cell::maybe(f.span_of_time.map(|p| p.to_string()).as_deref()),
                Cell::number(f.value),
                Cell::maybe(f.unit.as_deref()),
                Cell::text(&site.notices[*n].id),
                Cell::text(f.clause.to_string()),
            ]
        })
    });
    csv(["indicator", "span", "value", "unit", "notice", "clause"], rows)
}
