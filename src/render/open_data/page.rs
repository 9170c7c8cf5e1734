//! `/du-lieu/`: each data set explained from what its files are made of: the fields from the schema, the example from
//! the data, the counts from the site.

use super::catalogue::{self, changed};
use super::{Form, Set, bulk, schema};
use crate::page::Page;
use crate::page::route::{Api, Route};
use crate::render::Data;
use crate::words::Words;
use serde::Serialize;
use serde_json::Value;
use std::collections::BTreeMap;
use std::sync::LazyLock;

#[derive(Serialize)]
struct DataView {
    sets: Vec<SetView>,
    licence: String,
    /// Of the last change, in words; empty where there is no notice.
    changed: String,
    notices: usize,
    tasks: usize,
    agencies: usize,
    sample: Option<File>,
    agency: Option<AgencyView>,
    api: String,
    month: Option<String>,
    indicator: Option<String>,
    catalogue: &'static str,
    sums: &'static str,
    archive: Option<&'static str>,
    xlsx: bool,
    /// Examples to run, with the site's address.
    examples: Vec<Example>,
}

#[derive(Serialize)]
struct SetView {
    name: &'static str,
    title: String,
    what: String,
    count: usize,
    files: Vec<File>,
    schema: String,
    fields: Vec<Field>,
    /// One entry as JSON.
    example: Option<String>,
}

#[derive(Serialize)]
struct File {
    name: String,
    href: String,
}

#[derive(Serialize)]
struct Field {
    /// Of an entry, or `deadlines.due` of what is in it.
    name: String,
    kind: String,
    what: String,
}

#[derive(Serialize)]
struct AgencyView {
    name: String,
    files: Vec<File>,
    open: String,
}

#[derive(Serialize)]
struct Example {
    /// "curl", "python", "sheet"
    tool: &'static str,
    title: String,
    code: String,
}

/// The page of the open data.
pub fn pages(data: Data) -> Vec<Page> {
    let words = &data.site.words;
    vec![Page::new(
        Route::Data,
        "data.html",
        words.text("data.title"),
        words.text("data.description"),
        move || view(data),
    )]
}

fn view(data: Data) -> DataView {
    let Data { site, config, .. } = data;
    let words = &site.words;
    // the agency with most to do makes the best example
    let agency = site
        .led
        .iter()
        .max_by_key(|(a, tasks)| (tasks.len(), std::cmp::Reverse(*a)))
        .map(|(a, _)| *a);
    let slug = agency.map(|a| site.agencies[a].slug.as_str());
    let month = site.due_months().into_iter().next_back();
    let indicator = site.series.iter().max_by_key(|(_, f)| f.len()).map(|(id, _)| id);
    let base = if config.base_url.is_empty() {
        "http://127.0.0.1:8000"
    } else {
        &config.base_url
    };
    let mut examples = Vec::new();
    if let Some(month) = month {
        examples.push(Example {
            tool: "curl",
            title: words.text("data.with_curl").into(),
            code: format!("curl -s {base}/{}", Api::Month(month).address()),
        });
    }
    if let Some(slug) = slug {
        let address = Api::Agency(slug).address();
        examples.push(Example {
            tool: "python",
            title: words.text("data.with_python").into(),
            code: format!(
                "import json, urllib.request\nwith urllib.request.urlopen(\"{base}/{address}\") as f:\n    data = json.load(f)\nfor task in data[\"tasks\"]:\n    print(task[\"due\"], task[\"id\"], task[\"text\"])"
            ),
        });
    }
    if Set::Tasks.whole(site) {
        examples.push(Example {
            tool: "sheet",
            title: words.text("data.with_sheet").into(),
            code: format!("=IMPORTDATA(\"{base}/{}\")", Set::Tasks.address(Form::Csv)),
        });
    }
    DataView {
        sets: Set::ALL.into_iter().map(|s| set_view(data, s)).collect(),
        licence: config.licence.clone(),
        changed: changed(data).map(|d| words.day(d)).unwrap_or_default(),
        notices: site.notices.len(),
        tasks: site.tasks.len(),
        agencies: site.agencies.len(),
        sample: site.order.first().map(|id| {
            let id = &site.notices[*id].id;
            File {
                name: format!("{id}.json"),
                href: format!("du-lieu/notices/{id}.json"),
            }
        }),
        agency: agency.map(|a| {
            let a = &site.agencies[a];
            AgencyView {
                name: a.name.clone(),
                files: Form::made(config)
                    .map(|f| File {
                        name: format!("tasks.{}", f.ending()),
                        href: super::agency_address(&a.slug, f),
                    })
                    .collect(),
                open: Api::Agency(&a.slug).address(),
            }
        }),
        api: Api::Index.address(),
        month: month.map(|m| Api::Month(m).address()),
        indicator: indicator.map(|i| Api::Indicator(i).address()),
        catalogue: catalogue::PATH,
        sums: bulk::SUMS,
        archive: config.with.zip.then_some(bulk::ARCHIVE),
        xlsx: config.with.xlsx,
        examples,
    }
}

