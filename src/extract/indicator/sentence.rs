//! One paragraph of the assessment, sentence by sentence.
//!
//! Between two numbers stands what the second one is about: a name, a span of time and a verb; behind a number stands its
//! unit, what is counted and what it is compared with. What a number leaves out, it takes from the ones before it.

use super::name::{Key, has_word};
use super::number::{self, Measure, Number, measure};
use super::phrase::{self, Phrases, Said};
use super::span::Spans;
use super::subject::{Stands, Subject};
use crate::calendar::Period;
use crate::diag::code::Code;
use crate::diag::{Diagnostics, Text};
use crate::notice::{Certainty, Comparison, Doubt, Indicator};
use crate::outline::{Block, ClausePath};
use crate::registry::{Covers, IndicatorDef, IndicatorNames, Registry};
use crate::viet::letter::{is_word, lower};
use memchr::{memchr2_iter, memmem};
use std::ops::Range;
use std::sync::LazyLock;

static AND: LazyLock<memmem::Finder> = LazyLock::new(|| memmem::Finder::new(" và "));
static WITH: LazyLock<memmem::Finder> = LazyLock::new(|| memmem::Finder::new(" với "));
static AGAINST: LazyLock<memmem::Finder> = LazyLock::new(|| memmem::Finder::new("so với"));

/// What the words compare with.
pub(super) fn basis_of(said: Phrases) -> Option<&'static str> {
    use phrase::*;
    let has = |phrases: Phrases| said.has(phrases);
    if has(MONTH_BEFORE | AGAINST_MONTH) || has(AGAINST_MOMENT) && !has(SAME_TIME) {
        Some("mom")
    } else if has(SAME_TIME | YEAR_BEFORE | AGAINST_YEAR) {
        Some("yoy")
    } else if has(PREMIER) {
        Some("plan_pm")
    } else if has(ASSIGNED) {
        Some("assigned")
    } else if has(BUDGET) && has(CENTRAL) {
        Some("central_budget")
    } else if has(BUDGET) && is_local(said) {
        Some("local_budget")
    } else if has(SCENARIO) {
        Some("scenario")
    } else if has(PLAN | BUDGET | NORM) || has(AIM) && !has(AIM_PROGRAMME) {
        Some("plan")
    } else {
        None
    }
}

fn is_local(said: Phrases) -> bool {
    said.has(phrase::LOCAL | phrase::COUNCIL)
}

/// Whether words before a number compare: "so với cùng kỳ tăng", "cao hơn cùng kỳ".
pub(super) fn compares(said: Phrases) -> bool {
    said.has(phrase::AGAINST | phrase::MORE | phrase::SAME_TIME | phrase::MONTH_BEFORE | phrase::YEAR_BEFORE)
}

/// What the verb before a number makes of it.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) enum Verb {
    Up,
    Down,
    Level,
    Times,
    None,
}

pub(super) fn verb_of(key: &str) -> Verb {
    let mut next = "";
    for w in key.rsplit(|c: char| !is_word(c)).filter(|w| !w.is_empty()) {
        let next = std::mem::replace(&mut next, w);
        match w {
            "gấp" => return Verb::Times,
            // "giảm còn 46.200 con": what is left, not by how much
            "còn" if next.is_empty() => return Verb::None,
            "tăng" if next == "trưởng" => continue,
            "tăng" | "vượt" => return Verb::Up,
            "cao" if next == "hơn" => return Verb::Up,
            "giảm" | "hụt" => return Verb::Down,
            // a scan took the mark for another: "giám 35,2%"
            "giám" if next.is_empty() => return Verb::Down,
            "thấp" if next == "hơn" => return Verb::Down,
            "bằng" | "đạt" | "chiếm" => return Verb::Level,
            _ => {}
        }
    }
    Verb::None
}

