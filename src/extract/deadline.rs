//! Time phrases that bind → Deadline.
//!
//! `FORMS` is the grammar, one line a form with words that show it; the first form that fits at a word wins, so the
//! longer stand first. What only looks like a deadline (spans, past periods, feasts, things that have a frequency)
//! is told apart by the few rules of `binds`.

use super::Context;
use crate::calendar::Day;
use crate::notice::{Bound, Deadline};
use crate::outline::Block;
use crate::viet::date::{self, Part, Printed, digits, eat, eat_any, skip};
use crate::viet::letter::{is_word, lower, lowercase};
use chrono::{Datelike, Days, Weekday};
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// What a form says of the task.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Kind {
    Before,
    By,
    Within,
    /// A part of a period without a preposition: "cuối quý III".
    Bare,
    Event,
    /// N days from a day.
    Count,
    Every,
    /// A frequency that binds only where it modifies an act.
    Frequency,
    /// A span or a start: nothing within it is a deadline.
    Span,
}

/// Words, `a|b` for either, `_` for a space within one, `?` for what may be left out; `<…>` are the readers of `step`.
/// The last column shows the form.
const FORMS: &[(Kind, &str, &str)] = &[
    (
        Kind::Span,
        "từ <date> ?cho đến|tới ?hết <date>",
        "từ ngày 01/3/2026 đến ngày 29/3/2026",
    ),
    (Kind::Span, "từ <date> - <date>", "từ 01/3/2026 - 29/3/2026"),
    (Kind::Span, "?kể từ <date>", "từ tháng 4/2026"),
    (
        Kind::Every,
        "?<latest> ?trước ?vào ?<hour> ?sáng|chiều|ngày <weekday> ?của <each>",
        "trước 16 giờ ngày thứ Sáu hằng tuần",
    ),
    (
        Kind::Every,
        "?<latest> ?trước ?vào ?<hour> ngày <monthday> ?của <each>",
        "vào ngày 05 hằng tháng",
    ),
    (
        Kind::Every,
        "?định_kỳ ?cứ <number> <unit> một_lần|1_lần|01_lần",
        "Định kỳ 02 tuần một lần",
    ),
    (Kind::Every, "?định_kỳ ?cứ <number> <unit> / lần", "02 tuần/lần"),
    (Kind::Every, "?định_kỳ ?ít_nhất một|1|01 lần / <unit>", "01 lần/tuần"),
    (Kind::Every, "định_kỳ ?vào <each>", "định kỳ hằng tháng"),
    (Kind::Every, "<each> một_lần|1_lần|01_lần", "mỗi tuần một lần"),
    (Kind::Frequency, "<each>", "hằng tuần báo cáo UBND tỉnh"),
    (
        Kind::Count,
        "?<latest> ?là ?sau|trong ?vòng|thời_hạn|thời_gian <number> ngày ?làm_việc , ?tính kể_từ <from>",
        "sau 10 ngày, kể từ ngày ban hành",
    ),
    (
        Kind::Count,
        "?<latest> ?là ?sau|trong ?vòng|thời_hạn|thời_gian <number> ngày ?làm_việc ?tính kể_từ|từ <from>",
        "sau 10 ngày kể từ ngày ban hành",
    ),
    (
        Kind::Count,
        "trong vòng|thời_hạn <number> ngày ?làm_việc",
        "trong vòng 15 ngày làm việc",
    ),
    (
        Kind::Count,
        "<latest> ?là ?sau|trong <number> ngày ?làm_việc",
        "chậm nhất sau 05 ngày làm việc",
    ),
    (
        Kind::Before,
        "?<latest> ?là trước ?<hour> ?thời_điểm ?hết <date>",
        "trước ngày 12/4/2026",
    ),
    (Kind::Within, "<latest> ?là trong <date>", "chậm nhất trong tháng 8"),
    (
        Kind::By,
        "<latest> ?là ?vào ?đến ?hết ?<hour> <date>",
        "chậm nhất là ngày 20/8/2025",
    ),
    (Kind::By, "từ_nay ?cho đến|tới ?hết <date>", "từ nay đến 30/4/2026"),
    (Kind::By, "đến|tới hết ?<hour> <date>", "đến hết tháng 9/2025"),
    (Kind::By, "đến|tới ?<hour> <dated>", "đến ngày 19/5/2026"),
    (Kind::By, "hết <date>", "hết ngày 30/9/2025"),
    (Kind::By, "dịp <day>", "dịp 30/4/2026"),
    (Kind::By, "vào ?lúc ?<hour> ?dịp <day>", "vào ngày 15/9/2025"),
    (Kind::Within, "vào <period>", "vào cuối tháng 9"),
    (Kind::Within, "trong <date>", "trong tháng 8 năm 2025"),
    (
        Kind::By,
        "thời_hạn|hạn|thời_gian ?cuối|chót|cùng ?hoàn_thành|báo_cáo|thực_hiện|gửi|trình|nộp ?là|: ?đến ?hết <date>",
        "thời hạn hoàn thành: 15/9/2025",
    ),
    (Kind::By, "hoàn_thành|xong <day>", "hoàn thành ngày 15/9/2025"),
    (Kind::Bare, "<part>", "cuối quý III năm 2025"),
    (Kind::Event, "trước khi <closing> <rest>", "trước khi kết thúc hoạt động"),
    (Kind::Event, "trước <event> <rest>", "trước mùa mưa năm 2025"),
];

