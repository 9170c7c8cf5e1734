//! What was read of one notice, for the editor's eyes: doubtful things first, each with its words, its line and a correction to paste
//! into the front matter. Notice → Review → text for the terminal, or a page for the preview. Never part of a site.

use crate::notice::{Bound, Certainty, Comparison, Deadline, Doubt, Indicator, Mention, Notice, Task};
use crate::outline::Marker;
use crate::page::series::comparison_words;
use crate::source::SourceFile;
use crate::viet::date::{self, day_text};
use crate::words::Words;
use std::fmt::Write;

/// One thing that was read.
#[derive(Clone, Debug)]
pub struct Item {
    pub kind: Kind,
    /// "III.1.1", "III.1.1~2"; empty for the head.
    pub clause: String,
    /// Line of the source, from 1.
    pub line: usize,
    /// Index of the clause of `Document::body` in which it stands.
    pub block: Option<usize>,
    /// The words as mended.
    pub words: String,
    /// What was read: (name, value).
    pub reading: Vec<(&'static str, String)>,
    pub doubts: Vec<Doubt>,
    /// YAML for the front matter that says what was read, for the editor to change; `None` where the front matter has no word for it.
    pub correction: Option<String>,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Kind {
    /// A field of the head that was not found.
    Head,
    Task,
    Figure,
}

impl Kind {
    fn name(self) -> &'static str {
        match self {
            Kind::Head => "thông tin chung",
            Kind::Task => "nhiệm vụ",
            Kind::Figure => "số liệu",
        }
    }
}

/// All that was read of a notice, doubtful things first, then in order of the text.
#[derive(Clone, Debug)]
pub struct Review {
    pub id: String,
    pub path: String,
    pub items: Vec<Item>,
    /// YAML of all figures, where one of them is doubtful.
    pub figures: Option<String>,
}

/// Everything that was read of a notice. `source` is the text it was read from.
pub fn review(notice: &Notice, source: &SourceFile) -> Review {
    let mut items = head(notice);
    items.extend(notice.tasks.iter().map(|t| task(t, source)));
    items.extend(notice.indicators.iter().map(|i| figure(i, notice, source)));
    let doubtful = |i: &Item| i.doubts.is_empty() && i.kind != Kind::Head;
    items.sort_by(|a, b| (doubtful(a), a.doubts.first(), a.line, a.kind).cmp(&(doubtful(b), b.doubts.first(), b.line, b.kind)));
    Review {
        id: notice.document.id.clone(),
        path: source.path.clone(),
        figures: items
            .iter()
            .any(|i| i.kind == Kind::Figure && !i.doubts.is_empty())
            .then(|| yaml_figures(&notice.indicators)),
        items,
    }
}

const FIGURES: &str = "Số liệu đọc sai thì dán cả danh sách này vào phần đầu của tệp rồi sửa (danh sách thay cho mọi số liệu đã đọc)";

fn head(notice: &Notice) -> Vec<Item> {
    let h = &notice.head;
    let fields = [
        ("số", h.number.is_none(), "number: 12/TB-UBND"),
        ("cơ quan ban hành", h.issuer.is_none(), "issuer: UBND tỉnh …"),
        ("ngày ban hành", h.issued.is_none(), "issued: 2026-04-09"),
        ("ngày họp", h.meeting_date.is_none(), "meeting_date: 2026-04-02"),
        ("kỳ (tháng) của phiên họp", h.period.is_none(), "period: 2026-03"),
        ("người kết luận", h.chair.is_none(), "chair: Nguyễn Văn A"),
        ("tên văn bản", h.title.is_none(), "title: Kết luận …"),
    ];
    let dispatch = h.kind == crate::notice::NoticeKind::Dispatch;
    fields
        .into_iter()
        .filter(|(_, missing, key)| *missing && !(dispatch && !key.starts_with("issue") && !key.starts_with("number")))
        .map(|(name, _, key)| Item {
            kind: Kind::Head,
            clause: String::new(),
            line: 1,
            block: None,
            words: String::new(),
            reading: vec![(name, "không đọc được, hoặc văn bản không có".into())],
            doubts: vec![],
            correction: Some(key.to_string()),
        })
        .collect()
}

fn bodies(list: &[Mention]) -> String {
    let named = |m: &Mention| match (&m.slug, m.certainty) {
        (Some(slug), Certainty::Explicit) => format!("{} ({slug})", m.name),
        (Some(slug), c) => format!("{} ({slug}; {})", m.name, certainty(c)),
        (None, _) => format!("{} (không có trong danh bạ)", m.name),
    };
    if list.is_empty() {
        "không có".into()
    } else {
        list.iter().map(named).collect::<Vec<_>>().join("; ")
    }
}

fn certainty(c: Certainty) -> &'static str {
    match c {
        Certainty::Explicit => "văn bản nói rõ",
        Certainty::Inherited => "theo đề mục phía trên",
        Certainty::Inferred => "suy ra",
    }
}

