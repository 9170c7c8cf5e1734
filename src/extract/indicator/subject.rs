//! Who a number of the assessment is about.

use super::name::{self, Key, has_word, is_pronoun, label_of, names_something, object, timeless};
use super::number::{Measure, Number, measure};
use super::phrase::{self, Phrases};
use super::sentence::{Line, Reader, Verb, Words, basis_of, compares, grows, is_plan, is_rate, mark, verb_of};
use crate::registry::IndicatorDef;
use crate::viet::letter::{is_word, lowercase};
use crate::viet::word::skip;
use memchr::{memrchr2, memrchr3};
use std::ops::Range;

/// Who a figure is about.
#[derive(Clone, Debug)]
pub(super) struct Subject<'a> {
    pub id: String,
    pub label: String,
    pub def: Option<&'a IndicatorDef>,
}

impl<'a> Subject<'a> {
    pub fn listed(def: &'a IndicatorDef, label: &str) -> Subject<'a> {
        Subject {
            id: def.id.clone(),
            label: if label.is_empty() { def.name.clone() } else { label.to_string() },
            def: Some(def),
        }
    }
    pub fn other(label: &str) -> Option<Subject<'a>> {
        names_something(label).then(|| Subject {
            id: name::other(label),
            label: label.to_string(),
            def: None,
        })
    }
    /// A rate of growth, whose own value is a growth.
    pub fn grows(&self) -> bool {
        self.def.is_some_and(grows)
    }
}

/// Where the words stand that say what a number is about.
#[derive(Clone, Copy)]
pub(super) struct Stands {
    /// The number among those of the sentence.
    pub n: usize,
    /// Where the part of the sentence begins in which it stands.
    pub piece_at: usize,
    /// Behind what the number before is compared with.
    pub fresh_at: usize,
}

/// A number and the words around it.
struct About<'s, 'w, 'a> {
    words: &'w Words<'s, 'a>,
    number: &'w Number,
    at: Stands,
    /// Where the next number begins.
    next: usize,
    kind: Measure,
    /// The part of the sentence up to the number, as printed and folded, and what it says.
    piece: &'s str,
    key: &'s str,
    said: Phrases,
    /// What stands between the number and the next.
    tail: &'s str,
    /// What the part names.
    label: String,
    /// The listed indicator that it names, and where.
    named: Option<(Range<usize>, &'a IndicatorDef)>,
}

impl<'s, 'w, 'a> About<'s, 'w, 'a> {
    fn new(words: &'w Words<'s, 'a>, at: Stands, behind: usize) -> Self {
        let number = &words.numbers[at.n];
        let next = words.numbers.get(at.n + 1).map_or(words.text.len(), |x| x.start);
        let mut about = About {
            words,
            number,
            at,
            next,
            kind: measure(number.unit).unwrap_or(Measure::Count("")),
            piece: &words.text[at.piece_at..number.start],
            key: &words.key[at.piece_at..number.start],
            said: words.said.within(at.piece_at..number.start),
            tail: &words.text[number.end..next],
            label: String::new(),
            named: None,
        };
        about.label = about.label_in(at.piece_at..number.start);
        about.named = about.name(behind);
        about
    }

    fn is_ratio(&self) -> bool {
        self.kind == Measure::Ratio
    }

    fn label_in(&self, range: Range<usize>) -> String {
        label_of(&self.words.text[range.clone()], &self.words.key[range])
    }

