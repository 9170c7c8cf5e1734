//! Sentences and the figures in them.

use super::*;
use crate::outline::Block;
use crate::outline::Piece;
use crate::span::SourceId;

fn registry() -> Registry {
    let input = crate::input::Input {
        notices: vec![],
        data: vec![],
        config: None,
        theme: vec![],
        assets: vec![],
        today: crate::calendar::Day::default(),
        previous: None,
    };
    crate::registry::load(&input, &mut Diagnostics::new())
}

/// Read in a notice of July 2025 whose heading speaks of the months so far.
fn read_figures(text: &str, usual: Option<Period>) -> Vec<Indicator> {
    read_figures_of(text, JULY, usual)
}

fn read_figures_of(text: &str, month: Month, usual: Option<Period>) -> Vec<Indicator> {
    let registry = registry();
    let block = Block {
        text: text.into(),
        pieces: vec![Piece {
            at: 0,
            len: text.len() as u32,
            start: 0,
        }],
        source: SourceId(0),
    };
    let spans = Spans { month: Some(month), usual };
    let path = ClausePath::default();
    let mut reader = Reader::new(&registry, &block, &path, &spans);
    reader.paragraph(&mut Diagnostics::new());
    let mut out = together(reader.out);
    for figure in &mut out {
        plausible(figure, &registry, &mut Diagnostics::new());
    }
    out
}

const JULY: Month = Month { year: 2025, month: 7 };
const SO_FAR: Option<Period> = Some(Period::Months(Month { year: 2025, month: 1 }, JULY));

fn figures(text: &str) -> Vec<String> {
    figures_in(text, SO_FAR)
}

fn figures_in(text: &str, usual: Option<Period>) -> Vec<String> {
    read_figures(text, usual).iter().map(shown).collect()
}

fn shown(i: &Indicator) -> String {
    let all: Vec<_> = i
        .comparisons
        .iter()
        .map(|c| format!("{}{}{}{}", c.basis.unwrap_or("-"), if c.level { "=" } else { "" }, c.value, c.unit))
        .collect();
    let value = i
        .value
        .map(|v| format!("{v} {}", i.unit.clone().unwrap_or_default()))
        .unwrap_or_default();
    format!(
        "{} [{value}] {} {}",
        i.id,
        i.span_of_time.map(|s| s.to_string()).unwrap_or_default(),
        all.join(" ")
    )
}

#[test]
fn a_month_and_the_months_so_far_are_two_figures() {
    assert_eq!(
        figures("Chỉ số sản xuất công nghiệp tháng 7 tăng 3,08% so với tháng trước, tính chung 7 tháng tăng 1,04% so với cùng kỳ."),
        ["iip [] 2025-07 mom3.08%", "iip [] 2025-01/2025-07 yoy1.04%"]
    );
}

#[test]
fn levels_and_growths_have_their_bases() {
    assert_eq!(
        figures(
            "Thu ngân sách nhà nước đạt 2.825 tỷ đồng, bằng 38,6% dự toán Trung ương giao, 37,9% dự toán HĐND tỉnh giao, giảm 5,8% so với cùng kỳ."
        ),
        ["budget_revenue [2825 tỷ đồng] 2025-01/2025-07 central_budget=38.6% local_budget=37.9% yoy-5.8%"]
    );
}

#[test]
fn spans_read_back() {
    for text in ["2026-03", "2026-Q1", "2025", "2025-01/2025-07"] {
        assert_eq!(parse_span(text).map(|s| s.to_string()).as_deref(), Some(text));
    }
    assert_eq!(parse_span("x"), None);
}