fn bound(d: &Deadline) -> String {
    let impossible = d.doubts.contains(&Doubt::ImpossibleDay);
    match &d.bound {
        Bound::Before(d) => format!("trước {}", day_text(*d)),
        Bound::By(Some(d)) => format!("chậm nhất {}", day_text(*d)),
        Bound::By(None) if impossible => "ngày in trong văn bản không có trong lịch".into(),
        Bound::By(None) => "tính từ một mốc mà văn bản không ghi ngày".into(),
        Bound::Within(d) => format!("trong kỳ, muộn nhất {}", day_text(*d)),
        Bound::Event => "gắn với một sự kiện, không có ngày".into(),
        Bound::Every { every, weekday, day } => {
            let mut out = format!("định kỳ {every}");
            if let Some(w) = weekday {
                let _ = write!(out, ", thứ {}", if *w == 7 { "Chủ nhật".into() } else { (w + 1).to_string() });
            }
            if let Some(d) = day {
                let _ = write!(out, ", ngày {d}");
            }
            out
        }
    }
}

/// A list of names in YAML: slugs where the register knows them, else quoted names.
fn yaml_names(list: &[Mention]) -> String {
    let one = |m: &Mention| m.slug.clone().unwrap_or_else(|| yaml_text(&m.name));
    format!("[{}]", list.iter().map(one).collect::<Vec<_>>().join(", "))
}

fn yaml_text(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

fn yaml_deadline(d: &Deadline) -> String {
    let mut parts = vec![];
    let impossible = d.doubts.contains(&Doubt::ImpossibleDay);
    match d.bound.due() {
        Some(day) => parts.push(format!("due: {day}")),
        // to be filled in; as long as it is not, the deadline stays as read
        None if impossible => parts.push("due: \"…\"".into()),
        None => {}
    }
    parts.push(format!(
        "bound: {}",
        if impossible { printed_bound(&d.quote) } else { d.bound.name() }
    ));
    if let Bound::Every { every, weekday, day } = &d.bound {
        parts.push(format!("every: {every}"));
        parts.extend(weekday.map(|w| format!("weekday: {w}")));
        parts.extend(day.map(|d| format!("day: {d}")));
    }
    parts.extend(d.time.as_ref().map(|t| format!("time: {}", yaml_text(t))));
    if d.lunar {
        parts.push("lunar: true".into());
    }
    parts.push(format!("quote: {}", yaml_text(&d.quote)));
    format!("{{ {} }}", parts.join(", "))
}

/// The bound that the words of a deadline say, whatever their day is.
fn printed_bound(quote: &str) -> &'static str {
    let words = crate::viet::fold::match_key(quote);
    let says = |word: &str| words.split_whitespace().any(|w| w == word);
    if says("trước") {
        "before"
    } else if says("trong") {
        "within"
    } else {
        "by"
    }
}

