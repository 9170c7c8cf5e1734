//! What stretch of time a figure covers.

use super::super::Context;
use super::name::{Key, has_word};
use crate::calendar::{Day, Month, Period, lunar};
use crate::outline::Document;
use crate::outline::component::is_longer;
use crate::viet::letter::is_word;
use crate::viet::word::{digits, eat, skip};
use aho_corasick::AhoCorasick;
use chrono::Datelike;
use std::sync::LazyLock;

/// Parts of the words without one of which no span is named, in whatever case.
static TIMES: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
    const PARTS: [&str; 15] = [
        "háng", "hÁng", "quý", "quÝ", "năm", "nĂm", "kế", "kẾ", "chung", "tết", "tẾt", "đến", "đẾn", "Đến", "ĐẾn",
    ];
    AhoCorasick::builder().ascii_case_insensitive(true).build(PARTS).ok()
});

/// What spans the notice speaks of where a figure names none.
pub struct Spans {
    /// The month the session is about.
    pub month: Option<Month>,
    pub usual: Option<Period>,
}

/// The last month in which nothing is told of the whole of its own year.
const SPRING: u32 = 3;

/// The last year that is over, as a session of December speaks of its own.
fn over(month: Month) -> i32 {
    month.year - i32::from(month.month < 12)
}

impl Spans {
    pub fn default_of(document: &Document, context: &Context) -> Spans {
        let month = context.period.or_else(|| {
            context.day.map(|d: Day| Month {
                year: d.year(),
                month: d.month(),
            })
        });
        let mut spans = Spans {
            month,
            usual: month.map(Period::Month),
        };
        if let Some(title) = &document.front.title {
            spans.heading(title);
        }
        spans
    }

    /// A heading says which time the figures below it cover: of "tháng 9, quý III và 9 tháng" the longest.
    pub fn heading(&mut self, text: &str) {
        // an order for the months to come says nothing of the figures
        if is_longer(text, 199) || TIMES.as_ref().is_some_and(|times| !times.is_match(text)) {
            return;
        }
        let key = Key::new(text);
        let rank = |p: &Period| match p {
            Period::Month(_) => 0,
            Period::Quarter(..) => 1,
            Period::Months(..) => 2,
            Period::Year(_) => 3,
        };
        let spans = self.all(key.text());
        // "Kết quả năm 2025", of a session in the next
        let year = || {
            let year = Period::Year(over(self.month?));
            has_word(key.text(), &format!("năm {year}")).then_some(year)
        };
        // "Tình hình tháng 12 và năm 2025"
        let both = || {
            let year = over(self.month?);
            key.text().contains(&format!("và năm {year}")).then_some(Period::Year(year))
        };
        let both = both();
        if let Some(span) = spans.into_iter().chain(both).max_by_key(rank).or_else(year) {
            self.usual = Some(span);
        }
    }

    /// The last span that words name: "7 tháng", "quý I", "trong tháng", "lũy kế". The words in lower case.
    pub fn said(&self, key: &str) -> Option<Period> {
        self.all(key).pop()
    }

    /// From January to a month.
    pub fn so_far(&self, to: Month) -> Period {
        match Month::new(to.year, 1) {
            _ if to.month == 12 => Period::Year(to.year),
            Some(from) if to.month > 1 => Period::Months(from, to),
            _ => Period::Month(to),
        }
    }

    /// The months so far, where the session's month is known.
    pub fn until_now(&self) -> Option<Period> {
        self.month.map(|m| self.so_far(m))
    }

