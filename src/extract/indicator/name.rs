//! What a figure is called.

use crate::viet::fold;
use crate::viet::letter::{is_word, lower};
use crate::viet::word::{eat, eat_any, skip};

/// A text in lower case with tones in one place, byte for byte as long as the text: places in one are places in the other.
pub struct Key(String);

impl Key {
    pub fn new(text: &str) -> Key {
        let key = fold::match_key(text);
        if key.len() == text.len() {
            return Key(key);
        }
        let same = |c: char| Some(lower(c)).filter(|l| l.len_utf8() == c.len_utf8()).unwrap_or(c);
        Key(text.chars().map(same).collect())
    }
    pub fn text(&self) -> &str {
        &self.0
    }
}

pub fn has_word(text: &str, words: &str) -> bool {
    // the texts are short: to look for the first byte costs less than to prepare a search
    let first = words.as_bytes().first().copied().unwrap_or_default();
    let mut from = 0;
    while let Some(at) = text.as_bytes()[from..].iter().position(|b| *b == first) {
        from += at + 1;
        let i = from - 1;
        if text.as_bytes()[i..].starts_with(words.as_bytes())
            && !text[..i].ends_with(is_word)
            && !text[i + words.len()..].starts_with(is_word)
        {
            return true;
        }
    }
    false
}

/// Words that name nothing at the edges of a label.
const EMPTY: &[&str] = &[
    "tăng",
    "giảm",
    "đạt",
    "bằng",
    "ước",
    "khoảng",
    "trên",
    "hơn",
    "gần",
    "còn",
    "có",
    "là",
    "được",
    "chiếm",
    "vượt",
    "cao",
    "thấp",
    "mạnh",
    "nhẹ",
    "gấp",
    "và",
    "với",
    "trong",
    "đó",
    "tính",
    "chung",
    "lũy",
    "luỹ",
    "kế",
    "như",
    "nhất",
    "mới",
    "chỉ",
    "cũng",
    "đến",
    "hết",
    "đều",
    "tháng",
    "đầu",
    "năm",
    "quý",
    "sâu",
    "khá",
    "đã",
    "toàn",
    "tỉnh",
    "đón",
    "cho",
    "sau",
    "riêng",
    "cụ",
    "thể",
    "ngày",
    "này",
    "so",
    "ít",
    "trước",
    "kỳ",
    "cùng",
    "ở",
    "mức",
    "tuy",
    "nhiên",
    "nhưng",
    "song",
    "tiếp",
    "tục",
    "xảy",
    "ra",
    "ghi",
    "nhận",
    "vẫn",
    "hiện",
    "nay",
    "từ",
    "thực",
    "hiện",
    "bị",
    "phường",
    "dự",
    "kiến",
    "bình",
    "quân",
    "cả",
    "gồm",
    "bao",
    "đồng",
    "thời",
    "theo",
    "tại",
    "qua",
    "thêm",
    "số",
    "khi",
];

/// Words that open another thought behind a counted thing.
const CLOSERS: &[&str] = &[
    "so với",
    "so cùng",
    "so tháng",
    "tăng",
    "giảm",
    "đạt",
    "bằng",
    "vượt",
    "chiếm",
    "theo",
    "để",
    "tại",
    "ở",
    "trên",
    "trong",
    "với",
    "do",
    "nhằm",
    "được",
    "bị",
    "gấp",
    "cao hơn",
    "thấp hơn",
    "và",
    "trước",
    "từ",
    "đến",
    "có",
    "là",
    "đã",
    "chưa",
    "đang",
    "sẽ",
    "phải",
    "khi",
    "nhưng",
    "song",
    "còn",
    "không",
    "lên",
    "vào",
    "tiếp tục",
    "góp phần",
    "cho thấy",
    "mới đạt",
    "năm",
    "tháng",
    "quý",
];

/// Labels that mean the matter spoken of before.
pub const PRONOUNS: &[&str] = &[
    "tổng thu",
    "tổng số",
    "sản lượng",
    "giá trị",
    "kim ngạch",
    "tổng kim ngạch",
    "tổng giá trị",
    "số lượng",
    "doanh thu",
    "tổng sản lượng",
    "tổng đàn",
    "tỷ lệ",
    "diện tích",
    "hoàn thành",
    "tốc độ",
];

/// The name in the words before a number, without verbs, spans and marks.
pub fn label_of(piece: &str) -> String {
    let piece = piece.rsplit_once(" như ").map_or(piece, |(_, named)| named);
    let cleaned: String = piece
        .chars()
        .map(|c| if matches!(c, '*' | '“' | '”' | '"') { ' ' } else { c })
        .collect();
    // of "vi phạm tăng mạnh (luỹ kế 7 tháng" the name stands before the bracket
    let (outer, inner) = cleaned.split_once('(').map_or((cleaned.as_str(), ""), |(a, b)| (a, b));
    let label = strip(outer);
    // "(IIP)" belongs to the name
    if label.is_empty() { strip(inner) } else { label }
}

