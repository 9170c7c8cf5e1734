//! Commands and what they do. Exit codes: 0 done, 1 errors in the content, 2 the machine or the command line.
#![expect(
    clippy::disallowed_methods,
    reason = "commands that make and look for files of a site: its configuration, a new notice"
)]

use clap::{Args, CommandFactory, Parser, Subcommand, ValueEnum};
use include_dir::{Dir, include_dir};
use ketluan::calendar::Day;
use ketluan::diag::code::Code;
use ketluan::diag::{Diagnostics, Severity, Text};
use ketluan::outline::front_matter;
use ketluan::publish::{self, PublishError};
use ketluan::read::{self, SitePaths};
use ketluan::report::{self, Lang, Sources, Style, Summary};
use std::collections::{BTreeMap, BTreeSet};
use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};

/// One page for every diagnostic.
static PAGES: Dir = include_dir!("$CARGO_MANIFEST_DIR/docs/diagnostics");

const DONE: u8 = 0;
const CONTENT: u8 = 1;
const MACHINE: u8 = 2;

/// Compiles conclusion notices (Thông báo kết luận) into a static website.
#[derive(Parser)]
#[command(
    name = "ketluan",
    version,
    after_help = "Examples:
  ketluan init trang              make a new site in the folder trang
  ketluan build                   build content/ into public/
  ketluan build --content notices build a bare folder of notices
  ketluan serve                   see it at http://127.0.0.1:8000 while you write
  ketluan explain KL0105          what a message means"
)]
pub struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Build the site.
    #[command(after_help = "Examples:
  ketluan build
  ketluan build --content ../notices --output /srv/www/ketluan --today 2026-04-15
  ketluan build --deny-warnings --format json > report.json

A notice with an error costs only itself: the rest of the site is still built, and the exit code is 1.
The new site takes the place of the old one in a single step; the old one stays as .public.previous.")]
    Build(BuildArgs),
    /// Do all that build does, without writing anything.
    #[command(after_help = "Example:
  ketluan check --notes")]
    Check(BuildArgs),
    /// Make a new site: settings and a sample notice.
    #[command(after_help = "Example:
  ketluan init trang && cd trang && ketluan build")]
    Init {
        /// Folder of the new site; made where it does not exist.
        dir: PathBuf,
    },
    /// Start a new notice.
    #[command(after_help = "Example:
  ketluan new 2026-04             makes content/2026-04.md")]
    New {
        /// Its id: a-z, 0-9 and hyphens; it becomes the address and never changes.
        id: String,
        #[arg(long, default_value = "content")]
        content: PathBuf,
    },
    /// Build, watch and show the site on this machine, reloading the browser after each change.
    #[cfg(feature = "serve")]
    #[command(after_help = "Example:
  ketluan serve --port 8080")]
    Serve {
        #[arg(long, default_value_t = 8000)]
        port: u16,
        #[command(flatten)]
        build: BuildArgs,
    },
    /// Explain a diagnostic: what it says, why, and what to do.
    #[command(after_help = "Example:
  ketluan explain KL0105
  ketluan explain impossible-date")]
    Explain {
        /// Number or name; without one all are listed.
        code: Option<String>,
    },
    /// Print a completion script for a shell.
    #[command(after_help = "Example:
  ketluan completions bash > ~/.local/share/bash-completion/completions/ketluan")]
    Completions { shell: clap_complete::Shell },
    /// Print the manual page.
    #[command(after_help = "Example:
  ketluan man > ketluan.1")]
    Man,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Human,
    Json,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Language {
    Vi,
    En,
}

