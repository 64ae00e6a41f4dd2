//! m and u of every level as tables with bars.

use std::fmt::{Result, Write};

use crate::drawing::{escaped, vietnamese};
use crate::model::{ComparisonModel, Model};

/// Levels that neither side ever has are left out.
const SHARE_MIN: f64 = 5e-6;

pub(super) fn write(to: &mut String, model: &Model) -> Result {
    model.comparisons.iter().try_for_each(|it| table(to, it))
}

fn table(to: &mut String, comparison: &ComparisonModel) -> Result {
    let name = comparison.name.replace('_', " ");
    let name = match vietnamese(&comparison.name) {
        Some(vietnamese) => format!("{vietnamese} · <span lang=\"en\">{name}</span>"),
        None => escaped(&name),
    };
    writeln!(
        to,
        "<table><caption>{name}</caption><thead><tr><th>Mức<br><span lang=\"en\">Level</span></th><th>m</th><th>u</th><th>bit</th><th aria-hidden=\"true\"></th></tr></thead><tbody>"
    )?;
    for level in &comparison.levels {
        if level.m.max(level.u) < SHARE_MIN {
            continue;
        }
        let words = vietnamese(&level.name).map_or_else(String::new, |it| format!("{it} · "));
        let sign = if level.by_rarity { "≈\u{a0}" } else { "" };
        let bits = (level.m.max(1e-7) / level.u.max(1e-7)).log2() + level.correction;
        writeln!(
            to,
            "<tr><td>{words}<span lang=\"en\">{}</span></td><td>{:.5}</td><td>{:.5}</td><td>{sign}{bits:+.1}</td><td class=\"bar\"><svg viewBox=\"0 0 100 10\" preserveAspectRatio=\"none\" aria-hidden=\"true\"><rect class=\"m\" width=\"{:.2}\" height=\"5\"/><rect class=\"u\" y=\"5\" width=\"{:.2}\" height=\"5\"/></svg></td></tr>",
            escaped(&level.name),
            level.m,
            level.u,
            level.m * 100.0,
            level.u * 100.0
        )?;
    }
    writeln!(to, "</tbody></table>")
}
