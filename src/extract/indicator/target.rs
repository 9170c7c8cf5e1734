//! What indicators are to reach: "mục tiêu tăng trưởng GRDP từ 10% trở lên", "phấn đấu thu ngân sách tăng 12%".
//!
//! A number is a target where a word for one stands before it with nothing between the two but the indicator's name,
//! its time and words of degree: rather none than one of something else.

use super::super::Context;
use super::name::{Key, has_word};
use super::number::{self, Number};
use super::span::Spans;
use crate::calendar::{Month, Period};
use crate::notice::Target;
use crate::outline::{Clause, Document};
use crate::registry::{IndicatorDef, Registry};
use crate::viet::letter::is_word;
use memchr::memchr3_iter;
use memchr::memmem::Finder;
use std::ops::Range;
use std::sync::LazyLock;

/// Words for what is aimed at.
const GOALS: [&str; 4] = ["mục tiêu", "phấn đấu", "kịch bản", "chỉ tiêu"];
/// What is behind their first letters is printed small.
static AIMS: LazyLock<[Finder; 4]> =
    LazyLock::new(|| GOALS.map(|goal| Finder::new(goal.char_indices().nth(1).map_or(goal, |(at, _)| &goal[at..]))));
/// Words that may stand between an indicator and the number it is to reach.
const BETWEEN: &str = "tăng trưởng năm cả đạt từ trên là phải khoảng tối thiểu ít nhất hơn ở mức của tỉnh chung đề ra đã đặt quý i ii iii iv tháng đầu được giao bằng";
/// "tăng trưởng" alone is that of the whole economy.
const ECONOMY: &str = "tăng trưởng kinh tế";
/// A target of several years is none of a year.
const LONG: [&str; 5] = ["giai đoạn", "nhiệm kỳ", "đến năm", "bình quân", "tầm nhìn"];

/// The targets that a notice states, each once, in its order.
pub fn read(document: &Document, context: &Context, registry: &Registry) -> Vec<Target> {
    let mut spans = Spans::default_of(document, context);
    // the clauses of which the headings were read
    let mut read = 0;
    let mut out: Vec<Target> = Vec::new();
    for (n, clause) in document.body.iter().enumerate() {
        // most clauses aim at nothing
        if !aims(&clause.block.text) {
            continue;
        }
        for above in &document.body[read..=n] {
            if above.emphasized || above.anchor.is_some() {
                spans.heading(&above.block.text);
            }
        }
        read = n + 1;
        for target in clause_targets(clause, &spans, registry) {
            let same = |t: &Target| (&t.id, t.period, t.growth) == (&target.id, target.period, target.growth) && t.value == target.value;
            if !out.iter().any(same) {
                out.push(target);
            }
        }
    }
    out
}

fn clause_targets(clause: &Clause, spans: &Spans, registry: &Registry) -> Vec<Target> {
    let text = clause.block.text.as_str();
    let mut out = Vec::new();
    let mut from = 0;
    for at in memchr3_iter(b'.', b';', b'!', text.as_bytes()).chain([text.len()]) {
        let mark = text.get(at..at + 1).unwrap_or_default();
        let after = text.get(at + 1..).unwrap_or_default();
        // a point within a number or an abbreviation ends nothing
        if at >= from && (mark != "." || after.is_empty() || after.starts_with([' ', '*', ')'])) {
            sentence(clause, from..at, spans, registry, &mut out);
            from = (at + mark.len()).min(text.len());
        }
    }
    out
}

/// Whether a text may aim at something: it has a digit and what of a word for a goal is printed small.
fn aims(text: &str) -> bool {
    AIMS.iter().any(|goal| goal.find(text.as_bytes()).is_some()) && text.bytes().any(|b| b.is_ascii_digit())
}

