//! Where the values of a YAML text stand, and what is wrong with a text that is no YAML, for messages. Reading itself needs no
//! places: they are asked for only once something is wrong.

use crate::diag::Text;
use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use std::collections::BTreeMap;
use std::fmt;
use std::ops::Range;

/// A step from a value to one inside it.
#[derive(Clone, PartialEq, Debug)]
pub enum Step {
    Key(String),
    /// From 0.
    Item(usize),
}

/// A value and where it begins: line and column from 1, the column in characters; line 0 where that is not known.
#[derive(Debug)]
struct Placed {
    line: usize,
    column: usize,
    inner: Inner,
}

#[derive(Debug)]
enum Inner {
    Map(BTreeMap<String, Placed>),
    List(Vec<Placed>),
    Other,
}

impl<'de> Deserialize<'de> for Placed {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Placed, D::Error> {
        let spanned = serde_yaml::Spanned::<Inner>::deserialize(deserializer)?;
        Ok(Placed {
            line: spanned.referenced.line() as usize,
            column: spanned.referenced.column() as usize,
            inner: spanned.value,
        })
    }
}

impl<'de> Deserialize<'de> for Inner {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Inner, D::Error> {
        deserializer.deserialize_any(Values)
    }
}

struct Values;

/// A scalar says nothing of places.
macro_rules! others {
    ($($visit:ident $kind:ty;)*) => { $(fn $visit<E>(self, _: $kind) -> Result<Inner, E> { Ok(Inner::Other) })* };
}

impl<'de> Visitor<'de> for Values {
    type Value = Inner;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("any value")
    }
    others! {
        visit_bool bool;
        visit_i64 i64;
        visit_i128 i128;
        visit_u64 u64;
        visit_u128 u128;
        visit_f64 f64;
        visit_str &str;
        visit_bytes &[u8];
    }
    fn visit_unit<E>(self) -> Result<Inner, E> {
        Ok(Inner::Other)
    }
    fn visit_none<E>(self) -> Result<Inner, E> {
        Ok(Inner::Other)
    }
    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Inner, D::Error> {
        deserializer.deserialize_any(Values)
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Inner, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = list.next_element()? {
            items.push(item);
        }
        Ok(Inner::List(items))
    }
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Inner, A::Error> {
        let mut values = BTreeMap::new();
        while let Some(key) = map.next_key::<String>()? {
            values.insert(key, map.next_value()?);
        }
        Ok(Inner::Map(values))
    }
}

/// The places of one YAML text.
#[derive(Debug)]
pub struct Places(Option<Placed>);

impl Places {
    /// Of a text that can be read; of any other there are none. `limits` are those it was read with.
    pub fn of(text: &str, limits: serde_yaml::Options) -> Places {
        Places(serde_yaml::from_str_with_options(text, limits).ok())
    }
    /// Bytes of `text` in which the value at the end of `path` stands, up to the end of its line: with its key before it,
    /// where the last step is one. `None` where the text has no such value.
    pub fn find(&self, text: &str, path: &[Step]) -> Option<Range<usize>> {
        let mut value = self.0.as_ref()?;
        for step in path {
            value = match (&value.inner, step) {
                (Inner::Map(map), Step::Key(key)) => map.get(key)?,
                (Inner::List(list), Step::Item(n)) => list.get(*n)?,
                _ => return None,
            };
        }
        let at = offset(text, value.line, value.column)?;
        let start = match path.last() {
            // the nearest one before the value is its own
            Some(Step::Key(key)) => text[..at].rfind(key.as_str()).unwrap_or(at),
            _ => at,
        };
        let end = text[start..].find('\n').map_or(text.len(), |n| start + n);
        Some(start..start + text[start..end].trim_end().len())
    }
}

