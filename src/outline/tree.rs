//! Markers → clauses with their paths.

use super::component::is_longer;
use super::pieces::take_off;
use super::reflow::RawBlock;
use super::{Clause, ClausePath, Marker, NumberStyle, marker};
use crate::diag::{Diagnostics, Text, code::Code};
use crate::source::SourceFile;
use crate::viet::fold;
use foldhash::HashMap;

/// What an open clause is, from the outermost in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Kind {
    Heading(u8),
    /// "A.", "B.": above the roman numbers, or below them where "A." comes below one.
    Part,
    Roman,
    /// Parts of the number: 1 for "1.", 3 for "2.2.1.".
    Arabic(usize),
    /// "1." in a list of its own below another arabic number.
    Inner,
    Letter,
    Parenthesized,
    /// A row of a table that heads those below it.
    Group,
    Dash(u8),
}

#[derive(Clone, Copy, Debug)]
struct Open {
    kind: Kind,
    /// Of the clause, whose path is its own.
    index: usize,
    ordinal: Option<u32>,
    /// Ends in a colon: what follows is its list.
    colon: bool,
    children: u32,
}

/// The number at the head of a block, without the block.
struct Number {
    marker: Marker,
    printed: String,
    /// Bytes of the block that it takes.
    len: usize,
}

pub fn build(blocks: Vec<RawBlock>, _source: &SourceFile, diags: &mut Diagnostics) -> Vec<Clause> {
    let mut tree = Tree {
        out: Vec::with_capacity(blocks.len()),
        ..Tree::default()
    };
    // the number that comes next after each block, from the last block back
    let mut coming: Vec<Option<(NumberStyle, Option<u32>)>> = vec![None; blocks.len() + 1];
    for (i, raw) in blocks.iter().enumerate().rev() {
        let found = (raw.dash == 0 && raw.cells.is_empty())
            .then(|| marker::parse(&raw.block.text))
            .flatten();
        coming[i] = match found {
            Some(found) => Some((found.style, marker::ordinal(found.label, found.style))),
            None => coming[i + 1],
        };
    }
    for (i, raw) in blocks.into_iter().enumerate() {
        tree.add(raw, coming[i + 1], diags);
    }
    tree.out
}

#[derive(Default)]
struct Tree {
    out: Vec<Clause>,
    stack: Vec<Open>,
    /// How often a path, as it is written, was met.
    seen: HashMap<String, u32>,
    /// The parts "A.", "B." stand below the roman numbers.
    roman_above: bool,
}

impl Tree {
    /// `coming`: the next number of the text, style and place among its siblings.
    fn add(&mut self, raw: RawBlock, coming: Option<(NumberStyle, Option<u32>)>, diags: &mut Diagnostics) {
        let emphasized = raw.heading > 0 || raw.bold;
        if !raw.cells.is_empty() {
            return self.row(raw);
        }
        self.pop_groups();
        if fold::starts_plain(raw.block.text.trim_start_matches(['*', '_', ' ']), "phu luc") && !is_longer(&raw.block.text, 60) {
            // an appendix is numbered by itself
            self.stack.clear();
        }
        let found = if raw.dash == 0 {
            self.part(&raw, emphasized).or_else(|| marker::parse(&raw.block.text))
        } else {
            None
        };
        match found {
            Some(found) => {
                let number = Number {
                    marker: found.marker(),
                    printed: found.printed.to_string(),
                    len: found.len,
                };
                self.number(raw, number, emphasized, diags)
            }
            None if raw.dash > 0 => {
                let level = raw.dash;
                self.dash(level);
                self.plain(raw, Marker::Dash { level }, emphasized, Some(Kind::Dash(level)));
            }
            None if emphasized && is_heading(&raw) => {
                // bold alone ranks below every "#"
                let level = if raw.heading == 0 { 7 } else { raw.heading };
                self.pop_dashes();
                if let Some(i) = self.stack.iter().position(|o| matches!(o.kind, Kind::Heading(l) if level <= l)) {
                    self.stack.truncate(i);
                }
                self.plain(raw, Marker::None, true, Some(Kind::Heading(level)));
            }
            None => {
                self.pop_dashes();
                self.close_list(&raw, coming);
                self.plain(raw, Marker::None, emphasized, None);
            }
        }
    }

