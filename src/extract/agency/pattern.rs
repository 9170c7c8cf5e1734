//! Bodies that no register lists, by their first words and the words names are made of.

use super::alone::compound;
use super::lexicon::{HEADS, NAME_VERBS, NAME_WORDS, NO_BODY, PLAIN_VERBS, TASKED, VERBS};
use super::tail::{level, levels, number};
use super::{Finder, Found, Word, group, is, tidy, upper_first};

/// Bodies written small.
fn small(w: &[Word], i: usize) -> bool {
    [
        &["lực", "lượng"][..],
        &["già", "làng"],
        &["người", "có", "uy", "tín"],
        &["nhà", "thầu"],
        &["nhà", "đầu", "tư"],
        &["chủ", "đầu", "tư"],
        &["chủ", "rừng"],
        &["doanh", "nghiệp", "dự", "án"],
        &["tổ", "công", "tác"],
        &["đoàn", "công", "tác"],
        &["đoàn", "kiểm", "tra"],
        &["đội", "quản", "lý"],
        &["đơn", "vị", "tư", "vấn"],
        &["đơn", "vị", "thi", "công"],
        &["tư", "vấn", "giám", "sát"],
    ]
    .into_iter()
    .any(|p| is(w, i, p))
}

impl Finder<'_> {
    /// A body by its first words: as far as words go of which names are made, then its level and place.
    pub(super) fn pattern(&self, text: &str, w: &[Word], i: usize) -> Option<(Vec<Found>, usize)> {
        let first = w.get(i)?;
        let acronym = first.acronym
            && first.key.chars().count() >= 3
            && !first.key.starts_with(|c: char| c.is_ascii_digit())
            && w.get(i + 1).is_some_and(|x| x.capital && !x.acronym && x.before == ' ')
            && !matches!(first.key, "hđnd" | "grdp" | "iip" | "gdp" | "pci" | "par" | "oda" | "fdi" | "cpi");
        let head = match HEADS.at(w, i) {
            Some(n) => n,
            None if acronym => 1,
            None => return None,
        };
        if NO_BODY.at(w, i).is_some() {
            return None;
        }
        let small = small(w, i);
        let after = w.get(i + head);
        let named = after.is_some_and(|x| x.capital && x.before == ' ');
        if !first.capital
            && !small
            && !(named
                && matches!(
                    first.key,
                    "phòng" | "ban" | "sở" | "công" | "trung" | "chi" | "trường" | "bệnh" | "hội" | "thôn" | "ấp" | "khóm" | "bản"
                ))
            && !(head > 1 && w.get(i + 1).is_some_and(|x| x.capital))
        {
            return None;
        }
        // "Lực lượng, vật tư" is no body
        if is(w, i, &["lực", "lượng"]) && after.is_some_and(|x| x.before != ' ') {
            return None;
        }
        let mut k = i + head;
        // "Thường trực Ban Chỉ đạo …", "Liên danh Công ty …": an office of another body
        let office = is(w, i, &["thường", "trực"])
            || is(w, i, &["ban", "thường"])
            || is(w, i, &["liên", "danh"])
            || is(w, i, &["chi", "nhánh"])
            || is(w, i, &["tổ", "giúp", "việc"])
            || is(w, i, &["cơ", "quan", "thường", "trực"])
            || is(w, i, &["trung", "ương"]);
        let standing = is(w, i, &["văn", "phòng"]) && is(w, k, &["thường", "trực"]);
        // "Văn phòng Ban An toàn giao thông tỉnh"
        let of_board = is(w, i, &["văn", "phòng"]) && is(w, k, &["ban"]) && w[k].capital;
        let office = office || standing || of_board;
        // "Trung ương Hội Chữ thập đỏ", "Thanh tra Cục Đường bộ"
        let of_union = is(w, i, &["trung", "ương"]);
        let inspectors = is(w, i, &["thanh", "tra"])
            && w.get(k)
                .is_some_and(|x| x.capital && matches!(x.key, "cục" | "chi" | "sở" | "bộ" | "tổng"));
        let office = office || inspectors;
        let inner = match () {
            // "Văn phòng thường trực Ban Chỉ huy A"
            () if standing && !w[k].capital => k + 2,
            () if standing || of_union => i + 2,
            () => k,
        };
        let inner = inner + usize::from(is(w, k, &["trực"]) || is(w, k, &["vụ"]));
        if office
            && self.begins_body(w, inner)
            && w.get(inner).is_some_and(|x| x.before == ' ')
            && let Some((found, next)) = self.named(text, w, inner, false)
            && found.len() == 1
        {
            let end = next.min(w.len());
            let name = tidy(&text[first.start..w[end - 1].end]);
            return Some((vec![self.canonical(name, first.start..w[end - 1].end, false)], next));
        }
        if let Some(party) = self.party_beside(text, w, i, k) {
            return Some(party);
        }
        // "Cơ quan Thường trực" alone is that of the committee which meets
        let standing = first.capital && is(w, i, &["cơ", "quan", "thường", "trực"]);
        // a shorter name than the one that goes on here is another body's
        let alone = self.alone().at(w, i).filter(|end| {
            let and = usize::from(is(w, *end, &["và"]));
            let near = |n: usize| w.get(n).is_some_and(|x| matches!(x.before, ' ' | '-' | '–'));
            let more = near(*end) && NAME_WORDS.at(w, *end).is_some()
                || and == 1 && near(end + 1) && w[end + 1].capital && HEADS.at(w, end + 1).is_none();
            *end >= i + head && !more
        });
        match of_section(w, i)
            .or(alone)
            .or_else(|| self.tasked(w, i))
            .or_else(|| of_assembly(w, i))
        {
            _ if standing => {}
            Some(end) => k = end,
            None if w.get(k).is_some_and(|x| x.before == ' ') => k = self.walk(w, i, k)?,
            None => {}
        }
        // "Ban Chỉ đạo quốc gia về phòng, chống thiên tai chủ trì"
        if TASKED.at(w, i).is_some() && is(w, k, &["về"]) {
            k = (k + 2..w.len().min(k + 16))
                .take_while(|n| !matches!(w[*n].before, '.' | ';' | ':' | '('))
                .find(|n| w[*n].before == ' ' && PLAIN_VERBS.at(w, *n).is_some())
                .unwrap_or(k);
        }
        // "Hội đồng nghĩa vụ quân sự các xã, phường": one in each
        if k > i + head
            && w[k - 1].key == "các"
            && let Some((_, _, end)) = levels(w, k)
            && w.get(end).is_none_or(|x| !x.capital || !matches!(x.before, ' ' | ':'))
        {
            let range = first.start..w[end - 1].end;
            let found = self.canonical(upper_first(&tidy(&text[range.clone()])), range, false);
            return Some((vec![Found { group: true, ..found }], group::related(w, end).unwrap_or(end)));
        }
        let tail = self.tail(text, w, k, false);
        if !tail.many.is_empty() {
            let stem = tidy(&text[first.start..w[k - 1].end]);
            let out = tail
                .many
                .iter()
                .map(|(level, place, range)| Found {
                    name: format!("{stem} {level} {place}"),
                    range: range.clone(),
                    ..Found::default()
                })
                .collect();
            return Some((out, tail.end));
        }
        k = tail.end.max(k);
        // "Bệnh viện Quân y 121 hỗ trợ": the number of a unit
        let counted = matches!(
            first.key,
            "bộ" | "bệnh" | "xí" | "nhà" | "công" | "đồn" | "hải" | "lữ" | "trung" | "sư" | "tiểu" | "trường"
        );
        if counted
            && k > i + head
            && w.get(k)
                .is_some_and(|x| x.before == ' ' && x.key.bytes().all(|b| b.is_ascii_digit()))
            && w.get(k + 1).is_none_or(|x| x.before != ' ' || VERBS.at(w, k + 1).is_some())
        {
            k += 1;
        }
        // words that no list knows up to a comma, behind which the next body begins, belong to the name
        if let Some(end) = (k..(k + 4).min(w.len())).find(|n| w[*n].before != ' ')
            && end > k
            && w[end].before == ','
            && self.begins_body(w, end)
            && (k..end).all(|n| VERBS.at(w, n).is_none() && !w[n].capital && w[n].key != "và")
        {
            k = end;
        }
        // "Phòng Giao dịch số 10 - Kho bạc Nhà nước khu vực VI": one body below another
        if w.get(k).is_some_and(|x| matches!(x.before, '-' | '–') && x.capital)
            && HEADS.at(w, k).is_some()
            && let Some((_, next)) = self.named(text, w, k, false)
        {
            k = next;
        }
        if k == i + head && !standing && !(head > 1 && (small || group::related(w, k).is_some())) {
            return None;
        }
        let mut name = tidy(&text[first.start..w[k - 1].end]);
        if !first.capital {
            name = upper_first(&name);
        }
        let end = group::related(w, k);
        let found = self.canonical(name, first.start..w[k - 1].end, end.is_some() && small);
        Some((
            vec![Found {
                group: tail.plural,
                ..found
            }],
            end.unwrap_or(k),
        ))
    }

    /// "Huyện ủy, UBND huyện Sao Mai": the committee of the Party at word `i`, whose place is said with the committee beside it; `k`
    /// is the word behind.
    fn party_beside(&self, text: &str, w: &[Word], i: usize, k: usize) -> Option<(Vec<Found>, usize)> {
        let levels: &[&str] = match w[i].key {
            "huyện" => &["huyện"],
            "quận" => &["quận"],
            "thị" => &["thị xã"],
            "thành" => &["thành phố"],
            "đảng" => &["xã", "phường", "đặc khu"],
            _ => return None,
        };
        let and = usize::from(is(w, k, &["và"]));
        let joined = and == 1 || w.get(k).is_some_and(|x| x.before == ',');
        let of = k + and;
        if !is(w, i + 1, &["uỷ"]) || k != i + 2 || !joined || !is(w, of, &["ubnd"]) {
            return None;
        }
        let (level, n) = level(w, of + 1).filter(|(level, _)| levels.contains(level))?;
        let from = of + 1 + n;
        let to = self.capitals(w, from);
        let own = if w[i].key == "đảng" {
            format!(" {level}")
        } else {
            String::new()
        };
        let place = if to > from {
            format!(" {}", &text[w[from].start..w[to - 1].end])
        } else {
            String::new()
        };
        let name = tidy(&format!("{}{own}{place}", &text[w[i].start..w[i + 1].end]));
        Some((vec![self.canonical(name, w[i].start..w[i + 1].end, false)], k))
    }

    /// The word after a committee's long task, where a level or "của …" ends it: "Ban Chỉ đạo … cho người nghèo tỉnh".
    fn tasked(&self, w: &[Word], i: usize) -> Option<usize> {
        let n = TASKED.at(w, i)?;
        for k in i + n..(i + n + 18).min(w.len()) {
            if matches!(w[k].before, '.' | ';' | ':' | '(') || k > i + n && PLAIN_VERBS.at(w, k).is_some() && !compound(w, k) {
                return None;
            }
            let other =
                matches!(w[k].key, "ubnd" | "hđnd") || k > i + n && self.begins_body(w, k) && (w[k].before == ',' || w[k - 1].key == "và");
            if other {
                return None;
            }
            if level(w, k).is_some() && w[k].before == ' ' {
                return Some(k);
            }
        }
        None
    }

    /// How far a name goes from word `k`; `i` is where it began. `None` where it runs into a body of the register.
    pub(super) fn walk(&self, w: &[Word], i: usize, k: usize) -> Option<usize> {
        let begin = k;
        let mut k = k;
        while let Some(x) = w.get(k).filter(|_| k < i + 24) {
            // "Vụ Pháp chế - Thanh tra"
            let inspects = matches!(w[i].key, "vụ" | "phòng") && is(w, k, &["thanh", "tra"]);
            let hyphen = matches!(x.before, '-' | '–' | '&') && x.capital && (HEADS.at(w, k).is_none() || inspects);
            let comma = x.before == ','
                && k > begin
                && HEADS.at(w, k).is_none_or(|n| n < 2)
                && (self.goes_on(w, k)
                    || is(w, i, &["trung", "tâm"]) && fields_follow(w, k)
                    || is(w, i, &["ban", "quản", "lý"]) && field_ends(w, k));
            if k > begin && !(x.before == ' ' || hyphen || comma) || k == begin && !matches!(x.before, ' ' | ':' | ',' | ';') {
                break;
            }
            if x.key == "ubnd" || x.key == "hđnd" {
                break;
            }
            if x.key == "và" {
                let next = k + 1;
                let go = w.get(next).is_some_and(|y| {
                    y.before == ' '
                        && if y.capital {
                            // "Chi cục Đê điều và Phòng chống lụt bão", "Ban Quản lý Âu thuyền và Cảng cá Sao Mai"
                            let managed = || is(w, i, &["ban", "quản", "lý"]) && HEADS.at(w, next) < NAME_WORDS.at(w, next);
                            HEADS.at(w, next).is_none() || NO_BODY.at(w, next).is_some() || managed()
                        } else {
                            NAME_WORDS.at(w, next).is_some() || NAME_VERBS.at(w, next).is_some_and(|n| NAME_WORDS.at(w, next + n).is_some())
                        }
                });
                if !go {
                    break;
                }
                k += 1;
                continue;
            }
            if level(w, k).is_some() && k > begin {
                break;
            }
            // "Cục Giám định Nhà nước về chất lượng công trình"
            if let Some(end) = field_behind(w, k).filter(|_| k > begin && w[k - 1].capital || k > begin && w[k - 1].key == "nước") {
                k = end;
                break;
            }
            // "Bộ Tư lệnh Vùng 5 Hải quân"
            if number(x) && k > begin && w[k - 1].key == "vùng" && w.get(k + 1).is_some_and(|y| y.capital && y.before == ' ') {
                k += 1;
                continue;
            }
            if let Some(n) = NAME_WORDS.at(w, k).filter(|n| x.capital && *n > 1) {
                k += n;
                continue;
            }
            if x.capital {
                if k > begin && VERBS.at(w, k).is_some_and(|n| n > 1) && HEADS.at(w, k).is_none() && !name_verb(w, k) {
                    break;
                }
                k += 1;
                // the second syllable of a word: "Pháp chế", "Điện lực", but not a verb after a place ("Sao Mai mở")
                let two = w.get(k).is_some_and(|y| !y.capital && y.before == ' ');
                let alone = k < 2 || !w[k - 2].capital || w[k - 2].acronym || w[k - 1].before != ' ' || k - 1 == begin;
                let place = k >= 2 && k - 2 >= begin && w[k - 2].capital && !w[k - 2].acronym && w[k - 1].before == ' ';
                if two && alone && !place && !w[k - 1].acronym && !matches!(w[k].key, "và" | "các" | "của" | "cùng" | "có" | "để" | "là")
                {
                    // one capital after a noun of names is a place: "Công trình đô thị Sao dọn bùn"
                    let behind_noun = k >= 2 && k - 2 > begin && !w[k - 2].capital;
                    // of two places too: "cao tốc A - B qua địa bàn"
                    let behind_dash = k >= 2 && k - 2 > begin && w[k - 2].capital && matches!(w[k - 1].before, '-' | '–');
                    // "Văn phòng Bộ làm đầu mối"
                    let behind_head = k > begin && HEADS.at(w, k - 1) == Some(1);
                    let verb = VERBS.at(w, k).is_some_and(|n| n > 1 || behind_noun || behind_dash || behind_head)
                        && NAME_WORDS.at(w, k - 1).is_none();
                    let word = NAME_WORDS.at(w, k).is_some_and(|n| n > 1);
                    if !verb && !word && level(w, k).is_none() {
                        k += 1;
                    }
                }
                continue;
            }
            // "Hiệp hội chè Sao Mai": what it is about, and where
            let trade = k == begin
                && matches!(w[i].key, "hiệp" | "hội" | "hợp" | "công" | "nhà")
                && VERBS.at(w, k).is_none()
                && NAME_WORDS.at(w, k).is_none()
                && w.get(k + 1)
                    .is_some_and(|y| y.capital && y.before == ' ' && HEADS.at(w, k + 1).is_none());
            if trade {
                k += 1;
                continue;
            }
            // names of places and people are whole: after two capitals only nouns of names go on
            // "Báo Sao Mai thông tin khách quan": what a newspaper does
            if k > begin && w[k - 1].capital && matches!(w[i].key, "báo" | "đài") && is(w, k, &["thông", "tin"]) {
                break;
            }
            if let Some(n) = NAME_WORDS.at(w, k).filter(|n| !self.verb_rather(w, k, *n)) {
                k += n;
                continue;
            }
            if let Some(n) = NAME_VERBS.at(w, k).filter(|n| {
                let joined = k == begin || k > 0 && (w[k - 1].key == "và" || x.before == ',');
                joined && k > begin
                    || managing(w, begin, k) && self.object_of_name(w, k + n)
                    || managed(w, begin, k) && NAME_WORDS.at(w, k + n).is_some_and(|m| w.get(k + n + m).is_some_and(|y| y.capital))
                    || NAME_WORDS.at(w, k - 1).is_none() && k == begin && NAME_WORDS.at(w, k + n).is_some()
                    || after_noun(w, begin, k)
                    || k > begin && w[k - 1].acronym && NAME_WORDS.at(w, k + n).is_some()
                    || k > begin && (self.ends_name(w, k + n) || NAME_WORDS.at(w, k + n).is_some_and(|m| level(w, k + n + m).is_some()))
            }) {
                k += n;
                continue;
            }
            break;
        }
        Some(if k > begin && w[k - 1].key == "và" { k - 1 } else { k })
    }

    /// "công trình", "và Chất lượng công trình": what a name's second verb is about.
    fn object_of_name(&self, w: &[Word], k: usize) -> bool {
        let and = usize::from(is(w, k, &["và"]));
        let near = |n: usize| w.get(n).is_some_and(|x| x.before == ' ');
        let more = and == 1 && near(k + 1) && w[k + 1].capital && HEADS.at(w, k + 1).is_none();
        near(k) && (more || and == 0 && NAME_WORDS.at(w, k).is_some_and(|n| n > 1))
    }

    /// A verb that nothing follows which it could act on, but the next body or another verb: "Viện Quy hoạch xây dựng, UBND …".
    fn ends_name(&self, w: &[Word], k: usize) -> bool {
        match w.get(k) {
            Some(x) if x.before == ',' => self.begins_body(w, k) && VERBS.at(w, k).is_none(),
            Some(x) if x.before == ' ' => {
                VERBS.at(w, k).is_some_and(|n| n > 1) && NAME_VERBS.at(w, k).is_none() && NAME_WORDS.at(w, k).is_none()
            }
            _ => false,
        }
    }

    /// ", thương mại và du lịch": a comma inside a name, its list ended by "và" and a noun of names.
    pub(super) fn goes_on(&self, w: &[Word], k: usize) -> bool {
        let mut k = k;
        for _ in 0..4 {
            let Some(x) = w.get(k) else { return false };
            let n = match NAME_WORDS.at(w, k).or_else(|| NAME_VERBS.at(w, k)) {
                Some(n) if !x.capital => n,
                _ => return false,
            };
            k += n;
            while let Some(n) = NAME_WORDS.at(w, k).filter(|_| w[k].before == ' ') {
                k += n;
            }
            match w.get(k) {
                Some(x) if x.key == "và" => {
                    return NAME_WORDS.at(w, k + 1).is_some()
                        || NAME_VERBS.at(w, k + 1).is_some_and(|n| NAME_WORDS.at(w, k + 1 + n).is_some());
                }
                Some(x) if x.before == ',' => {}
                // "Ban Quản lý Cảng cá, bến cá tỉnh", "Công ty Quản lý, khai thác công trình thủy lợi Sao Mai"
                Some(x) => return x.before == ' ' && (x.capital || level(w, k).is_some()),
                None => return false,
            }
        }
        false
    }

    /// A longer verb begins where the noun does: "thông tin đầy đủ" is none, "tổng hợp, báo cáo" is one; or it has an object:
    /// "tổng hợp các vướng mắc".
    fn verb_rather(&self, w: &[Word], k: usize, n: usize) -> bool {
        let object = w
            .get(k + n)
            .is_some_and(|x| x.before == ' ' && matches!(x.key, "các" | "những" | "toàn"));
        VERBS
            .at(w, k)
            .is_some_and(|v| v > n || v == n && object && NAME_VERBS.at(w, k).is_none())
    }
}

