//! The progress register: history, deadlines that move, what is late, and each fault with its message.

use super::fixture::input;
use ketluan::config::Levels;
use ketluan::diag::code::Code;
use ketluan::site::{Level, Site, TaskId};

const NOTICE: &str = "-- content/2026-03.md --
THÔNG BÁO

Kết luận của Chủ tịch UBND tỉnh Nguyễn Văn A tại Phiên họp UBND tỉnh thường kỳ tháng 3 năm 2026

Ngày 02/4/2026, UBND tỉnh Lam Sơn tổ chức Phiên họp UBND tỉnh thường kỳ tháng 3 năm 2026. Chủ tịch UBND tỉnh kết luận như sau:

I. Nhiệm vụ

1. Sở Xây dựng hoàn thành kè sông Mận trước ngày 12/4/2026.

2. Sở Y tế trình đề án trạm y tế lưu động chậm nhất ngày 15/4/2026.

3. Sở Nội vụ rà soát kho lưu trữ. Sở Tài chính bố trí kinh phí.

4. Sở Tư pháp báo cáo sau 10 ngày kể từ ngày nhận được Thông báo này.

Nơi nhận:
- Lưu: VT.
";

/// The site of 15 April 2026 with the given progress entries, and the codes of what was reported.
fn site(progress: &str) -> (Site, Vec<Code>) {
    let compiled = ketluan::compile(&input(&format!("-- content/_data/progress/2026-04.yaml --\n{progress}\n{NOTICE}")));
    let ours = |c: &Code| c.number().starts_with("KL013") || matches!(c, Code::UnknownTask | Code::YamlSyntax | Code::UnknownKey);
    (compiled.site, compiled.diagnostics.iter().map(|d| d.code).filter(ours).collect())
}

fn task(site: &Site, id: &str) -> TaskId {
    site.tasks.iter().find(|(_, row)| row.id == id).map(|(t, _)| t).unwrap_or_else(|| {
        let all: Vec<_> = site.tasks.iter().map(|(_, r)| r.id.clone()).collect();
        panic!("no {id} in {all:?}")
    })
}

#[test]
fn days_left_are_those_that_the_page_says() {
    let notice = "-- content/2026-04.md --\nTHÔNG BÁO\n\nKết luận của Chủ tịch UBND tỉnh Nguyễn Văn A tại Phiên họp UBND tỉnh thường kỳ tháng 4 năm 2026\n\n\
        Ngày 10/4/2026, UBND tỉnh Lam Sơn tổ chức Phiên họp UBND tỉnh thường kỳ tháng 4 năm 2026. Chủ tịch UBND tỉnh kết luận như sau:\n\nI. Nhiệm vụ\n\n\
        1. Sở Công Thương đóng cửa chợ tạm trước ngày 23/4/2026.\n\n2. Sở Tư pháp rà soát phí đò ngang chậm nhất ngày 22/4/2026.\n\n\
        3. Sở Y tế kiểm tra nhà thuốc chậm nhất ngày 15/4/2026.\n\n4. Sở Xây dựng sửa cầu treo trước ngày 18/4/2026.\n\n\
        5. Sở Nội vụ báo cáo biên chế trước ngày 13/4/2026.\n\nNơi nhận:\n- Lưu: VT.\n";
    let levels = |settings: &str| {
        let site = ketluan::compile(&super::fixture::input(&format!("{settings}{notice}"))).site;
        site.tasks.iter().map(|(t, _)| site.task_level(t)).collect::<Vec<_>>()
    };
    use ketluan::site::Level::{Ahead, Late, LongLate, Soon, Today};
    // the first is 8 days away, and no "within 7 days" may have it
    assert_eq!(levels(""), [Ahead(8), Ahead(7), Today, Soon(3), Late(2)]);
    assert_eq!(
        levels("-- ketluan.yaml --\ndue_soon: 7\n"),
        [Ahead(8), Soon(7), Today, Soon(3), Late(2)]
    );
    assert_eq!(levels("-- ketluan.yaml --\nlong_late: 1\n")[4], LongLate(2));
    let files = super::figures::built(notice);
    let reminder = &files["co-quan/so-tu-phap/nhac-viec/index.html"];
    assert!(reminder.contains("phí đò ngang"));
    assert!(!files.contains_key("co-quan/so-cong-thuong/nhac-viec/index.html"));
    let warnings = files["canh-bao/index.html"].to_lowercase();
    let place = |words: &str| warnings.find(words).unwrap_or_else(|| panic!("{words} is missing"));
    let heading = |id: &str| place(&format!("<h2 id=\"{id}\""));
    let order = [
        heading("qua-han"),
        place("báo cáo biên chế"),
        heading("den-han"),
        place("kiểm tra nhà thuốc"),
        heading("sap-den-han"),
        place("sửa cầu treo"),
        heading("han-7"),
        place("phí đò ngang"),
        heading("han-15"),
        place("chợ tạm"),
    ];
    assert!(order.is_sorted(), "{order:?}");
    // a level without a task has no section
    assert!(!warnings.contains("id=\"han-30\""));
    // each agency's reminder is one click away from the warnings and from its own page
    for page in ["canh-bao/index.html", "co-quan/so-tu-phap/index.html"] {
        assert!(files[page].contains("nhac-viec/\""), "{page}");
    }
}

