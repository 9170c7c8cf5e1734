//! Lines → blocks: page and line breaks mended, Markdown marks taken off, places kept.

use super::component::{ends, has_small, is_longer, is_recipients, is_signature, is_title};
use super::footnote::Note;
use super::line::{Line, Look, lines};
use super::marker;
use super::pieces::{Builder, cut, join};
use super::{Block, Piece};
use crate::source::SourceFile;
use crate::viet::{date, fold};
use std::ops::Range;

/// A block before its number is read.
#[derive(Clone, PartialEq, Debug)]
pub struct RawBlock {
    pub block: Block,
    /// Markdown heading level 1 to 6, else 0.
    pub heading: u8,
    /// The whole block was bold.
    pub bold: bool,
    /// Began with a list dash ("-" 1, "+" 2), taken off the text.
    pub dash: u8,
    /// What stands between the lines as printed, as byte ranges of the text (for letterhead, recipients, signature).
    breaks: Vec<Range<usize>>,
    /// Cells, where it is a row of a table.
    pub cells: Vec<String>,
    /// A footnote.
    pub note: bool,
    /// Columns of white space before its first line.
    indent: usize,
}

impl RawBlock {
    /// The texts of its lines as printed.
    pub fn lines(&self) -> impl Iterator<Item = &str> {
        self.ranges().filter_map(|range| self.block.text.get(range))
    }

    /// Its lines as printed, each a block of its own.
    pub fn into_lines(self) -> Vec<Block> {
        if self.breaks.is_empty() {
            return vec![self.block];
        }
        self.ranges().map(|range| cut(&self.block, range)).collect()
    }

    fn ranges(&self) -> impl Iterator<Item = Range<usize>> {
        let starts = std::iter::once(0).chain(self.breaks.iter().map(|b| b.end));
        let ends = self.breaks.iter().map(|b| b.start).chain([self.block.text.len()]);
        starts.zip(ends).map(|(start, end)| start..end)
    }
}

/// Line lengths of the text: whether its lines were cut to a width, and to which.
fn width(lines: &[Line]) -> Option<usize> {
    let set = lines.iter().filter(|l| l.cells.is_empty() && l.look.heading == 0);
    let mut lengths: Vec<usize> = set.map(|l| l.look.length).collect();
    lengths.sort_unstable();
    let p90 = *lengths.get(lengths.len() * 9 / 10)?;
    // lines that nearly all end their sentences are whole paragraphs, cut to no width
    let long = lines.iter().filter(|l| l.cells.is_empty() && l.look.length >= 45);
    let (all, whole) = long.fold((0, 0), |(all, whole), l| (all + 1, whole + usize::from(ends(&l.block.text))));
    if all >= 8 && whole * 10 >= all * 7 {
        return None;
    }
    (lengths.len() >= 5 && (45..=130).contains(&p90)).then_some(p90)
}

/// "… Phòng Tài chính" / "- Kế hoạch lập …": the break stands before the hyphen in the name of an office of two fields.
fn office_halved(text: &str, next: &str) -> bool {
    const HALVES: [(&str, &str); 4] = [
        ("tài chính", "kế hoạch"),
        ("lao động", "thương binh"),
        ("văn hoá", "xã hội"),
        ("kinh tế", "hạ tầng"),
    ];
    let Some((head, field)) = text.rmatch_indices(' ').nth(1).map(|(at, _)| text.split_at(at)) else {
        return false;
    };
    let office = head
        .rsplit(' ')
        .next()
        .is_some_and(|w| matches!(fold::match_key(w).as_str(), "phòng" | "sở" | "ban"));
    let field = || fold::match_key(field.trim_start());
    let second = || next.match_indices(' ').nth(1).map_or(next, |(at, _)| &next[..at]);
    office && HALVES.contains(&(field().as_str(), fold::match_key(second()).as_str()))
}

