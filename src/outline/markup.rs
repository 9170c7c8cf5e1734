//! Marks of Markdown and tags of HTML: what of a line is printed, and what only sets it.

use super::Block;
use super::pieces::Builder;
use crate::source::SourceFile;
use crate::span::Span;
use crate::viet::letter::is_word;
use memchr::{memchr_iter, memmem};
use std::cell::LazyCell;

/// The first HTML tag of the text from `offset` on, `<br>` aside.
pub fn raw_html(source: &SourceFile, offset: usize) -> Option<Span> {
    let text = source.text.get(offset..)?;
    for i in memchr_iter(b'<', text.as_bytes()) {
        if text[i..].starts_with("<!--") {
            return Some(Span::new(source.id, offset + i, offset + i + 4));
        }
        if let Some(len) = tag(&text[i..])
            && !tag_name(&text[i..]).eq_ignore_ascii_case("br")
        {
            return Some(Span::new(source.id, offset + i, offset + i + len));
        }
    }
    None
}

/// Bytes of the HTML tag at the head of the text.
fn tag(text: &str) -> Option<usize> {
    let rest = text.strip_prefix('<')?;
    let name = rest.strip_prefix('/').unwrap_or(rest);
    name.chars().next().filter(|c| c.is_ascii_alphabetic())?;
    // a tag ends within its line; the bound keeps a lone "<" from costing the whole text
    rest.char_indices()
        .take(2000)
        .take_while(|(_, c)| !matches!(c, '\n' | '<'))
        .find(|(_, c)| *c == '>')
        .map(|(i, _)| i + 2)
}

fn tag_name(text: &str) -> &str {
    let rest = text.trim_start_matches(['<', '/']);
    let end = rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(rest.len());
    rest.get(..end).unwrap_or("")
}

/// The images of the text from `offset` on, `![trang 1](trang1.png)`: nobody can read them.
pub fn images(source: &SourceFile, offset: usize) -> Vec<Span> {
    let found = image_ranges(source.text.get(offset..).unwrap_or(""));
    found
        .into_iter()
        .map(|(a, b)| Span::new(source.id, offset + a, offset + b))
        .collect()
}

/// Ranges of images in Markdown, each within its line.
fn image_ranges(text: &str) -> Vec<(usize, usize)> {
    let mut out: Vec<(usize, usize)> = Vec::new();
    for i in memmem::find_iter(text.as_bytes(), b"![") {
        let line = text[i..].lines().next().unwrap_or("");
        let escaped = text[..i].ends_with('\\');
        let end = line.find(']').and_then(|shut| {
            let close = match line[shut + 1..].chars().next()? {
                '(' => ')',
                '[' => ']',
                _ => return None,
            };
            Some(shut + 2 + line[shut + 2..].find(close)? + 1)
        });
        if let Some(end) = end.filter(|_| !escaped && out.last().is_none_or(|last| last.1 <= i)) {
            out.push((i, i + end));
        }
    }
    out
}

/// Ranges of comments, scripts, styles and images: nothing of them is text.
pub(super) fn hidden(text: &str) -> Vec<(usize, usize)> {
    let mut out: Vec<(usize, usize)> = Vec::new();
    // where no end follows any more, no later beginning has one either
    let ends = [("<!--", "-->"), ("<script", "</script>"), ("<style", "</style>")]
        .map(|(open, close)| (open, close, LazyCell::new(move || memmem::rfind(text.as_bytes(), close.as_bytes()))));
    let mut past = 0;
    for i in memchr_iter(b'<', text.as_bytes()) {
        if i < past {
            continue;
        }
        for (open, close, last) in &ends {
            let starts = text.get(i..i + open.len()).is_some_and(|t| t.eq_ignore_ascii_case(open));
            if starts
                && last.is_some_and(|l| l > i)
                && let Some(end) = text[i..].find(close)
            {
                past = i + end + close.len();
                out.push((i, past));
            }
        }
    }
    let images = image_ranges(text);
    if !images.is_empty() {
        let inside = |at: usize| out.iter().any(|(a, b)| (*a..*b).contains(&at));
        let shown: Vec<_> = images.into_iter().filter(|i| !inside(i.0) && !inside(i.1 - 1)).collect();
        out.extend(shown);
        out.sort_unstable();
    }
    out
}

/// Whether a byte may begin what is not printed as it stands: a mark of Markdown, a control, white space other than a single blank.
/// What begins with the last four may be a blank or a mark without width: U+0080, U+2000, U+3000, U+FEFF.
#[inline]
const fn is_mark(before: u8, b: u8) -> bool {
    // bits put together without a branch, so that many bytes are looked at in one step
    (b < 0x20)
        | (b == b'\\')
        | (b == b'*')
        | (b == b'_')
        | (b == b'`')
        | (b == b'<')
        | (b == b'&')
        | (b == 0x7f)
        | (b == 0xC2)
        | (b == 0xE2)
        | (b == 0xE3)
        | (b == 0xEF)
        // "  ", and U+1680
        | ((before == b' ') & (b == b' '))
        | ((before == 0xE1) & (b == 0x9A))
}

