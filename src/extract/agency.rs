//! Mentions of bodies in a text, longest name first.
//!
//! Names of the register are looked up word by word without regard to commas and hyphens, so that "Sở Văn hóa - Thể thao
//! và Du lịch" is "Sở Văn hóa, Thể thao và Du lịch", and through misprints. What stands behind a name (level, place, number)
//! belongs to it. What no register knows is read by its first words ("Công ty …", "các …") as far as a name can go.

mod alone;
mod company;
mod group;
mod lexicon;
mod pattern;
mod people;
mod tail;

pub use crate::viet::token::{Cut, Word, is, says};
pub use lexicon::VERBS;

use crate::outline::Document;
use crate::registry::Registry;
use crate::registry::names::{Match, Name};
use crate::viet::fold::match_key;
use crate::viet::hint::Sieve;
use crate::viet::letter::lowercase;
use foldhash::HashMap;
use lexicon::{HEADS, NAME_WORDS};
use memchr::memmem;
use std::cell::{OnceCell, RefCell};
use std::collections::BTreeMap;
use std::marker::PhantomData;
use std::ops::Range;
use std::sync::LazyLock;
use tail::Tail;

/// A body found: the name to print, its slug where the register knows it, and the words it covers.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Found {
    pub name: String,
    pub slug: Option<String>,
    pub range: Range<usize>,
    /// "các cơ quan liên quan": company that is no coordinator.
    pub vague: bool,
    /// Several bodies in one name.
    pub group: bool,
    /// The name was printed with a misprint.
    pub mended: bool,
    /// "Công an" of "Công an, Bộ Chỉ huy Quân sự tỉnh": the level is said with a later body.
    pub(super) open: bool,
    /// Level and place as printed behind the name.
    pub(super) level: Option<String>,
}

/// Finds bodies in the texts of one notice.
pub struct Finder<'a> {
    registry: &'a Registry,
    document: Option<&'a Document>,
    /// Who issued the notice, as its head names it.
    pub issuer: Option<&'a str>,
    /// Folded place → "thị xã", "thành phố" …: what the notice itself calls a place.
    places: OnceCell<BTreeMap<String, &'static str>>,
    /// What the notice itself calls short: folded short name → name and slug of the body.
    hereafter: OnceCell<BTreeMap<String, (String, Option<String>)>>,
    /// The one company that the notice's title and opening name.
    company: OnceCell<Option<Found>>,
    /// Names looked up in the register as wholes: the same bodies are named again and again.
    wholes: RefCell<HashMap<String, Option<&'a Name>>>,
    /// The names that it prints alone.
    alone: OnceCell<alone::Alone>,
    /// What is remembered of the text being read.
    lists: RefCell<Lists>,
}

/// The lists of bodies found in one text, by the word they begin at: what asks for leads, coordinators and the matter asks for
/// the same ones. Words belong to one text, so that these tell which it is.
#[derive(Default)]
struct Lists {
    /// Where the words of that text lie, as long as they are borrowed; `None` where nothing is remembered.
    words: Option<(usize, usize)>,
    known: HashMap<usize, (Vec<Found>, usize)>,
    /// The words at which none begins, a bit each: most.
    none: Vec<u64>,
    /// The companies that it names, once they were asked for.
    companies: Option<Vec<(usize, Found)>>,
}

/// Bodies of the longest list that is remembered.
const REMEMBERED: usize = 16;

/// As long as it lives, the lists in one text are looked for once.
pub struct Remembered<'f, 'w> {
    lists: &'f RefCell<Lists>,
    words: PhantomData<&'w ()>,
}

impl Drop for Remembered<'_, '_> {
    fn drop(&mut self) {
        self.lists.take();
    }
}

/// Offices whose holder stands for the body.
const TITLES: &[&[&str]] = &[
    &["đồng", "chí"],
    &["các", "đồng", "chí"],
    // "đ/c"
    &["đ", "c"],
    &["các", "đ", "c"],
    &["các", "ông", "bà"],
    &["các", "ông"],
    &["ông"],
    &["bà"],
    &["thủ", "trưởng"],
    &["người", "đứng", "đầu"],
    &["tổng", "giám", "đốc"],
    &["giám", "đốc"],
    &["lãnh", "đạo"],
    &["đại", "diện"],
    &["tập", "thể"],
    &["chánh"],
    &["cá", "nhân"],
    &["viện", "trưởng"],
    &["hiệu", "trưởng"],
    &["chỉ", "huy", "trưởng"],
    &["chủ", "tịch", "hội", "đồng", "thành", "viên"],
    &["chủ", "tịch", "hội", "đồng", "quản", "trị"],
    &["cục", "trưởng"],
    &["chi", "cục", "trưởng"],
    &["tổ", "trưởng"],
    &["hạt", "trưởng"],
    &["đội", "trưởng"],
    &["chủ", "nhiệm"],
    &["tổng", "biên", "tập"],
    &["bí", "thư", "đảng", "uỷ"],
    &["bí", "thư"],
];

/// The office of who prepares what a committee decides.
const STANDING: &str = "cơ quan thường trực";

/// What only few texts say: an office that stands for a body, a name that is called otherwise from there on.
static OFFICE: LazyLock<memmem::Finder> = LazyLock::new(|| memmem::Finder::new("hường trực"));
static CALLED: LazyLock<memmem::Finder> = LazyLock::new(|| memmem::Finder::new("gọi"));

/// Whether brackets hold nothing but a word with a capital somewhere, "(ABC)", "(Abcdef)": most texts call nothing short.
fn has_name_in_brackets(text: &str) -> bool {
    memchr::memchr_iter(b'(', text.as_bytes()).any(|at| {
        let rest = &text[at + 1..];
        let word = rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len());
        word > 2 && rest.starts_with(char::is_uppercase) && rest[word..].starts_with(')')
    })
}

/// Whether brackets begin with the first words of a body somewhere that may be its name for short: "(Ban A)".
fn has_short_name(text: &str) -> bool {
    const SHORT: &[&str] = &["Ban ", "BQL", "KBNN", "Công ty", "Trung tâm", "Tập đoàn", "Tổ ", "Tổng công ty"];
    memchr::memchr_iter(b'(', text.as_bytes()).any(|at| SHORT.iter().any(|s| text[at + 1..].starts_with(s)))
}

/// Whether a name is what is left of a longer one: each of its words stands in that, in their order.
fn shortens(short: &str, long: &str) -> bool {
    let (short, long) = (lowercase(short), lowercase(long));
    let first = |name: &str| name.split(' ').next().map(str::to_string);
    let mut left = long.split(' ');
    short.len() < long.len() && first(&short) == first(&long) && short.split(' ').all(|word| left.any(|l| l == word))
}

