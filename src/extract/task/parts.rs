//! Which part of a notice a clause stands in: assessment, tasks, approved documents, closing formula.

use super::situation::{self, asks, directs};
use crate::outline::{Clause, Document, Marker, NumberStyle};
use crate::viet::fold::match_key;
use crate::viet::letter::first;
use memchr::memmem;
use std::cell::OnceCell;
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
    let mut walk = Walk::new(&document.body);
    for i in 0..document.body.len() {
        let part = walk.part(&Passage::new(&document.body, i));
        walk.out.push(part);
    }
    walk.out
}

/// A clause at hand.
struct Passage<'d> {
    i: usize,
    clause: &'d Clause,
    text: &'d str,
    folded: OnceCell<String>,
    parent: Option<usize>,
}

impl<'d> Passage<'d> {
    fn new(body: &'d [Clause], i: usize) -> Passage<'d> {
        let clause = &body[i];
        Passage {
            i,
            clause,
            text: clause.block.text.trim(),
            folded: OnceCell::new(),
            parent: clause.parent.filter(|p| *p < i),
        }
    }
    /// The folded text.
    fn key(&self) -> &str {
        self.folded.get_or_init(|| match_key(self.text))
    }
    fn is_heading(&self) -> bool {
        numbered(self.clause) || self.clause.emphasized
    }
}

/// A list of approved documents that is open: the depth of its heading, whether that has a number, and its index.
#[derive(Clone, Copy)]
struct List {
    depth: u8,
    number: bool,
    opener: usize,
}

/// The clauses of a body, one after the other.
struct Walk<'d> {
    body: &'d [Clause],
    /// The parts of the clauses before.
    out: Vec<Part>,
    approvals: Option<List>,
    /// An assessment opened by a heading without a number binds what follows it under the same number.
    assessed: Option<Option<usize>>,
    /// Paragraphs that tell of the situation by themselves: not what stands below them.
    told_alone: Vec<bool>,
    /// Matters ("1. Về tình hình …") of which it was told, and then something was asked for.
    asked_of: Vec<bool>,
    /// Whether a heading of tasks stands behind each of those matters, once that was asked.
    follows: Vec<Option<bool>>,
    /// What stands before the first number or heading and orders nothing looks back.
    first: usize,
    /// Behind the last clause that is not appended: a table may stand behind the closing formula.
    end: usize,
    /// The title of an appendix with tasks, behind the closing formula: "PHỤ LỤC", on a line of its own.
    appendix: Option<usize>,
}

