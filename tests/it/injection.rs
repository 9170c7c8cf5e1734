//! Attacks in every field (`tests/injection/payloads.json`) and what becomes of them in files that are no pages: tables, calendars,
//! feeds, JSON. `tests/browser/injection.js` opens the pages.

use super::fixture::input_of;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

/// Nobody but an evaluated template writes this product.
const PRODUCT: &str = "62615533";

fn payloads() -> Vec<String> {
    let list: Vec<Value> = serde_json::from_str(include_str!("../injection/payloads.json")).expect("JSON");
    list.iter().map(|p| p["text"].as_str().expect("a text").to_string()).collect()
}

/// A site with each payload in the fields of a notice of its own, in the registers and in the settings. JSON is YAML.
fn site() -> &'static BTreeMap<String, Vec<u8>> {
    static SITE: OnceLock<BTreeMap<String, Vec<u8>>> = OnceLock::new();
    SITE.get_or_init(|| {
        let mut files = Vec::new();
        let (mut agencies, mut topics, mut progress) = (serde_json::Map::new(), serde_json::Map::new(), Vec::new());
        for (i, p) in payloads().iter().enumerate() {
            let due = format!("2026-{:02}-20", 4 + i % 8);
            agencies.insert(format!("co-{i}"), json!({ "name": format!("{p} {i}"), "short": [p], "note": p }));
            agencies.insert(p.clone(), json!({ "name": p }));
            topics.insert(format!("de-{i}"), json!({ "name": format!("{p} {i}"), "aliases": [format!("đề số {i}")] }));
            progress.push(json!({ "task": format!("y-{i}/I.1"), "status": "dang-thuc-hien", "date": "2026-04-10", "evidence": p, "note": p }));
            let notice = json!({
                "id": format!("y-{i}"), "kind": "cong-van", "title": p, "number": p, "issuer": p, "place": p, "chair": p, "issued": "2026-04-01",
                "signer": { "name": p, "title": p, "authority": p }, "recipients": [p], "approvals": [p], "original": p,
                "outline": [{ "clause": "I", "heading": p, "text": p, "children": [{ "clause": p, "text": p }] }],
                "tasks": [{ "clause": "I.1", "text": format!("{p} đề số {i}"), "leads": [format!("co-{i}"), p], "coordinators": [p],
                    "deadlines": [{ "due": due, "bound": "before", "quote": p, "time": p }, { "bound": "event", "quote": p }] },
                    { "clause": p, "text": p, "leads": [p] }],
                "indicators": [{ "id": p, "label": p, "value": 3.5, "unit": p, "quote": p, "comparisons": [{ "basis": p, "value": -2.5, "unit": p }] }],
            });
            files.push((format!("content/y-{i}.yaml"), notice.to_string()));
            files.push((format!("content/m-{i}-{p}.md"), format!("I. {p}\n\n1. Sở Y tế {p} báo cáo trước ngày 20/5/2026.\n\n{p}\n")));
        }
        files.push(("content/_data/agencies.yaml".into(), Value::Object(agencies).to_string()));
        files.push(("content/_data/topics.yaml".into(), Value::Object(topics).to_string()));
        files.push(("content/_data/progress/2026-04.yaml".into(), Value::Array(progress).to_string()));
        // two characters that no YAML has would leave the settings unread
        let fine = |t: &String| !t.contains(['\u{fffe}', '\u{ffff}']);
        let all = payloads().into_iter().filter(fine).collect::<Vec<_>>().join(" ");
        let settings = json!({ "title": all, "office": all, "description": all, "licence": all, "with": ["xlsx"], "base_url": "https://example.gov.vn" });
        files.push(("ketluan.yaml".into(), settings.to_string()));
        let input = input_of(&files);
        let compiled = ketluan::compile(&input);
        assert_eq!(compiled.config.base_url, "https://example.gov.vn");
        let bundle = compiled.bundle(&input);
        let out: BTreeMap<String, Vec<u8>> = bundle.files().map(|(p, f)| (p.as_str().to_string(), f())).collect();
        assert_eq!(compiled.theme.failures(), Vec::<String>::new());
        assert!(compiled.site.notices.len() > payloads().len(), "most notices are there");
        out
    })
}