    /// The thing counted that stands behind the number.
    fn object(&self) -> &'s str {
        object(self.tail)
    }

    fn printed(&self, range: &Range<usize>) -> String {
        self.words.text[range.clone()].trim().to_string()
    }

    /// Where a bracket opens in the part.
    fn inner(&self) -> Option<usize> {
        self.piece.rfind('(').map(|i| self.at.piece_at + i)
    }

    /// A name in the part, or one with a comma of its own that ends there; the label that it gives.
    fn name(&mut self, behind: usize) -> Option<(Range<usize>, &'a IndicatorDef)> {
        let Stands { piece_at, fresh_at, .. } = self.at;
        let (words, start, inner) = (self.words, self.number.start, self.inner());
        let within = words
            .names
            .iter()
            .filter(|(r, _)| r.start >= behind && r.end > piece_at && r.end <= start)
            .max_by_key(|(r, _)| (inner.is_some_and(|i| r.start >= i), r.len()));
        let named = within.or_else(|| {
            // parted by a comma from its verb
            let clause = fresh_at + words.key[fresh_at..piece_at].rfind(';').map_or(0, |i| i + 1);
            let parted = self.label.is_empty() && piece_at > fresh_at;
            words
                .names
                .iter()
                .rev()
                .find(|(r, _)| parted && r.start >= clause && r.end <= piece_at)
        });
        let (range, def) = named?.clone();
        if inner.is_some_and(|i| range.start >= i && words.text[i + 1..start].contains(' ')) {
            self.label = self.label_in(range.start..start);
        } else if range.start < piece_at {
            self.label = def.name.clone();
        }
        Some((range, def))
    }

    /// "biểu dương các đơn vị có tỷ lệ giải ngân trên 70%": figures of some, not of all.
    fn of_some(&self) -> bool {
        self.said.has(phrase::OF_SOME) || judged(&self.words.key[..self.number.start])
    }

    /// Those of some places: "Dịp lễ, Khu du lịch A, B đón 410 nghìn lượt khách".
    fn at_place(&self) -> bool {
        let words = &self.words.key[self.at.fresh_at..self.number.start];
        let named = |place: &str| {
            let at = words.find(place).map(|at| self.at.fresh_at + at + place.len());
            at.and_then(|at| self.words.text.get(at..))
                .is_some_and(|t| t.trim_start().starts_with(char::is_uppercase))
        };
        has_word(words, "dịp") && ["khu du lịch", "điểm du lịch", "khu di tích"].into_iter().any(named)
    }

    /// What a bare number counts: "29 thôn chưa có điện": nothing stands before it.
    fn counts(&self, stated: Option<&'static str>, behind: usize) -> bool {
        let alone = self.piece.trim_matches([' ', '*', '(']).is_empty() && stated.is_none();
        let things = !self.is_ratio() && self.kind != Measure::Money && !is_pronoun(&self.label) && alone;
        let share = self.is_ratio()
            && self.label.is_empty()
            && behind > 0
            && stated.is_none()
            && !self.object().is_empty()
            && self.piece.trim().is_empty();
        things || share
    }
}

