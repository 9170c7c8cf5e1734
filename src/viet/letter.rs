//! Case and kind of characters by table, where words end, and lower case: reading asks for them at every letter, and the tables
//! of the standard library are searched anew each time.

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
/// Its lower case is another, and it is not ASCII.
const LOWERED: u8 = 8;
/// Not ASCII.
const WIDE: u8 = 16;
/// A letter of a word that is no capital.
const LOW: u8 = 32;
/// "ớ", "ờ", "ợ", "ỡ": before them stands a "ư".
const HORNED: u8 = 64;
/// "ơ", without a tone.
const PLAIN_O: u8 = 128;

fn kinds(c: char) -> u8 {
    let (word, upper, numeric) = (c.is_alphanumeric(), c.is_uppercase(), c.is_numeric());
    let all = [
        (word, WORD),
        (upper, UPPER),
        (numeric, NUMERIC),
        (!c.is_ascii() && !c.to_lowercase().eq([c]), LOWERED),
        (!c.is_ascii(), WIDE),
        (word && !upper && !numeric, LOW),
        (matches!(c, 'ớ' | 'ờ' | 'ợ' | 'ỡ' | 'Ớ' | 'Ờ' | 'Ợ' | 'Ỡ'), HORNED),
        (matches!(c, 'ơ' | 'Ơ'), PLAIN_O),
    ];
    all.into_iter().filter(|(is, _)| *is).fold(0, |kinds, (_, kind)| kinds | kind)
}

