//! Measured figures with their unit, period and comparisons.
//!
//! The assessment is read sentence by sentence. Between two numbers stands what the second one is about: a name,
//! a span of time and a verb; behind a number stands its unit and what it is compared with. What a number
//! leaves out, it takes from the one before it in the sentence.

use super::Context;
use super::task::{self, Part};
use crate::calendar::{Day, Month, Period};
use crate::diag::code::Code;
use crate::diag::{Diagnostics, Text};
use crate::notice::{Comparison, Indicator};
use crate::outline::{Block, ClausePath, Document};
use crate::registry::{IndicatorDef, Registry};
use crate::span::Span;
use crate::viet::fold;
use crate::viet::letter::is_word;
use chrono::Datelike;
use std::collections::BTreeMap;

/// The figures of the assessment, or those that the front matter gives instead.
pub fn read(document: &Document, context: &Context, registry: &Registry, diags: &mut Diagnostics) -> Vec<Indicator> {
    if document.front.indicators.is_some() {
        return given(document, registry, diags);
    }
    let names = Names::new(registry);
    let parts = assessed(document);
    let mut span = Spans::default_of(document, context);
    let mut out = Vec::new();
    for (clause, assessed) in document.body.iter().zip(parts) {
        if !assessed {
            continue;
        }
        // a heading says which months the figures below it cover
        if clause.emphasized || clause.anchor.is_some() {
            span.heading(&clause.block.text);
        }
        let mut reader = Reader {
            names: &names,
            block: &clause.block,
            path: &clause.path,
            spans: &span,
            basis: None,
            out: Vec::new(),
        };
        reader.paragraph(diags);
        out.append(&mut reader.out);
    }
    let joined = together(out);
    joined.into_iter().filter(|i| plausible(i, registry, diags)).collect()
}

/// The clauses of the assessment.
fn assessed(document: &Document) -> Vec<bool> {
    let mut parts: Vec<bool> = task::parts(document).into_iter().map(|p| p == Part::Assessment).collect();
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
            unit: entry.unit.clone().or_else(|| def.and_then(|d| d.unit.clone())),
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
    out
}

const BASES: [&str; 8] = [
    "yoy",
    "mom",
    "plan",
    "central_budget",
    "local_budget",
    "scenario",
    "plan_pm",
    "assigned",
];

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

/// Names of the register, the longest first.
struct Names<'a>(Vec<(String, &'a IndicatorDef)>);

impl<'a> Names<'a> {
    fn new(registry: &'a Registry) -> Names<'a> {
        let mut list: Vec<(String, &IndicatorDef)> = registry
            .indicators
            .iter()
            .flat_map(|d| {
                std::iter::once(&d.name)
                    .chain(&d.aliases)
                    .map(move |n| (fold::match_key(n.trim()), d))
            })
            .filter(|(k, _)| !k.is_empty())
            .collect();
        list.sort_by(|a, b| b.0.len().cmp(&a.0.len()).then(a.0.cmp(&b.0)));
        Names(list)
    }
    /// The longest name that ends behind byte `from` of the text.
    fn find_behind(&self, text: &str, from: usize) -> Option<&'a IndicatorDef> {
        let key = fold::match_key(text);
        let from = fold::match_key(text.get(..from).unwrap_or_default()).len();
        self.0
            .iter()
            .find(|(name, _)| key.match_indices(name.as_str()).any(|(i, n)| i + n.len() > from))
            .map(|(_, d)| *d)
    }
    fn exact(&self, key: &str) -> Option<&'a IndicatorDef> {
        self.0.iter().find(|(name, _)| name == key).map(|(_, d)| *d)
    }
    /// The longest name in the text, as whole words.
    fn find(&self, text: &str) -> Option<&'a IndicatorDef> {
        let key = fold::match_key(text);
        self.0.iter().find(|(name, _)| whole_words(&key, name)).map(|(_, d)| *d)
    }
}

fn whole_words(text: &str, words: &str) -> bool {
    text.match_indices(words)
        .any(|(i, _)| !text[..i].chars().next_back().is_some_and(is_word) && !text[i + words.len()..].chars().next().is_some_and(is_word))
}

/// What spans the notice speaks of where a figure names none.
struct Spans {
    month: Option<Month>,
    usual: Option<Period>,
}

