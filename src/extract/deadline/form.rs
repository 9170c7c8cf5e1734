//! The forms of time phrases.
//!
//! `FORMS` is the grammar, one line a form with words that show it; the first form that fits at a word wins, so the
//! longer stand first.

use super::words::{ACTS, CLOSING, COMING, COUNTS, EACH, EVENTS, FEASTS, HAPPENINGS, LATEST, NEXT, OCCASIONS, PEAKS, PROCEDURES};
use crate::viet::date::{self, Part, Printed, WEEKDAYS};
use crate::viet::fold::match_key;
use crate::viet::hint::{Hint, Table};
use crate::viet::letter::is_word;
use crate::viet::token::Word;
use crate::viet::word::{digits, eat, eat_any, eat_named, skip};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::LazyLock;

/// What a form says of the task.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    Before,
    By,
    Within,
    /// A part of a period without a preposition: "cuối quý III".
    Bare,
    Event,
    /// An event at which something is done rather than before which.
    Session,
    /// A day without a preposition: "trình dự thảo ngày 18/8/2023".
    On,
    /// N days from a day.
    Count,
    Every,
    /// A frequency that binds only where it modifies an act.
    Frequency,
    /// A span or a start: nothing within it is a deadline.
    Span,
    /// The words "thời hạn hoàn thành:", behind which a time alone is a deadline.
    Label,
}

