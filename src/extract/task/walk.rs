//! From clause to clause: what each inherits from those above it, what it asks for itself, and what it hands down.

use super::orders::Orders;
use super::parts::{self, Part};
use super::reader::{Reader, bracketed, mentions, order};
use super::{labels, matter, situation, table, told, verdict};
use crate::extract::agency::{Cut, Found, VERBS, Word};
use crate::extract::{Context, deadline};
use crate::notice::{Certainty, Deadline, Doubt, Mention, Task};
use crate::outline::{Clause, Document, Marker, NumberStyle};
use crate::viet::fold::match_key;
use crate::viet::letter::first;
use labels::Label;
use std::collections::BTreeMap;
use std::rc::Rc;

/// What a heading hands down, to every clause below it: mostly leads, which are shared for that.
#[derive(Clone, Debug, Default)]
pub struct Scope {
    pub leads: Rc<[Mention]>,
    coordinators: Vec<Mention>,
    deadlines: Vec<Deadline>,
    /// "Yêu cầu …:" opens a list of its own dashes only.
    dashes_only: bool,
    /// Numbers of this style that follow at once belong to the list that it opens: "(1) …", "a) …".
    numbers: Option<NumberStyle>,
    /// From the opening of the whole notice.
    opening: bool,
    /// Its leads brought forward what is decided below: what names nobody there is not theirs to do.
    petitioner: bool,
}

impl Scope {
    pub fn of(leads: Vec<Mention>) -> Scope {
        Scope {
            leads: leads.into(),
            ..Scope::default()
        }
    }

    /// Its leads, as those of a task below it.
    pub fn inherit(&self) -> Vec<Mention> {
        inherited(self.leads.to_vec())
    }
}

fn inherited(mut mentions: Vec<Mention>) -> Vec<Mention> {
    mentions.iter_mut().for_each(|m| m.certainty = Certainty::Inherited);
    mentions
}

/// Words of a sentence that asks for something itself, before the one that opens a list.
const ASKING: usize = 24;

/// The tasks that the clauses ask for, in their order. `parts` are those of the clauses.
pub fn tasks(document: &Document, parts: &[Part], context: &Context, reader: &Reader) -> Vec<Task> {
    let mut walk = Walk {
        body: &document.body,
        parts,
        context,
        reader,
        root: opening(document, reader),
        tasks: vec![],
        down: Vec::with_capacity(document.body.len()),
        running: BTreeMap::new(),
        table: None,
        group: None,
        submitters: BTreeMap::new(),
    };
    for i in 0..document.body.len() {
        let scope = walk.clause(i);
        walk.down.push(scope);
    }
    walk.tasks
}

/// The opening may give the whole notice to a group ("đề nghị Thủ trưởng các cơ quan … các nhiệm vụ sau:").
fn opening(document: &Document, reader: &Reader) -> Scope {
    let Some(block) = document.head.last().filter(|b| b.text.trim_end().ends_with(':')) else {
        return Scope::default();
    };
    let cut = Cut::new(&block.text);
    let w = cut.words();
    let leads = (0..w.len())
        .rev()
        .filter(|k| ["yêu", "đề", "giao"].contains(&w[*k].key))
        .find_map(|k| {
            let found = reader.finder.list(&block.text, &w, order(&w, k)?).0;
            (!found.is_empty() && !found.iter().all(|f| reader.is_issuer(f))).then_some(found)
        });
    Scope {
        opening: true,
        ..Scope::of(leads.map_or_else(Vec::new, |l| mentions(block, &l, 0)))
    }
}

/// Clauses already read, and what of them bears on those to come.
struct Walk<'a, 'r> {
    body: &'a [Clause],
    parts: &'a [Part],
    context: &'a Context,
    reader: &'a Reader<'r>,
    root: Scope,
    tasks: Vec<Task>,
    /// What each clause hands down to those below it.
    down: Vec<Scope>,
    /// An unnumbered heading binds what follows it under the same number.
    running: BTreeMap<Option<usize>, Scope>,
    table: Option<table::Columns>,
    /// The bodies of a row that heads those below it.
    group: Option<Scope>,
    /// Who submitted the draft that a heading names.
    submitters: BTreeMap<Option<usize>, Vec<Mention>>,
}