/// Reads one paragraph.
pub struct Reader<'a> {
    pub names: &'a IndicatorNames,
    pub registry: &'a Registry,
    pub block: &'a Block,
    pub path: &'a ClausePath,
    pub spans: &'a Spans,
    /// "So với cùng kỳ năm 2021: …" at the head of a sentence or list.
    basis: Option<&'static str>,
    /// The months so far or the quarter, once a sentence of the paragraph spoke of them.
    carried: Option<Period>,
    /// The year with which the paragraph opened.
    opened: Option<Period>,
    /// The passage compares with the year before.
    pub yearly: bool,
    pub out: Vec<Indicator>,
}

/// What a sentence has said up to a number.
#[derive(Default)]
pub(super) struct Line<'a> {
    pub span: Option<Period>,
    pub current: Option<usize>,
    pub subject: Option<Subject<'a>>,
    /// The last rate whose amount was given instead: "giải ngân 4.068 tỷ đồng, đạt 35,8%".
    pub rate: Option<&'a IndicatorDef>,
    listed: Option<&'static str>,
    headed: Option<&'static str>,
    /// What the number before said the next is compared with: "đạt 64,9% và 61,3% dự toán".
    shared: Option<&'static str>,
    /// Whose budget the figures before are measured by: "đạt 71,9% dự toán HĐND tỉnh giao; thu nội địa đạt 71,6% dự toán".
    budget: Option<&'static str>,
    pub behind: usize,
}

/// What a number says of its figure.
struct Told {
    /// The change or the share, and whether it is a share.
    comparison: Option<(f64, bool)>,
    value: Option<f64>,
    unit: &'static str,
    basis: Option<&'static str>,
    /// Of an indicator of the register.
    listed: bool,
    span: Option<Period>,
    /// What is said behind it.
    tail: Phrases,
}

/// A change that a number says: how much, and whether it is a multiple of what was before.
fn change(number: &Number, verb: Verb) -> Option<(f64, bool)> {
    match (number.unit, verb) {
        ("lần", Verb::Up) => Some((number.value, false)),
        ("điểm phần trăm" | "lần", Verb::Down) => Some((-number.value, false)),
        ("điểm phần trăm", _) => Some((number.value, false)),
        ("lần", _) => Some((number.value, true)),
        (_, Verb::Up) => Some((number.value, false)),
        (_, Verb::Down) => Some((-number.value, false)),
        _ => None,
    }
}

/// The verb in the words before a number; `ratio`: that is a share.
fn verb_before(piece: &str, ratio: bool) -> Verb {
    let near = piece.rsplit('(').next().unwrap_or(piece);
    match verb_of(near) {
        // "đạt thấp (26,8%)", but not "tăng cao (hơn 120 ha)"
        Verb::None if piece.contains('(') && verb_of(piece) == Verb::Level => Verb::Level,
        // "(+13,1%)", "(-2,3%)"
        Verb::None if ratio => match piece.trim_start_matches([' ', '(']) {
            "+" => Verb::Up,
            "-" | "–" | "−" => Verb::Down,
            _ => Verb::None,
        },
        verb => verb,
    }
}

/// A sentence with its numbers and the indicators it names.
pub(super) struct Words<'s, 'a> {
    pub text: &'s str,
    pub key: &'s str,
    pub said: &'s Said,
    /// It says "so với".
    compares: bool,
    pub numbers: &'s [Number],
    pub names: Vec<(Range<usize>, &'a IndicatorDef)>,
}

impl Words<'_, '_> {
    /// Where in a stretch between two numbers the words of the second begin.
    fn own(&self, between: Range<usize>) -> usize {
        let lead = &self.text[between.clone()];
        let said = self.said.within(between);
        mark(lead, b",;:()")
            .or_else(|| said.has(phrase::AND).then(|| AND.find(lead.as_bytes()))?)
            // "312 doanh nghiệp thành lập mới với tổng vốn 1.200 tỷ đồng"
            .or_else(|| {
                said.has(phrase::WITH)
                    .then(|| WITH.find_iter(lead.as_bytes()).find(|i| !lead[..*i].ends_with("so")))?
            })
            .unwrap_or(0)
    }
}

impl<'a> Reader<'a> {
    pub fn new(registry: &'a Registry, block: &'a Block, path: &'a ClausePath, spans: &'a Spans) -> Reader<'a> {
        Reader {
            names: registry.indicator_names(),
            registry,
            block,
            path,
            spans,
            basis: None,
            carried: None,
            opened: None,
            yearly: false,
            out: Vec::new(),
        }
    }

