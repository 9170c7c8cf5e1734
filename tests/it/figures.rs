//! Figures that do not go together: within one notice, between notices.

use super::fixture::input;

fn codes(body: &str) -> Vec<(String, String)> {
    let text = format!(
        "-- content/2026-03.md --\nTHÔNG BÁO\n\nKết luận của Chủ tịch UBND tỉnh Nguyễn Văn A tại Phiên họp UBND tỉnh thường kỳ tháng 3 năm 2026\n\n\
         Ngày 02/4/2026, UBND tỉnh Lam Sơn tổ chức Phiên họp UBND tỉnh thường kỳ tháng 3 năm 2026. Chủ tịch UBND tỉnh kết luận như sau:\n\n\
         I. Đánh giá tình hình tháng 3 năm 2026\n\n{body}\n\nNơi nhận:\n- Lưu: VT.\n"
    );
    ketluan::compile(&input(&text))
        .diagnostics
        .iter()
        .filter(|d| d.code.number().starts_with("KL033"))
        .map(|d| (d.code.number().to_string(), d.message.vi.clone()))
        .collect()
}

#[test]
fn numbers_that_do_not_go_together_are_told_with_both_quotes() {
    for (body, code, quotes) in [
        (
            "Đã hỗ trợ 6.684/6.702 nhà, đạt 97,7% kế hoạch.",
            "KL0331",
            ["“6.684/6.702”", "99,7%"],
        ),
        ("Hoàn thành 41/52 nhiệm vụ (đạt 87,8%).", "KL0331", ["“41/52”", "78,8%"]),
        (
            "Giải ngân được 450 tỷ đồng/600 tỷ đồng, đạt 57% kế hoạch.",
            "KL0331",
            ["450 tỷ đồng/600", "75,0%"],
        ),
        (
            "Tiếp nhận 120 hồ sơ, trong đó 135 hồ sơ đúng hạn.",
            "KL0332",
            ["“120 hồ sơ”", "135 hồ sơ"],
        ),
        (
            "Thu ngân sách nhà nước trên địa bàn quý I đạt 1.680 tỷ đồng, thu nội địa 1.860 tỷ đồng.",
            "KL0332",
            ["1.680 tỷ đồng", "1.860 tỷ đồng"],
        ),
        (
            "Tăng trưởng GRDP quý I ước đạt 7,5%.\n\nTính chung, tăng trưởng GRDP quý I đạt 7,05%.",
            "KL0330",
            ["7,5%", "7,05%"],
        ),
    ] {
        let found = codes(body);
        assert_eq!(found.len(), 1, "{body}: {found:?}");
        assert_eq!(found[0].0, code, "{found:?}");
        assert!(quotes.iter().all(|q| found[0].1.contains(q)), "{found:?}");
    }
}

#[test]
fn what_may_be_meant_otherwise_is_passed_over() {
    for body in [
        "Đã hỗ trợ 6.684/6.702 nhà, đạt 99,7% kế hoạch.",
        // cut instead of rounded
        "Đã lắp đặt 3.204/3.216 tàu, đạt 99,62%.",
        "Đã khởi công 6.684/6.702 nhà, hoàn thành 6.451 nhà, đạt 96,25%.",
        "Có 12/20 dự án giải ngân đạt 45% kế hoạch vốn.",
        "Có 12/20 dự án, đạt 45% dự toán.",
        "Ngày 25/4 đạt 30% kế hoạch; trực 24/24 giờ, đạt 90%.",
        "Kim ngạch đạt 187,5 triệu USD, giảm 16%; trong đó xuất khẩu tăng 30%.",
        "Thu tăng 20 tỷ đồng, trong đó thu nội địa 90 tỷ đồng.",
        "Tiếp nhận 135 hồ sơ, còn 3 hồ sơ quá hạn, trong đó đã giải quyết 120 hồ sơ.",
        "Tăng trưởng GRDP quý I ước đạt 7,5%, cao hơn 0,51 điểm phần trăm so với quý I năm trước (6,99%).",
        "Giải ngân vốn đầu tư công đến ngày 25/3 đạt 1,2%; giải ngân vốn đầu tư công đến hết ngày 31/3 đạt 2,4%.",
        "Tổng lượt khách du lịch quý I đạt 1,73 triệu lượt; tổng lượt khách du lịch quý I đạt 1.730.412 lượt.",
    ] {
        assert_eq!(codes(body), [], "{body}");
    }
}