/// Ways to say "at the latest".
const LATEST: &[&str] = &[
    "chậm nhất",
    "muộn nhất",
    "trễ nhất",
    "không muộn hơn",
    "không chậm quá",
    "không quá",
    "không chậm hơn",
];
/// What an undated deadline is bound to.
const EVENTS: &[&str] = &[
    "thời điểm",
    "thềm",
    "đại hội",
    "năm học",
    "mùa",
    "tết",
    "kỳ họp",
    "phiên họp",
    "hội nghị",
    "khai giảng",
    "vụ",
    "ngày khai giảng",
    "ngày khai mạc",
    "ngày bầu cử",
    "ngày diễn ra",
    "ngày tổ chức",
    "ngày đại hội",
    "lễ",
    "kỳ thi",
    "kỳ nghỉ",
    "thời hạn",
];
/// "Trước khi" before these is a date not yet known; before others ("trước khi trình") a condition.
const CLOSING: &[&str] = &[
    "kết thúc",
    "chấm dứt",
    "giải thể",
    "sáp nhập",
    "sắp xếp",
    "hợp nhất",
    "chuyển giao",
    "khai mạc",
    "khai giảng",
    "bước vào",
    "diễn ra",
    "bắt đầu",
    "vào mùa",
    "hết hạn",
    "hết thời hạn",
    "nghỉ tết",
    "nghỉ lễ",
];
/// Acts that a frequency after them modifies: "báo cáo … hằng tuần".
const REPORTING: &[&str] = &[
    "báo cáo",
    "họp",
    "giao ban",
    "cập nhật",
    "tổng hợp",
    "kiểm điểm",
    "đánh giá",
    "rà soát",
    "kiểm tra",
    "công khai",
    "công bố",
    "gửi",
    "đôn đốc",
    "theo dõi",
    "đối chiếu",
    "thông báo",
];
/// Acts that a frequency before them modifies: "hàng tháng tổ chức …".
const ACTS: &[&str] = &[
    "tổ chức",
    "chủ trì",
    "tham mưu",
    "phối hợp",
    "giám sát",
    "nghe",
    "lập",
    "xây dựng",
    "trình",
    "thực hiện",
    "chỉ đạo",
    "làm việc",
    "có",
    "phải",
    "chủ động",
    "tiến hành",
    "bố trí",
    "nộp",
    "thống kê",
];
/// Things that have a frequency of their own: "kế hoạch hằng năm".
const THINGS: &[&str] = &[
    "kế hoạch",
    "dự toán",
    "chỉ tiêu",
    "ngân sách",
    "sản lượng",
    "nhu cầu",
    "số liệu",
    "nhiệm vụ",
    "danh mục",
    "chương trình",
    "thu nhập",
];

/// Ways to say "each".
const EACH: &[&str] = &["hằng", "hàng", "mỗi"];
/// Weekdays as printed, Monday is 1.
const WEEKDAYS: &[(&str, u32)] = &[
    ("thứ hai", 1),
    ("thứ 2", 1),
    ("thứ ba", 2),
    ("thứ 3", 2),
    ("thứ tư", 3),
    ("thứ 4", 3),
    ("thứ năm", 4),
    ("thứ 5", 4),
    ("thứ sáu", 5),
    ("thứ 6", 5),
    ("thứ bảy", 6),
    ("thứ bẩy", 6),
    ("thứ 7", 6),
    ("chủ nhật", 7),
];
/// Numbers in words.
const COUNTS: &[(&str, u32)] = &[
    ("một", 1),
    ("hai", 2),
    ("ba", 3),
    ("bốn", 4),
    ("năm", 5),
    ("sáu", 6),
    ("bảy", 7),
    ("bẩy", 7),
    ("tám", 8),
    ("chín", 9),
    ("mười", 10),
];

/// What the steps of a form caught.
#[derive(Clone, Default, Debug)]
struct Caught {
    date: Option<Printed>,
    hour: Option<String>,
    number: Option<u32>,
    unit: Option<char>,
    weekday: Option<u32>,
    monthday: Option<u32>,
    working: bool,
    /// The days are counted from the notice itself.
    from_notice: bool,
}

