//! Figures of different notices that do not go together: one indicator and span given differently, or a growth that the
//! two levels do not bear out. Notices of different issuers speak of different things and are never held together.

use super::issuer_key;
use crate::arena::Arena;
use crate::calendar::{Day, Month, Period};
use crate::diag::code::Code;
use crate::diag::{Diagnostics, Text};
use crate::extract::indicator::differ;
use crate::notice::{Basis, Comparison, Doubt, Indicator};
use crate::site::{Conflict, Contradiction, Entry, FigureRef, NoticeId};
use crate::viet::{fold, unit};
use std::collections::BTreeMap;

/// Points by which a stated growth may be off beyond rounding: levels are often revised a little.
const SLACK: f64 = 0.5;

/// What a figure is of: issuer, indicator, first month, last day.
type Key<'a> = (&'a str, &'a str, Month, Day);

/// By indicator, in order of the later notice. Each figure is held against the last one given for its span and for the
/// span it is compared with, so that the cost stays linear.
pub fn between(notices: &Arena<Entry>, order: &[NoticeId], diags: &mut Diagnostics) -> BTreeMap<String, Vec<Contradiction>> {
    let issuers: Vec<String> = notices
        .iter()
        .map(|(_, e)| issuer_key(e.notice.head.issuer.as_deref().unwrap_or_default()))
        .collect();
    let mut known: BTreeMap<Key, FigureRef> = BTreeMap::new();
    let mut out: BTreeMap<String, Vec<Contradiction>> = BTreeMap::new();
    let at = |(n, i): FigureRef| &notices[n].notice.indicators[i];
    for &n in order {
        let issuer = issuers[n.index()].as_str();
        // a notice that gives a span twice is told by itself
        let mut here: BTreeMap<Key, Vec<FigureRef>> = BTreeMap::new();
        for (i, figure) in notices[n].notice.indicators.iter().enumerate() {
            // outside the register the words of a label do not tell what is measured
            if let Some(span) = figure.span_of_time.filter(|_| !figure.id.starts_with("other:")) {
                here.entry((issuer, &figure.id, span.first_month(), span.last_day()))
                    .or_default()
                    .push((n, i));
            }
        }
        for (key, figures) in &here {
            let [only] = figures.as_slice() else { continue };
            let figure = at(*only);
            let mut found = Vec::new();
            if let Some(earlier) = known.get(key)
                && let Some((basis, conflict)) = one_span(at(*earlier), figure)
            {
                found.push((*earlier, basis, conflict));
            }
            for comparison in &figure.comparisons {
                let before = before(figure.span_of_time, comparison.basis).map(|p| (issuer, key.1, p.first_month(), p.last_day()));
                if let Some(earlier) = before.and_then(|k| known.get(&k).or(here.get(&k).and_then(|h| h.first())))
                    && earlier.0 != n
                    && let Some(conflict) = borne_out(at(*earlier), figure, comparison)
                {
                    found.push((*earlier, comparison.basis, conflict));
                }
            }
            for (earlier, basis, conflict) in found {
                let contradiction = Contradiction {
                    indicator: key.1.to_string(),
                    conflict,
                    basis,
                    earlier,
                    later: *only,
                };
                told(notices, &contradiction, diags);
                out.entry(key.1.to_string()).or_default().push(contradiction);
            }
        }
        for (key, figures) in here {
            // a figure without value is no level for later ones, but its growth may be repeated
            if let [only] = figures.as_slice()
                && (at(*only).value.is_some() || !known.contains_key(&key))
            {
                known.insert(key, *only);
            }
        }
    }
    out
}

/// The same span a year or a month before.
fn before(span: Option<Period>, basis: Option<Basis>) -> Option<Period> {
    let year = |m: Month| Month::new(m.year - 1, m.month);
    match (basis?, span?) {
        ("yoy", Period::Month(m)) => year(m).map(Period::Month),
        ("yoy", Period::Quarter(y, q)) => Some(Period::Quarter(y - 1, q)),
        ("yoy", Period::Year(y)) => Some(Period::Year(y - 1)),
        ("yoy", Period::Months(a, b)) => Some(Period::Months(year(a)?, year(b)?)),
        ("mom", Period::Month(m)) if m.month > 1 => Month::new(m.year, m.month - 1).map(Period::Month),
        ("mom", Period::Month(m)) => Month::new(m.year - 1, 12).map(Period::Month),
        _ => None,
    }
}

