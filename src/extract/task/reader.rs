//! What the parts of the reading of orders share: the reader, what is sought and found, and what words tell of an order.

use super::super::agency::{Finder, Found, VERBS, Word, is};
use crate::notice::{Certainty, Doubt, Mention, Task};
use crate::outline::Block;
use crate::viet::hint::Sieve;
use std::ops::Range;

/// Reads who must do what, with the bodies of one notice at hand.
pub struct Reader<'a> {
    pub finder: Finder<'a>,
}

/// Leads that a sentence names, and the words from the order or the first body to the end of their list.
pub(super) struct Subject {
    pub leads: Vec<Found>,
    pub words: Range<usize>,
    pub doubt: Option<Doubt>,
}

/// A sentence or a part between semicolons: words `from..to`.
pub(super) struct Segment {
    pub from: usize,
    pub to: usize,
    pub sentence: bool,
}

/// A part of a block in which leads are sought: the words `segment` of `w`.
pub(super) struct Search<'a, 'k> {
    pub text: &'a str,
    pub w: &'a [Word<'k>],
    pub segment: &'a Segment,
    /// Nothing above or before names any.
    pub alone: bool,
    /// The lists of coordinators.
    pub covered: &'a [Range<usize>],
    /// Those that the heading names.
    pub inherited: &'a [Mention],
    /// The tasks above the block in its list, newest first.
    pub before: &'a [&'a Task],
}

impl Search<'_, '_> {
    /// Nothing above names a body of its own: what stands above, if anything, are groups such as "Các sở, ban, ngành".
    pub fn is_free(&self) -> bool {
        self.inherited.len() != 1 && self.is_below_groups()
    }
    /// No body of its own is named above, be it that one group is.
    pub fn is_below_groups(&self) -> bool {
        const GROUPS: &[&str] = &["Các ", "UBND các ", "Chủ tịch UBND các ", "Thủ trưởng "];
        self.inherited.iter().all(|m| GROUPS.iter().any(|g| m.name.starts_with(g)))
    }
    /// A company of coordinators is no subject.
    pub fn is_company(&self, k: usize) -> bool {
        self.covered.iter().any(|r| r.start < k && k < r.end)
    }
}

/// The words of the directive's verb are near: the list before them is its subject.
pub(super) fn strong(w: &[Word], k: usize) -> bool {
    w.get(k).is_some_and(|x| {
        matches!(
            x.key,
            "phải" | "cần" | "sớm" | "chủ" | "tham" | "rà" | "khẩn" | "tiếp" | "tăng" | "tập"
        )
    }) || VERBS.at(w, k).is_some_and(|n| n > 1)
        || is(w, k, &["chịu", "trách", "nhiệm"])
}

/// What stands behind a list of bodies is what they do: a small word that opens no attribute of theirs.
pub(super) fn predicate(w: &[Word], k: usize) -> bool {
    const NOT: &[&str] = &[
        "của", "và", "hoặc", "về", "thuộc", "tại", "ở", "nêu", "trên", "dưới", "nói", "như", "so", "bằng", "do", "mà", "nào", "này", "đó",
        "liên", "gồm", "để", "cho", "đến", "từ", "với", "bị", "khác", "cũ", "mới", "là",
    ];
    w.get(k).is_some_and(|x| {
        let near = matches!(x.before, ' ' | ')');
        !x.capital && near && !NOT.contains(&x.key) && !x.key.starts_with(|c: char| c.is_ascii_digit())
            || x.capital && near && VERBS.at(w, k).is_some_and(|n| n > 1)
            || matches!(x.before, ' ' | ',' | ')') && strong(w, k)
            || x.key == "là" && charged(w, k + 1)
    })
}

/// "(là) cơ quan đầu mối", "đơn vị chủ trì": the office that a body is given.
fn charged(w: &[Word], k: usize) -> bool {
    let k = k + usize::from(is(w, k, &["cơ", "quan"]) || is(w, k, &["đơn", "vị"])) * 2;
    [
        &["đầu", "mối"][..],
        &["chủ", "trì"],
        &["thường", "trực"],
        &["chịu", "trách", "nhiệm"],
    ]
    .iter()
    .any(|office| is(w, k, office))
}

/// "UBND tỉnh thống nhất về nguyên tắc", "… ghi nhận kiến nghị": a decision or an opinion, no deed asked for.
pub(super) fn decides(w: &[Word], k: usize, leads: &[Found]) -> bool {
    // a newspaper that praises does its work, as does an office that agrees something with another
    const COMMITTEES: &[&str] = &[
        "UBND",
        "HĐND",
        "Ủy ban",
        "Thường trực",
        "Chủ tịch",
        "Phó Chủ tịch",
        "Ban Chỉ đạo",
        "Các thành viên",
    ];
    if !leads.is_empty()
        && !leads.iter().any(|f| COMMITTEES.iter().any(|c| f.name.starts_with(c)))
        && (is(w, k, &["biểu", "dương"])
            || is(w, k, &["phê", "bình"])
            || is(w, k, &["hoan", "nghênh"])
            || is(w, k, &["thống", "nhất", "với"])
            || is(w, k, &["thống", "nhất", "nội"]))
    {
        return false;
    }
    let k = k + usize::from(is(w, k, &["cơ", "bản"])) * 2;
    is(w, k, &["thống", "nhất", "về"])
        || is(w, k, &["thống", "nhất", "nội"])
        || is(w, k, &["thống", "nhất", "chủ"])
        || is(w, k, &["thống", "nhất", "với"])
        || is(w, k, &["thống", "nhất", "cho"])
        || is(w, k, &["thống", "nhất", "thông"])
        || is(w, k, &["thống", "nhất", "đánh"])
        || is(w, k, &["biểu", "quyết", "nhất", "trí"])
        || is(w, k, &["biểu", "quyết", "thông", "qua"])
        || is(w, k, &["biểu", "quyết", "thống", "nhất"])
        || is(w, k, &["nhất", "trí"])
        || is(w, k, &["đồng", "ý"])
        || is(w, k, &["ghi", "nhận"])
        || is(w, k, &["đánh", "giá", "cao"])
        || is(w, k, &["biểu", "dương"])
        || is(w, k, &["hoan", "nghênh"])
        || is(w, k, &["phê", "bình"])
}