/// A clause, or the part of it that may ask for something: `text` begins at byte `base` of the clause's.
#[derive(Clone, Copy)]
struct Passage<'a> {
    i: usize,
    clause: &'a Clause,
    parent: Option<usize>,
    next: Option<&'a Clause>,
    text: &'a str,
    base: usize,
    /// Has a number.
    number: bool,
    /// Clauses stand below it.
    has_below: bool,
}

impl Passage<'_> {
    /// Ends with a colon.
    fn opens(&self) -> bool {
        self.text.ends_with(':')
    }
    fn headed(&self) -> bool {
        self.number || self.clause.emphasized
    }
    fn mentions(&self, found: &[Found]) -> Vec<Mention> {
        mentions(&self.clause.block, found, self.base)
    }
    fn next_is_dash(&self) -> bool {
        self.next.is_some_and(|n| matches!(n.marker, Marker::Dash { .. }))
    }
}

impl<'a> Walk<'a, '_> {
    /// Reads clause `i`: its tasks are put behind the others. What it hands down.
    fn clause(&mut self, i: usize) -> Scope {
        let clause = &self.body[i];
        let parent = clause.parent.filter(|p| *p < i);
        let mut scope = self.inherited(clause, i, parent);
        let Some((text, base)) = self.asking(clause, i) else { return scope };
        if !clause.cells.is_empty() {
            self.row(clause, i, &scope);
            return scope;
        }
        self.table = None;
        let next = self.body.get(i + 1);
        let p = Passage {
            i,
            clause,
            parent,
            next,
            text,
            base,
            number: parts::numbered(clause),
            has_below: next.is_some_and(|n| n.parent == Some(i) || n.depth > clause.depth),
        };
        if self.submits(p) {
            return scope;
        }
        if let Some(scope) = self.labelled(p, &scope) {
            return scope;
        }
        if next.is_some() && told::concludes(text) || told::is_row(text) {
            return scope;
        }
        let p = self.behind_matter(p);
        let cut = Cut::new(p.text);
        let w = cut.words();
        let _lists = self.reader.finder.remember(&w);
        if scope.petitioner && !told::asks_company(p.text, &w) {
            scope.leads = Rc::default();
        }
        if let Some(scope) = self
            .petitioner(p, &w)
            .or_else(|| self.bodies(p, &w))
            .or_else(|| self.company(p, &w, &scope))
        {
            return scope;
        }
        let above: Vec<&Task> = self
            .tasks
            .iter()
            .rev()
            .take_while(|t| Some(t.block) == parent || self.body.get(t.block).is_some_and(|b| b.parent == clause.parent))
            .take(6)
            .collect();
        let orders = self.reader.read(p.text, &w, &scope.leads, &above);
        // "**1. Dự thảo Nghị quyết A (Sở B trình)**"
        let draft = p.headed() && p.has_below && !p.text.ends_with(['.', ';', ':']) && verdict::names_document(p.text).is_some();
        let named = !draft && orders.iter().any(|o| !o.leads.is_empty());
        if heads(p, &w, &orders, named, draft, scope.leads.is_empty()) {
            return self.heading(p, &w, &orders, named, &scope);
        }
        // the case that a conclusion answers, below no body's heading
        let answered = told::answered(p.text, next.map(|n| n.block.text.as_str()));
        if answered || scope.leads.is_empty() && (told::petitions(&w) || !named && told::tells(&w)) {
            return scope;
        }
        let mut handed = scope.clone();
        for order in &orders {
            let own = self.leads(p, order);
            if !own.is_empty() {
                handed = Scope::of(own.clone());
            }
            let task = self.task(p, &w, order, own, &scope);
            let nobody = task.leads.is_empty() && task.coordinators.is_empty() && matches!(clause.marker, Marker::None);
            let key = match_key(if nobody { p.text } else { "" });
            if nobody && task.deadlines.is_empty() && (situation::frames(p.text, &key) || situation::narrates(p.text, &key)) {
                continue;
            }
            let unasked = task.leads.is_empty() && task.coordinators.is_empty() && task.deadlines.is_empty();
            if unasked && (verdict::only_decides(p.text) || verdict::only_refuses(p.text)) {
                continue;
            }
            self.tasks.push(task);
        }
        if p.opens() && named && !p.number {
            // a directive that opens a list hands its leads to the list
            self.run(p, &handed, p.next_is_dash());
        } else if named && matches!(clause.marker, Marker::None) && self.running.get(&parent).is_some_and(|s| !s.leads.is_empty()) {
            // a paragraph with a body of its own ends the list that a line of names opened
            self.running.remove(&parent);
        }
        handed
    }

    /// What the clauses above hand down to a clause.
    fn inherited(&mut self, clause: &Clause, i: usize, parent: Option<usize>) -> Scope {
        // a number ends what unnumbered headings before it opened, but for a list that the heading itself opens
        if let Marker::Number { style, .. } = &clause.marker
            && let Some(scope) = self.running.get_mut(&parent)
        {
            let follows = self
                .body
                .get(i.wrapping_sub(1))
                .is_some_and(|b| b.block.text.trim_end().ends_with(':') && !parts::numbered(b));
            if scope.numbers.is_none() && follows && !matches!(style, NumberStyle::Roman) {
                scope.numbers = Some(*style);
            }
            if scope.numbers != Some(*style) {
                self.running.remove(&parent);
            }
        }
        if self.running.get(&parent).is_some_and(|s| s.dashes_only) && !matches!(clause.marker, Marker::Dash { .. }) {
            self.running.remove(&parent);
        }
        let scope = self.running.get(&parent).unwrap_or_else(|| self.above(parent));
        Scope {
            dashes_only: false,
            numbers: None,
            ..scope.clone()
        }
    }

    /// What a clause hands down to those that have it as parent.
    fn above(&self, parent: Option<usize>) -> &Scope {
        parent.map_or(&self.root, |p| &self.down[p])
    }

    /// The part of a clause that may ask for something, and the byte at which it begins.
    fn asking(&self, clause: &'a Clause, i: usize) -> Option<(&'a str, usize)> {
        let whole = clause.block.text.as_str();
        let text = whole.trim();
        let base = whole.len() - whole.trim_start().len();
        let found = match self.parts[i] {
            Part::Operative => (text, base),
            // an order behind the closing formula, or behind what is approved
            Part::Closing | Part::Approving => {
                let at = parts::order_behind(text)?;
                (&text[at..], base + at)
            }
            Part::Assessment | Part::Approved => return None,
        };
        (!found.0.is_empty() && !clause.footnote).then_some(found)
    }

    /// A row of a table: its columns' heads, bodies that lead the rows below it, or a task.
    fn row(&mut self, clause: &Clause, i: usize, scope: &Scope) {
        if let Some(found) = table::columns(&clause.cells) {
            self.table = Some(found);
            self.group = None;
            return;
        }
        let Some(columns) = self.table.as_ref().filter(|t| t.width == clause.cells.len()) else {
            return;
        };
        if let Some(heads) = table::heading(clause, columns, self.reader) {
            self.group = Some(heads).filter(|heads| !heads.leads.is_empty());
            return;
        }
        let scope = self.group.as_ref().unwrap_or(scope);
        let task = table::row(clause, i, columns, scope, self.tasks.last(), self.reader, self.context);
        self.tasks.extend(task);
    }

    /// Whether a line tells who submitted the draft that a heading names; it is kept for "cơ quan trình" below it.
    fn submits(&mut self, p: Passage) -> bool {
        let Some(at) = told::submitter(p.text) else { return false };
        let value = &p.text[at..];
        let cut = Cut::new(value);
        let w = cut.words();
        let (found, end) = self.reader.finder.list(value, &w, 0);
        // what goes on behind the names is an order
        let alone = !found.is_empty() && bracketed(value, &w, end) == w.len();
        if alone {
            self.submitters.insert(p.parent, mentions(&p.clause.block, &found, at + p.base));
        }
        alone
    }

    /// A labelled line ("Đơn vị phối hợp: …") goes to the tasks of the item above it; without one it may hand down its leads.
    fn labelled(&mut self, p: Passage, scope: &Scope) -> Option<Scope> {
        let (kind, at) = labels::label(p.text)?;
        let found = self.reader.finder.whole(p.text.get(at..).unwrap_or(""));
        if kind != Label::Deadline && found.is_empty() {
            return None;
        }
        let bodies = mentions(&p.clause.block, &found, at + p.base);
        let item = self
            .tasks
            .iter()
            .rposition(|t| Some(t.block) == p.parent || self.body.get(t.block).is_some_and(|b| b.path == p.clause.path));
        if let Some(task) = item.and_then(|n| self.tasks.get_mut(n)) {
            match kind {
                Label::Lead => {
                    task.leads = bodies;
                    task.certainty = Certainty::Explicit;
                }
                Label::Coordinator => {
                    let named = bodies.into_iter().zip(&found).filter(|(_, f)| !f.vague);
                    task.coordinators = named.map(|(m, _)| m).collect();
                }
                Label::Deadline => {}
            }
            let block = &p.clause.block;
            task.deadlines.extend(deadline::find(block, 0..block.text.len(), self.context));
            return Some(scope.clone());
        }
        (kind == Label::Lead).then(|| {
            let scope = Scope::of(bodies);
            self.running.insert(p.parent, scope.clone());
            scope
        })
    }

    /// "6. Về Đề án A. Công an tỉnh (cơ quan thường trực):", the matter and the bodies in one line: the bodies.
    fn behind_matter<'p>(&self, p: Passage<'p>) -> Passage<'p> {
        let at = p.opens().then(|| p.text.rfind(". ")).flatten().map(|at| at + 2);
        let run_in = at.filter(|at| {
            let (matter, bodies) = p.text.split_at(*at);
            let told = Cut::new(matter);
            let told = told.words();
            // what a paragraph without a number says before may be an act that is asked for
            let acts = !p.headed() && VERBS.at(&told, 0).is_some_and(|n| n > 1) && !verdict::agreed(matter);
            !acts
                && self.reader.heading(bodies, &Cut::new(bodies).words(), false).is_some()
                && self.reader.read(matter, &told, &[], &[]).iter().all(|o| o.leads.is_empty())
        });
        run_in.map_or(p, |at| Passage {
            text: &p.text[at..],
            base: p.base + at,
            ..p
        })
    }

    /// "3. Công ty A (kiến nghị hỗ trợ vay vốn)": who asked for something.
    fn petitioner(&self, p: Passage, w: &[Word]) -> Option<Scope> {
        if !p.number || !p.has_below || p.text.ends_with([':', '.', ';']) || !told::petitioned(self.body, p.i) {
            return None;
        }
        let (found, _) = self.reader.finder.list(p.text, w, 0);
        (!found.is_empty() && found.iter().all(told::is_company)).then(|| Scope {
            petitioner: true,
            ..Scope::of(p.mentions(&found))
        })
    }

    /// A heading without a number hands its scope to what follows it under the same number.
    fn run(&mut self, p: Passage, scope: &Scope, dashes_only: bool) {
        let scope = Scope {
            dashes_only,
            ..scope.clone()
        };
        self.running.insert(p.parent, scope);
    }

    /// "a) Chủ trì, phối hợp với Sở B:" over a list, below a heading that names who leads.
    fn company(&mut self, p: Passage, w: &[Word], scope: &Scope) -> Option<Scope> {
        let found = self.reader.company_of_list(p.text, w).filter(|_| !scope.leads.is_empty())?;
        let mut coordinators = scope.coordinators.clone();
        coordinators.extend(p.mentions(&found));
        let scope = Scope {
            coordinators,
            ..scope.clone()
        };
        // what stands below an item has it from there
        if !p.number && !p.has_below {
            self.run(p, &scope, p.next_is_dash());
        }
        Some(scope)
    }

    /// A heading that only names bodies; a line that is nothing but names heads what follows it too.
    fn bodies(&mut self, p: Passage, w: &[Word]) -> Option<Scope> {
        let line = !p.headed()
            && matches!(p.clause.marker, Marker::None)
            && p.next.is_some_and(|n| n.parent == p.clause.parent && n.depth == p.clause.depth);
        let only_names = line && w.len() < 30 && {
            let (found, end) = self.reader.finder.list(p.text, w, 0);
            !found.is_empty() && end == w.len() && !p.text.ends_with(['.', ';', ','])
        };
        let bare = p.number && p.has_below || p.clause.emphasized;
        let (leads, coordinators) = self.reader.heading(p.text, w, bare || only_names)?;
        let block = &p.clause.block;
        let scope = Scope {
            coordinators: p.mentions(&coordinators),
            deadlines: deadline::find(block, 0..block.text.len(), self.context),
            ..Scope::of(p.mentions(&leads))
        };
        if !p.number {
            self.run(p, &scope, !only_names && p.next_is_dash());
        }
        Some(scope)
    }

    /// A heading that names a matter, a group or a list: the bodies that it names, or those above it, go on below.
    fn heading(&mut self, p: Passage, w: &[Word], orders: &[Orders], named: bool, scope: &Scope) -> Scope {
        let told = orders.iter().find(|o| !o.leads.is_empty()).map(|o| o.leads.clone()).or_else(|| {
            (1..w.len()).find_map(|k| {
                let object = order(w, k)?;
                Some(self.reader.finder.list(p.text, w, object).0).filter(|f| !f.is_empty())
            })
        });
        let scope = told.map_or_else(|| scope.clone(), |found| Scope::of(p.mentions(&found)));
        if p.clause.emphasized && !p.number {
            // bold words open a section of their own
            let section = if scope.leads.is_empty() || !named {
                self.above(p.parent).clone()
            } else {
                scope
            };
            self.running.insert(p.parent, section.clone());
            return section;
        }
        if p.opens() && !p.number {
            self.running.insert(p.parent, scope.clone());
        }
        scope
    }

    /// The leads that an order names itself.
    fn leads(&self, p: Passage, order: &Orders) -> Vec<Mention> {
        let own = p.mentions(&order.leads);
        // "Cơ quan trình tiếp thu ý kiến …"
        if let [only] = own.as_slice()
            && matches!(only.slug.as_deref(), Some("co-quan-trinh" | "co-quan-soan-thao"))
            && let Some(known) = self.submitters.get(&p.parent).filter(|s| !s.is_empty())
        {
            return inherited(known.clone());
        }
        own
    }

    /// The task that an order is; `own` are the leads that it names, and what it leaves open comes from `scope`.
    fn task(&self, p: Passage, w: &[Word], order: &Orders, own: Vec<Mention>, scope: &Scope) -> Task {
        let block = &p.clause.block;
        let range = order.range.start + p.base..order.range.end + p.base;
        let mut coordinators = p.mentions(&order.coordinators);
        let mut doubts = order.doubts.clone();
        let (mut leads, mut certainty) = if !own.is_empty() {
            let sure = !doubts.contains(&Doubt::LeadInSentence);
            (own, if sure { Certainty::Explicit } else { Certainty::Inferred })
        } else {
            let mut all = inherited(scope.coordinators.clone());
            coordinators.retain(|m| !scope.coordinators.iter().any(|x| x.name == m.name));
            all.append(&mut coordinators);
            coordinators = all;
            if scope.opening && !scope.leads.is_empty() {
                doubts.push(Doubt::LeadOfOpening);
            }
            let how = if scope.leads.is_empty() {
                Certainty::Inferred
            } else {
                Certainty::Inherited
            };
            (scope.inherit(), how)
        };
        coordinators.retain(|m| !leads.iter().any(|l| l.name == m.name));
        let mut deadlines = deadline::among(block, w, p.base, range.clone(), self.context);
        for of_list in &scope.deadlines {
            if !deadlines.iter().any(|d| d.bound == of_list.bound) {
                let mut d = of_list.clone();
                d.certainty = Certainty::Inherited;
                d.doubts.push(Doubt::DeadlineOfList);
                deadlines.push(d);
            }
        }
        labels::inside(block, range.clone(), self.reader, &mut leads, &mut coordinators, &mut certainty);
        Task {
            clause: p.clause.path.clone(),
            ordinal: 0,
            text: block.text.get(range.clone()).unwrap_or("").trim().to_string(),
            matter: matter::among(&self.reader.finder, p.text, w, &order.range),
            span: block.span_of(range.start, range.end),
            block: p.i,
            leads,
            coordinators,
            certainty,
            doubts,
            deadlines,
            corrected: false,
        }
    }
}

