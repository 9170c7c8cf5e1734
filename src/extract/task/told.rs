//! What a passage of the operative part tells rather than orders: the petition that a conclusion answers, the opinion of an
//! office, the nature of a case (Luật Tiếp công dân 2013: the conclusion repeats what was brought forward before it decides).

use super::super::agency::{Found, VERBS};
use crate::outline::Clause;
use crate::viet::letter::lowercase;
use crate::viet::token::{Word, is, says};
use crate::viet::word::{eat, skip};

/// Those who bring something forward.
const PETITIONERS: &[&[&str]] = &[
    &["công", "dân"],
    &["các", "hộ"],
    &["hộ"],
    &["ông"],
    &["bà"],
    &["cử", "tri"],
    &["người", "dân"],
    &["nhân", "dân"],
    &["tập", "thể"],
    &["công", "ty"],
    &["doanh", "nghiệp"],
    &["tiểu", "thương"],
];

/// What they do.
const PETITIONS: &[&[&str]] = &[
    &["đề", "nghị"],
    &["kiến", "nghị"],
    &["phản", "ánh"],
    &["khiếu", "nại"],
    &["tố", "cáo"],
    &["trình", "bày"],
    &["cho", "rằng"],
];

/// Heads of passages that only report a case or judge what was done.
const HEADS: &[&[&str]] = &[
    &["ý", "kiến", "của"],
    &["nội", "dung", "công", "dân"],
    &["nội", "dung", "vụ", "việc"],
    &["nội", "dung", "kiến", "nghị"],
    &["nội", "dung", "phản", "ánh"],
    &["nội", "dung", "khiếu", "nại"],
    &["nội", "dung", "đơn"],
    &["tóm", "tắt"],
    &["kết", "quả", "kiểm", "tra"],
    &["kết", "quả", "xác", "minh"],
    &["kết", "quả", "giải", "quyết"],
    &["quá", "trình", "giải", "quyết"],
    &["trường", "hợp", "ông"],
    &["trường", "hợp", "bà"],
    &["trường", "hợp", "của"],
    &["trường", "hợp", "công", "dân"],
    &["vụ", "việc"],
    &["đây", "là"],
    &["qua", "nghe"],
    // praise and blame
    &["đánh", "giá", "cao"],
    &["ghi", "nhận"],
    &["biểu", "dương"],
    &["hoan", "nghênh"],
    &["phê", "bình"],
    &["nghiêm", "khắc", "phê", "bình"],
];

/// What was agreed to, and binds nobody where nothing is asked behind it.
const DECISIONS: &[&[&str]] = &[
    &["thống", "nhất", "đề", "xuất", "của"],
    &["thống", "nhất", "đề", "nghị", "của"],
    &["đồng", "ý", "đề", "xuất", "của"],
    &["đồng", "ý", "đề", "nghị", "của"],
];

/// What a committee says of a report or a draft that it does not pass.
const LEFT: &[&[&str]] = &[
    &["ghi", "nhận"],
    &["chưa", "xem", "xét"],
    &["chưa", "thông", "qua"],
    &["không", "thông", "qua"],
    &["chưa", "thống", "nhất"],
    &["chưa", "đồng", "ý"],
];

/// Judgements of a case.
const VERDICTS: &[&[&str]] = &[
    &["là", "có", "cơ", "sở"],
    &["là", "không", "có", "cơ", "sở"],
    &["là", "đúng"],
    &["là", "phù", "hợp"],
    &["là", "chính", "đáng"],
];

fn any(w: &[Word], k: usize, phrases: &[&[&str]]) -> bool {
    phrases.iter().any(|p| is(w, k, p))
}

/// Somebody outside the administration asks for something; `w` are the words of the passage.
pub fn petitions(w: &[Word]) -> bool {
    // behind "Nội dung:"
    let start = (1..w.len().min(12))
        .find(|k| w[*k].before == ':')
        .filter(|_| is(w, 0, &["nội", "dung"]))
        .unwrap_or(0);
    any(w, start, PETITIONERS) && (start + 1..w.len().min(start + 16)).any(|k| any(w, k, PETITIONS) && w[k].before == ' ')
}

