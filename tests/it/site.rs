//! Whole sites from strings: what is built, that every link leads somewhere, that two builds are alike.

use super::fixture::input;
use ketluan::render::check::Checker;
use std::collections::BTreeMap;

pub const TWO: &str = "\
-- content/2026-02.md --
THÔNG BÁO

Kết luận của Chủ tịch UBND tỉnh Nguyễn Văn A tại Phiên họp UBND tỉnh thường kỳ tháng 2 năm 2026

Ngày 03/3/2026, UBND tỉnh Lam Sơn tổ chức Phiên họp UBND tỉnh thường kỳ tháng 2 năm 2026. Chủ tịch UBND tỉnh kết luận như sau:

I. Đánh giá tình hình tháng 2 năm 2026

Thu nội địa đạt 410,5 tỷ đồng, tăng 4,2% so với cùng kỳ.

II. Nhiệm vụ trọng tâm tháng 3 năm 2026

1. Sở Tài chính chủ trì, phối hợp với Thống kê tỉnh rà soát kịch bản tăng trưởng, báo cáo UBND tỉnh trước ngày 20/3/2026.

2. Sở Xây dựng:

a) Công bố giá vật liệu xây dựng trong tháng 3 năm 2026.

b) Hằng tuần báo cáo tiến độ dự án đường tránh thị trấn.

Nơi nhận:
- Các sở, ban, ngành;
- Lưu: VT.

-- content/2026-03.md --
THÔNG BÁO

Kết luận của Chủ tịch UBND tỉnh Nguyễn Văn A tại Phiên họp UBND tỉnh thường kỳ tháng 3 năm 2026

Ngày 02/4/2026, UBND tỉnh Lam Sơn tổ chức Phiên họp UBND tỉnh thường kỳ tháng 3 năm 2026. Chủ tịch UBND tỉnh kết luận như sau:

I. Đánh giá tình hình tháng 3 năm 2026

Thu nội địa đạt 648,8 tỷ đồng, tăng 5,8% so với cùng kỳ.

II. Nhiệm vụ trọng tâm tháng 4 năm 2026

1. Sở Tài chính chủ trì, phối hợp với Thống kê tỉnh cập nhật kịch bản tăng trưởng, báo cáo UBND tỉnh trước ngày 12/4/2026.

2. Sở Y tế tăng cường kiểm soát dịch bệnh theo Chỉ thị số 05/CT-UBND <script>alert(1)</script>.

Nơi nhận:
- Các sở, ban, ngành;
- Lưu: VT.
";

fn files(text: &str) -> BTreeMap<String, Vec<u8>> {
    let input = input(text);
    let compiled = ketluan::compile(&input);
    let bundle = compiled.bundle(&input);
    let files = bundle.files().map(|(p, make)| (p.as_str().to_string(), make())).collect();
    assert_eq!(compiled.theme.failures(), Vec::<String>::new());
    files
}

#[test]
fn every_kind_of_page_is_written() {
    let files = files(TWO);
    for path in [
        "index.html",
        "ket-luan/index.html",
        "ket-luan/2026/index.html",
        "ket-luan/2026-03/index.html",
        "co-quan/index.html",
        "co-quan/so-tai-chinh/index.html",
        "nhiem-vu/index.html",
        "nhiem-vu/2026/index.html",
        "lich/index.html",
        "lich/2026/index.html",
        "lich/2026-04/index.html",
        "so-sanh/index.html",
        "so-sanh/2026-02..2026-03/index.html",
        "chi-tieu/index.html",
        "chi-tieu/domestic-revenue/index.html",
        "chuyen-de/index.html",
        "van-ban/index.html",
        "canh-bao/index.html",
        "theo-doi/index.html",
        "bao-cao/index.html",
        "bao-cao/2026-04/index.html",
        "phien-hop-toi/index.html",
        "phan-cong/index.html",
        "man-hinh/index.html",
        "du-lieu/progress.json",
        "du-lieu/topics.json",
        "du-lieu/report-2026-04.json",
        "du-lieu/chains.csv",
        "du-lieu/series.csv",
        "du-lieu/schema/report.json",
        "tim-kiem/index.html",
        "du-lieu/index.html",
        "gioi-thieu/index.html",
        "404.html",
        "lich.ics",
        "co-quan/so-tai-chinh/lich.ics",
        "feed.xml",
        "co-quan/so-tai-chinh/feed.xml",
        "sitemap.xml",
        "robots.txt",
        "du-lieu/notices/2026-03.json",
        "du-lieu/tasks.json",
        "du-lieu/tasks.csv",
        "du-lieu/agencies.json",
        "du-lieu/deadlines.json",
        "du-lieu/indicators.json",
        "du-lieu/indicators.csv",
        "du-lieu/comparisons.json",
    ] {
        assert!(files.contains_key(path), "no {path}");
    }
}