impl<'a> Reader<'a> {
    /// Who a number is about; `stated` is what it is compared with, `first` who the sentence before was about.
    pub(super) fn subject(
        &self,
        words: &Words<'_, 'a>,
        at: Stands,
        stated: Option<&'static str>,
        line: &mut Line<'a>,
        first: Option<&Subject<'a>>,
    ) -> Option<Subject<'a>> {
        let about = About::new(words, at, line.behind);
        // "396 doanh nghiệp … với tổng vốn 3.150 tỷ đồng, tăng 38,5% về số doanh nghiệp"
        if about.is_ratio()
            && let Some(at) = self.counted_again(&words.key[about.number.end..about.next])
        {
            line.current = Some(at);
            let counted = &self.out[at];
            return Some(Subject {
                id: counted.id.clone(),
                label: counted.label.clone(),
                def: self.registry.indicators.iter().find(|d| d.id == counted.id),
            });
        }
        if self.is_of_bodies(&about, line) {
            return None;
        }
        if let Some(subject) = self
            .counted(&about)
            .or_else(|| named(&about, line))
            .or_else(|| self.short(&about, line))
        {
            return Some(subject);
        }
        let bare = self.is_bare(&about, line);
        if bare
            && about.is_ratio()
            && let Some(def) = line.rate.take()
        {
            return Some(Subject::listed(def, ""));
        }
        let counts = about.counts(stated, line.behind);
        if bare && let Some(subject) = self.gone_on(&about, counts, line, first) {
            return Some(subject);
        }
        self.unlisted(&about, counts)
    }

    /// Whether a number tells of some bodies or places rather than of the whole.
    fn is_of_bodies(&self, about: &About, line: &Line) -> bool {
        let key = about.key;
        // "Có 34 xã, phường giải ngân trên 70%"
        if about.is_ratio() && line.behind > 0 && about.words.text[line.behind..].starts_with(',') && of_places(key) {
            return true;
        }
        // "Có 09 chủ đầu tư giải ngân trên 40%": the share by which they are counted
        let counts = line.current.and_then(|c| self.out[c].unit.as_deref());
        if about.is_ratio()
            && !about.words.text[line.behind..].starts_with(',')
            && counts.is_some_and(|unit| matches!(unit, "chủ đầu tư" | "đơn vị" | "địa phương" | "xã" | "huyện" | "sở"))
            && ["giải ngân", "có tỷ lệ giải ngân"].iter().any(|w| key.trim_start().starts_with(w))
        {
            return true;
        }
        // "UBND các xã, phường giải ngân 2.547 tỷ đồng": those of one level
        of_places(key)
            && about.words.key[..about.at.piece_at]
                .trim_end()
                .strip_suffix(',')
                .is_some_and(|all| all.ends_with(" các xã") || all.ends_with(" các huyện"))
    }

    /// What is counted stands behind the number.
    fn counted(&self, about: &About<'_, '_, 'a>) -> Option<Subject<'a>> {
        let (words, number, label) = (about.words, about.number, about.label.as_str());
        if !matches!(about.kind, Measure::Count(_) | Measure::Size(_)) {
            return None;
        }
        let at_unit = |r: &Range<usize>| r.start >= number.unit_at && r.start <= skip(words.text, number.end) && r.end <= about.next;
        let after = words.names.iter().find(|(r, _)| at_unit(r)).map(|(r, d)| (r.end > number.end, *d));
        let phrase = || self.phrase(about.kind, label, number.unit, about.object());
        // "đón 63.500 lượt khách": the unit alone names it where nothing else is named
        // "Du lịch là điểm sáng với 4,35 triệu lượt khách"
        let told = || ends_with_verb(about.key, "với") && has_word(about.key, "du lịch");
        let alone = label.is_empty() || ["đón", "thu hút", "phục vụ"].iter().any(|v| ends_with_verb(about.key, v)) || told();
        let counted = match after {
            Some((true, def)) => Some(def),
            Some((false, def)) if about.named.is_none() && alone && !about.said.has(phrase::PARTIAL) => Some(def),
            _ if about.named.is_none() => self.names.find(&phrase(), self.registry),
            _ => None,
        };
        let of_all = !(matches!(about.kind, Measure::Count(_)) && about.at_place());
        counted
            .filter(|d| of_all && fits(d, about.kind) && !started(about.said))
            .map(|def| Subject::listed(def, &phrase()))
    }

    /// "trong đó xuất khẩu giảm 30%"; a sector only among the figures of growth.
    fn short(&self, about: &About<'_, '_, 'a>, line: &mut Line<'a>) -> Option<Subject<'a>> {
        if about.named.is_some() {
            return None;
        }
        let (number, Stands { piece_at, fresh_at, .. }) = (about.number, about.at);
        // a name with commas of its own: "trong đó, nông, lâm nghiệp và thủy sản"
        let key = &about.words.key[fresh_at..number.start];
        let clause = fresh_at + memrchr3(b';', b':', b'(', key.as_bytes()).map_or(0, |i| i + 1);
        let named = |label: &str| {
            let key = Key::new(label);
            let apart = || timeless(key.text()).and_then(|name| self.names.whole(&name, self.registry));
            self.names.short(whole(key.text()), self.registry).or_else(apart)
        };
        let def = named(&about.label)
            .or_else(|| (clause != piece_at).then(|| named(&about.label_in(clause..number.start))).flatten())
            .filter(|d| self.beside(d))?;
        if fits(def, about.kind) || about.kind == Measure::Money && is_rate(def) && !grows(def) && share_follows(about.words, about.at.n) {
            return Some(Subject::listed(def, &about.label));
        }
        if is_rate(def) {
            line.rate = Some(def);
        }
        None
    }

    /// Whether a number names nothing itself and goes on with what was named before.
    fn is_bare(&self, about: &About, line: &Line) -> bool {
        // "Thu ngân sách 9 tháng đạt …; riêng tháng 9 thu 1.120 tỷ đồng": the name's first word again
        let again = || {
            line.subject.as_ref().is_some_and(|s| {
                let (name, short) = (lowercase(&s.label), lowercase(&about.label));
                !short.contains(' ') && has_word(about.key, "riêng") && name.strip_prefix(&short).is_some_and(|rest| rest.starts_with(' '))
            })
        };
        let compared = || {
            about.named.is_none()
                && !about.piece.contains('(')
                && compares(about.said)
                && basis_of(about.said).is_some()
                && line.current.is_some()
        };
        about.label.is_empty() || is_pronoun(&about.label) || again() || compared()
    }

    /// Who a number goes on to tell of that names nothing itself.
    fn gone_on(&self, about: &About<'_, '_, 'a>, counts: bool, line: &Line<'a>, first: Option<&Subject<'a>>) -> Option<Subject<'a>> {
        let (words, number, kind, ratio) = (about.words, about.number, about.kind, about.is_ratio());
        let pronoun = is_pronoun(&about.label);
        // "hoàn thành 6.451 nhà" of a programme that was named behind the number before
        let between = || {
            let since = |r: &Range<usize>| line.behind > 0 && r.start >= line.behind && r.end <= number.start;
            words.names.iter().rev().find(|(r, d)| since(r) && fits(d, kind))
        };
        if !ratio && let Some((_, def)) = between() {
            return Some(Subject::listed(def, ""));
        }
        // "…; thu tiền sử dụng đất đạt thấp, mới bằng 38,9% dự toán": of what the clause begins with
        if ratio
            && about.label.is_empty()
            && let Some(clause) = words.key[line.behind..about.at.piece_at].rfind(';').map(|i| line.behind + i + 1)
            && let own = about.label_in(clause..about.at.piece_at)
            && own.contains(' ')
            && !words.names.iter().any(|(r, _)| r.start >= clause && r.end <= number.start)
        {
            return Subject::other(&own);
        }
        if counts {
            return None;
        }
        // "tăng 31 vụ": of the same kind as the figure before
        if let Some(subject) = &line.subject {
            let same_kind = ratio
                || pronoun && !(kind == Measure::Money && self.elsewhere(line, kind))
                || verb_of(about.key) != Verb::None
                || kind == Measure::Money && !pronoun
                || subject.def.is_some_and(|d| fits(d, kind)) && !self.elsewhere(line, kind);
            if same_kind {
                return Some(subject.clone());
            }
        } else if let Some(subject) = first.filter(|s| about.at.n == 0 && line.span.is_some() && s.def.is_none_or(|d| fits(d, kind))) {
            // "Quý II tăng 7,12%": of what the sentence before began with
            return Some(subject.clone());
        }
        let (_, def) = words.names.iter().rev().find(|(r, d)| {
            let near = line.subject.is_none() || r.start >= line.behind || pronoun || about.label.is_empty();
            r.end <= number.start && fits(d, kind) && near
        })?;
        (ratio || pronoun || !about.label.is_empty() || about.object().is_empty()).then(|| Subject::listed(def, &about.label))
    }

    /// Something that the registers do not list.
    fn unlisted(&self, about: &About, counts: bool) -> Option<Subject<'a>> {
        let (text, number, label) = (about.words.text, about.number, about.label.as_str());
        let Stands { piece_at, fresh_at, .. } = about.at;
        if about.is_ratio() {
            let phrase = if label.is_empty() || counts { about.object() } else { label };
            return Subject::other(phrase.trim());
        }
        if is_pronoun(label) {
            // "Thu hoạch lúa Đông Xuân, diện tích 182.460 ha"
            let before = text[fresh_at..piece_at].trim_end_matches([',', ' ', ':']);
            let from = memrchr3(b',', b';', b':', before.as_bytes()).map_or(0, |i| i + 1);
            let matter = about.label_in(fresh_at + from..fresh_at + before.len());
            return Subject::other(&matter).and_then(|_| Subject::other(&format!("{label} {matter}")));
        }
        let phrase = self.phrase(about.kind, label, number.unit, about.object());
        if phrase.is_empty() || phrase == number.unit && !phrase.contains(' ') {
            // "Tai nạn giao thông: xảy ra 142 vụ"
            let head = text[..piece_at].rfind(':').map(|end| {
                let from = memrchr3(b'.', b';', b',', &text.as_bytes()[..end]).map_or(0, |i| i + 1);
                about.label_in(from..end)
            });
            return Subject::other(&head.unwrap_or_default());
        }
        Subject::other(&phrase)
    }

    /// The figure of the passage whose unit stands behind "về số", "về số lượng", "về vốn" in `tail`.
    fn counted_again(&self, tail: &str) -> Option<usize> {
        let rest = tail.trim_start().strip_prefix("về ")?;
        let rest = rest.strip_prefix("số lượng ").or_else(|| rest.strip_prefix("số ")).unwrap_or(rest);
        let money = has_word(rest.get(..rest.len().min("vốn đăng ký".len())).unwrap_or_default(), "vốn");
        self.out.iter().rposition(|f| {
            f.unit.as_deref().is_some_and(|unit| {
                let measured = measure(unit);
                money && measured == Some(Measure::Money)
                    || matches!(measured, Some(Measure::Count(_)) | None)
                        && rest.strip_prefix(unit).is_some_and(|r| !r.starts_with(is_word))
            })
        })
    }

    /// Whether the passage has named what a short name must stand beside.
    fn beside(&self, def: &IndicatorDef) -> bool {
        def.beside.is_empty() || self.out.iter().any(|f| def.beside.contains(&f.id))
    }

    /// Whether the figure before is of another measure: "186 hộ, 200 ha".
    fn elsewhere(&self, line: &Line, kind: Measure) -> bool {
        line.current
            .and_then(|c| self.out[c].unit.as_deref())
            .and_then(measure)
            .is_some_and(|m| m != kind)
    }

    /// The noun phrase of a counted thing: "vụ cháy rừng", "trồng mới sâm", "bàn giao nhà".
    fn phrase(&self, kind: Measure, label: &str, unit: &str, object: &str) -> String {
        match kind {
            Measure::Ratio | Measure::Money if label.is_empty() => object.to_string(),
            Measure::Ratio | Measure::Money => label.to_string(),
            Measure::Size(_) => format!("{label} {object}").trim().to_string(),
            // a noun stands before: "Tai nạn giao thông xảy ra 31 vụ"
            Measure::Count(_) if object.is_empty() && !label.is_empty() && !name::is_act(label) => label.to_string(),
            Measure::Count(_) => format!("{label} {unit} {object}").split_whitespace().collect::<Vec<_>>().join(" "),
        }
    }
}

