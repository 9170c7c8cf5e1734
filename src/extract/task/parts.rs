//! Which part of a notice a clause stands in: assessment, tasks, approved documents, closing formula.

use super::situation::{self, asks, directs};
use crate::outline::{Clause, Document, Marker, NumberStyle};
use crate::viet::fold::match_key;
use crate::viet::letter::first;
use memchr::memmem;
use std::cell::LazyCell;
use std::sync::LazyLock;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Part {
    /// "Đánh giá tình hình": figures, no tasks.
    Assessment,
    /// Tasks.
    Operative,
    /// "Tập thể UBND tỉnh nhất trí thông qua các văn bản": the heading or sentence that opens the list.
    Approving,
    /// A document of that list.
    Approved,
    /// The closing formula.
    Closing,
}

pub fn numbered(c: &Clause) -> bool {
    matches!(c.marker, Marker::Number { .. })
}

/// Letters in which the words end that open the heading of an assessment.
const OPENING: usize = 48;

/// The heading of an assessment, by its words.
fn assesses(key: &str) -> bool {
    opens_assessment(key) && looks_back(key)
}

/// Whether a heading begins as that of an assessment does.
fn opens_assessment(key: &str) -> bool {
    const STARTS: [&str; 29] = [
        "đánh giá",
        "nhận xét",
        "về tình hình",
        "tình hình",
        "kết quả",
        "những kết quả",
        "về kết quả",
        "một số kết quả",
        "tồn tại",
        "những tồn tại",
        "hạn chế",
        "những hạn chế",
        "một số tồn tại",
        "một số hạn chế",
        "về đánh giá",
        "khái quát",
        "nhận định",
        "nguyên nhân",
        "những khó khăn",
        "khó khăn, vướng mắc",
        "ưu điểm",
        "bối cảnh",
        "về những kết quả",
        "về tồn tại",
        "về công tác chỉ đạo, điều hành tháng",
        "những mặt",
        "mặt được",
        "thực trạng",
        "việc thực hiện nhiệm vụ",
    ];
    // "Về việc thực hiện Kết luận tuần trước"; of a conclusion of others it may be a matter
    const BEFORE: [&str; 6] = ["tuần trước", "tuần qua", "tháng trước", "tháng qua", "kỳ trước", "lần trước"];
    STARTS.iter().any(|s| key.starts_with(s)) || key.starts_with("về việc thực hiện") && BEFORE.iter().any(|b| key.contains(b))
}

/// Whether a heading names nothing that lies ahead.
fn looks_back(key: &str) -> bool {
    const PLANS: [&str; 9] = [
        "thời gian tới",
        "nhiệm vụ trọng tâm",
        "nhiệm vụ, giải pháp",
        "phương hướng",
        "nhiệm vụ tháng",
        "nhiệm vụ công tác",
        "giải pháp trọng tâm",
        "yêu cầu các",
        "giao ",
    ];
    // "tình hình thực hiện nhiệm vụ tháng 8" looks back
    let plans = PLANS.iter().any(|p| {
        key.match_indices(p).any(|(at, _)| {
            !key[..at].ends_with("thực hiện ") && !key[..at].ends_with("hoàn thành ") && !key[..at].ends_with("thực hiện các ")
        })
    });
    // "Tình hình dịch bệnh và một số giải pháp", not "Kết quả thực hiện mục tiêu và giải pháp"
    const JOINED: [&str; 4] = ["và một số nhiệm vụ", "và một số giải pháp", "và nhiệm vụ", "và giải pháp"];
    const ONE: [&str; 5] = ["thực hiện", "mục tiêu", "chức năng", "chỉ tiêu", "hoàn thành"];
    let joined = JOINED
        .iter()
        .any(|j| key.find(j).is_some_and(|at| !ONE.iter().any(|o| key[..at].contains(o))));
    !plans && !joined && !key.contains("quan điểm")
}