#[derive(Args, Clone)]
pub struct BuildArgs {
    /// Folder of the notices.
    #[arg(long, value_name = "DIR", default_value = "content")]
    pub content: PathBuf,
    /// Folder the site is written to [default: the configuration's, else public].
    #[arg(long, value_name = "DIR")]
    pub output: Option<PathBuf>,
    /// Settings [default: ketluan.yaml here or beside the content, where there is one].
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// Theme laid over the built-in one.
    #[arg(long, value_name = "DIR")]
    pub theme: Option<PathBuf>,
    /// The day for which "late" is reckoned [default: today].
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub today: Option<Day>,
    /// The site's address, for feeds and calendars: https://example.gov.vn/ketluan
    #[arg(long, value_name = "URL")]
    base_url: Option<String>,
    /// The site published before; its state tells which deadlines have moved [default: the output folder as it stands].
    #[arg(long, value_name = "DIR")]
    previous: Option<PathBuf>,
    /// Make also what is made on demand: xlsx, zip [default: the configuration's].
    #[arg(long, value_name = "WHAT", value_delimiter = ',', value_parser = ketluan::config::With::NAMES)]
    with: Vec<String>,
    /// Language of the messages [default: the configuration's].
    #[arg(long)]
    lang: Option<Language>,
    /// Form of the messages.
    #[arg(long, default_value = "human")]
    format: Format,
    /// Show notes one by one, not only their number.
    #[arg(long)]
    notes: bool,
    /// Treat warnings as errors: exit code 1, nothing published.
    #[arg(long)]
    deny_warnings: bool,
    /// Replace an output folder that ketluan did not write.
    #[arg(long)]
    force: bool,
    /// Publish even when a published notice would be lost to an error in its source.
    #[arg(long)]
    allow_loss: bool,
    /// Use nothing that earlier builds kept in .ketluan/cache, and keep nothing there; the site is the same.
    #[arg(long)]
    no_cache: bool,
    /// Threads to use [default: one for each processor].
    #[arg(long, value_name = "N")]
    threads: Option<usize>,
}

/// What shows a site while it is written: the build's arguments, the port and the clock give an exit code.
pub type Preview = fn(&BuildArgs, u16, fn() -> Day) -> u8;

/// Runs a command; `clock` is asked only where a build needs a day and was given none, `preview` serves.
pub fn run(cli: Cli, clock: fn() -> Day, preview: Preview) -> u8 {
    match cli.command {
        Command::Build(args) => with_threads(&args, || build(&args, &Plan::of(&args), clock, true)),
        Command::Check(args) => with_threads(&args, || build(&args, &Plan::of(&args), clock, false)),
        Command::Init { dir } => ended(init(&dir)),
        Command::New { id, content } => ended(new(&id, &content)),
        #[cfg(feature = "serve")]
        Command::Serve { port, build } => with_threads(&build, || preview(&build, port, clock)),
        Command::Explain { code } => explain(code.as_deref()),
        Command::Completions { shell } => {
            let mut text = Vec::new();
            clap_complete::generate(shell, &mut Cli::command(), "ketluan", &mut text);
            print(&text)
        }
        Command::Man => {
            let mut text = Vec::new();
            let mut all = vec![clap_mangen::Man::new(Cli::command()).render(&mut text)];
            // one page for all commands, after the main one
            for sub in Cli::command().get_subcommands().filter(|s| s.get_name() != "help") {
                let man = clap_mangen::Man::new(sub.clone());
                all.push(man.render_name_section(&mut text));
                all.push(man.render_options_section(&mut text));
                all.push(man.render_extra_section(&mut text));
            }
            match all.into_iter().collect::<std::io::Result<()>>() {
                Ok(()) => print(&text),
                Err(e) => ended(Err(e.to_string())),
            }
        }
    }
}

/// Writes to standard output; a reader that went away (`| head`) is no failure.
fn print(text: &[u8]) -> u8 {
    let mut out = std::io::stdout().lock();
    match out.write_all(text).and_then(|()| out.flush()) {
        Err(e) if e.kind() != std::io::ErrorKind::BrokenPipe => MACHINE,
        _ => DONE,
    }
}

fn ended(result: Result<String, String>) -> u8 {
    match result {
        Ok(text) => print(text.as_bytes()),
        Err(text) => {
            eprintln!("ketluan: {text}");
            MACHINE
        }
    }
}

fn with_threads(args: &BuildArgs, work: impl FnOnce() -> u8) -> u8 {
    if let Some(n) = args.threads
        && let Err(e) = rayon::ThreadPoolBuilder::new().num_threads(n).build_global()
    {
        return ended(Err(format!("--threads {n}: {e}")));
    }
    work()
}

