//! Pages + theme → Bundle: every file of the site planned, with a pure function that renders it.

mod akn;
pub mod check;
mod compressed;
mod crawlers;
pub mod feed;
pub mod filter;
pub mod follow_data;
pub mod html;
pub mod icalendar;
mod markdown;
pub mod metadata;
pub mod open_data;
mod picture;
mod reads;
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
    let mut told = open_data::plan(data, &mut bundle);
    told.extend(icalendar::plan(data, &mut bundle));
    told.extend(feed::plan(data, &mut bundle));
    akn::plan(data, &mut bundle);
    markdown::plan(data, &mut bundle);
    picture::plan(data, theme, &mut bundle);
    told.extend(search::plan(site, &mut bundle));
    filter::plan(site, &mut bundle);
    let marks = page::reads::Marks::of(site);
    let pages = pages(data);
    crawlers::plan(data, &pages, &mut bundle);
    let metadata = metadata::Metadata::new(data, &pages);
    let common = std::sync::Arc::new(html::Common::new(config, theme, &input.key_of_registers(), site.today, metadata));
    for page in pages {
        let common = common.clone();
        let path = page.route.out_path();
        let reads = common.reads(&page, &marks);
        // what says nothing of its reading may count days
        let dated = page.reads.as_ref().is_none_or(|r| marks.counts_days(r));
        bundle.plan_keyed(path.clone(), move |known| common.make(&page, dated, known));
        if let Some(reads) = reads {
            bundle.reading(path.as_str(), reads);
        }
    }
    reads::declare(data, told, &common.key(), &marks, &mut bundle);
    plan_redirects(site, config, &mut bundle);
    bundle.ask(|| theme.failures());
    compressed::beside(bundle, config.with)
}

/// `_redirects` for servers that read it (Netlify, Cloudflare Pages, GitLab Pages): former addresses of notices.
fn plan_redirects<'a>(site: &'a Site, config: &'a SiteConfig, bundle: &mut Bundle<'a>) {
    if page::alias::all(site).next().is_none() {
        return;
    }
    open_data::put(bundle, "_redirects", move || {
        let base = config.base_url.split_once("://").and_then(|(_, rest)| rest.split_once('/'));
        let base = base.map(|(_, path)| format!("/{}", path.trim_end_matches('/'))).unwrap_or_default();
        let mut out = String::new();
        for (alias, id) in page::alias::all(site) {
            let to = page::route::Route::Notice(site.notices[id].id.clone()).address();
            let from = page::route::Route::Alias(alias.to_string()).address();
            out.push_str(&format!("{base}/{from} {base}/{to} 301\n"));
        }
        out.into_bytes()
    });
}