/// Words, `a|b` for either, `_` for a space within one, `?` for what may be left out; `<…>` are the readers of `Read`.
/// The last column shows the form.
pub const FORMS: &[(Kind, &str, &str)] = &[
    (
        Kind::Span,
        "từ <date> ?cho đến|tới ?hết <date>",
        "từ ngày 01/3/2026 đến ngày 29/3/2026",
    ),
    (Kind::Span, "từ <date> -|– <date>", "từ 01/3/2026 - 29/3/2026"),
    (
        Kind::Span,
        "từ ?ngày <monthday> ?cho đến|tới|-|– ?hết <date>",
        "từ ngày 14 đến ngày 16/3/2026",
    ),
    (Kind::Span, "?kể từ <date>", "từ tháng 4/2026"),
    (
        Kind::Label,
        "thời_hạn|hạn|thời_gian|thời_điểm|mốc_thời_gian|tiến_độ ?cuối_cùng|cuối|chót|dự_kiến|phải ?hoàn_thành|báo_cáo|thực_hiện|gửi|trình|nộp|xong|triển_khai|xử_lý|kết_thúc ?là :",
        "thời hạn hoàn thành:",
    ),
    (
        Kind::By,
        "hạn_chót|hạn_cuối ?cùng ?là ?: ?vào ?lúc <hour> <day>",
        "hạn chót 11h30 ngày 26/11/2025",
    ),
    (
        Kind::Label,
        "thời_hạn|hạn_chót|hạn ?cuối_cùng|cuối|chót ?hoàn_thành|báo_cáo|gửi|trình|nộp|xong|xử_lý ?là <before-time>",
        "thời hạn gửi là 15/9/2025",
    ),
    (
        Kind::Every,
        "?định_kỳ ?<latest> ?là ?trước ?vào ?lúc ?<hour> ?các ?buổi_sáng|buổi_chiều|sáng|chiều|tối ?ngày <weekday> ?của <each>",
        "trước 16 giờ ngày thứ Sáu hằng tuần",
    ),
    (
        Kind::Every,
        "?định_kỳ ?<latest> ?là ?trước ?vào ?lúc <hour> ?và ?<hour> ?của <each>",
        "trước 17 giờ hằng ngày",
    ),
    (
        Kind::Every,
        "?định_kỳ ?<latest> ?là ?trước ?vào ?trong ngày|tuần ?làm_việc cuối|đầu ?cùng|tiên của <own-unit>",
        "trước ngày làm việc cuối cùng của tháng",
    ),
    (
        Kind::Every,
        "?định_kỳ ?<latest> ?là ?trước ?vào ?<hour> ?các ngày <monthday> ?và|, ?ngày ?<monthday> ?của <each>",
        "vào ngày 05 hằng tháng",
    ),
    (
        Kind::Every,
        "?định_kỳ ?<latest> ?là ?trước ?vào ngày <monthday> ?của <unit> <next>",
        "trước ngày 05 tháng sau",
    ),
    (
        Kind::Every,
        "?định_kỳ ?<latest> ?là ?trước ?vào ngày <monthday> ?của tháng cuối|đầu ?tiên|cùng ?của <any-unit> ?<next>",
        "trước ngày 15 tháng cuối quý",
    ),
    (
        Kind::Every,
        "?định_kỳ ?<latest> ?là ?trước ?vào ngày <monthday> của <own-unit>",
        "vào ngày 20 của tháng",
    ),
    (
        Kind::Every,
        "?định_kỳ ?<latest> ?là ?trước ?vào <day> <yearly>",
        "trước ngày 15/12 hằng năm",
    ),
    (
        Kind::Every,
        "?định_kỳ ?<latest> ?là ?trước ?vào|trong <period> <yearly>",
        "trong tháng 12 hằng năm",
    ),
    (
        Kind::Every,
        "?định_kỳ ?<latest> ?là ?trước ?vào <day> và|, <day> <yearly>",
        "trước ngày 15/6 và 15/12 hằng năm",
    ),
    (
        Kind::Every,
        "?định_kỳ ?cứ|mỗi <number> <unit> ?ít_nhất|tối_thiểu một_lần|1_lần|01_lần",
        "Định kỳ 02 tuần một lần",
    ),
    (Kind::Every, "?định_kỳ ?cứ|mỗi <number> <unit> / ?1|01 lần", "02 tuần/lần"),
    (
        Kind::Every,
        "?định_kỳ ?ít_nhất|tối_thiểu <number> <times> /|trong_một|trong|một|mỗi ?1|01 <unit>",
        "01 lần/tuần",
    ),
    (Kind::Every, "<each> ?ít_nhất|tối_thiểu <number> <times>", "mỗi tháng 02 lần"),
    (Kind::Every, "định_kỳ ?vào|theo <each>", "định kỳ hằng tháng"),
    (Kind::Every, "định_kỳ ?theo ?<number> <unit>", "Định kỳ 6 tháng"),
    (
        Kind::Every,
        "<each> ?,|( ?<latest> trước|vào ?ngày <lone-day> ?)",
        "Hằng tháng, trước ngày 25",
    ),
    (
        Kind::Every,
        "<each> ?,|( ?<latest> trước|lúc|vào ?lúc <hour> ?)",
        "hằng ngày trước 17 giờ",
    ),
    (Kind::Frequency, "<each>", "hằng tuần báo cáo UBND tỉnh"),
    (Kind::Frequency, "cứ|mỗi <number> <unit>", "mỗi 3 giờ cập nhật mực nước"),
    (
        Kind::Event,
        "<latest> ?là ?trước ?ít_nhất|tối_thiểu <number> <length> ?làm_việc trước|so_với|sau_khi|sau_ngày <rest>",
        "chậm nhất là 15 ngày trước ngày khai mạc kỳ họp",
    ),
    (
        Kind::Event,
        "trước ?ít_nhất|tối_thiểu <number> <length> ?làm_việc so_với <rest>",
        "trước ít nhất 10 ngày so với ngày khai mạc",
    ),
    (
        Kind::Event,
        "ít_nhất|tối_thiểu <number> <length> trước|sau khi|ngày|thời_điểm <rest>",
        "ít nhất 04 giờ trước khi xả lũ",
    ),
    (
        Kind::Event,
        "ít_nhất|tối_thiểu <number> <length> ?làm_việc trước phiên_họp|kỳ_họp|cuộc_họp|buổi_họp|hội_nghị ?<rest>",
        "ít nhất 05 ngày trước phiên họp",
    ),
    (
        Kind::Within,
        "trong ?<number> các|ngày ?ngày <lone-day> ?ngày ?<lone-day> và|-|– ?ngày <day>",
        "trong 02 ngày 18 và 19/8/2025",
    ),
    (
        Kind::Count,
        "?<latest> ?là ?sau|trong ?vòng|thời_hạn|thời_gian ?không_quá|tối_đa <number> <length> ?làm_việc , ?tính kể_từ|tính_từ <from>",
        "sau 10 ngày, kể từ ngày ban hành",
    ),
    (
        Kind::Count,
        "?<latest> ?là ?sau|trong ?vòng|thời_hạn|thời_gian ?không_quá|tối_đa <number> <length> ?làm_việc ?tính kể_từ|từ|sau|kể_sau <from>",
        "sau 10 ngày kể từ ngày ban hành",
    ),
    (
        Kind::Count,
        "?<latest> ?là trong ?vòng|khoảng <number> <length> ?làm_việc <coming>",
        "trong 07 ngày tới",
    ),
    (
        Kind::Count,
        "?<latest> trong ?vòng|thời_hạn ?không_quá|tối_đa <number> <length> ?làm_việc",
        "trong vòng 15 ngày làm việc",
    ),
    (
        Kind::Count,
        "<latest> ?là ?sau|trong <number> <length> ?làm_việc",
        "chậm nhất sau 05 ngày làm việc",
    ),
    (
        Kind::Before,
        "?<latest> ?là ?vào trước ?<hour> ?thời_điểm|dịp|thời_hạn|cuối_giờ|cuối_buổi|giờ_làm_việc ?sáng|chiều|làm_việc ?hết <date>",
        "trước ngày 12/4/2026",
    ),
    (
        Kind::Before,
        "?<latest> ?là ?vào trước ?<hour> ?hết ?sáng|chiều ?ngày <coming-weekday>",
        "trước 15 giờ thứ Năm",
    ),
    (
        Kind::By,
        "<latest> ?là ?vào|trong ?hết ?<hour> ?sáng|chiều ?ngày <coming-weekday>",
        "chậm nhất chiều thứ Năm",
    ),
    (
        Kind::Event,
        "trước ?ít_nhất|tối_thiểu|khoảng <number> ngày ?làm_việc",
        "trước ít nhất 02 ngày làm việc",
    ),
    (Kind::Within, "<latest> ?là ?ngay trong <date>", "chậm nhất trong tháng 8"),
    (
        Kind::By,
        "<latest> ?là ?vào|trong ?đến ?hết ?<hour> ?thời_điểm|dịp|buổi|giờ_làm_việc|giờ_hành_chính ?sáng|chiều|trưa|tối <date>",
        "chậm nhất là ngày 20/8/2025",
    ),
    (
        Kind::By,
        "từ_nay|từ_giờ ?cho đến|tới ?hết ?thời_điểm <date>",
        "từ nay đến 30/4/2026",
    ),
    (
        Kind::By,
        "đến|tới hết ?<hour> ?giờ_làm_việc|giờ_hành_chính <date>",
        "đến hết tháng 9/2025",
    ),
    (Kind::By, "đến|tới ?<hour> ?thời_điểm <dated>", "đến ngày 19/5/2026"),
    (Kind::By, "hết ?giờ_làm_việc|giờ_hành_chính <date>", "hết ngày 30/9/2025"),
    (Kind::By, "dịp <day>", "dịp 30/4/2026"),
    (
        Kind::By,
        "chào_mừng ?lễ|kỷ_niệm ?ngày ?<feast> ?( <day> ?)",
        "chào mừng ngày 19/12/2025",
    ),
    (Kind::By, "dịp ?lễ|kỷ_niệm ?ngày <feast> ?ngày|( <day> ?)", "dịp Quốc khánh 02/9"),
    (
        Kind::By,
        "vào ?các|hai|ba ngày <lone-day> ?ngày ?<lone-day> và|-|– ?ngày <day>",
        "vào hai ngày 21 và 22/10/2025",
    ),
    (Kind::By, "vào ?đúng ?lúc ?<hour> ?dịp <day>", "vào ngày 15/9/2025"),
    (
        Kind::By,
        "vào ?<hour> ?đầu_giờ|cuối_giờ ?buổi sáng|chiều|tối <day>",
        "vào đầu giờ sáng thứ Sáu, ngày 18/8/2023",
    ),
    (
        Kind::By,
        "buổi_sáng|buổi_chiều|sáng|chiều|tối ?ngày <coming-weekday>",
        "sáng thứ Tư",
    ),
    (Kind::By, "buổi_sáng|buổi_chiều|sáng|chiều|tối <date>", "Chiều thứ Năm tuần này"),
    (Kind::By, "đầu_giờ|cuối_giờ <day>", "đầu giờ sáng mai"),
    (
        Kind::Before,
        "<agenda-day> ?, trước ?lúc <hour> <colon>",
        "thứ Sáu (17/10), trước 10 giờ 00:",
    ),
    (
        Kind::By,
        "<agenda-day> ?, ?trong|vào|lúc|từ ?cả ?buổi_sáng|buổi_chiều|sáng|chiều|tối ?<hour> <colon>",
        "thứ Hai (13/10), 14 giờ 30:",
    ),
    (Kind::By, "quá <day>", "quá ngày 20/10"),
    (Kind::Within, "vào <period>", "vào cuối tháng 9"),
    (
        Kind::Within,
        "trong tuần ?làm_việc ?, ?( từ <day> đến|-|– ?hết <day> ?)",
        "trong tuần từ 06/7 đến 10/7/2026",
    ),
    (
        Kind::Within,
        "trong tuần ?làm_việc ?, ?( từ ?ngày <monthday> đến|-|– ?hết <day> ?)",
        "trong tuần từ 23 đến 27/7/2018",
    ),
    (
        Kind::Within,
        "trong ?khoảng ?các|cả ?buổi ?sáng|chiều|tối <date>",
        "trong tháng 8 năm 2025",
    ),
    (Kind::Within, "trong tuần|tháng|quý|năm <not-number>", "trong năm"),
    (Kind::By, "hoàn_thành|xong|hoàn_tất ?: <day>", "hoàn thành ngày 15/9/2025"),
    (
        Kind::By,
        "thông_xe|khởi_công|khánh_thành|sơ_duyệt|tổng_duyệt ?kỹ_thuật|toàn_tuyến <day>",
        "thông xe kỹ thuật ngày 19/12/2025",
    ),
    (
        Kind::By,
        "báo_cáo|trình|gửi ?chủ_tịch|thường_trực ubnd|hđnd|uỷ_ban_nhân_dân|hội_đồng_nhân_dân ?tỉnh|huyện|thành_phố|thị_xã|xã|phường ?<remark> <day>",
        "báo cáo UBND tỉnh ngày 07/11/2025",
    ),
    (
        Kind::By,
        "đưa_vào khai_thác|sử_dụng|vận_hành <day>",
        "đưa vào khai thác ngày 19/12/2025",
    ),
    (
        Kind::Within,
        "hoàn_thành|xong|hoàn_tất|khởi_công|khánh_thành|thông_xe ?: <period>",
        "hoàn thành quý III/2025",
    ),
    (Kind::Bare, "<part>", "cuối quý III năm 2025"),
    (Kind::Event, "trước khi <happening>", "trước khi kết thúc hoạt động"),
    (
        Kind::Event,
        "trước khi bước|vào|bước_vào khung|mùa|vụ|năm_học|thời_vụ|cao_điểm <rest>",
        "trước khi vào khung thời vụ",
    ),
    (Kind::Event, "ngay sau khi <rest>", "ngay sau khi được phê duyệt"),
    (Kind::Event, "ngay sau <occasion> ?<rest>", "ngay sau Hội nghị này"),
    (Kind::Event, "trước <peak> ?<rest>", "trước đỉnh lũ"),
    (Kind::Event, "trước giờ|buổi họp <rest>", "trước giờ họp giao ban tuần tới"),
    (Kind::Event, "trước ngày <named-day>", "trước ngày học sinh nghỉ hè"),
    (Kind::Event, "trước <event> <rest>", "trước mùa mưa năm 2025"),
    (
        Kind::By,
        "tại cuộc_họp|buổi_họp|phiên_họp|kỳ_họp|hội_nghị <rest> ( ?sáng|chiều ?<hour> <day> )",
        "tại cuộc họp giao ban tuần kế tiếp (sáng thứ Hai, ngày 27/10/2025)",
    ),
    (
        Kind::By,
        "tại cuộc_họp|buổi_họp|phiên_họp|kỳ_họp|hội_nghị|buổi|cuộc|phiên ?giao_ban ?thường_kỳ ?sáng|chiều <day>",
        "tại cuộc họp giao ban ngày 25/4/2022",
    ),
    (
        Kind::By,
        "tại cuộc_họp|buổi_họp|phiên_họp|hội_nghị <until-day> <day>",
        "tại cuộc họp giao ban các Phó Chủ tịch UBND tỉnh ngày 17/11/2025",
    ),
    (Kind::Session, "vào|tại kỳ_họp <rest>", "vào kỳ họp thường lệ cuối năm"),
    (Kind::On, "<day>", "ngày 18/8/2023"),
];

