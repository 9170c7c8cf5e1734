//! Whether a paragraph among the tasks tells of the situation rather than asks for something.

use super::super::agency::{VERBS, is, opens_body, says};
use crate::viet::token::Cut;

/// Whether a paragraph is long enough to tell of the situation, and has two shares or begins as such paragraphs do: most don't.
pub fn may_tell(text: &str) -> bool {
    let begins = || text.starts_with(['Đ', 'đ', 'T', 't', 'B', 'b']);
    let mut shares = memchr::memchr_iter(b'%', text.as_bytes());
    shares.next().is_some() && (begins() || shares.next().is_some()) && text.chars().nth(60).is_some() && !text.ends_with(':')
}

/// What a paragraph among the tasks tells of the situation, and orders nothing: figures compared with those of the year before, how far
/// something has come ("Đến ngày 20/9, thành phố mới giải ngân được 8.916 tỷ đồng, đạt 47,6% kế hoạch …"), what still falls short
/// ("Tuy nhiên, còn một số hạn chế: …"). No part of it begins with an act or with who may act.
pub fn tells(text: &str, key: &str) -> bool {
    const COMPARED: &[&str] = &["so với cùng kỳ", "so cùng kỳ", "cùng kỳ năm", "ước đạt"];
    const SHORT: &[&str] = &[
        "tuy nhiên, còn ",
        "tuy nhiên còn ",
        "tuy nhiên, vẫn còn",
        "tuy nhiên vẫn còn",
        "tuy nhiên, bên cạnh",
        "bên cạnh kết quả",
        "bên cạnh những kết quả",
        "bên cạnh các kết quả",
        "bên cạnh đó, còn",
        "bên cạnh đó, vẫn còn",
        "bên cạnh đó còn",
    ];
    let has = |words: &[&str]| words.iter().any(|w| key.contains(w));
    let figures = || key.matches('%').nth(1).is_some() && has(COMPARED) && has(&[" tăng ", " giảm ", " đạt ", " đã "]);
    let short = || SHORT.iter().any(|w| key.starts_with(w));
    // "thấp hơn mục tiêu đề ra" aims at nothing
    let plain = || {
        ["hơn mục tiêu", "so với mục tiêu", "chưa đạt mục tiêu", "không đạt mục tiêu"]
            .iter()
            .fold(key.to_string(), |key, told| key.replace(told, ""))
    };
    key.contains('%') && (short() || so_far(key) || figures()) && !orders(&plain()) && !acts(text)
}

/// Whether a paragraph for which nobody is named and no time is set tells how things stand: "Quốc phòng, an ninh được giữ vững; đã diễn tập tại
/// 02 huyện", "Tuy nhiên, thu tiền sử dụng đất đạt thấp, nợ thuế còn lớn".
pub fn narrates(text: &str, key: &str) -> bool {
    const STATES: &[&str] = &[
        " đã ",
        " còn ",
        " chưa ",
        " vẫn ",
        " đạt ",
        "được giữ vững",
        "được bảo đảm",
        "được tổ chức",
        "được quan tâm",
        "được duy trì",
        "có chuyển biến",
        " ổn định",
    ];
    // an order without a body may speak of what has been decided or not: "Không khởi công dự án chưa có mặt bằng"
    const OPENINGS: &[&str] = &[
        "tuy nhiên",
        "tuy vậy",
        "bên cạnh",
        "song ",
        "mặc dù",
        "công tác ",
        "tình hình ",
        "quốc phòng",
        "an ninh",
        "kinh tế ",
        "các lĩnh vực",
        "lĩnh vực ",
        "tiến độ ",
        "thu ngân sách",
        "sản xuất ",
        "hoạt động ",
        "thời gian qua",
        "trong thời gian qua",
        "trong hơn",
        "đến nay",
    ];
    if !OPENINGS.iter().any(|o| key.starts_with(o)) {
        return false;
    }
    let stated = STATES.iter().any(|w| key.contains(w));
    let long = key.split(' ').nth(11).is_some();
    stated && long && !text.ends_with(':') && !key.contains(" thì ") && !orders(key) && !acts(text)
}

/// "Mục tiêu tăng trưởng cả năm là 11%; đây là nhiệm vụ rất nặng nề, đòi hỏi sự nỗ lực của cả hệ thống chính trị": how hard what follows is.
pub fn frames(text: &str, key: &str) -> bool {
    const HEAVY: &[&str] = &[
        "nhiệm vụ rất nặng nề",
        "nhiệm vụ nặng nề",
        "nhiệm vụ khó khăn",
        "đòi hỏi sự nỗ lực",
        "đòi hỏi sự quyết tâm",
    ];
    const ABOUT: &[&str] = &["mục tiêu ", "chỉ tiêu ", "nhiệm vụ ", "đây là ", "khối lượng ", "thời gian còn lại"];
    const DEEDS: &[&str] = &[
        "khẩn trương",
        "tập trung",
        "hoàn thành",
        "rà soát",
        "đẩy nhanh",
        "tăng cường",
        "chỉ đạo",
        "triển khai",
        "xây dựng",
    ];
    let has = |words: &[&str]| words.iter().any(|w| key.contains(w));
    has(HEAVY) && ABOUT.iter().any(|w| key.starts_with(w)) && !asks(key) && !has(DEEDS) && !acts(text)
}

