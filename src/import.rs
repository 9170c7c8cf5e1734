//! What was exported, taken back: open data (a notice's JSON, or the CSV of a whole site) → notices in YAML, which
//! build to the same tasks, deadlines and figures. Texts in, texts out; the command line reads and writes the files.

use crate::cell::unguarded;
use crate::diag::Text;
use crate::outline::front_matter::valid_id;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// A notice to be written as `ID.yaml`.
#[derive(Clone, Debug, PartialEq)]
pub struct Imported {
    pub id: String,
    pub yaml: String,
}

/// Keys of a notice's head, in the order in which they are written.
const HEAD: [&str; 11] = [
    "kind",
    "number",
    "issuer",
    "place",
    "issued",
    "meeting_date",
    "period",
    "chair",
    "signer",
    "recipients",
    "title",
];

/// One notice from its JSON (`ketluan/notice/1`).
///
/// # Errors
/// What is wrong: no JSON, another schema, or no usable id.
pub fn from_json(text: &str) -> Result<Imported, Text> {
    let notice: Value = serde_json::from_str(text).map_err(|e| {
        let (line, column) = (e.line(), e.column());
        Text::new(
            format!("không phải JSON (dòng {line}, cột {column})"),
            format!("no JSON (line {line}, column {column})"),
        )
    })?;
    match notice["schema"].as_str() {
        Some("ketluan/notice/1") => yaml(&notice),
        Some(other) => Err(Text::new(
            format!("tệp có mẫu “{other}”, cần “ketluan/notice/1” (du-lieu/notices/MÃ.json)"),
            format!("the file's schema is “{other}”, not “ketluan/notice/1” (du-lieu/notices/ID.json)"),
        )),
        None => Err(Text::new("tệp không ghi mẫu (khóa schema)", "the file names no schema")),
    }
}

/// All notices of a site from its CSV files: name without ending → text. `notices` and `tasks` are needed,
/// `deadlines`, `indicators` and `citations` are taken where they are there.
///
/// # Errors
/// What is wrong, with the file and the line.
pub fn from_csv(files: &BTreeMap<String, String>) -> Result<Vec<Imported>, Text> {
    let notices = rows(files, "notices", true)?;
    let mut tasks: BTreeMap<String, Vec<Row>> = BTreeMap::new();
    for row in rows(files, "tasks", true)? {
        tasks.entry(row.text("notice")).or_default().push(row);
    }
    let mut deadlines: BTreeMap<String, Vec<Row>> = BTreeMap::new();
    for row in rows(files, "deadlines", false)? {
        deadlines.entry(row.text("task")).or_default().push(row);
    }
    let mut figures: BTreeMap<String, BTreeMap<usize, Vec<Row>>> = BTreeMap::new();
    for row in rows(files, "indicators", false)? {
        let nth = row.number("figure")?.unwrap_or_default() as usize;
        figures.entry(row.text("notice")).or_default().entry(nth).or_default().push(row);
    }
    let mut citations: BTreeMap<String, BTreeMap<usize, Value>> = BTreeMap::new();
    for row in rows(files, "citations", false)? {
        let one = json!({ "number": row.text("number"), "quote": row.text("quote") });
        let nth = row.number("ordinal")?.unwrap_or_default() as usize;
        citations.entry(row.text("notice")).or_default().insert(nth, one);
    }
    notices
        .iter()
        .map(|n| {
            let id = n.text("id");
            let mut notice = Map::new();
            notice.insert("id".into(), json!(id));
            for key in HEAD.into_iter().filter(|k| !matches!(*k, "signer" | "recipients")) {
                notice.insert(key.into(), n.value(key));
            }
            if !n.text("signer_name").is_empty() {
                let signer =
                    json!({ "name": n.text("signer_name"), "title": n.value("signer_title"), "authority": n.value("signer_authority") });
                notice.insert("signer".into(), signer);
            }
            notice.insert("recipients".into(), n.parts("recipients", '\n'));
            notice.insert("approvals".into(), n.parts("approvals", '\n'));
            let list = tasks.remove(&id).unwrap_or_default();
            let list: Result<Vec<Value>, Text> = list.iter().map(|t| task(t, &mut deadlines)).collect();
            notice.insert("tasks".into(), Value::Array(list?));
            let list = figures.remove(&id).unwrap_or_default();
            let list: Result<Vec<Value>, Text> = list.values().map(|rows| figure(rows)).collect();
            notice.insert("indicators".into(), Value::Array(list?));
            let list = citations.remove(&id).unwrap_or_default();
            notice.insert("citations".into(), list.into_values().collect());
            yaml(&Value::Object(notice)).map_err(|e| {
                Text::new(
                    format!("notices.csv, văn bản “{id}”: {}", e.vi),
                    format!("notices.csv, notice “{id}”: {}", e.en),
                )
            })
        })
        .collect()
}

