//! Workbooks of the open data: a data set to filter and sort, and tasks as the annex that an office attaches to its letters.

use super::Data;
use super::open_data::table::{self, Role, Table};
use super::open_data::{Part, Set};
use crate::calendar::Day;
use crate::cell::Cell;
use crate::notice::NoticeKind;
use crate::page;
use crate::registry::AgencyId;
use crate::site::{NoticeId, Site, TaskId};
use crate::words::Words;
use chrono::Datelike;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError};

/// Rows that a sheet holds below its header.
const ROWS: usize = 1_048_570;
/// Characters that a cell holds.
const CELL: usize = 32_000;
/// Row of the annex's header, below its title, its notice and an empty row.
const HEAD_OF_ANNEX: u32 = 3;

/// A data set, or a part of it, as a workbook. Tasks have the annex of an office's letter as their second sheet, and
/// behind it a sheet for each role, by agency; those of one agency a sheet for what it leads and one for what it
/// coordinates.
pub fn workbook(data: Data, set: Set, part: Part) -> Vec<u8> {
    // all texts are cut to what a sheet can hold, so that the writer has nothing to refuse
    write(data, set, part).unwrap_or_default()
}

fn write(data: Data, set: Set, part: Part) -> Result<Vec<u8>, XlsxError> {
    let Data { site, config, .. } = data;
    let words = &site.words;
    let mut book = Workbook::new();
    // else the writer asks the clock, and no two builds are equal; the day of the last change, since a workbook that
    // says the same is the same
    let changed = super::open_data::changed(data).and_then(date);
    book.set_properties(&properties(&config.title, &config.office, changed));
    let styles = Styles::new();
    let (leads, coordinators) = (words.text("word.leads"), words.text("word.coordinators"));
    match part {
        Part::Agency(agency) if set == Set::Tasks => {
            let tasks = part.tasks(site);
            let led = site.led.get(&agency).map(Vec::as_slice).unwrap_or_default();
            let (leading, helping): (Vec<TaskId>, Vec<TaskId>) = tasks.iter().partition(|t| led.contains(t));
            let of = |list: &[TaskId]| table::of_tasks(data, list.to_vec());
            sheet(words, of(&leading), leads, book.add_worksheet(), &styles)?;
            annex(site, &leading, book.add_worksheet(), &styles)?;
            sheet(words, of(&helping), coordinators, book.add_worksheet(), &styles)?;
        }
        _ => {
            let key = format!("dataset.{}", set.name());
            let all = table::table(data, set, part);
            sheet(words, all, words.text(&key), book.add_worksheet(), &styles)?;
            if set == Set::Tasks {
                let tasks = part.tasks(site);
                annex(site, &tasks, book.add_worksheet(), &styles)?;
                let by = |role| table::by_role(data, tasks.clone(), role);
                sheet(words, by(Role::Leads), leads, book.add_worksheet(), &styles)?;
                sheet(words, by(Role::Coordinates), coordinators, book.add_worksheet(), &styles)?;
            }
        }
    }
    book.save_to_buffer()
}

/// What a workbook says of itself. `made`: never the clock's day.
pub fn properties(title: &str, author: &str, made: Option<ExcelDateTime>) -> DocProperties {
    let properties = DocProperties::new().set_title(cut(title, 200)).set_author(cut(author, 200));
    match made.or_else(|| ExcelDateTime::from_ymd(2000, 1, 1).ok()) {
        Some(made) => properties.set_creation_datetime(&made),
        None => properties,
    }
}

pub struct Styles {
    title: Format,
    under: Format,
    group: Format,
    head: Format,
    text: Format,
    day: Format,
}

impl Default for Styles {
    fn default() -> Styles {
        Styles::new()
    }
}

impl Styles {
    pub fn new() -> Styles {
        let plain = || Format::new().set_font_name("Times New Roman").set_font_size(12).set_text_wrap();
        let cell = || plain().set_border(FormatBorder::Thin);
        let middle = |format: Format| format.set_align(FormatAlign::Center).set_align(FormatAlign::VerticalCenter);
        Styles {
            title: middle(plain().set_bold().set_font_size(14)),
            under: middle(plain().set_italic()),
            group: cell().set_bold().set_align(FormatAlign::VerticalCenter),
            head: middle(cell().set_bold()),
            text: cell().set_align(FormatAlign::Top),
            day: cell().set_align(FormatAlign::Top).set_num_format("dd/mm/yyyy"),
        }
    }
}