fn task(t: &Task, source: &SourceFile) -> Item {
    let clause = t.anchor();
    let mut doubts: Vec<Doubt> = t.doubts.clone();
    doubts.extend(t.leads.iter().chain(&t.coordinators).flat_map(|m| m.doubts.iter().copied()));
    doubts.extend(t.deadlines.iter().flat_map(|d| d.doubts.iter().copied()));
    doubts.sort();
    doubts.dedup();
    let mut reading = vec![("chủ trì", bodies(&t.leads))];
    if !t.coordinators.is_empty() {
        reading.push(("phối hợp", bodies(&t.coordinators)));
    }
    for d in &t.deadlines {
        let lunar = if d.lunar { " (âm lịch)" } else { "" };
        let time = d.time.as_ref().map(|t| format!(", {t}")).unwrap_or_default();
        reading.push(("thời hạn", format!("“{}” → {}{time}{lunar}", d.quote, bound(d))));
    }
    reading.push(("cách xác định", certainty(t.certainty).into()));
    let mut correction = format!("corrections:\n  - clause: \"{clause}\"\n    leads: {}", yaml_names(&t.leads));
    if !t.coordinators.is_empty() {
        let _ = write!(correction, "\n    coordinators: {}", yaml_names(&t.coordinators));
    }
    if !t.deadlines.is_empty() {
        let list: Vec<_> = t.deadlines.iter().map(yaml_deadline).collect();
        let _ = write!(correction, "\n    deadlines: [{}]", list.join(", "));
    }
    correction.push_str("\n    # không phải nhiệm vụ thì thay các dòng trên bằng: ignore: true");
    Item {
        kind: Kind::Task,
        clause,
        line: source.line_column(t.span.start).0,
        block: Some(t.block),
        words: t.text.clone(),
        reading,
        doubts,
        correction: Some(correction),
    }
}

/// All figures as front matter writes them: there they take the place of those that were read, so that one cannot be given alone.
fn yaml_figures(list: &[Indicator]) -> String {
    let mut out = String::from("indicators:");
    for i in list {
        let mut parts = vec![format!("id: {}", yaml_text(&i.id)), format!("label: {}", yaml_text(&i.label))];
        parts.extend(i.value.map(|v| format!("value: {v}")));
        parts.extend(i.unit.as_ref().map(|u| format!("unit: {}", yaml_text(u))));
        parts.extend(i.span_of_time.as_ref().map(|p| format!("span: {}", yaml_text(&p.to_string()))));
        if !i.clause.0.is_empty() {
            parts.push(format!("clause: {}", yaml_text(&i.clause.to_string())));
        }
        let comparisons: Vec<String> = i.comparisons.iter().map(yaml_comparison).collect();
        if !comparisons.is_empty() {
            parts.push(format!("comparisons: [{}]", comparisons.join(", ")));
        }
        parts.push(format!("quote: {}", yaml_text(&i.quote)));
        let _ = write!(out, "\n  - {{ {} }}", parts.join(", "));
    }
    out
}

fn yaml_comparison(c: &Comparison) -> String {
    let mut parts = vec![];
    parts.extend(c.basis.map(|b| format!("basis: {b}")));
    parts.push(format!("value: {}", c.value));
    parts.push(format!("unit: {}", yaml_text(&c.unit)));
    if c.level {
        parts.push("level: true".into());
    }
    format!("{{ {} }}", parts.join(", "))
}

fn figure(i: &Indicator, notice: &Notice, source: &SourceFile) -> Item {
    let unit = i.unit.as_deref().unwrap_or("");
    let value = |v: f64, unit: &str| format!("{} {unit}", v.to_string().replace('.', ","));
    let mut reading = vec![("chỉ tiêu", format!("{} ({})", i.label, i.id))];
    if let Some(v) = i.value {
        reading.push(("giá trị", value(v, unit)));
    }
    reading.push(("kỳ", i.span_of_time.as_ref().map_or("không rõ".into(), |p| p.to_string())));
    let words = Words::default();
    for c in &i.comparisons {
        let unknown = if c.basis.is_none() { " (không rõ so với gì)" } else { "" };
        reading.push(("so sánh", comparison_words(&words, c) + unknown));
    }
    let block = notice.document.body.iter().position(|c| {
        let span = c.block.span();
        span.start <= i.span.start && i.span.start <= span.end
    });
    Item {
        kind: Kind::Figure,
        clause: i.clause.to_string(),
        line: source.line_column(i.span.start).0,
        block,
        words: i.quote.clone(),
        reading,
        doubts: i.doubts.clone(),
        correction: None,
    }
}

impl Review {
    pub fn doubtful(&self) -> usize {
        self.items.iter().filter(|i| !i.doubts.is_empty() || i.kind == Kind::Head).count()
    }