/// Whether a heading below that of an assessment is one of tasks: "II. Nhiệm vụ trọng tâm tháng 12" under "A. Về tình hình …".
fn looks_ahead(key: &str) -> bool {
    const STARTS: &[&str] = &[
        "nhiệm vụ trọng tâm",
        "nhiệm vụ, giải pháp",
        "nhiệm vụ và giải pháp",
        "nhiệm vụ tháng",
        "nhiệm vụ quý",
        "nhiệm vụ trong",
        "nhiệm vụ thời gian",
        "một số nhiệm vụ",
        "các nhiệm vụ",
        "những nhiệm vụ",
        "về nhiệm vụ",
        "phương hướng",
        "về phương hướng",
    ];
    const PAST: &[&str] = &["đã ", "chưa ", "chậm", "kết quả", "hoàn thành", "đạt", "được", "bảo đảm", "còn "];
    STARTS.iter().any(|s| key.starts_with(s)) && !PAST.iter().any(|p| key.contains(p)) && !key.ends_with(['.', ';'])
}

/// The month that a heading names first: "tháng 10".
fn month_named(key: &str) -> Option<u32> {
    key.match_indices("tháng ").find_map(|(at, word)| {
        let rest = &key[at + word.len()..];
        let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
        rest[..end].parse().ok()
    })
}

/// Kinds of documents that are approved.
const DOCUMENTS: [&str; 24] = [
    "dự thảo",
    "báo cáo",
    "tờ trình",
    "đề án",
    "kế hoạch",
    "nghị quyết",
    "quyết định",
    "quy định",
    "chương trình",
    "phương án",
    "danh mục",
    "đồ án",
    "quy chế",
    "đề nghị",
    "chính sách",
    "hồ sơ",
    "chủ trương",
    "nội dung",
    "chỉ thị",
    "quy hoạch",
    "văn bản",
    "bảng giá",
    "dự toán",
    "đề cương",
];

/// "nhất trí thông qua các văn bản sau đây:", "Thông qua các nội dung trình tại phiên họp".
fn approves(key: &str) -> bool {
    (agrees(key) || passes(key)) && !hands_over(key)
}

/// "Thống nhất với nội dung dự thảo. Giao Sở A:", over what Sở A has to do.
fn hands_over(key: &str) -> bool {
    let list = |said: &str| said.ends_with(" sau") || said.ends_with(" sau đây");
    key.ends_with(':') && key.rfind(". ").is_some_and(|at| directs(&key[at + 2..]) && !list(&key[..at]))
}

/// "UBND tỉnh cơ bản nhất trí với các dự thảo sau:" over a list.
fn agrees(key: &str) -> bool {
    key.ends_with(':')
        && key.chars().count() < 140
        && !directs(key)
        && [
            "nhất trí với",
            "thống nhất với",
            "đồng ý với",
            "nhất trí các",
            "thống nhất các",
            "thống nhất nội dung các",
        ]
        .iter()
        .filter_map(|w| key.find(w))
        // "…, yêu cầu:", "…; các cơ quan thực hiện:" asks for something
        .any(|at| !key[at..].contains([',', ';']) && !key[at..].contains("yêu cầu"))
        && ["dự thảo", "văn bản", "tờ trình"].iter().any(|d| key.contains(d))
}

/// "Thường trực HĐND tỉnh thống nhất:", over what was submitted.
fn decides(key: &str) -> bool {
    const WHO: &[&str] = &["ubnd ", "thường trực ", "tập thể "];
    const DECIDES: &[&str] = &[" thống nhất:", " nhất trí:", " đồng ý:"];
    key.len() < 64 && WHO.iter().any(|w| key.starts_with(w)) && DECIDES.iter().any(|d| key.ends_with(d))
}

