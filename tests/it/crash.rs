//! Builds that are killed at random instants: the published folder is always one whole build, and the next one mends
//! what is left. `KETLUAN_LONG=1` kills 300 builds over 500 notices, as the closing check does.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// A folder of its own, gone with the value.
pub struct Folder(pub PathBuf);

impl Folder {
    pub fn new(name: &str) -> Folder {
        let dir = std::env::temp_dir().join(format!("ketluan-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&dir);
        std::fs::create_dir_all(&dir).expect("a folder");
        Folder(dir)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// Small numbers that look random and are the same in every run.
pub struct Dice(pub u64);

impl Dice {
    pub fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % n.max(1) as u64) as usize
    }
}

pub fn long() -> bool {
    std::env::var_os("KETLUAN_LONG").is_some()
}

/// A notice of the month with number `i`; `turn` changes what it says.
pub fn notice(i: usize, turn: usize) -> (String, String) {
    let (year, month) = (2000 + i / 12, i % 12 + 1);
    let day = turn % 28 + 1;
    let text = format!(
        "THÔNG BÁO\n\nKết luận của Chủ tịch UBND tỉnh tại Phiên họp UBND tỉnh thường kỳ tháng {month} năm {year}\n\n\
         I. Đánh giá tình hình\n\nThu nội địa đạt {i},{day} tỷ đồng, tăng {day},2% so với cùng kỳ.\n\n\
         II. Nhiệm vụ trọng tâm\n\n1. Sở Tài chính chủ trì, phối hợp với Sở Xây dựng rà soát dự án số {i}, hoàn thành trước ngày {day}/{month}/{year}.\n\n\
         2. Sở Y tế kiểm tra {turn} cơ sở khám chữa bệnh, báo cáo UBND tỉnh trong tháng {month}/{year}.\n\nNơi nhận:\n- Các sở, ban, ngành;\n- Lưu: VT.\n"
    );
    (format!("{year}-{month:02}.md"), text)
}

/// Path → bytes of all files below a folder.
pub fn tree(root: &Path) -> BTreeMap<String, Vec<u8>> {
    fn walk(root: &Path, at: &Path, out: &mut BTreeMap<String, Vec<u8>>) {
        for entry in std::fs::read_dir(at).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                walk(root, &path, out);
            } else {
                let below = path.strip_prefix(root).expect("below").to_string_lossy().into_owned();
                out.insert(below, std::fs::read(&path).expect("a file"));
            }
        }
    }
    let mut out = BTreeMap::new();
    walk(root, root, &mut out);
    out
}

pub fn write_notices(dir: &Path, count: usize, turn: usize) {
    let content = dir.join("content");
    std::fs::create_dir_all(&content).expect("a folder");
    for i in 0..count {
        // some notices differ from turn to turn, and one is there in every second turn only
        let (name, text) = notice(i, if i % 3 == 0 { turn } else { 0 });
        let path = content.join(name);
        if i + 1 == count && turn % 2 == 1 {
            let _ = std::fs::remove_file(path);
        } else {
            std::fs::write(path, text).expect("written");
        }
    }
}

pub fn build(dir: &Path, output: &str, more: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ketluan"));
    command
        .current_dir(dir)
        .args(["build", "--output", output])
        .args(more)
        .args(["--today", "2026-04-15"].into_iter().filter(|_| !more.contains(&"--today")))
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    command
}

#[test]
fn a_build_that_is_killed_leaves_the_old_or_the_new_site() {
    let (kills, notices) = if long() { (300, 500) } else { (14, 12) };
    let folder = Folder::new("crash");
    let dir = folder.0.as_path();
    let mut whole = Vec::new();
    let mut taken = Duration::ZERO;
    // the memory of earlier builds is one input: both sites are built upon nothing, and upon themselves
    for turn in 0..2 {
        write_notices(dir, notices, turn);
        let name = format!("whole-{turn}");
        let began = Instant::now();
        let empty = dir.join("nothing").display().to_string();
        let code = build(dir, &name, &["--no-cache", "--previous", &empty]).status().expect("a build");
        assert_eq!(code.code(), Some(0));
        taken = taken.max(began.elapsed());
        whole.push(tree(&dir.join(&name)));
    }
    assert_ne!(whole[0], whole[1]);
    let mut dice = Dice(0x9E37_79B9_7F4A_7C15);
    let (mut old, mut done) = (usize::MAX, [0, 0]);
    let empty = dir.join("nothing").display().to_string();
    for kill in 0..kills {
        let turn = kill % 2;
        write_notices(dir, notices, turn);
        let more: &[&str] = if kill % 4 < 2 {
            &["--previous", &empty]
        } else {
            &["--no-cache", "--previous", &empty]
        };
        let mut child = build(dir, "public", more).spawn().expect("a build");
        std::thread::sleep(Duration::from_micros(dice.below(taken.as_micros() as usize * 12 / 10) as u64));
        let _ = child.kill();
        let _ = child.wait();
        let now = tree(&dir.join("public"));
        if now == whole[turn] {
            done[1] += 1;
            old = turn;
        } else {
            let before = if old == usize::MAX { BTreeMap::new() } else { whole[old].clone() };
            assert!(
                now == before,
                "kill {kill}: the published folder is neither the old nor the new site"
            );
            done[0] += 1;
        }
    }
    assert!(done[0] > 0, "no build was killed before it was done");
    // and the next one mends what is left
    write_notices(dir, notices, 1);
    assert_eq!(
        build(dir, "public", &["--previous", &empty]).status().expect("a build").code(),
        Some(0)
    );
    assert_eq!(tree(&dir.join("public")), whole[1]);
    assert!(!dir.join(".public.next").exists());
}

