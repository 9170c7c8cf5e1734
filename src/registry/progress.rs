//! What agencies have reported: `content/_data/progress/*.yaml`, and the same columns in a sheet.
//!
//! A status says nothing about lateness: that is reckoned from the deadline and the days given here. A deadline moves
//! only by an entry that asks for it with a new day, the reason and who agreed.

use crate::calendar::Day;
use crate::diag::code::Code;
use crate::diag::{Diagnostics, Text};
use crate::span::Span;
use crate::viet::fold;
use std::collections::BTreeMap;

/// A place in the register. It is no part of what an entry says, and says nothing where pages ask whether that has changed: the numbers
/// of sources hold within one build.
#[derive(Clone, Copy, PartialEq, Default)]
pub struct Where(pub Option<Span>);

impl std::fmt::Debug for Where {
    fn fmt(&self, _: &mut std::fmt::Formatter) -> std::fmt::Result {
        Ok(())
    }
}

/// What an entry reports.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Status {
    Unreported,
    Ongoing,
    Done,
    DoneLate,
    /// Asks for a later day.
    Extension,
    /// No longer in force.
    Void,
    /// The clause gives nobody a task.
    NoTask,
}

impl Status {
    pub const ALL: [Status; 7] = [
        Status::Unreported,
        Status::Ongoing,
        Status::Done,
        Status::DoneLate,
        Status::Extension,
        Status::Void,
        Status::NoTask,
    ];
    /// Its key in files and open data.
    pub fn key(self) -> &'static str {
        match self {
            Status::Unreported => "chua-bao-cao",
            Status::Ongoing => "dang-thuc-hien",
            Status::Done => "hoan-thanh",
            Status::DoneLate => "hoan-thanh-qua-han",
            Status::Extension => "xin-gia-han",
            Status::Void => "khong-con-hieu-luc",
            Status::NoTask => "khong-phat-sinh-nhiem-vu",
        }
    }
    /// Its name in a sheet; `parse` reads both.
    pub fn name(self) -> &'static str {
        match self {
            Status::Unreported => "Chưa báo cáo",
            Status::Ongoing => "Đang thực hiện",
            Status::Done => "Hoàn thành",
            Status::DoneLate => "Hoàn thành quá hạn",
            Status::Extension => "Xin gia hạn",
            Status::Void => "Không còn hiệu lực",
            Status::NoTask => "Không phát sinh nhiệm vụ",
        }
    }
    /// From the key or the name, whatever the case and the marks.
    pub fn parse(text: &str) -> Option<Status> {
        let key = fold::slug(text);
        Status::ALL.into_iter().find(|s| s.key() == key)
    }
    /// Nothing is left to be done.
    pub fn closes(self) -> bool {
        matches!(self, Status::Done | Status::DoneLate | Status::Void | Status::NoTask)
    }
    /// Done, on time or not.
    pub fn is_done(self) -> bool {
        matches!(self, Status::Done | Status::DoneLate)
    }
}

/// One entry, as checked.
#[derive(Clone, Debug)]
pub struct ProgressEntry {
    /// Task id, `2026-03/III.1.1`.
    pub task: String,
    pub status: Status,
    /// Day of the report.
    pub date: Day,
    /// Day on which it was done, where that is not the day of the report.
    pub completed: Option<Day>,
    pub new_due: Option<Day>,
    pub reason: Option<String>,
    /// Who agreed to the new day.
    pub agreed_by: Option<String>,
    /// Which of the task's deadlines moves, from 1.
    pub deadline: Option<usize>,
    /// Number and date of the report.
    pub evidence: Option<String>,
    pub link: Option<String>,
    pub note: Option<String>,
    /// "progress/2026-04.yaml, mục 3": where it stands, for messages.
    pub place: String,
    /// The same as a place in the source, of an entry of the register.
    pub span: Where,
}

#[cfg(test)]
impl ProgressEntry {
    /// An entry that says nothing but these.
    pub fn reported(task: &str, status: Status, date: Day) -> ProgressEntry {
        ProgressEntry {
            task: task.into(),
            status,
            date,
            completed: None,
            new_due: None,
            reason: None,
            agreed_by: None,
            deadline: None,
            evidence: None,
            link: None,
            note: None,
            place: String::new(),
            span: Where::default(),
        }
    }
}

impl ProgressEntry {
    /// Reports something of this entry at its place.
    pub fn report(&self, code: Code, message: Text, done: Option<Text>, hint: Option<Text>, diags: &mut Diagnostics) {
        match self.span.0 {
            Some(span) => diags.report(code, Some(span), message, done, hint),
            None => diags.report_path(code, &self.place, message, done, hint),
        }
    }
    /// The day that counts as the day it was done.
    pub fn done_on(&self) -> Day {
        self.completed.unwrap_or(self.date)
    }
    /// A deadline moves only with reason and consent.
    pub fn moves(&self) -> Option<Day> {
        (self.status == Status::Extension && self.reason.is_some() && self.agreed_by.is_some())
            .then_some(self.new_due)
            .flatten()
    }
}

