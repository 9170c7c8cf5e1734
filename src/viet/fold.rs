//! Composition, folding for search and slugs, tone placement, alphabetical order.

use super::letter;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// Composed form (NFC), line ends `\n`, no byte order mark.
pub fn compose(text: &str) -> String {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let composed = match is_nfc_quick(text.chars()) {
        IsNormalized::Yes => text.to_string(),
        _ => text.nfc().collect(),
    };
    if composed.contains('\r') {
        composed.replace("\r\n", "\n").replace('\r', "\n")
    } else {
        composed
    }
}

/// Lower case without any diacritics, `đ` as `d`: "Sở Tài chính" → "so tai chinh".
pub fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    letter::push_plain(&mut out, text);
    out
}

/// Whether `plain` of a text starts with `head`, which is ASCII.
pub fn starts_plain(text: &str, head: &str) -> bool {
    let mut rest = head.as_bytes();
    for c in text.chars() {
        let Some((first, after)) = rest.split_first() else { break };
        match letter::plain(c) {
            Some(p) if p == *first => rest = after,
            Some(_) => return false,
            None => return plain(text).starts_with(head),
        }
    }
    rest.is_empty()
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

/// A slug of at most this many letters makes a file name everywhere.
const LONGEST: usize = 80;

/// `slug`, cut at a hyphen where it is long: for names that a text gives, and that become addresses.
pub fn short_slug(text: &str) -> String {
    let slug = slug(text);
    match slug.get(..LONGEST) {
        Some(cut) if slug.len() > LONGEST => cut.rsplit_once('-').map_or(cut, |(head, _)| head).to_string(),
        _ => slug,
    }
}

/// A slug that may stand in an address as it is: made of a-z, 0-9 and single hyphens, of a bearable length.
pub fn is_slug(text: &str) -> bool {
    !text.is_empty() && text.len() <= 100 && slug(text) == text
}

/// Lower case with diacritics kept and the tone of oa, oe, uy put in the newer place ("hòa" → "hoà"),
/// so that both spellings are equal. Only open syllables move: "quý" and "toàn" stay.
pub fn match_key(text: &str) -> String {
    let mut out = letter::lowercase(text);
    newer_tones(&mut out, 0);
    out
}

/// Puts the tones of a text in lower case in the newer place, from byte `from` on.
fn newer_tones(text: &mut String, from: usize) {
    let mut i = from;
    while let Some(found) = memchr::memchr3(b'a', b'e', b'y', &text.as_bytes()[i..]) {
        i += found + 1;
        // only open syllables
        if i >= from + 3 && !text.as_bytes()[i - 2].is_ascii() && !text[i..].chars().next().is_some_and(char::is_alphabetic) {
            i = newer_tone_at(text, from, i);
        }
    }
}

/// Whether `respell` may change the word that a text ends in, if it has no vowel before which a "ư" stands.
#[inline]
pub fn may_change(text: &[u8]) -> bool {
    // the last bytes of toned o, and of toned u
    let o = |b: u8| matches!(b, 0xB2 | 0xB3 | 0xB5 | 0x8F | 0x8D | 0x92 | 0x93 | 0x95 | 0x8E | 0x8C);
    let u = |b: u8| matches!(b, 0xB9 | 0xBA | 0xA7 | 0xA9 | 0xA5 | 0x99 | 0x9A | 0xA6 | 0xA8 | 0xA4);
    let tone = match text {
        [.., before, b'a' | b'e' | b'A' | b'E'] => o(*before),
        [.., before, b'y' | b'Y'] => u(*before),
        _ => false,
    };
    tone || matches!(text, [.., b'l' | b'L', 0xC3, 0xAD | 0x8D] | [.., b's' | b'S', 0xC4, 0xA9 | 0xA8])
}

/// Whether a word has "uơ" and more: "chuơng".
pub fn lacks_horn(word: &[u8]) -> bool {
    word.len() > 3 && word.windows(3).any(|b| matches!(b, [b'u' | b'U', 0xC6, 0xA1 | 0xA0]))
}

/// Spells the word in lower case that a text ends in, from byte `from` on, as all others are: its tone in the newer place, "lí" and
/// "sĩ" as "lý" and "sỹ", with the horn that a scan lost.
pub fn respell(text: &mut String, from: usize) {
    match &text[from..] {
        "lí" => return text.replace_range(from.., "lý"),
        "sĩ" => return text.replace_range(from.., "sỹ"),
        _ => {}
    }
    newer_tone_at(text, from, text.len());
    // "truớc", "nuớc": no syllable is written so, a scan lost the horn of the first letter
    let hornless = |b: &[u8]| matches!(b, [b'u', 0xE1, 0xBB, 0x9B | 0x9D | 0xA1 | 0xA3] | [b'u', 0xC6, 0xA1, b'a'..=b'z']);
    if let Some(at) = text.as_bytes()[from..].windows(4).position(hornless)
        && !text[from..from + at].ends_with('q')
    {
        text.replace_range(from + at..=from + at, "ư");
    }
}

/// Puts the tone of the syllable in lower case that ends at a byte in the newer place; gives where it ends then.
fn newer_tone_at(text: &mut String, from: usize, end: usize) -> usize {
    let mut before = text[from..end].chars().rev();
    let (b, a) = (before.next(), before.next());
    let moved = a.zip(b).and_then(|(a, b)| Some((a, newer(a, b)?)));
    let Some((a, (x, y))) = moved.filter(|_| before.next() != Some('q')) else {
        return end;
    };
    let start = end - 1 - a.len_utf8();
    let mut pair = [0; 8];
    let first = x.encode_utf8(&mut pair).len();
    let len = first + y.encode_utf8(&mut pair[first..]).len();
    text.replace_range(start..end, std::str::from_utf8(&pair[..len]).unwrap_or_default());
    start + len
}

/// "òa" → "oà" where the first vowel carries a tone.
fn newer(a: char, b: char) -> Option<(char, char)> {
    Some(match (a, b) {
        ('ò', 'a') => ('o', 'à'),
        ('ó', 'a') => ('o', 'á'),
        ('ỏ', 'a') => ('o', 'ả'),
        ('õ', 'a') => ('o', 'ã'),
        ('ọ', 'a') => ('o', 'ạ'),
        ('ò', 'e') => ('o', 'è'),
        ('ó', 'e') => ('o', 'é'),
        ('ỏ', 'e') => ('o', 'ẻ'),
        ('õ', 'e') => ('o', 'ẽ'),
        ('ọ', 'e') => ('o', 'ẹ'),
        ('ù', 'y') => ('u', 'ỳ'),
        ('ú', 'y') => ('u', 'ý'),
        ('ủ', 'y') => ('u', 'ỷ'),
        ('ũ', 'y') => ('u', 'ỹ'),
        ('ụ', 'y') => ('u', 'ỵ'),
        _ => return None,
    })
}