/// What the steps of a form caught.
#[derive(Clone, Copy, Default, Debug)]
pub struct Caught {
    pub date: Option<Printed>,
    /// Hour and minute.
    pub hour: Option<(u32, u32)>,
    pub number: Option<u32>,
    pub unit: Option<char>,
    pub weekday: Option<u32>,
    pub monthday: Option<u32>,
    pub working: bool,
    /// "trong vòng": the time in which, rather than the day by which.
    pub inside: bool,
    /// "chậm nhất".
    pub latest: bool,
    pub from: Option<From>,
    /// The unit stands under "lần": twice a month.
    pub times: bool,
}

/// From what day a count begins.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum From {
    /// The notice's own issue.
    Notice,
    Date(Printed),
    /// Something that has no day in the text.
    Event,
}

/// A step of a form.
struct Step {
    optional: bool,
    read: Read,
    /// With what the words of the step begin; nothing else need be tried.
    initials: Initials,
}

/// The readers that forms name in angle brackets.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Token {
    Date,
    Day,
    AgendaDay,
    Period,
    Dated,
    Part,
    Latest,
    Event,
    Occasion,
    Peak,
    Feast,
    Happening,
    Rest,
    Remark,
    Colon,
    UntilDay,
    NamedDay,
    BeforeTime,
    NotNumber,
    Number,
    Length,
    Unit,
    Yearly,
    AnyUnit,
    OwnUnit,
    Coming,
    Each,
    Next,
    LoneDay,
    Monthday,
    ComingWeekday,
    Weekday,
    Hour,
    Times,
    From,
}