#[test]
fn two_builds_at_once_do_not_mix() {
    let folder = Folder::new("lock");
    let dir = folder.0.as_path();
    write_notices(dir, 8, 0);
    let mut first = build(dir, "public", &[]).spawn().expect("a build");
    let second = build(dir, "public", &[]).output().expect("a build");
    let first = first.wait().expect("an end");
    let codes = [first.code(), second.status.code()];
    // one may have waited for nothing: either both came one after the other, or one was told that the other is writing
    assert!(
        codes.contains(&Some(0)) && codes.iter().all(|c| matches!(c, Some(0 | 2))),
        "{codes:?}"
    );
    assert!(dir.join("public/index.html").exists() && !dir.join(".public.next").exists());
}

#[test]
fn a_site_can_be_put_back() {
    let folder = Folder::new("rollback");
    let dir = folder.0.as_path();
    let run = |args: &[&str]| {
        let out = Command::new(env!("CARGO_BIN_EXE_ketluan"))
            .current_dir(dir)
            .args(args)
            .output()
            .expect("run");
        (out.status.code(), String::from_utf8_lossy(&out.stdout).into_owned())
    };
    write_notices(dir, 3, 0);
    assert_eq!(build(dir, "public", &[]).status().expect("a build").code(), Some(0));
    assert_eq!(run(&["rollback"]).0, Some(2));
    let first = tree(&dir.join("public"));
    let manifest = std::fs::read(dir.join(".public.manifest.json")).expect("a manifest");
    write_notices(dir, 3, 1);
    assert_eq!(
        build(dir, "public", &["--report", "changes.json"])
            .status()
            .expect("a build")
            .code(),
        Some(0)
    );
    let second = tree(&dir.join("public"));
    let report: serde_json::Value = serde_json::from_slice(&std::fs::read(dir.join("changes.json")).expect("a report")).expect("JSON");
    assert_eq!(report["summary"]["notices_removed"][0], "2000-03");
    assert!(report["removed"].as_array().expect("a list").contains(&"ket-luan/2000-03/".into()));
    assert!(report["changed"].as_array().expect("a list").contains(&"".into()));
    let (code, words) = run(&["diff", ".public.previous", "public"]);
    assert!(code == Some(0) && words.contains("1 văn bản gỡ"), "{words}");
    let (code, words) = run(&["rollback"]);
    assert!(code == Some(0) && words.contains("1 văn bản mới"), "{words}");
    assert_eq!(tree(&dir.join("public")), first);
    assert_eq!(std::fs::read(dir.join(".public.manifest.json")).expect("a manifest"), manifest);
    // the manifest names every file with its hash
    let manifest: serde_json::Value = serde_json::from_slice(&manifest).expect("JSON");
    let listed: Vec<&str> = manifest["files"]
        .as_array()
        .expect("files")
        .iter()
        .filter_map(|f| f["path"].as_str())
        .collect();
    assert_eq!(listed, first.keys().map(String::as_str).collect::<Vec<_>>());
    let sha256 = |bytes: &[u8]| -> String {
        use sha2::{Digest, Sha256};
        Sha256::digest(bytes).iter().map(|b| format!("{b:02x}")).collect()
    };
    for file in manifest["files"].as_array().expect("files") {
        let bytes = &first[file["path"].as_str().expect("a path")];
        assert_eq!(file["sha256"], sha256(bytes), "{file}");
        assert_eq!(file["size"], bytes.len(), "{file}");
    }
    assert_eq!(manifest["program"], concat!("ketluan ", env!("CARGO_PKG_VERSION")));
    assert!(
        manifest["published"]
            .as_str()
            .expect("a day")
            .parse::<ketluan::calendar::Day>()
            .is_ok()
    );
    assert_eq!(manifest["previous"], serde_json::Value::Null);
    assert_eq!(run(&["rollback"]).0, Some(0));
    assert_eq!(tree(&dir.join("public")), second);
    // what was published later is bound to what was before
    let read = |name: &str| std::fs::read(dir.join(name)).expect(name);
    let later: serde_json::Value = serde_json::from_slice(&read(".public.manifest.json")).expect("JSON");
    assert_eq!(later["previous"], sha256(&read(".public.manifest.previous.json")));
    // the whole difference, as the report of the build had it
    let (code, words) = run(&["diff", ".public.previous", "public", "--json"]);
    let told: serde_json::Value = serde_json::from_str(&words).expect("JSON");
    assert!(code == Some(0) && told == report, "{words}");
}
