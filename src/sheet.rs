//! The progress register as a sheet: an agency's tasks → CSV or XLSX to fill in, and the filled sheet → entries, or
//! every fault with its row and column. All or nothing: one fault and no entry is taken.

use crate::calendar::Day;
use crate::cell::{self, Cell, unguarded};
use crate::diag::Text;
use crate::registry::AgencyId;
use crate::registry::progress::{self, Column, ProgressEntry, Status};
use crate::site::{NoticeId, Site, TaskId};
use calamine::{Data, Reader};
use chrono::Datelike;
use rust_xlsxwriter::{DataValidation, DocProperties, ExcelDateTime, Format, FormatBorder, Workbook, XlsxError};
use std::collections::{BTreeMap, BTreeSet};

/// Columns that help to fill in and are not read back.
const ABOUT: [&str; 3] = ["Nhiệm vụ", "Cơ quan chủ trì", "Thời hạn"];
/// Rows above the header that a letterhead may take.
const HEADER_WITHIN: usize = 20;
/// Characters that a cell holds.
const CELL: usize = 32_000;
/// An office's sheet has thousands of rows at most; a larger one is a mistake.
const MOST_ROWS: usize = 100_000;

/// Cells as text, row by row.
pub struct Table(Vec<Vec<String>>);

/// What is wrong at a place of a sheet.
#[derive(Clone, PartialEq, Debug)]
pub struct SheetFault {
    /// From 1, as the spreadsheet counts.
    pub row: usize,
    /// "D" and the head of the column.
    pub column: Option<(String, String)>,
    pub text: Text,
}

impl SheetFault {
    pub fn message(&self) -> Text {
        match &self.column {
            Some((letter, name)) => Text::new(
                format!("hàng {}, cột {letter} ({name}): {}", self.row, self.text.vi),
                format!("row {}, column {letter} ({name}): {}", self.row, self.text.en),
            ),
            None => Text::new(
                format!("hàng {}: {}", self.row, self.text.vi),
                format!("row {}: {}", self.row, self.text.en),
            ),
        }
    }
}

/// A sheet as read.
#[derive(Debug, Default)]
pub struct Filled {
    /// What the register does not have yet, in order of rows.
    pub entries: Vec<ProgressEntry>,
    /// Rows that say what the register says already.
    pub unchanged: usize,
    /// Rows without a status.
    pub empty: usize,
    /// Heads of columns that mean nothing here.
    pub ignored: Vec<String>,
}

/// Reads a sheet by the ending of its name: `.csv`, `.xlsx`.
pub fn table(name: &str, bytes: &[u8]) -> Result<Table, Text> {
    let lower = name.to_lowercase();
    let rows = if lower.ends_with(".csv") {
        from_csv(bytes)?
    } else if lower.ends_with(".xlsx") {
        from_xlsx(bytes)?
    } else {
        return Err(Text::new("chỉ đọc được tệp .csv và .xlsx", "only .csv and .xlsx are read"));
    };
    if rows.len() > MOST_ROWS {
        return Err(Text::new(format!("quá {MOST_ROWS} hàng"), format!("more than {MOST_ROWS} rows")));
    }
    Ok(Table(rows))
}

fn from_csv(bytes: &[u8]) -> Result<Vec<Vec<String>>, Text> {
    let text = std::str::from_utf8(bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes)).map_err(|_| {
        Text::new(
            "tệp CSV không phải UTF-8; lưu lại với kiểu “CSV UTF-8”",
            "the CSV is not UTF-8; save it as “CSV UTF-8”",
        )
    })?;
    // a spreadsheet set to Vietnamese parts columns with semicolons
    let head = text.lines().next().unwrap_or("");
    let delimiter = [b',', b';', b'\t']
        .into_iter()
        .max_by_key(|d| head.bytes().filter(|b| b == d).count());
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter.unwrap_or(b','))
        .from_reader(text.as_bytes());
    let mut rows: Vec<Vec<String>> = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|e| Text::new(format!("không đọc được CSV: {e}"), format!("the CSV cannot be read: {e}")))?;
        // blank lines are no records to the reader; here rows keep the numbers that a spreadsheet shows
        let from = record.position().map_or(0, |p| p.byte() as usize);
        let before = text.as_bytes().get(from..).unwrap_or_default().iter();
        let blank = before.take_while(|b| matches!(b, b'\r' | b'\n')).filter(|b| **b == b'\n').count();
        // the reader stands between the two marks of the line end of the record before
        let own = from > 0 && text.as_bytes()[from - 1] == b'\r' && text.as_bytes().get(from) == Some(&b'\n');
        let blank = blank - usize::from(own);
        rows.extend(std::iter::repeat_n(Vec::new(), blank.min(MOST_ROWS)));
        rows.push(record.iter().map(|cell| unguarded(cell).to_string()).collect());
    }
    Ok(rows)
}