/// A column of a sheet and a key of the YAML.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Column {
    Task,
    Status,
    Date,
    Completed,
    NewDue,
    Reason,
    AgreedBy,
    Deadline,
    Evidence,
    Link,
    Note,
}

impl Column {
    pub const ALL: [Column; 11] = [
        Column::Task,
        Column::Status,
        Column::Date,
        Column::Completed,
        Column::NewDue,
        Column::Reason,
        Column::AgreedBy,
        Column::Deadline,
        Column::Evidence,
        Column::Link,
        Column::Note,
    ];
    pub fn key(self) -> &'static str {
        match self {
            Column::Task => "task",
            Column::Status => "status",
            Column::Date => "date",
            Column::Completed => "completed",
            Column::NewDue => "new_due",
            Column::Reason => "reason",
            Column::AgreedBy => "agreed_by",
            Column::Deadline => "deadline",
            Column::Evidence => "evidence",
            Column::Link => "link",
            Column::Note => "note",
        }
    }
    /// Head of its column in a sheet.
    pub fn name(self) -> &'static str {
        match self {
            Column::Task => "Mã nhiệm vụ",
            Column::Status => "Tình trạng",
            Column::Date => "Ngày báo cáo",
            Column::Completed => "Ngày hoàn thành",
            Column::NewDue => "Gia hạn đến ngày",
            Column::Reason => "Lý do gia hạn",
            Column::AgreedBy => "Người đồng ý gia hạn",
            Column::Deadline => "Gia hạn thời hạn thứ",
            Column::Evidence => "Văn bản báo cáo (số, ngày)",
            Column::Link => "Liên kết",
            Column::Note => "Ghi chú",
        }
    }
    /// From the key or the head of a column.
    pub fn parse(text: &str) -> Option<Column> {
        let text = fold::slug(text);
        Column::ALL
            .into_iter()
            .find(|c| fold::slug(c.name()) == text || fold::slug(c.key()) == text)
    }
}

/// What is wrong with an entry, and in which column.
#[derive(Clone, PartialEq, Debug)]
pub struct Fault {
    pub column: Column,
    pub text: Text,
}

/// Cells of one entry → the entry, or all that is wrong with it. Days are `2026-04-11` or `11/4/2026`.
pub fn entry(cells: &BTreeMap<Column, String>, place: String) -> Result<ProgressEntry, Vec<Fault>> {
    let mut faults = Vec::new();
    let mut fault = |column, vi: String, en: String| {
        faults.push(Fault {
            column,
            text: Text::new(vi, en),
        });
    };
    let cell = |column| cells.get(&column).map(|t| t.trim()).filter(|t| !t.is_empty());
    let owned = |column| cell(column).map(str::to_string);
    let task = cell(Column::Task);
    if task.is_none() {
        fault(Column::Task, "thiếu mã nhiệm vụ".into(), "the task's id is missing".into());
    }
    let status = match cell(Column::Status) {
        None => {
            fault(Column::Status, "thiếu tình trạng".into(), "the status is missing".into());
            None
        }
        Some(text) => {
            let found = Status::parse(text);
            if found.is_none() {
                let all = Status::ALL.map(Status::name).join("; ");
                let keys = Status::ALL.map(Status::key).join(", ");
                fault(
                    Column::Status,
                    format!("tình trạng lạ “{text}” (chọn một trong: {all})"),
                    format!("unknown status “{text}” (choose one of: {keys})"),
                );
            }
            found
        }
    };
    let mut day = |column| {
        let text = cell(column)?;
        let found = day(text);
        if found.is_none() {
            fault(column, format!("ngày không hợp lệ “{text}”"), format!("no such day: “{text}”"));
        }
        found
    };
    let (date, completed, new_due) = (day(Column::Date), day(Column::Completed), day(Column::NewDue));
    if cell(Column::Date).is_none() {
        fault(Column::Date, "thiếu ngày báo cáo".into(), "the day of the report is missing".into());
    }
    if let (Some(done), Some(date)) = (completed, date)
        && done > date
    {
        fault(
            Column::Completed,
            "ngày hoàn thành sau ngày báo cáo".into(),
            "done after the day of the report".into(),
        );
    }
    if status == Some(Status::Extension) && cell(Column::NewDue).is_none() {
        fault(
            Column::NewDue,
            "xin gia hạn mà không nêu ngày mới".into(),
            "asks for a later day without naming it".into(),
        );
    }
    if status.is_some_and(|s| s != Status::Extension) && cell(Column::NewDue).is_some() {
        fault(
            Column::NewDue,
            "ngày gia hạn chỉ đi với tình trạng “Xin gia hạn”".into(),
            "a new day goes with the status xin-gia-han only".into(),
        );
    }
    let deadline = match cell(Column::Deadline).map(|t| t.parse::<usize>()) {
        None => None,
        Some(Ok(n)) if n > 0 => Some(n),
        Some(_) => {
            fault(
                Column::Deadline,
                "không phải số thứ tự (1, 2 …)".into(),
                "not an ordinal (1, 2 …)".into(),
            );
            None
        }
    };
    if let Some(link) = cell(Column::Link).filter(|l| !(l.starts_with("https://") || l.starts_with("http://"))) {
        fault(
            Column::Link,
            format!("“{link}” không phải địa chỉ bắt đầu bằng https://"),
            format!("“{link}” is no address that begins with https://"),
        );
    }
    match (task, status, date) {
        (Some(task), Some(status), Some(date)) if faults.is_empty() => Ok(ProgressEntry {
            task: task.to_string(),
            status,
            date,
            completed,
            new_due,
            reason: owned(Column::Reason),
            agreed_by: owned(Column::AgreedBy),
            deadline,
            evidence: owned(Column::Evidence),
            link: owned(Column::Link),
            note: owned(Column::Note),
            place,
            span: Where::default(),
        }),
        _ => Err(faults),
    }
}