fn set_view(data: Data, set: Set) -> SetView {
    let words = &data.site.words;
    let name = set.name();
    let schema = schema::entry(set);
    let mut fields = Vec::new();
    fields_of(words, &schema, &schema, "", &mut fields);
    SetView {
        name,
        title: words.text(&format!("dataset.{name}")).to_string(),
        what: words.text(&format!("dataset.{name}_what")).to_string(),
        count: set.len(data.site),
        files: catalogue::files(data, set)
            .into_iter()
            .map(|(href, ..)| File {
                name: href.strip_prefix("du-lieu/").unwrap_or(&href).to_string(),
                href,
            })
            .collect(),
        schema: format!("du-lieu/schema/{name}.json"),
        fields,
        example: example(data, set),
    }
}

/// The fields of an object, and below each list or object those of what is in it.
fn fields_of(words: &Words, root: &Value, object: &Value, above: &str, out: &mut Vec<Field>) {
    let object = resolved(root, object);
    // `required` keeps the order of the type; every key is always written
    for name in object["required"].as_array().into_iter().flatten().filter_map(Value::as_str) {
        let field = &object["properties"][name];
        let full = format!("{above}{name}");
        let (kind, inner) = kind_of(words, root, field);
        out.push(Field {
            name: full.clone(),
            kind,
            what: meaning(words, field["description"].as_str().unwrap_or_default()),
        });
        // a figure of a comparison is explained with the figures
        if let Some(inner) = inner.filter(|_| above.is_empty()) {
            fields_of(words, root, inner, &format!("{full}."), out);
        }
    }
}

const ENGLISH: &str = include_str!("fields.en.yaml");

/// What a field means, in the site's language. The schemas themselves are Vietnamese, as the data are.
fn meaning(words: &Words, vietnamese: &str) -> String {
    static TEXTS: LazyLock<BTreeMap<String, String>> = LazyLock::new(|| serde_yaml::from_str(ENGLISH).unwrap_or_default());
    let english = TEXTS.get(vietnamese).filter(|_| words.text("format.language") == "en");
    english.map_or(vietnamese, |text| text).to_string()
}

fn resolved<'v>(root: &'v Value, value: &'v Value) -> &'v Value {
    match value["$ref"].as_str().and_then(|r| r.strip_prefix('#')) {
        Some(pointer) => root.pointer(pointer).unwrap_or(value),
        None => value,
    }
}

/// What a field holds, in words, and the object that is in it.
fn kind_of<'v>(words: &Words, root: &'v Value, field: &'v Value) -> (String, Option<&'v Value>) {
    let types: Vec<&str> = match &field["type"] {
        Value::String(one) => vec![one],
        Value::Array(list) => list.iter().filter_map(Value::as_str).collect(),
        _ => vec![],
    };
    let either: Vec<&Value> = field["anyOf"].as_array().into_iter().flatten().collect();
    let may_lack = types.contains(&"null") || either.iter().any(|v| v["type"] == "null");
    let (mut key, mut inner) = match types.iter().find(|t| **t != "null") {
        Some(&"string") if field["format"] == "date" => ("data.type_day", None),
        Some(&"string") => ("data.type_text", None),
        Some(&"integer") => ("data.type_whole", None),
        Some(&"number") => ("data.type_number", None),
        Some(&"boolean") => ("data.type_flag", None),
        Some(&"array") => ("data.type_list", Some(&field["items"])),
        _ => ("data.type_object", Some(field)),
    };
    if let Some(one) = either.iter().find(|v| v["type"] != "null") {
        let day = resolved(root, one)["format"] == "date";
        (key, inner) = if day {
            ("data.type_day", None)
        } else {
            ("data.type_object", Some(*one))
        };
    }
    let inner = inner.filter(|v| resolved(root, v)["properties"].is_object());
    let kind = words.text(key).to_string();
    let kind = if may_lack {
        words.say("data.type_or_null", &[("type", kind.into())])
    } else {
        kind
    };
    (kind, inner)
}

/// The first entry, as a file has it, set out for reading.
fn example(data: Data, set: Set) -> Option<String> {
    let one = super::first(data, set)?;
    let text = serde_json::to_string_pretty(&one).ok()?;
    const MOST: usize = 2_500;
    if text.len() <= MOST {
        return Some(text);
    }
    // a comparison is long: its beginning shows its form
    let mut at = MOST;
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    let cut = text[..at].rfind('\n').unwrap_or(at);
    Some(format!("{}\n…", &text[..cut]))
}
