//! The documents that the committee approved: the items below "nhất trí thông qua các văn bản …", or the sentence's own list.

use super::task::{Part, told, verdict};
use crate::notice::Approval;
use crate::outline::{Block, Clause, ClausePath, Document, Marker};
use crate::span::Span;
use std::ops::Range;

/// As printed and without number; `parts` are those of the clauses.
pub fn read(document: &Document, parts: &[Part]) -> Vec<Approval> {
    if let Some(given) = &document.front.approvals {
        let span = Span::file(document.source);
        return given
            .iter()
            .map(|text| Approval {
                text: text.clone(),
                clause: ClausePath::default(),
                span,
            })
            .collect();
    }
    let mut out = Vec::new();
    for (i, (c, part)) in document.body.iter().zip(parts).enumerate() {
        match part {
            Part::Approved => {
                let text = c.block.text.trim();
                if !text.is_empty() {
                    out.push(Approval {
                        text: text.to_string(),
                        clause: c.path.clone(),
                        span: c.block.span(),
                    });
                }
            }
            // a sentence that lists them itself
            Part::Approving if parts.get(i + 1) != Some(&Part::Approved) => {
                inline(&c.block, &c.path, &mut out);
                decided(document, parts, i, &mut out);
                out.extend(before_order(c));
            }
            Part::Operative => decided(document, parts, i, &mut out),
            // "UBND tỉnh thống nhất với đánh giá nêu trong Báo cáo. Sáu tháng đầu năm, GRDP tăng …"
            Part::Assessment => headed(document, parts, i, &mut out),
            _ => {}
        }
    }
    out
}

/// "3. Dự thảo Quyết định A. Giao các cơ quan soạn thảo hoàn chỉnh …": the last document of a list, behind which an order stands.
fn before_order(c: &Clause) -> Option<Approval> {
    let text = c.block.text.as_str();
    let at = super::task::parts::order_behind(text)?;
    let name = text[..at].trim_end();
    (verdict::is_draft(text) && verdict::approved(text).is_empty() && !name.contains(':')).then(|| printed(c, &c.block, 0..name.len()))
}

/// "Dự thảo A: Thống nhất thông qua.", or a heading that names a document, whose first paragraph approves it.
fn decided(document: &Document, parts: &[Part], i: usize, out: &mut Vec<Approval>) {
    let c = &document.body[i];
    out.extend(
        verdict::approved(&c.block.text)
            .into_iter()
            .map(|range| printed(c, &c.block, range)),
    );
    headed(document, parts, i, out);
}

/// What a heading names and clause `i`, its first paragraph, approves.
fn headed(document: &Document, parts: &[Part], i: usize, out: &mut Vec<Approval>) {
    let c = &document.body[i];
    // the line between that tells who submits it
    let between = i
        .checked_sub(1)
        .filter(|above| told::submitter(&document.body[*above].block.text).is_some());
    let heading = between
        .unwrap_or(i)
        .checked_sub(1)
        .filter(|above| parts[*above] != Part::Approved)
        .map(|above| &document.body[above])
        .filter(|above| {
            let headed = above.emphasized || matches!(above.marker, Marker::Number { .. });
            headed && (c.parent.is_some_and(|p| std::ptr::eq(&document.body[p], *above)) || matches!(c.marker, Marker::None))
        });
    if let Some(above) = heading.filter(|_| verdict::approves_heading(&c.block.text))
        && let Some(range) = verdict::names_document(&above.block.text)
    {
        out.push(printed(c, &above.block, range));
    }
}

/// The words of a block that clause `c` approves.
fn printed(c: &Clause, block: &Block, range: Range<usize>) -> Approval {
    Approval {
        text: block.text[range.clone()].to_string(),
        clause: c.path.clone(),
        span: block.span_of(range.start, range.end),
    }
}