/// Whether a passage heads what follows it and asks for nothing itself; `named`: its orders name bodies; `nobody`: nor do those above it.
fn heads(p: Passage, w: &[Word], orders: &[Orders], named: bool, draft: bool, nobody: bool) -> bool {
    let text = p.text;
    let list = opens_list(p, named);
    let theme = || draft || is_theme(text, w, p.headed(), p.has_below, p.clause.emphasized, nobody);
    // "Nhiệm vụ trọng tâm giao các sở, ban, ngành …": the section's own heading gives it to a group
    let section = named && p.headed() && !text.ends_with('.') && p.has_below && !p.opens();
    let begins = || {
        orders
            .iter()
            .any(|o| o.range.start == 0 && o.leads.first().is_some_and(|f| f.range.start < 12))
    };
    // "I. CÁC PHÒNG, THANH TRA, VĂN PHÒNG SỞ"
    let capitals = || p.headed() && p.has_below && !text.ends_with('.') && !text.chars().any(char::is_lowercase);
    list || !named && theme() || section && !begins() || capitals()
}

/// "… giao nhiệm vụ cho các đơn vị như sau:" heads the list and asks for nothing itself; a whole sentence before it does.
fn opens_list(p: Passage, named: bool) -> bool {
    const ENDS: [&str; 9] = [
        "như sau:",
        "sau đây:",
        "nội dung sau:",
        "nhiệm vụ sau:",
        "việc sau:",
        "giải pháp sau:",
        "cụ thể:",
        ", yêu cầu:",
        " đề nghị:",
    ];
    // "Yêu cầu các sở thực hiện Chương trình công tác, trong đó lưu ý một số nội dung sau:"
    const AMONG: [&str; 3] = [", trong đó lưu ý ", ", trong đó chú trọng ", ", trong đó tập trung "];
    // "… rà soát từng chỉ tiêu, có giải pháp cụ thể và tập trung thực hiện các nhiệm vụ sau:"
    const THEN: [&str; 4] = [" và tập trung ", ", tập trung ", ", đồng thời tập trung ", ", đồng thời thực hiện "];
    const DEEDS: [&str; 6] = [
        " rà soát ",
        " có giải pháp ",
        " khắc phục ",
        " kiểm điểm ",
        " hoàn thành ",
        " giải trình ",
    ];
    let text = p.text;
    const ORDERS: [&str; 3] = ["êu cầu ", "ề nghị ", "iao "];
    let does_first = || {
        let asked = ORDERS.iter().filter_map(|o| text.find(o)).min();
        let then = THEN.iter().filter_map(|t| text.rfind(t)).max();
        let deeds = asked.zip(then).and_then(|(asked, then)| text.get(asked..then));
        deeds.is_some_and(|deeds| deeds.contains(',') && DEEDS.iter().filter(|d| deeds.contains(*d)).count() > 1)
    };
    let asks_first = || {
        let sentence = text.rfind(". ").is_some_and(|at| text[..at].split(' ').count() > ASKING);
        named && (sentence || AMONG.iter().any(|i| text.contains(i)) || does_first())
    };
    p.opens() && p.next.is_some() && (!named || !text.contains(';')) && ENDS.iter().any(|e| text.ends_with(e)) && !asks_first()
}

