//! Mentions of agencies in a text, longest name first, and the role each plays.
//!
//! A text is cut into words; names of the register are looked up word by word without regard to commas and hyphens,
//! so that "Sở Văn hóa - Thể thao và Du lịch" is "Sở Văn hóa, Thể thao và Du lịch". What no register knows is read by
//! its first words ("Công ty …", "Chi cục …", "các …") up to the verb.

use crate::registry::{AgencyId, Registry};
use crate::viet::fold::match_key;
use crate::viet::letter::is_word;
use std::collections::BTreeMap;
use std::ops::Range;

/// A word of a text: where it stands, folded, and what stands between it and the word before.
#[derive(Clone, Debug)]
pub struct Word {
    pub start: usize,
    pub end: usize,
    pub key: String,
    /// Begins with a capital.
    pub capital: bool,
    /// All capitals, at least two.
    pub acronym: bool,
    /// Strongest mark before the word: ' ' where there is none.
    pub before: char,
}

/// A body found: the name to print, its slug where the register knows it, and the words it covers.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    pub name: String,
    pub slug: Option<String>,
    pub range: Range<usize>,
    /// "các cơ quan liên quan": company that is no coordinator.
    pub vague: bool,
}

/// The words of a text. "Ủy ban nhân dân" is one word `ubnd`; abbreviations that stand for several words are spelled out.
pub fn words(text: &str) -> Vec<Word> {
    let mut raw: Vec<Word> = Vec::new();
    let mut before = '\n';
    let mut it = text.char_indices().peekable();
    while let Some((start, c)) = it.next() {
        if !is_word(c) {
            // a comma outweighs a blank, a full stop a comma
            before = match (before, c) {
                ('\n', _) if c.is_whitespace() => '\n',
                (b, c) if c.is_whitespace() => b,
                ('.' | ';' | ':', _) => before,
                (_, c) => c,
            };
            continue;
        }
        let mut end = start + c.len_utf8();
        while let Some((i, d)) = it.peek().copied() {
            if !is_word(d) {
                break;
            }
            end = i + d.len_utf8();
            it.next();
        }
        let word = &text[start..end];
        let acronym = word.len() > c.len_utf8() && word.chars().all(|c| c.is_uppercase() || c.is_numeric());
        raw.push(Word {
            start,
            end,
            key: match_key(word),
            capital: c.is_uppercase(),
            acronym,
            before,
        });
        before = ' ';
    }
    let mut out: Vec<Word> = Vec::with_capacity(raw.len());
    let mut i = 0;
    while i < raw.len() {
        let w = &raw[i];
        let is = |k: usize, s: &str| raw.get(i + k).is_some_and(|w| w.key == s);
        if (w.key == "ủy" || w.key == "uỷ") && is(1, "ban") && is(2, "nhân") && is(3, "dân") {
            out.push(Word {
                end: raw[i + 3].end,
                key: "ubnd".into(),
                acronym: true,
                ..w.clone()
            });
            i += 4;
            continue;
        }
        let long: &[&str] = match w.key.as_str() {
            "bql" => &["ban", "quản", "lý"],
            "qlda" => &["quản", "lý", "dự", "án"],
            "bqlda" => &["ban", "quản", "lý", "dự", "án"],
            "kbnn" => &["kho", "bạc", "nhà", "nước"],
            "nhnn" => &["ngân", "hàng", "nhà", "nước"],
            "mttq" => &["mặt", "trận", "tổ", "quốc"],
            "vn" => &["việt", "nam"],
            "tp" => &["thành", "phố"],
            "vp" => &["văn", "phòng"],
            "kkt" => &["khu", "kinh", "tế"],
            "bhxh" => &["bảo", "hiểm", "xã", "hội"],
            "bđbp" => &["bộ", "đội", "biên", "phòng"],
            "ptnt" => &["phát", "triển", "nông", "thôn"],
            _ => &[],
        };
        if w.acronym || matches!(w.key.as_str(), "tp" | "vp") {
            for (n, k) in long.iter().enumerate() {
                out.push(Word {
                    key: k.to_string(),
                    acronym: false,
                    before: if n == 0 { w.before } else { ' ' },
                    ..w.clone()
                });
            }
            if !long.is_empty() {
                i += 1;
                continue;
            }
        }
        out.push(w.clone());
        i += 1;
    }
    // "lý" and "lí", "kỹ" and "kĩ" are one word to readers of names
    for w in &mut out {
        if let Some(k) = match w.key.as_str() {
            "lí" => Some("lý"),
            "ủy" => Some("uỷ"),
            "sĩ" => Some("sỹ"),
            _ => None,
        } {
            w.key = k.to_string();
        }
    }
    out
}

/// Names of the register by their words.
pub struct Finder<'a> {
    registry: &'a Registry,
    /// First two words (or the only one) → names, longest first.
    names: BTreeMap<String, Vec<(Vec<String>, AgencyId)>>,
}

