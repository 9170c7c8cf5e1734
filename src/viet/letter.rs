//! Case and kind of single characters by table: reading asks for them at every letter, and the tables of the standard
//! library are searched anew each time.

use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Behind the last letters of written Vietnamese (U+1EF9).
const END: usize = 0x1F00;

/// What reading asks of one character.
#[derive(Clone, Copy, Default)]
struct Letter {
    /// Lower case; 0 where it is no single character of two bytes.
    lower: u16,
    /// Lower case without marks, where that is one ASCII character; else 0.
    plain: u8,
    /// The bits below.
    kinds: u8,
}

const WORD: u8 = 1;
const UPPER: u8 = 2;
const NUMERIC: u8 = 4;
/// Its lower case is itself.
const SMALL: u8 = 8;
/// Not ASCII.
const WIDE: u8 = 16;
/// A letter of a word that is no capital.
const LOW: u8 = 32;
/// A letter of a word whose lower case is another.
const BIG: u8 = 64;

fn kinds(c: char) -> u8 {
    let (word, upper, numeric, small) = (c.is_alphanumeric(), c.is_uppercase(), c.is_numeric(), c.to_lowercase().eq([c]));
    let all = [
        (word, WORD),
        (upper, UPPER),
        (numeric, NUMERIC),
        (small, SMALL),
        (!c.is_ascii(), WIDE),
        (word && !upper && !numeric, LOW),
        (word && !small, BIG),
    ];
    all.into_iter().filter(|(is, _)| *is).fold(0, |kinds, (_, kind)| kinds | kind)
}

/// The same of ASCII.
static ASCII: [u8; 128] = {
    let mut all = [0; 128];
    let mut b = 0;
    while b < 128 {
        all[b as usize] = match b {
            b'0'..=b'9' => WORD | NUMERIC | SMALL,
            b'A'..=b'Z' => WORD | UPPER | BIG,
            b'a'..=b'z' => WORD | LOW | SMALL,
            _ => SMALL,
        };
        b += 1;
    }
    all
};

static TABLE: LazyLock<Box<[Letter]>> = LazyLock::new(|| {
    let only = |mut all: Box<dyn Iterator<Item = char>>| match (all.next(), all.next()) {
        (Some(c), None) => Some(c as u32),
        _ => None,
    };
    (0..END as u32)
        .filter_map(char::from_u32)
        .map(|c| Letter {
            lower: only(Box::new(c.to_lowercase())).and_then(|l| l.try_into().ok()).unwrap_or(0),
            plain: only(Box::new(without_marks(c)))
                .filter(|p| *p < 0x80)
                .and_then(|p| p.try_into().ok())
                .unwrap_or(0),
            kinds: kinds(c),
        })
        .collect()
});

/// What a run of characters is: what any of them is.
#[derive(Clone, Copy, Default)]
pub struct Kinds(u8);

/// What the character at a byte is, and its length in bytes.
#[inline]
fn at(text: &str, byte: usize) -> (u8, usize) {
    match ASCII.get(usize::from(text.as_bytes()[byte])) {
        Some(kinds) => (*kinds, 1),
        None => {
            let (code, len) = decode(text.as_bytes(), byte);
            (TABLE.get(code as usize).map_or_else(|| of_code(code), |letter| letter.kinds), len)
        }
    }
}

/// The letters and digits from a byte on: what the first of them is, what the others are, and where they end; where none stands
/// there, the length in bytes of what does.
#[inline]
pub fn run(text: &str, byte: usize) -> Result<(Kinds, Kinds, usize), usize> {
    let (first, len) = at(text, byte);
    if first & WORD == 0 {
        return Err(len);
    }
    let mut end = byte + len;
    let mut rest = 0;
    while end < text.len() {
        let (kinds, len) = at(text, end);
        if kinds & WORD == 0 {
            break;
        }
        rest |= kinds;
        end += len;
    }
    Ok((Kinds(first), Kinds(rest), end))
}

/// The character at a byte of UTF-8, by its number, and its length in bytes.
#[inline]
fn decode(bytes: &[u8], byte: usize) -> (u32, usize) {
    let more = |n: usize| bytes.get(byte + n).map_or(0, |b| u32::from(b & 0x3F));
    match u32::from(bytes[byte]) {
        first @ ..0x80 => (first, 1),
        first @ ..0xE0 => ((first & 0x1F) << 6 | more(1), 2),
        first @ ..0xF0 => ((first & 0xF) << 12 | more(1) << 6 | more(2), 3),
        first => ((first & 7) << 18 | more(1) << 12 | more(2) << 6 | more(3), 4),
    }
}

#[cold]
fn of_code(code: u32) -> u8 {
    char::from_u32(code).map_or(0, kinds)
}