    pub fn paragraph(&mut self, diags: &mut Diagnostics) {
        let text = self.block.text.as_str();
        let mut from = 0;
        let mut first = None;
        for at in memchr2_iter(b'.', b'!', text.as_bytes()).chain([text.len()]) {
            let after = text.get(at + 1..).unwrap_or_default();
            let ends = at == text.len()
                || (after.starts_with([' ', '*', ')']) && after.trim_start_matches([' ', '*', ')']).starts_with(char::is_uppercase));
            if ends && at >= from {
                self.sentence(from, at, &mut first, diags);
                from = (at + 1).min(text.len());
            }
        }
    }

    /// `first` is the first indicator of the sentence before.
    fn sentence(&mut self, from: usize, to: usize, first: &mut Option<Subject<'a>>, diags: &mut Diagnostics) {
        let block = self.block;
        let text = number::mend(&block.text[from..to]);
        let numbers = number::scan(&text);
        // "Năm 2025, trong bối cảnh …, kinh tế tăng trưởng khá. GRDP tăng 6,9%": of the year, all of it
        if from == 0 && text.trim_start().starts_with("Năm ") {
            let year = text
                .split_inclusive(',')
                .next()
                .map(Key::new)
                .and_then(|opening| self.spans.said(opening.text()));
            self.carried = year.filter(|span| matches!(span, Period::Year(_)));
            self.opened = self.carried;
        }
        if numbers.is_empty() {
            // a sentence without numbers ends what a list has said
            self.basis = None;
            return;
        }
        let key = Key::new(&text);
        let said = Said::new(key.text());
        self.yearly |= said.all().has(phrase::SAME_TIME | phrase::YEAR_BEFORE | phrase::AGAINST_YEAR);
        let words = Words {
            text: &text,
            key: key.text(),
            said: &said,
            compares: AGAINST.find(key.text().as_bytes()).is_some(),
            numbers: &numbers,
            names: self.names.all(key.text(), self.registry),
        };
        let mut line = Line::default();
        let mut opened = None;
        for (n, number) in numbers.iter().enumerate() {
            let before = opened.is_none().then(|| line.subject.as_ref().map(|s| s.id.clone()));
            self.figure(from, &words, n, &mut line, first.as_ref(), diags);
            line.behind = number.end;
            if before.is_some_and(|before| line.subject.as_ref().map(|s| &s.id) != before.as_ref()) {
                opened = line.subject.clone().filter(|s| s.def.is_some());
            }
        }
        if opened.is_some() {
            *first = opened;
        }
        if let Some(span @ (Period::Months(..) | Period::Quarter(..))) = line.span {
            self.carried = Some(span);
        }
        // "Năm 2025, … 11 tháng đạt …. Cả năm đón …": the year again
        if line.span.is_some() && line.span == self.opened {
            self.carried = self.opened;
        }
    }

