//! What a page says of itself to programs: schema.org data as JSON-LD, and Dublin Core in meta tags. All of it is taken
//! from what the open data has; a page that search engines leave out says nothing.

use super::Data;
use super::open_data::{self, Form, Set, ascii_url, task_href, url};
use crate::config::SiteConfig;
use crate::page::route::{Api, Route, akn_address, markdown_address, picture};
use crate::page::{self, Link, Page};
use crate::registry::AgencyId;
use crate::site::{NoticeId, TaskId};
use serde::Serialize;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// Characters of a task's words.
const WORDS: usize = 160;

/// What a template gets as `page.linked` and `page.terms`.
#[derive(Serialize, Default, Debug)]
pub struct About {
    /// JSON that may stand within a `script` element; empty where there is nothing to say.
    pub linked: String,
    /// Address of its picture; empty where it has none.
    pub image: String,
    /// Dublin Core.
    pub terms: Vec<Term>,
    /// The pages above it, the front page left out.
    pub above: Vec<Link>,
}

#[derive(Serialize, Debug, PartialEq)]
pub struct Term {
    pub name: &'static str,
    pub content: String,
}

/// What the pages have in common.
pub struct Metadata<'a> {
    data: Data<'a>,
    /// Address → title of every page.
    titles: BTreeMap<String, String>,
    notices: BTreeMap<&'a str, NoticeId>,
    agencies: BTreeMap<&'a str, AgencyId>,
}