    /// The spans that words name, in order.
    fn all(&self, key: &str) -> Vec<Period> {
        let Some(month) = self.month else { return Vec::new() };
        let mut out: Vec<Period> = Vec::new();
        let mut last = ["", ""];
        for (at, word) in words(key) {
            let [before_last, before] = last;
            last = [before, word];
            let next = skip(key, at + word.len());
            match word {
                "tháng" => {
                    // "so với tháng trước", "gấp 2 lần tháng trước", "những tháng cuối năm"
                    if before == "với" || before == "so" || ["trước", "cuối", "tới", "sau"].iter().any(|w| eat(key, next, w).is_some())
                    {
                        continue;
                    }
                    // "năm tháng" may be of a year
                    const WORDS: [(&str, u32); 8] = [
                        ("hai", 2),
                        ("ba", 3),
                        ("bốn", 4),
                        ("sáu", 6),
                        ("bảy", 7),
                        ("tám", 8),
                        ("chín", 9),
                        ("mười", 10),
                    ];
                    let spelled = || {
                        let n = WORDS.iter().find(|(w, _)| *w == before).map(|(_, n)| *n);
                        n.filter(|_| eat(key, next, "đầu năm").is_some())
                    };
                    if let Some(n) = before.parse::<u32>().ok().or_else(spelled).filter(|n| (1..=12).contains(n)) {
                        // "sau 4 tháng vận hành" measures a while; "5 tháng cuối năm" lies ahead
                        let this_year = ["đầu năm", "năm", "của năm"].iter().any(|w| eat(key, next, w).is_some());
                        if n > 1 && n <= month.month && (n == month.month || this_year || n + 1 == month.month) && before_last != "sau" {
                            let year = year_behind(key, next).unwrap_or(month.year);
                            out.extend(Month::new(year, n).map(|to| self.so_far(to)));
                        }
                    } else if let Some((m, end)) = digits(key, next, 2).filter(|(m, _)| (1..=12).contains(m)) {
                        let year = year_at(key, end).unwrap_or(month.year);
                        let Some(named) = Month::new(year, m) else { continue };
                        // "đến hết tháng 9" covers the months so far
                        let until =
                            matches!(before, "đến") || before == "hết" && before_last == "đến" || before == "cuối" && before_last == "đến";
                        out.push(if until { self.so_far(named) } else { Period::Month(named) });
                    } else if before == "trong" || before == "của" {
                        out.push(Period::Month(month));
                    }
                }
                "quý" => {
                    const ROMAN: &[(&str, u32)] = &[("iv", 4), ("iii", 3), ("ii", 2), ("i", 1), ("1", 1), ("2", 2), ("3", 3), ("4", 4)];
                    if before == "với" || before == "so" {
                        continue;
                    }
                    let Some((q, end)) = ROMAN.iter().find_map(|(w, q)| Some((*q, eat(key, next, w)?))) else {
                        continue;
                    };
                    out.push(Period::Quarter(year_at(key, end).unwrap_or(month.year), q));
                }
                // what is told in spring is told of the year before
                "năm" if before == "cả" => {
                    // but "dự kiến cả năm" is of its own
                    let told = month.year - i32::from(month.month <= SPRING && !matches!(before_last, "kiến" | "ước" | "đấu" | "báo"));
                    out.push(Period::Year(year_behind(key, at).unwrap_or(told)));
                }
                // "Năm 2025, GRDP tăng …" at the head of a sentence, of a year that is over
                "năm" if before.is_empty() || before == "trong" => {
                    let named = digits(key, next, 4).map(|(y, _)| y as i32);
                    out.extend(named.filter(|y| (1900..=over(month)).contains(y)).map(Period::Year));
                }
                // "thu ngân sách năm 2025 đạt 14,6 tỷ đồng", of a year that is over
                "năm" if !matches!(before, "với" | "so" | "hoạch" | "toán" | "bản" | "kỳ" | "đầu" | "cuối") => {
                    let named = digits(key, next, 4).filter(|(_, end)| {
                        let behind = skip(key, *end);
                        ["đạt", "ước đạt", "mới đạt", "chỉ đạt"]
                            .iter()
                            .any(|w| eat(key, behind, w).is_some())
                    });
                    let year = named.map(|(y, _)| y as i32);
                    out.extend(year.filter(|y| (1900..=over(month)).contains(y)).map(Period::Year));
                }
                // "từ đầu năm đến nay", "lũy kế", "tính chung"
                "năm" if before == "đầu" && before_last == "từ" => out.extend(self.until_now()),
                "kế" if matches!(before, "lũy" | "luỹ") => out.extend(self.until_now()),
                "chung" if before == "tính" => out.extend(self.until_now()),
                "tết" if matches!(before, "dịp" | "nghỉ" | "trong") => out.extend(self.tet()),
                // "luỹ kế đến 31/3/2026", "đến ngày 20/9"
                _ if matches!(before, "đến" | "hết" | "ngày") && word.bytes().all(|b| b.is_ascii_digit()) => {
                    let Some((_, end)) = digits(key, at, 2) else { continue };
                    let Some(end) = eat(key, end, "/") else { continue };
                    let Some((m, end)) = digits(key, end, 2).filter(|(m, _)| (1..=12).contains(m)) else {
                        continue;
                    };
                    if !key[..at].contains("đến") {
                        continue;
                    }
                    let year = year_at(key, end).unwrap_or(month.year);
                    let whole = match self.usual {
                        Some(q @ Period::Quarter(y, n)) if n * 3 == m && y == year => Some(q),
                        _ => Month::new(year, m).map(|to| self.so_far(to)),
                    };
                    out.extend(whole);
                }
                _ => {}
            }
        }
        out
    }