#[test]
fn levels_are_those_of_offices() {
    let (site, _) = site("");
    assert_eq!(site.level(task(&site, "2026-03/I.1"), 0), Level::Late(3));
    assert_eq!(site.level(task(&site, "2026-03/I.2"), 0), Level::Today);
    let with = |today: &str, levels: Levels| {
        let mut input = input(&format!(
            "-- ketluan.yaml --\ndue_soon: {}\nlong_late: {}\n{NOTICE}",
            levels.soon, levels.long_late
        ));
        input.today = today.parse().expect("a day");
        let site = ketluan::compile(&input).site;
        [site.level(task(&site, "2026-03/I.1"), 0), site.level(task(&site, "2026-03/I.2"), 0)]
    };
    // "trước ngày 12/4": the eleventh is the last day
    assert_eq!(with("2026-04-11", Levels::default())[0], Level::Today);
    assert_eq!(with("2026-04-12", Levels::default()), [Level::Late(0), Level::Soon(3)]);
    assert_eq!(with("2026-04-11", Levels::default())[1], Level::Ahead(4));
    assert_eq!(with("2026-04-11", Levels { soon: 4, long_late: 30 })[1], Level::Soon(4));
    assert_eq!(
        with("2026-04-20", Levels { soon: 3, long_late: 7 }),
        [Level::LongLate(8), Level::Late(5)]
    );
}

/// A page as it is on a day.
fn page_on(today: &str, path: &str) -> String {
    let mut input = input(NOTICE);
    input.today = today.parse().expect("a day");
    let compiled = ketluan::compile(&input);
    String::from_utf8(compiled.bundle(&input).bytes(path).expect("the page")).expect("text")
}

#[test]
fn days_passed_count_from_the_day_that_the_text_names() {
    let on = |today: &str| page_on(today, "ket-luan/2026-03/index.html");
    // "chậm nhất ngày 15/4" is late from the 16th on, "trước ngày 12/4" on the 12th already
    assert!(on("2026-04-15").contains("hôm nay đến hạn"));
    let page = on("2026-04-16");
    assert!(page.contains("đã qua hạn 1 ngày, chưa có báo cáo") && page.contains("đã qua hạn 4 ngày, chưa có báo cáo"));
    assert!(on("2026-04-12").contains("đã qua hạn, chưa có báo cáo"));
}