/// "phối hợp", also as a scan misreads it.
pub(super) fn together(w: &[Word], k: usize) -> bool {
    is(w, k, &["phối", "hợp"]) || is(w, k, &["phổi", "hợp"]) || is(w, k, &["phôi", "hợp"]) || is(w, k, &["phối", "họp"])
}

/// "giao", "yêu cầu", "đề nghị" at `k`: the word of the object.
pub fn order(w: &[Word], k: usize) -> Option<usize> {
    static MAY: Sieve = Sieve::of(&[
        "giao",
        "yêu",
        "đề",
        "phân",
        "thường",
        "ban",
        "trưởng",
        "chủ",
        "hđnd",
        "ubnd",
        "phó",
        "đồng",
        "tập",
        "thống",
        "nhất",
    ]);
    let mut k = k;
    let first = w.get(k).filter(|x| MAY.may(x.hint))?.key;
    // who gives the order is not who gets it
    for giver in [
        &["thường", "trực", "hđnd"][..],
        &["ban", "chỉ", "đạo"],
        &["trưởng", "ban", "chỉ", "đạo"],
        &["chủ", "tịch", "hđnd"],
        &["chủ", "tịch", "ubnd"],
        &["hđnd"],
        &["ubnd"],
        &["phó", "chủ", "tịch", "ubnd"],
        &["đồng", "chí", "chủ", "tịch", "ubnd"],
        &["tập", "thể", "ubnd"],
        &["thống", "nhất"],
        &["đồng", "ý"],
        &["nhất", "trí"],
        &["đồng", "thời"],
    ] {
        if giver[0] == first && is(w, k, giver) {
            let mut n = k + giver.len();
            while w
                .get(n)
                .is_some_and(|x| matches!(x.key, "tỉnh" | "huyện" | "xã" | "phường" | "thành" | "phố" | "thị" | "quận"))
            {
                n += 1;
            }
            let and = usize::from(is(w, n, &["và"]));
            if orders(w, n + and) {
                k = n + and;
                break;
            }
        }
    }
    if !orders(w, k) {
        return None;
    }
    let mut next = if w[k].key == "giao" { k + 1 } else { k + 2 };
    if is(w, next, &["trách", "nhiệm"]) || is(w, next, &["nhiệm", "vụ"]) {
        next += 2;
    }
    // "đề nghị định kỳ hằng quý hai đơn vị trên …"
    let each = |k: usize| {
        (is(w, k, &["hằng"]) || is(w, k, &["hàng"]))
            && w.get(k + 1)
                .is_some_and(|x| matches!(x.key, "ngày" | "tuần" | "tháng" | "quý" | "năm"))
    };
    while is(w, next, &["định", "kỳ"]) || each(next) {
        next += 2;
    }
    // "Giao (i) Sở A …; (ii) Sở B …"
    if w.get(next).is_some_and(|x| x.before == '(' && part_number(x.key)) && w.get(next + 1).is_some_and(|x| x.before == ')') {
        next += 1;
    }
    if is(w, next, &["đối", "với"]) {
        next += 2;
    } else if is(w, next, &["cho"]) || is(w, next, &["tới"]) || is(w, next, &["đến"]) {
        next += 1;
    }
    Some(next)
}

/// The word after a remark in brackets that begins at `k`: "Sở A (cơ quan thường trực) chuẩn bị".
pub fn bracketed(text: &str, w: &[Word], k: usize) -> usize {
    if w.get(k).is_none_or(|x| x.before != '(') {
        return k;
    }
    (k + 1..=w.len().min(k + 60))
        .find(|n| {
            let end = w.get(*n).map_or(text.len(), |x| x.start);
            text.get(w[*n - 1].end..end).is_some_and(|gap| gap.contains(')'))
        })
        .unwrap_or(k)
}

/// "giao ban" is a meeting, "giao thông" a field.
pub(super) fn orders(w: &[Word], k: usize) -> bool {
    static MAY: Sieve = Sieve::of(&["giao", "yêu", "đề", "phân"]);
    if !w.get(k).is_some_and(|x| MAY.may(x.hint)) {
        return false;
    }
    is(w, k, &["giao"])
        && w.get(k + 1).is_none_or(|x| {
            !matches!(
                x.key,
                "ban" | "thông" | "dịch" | "lưu" | "tiếp" | "nộp" | "nhận" | "đất" | "thừa" | "quân"
            ) || x.capital
        })
        || is(w, k, &["yêu", "cầu"])
        || is(w, k, &["đề", "nghị"])
        || is(w, k, &["phân", "công"])
}

/// "1", "a", "iii": what stands in brackets before a part of a sentence.
pub(super) fn part_number(key: &str) -> bool {
    key.len() <= 2 || key.bytes().all(|b| matches!(b, b'i' | b'v' | b'x'))
}

pub(super) fn mentions(block: &Block, found: &[Found], base: usize) -> Vec<Mention> {
    found
        .iter()
        .map(|f| Mention {
            name: f.name.clone(),
            slug: f.slug.clone(),
            span: block.span_of(f.range.start + base, f.range.end + base),
            certainty: Certainty::Explicit,
            doubts: f.mended.then_some(Doubt::MendedBody).into_iter().collect(),
        })
        .collect()
}
