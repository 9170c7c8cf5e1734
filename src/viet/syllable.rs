//! Whether a word is built like a Vietnamese syllable: an onset and a rime of the closed lists of the spelling (no marks are asked
//! for, so that texts typed without them count too). For telling words from what a poor scan leaves of them.

use super::letter;
use foldhash::{HashSet, HashSetExt};
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
#[derive(Clone, Copy, PartialEq, Eq, Hash, Default)]
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

/// Every syllable without marks.
static SYLLABLES: LazyLock<HashSet<Letters>> = LazyLock::new(|| {
    let mut all = HashSet::with_capacity(ONSETS.len() * RIMES.len());
    for onset in ONSETS {
        for rime in RIMES {
            let mut letters = Letters::default();
            onset.bytes().chain(rime.bytes()).for_each(|letter| letters.add(letter));
            all.insert(letters);
        }
    }
    all
});

/// Words after which the share of noise is known well enough.
const ENOUGH: usize = 600;

/// Whether a word could be a syllable: "trình", "quyết", "Đăk" but not "trlnh", "c6ng", "llội".
pub fn is_syllable(word: &str) -> bool {
    let mut letters = Letters::default();
    for c in word.chars() {
        // most letters have no marks
        let plain = if c.is_ascii_lowercase() { Some(c as u8) } else { letter::plain(c) };
        match plain {
            Some(plain) if plain != 0 && letters.has_room() => letters.add(plain),
            _ => return false,
        }
    }
    SYLLABLES.contains(&letters)
}

/// Share of the lower-case words that are no syllables, 0 to 1, and how many words that is of. Names, abbreviations and numbers
/// are no words of the language and not counted. A few hundred words tell, so no more are looked at.
pub fn noise(texts: impl Iterator<Item = impl AsRef<str>>) -> (f64, usize) {
    let (mut bad, mut all) = (0, 0);
    for text in texts {
        let (text, mut at) = (text.as_ref(), 0);
        while all < ENOUGH && at < text.len() {
            let (first, others, end) = match letter::run(text, at) {
                Ok(run) => run,
                Err(mark) => {
                    at += mark;
                    continue;
                }
            };
            let word = &text[at..end];
            at = end;
            let small = !first.upper() && !others.upper();
            if small && (first.low() || word.starts_with(char::is_alphabetic)) {
                all += 1;
                bad += usize::from(!is_syllable(word));
            }
        }
    }
    (if all == 0 { 0.0 } else { bad as f64 / all as f64 }, all)
}

#[cfg(test)]
mod tests {
    use super::*;

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
    }
}