/// Words that cannot end a sentence: what follows them goes on.
fn dangling(text: &str) -> bool {
    const WORDS: [&str; 45] = [
        "của",
        "và",
        "các",
        "tại",
        "với",
        "cho",
        "để",
        "trong",
        "theo",
        "là",
        "về",
        "từ",
        "đến",
        "do",
        "những",
        "một",
        "tỉnh",
        "huyện",
        "xã",
        "phường",
        "sở",
        "bộ",
        "ban",
        "ngày",
        "tháng",
        "quý",
        "khoản",
        "điều",
        "số",
        "hoặc",
        "bằng",
        "được",
        "bị",
        "không",
        "phải",
        "cần",
        "có",
        "trên",
        "dưới",
        "ra",
        "khi",
        "nhất",
        "giữa",
        "vào",
        "đồng",
    ];
    // "2. Về giải phóng mặt bằng": these end a heading as well as any noun
    const NOUNS: [&str; 16] = [
        "mặt bằng",
        "công bằng",
        "đổi số",
        "kinh tế số",
        "dữ liệu số",
        "hợp đồng",
        "cộng đồng",
        "cán bộ",
        "nội bộ",
        "đồng bộ",
        "cơ sở",
        "trụ sở",
        "cấp xã",
        "cấp huyện",
        "cấp tỉnh",
        "đê điều",
    ];
    // "…; tham mưu" / "UBND thành phố xử lý": these ask for who or what
    const VERBS: [&str; 6] = ["tham mưu", "phối hợp", "chủ trì", "yêu cầu", "đề nghị", "chỉ đạo"];
    let open = |verb: &&str| text.strip_suffix(*verb).is_some_and(|before| before.ends_with([' ', '(']));
    if is_longer(text, 60) && VERBS.iter().any(open) {
        return true;
    }
    let last = text.rsplit(' ').next().unwrap_or("");
    // "… đồng chí Y" / "Ngọc Hải": the first syllable of a name
    if matches!(last.as_bytes(), [b'A'..=b'Z']) && text.len() > 40 {
        return true;
    }
    let last = last.to_lowercase();
    if text.len() < 120 && marker::parse(text).is_some() {
        let lower = text.to_lowercase();
        if NOUNS.iter().any(|n| lower.ends_with(n)) {
            return false;
        }
    }
    text.ends_with([',', '-', '–', '(', '/', '&']) || WORDS.contains(&last.as_str())
}

fn capital(word: Option<&str>) -> bool {
    word.and_then(|w| w.chars().next()).is_some_and(char::is_uppercase)
}

/// How the lines of a text were set.
struct Page {
    /// The width to which they were cut.
    width: Option<usize>,
    /// Every line is followed by a blank one.
    spaced: bool,
    /// Paragraphs and items are parted by blank lines, so that lines without one belong together.
    parted: bool,
    /// Columns before a line that goes on, where paragraphs begin further in.
    margin: Option<usize>,
}

/// The left margin of a text whose paragraphs begin with an indent (Nghị định 30/2020/NĐ-CP, Phụ lục I: the first line is
/// set in by 1 to 1,27 cm), as a page set by columns keeps it: most lines stand at the margin, the others further in.
fn margin(lines: &[Line], width: Option<usize>) -> Option<usize> {
    let width = width?;
    let full: Vec<usize> = lines
        .iter()
        .filter(|l| l.look.length * 10 >= width * 7 && l.cells.is_empty())
        .map(|l| l.look.indent)
        .collect();
    let mut counts: std::collections::BTreeMap<usize, usize> = std::collections::BTreeMap::new();
    for indent in &full {
        *counts.entry(*indent).or_default() += 1;
    }
    let (&margin, &most) = counts.iter().max_by_key(|(indent, n)| (**n, std::cmp::Reverse(**indent)))?;
    let further = full.iter().filter(|i| **i > margin + 1 && **i <= margin + 20).count();
    (full.len() >= 20 && most * 2 > full.len() && further * 10 >= full.len()).then_some(margin)
}

/// "Ngày 22/7/2024, …", "Chiều ngày 21 tháng 10 năm 2021, …": a day that opens a notice behind a title of several lines. "Ngày 27/7"
/// within a sentence is followed by no comma, or has no year.
fn opens_notice(line: &str) -> bool {
    let day = ["Sáng ", "Chiều "].iter().find_map(|part| line.strip_prefix(part)).unwrap_or(line);
    // most lines begin otherwise
    (line.starts_with("Ngày ") || day.starts_with("ngày "))
        && date::at(day, 0).is_some_and(|(found, len)| found.is_day() && found.has_year() && day[len..].starts_with(','))
}

/// "UBND huyện thông báo để các cơ quan biết, thực hiện.", "Trên đây là kết luận …": a line with which the last sentence of a notice begins.
fn opens_closing(line: &str) -> bool {
    const ISSUERS: [&str; 6] = [
        "UBND ",
        "Ủy ban nhân dân ",
        "Uỷ ban nhân dân ",
        "Văn phòng ",
        "Thừa lệnh ",
        "Thừa ủy quyền ",
    ];
    let told = || {
        line.find(" thông báo ")
            .is_some_and(|at| line[at..].contains(" thông báo để ") || line[at..].contains(" thông báo đến "))
    };
    line.starts_with("Trên đây là ") || ISSUERS.iter().any(|i| line.starts_with(i)) && told()
}

