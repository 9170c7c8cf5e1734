//! What pages say to programs: JSON-LD and Dublin Core that agree with the open data, and the calendars and feeds that
//! each page offers.

use super::data::{files, json, site};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

const BASE: &str = "https://x.vn/kl/";

/// The JSON-LD of a page, which has one block of it at most.
fn linked(page: &[u8]) -> Option<Vec<Value>> {
    let page = std::str::from_utf8(page).expect("UTF-8");
    let mut blocks = page.split("<script type=\"application/ld+json\">").skip(1);
    let block = blocks.next()?.split("</script>").next().expect("an end");
    assert!(blocks.next().is_none());
    let value: Value = serde_json::from_str(block).unwrap_or_else(|e| panic!("{e}: {block}"));
    assert_eq!(value["@context"], "https://schema.org");
    Some(value["@graph"].as_array().expect("a list").clone())
}

fn of_type<'a>(graph: &'a [Value], kind: &str) -> Vec<&'a Value> {
    graph.iter().filter(|n| n["@type"] == kind).collect()
}

/// The file behind an address of the site.
fn file_of(address: &str) -> String {
    let path = address.strip_prefix(BASE).unwrap_or_else(|| panic!("{address} is not of the site"));
    let path = path.split('#').next().expect("a part");
    if path.is_empty() || path.ends_with('/') {
        format!("{path}index.html")
    } else {
        path.to_string()
    }
}

/// The contents of a page's meta tags of a name.
fn terms(page: &[u8], name: &str) -> Vec<String> {
    let page = std::str::from_utf8(page).expect("UTF-8");
    let of = |rest: &str| rest.split('"').next().map(String::from);
    page.split(&format!("<meta name=\"DCTERMS.{name}\" content=\""))
        .skip(1)
        .filter_map(of)
        .collect()
}

#[test]
fn the_tasks_of_a_notice_are_actions_with_the_days_of_the_data() {
    let files = site();
    let deadlines = json(&files, "du-lieu/deadlines.json");
    let mut due: BTreeMap<&str, &str> = BTreeMap::new();
    for d in deadlines["deadlines"].as_array().expect("a list") {
        if let (Some(task), Some(day)) = (d["task"].as_str(), d["due"].as_str()) {
            let first = due.entry(task).or_insert(day);
            *first = (*first).min(day);
        }
    }
    let tasks = json(&files, "du-lieu/tasks.json");
    let tasks: BTreeMap<&str, &Value> = tasks["tasks"]
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(|t| Some((t["id"].as_str()?, t)))
        .collect();
    let notices = json(&files, "du-lieu/notices.json");
    let mut seen = BTreeMap::new();
    for notice in notices["notices"].as_array().expect("a list") {
        let id = notice["id"].as_str().expect("an id");
        let page = &files[&format!("ket-luan/{id}/index.html")];
        let graph = linked(page).expect("JSON-LD");
        let report = of_type(&graph, "Report")[0];
        assert_eq!((&report["identifier"], &report["url"]), (&notice["id"], &notice["url"]));
        assert_eq!(report["reportNumber"], notice["number"]);
        assert_eq!(report["datePublished"], notice["issued"]);
        assert_eq!(report["temporalCoverage"], notice["period"]);
        assert_eq!(terms(page, "identifier"), [notice["url"].as_str().expect("an address")]);
        assert_eq!(terms(page, "temporal").first().map(String::as_str), notice["period"].as_str());
        assert_eq!(terms(page, "issued").first().map(String::as_str), notice["issued"].as_str());
        for file in report["encoding"].as_array().expect("files") {
            assert!(files.contains_key(&file_of(file["contentUrl"].as_str().expect("an address"))));
        }
        for action in of_type(&graph, "Action") {
            let id = action["identifier"].as_str().expect("an id").to_string();
            let task = tasks[id.as_str()];
            assert_eq!(
                action["@id"],
                task["url"].as_str().expect("an address").replace('đ', "%C4%91"),
                "{id}"
            );
            assert_eq!(action["object"]["@id"], report["@id"]);
            let leads = |list: &Value| list.as_array().map_or(0, Vec::len);
            assert_eq!(leads(&action["agent"]), leads(&task["leads"]), "{id}");
            for body in action["agent"].as_array().into_iter().flatten() {
                assert!(files.contains_key(&file_of(body["@id"].as_str().expect("an address"))));
            }
            seen.insert(id, action["endTime"].as_str().expect("a day").to_string());
        }
    }
    let seen: BTreeMap<&str, &str> = seen.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
    assert!(!seen.is_empty());
    assert_eq!(seen, due);
}

