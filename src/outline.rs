//! Text → Document: what stands where in a notice, before anyone asks what it means. Cannot fail.
//!
//! Steps: `front_matter` parts the YAML head, `page` and `footnote` tell what stands on every page and at its foot, `line` gives
//! the printed lines (`markup` takes off what only sets them), `reflow` joins what page and line breaks cut, `frame` parts
//! letterhead, opening, recipients and signature from the body, `marker` reads the number at the head of a block, `tree` gives
//! each block its clause path. What a line is in the form of a document is asked of `component`; `pieces` keeps where each word
//! stands.

pub mod component;
mod footnote;
pub mod frame;
pub mod front_matter;
mod line;
pub mod marker;
mod markup;
mod page;
mod pieces;
pub mod reflow;
pub mod structured;
pub mod tree;

use crate::diag::{Diagnostics, Text, code::Code};
use crate::source::SourceFile;
use crate::span::{SourceId, Span};
use front_matter::FrontMatter;
use serde::{Deserialize, Serialize};
use std::fmt;

/// Kind of document.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub enum NoticeKind {
    /// Thông báo kết luận.
    Conclusion,
    /// Công văn.
    Dispatch,
}

/// Who signed: name, office ("CHÁNH VĂN PHÒNG") and power ("TL. CHỦ TỊCH").
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Signer {
    pub name: String,
    pub title: Option<String>,
    pub authority: Option<String>,
}

/// Path of numbers as printed, `III.1.1` or `II.2.2.1.a`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Hash, Default, Serialize, Deserialize)]
pub struct ClausePath(pub Vec<String>);

impl fmt::Display for ClausePath {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(&self.0.join("."))
    }
}

/// A run of a block's text and where it stands in the source: block bytes `at..at+len` are source bytes `start..`.
#[derive(Clone, Copy, PartialEq, Debug, Serialize, Deserialize)]
pub struct Piece {
    pub at: u32,
    pub len: u32,
    pub start: u32,
}

/// A paragraph or list item as its author meant it: broken lines joined, Markdown stars, list dash and number taken off.
/// Invariant: `pieces` are in order, without overlap, and cover the text but for the single spaces put in where lines were joined.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Block {
    pub text: String,
    pub pieces: Vec<Piece>,
    pub source: SourceId,
}

impl Block {
    /// The source range of a byte range of the text: the only way back.
    pub fn span_of(&self, start: usize, end: usize) -> Span {
        let find = |i: usize, last: bool| {
            let mut best = self.pieces.first().map_or(0, |p| p.start as usize);
            for p in &self.pieces {
                let (a, l, s) = (p.at as usize, p.len as usize, p.start as usize);
                if i < a || (last && i == a) {
                    break;
                }
                best = s + (i - a).min(l);
            }
            best
        };
        let (a, b) = (find(start, false), find(end, true));
        Span::new(self.source, a, b.max(a))
    }
    pub fn span(&self) -> Span {
        self.span_of(0, self.text.len())
    }
}

/// What stands at the head of a block.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Marker {
    /// No number and no dash.
    None,
    /// "I.", "1.", "2.2.1.", "a)", "(1)": as printed without punctuation ("2.2.1", "đ", "1").
    Number { label: String, style: NumberStyle },
    /// "-", "+", "*", "•": `level` 1 for a dash, 2 for a plus below a dash.
    Dash { level: u8 },
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum NumberStyle {
    /// "A."
    Part,
    Roman,
    Arabic,
    /// "2.2.1."
    Compound,
    Letter,
    /// "(1)"
    Parenthesized,
}

/// A node of the outline in reading order.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Clause {
    /// Path of the numbered clause it is or stands in.
    pub path: ClausePath,
    /// Unique within the notice: the path, `~2` … where it is printed again; `None` for a dash or plain paragraph.
    pub anchor: Option<String>,
    pub marker: Marker,
    /// As printed before the text ("2.2.1.", "đ)", "(1)", "-", "").
    pub printed_marker: String,
    /// 0 for the outermost numbers; a dash or paragraph is one deeper than the number it stands under.
    pub depth: u8,
    /// Index in `Document::body` of the clause above.
    pub parent: Option<usize>,
    /// Printed as a Markdown heading or all bold.
    pub emphasized: bool,
    pub block: Block,
    /// Cells by column, where the clause is a row of a table; the block's text is then the cells joined by " | ".
    pub cells: Vec<String>,
    /// A footnote: it orders nothing.
    pub footnote: bool,
}