/// "… ý kiến chỉ đạo của", "… đã được": what follows says who.
fn asks_for_who(text: &str) -> bool {
    const OPEN: [&str; 11] = ["của", "được", "mà", "do", "đã", "với", "và", "cho", "theo", "các", "là"];
    text.ends_with(',') || text.rsplit(' ').next().is_some_and(|last| OPEN.contains(&last))
}

/// "UBND tỉnh thống nhất thông qua.", "Tập thể UBND thành phố cơ bản nhất trí …": a decision, below the name of what was submitted.
fn opens_verdict(line: &str) -> bool {
    const WHO: [&str; 5] = ["UBND ", "Tập thể ", "Thường trực ", "Các thành viên ", "Chủ tịch UBND "];
    const LONGEST: usize = 40;
    let decided = || {
        [" thống nhất", " nhất trí", " thông qua", " đồng ý", " chưa thông qua"]
            .iter()
            .filter_map(|w| line.find(w))
            .any(|at| at < LONGEST && !line[..at].contains([',', '.', ';']))
    };
    WHO.iter().any(|who| line.starts_with(who)) && decided()
}

/// Whether `next` goes on with the sentence of `block`, whose last line is set like `last`.
fn continues(block: &RawBlock, last: Look, next: &Line, page: &Page) -> bool {
    let (text, cells, line) = (block.block.text.as_str(), &next.cells, next.look);
    let next = next.block.text.as_str();
    if line.heading > 0
        || !cells.is_empty()
        || !block.cells.is_empty()
        || is_recipients(next)
        || is_recipients(text)
        || is_signature(next)
        || is_title(next)
        || is_title(text)
    {
        return false;
    }
    let Some(first) = next.chars().next() else { return true };
    let done = ends(text);
    if !done && (opens_notice(next) || line.blank_before && opens_verdict(next) && !asks_for_who(text)) {
        return false;
    }
    // "II. NHIỆM VỤ GIAO CÁC SỞ" / "VÀ UBND CÁC XÃ": a numbered heading in capitals goes on in capitals
    if !done
        && !line.blank_before
        && !line.numbered
        && line.dash == 0
        && !has_small(next)
        && !has_small(text)
        && marker::parse(text).is_some()
    {
        return true;
    }
    let lower = first.is_lowercase();
    // "A. NHẬN ĐỊNH CHUNG" / "8 tháng đầu năm, thành phố …": the heading in capitals is over
    let over = !has_small(text) && !text.ends_with([',', '-', '–']) && text.split(' ').count() > 2;
    if !lower && over && has_small(next) && (marker::parse(text).is_some() || marker::part(text).is_some()) {
        return false;
    }
    let long = is_longer(text, 99);
    let headed = block.heading > 0 || block.bold;
    // a line is full where the next word would not have found room; letters of a printed page differ in width
    // the indent of a first line takes from its room
    let length = last.length + page.margin.map_or(0, |margin| last.indent.saturating_sub(margin).min(20));
    let tight = page
        .width
        .is_some_and(|w| length + 1 + next.split(' ').next().map_or(0, |word| word.chars().count()) > w);
    let full = tight || page.width.is_some_and(|w| length * 10 >= w * 8);
    // a blank line after a full line means nothing where every line has one
    let cut = full && (!line.blank_before || page.spaced);
    if let Some(margin) = page.margin
        && !headed
        && line.dash == 0
    {
        // an indent begins a paragraph, the margin goes on with one, whatever the sentence
        let deeper = line.indent > margin + 1 && line.indent <= margin + 20;
        // "1.  Sở A …" / "    B …": an item's lines hang below its first word
        let item = block.dash > 0 || marker::parse(text).is_some();
        let hangs = item && !line.blank_before && !line.numbered && (block.indent + 2..=block.indent + 6).contains(&line.indent);
        if deeper && hangs && (tight || full && block.dash > 0) {
            return true;
        }
        if deeper && last.indent <= margin + 20 && !lower {
            return false;
        }
        if line.indent <= margin + 1 && full && !line.blank_before && !line.numbered {
            return true;
        }
    }
    if page.parted && full && !line.blank_before && !headed && line.dash == 0 && !line.numbered {
        return true;
    }
    if line.dash > 0 {
        // a hyphen between names at the break: "… cao tốc Đông Thượng" / "- Tây Hạ, được …"
        if done || headed {
            return false;
        }
        if full && office_halved(text, next) {
            return true;
        }
        let mut words = next.split(' ');
        let names = capital(words.next()) && capital(words.next());
        return (lower && (long || tight && !line.blank_before))
            || (block.dash == 0 && long && (text.ends_with(',') || (names && capital(text.rsplit(' ').next()))));
    }
    if line.numbered
        && let Some(found) = marker::parse(next)
    {
        // "… ngày" / "15. Sở": a number that the sentence before asks for
        let after = next.get(found.len..).and_then(|t| t.chars().next());
        let word = text.rsplit(' ').next().unwrap_or("").to_lowercase();
        let wanted = matches!(
            word.as_str(),
            "ngày" | "tháng" | "quý" | "khoản" | "điều" | "số" | "năm" | "thứ" | "khóa" | "vùng"
        );
        let simple = found.printed.bytes().filter(|b| *b == b'.').count() <= 1;
        let quantity = next.starts_with(|c: char| c.is_ascii_digit()) && after.is_some_and(char::is_lowercase);
        return !done && !headed && long && ((wanted && simple && cut) || quantity);
    }
    if headed && !lower && !(last.bold && line.bold && !line.blank_before) {
        return false;
    }
    // a break that a scan set within a sentence
    if line.broken && !done && !headed && long {
        return true;
    }
    let symbol = !first.is_alphabetic() && !matches!(first, '“' | '"');
    if done {
        // a closed quotation goes on in lower case
        if text.ends_with(['”', '"', ')', '»']) && lower {
            return true;
        }
        let open = text.ends_with(':');
        // where every line is followed by a blank one, a full line goes on behind a semicolon too
        let near = !line.blank_before || page.spaced && lower && tight && text.ends_with(';');
        // the formula that ends a notice is a paragraph of its own
        if opens_closing(next) {
            return false;
        }
        return near && full && (!open || tight) && (lower || tight || !text.ends_with(';')) && !text.ends_with("./.");
    }
    if lower || (symbol && first != '(') {
        return true;
    }
    if first == '(' && (long || !line.blank_before) {
        return true;
    }
    if cut && !next.starts_with("Ngày ") {
        return true;
    }
    let numbered = marker::parse(text).is_some();
    if !line.blank_before {
        return dangling(text) || (!numbered && long) || (line.bold && last.bold);
    }
    // no heading ends in such a word
    (long || [" và", " với", " của", " hoặc", " cùng"].iter().any(|w| text.ends_with(w))) && dangling(text)
}

