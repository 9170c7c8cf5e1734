//! Every number of a monthly report, counted again from `tasks.json` and `progress.json` alone.

use super::fixture::{input, input_of};
use chrono::{Datelike, NaiveDate};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

const SITE: &str = "\
-- content/_data/progress/2026.yaml --
- { task: 2026-01/I.1, status: hoan-thanh, date: 2026-03-20, completed: 2026-03-19 }
- { task: 2026-01/I.2, status: hoan-thanh, date: 2026-03-28 }
- { task: 2026-01/I.3, status: xin-gia-han, date: 2026-03-10, new_due: 2026-04-20, reason: mưa lũ, agreed_by: Chủ tịch UBND tỉnh }
- { task: 2026-01/I.4, status: xin-gia-han, date: 2026-03-10, new_due: 2026-04-20 }
- { task: 2026-02/I.1, status: khong-con-hieu-luc, date: 2026-04-02 }
- { task: 2026-02/I.2, status: dang-thuc-hien, date: 2026-03-30 }
- { task: 2026-02/I.3, status: hoan-thanh, date: 2026-04-10 }
-- content/2026-01.md --
THÔNG BÁO

Kết luận của Chủ tịch UBND tỉnh Nguyễn Văn A tại Phiên họp UBND tỉnh thường kỳ tháng 01 năm 2026

Ngày 03/02/2026, UBND tỉnh Lam Sơn tổ chức Phiên họp UBND tỉnh thường kỳ tháng 01 năm 2026. Chủ tịch UBND tỉnh kết luận như sau:

I. Nhiệm vụ

1. Sở Xây dựng hoàn thành kè sông Mận trước ngày 20/3/2026.

2. Sở Y tế trình đề án trạm y tế lưu động chậm nhất ngày 25/3/2026.

3. Sở Nội vụ rà soát kho lưu trữ trước ngày 15/3/2026.

4. Sở Nội vụ, Sở Tài chính báo cáo phương án trụ sở dôi dư trước ngày 12/3/2026.

5. Sở Tài chính tăng cường quản lý chợ đầu mối.

Nơi nhận:
- Lưu: VT.
-- content/2026-02.md --
THÔNG BÁO

Kết luận của Chủ tịch UBND tỉnh Nguyễn Văn A tại Phiên họp UBND tỉnh thường kỳ tháng 02 năm 2026

Ngày 03/3/2026, UBND tỉnh Lam Sơn tổ chức Phiên họp UBND tỉnh thường kỳ tháng 02 năm 2026. Chủ tịch UBND tỉnh kết luận như sau:

I. Nhiệm vụ

1. Sở Công Thương đóng cửa chợ tạm trước ngày 05/4/2026.

2. Sở Công Thương khảo sát bến bãi trước ngày 10/4/2026.

3. Sở Tư pháp rà soát phí đò ngang.

4. Sở Y tế kiểm tra nhà thuốc trước ngày 30/4/2026.

Nơi nhận:
- Lưu: VT.
";

/// A deadline moves by an entry with a new day, reason and consent.
fn moves(e: &Value) -> bool {
    e["status"] == "xin-gia-han" && ["new_due", "reason", "agreed_by"].iter().all(|k| e[*k].is_string())
}

fn day(v: &Value) -> Option<NaiveDate> {
    v.as_str()?.parse().ok()
}

/// A deadline as it stands: its day, and whether that day itself is late already ("trước ngày D").
#[derive(Clone)]
struct Standing {
    due: Option<NaiveDate>,
    before: bool,
}

/// The deadlines of a task after all moves that were reported by a day.
fn standing(task: &Value, entries: &[&Value], on: NaiveDate) -> Vec<Standing> {
    let mut out: Vec<Standing> = task["deadlines"]
        .as_array()
        .expect("deadlines")
        .iter()
        .map(|d| Standing {
            due: day(&d["due"]),
            before: d["bound"] == "before",
        })
        .collect();
    for e in entries.iter().filter(|e| moves(e) && day(&e["date"]).is_some_and(|d| d <= on)) {
        // the one named, else the dated one that comes first, else the first
        let first = (0..out.len()).filter(|i| out[*i].due.is_some()).min_by_key(|i| out[*i].due);
        let which = e["deadline"].as_u64().map(|n| n as usize - 1).or(first).unwrap_or(0);
        if let Some(deadline) = out.get_mut(which) {
            *deadline = Standing {
                due: day(&e["new_due"]),
                before: false,
            };
        }
    }
    out
}

/// The class of a task as of a day, by the rules as an office would say them.
fn class(task: &Value, entries: &[&Value], on: NaiveDate) -> &'static str {
    let last_days: Vec<NaiveDate> = standing(task, entries, on)
        .iter()
        .filter_map(|d| if d.before { d.due?.pred_opt() } else { d.due })
        .collect();
    let latest = entries.iter().rfind(|e| day(&e["date"]).is_some_and(|d| d <= on));
    match latest.map(|e| (e["status"].as_str().unwrap_or_default(), *e)) {
        Some(("hoan-thanh" | "hoan-thanh-qua-han", e)) => {
            let done = day(&e["completed"]).or(day(&e["date"])).expect("a day");
            if last_days.iter().max().is_some_and(|last| done > *last) {
                "done_late"
            } else {
                "in_time"
            }
        }
        Some(("khong-con-hieu-luc" | "khong-phat-sinh-nhiem-vu", _)) => "ended",
        _ if last_days.is_empty() => "undated",
        _ if last_days.iter().any(|last| on > *last) => "late",
        _ => "open",
    }
}

type Counts = BTreeMap<(Option<String>, String), BTreeSet<String>>;

