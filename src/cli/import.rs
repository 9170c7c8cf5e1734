//! `ketluan import`: reads exported files, writes notices into the content folder. What cannot be taken back is told
//! and costs only itself; a notice that is there already is never overwritten.

use super::{CONTENT, DONE, MACHINE, create};
use clap::ValueEnum;
use ketluan::import::{self, Imported};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum From {
    Json,
    Csv,
}

/// `source`: a notice's JSON file, or the data folder of a site (`du-lieu`); for CSV that folder.
pub fn run(from: From, source: &Path, content: &Path) -> u8 {
    let read = match from {
        From::Json => json(source),
        From::Csv => csv(source),
    };
    let (notices, mut faults) = match read {
        Ok(read) => read,
        Err(e) => {
            eprintln!("ketluan: {e}");
            return MACHINE;
        }
    };
    let mut written = 0;
    for notice in notices {
        let path = content.join(format!("{}.yaml", notice.id));
        let other = content.join(format!("{}.md", notice.id));
        if other.exists() {
            faults.push(format!("{}: văn bản này đã có ở {}", path.display(), other.display()));
            continue;
        }
        match create(&path, &notice.yaml) {
            Ok(()) => written += 1,
            Err(e) => faults.push(e),
        }
    }
    for fault in &faults {
        eprintln!("ketluan: {fault}; bỏ qua, các văn bản khác vẫn được nhập");
    }
    println!("đã nhập {written} văn bản vào {}", content.display());
    if faults.is_empty() { DONE } else { CONTENT }
}

/// Notices that were read, and what was wrong with others.
type Read = (Vec<Imported>, Vec<String>);

fn json(source: &Path) -> Result<Read, String> {
    let files = if source.is_dir() {
        let notices = source.join("notices");
        listed(if notices.is_dir() { &notices } else { source }, "json")?
    } else {
        vec![source.to_path_buf()]
    };
    if files.is_empty() {
        return Err(format!(
            "{}: không có tệp .json nào; cần du-lieu/notices/MÃ.json của một trang",
            source.display()
        ));
    }
    let mut out: Read = Default::default();
    for path in files {
        match import::from_json(&text(&path)?) {
            Ok(notice) => out.0.push(notice),
            Err(e) => out.1.push(format!("{}: {e}", path.display())),
        }
    }
    Ok(out)
}

fn csv(source: &Path) -> Result<Read, String> {
    let mut files = BTreeMap::new();
    for name in ["notices", "tasks", "deadlines", "indicators", "citations"] {
        let whole = source.join(format!("{name}.csv"));
        if whole.is_file() {
            files.insert(name.to_string(), text(&whole)?);
            continue;
        }
        // a large site has these by year
        for path in folders(source)?.into_iter().map(|f| f.join(format!("{name}.csv"))) {
            if path.is_file() {
                let year = text(&path)?;
                files
                    .entry(name.to_string())
                    .and_modify(|all: &mut String| all.push_str(year.split_once('\n').map_or("", |(_, rows)| rows)))
                    .or_insert(year);
            }
        }
    }
    let notices = import::from_csv(&files).map_err(|e| format!("{}: {e}", source.display()))?;
    Ok((notices, Vec::new()))
}

fn text(path: &Path) -> Result<String, String> {
    std::fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))
}

/// Entries of a folder in order of name.
fn entries(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let why = |e: std::io::Error| format!("{}: {e}", folder.display());
    let found: std::io::Result<Vec<PathBuf>> = std::fs::read_dir(folder).map_err(why)?.map(|e| e.map(|e| e.path())).collect();
    let mut found = found.map_err(why)?;
    found.sort();
    Ok(found)
}

fn listed(folder: &Path, ending: &str) -> Result<Vec<PathBuf>, String> {
    let mut found = entries(folder)?;
    found.retain(|p| p.is_file() && p.extension().is_some_and(|e| e == ending));
    Ok(found)
}

fn folders(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let mut found = entries(folder)?;
    found.retain(|p| p.is_dir());
    Ok(found)
}
