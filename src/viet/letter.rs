//! Case and kind of single characters by table: reading asks for them at every letter, and the tables of the standard
//! library are searched anew each time.

use std::sync::LazyLock;

/// Behind the last letters of written Vietnamese (U+1EF9).
const END: usize = 0x1F00;
const WORD: u32 = 1 << 31;

/// Lower case in the low bits (0 where it is no single character), `WORD` where the character is a letter or digit.
static TABLE: LazyLock<Box<[u32]>> = LazyLock::new(|| {
    (0..END as u32)
        .map(|code| {
            let Some(c) = char::from_u32(code) else { return 0 };
            let mut lower = c.to_lowercase();
            let single = match (lower.next(), lower.next()) {
                (Some(l), None) => l as u32,
                _ => 0,
            };
            single | if c.is_alphanumeric() { WORD } else { 0 }
        })
        .collect()
});

/// `char::is_alphanumeric`.
pub fn is_word(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphanumeric();
    }
    match TABLE.get(c as usize) {
        Some(entry) => entry & WORD != 0,
        None => c.is_alphanumeric(),
    }
}

/// The first character of `char::to_lowercase`.
pub fn lower(c: char) -> char {
    if c.is_ascii() {
        return c.to_ascii_lowercase();
    }
    match TABLE.get(c as usize).and_then(|entry| char::from_u32(entry & !WORD)) {
        Some('\0') | None => c.to_lowercase().next().unwrap_or(c),
        Some(l) => l,
    }
}

/// `str::to_lowercase`.
pub fn lowercase(text: &str) -> String {
    // the two whose lower case is not one character by itself
    const ODD: [char; 2] = ['Σ', 'İ'];
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_ascii() {
            out.push(c.to_ascii_lowercase());
        } else if ODD.contains(&c) || c as usize >= END {
            return text.to_lowercase();
        } else {
            out.push(lower(c));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_agree_with_unicode() {
        for c in (0..=0x3FFFF).filter_map(char::from_u32) {
            assert_eq!(is_word(c), c.is_alphanumeric(), "{c:?}");
            assert_eq!(Some(lower(c)), c.to_lowercase().next(), "{c:?}");
            let text = format!("Á{c}B");
            assert_eq!(lowercase(&text), text.to_lowercase(), "{c:?}");
        }
    }
}