fn from_xlsx(bytes: &[u8]) -> Result<Vec<Vec<String>>, Text> {
    let wrong = |e: String| Text::new(format!("không đọc được XLSX: {e}"), format!("the XLSX cannot be read: {e}"));
    let mut book = calamine::Xlsx::new(std::io::Cursor::new(bytes)).map_err(|e| wrong(e.to_string()))?;
    let names = book.sheet_names();
    let mut first = None;
    for name in names {
        let range = book.worksheet_range(&name).map_err(|e| wrong(e.to_string()))?;
        let above = range.start().map_or(0, |s| s.0 as usize).min(MOST_ROWS);
        let left = range.start().map_or(0, |s| s.1 as usize).min(1000);
        let mut rows = vec![Vec::new(); above];
        rows.extend(range.rows().map(|row| {
            let blank = std::iter::repeat_n(String::new(), left);
            blank.chain(row.iter().map(cell)).collect::<Vec<_>>()
        }));
        // the sheet with the header; a book may have others before it
        if header(&rows).is_some() {
            return Ok(rows);
        }
        first.get_or_insert(rows);
    }
    first.ok_or_else(|| wrong("không có trang tính nào".into()))
}

fn cell(data: &Data) -> String {
    match data {
        Data::DateTime(at) => {
            let (year, month, day, ..) = at.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}")
        }
        Data::DateTimeIso(text) => text.clone(),
        Data::Empty | Data::Error(_) => String::new(),
        other => unguarded(&other.to_string()).to_string(),
    }
}

/// Row of the header and what its columns are.
fn header(rows: &[Vec<String>]) -> Option<(usize, BTreeMap<usize, Column>)> {
    rows.iter().take(HEADER_WITHIN).enumerate().find_map(|(n, row)| {
        let columns: BTreeMap<usize, Column> = row
            .iter()
            .enumerate()
            .filter_map(|(i, head)| Some((i, Column::parse(head)?)))
            .collect();
        let has = |c: Column| columns.values().any(|x| *x == c);
        (has(Column::Task) && has(Column::Status)).then_some((n, columns))
    })
}

/// "A", "B" … "Z", "AA".
fn letter(mut column: usize) -> String {
    let mut out = String::new();
    loop {
        out.insert(0, char::from(b'A' + (column % 26) as u8));
        if column < 26 {
            return out;
        }
        column = column / 26 - 1;
    }
}

/// A filled sheet → entries that the register does not have yet, or every fault. `place` names the file in messages.
pub fn read(table: &Table, site: &Site, place: &str) -> Result<Filled, Vec<SheetFault>> {
    let rows = &table.0;
    let Some((head, columns)) = header(rows) else {
        return Err(vec![SheetFault {
            row: 1,
            column: None,
            text: Text::new(
                format!(
                    "không thấy hàng tiêu đề có “{}” và “{}”",
                    Column::Task.name(),
                    Column::Status.name()
                ),
                format!("no header row with “{}” and “{}”", Column::Task.key(), Column::Status.key()),
            ),
        }]);
    };
    let mut faults = Vec::new();
    let mut out = Filled {
        ignored: rows[head]
            .iter()
            .enumerate()
            .filter(|(i, name)| !columns.contains_key(i) && !name.trim().is_empty() && !ABOUT.contains(&name.trim()))
            .map(|(_, name)| name.trim().to_string())
            .collect(),
        ..Filled::default()
    };
    let mut seen: BTreeMap<Column, usize> = BTreeMap::new();
    for (&i, &column) in &columns {
        if seen.insert(column, i).is_some() {
            faults.push(fault(
                head,
                &columns,
                column,
                Text::new("cột này có hai lần", "this column stands twice"),
            ));
        }
    }
    let ids: BTreeMap<&str, TaskId> = site.tasks.iter().map(|(id, row)| (row.id.as_str(), id)).collect();
    let mut days: BTreeMap<(String, Day), (usize, Status)> = BTreeMap::new();
    for (n, row) in rows.iter().enumerate().skip(head + 1) {
        let cells: BTreeMap<Column, String> = columns
            .iter()
            .filter_map(|(i, c)| Some((*c, row.get(*i)?.trim().to_string())))
            .filter(|(_, t)| !t.is_empty())
            .collect();
        if cells.is_empty() {
            continue;
        }
        if cells.len() == 1 && cells.contains_key(&Column::Task) {
            out.empty += 1;
            continue;
        }
        let entry = match progress::entry(&cells, format!("{place}, hàng {}", n + 1)) {
            Ok(entry) => entry,
            Err(found) => {
                faults.extend(found.into_iter().map(|f| fault(n, &columns, f.column, f.text)));
                continue;
            }
        };
        let before = faults.len();
        checked(&entry, site, &ids, &mut |column, text| {
            faults.push(fault(n, &columns, column, text))
        });
        if let Some((other, status)) = days.insert((entry.task.clone(), entry.date), (n, entry.status))
            && status != entry.status
        {
            faults.push(fault(
                n,
                &columns,
                Column::Status,
                Text::new(
                    format!("cùng nhiệm vụ, cùng ngày mà khác hàng {}", other + 1),
                    format!("same task and day, but not what row {} says", other + 1),
                ),
            ));
        }
        if faults.len() > before {
            continue;
        }
        let known = ids
            .get(entry.task.as_str())
            .is_some_and(|t| site.history(*t).any(|e| same(e, &entry)));
        if known {
            out.unchanged += 1;
        } else {
            out.entries.push(entry);
        }
    }
    if faults.is_empty() {
        Ok(out)
    } else {
        faults.sort_by(|a, b| (a.row, &a.column).cmp(&(b.row, &b.column)));
        Err(faults)
    }
}