/// "UBND tỉnh cơ bản thống nhất các nội dung sau:".
fn agrees_to_matters(key: &str) -> bool {
    let sentence = ["các nội dung sau:", "các nội dung sau đây:", "nội dung sau:"]
        .iter()
        .find_map(|end| key.strip_suffix(end));
    sentence.is_some_and(|said| {
        let said = said.trim_end();
        said.len() < 120
            && !directs(key)
            && ["thống nhất", "thống nhất với", "nhất trí", "nhất trí với", "đồng ý", "đồng ý với"]
                .iter()
                .any(|w| said.ends_with(w))
    })
}

/// "Thông qua" and what is passed.
fn passes(key: &str) -> bool {
    if memchr::memmem::find(key.as_bytes(), "thông qua".as_bytes()).is_none() {
        return false;
    }
    // an order in the same paragraph is read by itself
    let key = [". giao ", ". yêu cầu ", ". đề nghị "]
        .iter()
        .filter_map(|o| key.find(o))
        .min()
        .map_or(key, |at| &key[..=at]);
    let Some(at) = key.find("thông qua") else { return false };
    let before = key[..at].trim_end();
    let after = key[at + "thông qua".len()..].trim();
    // "Các văn bản UBND tỉnh thông qua", "Các nghị quyết, nội dung … thông qua", "Thông qua các nội dung trình tại phiên họp"
    let plural = ["các ", "những ", "một số ", "danh mục", "văn bản", "nội dung"]
        .iter()
        .any(|n| before.starts_with(n));
    let named =
        plural && DOCUMENTS.iter().any(|d| before.contains(d)) && (after.is_empty() || after.starts_with("tại phiên họp") || after == ":");
    let heading = named || before.is_empty() || matches!(before, "về" | "cơ bản" | "các nội dung" | "về việc" | "xem xét," | "thảo luận,");
    let near = before.char_indices().rev().nth(45).map_or(before, |(i, _)| &before[i..]);
    // "Về các nội dung trình tại phiên họp: thống nhất …"
    let near = near.rsplit(':').next().unwrap_or(near);
    // "Các nội dung chưa thông qua"
    if ["chưa", "không", "chưa được", "không được"].iter().any(|no| near.ends_with(no)) {
        return false;
    }
    let agree = [
        "nhất trí",
        "thống nhất",
        "đồng ý",
        "tập thể",
        "biểu quyết",
        "cho ý kiến và",
        "thành viên ubnd",
        "phiên họp đã",
    ]
    .iter()
    .any(|w| near.contains(w));
    // "UBND tỉnh thông qua các dự thảo văn bản, gồm:"
    let committee = || {
        let who = before.strip_suffix("đã").unwrap_or(before).trim_end();
        who.len() < 40 && who.starts_with("ubnd") && key.trim_end().ends_with(':')
    };
    let agree = agree || committee();
    // a text that is to be brought before somebody names an aim
    let aims = |w: &str| near.match_indices(w).any(|(at, _)| !near[at..].starts_with("trình tại phiên họp"));
    let aim = ["trình ", "để ", "trước khi", "sau khi", "được "].iter().any(|w| aims(w));
    // "Ủy ban nhân dân biểu quyết thông qua" over a list
    let what = DOCUMENTS.iter().any(|w| key.contains(w)) || after == ":" || after.is_empty() && agree;
    // "thông qua nội dung các dự thảo: (1) … (2) …"
    let numbered = after
        .split_once(':')
        .is_some_and(|(what, list)| what.len() < 80 && list.trim_start().starts_with("(1)"));
    let opens = key.trim_end().ends_with(':')
        || numbered
        || key.contains("sau đây")
        || key.contains("thông qua:")
        || key.contains("thông qua các nội dung:");
    let list = opens || key.chars().count() < 140;
    (heading || agree && !aim)
        && what
        && list
        && !directs(key)
        && (opens || !key.trim_end().ends_with(['.', ';']) || key.contains("thông qua các"))
}