/// One notice as it stands on the page.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Document {
    pub source: SourceId,
    pub path: String,
    pub sha256: String,
    /// Identity: from front matter, else folded from the file's name.
    pub id: String,
    pub front: FrontMatter,
    /// Letterhead, title and opening, one block a paragraph.
    pub head: Vec<Block>,
    /// The numbered part, in reading order.
    pub body: Vec<Clause>,
    /// The lines of "Nơi nhận", raw, one block a line.
    pub recipients: Vec<Block>,
    /// What stands after the recipients: power, office, name.
    pub signature: Vec<Block>,
}

/// What a new notice begins with: lines to be filled in.
pub const TEMPLATE: &str = include_str!("scaffold/notice.md");

/// Reports what an editor must know of a text before it is read: images, and lines of the template that nobody filled in.
fn look_over(source: &SourceFile, offset: usize, empty: bool, diags: &mut Diagnostics) {
    let images = markup::images(source, offset);
    if let Some(first) = images.first() {
        let n = images.len();
        let (message, done) = if empty {
            (
                Text::new(
                    format!("văn bản chỉ có ảnh ({n}), không có chữ nào để đọc"),
                    format!("the notice is nothing but images ({n}), without a word to read"),
                ),
                Text::new(
                    "trang của văn bản không có nội dung và nhiệm vụ nào",
                    "the notice's page has no text and no task",
                ),
            )
        } else {
            (
                Text::new(format!("văn bản có ảnh ({n})"), format!("the text has images ({n})")),
                Text::new("bỏ ảnh, giữ chữ", "images dropped, words kept"),
            )
        };
        let hint = Text::new(
            "nhận dạng bản quét (OCR) hoặc gõ lại phần chữ trong ảnh; tệp bản quét thì khai ở đầu tệp: files: [goc/van-ban.pdf]",
            "recognise the scan (OCR) or type what the image says; the scan itself goes to the head of the file: files: [goc/van-ban.pdf]",
        );
        diags.report(Code::ImageLeftOut, Some(*first), message, Some(done), Some(hint));
    }
    let text = &source.text[offset..];
    let mut past = 0;
    for at in memchr::memmem::find_iter(text.as_bytes(), "…") {
        if at < past {
            continue;
        }
        let from = memchr::memrchr(b'\n', &text.as_bytes()[..at]).map_or(0, |end| end + 1);
        let line = text[from..].lines().next().unwrap_or_default();
        past = from + line.len();
        let row = line.trim();
        if TEMPLATE.lines().any(|l| l.trim() == row) {
            let start = offset + from + line.len() - line.trim_start().len();
            diags.report(
                Code::TemplateLeft,
                Some(Span::new(source.id, start, start + row.len())),
                Text::new(
                    "dòng này của mẫu văn bản mới chưa được điền",
                    "this line of the template of a new notice was not filled in",
                ),
                Some(Text::new(
                    "chưa đăng văn bản này; các văn bản khác vẫn đăng",
                    "this notice is not published yet, all others are",
                )),
                Some(Text::new(
                    "chép nguyên văn thông báo vào thay cho các dòng mẫu",
                    "put the notice's own text in place of the template's lines",
                )),
            );
            break;
        }
    }
}

/// Reads one Markdown or YAML source. Never fails: what cannot be read is reported and left out.
pub fn parse(source: &SourceFile, diags: &mut Diagnostics) -> Document {
    if source.path.ends_with(".yaml") || source.path.ends_with(".yml") {
        return structured::parse(source, diags);
    }
    let (front, offset) = front_matter::split(source, diags);
    if let Some(span) = markup::raw_html(source, offset) {
        diags.report(
            Code::RawHtml,
            Some(span),
            Text::new("văn bản có thẻ HTML", "the text has HTML tags"),
            Some(Text::new("bỏ thẻ, giữ chữ", "tags dropped, words kept")),
            Some(Text::new("viết bằng Markdown", "write it in Markdown")),
        );
    }
    let blocks = reflow::blocks(source, offset);
    let empty = blocks.is_empty();
    look_over(source, offset, empty, diags);
    let framed = frame::part(blocks);
    let body = tree::build(framed.body, source, diags);
    if body.is_empty() && !empty && front.tasks.is_none() {
        diags.report(
            Code::NoBody,
            Some(Span::file(source.id)),
            Text::new(
                "không thấy nội dung sau phần đầu của văn bản",
                "nothing follows the head of the notice",
            ),
            Some(Text::new(
                "trang của văn bản không có nhiệm vụ nào",
                "the notice's page has no task",
            )),
            Some(Text::new(
                "kiểm tra xem tệp có bị mất phần thân không",
                "see whether the file lost its body",
            )),
        );
    }
    let id = front.id.clone().unwrap_or_else(|| front_matter::id_of_path(&source.path));
    Document {
        source: source.id,
        path: source.path.clone(),
        sha256: source.sha256.clone(),
        id,
        front,
        head: framed.head,
        body,
        recipients: framed.recipients,
        signature: framed.signature,
    }
}
