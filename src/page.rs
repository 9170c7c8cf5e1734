//! Site → pages: what pages there are and what each shows. No route twice. A page's view is made only when it is
//! rendered, so that the views of all pages are never in memory together. Templates arrange; totals, order and the
//! choice of words are settled here.

pub mod agency;
pub mod alias;
pub mod archive;
pub mod chart;
pub mod cited;
pub mod comparison;
pub mod conflict;
pub mod documents;
pub mod follow;
pub mod home;
pub mod matter;
pub mod notice;
pub mod reads;
pub mod route;
pub mod schedule;
pub mod sections;
pub mod series;
pub mod subscribe;
pub mod target;
pub mod tasks;
pub mod years;

use crate::config::SiteConfig;
use crate::registry::{AgencyId, Status};
use crate::site::{Lateness, NoticeId, Site, TaskId};
pub use crate::viet::date::day_text;
use crate::words::{self, Arg, Words};
use route::Route;
use serde::Serialize;

/// One planned HTML page.
pub struct Page<'a> {
    pub route: Route,
    /// Template in the theme ("notice.html").
    pub template: &'static str,
    pub title: String,
    pub description: String,
    /// Ids within the page to which others may link.
    pub anchors: Vec<String>,
    /// For search engines and the site map; a frame or an error page is not.
    pub indexed: bool,
    /// What the template gets as `view`.
    pub view: Box<dyn Fn() -> Box<dyn erased_serde::Serialize + 'a> + Send + Sync + 'a>,
    /// What the view reads, where the page says so.
    pub reads: Option<reads::Reads>,
}

impl<'a> Page<'a> {
    pub fn new<V: Serialize + 'a>(
        route: Route,
        template: &'static str,
        title: impl Into<String>,
        description: impl Into<String>,
        view: impl Fn() -> V + Send + Sync + 'a,
    ) -> Self {
        Page {
            route,
            template,
            title: title.into(),
            description: description.into(),
            anchors: Vec::new(),
            indexed: true,
            view: Box::new(move || Box::new(view())),
            reads: None,
        }
    }
    /// Says all that its view reads.
    pub fn reading(mut self, reads: reads::Reads) -> Self {
        self.reads = Some(reads);
        self
    }
}

/// All pages of the site.
pub fn plan<'a>(site: &'a Site, config: &'a SiteConfig) -> Vec<Page<'a>> {
    let mut pages = Vec::new();
    pages.extend(home::pages(site, config));
    pages.extend(archive::pages(site, config));
    pages.extend(notice::pages(site, config));
    pages.extend(agency::pages(site, config));
    pages.extend(tasks::pages(site, config));
    pages.extend(schedule::pages(site, config));
    pages.extend(series::pages(site, config));
    pages.extend(years::pages(site, config));
    pages.extend(comparison::pages(site, config));
    pages.extend(matter::pages(site, config));
    pages.extend(follow::pages(site, config));
    pages.extend(documents::pages(site, config));
    pages.extend(alias::pages(site, config));
    pages
}

/// A name that leads somewhere; `href` is an address relative to the site's root.
#[derive(Clone, Debug, Serialize)]
pub struct Link {
    pub name: String,
    pub href: String,
}

/// A task as every list shows it.
#[derive(Clone, Debug, Serialize)]
pub struct TaskView {
    pub id: String,
    /// Clause path with ordinal, "III.1.1~2".
    pub anchor: String,
    pub href: String,
    /// "mục III.1.1"; empty outside all clauses.
    pub place: String,
    /// "III.1.1", "III.1.1 (2)".
    pub name: String,
    pub text: String,
    /// Its matter, at most 160 characters, cut at a word, with "…".
    pub excerpt: String,
    /// The matter in two, where the excerpt leaves something out: what it shows, and what it does not.
    pub parted: Option<(String, String)>,
    pub leads: Vec<Link>,
    pub coordinators: Vec<Link>,
    pub deadlines: Vec<DeadlineView>,
    pub notice: Link,
    pub inherited: bool,
    pub corrected: bool,
    /// Words of the progress entry, where there is one.
    pub progress: Option<String>,
    /// "late", "soon" (7 days), "due", "undated", "none", "done": the state of its next deadline.
    pub status: &'static str,
    /// First due day, ISO, for sorting; empty where none.
    pub due: String,
}

