//! Records by the weight of their best person.

use std::fmt::{Result, Write};

use super::{BAR_BITS, Report, WeightBar};

const WIDTH: f64 = 912.0;
const HEIGHT: f64 = 260.0;
const LEFT: f64 = 64.0;
const TOP: f64 = 34.0;
const BOTTOM: f64 = 216.0;
/// Colours of none, possible and match, unlike in lightness, too.
const DECISIONS: [(&str, &str); 3] = [
    ("#c8ced6", "không khớp · none"),
    ("#e0a03a", "có thể khớp · possible"),
    ("#14634f", "khớp · match"),
];

impl Report {
    /// The histogram, its bars as high as the root of what they hold, so that the few between are seen beside the many.
    pub(super) fn weights_svg(&self) -> String {
        let mut svg = String::new();
        // Writing to a string does not fail.
        let _ = self.draw_weights(&mut svg);
        svg
    }

    fn draw_weights(&self, to: &mut String) -> Result {
        writeln!(
            to,
            "<svg class=\"picture\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" role=\"img\" aria-label=\"Records by weight\" font-size=\"13\">"
        )?;
        for (index, (colour, words)) in DECISIONS.iter().enumerate() {
            let x = LEFT + 210.0 * index as f64;
            writeln!(
                to,
                "<rect x=\"{x}\" y=\"4\" width=\"14\" height=\"14\" fill=\"{colour}\"/><text x=\"{}\" y=\"16\">{words}</text>",
                x + 20.0
            )?;
        }
        let count = |bar: &WeightBar| bar.records.iter().sum::<u64>();
        let most = self.weights.iter().map(count).max().unwrap_or(0).max(1) as f64;
        let height = |records: f64| (records / most).sqrt() * (BOTTOM - TOP);
        for share in [1.0, 0.25, 0.01] {
            let y = BOTTOM - height(most * share);
            writeln!(
                to,
                "<line x1=\"{LEFT}\" x2=\"{WIDTH}\" y1=\"{y:.1}\" y2=\"{y:.1}\" stroke=\"#d8dee4\"/><text x=\"{}\" y=\"{:.1}\" text-anchor=\"end\" fill=\"#57606a\">{}</text>",
                LEFT - 6.0,
                y + 4.0,
                short(most * share)
            )?;
        }
        let step = (WIDTH - LEFT) / self.weights.len().max(1) as f64;
        for (index, bar) in self.weights.iter().enumerate() {
            draw_bar(to, bar, (LEFT + step * index as f64, step), &height)?;
        }
        writeln!(
            to,
            "<line x1=\"{LEFT}\" x2=\"{WIDTH}\" y1=\"{BOTTOM}\" y2=\"{BOTTOM}\" stroke=\"#57606a\"/><text x=\"{WIDTH}\" y=\"{}\" text-anchor=\"end\" fill=\"#57606a\">trọng số, bit · weight, bits</text></svg>",
            HEIGHT - 6.0
        )
    }
}

fn draw_bar(
    to: &mut String,
    bar: &WeightBar,
    (x, step): (f64, f64),
    height: &dyn Fn(f64) -> f64,
) -> Result {
    let all: u64 = bar.records.iter().sum();
    let full = height(all as f64);
    let mut y = BOTTOM;
    for (records, (colour, _)) in bar.records.iter().zip(DECISIONS) {
        let part = full * *records as f64 / all.max(1) as f64;
        if *records == 0 {
            continue;
        }
        y -= part;
        writeln!(
            to,
            "<rect x=\"{:.1}\" y=\"{y:.1}\" width=\"{:.1}\" height=\"{part:.1}\" fill=\"{colour}\"><title>{} … {}: {records}</title></rect>",
            x + 0.5,
            (step - 1.0).max(0.5),
            bar.from,
            bar.from + BAR_BITS
        )?;
    }
    if bar.from % 10 == 0 {
        writeln!(
            to,
            "<text x=\"{x:.1}\" y=\"{}\" text-anchor=\"middle\" fill=\"#57606a\">{}</text>",
            BOTTOM + 18.0,
            bar.from
        )?;
    }
    Ok(())
}

/// `12 k`, `3.4 M`.
fn short(count: f64) -> String {
    match count {
        it if it >= 1e6 => format!("{:.1} M", it / 1e6),
        it if it >= 1e3 => format!("{:.0} k", it / 1e3),
        it => format!("{it:.0}"),
    }
}