fn strip(text: &str) -> String {
    let words: Vec<&str> = text
        .split_whitespace()
        .map(|w| {
            let bare = w.trim_matches(|c: char| !(is_word(c) || c == '/'));
            if bare.is_empty() && matches!(w, "-" | "–") { w } else { bare }
        })
        .filter(|w| !w.is_empty())
        .collect();
    let keys: Vec<String> = words.iter().map(|w| fold::match_key(w)).collect();
    let follows = |i: usize, w: &str| keys.get(i + 1).is_some_and(|k| k == w);
    // "tăng trưởng", "chỉ số", "thực phẩm" and "số hộ" are names, "tăng" and "chỉ" are not
    let names = |i: usize| match keys[i].as_str() {
        "tăng" => follows(i, "trưởng"),
        "chỉ" => follows(i, "số"),
        "bị" => follows(i, "thương"),
        "bình" => follows(i, "đẳng") || follows(i, "ổn"),
        "đồng" => !follows(i, "thời"),
        "mới" => i > 0 && ["trồng", "lập", "ký", "cấp", "xây", "tuyển", "nạp", "mở"].contains(&keys[i - 1].as_str()),
        "số" => keys.get(i + 1).is_some() && !follows(i, "là"),
        "thực" => !follows(i, "hiện"),
        "dự" => !follows(i, "kiến"),
        _ => false,
    };
    let empty = |i: usize| {
        let key = keys[i].as_str();
        (EMPTY.contains(&key)
            || key.chars().all(|c| c.is_ascii_digit() || c == '/')
            || matches!(key, "i" | "ii" | "iii" | "iv" | "-" | "–"))
            && !names(i)
    };
    let from = (0..words.len()).find(|&i| !empty(i)).unwrap_or(words.len());
    let to = (0..words.len()).rev().find(|&i| !empty(i)).map_or(from, |i| i + 1);
    let mut to = to.max(from);
    // "Chỉ số sản xuất tháng 7 tăng mạnh": the verb ends the name
    let verb = |i: usize| matches!(keys[i].as_str(), "tăng" | "giảm" | "đạt" | "vượt") && !names(i);
    if let Some(cut) = (from + 1..to).find(|&i| verb(i)) {
        to = cut;
    }
    words[from.max(to.saturating_sub(14))..to].join(" ")
}

/// The noun phrase behind a number's unit: of " cháy rừng, gây thiệt hại" "cháy rừng".
pub fn object(tail: &str) -> &str {
    let tail = &tail[..tail.find([',', ';', '(', ')', ':', '.', '“', '"', '/']).unwrap_or(tail.len())];
    let (mut end, mut words, mut at) = (0, 0, 0);
    loop {
        at = skip(tail, at);
        let rest = &tail[at..];
        let Some(word) = rest.split_whitespace().next() else { break };
        // "11 người bị thương", "51 xã được công nhận": what befell those counted tells which they are
        let befell = words == 0 && (word == "bị" || eat(tail, at, "được công nhận").is_some());
        if words == 8 || !befell && eat_any(tail, at, CLOSERS).is_some() || word.starts_with(|c: char| c.is_ascii_digit()) {
            break;
        }
        words += 1;
        at += word.len();
        end = at;
    }
    tail[..end].trim()
}

/// Whether a label says something by itself.
pub fn names_something(label: &str) -> bool {
    label.chars().filter(|c| c.is_alphabetic()).count() > 2 && !PRONOUNS.contains(&fold::match_key(label).as_str())
}

/// Acts: the words before a number that begin with one name what was done to the things counted.
const ACTS: &[&str] = &[
    "bàn giao",
    "khởi công",
    "hoàn thành",
    "xóa",
    "xoá",
    "trồng",
    "tiếp nhận",
    "giải quyết",
    "hỗ trợ",
    "tặng",
    "trao",
    "tập huấn",
    "cấp",
    "thẩm tra",
    "tổ chức",
    "phát hiện",
    "xử lý",
    "xử phạt",
    "bắt",
    "phá",
    "chi trả",
    "giới thiệu",
    "tiêu hủy",
    "tiêu huỷ",
    "di chuyển",
    "sơ tán",
    "di dời",
    "làm chết",
    "làm",
    "bị thương",
    "chết",
    "xây dựng",
    "sửa chữa",
    "đào tạo",
    "tuyển",
    "công nhận",
    "triển khai",
    "khám",
    "ban hành",
    "chuyển",
    "trả lời",
    "mắc",
    "thu hồi",
    "kiểm tra",
    "thu hút",
    "thành lập",
    "tiêm",
    "lắp đặt",
    "tiếp",
    "vận động",
    "giao",
    "mở",
    "di dời",
    "khởi tố",
    "tạo",
    "gieo",
    "thả",
    "đóng",
    "cung cấp",
    "đưa",
];

/// Whether words name an act rather than a thing.
pub fn is_act(label: &str) -> bool {
    eat_any(label, 0, ACTS).is_some()
}

/// `other:` and a slug, of an indicator that no register lists.
pub fn other(label: &str) -> String {
    let slug: String = fold::slug(label).chars().take(60).collect();
    format!("other:{}", slug.trim_end_matches('-'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_names() {
        for (piece, label) in [
            (" Tổng đàn heo ước ", "Tổng đàn heo"),
            (" tuy nhiên tính chung 2 tháng tăng ", ""),
            ("Tai nạn giao thông xảy ra ", "Tai nạn giao thông"),
            ("Chỉ số sản xuất công nghiệp (IIP) tháng 7 tăng ", "Chỉ số sản xuất công nghiệp"),
            (" tốc độ tăng trưởng GRDP ước đạt ", "tốc độ tăng trưởng GRDP"),
            (" trong đó thu nội địa ", "thu nội địa"),
            (" vi phạm lâm nghiệp tăng mạnh (luỹ kế 7 tháng ", "vi phạm lâm nghiệp"),
        ] {
            assert_eq!(label_of(piece), label, "{piece}");
        }
    }

    #[test]
    fn objects_end_where_a_verb_begins() {
        for (tail, noun) in [
            (" cháy rừng, gây thiệt hại", "cháy rừng"),
            (" thành lập mới tăng 5%", "thành lập mới"),
            (" được hỗ trợ", ""),
            (" đất đai quá hạn; còn", "đất đai quá hạn"),
        ] {
            assert_eq!(object(tail), noun, "{tail}");
        }
    }
}
