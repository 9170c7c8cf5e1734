//! A text cut into words: folded for comparing, with what stands between them, official abbreviations spelled out.

use super::fold::match_key;
use super::letter::is_word;

/// A word of a text: where it stands, folded, and what stands between it and the word before.
#[derive(Clone, Debug)]
pub struct Word {
    pub start: usize,
    pub end: usize,
    pub key: String,
    /// Begins with a capital.
    pub capital: bool,
    /// All capitals, at least two, in a text that has small letters too.
    pub acronym: bool,
    /// Strongest mark before the word: ' ' where there is none.
    pub before: char,
}

/// Abbreviations of official papers, spelled out word by word.
fn spelled_out(key: &str) -> &'static [&'static str] {
    match key {
        "bql" => &["ban", "quản", "lý"],
        "qlda" => &["quản", "lý", "dự", "án"],
        "bqlda" => &["ban", "quản", "lý", "dự", "án"],
        "đtxd" => &["đầu", "tư", "xây", "dựng"],
        "kbnn" => &["kho", "bạc", "nhà", "nước"],
        "nhnn" => &["ngân", "hàng", "nhà", "nước"],
        "csxh" => &["chính", "sách", "xã", "hội"],
        "mttq" => &["mặt", "trận", "tổ", "quốc"],
        "mttqvn" => &["mặt", "trận", "tổ", "quốc", "việt", "nam"],
        "ubmttq" => &["uỷ", "ban", "mặt", "trận", "tổ", "quốc"],
        "ubmttqvn" => &["uỷ", "ban", "mặt", "trận", "tổ", "quốc", "việt", "nam"],
        "vn" => &["việt", "nam"],
        "tp" => &["thành", "phố"],
        "tx" => &["thị", "xã"],
        "vp" => &["văn", "phòng"],
        "kkt" => &["khu", "kinh", "tế"],
        "kcn" => &["khu", "công", "nghiệp"],
        "bhxh" => &["bảo", "hiểm", "xã", "hội"],
        "bđbp" => &["bộ", "đội", "biên", "phòng"],
        "bch" => &["ban", "chỉ", "huy"],
        "chqs" => &["chỉ", "huy", "quân", "sự"],
        "bchqs" => &["ban", "chỉ", "huy", "quân", "sự"],
        "đbqh" => &["đại", "biểu", "quốc", "hội"],
        "ptnt" => &["phát", "triển", "nông", "thôn"],
        "gtvt" => &["giao", "thông", "vận", "tải"],
        "tand" => &["toà", "án", "nhân", "dân"],
        "vksnd" => &["viện", "kiểm", "sát", "nhân", "dân"],
        "thads" => &["thi", "hành", "án", "dân", "sự"],
        "qltt" => &["quản", "lý", "thị", "trường"],
        _ => &[],
    }
}

/// The words of a text. "Ủy ban nhân dân" is one word `ubnd`, "Hội đồng nhân dân" `hđnd`; abbreviations that stand for
/// several words are spelled out, each at the place of the whole.
pub fn words(text: &str) -> Vec<Word> {
    let mut raw: Vec<Word> = Vec::with_capacity(text.len() / 6);
    let mut before = '\n';
    let mut small = false;
    let mut it = text.char_indices().peekable();
    while let Some((start, c)) = it.next() {
        if !is_word(c) {
            // a comma outweighs a blank, a full stop a comma
            before = match (before, c) {
                ('\n', _) if c.is_whitespace() => '\n',
                (b, c) if c.is_whitespace() => b,
                ('.' | ';' | ':', _) => before,
                (_, c) => c,
            };
            continue;
        }
        let mut end = start + c.len_utf8();
        let mut upper = c.is_uppercase() || c.is_numeric();
        while let Some((i, d)) = it.peek().copied() {
            if !is_word(d) {
                break;
            }
            upper &= d.is_uppercase() || d.is_numeric();
            end = i + d.len_utf8();
            it.next();
        }
        small |= !upper && !c.is_uppercase();
        let mut key = match_key(&text[start..end]);
        // "lý" and "lí", "kỹ" and "kĩ" are one word to readers of names
        match key.as_str() {
            "lí" => key = "lý".into(),
            "ủy" => key = "uỷ".into(),
            "sĩ" => key = "sỹ".into(),
            _ => {}
        }
        raw.push(Word {
            start,
            end,
            key,
            capital: c.is_uppercase(),
            acronym: upper && end > start + c.len_utf8(),
            before,
        });
        before = ' ';
    }
    if !small {
        for w in &mut raw {
            w.acronym = false;
        }
    }
    let mut out: Vec<Word> = Vec::with_capacity(raw.len());
    let mut skip = 0;
    for i in 0..raw.len() {
        if skip > 0 {
            skip -= 1;
            continue;
        }
        let w = &raw[i];
        let is = |k: usize, s: &str| raw.get(i + k).is_some_and(|w| w.key == s);
        let people = is(2, "nhân") && is(3, "dân");
        let council = if !people {
            None
        } else if w.key == "uỷ" && is(1, "ban") {
            Some("ubnd")
        } else if w.key == "hội" && is(1, "đồng") {
            Some("hđnd")
        } else {
            None
        };
        if let Some(key) = council {
            out.push(Word {
                end: raw[i + 3].end,
                key: key.into(),
                acronym: true,
                ..w.clone()
            });
            skip = 3;
            continue;
        }
        let long = if w.acronym || !small || matches!(w.key.as_str(), "tp" | "vp" | "tx") {
            spelled_out(&w.key)
        } else {
            &[]
        };
        for (n, k) in long.iter().enumerate() {
            out.push(Word {
                key: k.to_string(),
                acronym: false,
                before: if n == 0 { w.before } else { ' ' },
                ..w.clone()
            });
        }
        if long.is_empty() {
            out.push(w.clone());
        }
    }
    out
}

/// The words `keys` stand at `i`.
pub fn is(w: &[Word], i: usize, keys: &[&str]) -> bool {
    keys.iter().enumerate().all(|(n, k)| w.get(i + n).is_some_and(|x| x.key == *k))
}

/// The words of `phrase` (parted by blanks) stand at `i`: how many, and only blanks between them.
pub fn says(w: &[Word], i: usize, phrase: &str) -> Option<usize> {
    let mut n = 0;
    for part in phrase.split(' ') {
        let x = w.get(i + n)?;
        if x.key != part || n > 0 && x.before != ' ' {
            return None;
        }
        n += 1;
    }
    Some(n)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(text: &str) -> String {
        words(text).into_iter().map(|w| w.key).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn abbreviations_are_spelled_out() {
        assert_eq!(keys("Uỷ ban nhân dân TP và BQL KKT"), "ubnd thành phố và ban quản lý khu kinh tế");
        assert_eq!(keys("Hội đồng nhân dân xã"), "hđnd xã");
        assert_eq!(keys("VP UBND tỉnh"), "văn phòng ubnd tỉnh");
    }

    #[test]
    fn capitals_alone_make_no_acronym() {
        assert!(words("MỘT SỐ NHIỆM VỤ").iter().all(|w| !w.acronym));
        assert!(words("Báo cáo GRDP").iter().any(|w| w.acronym));
    }
}
