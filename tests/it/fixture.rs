//! A whole site in one string: `-- content/2026-03.md --` begins a file.

use ketluan::calendar::Day;
use ketluan::input::Input;
use ketluan::source::SourceFile;
use ketluan::span::SourceId;

/// An `Input` of the given files for 15 April 2026.
pub fn input(text: &str) -> Input {
    let mut files: Vec<(String, String)> = Vec::new();
    for line in text.lines() {
        if let Some(name) = line.strip_prefix("-- ").and_then(|l| l.strip_suffix(" --")) {
            files.push((name.to_string(), String::new()));
        } else if let Some(file) = files.last_mut() {
            file.1.push_str(line);
            file.1.push('\n');
        }
    }
    input_of(&files)
}

/// An `Input` of the given (path, text) for 15 April 2026.
pub fn input_of(files: &[(String, String)]) -> Input {
    let mut input = Input {
        notices: vec![],
        data: vec![],
        config: None,
        theme: vec![],
        assets: vec![],
        today: Day::from_ymd_opt(2026, 4, 15).expect("a day"),
        previous: None,
    };
    for (i, (path, text)) in files.iter().enumerate() {
        let file = |path: &str| SourceFile {
            id: SourceId(i as u32),
            path: path.into(),
            text: ketluan::viet::fold::compose(text),
            sha256: String::new(),
        };
        if let Some(data) = path.strip_prefix("content/_data/") {
            input.data.push(file(data));
        } else if path == "ketluan.yaml" {
            input.config = Some(file(path));
        } else {
            input.notices.push(file(path.strip_prefix("content/").unwrap_or(path)));
        }
    }
    input
}
