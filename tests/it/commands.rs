//! Commands that are used wrongly: what stops them is said in the language of the site, with how to mend it, and nothing is written.

use super::crash::{Folder, tree, write_notices};
use std::path::Path;
use std::process::Command;

/// Exit code and what was said on standard error.
fn run(dir: &Path, args: &[&str]) -> (Option<i32>, String) {
    let out = Command::new(env!("CARGO_BIN_EXE_ketluan"))
        .current_dir(dir)
        .args(args)
        .output()
        .expect("run");
    (out.status.code(), String::from_utf8(out.stderr).expect("UTF-8"))
}

/// A site with its published folder, and files that are of no use.
fn site(name: &str) -> Folder {
    let folder = Folder::new(name);
    let dir = folder.0.as_path();
    write_notices(dir, 1, 0);
    assert_eq!(run(dir, &["build", "--today", "2026-04-15"]).0, Some(0));
    for (file, text) in [
        ("la/thesis.doc", "x"),
        ("hong.json", "{"),
        ("hong.csv", "a,b\n"),
        ("goc.json", "{}"),
    ] {
        std::fs::create_dir_all(dir.join("la")).expect("a folder");
        std::fs::write(dir.join(file), text).expect("written");
    }
    folder
}

/// Arguments, exit code, words of the message and words of the remedy.
const WRONG: &[(&[&str], i32, &str, &str)] = &[
    (
        &["check", "--content", "khong"],
        2,
        "không đọc được khong: không có tệp",
        "ketluan init",
    ),
    (
        &["build", "--content", "khong"],
        2,
        "không đọc được khong: không có tệp",
        "--content",
    ),
    (&["build", "--output", "content"], 2, "nằm trong nhau", "--output"),
    (&["build", "--output", "la"], 2, "la không trống và không do ketluan tạo", "--force"),
    (
        &["build", "--base-url", "foo"],
        2,
        "--base-url foo: không phải địa chỉ",
        "https://example.gov.vn",
    ),
    (
        &["check", "--baseline", "khong.json"],
        2,
        "không đọc được khong.json",
        "kiểm tra đường dẫn",
    ),
    (
        &["check", "--baseline", "hong.json"],
        2,
        "hong.json không phải tệp mốc",
        "--write-baseline",
    ),
    (
        &["check", "--review", "khong"],
        2,
        "không có văn bản “khong”",
        "các văn bản: 2000-01",
    ),
    (&["new", "2026"], 2, "“2026” không dùng làm mã văn bản được", "ví dụ 2026-04"),
    (&["new", "2026-13"], 2, "không có tháng 13 (2026-13)", "ví dụ 2026-04"),
    (
        &["new", "2000-01"],
        2,
        "không ghi được content/2000-01.md: đã có sẵn",
        "chọn tên khác",
    ),
    (
        &["theme", "new", "t", "--template", "khong.html"],
        2,
        "không có templates/khong.html",
        "notice.html",
    ),
    (
        &["import", "--from", "json", "khong"],
        2,
        "không đọc được khong",
        "kiểm tra đường dẫn",
    ),
    (
        &["import", "--from", "json", "hong.json"],
        1,
        "hong.json: không phải JSON (dòng 1, cột 1)",
        "ketluan build",
    ),
    (&["import", "--from", "json", "goc.json"], 1, "tệp không ghi mẫu", "ketluan build"),
    (
        &["import", "--from", "json", "public/du-lieu"],
        1,
        "văn bản 2000-01 đã có ở content/2000-01.md",
        "nhập lại",
    ),
    (&["import", "--from", "csv", "la"], 2, "thiếu tệp notices.csv", "ketluan build"),
    (
        &["diff", "khong", "public"],
        2,
        "không đọc được khong",
        "tạo thư mục|kiểm tra|sửa nguyên nhân",
    ),
    (&["rollback"], 2, "không có bản công bố trước", "lần công bố thứ hai"),
    (&["explain", "KL9999"], 2, "không có mã “KL9999”", "ketluan explain"),
    (
        &["explain", "--clause", "IX", "content/2000-01.md"],
        2,
        "văn bản không có mục IX",
        "các mục: I, II, II.1",
    ),
    (
        &["explain", "--clause", "I", "khong.md"],
        2,
        "không đọc được khong.md",
        "kiểm tra đường dẫn",
    ),
    (&["topics", "--content", "khong"], 2, "không đọc được khong", "--content"),
    (
        &["progress", "sheet", "--agency", "khong", "--output", "a.csv"],
        2,
        "cơ quan “khong”",
        "so-xay-dung",
    ),
    (
        &["progress", "sheet", "--notice", "khong", "--output", "a.csv"],
        2,
        "văn bản “khong”",
        "2026-03",
    ),
    (
        &["progress", "sheet", "--output", "a.doc"],
        2,
        "a.doc: không rõ loại tệp",
        ".csv hoặc .xlsx",
    ),
    (
        &["progress", "sheet", "--output", "khong/a.csv"],
        2,
        "không ghi được khong/a.csv",
        "tạo thư mục",
    ),
    (
        &["progress", "import", "khong.csv"],
        2,
        "không đọc được khong.csv",
        "kiểm tra đường dẫn",
    ),
    (
        &["progress", "import", "goc.json"],
        1,
        "goc.json: chỉ đọc được tệp .csv và .xlsx",
        "chưa ghi gì",
    ),
    (&["progress", "import", "hong.csv"], 1, "hong.csv: ", "chưa ghi gì"),
    (&["buld"], 2, "không có lệnh “buld”", "có phải “build”?"),
    (&["build", "--outptu", "x"], 2, "không có tùy chọn “--outptu”", "--output"),
    (&["build", "--format", "xml"], 2, "giá trị “xml”", "human json github sarif junit"),
    (&["import"], 2, "thiếu --from", "--help"),
];

