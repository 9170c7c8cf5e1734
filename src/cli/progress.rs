//! `ketluan progress`: sheets of progress out to the agencies and back into the register; `ketluan topics`.

use super::{CONTENT, DONE, ended, print, stopped};
use clap::{Args, Subcommand};
use ketluan::calendar::Day;
use ketluan::diag::Diagnostics;
use ketluan::diag::trouble::Trouble;
use ketluan::read::SitePaths;
use ketluan::report::{self, Lang};
use ketluan::sheet;
use ketluan::viet::fold;
use std::io::Write;
use std::path::{Path, PathBuf};

#[derive(Subcommand)]
pub enum ProgressCommand {
    /// Write a sheet (CSV or XLSX) of open tasks for an agency to fill in.
    #[command(after_help = "Examples:
  ketluan progress sheet --agency so-xay-dung --output so-xay-dung.xlsx
  ketluan progress sheet --notice 2026-03 --all --output 2026-03.csv")]
    Sheet {
        /// Only what this agency leads (its slug, as in its page's address).
        #[arg(long, value_name = "SLUG")]
        agency: Option<String>,
        /// Only the tasks of this notice.
        #[arg(long, value_name = "ID")]
        notice: Option<String>,
        /// Also the tasks that are done.
        #[arg(long)]
        all: bool,
        /// File to write; .csv or .xlsx.
        #[arg(long, value_name = "FILE")]
        output: PathBuf,
        #[command(flatten)]
        site: SiteArgs,
    },
    /// Take a filled sheet into content/_data/progress: all of it, or nothing.
    #[command(after_help = "Examples:
  ketluan progress import so-xay-dung.xlsx --dry-run
  ketluan progress import so-xay-dung.xlsx

Each fault is named with its row and column, and then nothing is written (exit code 1). Rows without a status are
passed over, and so are rows that say what the register says already.")]
    Import {
        /// The sheet; .csv (UTF-8) or .xlsx.
        file: PathBuf,
        /// Only say what would be taken.
        #[arg(long)]
        dry_run: bool,
        /// Name of the register's file, without ending [default: the sheet's name].
        #[arg(long, value_name = "NAME")]
        into: Option<String>,
        #[command(flatten)]
        site: SiteArgs,
    },
}

#[derive(Args, Clone)]
pub struct SiteArgs {
    /// Folder of the notices.
    #[arg(long, value_name = "DIR", default_value = "content")]
    content: PathBuf,
    /// Settings [default: ketluan.yaml here or beside the content, where there is one].
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// The day that counts as today [default: today].
    #[arg(long, value_name = "YYYY-MM-DD")]
    today: Option<Day>,
}

impl SiteArgs {
    /// The site as a build would make it; what is wrong in its content is the build's to say.
    pub fn compiled(&self, clock: fn() -> Day) -> Result<ketluan::Compiled, Trouble> {
        let paths = SitePaths {
            content: self.content.as_path().into(),
            config: super::config_file(&self.content, self.config.as_deref()).map(PathBuf::into_boxed_path),
            theme: None,
            assets: None,
            previous: None,
        };
        let today = self.today.unwrap_or_else(clock);
        let input = ketluan::read::read(&paths, today, &mut Diagnostics::new()).map_err(|e| e.trouble())?;
        Ok(ketluan::compile(&input))
    }
    /// The language of the messages.
    pub fn language(&self) -> Lang {
        super::language(&self.content, self.config.as_deref(), None)
    }
}

pub fn run(command: &ProgressCommand, clock: fn() -> Day) -> u8 {
    match command {
        ProgressCommand::Sheet {
            agency,
            notice,
            all,
            output,
            site,
        } => ended(
            write(agency.as_deref(), notice.as_deref(), *all, output, site, clock),
            site.language(),
        ),
        ProgressCommand::Import { file, dry_run, into, site } => match take(file, *dry_run, into.as_deref(), site, clock) {
            Ok(code) => code,
            Err(trouble) => stopped(&trouble.done("chưa ghi gì", "nothing was written"), site.language()),
        },
    }
}

fn write(
    agency: Option<&str>,
    notice: Option<&str>,
    all: bool,
    output: &Path,
    args: &SiteArgs,
    clock: fn() -> Day,
) -> Result<String, Trouble> {
    let compiled = args.compiled(clock)?;
    let site = &compiled.site;
    let choice = sheet::Choice {
        agency: agency
            .map(|slug| {
                let found = site.agencies.iter().find(|(_, a)| a.slug == slug);
                found.map(|(id, _)| id).ok_or_else(|| {
                    Trouble::new(
                        format!("không có nhiệm vụ nào của cơ quan “{slug}”"),
                        format!("no task of this site names the agency “{slug}”"),
                    )
                    .hint(
                        "ghi mã như trong địa chỉ trang của cơ quan, ví dụ so-xay-dung (co-quan/so-xay-dung/)",
                        "give the slug that stands in the address of its page, such as so-xay-dung (co-quan/so-xay-dung/)",
                    )
                })
            })
            .transpose()?,
        notice: notice
            .map(|id| {
                let found = site.notices.iter().find(|(_, e)| e.id == id);
                found.map(|(n, _)| n).ok_or_else(|| {
                    let trouble = Trouble::new(format!("không có văn bản “{id}”"), format!("there is no notice “{id}”"));
                    trouble.hint(
                        "ghi mã như trong địa chỉ trang của văn bản, ví dụ 2026-03 (ket-luan/2026-03/)",
                        "give the id that stands in the address of its page, such as 2026-03 (ket-luan/2026-03/)",
                    )
                })
            })
            .transpose()?,
        closed: all,
    };
    let bytes = match output.extension().and_then(|e| e.to_str()).map(str::to_lowercase).as_deref() {
        Some("csv") => sheet::to_csv(site, choice),
        Some("xlsx") => sheet::to_xlsx(site, choice).map_err(|e| {
            Trouble::new(
                format!("không lập được bảng tính: {e}"),
                format!("the workbook cannot be made: {e}"),
            )
        })?,
        _ => {
            let shown = output.display();
            let trouble = Trouble::new(
                format!("{shown}: không rõ loại tệp"),
                format!("{shown}: what kind of file it is to be is not clear"),
            );
            return Err(trouble.hint("đặt tên tệp kết thúc bằng .csv hoặc .xlsx", "let the name end in .csv or .xlsx"));
        }
    };
    std::fs::write(output, bytes).map_err(|e| Trouble::writing(output, &e))?;
    let n = sheet::chosen(site, choice).count();
    Ok(match args.language() {
        Lang::Vi => format!("{}: {n} nhiệm vụ\n", output.display()),
        Lang::En => format!("{}: {n} tasks\n", output.display()),
    })
}