/// Where a build reads and writes.
pub struct Plan {
    pub paths: SitePaths,
    pub output: PathBuf,
    /// `.ketluan/cache` beside the configuration, where there is one, else where the program runs.
    pub cache: Option<PathBuf>,
}

impl Plan {
    pub fn of(args: &BuildArgs) -> Plan {
        let beside = args
            .content
            .parent()
            .filter(|p| !p.as_os_str().is_empty())
            .unwrap_or(Path::new("."));
        let here = PathBuf::from("ketluan.yaml");
        let config = args
            .config
            .clone()
            .or_else(|| [here, beside.join("ketluan.yaml")].into_iter().find(|p| p.is_file()));
        // paths in the configuration are relative to it
        let named = |key: &str| {
            let file = config.as_ref()?;
            let text = std::fs::read_to_string(file).ok()?;
            let source = ketluan::source::SourceFile {
                id: ketluan::span::SourceId(0),
                path: String::new(),
                text,
                sha256: String::new(),
            };
            Some(
                file.parent()
                    .unwrap_or(Path::new("."))
                    .join(ketluan::config::path_of(&source, key)?),
            )
        };
        let output = args.output.clone().or_else(|| named("output")).unwrap_or_else(|| "public".into());
        let theme = args.theme.clone().or_else(|| named("theme"));
        let root = config.as_ref().and_then(|c| c.parent()).unwrap_or(Path::new(""));
        let cache = Some(root.join(".ketluan").join("cache"));
        Plan {
            paths: SitePaths {
                content: args.content.as_path().into(),
                config: config.map(PathBuf::into_boxed_path),
                theme: theme.map(PathBuf::into_boxed_path),
                assets: Some(beside.join("static").into()),
                previous: Some(args.previous.as_deref().unwrap_or(&output).into()),
            },
            output,
            cache,
        }
    }
    /// The output may not hold, be or lie in what is read: replacing it would take the sources away.
    fn overlap(&self) -> Option<String> {
        let whole = |p: &Path| std::fs::canonicalize(p).or_else(|_| std::path::absolute(p)).ok();
        let output = whole(&self.output)?;
        let read = [
            Some(&self.paths.content),
            self.paths.theme.as_ref(),
            self.paths.assets.as_ref(),
            self.paths.config.as_ref(),
        ];
        for path in read.into_iter().flatten() {
            let source = whole(path)?;
            if source.starts_with(&output) || output.starts_with(&source) {
                return Some(format!(
                    "--output {} and {} lie in one another; choose a folder of its own",
                    self.output.display(),
                    path.display()
                ));
            }
        }
        None
    }
}

