//! Views of series pages: the indicators, and each with its figures as chart and table. Figures of a month, of a
//! quarter, of the months so far and of a year are series apart: they measure different things. So are those of different issuers.
use super::agency::alphabetical;
use super::chart::{self, Bar};
use super::conflict::{ConflictView, conflict};
use super::reads::Reads;
use super::route::{self, Route};
use super::sections::Table;
use super::{Link, Page, notice_link, target};
use crate::calendar::{Month, Period};
use crate::config::SiteConfig;
use crate::link::issuer_key;
use crate::notice::{Comparison, Indicator};
use crate::site::{FigureRef, Site};
use crate::viet::fold;
use crate::words::Words;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// What stretch of time a figure covers.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Kind {
    Month,
    Quarter,
    Cumulative,
    Year,
    Unknown,
}

impl Kind {
    pub fn of(period: Option<Period>) -> Kind {
        match period {
            Some(Period::Month(_)) => Kind::Month,
            Some(Period::Quarter(..)) => Kind::Quarter,
            Some(Period::Months(a, b)) if a == b => Kind::Month,
            // "12 tháng năm 2022" is the year; "3 tháng đầu năm" may go on month by month
            Some(Period::Months(a, b)) if a.year == b.year => match (a.month, b.month) {
                (1, 12) => Kind::Year,
                (4, 6) | (7, 9) | (10, 12) => Kind::Quarter,
                _ => Kind::Cumulative,
            },
            Some(Period::Months(..)) => Kind::Cumulative,
            Some(Period::Year(_)) => Kind::Year,
            None => Kind::Unknown,
        }
    }
    /// Key of its heading.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Month => "indicator.kind_month",
            Kind::Quarter => "indicator.kind_quarter",
            Kind::Cumulative => "indicator.kind_cumulative",
            Kind::Year => "indicator.kind_year",
            Kind::Unknown => "indicator.kind_unknown",
        }
    }
    fn id(self) -> &'static str {
        match self {
            Kind::Month => "theo-thang",
            Kind::Quarter => "theo-quy",
            Kind::Cumulative => "luy-ke",
            Kind::Year => "theo-nam",
            Kind::Unknown => "khac",
        }
    }
}

/// Figures of one kind that an indicator's page tells one by one, the newest: of a monthly notice those of twenty-five years.
const MOST: usize = 300;

#[derive(Serialize)]
struct IndexView {
    rows: Vec<Row>,
    others: Vec<Row>,
    /// Tables of the years.
    years: Vec<Link>,
}

#[derive(Serialize)]
struct Row {
    indicator: Link,
    latest: String,
    period: String,
    comparisons: String,
    count: usize,
    /// How many of its figures do not go together.
    conflicts: usize,
    /// Values of the same span and unit as the latest, drawn small; empty where they are few.
    spark: String,
}

#[derive(Serialize)]
struct SeriesView {
    name: String,
    count: usize,
    /// What it is to reach beside what was reached.
    targets: Option<Table>,
    conflicts: Vec<ConflictView>,
    groups: Vec<GroupView>,
}

#[derive(Serialize)]
struct GroupView {
    id: String,
    name: String,
    /// Whose figures these are, where the page has those of several; empty where all are of one.
    issuer: String,
    /// SVG, empty where there are fewer than two values of one unit.
    charts: Vec<ChartView>,
    rows: Vec<FigureView>,
    /// How many older ones the page leaves to the tables of the years.
    older: usize,
}

#[derive(Serialize)]
struct ChartView {
    caption: String,
    svg: String,
}

#[derive(Serialize)]
struct FigureView {
    period: String,
    value: String,
    comparisons: String,
    quote: String,
    clause: String,
    href: String,
    notice: Link,
}

const ROMAN: [&str; 4] = ["I", "II", "III", "IV"];

