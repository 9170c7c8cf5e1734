//! What earlier builds published, as far as later ones must know: calendar entries that moved or went, and when the
//! news of a notice last changed. It comes in as `/du-lieu/state.json` of the site published before and goes out as
//! the next one. The same content, date and earlier state give the same memory, and a build laid over its own result
//! changes nothing.

use crate::calendar::Day;
use crate::calendar::recurrence::recurrence;
use crate::config::SiteConfig;
use crate::diag::code::Code;
use crate::diag::{Diagnostics, Text};
use crate::input::Input;
use crate::notice::Bound;
use crate::site::{NoticeId, Site, TaskId};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// Name and version of the file; only an incompatible change raises the number.
const SCHEMA: &str = "ketluan/state/2";
/// Where the file lies in a site.
pub const PATH: &str = "du-lieu/state.json";
/// Entries and notices older than this many days are remembered by their dates alone, without words and bodies.
const LONG_PAST: i64 = 400;
/// Words of a task that are kept to name it after it has gone.
const WORDS: usize = 90;

/// The memory of one build: the earlier one brought up to this build's content.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Memory {
    schema: String,
    /// Host of the calendar entries' UIDs: the memory of another site is foreign.
    host: String,
    notices: BTreeMap<String, NoticeMark>,
    /// Entries with a day or a rule, by `TASK~dN`, those that have gone among them.
    events: BTreeMap<String, Remembered>,
    /// Entries without a day.
    todos: BTreeMap<String, Remembered>,
    /// Keys of those that have lately gone, with a day and without: asked for each calendar, and nearly always few.
    #[serde(skip)]
    gone: [Vec<String>; 2],
}

/// A calendar entry as it was last published.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Remembered {
    /// `2026-04-12`, with the rule of a recurring one (`2026-04-10 FREQ=WEEKLY;BYDAY=FR`), empty where there is no day.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub when: String,
    /// Rises by one whenever `when` changes, or the entry goes or comes back.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub sequence: u32,
    /// Date of the build in which it last did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    changed: Option<String>,
    /// `when` before it last moved.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub cancelled: bool,
    /// Day of the notice.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    day: Option<String>,
    /// What was to be done, shortened.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub words: String,
    /// Slugs.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub leads: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub coordinators: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub topics: Vec<String>,
}

impl Remembered {
    /// Date of the build in which it last moved, went or came back; `None` where it stands as at first.
    pub fn changed(&self) -> Option<Day> {
        parsed(self.changed.as_deref())
    }
    /// The day on which it stands and the rule by which it comes again.
    pub fn stands_on(&self) -> Option<(Day, Option<&str>)> {
        match self.when.split_once(' ') {
            Some((day, rule)) => Some((day.parse().ok()?, Some(rule))),
            None => Some((self.when.parse().ok()?, None)),
        }
    }
    /// Day of its notice.
    pub fn day(&self) -> Option<Day> {
        parsed(self.day.as_deref())
    }
}

/// What feeds know of a notice.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
struct NoticeMark {
    /// Date of the build that first published it, where an earlier one knew the site without it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    seen: Option<String>,
    /// One mark for the whole notice (``), one for the part of each agency and topic (`co-quan/SLUG`, `chuyen-de/SLUG`).
    marks: BTreeMap<String, Mark>,
}

