//! A notice as Akoma Ntoso 3.0 (OASIS LegalDocML): its structure with identities from the clauses' paths, days,
//! bodies, roles and references. `quick-xml` writes and escapes; what stands where follows the OASIS schema.

use super::Data;
use super::open_data::{ascii_url, put, url};
use crate::bundle::Bundle;
use crate::calendar::Day;
use crate::link::issuer_key;
use crate::notice::{Notice, NoticeKind};
use crate::outline::{Block, Clause, Marker, NumberStyle};
use crate::page;
use crate::page::route::{Route, akn_address};
use crate::site::{NoticeId, Site};
use crate::span::Span;
use crate::viet::fold;
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};
use std::collections::{BTreeMap, BTreeSet};

const NAMESPACE: &str = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0";
/// Who answers for the markup.
const EDITOR: &str = "#ketluan";

/// Plans `ket-luan/ID/akn.xml` of every notice.
pub fn plan<'a>(data: Data<'a>, bundle: &mut Bundle<'a>) {
    for (id, entry) in data.site.notices.iter() {
        put(bundle, &akn_address(&entry.id), move || {
            let mut xml = Xml(Writer::new(Vec::new()));
            document(&mut xml, data, id);
            let mut bytes = xml.0.into_inner();
            bytes.push(b'\n');
            bytes
        });
    }
}

/// Elements with attributes in order; writing to memory cannot fail.
struct Xml(Writer<Vec<u8>>);

impl Xml {
    fn open(&mut self, name: &str, attributes: &[(&str, &str)]) {
        let _ = self.0.write_event(Event::Start(start(name, attributes)));
    }
    fn close(&mut self, name: &str) {
        let _ = self.0.write_event(Event::End(BytesEnd::new(name)));
    }
    fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) {
        let _ = self.0.write_event(Event::Empty(start(name, attributes)));
    }
    fn text(&mut self, text: &str) {
        let _ = self.0.write_event(Event::Text(BytesText::new(&clean(text))));
    }
    /// An element with nothing but text in it.
    fn say(&mut self, name: &str, attributes: &[(&str, &str)], text: &str) {
        self.open(name, attributes);
        self.text(text);
        self.close(name);
    }
}

fn start<'a>(name: &'a str, attributes: &[(&str, &str)]) -> BytesStart<'a> {
    let mut element = BytesStart::new(name);
    for (key, value) in attributes {
        element.push_attribute((*key, clean(value).as_str()));
    }
    element
}

/// XML 1.0 has no control characters, escaped or not.
fn clean(text: &str) -> String {
    let bad = |c: char| c.is_control() && !matches!(c, '\n' | '\t') || matches!(c, '\u{fffe}' | '\u{ffff}');
    text.chars().map(|c| if bad(c) { ' ' } else { c }).collect()
}

/// What the text names: a stretch of the source and how it is marked.
struct Mark {
    span: Span,
    what: What,
}

enum What {
    /// Slug of a body, and of its role in the task that names it.
    Body(String, &'static str),
    Day(Day),
    /// Number of a cited document.
    Document(String),
}

fn document(xml: &mut Xml, data: Data, id: NoticeId) {
    let site = data.site;
    let entry = &site.notices[id];
    let notice = &entry.notice;
    let head = &notice.head;
    let _ = xml.0.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)));
    let kind = match head.kind {
        NoticeKind::Conclusion => "thong-bao-ket-luan",
        NoticeKind::Dispatch => "cong-van",
    };
    let marks = marks(site, id);
    xml.open("akomaNtoso", &[("xmlns", NAMESPACE)]);
    xml.open("doc", &[("name", kind)]);
    meta(xml, data, id, kind, &marks);
    if !notice.document.head.is_empty() || head.title.is_some() {
        xml.open("preface", &[]);
        if notice.document.head.is_empty() {
            xml.open("longTitle", &[]);
            xml.say("p", &[], head.title.as_deref().unwrap_or_default());
            xml.close("longTitle");
        }
        for block in &notice.document.head {
            xml.say("p", &[], &block.text);
        }
        xml.close("preface");
    }
    xml.open("mainBody", &[]);
    let body = &notice.document.body;
    if body.is_empty() {
        // tasks without an outline, as a notice in YAML may have them
        if notice.tasks.is_empty() {
            xml.empty("p", &[]);
        }
        for (i, task) in notice.tasks.iter().enumerate() {
            xml.open("paragraph", &[("eId", &format!("para_{}", i + 1))]);
            xml.say("num", &[], &task.clause.to_string());
            xml.open("content", &[]);
            xml.say("p", &[], &task.text);
            xml.close("content");
            xml.close("paragraph");
        }
    } else {
        let mut children: BTreeMap<Option<usize>, Vec<usize>> = BTreeMap::new();
        for (i, clause) in body.iter().enumerate() {
            // a parent stands before its children; anything else would not be a tree
            children.entry(clause.parent.filter(|p| *p < i)).or_default().push(i);
        }
        let mut outline = Outline {
            body,
            children: &children,
            marks: &marks,
            ids: BTreeSet::new(),
        };
        for i in children.get(&None).into_iter().flatten() {
            outline.clause(xml, *i, "", 0);
        }
    }
    xml.close("mainBody");
    let ends = notice.document.recipients.iter().chain(&notice.document.signature);
    let ends: Vec<&Block> = ends.filter(|b| !b.text.trim().is_empty()).collect();
    if !ends.is_empty() {
        xml.open("conclusions", &[]);
        for block in ends {
            xml.say("p", &[], &block.text);
        }
        xml.close("conclusions");
    }
    xml.close("doc");
    xml.close("akomaNtoso");
}