/// One build, with its messages printed. `write`: publish; else only rehearse.
pub fn build(args: &BuildArgs, plan: &Plan, clock: fn() -> Day, write: bool) -> u8 {
    if write && let Some(text) = plan.overlap() {
        return ended(Err(text));
    }
    let today = args.today.unwrap_or_else(clock);
    let mut diags = Diagnostics::new();
    let mut input = match read::read(&plan.paths, today, &mut diags) {
        Ok(input) => input,
        Err(e) => return ended(Err(e.to_string())),
    };
    if let Some(url) = &args.base_url {
        match ketluan::config::address(url) {
            Some(url) => set_key(&mut input, "base_url", &format!("\"{url}\"")),
            None => return ended(Err(format!("--base-url {url}: not an address that begins with https://"))),
        }
    }
    if !args.with.is_empty() {
        set_key(&mut input, "with", &format!("[{}]", args.with.join(", ")));
    }
    let mut compiled = ketluan::compile(&input);
    diags.extend(std::mem::take(&mut compiled.diagnostics));
    let lang = match args.lang {
        Some(Language::Vi) => Lang::Vi,
        Some(Language::En) => Lang::En,
        None if compiled.config.language == "en" => Lang::En,
        None => Lang::Vi,
    };
    let mut refusals: Vec<String> = Vec::new();
    // errors of the configuration and the theme concern every page
    if diags.iter().any(|d| {
        matches!(
            d.code,
            Code::ConfigError | Code::TemplateError | Code::TextsUnread | Code::TextMissing
        )
    }) {
        refusals.push(
            lang.pick("có lỗi trong ketluan.yaml hoặc giao diện", "the settings or the theme have errors")
                .into(),
        );
    }
    if args.deny_warnings && diags.iter().any(|d| d.severity == Severity::Warning) {
        refusals.push(
            lang.pick("có cảnh báo (--deny-warnings)", "there are warnings (--deny-warnings)")
                .into(),
        );
    }
    let lost = losses(&compiled, &input, &diags);
    if !lost.is_empty() && !args.allow_loss {
        let ids = lost.join(", ");
        refusals.push(match lang {
            Lang::Vi => format!("văn bản đã công bố sẽ mất: {ids}; sửa lỗi nguồn, hoặc thêm --allow-loss"),
            Lang::En => format!("published notices would be lost: {ids}; mend their sources, or add --allow-loss"),
        });
    }
    let bundle = compiled.bundle(&input);
    let outcome = if write && refusals.is_empty() {
        let options = publish::Options {
            force: args.force,
            cache: plan.cache.clone().filter(|_| !args.no_cache),
        };
        publish::publish(&bundle, &plan.output, &options)
    } else {
        publish::rehearse(&bundle)
    };
    let mut done = publish::Published::default();
    let mut failure = None;
    match outcome {
        Ok(published) => done = published,
        Err(PublishError::DeadLinks(links)) => {
            for (page, link) in &links {
                diags.report_path(
                    Code::DeadLink,
                    page,
                    Text::new(
                        format!("liên kết “{link}” không dẫn tới đâu"),
                        format!("the link “{link}” leads nowhere"),
                    ),
                    Some(Text::new("không công bố", "nothing is published")),
                    None,
                );
            }
            refusals.push(lang.pick("có liên kết nội bộ hỏng", "internal links lead nowhere").into());
        }
        Err(e) => failure = Some(e.to_string()),
    }
    let diags = diags.sorted();
    let mut summary = Summary::new(&compiled.site, &diags);
    summary.files = done.files;
    summary.bytes = done.bytes;
    summary.published = write && refusals.is_empty() && failure.is_none();
    let sources = Sources::new(input.sources(), &diags);
    match args.format {
        Format::Json => {
            print(report::json(&diags, &sources, &summary, lang).as_bytes());
        }
        Format::Human => {
            let style = Style {
                lang,
                colour: std::io::stderr().is_terminal(),
                notes: args.notes,
            };
            let _ = std::io::stderr().write_all(report::human(&diags, &sources, style).as_bytes());
            print(format!("{}\n", summary.line(lang)).as_bytes());
        }
    }
    if let Some(why) = &done.piecewise {
        let text = lang.pick(
            "thư mục không thay được trong một bước nên đã thay từng tệp (nếu bị ngắt giữa chừng, trang sẽ lẫn lộn đến lần dựng sau)",
            "the folder could not be replaced in one step, so its files were, one by one (a build that is interrupted leaves a mixture until the next)",
        );
        eprintln!("ketluan: {text}: {why}");
    }
    for refusal in refusals.iter().filter(|_| write) {
        eprintln!("ketluan: {}: {refusal}", lang.pick("không công bố", "not published"));
    }
    match failure {
        Some(text) => ended(Err(text)),
        None if !refusals.is_empty() || diags.has_errors() => CONTENT,
        None => DONE,
    }
}

/// What the command line gives wins over the configuration's. `value`: as YAML writes it on one line.
fn set_key(input: &mut ketluan::input::Input, key: &str, value: &str) {
    let line = format!("{key}: {value}\n");
    match &mut input.config {
        Some(config) => config.text = format!("{}{line}", without_key(&config.text, key)),
        None => {
            let last = input.sources().map(|s| s.id.0 + 1).max().unwrap_or(0);
            input.config = Some(ketluan::source::SourceFile {
                id: ketluan::span::SourceId(last),
                path: "ketluan.yaml".into(),
                text: line,
                sha256: String::new(),
            });
        }
    }
}

/// A mapping's text without one of its outermost keys and the lines below it; ends with a line break.
fn without_key(text: &str, key: &str) -> String {
    let mut out = String::new();
    let mut inside = false;
    for line in text.lines() {
        let own = line.strip_prefix(key).is_some_and(|rest| rest.trim_start().starts_with(':'));
        let below = line.starts_with([' ', '\t', '-']) || line.trim().is_empty();
        inside = own || inside && below;
        if !inside {
            out.push_str(line);
            out.push('\n');
        }
    }
    out
}

