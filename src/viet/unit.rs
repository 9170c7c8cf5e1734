//! Units of measure, and how finely a number is written.

/// Words before a unit that multiply it.
const MULTIPLES: [(&str, f64); 5] = [("nghìn ", 1e3), ("ngàn ", 1e3), ("triệu ", 1e6), ("tỷ ", 1e9), ("tỉ ", 1e9)];

/// A written number is no finer than this part of it, however many noughts it ends in.
const COARSEST: f64 = 0.01;

/// "nghìn tỷ đồng" → (1e12, "đồng"), "ha" → (1, "ha").
pub fn base(unit: &str) -> (f64, &str) {
    let mut factor = 1.0;
    let mut rest = unit.trim();
    while let Some((word, by)) = MULTIPLES.iter().find(|(word, _)| rest.starts_with(word)) {
        factor *= by;
        rest = rest[word.len()..].trim_start();
    }
    (factor, rest)
}

/// A value in another unit of the same kind; `None` where the units measure different things.
pub fn convert(value: f64, from: &str, to: &str) -> Option<f64> {
    let ((a, x), (b, y)) = (base(from), base(to));
    (x == y).then(|| if a == b { value } else { value * a / b })
}

/// Half of the last place in which a value is written: what rounding may have taken or added.
pub fn rounding(value: f64) -> f64 {
    let text = format!("{}", value.abs());
    let half = match text.split_once('.') {
        Some((_, decimals)) => 0.5 * 10f64.powi(-(decimals.len().min(12) as i32)),
        None => 0.5 * 10f64.powi((text.len() - text.trim_end_matches('0').len()) as i32),
    };
    half.min((COARSEST * value.abs()).max(0.5))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_of_one_kind_are_converted() {
        assert_eq!(base("nghìn tỷ đồng"), (1e12, "đồng"));
        assert_eq!(convert(1_095_056.0, "triệu đồng", "tỷ đồng"), Some(1095.056));
        assert_eq!(convert(1.0, "ha", "tấn"), None);
        assert_eq!(convert(7.5, "%", "%"), Some(7.5));
    }

    #[test]
    fn the_last_place_tells_how_finely_a_number_is_written() {
        assert_eq!(rounding(99.7), 0.05);
        assert_eq!(rounding(6684.0), 0.5);
        assert_eq!(rounding(1_730_000.0), 5000.0);
        assert_eq!(rounding(1000.0), 10.0);
        assert_eq!(rounding(0.0), 0.5);
    }
}
