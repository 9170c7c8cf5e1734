//! "1.028.633", "38,6%" → numbers: the comma is the decimal mark, the point parts thousands.

/// Reads a whole text as a number. `None` for anything else, also for "5.3407", whose points part no thousands.
pub fn parse(text: &str) -> Option<f64> {
    let text = text.trim();
    let (value, len) = at(text, 0)?;
    (len == text.len()).then_some(value)
}

/// The number that begins at a byte, and its length in bytes. `None` where none begins there: also inside a longer
/// number or word, and for digits that are no number in Vietnamese writing ("5.3407", "1,2,3", "12.345,").
/// A point or comma that ends a sentence or a clause is left alone.
pub fn at(text: &str, byte: usize) -> Option<(f64, usize)> {
    let rest = text.get(byte..)?;
    let before = text[..byte].chars().next_back();
    if before.is_some_and(char::is_alphanumeric) || !rest.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let bytes = rest.as_bytes();
    let joined = |i: usize| matches!(bytes[i], b'.' | b',') && bytes.get(i + 1).is_some_and(u8::is_ascii_digit);
    let mut end = 0;
    while end < bytes.len() && (bytes[end].is_ascii_digit() || joined(end)) {
        end += 1;
    }
    let (whole, fraction) = rest[..end].split_once(',').unwrap_or((&rest[..end], ""));
    if fraction.contains([',', '.']) {
        return None;
    }
    if let Some((first, groups)) = whole.split_once('.')
        && (first.len() > 3 || first == "0" || groups.split('.').any(|g| g.len() != 3))
    {
        return None;
    }
    // most are whole
    if let Some(value) = exact(whole).filter(|_| fraction.is_empty()) {
        return Some((value, end));
    }
    let mut plain = String::with_capacity(end + 2);
    plain.extend(whole.chars().filter(|c| *c != '.'));
    plain.push('.');
    plain.push_str(if fraction.is_empty() { "0" } else { fraction });
    let value: f64 = plain.parse().ok()?;
    value.is_finite().then_some((value, end))
}

/// The value of digits with points between them, where it is small enough to be exact; `None` where there is anything else.
pub fn exact(whole: &str) -> Option<f64> {
    let digits = || whole.bytes().filter(u8::is_ascii_digit);
    let plain = (1..=15).contains(&whole.len()) && whole.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    plain.then(|| digits().fold(0u64, |value, digit| value * 10 + u64::from(digit - b'0')) as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_part_thousands_and_a_comma_decimals() {
        for (text, value) in [
            ("1.028.633", 1028633.0),
            ("38,6", 38.6),
            ("648,818", 648.818),
            ("1.095.056", 1095056.0),
            ("1.234,5", 1234.5),
            ("07", 7.0),
            ("2025", 2025.0),
        ] {
            assert_eq!(parse(text), Some(value), "{text}");
        }
    }

    #[test]
    fn what_is_no_number() {
        for text in ["5.3407", "12.34", "1,2,3", "1,234.5", "0.123", "", "abc", "1a", "-", "1234.567"] {
            assert_eq!(parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_number_within_a_text() {
        assert_eq!(at("đạt 38,6%, tăng", "đạt ".len()), Some((38.6, 4)));
        assert_eq!(at("đạt 247.", "đạt ".len()), Some((247.0, 3)));
        assert_eq!(at("đạt 247", "đạt 2".len()), None);
        assert_eq!(at("đạt", 1), None);
        assert_eq!(at("x", 9), None);
    }
}
