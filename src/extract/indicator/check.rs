//! Numbers of one notice that do not go together: one indicator and span with two values, a share that its two numbers
//! do not bear out, a total below its part. Each is told with both quotes; nothing is changed.
//!
//! An editor looks at every one of them, so that what might be meant otherwise is passed over in silence.

use super::name::{Key, has_word};
use super::number::{self, Number};
use crate::diag::code::Code;
use crate::diag::{Diagnostics, Text};
use crate::notice::Indicator;
use crate::outline::{Block, Document};
use crate::registry::Registry;
use crate::span::Span;
use crate::viet::letter::{is_word, lower};
use crate::viet::number as written;
use crate::viet::unit;
use chrono::Datelike;
use memchr::memchr;
use memchr::memmem::Finder;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// Words before a number that make it a rough one: "ít nhất", "tối thiểu".
const ABOUT: [&str; 8] = ["gần", "khoảng", "trên", "hơn", "dưới", "nhất", "thiểu", "đa"];
/// What may stand between two numbers and the share that the one is of the other.
const JOINING: [&str; 16] = [
    "",
    "đạt",
    "chiếm",
    "bằng",
    "tương đương",
    "tương ứng",
    "tỷ lệ",
    "tỉ lệ",
    "đạt tỷ lệ",
    "đạt tỉ lệ",
    "tỷ lệ đạt",
    "chiếm tỷ lệ",
    "tương đương với",
    "tức",
    "với tỷ lệ",
    "tỷ lệ là",
];
/// What makes a share one of something else than the second number.
const OTHER_WHOLE: [&str; 12] = [
    "vốn",
    "dự toán",
    "so với",
    "so",
    "cùng kỳ",
    "kinh phí",
    "khối lượng",
    "diện tích",
    "giá trị",
    "kh vốn",
    "nguồn",
    "dân số",
];
/// Words after which a number says how much more or less, and not how much there is.
const CHANGES: [&str; 8] = ["tăng", "giảm", "hơn", "vượt", "thêm", "bình quân", "trung bình", "hụt"];
/// Parts of "trong đó" in whatever case.
static OF_WHICH: LazyLock<[Finder; 3]> = LazyLock::new(|| ["ng đó", "NG ĐÓ", "ng Đó"].map(Finder::new));
/// Bytes before "trong đó" in which its total stands.
const NEAR: usize = 800;
/// Syllables that what is counted may have, where nothing parts it from the share.
const COUNTED: usize = 3;

/// Tells what does not go together in a notice and in the figures read of it.
pub fn check(document: &Document, figures: &[Indicator], registry: &Registry, diags: &mut Diagnostics) {
    twice(figures, registry, diags);
    let known = parts(figures, registry, diags);
    for clause in &document.body {
        shares(&clause.block, diags);
        totals(&clause.block, &known, diags);
    }
}

/// The day up to which a figure is counted by its words ("đến ngày 25/5"), where that is not the end of its span: figures up
/// to different days are different figures.
fn cut(figure: &Indicator) -> Option<(u32, u32)> {
    let quote = figure.quote.as_str();
    let numbers = numbers(quote);
    let day = numbers.windows(2).find_map(|pair| {
        let [day, month] = pair else { return None };
        let parted = quote.get(day.end..month.start) == Some("/") && day.decimals == 0 && month.decimals == 0;
        (parted && (1.0..=31.0).contains(&day.value) && (1.0..=12.0).contains(&month.value))
            .then_some((day.value as u32, month.value as u32))
    })?;
    let last = figure.span_of_time.map(|p| p.last_day());
    (last.map(|d| (d.day(), d.month())) != Some(day)).then_some(day)
}

/// Whether two figures of one indicator and span have values that neither rounding nor rough words explain.
pub fn differ(first: &Indicator, second: &Indicator) -> bool {
    let (Some(a), Some(b)) = (first.value, second.value) else {
        return false;
    };
    let (from, to) = (
        first.unit.as_deref().unwrap_or_default(),
        second.unit.as_deref().unwrap_or_default(),
    );
    let (Some(was), Some(slack)) = (unit::convert(a, from, to), unit::convert(unit::rounding(a), from, to)) else {
        return false;
    };
    (b - was).abs() > slack.max(unit::rounding(b)) * 1.01
        && !is_rough(&first.quote)
        && !is_rough(&second.quote)
        && cut(first) == cut(second)
}