fn month(n: u32, year: i32, issuer: &str, body: &str) -> String {
    format!(
        "-- content/{year}-{n:02}.md --\nTHÔNG BÁO\n\nKết luận của Chủ tịch UBND {issuer} Nguyễn Văn A tại Phiên họp UBND {issuer} thường kỳ tháng {n} năm {year}\n\n\
         Ngày 28/{n}/{year}, UBND {issuer} tổ chức Phiên họp UBND {issuer} thường kỳ tháng {n} năm {year}. Chủ tịch UBND {issuer} kết luận như sau:\n\n\
         I. Đánh giá tình hình tháng {n} năm {year}\n\n{body}\n\nNơi nhận:\n- Lưu: VT.\n"
    )
}

pub type Files = std::collections::BTreeMap<String, String>;

pub fn built(text: &str) -> Files {
    let input = input(text);
    let compiled = ketluan::compile(&input);
    let bundle = compiled.bundle(&input);
    bundle
        .files()
        .filter(|(p, _)| [".html", ".json"].iter().any(|e| p.as_str().ends_with(e)))
        .map(|(p, make)| (p.as_str().to_string(), String::from_utf8_lossy(&make()).into_owned()))
        .collect()
}

#[test]
fn a_districts_figures_are_no_part_of_its_provinces_series() {
    let of = |id: &str, issuer: &str, month: u32, revenue: &str| {
        format!(
            "-- content/{id}.md --\n---\nissuer: {issuer}\n---\nTHÔNG BÁO\n\nKết luận phiên họp tháng {month} năm 2026\n\n\
             I. Đánh giá\n\n1. Tháng {month}, thu ngân sách nhà nước trên địa bàn đạt {revenue} tỷ đồng.\n\n"
        )
    };
    let text = [
        of("t1", "UBND tỉnh Sao Mai", 1, "2.100"),
        of("t2", "UBND tỉnh Sao Mai", 2, "2.300"),
        of("h3", "UBND huyện Trăng Non", 3, "31"),
    ];
    let files = built(&text.concat());
    let page = &files["chi-tieu/budget-revenue/index.html"];
    assert!(
        page.contains("(UBND tỉnh Sao Mai)") && page.contains("(UBND huyện Trăng Non)"),
        "{page}"
    );
    let svg = &page[page.find("<svg").expect("a chart")..page.find("</svg>").expect("its end")];
    assert!(svg.contains("2.300") && !svg.contains("31 tỷ"), "{svg}");
    // the newest is that of the province
    let index = &files["chi-tieu/index.html"];
    assert!(index.contains("2.300 tỷ đồng") && !index.contains("31 tỷ đồng"), "{index}");
    let sole = built(&text[..2].concat());
    assert!(!sole["chi-tieu/budget-revenue/index.html"].contains("(UBND tỉnh Sao Mai)"));
}

