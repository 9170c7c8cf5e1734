//! A text cut into words: folded for comparing, with what stands between them, official abbreviations spelled out.

use super::fold;
use super::hint::Hint;
use super::letter::{self, Lowering, Run, Walk, push_lowercase};
use std::ops::Range;

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
    /// Of the key.
    pub hint: Hint,
}

impl<'k> Word<'k> {
    /// The same under another key.
    fn keyed(self, key: &'k str) -> Word<'k> {
        Word {
            key,
            hint: Hint::of(key.as_bytes()),
            ..self
        }
    }
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
        "bcđ" => &["ban", "chỉ", "đạo"],
        "nvqs" => &["nghĩa", "vụ", "quân", "sự"],
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
        "bttn" => &["bảo", "tồn", "thiên", "nhiên"],
        "bvtv" => &["bảo", "vệ", "thực", "vật"],
        "dvnn" => &["dịch", "vụ", "nông", "nghiệp"],
        "htx" => &["hợp", "tác", "xã"],
        _ => &[],
    }
}

/// A text cut at its marks and blanks, and in lower case: what the words are slices of.
pub struct Cut {
    /// The whole text, each letter at its place; behind it the words that are spelled in another way when folded: all of them, where
    /// some letter is not as long in lower case.
    folded: String,
    pieces: Vec<Piece>,
    /// The pieces whose letters stand behind the text, in their order, and where.
    moved: Vec<(usize, Range<usize>)>,
    /// Some word has small letters only.
    small: bool,
}

/// A run of letters and digits.
struct Piece {
    start: u32,
    end: u32,
    before: char,
    capital: bool,
    acronym: bool,
    /// It is spelled in another way, or may stand for other words: an abbreviation, a "&" before it, "dân" of a council.
    special: bool,
}

impl Cut {
    pub fn new(text: &str) -> Cut {
        let mut folded = String::with_capacity(text.len() + 8);
        let mut lower = Lowering::new(&mut folded, text);
        let walk = Walk::get();
        let bytes = text.as_bytes();
        let mut pieces: Vec<Piece> = Vec::with_capacity(text.len() / 5 + 4);
        // words that may be spelled in more than one way
        let mut other: Vec<usize> = Vec::new();
        let mut small = false;
        let mut before = '\n';
        let mut next = 0;
        while let Some(byte) = bytes.get(next) {
            if *byte == b' ' {
                next += 1;
                continue;
            }
            let start = next;
            let Some(Run { first, rest, end }) = walk.run(text, start) else {
                let Some(c) = text[start..].chars().next() else { break };
                before = mark(before, c, || short(text, start));
                next += c.len_utf8();
                continue;
            };
            next = end;
            let capital = first.upper();
            let upper = !first.low() && !rest.low();
            let acronym = upper && rest.any();
            small |= !upper && !capital;
            // the letters that carry tones are none of ASCII
            if rest.wide() || first.wide() {
                if first.lowered() || rest.lowered() {
                    lower.part(start, end);
                }
                if rest.horned() || fold::may_change(&bytes[..end]) || rest.plain_o() && fold::lacks_horn(&bytes[start..end]) {
                    other.push(pieces.len());
                }
            }
            pieces.push(Piece {
                start: start as u32,
                end: end as u32,
                before,
                capital,
                acronym,
                special: acronym || before == '&' || matches!(&bytes[start..end], [_, _, _, b'n' | b'N'] | [_, b'p' | b'P' | b'x' | b'X']),
            });
            before = ' ';
        }
        let in_place = lower.end();
        if !in_place {
            other = (0..pieces.len()).collect();
        }
        let mut moved = Vec::with_capacity(other.len());
        folded.reserve(other.iter().map(|n| pieces[*n].bytes().len() + 4).sum());
        for n in other {
            let (from, word) = (folded.len(), pieces[n].bytes());
            if in_place {
                folded.extend_from_within(word);
            } else {
                push_lowercase(&mut folded, &text[word]);
            }
            fold::respell(&mut folded, from);
            moved.push((n, from..folded.len()));
            pieces[n].special = true;
        }
        Cut {
            folded,
            pieces,
            moved,
            small,
        }
    }

