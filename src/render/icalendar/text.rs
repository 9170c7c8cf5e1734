//! Content lines of RFC 5545: folded at 75 bytes without cutting a character (3.1), texts escaped (3.3.11), CRLF.
//! A writer of our own because the libraries give alarms a random name and the clock's time.

/// Longest line in bytes, without the line break.
const LINE: usize = 75;

#[derive(Default)]
pub struct Writer {
    out: String,
}

impl Writer {
    /// A property whose value stands as it is: dates, rules, addresses.
    pub fn raw(&mut self, name: &str, value: &str) {
        let line = format!("{name}:{value}");
        let mut rest = line.as_str();
        let mut room = LINE;
        while rest.len() > room {
            let mut cut = room;
            while !rest.is_char_boundary(cut) {
                cut -= 1;
            }
            self.out.push_str(&rest[..cut]);
            self.out.push_str("\r\n ");
            rest = &rest[cut..];
            // the space that opens a continued line counts
            room = LINE - 1;
        }
        self.out.push_str(rest);
        self.out.push_str("\r\n");
    }
    /// A property whose value is a text.
    pub fn text(&mut self, name: &str, value: &str) {
        self.raw(name, &escaped(value));
    }
    /// A property whose value is a list of texts; none for an empty list.
    pub fn list<'t>(&mut self, name: &str, values: impl Iterator<Item = &'t str>) {
        let values: Vec<String> = values.map(escaped).collect();
        if !values.is_empty() {
            self.raw(name, &values.join(","));
        }
    }
    pub fn finish(self) -> Vec<u8> {
        self.out.into_bytes()
    }
}

/// A text may hold no control character but the tab; a line break is written `\n`.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '\\' | ';' | ',' => {
                out.push('\\');
                out.push(c);
            }
            '\n' => out.push_str("\\n"),
            '\t' => out.push(c),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folds_by_bytes_and_never_within_a_character() {
        for n in 60..90 {
            let mut w = Writer::default();
            let value = format!("{}ề{}", "x".repeat(n), "đ".repeat(120));
            w.text("SUMMARY", &value);
            let text = String::from_utf8(w.finish()).expect("UTF-8");
            assert!(text.split("\r\n").all(|l| l.len() <= 75));
            assert_eq!(text.replace("\r\n ", ""), format!("SUMMARY:{value}\r\n"));
        }
    }
    #[test]
    fn escapes_what_the_form_takes_for_its_own() {
        assert_eq!(escaped("a\\b;c,d\r\ne\u{0}"), "a\\\\b\\;c\\,d\\ne");
    }
}