/// Reads the text from byte `offset` on.
pub fn blocks(source: &SourceFile, offset: usize) -> Vec<RawBlock> {
    let lines = lines(source, offset);
    let parted = lines.iter().filter(|l| l.look.blank_before).count();
    let page = Page {
        width: width(&lines),
        spaced: parted * 10 >= lines.len() * 8,
        parted: {
            let starts = lines.iter().filter(|l| l.look.dash > 0 || l.look.numbered);
            let (all, blank) = starts.fold((0, 0), |(all, blank), l| (all + 1, blank + usize::from(l.look.blank_before)));
            all >= 5 && blank * 10 >= all * 9
        },
        margin: None,
    };
    let page = Page {
        margin: margin(&lines, page.width),
        ..page
    };
    let mut out: Vec<RawBlock> = Vec::new();
    let mut last: Option<Look> = None;
    // footnotes at the foot of a page, within a sentence that goes on upon the next one
    let mut notes: Vec<Line> = Vec::new();
    for line in lines {
        let open = |out: &[RawBlock]| out.last().is_some_and(|b| b.cells.is_empty() && !ends(&b.block.text));
        let goes_on_below = notes.last().is_some_and(|note| note_goes_on(note, &line, &page));
        if goes_on_below || line.look.note.is_some() || begins_note(&line) && open(&out) {
            notes.push(line);
            continue;
        }
        let goes_on = match (out.last(), last) {
            (Some(block), Some(last)) => continues(block, last, &line, &page),
            _ => false,
        };
        let look = line.look;
        if !goes_on {
            put_notes(&mut out, &mut notes);
        }
        match out.last_mut() {
            Some(block) if goes_on => {
                let mut part = line.block;
                if look.dash > 0 {
                    // the hyphen was part of the sentence
                    part = with_hyphen(source, part);
                }
                go_on(block, &part);
                block.bold &= look.bold && !look.plain;
            }
            _ => out.push(begin(line)),
        }
        last = Some(look);
    }
    put_notes(&mut out, &mut notes);
    out
}

