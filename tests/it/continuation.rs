//! Which tasks go on from one notice to the next: against a careful reader's pairs of two real notices, and against
//! pairs of our own, where what is the same is said in other words and what is different in the same words.

use super::fixture::input;
use ketluan::page::matter;
use ketluan::site::Site;
use std::collections::{BTreeMap, BTreeSet};

fn compiled(text: &str) -> Site {
    ketluan::compile(&input(text)).site
}

/// Pairs of one comparison: (earlier id, later id) → strength.
fn pairs(site: &Site, earlier: &str, later: &str) -> BTreeMap<(String, String), f64> {
    let id = |t| site.tasks[t].id.clone();
    site.pairs
        .iter()
        .filter(|p| site.notices[p.earlier].id == earlier && site.notices[p.later].id == later)
        .flat_map(|p| &p.continued)
        .map(|c| ((id(c.earlier), id(c.later)), c.strength))
        .collect()
}

#[test]
fn our_own_pairs_are_found_and_no_others() {
    let site = compiled(include_str!("pairs/lam-son.txt"));
    let found = pairs(&site, "2026-01", "2026-02");
    let sure = [
        ("2026-01/I.1", "2026-02/I.1"),
        ("2026-01/I.2.a", "2026-02/I.2.a"),
        ("2026-01/I.4", "2026-02/I.4"),
        // the project stands in the heading of the one and in the text of the other, with another body
        ("2026-01/I.5", "2026-02/I.6"),
        ("2026-01/I.6", "2026-02/I.7"),
        ("2026-01/I.8", "2026-02/I.10"),
    ];
    let maybe = [("2026-01/I.7", "2026-02/I.9")];
    let pair = |(a, b): &(&str, &str)| (a.to_string(), b.to_string());
    for p in &sure {
        assert!(found.contains_key(&pair(p)), "not found: {p:?} in {found:?}");
    }
    let allowed: BTreeSet<_> = sure.iter().chain(&maybe).map(pair).collect();
    let wrong: Vec<_> = found.keys().filter(|p| !allowed.contains(*p)).collect();
    assert!(wrong.is_empty(), "{wrong:?}");
}

/// A notice of a month with the given body.
fn month(n: u32, body: &str) -> String {
    month_of(2026, n, body)
}

fn month_of(year: i32, n: u32, body: &str) -> String {
    format!(
        "-- content/{year}-0{n}.md --\nTHÔNG BÁO\n\nKết luận của Chủ tịch UBND tỉnh Nguyễn Văn A tại Phiên họp UBND tỉnh thường kỳ tháng {n} năm {year}\n\n\
         Ngày 03/{}/{year}, UBND tỉnh Lam Sơn tổ chức Phiên họp UBND tỉnh thường kỳ tháng {n} năm {year}. Chủ tịch UBND tỉnh kết luận như sau:\n\n\
         I. Nhiệm vụ\n\n{body}\n\nNơi nhận:\n- Lưu: VT.\n",
        n + 1
    )
}

/// A renamed body and a moved deadline (1), a matter that was split (2, 3), two that were merged (4), and three that say the
/// same words of other matters (5 to 7).
#[test]
fn matters_are_split_and_merged_and_the_same_words_may_mean_others() {
    let site = compiled(include_str!("pairs/ben-phuong.txt"));
    let found: BTreeSet<_> = pairs(&site, "2026-02", "2026-03").into_keys().collect();
    let want = [("I.1", "I.1"), ("I.2", "I.2"), ("I.2", "I.3"), ("I.3", "I.4"), ("I.4", "I.4")];
    let want: BTreeSet<_> = want.map(|(a, b)| (format!("2026-02/{a}"), format!("2026-03/{b}"))).into();
    assert_eq!(found, want);
}