#[test]
fn the_noun_behind_a_number_decides() {
    for (text, want) in [
        (
            "Trong 7 tháng có 312 doanh nghiệp thành lập mới; đón 782.000 lượt khách du lịch, tăng 17,8% so với cùng kỳ.",
            "new_enterprises [312 doanh nghiệp] 2025-01/2025-07 | tourist_arrivals [782000 lượt khách] 2025-01/2025-07 yoy17.8%",
        ),
        (
            "Thành lập mới 104 doanh nghiệp.",
            "new_enterprises [104 doanh nghiệp] 2025-01/2025-07 ",
        ),
        (
            "Đã xóa 1.873 nhà tạm, nhà dột nát, đạt 74,9% kế hoạch.",
            "temporary_housing_removed [1873 nhà] 2025-01/2025-07 plan=74.9%",
        ),
        ("Trồng mới được 640 ha rừng.", "new_forest_area [640 ha] 2025-01/2025-07 "),
        (
            "Doanh nghiệp vận tải hành khách phục vụ 2,1 triệu lượt hành khách.",
            "passenger_transport [2100000 lượt hành khách] 2025-01/2025-07 ",
        ),
        (
            "Du lịch tiếp tục là điểm sáng với 4,35 triệu lượt khách trong 7 tháng, tăng 17,9% so với cùng kỳ. Cảng hàng không khai thác tốt với 150.000 lượt khách.",
            "tourist_arrivals [4350000 lượt khách] 2025-01/2025-07 yoy17.9% | other:cang-hang-khong-khai-thac-tot [150000 lượt khách] 2025-01/2025-07 ",
        ),
        (
            "Tổng mức bán lẻ hàng hóa đạt 41.220 tỷ đồng (+13,1%), kim ngạch xuất khẩu 8,5 triệu USD (-2,3%) so với cùng kỳ.",
            "retail_sales [41220 tỷ đồng] 2025-01/2025-07 yoy13.1% | export_turnover [8.5 triệu USD] 2025-01/2025-07 yoy-2.3%",
        ),
        (
            "Đăng ký thành lập mới 986 doanh nghiệp, tăng 34,2% so với cùng kỳ.",
            "new_enterprises [986 doanh nghiệp] 2025-01/2025-07 yoy34.2%",
        ),
        (
            "Toàn tỉnh đón 2,35 triệu lượt khách (khách quốc tế 41.000 lượt), doanh thu ước đạt 2.100 tỷ đồng, gấp 1,3 lần cùng kỳ.",
            "tourist_arrivals [2350000 lượt khách] 2025-01/2025-07  | other:khach-quoc-te [41000 lượt] 2025-01/2025-07  | tourism_revenue [2100 tỷ đồng] 2025-01/2025-07 yoy=1.3lần",
        ),
        (
            "Có 112 doanh nghiệp thành lập mới với tổng vốn 980 tỷ đồng.",
            "new_enterprises [112 doanh nghiệp] 2025-01/2025-07  | other:tong-von [980 tỷ đồng] 2025-01/2025-07 ",
        ),
        (
            "Thu hoạch lúa Đông Xuân, diện tích 182.460 ha.",
            "other:dien-tich-thu-hoach-lua-dong-xuan [182460 ha] 2025-01/2025-07 ",
        ),
        (
            "Tổng thu cân đối NSNN trên địa bàn đạt 14.872 tỷ đồng.",
            "budget_revenue [14872 tỷ đồng] 2025-01/2025-07 ",
        ),
        ("Xảy ra 03 vụ cháy rừng.", "other:vu-chay-rung [3 vụ] 2025-01/2025-07 "),
        (
            "Mưa lũ làm 3 người mất tích, 11 người bị thương; 283 nhà bị sập.",
            "other:mua-lu-lam-nguoi-mat-tich [3 người] 2025-01/2025-07 | other:nguoi-bi-thuong [11 người] 2025-01/2025-07 | other:nha-bi-sap [283 nhà] 2025-01/2025-07",
        ),
        (
            "Cấp 2.145 giấy chứng nhận; di chuyển 4.917 ngôi mộ.",
            "other:cap-giay-chung-nhan [2145 giấy chứng nhận] 2025-01/2025-07 | other:di-chuyen-ngoi-mo [4917 ngôi mộ] 2025-01/2025-07",
        ),
        ("Còn 04/10 xã thiếu tiêu chí.", "other:xa-thieu-tieu-chi [4 xã] 2025-01/2025-07"),
        ("Trồng mới 164 ha sâm.", "other:trong-moi-sam [164 ha] 2025-01/2025-07 "),
        ("Còn 26 dự án chậm tiến độ.", "other:du-an-cham-tien-do [26 dự án] 2025-01/2025-07 "),
    ] {
        let have: Vec<String> = figures(text);
        assert_eq!(
            have.iter().map(|f| f.trim()).collect::<Vec<_>>().join(" | "),
            want.replace("  |", " |").trim(),
            "{text}"
        );
    }
}