/// Words that end the name of a body: the directive begins.
const VERBS: &[&str] = &[
    "chủ trì",
    "chủ động",
    "phối hợp",
    "theo chức",
    "theo dõi",
    "theo thẩm",
    "theo lĩnh",
    "theo nhiệm",
    "theo quy",
    "theo phân",
    "căn cứ",
    "tiếp tục",
    "khẩn trương",
    "tập trung",
    "tăng cường",
    "rà soát",
    "xây dựng kế",
    "tổ chức thực",
    "tổ chức triển",
    "tổ chức rà",
    "tổ chức tốt",
    "triển khai",
    "thực hiện",
    "tham mưu",
    "báo cáo",
    "hướng dẫn",
    "đôn đốc",
    "chịu trách",
    "có trách",
    "nghiêm túc",
    "phải",
    "cần",
    "chỉ đạo",
    "đề xuất",
    "hoàn thiện",
    "hoàn thành",
    "đẩy",
    "quan tâm",
    "thường xuyên",
    "nghiên cứu",
    "kiểm",
    "thẩm định",
    "tổng hợp",
    "bảo đảm",
    "đảm bảo",
    "duy trì",
    "xử",
    "giải quyết",
    "là",
    "sớm",
    "kịp",
    "trình",
    "ban hành",
    "cung cấp",
    "cập nhật",
    "công khai",
    "công bố",
    "chấn",
    "chuẩn",
    "đánh",
    "khắc",
    "lập",
    "làm",
    "nâng",
    "nắm",
    "phát động",
    "quán",
    "quyết",
    "rút",
    "siết",
    "sử",
    "thống nhất",
    "thúc",
    "tích",
    "tiến hành",
    "tiếp nhận",
    "tuyên truyền",
    "vận động",
    "xem",
    "xác",
    "yêu cầu",
    "để",
    "trong",
    "tại",
    "trước",
    "trên cơ",
    "nếu",
    "khi",
    "đã",
    "đang",
    "sẽ",
    "được",
    "bố trí",
    "chậm",
    "hỗ trợ",
    "giám sát",
    "liên quan",
    "có liên",
    "thông báo",
    "thông qua",
    "trực",
    "nhằm",
    "gắn",
    "và các",
    "đề nghị",
    "đề cao",
    "đồng thời",
    "không",
    "góp",
    "ngay",
    "định kỳ",
    "hằng",
    "hàng tháng",
    "hàng tuần",
    "kết nối",
    "giúp",
    "vào",
    "gửi",
    "tuân",
    "chấp",
    "đăng ký",
    "khai",
    "huy động",
    "phấn",
    "bám",
    "đi",
    "chuyển",
    "tổng",
    "ưu",
    "tạo",
    "bổ sung",
    "sắp xếp",
    "tháo",
    "lựa",
    "đưa",
    "cùng",
    "với",
    "mở rộng",
    "nhanh",
    "khảo",
    "phê",
    "thu hồi",
    "quản lý nhà",
    "quản lý chặt",
    "đấu tranh",
    "giao",
    "sau",
    "từ",
    "thành lập",
    "dự",
    "tuyệt",
    "xúc",
    "cấp",
    "trả",
    "khởi",
];

/// First words of bodies that no register lists.
const HEADS: &[&str] = &[
    "sở",
    "phòng",
    "ban",
    "bộ",
    "cục",
    "chi cục",
    "tổng cục",
    "công ty",
    "tổng công",
    "tập đoàn",
    "trung tâm",
    "hội",
    "văn phòng",
    "đại học",
    "trường",
    "học viện",
    "bệnh viện",
    "viện",
    "liên đoàn",
    "liên minh",
    "hiệp hội",
    "tổ công",
    "tổ chuyên",
    "đoàn công",
    "kho bạc",
    "ngân hàng",
    "công an",
    "quỹ",
    "báo",
    "đài",
    "toà án",
    "tòa án",
    "thuế",
    "hải quan",
    "bảo hiểm",
    "điện lực",
    "lực lượng",
    "nhà thầu",
    "nhà đầu",
    "chủ đầu",
    "đảng uỷ",
    "ủy ban",
    "uỷ ban",
    "hợp tác",
    "thanh tra",
    "thống kê",
    "tỉnh đoàn",
    "huyện đoàn",
    "thường trực",
    "hội đồng",
    "bưu điện",
    "bưu chính",
    "viễn thông",
    "nhà máy",
    "vườn quốc",
    "hạt kiểm",
    "đội quản",
    "phân hiệu",
    "phân viện",
    "cảng",
    "đồn",
    "ban chỉ",
    "ban quản",
];

/// Nouns that make a group after "các".
const GROUPS: &[&str] = &[
    "cơ quan",
    "đơn vị",
    "địa phương",
    "chủ đầu tư",
    "nhà thầu",
    "nhà đầu tư",
    "doanh nghiệp",
    "tổ chức",
    "đoàn thể",
    "ban quản lý dự án",
    "thành viên",
    "lực lượng",
    "ngân hàng",
    "sở",
    "ban",
    "ngành",
    "phòng",
    "xã",
    "phường",
    "thị trấn",
    "huyện",
    "thị xã",
    "thành phố",
    "đặc khu",
    "tư vấn",
    "trường",
    "bệnh viện",
    "hiệp hội",
    "hội",
    "công ty",
    "phó chủ tịch",
    "cấp",
    "hợp tác xã",
    "uỷ viên",
    "ủy viên",
    "bộ phận",
    "cơ sở",
    "đồng chí",
    "đảng uỷ",
    "chi cục",
    "trung tâm",
    "tổ công tác",
    "đội",
    "ủy ban",
    "mặt trận",
];

