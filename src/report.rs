//! Diagnostics → text with the words underlined, or JSON. Pure: printing is `main`'s part.

use crate::diag::{Diagnostic, Diagnostics, Severity, Text};
use crate::site::Site;
use crate::source::SourceFile;
use crate::span::SourceId;
use annotate_snippets::{AnnotationKind, Level, Origin, Renderer, Snippet};
use serde_json::json;
use std::collections::BTreeMap;

/// Language of the messages.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Lang {
    Vi,
    En,
}

impl Lang {
    pub fn of(self, text: &Text) -> &str {
        match self {
            Lang::Vi => &text.vi,
            Lang::En => &text.en,
        }
    }
    /// One of two texts.
    pub fn pick<'t>(self, vi: &'t str, en: &'t str) -> &'t str {
        if self == Lang::Vi { vi } else { en }
    }
}

/// How diagnostics are shown.
#[derive(Clone, Copy, Debug)]
pub struct Style {
    pub lang: Lang,
    /// Colours for a terminal.
    pub colour: bool,
    /// Show notes one by one, not only their number.
    pub notes: bool,
}

/// More than this of one code is a matter of the whole folder and is only counted.
const PER_CODE: usize = 50;

/// A source with the places where its lines begin.
struct Lines<'a> {
    file: &'a SourceFile,
    starts: Vec<usize>,
}

impl<'a> Lines<'a> {
    fn new(file: &'a SourceFile) -> Self {
        let starts = std::iter::once(0)
            .chain(file.text.match_indices('\n').map(|(i, _)| i + 1))
            .collect();
        Lines { file, starts }
    }
    /// A byte offset at or before `at` where a character begins.
    fn floor(&self, at: u32) -> usize {
        let mut at = (at as usize).min(self.file.text.len());
        while !self.file.text.is_char_boundary(at) {
            at -= 1;
        }
        at
    }
    /// Line (from 0) that holds the offset.
    fn line(&self, at: usize) -> usize {
        self.starts.partition_point(|s| *s <= at).saturating_sub(1)
    }
    /// Line and column from 1, the column in characters.
    fn place(&self, at: u32) -> (usize, usize) {
        let at = self.floor(at);
        let line = self.line(at);
        (line + 1, self.file.text[self.starts[line]..at].chars().count() + 1)
    }
}

/// The sources that diagnostics point into.
pub struct Sources<'a>(BTreeMap<SourceId, Lines<'a>>);

impl<'a> Sources<'a> {
    /// Only sources with a diagnostic are looked through.
    pub fn new(sources: impl Iterator<Item = &'a SourceFile>, diags: &Diagnostics) -> Self {
        let wanted: std::collections::BTreeSet<_> = diags.iter().filter_map(|d| d.span).map(|s| s.source).collect();
        Sources(sources.filter(|s| wanted.contains(&s.id)).map(|s| (s.id, Lines::new(s))).collect())
    }
    /// Path of the file a diagnostic is about.
    pub fn path<'d>(&'d self, d: &'d Diagnostic) -> Option<&'d str> {
        d.path.as_deref().or_else(|| Some(self.0.get(&d.span?.source)?.file.path.as_str()))
    }
}

/// How many errors, warnings and notes there are.
pub fn counts(diags: &Diagnostics) -> (usize, usize, usize) {
    let of = |s| diags.iter().filter(|d| d.severity == s).count();
    (of(Severity::Error), of(Severity::Warning), of(Severity::Note))
}

/// All diagnostics as text for people, each with code, place, words, what was done and how to mend it.
pub fn human(diags: &Diagnostics, sources: &Sources, style: Style) -> String {
    let renderer = if style.colour { Renderer::styled() } else { Renderer::plain() };
    let mut out = String::new();
    let mut seen = BTreeMap::new();
    for d in diags.iter() {
        if d.severity == Severity::Note && !style.notes {
            continue;
        }
        let n = seen.entry(d.code).and_modify(|n| *n += 1).or_insert(1usize);
        if *n <= PER_CODE {
            out.push_str(&one(d, sources, style, &renderer));
            out.push_str("\n\n");
        }
    }
    for (code, n) in seen.iter().filter(|(_, n)| **n > PER_CODE) {
        let more = n - PER_CODE;
        out.push_str(&match style.lang {
            Lang::Vi => format!(
                "… và {more} lần nữa {} ({}); xem đủ bằng --format json\n",
                code.number(),
                code.summary()
            ),
            Lang::En => format!(
                "… and {more} more of {} ({}); see all with --format json\n",
                code.number(),
                code.slug()
            ),
        });
    }
    out
}