/// The levels of places.
const LEVELS: &[&str] = &["quận", "huyện", "thị xã", "thành phố", "xã", "phường", "thị trấn", "đặc khu"];

/// Whether a title may begin with a word: most names begin otherwise.
fn may_be_title(x: &Word) -> bool {
    static FIRST: LazyLock<Sieve> = LazyLock::new(|| TITLES.iter().filter_map(|t| t.first().copied()).collect());
    FIRST.may(x.hint)
}

/// Whether a word of the language may begin the naming of a body: that of somebody's office, of a group, of persons, or the first word of a
/// body that no register lists.
fn may_begin(x: &Word) -> bool {
    /// What `Finder::printed` and what it asks read first, beside the lists.
    const OTHERS: &[&str] = &[
        "các",
        "những",
        "từng",
        "mỗi",
        "nhà",
        "bộ",
        "phó",
        "thứ",
        "trưởng",
        "chủ",
        "cấp",
        "chính",
        "ubnd",
        "tổ",
    ];
    static FIRST: LazyLock<Sieve> = LazyLock::new(|| {
        let kinds = company::KINDS.iter().filter_map(|kind| kind.split(' ').next());
        kinds.chain(people::FIRST.iter().chain(OTHERS).copied()).collect()
    });
    x.acronym || FIRST.may(x.hint) || may_be_title(x) || HEADS.begin(x)
}

/// Whether words begin with an office whose holder stands for a body. "Bà Sao" in a list of places is one.
fn titled(w: &[Word], k: usize) -> bool {
    TITLES.iter().any(|t| is(w, k, t)) && !(is(w, k, &["bà"]) && w[k].capital && w.get(k + 1).is_some_and(|x| x.capital && x.before == ' '))
}

impl<'a> Finder<'a> {
    pub fn new(registry: &'a Registry, document: Option<&'a Document>, issuer: Option<&'a str>) -> Self {
        Finder {
            registry,
            document,
            issuer,
            places: OnceCell::new(),
            hereafter: OnceCell::new(),
            company: OnceCell::new(),
            wholes: RefCell::default(),
            alone: OnceCell::new(),
            lists: RefCell::default(),
        }
    }

    /// Remembers the lists of bodies among these words of one text as long as the result lives.
    pub fn remember<'f, 'w>(&'f self, w: &'w [Word]) -> Remembered<'f, 'w> {
        *self.lists.borrow_mut() = Lists {
            words: Some((w.as_ptr().addr(), w.len())),
            known: HashMap::default(),
            none: vec![0; w.len() / 64 + 1],
            companies: None,
        };
        Remembered {
            lists: &self.lists,
            words: PhantomData,
        }
    }

