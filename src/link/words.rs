//! What words weigh before any archive is counted: words of administration next to nothing, names of fields less
//! than half, all others fully. Two or three notices are too few to learn from how often a word stands in them.

use crate::notice::Notice;
use crate::registry::Registry;
use crate::viet::fold;
use foldhash::fast::FixedState;
use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasher, Hasher};
use std::ops::RangeInclusive;
use std::sync::LazyLock;

/// What a syllable of a text is part of. Numbers of words tell two words of one kind that stand side by side apart.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// Punctuation, a number, a body's name: no phrase goes across.
    Break,
    /// Joins words.
    Function,
    Generic(u32),
    Common(u32),
    /// Part of what a matter is called; `true` where it is written as a name.
    Content(bool),
}

/// Phrases, their syllables with a blank between. Only asked, never walked through.
type Phrases = HashSet<String, FixedState>;

struct Lists {
    generic: Phrases,
    common: Phrases,
    function: Phrases,
    longest: usize,
    /// First syllables, so that most places are passed at once.
    first: Phrases,
}

static LISTS: LazyLock<Lists> = LazyLock::new(|| {
    let words = |text: &str| -> Phrases {
        text.lines()
            .filter(|l| !l.starts_with('#'))
            .flat_map(|l| l.split(','))
            .map(|w| fold::match_key(w).split_whitespace().collect::<Vec<_>>().join(" "))
            .filter(|w| !w.is_empty())
            .collect()
    };
    let generic = words(include_str!("words/generic.txt"));
    let common = words(include_str!("words/common.txt"));
    let all = || generic.iter().chain(&common);
    let function = words(include_str!("words/function.txt"));
    Lists {
        longest: all().map(|w| w.split(' ').count()).max().unwrap_or(1),
        first: all().filter_map(|w| w.split(' ').next().map(str::to_string)).collect(),
        function: function.iter().flat_map(|w| w.split(' ')).map(str::to_string).collect(),
        generic,
        common,
    }
});

/// A syllable as it is written, with all that is asked of it whatever stands beside it.
pub struct Syllable {
    /// As written.
    pub raw: String,
    /// Its letters alone.
    plain: String,
    /// Lower case, tones in one place.
    pub key: String,
    /// The same in every build.
    pub hash: u64,
    pub capital: bool,
    /// More than one letter, none of them small.
    pub acronym: bool,
    /// Begins a generic or common word.
    begins_word: bool,
    /// Joins words, as far as it is no part of a name.
    joins: bool,
    number: bool,
    /// Begins the name of a body.
    begins_body: bool,
}

impl Syllable {
    pub fn new(raw: &str, bodies: &BodiesAt) -> Syllable {
        let lists = &*LISTS;
        let (key, plain) = (fold::match_key(raw), fold::plain(raw));
        let letters = raw.chars().filter(|c| c.is_alphabetic()).count();
        let mut hasher = FixedState::default().build_hasher();
        hasher.write(key.as_bytes());
        Syllable {
            hash: hasher.finish(),
            capital: raw.chars().next().is_some_and(char::is_uppercase),
            acronym: letters > 1 && raw.chars().all(|c| !c.is_lowercase()),
            begins_word: lists.first.contains(&key),
            joins: lists.function.contains(&key),
            number: key.chars().all(|c| c.is_ascii_digit() || c == '%'),
            begins_body: bodies.register.first.contains(&plain) || bodies.line.first.contains(&plain),
            raw: raw.to_string(),
            plain,
            key,
        }
    }
}

/// The runs that begin with the first of some syllables, of at least `least` of them, the longest first, each as one phrase with
/// the number of its syllables.
fn runs<'a>(
    words: impl Iterator<Item = &'a str>,
    least: usize,
    most: usize,
    phrase: &'a mut String,
) -> impl Iterator<Item = (usize, &'a str)> {
    let mut count = 0;
    phrase.clear();
    for word in words.take(most) {
        if count > 0 {
            phrase.push(' ');
        }
        phrase.push_str(word);
        count += 1;
    }
    let whole = (count >= least.max(1)).then_some((count, phrase.as_str()));
    // no syllable has a blank of its own
    std::iter::successors(whole, move |(n, run)| {
        Some((n - 1, run.rsplit_once(' ')?.0)).filter(|(n, _)| *n >= least)
    })
}

