//! Diagnostics → text with the words underlined, JSON, SARIF, JUnit or GitHub's commands. Pure: printing is `cli`'s part.

pub mod baseline;
pub mod github;
mod junit;
mod sarif;

use crate::diag::code::Code;
use crate::diag::severities::Silenced;
use crate::diag::trouble::Trouble;
use crate::diag::{Diagnostic, Diagnostics, Severity, Text};
use crate::site::Site;
use crate::source::SourceFile;
use crate::span::SourceId;
use annotate_snippets::{AnnotationKind, Level, Origin, Renderer, Snippet};
use include_dir::{Dir, include_dir};
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

/// The form of the messages.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Format {
    /// For people, with the words underlined.
    Human,
    /// `ketluan/diagnostics/1`.
    Json,
    /// Annotations of a GitHub workflow.
    Github,
    /// SARIF 2.1.0, as code scanning takes it.
    Sarif,
    /// JUnit's XML, as most test reports take it.
    Junit,
}

/// What a build found, after the site's levels and its baseline.
pub struct Findings<'a> {
    pub shown: &'a Diagnostics,
    /// Found before and put into the baseline.
    pub known: &'a Diagnostics,
    pub silenced: &'a [Silenced],
    pub sources: &'a Sources<'a>,
    pub summary: &'a Summary,
    /// Severities that make a build fail.
    pub failing: &'a [Severity],
}

/// All findings in a form for machines or people.
pub fn render(findings: &Findings, format: Format, style: Style) -> String {
    match format {
        Format::Human => human(findings.shown, findings.sources, style),
        Format::Json => json(findings.shown, findings.sources, findings.summary, style.lang),
        Format::Github => github::commands(findings, style),
        Format::Sarif => sarif::log(findings, style.lang),
        Format::Junit => junit::suites(findings, style.lang),
    }
}

/// One page for every diagnostic.
static PAGES: Dir = include_dir!("$CARGO_MANIFEST_DIR/docs/diagnostics");

/// What a code says, why, and what to do: Markdown, in both languages.
pub fn page(code: Code) -> &'static str {
    PAGES
        .get_file(format!("{}.md", code.number()))
        .and_then(|f| f.contents_utf8())
        .unwrap_or(code.summary())
}

/// A source with the places where its lines begin.
struct Lines<'a> {
    /// Where it lies, from the folder in which the program runs.
    path: String,
    text: &'a str,
    starts: Vec<usize>,
}

impl<'a> Lines<'a> {
    fn new(path: String, text: &'a str) -> Self {
        let starts = std::iter::once(0).chain(text.match_indices('\n').map(|(i, _)| i + 1)).collect();
        Lines { path, text, starts }
    }
    /// A byte offset at or before `at` where a character begins.
    fn floor(&self, at: u32) -> usize {
        let mut at = (at as usize).min(self.text.len());
        while !self.text.is_char_boundary(at) {
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
        (line + 1, self.text[self.starts[line]..at].chars().count() + 1)
    }
}

/// Where a diagnostic stands: lines and columns from 1, columns in characters, the end behind the last one.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Region {
    pub line: usize,
    pub column: usize,
    pub end_line: usize,
    pub end_column: usize,
}

/// The sources that diagnostics point into.
pub struct Sources<'a> {
    files: BTreeMap<SourceId, Lines<'a>>,
    /// Paths of all sources, with a diagnostic or without, by the names that they have within the site.
    paths: BTreeMap<String, String>,
}

