//! A notice's mended text as plain Markdown: broken lines joined, the numbers as printed, nothing added.

use super::Data;
use super::open_data::put;
use crate::bundle::Bundle;
use crate::outline::Marker;
use crate::page;
use crate::page::route::markdown_address;
use crate::site::NoticeId;

/// Plans `ket-luan/ID/van-ban.md` of every notice.
pub fn plan<'a>(data: Data<'a>, bundle: &mut Bundle<'a>) {
    for (id, entry) in data.site.notices.iter() {
        put(bundle, &markdown_address(&entry.id), move || text(data, id).into_bytes());
    }
}

fn text(data: Data, id: NoticeId) -> String {
    let notice = &data.site.notices[id].notice;
    let document = &notice.document;
    let mut out = Vec::new();
    if document.head.is_empty() {
        out.push(format!("# {}", one_line(&page::notice_name(data.site, id))));
    }
    out.extend(document.head.iter().map(|b| escaped(&b.text)));
    for clause in &document.body {
        let words = escaped(&clause.block.text);
        let indent = "    ".repeat(usize::from(clause.depth).min(8).saturating_sub(1));
        out.push(match &clause.marker {
            // a number stands in the text as printed: Markdown would count by itself
            Marker::Number { .. } if clause.emphasized => {
                let level = "#".repeat(usize::from(clause.depth).min(3) + 2);
                format!("{level} {} {words}", clause.printed_marker)
            }
            Marker::Number { .. } => format!("{} {words}", clause.printed_marker.replace('.', "\\.").replace(')', "\\)")),
            Marker::Dash { level: 1 } => format!("- {words}"),
            Marker::Dash { .. } => format!("{}- {words}", indent.get(..4).unwrap_or_default()),
            Marker::None => words,
        });
    }
    // a notice in YAML may have nothing but its tasks
    if document.body.is_empty() {
        out.extend(
            notice
                .tasks
                .iter()
                .map(|t| format!("{} {}", t.clause.to_string().replace('.', "\\."), escaped(&t.text))),
        );
    }
    out.extend(document.recipients.iter().chain(&document.signature).map(|b| escaped(&b.text)));
    let mut text = out
        .iter()
        .map(|p| p.trim_end())
        .filter(|p| !p.is_empty())
        .collect::<Vec<_>>()
        .join("\n\n");
    text.push('\n');
    text
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What Markdown would take for its own is said to be text.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (i, line) in one_line(text).chars().enumerate() {
        if matches!(line, '\\' | '`' | '*' | '_' | '<' | '[' | ']') || i == 0 && matches!(line, '#' | '>' | '+' | '-' | '=' | '|') {
            out.push('\\');
        }
        out.push(line);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_a_text_becomes_markup() {
        assert_eq!(escaped("- a * b <c> [d] \n  e_f"), "\\- a \\* b \\<c> \\[d\\] e\\_f");
    }
}
