//! The names of the register's bodies by their words, for the longest match, also through misprints.

use super::{Agency, AgencyId};
use crate::arena::Arena;
use crate::viet::fold::plain;
use crate::viet::hint::{Hint, Sieve};
use crate::viet::letter;
use crate::viet::token::{Cut, Word};
use foldhash::HashMap;

/// Levels that end a body's name; the first two are the province's.
pub const LEVELS: [&str; 8] = ["tỉnh", "thành phố", "huyện", "quận", "thị xã", "xã", "phường", "đặc khu"];

/// One way to write a body.
#[derive(Clone, Debug)]
pub struct Name {
    pub keys: Vec<String>,
    /// The same without marks.
    plain_keys: Vec<String>,
    pub id: AgencyId,
    /// As it is printed when it is read so: the official name for an abbreviation.
    pub spelled: String,
    /// The same without case and marks.
    plain: String,
    /// The level that the register's name ends in and `keys` leave off: "tỉnh" of "Công an tỉnh".
    pub level: Option<&'static str>,
}

/// A match: the name, the word after it, and whether letters were mended.
#[derive(Clone, Copy, Debug)]
pub struct Match<'a> {
    pub name: &'a Name,
    pub next: usize,
    pub mended: bool,
}

/// The names that begin with one word: many bodies are an office, a department, a board.
#[derive(Clone, Debug, Default)]
struct Begun {
    /// Second word → names, longest first.
    by_second: HashMap<String, Vec<usize>>,
    /// Names of that word alone.
    alone: Vec<usize>,
}

#[derive(Clone, Debug, Default)]
pub struct Names {
    list: Vec<Name>,
    by_first: HashMap<String, Begun>,
    /// First word without diacritics → names of three words and more, longest first.
    by_plain: HashMap<String, Vec<usize>>,
    /// The keys of `by_first`.
    firsts: Sieve,
    /// The `outline` of the keys of `by_plain`.
    plain_firsts: Sieve,
}

/// Some bits of a word without diacritics: of its first letter, its last, and how many it has.
fn outline(key: &str) -> Hint {
    let plain = |c: Option<char>| c.and_then(letter::plain).unwrap_or(0);
    Hint::of(&[plain(key.chars().next()), plain(key.chars().next_back()), key.chars().count() as u8])
}

impl Names {
    pub fn new(agencies: &Arena<Agency>) -> Names {
        let mut out = Names::default();
        for (id, agency) in agencies.iter() {
            out.add(id, &agency.name, &agency.name);
            for alias in &agency.aliases {
                out.add(id, alias, alias);
            }
            for short in &agency.short {
                // an abbreviation without a level stands for the name without its level
                match split_level(&agency.name).filter(|_| split_level(short).is_none()) {
                    Some((base, level)) => out.push(id, short, base, Some(level)),
                    None => out.add(id, short, &agency.name),
                }
            }
            if agency.kind == "nhom" || agency.kind == "ubnd" {
                continue;
            }
            for name in std::iter::once(&agency.name).chain(&agency.aliases) {
                if let Some((base, level)) = split_level(name) {
                    out.push(id, base, base, Some(level));
                }
            }
        }
        let list = std::mem::take(&mut out.list);
        // the longest first; then whole names before those that leave a level off, the province's first
        let rank = |n: &usize| {
            let name = &list[*n];
            let rank = name.level.map_or(0, |l| 1 + LEVELS.iter().position(|x| *x == l).unwrap_or(0));
            (usize::MAX - name.keys.len(), rank, *n)
        };
        let begun = out.by_first.values_mut();
        let begun = begun.flat_map(|b| b.by_second.values_mut().chain(std::iter::once(&mut b.alone)));
        begun.chain(out.by_plain.values_mut()).for_each(|names| names.sort_by_key(rank));
        out.list = list;
        out
    }

    fn add(&mut self, id: AgencyId, text: &str, spelled: &str) {
        self.push(id, text, spelled, None);
    }

    fn push(&mut self, id: AgencyId, text: &str, spelled: &str, level: Option<&'static str>) {
        let keys: Vec<String> = Cut::new(text).words().into_iter().map(|w| w.key.to_string()).collect();
        let Some(first) = keys.first() else { return };
        let n = self.list.len();
        self.firsts.add(Hint::of(first.as_bytes()));
        let begun = self.by_first.entry(first.clone()).or_default();
        match keys.get(1) {
            Some(second) => begun.by_second.entry(second.clone()).or_default().push(n),
            None => begun.alone.push(n),
        }
        if keys.len() >= 3 || level.is_none() && keys.len() == 2 {
            let first = plain(first);
            self.plain_firsts.add(outline(&first));
            self.by_plain.entry(first).or_default().push(n);
        }
        self.list.push(Name {
            plain_keys: keys.iter().map(|k| plain(k)).collect(),
            keys,
            id,
            spelled: spelled.to_string(),
            plain: plain(spelled),
            level,
        });
    }

    /// Whether a name may begin with a word, be it misprinted.
    pub fn may_begin(&self, x: &Word) -> bool {
        self.firsts.may(x.hint) || x.capital && self.plain_firsts.may(outline(x.key))
    }

