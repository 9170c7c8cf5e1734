//! Task tables: columns by their heads, a task per row.

use super::matter;
use super::reader::{Reader, mentions};
use super::walk::Scope;
use crate::extract::Context;
use crate::extract::agency::Cut;
use crate::extract::deadline;
use crate::notice::{Certainty, Doubt, Mention, Task};
use crate::outline::Clause;
use crate::viet::fold::match_key;
use std::ops::Range;

/// Columns of a task table, by the heads of its first row.
#[derive(Clone, Debug, Default)]
pub struct Columns {
    pub width: usize,
    task: Option<usize>,
    lead: Option<usize>,
    coordinator: Option<usize>,
    deadline: Option<usize>,
}

pub fn columns(cells: &[String]) -> Option<Columns> {
    let mut c = Columns {
        width: cells.len(),
        ..Columns::default()
    };
    for (i, cell) in cells.iter().enumerate() {
        let key = match_key(cell);
        let says = |words: &[&str]| words.iter().any(|w| key.contains(w));
        if says(&["chủ trì"]) || says(&["phối hợp"]) && c.coordinator.is_some() && c.lead.is_none() {
            c.lead = c.lead.or(Some(i));
        } else if says(&["phối hợp", "cùng thực hiện", "cùng tham gia"]) {
            c.coordinator = c.coordinator.or(Some(i));
        } else if says(&[
            "thời hạn",
            "thời gian",
            "hoàn thành",
            "tiến độ",
            "hạn xử lý",
            "mốc thời gian",
            "mốc hoàn thành",
            "hạn cuối",
            "hạn chót",
        ]) {
            c.deadline = c.deadline.or(Some(i));
        } else if says(&[
            "đơn vị thực hiện",
            "cơ quan thực hiện",
            "chịu trách nhiệm",
            "đầu mối",
            "phân công",
            "người thực hiện",
        ]) || matches!(key.trim(), "cơ quan" | "đơn vị" | "cơ quan, đơn vị")
        {
            c.lead = c.lead.or(Some(i));
        } else if says(&["nhiệm vụ", "nội dung", "công việc", "đầu việc", "việc cần làm", "việc phải làm"]) {
            c.task = c.task.or(Some(i));
        }
    }
    (c.task.is_some() && (c.lead.is_some() || c.deadline.is_some())).then_some(c)
}

/// "-nt-", "Như trên", "//": the same as in the row above.
fn repeats(cell: &str) -> bool {
    let key = match_key(cell.trim_matches(|c: char| !c.is_alphanumeric() && c != '/'));
    matches!(key.as_str(), "nt" | "như trên" | "//")
}

/// The bodies that a row names and nothing else, in one cell or, where the cells were merged, in each: they lead the rows below it.
/// `None` for another row, an empty list for one that heads the rows below with something else.
pub fn heading(c: &Clause, cols: &Columns, reader: &Reader) -> Option<Scope> {
    let mut filled = c
        .cells
        .iter()
        .map(|cell| cell.trim())
        .enumerate()
        .filter(|(_, cell)| !cell.is_empty());
    let (at, first) = filled.next().filter(|(_, first)| first.chars().any(char::is_alphabetic))?;
    let mut merged = 0;
    for (_, cell) in filled {
        merged += 1;
        if cell != first {
            return None;
        }
    }
    // what stands alone in another column is the rest of a cell that a page break parted
    if c.cells.len() < 3 || merged == 0 && at != 0 && cols.task != Some(at) {
        return None;
    }
    let cut = Cut::new(first);
    let w = cut.words();
    let (found, end) = reader.finder.list(first, &w, 0);
    let whole = end == w.len() && !found.is_empty();
    Some(Scope::of(if whole { mentions(&c.block, &found, 0) } else { vec![] }))
}