/// `2026-04-11`, `11/4/2026`, `11-4-2026`; a spreadsheet's midnight is dropped.
pub fn day(text: &str) -> Option<Day> {
    let text = text.trim().split([' ', 'T']).next()?;
    if let Ok(day) = Day::parse_from_str(text, "%Y-%m-%d") {
        return Some(day).filter(|_| text.len() == 10);
    }
    let mut parts = text.split(['/', '-']).map(|p| p.parse::<u32>().ok());
    let (d, m, y) = (parts.next()??, parts.next()??, parts.next()??);
    if parts.next().is_some() || !(1900..=9999).contains(&y) {
        return None;
    }
    Day::from_ymd_opt(y as i32, m, d)
}

/// An entry as YAML, keys in the order of the columns.
pub fn yaml(entry: &ProgressEntry) -> String {
    let day = |d: Day| d.to_string();
    let pairs = [
        ("status", Some(entry.status.key().to_string())),
        ("date", Some(day(entry.date))),
        ("completed", entry.completed.map(day)),
        ("new_due", entry.new_due.map(day)),
        ("reason", entry.reason.clone()),
        ("agreed_by", entry.agreed_by.clone()),
        ("deadline", entry.deadline.map(|n| n.to_string())),
        ("evidence", entry.evidence.clone()),
        ("link", entry.link.clone()),
        ("note", entry.note.clone()),
    ];
    let mut out = format!("- task: {}\n", quoted(&entry.task));
    for (key, value) in pairs {
        if let Some(value) = value {
            out.push_str(&format!("  {key}: {}\n", quoted(&value)));
        }
    }
    out
}

/// JSON's strings are YAML's double-quoted ones.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(list: &[(Column, &str)]) -> BTreeMap<Column, String> {
        list.iter().map(|(c, t)| (*c, t.to_string())).collect()
    }
    fn faults(list: &[(Column, &str)]) -> Vec<Column> {
        entry(&cells(list), String::new())
            .err()
            .unwrap_or_default()
            .into_iter()
            .map(|f| f.column)
            .collect()
    }

    #[test]
    fn an_entry_is_read_in_the_words_of_a_sheet() {
        use Column::*;
        let e = entry(
            &cells(&[
                (Task, "x/I.1"),
                (Status, " hoàn  thành quá hạn "),
                (Date, "11/4/2026"),
                (Completed, "2026-04-09"),
            ]),
            String::new(),
        );
        let e = e.expect("an entry");
        assert_eq!(
            (e.status, e.done_on().to_string().as_str()),
            (super::Status::DoneLate, "2026-04-09")
        );
    }

    #[test]
    fn each_fault_names_its_column() {
        use Column::*;
        assert_eq!(faults(&[(Task, "x/I.1"), (Status, "hoan-thanh")]), [Date]);
        assert_eq!(faults(&[(Status, "xong"), (Date, "31/4/2026")]), [Task, Status, Date]);
        assert_eq!(faults(&[(Task, "x"), (Status, "xin-gia-han"), (Date, "2026-04-01")]), [NewDue]);
        assert_eq!(
            faults(&[
                (Task, "x"),
                (Status, "hoan-thanh"),
                (Date, "2026-04-01"),
                (NewDue, "2026-05-01"),
                (Link, "javascript:x")
            ]),
            [NewDue, Link]
        );
        assert_eq!(
            faults(&[
                (Task, "x"),
                (Status, "hoan-thanh"),
                (Date, "2026-04-01"),
                (Completed, "2026-04-02"),
                (Deadline, "0")
            ]),
            [Completed, Deadline]
        );
    }

    #[test]
    fn days_are_read_in_both_orders() {
        let d = |t: &str| day(t).map(|d| d.to_string());
        assert_eq!(d("2026-04-05").as_deref(), Some("2026-04-05"));
        assert_eq!(d("5/4/2026").as_deref(), Some("2026-04-05"));
        assert_eq!(d("2026-04-05 00:00:00").as_deref(), Some("2026-04-05"));
        assert_eq!((d("5/4/26"), d("31/4/2026"), d("tháng 4")), (None, None, None));
    }

    #[test]
    fn columns_and_statuses_are_known_by_both_their_names() {
        for c in Column::ALL {
            assert_eq!((Column::parse(c.key()), Column::parse(c.name())), (Some(c), Some(c)));
        }
        for s in Status::ALL {
            assert_eq!((Status::parse(s.key()), Status::parse(s.name())), (Some(s), Some(s)));
        }
    }
}