#[test]
fn a_body_and_its_successor_are_one_lead() {
    let text = |lead: &str| {
        format!(
            "-- content/_data/agencies.yaml --\nso-kho: {{ name: Sở Kho vận, to: 2026-02-10, successors: [so-ben], kind: so }}\n\
             so-ben: {{ name: Sở Bến bãi, from: 2026-02-11, predecessors: [so-kho], kind: so }}\n\
             so-cau: {{ name: Sở Cầu cống, kind: so }}\n{}{}",
            month(1, "1. Sở Kho vận hoàn thành đề án giá dịch vụ bốc xếp hàng rời; báo cáo UBND tỉnh."),
            month(2, &format!("1. {lead} công khai giá dịch vụ bốc xếp hàng rời; báo cáo UBND tỉnh.")),
        )
    };
    let strength = |lead: &str| {
        let site = compiled(&text(lead));
        assert_eq!(site.pairs.len(), 1);
        pairs(&site, "2026-01", "2026-02").into_values().next().unwrap_or(0.0)
    };
    assert!(strength("Sở Bến bãi") > 0.9);
    assert!(strength("Sở Bến bãi") > strength("Sở Cầu cống"));
}

#[test]
fn formulas_of_administration_alone_continue_nothing() {
    let task = |what: &str| {
        format!(
            "1. Sở Tài chính chủ trì, phối hợp với các cơ quan liên quan khẩn trương rà soát, tháo gỡ khó khăn, vướng mắc {what}, \
             kịp thời tham mưu UBND tỉnh xem xét, quyết định."
        )
    };
    let site = compiled(&format!(
        "{}{}",
        month(1, &task("về nhà công vụ")),
        month(2, &task("của quỹ phát triển đất"))
    ));
    assert_eq!((site.pairs.len(), site.tasks.len()), (1, 2));
    assert!(pairs(&site, "2026-01", "2026-02").is_empty());
}

/// The pairs that a careful reader made of two real notices, with hard cases among them.
#[test]
fn a_careful_readers_pairs_are_found() {
    let Some(dir) = super::corpus::corpus() else { return };
    let read = |path: &str| std::fs::read_to_string(dir.join(path)).expect("a corpus file");
    let json = |path: &str| -> serde_json::Value { serde_json::from_str(&read(path)).expect("JSON") };
    let mut text = String::new();
    for id in ["2022-04", "2025-05-cong-van-huyen", "2025-07", "2026-01", "2026-03"] {
        text.push_str(&format!("-- content/{id}.md --\n{}\n", read(&format!("notices/{id}.md"))));
    }
    let site = compiled(&text);
    let (earlier, later) = ("2025-07", "2026-01");
    let found = pairs(&site, earlier, later);
    // labelled task → the task read that shares most words with it
    let words = |t: &str| -> BTreeSet<String> { t.to_lowercase().split_whitespace().map(str::to_string).collect() };
    let ids = |notice: &str| -> Vec<String> {
        json(&format!("labels/{notice}.json"))["tasks"]
            .as_array()
            .expect("tasks")
            .iter()
            .map(|label| {
                let want = words(label["text"].as_str().unwrap_or_default());
                let best = site
                    .tasks
                    .iter()
                    .filter(|(_, row)| row.id.starts_with(&format!("{notice}/")))
                    .max_by_key(|(id, _)| {
                        let has = words(&site.task(*id).text);
                        let common = want.intersection(&has).count();
                        2000 * common / (want.len() + has.len()).max(1)
                    });
                best.map(|(_, row)| row.id.clone()).unwrap_or_default()
            })
            .collect()
    };
    let (old, new) = (ids(earlier), ids(later));
    let labelled: BTreeMap<(String, String), bool> = json("pairs/2025-07..2026-01.json")["pairs"]
        .as_array()
        .expect("pairs")
        .iter()
        .map(|p| {
            let at = |key: &str| p[key].as_u64().expect("a number") as usize;
            ((old[at("earlier")].clone(), new[at("later")].clone()), p["strength"] == "sure")
        })
        .collect();
    let sure: Vec<_> = labelled.iter().filter(|(_, sure)| **sure).map(|(p, _)| p).collect();
    let hit = sure.iter().filter(|p| found.contains_key(**p)).count();
    let right = found.keys().filter(|p| labelled.contains_key(*p)).count();
    assert!(hit >= 6, "{hit} of {} sure pairs", sure.len());
    assert!(
        100 * right >= 85 * found.len(),
        "{right} of {} pairs reported are right: {found:?}",
        found.len()
    );
}

