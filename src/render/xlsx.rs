//! Workbooks of the open data: a data set to filter and sort, and tasks as the annex that an office attaches to its letters.

use super::Data;
use super::open_data::table::{self, Table};
use super::open_data::{Part, Set};
use crate::calendar::Day;
use crate::cell::Cell;
use crate::page;
use crate::registry::AgencyId;
use crate::site::{Site, TaskId};
use chrono::Datelike;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError};

/// Rows that a sheet holds below its header.
const ROWS: usize = 1_048_570;
/// Characters that a cell holds.
const CELL: usize = 32_000;

/// A data set, or a part of it, as a workbook. Tasks have the annex of an office's letter as their second sheet; those
/// of an agency have a sheet for what it leads and one for what it coordinates.
pub fn workbook(data: Data, set: Set, part: Part) -> Vec<u8> {
    // all texts are cut to what a sheet can hold, so that the writer has nothing to refuse
    write(data, set, part).unwrap_or_default()
}

fn write(data: Data, set: Set, part: Part) -> Result<Vec<u8>, XlsxError> {
    let Data { site, config, .. } = data;
    let words = &site.words;
    let mut book = Workbook::new();
    let mut properties = DocProperties::new()
        .set_title(cut(&config.title, 200))
        .set_author(cut(&config.office, 200));
    // else the writer asks the clock, and no two builds are equal; the day of the last change, since a workbook that
    // says the same is the same
    let changed = super::open_data::changed(data).and_then(date);
    if let Some(made) = changed.or_else(|| ExcelDateTime::from_ymd(2000, 1, 1).ok()) {
        properties = properties.set_creation_datetime(&made);
    }
    book.set_properties(&properties);
    let styles = Styles::new();
    match part {
        Part::Agency(agency) if set == Set::Tasks => {
            let tasks = part.tasks(site);
            let led = site.led.get(&agency).map(Vec::as_slice).unwrap_or_default();
            let (leads, coordinates): (Vec<TaskId>, Vec<TaskId>) = tasks.iter().partition(|t| led.contains(t));
            let of = |list: &[TaskId]| table::of_tasks(data, list.to_vec());
            sheet(data, of(&leads), words.text("word.leads"), book.add_worksheet(), &styles)?;
            annex(site, &leads, book.add_worksheet(), &styles)?;
            sheet(
                data,
                of(&coordinates),
                words.text("word.coordinators"),
                book.add_worksheet(),
                &styles,
            )?;
        }
        _ => {
            let key = format!("dataset.{}", set.name());
            let name = words.text(&key);
            sheet(data, table::table(data, set, part), name, book.add_worksheet(), &styles)?;
            if set == Set::Tasks {
                annex(site, &part.tasks(site), book.add_worksheet(), &styles)?;
            }
        }
    }
    book.save_to_buffer()
}

struct Styles {
    head: Format,
    text: Format,
    day: Format,
}

impl Styles {
    fn new() -> Styles {
        let cell = || {
            Format::new()
                .set_font_name("Times New Roman")
                .set_font_size(12)
                .set_border(FormatBorder::Thin)
                .set_text_wrap()
        };
        Styles {
            head: cell()
                .set_bold()
                .set_align(FormatAlign::Center)
                .set_align(FormatAlign::VerticalCenter),
            text: cell().set_align(FormatAlign::Top),
            day: cell().set_align(FormatAlign::Top).set_num_format("dd/mm/yyyy"),
        }
    }
}

/// A data set as it stands in its other forms: texts, real numbers and real days.
fn sheet(data: Data, table: Table, name: &str, sheet: &mut Worksheet, styles: &Styles) -> Result<(), XlsxError> {
    let words = &data.site.words;
    sheet.set_name(cut(name, 31))?;
    let columns: Vec<(String, f64)> = table
        .columns
        .iter()
        .map(|key| (words.text(&format!("column.{key}")).to_string(), width(key)))
        .collect();
    head(sheet, &columns, styles)?;
    let mut last = 0;
    for (row, cells) in (1u32..).zip(table.rows.take(ROWS)) {
        for (column, cell) in (0u16..).zip(cells) {
            match cell {
                Cell::Text(text) => sheet.write_string_with_format(row, column, cut(&text, CELL), &styles.text)?,
                Cell::Number(n) => sheet.write_number_with_format(row, column, n, &styles.text)?,
                Cell::Flag(flag) => sheet.write_boolean_with_format(row, column, flag, &styles.text)?,
                Cell::Empty => sheet.write_blank(row, column, &styles.text)?,
                Cell::Day(day) => match date(day) {
                    Some(day) => sheet.write_datetime_with_format(row, column, &day, &styles.day)?,
                    // a sheet knows no such year
                    None => sheet.write_string_with_format(row, column, words.day(day), &styles.text)?,
                },
            };
        }
        last = row;
    }
    sheet.autofilter(0, 0, last, columns.len() as u16 - 1)?;
    sheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
    Ok(())
}

/// Width of a column in characters.
fn width(key: &str) -> f64 {
    match key {
        "text" | "quote" | "title" | "approvals" => 70.0,
        "leads" | "coordinators" | "name" | "label" | "aliases" | "note" | "recipients" | "url" | "reason" | "evidence" => 30.0,
        "notice" | "id" | "task" | "earlier" | "later" | "earlier_task" | "later_task" | "indicator" | "issuer" | "chair" => 22.0,
        "lead_ids" | "coordinator_ids" | "number" | "agency" | "short" | "predecessors" | "successors" | "status" => 20.0,
        _ => 13.0,
    }
}

