//! Whether a time phrase bounds an act where it stands, or only looks like a deadline: spans, past periods, feasts,
//! things that have a frequency, goals.

use super::form::{Caught, Kind};
use super::words::{ACTS, LATEST, REPORTING, SUBMITTING, THINGS};
use super::{has_word, tail};
use crate::calendar::Day;
use crate::notice::Bound;
use crate::viet::date::{Part, Printed};
use crate::viet::letter::{is_word, lowercase};
use crate::viet::word::{eat, eat_any, skip};
use chrono::Datelike;

/// Where an expression stands.
pub struct Place<'a> {
    pub text: &'a str,
    pub start: usize,
    pub stop: usize,
    /// The sentence part before it, back to the last mark.
    pub segment: &'a str,
    /// The words before it, back to the last full stop or semicolon.
    pub sentence: &'a str,
    /// Nothing stands before it in its sentence part.
    pub opens: bool,
    pub from: usize,
}

impl Place<'_> {
    fn before(&self, words: &[&str]) -> bool {
        let lower = lowercase(tail(&self.text[self.from..self.start], 48));
        let lower = lower.trim_end();
        words.iter().any(|w| lower.strip_suffix(w).is_some_and(|r| !r.ends_with(is_word)))
    }
    fn after(&self, words: &[&str]) -> bool {
        eat_any(self.text, skip(self.text, self.stop), words).is_some()
    }
    fn sentence_opens(&self) -> bool {
        let lead = self.text[self.from..self.start].trim_end();
        self.opens && (lead.is_empty() || lead.ends_with(['.', ';', ':', '-', '+']))
    }
    /// "mục tiêu đón 12 triệu lượt khách vào năm 2030": a goal and its horizon, unless an act ends by then.
    fn is_goal(&self) -> bool {
        has_word(self.sentence, &["mục tiêu", "tầm nhìn", "định hướng", "chỉ tiêu", "phấn đấu"])
            && !has_word(self.segment, &["hoàn thành", "xong", "hoàn tất", "dứt điểm"])
    }
    /// "phấn đấu đến hết năm 2025 xóa 60 điểm", "phấn đấu thu vượt 12% dự toán trong năm 2025": an act to be done, where the year is near.
    fn strives(&self) -> bool {
        has_word(self.sentence, &["phấn đấu"])
            && !has_word(self.sentence, &["mục tiêu", "tầm nhìn", "định hướng", "chỉ tiêu"])
            && (has_word(self.segment, &["phấn đấu"]) && eat_any(self.text, self.start, &["đến hết", "hết"]).is_some()
                || eat(self.text, self.start, "trong").is_some())
    }
    /// "không để dồn vào cuối năm": when a thing must not be done.
    fn forbidden(&self) -> bool {
        has_word(self.sentence, &["dồn"]) || has_word(self.segment, &["không để", "tránh"])
    }
}

/// Whether what stands before is to be there on the day: works that are opened or done.
fn opens_then(place: &Place) -> bool {
    has_word(
        place.segment,
        &["hoàn thành", "xong", "khánh thành", "khởi công", "thông xe", "đưa vào", "gắn biển"],
    )
}

/// "dịp Quốc khánh 02/9" rather than "dịp 02/9", "dịp ngày 02/9".
fn date_behind_a_name(words: &str) -> bool {
    let rest = eat(words, 0, "dịp").map_or(words, |e| words[e..].trim_start());
    let rest = rest.strip_prefix("ngày ").unwrap_or(rest);
    rest.starts_with(char::is_alphabetic)
}

/// Whether "02 ngày", "một lần" stands before the words.
fn often(place: &Place) -> bool {
    let mut before = place.segment.split_whitespace().rev();
    let unit = before.next().is_some_and(|unit| matches!(unit, "ngày" | "buổi" | "lần"));
    unit && before
        .next()
        .is_some_and(|number| number == "một" || number.bytes().all(|b| b.is_ascii_digit()))
}

