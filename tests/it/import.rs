//! Out and in again: what a site exports builds, taken back as YAML, to the same notices.

use super::fixture::{input, input_of};
use ketluan::import;
use serde_json::Value;
use std::collections::BTreeMap;

/// (notices as JSON by id, CSV files by name)
fn exported(input: &ketluan::input::Input) -> (BTreeMap<String, Value>, BTreeMap<String, String>) {
    let compiled = ketluan::compile(input);
    let bundle = compiled.bundle(input);
    let text = |path: &str| String::from_utf8(bundle.bytes(path).unwrap_or_else(|| panic!("no {path}"))).expect("UTF-8");
    let notices = compiled.site.notices.iter().map(|(_, e)| {
        let json = serde_json::from_str(&text(&format!("du-lieu/notices/{}.json", e.id))).expect("JSON");
        (e.id.clone(), json)
    });
    let names = ["notices", "tasks", "deadlines", "indicators", "citations"];
    let tables = names.map(|n| (n.to_string(), text(&format!("du-lieu/{n}.csv"))));
    (notices.collect(), tables.into_iter().collect())
}

/// What the import must give back: all but where the notice came from.
fn content(notices: &BTreeMap<String, Value>) -> BTreeMap<String, Value> {
    let mut out = notices.clone();
    for notice in out.values_mut() {
        notice["source"] = Value::Null;
        // read of the words of the assessment, which neither tables nor structured notices carry
        notice["targets"] = Value::Null;
    }
    out
}

fn check(text: &str) {
    let first = input(text);
    let (notices, tables) = exported(&first);
    let back = |list: Vec<import::Imported>| {
        let files: Vec<(String, String)> = list.into_iter().map(|i| (format!("content/{}.yaml", i.id), i.yaml)).collect();
        let second = input_of(&files);
        let errors: Vec<String> = ketluan::compile(&second)
            .diagnostics
            .iter()
            .filter(|d| d.severity == ketluan::diag::Severity::Error)
            .map(|d| d.message.en.clone())
            .collect();
        assert_eq!(errors, Vec::<String>::new());
        exported(&second).0
    };
    let json: Vec<_> = notices
        .values()
        .map(|n| import::from_json(&n.to_string()).expect("a notice"))
        .collect();
    let from_json = content(&back(json));
    let from_csv = content(&back(import::from_csv(&tables).expect("notices")));
    for (id, want) in content(&notices) {
        for (form, got) in [("JSON", &from_json), ("CSV", &from_csv)] {
            let got = &got[&id];
            for (key, value) in want.as_object().expect("an object") {
                match (value.as_array(), got[key].as_array()) {
                    (Some(a), Some(b)) => {
                        for (i, (a, b)) in a.iter().zip(b).enumerate() {
                            assert_eq!(a, b, "{form} {id} {key} {i}");
                        }
                        assert_eq!(a.len(), b.len(), "{form} {id} {key}");
                    }
                    _ => assert_eq!(value, &got[key], "{form} {id} {key}"),
                }
            }
        }
    }
}

#[test]
fn a_site_comes_back_as_it_was() {
    check(super::site::TWO);
}

#[test]
fn texts_that_look_like_yaml_or_formulas_come_back() {
    check(
        "-- content/2026-03.yaml --\nkind: thong-bao-ket-luan\nissuer: UBND tỉnh\nissued: 2026-04-02\nrecipients: [\"'a; b\", \"- c: #d\"]\ntasks:\n  - { clause: \"1.10\", text: \"=SUM(1): 'x' # \\\"y\\\"\", leads: [Sở Tài chính], deadlines: [{ bound: recurring, every: P1W, weekday: 5, quote: \"'thứ Sáu; hằng tuần\", time: \"08:30\" }, { due: 2026-04-12, bound: before, quote: \"-\", lunar: true }] }\n  - { clause: \"1.10\", text: \"- một: hai\", leads: [Sở Y tế] }\nindicators:\n  - { id: grdp, label: GRDP, value: 8.49, unit: \"%\", span: 2026-Q1, quote: \"+8,49%\", clause: I, comparisons: [{ basis: yoy, value: -1.5, unit: \"%\", level: false }, { value: 3, unit: \"%\", level: true }] }\napprovals: [\"Tờ trình A; B\"]\n",
    );
}

#[test]
fn the_real_notices_come_back_as_they_were() {
    if let Some(text) = super::corpus::sections() {
        check(&text);
    }
}
