//! disk → Input: the only reader. Trouble with one file is a diagnostic and costs that file.
#![expect(clippy::disallowed_methods, reason = "the one reader")]
use crate::bundle::OutPath;
use crate::calendar::Day;
use crate::diag::code::Code;
use crate::diag::trouble::Trouble;
use crate::diag::{Diagnostics, Text};
use crate::input::Input;
use crate::outline::front_matter;
use crate::source::SourceFile;
use crate::span::SourceId;
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::{Component, Path};

/// Sources are texts of some pages; more than this is a mistake and is not read.
const MAX_SOURCE: u64 = 8 << 20;
/// A scanned original may be large, but all assets of a site are in memory together.
const MAX_ASSET: u64 = 128 << 20;

/// A whole notice on one line has less; beyond it is no text that people wrote.
const MAX_LINE: usize = 256 << 10;
/// Ten times the largest archive that was measured.
const MAX_FILES: usize = 1_000_000;
/// Folders within folders: years, offices and kinds need far fewer.
const MAX_DEPTH: usize = 24;

/// The machine failed: what, where and why.
#[derive(Debug)]
pub struct ReadError {
    pub path: String,
    pub cause: std::io::Error,
}

impl ReadError {
    /// For whoever runs the command.
    pub fn trouble(&self) -> Trouble {
        let trouble = Trouble::reading(Path::new(&self.path), &self.cause).done(
            "dừng lại, không dựng gì; trang đã công bố giữ nguyên",
            "stopped before anything was built; what is published stays as it is",
        );
        match self.cause.kind() {
            std::io::ErrorKind::NotFound => trouble.hint(
                "chạy lệnh trong thư mục của trang, hoặc chỉ thư mục bằng --content; trang mới thì `ketluan init THƯ-MỤC`",
                "run the command in the site's folder, or name the folder with --content; `ketluan init DIR` makes a new site",
            ),
            _ => trouble,
        }
    }
}

impl std::fmt::Display for ReadError {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        write!(f, "{}: {}", self.path, self.cause)
    }
}

impl std::error::Error for ReadError {}

/// Where a site's parts lie.
#[derive(Clone, Debug)]
pub struct SitePaths {
    pub content: Box<Path>,
    pub config: Option<Box<Path>>,
    pub theme: Option<Box<Path>>,
    pub assets: Option<Box<Path>>,
    /// The folder published before; its `du-lieu/state.json` is read.
    pub previous: Option<Box<Path>>,
}