#[test]
fn a_matter_is_followed_through_the_months() {
    let task = |n: u32| match n {
        1 => "1. Sở Xây dựng hoàn thành kè chống sạt lở bờ sông Mận trước ngày 30/3/2026.",
        2 => "1. Sở Xây dựng tiếp tục kè chống sạt lở bờ sông Mận, hoàn thành trước ngày 30/4/2026.",
        3 => "1. Sở Y tế tiêm vắc xin cúm mùa cho người cao tuổi.",
        _ => "1. Sở Nông nghiệp và Môi trường kiên quyết hoàn thành kè chống sạt lở bờ sông Mận trước ngày 15/6/2026.",
    };
    let text: String = (1..=4).map(|n| month(n, task(n))).collect();
    let site = compiled(&text);
    assert_eq!(site.chains.len(), 1);
    let ids: Vec<_> = site.chains[0].iter().map(|t| site.tasks[*t].id.as_str()).collect();
    // a month in which nobody spoke of it does not end it
    assert_eq!(ids, ["2026-01/I.1", "2026-02/I.1", "2026-04/I.1"]);
    let repeated: Vec<_> = site.chains[0].iter().map(|t| site.repeated(*t)).collect();
    assert_eq!(repeated, [0, 1, 2]);
}

#[test]
fn a_reminder_says_only_of_what_is_surely_one_matter_that_it_was_given_before() {
    let task = "1. Sở Xây dựng hoàn thành kè chống sạt lở bờ sông Mận, báo cáo kết quả.";
    let text: String = [1, 2, 3].iter().map(|n| month(*n, task)).collect();
    let mut site = compiled(&text);
    let at = |site: &Site, id: &str| site.tasks.iter().find(|(_, r)| r.id == id).map(|(t, _)| t).expect("a task");
    let (second, last) = (at(&site, "2026-02/I.1"), at(&site, "2026-03/I.1"));
    assert_eq!([matter::surely(&site, second), matter::surely(&site, last)], [1, 2]);
    let told = matter::reminded(&site, last).expect("it was given before");
    assert_eq!(
        (told.name.as_str(), told.href.as_str()),
        ("Nhắc lại lần thứ 2 (máy ghép, xem đối chiếu)", "theo-doi/2026-01..i-1/")
    );
    // on the page of the next session the matter stands once, as it was last given, with where to see that
    let files = super::figures::built(&text);
    let silent = files["phien-hop-toi/index.html"]
        .split_once("id=\"im-lang\"")
        .and_then(|(_, rest)| rest.split_once("</section>"))
        .expect("the section")
        .0
        .to_string();
    assert_eq!(silent.matches("<li class=\"task\">").count(), 1, "{silent}");
    assert!(silent.contains("ket-luan/2026-03/#nv-I.1") && silent.contains("theo-doi/2026-01..i-1/"));
    assert!(silent.contains("Máy ghép"));
    // a report of any of them is a report of the matter
    let reported =
        format!("-- content/_data/progress/1.yaml --\n- {{ task: 2026-02/I.1, status: dang-thuc-hien, date: 2026-04-01 }}\n{text}");
    assert!(!super::figures::built(&reported)["phien-hop-toi/index.html"].contains("Nhắc lại lần thứ 2"));
    // what only may be the same is not said
    site.follows.get_mut(&last).expect("it goes on")[0].sure = false;
    assert!(matter::surely(&site, last) == 0 && matter::reminded(&site, last).is_none());
    assert_eq!(site.repeated(last), 2, "the comparison still says it");
}

