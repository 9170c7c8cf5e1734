//! Views of comparison pages: two notices side by side in figures, tasks and the load of each agency.
use super::agency::{alphabetical, ranks};
use super::conflict::{ConflictView, conflict};
use super::reads::Reads;
use super::route::Route;
use super::sections::Table;
use super::series::{figure, figure_address, figure_words, indicator_link, period_words, unit_name, value_words};
use super::{Link, Page, agency_link, excerpt, notice_link, notice_name, target, task_href, task_place, until_words};
use crate::config::SiteConfig;
use crate::notice::Deadline;
use crate::site::{Apart, Continuation, FigurePair, FigureRef, NoticePair, Site, TaskId};
use crate::words::Words;
use serde::Serialize;

/// Characters of a task that two notices side by side show.
const EXCERPT: usize = 120;

#[derive(Serialize)]
struct IndexView {
    total: usize,
    years: Vec<YearPairs>,
    /// Months beside the same month of other years.
    months: Vec<Link>,
}

#[derive(Serialize)]
struct YearPairs {
    /// Empty for notices without year.
    year: String,
    rows: Vec<PairRow>,
}

#[derive(Serialize)]
struct PairRow {
    href: String,
    earlier: String,
    later: String,
    /// "Kỳ liền trước", "Cùng kỳ năm trước".
    basis: String,
    continued: usize,
    new: usize,
    dropped: usize,
}

#[derive(Serialize)]
struct PairView {
    earlier: Link,
    later: Link,
    basis: String,
    /// Those that both notices have.
    figures: Vec<FigureRow>,
    /// Those that only one of them has.
    alone: Vec<FigureRow>,
    /// Targets that count for the later one, with what was reached.
    targets: Option<Table>,
    conflicts: Vec<ConflictView>,
    continued: Vec<Carried>,
    /// How many of them only may go on.
    perhaps: usize,
    new: Vec<Brief>,
    dropped: Vec<Brief>,
    load: Vec<LoadRow>,
    earlier_tasks: usize,
    later_tasks: usize,
}

#[derive(Serialize)]
struct FigureRow {
    indicator: Link,
    earlier: Option<FigureCell>,
    later: Option<FigureCell>,
    /// "tăng 1,2 điểm phần trăm"; empty where the two are not comparable.
    change: String,
    reason: String,
}

#[derive(Serialize)]
struct FigureCell {
    text: String,
    period: String,
    href: String,
}

/// A task as briefly as two notices side by side need it: the rest stands on the page of its notice.
#[derive(Serialize)]
struct Brief {
    href: String,
    /// "mục III.1.1"; empty outside all clauses.
    place: String,
    excerpt: String,
    /// "Sở Tài chính, Sở Y tế"
    leads: String,
    /// Of each deadline its day, else its words.
    due: Vec<String>,
}

/// A task of the later notice with all that it goes on with.
#[derive(Serialize)]
struct Carried {
    later: Brief,
    earlier: Vec<Before>,
    /// What changed from every one of them, said once.
    notes: Vec<String>,
    /// "nhắc lại lần thứ 2"
    repeated: String,
    /// Address of its matter's page, or empty.
    matter: String,
}

#[derive(Serialize)]
struct Before {
    /// Its excerpt is the clause that the two have most in common.
    task: Brief,
    /// That clause of the later one, where it does not begin with it.
    here: String,
    /// "cùng việc, lời khác"
    alike: String,
    change: super::matter::Change,
}

#[derive(Serialize)]
struct LoadRow {
    agency: Link,
    earlier_leads: usize,
    later_leads: usize,
    earlier_coordinates: usize,
    later_coordinates: usize,
    /// "+3", "−1", "0": of the tasks it leads.
    change: String,
}

fn basis<'a>(site: &'a Site, pair: &NoticePair) -> &'a str {
    if site.notices[pair.later].previous == Some(pair.earlier) {
        site.words.text("comparison.previous")
    } else if site.notices[pair.later].year_before == Some(pair.earlier) {
        site.words.text("comparison.year_before")
    } else {
        site.words.text("comparison.two")
    }
}

fn address(site: &Site, pair: &NoticePair) -> Route {
    Route::Comparison(site.notices[pair.earlier].id.clone(), site.notices[pair.later].id.clone())
}

