//! Findings → workflow commands of GitHub, which shows them beside the lines of a change.

use super::{Findings, Style, full_text, severity_name};
use crate::diag::Severity;

/// One command a line: `::warning file=…,line=…::text`. Notes only where they are asked for: the service shows ten
/// annotations of a kind.
pub fn commands(findings: &Findings, style: Style) -> String {
    let mut out = String::new();
    for d in findings.shown.iter() {
        let kind = match d.severity {
            Severity::Note if !style.notes => continue,
            Severity::Note => "notice",
            other => severity_name(other),
        };
        let mut properties = vec![("title", format!("{} {}", d.code.number(), d.code.slug()))];
        if let Some(path) = findings.sources.path(d) {
            properties.insert(0, ("file", path.to_string()));
        }
        if let Some(r) = findings.sources.region(d) {
            properties.push(("line", r.line.to_string()));
            properties.push(("endLine", r.end_line.to_string()));
            // columns are only understood within one line
            if r.line == r.end_line {
                properties.push(("col", r.column.to_string()));
                properties.push(("endColumn", r.end_column.to_string()));
            }
        }
        let properties: Vec<String> = properties.iter().map(|(k, v)| format!("{k}={}", property(v))).collect();
        out.push_str(&format!("::{kind} {}::{}\n", properties.join(","), data(&full_text(d, style.lang))));
    }
    out
}

/// A failure that concerns no diagnostic.
pub fn failure(text: &str) -> String {
    format!("::error::{}\n", data(text))
}

/// Escapes of the runner: <https://github.com/actions/toolkit/blob/main/packages/core/src/command.ts>.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
