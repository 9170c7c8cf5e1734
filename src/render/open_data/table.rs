//! Each data set as a table, for CSV and workbooks: the same columns and cells in both.

use super::rows::{self, Body};
use super::{Part, Set};
use crate::cell::{self, Cell};
use crate::page;
use crate::page::agency::alphabetical;
use crate::render::Data;
use crate::site::TaskId;

/// Texts that may hold a semicolon, one a line.
fn lines<'t>(parts: impl IntoIterator<Item = &'t str>) -> Cell {
    Cell::Text(parts.into_iter().collect::<Vec<_>>().join("\n"))
}

fn joined<'t>(parts: impl IntoIterator<Item = &'t str>) -> Cell {
    Cell::Text(parts.into_iter().collect::<Vec<_>>().join("; "))
}

fn day(day: Option<rows::Iso>) -> Cell {
    day.map_or(Cell::Empty, |d| Cell::Day(d.0))
}

/// Columns by their names in the JSON, and rows of as many cells.
pub struct Table<'a> {
    pub columns: &'static [&'static str],
    pub rows: Box<dyn Iterator<Item = Vec<Cell>> + 'a>,
}

impl Table<'_> {
    pub fn csv(self) -> Vec<u8> {
        cell::csv(self.columns, self.rows)
    }
}

fn ids(bodies: &[Body]) -> Cell {
    joined(bodies.iter().map(|b| b.id))
}

fn names(bodies: &[Body]) -> Cell {
    joined(bodies.iter().map(|b| b.name))
}

/// A data set, or a part of it, as a table.
pub fn table<'a>(data: Data<'a>, set: Set, part: Part<'a>) -> Table<'a> {
    match set {
        Set::Notices => notices(data),
        Set::Tasks => of_tasks(data, part.tasks(data.site)),
        Set::Deadlines => deadlines(data, part),
        Set::Agencies => agencies(data),
        Set::Indicators => indicators(data, part),
        Set::Comparisons => comparisons(data, part),
        Set::Progress => progress(data),
        Set::Citations => citations(data),
    }
}

fn notices<'a>(data: Data<'a>) -> Table<'a> {
    let Data { site, config, .. } = data;
    Table {
        columns: &[
            "id",
            "url",
            "kind",
            "number",
            "issuer",
            "place",
            "issued",
            "meeting_date",
            "period",
            "chair",
            "signer_name",
            "signer_title",
            "signer_authority",
            "recipients",
            "title",
            "approvals",
            "tasks",
            "indicators",
            "sha256",
        ],
        rows: Box::new(site.order.iter().map(move |id| {
            let n = rows::notice(site, config, *id);
            let signer = n.signer.as_ref();
            vec![
                Cell::text(n.id),
                Cell::Text(n.url),
                Cell::text(n.kind),
                Cell::maybe(n.number),
                Cell::maybe(n.issuer),
                Cell::maybe(n.place),
                day(n.issued),
                day(n.meeting_date),
                Cell::maybe(n.period.as_deref()),
                Cell::maybe(n.chair),
                Cell::maybe(signer.map(|s| s.name)),
                Cell::maybe(signer.and_then(|s| s.title)),
                Cell::maybe(signer.and_then(|s| s.authority)),
                lines(n.recipients.iter().map(String::as_str)),
                Cell::maybe(n.title),
                lines(n.approvals),
                Cell::count(n.tasks.len()),
                Cell::count(n.indicators.len()),
                Cell::text(n.source.sha256),
            ]
        })),
    }
}

/// These tasks.
pub fn of_tasks<'a>(data: Data<'a>, tasks: Vec<TaskId>) -> Table<'a> {
    let Data { site, config, .. } = data;
    Table {
        columns: &[
            "notice",
            "issued",
            "id",
            "url",
            "clause",
            "text",
            "lead_ids",
            "leads",
            "coordinator_ids",
            "coordinators",
            "due",
            "bound",
            "quote",
            "inherited",
            "corrected",
        ],
        rows: Box::new(tasks.into_iter().map(move |id| {
            let entry = &site.notices[site.tasks[id].notice];
            let t = rows::task(site, config, id);
            // one day is a day; several are a text
            let due = match t.deadlines.as_slice() {
                [one] => day(one.due),
                several => {
                    let days: Vec<String> = several.iter().map(|d| d.due.map(|d| d.0.to_string()).unwrap_or_default()).collect();
                    joined(days.iter().map(String::as_str))
                }
            };
            vec![
                Cell::text(&entry.id),
                entry.notice.head.issued.map_or(Cell::Empty, Cell::Day),
                Cell::text(t.id),
                Cell::Text(t.url),
                Cell::Text(t.clause),
                Cell::text(t.text),
                ids(&t.leads),
                names(&t.leads),
                ids(&t.coordinators),
                names(&t.coordinators),
                due,
                joined(t.deadlines.iter().map(|d| d.bound)),
                joined(t.deadlines.iter().map(|d| d.quote)),
                Cell::Flag(t.inherited),
                Cell::Flag(t.corrected),
            ]
        })),
    }
}

