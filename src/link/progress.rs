//! Entries of the progress register → what is known of each task: its history, and where its deadlines moved to.

use crate::arena::Arena;
use crate::calendar::Day;
use crate::diag::code::Code;
use crate::diag::{Diagnostics, Text};
use crate::notice::{Bound, Deadline};
use crate::registry::{ProgressEntry, Registry, Status};
use crate::site::{Entry, Move, TaskId, TaskRow};
use chrono::{Datelike, Days, Weekday};
use std::collections::{BTreeMap, BTreeSet};

/// Each task with its entries by day (those of one day in the order of the register) and the moves of its deadlines.
pub fn joined(notices: &Arena<Entry>, tasks: Arena<TaskRow>, registry: &Registry, today: Day, diags: &mut Diagnostics) -> Arena<TaskRow> {
    let mut by_name: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (i, entry) in registry.progress.iter().enumerate() {
        by_name.entry(entry.task.as_str()).or_default().push(i);
    }
    let mut found: BTreeMap<TaskId, Vec<usize>> = BTreeMap::new();
    let ids: BTreeMap<&str, TaskId> = tasks.iter().map(|(id, row)| (row.id.as_str(), id)).collect();
    let clauses: BTreeSet<String> = if by_name.is_empty() {
        BTreeSet::new()
    } else {
        notices
            .iter()
            .flat_map(|(_, e)| e.notice.document.body.iter().map(|c| format!("{}/{}", e.id, c.path)))
            .collect()
    };
    for (name, entries) in &by_name {
        // of a clause with several tasks, or with none, one can still say that it gives no task
        let (about_clause, about_task): (Vec<usize>, Vec<usize>) = entries
            .iter()
            .partition(|i| registry.progress[**i].status == Status::NoTask && clauses.contains(*name));
        if !about_clause.is_empty() {
            let others = format!("{name}~");
            let here = ids.get(name).copied().into_iter().chain(
                ids.range(others.as_str()..)
                    .take_while(|(k, _)| k.starts_with(&others))
                    .map(|(_, t)| *t),
            );
            for task in here {
                found.entry(task).or_default().extend(&about_clause);
            }
        }
        match ids.get(name) {
            Some(task) => found.entry(*task).or_default().extend(&about_task),
            None if about_task.is_empty() => {}
            None => unknown(name, &registry.progress[about_task[0]], diags),
        }
    }
    tasks
        .iter()
        .map(|(id, row)| {
            let task = &notices[row.notice].notice.tasks[row.index];
            let entry = &notices[row.notice];
            let received = entry.notice.document.front.received;
            let mut row = row.clone();
            row.due = task.deadlines.iter().map(|d| due(d, received, registry)).collect();
            if let Some(mut history) = found.remove(&id) {
                history.sort_by_key(|i| (registry.progress[*i].date, *i));
                checked(&row, entry.day, &history, registry, today, diags);
                row.moves = moves(&row, task, &history, registry, diags);
                for moved in &row.moves {
                    row.due[moved.deadline] = Some(moved.to);
                }
                row.progress = history.last().copied();
                row.history = history;
            }
            row
        })
        .collect()
}

/// The day of a deadline: reckoned from the day of receipt where the text counts from it and it is given, else as read.
fn due(deadline: &Deadline, received: Option<Day>, registry: &Registry) -> Option<Day> {
    let counted = match (&deadline.bound, received) {
        (Bound::By(_), Some(received)) => from_receipt(&deadline.quote, received, registry),
        _ => None,
    };
    counted.or(deadline.bound.due())
}

/// "trong 10 ngày (làm việc) kể từ ngày nhận được văn bản" → the tenth day after receipt. Of working days, Saturdays,
/// Sundays and the register's days off are left out.
fn from_receipt(quote: &str, received: Day, registry: &Registry) -> Option<Day> {
    let quote = crate::viet::fold::match_key(quote);
    let (before, after) = quote.split_once(" ngày")?;
    if !after.contains("nhận") {
        return None;
    }
    let days: u32 = before.rsplit(' ').next()?.parse().ok().filter(|n| *n <= 400)?;
    if !after.trim_start().starts_with("làm việc") {
        return received.checked_add_days(Days::new(u64::from(days)));
    }
    let off: BTreeSet<Day> = registry.holidays.iter().filter(|h| h.off).map(|h| h.day).collect();
    let (mut day, mut left) = (received, days);
    while left > 0 {
        day = day.succ_opt()?;
        left -= u32::from(!matches!(day.weekday(), Weekday::Sat | Weekday::Sun) && !off.contains(&day));
    }
    Some(day)
}

fn unknown(name: &str, entry: &ProgressEntry, diags: &mut Diagnostics) {
    entry.report(
        Code::UnknownTask,
        Text::new(
            format!("tiến độ của “{name}”: không có nhiệm vụ này"),
            format!("progress of “{name}”: there is no such task"),
        ),
        Some(Text::new("không hiện ở đâu", "shown nowhere")),
        Some(Text::new(
            "dùng mã nhiệm vụ như trên trang văn bản, ví dụ 2026-03/III.1.1",
            "use the task's id as on the notice's page, as 2026-03/III.1.1",
        )),
        diags,
    );
}

