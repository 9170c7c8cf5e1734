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
#[derive(Clone, Debug)]
pub struct Sieve([u64; HINTS / 64]);

impl Default for Sieve {
    fn default() -> Self {
        Sieve::of(&[])
    }
}

/// Of folded words that a list or a register gives.
impl<'w> FromIterator<&'w str> for Sieve {
    fn from_iter<I: IntoIterator<Item = &'w str>>(words: I) -> Self {
        let mut sieve = Sieve::default();
        words.into_iter().for_each(|word| sieve.add(Hint::of(word.as_bytes())));
        sieve
    }
}

impl Sieve {
    /// Of folded words.
    pub const fn of(words: &[&str]) -> Sieve {
        let mut sieve = Sieve([0; HINTS / 64]);
        let mut n = 0;
        while n < words.len() {
            sieve.add(Hint::of(words[n].as_bytes()));
            n += 1;
        }
        sieve
    }

    /// Looks for words with one hint more.
    pub const fn add(&mut self, Hint(hint): Hint) {
        self.0[hint as usize / 64] |= 1 << (hint % 64);
    }

    /// Whether a word with this hint may be one of them; where not, it is none.
    #[inline]
    pub const fn may(&self, Hint(hint): Hint) -> bool {
        self.0[hint as usize / 64 % (HINTS / 64)] >> (hint % 64) & 1 == 1
    }
}

/// What is known of some words, found by their hints: of most words of a text nothing is.
#[derive(Debug)]
pub struct Table<T> {
    /// By hint the first word that has it, counted from 1; 0 where none has.
    firsts: Box<[u16; HINTS]>,
    /// The words, what is known of each, and the next that has the same hint.
    words: Vec<(String, T, u16)>,
}

impl<T> Default for Table<T> {
    fn default() -> Self {
        Table {
            firsts: Box::new([0; HINTS]),
            words: Vec::new(),
        }
    }
}

impl<T: Default> Table<T> {
    /// What is known of a folded word, for more to be put to it.
    ///
    /// # Panics
    /// With more words than rules could ever name, 65,535.
    pub fn entry(&mut self, key: &str) -> &mut T {
        let Hint(hint) = Hint::of(key.as_bytes());
        let place = self.place(key, Hint(hint)).unwrap_or_else(|| {
            let next = self.firsts[hint as usize];
            self.words.push((key.to_string(), T::default(), next));
            self.firsts[hint as usize] = self.words.len().try_into().expect("so many words as rules name");
            self.firsts[hint as usize]
        });
        &mut self.words[usize::from(place) - 1].1
    }
}

impl<T> Table<T> {
    /// The place of a folded word, from 1 on.
    #[inline]
    pub fn place(&self, key: &str, Hint(hint): Hint) -> Option<u16> {
        let mut place = self.firsts[usize::from(hint) % HINTS];
        while let Some((word, _, next)) = usize::from(place).checked_sub(1).and_then(|n| self.words.get(n)) {
            if word == key {
                return Some(place);
            }
            place = *next;
        }
        None
    }

    /// What is known of the word at a place.
    #[inline]
    pub fn at(&self, place: u16) -> Option<&T> {
        let (_, known, _) = self.words.get(usize::from(place).checked_sub(1)?)?;
        Some(known)
    }

    /// What is known of a folded word.
    #[inline]
    pub fn get(&self, key: &str, hint: Hint) -> Option<&T> {
        self.at(self.place(key, hint)?)
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

    #[test]
    fn what_is_known_of_a_word_is_found_whatever_others_share_its_hint() {
        let words: Vec<String> = (0..9000).map(|n| format!("x{n}y")).collect();
        let mut table: Table<usize> = Table::default();
        for (n, word) in words.iter().enumerate() {
            *table.entry(word) += n;
        }
        *table.entry("x7y") += 1;
        let get = |word: &str| table.get(word, Hint::of(word.as_bytes())).copied();
        assert_eq!(get("x7y"), Some(8));
        assert!(
            words
                .iter()
                .enumerate()
                .filter(|(n, _)| *n != 7)
                .all(|(n, word)| get(word) == Some(n))
        );
        assert_eq!((get("x9000y"), get(""), table.at(0)), (None, None, None));
    }
}
