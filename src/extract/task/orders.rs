//! Who must do it: the bodies of a block by what they do in its sentences.

use super::super::agency::{Finder, Found, VERBS, Word, is, says};
use super::reader::{Reader, Search, Segment, Subject, bracketed, decides, order, orders, part_number, predicate, together};
use crate::notice::{Doubt, Mention, Task};
use crate::viet::fold::match_key;
use crate::viet::hint::Sieve;
use crate::viet::letter::{first, lowercase};
use std::ops::Range;

/// What one part of a block says of its bodies.
#[derive(Clone, Debug, Default)]
pub struct Orders {
    pub range: Range<usize>,
    pub leads: Vec<Found>,
    pub coordinators: Vec<Found>,
    pub doubts: Vec<Doubt>,
}

fn segments(w: &[Word], text: &str) -> Vec<Segment> {
    let mut out = vec![];
    let mut from = 0;
    let mut sentence = true;
    let mut depth = 0_i32;
    for k in 1..w.len() {
        // nearly all words are parted by a blank
        if w[k].before == ' ' && w[k].start == w[k - 1].end + 1 {
            continue;
        }
        let gap = text.get(w[k - 1].end..w[k].start).unwrap_or("");
        // "TP. Sao Mai" is one sentence
        if matches!(gap, " " | "" | ", ")
            || gap == ". " && matches!(text.get(w[k - 1].start..w[k - 1].end), Some("TP" | "TX" | "Tp" | "tp"))
        {
            continue;
        }
        // what stands in brackets parts nothing; a bracket never closed ends with its sentence
        let count = |mark: u8| gap.bytes().filter(|b| *b == mark).count() as i32;
        let (open, shut) = (count(b'('), count(b')'));
        if depth > 0 && shut == 0 && !(gap.contains(". ") && w[k].capital) {
            depth += open;
            continue;
        }
        depth = (depth - shut).max(0) + open;
        let stop = w[k].capital && [". ", ".\u{a0}", ".”", ".\"", "…", ".\n"].iter().any(|s| gap.contains(s)) && !gap.contains("...");
        let semi = gap.contains(';');
        if stop || semi {
            out.push(Segment { from, to: k, sentence });
            // "(1) Sở A rà soát; (2) Sở B tổng hợp": behind the number
            let shut = |n: usize| text.get(w[n - 1].end..w[n].start).is_some_and(|gap| gap.contains(')'));
            let numbered = gap.ends_with('(') && part_number(w[k].key) && k + 1 < w.len() && shut(k + 1);
            from = k + usize::from(numbered);
            sentence = stop;
        }
    }
    out.push(Segment {
        from,
        to: w.len(),
        sentence,
    });
    out
}

/// "Sở A (chủ trì), Sở B, Sở C (phối hợp)": the roles that stand in brackets behind the bodies, each also of those before it
/// that have none. Gives leads and coordinators.
fn by_brackets(text: &str, found: Vec<Found>) -> (Vec<Found>, Vec<Found>) {
    let role = |f: &Found| {
        let behind = match_key(first(text.get(f.range.end..)?.trim_start().strip_prefix('(')?, 24));
        let opens = |words: [&str; 3]| words.iter().any(|w| behind.starts_with(w));
        match () {
            () if opens(["chủ trì)", "cơ quan chủ trì)", "đơn vị chủ trì)"]) => Some(true),
            () if opens(["phối hợp)", "cơ quan phối hợp)", "đơn vị phối hợp)"]) => Some(false),
            () => None,
        }
    };
    let mut leading = true;
    let mut leads: Vec<bool> = found
        .iter()
        .rev()
        .map(|f| {
            leading = role(f).unwrap_or(leading);
            leading
        })
        .collect();
    leads.reverse();
    if !leads.contains(&true) {
        return (found, vec![]);
    }
    let mut roles = leads.into_iter();
    found.into_iter().partition(|_| roles.next().unwrap_or(true))
}

