//! Commands and what they do. Exit codes: 0 done, 1 errors in the content, 2 the machine or the command line.
#![expect(
    clippy::disallowed_methods,
    reason = "commands that make and look for files of a site: its configuration, a new notice"
)]

mod import;
pub mod look;
mod progress;

use clap::{Args, CommandFactory, Parser, Subcommand, ValueEnum};
use ketluan::calendar::Day;
use ketluan::diag::code::Code;
use ketluan::diag::severities::{Severities, Silenced};
use ketluan::diag::trouble::Trouble;
use ketluan::diag::{Diagnostics, Severity, Text};
use ketluan::input::Input;
use ketluan::outline::front_matter;
use ketluan::publish::{self, PublishError};
use ketluan::read::{self, SitePaths};
use ketluan::render::theme;
use ketluan::report::baseline::Baseline;
use ketluan::report::{self, Findings, Lang, Sources, Style, Summary};
use std::collections::{BTreeMap, BTreeSet};
use std::io::{IsTerminal, Write};
use std::path::{Component, Path, PathBuf};

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
  ketluan build --deny warnings --format sarif > ketluan.sarif
  ketluan build --baseline baseline.json --write-baseline

A notice with an error costs only itself: the rest of the site is still built, and the exit code is 1.
The new site takes the place of the old one in a single step; the old one stays as .public.previous.")]
    Build(BuildArgs),
    /// Do all that build does, without writing anything.
    #[command(after_help = "Example:
  ketluan check --notes")]
    Check {
        #[command(flatten)]
        build: BuildArgs,
        /// Show what was read of one notice instead, doubtful things first, each with a correction to paste.
        #[arg(long, value_name = "ID")]
        review: Option<String>,
    },
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
    /// Take exported data back as notices in YAML.
    #[command(after_help = "Examples:
  ketluan import --from json public/du-lieu
  ketluan import --from csv tai-ve/du-lieu --content content

