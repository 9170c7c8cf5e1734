//! The open data below `du-lieu/`, the map of the site and the word to crawlers. Keys keep the order of CONTRACT
//! "Open data" because each object is a struct of this file; a value that is not there is null, an empty list [].

use super::Data;
use crate::bundle::{Bundle, OutPath};
use crate::calendar::Day;
use crate::config::SiteConfig;
use crate::notice::{Bound, Deadline, Indicator, NoticeKind};
use crate::page::route::{Route, task_address};
use crate::registry::AgencyId;
use crate::site::{FigureRef, NoticeId, Site, TaskId};
use serde::Serialize;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// The list of all tasks in one file is there while it is shorter than this.
const UNSPLIT: usize = 20_000;
/// More addresses a sitemap may not hold.
const SITEMAP: usize = 50_000;

/// Plans every data file.
pub fn plan<'a>(data: Data<'a>, bundle: &mut Bundle<'a>) {
    let Data { site, memory, config } = data;
    for (id, entry) in site.notices.iter() {
        put(bundle, &format!("du-lieu/notices/{}.json", entry.id), move || {
            pretty(&notice(site, config, id))
        });
    }
    if site.tasks.len() < UNSPLIT {
        put(bundle, "du-lieu/tasks.json", move || list("tasks", task_rows(site, config, None)));
    }
    let years: BTreeSet<String> = site.notices.iter().map(|(_, e)| year_name(e.year)).collect();
    for year in years {
        put(bundle, &format!("du-lieu/{year}/tasks.json"), move || {
            list("tasks", task_rows(site, config, Some(&year)))
        });
    }
    put(bundle, "du-lieu/tasks.csv", move || tasks_csv(site, config));
    put(bundle, "du-lieu/agencies.json", move || list("agencies", agencies(site, config)));
    put(bundle, "du-lieu/deadlines.json", move || list("deadlines", deadlines(site, config)));
    put(bundle, "du-lieu/indicators.json", move || list("indicators", indicators(site)));
    put(bundle, "du-lieu/indicators.csv", move || indicators_csv(site));
    put(bundle, "du-lieu/comparisons.json", move || list("comparisons", comparisons(site)));
    put(bundle, "du-lieu/citations.json", move || list("citations", citations(site)));
    put(bundle, "du-lieu/state.json", move || memory.to_bytes());
    for (name, schema) in schemas() {
        put(bundle, &format!("du-lieu/schema/{name}.json"), move || pretty(&schema));
    }
    if config.with.xlsx {
        super::xlsx::plan(site, config, bundle);
    }
    put(bundle, "sitemap.xml", move || sitemap(site, config).into_bytes());
    put(bundle, "robots.txt", move || robots(config).into_bytes());
}

/// Plans one file; a path that cannot be written is left out.
pub(super) fn put<'a>(bundle: &mut Bundle<'a>, path: &str, make: impl Fn() -> Vec<u8> + Send + Sync + 'a) {
    if let Some(path) = OutPath::new(path) {
        bundle.plan(path, make);
    }
}

/// Absolute where the site's address is configured, else relative to the site's root.
pub(super) fn url(config: &SiteConfig, address: &str) -> String {
    if config.base_url.is_empty() {
        address.to_string()
    } else {
        format!("{}/{address}", config.base_url.trim_end_matches('/'))
    }
}

/// Escapes what may not stand in an address by RFC 3986 ("#nv-II.2.đ" in a calendar or feed).
pub(super) fn ascii_url(address: &str) -> String {
    let mut out = String::with_capacity(address.len());
    for b in address.bytes() {
        if b.is_ascii_alphanumeric() || b"-._~:/?#[]@!$&'()*+,;=%".contains(&b) {
            out.push(b as char);
        } else {
            out.push_str(&format!("%{b:02X}"));
        }
    }
    out
}

/// Site-relative address of a task.
pub(super) fn task_href(site: &Site, id: TaskId) -> String {
    let row = &site.tasks[id];
    task_address(&site.notices[row.notice].id, &format!("nv-{}", crate::page::task_anchor(site, id)))
}

/// Tasks of the site, newest notice first, in the notice's order.
pub(super) fn tasks_in_order(site: &Site) -> impl Iterator<Item = TaskId> + '_ {
    site.order.iter().flat_map(|n| site.notices[*n].tasks.iter().copied())
}

fn year_name(year: Option<i32>) -> String {
    year.map_or_else(|| "khong-ngay".to_string(), |y| y.to_string())
}

fn pretty(value: &impl Serialize) -> Vec<u8> {
    end(serde_json::to_vec_pretty(value))
}

fn end(bytes: serde_json::Result<Vec<u8>>) -> Vec<u8> {
    // Plain structs with text keys always serialise.
    let mut bytes = bytes.unwrap_or_default();
    bytes.push(b'\n');
    bytes
}