/// The deadlines in bytes `range` of a block's text, in order.
pub fn find(block: &Block, range: std::ops::Range<usize>, context: &Context) -> Vec<Deadline> {
    let text = block.text.as_str();
    let end = range.end.min(text.len());
    let Some(text) = text.get(..end) else { return Vec::new() };
    let Some(part) = text.get(range.start..) else { return Vec::new() };
    let mut out: Vec<Deadline> = Vec::new();
    let mut from = range.start;
    // where the sentence part begins: after the last mark that is no decimal or date point
    let mut segment = range.start;
    let mut before = None;
    for (i, c) in part.char_indices() {
        let i = i + range.start;
        let word = is_word(c) && !before.is_some_and(is_word);
        before = Some(c);
        if matches!(c, ',' | ';' | ':' | '.') && text[i + 1..].chars().next().is_none_or(char::is_whitespace) {
            segment = i + 1;
        }
        if i < from || !word {
            continue;
        }
        let Some((kind, caught, stop)) = form_at(text, i) else { continue };
        if kind == Kind::Span {
            from = stop;
            continue;
        }
        let follows = out.last().is_some_and(|d| {
            matches!(d.bound, Bound::Every { .. }) && matches!(text.get(from..i).map(str::trim), Some("," | "và" | "hoặc"))
        });
        let Some(bound) = bound(kind, &caught, context.day) else { continue };
        let place = Place {
            text,
            start: i,
            stop,
            segment: tail(&text[segment.min(i)..i], 600),
            opens: segment == i || text[segment.min(i)..i].trim().is_empty(),
            from: range.start,
        };
        if !(follows && kind == Kind::Frequency || binds(kind, &caught, &bound, &place, context.day)) {
            // the words of a form that does not bind hold no other: "trong dịp 30/4"
            from = if kind == Kind::Event { i + c.len_utf8() } else { stop };
            continue;
        }
        out.push(Deadline {
            quote: text[i..stop].to_string(),
            lunar: caught.date.is_some_and(Printed::is_lunar),
            time: caught.hour,
            bound,
            span: block.span_of(i, stop),
            certainty: Default::default(),
            doubts: vec![],
        });
        from = stop;
    }
    out
}

/// The first form that fits at a word.
fn form_at(text: &str, at: usize) -> Option<(Kind, Caught, usize)> {
    let fits = || {
        FORMS.iter().find_map(|&(kind, form, _)| {
            let (caught, stop) = step(text, at, form, Caught::default())?;
            Some((kind, caught, stop))
        })
    };
    if may_open(&text[at..]) {
        return fits();
    }
    debug_assert!(
        fits().is_none(),
        "a form begins with a word that is not in OPENERS: {:?}",
        &text[at..]
    );
    None
}

/// First syllables of all forms: most words of a text begin none, and are passed over without trying any.
static OPENERS: LazyLock<BTreeSet<&str>> = LazyLock::new(|| {
    let mut all = Vec::new();
    for (_, form, _) in FORMS {
        for token in form.split(' ') {
            let (optional, token) = token.strip_prefix('?').map_or((false, token), |t| (true, t));
            match token {
                "<date>" | "<day>" | "<period>" | "<dated>" | "<part>" => all.extend(date::HEADS),
                "<latest>" => all.extend(LATEST),
                "<each>" => all.extend(EACH),
                "<number>" => all.extend(COUNTS.iter().map(|(w, _)| w)),
                "<weekday>" => all.extend(WEEKDAYS.iter().map(|(w, _)| w)),
                // in digits
                "<hour>" | "<monthday>" => {}
                _ => all.extend(token.split('|')),
            }
            if !optional {
                break;
            }
        }
    }
    let syllable = |w: &'static str| w.split(|c| !is_word(c)).next().unwrap_or_default();
    all.into_iter().map(syllable).collect()
});

/// Whether a form may begin with the word at the start of a text.
fn may_open(text: &str) -> bool {
    if text.starts_with(|c: char| c.is_ascii_digit()) {
        return true;
    }
    // no opener is longer than eight letters
    let mut word = String::with_capacity(32);
    word.extend(text.chars().take(9).take_while(|c| is_word(*c)).map(lower));
    OPENERS.contains(word.as_str())
}