#[test]
fn what_is_made_on_demand_is_there_and_linked_only_then() {
    let page = |files: &BTreeMap<String, Vec<u8>>| String::from_utf8_lossy(&files["du-lieu/index.html"]).into_owned();
    let plain = files(TWO);
    assert!(!plain.contains_key("du-lieu/tasks.xlsx") && !page(&plain).contains("tasks.xlsx"));
    let asked = files(&format!("{TWO}-- ketluan.yaml --\nwith: [xlsx]\n"));
    assert!(!plain.contains_key("du-lieu/report-2026-04.xlsx") && asked.contains_key("du-lieu/report-2026-04.xlsx"));
    assert!(asked.contains_key("du-lieu/tasks.xlsx") && page(&asked).contains("tasks.xlsx"));
}

#[test]
fn every_internal_link_leads_somewhere() {
    let files = files(TWO);
    let mut checker = Checker::default();
    for (path, bytes) in &files {
        checker.see(path, bytes);
    }
    assert_eq!(checker.dead(files.keys().map(String::as_str)), Vec::new());
}

#[test]
fn two_builds_are_byte_identical_with_one_thread_and_with_two() {
    let one = rayon::ThreadPoolBuilder::new()
        .num_threads(1)
        .build()
        .expect("a pool")
        .install(|| files(TWO));
    let two = rayon::ThreadPoolBuilder::new()
        .num_threads(2)
        .build()
        .expect("a pool")
        .install(|| files(TWO));
    assert!(one == two);
}

#[test]
fn a_script_in_a_notice_never_reaches_a_page() {
    for (path, bytes) in files(TWO) {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        assert!(!path.ends_with(".html") || !text.contains("<script>alert"), "{path}");
    }
}

#[test]
fn tasks_have_their_leads_and_deadlines() {
    let json: serde_json::Value = serde_json::from_slice(&files(TWO)["du-lieu/notices/2026-03.json"]).expect("JSON");
    let task = &json["tasks"][0];
    assert_eq!(task["clause"], "II.1");
    assert_eq!(task["leads"][0]["id"], "so-tai-chinh");
    assert_eq!(task["coordinators"][0]["name"], "Thống kê tỉnh");
    assert_eq!(task["deadlines"][0]["due"], "2026-04-12");
    assert_eq!(task["deadlines"][0]["bound"], "before");
}

/// The codes reported for one text.
fn codes(text: &str) -> Vec<&'static str> {
    let input = input(&format!(
        "-- content/2026-03.md --\nCao Bằng, ngày 02 tháng 4 năm 2026\n\nTHÔNG BÁO\n\nKết luận\n\n{text}\n"
    ));
    let mut list: Vec<_> = ketluan::compile(&input).diagnostics.iter().map(|d| d.code.number()).collect();
    list.dedup();
    list
}

#[test]
fn an_impossible_day_is_reported_and_not_guessed() {
    assert!(codes("I. Nhiệm vụ\n\n1. Sở Tài chính báo cáo trước ngày 31/4/2026.").contains(&"KL0105"));
}

#[test]
fn a_due_day_before_the_notice_is_reported() {
    assert!(codes("I. Nhiệm vụ\n\n1. Sở Tài chính báo cáo trước ngày 01/3/2026.").contains(&"KL0303"));
}

