//! Indicators of the register, and how their names are found in a text.

use crate::viet::fold;
use crate::viet::letter::is_word;
use aho_corasick::AhoCorasick;
use std::ops::Range;

use super::Registry;

/// A measured series.
#[derive(Clone, Debug, Default)]
pub struct IndicatorDef {
    pub id: String,
    pub name: String,
    /// Other names by which notices call it.
    pub aliases: Vec<String>,
    /// Names that mean it only where nothing else stands with them: "xuất khẩu".
    pub short: Vec<String>,
    /// Ids of the indicators beside which its short names may stand; anywhere where there are none.
    pub beside: Vec<String>,
    /// Usual unit of its value.
    pub unit: Option<String>,
    /// Plausible range of the value in `unit`.
    pub range: Option<(f64, f64)>,
    pub covers: Covers,
    /// Id of the indicator of which it is a part, so that it can never be more.
    pub part_of: Option<String>,
}

/// What stretch of time its value is of, where the text names none.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Covers {
    /// What is done over the time of which the passage speaks.
    #[default]
    Flow,
    /// Always the months so far, as a share of the year's plan.
    SoFar,
    /// What is there at the end of the month, as a herd.
    Stock,
}

impl Covers {
    /// Reads the word of the register.
    pub fn parse(text: &str) -> Option<Covers> {
        Some(match text {
            "flow" => Covers::Flow,
            "so-far" => Covers::SoFar,
            "stock" => Covers::Stock,
            _ => return None,
        })
    }
}

/// All names of all indicators, found in one pass; built once for a register.
#[derive(Clone, Debug)]
pub struct IndicatorNames {
    automaton: Option<AhoCorasick>,
    /// The indicator of each name.
    owners: Vec<usize>,
    /// Names that must stand alone, sorted.
    short: Vec<(String, usize)>,
}

impl IndicatorNames {
    pub(super) fn new(defs: &[IndicatorDef]) -> IndicatorNames {
        let mut names: Vec<(String, usize)> = Vec::new();
        let mut short: Vec<(String, usize)> = Vec::new();
        for (n, def) in defs.iter().enumerate() {
            let key = |name: &String| Some((fold::match_key(name.trim()), n)).filter(|(k, _)| !k.is_empty());
            names.extend(std::iter::once(&def.name).chain(&def.aliases).filter_map(key));
            short.extend(def.short.iter().filter_map(key));
        }
        // of two indicators with the same name the first of the register
        names.sort();
        names.dedup_by(|b, a| a.0 == b.0);
        short.sort();
        IndicatorNames {
            automaton: AhoCorasick::new(names.iter().map(|(name, _)| name)).ok(),
            owners: names.into_iter().map(|(_, owner)| owner).collect(),
            short,
        }
    }

    /// The names in a text folded by `match_key`, as whole words, in order and without overlap: the first, of these the longest.
    pub fn all<'a>(&self, key: &str, registry: &'a Registry) -> Vec<(Range<usize>, &'a IndicatorDef)> {
        let Some(automaton) = &self.automaton else { return Vec::new() };
        let mut found: Vec<(Range<usize>, usize)> = automaton
            .find_overlapping_iter(key)
            .map(|m| (m.range(), m.pattern().as_usize()))
            .filter(|(r, _)| !key[..r.start].ends_with(is_word) && !key[r.end..].starts_with(is_word))
            .collect();
        found.sort_by_key(|(r, _)| (r.start, std::cmp::Reverse(r.end)));
        let mut end = 0;
        found.retain(|(r, _)| {
            let free = r.start >= end;
            if free {
                end = r.end;
            }
            free
        });
        found
            .into_iter()
            .filter_map(|(r, n)| Some((r, registry.indicators.get(*self.owners.get(n)?)?)))
            .collect()
    }

    /// The longest name in a text as printed.
    pub fn find<'a>(&self, text: &str, registry: &'a Registry) -> Option<&'a IndicatorDef> {
        let found = self.all(&fold::match_key(text), registry);
        found.into_iter().max_by_key(|(r, _)| r.len()).map(|(_, def)| def)
    }

    /// The indicator of which a whole folded text is a name.
    pub fn whole<'a>(&self, key: &str, registry: &'a Registry) -> Option<&'a IndicatorDef> {
        let found = self.all(key, registry);
        found.into_iter().find(|(r, _)| *r == (0..key.len())).map(|(_, def)| def)
    }

    /// The indicator that a whole folded text means by itself.
    pub fn short<'a>(&self, key: &str, registry: &'a Registry) -> Option<&'a IndicatorDef> {
        let at = self.short.binary_search_by(|(name, _)| name.as_str().cmp(key)).ok()?;
        registry.indicators.get(self.short[at].1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_and_longest_whole_names_are_found() {
        let def = |id: &str, name: &str, aliases: &[&str], short: &[&str]| IndicatorDef {
            id: id.into(),
            name: name.into(),
            aliases: aliases.iter().map(|s| s.to_string()).collect(),
            short: short.iter().map(|s| s.to_string()).collect(),
            ..IndicatorDef::default()
        };
        let registry = Registry {
            indicators: vec![
                def("budget", "Thu ngân sách", &["thu ngân sách nhà nước"], &[]),
                def("export", "Kim ngạch xuất khẩu", &[], &["xuất khẩu"]),
            ],
            ..Registry::default()
        };
        let names = registry.indicator_names();
        let found: Vec<_> = names
            .all("tổng thu ngân sách nhà nước và kim ngạch xuất khẩu; thu ngân sáchh", &registry)
            .into_iter()
            .map(|(r, d)| (r.len(), d.id.as_str()))
            .collect();
        assert_eq!(
            found,
            [("thu ngân sách nhà nước".len(), "budget"), ("kim ngạch xuất khẩu".len(), "export")]
        );
        assert_eq!(names.short("xuất khẩu", &registry).map(|d| d.id.as_str()), Some("export"));
        assert!(names.short("xuất khẩu lao động", &registry).is_none());
    }
}