/// "Cục Quản lý xây dựng và …", "Phòng Quản lý đầu tư …": a verb right behind that with which a name begins.
fn managing(w: &[Word], begin: usize, k: usize) -> bool {
    k == begin + 2 && w[begin].capital && w[begin].before == ' ' && is(w, begin, &["quản", "lý"])
}

/// "và Quản lý phát triển …": a further verb behind one that begins a later part of a name.
fn managed(w: &[Word], begin: usize, k: usize) -> bool {
    k > begin + 3 && is(w, k - 3, &["và", "quản", "lý"]) && w[k - 2].capital
}

/// "về chất lượng công trình xây dựng": the field of an office behind its name, as far as words go of which names are made, where
/// what it does follows or nothing.
fn field_behind(w: &[Word], k: usize) -> Option<usize> {
    let mut end = k + 1;
    while let Some(n) = NAME_WORDS
        .at(w, end)
        .filter(|_| is(w, k, &["về"]) && w[end].before == ' ' && !w[end].capital)
    {
        end += n;
        // "công trình xây dựng"
        end += NAME_VERBS
            .at(w, end)
            .filter(|n| {
                w[end].before == ' '
                    && w.get(end + n)
                        .is_some_and(|x| x.before == ' ' && VERBS.at(w, end + n).is_some_and(|v| v > 1))
            })
            .unwrap_or(0);
    }
    let ends = w
        .get(end)
        .is_some_and(|x| x.before == ' ' && VERBS.at(w, end).is_some_and(|n| n > 1));
    (end > k + 1 && ends).then_some(end)
}