#[test]
fn headlines_are_in_the_order_of_the_register_and_of_the_last_year() {
    let of = |year: i32, body: &str| {
        format!(
            "-- content/{year}-03.md --\nTHÔNG BÁO\n\nKết luận của Chủ tịch UBND tỉnh Nguyễn Văn A tại Phiên họp UBND tỉnh thường kỳ tháng 3 năm {year}\n\n\
             Ngày 02/4/{year}, UBND tỉnh Lam Sơn tổ chức Phiên họp UBND tỉnh thường kỳ tháng 3 năm {year}. Chủ tịch UBND tỉnh kết luận như sau:\n\n\
             I. Đánh giá\n\n{body}\n\nII. Nhiệm vụ\n\n1. Sở Y tế báo cáo.\n"
        )
    };
    let old = of(2022, "1. Tháng 3/2022 có 50 doanh nghiệp thành lập mới.");
    let new = of(
        2026,
        "1. Quý I năm 2026, sản lượng thủy sản đạt 1.200 tấn. Tốc độ tăng trưởng GRDP đạt 7,5%.",
    );
    let labels = |text: &str| -> Vec<String> {
        let home = &built(text)["index.html"];
        let cards = home.split("<p class=\"figure-label\">").skip(1);
        cards
            .filter_map(|c| Some(c.split_once("\">")?.1.split_once("</a>")?.0.to_string()))
            .collect()
    };
    assert_eq!(labels(&old), ["Doanh nghiệp thành lập mới"]);
    assert_eq!(labels(&(old + &new)), ["Tốc độ tăng trưởng GRDP", "Sản lượng thủy sản"]);
    // a site's own indicator comes after the built-in ones
    let own = "-- content/_data/indicators.yaml --\nan_toan: { name: Số vụ cháy, aliases: [số vụ cháy] }\n";
    let text = format!(
        "{own}{}",
        of(2026, "1. Quý I năm 2026, số vụ cháy là 12 vụ. Tốc độ tăng trưởng GRDP đạt 7,5%.")
    );
    assert_eq!(labels(&text)[0], "Tốc độ tăng trưởng GRDP");
}

#[test]
fn notices_that_differ_are_shown_with_both_quotes() {
    let text = format!(
        "{}{}",
        month(
            3,
            2026,
            "tỉnh Lam Sơn",
            "Thu nội địa tháng 3 năm 2026 đạt 210 tỷ đồng.\n\nTổng mức bán lẻ hàng hóa tháng 3 ước đạt 1.000 tỷ đồng."
        ),
        month(
            4,
            2026,
            "tỉnh Lam Sơn",
            "Thu nội địa tháng 3 năm 2026 đạt 232,5 tỷ đồng.\n\nTổng mức bán lẻ hàng hóa tháng 4 đạt 1.100 tỷ đồng, tăng 15% so với tháng trước."
        )
    );
    let files = built(&text);
    let pair = &files["so-sanh/2026-03..2026-04/index.html"];
    for want in ["210 tỷ đồng", "232,5 tỷ đồng", "tăng 15% so với tháng trước", "tính ra 10%"] {
        assert!(pair.contains(want), "{want}");
    }
    assert!(files["chi-tieu/domestic-revenue/index.html"].contains("id=\"mau-thuan\""));
    let json: serde_json::Value = serde_json::from_str(&files["du-lieu/comparisons.json"]).expect("JSON");
    let found: Vec<(&str, &str)> = json["comparisons"][0]["contradictions"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|c| (c["indicator"].as_str().unwrap_or_default(), c["kind"].as_str().unwrap_or_default()))
        .collect();
    assert_eq!(found, [("domestic_revenue", "value"), ("retail_sales", "not-borne-out")]);
    assert!(
        json["comparisons"][0]["contradictions"][0]["earlier"]["quote"]
            .as_str()
            .is_some_and(|q| q.contains("210"))
    );
}

#[test]
fn what_agrees_or_is_of_others_contradicts_nothing() {
    let a = "Thu nội địa tháng 3 năm 2026 đạt 210,4 tỷ đồng.\n\nTổng mức bán lẻ hàng hóa tháng 3 ước đạt 1.000 tỷ đồng.";
    let b = "Thu nội địa tháng 3 năm 2026 đạt 210.400 triệu đồng.\n\nTổng mức bán lẻ hàng hóa tháng 4 đạt 1.100 tỷ đồng, tăng 10,3% so với tháng trước.";
    let found = |text: &str| {
        let site = ketluan::compile(&input(text)).site;
        assert_eq!(site.notices.len(), 2);
        site.contradictions
    };
    let same = found(&format!(
        "{}{}",
        month(3, 2026, "tỉnh Lam Sơn", a),
        month(4, 2026, "tỉnh Lam Sơn", b)
    ));
    assert!(same.is_empty(), "{same:?}");
    // another body's revenue is another figure
    let c = "Thu nội địa tháng 3 năm 2026 đạt 90 tỷ đồng.";
    let others = found(&format!("{}{}", month(3, 2026, "tỉnh Lam Sơn", a), month(4, 2026, "huyện Mận", c)));
    assert!(others.is_empty(), "{others:?}");
}