/// Whether one of some words, in lower case, stands right before a number.
fn follows_one_of(before: &str, among: &[&str]) -> bool {
    let word = before.trim_end().rsplit(|c: char| !is_word(c)).next().unwrap_or_default();
    let Some(first) = word.chars().next().map(lower) else {
        return false;
    };
    among.iter().any(|w| w.starts_with(first) && word.chars().map(lower).eq(w.chars()))
}

/// Whether the words before a number make it a rough one.
fn is_about(before: &str) -> bool {
    follows_one_of(before, &ABOUT)
}

fn is_rough(quote: &str) -> bool {
    numbers(quote).iter().any(|n| is_about(&quote[..n.start])) || has_word(Key::new(quote).text(), "trở lên")
}

/// One listed indicator and span, named in both places, with two values that rounding does not explain.
fn twice(figures: &[Indicator], registry: &Registry, diags: &mut Diagnostics) {
    let names = registry.indicator_names();
    let place = |f: &Indicator| f.value.and(f.span_of_time).map(|span| (f.id.clone(), span));
    let mut places: Vec<_> = figures.iter().filter_map(place).collect();
    places.sort_unstable();
    let mut known: BTreeMap<(&str, crate::calendar::Period), &Indicator> = BTreeMap::new();
    for figure in figures {
        let (Some(span), Some(_)) = (figure.span_of_time, figure.value) else {
            continue;
        };
        // most are told once
        let same = places.partition_point(|(id, s)| (id.as_str(), *s) < (figure.id.as_str(), span));
        if places
            .get(same + 1)
            .is_none_or(|(id, s)| (id.as_str(), *s) != (figure.id.as_str(), span))
        {
            continue;
        }
        let named = names.find(&figure.quote, registry).is_some_and(|def| def.id == figure.id);
        if !named {
            continue;
        }
        let Some(first) = known.get(&(figure.id.as_str(), span)).copied() else {
            known.insert((&figure.id, span), figure);
            continue;
        };
        if !differ(first, figure) {
            continue;
        }
        report(
            diags,
            Code::FigureTwice,
            figure.span,
            &first.quote,
            &figure.quote,
            (
                "cùng một chỉ tiêu, cùng một kỳ có hai giá trị",
                "one indicator and span with two values",
            ),
        );
    }
}

/// A part of the register that is more than its whole, in one clause; where they stand.
fn parts(figures: &[Indicator], registry: &Registry, diags: &mut Diagnostics) -> Vec<Span> {
    let mut found = Vec::new();
    for part in figures {
        let Some(whole) = registry
            .indicators
            .iter()
            .find(|d| d.id == part.id)
            .and_then(|d| d.part_of.as_deref())
        else {
            continue;
        };
        let (Some(value), Some(of), false) = (part.value, part.unit.as_deref(), is_rough(&part.quote)) else {
            continue;
        };
        // what goes through a border gate is not all made in the province
        let gate = |f: &Indicator| has_word(Key::new(&f.quote).text(), "cửa khẩu");
        let total = figures.iter().find(|f| {
            f.id == whole && f.span_of_time == part.span_of_time && f.clause == part.clause && f.value.is_some() && gate(f) == gate(part)
        });
        let Some((total, all)) = total.and_then(|t| Some((t, unit::convert(t.value?, t.unit.as_deref()?, of)?))) else {
            continue;
        };
        if value > all + unit::rounding(value) + unit::rounding(all) && !is_rough(&total.quote) {
            below_part(diags, part.span, &total.quote, &part.quote);
            found.push(part.span);
        }
    }
    found
}

fn below_part(diags: &mut Diagnostics, span: Span, total: &str, part: &str) {
    let why = ("tổng nhỏ hơn phần trong đó", "the total is below its part");
    report(diags, Code::TotalBelowPart, span, total, part, why);
}

