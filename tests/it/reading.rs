//! Whether notices are read as careful readers read them: the project's own notices in many layouts against their labels, and
//! all notices there are against themselves after changes that must not matter.

use super::corpus::corpus;
use super::fixture::input_of;
use super::score::Score;
use ketluan::diag::Diagnostics;
use ketluan::registry::Registry;
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::Path;

/// Least F1 of each measure over all labelled notices of the project, raised as the reading grows better.
const MARKS: [(&str, f64); 11] = [
    ("tasks", 0.99),
    ("lead_sets", 0.99),
    ("coordinators", 0.98),
    ("deadlines", 0.98),
    ("clauses", 0.99),
    ("indicators", 0.97),
    ("spans", 0.95),
    ("approvals", 0.99),
    ("citations", 1.0),
    ("metadata", 1.0),
    ("recipients", 1.0),
];

fn fixtures(kind: &str) -> Vec<(String, String)> {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(kind);
    texts(&dir)
}

fn texts(dir: &Path) -> Vec<(String, String)> {
    let mut list: Vec<_> = std::fs::read_dir(dir)
        .expect("a folder of the tests")
        .map(|e| e.expect("an entry").path())
        .collect();
    list.sort();
    list.into_iter()
        .map(|p| {
            let stem = p.file_stem().expect("a name").to_string_lossy().into_owned();
            (stem, std::fs::read_to_string(&p).expect("text"))
        })
        .collect()
}

#[test]
fn notices_of_many_layouts_are_read_as_labelled() {
    let mut score = Score::default();
    for (name, label) in fixtures("labels") {
        let label: Value = serde_json::from_str(&label).expect("a label is JSON");
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/fixtures/notices/{name}.md"));
        let text = std::fs::read_to_string(path).expect("each label has its notice");
        let input = input_of(&[(format!("content/{name}.md"), text)]);
        let compiled = ketluan::compile(&input);
        let bytes = compiled
            .bundle(&input)
            .bytes(&format!("du-lieu/notices/{name}.json"))
            .expect("the notice is exported");
        score.compare(&name, &label, &serde_json::from_slice(&bytes).expect("JSON"));
    }
    let mut low = Vec::new();
    for (measure, mark) in MARKS {
        let f1 = score.tallies[measure].f1();
        println!("{measure:14}{f1:7.3}  {:?}", score.tallies[measure]);
        if f1 < mark {
            low.push(format!("{measure}: {f1:.3} is below {mark}"));
        }
    }
    assert!(low.is_empty(), "{}\n{}", low.join("\n"), score.misses.join("\n"));
}

/// Least share of tasks, leads and deadlines that a change must leave as they were.
const LEAST_KEPT: f64 = 0.98;

/// What must not change: tasks with their clause, leads and deadlines.
#[derive(PartialEq, Debug)]
struct Reading {
    tasks: Vec<String>,
    leads: Vec<String>,
    deadlines: Vec<String>,
}

fn read(text: &str, registry: &Registry) -> Reading {
    let input = input_of(&[("content/x.md".to_string(), text.to_string())]);
    let mut diags = Diagnostics::new();
    let document = ketluan::outline::parse(&input.notices[0], &mut diags);
    let notice = ketluan::extract::read(document, registry, &mut diags);
    let mut out = Reading {
        tasks: vec![],
        leads: vec![],
        deadlines: vec![],
    };
    for t in &notice.tasks {
        let key = format!("{} {}", t.clause, ketluan::viet::fold::slug(&t.text));
        let mut leads: Vec<_> = t.leads.iter().map(|m| ketluan::viet::fold::slug(&m.name)).collect();
        leads.sort();
        out.leads.push(format!("{key}: {}", leads.join(" + ")));
        for d in &t.deadlines {
            out.deadlines.push(format!("{key}: {} {:?}", d.bound.name(), d.bound.due()));
        }
        out.tasks.push(key);
    }
    out
}

/// How many of `before` are there after, and of how many (what came in addition counts against).
fn kept(before: &[String], after: &[String]) -> (usize, usize) {
    let mut left: BTreeMap<&str, usize> = BTreeMap::new();
    for a in after {
        *left.entry(a).or_default() += 1;
    }
    let same = before
        .iter()
        .filter(|b| left.get_mut(b.as_str()).filter(|n| **n > 0).map(|n| *n -= 1).is_some())
        .count();
    (same, before.len().max(after.len()))
}

fn switch_tones(text: &str) -> String {
    let old = "òa óa ỏa õa ọa òe óe ỏe õe ọe ùy úy ủy ũy ụy";
    let new = "oà oá oả oã oạ oè oé oẻ oẽ oẹ uỳ uý uỷ uỹ uỵ";
    let pairs: Vec<(Vec<char>, Vec<char>)> = old
        .split(' ')
        .zip(new.split(' '))
        .map(|(a, b)| (a.chars().collect(), b.chars().collect()))
        .collect();
    let chars: Vec<char> = text.chars().collect();
    let mut out = String::new();
    let mut i = 0;
    while i < chars.len() {
        let open = chars.get(i + 2).is_none_or(|c| !c.is_alphabetic()) && (i == 0 || chars[i - 1] != 'q');
        let two = &chars[i..chars.len().min(i + 2)];
        let other = open
            .then(|| {
                pairs.iter().find_map(|(a, b)| {
                    if two == a {
                        Some(b)
                    } else if two == b {
                        Some(a)
                    } else {
                        None
                    }
                })
            })
            .flatten();
        match other {
            Some(o) => {
                out.extend(o);
                i += 2;
            }
            None => {
                out.push(chars[i]);
                i += 1;
            }
        }
    }
    out
}