fn sentence(clause: &Clause, range: Range<usize>, spans: &Spans, registry: &Registry, out: &mut Vec<Target>) {
    let words = &clause.block.text[range.clone()];
    if !aims(words) {
        return;
    }
    let text = number::mend(words);
    let folded = Key::new(&text);
    let key = folded.text();
    // most sentences aim at nothing
    if !GOALS.iter().any(|g| key.contains(g)) {
        return;
    }
    let numbers = number::scan(&text);
    let names = registry.indicator_names().all(key, registry);
    let mut behind = 0;
    for number in &numbers {
        let lead = behind..number.start;
        behind = number.end;
        let Some(goal) = goal_in(key, lead).filter(|_| !number.garbled) else {
            continue;
        };
        let Some((def, named)) = aimed_at(key, &goal, number, &names, registry) else {
            continue;
        };
        let words = &key[goal.end..number.start];
        let growth = def.unit.as_deref() != Some(number.unit);
        let (up, down) = (has_word(words, "tăng"), has_word(words, "giảm"));
        // a share of a plan is no amount, and a rate that is to fall by some points is not told how far
        if down || growth && !(up && number.unit == "%") {
            continue;
        }
        if !growth && def.range.is_some_and(|(low, high)| !(low..=high).contains(&number.value)) {
            continue;
        }
        let time = match named {
            // the target of a figure has its time
            Some(_) => spans.said(&key[..goal.start]).or(spans.usual),
            None => period(key, words, spans),
        };
        let Some(period) = time else { continue };
        let more = key[number.end..].trim_start().starts_with("trở lên").then(|| {
            let rest = &key[number.end..];
            number.end + (rest.len() - rest.trim_start().len()) + "trở lên".len()
        });
        let from = named.unwrap_or(goal.start).min(goal.start);
        let whole = range.start + from..range.start + more.unwrap_or(number.end);
        out.push(Target {
            id: def.id.clone(),
            value: number.value,
            unit: number.unit.to_string(),
            growth,
            at_least: more.is_some() || ["từ", "trên", "tối thiểu", "ít nhất", "hơn"].iter().any(|w| has_word(words, w)),
            period,
            quote: clause.block.text[whole.clone()].trim().to_string(),
            clause: clause.path.clone(),
            span: clause.block.span_of(whole.start, whole.end),
        });
    }
}

/// The last word for a target in a stretch of a sentence.
fn goal_in(key: &str, within: Range<usize>) -> Option<Range<usize>> {
    let stretch = &key[within.clone()];
    let found = GOALS.iter().filter_map(|g| {
        let at = within.start + stretch.rfind(g)?;
        let whole = !key[..at].ends_with(is_word) && !key[at + g.len()..].starts_with(is_word);
        (whole && !key[..at].trim_end().ends_with("chương trình")).then_some(at..at + g.len())
    });
    found.max_by_key(|r| r.start)
}