impl<'d> Walk<'d> {
    fn new(body: &'d [Clause]) -> Walk<'d> {
        let appended = |c: &Clause| !c.cells.is_empty() || matches!(c.marker, Marker::None) && is_appended(&match_key(c.block.text.trim()));
        let told = |at: usize| {
            body[at.saturating_sub(4)..at]
                .iter()
                .any(|c| closes(&match_key(c.block.text.trim()), true))
        };
        let appendix = body.iter().enumerate().position(|(at, c)| {
            is_title(c)
                && c.block.text.starts_with(char::is_uppercase)
                && in_capitals(c.block.text.trim())
                && is_appended(&opening(c.block.text.trim()))
                && told(at)
        });
        Walk {
            body,
            out: Vec::with_capacity(body.len()),
            approvals: None,
            assessed: None,
            told_alone: vec![false; body.len()],
            asked_of: vec![false; body.len()],
            follows: vec![None; body.len()],
            first: body.iter().position(|c| numbered(c) || c.emphasized).unwrap_or(0),
            end: body.iter().rposition(|c| !appended(c)).map_or(0, |at| at + 1),
            appendix,
        }
    }

    fn part(&mut self, p: &Passage) -> Part {
        if p.is_heading() && self.assessed == Some(p.parent) {
            self.assessed = None;
        }
        if self.is_closing(p) {
            return Part::Closing;
        }
        if let Some(part) = self.within_list(p) {
            return part;
        }
        if self.opens_list(p) {
            self.approvals = Some(List {
                depth: p.clause.depth,
                number: p.is_heading(),
                opener: p.i,
            });
            return Part::Approving;
        }
        self.told_or_asked(p)
    }

    /// What part the clause above is.
    fn above(&self, p: &Passage) -> Option<Part> {
        p.parent.map(|parent| self.out[parent])
    }

    /// Whether clauses stand below.
    fn has_below(&self, p: &Passage) -> bool {
        self.body
            .get(p.i + 1)
            .is_some_and(|n| n.depth > p.clause.depth || n.parent == Some(p.i))
    }

    /// The closing formula, which is the last thing said, and the title of an appendix, in one block or two.
    fn is_closing(&mut self, p: &Passage) -> bool {
        let second = || p.i > 0 && self.appendix == Some(p.i - 1) && is_title(p.clause) && in_capitals(first(p.text, OPENING));
        if self.appendix == Some(p.i) || second() {
            return true;
        }
        // the rows of an appended table are no documents of a list above it
        if p.i >= self.end || self.appendix.is_some_and(|a| p.i >= a) {
            self.approvals = None;
        }
        let end = self.appendix.filter(|a| p.i < *a).unwrap_or(self.end);
        p.i + 4 >= end && closes(p.key(), p.i + 2 >= end) || p.i >= end && p.clause.cells.is_empty()
    }

    /// What a clause is in the list of approved documents that is open; `None` where none is, or the clause ends it.
    fn within_list(&mut self, p: &Passage) -> Option<Part> {
        let List { depth, number, opener } = self.approvals?;
        let c = p.clause;
        let heading = c.emphasized && numbered(&self.body[opener]) == numbered(c) && c.depth <= depth;
        let inside = !heading
            && match &c.marker {
                Marker::None => c.depth > depth && number,
                Marker::Number { .. } => !number || c.depth > depth,
                Marker::Dash { .. } => number && c.depth > depth || !number && c.depth >= depth,
            };
        // "4. Văn phòng UBND tỉnh theo dõi, đôn đốc …", as the last of them
        let watches = || p.key().starts_with("văn phòng") && p.key().contains(" theo dõi, đôn đốc");
        let asks = asks(p.key()) || watches() || matches!(c.marker, Marker::None) && tells_drafters(p.key());
        if !inside {
            self.approvals = None;
            return None;
        }
        // "4. Dự thảo A chưa thông qua tại phiên họp này; Sở B khảo sát lại"
        if !asks && super::verdict::refuses(p.text) {
            return Some(if p.text.contains([';', ',']) {
                Part::Operative
            } else {
                Part::Approving
            });
        }
        if asks {
            // "3. Dự thảo Quyết định A. Giao các cơ quan soạn thảo hoàn chỉnh …", as a text layer joins two lines
            let joined = super::verdict::is_draft(p.text) && order_behind(p.text).is_some();
            return Some(if joined { Part::Approving } else { Part::Operative });
        }
        // "1. Thống nhất thông qua các dự thảo Nghị quyết:", a list within the list
        let list = p.text.ends_with(':') && self.body.get(p.i + 1).is_some_and(|n| n.parent == Some(p.i)) && agrees_to_list(p.key());
        // a remark below a document approves nothing by itself
        let document =
            !matches!(c.marker, Marker::None) && p.parent.is_none_or(|parent| parent == opener || self.out[parent] != Part::Approved);
        Some(if document && !list { Part::Approved } else { Part::Approving })
    }

    /// Whether a clause opens a list of approved documents.
    fn opens_list(&self, p: &Passage) -> bool {
        let may_approve =
            p.text.ends_with(':') || PASSED.iter().any(|w| w.find(p.text.as_bytes()).is_some()) || !p.text.contains(char::is_lowercase);
        // "UBND tỉnh cơ bản thống nhất các nội dung sau:" over documents
        let drafts = || {
            let next = self.body.get(p.i + 1).filter(|n| !matches!(n.marker, Marker::None));
            let submitted = |n: &Clause| n.block.text.contains("ờ trình") && !situation::asks(&match_key(&n.block.text));
            agrees_to_matters(p.key()) && next.is_some_and(|n| super::verdict::is_draft(&n.block.text))
                || decides(p.key()) && next.is_some_and(submitted)
        };
        !matches!(self.above(p), Some(Part::Assessment)) && may_approve && (approves(p.key()) || drafts())
    }

    /// A clause outside such lists: what is told, or what is asked for.
    fn told_or_asked(&mut self, p: &Passage) -> Part {
        let up = p.parent.filter(|_| matches!(self.above(p), Some(Part::Assessment)));
        if let Some(above) = up.filter(|above| !self.asked_of[*above]) {
            self.asked_of[above] = self.asks_at_last(p, above);
        }
        let inside = up.is_some_and(|above| !self.asked_of[above] && !self.told_alone[above]);
        self.told_alone[p.i] = up.is_none() && situation::may_tell(p.text) && situation::tells(p.text, p.key());
        if inside && !self.looks_ahead_below(p, up) || self.is_told(p) {
            return Part::Assessment;
        }
        if p.is_heading() && p.text.chars().nth(220).is_none() && opens_assessment(&opening(p.text)) && looks_back(p.key()) {
            let below = self.has_below(p);
            if p.clause.emphasized && !below {
                self.assessed = Some(p.parent);
            }
            return if below || p.clause.emphasized {
                Part::Assessment
            } else {
                Part::Operative
            };
        }
        if super::verdict::only_approves(p.text) {
            Part::Approving
        } else {
            Part::Operative
        }
    }

    /// Whether a clause below a matter of which it was told asks for something, and so do those behind it.
    fn asks_at_last(&mut self, p: &Passage, matter: usize) -> bool {
        if is_content(&self.body[matter]) {
            asks_bodies(p.key()) || asks(p.key()) || p.key().contains("yêu cầu:") || situation::acts(p.text)
        } else if is_matter(&self.body[matter]) {
            let body = self.body;
            asks_bodies(p.key()) && !*self.follows[matter].get_or_insert_with(|| tasks_follow(body, matter))
        } else {
            false
        }
    }

    /// Whether a paragraph looks back by itself, or by what stands beside it.
    fn is_told(&self, p: &Passage) -> bool {
        let number = numbered(p.clause);
        // "1. Về kết quả thực hiện: …", "1. GRDP 9 tháng tăng 11,66% so với cùng kỳ, …": before anything is ordered
        let told = || {
            let title = p.key().split_once(':').is_some_and(|(t, _)| t.len() < 120 && assesses(t));
            let figures = p.key().matches('%').count() > 1 && p.key().contains("so với cùng kỳ");
            title || figures
        };
        let first_item =
            || number && p.parent.is_none() && p.i <= self.first + 1 && self.out.iter().all(|o| *o == Part::Assessment) && !asks(p.key());
        let before_all = || {
            let paragraph = p.i < self.first && matches!(p.clause.marker, Marker::None);
            paragraph && !asks(p.key()) && !p.key().contains("yêu cầu") && p.key().contains("đã ")
        };
        !number && looks_back_by_label(p.text)
            || number && looks_back_beside(self.body, p.i)
            || self.told_alone[p.i]
            || self.assessed == Some(p.parent)
            || before_all()
            || first_item() && told()
    }

    /// Whether a heading within an assessment is one of tasks: "1.2. Nhiệm vụ trọng tâm tháng 11" below "1. Tình hình tháng 10"; of the month
    /// that is judged it tells. `up` is the heading of the assessment.
    fn looks_ahead_below(&self, p: &Passage, up: Option<usize>) -> bool {
        let later = || {
            let above = up.and_then(|above| month_named(&opening(self.body[above].block.text.trim())));
            p.key().contains("thời gian tới") || above.zip(month_named(p.key())).is_some_and(|(above, own)| own == above % 12 + 1)
        };
        // within an assessment itself numbers are arabic
        let roman = matches!(
            p.clause.marker,
            Marker::Number {
                style: NumberStyle::Roman,
                ..
            }
        );
        p.is_heading() && (roman || later()) && p.text.chars().nth(160).is_none() && looks_ahead(p.key()) && self.has_below(p)
    }
}

/// A paragraph that may be the title of an appendix.
fn is_title(c: &Clause) -> bool {
    matches!(c.marker, Marker::None) && c.cells.is_empty()
}
