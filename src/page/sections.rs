//! Parts that the pages of follow-up share: short rows of tasks in sections, and tables of counts. One template shows
//! them all, so that a page of a thousand tasks stays light.
use super::conflict::ConflictView;
use super::{Link, agency_link, deadline_view, excerpt, notice_name, task_anchor, task_place};
use crate::calendar::Day;
use crate::page::route;
use crate::site::{Level, Site, TaskId};
use serde::Serialize;

/// So many rows of a section stand on a page; the data has all.
pub const MOST: usize = 100;

#[derive(Serialize, Default)]
pub struct SectionsView {
    /// To whom a letter goes: "Kính gửi: Sở Tài chính"; empty on other pages.
    pub salutation: String,
    pub lead: String,
    pub notes: Vec<String>,
    /// What to do with the letter; it stands outside of it.
    pub hint: String,
    pub tables: Vec<Table>,
    /// Tables of words rather than counts; each row begins with a link.
    pub word_tables: Vec<Table>,
    pub sections: Vec<Section>,
    pub links: Vec<Link>,
    /// Figures that do not go together.
    pub conflicts: Vec<ConflictView>,
    /// Its lists are those of the day of the build.
    pub of_today: bool,
    /// Seconds after which the page fetches itself anew; 0 never.
    pub refresh: u32,
}

#[derive(Serialize)]
pub struct Table {
    pub caption: String,
    pub head: Vec<String>,
    pub rows: Vec<Vec<Cell>>,
}

#[derive(Serialize, Clone, Default)]
pub struct Cell {
    pub text: String,
    /// Address relative to the root, or of a section of the page (`#…`); empty for none.
    pub href: String,
}

#[derive(Serialize)]
pub struct Section {
    pub id: String,
    pub title: String,
    pub note: String,
    pub count: usize,
    pub rows: Vec<Row>,
    /// Tasks that do not stand here, but in the data.
    pub left_out: usize,
}

/// A task in one or two lines.
#[derive(Serialize)]
pub struct Row {
    pub text: String,
    pub href: String,
    /// Leads, notice and clause.
    pub meta: String,
    /// Of its most pressing deadline: "12/4/2026", "trước 12/4/2026"; empty where none.
    pub until: String,
    pub words: String,
    pub status: &'static str,
    /// As the notice words the deadline; empty where that is not shown.
    pub quote: String,
    /// Of a task that is late, what comes next of its deadlines.
    pub next: Option<Next>,
    /// That earlier notices gave it too, and where that is seen.
    pub repeated: Option<Link>,
    pub extra: String,
}

/// A deadline to come, beside one that has passed.
#[derive(Serialize)]
pub struct Next {
    pub until: String,
    pub words: String,
    pub status: &'static str,
    pub quote: String,
}

pub fn text(text: impl Into<String>) -> Cell {
    Cell {
        text: text.into(),
        href: String::new(),
    }
}

pub fn link(link: Link) -> Cell {
    Cell {
        text: link.name,
        href: link.href,
    }
}

/// How pressing a deadline was on a day: one that has passed (the first made the task late), then one to come (the nearest
/// first), then one that passed so long ago that nobody counts it any more.
fn rank(site: &Site, task: TaskId, i: usize, on: Day) -> Option<(u8, i64)> {
    let passed = (on - site.due(task, i)?).num_days();
    let late = site.late_from(task, i).is_some_and(|from| from <= on);
    Some(match late {
        true if passed <= site.stale_after => (0, -passed),
        true => (2, -passed),
        false => (1, -passed),
    })
}

/// The most pressing of a task's deadlines on a day.
pub fn pressing(site: &Site, task: TaskId, on: Day) -> Option<usize> {
    let dated = (0..site.tasks[task].due.len()).filter_map(|i| Some((rank(site, task, i, on)?, i)));
    dated.min().map(|(_, i)| i)
}

/// The nearest deadline to come of a task that was late on a day.
fn next(site: &Site, task: TaskId, on: Day) -> Option<usize> {
    pressing(site, task, on)
        .and_then(|i| rank(site, task, i, on))
        .filter(|r| r.0 == 0)?;
    let dated = (0..site.tasks[task].due.len()).filter_map(|i| Some((rank(site, task, i, on)?, i)));
    dated.filter(|(rank, _)| rank.0 == 1).min().map(|(_, i)| i)
}

/// The level of the deadline that counts: one that passed long ago hides none that lately passed or is to come.
pub fn level(site: &Site, task: TaskId) -> Level {
    match pressing(site, task, site.today) {
        Some(i) => site.level(task, i),
        None => site.task_level(task),
    }
}