#[test]
fn years_stand_in_tables_and_a_month_beside_its_like() {
    let body = |revenue: &str, growth: &str, lead: &str| {
        format!(
            "Thu nội địa tháng 4 đạt {revenue} tỷ đồng, lũy kế 4 tháng đạt 900 tỷ đồng. Chỉ số sản xuất công nghiệp tháng 4 tăng {growth}%.\n\n\
             II. Nhiệm vụ\n\n1. {lead} rà soát bến phà trước ngày 30/5/2026."
        )
    };
    let text = format!(
        "-- content/_data/agencies.yaml --\nso-kho: {{ name: Sở Kho vận, to: 2025-12-31, successors: [so-ben], kind: so }}\n\
         so-ben: {{ name: Sở Bến bãi, from: 2026-01-01, predecessors: [so-kho], kind: so }}\n{}{}",
        month(4, 2025, "tỉnh Lam Sơn", &body("200", "5", "Sở Kho vận")),
        month(4, 2026, "tỉnh Lam Sơn", &body("231,5", "7,2", "Sở Bến bãi"))
    );
    let files = built(&text);
    let row = |page: &str, name: &str| -> String {
        let page = &files[page];
        let found = page.lines().find(|l| l.starts_with("<tr><th scope=\"row\">") && l.contains(name));
        found.unwrap_or_else(|| panic!("{name} is missing in {page}")).to_string()
    };
    let month = row("chi-tieu/2026/index.html", "Thu nội địa (theo tháng, tỷ đồng)");
    assert_eq!(month.matches("<td").count(), 12);
    assert!(month.contains(">231,5<") && !month.contains(">900<"), "{month}");
    // the months so far are a row of their own
    assert!(row("chi-tieu/2026/index.html", "Thu nội địa (lũy kế").contains(">900<"));
    assert!(files["chi-tieu/index.html"].contains("chi-tieu/2026/"));
    let both = row("so-sanh/thang-4/index.html", "Thu nội địa (theo tháng, tỷ đồng)");
    assert!(both.contains(">200<") && both.contains(">231,5<"), "{both}");
    // the body and its successor are one row
    let load = row("so-sanh/thang-4/index.html", "Sở Bến bãi");
    assert_eq!(load.matches(">1<").count(), 2, "{load}");
    assert!(files["so-sanh/index.html"].contains("so-sanh/thang-4/"));
}

#[test]
fn a_topic_has_its_tasks_figures_and_paragraphs_until_it_is_retired() {
    let body = |n: u32| {
        format!(
            "Giải ngân vốn đầu tư công đến hết tháng {n} đạt {n}0% kế hoạch.\n\nII. Nhiệm vụ\n\n1. Sở Xây dựng đôn đốc giải ngân.\n\n\
             2. Dự án cầu Mận\n\nSở Nội vụ chủ trì bàn giao nhà điều hành trước ngày 30/6/2026."
        )
    };
    let site = |register: &str| {
        built(&format!(
            "-- content/_data/topics.yaml --\n{register}\n{}{}",
            month(3, 2026, "tỉnh Lam Sơn", &body(3)),
            month(4, 2026, "tỉnh Lam Sơn", &body(4))
        ))
    };
    let now = site("giai-ngan: { name: Giải ngân }\ncau-man: { name: Cầu Mận }");
    let page = &now["chuyen-de/giai-ngan/index.html"];
    assert!(page.contains("30%") && page.contains("40%") && page.contains("Đôn đốc giải ngân"));
    // a task below a heading with the topic's name
    assert!(now["chuyen-de/cau-man/index.html"].contains("Bàn giao nhà điều hành"));
    let topics: serde_json::Value = serde_json::from_str(&now["du-lieu/topics.json"]).expect("JSON");
    assert_eq!(topics["topics"].as_array().map(Vec::len), Some(2));
    // one that is retired keeps its address and what came before
    let then = site("giai-ngan: { name: Giải ngân, retired: 2026-04-01 }\ncau-man: { name: Cầu Mận }");
    let page = &then["chuyen-de/giai-ngan/index.html"];
    assert!(page.contains("30%") && !page.contains("40%"));
    assert!(page.contains("Thôi theo dõi từ 01/4/2026"));
    assert!(then["chuyen-de/index.html"].contains("Thôi theo dõi"));
    // a day that is none is told
    let wrong = input("-- content/_data/topics.yaml --\ngiai-ngan: { name: Giải ngân, retired: 31/4 }\n");
    let codes: Vec<&str> = ketluan::compile(&wrong).diagnostics.iter().map(|d| d.code.number()).collect();
    assert_eq!(codes, ["KL0403"]);
}

