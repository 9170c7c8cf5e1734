//! Several bodies in one breath: committees of a level, groups after "các", names after a common head.

use super::lexicon::{GROUPS, HEADS, NAME_VERBS, NAME_WORDS, PLAIN_VERBS, VERBS, WHICH};
use super::tail::{hamlet, level, levels, number, numbered};
use super::{Finder, Found, Word, is, lower_first, says, tidy, titled, upper_first};
use crate::viet::letter::lowercase;
use std::ops::Range;

/// The word after "(có) liên quan" or "có dự án đi qua", where they stand at `i`.
pub fn related(w: &[Word], i: usize) -> Option<usize> {
    [
        &["có", "liên", "quan"][..],
        &["liên", "quan"],
        &["khác", "có", "liên", "quan"],
        &["khác"],
    ]
    .into_iter()
    .find(|p| is(w, i, p))
    .map(|p| i + p.len())
}

/// "nơi có dự án", "có tuyến đường đi qua": which of a group are meant, by what lies there. The word after.
pub(in crate::extract) fn lying(w: &[Word], k: usize) -> Option<usize> {
    const WITHIN: usize = 8;
    if !w.get(k).is_some_and(|x| x.before == ' ') {
        return None;
    }
    let through = ["đi qua", "chạy qua"];
    let has = says(w, k, "nơi có").map(|n| k + n);
    let from = has.or_else(|| says(w, k, "có").map(|n| k + n))?;
    let stops = |n: usize| w[n].before != ' ' || w[n].capital || VERBS.at(w, n).is_some_and(|v| v > 1) || matches!(w[n].key, "phải" | "có");
    let end = (from..w.len().min(from + WITHIN))
        .find(|n| stops(*n))
        .unwrap_or(w.len().min(from + WITHIN));
    let passes = (from..end).find_map(|n| through.iter().find_map(|t| says(w, n, t)).map(|t| n + t));
    passes.or_else(|| has.filter(|_| end > from).map(|_| end))
}

/// The committees of places; the first begins where the list's first word stands.
fn committees(places: Vec<(String, String, Range<usize>)>, start: usize) -> Vec<Found> {
    let mut out: Vec<Found> = places
        .into_iter()
        .map(|(level, place, range)| Found {
            name: format!("UBND {level} {place}"),
            range,
            ..Found::default()
        })
        .collect();
    if let Some(f) = out.first_mut() {
        f.range.start = start;
    }
    out
}

/// "UBND huyện" and "huyện" of "UBND huyện Sao Mai": the name of a body up to its place's level, and the level.
pub(super) fn at_place(name: &str) -> Option<(&str, &'static str)> {
    const LEVELS: &[&str] = &["huyện", "quận", "thị xã", "thành phố", "thị trấn", "xã", "phường", "đặc khu"];
    let place = name.rsplit(' ').take_while(|word| word.starts_with(char::is_uppercase));
    let before = name
        .len()
        .checked_sub(place.map(|word| word.len() + 1).sum::<usize>())
        .filter(|at| *at < name.len())?;
    let bare = &name[..before];
    LEVELS
        .iter()
        .find_map(|level| Some((bare.strip_suffix(level)?.strip_suffix(' ')?, *level)))
}

/// Which committees or places of a group: "ven biển", "miền núi", "ven biển và vùng cuối nguồn".
fn quality(w: &[Word], k: usize) -> Option<usize> {
    let end = one_quality(w, k)?;
    let second = is(w, end, &["và"]) && w.get(end + 1).is_some_and(|x| matches!(x.key, "vùng" | "ven"));
    Some(if second { one_quality(w, end + 1).unwrap_or(end) } else { end })
}

