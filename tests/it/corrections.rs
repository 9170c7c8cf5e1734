//! What an editor sets in the front matter wins over the reading and is marked: `corrections:` and `tasks:`.

use super::fixture::input;
use serde_json::Value;

const BODY: &str = "THÔNG BÁO

Kết luận phiên họp tháng 3 năm 2026

Ngày 02/4/2026, UBND tỉnh tổ chức Phiên họp thường kỳ tháng 3 năm 2026. Chủ tịch UBND tỉnh kết luận như sau:

I. Nhiệm vụ trọng tâm tháng 4 năm 2026

1. Sở Tài chính chủ trì, phối hợp với Sở Xây dựng rà soát kịch bản tăng trưởng trước ngày 12/4/2026.

2. Sở Y tế tăng cường kiểm soát dịch bệnh.

II. Đánh giá tình hình tháng 3

1. Kinh tế - xã hội ổn định.
";

/// The tasks of the notice with this front matter, as the open data has them.
fn tasks(front: &str) -> Vec<Value> {
    let input = input(&format!("-- content/2026-03.md --\n---\n{front}\n---\n{BODY}"));
    let compiled = ketluan::compile(&input);
    let found: Vec<_> = compiled
        .diagnostics
        .iter()
        .filter(|d| d.severity < ketluan::diag::Severity::Note)
        .collect();
    assert!(found.is_empty(), "{found:?}");
    let bytes = compiled.bundle(&input).bytes("du-lieu/notices/2026-03.json").expect("the notice");
    let notice: Value = serde_json::from_slice(&bytes).expect("JSON");
    notice["tasks"].as_array().expect("a list").clone()
}

fn task(tasks: &[Value], id: &str) -> Value {
    tasks
        .iter()
        .find(|t| t["id"] == id)
        .unwrap_or_else(|| panic!("no {id} in {tasks:?}"))
        .clone()
}

fn ids(list: &Value) -> Vec<&str> {
    list.as_array().expect("a list").iter().filter_map(|a| a["id"].as_str()).collect()
}

#[test]
fn leads_and_coordinators_are_replaced() {
    let got = tasks("corrections:\n  - { clause: I.1, leads: [so-xay-dung], coordinators: [so-y-te, so-tai-chinh] }");
    let t = task(&got, "2026-03/I.1");
    assert_eq!(ids(&t["leads"]), ["so-xay-dung"]);
    assert_eq!(ids(&t["coordinators"]), ["so-y-te", "so-tai-chinh"]);
    assert_eq!(
        (&t["corrected"], &t["deadlines"][0]["due"]),
        (&Value::from(true), &Value::from("2026-04-12"))
    );
    assert_eq!(task(&got, "2026-03/I.2")["corrected"], false);
    // an empty list says that there are none
    let got = tasks("corrections:\n  - { clause: I.1, coordinators: [] }");
    assert_eq!(ids(&task(&got, "2026-03/I.1")["coordinators"]), Vec::<&str>::new());
    assert_eq!(ids(&task(&got, "2026-03/I.1")["leads"]), ["so-tai-chinh"]);
}

#[test]
fn deadlines_are_replaced() {
    let got = tasks(
        "corrections:\n  - clause: I.2\n    deadlines: [{ due: 2026-05-12, bound: before }, { bound: recurring, every: week, weekday: 5 }]",
    );
    let list = &task(&got, "2026-03/I.2")["deadlines"];
    assert_eq!(
        (&list[0]["due"], &list[0]["bound"]),
        (&Value::from("2026-05-12"), &Value::from("before"))
    );
    assert_eq!(
        (&list[1]["bound"], &list[1]["weekday"]),
        (&Value::from("recurring"), &Value::from(5))
    );
    let got = tasks("corrections:\n  - { clause: I.1, deadlines: [] }");
    assert_eq!(task(&got, "2026-03/I.1")["deadlines"], Value::Array(vec![]));
}

#[test]
fn a_text_is_replaced_and_a_task_left_out() {
    let got = tasks("corrections:\n  - { clause: I.2, text: Sở Y tế kiểm soát dịch bệnh mùa hè. }\n  - { clause: I.1, ignore: true }");
    assert_eq!(task(&got, "2026-03/I.2")["text"], "Sở Y tế kiểm soát dịch bệnh mùa hè.");
    assert!(got.iter().all(|t| t["clause"] != "I.1"), "{got:?}");
}

#[test]
fn a_task_is_added() {
    let got = tasks(
        "corrections:\n  - clause: II.1\n    add: { text: Sở Xây dựng theo dõi tình hình., leads: [so-xay-dung], coordinators: [so-y-te], deadlines: [{ due: 2026-04-30, bound: by }] }",
    );
    let t = task(&got, "2026-03/II.1");
    assert_eq!(
        (&t["text"], &t["corrected"]),
        (&Value::from("Sở Xây dựng theo dõi tình hình."), &Value::from(true))
    );
    assert_eq!((ids(&t["leads"]), ids(&t["coordinators"])), (vec!["so-xay-dung"], vec!["so-y-te"]));
    assert_eq!(
        (&t["deadlines"][0]["due"], &t["deadlines"][0]["bound"]),
        (&Value::from("2026-04-30"), &Value::from("by"))
    );
    // beside a task that the clause has already it is the second
    let got = tasks("corrections:\n  - { clause: I.1, add: { text: Báo cáo., leads: [so-y-te] } }");
    assert_eq!(ids(&task(&got, "2026-03/I.1")["leads"]), ["so-tai-chinh"]);
    assert_eq!(ids(&task(&got, "2026-03/I.1~2")["leads"]), ["so-y-te"]);
}

#[test]
fn tasks_of_the_front_matter_replace_the_reading() {
    let got =
        tasks("tasks:\n  - { clause: I.2, text: Kiểm soát dịch bệnh., leads: [Sở Y tế], deadlines: [{ due: 2026-04-20, bound: within }] }");
    assert_eq!(got.len(), 1, "{got:?}");
    let t = task(&got, "2026-03/I.2");
    assert_eq!(
        (ids(&t["leads"]), &t["text"]),
        (vec!["so-y-te"], &Value::from("Kiểm soát dịch bệnh."))
    );
    assert_eq!(
        (&t["deadlines"][0]["due"], &t["deadlines"][0]["bound"]),
        (&Value::from("2026-04-20"), &Value::from("within"))
    );
}

#[test]
fn a_task_below_a_clause_that_the_outline_leaves_out_is_read_behind_the_nearest() {
    let files = super::figures::built(
        "-- content/cv.yaml --\nkind: cong-van\ntitle: Công văn\nperiod: 2026-03\noutline:\n  - { clause: \"1\", heading: Nguồn vốn }\n  \
         - { clause: \"2\", heading: Đất đai }\ntasks:\n  - { clause: 2.a, text: Rà soát quỹ đất., leads: [Sở Tài chính] }\n",
    );
    let page = &files["ket-luan/cv/index.html"];
    let text = page.split_once("<article").expect("the text").1;
    let place = |words: &str| text.find(words).unwrap_or_else(|| panic!("{words} is missing"));
    assert!(place("Đất đai</h3>") < place("Rà soát quỹ đất."));
    assert!(place("Nguồn vốn</h3>") < place("Đất đai</h3>"));
}