/// "Đến nay mới giải ngân được …", "Tính đến ngày 20/9 đã có …": past words stand before the first number that is no date.
fn so_far(key: &str) -> bool {
    const OPENINGS: &[&str] = &[
        "đến hết ngày",
        "đến ngày",
        "đến nay",
        "đến thời điểm",
        "tính đến",
        "tính từ đầu năm",
    ];
    let Some(rest) = OPENINGS.iter().find_map(|o| key.strip_prefix(o)) else {
        return false;
    };
    let number = |word: &str| word.starts_with(|c: char| c.is_ascii_digit());
    let mut before = "";
    for word in rest.split_whitespace().take(20) {
        if matches!(word, "mới" | "đã") {
            return true;
        }
        // the day and its month and year
        let date = before.is_empty() || word.contains('/') || matches!(before, "ngày" | "tháng" | "năm" | "quý" | "hết" | "đến");
        if number(word) && !date {
            return false;
        }
        before = word;
    }
    false
}

/// Whether a part of a paragraph begins with an act, or a body may act in it: all that are named but the committee which judges, those by
/// or for whom something was done, and those told of.
pub fn acts(text: &str) -> bool {
    const GROUPS: &[&str] = &["chủ", "sở", "xã", "đơn", "cơ", "địa", "huyện", "phòng", "ban", "ngành", "nhà"];
    const TITLES: &[&str] = &[
        "giám đốc",
        "thủ trưởng",
        "chủ tịch",
        "trưởng ban",
        "người đứng đầu",
        "nhà thầu",
        "chủ đầu tư",
    ];
    const TOLD: &[&str] = &["giải ngân", "xuất khẩu", "nhập khẩu", "sản xuất", "tăng trưởng", "hoạt động"];
    /// Words in which it is told how something stands.
    const STATED: usize = 10;
    const BESIDE: &[&str] = &["do", "của", "tại", "cho", "theo", "qua", "bởi", "từ", "với", "và"];
    let cut = Cut::new(text);
    let w = cut.words();
    let judges = |k: usize| {
        says(&w, k, "ubnd").is_some()
            && (k + 1..w.len().min(k + 7)).any(|n| matches!(w[n].key, "thống" | "nhất" | "ghi" | "đánh" | "biểu" | "nhận"))
    };
    (0..w.len()).any(|k| {
        let stop = k == 0 || matches!(w[k].before, '.' | ';' | ':');
        let part = stop || w[k].before == ',';
        let order = matches!(w[k].key, "giao" | "yêu") || is(&w, k, &["đề", "nghị"]) || TITLES.iter().any(|t| says(&w, k, t).is_some());
        let group = w[k].key == "các" && w.get(k + 1).is_some_and(|x| GROUPS.contains(&x.key));
        let body = opens_body(&w, k) && (part || !BESIDE.contains(&w[k - 1].key));
        // "bồi thường giải phóng mặt bằng nhiều dự án còn ách tắc", not "… các đoạn còn vướng"
        let still = || {
            let mut rest = w[k + 1..].iter().take(STATED).take_while(|x| x.before == ' ');
            rest.any(|x| x.key == "nhiều") && rest.any(|x| matches!(x.key, "còn" | "vẫn"))
        };
        let told = || TOLD.iter().any(|t| says(&w, k, t).is_some()) || still();
        let act = stop && VERBS.at(&w, k).is_some_and(|n| n > 1) && !told();
        body && !judges(k) || part && (order || group) || act
    })
}

/// Whether a paragraph has words of an order.
pub fn orders(key: &str) -> bool {
    asks(key) || ORDERING.iter().any(|w| key.contains(w))
}

/// Words of an order, or of what is to be reached.
const ORDERING: &[&str] = &[
    "phải ",
    "phấn đấu",
    "khẩn trương",
    "chủ trì",
    "trước ngày",
    "chậm nhất",
    "hoàn thành trước",
    "yêu cầu các",
    "yêu cầu sở",
    "yêu cầu ubnd",
    "yêu cầu thủ",
    "yêu cầu giám",
    "đề nghị",
    "rà soát",
    "tham mưu",
    "chịu trách nhiệm",
    "tăng cường",
    "đôn đốc",
    "có giải pháp",
    "mục tiêu",
    "quyết tâm",
    "cả năm",
    "từ nay đến",
    "thời gian tới",
    " cần ",
    "cần phải",
    "kiên quyết",
];

/// A sentence that begins with an order.
pub fn directs(key: &str) -> bool {
    ["giao ", "đề nghị ", "yêu cầu "].iter().any(|s| key.starts_with(s))
}

/// A directive anywhere in a paragraph below the approved documents.
pub fn asks(key: &str) -> bool {
    directs(key)
        || [
            ". giao ",
            ", giao ",
            ": giao ",
            ". yêu cầu ",
            ". đề nghị ",
            "; giao ",
            " thống nhất giao ",
            " đồng ý giao ",
        ]
        .iter()
        .any(|s| key.contains(s))
}
