//! Which documents are meant by a number. Numbers begin anew each year: "01/NQ-CP" of 2022 and of 2026 are two documents, told apart by the
//! day or year that a citation gives.
use crate::calendar::Day;
use crate::site::{NoticeId, Site};
use crate::viet::date::{self, Printed};
use crate::viet::fold;
use chrono::Datelike;
use std::collections::{BTreeMap, BTreeSet};

/// A place that cites: (notice, index into its citations).
type At = (NoticeId, usize);

/// What is known of when a document was issued; those that give it stand before those that do not.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Issued {
    On(Day),
    In(i32),
    /// No citation of it says; cited in that year, where the number may have begun anew since another.
    Unsaid(Option<i32>),
}

impl Issued {
    pub fn day(self) -> Option<Day> {
        match self {
            Issued::On(day) => Some(day),
            Issued::In(_) | Issued::Unsaid(_) => None,
        }
    }
    /// The year of its issue, where that is known.
    pub fn year(self) -> Option<i32> {
        match self {
            Issued::On(day) => Some(day.year()),
            Issued::In(year) => Some(year),
            Issued::Unsaid(_) => None,
        }
    }
}

/// The documents that bear one number, each with the places that cite it.
pub fn documents(site: &Site, number: &str, places: &[At]) -> Vec<(Issued, Vec<At>)> {
    // its own year stands in the number
    if has_year(number) {
        return vec![(Issued::Unsaid(None), places.to_vec())];
    }
    let said: Vec<Option<Issued>> = places
        .iter()
        .map(|(notice, index)| {
            let citation = site.notices[*notice].notice.citations.get(*index)?;
            issued(&citation.quote, &citation.number)
        })
        .collect();
    let days: BTreeSet<Day> = said.iter().flatten().filter_map(|i| i.day()).collect();
    // one of that year, where only one is known
    let of_year = |year: i32, until: Option<Day>| {
        let mut found = days.iter().filter(|d| d.year() == year && until.is_none_or(|u| **d <= u));
        found.next().filter(|_| found.next().is_none()).copied()
    };
    let years: BTreeSet<i32> = said.iter().flatten().filter_map(|i| i.year()).collect();
    let mut out: BTreeMap<Issued, Vec<At>> = BTreeMap::new();
    for (place, said) in places.iter().zip(said) {
        let day = site.notices[place.0].day;
        let of = match said {
            Some(Issued::In(year)) => of_year(year, None).map_or(Issued::In(year), Issued::On),
            Some(said) => said,
            None => unsaid(number, day, &days, &years, of_year),
        };
        out.entry(of).or_default().push(*place);
    }
    out.into_iter().collect()
}

/// What a citation means that gives neither day nor year: the one of the notice's own year that others cite by then. Numbers of the Party begin
/// anew with its term, so that the only one known is meant for years.
fn unsaid(
    number: &str,
    day: Option<Day>,
    days: &BTreeSet<Day>,
    years: &BTreeSet<i32>,
    of_year: impl Fn(i32, Option<Day>) -> Option<Day>,
) -> Issued {
    let of_party = number.trim_start_matches(|c: char| c.is_ascii_digit()).starts_with('-');
    if of_party {
        return match (days.first(), days.len()) {
            (Some(only), 1) if day.is_none_or(|d| *only <= d) => Issued::On(*only),
            _ => Issued::Unsaid(None),
        };
    }
    let Some(day) = day else { return Issued::Unsaid(None) };
    match of_year(day.year(), Some(day)) {
        Some(known) => Issued::On(known),
        None if years.contains(&day.year()) && !days.iter().any(|d| d.year() == day.year()) => Issued::In(day.year()),
        None => Issued::Unsaid(Some(day.year())),
    }
}

/// "61/2018/NĐ-CP"
fn has_year(number: &str) -> bool {
    let year = |part: &str| part.len() == 4 && part.bytes().all(|b| b.is_ascii_digit());
    number.split(['/', '-']).skip(1).any(year)
}

/// Words between a number and its day that tell who issued it: "của Thủ tướng Chính phủ ngày 5/8/2025".
const WHO: usize = 6;
/// What stands before a day that is no day of issue: "theo Nghị quyết số 68/NQ-CP trước ngày 31/8/2021".
const UNTIL: [&str; 12] = [
    "trước", "đến", "từ", "hết", "sau", "nhất", "trong", "vào", "kể", "tới", "cho", "qua",
];

/// When a document was issued, as the words right behind its number say.
fn issued(quote: &str, number: &str) -> Option<Issued> {
    let behind = &quote[quote.find(number)? + number.len()..];
    // what stands behind a mark is said of something else
    let behind = behind.split([',', ';', '.', '(', ')', ':']).next()?;
    let words: Vec<&str> = behind.split_whitespace().collect();
    let at = words.iter().position(|w| matches!(fold::match_key(w).as_str(), "ngày" | "năm"))?;
    let who = &words[..at];
    let of = who.is_empty() || fold::match_key(who[0]) == "của" && who.len() <= WHO;
    if !of || who.iter().any(|w| UNTIL.contains(&fold::match_key(w).as_str())) {
        return None;
    }
    let when = words[at..].join(" ");
    match date::at(&when, 0)?.0 {
        printed @ Printed::Day { year: Some(_), .. } => printed.first_day(None).map(Issued::On),
        Printed::Year {
            year: Some(year),
            part: date::Part::Whole,
        } => Some(Issued::In(year)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_behind_a_number_say_when_it_was_issued() {
        let said = |quote: &str| issued(quote, "01/NQ-CP");
        let on = |day: &str| Some(Issued::On(day.parse().unwrap()));
        assert_eq!(
            said("Nghị quyết số 01/NQ-CP ngày 08/01/2022 của Chính phủ, Nghị quyết"),
            on("2022-01-08")
        );
        assert_eq!(said("số 01/NQ-CP ngày 08 tháng 01 năm 2026 của Chính"), on("2026-01-08"));
        assert_eq!(said("số 01/NQ-CP của Chính phủ ngày 6/1/2023 về"), on("2023-01-06"));
        assert_eq!(said("số 01/NQ-CP năm 2026 và tình hình KTXH"), Some(Issued::In(2026)));
        assert_eq!(said("số 01/NQ-CP của Chính phủ năm 2023, trình"), Some(Issued::In(2023)));
        for other in [
            "số 01/NQ-CP, Nghị quyết số 02/NQ-CP ngày 01/01/2021",
            "số 01/NQ-CP của Chính phủ trước ngày 20/01/2026",
            "số 01/NQ-CP trước ngày 31/8/2021",
            "số 01/NQ-CP và Kế hoạch số 15/KH-UBND ngày 09/01/2026",
            "01/NQ-CP",
        ] {
            assert_eq!(said(other), None, "{other}");
        }
        assert!(has_year("61/2018/NĐ-CP") && has_year("19-2017/NQ-CP") && !has_year("2015/UBND-TH") && !has_year("68-NQ/TW"));
    }
}