    /// What the notice calls a place, where it says so anywhere.
    fn kind_of_place(&self, place: &str) -> Option<&'static str> {
        let places = self.places.get_or_init(|| match self.document {
            None => BTreeMap::new(),
            Some(d) => tail::places(d.head.iter().chain(d.body.iter().map(|c| &c.block)).chain(&d.recipients)),
        });
        places.get(&crate::viet::fold::plain(place)).copied()
    }

    fn is_group(&self, m: &Match) -> bool {
        self.names_group(m.name)
    }

    fn names_group(&self, name: &Name) -> bool {
        self.registry.agencies[name.id].kind == "nhom"
    }

    fn slug(&self, m: &Match) -> Option<String> {
        Some(self.slug_of(m.name))
    }

    fn slug_of(&self, name: &Name) -> String {
        self.registry.agencies[name.id].slug.clone()
    }

    /// The bodies whose naming begins at word `i` (several for "các sở, ngành và địa phương"), and the word after.
    pub fn at(&self, text: &str, w: &[Word], i: usize) -> Option<(Vec<Found>, usize)> {
        let Some((mut found, next)) = self.printed(text, w, i) else {
            return self.acronym(w, i);
        };
        // most notices call nothing short
        for f in found.iter_mut().filter(|_| !self.hereafter().is_empty()) {
            if let Some((name, slug)) = self.hereafter().get(&match_key(&f.name)) {
                (f.name, f.slug) = (name.clone(), slug.clone());
            }
        }
        Some((found, next))
    }

    /// "ABC", where the notice says what it stands for: "Tổng công ty … (ABC)".
    fn acronym(&self, w: &[Word], i: usize) -> Option<(Vec<Found>, usize)> {
        let x = w.get(i).filter(|x| x.acronym || x.capital && !self.hereafter().is_empty())?;
        let (name, slug) = self.hereafter().get(x.key)?;
        let found = Found {
            name: name.clone(),
            slug: slug.clone(),
            range: x.start..x.end,
            ..Found::default()
        };
        Some((vec![found], i + 1))
    }

    /// What the notice itself calls short: "Ban Quản lý … tỉnh (sau đây gọi tắt là Ban A)". The short name, folded, and the long
    /// one with its slug.
    fn hereafter(&self) -> &BTreeMap<String, (String, Option<String>)> {
        self.hereafter.get_or_init(|| {
            let mut out = BTreeMap::new();
            let blocks = self
                .document
                .iter()
                .flat_map(|d| d.head.iter().chain(d.body.iter().map(|c| &c.block)));
            let mut standing: Vec<(String, Found)> = Vec::new();
            for text in blocks.map(|b| b.text.as_str()) {
                let office =
                    OFFICE.find(text.as_bytes()).is_some() && ["Cơ quan", "Cơ Quan", "CƠ QUAN"].iter().any(|words| text.contains(words));
                if office {
                    self.standing(text, &mut standing);
                }
                let called = CALLED.find(text.as_bytes()).is_some() && ["gọi là", "gọi tắt"].iter().any(|words| text.contains(words));
                let shortened = has_short_name(text);
                if !called && !shortened && !has_name_in_brackets(text) {
                    continue;
                }
                let cut = Cut::new(text);
                let w = cut.words();
                for k in 1..w.len() {
                    // "Tổng công ty … (ABC)"
                    let shut = || w.get(k + 1).is_none_or(|x| x.before != ' ') && text[w[k].end..].starts_with(')');
                    if !w[k].capital || w[k].before != '(' || w[k].key.len() < 3 || !shut() {
                        continue;
                    }
                    let long = (k.saturating_sub(14)..k).find_map(|i| {
                        let (mut found, _) = self.printed(text, &w, i).filter(|(found, next)| *next == k && found.len() == 1)?;
                        found.pop()
                    });
                    // "Sở A (Sao Mai)" names no body for short
                    let branded = |f: &Found| {
                        ["Tập đoàn", "Tổng công ty", "Công ty", "Ngân hàng"]
                            .iter()
                            .any(|c| f.name.starts_with(c))
                    };
                    if let Some(long) = long.filter(|f| !f.group && !f.vague && (w[k].acronym || branded(f))) {
                        out.insert(w[k].key.to_string(), (long.name, long.slug));
                    }
                }
                // "Ban Quản lý dự án … tỉnh (Ban QLDA tỉnh)"
                for k in (1..w.len()).filter(|k| shortened && w[*k].before == '(' && w[*k].capital) {
                    let short = self
                        .printed(text, &w, k)
                        .filter(|(_, next)| text[w[next - 1].end..].starts_with(')'));
                    let Some((short, _)) = short else { continue };
                    let long = (k.saturating_sub(24)..k)
                        .filter(|i| HEADS.at(&w, *i).is_some())
                        .find_map(|i| self.printed(text, &w, i).filter(|(_, next)| *next == k));
                    if let ([short], Some((long, _))) = (&short[..], long)
                        && let [long] = &long[..]
                        && !long.group
                        && shortens(&short.name, &long.name)
                    {
                        out.insert(match_key(&short.name), (long.name.clone(), long.slug.clone()));
                    }
                }
                if !called {
                    continue;
                }
                for k in 1..w.len() {
                    let Some(n) = ["sau đây gọi là", "sau đây gọi tắt là", "gọi tắt là", "gọi là"]
                        .iter()
                        .find_map(|p| says(&w, k, p))
                    else {
                        continue;
                    };
                    let long = (0..k).find_map(|i| self.printed(text, &w, i).filter(|(found, next)| *next == k && found.len() == 1));
                    let short = self.printed(text, &w, k + n);
                    if w[k].before == '('
                        && let (Some((long, _)), Some((short, _))) = (long, short)
                        && let ([long], [short]) = (&long[..], &short[..])
                    {
                        out.insert(match_key(&short.name), (long.name.clone(), long.slug.clone()));
                    }
                }
            }
            for (office, body) in &standing {
                // of two committees the bare words mean neither
                if standing.iter().all(|(o, b)| o != office || b.name == body.name) {
                    out.insert(office.clone(), (body.name.clone(), body.slug.clone()));
                }
            }
            out
        })
    }

    /// "Cơ quan Thường trực Ban Chỉ đạo (Sở A)", "Sở A - Cơ quan Thường trực …": the folded office and who holds it.
    fn standing(&self, text: &str, out: &mut Vec<(String, Found)>) {
        let cut = Cut::new(text);
        let w = cut.words();
        for k in (0..w.len()).filter(|k| w[*k].capital && says(&w, *k, STANDING).is_some()) {
            let Some((office, next)) = self.printed(text, &w, k).filter(|(found, _)| found.len() == 1) else {
                continue;
            };
            let single = |found: &[Found]| matches!(found, [f] if !f.group && !f.vague && match_key(&f.name) != STANDING);
            let before = || {
                let joined = matches!(w[k].before, '(' | '-' | '–');
                (k.saturating_sub(14)..k).find_map(|i| self.printed(text, &w, i).filter(|(f, end)| joined && *end == k && single(f)))
            };
            let behind = || {
                let (found, end) = self
                    .printed(text, &w, next)
                    .filter(|_| w.get(next).is_some_and(|x| x.before == '('))?;
                let shut = w.get(end).map_or(text.len(), |x| x.start);
                (single(&found) && text.get(w[end - 1].end..shut)?.contains(')')).then_some((found, end))
            };
            if let Some((mut body, _)) = behind().or_else(before) {
                let body = body.swap_remove(0);
                for name in [match_key(&office[0].name), STANDING.to_string()] {
                    out.push((name, body.clone()));
                }
            }
        }
    }

    /// The same as the words say it.
    fn printed(&self, text: &str, w: &[Word], i: usize) -> Option<(Vec<Found>, usize)> {
        let first = w.get(i)?;
        // most words begin no body's name
        if !may_begin(first) && !self.registry.names.may_begin(first) {
            return None;
        }
        let mut k = i;
        // the head of a body counts as the body
        while w.get(k).is_some_and(may_be_title) {
            let more = TITLES
                .iter()
                .find(|t| t.iter().enumerate().all(|(n, s)| w.get(k + n).is_some_and(|w| w.key == *s)));
            match more {
                Some(t) if k < i + 8 => k += t.len(),
                _ => break,
            }
        }
        // "Nhà thầu Công ty A"
        if is(w, k, &["nhà", "thầu"]) && w.get(k + 2).is_some_and(|x| x.capital && x.before == ' ') && self.begins_body(w, k + 2) {
            k += 2;
        }
        if let Some(persons) = self.persons(text, w, k).filter(|_| k == i) {
            return Some(persons);
        }
        if let Some(authorities) = self.authorities(text, w, k) {
            return Some(authorities);
        }
        // "các đồng chí thành viên UBND xã": the group of those who hold the office
        let comrades = k == i + 3 && (is(w, i, &["các", "đồng", "chí"]) || is(w, i, &["các", "đ", "c"]));
        if comrades
            && (is(w, k, &["thành", "viên"])
                || is(w, k, &["thứ", "trưởng"])
                || is(w, k, &["phó", "chủ", "tịch"])
                || is(w, k, &["uỷ", "viên"]))
        {
            return self.grouped(text, w, i, k);
        }
        // "Bộ trưởng, Thủ trưởng cơ quan ngang bộ": of each ministry
        if is(w, k, &["bộ", "trưởng"]) && w.get(k + 2).is_some_and(|x| x.before == ',') && is(w, k + 2, &["thủ", "trưởng"]) {
            let found = Found {
                group: true,
                ..self.canonical("Các bộ".to_string(), first.start..w[k + 1].end, false)
            };
            return Some((vec![found], k + 2));
        }
        if let Some(deputy) = self.deputy(text, w, i, k) {
            return Some(deputy);
        }
        let head = k + usize::from(is(w, k, &["các"]));
        let heads = is(w, head, &["trưởng"]).then_some(head + 1).or((k > i).then_some(k));
        if let Some(hamlets) = heads.and_then(|at| self.heads_of_hamlets(text, w, i, at)) {
            return Some(hamlets);
        }
        // "đồng chí Họ Tên - Phó Chủ tịch …", "ông Họ Tên, Giám đốc Sở …"
        let person = if k > i { self.capitals(w, k) } else { k };
        if k > i
            && (2..=5).contains(&(person - k))
            && w.get(person).is_some_and(|x| matches!(x.before, '-' | '–' | ','))
            && HEADS.at(w, k).is_none()
            && let Some((mut found, next)) = self.printed(text, w, person)
            && found.len() == 1
        {
            found[0].range.start = first.start;
            return Some((found, next));
        }
        // "đồng chí Kế toán - Phòng Kinh tế": who holds an office there
        let office = (k + 1..w.len().min(k + 4))
            .find(|n| w[*n].before != ' ')
            .filter(|_| k > i && HEADS.at(w, k).is_none());
        if let Some(n) = office
            && matches!(w[n].before, '-' | '–')
            && w[n].capital
            && let Some((mut found, next)) = self.printed(text, w, n)
            && found.len() == 1
        {
            found[0].range.start = first.start;
            return Some((found, next));
        }
        if is(w, k, &["chủ", "tịch"]) && w.get(k + 2).is_some_and(|x| matches!(x.key, "ubnd" | "hđnd" | "uỷ" | "hội")) {
            k += 2;
        } else if is(w, k, &["trưởng", "ban", "ban"]) {
            // "Trưởng ban Ban Quản lý dự án A"
            k += 2;
        } else if is(w, k, &["trưởng"])
            && w.get(k + 1).is_some_and(|x| {
                tail::hamlet(x) || matches!(x.key, "ban" | "phòng" | "các" | "công" | "trạm" | "đoàn" | "thuế" | "thống" | "hải")
            })
        {
            k += 1;
        }
        // "Giám đốc sở, Thủ trưởng các ban, ngành": of each of them
        if k > i && is(w, k, &["sở"]) && w.get(k + 1).is_none_or(|x| matches!(x.before, ',' | ';' | ':')) {
            let found = self.canonical("Các sở".to_string(), first.start..w[k].end, false);
            return Some((vec![Found { group: true, ..found }], k + 1));
        }
        let (mut found, next) = self.named(text, w, k, k > i)?;
        if let Some(f) = found.first_mut() {
            f.range.start = first.start;
        }
        Some((found, next))
    }

    /// "đồng chí Phó Chủ tịch UBND tỉnh (Họ Tên)", "Thứ trưởng Họ Tên", "Phó Trưởng Ban Thường trực": a person with a task of his own.
    fn deputy(&self, text: &str, w: &[Word], i: usize, k: usize) -> Option<(Vec<Found>, usize)> {
        if let Some(n) = says(w, k, "thứ trưởng").or_else(|| says(w, k, "phó trưởng ban")) {
            let title = k + n + says(w, k + n, "thường trực").unwrap_or(0);
            let person = self.capitals(w, title);
            let named = (2..=5).contains(&(person - title)) && HEADS.at(w, title).is_none();
            // "Phó Trưởng Ban Thường trực Ban Chỉ đạo …"
            let of = || {
                self.named(text, w, title, false)
                    .filter(|(found, _)| found.len() == 1)
                    .map(|(_, next)| next)
            };
            let behind = w.get(title).is_some_and(|x| x.before == ' ' && x.capital);
            let end = if named {
                person
            } else {
                Some(title).filter(|_| behind).and_then(|_| of()).unwrap_or(title)
            };
            return (named || title > k + n && w[k].capital).then(|| {
                let found = Found {
                    name: upper_first(&tidy(text.get(w[k].start..w[end - 1].end).unwrap_or_default())),
                    range: w[i].start..w[end - 1].end,
                    ..Found::default()
                };
                (vec![found], end)
            });
        }
        if !is(w, k, &["phó", "chủ", "tịch"]) || i > 0 && is(w, i, &["các"]) {
            return None;
        }
        let mut n = k + 3;
        if is(w, n, &["thường", "trực"]) {
            n += 2;
        }
        if !w.get(n).is_some_and(|x| matches!(x.key, "ubnd" | "hđnd")) {
            // "Phó Chủ tịch Họ Tên"
            let person = self.capitals(w, n);
            let one = (2..=5).contains(&(person - n)) && HEADS.at(w, n).is_none() && w[n].before == ' ';
            return one.then(|| {
                let name = tidy(text.get(w[k].start..w[person - 1].end).unwrap_or_default());
                let found = Found {
                    name: upper_first(&name),
                    range: w[i].start..w[person - 1].end,
                    ..Found::default()
                };
                (vec![found], person)
            });
        }
        n += 1;
        n += tail::level(w, n).map_or(0, |l| l.1);
        let person = self.capitals(w, n);
        let name = tidy(text.get(w[k].start..w[person - 1].end)?);
        let slug = (person == n).then(|| self.canonical(name.clone(), 0..0, false).slug).flatten();
        Some((
            vec![Found {
                name: upper_first(&name),
                slug,
                range: w[i].start..w[person - 1].end,
                ..Found::default()
            }],
            person,
        ))
    }

    fn named(&self, text: &str, w: &[Word], i: usize, titled: bool) -> Option<(Vec<Found>, usize)> {
        let first = w.get(i)?;
        if let Some(found) = self.each_of(text, w, i) {
            return Some(found);
        }
        let alone = self.alone().at(w, i);
        let exact = self
            .registry
            .names
            .at(text, w, i, &[])
            .filter(|m| alone.is_none_or(|end| end <= m.next));
        let lower = |m: &Match| !first.capital && !matches!(first.key, "các" | "phòng" | "ban" | "sở") && !self.is_group(m);
        if let Some(m) = exact.filter(|m| !lower(m)) {
            if self.is_group(&m) || first.key == "ubnd" {
                // the reading by words goes further ("UBND các xã: A, B"), or says that the group is vague
                let wide = self
                    .group(text, w, i)
                    .or_else(|| (first.key == "ubnd").then(|| self.committee(text, w, i, titled)).flatten());
                if let Some(group) = wide
                    && (group.1 > m.next || group.1 == m.next && first.key == "các" || first.key == "ubnd")
                {
                    return Some(group);
                }
                let vague = group::related(w, m.next).is_some();
                let found = Found {
                    name: m.name.spelled.clone(),
                    slug: self.slug(&m),
                    range: first.start..w[m.next - 1].end,
                    vague,
                    group: self.is_group(&m),
                    ..Found::default()
                };
                let found = self.upper_group(found);
                return Some((vec![found], group::related(w, m.next).unwrap_or(m.next)));
            }
            if let Some(found) = self.known(text, w, i, m, titled) {
                return Some(found);
            }
        }
        if first.key == "ubnd" {
            return self.committee(text, w, i, titled);
        }
        if let Some(group) = self.group(text, w, i) {
            return Some(group);
        }
        if let Some(m) = self
            .registry
            .names
            .mended(w, i)
            .or_else(|| {
                self.registry.names.cut_short(w, i, |k| {
                    first.capital && w.get(k).is_none_or(|x| x.before != ' ' || VERBS.at(w, k).is_some())
                })
            })
            .filter(|m| !self.is_group(m) && !cuts_word(w, i, m.next))
            && let Some(found) = self.known(text, w, i, m, titled)
        {
            return Some(found);
        }
        self.pattern(text, w, i).or_else(|| self.the_company(text, w, i))
    }

    /// A group of the register is written with a capital.
    fn upper_group(&self, mut f: Found) -> Found {
        f.name = upper_first(&f.name);
        f
    }

    /// A body of the register with what stands behind its name.
    fn known(&self, text: &str, w: &[Word], i: usize, m: Match, titled: bool) -> Option<(Vec<Found>, usize)> {
        let agency = &self.registry.agencies[m.name.id];
        // a longer name, of which the register knows only the beginning
        let more = || w.get(m.next).is_some_and(|x| x.before == ',') && (self.goes_on(w, m.next) || pattern::field_ends(w, m.next));
        let centre = is(w, i, &["trung", "tâm"]);
        let second = || pattern::serves_too(w, m.next) || more();
        if agency.kind == "ban" && (lexicon::goes_on(w, m.next) || more()) || centre && second() {
            return None;
        }
        // "Thanh tra Sở Xây dựng": the inspectors of another body
        let of_office = HEADS.at(w, m.next).is_some() || m.next == i + 3 && w[i + 2].key == "sở";
        if is(w, i, &["thanh", "tra"]) && w.get(m.next).is_some_and(|x| x.capital && x.before == ' ') && of_office {
            return None;
        }
        // "Bộ Tư lệnh Vùng Cảnh sát biển 4" is none of a province
        if m.name.level.is_some() && w.get(m.next).is_some_and(|x| x.key == "vùng" && x.capital && x.before == ' ') {
            return None;
        }
        let second = lexicon::hyphened(w, m.next).unwrap_or(m.next);
        let mut tail = self.tail(text, w, second, titled && agency.kind != "ubnd");
        if second > m.next {
            // "Sở Giao thông vận tải - Xây dựng": one office of two fields, as some provinces had them
            let range = w[i].start..w[tail.end - 1].end;
            let name = tidy(&format!("{}{}", m.name.spelled, text.get(w[m.next - 1].end..range.end)?));
            let next = group::related(w, tail.end).unwrap_or(tail.end);
            return Some((vec![self.canonical(name, range, false)], next));
        }
        // "Ban Quản lý Khu kinh tế A và các khu công nghiệp"
        if agency.kind == "ban" && tail.end > m.next && tail.many.is_empty() {
            let and = tail.end + usize::from(is(w, tail.end, &["và"]));
            let the = and + usize::from(is(w, and, &["các"]));
            if and > tail.end && is(w, the, &["khu"]) && !is(w, the, &["khu", "vực"]) {
                let more = (the + 3).min(w.len());
                tail.end = self.tail(text, w, more, false).end;
            }
        }
        // "Thanh tra", "Công an" are words of their own unless a level or a place tells which
        let open = m.name.level.is_some() && tail.end == m.next;
        if open && m.name.keys.len() <= 2 {
            let listed = w.get(m.next).is_some_and(|x| x.before == ',' || x.key == "và" && x.before == ' ');
            if !listed || !w[i].capital || !self.level_follows(text, w, m.next) {
                return None;
            }
        }
        let base = Found {
            range: w[i].start..w[tail.end.max(m.next) - 1].end,
            mended: m.mended,
            open,
            ..Found::default()
        };
        Some((
            self.with_tail(text, w, m, &tail, base),
            group::related(w, tail.end).unwrap_or(tail.end),
        ))
    }

    /// Names and slugs of a register name with its tail.
    fn with_tail(&self, text: &str, w: &[Word], m: Match, tail: &Tail, base: Found) -> Vec<Found> {
        let stem = m.name.spelled.clone();
        if !tail.many.is_empty() {
            return tail
                .many
                .iter()
                .map(|(level, place, range)| Found {
                    name: tidy(&format!("{stem} {level} {place}")),
                    slug: None,
                    range: range.clone(),
                    ..base.clone()
                })
                .collect();
        }
        let printed = tidy(text.get(w[m.next - 1].end..w[tail.end.max(m.next) - 1].end).unwrap_or(""));
        if printed.is_empty() {
            return vec![Found {
                name: stem,
                slug: self.slug(&m),
                ..base
            }];
        }
        let (name, slug) = self.at_level(m, &stem, &printed, tail);
        vec![Found {
            name,
            slug,
            level: Some(printed),
            group: tail.plural,
            ..base
        }]
    }

    /// The body at a level: its name, and the slug of the register's body of that level, or of the general one above the district.
    fn at_level(&self, m: Match, stem: &str, printed: &str, tail: &Tail) -> (String, Option<String>) {
        let agency = &self.registry.agencies[m.name.id];
        let level = tail.level.unwrap_or("");
        let glue = if printed.starts_with(',') { "" } else { " " };
        let name = tidy(&format!("{stem}{glue}{printed}"));
        let own = self.canonical(name.clone(), 0..0, false);
        if own.slug.is_some() {
            return (own.name, own.slug);
        }
        // "Sở Tài chính tỉnh": the word adds nothing
        if m.name.level.is_none() && printed == "tỉnh" && !agency.name.ends_with("tỉnh") {
            return (stem.to_string(), self.slug(&m));
        }
        let local = matches!(level, "huyện" | "quận" | "thị xã" | "xã" | "phường" | "thị trấn" | "đặc khu");
        if !local && self.is_elsewhere(level, printed) {
            return (name, None);
        }
        if !local || matches!(agency.kind.as_str(), "phong") {
            return (name, self.slug(&m));
        }
        (name, None)
    }

    /// Whether a level and a place are of another province or city than the issuer's: "Sở Công Thương thành phố A" in a notice of
    /// province B is none of its departments.
    fn is_elsewhere(&self, level: &str, printed: &str) -> bool {
        const LEVELS: [&str; 4] = ["Tỉnh", "Thành", "TP", "TX"];
        // "Sao Mai - Trăng Non" with and without its dash
        let capitals = |text: &str| -> Vec<String> {
            text.split(|c: char| !c.is_alphanumeric())
                .filter(|word| word.starts_with(char::is_uppercase) && !LEVELS.contains(word))
                .map(match_key)
                .collect()
        };
        let place = capitals(printed);
        let Some(issuer) = self.issuer.filter(|_| !place.is_empty()) else {
            return false;
        };
        // a city may lie in the province that is named
        let comparable = issuer.contains("tỉnh ")
            || ["Bộ ", "Chính phủ"].iter().any(|of| issuer.contains(of))
            || issuer.contains("thành phố ") && level == "thành phố";
        comparable && !capitals(issuer).windows(place.len()).any(|words| words == place)
    }

    /// Whether a body with its level said comes later in the list that goes on at `k`.
    fn level_follows(&self, text: &str, w: &[Word], k: usize) -> bool {
        let mut k = k;
        for _ in 0..6 {
            k += usize::from(w.get(k).is_some_and(|x| x.key == "và"));
            if w.get(k).is_none_or(|x| matches!(x.before, '.' | ';' | ':')) {
                return false;
            }
            let Some(m) = self.registry.names.at(text, w, k, &[]) else {
                return false;
            };
            let tail = self.tail(text, w, m.next, false);
            if tail.level.is_some()
                || m.name.level.is_none() && m.name.spelled.ends_with("tỉnh") && m.name.keys.last().is_some_and(|l| l == "tỉnh")
            {
                return true;
            }
            k = m.next;
            if w.get(k).is_none_or(|x| x.before != ',' && x.key != "và") {
                return false;
            }
        }
        false
    }

    /// The register's spelling of a name, where it has it.
    fn canonical(&self, name: String, range: Range<usize>, vague: bool) -> Found {
        let known = self.wholes.borrow().get(&name).copied();
        let known = known.unwrap_or_else(|| {
            let cut = Cut::new(&name);
            let w = cut.words();
            let found = self.registry.names.at(&name, &w, 0, &[]);
            let whole = found.filter(|m| m.next == w.len() && m.name.level.is_none()).map(|m| m.name);
            self.wholes.borrow_mut().insert(name.clone(), whole);
            whole
        });
        match known {
            Some(known) => Found {
                name: upper_first(&known.spelled),
                slug: Some(self.slug_of(known)),
                range,
                vague,
                group: self.names_group(known),
                ..Found::default()
            },
            None => Found {
                name,
                range,
                vague,
                ..Found::default()
            },
        }
    }

    /// The slugs of the register.
    pub fn slugs(&self) -> impl Iterator<Item = &str> {
        self.registry.by_slug.keys().map(String::as_str)
    }

    /// A name typed by an editor: slug or words.
    pub fn resolve(&self, name: &str) -> (String, Option<String>) {
        if let Some(id) = self.registry.by_slug.get(name) {
            let a = &self.registry.agencies[*id];
            return (a.name.clone(), Some(a.slug.clone()));
        }
        let f = self.canonical(name.to_string(), 0..0, false);
        (f.name, f.slug)
    }

    /// "Các doanh nghiệp viễn thông (A, B, C)": the brackets behind a group that name its members, and the word after.
    pub fn members(&self, text: &str, w: &[Word], found: &[Found], next: usize) -> Option<(Vec<Found>, usize)> {
        let group = matches!(found, [f] if f.group || f.vague || f.name.starts_with("Các "));
        if !group || w.get(next)?.before != '(' {
            return None;
        }
        let (named, end) = self.list(text, w, next);
        let shut = w.get(end).map_or(text.len(), |x| x.start);
        let closed = text.get(w[end - 1].end..shut)?.contains(')');
        let each = named.len() > 1 && named.iter().all(|f| !f.group && !f.vague && !f.name.starts_with("Các "));
        (closed && each).then_some((named, end))
    }

    /// The bodies behind the colon that follows a group, where they are the subject of what comes behind them.
    fn named_behind(&self, text: &str, w: &[Word], found: &[Found], next: usize) -> Option<(Vec<Found>, usize)> {
        let groups = found.iter().all(|f| f.group || f.vague || f.name.starts_with("Các "));
        if !groups || !w.get(next).is_some_and(|x| x.before == ':' && x.capital) {
            return None;
        }
        let (named, end) = self.list(text, w, next);
        let each = named.len() > 1 && named.iter().all(|f| !f.vague && !f.name.starts_with("Các "));
        let acts = w
            .get(end)
            .is_none_or(|x| x.before == ' ' && !x.capital && VERBS.at(w, end).is_some());
        (each && acts).then_some((named, end))
    }

    /// A list of bodies from word `i` ("A, B và C"), and the word after it.
    pub fn list(&self, text: &str, w: &[Word], i: usize) -> (Vec<Found>, usize) {
        if self.lists.borrow().words != Some((w.as_ptr().addr(), w.len())) {
            return self.listed(text, w, i);
        }
        let (place, bit) = (i / 64, 1 << (i % 64));
        {
            let lists = self.lists.borrow();
            if lists.none.get(place).is_some_and(|none| none & bit != 0) {
                return (vec![], i);
            }
            if let Some(known) = lists.known.get(&i) {
                return known.clone();
            }
        }
        let found = self.listed(text, w, i);
        let mut lists = self.lists.borrow_mut();
        // a list of hundreds would be kept once for each of its bodies
        if !found.0.is_empty() || found.1 != i {
            if found.0.len() <= REMEMBERED {
                lists.known.insert(i, found.clone());
            }
        } else if let Some(none) = lists.none.get_mut(place) {
            *none |= bit;
        }
        found
    }

    fn listed(&self, text: &str, w: &[Word], i: usize) -> (Vec<Found>, usize) {
        let mut out: Vec<Found> = Vec::new();
        let mut k = i;
        let mut head: Option<&str> = None;
        let mut here = self.at(text, w, k);
        while let Some((found, next)) = here {
            // "các chủ hồ chứa: Công ty A, Công ty B vận hành": the group is those behind the colon
            let (found, next) = self.named_behind(text, w, &found, next).unwrap_or((found, next));
            head = w.get(k).filter(|x| matches!(x.key, "sở" | "phòng")).map(|x| x.key).or(head);
            for f in found {
                if !out.iter().any(|o| o.name == f.name) {
                    out.push(f);
                }
            }
            k = next;
            // "Sở Y tế, Giáo dục và Đào tạo": the head is said once
            while let Some(h) = head {
                let and = usize::from(is(w, k, &["và"]));
                if and == 0 && !w.get(k).is_some_and(|x| matches!(x.before, ',' | ';'))
                    || !w.get(k + and).is_some_and(|x| x.capital)
                    || self
                        .registry
                        .names
                        .at(text, w, k + and, &[])
                        .is_some_and(|m| !self.is_group(&m) && m.name.level.is_none())
                {
                    break;
                }
                let Some(m) = self.registry.names.at(text, w, k + and, &[h]).filter(|m| !self.is_group(m)) else {
                    break;
                };
                out.push(Found {
                    name: m.name.spelled.clone(),
                    slug: self.slug(&m),
                    range: w[k + and].start..w[m.next - 1].end,
                    ..Found::default()
                });
                k = m.next;
            }
            // "Công ty Thủy lợi Sao, Trăng, Nắng kiểm tra": of each place one
            if let [.., last] = out.as_slice()
                && let Some((more, next)) = self.branches(text, w, k, last)
            {
                out.extend(more);
                k = next;
            }
            // "các sở là thành viên Ban Chỉ đạo, UBND các xã": which of them
            if out.last().is_some_and(|f| f.group)
                && is(w, k, &["là", "thành", "viên"])
                && let Some((_, next)) = self.named(text, w, k + 3, false)
                && w.get(next).is_some_and(|x| x.before == ',')
                && self.at(text, w, next).is_some()
            {
                k = next;
            }
            // "các trường cao đẳng trên địa bàn tỉnh, Sở A": where they are
            if out.last().is_some_and(|f| f.group)
                && let Some(n) = says(w, k, "trên địa bàn")
            {
                let end = k + n + tail::level(w, k + n).map_or(0, |l| l.1);
                let and = usize::from(is(w, end, &["và"]));
                let joined = w.get(end).is_some_and(|x| matches!(x.before, ',' | ';') || and == 1);
                if joined && self.at(text, w, end + and).is_some() {
                    k = end;
                }
            }
            // "các sở, ban, ngành được giao nhiệm vụ và UBND huyện Sao Mai": which of them
            if out.last().is_some_and(|f| f.group)
                && let Some(n) = ["được giao nhiệm vụ", "được phân công", "được giao"]
                    .iter()
                    .find_map(|p| says(w, k, p))
            {
                let and = usize::from(is(w, k + n, &["và"]));
                let joined = w.get(k + n).is_some_and(|x| matches!(x.before, ',' | ';') || and == 1);
                if joined && self.at(text, w, k + n + and).is_some() {
                    k += n;
                }
            }
            // "Viễn thông A (VNPT), Viettel": a word in brackets does not end the list
            if w.get(k).is_some_and(|x| x.before == '(')
                && let Some(n) =
                    (k + 1..(k + 30).min(w.len())).find(|n| text.get(w[*n - 1].end..w[*n].start).is_some_and(|gap| gap.contains(')')))
                && (w[n].before == ',' || is(w, n, &["và"]))
            {
                k = n;
            }
            let Some(x) = w.get(k) else { break };
            // a list goes on after a comma, a semicolon or "và"
            let joiner = usize::from(x.key == "và" && matches!(x.before, ' ' | ',' | ';' | ')'));
            if joiner == 0 && !matches!(x.before, ',' | ';' | '/' | '+') {
                break;
            }
            here = self.at(text, w, k + joiner);
            if here.is_some() {
                k += joiner;
            }
        }
        // "Giám đốc các sở, Thủ trưởng các ban, ngành" are the departments and branches of one committee
        if let Some(n) = (1..out.len()).find(|n| out[n - 1].name == "Các sở" && out[*n].name.starts_with("Các ban, ngành")) {
            let rest = out.remove(n);
            let name = format!("Các sở, {}", rest.name.trim_start_matches("Các "));
            let range = out[n - 1].range.start..rest.range.end;
            out[n - 1] = Found {
                group: true,
                ..self.canonical(name, range, false)
            };
        }
        // "UBND thành phố A và các quận, huyện"
        for n in 1..out.len() {
            let (before, rest) = out.split_at_mut(n);
            let committee = before.last().is_some_and(|b| b.name.starts_with("UBND "));
            let levels = rest[0].name.strip_prefix("Các ").is_some_and(|l| {
                // "… và các xã, phường ven biển"
                let known = |l: &str| {
                    LEVELS.iter().any(|level| {
                        l.strip_prefix(level).is_some_and(|rest| {
                            rest.is_empty() || rest.starts_with(" ven ") || rest.starts_with(" miền ") || rest.starts_with(" vùng ")
                        })
                    })
                };
                l.split(", ").all(known)
            });
            if committee && levels {
                let name = format!("UBND {}", lower_first(&rest[0].name));
                let range = rest[0].range.clone();
                rest[0] = self.canonical(name, range, false);
                rest[0].group = true;
            }
        }
        // a level said once, with the last
        let mut level: Option<String> = None;
        for f in out.iter_mut().rev() {
            if let (true, Some(l)) = (f.open, &level) {
                let stem = f.name.trim_end_matches(" tỉnh").to_string();
                // "Bộ đội Biên phòng, Công an huyện A": of the one the register knows none at that level
                let bare = l
                    .split(' ')
                    .take_while(|word| !word.starts_with(char::is_uppercase))
                    .collect::<Vec<_>>()
                    .join(" ");
                if bare.len() < l.len() && self.canonical(format!("{stem} {bare}"), 0..0, false).slug.is_none() {
                    continue;
                }
                let at_level = self.canonical(format!("{stem} {l}"), 0..0, false);
                f.name = at_level.name;
                f.slug = at_level
                    .slug
                    .or_else(|| f.slug.take().filter(|_| l.starts_with("tỉnh") || l.starts_with("thành phố")));
            } else if !f.open {
                level = f.level.clone();
            }
        }
        (out, k)
    }

    /// The bodies of the places behind the name of one at a place, and the word after: companies and posts where what they do follows,
    /// bodies of a level also where the list goes on with another body.
    fn branches(&self, text: &str, w: &[Word], k: usize, first: &Found) -> Option<(Vec<Found>, usize)> {
        // most lists end here
        if !w.get(k).is_some_and(|x| x.before == ',') && !is(w, k, &["và"]) {
            return None;
        }
        let (stem, mut said) = match group::at_place(&first.name) {
            Some((stem, level)) => (stem, Some(level)),
            None if first.slug.is_none() => (group::stem(&first.name)?, None),
            None => return None,
        };
        let mut out = Vec::new();
        let mut end = k;
        loop {
            let and = usize::from(is(w, end, &["và"]));
            if and == 0 && !w.get(end).is_some_and(|x| x.before == ',') {
                break;
            }
            // "…, các huyện Trăng Non, Tân Hội": the level of all that follow
            let each = said
                .and_then(|_| tail::level(w, end + and + 1))
                .filter(|_| is(w, end + and, &["các"]));
            if let Some((level, n)) = each
                && w.get(end + and + 1 + n).is_some_and(|x| x.capital && x.before == ' ')
            {
                said = Some(level);
                end += 1 + n;
            }
            // "UBND phường Sao Mai, phường Trăng Non": the next with its own level
            let own = said.and_then(|_| tail::level(w, end + and)).filter(|_| !w[end + and].capital);
            let from = end + and + own.map_or(0, |(_, n)| n);
            let level = own
                .map(|(level, _)| level)
                .or(said)
                .map_or(String::new(), |level| format!(" {level}"));
            let body = self.begins_body(w, from) && !tail::place_rather(w, from)
                || self.registry.names.at(text, w, from, &[]).is_some()
                || titled(w, from);
            // the mark before the place is the list's own
            let to = self.capitals(w, from + 1);
            if body && said.is_some() && !out.is_empty() {
                return Some((out, end));
            }
            if body || !w.get(from).is_some_and(|x| x.capital) || to > from + 4 {
                return None;
            }
            let name = format!("{stem}{level} {}", tidy(&text[w[from].start..w[to - 1].end]));
            let mut next = self.canonical(name, w[from].start..w[to - 1].end, false);
            // a general entry of the register goes for every place of the level
            let general = || first.level.is_some() && own.is_none_or(|(own, _)| Some(own) == said);
            if next.slug.is_none() && general() {
                next.slug = first.slug.clone();
            }
            out.push(next);
            end = to;
        }
        let acts = w
            .get(end)
            .is_some_and(|x| x.before == ' ' && !x.capital && VERBS.at(w, end).is_some());
        (!out.is_empty() && acts).then_some((out, end))
    }

    /// A list that fills the whole text, as a table's cell or the value of a label does: what follows a name up to the
    /// next comma tells which body is meant.
    pub fn whole(&self, text: &str) -> Vec<Found> {
        let cut = Cut::new(text);
        let w = cut.words();
        let mut out: Vec<Found> = Vec::new();
        let mut k = 0;
        while k < w.len() {
            let (found, next) = self.list(text, &w, k);
            if found.is_empty() {
                k += 1;
                continue;
            }
            let group = found.last().is_some_and(|f| f.group && !f.vague);
            out.extend(found);
            k = next;
            // a new line of the cell begins the next body
            if self.at(text, &w, k).is_some() {
                continue;
            }
            let end = (k..w.len()).find(|n| w[*n].before != ' ' || w[*n].key == "và").unwrap_or(w.len());
            if group
                && end > k
                && end < k + 8
                && let Some(f) = out.last_mut()
                && let Some(more) = text.get(f.range.end..w[end - 1].end)
            {
                f.name = tidy(&format!("{}{more}", f.name));
                f.slug = None;
                f.range.end = w[end - 1].end;
            }
            k = end.max(k);
        }
        out
    }

    /// A body or a group that begins at word `k` with a capital, or with "các".
    fn begins_body(&self, w: &[Word], k: usize) -> bool {
        w.get(k).is_some_and(|x| x.key == "ubnd" || x.capital && HEADS.at(w, k).is_some())
    }
}

