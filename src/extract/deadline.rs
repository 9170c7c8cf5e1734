//! Time phrases that bind → Deadline.
//!
//! `form` is the grammar of the phrases, `words` their vocabulary; `bind` tells what only looks like a deadline apart.

mod bind;
mod form;
mod words;

use super::Context;
use crate::calendar::Day;
use crate::notice::{Bound, Certainty, Deadline, Doubt};
use crate::outline::Block;
use crate::viet::date;
use crate::viet::letter::{is_word, lowercase};
use crate::viet::token::{Cut, Word};
use crate::viet::word::{digits, eat, eat_any, eat_named, skip};
use bind::{Place, binds};
use chrono::{Datelike, Days, Months, Weekday};
use form::{Caught, From, Kind, Openings};
use std::cell::Cell;
use std::ops::Range;

/// The deadlines in bytes `range` of a block's text, in order.
pub fn find(block: &Block, range: Range<usize>, context: &Context) -> Vec<Deadline> {
    read(block, &Cut::new(&block.text).words(), 0, range, context, false)
}

/// The same where the words of the text from byte `base` on are known.
pub fn among(block: &Block, words: &[Word], base: usize, range: Range<usize>, context: &Context) -> Vec<Deadline> {
    read(block, words, base, range, context, false)
}

/// The deadlines in bytes `range` of a block's text that says nothing but when: the cell of a table, the words behind
/// "Thời hạn:". There a time alone is a deadline ("30/4/2026", "Quý II/2026"). `words` are those of the block.
pub fn given(block: &Block, words: &[Word], range: Range<usize>, context: &Context) -> Vec<Deadline> {
    let found = read(block, words, 0, range.clone(), context, true);
    let said = block.text.get(range.clone()).unwrap_or_default().trim();
    if !found.is_empty() || eat(said, 0, "trước").is_none() || said.contains(|c: char| c.is_ascii_digit()) && !has_word(said, &["học"])
    {
        return found;
    }
    // "Trước học kỳ II"
    vec![Deadline {
        quote: said.to_string(),
        lunar: false,
        time: None,
        certainty: Certainty::Inferred,
        doubts: vec![],
        bound: Bound::Event,
        span: block.span_of(range.start, range.end),
    }]
}