/// Counts all reports of a site again; how many there are, and the classes that occur.
fn recounted(input: &ketluan::input::Input) -> (usize, BTreeSet<&'static str>) {
    let compiled = ketluan::compile(input);
    let files: BTreeMap<String, Vec<u8>> = compiled
        .bundle(input)
        .files()
        .map(|(p, make)| (p.as_str().to_string(), make()))
        .collect();
    let json = |path: &str| -> Value { serde_json::from_slice(&files[path]).expect("JSON") };
    let (tasks, progress) = (json("du-lieu/tasks.json"), json("du-lieu/progress.json"));
    let mut reports = 0;
    let mut classes = BTreeSet::new();
    for path in files.keys().filter(|p| p.starts_with("du-lieu/report-") && p.ends_with(".json")) {
        reports += 1;
        let report = json(path);
        let on = day(&report["day"]).expect("a day");
        let month = report["month"].as_str().expect("a month");
        let first: NaiveDate = format!("{month}-01").parse().expect("a day");
        let same_month = |d: NaiveDate| (d.year(), d.month()) == (first.year(), first.month());
        let mut counted = Counts::new();
        for task in tasks["tasks"].as_array().expect("tasks") {
            let id = task["id"].as_str().expect("an id");
            let notice = json(&format!("du-lieu/notices/{}.json", task["notice"].as_str().expect("a notice")));
            // the session, else the day of issue, else the last day of the month it is about
            let last = notice["period"].as_str().and_then(|m| {
                let first: NaiveDate = format!("{m}-01").parse().ok()?;
                first.checked_add_months(chrono::Months::new(1))?.pred_opt()
            });
            let Some(given) = day(&notice["meeting_date"]).or(day(&notice["issued"])).or(last) else {
                continue;
            };
            let entries: Vec<&Value> = progress["progress"]
                .as_array()
                .expect("entries")
                .iter()
                .filter(|e| e["task"] == id)
                .collect();
            let dues: Vec<NaiveDate> = standing(task, &entries, NaiveDate::MAX)
                .iter()
                .filter_map(|d| d.due)
                .filter(|d| *d >= given)
                .collect();
            let closed = entries
                .last()
                .filter(|e| !["dang-thuc-hien", "chua-bao-cao", "xin-gia-han"].contains(&e["status"].as_str().unwrap_or_default()))
                .and_then(|e| day(&e["completed"]).or(day(&e["date"])));
            let carried = |d: &NaiveDate| *d < first && (first - *d).num_days() <= 90 && closed.is_none_or(|c| c >= first);
            if !(same_month(given) || dues.iter().any(|d| same_month(*d) || carried(d))) {
                continue;
            }
            let class = class(task, &entries, on);
            classes.insert(class);
            let leads: Vec<Option<String>> = task["leads"]
                .as_array()
                .expect("leads")
                .iter()
                .map(|l| l["id"].as_str().map(str::to_string))
                .collect();
            for lead in if leads.is_empty() { vec![None] } else { leads } {
                counted.entry((lead, class.to_string())).or_default().insert(id.to_string());
            }
        }
        let mut reported = Counts::new();
        for line in report["report"].as_array().expect("lines") {
            let agency = line["agency"]["id"].as_str().map(str::to_string);
            for class in ["in_time", "done_late", "late", "open", "undated", "ended"] {
                for id in line[class].as_array().expect("a list") {
                    reported
                        .entry((agency.clone(), class.to_string()))
                        .or_default()
                        .insert(id.as_str().expect("an id").to_string());
                }
            }
        }
        assert_eq!(counted, reported, "{path}");
        // the page says the same numbers, agency by agency
        let page = String::from_utf8(files[&format!("bao-cao/{month}/index.html")].clone()).expect("text");
        for agency in reported.keys().map(|k| &k.0).collect::<BTreeSet<_>>() {
            let Some(slug) = agency else { continue };
            let row = page
                .lines()
                .find(|l| l.starts_with("<tr>") && l.contains(&format!("co-quan/{slug}/\"")))
                .expect("a row");
            let shown: Vec<usize> = row
                .split("<td class=\"num\">")
                .skip(1)
                .map(|c| c.split("</td>").next().unwrap_or_default())
                .map(|c| c.split('>').nth(1).map_or(c, |t| t.split('<').next().unwrap_or(t)))
                .map(|t| t.trim().parse().expect("a number"))
                .collect();
            let want = |c: &str| reported.get(&(agency.clone(), c.to_string())).map_or(0, BTreeSet::len);
            let wanted: Vec<usize> = ["in_time", "done_late", "late", "open", "undated", "ended"].map(want).to_vec();
            assert_eq!((shown[0], &shown[1..]), (wanted.iter().sum(), &wanted[..]), "{path} {slug}");
        }
    }
    (reports, classes)
}

#[test]
fn every_number_of_a_report_is_that_of_a_recount() {
    let (reports, classes) = recounted(&input(SITE));
    assert_eq!((reports, classes.len()), (3, 6), "{classes:?}");
}

/// The site that comes with the program, with the progress that was put there by hand.
#[test]
fn so_is_every_number_of_the_sites_own_content() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
    let mut files = Vec::new();
    for folder in ["", "_data", "_data/progress"] {
        for entry in std::fs::read_dir(root.join(folder)).expect("the content") {
            let path = entry.expect("an entry").path();
            if path.is_file() {
                let name = path.strip_prefix(&root).expect("below the content").to_string_lossy().into_owned();
                files.push((format!("content/{name}"), std::fs::read_to_string(&path).expect("text")));
            }
        }
    }
    files.sort();
    let (reports, classes) = recounted(&input_of(&files));
    assert!(reports > 3, "{reports}");
    for class in ["in_time", "done_late", "late", "open", "undated"] {
        assert!(classes.contains(class), "{class} does not occur");
    }
}
