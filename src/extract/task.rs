//! Clauses → Tasks; leads inherited from headings.

use super::Context;
use super::agency::{Finder, Found, Word, is, words};
use crate::diag::code::Code;
use crate::diag::{Diagnostics, Text};
use crate::notice::{Bound, Certainty, Deadline, Doubt, Mention, Task};
use crate::outline::front_matter::{DeadlineEntry, TaskEntry};
use crate::outline::{Block, Clause, ClausePath, Document, Marker};
use crate::registry::Registry;
use crate::viet::fold::match_key;
use std::collections::BTreeMap;
use std::ops::Range;

/// Which part of a notice a clause stands in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Part {
    /// "Đánh giá tình hình": figures, no tasks.
    Assessment,
    /// Tasks.
    Operative,
    /// "Tập thể UBND tỉnh nhất trí thông qua các văn bản": approved documents.
    Approvals,
    /// The closing formula.
    Closing,
}

fn numbered(c: &Clause) -> bool {
    matches!(c.marker, Marker::Number { .. })
}

/// The heading of an assessment, by its words.
fn assesses(key: &str) -> bool {
    let starts = [
        "đánh giá",
        "về tình hình",
        "tình hình",
        "kết quả",
        "những kết quả",
        "về kết quả",
        "một số kết quả",
        "tồn tại",
        "những tồn tại",
        "hạn chế",
        "những hạn chế",
        "một số tồn tại",
        "một số hạn chế",
        "về đánh giá",
        "khái quát",
        "nhận định",
        "nguyên nhân",
        "những khó khăn",
        "khó khăn, vướng mắc",
        "ưu điểm",
        "bối cảnh",
        "về những kết quả",
        "về tồn tại",
        "về công tác chỉ đạo, điều hành tháng",
    ];
    let plans = [
        "nhiệm vụ trọng tâm",
        "nhiệm vụ, giải pháp",
        "phương hướng",
        "nhiệm vụ tháng",
        "nhiệm vụ công tác",
        "giải pháp trọng tâm",
        "yêu cầu các",
        "giao ",
    ];
    starts.iter().any(|s| key.starts_with(s)) && !plans.iter().any(|p| key.contains(p)) && !key.contains("quan điểm")
}

/// "nhất trí thông qua các văn bản sau đây:"
fn approves(key: &str) -> bool {
    let agree = key.contains("thông qua")
        && (key.contains("nhất trí") || key.contains("thống nhất") || key.contains("tập thể") || key.contains("biểu quyết"));
    let what = ["văn bản", "nội dung", "dự thảo", "báo cáo", "tờ trình", "nghị quyết", "đề án"]
        .iter()
        .any(|w| key.contains(w));
    let list = key.trim_end().ends_with(':') || key.contains("sau đây") || key.chars().count() < 140;
    agree && what && list
}

fn closes(key: &str) -> bool {
    (key.contains("thông báo")
        && (key.contains("biết, thực hiện")
            || key.contains("biết và thực hiện")
            || key.contains("biết, tổ chức")
            || key.contains("biết, triển khai")
            || key.contains("để biết")
            || (key.starts_with("trên đây") && key.contains("thực hiện"))))
        || key.starts_with("căn cứ ý kiến trên")
        || key.starts_with("trên đây là")
        || key.starts_with("căn cứ nội dung trên")
        || (key.starts_with("văn phòng") && key.contains("thông báo") && key.contains("thực hiện./"))
        || (key.starts_with("thừa lệnh") && key.contains("thông báo"))
}

fn directs(key: &str) -> bool {
    ["giao ", "đề nghị ", "yêu cầu "].iter().any(|s| key.starts_with(s))
}

/// The part of each clause of the body, by index.
pub fn parts(document: &Document) -> Vec<Part> {
    let body = &document.body;
    let mut out: Vec<Part> = Vec::with_capacity(body.len());
    // depth and index of an approvals heading that is open
    let mut approvals: Option<(u8, bool)> = None;
    for (i, c) in body.iter().enumerate() {
        let key = match_key(c.block.text.trim());
        let above = c.parent.filter(|p| *p < i).map(|p| out[p]);
        if let Some((depth, number)) = approvals {
            let over = match &c.marker {
                Marker::None => directs(&key) || closes(&key) || key.chars().count() > 20,
                _ if directs(&key) => true,
                Marker::Number { .. } => number && c.depth <= depth,
                Marker::Dash { .. } => !number && c.depth < depth,
            };
            if !over {
                out.push(Part::Approvals);
                continue;
            }
            approvals = None;
        }
        // the closing formula is the last thing said
        if closes(&key) && i + 4 >= body.len() {
            out.push(Part::Closing);
            continue;
        }
        if approves(&key) && !matches!(above, Some(Part::Assessment)) {
            approvals = Some((c.depth, numbered(c)));
            out.push(Part::Approvals);
            continue;
        }
        let part = match above {
            Some(Part::Assessment) => Part::Assessment,
            _ => {
                let heading = numbered(c) || c.emphasized;
                let short = key.chars().count() < 220;
                let below = body.get(i + 1).is_some_and(|n| n.depth > c.depth || n.parent == Some(i));
                if heading && assesses(&key) && short && (below || c.emphasized) {
                    Part::Assessment
                } else {
                    Part::Operative
                }
            }
        };
        out.push(part);
    }
    out
}

/// What one part of a block says of its bodies.
#[derive(Clone, Debug, Default)]
struct Orders {
    range: Range<usize>,
    leads: Vec<Found>,
    coordinators: Vec<Found>,
}

/// Leads and coordinators handed down by a heading.
#[derive(Clone, Debug, Default)]
struct Scope {
    leads: Vec<Mention>,
    coordinators: Vec<Mention>,
    deadlines: Vec<Deadline>,
    /// "Yêu cầu …:" opens a list of its own dashes only.
    dashes_only: bool,
}

/// A sentence or a part between semicolons: words `from..to`.
struct Segment {
    from: usize,
    to: usize,
    sentence: bool,
}

