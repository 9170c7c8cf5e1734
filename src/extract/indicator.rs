//! Measured figures with their unit, period and comparisons.
//!
//! `sentence` reads a paragraph of the assessment; `number`, `name` and `span` read what a figure is made of.
//! `target` reads what a figure is to reach.

mod check;
mod name;
mod number;
mod phrase;
mod sentence;
mod span;
mod subject;
mod table;
pub mod target;

use super::Context;
use super::task::Part;
use crate::calendar::{Month, Period};
use crate::diag::code::Code;
use crate::diag::{Diagnostics, Text};
use crate::notice::{BASES, Certainty, Comparison, Doubt, Indicator};
use crate::outline::{ClausePath, Document};
use crate::registry::Registry;
use crate::span::Span;
use crate::viet::fold;
pub use check::{check, differ};
use sentence::Reader;
use span::Spans;
use std::collections::BTreeMap;

/// Bytes beyond which a block above the body is a paragraph, and no line of the letterhead.
const OPENING: usize = 200;

/// The figures of the assessment, or those that the front matter gives instead; `parts` are those of the clauses.
pub fn read(document: &Document, parts: &[Part], context: &Context, registry: &Registry, diags: &mut Diagnostics) -> Vec<Indicator> {
    if document.front.indicators.is_some() {
        return given(document, registry, diags);
    }
    let parts = assessed(document, parts);
    let root = ClausePath::default();
    let none = !parts.contains(&true);
    let mut spans = Spans::default_of(document, context);
    let mut out = Vec::new();
    // the clause whose list is read, and whether it has compared with the year before
    let mut passage = (None, false);
    let mut columns: Option<table::Columns> = None;
    for (clause, assessed) in document.body.iter().zip(parts) {
        if !assessed {
            continue;
        }
        if clause.cells.is_empty() {
            columns = None;
        } else if let Some(found) = columns
            .as_ref()
            .filter(|c| c.fit(&clause.cells) && !table::are_heads(&clause.cells))
        {
            out.extend(found.row(clause, &spans, registry));
            continue;
        } else if let Some(found) = table::Columns::of(&clause.cells, &spans) {
            columns = Some(found);
            continue;
        }
        if passage.0 != clause.parent {
            passage = (clause.parent, false);
        }
        // a heading says which months the figures below it cover; a numbered paragraph only what its own cover
        let paragraph = clause.block.text.trim_end().ends_with(['.', ';', ',']);
        if clause.emphasized || clause.anchor.is_some() && !paragraph {
            spans.heading(&clause.block.text);
        }
        let mut reader = Reader::new(registry, &clause.block, &clause.path, &spans);
        reader.yearly = passage.1;
        reader.paragraph(diags);
        passage.1 = reader.yearly;
        out.append(&mut reader.out);
    }
    if none {
        // a short notice tells its figures in the opening
        for block in document.head.iter().filter(|b| b.text.len() > OPENING) {
            let mut reader = Reader::new(registry, block, &root, &spans);
            reader.paragraph(diags);
            out.append(&mut reader.out);
        }
    }
    let mut joined = together(out);
    for figure in &mut joined {
        complete(figure, registry);
        plausible(figure, registry, diags);
        figure.doubts.sort_unstable();
        let inferred = [Doubt::SpanInferred, Doubt::BasisInferred, Doubt::ImplausibleFigure];
        if figure.doubts.iter().any(|d| inferred.contains(d)) {
            figure.certainty = Certainty::Inferred;
        }
    }
    joined.retain(|f| f.value.is_some() || !f.comparisons.is_empty());
    joined
}

/// The clauses of the assessment.
fn assessed(document: &Document, parts: &[Part]) -> Vec<bool> {
    let mut parts: Vec<bool> = parts.iter().map(|p| *p == Part::Assessment).collect();
    parts.resize(document.body.len(), false);
    if parts.contains(&true) {
        return parts;
    }
    // what stands below a top heading "Đánh giá tình hình …"
    let mut tops: Vec<bool> = Vec::with_capacity(document.body.len());
    for (i, clause) in document.body.iter().enumerate() {
        let own = match clause.parent.filter(|p| *p < i) {
            Some(parent) => tops[parent],
            None => fold::match_key(&clause.block.text)
                .chars()
                .take(120)
                .collect::<String>()
                .contains("đánh giá"),
        };
        tops.push(own);
    }
    tops
}

/// A growth over the year before is the value of a rate of growth: "GRDP tăng 7,5%" says both.
fn complete(figure: &mut Indicator, registry: &Registry) {
    if figure.value.is_some() || !registry.indicators.iter().any(|d| d.id == figure.id && sentence::grows(d)) {
        return;
    }
    let growth = |c: &Comparison| !c.level && c.unit == "%" && c.basis.is_none_or(|b| b == "yoy");
    if let Some(at) = figure.comparisons.iter().position(growth) {
        figure.value = Some(figure.comparisons[at].value);
        figure.unit = Some(figure.comparisons[at].unit.clone());
        // what it grows over is not said
        if figure.comparisons[at].basis.is_none() {
            figure.comparisons.remove(at);
        }
    }
}