/// "Nội dung: …" before "Kết luận: …" of the same case: what was brought forward, and what was decided of it.
pub fn answered(text: &str, next: Option<&str>) -> bool {
    const ANSWERS: &[&str] = &[
        "Kết luận:",
        "Ý kiến kết luận:",
        "Ý kiến chỉ đạo:",
        "Chỉ đạo:",
        "Trả lời:",
        "Hướng giải quyết:",
    ];
    let asked = ["Nội dung:", "Nội dung trình bày:", "Kiến nghị:", "Đề nghị:", "Yêu cầu:"]
        .iter()
        .any(|s| text.starts_with(s));
    asked && next.is_some_and(|next| ANSWERS.iter().any(|s| next.trim_start().starts_with(s)))
}

/// "Cơ quan trình: Sở A (Tờ trình số 5/TTr-SA).": where the bodies begin that submitted what is decided.
pub fn submitter(text: &str) -> Option<usize> {
    const WHO: &[&str] = &[
        "cơ quan trình",
        "đơn vị trình",
        "cơ quan soạn thảo",
        "đơn vị soạn thảo",
        "cơ quan chủ trì soạn thảo",
        "cơ quan báo cáo",
        "đơn vị báo cáo",
        "cơ quan tham mưu",
    ];
    let from = skip(text, 0);
    // most lines begin with another letter
    if !text[from..].starts_with(['C', 'c', 'Đ', 'đ']) {
        return None;
    }
    let end = WHO.iter().find_map(|who| eat(text, from, who))?;
    let colon = text[end..].trim_start().strip_prefix(':')?;
    let one = !colon.trim_end().trim_end_matches('.').contains([';', ':']) && colon.len() < LINE;
    one.then(|| text.len() - colon.len())
}

/// Bytes of the longest line that only tells who submits something.
const LINE: usize = 240;

/// With what an opinion of a draft begins that asks for nothing.
const OPINIONS: &[&[&str]] = &[
    &["chưa", "thông", "qua"],
    &["không", "thông", "qua"],
    &["thống", "nhất", "thông", "qua"],
    &["thông", "qua"],
    &["thống", "nhất", "về", "nguyên", "tắc"],
    &["thống", "nhất", "về", "mục", "tiêu"],
    &["thống", "nhất", "với", "báo", "cáo"],
    &["thống", "nhất", "chủ", "trương", "đầu", "tư"],
    &["đề", "án", "chuẩn", "bị", "chưa"],
    &["đề", "án", "chưa"],
    &["cơ", "bản", "thống", "nhất"],
    &["cơ", "bản", "nhất", "trí"],
    &["nhất", "trí", "về", "sự", "cần", "thiết"],
    &["nhất", "trí", "sự", "cần", "thiết"],
    &["thống", "nhất", "nguyên", "tắc"],
    &["thống", "nhất", "sự", "cần", "thiết"],
    &["thống", "nhất", "rút"],
    &["dự", "thảo", "chuẩn", "bị", "chưa"],
    &["dự", "thảo", "chưa"],
    &["hồ", "sơ", "chuẩn", "bị", "chưa"],
];

