//! Parts letterhead and opening, "Nơi nhận" and signature from the body (Nghị định 30/2020/NĐ-CP, Phụ lục I).

use super::reflow::RawBlock;
use super::{Block, NumberStyle, marker};
use super::{component, pieces};
use crate::viet::fold;
use unicode_normalization::char::is_combining_mark;

#[derive(Clone, Debug, Default)]
pub struct Framed {
    pub head: Vec<Block>,
    pub body: Vec<RawBlock>,
    pub recipients: Vec<Block>,
    pub signature: Vec<Block>,
}

pub fn part(blocks: Vec<RawBlock>) -> Framed {
    let start = body_start(&blocks);
    let end = body_end(&blocks, start);
    let mut out = Framed::default();
    // "Nơi nhận" is over once somebody signed
    let (mut signing, mut appended) = (false, false);
    let mut closed = false;
    for (i, raw) in blocks.into_iter().enumerate() {
        if i < start {
            // letterhead, dateline and title by the line, the opening by the paragraph
            let short = !component::is_longer(&raw.block.text, 200) && !ends_opening(&raw.block.text);
            if short {
                out.head.extend(raw.into_lines())
            } else {
                out.head.push(raw.block)
            }
        } else if i < end {
            out.body.push(raw);
        } else if appended || is_appendix(&raw) {
            appended = true;
            out.body.push(raw);
        } else if component::is_recipients(&raw.block.text) {
            // "Nơi nhận: Như trên;" on one line
            if let Some(colon) = raw.block.text.find(':') {
                let rest = pieces::tail(&raw.block, colon + 1);
                let blank = rest.text.len() - rest.text.trim_start().len();
                let rest = pieces::tail(&rest, blank);
                if !rest.text.is_empty() {
                    out.recipients.push(rest);
                }
            }
        } else {
            let item = raw.dash > 0 || raw.block.text.ends_with(';');
            let signs = component::is_signature(&raw.block.text) || raw.lines().any(component::is_signature);
            if signs || (!item && (signing || (component::is_name(&raw.block.text) && (closed || out.recipients.is_empty())))) {
                signing = true;
                out.signature.extend(raw.into_lines());
            } else {
                closed = raw.block.text.ends_with('.');
                out.recipients.push(raw.block);
            }
        }
    }
    out
}

/// "PHỤ LỤC", "DANH MỤC …" behind the signature: belongs to the content again.
fn is_appendix(raw: &RawBlock) -> bool {
    let opens = |words| fold::starts_plain(&raw.block.text, words);
    !raw.cells.is_empty() || opens("phu luc") || (raw.dash == 0 && opens("danh muc"))
}

/// The words below that end the opening of a notice have fewer letters.
const ENDING: usize = 20;

/// "… kết luận như sau:", "… các nhiệm vụ sau đây:".
fn ends_opening(text: &str) -> bool {
    if !text.trim_end_matches(is_combining_mark).ends_with(':') {
        return false;
    }
    let text = text.trim_end_matches(|c| matches!(c, ':' | ' ') || is_combining_mark(c));
    let last = text.char_indices().rev().nth(ENDING).map_or(0, |(at, _)| at);
    let plain = fold::plain(&text[last..]);
    ["nhu sau", "sau day", "sau", "ket luan", "chi dao", "yeu cau"]
        .iter()
        .any(|w| plain.ends_with(w))
}

fn body_start(blocks: &[RawBlock]) -> usize {
    let mut title = None;
    let mut opening = None;
    for (i, raw) in blocks.iter().enumerate() {
        let text = raw.block.text.as_str();
        if component::is_title(text) || raw.lines().next().is_some_and(component::is_title) {
            // what is long above the title is no opening
            (title, opening) = (Some(i), None);
            continue;
        }
        // the subject of a dispatch, and to whom it goes: what is long or bold above that is letterhead
        if title.is_none() && fold::starts_plain(text, "kinh gui") {
            opening = None;
            continue;
        }
        if title.is_none() && fold::starts_plain(text, "v/v") {
            continue;
        }
        let number =
            marker::parse(text).is_some_and(|f| matches!(f.style, NumberStyle::Roman | NumberStyle::Arabic | NumberStyle::Compound));
        // "A. TÌNH HÌNH KINH TẾ - XÃ HỘI", "Nội dung 1: Báo cáo …"
        // an agenda in the opening is none yet
        let later = || {
            blocks[i + 1..]
                .iter()
                .any(|b| b.block.text.trim_end().ends_with("kết luận như sau:"))
        };
        let begins = |p: marker::Found| p.label == "1" && !later() || p.label == "A" && !component::has_small(text);
        let part = title.is_some() && marker::part(text).is_some_and(begins);
        if number || part || component::is_recipients(text) {
            return i;
        }
        if raw.dash == 0 && ends_opening(text) && component::is_longer(text, 60) {
            return i + 1;
        }
        if opening.is_some() && (raw.heading > 0 || raw.bold) {
            return i;
        }
        if opening.is_none() && raw.heading == 0 && component::is_longer(text, 139) {
            opening = Some(i);
        }
    }
    // no number and no formula: the paragraph after the title opens, the rest is content
    match (title, opening) {
        (Some(t), Some(o)) if o > t => o + 1,
        (_, Some(o)) => o,
        (Some(t), None) => (t + 2).min(blocks.len()),
        (None, None) => 0,
    }
}

