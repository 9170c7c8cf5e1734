//! Targets beside what was reached: what a notice says an indicator is to reach, the newest figure within that time, and
//! how far apart the two are.
use super::Link;
use super::route::{self, Route};
use super::sections::{Table, link, text};
use super::series::{figure, figure_address, indicator_link, period_words, value_words};
use crate::link::issuer_key;
use crate::notice::{Indicator, Target};
use crate::registry::Covers;
use crate::site::{FigureRef, NoticeId, Site, TargetRef};
use chrono::Datelike;
use std::collections::BTreeSet;

/// So many targets of one indicator are looked through for a year: notices repeat them month by month.
const LOOKED: usize = 40;

/// A target with the figure that stands beside it.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Held {
    pub target: TargetRef,
    pub actual: FigureRef,
    value: f64,
    /// The value is how much of a plan was reached, not the measure itself.
    of_plan: bool,
}

/// The notices that state them and that tell what was reached.
pub fn stand_in(held: &[Held]) -> impl Iterator<Item = NoticeId> {
    held.iter().flat_map(|h| [h.target.0, h.actual.0])
}

fn target(site: &Site, (notice, i): TargetRef) -> &Target {
    &site.notices[notice].notice.targets[i]
}

fn issuer(site: &Site, notice: NoticeId) -> String {
    issuer_key(site.notices[notice].notice.head.issuer.as_deref().unwrap_or_default())
}

/// What of a figure a target speaks of: its value, its growth over the year before, or (`true`) how much of a plan it is.
fn reached(figure: &Indicator, target: &Target) -> Option<(f64, bool)> {
    if target.growth {
        let yearly = |c: &&crate::notice::Comparison| c.basis == Some("yoy") && !c.level && c.unit == target.unit;
        return figure.comparisons.iter().find(yearly).map(|c| (c.value, false));
    }
    // of an amount with its share of the plan a target speaks of either
    let share = || {
        let of_plan = |c: &&crate::notice::Comparison| c.level && c.unit == target.unit && !matches!(c.basis, Some("yoy" | "mom"));
        figure.comparisons.iter().find(of_plan).map(|c| (c.value, true))
    };
    let itself = figure.value.filter(|_| figure.unit.as_deref() == Some(&target.unit));
    itself.map(|value| (value, false)).or_else(share)
}

/// What the register knows of the measure; what it does not know is of the time of which it speaks.
fn covers(site: &Site, target: &Target) -> Covers {
    let known = site.registry.indicators.iter().find(|d| d.id == target.id);
    known.map_or(Covers::default(), |d| d.covers)
}

/// Whether figures of a measure add up to what its target says: an amount, or a share of a plan. A growth or a rate does not,
/// nor what is there at the end of a month.
fn adds_up(site: &Site, target: &Target, of_plan: bool) -> bool {
    let covers = covers(site, target);
    !target.growth && covers != Covers::Stock && (of_plan || target.unit != "%" || covers == Covers::SoFar)
}

/// The newest figure within a target's time, of its issuer, that notices up to a day give; where figures add up, the newest that
/// tells all from the beginning of that time.
fn held(site: &Site, at: TargetRef, until: Option<crate::calendar::Day>) -> Option<Held> {
    let aim = target(site, at);
    let who = issuer(site, at.0);
    let list = site.series.get(&aim.id)?;
    let (first, last) = (aim.period.first_month(), aim.period.last_day());
    let ends = |f: &FigureRef| figure(site, *f).and_then(|f| f.span_of_time).map(|p| p.last_day());
    let end = list.partition_point(|f| ends(f).or(site.notices[f.0].day).is_none_or(|d| d <= last));
    let found = list[..end].iter().rev().take(LOOKED).filter_map(|f| {
        let span = figure(site, *f)?.span_of_time?;
        let (value, of_plan) = reached(figure(site, *f)?, aim)?;
        let known = until.is_none_or(|day| site.notices[f.0].day.is_some_and(|d| d <= day));
        (known && span.first_month() >= first && span.last_day() <= last && issuer(site, f.0) == who).then_some(Held {
            target: at,
            actual: *f,
            value,
            of_plan,
        })
    });
    let mut newest = None;
    for held in found {
        if !adds_up(site, aim, held.of_plan) || so_far(site, &held) {
            return Some(held);
        }
        newest.get_or_insert(held);
    }
    newest
}