/// Whether the first words of a body stand at word `k`, with a capital: "Sở", "UBND", "Chi cục", not "Ban hành".
pub fn opens_body(w: &[Word], k: usize) -> bool {
    w.get(k)
        .is_some_and(|x| x.key == "ubnd" || x.capital && HEADS.at(w, k).is_some() && lexicon::NO_BODY.at(w, k).is_none())
}

/// Whether a word of names goes on behind `next`: "Thú y" is not mended to "Thuế" with a syllable left.
fn cuts_word(w: &[Word], i: usize, next: usize) -> bool {
    (i + 1..next).any(|k| {
        NAME_WORDS
            .at(w, k)
            .is_some_and(|n| k + n > next && w[k + 1..k + n].iter().all(|x| x.before == ' '))
    })
}

/// The words of a name behind an abbreviation of official papers, as they are written within a name.
fn spelled(word: &str) -> Option<&'static str> {
    if !word.as_bytes().get(1).is_some_and(|b| b.is_ascii_uppercase() || !b.is_ascii()) || word.ends_with(char::is_lowercase) {
        return None;
    }
    Some(match word {
        "BQL" => "Ban Quản lý",
        "QLDA" => "Quản lý dự án",
        "BQLDA" => "Ban Quản lý dự án",
        "ĐTXD" => "đầu tư xây dựng",
        "KKT" => "Khu kinh tế",
        "KCN" => "khu công nghiệp",
        "PTNT" => "Phát triển nông thôn",
        "BĐBP" => "Bộ đội Biên phòng",
        "NVQS" => "nghĩa vụ quân sự",
        "CHQS" => "Chỉ huy Quân sự",
        "BCH" => "Ban Chỉ huy",
        "BCĐ" => "Ban Chỉ đạo",
        "PCTT" => "phòng, chống thiên tai",
        "TKCN" => "tìm kiếm cứu nạn",
        "BHXH" => "Bảo hiểm xã hội",
        "KBNN" => "Kho bạc Nhà nước",
        "NHNN" => "Ngân hàng Nhà nước",
        "TNCS" => "Thanh niên Cộng sản",
        "LHPN" => "Liên hiệp Phụ nữ",
        "BTTN" => "Bảo tồn thiên nhiên",
        "BVTV" => "Bảo vệ thực vật",
        "DVNN" => "dịch vụ nông nghiệp",
        "HTX" => "hợp tác xã",
        _ => return None,
    })
}