fn closes(key: &str, last: bool) -> bool {
    let told = key.contains("thông báo")
        && (key.contains("biết, ") || key.contains("biết và ") || key.contains("để biết") || key.contains(" biết./"));
    let opens = [
        "trên đây",
        "thông báo",
        "văn phòng",
        "thừa lệnh",
        "thừa uỷ quyền",
        "chủ tịch",
        "phó chủ tịch",
        "ubnd",
        "uỷ ban nhân dân",
        "thường trực",
        "vậy",
        "nay ",
        "căn cứ",
        "sở ",
        "ban ",
    ]
    .iter()
    .any(|s| key.starts_with(s));
    told && (opens || key.ends_with("./.") || key.ends_with("./"))
        || key.starts_with("căn cứ ý kiến trên")
        || key.starts_with("trên đây là")
        || key.starts_with("trên đây,")
        || key.starts_with("căn cứ nội dung trên")
        || (key.starts_with("trên đây") && key.contains("thực hiện"))
        || (key.starts_with("văn phòng") && key.contains("thông báo") && key.contains("thực hiện./"))
        || last && exhorts(key)
}

/// Bytes of the committee that asks in the last sentence of a dispatch.
const GIVER: usize = 64;

/// The last sentence of a dispatch: "Yêu cầu Thủ trưởng các cơ quan nghiêm túc triển khai thực hiện./."
fn exhorts(key: &str) -> bool {
    // who asks: "UBND phường yêu cầu Thủ trưởng các đơn vị …"
    let behind = || [" yêu cầu ", " đề nghị "].iter().filter_map(|a| key.find(a)).min();
    let key = match behind() {
        Some(at) if at < GIVER && (key.starts_with("ubnd ") || key.starts_with("uỷ ban nhân dân ")) => &key[at + 1..],
        _ => key,
    };
    let asks = ["yêu cầu ", "đề nghị ", "chủ tịch ubnd ", "nhận được "]
        .iter()
        .any(|s| key.starts_with(s));
    let deed = ["nghiêm túc", "triển khai", "tổ chức", "khẩn trương", "quan tâm"]
        .iter()
        .any(|d| key.contains(d));
    let bare = !key.contains("báo cáo") && !key.contains("trước ngày") && !key.contains("giao ");
    asks && deed && bare && key.ends_with("thực hiện./.") && key.chars().count() < 200
}

/// A paragraph below the approved documents that tells bodies what to do with them: "Các cơ quan chủ trì soạn thảo tiếp thu ý kiến …".
fn tells_drafters(key: &str) -> bool {
    const DRAFTERS: &[&str] = &[
        "ubnd ",
        "các cơ quan",
        "cơ quan",
        "các đơn vị",
        "đơn vị",
        "các sở",
        "sở ",
        "văn phòng",
        "thủ trưởng",
        "giám đốc",
    ];
    const DEEDS: &[&str] = &[
        " tiếp thu",
        " hoàn thiện",
        " hoàn chỉnh",
        " chỉnh sửa",
        " chỉnh lý",
        " theo dõi, đôn đốc",
        " lấy lại ý kiến",
    ];
    let asked = |deed: &&str| key.match_indices(*deed).any(|(at, _)| !key[..at].ends_with("đã"));
    DRAFTERS.iter().any(|who| key.starts_with(who)) && DEEDS.iter().any(asked)
}

/// Where an order begins behind the closing formula or the list of approved documents in one paragraph.
pub fn order_behind(text: &str) -> Option<usize> {
    [". Giao ", ". Yêu cầu ", ". Đề nghị "]
        .iter()
        .filter_map(|o| text.find(o))
        .min()
        .map(|at| at + 2)
}

/// What heads an appendix: "PHỤ LỤC", "DANH MỤC …", "(Kèm theo Thông báo số …)".
fn is_appended(key: &str) -> bool {
    ["phụ lục", "danh mục", "biểu ", "(kèm theo", "(ban hành kèm theo"]
        .iter()
        .any(|s| key.starts_with(s))
}