#[test]
fn sectors_stand_beside_the_growth_of_the_whole() {
    let have = figures(
        "GRDP 7 tháng ước tăng 8,9%; trong đó, nông, lâm nghiệp và thủy sản tăng 3,9%, công nghiệp - xây dựng tăng 11,2% (riêng công nghiệp tăng 12,1%), dịch vụ tăng 8%, thấp hơn bình quân chung cả nước 0,5 điểm phần trăm.",
    );
    let ids: Vec<_> = have.iter().map(|f| f.split(" [").next().unwrap_or_default()).collect();
    assert_eq!(
        ids,
        [
            "grdp_growth",
            "sector_growth_agriculture",
            "sector_growth_industry",
            "other:cong-nghiep",
            "sector_growth_services"
        ]
    );
    assert!(figures("Dịch vụ tăng 8%.").iter().all(|f| f.starts_with("other:")));
}

#[test]
fn what_another_figure_names_is_not_taken_on() {
    // of another measure than the rate before
    assert_eq!(
        figures("Tỷ lệ giải ngân vốn đầu tư công đạt 12,9%. Trong quý I xảy ra 171 vụ tai nạn.").len(),
        2
    );
    let said = figures("Toàn tỉnh có 3.106 doanh nghiệp thành lập mới, tăng 38,2% so với cùng kỳ với tổng vốn đăng ký 27.450 tỷ đồng.");
    assert!(said[0].contains("3106") && !said[0].contains("27450"), "{said:?}");
    let said =
        figures("Tỷ lệ giải ngân vốn đầu tư công đạt 33,4%, cao hơn bình quân chung cả nước và tăng 2,6 điểm phần trăm so với cùng kỳ.");
    assert!(said.len() == 1 && said[0].contains("yoy2.6"), "{said:?}");
    let said = figures("Diện tích cây thuốc lá vượt kế hoạch 5,8%.");
    assert!(said[0].contains("plan5.8"), "{said:?}");
}

#[test]
fn what_a_growth_compares_with() {
    for (text, want) in [
        // the passage compares with the year before
        (
            "Tổng đàn bò 524.800 con, tăng 1,9% so với cùng kỳ; đàn lợn 1,018 triệu con, tăng 3%.",
            "cattle_herd [524800 con] 2025-07 yoy1.9% | pig_herd [1018000 con] 2025-07 yoy3%",
        ),
        // what is left is no change
        ("Đàn trâu giảm còn 46,2 nghìn con.", "buffalo_herd [46200 con] 2025-07"),
        // of a month that the sentence names it must say so
        ("Trong tháng đàn lợn tăng 3%.", "pig_herd [] 2025-07 -3%"),
        (
            "Thu nội địa 7.021 tỷ đồng (đạt 64,9% và 61,3% dự toán, tăng 19,2%).",
            "domestic_revenue [7021 tỷ đồng] 2025-01/2025-07 central_budget=64.9% local_budget=61.3% yoy19.2%",
        ),
        (
            "Thu nội địa 100 tỷ đồng, bằng 50% dự toán Trung ương và HĐND tỉnh giao.",
            "domestic_revenue [100 tỷ đồng] 2025-01/2025-07 central_budget=50% local_budget=50%",
        ),
        (
            "Giải ngân vốn đầu tư công đạt 35,8% kế hoạch, cao hơn cùng kỳ 4,2 điểm phần trăm và bằng 36,8% số vốn đã giao.",
            "public_investment_disbursement [35.8 %] 2025-01/2025-07 yoy4.2điểm phần trăm assigned=36.8%",
        ),
        ("Doanh thu du lịch gấp đôi cùng kỳ.", "tourism_revenue [] 2025-01/2025-07 yoy=2lần"),
    ] {
        let have: Vec<String> = figures(text);
        assert_eq!(have.iter().map(|f| f.trim()).collect::<Vec<_>>().join(" | "), want, "{text}");
    }
}

