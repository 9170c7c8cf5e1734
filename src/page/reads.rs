//! What a page reads of the site, as a key that costs next to nothing: a page that says which notices it reads, and what
//! else, is known without its view being made. Each notice and each task has a mark for all that is said of it and one for
//! this and all that linking found of it. In a test build the writer looks whether what a page says that it reads is all.

use super::{matter, notice_name};
use crate::bundle::Key;
use crate::calendar::Day;
use crate::site::{NoticeId, Site, TaskId};
use rayon::prelude::*;
use std::fmt::{self, Debug, Write};

/// What a page reads beside the program, the theme, the settings and the registers (but progress), which every page may
/// read. The day it reads as far as days are counted of one of its notices' tasks; what else hangs on it is in `more`.
#[derive(Clone, Debug)]
pub struct Reads {
    /// Of all else, by its `Debug` form.
    more: Key,
    /// All that they say, and with whom they are linked. In the order in which they are shown.
    notices: Vec<NoticeId>,
    /// All that they say, and nothing that other notices say.
    texts: Vec<NoticeId>,
    /// All that is said of them, and what they go on with.
    tasks: Vec<TaskId>,
    /// All that is said of them in their notice and in the register of progress.
    entries: Vec<TaskId>,
    /// It says how many days are left for tasks, or have passed.
    counts_days: bool,
}

impl Reads {
    pub fn new(more: impl Debug) -> Reads {
        let mut hash = Hash::default();
        hash.add(&more);
        Reads {
            more: hash.key(),
            notices: Vec::new(),
            texts: Vec::new(),
            tasks: Vec::new(),
            entries: Vec::new(),
            counts_days: true,
        }
    }
    pub fn notices(mut self, notices: impl IntoIterator<Item = NoticeId>) -> Reads {
        self.notices.extend(notices);
        self.notices.dedup();
        self
    }
    pub fn texts(mut self, notices: impl IntoIterator<Item = NoticeId>) -> Reads {
        self.texts.extend(notices);
        self.texts.dedup();
        self
    }
    pub fn tasks(mut self, tasks: impl IntoIterator<Item = TaskId>) -> Reads {
        self.tasks.extend(tasks);
        self
    }
    pub fn entries(mut self, tasks: impl IntoIterator<Item = TaskId>) -> Reads {
        self.entries.extend(tasks);
        self
    }
    /// Says that no days are counted of tasks.
    pub fn without_days(mut self) -> Reads {
        self.counts_days = false;
        self
    }
}

/// The mark of something: of what is said of it, and of this with what it is linked with.
type Mark = (Key, Key);

/// The marks of all notices and tasks, whether days are counted in what a notice's tasks say, and the day of the build.
pub struct Marks {
    /// `None` where a notice is not known by its bytes.
    notices: Vec<Option<Mark>>,
    tasks: Vec<Option<Mark>>,
    /// By task the notice that gives it.
    given: Vec<NoticeId>,
    counts_days: Vec<bool>,
    today: Day,
}

impl Marks {
    pub fn of(site: &Site) -> Marks {
        let agencies: Vec<Key> = site
            .agencies
            .iter()
            .map(|(_, agency)| {
                let mut hash = Hash::default();
                hash.add(&(&agency.slug, &agency.name, &agency.kind));
                hash.key()
            })
            .collect();
        let all: Vec<NoticeId> = site.notices.iter().map(|(id, _)| id).collect();
        let made: Vec<Option<(Mark, Vec<Mark>)>> = all.par_iter().map(|id| marks(site, *id, &agencies)).collect();
        let mut tasks = vec![None; site.tasks.len()];
        let mut notices = Vec::with_capacity(made.len());
        for (id, made) in all.iter().zip(made) {
            let (notice, of_tasks) = made.unzip();
            notices.push(notice);
            for (task, mark) in site.notices[*id].tasks.iter().zip(of_tasks.into_iter().flatten()) {
                tasks[task.index()] = Some(mark);
            }
        }
        Marks {
            notices,
            tasks,
            given: site.tasks.iter().map(|(_, row)| row.notice).collect(),
            counts_days: all.par_iter().map(|id| site.counts_days(*id)).collect(),
            today: site.today,
        }
    }