/// The same without a second behind "và".
fn one_quality(w: &[Word], k: usize) -> Option<usize> {
    let x = w.get(k)?;
    // "vùng Cao nguyên đá", "vùng Đồng bằng sông Sao", "khu vực đồng bằng sông Sao"
    let area = usize::from(is(w, k, &["khu", "vực"]));
    let plain = ["đồng bằng sông", "đồng bằng", "miền núi", "miền", "phía", "trung du", "duyên hải"]
        .iter()
        .find_map(|p| says(w, k + 1 + area, p));
    if x.before == ' '
        && (x.key == "vùng" || area == 1)
        && w.get(k + 1 + area)
            .is_some_and(|x| (x.capital || plain.is_some()) && x.before == ' ')
    {
        let mut end = k + 1 + area + plain.unwrap_or(0);
        // "miền núi phía Bắc"
        if is(w, end, &["phía"]) && w.get(end + 1).is_some_and(|x| matches!(x.key, "bắc" | "nam" | "đông" | "tây")) {
            end += 2;
        }
        while let Some(x) = w.get(end).filter(|x| x.before == ' ' && PLAIN_VERBS.at(w, end).is_none()) {
            match NAME_WORDS.at(w, end).filter(|n| !x.capital || *n > 1) {
                Some(n) => end += n,
                None if x.capital => end += 1,
                None => break,
            }
        }
        return Some(end);
    }
    // "vùng hạ du", "ven sông": no verb
    if x.before == ' ' && matches!(x.key, "vùng" | "ven" | "dọc") {
        let end = (k + 1..(k + 3).min(w.len()))
            .find(|n| w[*n].before != ' ' || VERBS.at(w, *n).is_some() || w[*n].capital || w[*n].key == "và")
            .unwrap_or((k + 3).min(w.len()));
        // "ven sông Sao Mai": which river
        if w.get(end - 1)
            .is_some_and(|x| matches!(x.key, "sông" | "suối" | "hồ" | "kênh" | "đê"))
        {
            let name = w[end..].iter().take_while(|x| x.capital && x.before == ' ').count();
            if name > 0 {
                let mut end = end + name;
                // "ven sông Sao, sông Trăng"
                while let Some(river) = w.get(end).filter(|x| x.before == ',' && x.key == w[k + 1].key) {
                    let more = w[end + 1..].iter().take_while(|x| x.capital && x.before == ' ').count();
                    if more == 0 || river.capital {
                        break;
                    }
                    end += 1 + more;
                }
                return Some(end);
            }
        }
        // "ven biển, đảo", "ven biển và hải đảo"
        let and = usize::from(is(w, end, &["và"]));
        let more = ["đảo", "hải đảo", "biên giới", "miền núi"]
            .iter()
            .find_map(|p| says(w, end + and, p));
        let joined = w.get(end).is_some_and(|x| and == 1 && x.before == ' ' || x.before == ',');
        return (end > k + 1).then(|| more.filter(|_| joined).map_or(end, |n| end + and + n));
    }
    // "UBND các tỉnh trong vùng hoàn thiện …"
    if is(w, k, &["trong", "vùng"]) && w.get(k + 2).is_none_or(|y| y.before != ' ' || VERBS.at(w, k + 2).is_some()) {
        return Some(k + 2);
    }
    // "bị ảnh hưởng bởi bão, lũ:"
    if let Some(n) = ["bị ảnh hưởng", "chịu ảnh hưởng", "bị thiệt hại"]
        .iter()
        .find_map(|p| says(w, k, p))
    {
        let by = k + n;
        let cause = [
            "bởi", "do", "của", "bão", "mưa", "lũ", "thiên", "tai", "dịch", "hạn", "mặn", "và", "nặng",
        ];
        let told = |n: &usize| cause.contains(&w[*n].key) || number(&w[*n]) || w[*n].key == "số";
        let end = (by..w.len().min(by + 8)).take_while(told).last().map_or(by, |n| n + 1);
        // "bị thiệt hại và Sở A": the next of the list
        return Some(end - usize::from(w[end - 1].key == "và"));
    }
    [
        &["ven", "biển"][..],
        &["miền", "núi"],
        &["vùng", "cao"],
        &["biên", "giới"],
        &["trung", "tâm"],
        &["trọng", "điểm"],
        &["khu", "vực", "biên", "giới"],
    ]
    .into_iter()
    .find(|p| is(w, k, p) && w[k].before == ' ')
    .map(|p| k + p.len())
}