    /// The longest name at word `i`, after the words `prefix` taken as said. Among names of the same words the one that is
    /// printed so comes first.
    pub fn at<'a>(&'a self, text: &str, w: &[Word], i: usize, prefix: &[&str]) -> Option<Match<'a>> {
        let word = |n: usize| match prefix.get(n) {
            Some(said) => Some(*said),
            None => w.get(i + n - prefix.len()).map(|w| w.key),
        };
        let begun = self.by_first.get(word(0)?)?;
        let longer = word(1).and_then(|second| begun.by_second.get(second));
        let printed = |name: &Name| {
            prefix.is_empty()
                && text
                    .get(w[i].start..w[i + name.keys.len() - 1].end)
                    .is_some_and(|t| plain(t) == name.plain)
        };
        let mut best: Option<&Name> = None;
        for name in longer.into_iter().flatten().chain(&begun.alone).map(|n| &self.list[*n]) {
            if best.is_some_and(|b| b.keys.len() > name.keys.len()) {
                break;
            }
            if name.keys.len() <= prefix.len() || !name.keys.iter().zip(prefix).all(|(a, b)| a == b) {
                continue;
            }
            let keys = &name.keys[prefix.len()..];
            let Some(run) = w.get(i..i + keys.len()) else { continue };
            if !run
                .iter()
                .zip(keys)
                .enumerate()
                .all(|(k, (w, key))| w.key == *key && (k == 0 || inside(w)))
            {
                continue;
            }
            match best {
                None => best = Some(name),
                // of several the first one, but for one that is printed so
                Some(first) if printed(first) => break,
                // "Văn phòng A - B" is the short form of "Văn phòng A và B"
                Some(first)
                    if first.level == name.level && printed(name) && (name.level.is_none() || !name.spelled.contains(['-', '&'])) =>
                {
                    best = Some(name);
                    break;
                }
                Some(_) => {}
            }
        }
        best.map(|name| Match {
            name,
            next: i + name.keys.len() - prefix.len(),
            mended: false,
        })
    }

    /// The longest name at word `i` of whose words at most half differ from the printed ones, each by diacritics or one letter.
    pub fn mended<'a>(&'a self, w: &[Word], i: usize) -> Option<Match<'a>> {
        let first = w.get(i)?;
        if !first.capital || !self.plain_firsts.may(outline(first.key)) {
            return None;
        }
        let mut bare: Vec<String> = vec![plain(first.key)];
        for name in self.by_plain.get(&bare[0])?.iter().map(|n| &self.list[*n]) {
            let Some(run) = w.get(i..i + name.keys.len()) else { continue };
            let mut wrong = 0;
            let fits = run
                .iter()
                .zip(name.keys.iter().zip(&name.plain_keys))
                .enumerate()
                .all(|(k, (w, (key, plain_key)))| {
                    let same = w.key == *key;
                    wrong += usize::from(!same);
                    if bare.len() <= k {
                        bare.push(plain(w.key));
                    }
                    (k == 0 || inside(w)) && (same || near(&bare[k], plain_key))
                });
            // a name of two words must be a misprint of diacritics alone, not another word
            let enough = match name.keys.len() {
                0..=2 => false,
                n => wrong * 2 <= n,
            };
            if fits && wrong > 0 && enough {
                return Some(Match {
                    name,
                    next: i + name.keys.len(),
                    mended: true,
                });
            }
        }
        None
    }

    /// A name of four words and more whose last word was lost before a verb or a mark ("Sở Kế hoạch và Đầu rà soát").
    pub fn cut_short<'a>(&'a self, w: &[Word], i: usize, ends: impl Fn(usize) -> bool) -> Option<Match<'a>> {
        let first = w.get(i)?;
        let second = w.get(i + 1)?;
        for name in self
            .by_first
            .get(first.key)?
            .by_second
            .get(second.key)?
            .iter()
            .map(|n| &self.list[*n])
        {
            let n = name.keys.len().saturating_sub(1);
            if n < 3 || name.level.is_some() {
                continue;
            }
            let whole = w
                .get(i..i + n)
                .is_some_and(|run| run.iter().zip(&name.keys).all(|(a, b)| a.key == *b));
            if whole && ends(i + n) {
                return Some(Match {
                    name,
                    next: i + n,
                    mended: true,
                });
            }
        }
        None
    }
}

/// "Công an tỉnh" as "Công an" and "tỉnh". "Thị xã" ends in "xã", which is not its level.
fn split_level(name: &str) -> Option<(&str, &'static str)> {
    let level = LEVELS.into_iter().filter(|l| name.ends_with(l)).max_by_key(|l| l.len())?;
    Some((name.strip_suffix(level)?.strip_suffix(' ')?, level))
}

/// A mark that may stand inside a name: a comma or a hyphen, no stop.
fn inside(w: &Word) -> bool {
    !matches!(w.before, '.' | ';' | ':' | '(')
}

/// Equal, or one letter changed, lost or put in; words of three letters and more.
fn near(a: &str, b: &str) -> bool {
    if a == b {
        return true;
    }
    let (a, b) = if a.len() <= b.len() {
        (a.as_bytes(), b.as_bytes())
    } else {
        (b.as_bytes(), a.as_bytes())
    };
    if a.len() < 3 || b.len() - a.len() > 1 {
        return false;
    }
    let head = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    let skip = usize::from(a.len() == b.len());
    a[head + skip..] == b[head + 1..]
}

#[cfg(test)]
mod tests {
    use super::near;

    #[test]
    fn one_letter_is_near() {
        assert!(near("hoach", "hoach") && near("truong", "truung") && near("quan", "qua") && near("tai", "tbi"));
        assert!(!near("so", "sa") && !near("tai", "chinh") && !near("xay", "dung"));
    }
}