/// Reads a site: `content` (notices and `_data`), `config` (ketluan.yaml), `theme`, `static` beside it, the previous output's state.
pub fn read(site: &SitePaths, today: Day, diags: &mut Diagnostics) -> Result<Input, ReadError> {
    let mut input = Input {
        notices: vec![],
        data: vec![],
        config: None,
        theme: vec![],
        assets: vec![],
        today,
        previous: None,
    };
    let name = site.content.file_name().and_then(|n| n.to_str()).unwrap_or("");
    let prefix = if name.is_empty() { String::new() } else { format!("{name}/") };
    let mut next = 0;
    let mut data = Vec::new();
    let mut unread = Vec::new();
    let mut notices = 0;
    let told = diags.len();
    for (path, disk) in files(&site.content, &prefix, diags)? {
        let below = path.strip_prefix(&prefix).unwrap_or(&path);
        if !has_extension(&path, &["md", "yaml", "yml"]) {
            // a word processor keeps a file of its own beside an open one
            let own = below.rsplit('/').next().is_some_and(|name| name.starts_with("~$"));
            if has_extension(&path, DOCUMENTS) && !below.starts_with("_data/") && !own {
                unread.push((below.to_string(), path));
            }
            continue;
        }
        let below = path.strip_prefix(&prefix).unwrap_or(&path);
        match below.strip_prefix("_data/") {
            Some(inner) => data.push((inner.to_string(), path.clone(), disk)),
            None => {
                notices += 1;
                input.notices.extend(source(&disk, &path, &path, &mut next, diags)?);
            }
        }
    }
    for (inner, path, disk) in data {
        input.data.extend(source(&disk, &inner, &path, &mut next, diags)?);
    }
    if let Some(config) = &site.config {
        let name = config.file_name().and_then(|n| n.to_str()).unwrap_or("ketluan.yaml");
        input.config = source(config, name, name, &mut next, diags)?;
    }
    if let Some(theme) = &site.theme {
        for (path, disk) in files(theme, "", diags)? {
            input.theme.extend(bytes(&disk, &path, MAX_ASSET, diags)?.map(|b| (path, b)));
        }
    }
    if let Some(assets) = site.assets.as_ref().filter(|a| a.is_dir()) {
        for (path, disk) in files(assets, "", diags)? {
            if OutPath::new(&path).is_none() {
                bad_name(&path, diags);
                continue;
            }
            input.assets.extend(bytes(&disk, &path, MAX_ASSET, diags)?.map(|b| (path, b)));
        }
    }
    // what is wrong with the files that are there says why none was read
    if notices == 0 && diags.len() == told {
        no_notices(site, diags);
    }
    let named = attachments(site, &mut input, diags)?;
    for (_, path) in unread.iter().filter(|(below, _)| !named.contains(below)) {
        not_read(path, diags);
    }
    if let Some(previous) = &site.previous {
        let path = previous.join("du-lieu").join("state.json");
        match std::fs::read(&path) {
            // what is no text is found out, and reported, where the state is used
            Ok(bytes) => input.previous = Some(String::from_utf8_lossy(&bytes).into_owned()),
            // nothing was published before, or not by us
            Err(e) if matches!(e.kind(), std::io::ErrorKind::NotFound | std::io::ErrorKind::NotADirectory) => {}
            Err(cause) => {
                return Err(ReadError {
                    path: path.display().to_string(),
                    cause,
                });
            }
        }
    }
    Ok(input)
}

fn has_extension(path: &str, known: &[&str]) -> bool {
    path.rsplit_once('.')
        .is_some_and(|(_, e)| known.contains(&e.to_ascii_lowercase().as_str()))
}

/// Files below a folder in order of name: (path with `prefix`, path on disk). Hidden ones are left out, links are never followed.
fn files(folder: &Path, prefix: &str, diags: &mut Diagnostics) -> Result<Vec<(String, Box<Path>)>, ReadError> {
    files_up_to(MAX_FILES, folder, prefix, diags)
}

fn files_up_to(max: usize, folder: &Path, prefix: &str, diags: &mut Diagnostics) -> Result<Vec<(String, Box<Path>)>, ReadError> {
    let mut found = Vec::new();
    let hidden = |e: &walkdir::DirEntry| e.depth() > 0 && e.file_name().as_encoded_bytes().starts_with(b".");
    for entry in walkdir::WalkDir::new(folder)
        .sort_by_file_name()
        .max_depth(MAX_DEPTH)
        .into_iter()
        .filter_entry(|e| !hidden(e))
    {
        let entry = entry.map_err(|e| ReadError {
            path: e.path().unwrap_or(folder).display().to_string(),
            cause: e.into_io_error().unwrap_or_else(|| std::io::Error::other("folder loop")),
        })?;
        if entry.depth() == 0 || (entry.file_type().is_dir() && entry.depth() < MAX_DEPTH) {
            continue;
        }
        let below = entry.path().strip_prefix(folder).unwrap_or(entry.path());
        let shown = format!("{prefix}{}", below.display().to_string().escape_debug());
        if entry.file_type().is_dir() {
            diags.report_path(
                Code::FolderTooDeep,
                &shown,
                Text::new(
                    format!("thư mục lồng quá {MAX_DEPTH} tầng"),
                    format!("the folder lies more than {MAX_DEPTH} folders deep"),
                ),
                Some(Text::new("bỏ qua thư mục này", "the folder is left out")),
                Some(Text::new("đưa các tệp lên thư mục ngoài", "move its files further up")),
            );
            continue;
        }
        if found.len() >= max {
            diags.report_path(
                Code::TooManyFiles,
                &shown,
                Text::new(format!("thư mục có quá {max} tệp"), format!("the folder has more than {max} files")),
                Some(Text::new("bỏ qua từ tệp này trở đi", "this file and those after it are left out")),
                Some(Text::new(
                    "tách kho văn bản, hoặc bỏ tệp không phải văn bản",
                    "part the archive, or take out what is no notice",
                )),
            );
            break;
        }
        if entry.file_type().is_symlink() {
            link(&shown, diags);
        } else if let Some(text) = below.to_str().filter(|t| !t.chars().any(char::is_control)) {
            if entry.file_type().is_file() {
                // one spelling of a name, whatever the disk keeps
                found.push((
                    crate::viet::fold::compose(&format!("{prefix}{}", text.replace('\\', "/"))),
                    entry.path().into(),
                ));
            }
        } else {
            bad_name(&shown, diags);
        }
    }
    Ok(found)
}

