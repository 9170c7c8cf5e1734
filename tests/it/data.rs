//! The open data of whole builds: every JSON file against its published schema, counts against a recount, CSV read
//! back, checksums, the archive, and the same bytes twice.

use super::fixture::input;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

const SITE: &str = "-- ketluan.yaml --\nbase_url: https://x.vn/kl\nwith: [xlsx, zip]\n\
-- content/_data/topics.yaml --\nduong-tranh: { name: Đường tránh thị trấn, aliases: [] }\n\
-- content/_data/progress/1.yaml --\n- { task: 2026-02/II.1, status: hoan-thanh, date: 2026-03-18, evidence: \"=Báo cáo số 12\" }\n\
- { task: 2026-02/II.2.a, status: xin-gia-han, date: 2026-03-20, new_due: 2026-04-30, reason: chờ số liệu, agreed_by: Chủ tịch UBND tỉnh }\n";

pub fn files(text: &str) -> BTreeMap<String, Vec<u8>> {
    let input = input(text);
    let compiled = ketluan::compile(&input);
    let bundle = compiled.bundle(&input);
    let files = bundle.files().map(|(p, make)| (p.as_str().to_string(), make())).collect();
    assert_eq!(compiled.theme.failures(), Vec::<String>::new());
    files
}

pub fn site() -> BTreeMap<String, Vec<u8>> {
    files(&format!("{}{SITE}", super::site::TWO))
}

#[test]
fn the_search_knows_indicators_topics_and_who_signed() {
    let text = "-- content/_data/topics.yaml --\nduong-tranh: { name: Đường tránh thị trấn, aliases: [tuyến tránh] }\n\
        -- content/2026-03.md --\nTHÔNG BÁO\n\nKết luận của Chủ tịch UBND tỉnh tại Phiên họp UBND tỉnh thường kỳ tháng 3 năm 2026\n\n\
        I. Đánh giá\n\n1. Tốc độ tăng trưởng GRDP quý I/2026 đạt 7,5%.\n\nII. Nhiệm vụ\n\n1. Sở Xây dựng bàn giao tuyến tránh.\n\n\
        Nơi nhận:\n- Lưu: VT.\n\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n\nNông Thị Xoan\n";
    let files = files(text);
    assert_eq!(json(&files, "du-lieu/notices/2026-03.json")["signer"]["name"], "Nông Thị Xoan");
    let meta = json(&files, "tim-kiem/du-lieu/meta.json");
    let part = &meta["parts"][0];
    assert_eq!(
        (&part["agencies"], &part["indicators"], &part["topics"]),
        (&1.into(), &1.into(), &1.into())
    );
    let docs = json(&files, "tim-kiem/du-lieu/co-quan/docs-0.json");
    let hit = |n: usize| ["kind", "url", "title", "excerpt"].map(|key| docs[n][key].as_str().unwrap_or_default().to_string());
    assert_eq!(
        hit(1),
        [
            "indicator",
            "chi-tieu/grdp-growth/",
            "Tốc độ tăng trưởng GRDP",
            "Mới nhất: 7,5%, quý I/2026"
        ]
    );
    assert_eq!(hit(2), ["topic", "chuyen-de/duong-tranh/", "Đường tránh thị trấn", "1 nhiệm vụ"]);
    // a word of any file of a part, and in which documents it stands
    let found = |part: &str, word: &str| {
        let dir = format!("tim-kiem/du-lieu/{part}/words-");
        let mut words = files.keys().filter(|p| p.starts_with(&dir)).map(|p| json(&files, p));
        words.any(|w| w.get(word).is_some())
    };
    assert!(found("co-quan", "grdp") && found("co-quan", "tuyen") && found("2026", "xoan"));
}

#[test]
fn two_offices_that_share_an_entry_of_the_register_are_both_named() {
    let text = "-- content/2026-03.md --\nTHÔNG BÁO\n\nKết luận\n\nI. Nhiệm vụ\n\n\
        1. Sở Y tế phối hợp với Công an huyện Sao Mai, Công an huyện Tân Hội xử lý.\n";
    let notice = json(&files(text), "du-lieu/notices/2026-03.json");
    let named = notice["tasks"][0]["coordinators"].as_array().expect("a list");
    let named: Vec<[&str; 2]> = named
        .iter()
        .map(|b| ["id", "name"].map(|key| b[key].as_str().unwrap_or_default()))
        .collect();
    assert_eq!(
        named,
        [
            ["cong-an-huyen", "Công an huyện Sao Mai"],
            ["cong-an-huyen", "Công an huyện Tân Hội"]
        ]
    );
}

#[test]
fn topics_have_whole_addresses_as_all_data() {
    let topics = json(&site(), "du-lieu/topics.json");
    assert_eq!(topics["topics"][0]["url"], "https://x.vn/kl/chuyen-de/duong-tranh/");
}