#[test]
fn names_that_recur_are_suggested_as_topics() {
    let text = format!(
        "{}{}",
        month(
            1,
            "1. Sở Xây dựng hoàn thành kè chống sạt lở bờ sông Mận; rà soát đường tránh Phố Ràng."
        ),
        month(
            2,
            "1. Sở Xây dựng nghiệm thu kè chống sạt lở bờ sông Mận; báo cáo đường tránh Phố Ràng."
        )
    );
    let names = |text: &str| -> Vec<String> {
        let site = compiled(text);
        ketluan::link::suggest::topics(&site).into_iter().map(|s| s.name).collect()
    };
    let found = names(&text);
    assert!(found.iter().any(|n| n == "đường tránh Phố Ràng"), "{found:?}");
    let known = format!("-- content/_data/topics.yaml --\npho-rang: {{ name: Đường tránh Phố Ràng }}\n{text}");
    assert!(!names(&known).iter().any(|n| n.contains("Phố Ràng")));
}

/// Strengths of all pairs and of all that is followed, by ids.
fn strengths(site: &Site) -> BTreeMap<(String, String), f64> {
    let id = |t| site.tasks[t].id.clone();
    let pairs = site
        .pairs
        .iter()
        .flat_map(|p| &p.continued)
        .map(|c| ((id(c.earlier), id(c.later)), c.strength));
    let follows = site
        .follows
        .iter()
        .flat_map(|(later, all)| all.iter().map(|f| (*later, f)))
        .map(|(later, f)| ((id(f.task), format!("follows {}", id(later))), f.strength));
    pairs.chain(follows).collect()
}

#[test]
fn a_newer_notice_changes_nothing_between_older_ones() {
    let body = |n: u32| {
        let works = ["kè chống sạt lở bờ sông Mận", "cầu treo Nà Lại", "trạm bơm Đồi Thông"];
        let said = |(i, work): (usize, &&str)| {
            // a body that only the last month names as one
            let lead = if n == 4 {
                "Trung tâm Kỹ thuật Bờ kè"
            } else {
                "Sở Xây dựng"
            };
            format!(
                "{}. {lead} tháng {n} hoàn thành {work}, báo cáo kết quả của Trung tâm Kỹ thuật Bờ kè trước ngày 2{i}/0{}/2026.",
                i + 1,
                n + 1
            )
        };
        works.iter().enumerate().map(said).collect::<Vec<_>>().join("\n\n")
    };
    let all = |months: std::ops::RangeInclusive<u32>| strengths(&compiled(&months.map(|n| month(n, &body(n))).collect::<String>()));
    let (before, after) = (all(1..=3), all(1..=4));
    assert!(before.len() >= 9, "{before:?}");
    assert!(after.len() > before.len());
    for (pair, strength) in &before {
        assert_eq!(after.get(pair), Some(strength), "{pair:?}");
    }
}

/// What one comparison says of the tasks that go on.
fn said(files: &BTreeMap<String, String>, pair: &str) -> String {
    files[&format!("so-sanh/{pair}/index.html")]
        .split_once("id=\"chuyen-tiep\"")
        .and_then(|(_, rest)| rest.split_once("</section>"))
        .expect("the section")
        .0
        .to_string()
}