    fn figure(
        &mut self,
        from: usize,
        words: &Words<'_, 'a>,
        n: usize,
        line: &mut Line<'a>,
        first: Option<&Subject<'a>>,
        diags: &mut Diagnostics,
    ) {
        let (text, number) = (words.text, &words.numbers[n]);
        let next = words.numbers.get(n + 1).map_or(text.len(), |x| x.start);
        let behind = line.behind.min(number.start);
        // what the number before is compared with ends at the first mark
        let fresh_at = if behind == 0 { 0 } else { behind + words.own(behind..number.start) };
        let fresh = &words.key[fresh_at..number.start];
        self.bases(words, fresh_at..number.start, behind == 0, line);
        // behind the unit, up to the next mark, stands what it is compared with
        let tail = &words.key[number.end..next];
        let tail = &tail[..mark(tail, b",;():").unwrap_or(tail.len())];
        let tail_said = words.said.within(number.end..number.end + tail.len());
        // "đón 96.000 lượt khách trong tháng 9"
        let behind_unit = tail
            .strip_prefix(" trong ")
            .filter(|_| measure(number.unit) != Some(Measure::Ratio));
        let timed = words.said.within(fresh_at..number.start).has(phrase::TIME);
        let said = timed.then(|| self.spans.said(fresh)).flatten();
        let said = said.or_else(|| self.spans.said(behind_unit.filter(|_| tail_said.has(phrase::TIME))?));
        let changed = said.is_some_and(|s| line.current.is_none_or(|c| self.out[c].span_of_time != Some(s)));
        line.span = said.or(line.span);
        let mut piece_at = fresh_at + fresh.rfind([',', ';', ':']).map_or(0, |i| i + 1);
        // "cao hơn bình quân cả nước và tăng 2,6 điểm": what others reached ends at "và"
        if words.said.within(piece_at..number.start).has(phrase::ELSEWHERE)
            && let Some(at) = words.key[piece_at..number.start].rfind(" và ")
            && verb_of(&words.key[piece_at + at..number.start]) != Verb::None
        {
            piece_at += at + " và".len();
        }
        let piece = &words.key[piece_at..number.start];
        let piece_said = words.said.within(piece_at..number.start);
        if goal(piece, piece_said, &words.key[..number.start], behind == 0 || fresh_at > behind) || tail.trim_start().starts_with("trở lên")
        {
            return;
        }
        let kind = measure(number.unit).unwrap_or(Measure::Count(""));
        let ratio = kind == Measure::Ratio;
        let verb = verb_before(piece, ratio);
        if ratio && tail_said.has(phrase::AGAINST) && self.long_ago(tail, line.span.or(self.carried)) {
            return;
        }
        let stated = line
            .shared
            .take()
            .or_else(|| basis_of(tail_said))
            // "vượt kế hoạch 5,8%"
            .or_else(|| basis_of(piece_said).filter(|_| compares(piece_said) || verb == Verb::Up && has_word(piece, "vượt")));
        let stated = self.pair(words, n, tail, line).or(stated);
        let stated = match stated {
            Some("central_budget" | "local_budget") => {
                line.budget = stated;
                stated
            }
            Some("plan") if tail_said.has(phrase::BUDGET) && !tail_said.has(phrase::PLAN) => line.budget.or(stated),
            _ => stated,
        };
        let Some(subject) = self.subject(words, Stands { n, piece_at, fresh_at }, stated, line, first) else {
            return;
        };
        // "đạt 58,3% (2.874 tỷ đồng)": the amount behind a rate is not the rate's
        let amount = kind == Measure::Money && piece.trim() == "(" && subject.def.is_some_and(is_rate);
        if amount && line.current.is_some_and(|c| self.out[c].value.is_some()) {
            return;
        }
        let grows = subject.grows();
        let start = from + piece_at + (piece.len() - piece.trim_start_matches([' ', '(', '*']).len());
        let end = from + number.end + tail.trim_end().len();
        if number.garbled {
            self.garbled(from, number, diags);
            return;
        }
        let basis = stated.or(line.listed).or(line.headed).or(self.basis);
        // "hoàn thành 6.451 nhà, đạt 96,25%": of a thing that is counted the share is that of its plan
        let counted = || {
            let told = line.current.map(|c| &self.out[c]);
            subject.def.is_some_and(|d| !is_rate(d)) && told.is_some_and(|t| t.id == subject.id && t.value.is_some())
        };
        let of_plan = number.unit == "%" && (!grows && basis.is_some() || verb == Verb::Level && counted());
        let comparison = change(number, verb).or(of_plan.then_some((number.value, true)));
        let level = comparison.is_some_and(|(_, level)| level);
        let covers = self
            .plan_year(&subject, piece)
            .or_else(|| self.covers(&subject, line.span, said, stated, level && is_plan(basis.unwrap_or("plan"))));
        let same = line.current.filter(|c| self.out[*c].id == subject.id && !changed);
        let at = match same {
            Some(c) if comparison.is_some() || self.out[c].value.is_none() => c,
            _ => {
                self.out.push(Indicator {
                    id: subject.id.clone(),
                    label: subject.label.clone(),
                    value: None,
                    unit: None,
                    span_of_time: covers,
                    comparisons: Vec::new(),
                    quote: String::new(),
                    clause: self.path.clone(),
                    span: self.block.span_of(start, end),
                    certainty: Certainty::Explicit,
                    doubts: self.doubts(&subject, line.span),
                });
                self.out.len() - 1
            }
        };
        // a rate that is told as a share of the plan is its value too
        let own_value = match comparison {
            None => Some(if grows && verb == Verb::Down { -number.value } else { number.value }),
            Some((value, true)) if self.out[at].value.is_none() && subject.def.is_some_and(is_rate) && !grows && basis == Some("plan") => {
                Some(value)
            }
            _ => None,
        };
        // a share of the year's plan is reached over the months so far
        let figure = &mut self.out[at];
        if level && basis.is_none_or(is_plan) && matches!(figure.span_of_time, Some(Period::Month(_))) && line.span.is_none() && ratio {
            figure.span_of_time = covers;
        }
        let told = Told {
            comparison,
            value: own_value,
            unit: number.unit,
            basis,
            listed: subject.def.is_some(),
            span: line.span,
            tail: tail_said,
        };
        self.put(at, &told, start..end);
        line.current = Some(at);
        line.subject = Some(subject);
    }