impl<'a> Metadata<'a> {
    pub fn new(data: Data<'a>, pages: &[Page]) -> Metadata<'a> {
        let indexed = pages.iter().filter(|p| p.indexed);
        Metadata {
            data,
            titles: indexed.map(|p| (p.route.address(), p.title.clone())).collect(),
            notices: data.site.notices.iter().map(|(id, e)| (e.id.as_str(), id)).collect(),
            agencies: data.site.agencies.iter().map(|(id, a)| (a.slug.as_str(), id)).collect(),
        }
    }

    pub fn of(&self, page: &Page) -> About {
        if !page.indexed {
            return About::default();
        }
        let place = Place {
            config: self.data.config,
            root: page.route.root(),
        };
        let mut graph = Vec::new();
        match &page.route {
            Route::Home => graph.push(self.website(&place)),
            Route::Notice(id) => {
                if let Some(id) = self.notices.get(id.as_str()) {
                    graph.push(self.report(&place, *id));
                    graph.extend(self.data.site.notices[*id].tasks.iter().filter_map(|t| self.action(&place, *t)));
                }
            }
            Route::Agency(slug) => {
                if let Some(id) = self.agencies.get(slug.as_str()) {
                    graph.push(self.agency(&place, *id));
                }
            }
            Route::Indicator(id) => graph.push(self.series(&place, page, id)),
            Route::Data => graph.push(self.catalogue(&place)),
            _ => {}
        }
        let address = page.route.address();
        if !address.is_empty() {
            graph.push(self.crumbs(&place, &address, &page.title));
        }
        let mut linked = json!({ "@context": "https://schema.org", "@graph": graph });
        open_data::without_null(&mut linked);
        About {
            linked: for_script(&linked.to_string()),
            image: match &page.route {
                Route::Notice(id) if self.data.config.with.images => picture(id),
                _ => String::new(),
            },
            terms: self.terms(page),
            above: self
                .above(&address)
                .into_iter()
                .map(|(href, name)| Link {
                    name: name.clone(),
                    href: href.clone(),
                })
                .collect(),
        }
    }

    /// Address and title of each page whose address the given one begins with.
    pub fn above(&self, address: &str) -> Vec<(&String, &String)> {
        address
            .char_indices()
            .filter(|(i, c)| *c == '/' && i + 1 < address.len())
            .filter_map(|(i, _)| self.titles.get_key_value(&address[..=i]))
            .collect()
    }

    /// The pages above it: those whose addresses its own begins with.
    fn crumbs(&self, place: &Place, address: &str, title: &str) -> Value {
        let home = (String::new(), self.data.site.words.text("nav.home").to_string());
        let above = self
            .above(address)
            .into_iter()
            .map(|(address, title)| (address.clone(), title.clone()));
        let all = std::iter::once(home).chain(above).chain([(address.to_string(), title.to_string())]);
        let items: Vec<Value> = (1..)
            .zip(all)
            .map(|(n, (address, name))| json!({ "@type": "ListItem", "position": n, "name": name, "item": place.of(&address) }))
            .collect();
        json!({ "@type": "BreadcrumbList", "itemListElement": items })
    }

    fn office(&self) -> Value {
        json!({ "@type": "GovernmentOrganization", "name": self.data.config.office })
    }

    fn website(&self, place: &Place) -> Value {
        let config = self.data.config;
        json!({
            "@type": "WebSite",
            "@id": place.of(""),
            "url": place.of(""),
            "name": config.title,
            "description": config.description,
            "inLanguage": config.language,
            "publisher": self.office(),
            "potentialAction": {
                "@type": "SearchAction",
                "target": {
                    "@type": "EntryPoint",
                    "urlTemplate": format!("{}?q={{search_term_string}}", place.of(&Route::Search.address()))
                },
                "query-input": "required name=search_term_string"
            }
        })
    }

    fn report(&self, place: &Place, id: NoticeId) -> Value {
        let Data { site, config, .. } = self.data;
        let entry = &site.notices[id];
        let head = &entry.notice.head;
        let files = [
            (format!("du-lieu/notices/{}.json", entry.id), "application/json"),
            (akn_address(&entry.id), "application/akn+xml"),
            (markdown_address(&entry.id), "text/markdown"),
        ];
        let files: Vec<Value> = files
            .iter()
            .map(|(address, form)| json!({ "@type": "MediaObject", "contentUrl": place.of(address), "encodingFormat": form }))
            .collect();
        let here = place.of(&Route::Notice(entry.id.clone()).address());
        let mut cited: Vec<&str> = entry.notice.citations.iter().map(|c| c.number.as_str()).collect();
        cited.sort_unstable();
        cited.dedup();
        json!({
            "@type": "Report",
            "@id": here,
            "url": here,
            "identifier": entry.id,
            "name": page::notice_name(site, id),
            "headline": head.title,
            "reportNumber": head.number,
            "datePublished": head.issued.map(|d| d.to_string()),
            "temporalCoverage": head.period.map(|m| m.to_string()),
            "inLanguage": "vi",
            "author": head.issuer.as_ref().map(|name| json!({ "@type": "GovernmentOrganization", "name": name })),
            "publisher": self.office(),
            "license": licence(config),
            "citation": (!cited.is_empty()).then_some(cited),
            "image": config.with.images.then(|| place.of(&picture(&entry.id))),
            "encoding": files
        })
    }

    /// A task with a day: who does what until when.
    fn action(&self, place: &Place, id: TaskId) -> Option<Value> {
        let site = self.data.site;
        let (_, due) = site.first_due(id)?;
        let row = &site.tasks[id];
        let bodies = |ids: &[AgencyId]| -> Option<Vec<Value>> {
            let list = ids.iter().map(|a| {
                let agency = &site.agencies[*a];
                let address = Route::Agency(agency.slug.clone()).address();
                json!({ "@type": kind_of_body(&agency.kind), "@id": place.of(&address), "name": agency.name })
            });
            Some(list.collect()).filter(|l: &Vec<Value>| !l.is_empty())
        };
        let status = match site.progress(id) {
            Some(p) if p.status.is_done() => "CompletedActionStatus",
            Some(p) if p.status.closes() => "FailedActionStatus",
            Some(p) if p.status == crate::registry::Status::Ongoing => "ActiveActionStatus",
            _ => "PotentialActionStatus",
        };
        Some(json!({
            "@type": "Action",
            "@id": place.of(&task_href(site, id)),
            "identifier": row.id,
            "name": page::excerpt(&site.task(id).text, WORDS),
            "agent": bodies(&row.leads),
            "participant": bodies(&row.coordinators),
            "endTime": due.to_string(),
            "actionStatus": format!("https://schema.org/{status}"),
            "object": { "@id": place.of(&Route::Notice(site.notices[row.notice].id.clone()).address()) }
        }))
    }

    fn agency(&self, place: &Place, id: AgencyId) -> Value {
        let Data { site, config, .. } = self.data;
        let agency = &site.agencies[id];
        let here = place.of(&Route::Agency(agency.slug.clone()).address());
        let other: Vec<&String> = agency.short.iter().chain(&agency.aliases).collect();
        let parent = agency.parent.as_deref().and_then(|slug| self.agencies.get(slug)).map(|a| {
            let parent = &site.agencies[*a];
            let address = Route::Agency(parent.slug.clone()).address();
            json!({ "@type": kind_of_body(&parent.kind), "@id": place.of(&address), "name": parent.name })
        });
        json!({
            "@type": kind_of_body(&agency.kind),
            "@id": here,
            "url": here,
            "identifier": agency.slug,
            "name": agency.name,
            "alternateName": (!other.is_empty()).then_some(other),
            "description": agency.note,
            "parentOrganization": parent,
            "foundingDate": agency.from.map(|d| d.to_string()),
            "dissolutionDate": agency.to.map(|d| d.to_string()),
            "areaServed": config.province
        })
    }

    /// An indicator's page: the figures behind it as a data set of their own.
    fn series(&self, place: &Place, page: &Page, id: &str) -> Value {
        let here = place.of(&page.route.address());
        json!({
            "@type": "Dataset",
            "@id": here,
            "url": here,
            "identifier": id,
            "name": page.title,
            "description": page.description,
            "variableMeasured": page.title,
            "creator": self.office(),
            "license": licence(self.data.config),
            "isAccessibleForFree": true,
            "distribution": [{
                "@type": "DataDownload",
                "contentUrl": place.of(&Api::Indicator(id).address()),
                "encodingFormat": Form::Json.media_type()
            }]
        })
    }

    fn catalogue(&self, place: &Place) -> Value {
        let Data { site, config, .. } = self.data;
        let words = &site.words;
        let here = place.of(&Route::Data.address());
        let days: Vec<_> = site.notices.iter().filter_map(|(_, e)| e.day).collect();
        let span = days.iter().min().zip(days.iter().max()).map(|(a, b)| format!("{a}/{b}"));
        let changed = open_data::changed(self.data).map(|d| d.to_string());
        let sets: Vec<Value> = Set::ALL
            .into_iter()
            .map(|set| {
                let name = set.name();
                let files: Vec<Value> = open_data::files(self.data, set)
                    .into_iter()
                    .map(|(address, form, _)| {
                        json!({ "@type": "DataDownload", "contentUrl": place.of(&address), "encodingFormat": form.media_type() })
                    })
                    .collect();
                json!({
                    "@type": "Dataset",
                    "@id": format!("{here}#{name}"),
                    "url": format!("{here}#{name}"),
                    "identifier": name,
                    "name": words.text(&format!("dataset.{name}")),
                    "description": words.text(&format!("dataset.{name}_what")),
                    "creator": self.office(),
                    "license": licence(config),
                    "dateModified": changed,
                    "temporalCoverage": span,
                    "spatialCoverage": config.province,
                    "isAccessibleForFree": true,
                    "distribution": files
                })
            })
            .collect();
        json!({
            "@type": "DataCatalog",
            "@id": here,
            "url": here,
            "name": words.text("data.title"),
            "description": words.text("data.description"),
            "inLanguage": config.language,
            "publisher": self.office(),
            "license": licence(config),
            "dateModified": changed,
            "dataset": sets
        })
    }

    fn terms(&self, page: &Page) -> Vec<Term> {
        let Data { site, config, .. } = self.data;
        let entry = match &page.route {
            Route::Notice(id) => self.notices.get(id.as_str()).map(|n| &site.notices[*n]),
            _ => None,
        };
        let head = entry.map(|e| &e.notice.head);
        let address = (!config.base_url.is_empty()).then(|| ascii_url(&url(config, &page.route.address())));
        let kind = match page.route {
            Route::Data | Route::Indicator(_) => "Dataset",
            Route::Notice(_) => "Text",
            _ => "InteractiveResource",
        };
        let issuer = head.and_then(|h| h.issuer.clone());
        let changed = (page.route == Route::Data).then(|| open_data::changed(self.data)).flatten();
        [
            ("DCTERMS.title", Some(page.title.clone())),
            ("DCTERMS.type", Some(kind.to_string())),
            ("DCTERMS.language", Some(config.language.clone())),
            ("DCTERMS.creator", issuer),
            ("DCTERMS.publisher", Some(config.office.clone())),
            ("DCTERMS.identifier", address),
            ("DCTERMS.bibliographicCitation", head.and_then(|h| h.number.clone())),
            ("DCTERMS.issued", head.and_then(|h| h.issued).map(|d| d.to_string())),
            ("DCTERMS.temporal", head.and_then(|h| h.period).map(|m| m.to_string())),
            ("DCTERMS.modified", changed.map(|d| d.to_string())),
            (
                "DCTERMS.license",
                Some(config.licence_url().unwrap_or_else(|| config.licence.clone())),
            ),
        ]
        .into_iter()
        .filter_map(|(name, content)| {
            Some(Term {
                name,
                content: content.filter(|c| !c.is_empty())?,
            })
        })
        .collect()
    }
}

/// Addresses as they stand in a page: absolute where the site's own is configured, else relative to the page.
struct Place<'a> {
    config: &'a SiteConfig,
    root: String,
}