/// The readers by the names that forms give them.
pub const TOKENS: &[(&str, Token)] = &[
    ("<date>", Token::Date),
    ("<day>", Token::Day),
    ("<agenda-day>", Token::AgendaDay),
    ("<period>", Token::Period),
    ("<dated>", Token::Dated),
    ("<part>", Token::Part),
    ("<latest>", Token::Latest),
    ("<event>", Token::Event),
    ("<occasion>", Token::Occasion),
    ("<peak>", Token::Peak),
    ("<feast>", Token::Feast),
    ("<happening>", Token::Happening),
    ("<rest>", Token::Rest),
    ("<remark>", Token::Remark),
    ("<colon>", Token::Colon),
    ("<until-day>", Token::UntilDay),
    ("<named-day>", Token::NamedDay),
    ("<before-time>", Token::BeforeTime),
    ("<not-number>", Token::NotNumber),
    ("<number>", Token::Number),
    ("<length>", Token::Length),
    ("<unit>", Token::Unit),
    ("<yearly>", Token::Yearly),
    ("<any-unit>", Token::AnyUnit),
    ("<own-unit>", Token::OwnUnit),
    ("<coming>", Token::Coming),
    ("<each>", Token::Each),
    ("<next>", Token::Next),
    ("<lone-day>", Token::LoneDay),
    ("<monthday>", Token::Monthday),
    ("<coming-weekday>", Token::ComingWeekday),
    ("<weekday>", Token::Weekday),
    ("<hour>", Token::Hour),
    ("<times>", Token::Times),
    ("<from>", Token::From),
];

enum Read {
    Words(Vec<String>),
    /// One of the readers in angle brackets.
    Reader(Token),
}

/// First letters in lower case, a bit each; all that are not ASCII share the last.
#[derive(Clone, Copy)]
struct Initials(u128);

impl Initials {
    const ANY: Initials = Initials(u128::MAX);

    fn of<'w>(words: impl IntoIterator<Item = &'w str>) -> Initials {
        let bit = |w: &str| match initial(w, 0) {
            // İ and the sign of Kelvin have these in lower case
            first @ (b'i' | b'k') => 1 << first | 1 << 127,
            first => 1_u128 << first,
        };
        Initials(words.into_iter().fold(0, |all, w| all | bit(w)))
    }
    fn has(self, initial: u8) -> bool {
        self.0 >> initial & 1 == 1
    }
}

/// The first letter at a byte as `Initials` count it; 0 at the end.
fn initial(text: &str, at: usize) -> u8 {
    text.as_bytes().get(at).map_or(0, |b| b.to_ascii_lowercase().min(127))
}

