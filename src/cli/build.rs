//! `build` and `check`: a site compiled, judged and published, or rehearsed, and what is told of it.

use super::{BuildArgs, CONTENT, DONE, Deny, Format, beside, config_file, lang_text, print, setting, stopped};
use ketluan::Compiled;
use ketluan::calendar::Day;
use ketluan::diag::code::Code;
use ketluan::diag::severities::{Severities, Silenced};
use ketluan::diag::trouble::Trouble;
use ketluan::diag::{Diagnostics, Severity, Text};
use ketluan::input::Input;
use ketluan::outline::front_matter;
use ketluan::publish::{self, PublishError, Published};
use ketluan::read::{self, SitePaths};
use ketluan::report::baseline::Baseline;
use ketluan::report::{self, Findings, Lang, Sources, Style, Summary};
use ketluan::source::SourceFile;
use ketluan::span::SourceId;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{IsTerminal, Write};
use std::path::{Component, Path, PathBuf};

/// Where a build reads and writes.
pub struct Plan {
    pub paths: SitePaths,
    pub output: PathBuf,
    /// `.ketluan/cache` beside the configuration, where there is one, else where the program runs.
    pub cache: Option<PathBuf>,
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

/// One build, with its messages printed: the exit code. `write`: publish; else only rehearse.
pub fn run(args: &BuildArgs, plan: &Plan, clock: fn() -> Day, write: bool) -> u8 {
    if write && let Some(trouble) = plan.overlap() {
        return stopped(&trouble, args.language());
    }
    let mut diags = Diagnostics::new();
    let input = match input(args, plan, clock, &mut diags) {
        Ok(input) => input,
        Err(trouble) => return stopped(&trouble, args.language()),
    };
    let cache = plan.cache.as_deref().filter(|_| !args.no_cache);
    let readings = cache.map(publish::cache::Cache::new);
    let mut compiled = match &readings {
        Some(readings) => ketluan::compile_with(&input, readings),
        None => ketluan::compile(&input),
    };
    diags.extend(std::mem::take(&mut compiled.diagnostics));
    let lang = match args.lang {
        Some(language) => language.into(),
        None if compiled.config.language == "en" => Lang::En,
        None => Lang::Vi,
    };
    let mut refusals = refusals(&compiled, &input, &diags, args, lang);
    // warnings and the baseline are reckoned before anything is published, dead links after it was rendered
    let mut judged = match Judged::of(diags, &compiled.config.severities, &input, plan, args) {
        Ok(judged) => judged,
        Err(trouble) => return stopped(&trouble, lang),
    };
    let failing = failing(args);
    if failing.contains(&Severity::Warning) && judged.shown.iter().any(|d| d.severity == Severity::Warning) {
        let text = lang.pick("có cảnh báo (--deny warnings)", "there are warnings (--deny warnings)");
        refusals.push(text.into());
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
    let mut failure = None;
    let done = match outcome {
        Ok(published) => published,
        Err(PublishError::DeadLinks(links)) => {
            report_dead(&links, &mut judged.shown);
            refusals.push(lang.pick("có liên kết nội bộ hỏng", "internal links lead nowhere").into());
            Published::default()
        }
        Err(e) => {
            failure = Some(e.trouble());
            Published::default()
        }
    };
    if write && let Some(readings) = &readings {
        readings.forget_the_rest();
    }
    judged.shown = judged.shown.sorted();
    let published = write && refusals.is_empty() && failure.is_none();
    let summary = Summary {
        files: done.files,
        bytes: done.bytes,
        published,
        known: judged.known.len(),
        silenced: judged.silenced.len(),
        ..Summary::new(&compiled.site, &judged.shown)
    };
    judged.tell(&summary, &input, plan, args, lang);
    if published {
        failure = tell_changes(&done, plan, args, lang).err();
        if compiled.config.base_url.is_empty() {
            warn_no_address(lang);
        }
    }
    if let Some(why) = &done.piecewise {
        let text = lang.pick(
            "thư mục không thay được trong một bước nên đã thay từng tệp (nếu bị ngắt giữa chừng, trang sẽ lẫn lộn đến lần dựng sau)",
            "the folder could not be replaced in one step, so its files were, one by one (a build that is interrupted leaves a mixture until the next)",
        );
        eprintln!("ketluan: {text}: {why}");
    }
    judged.tell_stale(lang);
    if write {
        tell_refusals(&refusals, args, lang);
    }
    match failure {
        Some(trouble) => stopped(&trouble, lang),
        None if !refusals.is_empty() || judged.shown.has_errors() => CONTENT,
        None => DONE,
    }
}

/// What is read, with what the command line sets laid over the settings; the error says why nothing can be built.
fn input(args: &BuildArgs, plan: &Plan, clock: fn() -> Day, diags: &mut Diagnostics) -> Result<Input, Trouble> {
    let today = args.today.unwrap_or_else(clock);
    let mut input = read::read(&plan.paths, today, diags).map_err(|e| e.trouble())?;
    if let Some(url) = &args.base_url {
        let Some(url) = ketluan::config::address(url) else {
            let trouble = Trouble::new(
                format!("--base-url {url}: không phải địa chỉ bắt đầu bằng https://"),
                format!("--base-url {url}: not an address that begins with https://"),
            );
            return Err(trouble.done("không dựng gì", "nothing was built").hint(
                "ví dụ https://example.gov.vn/ketluan",
                "for instance https://example.gov.vn/ketluan",
            ));
        };
        set_key(&mut input, "base_url", &format!("\"{url}\""));
    }
    if !args.with.is_empty() {
        set_key(&mut input, "with", &format!("[{}]", args.with.join(", ")));
    }
    Ok(input)
}

/// The severities that fail a build.
fn failing(args: &BuildArgs) -> &'static [Severity] {
    match args.deny {
        Some(Deny::Warnings) => &[Severity::Error, Severity::Warning],
        None => &[Severity::Error],
    }
}

/// Why the site as a whole may not be published.
fn refusals(compiled: &Compiled, input: &Input, diags: &Diagnostics, args: &BuildArgs, lang: Lang) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    // errors of the configuration and the theme concern every page
    let of_all = |c: Code| matches!(c, Code::ConfigError | Code::TemplateError | Code::TextsUnread | Code::TextMissing);
    if diags.iter().any(|d| of_all(d.code)) {
        let text = lang.pick("có lỗi trong ketluan.yaml hoặc giao diện", "the settings or the theme have errors");
        out.push(text.into());
    }
    let lost = losses(compiled, input, diags);
    if !lost.is_empty() && !args.allow_loss {
        let ids = lost.join(", ");
        out.push(match lang {
            Lang::Vi => format!("văn bản đã công bố sẽ mất: {ids}; sửa lỗi nguồn, hoặc thêm --allow-loss"),
            Lang::En => format!("published notices would be lost: {ids}; mend their sources, or add --allow-loss"),
        });
    }
    out
}