#[test]
fn what_a_figure_covers() {
    let july = Some(Period::Month(JULY));
    for (text, want) in [
        (
            "Kim ngạch xuất khẩu tháng 7 đạt 17 triệu USD, lũy kế 412 triệu USD, tăng 22%.",
            "2025-07 2025-01/2025-07",
        ),
        ("Tỷ lệ giải ngân vốn đầu tư công mới đạt 44,2%.", "2025-01/2025-07"),
        ("Tỷ lệ giải ngân vốn đầu tư công năm 2024 đạt 93%.", "2024"),
        (
            "Giá trị sản xuất công nghiệp 7 tháng 2.875 tỷ đồng. Trồng rừng mới được 640 ha.",
            "2025-01/2025-07 2025-01/2025-07",
        ),
        ("Trồng rừng mới 640 ha, đạt 61% kế hoạch.", "2025-01/2025-07"),
        ("Tổng đàn lợn 1.000 con.", "2025-07"),
        (
            "Trồng rừng mới 6 tháng được 640 ha; tổng đàn lợn đạt 1.000 con.",
            "2025-01/2025-06 2025-06",
        ),
        ("Trong dịp Tết, các điểm du lịch đón 412.000 lượt khách.", "2025-01"),
        ("Năm 2024, thu ngân sách nhà nước đạt 900 tỷ đồng.", "2024"),
        (
            "Năm 2024, trong bối cảnh thiên tai, kinh tế tăng trưởng khá. GRDP ước đạt 6,91%; kim ngạch xuất khẩu đạt 980 triệu USD.",
            "2024 2024",
        ),
    ] {
        let have: Vec<String> = read_figures(text, july)
            .iter()
            .map(|f| f.span_of_time.map(|s| s.to_string()).unwrap_or_default())
            .collect();
        assert_eq!(have.join(" "), want, "{text}");
    }
}

#[test]
fn goals_thresholds_and_the_figures_of_some_are_not_of_all() {
    for text in [
        "Phấn đấu thu ngân sách nhà nước đạt 9.000 tỷ đồng.",
        "Để cả năm GRDP đạt từ 8% trở lên thì 5 tháng cuối năm phải tăng trên 9%.",
        "Biểu dương Ban Quản lý dự án có tỷ lệ giải ngân trên 70%.",
        "Phê bình các chủ đầu tư có tỷ lệ giải ngân dưới 3O%.",
        "Giải ngân vốn các chương trình mục tiêu quốc gia đạt 31,5%.",
        "Đã khởi công 148 nhà tạm.",
        "UBND các xã, phường giải ngân 2.547 tỷ đồng.",
        "Có 09 chủ đầu tư giải ngân trên 40%, còn 21 chủ đầu tư giải ngân dưới 15%.",
        "Dịp lễ 30/4, Khu du lịch Sao Mai, Trăng Non đón 410 nghìn lượt khách.",
    ] {
        let listed: Vec<_> = figures(text).into_iter().filter(|f| !f.starts_with("other:")).collect();
        assert_eq!(listed, Vec::<String>::new(), "{text}");
    }
}

#[test]
fn scanned_digits_and_implausible_values() {
    assert_eq!(figures("Trồng rừng mới 5OO ha."), ["new_forest_area [500 ha] 2025-01/2025-07 "]);
    let found = read_figures("Tỷ lệ giải ngân vốn đầu tư công đạt 926,8%.", SO_FAR);
    assert_eq!((found[0].value, found[0].doubts.contains(&Doubt::ImplausibleFigure)), (None, true));
}

#[test]
fn what_was_inferred_of_a_figure_is_told() {
    let doubts = |text: &str| read_figures(text, SO_FAR)[0].doubts.clone();
    assert_eq!(doubts("Thu nội địa 7 tháng đạt 100 tỷ đồng."), []);
    assert_eq!(doubts("Thu nội địa đạt 100 tỷ đồng."), [Doubt::SpanInferred]);
    assert_eq!(doubts("Thu nội địa 7 tháng đạt 100 tỷ đồng, tăng 5%."), [Doubt::BasisInferred]);
    assert_eq!(doubts("Sản lượng tôm 7 tháng đạt 100 tấn."), [Doubt::UnlistedIndicator]);
}