/// The listed indicator that a number's part of the sentence names.
fn named<'a>(about: &About<'_, '_, 'a>, line: &mut Line<'a>) -> Option<Subject<'a>> {
    let (range, def) = about.named.as_ref()?;
    let kind = about.kind;
    if about.of_some() || qualified(about.words, range, about.number.start) {
        return None;
    }
    if fits(def, kind) && !started(about.said) {
        return Some(Subject::listed(def, &about.printed(range)));
    }
    if is_rate(def) && !about.is_ratio() {
        let amount = kind == Measure::Money && !grows(def) && !started(about.said);
        if amount && share_follows(about.words, about.at.n) {
            return Some(Subject::listed(def, &about.printed(range)));
        }
        line.rate = Some(def);
    }
    None
}

/// Whether a number of a measure can be a value or a comparison of an indicator.
fn fits(def: &IndicatorDef, kind: Measure) -> bool {
    let Some(own) = def.unit.as_deref().and_then(measure) else {
        return true;
    };
    kind == Measure::Ratio || own == kind
}

/// What is only begun is not done: "khởi công 148 nhà".
fn started(piece: Phrases) -> bool {
    piece.has(phrase::BEGUN) && !piece.has(phrase::REMOVED)
}

/// "1.986 tỷ đồng, đạt 28,4% kế hoạch": the amount whose share of a plan is the next number.
fn share_follows(words: &Words, n: usize) -> bool {
    let Some(next) = words.numbers.get(n + 1).filter(|x| x.unit == "%") else {
        return false;
    };
    let between = &words.key[words.numbers[n].end..next.start];
    let behind = &words.key[next.end..];
    let behind = words
        .said
        .within(next.end..next.end + mark(behind, b",;()").unwrap_or(behind.len()));
    let level = !compares(words.said.within(words.numbers[n].end..next.start)) && matches!(verb_of(between), Verb::Level | Verb::None);
    level && !between.contains(';') && basis_of(behind).is_some_and(is_plan)
}