/// An opinion of a draft, no part of which begins with an act, is due or has to be done.
fn judges(w: &[Word]) -> bool {
    // of which a later sentence may tell what is lacking: "… chưa nêu số kinh phí ngân sách phải cấp bù"
    let first = (1..w.len()).find(|k| matches!(w[*k].before, '.' | ';')).unwrap_or(w.len());
    let acts = |k: usize| {
        let part = matches!(w[k].before, '.' | ';' | ',');
        let dated = |x: &Word| x.key == "ngày" || x.key.starts_with(|c: char| c.is_ascii_digit());
        let due = w[k].key == "trước" && w.get(k + 1).is_some_and(dated);
        // "…, Sở A bổ sung, trình lại"
        let body = w[k].before == ','
            && (w[k].capital || w[k].key == "các")
            && matches!(
                w[k].key,
                "sở" | "ubnd" | "ban" | "phòng" | "cơ" | "văn" | "công" | "chi" | "trung" | "thanh" | "các"
            );
        due || body
            || w[k].key == "phải" && k < first && w[k - 1].key != "không"
            // "…, xem xét sau", "…, thống nhất theo phương án 2"
            || part && !is(w, k, &["xem", "xét", "sau"]) && !is(w, k, &["thống", "nhất", "theo"]) && (VERBS.at(w, k).is_some_and(|n| n > 1) || matches!(w[k].key, "giao" | "yêu" | "đề"))
            || is(w, k, &["chậm", "nhất"])
            || w[k].key == "cần" && !is(w, k, &["cần", "thiết"])
    };
    // "UBND tỉnh cơ bản thống nhất về nguyên tắc; chưa biểu quyết"
    let decider = w.first().is_some_and(|x| matches!(x.key, "ubnd" | "tập"));
    // "Đề án A: Cơ bản thống nhất về mục tiêu. Tuy nhiên, …"
    let matter = || {
        let named = w
            .first()
            .is_some_and(|x| matches!(x.key, "đề" | "dự" | "tờ" | "quy" | "phương" | "kế" | "về" | "nghị" | "báo"));
        let colon = (1..w.len().min(60)).find(|k| w[*k].before == ':').filter(|_| named);
        colon.is_some_and(|k| any(w, k, OPINIONS))
    };
    let opinion = any(w, 0, OPINIONS) || matter() || decider && (1..w.len().min(7)).any(|k| any(w, k, OPINIONS));
    opinion && !(1..w.len()).any(acts)
}

/// "… đến nay chưa nghiệm thu": whether the words say how far something has come before the first comma.
pub fn stands(w: &[Word], from: usize, to: usize) -> bool {
    let end = (from + 1..to).find(|k| w[*k].before == ',').unwrap_or(to);
    (from..end).any(|k| any(w, k, &[&["đến", "nay"], &["hiện", "nay"]]))
}

/// "UBND tỉnh chưa đồng ý …": whether the words say that a committee leaves something open.
pub fn leaves_open(w: &[Word], from: usize, to: usize) -> bool {
    let praised = |k: usize| PRAISE.iter().any(|p| says(w, k + 2, p).is_some());
    (from + 1..to.min(from + 6)).any(|k| any(w, k, LEFT) && !praised(k))
}

/// What stands behind "ghi nhận" where something is praised.
const PRAISE: &[&str] = &["biểu dương", "đánh giá cao", "hoan nghênh", "sự", "những", "nỗ lực", "kết quả"];

/// "UBND thành phố ghi nhận, biểu dương các cấp, các ngành …": the committee that issues a notice praises, and asks for nothing behind it.
fn praises(w: &[Word]) -> bool {
    const DEEDS: &[&[&str]] = &[&["biểu", "dương"], &["đánh", "giá", "cao"], &["hoan", "nghênh"], &["ghi", "nhận"]];
    const WHO: &[&str] = &["chủ tịch ubnd", "tập thể ubnd", "tập thể lãnh đạo ubnd", "ubnd"];
    const LEVELS: &[&str] = &["tỉnh", "thành phố", "huyện", "quận", "thị xã", "xã", "phường", "đặc khu"];
    let who = WHO.iter().find_map(|p| says(w, 0, p));
    let Some(k) = who.and_then(|k| Some(k + LEVELS.iter().find_map(|l| says(w, k, l))?)) else {
        return false;
    };
    let praise = any(w, k, DEEDS) && (w[k].key != "ghi" || PRAISE.iter().any(|p| says(w, k + 2, p).is_some()));
    let asked = |n: usize| {
        let part = matches!(w[n].before, '.' | ';' | ':');
        let asks = any(
            w,
            n,
            &[
                &["yêu", "cầu"],
                &["đề", "nghị"],
                &["chậm", "nhất"],
                &["phấn", "đấu"],
                &["tiếp", "tục"],
                &["trong", "tháng"],
                &["trong", "quý"],
            ],
        ) || matches!(w[n].key, "giao" | "phải")
            || w[n].key == "cần" && !is(w, n, &["cần", "thiết"]);
        let due = w[n].key == "trước" && w.get(n + 1).is_some_and(|x| x.key == "ngày");
        // "đã nỗ lực, khẩn trương khắc phục" was done
        let done = || {
            let since = (k..n).rev().find(|m| matches!(w[*m].before, '.' | ';' | ':')).unwrap_or(k);
            w[since..n].iter().any(|x| x.key == "đã")
        };
        let acts = VERBS.at(w, n).is_some_and(|v| v > 1) && !any(w, n, DEEDS) && (part || w[n].before == ',' && !done());
        let body = (part || w[n].before == ',') && (w[n].capital || w[n].key == "các") && BODIES.contains(&w[n].key) && !told_of(w, n);
        asks || due || acts || body
    };
    // "ghi nhận những kiến nghị" takes something up
    let taken_up = || {
        ["kiến nghị", "phản ánh", "vướng mắc", "khó khăn", "ý kiến"]
            .iter()
            .any(|t| (k + 2..w.len().min(k + 5)).any(|n| says(w, n, t).is_some()))
    };
    let praise = praise && !taken_up();
    praise && !(k..w.len()).any(asked)
}