/// `{ "schema": "ketluan/NAME/1", "NAME": [ … ] }`, one entry a line.
fn list<T: Serialize>(name: &str, entries: impl IntoIterator<Item = T>) -> Vec<u8> {
    let mut out = format!("{{\"schema\":\"ketluan/{name}/1\",\"{name}\":[").into_bytes();
    for (i, entry) in entries.into_iter().enumerate() {
        out.extend_from_slice(if i == 0 { b"\n" } else { b",\n" });
        out.extend(serde_json::to_vec(&entry).unwrap_or_else(|_| b"null".to_vec()));
    }
    out.extend_from_slice(b"\n]}\n");
    out
}

// ---- notice ----

#[derive(Serialize)]
struct NoticeJson<'a> {
    schema: &'static str,
    id: &'a str,
    url: String,
    kind: &'static str,
    number: Option<&'a str>,
    issuer: Option<&'a str>,
    place: Option<&'a str>,
    issued: Option<Iso>,
    meeting_date: Option<Iso>,
    period: Option<String>,
    chair: Option<&'a str>,
    signer: Option<SignerJson<'a>>,
    recipients: &'a [String],
    title: Option<&'a str>,
    source: SourceJson<'a>,
    tasks: Vec<TaskJson<'a>>,
    indicators: Vec<IndicatorJson<'a>>,
    approvals: Vec<&'a str>,
    citations: Vec<CitationJson<'a>>,
}

/// A day as `YYYY-MM-DD`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Iso(Day);

impl Serialize for Iso {
    fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(&self.0)
    }
}

#[derive(Serialize)]
struct SignerJson<'a> {
    name: &'a str,
    title: Option<&'a str>,
    authority: Option<&'a str>,
}

#[derive(Serialize)]
struct SourceJson<'a> {
    path: &'a str,
    sha256: &'a str,
}

#[derive(Serialize)]
struct TaskJson<'a> {
    id: &'a str,
    url: String,
    clause: String,
    text: &'a str,
    inherited: bool,
    corrected: bool,
    leads: Vec<Body<'a>>,
    coordinators: Vec<Body<'a>>,
    deadlines: Vec<DeadlineJson<'a>>,
}

#[derive(Serialize)]
struct Body<'a> {
    id: &'a str,
    name: &'a str,
}

#[derive(Serialize)]
struct DeadlineJson<'a> {
    quote: &'a str,
    due: Option<Iso>,
    bound: &'static str,
    every: Option<&'a str>,
    weekday: Option<u32>,
    day: Option<u32>,
    time: Option<&'a str>,
    lunar: bool,
}

#[derive(Serialize)]
struct IndicatorJson<'a> {
    id: &'a str,
    label: &'a str,
    value: Option<f64>,
    unit: Option<&'a str>,
    span: Option<String>,
    quote: &'a str,
    clause: String,
    comparisons: Vec<ComparisonJson<'a>>,
}

#[derive(Serialize)]
struct ComparisonJson<'a> {
    basis: Option<&'static str>,
    value: f64,
    unit: &'a str,
    level: bool,
}

#[derive(Serialize)]
struct CitationJson<'a> {
    number: &'a str,
    quote: &'a str,
}

fn notice<'a>(site: &'a Site, config: &SiteConfig, id: NoticeId) -> NoticeJson<'a> {
    let entry = &site.notices[id];
    let n = &entry.notice;
    let h = &n.head;
    NoticeJson {
        schema: "ketluan/notice/1",
        id: &entry.id,
        url: url(config, &Route::Notice(entry.id.clone()).address()),
        kind: match h.kind {
            NoticeKind::Conclusion => "thong-bao-ket-luan",
            NoticeKind::Dispatch => "cong-van",
        },
        number: h.number.as_deref(),
        issuer: h.issuer.as_deref(),
        place: h.place.as_deref(),
        issued: h.issued.map(Iso),
        meeting_date: h.meeting_date.map(Iso),
        period: h.period.map(|m| m.to_string()),
        chair: h.chair.as_deref(),
        signer: h.signer.as_ref().map(|s| SignerJson {
            name: &s.name,
            title: s.title.as_deref(),
            authority: s.authority.as_deref(),
        }),
        recipients: &h.recipients,
        title: h.title.as_deref(),
        source: SourceJson {
            path: &n.document.path,
            sha256: &n.document.sha256,
        },
        tasks: entry.tasks.iter().map(|t| task(site, config, *t)).collect(),
        indicators: n.indicators.iter().map(indicator).collect(),
        approvals: n.approvals.iter().map(|a| a.text.as_str()).collect(),
        citations: n
            .citations
            .iter()
            .map(|c| CitationJson {
                number: &c.number,
                quote: &c.quote,
            })
            .collect(),
    }
}