/// Whether the sentence part begins with "dự báo" and tells what goes on by itself: "dự báo mưa lũ còn tiếp tục …", not "dự báo kịp thời".
fn forecast(place: &Place) -> bool {
    let lower = lowercase(place.segment);
    lower.trim_start().starts_with("dự báo ") && has_word(place.segment, &["còn", "tiếp tục", "vẫn", "kéo dài", "diễn biến"])
}

/// What has a day of its own: a document, a session, a feast.
const NAMED_BY_DAYS: &[&str] = &[
    "số",
    "hội nghị",
    "phiên họp",
    "kỳ họp",
    "cuộc họp",
    "buổi làm việc",
    "lễ",
    "phục vụ",
    "theo",
    "biên bản",
    "kết luận",
    "kỷ niệm",
];

/// Whether an expression of a form bounds an act here.
pub fn binds(kind: Kind, caught: &Caught, bound: &Bound, place: &Place, around: Option<Day>) -> bool {
    // "Dự báo từ nay đến cuối năm còn 3 cơn bão", "dự báo xâm nhập mặn còn ở mức cao đến giữa tháng 5"
    if matches!(kind, Kind::By | Kind::Within) && (place.before(&["dự báo"]) || forecast(place)) {
        return false;
    }
    // "Tháng 6 là tháng cuối của quý II": what a time is
    if place.before(&["là tháng", "là tuần", "là quý"]) {
        return false;
    }
    let said = Said::of(caught, bound, place, around);
    match kind {
        Kind::Before => said.before(),
        Kind::By => said.by(),
        Kind::On => said.on(),
        Kind::Within => said.within(),
        Kind::Bare => said.bare(),
        Kind::Event => said.event(),
        // "chưa trình tại kỳ họp này": when nothing is done
        Kind::Session => has_word(place.segment, SUBMITTING) && !has_word(place.segment, &["chưa"]) || place.sentence_opens(),
        Kind::Frequency => said.frequency(),
        // "tưới nước 03 lần/ngày" says how, not until when
        Kind::Every if caught.times && caught.unit == Some('D') => has_word(place.segment, REPORTING),
        // "không kiểm tra quá một lần trong năm": the most that is allowed, not when
        Kind::Every if place.before(&["quá", "không quá"]) => false,
        // "tiếp dân ít nhất 02 ngày trong một tháng": how often
        Kind::Count if caught.inside && caught.from.is_none() && often(place) => false,
        Kind::Every | Kind::Count | Kind::Span | Kind::Label => true,
    }
}

/// An expression in its place, with what several kinds ask of its date.
struct Said<'a> {
    caught: &'a Caught,
    place: &'a Place<'a>,
    around: Option<Day>,
    /// Its day has passed.
    past: bool,
    /// "năm 2026"
    whole_year: bool,
    this_year: bool,
    /// This year or the next.
    soon: bool,
    /// "vào cuối năm", of no year
    vague_end: bool,
    /// Its year has passed too.
    long_past: bool,
}

impl<'a> Said<'a> {
    fn of(caught: &'a Caught, bound: &Bound, place: &'a Place<'a>, around: Option<Day>) -> Self {
        let due = bound.due().zip(around);
        Said {
            caught,
            place,
            around,
            past: due.is_some_and(|(due, now)| due < now),
            whole_year: matches!(caught.date, Some(Printed::Year { part: Part::Whole, .. })),
            this_year: due.is_some_and(|(due, now)| due.year() == now.year()),
            soon: due.is_some_and(|(due, now)| due.year() <= now.year() + 1),
            vague_end: matches!(
                caught.date,
                Some(Printed::Year { year: None, .. } | Printed::ThisMonth { .. } | Printed::ThisQuarter { .. })
            ),
            long_past: due.is_some_and(|(due, now)| due < now && due.year() < now.year()),
        }
    }

    /// "bị ảnh hưởng trước ngày 31/12/2021" is told, not ordered.
    fn before(&self) -> bool {
        let Said {
            caught,
            place,
            past,
            long_past,
            ..
        } = *self;
        // "giao khoán trước năm 1993": when something was
        let since = past
            && matches!(
                caught.date,
                Some(Printed::Year {
                    year: Some(_),
                    part: Part::Whole,
                    ..
                })
            );
        // "các dự án chưa được phê duyệt trước ngày 31/10": which are meant
        let which = past
            && place.before(&["phê duyệt", "quyết định đầu tư", "khởi công", "bàn giao", "cấp phép"])
            && has_word(place.segment, &["chưa được", "đã được", "được"]);
        // "tồn đọng từ trước năm 2014"
        !since && !which && !(long_past && has_word(place.segment, &["đã", "bị"])) && !(past && place.before(&["từ"]))
    }

