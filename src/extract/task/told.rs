//! What a passage of the operative part tells rather than orders: the petition that a conclusion answers, the opinion of an
//! office, the nature of a case (Luật Tiếp công dân 2013: the conclusion repeats what was brought forward before it decides).

use crate::viet::token::{Word, is, says};

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

/// Words of the longest passage that a judgement in it makes a verdict.
const CASE: usize = 30;

/// "Về việc A: Sau khi nghe …, tập thể lãnh đạo UBND thành phố kết luận:": who concludes, over what is concluded, also where a decision
/// stands between: "… kết luận: Thống nhất chủ trương. Để triển khai thực hiện, giao:".
pub fn concludes(text: &str) -> bool {
    text.ends_with("kết luận:") || text.ends_with("kết luận như sau:") || text.contains("kết luận: ") && text.ends_with(", giao:")
}

/// The passage, whose words are `w`, tells of a case; what it orders, if anything, stands elsewhere.
pub fn tells(w: &[Word]) -> bool {
    let one = || !w.iter().skip(1).any(|x| matches!(x.before, '.' | ';'));
    let grounded = ["là có cơ sở", "là không có cơ sở"];
    any(w, 0, HEADS)
        || any(w, 0, DECISIONS) && one()
        || w.len() < CASE && (0..w.len()).any(|k| any(w, k, VERDICTS))
        || w.len() < 2 * CASE && (0..w.len()).any(|k| grounded.iter().any(|g| says(w, k, g).is_some()))
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