#[test]
fn a_reminder_is_a_letter() {
    let text = "-- content/2026-04.md --\nTHÔNG BÁO\n\nKết luận của Chủ tịch UBND tỉnh Nguyễn Văn A tại Phiên họp UBND tỉnh thường kỳ tháng 4 năm 2026\n\n\
        Ngày 10/4/2026, UBND tỉnh Lam Sơn tổ chức Phiên họp UBND tỉnh thường kỳ tháng 4 năm 2026. Chủ tịch UBND tỉnh kết luận như sau:\n\nI. Nhiệm vụ\n\n\
        1. Sở Tài chính chủ trì, phối hợp với Sở Nội vụ cập nhật kịch bản tăng trưởng theo từng ngành, rà soát cơ cấu thu ngân sách, tính tác động \
        của hụt thu xuất nhập khẩu, đề xuất điều chỉnh phí tại cửa khẩu và dư địa tăng trưởng còn lại của từng khu vực kinh tế, báo cáo trước ngày 18/4/2026.\n";
    let page = &super::figures::built(text)["co-quan/so-tai-chinh/nhac-viec/index.html"];
    assert!(page.contains("<strong>Kính gửi: Sở Tài chính</strong>"));
    // nothing of the task is left to another page
    assert!(page.contains("Cập nhật kịch bản") && page.contains("của từng khu vực kinh tế, báo cáo"));
    assert!(page.contains("Phối hợp: Sở Nội vụ") && page.contains("<q>trước ngày 18/4/2026</q>"));
    // what to do with the page is no part of the letter
    assert!(page.contains("<p class=\"muted no-print\">In trang này"));
}

#[test]
fn an_agency_says_how_much_passed_too_long_ago_to_count() {
    let on = |today: &str| page_on(today, "co-quan/so-xay-dung/index.html");
    let told = "Ngoài ra có 1 nhiệm vụ đã qua hạn hơn 90 ngày";
    // due on 12/4
    assert!(!on("2026-07-11").contains(told));
    assert!(on("2026-07-12").contains(told));
}

#[test]
fn lists_that_show_no_quote_say_before_which_day() {
    let files = super::figures::built(NOTICE);
    for (file, first, second) in [
        ("nhiem-vu/index.html", ">trước 12/4/2026</a>", ">15/4/2026</a>"),
        ("man-hinh/index.html", ">trước 12/4/2026</strong>", ">15/4/2026</strong>"),
        (
            "canh-bao/index.html",
            "<q>trước ngày 12/4/2026</q>",
            "<q>chậm nhất ngày 15/4/2026</q>",
        ),
    ] {
        assert!(files[file].contains(first) && files[file].contains(second), "{file}");
    }
    // one that was put off is late after its new day only
    let moved = format!(
        "-- content/_data/progress/a.yaml --\n- {{ task: 2026-03/I.1, status: xin-gia-han, date: 2026-04-10, new_due: 2026-04-30, reason: mưa lũ, agreed_by: Chủ tịch }}\n{NOTICE}"
    );
    assert!(super::figures::built(&moved)["nhiem-vu/index.html"].contains(">30/4/2026</a>"));
}

#[test]
fn later_entries_win_and_the_history_stays() {
    let (site, codes) = site(
        "- { task: 2026-03/I.1, status: hoan-thanh, date: 2026-04-13, completed: 2026-04-11, evidence: Báo cáo số 7/BC }\n\
         - { task: 2026-03/I.1, status: dang-thuc-hien, date: 2026-04-08 }\n\
         - { task: 2026-03/I.2, status: hoan-thanh, date: 2026-04-14 }\n",
    );
    assert_eq!(codes, []);
    let t = task(&site, "2026-03/I.1");
    assert_eq!(
        site.history(t).map(|e| e.status.key()).collect::<Vec<_>>(),
        ["dang-thuc-hien", "hoan-thanh"]
    );
    assert_eq!((site.level(t, 0), site.done_in_time(t)), (Level::Closed, Some(true)));
    assert_eq!(site.done_in_time(task(&site, "2026-03/I.2")), Some(true));
}

#[test]
fn done_after_the_day_is_late_whatever_the_status_says() {
    let (one, codes) = site("- { task: 2026-03/I.1, status: hoan-thanh, date: 2026-04-12 }");
    assert_eq!((one.done_in_time(task(&one, "2026-03/I.1")), codes.len()), (Some(false), 0));
    let (two, codes) = site("- { task: 2026-03/I.1, status: hoan-thanh-qua-han, date: 2026-04-11 }");
    assert_eq!(
        (two.done_in_time(task(&two, "2026-03/I.1")), codes),
        (Some(true), vec![Code::ProgressDoneInTime])
    );
}