const TITLES: &[&[&str]] = &[
    &["đồng", "chí"],
    &["thủ", "trưởng"],
    &["người", "đứng", "đầu"],
    &["giám", "đốc"],
    &["lãnh", "đạo"],
    &["đại", "diện"],
    &["tập", "thể"],
    &["chánh"],
    &["cá", "nhân"],
];

impl<'a> Finder<'a> {
    pub fn new(registry: &'a Registry) -> Self {
        let mut names: BTreeMap<String, Vec<(Vec<String>, AgencyId)>> = BTreeMap::new();
        for (id, agency) in registry.agencies.iter() {
            for name in std::iter::once(&agency.name).chain(&agency.aliases).chain(&agency.short) {
                let keys: Vec<String> = words(name).into_iter().map(|w| w.key).collect();
                if let Some(first) = keys.first() {
                    names.entry(first.clone()).or_default().push((keys, id));
                }
            }
        }
        for list in names.values_mut() {
            list.sort_by(|a, b| b.0.len().cmp(&a.0.len()).then_with(|| a.0.cmp(&b.0)));
            list.dedup_by(|a, b| a.0 == b.0);
        }
        Finder { registry, names }
    }

    fn official(&self, id: AgencyId) -> (String, Option<String>) {
        let a = &self.registry.agencies[id];
        (a.name.clone(), Some(a.slug.clone()))
    }

    /// The longest register name at word `i`, after the words `prefix` taken as said.
    fn lookup(&self, w: &[Word], i: usize, prefix: &[&str]) -> Option<(AgencyId, usize)> {
        let first = prefix.first().copied().or_else(|| w.get(i).map(|w| w.key.as_str()))?;
        for (keys, id) in self.names.get(first)? {
            if keys.len() <= prefix.len() || !keys.iter().zip(prefix).all(|(a, b)| a == b) {
                continue;
            }
            let n = keys.len() - prefix.len();
            let Some(run) = w.get(i..i + n) else { continue };
            if run
                .iter()
                .zip(&keys[prefix.len()..])
                .enumerate()
                .all(|(k, (w, key))| w.key == *key && (k == 0 || !matches!(w.before, '.' | ';' | ':' | '(')))
            {
                return Some((*id, i + n));
            }
        }
        None
    }

    /// The bodies whose naming begins at word `i` (several for "các sở, ngành và địa phương"), and the word after.
    pub fn at(&self, text: &str, w: &[Word], i: usize) -> Option<(Vec<Found>, usize)> {
        let mut k = i;
        // the head of a body counts as the body
        loop {
            let more = TITLES
                .iter()
                .find(|t| t.iter().enumerate().all(|(n, s)| w.get(k + n).is_some_and(|w| w.key == *s)));
            match more {
                Some(t) if k < i + 8 => k += t.len(),
                _ => break,
            }
        }
        if is(w, k, &["chủ", "tịch"]) && w.get(k + 2).is_some_and(|x| x.key == "ubnd") {
            k += 2;
        } else if is(w, k, &["trưởng"]) && w.get(k + 1).is_some_and(|x| matches!(x.key.as_str(), "ban" | "phòng" | "các")) {
            k += 1;
        }
        let start = w.get(i)?.start;
        if let Some((mut found, next)) = self.named(text, w, k) {
            if let Some(first) = found.first_mut() {
                first.range.start = start;
            }
            return Some((found, next));
        }
        // "lãnh đạo các đơn vị": the title stood before a body, or there is none
        None
    }