/// A row of what stands in a list of today.
pub fn row(site: &Site, task: TaskId) -> Row {
    row_on(site, task, site.today)
}

/// A row of what stands in a list of a day; days left and passed are told as of today.
fn row_on(site: &Site, task: TaskId, on: Day) -> Row {
    let r = &site.tasks[task];
    let leads: Vec<String> = r.leads.iter().map(|a| agency_link(site, *a).name).collect();
    let words = &site.words;
    let meta = [leads.join(", "), notice_name(site, r.notice), task_place(site, task)]
        .into_iter()
        .filter(|t| !t.is_empty());
    let deadline = pressing(site, task, on).map(|i| deadline_view(site, task, i));
    let next = next(site, task, on).filter(|_| !site.is_closed(task));
    let extra = [
        deadline.as_ref().map(|d| d.moved.clone()).unwrap_or_default(),
        site.progress(task).map(|p| super::progress_words(words, p)).unwrap_or_default(),
    ];
    Row {
        text: excerpt(&super::matter(site, task), 160),
        href: route::task_address(&site.notices[r.notice].id, &format!("nv-{}", task_anchor(site, task))),
        meta: meta.collect::<Vec<_>>().join("; "),
        until: deadline.as_ref().map(|d| d.until.clone()).unwrap_or_default(),
        words: deadline.as_ref().map(|d| d.words.clone()).unwrap_or_default(),
        status: deadline.as_ref().map_or("none", |d| d.status),
        quote: String::new(),
        next: next.map(|i| deadline_view(site, task, i)).map(|d| Next {
            until: d.until,
            words: d.words,
            status: d.status,
            quote: String::new(),
        }),
        repeated: super::matter::reminded(site, task),
        extra: extra.into_iter().filter(|t| !t.is_empty()).collect::<Vec<_>>().join("; "),
    }
}

/// A row with all that a letter says of a task: its whole matter, who helps, and the words of its deadline.
pub fn row_in_full(site: &Site, task: TaskId) -> Row {
    let short = row(site, task);
    let coordinators = site.tasks[task].coordinators.iter().map(|a| agency_link(site, *a).name);
    let coordinators = coordinators.collect::<Vec<_>>().join(", ");
    let helped = if coordinators.is_empty() {
        String::new()
    } else {
        let label = site.words.text("word.coordinators").into();
        site.words.say("ics.line", &[("label", label), ("text", coordinators.into())])
    };
    let quote = |i: Option<usize>| i.map(|i| site.deadline(task, i).quote.clone()).unwrap_or_default();
    Row {
        text: super::matter(site, task),
        quote: quote(pressing(site, task, site.today)),
        next: short.next.map(|n| Next {
            quote: quote(next(site, task, site.today)),
            ..n
        }),
        extra: [helped, short.extra]
            .into_iter()
            .filter(|t| !t.is_empty())
            .collect::<Vec<_>>()
            .join("; "),
        ..short
    }
}

/// A section of tasks; `title` and `note` are keys of the catalogue.
pub fn section(site: &Site, id: &str, title: &str, note: &str, tasks: &[TaskId]) -> Section {
    section_on(site, id, title, note, tasks, site.today)
}

/// As `section`, in a list of a day.
pub fn section_on(site: &Site, id: &str, title: &str, note: &str, tasks: &[TaskId], on: Day) -> Section {
    section_of(site, id, title, note, tasks, |site, task| row_on(site, task, on))
}

/// As `section`, each task with all that a letter says of it.
pub fn section_in_full(site: &Site, id: &str, title: &str, note: &str, tasks: &[TaskId]) -> Section {
    section_of(site, id, title, note, tasks, row_in_full)
}

fn section_of(site: &Site, id: &str, title: &str, note: &str, tasks: &[TaskId], row: impl Fn(&Site, TaskId) -> Row) -> Section {
    let words = &site.words;
    Section {
        id: id.to_string(),
        title: words.text(title).to_string(),
        note: if note.is_empty() {
            String::new()
        } else {
            words.text(note).to_string()
        },
        count: tasks.len(),
        rows: tasks.iter().take(MOST).map(|t| row(site, *t)).collect(),
        left_out: tasks.len().saturating_sub(MOST),
    }
}

/// Late, as long as it stands in warnings.
pub fn late_now(site: &Site, task: TaskId) -> bool {
    matches!(level(site, task), Level::Late(n) | Level::LongLate(n) if n <= site.stale_after)
}

/// The last day is today or at most so many days away.
pub fn due_within(site: &Site, task: TaskId, days: i64) -> bool {
    match level(site, task) {
        Level::Today => true,
        Level::Soon(n) | Level::Ahead(n) => n <= days,
        _ => false,
    }
}