/// The bound of what a form caught; `None` where the notice's day is needed and unknown, but for days that do not exist.
fn bound(kind: Kind, caught: &Caught, around: Option<Day>) -> Option<Bound> {
    Some(match kind {
        Kind::Before | Kind::By | Kind::Within | Kind::Bare => {
            let date = caught.date?;
            let day = if kind == Kind::Before {
                date.first_day(around)
            } else {
                date.last_day(around)
            };
            match (day, kind) {
                // a deadline whose day cannot be fixed is still one: 31/4/2026
                (None, _) => Bound::By(None),
                (Some(d), Kind::Before) => Bound::Before(d),
                (Some(d), Kind::By) => Bound::By(d.into()),
                (Some(d), _) => Bound::Within(d),
            }
        }
        Kind::Event => Bound::Event,
        Kind::Count => {
            let days = caught.number?;
            Bound::By(around.filter(|_| caught.from_notice).and_then(|d| after(d, days, caught.working)))
        }
        Kind::Every | Kind::Frequency => Bound::Every {
            every: format!("P{}{}", caught.number.unwrap_or(1), caught.unit?),
            weekday: caught.weekday,
            day: caught.monthday,
        },
        Kind::Span => return None,
    })
}

/// The day `days` after; of working days Saturdays and Sundays are left out (feasts are the register's).
fn after(day: Day, days: u32, working: bool) -> Option<Day> {
    if !working || days > 400 {
        return day.checked_add_days(Days::new(u64::from(days)));
    }
    let (mut day, mut left) = (day, days);
    while left > 0 {
        day = day.succ_opt()?;
        left -= u32::from(!matches!(day.weekday(), Weekday::Sat | Weekday::Sun));
    }
    Some(day)
}

/// Where an expression stands.
struct Place<'a> {
    text: &'a str,
    start: usize,
    stop: usize,
    /// The sentence part before it.
    segment: &'a str,
    /// Nothing stands before it in its sentence part.
    opens: bool,
    from: usize,
}

impl Place<'_> {
    fn before(&self, words: &[&str]) -> bool {
        let lower = lowercase(tail(&self.text[self.from..self.start], 48));
        let lower = lower.trim_end();
        words
            .iter()
            .any(|w| lower.strip_suffix(w).is_some_and(|r| !r.ends_with(char::is_alphanumeric)))
    }
    fn after(&self, words: &[&str]) -> bool {
        eat_any(self.text, skip(self.text, self.stop), words).is_some()
    }
    fn sentence_opens(&self) -> bool {
        let lead = self.text[self.from..self.start].trim_end();
        self.opens && (lead.is_empty() || lead.ends_with(['.', ';', ':', '-', '+']))
    }
}

/// The last `n` bytes or a little less.
fn tail(text: &str, n: usize) -> &str {
    let mut i = text.len().saturating_sub(n);
    while !text.is_char_boundary(i) {
        i += 1;
    }
    &text[i..]
}

fn has_word(text: &str, words: &[&str]) -> bool {
    let lower = lowercase(text);
    words.iter().any(|w| {
        lower
            .match_indices(w)
            .any(|(i, _)| !lower[..i].ends_with(char::is_alphanumeric) && !lower[i + w.len()..].starts_with(char::is_alphanumeric))
    })
}

