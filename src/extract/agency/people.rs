//! Groups of persons: "cán bộ, công chức toàn xã", "công chức phụ trách …", the heads of hamlets.

use super::lexicon::{GROUPS, NAME_VERBS, NAME_WORDS, PLAIN_VERBS, VERBS};
use super::tail::{level, levels};
use super::{Finder, Found, Word, is, lower_first, says, tidy, upper_first};

/// Persons by their standing.
const STANDINGS: &[&[&str]] = &[
    &["cán", "bộ"],
    &["công", "chức"],
    &["viên", "chức"],
    &["người", "lao", "động"],
    &["đảng", "viên"],
    &["chiến", "sĩ"],
    &["chiến", "sỹ"],
];

/// With what the naming of persons begins.
pub(super) const FIRST: &[&str] = &[
    "cán", "công", "viên", "người", "đảng", "chiến", "toàn", "tất", "đội", "mọi", "từng", "mỗi", "các",
];

/// How all or each of them are said.
const ALL: &[&[&str]] = &[
    &["toàn", "thể"],
    &["tất", "cả"],
    &["đội", "ngũ"],
    &["mọi"],
    &["từng"],
    &["mỗi"],
    &["các"],
];

/// What has one head who is named for it: "trưởng thôn", "bí thư chi bộ".
const HAMLETS: &[&[&str]] = &[
    &["thôn"],
    &["ấp"],
    &["khóm"],
    &["bản"],
    &["buôn"],
    &["làng"],
    &["xóm"],
    &["khu", "phố"],
    &["tổ", "dân", "phố"],
    &["chi", "bộ"],
];

fn one_of(list: &[&[&str]], w: &[Word], k: usize) -> Option<usize> {
    list.iter().find(|p| is(w, k, p)).map(|p| p.len())
}

/// Whether what follows is what persons are told to do: "vi phạm" or "là" would tell who they are.
fn told_to(w: &[Word], k: usize) -> bool {
    const TELL: &[&str] = &[
        "là", "được", "bị", "do", "và", "có", "đã", "đang", "trong", "tại", "như", "về", "với", "để",
    ];
    w.get(k).is_some_and(|x| {
        x.before == ' ' && !x.capital && VERBS.at(w, k).is_some() && (!TELL.contains(&x.key) || is(w, k, &["có", "trách", "nhiệm"]))
    })
}

/// "tài chính - kế toán", "địa chính - xây dựng - đô thị và môi trường": the offices of a commune are named by two fields or more,
/// with hyphens (Nghị định 33/2023/NĐ-CP, Điều 5). The word behind the last.
fn office(w: &[Word], k: usize) -> Option<usize> {
    const LONGEST: usize = 12;
    let dashed = |n: usize| matches!(w[n].before, '-' | '–');
    let most = w.len().min(k + LONGEST);
    let last = (k + 1..most)
        .take_while(|n| dashed(*n) || w[*n].before == ' ')
        .take_while(|n| !w[*n].capital && PLAIN_VERBS.at(w, *n).is_none() && !w[*n].key.starts_with(|c: char| c.is_ascii_digit()))
        .filter(|n| dashed(*n))
        .last()?;
    // each field has two syllables at least, and may be a verb too: "thống kê"
    let mut end = last + 2;
    if is(w, end, &["và"]) {
        end += 1 + NAME_WORDS.at(w, end + 1)?;
    }
    (end <= w.len()).then_some(end)
}

/// The group said from word `i` up to `end`, whose name begins at word `from`.
fn one_group(text: &str, w: &[Word], i: usize, from: usize, end: usize) -> Option<(Vec<Found>, usize)> {
    let last = w[end - 1].end;
    let found = Found {
        name: upper_first(&lower_first(&tidy(text.get(w[from].start..last)?))),
        range: w[i].start..last,
        group: true,
        ..Found::default()
    };
    Some((vec![found], end))
}

