//! Mistakes that editors make: each is told with its place, what was done instead and how to mend it, and costs no other notice.

use super::fixture::{input, input_of};
use ketluan::Compiled;
use ketluan::input::Input;

const BODY: &str = "UBND TỈNH SAO MAI
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM

Số: 15/TB-UBND

Sao Mai, ngày 07 tháng 4 năm 2026

# THÔNG BÁO

Kết luận của Chủ tịch UBND tỉnh tại Phiên họp thường kỳ tháng 3 năm 2026

Ngày 02/4/2026, UBND tỉnh Sao Mai tổ chức Phiên họp. Chủ tịch UBND tỉnh kết luận như sau:

I. Đánh giá tình hình

Thu nội địa đạt 648,818 tỷ đồng, tăng 5,8% so với cùng kỳ.

II. Nhiệm vụ

1. Giao Sở Tài chính chủ trì, phối hợp với Sở Xây dựng rà soát dự án; báo cáo UBND tỉnh trước ngày 30/4/2026.

2. Sở Nội vụ hoàn thành đề án vị trí việc làm trước ngày 15/5/2026.

Nơi nhận:

- Như trên;
- Lưu: VT.
";

/// "KL0104:3", code and line, of what is graver than a note.
fn told(compiled: &Compiled, input: &Input) -> Vec<String> {
    let line = |d: &ketluan::diag::Diagnostic| {
        let span = d.span?;
        let source = input.sources().find(|s| s.id == span.source)?;
        Some(source.line_column(span.start).0)
    };
    let graver = compiled.diagnostics.iter().filter(|d| d.severity < ketluan::diag::Severity::Note);
    graver
        .map(|d| match line(d) {
            Some(line) => format!("{}:{line}", d.code.number()),
            None => d.code.number().to_string(),
        })
        .collect()
}

/// What a site of one notice says of it, and the site.
fn one(text: &str) -> (Vec<String>, Compiled) {
    let input = input_of(&[("content/2026-03.md".into(), text.into())]);
    let compiled = ketluan::compile(&input);
    (told(&compiled, &input), compiled)
}

/// With this front matter.
fn fronted(front: &str) -> (Vec<String>, Compiled) {
    one(&format!("---\n{front}\n---\n{BODY}"))
}

fn hint(compiled: &Compiled, code: &str) -> String {
    let found = compiled.diagnostics.iter().find(|d| d.code.number() == code);
    found.and_then(|d| d.hint.as_ref()).map(|h| h.vi.clone()).unwrap_or_default()
}

fn done(compiled: &Compiled, code: &str) -> String {
    let found = compiled.diagnostics.iter().find(|d| d.code.number() == code);
    found.and_then(|d| d.done.as_ref()).map(|h| h.vi.clone()).unwrap_or_default()
}

fn page(compiled: &Compiled, input: &Input, path: &str) -> String {
    let bytes = compiled.bundle(input).bytes(path);
    bytes.map(|b| String::from_utf8_lossy(&b).into_owned()).unwrap_or_default()
}

/// Slugs of leads and the day, task by task.
fn tasks(compiled: &Compiled) -> Vec<(String, Vec<String>, Vec<String>)> {
    let site = &compiled.site;
    let tasks = site.tasks.iter().map(|(id, row)| {
        let leads = row.leads.iter().map(|a| site.agencies[*a].slug.clone()).collect();
        let days = site.task(id).deadlines.iter();
        let days = days.map(|d| format!("{} {}", d.bound.name(), d.bound.due().map(|d| d.to_string()).unwrap_or_default()));
        (row.id.clone(), leads, days.collect())
    });
    tasks.collect()
}

#[test]
fn a_sound_notice_is_silent() {
    assert_eq!(one(BODY).0, Vec::<String>::new());
    assert_eq!(fronted("id: 2026-03").0, Vec::<String>::new());
}