fn report(diags: &mut Diagnostics, code: Code, span: Span, first: &str, second: &str, why: (&str, &str)) {
    diags.report(
        code,
        Some(span),
        Text::new(
            format!("“{first}” và “{second}”: {}", why.0),
            format!("“{first}” and “{second}”: {}", why.1),
        ),
        Some(Text::new("giữ nguyên cả hai", "both are kept as they are")),
        Some(Text::new(
            "đối chiếu với bản gốc và báo cáo gửi kèm",
            "compare with the original and the report behind it",
        )),
    );
}

/// A number as written, whether or not a unit stands behind it.
struct Written {
    start: usize,
    end: usize,
    value: f64,
    /// Decimals that are written.
    decimals: i32,
}

fn numbers(text: &str) -> Vec<Written> {
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(found) = text[at..].find(|c: char| c.is_ascii_digit()) {
        let start = at + found;
        let Some((value, len)) = written::at(text, start) else {
            at = start + text[start..].find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len() - start);
            continue;
        };
        // "Kỳ họp thứ 21" counts nothing
        if follows_one_of(&text[..start], &["thứ", "khóa", "khoá", "điều"]) {
            at = start + len;
            continue;
        }
        let decimals = text[start..start + len].split_once(',').map_or(0, |(_, d)| d.len() as i32);
        out.push(Written {
            start,
            end: start + len,
            value,
            decimals,
        });
        at = start + len;
    }
    out
}

/// "6.684/6.702 nhà được hỗ trợ, đạt 99,7%": the share must be that of the two numbers before it.
fn shares(block: &Block, diags: &mut Diagnostics) {
    let text = block.text.as_str();
    // few paragraphs have both marks
    let says = |mark: u8| memchr(mark, text.as_bytes()).is_some();
    if !says(b'%') || !(says(b'/') || text.contains("tổng số")) {
        return;
    }
    let numbers = numbers(text);
    for three in numbers.windows(3) {
        let [part, whole, share] = three else { continue };
        if !of_one_another(text, part, whole) || !is_share(text, whole, share) {
            continue;
        }
        let real = 100.0 * part.value / whole.value;
        let place = |n: &Written| 0.5 * 10f64.powi(-n.decimals);
        let spread = if part.decimals + whole.decimals > 0 {
            real * (place(part) / part.value.max(1e-9) + place(whole) / whole.value)
        } else {
            0.0
        };
        // a share may have been cut instead of rounded
        if (real - share.value).abs() <= 2.0 * place(share) * 1.001 + spread {
            continue;
        }
        let places = share.decimals.max(1) as usize;
        let real = format!("{real:.places$}").replace('.', ",");
        let quote = |from: usize, to: usize| text.get(from..to).unwrap_or_default().trim();
        report(
            diags,
            Code::ShareNotBorneOut,
            block.span_of(part.start, share.end + 1),
            quote(part.start, whole.end),
            quote(whole.end, share.end + 1).trim_start_matches([',', ' ', '(']),
            (
                &format!("tỷ lệ tính từ hai số là {real}%"),
                &format!("the two numbers make {} %", real.replace(',', ".")),
            ),
        );
    }
}

/// "6.684/6.702", "450 tỷ đồng/600", "12 trên tổng số 15"; no date and no number of a document.
fn of_one_another(text: &str, part: &Written, whole: &Written) -> bool {
    if whole.value <= 0.0 || part.value > whole.value * 10.0 {
        return false;
    }
    let naming = ["ngày", "tháng", "số", "đến", "từ", "quý", "năm", "sáng", "chiều"];
    let named = follows_one_of(&text[..part.start], &naming);
    let glued = text[..part.start].ends_with(|c: char| is_word(c) || matches!(c, '/' | '-' | '–' | '+' | '.' | ','));
    let after = text[whole.end..].chars().next();
    // "trực 24/24 giờ" counts nothing
    let clock = crate::viet::word::eat(text, crate::viet::word::skip(text, whole.end), "giờ").is_some();
    if clock || named || glued || after.is_some_and(|c| is_word(c) || matches!(c, '/' | '-' | '–')) {
        return false;
    }
    let between = text[part.end..whole.start].trim();
    let few = |t: &str| t.split_whitespace().count() <= COUNTED && t.chars().all(|c| is_word(c) || c == ' ');
    match between.split_once('/') {
        // "12/4" may be a day
        Some(("", "")) => part.value > 31.0 || whole.value > 12.0 || text[whole.end..].starts_with(' ') && unit_behind(text, whole),
        Some((counted, "")) => few(counted),
        _ => {
            let key = Key::new(between);
            ["trên tổng số", "trong tổng số", "/tổng số"]
                .iter()
                .any(|w| key.text().strip_suffix(w).is_some_and(few))
        }
    }
}

