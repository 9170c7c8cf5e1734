//! The map of the site and the word to crawlers.

use super::Data;
use super::open_data::{ascii_url, put, url};
use crate::bundle::Bundle;
use crate::calendar::Day;
use crate::config::SiteConfig;
use crate::page::route::Route;
use std::collections::BTreeMap;

/// More addresses a sitemap may not hold.
const SITEMAP: usize = 50_000;

/// Plans `sitemap.xml` and `robots.txt`.
pub fn plan<'a>(data: Data<'a>, bundle: &mut Bundle<'a>) {
    put(bundle, "sitemap.xml", move || sitemap(data).into_bytes());
    put(bundle, "robots.txt", move || robots(data.config).into_bytes());
}

/// Escapes text for XML.
fn xml(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
        .replace('\'', "&apos;")
}

fn sitemap(data: Data) -> String {
    let Data { site, config, .. } = data;
    let days: BTreeMap<&str, Day> = site.notices.iter().filter_map(|(_, e)| Some((e.id.as_str(), e.day?))).collect();
    let mut out =
        String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n");
    let pages = crate::render::pages(data);
    for page in pages.iter().filter(|p| p.indexed).take(SITEMAP) {
        let address = page.route.address();
        let address = if config.base_url.is_empty() {
            format!("/{address}")
        } else {
            url(config, &address)
        };
        out.push_str(&format!("<url><loc>{}</loc>", xml(&ascii_url(&address))));
        if let Route::Notice(id) = &page.route
            && let Some(day) = days.get(id.as_str())
        {
            out.push_str(&format!("<lastmod>{day}</lastmod>"));
        }
        out.push_str("</url>\n");
    }
    out.push_str("</urlset>\n");
    out
}

fn robots(config: &SiteConfig) -> String {
    let mut out = String::from("User-agent: *\nAllow: /\n");
    if !config.base_url.is_empty() {
        out.push_str(&format!("Sitemap: {}\n", url(config, "sitemap.xml")));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_map_is_named_where_the_address_is_known() {
        let config = SiteConfig {
            base_url: "https://x.vn/kl".into(),
            ..SiteConfig::default()
        };
        assert!(robots(&config).contains("Sitemap: https://x.vn/kl/sitemap.xml"));
        assert!(!robots(&SiteConfig::default()).contains("Sitemap"));
    }
}