/// Whether the figure tells all from the beginning of the target's time.
fn so_far(site: &Site, held: &Held) -> bool {
    let from = target(site, held.target).period.first_month();
    let span = figure(site, held.actual).and_then(|f| f.span_of_time);
    span.is_some_and(|s| s.first_month() == from)
}

/// Whether it tells of all of the target's time.
fn whole(site: &Site, held: &Held) -> bool {
    let until = target(site, held.target).period.last_month();
    let span = figure(site, held.actual).and_then(|f| f.span_of_time);
    so_far(site, held) && span.is_some_and(|s| s.last_month() == until)
}

/// The targets that count when a notice is given: of each indicator those for its year, as last stated, with what was reached
/// by then.
pub fn of_notice(site: &Site, notice: NoticeId) -> Vec<Held> {
    let entry = &site.notices[notice];
    let Some(day) = entry.day else { return Vec::new() };
    let year = entry.notice.head.period.map_or(day.year(), |m| m.year);
    let who = issuer(site, notice);
    let mut out = Vec::new();
    for list in site.targets.values() {
        let end = list.partition_point(|t| site.notices[t.0].day.is_none_or(|d| d <= day));
        let mut seen = BTreeSet::new();
        for &at in list[..end].iter().rev().take(LOOKED) {
            let aim = target(site, at);
            let mine = aim.period.last_day().year() == year && issuer(site, at.0) == who;
            if mine && seen.insert((aim.period, aim.growth)) {
                out.extend(held(site, at, Some(day)));
            }
        }
    }
    out
}

/// All targets of an indicator, the newest first, each time's as last stated by each issuer.
pub fn of_indicator(site: &Site, id: &str) -> Vec<Held> {
    let mut seen = BTreeSet::new();
    let list = site.targets.get(id).map_or(&[][..], |l| l);
    let newest = list.iter().rev().filter(|at| {
        let aim = target(site, **at);
        seen.insert((issuer(site, at.0), aim.period, aim.growth))
    });
    newest.filter_map(|at| held(site, *at, None)).collect()
}

/// A figure of a part of the target's time says how far it is only where it adds up and tells all so far; a stock always does.
fn is_comparable(site: &Site, found: &Held) -> bool {
    let aim = target(site, found.target);
    let stock = !aim.growth && covers(site, aim) == Covers::Stock;
    whole(site, found) || stock || adds_up(site, aim, found.of_plan) && so_far(site, found)
}

/// Whether what was reached stays behind: a rate below its target, an amount below the share of the time that is gone.
pub fn is_behind(site: &Site, found: &Held) -> bool {
    if !is_comparable(site, found) {
        return false;
    }
    let aim = target(site, found.target);
    let months =
        |from: crate::calendar::Month, to: crate::calendar::Day| (to.year() - from.year) * 12 + to.month() as i32 - from.month as i32 + 1;
    let from = aim.period.first_month();
    let span = figure(site, found.actual).and_then(|f| f.span_of_time);
    let gone = span.map_or(1.0, |s| {
        f64::from(months(from, s.last_day())) / f64::from(months(from, aim.period.last_day()).max(1))
    });
    found.value < aim.value * if adds_up(site, aim, found.of_plan) { gone } else { 1.0 }
}

/// "từ 10% trở lên", "tăng 12%".
fn aim_words(site: &Site, aim: &Target) -> String {
    let amount = value_words(&site.words, aim.value, Some(&aim.unit));
    let key = match (aim.growth, aim.at_least) {
        (true, true) => "target.grow_least",
        (true, false) => "target.grow",
        (false, true) => "target.least",
        (false, false) => return amount,
    };
    site.words.say(key, &[("amount", amount.into())])
}