fn left_out() -> Option<Text> {
    Some(Text::new("bỏ qua tệp này", "the file is left out"))
}

fn bad_name(shown: &str, diags: &mut Diagnostics) {
    diags.report_path(
        Code::BadFileName,
        shown,
        Text::new(
            "tên tệp có ký tự không dùng được",
            "the file's name has characters that cannot be used",
        ),
        left_out(),
        Some(Text::new(
            "đổi tên tệp, ví dụ “2026-03.md”",
            "rename the file, for instance “2026-03.md”",
        )),
    );
}

fn link(shown: &str, diags: &mut Diagnostics) {
    diags.report_path(
        Code::SymlinkOutside,
        shown,
        Text::new("liên kết tượng trưng không được đi theo", "symbolic links are not followed"),
        left_out(),
        Some(Text::new("chép tệp thật vào thư mục", "copy the file itself into the folder")),
    );
}

/// The bytes of a file; `None` after a diagnostic.
fn bytes(disk: &Path, shown: &str, max: u64, diags: &mut Diagnostics) -> Result<Option<Vec<u8>>, ReadError> {
    let fail = |cause| ReadError {
        path: disk.display().to_string(),
        cause,
    };
    let size = std::fs::metadata(disk).map_err(fail)?.len();
    if size > max {
        diags.report_path(
            Code::FileTooLarge,
            shown,
            Text::new(
                format!("tệp có {size} byte, quá {max} byte"),
                format!("the file has {size} bytes, more than {max}"),
            ),
            left_out(),
            Some(Text::new("tách tệp thành nhiều văn bản", "split the file")),
        );
        return Ok(None);
    }
    std::fs::read(disk).map(Some).map_err(fail)
}

