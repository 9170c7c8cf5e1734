//! `du-lieu/tasks.xlsx`: all tasks to filter and sort, and the same as the annex an office attaches to its letters.

use super::open_data::{ascii_url, put, task_href, tasks_in_order, url};
use crate::bundle::Bundle;
use crate::calendar::Day;
use crate::config::SiteConfig;
use crate::page;
use crate::registry::AgencyId;
use crate::site::{Site, TaskId};
use chrono::Datelike;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError};

/// Rows that a sheet holds below its header.
const ROWS: usize = 1_048_570;
/// Characters that a cell holds.
const CELL: usize = 32_000;

/// Plans the workbook.
pub fn plan<'a>(site: &'a Site, config: &'a SiteConfig, bundle: &mut Bundle<'a>) {
    // All texts are cut to what a sheet can hold, so that the writer has nothing to refuse.
    put(bundle, "du-lieu/tasks.xlsx", move || write(site, config).unwrap_or_default());
}

fn write(site: &Site, config: &SiteConfig) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let mut properties = DocProperties::new()
        .set_title(cut(&config.title, 200))
        .set_author(cut(&config.office, 200));
    // Else the writer asks the clock, and no two builds are equal.
    if let Some(made) = date(site.today).or_else(|| ExcelDateTime::from_ymd(2000, 1, 1).ok()) {
        properties = properties.set_creation_datetime(&made);
    }
    book.set_properties(&properties);
    let styles = Styles::new();
    all(site, config, book.add_worksheet(), &styles)?;
    annex(site, book.add_worksheet(), &styles)?;
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

/// The sheet to work with: one row a task, its first day as a date.
fn all(site: &Site, config: &SiteConfig, sheet: &mut Worksheet, styles: &Styles) -> Result<(), XlsxError> {
    sheet.set_name("Nhiệm vụ")?;
    let columns = [
        ("Mã nhiệm vụ", 20.0),
        ("Thông báo", 28.0),
        ("Ngày thông báo", 14.0),
        ("Mục", 10.0),
        ("Nhiệm vụ", 70.0),
        ("Cơ quan chủ trì", 28.0),
        ("Cơ quan phối hợp", 28.0),
        ("Đến hạn", 14.0),
        ("Thời hạn (nguyên văn)", 26.0),
        ("Tiến độ", 26.0),
        ("Địa chỉ", 40.0),
    ];
    head(sheet, &columns, styles)?;
    let mut last = 0;
    for (row, id) in (1u32..).zip(tasks_in_order(site).take(ROWS)) {
        let t = site.task(id);
        let r = &site.tasks[id];
        let entry = &site.notices[r.notice];
        let mut put = |column: u16, text: &str| {
            sheet
                .write_string_with_format(row, column, cut(text, CELL), &styles.text)
                .map(|_| ())
        };
        put(0, &r.id)?;
        put(1, &page::notice_name(site, r.notice))?;
        put(3, &t.clause.to_string())?;
        put(4, &t.text)?;
        put(5, &names(site, &r.leads))?;
        put(6, &names(site, &r.coordinators))?;
        put(8, &quotes(site, id))?;
        put(
            9,
            &site.progress(id).map(|p| page::progress_words(&site.words, p)).unwrap_or_default(),
        )?;
        put(10, &ascii_url(&url(config, &task_href(site, id))))?;
        day(sheet, row, 2, entry.notice.head.issued.or(entry.day), styles)?;
        day(sheet, row, 7, site.first_due(id).map(|d| d.1), styles)?;
        last = row;
    }
    sheet.autofilter(0, 0, last, columns.len() as u16 - 1)?;
    sheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
    Ok(())
}

/// "Phụ lục phân công nhiệm vụ" as letters carry it.
fn annex(site: &Site, sheet: &mut Worksheet, styles: &Styles) -> Result<(), XlsxError> {
    sheet.set_name("Phụ lục")?;
    let columns = [
        ("STT", 6.0),
        ("Nhiệm vụ", 64.0),
        ("Cơ quan chủ trì", 24.0),
        ("Cơ quan phối hợp", 24.0),
        ("Thời hạn", 20.0),
        ("Ghi chú", 20.0),
    ];
    head(sheet, &columns, styles)?;
    for (row, id) in (1u32..).zip(tasks_in_order(site).take(ROWS)) {
        let t = site.task(id);
        let r = &site.tasks[id];
        sheet.write_number_with_format(row, 0, row, &styles.text)?;
        let note = format!("{}, mục {}", page::notice_name(site, r.notice), t.clause);
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
fn head(sheet: &mut Worksheet, columns: &[(&str, f64)], styles: &Styles) -> Result<(), XlsxError> {
    for (column, (name, width)) in (0u16..).zip(columns) {
        sheet.set_column_width(column, *width)?;
        sheet.write_string_with_format(0, column, *name, &styles.head)?;
    }
    sheet.set_freeze_panes(1, 0)?;
    sheet.set_repeat_rows(0, 0)?;
    Ok(())
}

fn day(sheet: &mut Worksheet, row: u32, column: u16, day: Option<Day>, styles: &Styles) -> Result<(), XlsxError> {
    match day {
        Some(d) => match date(d) {
            Some(d) => sheet.write_datetime_with_format(row, column, &d, &styles.day)?,
            None => sheet.write_string_with_format(row, column, page::day_text(d), &styles.text)?,
        },
        None => sheet.write_blank(row, column, &styles.text)?,
    };
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
    use super::*;

    #[test]
    fn two_builds_are_equal() {
        let site = super::super::open_data::tests::site();
        let config = SiteConfig::default();
        let first = write(&site, &config).expect("a workbook");
        assert!(first.starts_with(b"PK"));
        assert_eq!(first, write(&site, &config).expect("a workbook"));
    }
}