    fn named(&self, text: &str, w: &[Word], i: usize) -> Option<(Vec<Found>, usize)> {
        let first = w.get(i)?;
        let one = |name: String, slug: Option<String>, end: usize, vague: bool| {
            let stop = w.get(end.saturating_sub(1)).map_or(first.end, |x| x.end);
            vec![Found {
                name,
                slug,
                range: first.start..stop,
                vague,
            }]
        };
        // "Các Sở Tài chính, Xây dựng", "các phòng: Nội vụ, Kinh tế"
        if first.key == "các" && w.get(i + 1).is_some_and(|x| matches!(x.key.as_str(), "sở" | "phòng" | "bộ")) {
            let head = w[i + 1].key.clone();
            let mut out = Vec::new();
            let mut k = i + 2;
            while let Some((id, next)) = self
                .lookup(w, k, &[&head])
                .filter(|(id, _)| self.registry.agencies[*id].kind != "nhom")
            {
                let (name, slug) = self.official(id);
                out.push(Found {
                    name,
                    slug,
                    range: w[k].start..w[next - 1].end,
                    vague: false,
                });
                k = next;
                let joined = w.get(k).is_some_and(|x| x.before == ',') || w.get(k).is_some_and(|x| x.key == "và");
                let skip = usize::from(w.get(k).is_some_and(|x| x.key == "và"));
                if !joined
                    || self
                        .lookup(w, k + skip, &[&head])
                        .is_none_or(|(id, _)| self.registry.agencies[id].kind == "nhom")
                {
                    break;
                }
                k += skip;
            }
            if !out.is_empty() {
                return Some((out, k));
            }
        }
        if let Some((id, mut next)) = self.lookup(w, i, &[]) {
            let agency = &self.registry.agencies[id];
            let lower_so = !first.capital && !matches!(first.key.as_str(), "các" | "phòng" | "ban" | "sở") && agency.kind != "nhom";
            if !lower_so {
                let (name, slug) = self.official(id);
                if agency.kind == "nhom" {
                    // the reading by words goes further ("UBND các xã: A, B"), or says that the group is vague
                    if let Some(group) = self
                        .group(text, w, i)
                        .or_else(|| (first.key == "ubnd").then(|| self.committee(text, w, i)).flatten())
                        && (group.1 > next || group.1 == next && first.key == "các")
                    {
                        return Some(group);
                    }
                    let vague = is_related(w, next);
                    return Some((one(name, slug, next, vague), related_end(w, next)));
                }
                // "Sở X tỉnh", "Công an tỉnh": the province's word belongs to it
                if w.get(next).is_some_and(|x| x.before == ' ' && x.key == "tỉnh") {
                    next += 1;
                }
                let full = self.extend(text, w, i, next);
                if full > next {
                    let words = &text[first.start..w[full - 1].end];
                    return Some((one(tidy(words), None, full, false), related_end(w, full)));
                }
                return Some((one(name, slug, next, false), related_end(w, next)));
            }
        }
        if first.key == "ubnd" {
            return self.committee(text, w, i);
        }
        if let Some(group) = self.group(text, w, i) {
            return Some(group);
        }
        self.unknown(text, w, i)
    }

    /// "khu vực VII - địa bàn X", "số 10", a place name after a known body.
    fn extend(&self, text: &str, w: &[Word], _i: usize, next: usize) -> usize {
        let mut k = next;
        loop {
            let Some(x) = w.get(k) else { return k };
            let hyphen = matches!(x.before, ' ' | '-' | '–' | '(');
            if hyphen && (is(w, k, &["khu", "vực"]) || is(w, k, &["địa", "bàn"])) && w.get(k + 2).is_some_and(|y| y.capital) {
                k += 3;
                while w
                    .get(k)
                    .is_some_and(|y| y.capital && y.before == ' ' && !self.verb(w, k) && !self.head(w, k))
                {
                    k += 1;
                }
                continue;
            }
            if matches!(x.before, ' ' | ',' | '-')
                && is(w, k, &["chi", "nhánh"])
                && (is(w, k + 2, &["khu", "vực"]) || is(w, k + 2, &["tỉnh"]) || w.get(k + 2).is_some_and(|y| y.capital))
            {
                k += 2;
                if is(w, k, &["tỉnh"]) {
                    k += 1;
                }
                continue;
            }
            if x.before == ' '
                && x.capital
                && !self.verb(w, k)
                && !self.head(w, k)
                && !matches!(x.key.as_str(), "giao" | "các")
                && x.start > 0
                && text.is_char_boundary(x.start)
            {
                k += 1;
                continue;
            }
            return k;
        }
    }

    /// "UBND các xã, phường", "UBND xã A", "UBND các xã: A, B".
    fn committee(&self, text: &str, w: &[Word], i: usize) -> Option<(Vec<Found>, usize)> {
        let first = w.get(i)?;
        let mut k = i + 1;
        let plural = is(w, k, &["các"]);
        if plural {
            k += 1;
        }
        let level = |k: usize| {
            [
                "thị trấn",
                "thị xã",
                "thành phố",
                "đặc khu",
                "địa phương",
                "xã",
                "phường",
                "huyện",
                "quận",
                "cấp xã",
                "cấp huyện",
                "tỉnh",
                "hai cấp",
            ]
            .iter()
            .find_map(|l| {
                let parts: Vec<&str> = l.split(' ').collect();
                is(w, k, &parts).then_some(parts.len())
            })
        };
        let mut last = k;
        while let Some(n) = level(k) {
            k += n;
            last = k;
            let and = usize::from(is(w, k, &["và"]));
            if (and == 1 || w.get(k).is_some_and(|x| x.before == ',')) && level(k + and).is_some() {
                k += and;
            }
        }
        if last == i + 1 + usize::from(plural) {
            return None;
        }
        // names after the level
        let mut names = Vec::new();
        let mut k = last;
        while w
            .get(k)
            .is_some_and(|x| x.capital && !self.head(w, k) && !self.verb(w, k) && x.key != "ubnd")
        {
            let from = k;
            k += 1;
            while w.get(k).is_some_and(|x| x.capital && x.before == ' ' && !self.verb(w, k)) {
                k += 1;
            }
            names.push((from, k));
            let and = usize::from(is(w, k, &["và"]));
            if !plural || !w.get(k + and).is_some_and(|x| x.capital && (and == 1 || x.before == ',')) {
                break;
            }
            k += and;
        }
        if names.is_empty() {
            let name = tidy(&text[first.start..w[last - 1].end]);
            let name = name.replacen("Ủy ban nhân dân", "UBND", 1).replacen("Uỷ ban nhân dân", "UBND", 1);
            return Some((
                vec![self.canonical(name, first.start..w[last - 1].end, false)],
                related_end(w, last),
            ));
        }
        let end = names.last().map_or(last, |n| n.1);
        let level = tidy(&text[w[i + 1 + usize::from(plural)].start..w[last - 1].end]);
        let single = level.split([',']).next().unwrap_or("").to_string();
        let mut out = Vec::new();
        for (a, b) in names {
            let place = tidy(&text[w[a].start..w[b - 1].end]);
            out.push(Found {
                name: format!("UBND {single} {place}"),
                slug: None,
                range: w[a].start..w[b - 1].end,
                vague: false,
            });
        }
        if let Some(f) = out.first_mut() {
            f.range.start = first.start;
        }
        Some((out, end))
    }