fn task<'a>(site: &'a Site, config: &SiteConfig, id: TaskId) -> TaskJson<'a> {
    let t = site.task(id);
    let row = &site.tasks[id];
    TaskJson {
        id: &row.id,
        url: url(config, &task_href(site, id)),
        clause: t.clause.to_string(),
        text: &t.text,
        inherited: t.certainty == crate::notice::Certainty::Inherited,
        corrected: t.corrected,
        leads: bodies(site, &row.leads, &t.leads),
        coordinators: bodies(site, &row.coordinators, &t.coordinators),
        deadlines: t.deadlines.iter().map(deadline).collect(),
    }
}

/// Slug of the linked agency with the name as the notice has it: "Sở Kế hoạch và Đầu tư" keeps its name of the time.
fn bodies<'a>(site: &'a Site, linked: &[AgencyId], mentions: &'a [crate::notice::Mention]) -> Vec<Body<'a>> {
    let paired = linked.len() == mentions.len();
    linked
        .iter()
        .enumerate()
        .map(|(i, agency)| {
            let agency = &site.agencies[*agency];
            // Where linking joined two names, the slug finds the name again.
            let said = if paired {
                mentions.get(i)
            } else {
                mentions.iter().find(|m| m.slug.as_ref() == Some(&agency.slug))
            };
            Body {
                id: &agency.slug,
                name: said.map_or(&agency.name, |m| &m.name),
            }
        })
        .collect()
}

fn deadline(d: &Deadline) -> DeadlineJson<'_> {
    let (every, weekday, day) = match &d.bound {
        Bound::Every { every, weekday, day } => (Some(every.as_str()), *weekday, *day),
        _ => (None, None, None),
    };
    DeadlineJson {
        quote: &d.quote,
        due: d.bound.due().map(Iso),
        bound: d.bound.name(),
        every,
        weekday,
        day,
        time: d.time.as_deref(),
        lunar: d.lunar,
    }
}

fn indicator(i: &Indicator) -> IndicatorJson<'_> {
    IndicatorJson {
        id: &i.id,
        label: &i.label,
        value: i.value,
        unit: i.unit.as_deref(),
        span: i.span_of_time.map(|p| p.to_string()),
        quote: &i.quote,
        clause: i.clause.to_string(),
        comparisons: i
            .comparisons
            .iter()
            .map(|c| ComparisonJson {
                basis: c.basis,
                value: c.value,
                unit: &c.unit,
                level: c.level,
            })
            .collect(),
    }
}

// ---- lists ----

/// An entry of a list together with the notice it stands in.
#[derive(Serialize)]
struct InNotice<'a, T: Serialize> {
    notice: &'a str,
    #[serde(flatten)]
    entry: T,
}

fn task_rows<'a>(site: &'a Site, config: &'a SiteConfig, year: Option<&'a str>) -> impl Iterator<Item = InNotice<'a, TaskJson<'a>>> {
    tasks_in_order(site).filter_map(move |id| {
        let entry = &site.notices[site.tasks[id].notice];
        year.is_none_or(|y| year_name(entry.year) == y).then(|| InNotice {
            notice: &entry.id,
            entry: task(site, config, id),
        })
    })
}

#[derive(Serialize)]
struct AgencyJson<'a> {
    id: &'a str,
    url: String,
    name: &'a str,
    short: &'a [String],
    aliases: &'a [String],
    kind: &'a str,
    parent: Option<&'a str>,
    from: Option<Iso>,
    to: Option<Iso>,
    predecessors: &'a [String],
    successors: &'a [String],
    note: Option<&'a str>,
    leads: usize,
    coordinates: usize,
}

fn agencies<'a>(site: &'a Site, config: &'a SiteConfig) -> impl Iterator<Item = AgencyJson<'a>> {
    site.agencies.iter().map(move |(id, a)| AgencyJson {
        id: &a.slug,
        url: url(config, &Route::Agency(a.slug.clone()).address()),
        name: &a.name,
        short: &a.short,
        aliases: &a.aliases,
        kind: &a.kind,
        parent: a.parent.as_deref(),
        from: a.from.map(Iso),
        to: a.to.map(Iso),
        predecessors: &a.predecessors,
        successors: &a.successors,
        note: a.note.as_deref(),
        leads: site.led.get(&id).map_or(0, Vec::len),
        coordinates: site.coordinated.get(&id).map_or(0, Vec::len),
    })
}

#[derive(Serialize)]
struct DeadlineRow<'a> {
    task: &'a str,
    /// Which of the task's deadlines, from 1.
    ordinal: usize,
    url: String,
    #[serde(flatten)]
    deadline: DeadlineJson<'a>,
    leads: Vec<Body<'a>>,
    coordinators: Vec<Body<'a>>,
}