/// The kind of each syllable; `None` stands for a break. `name` says of a place whether it is written with a capital inside
/// a sentence.
pub fn kinds(words: &[Option<&Syllable>], name: &[bool]) -> Vec<Kind> {
    let lists = &*LISTS;
    let mut out = Vec::with_capacity(words.len());
    let mut phrase = String::new();
    let mut i = 0;
    while i < words.len() {
        let Some(word) = words[i] else {
            out.push(Kind::Break);
            i += 1;
            continue;
        };
        let at = i as u32;
        let kind = |run: &str| {
            let generic = lists.generic.contains(run).then_some(Kind::Generic(at));
            generic.or_else(|| lists.common.contains(run).then_some(Kind::Common(at)))
        };
        let found = if word.begins_word {
            let keys = words[i..].iter().map_while(|w| w.map(|w| w.key.as_str()));
            runs(keys, 1, lists.longest, &mut phrase).find_map(|(n, run)| Some((n, kind(run)?)))
        } else {
            None
        };
        if let Some((n, kind)) = found {
            out.extend(std::iter::repeat_n(kind, n));
            i += n;
            continue;
        }
        // a syllable that joins words may be part of a name: "Phố Ràng"
        out.push(if word.number || (word.joins && !name[i]) {
            Kind::Function
        } else {
            Kind::Content(name[i])
        });
        i += 1;
    }
    out
}

/// Weight of two syllables side by side, by what they belong to.
pub fn weight(a: Kind, b: Kind) -> f64 {
    use Kind::{Break, Common, Content, Function, Generic};
    match (a, b) {
        (Break, _) | (_, Break) => 0.0,
        // next to nothing, but "trường học tại các xã" stays one run
        (Function, Function | Generic(_)) | (Generic(_), Function) => 0.02,
        (Content(true), Content(true)) => 1.25,
        (Content(_), Content(_)) => 1.0,
        (Content(_), Common(_)) | (Common(_), Content(_)) => 0.7,
        (Common(x), Common(y)) if x == y => 0.4,
        (Common(_), Common(_)) => 0.3,
        (Content(_), Generic(_)) | (Generic(_), Content(_)) => 0.3,
        (Content(_), Function) | (Function, Content(_)) => 0.15,
        (Common(_), Generic(_)) | (Generic(_), Common(_)) => 0.25,
        (Generic(x), Generic(y)) if x == y => 0.08,
        (Generic(_), Generic(_)) => 0.06,
        (Common(_), Function) | (Function, Common(_)) => 0.1,
    }
}

/// Names of bodies, by the letters of their syllables.
#[derive(Default)]
pub struct Bodies {
    /// At which places of a line of notices a body is named so, in order.
    names: HashMap<String, Vec<u32>, FixedState>,
    /// Their first syllables.
    first: Phrases,
    longest: usize,
}

impl Bodies {
    /// The bodies of the register; they are known at all times.
    pub fn of_register(registry: &Registry) -> Bodies {
        let mut bodies = Bodies::default();
        for (_, agency) in registry.agencies.iter() {
            for name in std::iter::once(&agency.name).chain(&agency.short).chain(&agency.aliases) {
                bodies.add(name, 0);
            }
        }
        bodies
    }
    /// Those that tasks of these notices name, each at the place of its notice.
    pub fn of_tasks<'a>(notices: impl IntoIterator<Item = &'a Notice>) -> Bodies {
        let mut bodies = Bodies::default();
        for (at, notice) in notices.into_iter().enumerate() {
            for task in &notice.tasks {
                for mention in task.leads.iter().chain(&task.coordinators) {
                    bodies.add(&mention.name, at as u32);
                }
            }
        }
        bodies
    }
    /// `at`: not before that of the name added last.
    fn add(&mut self, name: &str, at: u32) {
        let words: Vec<String> = fold::slug(name).split('-').map(str::to_string).collect();
        // one syllable is no name that could be told from a word
        if words.len() > 1 {
            self.longest = self.longest.max(words.len());
            let named = self.names.entry(words.join(" ")).or_default();
            if named.last() != Some(&at) {
                named.push(at);
            }
            self.first.extend(words.into_iter().take(1));
        }
    }
}