    /// The key of what reads this, laid over `base`, which stands for what everything reads. `None` where a notice is not
    /// known by its bytes.
    pub fn key(&self, base: &Key, reads: &Reads) -> Option<Key> {
        let mut hash = blake3::Hasher::new();
        hash.update(base);
        hash.update(&reads.more);
        if self.counts_days(reads) {
            hash.update(self.today.to_string().as_bytes());
        }
        let notice = |id: &NoticeId| self.notices.get(id.index())?.as_ref();
        let task = |id: &TaskId| self.tasks.get(id.index())?.as_ref();
        for id in &reads.notices {
            hash.update(&notice(id)?.1);
        }
        for id in &reads.texts {
            hash.update(&notice(id)?.0);
        }
        for id in &reads.tasks {
            hash.update(&task(id)?.1);
        }
        for id in &reads.entries {
            hash.update(&task(id)?.0);
        }
        // which of them stood in which list
        let counts = [&reads.notices, &reads.texts].map(Vec::len);
        let of_tasks = [&reads.tasks, &reads.entries].map(Vec::len);
        hash.update(format!("{counts:?} {of_tasks:?}").as_bytes());
        Some(*hash.finalize().as_bytes())
    }

    /// Whether days are counted in what it says of these notices' tasks.
    pub fn counts_days(&self, reads: &Reads) -> bool {
        let of_tasks = reads.tasks.iter().chain(&reads.entries).filter_map(|t| self.given.get(t.index()));
        let mut all = reads.notices.iter().chain(&reads.texts).chain(of_tasks);
        reads.counts_days && all.any(|id| self.counts_days.get(id.index()).is_none_or(|counts| *counts))
    }
}

/// Of a notice, and of its tasks in their order.
fn marks(site: &Site, id: NoticeId, agencies: &[Key]) -> Option<(Mark, Vec<Mark>)> {
    let entry = &site.notices[id];
    let document = &entry.notice.document;
    // the bytes of the source and the registers stand for all that was read from them
    if document.sha256.is_empty() {
        return None;
    }
    let mut hash = Hash::default();
    hash.add(&(
        &document.path,
        &document.sha256,
        &entry.id,
        entry.year,
        entry.day,
        &entry.apart,
        &document.front.files,
    ));
    let base = hash.key();
    let tasks: Vec<Mark> = entry
        .tasks
        .iter()
        .map(|task| {
            let row = &site.tasks[*task];
            let mut hash = Hash::default();
            hash.add_key(&base);
            for list in [&row.leads, &row.coordinators] {
                for agency in list {
                    hash.add_key(&agencies[agency.index()]);
                }
                hash.add(&list.len());
            }
            hash.add(&(&row.id, &row.topics, &row.due));
            for m in &row.moves {
                hash.add(&(m.deadline, m.from, m.to));
            }
            if !row.history.is_empty() {
                hash.add(&site.progress(*task));
                for entry in site.history(*task) {
                    hash.add(entry);
                }
            }
            let said = hash.key();
            hash.add(&(site.repeated(*task) > 0, matter::surely(site, *task), matter::link(site, *task)));
            if let Some(follows) = site.follows(*task) {
                // how sure it is beyond that stands on no page but the comparison's, which says so itself
                hash.add(&site.tasks[follows.task].id);
            }
            (said, hash.key())
        })
        .collect();
    let mut hash = Hash::default();
    hash.add_key(&base);
    tasks.iter().for_each(|(said, _)| hash.add_key(said));
    let said = hash.key();
    for other in [entry.previous, entry.next, entry.year_before] {
        hash.add(&other.map(|n| (&site.notices[n].id, notice_name(site, n))));
    }
    tasks.iter().for_each(|(_, linked)| hash.add_key(linked));
    Some(((said, hash.key()), tasks))
}

/// BLAKE3 of values in their `Debug` form, each ended.
#[derive(Default)]
struct Hash(blake3::Hasher);

impl Hash {
    fn add(&mut self, value: &impl Debug) {
        // a hasher takes everything
        let _ = writeln!(self, "{value:?}");
    }
    fn add_key(&mut self, key: &Key) {
        self.0.update(key);
    }
    fn key(&self) -> Key {
        *self.0.finalize().as_bytes()
    }
}

impl Write for Hash {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.0.update(text.as_bytes());
        Ok(())
    }
}