impl Finder<'_> {
    /// "UBND các xã, phường", "UBND xã A", "UBND các xã: A, B và phường C".
    pub(super) fn committee(&self, text: &str, w: &[Word], i: usize, titled: bool) -> Option<(Vec<Found>, usize)> {
        let first = w.get(i)?;
        let mut k = i + 1;
        if is(w, k, &["hai", "cấp"]) {
            k += 2;
        }
        // "cac": a mark that a scan lost
        let plural = (is(w, k, &["các"]) || is(w, k, &["cac"])) && level(w, k).is_none();
        if plural {
            k += 1;
            // "UBND các 08 xã"
            k += usize::from(w.get(k).is_some_and(|x| x.key.chars().all(|c| c.is_ascii_digit())));
        }
        // "UBND 12 xã nằm trong vùng dự án"
        let counted = !plural && w.get(k).is_some_and(|x| x.before == ' ' && number(x)) && level(w, k + 1).is_some();
        k += usize::from(counted);
        let plural = plural || counted;
        let one = |end: usize, group: bool| {
            let printed = tidy(&text[first.start..w[end - 1].end]);
            // a heading in capitals: "UBND CÁC XÃ, PHƯỜNG"
            let name = match printed.strip_prefix("UBND ") {
                Some(levels) if plural && !levels.contains(char::is_lowercase) => format!("UBND {}", lowercase(levels)),
                _ => printed,
            };
            let found = self.canonical(name, first.start..w[end - 1].end, false);
            Some((
                vec![Found { group, ..found }],
                related(w, end).or_else(|| lying(w, end)).unwrap_or(end),
            ))
        };
        if is(w, k, &["địa", "phương"]) || is(w, k, &["cấp"]) && plural {
            return one(k + 1 + usize::from(w[k].key == "địa"), true);
        }
        let (_, each, mut end) = levels(w, k)?;
        if let Some(q) = quality(w, end) {
            end = q;
        }
        // "UBND các tỉnh, thành phố trực thuộc Trung ương"
        end += says(w, end, "trực thuộc trung ương").filter(|_| plural).unwrap_or(0);
        let said: Vec<String> = each.iter().map(|r| tidy(&text[w[r.start].start..w[r.end - 1].end])).collect();
        let digits = w.get(end).is_some_and(number);
        let named = w
            .get(end)
            .is_some_and(|x| (x.capital || digits && each.len() == 1) && (x.before == ' ' || x.before == ':' && plural));
        if let Some(mixed) = self.some_named(text, w, k).filter(|_| plural) {
            return one(mixed, true);
        }
        if plural && w.get(end).is_some_and(|x| x.before == '(') {
            // "UBND các xã, phường ven biển (phường: A, B; xã: C)"
            let (places, next) = self.bracketed_places(text, w, end, &said);
            let shut = w.get(next).map_or(text.len(), |x| x.start);
            if places.len() > 1 && text.get(w[next - 1].end..shut).is_some_and(|gap| gap.contains(')')) {
                return Some((committees(places, first.start), next));
            }
        }
        if !named {
            return one(end, plural || each.len() > 1 || said.iter().any(|s| s.starts_with("cấp")));
        }
        if !plural && each.len() == 1 {
            let place = self.capitals(w, end);
            let place = place + usize::from(place > end && numbered(w, place) || place == end && digits);
            // "UBND phường 1 Sao Mai"
            let place = if digits && place == end + 1 && w.get(place).is_some_and(|x| x.before == ' ') {
                self.capitals(w, place)
            } else {
                place
            };
            if w.get(place).is_some_and(|x| x.before == ',') && digits && level(w, place).is_some() {
                // "UBND Quận 1, Quận 5": each is one
                let (places, next) = self.place_list(text, w, i + 1, &said);
                if places.len() > 1 {
                    return Some((committees(places, first.start), next));
                }
            }
            // the holder's name, not a province's
            let person = titled && said[0] == "tỉnh";
            let stop = if person || place == end { end } else { place };
            let range = first.start..w[place.max(end) - 1].end;
            let name = tidy(&text[first.start..w[stop - 1].end]);
            return Some((vec![self.canonical(name, range, false)], place.max(end)));
        }
        let (places, next) = self.place_list(text, w, end, &said);
        if places.is_empty() {
            return one(end, true);
        }
        Some((committees(places, first.start), next))
    }

    /// "xã Sao Mai, phường Trăng Non" where a body is meant: the committees of these places.
    pub fn committees_of(&self, text: &str, w: &[Word], k: usize) -> Option<(Vec<Found>, usize)> {
        // "riêng các tỉnh A, B"
        let each = usize::from(is(w, k, &["các"]));
        let (said, n) = level(w, k + each)?;
        w.get(k + each + n).filter(|x| x.capital && x.before == ' ')?;
        let (places, next) = match each {
            0 => self.place_list(text, w, k, &[]),
            _ => self.place_list(text, w, k + 1 + n, &[said.to_string()]),
        };
        let places: Vec<_> = places
            .into_iter()
            .map(|(level, place, range)| (lower_first(&level), place, range))
            .collect();
        // "các tỉnh Bắc Bộ" are those of a region
        let region = each == 1 && (places.len() < 2 || places.iter().any(|(_, place, _)| place.ends_with(" Bộ")));
        (!places.is_empty() && !region).then(|| (committees(places, w[k].start), next))
    }

    /// "ngành nông nghiệp", "ngành Giáo dục và Đào tạo": whoever works in a field of the state, and the word after.
    pub fn branch(&self, text: &str, w: &[Word], k: usize) -> Option<(Vec<Found>, usize)> {
        const FIELDS: &[&str] = &[
            "y tế",
            "giáo dục và đào tạo",
            "giáo dục",
            "nông nghiệp",
            "công an",
            "quân đội",
            "quân sự",
            "thuế",
            "hải quan",
            "kiểm lâm",
            "xây dựng",
            "giao thông",
            "công thương",
            "văn hoá",
            "du lịch",
            "nội vụ",
            "tư pháp",
            "tài chính",
            "tài nguyên",
            "lao động",
            "ngân hàng",
            "thông tin",
            "khoa học",
            "bảo hiểm xã hội",
            "điện lực",
        ];
        let known = is(w, k, &["ngành"]) && w.get(k + 1).is_some_and(|x| x.before == ' ');
        let field = FIELDS.iter().filter(|_| known).find_map(|f| says(w, k + 1, f))?;
        let mut end = k + 1 + field;
        // "và Môi trường"
        loop {
            let and = usize::from(is(w, end, &["và"]));
            let named = |at: usize| w[at].before == ' ' && (and == 1 || w[at].capital || VERBS.at(w, at).is_none());
            let Some(n) = NAME_WORDS.at(w, end + and).filter(|_| named(end + and)) else {
                break;
            };
            end += and + n;
        }
        let found = Found {
            name: upper_first(&tidy(&text[w[k].start..w[end - 1].end])),
            range: w[k].start..w[end - 1].end,
            group: true,
            ..Found::default()
        };
        // "ngành du lịch của tỉnh"
        let own = ["của tỉnh", "của thành phố", "tỉnh"]
            .iter()
            .find_map(|own| says(w, end, own))
            .unwrap_or(0);
        Some((vec![found], end + own))
    }

    /// "(các) huyện, thị xã Sao Mai và thành phố Trăng Non": whole levels and, behind them, single places each with its own: the
    /// word after. All of them are one group, as printed.
    fn some_named(&self, text: &str, w: &[Word], k: usize) -> Option<usize> {
        let (mut end, mut whole, mut single) = (k, 0, 0);
        loop {
            let (_, n) = level(w, end)?;
            let named = w.get(end + n).is_some_and(|x| x.capital && x.before == ' ');
            if named {
                single += 1;
                end = self.capitals(w, end + n);
            } else if single == 0 {
                whole += 1;
                end += n;
                // "các xã, phường ven biển, đặc khu Sao Mai"
                end = quality(w, end).unwrap_or(end);
            } else {
                return None;
            }
            let and = usize::from(is(w, end, &["và"]));
            let joined = w.get(end).is_some_and(|x| x.before == ',' || and == 1 && x.before == ' ');
            let next = end + and;
            if joined && level(w, next).is_some() {
                end = next;
                continue;
            }
            // a further place without its level belongs to a list of places
            let place = joined
                && single > 0
                && w.get(next).is_some_and(|x| x.capital)
                && !super::titled(w, next)
                && !is(w, next, &["chủ", "tịch"])
                && !self.begins_body(w, next)
                && self.registry.names.at(text, w, next, &[]).is_none();
            return (whole > 0 && single > 0 && !place).then_some(end);
        }
    }

    /// Places in brackets, each list behind its level where one is said.
    fn bracketed_places(&self, text: &str, w: &[Word], k: usize, said: &[String]) -> (Vec<(String, String, Range<usize>)>, usize) {
        let mut out = vec![];
        let mut k = k;
        loop {
            let own = level(w, k).filter(|(_, n)| w.get(k + n).is_some_and(|x| x.before == ':'));
            let (places, next) = match own {
                Some((l, n)) => self.place_list(text, w, k + n, &[l.to_string()]),
                None => self.place_list(text, w, k, said),
            };
            if places.is_empty() {
                return (out, k);
            }
            out.extend(places);
            k = next;
            if !w.get(k).is_some_and(|x| matches!(x.before, ';' | ',')) || level(w, k).is_none() {
                return (out, k);
            }
        }
    }

    /// "các Sở Tài chính, Xây dựng", "các trường: Tiểu học A, THCS B", "Tổ dân phố số 3, số 5".
    pub(super) fn each_of(&self, text: &str, w: &[Word], i: usize) -> Option<(Vec<Found>, usize)> {
        let first = w.get(i)?;
        if is(w, i, &["tổ", "dân", "phố", "số"])
            || is(w, i, &["các", "tổ", "dân", "phố", "số"])
            || is(w, i, &["các", "tổ", "dân", "phố"]) && is(w, i + 4, &["số"])
        {
            return self.numbered(text, w, i);
        }
        if first.key != "các" || is(w, i + 1, &["trường", "hợp"]) {
            return None;
        }
        let head = w.get(i + 1)?;
        let head_words: &[&str] = match head.key {
            "sở" => &["sở"],
            "phòng" => &["phòng"],
            "bộ" => &["bộ"],
            "ban" if !is(w, i + 2, &["quản"]) && !is(w, i + 2, &["chỉ"]) => &["ban"],
            "trường" => &["trường"],
            "công" if is(w, i + 1, &["công", "ty"]) => &["công", "ty"],
            "trung" if is(w, i + 1, &["trung", "tâm"]) => &["trung", "tâm"],
            "chi" if is(w, i + 1, &["chi", "cục"]) => &["chi", "cục"],
            "bệnh" if is(w, i + 1, &["bệnh", "viện"]) => &["bệnh", "viện"],
            "hội" => &["hội"],
            "trạm" if !is(w, i + 2, &["y", "tế"]) => &["trạm"],
            _ => return None,
        };
        let mut k = i + 1 + head_words.len();
        // "các sở, ngành: Tài chính, Y tế"
        if head.key == "sở" {
            let mut n = k;
            while w
                .get(n)
                .is_some_and(|x| matches!(x.key, "ban" | "ngành") && matches!(x.before, ',' | ' '))
            {
                n += 1;
            }
            if n > k && w.get(n).is_some_and(|x| x.before == ':') {
                k = n;
            }
        }
        if !w.get(k).is_some_and(|x| x.capital && matches!(x.before, ' ' | ':')) {
            return None;
        }
        // "các trường THPT trên địa bàn": a kind of schools
        let kind = SCHOOLS.iter().find_map(|s| says(w, k, s)).filter(|_| head.key == "trường");
        if kind.is_some_and(|n| w.get(k + n).is_none_or(|x| !x.capital || x.before != ' ')) {
            return None;
        }
        let free = !matches!(head_words[0], "sở" | "bộ");
        let mut out: Vec<Found> = Vec::new();
        loop {
            let (found, next) = match self.registry.names.at(text, w, k, head_words).filter(|m| !self.is_group(m)) {
                Some(m) => {
                    let tail = self.tail(text, w, m.next, false);
                    let base = Found {
                        range: w[k].start..w[tail.end.max(m.next) - 1].end,
                        ..Found::default()
                    };
                    (self.with_tail(text, w, m, &tail, base), tail.end.max(m.next))
                }
                None if free => {
                    let Some(end) = self.walk(w, k, k).filter(|e| *e > k) else { break };
                    let end = self.tail(text, w, end, false).end;
                    let words = tidy(&text[w[k].start..w[end - 1].end]);
                    // "các Công ty … thủy lợi Bắc A, Nam A": only the place is said again
                    let place = w[k..end].iter().all(|x| x.capital);
                    let stem = out.first().filter(|_| place).and_then(|f| stem(&f.name));
                    let name = match stem {
                        Some(stem) => format!("{stem} {words}"),
                        None => format!("{} {words}", upper_first(&head_words.join(" "))),
                    };
                    (vec![self.canonical(name, w[k].start..w[end - 1].end, false)], end)
                }
                None => break,
            };
            out.extend(found);
            k = next;
            // "các Công ty Lâm nghiệp: A, B": what is common stands before the colon
            if free && out.len() == 1 && w.get(k).is_some_and(|x| x.before == ':' && x.capital) {
                let common = out[0].name.clone();
                let (places, next) = self.place_list(text, w, k, &[String::new()]);
                if !places.is_empty() {
                    out = places
                        .into_iter()
                        .map(|(_, place, range)| self.canonical(format!("{common} {place}"), range, false))
                        .collect();
                    k = next;
                    break;
                }
            }
            let and = usize::from(is(w, k, &["và"]));
            let joined = w
                .get(k)
                .is_some_and(|x| matches!(x.before, ',' | ';') || and == 1 && matches!(x.before, ' ' | ','));
            let titled = ["trưởng", "phó", "chủ", "giám"].iter().any(|t| is(w, k + and, &[t]));
            let more = joined
                && w.get(k + and).is_some_and(|x| x.capital && !titled)
                && (self
                    .registry
                    .names
                    .at(text, w, k + and, head_words)
                    .is_some_and(|m| !self.is_group(&m))
                    || free && !self.begins_body(w, k + and) && self.registry.names.at(text, w, k + and, &[]).is_none());
            if !more {
                break;
            }
            k += and;
        }
        // "các phòng Giáo dục và Đào tạo": one in each district
        if let [one] = out.as_mut_slice()
            && matches!(head.key, "phòng" | "trạm")
            && !is(w, k, &["và"])
        {
            one.name = upper_first(&tidy(&text[first.start..w[k - 1].end]));
            one.slug = None;
            one.group = true;
        }
        if let Some(f) = out.first_mut() {
            f.range.start = first.start;
        }
        (!out.is_empty()).then_some((out, k))
    }

    /// "Tổ dân phố số 3, số 5 và số 8".
    fn numbered(&self, text: &str, w: &[Word], i: usize) -> Option<(Vec<Found>, usize)> {
        let mut k = (i..i + 5).find(|k| is(w, *k, &["số"]))?;
        let mut out = vec![];
        loop {
            // "số 3, số 5", "số 3, 5, 8"
            let said = usize::from(is(w, k, &["số"]));
            let Some(x) = w.get(k + said).filter(|x| number(x) && (said == 1 || !out.is_empty())) else {
                break;
            };
            out.push(Found {
                name: format!("Tổ dân phố số {}", &text[x.start..x.end]),
                range: w[k].start..x.end,
                ..Found::default()
            });
            k += said + 1;
            let and = usize::from(is(w, k, &["và"]));
            // "số 3, 5 hộ": a number that counts something
            let alone = |n: usize| {
                w.get(n)
                    .is_none_or(|x| x.before != ' ' || x.key == "và" || VERBS.at(w, n).is_some())
            };
            let next = w.get(k + and).is_some_and(|x| x.key == "số" || number(x) && alone(k + and + 1));
            if and == 0 && !w.get(k).is_some_and(|x| x.before == ',') || !next {
                break;
            }
            k += and;
        }
        if let Some(f) = out.first_mut() {
            f.range.start = w[i].start;
        }
        (!out.is_empty()).then_some((out, k))
    }

    /// "các cơ quan, đơn vị liên quan", "các sở, ngành và địa phương", "từng chủ đầu tư".
    pub(super) fn group(&self, text: &str, w: &[Word], i: usize) -> Option<(Vec<Found>, usize)> {
        let first = w.get(i)?;
        if !matches!(first.key, "các" | "từng" | "những" | "mỗi") {
            return None;
        }
        // "mỗi tổ phụ trách không quá 50 hộ": a share, no body
        if first.key == "mỗi"
            && (w.get(i + 1).is_some_and(|x| matches!(x.key, "tổ" | "đội" | "nhóm" | "hộ" | "trạm")) || level(w, i + 1).is_some())
        {
            return None;
        }
        self.grouped(text, w, i, i + 1)
    }

    /// The group whose nouns begin at word `k`; the naming begins at word `i`.
    pub(super) fn grouped(&self, text: &str, w: &[Word], i: usize, k: usize) -> Option<(Vec<Found>, usize)> {
        let first = w.get(i)?;
        let (parts, k) = self.nouns(text, w, k);
        if parts.is_empty() {
            return None;
        }
        if let Some(named) = self.places_of_levels(text, w, &parts, k) {
            return Some(named);
        }
        if let [only] = parts.as_slice()
            && let Some(named) = self.each_behind(text, w, only, k)
        {
            return Some(named);
        }
        let (mut parts, mut k) = (parts, k);
        if let Some(q) = quality(w, k) {
            k = q;
            if let Some(p) = parts.last_mut() {
                p.end = q;
            }
        }
        Some(self.as_groups(text, w, &parts, first.start, k))
    }

    /// The nouns of a group from word `k` on, each with the words that tell which ("các cơ quan chuyên môn, đơn vị sự nghiệp"): the words of
    /// each, and the word behind them.
    fn nouns(&self, text: &str, w: &[Word], k: usize) -> (Vec<Range<usize>>, usize) {
        let mut parts: Vec<Range<usize>> = Vec::new();
        let mut k = k;
        // "các báo cáo" are no newspapers, "các trường hợp" no schools
        let other = |k: usize| {
            is(w, k, &["báo", "cáo"]) || is(w, k, &["trường", "hợp"]) || is(w, k, &["làng", "nghề"]) || is(w, k, &["buôn", "bán"])
        };
        while let Some(n) = GROUPS.at(w, k).filter(|_| !other(k)) {
            let from = k;
            k = self.told_which(w, from, k + n);
            if is(w, from, &["trường"]) {
                k = kinds_of_school(w, from, k);
            }
            k = self.told_whose(text, w, from, k);
            // "chủ đập, hồ chứa": whoever owns them
            match parts.last_mut() {
                Some(owners) if w[owners.start].key == "chủ" && matches!(w[from].key, "hồ" | "đập" | "rừng") => owners.end = k,
                _ => parts.push(from..k),
            }
            let and = usize::from(is(w, k, &["và"]) && w.get(k).is_some_and(|x| x.before == ' '));
            let joined = and == 1 || w.get(k).is_some_and(|x| x.before == ',');
            if !joined || GROUPS.at(w, k + and).is_none() || self.begins_name(text, w, k + and) {
                break;
            }
            k += and;
        }
        (parts, k)
    }

    /// "tổ chức tín dụng", "doanh nghiệp viễn thông", "phòng, ban cấp huyện": behind the words that tell which.
    fn told_which(&self, w: &[Word], from: usize, k: usize) -> usize {
        let mut k = k;
        let mut more = 0;
        while more < 3 && w.get(k).is_some_and(|x| matches!(x.before, ' ' | '-' | '–')) && related(w, k).is_none() {
            let council = w[k].key == "của" && w.get(k + 1).is_some_and(|x| matches!(x.key, "hđnd" | "ubnd"));
            let of = k + usize::from(council);
            if w.get(of).is_some_and(|x| matches!(x.key, "hđnd" | "ubnd")) && w[of].before == ' ' {
                k = of + 1 + level(w, of + 1).map_or(0, |l| l.1);
            } else if let Some(n) = WHICH
                .at(w, k)
                .filter(|n| VERBS.at(w, k).is_none_or(|v| v < *n || !verbal(w, k, *n)))
            {
                k += n;
                // "đoàn thể chính trị - xã hội"
                let second = is(w, k, &["xã", "hội"]) || is(w, k, &["nghề", "nghiệp"]);
                if second && matches!(w[k].before, '-' | '–') {
                    k += 2;
                    break;
                }
                if level(w, k - 1).is_some() {
                    k = self.capitals(w, k);
                }
                // "bưu chính, viễn thông"
                if w.get(k).is_some_and(|x| x.before == ',')
                    && GROUPS.at(w, k).is_none()
                    && HEADS.at(w, k).is_none_or(|h| !w[k].capital && WHICH.at(w, k) == Some(h))
                    && let Some(n) = WHICH.at(w, k)
                    && (w.get(k + n).is_none_or(|x| x.before == '(')
                        || w.get(k + n).is_some_and(|x| VERBS.at(w, k + n).is_some() && x.before == ' '))
                {
                    k += n;
                }
            } else if let Some(n) = of_trade(w, from, k) {
                k += n;
            } else {
                break;
            }
            more += 1;
        }
        k
    }

    /// "thành viên Ban Chỉ huy phòng chống thiên tai", "đơn vị quản lý hồ chứa": behind the words that tell whose they are or what for.
    fn told_whose(&self, text: &str, w: &[Word], from: usize, k: usize) -> usize {
        let mut k = k;
        // "thành viên Ban Chỉ huy phòng chống thiên tai", "tổ kiểm tra của Ban Chỉ đạo"
        if (is(w, from, &["thành", "viên"]) || is(w, from, &["tổ"]))
            && w.get(k).is_some_and(|x| x.capital && x.before == ' ')
            && let Some((one, next)) = self.named(text, w, k, false)
            && one.len() == 1
        {
            k = next;
        }
        let office = is(w, from, &["đơn", "vị"]) || is(w, from, &["cơ", "quan"]) || is(w, from, &["sở"]);
        let bare = k == from + 1 + usize::from(w[from].key != "sở");
        k = manages(w, k).filter(|_| office && bare).unwrap_or(k);
        // "các cơ quan trình tiếp thu ý kiến": who submitted something, not "trình phê duyệt"
        const AFTER: &[&str] = &["tiếp thu", "hoàn thiện", "hoàn chỉnh", "chỉnh sửa", "chỉnh lý", "rà soát"];
        if office && bare && is(w, k, &["trình"]) && w[k].before == ' ' && AFTER.iter().any(|a| says(w, k + 1, a).is_some()) {
            k += 1;
        }
        // "các phòng nghiên cứu chủ động nhắc": what they are for, before what they do
        let room = is(w, from, &["phòng"]) || is(w, from, &["tổ"]) || is(w, from, &["bộ", "phận"]);
        if room
            && let Some(n) = NAME_VERBS
                .at(w, k)
                .filter(|n| w[k].before == ' ' && PLAIN_VERBS.at(w, k + n).is_some() && w[k + n].before == ' ')
        {
            k += n;
        }
        k
    }

    /// Whether a name of its own begins at word `k`: "thị trấn" after a comma goes on, "các tổ …, Hội đồng bồi thường các xã" does not.
    fn begins_name(&self, text: &str, w: &[Word], k: usize) -> bool {
        w.get(k).is_some_and(|x| x.capital)
            && (titled(w, k)
                || self.registry.names.at(text, w, k, &[]).is_some_and(|m| !self.is_group(&m))
                || level(w, k).is_none()
                    && GROUPS
                        .at(w, k)
                        .is_some_and(|n| {
                            let next = k + n;
                            let more = w.get(next).is_some_and(|x| x.before == ' ' && (x.capital || n > 1));
                            more && (w[next].capital
                                // "các tổ …, Hội đồng bồi thường các xã": a name of its own begins
                                || w[next].key != "và" && WHICH.at(w, next).is_none() && VERBS.at(w, next).is_none() && related(w, next).is_none())
                        }))
    }

    /// "các xã, phường A, B": committees of places.
    fn places_of_levels(&self, text: &str, w: &[Word], parts: &[Range<usize>], k: usize) -> Option<(Vec<Found>, usize)> {
        if !parts.iter().all(|p| level(w, p.start).is_some()) || !w.get(k).is_some_and(|x| x.capital && matches!(x.before, ' ' | ':')) {
            return None;
        }
        // "các xã vùng cao: A, B": what they have in common is no part of a name
        let said: Vec<String> = parts
            .iter()
            .filter_map(|p| level(w, p.start).map(|(name, _)| name.to_string()))
            .collect();
        let (places, next) = self.place_list(text, w, k, &said);
        let committee = |(level, place, range): (String, String, Range<usize>)| Found {
            name: format!("UBND {level} {place}"),
            range,
            ..Found::default()
        };
        (!places.is_empty()).then(|| (places.into_iter().map(committee).collect(), next))
    }

    /// Several bodies of one kind, each by its name behind it.
    fn each_behind(&self, text: &str, w: &[Word], only: &Range<usize>, k: usize) -> Option<(Vec<Found>, usize)> {
        let x = w.get(k)?;
        let named = |kind: &str, level: &str| {
            let (places, next) = self.place_list(text, w, k, &[level.to_string()]);
            let one = |(_, place, range): (String, String, Range<usize>)| self.canonical(format!("{kind} {place}"), range, false);
            (!places.is_empty()).then(|| (places.into_iter().map(one).collect(), next))
        };
        // "các thôn Sao Mai, Trăng Non"
        if hamlet(&w[only.start]) && only.len() == 1 && x.capital && matches!(x.before, ' ' | ':') {
            let kind = upper_first(&tidy(&text[w[only.start].start..w[only.start].end]));
            return named(&kind, &kind);
        }
        // "các Ban Quản lý dự án: Sao Mai, 2, 85": each by its place or number
        if is(w, only.start, &["ban", "quản", "lý", "dự", "án"]) && x.before == ':' && (x.capital || number(x)) {
            let stem = upper_first(&tidy(&text[w[only.start].start..w[only.end - 1].end]));
            return named(&stem, "");
        }
        // "các địa phương: A, B, thị xã C": places of the level of those that say theirs
        if !is(w, only.start, &["địa", "phương"]) || x.before != ':' || !x.capital && level(w, k).is_none() {
            return None;
        }
        let (places, next) = self.place_list(text, w, k, &[String::new()]);
        let says = |levels: &[&str]| places.iter().any(|(level, ..)| levels.contains(&level.as_str()));
        let own = if says(&["huyện", "thị xã", "thành phố", "quận"]) {
            "huyện"
        } else if says(&["xã", "phường", "thị trấn", "đặc khu"]) {
            "xã"
        } else {
            return None;
        };
        let committee = |(level, place, range): (String, String, Range<usize>)| {
            let level = if level.is_empty() { own } else { &level };
            let name = format!("UBND {level} {place}");
            Found {
                name,
                range,
                ..Found::default()
            }
        };
        Some((places.into_iter().map(committee).collect(), next))
    }

    /// The nouns as groups: each kind of body one of its own, offices and the places beside them together. The naming begins at byte `start`
    /// and ends before word `k`.
    fn as_groups(&self, text: &str, w: &[Word], parts: &[Range<usize>], start: usize, k: usize) -> (Vec<Found>, usize) {
        let end = related(w, k);
        let vague_end = end.is_some();
        let key = |p: &Range<usize>| text[w[p.start].start..w[p.end - 1].end].to_lowercase();
        let local = |p: &Range<usize>| is(w, p.start, &["địa", "phương"]);
        // each kind of body is a group of its own; offices and the places beside them go together
        let alone = |p: &Range<usize>| {
            ["chủ", "nhà", "doanh", "tư", "hợp", "bệnh", "trường"].contains(&w[p.start].key) || is(w, p.start, &["ban", "quản"])
        };
        let offices: Vec<_> = parts.iter().filter(|p| !alone(p)).cloned().collect();
        let office = offices.iter().any(|p| matches!(key(p).as_str(), "cơ quan" | "đơn vị"));
        let ban = offices.iter().any(|p| w[p.start].key == "ban");
        let forces = offices.iter().any(|p| key(p) == "lực lượng chức năng");
        let range = start..w[k - 1].end;
        let mut out = Vec::new();
        let print = |p: &Range<usize>| {
            let text = tidy(&text[w[p.start].start..w[p.end - 1].end]);
            let back = [" có tên nêu trên", " nêu trên", " nói trên"];
            let text = back
                .iter()
                .find_map(|mark| text.strip_suffix(mark))
                .map_or(text.clone(), str::to_string);
            let proper = w[p.start].acronym || w.get(p.start + 1).is_some_and(|x| p.len() > 1 && x.capital);
            if proper { text } else { lower_first(&text) }
        };
        for p in parts.iter().filter(|p| alone(p)) {
            out.push(self.canonical(format!("Các {}", print(p)), range.clone(), vague_end && offices.is_empty()));
        }
        let places: Vec<_> = offices.iter().filter(|p| local(p)).cloned().collect();
        let rest: Vec<_> = offices.iter().filter(|p| !local(p)).cloned().collect();
        let vague = vague_end || (office && !ban) || forces;
        let sets = if !office && !rest.is_empty() && !places.is_empty() {
            vec![rest, places]
        } else {
            vec![offices.clone()]
        };
        for set in sets.iter().filter(|s| !s.is_empty()) {
            let label: Vec<String> = set.iter().map(print).collect();
            let mut name = format!("Các {}", label.join(", "));
            if vague_end && sets.len() == 1 {
                name.push_str(if is(w, k, &["có"]) { " có liên quan" } else { " liên quan" });
            }
            out.push(self.canonical(name, range.clone(), vague));
        }
        for f in &mut out {
            f.group = true;
        }
        (out, end.or_else(|| lying(w, k)).unwrap_or(k))
    }
}