/// "Nhất trí thông qua: báo cáo A; kế hoạch B.", "thông qua: (1) Báo cáo A; (2) Dự thảo B."
fn inline(block: &Block, path: &ClausePath, out: &mut Vec<Approval>) {
    let Some(colon) = block
        .text
        .find(':')
        .filter(|c| block.text[..*c].to_lowercase().contains("thông qua"))
    else {
        return;
    };
    let mut at = colon + 1;
    let end = super::task::parts::order_behind(&block.text).map_or(block.text.len(), |e| e.max(at));
    for part in block.text[at..end].split(';') {
        let mut text = part.trim();
        // its number in brackets
        if let Some((number, rest)) = text.strip_prefix('(').and_then(|t| t.split_once(')'))
            && number.chars().all(|c| c.is_ascii_digit())
        {
            text = rest.trim_start();
        }
        let start = at + part.find(text).unwrap_or(0);
        if !text.is_empty() {
            out.push(Approval {
                text: text.to_string(),
                clause: path.clone(),
                span: block.span_of(start, start + text.len()),
            });
        }
        at += part.len() + 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Diagnostics;
    use crate::source::SourceFile;
    use crate::span::SourceId;

    fn approved(text: &str) -> Vec<String> {
        let source = SourceFile {
            id: SourceId(0),
            path: "a.md".into(),
            text: format!("THÔNG BÁO\n\nKết luận\n\nI. Nhiệm vụ\n\n1. Sở Y tế mua thuốc.\n\n{text}\n"),
            sha256: String::new(),
        };
        let document = crate::outline::parse(&source, &mut Diagnostics::new());
        read(&document, &crate::extract::task::parts(&document))
            .into_iter()
            .map(|a| a.text)
            .collect()
    }

    #[test]
    fn lists_in_many_forms() {
        let both = ["Báo cáo công tác tháng 5.", "Dự thảo Quy chế A."];
        for text in [
            "II. Tập thể UBND tỉnh nhất trí thông qua các văn bản sau đây:\n\n1. Báo cáo công tác tháng 5.\n\n2. Dự thảo Quy chế A.\n\nGiao cơ quan soạn thảo hoàn thiện.",
            "II. CÁC VĂN BẢN UBND TỈNH THÔNG QUA\n\n1. Báo cáo công tác tháng 5.\n\n2. Dự thảo Quy chế A.\n\nIII. Tổ chức thực hiện\n\nSở Y tế báo cáo.",
            "II. Nội dung khác\n\n1. UBND huyện thống nhất thông qua:\n\n- Báo cáo công tác tháng 5.\n\n- Dự thảo Quy chế A.\n\n2. Giao Sở Y tế báo cáo.",
            "## II. Ủy ban nhân dân thành phố biểu quyết thông qua\n\n- Báo cáo công tác tháng 5.\n\n- Dự thảo Quy chế A.\n\nGiao Sở Y tế báo cáo.",
            "II. Thông qua các nội dung trình tại phiên họp\n\n1. Báo cáo công tác tháng 5.\n\nUBND tỉnh thống nhất. Giao Sở Y tế tiếp thu ý kiến.\n\n2. Dự thảo Quy chế A.",
        ] {
            assert_eq!(approved(text), both, "{text}");
        }
        assert_eq!(
            approved(
                "II. Về các tờ trình\n\n1. Báo cáo công tác tháng 5\n\nUBND tỉnh thống nhất thông qua.\n\n2. Dự thảo Quy chế A (Cơ quan trình: Sở Y tế): Cơ bản thống nhất với nội dung dự thảo. Giao Sở Y tế hoàn thiện."
            ),
            ["Báo cáo công tác tháng 5", "Dự thảo Quy chế A"]
        );
        assert_eq!(
            approved("UBND xã nhất trí thông qua: (1) Báo cáo công tác tháng 5; (2) Dự thảo Quy chế A."),
            ["Báo cáo công tác tháng 5", "Dự thảo Quy chế A."]
        );
        assert_eq!(
            approved("UBND tỉnh nhất trí thông qua nội dung các dự thảo: (1) Nghị quyết về phí; (2) Quy chế A."),
            ["Nghị quyết về phí", "Quy chế A."]
        );
    }

    #[test]
    fn lists_within_a_list_and_drafts_decided_under_their_names() {
        assert_eq!(
            approved(
                "III. Các nội dung UBND tỉnh xem xét, thông qua\n\n1. Tập thể UBND tỉnh thống nhất thông qua các dự thảo Nghị quyết:\n\na) Dự thảo \
                 Nghị quyết về phí;\n\nb) Dự thảo Nghị quyết về học phí.\n\n2. Thống nhất ban hành các Quyết định:\n\na) Quyết định về giá đất.\n\n3. Dự thảo \
                 Quyết định về đơn giá chưa thông qua tại phiên họp này; Sở Y tế khảo sát lại."
            ),
            [
                "Dự thảo Nghị quyết về phí;",
                "Dự thảo Nghị quyết về học phí.",
                "Quyết định về giá đất."
            ]
        );
        assert_eq!(
            approved(
                "II. Về các nội dung trình tại phiên họp\n\n1. Dự thảo Quyết định về cụm công nghiệp trên địa bàn tỉnh\n\nUBND tỉnh thống nhất thông \
                 qua. Giao Sở Y tế hoàn chỉnh.\n\n2. Báo cáo công tác tháng 5 (Sở Y tế trình)\n\nUBND tỉnh cơ bản thống nhất với các đánh giá nêu trong Báo \
                 cáo. Sáu tháng đầu năm, GRDP ước tăng 10,5% so với cùng kỳ; xuất khẩu tăng 9%.\n\nGiao Sở Y tế hoàn chỉnh.\n\n3. Về Báo cáo A và Báo cáo B: \
                 Tập thể UBND tỉnh biểu quyết thông qua 100%."
            ),
            [
                "Dự thảo Quyết định về cụm công nghiệp trên địa bàn tỉnh",
                "Báo cáo công tác tháng 5 (Sở Y tế trình)",
                "Báo cáo A",
                "Báo cáo B"
            ]
        );
    }

    #[test]
    fn names_that_hold_such_words_and_orders_among_the_documents() {
        assert_eq!(
            approved(
                "II. Thông qua các dự thảo văn bản sau:\n\n1. Dự thảo Quyết định về thuê đất không thông qua hình thức đấu giá.\n\n2. Các dự thảo Nghị \
                 quyết:\n\na) Nghị quyết về phí.\n\n3. Báo cáo A, Báo cáo B và Báo cáo C.\n\nGiao Sở Y tế hoàn thiện."
            ),
            [
                "Dự thảo Quyết định về thuê đất không thông qua hình thức đấu giá.",
                "Nghị quyết về phí.",
                "Báo cáo A, Báo cáo B và Báo cáo C."
            ]
        );
        assert_eq!(
            approved(
                "II. Về các văn bản\n\n1. Tờ trình và dự thảo Nghị quyết về học phí: Thống nhất thông qua.\n\n2. Báo cáo A, Báo cáo B và Báo cáo C: Nhất trí thông qua."
            ),
            ["Tờ trình và dự thảo Nghị quyết về học phí", "Báo cáo A", "Báo cáo B", "Báo cáo C"]
        );
        // what is to be done with it stands behind a comma
        assert_eq!(
            approved(
                "II. Về các văn bản\n\n1. Dự thảo Quyết định A: Thống nhất, hoàn thiện trình ký.\n\n2. Đề án B: Nhất trí với nội dung Đề án, trong đó bổ sung nguồn lực."
            ),
            ["Dự thảo Quyết định A", "Đề án B"]
        );
        assert_eq!(
            approved(
                "II. UBND tỉnh cơ bản thống nhất nội dung các dự thảo do các cơ quan trình tại Phiên họp:\n\n- Quy chế làm việc;\n\n- Kế hoạch A."
            ),
            ["Quy chế làm việc;", "Kế hoạch A."]
        );
    }

    #[test]
    fn a_text_to_be_brought_before_the_council_is_not_approved() {
        assert!(
            approved(
                "2. Sở Tài chính thống nhất số liệu, trình HĐND tỉnh thông qua dự thảo Nghị quyết về phí, trong đó:\n\n- Lấy ý kiến các xã."
            )
            .is_empty()
        );
    }
}