#[test]
fn every_indicator_of_the_open_data_is_registered() {
    // the ids that notices are labelled with
    let ids = "grdp_growth sector_growth_agriculture sector_growth_industry sector_growth_services iip industrial_output retail_sales \
        budget_revenue domestic_revenue customs_revenue trade_turnover export_turnover import_turnover public_investment_disbursement \
        tourist_arrivals tourism_revenue passenger_transport pig_herd buffalo_herd cattle_herd poultry_flock new_forest_area \
        aquaculture_output new_enterprises temporary_housing_removed";
    let registry = registry();
    for id in ids.split_whitespace() {
        let def = registry.indicators.iter().find(|d| d.id == id).unwrap_or_else(|| panic!("{id}"));
        assert!(
            def.range.is_some() && def.unit.as_deref().and_then(number::measure).is_some(),
            "{id}"
        );
        let named = registry.indicator_names().find(&def.name, &registry);
        assert_eq!(named.map(|d| d.id.as_str()), Some(id));
        assert!(!def.aliases.is_empty(), "{id}");
    }
}

#[test]
fn a_month_behind_the_unit_and_amounts_behind_a_rate() {
    let june = Month { year: 2025, month: 6 };
    let read = read_figures(
        "Các điểm du lịch đón 96.000 lượt khách trong tháng 6, giảm 18% so với tháng trước; lũy kế 7 tháng đón 1,05 triệu lượt khách.",
        SO_FAR,
    );
    let spans: Vec<_> = read.iter().map(|f| (f.id.as_str(), f.value, f.span_of_time)).collect();
    assert_eq!(
        spans,
        [
            ("tourist_arrivals", Some(96_000.0), Some(Period::Month(june))),
            ("tourist_arrivals", Some(1_050_000.0), SO_FAR)
        ]
    );
    let sectors = read_figures(
        "GRDP tăng 8,1%, các khu vực đều tăng (công nghiệp - xây dựng 9,2%, dịch vụ 7,1%).",
        SO_FAR,
    );
    let ids: Vec<_> = sectors.iter().map(|f| f.id.as_str()).collect();
    assert_eq!(ids, ["grdp_growth", "sector_growth_industry", "sector_growth_services"]);
    let rates = read_figures("Tỷ lệ giải ngân vốn đầu tư công đạt 58,3% (2.874 tỷ đồng).", SO_FAR);
    assert_eq!(rates.iter().map(|f| f.value).collect::<Vec<_>>(), [Some(58.3)]);
}

#[test]
fn a_name_is_said_again_by_its_first_word_or_anew() {
    let read = read_figures(
        "Thu ngân sách nhà nước trên địa bàn 7 tháng đạt 13.642 tỷ đồng; riêng tháng 7 thu 1.120 tỷ đồng, giảm 8,5% so với tháng trước.",
        SO_FAR,
    );
    let values: Vec<_> = read.iter().map(|f| (f.id.as_str(), f.value)).collect();
    assert_eq!(values, [("budget_revenue", Some(13642.0)), ("budget_revenue", Some(1120.0))]);
    let read = read_figures(
        "Giải ngân vốn đầu tư công mới đạt 46,3%; thu tiền sử dụng đất đạt thấp, mới bằng 38,9% dự toán HĐND tỉnh giao.",
        SO_FAR,
    );
    assert!(read[0].comparisons.is_empty() && read[1].id.starts_with("other:"), "{read:?}");
}

#[test]
fn a_budget_named_once_goes_on() {
    let read = read_figures(
        "Tổng thu ngân sách nhà nước trên địa bàn được 2.318 tỷ đồng, đạt 71,9% dự toán HĐND tỉnh giao; trong đó thu nội địa 2.291 tỷ đồng, đạt 71,6% dự toán.",
        SO_FAR,
    );
    let bases: Vec<_> = read.iter().flat_map(|f| &f.comparisons).map(|c| c.basis).collect();
    assert_eq!(bases, [Some("local_budget"), Some("local_budget")]);
}

