//! Lines: estimated precision and recall by threshold, and what was said beside what was so.

use std::fmt::{Result, Write};

use super::Report;

const WIDTH: f64 = 912.0;
const HEIGHT: f64 = 300.0;
const LEFT: f64 = 64.0;
const RIGHT: f64 = 880.0;
const TOP: f64 = 34.0;
const BOTTOM: f64 = 256.0;
const PRECISION: &str = "#14634f";
const RECALL: &str = "#b4552d";

impl Report {
    pub(super) fn estimates_svg(&self) -> String {
        let mut svg = String::new();
        // Writing to a string does not fail.
        let _ = self.draw_estimates(&mut svg);
        svg
    }

    fn draw_estimates(&self, to: &mut String) -> Result {
        let values = self.estimates.iter().filter(|it| it.links > 0);
        let least = values
            .flat_map(|it| [it.precision, it.recall])
            .fold(1.0, f64::min);
        // From a round share on, so that what lies near 1 can be told apart.
        let floor = [0.99, 0.95, 0.9, 0.75, 0.5];
        let floor = floor.into_iter().find(|it| *it <= least).unwrap_or(0.0);
        let y = |value: f64| BOTTOM - (value - floor) / (1.0 - floor) * (BOTTOM - TOP);
        begin(to, "Estimated precision and recall by threshold")?;
        legend(to, 0, PRECISION, "độ đúng · precision")?;
        legend(to, 1, RECALL, "độ phủ · recall")?;
        for step in 0..=4 {
            let value = floor + (1.0 - floor) * f64::from(step) / 4.0;
            ruler(to, y(value), &format!("{:.2} %", value * 100.0))?;
        }
        ticks(to, "xác suất từ · probability from")?;
        let shown = || self.estimates.iter().filter(|it| it.links > 0);
        let points = |of: fn(&super::Estimate) -> f64| -> Vec<(f64, f64)> {
            shown().map(|it| (x(it.threshold), y(of(it)))).collect()
        };
        line(to, &points(|it| it.precision), PRECISION)?;
        line(to, &points(|it| it.recall), RECALL)?;
        writeln!(to, "</svg>")
    }

    pub(super) fn trial_svg(&self) -> String {
        let mut svg = String::new();
        // Writing to a string does not fail.
        let _ = self.draw_trial(&mut svg);
        svg
    }

    fn draw_trial(&self, to: &mut String) -> Result {
        let Some(trial) = &self.summary.trial else {
            return Ok(());
        };
        let y = |value: f64| BOTTOM - value * (BOTTOM - TOP);
        begin(to, "What was said and what was so")?;
        legend(to, 0, PRECISION, "tỷ lệ đúng · share right")?;
        for step in 0..=4 {
            let value = f64::from(step) / 4.0;
            ruler(to, y(value), &format!("{value:.2}"))?;
        }
        ticks(to, "xác suất đã nói · probability said")?;
        writeln!(
            to,
            "<line x1=\"{}\" y1=\"{}\" x2=\"{}\" y2=\"{}\" stroke=\"#8c959f\" stroke-dasharray=\"4 4\"/>",
            x(0.0),
            y(0.0),
            x(1.0),
            y(1.0)
        )?;
        // A bin with hardly anybody in it says nothing.
        let bins: Vec<_> = trial
            .bins
            .iter()
            .filter(|bin| bin.links >= LINKS_MIN)
            .collect();
        let points: Vec<(f64, f64)> = bins
            .iter()
            .map(|bin| (x(bin.probability), y(bin.right)))
            .collect();
        line(to, &points, PRECISION)?;
        for ((x, y), bin) in points.iter().zip(&bins) {
            writeln!(
                to,
                "<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"{:.1}\" fill=\"{PRECISION}\"><title>{:.0}: {:.3} → {:.3}</title></circle>",
                2.0 + bin.links.log10(),
                bin.links,
                bin.probability,
                bin.right
            )?;
        }
        writeln!(to, "</svg>")
    }
}

const LINKS_MIN: f64 = 10.0;

fn x(share: f64) -> f64 {
    LEFT + share * (RIGHT - LEFT)
}

fn begin(to: &mut String, words: &str) -> Result {
    writeln!(
        to,
        "<svg class=\"picture\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" role=\"img\" aria-label=\"{words}\" font-size=\"13\">"
    )
}

fn legend(to: &mut String, place: usize, colour: &str, words: &str) -> Result {
    let x = LEFT + 210.0 * place as f64;
    writeln!(
        to,
        "<line x1=\"{x}\" x2=\"{}\" y1=\"11\" y2=\"11\" stroke=\"{colour}\" stroke-width=\"3\"/><text x=\"{}\" y=\"16\">{words}</text>",
        x + 20.0,
        x + 26.0
    )
}

fn ruler(to: &mut String, y: f64, words: &str) -> Result {
    writeln!(
        to,
        "<line x1=\"{LEFT}\" x2=\"{RIGHT}\" y1=\"{y:.1}\" y2=\"{y:.1}\" stroke=\"#d8dee4\"/><text x=\"{}\" y=\"{:.1}\" text-anchor=\"end\" fill=\"#57606a\">{words}</text>",
        LEFT - 6.0,
        y + 4.0
    )
}

fn ticks(to: &mut String, words: &str) -> Result {
    for tenth in 0..=10 {
        let share = f64::from(tenth) / 10.0;
        writeln!(
            to,
            "<text x=\"{:.1}\" y=\"{}\" text-anchor=\"middle\" fill=\"#57606a\">{share:.1}</text>",
            x(share),
            BOTTOM + 18.0
        )?;
    }
    writeln!(
        to,
        "<text x=\"{RIGHT}\" y=\"{}\" text-anchor=\"end\" fill=\"#57606a\">{words}</text>",
        HEIGHT - 4.0
    )
}

fn line(to: &mut String, points: &[(f64, f64)], colour: &str) -> Result {
    let places: Vec<String> = points
        .iter()
        .map(|(x, y)| format!("{x:.1},{y:.1}"))
        .collect();
    writeln!(
        to,
        "<polyline points=\"{}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"2.5\" stroke-linejoin=\"round\"/>",
        places.join(" ")
    )
}