    /// "các cơ quan, đơn vị liên quan", "các sở, ngành và địa phương", "từng chủ đầu tư".
    fn group(&self, text: &str, w: &[Word], i: usize) -> Option<(Vec<Found>, usize)> {
        let first = w.get(i)?;
        if !matches!(first.key.as_str(), "các" | "từng" | "những" | "mỗi") {
            return None;
        }
        let noun = |k: usize| {
            GROUPS
                .iter()
                .filter_map(|g| {
                    let parts: Vec<&str> = g.split(' ').collect();
                    is(w, k, &parts).then_some(parts.len())
                })
                .max()
        };
        let mut parts: Vec<(usize, usize)> = Vec::new();
        let mut k = i + 1;
        while let Some(n) = noun(k) {
            let from = k;
            k += n;
            // "tổ chức tín dụng", "doanh nghiệp nhỏ và vừa": up to two words more, no verb
            // "các nhà thầu tăng ca": a noun that says all takes only the words that tell which
            let full = matches!(
                w[from].key.as_str(),
                "cơ" | "đơn"
                    | "địa"
                    | "chủ"
                    | "nhà"
                    | "sở"
                    | "ban"
                    | "ngành"
                    | "phòng"
                    | "xã"
                    | "phường"
                    | "thị"
                    | "huyện"
                    | "đoàn"
                    | "đặc"
                    | "thành"
                    | "cấp"
            );
            let which = |k: usize| {
                w.get(k).is_some_and(|x| {
                    matches!(
                        x.key.as_str(),
                        "chuyên"
                            | "môn"
                            | "chức"
                            | "năng"
                            | "trực"
                            | "thuộc"
                            | "cấp"
                            | "tỉnh"
                            | "huyện"
                            | "của"
                            | "nêu"
                            | "trên"
                            | "hành"
                            | "chính"
                            | "sự"
                            | "nghiệp"
                            | "trung"
                            | "ương"
                            | "tư"
                            | "vấn"
                            | "thi"
                            | "công"
                            | "biên"
                            | "giới"
                            | "soạn"
                            | "thảo"
                    )
                })
            };
            let mut extra = 0;
            while extra < 4
                && (!full || which(k))
                && w.get(k).is_some_and(|x| {
                    matches!(x.before, ' ') && !matches!(x.key.as_str(), "và" | "các" | "cùng") && !self.verb(w, k) && noun(k).is_none()
                })
                && !is_related(w, k)
            {
                k += 1;
                extra += 1;
            }
            parts.push((from, k));
            let and = usize::from(is(w, k, &["và"]) && w.get(k).is_some_and(|x| x.before == ' '));
            let joined = and == 1 || w.get(k).is_some_and(|x| x.before == ',');
            // "thị trấn" after a comma goes on; "các …" anew is another item of the list
            if joined && noun(k + and).is_some() && self.lookup_proper(w, k + and).is_none() {
                k += and;
                continue;
            }
            break;
        }
        if parts.is_empty() {
            return None;
        }
        let vague_end = is_related(w, k);
        let key = |(a, b): &(usize, usize)| text[w[*a].start..w[*b - 1].end].to_lowercase();
        let local = |p: &(usize, usize)| is(w, p.0, &["địa", "phương"]);
        // each kind of body is a group of its own; offices and the places beside them go together
        let alone = |p: &(usize, usize)| {
            ["chủ", "nhà", "doanh", "tư", "hợp", "bệnh", "trường"].contains(&w[p.0].key.as_str()) || is(w, p.0, &["ban", "quản"])
        };
        let offices: Vec<_> = parts.iter().filter(|p| !alone(p)).copied().collect();
        let office = offices.iter().any(|p| matches!(key(p).as_str(), "cơ quan" | "đơn vị"));
        let ban = offices.iter().any(|p| w[p.0].key == "ban");
        let forces = offices.iter().any(|p| key(p) == "lực lượng chức năng");
        let range = first.start..w[k - 1].end;
        let mut out = Vec::new();
        for p in parts.iter().filter(|p| alone(p)) {
            out.push(self.canonical(
                format!("Các {}", lower_first(&tidy(&text[w[p.0].start..w[p.1 - 1].end]))),
                range.clone(),
                vague_end && offices.is_empty(),
            ));
        }
        let places: Vec<_> = offices.iter().filter(|p| local(p)).copied().collect();
        let rest: Vec<_> = offices.iter().filter(|p| !local(p)).copied().collect();
        let vague = vague_end || (office && !ban) || forces;
        let sets = if !office && !rest.is_empty() && !places.is_empty() {
            vec![rest, places]
        } else {
            vec![offices.clone()]
        };
        for set in sets.iter().filter(|s| !s.is_empty()) {
            let label: Vec<String> = set
                .iter()
                .map(|p| lower_first(&tidy(&text[w[p.0].start..w[p.1 - 1].end])))
                .collect();
            let mut name = format!("Các {}", label.join(", "));
            if vague_end && sets.len() == 1 {
                name.push_str(if is(w, k, &["có"]) { " có liên quan" } else { " liên quan" });
            }
            out.push(self.canonical(name, range.clone(), vague));
        }
        Some((out, related_end(w, k)))
    }