#[derive(Clone, Debug, Serialize)]
pub struct DeadlineView {
    pub quote: String,
    /// ISO or empty.
    pub due: String,
    /// "12/4/2026" or empty.
    pub day: String,
    /// The day where the quote does not stand beside it: "trước 12/4/2026" where it is late on the day itself.
    pub until: String,
    /// Address of its month in the calendar, or empty.
    pub href: String,
    pub bound: &'static str,
    pub status: &'static str,
    /// "còn 3 ngày", "đã qua hạn 2 ngày, chưa có báo cáo", "hằng tuần".
    pub words: String,
    /// What the page's script needs to say `words` again for the reader's day: "2026-04-12", then `b` where it is late
    /// on the day itself and `r` where progress was reported. Empty where no day counts.
    pub count: String,
    pub lunar: bool,
    /// "gia hạn lần 1, hạn cũ 7/4/2026"; empty where it was never put off.
    pub moved: String,
}

pub fn agency_link(site: &Site, id: AgencyId) -> Link {
    let a = &site.agencies[id];
    Link {
        name: a.name.clone(),
        href: Route::Agency(a.slug.clone()).address(),
    }
}

/// Short name of a notice for lists and its address.
pub fn notice_link(site: &Site, id: NoticeId) -> Link {
    let e = &site.notices[id];
    Link {
        name: notice_name(site, id),
        href: Route::Notice(e.id.clone()).address(),
    }
}

/// "Kết luận phiên họp tháng 3/2026", else its title, its number or day ("Công văn ngày 31/5/2025"), else its id; with its issuer where another's goes by the same name.
pub fn notice_name(site: &Site, id: NoticeId) -> String {
    let name = bare_name(site, id);
    match &site.notices[id].apart {
        Some(issuer) => site.words.say("name.of", &[("name", name.into()), ("issuer", issuer.into())]),
        None => name,
    }
}

fn bare_name(site: &Site, id: NoticeId) -> String {
    let e = &site.notices[id];
    let h = &e.notice.head;
    match (h.kind, h.period) {
        (crate::notice::NoticeKind::Conclusion, Some(m)) => {
            site.words.say("name.session", &[("m", m.month.into()), ("year", m.year.into())])
        }
        (crate::notice::NoticeKind::Dispatch, _) => match (&h.title, &h.number) {
            (Some(t), _) => t.clone(),
            (None, Some(n)) => site.words.say("name.dispatch", &[("number", n.into())]),
            _ => match h.issued {
                Some(day) => site.words.say("name.dispatch_day", &[("day", site.words.day(day).into())]),
                None => site.words.say("name.dispatch_id", &[("id", (&e.id).into())]),
            },
        },
        _ => h.title.clone().unwrap_or_else(|| e.id.clone()),
    }
}

/// Clause anchor of a task within its notice: the address of the block it stands in, `III.1.1` or `III.1.1~2`.
pub fn task_anchor(site: &Site, id: TaskId) -> String {
    site.task(id).anchor()
}

/// "mục III.1.1" as the notice prints it; empty where the task stands outside all numbered clauses.
pub fn task_place(site: &Site, id: TaskId) -> String {
    match site.task(id).clause.to_string() {
        clause if clause.is_empty() => clause,
        clause => site.words.say("word.clause_of", &[("clause", clause.into())]),
    }
}

/// "III.1.1", and "III.1.1 (2)" for the second task of the clause: what to call a task on its notice's page.
pub fn task_name(task: &crate::notice::Task) -> String {
    let clause = task.clause.to_string();
    if task.ordinal < 2 && !clause.is_empty() {
        return clause;
    }
    format!("{clause} ({})", task.ordinal).trim_start().to_string()
}

/// Address of a task on the page of its notice.
pub fn task_href(site: &Site, id: TaskId) -> String {
    route::task_address(&site.notices[site.tasks[id].notice].id, &format!("nv-{}", task_anchor(site, id)))
}