fn of_kind(ending: &str) -> Vec<(&'static String, &'static Vec<u8>)> {
    let list: Vec<_> = site().iter().filter(|(p, _)| p.ends_with(ending)).collect();
    assert!(!list.is_empty(), "no {ending}");
    list
}

#[test]
fn there_are_payloads_enough() {
    let distinct: BTreeSet<String> = payloads().into_iter().collect();
    assert!(distinct.len() >= 200 && distinct.len() == payloads().len());
}

#[test]
fn no_template_in_content_is_evaluated() {
    for (path, bytes) in site() {
        assert!(
            !bytes.windows(PRODUCT.len()).any(|w| w == PRODUCT.as_bytes()) || path.ends_with(".xlsx"),
            "{path}"
        );
    }
    // the words are there, as words
    let page =
        String::from_utf8_lossy(&site()["nhiem-vu/index.html"]).into_owned() + &String::from_utf8_lossy(&site()["du-lieu/tasks.csv"]);
    assert!(page.contains("7919*7907"));
}

#[test]
fn no_cell_is_a_formula() {
    for (path, bytes) in of_kind(".csv") {
        let mut reader = csv::ReaderBuilder::new()
            .flexible(false)
            .from_reader(bytes.strip_prefix("\u{feff}".as_bytes()).expect("a byte order mark"));
        for record in reader.records() {
            for cell in &record.unwrap_or_else(|e| panic!("{path}: {e}")) {
                let number = cell.parse::<f64>().is_ok();
                assert!(
                    number || !cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']),
                    "{path}: {cell:?}"
                );
            }
        }
    }
}

#[test]
fn no_workbook_has_a_formula_or_a_link() {
    use std::io::Read;
    for (path, bytes) in of_kind(".xlsx") {
        let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap_or_else(|e| panic!("{path}: {e}"));
        for i in 0..zip.len() {
            let mut part = zip.by_index(i).expect("a part");
            let name = part.name().expect("a name").to_string();
            let mut text = String::new();
            if name.ends_with(".xml") || name.ends_with(".rels") {
                part.read_to_string(&mut text).expect("UTF-8");
                assert!(!text.contains("<f>") && !text.contains("<f "), "{path} {name} has a formula");
                assert!(
                    !text.contains("evil.invalid\" TargetMode=\"External\""),
                    "{path} {name} leads elsewhere"
                );
                well_formed(&format!("{path} {name}"), text.as_bytes());
            }
        }
    }
}

#[test]
fn calendars_have_their_own_lines_alone() {
    let known = [
        "BEGIN",
        "END",
        "VERSION",
        "PRODID",
        "CALSCALE",
        "METHOD",
        "NAME",
        "X-WR-CALNAME",
        "X-WR-CALDESC",
        "X-WR-TIMEZONE",
        "DESCRIPTION",
        "REFRESH-INTERVAL",
        "X-PUBLISHED-TTL",
        "SOURCE",
        "URL",
        "UID",
        "DTSTAMP",
        "DTSTART",
        "DTEND",
        "DUE",
        "DURATION",
        "SUMMARY",
        "CATEGORIES",
        "STATUS",
        "SEQUENCE",
        "LAST-MODIFIED",
        "CREATED",
        "TRANSP",
        "CLASS",
        "RRULE",
        "TRIGGER",
        "ACTION",
        "TZID",
        "TZOFFSETFROM",
        "TZOFFSETTO",
        "TZNAME",
        "PRIORITY",
        "COLOR",
        "LOCATION",
        "ORGANIZER",
        "RELATED-TO",
        "X-MICROSOFT-CDO-ALLDAYEVENT",
        "X-MICROSOFT-CDO-BUSYSTATUS",
        "IMAGE",
        "COMMENT",
        "EXDATE",
        "PERCENT-COMPLETE",
    ];
    for (path, bytes) in of_kind(".ics") {
        let text = String::from_utf8(bytes.clone()).expect("UTF-8");
        assert!(!text.replace("\r\n", "").contains(['\r', '\n']), "{path}: a bare line break");
        let unfolded = text.replace("\r\n ", "");
        let mut open = Vec::new();
        for line in unfolded.split_terminator("\r\n") {
            let name = line.split([':', ';']).next().unwrap_or("");
            assert!(known.contains(&name), "{path}: {line}");
            assert!(!line.chars().any(|c| c.is_control() && c != '\t'), "{path}: {line:?}");
            assert!(
                !line.starts_with("ACTION:PROCEDURE") && !line.starts_with("URL:javascript"),
                "{path}: {line}"
            );
            if let Some(part) = line.strip_prefix("BEGIN:") {
                open.push(part.to_string());
            } else if let Some(part) = line.strip_prefix("END:") {
                assert_eq!(open.pop().as_deref(), Some(part), "{path}");
            }
        }
        assert!(open.is_empty(), "{path}");
    }
}

