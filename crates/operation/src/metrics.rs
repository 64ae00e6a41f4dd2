//! Findings in Prometheus' text format (version 0.0.4).

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::{Finding, Standing};

const FINDING: &str = "danh_finding";
const FINDING_HELP: &str =
    "How a fact about the installation stands: 0 fine, 1 to be noticed, 2 wrong.";

/// The findings as gauges: how each fact stands, and what was measured.
pub fn exposition(findings: &[Finding]) -> String {
    let mut families: BTreeMap<&str, String> = BTreeMap::new();
    for finding in findings {
        let of = finding.of.as_deref().unwrap_or_default();
        let labels = format!(
            "{{fact=\"{}\",of=\"{}\"}}",
            finding.fact.as_str(),
            escaped(of)
        );
        let standing = match finding.standing {
            Standing::Fine => 0,
            Standing::Note => 1,
            Standing::Wrong => 2,
        };
        line(
            families.entry(FINDING).or_default(),
            FINDING,
            &labels,
            standing,
        );
        for measure in &finding.measures {
            let labels = match &finding.of {
                Some(of) => format!("{{of=\"{}\"}}", escaped(of)),
                None => String::new(),
            };
            let family = families.entry(measure.name).or_default();
            line(family, measure.name, &labels, measure.value);
        }
    }
    let mut text = format!("# HELP {FINDING} {FINDING_HELP}\n");
    for (name, lines) in families {
        text.push_str("# TYPE ");
        text.push_str(name);
        text.push_str(" gauge\n");
        text.push_str(&lines);
    }
    text
}

fn line(family: &mut String, name: &str, labels: &str, value: impl std::fmt::Display) {
    writeln!(family, "{name}{labels} {value}").expect("a string takes all that is written");
}

fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\")
        .replace('"', "\\\"")
        .replace('\n', "\\n")
}
