//! A series as an SVG bar chart: text with its own title, description and labels, no script and no style attribute.

use crate::words::Words;

/// One bar.
#[derive(Clone, Debug, PartialEq)]
pub struct Bar {
    /// Place on the axis of time, in months from any fixed month.
    pub at: i32,
    /// Below the axis ("3/2026").
    pub label: String,
    pub value: f64,
}

/// Small, so that its letters can be read where the page is 360 px wide; on a wide page all of it grows.
const WIDTH: f64 = 340.0;
const HEIGHT: f64 = 190.0;
const LEFT: f64 = 4.0;
const TOP: f64 = 20.0;
const BOTTOM: f64 = 24.0;
/// Width of a letter of the chart.
const LETTER: f64 = 6.2;

/// Text as it may stand in XML.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

/// The chart of bars in order of time. `id` makes its title and description addressable, and is `[a-z0-9-]`.
/// Bars stand where their months are, so that a gap in the notices is a gap in the chart; the axis is at zero.
pub fn bars(words: &Words, id: &str, title: &str, description: &str, bars: &[Bar]) -> String {
    let bars: Vec<&Bar> = bars.iter().filter(|b| b.value.is_finite()).collect();
    let (Some(first), Some(last)) = (bars.iter().map(|b| b.at).min(), bars.iter().map(|b| b.at).max()) else {
        return String::new();
    };
    // the nearest two bars say how much room one has: twelve months for years, three for quarters
    let step = bars
        .windows(2)
        .map(|w| w[1].at.saturating_sub(w[0].at))
        .filter(|d| *d > 0)
        .min()
        .unwrap_or(1);
    let slots = f64::from(last.saturating_sub(first)) / f64::from(step) + 1.0;
    let slot = (WIDTH - 2.0 * LEFT) / slots;
    let width = (slot * 0.7).clamp(1.0, 48.0);
    let top = bars.iter().map(|b| b.value).fold(0.0_f64, f64::max);
    let low = bars.iter().map(|b| b.value).fold(0.0_f64, f64::min);
    let range = if top - low > 0.0 { top - low } else { 1.0 };
    let room = HEIGHT - TOP - BOTTOM;
    let y = |v: f64| TOP + (top - v) / range * room;
    // labels stand below every bar, or below every second, third … where they are wider than a bar's room
    let letters = |longest: Option<usize>| longest.unwrap_or(1) as f64 * LETTER;
    let every = (letters(bars.iter().map(|b| b.label.chars().count()).max()) / slot).ceil().max(1.0) as usize;
    let numbers: Vec<String> = bars.iter().map(|b| words.number(b.value, 2)).collect();
    let all = letters(numbers.iter().map(|n| n.chars().count()).max()) <= slot;
    // where not all numbers have room, the last, the highest and the lowest are said; the table has all
    let extreme = |v: f64| {
        v == bars.iter().map(|b| b.value).fold(f64::NEG_INFINITY, f64::max)
            || v == low.min(bars.iter().map(|b| b.value).fold(f64::INFINITY, f64::min))
    };

    let mut out = format!(
        "<svg class=\"chart\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" role=\"img\" aria-labelledby=\"{id}-t {id}-d\" focusable=\"false\">\
         <title id=\"{id}-t\">{}</title><desc id=\"{id}-d\">{}</desc>",
        escape(title),
        escape(description)
    );
    for (i, b) in bars.iter().enumerate() {
        let x = LEFT + slot * (f64::from(b.at - first) / f64::from(step) + 0.5);
        let (a, z) = (y(b.value.max(0.0)), y(b.value.min(0.0)));
        out.push_str(&format!(
            "<rect class=\"chart-bar\" x=\"{:.1}\" y=\"{:.1}\" width=\"{:.1}\" height=\"{:.1}\"><title>{}: {}</title></rect>",
            x - width / 2.0,
            a,
            width,
            (z - a).max(1.0),
            escape(&b.label),
            words.number(b.value, 3)
        ));
        if all || i + 1 == bars.len() || extreme(b.value) {
            let anchor = if all || (x > WIDTH * 0.15 && x < WIDTH * 0.85) {
                "middle"
            } else if x < WIDTH / 2.0 {
                "start"
            } else {
                "end"
            };
            let at = if b.value < 0.0 {
                (z + 11.0).min(HEIGHT - BOTTOM + 10.0)
            } else {
                a - 5.0
            };
            out.push_str(&format!(
                "<text class=\"chart-value\" x=\"{x:.1}\" y=\"{at:.1}\" text-anchor=\"{anchor}\">{}</text>",
                numbers[i]
            ));
        }
        if (bars.len() - 1 - i).is_multiple_of(every) {
            out.push_str(&format!(
                "<text class=\"chart-label\" x=\"{x:.1}\" y=\"{:.1}\" text-anchor=\"middle\">{}</text>",
                HEIGHT - 8.0,
                escape(&b.label)
            ));
        }
    }
    out.push_str(&format!(
        "<line class=\"chart-axis\" x1=\"0\" x2=\"{WIDTH}\" y1=\"{0:.1}\" y2=\"{0:.1}\"/></svg>",
        y(0.0)
    ));
    out
}

