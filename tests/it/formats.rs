//! Messages for machines, the levels of a site and its baseline, as the program prints them.

use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A folder of its own with a site of one doubtful and one sound notice; gone when dropped.
pub struct Folder(pub PathBuf);

impl Folder {
    pub fn new(name: &str) -> Folder {
        let dir = std::env::temp_dir().join(format!("ketluan-it-{}-{name}", std::process::id()));
        let _ = std::fs::remove_dir_all(&dir);
        std::fs::create_dir_all(dir.join("content")).expect("a folder");
        Folder(dir)
    }
    pub fn put(&self, path: &str, text: &str) {
        let file = self.0.join(path);
        std::fs::create_dir_all(file.parent().expect("a folder")).expect("a folder");
        std::fs::write(file, text).expect("a file");
    }
    /// Runs the program in the folder.
    pub fn run(&self, args: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_ketluan"))
            .current_dir(&self.0)
            .args(args)
            .output()
            .expect("the program runs")
    }
    pub fn code(&self, args: &[&str]) -> i32 {
        self.run(args).status.code().expect("an exit code")
    }
    pub fn text(&self, args: &[&str]) -> String {
        String::from_utf8(self.run(args).stdout).expect("UTF-8")
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

const SOUND: &str = "UBND TỈNH SAO MAI\n\nSố: 2/TB-UBND\n\nSao Mai, ngày 05 tháng 3 năm 2026\n\nTHÔNG BÁO\n\nKết luận phiên họp tháng 2\n\nI. Nhiệm vụ\n\n1. Sở Tài chính báo cáo trước ngày 20/3/2026.\n";
/// An impossible day and an unknown key, which are warnings.
const DOUBTFUL: &str = "---\nissued: 31/4/2026\n\"la, 50%: \": 1\ntitle: Kết luận\nissuer: UBND tỉnh Sao Mai\nmeeting_date: 2026-04-02\noriginal: Thông báo số 3\n---\nI. Nhiệm vụ\n\n1. Sở Tài chính báo cáo.\n\n3. Sở Y tế báo cáo.\n";

fn site(name: &str) -> Folder {
    let folder = Folder::new(name);
    folder.put("content/2026-02.md", SOUND);
    folder.put("content/Kết luận 3.md", DOUBTFUL);
    folder
}

const CHECK: [&str; 5] = ["check", "--today", "2026-04-15", "--lang", "en"];

fn check(folder: &Folder, more: &[&str]) -> String {
    folder.text(&[&CHECK[..], more].concat())
}

fn check_code(folder: &Folder, more: &[&str]) -> i32 {
    folder.code(&[&CHECK[..], more].concat())
}

#[test]
fn sarif_holds_against_its_schema() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/schemas/sarif-2.1.0.json");
    // its pattern of languages has a bracket too many, which only JavaScript takes as a character
    let text = std::fs::read_to_string(path).expect("the schema").replace("{2}]?$", "{2}\\\\]?$");
    let schema: Value = serde_json::from_str(&text).expect("JSON");
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    let folder = site("sarif");
    folder.put(
        "ketluan.yaml",
        "diagnostics:\n  KL0103: { level: off, reason: 'khóa của phần mềm khác' }\n  KL0302: warning\n",
    );
    check(&folder, &["--baseline", "b.json", "--write-baseline"]);
    folder.put(
        "content/2026-04.md",
        "I. A\n\n1. Sở Tài chính báo cáo trước ngày 20/5/2026.\n\n1. Sở Y tế báo cáo.\n",
    );
    let text = check(&folder, &["--format", "sarif", "--baseline", "b.json"]);
    let log: Value = serde_json::from_str(&text).expect("JSON");
    let errors: Vec<String> = validator
        .iter_errors(&log)
        .map(|e| format!("{} at {}", e, e.instance_path()))
        .collect();
    assert!(errors.is_empty(), "{errors:?}");
    // the schema alone takes any log: what stands in it is what was found
    let results = log["runs"][0]["results"].as_array().expect("results");
    let of = |code: &str| {
        results
            .iter()
            .find(|r| r["ruleId"] == code)
            .unwrap_or_else(|| panic!("no {code} in {text}"))
    };
    assert_eq!(of("KL0103")["suppressions"][0]["justification"], "khóa của phần mềm khác");
    assert_eq!(of("KL0105")["baselineState"], "unchanged");
    let place = &of("KL0105")["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "content/K%E1%BA%BFt%20lu%E1%BA%ADn%203.md");
    assert_eq!(place["region"]["startLine"], 2);
    assert_eq!(of("KL0204")["baselineState"], "new");
    let rules = log["runs"][0]["tool"]["driver"]["rules"].as_array().expect("rules");
    for r in results {
        assert_eq!(rules[r["ruleIndex"].as_u64().expect("an index") as usize]["id"], r["ruleId"]);
    }
}

#[test]
fn github_gets_commands_with_its_escapes() {
    let folder = site("github");
    let text = check(&folder, &["--format", "github"]);
    assert!(
        text.contains("::warning file=content/Kết luận 3.md,title=KL0105 impossible-date,line=2,endLine=2,col=1,endColumn=18::"),
        "{text}"
    );
    // a comma, a colon or a per cent sign in a name ends no property and no command
    assert!(text.contains("“la, 50%25: ”"), "{text}");
    for line in text.lines().filter(|l| l.starts_with("::")) {
        assert_eq!(
            line.matches("%0A").count(),
            line.matches("%0Adone: ").count() + line.matches("%0Ahelp: ").count()
        );
    }
    assert!(!text.contains("::notice"));
    assert!(check(&folder, &["--format", "github", "--notes"]).contains("::notice file=content/"));
}

#[test]
fn junit_has_a_suite_for_each_file() {
    let folder = site("junit");
    folder.put("content/2026-05.yaml", "title: [a\u{1}<&\"\n");
    let text = check(&folder, &["--format", "junit"]);
    let mut reader = quick_xml::Reader::from_str(&text);
    let (mut suites, mut cases, mut failures) = (Vec::new(), 0, 0);
    loop {
        match reader.read_event().expect("well-formed XML") {
            quick_xml::events::Event::Start(e) | quick_xml::events::Event::Empty(e) => match e.name().as_ref() {
                "testsuite" => suites.push(e.to_string()),
                "testcase" => cases += 1,
                "failure" => failures += 1,
                _ => {}
            },
            quick_xml::events::Event::Eof => break,
            _ => {}
        }
    }
    assert_eq!((suites.len(), cases, failures), (3, 4, 1), "{text}");
    assert!(
        suites[2].contains("content/Kết luận 3.md") && suites[2].contains("failures=\"0\""),
        "{suites:?}"
    );
    assert!(text.contains(r#"tests="4" failures="1""#) && !text.contains('\u{1}'), "{text}");
    // what is denied fails
    let text = check(&folder, &["--format", "junit", "--deny", "warnings"]);
    assert!(text.contains(r#"tests="4" failures="3""#), "{text}");
}

#[test]
fn levels_change_the_exit_code() {
    let folder = site("levels");
    assert_eq!(check_code(&folder, &[]), 0);
    assert_eq!(check_code(&folder, &["--deny", "warnings"]), 1);
    folder.put("ketluan.yaml", "diagnostics: { KL0105: error }\n");
    assert_eq!(check_code(&folder, &[]), 1);
    let quiet = "diagnostics:\n  impossible-date: { level: off, reason: in sai }\n  KL0103: { level: note, reason: của phần mềm khác }\n";
    folder.put("ketluan.yaml", quiet);
    assert_eq!(check_code(&folder, &["--deny", "warnings"]), 0);
    let report: Value = serde_json::from_str(&check(&folder, &["--format", "json"])).expect("JSON");
    assert_eq!(report["summary"]["silenced"], 1);
    // without a reason nothing is lowered, and the configuration is wrong
    folder.put("ketluan.yaml", "diagnostics: { KL0105: off }\n");
    assert_eq!(check_code(&folder, &[]), 1);
}

#[test]
fn a_baseline_leaves_only_what_is_new() {
    let folder = site("baseline");
    let denied = ["--deny", "warnings", "--baseline", "b.json"];
    assert_eq!(check_code(&folder, &denied), 2, "no baseline yet");
    assert_eq!(check_code(&folder, &["--write-baseline"]), 2, "where to?");
    assert_eq!(check_code(&folder, &[&denied[..], &["--write-baseline"]].concat()), 0);
    assert_eq!(check_code(&folder, &denied), 0);
    // the finding moves with its words
    folder.put("content/Kết luận 3.md", &DOUBTFUL.replace("issued", "place: A\nissued"));
    assert_eq!(check_code(&folder, &denied), 0);
    folder.put("content/2026-05.md", DOUBTFUL);
    assert_eq!(check_code(&folder, &denied), 1);
    let report: Value = serde_json::from_str(&check(&folder, &[&denied[2..], &["--format", "json"]].concat())).expect("JSON");
    let paths: Vec<_> = report["diagnostics"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|d| d["path"].as_str())
        .collect();
    assert!(paths.iter().all(|p| *p == Some("content/2026-05.md")), "{paths:?}");
    folder.put("b.json", "{}");
    assert_eq!(check_code(&folder, &denied), 2);
}
