//! Document + Registry → Notice: what one text says. Whom it means among all years is `link`'s part.

pub mod agency;
pub mod approval;
pub mod citation;
pub mod deadline;
pub mod head;
pub mod indicator;
pub mod task;

use crate::diag::code::Code;
use crate::diag::{Diagnostics, Text};
use crate::notice::Notice;
use crate::outline::Document;
use crate::registry::Registry;
use crate::span::Span;
use crate::viet::syllable;

/// What a task's reading needs of the notice around it.
#[derive(Clone, Debug)]
pub struct Context {
    /// Day of issue, else of the session, else the last day of the period, else January 1 of the year in the file name.
    pub day: Option<crate::calendar::Day>,
    pub period: Option<crate::calendar::Month>,
}

/// Share of words that are no Vietnamese syllables from which a text layer is taken for noise: printed notices have at most 3 %,
/// moderately scanned ones as well.
const NOISE: f64 = 0.15;
/// Fewer words say nothing of the text layer.
const WORDS: usize = 40;

/// Reads a notice: a pure function of its document and the registers. Of a text layer that is noise nothing is read but the head
/// (`NoiseText`): better no task than an invented one.
pub fn read(document: Document, registry: &Registry, diags: &mut Diagnostics) -> Notice {
    let head = head::read(&document, diags);
    let (noise, words) = syllable::noise(document.body.iter().map(|c| &c.block.text));
    if noise >= NOISE && words >= WORDS {
        let percent = (noise * 100.0).round();
        diags.report(
            Code::NoiseText,
            Some(Span::file(document.source)),
            Text::new(
                format!("{percent}% số chữ không phải âm tiết tiếng Việt"),
                format!("{percent} % of the words are no Vietnamese syllables"),
            ),
            Some(Text::new(
                "đăng văn bản, không trích nhiệm vụ và số liệu",
                "the text is published, no tasks and figures are read",
            )),
            Some(Text::new(
                "nhận dạng lại bản quét, hoặc gõ lại văn bản",
                "recognise the scan anew, or type the text",
            )),
        );
        return Notice {
            document,
            head,
            tasks: vec![],
            indicators: vec![],
            targets: vec![],
            approvals: vec![],
            citations: vec![],
        };
    }
    let context = Context {
        day: head.issued.or(head.meeting_date).or(head.period.map(|m| m.last_day())),
        period: head.period,
    };
    let parts = task::parts(&document);
    let tasks = task::read(&document, &parts, head.issuer.as_deref(), &context, registry, diags);
    let indicators = indicator::read(&document, &parts, &context, registry, diags);
    indicator::check(&document, &indicators, registry, diags);
    let targets = indicator::target::read(&document, &context, registry);
    let approvals = approval::read(&document, &parts);
    let citations = citation::citations(&document);
    Notice {
        document,
        head,
        tasks,
        indicators,
        targets,
        approvals,
        citations,
    }
}

#[cfg(test)]
mod fuzzed {
    use super::*;
    use crate::source::SourceFile;
    use crate::span::SourceId;

    fn registry() -> Registry {
        let input = crate::input::Input::default();
        crate::registry::load(&input, &mut Diagnostics::new())
    }

    proptest::proptest! {
        /// What notices are made of, in any order: bodies and their abbreviations, roles, marks, brackets, times, figures.
        #[test]
        fn any_order_of_official_words_is_read(parts in proptest::collection::vec(proptest::sample::select(vec![
            "Sở Tài chính", "Sở Nông nghiệp và Phát triển nông thôn", "NN&PTNT", "Sở TN&MT", "BQL", "BQLDA ĐTXD", "UBND các xã", "UBND", "HĐND tỉnh",
            "Ủy ban nhân dân", "UBMTTQVN", "TAND", "VKSND", "TP", "VP", "các sở", "phường", "Tân An", "Phú Hòa", "Công an tỉnh", "Giám đốc",
            "chủ trì", "phối hợp", "với", "và", "cùng", "giao", "Giao", "yêu cầu", "đề nghị", "báo cáo", "theo dõi", "là", "đầu mối", "chịu trách nhiệm",
            "trước ngày 12/4", "hằng tuần", "sau 10 ngày kể từ ngày", "trong quý II", "tháng 4", "tăng 5,8%", "12.345 tỷ đồng", "6.684/6.702 nhà",
            "so với cùng kỳ", "kế hoạch", "Thu nội địa", "số 12/QĐ-UBND", "(", ")", "[", "“", "”", ",", ";", ":", ".", "...", " ", " ", " ", " ", " ",
            "-", "/", "\n", "\n\n", "1. ", "a) ", "II. ", "- ", "| ", " |\n", "|---|---|\n", "TT | Nhiệm vụ | Chủ trì", "Nơi nhận:", "./.", "<br>", "ế",
        ]), 0..60)) {
            static REGISTRY: std::sync::OnceLock<Registry> = std::sync::OnceLock::new();
            let source = SourceFile {
                id: SourceId(0),
                path: "2026-04.md".into(),
                text: format!("THÔNG BÁO\n\nKết luận\n\nI. ĐÁNH GIÁ\n\n{}", parts.concat()),
                sha256: String::new(),
            };
            let mut diags = Diagnostics::new();
            let document = crate::outline::parse(&source, &mut diags);
            let notice = read(document, REGISTRY.get_or_init(registry), &mut diags);
            for task in &notice.tasks {
                proptest::prop_assert!(!task.text.is_empty());
            }
        }
    }
}