pub fn json(files: &BTreeMap<String, Vec<u8>>, path: &str) -> Value {
    serde_json::from_slice(files.get(path).unwrap_or_else(|| panic!("no {path}"))).unwrap_or_else(|e| panic!("{path}: {e}"))
}

/// Every JSON file that names a schema of ours is valid by it; returns how many there were of each.
fn validate(files: &BTreeMap<String, Vec<u8>>) -> BTreeMap<String, usize> {
    let mut validators = BTreeMap::new();
    for (path, bytes) in files {
        if let Some(name) = path.strip_prefix("du-lieu/schema/") {
            let schema: Value = serde_json::from_slice(bytes).expect("JSON");
            let validator = jsonschema::options()
                .should_validate_formats(true)
                .build(&schema)
                .unwrap_or_else(|e| panic!("{path}: {e}"));
            validators.insert(name.trim_end_matches(".json").to_string(), validator);
        }
    }
    let mut seen = BTreeMap::new();
    for path in files.keys().filter(|p| p.starts_with("du-lieu/") && p.ends_with(".json")) {
        if path.starts_with("du-lieu/schema/") || path == "du-lieu/state.json" {
            continue;
        }
        let value = json(files, path);
        let schema = value["schema"].as_str().unwrap_or_else(|| panic!("{path} names no schema"));
        let name = schema.strip_prefix("ketluan/").and_then(|s| s.strip_suffix("/1")).expect("a name");
        let validator = validators.get(name).unwrap_or_else(|| panic!("{path}: no schema {name}"));
        let errors: Vec<String> = validator
            .iter_errors(&value)
            .map(|e| format!("{path} {}: {e}", e.instance_path()))
            .collect();
        assert!(errors.is_empty(), "{}", errors.join("\n"));
        *seen.entry(name.to_string()).or_insert(0) += 1;
    }
    seen
}

#[test]
fn every_json_file_is_valid_by_its_schema() {
    let seen = validate(&site());
    for name in [
        "notice",
        "notices",
        "tasks",
        "deadlines",
        "agencies",
        "indicators",
        "comparisons",
        "progress",
        "citations",
        "agency",
        "due",
        "series",
        "v1",
    ] {
        assert!(seen.contains_key(name), "no file of {name}");
    }
}

#[test]
fn every_json_file_of_the_real_notices_is_valid_by_its_schema() {
    if let Some(text) = super::corpus::sections() {
        assert!(validate(&files(&text))["notice"] == 5);
    }
}

#[test]
fn a_schema_requires_every_key_and_knows_no_other() {
    let files = site();
    for set in ["tasks", "deadlines", "agencies", "indicators", "progress", "notices", "citations"] {
        let schema = json(&files, &format!("du-lieu/schema/{set}.json"));
        let entry = &schema["properties"][set]["items"];
        let known: BTreeSet<&String> = entry["properties"].as_object().expect("properties").keys().collect();
        let required: BTreeSet<&str> = entry["required"]
            .as_array()
            .expect("required")
            .iter()
            .filter_map(Value::as_str)
            .collect();
        let data = json(&files, &format!("du-lieu/{set}.json"));
        for one in data[set].as_array().expect("a list") {
            let written: BTreeSet<&String> = one.as_object().expect("an object").keys().collect();
            assert_eq!(known, written, "{set}");
            assert_eq!(required.len(), written.len(), "{set}");
        }
    }
}

#[test]
fn counts_of_the_page_are_those_of_the_files() {
    let files = site();
    let page = String::from_utf8_lossy(&files["du-lieu/index.html"]).into_owned();
    for set in [
        "tasks",
        "deadlines",
        "notices",
        "agencies",
        "indicators",
        "comparisons",
        "progress",
        "citations",
    ] {
        let count = json(&files, &format!("du-lieu/{set}.json"))[set].as_array().expect("a list").len();
        let row = page.split(&format!("<a href=\"#{set}\">")).nth(1).expect("a row");
        let cell = row
            .split("<td class=\"num\" data-h=\"Số mục\">")
            .nth(1)
            .and_then(|c| c.split('<').next());
        assert_eq!(cell, Some(count.to_string().as_str()), "{set}");
    }
}

#[test]
fn csv_has_the_records_of_the_json() {
    let files = site();
    let read = |path: &str| -> Vec<BTreeMap<String, String>> {
        let text = std::str::from_utf8(&files[path])
            .expect("UTF-8")
            .strip_prefix('\u{feff}')
            .expect("a mark");
        csv::Reader::from_reader(text.as_bytes())
            .deserialize()
            .map(|r| r.expect("a record"))
            .collect()
    };
    let tasks = read("du-lieu/tasks.csv");
    let list = json(&files, "du-lieu/tasks.json");
    assert_eq!(tasks.len(), list["tasks"].as_array().expect("a list").len());
    for (row, one) in tasks.iter().zip(list["tasks"].as_array().expect("a list")) {
        assert_eq!(row["id"], one["id"]);
        assert_eq!(row["text"].trim_start_matches('\''), one["text"].as_str().expect("text"));
        let due = one["deadlines"][0]["due"].as_str().unwrap_or_default();
        assert_eq!(row["due"], due);
    }
    let progress = read("du-lieu/progress.csv");
    assert_eq!(progress[0]["evidence"], "'=Báo cáo số 12");
    assert_eq!(progress[1]["new_due"], "2026-04-30");
    let mine = read("du-lieu/co-quan/so-tai-chinh/tasks.csv");
    assert!(
        !mine.is_empty()
            && mine
                .iter()
                .all(|t| format!("{};{}", t["lead_ids"], t["coordinator_ids"]).contains("so-tai-chinh"))
    );
}