/// The same of ASCII.
static ASCII: [u8; 128] = {
    let mut all = [0; 128];
    let mut b = 0;
    while b < 128 {
        all[b as usize] = match b {
            b'0'..=b'9' => WORD | NUMERIC,
            b'A'..=b'Z' => WORD | UPPER,
            b'a'..=b'z' => WORD | LOW,
            _ => 0,
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

/// What a byte is behind another: in the lower eight bits the kinds of the character that it ends, above them whether the walk
/// ends.
type Step = u16;
/// A character ends that belongs to no word.
const STOP: Step = 1 << 8;
/// A character begins that these steps do not know.
const UNKNOWN: Step = 1 << 9;
/// The character goes on in the next byte.
const OPEN: Step = 1 << 10;

/// The table for the byte behind each byte. What stands two bytes before needs not be known: BA and BB end a character behind any
/// lead but E1, and then no further byte of a character follows.
static BEHIND: [u8; 256] = {
    let mut tables = [0; 256];
    let leads = [0xC3, 0xC4, 0xC5, 0xC6, 0xE1, 0xBA, 0xBB];
    let mut n = 0;
    while n < leads.len() {
        tables[leads[n]] = n as u8 + 1;
        n += 1;
    }
    tables
};

/// Words are walked over byte by byte: the letters of Vietnamese begin with one of four bytes and end with the next, or with
/// the third of E1 BA, E1 BB. Eight tables of 256 steps; the first is for the byte with which a character begins.
static STEPS: LazyLock<Box<[Step; 8 << 8]>> = LazyLock::new(|| {
    let mut steps = Box::new([UNKNOWN; 8 << 8]);
    let place = |table: usize, byte: u8| table << 8 | usize::from(byte);
    let end = |kinds: u8| Step::from(kinds) | if kinds & WORD == 0 { STOP } else { 0 };
    // a character begins, also behind one that ended in BA or BB
    for table in [0, 6, 7] {
        for (byte, kinds) in (0..).zip(ASCII) {
            steps[place(table, byte)] = end(kinds);
        }
        for lead in [0xC3, 0xC4, 0xC5, 0xC6, 0xE1] {
            steps[place(table, lead)] = OPEN;
        }
    }
    (steps[place(5, 0xBA)], steps[place(5, 0xBB)]) = (OPEN, OPEN);
    for c in '\u{C0}'..'\u{1F00}' {
        let mut bytes = [0; 4];
        let at = match c.encode_utf8(&mut bytes).as_bytes() {
            [lead @ 0xC3..=0xC6, last] => place(usize::from(lead - 0xC2), *last),
            [0xE1, middle @ (0xBA | 0xBB), last] => place(usize::from(middle - 0xB4), *last),
            _ => continue,
        };
        steps[at] = end(kinds(c));
    }
    steps
});

/// The tables at hand, for a whole text.
#[derive(Clone, Copy)]
pub struct Walk(&'static [Step; 8 << 8]);

/// Letters and digits in a row: what the first of them is, what the others are, and where they end.
pub struct Run {
    pub first: Kinds,
    pub rest: Kinds,
    pub end: usize,
}

impl Walk {
    pub fn get() -> Walk {
        Walk(&STEPS)
    }

    /// The letters and digits from a byte on, where a character begins.
    // a loop of its own has all that it needs at hand
    #[inline(never)]
    pub fn run(self, text: &str, at: usize) -> Option<Run> {
        let (first, mut end) = self.letter(text, at)?;
        let bytes = text.as_bytes();
        let mut rest: Step = 0;
        loop {
            // where a character begins
            let mut table = 0;
            let behind = &bytes[end..];
            let ends = behind.iter().position(|byte| {
                let step = self.0[usize::from(table & 7) << 8 | usize::from(*byte)];
                let more = step & (STOP | UNKNOWN) == 0;
                if more {
                    rest |= step;
                    table = BEHIND[usize::from(*byte)];
                }
                !more
            });
            end += ends.unwrap_or(behind.len());
            while !text.is_char_boundary(end) {
                end -= 1;
            }
            // a blank, a mark
            if bytes.get(end).is_none_or(u8::is_ascii) {
                break;
            }
            let Some((kinds, next)) = self.letter(text, end) else { break };
            rest |= Step::from(kinds);
            end = next;
        }
        Some(Run {
            first: Kinds(first),
            rest: Kinds(rest as u8),
            end,
        })
    }

    /// What the letter or digit at a byte is, and where it ends.
    #[inline]
    fn letter(self, text: &str, at: usize) -> Option<(u8, usize)> {
        let (mut table, mut end) = (0, at);
        loop {
            let byte = *text.as_bytes().get(end)?;
            let step = self.0[usize::from(table & 7) << 8 | usize::from(byte)];
            end += 1;
            match step {
                _ if step & STOP != 0 => return None,
                _ if step & UNKNOWN != 0 => return wide(text, at),
                _ if step & OPEN == 0 => return Some((step as u8, end)),
                _ => table = BEHIND[usize::from(byte)],
            }
        }
    }
}

/// The same of a letter that is not ASCII.
fn wide(text: &str, at: usize) -> Option<(u8, usize)> {
    let (code, len) = decode(text.as_bytes(), at);
    let letter = TABLE.get(code as usize).map(|letter| letter.kinds);
    let kinds = letter.or_else(|| char::from_u32(code).map(kinds))?;
    (kinds & WORD != 0).then_some((kinds, at + len))
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
    /// Some is not ASCII and has another lower case.
    #[inline]
    pub fn lowered(self) -> bool {
        self.0 & LOWERED != 0
    }
    /// Some is a vowel before which stands a "ư".
    #[inline]
    pub fn horned(self) -> bool {
        self.0 & HORNED != 0
    }
    /// Some is an "ơ" without a tone.
    #[inline]
    pub fn plain_o(self) -> bool {
        self.0 & PLAIN_O != 0
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

/// Puts a text in lower case without any marks behind another, `đ` as `d`.
pub fn push_plain(out: &mut String, text: &str) {
    let table: &[Letter] = &TABLE;
    let bytes = text.as_bytes();
    let (mut at, mut copied) = (0, 0);
    let from = out.len();
    while let Some(byte) = bytes.get(at) {
        if byte.is_ascii() {
            at += 1;
            continue;
        }
        out.push_str(&text[copied..at]);
        let (code, len) = decode(bytes, at);
        at += len;
        copied = at;
        match table.get(code as usize).map(|letter| letter.plain).filter(|p| *p != 0) {
            Some(p) => out.push(char::from(p)),
            None => out.extend(char::from_u32(code).into_iter().flat_map(without_marks)),
        }
    }
    out.push_str(&text[copied..]);
    out[from..].make_ascii_lowercase();
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
    let mut lower = Lowering::new(out, text);
    if may_be_lowered(text.as_bytes()) {
        lower.part(0, text.len());
    }
    lower.end();
}

/// Whether a character may begin with a byte, or go on in it, of which `may_be_lowered` knows the capitals.
#[inline]
const fn is_known(b: u8) -> bool {
    (b < 0xC2) | ((b >= 0xC3) & (b <= 0xC6)) | (b == 0xE1) | (b == 0xE2)
}

/// Whether some letter outside ASCII may have another lower case: where not, none has.
fn may_be_lowered(text: &[u8]) -> bool {
    // Bits put together without a branch, so that many bytes are looked at in one step. Capitals of Vietnamese are C3 80 to C3 9E,
    // even behind C4, C5 and, third byte, E1 BA and E1 BB, C6 A0 and C6 AF; E2 80 begins marks.
    let may = |before: u8, b: u8| {
        let even = (b & 0xC1) == 0x80;
        ((before == 0xC3) & (b < 0xA0))
            | ((before == 0xC4) & (even | (b >= 0xB9)))
            | ((before == 0xC5) & (even | (b <= 0x88) | (b >= 0xB9)))
            | ((before == 0xC6) & (b != 0xA1) & (b != 0xB0))
            | ((before == 0xE1) & (b != 0xBA) & (b != 0xBB))
            | (((before == 0xBA) | (before == 0xBB)) & even)
            | ((before == 0xE2) & (b != 0x80))
            | !is_known(b)
    };
    let behind = text.get(1..).unwrap_or_default();
    !text.first().copied().is_none_or(is_known) || text.iter().zip(behind).fold(false, |any, (before, b)| any | may(*before, *b))
}

/// A text put in lower case behind another, while somebody walks over its words.
pub struct Lowering<'o, 't> {
    out: &'o mut String,
    text: &'t str,
    from: usize,
    /// Up to here the text is copied: most letters are small already.
    copied: usize,
    in_place: bool,
    /// The lower case of some letter depends on what stands around it.
    depends: bool,
}

impl<'o, 't> Lowering<'o, 't> {
    pub fn new(out: &'o mut String, text: &'t str) -> Self {
        Lowering {
            from: out.len(),
            out,
            text,
            copied: 0,
            in_place: true,
            depends: false,
        }
    }

    /// The next part of the text that has letters outside ASCII with another lower case.
    pub fn part(&mut self, start: usize, end: usize) {
        let table: &[Letter] = &TABLE;
        let bytes = &self.text.as_bytes()[..end];
        let mut at = start;
        while let Some(byte) = bytes.get(at) {
            if byte.is_ascii() {
                at += 1;
                continue;
            }
            let (code, len) = decode(bytes, at);
            if !table.get(code as usize).is_some_and(|letter| letter.kinds & LOWERED == 0)
                && let Some(c) = char::from_u32(code)
            {
                self.put(at, c);
            }
            at += len;
        }
    }

    fn put(&mut self, at: usize, c: char) {
        self.out.push_str(&self.text[self.copied..at]);
        self.copied = at + c.len_utf8();
        match single(c) {
            Some(lower) => {
                self.depends |= c == 'Σ';
                self.in_place &= lower.len_utf8() == c.len_utf8();
                self.out.push(lower);
            }
            None => {
                let before = self.out.len();
                self.out.extend(c.to_lowercase());
                self.in_place &= self.out.len() - before == c.len_utf8();
            }
        }
    }

    /// Whether each character is known to keep its place: all but a few are as long in lower case, and that of a sigma depends on
    /// the text around it.
    pub fn end(self) -> bool {
        if self.depends {
            self.out.truncate(self.from);
            self.out.push_str(&self.text.to_lowercase());
            return false;
        }
        self.out.push_str(&self.text[self.copied..]);
        self.out[self.from..].make_ascii_lowercase();
        self.in_place
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What `run` gives, character by character.
    fn walked(text: &str, at: usize) -> Option<(u8, u8, usize)> {
        let mut letters = text[at..].chars().take_while(|c| c.is_alphanumeric());
        let first = letters.next()?;
        let (rest, len) = letters.fold((0, first.len_utf8()), |(rest, len), c| (rest | kinds(c), len + c.len_utf8()));
        Some((kinds(first), rest, at + len))
    }

    #[test]
    fn no_capital_is_missed() {
        for c in ('\u{80}'..=char::MAX).filter(|c| !c.to_lowercase().eq([*c])) {
            for text in [format!("{c}"), format!("uú{c}a")] {
                assert!(may_be_lowered(text.as_bytes()), "{c}");
            }
        }
        // most texts have none
        assert!(!may_be_lowered(
            "Sở Tài chính rà soát “phần vốn” chưa được phân bổ, gửi UBND các xã – phường".as_bytes()
        ));
    }

    #[test]
    fn words_are_walked_over_to_their_end() {
        let walk = Walk::get();
        // every letter of the tables in a word, between marks, before other scripts and beside what is no letter
        let all = ('\u{20}'..'\u{2100}').flat_map(|c| [format!("a{c}B {c}{c}-{c}"), format!("ữ{c}й{c}")]);
        for text in all.chain(
            [
                "",
                "×",
                "ư×",
                "Σ…”x",
                "𝒜b",
                "e\u{301}a",
                "\u{212a}ư",
                "Ａ１",
                "ở中",
                "𐐀",
                "a\u{a0}b",
                "a\u{200b}b",
            ]
            .map(String::from),
        ) {
            for at in (0..text.len()).filter(|at| text.is_char_boundary(*at)) {
                let run = walk.run(&text, at).map(|r| (r.first.0, r.rest.0, r.end));
                assert_eq!(run, walked(&text, at), "{text:?} at {at}");
            }
        }
    }

    #[test]
    fn what_keeps_its_place_in_lower_case() {
        for (text, kept) in [
            ("Sở ĐƯỜNG, ỦY", true),
            ("İ", false),
            ("\u{212a}", false),
            ("ΑΣ", false),
            ("ẞ", false),
            ("", true),
        ] {
            let mut out = "Đ".to_string();
            let mut lower = Lowering::new(&mut out, text);
            lower.part(0, text.len());
            assert_eq!(lower.end(), kept, "{text}");
            assert_eq!(out, format!("Đ{}", text.to_lowercase()));
        }
    }

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
            let mut bare = String::new();
            push_plain(&mut bare, &text);
            assert!(bare.chars().eq(text.chars().flat_map(without_marks)), "{c:?}");
        }
    }
}