/// The folded label of a paragraph, "tồn tại" of "Tồn tại: …", and what stands behind it.
fn label(text: &str) -> Option<(String, &str)> {
    const LONGEST: usize = 48;
    let colon = memchr::memchr(b':', &text.as_bytes()[..text.len().min(LONGEST)])?;
    Some((match_key(text[..colon].trim()), &text[colon + 1..]))
}

/// "a) Kết quả: …", "b) Tồn tại: …" beside "c) Nhiệm vụ: …": a matter of which each item says what it tells.
fn looks_back_beside(body: &[Clause], i: usize) -> bool {
    const BACK: &[&str] = &[
        "kết quả",
        "kết quả đạt được",
        "kết quả thực hiện",
        "kết quả nổi bật",
        "những kết quả đạt được",
        "tồn tại",
        "tồn tại, hạn chế",
        "tồn tại, khó khăn",
        "hạn chế",
        "hạn chế, tồn tại",
        "khó khăn, vướng mắc",
        "nguyên nhân",
        "ưu điểm",
        "khuyết điểm",
    ];
    const NEAR: usize = 60;
    const ORDERS: &[&str] = &["Giao ", "Yêu cầu ", "Đề nghị "];
    const BODIES: &[&str] = &["Sở ", "UBND ", "Các sở", "Các chủ đầu tư", "Công an ", "Ban "];
    const TIMES: &[&str] = &[" trước ngày ", " chậm nhất ", " khẩn trương "];
    let asks = |rest: &str| {
        let begins = |words: &[&str]| words.iter().any(|w| rest.trim_start().starts_with(w));
        begins(ORDERS) || begins(BODIES) && !rest.contains(" đã ") || TIMES.iter().any(|t| rest.contains(t))
    };
    let back = |c: &Clause| label(&c.block.text).is_some_and(|(key, rest)| BACK.contains(&key.as_str()) && !asks(rest));
    let ahead = |c: &Clause| label(&c.block.text).is_some_and(|(key, _)| key.starts_with("nhiệm vụ") || key == "giải pháp");
    let beside = |c: &&Clause| c.parent == body[i].parent && numbered(c);
    back(&body[i]) && body[i + 1..].iter().take(NEAR).filter(beside).any(ahead)
}

/// "Kết quả: …", "Tồn tại: …": a paragraph that says itself that it looks back.
fn looks_back_by_label(text: &str) -> bool {
    const LABELS: &[&str] = &[
        "kết quả",
        "tồn tại",
        "hạn chế",
        "tồn tại, hạn chế",
        "nguyên nhân",
        "ưu điểm",
        "khuyết điểm",
        "khó khăn",
        "đánh giá",
    ];
    let Some((key, rest)) = label(text) else { return false };
    const ORDERS: &[&str] = &[
        "iao ",
        "êu cầu ",
        "ề nghị ",
        "chủ trì",
        "khẩn trương",
        "trước ngày",
        "chậm nhất",
        "trong tháng",
    ];
    LABELS.contains(&key.as_str()) && !ORDERS.iter().any(|o| rest.contains(o))
}

/// "1. Về tình hình thực hiện nhiệm vụ 9 tháng": one of the matters of a session, of which something is told first and then asked for.
fn is_matter(heading: &Clause) -> bool {
    let key = opening(heading.block.text.trim());
    key.starts_with("về ") && !key.contains("đánh giá")
}

/// "Nội dung 2: Tình hình giải ngân …": what stands on the agenda, of which something is told and asked for.
fn is_content(c: &Clause) -> bool {
    matches!(&c.marker, Marker::Number { label, style: NumberStyle::Part } if label.bytes().all(|b| b.is_ascii_digit()))
}