Each notice becomes content/ID.yaml with its tasks, deadlines and figures. A notice that is there is left as it is.")]
    Import {
        /// Form of the exported files.
        #[arg(long)]
        from: import::From,
        /// The data folder of a site (du-lieu), or the JSON file of one notice.
        source: PathBuf,
        #[arg(long, default_value = "content")]
        content: PathBuf,
    },
    /// Start a theme of the site's own.
    Theme {
        #[command(subcommand)]
        command: ThemeCommand,
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
    /// What agencies report: sheets to fill in, and filled sheets taken in.
    #[command(subcommand)]
    Progress(progress::ProgressCommand),
    /// Topics: what the register has, or names that recur and that no topic has.
    #[command(after_help = "Example:
  ketluan topics --suggest >> content/_data/topics.yaml   (then strike out what is no topic)")]
    Topics {
        /// Names that stand in two or more notices, as lines for content/_data/topics.yaml.
        #[arg(long)]
        suggest: bool,
        /// At most so many.
        #[arg(long, value_name = "N", default_value_t = 40)]
        most: usize,
        #[command(flatten)]
        site: progress::SiteArgs,
    },
    /// Put the site that was published before back in its place.
    #[command(after_help = "Example:
  ketluan rollback --output public

The site that stands becomes the one before: a second rollback undoes the first.")]
    Rollback {
        /// Folder of the published site.
        #[arg(long, value_name = "DIR", default_value = "public")]
        output: PathBuf,
    },
    /// Tell how two published sites differ.
    #[command(after_help = "Examples:
  ketluan diff .public.previous public
  ketluan diff old new --json > changes.json")]
    Diff {
        old: PathBuf,
        new: PathBuf,
        /// All addresses, as with build --report.
        #[arg(long)]
        json: bool,
        /// Language of the words.
        #[arg(long, default_value = "vi")]
        lang: Language,
    },
    /// Explain a diagnostic: what it says, why, and what to do.
    #[command(after_help = "Example:
  ketluan explain KL0105
  ketluan explain impossible-date
  ketluan explain --clause III.4.2 content/2026-03.md")]
    Explain {
        /// Number or name; without one all are listed. With --clause: the file of a notice.
        subject: Option<String>,
        /// Explain how the tasks of this clause of the file were read.
        #[arg(long, value_name = "CLAUSE", requires = "subject")]
        clause: Option<String>,
    },
    /// Print the JSON Schema of notices in YAML, of a register or of the settings, for editors.
    #[command(after_help = "Example:
  ketluan schema notice > .vscode/notice.json")]
    Schema {
        #[arg(value_parser = ketluan::schema::NAMES)]
        name: String,
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

#[derive(Subcommand)]
enum ThemeCommand {
    /// Make a folder with what sites change most: colours, texts, and the templates named.
    #[command(after_help = "Example:
  ketluan theme new themes/tinh --template notice.html

Then write `theme: themes/tinh` into ketluan.yaml.")]
    New {
        /// Folder of the new theme; made where it does not exist.
        dir: PathBuf,
        /// A template of the default theme to copy, such as notice.html or components/task.html; may be repeated.
        #[arg(long, value_name = "NAME")]
        template: Vec<String>,
    },
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people.
    Human,
    Json,
    /// Annotations of a GitHub workflow.
    Github,
    /// SARIF 2.1.0, for code scanning.
    Sarif,
    /// JUnit's XML, for test reports.
    Junit,
}

impl From<Format> for report::Format {
    fn from(format: Format) -> Self {
        match format {
            Format::Human => report::Format::Human,
            Format::Json => report::Format::Json,
            Format::Github => report::Format::Github,
            Format::Sarif => report::Format::Sarif,
            Format::Junit => report::Format::Junit,
        }
    }
}

/// What fails a build beside errors.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Deny {
    Warnings,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Language {
    Vi,
    En,
}

impl From<Language> for Lang {
    fn from(language: Language) -> Lang {
        match language {
            Language::Vi => Lang::Vi,
            Language::En => Lang::En,
        }
    }
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
    /// Make also what is made on demand: xlsx, zip, images, gz, br [default: the configuration's].
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
    #[arg(long, value_name = "WHAT")]
    deny: Option<Deny>,
    /// Findings known from before, which fail nothing: only new ones are shown.
    #[arg(long, value_name = "FILE")]
    baseline: Option<PathBuf>,
    /// Write what is found now into the baseline.
    #[arg(long, requires = "baseline")]
    write_baseline: bool,
    /// Replace an output folder that ketluan did not write.
    #[arg(long)]
    force: bool,
    /// Publish even when a published notice would be lost to an error in its source.
    #[arg(long)]
    allow_loss: bool,
    /// Write what changed: addresses added, changed and removed, and a summary in words.
    #[arg(long, value_name = "FILE")]
    report: Option<PathBuf>,
    /// Use nothing that earlier builds kept in .ketluan/cache, and keep nothing there; the site is the same.
    #[arg(long)]
    no_cache: bool,
    /// Threads to use [default: one for each processor].
    #[arg(long, value_name = "N")]
    threads: Option<usize>,
}

impl BuildArgs {
    /// The language of what is said before the settings are read.
    pub fn language(&self) -> Lang {
        language(&self.content, self.config.as_deref(), self.lang)
    }
}

/// What shows a site while it is written: the build's arguments, the port and the clock give an exit code.
pub type Preview = fn(&BuildArgs, u16, fn() -> Day) -> u8;

/// The language of the messages: the one given, else that of the settings of the content's site; Vietnamese where there are none.
fn language(content: &Path, config: Option<&Path>, given: Option<Language>) -> Lang {
    match given {
        Some(language) => language.into(),
        None if setting(config_file(content, config).as_deref(), "language").as_deref() == Some("en") => Lang::En,
        None => Lang::Vi,
    }
}

/// A text of the settings, where they have it. What is wrong in them is the build's to say.
fn setting(config: Option<&Path>, key: &str) -> Option<String> {
    let source = ketluan::source::SourceFile {
        id: ketluan::span::SourceId(0),
        path: String::new(),
        text: std::fs::read_to_string(config?).ok()?,
        sha256: String::new(),
    };
    ketluan::config::path_of(&source, key)
}

/// Arguments that fit no command; help and the version are printed here too.
pub fn misused(error: &clap::Error) -> u8 {
    use clap::error::{ContextKind, ErrorKind};
    if !error.use_stderr() {
        return print(error.render().to_string().as_bytes());
    }
    let lang = language(Path::new("content"), None, None);
    let said = |kind| match error.get(kind) {
        Some(clap::error::ContextValue::Strings(list)) => list.join(" "),
        Some(value) => value.to_string(),
        None => String::new(),
    };
    let (arg, value) = (said(ContextKind::InvalidArg), said(ContextKind::InvalidValue));
    let vi = match error.kind() {
        ErrorKind::UnknownArgument => format!("không có tùy chọn “{arg}”"),
        ErrorKind::InvalidSubcommand => format!("không có lệnh “{}”", said(ContextKind::InvalidSubcommand)),
        ErrorKind::InvalidValue if value.is_empty() => format!("“{arg}” cần một giá trị"),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => format!("giá trị “{value}” của “{arg}” không dùng được"),
        ErrorKind::MissingRequiredArgument => format!("thiếu {arg}"),
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => "thiếu lệnh".into(),
        ErrorKind::ArgumentConflict => format!("“{arg}” không đi cùng “{}”", said(ContextKind::PriorArg)),
        _ => "tham số không dùng được".into(),
    };
    let rendered = error.render().to_string();
    let en = rendered.lines().next().unwrap_or_default().trim_start_matches("error: ");
    let mut trouble = Trouble::new(vi, en).done("không chạy gì", "nothing was run");
    let known = said(ContextKind::ValidValue);
    let near = [
        ContextKind::SuggestedArg,
        ContextKind::SuggestedSubcommand,
        ContextKind::SuggestedValue,
    ]
    .map(said);
    trouble = match (known.is_empty(), near.iter().find(|n| !n.is_empty())) {
        (_, Some(near)) => trouble.hint(
            format!("có phải “{near}”? `ketluan --help` nêu các lệnh"),
            format!("“{near}”? `ketluan --help` lists the commands"),
        ),
        (false, None) => trouble.hint(format!("các giá trị dùng được: {known}"), format!("what can stand there: {known}")),
        (true, None) => trouble.hint(
            "`ketluan --help` nêu các lệnh, `ketluan LỆNH --help` nêu các tùy chọn",
            "`ketluan --help` lists the commands, `ketluan COMMAND --help` their options",
        ),
    };
    stopped(&trouble, lang)
}

/// Runs a command; `clock` is asked only where a build needs a day and was given none, `preview` serves.
#[cfg_attr(not(feature = "serve"), expect(unused_variables, reason = "nothing is served"))]
pub fn run(cli: Cli, clock: fn() -> Day, preview: Preview) -> u8 {
    match cli.command {
        Command::Build(args) => with_threads(&args, || build(&args, &Plan::of(&args), clock, true)),
        Command::Check {
            build: args,
            review: Some(id),
        } => {
            let lang = args.language();
            ended(look::review(&Plan::of(&args), args.today.unwrap_or_else(clock), &id), lang)
        }
        Command::Check { build: args, review: None } => with_threads(&args, || build(&args, &Plan::of(&args), clock, false)),
        Command::Init { dir } => {
            let lang = language(&dir.join("content"), None, None);
            ended(init(&dir).map(|text| lang_text(text, lang)), lang)
        }
        Command::New { id, content } => ended(new(&id, &content), language(&content, None, None)),
        Command::Import { from, source, content } => import::run(from, &source, &content),
        Command::Theme {
            command: ThemeCommand::New { dir, template },
        } => {
            let lang = language(Path::new("content"), None, None);
            ended(theme_new(&dir, &template).map(|text| lang_text(text, lang)), lang)
        }
        #[cfg(feature = "serve")]
        Command::Serve { port, build } => with_threads(&build, || preview(&build, port, clock)),
        Command::Explain {
            subject: Some(file),
            clause: Some(clause),
        } => ended(
            look::clause(Path::new(&file), &clause, clock()),
            language(Path::new(&file), None, None),
        ),
        Command::Explain { subject, .. } => explain(subject.as_deref()),
        Command::Topics { suggest, most, site } => ended(progress::topics(suggest, most, &site, clock), site.language()),
        Command::Progress(command) => progress::run(&command, clock),
        Command::Rollback { output } => {
            let lang = language(Path::new("content"), None, None);
            let told = publish::rollback(&output).map(|changes| {
                let told = publish::changes::tell(&changes, Some(&publish::previous_of(&output)), &output);
                lang_text(told.lines(), lang)
            });
            ended(told.map_err(|e| e.trouble()), lang)
        }
        Command::Diff { old, new, json, lang } => match publish::changes::compare(&old, &new) {
            Ok(changes) => {
                let told = publish::changes::tell(&changes, Some(&old), &new);
                print(&if json {
                    told.json()
                } else {
                    lang_text(told.lines(), lang.into()).into_bytes()
                })
            }
            Err(e) => stopped(&e.trouble().done("không so sánh", "nothing was compared"), lang.into()),
        },
        Command::Schema { name } => {
            let schema = ketluan::schema::of(&name).unwrap_or_default();
            print(format!("{schema:#}\n").as_bytes())
        }
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
                Err(e) => stopped(&Trouble::writing(Path::new("man"), &e), Lang::Vi),
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

fn ended(result: Result<String, Trouble>, lang: Lang) -> u8 {
    match result {
        Ok(text) => print(text.as_bytes()),
        Err(trouble) => stopped(&trouble, lang),
    }
}

/// Says why a command ends here.
pub fn stopped(trouble: &Trouble, lang: Lang) -> u8 {
    eprint!("{}", report::trouble(trouble, lang));
    MACHINE
}

fn with_threads(args: &BuildArgs, work: impl FnOnce() -> u8) -> u8 {
    if let Some(n) = args.threads
        && let Err(e) = rayon::ThreadPoolBuilder::new().num_threads(n).build_global()
    {
        let trouble = Trouble::new(format!("--threads {n}: không tạo được luồng ({e})"), format!("--threads {n}: {e}"));
        return stopped(&trouble.hint("bỏ --threads", "leave --threads out"), args.language());
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

/// The folder in which the content lies.
fn beside(content: &Path) -> &Path {
    content.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// The settings given, else `ketluan.yaml` here or beside the content.
fn config_file(content: &Path, given: Option<&Path>) -> Option<PathBuf> {
    let here = PathBuf::from("ketluan.yaml");
    given
        .map(Path::to_path_buf)
        .or_else(|| [here, beside(content).join("ketluan.yaml")].into_iter().find(|p| p.is_file()))
}

impl Plan {
    pub fn of(args: &BuildArgs) -> Plan {
        let beside = beside(&args.content);
        let config = config_file(&args.content, args.config.as_deref());
        // paths in the configuration are relative to it
        let named = |key: &str| {
            let file = config.as_deref()?;
            Some(file.parent().unwrap_or(Path::new(".")).join(setting(Some(file), key)?))
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
    fn overlap(&self) -> Option<Trouble> {
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
                let (output, path) = (self.output.display(), path.display());
                let trouble = Trouble::new(
                    format!("nơi ghi {output} và nơi đọc {path} nằm trong nhau"),
                    format!("the output {output} and {path}, which is read, lie in one another"),
                );
                return Some(
                    trouble
                        .done("không ghi gì", "nothing was written")
                        .hint("chọn --output là một thư mục riêng", "choose an --output of its own"),
                );
            }
        }
        None
    }
}

/// One build, with its messages printed. `write`: publish; else only rehearse.
pub fn build(args: &BuildArgs, plan: &Plan, clock: fn() -> Day, write: bool) -> u8 {
    if write && let Some(trouble) = plan.overlap() {
        return stopped(&trouble, args.language());
    }
    let today = args.today.unwrap_or_else(clock);
    let mut diags = Diagnostics::new();
    let mut input = match read::read(&plan.paths, today, &mut diags) {
        Ok(input) => input,
        Err(e) => return stopped(&e.trouble(), args.language()),
    };
    if let Some(url) = &args.base_url {
        match ketluan::config::address(url) {
            Some(url) => set_key(&mut input, "base_url", &format!("\"{url}\"")),
            None => {
                let trouble = Trouble::new(
                    format!("--base-url {url}: không phải địa chỉ bắt đầu bằng https://"),
                    format!("--base-url {url}: not an address that begins with https://"),
                );
                let trouble = trouble.done("không dựng gì", "nothing was built");
                return stopped(
                    &trouble.hint(
                        "ví dụ https://example.gov.vn/ketluan",
                        "for instance https://example.gov.vn/ketluan",
                    ),
                    args.language(),
                );
            }
        }
    }
    if !args.with.is_empty() {
        set_key(&mut input, "with", &format!("[{}]", args.with.join(", ")));
    }
    let cache = plan.cache.as_deref().filter(|_| !args.no_cache);
    let readings = cache.map(publish::cache::Cache::new);
    let mut compiled = match &readings {
        Some(readings) => ketluan::compile_with(&input, readings),
        None => ketluan::compile(&input),
    };
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
    let lost = losses(&compiled, &input, &diags);
    if !lost.is_empty() && !args.allow_loss {
        let ids = lost.join(", ");
        refusals.push(match lang {
            Lang::Vi => format!("văn bản đã công bố sẽ mất: {ids}; sửa lỗi nguồn, hoặc thêm --allow-loss"),
            Lang::En => format!("published notices would be lost: {ids}; mend their sources, or add --allow-loss"),
        });
    }
    // warnings and the baseline are reckoned before anything is published, dead links after it was rendered
    let mut judged = match Judged::of(diags, &compiled.config.severities, &input, plan, args) {
        Ok(judged) => judged,
        Err(trouble) => return stopped(&trouble, lang),
    };
    let failing: &[Severity] = match args.deny {
        Some(Deny::Warnings) => &[Severity::Error, Severity::Warning],
        None => &[Severity::Error],
    };
    if failing.contains(&Severity::Warning) && judged.shown.iter().any(|d| d.severity == Severity::Warning) {
        refusals.push(
            lang.pick("có cảnh báo (--deny warnings)", "there are warnings (--deny warnings)")
                .into(),
        );
    }
    let bundle = compiled.bundle(&input);
    let outcome = if write && refusals.is_empty() {
        let options = publish::Options {
            force: args.force,
            cache: cache.map(Path::to_path_buf),
            day: Some(clock()),
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
                judged.shown.report_path(
                    Code::DeadLink,
                    page,
                    Text::new(
                        format!("liên kết “{link}” không dẫn tới đâu"),
                        format!("the link “{link}” leads nowhere"),
                    ),
                    Some(Text::new("không công bố", "nothing is published")),
                    Some(Text::new(
                        "sửa liên kết trong giao diện của trang; trang không có giao diện riêng thì báo người bảo trì chương trình",
                        "mend the link in the site's theme; a site without one of its own tells the maintainers of the program",
                    )),
                );
            }
            refusals.push(lang.pick("có liên kết nội bộ hỏng", "internal links lead nowhere").into());
        }
        Err(e) => failure = Some(e.trouble()),
    }
    if write && let Some(readings) = &readings {
        readings.forget_the_rest();
    }
    judged.shown = judged.shown.sorted();
    let mut summary = Summary::new(&compiled.site, &judged.shown);
    summary.files = done.files;
    summary.bytes = done.bytes;
    summary.published = write && refusals.is_empty() && failure.is_none();
    summary.known = judged.known.len();
    summary.silenced = judged.silenced.len();
    let style = Style {
        lang,
        colour: std::io::stderr().is_terminal(),
        notes: args.notes,
    };
    let sources = judged.sources(&input, plan);
    let findings = Findings {
        shown: &judged.shown,
        known: &judged.known,
        silenced: &judged.silenced,
        sources: &sources,
        summary: &summary,
        failing,
    };
    let text = report::render(&findings, args.format.into(), style);
    let line = format!("{}\n", summary.line(lang));
    match args.format {
        Format::Human => {
            let _ = std::io::stderr().write_all(text.as_bytes());
            print(line.as_bytes());
        }
        Format::Github => {
            print(text.as_bytes());
            print(line.as_bytes());
        }
        Format::Json | Format::Sarif | Format::Junit => {
            print(text.as_bytes());
        }
    }
    if summary.published {
        let told = publish::changes::tell(&done.changes, done.before.as_deref(), &plan.output);
        if args.format == Format::Human {
            print(lang_text(told.lines(), lang).as_bytes());
        }
        if let Some(file) = &args.report
            && let Err(e) = std::fs::write(file, told.json())
        {
            failure = Some(Trouble::writing(file, &e).done(
                "trang đã công bố, báo cáo thay đổi thì chưa ghi",
                "the site is published, the report of changes was not written",
            ));
        }
    }
    if summary.published && compiled.config.base_url.is_empty() {
        eprintln!(
            "ketluan: {}",
            lang.pick(
                "chưa biết địa chỉ của trang nên sơ đồ trang, lịch và nguồn tin không có địa chỉ đầy đủ; thêm “base_url: https://…” vào ketluan.yaml trước khi công bố",
                "the site's address is not known, so its map, calendars and feeds have no full addresses; add “base_url: https://…” to ketluan.yaml before it goes public",
            )
        );
    }
    if let Some(why) = &done.piecewise {
        let text = lang.pick(
            "thư mục không thay được trong một bước nên đã thay từng tệp (nếu bị ngắt giữa chừng, trang sẽ lẫn lộn đến lần dựng sau)",
            "the folder could not be replaced in one step, so its files were, one by one (a build that is interrupted leaves a mixture until the next)",
        );
        eprintln!("ketluan: {text}: {why}");
    }
    if judged.stale > 0 {
        eprintln!(
            "ketluan: {}",
            match lang {
                Lang::Vi => format!("{} mục của tệp mốc không còn gặp; --write-baseline ghi lại tệp", judged.stale),
                Lang::En => format!(
                    "{} entries of the baseline no longer occur; --write-baseline writes it anew",
                    judged.stale
                ),
            }
        );
    }
    for refusal in refusals.iter().filter(|_| write) {
        let text = format!("{}: {refusal}", lang.pick("không công bố", "not published"));
        eprintln!("ketluan: {text}");
        if args.format == Format::Github {
            print(report::github::failure(&text).as_bytes());
        }
    }
    match failure {
        Some(trouble) => stopped(&trouble, lang),
        None if !refusals.is_empty() || judged.shown.has_errors() => CONTENT,
        None => DONE,
    }
}

/// What was found, by the site's levels and its baseline.
struct Judged {
    shown: Diagnostics,
    known: Diagnostics,
    silenced: Vec<Silenced>,
    /// Entries of the baseline that no longer occur.
    stale: usize,
}

impl Judged {
    /// The error says why the baseline cannot be read or written.
    fn of(diags: Diagnostics, severities: &Severities, input: &Input, plan: &Plan, args: &BuildArgs) -> Result<Judged, Trouble> {
        let (shown, silenced) = severities.judge(diags.sorted());
        let mut judged = Judged {
            shown,
            known: Diagnostics::new(),
            silenced,
            stale: 0,
        };
        let Some(path) = &args.baseline else { return Ok(judged) };
        let sources = judged.sources(input, plan);
        let not_built = |t: Trouble| t.done("không dựng gì", "nothing was built");
        let baseline = if args.write_baseline {
            let baseline = Baseline::of(&judged.shown, &sources);
            // beside it first: a baseline that is cut short would be none
            let mut beside = path.clone().into_os_string();
            beside.push(".next");
            let written = std::fs::write(&beside, baseline.to_text()).and_then(|()| std::fs::rename(&beside, path));
            written.map_err(|e| not_built(Trouble::writing(path, &e)))?;
            baseline
        } else {
            let text = std::fs::read_to_string(path).map_err(|e| not_built(Trouble::reading(path, &e)))?;
            Baseline::parse(&text).map_err(|e| {
                let path = path.display();
                let trouble = Trouble::new(format!("{path} không phải tệp mốc ({e})"), format!("{path} is no baseline ({e})"));
                not_built(trouble).hint("ghi lại bằng --write-baseline", "write it anew with --write-baseline")
            })?
        };
        let (new, known, stale) = baseline.part(std::mem::take(&mut judged.shown), &sources);
        Ok(Judged {
            shown: new,
            known,
            stale,
            ..judged
        })
    }
    /// The sources, with the paths by which the folder of the command finds them.
    fn sources<'a>(&self, input: &'a Input, plan: &Plan) -> Sources<'a> {
        let here = std::env::current_dir().unwrap_or_default();
        let shown = |path: PathBuf| {
            let path = path.strip_prefix(&here).unwrap_or(&path);
            let parts: PathBuf = path.components().filter(|c| *c != Component::CurDir).collect();
            parts.display().to_string().replace('\\', "/")
        };
        let content = &plan.paths.content;
        let beside = content.parent().unwrap_or(Path::new("")).to_path_buf();
        let config = plan.paths.config.clone().map(|p| p.to_path_buf());
        let notices = input.notices.iter().map(|s| (beside.join(&s.path), s));
        let data = input.data.iter().map(|s| (content.join("_data").join(&s.path), s));
        let config = input
            .config
            .iter()
            .map(|s| (config.clone().unwrap_or_else(|| PathBuf::from(&s.path)), s));
        let sources = notices.chain(data).chain(config).map(|(path, source)| (shown(path), source));
        let all = self.shown.iter().chain(self.known.iter());
        Sources::new(sources, all.chain(self.silenced.iter().map(|s| &s.diagnostic)))
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

fn lang_text(text: Text, lang: Lang) -> String {
    match lang {
        Lang::Vi => text.vi,
        Lang::En => text.en,
    }
}

/// Published notices that an error in a source would take from the site.
fn losses(compiled: &ketluan::Compiled, input: &ketluan::input::Input, diags: &Diagnostics) -> Vec<String> {
    let Some(state) = &input.previous else { return Vec::new() };
    let now: BTreeSet<String> = compiled.site.notices.iter().map(|(_, e)| e.id.clone()).collect();
    let here: BTreeSet<&str> = compiled.site.notices.iter().map(|(_, e)| e.notice.document.path.as_str()).collect();
    let by_id: BTreeMap<_, _> = input.notices.iter().map(|s| (s.id, s.path.as_str())).collect();
    let mut failed = BTreeMap::new();
    // what the gate refuses is meant to go
    let gate = |c: Code| matches!(c, Code::SecretMark | Code::RestrictedMark);
    for d in diags.iter().filter(|d| d.severity == Severity::Error && !gate(d.code)) {
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

/// A file that is in the way of new ones.
fn there_already(path: &Path) -> Trouble {
    let path = path.display();
    Trouble::new(format!("đã có {path}"), format!("{path} is already there"))
        .done("không thay đổi gì", "nothing was changed")
        .hint(
            "chọn thư mục khác, hoặc dời tệp ấy đi",
            "choose another folder, or move that file away",
        )
}

fn init(dir: &Path) -> Result<Text, Trouble> {
    if let Some((name, _)) = SCAFFOLD.iter().find(|(name, _)| dir.join(name).exists()) {
        return Err(there_already(&dir.join(name)));
    }
    for (name, text) in SCAFFOLD {
        create(&dir.join(name), text)?;
    }
    let dir = dir.display();
    Ok(Text::new(
        format!("{dir}: trang mới. Tiếp theo:\n  cd {dir}\n  ketluan build\n"),
        format!("{dir}: a new site. Next:\n  cd {dir}\n  ketluan build\n"),
    ))
}

fn new(id: &str, content: &Path) -> Result<String, Trouble> {
    if !front_matter::valid_id(id) {
        return Err(
            Trouble::new(format!("“{id}” không dùng làm mã văn bản được"), format!("“{id}” is no id"))
                .done("không tạo tệp", "no file was made")
                .hint(
                    "chỉ dùng a-z, 0-9 và dấu gạch nối, không phải riêng bốn chữ số; ví dụ 2026-04",
                    "use a-z, 0-9 and hyphens, never four digits alone; for instance 2026-04",
                ),
        );
    }
    if let Some((year, month)) = id.split_once('-')
        && [year, month].iter().all(|part| part.bytes().all(|b| b.is_ascii_digit()))
        && (year.len(), month.len()) == (4, 2)
        && ketluan::calendar::Month::parse(id).is_none()
    {
        return Err(Trouble::new(
            format!("không có tháng {month} ({id})"),
            format!("there is no month {month} ({id})"),
        )
        .done("không tạo tệp", "no file was made")
        .hint(
            "ghi năm và tháng của kỳ họp, ví dụ 2026-04",
            "give year and month of the session, for instance 2026-04",
        ));
    }
    let path = content.join(format!("{id}.md"));
    create(&path, &ketluan::outline::TEMPLATE.replace("{id}", id))?;
    Ok(format!("{}\n", path.display()))
}

/// Colours and texts to change, and copies of the templates asked for. Nothing is written where anything is there already.
fn theme_new(dir: &Path, templates: &[String]) -> Result<Text, Trouble> {
    let mut files = vec![
        ("README.md".to_string(), include_str!("scaffold/theme.md").to_string()),
        ("templates/head.html".into(), include_str!("scaffold/head.html").into()),
        ("static/rieng.css".into(), include_str!("scaffold/rieng.css").into()),
    ];
    for language in ["vi", "en"] {
        let name = format!("lang/{language}.yaml");
        // every line a comment: a text is changed by taking the sign away, and those left alone follow the program
        let text = theme::embedded(&name).unwrap_or_default();
        let commented = text.lines().map(|l| format!("# {l}").trim_end().to_string() + "\n").collect();
        files.push((name, commented));
    }
    for name in templates {
        let name = format!("templates/{name}");
        match theme::embedded(&name) {
            Some(text) => files.push((name, text)),
            None => {
                let trouble = Trouble::new(
                    format!("giao diện kèm theo chương trình không có {name}"),
                    format!("the built-in theme has no {name}"),
                );
                return Err(trouble.done("không tạo tệp", "no file was made").hint(
                    "ghi tên như notice.html hoặc components/task.html",
                    "name one such as notice.html or components/task.html",
                ));
            }
        }
    }
    if let Some((name, _)) = files.iter().find(|(name, _)| dir.join(name).exists()) {
        return Err(there_already(&dir.join(name)));
    }
    for (name, text) in &files {
        create(&dir.join(name), text)?;
    }
    let dir = dir.display();
    Ok(Text::new(
        format!("{dir}: giao diện mới. Tiếp theo, ghi vào ketluan.yaml:\n  theme: {dir}\n"),
        format!("{dir}: a new theme. Next, in ketluan.yaml:\n  theme: {dir}\n"),
    ))
}

/// Writes a file that must not be there yet.
fn create(path: &Path, text: &str) -> Result<(), Trouble> {
    let why = |e: std::io::Error| Trouble::writing(path, &e);
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).map_err(why)?;
    }
    let mut file = std::fs::File::create_new(path).map_err(|e| match e.kind() {
        std::io::ErrorKind::AlreadyExists => why(e).done("tệp đang có giữ nguyên", "the file that is there stays as it is"),
        _ => why(e),
    })?;
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
        Some(code) => print(report::page(code).as_bytes()),
        None => {
            let trouble = Trouble::new(format!("không có mã “{text}”"), format!("there is no diagnostic “{text}”"));
            stopped(
                &trouble.hint("`ketluan explain` nêu mọi mã", "`ketluan explain` lists all"),
                language(Path::new("content"), None, None),
            )
        }
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
}
