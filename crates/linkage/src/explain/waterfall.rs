//! An explanation as a picture: from what is believed before, each comparison lifts or lowers the sum.

use std::fmt::Write;

use super::{Explanation, text};
use crate::drawing::{escaped, vietnamese};

const WIDTH: f64 = 1000.0;
const ROW: f64 = 34.0;
const TOP: f64 = 64.0;
const BOTTOM: f64 = 56.0;
/// Where bars may lie; what was compared stands left of it.
const LEFT: f64 = 430.0;
const RIGHT: f64 = WIDTH - 70.0;

/// A row of the picture: what it is, how it ended, from where to where it goes.
struct Step {
    name: String,
    how: String,
    from: f64,
    to: f64,
    class: &'static str,
}

impl Explanation {
    /// The picture, a file of its own or a part of a page. It needs no script and no font.
    pub fn waterfall_svg(&self) -> String {
        let steps = self.steps();
        let mut svg = String::new();
        // Writing to a string does not fail.
        let _ = self.draw(&mut svg, &steps);
        svg
    }

    fn steps(&self) -> Vec<Step> {
        let mut at = self.before;
        let mut steps = vec![Step {
            name: "before".into(),
            how: "any person of the register".into(),
            from: 0.0,
            to: at,
            class: "total",
        }];
        let mut add = |name: &str, how: String, weight: f64| {
            steps.push(Step {
                name: name.to_owned(),
                how,
                from: at,
                to: at + weight,
                class: if weight < 0.0 { "against" } else { "for" },
            });
            at += weight;
        };
        for part in &self.parts {
            let level = part.level.as_deref().and_then(vietnamese);
            let level = level.map_or_else(String::new, |it| format!("{it} · "));
            let how = format!("{level}{}", text::level(part));
            add(&part.comparison, how, part.weight);
        }
        if self.context != 0.0 {
            add("context", "often come together here".into(), self.context);
        }
        let (slope, shift) = (self.calibration.slope, self.calibration.shift);
        steps.push(Step {
            name: "calibrated".into(),
            how: format!("{slope:.2} × {:+.1} {shift:+.1}", self.sum()),
            from: 0.0,
            to: self.log_odds(),
            class: "total",
        });
        steps
    }

    fn draw(&self, to: &mut String, steps: &[Step]) -> std::fmt::Result {
        let height = TOP + ROW * steps.len() as f64 + BOTTOM;
        let ends = || steps.iter().flat_map(|step| [step.from, step.to]);
        let (least, most) = (ends().fold(0.0, f64::min), ends().fold(0.0, f64::max));
        let scale = (RIGHT - LEFT) / (most - least).max(1.0);
        let x = |bits: f64| LEFT + (bits - least) * scale;
        writeln!(
            to,
            r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img" aria-labelledby="title" font-family="system-ui, sans-serif" font-size="14">"#
        )?;
        let (record, person) = (escaped(&self.record), escaped(&self.person));
        writeln!(
            to,
            "<title id=\"title\">Record {record}, person {person}: {:+.1} bits, probability alone {:.5}</title>",
            self.log_odds(),
            self.probability_alone()
        )?;
        writeln!(
            to,
            "{STYLE}<rect class=\"page\" width=\"{WIDTH}\" height=\"{height}\"/>"
        )?;
        writeln!(
            to,
            "<text x=\"16\" y=\"28\" font-size=\"17\" font-weight=\"600\">{record} · {person}</text>"
        )?;
        writeln!(
            to,
            "<text class=\"quiet\" x=\"16\" y=\"48\">Trọng số từng so sánh, bit · Weight of each comparison, in bits</text>"
        )?;
        let (top, bottom) = (TOP, TOP + ROW * steps.len() as f64);
        writeln!(
            to,
            "<line class=\"zero\" x1=\"{0:.1}\" x2=\"{0:.1}\" y1=\"{top}\" y2=\"{bottom}\"/>",
            x(0.0)
        )?;
        for (index, step) in steps.iter().enumerate() {
            let next = steps.get(index + 1);
            let goes_on = next.is_some_and(|next| next.class != "total");
            draw_step(to, step, goes_on, (TOP + ROW * index as f64, &x))?;
        }
        writeln!(
            to,
            "<text x=\"16\" y=\"{:.1}\">Xác suất nếu không còn ai khác · Probability if nobody else comes into question: <tspan font-weight=\"600\">{:.5}</tspan></text>",
            bottom + 34.0,
            self.probability_alone()
        )?;
        writeln!(to, "</svg>")
    }
}

fn draw_step(
    to: &mut String,
    step: &Step,
    goes_on: bool,
    (top, x): (f64, &dyn Fn(f64) -> f64),
) -> std::fmt::Result {
    let name = match vietnamese(&step.name) {
        Some(name) => format!("{name} · {}", step.name.replace('_', " ")),
        None => step.name.replace('_', " "),
    };
    writeln!(
        to,
        "<text x=\"16\" y=\"{:.1}\">{}</text><text class=\"quiet\" font-size=\"12\" x=\"16\" y=\"{:.1}\">{}</text>",
        top + 13.0,
        escaped(&name),
        top + 28.0,
        escaped(&step.how)
    )?;
    let (left, right) = (x(step.from.min(step.to)), x(step.from.max(step.to)));
    writeln!(
        to,
        "<rect class=\"{}\" x=\"{left:.1}\" y=\"{:.1}\" width=\"{:.1}\" height=\"20\" rx=\"2\"/>",
        step.class,
        top + 6.0,
        (right - left).max(1.5)
    )?;
    if goes_on {
        let end = x(step.to);
        writeln!(
            to,
            "<line class=\"step\" x1=\"{end:.1}\" x2=\"{end:.1}\" y1=\"{:.1}\" y2=\"{:.1}\"/>",
            top + 26.0,
            top + ROW + 6.0
        )?;
    }
    let bits = if step.class == "total" {
        step.to
    } else {
        step.to - step.from
    };
    let sign = if bits < 0.0 { "−" } else { "+" };
    writeln!(
        to,
        "<text x=\"{:.1}\" y=\"{:.1}\">{sign}{:.1}</text>",
        right + 6.0,
        top + 21.0,
        bits.abs()
    )
}

/// Colours that differ in lightness, too; the sign stands beside every bar.
const STYLE: &str = "<style>.page{fill:#fff}text{fill:#1b1f24}.quiet{fill:#57606a}.for{fill:#1a7f64}.against{fill:#c4432b}.total{fill:#46566b}.zero{stroke:#8c959f;stroke-dasharray:3 3}.step{stroke:#8c959f}</style>";
