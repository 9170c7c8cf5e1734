//! A text cut into words: folded for comparing, with what stands between them, official abbreviations spelled out.

use super::fold;
use super::letter::{self, push_lowercase};

/// A word of a text: where it stands, folded, and what stands between it and the word before.
#[derive(Clone, Copy, Debug)]
pub struct Word<'k> {
    pub start: usize,
    pub end: usize,
    pub key: &'k str,
    /// Begins with a capital.
    pub capital: bool,
    /// All capitals, at least two, in a text that has small letters too.
    pub acronym: bool,
    /// Strongest mark before the word: ' ' where there is none.
    pub before: char,
}

/// Abbreviations of official papers, spelled out word by word.
fn spelled_out(key: &str) -> &'static [&'static str] {
    match key {
        "bql" => &["ban", "quản", "lý"],
        "qlda" => &["quản", "lý", "dự", "án"],
        "bqlda" => &["ban", "quản", "lý", "dự", "án"],
        "đtxd" => &["đầu", "tư", "xây", "dựng"],
        "kbnn" => &["kho", "bạc", "nhà", "nước"],
        "nhnn" => &["ngân", "hàng", "nhà", "nước"],
        "csxh" => &["chính", "sách", "xã", "hội"],
        "mttq" => &["mặt", "trận", "tổ", "quốc"],
        "mttqvn" => &["mặt", "trận", "tổ", "quốc", "việt", "nam"],
        "ubmttq" => &["uỷ", "ban", "mặt", "trận", "tổ", "quốc"],
        "ubmttqvn" => &["uỷ", "ban", "mặt", "trận", "tổ", "quốc", "việt", "nam"],
        "vn" => &["việt", "nam"],
        "tp" => &["thành", "phố"],
        "tx" => &["thị", "xã"],
        "vp" => &["văn", "phòng"],
        "kkt" => &["khu", "kinh", "tế"],
        "kcn" => &["khu", "công", "nghiệp"],
        "bhxh" => &["bảo", "hiểm", "xã", "hội"],
        "bđbp" => &["bộ", "đội", "biên", "phòng"],
        "bch" => &["ban", "chỉ", "huy"],
        "chqs" => &["chỉ", "huy", "quân", "sự"],
        "bchqs" => &["ban", "chỉ", "huy", "quân", "sự"],
        "đbqh" => &["đại", "biểu", "quốc", "hội"],
        "tb" => &["thương", "binh"],
        "tbxh" => &["thương", "binh", "xã", "hội"],
        "xh" => &["xã", "hội"],
        "nn" => &["nông", "nghiệp"],
        "tkcn" => &["tìm", "kiếm", "cứu", "nạn"],
        "tncs" => &["thanh", "niên", "cộng", "sản"],
        "ptnt" => &["phát", "triển", "nông", "thôn"],
        "gtvt" => &["giao", "thông", "vận", "tải"],
        "tand" => &["toà", "án", "nhân", "dân"],
        "vksnd" => &["viện", "kiểm", "sát", "nhân", "dân"],
        "thads" => &["thi", "hành", "án", "dân", "sự"],
        "qltt" => &["quản", "lý", "thị", "trường"],
        "bvtv" => &["bảo", "vệ", "thực", "vật"],
        "dvnn" => &["dịch", "vụ", "nông", "nghiệp"],
        "htx" => &["hợp", "tác", "xã"],
        _ => &[],
    }
}

/// A text cut at its marks and blanks, and the words folded, one behind the other: what the words are slices of.
pub struct Cut {
    folded: String,
    pieces: Vec<Piece>,
    /// Some word has small letters only.
    small: bool,
}

/// A run of letters and digits.
struct Piece {
    start: usize,
    end: usize,
    /// Where its letters stand among the folded ones.
    key: std::ops::Range<usize>,
    capital: bool,
    acronym: bool,
    before: char,
}

impl Cut {
    pub fn new(text: &str) -> Cut {
        let mut cut = Cut {
            folded: String::with_capacity(text.len() + 8),
            pieces: Vec::with_capacity(text.len() / 6),
            small: false,
        };
        let mut before = '\n';
        let mut next = 0;
        while next < text.len() {
            let start = next;
            let (first, rest, end) = match letter::run(text, start) {
                Ok(run) => run,
                Err(len) => {
                    if text.as_bytes()[start] != b' ' {
                        before = cut.mark(text, start, before);
                    }
                    next += len;
                    continue;
                }
            };
            next = end;
            let capital = first.upper();
            let upper = !first.low() && !rest.low();
            let from = cut.folded.len();
            cut.small |= !upper && !capital;
            if rest.big() {
                push_lowercase(&mut cut.folded, &text[start..end]);
            } else {
                // most capitals stand first
                let small = if first.big() {
                    let len = text[start..].chars().next().map_or(0, char::len_utf8);
                    push_lowercase(&mut cut.folded, &text[start..start + len]);
                    start + len
                } else {
                    start
                };
                cut.folded.push_str(&text[small..end]);
            }
            // the letters that carry tones are none of ASCII
            if first.wide() || rest.wide() {
                fold::newer_tone(&mut cut.folded, from);
            }
            cut.pieces.push(Piece {
                start,
                end,
                key: from..cut.folded.len(),
                capital,
                acronym: upper && rest.any(),
                before,
            });
            before = ' ';
        }
        cut
    }

