//! The notices in order, each with an id of its own and its place in time.

use crate::diag::code::Code;
use crate::diag::{Diagnostics, Text};
use crate::notice::Notice;
use crate::outline::front_matter::valid_id;
use crate::site::Entry;
use crate::span::Span;
use crate::viet::fold;
use chrono::Datelike;
use std::collections::BTreeMap;

/// Orders notices by path and makes their entries; the second of two with one id is left out.
pub fn entries(mut notices: Vec<Notice>, diags: &mut Diagnostics) -> Vec<Entry> {
    notices.sort_by(|a, b| a.document.path.cmp(&b.document.path));
    let mut taken: BTreeMap<String, String> = BTreeMap::new();
    let mut entries = Vec::with_capacity(notices.len());
    for notice in notices {
        let given = notice.document.id.clone();
        let span = Some(Span::file(notice.document.source));
        let id = mended(&given);
        if id != given {
            diags.report(
                Code::BadId,
                span,
                Text::new(format!("id “{given}” không hợp lệ"), format!("the id “{given}” is not valid")),
                Some(Text::new(format!("dùng “{id}”"), format!("used “{id}”"))),
                Some(Text::new(
                    "đặt `id:` ở đầu tệp, chỉ gồm a-z, 0-9 và dấu gạch nối, không phải bốn chữ số đứng một mình",
                    "set `id:` at the head of the file: only a-z, 0-9 and hyphens, not four digits alone",
                )),
            );
        }
        if let Some(first) = taken.get(&id) {
            diags.report(
                Code::DuplicateId,
                span,
                Text::new(
                    format!("id “{id}” đã là của {first}; {} dùng lại", notice.document.path),
                    format!("the id “{id}” belongs to {first} already; {} uses it again", notice.document.path),
                ),
                Some(Text::new("bỏ qua văn bản này", "this notice is left out")),
                Some(Text::new(
                    "đặt `id:` khác ở đầu một trong hai tệp",
                    "set another `id:` at the head of one of the two files",
                )),
            );
            continue;
        }
        taken.insert(id.clone(), notice.document.path.clone());
        let head = &notice.head;
        let year = head.period.map(|m| m.year).or(head.meeting_date.or(head.issued).map(|d| d.year()));
        let day = head.meeting_date.or(head.issued).or(head.period.map(|m| m.last_day()));
        entries.push(Entry {
            id,
            year,
            day,
            tasks: Vec::new(),
            previous: None,
            next: None,
            year_before: None,
            notice,
        });
    }
    entries
}

/// Takes out former ids that are no ids or belong to a notice.
pub fn check_aliases(entries: &mut [Entry], diags: &mut Diagnostics) {
    let mut taken: BTreeMap<String, String> = entries.iter().map(|e| (e.id.clone(), e.notice.document.path.clone())).collect();
    for entry in entries {
        let document = &mut entry.notice.document;
        let span = Some(Span::file(document.source));
        let done = Some(Text::new(
            "địa chỉ cũ này không dẫn tới văn bản",
            "this former address leads to no notice",
        ));
        document.front.aliases.retain(|alias| {
            if !valid_id(alias) {
                diags.report(
                    Code::BadId,
                    span,
                    Text::new(
                        format!("id cũ “{alias}” trong `aliases:` không hợp lệ"),
                        format!("the former id “{alias}” of `aliases:` is not valid"),
                    ),
                    done.clone(),
                    Some(Text::new(
                        "ghi đúng id cũ: a-z, 0-9 và dấu gạch nối",
                        "write the id as it was: a-z, 0-9 and hyphens",
                    )),
                );
                return false;
            }
            if let Some(owner) = taken.get(alias) {
                diags.report(
                    Code::DuplicateId,
                    span,
                    Text::new(
                        format!("id cũ “{alias}” trong `aliases:` đang là của {owner}"),
                        format!("the former id “{alias}” of `aliases:` belongs to {owner}"),
                    ),
                    done.clone(),
                    Some(Text::new("bỏ nó khỏi `aliases:`", "take it out of `aliases:`")),
                );
                return false;
            }
            taken.insert(alias.clone(), document.path.clone());
            true
        });
    }
}

/// The id itself where it is valid, else the nearest that is: never empty, never four digits alone.
fn mended(id: &str) -> String {
    let valid = !id.is_empty() && id.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
    let folded = if valid { id.to_string() } else { fold::slug(id) };
    if folded.trim_matches('-').is_empty() {
        "van-ban".into()
    } else if folded.len() == 4 && folded.bytes().all(|b| b.is_ascii_digit()) {
        format!("van-ban-{folded}")
    } else {
        folded
    }
}