impl<'a> Sources<'a> {
    /// `sources`: each with its path from the folder in which the program runs. Only those with a diagnostic are
    /// looked through.
    pub fn new<'d>(sources: impl Iterator<Item = (String, &'a SourceFile)>, diags: impl Iterator<Item = &'d Diagnostic>) -> Self {
        let wanted: std::collections::BTreeSet<_> = diags.filter_map(|d| d.span).map(|s| s.source).collect();
        let mut files = BTreeMap::new();
        let mut paths = BTreeMap::new();
        for (path, source) in sources {
            paths.insert(source.path.clone(), path.clone());
            if wanted.contains(&source.id) {
                files.insert(source.id, Lines::new(path, &source.text));
            }
        }
        Sources { files, paths }
    }
    /// Path of the file a diagnostic is about.
    pub fn path<'d>(&'d self, d: &'d Diagnostic) -> Option<&'d str> {
        match d.span {
            Some(span) => Some(self.files.get(&span.source)?.path.as_str()),
            None => {
                let own = d.path.as_deref()?;
                Some(self.paths.get(own).map_or(own, String::as_str))
            }
        }
    }
    /// Where in its file it stands; `None` where it concerns the whole file, or no file at all.
    pub fn region(&self, d: &Diagnostic) -> Option<Region> {
        let span = d.span?;
        let lines = self.files.get(&span.source)?;
        let (line, column) = lines.place(span.start);
        let (end_line, end_column) = lines.place(span.end.max(span.start));
        Some(Region {
            line,
            column,
            end_line,
            end_column,
        })
    }
    /// The words a diagnostic points at; empty where it has no place.
    pub fn words(&self, d: &Diagnostic) -> &str {
        let found = d.span.and_then(|span| {
            let lines = self.files.get(&span.source)?;
            Some(&lines.text[lines.floor(span.start)..lines.floor(span.end.max(span.start))])
        });
        found.unwrap_or("")
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
    let lines = d.span.and_then(|s| Some((s, sources.files.get(&s.source)?)));
    let mut group = match (lines, &d.path) {
        (Some((span, lines)), _) => {
            let (start, end) = (lines.floor(span.start), lines.floor(span.end.max(span.start)));
            // the lines it stands on and no more than four of them: a message is no place for a page
            let first = lines.line(start);
            let last = lines.line(end).clamp(first, first + 3);
            let from = lines.starts[first];
            let to = lines.starts.get(last + 1).map_or(lines.text.len(), |s| s - 1);
            let text: String = lines.text[from..to]
                .chars()
                .map(|c| if c.is_control() && c != '\n' && c != '\t' { ' ' } else { c })
                .collect();
            // a control character of two bytes became one of one: then only the line is shown
            let exact = text.len() == to - from;
            let range = if exact { start - from..end.min(to) - from } else { 0..0 };
            title.element(
                Snippet::source(text)
                    .path(lines.path.as_str())
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

/// What stops a command, as text for people.
pub fn trouble(trouble: &Trouble, lang: Lang) -> String {
    let mut out = format!("ketluan: {}\n", clean(lang.of(&trouble.message)));
    let more = [(("đã làm", "done"), &trouble.done), (("cách sửa", "help"), &trouble.hint)];
    for ((vi, en), text) in more {
        if let Some(text) = text {
            out.push_str(&format!("  {}: {}\n", lang.pick(vi, en), clean(lang.of(text))));
        }
    }
    out
}

/// Words of a notice go to a terminal: no control characters with them.
fn clean(text: &str) -> String {
    text.chars()
        .map(|c| if c.is_control() && c != '\n' { '\u{fffd}' } else { c })
        .collect()
}

fn severity_name(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}

/// Message, what was done and how to mend it, a line each.
fn full_text(d: &Diagnostic, lang: Lang) -> String {
    let mut out = lang.of(&d.message).to_string();
    if let Some(done) = &d.done {
        out.push_str(&format!("\n{}: {}", lang.pick("đã làm", "done"), lang.of(done)));
    }
    if let Some(hint) = &d.hint {
        out.push_str(&format!("\n{}: {}", lang.pick("cách sửa", "help"), lang.of(hint)));
    }
    out
}

/// All diagnostics, notes too, and the summary, as one JSON object.
pub fn json(diags: &Diagnostics, sources: &Sources, summary: &Summary, lang: Lang) -> String {
    let list: Vec<_> = diags
        .iter()
        .map(|d| {
            let region = sources.region(d);
            json!({
                "code": d.code.number(),
                "slug": d.code.slug(),
                "severity": severity_name(d.severity),
                "path": sources.path(d),
                "line": region.map(|r| r.line),
                "column": region.map(|r| r.column),
                "end_line": region.map(|r| r.end_line),
                "end_column": region.map(|r| r.end_column),
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
            "known": summary.known, "silenced": summary.silenced,
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
    /// Of the baseline.
    pub known: usize,
    /// By the site's levels.
    pub silenced: usize,
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
        let left_out = match (self.known, self.silenced, lang) {
            (0, 0, _) => String::new(),
            (known, silenced, Lang::Vi) => format!(" (không kể {} đã biết, {} đã tắt)", n(known), n(silenced)),
            (known, silenced, Lang::En) => format!(" (besides {} known and {} silenced)", n(known), n(silenced)),
        };
        let line = match lang {
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
        };
        line + &left_out
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
        let sources = Sources::new([(file.path.clone(), &file)].into_iter(), diags.iter());
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
                let sources = Sources::new([(file.path.clone(), &file)].into_iter(), diags.iter());
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