fn task(row: &Row, deadlines: &mut BTreeMap<String, Vec<Row>>) -> Result<Value, Text> {
    let bodies = |ids: &str, names: &str| -> Vec<Value> {
        let (ids, names) = (row.list(ids, "; "), row.list(names, "; "));
        // a name that itself has a semicolon leaves the ids without partners
        let paired = ids.len() == names.len();
        let one = |(i, name): (usize, &String)| match ids.get(i).filter(|_| paired) {
            Some(id) => json!({ "id": id, "name": name }),
            None => json!({ "name": name }),
        };
        names.iter().enumerate().map(one).collect()
    };
    let mut own = deadlines.remove(&row.text("id")).unwrap_or_default();
    own.sort_by_key(|d| d.text("ordinal").parse::<usize>().unwrap_or(usize::MAX));
    let own: Result<Vec<Value>, Text> = own
        .iter()
        .map(|d| {
            Ok(json!({
                "quote": d.text("quote"), "due": d.value("due_in_notice"), "bound": d.value("bound"), "every": d.value("every"),
                "weekday": d.number("weekday")?, "day": d.number("day")?, "time": d.value("time"), "lunar": d.text("lunar") == "true"
            }))
        })
        .collect();
    Ok(json!({
        "clause": row.text("clause"), "text": row.text("text"), "inherited": row.text("inherited") == "true",
        "corrected": row.text("corrected") == "true", "leads": bodies("lead_ids", "leads"), "coordinators": bodies("coordinator_ids", "coordinators"), "deadlines": own?
    }))
}

/// A figure from the rows of its comparisons, or from the one row without any.
fn figure(rows: &[Row]) -> Result<Value, Text> {
    let Some(first) = rows.first() else { return Ok(Value::Null) };
    let compared = rows.iter().filter(|r| !r.text("comparison").is_empty());
    let comparisons: Result<Vec<Value>, Text> = compared
        .map(|r| {
            Ok(json!({
                "basis": r.value("basis"), "value": r.number("comparison")?, "unit": r.text("comparison_unit"), "level": r.text("level") == "true"
            }))
        })
        .collect();
    Ok(json!({
        "id": first.text("id"), "label": first.text("label"), "value": first.number("value")?, "unit": first.value("unit"),
        "span": first.value("span"), "quote": first.text("quote"), "clause": first.text("clause"), "comparisons": comparisons?
    }))
}

/// A record of a CSV file, the guard of its texts taken away.
struct Row {
    /// "tasks.csv, dòng 3"
    place: Text,
    cells: BTreeMap<String, String>,
}

impl Row {
    fn text(&self, key: &str) -> String {
        self.cells.get(key).cloned().unwrap_or_default()
    }
    fn value(&self, key: &str) -> Value {
        match self.cells.get(key) {
            Some(text) if !text.is_empty() => json!(text),
            _ => Value::Null,
        }
    }
    fn list(&self, key: &str, between: &str) -> Vec<String> {
        self.text(key)
            .split(between)
            .filter(|p| !p.is_empty())
            .map(str::to_string)
            .collect()
    }
    fn parts(&self, key: &str, between: char) -> Value {
        json!(self.list(key, &between.to_string()))
    }
    fn number(&self, key: &str) -> Result<Option<f64>, Text> {
        let text = self.text(key);
        match text.as_str() {
            "" => Ok(None),
            text => match text.parse::<f64>() {
                Ok(n) if n.is_finite() => Ok(Some(n)),
                _ => Err(Text::new(
                    format!("{}: “{text}” ở cột {key} không phải số (viết dấu chấm thập phân)", self.place.vi),
                    format!("{}: “{text}” in column {key} is no number (with a decimal point)", self.place.en),
                )),
            },
        }
    }
}

fn rows(files: &BTreeMap<String, String>, name: &str, needed: bool) -> Result<Vec<Row>, Text> {
    let Some(text) = files.get(name) else {
        return match needed {
            true => Err(Text::new(format!("thiếu tệp {name}.csv"), format!("{name}.csv is missing"))),
            false => Ok(Vec::new()),
        };
    };
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let broken = |e: csv::Error| {
        let line = e.position().map_or(1, |p| p.line());
        Text::new(
            format!("{name}.csv, dòng {line}: số ô khác với dòng đầu, hoặc dấu nháy kép không khép"),
            format!("{name}.csv, line {line}: {e}"),
        )
    };
    let head = reader.headers().map_err(broken)?.clone();
    let mut out = Vec::new();
    for record in reader.records() {
        let record = record.map_err(broken)?;
        let line = record.position().map_or(0, |p| p.line());
        out.push(Row {
            place: Text::new(format!("{name}.csv, dòng {line}"), format!("{name}.csv, line {line}")),
            cells: head
                .iter()
                .zip(&record)
                .map(|(k, v)| (k.to_string(), unguarded(v).to_string()))
                .collect(),
        });
    }
    Ok(out)
}

