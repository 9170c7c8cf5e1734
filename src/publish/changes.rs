//! What a build changed, for purging a cache and for a human: addresses, and what the open data of the notices that
//! differ says of tasks, deadlines and bodies. Reads only the files that differ.

use super::disk::files_below;
use super::{Changes, PublishError, fail};
use crate::diag::Text;
use serde::Serialize;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// How two sites differ.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Told {
    schema: &'static str,
    /// Addresses below the site's root: "ket-luan/2026-03/", "du-lieu/tasks.csv".
    added: Vec<String>,
    changed: Vec<String>,
    removed: Vec<String>,
    summary: Summary,
}

/// In notices, tasks and bodies.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Summary {
    notices_added: Vec<String>,
    notices_changed: Vec<String>,
    notices_removed: Vec<String>,
    tasks_added: usize,
    tasks_removed: usize,
    /// Ids of tasks with other words.
    tasks_changed: Vec<String>,
    deadlines_moved: Vec<Moved>,
    /// Name of a body → by how many the tasks that it leads grew.
    agencies: BTreeMap<String, i64>,
}

/// A task whose days are others now.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Moved {
    task: String,
    from: Vec<String>,
    to: Vec<String>,
}

/// All differences of two folders, by bytes.
pub fn compare(old: &Path, new: &Path) -> Result<Changes, PublishError> {
    let list = |root: &Path| files_below(root).map_err(|e| fail("read", root, e));
    let (before, now) = (list(old)?, list(new)?);
    let (before, now): (BTreeSet<String>, BTreeSet<String>) = (before.into_iter().collect(), now.into_iter().collect());
    let read = |root: &Path, path: &str| {
        let file = root.join(path);
        fs::read(&file).map_err(|e| fail("read", &file, e))
    };
    let mut changes = Changes {
        added: now.difference(&before).cloned().collect(),
        changed: Vec::new(),
        removed: before.difference(&now).cloned().collect(),
    };
    for path in before.intersection(&now) {
        let same_size = fs::metadata(old.join(path)).ok().map(|m| m.len()) == fs::metadata(new.join(path)).ok().map(|m| m.len());
        if !same_size || read(old, path)? != read(new, path)? {
            changes.changed.push(path.clone());
        }
    }
    Ok(changes)
}

/// Puts changes into words. `old`: the folder of the site before, where it is still there.
pub fn tell(changes: &Changes, old: Option<&Path>, new: &Path) -> Told {
    let mut summary = Summary::default();
    let all = [&changes.added, &changes.changed, &changes.removed];
    for path in all.into_iter().flatten() {
        let Some(id) = path.strip_prefix("du-lieu/notices/").and_then(|p| p.strip_suffix(".json")) else {
            continue;
        };
        let read = |root: Option<&Path>| -> Option<Value> { serde_json::from_slice(&fs::read(root?.join(path)).ok()?).ok() };
        summary.add(id, read(old), read(Some(new)));
    }
    summary.agencies.retain(|_, n| *n != 0);
    let addresses = |paths: &[String]| {
        let mut list: Vec<String> = paths.iter().map(|p| address(p)).collect();
        list.sort();
        list
    };
    Told {
        schema: "ketluan/changes/1",
        added: addresses(&changes.added),
        changed: addresses(&changes.changed),
        removed: addresses(&changes.removed),
        summary,
    }
}

fn address(path: &str) -> String {
    match path.strip_suffix("index.html") {
        Some(folder) if folder.is_empty() || folder.ends_with('/') => folder.to_string(),
        _ => path.to_string(),
    }
}

impl Summary {
    fn add(&mut self, id: &str, old: Option<Value>, new: Option<Value>) {
        let list = match (&old, &new) {
            (None, Some(_)) => &mut self.notices_added,
            (Some(_), None) => &mut self.notices_removed,
            _ => &mut self.notices_changed,
        };
        list.push(id.to_string());
        let (old, new) = (tasks(old.as_ref()), tasks(new.as_ref()));
        for (sign, side) in [(-1, &old), (1, &new)] {
            for task in side.values() {
                for body in task["leads"].as_array().into_iter().flatten() {
                    let name = body["name"].as_str().unwrap_or_default();
                    *self.agencies.entry(name.to_string()).or_default() += sign;
                }
            }
        }
        self.tasks_removed += old.keys().filter(|t| !new.contains_key(*t)).count();
        for (task, now) in &new {
            let Some(before) = old.get(task) else {
                self.tasks_added += 1;
                continue;
            };
            if before["text"] != now["text"] {
                self.tasks_changed.push(task.to_string());
            }
            let (from, to) = (days(before), days(now));
            if from != to {
                self.deadlines_moved.push(Moved {
                    task: task.to_string(),
                    from,
                    to,
                });
            }
        }
    }