/// "các trường mầm non, tiểu học, trung học cơ sở công lập": behind the kinds of school from word `k` on.
fn kinds_of_school(w: &[Word], from: usize, k: usize) -> usize {
    let mut k = k;
    while k > from + 1 {
        let and = usize::from(is(w, k, &["và"]));
        let joined = and == 1 || w.get(k).is_some_and(|x| x.before == ',');
        let Some(n) = SCHOOLS.iter().find_map(|s| says(w, k + and, s)).filter(|_| joined) else {
            break;
        };
        k += and + n;
        // who keeps them, said once for all: "… công lập"
        k += KEEPERS.iter().find_map(|s| says(w, k, s)).unwrap_or_default();
    }
    k
}

/// "đơn vị quản lý hồ chứa:", "đơn vị thi công công trình phải …": what offices have in hand, where it ends their naming.
fn manages(w: &[Word], k: usize) -> Option<usize> {
    let verb = NAME_VERBS.at(w, k).filter(|_| w[k].before == ' ' && !w[k].capital)?;
    let mut end = k + verb;
    while let Some(n) = NAME_WORDS.at(w, end).filter(|_| w[end].before == ' ' && !w[end].capital) {
        end += n;
    }
    let ends = match w.get(end) {
        None => false,
        Some(x) if x.before == ':' => true,
        Some(x) => x.before == ' ' && (VERBS.at(w, end).is_some_and(|n| n > 1) || matches!(x.key, "phải" | "cần")),
    };
    (end > k + verb && ends).then_some(end)
}