    /// "chậm nhất ngày 18/8", "dịp 02/9", "đến hết tháng 9": by the word that opens it.
    fn by(&self) -> bool {
        let Said {
            place, past, vague_end, ..
        } = *self;
        let opens = |words: &[&str]| eat_any(place.text, place.start, words).is_some();
        if opens(&["dịp"]) {
            return self.occasion();
        }
        if opens(&["quá"]) {
            return has_word(place.segment, &["không"]);
        }
        const OPENED: &[&str] = &["thông xe", "khởi công", "khánh thành"];
        const WORKS: &[&str] = &["dự án", "công trình", "gói thầu", "nhà", "căn", "hạng mục", "tuyến"];
        // "mới khởi công 02/06 dự án": how many of them
        if (opens(OPENED) || opens(&["hoàn thành"])) && place.after(WORKS) && place.before(&["mới", "đã", "chỉ", "được", "chỉ mới"])
        {
            return false;
        }
        // "các hoạt động chào mừng …" names a thing, "thông xe chào mừng …" when it is to be there
        if opens(&["chào mừng"]) {
            return opens_then(place);
        }
        // "báo cáo tại cuộc họp tuần sau (thứ Hai, ngày 27/10)"
        if opens(&["tại"]) {
            // "các kiến nghị đã nêu tại hội nghị ngày 17/10"
            let named = past || place.before(&["đã nêu", "đã trình", "đã báo cáo", "nêu", "được nêu"]);
            return !named && (has_word(place.segment, SUBMITTING) || has_word(place.segment, REPORTING));
        }
        // "Chiều thứ Năm tuần này Phòng A mời …", "gửi ngay sáng thứ Tư"
        if opens(&["buổi", "sáng", "chiều", "tối"]) {
            return !past && !place.after(&["đã"]) && (place.sentence_opens() || place.before(&["ngay", "bố trí"]));
        }
        if opens(LATEST) {
            return true;
        }
        // what was sent or opened on a day that has passed is no order
        if opens(&["báo cáo", "trình", "gửi"]) || opens(OPENED) {
            return !past;
        }
        if opens(&["đến", "tới", "hết"]) {
            return self.until();
        }
        !(past && has_word(place.segment, &["đã", "được"])) && !(vague_end && place.forbidden())
    }

    /// "bảo đảm an ninh dịp Quốc khánh 02/9", but "khánh thành dịp Quốc khánh 02/9".
    fn occasion(&self) -> bool {
        let Said { caught, place, .. } = *self;
        // "trong dịp 30/4, 01/5" speaks of the feasts
        let feasts = matches!(caught.date, Some(Printed::Day { year: None, .. }))
            && place.text[place.stop..]
                .trim_start_matches([',', ' ', '-', '–'])
                .trim_start_matches("và ")
                .starts_with(|c: char| c.is_ascii_digit());
        let named = date_behind_a_name(&place.text[place.start..place.stop]);
        !feasts && !place.before(&["trong", "nhân", "vào các", "các"]) && (!named || opens_then(place))
    }

