//! Telling most words from those that a rule looks for, before anything is compared.

/// Some bits of a folded word: words that have others are others.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Hint(u16);

/// As many hints there are.
const HINTS: usize = 1 << 12;

impl Hint {
    /// Of the first byte, the one in the middle, the last, and the length.
    #[inline]
    pub const fn of(key: &[u8]) -> Hint {
        let len = key.len();
        if len == 0 {
            return Hint(0);
        }
        let bits = u32::from_le_bytes([key[0], key[len / 2], key[len - 1], len as u8]);
        // multiplied by the golden ratio, the upper bits depend on all (Knuth, The Art of Computer Programming 3, 6.4)
        Hint((bits.wrapping_mul(0x9E37_79B1) >> 20) as u16)
    }
}

/// The words for which a rule looks: a bit for each hint that any of them has.
#[derive(Debug)]
pub struct Sieve([u64; HINTS / 64]);

impl Sieve {
    /// Of folded words.
    pub const fn of(words: &[&str]) -> Sieve {
        let mut sieve = Sieve([0; HINTS / 64]);
        let mut n = 0;
        while n < words.len() {
            sieve.add(words[n]);
            n += 1;
        }
        sieve
    }

    /// Looks for one word more.
    pub const fn add(&mut self, word: &str) {
        let Hint(hint) = Hint::of(word.as_bytes());
        self.0[hint as usize / 64] |= 1 << (hint % 64);
    }

    /// Whether a word with this hint may be one of them; where not, it is none.
    #[inline]
    pub const fn may(&self, Hint(hint): Hint) -> bool {
        self.0[hint as usize / 64 % (HINTS / 64)] >> (hint % 64) & 1 == 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_word_is_missed_and_most_others_are_told_apart() {
        const ASKING: Sieve = Sieve::of(&["giao", "yêu", "đề", "phân"]);
        let may = |word: &str| ASKING.may(Hint::of(word.as_bytes()));
        assert!(["giao", "yêu", "đề", "phân"].into_iter().all(may));
        let others = "chủ trì phối hợp với các cơ quan rà soát tham mưu trình ban hành kế hoạch trong tháng";
        assert!(others.split(' ').filter(|w| may(w)).count() <= 1);
        assert!(!may(""));
    }
}