/// Published notices that an error in a source would take from the site.
fn losses(compiled: &ketluan::Compiled, input: &ketluan::input::Input, diags: &Diagnostics) -> Vec<String> {
    let Some(state) = &input.previous else { return Vec::new() };
    let now: BTreeSet<String> = compiled.site.notices.iter().map(|(_, e)| e.id.clone()).collect();
    let here: BTreeSet<&str> = compiled.site.notices.iter().map(|(_, e)| e.notice.document.path.as_str()).collect();
    let by_id: BTreeMap<_, _> = input.notices.iter().map(|s| (s.id, s.path.as_str())).collect();
    let mut failed = BTreeMap::new();
    for d in diags.iter().filter(|d| d.severity == Severity::Error) {
        let path = d.span.and_then(|s| by_id.get(&s.source).copied()).or(d.path.as_deref());
        if let Some(path) = path.filter(|p| !here.contains(p) && [".md", ".yaml", ".yml"].iter().any(|e| p.ends_with(e))) {
            failed.insert(path.to_string(), front_matter::id_of_path(path));
        }
    }
    publish::lost(&publish::published_ids(state), &now, &failed)
}

const SCAFFOLD: &[(&str, &str)] = &[
    ("ketluan.yaml", include_str!("scaffold/ketluan.yaml")),
    ("content/2026-01.md", include_str!("scaffold/sample.md")),
    (".gitignore", include_str!("scaffold/gitignore")),
];

fn init(dir: &Path) -> Result<String, String> {
    if let Some((name, _)) = SCAFFOLD.iter().find(|(name, _)| dir.join(name).exists()) {
        return Err(format!("{} is already there; nothing was changed", dir.join(name).display()));
    }
    for (name, text) in SCAFFOLD {
        create(&dir.join(name), text)?;
    }
    Ok(format!("{0}: a new site. Next:\n  cd {0}\n  ketluan build\n", dir.display()))
}

fn new(id: &str, content: &Path) -> Result<String, String> {
    if !front_matter::valid_id(id) {
        return Err(format!(
            "“{id}” is no id: use a-z, 0-9 and hyphens, never four digits alone, such as 2026-04"
        ));
    }
    let path = content.join(format!("{id}.md"));
    create(&path, &include_str!("scaffold/notice.md").replace("{id}", id))?;
    Ok(format!("{}\n", path.display()))
}

/// Writes a file that must not be there yet.
fn create(path: &Path, text: &str) -> Result<(), String> {
    let why = |e: std::io::Error| format!("{}: {e}", path.display());
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).map_err(why)?;
    }
    let mut file = std::fs::File::create_new(path).map_err(why)?;
    file.write_all(text.as_bytes()).map_err(why)
}

fn explain(code: Option<&str>) -> u8 {
    let Some(text) = code else {
        let list: String = Code::ALL
            .iter()
            .map(|c| format!("{}  {:<24} {}\n", c.number(), c.slug(), c.summary()))
            .collect();
        return print(list.as_bytes());
    };
    match Code::parse(text) {
        Some(code) => {
            let page = PAGES.get_file(format!("{}.md", code.number())).and_then(|f| f.contents_utf8());
            print(page.unwrap_or(code.summary()).as_bytes())
        }
        None => ended(Err(format!("there is no diagnostic “{text}”; `ketluan explain` lists all"))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_goes_with_all_its_lines() {
        let text = "title: A\nwith:\n  - zip\n- xlsx\n\nbase_url: x\nwithout: y";
        assert_eq!(without_key(text, "with"), "title: A\nbase_url: x\nwithout: y\n");
        assert_eq!(without_key(text, "base_url"), "title: A\nwith:\n  - zip\n- xlsx\n\nwithout: y\n");
    }
    #[test]
    fn arguments_are_consistent() {
        Cli::command().debug_assert();
    }
    #[test]
    fn every_code_has_a_page() {
        for code in Code::ALL {
            assert!(PAGES.get_file(format!("{}.md", code.number())).is_some(), "{}", code.number());
        }
    }
}