/// Reports internal links that lead nowhere: page and link.
fn report_dead(links: &[(String, String)], diags: &mut Diagnostics) {
    for (page, link) in links {
        diags.report_path(
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
}

/// Tells what a published build changed; the error says why the report of it was not written.
fn tell_changes(done: &Published, plan: &Plan, args: &BuildArgs, lang: Lang) -> Result<(), Trouble> {
    let told = publish::changes::tell(&done.changes, done.before.as_deref(), &plan.output);
    if args.format == Format::Human {
        print(lang_text(told.lines(), lang).as_bytes());
    }
    let Some(file) = &args.report else { return Ok(()) };
    std::fs::write(file, told.json()).map_err(|e| {
        Trouble::writing(file, &e).done(
            "trang đã công bố, báo cáo thay đổi thì chưa ghi",
            "the site is published, the report of changes was not written",
        )
    })
}

fn warn_no_address(lang: Lang) {
    let text = lang.pick(
        "chưa biết địa chỉ của trang nên sơ đồ trang, lịch và nguồn tin không có địa chỉ đầy đủ; thêm “base_url: https://…” vào ketluan.yaml trước khi công bố",
        "the site's address is not known, so its map, calendars and feeds have no full addresses; add “base_url: https://…” to ketluan.yaml before it goes public",
    );
    eprintln!("ketluan: {text}");
}

fn tell_refusals(refusals: &[String], args: &BuildArgs, lang: Lang) {
    for refusal in refusals {
        let text = format!("{}: {refusal}", lang.pick("không công bố", "not published"));
        eprintln!("ketluan: {text}");
        if args.format == Format::Github {
            print(report::github::failure(&text).as_bytes());
        }
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
    /// Prints the findings and the summary in the form that is asked for.
    fn tell(&self, summary: &Summary, input: &Input, plan: &Plan, args: &BuildArgs, lang: Lang) {
        let style = Style {
            lang,
            colour: std::io::stderr().is_terminal(),
            notes: args.notes,
        };
        let sources = self.sources(input, plan);
        let findings = Findings {
            shown: &self.shown,
            known: &self.known,
            silenced: &self.silenced,
            sources: &sources,
            summary,
            failing: failing(args),
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
    }
    fn tell_stale(&self, lang: Lang) {
        let n = self.stale;
        if n > 0 {
            let text = match lang {
                Lang::Vi => format!("{n} mục của tệp mốc không còn gặp; --write-baseline ghi lại tệp"),
                Lang::En => format!("{n} entries of the baseline no longer occur; --write-baseline writes it anew"),
            };
            eprintln!("ketluan: {text}");
        }
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
fn set_key(input: &mut Input, key: &str, value: &str) {
    let line = format!("{key}: {value}\n");
    match &mut input.config {
        Some(config) => config.text = format!("{}{line}", without_key(&config.text, key)),
        None => {
            let last = input.sources().map(|s| s.id.0 + 1).max().unwrap_or(0);
            input.config = Some(SourceFile {
                id: SourceId(last),
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
fn losses(compiled: &Compiled, input: &Input, diags: &Diagnostics) -> Vec<String> {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_goes_with_all_its_lines() {
        let text = "title: A\nwith:\n  - zip\n- xlsx\n\nbase_url: x\nwithout: y";
        assert_eq!(without_key(text, "with"), "title: A\nbase_url: x\nwithout: y\n");
        assert_eq!(without_key(text, "base_url"), "title: A\nwith:\n  - zip\n- xlsx\n\nwithout: y\n");
    }
}
