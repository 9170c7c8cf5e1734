//! What the committee decided of a document in a sentence: "Dự thảo Nghị quyết A: Cơ bản thống nhất thông qua.", "Thống nhất
//! ban hành Quyết định B; giao Sở C …".

use crate::viet::letter::{first, lowercase};
use crate::viet::word::{eat, eat_any, skip};
use memchr::memmem;
use std::ops::Range;
use std::sync::LazyLock;

/// Kinds of documents that a committee is asked to approve.
const KINDS: &[&str] = &[
    "dự thảo",
    "tờ trình",
    "đề án",
    "đồ án",
    "báo cáo",
    "kế hoạch",
    "quy chế",
    "quy định",
    "phương án",
    "danh mục",
    "chương trình",
    "quyết định",
    "nghị quyết",
    "chỉ thị",
    "đề cương",
    "bảng giá",
    "quy hoạch",
    "hồ sơ",
    "chủ trương đầu tư",
];
/// Who decides.
const DECIDING: &[&str] = &[
    "tập thể",
    "ubnd",
    "uỷ ban nhân dân",
    "ủy ban nhân dân",
    "thường trực",
    "các thành viên",
    "chủ tịch",
    "ban chỉ đạo",
];
/// With what the words of a verdict begin.
const OPENING: &[&str] = &[
    "tập thể",
    "ubnd",
    "uỷ ban",
    "ủy ban",
    "thường trực",
    "các thành viên",
    "chủ tịch",
    "ban chỉ đạo",
    "cơ bản",
    "thống nhất",
    "nhất trí",
    "đồng ý",
    "thông qua",
];
/// What is agreed to, behind "thống nhất".
const AGREED: &[&str] = &[
    "thông qua",
    "trình hđnd",
    "trình hội đồng nhân dân",
    "trình thường trực",
    "với nội dung",
    "với các nội dung",
    "với đánh giá",
    "với các đánh giá",
    "với kết quả đánh giá",
    "với báo cáo của",
    "với báo cáo do",
    "sự cần thiết và nội dung",
    "chủ trương đầu tư",
    "chủ trương trình",
    "nội dung",
    "với dự thảo",
    "như dự thảo",
    "với tờ trình",
    "với đề xuất",
    "với đề nghị",
    "đề nghị của",
    "đề xuất của",
];
/// Words by which a document has to come again.
const AGAIN: &[&str] = &["trình lại", "báo cáo lại", "chưa thông qua", "không thông qua"];
/// Words for what is unclear of it, in the sentence that decides.
const UNCLEAR: &[&str] = &["chưa đủ", "chưa rõ"];

/// The byte behind "UBND tỉnh cơ bản thống nhất" at `at`.
fn agrees(text: &str, at: usize) -> Option<usize> {
    let mut at = skip(text, at);
    if eat_any(text, at, DECIDING).is_some() {
        // the decider's name in few words
        let words = text[at..].match_indices(' ').take(9).map(|(i, _)| at + i + 1);
        at = words
            .filter(|i| !text[at..*i].contains([',', ';', '.', ':']))
            .find(|i| eat_any(text, *i, &["cơ bản", "thống nhất", "nhất trí", "đồng ý", "thông qua"]).is_some())?;
    }
    let at = eat(text, at, "cơ bản").map_or(at, |e| skip(text, e));
    // "Thông qua dự thảo Quyết định, có chỉnh sửa …"
    if let Some(end) = eat(text, at, "thông qua") {
        let next = skip(text, end);
        // "biểu quyết thông qua 100%"
        let share = text[next..].trim_start_matches(|c: char| c.is_ascii_digit() || c == ',');
        let votes =
            share.len() < text[next..].len() && share.starts_with('%') || eat_any(text, next, &["với tỷ lệ", "với tỉ lệ"]).is_some();
        let what = text[next..].is_empty() || text[next..].starts_with('.') || votes || eat_any(text, next, KINDS).is_some();
        return (what && !acts_behind(&text[next..])).then_some(at);
    }
    let end = eat_any(text, at, &["thống nhất", "nhất trí", "đồng ý"])?;
    Some(eat(text, skip(text, end), "cao").unwrap_or(end))
}