/// A table below a frozen header, to filter and to print: texts, real numbers and real days.
/// The columns are named by the texts `column.KEY`, else by those of the monthly reports.
pub fn sheet(words: &Words, table: Table, name: &str, sheet: &mut Worksheet, styles: &Styles) -> Result<(), XlsxError> {
    sheet.set_name(cut(name, 31))?;
    let title = |key: &str| match words.get(&format!("column.{key}")) {
        Some(title) => title.to_string(),
        None => words.text(&format!("report.{key}")).to_string(),
    };
    let columns: Vec<(String, f64)> = table.columns.iter().map(|key| (title(key), width(key))).collect();
    head(sheet, 0, &columns, styles)?;
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
    on_paper(sheet);
    Ok(())
}

/// Width of a column in characters.
fn width(key: &str) -> f64 {
    match key {
        "text" | "quote" | "title" | "approvals" => 70.0,
        "leads" | "coordinators" | "name" | "label" | "aliases" | "note" | "recipients" | "url" | "reason" | "evidence" => 30.0,
        "notice" | "id" | "task" | "earlier" | "later" | "earlier_task" | "later_task" | "indicator" | "issuer" | "chair" => 22.0,
        "class" => 24.0,
        "lead_ids" | "coordinator_ids" | "number" | "agency" | "short" | "predecessors" | "successors" | "status" => 20.0,
        _ => 13.0,
    }
}

/// "Phụ lục phân công nhiệm vụ" as letters carry it: its name and the notice that it belongs to at the head; where
/// there are several, each notice's tasks below a row that names it. `tasks`: newest notice first.
fn annex(site: &Site, tasks: &[TaskId], sheet: &mut Worksheet, styles: &Styles) -> Result<(), XlsxError> {
    let words = &site.words;
    sheet.set_name(words.text("sheet.annex"))?;
    let columns = [
        (words.text("annex.row").to_string(), 6.0),
        (words.text("word.task").to_string(), 64.0),
        (words.text("annex.leads").to_string(), 24.0),
        (words.text("annex.coordinators").to_string(), 24.0),
        (words.text("word.deadline").to_string(), 20.0),
        (words.text("sheet.note").to_string(), 20.0),
    ];
    let last = columns.len() as u16 - 1;
    let groups: Vec<&[TaskId]> = tasks.chunk_by(|a, b| site.tasks[*a].notice == site.tasks[*b].notice).collect();
    let one = match groups.as_slice() {
        [one] => one.first().map(|t| official_name(site, site.tasks[*t].notice)),
        _ => None,
    };
    let under = match &one {
        Some(notice) => words.say("script.annex_of", &[("notice", notice.into())]),
        None => words.say("sheet.several", &[("n", groups.len().into())]),
    };
    sheet.merge_range(0, 0, 0, last, &words.text("annex.title").to_uppercase(), &styles.title)?;
    sheet.merge_range(1, 0, 1, last, &cut(&under, CELL), &styles.under)?;
    // a merged cell never grows with its text: so many lines as its name needs
    sheet.set_row_height(1, 18.0 * (1 + under.chars().count() / 130) as f64)?;
    head(sheet, HEAD_OF_ANNEX, &columns, styles)?;
    let mut row = HEAD_OF_ANNEX;
    let mut number = 0u32;
    for group in groups {
        if row as usize + group.len() >= ROWS {
            break;
        }
        if let (None, Some(first)) = (&one, group.first()) {
            row += 1;
            let name = official_name(site, site.tasks[*first].notice);
            sheet.merge_range(row, 0, row, last, &cut(&name, CELL), &styles.group)?;
            sheet.set_row_height(row, 18.0 * (1 + name.chars().count() / 130) as f64)?;
        }
        for &id in group {
            row += 1;
            number += 1;
            let task = site.task(id);
            let linked = &site.tasks[id];
            let progress = site.progress(id).map(|p| page::progress_words(words, p));
            let note = [page::task_place(site, id), progress.unwrap_or_default()];
            let note = note.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("; ");
            sheet.write_number_with_format(row, 0, number, &styles.text)?;
            for (column, text) in [
                (1, task.text.clone()),
                (2, names(site, &linked.leads)),
                (3, names(site, &linked.coordinators)),
                (4, quotes(site, id)),
                (5, note),
            ] {
                sheet.write_string_with_format(row, column, cut(&text, CELL), &styles.text)?;
            }
        }
    }
    on_paper(sheet);
    sheet.set_margins(0.6, 0.4, 0.6, 0.6, 0.3, 0.3).set_print_center_horizontally(true);
    Ok(())
}