/// "tháng 3/2026", "tháng 01/2026", "quý I/2026", "7 tháng đầu năm 2025", "năm 2025".
pub fn period_words(words: &Words, period: Option<Period>) -> String {
    let month = |m: Month| words.say("period.month", &[("m", m.month.into()), ("year", m.year.into())]);
    match period {
        None => String::new(),
        Some(Period::Month(m)) => month(m),
        Some(Period::Quarter(y, q)) => words.say(
            "period.quarter",
            &[("q", ROMAN[q.clamp(1, 4) as usize - 1].into()), ("year", y.into())],
        ),
        Some(Period::Year(y)) => words.say("period.year", &[("year", y.into())]),
        Some(Period::Months(a, b)) if a == b => month(a),
        Some(Period::Months(a, b)) if a.year == b.year && a.month == 1 && b.month == 12 => {
            words.say("period.twelve", &[("year", a.year.into())])
        }
        Some(Period::Months(a, b)) if a.year == b.year && a.month == 1 => {
            words.say("period.months", &[("m", b.month.into()), ("year", a.year.into())])
        }
        Some(Period::Months(a, b)) => words.say("period.span", &[("from", month(a).into()), ("to", month(b).into())]),
    }
}

/// "3/2026", "01/2026".
pub fn month_label(words: &Words, m: Month) -> String {
    words.say("period.month_short", &[("m", m.month.into()), ("year", m.year.into())])
}

/// Label below a bar, as short as it can be.
fn period_label(words: &Words, period: Option<Period>) -> String {
    match period {
        None => String::new(),
        Some(Period::Month(m)) => month_label(words, m),
        Some(Period::Quarter(y, q)) => format!("{}/{y}", ROMAN[q.clamp(1, 4) as usize - 1]),
        Some(Period::Year(y)) => y.to_string(),
        Some(Period::Months(a, b)) if a.year == b.year => format!("{}–{}/{}", a.month, b.month, b.year),
        Some(Period::Months(_, b)) => format!("–{}/{}", b.month, b.year),
    }
}

/// Common units have a name in the site's language, others stay as the notice has them.
pub fn unit_name<'a>(words: &'a Words, unit: &'a str) -> &'a str {
    words.get(&format!("unit.{}", fold::slug(unit))).unwrap_or(unit)
}

/// "38,6%", "3.450,5 tỷ đồng".
pub fn value_words(words: &Words, value: f64, unit: Option<&str>) -> String {
    let number = words.number(value, 3);
    match unit.map(str::trim).filter(|u| !u.is_empty()) {
        Some("%") => format!("{number}%"),
        Some(unit) => {
            let name = unit_name(words, unit);
            format!("{number} {name}")
        }
        None => number,
    }
}

/// "tăng 5,8% so với cùng kỳ năm trước", "bằng 38,6% kế hoạch".
pub fn comparison_words(words: &Words, c: &Comparison) -> String {
    let basis = c.basis.and_then(|b| words.get(&format!("basis.{b}")));
    let of_time = matches!(c.basis, Some("yoy" | "mom"));
    let key = match (c.level, c.value) {
        (true, _) if of_time => "compare.level_against",
        (true, _) => "compare.level",
        // what is held against a plan has not risen or fallen
        (_, v) if v > 0.0 && basis.is_some() && !of_time => "compare.above",
        (_, v) if v < 0.0 && basis.is_some() && !of_time => "compare.below",
        (_, v) if v > 0.0 => "compare.up",
        (_, v) if v < 0.0 => "compare.down",
        _ => "compare.same",
    };
    let amount = value_words(words, if c.level { c.value } else { c.value.abs() }, Some(&c.unit));
    match (basis, key) {
        (Some(basis), key) => words.say(key, &[("amount", amount.into()), ("basis", basis.into())]),
        (None, "compare.up") => words.say("compare.up_bare", &[("amount", amount.into())]),
        (None, "compare.down") => words.say("compare.down_bare", &[("amount", amount.into())]),
        (None, "compare.same") => words.text("compare.same_bare").to_string(),
        (None, _) => words.say("compare.level_bare", &[("amount", amount.into())]),
    }
}

