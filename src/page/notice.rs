//! Views of notice pages: the text as issued with its tasks marked where they stand, and all that was read of it.

use super::reads::Reads;
use super::route::{self, Route, akn_address, markdown_address, notice_workbook};
use super::series::{all_comparisons, period_words, value_words};
use super::subscribe::{Subscription, Whose, subscription};
use super::{Link, Page, TaskView, excerpt, notice_link, notice_name, short_lead, task_anchor, task_view};
use crate::calendar::Period;
use crate::config::SiteConfig;
use crate::notice::{Citation, Indicator, Notice, NoticeKind};
use crate::outline::{Block, Clause, Marker};
use crate::site::{Entry, NoticeId, Site, TaskId};
use crate::span::Span;
use crate::words::Words;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// What `notice.html` gets.
#[derive(Serialize)]
struct NoticeView {
    id: String,
    name: String,
    title: String,
    /// Name of the original, where the text is only a summary in the editor's words.
    original: Option<String>,
    facts: Vec<Fact>,
    /// Citation of a clause, `{clause}` for its number; and one of the first task's clause.
    cite: String,
    cite_sample: String,
    addressees: Vec<String>,
    recipients: Vec<String>,
    files: Vec<Link>,
    opening: Vec<String>,
    signature: Vec<String>,
    toc: Vec<TocItem>,
    parts: Vec<Part>,
    /// Tasks that stand at no block of the text.
    loose: Vec<MarkedTask>,
    task_count: usize,
    corrected: usize,
    figures: Vec<FigureView>,
    approvals: Vec<Quoted>,
    citations: Vec<Quoted>,
    path: String,
    sha256: String,
    json: String,
    akn: String,
    markdown: String,
    /// Workbook with the annex; empty where none is made.
    xlsx: String,
    previous: Option<Link>,
    next: Option<Link>,
    year_before: Option<Link>,
    comparisons: Vec<Link>,
    year: Link,
    /// "2026", or empty.
    year_number: String,
    subscription: Subscription,
}

#[derive(Serialize)]
struct Fact {
    label: String,
    value: String,
    /// As the notice has it, in its language.
    quoted: bool,
}

#[derive(Serialize)]
struct TocItem {
    anchor: String,
    marker: String,
    text: String,
    level: usize,
}

/// A block of the text, or the rows of a table that stand together.
#[derive(Serialize)]
struct Part {
    /// "h3" to "h6", "p" or "table".
    tag: String,
    rows: Vec<BlockView>,
}

#[derive(Serialize)]
struct BlockView {
    /// Empty where the block has no anchor.
    anchor: String,
    /// Task ids that have no words of their own in the block.
    extra_ids: Vec<String>,
    marker: String,
    depth: u8,
    dash: bool,
    emphasized: bool,
    footnote: bool,
    pieces: Vec<TextPiece>,
    cells: Vec<String>,
    tasks: Vec<MarkedTask>,
}

#[derive(Serialize)]
struct MarkedTask {
    task: TaskView,
    /// Words of the task that the block does not have: set by the editor.
    added: Option<String>,
    topics: Vec<Link>,
}

/// A run of text: `id` on the first run of a task, `task` within a task, `deadline` within a time expression.
#[derive(Serialize, Debug, PartialEq)]
struct TextPiece {
    text: String,
    id: String,
    task: bool,
    deadline: bool,
}

/// A figure as tables show it.
#[derive(Clone, Debug, Serialize)]
pub struct FigureView {
    pub label: String,
    /// Address of its series, or empty.
    pub href: String,
    pub value: String,
    pub time: String,
    pub comparisons: Vec<String>,
    pub quote: String,
    pub clause: String,
    /// Anchor of the clause, or empty.
    pub anchor: String,
}

#[derive(Serialize)]
struct Quoted {
    number: String,
    text: String,
    clause: String,
    anchor: String,
}