    /// For the terminal, in Vietnamese.
    pub fn text(&self) -> String {
        let mut out = format!(
            "{} ({}): {} mục đã đọc, {} mục cần xem lại\n",
            self.id,
            self.path,
            self.items.len(),
            self.doubtful()
        );
        for item in &self.items {
            let doubtful = !item.doubts.is_empty() || item.kind == Kind::Head;
            let mark = if doubtful { "CẦN XEM" } else { "đã đọc" };
            let clause = if item.clause.is_empty() {
                String::new()
            } else {
                format!(", mục {}", item.clause)
            };
            let _ = write!(out, "\n{mark}: {}{clause}, dòng {}\n", item.kind.name(), item.line);
            if !item.words.is_empty() {
                let _ = writeln!(out, "  “{}”", item.words);
            }
            for (name, value) in &item.reading {
                let _ = writeln!(out, "  {name}: {value}");
            }
            for doubt in &item.doubts {
                let _ = writeln!(out, "  nghi vấn: {}", doubt.text().vi);
            }
            if let Some(yaml) = item.correction.as_ref().filter(|_| doubtful) {
                let _ = writeln!(
                    out,
                    "  nếu sai, dán vào phần đầu của tệp rồi sửa:\n    {}",
                    yaml.replace('\n', "\n    ")
                );
            }
        }
        if let Some(yaml) = &self.figures {
            let _ = writeln!(out, "\n{FIGURES}:\n    {}", yaml.replace('\n', "\n    "));
        }
        out
    }

    /// For the preview at `/_xem-lai/ID/`: text left, reading right; a click on one shows the other. Works without script.
    pub fn html(&self, notice: &Notice) -> String {
        let mut left = String::new();
        for (n, clause) in notice.document.body.iter().enumerate() {
            let here: Vec<usize> = (0..self.items.len()).filter(|i| self.items[*i].block == Some(n)).collect();
            let mut text = escape(&clause.block.text);
            if let Some(first) = here.first() {
                text = format!("<a href=\"#r{first}\">{text}</a>");
            }
            let links: String = here
                .iter()
                .skip(1)
                .map(|i| format!(" <a class=\"more\" href=\"#r{i}\">[{}]</a>", i + 1))
                .collect();
            let depth = clause.depth.min(6);
            let marker = escape(&clause.printed_marker);
            let doubt = if here.iter().any(|i| !self.items[*i].doubts.is_empty()) {
                " doubt"
            } else {
                ""
            };
            let strong = if matches!(clause.marker, Marker::Number { .. }) {
                "<b>"
            } else {
                "<b class=\"dash\">"
            };
            let _ = writeln!(
                left,
                "<p id=\"c{n}\" class=\"d{depth}{doubt}\">{strong}{marker}</b> {text}{links}</p>"
            );
        }
        let mut right = String::new();
        for (n, item) in self.items.iter().enumerate() {
            let doubtful = !item.doubts.is_empty() || item.kind == Kind::Head;
            let class = if doubtful { " class=\"doubt\"" } else { "" };
            let to = item.block.map_or(String::new(), |b| format!(" href=\"#c{b}\""));
            let _ = write!(
                right,
                "<section id=\"r{n}\"{class}><h2><a{to}>{}. {}{}</a> <small>dòng {}</small></h2>",
                n + 1,
                item.kind.name(),
                if item.clause.is_empty() {
                    String::new()
                } else {
                    format!(" {}", escape(&item.clause))
                },
                item.line
            );
            for doubt in &item.doubts {
                let _ = write!(right, "<p class=\"why\">Nghi vấn: {}</p>", escape(&doubt.text().vi));
            }
            if item.kind == Kind::Figure {
                let _ = write!(right, "<p>“{}”</p>", escape(&item.words));
            }
            right.push_str("<dl>");
            for (name, value) in &item.reading {
                let _ = write!(right, "<dt>{name}</dt><dd>{}</dd>", escape(value));
            }
            right.push_str("</dl>");
            if let Some(yaml) = &item.correction {
                let _ = write!(
                    right,
                    "<details{}><summary>Đính chính để dán vào phần đầu của tệp</summary><pre>{}</pre></details>",
                    if doubtful { " open" } else { "" },
                    escape(yaml)
                );
            }
            right.push_str("</section>\n");
        }
        if let Some(yaml) = &self.figures {
            let _ = writeln!(
                right,
                "<section><details><summary>{FIGURES}</summary><pre>{}</pre></details></section>",
                escape(yaml)
            );
        }
        format!(
            "<!DOCTYPE html>\n<html lang=\"vi\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">\
             <title>Xem lại {id}</title><link rel=\"stylesheet\" href=\"/_xem-lai/xem-lai.css\"></head><body>\
             <header><h1>Xem lại: {id}</h1><p>{} mục đã đọc, {} mục cần xem lại. Bấm vào một đoạn văn bản để thấy phần đã đọc, và ngược lại. \
             Trang này chỉ có khi xem thử, không được xuất bản.</p></header>\
             <main><div class=\"text\" tabindex=\"0\" role=\"region\" aria-label=\"Văn bản\">{left}</div>\
             <div class=\"reading\" tabindex=\"0\" role=\"region\" aria-label=\"Đã đọc\">{right}</div></main></body></html>\n",
            self.items.len(),
            self.doubtful(),
            id = escape(&self.id),
        )
    }
}