/// All marks of a notice in the order of its source, none within another.
fn marks(site: &Site, id: NoticeId) -> Vec<Mark> {
    let entry = &site.notices[id];
    let notice: &Notice = &entry.notice;
    let mut found = Vec::new();
    for task in &entry.tasks {
        let row = &site.tasks[*task];
        let t = site.task(*task);
        for (mentions, linked, role) in [(&t.leads, &row.leads, "chu-tri"), (&t.coordinators, &row.coordinators, "phoi-hop")] {
            // where linking joined two names, only the slug that the reading gave says which is which
            let paired = mentions.len() == linked.len();
            for (i, m) in mentions.iter().enumerate() {
                let slug = match paired {
                    true => linked.get(i).map(|a| site.agencies[*a].slug.clone()),
                    false => m.slug.clone(),
                };
                // spans of what an editor entered are those of a whole block
                if let Some(slug) = slug.filter(|_| m.span != t.span) {
                    found.push(Mark {
                        span: m.span,
                        what: What::Body(slug, role),
                    });
                }
            }
        }
        for d in &t.deadlines {
            if let Some(day) = d.bound.due().filter(|_| d.span != t.span) {
                found.push(Mark {
                    span: d.span,
                    what: What::Day(day),
                });
            }
        }
    }
    found.extend(notice.citations.iter().map(|c| Mark {
        span: c.span,
        what: What::Document(c.number.clone()),
    }));
    found.retain(|m| m.span.start < m.span.end);
    found.sort_by_key(|m| (m.span.start, std::cmp::Reverse(m.span.end)));
    let mut end = 0;
    found.retain(|m| {
        let free = m.span.start >= end;
        if free {
            end = m.span.end;
        }
        free
    });
    found
}

fn meta(xml: &mut Xml, data: Data, id: NoticeId, kind: &str, marks: &[Mark]) {
    let site = data.site;
    let entry = &site.notices[id];
    let head = &entry.notice.head;
    let issuer = head.issuer.as_deref().unwrap_or(&data.config.office);
    let issuer_id = issuer_key(issuer);
    let issuer_id = if issuer_id.is_empty() {
        "co-quan-ban-hanh".to_string()
    } else {
        issuer_id
    };
    let author = format!("#{issuer_id}");
    // the naming convention's day for "unknown"
    let day = |d: Option<Day>| d.map_or("0001-01-01".to_string(), |d| d.to_string());
    let issued = day(entry.day.or(head.issued));
    let work = format!("/akn/vn/doc/{kind}/{issuer_id}/{issued}/{}", entry.id);
    let expression = format!("{work}/vie@{}", day(head.issued.or(entry.day)));
    xml.open("meta", &[]);
    xml.open("identification", &[("source", EDITOR)]);
    xml.open("FRBRWork", &[]);
    xml.empty("FRBRthis", &[("value", &format!("{work}/!main"))]);
    xml.empty("FRBRuri", &[("value", &work)]);
    if !data.config.base_url.is_empty() {
        let page = ascii_url(&url(data.config, &Route::Notice(entry.id.clone()).address()));
        xml.empty("FRBRalias", &[("value", &page), ("name", "web")]);
    }
    for (date, name) in [(head.issued, "ban-hanh"), (head.meeting_date, "phien-hop")] {
        if let Some(date) = date {
            xml.empty("FRBRdate", &[("date", &date.to_string()), ("name", name)]);
        }
    }
    if head.issued.is_none() && head.meeting_date.is_none() {
        xml.empty("FRBRdate", &[("date", &issued), ("name", "khong-ro")]);
    }
    xml.empty("FRBRauthor", &[("href", &author), ("as", "#vai-tro-ban-hanh")]);
    xml.empty("FRBRcountry", &[("value", "vn")]);
    xml.empty("FRBRsubtype", &[("value", kind)]);
    if let Some(number) = &head.number {
        xml.empty("FRBRnumber", &[("value", number)]);
    }
    xml.empty("FRBRname", &[("value", &page::notice_name(site, id))]);
    xml.close("FRBRWork");
    xml.open("FRBRExpression", &[]);
    xml.empty("FRBRthis", &[("value", &format!("{expression}/!main"))]);
    xml.empty("FRBRuri", &[("value", &expression)]);
    xml.empty("FRBRdate", &[("date", &day(head.issued.or(entry.day))), ("name", "ban-hanh")]);
    xml.empty("FRBRauthor", &[("href", &author)]);
    xml.empty("FRBRlanguage", &[("language", "vie")]);
    xml.close("FRBRExpression");
    xml.open("FRBRManifestation", &[]);
    xml.empty("FRBRthis", &[("value", &format!("{expression}/!main.xml"))]);
    xml.empty("FRBRuri", &[("value", &format!("{expression}.akn"))]);
    let changed = data.memory.updated(site, id, "");
    xml.empty("FRBRdate", &[("date", &day(changed)), ("name", "danh-dau")]);
    xml.empty("FRBRauthor", &[("href", EDITOR)]);
    xml.close("FRBRManifestation");
    xml.close("identification");
    references(xml, data, id, &issuer_id, issuer, marks);
    xml.close("meta");
}

