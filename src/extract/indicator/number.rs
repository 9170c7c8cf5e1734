//! The numbers of a sentence with their units.

use crate::viet::fold;
use crate::viet::letter::{is_word, lower};
use crate::viet::number::exact;
use crate::viet::word::{eat, skip};
use foldhash::{HashMap, HashMapExt};
use std::borrow::Cow;
use std::sync::LazyLock;

/// A number of a sentence with its unit.
#[derive(Debug)]
pub struct Number {
    pub start: usize,
    /// Where its unit begins.
    pub unit_at: usize,
    /// Behind the unit.
    pub end: usize,
    pub value: f64,
    /// Its digits are no number in Vietnamese writing ("5.3407").
    pub garbled: bool,
    pub unit: &'static str,
}

/// What a unit measures.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Measure {
    Ratio,
    Money,
    /// Areas, weights, lengths, powers: what is counted stands behind.
    Size(&'static str),
    /// Things of a kind: the unit itself names them.
    Count(&'static str),
}

/// A unit as printed, as the open data names it where that differs, and what it measures.
type Unit = (&'static str, &'static str, Measure);

/// Units as printed, the longest first where one begins another; as the open data names them where that differs; and what
/// they measure. Counted things of one kind share a name.
const UNITS: &[Unit] = &[
    ("điểm phần trăm", "", Measure::Ratio),
    ("điểm %", "điểm phần trăm", Measure::Ratio),
    ("phần trăm", "%", Measure::Ratio),
    ("%", "", Measure::Ratio),
    ("lần", "", Measure::Ratio),
    ("nghìn tỷ đồng", "", Measure::Money),
    ("tỷ đồng", "", Measure::Money),
    ("tỉ đồng", "tỷ đồng", Measure::Money),
    ("triệu đồng", "", Measure::Money),
    ("nghìn đồng", "", Measure::Money),
    ("đồng", "", Measure::Money),
    ("triệu usd", "triệu USD", Measure::Money),
    ("triệu đô la mỹ", "triệu USD", Measure::Money),
    ("triệu đô la", "triệu USD", Measure::Money),
    ("tỷ usd", "tỷ USD", Measure::Money),
    ("tỉ usd", "tỷ USD", Measure::Money),
    ("nghìn usd", "nghìn USD", Measure::Money),
    ("usd", "USD", Measure::Money),
    ("tấn/ha", "", Measure::Size("yield")),
    ("tạ/ha", "", Measure::Size("yield")),
    ("ha", "", Measure::Size("area")),
    ("héc ta", "ha", Measure::Size("area")),
    ("hecta", "ha", Measure::Size("area")),
    ("tấn", "", Measure::Size("weight")),
    ("tạ", "", Measure::Size("weight")),
    ("kg", "", Measure::Size("weight")),
    ("km", "", Measure::Size("length")),
    ("m3", "", Measure::Size("volume")),
    ("m2", "", Measure::Size("area")),
    ("m", "", Measure::Size("length")),
    ("mw", "MW", Measure::Size("power")),
    ("triệu kwh", "triệu kWh", Measure::Size("power")),
    ("tỷ kwh", "tỷ kWh", Measure::Size("power")),
    ("kwh", "kWh", Measure::Size("power")),
    ("lượt hành khách", "", Measure::Count("visit")),
    ("lượt khách", "", Measure::Count("visit")),
    ("lượt du khách", "lượt khách", Measure::Count("visit")),
    ("lượt người", "", Measure::Count("visit")),
    ("lượt công dân", "", Measure::Count("citizen")),
    ("lượt xe", "", Measure::Count("vehicle")),
    ("lượt", "", Measure::Count("visit")),
    ("hành khách", "", Measure::Count("visit")),
    ("du khách", "lượt khách", Measure::Count("visit")),
    ("khách", "lượt khách", Measure::Count("visit")),
    ("con", "", Measure::Count("animal")),
    ("hộ kinh doanh", "", Measure::Count("business")),
    ("hộ nghèo", "", Measure::Count("household")),
    ("hộ", "", Measure::Count("house")),
    ("ngôi nhà", "nhà", Measure::Count("house")),
    ("căn nhà", "nhà", Measure::Count("house")),
    ("nhà ở", "nhà", Measure::Count("house")),
    ("nhà máy", "", Measure::Count("plant")),
    ("nhà văn hóa", "", Measure::Count("hall")),
    ("nhà", "", Measure::Count("house")),
    ("căn", "", Measure::Count("house")),
    ("doanh nghiệp", "", Measure::Count("enterprise")),
    ("dn", "doanh nghiệp", Measure::Count("enterprise")),
    ("hợp tác xã", "", Measure::Count("cooperative")),
    ("tổ hợp tác", "", Measure::Count("group")),
    ("lao động", "", Measure::Count("worker")),
    ("người", "", Measure::Count("person")),
    ("học sinh", "", Measure::Count("person")),
    ("công dân", "", Measure::Count("person")),
    ("cán bộ", "", Measure::Count("person")),
    ("đại biểu", "", Measure::Count("person")),
    ("đối tượng", "", Measure::Count("person")),
    ("suất quà", "", Measure::Count("gift")),
    ("suất", "", Measure::Count("gift")),
    ("dịch vụ", "", Measure::Count("service")),
    ("vụ án", "", Measure::Count("case")),
    ("vụ", "", Measure::Count("case")),
    ("ca mắc", "", Measure::Count("case")),
    ("ca", "", Measure::Count("case")),
    ("chuyên án", "", Measure::Count("case")),
    ("ý kiến", "", Measure::Count("opinion")),
    ("kiến nghị", "", Measure::Count("opinion")),
    ("đơn", "", Measure::Count("petition")),
    ("cuộc", "", Measure::Count("meeting")),
    ("dự thảo nghị quyết", "", Measure::Count("document")),
    ("văn bản", "", Measure::Count("document")),
    ("công điện", "", Measure::Count("document")),
    ("giấy chứng nhận", "", Measure::Count("document")),
    ("ngôi mộ", "", Measure::Count("grave")),
    ("tiêu chí", "", Measure::Count("criterion")),
    ("khu tái định cư", "", Measure::Count("project")),
    ("nhiệm vụ", "", Measure::Count("task")),
    ("thôn, xóm", "", Measure::Count("village")),
    ("thôn, bản", "", Measure::Count("village")),
    ("thôn", "", Measure::Count("village")),
    ("xóm", "", Measure::Count("village")),
    ("xã", "", Measure::Count("commune")),
    ("thửa đất", "", Measure::Count("plot")),
    ("thửa", "", Measure::Count("plot")),
    ("dự án", "", Measure::Count("project")),
    ("công trình", "", Measure::Count("project")),
    ("hồ sơ", "", Measure::Count("file")),
    ("tàu cá", "", Measure::Count("vessel")),
    ("tàu", "", Measure::Count("vessel")),
    ("mũi", "", Measure::Count("dose")),
    ("liều", "", Measure::Count("dose")),
    ("sản phẩm", "", Measure::Count("product")),
    ("mô hình", "", Measure::Count("model")),
    ("giường bệnh", "", Measure::Count("bed")),
    ("giải", "", Measure::Count("prize")),
    ("huy chương", "", Measure::Count("prize")),
    ("chủ đầu tư", "", Measure::Count("owner")),
    ("cơ sở", "", Measure::Count("site")),
    ("phương tiện", "", Measure::Count("vehicle")),
    ("điểm", "", Measure::Count("place")),
    ("bao", "", Measure::Count("sack")),
    ("bộ", "", Measure::Count("set")),
    ("máy", "", Measure::Count("machine")),
    ("phòng học", "", Measure::Count("room")),
    ("trường", "", Measure::Count("school")),
];

/// The units by their first letter, in their order.
static BY_LETTER: LazyLock<HashMap<char, Vec<&'static Unit>>> = LazyLock::new(|| {
    let mut all: HashMap<char, Vec<&Unit>> = HashMap::new();
    for unit in UNITS {
        all.entry(unit.0.chars().next().unwrap_or_default()).or_default().push(unit);
    }
    all
});