pub fn pages<'a>(site: &'a Site, _config: &'a SiteConfig) -> Vec<Page<'a>> {
    let mut pages = vec![Page::new(
        Route::Comparisons,
        "comparisons.html",
        site.words.text("comparison.index"),
        site.words.text("comparison.index_description"),
        move || index(site),
    )];
    for pair in &site.pairs {
        let names = [
            ("earlier", notice_name(site, pair.earlier).into()),
            ("later", notice_name(site, pair.later).into()),
        ];
        let continued: Vec<_> = pair
            .continued
            .iter()
            .map(|c| (&site.tasks[c.earlier].id, &site.tasks[c.later].id, c.sure, c.sentences))
            .collect();
        // an indicator that no register names is called as any notice calls it
        let indicators: Vec<String> = pair.figures.iter().map(|f| indicator_link(site, &f.indicator).name).collect();
        let id = |n: crate::site::NoticeId| &site.notices[n].id;
        let held = target::of_notice(site, pair.later);
        let aims: Vec<_> = held
            .iter()
            .map(|h| (id(h.target.0), h.target.1, id(h.actual.0), h.actual.1))
            .collect();
        let reads = Reads::new((basis(site, pair), continued, indicators, pair.contradicted(), aims))
            .texts([pair.earlier, pair.later])
            .texts(target::stand_in(&held))
            .tasks(pair.continued.iter().map(|c| c.later));
        let page = Page::new(
            address(site, pair),
            "comparison.html",
            site.words.say("comparison.title", &names),
            site.words.say("comparison.description", &names),
            move || view(site, pair),
        );
        pages.push(page.reading(reads));
    }
    pages
}

fn index(site: &Site) -> IndexView {
    let ranks = ranks(site);
    let rank = |n: crate::site::NoticeId| ranks.get(n.index()).copied().unwrap_or(usize::MAX);
    let mut pairs: Vec<&NoticePair> = site.pairs.iter().collect();
    pairs.sort_by_key(|p| (std::cmp::Reverse(site.notices[p.later].year), rank(p.later), rank(p.earlier)));
    let years = pairs
        .chunk_by(|a, b| site.notices[a.later].year == site.notices[b.later].year)
        .map(|chunk| YearPairs {
            year: chunk
                .first()
                .and_then(|p| site.notices[p.later].year)
                .map(|y| y.to_string())
                .unwrap_or_default(),
            rows: chunk
                .iter()
                .map(|p| PairRow {
                    href: address(site, p).address(),
                    earlier: notice_name(site, p.earlier),
                    later: notice_name(site, p.later),
                    basis: basis(site, p).to_string(),
                    continued: p.continued.chunk_by(|a, b| a.later == b.later).count(),
                    new: p.new.len(),
                    dropped: p.dropped.len(),
                })
                .collect(),
        })
        .collect();
    IndexView {
        total: site.pairs.len(),
        years,
        months: super::years::months(site),
    }
}

/// "tăng 1,2 điểm phần trăm", "giảm 120 tỷ đồng", "không đổi".
fn change_words(words: &Words, change: f64, unit: Option<&str>) -> String {
    let amount = match unit {
        Some("%") => value_words(words, change.abs(), Some(words.text("comparison.points"))),
        unit => value_words(words, change.abs(), unit),
    };
    // a remainder of the subtraction of two equal decimals is no change
    if change.abs() < 1e-9 {
        words.text("comparison.same").into()
    } else if change > 0.0 {
        words.say("comparison.up", &[("amount", amount.into())])
    } else {
        words.say("comparison.down", &[("amount", amount.into())])
    }
}

/// Why two figures are not compared: "tháng 1/2026 không so được với 7 tháng đầu năm 2025".
pub fn apart_words(words: &Words, apart: &Apart) -> String {
    let unit = |u: &Option<String>| match u {
        Some(unit) => unit_name(words, unit).to_string(),
        None => words.text("comparison.no_unit").to_string(),
    };
    match apart {
        Apart::OnlyEarlier => words.text("comparison.only_earlier").to_string(),
        Apart::OnlyLater => words.text("comparison.only_later").to_string(),
        Apart::NoValue => words.text("comparison.no_value").to_string(),
        Apart::Spans(earlier, later) => words.say(
            "comparison.other_span",
            &[
                ("earlier", period_words(words, Some(*earlier)).into()),
                ("later", period_words(words, Some(*later)).into()),
            ],
        ),
        Apart::Units(earlier, later) => words.say(
            "comparison.other_unit",
            &[("earlier", unit(earlier).into()), ("later", unit(later).into())],
        ),
        Apart::UnknownSpan => words.text("comparison.no_span").to_string(),
    }
}

fn signed(change: i64) -> String {
    match change {
        0 => "0".into(),
        n if n > 0 => format!("+{n}"),
        n => format!("−{}", n.unsigned_abs()),
    }
}

fn figure_row(site: &Site, pair: &FigurePair) -> FigureRow {
    let cell = |at: Option<FigureRef>| {
        let at = at?;
        let f = figure(site, at)?;
        Some(FigureCell {
            text: figure_words(&site.words, f),
            period: period_words(&site.words, f.span_of_time),
            href: figure_address(site, at),
        })
    };
    let unit = pair
        .later
        .or(pair.earlier)
        .and_then(|f| figure(site, f))
        .and_then(|f| f.unit.as_deref());
    FigureRow {
        indicator: indicator_link(site, &pair.indicator),
        earlier: cell(pair.earlier),
        later: cell(pair.later),
        change: pair.change.map(|c| change_words(&site.words, c, unit)).unwrap_or_default(),
        reason: pair.reason.as_ref().map(|r| apart_words(&site.words, r)).unwrap_or_default(),
    }
}