/// First words of bodies.
const BODIES: &[&str] = &[
    "sở", "ubnd", "ban", "phòng", "cơ", "văn", "công", "chi", "trung", "thanh", "bộ", "hội", "các", "chủ",
];

/// Whether what stands at word `k` is told of: "Sở A đã hoàn thành …", "UBND xã B còn chậm".
fn told_of(w: &[Word], k: usize) -> bool {
    const WITHIN: usize = 12;
    (k + 1..w.len().min(k + WITHIN)).any(|n| matches!(w[n].key, "đã" | "mới" | "chưa" | "vẫn" | "còn" | "không"))
}

/// Whether words ask for something behind what they tell: "…, Sở A hoàn thiện hồ sơ", "… trước ngày 20/11".
fn asks(w: &[Word]) -> bool {
    (1..w.len()).any(|k| {
        let dated = |x: &Word| x.key == "ngày" || x.key.starts_with(|c: char| c.is_ascii_digit());
        let due = w[k].key == "trước" && w.get(k + 1).is_some_and(dated) || is(w, k, &["chậm", "nhất"]) || is(w, k, &["trong", "tháng"]);
        let acts = w[k].before == ',' && (w[k].capital || w[k].key == "các") && BODIES.contains(&w[k].key) && !told_of(w, k);
        due || acts || is(w, k, &["khẩn", "trương"])
    })
}

/// "Về Đề án A: UBND thành phố ghi nhận báo cáo.", and nothing more: who decides in few words, and what.
fn leaves(w: &[Word]) -> bool {
    let start = (1..w.len().min(40)).find(|k| w[*k].before == ':').unwrap_or(0);
    let committee = w.get(start).is_some_and(|x| matches!(x.key, "ubnd" | "tập")) || is(w, start, &["thường", "trực"]);
    committee && (start + 1..w.len().min(start + 6)).any(|k| any(w, k, LEFT))
}

/// "Dự án được giao đất năm 2014, nhưng đến nay mới bồi thường được 8 ha.": how far something has come.
fn reports(w: &[Word]) -> bool {
    let works = ["dự án", "công trình", "gói thầu", "khu đất", "tuyến đường"];
    let state = |k: usize| (k + 2..w.len().min(k + 10)).any(|n| matches!(w[n].key, "mới" | "vẫn" | "chưa" | "đã" | "còn" | "cơ"));
    let asked = (1..w.len()).any(|k| {
        matches!(w[k].key, "phải" | "cần") || any(w, k, &[&["yêu", "cầu"], &["đề", "nghị"]]) || w[k].capital && w[k].key == "giao"
    });
    works.iter().any(|works| says(w, 0, works).is_some())
        && !asked
        && (0..w.len()).any(|k| any(w, k, &[&["đến", "nay"], &["hiện", "nay"], &["đến", "thời", "điểm"]]) && state(k))
}