/// What the units of the table measure.
static MEASURES: LazyLock<HashMap<&'static str, Option<Measure>>> = LazyLock::new(|| {
    let names = UNITS.iter().flat_map(|(printed, name, _)| [*printed, *name]);
    names.map(|unit| (unit, find_measure(unit))).collect()
});

/// What a unit of the open data measures.
pub fn measure(unit: &str) -> Option<Measure> {
    MEASURES.get(unit).copied().unwrap_or_else(|| find_measure(unit))
}

fn find_measure(unit: &str) -> Option<Measure> {
    let key = fold::match_key(unit);
    UNITS
        .iter()
        .find(|(printed, name, _)| *name == unit || *printed == key)
        .map(|(.., m)| *m)
}

/// The sentence with the letters that a scan prints for digits put right ("5OO" → "500"); the same length in bytes.
pub fn mend(text: &str) -> Cow<'_, str> {
    // without a branch, so that many bytes are looked at in one step
    let alike = |b: u8| (b == b'l') | (b == b'I') | (b == b'O') | (b == b'o');
    let beside = |a: u8, b: u8| (a.is_ascii_digit() & alike(b)) | (alike(a) & b.is_ascii_digit());
    let pairs = text.as_bytes().iter().zip(text.as_bytes().get(1..).unwrap_or_default());
    if !pairs.fold(false, |any, (a, b)| any | beside(*a, *b)) {
        return Cow::Borrowed(text);
    }
    let mut out = text.as_bytes().to_vec();
    let mut i = 0;
    while i < out.len() {
        let from = i;
        while i < out.len() && (out[i].is_ascii_digit() || alike(out[i])) {
            i += 1;
        }
        let run = &out[from..i];
        let before = text[..from].chars().next_back();
        let after = text[i..].chars().next();
        // a letter behind the digits may be a unit ("10 l"), unless the number goes on
        let inner = run.last().is_some_and(u8::is_ascii_digit)
            || run.last().is_some_and(|b| matches!(b, b'O' | b'o'))
            || after.is_some_and(|c| matches!(c, ',' | '.' | '%' | '/'));
        if run.iter().any(u8::is_ascii_digit)
            && run.iter().any(|b| alike(*b))
            && inner
            && !before.is_some_and(is_word)
            && !after.is_some_and(is_word)
        {
            for b in &mut out[from..i] {
                *b = match *b {
                    b'l' | b'I' => b'1',
                    b'O' | b'o' => b'0',
                    plain => plain,
                };
            }
        }
        i = from.max(i);
        if i == from {
            i += text[i..].chars().next().map_or(1, char::len_utf8);
        }
    }
    String::from_utf8(out).map_or(Cow::Borrowed(text), Cow::Owned)
}