/// One page a notice.
pub fn pages<'a>(site: &'a Site, config: &'a SiteConfig) -> Vec<Page<'a>> {
    let mut comparisons: BTreeMap<NoticeId, Vec<Link>> = BTreeMap::new();
    for pair in &site.pairs {
        let (earlier, later) = (&site.notices[pair.earlier].id, &site.notices[pair.later].id);
        let href = Route::Comparison(earlier.clone(), later.clone()).address();
        let name = site.words.say(
            "notice.against",
            &[
                ("later", notice_name(site, pair.later).into()),
                ("earlier", lower_first(&notice_name(site, pair.earlier)).into()),
            ],
        );
        for id in [pair.earlier, pair.later] {
            comparisons.entry(id).or_default().push(Link {
                name: name.clone(),
                href: href.clone(),
            });
        }
    }
    site.notices
        .iter()
        .map(|(id, entry)| {
            let linked = comparisons.remove(&id).unwrap_or_default();
            let description = entry
                .notice
                .head
                .title
                .as_deref()
                .map(|t| excerpt(t, 200))
                .unwrap_or_else(|| format!("{} – {}", notice_name(site, id), config.title));
            let reads = Reads::new(&linked).notices([id]);
            let mut page = Page::new(
                Route::Notice(entry.id.clone()),
                "notice.html",
                notice_name(site, id),
                description,
                move || view(site, config, id, &linked),
            )
            .reading(reads);
            page.anchors = anchors(entry).into_iter().map(String::from).collect();
            let mut seen: BTreeSet<String> = page.anchors.iter().cloned().collect();
            for task in &entry.tasks {
                let anchor = format!("nv-{}", task_anchor(site, *task));
                if seen.insert(anchor.clone()) {
                    page.anchors.push(anchor);
                }
            }
            page
        })
        .collect()
}

/// Anchors of a notice's clauses.
pub fn anchors(entry: &Entry) -> BTreeSet<&str> {
    entry
        .notice
        .document
        .body
        .iter()
        .filter_map(|c| c.anchor.as_deref())
        .filter(|a| !a.is_empty())
        .collect()
}

fn view(site: &Site, config: &SiteConfig, id: NoticeId, comparisons: &[Link]) -> NoticeView {
    let entry = &site.notices[id];
    let notice = &entry.notice;
    let document = &notice.document;
    let known = anchors(entry);
    let (parts, loose) = parts(site, entry);
    let anchor_of = |path: String| if known.contains(path.as_str()) { path } else { String::new() };
    let year = entry.year.map_or_else(|| "khong-ngay".to_string(), |y| y.to_string());
    let year_number = entry.year.map(|y| y.to_string()).unwrap_or_default();
    let cited = cited_name(site, id);
    let sample = notice.tasks.first().map_or_else(|| "I.1".to_string(), |t| t.clause.to_string());
    NoticeView {
        id: entry.id.clone(),
        name: notice_name(site, id),
        title: notice.head.title.clone().unwrap_or_default(),
        original: document.front.original.clone(),
        facts: facts(&site.words, entry),
        cite: site.words.say(
            "notice.cite_text",
            &[("clause", "{clause}".into()), ("notice", cited.as_str().into())],
        ),
        cite_sample: site.words.say(
            "notice.cite_text",
            &[("clause", sample.as_str().into()), ("notice", cited.as_str().into())],
        ),
        addressees: notice.head.addressees.clone(),
        recipients: notice.head.recipients.clone(),
        files: document
            .front
            .files
            .iter()
            .filter_map(|f| f.rsplit('/').next())
            .filter(|f| !f.is_empty())
            .map(|f| Link {
                name: f.to_string(),
                href: format!("{}{}", Route::Notice(entry.id.clone()).address(), route::escaped(f)),
            })
            .collect(),
        opening: document.head.iter().map(|b| b.text.clone()).collect(),
        signature: document.signature.iter().map(|b| b.text.clone()).collect(),
        toc: toc(site, entry),
        parts,
        loose,
        task_count: entry.tasks.len(),
        corrected: notice.tasks.iter().filter(|t| t.corrected).count(),
        figures: notice.indicators.iter().map(|i| figure_view(site, i, &known)).collect(),
        approvals: notice
            .approvals
            .iter()
            .map(|a| Quoted {
                number: String::new(),
                text: a.text.clone(),
                clause: a.clause.to_string(),
                anchor: anchor_of(a.clause.to_string()),
            })
            .collect(),
        citations: notice
            .citations
            .iter()
            .map(|c| Quoted {
                number: c.number.clone(),
                text: citation_words(notice, c),
                clause: c.clause.to_string(),
                anchor: anchor_of(c.clause.to_string()),
            })
            .collect(),
        path: document.path.clone(),
        sha256: document.sha256.clone(),
        json: format!("du-lieu/notices/{}.json", entry.id),
        akn: akn_address(&entry.id),
        markdown: markdown_address(&entry.id),
        xlsx: if config.with.xlsx {
            notice_workbook(&entry.id)
        } else {
            String::new()
        },
        previous: entry.previous.map(|n| notice_link(site, n)),
        next: entry.next.map(|n| notice_link(site, n)),
        year_before: entry.year_before.map(|n| notice_link(site, n)),
        comparisons: comparisons.to_vec(),
        year_number,
        subscription: subscription(site, config, Whose::Notice(id)),
        year: Link {
            name: match entry.year {
                Some(y) => site.words.say("word.year", &[("year", y.into())]),
                None => site.words.text("word.no_day").to_string(),
            },
            href: Route::ArchiveYear(year).address(),
        },
    }
}

