//! `ketluan import`: reads exported files, writes notices into the content folder. What cannot be taken back is told
//! and costs only itself; a notice that is there already is never overwritten.

use super::{CONTENT, DONE, create, language, print, stopped};
use clap::ValueEnum;
use ketluan::diag::Text;
use ketluan::diag::trouble::Trouble;
use ketluan::import::{self, Imported};
use ketluan::report::{self, Lang};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum From {
    Json,
    Csv,
}

/// `source`: a notice's JSON file, or the data folder of a site (`du-lieu`); for CSV that folder.
pub fn run(from: From, source: &Path, content: &Path) -> u8 {
    let lang = language(content, None, None);
    let read = match from {
        From::Json => json(source),
        From::Csv => csv(source),
    };
    let (notices, mut faults) = match read {
        Ok(read) => read,
        Err(trouble) => return stopped(&trouble.done("không nhập gì", "nothing was imported"), lang),
    };
    let mut written = 0;
    for notice in notices {
        let path = content.join(format!("{}.yaml", notice.id));
        let other = content.join(format!("{}.md", notice.id));
        if other.exists() {
            faults.push(there(&notice.id, &other));
            continue;
        }
        if path.exists() {
            faults.push(there(&notice.id, &path));
            continue;
        }
        match create(&path, &notice.yaml) {
            Ok(()) => written += 1,
            Err(trouble) => faults.push(trouble),
        }
    }
    for fault in faults.iter().cloned() {
        let fault = fault.done(
            "bỏ qua văn bản này, các văn bản khác vẫn được nhập",
            "this notice is passed over, the others are imported",
        );
        eprint!("{}", report::trouble(&fault, lang));
    }
    let content = content.display();
    let line = match lang {
        Lang::Vi => format!("đã nhập {written} văn bản vào {content}\n"),
        Lang::En => format!("{written} notices imported into {content}\n"),
    };
    print(line.as_bytes());
    if faults.is_empty() { DONE } else { CONTENT }
}

/// A notice that the folder has already.
fn there(id: &str, path: &Path) -> Trouble {
    let path = path.display();
    Trouble::new(
        format!("văn bản {id} đã có ở {path}"),
        format!("the notice {id} is already there: {path}"),
    )
    .hint(
        "xóa hoặc đổi tên tệp đang có rồi nhập lại",
        "remove or rename the file that is there, then import again",
    )
}

/// What an exported file has wrong.
fn unusable(file: &Path, why: &Text) -> Trouble {
    let file = file.display();
    Trouble::new(format!("{file}: {}", why.vi), format!("{file}: {}", why.en)).hint(
        "dùng tệp do `ketluan build` xuất ra (du-lieu/), chưa sửa tay",
        "use files as `ketluan build` exports them (du-lieu/)",
    )
}

/// Notices that were read, and what was wrong with others.
type Read = (Vec<Imported>, Vec<Trouble>);

fn json(source: &Path) -> Result<Read, Trouble> {
    let files = if source.is_dir() {
        let notices = source.join("notices");
        listed(if notices.is_dir() { &notices } else { source }, "json")?
    } else {
        vec![source.to_path_buf()]
    };
    if files.is_empty() {
        let shown = source.display();
        let trouble = Trouble::new(
            format!("{shown}: không có tệp .json nào"),
            format!("{shown}: there is no .json file"),
        );
        return Err(trouble.hint(
            "chỉ thư mục du-lieu của một trang, hoặc tệp du-lieu/notices/MÃ.json",
            "name the folder du-lieu of a site, or a file du-lieu/notices/ID.json",
        ));
    }
    let mut out: Read = Default::default();
    for path in files {
        match import::from_json(&text(&path)?) {
            Ok(notice) => out.0.push(notice),
            Err(why) => out.1.push(unusable(&path, &why)),
        }
    }
    Ok(out)
}

fn csv(source: &Path) -> Result<Read, Trouble> {
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
    let notices = import::from_csv(&files).map_err(|why| unusable(source, &why))?;
    Ok((notices, Vec::new()))
}

fn text(path: &Path) -> Result<String, Trouble> {
    std::fs::read_to_string(path).map_err(|e| Trouble::reading(path, &e))
}

/// Entries of a folder in order of name.
fn entries(folder: &Path) -> Result<Vec<PathBuf>, Trouble> {
    let why = |e: std::io::Error| Trouble::reading(folder, &e);
    let found: std::io::Result<Vec<PathBuf>> = std::fs::read_dir(folder).map_err(why)?.map(|e| e.map(|e| e.path())).collect();
    let mut found = found.map_err(why)?;
    found.sort();
    Ok(found)
}

fn listed(folder: &Path, ending: &str) -> Result<Vec<PathBuf>, Trouble> {
    let mut found = entries(folder)?;
    found.retain(|p| p.is_file() && p.extension().is_some_and(|e| e == ending));
    Ok(found)
}

fn folders(folder: &Path) -> Result<Vec<PathBuf>, Trouble> {
    let mut found = entries(folder)?;
    found.retain(|p| p.is_dir());
    Ok(found)
}