/// "mức hỗ trợ theo phương án 2": one of the variants of what was submitted; the byte behind "theo".
fn chosen(text: &str, at: usize) -> Option<usize> {
    const WHAT: &[&str] = &["mức", "quy mô", "chế độ", "định mức", "nội dung", "tên gọi", "hạn mức"];
    const LONGEST: usize = 60;
    eat_any(text, skip(text, at), WHAT)?;
    let sentence = first(&text[at..], LONGEST);
    let sentence = &sentence[..sentence.find([',', '.', ';', ':']).unwrap_or(sentence.len())];
    Some(at + sentence.find(" theo phương án ")? + " theo".len())
}

/// The byte behind a sentence that approves, where one stands at `at`: "Thống nhất thông qua.", "Nhất trí."
fn approves(text: &str, at: usize) -> Option<usize> {
    let end = agrees(text, at)?;
    let next = skip(text, end);
    let shut = |i: usize| text[i..].is_empty() || text[i..].starts_with(['.', ';', ',']);
    let end = match eat_any(text, next, AGREED) {
        Some(e) => e,
        None => chosen(text, next).or_else(|| shut(next).then_some(next))?,
    };
    let rest = &text[end..];
    // "thống nhất chủ trương đầu tư dự án, UBND xã A làm chủ đầu tư"
    let ends = |i: usize, c: char| match c {
        ';' => true,
        '.' => rest[i + 1..].chars().next().is_none_or(|c| c.is_whitespace() || c == '/'),
        ',' => eat_any(rest, skip(rest, i + 1), &["giao", "yêu cầu", "đề nghị"]).is_some(),
        _ => false,
    };
    let close = rest.char_indices().find(|(i, c)| ends(*i, *c)).map_or(text.len(), |(i, _)| end + i);
    // what a name has behind a comma may look like a deed: "Đề án tích tụ, tập trung đất đai"
    let passed = eat(text, next, "thông qua").is_some();
    if acts_behind(&text[end..close]) {
        return None;
    }
    // what is asked for behind it is no part of the decision
    let close = match asks_behind(&text[end..close]).filter(|_| !passed) {
        Some(Asked::Deed(at)) => end + at,
        Some(Asked::Time) => return None,
        None => close,
    };
    // a list behind a colon is read by itself
    (!text[end..close].contains(':') && !told_again(&text[at..])).then_some(close)
}

/// "Thông qua Đề án A, Công an tỉnh cập nhật dữ liệu": by what means somebody does something, and no approval.
fn acts_behind(text: &str) -> bool {
    const BODIES: &[&str] = &[
        "Sở ",
        "UBND ",
        "Ủy ban ",
        "Uỷ ban ",
        "Công an ",
        "Ban ",
        "Phòng ",
        "Văn phòng",
        "Thanh tra",
        "Trung tâm",
        "Chi cục",
        "Bộ Chỉ huy",
        "Hội ",
        "các ",
        "Các ",
    ];
    let sentence = text.find(". ").map_or(text, |end| &text[..end]);
    sentence
        .match_indices(", ")
        .any(|(at, _)| BODIES.iter().any(|b| sentence[at + 2..].starts_with(b)))
}

/// What is asked for behind a decision.
enum Asked {
    /// A deed, from a byte on.
    Deed(usize),
    /// Only when.
    Time,
}

/// Whether what is agreed to is followed by what is to be done, or by when: "thống nhất trình HĐND tỉnh, hoàn thiện hồ sơ trước ngày 20/11".
fn asks_behind(text: &str) -> Option<Asked> {
    const DEEDS: &[&str] = &[
        "khẩn trương",
        "tập trung",
        "hoàn thiện",
        "hoàn thành",
        "trong đó",
        "thu hồi",
        "bố trí",
        "công bố",
        "rà soát",
        "không để",
    ];
    const TIMES: &[&str] = &[
        " trước ngày ",
        " chậm nhất ",
        " hoàn thành trước ",
        " trong tháng ",
        " và yêu cầu ",
        " và giao ",
    ];
    let end = [text.find([';', ':']), text.find(". ")].into_iter().flatten().min();
    let sentence = end.map_or(text, |end| &text[..end]);
    let deed = |(at, _): &(usize, &str)| DEEDS.iter().any(|d| sentence[at + 2..].starts_with(d));
    let timed = || TIMES.iter().any(|t| sentence.contains(t)).then_some(Asked::Time);
    sentence
        .match_indices(", ")
        .find(deed)
        .map(|(at, _)| Asked::Deed(at))
        .or_else(timed)
}