/// Facts that are the notice's own words.
const QUOTED: [&str; 5] = ["word.number", "notice.issuer", "notice.place", "notice.chair", "notice.signer"];

/// The head's facts that the notice has, in the order of an official letter.
fn facts(words: &Words, entry: &Entry) -> Vec<Fact> {
    let head = &entry.notice.head;
    let day = |d: Option<crate::calendar::Day>| d.map(|d| words.day(d));
    let signer = head.signer.as_ref().map(|s| {
        let mut out = String::new();
        for part in [&s.authority, &s.title].into_iter().flatten() {
            out.push_str(part);
            out.push_str(", ");
        }
        out + &s.name
    });
    let kind = match head.kind {
        NoticeKind::Conclusion => "notice.conclusion",
        NoticeKind::Dispatch => "notice.dispatch",
    };
    [
        ("notice.kind", Some(words.text(kind).to_string())),
        ("word.number", head.number.clone()),
        ("notice.issuer", head.issuer.clone()),
        ("notice.place", head.place.clone()),
        ("notice.issued", day(head.issued)),
        ("notice.met", day(head.meeting_date)),
        ("notice.period", head.period.map(|m| period_words(words, Some(Period::Month(m))))),
        ("notice.received", day(entry.notice.document.front.received)),
        ("notice.chair", head.chair.clone()),
        ("notice.signer", signer),
    ]
    .into_iter()
    .filter_map(|(label, value)| {
        Some(Fact {
            label: words.text(label).to_string(),
            value: value.filter(|v| !v.trim().is_empty())?,
            quoted: QUOTED.contains(&label),
        })
    })
    .collect()
}

/// "Thông báo kết luận phiên họp tháng 3/2026 (số 12/TB-UBND)": how a citation names a notice.
fn cited_name(site: &Site, id: NoticeId) -> String {
    let head = &site.notices[id].notice.head;
    let name = match (head.kind, head.period) {
        (NoticeKind::Conclusion, Some(m)) => site
            .words
            .say("notice.cite_session", &[("m", m.month.into()), ("year", m.year.into())]),
        _ => notice_name(site, id),
    };
    match &head.number {
        Some(n) if !name.contains(n.as_str()) => site
            .words
            .say("notice.cite_number", &[("notice", name.into()), ("number", n.into())]),
        _ => name,
    }
}

/// A figure with its words; `known` are the clause anchors of its notice.
pub fn figure_view(site: &Site, i: &Indicator, known: &BTreeSet<&str>) -> FigureView {
    let clause = i.clause.to_string();
    FigureView {
        label: i.label.clone(),
        href: if site.series.contains_key(&i.id) {
            Route::Indicator(i.id.clone()).address()
        } else {
            String::new()
        },
        value: i.value.map(|v| value_words(&site.words, v, i.unit.as_deref())).unwrap_or_default(),
        time: period_words(&site.words, i.span_of_time),
        comparisons: all_comparisons(&site.words, i),
        quote: i.quote.clone(),
        anchor: if known.contains(clause.as_str()) {
            clause.clone()
        } else {
            String::new()
        },
        clause,
    }
}

/// Letters before and behind a cited number within which a phrase is looked for.
const BEFORE: usize = 90;
const BEHIND: usize = 130;

/// The words around a cited number, from the border of a phrase to the next, with "…" where the sentence goes on.
pub fn citation_words(notice: &Notice, c: &Citation) -> String {
    let document = &notice.document;
    let blocks = document.head.iter().chain(document.body.iter().map(|c| &c.block));
    let text = blocks
        .filter(|b| (b.span().start..b.span().end).contains(&c.span.start))
        .map(|b| b.text.split_whitespace().collect::<Vec<_>>().join(" "))
        .find(|text| text.contains(&c.quote));
    let found = text.as_deref().and_then(|text| {
        let quote = text.find(&c.quote)?;
        // a number that is printed otherwise than it is named: the whole quote stands for it
        let number = c.quote.find(&c.number).map_or(0..c.quote.len(), |n| n..n + c.number.len());
        Some(phrase_around(text, quote + number.start..quote + number.end))
    });
    // what an editor entered stands in no block
    found.unwrap_or_else(|| c.quote.clone())
}