impl Finder<'_> {
    /// "Cấp ủy, chính quyền các địa phương", "chính quyền cơ sở": those who govern at a level.
    pub(super) fn authorities(&self, text: &str, w: &[Word], i: usize) -> Option<(Vec<Found>, usize)> {
        let mut k = i;
        if is(w, k, &["cấp", "uỷ"]) {
            let and = usize::from(is(w, k + 2, &["và"]));
            let both = is(w, k + 2 + and, &["chính", "quyền"]) && (and == 1 || w[k + 2].before == ',');
            k += if both { 4 + and } else { 2 };
        } else if is(w, k, &["chính", "quyền"]) {
            k += 2;
        } else {
            return None;
        }
        let which = ["các cấp", "địa phương", "các địa phương", "cơ sở"];
        let end = which.iter().find_map(|p| says(w, k, p)).map(|n| k + n).or_else(|| {
            let at = k + usize::from(is(w, k, &["các"]));
            Some(levels(w, at)?.2)
        })?;
        if w.get(end).is_some_and(|x| x.before == ' ' && x.capital) || !w.get(k).is_some_and(|x| x.before == ' ') {
            return None;
        }
        one_group(text, w, i, i, end)
    }

    /// "Cán bộ, công chức, viên chức toàn xã", "công chức phụ trách quản lý đô thị": persons who are told to do something.
    pub(super) fn persons(&self, text: &str, w: &[Word], i: usize) -> Option<(Vec<Found>, usize)> {
        // most names begin otherwise
        if !FIRST.contains(&w.get(i)?.key) {
            return None;
        }
        let from = one_of(ALL, w, i).map_or(i, |n| i + n);
        let mut k = from + one_of(STANDINGS, w, from)?;
        let mut standings = 1;
        while let Some(x) = w.get(k) {
            let and = usize::from(x.key == "và" && x.before == ' ');
            let Some(n) = one_of(STANDINGS, w, k + and).filter(|_| and == 1 || x.before == ',') else {
                break;
            };
            k += and + n;
            standings += 1;
        }
        let which = self.which_persons(text, w, k);
        let end = which.unwrap_or(k);
        // "cán bộ" alone is any of them
        if standings == 1 && which.is_none() && from == i || !told_to(w, end) {
            return None;
        }
        one_group(text, w, i, from, end)
    }

    /// The word after what tells which persons: "toàn xã", "các phòng, ban", "thuộc Sở A", "phụ trách môi trường".
    fn which_persons(&self, text: &str, w: &[Word], k: usize) -> Option<usize> {
        let near = w.get(k).is_some_and(|x| x.before == ' ');
        if !near {
            return None;
        }
        if is(w, k, &["toàn"]) {
            let end = k + 1 + level(w, k + 1).map_or(1, |l| l.1);
            return (end <= w.len()).then_some(end);
        }
        let of = k + usize::from(is(w, k, &["của"]) || is(w, k, &["thuộc"]));
        if let Some((_, n)) = level(w, of) {
            let end = self.capitals(w, of + n);
            return Some(end);
        }
        if (of > k || is(w, of, &["các"]))
            && let Some((_, end)) = self.named(text, w, of, false)
        {
            return Some(end);
        }
        if is(w, k, &["phụ", "trách"]) {
            let mut end = k + 2;
            while w.get(end).is_some_and(|x| matches!(x.before, ' ' | '-' | '–')) {
                let and = usize::from(end > k + 2 && is(w, end, &["và"]));
                let field = NAME_VERBS.at(w, end + and).or_else(|| NAME_WORDS.at(w, end + and));
                // "phụ trách quản lý đô thị kiểm tra": a verb behind the field is the deed
                let deed = end > k + 2 && and == 0 && w[end].before == ' ' && VERBS.at(w, end).is_some();
                let Some(n) = field.filter(|_| !deed) else { break };
                end += and + n;
            }
            return (end > k + 2).then_some(end);
        }
        office(w, k)
    }

    /// "Trưởng thôn, tổ dân phố", "Bí thư chi bộ": all hamlets, by those who head them. `k` is the word behind their title.
    pub(super) fn heads_of_hamlets(&self, text: &str, w: &[Word], i: usize, k: usize) -> Option<(Vec<Found>, usize)> {
        let mut end = k + one_of(HAMLETS, w, k)?;
        while let Some(x) = w.get(end) {
            let and = usize::from(x.key == "và" && x.before == ' ');
            match one_of(HAMLETS, w, end + and) {
                Some(n) if and == 1 || x.before == ',' => end += and + n,
                _ => break,
            }
        }
        // "Trưởng thôn Sao Mai" heads one
        let one = w
            .get(end)
            .is_some_and(|x| x.before == ' ' && (x.capital || x.key.starts_with(|c: char| c.is_ascii_digit())));
        if one || GROUPS.at(w, k).is_none() {
            return None;
        }
        let name = format!("Các {}", lower_first(&tidy(text.get(w[k].start..w[end - 1].end)?)));
        let found = self.canonical(name, w[i].start..w[end - 1].end, false);
        Some((vec![Found { group: true, ..found }], end))
    }
}