/// Bytes of the head of a text that are printed as they stand.
fn as_printed(text: &str) -> usize {
    const STEP: usize = 16;
    const MARKS: [bool; 256] = {
        let mut marks = [false; 256];
        let mut b = 0;
        while b < 256 {
            marks[b] = is_mark(0, b as u8);
            b += 1;
        }
        marks
    };
    let bytes = text.as_bytes();
    if bytes.first().is_none_or(|b| MARKS[usize::from(*b)]) {
        return 0;
    }
    let mut at = 1;
    while let (Some(before), Some(these)) = (bytes.get(at - 1..at - 1 + STEP), bytes.get(at..at + STEP)) {
        if before
            .iter()
            .zip(these)
            .fold(0, |any, (before, b)| any | u8::from(is_mark(*before, *b)))
            != 0
        {
            break;
        }
        at += STEP;
    }
    let is_pair = |at: usize| matches!((bytes[at - 1], bytes[at]), (b' ', b' ') | (0xE1, 0x9A));
    while at < bytes.len() && !MARKS[usize::from(bytes[at])] && !is_pair(at) {
        at += 1;
    }
    if text.is_char_boundary(at) { at } else { at - 1 }
}

/// What a stretch of a line falls into at `<br>`.
#[derive(Debug)]
pub(super) struct Stretch {
    pub block: Block,
    /// Some of its words are bold, some are not.
    pub bold: bool,
    pub plain: bool,
}

/// Takes Markdown marks and tags off one stretch of a line, `from..to` of the source.
/// Puts the lines into which it falls at `<br>` behind `out`.
pub(super) fn clean(source: &SourceFile, from: usize, to: usize, hidden: &[(usize, usize)], bold: &mut bool, out: &mut Vec<Stretch>) {
    let text = source.text.get(from..to).unwrap_or("");
    let mut b = Builder::new(source.id, text.len());
    let (mut any_bold, mut any_plain) = (false, false);
    let mut before = ' ';
    let mut skip_to = 0;
    let mut next_hidden = hidden.partition_point(|h| h.1 <= from);
    while let Some(c) = text.get(skip_to..).and_then(|t| t.chars().next()) {
        let i = skip_to;
        while next_hidden < hidden.len() && hidden[next_hidden].1 <= from + i {
            next_hidden += 1;
        }
        if next_hidden < hidden.len() && hidden[next_hidden].0 <= from + i {
            skip_to = (hidden[next_hidden].1 - from).min(text.len());
            continue;
        }
        let run = as_printed(&text[i..]);
        let run = hidden.get(next_hidden).map_or(run, |h| run.min(h.0 - from - i));
        if let Some(words) = text.get(i..i + run).filter(|w| !w.is_empty()) {
            b.push_run(words, from + i);
            skip_to = i + run;
            before = words.chars().next_back().unwrap_or(' ');
            if words.contains(is_word) {
                if *bold {
                    any_bold = true;
                } else if any_bold || b.text().trim_end_matches(|c| !is_word(c)).len() > 8 {
                    // a number outside the stars ("2.1. **Sở …**") does not make the block plain
                    any_plain = true;
                }
            }
            continue;
        }
        skip_to = i + c.len_utf8();
        let rest = &text[skip_to..];
        let next = rest.chars().next();
        match c {
            '\\' if next.is_some_and(|n| n.is_ascii_punctuation()) => {
                // the escaped mark is text
                let n = next.unwrap_or(' ');
                b.push(n, from + i + 1);
                before = n;
                skip_to = i + 2;
                continue;
            }
            '\\' if next.is_none() => continue,
            '*' => {
                if next == Some('*') {
                    *bold = !*bold;
                    skip_to = i + 2;
                    continue;
                }
                if !(before.is_ascii_digit() && next.is_some_and(|n| n.is_ascii_digit())) {
                    continue;
                }
            }
            '_' if next == Some('_') && !is_word(before) => {
                *bold = !*bold;
                skip_to = i + 2;
                continue;
            }
            '_' if !is_word(before) || !next.is_some_and(is_word) => continue,
            '`' => continue,
            '<' => {
                if let Some(len) = tag(&text[i..]) {
                    match tag_name(&text[i..]).to_ascii_lowercase().as_str() {
                        "br" | "p" | "div" | "tr" | "li" | "td" | "th" => {
                            let full = std::mem::replace(&mut b, Builder::new(source.id, 0));
                            push_stretch(out, full, any_bold, any_plain);
                            (any_bold, any_plain) = (false, false);
                        }
                        "b" | "strong" => *bold = text.as_bytes().get(i + 1) != Some(&b'/'),
                        _ => {}
                    }
                    skip_to = i + len;
                    continue;
                }
            }
            '&' if rest.starts_with("nbsp;") => {
                b.push('\u{a0}', from + i);
                skip_to = i + 6;
                before = ' ';
                continue;
            }
            '&' if rest.starts_with("amp;") => {
                b.push('&', from + i);
                skip_to = i + 5;
                before = '&';
                continue;
            }
            '\u{200b}' | '\u{200c}' | '\u{200d}' | '\u{feff}' | '\u{ad}' => continue,
            c if c.is_control() && !c.is_whitespace() => continue,
            _ => {}
        }
        b.push(c, from + i);
        before = c;
        if is_word(c) {
            if *bold {
                any_bold = true;
            } else if any_bold || b.text().len() > 8 {
                any_plain = true;
            }
        }
    }
    push_stretch(out, b, any_bold, any_plain);
}

fn push_stretch(out: &mut Vec<Stretch>, built: Builder, bold: bool, plain: bool) {
    let block = built.block();
    if !block.text.is_empty() {
        out.push(Stretch { block, bold, plain });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::outline::reflow::tests::source;

    #[test]
    fn raw_html_is_found() {
        assert!(raw_html(&source("a<br>b < 3"), 0).is_none());
        assert!(raw_html(&source("a <img src=x>"), 0).is_some());
    }
}