#[test]
fn a_deadline_that_was_put_off_stands_on_its_new_day() {
    let files = site();
    let list = json(&files, "du-lieu/deadlines.json");
    let one = list["deadlines"]
        .as_array()
        .expect("a list")
        .iter()
        .find(|d| d["task"] == "2026-02/II.2.a");
    let one = one.expect("a deadline");
    assert_eq!((&one["due"], &one["due_in_notice"]), (&"2026-04-30".into(), &"2026-03-31".into()));
    assert!(String::from_utf8_lossy(&files["lich.ics"]).contains("DTSTART;VALUE=DATE:20260430"));
    // the notice itself says what it said
    let notice = json(&files, "du-lieu/notices/2026-02.json");
    assert!(notice["tasks"].to_string().contains("2026-03-31") && !notice["tasks"].to_string().contains("2026-04-30"));
}

#[test]
fn checksums_and_archive_hold_every_data_file() {
    use sha2::{Digest, Sha256};
    let files = site();
    let hex = |bytes: &[u8]| Sha256::digest(bytes).iter().map(|b| format!("{b:02x}")).collect::<String>();
    let sums = std::str::from_utf8(&files["du-lieu/SHA256SUMS"]).expect("UTF-8");
    let listed: BTreeMap<String, &str> = sums
        .lines()
        .map(|l| l.split_once("  ").expect("two parts"))
        .map(|(h, p)| (format!("du-lieu/{p}"), h))
        .collect();
    for (path, sum) in &listed {
        assert_eq!(hex(&files[path]), *sum, "{path}");
    }
    let left_out = [
        "du-lieu/SHA256SUMS",
        "du-lieu/du-lieu.zip",
        "du-lieu/state.json",
        "du-lieu/index.html",
    ];
    for path in files
        .keys()
        .filter(|p| p.starts_with("du-lieu/") && !left_out.contains(&p.as_str()))
    {
        assert!(listed.contains_key(path), "{path} has no checksum");
    }
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(&files["du-lieu/du-lieu.zip"])).expect("an archive");
    assert_eq!(zip.len(), listed.len() + 1);
    for (path, sum) in &listed {
        let mut bytes = Vec::new();
        std::io::copy(&mut zip.by_name(path).expect("in the archive"), &mut bytes).expect("read");
        assert_eq!(hex(&bytes), *sum, "{path}");
    }
}

#[test]
fn workbooks_and_archive_are_the_same_twice() {
    assert!(site() == site());
}

#[test]
fn a_file_for_programs_has_what_is_open_due_or_measured() {
    let files = site();
    let open = json(&files, "du-lieu/v1/co-quan/so-tai-chinh.json");
    // 2026-02/II.1 is reported as done
    let ids: Vec<&str> = open["tasks"]
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(|t| t["id"].as_str())
        .collect();
    assert_eq!(ids, ["2026-03/II.1"]);
    assert_eq!(open["tasks"][0]["late"], true);
    let due = json(&files, "du-lieu/v1/den-han/2026-04.json");
    assert_eq!(due["deadlines"][0]["task"], "2026-03/II.1");
    let series = json(&files, "du-lieu/v1/chi-tieu/domestic-revenue.json");
    let values: Vec<f64> = series["observations"]
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(|o| o["value"].as_f64())
        .collect();
    assert_eq!(values, [410.5, 648.8]);
    for list in ["agencies", "months", "indicators"] {
        for link in json(&files, "du-lieu/v1/index.json")[list].as_array().expect("a list") {
            let path = link["url"]
                .as_str()
                .and_then(|u| u.strip_prefix("https://x.vn/kl/"))
                .expect("an address");
            assert!(files.contains_key(path), "{path}");
        }
    }
}

#[test]
fn the_catalogue_leads_to_files_that_are_there() {
    let files = site();
    let catalogue = json(&files, "du-lieu/dcat.jsonld");
    let mut seen = 0;
    for set in catalogue["dcat:dataset"].as_array().expect("data sets") {
        for file in set["dcat:distribution"].as_array().expect("files") {
            let address = file["dcat:downloadURL"]["@id"].as_str().expect("an address");
            assert!(
                files.contains_key(address.strip_prefix("https://x.vn/kl/").expect("of the site")),
                "{address}"
            );
            seen += 1;
        }
    }
    assert!(seen >= 24);
}