fn ends_with_verb(piece: &str, verb: &str) -> bool {
    let piece = piece.trim_end();
    let piece = ["khoảng", "trên", "hơn", "gần", "được", "ước"]
        .iter()
        .fold(piece, |p, w| p.strip_suffix(w).map_or(p, str::trim_end));
    piece.strip_suffix(verb).is_some_and(|r| !r.ends_with(char::is_alphanumeric))
}

/// "phường giải ngân trên", the second kind of the places that a number counts.
fn of_places(piece: &str) -> bool {
    let piece = piece.trim_start();
    [
        "xã ",
        "phường ",
        "thị trấn ",
        "đặc khu ",
        "huyện ",
        "thị xã ",
        "thành phố ",
        "quận ",
    ]
    .iter()
    .any(|place| piece.starts_with(place))
        && has_word(piece, "giải ngân")
}

/// "giải ngân" of "bộ đã giải ngân": a name without the body whose figure is that of the whole.
fn whole(label: &str) -> &str {
    let name = ["bộ ", "tỉnh ", "thành phố ", "huyện ", "ngành "]
        .iter()
        .find_map(|body| label.strip_prefix(body))
        .and_then(|rest| ["đã ", "mới ", "chỉ "].iter().find_map(|then| rest.strip_prefix(then)));
    name.unwrap_or(label)
}