/// A figure's comparisons in words. One that only says the value again keeps what it is held against: a growth of 2,26%
/// that is "tăng 2,26% so với cùng kỳ năm trước" is "so với cùng kỳ năm trước".
pub fn all_comparisons(words: &Words, figure: &Indicator) -> Vec<String> {
    let again = |c: &Comparison| figure.value == Some(c.value) && figure.unit.as_deref() == Some(c.unit.as_str());
    let said = |c: &Comparison| match c.basis.filter(|_| again(c)).and_then(|b| words.get(&format!("basis.{b}"))) {
        Some(basis) => words.say("compare.against", &[("basis", basis.into())]),
        None => comparison_words(words, c),
    };
    let known = figure.comparisons.iter().filter(|c| c.basis.is_some() || !again(c));
    known.map(said).collect()
}

fn comparisons_words(words: &Words, figure: &Indicator) -> String {
    all_comparisons(words, figure).join("; ")
}

/// The figure behind a reference; `None` only for a reference that points nowhere.
pub fn figure(site: &Site, at: FigureRef) -> Option<&Indicator> {
    site.notices[at.0].notice.indicators.get(at.1)
}

/// Name of an indicator: the register's, else as the latest notice has it.
pub fn indicator_name(site: &Site, id: &str) -> String {
    if let Some(def) = site.registry.indicators.iter().find(|d| d.id == id) {
        return def.name.clone();
    }
    let label = site
        .series
        .get(id)
        .and_then(|s| s.last())
        .and_then(|f| figure(site, *f))
        .map(|f| f.label.trim().to_string());
    let label = label
        .filter(|l| !l.is_empty())
        .unwrap_or_else(|| id.strip_prefix("other:").unwrap_or(id).replace(['-', '_'], " "));
    let mut chars = label.chars();
    chars.next().map(|c| c.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

pub fn indicator_link(site: &Site, id: &str) -> Link {
    Link {
        name: indicator_name(site, id),
        href: Route::Indicator(id.to_string()).address(),
    }
}

/// Address of the clause in which a figure stands, or of its notice where the clause has no number.
pub fn figure_address(site: &Site, at: FigureRef) -> String {
    let entry = &site.notices[at.0];
    let clause = figure(site, at).map(|f| f.clause.to_string()).unwrap_or_default();
    if !clause.is_empty()
        && entry
            .notice
            .document
            .body
            .iter()
            .any(|c| c.anchor.as_deref() == Some(clause.as_str()))
    {
        route::task_address(&entry.id, &clause)
    } else {
        Route::Notice(entry.id.clone()).address()
    }
}

/// "40,6 %; tăng 5% so với cùng kỳ năm trước": a figure in a cell.
pub fn figure_words(words: &Words, f: &Indicator) -> String {
    match f.value {
        Some(v) => value_words(words, v, f.unit.as_deref()),
        None => comparisons_words(words, f),
    }
}

pub fn pages<'a>(site: &'a Site, _config: &'a SiteConfig) -> Vec<Page<'a>> {
    let mut pages = vec![Page::new(
        Route::Indicators,
        "indicators.html",
        site.words.text("indicator.index"),
        site.words.text("indicator.index_description"),
        move || index(site),
    )];
    // the tables of years keep their addresses
    let mut taken: BTreeSet<String> = super::years::years(site)
        .iter()
        .filter_map(|l| l.href.trim_end_matches('/').rsplit('/').next().map(str::to_string))
        .collect();
    for (id, figures) in &site.series {
        // two ids may fold to one address; the first keeps it
        if figures.is_empty() || !taken.insert(route::indicator_slug(id)) {
            continue;
        }
        let name = indicator_name(site, id);
        let refs: Vec<usize> = figures.iter().map(|f| f.1).collect();
        let against = site.contradictions.get(id).into_iter().flatten();
        let against: Vec<_> = against
            .flat_map(|c| [c.earlier, c.later].map(|f| (&site.notices[f.0].id, f.1)))
            .collect();
        // targets and what was reached may stand in notices without a figure of this one
        let held = target::of_indicator(site, id);
        let aims: Vec<_> = held.iter().map(|h| (h.target.1, h.actual.1)).collect();
        let reads = Reads::new((refs, &name, against, aims))
            .texts(figures.iter().map(|f| f.0))
            .texts(target::stand_in(&held))
            .without_days();
        let page = Page::new(
            Route::Indicator(id.clone()),
            "indicator.html",
            name.clone(),
            site.words.say("indicator.description", &[("name", name.as_str().into())]),
            move || series_view(site, id, figures),
        );
        pages.push(page.reading(reads));
    }
    pages
}

/// Who issued the notice of a figure, as printed; empty where nobody is named.
fn issuer(site: &Site, at: FigureRef) -> &str {
    site.notices[at.0].notice.head.issuer.as_deref().unwrap_or_default()
}

/// The figures of whoever gives most of them, in their order; of several who give as many the one whose are newest. What a
/// district reaches is no part of its province's series. The second is the issuer, where there are others.
pub fn of_main_issuer<'a>(site: &'a Site, figures: &[FigureRef]) -> (Vec<FigureRef>, Option<&'a str>) {
    let keys: Vec<String> = figures.iter().map(|at| issuer_key(issuer(site, *at))).collect();
    // a notice that names no issuer is nobody else's
    let mut count: BTreeMap<&str, usize> = BTreeMap::new();
    for key in keys.iter().filter(|key| !key.is_empty()) {
        *count.entry(key).or_default() += 1;
    }
    if count.len() < 2 {
        return (figures.to_vec(), None);
    }
    let most = count.values().max().copied();
    let main = keys
        .iter()
        .rev()
        .find(|key| count.get(key.as_str()).copied() == most)
        .cloned()
        .unwrap_or_default();
    let own: Vec<FigureRef> = figures
        .iter()
        .zip(&keys)
        .filter(|(_, key)| key.is_empty() || **key == main)
        .map(|(at, _)| *at)
        .collect();
    let name = own.iter().rev().map(|at| issuer(site, *at)).find(|name| !name.is_empty());
    (own, name)
}

fn row(site: &Site, id: &str, all: &[FigureRef]) -> Option<Row> {
    let (figures, issuer) = of_main_issuer(site, all);
    let latest = figures.iter().rev().filter_map(|f| figure(site, *f));
    let latest = latest.clone().find(|f| f.value.is_some()).or_else(|| latest.clone().next())?;
    let alike: Vec<f64> = bars_by_unit(
        &site.words,
        &figures
            .iter()
            .filter_map(|f| figure(site, *f))
            .filter(|f| Kind::of(f.span_of_time) == Kind::of(latest.span_of_time) && f.unit == latest.unit)
            .collect::<Vec<_>>(),
        |f| Some((String::new(), f.value?)),
    )
    .into_values()
    .flatten()
    .map(|b| b.value)
    .collect();
    Some(Row {
        indicator: indicator_link(site, id),
        latest: latest
            .value
            .map(|v| value_words(&site.words, v, latest.unit.as_deref()))
            .unwrap_or_default(),
        period: [period_words(&site.words, latest.span_of_time).as_str(), issuer.unwrap_or_default()]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(", "),
        comparisons: comparisons_words(&site.words, latest),
        count: all.len(),
        conflicts: site.contradictions.get(id).map_or(0, Vec::len),
        spark: chart::spark(&alike),
    })
}

fn index(site: &Site) -> IndexView {
    let known: BTreeSet<&str> = site.registry.indicators.iter().map(|d| d.id.as_str()).collect();
    let rows = site
        .registry
        .indicators
        .iter()
        .filter_map(|d| row(site, &d.id, site.series.get(&d.id)?))
        .collect();
    let mut others: Vec<Row> = site
        .series
        .iter()
        .filter(|(id, _)| !known.contains(id.as_str()))
        .filter_map(|(id, f)| row(site, id, f))
        .collect();
    alphabetical(&mut others, |r| &r.indicator.name);
    IndexView {
        rows,
        others,
        years: super::years::years(site),
    }
}

fn months(m: Month) -> i32 {
    m.year * 12 + m.month as i32
}

/// Bars of each unit, oldest first. Where a later notice gives the figure of a time again, the later one stands.
fn bars_by_unit(words: &Words, figures: &[&Indicator], amount: impl Fn(&Indicator) -> Option<(String, f64)>) -> BTreeMap<String, Vec<Bar>> {
    let mut units: BTreeMap<String, BTreeMap<i32, Bar>> = BTreeMap::new();
    for f in figures {
        let (Some(period), Some((unit, value))) = (f.span_of_time, amount(f)) else {
            continue;
        };
        let at = months(Month::of(period.last_day()));
        units.entry(unit).or_default().insert(
            at,
            Bar {
                at,
                label: period_label(words, Some(period)),
                value,
            },
        );
    }
    units.into_iter().map(|(u, bars)| (u, bars.into_values().collect())).collect()
}

fn charts(words: &Words, name: &str, group: &str, figures: &[&Indicator]) -> Vec<ChartView> {
    let values = bars_by_unit(words, figures, |f| Some((f.unit.clone().unwrap_or_default(), f.value?)));
    let growth = bars_by_unit(words, figures, |f| {
        let c = f.comparisons.iter().find(|c| c.basis == Some("yoy") && !c.level && c.unit == "%")?;
        Some((c.unit.clone(), c.value))
    });
    let values = values.into_iter().map(|(unit, bars)| (unit.clone(), unit, bars));
    let growth = growth
        .into_values()
        .map(|bars| ("%".to_string(), words.text("indicator.growth").to_string(), bars));
    values
        .chain(growth)
        .filter(|(_, _, bars)| bars.len() > 1)
        .enumerate()
        .map(|(i, (unit, what, bars))| {
            let caption = if what.is_empty() {
                name.to_string()
            } else {
                words.say(
                    "indicator.with_unit",
                    &[("name", name.into()), ("unit", unit_name(words, &what).into())],
                )
            };
            let parts: Vec<String> = bars
                .iter()
                .map(|b| format!("{}: {}", b.label, value_words(words, b.value, Some(&unit))))
                .collect();
            let svg = chart::bars(words, &format!("bieu-do-{group}-{}", i + 1), &caption, &parts.join("; "), &bars);
            ChartView { caption, svg }
        })
        .collect()
}

fn series_view(site: &Site, id: &str, figures: &[FigureRef]) -> SeriesView {
    let name = indicator_name(site, id);
    // whose figures are most stands first, then the others in the order of their names
    let (_, several) = of_main_issuer(site, figures);
    let main = issuer_key(several.unwrap_or_default());
    let mut kinds: BTreeMap<(bool, String, Kind), Vec<_>> = BTreeMap::new();
    for at in figures {
        if let Some(f) = figure(site, *at) {
            let key = several.map_or(String::new(), |_| issuer_key(issuer(site, *at)));
            let key = if key.is_empty() { main.clone() } else { key };
            let other = several.is_some() && key != main;
            kinds.entry((other, key, Kind::of(f.span_of_time))).or_default().push((*at, f));
        }
    }
    let groups = kinds
        .into_iter()
        .map(|((other, key, kind), found)| {
            let id = if other {
                format!("{}-{key}", kind.id())
            } else {
                kind.id().to_string()
            };
            let printed = found
                .iter()
                .rev()
                .map(|(at, _)| issuer(site, *at))
                .find(|name| several.is_some() && !name.is_empty());
            let printed = printed.unwrap_or_default();
            (id, kind, printed.to_string(), found)
        })
        .map(|(id, kind, issuer, found)| GroupView {
            name: site.words.text(kind.name()).to_string(),
            issuer,
            charts: charts(&site.words, &name, &id, &found.iter().map(|x| x.1).collect::<Vec<_>>()),
            id,
            older: found.len().saturating_sub(MOST),
            rows: found
                .iter()
                .rev()
                .take(MOST)
                .map(|(at, f)| FigureView {
                    period: period_words(&site.words, f.span_of_time),
                    value: f.value.map(|v| value_words(&site.words, v, f.unit.as_deref())).unwrap_or_default(),
                    comparisons: comparisons_words(&site.words, f),
                    quote: f.quote.clone(),
                    clause: f.clause.to_string(),
                    href: figure_address(site, *at),
                    notice: notice_link(site, at.0),
                })
                .collect(),
        })
        .collect();
    SeriesView {
        name,
        count: figures.len(),
        targets: target::table(site, &target::of_indicator(site, id)),
        conflicts: site
            .contradictions
            .get(id)
            .into_iter()
            .flatten()
            .map(|c| conflict(site, c))
            .collect(),
        groups,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::outline::ClausePath;
    use crate::span::{SourceId, Span};

    fn m(year: i32, month: u32) -> Month {
        Month { year, month }
    }

    fn comparison(basis: &'static str, value: f64, level: bool) -> Comparison {
        Comparison {
            basis: Some(basis),
            value,
            unit: "%".into(),
            level,
        }
    }

    fn indicator(period: Period, value: Option<f64>, unit: &str) -> Indicator {
        Indicator {
            id: "x".into(),
            label: "x".into(),
            value,
            unit: Some(unit.into()),
            span_of_time: Some(period),
            comparisons: vec![],
            quote: String::new(),
            clause: ClausePath::default(),
            span: Span::new(SourceId(0), 0, 0),
            certainty: Default::default(),
            doubts: vec![],
        }
    }

    #[test]
    fn comparisons_are_said_in_words() {
        assert_eq!(
            comparison_words(&Words::default(), &comparison("yoy", 5.8, false)),
            "tăng 5,8% so với cùng kỳ năm trước"
        );
        assert_eq!(
            comparison_words(&Words::default(), &comparison("mom", -16.0, false)),
            "giảm 16% so với tháng trước"
        );
        assert_eq!(
            comparison_words(&Words::default(), &comparison("scenario", -2.19, false)),
            "thấp hơn kịch bản 2,19%"
        );
        assert_eq!(
            comparison_words(&Words::default(), &comparison("central_budget", 38.6, true)),
            "bằng 38,6% dự toán Trung ương giao"
        );
    }

    #[test]
    fn a_comparison_does_not_say_the_value_again() {
        let mut f = indicator(Period::Quarter(2026, 1), Some(2.26), "%");
        f.comparisons = vec![
            comparison("yoy", 2.26, false),
            comparison("plan", 2.26, true),
            comparison("mom", 1.0, false),
            Comparison {
                basis: None,
                ..comparison("yoy", 2.26, false)
            },
        ];
        assert_eq!(
            all_comparisons(&Words::default(), &f),
            ["so với cùng kỳ năm trước", "so với kế hoạch", "tăng 1% so với tháng trước"]
        );
        // without a value the comparison is all that is said
        f.value = None;
        assert_eq!(all_comparisons(&Words::default(), &f)[0], "tăng 2,26% so với cùng kỳ năm trước");
    }

    #[test]
    fn periods_are_said_in_words() {
        assert_eq!(period_words(&Words::default(), Some(Period::Quarter(2026, 1))), "quý I/2026");
        assert_eq!(
            period_words(&Words::default(), Some(Period::Months(m(2025, 1), m(2025, 7)))),
            "7 tháng đầu năm 2025"
        );
        assert_eq!(
            period_words(&Words::default(), Some(Period::Months(m(2025, 3), m(2025, 3)))),
            "tháng 3/2025"
        );
    }

    #[test]
    fn kinds_of_time_are_kept_apart() {
        assert_eq!(Kind::of(Some(Period::Months(m(2025, 1), m(2025, 7)))), Kind::Cumulative);
        assert_eq!(
            Kind::of(Some(Period::Months(m(2025, 1), m(2025, 12)))),
            Kind::of(Some(Period::Year(2025)))
        );
        assert_eq!(
            Kind::of(Some(Period::Months(m(2025, 4), m(2025, 6)))),
            Kind::of(Some(Period::Quarter(2025, 2)))
        );
        assert_ne!(Kind::of(Some(Period::Month(m(2025, 7)))), Kind::of(Some(Period::Quarter(2025, 3))));
    }

    #[test]
    fn units_are_kept_apart_and_a_later_figure_stands() {
        let a = indicator(Period::Month(m(2026, 1)), Some(1.0), "ha");
        let b = indicator(Period::Month(m(2026, 1)), Some(2.0), "ha");
        let c = indicator(Period::Month(m(2026, 2)), Some(9.0), "%");
        let units = bars_by_unit(&Words::default(), &[&a, &b, &c], |f| {
            Some((f.unit.clone().unwrap_or_default(), f.value?))
        });
        assert_eq!(units.len(), 2);
        assert_eq!(units["ha"].iter().map(|b| b.value).collect::<Vec<_>>(), [2.0]);
    }
}