#[test]
fn a_body_no_register_knows_is_reported() {
    assert!(codes("I. Nhiệm vụ\n\n1. Sở Vũ trụ báo cáo trước ngày 10/4/2026.").contains(&"KL0301"));
}

#[test]
fn a_task_without_lead_is_reported() {
    assert!(codes("I. Nhiệm vụ\n\n1. Tăng cường tuyên truyền phòng, chống dịch bệnh.").contains(&"KL0302"));
}

#[test]
fn of_noise_nothing_is_read() {
    let noise = "1. Sở Tài chính chủ trì tlrlnh rnột cbi6u nhíệrn vvà qyt bnào hlện ";
    let text = format!("I. Nhiệm vụ\n\n{}", noise.repeat(6));
    // beside the head, which names no issuer here
    assert_eq!(codes(&text), ["KL0116", "KL0306"]);
}

#[test]
fn a_number_printed_twice_is_reported_and_both_stay() {
    assert!(codes("I. Nhiệm vụ\n\n1. Sở Y tế rà soát.\n\n1. Sở Tài chính rà soát.").contains(&"KL0204"));
}

#[test]
fn two_notices_with_one_id_are_reported_and_one_stays() {
    let input = input(
        "-- content/a.md --\n---\nid: mot\n---\nI. Nhiệm vụ\n\n1. Sở Y tế rà soát.\n-- content/b.md --\n---\nid: mot\n---\nI. Nhiệm vụ\n\n1. Sở Y tế rà soát.\n",
    );
    let compiled = ketluan::compile(&input);
    assert_eq!(compiled.site.notices.len(), 1);
    assert!(compiled.diagnostics.iter().any(|d| d.code.number() == "KL0106"));
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(64))]
    /// Any text is read without panic, and its spans lie inside it.
    #[test]
    fn any_text_is_read(text in "(?s)([IVX]+\\. |\\d\\. |[a-zđ]\\) |- |\\*\\*|Sở Tài chính|chủ trì|phối hợp với|trước ngày|31/4/2026|\\d{1,3},\\d%|Nơi nhận:|\n\n|\n|<b>|.){0,80}") {
        let input = input(&format!("-- content/x.md --\n{text}"));
        let compiled = ketluan::compile(&input);
        let len = input.notices.first().map_or(0, |n| n.text.len()) as u32;
        for (_, entry) in compiled.site.notices.iter() {
            for task in &entry.notice.tasks {
                assert!(task.span.start <= task.span.end && task.span.end <= len);
            }
        }
    }
}

#[test]
fn former_addresses_lead_on() {
    let text = TWO.replacen(
        "-- content/2026-02.md --\n",
        "-- content/2026-02.md --\n---\naliases: [cu-2, 2026-03, Sai Id]\n---\n",
        1,
    );
    let input = input(&format!("-- ketluan.yaml --\nbase_url: https://a.vn/kl\n{text}"));
    let compiled = ketluan::compile(&input);
    let codes: Vec<_> = compiled
        .diagnostics
        .iter()
        .map(|d| d.code.number())
        .filter(|c| ["KL0106", "KL0114"].contains(c))
        .collect();
    assert_eq!(codes, ["KL0106", "KL0114"]);
    let bundle = compiled.bundle(&input);
    let read = |p: &str| String::from_utf8(bundle.bytes(p).expect(p)).expect("UTF-8");
    assert_eq!(read("_redirects"), "/kl/ket-luan/cu-2/ /kl/ket-luan/2026-02/ 301\n");
    assert!(read("ket-luan/cu-2/index.html").contains("content=\"0; url=../../ket-luan/2026-02/\""));
    assert!(!read("sitemap.xml").contains("cu-2"));
    assert!(ketluan::publish::rehearse(&bundle).is_ok());
}