impl Spans {
    fn default_of(document: &Document, context: &Context) -> Spans {
        let month = context.period.or_else(|| {
            context.day.map(|d: Day| Month {
                year: d.year(),
                month: d.month(),
            })
        });
        let mut spans = Spans {
            month,
            usual: month.map(Period::Month),
        };
        if let Some(title) = &document.front.title {
            spans.heading(title);
        }
        spans
    }
    fn heading(&mut self, text: &str) {
        // an order for the months to come says nothing of the figures
        if text.chars().count() < 200
            && let Some(span) = self.said(text)
        {
            self.usual = Some(span);
        }
    }
    /// The span that the words name: "7 tháng", "quý I", "trong tháng".
    fn said(&self, text: &str) -> Option<Period> {
        let month = self.month?;
        let key = fold::match_key(text);
        let words: Vec<&str> = key
            .split(|c: char| !(c.is_alphanumeric() || c == '/'))
            .filter(|w| !w.is_empty())
            .collect();
        let mut found: Option<Period> = None;
        for (i, word) in words.iter().enumerate() {
            let before = i.checked_sub(1).and_then(|k| words.get(k)).copied().unwrap_or_default();
            let after = words.get(i + 1).copied().unwrap_or_default();
            match *word {
                "tháng" => {
                    // "so với tháng trước", "gấp 2 lần tháng trước" compare, and cover nothing
                    if before == "với" || after == "trước" || after == "cuối" {
                        continue;
                    }
                    if let Some(n) = before.parse::<u32>().ok().filter(|n| (2..=12).contains(n)) {
                        // "5 tháng cuối năm" lies ahead
                        if after != "cuối" && after != "còn" {
                            found = Some(Period::Months(
                                Month {
                                    year: month.year,
                                    month: 1,
                                },
                                Month {
                                    year: month.year,
                                    month: n,
                                },
                            ));
                        }
                    } else if let Some(m) = after
                        .split('/')
                        .next()
                        .and_then(|m| m.parse::<u32>().ok())
                        .filter(|m| (1..=12).contains(m))
                    {
                        let year = after.split('/').nth(1).and_then(|y| y.parse().ok()).unwrap_or(month.year);
                        found = found
                            .filter(|f| !matches!(f, Period::Month(_)))
                            .or(Month::new(year, m).map(Period::Month));
                    } else if before == "trong" || before == "của" {
                        found = Some(Period::Month(month));
                    }
                }
                "quý" => {
                    let q = match after.split('/').next().unwrap_or_default() {
                        "i" | "1" => 1,
                        "ii" | "2" => 2,
                        "iii" | "3" => 3,
                        "iv" | "4" => 4,
                        _ => continue,
                    };
                    found = Some(Period::Quarter(month.year, q));
                }
                "năm" if before == "cả" => found = Some(Period::Year(month.year)),
                // "luỹ kế đến 31/3/2026"
                _ if word.matches('/').count() >= 1 && (before == "đến" || before == "hết" || before == "ngày") && key.contains("đến") =>
                {
                    let mut parts = word.split('/').skip(1).filter_map(|p| p.parse::<u32>().ok());
                    if let Some(m) = parts.next().filter(|m| (1..=12).contains(m)) {
                        let year = parts.next().map_or(month.year, |y| y as i32);
                        let whole = match self.usual {
                            Some(q @ Period::Quarter(y, n)) if n * 3 == m && y == year => Some(q),
                            _ => Month::new(year, m)
                                .zip(Month::new(year, 1))
                                .map(|(to, from)| if m == 1 { Period::Month(to) } else { Period::Months(from, to) }),
                        };
                        found = whole.or(found);
                    }
                }
                _ => {}
            }
        }
        found
    }
}

/// A number of a sentence with its unit.
#[derive(Debug)]
struct Number {
    start: usize,
    /// Behind the unit.
    end: usize,
    value: f64,
    garbled: bool,
    unit: Option<String>,
}

