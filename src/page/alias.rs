//! Pages at the former addresses of notices, which lead on to the present ones.

use super::route::Route;
use super::{Link, Page, notice_link, notice_name};
use crate::config::SiteConfig;
use crate::site::{NoticeId, Site};
use serde::Serialize;

#[derive(Serialize)]
struct AliasView {
    to: Link,
}

/// (former id, notice), in order of the notices' ids.
pub fn all(site: &Site) -> impl Iterator<Item = (&str, NoticeId)> {
    site.notices
        .iter()
        .flat_map(|(id, e)| e.notice.document.front.aliases.iter().map(move |a| (a.as_str(), id)))
}

pub fn pages<'a>(site: &'a Site, _config: &'a SiteConfig) -> Vec<Page<'a>> {
    all(site)
        .map(|(alias, id)| {
            let mut page = Page::new(
                Route::Alias(alias.to_string()),
                "alias.html",
                notice_name(site, id),
                site.words.text("alias.lead"),
                move || AliasView { to: notice_link(site, id) },
            );
            page.indexed = false;
            page
        })
        .collect()
}
