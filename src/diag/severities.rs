//! Severities: what a site makes of the usual severities of the codes, each departure with its reason.

use super::code::Code;
use super::{Diagnostic, Diagnostics, Severity};
use std::collections::BTreeMap;

/// What a site says of one code.
#[derive(Clone, PartialEq, Debug)]
pub struct Rule {
    /// `None`: not shown.
    pub severity: Option<Severity>,
    /// Why; there is one wherever a code is lowered or silenced.
    pub reason: String,
}

/// The codes whose severity a site changes.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Severities(pub BTreeMap<Code, Rule>);

/// A diagnostic that a site does not want to see, and why.
#[derive(Clone, PartialEq, Debug)]
pub struct Silenced {
    pub diagnostic: Diagnostic,
    pub reason: String,
}

impl Severities {
    /// Gives each diagnostic the site's severity and takes out what is silenced.
    pub fn judge(&self, diags: Diagnostics) -> (Diagnostics, Vec<Silenced>) {
        let mut shown = Diagnostics::new();
        let mut silenced = Vec::new();
        for mut diagnostic in diags.list {
            match self.0.get(&diagnostic.code) {
                None => shown.list.push(diagnostic),
                Some(rule) => match rule.severity {
                    Some(severity) => {
                        diagnostic.severity = severity;
                        shown.list.push(diagnostic);
                    }
                    None => silenced.push(Silenced {
                        diagnostic,
                        reason: rule.reason.clone(),
                    }),
                },
            }
        }
        (shown, silenced)
    }
}

impl Code {
    /// What guards the public, and what would otherwise publish a broken site, is neither lowered nor silenced.
    pub fn is_fixed(self) -> bool {
        matches!(
            self,
            Code::ConfigError
                | Code::TemplateError
                | Code::TextsUnread
                | Code::TextMissing
                | Code::DeadLink
                | Code::SecretMark
                | Code::RestrictedMark
        )
    }
    /// What the gate points at and a notice's front matter may let pass.
    pub fn is_waivable(self) -> bool {
        matches!(
            self,
            Code::SecretMark | Code::RestrictedMark | Code::IdentityNumber | Code::PersonalPhone | Code::PrivateAddress
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Text;

    #[test]
    fn raised_lowered_and_silenced() {
        let mut diags = Diagnostics::new();
        for code in [Code::EmptyFile, Code::ClauseNumberRepeated, Code::UnknownAgency, Code::NoBody] {
            diags.report(code, None, Text::new("a", "a"), None, None);
        }
        let rule = |severity| Rule {
            severity,
            reason: "vì".into(),
        };
        let levels = Severities(BTreeMap::from([
            (Code::EmptyFile, rule(Some(Severity::Error))),
            (Code::ClauseNumberRepeated, rule(None)),
            (Code::UnknownAgency, rule(Some(Severity::Warning))),
        ]));
        let (shown, silenced) = levels.judge(diags);
        let got: Vec<_> = shown.iter().map(|d| (d.code, d.severity)).collect();
        assert_eq!(
            got,
            [
                (Code::EmptyFile, Severity::Error),
                (Code::UnknownAgency, Severity::Warning),
                (Code::NoBody, Severity::Warning)
            ]
        );
        assert_eq!((silenced.len(), silenced[0].reason.as_str()), (1, "vì"));
    }
}