/// (digest of what a reader is told, date of the build in which it last changed)
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
struct Mark(String, #[serde(default, skip_serializing_if = "Option::is_none")] Option<String>);

fn is_zero(n: &u32) -> bool {
    *n == 0
}

fn parsed(day: Option<&str>) -> Option<Day> {
    day?.parse().ok()
}

/// Name of a deadline's calendar entry, the local part of its UID: the task's id, `~d` and its ordinal from 1.
pub fn entry_key(task: &str, deadline: usize) -> String {
    format!("{task}~d{}", deadline + 1)
}

/// The day on which a deadline's entry stands and the rule by which it comes again; `None` where there is none.
pub fn stands_on(site: &Site, task: TaskId, deadline: usize) -> Option<(Day, Option<String>)> {
    let entry = &site.notices[site.tasks[task].notice];
    match &site.task(task).deadlines.get(deadline)?.bound {
        Bound::Every { every, weekday, day } => {
            let (start, rule) = recurrence(every, *weekday, *day, entry.day.or(entry.notice.head.issued)?)?;
            Some((start, Some(rule)))
        }
        _ => Some((site.due(task, deadline)?, None)),
    }
}

/// `2026-04-12`, or `2026-04-10 FREQ=WEEKLY;BYDAY=FR`.
fn when(site: &Site, task: TaskId, deadline: usize) -> Option<String> {
    let (day, rule) = stands_on(site, task, deadline)?;
    Some(match rule {
        Some(rule) => format!("{day} {rule}"),
        None => day.to_string(),
    })
}

impl Memory {
    /// The earlier memory brought up to this site. Never fails: an earlier state that is damaged or another site's
    /// is reported (`StateIgnored`) and the site is taken as published for the first time.
    ///
    /// `withheld`: ids of notices that may no longer be public; nothing of them is remembered, not even that they went.
    pub fn recall(site: &Site, config: &SiteConfig, input: &Input, withheld: &[String], diags: &mut Diagnostics) -> Memory {
        let mut before = input.previous.as_deref().and_then(|text| match read(text, config.host()) {
            Ok(memory) => Some(memory),
            Err((vi, en)) => {
                diags.report_path(
                    Code::StateIgnored,
                    PATH,
                    Text::new(vi, en),
                    Some(Text::new(
                        "coi như trang được xuất bản lần đầu: lịch và nguồn tin không nhớ các thay đổi trước đây",
                        "the site is taken as published for the first time: calendars and feeds forget earlier changes",
                    )),
                    Some(Text::new(
                        "lấy lại tệp này từ bản trước (.public.previous) nếu cần giữ số lần sửa của lịch",
                        "take the file from the site before (.public.previous) if calendars must keep their history",
                    )),
                );
                None
            }
        });
        if let Some(memory) = &mut before {
            let of = |task: &str| task.split_once('/').is_some_and(|(id, _)| withheld.iter().any(|w| w == id));
            memory.notices.retain(|id, _| !withheld.contains(id));
            memory.events.retain(|key, _| !of(key));
            memory.todos.retain(|key, _| !of(key));
        }
        Builder {
            site,
            before: before.as_ref(),
            today: site.today.to_string(),
        }
        .build(config)
    }

    /// The next `state.json`.
    pub fn to_bytes(&self) -> Vec<u8> {
        // plain structs with text keys always serialise
        let mut bytes = serde_json::to_vec(self).unwrap_or_default();
        bytes.push(b'\n');
        bytes
    }

    /// The entry of a deadline that has a day or a rule.
    pub fn event(&self, key: &str) -> Option<&Remembered> {
        self.events.get(key)
    }
    /// The entry of a deadline without a day.
    pub fn todo(&self, key: &str) -> Option<&Remembered> {
        self.todos.get(key)
    }
    /// Entries with a day that have gone: (`TASK~dN`, what is remembered), lately gone only.
    pub fn gone_events(&self) -> impl Iterator<Item = (&str, &Remembered)> {
        self.gone[0].iter().filter_map(|key| Some((key.as_str(), self.events.get(key)?)))
    }
    /// Entries without a day that have gone.
    pub fn gone_todos(&self) -> impl Iterator<Item = (&str, &Remembered)> {
        self.gone[1].iter().filter_map(|key| Some((key.as_str(), self.todos.get(key)?)))
    }
    /// Entries with a day that moved, went or came back, in order of their names.
    pub fn moved(&self) -> impl Iterator<Item = (&str, &Remembered)> {
        self.events
            .iter()
            .filter(|(_, r)| r.changed.is_some())
            .map(|(k, r)| (k.as_str(), r))
    }
    /// The day from which a notice's news counts: its own day, the date of the build that first showed it, or that in
    /// which it last changed. `part`: `` for the whole notice, `co-quan/SLUG`, `chuyen-de/SLUG`.
    pub fn updated(&self, site: &Site, notice: NoticeId, part: &str) -> Option<Day> {
        let entry = &site.notices[notice];
        let own = entry.day.or(entry.notice.head.issued);
        let mark = self.notices.get(&entry.id);
        let seen = mark.and_then(|m| parsed(m.seen.as_deref()));
        let changed = mark.and_then(|m| parsed(m.marks.get(part)?.1.as_deref()));
        own.max(seen).max(changed)
    }
}

fn lately_gone(map: &BTreeMap<String, Remembered>, today: Day) -> Vec<String> {
    let gone = map.iter();
    let gone = gone.filter(|(_, r)| r.cancelled && r.changed().is_some_and(|d| (today - d).num_days() <= LONG_PAST));
    gone.map(|(key, _)| key.clone()).collect()
}

/// Why a state cannot be used, in both languages.
type Why = (String, String);

fn read(text: &str, host: &str) -> Result<Memory, Why> {
    let memory: Memory = serde_json::from_str(text).map_err(|e| {
        (
            format!("không đọc được trạng thái của lần xuất bản trước: {e}"),
            format!("the state of the site published before cannot be read: {e}"),
        )
    })?;
    if memory.schema != SCHEMA {
        return Err((
            format!(
                "trạng thái của lần xuất bản trước có mẫu “{}”, không phải “{SCHEMA}”",
                memory.schema
            ),
            format!("the state of the site published before is “{}”, not “{SCHEMA}”", memory.schema),
        ));
    }
    if memory.host != host {
        return Err((
            format!(
                "trạng thái của lần xuất bản trước thuộc trang “{}”, không phải “{host}”",
                memory.host
            ),
            format!("the state of the site published before belongs to “{}”, not “{host}”", memory.host),
        ));
    }
    match impossible_day(&memory) {
        Some(day) => Err((
            format!("trạng thái của lần xuất bản trước có ngày “{day}” không có trong lịch"),
            format!("the state of the site published before has the impossible day “{day}”"),
        )),
        None => Ok(memory),
    }
}

fn impossible_day(memory: &Memory) -> Option<String> {
    let entries = memory.events.values().chain(memory.todos.values());
    let entry_days = entries.flat_map(|r| [&r.changed, &r.day]);
    let notice_days = memory
        .notices
        .values()
        .flat_map(|n| std::iter::once(&n.seen).chain(n.marks.values().map(|m| &m.1)));
    let mut days = entry_days.chain(notice_days).flatten();
    days.find(|d| d.parse::<Day>().is_err()).cloned()
}

struct Builder<'a> {
    site: &'a Site,
    before: Option<&'a Memory>,
    today: String,
}