fn body_end(blocks: &[RawBlock], start: usize) -> usize {
    if let Some(i) = blocks.iter().skip(start).position(|b| component::is_recipients(&b.block.text)) {
        // a power printed beside or above "Nơi nhận" is the signature's
        let i = start + i;
        let before = blocks[start..i]
            .iter()
            .rev()
            .take(3)
            .take_while(|b| component::is_signature(&b.block.text) || component::is_name(&b.block.text))
            .count();
        let signed = blocks[i - before..i].iter().any(|b| component::is_signature(&b.block.text));
        return if signed { i - before } else { i };
    }
    let last = blocks.len().saturating_sub(8).max(start);
    if let Some(i) = blocks.iter().skip(last).position(|b| component::is_signature(&b.block.text)) {
        return last + i;
    }
    match blocks.last() {
        Some(b) if blocks.len() > start + 1 && b.dash == 0 && component::is_name(&b.block.text) => blocks.len() - 1,
        _ => blocks.len(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::outline::reflow::{blocks, tests::source};

    fn texts(b: &[Block]) -> Vec<&str> {
        b.iter().map(|b| b.text.as_str()).collect()
    }

    #[test]
    fn parts_of_a_notice() {
        let opening = "Ngày 06/8/2025, Ủy ban nhân dân tỉnh tổ chức Phiên họp. Chủ tịch kết luận như sau:";
        let f = part(blocks(
            &source(&format!(
                "UBND TỈNH X        CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n\nTHÔNG BÁO\nKết luận\n\n{opening}\n\nI. Đánh giá\n\nTốt.\n\nNoi nhận:\n\n- Như trên;\n- VP: LĐVP,\nTrung tâm;\n- Lưu: VT.\n\n**TL. CHỦ TỊCH\nCHÁNH VĂN PHÒNG**\n\n\nTrần Văn A"
            )),
            0,
        ));
        assert_eq!(
            texts(&f.head),
            [
                "UBND TỈNH X",
                "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
                "THÔNG BÁO",
                "Kết luận",
                opening
            ]
        );
        assert_eq!(f.body.len(), 2);
        assert_eq!(texts(&f.recipients), ["Như trên;", "VP: LĐVP, Trung tâm;", "Lưu: VT."]);
        assert_eq!(texts(&f.signature), ["TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG", "Trần Văn A"]);
    }

    #[test]
    fn without_numbers_headings_begin_the_body() {
        let opening = "Ngày 06/8/2025, Ủy ban nhân dân tỉnh tổ chức Phiên họp thường kỳ để đánh giá tình hình phát triển kinh tế - xã hội và bàn các nhiệm vụ trong thời gian tới của tỉnh.";
        let f = part(blocks(
            &source(&format!(
                "# THÔNG BÁO\n\n## Kết luận\n\n{opening}\n\n### Tài chính\n\n- Sở A báo cáo.\n\n- Như trên;       CHỦ TỊCH\n\nTrần Văn A"
            )),
            0,
        ));
        assert_eq!(f.head.len(), 3);
        assert_eq!(f.body[0].block.text, "Tài chính");
    }

    #[test]
    fn the_first_part_begins_the_body() {
        let f = part(blocks(
            &source("THÔNG BÁO\n\nKết luận\n\nUBND tỉnh họp:\n\nA. TÌNH HÌNH\n\nI. Kết quả"),
            0,
        ));
        assert_eq!(f.body[0].block.text, "A. TÌNH HÌNH");
    }

    #[test]
    fn signature_beside_recipients() {
        let f = part(blocks(
            &source(
                "1. Sở A báo cáo.\n\nNơi nhận:              KT. CHỦ TỊCH\n- Như trên;            PHÓ CHỦ TỊCH\n- Lưu: VT.\n                       Trần Văn A",
            ),
            0,
        ));
        assert_eq!(texts(&f.recipients), ["Như trên;", "Lưu: VT."]);
        assert_eq!(texts(&f.signature), ["KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Trần Văn A"]);
    }

    #[test]
    fn a_name_alone_signs() {
        let f = part(blocks(&source("1. Sở A báo cáo.\n\nNơi nhận:\n\n- Lưu: VT.\n\n\nTrần Văn A"), 0));
        assert_eq!(texts(&f.signature), ["Trần Văn A"]);
    }
}
