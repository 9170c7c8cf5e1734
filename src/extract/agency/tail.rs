//! What stands behind a body's name and belongs to it: level and place, region, number, branch.

use super::lexicon::{HEADS, NAME_WORDS, VERBS};
use super::{Finder, Word, is, tidy, titled};
use crate::outline::Block;
use crate::viet::fold::plain;
use std::collections::BTreeMap;
use std::ops::Range;

/// What was read behind a name.
#[derive(Clone, Debug, Default)]
pub struct Tail {
    /// The word after.
    pub end: usize,
    /// "huyện" of "huyện Sao Mai" and of "cấp huyện".
    pub level: Option<&'static str>,
    /// Level, place and its range where the name stands for one body each ("các huyện: A, B").
    pub many: Vec<(String, String, Range<usize>)>,
    /// "các huyện, thành phố".
    pub plural: bool,
}

/// A level at word `k`: its name and how many words it takes.
pub fn level(w: &[Word], k: usize) -> Option<(&'static str, usize)> {
    let x = w.get(k)?;
    let next = |s: &str| w.get(k + 1).is_some_and(|y| y.key == s && y.before == ' ');
    Some(match x.key {
        // the commonest misprint of scans
        "tỉnh" | "tinh" if !next("uỷ") && !next("đoàn") && !next("lộ") => ("tỉnh", 1),
        "tình"
            if !["hình", "trạng", "huống", "nguyện", "cảm", "tiết", "báo", "nghi", "nghĩa"]
                .iter()
                .any(|s| next(s)) =>
        {
            ("tỉnh", 1)
        }
        "thành" if next("phố") || next("phô") => ("thành phố", 2),
        "thị" if next("xã") => ("thị xã", 2),
        "thị" if next("trấn") => ("thị trấn", 2),
        "đặc" if next("khu") => ("đặc khu", 2),
        "huyện" if !next("uỷ") && !next("đoàn") => ("huyện", 1),
        "quận" if !next("uỷ") => ("quận", 1),
        "xã" if !next("hội") && !next("viên") => ("xã", 1),
        "phường" => ("phường", 1),
        "cấp" if next("tỉnh") => ("tỉnh", 2),
        "cấp" if next("huyện") => ("huyện", 2),
        "cấp" if next("xã") => ("xã", 2),
        "các" if next("cấp") => ("các cấp", 2),
        _ => return None,
    })
}

/// "các huyện, thành, thị": cities and towns said short, in a row of levels only.
fn clipped(w: &[Word], k: usize) -> Option<(&'static str, usize)> {
    let next = w.get(k + 1);
    let ends = next.is_none_or(|x| x.before != ' ' || x.key == "và");
    match w.get(k)?.key {
        "thành" if ends || is(w, k + 1, &["thị"]) => Some(("thành phố", 1)),
        "thị" if ends || k > 0 && is(w, k - 1, &["thành"]) => Some(("thị xã", 1)),
        _ => None,
    }
}

/// Levels in a row ("các huyện, thị xã và thành phố"): the first, the words of each, and the word after.
pub fn levels(w: &[Word], k: usize) -> Option<(&'static str, Vec<Range<usize>>, usize)> {
    let (first, n) = level(w, k)?;
    let mut all: Vec<Range<usize>> = Vec::with_capacity(3);
    all.push(k..k + n);
    let mut k = k + n;
    loop {
        let and = usize::from(w.get(k).is_some_and(|x| x.key == "và"));
        let joined = and == 1 || w.get(k).is_some_and(|x| x.before == ',');
        match level(w, k + and)
            .or_else(|| clipped(w, k + and))
            .filter(|_| joined && w.get(k).is_some_and(|x| matches!(x.before, ' ' | ',')))
        {
            // "phường Nam Sao Mai" after "và" is a place of its own
            Some((_, n)) if !(and == 1 && w.get(k + and + n).is_some_and(|x| x.capital && x.before == ' ')) => {
                all.push(k + and..k + and + n);
                k += and + n;
            }
            _ => return Some((first, all, k)),
        }
    }
}

