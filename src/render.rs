//! Pages + theme → Bundle: every file of the site planned, with a pure function that renders it.

mod akn;
pub mod check;
mod crawlers;
pub mod feed;
pub mod filter;
pub mod html;
pub mod icalendar;
mod markdown;
pub mod open_data;
pub mod search;
pub mod theme;
pub mod xlsx;

use crate::bundle::{Bundle, OutPath};
use crate::config::SiteConfig;
use crate::input::Input;
use crate::memory::Memory;
use crate::page;
use crate::site::Site;
use theme::Theme;

/// What the files beside the pages are made from: data, calendars, feeds.
#[derive(Clone, Copy)]
pub struct Data<'a> {
    pub site: &'a Site,
    pub memory: &'a Memory,
    pub config: &'a SiteConfig,
}

/// Every page of the site: those of its content, and that which explains its data.
pub fn pages(data: Data<'_>) -> Vec<page::Page<'_>> {
    let mut pages = page::plan(data.site, data.config);
    pages.extend(open_data::pages(data));
    pages
}

/// Plans every file of the site. Nothing is rendered yet.
pub fn bundle<'a>(site: &'a Site, memory: &'a Memory, config: &'a SiteConfig, theme: &'a Theme, input: &'a Input) -> Bundle<'a> {
    let mut bundle = Bundle::default();
    for (path, bytes) in theme.assets().chain(input.assets.iter().map(|(p, b)| (p.as_str(), b.as_slice()))) {
        if let Some(path) = OutPath::new(path) {
            bundle.plan(path, move || bytes.to_vec());
        }
    }
    let data = Data { site, memory, config };
    open_data::plan(data, &mut bundle);
    icalendar::plan(data, &mut bundle);
    feed::plan(data, &mut bundle);
    akn::plan(data, &mut bundle);
    markdown::plan(data, &mut bundle);
    search::plan(site, config, &mut bundle);
    filter::plan(site, &mut bundle);
    crawlers::plan(data, &mut bundle);
    let common = std::sync::Arc::new(html::Common::new(config, theme, site.today));
    for page in pages(data) {
        let common = common.clone();
        bundle.plan_keyed(page.route.out_path(), move |known| common.make(&page, known));
    }
    bundle.ask(|| theme.failures());
    bundle
}