/// A role of agencies in tasks.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Role {
    Leads,
    Coordinates,
}

/// These tasks by who has the role in them: one row an agency and task, in the alphabetical order of the agencies.
pub fn by_role<'a>(data: Data<'a>, tasks: Vec<TaskId>, role: Role) -> Table<'a> {
    let site = data.site;
    let mut pairs: Vec<(&str, TaskId)> = Vec::new();
    for id in tasks {
        let row = &site.tasks[id];
        let bodies = if role == Role::Leads { &row.leads } else { &row.coordinators };
        pairs.extend(bodies.iter().map(|agency| (site.agencies[*agency].name.as_str(), id)));
    }
    // stable: an agency's tasks stay in their order
    alphabetical(&mut pairs, |(agency, _)| agency);
    Table {
        columns: &["agency", "notice", "task", "clause", "text", "due", "quote", "status"],
        rows: Box::new(pairs.into_iter().map(move |(agency, id)| {
            let task = site.task(id);
            vec![
                Cell::text(agency),
                Cell::text(&site.notices[site.tasks[id].notice].id),
                Cell::text(&site.tasks[id].id),
                Cell::text(task.clause.to_string()),
                Cell::text(&task.text),
                site.first_due(id).map_or(Cell::Empty, |(_, day)| Cell::Day(day)),
                joined(task.deadlines.iter().map(|d| d.quote.as_str())),
                Cell::maybe(site.progress(id).map(|p| page::progress_words(&site.words, p)).as_deref()),
            ]
        })),
    }
}

fn deadlines<'a>(data: Data<'a>, part: Part<'a>) -> Table<'a> {
    Table {
        columns: &[
            "notice",
            "task",
            "ordinal",
            "url",
            "due",
            "bound",
            "every",
            "weekday",
            "day",
            "time",
            "lunar",
            "quote",
            "lead_ids",
            "leads",
            "coordinator_ids",
            "coordinators",
            "due_in_notice",
        ],
        rows: Box::new(rows::deadlines(data.site, data.config, part).map(|r| {
            let d = r.entry.deadline;
            vec![
                Cell::text(r.notice),
                Cell::text(r.entry.task),
                Cell::count(r.entry.ordinal),
                Cell::Text(r.entry.url),
                day(d.due),
                Cell::text(d.bound),
                Cell::maybe(d.every),
                Cell::number(d.weekday.map(f64::from)),
                Cell::number(d.day.map(f64::from)),
                Cell::maybe(d.time),
                Cell::Flag(d.lunar),
                Cell::text(d.quote),
                ids(&r.entry.leads),
                names(&r.entry.leads),
                ids(&r.entry.coordinators),
                names(&r.entry.coordinators),
                day(r.entry.due_in_notice),
            ]
        })),
    }
}

fn agencies<'a>(data: Data<'a>) -> Table<'a> {
    fn list(texts: &[String]) -> Cell {
        joined(texts.iter().map(String::as_str))
    }
    Table {
        columns: &[
            "id",
            "url",
            "name",
            "short",
            "aliases",
            "kind",
            "parent",
            "from",
            "to",
            "predecessors",
            "successors",
            "note",
            "leads",
            "coordinates",
        ],
        rows: Box::new(rows::agencies(data.site, data.config).map(|a| {
            vec![
                Cell::text(a.id),
                Cell::Text(a.url),
                Cell::text(a.name),
                list(a.short),
                list(a.aliases),
                Cell::text(a.kind),
                Cell::maybe(a.parent),
                day(a.from),
                day(a.to),
                list(a.predecessors),
                list(a.successors),
                Cell::maybe(a.note),
                Cell::count(a.leads),
                Cell::count(a.coordinates),
            ]
        })),
    }
}

/// One row for each comparison of a figure, one for a figure without any; `figure` tells the figures of a notice apart.
fn indicators<'a>(data: Data<'a>, part: Part<'a>) -> Table<'a> {
    let site = data.site;
    Table {
        columns: &[
            "notice",
            "id",
            "label",
            "value",
            "unit",
            "span",
            "basis",
            "comparison",
            "comparison_unit",
            "level",
            "clause",
            "quote",
            "figure",
        ],
        rows: Box::new(rows::figures(site, part).flat_map(move |r| {
            let Some(found) = rows::observation(site, r) else {
                return Vec::new();
            };
            let (notice, i) = (found.notice, found.entry);
            let row = |c: Option<&rows::ComparisonJson>| {
                vec![
                    Cell::text(notice),
                    Cell::text(i.id),
                    Cell::text(i.label),
                    Cell::number(i.value),
                    Cell::maybe(i.unit),
                    Cell::maybe(i.span.as_deref()),
                    Cell::maybe(c.and_then(|c| c.basis)),
                    Cell::number(c.map(|c| c.value)),
                    Cell::maybe(c.map(|c| c.unit)),
                    c.map_or(Cell::Empty, |c| Cell::Flag(c.level)),
                    Cell::text(&i.clause),
                    Cell::text(i.quote),
                    Cell::count(r.1 + 1),
                ]
            };
            match i.comparisons.is_empty() {
                true => vec![row(None)],
                false => i.comparisons.iter().map(|c| row(Some(c))).collect(),
            }
        })),
    }
}