#[test]
fn each_says_what_is_wrong_and_how_to_mend_it_and_writes_nothing() {
    let folder = site("commands");
    let dir = folder.0.as_path();
    let before = tree(dir);
    for (args, code, what, how) in WRONG {
        let (got, said) = run(dir, args);
        assert_eq!(got, Some(*code), "{args:?}: {said}");
        assert!(said.contains(what) && how.split('|').any(|h| said.contains(h)), "{args:?}: {said}");
        // no word of the program itself is English
        for word in ["cannot", "there is no", " is not ", "nothing was", "os error", "No such"] {
            assert!(!said.contains(word), "{args:?}: {said}");
        }
    }
    let mut after = tree(dir);
    after.retain(|path, _| !path.starts_with(".ketluan") && !path.contains(".lock"));
    let mut before = before;
    before.retain(|path, _| !path.starts_with(".ketluan") && !path.contains(".lock"));
    assert_eq!(after.keys().collect::<Vec<_>>(), before.keys().collect::<Vec<_>>());
    assert_eq!(after, before);
}

#[test]
fn a_site_in_english_is_told_in_english() {
    let folder = site("commands-en");
    let dir = folder.0.as_path();
    std::fs::write(dir.join("ketluan.yaml"), "language: en\n").expect("written");
    for (args, what) in [
        (&["buld"][..], "unrecognized subcommand 'buld'"),
        (&["new", "2000-01"], "cannot write content/2000-01.md"),
        (&["rollback"], "there is no earlier site"),
        (&["check", "--review", "khong"], "there is no notice “khong”"),
        (&["progress", "import", "goc.json"], "only .csv and .xlsx are read"),
    ] {
        let (_, said) = run(dir, args);
        assert!(said.contains(what) && !said.contains("cách sửa"), "{args:?}: {said}");
    }
}

#[test]
fn a_site_without_its_address_is_told_so_once_it_is_published() {
    let folder = Folder::new("khong-dia-chi");
    let dir = folder.0.as_path();
    write_notices(dir, 1, 0);
    let said = |args: &[&str]| run(dir, args).1.contains("base_url: https://");
    assert!(said(&["build", "--today", "2026-04-15"]));
    assert!(!said(&["check", "--today", "2026-04-15"]));
    assert!(!said(&["build", "--today", "2026-04-15", "--base-url", "https://x.example/kl"]));
}
