//! Parts that the pages of follow-up share: short rows of tasks in sections, and tables of counts. One template shows
//! them all, so that a page of a thousand tasks stays light.
use super::conflict::ConflictView;
use super::{Link, agency_link, deadline_view, excerpt, notice_name, task_anchor, task_place};
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
    /// What to do with the page, which is not printed.
    pub hint: String,
    pub tables: Vec<Table>,
    /// Tables of words rather than counts; each row begins with a link.
    pub word_tables: Vec<Table>,
    pub sections: Vec<Section>,
    pub links: Vec<Link>,
    /// Figures that do not go together.
    pub conflicts: Vec<ConflictView>,
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
    pub left_out: String,
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
    /// That earlier notices gave it too, and where that is seen.
    pub repeated: Option<Link>,
    pub extra: String,
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

/// The most pressing of a task's deadlines.
pub fn pressing(site: &Site, task: TaskId) -> Option<usize> {
    (0..site.tasks[task].due.len())
        .filter(|i| site.due(task, *i).is_some())
        .min_by_key(|i| (site.level(task, *i), *i))
}

pub fn row(site: &Site, task: TaskId) -> Row {
    let r = &site.tasks[task];
    let leads: Vec<String> = r.leads.iter().map(|a| agency_link(site, *a).name).collect();
    let words = &site.words;
    let meta = [leads.join(", "), notice_name(site, r.notice), task_place(site, task)]
        .into_iter()
        .filter(|t| !t.is_empty());
    let deadline = pressing(site, task).map(|i| deadline_view(site, task, i));
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
    let pressing = pressing(site, task).map(|i| site.deadline(task, i).quote.clone());
    Row {
        text: super::matter(site, task),
        quote: pressing.unwrap_or_default(),
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
    section_of(site, id, title, note, tasks, row)
}

/// As `section`, each task with all that a letter says of it.
pub fn section_in_full(site: &Site, id: &str, title: &str, note: &str, tasks: &[TaskId]) -> Section {
    section_of(site, id, title, note, tasks, row_in_full)
}

fn section_of(site: &Site, id: &str, title: &str, note: &str, tasks: &[TaskId], row: fn(&Site, TaskId) -> Row) -> Section {
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
        left_out: match tasks.len().saturating_sub(MOST) {
            0 => String::new(),
            n => words.say("follow.left_out", &[("n", n.into())]),
        },
    }
}

/// Late, as long as it stands in warnings.
pub fn late_now(site: &Site, task: TaskId) -> bool {
    matches!(site.task_level(task), Level::Late(n) | Level::LongLate(n) if n <= site.stale_after)
}

/// The last day is today or at most so many days away.
pub fn due_within(site: &Site, task: TaskId, days: i64) -> bool {
    match site.task_level(task) {
        Level::Today => true,
        Level::Soon(n) | Level::Ahead(n) => n <= days,
        _ => false,
    }
}