fn one(d: &Diagnostic, sources: &Sources, style: Style, renderer: &Renderer) -> String {
    let lang = style.lang;
    let level = match d.severity {
        Severity::Error => Level::ERROR.with_name(lang.pick("lỗi", "error")),
        Severity::Warning => Level::WARNING.with_name(lang.pick("cảnh báo", "warning")),
        Severity::Note => Level::NOTE.with_name(lang.pick("ghi chú", "note")),
    };
    let title = level.primary_title(clean(lang.of(&d.message))).id(d.code.number());
    let lines = d.span.and_then(|s| Some((s, sources.0.get(&s.source)?)));
    let mut group = match (lines, &d.path) {
        (Some((span, lines)), _) => {
            let (start, end) = (lines.floor(span.start), lines.floor(span.end.max(span.start)));
            // the lines it stands on and no more than four of them: a message is no place for a page
            let first = lines.line(start);
            let last = lines.line(end).clamp(first, first + 3);
            let from = lines.starts[first];
            let to = lines.starts.get(last + 1).map_or(lines.file.text.len(), |s| s - 1);
            let text: String = lines.file.text[from..to]
                .chars()
                .map(|c| if c.is_control() && c != '\n' && c != '\t' { ' ' } else { c })
                .collect();
            // a control character of two bytes became one of one: then only the line is shown
            let exact = text.len() == to - from;
            let range = if exact { start - from..end.min(to) - from } else { 0..0 };
            title.element(
                Snippet::source(text)
                    .path(lines.file.path.as_str())
                    .line_start(first + 1)
                    .annotation(AnnotationKind::Primary.span(range)),
            )
        }
        (None, Some(path)) => title.element(Origin::path(clean(path))),
        (None, None) => annotate_snippets::Group::with_title(title),
    };
    if let Some(done) = &d.done {
        group = group.element(Level::NOTE.with_name(lang.pick("đã làm", "done")).message(clean(lang.of(done))));
    }
    if let Some(hint) = &d.hint {
        group = group.element(Level::HELP.with_name(lang.pick("cách sửa", "help")).message(clean(lang.of(hint))));
    }
    renderer.render(&[group])
}

/// Words of a notice go to a terminal: no control characters with them.
fn clean(text: &str) -> String {
    text.chars()
        .map(|c| if c.is_control() && c != '\n' { '\u{fffd}' } else { c })
        .collect()
}

/// All diagnostics, notes too, and the summary, as one JSON object.
pub fn json(diags: &Diagnostics, sources: &Sources, summary: &Summary, lang: Lang) -> String {
    let list: Vec<_> = diags
        .iter()
        .map(|d| {
            let place = d.span.and_then(|s| Some((s, sources.0.get(&s.source)?)));
            let start = place.map(|(s, lines)| lines.place(s.start));
            let end = place.map(|(s, lines)| lines.place(s.end.max(s.start)));
            json!({
                "code": d.code.number(),
                "slug": d.code.slug(),
                "severity": match d.severity { Severity::Error => "error", Severity::Warning => "warning", Severity::Note => "note" },
                "path": sources.path(d),
                "line": start.map(|p| p.0),
                "column": start.map(|p| p.1),
                "end_line": end.map(|p| p.0),
                "end_column": end.map(|p| p.1),
                "message": lang.of(&d.message),
                "done": d.done.as_ref().map(|t| lang.of(t)),
                "hint": d.hint.as_ref().map(|t| lang.of(t)),
            })
        })
        .collect();
    let value = json!({
        "schema": "ketluan/diagnostics/1",
        "diagnostics": list,
        "summary": {
            "notices": summary.notices, "tasks": summary.tasks, "deadlines": summary.deadlines, "agencies": summary.agencies,
            "files": summary.files, "bytes": summary.bytes, "published": summary.published,
            "errors": summary.errors, "warnings": summary.warnings, "notes": summary.notes,
        }
    });
    format!("{value:#}\n")
}

