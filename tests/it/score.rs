//! How far a reading is from a label: the measure of the labelled notices, kept here so that the project's own fixtures
//! can be measured without anything beside it. A label has the form of the corpus's `LABELS.md`, a reading is the open data of
//! a notice (`/du-lieu/notices/ID.json`).

use serde_json::Value;
use std::collections::BTreeMap;

/// Least share of common words at which an exported task is taken for a labelled one.
const MATCH: f64 = 0.6;

/// Right, extra and missed counts of one measure.
#[derive(Default, Clone, Copy, Debug)]
pub struct Tally {
    pub right: usize,
    pub extra: usize,
    pub missed: usize,
}

impl Tally {
    /// Two multisets held against each other.
    fn add<T: Ord>(&mut self, want: Vec<T>, have: Vec<T>) {
        let mut left: BTreeMap<T, usize> = BTreeMap::new();
        let all = want.len();
        for w in want {
            *left.entry(w).or_default() += 1;
        }
        let mut right = 0;
        for h in have {
            match left.get_mut(&h).filter(|n| **n > 0) {
                Some(n) => {
                    *n -= 1;
                    right += 1;
                }
                None => self.extra += 1,
            }
        }
        self.right += right;
        self.missed += all - right;
    }
    pub fn f1(&self) -> f64 {
        let all = 2 * self.right + self.extra + self.missed;
        if all == 0 { 1.0 } else { 2.0 * self.right as f64 / all as f64 }
    }
}

/// Measures by name, and what was missed, extra or different.
#[derive(Default)]
pub struct Score {
    pub tallies: BTreeMap<&'static str, Tally>,
    pub misses: Vec<String>,
}

/// Lower case without marks or punctuation.
fn fold(text: &str) -> String {
    ketluan::viet::fold::slug(text).replace('-', " ")
}

fn text<'a>(v: &'a Value, key: &str) -> &'a str {
    v[key].as_str().unwrap_or("")
}

fn list<'a>(v: &'a Value, key: &str) -> &'a [Value] {
    v[key].as_array().map_or(&[], Vec::as_slice)
}

/// A body's name in a form in which harmless variants are equal.
fn body(name: &str) -> String {
    let mut words = format!(" {} ", fold(name));
    for (long, short) in [
        ("uy ban nhan dan", "ubnd"),
        ("ban quan ly", "bql"),
        ("thanh pho", "tp"),
        ("cac so ban nganh", "so ban nganh"),
        ("cac so nganh", "so ban nganh"),
        ("ban chi huy", "bo chi huy"),
        ("cua tinh", "tinh"),
    ] {
        words = words.replace(&format!(" {long} "), &format!(" {short} "));
    }
    let mut words = words.trim();
    for head in ["giam doc ", "lanh dao ", "thu truong ", "chu tich ", "nguoi dung dau ", "dai dien "] {
        words = words.strip_prefix(head).unwrap_or(words);
    }
    words = words.strip_prefix("cac ").unwrap_or(words);
    for tail in [" co lien quan", " lien quan", " tinh"] {
        words = words.strip_suffix(tail).unwrap_or(words);
    }
    words.to_string()
}

/// The set of bodies; a group written in one breath counts as its parts.
fn bodies(names: &[Value]) -> Vec<String> {
    let mut out = Vec::new();
    for name in names {
        let name = body(name.as_str().unwrap_or_else(|| text(name, "name")));
        if name.starts_with("so ban nganh") && name.ends_with(" dia phuong") {
            out.extend(["so ban nganh".to_string(), "dia phuong".to_string()]);
        } else if !name.is_empty() {
            out.push(name);
        }
    }
    out.sort();
    out.dedup();
    out
}

fn similarity(a: &str, b: &str) -> f64 {
    let count = |t: &str| {
        let mut map: BTreeMap<String, usize> = BTreeMap::new();
        for w in fold(t).split(' ').filter(|w| !w.is_empty()) {
            *map.entry(w.to_string()).or_default() += 1;
        }
        map
    };
    let (a, b) = (count(a), count(b));
    let common: usize = a.iter().map(|(w, n)| n.min(b.get(w).unwrap_or(&0))).sum();
    let all: usize = a.values().sum::<usize>() + b.values().sum::<usize>();
    if common == 0 { 0.0 } else { 2.0 * common as f64 / all as f64 }
}

/// Best-first one-to-one pairs: label → exported task.
fn pairs(gold: &[Value], got: &[Value]) -> BTreeMap<usize, usize> {
    let mut found = Vec::new();
    for (i, label) in gold.iter().enumerate() {
        for (j, task) in got.iter().enumerate() {
            let s = similarity(text(label, "text"), text(task, "text"));
            if s >= MATCH {
                let near = if label["clause"] == task["clause"] { 0.001 } else { 0.0 };
                found.push((s + near, i.abs_diff(j), i, j));
            }
        }
    }
    found.sort_by(|x, y| y.0.total_cmp(&x.0).then(x.1.cmp(&y.1)));
    let mut out = BTreeMap::new();
    let mut taken = std::collections::BTreeSet::new();
    for (_, _, i, j) in found {
        if !out.contains_key(&i) && taken.insert(j) {
            out.insert(i, j);
        }
    }
    out
}

fn deadline(d: &Value) -> (String, String) {
    let due = d["due"].as_str().map(str::to_string);
    let every = d["every"].as_str().map(fold).filter(|e| !e.is_empty());
    (
        due.or(every).unwrap_or_else(|| text(d, "bound").to_string()),
        text(d, "bound").to_string(),
    )
}