fn references(xml: &mut Xml, data: Data, id: NoticeId, issuer_id: &str, issuer: &str, marks: &[Mark]) {
    let site = data.site;
    let head = &site.notices[id].notice.head;
    let mut documents: BTreeMap<String, &str> = BTreeMap::new();
    let mut bodies: BTreeMap<&str, &str> = BTreeMap::from([(issuer_id, issuer)]);
    let names: BTreeMap<&str, &str> = site.notices[id]
        .tasks
        .iter()
        .flat_map(|t| site.tasks[*t].leads.iter().chain(&site.tasks[*t].coordinators))
        .map(|a| (site.agencies[*a].slug.as_str(), site.agencies[*a].name.as_str()))
        .collect();
    for mark in marks {
        match &mark.what {
            What::Body(slug, _) => {
                bodies
                    .entry(slug)
                    .or_insert_with(|| names.get(slug.as_str()).copied().unwrap_or(slug));
            }
            What::Document(number) => {
                documents.insert(cited(number), number);
            }
            What::Day(_) => {}
        }
    }
    xml.open("references", &[("source", EDITOR)]);
    for (address, number) in &documents {
        xml.empty("activeRef", &[("href", address.as_str()), ("showAs", number)]);
    }
    xml.empty(
        "TLCOrganization",
        &[
            ("eId", "ketluan"),
            ("href", "/akn/ontology/organization/vn/ketluan"),
            ("showAs", "ketluan"),
        ],
    );
    for (slug, name) in bodies.iter().filter(|(slug, _)| **slug != "ketluan") {
        let address = format!("/akn/ontology/organization/vn/{slug}");
        xml.empty("TLCOrganization", &[("eId", slug), ("href", &address), ("showAs", name)]);
    }
    let persons = [
        ("nguoi-ky", head.signer.as_ref().map(|s| &s.name)),
        ("chu-toa", head.chair.as_ref()),
    ];
    for (eid, name) in persons {
        if let Some(name) = name {
            let address = format!("/akn/ontology/person/vn/{}", fold::slug(name));
            xml.empty("TLCPerson", &[("eId", eid), ("href", &address), ("showAs", name)]);
        }
    }
    for (eid, name) in [("ban-hanh", "Ban hành"), ("chu-tri", "Chủ trì"), ("phoi-hop", "Phối hợp")] {
        let address = format!("/akn/ontology/role/vn/{eid}");
        // a body may bear the same slug as a role
        let eid = format!("vai-tro-{eid}");
        xml.empty("TLCRole", &[("eId", &eid), ("href", &address), ("showAs", name)]);
    }
    xml.close("references");
}

/// Address of a cited document.
fn cited(number: &str) -> String {
    format!("/akn/vn/doc/{}", fold::slug(number))
}

struct Outline<'a> {
    body: &'a [Clause],
    children: &'a BTreeMap<Option<usize>, Vec<usize>>,
    marks: &'a [Mark],
    ids: BTreeSet<String>,
}