    /// A proper (not group) register name here.
    fn lookup_proper(&self, w: &[Word], i: usize) -> Option<usize> {
        self.lookup(w, i, &[])
            .filter(|(id, _)| self.registry.agencies[*id].kind != "nhom")
            .filter(|_| w[i].capital)
            .map(|x| x.1)
    }

    /// The register's spelling of a name, where it has it.
    fn canonical(&self, name: String, range: Range<usize>, vague: bool) -> Found {
        let w = words(&name);
        match self.lookup(&w, 0, &[]) {
            Some((id, n)) if n == w.len() => {
                let (name, slug) = self.official(id);
                Found { name, slug, range, vague }
            }
            _ => Found {
                name,
                slug: None,
                range,
                vague,
            },
        }
    }

    /// A name typed by an editor: slug or words.
    pub fn resolve(&self, name: &str) -> (String, Option<String>) {
        if let Some(id) = self.registry.by_slug.get(name) {
            return self.official(*id);
        }
        let f = self.canonical(name.to_string(), 0..0, false);
        (f.name, f.slug)
    }

    fn verb(&self, w: &[Word], k: usize) -> bool {
        let Some(x) = w.get(k) else { return true };
        VERBS.iter().any(|v| match v.split_once(' ') {
            None => x.key == *v,
            Some((a, b)) => x.key == a && w.get(k + 1).is_some_and(|y| y.key == b && y.before == ' '),
        })
    }

    fn head(&self, w: &[Word], k: usize) -> bool {
        let Some(x) = w.get(k) else { return false };
        x.key == "ubnd"
            || HEADS.iter().any(|v| match v.split_once(' ') {
                None => x.key == *v,
                Some((a, b)) => x.key == a && w.get(k + 1).is_some_and(|y| y.key == b),
            })
    }

