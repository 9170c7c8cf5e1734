//! `ketluan` compiles conclusion notices of Vietnamese People's Committees into a static website.
//!
//! ```text
//! disk ─read→ Input ─outline→ Document ─extract→ Notice ─link→ Site ─page→ [Page] ─render→ Bundle ─publish→ disk
//! ```
//!
//! Each arrow is one function, and what it returns is never changed afterwards. Between `read` and `publish` there
//! is no disk, clock, environment, randomness or printing: the same `Input` gives the same bytes.

#![cfg_attr(
    test,
    allow(
        clippy::disallowed_methods,
        reason = "unit tests read the shared corpus and make folders of their own"
    )
)]

pub mod arena;
pub mod bundle;
pub mod calendar;
pub mod cell;
pub mod config;
pub mod diag;
pub mod extract;
pub mod gate;
pub mod import;
pub mod input;
pub mod link;
pub mod memory;
pub mod monthly;
pub mod notice;
pub mod outline;
pub mod page;
pub mod registry;
pub mod render;
pub mod schema;
pub mod sheet;
pub mod site;
pub mod source;
pub mod span;
pub mod viet;
pub mod words;

pub mod publish;
pub mod read;
pub mod report;
pub mod review;

use rayon::prelude::*;

/// A site ready to be rendered, and what was wrong on the way.
pub struct Compiled {
    pub site: site::Site,
    pub memory: memory::Memory,
    pub config: config::SiteConfig,
    pub theme: render::theme::Theme,
    pub diagnostics: diag::Diagnostics,
    /// Ids of notices that the gate refused: nothing at their addresses is published.
    pub withheld: Vec<String>,
}

impl Compiled {
    /// Every file of the site, planned; each is rendered when the writer asks for it.
    pub fn bundle<'a>(&'a self, input: &'a input::Input) -> bundle::Bundle<'a> {
        let mut bundle = render::bundle(&self.site, &self.memory, &self.config, &self.theme, input);
        for id in &self.withheld {
            bundle.withhold(&page::route::Route::Notice(id.clone()).address());
        }
        bundle
    }
}

/// Remembers nothing.
struct NoReadings;

impl input::Readings for NoReadings {
    fn recall(&self, _: &bundle::Key) -> Option<Vec<u8>> {
        None
    }
    fn keep(&self, _: &bundle::Key, _: &[u8]) {}
}

/// What is read of one notice: what it says, and what of it the gate looks at.
type Reading = (notice::Notice, Vec<gate::Found>);

/// One notice, read anew only where nothing is known of it.
fn read_notice(
    source: &source::SourceFile,
    registry: &registry::Registry,
    registers: &bundle::Key,
    readings: &dyn input::Readings,
) -> (Option<Reading>, diag::Diagnostics) {
    let head = format!("{}\0{}\0{}\0", env!("KETLUAN_SOURCES"), source.path, source.sha256);
    let key = bundle::key_of(&[registers, head.as_bytes(), source.text.as_bytes()].concat());
    if let Some(known) = readings.recall(&key)
        && let Ok(reading) = source.id.standing_for(|| postcard::from_bytes(&known))
    {
        return reading;
    }
    let mut diags = diag::Diagnostics::new();
    let reading = survive(source, &mut diags, |diags| {
        let document = outline::parse(source, diags);
        let notice = extract::read(document, registry, diags);
        let found = gate::find(&notice.document, source);
        (notice, found)
    });
    let reading = (reading, diags);
    if reading.0.is_some()
        && let Ok(bytes) = postcard::to_stdvec(&reading)
    {
        readings.keep(&key, &bytes);
    }
    reading
}

/// What `read` gives; where a fault of the program stops it, a diagnostic and `None`, so that one notice never costs another.
fn survive<T>(source: &source::SourceFile, diags: &mut diag::Diagnostics, read: impl FnOnce(&mut diag::Diagnostics) -> T) -> Option<T> {
    use diag::Text;
    // what a broken reading has reported is not to be trusted, and goes with it
    let attempt = || {
        let mut found = diag::Diagnostics::new();
        (read(&mut found), found)
    };
    match std::panic::catch_unwind(std::panic::AssertUnwindSafe(attempt)) {
        Ok((read, found)) => {
            diags.extend(found);
            Some(read)
        }
        Err(_) => {
            diags.report(
                diag::code::Code::ReadingFailed,
                Some(span::Span::file(source.id)),
                Text::new(
                    "chương trình gặp lỗi của chính nó khi đọc văn bản này",
                    "the program met a fault of its own while it read this notice",
                ),
                Some(Text::new(
                    "bỏ qua văn bản này, đăng các văn bản khác",
                    "this notice is left out, all others are published",
                )),
                Some(Text::new(
                    "gửi tệp này cho người bảo trì chương trình",
                    "send this file to the maintainers of the program",
                )),
            );
            None
        }
    }
}