/// Reads one text. `path` is the name it gets, `shown` the one in messages. Numbers are given only to what is read.
fn source(disk: &Path, path: &str, shown: &str, next: &mut u32, diags: &mut Diagnostics) -> Result<Option<SourceFile>, ReadError> {
    let Some(bytes) = bytes(disk, shown, MAX_SOURCE, diags)? else {
        return Ok(None);
    };
    let done = left_out();
    if bytes.contains(&0) {
        diags.report_path(
            Code::BinaryFile,
            shown,
            Text::new("tệp chứa byte rỗng, không phải văn bản", "the file has NUL bytes; it is not text"),
            done,
            Some(Text::new(
                "xuất văn bản thành tệp .md mã UTF-8",
                "export the document as UTF-8 Markdown",
            )),
        );
        return Ok(None);
    }
    let sha256 = Sha256::digest(&bytes).iter().fold(String::new(), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    });
    let text = match String::from_utf8(bytes) {
        Ok(text) => crate::viet::fold::compose(&text),
        Err(e) => {
            let line = e.as_bytes()[..e.utf8_error().valid_up_to()].iter().filter(|b| **b == b'\n').count() + 1;
            diags.report_path(
                Code::InvalidUtf8,
                shown,
                Text::new(format!("dòng {line} không phải UTF-8"), format!("line {line} is not UTF-8")),
                done,
                Some(Text::new(
                    "lưu lại tệp với bảng mã UTF-8 (không phải TCVN3, VNI)",
                    "save the file as UTF-8 (not TCVN3 or VNI)",
                )),
            );
            return Ok(None);
        }
    };
    if let Some((i, line)) = text.lines().enumerate().find(|(_, l)| l.len() > MAX_LINE) {
        diags.report_path(
            Code::LineTooLong,
            shown,
            Text::new(
                format!("dòng {} có {} byte, quá {MAX_LINE} byte", i + 1, line.len()),
                format!("line {} has {} bytes, more than {MAX_LINE}", i + 1, line.len()),
            ),
            done,
            Some(Text::new("ngắt dòng giữa các đoạn", "break the line between paragraphs")),
        );
        return Ok(None);
    }
    if text.trim().is_empty() {
        diags.report_path(
            Code::EmptyFile,
            shown,
            Text::new("tệp không có chữ nào", "the file has no text"),
            done,
            Some(Text::new(
                "chép văn bản vào tệp, hoặc xóa tệp",
                "put the notice into the file, or delete it",
            )),
        );
        return Ok(None);
    }
    let id = SourceId(*next);
    *next += 1;
    Ok(Some(SourceFile {
        id,
        path: path.to_string(),
        text,
        sha256,
    }))
}

/// Forms in which offices keep notices and which are not read.
const DOCUMENTS: &[&str] = &["doc", "docx", "odt", "rtf", "pdf", "txt"];

/// A document in the content folder that no notice names.
fn not_read(path: &str, diags: &mut Diagnostics) {
    let form = path.rsplit_once('.').map_or("", |(_, e)| e).to_ascii_lowercase();
    let hint = match form.as_str() {
        "txt" => Text::new("đổi đuôi tệp thành .md", "give the file the ending .md"),
        "pdf" => Text::new(
            "chép chữ của văn bản sang tệp .md; bản gốc thì khai ở đầu tệp .md ấy: files: [đường-dẫn.pdf]",
            "copy the notice's text into a file .md; the original goes to the head of that file: files: [path.pdf]",
        ),
        _ => Text::new(
            "lưu văn bản thành chữ thuần (UTF-8) với đuôi .md; bản gốc thì khai ở đầu tệp .md ấy: files: [đường-dẫn]",
            "save the notice as plain text (UTF-8) with the ending .md; the original goes to the head of that file: files: [path]",
        ),
    };
    diags.report_path(
        Code::NotMarkdown,
        path,
        Text::new(
            format!("tệp .{form} không được đọc, và không văn bản nào khai ở `files:`"),
            format!("a file .{form} is not read, and no notice names it under `files:`"),
        ),
        left_out(),
        Some(hint),
    );
}

fn no_notices(site: &SitePaths, diags: &mut Diagnostics) {
    diags.report_path(
        Code::NoNotices,
        &site.content.display().to_string(),
        Text::new("thư mục không có văn bản nào (.md, .yaml)", "the folder has no notice (.md, .yaml)"),
        Some(Text::new("trang không có văn bản", "the site is without notices")),
        Some(Text::new(
            "chép văn bản vào tệp như content/2026-04.md, hoặc chỉ thư mục khác bằng --content",
            "put notices into files such as content/2026-04.md, or name another folder with --content",
        )),
    );
}