/// "Dự thảo Quyết định A chưa thông qua tại phiên họp này; Sở B khảo sát lại …": a document that is not approved. "không thông qua hình thức
/// đấu giá" stands in a name.
pub fn refuses(text: &str) -> bool {
    const REFUSED: &[&str] = &["chưa thông qua", "không thông qua"];
    let lower = lowercase(text);
    let ends = |rest: &str| {
        let rest = rest.trim_start();
        rest.is_empty()
            || rest.starts_with(['.', ';', ','])
            || ["tại phiên họp", "tại kỳ họp", "tại cuộc họp"]
                .iter()
                .any(|at| rest.starts_with(at))
    };
    REFUSED
        .iter()
        .any(|no| lower.match_indices(no).any(|(at, _)| ends(&lower[at + no.len()..])))
}

fn told_again(text: &str) -> bool {
    // of what is passed in so many words some part may still be unclear
    if text.trim_start().starts_with("Thông qua") {
        return ["trình lại", "báo cáo lại"].iter().any(|w| text.contains(w));
    }
    let lower = lowercase(text).replace("không phải trình lại", "");
    let sentence = lower.find(". ").map_or(lower.as_str(), |end| &lower[..end]);
    AGAIN.iter().any(|w| lower.contains(w)) || UNCLEAR.iter().any(|w| sentence.contains(w))
}

/// Where a document's name begins: behind "Về", "Đối với".
fn document(text: &str) -> Option<usize> {
    let start = skip(text, 0);
    let start = eat_any(text, start, &["về việc", "về", "đối với"]).map_or(start, |e| skip(text, e));
    eat_any(text, start, KINDS).map(|_| start)
}

/// The words of a document without the remark who brought it and without the mark at its end.
fn tidy(text: &str, range: Range<usize>) -> Range<usize> {
    let words = &text[range.clone()];
    // "dự thảo A do Sở B trình", but "… do bão số 3 đối với các công trình"
    let by = words.rfind(" do ").filter(|at| {
        let who = words[at + " do ".len()..].trim_end_matches(['.', ';', ',', ' ']);
        let mut last = who.rsplit(' ');
        let brings = match last.next() {
            Some("trình") => !last
                .next()
                .is_some_and(|w| matches!(lowercase(w).as_str(), "công" | "chương" | "quy" | "lộ" | "quá" | "hành" | "tiến")),
            Some("thảo") => last.next() == Some("soạn"),
            _ => false,
        };
        who.starts_with(char::is_uppercase) && brings
    });
    let cut = [
        ", có chỉnh sửa",
        ", có sửa đổi",
        "(tờ trình số",
        "(tờ trình ngày",
        "(cơ quan trình",
        "(đơn vị trình",
        "(cơ quan soạn thảo",
        "(đơn vị soạn thảo",
    ]
    .iter()
    .filter_map(|b| {
        words
            .char_indices()
            .find(|(i, c)| matches!(c, '(' | ',') && eat(words, *i, b).is_some())
            .map(|(i, _)| i)
    })
    .chain(by)
    .min()
    .unwrap_or(words.len());
    let kept = words[..cut].trim_end_matches([' ', '.', ';', ',', ':']);
    let start = range.start + (kept.len() - kept.trim_start().len());
    start..range.start + kept.len()
}