/// "thị xã Sao Mai" anywhere in the texts: the folded place and what it is called.
pub fn places<'b>(blocks: impl Iterator<Item = &'b Block>) -> BTreeMap<String, &'static str> {
    let mut out = BTreeMap::new();
    for text in blocks.map(|b| b.text.as_str()) {
        // behind "tỉnh" alone stands a person too: "Chủ tịch UBND tỉnh Họ Tên"
        for (words, kind) in [
            ("thị xã", "thị xã"),
            ("thành phố", "thành phố"),
            ("thị trấn", "thị trấn"),
            ("phường", "phường"),
            ("đặc khu", "đặc khu"),
            ("địa bàn tỉnh", "tỉnh"),
        ] {
            for (at, _) in text.match_indices(words) {
                let rest = &text[at + words.len()..];
                let name: Vec<&str> = rest
                    .split_whitespace()
                    .take_while(|t| t.starts_with(char::is_uppercase))
                    .take(4)
                    .collect();
                // every beginning of the run may be the name
                for n in 1..=name.len() {
                    let place = name[..n].join(" ");
                    out.entry(plain(place.trim_end_matches([',', '.', ';', ':', ')']))).or_insert(kind);
                    if name[n - 1].ends_with([',', '.', ';', ':', ')']) {
                        break;
                    }
                }
            }
        }
    }
    out
}

/// A number of at most two digits: "Quận 5".
pub fn number(x: &Word) -> bool {
    x.key.len() <= 2 && x.key.bytes().all(|b| b.is_ascii_digit())
}

/// What a commune is made of.
pub(super) fn hamlet(x: &Word) -> bool {
    matches!(x.key, "thôn" | "buôn" | "bản" | "ấp" | "xóm" | "khóm" | "làng")
}

/// "Sao Mai 1": a number that ends the name of a place, and counts nothing.
pub fn numbered(w: &[Word], k: usize) -> bool {
    w.get(k).is_some_and(|x| x.before == ' ' && number(x))
        && w.get(k + 1)
            .is_none_or(|x| x.before != ' ' || x.key == "và" || VERBS.at(w, k + 1).is_some())
}

/// "Sao Đồng chủ trì", "Sao Thành lập hồ sơ": the verb begins behind the name's last word, not with it, which has a capital within
/// a sentence.
fn verb_behind(w: &[Word], k: usize, n: usize) -> bool {
    let within = n > k || n > 0 && w[n - 1].capital && w[n].before == ' ';
    within && w[n].before == ' ' && w.get(n + 1).is_some_and(|x| x.before == ' ' && !x.capital) && VERBS.at(w, n + 1).is_some()
}

/// "huyện Đổi Mới đưa": each syllable has a capital of its own, as those of a place have and those of a verb have not.
fn spelled_as_place(w: &[Word], n: usize) -> bool {
    let proper = |x: &Word| x.capital && !x.acronym;
    proper(&w[n])
        && w.get(n + 1).is_some_and(|x| x.before == ' ' && proper(x))
        && w.get(n + 2).is_none_or(|x| x.before != ' ' || !x.capital)
        // in a line of capitals everything has them
        && w.iter().any(|x| !x.capital && x.key.starts_with(char::is_alphabetic))
}

/// "Trạm Sao": a place whose name begins as that of a body does, in a list of places.
pub(super) fn place_rather(w: &[Word], k: usize) -> bool {
    let body = matches!(
        w[k].key,
        "sở" | "phòng" | "ban" | "cục" | "báo" | "đài" | "quỹ" | "viettel" | "vnpt" | "mobifone"
    );
    let ends = w
        .get(k + 2)
        .is_none_or(|x| x.before != ' ' || x.key == "và" || !x.capital && VERBS.at(w, k + 2).is_some());
    !body && HEADS.at(w, k) == Some(1) && w[k].capital && w.get(k + 1).is_some_and(|x| x.capital && x.before == ' ') && ends
}

