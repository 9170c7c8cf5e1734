//! Views of contradictions: two figures that do not go together, each with its quote and its clause a click away.
use super::Link;
use super::notice_link;
use super::series::{figure, figure_address, indicator_link, period_words, value_words};
use crate::notice::Comparison;
use crate::site::{Conflict, Contradiction, FigureRef, Site};
use crate::words::Arg;
use serde::Serialize;

#[derive(Serialize, Clone)]
pub struct ConflictView {
    pub indicator: Link,
    /// "quý I/2026: 7,5% và 7,05%".
    pub words: String,
    /// The older notice first.
    pub sides: [Quoted; 2],
}

#[derive(Serialize, Clone)]
pub struct Quoted {
    pub quote: String,
    pub href: String,
    /// Notice and clause.
    pub name: String,
}

fn quoted(site: &Site, at: FigureRef) -> Quoted {
    let (quote, clause) = figure(site, at)
        .map(|f| (f.quote.clone(), f.clause.to_string()))
        .unwrap_or_default();
    let notice = notice_link(site, at.0).name;
    Quoted {
        quote,
        href: figure_address(site, at),
        name: if clause.is_empty() {
            notice
        } else {
            let clause = site.words.say("word.clause_of", &[("clause", clause.into())]);
            format!("{notice}, {clause}")
        },
    }
}

/// What does not go together, in one line.
pub fn conflict_words(site: &Site, found: &Contradiction) -> String {
    let w = &site.words;
    let (Some(earlier), Some(later)) = (figure(site, found.earlier), figure(site, found.later)) else {
        return String::new();
    };
    let period = period_words(w, later.span_of_time);
    let compared = |value: f64| {
        let comparison = Comparison {
            basis: found.basis,
            value,
            unit: "%".into(),
            level: false,
        };
        super::series::comparison_words(w, &comparison)
    };
    let value = |f: &crate::notice::Indicator| f.value.map(|v| value_words(w, v, f.unit.as_deref())).unwrap_or_default();
    let args =
        |was: String, is: String| -> [(&str, Arg); 3] { [("period", period.clone().into()), ("was", was.into()), ("is", is.into())] };
    match found.conflict {
        Conflict::Value => w.say("conflict.value", &args(value(earlier), value(later))),
        Conflict::Growth { earlier, later } => w.say("conflict.value", &args(compared(earlier), compared(later))),
        Conflict::NotBorneOut { stated, real, unit } => {
            let said = later
                .comparisons
                .iter()
                .find(|c| c.basis == found.basis && c.value == stated)
                .map(|c| super::series::comparison_words(w, c))
                .unwrap_or_default();
            let before = period_words(w, earlier.span_of_time);
            w.say(
                "conflict.growth",
                &[
                    ("period", period.into()),
                    ("said", said.into()),
                    ("is", value(later).into()),
                    ("before", before.into()),
                    ("was", value(earlier).into()),
                    ("real", value_words(w, real, Some(unit)).into()),
                ],
            )
        }
    }
}

pub fn conflict(site: &Site, found: &Contradiction) -> ConflictView {
    ConflictView {
        indicator: indicator_link(site, &found.indicator),
        words: conflict_words(site, found),
        sides: [quoted(site, found.earlier), quoted(site, found.later)],
    }
}