fn begins_note(line: &Line) -> bool {
    line.look.note == Some(Note::Begins) || marker::is_footnote(&line.block.text)
}

/// Whether a line goes on with a footnote: it stands right below, begins nothing of its own, and the note's line was full or ends in a
/// comma or a semicolon. Else it goes on with the sentence in which the footnote stands.
fn note_goes_on(note: &Line, line: &Line, page: &Page) -> bool {
    let (text, look) = (&line.block.text, line.look);
    let begins = look.numbered || look.dash > 0 || look.heading > 0 || !line.cells.is_empty() || marker::part(text).is_some();
    let frames = is_recipients(text) || is_signature(text) || is_title(text);
    let full = page.width.is_some_and(|w| note.look.length * 10 >= w * 9) && !ends(&note.block.text);
    note.look.note.is_none() && !look.blank_before && !begins && !frames && (full || note.block.text.ends_with([',', ';']))
}

/// A block of one line.
fn begin(line: Line) -> RawBlock {
    RawBlock {
        note: begins_note(&line),
        indent: line.look.indent,
        block: line.block,
        breaks: Vec::new(),
        heading: line.look.heading,
        bold: line.look.bold && !line.look.plain,
        dash: line.look.dash,
        cells: line.cells,
    }
}

/// Puts a further line behind those of a block.
fn go_on(block: &mut RawBlock, part: &Block) {
    let end = block.block.text.len();
    join(&mut block.block, part);
    block.breaks.push(end..block.block.text.len() - part.text.len());
}

/// Puts footnotes behind the block in whose midst they stood.
fn put_notes(out: &mut Vec<RawBlock>, notes: &mut Vec<Line>) {
    for line in notes.drain(..) {
        match out.last_mut() {
            Some(note) if !begins_note(&line) => go_on(note, &line.block),
            _ => out.push(begin(line)),
        }
    }
}

