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

/// Of all that the reading of any notice depends on beside the notice: the program and the registers.
fn key_of_registers(input: &input::Input) -> bundle::Key {
    let read = input.data.iter().filter(|d| !d.path.starts_with("progress/"));
    let texts: Vec<(&str, &str)> = read.map(|d| (d.path.as_str(), d.text.as_str())).collect();
    bundle::key_of(format!("{}{texts:?}", env!("KETLUAN_SOURCES")).as_bytes())
}

/// One notice, read anew only where nothing is known of it.
fn read_notice(
    source: &source::SourceFile,
    registry: &registry::Registry,
    registers: &bundle::Key,
    readings: &dyn input::Readings,
) -> (notice::Notice, diag::Diagnostics) {
    let head = format!("{}\0{}\0", source.path, source.sha256);
    let key = bundle::key_of(&[registers, head.as_bytes(), source.text.as_bytes()].concat());
    if let Some(known) = readings.recall(&key)
        && let Ok(reading) = source.id.standing_for(|| postcard::from_bytes(&known))
    {
        return reading;
    }
    let mut diags = diag::Diagnostics::new();
    let document = outline::parse(source, &mut diags);
    let reading = (extract::read(document, registry, &mut diags), diags);
    if let Ok(bytes) = postcard::to_stdvec(&reading) {
        readings.keep(&key, &bytes);
    }
    reading
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
    let registers = key_of_registers(input);
    let read: Vec<_> = input
        .notices
        .par_iter()
        .map(|source| {
            let (notice, mut diags) = read_notice(source, &registry, &registers, readings);
            // waivers end on a day, so that this is no part of what is kept
            let open = gate::notice(&notice.document, source, input.today, &mut diags);
            (notice, diags, open)
        })
        .collect();
    let attached: std::collections::BTreeSet<&str> = input.assets.iter().map(|(path, _)| path.as_str()).collect();
    let mut notices = Vec::with_capacity(read.len());
    let mut refused = Vec::new();
    for (mut notice, found, open) in read {
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
        if !open {
            refused.push(notice.document.id);
        } else if markdown || !unread {
            notices.push(notice);
        }
        diags.extend(found);
    }
    for source in &input.data {
        gate::register(source, input.today, &mut diags);
    }
    let site = link::link(notices, registry, &config, input.today, &mut diags);
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
