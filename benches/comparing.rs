//! What comparing and chaining cost beside rendering, and how they grow with the archive: archives of the shared
//! generator (../shared/bench), linked in one run; those of at most 1,000 notices are rendered too, all files in memory.
//! Times are those that the processors have worked, of all cores together.
//!
//!     cargo bench --bench comparing              100, 1,000 and 10,000 notices
//!     cargo bench --bench comparing -- 100 1000  those sizes

use ketluan::diag::Diagnostics;
use ketluan::input::Input;
use ketluan::source::SourceFile;
use ketluan::span::SourceId;
use rayon::prelude::*;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// Archives beyond this are only linked: their pages fill more memory than their comparison says anything.
const RENDERED: usize = 1000;

#[expect(clippy::disallowed_methods, reason = "a benchmark reads the archive that it has made")]
fn archive(generator: &Path, n: usize) -> Vec<SourceFile> {
    let dir = std::env::temp_dir().join(format!("ketluan-comparing-{}-{n}", std::process::id()));
    let made = std::process::Command::new("python3")
        .arg(generator)
        .args(["--n", &n.to_string(), "--format", "plain", "--out"])
        .arg(&dir)
        .stdout(std::process::Stdio::null())
        .status()
        .expect("python3");
    assert!(made.success(), "the generator failed");
    let mut paths: Vec<PathBuf> = Vec::new();
    let mut folders = vec![dir.clone()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == "md") {
                paths.push(path);
            }
        }
    }
    paths.sort();
    let files = paths
        .iter()
        .enumerate()
        .map(|(i, path)| SourceFile {
            id: SourceId(i as u32),
            path: path.strip_prefix(&dir).expect("below the folder").to_string_lossy().into_owned(),
            text: ketluan::viet::fold::compose(&std::fs::read_to_string(path).expect("text")),
            sha256: String::new(),
        })
        .collect();
    // a folder left behind does no harm
    let _ = std::fs::remove_dir_all(dir);
    files
}

fn seconds(time: Duration) -> String {
    format!("{:.2} s", time.as_secs_f64())
}

/// What the processors have worked for this program, in hundredths of a second; where nobody tells, the time that has passed: on
/// a machine that others use too only the first can be compared.
#[expect(clippy::disallowed_methods, reason = "a benchmark asks what it has used")]
fn worked(began: Instant) -> Duration {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields = stat.rsplit_once(')').map_or("", |x| x.1).split_whitespace();
    let ticks: Vec<u64> = fields.skip(11).take(2).filter_map(|f| f.parse().ok()).collect();
    match ticks.as_slice() {
        [user, system] => Duration::from_millis((user + system) * 10),
        _ => began.elapsed(),
    }
}

#[expect(clippy::disallowed_methods, reason = "a benchmark looks whether the generator is there")]
fn main() {
    let generator = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/bench/gen.py");
    if !generator.exists() {
        println!("../shared/bench is not beside the project: nothing measured");
        return;
    }
    let asked: Vec<usize> = std::env::args().filter_map(|a| a.parse().ok()).collect();
    let sizes = if asked.is_empty() { vec![100, 1000, 10_000] } else { asked };
    let start = Instant::now();
    let mut before: Option<(usize, Duration)> = None;
    for n in sizes {
        let input = Input {
            notices: archive(&generator, n),
            data: vec![],
            config: None,
            theme: vec![],
            assets: vec![],
            today: ketluan::calendar::Day::from_ymd_opt(2026, 4, 15).expect("a day"),
            previous: None,
        };
        let registry = ketluan::registry::load(&input, &mut Diagnostics::new());
        let config = ketluan::config::load(&input, &mut Diagnostics::new());
        let read = |source: &SourceFile| {
            let mut diags = Diagnostics::new();
            ketluan::extract::read(ketluan::outline::parse(source, &mut diags), &registry, &mut diags)
        };
        let began = worked(start);
        let notices: Vec<_> = input.notices.par_iter().map(read).collect();
        let reading = worked(start) - began;
        let (count, registry) = (notices.len(), registry.clone());
        let began = worked(start);
        let site = ketluan::link::link(notices, registry, &config, input.today, &mut Diagnostics::new());
        let linking = worked(start) - began;
        let mut line = format!(
            "{count} notices, {} tasks, {} comparisons, {} matters: read in {}, compared and chained in {} ({:.2} ms a notice, {:.0} % of reading)",
            site.tasks.len(),
            site.pairs.len(),
            site.chains.len(),
            seconds(reading),
            seconds(linking),
            linking.as_secs_f64() * 1e3 / count.max(1) as f64,
            100.0 * linking.as_secs_f64() / reading.as_secs_f64(),
        );
        if let Some((fewer, time)) = before {
            line += &format!(
                ", {:.1} times as long for {:.1} times as many",
                linking.as_secs_f64() / time.as_secs_f64(),
                count as f64 / fewer.max(1) as f64
            );
        }
        before = Some((count, linking));
        drop(site);
        if n <= RENDERED {
            let compiled = ketluan::compile(&input);
            let began = worked(start);
            let bundle = compiled.bundle(&input);
            let files: Vec<_> = bundle.files().collect();
            let bytes: usize = files.par_iter().map(|(_, make)| make().len()).sum();
            let rendering = worked(start) - began;
            line += &format!(
                "; {} files of {} MB rendered in {}: comparing is {:.0} % of that",
                files.len(),
                bytes / 1_000_000,
                seconds(rendering),
                100.0 * linking.as_secs_f64() / rendering.as_secs_f64()
            );
        }
        println!("{line}");
    }
}