/// Units as the open data names them, the longest first where one begins another.
const UNITS: &[&str] = &[
    "điểm phần trăm",
    "điểm %",
    "%",
    "lần",
    "tỷ đồng",
    "tỉ đồng",
    "triệu đồng",
    "nghìn đồng",
    "đồng",
    "triệu usd",
    "tỷ usd",
    "nghìn usd",
    "usd",
    "lượt khách",
    "lượt hành khách",
    "lượt người",
    "lượt xe",
    "lượt",
    "ha",
    "héc ta",
    "tấn",
    "kg",
    "con",
    "hộ nghèo",
    "hộ",
    "ngôi nhà",
    "căn nhà",
    "nhà",
    "căn",
    "doanh nghiệp",
    "hợp tác xã",
    "tổ hợp tác",
    "lao động",
    "người",
    "học sinh",
    "cán bộ",
    "suất quà",
    "suất",
    "dịch vụ",
    "vụ",
    "ca mắc",
    "ca",
    "thôn, xóm",
    "thôn",
    "xóm",
    "xã",
    "thửa đất",
    "thửa",
    "dự án",
    "công trình",
    "hồ sơ",
    "mũi",
    "km",
    "m3",
    "m2",
    "mw",
    "triệu kwh",
    "kwh",
    "sản phẩm",
    "giường bệnh",
    "hành khách",
    "bao",
    "bộ",
    "máy",
    "trường",
];

fn scan(text: &str) -> Vec<Number> {
    let bytes = text.as_bytes();
    let mut out = Vec::new();
    let mut i = 0;
    while i < bytes.len() {
        if !bytes[i].is_ascii_digit() {
            i += 1;
            continue;
        }
        let start = i;
        let digit = |k: usize| bytes.get(k).is_some_and(u8::is_ascii_digit);
        while digit(i) || (matches!(bytes.get(i), Some(b'.' | b',' | b'/')) && digit(i + 1)) {
            i += 1;
        }
        let raw = &text[start..i];
        let before = &text[..start];
        let glued = before.chars().next_back().is_some_and(|c| {
            c.is_alphabetic()
                || matches!(c, '-' | '–' | '/') && before.trim_end_matches(c).chars().next_back().is_some_and(char::is_alphanumeric)
        });
        let last = before
            .split_whitespace()
            .next_back()
            .map(|w| fold::match_key(w.trim_start_matches(|c: char| !c.is_alphanumeric())))
            .unwrap_or_default();
        let names = matches!(
            last.as_str(),
            "tháng" | "năm" | "ngày" | "quý" | "thứ" | "điều" | "khóa" | "khoá" | "số" | "lớp" | "đến" | "từ" | "loại" | "cấp"
        );
        // "luỹ kế 7 tháng 243 vụ": no month has three digits
        let names = names && !(last == "tháng" && raw.len() > 2 && !raw.contains('/'));
        let rest = &text[i..];
        // "6.684/6.702 nhà": the first is the figure; "30/6", "31/3/2026", "3/2026" are dates
        let raw = match raw.split_once('/') {
            None => raw,
            Some((a, b)) if !b.contains('/') && (a.contains('.') || b.contains('.') || a.len() > 2) => a,
            Some((a, b)) if !b.contains('/') && a.len() <= 2 && b.len() == 3 => a,
            Some(_) => continue,
        };
        if glued || (names && !rest.trim_start().starts_with('%')) {
            continue;
        }
        let (mut value, garbled) = parse(raw);
        let mut end = i;
        let mut tail = rest;
        let mut unit = None;
        let key_of = |s: &str| fold::match_key(&s.chars().take(40).collect::<String>());
        let starts = |s: &str, w: &str| {
            let key = key_of(s);
            key.strip_prefix(w)
                .is_some_and(|r| w == "%" || !r.chars().next().is_some_and(char::is_alphanumeric))
        };
        let width = |s: &str, w: &str| s.char_indices().nth(w.chars().count()).map_or(s.len(), |(k, _)| k);
        let blank = |s: &str| s.len() - s.trim_start_matches([' ', '\u{a0}', '*']).len();
        let mut at = blank(tail);
        // "1,73 triệu lượt" is 1730000 lượt; money keeps its unit
        for (word, scale) in [("nghìn", 1e3), ("ngàn", 1e3), ("triệu", 1e6), ("tỷ", 1e9), ("tỉ", 1e9)] {
            let here = &tail[at..];
            if starts(here, word) {
                let w = width(here, word);
                let next = &here[w..];
                let next = &next[blank(next)..];
                if !["đồng", "usd", "kwh"].iter().any(|m| starts(next, m)) {
                    if ["tỷ", "tỉ"].contains(&word) {
                        unit = Some("tỷ đồng".to_string());
                    } else {
                        value *= scale;
                    }
                    end += at + w;
                    tail = &text[end..];
                    at = blank(tail);
                }
                break;
            }
        }
        if unit.is_none() {
            for word in UNITS {
                let here = &tail[at..];
                if starts(here, word) {
                    unit = Some(match *word {
                        "tỉ đồng" => "tỷ đồng".into(),
                        "triệu usd" => "triệu USD".into(),
                        "tỷ usd" => "tỷ USD".into(),
                        "nghìn usd" => "nghìn USD".into(),
                        "usd" => "USD".into(),
                        "mw" => "MW".into(),
                        "triệu kwh" => "triệu kWh".into(),
                        "kwh" => "kWh".into(),
                        "ngôi nhà" | "căn nhà" => "nhà".into(),
                        "điểm %" => "điểm phần trăm".into(),
                        "héc ta" => "ha".into(),
                        other => other.to_string(),
                    });
                    end += at + width(here, word);
                    break;
                }
            }
        }
        // what has no unit is no figure: "7 tháng", "11 tuổi"
        if unit.is_none() {
            continue;
        }
        out.push(Number {
            start,
            end,
            value: (value * 1e6).round() / 1e6,
            garbled,
            unit,
        });
        i = end.max(i);
    }
    out
}

