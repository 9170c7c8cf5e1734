//! The editor's corrections and tasks, laid over what was read.

use super::matter;
use super::reader::Reader;
use crate::diag::code::Code;
use crate::diag::{Diagnostics, Text};
use crate::notice::{Bound, Certainty, Deadline, Mention, Task};
use crate::outline::front_matter::{DeadlineEntry, TaskEntry};
use crate::outline::{ClausePath, Document};
use crate::span::Span;
use crate::viet::near::nearest;
use std::collections::BTreeMap;

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

fn entered_deadlines(list: &[DeadlineEntry], span: Span) -> Vec<Deadline> {
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

/// Words that only a slug is written with, and that the register does not have: a misspelt one, which is nobody's name.
fn unknown_slug(reader: &Reader, name: &str) -> bool {
    crate::viet::fold::is_slug(name) && reader.finder.resolve(name).1.is_none()
}

/// Reports the names of a list that are no body's slug; whether there were any. `done`: what becomes of them.
fn misspelt(reader: &Reader, list: &[String], at: &BTreeMap<String, Span>, whole: Span, done: Text, diags: &mut Diagnostics) -> bool {
    let mut any = false;
    for name in list.iter().filter(|n| unknown_slug(reader, n)) {
        any = true;
        let slugs: Vec<&str> = reader.finder.slugs().collect();
        let hint = match nearest(name, &slugs) {
            Some(slug) => Text::new(format!("có phải là “{slug}”?"), format!("did you mean “{slug}”?")),
            None => Text::new(
                "ghi tên đầy đủ của cơ quan như trong văn bản, hoặc thêm mã vào content/_data/agencies.yaml",
                "write the body's full name as in the notice, or add the slug to content/_data/agencies.yaml",
            ),
        };
        diags.report(
            Code::UnknownSlug,
            Some(at.get(name).copied().unwrap_or(whole)),
            Text::new(
                format!("mã cơ quan “{name}” không có trong danh bạ"),
                format!("no body of the register has the slug “{name}”"),
            ),
            Some(done.clone()),
            Some(hint),
        );
    }
    any
}

/// The names of a task that the editor spells out, but those that are misspelt slugs.
fn sound(reader: &Reader, list: &[String], at: &BTreeMap<String, Span>, whole: Span, diags: &mut Diagnostics) -> Vec<String> {
    let done = Text::new("nhiệm vụ này không ghi cơ quan ấy", "the task goes without that body");
    misspelt(reader, list, at, whole, done, diags);
    list.iter().filter(|n| !unknown_slug(reader, n)).cloned().collect()
}

fn entered_names(reader: &Reader, list: &[String], span: Span) -> Vec<Mention> {
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
pub fn entered(document: &Document, reader: &Reader, e: &TaskEntry, clause: Option<&str>, diags: &mut Diagnostics) -> Task {
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
        .map_or_else(|| Span::file(document.source), |c| c.block.span());
    let whole = Span::file(document.source);
    let leads = sound(reader, &e.leads, &e.slugs_at, whole, diags);
    let coordinators = sound(reader, &e.coordinators, &e.slugs_at, whole, diags);
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
        leads: with_slugs(entered_names(reader, &leads, span)),
        coordinators: with_slugs(entered_names(reader, &coordinators, span)),
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
            let mut task = entered(document, reader, entry, Some(clause), diags);
            task.corrected = true;
            added.push(task);
        }
        // a body that is misspelt takes nobody's place
        let whole = c.span.unwrap_or(Span::file(document.source));
        let mut sound = |list: &[String], key: &str| {
            let done = Text::new(
                format!("bỏ qua “{key}” của mục này, giữ như đã đọc trong văn bản"),
                format!("`{key}` of this entry is left out, what was read from the notice stays"),
            );
            !misspelt(reader, list, &c.slugs_at, whole, done, diags)
        };
        let leads = c.leads.as_ref().filter(|l| sound(l, "leads"));
        let coordinators = c.coordinators.as_ref().filter(|l| sound(l, "coordinators"));
        // without an ordinal: the first task of the clause; `ignore` takes them all
        let hits: Vec<usize> = tasks
            .iter()
            .enumerate()
            .filter(|(_, t)| {
                t.clause.to_string() == clause && (ordinal == Some(t.ordinal) || ordinal.is_none() && (c.ignore || t.ordinal == 1))
            })
            .map(|(n, _)| n)
            .collect();
        let changes = c.ignore || leads.is_some() || coordinators.is_some() || c.deadlines.is_some() || c.text.is_some();
        let asked = changes || c.leads.is_some() || c.coordinators.is_some();
        if hits.is_empty() && asked {
            diags.report(
                Code::CorrectionUnmatched,
                c.span.or(Some(Span::file(document.source))),
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
            if let Some(l) = leads {
                t.leads = entered_names(reader, l, t.span);
                t.certainty = Certainty::Explicit
            }
            if let Some(l) = coordinators {
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