    /// A body by its first words: up to the verb, the next mark, or the next body.
    fn unknown(&self, text: &str, w: &[Word], i: usize) -> Option<(Vec<Found>, usize)> {
        let first = w.get(i)?;
        let acronym = first.acronym
            && first.key.chars().count() >= 3
            && w.get(i + 1).is_some_and(|x| x.capital && x.before == ' ')
            && !matches!(first.key.as_str(), "hđnd" | "grdp" | "iip");
        let headed = self.head(w, i) || acronym || (first.capital && is(w, i, &["chi", "nhánh"]));
        // verbs and nouns that only begin like a body
        const NOT: &[[&str; 2]] = &[
            ["báo", "cáo"],
            ["ban", "hành"],
            ["ban", "đầu"],
            ["trường", "hợp"],
            ["hội", "nghị"],
            ["hội", "thảo"],
            ["hội", "nhập"],
            ["bộ", "máy"],
            ["bộ", "tiêu"],
            ["bộ", "chỉ"],
            ["bộ", "thủ"],
            ["bộ", "phận"],
            ["phòng", "chống"],
            ["phòng", "cháy"],
            ["phòng", "ngừa"],
            ["quỹ", "đất"],
            ["sở", "hữu"],
            ["bảo", "hiểm"],
            ["thuế", "suất"],
            ["viện", "dẫn"],
            ["viện", "trợ"],
            ["trường", "học"],
            ["báo", "chí"],
            ["thống", "kê"],
            ["tổ", "chức"],
        ];
        let not = NOT.iter().any(|n| is(w, i, n)) && !is(w, i, &["bộ", "chỉ", "huy"]);
        if !headed || not || self.verb(w, i) && !self.head(w, i) {
            return None;
        }
        let lower_ok = matches!(first.key.as_str(), "lực" | "nhà" | "chủ" | "tổ" | "đoàn" | "đội");
        if !first.capital && !lower_ok && !matches!(first.key.as_str(), "phòng" | "ban" | "sở" | "công" | "trung" | "chi") {
            return None;
        }
        if !first.capital && !lower_ok && !w.get(i + 1).is_some_and(|x| x.capital) {
            return None;
        }
        // a misprint of a known name: its words but the last, then a verb ("Sở Kế hoạch và Đầu rà soát")
        if let Some(list) = self.names.get(&first.key) {
            for (keys, id) in list.iter().filter(|(k, _)| k.len() >= 4) {
                let n = keys.len() - 1;
                if w.get(i..i + n).is_some_and(|run| run.iter().zip(keys).all(|(a, b)| a.key == *b))
                    && (self.verb(w, i + n) || w.get(i + n).is_none_or(|x| x.before != ' '))
                {
                    let (name, slug) = self.official(*id);
                    return Some((
                        vec![Found {
                            name,
                            slug,
                            range: first.start..w[i + n - 1].end,
                            vague: false,
                        }],
                        i + n,
                    ));
                }
            }
        }
        let strict = matches!(first.key.as_str(), "sở" | "bộ" | "phòng" | "đại" | "cục" | "vnpt") || acronym;
        let mut k = i + 1;
        while k < i + 22 {
            let Some(x) = w.get(k) else { break };
            let hyphen = matches!(x.before, '-' | '–' | '&') && (x.capital || self.head(w, k));
            if !(x.before == ' ' || hyphen) {
                break;
            }
            // "Phòng Giao dịch số 10 - Kho bạc Nhà nước khu vực VI": one body below another
            if hyphen && self.head(w, k) {
                if let Some((_, next)) = self.named(text, w, k) {
                    k = next;
                }
                break;
            }
            if x.key == "và" || x.key == "&" {
                let Some(y) = w.get(k + 1) else { break };
                let go = if y.capital {
                    !self.head(w, k + 1) && y.key != "ubnd"
                } else {
                    !strict && !self.verb(w, k + 1) && !matches!(y.key.as_str(), "các" | "những") && !lower_ok && first.key == "ban"
                };
                if y.before == ' ' && go {
                    k += 2;
                    continue;
                }
                break;
            }
            if matches!(x.key.as_str(), "các" | "cùng") && !(first.key == "ban" || first.key == "trung") {
                break;
            }
            if self.verb(w, k) && !(x.capital && k < i + 4) && !(is(w, k, &["dự", "án"])) && !(k == i + 1) {
                break;
            }
            if x.capital && k > i + 1 && x.key == "ubnd" && first.key != "văn" {
                break;
            }
            if strict
                && !x.capital
                && !matches!(x.key.as_str(), "khu" | "số" | "tỉnh" | "huyện" | "vực")
                && !x.key.chars().all(|c| c.is_ascii_digit())
                && !w.get(i + 1).is_some_and(|y| y.start == x.start)
                && !w
                    .get(k - 1)
                    .is_some_and(|p| p.capital && p.before == ' ' && !x.capital && k < i + 8 && !(acronym || first.key == "vnpt"))
            {
                break;
            }
            k += 1;
        }
        if k == i + 1 {
            return None;
        }
        let mut name = tidy(&text[first.start..w[k - 1].end]);
        if !first.capital {
            name = upper_first(&name);
        }
        let vague = is_related(w, k) && lower_ok;
        Some((
            vec![Found {
                name,
                slug: None,
                range: first.start..w[k - 1].end,
                vague,
            }],
            related_end(w, k),
        ))
    }

    /// A list of bodies from word `i` ("A, B và C"), and the word after it.
    pub fn list(&self, text: &str, w: &[Word], i: usize) -> (Vec<Found>, usize) {
        let mut out: Vec<Found> = Vec::new();
        let mut k = i;
        let mut head: Option<String> = None;
        while let Some((found, next)) = self.at(text, w, k) {
            head = w
                .get(k)
                .filter(|x| matches!(x.key.as_str(), "sở" | "phòng"))
                .map(|x| x.key.clone())
                .or(head);
            for f in found {
                if !out.iter().any(|o| o.name == f.name) {
                    out.push(f);
                }
            }
            k = next;
            // "Sở Y tế, Giáo dục và Đào tạo": the head is said once
            while let Some(h) = &head {
                let and = usize::from(is(w, k, &["và"]));
                if and == 0 && !w.get(k).is_some_and(|x| x.before == ',')
                    || !w.get(k + and).is_some_and(|x| x.capital)
                    || self.lookup_proper(w, k + and).is_some()
                {
                    break;
                }
                let Some((id, next)) = self
                    .lookup(w, k + and, &[h])
                    .filter(|(id, _)| self.registry.agencies[*id].kind != "nhom")
                else {
                    break;
                };
                let (name, slug) = self.official(id);
                out.push(Found {
                    name,
                    slug,
                    range: w[k + and].start..w[next - 1].end,
                    vague: false,
                });
                k = next;
            }
            let Some(x) = w.get(k) else { break };
            // "(sau đây …)" and the like are not read; a list goes on after a comma, a semicolon or "và"
            let joiner = usize::from(matches!(x.key.as_str(), "và" | "cùng") && matches!(x.before, ' ' | ',' | ';'));
            let joiner = joiner + usize::from(joiner == 1 && is(w, k + 1, &["với"]));
            if joiner == 0 && !matches!(x.before, ',' | ';' | '/') {
                break;
            }
            if self.at(text, w, k + joiner).is_none() {
                break;
            }
            // "; các địa phương tổ chức …" after a semicolon could be the next directive: only groups and committees go on
            k += joiner;
        }
        (out, k)
    }
}