/// "Báo cáo A, Báo cáo B và Báo cáo C": each of the documents of one kind that are named together.
fn each(text: &str, range: Range<usize>) -> Vec<Range<usize>> {
    const KINDS: &[&str] = &["Báo cáo ", "Tờ trình ", "Đề án ", "Dự thảo ", "dự thảo "];
    let names = &text[range.clone()];
    let Some(kind) = KINDS.iter().find(|kind| names.starts_with(**kind)) else {
        return vec![range];
    };
    // where each begins, and the bytes before it that join it to the last
    let parts: Vec<(usize, usize)> = names
        .match_indices(kind)
        .filter_map(|(at, _)| match at {
            0 => Some((0, 0)),
            _ => [" và ", ", "]
                .iter()
                .find(|joint| names[..at].ends_with(**joint))
                .map(|joint| (at, joint.len())),
        })
        .collect();
    let ends = parts.iter().skip(1).map(|(at, joint)| range.start + at - joint).chain([range.end]);
    parts.iter().zip(ends).map(|((at, _), end)| range.start + at..end).collect()
}

/// A block whose own words can approve something.
fn may(text: &str) -> bool {
    // "nhất trí", "thống nhất", "đồng ý"
    static AGREE: LazyLock<[memmem::Finder; 4]> = LazyLock::new(|| ["nhất", "Nhất", "ồng ý", "hông qua"].map(memmem::Finder::new));
    (document(text).is_some() || eat_any(text, skip(text, 0), OPENING).is_some())
        && AGREE.iter().any(|words| words.find(text.as_bytes()).is_some())
}

/// The documents that a block approves in its own sentence, by their bytes.
pub fn approved(text: &str) -> Vec<Range<usize>> {
    if !may(text) {
        return vec![];
    }
    if let Some(start) = document(text) {
        let colon = text.match_indices(": ").map(|(i, _)| i).find(|i| approves(text, i + 1).is_some());
        return colon
            .map(|end| each(text, start..end))
            .into_iter()
            .flatten()
            .map(|range| tidy(text, range))
            .filter(|r| !r.is_empty())
            .collect();
    }
    // "Thống nhất thông qua dự thảo A và dự thảo B. Giao …"
    let Some(start) = agrees(text, 0)
        // "Cơ bản thống nhất dự thảo A, tuy nhiên cần …"
        .and_then(|e| {
            let next = skip(text, e);
            eat_any(text, next, &["thông qua", "ban hành"]).or_else(|| eat(text, next, "dự thảo").map(|_| next))
        })
        .map(|e| skip(text, e))
        .filter(|s| eat_any(text, *s, KINDS).is_some() && !told_again(text))
    else {
        return vec![];
    };
    let rest = &text[start..];
    let stops = [". ", ", giao ", " và giao ", ", yêu cầu ", ", tuy nhiên", ":"];
    // "… thông qua Báo cáo A; Báo cáo B; giao Sở C …"
    let part = rest.match_indices(';').map(|(i, _)| i).find(|i| !goes_on(&rest[i + 1..]));
    let end = stops.iter().filter_map(|s| rest.find(s)).chain(part).min().unwrap_or(rest.len());
    if rest[end..].starts_with(':') {
        return vec![];
    }
    let mut out = Vec::new();
    let mut from = start;
    let joints = rest[..end].match_indices(" và ").chain(rest[..end].match_indices(", "));
    let mut joints: Vec<_> = joints.map(|(i, j)| (start + i, start + i + j.len())).collect();
    joints.extend(rest[..end].match_indices(';').map(|(i, _)| (start + i, skip(text, start + i + 1))));
    joints.sort_unstable();
    for (at, next) in joints {
        if text[at..].starts_with(';') || eat_any(text, next, &["dự thảo", "tờ trình", "đề án"]).is_some() {
            out.push(tidy(text, from..at));
            from = next;
        }
    }
    out.push(tidy(text, from..start + end));
    // "Thống nhất thông qua dự thảo.", "… Đề án với chỉ tiêu …": the one that the heading names, with what else belongs to it
    if out.first().is_some_and(|r| refers(&text[r.clone()])) {
        out.clear();
    }
    out
}

/// Whether the part behind a semicolon names a further document, and orders nothing of it.
fn goes_on(part: &str) -> bool {
    const ORDERS: &[&str] = &[
        " giao ",
        " yêu cầu ",
        " đề nghị ",
        "trước ngày",
        "chậm nhất",
        "trong tháng",
        "hoàn thiện",
        "hoàn thành",
        " này",
        " xong",
    ];
    let part = part.split(';').next().unwrap_or("");
    eat_any(part, skip(part, 0), KINDS).is_some() && !ORDERS.iter().any(|o| part.contains(o))
}