/// Vietnamese digits: point for thousands, comma for decimals; a point before one or two digits is a decimal mark too.
/// The second is whether the groups are no number ("5.3407").
fn parse(raw: &str) -> (f64, bool) {
    let (whole, decimals) = raw.split_once(',').unwrap_or((raw, ""));
    let groups: Vec<&str> = whole.split('.').collect();
    let tails = &groups[1..];
    let thousands = tails.iter().all(|g| g.len() == 3) && (tails.is_empty() || groups[0].len() <= 3);
    let decimal_point = tails.len() == 1 && tails[0].len() <= 2 && decimals.is_empty();
    let text = if decimal_point {
        whole.to_string()
    } else {
        format!("{}.{}0", groups.concat(), decimals.replace([',', '.'], ""))
    };
    let garbled = !(thousands || decimal_point) || decimals.contains([',', '.']);
    (text.parse().unwrap_or(0.0), garbled)
}

/// What the words compare with.
fn basis_of(key: &str) -> Option<&'static str> {
    let has = |w: &str| whole_words(key, w);
    if has("tháng trước") || has("so với tháng") || has("so với thời điểm") && !has("cùng kỳ") || has("so với quý trước")
    {
        Some("mom")
    } else if has("cùng kỳ") || has("cùng kì") || has("năm trước") || has("so với năm") {
        Some("yoy")
    } else if has("thủ tướng") || has("ttg") || has("ttcp") {
        Some("plan_pm")
    } else if has("vốn đã giao") || has("vốn được giao") || has("vốn giao") {
        Some("assigned")
    } else if has("dự toán") && (has("trung ương") || has("tw") || has("bộ tài chính")) {
        Some("central_budget")
    } else if has("dự toán") && (has("hđnd") || has("hội đồng nhân dân") || has("địa phương") || has("tỉnh")) {
        Some("local_budget")
    } else if has("kịch bản") {
        Some("scenario")
    } else if has("kế hoạch") || has("kh") || has("dự toán") || has("mục tiêu") {
        Some("plan")
    } else {
        None
    }
}

/// What the verb before a number makes of it.
#[derive(Clone, Copy, PartialEq, Debug)]
enum Verb {
    Up,
    Down,
    Level,
    Times,
    None,
}

fn verb_of(key: &str) -> Verb {
    let words: Vec<&str> = key.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
    for (i, w) in words.iter().enumerate().rev() {
        let next = words.get(i + 1).copied().unwrap_or_default();
        match *w {
            "gấp" => return Verb::Times,
            "tăng" if next == "trưởng" => continue,
            "tăng" | "vượt" => return Verb::Up,
            "cao" if next == "hơn" => return Verb::Up,
            "giảm" | "hụt" => return Verb::Down,
            "thấp" if next == "hơn" => return Verb::Down,
            "bằng" | "đạt" | "chiếm" => return Verb::Level,
            _ => {}
        }
    }
    Verb::None
}

/// Words that name nothing at the edges of a label.
const EMPTY: &[&str] = &[
    "tăng", "giảm", "đạt", "bằng", "ước", "ước", "khoảng", "trên", "hơn", "gần", "còn", "có", "là", "được", "chiếm", "vượt", "cao", "thấp",
    "mạnh", "nhẹ", "gấp", "và", "với", "trong", "đó", "tính", "chung", "luỹ", "kế", "như", "nhất", "mới", "chỉ", "cũng", "đến", "hết",
    "đều", "tháng", "đầu", "năm", "quý", "sâu", "khá", "đã", "toàn", "tỉnh", "đón", "cho", "sau", "riêng", "cụ", "thể", "ngày", "này",
    "so", "ít", "trước", "kỳ", "cùng", "ở", "mức",
];