/// Whether an expression of a form bounds an act here.
fn binds(kind: Kind, caught: &Caught, bound: &Bound, place: &Place, around: Option<Day>) -> bool {
    let past = bound.due().zip(around).is_some_and(|(due, now)| due < now);
    let opening = eat_any(place.text, place.start, &["đến", "tới"]).is_some();
    let whole_year = matches!(caught.date, Some(Printed::Year { part: Part::Whole, .. }));
    match kind {
        // "bị ảnh hưởng trước ngày 31/12/2021": told, not ordered
        Kind::Before => {
            let earlier = bound
                .due()
                .zip(around)
                .is_some_and(|(due, now)| due < now && due.year() < now.year());
            !(earlier && has_word(place.segment, &["đã", "bị"]))
        }
        Kind::By if eat(place.text, place.start, "dịp").is_some() => {
            // "trong dịp 30/4, 01/5" speaks of the feasts
            let feasts = matches!(caught.date, Some(Printed::Day { year: None, .. }))
                && place.text[place.stop..]
                    .trim_start_matches([',', ' '])
                    .trim_start_matches("và ")
                    .starts_with(|c: char| c.is_ascii_digit());
            !feasts && !place.before(&["trong", "nhân", "vào các", "các"])
        }
        Kind::By if eat_any(place.text, place.start, LATEST).is_some() => true,
        // figures "tính đến ngày …", validity, what was reached by a day
        Kind::By if opening || eat(place.text, place.start, "hết").is_some() => {
            !past
                && !place.before(&[
                    "tính",
                    "lũy kế",
                    "luỹ kế",
                    "số liệu",
                    "hiệu lực",
                    "tầm nhìn",
                    "kéo dài",
                    "giai đoạn",
                    "thời kỳ",
                    "áp dụng",
                    "thực hiện từ",
                    "định hướng",
                ])
                && !place.after(&["đã", "mới đạt", "đạt"])
                && !(whole_year && place.before(&["đến", "tầm nhìn"]))
        }
        Kind::By => !(past && has_word(place.segment, &["đã", "được"])),
        Kind::Within => {
            let year_part = matches!(caught.date, Some(Printed::Months { .. }));
            !past
                && !(year_part && !has_word(place.segment, &["hoàn thành", "xong"]))
                && !place.before(&["kỳ họp", "phiên họp"])
                && !place.after(&["đã", "đạt", "ước đạt"])
                // "Việc điều hành trong quý II phải …": when the subject is, not when the act ends
                && (place.opens || !place.after(&["phải"]))
        }
        Kind::Bare => {
            let year_part = matches!(
                caught.date,
                Some(Printed::Year { .. } | Printed::ThisMonth { .. } | Printed::ThisQuarter { .. })
            );
            !past && !year_part && !place.before(&["kỳ họp", "phiên họp", "thường lệ", "từ", "dịp", "so với"])
        }
        Kind::Event => {
            let feast = eat(place.text, place.start, "trước tết").is_some();
            let rest = &place.text[place.start..place.stop];
            !place.before(&[
                "trách nhiệm",
                "báo cáo",
                "trình bày",
                "phát biểu",
                "giải trình",
                "ngày",
                "tuần",
                "dịp",
                "thời gian",
                "giai đoạn",
                "tháng",
                "năm",
                "kỳ",
            ]) && !(feast && (place.after(&["và trong", "và sau", ", trong", ", sau"]) || rest.contains(" sau ")))
        }
        Kind::Frequency => {
            if place.sentence_opens() {
                return true;
            }
            let yearly = caught.unit == Some('Y');
            let next: Vec<&str> = place.text[place.stop..].split_whitespace().take(7).collect();
            let near = next.join(" ");
            let acts = |text: &str| {
                let at = text.trim_start_matches([',', ' ']);
                REPORTING.iter().chain(ACTS).any(|w| eat(at, 0, w).is_some())
            };
            if acts(&near) && (!yearly || place.opens) {
                return true;
            }
            if place.opens {
                return has_word(&near, REPORTING);
            }
            if place.before(THINGS) {
                return false;
            }
            has_word(place.segment, if yearly { &["báo cáo", "công khai"] } else { REPORTING })
        }
        Kind::Every | Kind::Count | Kind::Span => true,
    }
}

/// Reads the rest of a form at a byte: what it caught and where it ends. A step that may be left out is tried first.
fn step(text: &str, at: usize, form: &str, caught: Caught) -> Option<(Caught, usize)> {
    let (token, rest) = form.split_once(' ').unwrap_or((form, ""));
    let (optional, token) = token.strip_prefix('?').map_or((false, token), |t| (true, t));
    let next = |caught: Caught, end: usize| {
        if rest.is_empty() {
            Some((caught, end))
        } else {
            step(text, skip(text, end), rest, caught)
        }
    };
    let mut took = caught.clone();
    let read = match token {
        _ if token.starts_with('<') => reader(text, at, token, &mut took),
        _ => token.split('|').find_map(|w| {
            if w.contains('_') {
                eat(text, at, &w.replace('_', " "))
            } else {
                eat(text, at, w)
            }
        }),
    };
    if token == "làm_việc" && read.is_some() {
        took.working = true;
    }
    read.and_then(|end| next(took, end)).or_else(|| match (optional, rest.is_empty()) {
        (true, false) => step(text, at, rest, caught),
        // the last step left out: the words end before the space
        (true, true) => Some((caught, text[..at].trim_end().len())),
        _ => None,
    })
}