pub fn names(found: &[Found]) -> Vec<&str> {
    let mut n: Vec<&str> = found.iter().map(|f| f.name.as_str()).collect();
    n.sort_unstable();
    n
}

/// The same bodies, also by a shorter name: "các Tổ đại biểu" after "Các Tổ đại biểu HĐND tỉnh".
fn same_bodies(above: &[&str], found: &[Found]) -> bool {
    let said = names(found);
    above.len() == said.len()
        && above.iter().zip(&said).all(|(a, s)| {
            // "UBND các xã, phường", "UBND xã, phường"
            let (a, s) = (
                lowercase(a).replace("ubnd các ", "ubnd "),
                lowercase(s).replace("ubnd các ", "ubnd "),
            );
            a.strip_prefix(&s).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
        })
}

/// The word after the bodies at the head of a text.
fn cuts_body(finder: &Finder, text: &str, w: &[Word]) -> usize {
    finder.list(text, w, 0).1
}

/// A range without blanks at its ends.
fn trim(text: &str, r: Range<usize>) -> Range<usize> {
    let Some(t) = text.get(r.clone()) else { return r };
    let start = r.start + (t.len() - t.trim_start().len());
    start..start + t.trim().len()
}

/// A range without the number of the part behind it: "…; (2)".
fn unnumbered(text: &str, r: Range<usize>) -> Range<usize> {
    let bare = text.get(r.clone()).and_then(|t| {
        let (before, number) = t.strip_suffix(')')?.rsplit_once('(')?;
        (number.len() <= 2 && number.chars().all(char::is_alphanumeric)).then(|| before.trim_end())
    });
    bare.filter(|t| t.ends_with(';')).map_or(r.clone(), |t| r.start..r.start + t.len())
}