/// Kinds of schools, of which one word "trường" is said.
const SCHOOLS: &[&str] = &[
    "mầm non",
    "mẫu giáo",
    "tiểu học",
    "trung học cơ sở",
    "trung học phổ thông",
    "thcs",
    "thpt",
    "trung cấp",
    "cao đẳng",
    "đại học",
];

/// Who keeps schools.
const KEEPERS: &[&str] = &["công lập", "ngoài công lập", "dân lập", "tư thục"];

/// Bodies of which one stands in each of many places, and with how many words at least the trade is told before the place.
const POSTS: &[(&str, usize)] = &[
    ("Công ty", 4),
    ("Đồn", 3),
    ("Hạt", 3),
    ("Trạm", 3),
    ("Bệnh viện", 4),
    ("Xí nghiệp", 4),
    ("Chi cục", 4),
];

/// The name of a company or a post without the run of capitals that ends it, which is its place.
pub(super) fn stem(name: &str) -> Option<&str> {
    let (_, least) = POSTS.iter().find(|(post, _)| name.starts_with(post))?;
    let words: Vec<&str> = name.split(' ').collect();
    let tail = words.iter().rev().take_while(|w| w.starts_with(char::is_uppercase)).count();
    let head = words.len() - tail;
    (tail > 0 && head >= *least).then(|| name[..words[..head].iter().map(|w| w.len() + 1).sum::<usize>() - 1].trim())
}