#[test]
fn an_open_front_matter_is_no_text() {
    for head in [
        "---\nid: ket-luan-3\ncorrections:\n  - clause: II.1\n    leads: [so-y-te]\n\n",
        "---\nid: ket-luan-3\ncorrections:\n- clause: II.1\n  leads: [so-y-te]\n",
        "---\nid: ket-luan-3\n\ncorrections:\n  - clause: II.1\n    leads:\n      - so-y-te\n\n\n",
    ] {
        let text = format!("{head}{BODY}");
        let input = input_of(&[("content/2026-03.md".into(), text)]);
        let compiled = ketluan::compile(&input);
        assert_eq!(told(&compiled, &input), ["KL0118:1"], "{head}");
        assert!(
            hint(&compiled, "KL0118").contains("UBND TỈNH SAO MAI"),
            "{}",
            hint(&compiled, "KL0118")
        );
        // what was set is used, and nothing of it is shown
        assert_eq!(tasks(&compiled)[0].1, ["so-y-te"], "{head}");
        let shown = page(&compiled, &input, "ket-luan/ket-luan-3/index.html");
        assert!(shown.contains("Giao Sở Tài chính") && !shown.contains("corrections"), "{shown}");
    }
}

#[test]
fn a_rule_further_down_closes_no_front_matter() {
    let text = format!("---\nid: ket-luan-3\n\n{}", BODY.replace("Nơi nhận:", "---\n\nNơi nhận:"));
    let input = input_of(&[("content/2026-03.md".into(), text)]);
    let compiled = ketluan::compile(&input);
    assert_eq!(told(&compiled, &input), ["KL0118:1"]);
    assert_eq!(tasks(&compiled).len(), 2);
    assert_eq!(
        page(&compiled, &input, "du-lieu/notices/ket-luan-3.json")
            .matches("15/TB-UBND")
            .count(),
        1
    );
    // a rule at the head of a text without keys is a rule
    let plain = format!("---\n\n{BODY}");
    assert_eq!(one(&plain).0, Vec::<String>::new());
    // what is YAML as a whole is front matter as a whole
    assert_eq!(fronted("id: ket-luan-3\n\nghi chú: của văn thư").0, ["KL0103:4"]);
    // one that is closed and broken stays front matter as a whole
    assert_eq!(fronted("id: ket-luan-3\ntitle: a\n\nb\nissued: 2026-04-07").0, ["KL0102:5"]);
}

#[test]
fn an_image_is_no_task() {
    let (told, compiled) = one("![trang 1](trang1.png)\n\n![trang 2][t2]\n");
    assert_eq!(told, ["KL0119:1"]);
    assert_eq!((compiled.site.notices.len(), compiled.site.tasks.len()), (1, 0));
    assert!(hint(&compiled, "KL0119").contains("OCR"));
    // within a text only the image goes
    let text = BODY.replace("2. Sở Nội vụ", "![sơ đồ](so-do.png)\n\n2. Sở Nội vụ ![dấu](dau.png)");
    let input = input_of(&[("content/2026-03.md".into(), text)]);
    let compiled = ketluan::compile(&input);
    assert_eq!(self::told(&compiled, &input), ["KL0119:22"]);
    assert_eq!(tasks(&compiled).len(), 2);
    assert!(!page(&compiled, &input, "ket-luan/2026-03/index.html").contains("png"));
    // a mark of exclamation before a bracket is none
    assert_eq!(one(&BODY.replace("đề án", "đề án [số 1]! [số 2] !(3)")).0, Vec::<String>::new());
}

#[test]
fn a_task_outside_all_clauses_has_an_address() {
    let text = BODY.replace("I. Đánh giá tình hình\n", "").replace("II. Nhiệm vụ\n", "");
    let text = text
        .replace("1. Giao", "Giao")
        .replace("2. Sở", "Yêu cầu tăng cường kiểm tra.\n\nSở");
    let input = input_of(&[("content/2026-03.md".into(), text)]);
    let compiled = ketluan::compile(&input);
    let ids: Vec<String> = tasks(&compiled).into_iter().map(|t| t.0).collect();
    assert!(ids.len() > 1 && ids[0] == "2026-03/~1" && ids[1] == "2026-03/~2", "{ids:?}");
    let shown = page(&compiled, &input, "ket-luan/2026-03/index.html");
    assert!(shown.contains("id=\"nv-~1\"") && !shown.contains("\"#nv-\""), "{shown}");
    assert!(!compiled.diagnostics.iter().any(|d| d.message.vi.contains("mục  ")));
}

