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
    for c in text.chars() {
        match letter::plain(c) {
            Some(p) => out.push(char::from(p)),
            None => out.extend(letter::without_marks(c)),
        }
    }
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
pub fn newer_tones(text: &mut String, from: usize) {
    let mut i = from;
    // no tone moves but before these, off a vowel with its tone, which is no ASCII
    let moves = |pair: &[u8]| !pair[0].is_ascii() && matches!(pair[1], b'a' | b'e' | b'y');
    while let Some(found) = text.as_bytes()[i..].windows(2).position(moves) {
        let b = text.as_bytes()[i + found + 1];
        i += found + 2;
        let mut before = text[from..i - 1].chars().rev();
        let moved = before.next().and_then(|a| Some((a, newer(a, char::from(b))?)));
        let Some((a, (x, y))) = moved.filter(|_| before.next() != Some('q')) else {
            continue;
        };
        // only open syllables
        if text[i..].chars().next().is_some_and(char::is_alphabetic) {
            continue;
        }
        let pair: String = [x, y].iter().collect();
        let start = i - 1 - a.len_utf8();
        text.replace_range(start..i, &pair);
        i = start + pair.len();
    }
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