    /// The month in which Tết of the notice's year falls.
    fn tet(&self) -> Option<Period> {
        let month = self.month?;
        lunar::solar(month.year, 1, 1).map(|d| Period::Month(Month::of(d)))
    }
}

/// "/2025", " năm 2025" behind a month or quarter.
fn year_at(key: &str, at: usize) -> Option<i32> {
    let slash = eat(key, at, "/").map(|e| skip(key, e));
    let at = slash.or_else(|| eat(key, skip(key, at), "năm").map(|e| skip(key, e)))?;
    digits(key, at, 4).filter(|(y, _)| (1900..2200).contains(y)).map(|(y, _)| y as i32)
}

/// "đầu năm 2025", "năm 2025".
fn year_behind(key: &str, at: usize) -> Option<i32> {
    let at = eat(key, at, "đầu").map_or(at, |e| skip(key, e));
    let at = eat(key, at, "của").map_or(at, |e| skip(key, e));
    let at = eat(key, at, "năm").map(|e| skip(key, e))?;
    digits(key, at, 4).filter(|(y, _)| (1900..2200).contains(y)).map(|(y, _)| y as i32)
}

/// The words of a text with their bytes.
fn words(key: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let from = at + key[at..].find(is_word)?;
        at = key[from..].find(|c| !is_word(c)).map_or(key.len(), |len| from + len);
        Some((from, &key[from..at]))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_words_cover() {
        let september = Month { year: 2025, month: 9 };
        let spans = Spans {
            month: Some(september),
            usual: Some(Period::Month(september)),
        };
        for (text, want) in [
            ("Tính chung 9 tháng", "2025-01/2025-09"),
            ("lũy kế", "2025-01/2025-09"),
            ("8 tháng đầu năm", "2025-01/2025-08"),
            ("quý III", "2025-Q3"),
            ("quý II/2024", "2024-Q2"),
            ("trong tháng", "2025-09"),
            ("tháng 8/2025", "2025-08"),
            ("đến hết tháng 8", "2025-01/2025-08"),
            ("đến ngày 25/9", "2025-01/2025-09"),
            ("ước cả năm", "2025"),
            ("từ đầu năm đến nay", "2025-01/2025-09"),
            ("Sáu tháng đầu năm", "2025-01/2025-06"),
            ("trong dịp Tết", "2025-01"),
            ("thu ngân sách năm 2024 đạt", "2024"),
            ("so với năm 2024 đạt", ""),
            ("kế hoạch năm 2024 đạt", ""),
            ("so với tháng trước", ""),
            ("so với tháng 8", ""),
            ("Sau 04 tháng vận hành", ""),
            ("4 tháng cuối năm", ""),
        ] {
            let said = spans.said(Key::new(text).text()).map(|s| s.to_string()).unwrap_or_default();
            assert_eq!(said, want, "{text}");
        }
    }

    #[test]
    fn the_whole_year_told_in_spring_is_the_one_before() {
        let january = Month { year: 2026, month: 1 };
        let spans = Spans {
            month: Some(january),
            usual: Some(Period::Month(january)),
        };
        assert_eq!(spans.said("thu ngân sách cả năm đạt"), Some(Period::Year(2025)));
        let december = Month { year: 2025, month: 12 };
        let mut spans = Spans {
            month: Some(december),
            usual: None,
        };
        spans.heading("1. Đánh giá tình hình kinh tế - xã hội tháng 12 và năm 2025");
        assert_eq!(spans.usual, Some(Period::Year(2025)));
        spans.heading("1. Đánh giá tình hình kinh tế - xã hội tháng 12 năm 2025");
        assert_eq!(spans.usual, Some(Period::Month(december)));
        assert_eq!(spans.so_far(december), Period::Year(2025));
    }

    #[test]
    fn a_heading_gives_the_longest_of_its_spans() {
        let september = Month { year: 2025, month: 9 };
        for (text, want) in [
            ("I. Tình hình tháng 9 và 9 tháng năm 2025", "2025-01/2025-09"),
            ("Kết quả tháng 9, quý III và 9 tháng đầu năm", "2025-01/2025-09"),
            ("Kết quả tháng 9 và quý III năm 2025", "2025-Q3"),
            ("Đánh giá tình hình tháng 9/2025", "2025-09"),
        ] {
            let mut spans = Spans {
                month: Some(september),
                usual: None,
            };
            spans.heading(text);
            assert_eq!(spans.usual.map(|s| s.to_string()).unwrap_or_default(), want, "{text}");
        }
    }
}