fn read(block: &Block, words: &[Word], base: usize, range: Range<usize>, context: &Context, given: bool) -> Vec<Deadline> {
    let text = block.text.as_str();
    let end = range.end.min(text.len());
    let Some(text) = text.get(..end).filter(|t| t.is_char_boundary(range.start)) else {
        return Vec::new();
    };
    let mut out: Vec<Deadline> = Vec::new();
    let mut from = range.start;
    // behind a label up to the next stop a time alone is a deadline
    let mut labelled = given;
    let place = |at: usize| words.partition_point(|w| w.start + base < at);
    let words = &words[place(range.start)..place(end)];
    let gaps = Gaps {
        text,
        words,
        base,
        from: range.start,
        last: Cell::new(None),
    };
    let openings = Openings::of(words);
    for (n, word) in words.iter().enumerate() {
        if labelled && !given && gaps.before(n).1.is_some() {
            labelled = false;
        }
        if !labelled && !openings.begin(n) {
            continue;
        }
        let i = word.start + base;
        // an abbreviation is several words in one place
        if i < from || n > 0 && word.start < words[n - 1].end {
            continue;
        }
        let Some((kind, caught, stop)) = openings.at(text, i, n).or_else(|| alone(text, i, labelled)) else {
            continue;
        };
        let kind = match kind {
            Kind::Label => {
                labelled = true;
                from = stop;
                continue;
            }
            // a span that is the answer to "when" ends on its last day
            // so does one in which an act is completed: "hoàn thành khám tuyển từ ngày 01/12 đến hết ngày 31/12/2020"
            Kind::Span if until(&text[i..stop]) && (labelled || completed_by(text, &caught, gaps.starts(n).0..i, context)) => Kind::By,
            Kind::Span => {
                from = stop;
                continue;
            }
            Kind::Bare if labelled => Kind::Within,
            kind => kind,
        };
        let follows = out.last().is_some_and(|d| {
            matches!(d.bound, Bound::Every { .. }) && matches!(text.get(from..i).map(str::trim), Some("," | "và" | "hoặc"))
        });
        let (kind, caught) = dated_event(kind, caught, &text[i..stop]);
        let Some(mut bound) = bound(kind, &caught, context.day) else {
            continue;
        };
        let (segment, sentence) = gaps.starts(n);
        // "Sau khi có khối lượng nghiệm thu, trong vòng 04 ngày làm việc …": counted from what happens, as "trả lời trong thời hạn
        // 05 ngày" is from what is answered
        let happens = || eat_any(text, skip(text, sentence), &["sau khi", "ngay sau khi", "khi"]).is_some();
        let answers = || caught.inside && has_word(&text[segment.min(i)..i], &["trả lời", "thẩm định", "cho ý kiến", "góp ý"]);
        if kind == Kind::Count && caught.from.is_none() && (happens() || answers()) {
            bound = Bound::Event;
        }
        let place = Place {
            text,
            start: i,
            stop,
            segment: tail(&text[segment.min(i)..i], 600),
            sentence: tail(&text[sentence.min(i)..i], 600),
            opens: segment == i || text[segment.min(i)..i].trim().is_empty(),
            from: range.start,
        };
        if !(labelled || follows && kind == Kind::Frequency || binds(kind, &caught, &bound, &place, context.day)) {
            // the words of a form that does not bind hold no other: "trong dịp 30/4"
            from = if matches!(kind, Kind::Event | Kind::Session) { i + 1 } else { stop };
            continue;
        }
        // "hằng tuần báo cáo … trước 15 giờ thứ Năm": the weekday of each week
        if let (Some(date::Printed::Weekday { weekday }), Some(last)) = (caught.date, out.last_mut())
            && let Bound::Every {
                every,
                weekday: own @ None,
                ..
            } = &mut last.bound
            && every == "P1W"
            && last.span.start >= block.span_of(sentence.min(i), i).start
        {
            *own = Some(weekday);
            last.time = caught.hour.map(|(hour, minute)| format!("{hour:02}:{minute:02}"));
            from = stop;
            continue;
        }
        let mut add = |bound: Bound, at: Range<usize>| {
            let doubts = doubts(&caught, &bound);
            out.push(Deadline {
                quote: text[at.clone()].to_string(),
                lunar: caught.date.is_some_and(|d| d.is_lunar()),
                time: caught.hour.map(|(hour, minute)| format!("{hour:02}:{minute:02}")),
                certainty: if doubts.is_empty() {
                    Certainty::Explicit
                } else {
                    Certainty::Inferred
                },
                doubts,
                bound,
                span: block.span_of(at.start, at.end),
            });
        };
        add(bound, i..stop);
        from = stop;
        if matches!(kind, Kind::Every | Kind::Frequency) && caught.weekday.is_none() && caught.monthday.is_none() {
            // "hằng tháng, quý, năm"
            while let Some((every, at)) = next_unit(text, from) {
                from = at.end;
                add(
                    Bound::Every {
                        every,
                        weekday: None,
                        day: None,
                    },
                    at,
                );
            }
        }
    }
    out
}

/// What stands between the words of a part of a text.
struct Gaps<'t> {
    text: &'t str,
    words: &'t [Word<'t>],
    /// Byte of the text from which the words count.
    base: usize,
    /// Byte at which the part begins.
    from: usize,
    /// The word for which `starts` was asked last, and its answer.
    last: Cell<Option<(usize, (usize, usize))>>,
}