    /// Puts a number to the figure at `at`, with its words: bytes `quote` of the block.
    fn put(&mut self, at: usize, told: &Told, quote: Range<usize>) {
        let yearly = self.yearly;
        let figure = &mut self.out[at];
        // "giải ngân đạt 83,7% kế hoạch": told once, as what was reached
        let rate = told.comparison.is_some() && told.value.is_some();
        if let Some((value, level)) = told.comparison.filter(|_| !rate) {
            let inferred = if level && told.unit != "lần" {
                (told.basis.is_none() && told.listed).then_some("plan")
            } else {
                assumed(figure, told.span, yearly)
            };
            if told.basis.is_none() {
                note(figure, Doubt::BasisInferred);
            }
            for basis in both(told.tail, told.basis.or(inferred)) {
                figure.comparisons.push(Comparison {
                    basis,
                    value,
                    unit: told.unit.to_string(),
                    level,
                });
            }
        }
        if let Some(value) = told.value {
            figure.value = Some(value);
            figure.unit = Some(told.unit.to_string());
        }
        let first = if figure.quote.is_empty() {
            quote.start
        } else {
            quote_start(&self.block.text, &figure.quote, quote.end).unwrap_or(quote.start)
        };
        figure.quote = self.block.text.get(first..quote.end).unwrap_or_default().trim().to_string();
        figure.span = self.block.span_of(first, quote.end);
    }

    /// What a list or the head of a sentence is compared with.
    fn bases(&mut self, words: &Words, within: Range<usize>, opens: bool, line: &mut Line) {
        let fresh = &words.key[within.clone()];
        if fresh.contains(';') {
            line.listed = None;
        }
        if !words.compares || !(opens || fresh.contains(':') || fresh.contains("như ")) {
            return;
        }
        let Some(at) = AGAINST.find(fresh.as_bytes()) else { return };
        let basis = basis_of(words.said.within(within.start + at..within.end));
        let heads = fresh.trim_start().starts_with("so với");
        if heads && fresh.contains(':') {
            self.basis = basis;
        } else if heads {
            line.headed = basis;
        } else {
            line.listed = basis;
        }
    }

