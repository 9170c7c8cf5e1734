//! Abbreviations of administrative writing and what they stand for.

/// Sorted by their lower-case letters. Source: the abbreviations that public notices use without explaining them.
const TABLE: &[(&str, &str)] = &[
    ("antt", "an ninh trật tự"),
    ("atgt", "an toàn giao thông"),
    ("attp", "an toàn thực phẩm"),
    ("bhxh", "bảo hiểm xã hội"),
    ("bhyt", "bảo hiểm y tế"),
    ("bvmt", "bảo vệ môi trường"),
    ("bđkh", "biến đổi khí hậu"),
    ("cbccvc", "cán bộ công chức viên chức"),
    ("cchc", "cải cách hành chính"),
    ("cntt", "công nghệ thông tin"),
    ("csdl", "cơ sở dữ liệu"),
    ("csdlqg", "cơ sở dữ liệu quốc gia"),
    ("ctmtqg", "chương trình mục tiêu quốc gia"),
    ("cđs", "chuyển đổi số"),
    ("dtts", "dân tộc thiểu số"),
    ("dvc", "dịch vụ công"),
    ("dvctt", "dịch vụ công trực tuyến"),
    ("gcn", "giấy chứng nhận"),
    ("gpmb", "giải phóng mặt bằng"),
    ("gtvt", "giao thông vận tải"),
    ("htx", "hợp tác xã"),
    ("kh&cn", "khoa học công nghệ"),
    ("khcn", "khoa học công nghệ"),
    ("kkt", "khu kinh tế"),
    ("ktxh", "kinh tế xã hội"),
    ("mtqg", "mục tiêu quốc gia"),
    ("nsnn", "ngân sách nhà nước"),
    ("ntm", "nông thôn mới"),
    ("pbgdpl", "phổ biến giáo dục pháp luật"),
    ("pccc", "phòng cháy chữa cháy"),
    ("pccc&cnch", "phòng cháy chữa cháy cứu nạn cứu hộ"),
    ("pccr", "phòng cháy chữa cháy rừng"),
    ("qlda", "quản lý dự án"),
    ("qlnn", "quản lý nhà nước"),
    ("qppl", "quy phạm pháp luật"),
    ("qsdđ", "quyền sử dụng đất"),
    ("sscđ", "sẵn sàng chiến đấu"),
    ("sxkd", "sản xuất kinh doanh"),
    ("tmđt", "thương mại điện tử"),
    ("tnmt", "tài nguyên môi trường"),
    ("tthc", "thủ tục hành chính"),
    ("vbqppl", "văn bản quy phạm pháp luật"),
    ("vpđkđđ", "văn phòng đăng ký đất đai"),
    ("xdcb", "xây dựng cơ bản"),
    ("xnk", "xuất nhập khẩu"),
    ("đtc", "đầu tư công"),
    ("đvhc", "đơn vị hành chính"),
];

/// The words that a lower-case abbreviation stands for: `sscđ` → "sẵn sàng chiến đấu".
pub fn expand(word: &str) -> Option<&'static str> {
    let at = TABLE.binary_search_by(|(short, _)| short.cmp(&word)).ok()?;
    Some(TABLE[at].1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted_and_found() {
        assert!(TABLE.is_sorted_by(|a, b| a.0 < b.0));
        assert_eq!(expand("sscđ"), Some("sẵn sàng chiến đấu"));
        assert_eq!(expand("ocop"), None);
    }
}