/// What is to reach the number, and where it is named before the word for a target.
fn aimed_at<'a>(
    key: &str,
    goal: &Range<usize>,
    number: &Number,
    names: &[(Range<usize>, &'a IndicatorDef)],
    registry: &'a Registry,
) -> Option<(&'a IndicatorDef, Option<usize>)> {
    let only = |text: &str| {
        let mut words = text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
        !text.contains([',', ':', ')']) && words.all(|w| w.chars().all(|c| c.is_ascii_digit()) || BETWEEN.split(' ').any(|b| b == w))
    };
    let within = names.iter().rev().find(|(r, _)| r.start >= goal.end && r.end <= number.start);
    if let Some((r, def)) = within {
        let before = &key[goal.end..r.start];
        return (only(&key[r.end..number.start]) && !before.contains([',', ':'])).then_some((*def, None));
    }
    let words = &key[goal.end..number.start];
    if !only(words) {
        return None;
    }
    if words.trim_start().starts_with("tăng trưởng") {
        let economy = registry.indicator_names().all(ECONOMY, registry);
        return economy.first().map(|(_, def)| (*def, None));
    }
    // "tăng trưởng GRDP đạt 7,5% (kịch bản 9,5%)"
    let (r, def) = names.iter().rev().find(|(r, _)| r.end <= goal.start)?;
    Some((*def, Some(r.start)))
}

/// The time by which it is to be reached: as written beside it, else the year of the notice.
fn period(key: &str, words: &str, spans: &Spans) -> Option<Period> {
    if LONG.iter().any(|w| has_word(key, w)) || has_word(words, "cuối năm") {
        return None;
    }
    if !has_word(words, "cả năm")
        && let Some(said) = spans.said(words)
    {
        return Some(said);
    }
    let year = year(key, spans);
    // "6 tháng", which may lie ahead
    let months = words.match_indices(" tháng").find_map(|(i, _)| {
        let n = words[..i].rsplit(' ').next()?.parse().ok()?;
        Some((year?, n))
    });
    if let Some((year, n)) = months {
        return Some(Period::Months(Month::new(year, 1)?, Month::new(year, n)?));
    }
    year.map(Period::Year)
}

/// The year that a sentence names last, else that of the notice.
fn year(key: &str, spans: &Spans) -> Option<i32> {
    let year = key.match_indices("năm ").filter_map(|(i, _)| {
        let digits = key[i + "năm ".len()..].get(..4)?;
        digits.parse::<i32>().ok().filter(|y| (1900..2200).contains(y))
    });
    year.last().or(spans.month.map(|m| m.year))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Diagnostics;
    use crate::source::SourceFile;
    use crate::span::SourceId;

    /// "id=value unit@time" of each target of a text.
    fn targets(text: &str) -> Vec<String> {
        let source = SourceFile {
            id: SourceId(0),
            path: "2026-03.md".into(),
            text: format!(
                "THÔNG BÁO\n\nKết luận tại phiên họp thường kỳ tháng 3 năm 2026\n\nI. NHIỆM VỤ\n\n1. {text}\n\nNơi nhận:\n- Lưu: VT.\n"
            ),
            sha256: String::new(),
        };
        let mut diags = Diagnostics::new();
        let registry = crate::registry::load(&crate::input::Input::default(), &mut diags);
        let notice = crate::extract::read(crate::outline::parse(&source, &mut diags), &registry, &mut diags);
        let said = |t: &Target| {
            let more = if t.at_least { "+" } else { "" };
            format!("{}={}{}{more}@{}", t.id, if t.growth { "↑" } else { "" }, t.value, t.period)
        };
        notice.targets.iter().map(said).collect()
    }

    #[test]
    fn what_is_aimed_at_is_read_with_its_time() {
        for (text, want) in [
            ("Kiên định mục tiêu tăng trưởng năm 2026 từ 10% trở lên.", "grdp_growth=10+@2026"),
            ("Bám sát kịch bản tăng trưởng GRDP 9,5%; báo cáo UBND tỉnh.", "grdp_growth=9.5@2026"),
            ("Phấn đấu tăng trưởng GRDP quý II đạt 11%.", "grdp_growth=11@2026-Q2"),
            (
                "Phấn đấu thu nội địa năm 2027 đạt trên 2.150 tỷ đồng.",
                "domestic_revenue=2150+@2027",
            ),
            ("Phấn đấu thu nội địa tăng 12%.", "domestic_revenue=↑12@2026"),
            ("GRDP quý I tăng 7,5% (kịch bản 9,5%).", "grdp_growth=9.5@2026-Q1"),
            ("Phấn đấu GRDP 6 tháng tăng trên 9%.", "grdp_growth=9+@2026-01/2026-06"),
        ] {
            assert_eq!(targets(text), [want], "{text}");
        }
    }

    #[test]
    fn what_is_reached_or_of_something_else_is_no_target() {
        for text in [
            "Thu nội địa đạt 1.212 tỷ đồng, bằng 44% mục tiêu.",
            "GRDP tăng 7,5%, thấp hơn kịch bản 2 điểm phần trăm.",
            "Phấn đấu hoàn thành 12 km đường trước ngày 30/6.",
            "Phấn đấu tăng trưởng GRDP bình quân giai đoạn 2026-2030 đạt 10%.",
            "Phấn đấu thu nội địa đạt 95% dự toán.",
            "Giải ngân các chương trình mục tiêu quốc gia đạt 31,5%.",
            "Phấn đấu tăng trưởng tín dụng, dư nợ 15%.",
        ] {
            assert_eq!(targets(text), Vec::<String>::new(), "{text}");
        }
    }
}