fn take(file: &Path, dry_run: bool, into: Option<&str>, args: &SiteArgs, clock: fn() -> Day) -> Result<u8, Trouble> {
    let name = file.file_name().and_then(|n| n.to_str()).ok_or_else(|| {
        Trouble::new(
            format!("{} không phải tệp", file.display()),
            format!("{} is no file", file.display()),
        )
    })?;
    let bytes = std::fs::read(file).map_err(|e| Trouble::reading(file, &e))?;
    let compiled = args.compiled(clock)?;
    let lang = args.language();
    let say = |text: &ketluan::diag::Text| lang.pick(&text.vi, &text.en).to_string();
    let table = match sheet::table(name, &bytes) {
        Ok(table) => table,
        Err(text) => {
            let unread = Trouble::new(format!("{name}: {}", text.vi), format!("{name}: {}", text.en));
            eprint!("{}", report::trouble(&unread.done("chưa ghi gì", "nothing was written"), lang));
            return Ok(CONTENT);
        }
    };
    let filled = match sheet::read(&table, &compiled.site, name) {
        Ok(filled) => filled,
        Err(faults) => {
            for fault in &faults {
                eprintln!("{name}: {}", say(&fault.message()));
            }
            eprintln!(
                "{}",
                match lang {
                    Lang::Vi => format!("{} lỗi; chưa ghi gì", faults.len()),
                    Lang::En => format!("{} faults; nothing was written", faults.len()),
                }
            );
            return Ok(CONTENT);
        }
    };
    let stem = file.file_stem().and_then(|n| n.to_str()).unwrap_or("progress");
    let stem = fold::slug(into.unwrap_or(stem));
    if stem.is_empty() {
        let trouble = Trouble::new("--into không có tên dùng được", "--into has no usable name");
        return Err(trouble.hint("chỉ dùng a-z, 0-9 và dấu gạch nối", "use a-z, 0-9 and hyphens"));
    }
    let path = args.content.join("_data").join("progress").join(format!("{stem}.yaml"));
    if !dry_run && !filled.entries.is_empty() {
        append(&path, &sheet::yaml(&filled.entries)).map_err(|e| Trouble::writing(&path, &e))?;
    }
    let (new, tasks) = (filled.entries.len(), sheet::tasks(&filled.entries).len());
    let mut text = match lang {
        Lang::Vi => format!(
            "{new} mục mới của {tasks} nhiệm vụ, {} mục đã có, {} dòng chưa điền",
            filled.unchanged, filled.empty
        ),
        Lang::En => format!(
            "{new} new entries of {tasks} tasks, {} known already, {} rows not filled in",
            filled.unchanged, filled.empty
        ),
    };
    if !filled.ignored.is_empty() {
        let heads = filled.ignored.join(", ");
        text.push_str(&match lang {
            Lang::Vi => format!("; không đọc cột: {heads}"),
            Lang::En => format!("; columns not read: {heads}"),
        });
    }
    text.push_str(&match (lang, dry_run || new == 0) {
        (Lang::Vi, true) => "; chưa ghi gì\n".into(),
        (Lang::En, true) => "; nothing was written\n".into(),
        (_, false) => format!("; → {}\n", path.display()),
    });
    print(text.as_bytes());
    Ok(DONE)
}

/// The topics of the register with their tasks, or suggestions as lines of YAML.
pub fn topics(suggest: bool, most: usize, args: &SiteArgs, clock: fn() -> Day) -> Result<String, Trouble> {
    let site = args.compiled(clock)?.site;
    if !suggest {
        let topics = site.registry.topics.iter().zip(&site.topic_tasks);
        return Ok(topics
            .map(|(t, tasks)| format!("{}: {} ({})\n", t.slug, t.name, tasks.len()))
            .collect());
    }
    let found = ketluan::link::suggest::topics(&site);
    Ok(found
        .iter()
        .take(most)
        .map(|s| {
            let notices: Vec<String> = s.notices.iter().map(|(id, n)| format!("{id} ({n})")).collect();
            let name = serde_json::Value::from(s.name.as_str());
            format!("{}: {{ name: {name} }}  # {}\n", s.slug, notices.join(", "))
        })
        .collect())
}

/// The file with the text at its end, put in place in one step.
fn append(path: &Path, text: &str) -> std::io::Result<()> {
    let mut whole = match std::fs::read_to_string(path) {
        Ok(old) => old,
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => String::new(),
        Err(e) => return Err(e),
    };
    if !whole.is_empty() && !whole.ends_with('\n') {
        whole.push('\n');
    }
    whole.push_str(text);
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)?;
    }
    let beside = path.with_extension("yaml.new");
    let mut file = std::fs::File::create(&beside)?;
    file.write_all(whole.as_bytes())?;
    file.sync_all()?;
    std::fs::rename(&beside, path)
}