/// "Sở A UBND phường Sao Mai", as a cell prints two bodies on two lines: a department is none of the committee at word `k`, as its
/// office, its boards and its inspectors are.
fn beside(w: &[Word], k: usize) -> bool {
    const LONGEST: usize = 9;
    let kinds = [
        "sở",
        "cục",
        "bộ",
        "văn",
        "ban",
        "thường",
        "thanh",
        "đảng",
        "phòng",
        "công",
        "trung",
        "hội",
        "tổ",
    ];
    let head = (k.saturating_sub(LONGEST)..k)
        .rev()
        .find(|n| w[*n].capital && kinds.contains(&w[*n].key));
    head.is_some_and(|n| matches!(w[n].key, "sở" | "cục"))
}

impl Finder<'_> {
    /// The end of a run of capitals from word `k` ("Nam Sao Mai", "Trăng Non - Sao Mai").
    pub(super) fn capitals(&self, w: &[Word], k: usize) -> usize {
        let mut n = k;
        while let Some(x) = w.get(n) {
            // "Sao H'mai": an apostrophe parts the syllables of one word
            let glued = n > k && matches!(x.before, '\'' | '’') && w[n - 1].end + x.before.len_utf8() == x.start;
            if glued && !x.capital {
                n += 1;
                continue;
            }
            let joined =
                x.before == ' ' || n > k && (matches!(x.before, '\'' | '’') || matches!(x.before, '-' | '–') && HEADS.at(w, n).is_none());
            // "PHƯỜNG TRONG THÁNG 02": in capitals when it is done looks like a name
            let timed = matches!(x.key, "trong" | "trước" | "đến" | "từ")
                && w.get(n + 1)
                    .is_some_and(|y| matches!(y.key, "tháng" | "quý" | "năm" | "tuần" | "ngày" | "thời" | "các" | "nay"));
            if !joined
                || !x.capital
                || timed
                || matches!(x.key, "ubnd" | "hđnd" | "giao" | "các")
                || matches!(x.before, '-' | '–') && matches!(x.key, "phó" | "chủ" | "giám" | "bí" | "trưởng" | "uỷ")
                || VERBS.at(w, n).is_some_and(|v| v > 1) && !verb_behind(w, k, n) && !spelled_as_place(w, n)
            {
                break;
            }
            // a line break of a cell: the next body begins
            if HEADS.at(w, n).is_some() && self.registry_body("", w, n) {
                break;
            }
            n += 1;
        }
        n
    }

    /// Places in a list ("A, B và phường C"), each with its own level where it is said; `first` is the level of those before it.
    pub(super) fn place_list(&self, text: &str, w: &[Word], k: usize, levels: &[String]) -> (Vec<(String, String, Range<usize>)>, usize) {
        let mut out = vec![];
        let mut k = k;
        let mut own: Option<String> = None;
        let mut from = k;
        loop {
            if let Some((_, n)) = level(w, k).filter(|(_, n)| w.get(k + n).is_some_and(|x| (x.capital || number(x)) && x.before == ' ')) {
                own = Some(tidy(&text[w[k].start..w[k + n - 1].end]));
                k += n;
            } else if !out.is_empty()
                && is(w, k, &["các"])
                && let Some((_, n)) = level(w, k + 1).filter(|(_, n)| w.get(k + 1 + n).is_some_and(|x| x.capital && x.before == ' '))
            {
                // "thị xã Sao Mai, các huyện Trăng Non, Tân Hội"
                own = Some(tidy(&text[w[k + 1].start..w[k + n].end]));
                k += 1 + n;
            }
            let counted = w
                .get(k)
                .is_some_and(|x| number(x) && own.as_ref().map_or(levels.len() == 1, |_| true));
            if !(counted || w.get(k).is_some_and(|x| x.capital))
                || VERBS.at(w, k).is_some_and(|n| n > 1)
                // "UBND các xã: Chủ tịch UBND xã …"
                || is(w, k, &["chủ", "tịch"])
                || self.begins_body(w, k) && self.capitals(w, k) < k + 2 && !place_rather(w, k)
            {
                break;
            }
            // the mark before the first word is the list's own
            let mut end = k + 1;
            if w.get(end)
                .is_some_and(|x| matches!(x.before, '\'' | '’') && w[end - 1].end + x.before.len_utf8() == x.start)
            {
                end += 1;
            }
            // "phường 1 Sao Mai": a number and the former town
            end = end.max(if w.get(end).is_some_and(|x| x.before == ' ') {
                self.capitals(w, end)
            } else {
                end
            });
            // "Bắc sông Sao": a river between the words of a place
            if w.get(end)
                .is_some_and(|x| x.before == ' ' && matches!(x.key, "sông" | "suối" | "hồ" | "đèo" | "kênh"))
                && w.get(end + 1).is_some_and(|x| x.before == ' ' && x.capital)
            {
                end = self.capitals(w, end + 1);
            }
            end += usize::from(!counted && numbered(w, end));
            let place = tidy(&text[w[k].start..w[end - 1].end]);
            let kind = match (&own, levels) {
                (Some(l), _) => l.clone(),
                (None, [one]) => one.clone(),
                // "các huyện, thị xã: A, B": the notice may say elsewhere which of them is which
                (None, many) => {
                    let known = self.kind_of_place(&place).filter(|k| many.iter().any(|m| m == k));
                    known.map_or_else(|| many.first().cloned().unwrap_or_default(), str::to_string)
                }
            };
            out.push((kind, place, w[k].start..w[end - 1].end));
            from = end;
            // "Trăng Non (huyện Sao Mai); Trăng Hòa …": where the places lie
            let lies = w.get(end).is_some_and(|x| x.before == '(') && level(w, end).is_some();
            let shut = |n: &usize| text.get(w[*n - 1].end..w[*n].start).is_some_and(|gap| gap.contains(')'));
            if let Some(next) = (end + 1..(end + 8).min(w.len())).find(shut).filter(|_| lies) {
                end = next;
            }
            let and = usize::from(is(w, end, &["và"]));
            let joined = w
                .get(end)
                .is_some_and(|x| x.before == ',' || lies && x.before == ';' || and == 1 && matches!(x.before, ' ' | ','));
            let titled = titled(w, end + and) || is(w, end + and, &["chủ", "tịch"]);
            let body = || self.begins_body(w, end + and) && !place_rather(w, end + and) || self.registry_body(text, w, end + and);
            if !joined || titled || body() {
                break;
            }
            k = end + and;
        }
        (out, from)
    }

    /// Whether a run of capitals is what the notice calls the place of its province: "Cục trưởng Cục Hải quan Sao Mai".
    fn is_province(&self, text: &str, w: &[Word], k: usize) -> bool {
        let end = self.capitals(w, k);
        end > k && self.kind_of_place(&text[w[k].start..w[end - 1].end]) == Some("tỉnh")
    }

    fn registry_body(&self, text: &str, w: &[Word], k: usize) -> bool {
        self.registry
            .names
            .at(text, w, k, &[])
            .is_some_and(|m| m.name.keys.len() >= 2 && m.name.level.is_none())
    }

    /// Reads on from word `k`, the one after the name. After a title a run of capitals is its holder's name.
    pub(super) fn tail(&self, text: &str, w: &[Word], k: usize, titled: bool) -> Tail {
        let mut out = Tail { end: k, ..Tail::default() };
        loop {
            let k = out.end;
            let Some(x) = w.get(k) else { return out };
            let near = x.before == ' ';
            let hyphen = matches!(x.before, '-' | '–');
            if near && x.key == "của" && w.get(k + 1).is_some_and(|y| matches!(y.key, "hđnd" | "ubnd")) && level(w, k + 2).is_some() {
                out.end = k + 2;
                continue;
            }
            if near && matches!(x.key, "hđnd" | "ubnd") && level(w, k + 1).is_some() && !(x.key == "ubnd" && beside(w, k)) {
                out.end = k + 1;
                continue;
            }
            if near && x.key == "của" && level(w, k + 1).is_some_and(|l| l.0 != "các cấp") && out.level.is_none() {
                out.end = k + 1;
                continue;
            }
            if near
                && x.key == "các"
                && out.level.is_none()
                && w.get(k + 1).is_some_and(|y| y.before == ' ')
                && let Some((first, each, end)) = levels(w, k + 1)
            {
                out.level = Some(first);
                out.plural = true;
                out.end = end;
                let said: Vec<String> = each.iter().map(|r| tidy(&text[w[r.start].start..w[r.end - 1].end])).collect();
                if w.get(end).is_some_and(|x| x.capital && matches!(x.before, ' ' | ':')) {
                    let (places, next) = self.place_list(text, w, end, &said);
                    if !places.is_empty() {
                        out.many = places;
                        out.end = next;
                    }
                }
                return out;
            }
            if near
                && out.level.is_none()
                && let Some((l, n)) = level(w, k)
            {
                out.level = Some(l);
                out.end = k + n;
                // behind "tỉnh" stands the holder's name, behind other levels their place
                if !titled || l != "tỉnh" {
                    out.end = self.capitals(w, out.end);
                }
                continue;
            }
            if (near || hyphen || x.before == '(')
                && (is(w, k, &["khu", "vực"]) || is(w, k, &["địa", "bàn"]) || is(w, k, &["cửa", "khẩu"]))
                && w.get(k + 2)
                    .is_some_and(|y| y.before == ' ' && (y.capital || y.key.chars().all(|c| c.is_ascii_digit())))
            {
                out.end = self.capitals(w, k + 3);
                continue;
            }
            // "Kho bạc Nhà nước khu vực rà soát": whose region goes without saying
            if near
                && is(w, k, &["khu", "vực"])
                && k > 0
                && w[k - 1].before != '\n'
                && w.get(k + 2)
                    .is_none_or(|y| y.before != ' ' || y.key == "và" || VERBS.at(w, k + 2).is_some())
            {
                out.end = k + 2;
                continue;
            }
            if near
                && (is(w, k, &["miền"]) || is(w, k, &["vùng"]) || is(w, k, &["phía"]))
                && w.get(k + 1).is_some_and(|y| y.before == ' ' && y.capital)
            {
                out.end = self.capitals(w, k + 1);
                continue;
            }
            // "Khu kinh tế mở Sao Mai": a kind of zone
            if near
                && x.key == "mở"
                && k > 2
                && is(w, k - 3, &["khu", "kinh", "tế"])
                && w.get(k + 1).is_some_and(|y| y.before == ' ' && y.capital)
            {
                out.end = self.capitals(w, k + 1);
                continue;
            }
            // "Ban Quản lý dự án 2"
            if near && k > 1 && is(w, k - 2, &["dự", "án"]) && x.key.chars().all(|c| c.is_ascii_digit()) {
                out.end = k + 1;
                continue;
            }
            // "Thuế cơ sở 5 tỉnh Sao Mai": the tax offices of 2025
            if near && k > 1 && is(w, k - 2, &["cơ", "sở"]) && number(x) {
                out.end = k + 1;
                continue;
            }
            // "Ban Tự quản các thôn, buôn"
            if near && x.key == "các" && w.get(k + 1).is_some_and(|y| hamlet(y) && y.before == ' ') {
                let mut end = k + 2;
                while w.get(end).is_some_and(|y| y.before == ',' && hamlet(y)) {
                    end += 1;
                }
                out.end = end;
                out.plural = true;
                return out;
            }
            if near && is(w, k, &["số"]) && w.get(k + 1).is_some_and(|y| y.key.chars().all(|c| c.is_ascii_digit())) {
                out.end = k + 2;
                continue;
            }
            // only banks are written with a comma before their branch
            let bank = || (0..k).rev().take(12).any(|n| is(w, n, &["ngân", "hàng"]));
            if matches!(x.before, ' ' | ',' | '-' | '–') && is(w, k, &["chi", "nhánh"]) && (x.before != ',' || bank()) {
                let n = k + 2;
                let told = level(w, n).is_some() || is(w, n, &["khu", "vực"]) || w.get(n).is_some_and(|y| y.capital && y.before == ' ');
                if told {
                    out.end = n;
                    continue;
                }
            }
            // behind a title two capitals are a place, more are the holder's name
            let place = || titled && self.capitals(w, k) == k + 2 || self.is_province(text, w, k);
            if near && x.capital && (!titled || place()) {
                // "Thanh tra Chính phủ": a noun of names written with one capital
                let end = NAME_WORDS
                    .at(w, k)
                    .filter(|n| *n > 1)
                    .map_or_else(|| self.capitals(w, k), |n| k + n);
                if end > k {
                    out.end = end;
                    continue;
                }
            }
            return out;
        }
    }
}
