//! Looking at what was read of one notice: `check --review`, `explain --clause`, and the review page of the preview.

use super::build::Plan;
use ketluan::calendar::Day;
use ketluan::diag::Diagnostics;
use ketluan::diag::trouble::Trouble;
use ketluan::notice::Notice;
use ketluan::outline::{self, front_matter};
use ketluan::read::{self, SitePaths};
use ketluan::review;
use ketluan::source::SourceFile;
use ketluan::{extract, registry};
use std::path::Path;

/// The notice `named`, which `wanted` picks, read with the registers of its site; `Err` says what is missing.
fn one(paths: &SitePaths, today: Day, named: &str, wanted: impl Fn(&SourceFile) -> bool) -> Result<(Notice, SourceFile), Trouble> {
    let mut diags = Diagnostics::new();
    let input = read::read(paths, today, &mut diags).map_err(|e| e.trouble())?;
    let registry = registry::load(&input, &mut diags);
    let Some(source) = input.notices.iter().find(|s| wanted(s)) else {
        let ids: Vec<String> = input.notices.iter().map(id).collect();
        let known = some_of(&ids);
        return Err(
            Trouble::new(format!("không có văn bản “{named}”"), format!("there is no notice “{named}”"))
                .hint(format!("các văn bản: {known}"), format!("the notices: {known}")),
        );
    };
    let document = outline::parse(source, &mut diags);
    Ok((extract::read(document, &registry, &mut diags), source.clone()))
}

/// As many names as a message can hold.
fn some_of(names: &[String]) -> String {
    const MOST: usize = 40;
    let more = if names.len() > MOST { ", …" } else { "" };
    format!("{}{more}", names[..names.len().min(MOST)].join(", "))
}

fn id(source: &SourceFile) -> String {
    let (front, _) = front_matter::split(source, &mut Diagnostics::new());
    front.id.unwrap_or_else(|| front_matter::id_of_path(&source.path))
}

/// What was read of the notice `wanted`, doubtful things first.
pub fn review(plan: &Plan, today: Day, wanted: &str) -> Result<String, Trouble> {
    let (notice, source) = one(&plan.paths, today, wanted, |s| id(s) == wanted)?;
    Ok(review::review(&notice, &source).text())
}

/// The review page of the notice `wanted`.
#[cfg(feature = "serve")]
pub fn page(paths: &SitePaths, today: Day, wanted: &str) -> Result<String, Trouble> {
    let (notice, source) = one(paths, today, wanted, |s| id(s) == wanted)?;
    Ok(review::review(&notice, &source).html(&notice))
}

/// How the tasks of a clause of a file were read. The site's registers are those of the nearest folder above that has `_data`.
pub fn clause(file: &Path, clause: &str, today: Day) -> Result<String, Trouble> {
    if !file.is_file() {
        return Err(Trouble::reading(file, &std::io::ErrorKind::NotFound.into()));
    }
    let parent = file.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let content = file.ancestors().skip(1).find(|d| d.join("_data").is_dir()).unwrap_or(parent);
    let content = if content.as_os_str().is_empty() { Path::new(".") } else { content };
    let paths = SitePaths {
        content: content.into(),
        config: None,
        theme: None,
        assets: None,
        previous: None,
    };
    let below = file.strip_prefix(content).unwrap_or(file).to_string_lossy().replace('\\', "/");
    let (notice, source) = one(&paths, today, &below, |s| s.path == below || s.path.ends_with(&format!("/{below}")))?;
    review::explain(&notice, &source, clause).ok_or_else(|| {
        let mut known: Vec<String> = notice
            .document
            .body
            .iter()
            .map(|c| c.path.to_string())
            .filter(|p| !p.is_empty())
            .collect();
        known.dedup();
        let known = some_of(&known);
        Trouble::new(
            format!("văn bản không có mục {clause}"),
            format!("the notice has no clause {clause}"),
        )
        .hint(format!("các mục: {known}"), format!("the clauses: {known}"))
    })
}
