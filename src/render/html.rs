//! An HTML page's view through its template.

use super::metadata::{About, Metadata, Term};
use super::theme::Theme;
use crate::bundle::{Key, Made};
use crate::calendar::Day;
use crate::config::SiteConfig;
use crate::page::reads::Marks;
use crate::page::route::Route;
use crate::page::{Link, Page};
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
    logo: &'a str,
    contact: &'a str,
}

#[derive(Serialize)]
struct PageView<'a> {
    title: &'a str,
    description: &'a str,
    address: String,
    template: &'a str,
    indexed: bool,
    /// Address of the picture that a link to the page is shown with, or empty.
    image: &'a str,
    /// What it says of itself as JSON-LD, ready to stand in a `script` element, and in Dublin Core.
    linked: &'a str,
    terms: &'a [Term],
    /// The pages above it, the front page left out.
    above: &'a [Link],
}

/// From a page to the site's root. The page for a wrong address is shown at any depth, so that only an address from the
/// host's root is right there: the path of the site's configured address, else the host itself.
fn root(page: &Page, config: &SiteConfig) -> String {
    if page.route != Route::NotFound {
        return page.route.root();
    }
    let path = config
        .base_url
        .split("://")
        .nth(1)
        .and_then(|rest| rest.split_once('/'))
        .map_or("", |x| x.1);
    if path.is_empty() { "/".into() } else { format!("/{path}/") }
}

/// What all pages have in common.
pub struct Common<'a> {
    config: &'a SiteConfig,
    theme: &'a Theme,
    today: Day,
    metadata: Metadata<'a>,
    /// Of the program, the theme, the settings and the registers.
    key: Key,
}

impl<'a> Common<'a> {
    /// `registers`: key of those that are not progress.
    pub fn new(config: &'a SiteConfig, theme: &'a Theme, registers: &Key, today: Day, metadata: Metadata<'a>) -> Common<'a> {
        let mut hash = blake3::Hasher::new();
        hash.update(env!("KETLUAN_SOURCES").as_bytes());
        hash.update(&theme.key());
        hash.update(registers);
        hash.update(format!("{config:?}").as_bytes());
        Common {
            config,
            theme,
            today,
            metadata,
            key: *hash.finalize().as_bytes(),
        }
    }
    /// Stands for what every file may read.
    pub fn key(&self) -> Key {
        self.key
    }
    /// Of all that a page reads, where it says so.
    pub fn reads(&self, page: &Page, marks: &Marks) -> Option<Key> {
        let key = marks.key(&self.key, page.reads.as_ref()?)?;
        let head = serde_json::to_vec(&(head(page, &About::default()), self.metadata.above(&page.route.address()))).ok()?;
        Some(crate::bundle::key_of(&[&key[..], &head].concat()))
    }
    /// Renders a page, unless its key is `known`: then its view and all else that it shows are the same.
    /// `dated`: days are counted on it, so that it says for which day.
    pub fn make(&self, page: &Page, dated: bool, known: Option<&Key>) -> Made {
        let view = (page.view)();
        let about = self.metadata.of(page);
        let today = dated.then_some(self.today);
        let mut seen = self.key.to_vec();
        seen.extend(today.map(|d| d.to_string()).unwrap_or_default().into_bytes());
        // views are plain data with text keys
        let written = serde_json::to_writer(&mut seen, &head(page, &about)).and_then(|()| serde_json::to_writer(&mut seen, &view));
        debug_assert!(written.is_ok());
        let key = crate::bundle::key_of(&seen);
        drop(seen);
        if written.is_ok() && known == Some(&key) {
            return Made::Same;
        }
        let bytes = fill(page, &about, view.as_ref(), self.config, self.theme, today);
        Made::New { key, bytes }
    }
}

/// What a template gets as `page`.
fn head<'a>(page: &'a Page, about: &'a About) -> PageView<'a> {
    PageView {
        title: &page.title,
        description: &page.description,
        address: page.route.address(),
        template: page.template,
        indexed: page.indexed,
        image: &about.image,
        linked: &about.linked,
        terms: &about.terms,
        above: &about.above,
    }
}

/// Renders a page; the template gets `root`, `site`, `page`, `today`, `today_text` (both empty where nothing on the page is
/// counted in days, so that it stays the same file from day to day) and `view`.
pub fn render(page: &Page, config: &SiteConfig, theme: &Theme, today: Day) -> String {
    let html = fill(page, &About::default(), (page.view)().as_ref(), config, theme, Some(today));
    String::from_utf8_lossy(&html).into_owned()
}

fn fill(page: &Page, about: &About, view: &dyn erased_serde::Serialize, config: &SiteConfig, theme: &Theme, today: Option<Day>) -> Vec<u8> {
    let mut context = tera::Context::new();
    context.insert("root", &root(page, config));
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
            logo: config.logo.as_deref().unwrap_or(""),
            contact: config.contact.as_deref().unwrap_or(""),
        },
    );
    context.insert("page", &head(page, about));
    context.insert("today", &today.map(|d| d.to_string()).unwrap_or_default());
    context.insert("today_text", &today.map(|d| config.words.day(d)).unwrap_or_default());
    context.insert("view", &view);
    theme.render(page.template, &context)
}