/// "Việc chậm bàn giao là lỗi của chủ đầu tư, UBND tỉnh đã có văn bản phê bình.": whose fault something was.
fn blames(w: &[Word]) -> bool {
    // "Việc bảo đảm an toàn là trách nhiệm của Sở A" assigns
    let late = (1..w.len().min(4)).any(|k| matches!(w[k].key, "chậm" | "để"));
    let fault = |k: usize| any(w, k, &[&["là", "lỗi"], &["đã", "có", "văn", "bản"]]) || late && is(w, k, &["là", "trách", "nhiệm", "của"]);
    is(w, 0, &["việc"]) && !w.iter().any(|x| x.key == "phải") && (1..w.len().min(CASE)).any(fault)
}

/// "2 Ban A 1.930,0 791,3 41,0 60": a row of a table that a text layer set in one line.
pub fn is_row(text: &str) -> bool {
    const COLUMNS: usize = 3;
    // most clauses have no two numbers beside one another
    let [_, second @ ..] = text.as_bytes() else { return false };
    let third = second.get(1..).unwrap_or_default();
    // bits put together without a branch, so that many bytes are looked at in one step
    let beside = text.as_bytes().iter().zip(second).zip(third).fold(false, |any, ((a, b), c)| {
        any | (a.is_ascii_digit() & (*b == b' ') & c.is_ascii_digit())
    });
    if !beside {
        return false;
    }
    // "1.930,0", "60"; "đường tỉnh 932, 933, 940" are no columns, nor are the groups of a telephone's number or of "1 250 000 000 đồng"
    let number =
        |word: &str| word.ends_with(|c: char| c.is_ascii_digit()) && word.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b','));
    let (mut run, mut parted) = (0, 0);
    let columns = text.split(' ').any(|word| {
        (run, parted) = if number(word) {
            (run + 1, parted + usize::from(word.contains(['.', ','])))
        } else {
            (0, 0)
        };
        run >= COLUMNS && parted >= 2
    });
    columns && !text.contains(" ngày ")
}

/// Whether clause `i` stands in a part of a conclusion on what was brought forward: a heading above it says so, or what it says in
/// brackets itself.
pub fn petitioned(body: &[Clause], i: usize) -> bool {
    const ASKS: &[&str] = &["(kiến nghị", "(đề nghị", "(xin ", "(về kiến nghị"];
    let own = lowercase(&body[i].block.text);
    let above = |i: usize| body[i].parent.filter(|p| *p < i);
    ASKS.iter().any(|asks| own.contains(asks))
        || std::iter::successors(above(i), |p| above(*p)).any(|p| lowercase(&body[p].block.text).contains("kiến nghị"))
}

/// Who brings something forward rather than is given orders, as names begin.
const COMPANIES: &[&str] = &[
    "Công ty",
    "Tổng công ty",
    "Tập đoàn",
    "Doanh nghiệp",
    "Hợp tác xã",
    "Xí nghiệp",
    "Nhà máy",
    "Nhà đầu tư",
    "Chủ đầu tư",
];

/// What a company does itself, where an office would look into it, answer or support.
const OWN_ACTS: &[&str] = &[
    "khẩn trương",
    "hoàn thành",
    "đẩy nhanh",
    "đầu tư",
    "thi công",
    "nộp",
    "bồi thường",
    "khắc phục",
    "hoàn trả",
    "ký quỹ",
    "cam kết",
    "di dời",
    "đấu nối",
    "lắp đặt",
    "vận hành",
];

/// A company, who is asked rather than ordered.
pub fn is_company(found: &Found) -> bool {
    COMPANIES.iter().any(|kind| found.name.starts_with(kind))
}

/// Whether a passage below a petitioner, whose words are `w`, asks something of it: "Công ty có trách nhiệm …", "Yêu cầu Công ty …", or
/// it begins with an act of its own.
pub fn asks_company(text: &str, w: &[Word]) -> bool {
    let named = |who: &&str| {
        text.match_indices(*who).any(|(at, _)| {
            let before = text[..at].trim_end();
            // "giao Công ty Điện lực A": another one
            let behind = text[at + who.len()..].trim_start();
            let bare = behind.starts_with(char::is_lowercase) && !behind.starts_with("cổ phần") && !behind.starts_with("trách nhiệm");
            let asked = || ["yêu cầu", "đề nghị", "giao"].iter().any(|o| lowercase(before).ends_with(o));
            bare && (before.is_empty() || before.ends_with(['.', ';', ':']) || asked())
        })
    };
    OWN_ACTS.iter().any(|act| says(w, 0, act).is_some()) || COMPANIES.iter().any(named)
}