/// How far a figure of all of the target's time, or of a stock, is from it: "thấp hơn 2,5 điểm phần trăm", "bằng 42,3% mục tiêu,
/// còn thiếu 1.200 tỷ đồng". Of a part of the time an amount is a share of what is wanted, "đạt 30% mục tiêu năm 2026"; the growth of
/// a quarter is no part of the year's, so that nothing is said of how far apart they are.
fn gap_words(site: &Site, found: &Held) -> String {
    let (words, aim) = (&site.words, target(site, found.target));
    let stock = !aim.growth && covers(site, aim) == Covers::Stock;
    let part = !whole(site, found) && !stock;
    let time = period_words(words, Some(aim.period));
    if !is_comparable(site, found) {
        let actual = figure(site, found.actual).and_then(|f| f.span_of_time);
        let args = [("period", time.into()), ("actual", period_words(words, actual).into())];
        return words.say("target.not_compared", &args);
    }
    let gap = ((found.value - aim.value) * 1e6).round() / 1e6;
    let unit = if aim.unit == "%" {
        words.text("comparison.points")
    } else {
        aim.unit.as_str()
    };
    let amount = value_words(words, gap.abs(), Some(unit));
    if gap == 0.0 {
        words.text("target.equal").to_string()
    } else if part && gap < 0.0 && aim.unit == "%" {
        words.say("target.to_go", &[("amount", amount.into()), ("period", time.into())])
    } else if part && gap < 0.0 && aim.value > 0.0 {
        let share = value_words(words, (1000.0 * found.value / aim.value).round() / 10.0, Some("%"));
        words.say("target.so_far", &[("share", share.into()), ("period", time.into())])
    } else if aim.unit != "%" && gap < 0.0 && aim.value > 0.0 {
        let share = value_words(words, (1000.0 * found.value / aim.value).round() / 10.0, Some("%"));
        words.say("target.share", &[("share", share.into()), ("amount", amount.into())])
    } else {
        words.say(
            if gap < 0.0 { "target.below" } else { "target.above" },
            &[("amount", amount.into())],
        )
    }
}

/// Targets with what was reached; `None` where there are none.
pub fn table(site: &Site, found: &[Held]) -> Option<Table> {
    let words = &site.words;
    let rows = found.iter().filter_map(|h| {
        let (aim, actual) = (target(site, h.target), figure(site, h.actual)?);
        let timed = |what: String, period| {
            words.say(
                "target.by",
                &[("what", what.into()), ("period", period_words(words, Some(period)).into())],
            )
        };
        let mut said = value_words(words, h.value, Some(&aim.unit));
        if aim.growth {
            said = words.say("target.grow", &[("amount", said.into())]);
        }
        Some(vec![
            link(indicator_link(site, &aim.id)),
            link(Link {
                name: timed(aim_words(site, aim), aim.period),
                href: address(site, h.target),
            }),
            link(Link {
                name: actual.span_of_time.map_or(said.clone(), |p| timed(said, p)),
                href: figure_address(site, h.actual),
            }),
            text(gap_words(site, h)),
        ])
    });
    let rows: Vec<_> = rows.collect();
    (!rows.is_empty()).then(|| Table {
        caption: words.text("target.caption").to_string(),
        head: ["indicator.column", "target.aim", "target.actual", "target.gap"]
            .map(|k| words.text(k).to_string())
            .to_vec(),
        rows,
    })
}

/// Address of the clause that states a target, or of its notice where the clause has no number.
fn address(site: &Site, at: TargetRef) -> String {
    let entry = &site.notices[at.0];
    let clause = target(site, at).clause.to_string();
    let mut anchors = entry.notice.document.body.iter().filter_map(|c| c.anchor.as_deref());
    if !clause.is_empty() && anchors.any(|a| a == clause) {
        route::task_address(&entry.id, &clause)
    } else {
        Route::Notice(entry.id.clone()).address()
    }
}
