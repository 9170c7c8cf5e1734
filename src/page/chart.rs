//! A series as an SVG bar chart: text with its own title, description and labels, no script and no style attribute.

use super::number_text;

/// One bar.
#[derive(Clone, Debug, PartialEq)]
pub struct Bar {
    /// Place on the axis of time, in months from any fixed month.
    pub at: i32,
    /// Below the axis ("3/2026").
    pub label: String,
    pub value: f64,
}

const WIDTH: f64 = 640.0;
const HEIGHT: f64 = 260.0;
const LEFT: f64 = 8.0;
const TOP: f64 = 28.0;
const BOTTOM: f64 = 34.0;
/// More bars than this get no number above each, and only every so many a label.
const LABELLED: usize = 12;

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
pub fn bars(id: &str, title: &str, description: &str, bars: &[Bar]) -> String {
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
    let width = (slot * 0.7).clamp(1.0, 64.0);
    let top = bars.iter().map(|b| b.value).fold(0.0_f64, f64::max);
    let low = bars.iter().map(|b| b.value).fold(0.0_f64, f64::min);
    let range = if top - low > 0.0 { top - low } else { 1.0 };
    let room = HEIGHT - TOP - BOTTOM;
    let y = |v: f64| TOP + (top - v) / range * room;
    let every = bars.len().div_ceil(LABELLED);

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
            number_text(b.value, 3)
        ));
        if bars.len() <= LABELLED {
            let at = if b.value < 0.0 {
                (z + 14.0).min(HEIGHT - BOTTOM + 12.0)
            } else {
                a - 6.0
            };
            out.push_str(&format!(
                "<text class=\"chart-value\" x=\"{x:.1}\" y=\"{at:.1}\" text-anchor=\"middle\">{}</text>",
                number_text(b.value, 2)
            ));
        }
        if i % every == 0 {
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
        assert_eq!(bars("c", "t", "d", &[]), "");
        assert_eq!(bars("c", "t", "d", &[bar(1, f64::NAN)]), "");
    }

    #[test]
    fn text_is_escaped_and_bars_are_counted() {
        let svg = bars("c", "a & b", "d", &[bar(1, 5.0), bar(3, -2.0), bar(4, 0.0)]);
        assert!(svg.contains("a &amp; b") && svg.contains("&lt;3&gt;") && !svg.contains("<3>"));
        assert_eq!(svg.matches("<rect").count(), 3);
        assert!(!svg.contains("NaN") && !svg.contains("style="));
    }

    #[test]
    fn many_bars_are_not_all_labelled() {
        let many: Vec<Bar> = (0..60).map(|i| bar(i, 1.0)).collect();
        let svg = bars("c", "t", "d", &many);
        assert!(svg.matches("chart-label").count() <= LABELLED);
    }
}