/// Labels that mean the matter spoken of before.
const PRONOUNS: &[&str] = &[
    "tổng thu",
    "tổng số",
    "sản lượng",
    "giá trị",
    "kim ngạch",
    "tổng kim ngạch",
    "tổng giá trị",
    "số lượng",
    "doanh thu",
    "tổng sản lượng",
];

/// Reads one paragraph.
struct Reader<'a> {
    names: &'a Names<'a>,
    block: &'a Block,
    path: &'a ClausePath,
    spans: &'a Spans,
    /// "So với cùng kỳ năm 2021: …" at the head of a sentence or list.
    basis: Option<&'static str>,
    out: Vec<Indicator>,
}

impl Reader<'_> {
    fn paragraph(&mut self, diags: &mut Diagnostics) {
        let text = self.block.text.as_str();
        let mut from = 0;
        for (at, _) in text.match_indices(['.', '!']).chain([(text.len(), "")]) {
            let after = text.get(at + 1..).unwrap_or_default();
            let ends = at == text.len()
                || (after.starts_with([' ', '*', ')']) && after.trim_start_matches([' ', '*', ')']).starts_with(char::is_uppercase));
            if ends && at >= from {
                self.sentence(from, at, diags);
                from = (at + 1).min(text.len());
            }
        }
    }

    fn sentence(&mut self, from: usize, to: usize, diags: &mut Diagnostics) {
        let text: &str = &self.block.text[from..to];
        let numbers = scan(text);
        let mut span = None;
        let mut current: Option<usize> = None;
        let mut subject: Option<(String, String)> = None;
        let mut listed: Option<&'static str> = None;
        let mut headed: Option<&'static str> = None;
        let mut behind = 0;
        for (n, number) in numbers.iter().enumerate() {
            let next = numbers.get(n + 1).map_or(text.len(), |x| x.start);
            let lead = &text[behind.min(number.start)..number.start];
            // what the number before is compared with ends at the first mark
            let own = if behind == 0 {
                0
            } else {
                lead.find([',', ';', ':', '(', ')'])
                    .unwrap_or_else(|| lead.find(" và ").map_or(0, |i| i))
            };
            let fresh = &lead[own..];
            let key = fold::match_key(fresh);
            if fresh.contains(';') {
                listed = None;
            }
            if let Some(at) = key
                .find("so với")
                .filter(|_| behind == 0 || key.contains("như ") || fresh.contains(':'))
            {
                let b = basis_of(&key[at..]);
                if key.trim_start().starts_with("so với") && key.contains(':') {
                    self.basis = b;
                } else if key.trim_start().starts_with("so với") {
                    headed = b;
                } else {
                    listed = b;
                }
            }
            let said = self.spans.said(fresh);
            let changed = said.is_some_and(|s| current.is_none_or(|c: usize| self.out[c].span_of_time != Some(s)));
            span = said.or(span);
            // behind the unit, up to the next mark, stands what it is compared with
            let tail_full = &text[number.end..next];
            let tail = &tail_full[..tail_full.find([',', ';', '(', ')', ':']).unwrap_or(tail_full.len())];
            let behind_any = behind > 0 && fresh.contains([';', ',']);
            behind = number.end;
            let piece_at = fresh.rfind([',', ';', ':']).map_or(0, |i| i + 1);
            let piece = &fresh[piece_at..];
            let piece_key = fold::match_key(piece);
            let near = fold::match_key(piece.rsplit('(').next().unwrap_or(piece));
            let mut verb = verb_of(&near);
            // "đạt thấp (26,8%)", but not "tăng cao (hơn 120 ha)"
            if verb == Verb::None && piece.contains('(') && verb_of(&piece_key) == Verb::Level {
                verb = Verb::Level;
            }
            let mut label = label_of(piece);
            let mut def = self.names.find(piece);
            if let Some(inner) = def
                .and(piece.rsplit_once('('))
                .map(|(_, inner)| inner)
                .filter(|i| self.names.find(i).is_some() && i.contains(' '))
            {
                label = label_of(inner);
            }
            if def.is_none() && piece_at > 0 {
                // a name with a comma of its own, or parted by one from its verb
                let from = if label.is_empty() {
                    fresh[..piece_at].rfind(';').unwrap_or(0)
                } else {
                    piece_at
                };
                def = self.names.find_behind(fresh, from);
                if let Some(d) = def {
                    label = d.name.clone();
                }
            }
            if def.is_none() && !label.is_empty() {
                // "trong đó xuất khẩu giảm 30%"
                def = self.names.exact(&format!("kim ngạch {}", fold::match_key(&label)));
            }
            let stated = basis_of(&fold::match_key(tail)).or_else(|| basis_of(&piece_key));
            let bare = label.is_empty()
                || PRONOUNS.contains(&fold::match_key(&label).as_str())
                || (def.is_none() && !piece.contains('(') && basis_of(&piece_key).is_some() && current.is_some());
            // "29 thôn chưa có điện": what is counted stands behind the number
            let counted = piece.trim_matches([' ', '*', '(']).is_empty()
                && stated.is_none()
                && (behind_any || !matches!(number.unit.as_deref(), Some("%" | "điểm phần trăm" | "lần")));
            let unit = number.unit.as_deref();
            let ratio = matches!(unit, Some("%" | "điểm phần trăm" | "lần"));
            let (id, name) = match def {
                Some(d) => (d.id.clone(), if label.is_empty() { d.name.clone() } else { label.clone() }),
                None if bare && subject.is_some() && !counted => subject.clone().unwrap_or_default(),
                None => match self.names.find(fresh) {
                    Some(d) if bare => (d.id.clone(), d.name.clone()),
                    _ if !label.is_empty() && !(bare && !ratio && unit.is_some()) => (
                        format!(
                            "other:{}",
                            fold::slug(&label).chars().take(60).collect::<String>().trim_end_matches('-')
                        ),
                        label.clone(),
                    ),
                    _ if unit.is_some() && (!ratio || counted) => {
                        let unit = if ratio { None } else { unit };
                        let words: String = format!(
                            "{} {}",
                            unit.unwrap_or_default(),
                            tail.split_whitespace().take(8).collect::<Vec<_>>().join(" ")
                        );
                        let words = words.trim().to_string();
                        if let Some(d) = self.names.find(&words) {
                            (d.id.clone(), words)
                        } else {
                            (
                                format!(
                                    "other:{}",
                                    fold::slug(&words).chars().take(60).collect::<String>().trim_end_matches('-')
                                ),
                                words,
                            )
                        }
                    }
                    _ => continue,
                },
            };
            let start = from + (number.start - piece.len()) + (piece.len() - piece.trim_start_matches([' ', '(', '*']).len());
            let end = from + number.end + tail.trim_end().len();
            if number.garbled {
                diags.report(
                    Code::ImplausibleFigure,
                    Some(self.block.span_of(from + number.start, from + number.end)),
                    Text::new(
                        format!("“{}” không phải một số đọc được", &text[number.start..number.end]),
                        format!("“{}” is no number that can be read", &text[number.start..number.end]),
                    ),
                    Some(Text::new("không đưa vào chỉ tiêu", "left out of the indicators")),
                    Some(Text::new(
                        "đối chiếu với bản gốc và sửa văn bản",
                        "compare with the original and mend the text",
                    )),
                );
                continue;
            }
            let grows = self
                .names
                .0
                .iter()
                .any(|(_, d)| d.id == id && fold::match_key(&d.name).contains("tăng trưởng"));
            let basis = stated.or(listed).or(headed).or(self.basis);
            let month = self.spans.month.map(Period::Month);
            let usual = if is_stock(&id) && span.is_none() { month } else { self.spans.usual };
            let mut covers = span.or(usual);
            let comparison = match (unit.unwrap_or_default(), verb) {
                ("điểm phần trăm", Verb::Down) => Some((-number.value, false)),
                ("điểm phần trăm", _) => Some((number.value, false)),
                ("lần", Verb::Down) => Some((-number.value, false)),
                ("lần", Verb::Up) => Some((number.value, false)),
                ("lần", _) => Some((number.value, true)),
                ("%", Verb::Up | Verb::Down) if grows && stated.is_none() => None,
                (_, Verb::Up) => Some((number.value, false)),
                (_, Verb::Down) => Some((-number.value, false)),
                ("%", _) if !grows && basis.is_some() => Some((number.value, true)),
                _ => None,
            };
            let same = current.filter(|c| self.out[*c].id == id && !changed);
            let at = match same {
                Some(c) if comparison.is_some() || self.out[c].value.is_none() => c,
                _ => {
                    // "tăng 5% so với tháng trước" speaks of the month, whatever the passage covers
                    if comparison.is_some() && stated == Some("mom") && said.is_none() {
                        covers = month.or(covers);
                    }
                    self.out.push(Indicator {
                        id: id.clone(),
                        label: name.clone(),
                        value: None,
                        unit: None,
                        span_of_time: covers,
                        comparisons: Vec::new(),
                        quote: String::new(),
                        clause: self.path.clone(),
                        span: self.block.span_of(start, end),
                        certainty: Default::default(),
                        doubts: vec![],
                    });
                    self.out.len() - 1
                }
            };
            let figure = &mut self.out[at];
            match comparison {
                Some((value, level)) => {
                    // within months so far a growth is over the year before; of a single month the text must say so
                    let basis = basis.or(match figure.span_of_time {
                        Some(Period::Month(_)) | None => figure.comparisons.iter().any(|c| c.basis == Some("yoy")).then_some("yoy"),
                        _ => Some("yoy"),
                    });
                    figure.comparisons.push(Comparison {
                        basis,
                        value,
                        unit: number.unit.clone().unwrap_or_default(),
                        level,
                    });
                }
                None => {
                    figure.value = Some(if grows && verb == Verb::Down { -number.value } else { number.value });
                    figure.unit = number.unit.clone();
                }
            }
            let first = if figure.quote.is_empty() {
                start
            } else {
                quote_start(&self.block.text, &figure.quote, end).unwrap_or(start)
            };
            figure.quote = self.block.text.get(first..end).unwrap_or_default().trim().to_string();
            figure.span = self.block.span_of(first, end);
            current = Some(at);
            subject = Some((id, name));
        }
        if numbers.is_empty() {
            // a sentence without numbers ends what a list has said
            self.basis = None;
        }
    }
}

