//! Figures of two notices side by side: what may be compared with what, and why not.

use crate::arena::Arena;
use crate::calendar::Period;
use crate::notice::Indicator;
use crate::site::{Apart, Entry, FigurePair, FigureRef, NoticeId};
use crate::viet::unit;
use std::collections::BTreeMap;

/// One line per indicator and kind of span where the two can be compared; else one line with the reason.
pub fn side_by_side(notices: &Arena<Entry>, earlier: NoticeId, later: NoticeId) -> Vec<FigurePair> {
    let mut both: BTreeMap<&str, (Vec<FigureRef>, Vec<FigureRef>)> = BTreeMap::new();
    for (i, figure) in notices[earlier].notice.indicators.iter().enumerate() {
        both.entry(&figure.id).or_default().0.push((earlier, i));
    }
    for (i, figure) in notices[later].notice.indicators.iter().enumerate() {
        both.entry(&figure.id).or_default().1.push((later, i));
    }
    let at = |r: FigureRef| &notices[r.0].notice.indicators[r.1];
    let mut out = Vec::new();
    for (id, (old, new)) in both {
        // the first figure of a key stands for it, so the cost stays linear however often a notice repeats one
        let mut known: BTreeMap<(u32, u32, &str), (FigureRef, f64)> = BTreeMap::new();
        for &r in &old {
            if let (Some(value), Some(key)) = (at(r).value, key(at(r))) {
                known.entry(key).or_insert((r, value));
            }
        }
        let before = out.len();
        for &r in &new {
            let Some(((e, was), is)) = key(at(r)).and_then(|k| known.remove(&k)).zip(at(r).value) else {
                continue;
            };
            // "1.095 tỷ đồng" and "980.000 triệu đồng": in the later one's unit
            let unit_of = |r| at(r).unit.as_deref().unwrap_or_default();
            let was = unit::convert(was, unit_of(e), unit_of(r)).unwrap_or(was);
            let change = ((is - was) * 1e6).round() / 1e6;
            out.push(FigurePair {
                indicator: id.to_string(),
                earlier: Some(e),
                later: Some(r),
                change: Some(change),
                reason: None,
            });
        }
        if out.len() == before {
            let (e, l) = (best(&old, at), best(&new, at));
            let reason = match (e, l) {
                (Some(e), Some(l)) => why_not(at(e), at(l)),
                (Some(_), None) => Apart::OnlyEarlier,
                _ => Apart::OnlyLater,
            };
            out.push(FigurePair {
                indicator: id.to_string(),
                earlier: e,
                later: l,
                change: None,
                reason: Some(reason),
            });
        }
    }
    out
}

/// What two figures must share: the first month of the year where it matters, the number of months, what is counted, be it in thousands or
/// millions.
fn key(figure: &Indicator) -> Option<(u32, u32, &str)> {
    let (first, months) = shape(figure.span_of_time?);
    Some((first, months, unit::base(figure.unit.as_deref().unwrap_or_default()).1))
}

/// A month compares with any month; a longer span with one of the same months of its year.
fn shape(span: Period) -> (u32, u32) {
    match span {
        Period::Month(_) => (0, 1),
        // any quarter with any quarter, but the first is also "3 tháng đầu năm"
        Period::Quarter(_, q) => (q.clamp(1, 4) * 3 - 2, 3),
        Period::Year(_) => (1, 12),
        Period::Months(a, b) => {
            let months = (b.year - a.year) * 12 + b.month as i32 - a.month as i32 + 1;
            match months {
                1 => (0, 1),
                m => (a.month, m.max(0) as u32),
            }
        }
    }
}

/// The figure that speaks for an indicator: one with a value, of the longest span.
fn best<'a>(figures: &[FigureRef], at: impl Fn(FigureRef) -> &'a Indicator) -> Option<FigureRef> {
    let mut best: Option<((bool, u32), FigureRef)> = None;
    for &r in figures {
        let rank = (at(r).value.is_some(), at(r).span_of_time.map_or(0, |s| shape(s).1));
        if best.is_none_or(|(b, _)| rank > b) {
            best = Some((rank, r));
        }
    }
    best.map(|b| b.1)
}

fn why_not(earlier: &Indicator, later: &Indicator) -> Apart {
    if earlier.value.is_none() || later.value.is_none() {
        return Apart::NoValue;
    }
    match (earlier.span_of_time, later.span_of_time) {
        (Some(a), Some(b)) if shape(a) != shape(b) => Apart::Spans(a, b),
        (Some(_), Some(_)) => Apart::Units(earlier.unit.clone(), later.unit.clone()),
        _ => Apart::UnknownSpan,
    }
}