/// Puts back the dash that was taken off the head of a line.
fn with_hyphen(source: &SourceFile, block: Block) -> Block {
    let Some(first) = block.pieces.first().map(|p| p.start as usize) else {
        return block;
    };
    let before = source.text.get(..first).unwrap_or("");
    let mut at = None;
    for (i, c) in before.char_indices().rev().take(200) {
        if !c.is_whitespace() {
            at = Some((i, c));
            break;
        }
    }
    let Some((i, c)) = at else { return block };
    let mut b = Builder::new(block.source, c.len_utf8());
    b.push(c, i);
    let mut out = b.block();
    if before.ends_with(char::is_whitespace) {
        join(&mut out, &block);
    } else {
        let shift = out.text.len() as u32;
        out.text.push_str(&block.text);
        out.pieces.extend(block.pieces.iter().map(|p| Piece { at: p.at + shift, ..*p }));
    }
    out
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::span::SourceId;

    pub fn source(text: &str) -> SourceFile {
        SourceFile {
            id: SourceId(0),
            path: "a.md".into(),
            text: text.into(),
            sha256: String::new(),
        }
    }
    fn texts(text: &str) -> Vec<String> {
        let s = source(text);
        let out = blocks(&s, 0);
        out.iter().for_each(|b| exact(&s, &b.block));
        out.into_iter().map(|b| b.block.text).collect()
    }
    /// Every piece's bytes are the source's.
    pub fn exact(s: &SourceFile, b: &Block) {
        let mut end = 0;
        for p in &b.pieces {
            let (at, len, start) = (p.at as usize, p.len as usize, p.start as usize);
            assert_eq!(b.text.get(at..at + len), s.text.get(start..start + len), "{}", b.text);
            let gap = b.text.get(end..at).unwrap_or("?");
            assert!(gap.chars().all(|c| c == ' ' || c == '|'), "{gap:?} in {}", b.text);
            end = at + len;
        }
        // an empty last cell leaves the separator at the end
        assert!(b.text[end..].chars().all(|c| c == ' ' || c == '|'), "{}", b.text);
    }

    #[test]
    fn a_break_before_a_hyphen_or_behind_a_semicolon_is_mended() {
        let line = "- Ban Quản lý dự án huyện chủ trì, rà soát, phối hợp với Phòng Tài chính";
        let rest = "- Kế hoạch lập kế hoạch giải ngân.";
        let joined = "Ban Quản lý dự án huyện chủ trì, rà soát, phối hợp với Phòng Tài chính - Kế hoạch lập kế hoạch giải ngân.";
        let filler = "- Sở A rà soát toàn bộ hồ sơ, tổng hợp và báo cáo kết quả thực hiện về\n\nỦy ban nhân dân tỉnh.\n\n".repeat(6);
        let all = texts(&format!("{filler}{line}\n\n{rest}"));
        assert_eq!(all.last().map(String::as_str), Some(joined));
        // an item of its own
        let all = texts(&format!(
            "{filler}{}\n\n{rest}",
            line.replace("Phòng Tài chính", "Sở Tài chính tỉnh")
        ));
        assert_eq!(all.last().map(String::as_str), Some("Kế hoạch lập kế hoạch giải ngân."));
        let item = "8. Ban Chỉ huy Quân sự huyện: Hoàn thành công tác chuẩn bị diễn tập;";
        let all = texts(&format!("{filler}{item}\n\nphối hợp với Công an rà soát."));
        assert_eq!(all.last(), Some(&format!("{item} phối hợp với Công an rà soát.")));
    }

    #[test]
    fn a_title_ends_where_a_day_opens_the_notice() {
        let title = "Kết luận của đồng chí Chủ tịch UBND tỉnh tại cuộc họp trực tuyến về khôi phục sản xuất, kinh doanh trên địa bàn tỉnh";
        let opening = "Chiều ngày 21/10/2021, UBND tỉnh họp.";
        assert_eq!(texts(&format!("THÔNG BÁO\n{title}\n\n{opening}")), ["THÔNG BÁO", title, opening]);
        assert!(opens_notice(opening) && opens_notice("Ngày 02 tháng 4 năm 2026, tại hội trường"));
        // within a sentence
        assert!(!opens_notice("Ngày 27/7/1947 - 27/7/2026), các địa phương") && !opens_notice("Ngày 27/7, các địa phương"));
    }

    #[test]
    fn a_page_break_within_a_sentence_is_mended() {
        assert_eq!(
            texts("Sở Y tế rà soát, chuyển\n\nđổi số; báo cáo."),
            ["Sở Y tế rà soát, chuyển đổi số; báo cáo."]
        );
        assert_eq!(
            texts("Sở Y tế rà soát, chuyển\n\n12\n\nđổi số."),
            ["Sở Y tế rà soát, chuyển đổi số."]
        );
        let asks = "Ban Quản lý Khu kinh tế nắm chắc tình hình nhà xưởng, dây chuyền bị hư hỏng tại các khu công nghiệp, hỗ trợ doanh nghiệp; tham mưu";
        assert_eq!(
            texts(&format!("- {asks}\n\nUBND tỉnh xử lý.")),
            [format!("{asks} UBND tỉnh xử lý.")]
        );
        let long = "Các dự án ".repeat(12);
        assert_eq!(
            texts(&format!("{long}nhất là cao tốc Đông Thượng\n\n- Tây Hạ, được chỉ đạo.")).len(),
            1
        );
    }

    #[test]
    fn a_footnote_within_a_sentence_comes_behind_it() {
        let text = "Đối với 03 dự án chậm[3], Sở A báo cáo Ủy ban nhân\n\n______________\n[3] Dự án đường A;\ndự án cầu B.\n\n3\n\n\
                    dân tỉnh trước ngày 20/5.\n\n1. Sở B\n\n[4] Báo cáo số 5.\n\n- Rà soát.";
        assert_eq!(
            texts(text),
            [
                "Đối với 03 dự án chậm[3], Sở A báo cáo Ủy ban nhân dân tỉnh trước ngày 20/5.",
                "[3] Dự án đường A; dự án cầu B.",
                "1. Sở B",
                "[4] Báo cáo số 5.",
                "Rà soát.",
            ]
        );
        assert_eq!(
            texts("A. NHẬN ĐỊNH CHUNG\n\n8 tháng đầu năm, thu đạt 61%."),
            ["A. NHẬN ĐỊNH CHUNG", "8 tháng đầu năm, thu đạt 61%."]
        );
    }

    #[test]
    fn a_footnote_takes_nothing_that_follows_it_with() {
        // no blank line anywhere
        assert_eq!(
            texts(
                "1. Giao Sở A rà soát 03 dự án[1], báo cáo Ủy ban nhân dân\n[1] Dự án đường A; dự án cầu B.\ntỉnh trước ngày 20/5.\n2. Giao Sở B."
            ),
            [
                "1. Giao Sở A rà soát 03 dự án[1], báo cáo Ủy ban nhân dân tỉnh trước ngày 20/5.",
                "[1] Dự án đường A; dự án cầu B.",
                "2. Giao Sở B.",
            ]
        );
        assert_eq!(
            texts(
                "1. Giao Sở A rà soát 03 dự án[1] chậm, đề xuất\n[1] Đường tỉnh 208, cầu B\nđiều chuyển vốn trước ngày 20/4.\nNơi nhận:\n- Lưu: VT."
            ),
            [
                "1. Giao Sở A rà soát 03 dự án[1] chậm, đề xuất điều chuyển vốn trước ngày 20/4.",
                "[1] Đường tỉnh 208, cầu B",
                "Nơi nhận:",
                "Lưu: VT.",
            ]
        );
        assert_eq!(
            texts("1. Về đầu tư công\n\n[1] Báo cáo số 5\n2. Sở A rà soát.\na) Sở B báo cáo."),
            ["1. Về đầu tư công", "[1] Báo cáo số 5", "2. Sở A rà soát.", "a) Sở B báo cáo."]
        );
        assert_eq!(
            texts("1. HĐND, UBND,\nỦy ban MTTQ các xã phối hợp tuyên truyền."),
            ["1. HĐND, UBND, Ủy ban MTTQ các xã phối hợp tuyên truyền."]
        );
    }

    #[test]
    fn a_numbered_footnote_of_a_page_comes_behind_its_sentence() {
        let text = "4. Sở A chủ trì, phối hợp với UBND các xã, phường và các cơ quan của tỉnh Sao Mai3 và\n\n3\n\nTheo Kế hoạch số 42.\n\n\
                    3\n\nUBND huyện Trăng Non:\n- Rà soát.";
        let text = format!("Đạt 24% kế hoạch1 và\n\n1 Số của Kho bạc; chưa kể vốn\nkéo dài.\n\n2\n\ntăng2 5%.\n2 Ước.\n2\n{text}");
        let s = source(&text);
        let notes: Vec<_> = blocks(&s, 0).into_iter().filter(|b| b.note).map(|b| b.block.text).collect();
        assert_eq!(notes, ["1 Số của Kho bạc; chưa kể vốn kéo dài.", "2 Ước.", "Theo Kế hoạch số 42."]);
        assert_eq!(texts(&text)[0], "Đạt 24% kế hoạch và tăng 5%.");
        assert!(texts(&text).iter().any(|t| t.ends_with("Sao Mai và UBND huyện Trăng Non:")));
    }

    #[test]
    fn lines_that_hang_below_an_item_belong_to_it() {
        let paragraph = "Các sở, ban, ngành rà soát toàn bộ nhiệm vụ được giao, báo cáo Ủy ban\nnhân dân tỉnh theo đúng thời gian quy định tại văn bản này.\n\n";
        let item =
            "2.  Xóa các điểm lõm sóng di động còn lại ở các xã Trăng Non, Sao Mai,\n    Tân Hội, hoàn thành trước ngày 30/9/2026.\n\n";
        let text = format!("{}{}", paragraph.repeat(14), item.repeat(4));
        let want = "2.  Xóa các điểm lõm sóng di động còn lại ở các xã Trăng Non, Sao Mai, Tân Hội, hoàn thành trước ngày 30/9/2026.";
        assert_eq!(texts(&text).last().map(String::as_str), Some(want.replace("2.  ", "2. ").as_str()));
    }

    #[test]
    fn what_stands_on_every_page_is_no_text() {
        assert_eq!(
            texts(
                "Sở A rà soát các\n2\nTB kết luận tháng 7\nvăn bản đã trình; báo cáo các\n3\nTB kết luận tháng 7\nkhó khăn.\nVan thu 09/08/2024 16:21:07\nSở B họp."
            ),
            ["Sở A rà soát các văn bản đã trình; báo cáo các khó khăn.", "Sở B họp."]
        );
    }

    #[test]
    fn markers_begin_blocks() {
        assert_eq!(
            texts("1. Báo cáo A.\n2. Báo cáo B.\n- Sở C\n- Sở D"),
            ["1. Báo cáo A.", "2. Báo cáo B.", "Sở C", "Sở D"]
        );
        assert_eq!(texts("- a) Sở A"), ["a) Sở A"]);
        assert_eq!(texts("I. Đánh giá\nTrong tháng, A."), ["I. Đánh giá", "Trong tháng, A."]);
    }

    #[test]
    fn lines_that_are_paragraphs_are_not_joined() {
        let text = "1. Phòng Kinh tế tham mưu phương án phòng, chống thiên tai năm 2025, trình trước ngày 20/8.\n\
            2. Phòng Văn hóa rà soát cơ sở vật chất các trường học trên địa bàn, báo cáo trong tháng 8.\n\
            3. Công an xã bảo đảm an ninh trật tự.\n\
            4. Văn phòng theo dõi, đôn đốc; định kỳ thứ Sáu hằng tuần báo cáo Chủ tịch UBND xã.\n\
            Đề nghị Mặt trận Tổ quốc xã và các tổ chức chính trị - xã hội tuyên truyền, vận động.\n\
            Trên đây là kết luận của Chủ tịch UBND xã, yêu cầu các phòng, ban nghiêm túc thực hiện.\n\
            Sở Y tế chủ trì, phối hợp với các sở, ngành rà soát nhu cầu thuốc, vật tư y tế năm 2026.\n\
            Sở Nội vụ chủ trì, phối hợp với các sở, ngành rà soát biên chế của các đơn vị năm 2026.\n\
            Sở Tài chính chủ trì, phối hợp với các sở, ngành rà soát dự toán của các đơn vị năm 2026.";
        assert_eq!(texts(text).len(), 9);
        assert_eq!(
            texts("1. Về giải phóng mặt bằng\nGiao UBND phường A vận động các hộ."),
            ["1. Về giải phóng mặt bằng", "Giao UBND phường A vận động các hộ."]
        );
    }

    #[test]
    fn a_break_within_a_sentence_parts_nothing() {
        let long = "b) Sở Y tế chủ trì khống chế dịch bệnh trên đàn vật nuôi, hướng dẫn tái đàn có kiểm soát. UBND các xã: Sao Mai, Trăng";
        assert_eq!(
            texts(&format!("{long}<br>Non tiêu hủy số lợn mắc bệnh.")),
            [format!("{long} Non tiêu hủy số lợn mắc bệnh.")]
        );
    }

    #[test]
    fn marks_are_taken_off() {
        assert_eq!(texts("### **2.2. Về** *nông* nghiệp"), ["2.2. Về nông nghiệp"]);
        assert_eq!(
            texts("báo cáo **trước ngày 7/4** \\- a_b &amp; c<br>D"),
            ["báo cáo trước ngày 7/4 - a_b & c", "D"]
        );
        assert_eq!(texts("A <script>x</script><b>b</b>      C"), ["A b", "C"]);
        assert!(blocks(&source("**Hết dòng**"), 0)[0].bold);
        assert!(!blocks(&source("**Giao Sở Y tế** chủ trì"), 0)[0].bold);
    }

    #[test]
    fn a_heading_that_ends_in_a_number_word_stays_alone() {
        let head = format!("6. Dữ liệu đất đai, {} chuyển đổi số", "cải cách ".repeat(12));
        assert_eq!(texts(&format!("{head}\n\n6.1. Sở A chủ trì.")).len(), 2);
    }

    #[test]
    fn hard_wrapped_lines_are_joined() {
        let a = "a) Phòng Tài chính chủ trì, phối hợp với Chi cục Thống kê và các xã trong";
        let b = "UBND huyện tham mưu. Rà soát lại các nội dung đã trình, các báo cáo tháng.";
        let c = "Các phòng báo cáo.";
        let close = format!("{a}\n{b}\n{c}\nb) Sở A.\n\n{a}\n{b}\n");
        assert_eq!(texts(&close), [format!("{a} {b} {c}"), "b) Sở A.".into(), format!("{a} {b}")]);
        let spaced = format!("{a}\n\n{b}\n\nb) Sở A.\n\n{a}\n\n{b}\n");
        assert_eq!(texts(&spaced), [format!("{a} {b}"), "b) Sở A.".into(), format!("{a} {b}")]);
    }

    #[test]
    fn rows_of_a_table_have_cells() {
        let b = blocks(&source("| TT | Việc |\n|---|---|\n| 1 | A **b** |"), 0);
        assert_eq!(b.len(), 2);
        assert_eq!(b[1].cells, ["1", "A b"]);
        assert_eq!(b[1].block.text, "1 | A b");
    }
}