/// Style of the review page, `/_xem-lai/xem-lai.css`.
pub const STYLE: &str = "\
body{margin:0;font:16px/1.6 system-ui,sans-serif;color:#1a1a1a;background:#fff;height:100vh;display:flex;flex-direction:column}\
header{padding:.5rem 1rem;border-bottom:1px solid #bbb}h1{font-size:1.25rem;margin:0}header p{margin:.25rem 0}\
main{flex:1;min-height:0;display:grid;grid-template-columns:1fr 1fr}\
.text,.reading{overflow:auto;padding:1rem}.text{border-right:1px solid #bbb}\
.text p{margin:.4rem 0;padding:.2rem .5rem;border-left:4px solid transparent}.text a{color:inherit;text-decoration:none}\
.text a:hover,.text a:focus{text-decoration:underline}.text .doubt{border-left-color:#b35900}\
.d2{margin-left:1rem!important}.d3{margin-left:2rem!important}.d4,.d5,.d6{margin-left:3rem!important}\
section{border:1px solid #bbb;border-left-width:6px;padding:.5rem .75rem;margin:0 0 .75rem}section.doubt{border-left-color:#b35900}\
:target{outline:3px solid #0b5cad;background:#eef5fc}h2{font-size:1rem;margin:0}.why{color:#8a3b00;font-weight:600;margin:.25rem 0}\
dl{display:grid;grid-template-columns:max-content 1fr;gap:.1rem .75rem;margin:.4rem 0}dt{color:#555}dd{margin:0}\
pre{background:#f3f3f3;padding:.5rem;overflow:auto;user-select:all}\
@media(max-width:50rem){main{grid-template-columns:1fr;grid-template-rows:1fr 1fr}.text{border-right:0;border-bottom:2px solid #555}}\
@media(prefers-color-scheme:dark){body{background:#161616;color:#eee}pre{background:#2a2a2a}:target{background:#12304d}.why{color:#ffb070}dt{color:#bbb}a{color:#9cf}.text a{color:inherit}}";

fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

