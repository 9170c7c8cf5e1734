//! JSON Schemas (2020-12) of the open data, made from the types that write it.

use super::{Set, rows};
use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema};
use serde_json::{Value, json};

/// (name, schema) of each kind of file.
pub fn all() -> Vec<(&'static str, Value)> {
    let mut out: Vec<(&'static str, Value)> = Set::ALL.iter().map(|set| (set.name(), list(*set))).collect();
    out.extend([
        ("notice", of::<rows::NoticeJson>("Thông báo kết luận")),
        ("agency", of::<rows::OpenTasks>("Nhiệm vụ chưa hoàn thành của một cơ quan")),
        ("due", of::<rows::DueMonth>("Thời hạn trong một tháng")),
        ("series", of::<rows::Series>("Chuỗi số liệu của một chỉ tiêu")),
        ("v1", of::<rows::ApiIndex>("Các tệp nhỏ cho chương trình")),
    ]);
    out
}

/// The schema of one entry of a data set, its own definitions with it.
pub fn entry(set: Set) -> Value {
    match set {
        Set::Notices => of::<rows::NoticeRow>("Văn bản"),
        Set::Tasks => of::<rows::InNotice<rows::TaskJson>>("Nhiệm vụ"),
        Set::Deadlines => of::<rows::InNotice<rows::DeadlineRow>>("Thời hạn"),
        Set::Agencies => of::<rows::AgencyJson>("Cơ quan"),
        Set::Indicators => of::<rows::InNotice<rows::IndicatorJson>>("Số liệu"),
        Set::Comparisons => of::<rows::PairJson>("So sánh"),
        Set::Progress => of::<rows::ProgressRow>("Tiến độ"),
        Set::Citations => of::<rows::CitedJson>("Văn bản được viện dẫn"),
    }
}

/// Every key that is always written is required, those that may be null among them.
fn of<T: JsonSchema>(title: &str) -> Value {
    let mut schema = SchemaSettings::draft2020_12()
        .for_serialize()
        .into_generator()
        .into_root_schema_for::<T>();
    schema.insert("title".into(), json!(title));
    Schema::to_value(schema)
}

/// `{ "schema": "ketluan/NAME/1", "NAME": [ … ] }`.
fn list(set: Set) -> Value {
    let mut entry = entry(set);
    let (mut head, mut definitions, mut title) = (json!(null), json!(null), json!(null));
    if let Some(o) = entry.as_object_mut() {
        head = o.remove("$schema").unwrap_or_default();
        definitions = o.remove("$defs").unwrap_or_default();
        title = o.remove("title").unwrap_or_default();
    }
    let name = set.name();
    let mut out = json!({
        "$schema": head,
        "title": title,
        "type": "object",
        "properties": {
            "schema": { "const": format!("ketluan/{name}/1") },
            name: { "type": "array", "items": entry }
        },
        "required": ["schema", name]
    });
    if let (Some(o), false) = (out.as_object_mut(), definitions.is_null()) {
        o.insert("$defs".into(), definitions);
    }
    out
}