/// Front matter's own figures.
fn given(document: &Document, registry: &Registry, diags: &mut Diagnostics) -> Vec<Indicator> {
    let mut out = Vec::new();
    for entry in document.front.indicators.iter().flatten() {
        let def = registry.indicators.iter().find(|d| d.id == entry.id);
        let span_of_time = entry.span.as_deref().and_then(parse_span);
        if let (Some(text), None) = (&entry.span, span_of_time) {
            diags.report(
                Code::WrongType,
                Some(Span::file(document.source)),
                Text::new(
                    format!("khoảng thời gian “{text}” không đọc được"),
                    format!("the span “{text}” cannot be read"),
                ),
                Some(Text::new("để trống", "left empty")),
                Some(Text::new(
                    "viết 2026-03, 2026-Q1, 2026 hoặc 2025-01/2025-07",
                    "write 2026-03, 2026-Q1, 2026 or 2025-01/2025-07",
                )),
            );
        }
        out.push(Indicator {
            id: entry.id.clone(),
            label: entry
                .label
                .clone()
                .or_else(|| def.map(|d| d.name.clone()))
                .unwrap_or_else(|| entry.id.clone()),
            value: entry.value.filter(|v| v.is_finite()),
            // a figure without a value of its own has no unit to be completed
            unit: entry.unit.clone().or_else(|| entry.value.and(def).and_then(|d| d.unit.clone())),
            span_of_time,
            comparisons: entry
                .comparisons
                .iter()
                .filter(|(_, value, _, _)| value.is_finite())
                .map(|(basis, value, unit, level)| Comparison {
                    basis: basis.as_deref().and_then(|b| BASES.iter().copied().find(|k| *k == b)),
                    value: *value,
                    unit: unit.clone().unwrap_or_else(|| "%".into()),
                    level: *level,
                })
                .collect(),
            quote: entry.quote.clone().unwrap_or_default(),
            clause: ClausePath(entry.clause.iter().flat_map(|c| c.split('.')).map(Into::into).collect()),
            span: Span::file(document.source),
            certainty: Default::default(),
            doubts: vec![],
        });
    }
    out.iter_mut().for_each(|figure| complete(figure, registry));
    out
}

/// The reverse of `Period`'s display.
fn parse_span(text: &str) -> Option<Period> {
    let text = text.trim();
    if let Some((a, b)) = text.split_once('/') {
        return Some(Period::Months(Month::parse(a)?, Month::parse(b)?));
    }
    if let Some((y, q)) = text.split_once("-Q") {
        let q = q.parse().ok().filter(|q| (1..=4).contains(q))?;
        return Some(Period::Quarter(y.parse().ok()?, q));
    }
    Month::parse(text)
        .map(Period::Month)
        .or_else(|| text.parse().ok().filter(|y| (1..=9999).contains(y)).map(Period::Year))
}

/// Puts figures of one indicator and span together where they stand apart.
fn together(list: Vec<Indicator>) -> Vec<Indicator> {
    let mut at: BTreeMap<(String, Option<Period>), usize> = BTreeMap::new();
    let mut out: Vec<Indicator> = Vec::new();
    for figure in list {
        let key = (figure.id.clone(), figure.span_of_time);
        if !figure.id.starts_with("other:")
            && let Some(known) = at.get(&key).map(|i| &mut out[*i])
            && (known.value.is_none() || figure.value.is_none() || known.value == figure.value)
        {
            if known.value.is_none() {
                known.value = figure.value;
                known.unit = figure.unit;
            }
            for comparison in figure.comparisons {
                if !known.comparisons.contains(&comparison) {
                    known.comparisons.push(comparison);
                }
            }
            continue;
        }
        at.insert(key, out.len());
        out.push(figure);
    }
    out
}

/// A value outside the register's range is told and left out.
fn plausible(figure: &mut Indicator, registry: &Registry, diags: &mut Diagnostics) {
    let Some(value) = figure.value else { return };
    let Some(def) = registry.indicators.iter().find(|d| d.id == figure.id) else {
        return;
    };
    let Some((low, high)) = def.range.filter(|_| def.unit.is_none() || def.unit == figure.unit) else {
        return;
    };
    if (low..=high).contains(&value) {
        return;
    }
    diags.report(
        Code::ImplausibleFigure,
        Some(figure.span),
        Text::new(
            format!("{}: “{}” nằm ngoài khoảng {low} đến {high}", def.name, figure.quote),
            format!("{}: “{}” lies outside {low} to {high}", def.name, figure.quote),
        ),
        Some(Text::new("không đưa vào chỉ tiêu", "left out of the indicators")),
        Some(Text::new(
            "đối chiếu với bản gốc, hoặc ghi `indicators:` ở đầu tệp",
            "compare with the original, or set `indicators:` in the front matter",
        )),
    );
    figure.value = None;
    figure.doubts.push(Doubt::ImplausibleFigure);
}

#[cfg(test)]
mod tests;
