//! What a line is in the form of a document (Nghị định 30/2020/NĐ-CP, Phụ lục I): motto, title, recipients, signature, name.

use crate::viet::fold;
use crate::viet::letter::is_word;

/// Whether a small letter is in a text: one of the first words of nearly every text has one.
pub(super) fn has_small(text: &str) -> bool {
    text.bytes().any(|b| b.is_ascii_lowercase()) || text.chars().any(char::is_lowercase)
}

/// Whether a text has more than so many letters.
pub fn is_longer(text: &str, letters: usize) -> bool {
    // a letter has one to four bytes
    text.len() > letters && (text.len() > 4 * letters || text.chars().nth(letters).is_some())
}

/// Ends as a sentence, a list item or a heading with its colon does.
pub fn ends(text: &str) -> bool {
    let text = text.trim_end_matches([')', ' ']);
    text.ends_with(['.', ';', ':', '…', '”', '"', '!', '?', '»']) || text.ends_with("./.")
}

/// "Nơi nhận:", also with the misprint of a careless scan.
pub fn is_recipients(text: &str) -> bool {
    // most texts begin with another letter
    if text
        .as_bytes()
        .first()
        .is_some_and(|b| b.is_ascii_alphanumeric() && !matches!(b, b'n' | b'N'))
    {
        return false;
    }
    let first = text.char_indices().take(7).find(|(_, c)| is_word(*c));
    first.is_some_and(|(at, _)| fold::starts_plain(&text[at..], "noi nhan"))
}

/// The name of the state or its motto, which stand in every letterhead (Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.1).
pub(super) fn is_motto(text: &str) -> bool {
    let plain = fold::plain(text);
    plain.contains("cong hoa xa hoi chu nghia") || plain.contains("doc lap - tu do")
}

/// A line with which the signature begins or goes on: power and office.
pub fn is_signature(text: &str) -> bool {
    // "TL. CHỦ TỊCH CHÁNH VĂN PHÒNG Họ Tên", as a table's cell has it in one line
    let power = matches!(text.as_bytes(), [b'T' | b'K' | b'Q', b'L' | b'T' | b'U' | b'M' | b'/' | b'.', ..]);
    let text = match power.then(|| signed(text)).flatten() {
        Some((office, name)) if is_name(name) => office,
        _ => text,
    };
    let upper = !has_small(text);
    if !upper && !text.trim_start().starts_with('(') || is_longer(text, 60) {
        return false;
    }
    let plain = fold::plain(text);
    let plain = plain.trim();
    const POWERS: [&str; 6] = ["tl.", "kt.", "tuq.", "tm.", "t/m", "q."];
    const OFFICES: [&str; 12] = [
        "chu tich",
        "chanh van phong",
        "giam doc",
        "truong ban",
        "truong phong",
        "bi thu",
        "bo truong",
        "thu truong",
        "to truong",
        "chu nhiem",
        "truong doan",
        "thu tuong",
    ];
    plain.starts_with("(da ky")
        || plain.starts_with("(ky ")
        || (upper
            && (POWERS.iter().any(|p| plain.starts_with(p))
                || OFFICES
                    .iter()
                    .any(|o| plain.starts_with(o) || plain.strip_prefix("pho ").is_some_and(|r| r.starts_with(o)))))
}

/// The capitals at the head of a line, and what stands behind them: who signs for whom, and the name.
pub fn signed(text: &str) -> Option<(&str, &str)> {
    let at = text.split_inclusive(' ').scan(0, |end, word| {
        let at = *end;
        *end += word.len();
        Some((at, word))
    });
    let mut at = at.skip_while(|(_, word)| !has_small(word)).map(|(at, _)| at);
    let (office, name) = text.split_at(at.next().filter(|at| *at > 0)?);
    Some((office.trim_end(), name))
}

/// "THÔNG BÁO" or "CÔNG ĐIỆN" alone on its line.
pub fn is_title(text: &str) -> bool {
    // most texts begin with another letter
    let other = |b: &u8| b.is_ascii_alphanumeric() && !matches!(b, b'T' | b'C');
    if text.as_bytes().first().is_some_and(other) || has_small(text) || is_longer(text, 40) {
        return false;
    }
    let plain = fold::plain(text);
    let core = plain.trim_matches(|c: char| !c.is_alphanumeric());
    matches!(core, "thong bao" | "thong bao ket luan" | "cong dien" | "cong dien khan")
}

/// Two to six words, each with a capital, and nothing else.
pub fn is_name(text: &str) -> bool {
    // no name has more words; most texts have
    let blanks = memchr::memchr_iter(b' ', text.as_bytes()).take(6).count();
    (1..=5).contains(&blanks)
        && text
            .split(' ')
            .all(|w| w.starts_with(char::is_uppercase) && w.chars().all(|c| c.is_alphabetic() || c == '.'))
}
