//! A report about a run, from its file of links: one page with pictures, for whoever answers for the links.
//!
//! Precision and recall are *estimates* without the truth: links are right as often as they say, and as
//! many records have a person as the share without a match leaves. How far probabilities can be believed is
//! shown beside it, from the records whose person the number tells.

mod histogram;
mod html;
mod levels;
mod lines;

use std::path::Path;

use arrow_array::Array;

use crate::link::LinkSummary;
use crate::links::{LinksError, Table, cell};

/// What the report shows.
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    /// What came of linking.
    pub summary: LinkSummary,
    /// Records by the weight of their best person, from the lightest on, two bits a bar.
    pub weights: Vec<WeightBar>,
    /// Records that nobody came into question for.
    pub without_candidate: u64,
    /// Estimates at probabilities from 0.05 to 0.95.
    pub estimates: Vec<Estimate>,
}

/// Records whose best person weighs from `from` to two bits more.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct WeightBar {
    /// In bits.
    pub from: i32,
    /// By decision: none, possible, match.
    pub records: [u64; 3],
}

/// What is believed of the links from a probability on.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Estimate {
    /// From which probability on.
    pub threshold: f64,
    /// How many links there are.
    pub links: u64,
    /// What share of them is right.
    pub precision: f64,
    /// What share of the records that have a person is linked to them.
    pub recall: f64,
}

/// Bits of a bar of the histogram, and where the outermost ones begin.
const BAR_BITS: i32 = 2;
const LIGHTEST: i32 = -20;
const HEAVIEST: i32 = 100;
const STEPS: usize = 20;

impl Report {
    /// From a file of links.
    ///
    /// # Errors
    ///
    /// When it cannot be read, or `danh link` has not written it.
    pub fn read(links: &Path) -> Result<Self, LinksError> {
        let summary = LinkSummary::read(links)?;
        let bars = ((HEAVIEST - LIGHTEST) / BAR_BITS) as usize + 1;
        let mut weights = vec![[0_u64; 3]; bars];
        let mut without_candidate = 0;
        // By twentieth of probability: links and what their probabilities add up to.
        let mut sums = [(0_u64, 0.0_f64); STEPS];
        let columns = ["probability", "weight", "decision", "person_id"];
        Table::open(links)?.each(&columns, |columns| {
            let (probabilities, of) = (columns.double(0)?, columns.single(1)?);
            let (decisions, persons) = (columns.text(2)?, columns.text(3)?);
            for row in 0..columns.rows() {
                if of.is_null(row) {
                    without_candidate += 1;
                    continue;
                }
                let decision = match cell(decisions, row) {
                    Some("match") => 2,
                    Some("possible") => 1,
                    _ => 0,
                };
                let weight = (of.value(row) as i32).clamp(LIGHTEST, HEAVIEST);
                weights[((weight - LIGHTEST) / BAR_BITS) as usize][decision] += 1;
                if cell(persons, row).is_some() {
                    let probability = probabilities.value(row);
                    let step = ((probability * STEPS as f64) as usize).min(STEPS - 1);
                    sums[step].0 += 1;
                    sums[step].1 += probability;
                }
            }
            Ok(())
        })?;
        Ok(Self {
            weights: bars_of(&weights),
            without_candidate,
            estimates: estimates(&summary, &sums),
            summary,
        })
    }
}

/// The bars between the first and the last that are not empty.
fn bars_of(weights: &[[u64; 3]]) -> Vec<WeightBar> {
    let is_some = |bar: &[u64; 3]| bar.iter().any(|count| *count > 0);
    let first = weights.iter().position(is_some).unwrap_or(0);
    let last = weights.iter().rposition(is_some).map_or(0, |it| it + 1);
    let bars = weights.iter().enumerate().take(last).skip(first);
    let bar = |(index, records): (usize, &[u64; 3])| WeightBar {
        from: LIGHTEST + index as i32 * BAR_BITS,
        records: *records,
    };
    bars.map(bar).collect()
}

fn estimates(summary: &LinkSummary, sums: &[(u64, f64); STEPS]) -> Vec<Estimate> {
    let have_person = summary.records as f64 * (1.0 - summary.model.no_match);
    let all: f64 = sums.iter().map(|(_, sum)| sum).sum();
    let estimate = |step: usize| {
        let from = sums[step..].iter();
        let (links, right) = from.fold((0, 0.0), |so_far, it| (so_far.0 + it.0, so_far.1 + it.1));
        Estimate {
            threshold: step as f64 / STEPS as f64,
            links,
            precision: right / links.max(1) as f64,
            recall: right / have_person.max(all).max(1.0),
        }
    };
    (1..STEPS).map(estimate).collect()
}