/// Reads what notices name under `files:` into the assets, at the notice's address; gives all names, as paths below the content folder.
fn attachments(site: &SitePaths, input: &mut Input, diags: &mut Diagnostics) -> Result<BTreeSet<String>, ReadError> {
    let mut named = BTreeSet::new();
    let root = std::fs::canonicalize(&site.content).map_err(|cause| ReadError {
        path: site.content.display().to_string(),
        cause,
    })?;
    for notice in &input.notices {
        let (id, names) = front_matter::attachments(notice);
        for name in names {
            let path = Path::new(&name);
            named.insert(name.replace('\\', "/").trim_start_matches("./").to_string());
            let inside = !name.is_empty() && path.components().all(|c| matches!(c, Component::Normal(_) | Component::CurDir));
            let file = path.file_name().and_then(|n| n.to_str()).unwrap_or("");
            // an attachment may not take the place of the notice's own page
            let address = OutPath::new(&format!("ket-luan/{id}/{file}")).filter(|_| inside && file != "index.html");
            // resolving every link on the way keeps the file inside the content folder
            let disk = std::fs::canonicalize(site.content.join(path))
                .ok()
                .filter(|d| d.is_file() && d.starts_with(&root));
            let (Some(address), Some(disk)) = (address, disk) else {
                diags.report_path(
                    Code::MissingAttachment,
                    &notice.path,
                    Text::new(
                        format!("không thấy tệp đính kèm “{name}”"),
                        format!("attachment “{name}” is not there"),
                    ),
                    Some(Text::new("trang của văn bản không có tệp này", "the notice's page does without it")),
                    Some(Text::new(
                        "ghi đường dẫn tính từ thư mục nội dung",
                        "write the path relative to the content folder",
                    )),
                );
                continue;
            };
            if let Some(bytes) = bytes(&disk, &name, MAX_ASSET, diags)? {
                input.assets.push((address.as_str().to_string(), bytes));
            }
        }
    }
    Ok(named)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::PathBuf;

    /// A folder of its own for one test.
    fn folder(name: &str) -> PathBuf {
        let dir = std::env::temp_dir().join(format!("ketluan-read-{}-{name}", std::process::id()));
        let _ = std::fs::remove_dir_all(&dir);
        std::fs::create_dir_all(dir.join("content")).unwrap();
        dir
    }
    fn run(dir: &Path) -> (Input, Vec<Code>) {
        let paths = SitePaths {
            content: dir.join("content").into(),
            config: None,
            theme: None,
            assets: Some(dir.join("static").into()),
            previous: Some(dir.join("public").into()),
        };
        let mut diags = Diagnostics::new();
        let input = read(&paths, Day::from_ymd_opt(2026, 4, 1).unwrap(), &mut diags).unwrap();
        let _ = std::fs::remove_dir_all(dir);
        (input, diags.iter().map(|d| d.code).collect())
    }
    fn one(name: &str, file: &str, bytes: &[u8]) -> (Input, Vec<Code>) {
        let dir = folder(name);
        std::fs::write(dir.join("content").join(file), bytes).unwrap();
        run(&dir)
    }

    #[test]
    fn bad_bytes() {
        assert_eq!(one("utf8", "a.md", b"I. \xff").1, [Code::InvalidUtf8]);
        assert_eq!(one("bin", "a.md", b"I.\0").1, [Code::BinaryFile]);
        assert_eq!(one("empty", "a.md", b" \n").1, [Code::EmptyFile]);
        assert_eq!(one("large", "a.md", &vec![b'a'; (MAX_SOURCE + 1) as usize]).1, [Code::FileTooLarge]);
    }
    #[test]
    fn limits() {
        let line = "a".repeat(MAX_LINE + 1);
        assert_eq!(one("line", "a.md", format!("I. A\n{line}\n").as_bytes()).1, [Code::LineTooLong]);
        let whole = format!("{}\n", &line[..MAX_LINE]).repeat(2);
        assert!(one("lines", "a.md", whole.as_bytes()).1.is_empty());

        let dir = folder("deep");
        let deepest = (1..MAX_DEPTH).fold(dir.join("content"), |d, _| d.join("a"));
        std::fs::create_dir_all(deepest.join("b")).unwrap();
        std::fs::write(deepest.join("a.md"), "I. A").unwrap();
        std::fs::write(deepest.join("b/b.md"), "I. B").unwrap();
        let (input, codes) = run(&dir);
        assert_eq!((input.notices.len(), codes), (1, vec![Code::FolderTooDeep]));

        let dir = folder("many");
        for name in ["a.md", "b.md", "c.md"] {
            std::fs::write(dir.join("content").join(name), "I. A").unwrap();
        }
        let mut diags = Diagnostics::new();
        let found = files_up_to(2, &dir.join("content"), "", &mut diags).unwrap();
        let _ = std::fs::remove_dir_all(&dir);
        let codes: Vec<_> = diags.iter().map(|d| d.code).collect();
        assert_eq!((found.len(), codes), (2, vec![Code::TooManyFiles]));
    }
    #[test]
    fn decomposed_text_is_composed() {
        let (input, codes) = one("nfd", "a.md", "Sơ\u{309} Ta\u{300}i\r\n".as_bytes());
        assert!(codes.is_empty());
        assert_eq!(input.notices[0].text, "Sở Tài\n");
        assert_eq!(input.notices[0].sha256.len(), 64);
    }
    #[test]
    fn odd_names() {
        let (input, codes) = one("names", "Kết luận số 3.md", b"I. A");
        assert!(codes.is_empty());
        assert_eq!(input.notices[0].path, "content/Kết luận số 3.md");
        assert_eq!(front_matter::id_of_path(&input.notices[0].path), "ket-luan-so-3");
        #[cfg(unix)]
        assert_eq!(one("control", "a\nb.md", b"I. A").1, [Code::BadFileName]);
        let (input, codes) = one("other", "a.docx", b"PK");
        assert_eq!((input.notices.len(), codes), (0, vec![Code::NoNotices, Code::NotMarkdown]));
    }
    #[cfg(unix)]
    #[test]
    fn links_are_not_followed() {
        let dir = folder("link");
        std::os::unix::fs::symlink("/etc/hostname", dir.join("content/a.md")).unwrap();
        std::os::unix::fs::symlink("..", dir.join("content/loop")).unwrap();
        assert_eq!(run(&dir).1, [Code::SymlinkOutside, Code::SymlinkOutside]);
    }
    #[test]
    fn registers_and_attachments() {
        let dir = folder("data");
        std::fs::create_dir_all(dir.join("content/_data/progress")).unwrap();
        std::fs::create_dir_all(dir.join("public/du-lieu")).unwrap();
        std::fs::write(dir.join("public/du-lieu/state.json"), "{}").unwrap();
        std::fs::write(dir.join("content/_data/progress/2026-04.yaml"), "[]").unwrap();
        std::fs::write(dir.join("content/goc.pdf"), "%PDF").unwrap();
        // nobody names these: one is a notice, the others are nobody's
        for file in ["goc.PDF.txt", "~$goc.docx", "Thumbs.db", "_data/ghi-chu.docx", "bang.csv"] {
            std::fs::write(dir.join("content").join(file), "x").unwrap();
        }
        std::fs::write(dir.join("content/a.md"), "---\nfiles: [goc.pdf, ../b.pdf, khong.pdf]\n---\nI. A\n").unwrap();
        let (input, codes) = run(&dir);
        assert_eq!(codes, [Code::MissingAttachment, Code::MissingAttachment, Code::NotMarkdown]);
        assert_eq!(input.data[0].path, "progress/2026-04.yaml");
        assert_eq!(input.assets[0].0, "ket-luan/a/goc.pdf");
        assert_eq!(input.previous.as_deref(), Some("{}"));
        assert_eq!((input.notices[0].id, input.data[0].id), (SourceId(0), SourceId(1)));
    }
}