impl Builder<'_> {
    fn build(self, config: &SiteConfig) -> Memory {
        let (mut events, mut todos) = (BTreeMap::new(), BTreeMap::new());
        for (id, row) in self.site.tasks.iter() {
            for i in 0..self.site.task(id).deadlines.len() {
                let when = when(self.site, id, i);
                let map = if when.is_some() { &mut events } else { &mut todos };
                map.insert(entry_key(&row.id, i), self.entry(id, when.unwrap_or_default()));
            }
        }
        let events = self.followed(events, self.before.map(|m| &m.events));
        let todos = self.followed(todos, self.before.map(|m| &m.todos));
        Memory {
            schema: SCHEMA.into(),
            host: config.host().into(),
            notices: self.site.notices.iter().map(|(id, e)| (e.id.clone(), self.notice(id))).collect(),
            gone: [lately_gone(&events, self.site.today), lately_gone(&todos, self.site.today)],
            events,
            todos,
        }
    }

    /// An entry as this build has it, before it is held against the earlier one.
    fn entry(&self, id: TaskId, when: String) -> Remembered {
        let row = &self.site.tasks[id];
        let entry = &self.site.notices[row.notice];
        let slugs = |ids: &[crate::registry::AgencyId]| ids.iter().map(|a| self.site.agencies[*a].slug.clone()).collect();
        let day = entry.day.or(entry.notice.head.issued);
        let last = when.parse().ok().or(day);
        if last.is_some_and(|d: Day| (self.site.today - d).num_days() > LONG_PAST) {
            return Remembered {
                when,
                ..Remembered::default()
            };
        }
        Remembered {
            when,
            day: day.map(|d| d.to_string()),
            words: shortened(&self.site.headline(id)),
            leads: slugs(&row.leads),
            coordinators: slugs(&row.coordinators),
            topics: row
                .topics
                .iter()
                .filter_map(|t| self.site.registry.topics.get(*t))
                .map(|t| t.slug.clone())
                .collect(),
            ..Remembered::default()
        }
    }

    /// Holds the entries of this build against the earlier ones: what moved, went or came back counts one up.
    fn followed(
        &self,
        mut now: BTreeMap<String, Remembered>,
        before: Option<&BTreeMap<String, Remembered>>,
    ) -> BTreeMap<String, Remembered> {
        for (key, old) in before.into_iter().flatten() {
            match now.get_mut(key) {
                Some(new) if new.when == old.when && !old.cancelled => {
                    new.sequence = old.sequence;
                    new.changed = old.changed.clone();
                    new.from = old.from.clone();
                }
                Some(new) => {
                    new.sequence = old.sequence.saturating_add(1);
                    new.changed = Some(self.today.clone().max(old.changed.clone().unwrap_or_default()));
                    new.from = (new.when != old.when).then(|| old.when.clone());
                }
                None if old.cancelled => {
                    let mut old = old.clone();
                    if old.changed().is_some_and(|d| (self.site.today - d).num_days() > LONG_PAST) {
                        old = Remembered {
                            words: String::new(),
                            leads: vec![],
                            coordinators: vec![],
                            topics: vec![],
                            ..old
                        };
                    }
                    now.insert(key.clone(), old);
                }
                None => {
                    let gone = Remembered {
                        sequence: old.sequence.saturating_add(1),
                        changed: Some(self.today.clone().max(old.changed.clone().unwrap_or_default())),
                        from: None,
                        cancelled: true,
                        ..old.clone()
                    };
                    now.insert(key.clone(), gone);
                }
            }
        }
        now
    }

    fn notice(&self, id: NoticeId) -> NoticeMark {
        let entry = &self.site.notices[id];
        let old = self.before.and_then(|m| m.notices.get(&entry.id));
        let day = entry.day.or(entry.notice.head.issued);
        let long_past = day.is_some_and(|d| (self.site.today - d).num_days() > LONG_PAST);
        let seen = match (self.before, old) {
            (_, Some(old)) => old.seen.clone(),
            (Some(_), None) => Some(self.today.clone()),
            (None, None) => None,
        };
        // what once changed in a part stays known when the part is followed no more
        let kept: Vec<(String, Mark)> = old
            .filter(|_| long_past)
            .into_iter()
            .flat_map(|o| &o.marks)
            .filter(|(part, mark)| !part.is_empty() && mark.1.is_some())
            .map(|(part, mark)| (part.clone(), mark.clone()))
            .collect();
        let marks = self
            .digests(id, long_past)
            .into_iter()
            .map(|(part, digest)| {
                let last = old.and_then(|o| o.marks.get(&part));
                let changed = match last {
                    Some(Mark(d, when)) if *d == digest => when.clone(),
                    Some(Mark(_, when)) => Some(self.today.clone().max(when.clone().unwrap_or_default())),
                    // a body or topic that is new in a known notice is news; one in a new notice is as old as that,
                    // and parts of notices long past are not followed
                    None => (old.is_some() && !long_past && !part.is_empty()).then(|| self.today.clone()),
                };
                (part, Mark(digest, changed))
            })
            .chain(kept)
            .collect();
        NoticeMark { seen, marks }
    }

    /// Digests of what readers are told of a notice and of each body's and topic's part in it.
    fn digests(&self, id: NoticeId, whole_only: bool) -> BTreeMap<String, String> {
        let entry = &self.site.notices[id];
        let head = &entry.notice.head;
        let mut whole = Sha256::new();
        let mut parts: BTreeMap<String, Sha256> = BTreeMap::new();
        let text = |t: &Option<String>| t.clone().unwrap_or_default();
        let day = |d: Option<Day>| d.map(|d| d.to_string()).unwrap_or_default();
        for line in [
            text(&head.title),
            text(&head.number),
            text(&head.issuer),
            day(head.issued),
            day(head.meeting_date),
        ] {
            feed(&mut whole, &line);
        }
        for &task in &entry.tasks {
            let t = self.site.task(task);
            let row = &self.site.tasks[task];
            let mut one = Sha256::new();
            feed(&mut one, &row.id);
            feed(&mut one, &t.text);
            let names =
                |ids: &[crate::registry::AgencyId]| -> Vec<&str> { ids.iter().map(|a| self.site.agencies[*a].slug.as_str()).collect() };
            let (leads, coordinators) = (names(&row.leads), names(&row.coordinators));
            feed(&mut one, &leads.join(" "));
            feed(&mut one, &coordinators.join(" "));
            for (i, d) in t.deadlines.iter().enumerate() {
                feed(&mut one, d.bound.name());
                feed(&mut one, &d.quote);
                feed(&mut one, &when(self.site, task, i).unwrap_or_default());
            }
            let one = one.finalize();
            whole.update(one);
            if whole_only {
                continue;
            }
            let topics = row.topics.iter().filter_map(|t| self.site.registry.topics.get(*t));
            let bodies = leads.iter().chain(&coordinators).map(|s| format!("co-quan/{s}"));
            let mut mine: Vec<String> = bodies.chain(topics.map(|t| format!("chuyen-de/{}", t.slug))).collect();
            mine.sort();
            mine.dedup();
            for part in mine {
                parts.entry(part).or_default().update(one);
            }
        }
        for i in &entry.notice.indicators {
            feed(&mut whole, &i.id);
            feed(&mut whole, &i.value.map(|v| v.to_string()).unwrap_or_default());
            feed(&mut whole, i.unit.as_deref().unwrap_or(""));
        }
        for a in &entry.notice.approvals {
            feed(&mut whole, &a.text);
        }
        let mut out: BTreeMap<String, String> = parts.into_iter().map(|(k, h)| (k, short(h))).collect();
        out.insert(String::new(), short(whole));
        out
    }
}