impl Gaps<'_> {
    /// Behind the last mark before word `n` that is no decimal or date point, and behind the last stop.
    fn before(&self, n: usize) -> (Option<usize>, Option<usize>) {
        let word = &self.words[n];
        let start = n.checked_sub(1).map_or(self.from, |n| self.words[n].end + self.base);
        let gap = self.text.get(start..word.start + self.base).unwrap_or_default();
        // the point of "TP." parts nothing; nor does "&", but what stands before it
        if gap == " " || word.before == ' ' && !gap.contains('&') {
            return (None, None);
        }
        let marks = gap.char_indices().rev().filter(|(at, c)| {
            let spaced = self.text[start + at + c.len_utf8()..].starts_with(char::is_whitespace);
            matches!(c, ',' | ';' | ':' | '.') && spaced
        });
        let (mut mark, mut stop) = (None, None);
        for (at, c) in marks {
            mark = mark.or(Some(start + at + 1));
            if stop.is_none() && matches!(c, ';' | '.') {
                stop = Some(start + at + 1);
            }
        }
        (mark, stop)
    }

    /// Where the part of the sentence begins in which word `n` stands, and where the sentence does.
    fn starts(&self, n: usize) -> (usize, usize) {
        let (known, (mut segment, mut sentence)) = match self.last.get() {
            Some((last, found)) if last <= n => (last + 1, found),
            _ => (0, (self.from, self.from)),
        };
        let mut parted = false;
        for n in (known..=n).rev() {
            let (mark, stop) = self.before(n);
            if let Some(mark) = mark.filter(|_| !parted) {
                (segment, parted) = (mark, true);
            }
            if let Some(stop) = stop {
                sentence = stop;
                break;
            }
        }
        self.last.set(Some((n, (segment, sentence))));
        (segment, sentence)
    }
}

/// A time without any preposition, where that is a deadline.
fn alone(text: &str, at: usize, labelled: bool) -> Option<(Kind, Caught, usize)> {
    let (date, len) = labelled.then(|| date::at(text, at))??;
    let kind = if date.is_day() { Kind::By } else { Kind::Within };
    let caught = Caught {
        date: Some(date),
        ..Caught::default()
    };
    Some((kind, caught, at + len))
}

/// Whether an act before a span that has not passed is completed in it; `segment` are the bytes before it in its part of the sentence.
fn completed_by(text: &str, caught: &Caught, segment: Range<usize>, context: &Context) -> bool {
    let due = caught.date.and_then(|d| d.last_day(context.day));
    let coming = due.zip(context.day).is_some_and(|(due, day)| due >= day);
    coming
        && text.get(segment).is_some_and(|before| {
            has_word(
                before,
                &["hoàn thành", "xong", "hoàn tất", "thời gian thực hiện", "thời gian triển khai"],
            )
        })
}

/// Whether a span has an end.
fn until(words: &str) -> bool {
    has_word(words, &["đến", "tới"]) || words.contains(['-', '–'])
}

/// An event whose words give its day is a day: "trước ngày Quốc khánh 02/9".
fn dated_event(kind: Kind, caught: Caught, words: &str) -> (Kind, Caught) {
    if kind == Kind::Event
        && caught.number.is_none()
        && eat(words, 0, "trước").is_some()
        && let Some((date, _)) = date::scan(words).into_iter().find(|(d, _)| d.is_day())
    {
        let date = Caught {
            date: Some(date),
            ..caught
        };
        return (Kind::Before, date);
    }
    (kind, caught)
}

/// The next of "hằng tháng, quý, năm": its duration and its bytes.
fn next_unit(text: &str, at: usize) -> Option<(String, Range<usize>)> {
    let next = skip(text, eat_any(text, skip(text, at), &[",", "và", "hoặc"])?);
    let number = digits(text, next, 2);
    let start = number.map_or(next, |(_, e)| skip(text, e));
    let (letter, end) = eat_named(text, start, &[("tháng", 'M'), ("quý", 'Q'), ("quí", 'Q'), ("năm", 'Y')])?;
    let after = skip(text, end);
    // "năm 2025", "quý III", "năm học" are no units; "tháng trước" is no frequency
    let named = digits(text, after, 4).is_some() || eat_any(text, after, &["i", "ii", "iii", "iv", "học", "trước", "sau", "tới"]).is_some();
    let count = number.map_or(1, |(n, _)| n);
    let every = if letter == 'Q' {
        format!("P{}M", count * 3)
    } else {
        format!("P{count}{letter}")
    };
    (!named).then_some((every, next..end))
}