#[test]
fn matters_of_one_task_go_on_apart() {
    let first = "1. Sở Tài chính tháo gỡ khó khăn cho doanh nghiệp chế biến gỗ rừng trồng trước ngày 20/02/2026.";
    let both = "1. Sở Tài chính theo dõi thu ngân sách; đôn đốc tổng kiểm kê tài sản công, báo cáo trước ngày 15/3/2026; tháo gỡ khó khăn \
                cho doanh nghiệp chế biến gỗ rừng trồng trước ngày 25/3/2026.";
    let last = "1. Sở Tài chính hoàn thiện báo cáo tổng kiểm kê tài sản công; trình UBND tỉnh trước ngày 20/4/2026.\n\n2. Sở Tài chính tiếp tục tháo gỡ khó \
                khăn cho doanh nghiệp chế biến gỗ rừng trồng trước ngày 30/4/2026.";
    let text = format!("{}{}{}", month(1, first), month(2, both), month(3, last));
    let site = compiled(&text);
    let chains: BTreeSet<Vec<&str>> = site
        .chains
        .iter()
        .map(|c| c.iter().map(|t| site.tasks[*t].id.as_str()).collect())
        .collect();
    let want = [
        vec!["2026-01/I.1", "2026-02/I.1", "2026-03/I.2"],
        vec!["2026-02/I.1", "2026-03/I.1"],
    ];
    assert_eq!(chains, want.into());
    let at = |id: &str| site.tasks.iter().find(|(_, r)| r.id == id).map(|(t, _)| t).expect("a task");
    let surely = ["2026-02/I.1", "2026-03/I.1", "2026-03/I.2"].map(|id| matter::surely(&site, at(id)));
    assert_eq!(surely, [1, 1, 2], "nobody gave the stocktaking before February");
    let told = said(&super::figures::built(&text), "2026-02..2026-03");
    // of each matter its own day
    assert!(told.contains("Thời hạn chuyển từ 15/3/2026 sang 20/4/2026"), "{told}");
    assert!(told.contains("Thời hạn chuyển từ 25/3/2026 sang 30/4/2026"), "{told}");
}

#[test]
fn a_matter_that_begins_with_a_task_of_another_has_an_address_of_its_own() {
    let works = ["cầu treo bản Nà Lại", "trạm bơm điện Đồi Thông"];
    let both = format!("1. Sở Xây dựng nghiệm thu {}; bàn giao {}.", works[0], works[1]);
    let each = format!("1. Sở Xây dựng sửa chữa {}.\n\n2. Sở Xây dựng sửa chữa {}.", works[0], works[1]);
    let files = super::figures::built(&format!("{}{}{}", month(1, &both), month(2, &each), month(3, &each)));
    let one = &files["theo-doi/2026-01..i-1/index.html"];
    let other = &files["theo-doi/2026-01..i-1..2/index.html"];
    assert!(one.contains("Nà Lại") && other.contains("Đồi Thông"));
}

#[test]
fn a_heading_alone_makes_no_task_go_on_with_all_below_it() {
    let below = |what: [&str; 3]| {
        format!(
            "1. Dự án đường tránh Phố Ràng:\n\na) {}\n\nb) {}\n\nc) {}",
            what[0], what[1], what[2]
        )
    };
    let early = below([
        "Ban Quản lý dự án giao thông đánh số, bảo tồn cây cổ thụ.",
        "Ban Quản lý dự án giao thông khảo sát mỏ vật liệu dọc tuyến.",
        "Ban Quản lý dự án giao thông lắp biển báo tạm.",
    ]);
    let late = below([
        "Sở Tài chính thanh toán kịp thời khối lượng đủ điều kiện.",
        "Sở Nông nghiệp và Môi trường cấp phép mỏ vật liệu dọc tuyến.",
        "Công an tỉnh bảo đảm trật tự tại công trường.",
    ]);
    let text = format!("{}{}", month(1, &early), month(2, &late));
    let site = compiled(&text);
    let found: Vec<_> = pairs(&site, "2026-01", "2026-02").into_keys().collect();
    assert_eq!(found, [("2026-01/I.1.b".to_string(), "2026-02/I.1.b".to_string())]);
    // other bodies have other tasks of one project: nobody says that the lead passed on
    let told = said(&super::figures::built(&text), "2026-01..2026-02");
    assert!(
        told.contains("Trong đó 1 nhiệm vụ chỉ có thể là cùng việc.") && !told.contains("Chủ trì") && !told.contains("Nhắc lại"),
        "{told}"
    );
    // the month's report tells it neither as new nor as repeated, and the open data say that it is not sure
    let files = super::figures::built(&text);
    let report = &files["bao-cao/2026-03/index.html"];
    let section = |id: &str| {
        report
            .split(&format!("<h2 id=\"{id}\">"))
            .nth(1)
            .and_then(|s| s.split("</section>").next())
    };
    let rows = |id: &str| section(id).map(|s| s.matches("<li class=\"task\"").count());
    assert_eq!([rows("moi"), rows("chuyen-tiep"), rows("co-the")], [Some(2), Some(0), Some(1)]);
    let href = "<a href=\"../../so-sanh/2026-01..2026-02/#chuyen-tiep\">Có thể là cùng việc (máy ghép, xem đối chiếu)</a>";
    assert!(section("co-the").is_some_and(|s| s.contains(href)), "{:?}", section("co-the"));
    let json: serde_json::Value = serde_json::from_str(&files["du-lieu/comparisons.json"]).expect("JSON");
    assert_eq!(json["comparisons"][0]["continued"][0]["sure"], false);
}