/// "Thông báo kết luận số 12/TB-UBND ngày 06/4/2026 của UBND tỉnh": how a letter names a notice.
pub fn official_name(site: &Site, id: NoticeId) -> String {
    let words = &site.words;
    let head = &site.notices[id].notice.head;
    if head.number.is_none() && head.issued.is_none() {
        return page::notice_name(site, id);
    }
    let kind = match head.kind {
        NoticeKind::Conclusion => "notice.conclusion",
        NoticeKind::Dispatch => "notice.dispatch",
    };
    let more = [
        head.number.as_ref().map(|n| words.say("sheet.of_number", &[("number", n.into())])),
        head.issued.map(|d| words.say("sheet.of_day", &[("day", words.day(d).into())])),
        head.issuer.as_ref().map(|i| words.say("sheet.of_issuer", &[("issuer", i.into())])),
    ];
    let parts = std::iter::once(words.text(kind).to_string()).chain(more.into_iter().flatten());
    parts.collect::<Vec<_>>().join(" ")
}

/// Landscape A4, as wide as the page, with page numbers.
fn on_paper(sheet: &mut Worksheet) {
    sheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
    sheet.set_footer("&C&P/&N");
}

/// Header row, frozen on the screen and repeated on paper.
fn head(sheet: &mut Worksheet, row: u32, columns: &[(String, f64)], styles: &Styles) -> Result<(), XlsxError> {
    for (column, (name, width)) in (0u16..).zip(columns) {
        sheet.set_column_width(column, *width)?;
        sheet.write_string_with_format(row, column, name.as_str(), &styles.head)?;
    }
    sheet.set_freeze_panes(row + 1, 0)?;
    sheet.set_repeat_rows(row, row)?;
    Ok(())
}

/// Sheets know the years 1900 to 9999 only.
pub fn date(day: Day) -> Option<ExcelDateTime> {
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

pub fn cut(text: &str, n: usize) -> String {
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
    fn the_annex_names_its_notice_and_numbers_its_tasks() {
        use calamine::{Data as Cell, Reader, Xlsx};
        let parts = parts();
        let notice = parts.0.order[0];
        for part in [Part::All, Part::Notice(notice)] {
            let bytes = workbook(data(&parts), Set::Tasks, part);
            let mut book: Xlsx<_> = Xlsx::new(std::io::Cursor::new(bytes)).expect("a workbook");
            assert_eq!(book.sheet_names(), ["Nhiệm vụ", "Phụ lục", "Chủ trì", "Phối hợp"]);
            let annex = book.worksheet_range("Phụ lục").expect("a sheet");
            let text = |row, column| annex.get_value((row, column)).map(|c| c.to_string()).unwrap_or_default();
            assert_eq!(text(0, 0), "PHỤ LỤC PHÂN CÔNG NHIỆM VỤ");
            assert_eq!(text(1, 0), "(Kèm theo Thông báo kết luận ngày 06/4/2026 của UBND tỉnh)");
            assert_eq!((text(3, 0), text(3, 5)), ("STT".into(), "Sản phẩm/Ghi chú".into()));
            let numbers: Vec<_> = annex.rows().skip(4).map(|r| r[0].clone()).collect();
            assert_eq!(numbers, [Cell::Float(1.0), Cell::Float(2.0)]);
            assert_eq!((text(4, 4), text(4, 5)), ("trước ngày 12/4/2026".into(), "mục III.1.đ".into()));
            let led = book.worksheet_range("Chủ trì").expect("a sheet");
            assert_eq!(led.rows().nth(1).expect("a row")[0].to_string(), "Sở Tài chính");
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