/// A line that is prose: no table, no front matter, no heading mark.
fn prose(line: &str) -> bool {
    !line.trim_start().starts_with(['|', '#', '<', '>']) && !line.starts_with("---")
}

/// Paragraphs that stand on one line are broken at 60 columns.
fn wrap(text: &str) -> String {
    let mut out = String::new();
    for line in text.lines() {
        if prose(line) && line.chars().count() > 60 && !line.contains("   ") {
            let mut width = 0;
            for word in line.split(' ') {
                let n = word.chars().count();
                if width > 0 && width + 1 + n > 60 {
                    out.push('\n');
                    width = 0;
                } else if width > 0 {
                    out.push(' ');
                    width += 1;
                }
                out.push_str(word);
                width += n;
            }
        } else {
            out.push_str(line);
        }
        out.push('\n');
    }
    out
}

/// Page numbers on lines of their own, in the middle of sentences.
fn number_pages(text: &str) -> String {
    let mut out = String::new();
    let mut page = 1;
    for (i, line) in text.lines().enumerate() {
        let middle = line
            .match_indices(' ')
            .map(|(at, _)| at)
            .find(|at| *at > line.len() / 2 && line[at + 1..].starts_with(char::is_lowercase));
        match middle.filter(|_| i % 9 == 4 && prose(line) && line.chars().count() > 150) {
            Some(at) => {
                page += 1;
                out.push_str(&format!("{}\n\n{page}\n\n{}", &line[..at], &line[at + 1..]));
            }
            None => out.push_str(line),
        }
        out.push('\n');
    }
    out
}

/// Headings (short lines that begin with a number and do not end a sentence) in capitals.
fn shout(text: &str) -> String {
    text.lines()
        .map(|line| {
            let bare = line.trim_start_matches(['#', '*', ' ']);
            let first = bare.split(' ').next().unwrap_or("");
            let numeral = first.ends_with('.') && first.chars().all(|c| c.is_ascii_digit() || "IVX.".contains(c));
            let ends = bare.trim_end_matches(['*', ' ']).ends_with(['.', ';', ',']);
            if numeral && !ends && bare.chars().count() < 90 && !line.contains("   ") {
                line.to_uppercase()
            } else {
                line.to_string()
            }
        })
        .collect::<Vec<_>>()
        .join("\n")
}

fn double_spaces(text: &str) -> String {
    let mut n = 0;
    text.lines()
        .map(|line| {
            if !prose(line) {
                return line.to_string();
            }
            let start = line.len() - line.trim_start().len();
            let mut out = line[..start].to_string();
            for c in line[start..].chars() {
                out.push(c);
                if c == ' ' {
                    n += 1;
                    if n % 7 == 0 {
                        out.push(' ');
                    }
                }
            }
            out
        })
        .collect::<Vec<_>>()
        .join("\n")
}

#[test]
fn changes_that_do_not_matter_do_not_change_the_reading() {
    let mut all = fixtures("notices");
    if let Some(dir) = corpus() {
        all.extend(texts(&dir.join("notices")));
    }
    /// Whether lines of the text are paragraphs; a text that was broken by its source cannot be broken again by line.
    fn whole_lines(text: &str) -> bool {
        let long = text.lines().filter(|l| l.chars().count() > 140).count();
        long * 8 > text.lines().filter(|l| !l.trim().is_empty()).count()
    }
    let registry = ketluan::registry::load(&input_of(&[]), &mut Diagnostics::new());
    type Change = (&'static str, fn(&str) -> String, fn(&str) -> bool);
    let changes: [Change; 8] = [
        ("tone placement", switch_tones, |_| true),
        (
            "decomposed letters",
            |t| unicode_normalization::UnicodeNormalization::nfd(t).collect(),
            |_| true,
        ),
        ("extra blank lines", |t| t.replace("\n\n", "\n\n\n\n"), |_| true),
        ("lines of 60 columns", wrap, whole_lines),
        ("double spaces", double_spaces, |_| true),
        ("page numbers", number_pages, whole_lines),
        ("headings in capitals", shout, |_| true),
        ("SỞ", |t| t.replace("Sở ", "SỞ "), |_| true),
    ];
    let mut low = Vec::new();
    for (name, change, fits) in changes {
        let mut shares = [(0, 0); 3];
        let mut lost = Vec::new();
        for (file, text) in all.iter().filter(|(_, t)| fits(t)) {
            let (before, after) = (read(text, &registry), read(&change(text), &registry));
            for (share, (b, a)) in shares.iter_mut().zip([
                (&before.tasks, &after.tasks),
                (&before.leads, &after.leads),
                (&before.deadlines, &after.deadlines),
            ]) {
                let (same, of) = kept(b, a);
                share.0 += same;
                share.1 += of;
                lost.extend(b.iter().filter(|x| !a.contains(x)).map(|x| format!("{file} lost: {x}")));
                lost.extend(a.iter().filter(|x| !b.contains(x)).map(|x| format!("{file} new: {x}")));
            }
        }
        let share = |(same, of): (usize, usize)| if of == 0 { 1.0 } else { same as f64 / of as f64 };
        let [tasks, leads, deadlines] = shares.map(share);
        println!("{name:24} tasks {tasks:.3}  leads {leads:.3}  deadlines {deadlines:.3}");
        if [tasks, leads, deadlines].iter().any(|s| *s < LEAST_KEPT) {
            low.push(format!(
                "{name}: tasks {tasks:.3}, leads {leads:.3}, deadlines {deadlines:.3}\n{}",
                lost.join("\n")
            ));
        }
    }
    assert!(low.is_empty(), "{}", low.join("\n\n"));
}