    /// "2 văn bản mới; 14 nhiệm vụ mới, 2 đổi thời hạn; Sở Xây dựng +5", or that nothing changed.
    fn line(&self, vietnamese: bool) -> String {
        let count = |n: usize, vi: &str, en: &str| {
            let said = if vietnamese {
                format!("{} {vi}", number(n))
            } else {
                format!("{n} {en}")
            };
            (n > 0).then_some(said)
        };
        let join = |parts: &[Option<String>]| parts.iter().flatten().cloned().collect::<Vec<_>>().join(", ");
        let mut bodies: Vec<(&String, &i64)> = self.agencies.iter().collect();
        bodies.sort_by_key(|(name, n)| (std::cmp::Reverse(n.abs()), name.as_str().to_string()));
        let bodies: Vec<Option<String>> = bodies
            .iter()
            .take(5)
            .map(|(name, n)| {
                Some(if **n > 0 {
                    format!("{name} +{n}")
                } else {
                    format!("{name} −{}", n.abs())
                })
            })
            .collect();
        let parts = [
            join(&[
                count(self.notices_added.len(), "văn bản mới", "notices new"),
                count(self.notices_changed.len(), "văn bản sửa", "notices changed"),
                count(self.notices_removed.len(), "văn bản gỡ", "notices removed"),
            ]),
            join(&[
                count(self.tasks_added, "nhiệm vụ mới", "tasks new"),
                count(self.tasks_removed, "nhiệm vụ không còn", "tasks gone"),
                count(self.tasks_changed.len(), "nhiệm vụ đổi lời", "tasks reworded"),
                count(self.deadlines_moved.len(), "nhiệm vụ đổi thời hạn", "tasks' deadlines moved"),
            ]),
            join(&bodies),
        ];
        let said: Vec<&str> = parts.iter().map(String::as_str).filter(|p| !p.is_empty()).collect();
        if said.is_empty() {
            if vietnamese {
                "không văn bản nào thay đổi"
            } else {
                "no notice changed"
            }
            .into()
        } else {
            said.join("; ")
        }
    }
}

/// A number as Vietnamese writes it: "1.072".
fn number(n: usize) -> String {
    crate::page::number_text(n as f64, 0)
}

/// Tasks of a notice's open data by id.
fn tasks(notice: Option<&Value>) -> BTreeMap<&str, &Value> {
    let list = notice.and_then(|n| n["tasks"].as_array()).into_iter().flatten();
    list.filter_map(|t| Some((t["id"].as_str()?, t))).collect()
}

/// The days and rules of a task's deadlines.
fn days(task: &Value) -> Vec<String> {
    let list = task["deadlines"].as_array().into_iter().flatten();
    list.map(|d| {
        let text = |key: &str| d[key].as_str().unwrap_or_default();
        format!("{} {}{}", text("bound"), text("due"), text("every")).trim_end().to_string()
    })
    .collect()
}

impl Told {
    pub fn json(&self) -> Vec<u8> {
        // plain structs with text keys always serialise
        let mut bytes = serde_json::to_vec_pretty(self).unwrap_or_default();
        bytes.push(b'\n');
        bytes
    }
    /// Two lines: what changed in the notices, and how many files did.
    pub fn lines(&self) -> Text {
        let [a, c, r] = [&self.added, &self.changed, &self.removed].map(Vec::len);
        let [x, y, z] = [a, c, r].map(number);
        Text::new(
            format!("{}\n{x} địa chỉ mới, {y} thay đổi, {z} không còn\n", self.summary.line(true)),
            format!("{}\n{a} addresses new, {c} changed, {r} gone\n", self.summary.line(false)),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(name: &str, files: &[(&str, &str)]) -> std::path::PathBuf {
        let dir = std::env::temp_dir().join(format!("ketluan-changes-{}-{name}", std::process::id()));
        let _ = fs::remove_dir_all(&dir);
        for (path, text) in files {
            let file = dir.join(path);
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(file, text).unwrap();
        }
        dir
    }

    #[test]
    fn tasks_deadlines_and_bodies_are_told() {
        let notice = |tasks: &str| format!("{{\"tasks\":[{tasks}]}}");
        let task = |id: &str, text: &str, lead: &str, due: &str| {
            format!(
                r#"{{"id":"{id}","text":"{text}","leads":[{{"id":"x","name":"{lead}"}}],"deadlines":[{{"bound":"by","due":"{due}"}}]}}"#
            )
        };
        let a = notice(&[task("a/I.1", "x", "Sở A", "2026-04-01"), task("a/I.2", "y", "Sở A", "2026-04-01")].join(","));
        let b = notice(&[task("a/I.1", "x", "Sở B", "2026-05-01"), task("a/I.3", "z", "Sở B", "2026-04-01")].join(","));
        let old = folder(
            "old",
            &[
                ("du-lieu/notices/a.json", &a),
                ("index.html", "1"),
                ("x/index.html", "1"),
                ("same", "s"),
            ],
        );
        let new = folder(
            "new",
            &[("du-lieu/notices/a.json", &b), ("index.html", "2"), ("y.csv", "1"), ("same", "s")],
        );
        fs::create_dir_all(new.join(crate::publish::INNER)).unwrap();
        let changes = compare(&old, &new).unwrap();
        let told = tell(&changes, Some(&old), &new);
        assert_eq!(told.added, ["y.csv"]);
        assert_eq!(told.changed, ["", "du-lieu/notices/a.json"]);
        assert_eq!(told.removed, ["x/"]);
        assert_eq!(
            told.lines().vi,
            "1 văn bản sửa; 1 nhiệm vụ mới, 1 nhiệm vụ không còn, 1 nhiệm vụ đổi thời hạn; Sở A −2, Sở B +2\n1 địa chỉ mới, 2 thay đổi, 1 không còn\n"
        );
        let json: Value = serde_json::from_slice(&told.json()).unwrap();
        assert_eq!(json["summary"]["deadlines_moved"][0]["to"][0], "by 2026-05-01");
        assert_eq!(tell(&compare(&new, &new).unwrap(), Some(&new), &new).summary, Summary::default());
        let many = Told {
            added: vec![String::new(); 1072],
            ..told.clone()
        };
        assert!(many.lines().vi.contains("1.072 địa chỉ mới") && many.lines().en.contains("1072 addresses"));
        for dir in [old, new] {
            fs::remove_dir_all(dir).unwrap();
        }
    }
}
