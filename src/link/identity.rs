//! The notices in order, each with an id of its own and its place in time.

use crate::calendar::Day;
use crate::diag::code::Code;
use crate::diag::{Diagnostics, Text};
use crate::notice::Notice;
use crate::outline::front_matter::valid_id;
use crate::site::Entry;
use crate::span::Span;
use crate::viet::fold;
use chrono::Datelike;
use std::collections::{BTreeMap, BTreeSet};
use std::hash::{BuildHasher, Hasher};

/// Orders notices by path and makes their entries; the second of two with one id is left out, and so is an exact copy. `published`: whether
/// an id has an address already. Gives also the ids of notices that are other texts of one that stands, and continue nothing.
pub fn entries(mut notices: Vec<Notice>, published: &dyn Fn(&str) -> bool, diags: &mut Diagnostics) -> (Vec<Entry>, BTreeSet<String>) {
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
            apart: None,
            notice,
        });
    }
    once(entries, published, diags)
}

/// Fewer bytes say nothing of whether two texts are one.
const LEAST: usize = 120;

/// Leaves out exact copies of a notice, and reports two texts of one document: gives the ids of those that stand beside another one.
/// Of two the one stays that the public knows already, else the one with the shorter id, since whoever copies a file makes its name
/// longer; of two such ids the earlier path.
fn once(entries: Vec<Entry>, published: &dyn Fn(&str) -> bool, diags: &mut Diagnostics) -> (Vec<Entry>, BTreeSet<String>) {
    let mut order: Vec<usize> = (0..entries.len()).collect();
    order.sort_by_key(|&i| (entries[i].id.len(), entries[i].notice.document.path.as_str()));
    let known = |i: usize| published(&entries[i].id);
    let mut by_text: BTreeMap<u64, usize> = BTreeMap::new();
    let mut copies = vec![false; entries.len()];
    for &i in &order {
        let Some(hash) = hash_of_text(&entries[i].notice) else { continue };
        let first = *by_text.entry(hash).or_insert(i);
        let (a, b) = (&entries[first].notice, &entries[i].notice);
        if first == i || !texts(a).eq(texts(b)) || !one_head(a, b) {
            continue;
        }
        let (stays, goes) = if known(i) && !known(first) { (i, first) } else { (first, i) };
        by_text.insert(hash, stays);
        copies[goes] = true;
        copied(&entries[stays], &entries[goes], diags);
    }
    let mut by_number: BTreeMap<(String, String, Day), usize> = BTreeMap::new();
    let mut beside = BTreeSet::new();
    for i in order.into_iter().filter(|i| !copies[*i]) {
        let Some(number) = document_of(&entries[i].notice) else { continue };
        let first = *by_number.entry(number.clone()).or_insert(i);
        if first == i {
            continue;
        }
        let (stays, other) = if known(i) && !known(first) { (i, first) } else { (first, i) };
        by_number.insert(number, stays);
        beside.insert(entries[other].id.clone());
        told_otherwise(&entries[stays], &entries[other], diags);
    }
    let mut copies = copies.into_iter();
    let entries = entries.into_iter().filter(|_| !copies.next().unwrap_or(false)).collect();
    (entries, beside)
}

/// Reports a copy that is left out.
fn copied(stays: &Entry, goes: &Entry, diags: &mut Diagnostics) {
    let (path, here) = (&stays.notice.document.path, &goes.notice.document.path);
    diags.report(
        Code::NoticeTwice,
        Some(Span::file(goes.notice.document.source)),
        Text::new(
            format!("{here} có nội dung giống hệt {path}"),
            format!("{here} says word for word what {path} says"),
        ),
        Some(Text::new(
            format!("chỉ đăng {path}, ở địa chỉ /ket-luan/{}/; bỏ qua tệp này", stays.id),
            format!("only {path} is published, at /ket-luan/{}/; this file is left out", stays.id),
        )),
        Some(Text::new(
            "xóa tệp chép thừa; nếu là văn bản khác thì chép đúng nội dung của nó vào tệp",
            "delete the copy; where it is another notice, put that notice's own text into the file",
        )),
    );
}

/// Reports a second text of one document.
fn told_otherwise(stays: &Entry, other: &Entry, diags: &mut Diagnostics) {
    let (path, here) = (&stays.notice.document.path, &other.notice.document.path);
    let number = other.notice.head.number.as_deref().unwrap_or_default();
    diags.report(
        Code::NoticeTwice,
        Some(Span::file(other.notice.document.source)),
        Text::new(
            format!("{here} và {path} cùng số {number}, cùng ngày, cùng cơ quan ban hành"),
            format!("{here} and {path} have one number, {number}, one day and one issuer"),
        ),
        Some(Text::new(
            "đăng cả hai, không so sánh tệp này với văn bản khác",
            "both are published; this file is compared with no notice",
        )),
        Some(Text::new(
            "giữ một tệp; nếu là hai văn bản thì ghi đúng `number:`, `issued:` ở đầu tệp",
            "keep one of the files; where they are two notices, set `number:` and `issued:` at the head of the file",
        )),
    );
}

/// All that a notice says, block by block.
fn texts(notice: &Notice) -> impl Iterator<Item = &str> {
    let d = &notice.document;
    let body = d.body.iter().map(|c| &c.block);
    let blocks = d.head.iter().chain(body).chain(&d.recipients).chain(&d.signature);
    blocks.map(|b| b.text.as_str())
}

/// What stands for the text of a notice; `None` of one that says next to nothing.
fn hash_of_text(notice: &Notice) -> Option<u64> {
    let mut hash = foldhash::fast::FixedState::default().build_hasher();
    let mut bytes = 0;
    for text in texts(notice) {
        hash.write(text.as_bytes());
        bytes += text.len();
    }
    (bytes >= LEAST).then(|| hash.finish())
}

/// Nothing that is known of two notices tells them apart.
fn one_head(a: &Notice, b: &Notice) -> bool {
    fn same<T: PartialEq>(a: &Option<T>, b: &Option<T>) -> bool {
        a.is_none() || b.is_none() || a == b
    }
    let (a, b) = (&a.head, &b.head);
    same(&a.number, &b.number) && same(&a.issued, &b.issued) && same(&a.meeting_date, &b.meeting_date) && same(&a.period, &b.period)
}

/// Number, issuer and day of issue, where a head says all three: an office gives a number once.
fn document_of(notice: &Notice) -> Option<(String, String, Day)> {
    let head = &notice.head;
    let issuer = super::issuer_key(head.issuer.as_deref()?);
    Some((head.number.as_deref().map(fold::slug)?, issuer, head.issued?))
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
