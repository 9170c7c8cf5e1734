//! Diagnostics: what is wrong in the content, with a stable code, a place, what was done instead and how to mend it.

pub mod code;
pub mod severities;
pub mod trouble;

use crate::span::Span;
use code::Code;
use serde::{Deserialize, Serialize};

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub enum Severity {
    Error,
    Warning,
    Note,
}

/// A text in both languages of the messages.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Default, Serialize, Deserialize)]
pub struct Text {
    pub vi: String,
    pub en: String,
}

impl Text {
    pub fn new(vi: impl Into<String>, en: impl Into<String>) -> Text {
        Text {
            vi: vi.into(),
            en: en.into(),
        }
    }
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Diagnostic {
    pub code: Code,
    pub severity: Severity,
    pub span: Option<Span>,
    /// Path, where there is no span (a file that could not be read as text).
    pub path: Option<String>,
    /// What is wrong, naming the words in the text.
    pub message: Text,
    /// What was done instead.
    pub done: Option<Text>,
    /// How to mend it.
    pub hint: Option<Text>,
}

/// The sink. Each worker has its own; they are joined in source order and sorted by place and code.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Diagnostics {
    list: Vec<Diagnostic>,
}

impl Diagnostics {
    pub fn new() -> Self {
        Self::default()
    }
    /// Reports with the code's usual severity.
    pub fn report(&mut self, code: Code, span: Option<Span>, message: Text, done: Option<Text>, hint: Option<Text>) {
        self.list.push(Diagnostic {
            code,
            severity: code.severity(),
            span,
            path: None,
            message,
            done,
            hint,
        });
    }
    pub fn report_path(&mut self, code: Code, path: &str, message: Text, done: Option<Text>, hint: Option<Text>) {
        self.list.push(Diagnostic {
            code,
            severity: code.severity(),
            span: None,
            path: Some(path.to_string()),
            message,
            done,
            hint,
        });
    }
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.list.push(diagnostic);
    }
    pub fn extend(&mut self, other: Diagnostics) {
        self.list.extend(other.list);
    }
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.list.iter()
    }
    pub fn has_errors(&self) -> bool {
        self.list.iter().any(|d| d.severity == Severity::Error)
    }
    /// The errors alone.
    pub fn errors(mut self) -> Self {
        self.list.retain(|d| d.severity == Severity::Error);
        self
    }
    /// In order of place, then code.
    pub fn sorted(mut self) -> Self {
        self.list
            .sort_by(|a, b| (&a.path, a.span, a.code, &a.message).cmp(&(&b.path, b.span, b.code, &b.message)));
        self
    }
    pub fn len(&self) -> usize {
        self.list.len()
    }
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }
}
