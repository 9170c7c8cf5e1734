//! Clauses → Tasks: read from the text (`walk`) or given by the editor, corrected, and with the doubts an editor should look at.

mod back;
mod corrections;
mod labels;
mod matter;
mod orders;
pub mod parts;
mod reader;
mod situation;
mod subject;
mod table;
pub mod told;
pub mod verdict;
mod walk;

use super::Context;
use super::agency::Finder;
use crate::diag::code::Code;
use crate::diag::{Diagnostics, Text};
use crate::notice::{Certainty, Doubt, Task};
use crate::outline::{ClausePath, Document};
use crate::registry::Registry;
use foldhash::HashMap;
pub use parts::{Part, parts};
use reader::Reader;

/// The tasks of a notice, with the editor's corrections. `parts` are those of its clauses, `issuer` as the head names it.
pub fn read(
    document: &Document,
    parts: &[Part],
    issuer: Option<&str>,
    context: &Context,
    registry: &Registry,
    diags: &mut Diagnostics,
) -> Vec<Task> {
    let reader = Reader {
        finder: Finder::new(registry, Some(document), issuer),
    };
    let mut tasks = match &document.front.tasks {
        Some(entries) => entries
            .iter()
            .map(|e| corrections::entered(document, &reader, e, None, diags))
            .collect(),
        None => walk::tasks(document, parts, context, &reader),
    };
    number(&mut tasks);
    corrections::correct(document, &reader, &mut tasks, diags);
    number(&mut tasks);
    for t in &mut tasks {
        doubt(t, context, diags);
    }
    tasks
}

/// What an editor should look at again in a task, once it is read; the graver troubles are reported too.
fn doubt(t: &mut Task, context: &Context, diags: &mut Diagnostics) {
    for m in t.leads.iter_mut().chain(&mut t.coordinators) {
        if m.doubts.contains(&Doubt::MendedBody) && m.certainty != Certainty::Inherited {
            diags.report(
                Code::AgencyMended,
                Some(m.span),
                Text::new(format!("tên in sai của \"{}\"", m.name), format!("a misprint of \"{}\"", m.name)),
                Some(Text::new("đọc theo tên trong danh bạ", "read as the name of the register")),
                Some(Text::new(
                    "nếu không phải cơ quan ấy, ghi lại bằng corrections trong phần đầu tệp",
                    "where another body is meant, correct it with `corrections` in the front matter",
                )),
            );
        }
        if m.slug.is_some() || m.name.starts_with("Các ") || m.name.starts_with("UBND ") {
            continue;
        }
        m.doubts.push(Doubt::UnknownBody);
        diags.report(
            Code::UnknownAgency,
            Some(m.span),
            Text::new(
                format!("\"{}\" không có trong danh bạ", m.name),
                format!("\"{}\" is not in the register", m.name),
            ),
            Some(Text::new("giữ nguyên tên như trong văn bản", "the name is kept as printed")),
            Some(Text::new(
                "thêm vào content/_data/agencies.yaml",
                "add it to content/_data/agencies.yaml",
            )),
        );
    }
    if t.leads.is_empty() {
        t.doubts.push(Doubt::NoLead);
        let place = if t.clause.0.is_empty() {
            ("ngoài các mục đánh số".into(), "outside the numbered clauses".into())
        } else {
            (format!("ở mục {}", t.clause), format!("of {}", t.clause))
        };
        diags.report(
            Code::TaskWithoutLead,
            Some(t.span),
            Text::new(
                format!("nhiệm vụ {} không nêu cơ quan chủ trì", place.0),
                format!("the task {} names no lead", place.1),
            ),
            Some(Text::new(
                "đăng nhiệm vụ không có cơ quan chủ trì",
                "the task is published without a lead",
            )),
            Some(Text::new(
                "nếu văn bản có nêu, ghi `leads:` bằng corrections trong phần đầu tệp; không phải nhiệm vụ thì `ignore: true`",
                "where the notice names one, give `leads:` with `corrections` in the front matter; where it is no task, `ignore: true`",
            )),
        );
    }
    for d in &mut t.deadlines {
        let numbered = d.quote.bytes().any(|b| b.is_ascii_digit());
        if d.bound.due().is_none() && numbered && crate::viet::date::scan(&d.quote).iter().any(|(p, _)| p.is_impossible()) {
            d.doubts.push(Doubt::ImpossibleDay);
            diags.report(
                Code::ImpossibleDate,
                Some(d.span),
                Text::new(
                    format!("thời hạn \"{}\" nêu một ngày không có trong lịch", d.quote),
                    format!("deadline \"{}\" names a day that no calendar has", d.quote),
                ),
                Some(Text::new(
                    "giữ nguyên lời, không đoán ngày",
                    "the words are kept, no day is guessed",
                )),
                Some(Text::new(
                    "đính chính bằng corrections trong phần đầu tệp",
                    "correct it with `corrections` in the front matter",
                )),
            );
        }
        if let (Some(due), Some(day)) = (d.bound.due(), context.day)
            && due < day
        {
            d.doubts.push(Doubt::DayBeforeNotice);
            diags.report(
                Code::DeadlineBeforeNotice,
                Some(d.span),
                Text::new(
                    format!("thời hạn \"{}\" trước ngày của văn bản", d.quote),
                    format!("deadline \"{}\" lies before the notice", d.quote),
                ),
                Some(Text::new("giữ ngày như văn bản viết", "the day is kept as printed")),
                Some(Text::new(
                    "đối chiếu năm với bản gốc; đọc sai thì đính chính bằng corrections trong phần đầu tệp",
                    "compare the year with the original; where it was misread, correct it with `corrections` in the front matter",
                )),
            );
        }
        if d.lunar {
            d.doubts.push(Doubt::LunarDay);
        }
        d.doubts.sort_unstable();
        d.doubts.dedup();
    }
    t.doubts.sort_unstable();
    t.doubts.dedup();
}

fn number(tasks: &mut [Task]) {
    let mut seen: HashMap<&ClausePath, u32> = HashMap::default();
    let ordinals: Vec<u32> = tasks
        .iter()
        .map(|t| {
            let n = seen.entry(&t.clause).or_default();
            *n += 1;
            *n
        })
        .collect();
    for (t, ordinal) in tasks.iter_mut().zip(ordinals) {
        t.ordinal = ordinal;
    }
}

#[cfg(test)]
mod tests;