#[test]
fn what_had_to_be_culled_is_a_figure() {
    let read = |text: &str| read_figures(text, SO_FAR).iter().map(|f| f.value).collect::<Vec<_>>();
    assert_eq!(read("Bệnh dịch tả lợn: số lợn phải tiêu hủy là 1.250 con."), [Some(1250.0)]);
    assert!(read("Đàn lợn phải đạt 12.500 con.").is_empty());
}

#[test]
fn an_amount_beside_its_share_of_the_plan() {
    for (text, want) in [
        (
            "Giải ngân vốn đầu tư công đến hết tháng 7 là 3.450 tỷ đồng, đạt 62,5 % kế hoạch.",
            "public_investment_disbursement [3450 tỷ đồng] 2025-01/2025-07 plan=62.5%",
        ),
        (
            "Giải ngân vốn đầu tư công đạt 3.450 tỷ đồng, bằng 62,5% kế hoạch Thủ tướng Chính phủ giao, cao hơn cùng kỳ 4 điểm phần trăm.",
            "public_investment_disbursement [3450 tỷ đồng] 2025-01/2025-07 plan_pm=62.5% yoy4điểm phần trăm",
        ),
        (
            "Vốn đầu tư công 5 tháng mới giải ngân được 8.742 tỷ đồng (đạt 12,5% kế hoạch vốn).",
            "public_investment_disbursement [8742 tỷ đồng] 2025-01/2025-07 plan=12.5%",
        ),
        (
            "Giải ngân vốn đầu tư công đạt 62,5% kế hoạch (3.450 tỷ đồng).",
            "public_investment_disbursement [62.5 %] 2025-01/2025-07",
        ),
    ] {
        assert_eq!(figures(text).join(" | ").trim(), want, "{text}");
    }
}

#[test]
fn rows_of_a_table_are_figures() {
    let rows = |table: &str| -> Vec<String> {
        let source = crate::source::SourceFile {
            id: SourceId(0),
            path: "a.md".into(),
            text: format!("THÔNG BÁO\n\nKết luận\n\nI. Đánh giá tình hình\n\n{table}\n\nII. Nhiệm vụ\n\n1. Sở Y tế mua thuốc.\n"),
            sha256: String::new(),
        };
        let document = crate::outline::parse(&source, &mut Diagnostics::new());
        let parts = crate::extract::task::parts(&document);
        let context = Context {
            day: None,
            period: Some(JULY),
        };
        read(&document, &parts, &context, &registry(), &mut Diagnostics::new())
            .iter()
            .map(shown)
            .collect()
    };
    let heads = [
        "TT",
        "Chỉ tiêu",
        "Thực hiện 7 tháng (tỷ đồng)",
        "Dự toán năm (tỷ đồng)",
        "So với dự toán Trung ương giao (%)",
        "So với dự toán HĐND tỉnh giao (%)",
        "Tăng/giảm so với cùng kỳ (%)",
    ];
    assert_eq!(
        rows(&format!(
            "| {} |\n|---|---|---|---|---|---|---|\n| | Tổng thu ngân sách nhà nước trên địa bàn | 13.628 | 16.000 | 98,4 | 83,5 | +27,6 |\n\
             | 1 | Thu từ hoạt động xuất nhập khẩu | 717 | 900 | 126,0 | 119,5 | -4,8 |\n| 2 | Ghi chú | | | | | |",
            heads.join(" | ")
        )),
        [
            "budget_revenue [13628 tỷ đồng] 2025-01/2025-07 central_budget=98.4% local_budget=83.5% yoy27.6%",
            "customs_revenue [717 tỷ đồng] 2025-01/2025-07 central_budget=126% local_budget=119.5% yoy-4.8%",
        ]
    );
    // what is uncertain is no figure: another time, levels beside growths, places, a table of tasks
    for table in [
        "| Chỉ tiêu | ĐVT | Thực hiện quý I/2025 | Ước thực hiện năm 2025 |\n|---|---|---|---|\n| Tổng thu ngân sách nhà nước | tỷ đồng | 612,9 | 1.900 |",
        "| Chỉ tiêu | % so cùng kỳ |\n|---|---|\n| Chỉ số sản xuất công nghiệp | 105,8 |",
        "| Chỉ tiêu | Thực hiện 7 tháng |\n|---|---|\n| Tổng thu ngân sách nhà nước | 1.700 |",
        "| Khu vực | Thực hiện 7 tháng (tỷ đồng) |\n|---|---|\n| Xã Sao Mai | 45,3 |",
        "| TT | Nội dung | Đơn vị thực hiện | Kết quả đạt |\n|---|---|---|---|\n| 1 | Kim ngạch xuất khẩu | Sở Y tế | 15 |",
    ] {
        assert!(rows(table).is_empty(), "{table}: {:?}", rows(table));
    }
    // each value has the comparisons behind it, and a second table its own heads
    assert_eq!(
        rows(
            "| Chỉ tiêu | Thực hiện tháng 7 (tỷ đồng) | Tăng so cùng kỳ (%) | Lũy kế 7 tháng (tỷ đồng) | Tăng so cùng kỳ (%) |\n|---|---|---|---|---|\n\
             | Thu nội địa | 210 | 3,1 | 1.400 | 5,8 |\n| Chỉ tiêu | Kế hoạch năm | Thực hiện 7 tháng (triệu USD) | Ghi chú | So với kế hoạch (%) |\n\
             | Kim ngạch xuất khẩu | 3.400 | 120 | | 3,5 |"
        ),
        [
            "domestic_revenue [1400 tỷ đồng] 2025-01/2025-07 yoy5.8%",
            "export_turnover [120 triệu USD] 2025-01/2025-07 plan=3.5%",
        ]
    );
    // goals are no figures
    assert!(rows("| Khu vực | Kịch bản quý IV (%) | Cả năm (%) |\n|---|---|---|\n| Dịch vụ | 10,5 | 8,2 |").is_empty());
}

