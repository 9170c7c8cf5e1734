//! A table of figures: its heads say what the columns hold, each row is one indicator.
//!
//! A wrong figure is worse than none: where the rows are not said to be indicators only those of the register are taken, only the column that covers the notice's own time, and
//! only comparisons that stand behind it and say what they are.

use super::name::{self, Key, has_word, names_something};
use super::number::{self, Measure, measure};
use super::phrase::{self, Said};
use super::sentence::{basis_of, grows};
use super::span::Spans;
use crate::calendar::{Month, Period};
use crate::notice::{Basis, Certainty, Comparison, Indicator};
use crate::outline::Clause;
use crate::registry::{Covers, Registry};

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Column {
    /// "Thực hiện 9 tháng (tỷ đồng)": the value, its unit where the head says it, and the time it covers where it is the notice's own.
    Value(Option<&'static str>, Option<Period>),
    /// A value of another time: the year before, the whole year.
    Elsewhere,
    /// "So với dự toán HĐND tỉnh giao (%)": a level.
    Level(Basis),
    /// "Tăng/giảm so với cùng kỳ (%)": a growth.
    Growth(Basis),
    /// "% so với cùng kỳ": a growth where the cell has a sign.
    Signed(Basis),
    /// "Đơn vị tính".
    Unit,
    /// A number of the row, a plan, a remark.
    Other,
}

/// The columns of a table of figures, by the heads of its first row.
#[derive(Clone, Debug)]
pub struct Columns {
    name: usize,
    /// The rows are indicators, also such as the register does not have.
    indicators: bool,
    value: Option<usize>,
    columns: Vec<Column>,
}

impl Columns {
    /// The columns that heads say; `None` for a table of something else.
    pub fn of(cells: &[String], spans: &Spans) -> Option<Columns> {
        const NAMES: &[&str] = &[
            "chỉ tiêu",
            "khoản thu",
            "nguồn thu",
            "khu vực",
            "ngành",
            "lĩnh vực",
            "nội dung",
            "sản phẩm",
        ];
        const TASKS: &[&str] = &[
            "chủ trì",
            "phối hợp",
            "đơn vị thực hiện",
            "thời hạn",
            "dự án",
            "hồ sơ",
            "địa phương",
        ];
        let keys: Vec<Key> = cells.iter().map(|cell| Key::new(cell)).collect();
        let says = |words: &[&str]| keys.iter().position(|key| words.iter().any(|w| has_word(key.text(), w)));
        let name = says(NAMES).filter(|_| says(TASKS).is_none())?;
        let of = |(at, key): (usize, &Key)| if at == name { Column::Other } else { column(key.text(), spans) };
        let columns: Vec<Column> = keys.iter().enumerate().map(of).collect();
        // the months so far rather than the month
        let values = || columns.iter().enumerate().filter(|(_, c)| matches!(c, Column::Value(..)));
        let so_far = values().find(|(_, c)| matches!(c, Column::Value(_, Some(Period::Months(..) | Period::Quarter(..)))));
        let value = so_far.or_else(|| values().next()).map(|(at, _)| at);
        let compares = columns
            .iter()
            .any(|c| matches!(c, Column::Level(_) | Column::Growth(_) | Column::Signed(_)));
        (value.is_some() || compares && !columns.contains(&Column::Elsewhere)).then_some(Columns {
            name,
            indicators: ["chỉ tiêu", "khoản thu", "nguồn thu"]
                .iter()
                .any(|n| has_word(keys[name].text(), n)),
            value,
            columns,
        })
    }

    /// Whether a row has as many cells as the heads.
    pub fn fit(&self, cells: &[String]) -> bool {
        cells.len() == self.columns.len()
    }

    /// The indicator of a row; `None` where it names none or holds no number.
    pub fn row(&self, clause: &Clause, spans: &Spans, registry: &Registry) -> Option<Indicator> {
        let label = clause.cells[self.name].trim().trim_start_matches(['-', '+', '*', ' ']);
        let label = label.strip_prefix("Trong đó:").unwrap_or(label).trim();
        let key = Key::new(label);
        let names = registry.indicator_names();
        let def = names.find(label, registry).or_else(|| names.short(key.text(), registry));
        // places, works and sums are no indicators
        const NONE: &[&str] = &[
            "xã ",
            "phường ",
            "thị trấn ",
            "huyện ",
            "cộng",
            "tổng cộng",
            "tổng số",
            "dự án ",
            "sở ",
            "ban ",
        ];
        let other = || self.indicators && names_something(label) && !NONE.iter().any(|n| key.text().starts_with(n));
        if def.is_none() && !other() {
            return None;
        }
        let mut found = Indicator {
            id: def.map_or_else(|| name::other(label), |d| d.id.clone()),
            label: label.to_string(),
            value: None,
            unit: None,
            span_of_time: None,
            comparisons: Vec::new(),
            quote: clause.block.text.trim().to_string(),
            clause: clause.path.clone(),
            span: clause.block.span(),
            certainty: Certainty::Explicit,
            doubts: Vec::new(),
        };
        let row = || self.columns.iter().zip(&clause.cells);
        let stated = row().find(|(c, _)| **c == Column::Unit).and_then(|(_, cell)| unit_of(cell));
        // what stands behind the value up to the next one is compared with it
        let from = self.value.map_or(0, |at| at + 1);
        if let Some((Column::Value(own, span), cell)) = self.value.and_then(|at| row().nth(at)) {
            let unit = own
                .or(stated)
                .filter(|unit| cell.contains('%') == (*unit == "%") || !cell.contains('%'));
            found.value = value_of(cell).filter(|_| unit.is_some()).map(|(value, _)| value);
            found.unit = unit.filter(|_| found.value.is_some()).map(str::to_string);
            found.span_of_time = *span;
        }
        let ends = |c: &Column| matches!(c, Column::Value(..) | Column::Elsewhere);
        for (column, cell) in row().skip(from).take_while(|(c, _)| !ends(c)) {
            let Some((value, signed)) = value_of(cell) else { continue };
            let (basis, level) = match *column {
                Column::Level(basis) => (basis, true),
                Column::Growth(basis) => (basis, false),
                Column::Signed(basis) if signed => (basis, false),
                _ => continue,
            };
            found.comparisons.push(Comparison {
                basis: Some(basis),
                value,
                unit: "%".to_string(),
                level,
            });
        }
        // of two with one basis neither is sure
        let bases: Vec<_> = found.comparisons.iter().map(|c| c.basis).collect();
        found.comparisons.retain(|c| bases.iter().filter(|b| **b == c.basis).count() == 1);
        // "GRDP | 7,5": a rate of growth is no amount of money
        if def.is_some_and(grows) && found.unit.as_deref().and_then(measure) != Some(Measure::Ratio) {
            found.value = None;
            found.unit = None;
        }
        found.span_of_time = match (def.map(|d| d.covers).unwrap_or_default(), found.span_of_time.or(spans.usual)) {
            (Covers::SoFar, Some(Period::Month(m))) => Some(spans.so_far(m)),
            (Covers::Stock, Some(Period::Months(_, to))) => Some(Period::Month(to)),
            (_, span) => span,
        };
        (found.value.is_some() || !found.comparisons.is_empty()).then_some(found)
    }
}

/// Whether cells are heads rather than a row: none but a number of the row holds a number.
pub fn are_heads(cells: &[String]) -> bool {
    cells.iter().skip(1).all(|cell| value_of(cell).is_none())
}

/// What a folded head says its column holds.
fn column(key: &str, spans: &Spans) -> Column {
    let said = Said::new(key).all();
    let has = |words: &[&str]| words.iter().any(|w| has_word(key, w));
    let share = key.contains('%') || has(&["tỷ lệ", "tốc độ"]);
    if has(&["đvt", "đơn vị tính"]) {
        return Column::Unit;
    }
    if let Some(basis) = basis_of(said).filter(|_| share) {
        let compares = said.has(phrase::AGAINST) || has(&["đạt", "bằng", "so", "tăng", "giảm", "tốc độ"]);
        return match basis {
            _ if !compares => Column::Other,
            "yoy" | "mom" if has(&["tăng", "giảm", "tốc độ"]) => Column::Growth(basis),
            // "so với tháng 3/2025": which it is, the year tells
            "mom" if key.contains("20") => Column::Other,
            "yoy" | "mom" => Column::Signed(basis),
            _ => Column::Level(basis),
        };
    }
    // what is planned, and what was there the year before, is no value of the time
    let done = has(&["thực hiện", "ước", "đạt", "kết quả", "số thu", "giá trị", "lũy kế", "luỹ kế"]);
    if share || !done {
        return Column::Other;
    }
    let unit = key.split_once('(').and_then(|(_, unit)| unit_of(unit.trim_end_matches([')', ' '])));
    let span = spans.said(key);
    let other = basis_of(said).is_some() || has(&["kịch bản", "mục tiêu", "cùng kỳ", "dự kiến"]) || !own_time(key, span, spans.month);
    if other { Column::Elsewhere } else { Column::Value(unit, span) }
}

/// Whether a head speaks of the time that the notice is about: of no other year, of no whole year that is not over, of no month that is
/// another one.
fn own_time(key: &str, span: Option<Period>, month: Option<Month>) -> bool {
    let Some(month) = month else { return true };
    let years = key.split(|c: char| !c.is_ascii_digit()).filter(|y| y.len() == 4);
    let same = years.clone().all(|y| y.parse() == Ok(month.year));
    let whole = has_word(key, "năm") && span.is_none();
    let ends = match span {
        None => true,
        Some(Period::Month(m) | Period::Months(_, m)) => m == month,
        Some(Period::Quarter(year, quarter)) => (year, quarter * 3) == (month.year, month.month),
        Some(Period::Year(year)) => year == month.year && month.month == 12,
    };
    same && ends && (!whole || month.month == 12)
}

/// "tỷ đồng": the unit that words name, as the open data have it; "1.000 lượt" is none.
fn unit_of(words: &str) -> Option<&'static str> {
    let words = words.trim();
    if words.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let text = format!("1 {words}");
    number::scan(&text).first().map(|n| n.unit).filter(|unit| !unit.is_empty())
}

/// "13.628", "+27,6", "-4,8": the number that a cell holds and nothing else, and whether it has a sign.
fn value_of(cell: &str) -> Option<(f64, bool)> {
    let cell = cell.trim().trim_end_matches('%').trim_end();
    let (sign, digits) = match cell.strip_prefix(['-', '–', '−']) {
        Some(rest) => (-1.0, rest),
        None => (1.0, cell.strip_prefix('+').unwrap_or(cell)),
    };
    let signed = digits.len() < cell.len();
    let digits = digits.trim();
    let number = digits.starts_with(|c: char| c.is_ascii_digit()) && digits.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b','));
    let (value, garbled) = number::parse(digits);
    (number && !garbled).then_some((sign * value, signed))
}