/// A line of values in order of time, to stand in a cell beside its number; empty where there are fewer than three.
pub fn spark(values: &[f64]) -> String {
    let values: Vec<f64> = values.iter().copied().filter(|v| v.is_finite()).collect();
    let (low, top) = values
        .iter()
        .fold((f64::INFINITY, f64::NEG_INFINITY), |(l, t), v| (l.min(*v), t.max(*v)));
    let Some(last) = values.len().checked_sub(1).filter(|n| *n >= 2) else {
        return String::new();
    };
    let range = if top - low > 0.0 { top - low } else { 1.0 };
    let point = |i: usize| (2.0 + 76.0 * i as f64 / last as f64, 18.0 - 16.0 * (values[i] - low) / range);
    let line: Vec<String> = (0..=last).map(|i| format!("{:.1},{:.1}", point(i).0, point(i).1)).collect();
    let end = point(last);
    format!(
        "<svg class=\"spark\" viewBox=\"0 0 82 20\" aria-hidden=\"true\"><polyline points=\"{}\"/><circle cx=\"{:.1}\" cy=\"{:.1}\" r=\"2.2\"/></svg>",
        line.join(" "),
        end.0,
        end.1
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bar(at: i32, value: f64) -> Bar {
        Bar {
            at,
            label: format!("<{at}>"),
            value,
        }
    }

    #[test]
    fn nothing_to_show_is_no_chart() {
        assert_eq!(bars(&Words::default(), "c", "t", "d", &[]), "");
        assert_eq!(bars(&Words::default(), "c", "t", "d", &[bar(1, f64::NAN)]), "");
    }

    #[test]
    fn text_is_escaped_and_bars_are_counted() {
        let svg = bars(&Words::default(), "c", "a & b", "d", &[bar(1, 5.0), bar(3, -2.0), bar(4, 0.0)]);
        assert!(svg.contains("a &amp; b") && svg.contains("&lt;3&gt;") && !svg.contains("<3>"));
        assert_eq!(svg.matches("<rect").count(), 3);
        assert!(!svg.contains("NaN") && !svg.contains("style="));
    }

    #[test]
    fn a_spark_needs_three_values() {
        assert_eq!(spark(&[1.0, 2.0]), "");
        assert_eq!(spark(&[1.0, f64::NAN, 2.0, 2.0]).matches(',').count(), 3);
    }

    #[test]
    fn many_bars_are_not_all_labelled() {
        let many: Vec<Bar> = (0..60).map(|i| bar(i, 1.0)).collect();
        let svg = bars(&Words::default(), "c", "t", "d", &many);
        assert!(svg.matches("chart-label").count() <= 12);
        assert_eq!(bars(&Words::default(), "c", "t", "d", &many[..4]).matches("chart-value").count(), 4);
    }
}