impl Kinds {
    /// There is any.
    #[inline]
    pub fn any(self) -> bool {
        self.0 != 0
    }
    /// Some `char::is_uppercase`.
    #[inline]
    pub fn upper(self) -> bool {
        self.0 & UPPER != 0
    }
    /// Some is a letter, but no capital.
    #[inline]
    pub fn low(self) -> bool {
        self.0 & LOW != 0
    }
    /// The lower case of some is another character.
    #[inline]
    pub fn big(self) -> bool {
        self.0 & BIG != 0
    }
    /// Some is not ASCII.
    #[inline]
    pub fn wide(self) -> bool {
        self.0 & WIDE != 0
    }
}

#[inline]
fn is(c: char, kind: u8) -> bool {
    TABLE.get(c as usize).map_or_else(|| kinds(c), |letter| letter.kinds) & kind != 0
}

/// `char::is_alphanumeric`.
#[inline]
pub fn is_word(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphanumeric();
    }
    is(c, WORD)
}

/// `char::is_uppercase`.
#[inline]
pub fn is_upper(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_uppercase();
    }
    is(c, UPPER)
}

/// `char::is_numeric`.
#[inline]
pub fn is_numeric(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_digit();
    }
    is(c, NUMERIC)
}

/// The first character of `char::to_lowercase`.
#[inline]
pub fn lower(c: char) -> char {
    if c.is_ascii() {
        return c.to_ascii_lowercase();
    }
    single(c).unwrap_or_else(|| c.to_lowercase().next().unwrap_or(c))
}

/// Lower case, where it is known to be one character.
#[inline]
fn single(c: char) -> Option<char> {
    match TABLE.get(c as usize) {
        Some(letter) => char::from_u32(u32::from(letter.lower)).filter(|l| *l != '\0'),
        // quotation marks, dashes, blanks
        None => matches!(c, '\u{2000}'..='\u{206f}').then_some(c),
    }
}

/// The characters that are left of one in lower case without any marks, `đ` as `d`.
pub fn without_marks(c: char) -> impl Iterator<Item = char> {
    std::iter::once(c)
        .nfd()
        .filter(|c| !is_combining_mark(*c))
        .flat_map(char::to_lowercase)
        .map(|c| match c {
            'đ' | 'ð' | 'ɖ' => 'd',
            c => c,
        })
}

/// Lower case without any marks, `đ` as `d`, where that is one ASCII character.
#[inline]
pub fn plain(c: char) -> Option<u8> {
    if c.is_ascii() {
        return Some(c.to_ascii_lowercase() as u8);
    }
    TABLE.get(c as usize).map(|letter| letter.plain).filter(|p| *p != 0)
}

/// The first letters of a text, at most so many.
pub fn first(text: &str, letters: usize) -> &str {
    text.char_indices().nth(letters).map_or(text, |(at, _)| &text[..at])
}

/// `str::to_lowercase`.
pub fn lowercase(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    push_lowercase(&mut out, text);
    out
}

/// Puts a text in lower case behind another.
pub fn push_lowercase(out: &mut String, text: &str) {
    let from = out.len();
    // most letters are small already: up to here they are copied
    let mut copied = 0;
    let table: &[Letter] = &TABLE;
    let bytes = text.as_bytes();
    let mut next = 0;
    while next < bytes.len() {
        let i = next;
        if ASCII.get(usize::from(bytes[i])).is_some_and(|kinds| kinds & BIG == 0) {
            next += 1;
            continue;
        }
        let (code, len) = decode(bytes, i);
        next += len;
        if table.get(code as usize).is_some_and(|letter| letter.kinds & SMALL != 0) {
            continue;
        }
        let Some(c) = char::from_u32(code) else { continue };
        out.push_str(&text[copied..i]);
        copied = next;
        match if c.is_ascii() { Some(c.to_ascii_lowercase()) } else { single(c) } {
            // the lower case of this one depends on what stands around it
            Some(_) if c == 'Σ' => {
                out.truncate(from);
                return out.push_str(&text.to_lowercase());
            }
            Some(l) => out.push(l),
            None => out.extend(c.to_lowercase()),
        }
    }
    out.push_str(&text[copied..]);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_agree_with_unicode() {
        for c in 0..128u8 {
            assert_eq!(ASCII[usize::from(c)], kinds(char::from(c)), "{c}");
        }
        for c in (0..=0x3FFFF).filter_map(char::from_u32) {
            assert_eq!(is_word(c), c.is_alphanumeric(), "{c:?}");
            assert_eq!(is_upper(c), c.is_uppercase(), "{c:?}");
            assert_eq!(is_numeric(c), c.is_numeric(), "{c:?}");
            assert_eq!(Some(lower(c)), c.to_lowercase().next(), "{c:?}");
            let text = format!("Á{c}B");
            assert_eq!(lowercase(&text), text.to_lowercase(), "{c:?}");
            if let Some(plain) = plain(c) {
                assert!(without_marks(c).eq([char::from(plain)]), "{c:?}");
            }
        }
    }
}