/// A row of a task table; `above` is the task of the row before.
pub fn row(
    c: &Clause,
    i: usize,
    cols: &Columns,
    inherited: &Scope,
    above: Option<&Task>,
    reader: &Reader,
    context: &Context,
) -> Option<Task> {
    let cell = |n: Option<usize>| n.and_then(|n| c.cells.get(n)).map(|t| t.trim()).unwrap_or("");
    let text = cell(cols.task);
    // a row with nothing but a field's name heads those below it
    let filled = c.cells.iter().skip(1).filter(|t| !t.trim().is_empty()).count();
    if text.is_empty() || filled < 2 && c.cells.len() > 2 {
        return None;
    }
    // where each cell stands in the text, which is the cells joined in order
    let mut at = 0;
    let places: Vec<Range<usize>> = c
        .cells
        .iter()
        .map(|cell| {
            let cell = cell.trim();
            let start = c.block.text.get(at..).and_then(|t| t.find(cell)).map_or(at, |s| at + s);
            at = (start + cell.len()).min(c.block.text.len());
            start..at
        })
        .collect();
    let place = |n: Option<usize>| n.and_then(|n| places.get(n).cloned()).unwrap_or(0..0);
    let list = |n: Option<usize>| reader.finder.whole(cell(n));
    let company = |n: Option<usize>| -> Vec<Mention> {
        let told: Vec<_> = list(n).into_iter().filter(|f| !f.vague).collect();
        mentions(&c.block, &told, place(n).start)
    };
    let mut leads = mentions(&c.block, &list(cols.lead), place(cols.lead).start);
    let mut coordinators = company(cols.coordinator);
    // "Chủ trì: Sở A; phối hợp: Sở B" in one cell
    let said = cell(cols.lead);
    if let Some(cut) = match_key(said).find("phối hợp").filter(|_| cols.coordinator.is_none()) {
        let cut = said
            .char_indices()
            .nth(match_key(said)[..cut].chars().count())
            .map_or(said.len(), |(b, _)| b);
        let (first, second) = said.split_at(cut);
        leads = mentions(&c.block, &reader.finder.whole(first), place(cols.lead).start);
        coordinators = mentions(&c.block, &reader.finder.whole(second), place(cols.lead).start + cut);
    }
    // "Phối hợp với Sở B lắp đặt …", told with the deed
    if !leads.is_empty() && coordinators.is_empty() && text.contains("hối hợp") {
        let own = reader.read(text, &Cut::new(text).words(), &leads, &[]);
        coordinators.extend(own.iter().flat_map(|o| mentions(&c.block, &o.coordinators, place(cols.task).start)));
    }
    let mut certainty = Certainty::Explicit;
    let mut doubts = vec![];
    if let Some(above) = above.filter(|_| repeats(said)) {
        leads = above.leads.clone();
        leads.iter_mut().for_each(|m| m.certainty = Certainty::Inherited);
        certainty = Certainty::Inherited;
    }
    if let Some(above) = above.filter(|_| repeats(cell(cols.coordinator))) {
        coordinators = above.coordinators.clone();
        coordinators.iter_mut().for_each(|m| m.certainty = Certainty::Inherited);
    }
    if leads.is_empty() {
        let own = reader.read(text, &Cut::new(text).words(), &inherited.leads, &[]);
        let start = place(cols.task).start;
        if let Some(o) = own.iter().find(|o| !o.leads.is_empty()) {
            leads = mentions(&c.block, &o.leads, start);
            coordinators.extend(mentions(&c.block, &o.coordinators, start));
            doubts = o.doubts.iter().copied().filter(|d| *d != Doubt::PartedBlock).collect();
        } else {
            leads = inherited.inherit();
            certainty = Certainty::Inherited;
        }
    }
    if leads.is_empty() && cell(cols.lead).is_empty() && cell(cols.deadline).is_empty() {
        return None;
    }
    coordinators.retain(|m| !leads.iter().any(|l| l.name == m.name));
    let cut = Cut::new(&c.block.text);
    let words = cut.words();
    let mut deadlines = deadline::among(&c.block, &words, 0, place(cols.task), context);
    if !cell(cols.deadline).is_empty() {
        deadlines.extend(deadline::given(&c.block, &words, place(cols.deadline), context));
    }
    Some(Task {
        clause: c.path.clone(),
        ordinal: 0,
        text: text.to_string(),
        matter: matter::begins(&reader.finder, text),
        span: c.block.span(),
        block: i,
        leads,
        coordinators,
        certainty,
        doubts,
        deadlines,
        corrected: false,
    })
}