pub fn task_view(site: &Site, id: TaskId) -> TaskView {
    let t = site.task(id);
    let row = &site.tasks[id];
    let anchor = task_anchor(site, id);
    let deadlines: Vec<_> = by_day(site, id).into_iter().map(|i| deadline_view(site, id, i)).collect();
    let matter = matter(site, id);
    let cut = excerpt_end(&matter, EXCERPT);
    let status = ["late", "soon", "due", "undated", "done"]
        .into_iter()
        .find(|s| deadlines.iter().any(|d| d.status == *s))
        .unwrap_or("none");
    TaskView {
        id: row.id.clone(),
        href: task_href(site, id),
        anchor,
        place: task_place(site, id),
        name: task_name(t),
        text: t.text.clone(),
        excerpt: excerpt(&matter, EXCERPT),
        parted: (cut < matter.len()).then(|| (matter[..cut].to_string(), matter[cut..].to_string())),
        leads: row.leads.iter().map(|a| agency_link(site, *a)).collect(),
        coordinators: row.coordinators.iter().map(|a| agency_link(site, *a)).collect(),
        deadlines,
        notice: notice_link(site, row.notice),
        inherited: t.certainty == crate::notice::Certainty::Inherited,
        corrected: t.corrected,
        progress: site.progress(id).map(|p| progress_words(&site.words, p)),
        status,
        due: site.first_due(id).map(|(_, d)| d.to_string()).unwrap_or_default(),
    }
}

/// A task's deadlines by their days, those without a day last: the text may name a later one first.
pub fn by_day(site: &Site, id: TaskId) -> Vec<usize> {
    let mut order: Vec<usize> = (0..site.task(id).deadlines.len()).collect();
    order.sort_by_key(|i| (site.due(id, *i).is_none(), site.due(id, *i)));
    order
}

/// "hoàn thành, 11/4/2026: Báo cáo số …"
pub fn progress_words(words: &Words, p: &crate::registry::ProgressEntry) -> String {
    let status = words.get(&format!("progress.{}", p.status.key())).unwrap_or(p.status.key());
    let mut args: Vec<(&str, Arg)> = vec![("status", status.into()), ("day", words.day(p.date).into())];
    match &p.evidence {
        Some(e) => {
            args.push(("evidence", e.into()));
            words.say("progress.evidence", &args)
        }
        None => words.say("progress.entry", &args),
    }
}

pub fn deadline_view(site: &Site, id: TaskId, i: usize) -> DeadlineView {
    let d = site.deadline(id, i);
    let due = site.due(id, i);
    let unreported = site.progress(id).is_none_or(|p| p.status == Status::Unreported);
    let (status, key, n) = match site.lateness(id, i) {
        Lateness::Done => match site.progress(id).map(|p| p.status) {
            Some(Status::Void) => ("done", "progress.khong-con-hieu-luc", 0),
            Some(Status::NoTask) => ("done", "progress.khong-phat-sinh-nhiem-vu", 0),
            _ => ("done", "status.done", 0),
        },
        // after so long nobody counts the days, and what is said stays as it is
        Lateness::Late(n) if unreported && (n == 0 || n > site.stale_after) => ("late", "status.late_today_unreported", 0),
        Lateness::Late(n) if unreported => ("late", "status.late_unreported", n),
        Lateness::Late(n) if n == 0 || n > site.stale_after => ("late", "status.late_today", 0),
        Lateness::Late(n) => ("late", "status.late", n),
        Lateness::Due(0) => ("soon", "status.today", 0),
        Lateness::Due(n) if n <= 7 => ("soon", "status.due", n),
        Lateness::Due(n) => ("due", "status.due", n),
        Lateness::Undated if matches!(d.bound, crate::notice::Bound::Every { .. }) => ("undated", "status.recurring", 0),
        Lateness::Undated => ("undated", "status.undated", 0),
    };
    let stale = matches!(site.lateness(id, i), Lateness::Late(n) if n > site.stale_after);
    let count = match (due, status) {
        (Some(d), "late" | "soon" | "due") if !stale => {
            let on_the_day = if is_late_on_the_day(site, id, i) { "b" } else { "" };
            format!("{d}{on_the_day}{}", if unreported { "" } else { "r" })
        }
        _ => String::new(),
    };
    DeadlineView {
        quote: d.quote.clone(),
        due: due.map(|d| d.to_string()).unwrap_or_default(),
        day: due.map(|d| site.words.day(d)).unwrap_or_default(),
        until: until_words(site, id, i).unwrap_or_default(),
        href: due
            .map(|d| Route::CalendarMonth(crate::calendar::Month::of(d)).address())
            .unwrap_or_default(),
        bound: d.bound.name(),
        status,
        words: site.words.say(key, &[("n", n.into())]),
        count,
        lunar: d.lunar,
        moved: moved_words(site, id, i),
    }
}

