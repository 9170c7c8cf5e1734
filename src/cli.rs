//! Commands and what they do. Exit codes: 0 done, 1 errors in the content, 2 the machine or the command line.
#![expect(
    clippy::disallowed_methods,
    reason = "commands that make and look for files of a site: its configuration, a new notice"
)]

pub mod build;
mod import;
pub mod look;
mod progress;

use build::Plan;
use clap::{Args, CommandFactory, Parser, Subcommand, ValueEnum};
use ketluan::calendar::Day;
use ketluan::diag::Text;
use ketluan::diag::code::Code;
use ketluan::diag::trouble::Trouble;
use ketluan::outline::front_matter;
use ketluan::publish::{self};
use ketluan::render::theme;
use ketluan::report::{self, Lang};
use std::io::Write;
use std::path::{Path, PathBuf};

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
        Command::Build(args) => with_threads(&args, || build::run(&args, &Plan::of(&args), clock, true)),
        Command::Check {
            build: args,
            review: Some(id),
        } => {
            let lang = args.language();
            ended(look::review(&Plan::of(&args), args.today.unwrap_or_else(clock), &id), lang)
        }
        Command::Check { build: args, review: None } => with_threads(&args, || build::run(&args, &Plan::of(&args), clock, false)),
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

fn lang_text(text: Text, lang: Lang) -> String {
    match lang {
        Lang::Vi => text.vi,
        Lang::En => text.en,
    }
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
    fn arguments_are_consistent() {
        Cli::command().debug_assert();
    }
}