    /// "đạt 64,9% và 61,3% dự toán (Trung ương và HĐND giao)": two shares of one budget, the first that of the centre.
    fn pair(&self, words: &Words, n: usize, tail: &str, line: &mut Line) -> Option<&'static str> {
        let next = words.numbers.get(n + 1)?;
        let between = words.key[words.numbers[n].end..next.start].trim();
        if tail.trim() != "và" && between != "và" || next.unit != "%" || words.numbers[n].unit != "%" {
            return None;
        }
        let end = words.numbers.get(n + 2).map_or(words.key.len(), |x| x.start);
        let rest = &words.key[next.end..end];
        let rest = words.said.within(next.end..next.end + mark(rest, b",;)").unwrap_or(rest.len()));
        if !rest.has(phrase::BUDGET) || rest.has(phrase::CENTRAL) != is_local(rest) {
            return None;
        }
        line.shared = Some("local_budget");
        Some("central_budget")
    }

    /// The stretch of time that a figure covers.
    fn covers(&self, subject: &Subject, span: Option<Period>, said: Option<Period>, stated: Option<&str>, of_plan: bool) -> Option<Period> {
        let month = self.spans.month.map(Period::Month);
        // "tăng 5% so với tháng trước" speaks of the month, whatever the passage covers
        if stated == Some("mom") && said.is_none() && !matches!(span, Some(Period::Month(_))) {
            return month;
        }
        match subject.def.map(|d| d.covers).unwrap_or_default() {
            // a count of what is there at a time, as a herd, rather than of what was done over it
            Covers::Stock => match said {
                Some(Period::Month(m)) => Some(Period::Month(m)),
                // in a passage on the months so far: at the end of them
                _ => match span.or(self.carried) {
                    Some(Period::Months(_, to)) => Some(Period::Month(to)),
                    _ => month,
                },
            },
            Covers::SoFar => match span.or(self.carried).or(self.spans.usual) {
                Some(Period::Month(m)) => Some(self.spans.so_far(m)),
                other => other,
            },
            Covers::Flow => {
                let usual = span.or(self.carried).or(self.spans.usual);
                match usual {
                    Some(Period::Month(m)) if of_plan && span.is_none() => Some(self.spans.so_far(m)),
                    other => other,
                }
            }
        }
    }

    /// "giải ngân vốn đầu tư công năm 2025 đến ngày 25/01/2026": the plan of the year before, which may still be spent.
    fn plan_year(&self, subject: &Subject, piece: &str) -> Option<Period> {
        let month = self.spans.month?;
        let last = month.year - 1;
        let so_far = subject.def.is_some_and(|d| d.covers == Covers::SoFar);
        (so_far && has_word(piece, &format!("năm {last}")) && !has_word(piece, "cùng kỳ")).then_some(Period::Year(last))
    }

    /// "gấp 3 lần so với năm 2017": compared with no year that a figure could be compared with in the open data.
    fn long_ago(&self, tail: &str, of: Option<Period>) -> bool {
        let Some(month) = self.spans.month else { return false };
        // "GRDP năm 2025 tăng 6,84% so với năm 2024", told in 2026
        let year = match of {
            Some(Period::Year(year)) => year,
            _ => month.year,
        };
        let years = tail
            .match_indices("năm ")
            .filter_map(|(i, w)| tail.get(i + w.len()..i + w.len() + 4)?.parse::<i32>().ok());
        years.into_iter().any(|y| (1900..year - 1).contains(&y))
    }

    fn doubts(&self, subject: &Subject, span: Option<Period>) -> Vec<Doubt> {
        let mut out = Vec::new();
        let stock = subject.def.is_some_and(|d| d.covers == Covers::Stock);
        if span.is_none() && !stock {
            out.push(Doubt::SpanInferred);
        }
        if subject.def.is_none() {
            out.push(Doubt::UnlistedIndicator);
        }
        out
    }

    /// A number that cannot be read is told.
    fn garbled(&self, from: usize, number: &Number, diags: &mut Diagnostics) {
        let text = &self.block.text[from + number.start..from + number.end];
        diags.report(
            Code::ImplausibleFigure,
            Some(self.block.span_of(from + number.start, from + number.end)),
            Text::new(
                format!("“{text}” không phải một số đọc được"),
                format!("“{text}” is no number that can be read"),
            ),
            Some(Text::new("không đưa vào chỉ tiêu", "left out of the indicators")),
            Some(Text::new(
                "đối chiếu với bản gốc và sửa văn bản",
                "compare with the original and mend the text",
            )),
        );
    }
}