    /// The words. "Ủy ban nhân dân" is one word `ubnd`, "Hội đồng nhân dân" `hđnd`; abbreviations that stand for several words
    /// are spelled out, each at the place of the whole.
    pub fn words(&self) -> Vec<Word<'_>> {
        let mut moved = self.moved.iter().peekable();
        let mut out: Vec<Word> = Vec::with_capacity(self.pieces.len() + 8);
        for (n, piece) in self.pieces.iter().enumerate() {
            let word = |at: Range<usize>| {
                let key = &self.folded[at];
                Word {
                    start: piece.start as usize,
                    end: piece.end as usize,
                    key,
                    capital: piece.capital,
                    acronym: piece.acronym && self.small,
                    before: piece.before,
                    hint: Hint::of(key.as_bytes()),
                }
            };
            if piece.special || !self.small {
                let at = moved
                    .next_if(|(of, _)| *of == n)
                    .map_or_else(|| piece.bytes(), |(_, at)| at.clone());
                self.special(&mut out, word(at));
            } else {
                out.push(word(piece.bytes()));
            }
        }
        out
    }

    /// Puts a word behind others that may be another with them, or stand for several.
    fn special<'k>(&'k self, out: &mut Vec<Word<'k>>, w: Word<'k>) {
        // as a scan misreads it
        let w = match w.key {
            "ưbnd" | "ubnđ" if w.acronym || !self.small => w.keyed("ubnd"),
            _ => w,
        };
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
                *first = Word {
                    end: w.end,
                    acronym: true,
                    ..first.keyed(key)
                };
            }
            return;
        }
        // "NN&PTNT", "Kế hoạch & Đầu tư"
        if w.before == '&' && !out.is_empty() {
            out.push(Word {
                capital: false,
                acronym: false,
                before: ' ',
                ..w.keyed("và")
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
            return;
        }
        out.extend(long.iter().enumerate().map(|(n, key)| Word {
            acronym: false,
            before: if n == 0 && w.before != '&' { w.before } else { ' ' },
            ..w.keyed(key)
        }));
    }
}

impl Piece {
    fn bytes(&self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// The strongest mark before a word, where `before` was it up to the character `c`: a comma outweighs a blank, a full stop a
/// comma; the point of "TP." parts nothing.
fn mark(before: char, c: char, short: impl Fn() -> bool) -> char {
    match (before, c) {
        (' ', '.') if short() => ' ',
        (b, c) if c.is_whitespace() => b,
        ('.' | ';' | ':', _) => before,
        (_, c) => c,
    }
}

/// Whether "TP" or "TX" ends at a byte.
fn short(text: &str, end: usize) -> bool {
    let mut letters = text[..end].chars().rev();
    let (last, first) = (letters.next(), letters.next());
    matches!((first, last), (Some('t' | 'T'), Some('p' | 'P' | 'x' | 'X'))) && !letters.next().is_some_and(letter::is_word)
}

/// The words `keys` stand at `i`.
#[inline]
pub fn is(w: &[Word], i: usize, keys: &[&str]) -> bool {
    // most words are not the first already
    let Some((first, rest)) = keys.split_first() else { return true };
    w.get(i).is_some_and(|x| x.key == *first) && (rest.is_empty() || follow(&w[i + 1..], rest))
}

/// The words `keys` stand at the head.
fn follow(w: &[Word], keys: &[&str]) -> bool {
    keys.len() <= w.len() && keys.iter().zip(w).all(|(k, x)| x.key == *k)
}

/// The words of `phrase` (parted by blanks) stand at `i`: how many, and only blanks between them.
#[inline]
pub fn says(w: &[Word], i: usize, phrase: &str) -> Option<usize> {
    // most words begin with another letter already
    let rest = w.get(i..)?;
    if rest.first()?.key.as_bytes().first() != phrase.as_bytes().first() {
        return None;
    }
    begin(rest, phrase)
}

/// The same at the head.
fn begin(w: &[Word], phrase: &str) -> Option<usize> {
    let mut left = phrase.as_bytes();
    for (n, x) in w.iter().enumerate() {
        let behind = left.strip_prefix(x.key.as_bytes()).filter(|_| n == 0 || x.before == ' ')?;
        match behind {
            [] => return Some(n + 1),
            [b' ', more @ ..] => left = more,
            _ => return None,
        }
    }
    None
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
    fn words_are_found_again_where_their_letters_change_their_length() {
        assert_eq!(
            keys("Tùy lũy kế, hòa khoẽ, kĩ sĩ lí truớc Chuơng THUƠNG quơ"),
            "tuỳ luỹ kế hoà khoẽ kĩ sỹ lý trước chương thương quơ"
        );
        // some letters of these are not as long in lower case
        assert_eq!(keys("İ Sở ẞ hòa \u{212a}, ΑΣ"), "i\u{307} sở ß hoà k ας");
        let text = "Tùy Sở \u{212a}";
        let cut = Cut::new(text);
        let printed: Vec<&str> = cut.words().iter().map(|w| &text[w.start..w.end]).collect();
        assert_eq!(printed, ["Tùy", "Sở", "\u{212a}"]);
    }

    #[test]
    fn phrases_are_whole_words_with_blanks_between() {
        let cut = Cut::new("Chủ trì, phối hợp với Sở A");
        let w = cut.words();
        assert_eq!(says(&w, 0, "chủ trì"), Some(2));
        assert_eq!(says(&w, 2, "phối hợp với"), Some(3));
        assert_eq!(says(&w, 1, "trì phối"), None);
        assert_eq!(says(&w, 0, "chủ tr"), None);
        assert_eq!(says(&w, 5, "sở a b"), None);
    }

    #[test]
    fn capitals_alone_make_no_acronym() {
        assert!(Cut::new("MỘT SỐ NHIỆM VỤ").words().iter().all(|w| !w.acronym));
        assert!(Cut::new("Báo cáo GRDP").words().iter().any(|w| w.acronym));
    }
}