/// Words after which digits name something instead of counting it.
const NAMING: &[&str] = &[
    "tháng", "năm", "ngày", "quý", "thứ", "điều", "khóa", "khoá", "số", "lớp", "đến", "từ", "loại", "cấp", "khoản", "mục", "dưới",
];

/// The numbers of a sentence that have a unit, in order.
pub fn scan(text: &str) -> Vec<Number> {
    let bytes = text.as_bytes();
    let mut out = Vec::new();
    let mut i = 0;
    while let Some(next) = next_number(bytes, i) {
        i = next;
        if !bytes[i].is_ascii_digit() {
            let Some((value, end)) = multiple(text, i) else {
                i += 1;
                continue;
            };
            out.push(Number {
                start: i,
                unit_at: end,
                end,
                value,
                garbled: false,
                unit: "lần",
            });
            i = end;
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
            c.is_alphabetic() || matches!(c, '-' | '–' | '/') && before.trim_end_matches(c).chars().next_back().is_some_and(is_word)
        });
        let last = naming(before);
        let names = match last {
            None => false,
            // "luỹ kế 7 tháng 243 vụ": no month has three digits
            Some("tháng") => raw.len() <= 2 || raw.contains('/'),
            // "cấp 2.145 giấy chứng nhận": no level has two digits
            Some("cấp") => raw.len() <= 1,
            Some(_) => true,
        };
        let rest = &text[i..];
        // "6.684/6.702 nhà": the first is the figure; "30/6", "31/3/2026", "3/2026" are dates
        let raw = match raw.split_once('/') {
            None => raw,
            Some((a, b)) if !b.contains('/') && (a.contains('.') || b.contains('.') || a.len() > 2) => a,
            Some((a, b)) if !b.contains('/') && a.len() <= 2 && b.len() == 3 => a,
            // "9/27 chủ đầu tư": counted things, and no month
            Some((a, b)) if !b.contains('/') && b.parse::<u32>().is_ok_and(|n| n > 12) && unit_at(text, skip(text, i)).is_some() => a,
            // "04/10 xã còn thiếu": a part of a whole that is counted
            Some((a, b))
                if !names
                    && !b.contains('/')
                    && a.parse::<u32>().ok().zip(b.parse::<u32>().ok()).is_some_and(|(a, b)| a <= b)
                    && unit_at(text, skip(text, i)).is_some() =>
            {
                a
            }
            Some(_) => continue,
        };
        if glued || (names && (last == Some("dưới") || !rest.trim_start().starts_with('%'))) {
            continue;
        }
        let (mut value, garbled) = parse(raw);
        let mut end = i;
        let mut unit = None;
        // "1,73 triệu lượt" is 1730000 lượt; money keeps its unit
        let at = skip_marks(text, end);
        for (word, scale) in [("nghìn", 1e3), ("ngàn", 1e3), ("triệu", 1e6), ("tỷ", 1e9), ("tỉ", 1e9)] {
            let Some(w) = eat(text, at, word) else { continue };
            let money = |(u, _, m): &Unit| *m == Measure::Money && u.contains(' ') && eat(text, at, u).is_some();
            let whole = units_of(text, at).iter().any(|unit| money(unit));
            let power = ["kwh"].iter().any(|u| eat(text, skip(text, w), u).is_some()) && scale > 1e5;
            if !whole && !power {
                if scale > 1e8 {
                    // "2,5 tỷ" of money
                    unit = Some(("tỷ đồng", at, w));
                } else {
                    value *= scale;
                    end = w;
                }
            }
            break;
        }
        let at = skip_marks(text, end);
        let Some((name, unit_from, unit_end)) = unit.or_else(|| unit_at(text, at).map(|(name, _, e)| (name, at, e))) else {
            // what has no unit is no figure: "7 tháng", "11 tuổi"
            continue;
        };
        if name == "nghìn tỷ đồng" {
            value *= 1e3;
        }
        out.push(Number {
            start,
            unit_at: unit_from,
            end: unit_end,
            value: (value * 1e6).round() / 1e6,
            garbled,
            unit: if name == "nghìn tỷ đồng" { "tỷ đồng" } else { name },
        });
        i = unit_end.max(i);
    }
    out
}