#[test]
fn the_pages_of_bodies_and_data_are_described() {
    let files = site();
    for agency in json(&files, "du-lieu/agencies.json")["agencies"].as_array().expect("a list") {
        let id = agency["id"].as_str().expect("an id");
        let graph = linked(&files[&format!("co-quan/{id}/index.html")]).expect("JSON-LD");
        let node = graph.iter().find(|n| n["identifier"] == *id).expect("the body");
        assert!(node["@type"].as_str().is_some_and(|t| t.ends_with("Organization")));
        assert_eq!((&node["name"], &node["foundingDate"]), (&agency["name"], &agency["from"]));
    }
    let graph = linked(&files["du-lieu/index.html"]).expect("JSON-LD");
    let sets = of_type(&graph, "DataCatalog")[0]["dataset"].as_array().expect("data sets");
    let named: BTreeSet<&str> = sets.iter().filter_map(|s| s["identifier"].as_str()).collect();
    for set in sets {
        for file in set["distribution"].as_array().expect("files") {
            assert!(files.contains_key(&file_of(file["contentUrl"].as_str().expect("an address"))));
        }
    }
    let dcat = json(&files, "du-lieu/dcat.jsonld");
    let catalogued = dcat["dcat:dataset"].as_array().expect("data sets").iter();
    assert_eq!(named, catalogued.filter_map(|s| s["dct:identifier"].as_str()).collect());
    let home = linked(&files["index.html"]).expect("JSON-LD");
    let search = &of_type(&home, "WebSite")[0]["potentialAction"]["target"]["urlTemplate"];
    assert_eq!(search, "https://x.vn/kl/tim-kiem/?q={search_term_string}");
    let page = String::from_utf8_lossy(&files["tim-kiem/index.html"]).into_owned();
    assert!(page.contains("name=\"q\""));
    assert_eq!(
        terms(&files["index.html"], "license"),
        ["https://creativecommons.org/licenses/by/4.0/"]
    );
}

#[test]
fn crumbs_lead_to_pages_and_every_indexed_page_has_them() {
    let files = site();
    let map = String::from_utf8_lossy(&files["sitemap.xml"]).into_owned();
    let mut seen = 0;
    for address in map.split("<loc>").skip(1).filter_map(|rest| rest.split("</loc>").next()) {
        let page = &files[&file_of(address)];
        let graph = linked(page).unwrap_or_else(|| panic!("{address} says nothing"));
        assert_eq!(terms(page, "identifier"), [address]);
        if address == BASE {
            continue;
        }
        let crumbs = of_type(&graph, "BreadcrumbList")[0]["itemListElement"].as_array().expect("a list");
        assert_eq!(crumbs[0]["item"], BASE);
        assert_eq!(crumbs.last().expect("itself")["item"], address);
        for (i, c) in crumbs.iter().enumerate() {
            assert_eq!(c["position"], i + 1);
            assert!(files.contains_key(&file_of(c["item"].as_str().expect("an address"))), "{c}");
        }
        seen += 1;
    }
    assert!(seen > 20);
    let lost = &files["404.html"];
    assert!(linked(lost).is_none() && terms(lost, "title").is_empty());
}

#[test]
fn words_of_a_notice_do_not_end_the_element() {
    let files = files(
        "-- content/2026-03.yaml --\ntitle: \"A </script><script>alert(1)</script> <!-- & \\u2028 \\\\\"\nmeeting_date: 2026-04-02\n\
         tasks:\n  - { clause: I.1, text: \"</script><b>\", leads: [Sở Y tế], deadlines: [{ due: 2026-05-01, bound: by, quote: a }] }\n",
    );
    let graph = linked(&files["ket-luan/2026-03/index.html"]).expect("JSON-LD");
    let title = of_type(&graph, "Report")[0]["headline"].as_str().expect("a title");
    assert!(title.contains("</script><script>alert(1)</script> <!-- &"), "{title}");
    assert_eq!(of_type(&graph, "Action")[0]["name"], "</script><b>");
}