impl Reader<'_> {
    /// The issuer itself, who gives orders rather than gets them.
    pub fn is_issuer(&self, f: &Found) -> bool {
        match self.finder.issuer {
            Some(issuer) => {
                let council = issuer.contains("HĐND") || issuer.contains("Hội đồng nhân dân");
                let own = if council { "HĐND" } else { "UBND" };
                let name = f.name.as_str();
                name.starts_with(own)
                    && !f.group
                    && (issuer.starts_with(name) || matches!(name, "UBND tỉnh" | "HĐND tỉnh") && issuer.contains("tỉnh"))
            }
            None => matches!(f.name.as_str(), "UBND tỉnh" | "UBND huyện" | "UBND thành phố" | "HĐND tỉnh"),
        }
    }

    /// The coordinators said in words `from..to`, and the word ranges their lists cover. `after` are the words where a list of
    /// leads ends: "Sở A cùng với Sở B rà soát".
    pub(super) fn coordinators(&self, text: &str, w: &[Word], from: usize, to: usize, after: &[usize]) -> (Vec<Found>, Vec<Range<usize>>) {
        let mut out: Vec<Found> = vec![];
        let mut covered = vec![];
        let mut k = from;
        while k < to {
            const FIRST: &[&str] = &["phối", "phổi", "phôi", "thống", "cơ", "đơn", "cùng"];
            static MAY: Sieve = Sieve::of(FIRST);
            if !MAY.may(w[k].hint) || !FIRST.contains(&w[k].key) {
                k += 1;
                continue;
            }
            let beside = is(w, k, &["cùng"])
                && (k == 0
                    || w[k].before == '.'
                    || w[k].before == ';'
                    || w[k].before == '\n'
                    || w[k - 1].key == "trì"
                    || after.contains(&k));
            let aside = !beside && is(w, k, &["cùng"]) && w[k].before == ',';
            let mut n = if together(w, k) || is(w, k, &["thống", "nhất", "giữa"]) {
                k + 2
            } else if is(w, k, &["cơ", "quan", "phối", "hợp"]) || is(w, k, &["đơn", "vị", "phối", "hợp"]) {
                k + 4
            } else if beside || aside {
                k + 1
            } else {
                k += 1;
                continue;
            };
            // "phối hợp chặt chẽ, thường xuyên với", but "phối hợp Thường trực …"
            const FILL: &[&str] = &[
                "chặt chẽ",
                "với",
                "vói",
                "cùng",
                "giữa",
                "tốt",
                "có hiệu quả",
                "hiệu quả",
                "thực hiện",
                "thường xuyên",
                "thêm",
                "kịp thời",
                "đồng bộ",
                "nhịp nhàng",
                "tích cực",
                "chủ động",
                "của",
            ];
            while let Some(skip) = FILL.iter().find_map(|f| says(w, n, f)).filter(|_| n < k + 9) {
                if matches!(w[n].before, '.' | ';') {
                    break;
                }
                n += skip;
            }
            // "… không phối hợp, UBND xã A lập hồ sơ": the next clause
            let apart = n == k + 2 && w.get(n).is_some_and(|x| x.before == ',');
            let (mut found, mut next) = if apart { (vec![], n) } else { self.finder.list(text, w, n) };
            let mut first = k;
            if let Some((at, company)) = self
                .company_in_brackets(text, w, from, k)
                .or_else(|| self.company_asked(text, w, from, k))
            {
                (found, first, next) = (company, at, k + 2);
            }
            // "phối hợp với tỉnh A", "… với các xã: B, C": the committees of these places
            if found.is_empty()
                && n > k + 2
                && let Some(places) = self.finder.committees_of(text, w, n)
            {
                (found, next) = places;
            }
            // "phối hợp với Sở B và UBND ba huyện nói trên"
            let and = next + usize::from(is(w, next, &["và"]));
            if n > k + 1
                && (and > next || found.is_empty())
                && let Some((before, end)) = self.named_before(text, w, and, &[], &[])
            {
                found.extend(before);
                next = end;
            }
            // "giao Sở A thẩm định, cùng Sở B tham mưu", but not "cùng Sở B, Sở C là …" of what is told
            if aside && !(w.get(next).is_some_and(|x| x.before == ' ' && !x.capital) && VERBS.at(w, next).is_some_and(|v| v > 1)) {
                k += 1;
                continue;
            }
            if found.is_empty()
                && w[k].before == ' '
                && let Some((at, company)) = if is(w, k, &["phối", "hợp"]) {
                    self.company_before(text, w, from, k)
                } else {
                    self.company_named(text, w, from, k)
                }
            {
                (found, first, next) = (company, at, n);
            }
            if !found.is_empty() {
                covered.push(first..next);
                for f in found.into_iter().filter(|f| !f.vague && !self.is_issuer(f)) {
                    if !out.iter().any(|o| o.name == f.name) {
                        out.push(f);
                    }
                }
            }
            k = next.max(n).max(k + 1);
        }
        (out, covered)
    }

    /// The bodies before "phối hợp" at word `k`, where another has the lead in the same sentence, and their first word: "do Sở A
    /// chủ trì, Sở B phối hợp".
    fn company_before(&self, text: &str, w: &[Word], from: usize, k: usize) -> Option<(usize, Vec<Found>)> {
        let since = (from..k).rev().find(|n| matches!(w[*n].before, '.' | ';')).unwrap_or(from);
        let led = (since..k)
            .rev()
            .find(|n| is(w, *n, &["chủ", "trì"]) || is(w, *n, &["đầu", "mối"]) || is(w, *n, &["thực", "hiện"]))?;
        let at = (led + 2..k).find(|n| w[*n].before == ',')?;
        let (found, next) = self.finder.list(text, w, at);
        (next == k && !found.is_empty()).then_some((at, found))
    }

    /// "… trước ngày 20/5 (Sở B, UBND các xã C, D phối hợp)": the bodies before "phối hợp" at word `k` in brackets, and their first word.
    fn company_in_brackets(&self, text: &str, w: &[Word], from: usize, k: usize) -> Option<(usize, Vec<Found>)> {
        if !is(w, k, &["phối", "hợp"]) || w[k].before != ' ' {
            return None;
        }
        let at = (from..k).rev().find(|n| w[*n].before == '(')?;
        let (found, next) = self.finder.list(text, w, at);
        // "(Sở B phối hợp với Sở C rà soát)" is a deed
        let deed = w
            .get(k + 2)
            .is_some_and(|x| x.before == ' ' && matches!(x.key, "với" | "cùng" | "không" | "chưa" | "kém"));
        (next == k && !found.is_empty() && !deed).then_some((at, found))
    }

    /// "Sở A chủ trì, …, đề nghị Mặt trận B cùng phối hợp, rà soát": the bodies that are asked for company at word `k`, where another leads.
    fn company_asked(&self, text: &str, w: &[Word], from: usize, k: usize) -> Option<(usize, Vec<Found>)> {
        let joint = usize::from(k > 0 && w[k - 1].key == "cùng");
        let ends = w.get(k + 2).is_none_or(|x| x.before == ',' || x.before == '.');
        if !is(w, k, &["phối", "hợp"]) || !ends {
            return None;
        }
        const NEAR: usize = 24;
        const LED: usize = 160;
        let at = (from + 1..k)
            .rev()
            .take(NEAR)
            .find(|n| w[*n].before == ',' && order(w, *n).is_some())?;
        (from..k).rev().take(LED).find(|n| is(w, *n, &["chủ", "trì"]))?;
        let (found, next) = self.finder.list(text, w, order(w, at)?);
        (next + joint == k && !found.is_empty()).then_some((at, found))
    }

    /// "Sở B, Sở C là đơn vị phối hợp": the bodies given the office at word `k`, behind a lead in the same block.
    fn company_named(&self, text: &str, w: &[Word], from: usize, k: usize) -> Option<(usize, Vec<Found>)> {
        let is_it = k.checked_sub(1).filter(|n| w[*n].key == "là")?;
        let at = (from + 1..is_it).rev().find(|n| matches!(w[*n].before, '.' | ';'))?;
        let (found, next) = self.finder.list(text, w, at);
        (next == is_it && !found.is_empty()).then_some((at, found))
    }

    /// Whether the words order something of another body too: "Sở A rà soát hồ sơ, yêu cầu Văn phòng B xử lý".
    fn rival(&self, text: &str, w: &[Word], range: Range<usize>, leads: &[Found]) -> bool {
        range.into_iter().filter(|k| orders(w, *k) && !is(w, *k, &["phân"])).any(|k| {
            let object = order(w, k).unwrap_or(k + 1);
            let (found, next) = self.finder.list(text, w, object);
            !found.is_empty()
                && predicate(w, next)
                && found
                    .iter()
                    .any(|f| !f.vague && !self.is_issuer(f) && !leads.iter().any(|l| l.name == f.name))
        })
    }

    /// A block, whose words are `w`, parted where its parts name different leads.
    /// `before` are the tasks above it in its list, newest first.
    pub fn read(&self, text: &str, w: &[Word], inherited: &[Mention], before: &[&Task]) -> Vec<Orders> {
        if w.is_empty() {
            return vec![];
        }
        let (all, covered) = self.coordinators(text, w, 0, w.len(), &[]);
        let mut until = 0;
        let mut cuts: Vec<(usize, Vec<Found>, Option<Doubt>)> = vec![];
        let mut ends: Vec<usize> = vec![];
        let mut company_in_brackets: Vec<Found> = vec![];
        for s in &segments(w, text) {
            // a semicolon within a list of bodies does not part the block
            if s.from < until || covered.iter().any(|r| r.start < s.from && s.from < r.end) {
                continue;
            }
            let search = Search {
                text,
                w,
                segment: s,
                alone: inherited.is_empty() && cuts.is_empty(),
                covered: &covered,
                inherited,
                before,
            };
            let Some(subject) = self.subject(&search) else { continue };
            until = subject.words.end;
            let above = cuts
                .last()
                .map_or_else(|| inherited.iter().map(|m| m.name.as_str()).collect(), |(_, l, _)| names(l));
            if s.from > 0 && !s.sentence && is_own_head(w, &subject, &above) {
                continue;
            }
            // "…; từng đơn vị rà soát": each of those named before
            if !cuts.is_empty() && (is(w, subject.words.start, &["từng"]) || is(w, subject.words.start, &["mỗi"])) {
                continue;
            }
            ends.push(until);
            let mut subject = subject;
            if subject.leads.iter().any(|f| !f.name.ends_with("liên quan")) {
                subject.leads.retain(|f| !f.name.ends_with("liên quan"));
            }
            // of deputies each is another
            let person = |all: &[Found]| -> Vec<String> {
                let deputies = all.iter().filter(|f| f.name.starts_with("Phó "));
                deputies.filter_map(|f| text.get(f.range.clone()).map(lowercase)).collect()
            };
            let same = cuts
                .last()
                .is_some_and(|(_, l, _)| same_bodies(&names(l), &subject.leads) && person(l) == person(&subject.leads));
            // the heading's own bodies, named again in a later sentence, part nothing
            let again = s.from > 0 && cuts.is_empty() && {
                let mut above: Vec<&str> = inherited.iter().map(|m| m.name.as_str()).collect();
                above.sort_unstable();
                same_bodies(&above, &subject.leads)
            };
            if !same && !again {
                let (leads, company) = by_brackets(text, subject.leads);
                company_in_brackets.extend(company);
                // "Công tác A tiếp tục được quan tâm; trong đó, Sở B …": one order, of which the first words ask nobody
                let told = || {
                    ["công tác", "việc", "lĩnh vực", "hoạt động"]
                        .iter()
                        .any(|t| says(w, 0, t).is_some())
                };
                let whole = cuts.is_empty() && !s.sentence && is(w, s.from, &["trong", "đó"]) && told();
                cuts.push((if whole { 0 } else { s.from }, leads, subject.doubt));
            }
        }
        // "Sở A cùng Sở B" is company only where the list of leads is known
        let beside = ends.iter().any(|end| is(w, *end, &["cùng"]));
        let company = |from: usize, to: usize| {
            if from == 0 && to == w.len() && !beside {
                return all.clone();
            }
            self.coordinators(text, w, from, to, &ends).0
        };
        if cuts.is_empty() {
            let coordinators = company(0, w.len());
            let rival = !inherited.is_empty() && self.rival(text, w, 0..w.len(), &[]);
            return vec![Orders {
                range: 0..text.len(),
                coordinators,
                doubts: rival.then_some(Doubt::TwoLeads).into_iter().collect(),
                ..Orders::default()
            }];
        }
        // a first sentence without a body, under a heading that has one, is that heading's task, unless the next tells who does it:
        // "Bến khách phải được kiểm tra. Việc kiểm tra do Sở A chủ trì"
        if !inherited.is_empty()
            && cuts[0].0 > 0
            && w[cuts[0].0].key != "việc"
            && !decides(w, 0, &[])
            && !(matter_first(w) && (1..cuts[0].0.min(60)).any(|k| w[k].before == ':' && decides(w, k, &[])))
            && !decides(w, cuts_body(&self.finder, text, w), &[])
        {
            cuts.insert(0, (0, vec![], None));
        }
        cuts[0].0 = 0;
        let parted = cuts.len() > 1;
        let mut out = vec![];
        for (n, (from, leads, doubt)) in cuts.iter().enumerate() {
            let to = cuts.get(n + 1).map_or(w.len(), |c| c.0);
            let start = if n == 0 { 0 } else { w[*from].start };
            let end = cuts.get(n + 1).map_or(text.len(), |c| w[c.0].start);
            let mut coordinators = company(*from, to);
            coordinators.extend(
                company_in_brackets
                    .iter()
                    .filter(|f| (start..end).contains(&f.range.start))
                    .cloned(),
            );
            let rival = self.rival(text, w, *from + 1..to, leads);
            coordinators.retain(|c| !leads.iter().any(|l| l.name == c.name));
            out.push(Orders {
                range: unnumbered(text, trim(text, start..end)),
                leads: leads.clone(),
                coordinators,
                doubts: doubt
                    .iter()
                    .copied()
                    .chain(parted.then_some(Doubt::PartedBlock))
                    .chain(rival.then_some(Doubt::TwoLeads))
                    .collect(),
            });
        }
        out
    }

    /// "a) Chủ trì, phối hợp với Sở B và các đơn vị liên quan:", below those who lead: their company.
    pub fn company_of_list(&self, text: &str, w: &[Word]) -> Option<Vec<Found>> {
        let at = if is(w, 0, &["chủ", "trì"]) { 2 } else { 0 };
        if !text.trim_end().ends_with(':') || !together(w, at) {
            return None;
        }
        let mut next = at + 2;
        while let Some(n) = ["chặt chẽ", "với", "cùng"].iter().find_map(|f| says(w, next, f)) {
            next += n;
        }
        let (mut found, end) = self.finder.list(text, w, next);
        let rest = [
            "tổ chức thực hiện",
            "triển khai thực hiện",
            "thực hiện các nhiệm vụ sau",
            "thực hiện các nội dung sau",
            "thực hiện",
            "triển khai",
        ]
        .iter()
        .find_map(|r| says(w, end, r))
        .unwrap_or(0);
        found.retain(|f| !f.vague && !self.is_issuer(f));
        (end > next && end + rest == w.len()).then_some(found)
    }

    /// A block that only names bodies: "a) Sở Tài chính chủ trì, phối hợp với các cơ quan liên quan:". `bare`: a number or
    /// bold letters make it a heading without a colon.
    pub fn heading(&self, text: &str, w: &[Word], bare: bool) -> Option<(Vec<Found>, Vec<Found>)> {
        let colon = text.trim_end().ends_with(':');
        if w.is_empty() || !bare && !colon || !colon && text.trim_end().ends_with(['.', ';', ',']) {
            return None;
        }
        // "Trụ sở A: giao Ban B:", the matter before the order
        let matter = || (1..w.len().min(20)).find(|k| w[*k].before == ':').and_then(|k| order(w, k));
        // "Cơ bản thống nhất với phương hướng của huyện, yêu cầu UBND huyện tập trung:", "Để hoàn thành kế hoạch, đề nghị UBND tỉnh:"
        let agreed = || {
            let agrees = decides(w, 0, &[]) || is(w, 0, &["cơ", "bản", "thống", "nhất"]) || is(w, 0, &["để"]);
            (1..w.len().min(40))
                .find(|k| agrees && w[*k].before == ',' && order(w, *k).is_some())
                .and_then(|k| order(w, k))
        };
        // "Nhiệm vụ chung đối với các sở, ngành"
        let common = says(w, 0, "yêu cầu chung").is_some();
        let whose = || (0..w.len().min(8)).find(|k| is(w, *k, &["đối", "với"]) && (*k == 0 || is(w, 0, &["nhiệm", "vụ"]) || common));
        // "Các dự án do Ban A làm chủ đầu tư:"
        let owned = || {
            let by = (1..w.len().min(20)).find(|k| w[*k].key == "do").filter(|_| colon)?;
            let (_, end) = self.finder.list(text, w, by + 1);
            let owns = ["làm chủ đầu tư", "quản lý", "phụ trách"].iter().find_map(|o| says(w, end, o))?;
            (end + owns == w.len()).then_some(by + 1)
        };
        let owner = owned();
        let start = owner
            .or_else(|| order(w, 0).filter(|_| !common))
            .or_else(matter)
            .or_else(agreed)
            .or_else(|| Some(whose()? + 2))
            .unwrap_or(0);
        let (leads, k) = self.finder.list(text, w, start);
        if leads.is_empty() {
            return None;
        }
        // "Trung tâm A là đơn vị thực hiện, có trách nhiệm:"
        let charge = w.len() >= k + 3 && is(w, w.len() - 3, &["có", "trách", "nhiệm"]) && is(w, k, &["là"]);
        if owner.is_some() || colon && charge && !text.contains([';', '.']) {
            return Some((leads, vec![]));
        }
        let (mut leads, k) = self.finder.members(text, w, &leads, k).unwrap_or((leads, k));
        let mut k = bracketed(text, w, k);
        // "Sở A; đề nghị Công ty B:"
        while w.get(k).is_some_and(|x| matches!(x.before, ';' | ','))
            && let Some(object) = order(w, k)
        {
            let (more, next) = self.finder.list(text, w, object);
            if more.is_empty() {
                break;
            }
            leads.extend(more);
            k = bracketed(text, w, next);
        }
        // "Sở A - Cơ quan Thường trực Ban Chỉ huy …:"
        if colon && w.get(k).is_some_and(|x| matches!(x.before, '-' | '–')) && says(w, k, "cơ quan thường trực").is_some() {
            k = w.len();
        }
        // "Các sở được giao chủ trì dự án thành phần (Sở A, Sở B):" tells which of them
        let told = ["được giao", "được phân công", "được phân bổ", "được bố trí"]
            .iter()
            .any(|p| says(w, k, p).is_some());
        // "UBND các tỉnh có dự án thuộc Chương trình:" too
        let which = leads.iter().all(|f| f.group)
            && (is(w, k, &["có"]) || is(w, k, &["nơi", "có"]) || is(w, k, &["trực", "thuộc"]))
            && !(k + 1..w.len()).any(|n| w[n].before != ' ' || VERBS.at(w, n).is_some_and(|v| v > 1));
        if colon && (told || which) && w[k].before == ' ' && w.len() < k + 40 && !text.contains([';', '.']) {
            return Some((leads, vec![]));
        }
        // "Các trường học trên địa bàn phường"
        if leads.iter().all(|f| f.group)
            && let Some(n) = says(w, k, "trên địa bàn")
            && w.len() < k + n + 8
            && !(k + n..w.len()).any(|n| w[n].before != ' ' || VERBS.at(w, n).is_some_and(|v| v > 1))
        {
            return Some((leads, vec![]));
        }
        let (leads, mut coordinators) = by_brackets(text, leads);
        const FILLER: &[&str] = &[
            "chủ", "trì", "phối", "hợp", "với", "cùng", "theo", "chức", "năng", "nhiệm", "vụ", "thẩm", "quyền", "được", "giao", "phân",
            "công", "có", "trách", "và", "các", "thực", "hiện", "nội", "dung", "sau", "đây", "một", "số", "tập", "trung", "triển", "khai",
            "tổ", "chức", "khẩn", "trương", "tiếp", "tục", "của", "mình", "quản", "lý", "phạm", "vi", "lĩnh", "vực", "phụ", "việc",
            "trọng", "tâm", "tham", "mưu", "tốt", "cụ", "thể", "liên", "quan", "chịu", "cần", "phải", "động", "căn", "cứ", "chính", "ngay",
            "nghiêm", "túc", "quyết", "liệt", "đơn", "vị", "cơ", "đồng", "thời", "trong", "gian", "tới",
        ];
        while k < w.len() {
            let beside = is(w, k, &["phối", "hợp"]) || is(w, k, &["cùng"]);
            if beside {
                let mut n = k + 1 + usize::from(w[k].key == "phối");
                while is(w, n, &["với"]) || is(w, n, &["cùng"]) || is(w, n, &["chặt"]) || is(w, n, &["chẽ"]) {
                    n += 1;
                }
                let (found, next) = self.finder.list(text, w, n);
                coordinators.extend(found.into_iter().filter(|f| !f.vague && !self.is_issuer(f)));
                k = bracketed(text, w, next.max(n));
                continue;
            }
            // "…, Phó Chủ tịch UBND phường kiêm Giám đốc Trung tâm B chỉ đạo:"
            if is(w, k, &["kiêm"]) {
                let (also, next) = self.finder.list(text, w, k + 1);
                if !also.is_empty() {
                    k = bracketed(text, w, next);
                    continue;
                }
            }
            if colon && is(w, k, &["chỉ", "đạo"]) && k + 2 == w.len() {
                break;
            }
            // "UBND các huyện chỉ đạo UBND cấp xã:"
            if colon && is(w, k, &["chỉ", "đạo"]) {
                let (below, next) = self.finder.list(text, w, k + 2);
                if !below.is_empty() && next == w.len() {
                    break;
                }
            }
            // "… thực hiện các nội dung sau, hoàn thành trước ngày 20/10:" says by when
            const BY_WHEN: &[&str] = &["hoàn thành", "xong", "trước", "trong", "chậm nhất", "thời gian", "thời hạn"];
            let by_when = |k: usize| BY_WHEN.iter().any(|b| says(w, k, b).is_some());
            if colon && w[k].before == ',' && w[k - 1].key == "sau" && by_when(k) {
                break;
            }
            // "…, hoàn thành trước ngày 20/10 các nhiệm vụ sau:"
            if colon && w.len() < k + 16 && by_when(k) && (opens_list(w) || w[k].before == ',' && w.len() < k + 10 && order(w, 0).is_some())
            {
                break;
            }
            if !FILLER.contains(&w[k].key) {
                return None;
            }
            k = bracketed(text, w, k + 1);
        }
        Some((leads, coordinators))
    }
}