/// Where the next digit or "gấp" may begin, from a byte on.
fn next_number(bytes: &[u8], from: usize) -> Option<usize> {
    const STEP: usize = 32;
    // of "ấ" and "Ấ"
    const BEHIND: u8 = 0xE1;
    let begins = |b: u8, next: u8| b.is_ascii_digit() | ((b | 0x20 == b'g') & (next == BEHIND));
    let mut at = from;
    // without a branch for each byte, so that many are looked at in one step
    while let (Some(these), Some(next)) = (bytes.get(at..at + STEP), bytes.get(at + 1..at + 1 + STEP)) {
        if these.iter().zip(next).fold(0, |any, (b, next)| any | u8::from(begins(*b, *next))) != 0 {
            break;
        }
        at += STEP;
    }
    (at..bytes.len()).find(|at| begins(bytes[*at], bytes.get(at + 1).copied().unwrap_or_default()))
}

fn skip_marks(text: &str, at: usize) -> usize {
    text.get(at..)
        .map_or(at, |rest| at + (rest.len() - rest.trim_start_matches([' ', '\u{a0}', '*']).len()))
}

/// The word before a number, where digits behind it count nothing.
fn naming(before: &str) -> Option<&'static str> {
    let word = before.split_whitespace().next_back()?.trim_start_matches(|c: char| !is_word(c));
    let first = lower(word.chars().next()?);
    let says = |naming: &&&str| naming.starts_with(first) && word.chars().map(lower).eq(naming.chars());
    NAMING.iter().find(says).copied()
}

/// The units that begin with the letter at a byte.
fn units_of(text: &str, at: usize) -> &'static [&'static Unit] {
    let first = text.get(at..).and_then(|rest| rest.chars().next());
    let units = first.and_then(|c| BY_LETTER.get(&lower(c)));
    units.map_or(&[], Vec::as_slice)
}

