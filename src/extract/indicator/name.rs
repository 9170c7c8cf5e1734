//! What a figure is called.

use crate::viet::fold;
use crate::viet::letter::{is_word, lower};
use crate::viet::word::{eat, eat_any, skip};
use foldhash::{HashMap, HashMapExt, HashSet};
use memchr::memmem;
use std::sync::LazyLock;

/// A text in lower case with tones in one place, byte for byte as long as the text: places in one are places in the other.
pub struct Key(String);

/// İ; the others, Ⱥ and Ⱦ, begin with a byte of their own.
static LONGER: LazyLock<memmem::Finder> = LazyLock::new(|| memmem::Finder::new("İ"));

impl Key {
    pub fn new(text: &str) -> Key {
        let key = fold::match_key(text);
        // the few letters that are longer in lower case could hide one that is shorter (ẞ)
        let longer = memchr::memchr(0xC8, text.as_bytes()).is_some() || LONGER.find(text.as_bytes()).is_some();
        if key.len() == text.len() && !longer {
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

static EMPTY_WORDS: LazyLock<HashSet<&str>> = LazyLock::new(|| EMPTY.iter().copied().collect());

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

/// The closers by their first letter.
static CLOSERS_BY_LETTER: LazyLock<HashMap<char, Vec<&str>>> = LazyLock::new(|| {
    let mut all: HashMap<char, Vec<&str>> = HashMap::new();
    for words in CLOSERS {
        all.entry(words.chars().next().unwrap_or_default()).or_default().push(words);
    }
    all
});

/// Labels that mean the matter spoken of before.
const PRONOUNS: &[&str] = &[
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

/// Behind it the name stands: "các lĩnh vực như thu ngân sách".
const LIKE: &str = " như ";
static LIKE_FINDER: LazyLock<memmem::FinderRev> = LazyLock::new(|| memmem::FinderRev::new(LIKE));

/// No label that means the matter spoken of before has more bytes.
const LONGEST_PRONOUN: usize = 32;

/// Whether a label means the matter spoken of before.
pub fn is_pronoun(label: &str) -> bool {
    !label.is_empty() && label.len() <= LONGEST_PRONOUN && PRONOUNS.contains(&fold::match_key(label).as_str())
}

/// The name in the words before a number, without verbs, spans and marks; `key` is the piece as a `Key` has it.
pub fn label_of(piece: &str, key: &str) -> String {
    let from = LIKE_FINDER.rfind(piece.as_bytes()).map_or(0, |at| at + LIKE.len());
    let (piece, key) = (&piece[from..], &key[from..]);
    // of "vi phạm tăng mạnh (luỹ kế 7 tháng" the name stands before the bracket
    let Some(open) = memchr::memchr(b'(', piece.as_bytes()) else {
        return strip(piece, key);
    };
    let label = strip(&piece[..open], &key[..open]);
    // "(IIP)" belongs to the name
    if label.is_empty() {
        strip(&piece[open + 1..], &key[open + 1..])
    } else {
        label
    }
}

/// A word as printed and in lower case.
#[derive(Clone, Copy)]
struct LabelWord<'t> {
    printed: &'t str,
    key: &'t str,
}

/// The words of a text as printed, and in lower case, without the marks around them; a dash alone is a word.
fn label_words<'t>(text: &'t str, key: &'t str) -> impl Iterator<Item = LabelWord<'t>> {
    let parts = |c: char| c.is_whitespace() || matches!(c, '*' | '“' | '”' | '"');
    text.split(parts).filter(|w| !w.is_empty()).filter_map(move |word| {
        // most words have no marks around them
        let edges = [word.as_bytes().first(), word.as_bytes().last()];
        let bare = if edges.iter().flatten().all(|b| b.is_ascii_alphanumeric()) {
            word
        } else {
            word.trim_matches(|c: char| !(is_word(c) || c == '/'))
        };
        let printed = if bare.is_empty() && matches!(word, "-" | "–") {
            word
        } else {
            bare
        };
        let at = printed.as_ptr() as usize - text.as_ptr() as usize;
        (!printed.is_empty()).then(|| LabelWord {
            printed,
            key: &key[at..at + printed.len()],
        })
    })
}

fn strip(text: &str, key: &str) -> String {
    let words: Vec<LabelWord> = label_words(text, key).collect();
    let follows = |i: usize, w: &str| words.get(i + 1).is_some_and(|next| next.key == w);
    // "tăng trưởng", "chỉ số", "thực phẩm" and "số hộ" are names, "tăng" and "chỉ" are not
    let names = |i: usize| match words[i].key {
        "tăng" => follows(i, "trưởng"),
        "chỉ" => follows(i, "số"),
        "bị" => follows(i, "thương"),
        "bình" => follows(i, "đẳng") || follows(i, "ổn"),
        "đồng" => !follows(i, "thời"),
        "mới" => i > 0 && ["trồng", "lập", "ký", "cấp", "xây", "tuyển", "nạp", "mở"].contains(&words[i - 1].key),
        "số" => i + 1 < words.len() && !follows(i, "là"),
        "thực" => !follows(i, "hiện"),
        "dự" => !follows(i, "kiến"),
        _ => false,
    };
    let empty = |i: usize| {
        let key = words[i].key;
        (EMPTY_WORDS.contains(key)
            || key.chars().all(|c| c.is_ascii_digit() || c == '/')
            || matches!(key, "i" | "ii" | "iii" | "iv" | "-" | "–"))
            && !names(i)
    };
    let from = (0..words.len()).find(|&i| !empty(i)).unwrap_or(words.len());
    let to = (from..words.len()).rev().find(|&i| !empty(i)).map_or(from, |i| i + 1);
    let mut to = to.max(from);
    // "Chỉ số sản xuất tháng 7 tăng mạnh": the verb ends the name
    let verb = |i: usize| matches!(words[i].key, "tăng" | "giảm" | "đạt" | "vượt") && !names(i);
    if let Some(cut) = (from + 1..to).find(|&i| verb(i)) {
        to = cut;
    }
    let label = &words[from.max(to.saturating_sub(14))..to];
    let mut out = String::with_capacity(label.iter().map(|w| w.printed.len() + 1).sum());
    for word in label {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word.printed);
    }
    out
}

/// The noun phrase behind a number's unit: of " cháy rừng, gây thiệt hại" "cháy rừng".
pub fn object(tail: &str) -> &str {
    let ends = |c: char| matches!(c, ',' | ';' | '(' | ')' | ':' | '.' | '“' | '"' | '/');
    let tail = &tail[..tail.find(ends).unwrap_or(tail.len())];
    let (mut end, mut words, mut at) = (0, 0, 0);
    loop {
        at = skip(tail, at);
        let rest = &tail[at..];
        let Some(word) = rest.split_whitespace().next() else { break };
        // "11 người bị thương", "51 xã được công nhận": what befell those counted tells which they are
        let befell = words == 0 && (word == "bị" || eat(tail, at, "được công nhận").is_some());
        if words == 8 || !befell && closes(tail, at) || word.starts_with(|c: char| c.is_ascii_digit()) {
            break;
        }
        words += 1;
        at += word.len();
        end = at;
    }
    tail[..end].trim()
}

/// Whether a closer stands at a byte.
fn closes(text: &str, at: usize) -> bool {
    let first = text[at..].chars().next();
    let closers = first.and_then(|c| CLOSERS_BY_LETTER.get(&lower(c)));
    closers.is_some_and(|words| eat_any(text, at, words).is_some())
}

/// Whether a label says something by itself.
pub fn names_something(label: &str) -> bool {
    label.chars().filter(|c| c.is_alphabetic()).nth(2).is_some() && !is_pronoun(label)
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
    "đăng ký thành lập",
    "đăng ký mới",
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

/// "vốn đầu tư công 11 tháng mới giải ngân" → "vốn đầu tư công mới giải ngân": a folded name without the time in its midst; `None`
/// where it has none.
pub fn timeless(key: &str) -> Option<String> {
    if !key.bytes().any(|b| b.is_ascii_digit()) {
        return None;
    }
    let words: Vec<&str> = key.split(' ').collect();
    let number = |i: usize| words.get(i).is_some_and(|w| w.starts_with(|c: char| c.is_ascii_digit()));
    let is = |i: usize, word: &str| words.get(i) == Some(&word);
    // words of a time at `i`
    let time = |i: usize| match () {
        () if number(i) && is(i + 1, "tháng") && is(i + 2, "đầu") && is(i + 3, "năm") => 4 + usize::from(number(i + 4)),
        () if number(i) && is(i + 1, "tháng") || (is(i, "năm") || is(i, "tháng")) && number(i + 1) => 2,
        () if is(i, "đến") && is(i + 1, "ngày") && number(i + 2) => 3,
        () => 0,
    };
    let (mut kept, mut i) = (Vec::with_capacity(words.len()), 0);
    while i < words.len() {
        match time(i) {
            0 => {
                kept.push(words[i]);
                i += 1;
            }
            n => i += n,
        }
    }
    (kept.len() < words.len() && kept.len() > 1).then(|| kept.join(" "))
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
            assert_eq!(label_of(piece, Key::new(piece).text()), label, "{piece}");
        }
    }

    #[test]
    fn keys_stand_where_their_letters_do() {
        for text in ["Thu từ ẞ án İ đạt", "Ⱥ và ẞ", "Sở Tài chính", "ế"] {
            let key = Key::new(text);
            let ends = |text: &str| text.split(' ').map(str::len).collect::<Vec<_>>();
            assert_eq!(ends(key.text()), ends(text), "{text}");
            label_of(text, key.text());
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