/// "Phụ lục phân công nhiệm vụ" as letters carry it. `tasks`: newest notice first.
fn annex(site: &Site, tasks: &[TaskId], sheet: &mut Worksheet, styles: &Styles) -> Result<(), XlsxError> {
    let words = &site.words;
    sheet.set_name(words.text("sheet.annex"))?;
    let columns = [
        (words.text("sheet.row").to_string(), 6.0),
        (words.text("word.task").to_string(), 64.0),
        (words.text("sheet.leads").to_string(), 24.0),
        (words.text("sheet.coordinators").to_string(), 24.0),
        (words.text("word.deadline").to_string(), 20.0),
        (words.text("sheet.note").to_string(), 20.0),
    ];
    head(sheet, &columns, styles)?;
    for (row, id) in (1u32..).zip(tasks.iter().copied().take(ROWS)) {
        let t = site.task(id);
        let r = &site.tasks[id];
        sheet.write_number_with_format(row, 0, row, &styles.text)?;
        let (name, clause) = (page::notice_name(site, r.notice), t.clause.to_string());
        let mut note = words.say("ics.source_of", &[("notice", name.into()), ("clause", clause.into())]);
        if let Some(p) = site.progress(id) {
            note = format!("{note}; {}", page::progress_words(words, p));
        }
        for (column, text) in [
            (1, t.text.clone()),
            (2, names(site, &r.leads)),
            (3, names(site, &r.coordinators)),
            (4, quotes(site, id)),
            (5, note),
        ] {
            sheet.write_string_with_format(row, column, cut(&text, CELL), &styles.text)?;
        }
    }
    sheet
        .set_landscape()
        .set_paper_size(9)
        .set_print_fit_to_pages(1, 0)
        .set_margins(0.6, 0.4, 0.6, 0.6, 0.3, 0.3);
    sheet.set_footer("&C&P/&N");
    Ok(())
}

/// Header row, frozen on the screen and repeated on paper.
fn head(sheet: &mut Worksheet, columns: &[(String, f64)], styles: &Styles) -> Result<(), XlsxError> {
    for (column, (name, width)) in (0u16..).zip(columns) {
        sheet.set_column_width(column, *width)?;
        sheet.write_string_with_format(0, column, name.as_str(), &styles.head)?;
    }
    sheet.set_freeze_panes(1, 0)?;
    sheet.set_repeat_rows(0, 0)?;
    Ok(())
}

/// Sheets know the years 1900 to 9999 only.
fn date(day: Day) -> Option<ExcelDateTime> {
    let year = u16::try_from(day.year()).ok()?;
    ExcelDateTime::from_ymd(year, day.month() as u8, day.day() as u8).ok()
}

fn names(site: &Site, ids: &[AgencyId]) -> String {
    ids.iter().map(|a| site.agencies[*a].name.as_str()).collect::<Vec<_>>().join("; ")
}

fn quotes(site: &Site, id: TaskId) -> String {
    site.task(id)
        .deadlines
        .iter()
        .map(|d| d.quote.as_str())
        .collect::<Vec<_>>()
        .join("; ")
}

fn cut(text: &str, n: usize) -> String {
    text.chars().take(n).collect()
}

#[cfg(test)]
mod tests {
    use super::super::open_data::tests::{data, parts};
    use super::*;

    #[test]
    fn two_builds_are_equal() {
        let parts = parts();
        for set in Set::ALL {
            let first = write(data(&parts), set, Part::All).expect("a workbook");
            assert!(first.starts_with(b"PK"));
            assert_eq!(first, write(data(&parts), set, Part::All).expect("a workbook"));
        }
    }

    #[test]
    fn an_agency_has_a_sheet_for_each_role_and_the_annex_second() {
        use calamine::{Data as Cell, Reader, Xlsx};
        let parts = parts();
        let agency = parts.0.agencies.iter().next().expect("an agency").0;
        let bytes = workbook(data(&parts), Set::Tasks, Part::Agency(agency));
        let mut book: Xlsx<_> = Xlsx::new(std::io::Cursor::new(bytes)).expect("a workbook");
        assert_eq!(book.sheet_names(), ["Chủ trì", "Phụ lục", "Phối hợp"]);
        let led = book.worksheet_range("Chủ trì").expect("a sheet");
        let heads: Vec<String> = led.rows().next().expect("a head").iter().map(|c| c.to_string()).collect();
        let due = heads.iter().position(|h| h == "Đến hạn").expect("a column");
        // days are counted from 30 December 1899
        let day = |y, m, d| chrono::NaiveDate::from_ymd_opt(y, m, d).expect("a day");
        let serial = (day(2026, 4, 12) - day(1899, 12, 30)).num_days() as f64;
        match &led.rows().nth(1).expect("a row")[due] {
            Cell::DateTime(found) => assert_eq!(found.as_f64(), serial),
            other => panic!("{other:?} is no day"),
        }
        // a text that looks like a formula stays a text
        let texts: Vec<&Cell> = led.rows().nth(1).expect("a row").iter().collect();
        assert!(texts.iter().any(|c| matches!(c, Cell::String(t) if t.starts_with("=Báo cáo"))));
    }
}