#[test]
fn a_copy_is_published_once() {
    let files = |second: &str, text: &str| {
        let input = input_of(&[
            (
                "content/2026-02.md".into(),
                BODY.replace("tháng 3", "tháng 2")
                    .replace("15/TB", "9/TB")
                    .replace("07 tháng 4", "05 tháng 3")
                    .replace("02/4", "02/3"),
            ),
            ("content/2026-03.md".into(), BODY.into()),
            (format!("content/{second}"), text.into()),
        ]);
        let compiled = ketluan::compile(&input);
        let told = told(&compiled, &input);
        let ids: Vec<String> = compiled.site.notices.iter().map(|(_, e)| e.id.clone()).collect();
        (told, ids, compiled)
    };
    // the copy's name stands before the other's in order of paths
    let (told, ids, compiled) = files("2026-03 - Copy.md", BODY);
    assert_eq!(
        (told, ids.as_slice()),
        (vec!["KL0120:1".to_string()], &["2026-02".to_string(), "2026-03".into()][..])
    );
    assert!(done(&compiled, "KL0120").contains("/ket-luan/2026-03/"));
    assert_eq!(compiled.site.pairs.len(), 1);
    // what the public knows keeps its address, whatever the copy is called
    let mut input = input_of(&[("content/2026-03.md".into(), BODY.into()), ("content/a.md".into(), BODY.into())]);
    let stays = |input: &Input| -> Vec<String> { ketluan::compile(input).site.notices.iter().map(|(_, e)| e.id.clone()).collect() };
    assert_eq!(stays(&input), ["a"]);
    input.previous = Some("{\"schema\":\"ketluan/state/1\",\"notices\":{\"2026-03\":{}},\"tasks\":{}}".into());
    assert_eq!(stays(&input), ["2026-03"]);
    // other words under one number, day and issuer: both are there, and not compared with one another
    let (told, ids, compiled) = files("2026-03-sua.md", &BODY.replace("rà soát dự án", "rà soát các dự án"));
    assert_eq!((told, ids.len()), (vec!["KL0120:1".to_string()], 3));
    let pairs: Vec<_> = compiled.site.pairs.iter().map(|p| (p.earlier.index(), p.later.index())).collect();
    assert_eq!(pairs.len(), 1, "{pairs:?}");
    assert!(
        compiled
            .site
            .follows
            .keys()
            .all(|t| compiled.site.tasks[*t].id.starts_with("2026-03/"))
    );
    // the same words under another day are another notice
    let (told, ids, _) = files("2026-03b.md", &BODY.replace("ngày 07", "ngày 08"));
    assert_eq!((told, ids.len()), (vec![], 3));
}

#[test]
fn a_template_is_not_published() {
    let template = ketluan::outline::TEMPLATE.replace("{id}", "2026-04");
    let input = input_of(&[
        ("content/2026-03.md".into(), BODY.into()),
        ("content/2026-04.md".into(), template.clone()),
    ]);
    let compiled = ketluan::compile(&input);
    let line = template.lines().position(|l| l.contains('…')).expect("a line to fill in") + 1;
    assert!(
        told(&compiled, &input) == [format!("KL0121:{line}")],
        "{:?}",
        told(&compiled, &input)
    );
    let ids: Vec<_> = compiled.site.notices.iter().map(|(_, e)| e.id.clone()).collect();
    assert_eq!(ids, ["2026-03"]);
    // once it is filled in it is a notice
    let filled = template.replace("Sở …", "Sở Y tế").replace("…/…/…", "30/4/2026");
    assert_eq!(tasks(&one(&filled).1).len(), 1);
}