#[test]
fn a_deadline_moves_with_reason_and_consent_only() {
    let entry = "task: 2026-03/I.1, status: xin-gia-han, date: 2026-04-10, new_due: 2026-04-30";
    let (asked, codes) = site(&format!("- {{ {entry}, reason: mưa lũ }}"));
    let t = task(&asked, "2026-03/I.1");
    assert_eq!((asked.level(t, 0), codes), (Level::Late(3), vec![Code::ProgressNotMoved]));
    let (moved, codes) = site(&format!(
        "- {{ {entry}, reason: mưa lũ, agreed_by: Chủ tịch UBND tỉnh }}\n\
         - {{ task: 2026-03/I.1, status: xin-gia-han, date: 2026-04-29, new_due: 2026-05-15, reason: thiếu đá, agreed_by: Chủ tịch UBND tỉnh }}\n"
    ));
    assert_eq!(codes, [Code::ProgressAhead]);
    let t = task(&moved, "2026-03/I.1");
    let days: Vec<_> = moved.tasks[t]
        .moves
        .iter()
        .map(|m| (m.from.map(|d| d.to_string()), m.to.to_string()))
        .collect();
    assert_eq!(
        days,
        [
            (Some("2026-04-12".to_string()), "2026-04-30".to_string()),
            (Some("2026-04-30".to_string()), "2026-05-15".to_string())
        ]
    );
    assert_eq!(
        (moved.level(t, 0), moved.first_due(t).map(|d| d.1.to_string())),
        (Level::Ahead(30), Some("2026-05-15".into()))
    );
    assert!(moved.by_day.keys().any(|d| d.to_string() == "2026-05-15"));
    let (_, codes) = site(&format!("- {{ {entry}, reason: a, agreed_by: b, deadline: 2 }}"));
    assert_eq!(codes, [Code::ProgressNotMoved]);
    let (_, codes) = site("- { task: 2026-03/I.1, status: xin-gia-han, date: 2026-04-10, new_due: 2026-04-05, reason: a, agreed_by: b }");
    assert_eq!(codes, [Code::ProgressEarlierDue]);
}

#[test]
fn the_page_shows_the_old_day_of_a_moved_deadline() {
    let text = format!(
        "-- content/_data/progress/a.yaml --\n- {{ task: 2026-03/I.1, status: xin-gia-han, date: 2026-04-10, new_due: 2026-04-30, reason: mưa lũ, agreed_by: Chủ tịch }}\n{NOTICE}"
    );
    let input = input(&text);
    let compiled = ketluan::compile(&input);
    let page = compiled
        .bundle(&input)
        .files()
        .find(|(p, _)| p.as_str() == "ket-luan/2026-03/index.html")
        .map(|(_, make)| make());
    let page = String::from_utf8(page.expect("the page")).expect("text");
    assert!(page.contains("30/4/2026") && page.contains("gia hạn lần 1, hạn cũ 12/4/2026"));
}

#[test]
fn a_clause_can_be_said_to_give_no_task() {
    let (site, codes) = site("- { task: 2026-03/I.3, status: khong-phat-sinh-nhiem-vu, date: 2026-04-10 }");
    assert_eq!(codes, []);
    for id in ["2026-03/I.3", "2026-03/I.3~2"] {
        assert_eq!(site.task_level(task(&site, id)), Level::Closed);
    }
}

#[test]
fn days_count_from_the_day_of_receipt_where_it_is_given() {
    let due = |front: &str| {
        let text = NOTICE.replace("-- content/2026-03.md --\n", &format!("-- content/2026-03.md --\n{front}"));
        let site = ketluan::compile(&input(&text)).site;
        site.first_due(task(&site, "2026-03/I.4")).map(|d| d.1.to_string())
    };
    assert_ne!(due("").as_deref(), Some("2026-04-16"));
    assert_eq!(due("---\nreceived: 2026-04-06\n---\n").as_deref(), Some("2026-04-16"));
}