fn segments(w: &[Word], text: &str) -> Vec<Segment> {
    let mut out = vec![];
    let mut from = 0;
    let mut sentence = true;
    for k in 1..w.len() {
        let gap = text.get(w[k - 1].end..w[k].start).unwrap_or("");
        let stop = (gap.contains(". ") || gap.contains(".\u{a0}") || gap.contains(".”") || gap.contains("…"))
            && w[k].capital
            && !gap.contains("...");
        let semi = gap.contains(';');
        if stop || semi {
            out.push(Segment { from, to: k, sentence });
            from = k;
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

/// First words of a directive's verb, for a subject inside a block.
fn acts(w: &[Word], k: usize) -> bool {
    const TWO: &[&str] = &[
        "chủ trì",
        "chủ động",
        "phối hợp",
        "có trách",
        "chịu trách",
        "theo chức",
        "căn cứ",
        "khẩn trương",
        "tiếp tục",
        "tập trung",
        "tăng cường",
        "rà soát",
        "tổ chức",
        "triển khai",
        "thực hiện",
        "tham mưu",
        "hướng dẫn",
        "đôn đốc",
        "theo dõi",
        "nghiêm túc",
        "thường xuyên",
        "chỉ đạo",
        "báo cáo",
        "tổng hợp",
        "kiểm tra",
        "xây dựng",
        "hoàn thiện",
        "đề xuất",
        "thẩm định",
        "cung cấp",
        "bố trí",
        "đẩy nhanh",
        "đẩy mạnh",
        "kịp thời",
        "nghiên cứu",
        "quan tâm",
        "cập nhật",
        "bảo đảm",
        "đảm bảo",
        "hoàn thành",
        "là cơ",
        "là đơn",
        "là đầu",
    ];
    let Some(x) = w.get(k) else { return false };
    matches!(x.key.as_str(), "phải" | "cần" | "sớm")
        || w.get(k + 1)
            .is_some_and(|y| TWO.iter().any(|t| t.split_once(' ').is_some_and(|(a, b)| x.key == a && y.key == b)))
}

/// Skips what may stand before the subject: "Đồng thời,", "Trong tháng 8,", "Đối với dự án A:".
fn opening(w: &[Word], from: usize, to: usize) -> Vec<usize> {
    let mut out = vec![from];
    let Some(x) = w.get(from) else { return out };
    let one = matches!(
        x.key.as_str(),
        "trong"
            | "từ"
            | "trước"
            | "về"
            | "để"
            | "sau"
            | "hằng"
            | "hàng"
            | "đến"
            | "riêng"
            | "ngoài"
            | "khi"
            | "nếu"
            | "tại"
            | "trên"
            | "nhằm"
            | "vì"
            | "qua"
            | "theo"
            | "mặt"
            | "với"
            | "cùng"
            | "song"
            | "tuy"
            | "do"
    );
    let two = [
        ["đồng", "thời"],
        ["ngoài", "ra"],
        ["bên", "cạnh"],
        ["đối", "với"],
        ["căn", "cứ"],
        ["định", "kỳ"],
        ["trước", "mắt"],
        ["trường", "hợp"],
        ["chậm", "nhất"],
        ["cụ", "thể"],
        ["trong", "đó"],
        ["lưu", "ý"],
        ["thực", "hiện"],
        ["khẩn", "trương"],
    ]
    .iter()
    .any(|t| is(w, from, t));
    if one || two {
        out.extend((from + 1..to.min(from + 60)).filter(|k| matches!(w[*k].before, ',' | ':')));
        if is(w, from, &["đồng", "thời"]) || is(w, from, &["ngoài", "ra"]) || is(w, from, &["trong", "đó"]) {
            out.push(from + 2);
        }
    } else {
        // "Về …: Sở A", "Dự án X: Sở A" — after the first colon within few words
        out.extend((from + 1..to.min(from + 20)).filter(|k| w[*k].before == ':').take(1));
    }
    out
}

/// "giao", "yêu cầu", "đề nghị" at `k`: the word of the object.
fn order(w: &[Word], k: usize) -> Option<usize> {
    let mut k = k;
    // who gives the order is not who gets it
    for giver in [
        &["chủ", "tịch", "ubnd"][..],
        &["ubnd"],
        &["phó", "chủ", "tịch", "ubnd"],
        &["đồng", "chí", "chủ", "tịch", "ubnd"],
        &["thống", "nhất"],
        &["đồng", "ý"],
        &["nhất", "trí"],
    ] {
        if is(w, k, giver) {
            let mut n = k + giver.len();
            while w
                .get(n)
                .is_some_and(|x| matches!(x.key.as_str(), "tỉnh" | "huyện" | "xã" | "phường" | "thành" | "phố"))
            {
                n += 1;
            }
            let and = usize::from(is(w, n, &["và"]));
            if is(w, n + and, &["giao"]) || is(w, n, &["yêu", "cầu"]) || is(w, n, &["đề", "nghị"]) || is(w, n, &["phân", "công"])
            {
                k = n + and;
                break;
            }
        }
    }
    let next = if is(w, k, &["giao"]) {
        k + 1
    } else if is(w, k, &["yêu", "cầu"]) || is(w, k, &["đề", "nghị"]) || is(w, k, &["phân", "công"]) || is(w, k, &["giao", "cho"])
    {
        k + 2
    } else {
        return None;
    };
    Some(if is(w, next, &["cho"]) || is(w, next, &["đối"]) {
        next + 1 + usize::from(is(w, next, &["đối", "với"]))
    } else {
        next
    })
}

/// "UBND tỉnh", "Chủ tịch UBND tỉnh": the issuer, who gives orders rather than gets them.
fn issuer(f: &Found) -> bool {
    matches!(f.name.as_str(), "UBND tỉnh" | "UBND huyện" | "UBND thành phố" | "HĐND tỉnh")
}

struct Reader<'a> {
    finder: Finder<'a>,
}

impl Reader<'_> {
    /// The coordinators said in words `from..to`, and the word ranges their lists cover.
    fn coordinators(&self, text: &str, w: &[Word], from: usize, to: usize) -> (Vec<Found>, Vec<Range<usize>>) {
        let mut out: Vec<Found> = vec![];
        let mut covered = vec![];
        let mut k = from;
        while k < to {
            let mut n = if is(w, k, &["phối", "hợp"]) || is(w, k, &["thống", "nhất", "giữa"]) {
                k + 2
            } else if is(w, k, &["cơ", "quan", "phối", "hợp"]) || is(w, k, &["đơn", "vị", "phối", "hợp"]) {
                k + 4
            } else {
                k += 1;
                continue;
            };
            while w.get(n).is_some_and(|x| {
                matches!(
                    x.key.as_str(),
                    "chặt"
                        | "chẽ"
                        | "với"
                        | "cùng"
                        | "giữa"
                        | "tốt"
                        | "hiệu"
                        | "quả"
                        | "thực"
                        | "hiện"
                        | "thường"
                        | "xuyên"
                        | "kịp"
                        | "thời"
                ) && !matches!(x.before, '.' | ';')
            }) && n < k + 8
            {
                n += 1;
            }
            let (found, next) = self.finder.list(text, w, n);
            if !found.is_empty() {
                covered.push(k..next);
                for f in found.into_iter().filter(|f| !f.vague && !issuer(f)) {
                    if !out.iter().any(|o| o.name == f.name) {
                        out.push(f);
                    }
                }
            }
            k = next.max(n).max(k + 1);
        }
        (out, covered)
    }

    /// The leads that a segment names for itself, and the word range of their list.
    fn leads(&self, text: &str, w: &[Word], s: &Segment, alone: bool, covered: &[Range<usize>]) -> Option<(Vec<Found>, Range<usize>)> {
        // a company of coordinators is no subject
        let company = |k: usize| covered.iter().any(|r| r.start < k && k < r.end);
        for k in opening(w, s.from, s.to).into_iter().filter(|k| !company(*k)) {
            if let Some(object) = order(w, k) {
                let (found, next) = self.finder.list(text, w, object);
                if !found.is_empty() {
                    return Some((found, k..next));
                }
                continue;
            }
            let (found, next) = self.finder.list(text, w, k);
            if found.is_empty() {
                continue;
            }
            let colon = w.get(next).is_some_and(|x| x.before == ':');
            let end = next >= s.to;
            // "Chủ tịch UBND tỉnh yêu cầu …" was read above; a committee that names itself acts
            if found.iter().all(issuer) && !(s.sentence && (acts(w, next) || colon)) {
                continue;
            }
            // "X chịu trách nhiệm … nếu để chậm trễ" is a tail
            let tail = text
                .get(w[s.from].start..w[s.to - 1].end)
                .is_some_and(|t| t.contains("nếu để") || t.contains("để xảy ra chậm"));
            if s.from > 0 && tail && is(w, next, &["chịu", "trách"]) {
                continue;
            }
            let strong = acts(w, next);
            let proper = found.iter().any(|f| f.slug.is_some());
            if s.from == 0
                && k == s.from
                && (strong || colon || end || proper || w.get(next).is_none_or(|x| x.before == ' ' || x.before == ','))
            {
                return Some((found, k..next));
            }
            if strong && (s.sentence || k == s.from) || colon && s.sentence && k == s.from {
                return Some((found, k..next));
            }
        }
        // "…, giao Sở A chủ trì", "trong đó Sở A chủ trì"
        for k in (s.from + 1..s.to).filter(|k| !company(*k)) {
            if is(w, k, &["giao"]) && matches!(w[k].before, ',' | '(' | '-' | '–')
                || is(w, k, &["và", "giao"])
                || (alone || s.sentence && w[k].before == ':') && is(w, k, &["yêu", "cầu"]) && matches!(w[k].before, ',' | ':')
            {
                let k = k + usize::from(is(w, k, &["và"]));
                if let Some(object) = order(w, k) {
                    let (found, next) = self.finder.list(text, w, object);
                    if !found.is_empty() && next <= s.to + 12 {
                        return Some((found, k..next));
                    }
                }
            }
            if alone && matches!(w[k].before, ',' | ':' | '(') || is(w, k - 1, &["do"]) || is(w, k - 1, &["đó"]) {
                let (found, next) = self.finder.list(text, w, k);
                if !found.is_empty()
                    && !found.iter().all(issuer)
                    && (is(w, next, &["chủ", "trì"])
                        || is(w, next, &["chịu", "trách"])
                        || is(w, next, &["có", "trách"])
                        || is(w, next, &["báo", "cáo"]) && w[k].before == ','
                        || is(w, next, &["phải"]))
                {
                    return Some((found, k..next));
                }
            }
        }
        None
    }

    /// A block parted where its parts name different leads.
    fn read(&self, text: &str, inherited: &[Mention]) -> Vec<Orders> {
        let w = words(text);
        if w.is_empty() {
            return vec![];
        }
        let (_, covered) = self.coordinators(text, &w, 0, w.len());
        let mut until = 0;
        let mut cuts: Vec<(usize, Vec<Found>)> = vec![];
        let all = segments(&w, text);
        for s in &all {
            // a semicolon within a list of bodies does not part the block
            if s.from < until || covered.iter().any(|r| r.start < s.from && s.from < r.end) {
                continue;
            }
            if let Some((found, range)) = self.leads(text, &w, s, inherited.is_empty() && cuts.is_empty(), &covered) {
                until = range.end;
                let same = cuts.last().is_some_and(|(_, l)| names(l) == names(&found));
                // "Chủ tịch UBND cấp xã chịu trách nhiệm" of the body that already leads
                // one of the heading's own bodies, named again in a later sentence, parts nothing
                let again = s.from > 0 && found.iter().all(|f| inherited.iter().any(|m| m.name == f.name));
                if !same && !(again && cuts.is_empty()) {
                    cuts.push((s.from, found));
                }
            }
        }
        if cuts.is_empty() {
            let (coordinators, _) = self.coordinators(text, &w, 0, w.len());
            return vec![Orders {
                range: 0..text.len(),
                leads: vec![],
                coordinators,
            }];
        }
        // a first sentence without a body, under a heading that has one, is that heading's task
        if !inherited.is_empty() && cuts[0].0 > 0 {
            cuts.insert(0, (0, vec![]));
        }
        cuts[0].0 = 0;
        let mut out = vec![];
        for (n, (from, leads)) in cuts.iter().enumerate() {
            let to = cuts.get(n + 1).map_or(w.len(), |c| c.0);
            let start = if n == 0 { 0 } else { w[*from].start };
            let end = cuts.get(n + 1).map_or(text.len(), |c| w[c.0].start);
            let (mut coordinators, _) = self.coordinators(text, &w, *from, to);
            coordinators.retain(|c| !leads.iter().any(|l| l.name == c.name));
            out.push(Orders {
                range: trim(text, start..end),
                leads: leads.clone(),
                coordinators,
            });
        }
        out
    }

    /// A block that only names bodies: "a) Sở Tài chính chủ trì, phối hợp với các cơ quan liên quan:".
    fn heading(&self, text: &str, colon_needed: bool) -> Option<(Vec<Found>, Vec<Found>)> {
        let w = words(text);
        let colon = text.trim_end().ends_with(':');
        if w.is_empty() || colon_needed && !colon {
            return None;
        }
        let start = order(&w, 0).unwrap_or_else(|| if is(&w, 0, &["đối", "với"]) { 2 } else { 0 });
        let (leads, mut k) = self.finder.list(text, &w, start);
        if leads.is_empty() {
            return None;
        }
        if !colon {
            return (k >= w.len() && !text.trim_end().ends_with(['.', ';'])).then_some((leads, vec![]));
        }
        let mut coordinators = vec![];
        let filler = [
            "chủ", "trì", "phối", "hợp", "với", "cùng", "theo", "chức", "năng", "nhiệm", "vụ", "thẩm", "quyền", "được", "giao", "phân",
            "công", "có", "trách", "và", "các", "thực", "hiện", "nội", "dung", "sau", "đây", "một", "số", "tập", "trung", "triển", "khai",
            "tổ", "chức", "khẩn", "trương", "tiếp", "tục", "của", "mình", "quản", "lý", "phạm", "vi", "lĩnh", "vực", "phụ", "trách",
            "công", "việc", "trọng", "tâm", "tốt", "cụ", "thể", "liên", "quan", "chịu", "cần", "phải", "chủ", "động", "căn", "cứ",
        ];
        while k < w.len() {
            if is(&w, k, &["phối", "hợp"]) {
                let mut n = k + 2;
                while is(&w, n, &["với"]) || is(&w, n, &["cùng"]) || is(&w, n, &["chặt"]) || is(&w, n, &["chẽ"]) {
                    n += 1;
                }
                let (found, next) = self.finder.list(text, &w, n);
                coordinators.extend(found.into_iter().filter(|f| !f.vague && !issuer(f)));
                k = next.max(n);
                continue;
            }
            if !filler.contains(&w[k].key.as_str()) {
                return None;
            }
            k += 1;
        }
        Some((leads, coordinators))
    }
}

fn names(found: &[Found]) -> Vec<&str> {
    let mut n: Vec<&str> = found.iter().map(|f| f.name.as_str()).collect();
    n.sort_unstable();
    n
}

/// A range without blanks at its ends.
fn trim(text: &str, r: Range<usize>) -> Range<usize> {
    let Some(t) = text.get(r.clone()) else { return r };
    let start = r.start + (t.len() - t.trim_start().len());
    start..start + t.trim().len()
}

fn mentions(block: &Block, found: &[Found]) -> Vec<Mention> {
    found
        .iter()
        .map(|f| Mention {
            name: f.name.clone(),
            slug: f.slug.clone(),
            span: block.span_of(f.range.start, f.range.end),
            certainty: Default::default(),
            doubts: vec![],
        })
        .collect()
}

/// A label line of an item: "Đơn vị chủ trì: …", "Thời gian hoàn thành: …".
#[derive(Clone, Copy, PartialEq)]
enum Label {
    Lead,
    Coordinator,
    Deadline,
}

/// The label at the head of a text, and where its value begins.
fn label(text: &str) -> Option<(Label, usize)> {
    let colon = text.find(':')?;
    let key = match_key(text.get(..colon)?.trim());
    if key.chars().count() > 45 {
        return None;
    }
    let office = ["cơ quan", "đơn vị", "chủ trì", "cấp chủ trì"].iter().any(|s| key.starts_with(s));
    let at = colon + 1;
    if key.starts_with("thời hạn")
        || key.starts_with("thời gian")
        || key.starts_with("tiến độ")
        || key.starts_with("hạn hoàn thành")
        || key.starts_with("hoàn thành")
    {
        Some((Label::Deadline, at))
    } else if key.contains("phối hợp") && (office || key.starts_with("phối hợp")) && !key.contains("chủ trì") {
        Some((Label::Coordinator, at))
    } else if office
        && (key.contains("chủ trì") || key.contains("thực hiện") || key.contains("đầu mối") || key.contains("chịu trách nhiệm"))
    {
        Some((Label::Lead, at))
    } else {
        None
    }
}

/// Columns of a task table, by the heads of its first row.
#[derive(Clone, Debug, Default)]
struct Columns {
    width: usize,
    task: Option<usize>,
    lead: Option<usize>,
    coordinator: Option<usize>,
    deadline: Option<usize>,
}

fn columns(cells: &[String]) -> Option<Columns> {
    let mut c = Columns {
        width: cells.len(),
        ..Columns::default()
    };
    for (i, cell) in cells.iter().enumerate() {
        let key = match_key(cell);
        if key.contains("phối hợp") {
            c.coordinator = c.coordinator.or(Some(i));
        } else if key.contains("chủ trì")
            || key.contains("đơn vị thực hiện")
            || key.contains("cơ quan thực hiện")
            || key.contains("chịu trách nhiệm")
        {
            c.lead = c.lead.or(Some(i));
        } else if key.contains("thời hạn") || key.contains("thời gian") || key.contains("hoàn thành") || key.contains("tiến độ")
        {
            c.deadline = c.deadline.or(Some(i));
        } else if key.contains("nhiệm vụ") || key.contains("nội dung") || key.contains("công việc") {
            c.task = c.task.or(Some(i));
        }
    }
    (c.task.is_some() && (c.lead.is_some() || c.deadline.is_some())).then_some(c)
}

/// The tasks of a notice, with the editor's corrections.
pub fn read(document: &Document, context: &Context, registry: &Registry, diags: &mut Diagnostics) -> Vec<Task> {
    let reader = Reader {
        finder: Finder::new(registry, Some(document)),
    };
    let mut tasks = match &document.front.tasks {
        Some(entries) => entries.iter().map(|e| entered(document, &reader, e, None)).collect(),
        None => from_text(document, context, &reader),
    };
    number(&mut tasks);
    correct(document, &reader, &mut tasks, diags);
    number(&mut tasks);
    for t in &mut tasks {
        doubt(t, context, diags);
    }
    tasks
}

/// What an editor should look at again in a task, once it is read; the graver troubles are reported too.
fn doubt(t: &mut Task, context: &Context, diags: &mut Diagnostics) {
    for m in t.leads.iter_mut().chain(&mut t.coordinators) {
        if m.slug.is_some() || m.name.starts_with("Các ") || m.name.starts_with("UBND ") {
            continue;
        }
        m.doubts.push(Doubt::UnknownBody);
        diags.report(
            Code::UnknownAgency,
            Some(m.span),
            Text::new(
                format!("\"{}\" không có trong danh bạ", m.name),
                format!("\"{}\" is not in the register", m.name),
            ),
            Some(Text::new("giữ nguyên tên như trong văn bản", "the name is kept as printed")),
            Some(Text::new(
                "thêm vào content/_data/agencies.yaml",
                "add it to content/_data/agencies.yaml",
            )),
        );
    }
    if t.leads.is_empty() {
        t.doubts.push(Doubt::NoLead);
        diags.report(
            Code::TaskWithoutLead,
            Some(t.span),
            Text::new(
                format!("nhiệm vụ ở mục {} không nêu cơ quan chủ trì", t.clause),
                format!("the task of {} names no lead", t.clause),
            ),
            None,
            None,
        );
    }
    for d in &mut t.deadlines {
        if d.bound.due().is_none() && crate::viet::date::scan(&d.quote).iter().any(|(p, _)| p.is_impossible()) {
            d.doubts.push(Doubt::ImpossibleDay);
            diags.report(
                Code::ImpossibleDate,
                Some(d.span),
                Text::new(
                    format!("thời hạn \"{}\" nêu một ngày không có trong lịch", d.quote),
                    format!("deadline \"{}\" names a day that no calendar has", d.quote),
                ),
                Some(Text::new(
                    "giữ nguyên lời, không đoán ngày",
                    "the words are kept, no day is guessed",
                )),
                Some(Text::new(
                    "đính chính bằng corrections trong phần đầu tệp",
                    "correct it with `corrections` in the front matter",
                )),
            );
        }
        if let (Some(due), Some(day)) = (d.bound.due(), context.day)
            && due < day
        {
            d.doubts.push(Doubt::DayBeforeNotice);
            diags.report(
                Code::DeadlineBeforeNotice,
                Some(d.span),
                Text::new(
                    format!("thời hạn \"{}\" trước ngày của văn bản", d.quote),
                    format!("deadline \"{}\" lies before the notice", d.quote),
                ),
                None,
                None,
            );
        }
        if d.lunar {
            d.doubts.push(Doubt::LunarDay);
        }
        d.doubts.sort_unstable();
        d.doubts.dedup();
    }
    t.doubts.sort_unstable();
    t.doubts.dedup();
}

fn number(tasks: &mut [Task]) {
    let mut seen: BTreeMap<ClausePath, u32> = BTreeMap::new();
    for t in tasks {
        let n = seen.entry(t.clause.clone()).or_default();
        *n += 1;
        t.ordinal = *n;
    }
}

fn from_text(document: &Document, context: &Context, reader: &Reader) -> Vec<Task> {
    let body = &document.body;
    let part = parts(document);
    let mut tasks: Vec<Task> = vec![];
    // what each clause hands down to those below it
    let mut down: Vec<Scope> = Vec::with_capacity(body.len());
    // an unnumbered heading binds what follows it under the same number
    let mut running: BTreeMap<Option<usize>, Scope> = BTreeMap::new();
    let mut table: Option<Columns> = None;
    // the opening may give the whole notice to a group ("đề nghị Thủ trưởng các cơ quan … các nhiệm vụ sau:")
    let root = document.head.last().filter(|b| b.text.trim_end().ends_with(':')).map(|b| {
        let orders = reader.read(&b.text, &[]);
        let asks = ["yêu cầu", "đề nghị", " giao "].iter().any(|k| b.text.to_lowercase().contains(k));
        match orders.last() {
            Some(o) if asks && !o.leads.iter().all(issuer) => Scope {
                leads: mentions(b, &o.leads),
                ..Scope::default()
            },
            _ => Scope::default(),
        }
    });
    let root = root.unwrap_or_default();
    for (i, c) in body.iter().enumerate() {
        let parent = c.parent.filter(|p| *p < i);
        let text = c.block.text.trim();
        let base = c.block.text.len() - c.block.text.trim_start().len();
        let dash = matches!(c.marker, Marker::Dash { .. });
        let number = numbered(c);
        if number {
            // a number ends what unnumbered headings before it opened
            running.remove(&parent);
        }
        let mut inherited = parent.map_or_else(|| root.clone(), |p| down[p].clone());
        if let Some(s) = running.get(&parent).cloned() {
            if s.dashes_only && !dash {
                running.remove(&parent);
            } else {
                inherited = s;
            }
        }
        inherited.dashes_only = false;
        if part[i] != Part::Operative || text.is_empty() || crate::outline::marker::is_footnote(text) {
            down.push(inherited);
            continue;
        }
        if !c.cells.is_empty() {
            if let Some(found) = columns(&c.cells) {
                table = Some(found);
            } else if let Some(cols) = table.as_ref().filter(|t| t.width == c.cells.len()) {
                tasks.extend(row(c, i, cols, &inherited, reader, context));
            }
            down.push(inherited);
            continue;
        }
        table = None;
        if let Some((kind, at)) = label(text) {
            let w = words(text.get(at..).unwrap_or(""));
            let value = text.get(at..).unwrap_or("");
            let found = reader.finder.list(value, &w, 0).0;
            let shifted: Vec<Found> = found
                .into_iter()
                .map(|f| Found {
                    range: f.range.start + at + base..f.range.end + at + base,
                    ..f
                })
                .collect();
            let deadlines = super::deadline::find(&c.block, 0..c.block.text.len(), context);
            if kind == Label::Deadline || !shifted.is_empty() {
                // the lines belong to the tasks of the item above them
                let item = tasks
                    .iter()
                    .rposition(|t| Some(t.block) == parent || body.get(t.block).is_some_and(|b| b.path == c.path));
                if let Some(t) = item.and_then(|n| tasks.get_mut(n)) {
                    match kind {
                        Label::Lead => {
                            t.leads = mentions(&c.block, &shifted);
                            t.certainty = Certainty::Explicit
                        }
                        Label::Coordinator => {
                            t.coordinators = mentions(&c.block, &shifted.into_iter().filter(|f| !f.vague).collect::<Vec<_>>())
                        }
                        Label::Deadline => {}
                    }
                    t.deadlines.extend(deadlines);
                    down.push(inherited);
                    continue;
                }
                if kind == Label::Lead {
                    let scope = Scope {
                        leads: mentions(&c.block, &shifted),
                        ..Scope::default()
                    };
                    running.insert(parent, scope.clone());
                    down.push(scope);
                    continue;
                }
            }
        }
        let next = body.get(i + 1);
        let has_below = next.is_some_and(|n| n.parent == Some(i) || n.depth > c.depth);
        let colon = text.ends_with(':');
        // a heading that only names bodies
        let bare = number && has_below || c.emphasized;
        if let Some((leads, coordinators)) = reader.heading(text, !bare).filter(|_| colon || bare) {
            let shift = |f: Vec<Found>| {
                f.into_iter()
                    .map(|f| Found {
                        range: f.range.start + base..f.range.end + base,
                        ..f
                    })
                    .collect::<Vec<_>>()
            };
            let dashes_only = !number && next.is_some_and(|n| matches!(n.marker, Marker::Dash { .. }));
            let scope = Scope {
                leads: mentions(&c.block, &shift(leads)),
                coordinators: mentions(&c.block, &shift(coordinators)),
                deadlines: super::deadline::find(&c.block, 0..c.block.text.len(), context),
                dashes_only,
            };
            if !number {
                running.insert(parent, scope.clone());
            }
            down.push(Scope {
                dashes_only: false,
                ..scope
            });
            continue;
        }
        let orders = reader.read(text, &inherited.leads);
        let named = orders.iter().any(|o| !o.leads.is_empty());
        let w = words(text);
        let theme = {
            let key = match_key(text);
            let topic = [
                "về ",
                "đối với ",
                "trong lĩnh vực",
                "lĩnh vực",
                "dự án ",
                "công tác ",
                "nhiệm vụ ",
                "một số ",
                "các nhiệm vụ",
                "yêu cầu chung",
                "tổ chức thực hiện",
            ]
            .iter()
            .any(|t| key.starts_with(t));
            let full_stop = text.ends_with('.') || text.ends_with(';');
            (number || c.emphasized) && !full_stop && (has_below || c.emphasized || w.len() < 12)
                || colon && (topic || number || w.len() < 7 || inherited.leads.is_empty() && w.len() < 30)
        };
        let heading_orders = named && (number || c.emphasized) && !text.ends_with('.') && has_below && !colon;
        if !named && theme
            || heading_orders
                && !orders
                    .iter()
                    .any(|o| o.range.start == 0 && o.leads.first().is_some_and(|f| f.range.start < 12))
        {
            // "Nhiệm vụ trọng tâm giao các sở, ban, ngành …": the section's own heading gives it to a group
            let mut scope = inherited.clone();
            if let Some(o) = orders.iter().find(|o| !o.leads.is_empty()) {
                scope = Scope {
                    leads: mentions(&c.block, &o.leads),
                    ..Scope::default()
                };
            }
            if !named
                && let Some(found) =
                    (1..w.len()).find_map(|k| Some(reader.finder.list(text, &w, order(&w, k)?).0).filter(|f| !f.is_empty()))
            {
                scope = Scope {
                    leads: mentions(&c.block, &found),
                    ..Scope::default()
                };
            }
            if colon && !number {
                running.insert(parent, scope.clone());
            }
            down.push(scope);
            continue;
        }
        let mut handed = inherited.clone();
        for o in &orders {
            let range = o.range.start + base..o.range.end + base;
            let shift = |f: &[Found]| {
                f.iter()
                    .map(|f| Found {
                        range: f.range.start + base..f.range.end + base,
                        ..f.clone()
                    })
                    .collect::<Vec<_>>()
            };
            let own = mentions(&c.block, &shift(&o.leads));
            let mut coordinators = mentions(&c.block, &shift(&o.coordinators));
            let (leads, certainty) = if !own.is_empty() {
                (own, Certainty::Explicit)
            } else {
                let mut all = inherited.coordinators.clone();
                all.extend(
                    coordinators
                        .into_iter()
                        .filter(|m| !inherited.coordinators.iter().any(|x| x.name == m.name)),
                );
                coordinators = all;
                (
                    inherited.leads.clone(),
                    if inherited.leads.is_empty() {
                        Certainty::Inferred
                    } else {
                        Certainty::Inherited
                    },
                )
            };
            coordinators.retain(|m| !leads.iter().any(|l| l.name == m.name));
            let mut deadlines = super::deadline::find(&c.block, range.clone(), context);
            for d in &inherited.deadlines {
                if !deadlines.iter().any(|x| x.bound == d.bound) {
                    deadlines.push(d.clone());
                }
            }
            if certainty == Certainty::Explicit {
                handed = Scope {
                    leads: leads.clone(),
                    ..Scope::default()
                };
            }
            let (mut leads, mut certainty) = (leads, certainty);
            labelled(&c.block, range.clone(), reader, &mut leads, &mut coordinators, &mut certainty);
            tasks.push(Task {
                clause: c.path.clone(),
                ordinal: 0,
                text: c.block.text.get(range.clone()).unwrap_or("").trim().to_string(),
                span: c.block.span_of(range.start, range.end),
                block: i,
                leads,
                coordinators,
                certainty,
                doubts: vec![],
                deadlines,
                corrected: false,
            });
        }
        // a directive that opens a list hands its leads to the list, and an item to its other paragraphs
        if colon && named && !number {
            let dashes_only = next.is_some_and(|n| matches!(n.marker, Marker::Dash { .. }));
            running.insert(
                parent,
                Scope {
                    dashes_only,
                    ..handed.clone()
                },
            );
        }
        down.push(handed);
    }
    tasks
}

/// Labels inside a block: "…; đơn vị chủ trì: Sở A; thời hạn: …".
fn labelled(
    block: &Block,
    range: Range<usize>,
    reader: &Reader,
    leads: &mut Vec<Mention>,
    coordinators: &mut Vec<Mention>,
    certainty: &mut Certainty,
) {
    let Some(text) = block.text.get(range.clone()) else { return };
    let mut at = 0;
    for piece in text.split_inclusive(['.', ';', '(']) {
        let lead = piece.len() - piece.trim_start().len();
        if let Some((kind, value)) = label(piece.trim_start()) {
            let from = at + lead + value;
            let rest = text.get(from..).unwrap_or("");
            let found: Vec<Found> = reader
                .finder
                .list(rest, &words(rest), 0)
                .0
                .into_iter()
                .map(|f| Found {
                    range: f.range.start + from + range.start..f.range.end + from + range.start,
                    ..f
                })
                .collect();
            if !found.is_empty() {
                match kind {
                    Label::Lead => {
                        *leads = mentions(block, &found);
                        *certainty = Certainty::Explicit
                    }
                    Label::Coordinator => *coordinators = mentions(block, &found.into_iter().filter(|f| !f.vague).collect::<Vec<_>>()),
                    Label::Deadline => {}
                }
            }
        }
        at += piece.len();
    }
}

/// A row of a task table.
fn row(c: &Clause, i: usize, cols: &Columns, inherited: &Scope, reader: &Reader, context: &Context) -> Option<Task> {
    let cell = |n: Option<usize>| n.and_then(|n| c.cells.get(n)).map(|t| t.trim()).unwrap_or("");
    let text = cell(cols.task);
    if text.is_empty() {
        return None;
    }
    // where each cell stands in the joined text
    let place = |t: &str| {
        c.block
            .text
            .find(t)
            .filter(|_| !t.is_empty())
            .map(|s| s..s + t.len())
            .unwrap_or(0..c.block.text.len())
    };
    let list = |t: &str| {
        let at = place(t).start;
        let found: Vec<Found> = reader
            .finder
            .list(t, &words(t), 0)
            .0
            .into_iter()
            .map(|f| Found {
                range: f.range.start + at..f.range.end + at,
                ..f
            })
            .collect();
        found
    };
    let own = reader.read(text, &inherited.leads);
    let mut leads = mentions(&c.block, &list(cell(cols.lead)));
    let mut coordinators = mentions(
        &c.block,
        &list(cell(cols.coordinator)).into_iter().filter(|f| !f.vague).collect::<Vec<_>>(),
    );
    let mut certainty = Certainty::Explicit;
    if leads.is_empty() {
        let at = place(text).start;
        let shift = |f: &[Found]| {
            f.iter()
                .map(|f| Found {
                    range: f.range.start + at..f.range.end + at,
                    ..f.clone()
                })
                .collect::<Vec<_>>()
        };
        if let Some(o) = own.iter().find(|o| !o.leads.is_empty()) {
            leads = mentions(&c.block, &shift(&o.leads));
            coordinators.extend(mentions(&c.block, &shift(&o.coordinators)));
        } else {
            leads = inherited.leads.clone();
            certainty = Certainty::Inherited;
        }
    }
    if leads.is_empty() && cell(cols.lead).is_empty() && cell(cols.deadline).is_empty() {
        return None;
    }
    let when = place(cell(cols.deadline));
    let mut deadlines = super::deadline::find(&c.block, place(text), context);
    if !cell(cols.deadline).is_empty() && when != place(text) {
        deadlines.extend(super::deadline::given(&c.block, when, context));
    }
    Some(Task {
        clause: c.path.clone(),
        ordinal: 0,
        text: text.to_string(),
        span: c.block.span(),
        block: i,
        leads,
        coordinators,
        certainty,
        doubts: vec![],
        deadlines,
        corrected: false,
    })
}

fn bound(d: &DeadlineEntry) -> Bound {
    match (d.bound.as_deref(), d.due) {
        (Some("recurring"), _) => Bound::Every {
            every: d.every.clone().unwrap_or_default(),
            weekday: d.weekday,
            day: d.day,
        },
        (None, None) if d.every.is_some() => Bound::Every {
            every: d.every.clone().unwrap_or_default(),
            weekday: d.weekday,
            day: d.day,
        },
        (Some("before"), Some(day)) => Bound::Before(day),
        (Some("within"), Some(day)) => Bound::Within(day),
        (Some("event"), _) => Bound::Event,
        (_, Some(day)) => Bound::By(Some(day)),
        (Some("by"), None) => Bound::By(None),
        _ => Bound::Event,
    }
}

fn entered_deadlines(list: &[DeadlineEntry], span: crate::span::Span) -> Vec<Deadline> {
    list.iter()
        .map(|d| {
            let quote = d
                .quote
                .clone()
                .or_else(|| d.due.map(crate::viet::date::day_text))
                .unwrap_or_default();
            Deadline {
                quote,
                bound: bound(d),
                lunar: d.lunar,
                time: d.time.clone(),
                span,
                certainty: Default::default(),
                doubts: vec![],
            }
        })
        .collect()
}

fn entered_names(reader: &Reader, list: &[String], span: crate::span::Span) -> Vec<Mention> {
    list.iter()
        .map(|n| {
            let (name, slug) = reader.finder.resolve(n);
            Mention {
                name,
                slug,
                span,
                certainty: Default::default(),
                doubts: vec![],
            }
        })
        .collect()
}

/// A task spelled out by the editor; `clause` where the entry does not say its own.
fn entered(document: &Document, reader: &Reader, e: &TaskEntry, clause: Option<&str>) -> Task {
    let name = e.clause.as_deref().or(clause).unwrap_or("");
    let path = ClausePath(name.split('.').filter(|s| !s.is_empty()).map(str::to_string).collect());
    let block = document
        .body
        .iter()
        .position(|c| c.path == path)
        .or_else(|| document.body.iter().position(|c| c.path.0.starts_with(&path.0)))
        .unwrap_or(0);
    let span = document
        .body
        .get(block)
        .map_or_else(|| crate::span::Span::file(document.source), |c| c.block.span());
    Task {
        clause: path,
        ordinal: 0,
        text: e.text.trim().to_string(),
        span,
        block,
        leads: entered_names(reader, &e.leads, span),
        coordinators: entered_names(reader, &e.coordinators, span),
        certainty: Certainty::Explicit,
        doubts: vec![],
        deadlines: entered_deadlines(&e.deadlines, span),
        corrected: false,
    }
}

/// Lays the corrections of the front matter over what was read. What matches nothing is diagnosed.
fn correct(document: &Document, reader: &Reader, tasks: &mut Vec<Task>, diags: &mut Diagnostics) {
    let mut ignored = vec![];
    let mut added = vec![];
    for c in &document.front.corrections {
        let (clause, ordinal) = c
            .clause
            .split_once('~')
            .map_or((c.clause.as_str(), None), |(a, n)| (a, n.parse::<u32>().ok()));
        if let Some(entry) = &c.add {
            let mut task = entered(document, reader, entry, Some(clause));
            task.corrected = true;
            added.push(task);
        }
        // without an ordinal: the first task of the clause; `ignore` takes them all
        let hits: Vec<usize> = tasks
            .iter()
            .enumerate()
            .filter(|(_, t)| {
                t.clause.to_string() == clause && (ordinal == Some(t.ordinal) || ordinal.is_none() && (c.ignore || t.ordinal == 1))
            })
            .map(|(n, _)| n)
            .collect();
        let changes = c.ignore || c.leads.is_some() || c.coordinators.is_some() || c.deadlines.is_some() || c.text.is_some();
        if hits.is_empty() && changes {
            diags.report(
                Code::CorrectionUnmatched,
                Some(crate::span::Span::file(document.source)),
                Text::new(
                    format!("đính chính \"{}\" không khớp nhiệm vụ nào", c.clause),
                    format!("correction \"{}\" matches no task", c.clause),
                ),
                Some(Text::new("bỏ qua đính chính này", "the correction is left out")),
                Some(Text::new(
                    "đối chiếu số mục như in trong văn bản, ví dụ III.1.1 hoặc III.1.1~2",
                    "compare the clause as printed, such as III.1.1 or III.1.1~2",
                )),
            );
        }
        for n in hits {
            if c.ignore {
                ignored.push(n);
                continue;
            }
            let t = &mut tasks[n];
            if let Some(l) = &c.leads {
                t.leads = entered_names(reader, l, t.span);
                t.certainty = Certainty::Explicit
            }
            if let Some(l) = &c.coordinators {
                t.coordinators = entered_names(reader, l, t.span)
            }
            if let Some(d) = &c.deadlines {
                t.deadlines = entered_deadlines(d, t.span)
            }
            if let Some(x) = &c.text {
                t.text = x.trim().to_string()
            }
            t.corrected |= changes;
        }
    }
    let mut n = 0;
    tasks.retain(|_| {
        n += 1;
        !ignored.contains(&(n - 1))
    });
    for t in added {
        let at = tasks.iter().rposition(|x| x.block <= t.block).map_or(0, |p| p + 1);
        tasks.insert(at, t);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::outline::front_matter::Correction;
    use crate::source::SourceFile;
    use crate::span::SourceId;

    fn document(text: &str) -> Document {
        let source = SourceFile {
            id: SourceId(0),
            path: "a.md".into(),
            text: format!("THÔNG BÁO\n\nKết luận\n\n{text}\n"),
            sha256: String::new(),
        };
        crate::outline::parse(&source, &mut Diagnostics::new())
    }

    fn tasks_of(document: &Document) -> (Vec<Task>, Diagnostics) {
        let input = crate::input::Input {
            notices: vec![],
            data: vec![],
            config: None,
            theme: vec![],
            assets: vec![],
            today: Default::default(),
            previous: None,
        };
        let mut diags = Diagnostics::new();
        let registry = crate::registry::load(&input, &mut diags);
        (read(document, &Context { day: None, period: None }, &registry, &mut diags), diags)
    }

    /// "clause: leads / coordinators"
    fn said(text: &str) -> Vec<String> {
        let list = |m: &[Mention]| m.iter().map(|m| m.name.clone()).collect::<Vec<_>>().join(" + ");
        tasks_of(&document(text))
            .0
            .iter()
            .map(|t| format!("{}: {} / {}", t.clause, list(&t.leads), list(&t.coordinators)))
            .collect()
    }

    #[test]
    fn headings_hand_down_leads_and_coordinators() {
        assert_eq!(
            said(
                "I. Nhiệm vụ\n\n1. Sở Tài chính chủ trì, phối hợp với Sở Y tế:\n\n- Rà soát vốn đầu tư.\n\n- Yêu cầu các nhà thầu tăng ca.\n\n2. Sở Nội vụ khẩn trương trình đề án."
            ),
            ["I.1: Sở Tài chính / Sở Y tế", "I.1: Các nhà thầu / ", "I.2: Sở Nội vụ / "]
        );
    }

    #[test]
    fn a_block_is_parted_where_leads_differ() {
        assert_eq!(
            said(
                "I. Nhiệm vụ\n\n1. Giao Sở Tài chính rà soát vốn; giao Sở Y tế mua thuốc, báo cáo UBND tỉnh.\n\n2. Sở Xây dựng đôn đốc; kiểm tra."
            ),
            ["I.1: Sở Tài chính / ", "I.1: Sở Y tế / ", "I.2: Sở Xây dựng / "]
        );
    }

    #[test]
    fn assessment_approvals_and_closing_hold_no_tasks() {
        assert_eq!(
            said(
                "I. Đánh giá tình hình\n\nSở Tài chính cần rà soát.\n\nII. Nhất trí thông qua các văn bản sau đây:\n\n1. Báo cáo A.\n\nGiao cơ quan soạn thảo hoàn thiện dự thảo.\n\nChủ tịch UBND tỉnh thông báo để các sở, ban, ngành biết, thực hiện./."
            ),
            ["II: Cơ quan soạn thảo / "]
        );
    }

    #[test]
    fn other_layouts() {
        assert_eq!(
            said(
                "1. Về giải ngân\n\nChủ tịch UBND tỉnh giao các Sở: Tài chính, Xây dựng rà soát; đề nghị Kho bạc Nhà nước khu vực V đối chiếu số liệu.\n\n2. Về y tế\n\n- Hoàn thiện hồ sơ đề án.\n\n- Đơn vị chủ trì: Sở Y tế.\n\n- Đơn vị phối hợp: Sở Tài chính."
            ),
            [
                "1: Sở Tài chính + Sở Xây dựng / ",
                "1: Kho bạc Nhà nước khu vực V / ",
                "2: Sở Y tế / Sở Tài chính"
            ]
        );
        assert_eq!(
            said(
                "I. Nhiệm vụ trọng tâm giao các sở, ban, ngành và UBND các huyện, thành phố\n\n1. Hoàn thành quyết toán dự án.\n\n2. Công ty Điện lực tỉnh khẩn trương cấp điện."
            ),
            [
                "I.1: Các sở, ban, ngành + UBND các huyện, thành phố / ",
                "I.2: Công ty Điện lực tỉnh / "
            ]
        );
    }

    #[test]
    fn corrections_win_and_are_marked() {
        let mut d = document("I. Nhiệm vụ\n\n1. Sở Tài chính rà soát vốn đầu tư.\n\n2. Sở Y tế mua thuốc.");
        d.front.corrections = vec![
            Correction {
                clause: "I.1".into(),
                leads: Some(vec!["so-xay-dung".into()]),
                ..Correction::default()
            },
            Correction {
                clause: "I.2".into(),
                ignore: true,
                ..Correction::default()
            },
            Correction {
                clause: "I.9".into(),
                ignore: true,
                ..Correction::default()
            },
        ];
        let (tasks, diags) = tasks_of(&d);
        assert_eq!(
            tasks.iter().map(|t| (t.leads[0].name.as_str(), t.corrected)).collect::<Vec<_>>(),
            [("Sở Xây dựng", true)]
        );
        assert!(diags.iter().any(|d| d.code == Code::CorrectionUnmatched));
    }

    #[test]
    fn doubts_are_told() {
        let d =
            document("I. Nhiệm vụ\n\n1. Rà soát vốn đầu tư, xong trước ngày 25 tháng Chạp.\n\n2. Công ty Cổ phần Sao Mai bàn giao hồ sơ.");
        let tasks = tasks_of(&d).0;
        assert_eq!(tasks[0].doubts, [Doubt::NoLead]);
        assert!(tasks[0].deadlines.iter().all(|d| d.doubts.contains(&Doubt::LunarDay)));
        assert_eq!(tasks[1].leads[0].doubts, [Doubt::UnknownBody]);
    }
}