/// "công ty thủy nông", "Ban Quản lý rừng", "Tổng công ty Điện lực": the trade of companies and boards at `from`, at word `k`.
fn of_trade(w: &[Word], from: usize, k: usize) -> Option<usize> {
    let bodies = [
        &["công", "ty"][..],
        &["tổng", "công", "ty"],
        &["ban", "quản", "lý"],
        &["nhà", "máy"],
        &["hợp", "tác", "xã"],
    ];
    bodies.iter().find(|b| is(w, from, b) && k == from + b.len())?;
    let n = NAME_WORDS.at(w, k).filter(|_| w[k].before == ' ')?;
    VERBS.at(w, k).is_none_or(|v| v < n).then_some(n)
}

/// Whether the `n` words at `k`, which may tell which bodies, rather say what they do: "các cơ quan chủ trì, phối hợp …",
/// "các đơn vị quản lý chặt chẽ". An attribute is followed by its object or by the end of the name.
fn verbal(w: &[Word], k: usize, n: usize) -> bool {
    if is(w, k, &["chủ", "trì"]) {
        // "các cơ quan chủ trì nêu tại mục III"
        if is(w, k + n, &["nêu"]) {
            return false;
        }
        return w.get(k + n).is_none_or(|x| x.before != ' ' || VERBS.at(w, k + n).is_some()) && !is(w, k + n, &["soạn", "thảo"])
            || w.get(k + n).is_some_and(|x| x.before == ' ');
    }
    // "các đơn vị xây dựng báo cáo sơ kết": a document is drawn up
    let drawn_up = is(w, k, &["xây", "dựng"]) && is(w, k + n, &["báo", "cáo"]);
    if drawn_up && w.get(k + n + 2).is_some_and(|x| x.before == ' ' && !x.capital && x.key != "về") {
        return true;
    }
    w.get(k + n)
        .is_some_and(|x| x.before == ' ' && VERBS.at(w, k + n).is_none() && WHICH.at(w, k + n).is_none())
}
