//! Findings → SARIF 2.1.0 (OASIS, `sarif-schema-2.1.0.json`), by types of our own: only what code scanning uses.

use super::{Findings, Lang, baseline, full_text, page};
use crate::diag::code::Code;
use crate::diag::{Diagnostic, Severity};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Log {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [Run; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Run {
    tool: Tool,
    column_kind: &'static str,
    invocations: [Invocation; 1],
    results: Vec<SarifResult>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Invocation {
    execution_successful: bool,
}

#[derive(Serialize)]
struct Tool {
    driver: Driver,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Driver {
    name: &'static str,
    semantic_version: &'static str,
    language: &'static str,
    rules: Vec<Rule>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Rule {
    id: &'static str,
    name: String,
    short_description: Message,
    help: Help,
    default_configuration: Configuration,
}

#[derive(Serialize)]
struct Message {
    text: String,
}

#[derive(Serialize)]
struct Help {
    text: &'static str,
    markdown: &'static str,
}

#[derive(Serialize)]
struct Configuration {
    level: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct SarifResult {
    rule_id: &'static str,
    rule_index: usize,
    level: &'static str,
    message: Message,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    locations: Vec<Location>,
    partial_fingerprints: BTreeMap<&'static str, String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    baseline_state: Option<&'static str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    suppressions: Vec<Suppression>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Location {
    physical_location: PhysicalLocation,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PhysicalLocation {
    artifact_location: ArtifactLocation,
    #[serde(skip_serializing_if = "Option::is_none")]
    region: Option<Region>,
}

#[derive(Serialize)]
struct ArtifactLocation {
    uri: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: usize,
    start_column: usize,
    end_line: usize,
    end_column: usize,
}

#[derive(Serialize)]
struct Suppression {
    kind: &'static str,
    justification: String,
}

/// The log of one run: findings, those of the baseline as unchanged, the silenced ones with their reasons.
pub fn log(findings: &Findings, lang: Lang) -> String {
    let silenced = findings.silenced.iter().map(|s| (&s.diagnostic, None, Some(s.reason.clone())));
    let all: Vec<(&Diagnostic, Option<&'static str>, Option<String>)> = findings
        .shown
        .iter()
        .map(|d| (d, (!findings.known.is_empty()).then_some("new"), None))
        .chain(findings.known.iter().map(|d| (d, Some("unchanged"), None)))
        .chain(silenced)
        .collect();
    let codes: Vec<Code> = all.iter().map(|(d, ..)| d.code).collect::<BTreeSet<_>>().into_iter().collect();
    let rules = codes.iter().map(|c| rule(*c, lang)).collect();
    let mut seen = BTreeMap::new();
    let results = all
        .into_iter()
        .map(|(d, baseline_state, reason)| {
            let path = findings.sources.path(d);
            let fingerprint = baseline::fingerprint(d, findings.sources);
            let nth = seen
                .entry((path.map(str::to_string), fingerprint.clone()))
                .and_modify(|n| *n += 1)
                .or_insert(1);
            SarifResult {
                rule_id: d.code.number(),
                rule_index: codes.binary_search(&d.code).unwrap_or_default(),
                level: level(d.severity),
                message: Message { text: full_text(d, lang) },
                locations: path.map(|p| location(p, d, findings)).into_iter().collect(),
                partial_fingerprints: BTreeMap::from([("ketluan/v1", format!("{fingerprint}:{nth}"))]),
                baseline_state,
                suppressions: reason
                    .map(|justification| Suppression {
                        kind: "external",
                        justification,
                    })
                    .into_iter()
                    .collect(),
            }
        })
        .collect();
    let log = Log {
        schema: "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        version: "2.1.0",
        runs: [Run {
            tool: Tool {
                driver: Driver {
                    name: "ketluan",
                    semantic_version: env!("CARGO_PKG_VERSION"),
                    language: lang.pick("vi", "en"),
                    rules,
                },
            },
            column_kind: "unicodeCodePoints",
            invocations: [Invocation {
                execution_successful: true,
            }],
            results,
        }],
    };
    serde_json::to_string_pretty(&log).expect("texts and numbers") + "\n"
}

fn rule(code: Code, lang: Lang) -> Rule {
    let words = code.slug().replace('-', " ");
    Rule {
        id: code.number(),
        // PascalCase, as the standard asks of names
        name: code
            .slug()
            .split('-')
            .map(|w| w[..1].to_uppercase() + &w[1..])
            .collect::<Vec<_>>()
            .concat(),
        short_description: Message {
            text: lang.pick(code.summary(), &words).to_string(),
        },
        help: Help {
            text: page(code),
            markdown: page(code),
        },
        default_configuration: Configuration {
            level: level(code.severity()),
        },
    }
}

fn level(severity: Severity) -> &'static str {
    super::severity_name(severity)
}

fn location(path: &str, d: &Diagnostic, findings: &Findings) -> Location {
    Location {
        physical_location: PhysicalLocation {
            artifact_location: ArtifactLocation { uri: uri(path) },
            region: findings.sources.region(d).map(|r| Region {
                start_line: r.line,
                start_column: r.column,
                end_line: r.end_line,
                end_column: r.end_column,
            }),
        },
    }
}

/// A path as a reference of RFC 3986, relative where the path is.
fn uri(path: &str) -> String {
    let mut out = String::from(if path.starts_with('/') { "file://" } else { "" });
    for byte in path.replace('\\', "/").bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}