fn unit_behind(text: &str, number: &Written) -> bool {
    let near: String = text[number.end..].chars().take(20).collect();
    number::scan(&format!("1{near}")).into_iter().next().is_some_and(|n| n.start == 0)
}

/// Whether a share is said of the number before it.
fn is_share(text: &str, whole: &Written, share: &Written) -> bool {
    let Some(behind) = text[share.end..].trim_start().strip_prefix('%') else {
        return false;
    };
    let end = behind.find([',', ';', '.', '(', ')']).unwrap_or(behind.len());
    let key = Key::new(&behind[..end]);
    if OTHER_WHOLE.iter().any(|w| has_word(key.text(), w)) {
        return false;
    }
    let between = Key::new(&text[whole.end..share.start]);
    let between = between.text().trim();
    if between.contains([';', '.', '"', '“']) {
        return false;
    }
    match between.rsplit_once([',', '(', '–', ':']) {
        Some((_, joining)) => JOINING.contains(&joining.trim()),
        None => JOINING.iter().any(|w| {
            let counted = between.strip_suffix(w).filter(|_| !w.is_empty());
            counted.is_some_and(|c| c.ends_with(' ') && c.split_whitespace().count() <= COUNTED)
        }),
    }
}

/// "120 hồ sơ, trong đó 135 hồ sơ …": of one unit, the part is not more than the greatest number before it.
fn totals(block: &Block, known: &[Span], diags: &mut Diagnostics) {
    let text = block.text.as_str();
    // few paragraphs have the words
    if !OF_WHICH.iter().any(|part| part.find(text.as_bytes()).is_some()) {
        return;
    }
    let key = Key::new(text);
    for (at, words) in key.text().match_indices("trong đó") {
        let near = (at.saturating_sub(NEAR)..=at).find(|i| text.is_char_boundary(*i)).unwrap_or(at);
        let from = text[near..at].rfind(". ").map_or(near, |i| near + i + 2);
        let opens = at + words.len() + usize::from(text[at + words.len()..].starts_with(':'));
        let behind = &text[opens..];
        let end = opens + behind.find([';', ')', ':']).or(behind.find(". ")).unwrap_or(behind.len());
        let (before, after) = (&text[from..at], &text[opens..end]);
        let level = |part: &str, n: &Number| {
            let start = part[..n.start].rfind([',', ';', '(']).map_or(0, |i| i + 1);
            let words = Key::new(&part[start..n.start]);
            !n.garbled && !is_about(words.text()) && !CHANGES.iter().any(|w| has_word(words.text(), w))
        };
        let relative = |unit: &str| matches!(unit, "%" | "điểm phần trăm" | "lần" | "điểm") || unit.contains('/');
        let Some(part) = number::scan(after)
            .into_iter()
            .next()
            .filter(|n| level(after, n) && !relative(n.unit))
        else {
            continue;
        };
        // "trong đó có 5 dự án với 120 tỷ đồng": only the first number is surely a part
        let totals = number::scan(before);
        let alike = totals
            .iter()
            .filter(|n| level(before, n))
            .filter_map(|n| Some((n, unit::convert(n.value, n.unit, part.unit)?)));
        let Some((total, most)) = alike.max_by(|a, b| a.1.total_cmp(&b.1)) else {
            continue;
        };
        if part.value > most + unit::rounding(part.value) + unit::rounding(most) {
            let span = block.span_of(opens + part.start, opens + part.end);
            if !known.iter().any(|k| k.start <= span.start && span.end <= k.end) {
                below_part(
                    diags,
                    span,
                    before[total.start..total.end].trim(),
                    text[at..opens + part.end].trim(),
                );
            }
        }
    }
}