/// "Trung tâm Văn hóa, Thể thao và Truyền thanh": behind the comma a centre's further fields, each with a capital, the last
/// joined by "và".
fn fields_follow(w: &[Word], k: usize) -> bool {
    let field = |k: usize| NAME_WORDS.at(w, k).filter(|n| *n > 1 && w[k].capital && HEADS.at(w, k).is_none());
    let mut k = k;
    while let Some(n) = field(k).filter(|_| w[k].before == ',') {
        k += n;
    }
    is(w, k, &["và"]) && w[k].before == ' ' && field(k + 1).is_some()
}

/// "Ủy ban Khoa học, Công nghệ và Môi trường của Quốc hội": the word behind the name of a committee with commas.
fn of_assembly(w: &[Word], i: usize) -> Option<usize> {
    const LONGEST: usize = 16;
    is(w, i, &["uỷ", "ban"]).then_some(())?;
    (i + 3..w.len().min(i + LONGEST))
        .take_while(|k| matches!(w[*k].before, ' ' | ',') && PLAIN_VERBS.at(w, *k).is_none())
        .find(|k| is(w, *k, &["của", "quốc", "hội"]))
        .map(|k| k + 3)
}

/// "Tiểu ban An ninh, trật tự, y tế:": the word behind the name of a part of a committee in a heading, whose fields are a list.
fn of_section(w: &[Word], i: usize) -> Option<usize> {
    const LONGEST: usize = 14;
    is(w, i, &["tiểu", "ban"]).then_some(())?;
    w.get(i + 2).filter(|x| x.capital && x.before == ' ')?;
    let most = w.len().min(i + LONGEST);
    let end = (i + 3..most)
        .find(|k| !matches!(w[*k].before, ' ' | ',' | '-' | '–'))
        .or_else(|| (w.len() < i + LONGEST).then_some(w.len()))?;
    // another body, or what it does, ends the name
    let other = |k: usize| w[k].before == ',' && (w[k].key == "ubnd" || w[k].capital && HEADS.at(w, k).is_some());
    let verb = |k: usize| w[k].before == ' ' && PLAIN_VERBS.at(w, k).is_some_and(|n| n > 1);
    let named = w.get(end).is_none_or(|x| matches!(x.before, ':' | '('));
    (named && !(i + 3..end).any(|k| verb(k) || other(k))).then_some(end)
}