/// Whether words are those of a kind of documents and name none: "dự thảo", "Đề án với chỉ tiêu 9.100 căn".
fn refers(words: &str) -> bool {
    let kind = KINDS.iter().find_map(|kind| eat(words, 0, kind));
    // "dự thảo Nghị quyết"
    let kind = kind.map(|end| KINDS.iter().find_map(|kind| eat(words, skip(words, end), kind)).unwrap_or(end));
    kind.is_some_and(|end| {
        words[end..].is_empty()
            || words[end..].starts_with(',')
            || eat_any(
                words,
                skip(words, end),
                &["với", "này", "nêu trên", "trên", "theo đề nghị", "theo đề xuất"],
            )
            .is_some()
    })
}

/// "Tập thể UBND tỉnh thống nhất thông qua": a block that approves what its heading names.
pub fn approves_heading(text: &str) -> bool {
    may(text) && approves(text, 0).is_some_and(|end| end < 240 && decides(text))
}

/// "Thống nhất nội dung với Sở A" is a deed; that the committee does so is said with its name or with what it passes.
fn decides(text: &str) -> bool {
    let start = skip(text, 0);
    // "thống nhất nội dung Tờ trình"
    let shut = |e: usize| text[e..].trim_start().is_empty() || text[e..].starts_with('.');
    let matter = |e: usize| {
        let what = eat_any(text, skip(text, e), &["nội dung", "với nội dung"]);
        // "Thống nhất với Báo cáo của Sở A."
        let with = eat(text, skip(text, e), "với").is_some_and(|e| eat_any(text, skip(text, e), KINDS).is_some());
        with || what.is_some_and(|e| shut(e) || eat_any(text, skip(text, e), KINDS).is_some())
    };
    // "Thống nhất trình HĐND tỉnh theo phương án 1."
    let brings = |e: usize| {
        eat_any(
            text,
            skip(text, e),
            &["trình hđnd", "trình hội đồng nhân dân", "trình thường trực", "chủ trương trình"],
        )
        .is_some()
    };
    let passes =
        |e: usize| shut(e) || chosen(text, e).is_some() || eat(text, skip(text, e), "thông qua").is_some() || matter(e) || brings(e);
    eat_any(text, start, DECIDING).is_some() || agrees(text, start).is_some_and(passes)
}

/// "… cơ bản thống nhất sự cần thiết …; chưa thông qua tại phiên họp này.": a decision, and nothing behind it.
pub fn only_refuses(text: &str) -> bool {
    const ENDS: &[&str] = &["chưa thông qua", "chưa thông qua tại phiên họp", "chưa thông qua tại phiên họp này"];
    let lower = lowercase(text);
    let said = lower.trim_end_matches(['.', ';', ' ']);
    agreed(text) && ENDS.iter().any(|end| said.ends_with(end))
}

/// Whether a text begins with what was decided: "Thống nhất trình HĐND tỉnh theo phương án 1", "Cơ bản thống nhất".
pub fn agreed(text: &str) -> bool {
    agrees(text, 0).is_some()
}

/// "Thống nhất mức hỗ trợ theo phương án 2.", "Đồng ý với chủ trương A.": what was decided, and nothing that anybody has to do.
pub fn only_decides(text: &str) -> bool {
    const WHAT: &[&str] = &[
        "mức",
        "phương án",
        "chủ trương",
        "về chủ trương",
        "với chủ trương",
        "về nguyên tắc",
        "nguyên tắc",
        "với phương án",
        "với quan điểm",
        "quan điểm",
        "tên gọi",
        "sự cần thiết",
        "về sự cần thiết",
        "với đề xuất",
        "với đề nghị",
        "với kiến nghị",
        "với ý kiến",
    ];
    const LONGEST: usize = 220;
    // behind a comma something may be asked for, but not behind praise
    let text = [", đánh giá cao ", ", ghi nhận ", ", biểu dương "]
        .iter()
        .find_map(|p| text.find(p))
        .map_or(text, |at| &text[..at]);
    let decided =
        |at: usize| eat_any(text, skip(text, at), WHAT).is_some() && !text[at..].contains([',', ';', ':']) && !text[at..].contains(". ");
    text.len() < LONGEST && agrees(text, 0).is_some_and(decided)
}

