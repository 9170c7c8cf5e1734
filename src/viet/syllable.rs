//! Whether a word is built like a Vietnamese syllable: an onset and a rime of the closed lists of the spelling (no marks are asked
//! for, so that texts typed without them count too). For telling words from what a poor scan leaves of them.

use super::letter;
use std::sync::LazyLock;

const ONSETS: [&str; 28] = [
    "ngh", "ch", "gh", "gi", "kh", "ng", "nh", "ph", "qu", "th", "tr", "b", "c", "d", "g", "h", "k", "l", "m", "n", "p", "q", "r", "s",
    "t", "v", "x", "",
];

/// Rimes without marks, in order of the alphabet.
const RIMES: [&str; 109] = [
    "a", "ac", "ach", "ai", "am", "an", "ang", "anh", "ao", "ap", "at", "au", "ay", "e", "ec", "ech", "em", "en", "eng", "enh", "eo", "ep",
    "et", "eu", "i", "ia", "ich", "iec", "iem", "ien", "ieng", "iep", "iet", "ieu", "im", "in", "inh", "ip", "it", "iu", "o", "oa", "oac",
    "oach", "oai", "oam", "oan", "oang", "oanh", "oao", "oap", "oat", "oay", "oc", "oe", "oem", "oen", "oeo", "oet", "oi", "om", "on",
    "ong", "ooc", "oong", "op", "ot", "u", "ua", "uan", "uang", "uat", "uay", "uc", "ue", "uech", "uen", "uenh", "ui", "um", "un", "ung",
    "uo", "uoc", "uoi", "uom", "uon", "uong", "uop", "uot", "uou", "up", "ut", "uu", "uy", "uya", "uych", "uyen", "uyet", "uyn", "uynh",
    "uyt", "uyu", "y", "yem", "yen", "yet", "yeu", "ynh",
];

/// The letters of a word without marks, one a byte, the last in the lowest; no syllable has more than eight.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
struct Letters(u64);

impl Letters {
    fn add(&mut self, plain: u8) {
        self.0 = self.0 << 8 | u64::from(plain);
    }
    /// Room for another letter.
    fn has_room(self) -> bool {
        self.0 >> 56 == 0
    }
}

/// Every syllable without marks, each at a place that its letters tell, or behind it where others have come first.
struct Syllables(Box<[Letters]>);

impl Syllables {
    /// More than twice as many places as syllables, so that few of them meet.
    const BITS: u32 = 13;

    fn new() -> Syllables {
        let mut all = Syllables(vec![Letters::default(); 1 << Syllables::BITS].into_boxed_slice());
        for onset in ONSETS {
            for rime in RIMES {
                let mut letters = Letters::default();
                onset.bytes().chain(rime.bytes()).for_each(|letter| letters.add(letter));
                let place = all.place(letters);
                all.0[place] = letters;
            }
        }
        all
    }

    /// Where the letters are, or would be.
    fn place(&self, letters: Letters) -> usize {
        let mut place = (letters.0.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> (64 - Syllables::BITS)) as usize;
        while self.0[place] != letters && self.0[place] != Letters::default() {
            place = (place + 1) % self.0.len();
        }
        place
    }

    fn has(&self, letters: Letters) -> bool {
        letters != Letters::default() && self.0[self.place(letters)] == letters
    }
}

static SYLLABLES: LazyLock<Syllables> = LazyLock::new(Syllables::new);

/// Words after which the share of noise is known well enough.
const ENOUGH: usize = 600;

/// What a character is to a word.
#[derive(Clone, Copy)]
enum Sign {
    /// No letter and no digit: parts words.
    Mark,
    /// A small letter, without its marks.
    Small(u8),
    Capital,
    Digit,
    /// A small letter of another script.
    Strange,
}

impl Sign {
    fn of(c: char) -> Sign {
        match letter::plain(c).filter(u8::is_ascii_lowercase) {
            _ if !letter::is_word(c) => Sign::Mark,
            _ if letter::is_upper(c) => Sign::Capital,
            Some(plain) => Sign::Small(plain),
            None if c.is_alphabetic() => Sign::Strange,
            None => Sign::Digit,
        }
    }
}

