//! An HTML page's view through its template.

use super::theme::Theme;
use crate::calendar::Day;
use crate::config::SiteConfig;
use crate::page::{Page, day_text};
use serde::Serialize;

#[derive(Serialize)]
struct SiteView<'a> {
    title: &'a str,
    office: &'a str,
    description: &'a str,
    base_url: &'a str,
    language: &'a str,
    footer: &'a str,
    province: &'a str,
    licence: &'a str,
}

#[derive(Serialize)]
struct PageView<'a> {
    title: &'a str,
    description: &'a str,
    address: String,
    template: &'a str,
}

/// Renders a page; the template gets `root`, `site`, `page`, `today`, `today_text` and `view`.
pub fn render(page: &Page, config: &SiteConfig, theme: &Theme, today: Day) -> String {
    let mut context = tera::Context::new();
    context.insert("root", &page.route.root());
    context.insert(
        "site",
        &SiteView {
            title: &config.title,
            office: &config.office,
            description: &config.description,
            base_url: &config.base_url,
            language: &config.language,
            footer: config.footer.as_deref().unwrap_or(""),
            province: config.province.as_deref().unwrap_or(""),
            licence: &config.licence,
        },
    );
    let view = PageView {
        title: &page.title,
        description: &page.description,
        address: page.route.address(),
        template: page.template,
    };
    context.insert("page", &view);
    context.insert("today", &today.to_string());
    context.insert("today_text", &day_text(today));
    context.insert("view", &(page.view)());
    theme.render(page.template, &context)
}