/// "UBND các huyện khẩn trương …; Chủ tịch UBND huyện chịu trách nhiệm trước Chủ tịch UBND tỉnh": whether the heads of those who do it answer
/// for it.
fn is_own_head(w: &[Word], subject: &Subject, above: &[&str]) -> bool {
    let own = |f: &Found| bare_level(f).is_some_and(|l| above.iter().any(|a| a.starts_with("UBND ") && a.contains(l)));
    says(w, subject.words.end, "chịu trách nhiệm trước").is_some() && subject.leads.iter().all(own)
}

/// The level of committees that are named without a place: "huyện" of "UBND các huyện".
fn bare_level(f: &Found) -> Option<&str> {
    const LEVELS: &[&str] = &[
        "huyện",
        "xã",
        "phường",
        "thành phố",
        "thị xã",
        "quận",
        "đặc khu",
        "thị trấn",
        "các huyện",
        "các xã",
    ];
    let level = f.name.strip_prefix("UBND ")?;
    LEVELS.contains(&level).then(|| level.trim_start_matches("các "))
}

/// "Về kiến nghị A: …", "Đối với Dự án B: …"
fn matter_first(w: &[Word]) -> bool {
    is(w, 0, &["về"]) || is(w, 0, &["đối", "với"])
}

/// Whether words end as those do that open a list: "… các nhiệm vụ sau", "… những nội dung sau đây".
fn opens_list(w: &[Word]) -> bool {
    let this = usize::from(w.last().is_some_and(|x| x.key == "đây"));
    let Some(k) = w.len().checked_sub(this + 3) else { return false };
    ["nhiệm vụ sau", "nội dung sau", "công việc sau", "phần việc sau"]
        .iter()
        .any(|list| says(w, k, list).is_some())
}