/// The phrase in which a number stands, or the sentence where it is short: "… tháo gỡ khó khăn theo Nghị quyết số 02/NQ-CP…".
fn phrase_around(text: &str, number: Range<usize>) -> String {
    let (at, behind_number) = (number.start, number.end);
    let sentence = |mark: char| matches!(mark, '.' | ';' | ':');
    // a mark with a blank behind it, the nearest one, of a sentence before one of a phrase
    let border = |(i, mark): &(usize, char)| (sentence(*mark) || *mark == ',') && text[*i + 1..].starts_with(' ');
    let nearest = |marks: Vec<(usize, char)>| marks.iter().find(|m| sentence(m.1)).or(marks.first()).copied();
    let earliest = text[..at].char_indices().rev().nth(BEFORE).map_or(0, |(i, _)| i);
    let latest = text[behind_number..]
        .char_indices()
        .nth(BEHIND)
        .map_or(text.len(), |(i, _)| behind_number + i);
    let before: Vec<(usize, char)> = text[..at]
        .char_indices()
        .rev()
        .take_while(|(i, _)| *i >= earliest)
        .filter(border)
        .collect();
    let start = match nearest(before) {
        Some((i, mark)) if sentence(mark) => (i + 2, mark == '.'),
        _ if earliest == 0 => (0, true),
        Some((i, _)) => (i + 2, false),
        None => (text[earliest..].find(' ').map_or(earliest, |n| earliest + n + 1), false),
    };
    let behind = text[behind_number..latest]
        .char_indices()
        .map(|(i, mark)| (behind_number + i, mark));
    let end = match nearest(behind.filter(border).collect()) {
        Some((i, mark)) if sentence(mark) => (i, mark == '.'),
        _ if latest == text.len() => (latest, true),
        Some((i, _)) => (i, false),
        None => (text[..latest].rfind(' ').unwrap_or(latest), false),
    };
    let whole = if end.1 {
        text[start.0..].get(..end.0 + 1 - start.0).unwrap_or(&text[start.0..end.0])
    } else {
        &text[start.0..end.0]
    };
    format!("{}{whole}{}", if start.1 { "" } else { "… " }, if end.1 { "" } else { "…" })
}

/// Numbered clauses of the first two levels, and of the third where their text is short.
fn toc(site: &Site, entry: &Entry) -> Vec<TocItem> {
    let mut first: BTreeMap<usize, TaskId> = BTreeMap::new();
    for &task in &entry.tasks {
        first.entry(site.task(task).block).or_insert(task);
    }
    let body = entry.notice.document.body.iter().enumerate();
    body.filter(|(_, c)| c.depth < 3 && matches!(c.marker, Marker::Number { .. }))
        .filter(|(_, c)| c.depth <= 1 || c.emphasized || c.block.text.chars().count() <= 160)
        .filter_map(|(index, c)| {
            let anchor = c.anchor.clone().filter(|a| !a.is_empty())?;
            let text = &c.block.text;
            // An order is named by who gets it and what it is about; company would fill the line.
            let order = first.get(&index).filter(|t| {
                let task = site.task(**t);
                task.matter > 0 && text.trim_start().starts_with(&task.text)
            });
            let name = match order.map(|t| (short_lead(site, *t), site.matter(*t))) {
                Some((lead, matter)) if !lead.is_empty() => format!("{lead}: {matter}"),
                // A clause that opens with its subject ("Về đầu tư công: …") is named by it.
                _ => text.split_once(": ").map_or(text.as_str(), |(subject, _)| subject).to_string(),
            };
            Some(TocItem {
                anchor,
                marker: c.printed_marker.clone(),
                text: excerpt(name.trim_end_matches([':', '.']), 64),
                level: c.depth as usize + 1,
            })
        })
        .collect()
}