/// Dated deadlines by day, then those without a day.
fn deadlines<'a>(site: &'a Site, config: &'a SiteConfig) -> impl Iterator<Item = InNotice<'a, DeadlineRow<'a>>> {
    site.by_day.values().flatten().chain(&site.undated).filter_map(move |(id, i)| {
        let t = site.task(*id);
        let row = &site.tasks[*id];
        let d = t.deadlines.get(*i)?;
        Some(InNotice {
            notice: &site.notices[row.notice].id,
            entry: DeadlineRow {
                task: &row.id,
                ordinal: i + 1,
                url: url(config, &task_href(site, *id)),
                deadline: deadline(d),
                leads: bodies(site, &row.leads, &t.leads),
                coordinators: bodies(site, &row.coordinators, &t.coordinators),
            },
        })
    })
}

fn figures(site: &Site) -> impl Iterator<Item = (&str, &Indicator)> {
    site.series.values().flatten().filter_map(|(n, i)| {
        let entry = &site.notices[*n];
        Some((entry.id.as_str(), entry.notice.indicators.get(*i)?))
    })
}

fn indicators(site: &Site) -> impl Iterator<Item = InNotice<'_, IndicatorJson<'_>>> {
    figures(site).map(|(notice, i)| InNotice {
        notice,
        entry: indicator(i),
    })
}

#[derive(Serialize)]
struct PairJson<'a> {
    earlier: &'a str,
    later: &'a str,
    continued: Vec<ContinuedJson<'a>>,
    new: Vec<&'a str>,
    dropped: Vec<&'a str>,
    figures: Vec<FigurePairJson<'a>>,
    load: Vec<LoadJson<'a>>,
}

#[derive(Serialize)]
struct ContinuedJson<'a> {
    earlier: &'a str,
    later: &'a str,
    strength: f64,
}

#[derive(Serialize)]
struct FigurePairJson<'a> {
    indicator: &'a str,
    earlier: Option<IndicatorJson<'a>>,
    later: Option<IndicatorJson<'a>>,
    change: Option<f64>,
    reason: Option<&'a str>,
}

#[derive(Serialize)]
struct LoadJson<'a> {
    agency: &'a str,
    earlier: LoadOf,
    later: LoadOf,
}

#[derive(Serialize)]
struct LoadOf {
    leads: usize,
    coordinates: usize,
}

impl From<&crate::site::Load> for LoadOf {
    fn from(l: &crate::site::Load) -> LoadOf {
        LoadOf {
            leads: l.leads,
            coordinates: l.coordinates,
        }
    }
}

fn comparisons(site: &Site) -> impl Iterator<Item = PairJson<'_>> {
    let task_id = |t: &TaskId| site.tasks[*t].id.as_str();
    let figure = |r: &Option<FigureRef>| r.and_then(|(n, i)| site.notices[n].notice.indicators.get(i)).map(indicator);
    site.pairs.iter().map(move |p| PairJson {
        earlier: &site.notices[p.earlier].id,
        later: &site.notices[p.later].id,
        continued: p
            .continued
            .iter()
            .map(|c| ContinuedJson {
                earlier: task_id(&c.earlier),
                later: task_id(&c.later),
                strength: thousandths(c.strength),
            })
            .collect(),
        new: p.new.iter().map(task_id).collect(),
        dropped: p.dropped.iter().map(task_id).collect(),
        figures: p
            .figures
            .iter()
            .map(|f| FigurePairJson {
                indicator: &f.indicator,
                earlier: figure(&f.earlier),
                later: figure(&f.later),
                change: f.change,
                reason: f.reason.as_deref(),
            })
            .collect(),
        load: p
            .load
            .iter()
            .map(|(a, earlier, later)| LoadJson {
                agency: &site.agencies[*a].slug,
                earlier: earlier.into(),
                later: later.into(),
            })
            .collect(),
    })
}

/// More digits of a strength mean nothing.
fn thousandths(x: f64) -> f64 {
    (x * 1000.0).round() / 1000.0
}

#[derive(Serialize)]
struct CitedJson<'a> {
    number: &'a str,
    cited_by: Vec<CitedByJson<'a>>,
}

#[derive(Serialize)]
struct CitedByJson<'a> {
    notice: &'a str,
    clause: String,
    quote: &'a str,
}

fn citations(site: &Site) -> impl Iterator<Item = CitedJson<'_>> {
    site.citations.iter().map(|(number, by)| CitedJson {
        number,
        cited_by: by
            .iter()
            .filter_map(|(n, i)| {
                let entry = &site.notices[*n];
                let c = entry.notice.citations.get(*i)?;
                Some(CitedByJson {
                    notice: &entry.id,
                    clause: c.clause.to_string(),
                    quote: &c.quote,
                })
            })
            .collect(),
    })
}

// ---- CSV ----

/// A text cell that no spreadsheet takes for a formula.
fn cell(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        format!("'{text}")
    } else {
        text.to_string()
    }
}