/// The words `keys` stand at `i`.
pub fn is(w: &[Word], i: usize, keys: &[&str]) -> bool {
    keys.iter().enumerate().all(|(n, k)| w.get(i + n).is_some_and(|x| x.key == *k))
}

fn is_related(w: &[Word], i: usize) -> bool {
    is(w, i, &["liên", "quan"]) || is(w, i, &["có", "liên", "quan"])
}

/// The word after "(có) liên quan" or "có dự án đi qua".
fn related_end(w: &[Word], i: usize) -> usize {
    if is(w, i, &["có", "liên", "quan"]) {
        i + 3
    } else if is(w, i, &["liên", "quan"]) {
        i + 2
    } else if is(w, i, &["có", "dự", "án", "đi", "qua"]) {
        i + 5
    } else {
        i
    }
}

/// One blank between words, "V- x" as "V - x".
fn tidy(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    text.replace("- ", " - ")
        .replace(" -", " - ")
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

fn upper_first(text: &str) -> String {
    let mut c = text.chars();
    c.next().map(|f| f.to_uppercase().chain(c).collect()).unwrap_or_default()
}

fn lower_first(text: &str) -> String {
    let mut c = text.chars();
    match c.next() {
        Some(f) if c.clone().next().is_some_and(|d| !d.is_uppercase()) => f.to_lowercase().chain(c).collect(),
        _ => text.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Diagnostics;
    use crate::input::Input;

    fn registry() -> Registry {
        let input = Input {
            notices: vec![],
            data: vec![],
            config: None,
            theme: vec![],
            assets: vec![],
            today: Default::default(),
            previous: None,
        };
        crate::registry::load(&input, &mut Diagnostics::new())
    }

    fn list(text: &str) -> Vec<String> {
        let r = registry();
        let w = words(text);
        Finder::new(&r).list(text, &w, 0).0.into_iter().map(|f| f.name).collect()
    }

    #[test]
    fn official_spelling() {
        assert_eq!(
            list("Sở Văn hóa - Thể thao và Du lịch tập trung"),
            ["Sở Văn hóa, Thể thao và Du lịch"]
        );
        assert_eq!(list("Sở Kế hoạch và Đầu rà soát lại"), ["Sở Kế hoạch và Đầu tư"]);
        assert_eq!(list("SỞ TÀI CHÍNH: rà soát"), ["Sở Tài chính"]);
        assert_eq!(list("Sở Công Thương Chủ trì"), ["Sở Công Thương"]);
    }

    #[test]
    fn lists() {
        assert_eq!(
            list("Sở Y tế, Giáo dục và Đào tạo và Sở Nội vụ rà soát"),
            ["Sở Y tế", "Sở Giáo dục và Đào tạo", "Sở Nội vụ"]
        );
        assert_eq!(
            list("các chủ đầu tư, Ban QLDA và đơn vị liên quan rà soát"),
            ["Các chủ đầu tư", "Các Ban Quản lý dự án", "Các đơn vị liên quan"]
        );
        assert_eq!(
            list("Cục Thuế, Kho bạc Nhà nước, UBND các xã, phường và các cơ quan liên quan theo dõi"),
            ["Cục Thuế", "Kho bạc Nhà nước", "UBND các xã, phường", "Các cơ quan liên quan"]
        );
        assert_eq!(
            list("các cơ quan, ban, ngành; UBND các xã, thị trấn tăng cường"),
            ["Các cơ quan, ban, ngành", "UBND các xã, thị trấn"]
        );
        assert_eq!(
            list(
                "Phòng Tài chính - Kế hoạch, phòng Kinh tế, Hạ tầng và Đô thị, phòng Giao dịch số 10 - Kho bạc Nhà nước khu vực VI, UBND các xã, thị trấn theo chức năng"
            ),
            [
                "Phòng Tài chính - Kế hoạch",
                "Phòng Kinh tế, Hạ tầng và Đô thị",
                "Phòng Giao dịch số 10 - Kho bạc Nhà nước khu vực VI",
                "UBND các xã, thị trấn"
            ]
        );
        assert_eq!(list("các sở, ngành và địa phương triển khai"), ["Các sở, ngành", "Các địa phương"]);
        assert_eq!(
            list("Ngân hàng Nhà nước Việt Nam, Chi nhánh Khu vực V- địa bàn Cao Bằng chủ trì"),
            ["Ngân hàng Nhà nước Việt Nam, Chi nhánh Khu vực V - địa bàn Cao Bằng"]
        );
        assert_eq!(
            list("UBND các xã: Hòa An, Nguyên Bình khẩn trương"),
            ["UBND xã Hòa An", "UBND xã Nguyên Bình"]
        );
        assert_eq!(
            list("lực lượng quản lý thị trường tăng cường kiểm tra"),
            ["Lực lượng quản lý thị trường"]
        );
        assert_eq!(
            list("Thủ trưởng các sở, ban, ngành; Chủ tịch UBND các xã, phường chịu trách nhiệm"),
            ["Các sở, ban, ngành", "UBND các xã, phường"]
        );
    }
}