fn fault(row: usize, columns: &BTreeMap<usize, Column>, column: Column, text: Text) -> SheetFault {
    let at = columns.iter().find(|(_, c)| **c == column).map(|(i, _)| *i);
    SheetFault {
        row: row + 1,
        column: Some((at.map_or_else(|| "?".into(), letter), column.name().to_string())),
        text,
    }
}

/// What only the site knows: whether the task is there, and whether the days can be.
fn checked(entry: &ProgressEntry, site: &Site, ids: &BTreeMap<&str, TaskId>, see: &mut dyn FnMut(Column, Text)) {
    let clause = |name: &str| {
        let (notice, path) = name.split_once('/')?;
        let (_, found) = site.notices.iter().find(|(_, e)| e.id == notice)?;
        found
            .notice
            .document
            .body
            .iter()
            .any(|c| c.path.to_string() == path)
            .then_some(found.day)
    };
    let day = match ids.get(entry.task.as_str()) {
        Some(task) => {
            if entry.status == Status::Extension && entry.deadline.unwrap_or(1) > site.task(*task).deadlines.len() {
                see(
                    Column::NewDue,
                    Text::new("nhiệm vụ không có thời hạn để gia hạn", "the task has no such deadline to move"),
                );
            }
            site.notices[site.tasks[*task].notice].day
        }
        None => match clause(&entry.task).filter(|_| entry.status == Status::NoTask) {
            Some(day) => day,
            None => {
                see(
                    Column::Task,
                    Text::new(
                        format!("không có nhiệm vụ “{}”", entry.task),
                        format!("there is no task “{}”", entry.task),
                    ),
                );
                None
            }
        },
    };
    if entry.date > site.today {
        see(
            Column::Date,
            Text::new(
                format!("ngày {} ở sau hôm nay ({})", entry.date, site.today),
                format!("{} lies after today ({})", entry.date, site.today),
            ),
        );
    }
    if day.is_some_and(|d| entry.date < d) {
        see(
            Column::Date,
            Text::new("ngày báo cáo trước văn bản giao nhiệm vụ", "the report is older than the notice"),
        );
    }
}

fn same(a: &ProgressEntry, b: &ProgressEntry) -> bool {
    progress::yaml(a) == progress::yaml(b)
}

/// Which tasks a sheet lists.
#[derive(Clone, Copy, Debug, Default)]
pub struct Choice {
    /// Those that the agency leads.
    pub agency: Option<AgencyId>,
    pub notice: Option<NoticeId>,
    /// Also those that are closed.
    pub closed: bool,
}

/// The tasks that a sheet lists, of the newest notice first.
pub fn chosen(site: &Site, choice: Choice) -> impl Iterator<Item = TaskId> {
    let notices = site.order.iter().filter(move |n| choice.notice.is_none_or(|c| c == **n));
    notices
        .flat_map(|n| site.notices[*n].tasks.iter().copied())
        .filter(move |t| choice.agency.is_none_or(|a| site.tasks[*t].leads.contains(&a)) && (choice.closed || !site.is_closed(*t)))
}

fn heads() -> Vec<&'static str> {
    let mut heads = vec![Column::Task.name()];
    heads.extend(ABOUT);
    heads.extend(Column::ALL[1..].iter().map(|c| c.name()));
    heads
}