#[test]
fn a_misspelt_slug_makes_no_body() {
    let (told, compiled) = fronted(
        "corrections:\n  - clause: II.2\n    coordinators: [so-y-te]\n  - clause: II.1\n    leads: [so-tai-chinhh]\n    deadlines: [{ due: 2026-05-12, bound: before }]",
    );
    assert_eq!(told, ["KL0308:6"]);
    assert_eq!(hint(&compiled, "KL0308"), "có phải là “so-tai-chinh”?");
    assert!(done(&compiled, "KL0308").contains("leads"));
    let got = tasks(&compiled);
    assert_eq!(
        (got[0].1.as_slice(), got[0].2.as_slice()),
        (&["so-tai-chinh".to_string()][..], &["before 2026-05-12".to_string()][..])
    );
    assert!(compiled.site.agencies.iter().all(|(_, a)| a.slug != "so-tai-chinhh"));
    // names are taken as they are written
    let (told, compiled) = fronted("corrections:\n  - { clause: II.1, leads: [\"Ban Chỉ đạo 389 tỉnh\"] }");
    assert_eq!(
        (told, compiled.site.task(ketluan::site::TaskId::new(0)).leads[0].name.as_str()),
        (vec![], "Ban Chỉ đạo 389 tỉnh")
    );
    // a task that is added, or spelled out, goes without the body
    let (told, compiled) = fronted("corrections:\n  - clause: II.2\n    add: { text: Báo cáo, leads: [so-y-te, so-yte] }");
    assert_eq!(
        (told, tasks(&compiled)[2].1.as_slice()),
        (vec!["KL0308:4".to_string()], &["so-y-te".to_string()][..])
    );
}

#[test]
fn a_wrong_correction_is_shown_where_it_stands() {
    let (told, compiled) = fronted(
        "corrections:\n  - clause: II.1\n    leads: [so-y-te]\n  - clause: 2.1\n    ignore: true\n  - leads: [so-y-te]\n  - { clause: II.2, ignore: maybe }",
    );
    assert_eq!(told, ["KL0104:5", "KL0104:7", "KL0104:8"]);
    assert!(
        done(&compiled, "KL0104").contains("mục đính chính này"),
        "{}",
        done(&compiled, "KL0104")
    );
    assert_eq!(
        (tasks(&compiled)[0].1.as_slice(), tasks(&compiled).len()),
        (&["so-y-te".to_string()][..], 2)
    );
    assert!(
        compiled
            .diagnostics
            .iter()
            .filter(|d| d.code.number() == "KL0104")
            .all(|d| d.hint.is_some())
    );
    // a day that no calendar has takes nobody's deadline
    let front = "corrections:\n  - clause: II.1\n    deadlines: [{ due: 2026-05-05 }]\n  - clause: II.2\n    deadlines: [{ due: 2026-04-31, bound: before }]";
    let (told, compiled) = fronted(front);
    assert_eq!(told, ["KL0105:6"]);
    assert!(done(&compiled, "KL0105").contains("giữ thời hạn"), "{}", done(&compiled, "KL0105"));
    let days: Vec<_> = tasks(&compiled).into_iter().map(|t| t.2).collect();
    assert_eq!(days, [["by 2026-05-05"], ["before 2026-05-15"]]);
    // nor does an unknown bound
    let (told, compiled) = fronted("corrections:\n  - clause: II.2\n    deadlines:\n      - due: 2026-05-20\n        bound: truoc");
    assert_eq!(
        (told, tasks(&compiled)[1].2.as_slice()),
        (vec!["KL0104:6".to_string()], &["before 2026-05-15".to_string()][..])
    );
    // what matches no task is shown at its own line
    assert_eq!(
        fronted("id: 2026-03\ncorrections:\n  - clause: II.1\n    ignore: true\n  - clause: II.9\n    ignore: true").0,
        ["KL0304:6"]
    );
}