/// Whether the part of the sentence praises or blames somebody.
fn judged(before: &str) -> bool {
    let part = before[memrchr2(b';', b':', before.as_bytes()).map_or(0, |i| i + 1)..].trim_start();
    [
        "biểu dương",
        "phê bình",
        "khen ngợi",
        "đánh giá cao",
        "ghi nhận, biểu dương",
        "hoan nghênh",
    ]
    .iter()
    .any(|w| part.starts_with(w))
}

/// A name that stands for a part or a plan of the indicator: "kế hoạch thu ngân sách", "giải ngân … của Dự án"; `end` is where
/// its number begins.
fn qualified(words: &Words, name: &Range<usize>, end: usize) -> bool {
    let (before, behind) = (words.key[..name.start].trim_end(), &words.key[name.end..end]);
    let planned = ["dự toán", "kế hoạch", "chỉ tiêu", "nhiệm vụ", "giao", "nợ"]
        .iter()
        .any(|w| before.strip_suffix(w).is_some_and(|r| !r.ends_with(char::is_alphanumeric)));
    let parts = [
        "các chương trình",
        "chương trình",
        "vốn chương trình",
        "vốn các chương trình",
        "nguồn",
        "vốn sự nghiệp",
        "vốn oda",
        "khu vực",
        "từ khu vực",
        "ngành",
        "thuộc",
    ];
    let behind = behind.trim_start().trim_start_matches(|c: char| c.is_ascii_digit() || c == ' ');
    planned
        || words.said.within(name.end..end).has(phrase::OWNED)
        || parts
            .iter()
            .any(|w| behind.strip_prefix(w).is_some_and(|r| !r.starts_with(char::is_alphanumeric)))
}