/// The readers in angle brackets.
fn reader(text: &str, at: usize, token: &str, caught: &mut Caught) -> Option<usize> {
    let dated = |keep: fn(Printed) -> bool| date::at(text, at).filter(|(d, _)| keep(*d));
    let mut take = |found: Option<(Printed, usize)>| {
        let (d, len) = found?;
        caught.date = Some(d);
        Some(at + len)
    };
    match token {
        "<date>" => take(dated(|_| true)),
        "<day>" => take(dated(Printed::is_day)),
        "<period>" => take(dated(|d| !d.is_day())),
        // "đến năm 2030" is a horizon, "đến cuối năm 2025" a deadline
        "<dated>" => take(dated(|d| {
            !matches!(d, Printed::Year { part: Part::Whole, .. } | Printed::Months { .. })
        })),
        "<part>" => take(dated(|d| {
            matches!(d.part(), Part::Start | Part::Middle | Part::End) && !matches!(d, Printed::Months { .. })
        })),
        "<latest>" => eat_any(text, at, LATEST),
        "<event>" => eat_any(text, at, EVENTS),
        "<closing>" => eat_any(text, at, CLOSING),
        "<rest>" => Some(clause_end(text, at)),
        "<number>" => {
            let (n, end) = count(text, at)?;
            // "1 ngày/đêm" and counts beyond any deadline are something else
            (1..=999).contains(&n).then_some(())?;
            caught.number = Some(n);
            Some(end)
        }
        "<unit>" => {
            let (unit, end) = unit(text, at, caught)?;
            caught.unit = Some(unit);
            Some(end)
        }
        "<each>" => {
            let end = eat_any(text, at, EACH)?;
            let (unit, end) = unit(text, skip(text, end), caught)?;
            caught.unit = Some(unit);
            Some(end)
        }
        "<monthday>" => {
            let (n, end) = digits(text, at, 2)?;
            (1..=31).contains(&n).then_some(())?;
            caught.monthday = Some(n);
            Some(end)
        }
        "<weekday>" => {
            let (day, end) = WEEKDAYS.iter().find_map(|(w, d)| Some((*d, eat(text, at, w)?)))?;
            caught.weekday = Some(day);
            Some(end)
        }
        "<hour>" => {
            let len = text.get(at..)?.bytes().take_while(u8::is_ascii_digit).count();
            let hour: u32 = text[at..at + len].parse().ok().filter(|h| *h < 25 && len < 3)?;
            let spaced = skip(text, at + len);
            let word = text[spaced..].strip_prefix("giờ").map(|r| text.len() - r.len());
            let end = word.or_else(|| text[spaced..].strip_prefix(['h', 'g', ':']).map(|r| text.len() - r.len()))?;
            let (minute, end) = match digits(text, skip(text, end), 2) {
                Some((m, e)) if m < 60 => {
                    let e = eat_any(text, skip(text, e), &["phút", "'", "’"]).unwrap_or(e);
                    (m, e)
                }
                _ => (0, end),
            };
            caught.hour = Some(format!("{hour:02}:{minute:02}"));
            // "16 giờ 00, ngày 20/8"
            Some(eat(text, skip(text, end), ",").unwrap_or(end))
        }
        "<from>" => {
            const NOTICE: &[&str] = &[
                "nay",
                "ngày ký",
                "ngày ban hành",
                "ngày ra thông báo",
                "ngày thông báo",
                "ngày có thông báo",
                "ngày phát hành",
                "khi ban hành",
                "ngày nhận được thông báo này",
                "ngày văn bản này",
                "ngày thông báo này",
            ];
            let known = eat_any(text, at, NOTICE);
            caught.from_notice = known.is_some();
            // signing or issuing of something else than this notice
            if let Some(end) = known {
                let other = eat_any(
                    text,
                    skip(text, end),
                    &[
                        "quyết định",
                        "nghị quyết",
                        "hợp đồng",
                        "luật",
                        "nghị định",
                        "kế hoạch",
                        "biên bản",
                        "thông tư",
                    ],
                );
                caught.from_notice = other.is_none();
                return Some(if other.is_none() { end } else { clause_end(text, end) });
            }
            if let Some((Printed::Day { .. }, len)) = date::at(text, at) {
                return Some(at + len);
            }
            Some(clause_end(text, at))
        }
        _ => None,
    }
}

fn count(text: &str, at: usize) -> Option<(u32, usize)> {
    digits(text, at, 3).or_else(|| COUNTS.iter().find_map(|(w, n)| Some((*n, eat(text, at, w)?))))
}

/// ISO letter of a unit of time; a quarter is three months.
fn unit(text: &str, at: usize, caught: &mut Caught) -> Option<(char, usize)> {
    for (word, letter) in [("ngày", 'D'), ("tuần", 'W'), ("tháng", 'M'), ("năm", 'Y')] {
        if let Some(end) = eat(text, at, word) {
            return Some((letter, end));
        }
    }
    let end = eat_any(text, at, &["quý", "quí"])?;
    caught.number = Some(caught.number.unwrap_or(1).saturating_mul(3));
    Some(('M', end))
}

