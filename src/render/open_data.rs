//! The open data below `du-lieu/`: each data set as JSON, CSV and, on demand, workbooks; whole, by year and by agency;
//! schemas; small files for programs; a catalogue, checksums and an archive of everything.

mod bulk;
mod catalogue;
mod page;
pub mod rows;
mod schema;
pub mod table;

use super::Data;
use crate::bundle::{Bundle, OutPath};
use crate::config::SiteConfig;
use crate::memory;
use crate::page::reads::Reads;
use crate::page::route::{self, Api, notice_workbook, task_address};
use crate::registry::AgencyId;
use crate::site::{NoticeId, Site, TaskId};
use chrono::Datelike;
use serde::Serialize;
use std::collections::BTreeSet;

pub use catalogue::{changed, files, without_null};
pub use page::pages;

/// A data set is there in one file while it has fewer entries than this and the site fewer tasks, else by year.
const UNSPLIT: usize = 20_000;
/// An agency's file with more tasks than this holds those of this year and the last.
const LONG: usize = 500;

/// The data sets, in the order in which they are explained.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Set {
    Notices,
    Tasks,
    Deadlines,
    Agencies,
    Indicators,
    Comparisons,
    Progress,
    Citations,
}

impl Set {
    pub const ALL: [Set; 8] = [
        Set::Tasks,
        Set::Deadlines,
        Set::Notices,
        Set::Agencies,
        Set::Indicators,
        Set::Comparisons,
        Set::Progress,
        Set::Citations,
    ];

    /// Name of its files and of its list.
    pub fn name(self) -> &'static str {
        match self {
            Set::Notices => "notices",
            Set::Tasks => "tasks",
            Set::Deadlines => "deadlines",
            Set::Agencies => "agencies",
            Set::Indicators => "indicators",
            Set::Comparisons => "comparisons",
            Set::Progress => "progress",
            Set::Citations => "citations",
        }
    }

    /// How many entries it has.
    pub fn len(self, site: &Site) -> usize {
        match self {
            Set::Notices => site.order.len(),
            Set::Tasks => site.tasks.len(),
            Set::Deadlines => site.by_day.values().map(Vec::len).sum::<usize>() + site.undated.len(),
            Set::Agencies => site.agencies.len(),
            Set::Indicators => site.series.values().map(Vec::len).sum(),
            Set::Comparisons => site.pairs.len(),
            Set::Progress => site.registry.progress.len(),
            Set::Citations => site.citations.len(),
        }
    }

    /// Whether its entries belong to years; the others stay in one file.
    fn by_year(self) -> bool {
        matches!(self, Set::Tasks | Set::Deadlines | Set::Indicators | Set::Comparisons)
    }

    /// The undivided file is there.
    pub fn whole(self, site: &Site) -> bool {
        !self.by_year() || self.len(site).max(site.tasks.len()) < UNSPLIT
    }

    /// The years of which it has a file in this form. Tasks have one as JSON in any case.
    pub fn years(self, site: &Site, form: Form) -> BTreeSet<String> {
        let wanted = self.by_year() && !self.whole(site) || self == Set::Tasks && form == Form::Json;
        let all = site.notices.iter().filter(|_| wanted).map(|(_, e)| year_name(e.year));
        all.collect()
    }

    /// "du-lieu/tasks.json"
    pub fn address(self, form: Form) -> String {
        format!("du-lieu/{}.{}", self.name(), form.ending())
    }

    fn bytes(self, data: Data, part: Part, form: Form) -> Vec<u8> {
        match form {
            Form::Json => json(data, self, part),
            Form::Csv => table::table(data, self, part).csv(),
            Form::Xlsx => super::xlsx::workbook(data, self, part),
        }
    }
}

/// Forms of a data set.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Form {
    Json,
    Csv,
    Xlsx,
}

impl Form {
    /// Those that this site is made with.
    pub fn made(config: &SiteConfig) -> impl Iterator<Item = Form> {
        let xlsx = config.with.xlsx;
        [Form::Json, Form::Csv, Form::Xlsx]
            .into_iter()
            .filter(move |f| *f != Form::Xlsx || xlsx)
    }
    pub fn ending(self) -> &'static str {
        match self {
            Form::Json => "json",
            Form::Csv => "csv",
            Form::Xlsx => "xlsx",
        }
    }
    pub fn media_type(self) -> &'static str {
        match self {
            Form::Json => "application/json",
            Form::Csv => "text/csv",
            Form::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        }
    }
}