/// The signs of the first characters, those of written Vietnamese among them.
static SIGNS: LazyLock<Box<[Sign]>> = LazyLock::new(|| (0..0x1F00).filter_map(char::from_u32).map(Sign::of).collect());

/// A run of letters and digits.
#[derive(Clone, Copy)]
struct Word {
    letters: Letters,
    /// It has more letters than a syllable, or others.
    strange: bool,
    /// It has no capitals and begins with a letter.
    small: bool,
    /// Nothing of it was met yet.
    empty: bool,
}

impl Word {
    const EMPTY: Word = Word {
        letters: Letters(0),
        strange: false,
        small: true,
        empty: true,
    };

    #[inline]
    fn add(&mut self, sign: Sign) {
        match sign {
            Sign::Small(plain) => {
                self.strange |= !self.letters.has_room();
                self.letters.add(plain);
            }
            Sign::Capital => self.small = false,
            Sign::Digit => {
                self.strange = true;
                self.small &= !self.empty;
            }
            Sign::Strange => self.strange = true,
            Sign::Mark => {}
        }
        self.empty = false;
    }
    /// It could be a syllable: "trình", "quyết", but not "trlnh", "c6ng", "llội".
    fn is_syllable(self) -> bool {
        !self.strange && SYLLABLES.has(self.letters)
    }
}

/// Share of the lower-case words that are no syllables, 0 to 1, and how many words that is of. Names, abbreviations and numbers
/// are no words of the language and not counted. A few hundred words tell, so no more are looked at.
pub fn noise(texts: impl Iterator<Item = impl AsRef<str>>) -> (f64, usize) {
    let signs: &[Sign] = &SIGNS;
    let (mut bad, mut all) = (0, 0);
    for text in texts {
        let (text, mut at) = (text.as_ref(), 0);
        while all < ENOUGH && at < text.len() {
            let mut word = Word::EMPTY;
            while let Some(b) = text.as_bytes().get(at) {
                // most letters are small and have no marks
                if b.is_ascii_lowercase() {
                    word.add(Sign::Small(*b));
                    at += 1;
                    continue;
                }
                let Some(c) = text[at..].chars().next() else { break };
                at += c.len_utf8();
                match signs.get(c as usize).copied().unwrap_or_else(|| Sign::of(c)) {
                    Sign::Mark => break,
                    sign => word.add(sign),
                }
            }
            if word.small && !word.empty {
                all += 1;
                bad += usize::from(!word.is_syllable());
            }
        }
    }
    (if all == 0 { 0.0 } else { bad as f64 / all as f64 }, all)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_syllable(word: &str) -> bool {
        let mut read = Word::EMPTY;
        word.chars().for_each(|c| read.add(Sign::of(c)));
        read.is_syllable()
    }

    #[test]
    fn words_of_the_language_and_what_is_none() {
        for word in "chủ trì phối hợp nghiệp quyết khuyến nghiêng quýt gìn giữ yêu huỳnh thuở ngoằn ngoèo đường boong uỷ xoong".split(' ')
        {
            assert!(is_syllable(word), "{word}");
        }
        for word in ["trlnh", "c6ng", "llội", "vvà", "tllực", "hlện", "nhn", "qyt"] {
            assert!(!is_syllable(word), "{word}");
        }
    }

    #[test]
    fn the_share_of_noise() {
        assert_eq!(noise(["Sở Tài chính rà soát vốn FDI theo Nghị quyết 01"].iter()).0, 0.0);
        assert!(noise(["cbi6u tbq tlrlnh rnột sẻ nhíệrn vụ"].iter()).0 > 0.5);
        // neither a poor first page nor a clean one is the whole
        let (bad, good) = ("tlrlnh ".repeat(50), "trình ".repeat(550));
        assert!((noise([&bad, &good].iter()).0 - 50.0 / 600.0).abs() < 1e-9);
        let (good, bad) = ("trình ".repeat(300), "tlrlnh ".repeat(300));
        assert!((noise([&good, &bad].iter()).0 - 0.5).abs() < 1e-9);
    }
}