#[test]
fn each_fault_has_its_message() {
    for (progress, want) in [
        ("- { task: 2026-03/I.9, status: hoan-thanh, date: 2026-04-10 }", Code::UnknownTask),
        ("- { task: 2026-03/I.1, status: hoan-thanh }", Code::ProgressFault),
        ("- { task: 2026-03/I.1, status: xong, date: 2026-04-10 }", Code::ProgressFault),
        ("- { task: 2026-03/I.1, status: hoan-thanh, date: 2026-04-31 }", Code::ProgressFault),
        ("- 5", Code::ProgressFault),
        (
            "- { task: 2026-03/I.1, status: hoan-thanh, date: 2026-04-10, ngay: 3 }",
            Code::UnknownKey,
        ),
        ("- { task: 2026-03/I.1, status: hoan-thanh, date: 2026-05-10 }", Code::ProgressAhead),
        (
            "- { task: 2026-03/I.1, status: hoan-thanh, date: 2026-03-10 }",
            Code::ProgressBeforeNotice,
        ),
        (
            "- { task: 2026-03/I.1, status: hoan-thanh, date: 2026-04-10 }\n- { task: 2026-03/I.1, status: dang-thuc-hien, date: 2026-04-10 }",
            Code::ProgressSameDay,
        ),
        ("- [", Code::YamlSyntax),
    ] {
        assert_eq!(site(progress).1, [want], "{progress}");
    }
}

/// A sheet of the site without progress, filled in by `fill` (column number → text for the first row), taken in.
fn taken(fill: &[(usize, &str)], xlsx: bool) -> Result<ketluan::sheet::Filled, Vec<ketluan::sheet::SheetFault>> {
    let (site, _) = site("");
    let bytes = ketluan::sheet::to_csv(&site, ketluan::sheet::Choice::default());
    let mut rows: Vec<Vec<String>> = csv_rows(&bytes);
    for (column, text) in fill {
        rows[1][*column] = text.to_string();
    }
    let bytes = if xlsx {
        book(&rows)
    } else {
        rows.iter()
            .map(|r| r.iter().map(|c| format!("\"{c}\"")).collect::<Vec<_>>().join(";") + "\r\n")
            .collect::<String>()
            .into_bytes()
    };
    let table = ketluan::sheet::table(if xlsx { "a.XLSX" } else { "a.csv" }, &bytes).expect("a table");
    ketluan::sheet::read(&table, &site, "a")
}

fn csv_rows(bytes: &[u8]) -> Vec<Vec<String>> {
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").expect("a byte order mark");
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text);
    reader
        .records()
        .map(|r| r.expect("a record").iter().map(str::to_string).collect())
        .collect()
}

fn book(rows: &[Vec<String>]) -> Vec<u8> {
    let mut book = rust_xlsxwriter::Workbook::new();
    // the agency put a cover sheet before it
    book.add_worksheet().write_string(0, 0, "Kính gửi").expect("a cell");
    let sheet = book.add_worksheet();
    for (r, row) in (0u32..).zip(rows) {
        for (c, cell) in (0u16..).zip(row) {
            sheet.write_string(r, c, cell).expect("a cell");
        }
    }
    book.save_to_buffer().expect("a book")
}

#[test]
fn a_filled_sheet_becomes_entries_of_the_register() {
    for xlsx in [false, true] {
        let filled = taken(
            &[(4, "Hoàn thành"), (5, "11/4/2026"), (11, "Báo cáo số 9/BC-SXD"), (13, "xong")],
            xlsx,
        )
        .expect("no fault");
        assert_eq!((filled.entries.len(), filled.empty, filled.unchanged), (1, 4, 0));
        let (after, codes) = site(&ketluan::sheet::yaml(&filled.entries));
        assert_eq!(codes, []);
        let t = task(&after, "2026-03/I.1");
        assert_eq!(after.progress(t).and_then(|p| p.evidence.as_deref()), Some("Báo cáo số 9/BC-SXD"));
        // the sheet of the new state, sent back as it is, says nothing new
        let all = ketluan::sheet::Choice {
            closed: true,
            ..Default::default()
        };
        let table = ketluan::sheet::table("b.csv", &ketluan::sheet::to_csv(&after, all)).expect("a table");
        let again = ketluan::sheet::read(&table, &after, "b").expect("no fault");
        assert_eq!((again.entries.len(), again.unchanged), (0, 1));
        let table = ketluan::sheet::table("b.xlsx", &ketluan::sheet::to_xlsx(&after, all).expect("a book")).expect("a table");
        assert_eq!(ketluan::sheet::read(&table, &after, "b").expect("no fault").unchanged, 1);
    }
}