/// The first of some marks, which are ASCII.
pub(super) fn mark(text: &str, marks: &[u8]) -> Option<usize> {
    text.bytes().position(|b| marks.contains(&b))
}

/// Adds a doubt to a figure.
fn note(figure: &mut Indicator, doubt: Doubt) {
    if !figure.doubts.contains(&doubt) {
        figure.doubts.push(doubt);
    }
}

/// What a growth is over where the text does not say: within months so far the year before; of a month that the sentence
/// names it must say so, unless the figure already compares with the year before.
fn assumed(figure: &Indicator, span: Option<Period>, yearly: bool) -> Option<&'static str> {
    match (figure.span_of_time, span) {
        _ if figure.comparisons.iter().any(|c| c.basis == Some("yoy")) => Some("yoy"),
        (None | Some(Period::Month(_)), Some(Period::Month(_))) => None,
        (None | Some(Period::Month(_)), _) => yearly.then_some("yoy"),
        _ => Some("yoy"),
    }
}

/// "dự toán Trung ương và HĐND tỉnh giao": one share of both.
fn both(tail: Phrases, basis: Option<&'static str>) -> impl Iterator<Item = Option<&'static str>> {
    let shared = basis == Some("central_budget") && tail.has(phrase::BUDGET) && tail.has(phrase::CENTRAL) && tail.has(phrase::COUNCIL);
    std::iter::once(basis).chain(shared.then_some(Some("local_budget")))
}

pub(super) fn is_plan(basis: &str) -> bool {
    !matches!(basis, "yoy" | "mom")
}

/// Whether an indicator is a rate of growth.
pub fn grows(def: &IndicatorDef) -> bool {
    const GROWTH: &str = "tăng trưởng";
    let grows = |(i, _)| def.name[i..].chars().map(lower).take(GROWTH.chars().count()).eq(GROWTH.chars());
    is_rate(def) && def.name.match_indices(['t', 'T']).any(grows)
}

pub(super) fn is_rate(def: &IndicatorDef) -> bool {
    def.unit.as_deref().and_then(measure) == Some(Measure::Ratio)
}

const GOALS: &[&str] = &["kịch bản", "mục tiêu", "chỉ tiêu", "kế hoạch", "dự toán"];

/// A number that is aimed at rather than measured: "phấn đấu đạt 8%", "so với kịch bản (7,5%)", "chỉ tiêu năm là 95%".
fn goal(piece: &str, said: Phrases, before: &str, own: bool) -> bool {
    // what others reached is no figure of one's own
    if said.has(phrase::ELSEWHERE) {
        return true;
    }
    // "(kịch bản 10,2%)", "để cả năm đạt 8%", "6 tháng cuối năm phải tăng 9%"
    let words = piece.trim_matches([' ', '(', '*']);
    if GOALS.contains(&words) || words.starts_with("để ") || said.has(phrase::MUST) && !said.has(phrase::MUST_CULL) {
        return true;
    }
    // "cao hơn 3,2 điểm so với cùng kỳ nhưng chưa đạt mục tiêu đề ra là 45%": behind what the number before is compared with
    let short = || said.has(phrase::AIM) && piece.contains("chưa đạt mục tiêu");
    if (own || short()) && said.has(phrase::AIM | phrase::STRIVE | phrase::NORM) && !said.has(phrase::AIM_PROGRAMME) {
        return true;
    }
    piece.trim() == "("
        && before
            .trim_end_matches([' ', '('])
            .rsplit([',', ';', ':', '('])
            .next()
            .is_some_and(|w| GOALS.iter().any(|g| w.trim_end().ends_with(g)))
}

/// Where a quote that is to grow up to `end` begins.
fn quote_start(text: &str, quote: &str, end: usize) -> Option<usize> {
    let (text, quote) = (text.as_bytes(), quote.as_bytes());
    let first = *quote.first()?;
    // the quote ends near the end
    (0..=end.checked_sub(quote.len())?)
        .rev()
        .find(|at| text.get(*at) == Some(&first) && text.get(*at..end).is_some_and(|rest| rest.starts_with(quote)))
}
