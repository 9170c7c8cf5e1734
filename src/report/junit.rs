//! Findings → JUnit's XML: a suite for each file, a case for each finding, so that a test report lists them.

use super::{Findings, Lang, full_text, severity_name};
use crate::diag::{Diagnostic, Severity};
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};
use std::collections::BTreeMap;

/// A finding that fails the build fails its case; others pass and say in their output what was seen. A file without
/// findings is one case that passes. Notes are left out.
pub fn suites(findings: &Findings, lang: Lang) -> String {
    let mut by_file: BTreeMap<&str, Vec<&Diagnostic>> = findings.sources.paths.values().map(|p| (p.as_str(), Vec::new())).collect();
    for d in findings.shown.iter().filter(|d| d.severity != Severity::Note) {
        by_file.entry(findings.sources.path(d).unwrap_or("ketluan")).or_default().push(d);
    }
    let fails = |d: &&&Diagnostic| findings.failing.contains(&d.severity);
    let mut xml = Writer::new_with_indent(Vec::new(), b' ', 2);
    // writing to memory cannot fail
    let mut put = |event: Event| xml.write_event(event).expect("a Vec takes all bytes");
    put(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)));
    let tests: usize = by_file.values().map(|l| l.len().max(1)).sum();
    let failures = by_file.values().flatten().filter(fails).count();
    put(Event::Start(start(
        "testsuites",
        &[
            ("name", "ketluan"),
            ("tests", &tests.to_string()),
            ("failures", &failures.to_string()),
        ],
    )));
    for (path, list) in &by_file {
        let failures = list.iter().filter(|d| fails(d)).count().to_string();
        put(Event::Start(start(
            "testsuite",
            &[
                ("name", path),
                ("tests", &list.len().max(1).to_string()),
                ("failures", &failures),
                ("errors", "0"),
                ("skipped", "0"),
            ],
        )));
        if list.is_empty() {
            let name = lang.pick("không có lỗi, không có cảnh báo", "no errors, no warnings");
            put(Event::Empty(start("testcase", &[("name", name), ("classname", path)])));
        }
        for d in list {
            let place = findings
                .sources
                .region(d)
                .map_or(String::new(), |r| format!(":{}:{}", r.line, r.column));
            let line = lang.of(&d.message);
            let name = format!("{} {}{place}", d.code.number(), d.code.slug());
            put(Event::Start(start("testcase", &[("name", &name), ("classname", path)])));
            let text = clean(&format!("{path}{place}\n{}", full_text(d, lang)));
            let part = if fails(&d) {
                put(Event::Start(start(
                    "failure",
                    &[("type", severity_name(d.severity)), ("message", line)],
                )));
                "failure"
            } else {
                put(Event::Start(BytesStart::new("system-out")));
                "system-out"
            };
            put(Event::Text(BytesText::new(&text)));
            put(Event::End(BytesEnd::new(part)));
            put(Event::End(BytesEnd::new("testcase")));
        }
        put(Event::End(BytesEnd::new("testsuite")));
    }
    put(Event::End(BytesEnd::new("testsuites")));
    String::from_utf8(xml.into_inner()).expect("XML made of texts") + "\n"
}

fn start(name: &'static str, attributes: &[(&str, &str)]) -> BytesStart<'static> {
    let mut element = BytesStart::new(name);
    for (key, value) in attributes {
        element.push_attribute((*key, clean(value).as_str()));
    }
    element
}

/// XML 1.0 has no place for most control characters, not even escaped.
fn clean(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\n' | '\t' => c,
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => '\u{fffd}',
            c => c,
        })
        .collect()
}