impl Place<'_> {
    fn of(&self, address: &str) -> String {
        let whole = url(self.config, address);
        if self.config.base_url.is_empty() {
            ascii_url(&format!("{}{whole}", self.root))
        } else {
            ascii_url(&whole)
        }
    }
}

fn kind_of_body(kind: &str) -> &'static str {
    match kind {
        "doanh-nghiep" | "dang" | "nhom" | "khac" => "Organization",
        _ => "GovernmentOrganization",
    }
}

fn licence(config: &SiteConfig) -> Value {
    match config.licence_url() {
        Some(url) => json!(url),
        None if config.licence.is_empty() => Value::Null,
        None => json!({ "@type": "CreativeWork", "name": config.licence }),
    }
}

/// JSON that ends no element and begins no comment: `<`, `>` and `&` only as their escapes.
fn for_script(json: &str) -> String {
    json.replace('<', "\\u003c").replace('>', "\\u003e").replace('&', "\\u0026")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_ends_the_element_it_stands_in() {
        let text = for_script(&json!({ "a": "</script><!-- &lt; ]]>" }).to_string());
        assert!(!text.contains(['<', '>', '&']));
        let back: Value = serde_json::from_str(&text).expect("JSON");
        assert_eq!(back["a"], "</script><!-- &lt; ]]>");
    }

    #[test]
    fn a_licence_has_its_address() {
        let url = |licence: &str| {
            let config = SiteConfig {
                licence: licence.into(),
                ..SiteConfig::default()
            };
            config.licence_url().unwrap_or_default()
        };
        assert_eq!(url("CC BY 4.0"), "https://creativecommons.org/licenses/by/4.0/");
        assert_eq!(url("CC BY-SA 4.0"), "https://creativecommons.org/licenses/by-sa/4.0/");
        assert_eq!(url("CC0 1.0"), "https://creativecommons.org/publicdomain/zero/1.0/");
        assert_eq!(url("https://x.vn/giay-phep"), "https://x.vn/giay-phep");
        assert_eq!(url("Theo quy định của tỉnh"), "");
    }
}