/// The bodies whose names are taken out of a text: those of the register, and those that some notices of its line name.
pub struct BodiesAt<'a> {
    pub register: &'a Bodies,
    pub line: &'a Bodies,
    /// Places in the line.
    pub notices: RangeInclusive<usize>,
}

impl BodiesAt<'_> {
    /// How many of these syllables, from the first on, are a body's name; 0 where none begins. `phrase` is room to work in.
    pub fn at(&self, words: &[Option<&Syllable>], phrase: &mut String) -> usize {
        let (register, line) = (self.register, self.line);
        if !words.first().is_some_and(|w| w.is_some_and(|w| w.begins_body)) {
            return 0;
        }
        let named = |places: &Vec<u32>| {
            let next = places.partition_point(|p| (*p as usize) < *self.notices.start());
            places.get(next).is_some_and(|p| self.notices.contains(&(*p as usize)))
        };
        let letters = words.iter().map_while(|w| w.map(|w| w.plain.as_str()));
        runs(letters, 2, register.longest.max(line.longest), phrase)
            .find(|(_, run)| register.names.contains_key(*run) || line.names.get(*run).is_some_and(named))
            .map_or(0, |(n, _)| n)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Vec<Kind> {
        let none = Bodies::default();
        let bodies = BodiesAt {
            register: &none,
            line: &none,
            notices: 0..=0,
        };
        let words: Vec<Option<Syllable>> = text.split(' ').map(|w| (w != ";").then(|| Syllable::new(w, &bodies))).collect();
        let words: Vec<Option<&Syllable>> = words.iter().map(Option::as_ref).collect();
        kinds(&words, &vec![false; words.len()])
    }

    #[test]
    fn words_of_administration_are_known_as_whole_words() {
        use Kind::*;
        assert_eq!(of("thực hiện và kè"), [Generic(0), Generic(0), Function, Content(false)]);
        assert_eq!(of("doanh nghiệp ; thực"), [Common(0), Common(0), Break, Content(false)]);
        assert!(weight(Content(false), Content(false)) > 2.0 * weight(Common(0), Common(0)));
        assert!(weight(Common(0), Common(0)) > 2.0 * weight(Generic(0), Generic(0)));
    }

    #[test]
    fn the_longest_name_of_a_body_is_taken() {
        let (register, mut line) = (Bodies::default(), Bodies::default());
        line.add("Sở Y", 0);
        line.add("Sở Y tế", 1);
        line.add("Sở Y", 2);
        let mut room = String::new();
        let mut at = |i: usize, notices| {
            let bodies = BodiesAt {
                register: &register,
                line: &line,
                notices,
            };
            let words: Vec<Syllable> = ["Sở", "Y", "tế", "báo"].iter().map(|w| Syllable::new(w, &bodies)).collect();
            let words: Vec<Option<&Syllable>> = words.iter().map(Some).collect();
            bodies.at(&words[i..], &mut room)
        };
        assert_eq!((at(0, 0..=1), at(1, 0..=1)), (3, 0));
        assert_eq!(at(0, 0..=0), 2, "nobody had named the longer one yet");
        assert_eq!(at(0, 2..=3), 2, "nobody has named the longer one of late");
        assert_eq!(at(0, 3..=3), 0);
    }
}