/// ", nông nghiệp khẩn trương": the last field of a board behind a comma, and what it does.
pub(super) fn field_ends(w: &[Word], k: usize) -> bool {
    let Some(n) = NAME_WORDS.at(w, k).filter(|n| *n > 1 && !w[k].capital && VERBS.at(w, k).is_none()) else {
        return false;
    };
    w.get(k + n)
        .is_some_and(|x| x.before == ' ' && (PLAIN_VERBS.at(w, k + n).is_some() || level(w, k + n).is_some()))
}

fn name_verb(w: &[Word], k: usize) -> bool {
    NAME_VERBS.at(w, k).is_some()
}

/// "dự án đầu tư xây dựng", "tư vấn phát triển công nghiệp": a verb right after "dự án", "đầu tư" of a name.
fn after_noun(w: &[Word], begin: usize, k: usize) -> bool {
    let counsel = || is(w, k, &["phát", "triển"]) && is(w, k - 2, &["tư", "vấn"]);
    k >= begin + 2 && (is(w, k - 2, &["dự", "án"]) || is(w, k - 2, &["đầu", "tư"]) || is(w, k - 2, &["xúc", "tiến"]) || counsel())
}

/// "và Hỗ trợ doanh nghiệp", "và Tư vấn phát triển công nghiệp": the second office of a centre, written with a capital.
pub fn serves_too(w: &[Word], k: usize) -> bool {
    let noun = |n: usize| NAME_WORDS.at(w, n).is_some() && w[n].before == ' ';
    let object = |n: usize| noun(n) || w.get(n).is_some_and(|x| x.before == ' ') && NAME_VERBS.at(w, n).is_some_and(|v| noun(n + v));
    is(w, k, &["và"])
        && w[k].before == ' '
        && w.get(k + 1).is_some_and(|x| x.capital && x.before == ' ')
        && HEADS.at(w, k + 1).is_none()
        && NAME_VERBS.at(w, k + 1).is_some_and(|n| object(k + 1 + n))
}