/// UTF-8 with byte order mark, RFC 4180.
fn csv(head: &[&str], rows: impl Iterator<Item = Vec<String>>) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer("\u{feff}".as_bytes().to_vec());
    // Writing to memory cannot fail, and all rows have the head's length.
    let _ = writer.write_record(head);
    for row in rows {
        let _ = writer.write_record(&row);
    }
    writer.into_inner().unwrap_or_default()
}

fn joined<'a>(parts: impl Iterator<Item = &'a str>) -> String {
    cell(&parts.collect::<Vec<_>>().join("; "))
}

const TASK_COLUMNS: [&str; 15] = [
    "notice",
    "issued",
    "id",
    "url",
    "clause",
    "text",
    "lead_ids",
    "leads",
    "coordinator_ids",
    "coordinators",
    "due",
    "bound",
    "quote",
    "inherited",
    "corrected",
];

fn tasks_csv(site: &Site, config: &SiteConfig) -> Vec<u8> {
    let due = |d: &DeadlineJson| d.due.map(|d| d.0.to_string()).unwrap_or_default();
    csv(
        &TASK_COLUMNS,
        tasks_in_order(site).map(|id| {
            let entry = &site.notices[site.tasks[id].notice];
            let t = task(site, config, id);
            let dues: Vec<String> = t.deadlines.iter().map(due).collect();
            vec![
                cell(&entry.id),
                entry.notice.head.issued.map(|d| d.to_string()).unwrap_or_default(),
                cell(t.id),
                cell(&t.url),
                cell(&t.clause),
                cell(t.text),
                joined(t.leads.iter().map(|b| b.id)),
                joined(t.leads.iter().map(|b| b.name)),
                joined(t.coordinators.iter().map(|b| b.id)),
                joined(t.coordinators.iter().map(|b| b.name)),
                joined(dues.iter().map(String::as_str)),
                joined(t.deadlines.iter().map(|d| d.bound)),
                joined(t.deadlines.iter().map(|d| d.quote)),
                t.inherited.to_string(),
                t.corrected.to_string(),
            ]
        }),
    )
}

const FIGURE_COLUMNS: [&str; 12] = [
    "notice",
    "id",
    "label",
    "value",
    "unit",
    "span",
    "basis",
    "comparison",
    "comparison_unit",
    "level",
    "clause",
    "quote",
];

/// One row for each comparison of a figure, one for a figure without any.
fn indicators_csv(site: &Site) -> Vec<u8> {
    // Numbers are ours and stay numbers: only texts are guarded against formulas.
    let row = |notice: &str, i: &Indicator, c: Option<&crate::notice::Comparison>| {
        vec![
            cell(notice),
            cell(&i.id),
            cell(&i.label),
            i.value.map(|v| v.to_string()).unwrap_or_default(),
            cell(i.unit.as_deref().unwrap_or("")),
            i.span_of_time.map(|p| p.to_string()).unwrap_or_default(),
            c.and_then(|c| c.basis).unwrap_or("").to_string(),
            c.map(|c| c.value.to_string()).unwrap_or_default(),
            cell(c.map_or("", |c| &c.unit)),
            c.map(|c| c.level.to_string()).unwrap_or_default(),
            cell(&i.clause.to_string()),
            cell(&i.quote),
        ]
    };
    csv(
        &FIGURE_COLUMNS,
        figures(site).flat_map(|(notice, i)| match i.comparisons.is_empty() {
            true => vec![row(notice, i, None)],
            false => i.comparisons.iter().map(|c| row(notice, i, Some(c))).collect(),
        }),
    )
}

// ---- crawlers ----

/// Escapes text for XML.
fn xml(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
        .replace('\'', "&apos;")
}