#[test]
fn one_number_of_several_years_is_several_documents() {
    let notice = |id: &str, day: &str, cites: &str| {
        format!(
            "-- content/{id}.md --\n---\nissued: {day}\n---\nTHÔNG BÁO\nKết luận của Chủ tịch UBND tỉnh tại Phiên họp\n\nI. Nhiệm vụ\n\n1. Sở Tài chính thực \
             hiện Nghị quyết số 01/NQ-CP{cites} của Chính phủ, báo cáo UBND tỉnh.\n"
        )
    };
    let text = [
        notice("a", "2022-02-10", " ngày 08/01/2022"),
        notice("b", "2022-05-10", ""),
        notice("c", "2024-05-10", ""),
        notice("d", "2026-02-10", " năm 2026"),
        notice("e", "2026-03-10", " ngày 08/01/2026"),
    ]
    .concat();
    let files = super::figures::built(&text);
    let page = &files["van-ban/index.html"];
    let rows: Vec<(&str, usize)> = page
        .split("<th scope=\"row\"")
        .skip(1)
        .map(|row| {
            let head = row.split_once("muted\">").and_then(|(_, r)| r.split_once('<')).map_or("", |r| r.0);
            (head, row.matches("ket-luan/").count())
        })
        .collect();
    assert_eq!(
        rows,
        [
            ("ngày 08/01/2022", 2),
            ("ngày 08/01/2026", 2),
            ("không nêu ngày, viện dẫn năm 2024", 1)
        ]
    );
    // the open data tell them apart too
    let json: serde_json::Value = serde_json::from_str(&files["du-lieu/citations.json"]).expect("JSON");
    let by = json["citations"][0]["cited_by"].as_array().expect("a list");
    let issued: Vec<_> = by
        .iter()
        .map(|c| {
            (
                c["notice"].as_str().unwrap_or_default(),
                c["issued"].as_str(),
                c["issued_year"].as_i64(),
            )
        })
        .collect();
    let (old, new) = (Some("2022-01-08"), Some("2026-01-08"));
    let mut want = [
        ("a", old, Some(2022)),
        ("b", old, Some(2022)),
        ("c", None, None),
        ("d", new, Some(2026)),
        ("e", new, Some(2026)),
    ];
    want.sort_by_key(|w| by.iter().position(|c| c["notice"] == w.0));
    assert_eq!(issued, want);
    let csv = String::from_utf8(self::files(&text)["du-lieu/citations.csv"].clone()).expect("UTF-8");
    assert!(
        csv.contains(",issued,issued_year\r\n") && csv.contains(",2022-01-08,2022\r\n"),
        "{csv}"
    );
}

/// A conclusion of a session with the given tasks.
fn conclusion(id: &str, month: u32, place: &str, tasks: &[&str]) -> String {
    let tasks: String = (1..).zip(tasks).map(|(n, t)| format!("{n}. {t}\n\n")).collect();
    format!(
        "-- content/{id}.md --\nỦY BAN NHÂN DÂN\n{}\n\nTHÔNG BÁO\n\nKết luận của Chủ tịch UBND {place} Nguyễn Văn A tại Phiên họp UBND {place} thường kỳ \
         tháng {month} năm 2026\n\nNgày 02/{:02}/2026, UBND {place} tổ chức Phiên họp UBND {place} thường kỳ tháng {month} năm 2026. Chủ tịch UBND {place} \
         kết luận như sau:\n\nI. Nhiệm vụ\n\n{tasks}Nơi nhận:\n- Lưu: VT.\n\n",
        place.to_uppercase(),
        month + 1,
    )
}

fn text(files: &BTreeMap<String, Vec<u8>>, path: &str) -> String {
    String::from_utf8(files.get(path).unwrap_or_else(|| panic!("no {path}")).clone()).expect("UTF-8")
}

