//! The phrases of a sentence that tell what its figures are compared with, of what and when: looked up once for the whole
//! sentence, so that its parts are asked for them without being read anew.

use crate::viet::letter::is_word;
use aho_corasick::{AhoCorasick, AhoCorasickKind};
use std::ops::{BitOr, Range};
use std::sync::LazyLock;

/// A set of phrases.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Phrases(u64);

impl Phrases {
    /// Whether some of the others are in it.
    pub fn has(self, others: Phrases) -> bool {
        self.0 & others.0 != 0
    }
}

impl BitOr for Phrases {
    type Output = Phrases;
    fn bitor(self, other: Phrases) -> Phrases {
        Phrases(self.0 | other.0)
    }
}

/// What belongs together, in lower case with tones in the newer place.
const GROUPS: [&[&str]; 31] = [
    &["tháng trước"],
    &["so với tháng", "so tháng", "quý trước"],
    &["so với thời điểm"],
    &["cùng kỳ"],
    &["cùng kì", "so với năm", "so năm", "so với tết"],
    &["năm trước"],
    &["thủ tướng", "ttg", "ttcp"],
    &["vốn đã giao", "vốn được giao", "vốn giao", "vốn đã phân bổ", "đã phân bổ"],
    &["dự toán", "dt"],
    &["trung ương", "tw", "bộ tài chính", "chính phủ"],
    &["hđnd", "hội đồng nhân dân", "địa phương"],
    &["tỉnh", "thành phố", "huyện", "xã", "phường"],
    &["kịch bản"],
    &["kế hoạch", "kh"],
    &["mục tiêu"],
    &["chương trình mục tiêu"],
    &["chỉ tiêu"],
    &["phấn đấu"],
    &["so với"],
    &["so", "hơn"],
    &["có tỷ lệ"],
    &["khởi công", "đang"],
    &["xoá"],
    &["quốc tế", "nội địa", "lưu trú", "riêng khu"],
    &["của dự án", "của các", "của ban", "của sở", "của ubnd", "của huyện", "của xã"],
    &["cả nước", "bình quân chung", "toàn quốc"],
    &["phải"],
    &["phải tiêu huỷ"],
    &["tháng", "quý", "năm", "kế", "chung", "tết", "đến", "hết", "ngày"],
    &["và"],
    &["với"],
];

const fn group(n: u32) -> Phrases {
    Phrases(1 << n)
}

pub const MONTH_BEFORE: Phrases = group(0);
/// Another comparison with the month or quarter before.
pub const AGAINST_MONTH: Phrases = group(1);
pub const AGAINST_MOMENT: Phrases = group(2);
pub const SAME_TIME: Phrases = group(3);
/// Another comparison with a year.
pub const AGAINST_YEAR: Phrases = group(4);
pub const YEAR_BEFORE: Phrases = group(5);
pub const PREMIER: Phrases = group(6);
pub const ASSIGNED: Phrases = group(7);
pub const BUDGET: Phrases = group(8);
pub const CENTRAL: Phrases = group(9);
pub const COUNCIL: Phrases = group(10);
/// Another word for a local government.
pub const LOCAL: Phrases = group(11);
pub const SCENARIO: Phrases = group(12);
pub const PLAN: Phrases = group(13);
pub const AIM: Phrases = group(14);
pub const AIM_PROGRAMME: Phrases = group(15);
pub const NORM: Phrases = group(16);
pub const STRIVE: Phrases = group(17);
pub const AGAINST: Phrases = group(18);
pub const MORE: Phrases = group(19);
/// "biểu dương các đơn vị có tỷ lệ …"
pub const OF_SOME: Phrases = group(20);
pub const BEGUN: Phrases = group(21);
pub const REMOVED: Phrases = group(22);
/// A part of the whole.
pub const PARTIAL: Phrases = group(23);
pub const OWNED: Phrases = group(24);
/// What others reached.
pub const ELSEWHERE: Phrases = group(25);
pub const MUST: Phrases = group(26);
pub const MUST_CULL: Phrases = group(27);
/// Without one of these no stretch of time is named.
pub const TIME: Phrases = group(28);
pub const AND: Phrases = group(29);
pub const WITH: Phrases = group(30);

/// All phrases, found in one pass, and the group of each.
static FINDER: LazyLock<(Option<AhoCorasick>, Vec<Phrases>)> = LazyLock::new(|| {
    let all = || {
        (0..)
            .zip(GROUPS)
            .flat_map(|(n, group)| group.iter().map(move |phrase| (*phrase, n)))
    };
    let automaton = AhoCorasick::builder()
        .kind(Some(AhoCorasickKind::DFA))
        .build(all().map(|(phrase, _)| phrase));
    (automaton.ok(), all().map(|(_, n)| group(n)).collect())
});

/// The phrases of a text, as whole words, and where they stand.
pub struct Said {
    /// In the order in which they end.
    found: Vec<(Range<usize>, Phrases)>,
}

impl Said {
    /// Of a text in lower case.
    pub fn new(key: &str) -> Said {
        let (automaton, groups) = &*FINDER;
        let all = automaton.iter().flat_map(|a| a.find_overlapping_iter(key));
        let whole = all
            .map(|m| (m.range(), m.pattern()))
            .filter(|(r, _)| !key[..r.start].ends_with(is_word) && !key[r.end..].starts_with(is_word));
        Said {
            found: whole.filter_map(|(r, n)| Some((r, *groups.get(n.as_usize())?))).collect(),
        }
    }

    /// Those of the whole text.
    pub fn all(&self) -> Phrases {
        self.found.iter().fold(Phrases::default(), |all, (_, phrase)| all | *phrase)
    }

    /// Those within a stretch of it that begins and ends between words.
    pub fn within(&self, range: Range<usize>) -> Phrases {
        let from = self.found.partition_point(|(r, _)| r.end <= range.start);
        let ending = self.found[from..].iter().take_while(|(r, _)| r.end <= range.end);
        let whole = ending.filter(|(r, _)| r.start >= range.start);
        whole.fold(Phrases::default(), |all, (_, phrase)| all | *phrase)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_phrases_within_a_stretch_are_told() {
        let key = "so với cùng kỳ năm trước, xuất khẩu đạt 28% kế hoạch và khách quốc tế";
        let said = Said::new(key);
        let comma = key.find(',').unwrap_or_default();
        assert!(said.within(0..comma).has(SAME_TIME) && said.within(0..comma).has(YEAR_BEFORE));
        assert!(!said.within(0..comma).has(PLAN) && said.within(comma..key.len()).has(PLAN));
        assert!(said.all().has(PARTIAL) && !said.all().has(BUDGET));
        // "dtt" is no "dt", "cùng kỳ" cut in the middle is none
        assert!(!Said::new("dtt, tướngg").all().has(BUDGET | PREMIER));
        assert!(!said.within(0.."so với cùng".len()).has(SAME_TIME));
    }
}