#[test]
fn what_the_head_lacks_is_told_once() {
    let (told, compiled) = one(&BODY
        .replace("# THÔNG BÁO", "")
        .replace("Kết luận của Chủ tịch UBND tỉnh tại Phiên họp thường kỳ tháng 3 năm 2026", "")
        .replace("Số: 15/TB-UBND", ""));
    assert_eq!(told, ["KL0306:1"]);
    let hint = hint(&compiled, "KL0306");
    assert!(
        hint.contains("title: ") && hint.contains("number: ") && !hint.contains("meeting_date"),
        "{hint}"
    );
    // a number alone is a note, and none for a summary
    let bare = BODY.replace("Số: 15/TB-UBND", "");
    let notes = |text: &str| one(text).1.diagnostics.iter().filter(|d| d.code.number() == "KL0307").count();
    assert_eq!((one(&bare).0, notes(&bare), notes(BODY)), (vec![], 1, 0));
    assert_eq!(notes(&format!("---\noriginal: Thông báo số 15\n---\n{bare}")), 0);
}

/// A message that only says what is wrong leaves the reader alone with it.
#[test]
fn each_message_says_what_was_done_and_what_to_do() {
    let front = "---\nid: 2026-03\nxyz: 1\nrecipients: { a: b }\nissued: 31/4/2026\nfiles: 3\ncorrections:\n  - { clause: II.9, ignore: true }\n---\n";
    let body = "1. Sở Vũ trụ báo cáo trước ngày 31/4/2026; Sở Y tê báo cáo trước ngày 01/01/2026.\n\n3. Tăng cường tuyên truyền.\n\n3. Sở Y tế báo cáo.\n";
    let progress = "- { task: 2026-03/I.9, status: hoan-thanh, date: 2026-04-11 }\n- { task: 2026-03/II.1, status: xong, xyz: 1 }\n- { task: 2026-03/II.3, status: xin-gia-han, new_due: 2026-05-01, date: 2026-06-11 }\n- { task: 2026-03/II.3, status: hoan-thanh, date: 2026-01-11 }\n";
    let agencies = "so-la: { ten: A }\nSo La: { name: B }\nso-lo: { name: [1] }\nso-li: { name: C, from: 31/4/2026 }\n";
    let input = input(&format!(
        "-- content/2026-03.md --\n{front}{}\n-- content/2026-04.md --\n![a](a.png)\n-- content/2026-05.yaml --\na: b: c\n-- content/_data/progress/2026-04.yaml --\n{progress}-- content/_data/agencies.yaml --\n{agencies}-- content/_data/topics.yaml --\na: [\n",
        BODY.replace("1. Giao", &format!("{body}\n4. Giao")).replace("# THÔNG BÁO", ""),
    ));
    let compiled = ketluan::compile(&input);
    let codes: std::collections::BTreeSet<&str> = compiled.diagnostics.iter().map(|d| d.code.number()).collect();
    for code in [
        "KL0102", "KL0103", "KL0104", "KL0105", "KL0119", "KL0130", "KL0204", "KL0205", "KL0301", "KL0302", "KL0303", "KL0304", "KL0320",
        "KL0402", "KL0403",
    ] {
        assert!(codes.contains(code), "{code} is not among {codes:?}");
    }
    for d in compiled.diagnostics.iter() {
        let all = [Some(&d.message), d.done.as_ref(), d.hint.as_ref()];
        let said = all
            .into_iter()
            .all(|t| t.is_some_and(|t| !t.vi.is_empty() && !t.en.is_empty() && t.vi != t.en));
        assert!(said, "{}: {:?}, {:?}, {:?}", d.code.number(), d.message, d.done, d.hint);
    }
}

#[test]
fn a_notice_without_a_body_says_so() {
    let head = "---\nissued: 2026-04-07\n---\nUBND TỈNH SAO MAI\n\nSố: 15/TB-UBND\n\n# THÔNG BÁO\n\nKết luận của Chủ tịch UBND tỉnh\n";
    assert_eq!(one(head).0, ["KL0201:1"]);
}