/// What the reader of YAML complains of, by words of its message, and the same for an office.
const TROUBLES: &[(&str, &str)] = &[
    (
        "mapping values are not allowed",
        "dấu hai chấm ở chỗ không được có: dòng thụt vào sai, hoặc chữ có “: ” mà không đặt trong ngoặc kép",
    ),
    ("tabs disallowed", "dòng thụt vào bằng phím Tab"),
    ("duplicate mapping key", "một khóa viết hai lần"),
    ("unclosed bracket", "ngoặc mở mà không đóng"),
    ("mismatched bracket", "ngoặc đóng không khớp ngoặc mở"),
    ("misplaced bracket", "ngoặc đóng thừa"),
    ("unknown escape", "dấu \\ trong ngoặc kép (viết \\\\, hoặc dùng nháy đơn)"),
    ("trailing content", "còn chữ sau dấu ngoặc kép hoặc nháy đơn đóng"),
    ("quoted scalar", "dấu ngoặc kép hoặc nháy đơn mở mà không đóng"),
    ("block scalar", "còn chữ ngay sau dấu | hoặc > (chữ viết từ dòng sau, thụt vào)"),
    ("anchor", "dấu * hoặc & ở đầu giá trị (đặt chữ trong ngoặc kép)"),
    (
        "unexpected character",
        "giá trị bắt đầu bằng ký tự riêng của YAML như @ ` (đặt chữ trong ngoặc kép)",
    ),
    ("flow sequence", "danh sách trong ngoặc vuông thiếu dấu phẩy hoặc ngoặc đóng"),
    ("flow mapping", "bảng trong ngoặc nhọn thiếu dấu phẩy hoặc ngoặc đóng"),
    ("block sequence", "các dòng của danh sách thụt vào không đều"),
    ("block mapping", "các dòng thụt vào không đều, hoặc thiếu dấu hai chấm sau khóa"),
    ("simple key", "dòng không có dạng “khóa: giá trị”"),
    ("indent", "các dòng thụt vào không đều"),
];

/// What is wrong with a text that is no YAML: in both languages, and where it is found, as a byte of the text.
pub fn trouble(error: &serde_yaml::Error, text: &str) -> (Text, usize) {
    let place = error.location().map(|l| (l.line() as usize, l.column() as usize));
    let at = place.and_then(|(line, column)| offset(text, line, column)).unwrap_or(0);
    // what is missed at the end is missing in the last line
    let written = text.trim_end().len();
    let at = if at < written {
        at
    } else {
        text[..written].rfind('\n').map_or(0, |n| n + 1)
    };
    let words = error.to_string();
    let words = words.lines().next().unwrap_or("").trim();
    let words = words.split(" at line ").next().unwrap_or(words).trim_start_matches("error: ");
    let lower = words.to_ascii_lowercase();
    let vi = match TROUBLES.iter().find(|(part, _)| lower.contains(part)) {
        Some((_, vi)) => (*vi).to_string(),
        None => format!("không đọc được từ đây ({words})"),
    };
    (Text::new(vi, words), at)
}

/// Byte of the text at a line and column, both from 1, the column in characters.
pub fn offset(text: &str, line: usize, column: usize) -> Option<usize> {
    let start: usize = text.split_inclusive('\n').take(line.checked_sub(1)?).map(str::len).sum();
    let row = text[start..].lines().next().unwrap_or("");
    let within = row.char_indices().nth(column.saturating_sub(1)).map_or(row.len(), |(n, _)| n);
    Some(start + within)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str, path: &[Step]) -> Option<String> {
        let places = Places::of(text, serde_yaml::Options::default());
        places.find(text, path).map(|range| text[range].to_string())
    }

    #[test]
    fn each_value_is_found_where_it_stands() {
        let key = |k: &str| Step::Key(k.into());
        let text = "a: 1\nlist:\n  - clause: \"đ.1\"\n    ngày: x # a\n  - { clause: 2, sub: [ 3, clause ] }\n";
        assert_eq!(words(text, &[key("a")]).as_deref(), Some("a: 1"));
        let first = [key("list"), Step::Item(0), key("ngày")];
        assert_eq!(words(text, &first).as_deref(), Some("ngày: x # a"));
        let second = [key("list"), Step::Item(1), key("clause")];
        assert_eq!(words(text, &second).as_deref(), Some("clause: 2, sub: [ 3, clause ] }"));
        let inner = [key("list"), Step::Item(1), key("sub"), Step::Item(1)];
        assert_eq!(words(text, &inner).as_deref(), Some("clause ] }"));
        assert_eq!(words(text, &[key("list"), Step::Item(2)]), None);
        assert_eq!(words("a: [", &[key("a")]), None);
    }
}
