//! What a page reads of the site, as a key that costs next to nothing: a page that says which notices it reads, and what
//! else, is known without its view being made. Each notice has a mark for all that its text says and all that linking
//! found of it. In a test build the writer looks whether what a page says that it reads is all.

use super::{matter, notice_name};
use crate::bundle::Key;
use crate::calendar::Day;
use crate::site::{NoticeId, Site};
use rayon::prelude::*;
use std::fmt::{self, Debug, Write};

/// What a page reads beside the program, the theme, the settings and the registers (but progress), which every page may
/// read. The day it reads as far as days are counted of one of its notices' tasks; what else hangs on it is in `more`.
#[derive(Clone, Debug)]
pub struct Reads {
    /// All that they say, and with whom they are linked. In the order in which they are shown.
    pub notices: Vec<NoticeId>,
    /// Of all else, by its `Debug` form.
    pub more: Key,
    /// It says how many days are left for tasks, or have passed.
    counts_days: bool,
}

impl Reads {
    pub fn new(notices: impl IntoIterator<Item = NoticeId>, more: impl Debug) -> Reads {
        let mut notices: Vec<NoticeId> = notices.into_iter().collect();
        notices.dedup();
        let mut hash = Hash::default();
        hash.add(&more);
        Reads {
            notices,
            more: hash.key(),
            counts_days: true,
        }
    }
    /// Says that no days are counted of tasks.
    pub fn without_days(mut self) -> Reads {
        self.counts_days = false;
        self
    }
}

/// The mark of each notice, and whether days are counted in what its tasks say; the day of the build.
pub struct Marks(Vec<(Option<Key>, bool)>, Day);

impl Marks {
    pub fn of(site: &Site) -> Marks {
        let all: Vec<NoticeId> = site.notices.iter().map(|(id, _)| id).collect();
        Marks(
            all.into_par_iter().map(|id| (mark(site, id), site.counts_days(id))).collect(),
            site.today,
        )
    }

    /// The key of what reads this, laid over `base`, which stands for what everything reads. `None` where a notice is not
    /// known by its bytes.
    pub fn key(&self, base: &Key, reads: &Reads) -> Option<Key> {
        let mut hash = blake3::Hasher::new();
        hash.update(base);
        hash.update(&reads.more);
        if self.counts_days(reads) {
            hash.update(self.1.to_string().as_bytes());
        }
        for id in &reads.notices {
            hash.update(self.0.get(id.index())?.0.as_ref()?);
        }
        Some(*hash.finalize().as_bytes())
    }

    /// Whether days are counted in what it says of these notices' tasks.
    pub fn counts_days(&self, reads: &Reads) -> bool {
        reads.counts_days && reads.notices.iter().any(|id| self.0.get(id.index()).is_none_or(|mark| mark.1))
    }
}

fn mark(site: &Site, id: NoticeId) -> Option<Key> {
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
        &document.front.files,
    ));
    for other in [entry.previous, entry.next, entry.year_before] {
        hash.add(&other.map(|n| (&site.notices[n].id, notice_name(site, n))));
    }
    for task in &entry.tasks {
        let row = &site.tasks[*task];
        for list in [&row.leads, &row.coordinators] {
            for agency in list {
                let agency = &site.agencies[*agency];
                hash.add(&(&agency.slug, &agency.name, &agency.kind));
            }
            hash.add(&list.len());
        }
        hash.add(&(
            &row.id,
            &row.topics,
            &row.due,
            matter::times(site, *task),
            matter::link(site, *task),
        ));
        for m in &row.moves {
            hash.add(&(m.deadline, m.from, m.to));
        }
        hash.add(&site.progress(*task));
        for entry in site.history(*task) {
            hash.add(entry);
        }
        if let Some(follows) = site.follows.get(task) {
            // how sure it is that it goes on stands on no page but the comparison's, which says so itself
            hash.add(&site.tasks[follows.task].id);
        }
    }
    Some(hash.key())
}

/// BLAKE3 of values in their `Debug` form, each ended.
#[derive(Default)]
struct Hash(blake3::Hasher);

impl Hash {
    fn add(&mut self, value: &impl Debug) {
        // a hasher takes everything
        let _ = writeln!(self, "{value:?}");
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
