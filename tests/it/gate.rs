//! The gate before the public, through the program: nothing of a refused notice is in the published folder.

use super::formats::Folder;
use std::path::Path;

const OPEN: &str = "THÔNG BÁO\n\nKết luận phiên họp tháng 2\n\nI. Nhiệm vụ\n\n1. Sở Tài chính báo cáo trước ngày 20/3/2026.\n";

fn all(dir: &Path, out: &mut Vec<(String, Vec<u8>)>) {
    for entry in std::fs::read_dir(dir).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            all(&path, out);
        } else {
            out.push((path.display().to_string(), std::fs::read(&path).expect("a file")));
        }
    }
}

#[test]
fn nothing_of_a_secret_notice_is_published() {
    let folder = Folder::new("gate");
    let secret = |stamp: &str| {
        format!(
            "---\nid: kin\nfiles: [kin.pdf]\n---\nUBND TỈNH X\n\n{stamp}\n\nTHÔNG BÁO\n\nKết luận\n\nI. Nhiệm vụ\n\n1. Sở Y tế thực hiện kế hoạch Hoa Sen trước ngày 22/3/2026.\n"
        )
    };
    folder.put("content/2026-02.md", OPEN);
    folder.put("content/2026-03.md", &secret(""));
    folder.put("content/kin.pdf", "%PDF Hoa Sen");
    let build = ["build", "--today", "2026-04-15", "--lang", "en", "--format", "json"];
    assert_eq!(folder.code(&build), 0);
    let published = || {
        let mut files = Vec::new();
        all(&folder.0.join("public"), &mut files);
        files
    };
    let holding = |what: &str| -> Vec<String> {
        let holds = |bytes: &[u8]| bytes.windows(what.len()).any(|w| w == what.as_bytes());
        published()
            .into_iter()
            .filter(|(_, bytes)| holds(bytes))
            .map(|(path, _)| path)
            .collect()
    };
    assert!(!holding("Hoa Sen").is_empty() && folder.0.join("public/ket-luan/kin/kin.pdf").is_file());

    // the mark comes later: the site is built without the notice, which is no loss to be refused
    folder.put("content/2026-03.md", &secret("TỐI MẬT"));
    assert_eq!(folder.code(&build), 1);
    assert!(folder.text(&["check", "--format", "json"]).contains("KL0160"));
    assert_eq!(holding("Hoa Sen"), Vec::<String>::new());
    assert!(!folder.0.join("public/ket-luan/kin").exists());
    assert!(folder.0.join("public/ket-luan/2026-02/index.html").is_file());

    // no setting lets it pass, and no baseline
    folder.put("ketluan.yaml", "diagnostics: { KL0160: { level: off, reason: x } }\n");
    assert_eq!(folder.code(&build), 1);
    assert_eq!(holding("Hoa Sen"), Vec::<String>::new());
    std::fs::remove_file(folder.0.join("ketluan.yaml")).expect("the settings");
    assert_eq!(
        folder.code(&[&build[..], &["--baseline", "b.json", "--write-baseline"]].concat()),
        1
    );

    // only a reason beside the text does
    let waived = secret("TỐI MẬT").replace("id: kin\n", "id: kin\nwaivers: [{ code: KL0160, reason: đã giải mật }]\n");
    folder.put("content/2026-03.md", &waived);
    assert_eq!(folder.code(&build), 0);
    assert!(!holding("Hoa Sen").is_empty());
}