/// One row for each finding of a comparison; `kind` says which.
fn comparisons<'a>(data: Data<'a>, part: Part<'a>) -> Table<'a> {
    Table {
        columns: &[
            "earlier",
            "later",
            "kind",
            "earlier_task",
            "later_task",
            "strength",
            "indicator",
            "earlier_value",
            "later_value",
            "unit",
            "change",
            "reason",
            "agency",
            "earlier_leads",
            "earlier_coordinates",
            "later_leads",
            "later_coordinates",
            "sure",
        ],
        rows: Box::new(rows::comparisons(data.site, part).flat_map(|p| {
            // (name of the finding, the column of its first cell, its cells)
            let row = |kind: &str, at: usize, cells: Vec<Cell>| {
                let mut out = vec![Cell::text(p.earlier), Cell::text(p.later), Cell::text(kind)];
                out.resize(at, Cell::Empty);
                out.extend(cells);
                out.resize(18, Cell::Empty);
                out
            };
            let mut out = Vec::new();
            for c in &p.continued {
                let cells = vec![Cell::text(c.earlier), Cell::text(c.later), Cell::Number(c.strength)];
                let mut row = row("continued", 3, cells);
                row[17] = Cell::Flag(c.sure);
                out.push(row);
            }
            out.extend(p.new.iter().map(|t| row("new", 4, vec![Cell::text(*t)])));
            out.extend(p.dropped.iter().map(|t| row("dropped", 3, vec![Cell::text(*t)])));
            for f in &p.figures {
                let unit = f.later.as_ref().or(f.earlier.as_ref()).and_then(|i| i.unit);
                let cells = vec![
                    Cell::text(f.indicator),
                    Cell::number(f.earlier.as_ref().and_then(|i| i.value)),
                    Cell::number(f.later.as_ref().and_then(|i| i.value)),
                    Cell::maybe(unit),
                    Cell::number(f.change),
                    Cell::maybe(f.reason.as_deref()),
                ];
                out.push(row("figure", 6, cells));
            }
            for c in &p.contradictions {
                let cells = vec![
                    Cell::text(c.indicator),
                    Cell::number(c.earlier.value),
                    Cell::number(c.later.value),
                    Cell::maybe(c.later.unit),
                    Cell::number(c.stated),
                    Cell::text(c.kind),
                ];
                out.push(row("contradiction", 6, cells));
            }
            for l in &p.load {
                let cells = vec![
                    Cell::text(l.agency),
                    Cell::count(l.earlier.leads),
                    Cell::count(l.earlier.coordinates),
                    Cell::count(l.later.leads),
                    Cell::count(l.later.coordinates),
                ];
                out.push(row("load", 12, cells));
            }
            out
        })),
    }
}

fn progress<'a>(data: Data<'a>) -> Table<'a> {
    Table {
        columns: &[
            "task",
            "status",
            "date",
            "completed",
            "new_due",
            "reason",
            "agreed_by",
            "deadline",
            "evidence",
            "link",
            "note",
        ],
        rows: Box::new(rows::progress(data.site).map(|p| {
            vec![
                Cell::text(p.task),
                Cell::text(p.status),
                Cell::Day(p.date.0),
                day(p.completed),
                day(p.new_due),
                Cell::maybe(p.reason),
                Cell::maybe(p.agreed_by),
                p.deadline.map_or(Cell::Empty, Cell::count),
                Cell::maybe(p.evidence),
                Cell::maybe(p.link),
                Cell::maybe(p.note),
            ]
        })),
    }
}

fn citations<'a>(data: Data<'a>) -> Table<'a> {
    Table {
        columns: &["number", "notice", "clause", "quote", "ordinal", "issued", "issued_year"],
        rows: Box::new(rows::citations(data.site).flat_map(|c| {
            let row = |by: rows::CitedByJson| {
                vec![
                    Cell::text(c.number),
                    Cell::text(by.notice),
                    Cell::Text(by.clause),
                    Cell::text(by.quote),
                    Cell::count(by.ordinal),
                    day(by.issued),
                    Cell::number(by.issued_year.map(f64::from)),
                ]
            };
            c.cited_by.into_iter().map(row).collect::<Vec<_>>()
        })),
    }
}