    /// Neither figures "tính đến ngày …", nor validity, nor what was reached by a day.
    fn until(&self) -> bool {
        let Said {
            place,
            past,
            around,
            whole_year,
            soon,
            vague_end,
            ..
        } = *self;
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
            // "các dự án đến hết ngày 30/6 chưa giải ngân": which are meant
            && !place.after(&["đã", "mới đạt", "mà chưa", "vẫn chưa", "còn chưa", "nếu chưa", "nếu không", "có tỷ lệ", "giải ngân dưới", "giải ngân đạt dưới", "đạt dưới"])
            // "các đơn vị có tỷ lệ giải ngân đến hết quý II dưới 30%"
            && !(place.after(&["dưới", "trên", "không đạt"]) && has_word(place.segment, &["có tỷ lệ", "có tỉ lệ"]) && !has_word(place.segment, &["phấn đấu", "bảo đảm", "hoàn thành", "cam kết"]))
            // "…; đến hết ngày 25/10 chưa xong thì phải giải trình" asks for the end
            && (!place.after(&["chưa"]) || place.opens && place.after(&["chưa xong thì", "chưa hoàn thành thì"]))
            // what is reached by a day to come is asked for
            && (around.is_some() || !place.after(&["đạt"]))
            && !(whole_year && (place.before(&["đến", "tầm nhìn"]) || place.is_goal() && !(soon && place.strives())))
            && !(vague_end && (place.forbidden() || place.before(&["chờ", "đợi"])))
    }

    /// "trình dự thảo chương trình ngày 18/8": the day of a document or a session is not the last that is said of an act.
    fn on(&self) -> bool {
        let Said { place, past, .. } = *self;
        const ACTS: &[&str] = &["trình", "gửi", "nộp", "bàn giao", "phát hành"];
        let ends = place.text[place.stop..]
            .trim_start()
            .chars()
            .next()
            .is_none_or(|c| matches!(c, '.' | ';' | ','));
        let act = eat_any(place.segment, skip(place.segment, 0), ACTS).is_some();
        !past && ends && act && !has_word(place.segment, NAMED_BY_DAYS)
    }

    /// "trong quý III", "trong tuần này": a period at whose end an act is done.
    fn within(&self) -> bool {
        let Said {
            caught,
            place,
            past,
            whole_year,
            this_year,
            vague_end,
            ..
        } = *self;
        // "trong 6 tháng đầu năm 2026" of a year to come is a period like others
        let year_part = matches!(caught.date, Some(Printed::Months { last, year, .. }) if last || year.is_none());
        // "trong tuần", "trong tháng", "trong năm": the words alone say when things are, unless an act is completed then
        let this = matches!(
            caught.date,
            Some(Printed::Week { .. } | Printed::ThisMonth { .. } | Printed::ThisQuarter { .. } | Printed::Year { year: None, .. })
        ) && eat(place.text, place.start, "trong").is_some()
            && ![" này", " tới", " sau"]
                .iter()
                .any(|which| place.text[place.start..place.stop].ends_with(which))
            && eat_any(place.text, place.stop, &["này", "nay"]).is_none();
        let completes = || has_word(place.segment, &["hoàn thành", "xong", "hoàn tất", "dứt điểm"]);
        // "tiêu chí đánh giá mức độ hoàn thành nhiệm vụ trong năm 2022": what is judged, not done
        let judged = whole_year && has_word(place.sentence, &["mức độ hoàn thành", "xếp loại", "đánh giá kết quả"]);
        // "danh mục dự án khởi công năm 2026": which are meant
        let which = eat(place.text, place.start, "khởi công").is_some() && has_word(place.segment, &["danh mục"]);
        !past
            && !judged
            && !which
            // "Đây là nhiệm vụ cấp bách nhất trong tháng 5"
            && (completes() || !has_word(place.segment, &["đây là", "là nhiệm vụ"]))
            && !(year_part && !completes())
            && !(this && !completes())
            && !(whole_year && place.is_goal() && !(this_year && place.strives()))
            && !(vague_end && place.forbidden())
            // "điều chuyển vốn lần cuối trong năm 2025", "các ngày lễ lớn trong quý IV"
            && !(whole_year && place.before(&["lần cuối"]))
            && !place.before(&["kỳ họp", "phiên họp", "lễ lớn"])
            && !place.after(&["đã", "đạt", "ước đạt"])
            // "Việc điều hành trong quý II phải …": when the subject is, not when the act ends
            && (place.opens || !place.after(&["phải"]) || !has_word(place.segment, &["việc"]))
    }