/// A task's row: what it is, and its latest entry.
fn row(site: &Site, id: TaskId) -> Vec<String> {
    let task = site.task(id);
    let leads: Vec<&str> = site.tasks[id].leads.iter().map(|a| site.agencies[*a].name.as_str()).collect();
    let due: Vec<String> = task
        .deadlines
        .iter()
        .enumerate()
        .map(|(i, d)| match site.due(id, i) {
            Some(day) => format!("{} ({})", d.quote, crate::viet::date::day_text(day)),
            None => d.quote.clone(),
        })
        .collect();
    let mut out = vec![site.tasks[id].id.clone(), task.text.clone(), leads.join("; "), due.join("; ")];
    let entry = site.progress(id);
    let day = |d: Option<Day>| d.map(crate::viet::date::day_text).unwrap_or_default();
    let text = |t: Option<&String>| t.cloned().unwrap_or_default();
    out.extend([
        entry.map(|e| e.status.name().to_string()).unwrap_or_default(),
        day(entry.map(|e| e.date)),
        day(entry.and_then(|e| e.completed)),
        day(entry.and_then(|e| e.new_due)),
        text(entry.and_then(|e| e.reason.as_ref())),
        text(entry.and_then(|e| e.agreed_by.as_ref())),
        entry.and_then(|e| e.deadline).map(|n| n.to_string()).unwrap_or_default(),
        text(entry.and_then(|e| e.evidence.as_ref())),
        text(entry.and_then(|e| e.link.as_ref())),
        text(entry.and_then(|e| e.note.as_ref())),
    ]);
    out
}

/// The sheet as CSV: UTF-8 with byte order mark, RFC 4180, no text that a spreadsheet takes for a formula.
pub fn to_csv(site: &Site, choice: Choice) -> Vec<u8> {
    let rows = chosen(site, choice).map(|task| row(site, task).into_iter().map(Cell::Text).collect());
    cell::csv(heads(), rows)
}

/// The sheet as XLSX, with the statuses to choose from.
pub fn to_xlsx(site: &Site, choice: Choice) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let year = u16::try_from(site.today.year()).unwrap_or(2000).clamp(1900, 9999);
    let made = ExcelDateTime::from_ymd(year, site.today.month() as u8, site.today.day() as u8)?;
    book.set_properties(&DocProperties::new().set_creation_datetime(&made));
    let cell = || Format::new().set_border(FormatBorder::Thin).set_text_wrap();
    let (head, text) = (cell().set_bold(), cell());
    let sheet = book.add_worksheet();
    sheet.set_name("Tiến độ")?;
    let heads = heads();
    for (c, name) in (0u16..).zip(&heads) {
        let width = match c {
            1 => 60.0,
            2 | 3 | 11 => 26.0,
            _ => 18.0,
        };
        sheet.set_column_width(c, width)?;
        sheet.write_string_with_format(0, c, *name, &head)?;
    }
    let mut last = 0;
    for (r, task) in (1u32..).zip(chosen(site, choice).take(MOST_ROWS)) {
        for (c, value) in (0u16..).zip(row(site, task)) {
            let value: String = value.chars().take(CELL).collect();
            sheet.write_string_with_format(r, c, value, &text)?;
        }
        last = r;
    }
    let status = ABOUT.len() as u16 + 1;
    let names = Status::ALL.map(Status::name);
    sheet.add_data_validation(1, status, last.max(1), status, &DataValidation::new().allow_list_strings(&names)?)?;
    sheet.set_freeze_panes(1, 1)?;
    sheet.autofilter(0, 0, last, heads.len() as u16 - 1)?;
    sheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
    book.save_to_buffer()
}

/// Entries as a file of the register, or as its end.
pub fn yaml(entries: &[ProgressEntry]) -> String {
    entries.iter().map(progress::yaml).collect()
}

/// Ids of the tasks that entries name, each once, for summaries.
pub fn tasks(entries: &[ProgressEntry]) -> BTreeSet<&str> {
    entries.iter().map(|e| e.task.as_str()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn csv(text: &str) -> Vec<Vec<String>> {
        from_csv(text.as_bytes()).unwrap_or_default()
    }

    #[test]
    fn csv_of_either_delimiter_keeps_its_row_numbers() {
        let rows = csv("\u{feff}a;b\r\n\r\n\"x\ny\";2\r\nz;3\r\n");
        assert_eq!(rows, [vec!["a", "b"], vec![], vec!["x\ny", "2"], vec!["z", "3"]]);
        assert_eq!(csv("a,b\n'=1,'x\n")[1], ["=1", "'x"]);
        assert!(from_csv(b"\xff\xfe").is_err());
    }

    #[test]
    fn columns_have_the_letters_of_a_spreadsheet() {
        assert_eq!([0, 25, 26, 27, 701, 702].map(letter), ["A", "Z", "AA", "AB", "ZZ", "AAA"]);
    }
}