#[test]
fn a_target_stands_beside_what_was_reached() {
    let text = format!(
        "{}{}{}",
        month(
            1,
            2026,
            "tỉnh Lam Sơn",
            "Sản xuất ổn định.\n\nII. Nhiệm vụ\n\n1. Kiên định mục tiêu tăng trưởng năm 2026 từ 10% trở lên; phấn đấu thu nội địa cả năm đạt 2.000 tỷ đồng."
        ),
        // another body's target is another target
        month(
            1,
            2026,
            "huyện Mận",
            "Ổn định.\n\nII. Nhiệm vụ\n\n1. Mục tiêu tăng trưởng năm 2026 từ 14% trở lên."
        )
        .replace("2026-01.md", "man.md"),
        month(
            3,
            2026,
            "tỉnh Lam Sơn",
            "Tăng trưởng GRDP quý I ước đạt 7,5%, thấp hơn kịch bản 2,19 điểm phần trăm. Thu nội địa quý I đạt 600 tỷ đồng, tăng 5,8% so với cùng kỳ."
        )
    );
    let files = built(&text);
    let row = |page: &str, name: &str| -> String {
        let found = files[page].split("id=\"muc-tieu\"").nth(1).and_then(|s| s.split("</table>").next());
        let found = found.unwrap_or_else(|| panic!("no targets in {page}")).to_string();
        found.lines().find(|l| l.contains(name)).unwrap_or_default().to_string()
    };
    let pair = "so-sanh/2026-01..2026-03/index.html";
    for page in [pair, "chi-tieu/grdp-growth/index.html"] {
        let row = row(page, "GRDP");
        for want in [
            "từ 10% trở lên, năm 2026",
            "7,5%, quý I/2026",
            // the growth of a quarter is no part of the year's
            "mục tiêu của cả năm 2026, không so trực tiếp với số liệu quý I/2026",
            "ket-luan/2026-01/#II.1",
        ] {
            assert!(row.contains(want), "{page}: {want} in {row}");
        }
    }
    assert!(row(pair, "Thu nội địa").contains("đạt 30% mục tiêu năm 2026<"));
    let json: serde_json::Value = serde_json::from_str(&files["du-lieu/notices/2026-01.json"]).expect("JSON");
    let stated: Vec<_> = json["targets"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|t| (&t["indicator"], &t["value"], &t["span"]))
        .collect();
    assert_eq!(
        serde_json::json!(stated),
        serde_json::json!([["grdp_growth", 10.0, "2026"], ["domestic_revenue", 2000.0, "2026"]])
    );
    // an amount keeps up with the time that is gone; a rate below its target and a figure below its scenario do not
    let session = &files["phien-hop-toi/index.html"];
    assert!(session.contains("từ 10% trở lên") && session.contains("thiếu 2,19 điểm phần trăm"));
    assert!(!session.contains("đạt 30% mục tiêu"));
}