/// Digits, and what a scan prints for them.
const DIGITS: &[&str] = &["0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "l", "i", "o"];

/// The words with which a step begins, where they are known; `DIGITS` for numbers.
fn beginnings(read: &Read) -> Option<Vec<&str>> {
    const UNITS: [&str; 8] = ["giờ", "tiếng", "ngày", "tuần", "tháng", "năm", "quý", "quí"];
    let of = |lists: &[&[&'static str]]| lists.iter().flat_map(|l| l.iter().copied()).collect();
    Some(match read {
        Read::Words(words) => words.iter().map(String::as_str).collect(),
        Read::Reader(token) => match token {
            Token::Date | Token::Day | Token::Period | Token::Dated => of(&[date::HEADS, DIGITS]),
            Token::Part => of(&[date::PART_HEADS, DIGITS]),
            Token::Latest => of(&[LATEST]),
            Token::Each => of(&[EACH]),
            Token::Event => of(&[EVENTS]),
            Token::Occasion => of(&[OCCASIONS]),
            Token::Peak => of(&[PEAKS]),
            Token::Feast => of(&[FEASTS]),
            Token::Number => COUNTS.iter().map(|(w, _)| *w).chain(DIGITS.iter().copied()).collect(),
            Token::Weekday | Token::ComingWeekday | Token::AgendaDay => WEEKDAYS.iter().map(|(w, _)| *w).collect(),
            Token::Length | Token::Unit => of(&[&UNITS]),
            Token::Yearly => of(&[EACH, &["của"]]),
            Token::AnyUnit | Token::OwnUnit => of(&[EACH, &UNITS]),
            Token::Times => of(&[&["lần"]]),
            Token::Next => of(&[NEXT]),
            Token::Coming => of(&[COMING]),
            Token::Monthday | Token::LoneDay | Token::Hour => of(&[DIGITS]),
            _ => return None,
        },
    })
}

struct Form {
    kind: Kind,
    steps: Vec<Step>,
    /// What must stand behind its beginning: the number of the need, and within how many words.
    needs: Vec<(usize, usize)>,
    /// The same, wherever it stands.
    needed: Marks,
}

/// Some of `FORMS`, a bit each.
#[derive(Clone, Copy, Default)]
struct Forms(u128);
const _: () = assert!(FORMS.len() <= 128);

/// Which words that the forms ask for stand somewhere: a bit for each step that may not be left out.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
struct Marks(u128);

impl Marks {
    fn with(self, other: Marks) -> Marks {
        Marks(self.0 | other.0)
    }
    /// All of these.
    fn has(self, these: Marks) -> bool {
        these.0 & !self.0 == 0
    }
}

/// A step as `FORMS` writes it.
fn step_of(token: &'static str) -> Step {
    let (optional, token) = token.strip_prefix('?').map_or((false, token), |t| (true, t));
    let read = match TOKENS.iter().find(|(name, _)| *name == token) {
        Some((_, token)) => Read::Reader(*token),
        None => Read::Words(token.split('|').map(|w| w.replace('_', " ")).collect()),
    };
    let initials = beginnings(&read).map_or(Initials::ANY, Initials::of);
    Step { optional, read, initials }
}

static STEPS: LazyLock<Vec<Form>> = LazyLock::new(|| {
    let form = |(kind, form, _): &(Kind, &'static str, &str)| {
        let steps: Vec<Step> = form.split(' ').map(step_of).collect();
        let mut before = 0;
        let mut needs = Vec::new();
        for step in &steps {
            // what stands first has been found
            if before > 0
                && let Some(place) = needed(step).and_then(|n| NEEDS.iter().position(|known| *known == n))
            {
                needs.push((place, before));
            }
            before += longest(&step.read);
        }
        Form {
            kind: *kind,
            steps,
            needed: needs.iter().fold(Marks::default(), |all, (need, _)| all.with(Marks(1 << need))),
            needs,
        }
    };
    FORMS.iter().map(form).collect()
});

/// The most words that a step covers.
fn longest(read: &Read) -> usize {
    match read {
        Read::Words(words) => words.iter().map(|w| w.split(' ').count()).max().unwrap_or(1),
        Read::Reader(token) => match token {
            Token::Number | Token::Unit | Token::Length | Token::Times | Token::Monthday | Token::LoneDay => 1,
            Token::Each | Token::Weekday | Token::ComingWeekday | Token::AnyUnit | Token::OwnUnit => 2,
            Token::Latest | Token::Yearly | Token::Next | Token::Coming => 3,
            Token::Event | Token::Occasion | Token::Peak | Token::Feast => 4,
            Token::Hour => 6,
            // a lunar date with its year and its remark, months in a row
            Token::Date | Token::Day | Token::AgendaDay | Token::Period | Token::Dated | Token::Part => 32,
            // a clause: an abbreviation in it is several words
            _ => 1000,
        },
    }
}

/// The syllables of which a step that may not be left out begins with one, "0" for digits; `None` where
/// it may be left out, or begin with a mark or with any word.
fn needed(step: &Step) -> Option<Vec<String>> {
    if step.optional {
        return None;
    }
    let words = match step.read {
        // "của" alone does not do
        Read::Reader(Token::Yearly) => EACH.to_vec(),
        _ => beginnings(&step.read)?,
    };
    let mut all: Vec<String> = words.into_iter().map(first_syllable).collect();
    all.sort_unstable();
    all.dedup();
    (!all.iter().any(String::is_empty)).then_some(all)
}

/// What `needed` asks for, each once; as many as `Marks` has bits for.
static NEEDS: LazyLock<Vec<Vec<String>>> = LazyLock::new(|| {
    let steps = FORMS.iter().flat_map(|(_, form, _)| form.split(' ')).map(step_of);
    let all: BTreeSet<Vec<String>> = steps.filter_map(|step| needed(&step)).collect();
    all.into_iter().take(128).collect()
});

/// The folded first syllable of a phrase, "0" for a digit and what a scan prints for one.
fn first_syllable(phrase: &str) -> String {
    if DIGITS.contains(&phrase) || phrase.starts_with(|c: char| c.is_ascii_digit()) {
        return "0".to_string();
    }
    match_key(phrase.split(|c| !is_word(c)).next().unwrap_or_default())
}

/// What the forms know of a folded word.
#[derive(Default)]
struct Opener {
    marks: Marks,
    /// The phrases that begin with it, and the forms that may begin with these: most words of a text begin none.
    phrases: Vec<(String, Forms)>,
}

struct Openers {
    words: Table<Opener>,
    /// The place of what is known of numbers.
    digit: u16,
}

static OPENERS: LazyLock<Openers> = LazyLock::new(|| {
    let mut all: BTreeMap<&str, Forms> = BTreeMap::new();
    for (n, form) in STEPS.iter().enumerate() {
        for step in &form.steps {
            // what may begin with any word is no first step
            for word in beginnings(&step.read).unwrap_or_default() {
                let word = if DIGITS.contains(&word) { "0" } else { word };
                all.entry(word).or_default().0 |= 1 << n;
            }
            if !step.optional {
                break;
            }
        }
    }
    let mut words: Table<Opener> = Table::default();
    for (phrase, forms) in all {
        words.entry(&first_syllable(phrase)).phrases.push((phrase.to_string(), forms));
    }
    for (n, syllables) in NEEDS.iter().enumerate() {
        for syllable in syllables {
            let opener = words.entry(syllable);
            opener.marks = opener.marks.with(Marks(1 << n));
        }
    }
    let digit = words.place("0", Hint::of(b"0")).unwrap_or(0);
    Openers { words, digit }
});

impl Openers {
    /// The place of what is known of a folded word; 0 where nothing is.
    #[inline]
    fn of(&self, key: &str, hint: Hint) -> u16 {
        let alike = || {
            let digits = key.bytes().all(|b| matches!(b, b'0'..=b'9' | b'l' | b'i' | b'o'));
            digits && key.len() <= 3 && key.bytes().any(|b| b.is_ascii_digit())
        };
        match key.as_bytes() {
            [b'0'..=b'9', ..] => self.digit,
            // a scan prints l for 1
            [b'l' | b'i' | b'o', _, ..] if key.len() <= 3 && alike() => self.digit,
            [_, _, ..] => self.words.place(key, hint).unwrap_or(0),
            _ => 0,
        }
    }

    #[inline]
    fn marks(&self, place: u16) -> Marks {
        self.words.at(place).map_or(Marks::default(), |o| o.marks)
    }
}

/// Whether digits are followed by what makes them a time: a mark of a date or an hour, or a unit. Most numbers count something else.
fn timed(text: &str, byte: usize) -> bool {
    let Some((_, end)) = digits(text, byte, 3) else { return false };
    let rest = &text[end..];
    rest.starts_with(['/', '-', '.', ':', 'h', 'g', '–'])
        || rest.starts_with(char::is_whitespace)
            && eat_any(
                text,
                skip(text, end),
                &[
                    "giờ", "tiếng", "phút", "ngày", "tuần", "tháng", "quý", "quí", "năm", "lần", "/", "-", "–",
                ],
            )
            .is_some()
}

/// A text, and the dates read in it for the forms tried at one word, which ask for the same ones again and again.
struct Reading<'t> {
    text: &'t str,
    dates: Vec<(usize, Option<(Printed, usize)>)>,
}

impl Reading<'_> {
    fn date(&mut self, at: usize) -> Option<(Printed, usize)> {
        if let Some((_, known)) = self.dates.iter().find(|(place, _)| *place == at) {
            return *known;
        }
        let found = date::at(self.text, at);
        self.dates.push((at, found));
        found
    }
}

/// The words of a text by what the forms know of them: where none is known, nothing need be tried.
pub struct Openings {
    openers: &'static Openers,
    /// The place of what is known of each word; 0 where nothing is.
    places: Vec<u16>,
    /// The same of words glued to numbers, by the numbers of these.
    glued: Vec<(usize, u16)>,
    /// What stands somewhere among the words.
    marks: Marks,
}

impl Openings {
    pub fn of(words: &[Word]) -> Openings {
        let openers: &'static Openers = &OPENERS;
        let mut marks = Marks::default();
        let mut glued: Vec<(usize, u16)> = Vec::new();
        let mut places = Vec::with_capacity(words.len());
        for (n, w) in words.iter().enumerate() {
            let mut w = w;
            // "& 02 tuần/lần": the "và" that is read for the mark stands at the number's place
            if w.key == "và"
                && let Some(next) = words.get(n + 1).filter(|next| next.start == w.start)
            {
                w = next;
            }
            let place = openers.of(w.key, w.hint);
            places.push(place);
            if place == 0 {
                continue;
            }
            marks = marks.with(openers.marks(place));
            // a scan may have lost the blank behind a number: "12ngày"
            let unit = w.key.trim_start_matches(|c: char| c.is_ascii_digit());
            if place == openers.digit && !unit.is_empty() && unit.len() < w.key.len() {
                let place = openers.of(unit, Hint::of(unit.as_bytes()));
                marks = marks.with(openers.marks(place));
                glued.push((n, place));
            }
        }
        Openings {
            openers,
            places,
            glued,
            marks,
        }
    }

    /// Whether a form may begin with word `n`.
    #[inline]
    pub fn begin(&self, n: usize) -> bool {
        self.opener(n).is_some()
    }

    #[inline]
    fn opener(&self, n: usize) -> Option<&'static Opener> {
        let place = self.places.get(n).copied().filter(|place| *place > 0)?;
        self.openers.words.at(place).filter(|o| !o.phrases.is_empty())
    }

    /// What the forms ask for that stands at word `n`.
    #[inline]
    fn marks(&self, n: usize) -> Marks {
        let place = self.places[n];
        if place == 0 {
            return Marks::default();
        }
        let marks = self.openers.marks(place);
        match self.glued.binary_search_by_key(&n, |(word, _)| *word) {
            Ok(at) => marks.with(self.openers.marks(self.glued[at].1)),
            Err(_) => marks,
        }
    }

    /// The first form that fits at a byte, where word `n` of these stands: what it is, what it caught and where it ends.
    pub fn at(&self, text: &str, byte: usize, n: usize) -> Option<(Kind, Caught, usize)> {
        let (n, caught, stop) = self.fitting(text, byte, n)?;
        Some((STEPS[n].kind, caught, stop))
    }

    /// The same with the number of the form in `FORMS`.
    pub fn fitting(&self, text: &str, byte: usize, n: usize) -> Option<(usize, Caught, usize)> {
        let opener = self.opener(n)?;
        let digit = self.places[n] == self.openers.digit;
        // "duy trì 24/24 giờ từ nay": the second of two numbers
        let second = || matches!(&text.as_bytes()[..byte], [.., b'0'..=b'9', b'/']);
        if digit && (second() || !timed(text, byte)) {
            return None;
        }
        let begun = opener
            .phrases
            .iter()
            .filter(|(phrase, _)| digit || eat(text, byte, phrase).is_some());
        let mut begun = begun.fold(0, |all, (_, with)| all | with.0);
        // of most forms that may begin here something stands nowhere
        let mut left = 0;
        while begun != 0 {
            let form = begun.trailing_zeros() as usize;
            begun &= begun - 1;
            left |= u128::from(self.marks.has(STEPS[form].needed)) << form;
        }
        if left == 0 {
            return None;
        }
        let near = self.near(n);
        let mut reading = Reading { text, dates: Vec::new() };
        while left != 0 {
            let form = left.trailing_zeros() as usize;
            left &= left - 1;
            let Form { needs, steps, .. } = &STEPS[form];
            if needs.iter().all(|(need, within)| near.within(*need, *within))
                && let Some((caught, stop)) = step(&mut reading, byte, steps, &Caught::default())
            {
                return Some((form, caught, stop));
            }
        }
        None
    }

    /// How near what the forms need stands behind word `n`.
    fn near(&self, n: usize) -> Near<'_> {
        let mut seen = Marks::default();
        let mut words = n..self.places.len();
        let within = std::array::from_fn(|_| {
            seen = words.next().map_or(seen, |n| seen.with(self.marks(n)));
            seen
        });
        Near {
            within,
            openings: self,
            far: words,
        }
    }
}