/// The pipeline. Never fails: trouble in the content is a diagnostic.
pub fn compile(input: &input::Input) -> Compiled {
    compile_with(input, &NoReadings)
}

/// The same with a memory for readings, which changes nothing but the time.
pub fn compile_with(input: &input::Input, readings: &dyn input::Readings) -> Compiled {
    let mut diags = diag::Diagnostics::new();
    let config = config::load(input, &mut diags);
    let registry = registry::load(input, &mut diags);
    let theme = render::theme::Theme::load(input, &config.words, &mut diags);
    let registers = input.key_of_registers();
    let read: Vec<_> = input
        .notices
        .par_iter()
        .map(|source| {
            let (reading, mut diags) = read_notice(source, &registry, &registers, readings);
            // laws come and end on a day, so that the judgement is no part of what is kept
            let judged = reading.map(|(notice, found)| {
                let open = gate::judge(&notice.document, found, input.today, &mut diags);
                (notice, open)
            });
            (judged, diags)
        })
        .collect();
    let attached: std::collections::BTreeSet<&str> = input.assets.iter().map(|(path, _)| path.as_str()).collect();
    let mut notices = Vec::with_capacity(read.len());
    let mut refused = Vec::new();
    for (judged, found) in read {
        let Some((mut notice, open)) = judged else {
            diags.extend(found);
            continue;
        };
        // a page leads only to the attachments that were found; the reader reported the others
        let address = page::route::Route::Notice(notice.document.id.clone()).address();
        let name = |path: &str| path.rsplit('/').next().unwrap_or(path).to_string();
        notice
            .document
            .front
            .files
            .retain(|file| attached.contains(format!("{address}{}", name(file)).as_str()));
        // a YAML notice that cannot be parsed has nothing to show; Markdown still has its text
        let markdown = notice.document.path.ends_with(".md");
        let unread = found
            .iter()
            .any(|d| matches!(d.code, diag::code::Code::YamlSyntax | diag::code::Code::YamlTooComplex));
        // of a template that is not published nothing else is to be told but errors
        let unfilled = found.iter().any(|d| d.code == diag::code::Code::TemplateLeft);
        let found = if unfilled { found.errors() } else { found };
        if !open {
            refused.push(notice.document.id);
        } else if !unfilled && (markdown || !unread) {
            notices.push(notice);
        }
        diags.extend(found);
    }
    for source in &input.data {
        gate::register(source, input.today, &mut diags);
    }
    let links = bundle::key_of(&[&registers[..], b"links\0", env!("KETLUAN_SOURCES").as_bytes()].concat());
    let kept = readings.recall(&links);
    let known: link::Found = kept.and_then(|bytes| postcard::from_bytes(&bytes).ok()).unwrap_or_default();
    // asked only where two files hold one notice
    let before = std::cell::LazyCell::new(|| input.previous.as_deref().map(publish::published_ids).unwrap_or_default());
    let published = |id: &str| before.contains(id);
    let (site, found) = link::link_knowing(notices, registry, &config, input.today, &known, &published, &mut diags);
    if found != known
        && let Ok(bytes) = postcard::to_stdvec(&found)
    {
        readings.keep(&links, &bytes);
    }
    // another notice may have the same id, and keeps its address
    let withheld: Vec<String> = refused
        .into_iter()
        .filter(|id| !site.notices.iter().any(|(_, e)| e.id == *id))
        .collect();
    let memory = memory::Memory::recall(&site, &config, input, &withheld, &mut diags);
    Compiled {
        site,
        memory,
        config,
        theme,
        diagnostics: diags.sorted(),
        withheld,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_of_the_program_costs_one_notice() {
        let source = source::SourceFile {
            id: span::SourceId(0),
            path: "a.md".into(),
            text: String::new(),
            sha256: String::new(),
        };
        let mut diags = diag::Diagnostics::new();
        assert_eq!(survive(&source, &mut diags, |_| 7), Some(7));
        assert_eq!(diags.iter().count(), 0);
        let hook = std::panic::take_hook();
        std::panic::set_hook(Box::new(|_| {}));
        assert_eq!(survive(&source, &mut diags, |_| -> u32 { panic!("a fault") }), None);
        std::panic::set_hook(hook);
        assert_eq!(diags.iter().map(|d| d.code).collect::<Vec<_>>(), [diag::code::Code::ReadingFailed]);
    }
}