    /// "A. ĐÁNH GIÁ …", "B. NHIỆM VỤ …": capitals that head the parts of a long notice, in their order.
    fn part<'t>(&self, raw: &'t RawBlock, emphasized: bool) -> Option<marker::Found<'t>> {
        let found = marker::part(&raw.block.text)?;
        let style = found.style;
        let before = self
            .out
            .iter()
            .rev()
            // below each roman number they begin anew
            .take_while(|c| {
                !self.roman_above
                    || !matches!(
                        c.marker,
                        Marker::Number {
                            style: NumberStyle::Roman,
                            ..
                        }
                    )
            })
            .find_map(|c| match &c.marker {
                Marker::Number { label, style: s } if *s == style => Some(label.as_str()),
                _ => None,
            })
            // "E" follows "Đ" as it follows "D", and "G" follows "E": Vietnamese has no "F"
            .map(|l| match (l, found.label) {
                ("Đ", _) => "D",
                ("E", "G") => "F",
                _ => l,
            })
            .and_then(|l| marker::ordinal(l, style));
        let next = marker::ordinal(found.label, style)? == before.unwrap_or(0) + 1;
        let text = raw.block.text.get(found.len..).unwrap_or("");
        let heads = emphasized || !text.chars().any(char::is_lowercase) || !text.ends_with(['.', ';', ',']);
        (next && heads && !is_longer(text, 200)).then_some(found)
    }

    fn pop_groups(&mut self) {
        while matches!(self.stack.last(), Some(Open { kind: Kind::Group, .. })) {
            self.stack.pop();
        }
    }

    /// A row of a table: numbered by its first cell where that holds a number and nothing else. A row that fills one cell more
    /// heads those below it ("II | Lĩnh vực văn hóa | | |").
    fn row(&mut self, raw: RawBlock) {
        let label = raw
            .cells
            .first()
            .map(|c| c.trim_matches(|c: char| !c.is_alphanumeric()).to_string());
        let number = label.as_deref().and_then(|l| {
            let (dotted, closed) = (format!("{l}. X"), format!("{l}) X"));
            let found = marker::parse(&dotted).or_else(|| marker::parse(&closed));
            Some(found.or_else(|| marker::part(&dotted))?.label.to_string())
        });
        let filled = raw.cells.iter().skip(1).filter(|c| !c.trim().is_empty()).count();
        let Some(number) = number.filter(|_| filled > 0 && raw.cells.len() > 2) else {
            self.plain(raw, Marker::None, false, None);
            return;
        };
        if filled == 1 {
            self.pop_groups();
        }
        let mut path = self.path();
        // "1.2" below the group "1"
        let parts: Vec<&str> = number.split('.').collect();
        let known = path.0.last().is_some_and(|l| l == parts[0]) && parts.len() > 1;
        path.0.extend(parts.iter().skip(usize::from(known)).map(|p| p.to_string()));
        let (anchor, _) = self.anchor(&path);
        let index = self.push(path, Some(anchor), Marker::None, String::new(), false, raw);
        if filled == 1 {
            self.stack.push(Open {
                kind: Kind::Group,
                index,
                ordinal: None,
                colon: false,
                children: 0,
            });
        }
    }

    fn path(&self) -> ClausePath {
        self.stack.last().map(|o| self.path_of(o).clone()).unwrap_or_default()
    }

    fn path_of(&self, open: &Open) -> &ClausePath {
        &self.out[open.index].path
    }

    /// The anchor of the next clause of a path, and how many have had the path then.
    fn anchor(&mut self, path: &ClausePath) -> (String, u32) {
        let written = path.to_string();
        match self.seen.get_mut(&written) {
            Some(times) => {
                *times += 1;
                (format!("{written}~{times}"), *times)
            }
            None => {
                self.seen.insert(written.clone(), 1);
                (written, 1)
            }
        }
    }

    fn pop_dashes(&mut self) {
        while matches!(self.stack.last(), Some(Open { kind: Kind::Dash(_), .. })) {
            self.stack.pop();
        }
    }

    /// Makes room for a dash: below the number, or beside the dash that opened the list above.
    fn dash(&mut self, level: u8) {
        if let Some(i) = self.stack.iter().position(|o| matches!(o.kind, Kind::Dash(l) if l >= level)) {
            self.stack.truncate(i);
        }
    }

    /// A paragraph behind the last document of a list of approved documents is no part of that document; one that another document
    /// of the list follows is.
    fn close_list(&mut self, raw: &RawBlock, coming: Option<(NumberStyle, Option<u32>)>) {
        let n = self.stack.len();
        let Some([above, top]) = self.stack.get(n.wrapping_sub(2)..) else {
            return;
        };
        let list =
            matches!(top.kind, Kind::Parenthesized | Kind::Arabic(1) | Kind::Inner | Kind::Letter) && !top.colon && top.children == 0;
        let style = match top.kind {
            Kind::Parenthesized => NumberStyle::Parenthesized,
            Kind::Letter => NumberStyle::Letter,
            _ => NumberStyle::Arabic,
        };
        let goes_on = coming.is_some_and(|(s, n)| s == style && n.is_some() && n == top.ordinal.map(|o| o + 1));
        if !list || goes_on {
            return;
        }
        // "Các nội dung chưa thông qua" are no approved documents
        let plain = fold::plain(&self.out[above.index].block.text)
            .replace("chua thong qua", "")
            .replace("khong thong qua", "");
        // "III. Về các dự thảo", and below it "UBND tỉnh thống nhất thông qua:"
        let opened = self.out[above.index..top.index]
            .iter()
            .filter(|c| c.parent == Some(above.index) && matches!(c.marker, Marker::None) && c.block.text.ends_with(':'))
            .any(|c| fold::plain(&c.block.text).contains("thong qua"));
        let approvals =
            opened || plain.contains("thong qua") || above.colon && (plain.contains("van ban") || plain.contains("noi dung sau"));
        if approvals || closes(&raw.block.text) {
            self.stack.pop();
            self.pop_dashes();
        }
    }

    fn plain(&mut self, raw: RawBlock, marker: Marker, emphasized: bool, kind: Option<Kind>) {
        let path = self.path();
        let printed = match &marker {
            Marker::Dash { level: 1 } => "-",
            Marker::Dash { .. } => "+",
            _ => "",
        };
        let colon = raw.block.text.ends_with(':');
        let index = self.push(path, None, marker, printed.to_string(), emphasized, raw);
        if let Some(kind) = kind {
            self.stack.push(Open {
                kind,
                index,
                ordinal: None,
                colon,
                children: 0,
            });
        }
    }

    fn push(
        &mut self,
        path: ClausePath,
        anchor: Option<String>,
        marker: Marker,
        printed: String,
        emphasized: bool,
        raw: RawBlock,
    ) -> usize {
        let depth = self.stack.len().min(200) as u8;
        let parent = self.stack.last_mut().map(|o| {
            o.children += 1;
            o.index
        });
        self.out.push(Clause {
            path,
            anchor,
            marker,
            printed_marker: printed,
            depth,
            parent,
            emphasized,
            block: raw.block,
            cells: raw.cells,
            footnote: raw.note,
        });
        self.out.len() - 1
    }

    fn number(&mut self, mut raw: RawBlock, found: Number, emphasized: bool, diags: &mut Diagnostics) {
        let Marker::Number { label, style } = found.marker.clone() else {
            return;
        };
        let span = raw.block.span_of(0, found.printed.len());
        take_off(&mut raw.block, found.len);
        let ordinal = marker::ordinal(&label, style);
        let kind = match style {
            NumberStyle::Part => Kind::Part,
            NumberStyle::Roman => Kind::Roman,
            NumberStyle::Letter => Kind::Letter,
            NumberStyle::Parenthesized => Kind::Parenthesized,
            NumberStyle::Arabic if self.is_inner(ordinal) => Kind::Inner,
            NumberStyle::Arabic | NumberStyle::Compound => Kind::Arabic(label.split('.').count()),
        };
        if kind == Kind::Part && ordinal == Some(1) {
            self.roman_above = self.stack.iter().any(|o| o.kind == Kind::Roman) && !self.stack.iter().any(|o| o.kind == Kind::Part);
        }
        let roman_above = self.roman_above;
        // the sibling before, and what closes with it
        let mut before = None;
        let at = match kind {
            Kind::Part => self.stack.iter().position(|o| match o.kind {
                Kind::Roman => !roman_above,
                other => !matches!(other, Kind::Heading(_)),
            }),
            Kind::Roman => self.stack.iter().position(|o| match o.kind {
                Kind::Part => roman_above,
                other => !matches!(other, Kind::Heading(_)),
            }),
            Kind::Arabic(n) => self.stack.iter().position(|o| match o.kind {
                Kind::Arabic(m) => m >= n,
                Kind::Part | Kind::Roman | Kind::Heading(_) => false,
                _ => true,
            }),
            other => self.stack.iter().position(|o| o.kind == other),
        };
        match at {
            Some(i) => {
                before = self.stack.get(i).filter(|o| o.kind == kind).copied();
                self.stack.truncate(i);
            }
            None => {
                // a dash that opens no list has ended
                while matches!(
                    self.stack.last(),
                    Some(Open {
                        kind: Kind::Dash(_),
                        colon: false,
                        ..
                    })
                ) {
                    self.stack.pop();
                }
            }
        }
        let mut path = match kind {
            Kind::Arabic(_) => {
                let above = self.stack.iter().rev().find(|o| matches!(o.kind, Kind::Roman | Kind::Part));
                above.map(|o| self.path_of(o).clone()).unwrap_or_default()
            }
            // one stands below the other
            Kind::Part | Kind::Roman => {
                let above = self
                    .stack
                    .iter()
                    .find(|o| matches!(o.kind, Kind::Part | Kind::Roman) && o.kind != kind);
                above.map(|o| self.path_of(o).clone()).unwrap_or_default()
            }
            _ => self.path(),
        };
        match kind {
            Kind::Arabic(_) => path.0.extend(label.split('.').map(str::to_string)),
            _ => path.0.push(label),
        }
        let listed = self.stack.iter().any(|o| matches!(o.kind, Kind::Dash(_)));
        let (anchor, times) = self.anchor(&path);
        if times > 1 && !listed {
            diags.report(
                Code::ClauseNumberRepeated,
                Some(span),
                Text::new(
                    format!("số mục {path} được in lại lần thứ {times}"),
                    format!("clause number {path} is printed again (time {times})"),
                ),
                Some(Text::new(
                    format!("giữ nguyên số; neo là {anchor}"),
                    format!("number kept; its anchor is {anchor}"),
                )),
                Some(Text::new(
                    "đối chiếu với bản gốc; bản gốc in như vậy thì để nguyên",
                    "compare with the original; leave it where the original prints it so",
                )),
            );
        } else if let (Some((prev, was)), Some(now)) = (before.and_then(|o| Some((self.path_of(&o), o.ordinal?))), ordinal) {
            let same = prev.0.len() == path.0.len() && prev.0.split_last().map(|p| p.1) == path.0.split_last().map(|p| p.1);
            if same && now > was + 1 {
                diags.report(
                    Code::ClauseNumberSkipped,
                    Some(span),
                    Text::new(
                        format!("sau mục {prev} là mục {path}"),
                        format!("clause {prev} is followed by {path}"),
                    ),
                    Some(Text::new("giữ nguyên số", "number kept")),
                    Some(Text::new(
                        "đối chiếu với bản gốc xem có sót mục không",
                        "compare with the original whether a clause is missing",
                    )),
                );
            }
        }
        let colon = raw.block.text.ends_with(':');
        let index = self.push(path, Some(anchor), found.marker, found.printed, emphasized, raw);
        self.stack.push(Open {
            kind,
            index,
            ordinal,
            colon,
            children: 0,
        });
    }

    /// Whether "1." begins, or "2." goes on with, a list of its own below an arabic number that opened it with a colon.
    fn is_inner(&self, ordinal: Option<u32>) -> bool {
        if let Some(inner) = self.stack.iter().rev().find(|o| o.kind == Kind::Inner)
            && inner.ordinal.map(|n| n + 1) == ordinal
        {
            return true;
        }
        let numbered = self.stack.iter().any(|o| matches!(o.kind, Kind::Arabic(_)));
        ordinal == Some(1) && numbered && self.stack.last().is_some_and(|o| o.colon)
    }
}