/// Words behind a word at which is looked once for all forms.
const LOOKED_AT: usize = 24;

/// How far behind a word what the forms need stands first.
struct Near<'o> {
    /// What stands within so many words.
    within: [Marks; LOOKED_AT],
    openings: &'o Openings,
    /// The words behind these.
    far: Range<usize>,
}

impl Near<'_> {
    fn within(&self, need: usize, words: usize) -> bool {
        let has = |marks: Marks| marks.0 >> need & 1 == 1;
        has(self.within[words.min(LOOKED_AT - 1)]) || {
            let mut far = self.far.clone().take((words + 1).saturating_sub(LOOKED_AT));
            far.any(|n| has(self.openings.marks(n)))
        }
    }
}

/// Reads the rest of a form at a byte: what it caught and where it ends. A step that may be left out is tried first.
fn step(reading: &mut Reading, at: usize, steps: &[Step], caught: &Caught) -> Option<(Caught, usize)> {
    let text = reading.text;
    let first = initial(text, at);
    let mut steps = steps;
    loop {
        let (next, rest) = steps.split_first()?;
        if next.initials.has(first) {
            let mut took = *caught;
            let read = match &next.read {
                Read::Reader(token) => reader(reading, at, *token, &mut took),
                Read::Words(words) => words.iter().find_map(|w| {
                    let end = eat(text, at, w)?;
                    took.working |= w == "làm việc";
                    took.inside |= w == "trong";
                    Some(end)
                }),
            };
            let all = match read {
                Some(end) if rest.is_empty() => Some((took, end)),
                Some(end) => step(reading, skip(text, end), rest, &took),
                None => None,
            };
            if all.is_some() {
                return all;
            }
        }
        if !next.optional {
            return None;
        }
        if rest.is_empty() {
            // the last step left out: the words end before the space
            return Some((*caught, text[..at].trim_end().len()));
        }
        steps = rest;
    }
}

/// Bytes of the longest remark in brackets that a form reads over.
const REMARK: usize = 80;