/// Element names of an XML file that is well formed and has neither document type nor entities of its own.
fn well_formed(path: &str, bytes: &[u8]) -> BTreeSet<String> {
    use quick_xml::events::Event;
    let text = std::str::from_utf8(bytes).expect("UTF-8");
    let forbidden = |c: char| (c.is_control() && !"\t\n\r\u{7f}".contains(c) && c < '\u{80}') || "\u{fffe}\u{ffff}".contains(c);
    assert!(!text.contains(forbidden), "{path}: a character that XML does not have");
    let mut reader = quick_xml::Reader::from_str(text);
    let mut names = BTreeSet::new();
    loop {
        match reader.read_event().unwrap_or_else(|e| panic!("{path}: {e}")) {
            Event::Start(e) | Event::Empty(e) => {
                names.insert(e.name().as_ref().to_string());
                e.attributes().for_each(|a| drop(a.unwrap_or_else(|e| panic!("{path}: {e}"))));
            }
            Event::DocType(_) => panic!("{path}: a document type"),
            Event::PI(_) => panic!("{path}: an instruction"),
            Event::Eof => return names,
            _ => {}
        }
    }
}

#[test]
fn feeds_and_site_maps_are_well_formed_and_have_no_elements_of_others() {
    let known: BTreeSet<&str> = [
        "feed",
        "title",
        "subtitle",
        "id",
        "updated",
        "published",
        "link",
        "author",
        "name",
        "email",
        "uri",
        "entry",
        "content",
        "summary",
        "category",
        "rights",
        "generator",
        "icon",
        "logo",
        "fh:archive",
        "fh:complete",
        "urlset",
        "sitemapindex",
        "sitemap",
        "url",
        "loc",
        "lastmod",
        "OpenSearchDescription",
        "ShortName",
        "Description",
        "Url",
        "InputEncoding",
        "Image",
        "Language",
        "contributor",
    ]
    .into();
    let others = [".akn.xml", "akoma"];
    for (path, bytes) in of_kind(".xml") {
        let names = well_formed(path, bytes);
        if !others.iter().any(|o| path.contains(o)) && !path.starts_with("ket-luan/") {
            let strange: Vec<_> = names.iter().filter(|n| !known.contains(n.as_str())).collect();
            assert!(strange.is_empty(), "{path}: {strange:?}");
        }
    }
}

#[test]
fn json_is_json() {
    for (path, bytes) in of_kind(".json") {
        serde_json::from_slice::<Value>(bytes).unwrap_or_else(|e| panic!("{path}: {e}"));
    }
}

#[test]
fn no_page_has_a_tag_of_a_payload() {
    for (path, bytes) in of_kind(".html") {
        let text = String::from_utf8(bytes.clone()).expect("UTF-8");
        for tag in [
            "<script>alert",
            "<img src=x",
            "<iframe",
            "<svg onload",
            "<svg/onload",
            "<base ",
            "href=\"javascript:",
            "src=\"javascript:",
            "href=\"data:",
            "href=\"vbscript:",
            "href=\"//",
            "<marquee",
            "<plaintext",
        ] {
            assert!(!text.contains(tag), "{path}: {tag}");
        }
        // data within a page ends only where the page ends it
        for (i, _) in text.match_indices("application/ld+json") {
            let data = &text[i..];
            let (begin, end) = (data.find('>').expect("a tag") + 1, data.find("</script").expect("its end"));
            serde_json::from_str::<Value>(&data[begin..end]).unwrap_or_else(|e| panic!("{path}: {e}"));
            assert!(!data[begin..end].contains("<!--"), "{path}");
        }
    }
}