/// What of a data set a file holds.
#[derive(Clone, Copy)]
pub enum Part<'a> {
    All,
    /// Name of a year ("2026", "khong-ngay").
    Year(&'a str),
    /// What an agency leads or coordinates.
    Agency(AgencyId),
    /// What one notice gives.
    Notice(NoticeId),
}

impl Part<'_> {
    /// Whether what belongs to a notice of this year is in it.
    fn has(self, year: Option<i32>) -> bool {
        match self {
            Part::Year(name) => year_name(year) == name,
            Part::All | Part::Agency(_) | Part::Notice(_) => true,
        }
    }

    /// Its tasks, newest notice first, in the notice's order.
    pub fn tasks(self, site: &Site) -> Vec<TaskId> {
        if let Part::Notice(id) = self {
            return site.notices[id].tasks.clone();
        }
        let Part::Agency(agency) = self else {
            let fits = |id: &TaskId| self.has(site.notices[site.tasks[*id].notice].year);
            return tasks_in_order(site).filter(fits).collect();
        };
        let mut mine: Vec<TaskId> = crate::page::subscribe::tasks_of(site, agency).into_iter().collect();
        if mine.len() > LONG {
            let first = site.today.year() - 1;
            mine.retain(|t| site.notices[site.tasks[*t].notice].year.is_some_and(|y| y >= first));
        }
        let day = |t: &TaskId| site.notices[site.tasks[*t].notice].day;
        // stable: the tasks of a notice stay in its order
        mine.sort_by_key(|t| std::cmp::Reverse((day(t), site.tasks[*t].notice)));
        mine
    }
}

/// Plans every data file; says what some of them read.
pub fn plan<'a>(data: Data<'a>, bundle: &mut Bundle<'a>) -> Vec<(String, Reads)> {
    let mut files = Bundle::default();
    let Data { site, memory, config } = data;
    for (id, entry) in site.notices.iter() {
        put(&mut files, &format!("du-lieu/notices/{}.json", entry.id), move || {
            compact(&rows::notice(site, config, id))
        });
        if config.with.xlsx {
            put(&mut files, &notice_workbook(&entry.id), move || {
                Set::Tasks.bytes(data, Part::Notice(id), Form::Xlsx)
            });
        }
    }
    for set in Set::ALL {
        for form in Form::made(config) {
            if set.whole(site) {
                put(&mut files, &set.address(form), move || set.bytes(data, Part::All, form));
            }
            for year in set.years(site, form) {
                let path = format!("du-lieu/{year}/{}.{}", set.name(), form.ending());
                put(&mut files, &path, move || set.bytes(data, Part::Year(&year), form));
            }
        }
    }
    for (id, agency) in site.agencies.iter() {
        for form in Form::made(config) {
            let path = agency_address(&agency.slug, form);
            put(&mut files, &path, move || Set::Tasks.bytes(data, Part::Agency(id), form));
        }
        put(&mut files, &Api::Agency(&agency.slug).address(), move || {
            compact(&rows::open_tasks(site, config, id))
        });
    }
    put(&mut files, &Api::Index.address(), move || compact(&rows::api_index(site, config)));
    for month in site.due_months() {
        put(&mut files, &Api::Month(month).address(), move || {
            compact(&rows::due_month(site, config, month))
        });
    }
    for id in site.series.keys() {
        put(&mut files, &Api::Indicator(id).address(), move || compact(&rows::series(site, id)));
    }
    for (name, schema) in schema::all() {
        put(&mut files, &format!("du-lieu/schema/{name}.json"), move || pretty(&schema));
    }
    put(&mut files, catalogue::PATH, move || pretty(&catalogue::dcat(data)));
    // they belong to the checksums and the archive as well
    let reads = super::follow_data::plan(data, &mut files);
    bulk::plan(files, config, bundle);
    // what the next build reads is no data set: checksums and archive do without
    put(bundle, memory::PATH, move || memory.to_bytes());
    reads
}

/// The first entry of a data set as its file has it.
fn first(data: Data, set: Set) -> Option<serde_json::Value> {
    fn one<T: Serialize>(mut entries: impl Iterator<Item = T>) -> Option<serde_json::Value> {
        serde_json::to_value(entries.next()?).ok()
    }
    let Data { site, config, .. } = data;
    match set {
        Set::Notices => one(rows::notices(site, config)),
        Set::Tasks => one(rows::task_rows(site, config, Part::All)),
        Set::Deadlines => one(rows::deadlines(site, config, Part::All)),
        Set::Agencies => one(rows::agencies(site, config)),
        Set::Indicators => one(rows::indicators(site, Part::All)),
        Set::Comparisons => one(rows::comparisons(site, Part::All)),
        Set::Progress => one(rows::progress(site)),
        Set::Citations => one(rows::citations(site)),
    }
}