fn one_span(earlier: &Indicator, later: &Indicator) -> Option<(Option<Basis>, Conflict)> {
    if differ(earlier, later) {
        return Some((None, Conflict::Value));
    }
    let doubtful = |f: &Indicator| f.doubts.contains(&Doubt::BasisInferred);
    // two values that agree bear each other out
    if earlier.value.is_some() && later.value.is_some() || doubtful(earlier) || doubtful(later) {
        return None;
    }
    later.comparisons.iter().find_map(|c| {
        let was = earlier
            .comparisons
            .iter()
            .find(|e| (e.basis, e.level, &e.unit) == (c.basis, c.level, &c.unit))?;
        let slack = unit::rounding(c.value).max(unit::rounding(was.value));
        let time = matches!(c.basis, Some("yoy" | "mom")) && !c.level;
        (time && (c.value - was.value).abs() > slack * 1.01).then_some((
            c.basis,
            Conflict::Growth {
                earlier: was.value,
                later: c.value,
            },
        ))
    })
}

/// `None` where the two levels make the stated growth, or cannot tell.
fn borne_out(earlier: &Indicator, later: &Indicator, stated: &Comparison) -> Option<Conflict> {
    let constant = |f: &Indicator| fold::match_key(&f.quote).contains("giá so sánh");
    if later.doubts.contains(&Doubt::BasisInferred) || constant(earlier) || constant(later) {
        return None;
    }
    let (is, to) = (later.value?, later.unit.as_deref()?);
    let from = earlier.unit.as_deref()?;
    let was = unit::convert(earlier.value?, from, to)?;
    let slack_was = unit::convert(unit::rounding(earlier.value?), from, to)?;
    let (real, slack, unit) = match (to, stated.unit.as_str(), stated.level) {
        ("%", "điểm phần trăm", false) => (is - was, slack_was + unit::rounding(is), "điểm phần trăm"),
        ("%", "%", true) => (was, slack_was, "%"),
        ("%", ..) => return None,
        (_, "%", level) if was > 0.0 => {
            let ratio = 100.0 * is / was;
            let slack = ratio * (slack_was / was + unit::rounding(is) / is.abs().max(f64::MIN_POSITIVE));
            (if level { ratio } else { ratio - 100.0 }, slack, "%")
        }
        _ => return None,
    };
    let off = (real - stated.value).abs();
    (off > SLACK + slack + unit::rounding(stated.value)).then_some(Conflict::NotBorneOut {
        stated: stated.value,
        real: (real * 100.0).round() / 100.0,
        unit,
    })
}

fn told(notices: &Arena<Entry>, found: &Contradiction, diags: &mut Diagnostics) {
    let at = |(n, i): FigureRef| &notices[n].notice.indicators[i];
    let (earlier, later) = (at(found.earlier), at(found.later));
    let id = &notices[found.earlier.0].id;
    let (code, vi, en) = match found.conflict {
        Conflict::NotBorneOut { real, .. } => (
            Code::GrowthNotBorneOut,
            format!("hai số cho {}", real.to_string().replace('.', ",")),
            format!("the two make {real}"),
        ),
        _ => (
            Code::FiguresDisagree,
            "hai văn bản nêu khác nhau".into(),
            "the two notices differ".into(),
        ),
    };
    diags.report(
        code,
        Some(later.span),
        Text::new(
            format!("“{}”, còn {id} nêu “{}”: {vi}", later.quote, earlier.quote),
            format!("“{}”, but {id} has “{}”: {en}", later.quote, earlier.quote),
        ),
        Some(Text::new("giữ số của cả hai văn bản", "the figures of both are kept")),
        Some(Text::new(
            "đối chiếu hai văn bản; số nào đọc sai thì ghi lại ở `indicators:` của văn bản ấy",
            "compare the two notices; a figure that was misread is given under `indicators:` of its notice",
        )),
    );
}
