//! What a task is about, behind who must do it: "Sở A chủ trì, phối hợp với Sở B rà soát vốn" → "rà soát vốn".

use super::super::agency::{Cut, Finder, Word, is};
use super::reader::{bracketed, order};
use std::ops::Range;

/// What follows a list of bodies as a part of the last one's name or of the place where they are; a matter does not begin so.
const GOES_ON: &[&str] = &[
    "có", "của", "cùng", "hoặc", "khác", "liên", "nêu", "ở", "tại", "theo", "thuộc", "trên", "trong", "trực", "và", "với", "được",
];
/// What begins with such a word and is a deed all the same.
const DEEDS: &[[&str; 2]] = &[
    ["có", "giải"],
    ["có", "kế"],
    ["có", "phương"],
    ["liên", "hệ"],
    ["liên", "kết"],
    ["theo", "dõi"],
    ["trực", "tiếp"],
];
/// Fewer words than these would say nothing.
const LEAST: usize = 3;

/// The byte of a task's text at which its matter begins: behind the order, the bodies and their roles. 0 where the text does
/// not begin with them, or where what is left would not stand by itself.
pub fn begins(finder: &Finder, text: &str) -> usize {
    let cut = Cut::new(text);
    let w = cut.words();
    behind(finder, text, &w, 0..w.len()).unwrap_or(0)
}

/// The same of the task that is said in bytes `range` of a text, whose words are `w`.
pub fn among(finder: &Finder, text: &str, w: &[Word], range: &Range<usize>) -> usize {
    let from = w.partition_point(|x| x.start < range.start);
    let to = w.partition_point(|x| x.start < range.end);
    let said = text.get(range.clone()).unwrap_or("");
    let begins = range.start + said.len() - said.trim_start().len();
    behind(finder, text, w, from..to).map_or(0, |at| at.saturating_sub(begins))
}

/// The byte at which the matter of words `words` begins, where it stands behind something else.
fn behind(finder: &Finder, text: &str, w: &[Word], words: Range<usize>) -> Option<usize> {
    let from = words.start;
    let ordered = order(w, from);
    let (found, next) = finder.list(text, w, ordered.unwrap_or(from));
    if found.is_empty() && ordered.is_some() {
        return None;
    }
    let mut k = if found.is_empty() { from } else { bracketed(text, w, next) };
    loop {
        k = if is(w, k, &["chủ", "trì"]) {
            k + 2
        } else if is(w, k, &["có", "trách", "nhiệm"]) {
            k + 3
        } else if let Some(next) = company(finder, text, w, k) {
            next
        } else {
            break;
        };
    }
    let x = w.get(k).filter(|x| k > from && k + LEAST <= words.end && !x.capital)?;
    let deed = DEEDS.iter().any(|d| is(w, k, d));
    (deed || !GOES_ON.contains(&x.key)).then_some(x.start)
}

/// "phối hợp chặt chẽ với Sở A, Sở B" at `k`: the word behind it.
fn company(finder: &Finder, text: &str, w: &[Word], k: usize) -> Option<usize> {
    let and = usize::from(is(w, k, &["và"]));
    if !is(w, k + and, &["phối", "hợp"]) {
        return None;
    }
    let mut n = k + and + 2;
    while w
        .get(n)
        .is_some_and(|x| matches!(x.key, "với" | "cùng" | "chặt" | "chẽ") && matches!(x.before, ' ' | ','))
    {
        n += 1;
    }
    let (found, next) = finder.list(text, w, n);
    (!found.is_empty()).then(|| bracketed(text, w, next))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Diagnostics;
    use crate::input::Input;
    use crate::registry;

    fn matter(text: &str) -> String {
        let registry = registry::load(&Input::default(), &mut Diagnostics::new());
        text[begins(&Finder::new(&registry, None, None), text)..].to_string()
    }

    #[test]
    fn the_matter_stands_behind_the_bodies_and_their_roles() {
        for (text, want) in [
            (
                "Sở Tài chính chủ trì, phối hợp với Thống kê tỉnh, Sở Công Thương và các cơ quan liên quan cập nhật kịch bản.",
                "cập nhật kịch bản.",
            ),
            (
                "Chủ trì, phối hợp với UBND các xã, phường tổng hợp thiệt hại do mưa đá.",
                "tổng hợp thiệt hại do mưa đá.",
            ),
            (
                "Sở Tài chính chủ trì theo dõi, kiểm tra tiến độ giải ngân.",
                "theo dõi, kiểm tra tiến độ giải ngân.",
            ),
            ("Giao Sở Y tế chủ trì bảo đảm thuốc, vật tư.", "bảo đảm thuốc, vật tư."),
            (
                "Phối hợp với Sở Ngoại vụ tham mưu mở cửa hàng miễn thuế.",
                "tham mưu mở cửa hàng miễn thuế.",
            ),
            (
                "Các sở, ban, ngành, UBND các xã, phường rà soát toàn bộ khó khăn.",
                "rà soát toàn bộ khó khăn.",
            ),
            ("Thanh tra tỉnh có trách nhiệm rà soát các dự án.", "rà soát các dự án."),
        ] {
            assert_eq!(matter(text), want);
        }
    }

    #[test]
    fn a_text_that_begins_with_its_matter_is_left_whole() {
        for text in [
            "Rà soát mỏ vật liệu dọc tuyến.",
            "Đối với cao tốc Sao Mai - Trăng Non: Chủ trì, phối hợp với Sở Tài chính chuẩn bị các phần việc.",
            "Trước ngày 23/4/2026, các cơ quan, đơn vị báo cáo tình hình thực hiện.",
            "Sở Tài chính chủ trì.",
            "Sở Tài chính",
            "",
        ] {
            assert_eq!(matter(text), text);
        }
    }
}