/// A notice of the open data as the YAML of a notice. Values are quoted as JSON does, which YAML reads alike.
fn yaml(notice: &Value) -> Result<Imported, Text> {
    let id = notice["id"].as_str().unwrap_or_default();
    if !valid_id(id) {
        return Err(Text::new(
            format!("mã “{id}” không dùng được (chỉ a-z, 0-9 và dấu gạch nối, không phải riêng bốn chữ số)"),
            format!("the id “{id}” cannot be used (a-z, 0-9 and hyphens, never four digits alone)"),
        ));
    }
    let mut out = format!("id: {}\n", json!(id));
    for key in HEAD {
        line(&mut out, "", key, &notice[key]);
    }
    line(&mut out, "", "approvals", &notice["approvals"]);
    section(&mut out, "tasks", notice, |task| {
        let names = |key: &str| task[key].clone();
        vec![
            ("clause", task["clause"].clone()),
            ("text", task["text"].clone()),
            ("inherited", flag(&task["inherited"])),
            ("corrected", flag(&task["corrected"])),
            ("leads", names("leads")),
            ("coordinators", names("coordinators")),
            ("deadlines", task["deadlines"].clone()),
        ]
    });
    section(&mut out, "indicators", notice, |i| {
        let keys = ["id", "label", "value", "unit", "span", "clause", "quote", "comparisons"];
        keys.map(|k| (k, i[k].clone())).to_vec()
    });
    section(&mut out, "citations", notice, |c| {
        vec![("number", c["number"].clone()), ("quote", c["quote"].clone())]
    });
    Ok(Imported { id: id.into(), yaml: out })
}

/// Said only where it is so.
fn flag(value: &Value) -> Value {
    if value == true { Value::Bool(true) } else { Value::Null }
}

/// A list of mappings; an empty one is written too, else the reader would look for tasks or figures in the text.
fn section(out: &mut String, key: &str, notice: &Value, fields: impl Fn(&Value) -> Vec<(&'static str, Value)>) {
    let entries = notice[key].as_array().map(Vec::as_slice).unwrap_or_default();
    if entries.is_empty() {
        out.push_str(&format!("{key}: []\n"));
        return;
    }
    out.push_str(&format!("{key}:\n"));
    for entry in entries {
        let mut dash = "  - ";
        for (key, value) in fields(entry) {
            let before = out.len();
            line(out, dash, key, &value);
            if out.len() > before {
                dash = "    ";
            }
        }
    }
}

/// `key: value`; nothing for what is not there.
fn line(out: &mut String, indent: &str, key: &str, value: &Value) {
    let empty = value.is_null() || value.as_array().is_some_and(Vec::is_empty);
    if !empty {
        out.push_str(&format!("{indent}{key}: {value}\n"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_notice_is_told() {
        assert!(from_json("{").expect_err("no JSON").vi.contains("không phải JSON"));
        assert!(
            from_json("{\"schema\":\"ketluan/tasks/1\"}")
                .expect_err("a list")
                .vi
                .contains("ketluan/tasks/1")
        );
        let bad = "{\"schema\":\"ketluan/notice/1\",\"id\":\"../a\"}";
        assert!(from_json(bad).expect_err("an id").vi.contains("../a"));
        let files = BTreeMap::from([("notices".to_string(), "id\na\n".to_string())]);
        assert_eq!(from_csv(&files), Err(Text::new("thiếu tệp tasks.csv", "tasks.csv is missing")));
    }
    #[test]
    fn a_wrong_number_is_named_with_its_line() {
        let files = BTreeMap::from([
            ("notices".to_string(), "id\na-1\n".to_string()),
            ("tasks".to_string(), "notice,id\n".to_string()),
            ("indicators".to_string(), "notice,figure,value\na-1,1,\"1,5\"\n".to_string()),
        ]);
        let error = from_csv(&files).expect_err("no number");
        assert!(
            error.vi.contains("indicators.csv, dòng 2") && error.vi.contains("“1,5”"),
            "{error:?}"
        );
    }
}
