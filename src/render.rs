//! Pages + theme → Bundle: every file of the site planned, with a pure function that renders it.

pub mod check;
pub mod feed;
pub mod html;
pub mod icalendar;
pub mod open_data;
pub mod search;
pub mod theme;
pub mod xlsx;

use crate::bundle::{Bundle, OutPath};
use crate::config::SiteConfig;
use crate::input::Input;
use crate::page;
use crate::site::Site;
use theme::Theme;

/// Plans every file of the site. Nothing is rendered yet.
pub fn bundle<'a>(site: &'a Site, config: &'a SiteConfig, theme: &'a Theme, input: &'a Input) -> Bundle<'a> {
    let mut bundle = Bundle::default();
    for (path, bytes) in theme.assets().chain(input.assets.iter().map(|(p, b)| (p.as_str(), b.as_slice()))) {
        if let Some(path) = OutPath::new(path) {
            bundle.plan(path, move || bytes.to_vec());
        }
    }
    open_data::plan(site, config, &mut bundle);
    xlsx::plan(site, config, &mut bundle);
    icalendar::plan(site, config, &mut bundle);
    feed::plan(site, config, &mut bundle);
    search::plan(site, config, &mut bundle);
    for page in page::plan(site, config) {
        let path = page.route.out_path();
        bundle.plan(path, move || html::render(&page, config, theme, site.today).into_bytes());
    }
    bundle
}