/// A heading that names a matter, not bodies: "2. Về đầu tư công", "Dự án A:".
fn is_theme(text: &str, w: &[Word], headed: bool, has_below: bool, bold: bool, nobody: bool) -> bool {
    if !headed && !text.ends_with(':') {
        return false;
    }
    // far enough for the words below
    let key = match_key(first(text, 32));
    let topic = [
        "về ",
        "đối với ",
        "riêng đối với ",
        "trong lĩnh vực",
        "lĩnh vực",
        "dự án ",
        "công tác ",
        "nhiệm vụ ",
        "một số ",
        "các nhiệm vụ",
        "yêu cầu chung",
        "tổ chức thực hiện",
        "nội dung ",
        "giải pháp ",
    ]
    .iter()
    .any(|t| key.starts_with(t));
    let count = text.bytes().filter(|b| *b == b' ').count() + 1;
    // "5. Về dịch vụ công trực tuyến." with its items below
    let ended =
        text.ends_with('.') && !(topic && key.starts_with("về ") && has_below && count < 16 && !text.trim_end_matches('.').contains(". "));
    let stop = ended || text.ends_with(';');
    // "…, trong đó:" opens the list of a directive
    let deed = text.ends_with(':') && text.contains("; ") && count > 12 && VERBS.at(w, 0).is_some_and(|n| n > 1);
    if deed {
        return false;
    }
    // "4. Văn hóa - xã hội, y tế, giáo dục; chăm lo Tết Nguyên đán …" with its items below
    let titled = has_below && !text.ends_with([';', ':', '.']) && !text.contains("trước ngày");
    let prose = count > 30 || count > 15 && !topic && (text.contains("; ") && !titled || text.contains(". "));
    headed && !stop && !prose && (has_below || bold || count < 12)
        || text.ends_with(':') && (topic || headed || count < 7 || nobody && count < 30)
}