#[test]
fn disbursed_amounts_are_told_with_their_share_of_the_plan() {
    for (text, want) in [
        (
            "Đến ngày 15/7/2025, toàn tỉnh giải ngân được 13.842 tỷ đồng vốn đầu tư công, đạt 61,3% kế hoạch Thủ tướng Chính phủ giao. \
             Có 34 xã, phường giải ngân trên 70%, song vẫn còn 22 xã, phường giải ngân dưới 40%.",
            "public_investment_disbursement [13842 tỷ đồng] 2025-01/2025-07 plan_pm=61.3%",
        ),
        (
            "6 tháng đầu năm 2025, Bộ đã giải ngân 9.874 tỷ đồng, đạt 34,6% kế hoạch Thủ tướng Chính phủ giao.",
            "public_investment_disbursement [9874 tỷ đồng] 2025-01/2025-06 plan_pm=34.6%",
        ),
        (
            "tỷ lệ giải ngân vốn đầu tư công đạt 83,7% kế hoạch",
            "public_investment_disbursement [83.7 %] 2025-01/2025-07 ",
        ),
        (
            "có 396 doanh nghiệp thành lập mới với tổng vốn đăng ký 3.150 tỷ đồng, tăng 38,5% về số doanh nghiệp.",
            "new_enterprises [396 doanh nghiệp] 2025-01/2025-07 yoy38.5%; other:tong-von-dang-ky [3150 tỷ đồng] 2025-01/2025-07 ",
        ),
    ] {
        assert_eq!(figures(text).join("; "), want, "{text}");
    }
}

#[test]
fn a_paragraph_of_the_year_comes_back_to_it() {
    assert_eq!(
        read_figures_of(
            "Năm 2025, kinh tế tăng khá. Kim ngạch xuất khẩu 11 tháng đạt 120 triệu USD. Cả năm đón 2,1 triệu lượt khách du lịch. \
             Diện tích rừng trồng mới đạt 640 ha.",
            Month { year: 2025, month: 12 },
            None
        )
        .iter()
        .map(shown)
        .collect::<Vec<_>>(),
        [
            "export_turnover [120 triệu USD] 2025-01/2025-11 ",
            "tourist_arrivals [2100000 lượt khách] 2025 ",
            "new_forest_area [640 ha] 2025 ",
        ]
    );
}