#[test]
fn a_footnote_is_set_apart_from_the_text() {
    let tasks = [
        "Sở Tài chính giải ngân hết kế hoạch vốn.\n\n[1] Theo Quyết định số 5/QĐ-UBND.",
        "Sở Y tế kiểm soát dịch bệnh.",
    ];
    let page = text(&files(&conclusion("a", 2, "Lam Sơn", &tasks)), "ket-luan/a/index.html");
    let note = page.split("class=\"clause").find(|c| c.contains("[1] Theo")).unwrap();
    assert!(note.contains("footnote\" role=\"note\"") && note.contains("Chú thích:"), "{note}");
    assert_eq!(page.matches("role=\"note\"").count(), 1);
}

#[test]
fn deadlines_of_a_task_stand_in_the_order_of_their_days() {
    let task = "Sở Tài chính rà soát giá đất trong quý III/2026; báo cáo UBND tỉnh trước ngày 10/5/2026.";
    let files = files(&conclusion("a", 3, "tỉnh Lam Sơn", &[task]));
    let page = text(&files, "co-quan/so-tai-chinh/index.html");
    let days: Vec<&str> = page
        .split("<time datetime=\"")
        .skip(1)
        .filter_map(|t| t.split('"').next())
        .collect();
    assert_eq!(days[..2], ["2026-05-10", "2026-09-30"], "{days:?}");
    // the list that a script draws has them so too
    let list = text(&files, "nhiem-vu/du-lieu/2026-1.json");
    let at = |day: &str| list.find(day).unwrap_or_else(|| panic!("no {day} in {list}"));
    assert!(at("2026-05-10") < at("2026-09-30"));
}

#[test]
fn a_share_of_the_plan_that_stays_behind_is_told_before_the_next_session() {
    let notice = |share: &str| {
        let told = format!("I. Đánh giá\n\nGiải ngân vốn đầu tư công đến ngày 31/3/2026 đạt {share}% kế hoạch.\n\nII. Nhiệm vụ");
        conclusion("a", 3, "tỉnh Lam Sơn", &["Sở Y tế sửa trạm y tế."]).replace("I. Nhiệm vụ", &told)
    };
    let page = |share: &str| text(&files(&notice(share)), "phien-hop-toi/index.html");
    assert!(page("4,7").contains("Số liệu thấp hơn kế hoạch"));
    assert!(!page("61,3").contains("Số liệu thấp hơn kế hoạch"));
}

#[test]
fn what_names_no_lead_stands_last_in_a_report() {
    let tasks = ["Hoàn thành kè sông Mận trước ngày 30/5/2026.", "Sở Y tế sửa trạm y tế."];
    let page = text(&files(&conclusion("a", 3, "tỉnh Lam Sơn", &tasks)), "bao-cao/2026-04/index.html");
    let table = page.split("</table>").next().unwrap_or_default();
    let named: Vec<usize> = ["Sở Y tế", "Không nêu cơ quan chủ trì", "Cả tỉnh"]
        .map(|name| {
            table
                .find(&format!("{name}<"))
                .or(table.find(&format!("{name} (mỗi")))
                .unwrap_or_else(|| panic!("no {name}"))
        })
        .into();
    assert!(named.is_sorted(), "{named:?}");
}

#[test]
fn breadcrumbs_name_the_page_above() {
    let files = files(TWO);
    let mut seen = 0;
    for path in files.keys().filter_map(|p| p.strip_suffix("/index.html")) {
        let page = text(&files, &format!("{path}/index.html"));
        let Some(crumbs) = page.split("<nav class=\"crumbs").nth(1).and_then(|c| c.split("</nav>").next()) else {
            continue;
        };
        let mut above = path;
        while let Some((parent, _)) = above.rsplit_once('/') {
            above = parent;
            if files.contains_key(&format!("{parent}/index.html")) {
                let up = "../".repeat(path.matches('/').count() + 1);
                assert!(crumbs.contains(&format!("<a href=\"{up}{parent}/\"")), "{path}: {crumbs}");
                seen += 1;
            }
        }
    }
    assert!(seen > 20, "{seen}");
    for path in ["co-quan/so-tai-chinh/nhac-viec", "bao-cao/2026-04", "chi-tieu/2026"] {
        assert!(files.contains_key(&format!("{path}/index.html")), "{path}");
    }
}