/// One blank between words, "V- x" as "V - x", abbreviations as words.
pub(super) fn tidy(text: &str) -> String {
    let text = text.trim();
    // the last letters of what is mended below
    let odd = |word: &str| {
        matches!(word.as_bytes().last(), Some(b'-' | b'P' | b'.' | b'y' | b'h' | 0xB7))
            && ["-", "TP", "TP.", "TX.", "Ủy", "Uỷ", "tinh"].iter().any(|w| word.ends_with(w))
    };
    let is_tidy = |word: &str| !word.is_empty() && !word.starts_with('-') && !odd(word) && spelled(word).is_none();
    // other blanks than ' ' that a text may have are below it or begin with one of these bytes
    let plain_blanks = !text.bytes().any(|b| b < b' ' || matches!(b, 0xC2 | 0xE2 | 0xE3));
    if text.is_empty() || plain_blanks && text.split(' ').all(is_tidy) {
        return text.to_string();
    }
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let text = text
        .replace("Ủy ban nhân dân", "UBND")
        .replace("Uỷ ban nhân dân", "UBND")
        .replace("TP. ", "thành phố ")
        .replace("TP ", "thành phố ")
        .replace("TX. ", "thị xã ");
    let text = text
        .replace("- ", " - ")
        .replace(" -", " - ")
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    let text = text.split(' ').map(|w| spelled(w).unwrap_or(w)).collect::<Vec<_>>().join(" ");
    // the commonest misprint of scans
    match text.strip_suffix("tinh") {
        Some(rest) if rest.is_empty() || rest.ends_with(' ') => format!("{rest}tỉnh"),
        _ => text,
    }
}

fn upper_first(text: &str) -> String {
    let mut c = text.chars();
    c.next().map(|f| f.to_uppercase().chain(c).collect()).unwrap_or_default()
}

fn lower_first(text: &str) -> String {
    let mut c = text.chars();
    match c.next() {
        Some(f) if c.clone().next().is_some_and(|d| !d.is_uppercase()) => f.to_lowercase().chain(c).collect(),
        _ => text.to_string(),
    }
}

#[cfg(test)]
mod tests;
