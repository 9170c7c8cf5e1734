//! Composition, folding for search and slugs, tone placement, alphabetical order.

use unicode_normalization::UnicodeNormalization;

/// Composed form (NFC), line ends `\n`, no byte order mark.
pub fn compose(text: &str) -> String {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    text.nfc().collect::<String>().replace("\r\n", "\n").replace('\r', "\n")
}

/// Lower case without any diacritics, `đ` as `d`: "Sở Tài chính" → "so tai chinh".
pub fn plain(text: &str) -> String {
    text.nfd()
        .filter(|c| !unicode_normalization::char::is_combining_mark(*c))
        .flat_map(|c| c.to_lowercase())
        .map(|c| match c {
            'đ' | 'ð' | 'ɖ' => 'd',
            c => c,
        })
        .collect()
}

/// `so-nong-nghiep-va-moi-truong`; empty where nothing is left.
pub fn slug(text: &str) -> String {
    let mut out = String::new();
    for c in plain(text).chars() {
        if c.is_ascii_alphanumeric() {
            out.push(c);
        } else if !out.is_empty() && !out.ends_with('-') {
            out.push('-');
        }
    }
    while out.ends_with('-') {
        out.pop();
    }
    out
}

/// Lower case with diacritics kept and the tone of oa, oe, uy put in the newer place ("hòa" → "hoà"),
/// so that both spellings are equal. Only open syllables move: "quý" and "toàn" stay.
pub fn match_key(text: &str) -> String {
    // both spellings to the older place: the vowel that carries the tone is the first one
    let lower = text.to_lowercase();
    let mut out = String::with_capacity(lower.len());
    let chars: Vec<char> = lower.chars().collect();
    let mut i = 0;
    while i < chars.len() {
        if i + 1 < chars.len() && (i == 0 || chars[i - 1] != 'q') {
            let open = chars.get(i + 2).is_none_or(|c| !c.is_alphabetic());
            if let Some((a, b)) = open.then(|| newer(chars[i], chars[i + 1])).flatten() {
                out.push(a);
                out.push(b);
                i += 2;
                continue;
            }
        }
        out.push(chars[i]);
        i += 1;
    }
    out
}

/// "òa" → "oà" where the first vowel carries a tone.
fn newer(a: char, b: char) -> Option<(char, char)> {
    const O: &str = "òóỏõọ";
    const U: &str = "ùúủũụ";
    const A: &str = "àáảãạ";
    const E: &str = "èéẻẽẹ";
    const Y: &str = "ỳýỷỹỵ";
    let tone = |set: &str, c| set.chars().position(|x| x == c);
    let at = |set: &str, i: usize| set.chars().nth(i);
    match b {
        'a' => tone(O, a).and_then(|t| Some(('o', at(A, t)?))),
        'e' => tone(O, a).and_then(|t| Some(('o', at(E, t)?))),
        'y' => tone(U, a).and_then(|t| Some(('u', at(Y, t)?))),
        _ => None,
    }
}