#[test]
fn what_is_said_of_a_target_hangs_on_what_adds_up() {
    let said = |id: &str, name: &str, figures: &[(u32, i32, &str)]| -> String {
        let mut text = month(
            1,
            2026,
            "tỉnh Lam Sơn",
            "Sản xuất ổn định.\n\nII. Nhiệm vụ\n\n1. Kiên định mục tiêu tăng trưởng năm 2026 từ 10% trở lên; phấn đấu thu nội địa cả năm đạt 2.000 tỷ đồng; \
             phấn đấu giải ngân vốn đầu tư công năm 2026 đạt 95%; phấn đấu tổng đàn lợn năm 2026 đạt 400.000 con.",
        );
        for (m, year, told) in figures {
            text.push_str(&month(*m, *year, "tỉnh Lam Sơn", told));
        }
        let page = built(&text)
            .remove(&format!("chi-tieu/{id}/index.html"))
            .unwrap_or_else(|| panic!("no {id}"));
        let table = page.split("id=\"muc-tieu\"").nth(1).and_then(|s| s.split("</table>").next());
        let row = table.and_then(|t| t.lines().find(|l| l.contains(name)));
        row.unwrap_or_else(|| panic!("no targets of {id}")).to_string()
    };
    let quarter = (3, 2026, "Thu nội địa quý I đạt 600 tỷ đồng.");
    // a month alone says nothing of the year: the newest figure that tells all so far does
    let row = said(
        "domestic-revenue",
        "Thu nội địa",
        &[quarter, (4, 2026, "Thu nội địa tháng 4 đạt 150 tỷ đồng.")],
    );
    assert!(
        row.contains("600 tỷ đồng, quý I/2026") && row.contains("đạt 30% mục tiêu năm 2026<"),
        "{row}"
    );
    let row = said(
        "domestic-revenue",
        "Thu nội địa",
        &[(4, 2026, "Thu nội địa tháng 4 đạt 150 tỷ đồng.")],
    );
    assert!(row.contains("không so trực tiếp với số liệu tháng 4/2026"), "{row}");
    // the whole year is held against its target
    let row = said("grdp-growth", "GRDP", &[(12, 2026, "Tăng trưởng GRDP năm 2026 đạt 9,5%.")]);
    assert!(row.contains("thấp hơn 0,5 điểm phần trăm"), "{row}");
    let row = said(
        "domestic-revenue",
        "Thu nội địa",
        &[(12, 2026, "Thu nội địa năm 2026 đạt 1.900 tỷ đồng.")],
    );
    assert!(row.contains("bằng 95% mục tiêu, còn thiếu 100 tỷ đồng"), "{row}");
    // a share of the year's plan adds up too, a herd is what it is
    let row = said(
        "public-investment-disbursement",
        "giải ngân",
        &[(3, 2026, "Giải ngân vốn đầu tư công đến hết tháng 3 đạt 15% kế hoạch.")],
    );
    assert!(row.contains("còn 80 điểm phần trăm để đạt mục tiêu năm 2026"), "{row}");
    let row = said("pig-herd", "lợn", &[(3, 2026, "Tổng đàn lợn đạt 300.000 con.")]);
    assert!(row.contains("bằng 75% mục tiêu, còn thiếu 100.000 con"), "{row}");
}

#[test]
fn an_indicators_page_tells_the_newest_figures_and_leaves_older_ones_to_the_years() {
    let notice = |n: usize| {
        let (year, month) = (2000 + n / 12, n % 12 + 1);
        format!(
            "-- content/{year}-{month:02}.md --\nTHÔNG BÁO\n\nKết luận của Chủ tịch UBND tỉnh Nguyễn Văn A tại Phiên họp UBND tỉnh thường kỳ \
             tháng {month} năm {year}\n\nI. Đánh giá tình hình tháng {month} năm {year}\n\n\
             Thu ngân sách nhà nước trên địa bàn tháng {month} đạt {} tỷ đồng.\n\nNơi nhận:\n- Lưu: VT.\n",
            100 + n
        )
    };
    let text: String = (0..310).map(notice).collect();
    let input = input(&text);
    let compiled = ketluan::compile(&input);
    let page = compiled
        .bundle(&input)
        .bytes("chi-tieu/budget-revenue/index.html")
        .expect("the page");
    let page = String::from_utf8(page).expect("text");
    assert_eq!(page.matches("<q>").count(), 300);
    assert!(page.contains("409 tỷ đồng") && page.contains(">110 tỷ đồng<") && !page.contains(">109 tỷ đồng<"));
    assert!(page.contains("10 số liệu cũ hơn"));
}