/// "Đề nghị UBND tỉnh chỉ đạo …", "Để hoàn thành các chỉ tiêu, Thường trực HĐND tỉnh đề nghị UBND tỉnh:".
fn asks_bodies(key: &str) -> bool {
    const BODIES: &[&str] = &[
        "sở ",
        "ubnd",
        "các sở",
        "các ban",
        "các đơn vị",
        "các cơ quan",
        "các địa phương",
        "các phòng",
        "công an",
        "ban ",
        "văn phòng",
        "bộ ",
        "chủ tịch",
        "giám đốc",
        "thủ trưởng",
        "uỷ ban",
        "toà án",
        "phòng ",
    ];
    const LONGEST: usize = 80;
    let body = |rest: &str| BODIES.iter().any(|b| rest.starts_with(b));
    let directs = ["giao ", "đề nghị ", "yêu cầu "]
        .iter()
        .any(|o| key.strip_prefix(o).is_some_and(body));
    let opens = || {
        let asked = [" đề nghị ", " yêu cầu "]
            .iter()
            .filter_map(|o| Some(key.rfind(o)? + o.len()))
            .max();
        key.ends_with(':') && asked.is_some_and(|at| key.len() < at + LONGEST && body(&key[at..]))
    };
    // "Chủ tịch UBND thành phố yêu cầu:"
    let all = || {
        let asks = [" yêu cầu:", " đề nghị:", " chỉ đạo:"].iter().any(|o| key.ends_with(o));
        asks && key.len() < LONGEST && ["chủ tịch ", "ubnd ", "tập thể "].iter().any(|who| key.starts_with(who))
    };
    directs || opens() || all()
}

/// Whether a heading of tasks stands behind another beside it: then an order within what is told before asks for no task.
fn tasks_follow(body: &[Clause], heading: usize) -> bool {
    const TASKS: &[&str] = &[
        "nhiệm vụ",
        "phương hướng",
        "thời gian tới",
        "giải pháp",
        "yêu cầu",
        "công tác",
        "công việc",
        "trọng tâm",
        "tổ chức thực hiện",
    ];
    body[heading + 1..].iter().any(|c| {
        let beside = c.parent == body[heading].parent && (numbered(c) || c.emphasized);
        let key = || opening(c.block.text.trim());
        beside && TASKS.iter().any(|t| key().contains(t))
    })
}

/// "Tập thể UBND tỉnh thống nhất thông qua các dự thảo Nghị quyết …:", "Các dự thảo Quyết định:"
fn agrees_to_list(key: &str) -> bool {
    const AGREED: &[&str] = &["thông qua", "thống nhất", "nhất trí", "đồng ý"];
    let documents = |rest: &str| DOCUMENTS.iter().any(|d| rest.starts_with(d));
    let several = key.strip_prefix("các ").is_some_and(documents);
    let agreed = || AGREED.iter().any(|a| key.contains(a)) && !super::verdict::is_draft(key) && !key.contains("giao ");
    several || agreed()
}

/// Letters, and none of them small.
fn in_capitals(text: &str) -> bool {
    !text.chars().any(char::is_lowercase) && text.chars().any(char::is_uppercase)
}

/// The folded first letters of a text.
fn opening(text: &str) -> String {
    match_key(first(text, OPENING))
}

/// "Thông qua", with a capital or without, or in capitals.
static PASSED: LazyLock<[memmem::Finder; 2]> = LazyLock::new(|| ["hông qua", "HÔNG QUA"].map(memmem::Finder::new));