/// Where the words of an event end: at the clause's end, at a word that opens another thought, or after twelve words.
fn clause_end(text: &str, at: usize) -> usize {
    const STOPS: &[&str] = &[
        "để",
        "nhằm",
        "và",
        "bảo đảm",
        "đảm bảo",
        "theo",
        "làm",
        "phải",
        "đồng thời",
        "từ",
        "gửi",
        "báo cáo",
    ];
    let (mut end, mut words, mut i) = (at, 0, at);
    loop {
        i = skip(text, i);
        let rest = &text[i..];
        if rest.is_empty() || words == 12 || eat_any(text, i, STOPS).is_some() || rest.starts_with(['(', '"', '“', '”', ',', ';', '.', ':'])
        {
            return end;
        }
        let word = rest.split_whitespace().next().unwrap_or("");
        let kept = word.trim_end_matches([',', ';', '.', ':', ')', '/', '”', '"', '…']);
        words += 1;
        end = i + kept.len();
        if kept.len() < word.len() {
            return end;
        }
        i += word.len();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::outline::Piece;
    use crate::span::SourceId;
    use std::collections::BTreeMap;

    fn block(text: &str) -> Block {
        Block {
            text: text.to_string(),
            pieces: vec![Piece {
                at: 0,
                len: text.len() as u32,
                start: 0,
            }],
            source: SourceId(0),
        }
    }

    fn read(text: &str, day: &str) -> Vec<Deadline> {
        find(
            &block(text),
            0..text.len(),
            &Context {
                day: day.parse().ok(),
                period: None,
            },
        )
    }

    /// "before 2025-09-15", "recurring P1W", …
    fn brief(text: &str) -> Vec<String> {
        read(text, "2025-08-16")
            .iter()
            .map(|d| {
                let mut s = d.bound.name().to_string();
                if let Some(due) = d.bound.due() {
                    s += &format!(" {due}");
                }
                if let Bound::Every { every, weekday, day } = &d.bound {
                    s += &format!(" {every}");
                    weekday.iter().for_each(|w| s += &format!(" w{w}"));
                    day.iter().for_each(|w| s += &format!(" d{w}"));
                }
                d.time.iter().for_each(|t| s += &format!(" {t}"));
                s
            })
            .collect()
    }

    #[test]
    fn every_form_reads_the_words_that_show_it() {
        for (kind, form, shows) in FORMS {
            let first = FORMS.iter().find_map(|f| step(shows, 0, f.1, Caught::default()).map(|s| (f, s.1)));
            let (found, end) = first.unwrap_or_else(|| panic!("{shows}"));
            assert_eq!((found.0, found.1), (*kind, *form), "{shows}");
            assert!(end == shows.len() || *kind == Kind::Frequency, "{shows}");
        }
    }

    #[test]
    fn what_binds() {
        for (text, want) in [
            ("Hoàn thành trước 20 tháng 12 năm 2025.", "before 2025-12-20"),
            ("Báo cáo xong trước 15/9/2025.", "before 2025-09-15"),
            ("Gửi trước 16 giờ 30 phút ngày 20/8/2025", "before 2025-08-20 16:30"),
            ("Gửi trước 17h00 ngày 20/8", "before 2025-08-20 17:00"),
            ("Báo cáo chậm nhất vào ngày 20/9", "by 2025-09-20"),
            ("Báo cáo muộn nhất ngày 20/9", "by 2025-09-20"),
            ("Thực hiện đến hết ngày 30/9/2025", "by 2025-09-30"),
            ("Thông xe dịp 19/12/2025", "by 2025-12-19"),
            (
                "tiến độ từ nay đến 30/4/2026 và đến 19/5/2026; xác định",
                "by 2026-04-30, by 2026-05-19",
            ),
            ("Hội nghị trong đầu tháng 9, đảm bảo", "within 2025-09-10"),
            ("Hoàn thành giữa tháng 9", "within 2025-09-20"),
            ("Hoàn thành trong cuối quý III năm 2025, làm", "within 2025-09-30"),
            ("Hoàn thành trong quý II/2026", "within 2026-06-30"),
            ("Kinh phí đến tay trước ngày 25 tháng Chạp;", "before 2026-02-12"),
            ("hoàn thành trước Tết Nguyên đán.", "event"),
            ("Báo cáo vào ngày 05 hằng tháng.", "recurring P1M d5"),
            ("Báo cáo chậm nhất vào ngày 20 hằng tháng.", "recurring P1M d20"),
            ("Báo cáo trước 16 giờ ngày thứ Sáu hằng tuần.", "recurring P1W w5 16:00"),
            ("Rà soát, báo cáo định kỳ 02 tuần/lần", "recurring P2W"),
            ("Họp mỗi tuần", "recurring P1W"),
            ("Hằng quý, Sở Tài chính rà soát", "recurring P3M"),
            ("báo cáo sau 10 ngày kể từ ngày ban hành Thông báo", "by 2025-08-26"),
            ("báo cáo trong vòng 05 ngày làm việc kể từ ngày ký", "by 2025-08-22"),
            ("báo cáo trong vòng 15 ngày", "by"),
            ("báo cáo trước ngày 31/4/2026", "by"),
            ("Trong tháng 1, hoàn thành", "within 2026-01-31"),
        ] {
            assert_eq!(brief(text).join(", "), want, "{text}");
        }
    }

    #[test]
    fn what_does_not() {
        for text in [
            "thực hiện Quyết định số 508/QĐ-TTg ngày 25/3/2022 của Thủ tướng",
            "Kế hoạch giai đoạn 2026-2030, tầm nhìn đến năm 2050",
            "mục tiêu đến năm 2030",
            "kết quả từ ngày 01/3/2026 đến ngày 29/3/2026",
            "áp dụng từ tháng 4/2026",
            "kế hoạch chi tiết theo tuần, kiểm tra dữ liệu định kỳ",
            "trực cấp cứu trong dịp Tết; bảo đảm an ninh trước, trong và sau Tết",
            "kế hoạch năm 2026; nội dung Phiên họp thường kỳ tháng 8; Kế hoạch quý II",
            "kỷ niệm 85 năm (28/01/1941 - 28/01/2026)",
            "Thực hiện thường xuyên; khẩn trương, ngay",
            "số liệu giải ngân hàng tuần, lũy kế giải ngân",
            "xây dựng kế hoạch hằng năm",
            "khắc phục thiệt hại mưa đá cuối tháng 7",
            "rà soát năng lực nhà thầu trước khi tham gia dự án",
            "chịu trách nhiệm trước Chủ tịch UBND tỉnh; so với cùng kỳ năm trước",
            "doanh nghiệp bị ảnh hưởng trước ngày 31/12/2021",
            "Việc điều hành trong quý IV phải bảo đảm rõ việc",
            "trong dịp nghỉ lễ; trong dịp 30/4, 01/5",
            "nhiệm vụ 6 tháng cuối năm; tháo gỡ ngay từ đầu năm",
        ] {
            assert_eq!(brief(text), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn quote_and_range() {
        let text = "Trước ngày 20/8/2025 báo cáo; hoàn thành trước mùa mưa năm 2025 để thi công";
        let found = read(text, "2025-05-12");
        assert_eq!(
            found.iter().map(|d| d.quote.as_str()).collect::<Vec<_>>(),
            ["Trước ngày 20/8/2025", "trước mùa mưa năm 2025"]
        );
        let cut = text.find(';').unwrap();
        assert_eq!(find(&block(text), cut..text.len(), &Context { day: None, period: None }).len(), 1);
        assert!(find(&block(text), 1000..2000, &Context { day: None, period: None }).is_empty());
    }

    proptest::proptest! {
        #[test]
        fn any_words_are_read_without_a_panic(words in proptest::collection::vec("trước |ngày |31/4|/2026|hằng |tuần|16 giờ|từ |đến |tháng |Chạp|trong |sau 10 |kể từ |, |ộ|.|\\PC", 0..30), start in 0usize..40) {
            let text = words.concat();
            for d in find(&block(&text), start..text.len(), &Context { day: None, period: None }) {
                proptest::prop_assert!(text.contains(&d.quote));
            }
        }
    }

    #[test]
    fn labelled_deadlines() {
        let Some(dir) = ["../shared", "../../shared"]
            .iter()
            .map(|d| std::path::Path::new(d).join("corpus/labels"))
            .find(|d| d.is_dir())
        else {
            eprintln!("skipped: no labelled notices beside the project");
            return;
        };
        let days: BTreeMap<&str, &str> = [
            ("2025-07", "2025-08-16"),
            ("2026-01", "2026-02-03"),
            ("2025-05-cong-van-huyen", "2025-05-12"),
        ]
        .into();
        let mut wrong = Vec::new();
        for (name, day) in days {
            let Ok(json) = std::fs::read_to_string(dir.join(format!("{name}.json"))) else {
                continue;
            };
            let labels: serde_json::Value = serde_json::from_str(&json).unwrap();
            for task in labels["tasks"].as_array().unwrap() {
                let text = task["text"].as_str().unwrap();
                let (mut want, mut maybe) = (Vec::new(), Vec::new());
                for d in task["deadlines"].as_array().unwrap() {
                    let s = |k: &str| d[k].as_str().unwrap_or("").to_string();
                    let key = (s("due"), s("bound"), s("every"));
                    if d["optional"] == true { maybe.push(key) } else { want.push(key) }
                }
                let mut have: Vec<_> = read(text, day)
                    .iter()
                    .map(|d| {
                        let every = if let Bound::Every { every, .. } = &d.bound {
                            every.clone()
                        } else {
                            String::new()
                        };
                        (
                            d.bound.due().map_or(String::new(), |d| d.to_string()),
                            d.bound.name().to_string(),
                            every,
                        )
                    })
                    .collect();
                have.retain(|k| !maybe.contains(k) || want.contains(k));
                want.sort();
                have.sort();
                if want != have {
                    wrong.push(format!("{name} {} want {want:?} have {have:?}: {text}", task["clause"]));
                }
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
}