/// One key per figure of a listed indicator: its own value and each comparison.
fn figures(items: &[Value], spans: bool) -> Vec<String> {
    let mut keys = Vec::new();
    for it in items.iter().filter(|it| !text(it, "id").starts_with("other:")) {
        let span = if spans { text(it, "span") } else { "" };
        if let Some(v) = it["value"].as_f64() {
            keys.push(format!("{} value {v:.4} {span}", text(it, "id")));
        }
        for c in list(it, "comparisons") {
            if let Some(v) = c["value"].as_f64() {
                keys.push(format!("{} {} {v:.4} {span}", text(it, "id"), c["basis"].as_str().unwrap_or("-")));
            }
        }
    }
    keys
}

impl Score {
    fn add<T: Ord>(&mut self, measure: &'static str, want: Vec<T>, have: Vec<T>) {
        self.tallies.entry(measure).or_default().add(want, have);
    }

    /// Holds one reading against its label.
    pub fn compare(&mut self, name: &str, label: &Value, export: &Value) {
        let (gold, got) = (list(label, "tasks"), list(export, "tasks"));
        let pairs = pairs(gold, got);
        let scored = |t: &Value| t["scored"].as_bool().unwrap_or(true);
        let taken: std::collections::BTreeSet<usize> = pairs.values().copied().collect();
        for (i, task) in gold.iter().enumerate().filter(|(_, t)| scored(t)) {
            let tally = self.tallies.entry("tasks").or_default();
            if pairs.contains_key(&i) {
                tally.right += 1;
                continue;
            }
            tally.missed += 1;
            self.tallies.entry("deadlines").or_default().missed += list(task, "deadlines")
                .iter()
                .filter(|d| d["optional"] != Value::Bool(true))
                .count();
            self.misses
                .push(format!("{name} missed task {}: {}", task["clause"], text(task, "text")));
        }
        for (_, task) in got.iter().enumerate().filter(|(j, _)| !taken.contains(j)) {
            self.tallies.entry("tasks").or_default().extra += 1;
            self.tallies.entry("deadlines").or_default().extra += list(task, "deadlines").len();
            self.misses
                .push(format!("{name} extra task {}: {}", task["clause"], text(task, "text")));
        }
        for (i, j) in pairs {
            let (want, have) = (&gold[i], &got[j]);
            if !scored(want) {
                continue;
            }
            for (role, alt) in [("leads", "leads_alt"), ("coordinators", "coordinators_alt")] {
                let (mut w, h) = (bodies(list(want, role)), bodies(list(have, role)));
                if list(want, alt).iter().any(|a| a.as_array().is_some_and(|a| bodies(a) == h)) {
                    w.clone_from(&h);
                }
                if w != h {
                    self.misses
                        .push(format!("{name} {role} of {}: want {w:?} have {h:?}", want["clause"]));
                }
                if role == "leads" {
                    self.add("lead_sets", vec![w.clone()], vec![h.clone()]);
                }
                self.add(role, w, h);
            }
            let mut h: Vec<_> = list(have, "deadlines").iter().map(deadline).collect();
            let mut w = Vec::new();
            for d in list(want, "deadlines") {
                if d["optional"] != Value::Bool(true) {
                    w.push(deadline(d));
                } else if let Some(at) = h.iter().position(|x| *x == deadline(d)) {
                    h.remove(at);
                }
            }
            w.sort();
            h.sort();
            if w != h {
                self.misses
                    .push(format!("{name} deadlines of {}: want {w:?} have {h:?}", want["clause"]));
            }
            self.add("deadlines", w, h);
            if !want["clause"].is_null() {
                self.add("clauses", vec![text(want, "clause")], vec![text(have, "clause")]);
            }
        }
        for (measure, spans) in [("indicators", false), ("spans", true)] {
            let (w, h) = (
                figures(list(label, "indicators"), spans),
                figures(list(export, "indicators"), spans),
            );
            if spans && w != h {
                let lost: Vec<_> = w.iter().filter(|k| !h.contains(k)).collect();
                let extra: Vec<_> = h.iter().filter(|k| !w.contains(k)).collect();
                self.misses.push(format!("{name} figures: want {lost:?} have {extra:?}"));
            }
            self.add(measure, w, h);
        }
        let texts = |v: &Value, key: &str, part: &str| -> Vec<String> {
            list(v, key)
                .iter()
                .map(|x| fold(x.as_str().unwrap_or_else(|| text(x, part))))
                .collect()
        };
        self.add("approvals", texts(label, "approvals", "text"), texts(export, "approvals", "text"));
        let set = |mut l: Vec<String>| {
            l.sort();
            l.dedup();
            l
        };
        self.add(
            "citations",
            set(texts(label, "citations", "number")),
            set(texts(export, "citations", "number")),
        );
        let meta = &label["notice"];
        for key in ["kind", "issuer", "place", "issued", "meeting_date", "period", "chair", "title"] {
            if meta.get(key).is_some() {
                let (w, h) = (fold(text(meta, key)), fold(text(export, key)));
                if w != h {
                    self.misses
                        .push(format!("{name} {key}: want {:?} have {:?}", text(meta, key), text(export, key)));
                }
                self.add("metadata", vec![w], vec![h]);
            }
        }
        self.add(
            "metadata",
            vec![fold(text(&meta["signer"], "name"))],
            vec![fold(text(&export["signer"], "name"))],
        );
        self.add("recipients", texts(meta, "recipients", ""), texts(export, "recipients", ""));
    }
}