/// The part of each clause of the body, by index.
pub fn parts(document: &Document) -> Vec<Part> {
    let body = &document.body;
    let mut out: Vec<Part> = Vec::with_capacity(body.len());
    // depth of an approvals heading that is open, whether it has a number, and its index
    let mut approvals: Option<(u8, bool, usize)> = None;
    // an assessment opened by a heading without a number binds what follows it under the same number
    let mut assessed: Option<Option<usize>> = None;
    // paragraphs that tell of the situation by themselves: not what stands below them
    let mut told_alone = vec![false; body.len()];
    // matters ("1. Về tình hình …") of which it was told, and then something was asked for
    let mut asked_of = vec![false; body.len()];
    let mut follows: Vec<Option<bool>> = vec![None; body.len()];
    // what stands before the first number or heading and orders nothing looks back
    let first = body.iter().position(|c| numbered(c) || c.emphasized).unwrap_or(0);
    // a table that is appended stands behind the closing formula
    let appended = |c: &Clause| !c.cells.is_empty() || matches!(c.marker, Marker::None) && is_appended(&match_key(c.block.text.trim()));
    let end = body.iter().rposition(|c| !appended(c)).map_or(0, |at| at + 1);
    // tasks may follow below an appendix's title, behind the closing formula: "PHỤ LỤC", on a line of its own
    let title = |c: &Clause| matches!(c.marker, Marker::None) && c.cells.is_empty();
    let told = |at: usize| {
        body[at.saturating_sub(4)..at]
            .iter()
            .any(|c| closes(&match_key(c.block.text.trim()), true))
    };
    let appendix = body.iter().enumerate().position(|(at, c)| {
        title(c)
            && c.block.text.starts_with(char::is_uppercase)
            && in_capitals(c.block.text.trim())
            && is_appended(&opening(c.block.text.trim()))
            && told(at)
    });
    for (i, c) in body.iter().enumerate() {
        let text = c.block.text.trim();
        let key = LazyCell::new(|| match_key(text));
        let parent = c.parent.filter(|p| *p < i);
        let above = parent.map(|p| out[p]);
        if (numbered(c) || c.emphasized) && assessed == Some(parent) {
            assessed = None;
        }
        // the title of an appendix, in one block or two
        if appendix == Some(i) || i > 0 && appendix == Some(i - 1) && title(c) && in_capitals(crate::viet::letter::first(text, OPENING)) {
            out.push(Part::Closing);
            continue;
        }
        // the rows of an appended table are no documents of a list above it
        if i >= end || appendix.is_some_and(|a| i >= a) {
            approvals = None;
        }
        // the closing formula is the last thing said
        let end = appendix.filter(|a| i < *a).unwrap_or(end);
        if i + 4 >= end && closes(&key, i + 2 >= end) || i >= end && c.cells.is_empty() {
            out.push(Part::Closing);
            continue;
        }
        if let Some((depth, number, opener)) = approvals {
            let heading = c.emphasized && numbered(&body[opener]) == numbered(c) && c.depth <= depth;
            let inside = !heading
                && match &c.marker {
                    Marker::None => c.depth > depth && number,
                    Marker::Number { .. } => !number || c.depth > depth,
                    Marker::Dash { .. } => number && c.depth > depth || !number && c.depth >= depth,
                };
            let asks = asks(&key) || matches!(c.marker, Marker::None) && tells_drafters(&key);
            // "4. Dự thảo A chưa thông qua tại phiên họp này; Sở B khảo sát lại"
            if inside && !asks && super::verdict::refuses(text) {
                out.push(if text.contains([';', ',']) {
                    Part::Operative
                } else {
                    Part::Approving
                });
                continue;
            }
            // "3. Dự thảo Quyết định A. Giao các cơ quan soạn thảo hoàn chỉnh …", as a text layer joins two lines
            if inside && asks && super::verdict::is_draft(text) && order_behind(text).is_some() {
                out.push(Part::Approving);
                continue;
            }
            // "1. Thống nhất thông qua các dự thảo Nghị quyết:", a list within the list
            if inside && !asks && text.ends_with(':') && body.get(i + 1).is_some_and(|n| n.parent == Some(i)) && agrees_to_list(&key) {
                out.push(Part::Approving);
                continue;
            }
            if inside && !asks {
                // a remark below a document approves nothing by itself
                let document = !matches!(c.marker, Marker::None) && parent.is_none_or(|p| p == opener || out[p] != Part::Approved);
                out.push(if document { Part::Approved } else { Part::Approving });
                continue;
            }
            if !inside || number && c.depth <= depth {
                approvals = None;
            } else {
                out.push(Part::Operative);
                continue;
            }
        }
        let approving = || {
            text.ends_with(':') || PASSED.iter().any(|words| words.find(text.as_bytes()).is_some()) || !text.contains(char::is_lowercase)
        };
        // "UBND tỉnh cơ bản thống nhất các nội dung sau:" over documents
        let drafts = || {
            let next = body.get(i + 1).filter(|n| !matches!(n.marker, Marker::None));
            let submitted = |n: &Clause| n.block.text.contains("ờ trình") && !situation::asks(&match_key(&n.block.text));
            agrees_to_matters(&key) && next.is_some_and(|n| super::verdict::is_draft(&n.block.text))
                || decides(&key) && next.is_some_and(submitted)
        };
        if !matches!(above, Some(Part::Assessment)) && approving() && (approves(&key) || drafts()) {
            approvals = Some((c.depth, numbered(c) || c.emphasized, i));
            out.push(Part::Approving);
            continue;
        }
        let heading = numbered(c) || c.emphasized;
        // "1. Về kết quả thực hiện: …", "1. GRDP 9 tháng tăng 11,66% so với cùng kỳ, …": a paragraph that looks back before anything is ordered
        let told = || {
            let title = key.split_once(':').is_some_and(|(t, _)| t.len() < 120 && assesses(t));
            let figures = key.matches('%').count() > 1 && key.contains("so với cùng kỳ");
            title || figures
        };
        let first_item = numbered(c) && parent.is_none() && i <= first + 1 && out.iter().all(|p| *p == Part::Assessment) && !asks(&key);
        let before_all = i < first && matches!(c.marker, Marker::None) && !asks(&key) && !key.contains("yêu cầu") && key.contains("đã ");
        let up = parent.filter(|_| matches!(above, Some(Part::Assessment)));
        if let Some(p) = up
            && !asked_of[p]
            && is_content(&body[p])
        {
            asked_of[p] = asks_bodies(&key) || asks(&key) || key.contains("yêu cầu:") || situation::acts(text);
        } else if let Some(p) = up
            && !asked_of[p]
            && is_matter(&body[p])
        {
            asked_of[p] = asks_bodies(&key) && !*follows[p].get_or_insert_with(|| tasks_follow(body, p));
        }
        let inside = up.is_some_and(|p| !asked_of[p] && !told_alone[p]);
        told_alone[i] = up.is_none() && situation::may_tell(text) && situation::tells(text, &key);
        let past = !numbered(c) && looks_back_by_label(text)
            || numbered(c) && looks_back_beside(body, i)
            || told_alone[i]
            || assessed == Some(parent)
            || before_all
            || first_item && told();
        let below = || body.get(i + 1).is_some_and(|n| n.depth > c.depth || n.parent == Some(i));
        // "1.2. Nhiệm vụ trọng tâm tháng 11" below "1. Tình hình tháng 10"; of the month that is judged it tells
        let later = || {
            let above = up.and_then(|p| month_named(&opening(body[p].block.text.trim())));
            key.contains("thời gian tới") || above.zip(month_named(&key)).is_some_and(|(above, own)| own == above % 12 + 1)
        };
        // within an assessment itself numbers are arabic
        let roman = matches!(
            c.marker,
            Marker::Number {
                style: NumberStyle::Roman,
                ..
            }
        );
        let ahead = || heading && (roman || later()) && text.chars().nth(160).is_none() && looks_ahead(&key) && below();
        let part = if inside && !ahead() || past {
            Part::Assessment
        } else if heading && text.chars().nth(220).is_none() && opens_assessment(&opening(text)) && looks_back(&key) {
            let below = below();
            if c.emphasized && !below {
                assessed = Some(parent);
            }
            if below || c.emphasized { Part::Assessment } else { Part::Operative }
        } else if super::verdict::only_approves(text) {
            Part::Approving
        } else {
            Part::Operative
        };
        out.push(part);
    }
    out
}