/// Whether a list's item is a draft or a report, as those are which a committee approves together.
pub fn is_draft(text: &str) -> bool {
    let start = skip(text, 0);
    // "báo cáo kết quả, gửi Sở A trước ngày 30/4" is an act
    let reports = eat(text, start, "báo cáo").is_some() && ![", trình ", " trước ngày ", " gửi "].iter().any(|act| text.contains(act));
    reports || eat_any(text, start, &["dự thảo", "tờ trình", "đề án", "quy chế"]).is_some()
}

/// A heading that is a document's name.
pub fn names_document(text: &str) -> Option<Range<usize>> {
    document(text).map(|start| tidy(text, start..text.len()))
}

/// Whether a block says nothing but that something is approved.
pub fn only_approves(text: &str) -> bool {
    if !may(text) {
        return false;
    }
    let at = match document(text) {
        Some(_) => text.match_indices(": ").map(|(i, _)| i + 1).find(|i| approves(text, *i).is_some()),
        None => Some(0).filter(|_| decides(text)),
    };
    // "… thông qua Báo cáo A; Báo cáo B."
    let more = |part: &str| part.trim_matches(['.', ';', '/', ' ']).is_empty() || goes_on(part);
    at.and_then(|at| approves(text, at))
        .is_some_and(|end| text[end..].split(';').all(more))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(text: &str) -> Vec<&str> {
        approved(text).into_iter().map(|r| &text[r]).collect()
    }

    #[test]
    fn documents_approved_in_a_sentence() {
        for (text, want) in [
            (
                "Dự thảo Nghị quyết về phí (Cơ quan trình: Sở Tài chính): Cơ bản thống nhất thông qua. Giao Sở Tài chính hoàn thiện.",
                &["Dự thảo Nghị quyết về phí"][..],
            ),
            (
                "Về Tờ trình số 45/TTr-SNV: Thống nhất. Giao Sở Nội vụ trình.",
                &["Tờ trình số 45/TTr-SNV"],
            ),
            (
                "Dự thảo Quy chế làm việc: cơ bản nhất trí với nội dung dự thảo.",
                &["Dự thảo Quy chế làm việc"],
            ),
            (
                "Thống nhất ban hành Quyết định về giá đất; giao Sở Tư pháp hoàn chỉnh.",
                &["Quyết định về giá đất"],
            ),
            (
                "UBND tỉnh thống nhất thông qua dự thảo Báo cáo 9 tháng và dự thảo Kế hoạch năm 2026. Giao Sở Tài chính hoàn thiện.",
                &["dự thảo Báo cáo 9 tháng", "dự thảo Kế hoạch năm 2026"],
            ),
            (
                "Cơ bản thống nhất dự thảo Kế hoạch du lịch do Sở Du lịch trình, tuy nhiên cần bổ sung nguồn vốn.",
                &["dự thảo Kế hoạch du lịch"],
            ),
            (
                "Thống nhất thông qua dự thảo Báo cáo 9 tháng do Sở Y tế trình. Giao Sở Y tế hoàn thiện.",
                &["dự thảo Báo cáo 9 tháng"],
            ),
            (
                "Thông qua dự thảo Quyết định về giá nước, có chỉnh sửa thể thức. Giao Sở Xây dựng hoàn thiện.",
                &["dự thảo Quyết định về giá nước"],
            ),
            (
                "Dự thảo Nghị quyết về học phí (Tờ trình số 5/TTr-SGDĐT): thống nhất nội dung Tờ trình.",
                &["Dự thảo Nghị quyết về học phí"],
            ),
            (
                "UBND tỉnh thông qua dự thảo Nghị quyết về học phí.",
                &["dự thảo Nghị quyết về học phí"],
            ),
            (
                "UBND tỉnh thống nhất thông qua Tờ trình về giá đất; Quyết định này giao Sở Tài chính ban hành.",
                &["Tờ trình về giá đất"],
            ),
            (
                "UBND tỉnh thống nhất thông qua Báo cáo tình hình tháng 4; Báo cáo kết quả Nghị quyết số 01/NQ-CP.",
                &["Báo cáo tình hình tháng 4", "Báo cáo kết quả Nghị quyết số 01/NQ-CP"],
            ),
            // of what the heading names
            ("Thống nhất thông qua dự thảo Nghị quyết, trừ khoản 2.", &[]),
            ("Thống nhất thông qua dự thảo. Sở Y tế cập nhật số liệu.", &[]),
            ("Thống nhất thông qua dự thảo Nghị quyết và Tờ trình số 5/TTr-SYT của Sở Y tế.", &[]),
            ("Thống nhất thông qua Đề án với chỉ tiêu 9.100 căn.", &[]),
        ] {
            assert_eq!(list(text), want, "{text}");
        }
        assert_eq!(
            list("Thống nhất thông qua dự thảo Kế hoạch khắc phục thiệt hại do bão đối với các công trình."),
            ["dự thảo Kế hoạch khắc phục thiệt hại do bão đối với các công trình"]
        );
        for text in [
            "Thông qua Đề án 06, Công an tỉnh cập nhật dữ liệu dân cư.",
            "Thông qua báo cáo của Sở Y tế, UBND các xã rà soát, hoàn thành trước ngày 20/11/2025.",
            "Thông qua chủ trương nhưng hồ sơ dự thảo Đề án phải báo cáo lại.",
            "Dự thảo Kế hoạch nhà ở: Chưa thông qua. Yêu cầu Sở Xây dựng hoàn thiện.",
            "Dự thảo Tờ trình về hạ tầng: Nhất trí sự cần thiết nhưng chưa đủ cơ sở.",
            "Về Tờ trình số 92: Cơ bản thống nhất nội dung trình. Tuy nhiên, đề nghị Sở Nội vụ trình lại.",
            "Thống nhất chủ trương trình HĐND tỉnh dự thảo Nghị quyết về học phí.",
            "Đề án du lịch: Sở Du lịch thống nhất với các địa phương số liệu.",
            "Thống nhất với Bộ Quốc phòng về hướng tuyến.",
            "Đề án du lịch: Thống nhất với báo cáo thẩm định, yêu cầu Sở Y tế làm lại Đề án.",
            "Dự thảo Quy chế A: Thống nhất chủ trương đầu tư dự án, UBND xã Sao Mai làm chủ đầu tư.",
        ] {
            assert!(list(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn what_only_approves_is_no_task() {
        assert!(only_approves("Tập thể UBND tỉnh thống nhất thông qua."));
        assert!(only_approves("Dự thảo Quy chế làm việc: Thống nhất thông qua."));
        assert!(!only_approves(
            "Dự thảo Quy chế làm việc: Thống nhất thông qua. Giao Sở Nội vụ hoàn thiện."
        ));
        assert!(!only_approves("Đề án du lịch: Thống nhất thông qua, giao Sở Du lịch hoàn thiện."));
        assert!(only_approves("UBND tỉnh thống nhất thông qua Báo cáo tháng 4; Báo cáo quý I."));
        assert!(!only_approves(
            "UBND tỉnh thống nhất thông qua Báo cáo tháng 4; giao Sở Y tế hoàn thiện."
        ));
        assert!(!only_approves("Thống nhất nội dung, kịch bản với các đơn vị."));
        assert!(!only_approves("Thống nhất với Bộ Quốc phòng về hướng tuyến; bàn giao hồ sơ."));
        assert!(approves_heading("Tập thể UBND tỉnh thống nhất thông qua; giao Sở Y tế hoàn thiện."));
        assert!(approves_heading(
            "UBND tỉnh thống nhất chủ trương đầu tư dự án với quy mô đường cấp III."
        ));
        assert!(!approves_heading("Sở Y tế thống nhất nội dung với Sở Tài chính."));
    }
}