/// Where a quote that is to grow up to `end` begins.
fn quote_start(text: &str, quote: &str, end: usize) -> Option<usize> {
    text.get(..end)?.rfind(quote)
}

/// A count of what is there at a time, as a herd, rather than of what was done over it.
fn is_stock(id: &str) -> bool {
    id.ends_with("_herd") || id.ends_with("_flock")
}

/// The name in the words before a number, without verbs, spans and marks.
fn label_of(piece: &str) -> String {
    let piece = piece.rsplit_once(" như ").map_or(piece, |(_, named)| named);
    let cleaned: String = piece
        .chars()
        .map(|c| if matches!(c, '*' | '“' | '”' | '"') { ' ' } else { c })
        .collect();
    // of "vi phạm tăng mạnh (luỹ kế 7 tháng" the name stands before the bracket
    let (outer, inner) = cleaned.split_once('(').map_or((cleaned.as_str(), ""), |(a, b)| (a, b));
    let strip = |text: &str| {
        let words: Vec<&str> = text
            .split_whitespace()
            .map(|w| w.trim_matches(|c: char| !(c.is_alphanumeric() || c == '/')))
            .filter(|w| !w.is_empty())
            .collect();
        let empty = |w: &str| {
            let key = fold::match_key(w);
            EMPTY.contains(&key.as_str())
                || key.chars().all(|c| c.is_ascii_digit() || c == '/')
                || matches!(key.as_str(), "i" | "ii" | "iii" | "iv")
        };
        // "tăng trưởng" and "chỉ số" are names, "tăng" and "chỉ" are not
        let names = |i: usize| {
            matches!(
                (
                    fold::match_key(words[i]).as_str(),
                    words.get(i + 1).map(|w| fold::match_key(w)).as_deref()
                ),
                ("tăng", Some("trưởng")) | ("chỉ", Some("số"))
            )
        };
        let from = (0..words.len()).find(|&i| !empty(words[i]) || names(i)).unwrap_or(words.len());
        let to = words.iter().rposition(|w| !empty(w)).map_or(from, |i| i + 1);
        let mut kept: Vec<&str> = words[from..to.max(from)].to_vec();
        // "Chỉ số sản xuất tháng 7 tăng mạnh": the verb ends the name
        if let Some(cut) = kept
            .iter()
            .position(|w| matches!(fold::match_key(w).as_str(), "tăng" | "giảm" | "đạt" | "vượt"))
            .filter(|i| *i > 0 && kept.get(i + 1).is_none_or(|w| fold::match_key(w) != "trưởng"))
        {
            kept.truncate(cut);
        }
        if kept.len() > 14 {
            kept.drain(..kept.len() - 14);
        }
        kept.join(" ")
    };
    let label = strip(outer);
    // "(IIP)" belongs to the name
    if label.is_empty() { strip(inner) } else { label }
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

/// Whether the value lies in the register's range; else it is told and left out.
fn plausible(figure: &Indicator, registry: &Registry, diags: &mut Diagnostics) -> bool {
    let Some(value) = figure.value else { return true };
    let Some(def) = registry.indicators.iter().find(|d| d.id == figure.id) else {
        return true;
    };
    let Some((low, high)) = def.range.filter(|_| def.unit.is_none() || def.unit == figure.unit) else {
        return true;
    };
    if (low..=high).contains(&value) {
        return true;
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
    false
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::outline::Piece;
    use crate::span::SourceId;

    fn figures(text: &str) -> Vec<String> {
        let def = |id: &str, name: &str| IndicatorDef {
            id: id.into(),
            name: name.into(),
            ..IndicatorDef::default()
        };
        let registry = Registry {
            indicators: vec![
                def("iip", "chỉ số sản xuất công nghiệp"),
                def("budget_revenue", "thu ngân sách nhà nước"),
                def("pig_herd", "đàn lợn"),
            ],
            ..Registry::default()
        };
        let block = Block {
            text: text.into(),
            pieces: vec![Piece {
                at: 0,
                len: text.len() as u32,
                start: 0,
            }],
            source: SourceId(0),
        };
        let july = Month { year: 2025, month: 7 };
        let spans = Spans {
            month: Some(july),
            usual: Some(Period::Months(Month { year: 2025, month: 1 }, july)),
        };
        let names = Names::new(&registry);
        let mut reader = Reader {
            names: &names,
            block: &block,
            path: &ClausePath::default(),
            spans: &spans,
            basis: None,
            out: vec![],
        };
        reader.paragraph(&mut Diagnostics::new());
        let show = |i: &Indicator| {
            let all: Vec<_> = i
                .comparisons
                .iter()
                .map(|c| format!("{}{}{}{}", c.basis.unwrap_or("-"), if c.level { "=" } else { "" }, c.value, c.unit))
                .collect();
            let value = i
                .value
                .map(|v| format!("{v} {}", i.unit.clone().unwrap_or_default()))
                .unwrap_or_default();
            format!(
                "{} [{value}] {} {}",
                i.id,
                i.span_of_time.map(|s| s.to_string()).unwrap_or_default(),
                all.join(" ")
            )
        };
        together(reader.out).iter().map(show).collect()
    }

    #[test]
    fn a_month_and_the_months_so_far_are_two_figures() {
        assert_eq!(
            figures("Chỉ số sản xuất công nghiệp tháng 7 tăng 3,08% so với tháng trước, tính chung 7 tháng tăng 1,04% so với cùng kỳ."),
            ["iip [] 2025-07 mom3.08%", "iip [] 2025-01/2025-07 yoy1.04%"]
        );
    }

    #[test]
    fn levels_and_growths_have_their_bases() {
        assert_eq!(
            figures(
                "Thu ngân sách nhà nước đạt 2.825 tỷ đồng, bằng 38,6% dự toán Trung ương giao, 37,9% dự toán HĐND tỉnh giao, giảm 5,8% so với cùng kỳ."
            ),
            ["budget_revenue [2825 tỷ đồng] 2025-01/2025-07 central_budget=38.6% local_budget=37.9% yoy-5.8%"]
        );
    }

    #[test]
    fn numbers_as_printed() {
        assert_eq!(parse("1.028.633"), (1_028_633.0, false));
        assert_eq!(parse("648,818"), (648.818, false));
        assert!(parse("5.3407").1);
        let units: Vec<_> = scan("1,73 triệu lượt, 6.684/6.702 nhà, ngày 30/6/2025, 2,5 tỷ đồng")
            .into_iter()
            .map(|n| (n.value, n.unit.unwrap_or_default()))
            .collect();
        assert_eq!(
            units,
            [(1_730_000.0, "lượt".to_string()), (6684.0, "nhà".into()), (2.5, "tỷ đồng".into())]
        );
    }

    #[test]
    fn spans_read_back() {
        for text in ["2026-03", "2026-Q1", "2025", "2025-01/2025-07"] {
            assert_eq!(parse_span(text).map(|s| s.to_string()).as_deref(), Some(text));
        }
        assert_eq!(parse_span("x"), None);
    }
}
