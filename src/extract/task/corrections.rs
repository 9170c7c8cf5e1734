//! The editor's corrections and tasks, laid over what was read.

use super::matter;
use super::orders::Reader;
use crate::diag::code::Code;
use crate::diag::{Diagnostics, Text};
use crate::notice::{Bound, Certainty, Deadline, Mention, Task};
use crate::outline::front_matter::{DeadlineEntry, TaskEntry};
use crate::outline::{ClausePath, Document};

fn bound(d: &DeadlineEntry) -> Bound {
    match (d.bound.as_deref(), d.due) {
        (Some("recurring"), _) => Bound::Every {
            every: d.every.clone().unwrap_or_default(),
            weekday: d.weekday,
            day: d.day,
        },
        (None, None) if d.every.is_some() => Bound::Every {
            every: d.every.clone().unwrap_or_default(),
            weekday: d.weekday,
            day: d.day,
        },
        (Some("before"), Some(day)) => Bound::Before(day),
        (Some("within"), Some(day)) => Bound::Within(day),
        (Some("event"), _) => Bound::Event,
        (_, Some(day)) => Bound::By(Some(day)),
        (Some("by"), None) => Bound::By(None),
        _ => Bound::Event,
    }
}

fn entered_deadlines(list: &[DeadlineEntry], span: crate::span::Span) -> Vec<Deadline> {
    list.iter()
        .map(|d| {
            let quote = d
                .quote
                .clone()
                .or_else(|| d.due.map(crate::viet::date::day_text))
                .unwrap_or_default();
            Deadline {
                quote,
                bound: bound(d),
                lunar: d.lunar,
                time: d.time.clone(),
                span,
                certainty: Default::default(),
                doubts: vec![],
            }
        })
        .collect()
}

fn entered_names(reader: &Reader, list: &[String], span: crate::span::Span) -> Vec<Mention> {
    list.iter()
        .map(|n| {
            let (name, slug) = reader.finder.resolve(n);
            Mention {
                name,
                slug,
                span,
                certainty: Default::default(),
                doubts: vec![],
            }
        })
        .collect()
}

/// A task spelled out by the editor; `clause` where the entry does not say its own.
pub fn entered(document: &Document, reader: &Reader, e: &TaskEntry, clause: Option<&str>) -> Task {
    let name = e.clause.as_deref().or(clause).unwrap_or("");
    let path = ClausePath(name.split('.').filter(|s| !s.is_empty()).map(str::to_string).collect());
    let block = document
        .body
        .iter()
        .position(|c| c.path == path)
        .or_else(|| document.body.iter().position(|c| c.path.0.starts_with(&path.0)))
        // a clause that the outline leaves out stands behind what is said of the nearest one above it
        .or_else(|| {
            let above = |n: usize| document.body.iter().rposition(|c| c.path.0 == path.0[..n]);
            (1..path.0.len()).rev().find_map(above)
        })
        .unwrap_or(0);
    let span = document
        .body
        .get(block)
        .map_or_else(|| crate::span::Span::file(document.source), |c| c.block.span());
    // a name of the time with its slug beside it: the register's slug is taken at its word
    let with_slugs = |mut bodies: Vec<Mention>| {
        for m in bodies.iter_mut() {
            let known = e.slugs.get(&m.name).filter(|s| reader.finder.resolve(s).1.as_ref() == Some(s));
            m.slug = known.cloned().or(m.slug.take());
        }
        bodies
    };
    Task {
        clause: path,
        ordinal: 0,
        text: e.text.trim().to_string(),
        matter: matter::begins(&reader.finder, e.text.trim()),
        span,
        block,
        leads: with_slugs(entered_names(reader, &e.leads, span)),
        coordinators: with_slugs(entered_names(reader, &e.coordinators, span)),
        certainty: if e.inherited { Certainty::Inherited } else { Certainty::Explicit },
        doubts: vec![],
        deadlines: entered_deadlines(&e.deadlines, span),
        corrected: e.corrected,
    }
}

/// Lays the corrections of the front matter over what was read. What matches nothing is diagnosed.
pub fn correct(document: &Document, reader: &Reader, tasks: &mut Vec<Task>, diags: &mut Diagnostics) {
    let mut ignored = vec![];
    let mut added = vec![];
    for c in &document.front.corrections {
        let (clause, ordinal) = c
            .clause
            .split_once('~')
            .map_or((c.clause.as_str(), None), |(a, n)| (a, n.parse::<u32>().ok()));
        if let Some(entry) = &c.add {
            let mut task = entered(document, reader, entry, Some(clause));
            task.corrected = true;
            added.push(task);
        }
        // without an ordinal: the first task of the clause; `ignore` takes them all
        let hits: Vec<usize> = tasks
            .iter()
            .enumerate()
            .filter(|(_, t)| {
                t.clause.to_string() == clause && (ordinal == Some(t.ordinal) || ordinal.is_none() && (c.ignore || t.ordinal == 1))
            })
            .map(|(n, _)| n)
            .collect();
        let changes = c.ignore || c.leads.is_some() || c.coordinators.is_some() || c.deadlines.is_some() || c.text.is_some();
        if hits.is_empty() && changes {
            diags.report(
                Code::CorrectionUnmatched,
                Some(crate::span::Span::file(document.source)),
                Text::new(
                    format!("đính chính \"{}\" không khớp nhiệm vụ nào", c.clause),
                    format!("correction \"{}\" matches no task", c.clause),
                ),
                Some(Text::new("bỏ qua đính chính này", "the correction is left out")),
                Some(Text::new(
                    "đối chiếu số mục như in trong văn bản, ví dụ III.1.1 hoặc III.1.1~2",
                    "compare the clause as printed, such as III.1.1 or III.1.1~2",
                )),
            );
        }
        for n in hits {
            if c.ignore {
                ignored.push(n);
                continue;
            }
            let t = &mut tasks[n];
            if let Some(l) = &c.leads {
                t.leads = entered_names(reader, l, t.span);
                t.certainty = Certainty::Explicit
            }
            if let Some(l) = &c.coordinators {
                t.coordinators = entered_names(reader, l, t.span)
            }
            if let Some(d) = &c.deadlines {
                t.deadlines = entered_deadlines(d, t.span)
            }
            if let Some(x) = &c.text {
                t.text = x.trim().to_string();
                t.matter = matter::begins(&reader.finder, &t.text);
            }
            t.corrected |= changes;
        }
    }
    let mut n = 0;
    tasks.retain(|_| {
        n += 1;
        !ignored.contains(&(n - 1))
    });
    for t in added {
        let at = tasks.iter().rposition(|x| x.block <= t.block).map_or(0, |p| p + 1);
        tasks.insert(at, t);
    }
}
