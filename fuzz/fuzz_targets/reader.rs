//! Any text, read as a Markdown and as a YAML notice: no panic.
#![no_main]

use ketluan::calendar::Day;
use ketluan::input::Input;
use ketluan::source::SourceFile;
use ketluan::span::SourceId;

libfuzzer_sys::fuzz_target!(|text: &str| {
    let file = |id, path: &str| SourceFile { id: SourceId(id), path: path.into(), text: ketluan::viet::fold::compose(text), sha256: String::new() };
    let input = Input {
        notices: vec![file(0, "a.md"), file(1, "b.yaml")],
        data: vec![],
        config: None,
        theme: vec![],
        assets: vec![],
        today: Day::from_ymd_opt(2026, 4, 15).expect("a day"),
        previous: None,
    };
    ketluan::compile(&input);
});