/// Says what is odd in a task's entries; all of them stay.
fn checked(row: &TaskRow, notice: Option<Day>, history: &[usize], registry: &Registry, today: Day, diags: &mut Diagnostics) {
    let entries = || history.iter().map(|i| &registry.progress[*i]);
    for (a, b) in entries().zip(entries().skip(1)) {
        if a.date == b.date && a.status != b.status {
            b.report(
                Code::ProgressSameDay,
                Text::new(
                    format!(
                        "{}: ngày {} vừa “{}” ({}) vừa “{}”",
                        row.id,
                        b.date,
                        a.status.key(),
                        a.place,
                        b.status.key()
                    ),
                    format!(
                        "{}: on {} both {} ({}) and {}",
                        row.id,
                        b.date,
                        a.status.key(),
                        a.place,
                        b.status.key()
                    ),
                ),
                Some(Text::new("dùng mục đứng sau", "used the later one")),
                Some(Text::new(
                    "giữ một mục, hoặc sửa ngày của một mục",
                    "keep one of the entries, or mend the day of one",
                )),
                diags,
            );
        }
    }
    for entry in entries() {
        if entry.date > today {
            entry.report(
                Code::ProgressAhead,
                Text::new(
                    format!("{}: ngày {} ở sau ngày lập trang", row.id, entry.date),
                    format!("{}: {} lies after the day of the build", row.id, entry.date),
                ),
                Some(Text::new("vẫn tính mục này", "the entry counts all the same")),
                Some(Text::new("sửa ngày báo cáo (date)", "mend the day of the report (date)")),
                diags,
            );
        }
        if notice.is_some_and(|day| entry.date < day) {
            entry.report(
                Code::ProgressBeforeNotice,
                Text::new(
                    format!("{}: ngày {} ở trước văn bản giao nhiệm vụ", row.id, entry.date),
                    format!("{}: {} lies before the notice that gave the task", row.id, entry.date),
                ),
                Some(Text::new("vẫn tính mục này", "the entry counts all the same")),
                Some(Text::new(
                    "sửa ngày báo cáo (date), hoặc mã nhiệm vụ (task)",
                    "mend the day of the report (date), or the id of the task (task)",
                )),
                diags,
            );
        }
    }
}

/// The moves of a task's deadlines, in order of time.
fn moves(row: &TaskRow, task: &crate::notice::Task, history: &[usize], registry: &Registry, diags: &mut Diagnostics) -> Vec<Move> {
    let mut out: Vec<Move> = Vec::new();
    let mut now = row.due.clone();
    for &i in history {
        let entry = &registry.progress[i];
        if entry.status == Status::DoneLate
            && let Some(due) = now.iter().flatten().max()
            && entry.done_on() < *due
        {
            entry.report(
                Code::ProgressDoneInTime,
                Text::new(
                    format!("{}: hoàn thành ngày {}, còn trong hạn {due}", row.id, entry.done_on()),
                    format!("{}: done on {}, before it was due on {due}", row.id, entry.done_on()),
                ),
                Some(Text::new("tính là đúng hạn", "counted as on time")),
                Some(Text::new(
                    "đúng hạn thì ghi status: hoan-thanh; không thì sửa ngày hoàn thành (completed)",
                    "where it was on time write status: hoan-thanh, else mend the day on which it was done (completed)",
                )),
                diags,
            );
        }
        if entry.status != Status::Extension {
            continue;
        }
        // the one named, else the dated one that falls due first, else the first
        let which = entry.deadline.map(|n| n - 1).or_else(|| {
            let dated = now.iter().enumerate().filter_map(|(n, d)| Some((d.as_ref()?, n)));
            dated.min().map(|(_, n)| n).or_else(|| (!now.is_empty()).then_some(0))
        });
        let which = which.filter(|n| *n < task.deadlines.len());
        match (entry.moves(), which) {
            (Some(to), Some(deadline)) => {
                if now[deadline].is_some_and(|was| to <= was) {
                    entry.report(
                        Code::ProgressEarlierDue,
                        Text::new(
                            format!("{}: ngày mới {to} không muộn hơn ngày đang có hiệu lực", row.id),
                            format!("{}: the new day {to} is not later than the one in force", row.id),
                        ),
                        Some(Text::new("vẫn chuyển", "moved all the same")),
                        Some(Text::new(
                            "kiểm tra ngày mới (new_due)",
                            "see whether the new day is right (new_due)",
                        )),
                        diags,
                    );
                }
                out.push(Move {
                    deadline,
                    from: now[deadline],
                    to,
                    entry: i,
                });
                now[deadline] = Some(to);
            }
            (moves, _) => {
                let (vi, en) = match (moves, &entry.reason, &entry.agreed_by) {
                    (Some(_), _, _) => ("nhiệm vụ không có thời hạn ấy", "the task has no such deadline"),
                    (None, None, _) => ("thiếu lý do (reason)", "the reason is missing"),
                    _ => ("chưa có người đồng ý (agreed_by)", "nobody has agreed yet (agreed_by)"),
                };
                entry.report(
                    Code::ProgressNotMoved,
                    Text::new(
                        format!("{}: thời hạn chưa chuyển, {vi}", row.id),
                        format!("{}: the deadline does not move: {en}", row.id),
                    ),
                    Some(Text::new("giữ thời hạn cũ", "kept the old day")),
                    Some(Text::new(
                        "bổ sung reason, agreed_by, hoặc sửa số thứ tự của thời hạn (deadline)",
                        "add reason and agreed_by, or mend the number of the deadline (deadline)",
                    )),
                    diags,
                );
            }
        }
    }
    out
}