fn parts(site: &Site, entry: &Entry) -> (Vec<Part>, Vec<MarkedTask>) {
    let body = &entry.notice.document.body;
    let mut by_block: BTreeMap<usize, Vec<TaskId>> = BTreeMap::new();
    for task in &entry.tasks {
        by_block.entry(site.task(*task).block).or_default().push(*task);
    }
    // An id stands once in a page, whatever the text repeats.
    let mut used: BTreeSet<String> = BTreeSet::new();
    let mut parts: Vec<Part> = Vec::new();
    let mut level = 2;
    for (index, clause) in body.iter().enumerate() {
        let tasks = by_block.remove(&index).unwrap_or_default();
        let heading = tasks.iter().all(|t| !stands_in(site, *t, &clause.block.text))
            && clause.cells.is_empty()
            && matches!(clause.marker, Marker::Number { .. })
            && (clause.emphasized || clause.depth == 0 || entitles(index, body.get(index + 1)))
            && clause.block.text.chars().count() <= 200;
        let tag = if !clause.cells.is_empty() {
            "table".to_string()
        } else if heading {
            level = (clause.depth as usize + 3).min(level + 1).min(6);
            format!("h{level}")
        } else {
            "p".to_string()
        };
        let row = block_view(site, clause, &tasks, &mut used);
        match parts.last_mut() {
            Some(last) if tag == "table" && last.tag == "table" => last.rows.push(row),
            _ => parts.push(Part { tag, rows: vec![row] }),
        }
    }
    let loose = by_block.into_values().flatten().map(|t| marked(site, t, None)).collect();
    (parts, loose)
}

/// A number whose first part is a number of its own is the title of those.
fn entitles(index: usize, next: Option<&Clause>) -> bool {
    next.is_some_and(|n| n.parent == Some(index) && n.cells.is_empty() && matches!(n.marker, Marker::Number { .. }))
}

fn block_view(site: &Site, clause: &Clause, tasks: &[TaskId], used: &mut BTreeSet<String>) -> BlockView {
    let anchor = clause
        .anchor
        .clone()
        .filter(|a| !a.is_empty() && used.insert(a.clone()))
        .unwrap_or_default();
    let mut ids = Vec::new();
    let mut task_ranges = Vec::new();
    let mut deadline_ranges = Vec::new();
    for task in tasks {
        let id = format!("nv-{}", task_anchor(site, *task));
        let present = stands_in(site, *task, &clause.block.text);
        let task = site.task(*task);
        if used.insert(id.clone()) {
            let range = range_in(&clause.block, task.span).filter(|_| present);
            task_ranges.push((range, ids.len()));
            ids.push(id);
        }
        if !present {
            continue;
        }
        deadline_ranges.extend(task.deadlines.iter().filter_map(|d| range_in(&clause.block, d.span)));
    }
    let ranges: Vec<_> = task_ranges
        .iter()
        .filter_map(|(r, i)| Some((r.clone()?, ids[*i].as_str())))
        .collect();
    let pieces = pieces(&clause.block.text, &ranges, &deadline_ranges);
    // The cells of a row are shown instead of the pieces, which would carry the ids.
    let shown: BTreeSet<&str> = if clause.cells.is_empty() {
        pieces.iter().map(|p| p.id.as_str()).collect()
    } else {
        BTreeSet::new()
    };
    let extra_ids = ids.iter().filter(|id| !shown.contains(id.as_str())).cloned().collect();
    BlockView {
        anchor,
        extra_ids,
        marker: clause.printed_marker.clone(),
        depth: clause.depth.min(6),
        dash: matches!(clause.marker, Marker::Dash { .. }),
        emphasized: clause.emphasized,
        footnote: clause.footnote,
        pieces,
        cells: clause.cells.clone(),
        tasks: tasks.iter().map(|t| marked(site, *t, Some(&clause.block.text))).collect(),
    }
}

/// Whether a block has the words of a task; one that was entered by hand may have words of its own.
fn stands_in(site: &Site, id: TaskId, block: &str) -> bool {
    block.contains(site.task(id).text.trim())
}

fn marked(site: &Site, id: TaskId, block: Option<&str>) -> MarkedTask {
    let task = site.task(id);
    let present = block.is_some_and(|text| stands_in(site, id, text));
    MarkedTask {
        added: (!present).then(|| task.text.clone()),
        topics: site.tasks[id]
            .topics
            .iter()
            .filter_map(|t| site.registry.topics.get(*t))
            .map(|t| Link {
                name: t.name.clone(),
                href: Route::Topic(t.slug.clone()).address(),
            })
            .collect(),
        task: task_view(site, id),
    }
}

/// Where a source range stands in a block's text; `None` where it does not touch it.
fn range_in(block: &Block, span: Span) -> Option<std::ops::Range<usize>> {
    if span.source != block.source || span.end <= span.start {
        return None;
    }
    let mut range: Option<std::ops::Range<usize>> = None;
    for piece in &block.pieces {
        let (from, to) = (span.start.max(piece.start), span.end.min(piece.start.saturating_add(piece.len)));
        if from < to {
            let start = (piece.at + (from - piece.start)) as usize;
            let end = (piece.at + (to - piece.start)) as usize;
            range = Some(range.map_or(start, |r| r.start)..end);
        }
    }
    range.filter(|r| r.start < r.end && block.text.is_char_boundary(r.start) && block.text.is_char_boundary(r.end))
}

