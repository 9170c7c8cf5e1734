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
            approvals: vec![],
            citations: vec![],
        };
    }
    let context = Context {
        day: head.issued.or(head.meeting_date).or(head.period.map(|m| m.last_day())),
        period: head.period,
    };
    let tasks = task::read(&document, head.issuer.as_deref(), &context, registry, diags);
    let indicators = indicator::read(&document, &context, registry, diags);
    indicator::check(&document, &indicators, registry, diags);
    let approvals = approval::read(&document);
    let citations = citation::citations(&document);
    Notice {
        document,
        head,
        tasks,
        indicators,
        approvals,
        citations,
    }
}