/// How the tasks of one clause were read, rule by rule, in Vietnamese; `None` where the notice has no such clause.
/// `clause` is a path as printed, "III.4.2", or with the ordinal of one task, "III.4.2~2".
pub fn explain(notice: &Notice, source: &SourceFile, clause: &str) -> Option<String> {
    let (path, ordinal) = match clause.split_once('~') {
        Some((path, n)) => (path, n.parse::<u32>().ok()),
        None => (clause, None),
    };
    let body = &notice.document.body;
    let at = body.iter().position(|c| c.path.to_string() == path)?;
    let mut out = String::new();
    let line = |b: &crate::outline::Block| source.line_column(b.span().start).0;
    let short = |text: &str| {
        let head: String = text.chars().take(110).collect();
        if head.len() < text.len() { format!("{head}…") } else { head }
    };
    out.push_str("Đường dẫn của mục:\n");
    let mut chain = vec![at];
    while let Some(up) = chain.last().and_then(|i| body[*i].parent).filter(|up| !chain.contains(up)) {
        chain.push(up);
    }
    for i in chain.iter().rev() {
        let c = &body[*i];
        let _ = writeln!(out, "  {} {} (dòng {})", c.printed_marker, short(&c.block.text), line(&c.block));
    }
    let tasks: Vec<&Task> = notice
        .tasks
        .iter()
        .filter(|t| t.clause.to_string() == path && ordinal.is_none_or(|n| n == t.ordinal))
        .collect();
    if tasks.is_empty() {
        out.push_str("\nKhông đọc thấy nhiệm vụ nào ở mục này: đề mục chỉ nêu tên cơ quan hoặc chủ đề, phần đánh giá, danh mục văn bản thông qua, lời kết, hoặc đính chính “ignore”.\n");
    }
    for t in tasks {
        let _ = write!(out, "\nNhiệm vụ {}:\n  “{}”\n", t.anchor(), t.text);
        let whole = body.get(t.block).is_some_and(|c| c.block.text.trim() == t.text);
        let _ = writeln!(
            out,
            "  1. Phạm vi: {}",
            if t.corrected {
                "theo đính chính của người biên tập"
            } else if whole {
                "cả đoạn, vì cả đoạn ràng buộc cùng cơ quan chủ trì"
            } else {
                "một phần của đoạn, vì các phần của đoạn nêu cơ quan chủ trì khác nhau"
            }
        );
        // each body says by itself how it was found, but where the words name it
        let said = t.leads.iter().all(|m| m.certainty == Certainty::Explicit);
        let how = if said {
            format!(" ({})", certainty(t.certainty))
        } else {
            String::new()
        };
        let _ = writeln!(out, "  2. Chủ trì: {}{how}", bodies(&t.leads));
        for m in &t.leads {
            let words = source
                .slice(m.span.start, m.span.end)
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" ");
            let where_ = source.line_column(m.span.start).0;
            let _ = writeln!(out, "     {} ← “{}”, dòng {where_}", m.name, short(&words));
        }
        let _ = writeln!(out, "  3. Phối hợp: {}", bodies(&t.coordinators));
        if t.deadlines.is_empty() {
            out.push_str("  4. Thời hạn: không có cụm từ thời gian nào ràng buộc nhiệm vụ\n");
        }
        for d in &t.deadlines {
            let _ = writeln!(out, "  4. Thời hạn: “{}” → {} ({})", d.quote, bound(d), certainty(d.certainty));
        }
        for day in other_days(t) {
            let _ = writeln!(
                out,
                "     không phải thời hạn: “{day}” (ngày của văn bản được dẫn, mốc bắt đầu hoặc kỳ số liệu)"
            );
        }
        let doubts = task(t, source).doubts;
        if doubts.is_empty() {
            out.push_str("  5. Nghi vấn: không\n");
        }
        for doubt in doubts {
            let _ = writeln!(out, "  5. Nghi vấn: {}", doubt.text().vi);
        }
    }
    Some(out)
}