    /// The strongest mark before a word, where `before` was it up to the character at byte `at`: a comma outweighs a blank, a
    /// full stop a comma; the point of "TP." parts nothing.
    fn mark(&self, text: &str, at: usize, before: char) -> char {
        let Some(c) = text[at..].chars().next() else { return before };
        let short = || {
            let last = self.pieces.last().filter(|p| p.end == at);
            last.is_some_and(|p| matches!(&self.folded[p.key.clone()], "tp" | "tx"))
        };
        match (before, c) {
            (' ', '.') if short() => ' ',
            (b, c) if c.is_whitespace() => b,
            ('.' | ';' | ':', _) => before,
            (_, c) => c,
        }
    }

    /// The words. "Ủy ban nhân dân" is one word `ubnd`, "Hội đồng nhân dân" `hđnd`; abbreviations that stand for several words
    /// are spelled out, each at the place of the whole.
    pub fn words(&self) -> Vec<Word<'_>> {
        let raw = self.pieces.iter().map(|p| Word {
            start: p.start,
            end: p.end,
            // "lý" and "lí", "kỹ" and "kĩ" are one word to readers of names
            key: match &self.folded[p.key.clone()] {
                "lí" => "lý",
                "sĩ" => "sỹ",
                key => key,
            },
            capital: p.capital,
            acronym: p.acronym && self.small,
            before: p.before,
        });
        let mut out: Vec<Word> = Vec::with_capacity(self.pieces.len() + 8);
        for w in raw {
            // "Ủy ban nhân" before "dân"
            let council = match out.as_slice() {
                [.., a, b, c] if w.key == "dân" && c.key == "nhân" => match (a.key, b.key) {
                    ("uỷ", "ban") => Some("ubnd"),
                    ("hội", "đồng") => Some("hđnd"),
                    _ => None,
                },
                _ => None,
            };
            if let Some(key) = council {
                out.truncate(out.len() - 2);
                if let Some(first) = out.last_mut() {
                    first.end = w.end;
                    first.key = key;
                    first.acronym = true;
                }
                continue;
            }
            // "NN&PTNT", "Kế hoạch & Đầu tư"
            if w.before == '&' && !out.is_empty() {
                out.push(Word {
                    key: "và",
                    capital: false,
                    acronym: false,
                    before: ' ',
                    ..w
                });
            }
            let long = if w.acronym || !self.small || matches!(w.key, "tp" | "vp" | "tx") {
                spelled_out(w.key)
            } else {
                &[]
            };
            if long.is_empty() {
                out.push(Word {
                    before: if w.before == '&' { ' ' } else { w.before },
                    ..w
                });
                continue;
            }
            out.extend(long.iter().enumerate().map(|(n, key)| Word {
                key,
                acronym: false,
                before: if n == 0 && w.before != '&' { w.before } else { ' ' },
                ..w
            }));
        }
        out
    }
}

/// The words `keys` stand at `i`.
pub fn is(w: &[Word], i: usize, keys: &[&str]) -> bool {
    keys.iter().enumerate().all(|(n, k)| w.get(i + n).is_some_and(|x| x.key == *k))
}

/// The words of `phrase` (parted by blanks) stand at `i`: how many, and only blanks between them.
pub fn says(w: &[Word], i: usize, phrase: &str) -> Option<usize> {
    let mut n = 0;
    for part in phrase.split(' ') {
        let x = w.get(i + n)?;
        if x.key != part || n > 0 && x.before != ' ' {
            return None;
        }
        n += 1;
    }
    Some(n)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(text: &str) -> String {
        let cut = Cut::new(text);
        cut.words().into_iter().map(|w| w.key).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn abbreviations_are_spelled_out() {
        assert_eq!(keys("Uỷ ban nhân dân TP và BQL KKT"), "ubnd thành phố và ban quản lý khu kinh tế");
        assert_eq!(keys("Hội đồng nhân dân xã"), "hđnd xã");
        assert_eq!(keys("VP UBND tỉnh"), "văn phòng ubnd tỉnh");
    }

    #[test]
    fn capitals_alone_make_no_acronym() {
        assert!(Cut::new("MỘT SỐ NHIỆM VỤ").words().iter().all(|w| !w.acronym));
        assert!(Cut::new("Báo cáo GRDP").words().iter().any(|w| w.acronym));
    }
}