#[test]
fn a_duty_of_another_year_or_month_is_not_put_off() {
    let task = |what: &str| format!("1. Sở Xây dựng rà soát, công bố giá cát sông Mận {what}; báo cáo UBND tỉnh.");
    let told = |(year, month, a): (i32, u32, &str), (later, after, b): (i32, u32, &str)| {
        let text = format!("{}{}", month_of(year, month, &task(a)), month_of(later, after, &task(b)));
        said(&super::figures::built(&text), &format!("{year}-0{month}..{later}-0{after}"))
    };
    let again = |told: &str| told.contains("Việc định kỳ") && !told.contains("Thời hạn chuyển");
    let moved = |told: &str| told.contains("Thời hạn chuyển") && !told.contains("Việc định kỳ");
    let yearly = told((2025, 3, "trước ngày 30/6/2025"), (2026, 4, "trước ngày 15/6/2026"));
    assert!(again(&yearly), "{yearly}");
    assert!(yearly.contains("lần này đến hạn 15/6/2026, lần trước 30/6/2025"), "{yearly}");
    // the same words of two years
    let planned = told(
        (2026, 1, "cho kế hoạch năm 2026 trước ngày 10/3/2026"),
        (2026, 8, "cho kế hoạch năm 2027 trước ngày 10/3/2027"),
    );
    assert!(again(&planned), "{planned}");
    // of one plan, a year later
    let late = told(
        (2026, 1, "cho kế hoạch năm 2026 trước ngày 10/3/2026"),
        (2026, 2, "cho kế hoạch năm 2026 trước ngày 10/3/2027"),
    );
    assert!(moved(&late), "{late}");
    let monthly = told(
        (2026, 1, "của tháng 2 trước ngày 05/3/2026"),
        (2026, 2, "của tháng 3 trước ngày 05/4/2026"),
    );
    assert!(again(&monthly), "{monthly}");
    let put_off = told((2026, 1, "trước ngày 05/3/2026"), (2026, 2, "trước ngày 05/4/2026"));
    assert!(moved(&put_off), "{put_off}");
}

#[test]
fn places_of_the_bodies_that_lead_are_no_matter() {
    let early = "1. UBND các huyện Nậm Tát, Phước Giang rà soát các điểm có nguy cơ sạt lở, di dời dân.";
    let late = "1. UBND các huyện Nậm Tát, Phước Giang sửa chữa hệ thống nước tự chảy, chở nước sinh hoạt.";
    let site = compiled(&format!("{}{}", month(1, early), month(2, late)));
    assert!(pairs(&site, "2026-01", "2026-02").is_empty());
}

#[test]
fn who_leads_passes_on_from_body_to_body_but_not_from_a_group() {
    let task = |lead: &str| format!("1. {lead} hoàn thành kè chống sạt lở bờ sông Mận, báo cáo kết quả.");
    let told = |a: &str, b: &str| {
        let text = format!("{}{}", month(1, &task(a)), month(2, &task(b)));
        said(&super::figures::built(&text), "2026-01..2026-02")
    };
    let moved = told("Sở Xây dựng", "Sở Công Thương");
    assert!(moved.contains("Chủ trì chuyển từ Sở Xây dựng sang Sở Công Thương"), "{moved}");
    let named = told("UBND các xã, phường", "UBND xã Tân Lập");
    assert!(named.contains("cùng việc") || named.contains("nguyên văn"), "{named}");
    assert!(!named.contains("Chủ trì"), "{named}");
}