#[test]
fn how_to_use_a_letter_stands_outside_of_it() {
    let page = text(&files(TWO), "co-quan/so-tai-chinh/nhac-viec/index.html");
    let (before, letter) = page.split_once("<div class=\"letter\">").expect("a letter");
    assert!(before.contains("In trang này") && letter.contains("Kính gửi: Sở Tài chính") && letter.contains("kịch bản tăng trưởng"));
    assert!(!letter.contains("In trang này") && !letter.contains("sao chép"));
}

#[test]
fn what_a_list_leaves_out_is_linked() {
    let tasks: Vec<String> = (1..=20)
        .map(|n| format!("Sở Tài chính báo cáo việc số {n} trước ngày 20/4/2026."))
        .collect();
    let tasks: Vec<&str> = tasks.iter().map(String::as_str).collect();
    let screen = text(&files(&conclusion("2026-03", 3, "tỉnh Lam Sơn", &tasks)), "man-hinh/index.html");
    assert!(screen.contains("và 6 mục khác, có trong <a href=\"../du-lieu/\">dữ liệu mở</a>"));
}

#[test]
fn a_matter_is_named_in_full_and_a_notice_by_its_number() {
    let long = "Sở Xây dựng rà soát hành lang an toàn cầu treo Mận Đào, lắp biển báo tải trọng, thay ván mặt cầu và báo cáo kinh phí duy tu hằng năm.";
    let months: String = (1..=3)
        .map(|m| conclusion(&format!("2026-0{m}"), m, "tỉnh Lam Sơn", &[long]))
        .collect();
    let dispatch =
        "-- content/van-ban-le.md --\n---\nkind: cong-van\nnumber: 12/UBND-VX\nissued: 2026-04-10\n---\nSở Y tế kiểm tra trạm y tế.\n";
    let bare = "-- content/khong-so.md --\n---\nkind: cong-van\nissued: 2026-04-09\n---\nSở Y tế kiểm tra nhà thuốc.\n";
    let files = files(&format!("{months}{dispatch}{bare}"));
    assert!(text(&files, "ket-luan/khong-so/index.html").contains("<h1>Công văn ngày 09/4/2026</h1>"));
    assert!(text(&files, "theo-doi/index.html").contains("thay ván mặt cầu và báo cáo kinh phí duy tu hằng năm</a>"));
    let shares = text(&files, "phan-cong/index.html");
    assert!(shares.contains(">12/UBND-VX<") && !shares.contains(">van-ban-le<"), "{shares}");
}

#[test]
fn notices_of_one_month_are_told_apart_by_their_issuers() {
    let province = conclusion("2026-03", 3, "tỉnh Lam Sơn", &["Sở Tài chính báo cáo kịch bản tăng trưởng."]);
    let earlier = conclusion("2026-02", 2, "tỉnh Lam Sơn", &["Sở Tài chính báo cáo giá đất."]);
    let district = conclusion("man-2026-03", 3, "huyện Mận", &["Phòng Tài chính báo cáo thu phí chợ."]);
    let both = files(&format!("{earlier}{province}{district}"));
    for path in [
        "index.html",
        "ket-luan/index.html",
        "ket-luan/2026/index.html",
        "nhiem-vu/index.html",
    ] {
        let page = text(&both, path);
        for name in ["tháng 3/2026 (UBND tỉnh Lam Sơn)", "tháng 3/2026 (UBND huyện Mận)"] {
            assert!(page.contains(name), "{path}: {name}");
        }
        assert!(page.contains("tháng 02/2026<"), "{path}");
    }
    let index = text(&both, "nhiem-vu/du-lieu/index.json");
    assert!(index.contains("tháng 3/2026 (UBND huyện Mận)"));
    assert!(text(&both, "so-sanh/index.html").contains("tháng 3/2026 (UBND tỉnh Lam Sơn) so với"));
    // where only one speaks of a month nothing is added
    let alone = files(&format!("{earlier}{province}"));
    assert!(text(&alone, "ket-luan/index.html").contains("tháng 3/2026</a>"));
}
