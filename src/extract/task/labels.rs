//! Labelled lines of an item: "Đơn vị chủ trì: …", "Thời gian hoàn thành: …", and labels inside a block.

use super::reader::{Reader, mentions};
use crate::notice::{Certainty, Mention};
use crate::outline::Block;
use crate::viet::fold::match_key;
use std::ops::Range;

/// A label line of an item: "Đơn vị chủ trì: …", "Thời gian hoàn thành: …".
#[derive(Clone, Copy, PartialEq)]
pub enum Label {
    Lead,
    Coordinator,
    Deadline,
}

/// The label at the head of a text, and where its value begins.
pub fn label(text: &str) -> Option<(Label, usize)> {
    let colon = memchr::memchr(b':', text.as_bytes())?;
    let said = text.get(..colon)?.trim();
    if said.len() > 180 || said.chars().count() > 45 {
        return None;
    }
    let key = match_key(said);
    let office = ["cơ quan", "đơn vị", "chủ trì", "cấp chủ trì"].iter().any(|s| key.starts_with(s));
    let at = colon + 1;
    if key.starts_with("thời hạn")
        || key.starts_with("thời gian")
        || key.starts_with("tiến độ")
        || key.starts_with("hạn hoàn thành")
        || key.starts_with("hoàn thành")
    {
        Some((Label::Deadline, at))
    } else if key.contains("phối hợp") && (office || key.starts_with("phối hợp")) && !key.contains("chủ trì") {
        Some((Label::Coordinator, at))
    } else if office
        && (key.contains("chủ trì") || key.contains("thực hiện") || key.contains("đầu mối") || key.contains("chịu trách nhiệm"))
    {
        Some((Label::Lead, at))
    } else {
        None
    }
}

/// Labels inside a block: "…; đơn vị chủ trì: Sở A; thời hạn: …".
pub fn inside(
    block: &Block,
    range: Range<usize>,
    reader: &Reader,
    leads: &mut Vec<Mention>,
    coordinators: &mut Vec<Mention>,
    certainty: &mut Certainty,
) {
    let Some(text) = block.text.get(range.clone()) else { return };
    if memchr::memchr(b':', text.as_bytes()).is_none() {
        return;
    }
    let mut at = 0;
    for piece in text.split_inclusive(['.', ';', '(']) {
        let lead = piece.len() - piece.trim_start().len();
        if let Some((kind, value)) = label(piece.trim_start()) {
            let from = at + lead + value;
            let rest = text.get(from..at + piece.len()).unwrap_or("");
            let found = reader.finder.whole(rest);
            if !found.is_empty() {
                match kind {
                    Label::Lead => {
                        *leads = mentions(block, &found, from + range.start);
                        *certainty = Certainty::Explicit
                    }
                    Label::Coordinator => {
                        let told: Vec<_> = found.into_iter().filter(|f| !f.vague).collect();
                        *coordinators = mentions(block, &told, from + range.start)
                    }
                    Label::Deadline => {}
                }
            }
        }
        at += piece.len();
    }
}