#[test]
fn errors_of_yaml_are_told_in_vietnamese_with_their_own_line() {
    for (front, line, words) in [
        ("id: a-1\ncorrections:\n  - clause: II.1\n      leads: [so-y-te]", 5, "dấu hai chấm"),
        ("id: a-1\ncorrections:\n\t- clause: II.1", 4, "Tab"),
        ("id: a-1\ntitle: Kết luận: phiên họp", 3, "dấu hai chấm"),
        ("id: a-1\nid: a-2", 3, "hai lần"),
        ("id: a-1\nfiles: [goc.pdf", 3, "ngoặc"),
        ("id: a-1\ntitle: \"Kết luận", 3, "ngoặc kép"),
        ("id: a-1\ntitle: *a", 3, "dấu *"),
        ("id: a-1\ntitle: @a", 3, "đặt chữ trong ngoặc kép"),
        ("id: a-1\ntitle: [a, b}", 3, "ngoặc"),
    ] {
        let (told, compiled) = fronted(front);
        assert_eq!(
            told,
            [format!("KL0102:{line}")],
            "{front}: {:?}",
            compiled.diagnostics.iter().next().map(|d| &d.message)
        );
        let message = compiled
            .diagnostics
            .iter()
            .find(|d| d.code.number() == "KL0102")
            .map(|d| d.message.vi.clone());
        let message = message.unwrap_or_default();
        assert!(
            message.contains(words) && message.contains(&format!("dòng {line},")),
            "{front}: {message}"
        );
    }
}

#[test]
fn a_body_that_took_anothers_place_is_no_new_lead() {
    let notice = |month: u32, lead: &str| {
        let text = BODY
            .replace(
                "Sở Nội vụ hoàn thành đề án vị trí việc làm",
                &format!("{lead} hoàn thiện phương án tuần tra, kiểm soát bến cảng Hải Lâm và khu neo đậu tránh bão"),
            )
            .replace("tháng 3", &format!("tháng {month}"));
        let text = text
            .replace("15/TB", &format!("{}/TB", month + 9))
            .replace("07 tháng 4", &format!("07 tháng {}", month + 1));
        (
            format!("content/2026-0{month}.md"),
            text.replace("02/4", &format!("02/{}", month + 1)),
        )
    };
    let change = |first: &str, second: &str| {
        let input = input_of(&[notice(2, first), notice(3, second)]);
        let compiled = ketluan::compile(&input);
        let goes_on = compiled.site.follows.keys().any(|t| compiled.site.tasks[*t].id == "2026-03/II.2");
        assert!(goes_on, "{first}, {second}");
        page(&compiled, &input, "so-sanh/2026-02..2026-03/index.html").contains("Chủ trì chuyển từ")
    };
    let (before, now) = ("Bộ Chỉ huy Bộ đội Biên phòng tỉnh", "Ban Chỉ huy Bộ đội Biên phòng tỉnh");
    assert!(!change(before, now) && !change(now, before));
    assert!(change("Sở Nội vụ", "Sở Y tế"));
}

#[test]
fn entries_of_progress_are_shown_where_they_stand() {
    let input = input(&format!(
        "-- content/2026-03.md --\n{BODY}\n-- content/_data/progress/2026-04.yaml --\n# tháng 4\n- {{ task: 2026-03/II.1, status: hoan-thanh, date: 2026-04-11 }}\n- task: 2026-03/II.9\n  status: hoan-thanh\n  date: 2026-04-11\n- task: 2026-03/II.2\n  status: hoan-thanh\n  date: 2026-04-31\n"
    ));
    let compiled = ketluan::compile(&input);
    let mut found = told(&compiled, &input);
    found.sort();
    assert_eq!(found, ["KL0130:8", "KL0402:3"]);
    assert!(hint(&compiled, "KL0130").contains("2026-04-11"), "{}", hint(&compiled, "KL0130"));
}