/// One field of a digest, ended so that two fields are never taken for one.
fn feed(hash: &mut Sha256, text: &str) {
    hash.update(text.as_bytes());
    hash.update([0]);
}

/// Eight hexadecimal digits tell a change from none: one in four milliards goes unseen.
fn short(hash: Sha256) -> String {
    hash.finalize().iter().take(4).map(|b| format!("{b:02x}")).collect()
}

fn shortened(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= WORDS {
        return line;
    }
    let cut: String = line.chars().take(WORDS).collect();
    let cut = cut.rsplit_once(' ').map_or(cut.as_str(), |(a, _)| a);
    format!("{}…", cut.trim_end_matches([',', ';', ':', ' ']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_damaged_or_foreign_state_is_told_apart() {
        let mine = Memory {
            schema: SCHEMA.into(),
            host: "x.vn".into(),
            ..Memory::default()
        };
        let text = String::from_utf8(mine.to_bytes()).expect("UTF-8");
        assert_eq!(read(&text, "x.vn"), Ok(mine));
        assert!(read(&text, "y.vn").expect_err("foreign").1.contains("belongs to “x.vn”"));
        assert!(read("{\"schema\":", "x.vn").is_err());
        assert!(read("{\"schema\":\"ketluan/state/1\",\"notices\":[],\"tasks\":{}}", "x.vn").is_err());
        let bad = "{\"schema\":\"ketluan/state/2\",\"host\":\"x.vn\",\"notices\":{},\"events\":{\"a~d1\":{\"changed\":\"2026-02-30\"}},\"todos\":{}}";
        assert!(read(bad, "x.vn").expect_err("no such day").1.contains("2026-02-30"));
    }
}