/// The readers in angle brackets.
fn reader(reading: &mut Reading, at: usize, token: Token, caught: &mut Caught) -> Option<usize> {
    let text = reading.text;
    let mut dated = |keep: fn(Printed) -> bool| {
        let (d, len) = reading.date(at).filter(|(d, _)| keep(*d))?;
        caught.date = Some(d);
        Some(at + len)
    };
    match token {
        Token::Date => dated(|_| true),
        Token::Day => dated(Printed::is_day),
        Token::AgendaDay => {
            eat_named(text, at, WEEKDAYS)?;
            dated(Printed::is_day)
        }
        Token::Period => dated(|d| !d.is_day()),
        // "đến năm 2030" is a horizon, "đến cuối năm 2025" a deadline
        Token::Dated => dated(|d| !matches!(d, Printed::Year { part: Part::Whole, .. } | Printed::Months { .. })),
        Token::Part => dated(|d| d.part() != Part::Whole && !matches!(d, Printed::Months { .. })),
        Token::Latest => eat_any(text, at, LATEST).inspect(|_| caught.latest = true),
        Token::Event => eat_any(text, at, EVENTS),
        Token::Occasion => eat_any(text, at, OCCASIONS),
        Token::Peak => eat_any(text, at, PEAKS),
        Token::Feast => eat_any(text, at, FEASTS),
        Token::Happening => happening(text, at),
        Token::Rest => Some(clause_end(text, at)).filter(|end| *end > at),
        // "(thông qua Sở A)"
        Token::Remark => {
            let inner = text.get(at..)?.strip_prefix('(')?;
            Some(at + 1 + inner.find(')').filter(|end| *end < REMARK)? + 1)
        }
        // what follows is told for that time: "Thứ Hai (13/10), 14 giờ 30: Phòng A …"
        Token::Colon => text[at..].trim_start().starts_with(':').then_some(at),
        Token::UntilDay => until_day(text, at),
        Token::NamedDay => {
            let named = text.get(at..)?.starts_with(char::is_alphabetic) && digits(text, at, 2).is_none();
            Some(clause_end(text, at)).filter(|end| named && *end > at && date::at(text, at).is_none())
        }
        Token::BeforeTime => {
            let times = eat_any(text, at, LATEST).or_else(|| eat_any(text, at, &["trước", "trong", "đến", "hết", "vào"]));
            (times.is_some() || date::at(text, at).is_some()).then(|| text[..at].trim_end().len())
        }
        Token::NotNumber => bare_period(text, at, caught),
        Token::Number => {
            let (n, end) = digits(text, at, 3).or_else(|| eat_named(text, at, COUNTS))?;
            // "1 ngày/đêm" and counts beyond any deadline are something else
            (1..=999).contains(&n).then_some(())?;
            caught.number = Some(n);
            Some(end)
        }
        Token::Length => length(text, at, caught),
        Token::Unit => {
            let (unit, end) = unit(text, at)?;
            caught.unit = Some(unit);
            Some(end)
        }
        Token::Yearly => {
            let start = eat(text, at, "của").map_or(at, |e| skip(text, e));
            let end = eat_any(text, start, EACH).and_then(|e| eat(text, skip(text, e), "năm"))?;
            caught.unit = Some('Y');
            Some(end)
        }
        Token::AnyUnit | Token::OwnUnit => {
            let start = eat_any(text, at, EACH).map_or(at, |e| skip(text, e));
            let (unit, end) = unit(text, start)?;
            // "của tháng này" comes once
            let once = token == Token::OwnUnit && eat_any(text, skip(text, end), &["này", "nay", "tới", "sau", "trước"]).is_some();
            caught.unit = Some(unit);
            (!once).then_some(end)
        }
        Token::Coming => {
            caught.from = Some(From::Notice);
            eat_any(text, at, COMING)
        }
        Token::Each => {
            let end = eat_any(text, at, EACH)?;
            let (unit, end) = unit(text, skip(text, end))?;
            caught.unit = Some(unit);
            Some(end)
        }
        Token::Next => eat_any(text, at, NEXT),
        Token::LoneDay => lone_day(text, at, caught),
        Token::Monthday => {
            let (n, end) = digits(text, at, 2)?;
            (1..=31).contains(&n).then_some(())?;
            caught.monthday = caught.monthday.or(Some(n));
            Some(end)
        }
        Token::ComingWeekday => coming_weekday(text, at, caught),
        Token::Weekday => {
            let (day, end) = eat_named(text, at, WEEKDAYS)?;
            caught.weekday = Some(day);
            Some(end)
        }
        Token::Hour => hour(text, at, caught),
        Token::Times => {
            caught.times = true;
            eat(text, at, "lần")
        }
        Token::From => {
            let (from, end) = from(text, at);
            caught.from = Some(from);
            Some(end)
        }
    }
}

/// "giao ban Chủ tịch, các Phó Chủ tịch UBND tỉnh ngày 17/11/2025": which assembly, before its day.
fn until_day(text: &str, at: usize) -> Option<usize> {
    let named = text.get(at..)?;
    let name = &named[..named.find(" ngày ").filter(|end| *end < REMARK)?];
    // a time of its own, or an act behind the assembly
    let timed = ["trước", "đến", "hết", "từ", "vào", "nhất", "trong", "kể"]
        .iter()
        .any(|t| name.ends_with(t));
    let acts = name.contains(['.', ';', ':', '('])
        || [" do ", " gửi", " trình", " chuẩn bị"].iter().any(|v| name.contains(v))
        || name.replace(", các ", " ").contains(',');
    (!timed && !acts).then_some(at + name.len())
}

/// Behind "trong tháng": nothing that tells which, so that it is the one of the notice.
fn bare_period(text: &str, at: usize, caught: &mut Caught) -> Option<usize> {
    let word = text.get(at..)?;
    let other = eat_any(text, at, &["này", "nay", "học", "trước", "sau", "qua", "tới", "có", "và"]).is_some();
    let ends = word.is_empty() || word.starts_with(['.', ';', ',', ')']);
    caught.date = Some(match text[..at].trim_end().chars().last()? {
        'ý' => Printed::ThisQuarter { part: Part::End },
        'n' => Printed::Week { ahead: 0, weekday: None },
        'm' => Printed::Year {
            year: None,
            part: Part::End,
        },
        _ => Printed::ThisMonth { part: Part::End },
    });
    (ends && !other).then(|| text[..at].trim_end().len())
}

/// A unit of time that is counted.
fn length(text: &str, at: usize, caught: &mut Caught) -> Option<usize> {
    let (unit, end) = eat_named(
        text,
        at,
        &[("giờ", 'h'), ("tiếng", 'h'), ("ngày", 'D'), ("tuần", 'W'), ("tháng", 'M')],
    )?;
    // "6 tháng đầu năm" is a period, "17 giờ ngày 14/11" an hour
    let next = skip(text, end);
    eat_any(text, next, &["đầu", "cuối", "/"]).is_none().then_some(())?;
    let clock = unit == 'h'
        && (eat_any(text, next, &["ngày", ",", "sáng", "chiều"]).is_some()
            || digits(text, next, 2).is_some()
            || date::at(text, next).is_some());
    (!clock).then_some(())?;
    caught.unit = Some(unit);
    Some(end)
}

