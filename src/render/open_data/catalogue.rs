//! The catalogue of the data sets: DCAT (W3C, version 3) as JSON-LD, for data portals that gather catalogues.

use super::{Form, Set, url};
use crate::calendar::Day;
use crate::render::Data;
use serde_json::{Value, json};

pub const PATH: &str = "du-lieu/dcat.jsonld";

/// The day of the latest news: that on which the data last changed.
pub fn changed(data: Data) -> Option<Day> {
    let notices = data.site.notices.iter().filter_map(|(n, _)| data.memory.updated(data.site, n, ""));
    let moved = data.memory.moved().filter_map(|(_, r)| r.changed());
    let progress = data.site.registry.progress.iter().map(|p| p.date);
    notices.chain(moved).chain(progress).max()
}

/// Addresses are relative to the catalogue where the site's own is not configured.
pub fn dcat(data: Data) -> Value {
    let Data { site, config, .. } = data;
    let words = &site.words;
    let place = |address: &str| {
        if config.base_url.is_empty() {
            address
                .strip_prefix("du-lieu/")
                .map_or_else(|| format!("../{address}"), str::to_string)
        } else {
            url(config, address)
        }
    };
    let day = |d: Option<Day>| json!(d.map(|d| json!({ "@type": "xsd:date", "@value": d.to_string() })));
    let said = |text: &str| json!({ "@language": config.language, "@value": text });
    let publisher = json!({ "@type": "foaf:Organization", "foaf:name": config.office });
    let licence = match config.licence_url() {
        Some(url) => json!({ "@id": url }),
        None => json!(config.licence),
    };
    let days: Vec<Day> = site.notices.iter().filter_map(|(_, e)| e.day).collect();
    let period = json!({
        "@type": "dct:PeriodOfTime",
        "dcat:startDate": day(days.iter().min().copied()),
        "dcat:endDate": day(days.iter().max().copied())
    });
    let sets: Vec<Value> = Set::ALL
        .into_iter()
        .map(|set| {
            let name = set.name();
            let distributions: Vec<Value> = files(data, set)
                .into_iter()
                .map(|(address, form, year)| {
                    let title = year.map_or_else(|| name.to_string(), |y| format!("{name} {y}"));
                    json!({
                        "@type": "dcat:Distribution",
                        "dct:title": title,
                        "dcat:downloadURL": { "@id": place(&address) },
                        "dcat:accessURL": { "@id": place("du-lieu/") },
                        "dcat:mediaType": form.media_type(),
                        "dct:license": licence,
                        "dct:conformsTo": (form == Form::Json).then(|| json!({ "@id": place(&format!("du-lieu/schema/{name}.json")) }))
                    })
                })
                .collect();
            json!({
                "@id": format!("{}#{name}", place("du-lieu/")),
                "@type": "dcat:Dataset",
                "dct:identifier": name,
                "dct:title": said(words.text(&format!("dataset.{name}"))),
                "dct:description": said(words.text(&format!("dataset.{name}_what"))),
                "dct:language": config.language,
                "dct:publisher": publisher,
                "dct:license": licence,
                "dct:modified": day(changed(data)),
                "dct:temporal": period,
                "dct:spatial": config.province,
                "dct:accrualPeriodicity": { "@id": "http://publications.europa.eu/resource/authority/frequency/MONTHLY" },
                "dcat:landingPage": { "@id": place("du-lieu/") },
                "dcat:distribution": distributions
            })
        })
        .collect();
    let mut catalogue = json!({
        "@context": {
            "dcat": "http://www.w3.org/ns/dcat#",
            "dct": "http://purl.org/dc/terms/",
            "foaf": "http://xmlns.com/foaf/0.1/",
            "xsd": "http://www.w3.org/2001/XMLSchema#"
        },
        "@id": place("du-lieu/"),
        "@type": "dcat:Catalog",
        "dct:title": said(&config.title),
        "dct:description": said(&config.description),
        "dct:language": config.language,
        "dct:publisher": publisher,
        "dct:license": licence,
        "dct:modified": day(changed(data)),
        "foaf:homepage": { "@id": place("") },
        "dcat:dataset": sets
    });
    without_null(&mut catalogue);
    catalogue
}

/// Every file of a data set: its address, form and year.
pub fn files(data: Data, set: Set) -> Vec<(String, Form, Option<String>)> {
    let mut out = Vec::new();
    for form in Form::made(data.config) {
        if set.whole(data.site) {
            out.push((set.address(form), form, None));
        }
        for year in set.years(data.site, form) {
            let address = format!("du-lieu/{year}/{}.{}", set.name(), form.ending());
            out.push((address, form, Some(year)));
        }
    }
    out
}

/// What is not known is not said.
pub fn without_null(value: &mut Value) {
    match value {
        Value::Object(map) => {
            map.retain(|_, v| !v.is_null());
            map.values_mut().for_each(without_null);
        }
        Value::Array(list) => list.iter_mut().for_each(without_null),
        _ => {}
    }
}