#[test]
fn one_fault_and_no_row_is_taken() {
    let places = |fill: &[(usize, &str)]| -> Vec<String> {
        let faults = taken(fill, true).expect_err("faults");
        faults
            .iter()
            .map(|f| f.message().vi.split(": ").next().unwrap_or_default().to_string())
            .collect()
    };
    assert_eq!(
        places(&[(4, "xong"), (5, "40/4/2026")]),
        ["hàng 2, cột E (Tình trạng)", "hàng 2, cột F (Ngày báo cáo)"]
    );
    assert_eq!(
        places(&[(0, "2026-03/IX.9"), (4, "Hoàn thành"), (5, "11/4/2026")]),
        ["hàng 2, cột A (Mã nhiệm vụ)"]
    );
    assert_eq!(places(&[(4, "Hoàn thành"), (5, "11/5/2026")]), ["hàng 2, cột F (Ngày báo cáo)"]);
    assert_eq!(places(&[(4, "Hoàn thành"), (5, "11/3/2026")]), ["hàng 2, cột F (Ngày báo cáo)"]);
    assert_eq!(
        places(&[(0, "2026-03/I.2"), (4, "Xin gia hạn"), (5, "11/4/2026")]),
        ["hàng 2, cột H (Gia hạn đến ngày)"]
    );
    assert_eq!(places(&[(5, "11/4/2026")]), ["hàng 2, cột E (Tình trạng)"]);
    let (empty, _) = site("");
    let table = ketluan::sheet::table("x.csv", "a,b\n1,2\n".as_bytes()).expect("a table");
    assert_eq!(ketluan::sheet::read(&table, &empty, "x").expect_err("no header")[0].row, 1);
    assert!(ketluan::sheet::table("x.pdf", b"").is_err());
    assert!(ketluan::sheet::table("x.xlsx", b"PK no zip").is_err());
}

#[test]
fn a_late_task_is_told_by_the_deadline_that_makes_it_late() {
    let text = NOTICE.replacen(
        "-- content/2026-03.md --\n",
        "-- content/2026-03.md --\n---\ncorrections:\n  - clause: I.1\n    deadlines: [{ due: 2026-04-10, bound: by }, { due: 2026-04-03, bound: by }, \
         { due: 2026-04-20, bound: by }, { due: 2026-04-29, bound: by }]\n  - clause: I.2\n    deadlines: [{ due: 2025-06-30, bound: by }, { due: 2026-04-16, bound: by }]\n---\n",
        1,
    );
    let input = input(&text);
    let compiled = ketluan::compile(&input);
    let bundle = compiled.bundle(&input);
    let page = |path: &str| String::from_utf8(bundle.bytes(path).expect(path)).expect("text");
    for path in [
        "phien-hop-toi/index.html",
        "co-quan/so-xay-dung/nhac-viec/index.html",
        "bao-cao/2026-04/index.html",
        "man-hinh/index.html",
    ] {
        let page = page(path);
        let row = page.split("<li class=\"task\">").find(|r| r.contains("kè sông Mận")).expect(path);
        let (late, next) = row.split_once("Hạn tiếp theo").unwrap_or_else(|| panic!("{path}: {row}"));
        assert!(
            late.contains("<strong>03/4/2026</strong>") && late.contains("đã qua hạn 12 ngày"),
            "{path}: {late}"
        );
        assert!(
            next.contains("20/4/2026") && next.contains("còn 5 ngày") && !row.contains("29/4/2026"),
            "{path}: {next}"
        );
    }
    // what passed so long ago that nobody counts it hides nothing that is to come
    let row = page("co-quan/so-y-te/nhac-viec/index.html");
    let due = row.split("id=\"qua-han\"").next().unwrap_or_default();
    assert!(
        due.contains("trạm y tế lưu động") && due.contains("<strong>16/4/2026</strong>"),
        "{due}"
    );
}