/// Where the links of a page lead, as paths of files.
fn links(page: &[u8], path: &str) -> BTreeSet<String> {
    let up = path.matches('/').count();
    let page = String::from_utf8_lossy(page).into_owned();
    let main = page
        .split("<main")
        .nth(1)
        .unwrap_or_default()
        .split("</main>")
        .next()
        .unwrap_or_default();
    main.split("href=\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .filter_map(|href| href.strip_prefix(&"../".repeat(up)).or(href.strip_prefix("./")))
        .map(String::from)
        .collect()
}

#[test]
fn every_calendar_and_feed_is_offered_where_one_looks_for_it() {
    let files = site();
    let mut pages: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    for (path, bytes) in files.iter().filter(|(p, _)| p.ends_with("/index.html")) {
        pages.insert(path, links(bytes, path));
    }
    let (mut calendars, mut codes) = (0, 0);
    for path in files.keys() {
        let feed = path.rsplit('/').next().is_some_and(|n| n.starts_with("feed")) || path.starts_with("feed/");
        if path.ends_with(".ics") {
            let home = match path.rsplit_once('/') {
                Some((folder, _)) => format!("{folder}/index.html"),
                None => "lich/index.html".to_string(),
            };
            assert!(pages[home.as_str()].contains(path), "{home} does not offer {path}");
            let page = String::from_utf8_lossy(&files[&home]).into_owned();
            let main = if path.contains('/') {
                path.rsplit_once('/').map(|(f, _)| format!("{f}/lich.ics")).expect("a folder")
            } else {
                "lich.ics".into()
            };
            if files.contains_key(&main) {
                assert!(page.contains(&format!("href=\"webcal://x.vn/kl/{main}\"")), "{home}");
                for name in ["Google", "Outlook", "iPhone", "Android"] {
                    assert!(page.contains(name), "{home} does not tell how with {name}");
                }
                codes += usize::from(page.contains("<figure class=\"qr\"><svg"));
            }
            calendars += 1;
        } else if feed {
            let home = if path.starts_with("feed") {
                ["lich/index.html", "ket-luan/index.html"].map(String::from).to_vec()
            } else {
                vec![path.rsplit_once('/').map(|(f, _)| format!("{f}/index.html")).expect("a folder")]
            };
            let issuers = files.keys().filter(|p| p.starts_with("feed/") && p.ends_with(".xml")).count();
            if issuers > 1 || !path.starts_with("feed/") {
                assert!(
                    home.iter().any(|h| pages[h.as_str()].contains(path)),
                    "{home:?} do not offer {path}"
                );
            }
        }
    }
    assert!(calendars > 10 && codes == calendars, "{codes} codes for {calendars} calendars");
}

#[test]
fn ids_of_news_and_entries_stay_over_a_rebuild_and_another_name_of_the_theme() {
    let folder = super::formats::Folder::new("theme-renamed");
    let config = |theme: &str| format!("base_url: https://x.vn/kl\ntheme: themes/{theme}\n");
    folder.put("ketluan.yaml", &config("mot"));
    folder.put(
        "themes/mot/templates/404.html",
        "{% extends \"base.html\" %}{% block main %}<h1>404</h1>{% endblock %}",
    );
    folder.put(
        "content/2026-02.md",
        "THÔNG BÁO\n\nKết luận phiên họp tháng 2\n\nI. Nhiệm vụ\n\n1. Sở Tài chính báo cáo trước ngày 20/3/2026.\n",
    );
    let build = |day: &str| {
        let run = folder.run(&["build", "--today", day]);
        assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
        let read = |path: &str| std::fs::read(folder.0.join("public").join(path)).expect("a file");
        let mut found = Vec::new();
        for path in ["feed.xml", "co-quan/so-tai-chinh/feed.xml"] {
            let feed = atom_syndication::Feed::read_from(read(path).as_slice()).expect("a feed");
            assert!(!feed.entries.is_empty());
            found.push((feed.id, feed.updated.to_rfc3339()));
            found.extend(feed.entries.into_iter().map(|e| (e.id, e.updated.to_rfc3339())));
        }
        let calendar = String::from_utf8(read("lich.ics")).expect("UTF-8");
        found.extend(
            calendar
                .lines()
                .filter(|l| l.starts_with("UID"))
                .map(|l| (l.to_string(), String::new())),
        );
        found
    };
    let first = build("2026-04-15");
    assert!(first.iter().any(|(uid, _)| uid == "UID:2026-02/I.1~d1@x.vn"), "{first:?}");
    assert_eq!(build("2026-04-16"), first);
    std::fs::rename(folder.0.join("themes/mot"), folder.0.join("themes/hai")).expect("renamed");
    folder.put("ketluan.yaml", &config("hai"));
    assert_eq!(build("2026-05-20"), first);
}

#[test]
fn a_notice_has_a_picture_only_where_pictures_are_asked_for() {
    let text = |with: &str| {
        format!(
            "{}-- ketluan.yaml --\nbase_url: https://x.vn/kl\nwith: [{with}]\n",
            super::site::TWO
        )
    };
    let (plain, made) = (files(&text("")), files(&text("images")));
    let pictures: Vec<&String> = made.keys().filter(|p| p.ends_with(".png")).collect();
    assert_eq!(pictures, ["ket-luan/2026-02/anh.png", "ket-luan/2026-03/anh.png"]);
    assert!(plain.keys().all(|p| !p.ends_with(".png")));
    for path in &pictures {
        let bytes = &made[*path];
        // signature, then the first chunk: its length, its name, width, height
        assert_eq!(bytes[..8], *b"\x89PNG\r\n\x1a\n");
        assert_eq!(bytes[12..24], *b"IHDR\0\0\x04\xb0\0\0\x02\x76");
        assert!(bytes.len() > 8_000, "{} bytes", bytes.len());
    }
    assert_ne!(made[pictures[0]], made[pictures[1]]);
    let page = |files: &BTreeMap<String, Vec<u8>>, path: &str| String::from_utf8_lossy(&files[path]).into_owned();
    let named = "<meta property=\"og:image\" content=\"https://x.vn/kl/ket-luan/2026-03/anh.png\">";
    assert!(page(&made, "ket-luan/2026-03/index.html").contains(named));
    let report = linked(&made["ket-luan/2026-03/index.html"]).expect("JSON-LD");
    assert_eq!(of_type(&report, "Report")[0]["image"], "https://x.vn/kl/ket-luan/2026-03/anh.png");
    for (files, path) in [
        (&plain, "ket-luan/2026-03/index.html"),
        (&made, "index.html"),
        (&made, "co-quan/so-tai-chinh/index.html"),
    ] {
        assert!(!page(files, path).contains("og:image"), "{path}");
    }
    assert!(files(&text("images")) == made);
}
