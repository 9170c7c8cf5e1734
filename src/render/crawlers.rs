//! The map of the site and the word to crawlers.

use super::Data;
use super::open_data::{ascii_url, put, url};
use crate::bundle::Bundle;
use crate::calendar::Day;
use crate::config::SiteConfig;
use crate::page::Page;
use crate::page::route::Route;
use std::collections::BTreeMap;

/// More addresses a map may not hold.
const MOST: usize = 50_000;

/// Plans `sitemap.xml` and `robots.txt`. Of more addresses than a map may hold there is one of each section, and
/// `sitemap.xml` names them.
pub fn plan<'a>(data: Data<'a>, pages: &[Page], bundle: &mut Bundle<'a>) {
    plan_maps(data, &addresses(data, pages), MOST, bundle);
    put(bundle, "robots.txt", move || robots(data.config).into_bytes());
}

/// An address and the day of what stands there, where one is known.
type Place = (String, Option<Day>);

fn addresses(data: Data, pages: &[Page]) -> Vec<Place> {
    let days: BTreeMap<&str, Option<Day>> = data.site.notices.iter().map(|(_, e)| (e.id.as_str(), e.day)).collect();
    let day = |route: &Route| match route {
        Route::Notice(id) => days.get(id.as_str()).copied().flatten(),
        _ => None,
    };
    let indexed = pages.iter().filter(|p| p.indexed);
    indexed.map(|p| (p.route.address(), day(&p.route))).collect()
}

fn plan_maps<'a>(data: Data<'a>, all: &[Place], most: usize, bundle: &mut Bundle<'a>) {
    let config = data.config;
    if all.len() <= most {
        let map = map(config, all);
        return put(bundle, "sitemap.xml", move || map.clone().into_bytes());
    }
    let mut sections: BTreeMap<&str, Vec<Place>> = BTreeMap::new();
    for place in all {
        let section = place.0.split_once('/').map_or("", |(section, _)| section);
        sections.entry(section).or_default().push(place.clone());
    }
    let mut index = String::from(HEAD) + "<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n";
    for (section, places) in sections {
        for (n, part) in places.chunks(most).enumerate() {
            let name = format!("sitemap-{}-{}.xml", if section.is_empty() { "trang" } else { section }, n + 1);
            index.push_str(&format!("<sitemap><loc>{}</loc></sitemap>\n", location(config, &name)));
            let map = map(config, part);
            put(bundle, &name, move || map.clone().into_bytes());
        }
    }
    index.push_str("</sitemapindex>\n");
    put(bundle, "sitemap.xml", move || index.clone().into_bytes());
}

/// Escapes text for XML.
fn xml(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
        .replace('\'', "&apos;")
}

fn location(config: &SiteConfig, address: &str) -> String {
    let address = if config.base_url.is_empty() {
        format!("/{address}")
    } else {
        url(config, address)
    };
    xml(&ascii_url(&address))
}

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

fn map(config: &SiteConfig, places: &[Place]) -> String {
    let mut out = String::from(HEAD) + "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n";
    for (address, day) in places {
        out.push_str(&format!("<url><loc>{}</loc>", location(config, address)));
        if let Some(day) = day {
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

    #[test]
    fn a_long_map_is_split_by_section() {
        let parts = crate::render::open_data::tests::parts();
        let data = crate::render::open_data::tests::data(&parts);
        let place = |address: &str| (address.to_string(), None);
        let all = [
            place(""),
            place("ket-luan/a/"),
            place("ket-luan/b/"),
            place("ket-luan/c/"),
            place("lich/"),
        ];
        let maps = |most: usize| {
            let mut bundle = Bundle::default();
            plan_maps(data, &all, most, &mut bundle);
            let text = |path: &str| String::from_utf8(bundle.bytes(path).unwrap()).unwrap();
            bundle
                .paths()
                .map(|p| (p.as_str().to_string(), text(p.as_str())))
                .collect::<BTreeMap<_, _>>()
        };
        assert_eq!(maps(5).keys().collect::<Vec<_>>(), ["sitemap.xml"]);
        let split = maps(2);
        let names = [
            "sitemap-ket-luan-1.xml",
            "sitemap-ket-luan-2.xml",
            "sitemap-lich-1.xml",
            "sitemap-trang-1.xml",
        ];
        assert_eq!(split.keys().filter(|k| *k != "sitemap.xml").collect::<Vec<_>>(), names);
        assert!(names.iter().all(|n| split["sitemap.xml"].contains(&format!("<loc>/{n}</loc>"))));
        let told: String = names.iter().map(|n| split[*n].as_str()).collect();
        assert!(all.iter().all(|(address, _)| told.contains(&format!("<loc>/{address}</loc>"))));
    }
}