/// The formula that ends a notice, or hands a list back to those who drafted it.
fn closes(text: &str) -> bool {
    let plain = fold::plain(text);
    plain.contains("co quan soan thao")
        || plain.contains("thong bao ket luan tai")
        || plain.starts_with("tren day la")
        || plain.starts_with("can cu y kien tren")
        || plain.ends_with("./.")
}

/// A heading rather than a sentence in bold.
fn is_heading(raw: &RawBlock) -> bool {
    raw.heading > 0 || (!is_longer(&raw.block.text, 199) && !raw.block.text.ends_with(['.', ';']))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::outline::{
        self,
        reflow::{
            self,
            tests::{exact, source},
        },
    };

    fn outline(text: &str) -> Vec<(String, Option<String>, u8)> {
        let s = source(text);
        let clauses = build(reflow::blocks(&s, 0), &s, &mut Diagnostics::new());
        clauses.iter().for_each(|c| exact(&s, &c.block));
        clauses.into_iter().map(|c| (c.path.to_string(), c.anchor, c.depth)).collect()
    }
    fn paths(text: &str) -> Vec<String> {
        outline(text).into_iter().map(|c| c.0).collect()
    }

    #[test]
    fn paths_of_numbers() {
        assert_eq!(
            paths("II. A\n\n2. B\n\n2.1. C:\n\na) D:\n\n- E.\n\nđ) F.\n\n2.2. G"),
            ["II", "II.2", "II.2.1", "II.2.1.a", "II.2.1.a", "II.2.1.đ", "II.2.2"]
        );
        assert_eq!(
            paths("2. A\n\n2.2. B\n\n2.2.1. C\n\n- D:\n\n(1) E.\n\n- F:\n\n(1) G."),
            ["2", "2.2", "2.2.1", "2.2.1", "2.2.1.1", "2.2.1", "2.2.1.1"]
        );
        assert_eq!(
            paths("V. A:\n\n1. B.\n\n2. C.\n\nGiao cơ quan soạn thảo hoàn thiện."),
            ["V", "V.1", "V.2", "V"]
        );
        // of a document in the middle of its list, and of the list
        assert_eq!(
            paths(
                "III. Thông qua các nội dung\n\n1. Báo cáo B.\n\nGiao cơ quan soạn thảo hoàn thiện.\n\n2. Đề án C.\n\nGiao cơ quan soạn thảo trình.\n\nIV. Tổ chức thực hiện"
            ),
            ["III", "III.1", "III.1", "III.2", "III", "IV"]
        );
        assert_eq!(paths("1. A:\n\na) B.\n\nC.\n\n2. D"), ["1", "1.a", "1.a", "2"]);
    }

    #[test]
    fn parts_of_a_long_notice() {
        assert_eq!(
            paths("A. ĐÁNH GIÁ\n\nI. Kết quả\n\nB. NHIỆM VỤ\n\nI. Đầu tư\n\n1. Sở Y tế:\n\n1.1. Rà soát."),
            ["A", "A.I", "B", "B.I", "B.I.1", "B.I.1.1"]
        );
        // or parts below roman numbers
        assert_eq!(
            paths("I. KẾT QUẢ\n\nII. NHIỆM VỤ\n\nA. Theo ngày\n\n1. Họp.\n\nB. Việc khác\n\nIII. VIỆC SAU\n\nA. Chung\n\n1. Sở Y tế."),
            ["I", "II", "II.A", "II.A.1", "II.B", "III", "III.A", "III.A.1"]
        );
        // an initial is no part
        assert_eq!(paths("1. Đánh giá\n\nB. Nguyễn Văn Tư trình bày báo cáo."), ["1", "1"]);
    }

    #[test]
    fn rows_are_numbered_below_their_group() {
        assert_eq!(
            paths(
                "2. Giao nhiệm vụ\n\n| TT | Việc | Cơ quan |\n|---|---|---|\n| I | Kinh tế | |\n| 1 | Rà soát vốn | Sở A |\n| 2 | Họp | Sở B |\n| II | Xã hội | |\n| 3 | Cấp thuốc | Sở C |\n\n3. Khác"
            ),
            ["2", "2", "2.I", "2.I.1", "2.I.2", "2.II", "2.II.3", "3"]
        );
    }

    #[test]
    fn a_repeated_number_keeps_its_path() {
        let s = source("2.2.4. A\n\n- B.\n\n2.2.4. C\n\n2.2.7. D");
        let mut diags = Diagnostics::new();
        let c = build(reflow::blocks(&s, 0), &s, &mut diags);
        assert_eq!(c[2].anchor.as_deref(), Some("2.2.4~2"));
        assert_eq!(
            diags.iter().map(|d| d.code).collect::<Vec<_>>(),
            [Code::ClauseNumberRepeated, Code::ClauseNumberSkipped]
        );
    }

    #[test]
    fn depth_and_parent() {
        let d: Vec<u8> = outline("II. A\n\n1. B\n\na) C:\n\n- D:\n\n+ E.\n\nF.")
            .into_iter()
            .map(|c| c.2)
            .collect();
        assert_eq!(d, [0, 1, 2, 3, 4, 3]);
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_read_and_found_again(parts in proptest::collection::vec(proptest::sample::select(vec![
            "\n", "\n\n", "1. ", "a) ", "(1) ", "II. ", "- ", "+ ", "-", "Nơi nhận:", "THÔNG BÁO", "TL. CHỦ TỊCH", "Trần Văn A", "Kính gửi:",
            "Sở Y tế báo cáo", ".", ":", ";", ",", "**", "*", "_", "\\", "<br>", "<b>", "<!--", "-->", "<", "&nbsp;", "&amp;", "|", "#", "## ", ">",
            "      ", "\t", "2.2.1. ", "đ) ", "ngày 6 tháng 8 năm 2025", "Số: 1/TB", "tháng 4", "của ", "UBND tỉnh X", "ế", "“", "\u{a0}", "12", "/",
        ]), 0..60)) {
            let s = source(&parts.concat());
            let mut diags = Diagnostics::new();
            let doc = outline::parse(&s, &mut diags);
            doc.head.iter().chain(&doc.recipients).chain(&doc.signature).chain(doc.body.iter().map(|c| &c.block)).for_each(|b| exact(&s, b));
            crate::extract::head::read(&doc, &mut diags);
            let mut anchors: Vec<_> = doc.body.iter().filter_map(|c| c.anchor.clone()).collect();
            anchors.sort();
            let n = anchors.len();
            anchors.dedup();
            assert_eq!(n, anchors.len());
        }
    }

    #[test]
    fn labelled_notices_are_read_as_labelled() {
        let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
        let Some(dir) = ["../shared/corpus", "../../shared/corpus"]
            .iter()
            .map(|d| root.join(d))
            .find(|d| d.is_dir())
        else {
            eprintln!("no corpus beside the source: skipped");
            return;
        };
        let fold = |t: &str| t.replace('*', "").split_whitespace().collect::<Vec<_>>().join(" ");
        let mut wrong = Vec::new();
        for file in ["2025-05-cong-van-huyen", "2025-07", "2026-01", "2026-03", "2022-04"] {
            let Some(text) = text_of(&dir.join(format!("notices/{file}.md"))) else {
                continue;
            };
            let mut s = source(&crate::viet::fold::compose(&text));
            s.path = format!("{file}.md");
            let mut diags = Diagnostics::new();
            let doc = outline::parse(&s, &mut diags);
            doc.head
                .iter()
                .chain(&doc.recipients)
                .chain(&doc.signature)
                .chain(doc.body.iter().map(|c| &c.block))
                .for_each(|b| exact(&s, b));
            let head = crate::extract::head::read(&doc, &mut diags);
            for d in diags.iter() {
                eprintln!("{file}: {} {}", d.code.slug(), d.message.vi);
            }
            if std::env::args().any(|a| a == "--nocapture") {
                eprintln!("{file}: {head:?}");
                for c in &doc.body {
                    let start: String = c.block.text.chars().take(50).collect();
                    eprintln!(
                        "  {:indent$}{} {:?} [{}] {start}",
                        "",
                        c.path,
                        c.anchor,
                        c.printed_marker,
                        indent = c.depth as usize * 2
                    );
                }
            }
            let Some(labels) = text_of(&dir.join(format!("labels/{file}.json"))) else {
                continue;
            };
            let Ok(labels) = serde_json::from_str::<serde_json::Value>(&labels) else {
                continue;
            };
            for task in labels["tasks"].as_array().into_iter().flatten() {
                let (text, clause) = (fold(task["text"].as_str().unwrap_or("")), task["clause"].as_str().unwrap_or(""));
                let text = crate::viet::fold::compose(&text);
                if !doc
                    .body
                    .iter()
                    .any(|c| c.path.to_string() == clause && fold(&c.block.text).contains(&text))
                {
                    let at: Vec<_> = doc
                        .body
                        .iter()
                        .filter(|c| fold(&c.block.text).contains(&text))
                        .map(|c| c.path.to_string())
                        .collect();
                    wrong.push(format!("{file} {clause} (found {at:?}): {text}"));
                }
            }
            let n = &labels["notice"];
            let mut check = |name: &str, got: serde_json::Value| {
                if n.get(name).is_some_and(|want| *want != got) {
                    wrong.push(format!("{file} {name}: {got} wanted {}", n[name]));
                }
            };
            check("issuer", head.issuer.clone().into());
            check("place", head.place.clone().into());
            check("issued", head.issued.map(|d| d.to_string()).into());
            check("meeting_date", head.meeting_date.map(|d| d.to_string()).into());
            check("period", head.period.map(|d| d.to_string()).into());
            check("chair", head.chair.clone().into());
            check("title", head.title.clone().into());
            check("recipients", head.recipients.clone().into());
            check("addressees", head.addressees.clone().into());
            if let Some(signer) = &head.signer {
                check(
                    "signer",
                    serde_json::json!({ "name": signer.name, "title": signer.title, "authority": signer.authority }),
                );
            } else {
                check("signer", serde_json::Value::Null);
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[allow(clippy::disallowed_methods)]
    fn text_of(path: &std::path::Path) -> Option<String> {
        std::fs::read_to_string(path).ok()
    }
}
