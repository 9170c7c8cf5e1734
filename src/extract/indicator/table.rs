//! A table of figures: its heads say what the columns hold, each row is one indicator.

use super::name::{self, Key, has_word, names_something};
use super::number::{self, Measure, measure};
use super::phrase::{self, Said};
use super::sentence::{basis_of, grows};
use super::span::Spans;
use crate::calendar::Period;
use crate::notice::{Basis, Certainty, Comparison, Indicator};
use crate::outline::Clause;
use crate::registry::{Covers, Registry};

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Column {
    /// "Thực hiện 9 tháng (tỷ đồng)": the value, its unit where the head says it, and the time it covers.
    Value(Option<&'static str>, Option<Period>),
    /// "So với dự toán HĐND tỉnh giao (%)", a level, or "Tăng/giảm so với cùng kỳ (%)", a growth.
    Compared(Basis, bool),
    /// "Đơn vị tính".
    Unit,
    /// A number of the row, a plan, a remark.
    Other,
}

/// The columns of a table of figures, by the heads of its first row.
#[derive(Clone, Debug)]
pub struct Columns {
    name: usize,
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
        let keys: Vec<Key> = cells.iter().map(|cell| Key::new(cell)).collect();
        let name = keys.iter().position(|key| NAMES.iter().any(|n| has_word(key.text(), n)))?;
        let column = |(at, key): (usize, &Key)| if at == name { Column::Other } else { column(key.text(), spans) };
        let columns: Vec<Column> = keys.iter().enumerate().map(column).collect();
        let told = |c: &Column| matches!(c, Column::Value(..) | Column::Compared(..));
        columns.iter().any(told).then_some(Columns { name, columns })
    }

    /// Whether a row has as many cells as the heads.
    pub fn fit(&self, cells: &[String]) -> bool {
        cells.len() == self.columns.len()
    }

    /// The indicator of a row; `None` where it names nothing or holds no number.
    pub fn row(&self, clause: &Clause, spans: &Spans, registry: &Registry) -> Option<Indicator> {
        let label = clause.cells[self.name].trim().trim_start_matches(['-', '+', '*', ' ']).trim();
        let key = Key::new(label);
        let def = registry.indicator_names().find(label, registry);
        let def = def.or_else(|| registry.indicator_names().short(key.text(), registry));
        if def.is_none() && !names_something(label) {
            return None;
        }
        let columns = || self.columns.iter().zip(&clause.cells);
        let unit = columns().find(|(c, _)| **c == Column::Unit).and_then(|(_, cell)| unit_of(cell));
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
        for (column, cell) in columns() {
            let Some(value) = value_of(cell) else { continue };
            match *column {
                Column::Value(own, span) if found.value.is_none() => {
                    let unit = own.or(unit).map(str::to_string).or_else(|| def.and_then(|d| d.unit.clone()));
                    found.value = Some(value);
                    found.unit = unit;
                    found.span_of_time = span;
                }
                Column::Compared(basis, level) => found.comparisons.push(Comparison {
                    basis: Some(basis),
                    value,
                    unit: "%".to_string(),
                    level,
                }),
                _ => {}
            }
        }
        // "GRDP | 7,5": a rate of growth is no amount of money
        if def.is_some_and(grows) && found.unit.as_deref().and_then(measure) != Some(Measure::Ratio) {
            found.value = None;
            found.unit = None;
        }
        let covers = def.map(|d| d.covers).unwrap_or_default();
        found.span_of_time = match (covers, found.span_of_time.or(spans.usual)) {
            (Covers::SoFar, Some(Period::Month(m))) => Some(spans.so_far(m)),
            (Covers::Stock, Some(Period::Months(_, to))) => Some(Period::Month(to)),
            (_, span) => span,
        };
        (found.value.is_some() || !found.comparisons.is_empty()).then_some(found)
    }
}

/// What a folded head says its column holds.
fn column(key: &str, spans: &Spans) -> Column {
    let said = Said::new(key).all();
    let share = key.contains('%') || ["tỷ lệ", "tốc độ"].iter().any(|w| has_word(key, w));
    if ["đvt", "đơn vị tính"].iter().any(|w| has_word(key, w)) {
        return Column::Unit;
    }
    if let Some(basis) = basis_of(said).filter(|_| share) {
        let growth = matches!(basis, "yoy" | "mom") && !has_word(key, "bằng");
        // "Kế hoạch năm (%)" is a plan, "% so với kế hoạch", "Đạt % kế hoạch" what was reached
        let compares = growth || said.has(phrase::AGAINST) || ["đạt", "bằng", "so"].iter().any(|w| has_word(key, w));
        return if compares {
            Column::Compared(basis, !growth)
        } else {
            Column::Other
        };
    }
    // what is planned, and what was there the year before, is no value of the time
    let other = basis_of(said).is_some() || ["kịch bản", "mục tiêu", "cùng kỳ"].iter().any(|w| has_word(key, w));
    let done = ["thực hiện", "ước", "đạt", "kết quả", "số thu", "giá trị"]
        .iter()
        .any(|w| has_word(key, w));
    if other || !done || share {
        return Column::Other;
    }
    let unit = key.split_once('(').and_then(|(_, unit)| unit_of(unit.trim_end_matches([')', ' '])));
    Column::Value(unit, spans.said(key))
}

/// "tỷ đồng": the unit that words name, as the open data have it.
fn unit_of(words: &str) -> Option<&'static str> {
    let text = format!("1 {}", words.trim());
    number::scan(&text).first().map(|n| n.unit).filter(|unit| !unit.is_empty())
}

/// "13.628", "+27,6", "-4,8": the number that a cell holds and nothing else.
fn value_of(cell: &str) -> Option<f64> {
    let cell = cell.trim().trim_end_matches('%').trim_end();
    let (sign, digits) = match cell.strip_prefix(['-', '–', '−']) {
        Some(rest) => (-1.0, rest),
        None => (1.0, cell.strip_prefix('+').unwrap_or(cell)),
    };
    let digits = digits.trim();
    let number = digits.starts_with(|c: char| c.is_ascii_digit()) && digits.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b','));
    let (value, garbled) = number::parse(digits);
    (number && !garbled).then_some(sign * value)
}