/// Days in a task's words that are in none of its deadlines, as printed ("31/01/2022").
fn other_days(t: &Task) -> Vec<&str> {
    date::scan(&t.text)
        .into_iter()
        .filter(|(printed, _)| printed.is_day())
        .filter_map(|(_, range)| t.text.get(range))
        .filter(|words| !t.deadlines.iter().any(|d| d.quote.contains(words)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Diagnostics;
    use crate::span::SourceId;

    fn read(text: &str) -> (Notice, SourceFile) {
        let source = SourceFile {
            id: SourceId(0),
            path: "2026-03.md".into(),
            text: format!("THÔNG BÁO\n\nKết luận\n\n{text}\n"),
            sha256: String::new(),
        };
        let input = crate::input::Input::default();
        let mut diags = Diagnostics::new();
        let registry = crate::registry::load(&input, &mut diags);
        let document = crate::outline::parse(&source, &mut diags);
        (crate::extract::read(document, &registry, &mut diags), source)
    }

    const TEXT: &str = "I. Nhiệm vụ\n\n1. Sở Y tế rà soát theo Quyết định số 05/QĐ-UBND ngày 03/02/2026, báo cáo trước ngày 20/4/2026.\n\n2. Sở Vũ trụ hoàn thiện đề án.";

    #[test]
    fn what_is_doubtful_stands_first_and_its_correction_can_be_pasted() {
        let (notice, source) = read(TEXT);
        let review = review(&notice, &source);
        let tasks: Vec<&Item> = review.items.iter().filter(|i| i.kind == Kind::Task).collect();
        assert_eq!(tasks[0].clause, "I.2", "{}", review.text());
        assert!(tasks[0].doubts.contains(&Doubt::UnknownBody));
        // the correction is YAML that the front matter takes
        let yaml = tasks[1].correction.clone().expect("a task has one");
        let (again, _) = read(TEXT);
        let head = format!("---\n{yaml}\n---\n");
        let source = SourceFile {
            text: format!("{head}{}", source.text),
            ..source
        };
        let mut diags = Diagnostics::new();
        let document = crate::outline::parse(&source, &mut diags);
        assert_eq!(diags.iter().map(|d| d.code.number()).collect::<Vec<_>>(), Vec::<&str>::new());
        assert_eq!(document.front.corrections.len(), 1);
        assert_eq!(
            document.front.corrections[0].deadlines.as_ref().map(Vec::len),
            Some(again.tasks[0].deadlines.len())
        );
    }

    #[test]
    fn figures_and_days_can_be_mended() {
        let (notice, source) = read(
            "I. Đánh giá tình hình tháng 3\n\nKim ngạch xuất khẩu giảm 30% so với cùng kỳ; thu chợ phiên đạt 5 tỷ đồng.\n\nII. Nhiệm vụ\n\n1. Sở Y tế:\n\na) Báo cáo trước ngày 31/4/2026.",
        );
        let review = review(&notice, &source);
        let text = review.text();
        assert!(
            text.contains("giảm 30% so với cùng kỳ năm trước") && !text.contains("yoy tăng"),
            "{text}"
        );
        assert!(text.contains("ngày in trong văn bản không có trong lịch"), "{text}");
        assert!(
            text.contains("{ due: \"…\", bound: before, quote: \"trước ngày 31/4/2026\" }"),
            "{text}"
        );
        // the list of figures is front matter that says the same
        let yaml = review.figures.expect("a doubtful figure");
        let source = SourceFile {
            text: format!("---\n{yaml}\n---\n{}", source.text),
            ..source
        };
        let mut diags = Diagnostics::new();
        let document = crate::outline::parse(&source, &mut diags);
        assert_eq!(diags.len(), 0, "{diags:?}");
        let registry = crate::registry::load(&crate::input::Input::default(), &mut diags);
        let again = crate::extract::read(document, &registry, &mut diags);
        let said = |n: &Notice| {
            let list = n.indicators.iter();
            let list = list.map(|i| {
                (
                    i.id.clone(),
                    i.label.clone(),
                    i.value,
                    i.unit.clone(),
                    i.span_of_time,
                    i.comparisons.clone(),
                )
            });
            list.collect::<Vec<_>>()
        };
        assert_eq!(said(&again), said(&notice));
        let told = explain(&notice, &source, "II.1.a").expect("there is such a clause");
        assert_eq!(told.matches("theo đề mục phía trên").count(), 1, "{told}");
    }

    #[test]
    fn a_clause_is_explained() {
        let (notice, source) = read(TEXT);
        let text = explain(&notice, &source, "I.1").expect("there is such a clause");
        assert!(
            text.contains("20/4/2026") && text.contains("không phải thời hạn: “ngày 03/02/2026”"),
            "{text}"
        );
        assert!(explain(&notice, &source, "IX.1").is_none());
    }

    #[test]
    fn the_page_links_text_and_reading_and_escapes_both() {
        let (notice, source) = read("I. Nhiệm vụ\n\n1. Sở Y tế mua thuốc < 5 & báo cáo.");
        let html = review(&notice, &source).html(&notice);
        assert!(html.contains("href=\"#c1\"") && html.contains("id=\"c1\""), "{html}");
        assert!(html.contains("&lt; 5 &amp; báo cáo"));
    }
}