/// Words of the longest passage that a judgement in it makes a verdict.
const CASE: usize = 30;

/// "Về việc A: Sau khi nghe …, tập thể lãnh đạo UBND thành phố kết luận:": who concludes, over what is concluded, also where a decision
/// stands between: "… kết luận: Thống nhất chủ trương. Để triển khai thực hiện, giao:".
pub fn concludes(text: &str) -> bool {
    // "UBND tỉnh thống nhất:"
    const WHO: &[&str] = &["UBND ", "Ủy ban ", "Uỷ ban ", "Tập thể ", "Thường trực "];
    let agrees = text.len() < 80 && WHO.iter().any(|w| text.starts_with(w));
    agrees && [" thống nhất:", " nhất trí:", " đồng ý:"].iter().any(|d| text.ends_with(d))
        || text.ends_with("kết luận:")
        || text.ends_with("kết luận như sau:")
        || text.contains("kết luận: ") && text.ends_with(", giao:")
}

/// The passage, whose words are `w`, tells of a case; what it orders, if anything, stands elsewhere.
pub fn tells(w: &[Word]) -> bool {
    let one = || !w.iter().skip(1).any(|x| matches!(x.before, '.' | ';'));
    let grounded = ["là có cơ sở", "là không có cơ sở"];
    any(w, 0, HEADS)
        || any(w, 0, DECISIONS) && one()
        || leaves(w) && one() && !asks(w)
        || praises(w)
        || reports(w) && !asks(w)
        || blames(w) && one() && !asks(w)
        || judges(w)
        || w.len() < CASE && (0..w.len()).any(|k| w[k].key == "là" && any(w, k, VERDICTS))
        || w.len() < 2 * CASE && (0..w.len()).any(|k| w[k].key == "là" && grounded.iter().any(|g| says(w, k, g).is_some()))
}

#[cfg(test)]
mod tests {
    use crate::viet::token::Cut;

    fn petitions(text: &str) -> bool {
        super::petitions(&Cut::new(text).words())
    }
    fn tells(text: &str) -> bool {
        super::tells(&Cut::new(text).words())
    }

    #[test]
    fn what_a_conclusion_answers_orders_nothing() {
        let asked = "Nội dung: Yêu cầu cấp giấy chứng nhận cho thửa đất 126 m2.";
        assert!(super::answered(asked, Some("Kết luận: Giao Phòng A kiểm tra.")));
        assert!(!super::answered(asked, Some("Giao Phòng A kiểm tra.")) && !super::answered(asked, None));
    }

    #[test]
    fn who_concludes_orders_nothing() {
        assert!(super::concludes(
            "Về phố đi bộ: Sau khi nghe Sở A báo cáo, ý kiến của Sở B, tập thể lãnh đạo UBND thành phố kết luận:"
        ));
        assert!(super::concludes(
            "Về chợ: tập thể lãnh đạo kết luận: Thống nhất chủ trương. Để triển khai thực hiện, giao:"
        ));
        assert!(!super::concludes("Giao Sở A:") && !super::concludes("Sở A rà soát. Để triển khai, giao:"));
    }

    #[test]
    fn who_submits_a_draft_is_told() {
        let at = |text| super::submitter(text).map(|at| &text[at..]);
        assert_eq!(
            at("Cơ quan trình: Sở Y tế (Tờ trình số 5/TTr-SYT)."),
            Some(" Sở Y tế (Tờ trình số 5/TTr-SYT).")
        );
        assert_eq!(at("Cơ quan trình tiếp thu ý kiến của Sở Y tế."), None);
        assert_eq!(at("Cơ quan soạn thảo: tiếp thu ý kiến; trình trước ngày 5/5."), None);
    }