/// What a build amounts to.
#[derive(Clone, Debug, Default)]
pub struct Summary {
    pub notices: usize,
    pub tasks: usize,
    pub deadlines: usize,
    pub agencies: usize,
    pub files: usize,
    pub bytes: u64,
    /// The site was put in its place.
    pub published: bool,
    pub errors: usize,
    pub warnings: usize,
    pub notes: usize,
}

impl Summary {
    pub fn new(site: &Site, diags: &Diagnostics) -> Summary {
        let (errors, warnings, notes) = counts(diags);
        Summary {
            notices: site.notices.len(),
            tasks: site.tasks.len(),
            deadlines: site.tasks.iter().map(|(id, _)| site.task(id).deadlines.len()).sum(),
            agencies: site.agencies.len(),
            errors,
            warnings,
            notes,
            ..Summary::default()
        }
    }
    /// "6 thông báo, 210 nhiệm vụ, …"
    pub fn line(&self, lang: Lang) -> String {
        let n = |v: usize| match lang {
            Lang::Vi => crate::page::number_text(v as f64, 0),
            Lang::En => v.to_string(),
        };
        match lang {
            Lang::Vi => format!(
                "{} văn bản, {} nhiệm vụ, {} thời hạn, {} cơ quan; {} tệp; {} lỗi, {} cảnh báo, {} ghi chú",
                n(self.notices),
                n(self.tasks),
                n(self.deadlines),
                n(self.agencies),
                n(self.files),
                n(self.errors),
                n(self.warnings),
                n(self.notes)
            ),
            Lang::En => format!(
                "{} notices, {} tasks, {} deadlines, {} agencies; {} files; {} errors, {} warnings, {} notes",
                n(self.notices),
                n(self.tasks),
                n(self.deadlines),
                n(self.agencies),
                n(self.files),
                n(self.errors),
                n(self.warnings),
                n(self.notes)
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::code::Code;
    use crate::span::Span;

    fn file(text: &str) -> SourceFile {
        SourceFile {
            id: SourceId(3),
            path: "content/a.md".into(),
            text: text.into(),
            sha256: String::new(),
        }
    }
    fn sample(start: usize, end: usize) -> Diagnostics {
        let mut diags = Diagnostics::new();
        diags.report(
            Code::ImpossibleDate,
            Some(Span::new(SourceId(3), start, end)),
            Text::new("ngày 31/4 không có", "no such day"),
            Some(Text::new("bỏ qua", "left out")),
            Some(Text::new("sửa ngày", "mend it")),
        );
        diags
    }

    #[test]
    fn words_are_underlined() {
        let file = file("Một\ntrước ngày 31/4 là\n");
        let at = file.text.find("ngày").unwrap();
        let diags = sample(at, at + "ngày 31/4".len());
        let sources = Sources::new([&file].into_iter(), &diags);
        let text = human(
            &diags,
            &sources,
            Style {
                lang: Lang::Vi,
                colour: false,
                notes: false,
            },
        );
        for part in [
            "cảnh báo[KL0105]",
            "content/a.md:2:7",
            "^^^^^^^^^",
            "đã làm: bỏ qua",
            "cách sửa: sửa ngày",
        ] {
            assert!(text.contains(part), "{part} in {text}");
        }
        let value: serde_json::Value = serde_json::from_str(&json(&diags, &sources, &Summary::default(), Lang::En)).unwrap();
        assert_eq!(value["diagnostics"][0]["line"], 2);
        assert_eq!(value["diagnostics"][0]["column"], 7);
        assert_eq!(value["diagnostics"][0]["message"], "no such day");
    }
    #[test]
    fn no_span_breaks_it() {
        for text in ["", "á", "a\u{85}b\n\u{1b}[31m", "\n\n"] {
            let file = file(text);
            for (a, b) in [(0, 0), (0, 99), (1, 2), (99, 120), (2, 1)] {
                let diags = sample(a, b);
                let sources = Sources::new([&file].into_iter(), &diags);
                let shown = human(
                    &diags,
                    &sources,
                    Style {
                        lang: Lang::En,
                        colour: false,
                        notes: true,
                    },
                );
                assert!(!shown.contains('\u{1b}'));
                json(&diags, &sources, &Summary::default(), Lang::Vi);
            }
        }
    }
}