fn sitemap(site: &Site, config: &SiteConfig) -> String {
    let days: BTreeMap<&str, Day> = site.notices.iter().filter_map(|(_, e)| Some((e.id.as_str(), e.day?))).collect();
    let mut out =
        String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n");
    let pages = crate::page::plan(site, config);
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

// ---- schemas ----

fn object(properties: Value) -> Value {
    let required: Vec<String> = properties.as_object().map(|o| o.keys().cloned().collect()).unwrap_or_default();
    json!({ "type": "object", "properties": properties, "required": required })
}

fn array(items: Value) -> Value {
    json!({ "type": "array", "items": items })
}

fn list_schema(name: &str, title: &str, items: Value) -> Value {
    let mut properties = serde_json::Map::new();
    properties.insert("schema".into(), json!({ "const": format!("ketluan/{name}/1") }));
    properties.insert(name.into(), array(items));
    titled(title, object(Value::Object(properties)))
}

fn titled(title: &str, mut schema: Value) -> Value {
    if let Some(o) = schema.as_object_mut() {
        o.insert("$schema".into(), json!("https://json-schema.org/draft/2020-12/schema"));
        o.insert("title".into(), json!(title));
    }
    schema
}

/// The properties of `base` and more.
fn with(base: &Value, more: Value) -> Value {
    let mut all = base["properties"].as_object().cloned().unwrap_or_default();
    if let Value::Object(more) = more {
        all.extend(more);
    }
    object(Value::Object(all))
}

/// (name, JSON Schema 2020-12) of each open data file.
fn schemas() -> Vec<(&'static str, Value)> {
    let text = json!({ "type": "string" });
    let maybe = json!({ "type": ["string", "null"] });
    let number = json!({ "type": ["number", "null"] });
    let flag = json!({ "type": "boolean" });
    let count = json!({ "type": "integer", "minimum": 0 });
    let day = json!({ "type": ["string", "null"], "format": "date" });
    let texts = array(text.clone());
    let bodies = array(object(
        json!({ "id": { "type": "string", "pattern": "^[a-z0-9-]+$" }, "name": text }),
    ));
    let deadline = object(json!({
        "quote": { "type": "string", "description": "Cụm từ chỉ thời hạn, nguyên văn" },
        "due": day,
        "bound": { "enum": ["before", "by", "within", "event", "recurring"] },
        "every": { "type": ["string", "null"], "pattern": "^P[0-9]+[DWMY]$" },
        "weekday": { "type": ["integer", "null"], "minimum": 1, "maximum": 7 },
        "day": { "type": ["integer", "null"], "minimum": 1, "maximum": 31 },
        "time": { "type": ["string", "null"], "pattern": "^[0-9]{2}:[0-9]{2}$" },
        "lunar": flag
    }));
    let task = object(json!({
        "id": { "type": "string", "description": "ID/CLAUSE, ~2, ~3 … cho nhiệm vụ thứ hai, thứ ba … của một mục" },
        "url": text, "clause": text, "text": text, "inherited": flag, "corrected": flag,
        "leads": bodies, "coordinators": bodies, "deadlines": array(deadline.clone())
    }));
    let comparison = object(json!({
        "basis": { "enum": ["yoy", "mom", "plan", "central_budget", "local_budget", "scenario", "plan_pm", "assigned", null] },
        "value": { "type": "number" }, "unit": text, "level": flag
    }));
    let indicator = object(json!({
        "id": text, "label": text, "value": number, "unit": maybe,
        "span": { "type": ["string", "null"], "pattern": "^[0-9]{4}(-Q[1-4]|-[0-9]{2}(/[0-9]{4}-[0-9]{2})?)?$" },
        "quote": text, "clause": text, "comparisons": array(comparison)
    }));
    let either = json!({ "oneOf": [indicator.clone(), { "type": "null" }] });
    let load = object(json!({ "leads": count, "coordinates": count }));
    let notice = object(json!({
        "schema": { "const": "ketluan/notice/1" },
        "id": { "type": "string", "pattern": "^[a-z0-9-]+$" },
        "url": text,
        "kind": { "enum": ["thong-bao-ket-luan", "cong-van"] },
        "number": maybe, "issuer": maybe, "place": maybe, "issued": day, "meeting_date": day,
        "period": { "type": ["string", "null"], "pattern": "^[0-9]{4}-[0-9]{2}$" },
        "chair": maybe,
        "signer": { "oneOf": [object(json!({ "name": text, "title": maybe, "authority": maybe })), { "type": "null" }] },
        "recipients": texts, "title": maybe,
        "source": object(json!({ "path": text, "sha256": { "type": "string", "pattern": "^[0-9a-f]{64}$" } })),
        "tasks": array(task.clone()), "indicators": array(indicator.clone()),
        "approvals": texts, "citations": array(object(json!({ "number": text, "quote": text })))
    }));
    vec![
        ("notice", titled("Thông báo kết luận", notice)),
        ("tasks", list_schema("tasks", "Nhiệm vụ", with(&task, json!({ "notice": text })))),
        (
            "deadlines",
            list_schema(
                "deadlines",
                "Thời hạn",
                with(
                    &deadline,
                    json!({ "notice": text, "task": text, "ordinal": { "type": "integer", "minimum": 1 }, "url": text, "leads": bodies, "coordinators": bodies }),
                ),
            ),
        ),
        (
            "agencies",
            list_schema(
                "agencies",
                "Cơ quan",
                object(json!({
                    "id": text, "url": text, "name": text, "short": texts, "aliases": texts, "kind": text, "parent": maybe,
                    "from": day, "to": day, "predecessors": texts, "successors": texts, "note": maybe,
                    "leads": count, "coordinates": count
                })),
            ),
        ),
        (
            "indicators",
            list_schema("indicators", "Số liệu", with(&indicator, json!({ "notice": text }))),
        ),
        (
            "comparisons",
            list_schema(
                "comparisons",
                "So sánh",
                object(json!({
                    "earlier": text, "later": text,
                    "continued": array(object(json!({ "earlier": text, "later": text, "strength": { "type": "number", "minimum": 0, "maximum": 1 } }))),
                    "new": texts, "dropped": texts,
                    "figures": array(object(json!({ "indicator": text, "earlier": either, "later": either, "change": number, "reason": maybe }))),
                    "load": array(object(json!({ "agency": text, "earlier": load, "later": load })))
                })),
            ),
        ),
    ]
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::notice::{Certainty, Head, Mention, Notice, Signer, Task};
    use crate::outline::{ClausePath, Document};
    use crate::registry::{Agency, Registry};
    use crate::site::{Entry, TaskRow};
    use crate::span::{SourceId, Span};

    fn ymd(y: i32, m: u32, d: u32) -> Day {
        Day::from_ymd_opt(y, m, d).expect("a day")
    }

    /// One notice with two tasks: one dated, one recurring.
    pub(in crate::render) fn site() -> Site {
        let span = Span::file(SourceId(0));
        let mention = |name: &str, slug: &str| Mention {
            name: name.into(),
            slug: Some(slug.into()),
            span,
            certainty: Default::default(),
            doubts: vec![],
        };
        let path = |p: &str| ClausePath(p.split('.').map(String::from).collect());
        let deadline = |quote: &str, bound| Deadline {
            quote: quote.into(),
            bound,
            lunar: false,
            time: None,
            span,
            certainty: Default::default(),
            doubts: vec![],
        };
        let task = |clause: &str, ordinal, text: &str, deadlines| Task {
            clause: path(clause),
            ordinal,
            text: text.into(),
            span,
            block: 0,
            leads: vec![mention("Sở Tài chính", "so-tai-chinh")],
            coordinators: vec![],
            certainty: Certainty::Explicit,
            doubts: vec![],
            deadlines,
            corrected: false,
        };
        let tasks = vec![
            task(
                "III.1.đ",
                1,
                "=Báo cáo \"A, B\"; trình UBND tỉnh\nphân bổ nguồn vốn đầu tư công, hoàn thành thủ tục",
                vec![deadline("trước ngày 12/4/2026", Bound::Before(ymd(2026, 4, 12)))],
            ),
            task(
                "III.1.đ",
                2,
                "Họp giao ban thứ Sáu",
                vec![
                    deadline(
                        "hằng tuần",
                        Bound::Every {
                            every: "P1W".into(),
                            weekday: Some(5),
                            day: None,
                        },
                    ),
                    deadline(
                        "hằng tháng",
                        Bound::Every {
                            every: "P1M".into(),
                            weekday: None,
                            day: None,
                        },
                    ),
                ],
            ),
        ];
        let notice = Notice {
            document: Document {
                source: SourceId(0),
                path: "content/2026-03.md".into(),
                sha256: "0".repeat(64),
                id: "2026-03".into(),
                front: Default::default(),
                head: vec![],
                body: vec![],
                recipients: vec![],
                signature: vec![],
            },
            head: Head {
                kind: NoticeKind::Conclusion,
                number: None,
                issuer: Some("UBND tỉnh".into()),
                place: None,
                issued: Some(ymd(2026, 4, 6)),
                meeting_date: None,
                period: crate::calendar::Month::new(2026, 3),
                chair: None,
                signer: Some(Signer {
                    name: "A".into(),
                    title: None,
                    authority: None,
                }),
                addressees: vec![],
                recipients: vec![],
                title: None,
            },
            tasks,
            indicators: vec![],
            approvals: vec![],
            citations: vec![],
        };
        let mut notices = crate::arena::Arena::default();
        let mut rows = crate::arena::Arena::default();
        let mut agencies = crate::arena::Arena::default();
        let stc = agencies.push(Agency {
            slug: "so-tai-chinh".into(),
            name: "Sở Tài chính".into(),
            kind: "so".into(),
            ..Agency::default()
        });
        let n = NoticeId::new(0);
        let row = |index, id: &str| TaskRow {
            notice: n,
            index,
            id: id.into(),
            leads: vec![stc],
            coordinators: vec![],
            topics: vec![],
            progress: None,
            history: vec![],
            moves: vec![],
            due: notice.tasks[index].deadlines.iter().map(|d| d.bound.due()).collect(),
        };
        let ids = vec![rows.push(row(0, "2026-03/III.1.đ")), rows.push(row(1, "2026-03/III.1.đ~2"))];
        notices.push(Entry {
            notice,
            id: "2026-03".into(),
            year: Some(2026),
            day: Some(ymd(2026, 4, 6)),
            tasks: ids.clone(),
            previous: None,
            next: None,
            year_before: None,
        });
        Site {
            today: ymd(2026, 4, 7),
            registry: Registry::default(),
            agencies,
            notices,
            order: vec![n],
            tasks: rows,
            led: BTreeMap::from([(stc, ids.clone())]),
            coordinated: BTreeMap::new(),
            by_day: BTreeMap::from([(ymd(2026, 4, 12), vec![(ids[0], 0)])]),
            undated: vec![(ids[1], 0), (ids[1], 1)],
            series: BTreeMap::new(),
            citations: BTreeMap::new(),
            pairs: vec![],
            topic_tasks: vec![],
            words: Default::default(),
            stale_after: 90,
            levels: crate::config::Levels::default(),
        }
    }

    /// What `Data` borrows.
    pub(in crate::render) fn parts() -> (Site, crate::memory::Memory, SiteConfig) {
        (site(), crate::memory::Memory::default(), SiteConfig::default())
    }

    pub(in crate::render) fn data(parts: &(Site, crate::memory::Memory, SiteConfig)) -> Data<'_> {
        Data {
            site: &parts.0,
            memory: &parts.1,
            config: &parts.2,
        }
    }

    fn json_of(path: &str) -> (String, Value) {
        let parts = parts();
        let mut bundle = Bundle::default();
        plan(data(&parts), &mut bundle);
        let text = String::from_utf8(bundle.bytes(path).expect("planned")).expect("UTF-8");
        let value = serde_json::from_str(&text).expect("JSON");
        (text, value)
    }

    #[test]
    fn notice_has_the_contract_keys_in_order() {
        let (text, value) = json_of("du-lieu/notices/2026-03.json");
        let keys = [
            "schema",
            "id",
            "url",
            "kind",
            "number",
            "issuer",
            "place",
            "issued",
            "meeting_date",
            "period",
            "chair",
            "signer",
            "recipients",
            "title",
            "source",
            "tasks",
            "indicators",
            "approvals",
            "citations",
        ];
        let places: Vec<_> = keys.iter().map(|k| text.find(&format!("\n  \"{k}\": ")).expect(k)).collect();
        assert!(places.is_sorted());
        assert_eq!(value["period"], "2026-03");
        assert_eq!(value["number"], Value::Null);
        assert_eq!(value["recipients"], json!([]));
        assert_eq!(value["tasks"][1]["url"], "ket-luan/2026-03/#nv-III.1.đ~2");
        assert_eq!(
            value["tasks"][0]["deadlines"][0],
            json!({"quote": "trước ngày 12/4/2026", "due": "2026-04-12", "bound": "before", "every": null, "weekday": null, "day": null, "time": null, "lunar": false})
        );
        assert_eq!(value["tasks"][1]["deadlines"][0]["weekday"], 5);
    }

    #[test]
    fn lists_carry_their_name() {
        for name in ["tasks", "agencies", "deadlines", "indicators", "comparisons", "citations"] {
            let (_, value) = json_of(&format!("du-lieu/{name}.json"));
            assert_eq!(value["schema"], format!("ketluan/{name}/1"));
            assert!(value[name].is_array());
        }
        assert_eq!(json_of("du-lieu/2026/tasks.json").1["tasks"][0]["notice"], "2026-03");
    }

    #[test]
    fn schemas_name_every_key_written() {
        for name in ["tasks", "deadlines", "agencies"] {
            let (_, value) = json_of(&format!("du-lieu/{name}.json"));
            let (_, schema) = json_of(&format!("du-lieu/schema/{name}.json"));
            let known = schema["properties"][name]["items"]["properties"].as_object().expect("properties");
            let written = value[name][0].as_object().expect("an object");
            assert_eq!(
                known.keys().collect::<BTreeSet<_>>(),
                written.keys().collect::<BTreeSet<_>>(),
                "{name}"
            );
        }
        let known = json_of("du-lieu/schema/notice.json").1["properties"]
            .as_object()
            .expect("properties")
            .len();
        assert_eq!(
            known,
            json_of("du-lieu/notices/2026-03.json").1.as_object().expect("an object").len()
        );
    }

    #[test]
    fn csv_is_guarded_quoted_and_marked() {
        let (site, config) = (site(), SiteConfig::default());
        let bytes = tasks_csv(&site, &config);
        assert!(bytes.starts_with(b"\xef\xbb\xbfnotice,"));
        let text = String::from_utf8(bytes).expect("UTF-8");
        assert!(text.contains("\"'=Báo cáo \"\"A, B\"\"; trình UBND tỉnh\nphân bổ"));
        assert!(text.contains("\r\n"));
        let mut reader = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
        assert_eq!(reader.records().filter(|r| r.is_ok()).count(), 2);
        assert_eq!(cell("-16"), "'-16");
        assert_eq!(cell("Sở"), "Sở");
    }

    #[test]
    fn addresses_are_absolute_only_with_a_base() {
        let config = SiteConfig {
            base_url: "https://x.vn/kl".into(),
            ..SiteConfig::default()
        };
        assert_eq!(url(&config, "lich/"), "https://x.vn/kl/lich/");
        assert_eq!(url(&SiteConfig::default(), "lich/"), "lich/");
        assert_eq!(ascii_url("a/#nv-1.đ"), "a/#nv-1.%C4%91");
        assert!(robots(&config).contains("Sitemap: https://x.vn/kl/sitemap.xml"));
    }
}