/// An agency's tasks: "du-lieu/co-quan/so-tai-chinh/tasks.csv".
pub fn agency_address(slug: &str, form: Form) -> String {
    route::agency_tasks(slug, form.ending())
}

fn json(data: Data, set: Set, part: Part) -> Vec<u8> {
    let Data { site, config, .. } = data;
    let name = set.name();
    match set {
        Set::Notices => list(name, rows::notices(site, config)),
        Set::Tasks => list(name, rows::task_rows(site, config, part)),
        Set::Deadlines => list(name, rows::deadlines(site, config, part)),
        Set::Agencies => list(name, rows::agencies(site, config)),
        Set::Indicators => list(name, rows::indicators(site, part)),
        Set::Comparisons => list(name, rows::comparisons(site, part)),
        Set::Progress => list(name, rows::progress(site)),
        Set::Citations => list(name, rows::citations(site)),
    }
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

pub(super) fn year_name(year: Option<i32>) -> String {
    year.map_or_else(|| "khong-ngay".to_string(), |y| y.to_string())
}

/// For files that people read.
pub(super) fn pretty(value: &impl Serialize) -> Vec<u8> {
    end(serde_json::to_vec_pretty(value))
}

fn compact(value: &impl Serialize) -> Vec<u8> {
    end(serde_json::to_vec(value))
}

fn end(bytes: serde_json::Result<Vec<u8>>) -> Vec<u8> {
    // Plain structs with text keys always serialise.
    let mut bytes = bytes.unwrap_or_default();
    bytes.push(b'\n');
    bytes
}

/// `{ "schema": "ketluan/NAME/1", "NAME": [ … ] }`, one entry a line.
pub(super) fn list<T: Serialize>(name: &str, entries: impl IntoIterator<Item = T>) -> Vec<u8> {
    let mut out = format!("{{\"schema\":\"ketluan/{name}/1\",\"{name}\":[").into_bytes();
    for (i, entry) in entries.into_iter().enumerate() {
        out.extend_from_slice(if i == 0 { b"\n" } else { b",\n" });
        out.extend(serde_json::to_vec(&entry).unwrap_or_else(|_| b"null".to_vec()));
    }
    out.extend_from_slice(b"\n]}\n");
    out
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::calendar::Day;
    use crate::notice::{Bound, Deadline, NoticeKind};
    use crate::notice::{Certainty, Head, Mention, Notice, Signer, Task};
    use crate::outline::{ClausePath, Document};
    use crate::registry::{Agency, Registry};
    use crate::site::{Entry, TaskRow};
    use crate::span::{SourceId, Span};
    use serde_json::{Value, json};
    use std::collections::BTreeMap;

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
            matter: 0,
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
            targets: vec![],
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
            apart: None,
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
            contradictions: Default::default(),
            targets: BTreeMap::new(),
            citations: BTreeMap::new(),
            pairs: vec![],
            follows: BTreeMap::new(),
            chains: vec![],
            begun_before: vec![],
            places: BTreeMap::new(),
            topic_tasks: vec![],
            topic_clauses: vec![],
            topic_figures: vec![],
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
        // the same struct, one key a line
        let pretty = serde_json::to_string_pretty(&rows::notice(&site(), &SiteConfig::default(), NoticeId::new(0))).expect("JSON");
        let places: Vec<_> = keys.iter().map(|k| pretty.find(&format!("\n  \"{k}\": ")).expect(k)).collect();
        assert!(places.is_sorted() && text.starts_with("{\"schema\":\"ketluan/notice/1\",\"id\":"));
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
    fn csv_is_guarded_quoted_and_marked() {
        let parts = parts();
        let bytes = Set::Tasks.bytes(data(&parts), Part::All, Form::Csv);
        assert!(bytes.starts_with(b"\xef\xbb\xbfnotice,"));
        let text = String::from_utf8(bytes).expect("UTF-8");
        assert!(text.contains("\"'=Báo cáo \"\"A, B\"\"; trình UBND tỉnh\nphân bổ"));
        assert!(text.contains("\r\n"));
        let mut reader = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
        assert_eq!(reader.records().filter(|r| r.is_ok()).count(), 2);
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
    }
}