impl Outline<'_> {
    /// Name of the element and of its part of the identity.
    fn kind(clause: &Clause) -> (&'static str, &'static str) {
        match &clause.marker {
            Marker::Number { style, .. } => match style {
                NumberStyle::Part => ("part", "part"),
                NumberStyle::Roman => ("section", "sec"),
                NumberStyle::Arabic => ("paragraph", "para"),
                NumberStyle::Compound => ("subparagraph", "subpara"),
                NumberStyle::Letter => ("point", "point"),
                NumberStyle::Parenthesized => ("subdivision", "subdvs"),
            },
            Marker::Dash { .. } => ("indent", "indent"),
            Marker::None => ("alinea", "al"),
        }
    }

    /// Unique in the document: the path of the clause, its last number with the element's name before it.
    fn id(&mut self, clause: &Clause, above: &str, nth: usize) -> String {
        let (_, short) = Self::kind(clause);
        let number = match &clause.marker {
            Marker::Number { label, .. } => label.chars().filter(|c| !c.is_whitespace()).collect(),
            _ => (nth + 1).to_string(),
        };
        let wanted = match above.is_empty() {
            true => format!("{short}_{number}"),
            false => format!("{above}__{short}_{number}"),
        };
        let mut id = wanted.clone();
        let mut n = 1;
        while !self.ids.insert(id.clone()) {
            n += 1;
            id = format!("{wanted}-{n}");
        }
        id
    }

    fn clause(&mut self, xml: &mut Xml, i: usize, above: &str, nth: usize) {
        let clause = &self.body[i];
        let (name, _) = Self::kind(clause);
        let id = self.id(clause, above, nth);
        let below: &[usize] = self.children.get(&Some(i)).map(Vec::as_slice).unwrap_or_default();
        xml.open(name, &[("eId", &id)]);
        if !clause.printed_marker.is_empty() {
            xml.say("num", &[], &clause.printed_marker);
        }
        let heading = clause.emphasized && matches!(clause.marker, Marker::Number { .. });
        if heading && !clause.block.text.trim().is_empty() {
            xml.open("heading", &[]);
            self.inline(xml, &clause.block, &id);
            xml.close("heading");
        }
        let own = !heading && !clause.block.text.trim().is_empty();
        if below.is_empty() {
            xml.open("content", &[]);
            if own {
                self.paragraph(xml, &clause.block, &id);
            } else {
                xml.empty("p", &[]);
            }
            xml.close("content");
        } else {
            if own {
                xml.open("intro", &[]);
                self.paragraph(xml, &clause.block, &id);
                xml.close("intro");
            }
            for (nth, child) in below.iter().enumerate() {
                self.clause(xml, *child, &id, nth);
            }
        }
        xml.close(name);
    }

    fn paragraph(&self, xml: &mut Xml, block: &Block, id: &str) {
        xml.open("p", &[]);
        self.inline(xml, block, id);
        xml.close("p");
    }

    /// A block's text with what it names marked.
    fn inline(&self, xml: &mut Xml, block: &Block, id: &str) {
        let whole = block.span();
        let first = self.marks.partition_point(|m| m.span.start < whole.start);
        let mut at = 0;
        for (n, mark) in self.marks[first..].iter().take_while(|m| m.span.end <= whole.end).enumerate() {
            let (Some(from), Some(to)) = (offset(block, mark.span.start), offset(block, mark.span.end)) else {
                continue;
            };
            let fits = from >= at && to > from && block.text.is_char_boundary(from) && block.text.is_char_boundary(to);
            // the whole block is no name in it
            if !fits || (from, to) == (0, block.text.len()) {
                continue;
            }
            xml.text(&block.text[at..from]);
            let words = &block.text[from..to];
            match &mark.what {
                What::Body(slug, role) => {
                    let (eid, body, role) = (format!("{id}__org_{}", n + 1), format!("#{slug}"), format!("#vai-tro-{role}"));
                    xml.open("role", &[("eId", &format!("{id}__role_{}", n + 1)), ("refersTo", &role)]);
                    xml.say("organization", &[("eId", &eid), ("refersTo", &body)], words);
                    xml.close("role");
                }
                What::Day(day) => xml.say("date", &[("date", &day.to_string())], words),
                What::Document(number) => {
                    let eid = format!("{id}__ref_{}", n + 1);
                    xml.say("ref", &[("eId", &eid), ("href", &cited(number))], words);
                }
            }
            at = to;
        }
        xml.text(&block.text[at..]);
    }
}

/// Where a place of the source stands in a block's text.
fn offset(block: &Block, place: u32) -> Option<usize> {
    let piece = block.pieces.iter().find(|p| p.start <= place && place <= p.start + p.len)?;
    Some((piece.at + (place - piece.start)) as usize)
}
