//! Reading word by word at a byte: each function gives where what it read ends.

use super::letter::{is_word, lower};

/// Reads `words` (lower case) at a byte whatever the case of the text; the end. A word must end there.
#[inline]
pub fn eat(text: &str, byte: usize, words: &str) -> Option<usize> {
    // most words differ in their first letter already; that of other letters than ASCII is seldom ASCII in lower case (İ, K)
    let (have, want) = (*text.as_bytes().get(byte)?, *words.as_bytes().first()?);
    if have != want && have.is_ascii() && have.to_ascii_lowercase() != want && want != b' ' {
        return None;
    }
    eat_letters(text, byte, words)
}

fn eat_letters(text: &str, byte: usize, words: &str) -> Option<usize> {
    let (have, want) = (text.as_bytes().get(byte..)?, words.as_bytes());
    // most texts are printed in small letters: what is the same byte by byte needs no folding
    let mut alike = 0;
    while let (Some(h), Some(w)) = (have.get(alike), want.get(alike)) {
        if h != w && h.to_ascii_lowercase() != *w {
            if h.is_ascii() && *w != b' ' && !h.eq_ignore_ascii_case(&b'u') {
                return None;
            }
            break;
        }
        alike += 1;
    }
    if alike < want.len() {
        return eat_folded(text, byte, alike, words);
    }
    let open = |next: &u8| next.is_ascii_alphanumeric() || !next.is_ascii() && text[byte + alike..].starts_with(is_word);
    let whole = !have.get(alike).is_some_and(open) || !words.ends_with(is_word);
    whole.then_some(byte + alike)
}

/// The same where the first bytes are `alike`, and the next are not.
fn eat_folded(text: &str, byte: usize, mut alike: usize, words: &str) -> Option<usize> {
    while !words.is_char_boundary(alike) {
        alike -= 1;
    }
    let mut rest = text.get(byte + alike..)?.chars();
    let mut end = byte + alike;
    let mut left = words[alike..].chars();
    while let Some(want) = left.next() {
        let have = rest.next()?;
        if want == ' ' {
            if !have.is_whitespace() {
                return None;
            }
        } else if have != want && lower(have) != want {
            // "truớc" for "trước": a scan lost the horn of the first letter, which no syllable goes without
            let hornless = lower(have) == 'u' && want == 'ư' && left.as_str().starts_with(['ớ', 'ờ', 'ợ', 'ỡ']);
            hornless.then_some(())?;
        }
        end += have.len_utf8();
    }
    let whole = !words.ends_with(is_word) || !rest.next().is_some_and(is_word);
    whole.then_some(end)
}

/// One of several words.
pub fn eat_any(text: &str, byte: usize, words: &[&str]) -> Option<usize> {
    words.iter().find_map(|w| eat(text, byte, w))
}

/// One of several words and what it stands for.
pub fn eat_named<T: Copy>(text: &str, byte: usize, words: &[(&str, T)]) -> Option<(T, usize)> {
    words.iter().find_map(|(w, t)| Some((*t, eat(text, byte, w)?)))
}

/// The byte after the white space at a byte.
pub fn skip(text: &str, byte: usize) -> usize {
    text.get(byte..).map_or(byte, |rest| byte + (rest.len() - rest.trim_start().len()))
}

/// Up to `most` digits and no more; the value and the end. Scans print l or I for 1 and O for 0: beside a digit they
/// are read as such ("l5", "2O23").
pub fn digits(text: &str, byte: usize, most: usize) -> Option<(u32, usize)> {
    let rest = text.get(byte..)?;
    let plain = rest.bytes().take_while(u8::is_ascii_digit).count();
    let alike = rest.bytes().take_while(|b| digit(*b).is_some()).count();
    let whole = !rest[alike..].starts_with(is_word) && rest[..alike].bytes().any(|b| b.is_ascii_digit());
    let len = if whole { alike } else { plain };
    let value = || {
        rest[..len]
            .bytes()
            .filter_map(digit)
            .fold(0u32, |n, d| n.saturating_mul(10).saturating_add(d))
    };
    (1..=most).contains(&len).then(|| (value(), byte + len))
}

/// The digit that a character of a scan stands for.
fn digit(b: u8) -> Option<u32> {
    match b {
        b'0'..=b'9' => Some(u32::from(b - b'0')),
        b'l' | b'I' => Some(1),
        b'O' | b'o' => Some(0),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_end_where_they_end() {
        assert_eq!(eat("Trước ngày", 0, "trước"), Some("Trước".len()));
        assert_eq!(eat("trướcngày", 0, "trước"), None);
        assert_eq!(eat("truớc ngày", 0, "trước"), Some("truớc".len()));
        assert_eq!(eat("tru ớc", 0, "trước"), None);
        assert_eq!(eat_any("quí II", 0, &["quý", "quí"]), Some("quí".len()));
    }

    #[test]
    fn letters_beside_digits_are_digits_of_a_scan() {
        for (text, want) in [
            ("15/9", Some((15, 2))),
            ("l5/11", Some((15, 2))),
            ("3O/11", Some((30, 2))),
            ("2O23", None),
            ("lO", None),
            ("2lần", Some((2, 1))),
            ("III", None),
            ("123", None),
        ] {
            assert_eq!(digits(text, 0, 2), want, "{text}");
        }
        assert_eq!(digits("2O23.", 0, 4), Some((2023, 4)));
    }
}