    #[test]
    fn an_opinion_of_a_draft_orders_nothing() {
        assert!(tells("Chưa thông qua. Các định mức chưa có cơ sở tính toán."));
        assert!(tells(
            "Thống nhất sự cần thiết. Phần đánh giá chưa nêu số kinh phí ngân sách phải cấp bù."
        ));
        assert!(tells("Thống nhất thông qua, không phải trình lại tại phiên họp."));
        assert!(!tells("Thống nhất thông qua. Khẩn trương hoàn thiện hồ sơ trình kỳ họp."));
        for text in [
            "Hồ sơ chuẩn bị đầu tư các dự án mới phải được hoàn thành trước ngày 30/6/2026.",
            "Thống nhất sự cần thiết ban hành Đề án, tiếp tục hoàn thiện dự thảo.",
            "Dự thảo chuẩn bị trình kỳ họp gửi Văn phòng trước ngày 15/4/2026.",
        ] {
            assert!(!tells(text), "{text}");
        }
        assert!(!tells("Thống nhất thông qua. Giao cơ quan soạn thảo hoàn thiện."));
    }

    #[test]
    fn how_far_something_has_come_orders_nothing() {
        assert!(tells(
            "Dự án được giao đất năm 2014, đã gia hạn nhưng đến nay mới bồi thường được 8,2/17,5 ha."
        ));
        assert!(!tells(
            "Dự án được giao đất năm 2014 nhưng đến nay chưa xong, yêu cầu chủ đầu tư cam kết tiến độ."
        ));
        assert!(tells("Về Đề án chợ: UBND thành phố ghi nhận báo cáo.") && tells("UBND tỉnh chưa xem xét thông qua tại phiên họp này."));
        assert!(!tells("UBND tỉnh ghi nhận báo cáo; Sở A hoàn thiện."));
    }

    #[test]
    fn a_petitioner_is_asked_by_its_kind_alone() {
        for text in [
            "Công ty có trách nhiệm ký quỹ.",
            "Khẩn trương hoàn thành trạm biến áp.",
            "Tập đoàn có trách nhiệm nộp tiền.",
            "Yêu cầu Công ty nộp đủ tiền.",
            "Đã gia hạn. Công ty bổ sung hồ sơ.",
        ] {
            assert!(super::asks_company(text, &Cut::new(text).words()), "{text}");
        }
        for text in [
            "Rà soát hồ sơ đất, trả lời Công ty.",
            "Giao Cục Thuế trả lời Công ty.",
            "Giao Công ty Điện lực khảo sát.",
            "Khu đất chưa có quy hoạch.",
        ] {
            assert!(!super::asks_company(text, &Cut::new(text).words()), "{text}");
        }
    }

    #[test]
    fn petitions_and_opinions_order_nothing() {
        for text in [
            "Nội dung: Các hộ dân phản ánh cơ sở xả thải gây ô nhiễm.",
            "Nội dung: Công ty đề nghị được thanh toán khối lượng hoàn thành.",
            "Các hộ đề nghị gia hạn hợp đồng thuê thêm 05 năm.",
        ] {
            assert!(petitions(text), "{text}");
        }
        for text in [
            "Nội dung: Xây dựng kế hoạch phòng, chống hạn.",
            "Công ty Điện lực khẩn trương sửa chữa đường dây, đề nghị địa phương bàn giao mặt bằng.",
            "Đề nghị cử tri theo dõi.",
        ] {
            assert!(!petitions(text), "{text}");
        }
        for text in [
            "Ý kiến của cơ quan chuyên môn: việc thu hồi đất đúng trình tự.",
            "Chủ tịch UBND tỉnh kết luận: Đề nghị của Công ty là có cơ sở.",
            "Đánh giá cao sự chủ động của Sở Xây dựng; tuy nhiên, còn 14 điểm ngập.",
            "Đây là vụ việc đã có quyết định giải quyết lần hai.",
            "Trường hợp ông A (trú tại xã B): khiếu nại về bồi thường đất.",
        ] {
            assert!(tells(text), "{text}");
        }
        assert!(!tells("Rà soát, hoàn thiện hồ sơ, bảo đảm đúng quy định."));
    }
}