    /// A time without a word that says how it bounds.
    fn bare(&self) -> bool {
        let Said { caught, place, past, .. } = *self;
        let year_part = matches!(
            caught.date,
            Some(Printed::Year { .. } | Printed::ThisMonth { .. } | Printed::ThisQuarter { .. })
        );
        // "cuối năm 2017 phải giải ngân 100%", "bảo đảm cuối năm đạt 95%": what is to be reached then
        let reached = place.after(&["phải", "đạt"]) || place.after(&["giải ngân"]) && place.opens;
        !past
            && (!year_part || reached && (place.opens || place.before(&["bảo đảm", "đảm bảo", "phấn đấu"])))
            && !place.before(&["kỳ họp", "phiên họp", "thường lệ", "từ", "dịp", "so với", "đợt", "nhiệm vụ"])
            && !place.after(&["đã", "đến nay"])
    }

    /// "trước kỳ họp", "trước Tết": when, and not before whom or of which days.
    fn event(&self) -> bool {
        let Said { place, .. } = *self;
        let feast = eat_any(place.text, place.start, &["trước tết", "trước dịp tết"]).is_some();
        let rest = &place.text[place.start..place.stop];
        let told = ["ngày", "tuần", "dịp", "thời gian", "giai đoạn"];
        // "báo cáo trước kỳ họp" is in front of it, "báo cáo trước khai giảng" when
        let assembly = [
            "trước hội nghị",
            "trước phiên họp",
            "trước kỳ họp",
            "trước đại hội",
            "trước cuộc họp",
        ];
        let in_front = eat_any(place.text, place.start, &assembly).is_some()
            && place.before(&["trách nhiệm", "báo cáo", "trình bày", "phát biểu", "giải trình"]);
        // "những tháng trước Tết", but "kỳ họp cuối năm trước kỳ họp của tỉnh"
        let period = ["tháng", "năm", "kỳ"];
        // "các vụ việc của 3 tỉnh trước khi hợp nhất": which they were
        let merged = [
            "trước khi hợp nhất",
            "trước khi sáp nhập",
            "trước khi sắp xếp",
            "trước hợp nhất",
            "trước sắp xếp",
            "trước sáp nhập",
        ];
        let counted = || {
            let mut before = place.text[place.from..place.start].split_whitespace().rev();
            let level = before.next().is_some_and(|w| matches!(w, "tỉnh" | "huyện" | "xã" | "phường"));
            let number = |w: &str| matches!(w, "hai" | "ba" | "bốn") || w.bytes().all(|b| b.is_ascii_digit());
            level && before.next().is_some_and(number)
        };
        let former = eat_any(place.text, place.start, &merged).is_some() && (place.before(&["cũ"]) || counted());
        !place.before(&told)
            && !former
            && !in_front
            && !(feast && place.before(&period))
            // "đợt cao điểm trấn áp tội phạm trước Tết" names the days of the campaign
            && !(feast && has_word(place.segment, &["cao điểm"]))
            && !(feast && (place.after(&["và trong", "và sau", ", trong", ", sau"]) || rest.contains(" sau ")))
    }

    /// "hằng tháng": how often something is done, and not what comes that often.
    fn frequency(&self) -> bool {
        let Said { caught, place, .. } = *self;
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
        // "công bố … của các sở, ngành, địa phương hằng tháng.": the commas part no acts
        let rest = place.text[place.stop..].trim_start();
        let rest = rest.strip_prefix("theo quy định").unwrap_or(rest);
        let ends = rest.is_empty() || rest.starts_with(['.', ';']);
        const TELLING: &[&str] = &["báo cáo", "công bố", "công khai", "cập nhật", "giao ban"];
        let noun = |part: &str| {
            let act = ACTS.iter().chain(REPORTING).any(|w| eat(part.trim_start(), 0, w).is_some());
            !act && part.split_whitespace().count() < 6
        };
        let listed = place.sentence.split(',').skip(1).all(noun);
        if ends && listed && !yearly && !place.before(THINGS) && has_word(place.sentence, TELLING) {
            return true;
        }
        // "số liệu giải ngân hằng tuần": what stands right before has the frequency
        if place.before(THINGS) {
            return false;
        }
        has_word(
            place.segment,
            if yearly {
                &["báo cáo", "công khai", "sơ kết", "tổng kết"]
            } else {
                REPORTING
            },
        )
    }
}