/// The unit at a byte: its name in the open data, what it measures and its end.
fn unit_at(text: &str, at: usize) -> Option<(&'static str, Measure, usize)> {
    units_of(text, at).iter().find_map(|(printed, name, m)| {
        let end = eat(text, at, printed)?;
        // "11 đơn vị giải ngân trên 60%": what these are goes on
        if *printed == "đơn" && eat(text, skip(text, end), "vị").is_some() {
            return Some(("đơn vị", Measure::Count("body"), end));
        }
        Some((if name.is_empty() { *printed } else { *name }, *m, end))
    })
}

/// "gấp đôi", "gấp rưỡi".
fn multiple(text: &str, at: usize) -> Option<(f64, usize)> {
    let end = eat(text, at, "gấp").filter(|_| !text[..at].ends_with(is_word))?;
    let end = skip(text, end);
    [("đôi", 2.0), ("hai lần", 2.0), ("ba lần", 3.0), ("rưỡi", 1.5)]
        .into_iter()
        .find_map(|(w, n)| Some((n, eat(text, end, w)?)))
}

/// Vietnamese digits: point for thousands, comma for decimals; a point before one or two digits is a decimal mark too.
/// The second is whether the groups are no number ("5.3407").
pub fn parse(raw: &str) -> (f64, bool) {
    let (whole, decimals) = raw.split_once(',').unwrap_or((raw, ""));
    let (first, tails) = whole.split_once('.').map_or((whole, None), |(first, tails)| (first, Some(tails)));
    let thousands = tails.is_none_or(|tails| first.len() <= 3 && tails.split('.').all(|g| g.len() == 3));
    let decimal_point = decimals.is_empty() && tails.is_some_and(|tails| tails.len() <= 2 && !tails.contains('.'));
    // most are whole
    if thousands
        && decimals.is_empty()
        && let Some(value) = exact(whole)
    {
        return (value, false);
    }
    let mut text = String::with_capacity(raw.len() + 2);
    if decimal_point {
        text.push_str(whole);
    } else {
        text.extend(whole.chars().filter(|c| *c != '.'));
        text.push('.');
        text.extend(decimals.chars().filter(|c| !matches!(c, ',' | '.')));
        text.push('0');
    }
    let garbled = !(thousands || decimal_point) || decimals.contains([',', '.']);
    (text.parse().unwrap_or(0.0), garbled)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(f64, String)> {
        scan(&mend(text)).into_iter().map(|n| (n.value, n.unit.to_string())).collect()
    }

    #[test]
    fn numbers_as_printed() {
        assert_eq!(parse("1.028.633"), (1_028_633.0, false));
        assert_eq!(parse("648,818"), (648.818, false));
        assert!(parse("5.3407").1);
        for (text, want) in [
            ("1,73 triệu lượt", vec![(1_730_000.0, "lượt")]),
            ("6.684/6.702 nhà, ngày 30/6/2025", vec![(6684.0, "nhà")]),
            ("2,5 tỷ đồng và 3 tỷ", vec![(2.5, "tỷ đồng"), (3.0, "tỷ đồng")]),
            ("1,2 nghìn tỷ đồng", vec![(1200.0, "tỷ đồng")]),
            ("253,7 nghìn tấn", vec![(253_700.0, "tấn")]),
            ("1,05 tỷ USD; 3.125 triệu đô la Mỹ", vec![(1.05, "tỷ USD"), (3125.0, "triệu USD")]),
            ("còn 9/27 chủ đầu tư", vec![(9.0, "chủ đầu tư")]),
            ("gấp đôi cùng kỳ", vec![(2.0, "lần")]),
            ("tỷ lệ dưới 30%", vec![]),
            ("tháng 5, quý 2, 11 tuổi", vec![]),
        ] {
            let want: Vec<_> = want.into_iter().map(|(n, u)| (n, u.to_string())).collect();
            assert_eq!(read(text), want, "{text}");
        }
    }

    #[test]
    fn letters_of_a_scan_beside_digits() {
        assert_eq!(
            mend("2O8 hộ, 5OO ha, l2,5%, III, 10 lít, SO2"),
            "208 hộ, 500 ha, 12,5%, III, 10 lít, SO2"
        );
        assert_eq!(read("trồng 5OO ha"), [(500.0, "ha".to_string())]);
    }
}
