//! Words nearest to a mistyped one.

/// The known key nearest to a mistyped one, at most a third of its letters away.
pub fn nearest<'k>(key: &str, known: &[&'k str]) -> Option<&'k str> {
    // a key of absurd length is no typing error, and the table would grow with it
    if key.chars().count() > 40 {
        return None;
    }
    let limit = (key.chars().count() / 3).max(1);
    known
        .iter()
        .map(|k| (distance(&super::fold::plain(key), k), *k))
        .filter(|(d, _)| *d <= limit)
        .min()
        .map(|(_, k)| k)
}

/// Edit distance (insert, delete, replace, swap of neighbours).
fn distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let mut before = vec![0; b.len() + 1];
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for i in 1..=a.len() {
        let mut row = vec![i; b.len() + 1];
        for j in 1..=b.len() {
            let same = usize::from(a[i - 1] != b[j - 1]);
            row[j] = (last[j] + 1).min(row[j - 1] + 1).min(last[j - 1] + same);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                row[j] = row[j].min(before[j - 2] + 1);
            }
        }
        before = std::mem::replace(&mut last, row);
    }
    last[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_third_of_the_letters_may_be_wrong() {
        assert_eq!(nearest("titel", &["title", "issued"]), Some("title"));
        assert_eq!(nearest("so-tai-chinhh", &["so-tai-chinh", "so-y-te"]), Some("so-tai-chinh"));
        assert_eq!(nearest("xyzzy", &["title", "issued"]), None);
    }
}