/// Cuts a text at the ends of its tasks and deadlines. Where tasks overlap the words belong to the first.
fn pieces(text: &str, tasks: &[(std::ops::Range<usize>, &str)], deadlines: &[std::ops::Range<usize>]) -> Vec<TextPiece> {
    let mut cuts: BTreeSet<usize> = [0, text.len()].into();
    for range in tasks.iter().map(|t| &t.0).chain(deadlines) {
        cuts.extend([range.start, range.end]);
    }
    let cuts: Vec<usize> = cuts.into_iter().collect();
    let mut begun = BTreeSet::new();
    cuts.windows(2)
        .filter_map(|w| {
            let words = text.get(w[0]..w[1])?;
            let task = tasks.iter().find(|(r, _)| r.start <= w[0] && w[1] <= r.end);
            let id = task
                .filter(|(_, id)| begun.insert(*id))
                .map(|(_, id)| id.to_string())
                .unwrap_or_default();
            Some(TextPiece {
                text: words.to_string(),
                id,
                task: task.is_some(),
                deadline: deadlines.iter().any(|r| r.start <= w[0] && w[1] <= r.end),
            })
        })
        .collect()
}

fn lower_first(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |c| c.to_lowercase().chain(chars).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::outline::Piece;
    use crate::span::SourceId;

    #[test]
    fn a_task_and_its_deadline_are_marked_in_the_text() {
        let text = "Sở A làm; Sở B làm trước 5/4";
        let second = text.find("Sở B").unwrap();
        let due = text.find("trước").unwrap();
        let found = pieces(
            text,
            &[(0..second, "nv-1"), (second..text.len(), "nv-1~2")],
            std::slice::from_ref(&(due..text.len())),
        );
        let ids: Vec<_> = found.iter().map(|p| p.id.as_str()).collect();
        assert_eq!(ids, ["nv-1", "nv-1~2", ""]);
        assert!(found[2].deadline && found[2].task);
        assert_eq!(found.iter().map(|p| p.text.as_str()).collect::<String>(), text);
    }

    #[test]
    fn a_cited_number_stands_in_a_whole_phrase() {
        let around = |text: &str, number: &str| {
            let at = text.find(number).unwrap();
            phrase_around(text, at..at + number.len())
        };
        let text = "Báo cáo thực hiện Nghị quyết số 01/NQ-CP và tình hình tháng 3.";
        assert_eq!(around(text, "01/NQ-CP"), text);
        let text = "Rà soát thủ tục. Tháo gỡ khó khăn theo Nghị quyết 02/NQ-CP; thực hiện Nghị quyết 68-NQ/TW. Báo cáo.";
        assert_eq!(around(text, "02/NQ-CP"), "Tháo gỡ khó khăn theo Nghị quyết 02/NQ-CP…");
        assert_eq!(around(text, "68-NQ/TW"), "… thực hiện Nghị quyết 68-NQ/TW.");
        let long = format!(
            "{} theo Quyết định 5/QĐ-TTg {}",
            "một hai ".repeat(30).trim(),
            "ba bốn ".repeat(40).trim()
        );
        let cut = around(&long, "5/QĐ-TTg");
        assert!(cut.starts_with("… ") && cut.ends_with('…') && cut.contains("theo Quyết định 5/QĐ-TTg ba"));
        assert!(
            cut.trim_matches(['…', ' '])
                .split(' ')
                .all(|word| long.split(' ').any(|w| w == word)),
            "{cut}"
        );
    }

    #[test]
    fn a_source_range_is_found_across_joined_lines() {
        let block = Block {
            text: "một hai".into(),
            pieces: vec![Piece { at: 0, len: 5, start: 10 }, Piece { at: 6, len: 3, start: 20 }],
            source: SourceId(0),
        };
        assert_eq!(range_in(&block, Span::new(SourceId(0), 10, 23)), Some(0..9));
        assert_eq!(range_in(&block, Span::new(SourceId(0), 20, 23)), Some(6..9));
        assert_eq!(range_in(&block, Span::new(SourceId(0), 30, 33)), None);
        assert_eq!(range_in(&block, Span::new(SourceId(1), 10, 23)), None);
    }
}