/// Whether a deadline is late on its day already, as "trước ngày 12/4" is.
pub fn is_late_on_the_day(site: &Site, id: TaskId, i: usize) -> bool {
    site.due(id, i).is_some_and(|due| site.late_from(id, i) == Some(due))
}

/// The day of a deadline for readers who do not see its quote: "12/4/2026", or "trước 12/4/2026" where it is late on the
/// day itself.
pub fn until_words(site: &Site, id: TaskId, i: usize) -> Option<String> {
    let day = site.words.day(site.due(id, i)?);
    Some(if is_late_on_the_day(site, id, i) {
        site.words.say("deadline.before", &[("day", day.into())])
    } else {
        day
    })
}

/// How often a deadline was put off, and the days it had before.
fn moved_words(site: &Site, id: TaskId, i: usize) -> String {
    let moves: Vec<_> = site.tasks[id].moves.iter().filter(|m| m.deadline == i).collect();
    let was = moves.iter().filter_map(|m| m.from).map(|d| site.words.day(d));
    let was = was.collect::<Vec<_>>().join(", ");
    match moves.len() {
        0 => String::new(),
        n if was.is_empty() => site.words.say("deadline.moved", &[("n", n.into())]),
        n => site.words.say("deadline.moved_from", &[("n", n.into()), ("was", was.into())]),
    }
}

/// Characters of a task in a list.
const EXCERPT: usize = 160;

/// What a task is about, as a sentence of its own; who must do it is said beside it.
pub fn matter(site: &Site, id: TaskId) -> String {
    let mut rest = site.matter(id).chars();
    match rest.next() {
        Some(first) => first.to_uppercase().chain(rest).collect(),
        None => String::new(),
    }
}

/// The lead in as few letters as an office would still know it by: "Sở NN&MT" for "Sở Nông nghiệp và Môi trường", but not
/// "STC" for "Sở Tài chính". "…" stands for further leads.
pub fn short_lead(site: &Site, task: TaskId) -> String {
    let leads = &site.tasks[task].leads;
    let Some(first) = leads.first().map(|id| &site.agencies[*id]) else {
        return String::new();
    };
    let head = |name: &str| name.split(' ').next().map(str::to_string);
    let short = first.short.iter().find(|s| s.contains(' ') && head(s) == head(&first.name));
    let more = if leads.len() > 1 { ", …" } else { "" };
    format!("{}{more}", short.unwrap_or(&first.name))
}

/// At most `n` characters, cut at a word, with "…".
pub fn excerpt(text: &str, n: usize) -> String {
    match excerpt_end(text, n) {
        end if end == text.len() => text.to_string(),
        end => format!("{}…", &text[..end]),
    }
}

/// Where an excerpt of at most `n` characters ends: before a blank, and before the marks that stand there.
fn excerpt_end(text: &str, n: usize) -> usize {
    let Some((cut, _)) = text.char_indices().nth(n) else {
        return text.len();
    };
    let cut = text[..cut].rfind(' ').unwrap_or(cut);
    text[..cut].trim_end_matches([',', ';', ':', '.', '…', ' ', '-', '–', '(']).len()
}

/// Vietnamese number: 1028633.5 → "1.028.633,5"; at most `decimals` decimals, trailing zeros dropped.
pub fn number_text(value: f64, decimals: usize) -> String {
    words::grouped(value, decimals, ".", ",")
}
