//! Cells of sheets, and sheets as CSV: what a spreadsheet takes for a formula never leaves as one.

use crate::calendar::Day;

/// What a cell holds; workbooks write real numbers and days.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    Text(String),
    Number(f64),
    Day(Day),
    Flag(bool),
    Empty,
}

impl Cell {
    pub fn text(text: impl Into<String>) -> Cell {
        Cell::Text(text.into())
    }
    pub fn maybe(text: Option<&str>) -> Cell {
        text.map_or(Cell::Empty, Cell::text)
    }
    pub fn number(n: Option<f64>) -> Cell {
        n.map_or(Cell::Empty, Cell::Number)
    }
    pub fn count(n: usize) -> Cell {
        Cell::Number(n as f64)
    }
}

/// What a text begins with that a spreadsheet would reckon. Some programs take the wide forms of East Asian keyboards
/// too; the apostrophe is among them so that taking one away always gives the text back.
const RECKONED: [char; 12] = ['=', '+', '-', '@', '\t', '\r', '\n', '\'', '＝', '＋', '－', '＠'];

/// A text that no spreadsheet takes for a formula: one that begins like one gets an apostrophe before it.
pub fn guarded(text: &str) -> String {
    if text.starts_with(RECKONED) {
        format!("'{text}")
    } else {
        text.to_string()
    }
}

/// The text of a cell that `guarded` has written; of any other cell the text as it is.
pub fn unguarded(cell: &str) -> &str {
    let text = cell.strip_prefix('\'').filter(|text| text.starts_with(RECKONED));
    text.unwrap_or(cell)
}

/// Rows below their heads as UTF-8 with byte order mark, RFC 4180. Numbers and days are ours: only texts are guarded
/// against formulas.
pub fn csv<H: AsRef<[u8]>>(heads: impl IntoIterator<Item = H>, rows: impl IntoIterator<Item = Vec<Cell>>) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer("\u{feff}".as_bytes().to_vec());
    // writing to memory cannot fail, and all rows have the head's length
    let _ = writer.write_record(heads);
    for row in rows {
        let _ = writer.write_record(row.iter().map(|cell| match cell {
            Cell::Text(text) => guarded(text),
            Cell::Number(n) => n.to_string(),
            Cell::Day(day) => day.to_string(),
            Cell::Flag(flag) => flag.to_string(),
            Cell::Empty => String::new(),
        }));
    }
    writer.into_inner().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn no_text_stays_a_formula() {
        for text in ["-16", "'-16", "=1+1", "＝1", "@A", "\t=1"] {
            assert_eq!(guarded(text), format!("'{text}"));
        }
        assert_eq!(guarded("Sở"), "Sở");
        // an apostrophe that a person has typed is his own
        assert_eq!(unguarded("'a"), "'a");
        let bytes = csv(["a", "b"], [vec![Cell::text("-1"), Cell::Number(-1.0)]]);
        assert_eq!(bytes, "\u{feff}a,b\r\n'-1,-1\r\n".as_bytes());
    }

    proptest! {
        #[test]
        fn what_was_guarded_is_given_back(text in "['=＝@a-]{0,4}\\PC{0,4}") {
            let cell = guarded(&text);
            prop_assert_eq!(unguarded(&cell), text.as_str());
            prop_assert!(cell.starts_with('\'') || !cell.starts_with(RECKONED));
        }
    }
}