/// The bound of what a form caught; `None` where the notice's day is needed and unknown, but for days that do not exist.
fn bound(kind: Kind, caught: &Caught, around: Option<Day>) -> Option<Bound> {
    Some(match kind {
        Kind::Before | Kind::By | Kind::On | Kind::Within | Kind::Bare => {
            let date = caught.date?;
            let day = if kind == Kind::Before {
                date.first_day(around)
            } else {
                date.last_day(around)
            };
            match (day, kind) {
                // a deadline whose day cannot be fixed is still one: 31/4/2026
                (None, _) => Bound::By(None),
                (Some(d), Kind::Before) => Bound::Before(d),
                (Some(d), Kind::By | Kind::On) => Bound::By(d.into()),
                // "chậm nhất trong ngày 14/9" is by that day
                (Some(d), Kind::Within) if caught.latest && date.is_day() => Bound::By(d.into()),
                (Some(d), _) => Bound::Within(d),
            }
        }
        Kind::Event | Kind::Session => Bound::Event,
        Kind::Count => {
            let start = match caught.from {
                // "trong vòng 48 giờ" is a pace, not a day
                _ if caught.unit == Some('h') => return Some(Bound::Event),
                Some(From::Notice) => around,
                Some(From::Date(date)) => date.last_day(around),
                // "trong vòng 10 ngày kể từ ngày nhận đủ hồ sơ"
                Some(From::Event) => return Some(Bound::Event),
                None => None,
            };
            match start.and_then(|d| after(d, caught)) {
                // "trong 15 ngày kể từ ngày ban hành", where "sau 10 ngày", "chậm nhất 10 ngày" name the day
                Some(day) if caught.inside && !caught.latest => Bound::Within(day),
                day => Bound::By(day),
            }
        }
        Kind::Every | Kind::Frequency => Bound::Every {
            every: every(caught)?,
            weekday: caught.weekday,
            day: caught.monthday,
        },
        Kind::Span | Kind::Label => return None,
    })
}

/// ISO 8601 duration of a frequency.
fn every(caught: &Caught) -> Option<String> {
    let (number, unit) = (caught.number.unwrap_or(1), caught.unit?);
    if caught.times && number > 1 {
        // twice a month is each second week, twice a year each six months
        return Some(match (unit, number) {
            ('Y', n) if 12 % n == 0 => format!("P{}M", 12 / n),
            ('Q', 3) => duration(1, 'M'),
            ('M', 2) => duration(2, 'W'),
            ('M', 4) => duration(1, 'W'),
            (unit, _) => duration(1, unit),
        });
    }
    Some(duration(number, unit))
}

/// A quarter is three months; hours are a time of day in ISO 8601.
fn duration(number: u32, unit: char) -> String {
    match unit {
        'Q' => format!("P{}M", number.saturating_mul(3)),
        'h' => format!("PT{number}H"),
        unit => format!("P{number}{unit}"),
    }
}

/// The day that a count ends on; of working days Saturdays and Sundays are left out (feasts are the register's).
fn after(day: Day, caught: &Caught) -> Option<Day> {
    let count = caught.number?;
    match caught.unit {
        Some('W') => return day.checked_add_days(Days::new(u64::from(count) * 7)),
        Some('M') => return day.checked_add_months(Months::new(count)),
        _ => {}
    }
    if !caught.working || count > 400 {
        return day.checked_add_days(Days::new(u64::from(count)));
    }
    let (mut day, mut left) = (day, count);
    while left > 0 {
        day = day.succ_opt()?;
        left -= u32::from(!matches!(day.weekday(), Weekday::Sat | Weekday::Sun));
    }
    Some(day)
}

/// What an editor should look at again.
fn doubts(caught: &Caught, bound: &Bound) -> Vec<Doubt> {
    let mut out = Vec::new();
    if bound.due().is_some() && caught.date.is_some_and(|d| !d.has_year()) {
        out.push(Doubt::YearInferred);
    }
    if matches!(bound, Bound::By(_) | Bound::Within(_)) && caught.date.is_none() {
        out.push(Doubt::DayCounted);
    }
    out
}

/// The last `n` bytes or a little less.
fn tail(text: &str, n: usize) -> &str {
    let mut i = text.len().saturating_sub(n);
    while !text.is_char_boundary(i) {
        i += 1;
    }
    &text[i..]
}

fn has_word(text: &str, words: &[&str]) -> bool {
    let lower = lowercase(text);
    words.iter().any(|w| {
        lower
            .match_indices(w)
            .any(|(i, _)| !lower[..i].ends_with(is_word) && !lower[i + w.len()..].starts_with(is_word))
    })
}

#[cfg(test)]
mod tests;