fn brief(site: &Site, id: TaskId) -> Brief {
    let (task, row) = (site.task(id), &site.tasks[id]);
    let leads: Vec<&str> = row.leads.iter().map(|a| site.agencies[*a].name.as_str()).collect();
    let due = |(i, d): (usize, &Deadline)| until_words(site, id, i).unwrap_or_else(|| d.quote.clone());
    Brief {
        href: task_href(site, id),
        place: task_place(site, id),
        excerpt: excerpt(&super::matter(site, id), EXCERPT),
        leads: leads.join(", "),
        due: task.deadlines.iter().enumerate().map(due).collect(),
    }
}

/// Pairs of one later task.
fn carried(site: &Site, all: &[Continuation]) -> Carried {
    let later = all[0].later;
    let said_at = |task, at| super::matter::said_at(site, task, at, EXCERPT).map(|said| format!("… {said}"));
    let before = |c: &Continuation| Before {
        task: Brief {
            excerpt: said_at(c.earlier, c.sentences.0).unwrap_or_else(|| excerpt(&super::matter(site, c.earlier), EXCERPT)),
            ..brief(site, c.earlier)
        },
        here: said_at(later, c.sentences.1).unwrap_or_default(),
        alike: super::matter::alike(site, c.earlier, later, c.sure).to_string(),
        change: super::matter::change(site, c.earlier, later, c.sure.then_some(c.sentences)),
    };
    let mut earlier: Vec<Before> = all.iter().map(before).collect();
    let mut notes = Vec::new();
    if let [first, rest @ ..] = earlier.as_slice()
        && !rest.is_empty()
    {
        let shared = |note: &&String| rest.iter().all(|b| b.change.notes.contains(note));
        notes = first.change.notes.iter().filter(shared).cloned().collect();
    }
    for one in &mut earlier {
        one.change.notes.retain(|n| !notes.contains(n));
    }
    Carried {
        later: brief(site, later),
        earlier,
        notes,
        repeated: super::matter::repeated(site, later),
        matter: super::matter::link(site, later).unwrap_or_default(),
    }
}

fn view(site: &Site, pair: &NoticePair) -> PairView {
    let mut load: Vec<LoadRow> = pair
        .load
        .iter()
        .map(|(id, a, b)| LoadRow {
            agency: agency_link(site, *id),
            earlier_leads: a.leads,
            later_leads: b.leads,
            earlier_coordinates: a.coordinates,
            later_coordinates: b.coordinates,
            change: signed(b.leads as i64 - a.leads as i64),
        })
        .collect();
    alphabetical(&mut load, |r| &r.agency.name);
    let figures = |both: bool| -> Vec<FigureRow> {
        let found = pair.figures.iter().filter(|f| (f.earlier.is_some() && f.later.is_some()) == both);
        found.map(|f| figure_row(site, f)).collect()
    };
    PairView {
        earlier: notice_link(site, pair.earlier),
        later: notice_link(site, pair.later),
        basis: basis(site, pair).to_string(),
        figures: figures(true),
        alone: figures(false),
        targets: target::table(site, &target::of_notice(site, pair.later)),
        conflicts: pair.contradictions.iter().map(|c| conflict(site, c)).collect(),
        continued: pair
            .continued
            .chunk_by(|a, b| a.later == b.later)
            .map(|all| carried(site, all))
            .collect(),
        perhaps: pair
            .continued
            .chunk_by(|a, b| a.later == b.later)
            .filter(|all| all.iter().all(|c| !c.sure))
            .count(),
        new: pair.new.iter().map(|t| brief(site, *t)).collect(),
        dropped: pair.dropped.iter().map(|t| brief(site, *t)).collect(),
        load,
        earlier_tasks: site.notices[pair.earlier].tasks.len(),
        later_tasks: site.notices[pair.later].tasks.len(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_of_a_share_is_in_points() {
        let words = Words::default();
        assert_eq!(change_words(&words, 1.2, Some("%")), "tăng 1,2 điểm phần trăm");
        assert_eq!(change_words(&words, -120.0, Some("tỷ đồng")), "giảm 120 tỷ đồng");
        assert_eq!(change_words(&words, 0.1 + 0.2 - 0.3, None), "không đổi");
    }

    #[test]
    fn loads_carry_a_sign() {
        assert_eq!([signed(3), signed(-1), signed(0)], ["+3", "−1", "0"]);
    }
}