/// "25": a day of the month without its month.
fn lone_day(text: &str, at: usize, caught: &mut Caught) -> Option<usize> {
    let (n, end) = digits(text, at, 2).filter(|(n, _)| (1..=31).contains(n))?;
    // the day of a date is none of every month
    let dated = text[end..].starts_with(['/', '-', '.']) && text[end + 1..].starts_with(|c: char| c.is_ascii_digit());
    let spaced = eat_any(text, skip(text, end), &["/", "tháng", "giờ"]).is_some() || text[end..].starts_with(['h', 'g', ':']);
    caught.monthday = caught.monthday.or(Some(n));
    (!dated && !spaced).then_some(end)
}

/// The coming one, where no week and no day of the month follow.
fn coming_weekday(text: &str, at: usize, caught: &mut Caught) -> Option<usize> {
    let (weekday, end) = eat_named(text, at, WEEKDAYS)?;
    let other =
        eat_any(text, skip(text, end), &["tuần", "đầu", "cuối", "của", "ngày", "("]).or_else(|| eat_any(text, skip(text, end), EACH));
    caught.date = Some(Printed::Weekday { weekday });
    other.is_none().then_some(end)
}

/// "16 giờ 30", "14h00".
fn hour(text: &str, at: usize, caught: &mut Caught) -> Option<usize> {
    let (hour, end) = digits(text, at, 2).filter(|(h, _)| *h < 25)?;
    let spaced = skip(text, end);
    let word = text[spaced..].strip_prefix("giờ").map(|r| text.len() - r.len());
    let end = word.or_else(|| text[spaced..].strip_prefix(['h', 'g', ':']).map(|r| text.len() - r.len()))?;
    let (minute, end) = match digits(text, skip(text, end), 2) {
        Some((m, e)) if m < 60 => {
            let e = eat_any(text, skip(text, e), &["phút", "'", "’"]).unwrap_or(e);
            (m, e)
        }
        _ => (0, end),
    };
    caught.hour = Some((hour, minute));
    // "16 giờ 00 chiều, ngày 20/8", but "11 giờ trưa mai" is a day
    let end = eat_any(text, skip(text, end), &["sáng", "chiều", "trưa", "tối"])
        .filter(|e| eat_any(text, skip(text, *e), &["mai", "nay"]).is_none())
        .unwrap_or(end);
    Some(eat(text, skip(text, end), ",").unwrap_or(end))
}

/// From what a count begins, and where its words end.
fn from(text: &str, at: usize) -> (From, usize) {
    const NOTICE: &[&str] = &[
        "nay",
        "ngày ký ban hành",
        "ngày ký",
        "khi ký",
        "ngày ban hành",
        "khi ban hành",
        "ngày ra thông báo",
        "ngày thông báo",
        "ngày có thông báo",
        "ngày phát hành",
        "ngày nhận được thông báo này",
        "ngày văn bản này",
        "ngày nhận được văn bản này",
    ];
    const OTHERS: &[&str] = &[
        "quyết định",
        "nghị quyết",
        "hợp đồng",
        "luật",
        "nghị định",
        "kế hoạch",
        "biên bản",
        "thông tư",
        "phê duyệt",
    ];
    if let Some(end) = eat_any(text, at, NOTICE) {
        // signing or issuing of something else than this notice
        return if eat_any(text, skip(text, end), OTHERS).is_some() {
            (From::Event, clause_end(text, end))
        } else {
            let named = eat_any(text, skip(text, end), &["thông báo này", "văn bản này", "kết luận này"]);
            (From::Notice, named.unwrap_or(end))
        };
    }
    match date::at(text, at) {
        Some((date, len)) if date.is_day() => (From::Date(date), at + len),
        _ => (From::Event, clause_end(text, at)),
    }
}

/// ISO letter of a unit of time, `Q` for a quarter, `h` for an hour.
fn unit(text: &str, at: usize) -> Option<(char, usize)> {
    const UNITS: &[(&str, char)] = &[
        ("ngày", 'D'),
        ("tuần", 'W'),
        ("tháng", 'M'),
        ("năm", 'Y'),
        ("quý", 'Q'),
        ("quí", 'Q'),
        ("giờ", 'h'),
        ("tiếng", 'h'),
    ];
    let (letter, end) = eat_named(text, at, UNITS)?;
    // "năm học", "năm 2025", "tháng 9" are no units
    let next = skip(text, end);
    // "đơn hàng quý III" neither
    let named = letter == 'Y' && eat_any(text, next, &["học", "nay"]).is_some()
        || letter == 'Q' && eat_any(text, next, &["i", "ii", "iii", "iv"]).is_some()
        || digits(text, next, 4).is_some_and(|(_, e)| !is_once(text, e));
    (!named).then_some((letter, end))
}

/// Whether "lần" follows: "mỗi tháng 02 lần".
fn is_once(text: &str, at: usize) -> bool {
    eat(text, skip(text, at), "lần").is_some()
}

/// "kết thúc hoạt động", "Đoàn kiểm tra vào làm việc", "bão đổ bộ": what will happen by itself, where "trình UBND tỉnh" or
/// "đưa vào sử dụng" would be a step of the task and its words a condition. The end of its words.
fn happening(text: &str, at: usize) -> Option<usize> {
    let end = clause_end(text, at);
    let words = text.get(at..end)?;
    if eat_any(text, at, CLOSING).is_some() {
        return Some(end);
    }
    if words.is_empty() || eat_any(text, at, PROCEDURES).is_some() || eat_any(text, at, ACTS).is_some() {
        return None;
    }
    let subject = eat_any(text, at, EVENTS).is_some() || eat_any(text, at, HAPPENINGS).is_some();
    let closes =
        super::has_word(words, CLOSING) || super::has_word(words, &["đổ bộ", "làm việc", "nghỉ", "có hiệu lực", "về nước", "trở lại"]);
    let steps = super::has_word(words, PROCEDURES);
    (subject && closes || (subject || closes) && !steps).then_some(end)
}

/// Where the words of an event end: at the clause's end, at a word that opens another thought, or after twelve words.
pub fn clause_end(text: &str, at: usize) -> usize {
    const STOPS: &[&str] = &[
        "để",
        "nhằm",
        "và",
        "bảo đảm",
        "đảm bảo",
        "theo",
        "phải",
        "đồng thời",
        "từ",
        "gửi",
        "báo cáo",
        "trước ngày",
        "đối với",
    ];
    let (mut end, mut words, mut i) = (at, 0, at);
    loop {
        i = skip(text, i);
        let rest = &text[i..];
        if rest.is_empty() || words == 12 || rest.starts_with(['(', '"', '“', '”', ',', ';', '.', ':']) || eat_any(text, i, STOPS).is_some()
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
