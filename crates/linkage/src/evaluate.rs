//! Links held against the truth, where somebody has it: synthetic data, a clerical review, a measurement.

use std::collections::HashMap;
use std::path::Path;

use arrow_array::Array;

use crate::links::{LinksError, Table, cell};
use crate::mix;
use crate::settle::{Bins, TrialBin};

/// Links with their probabilities and whether they are right.
#[derive(Clone, Debug, PartialEq)]
pub struct Evaluation {
    /// Records of which the truth is known.
    pub records: u64,
    /// Those of them whose person is in the register.
    pub known: u64,
    /// The links, the most probable first: probability, and whether it is right.
    links: Vec<(f64, bool)>,
}

/// How good the links from a probability on are.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Quality {
    /// From which probability on.
    pub threshold: f64,
    /// The share of the links that are right.
    pub precision: f64,
    /// The share of the known persons' records that are linked to them.
    pub recall: f64,
}

impl Quality {
    /// The harmonic mean of precision and recall.
    pub fn f1(&self) -> f64 {
        2.0 * self.precision * self.recall / (self.precision + self.recall).max(1e-12)
    }
}

/// Holds a file of links, or any Parquet file with `record_id`, `person_id` and `probability`, against one with
/// `record_id` and `person_id`, which is empty for records of nobody the register has.
///
/// # Errors
///
/// When one of them cannot be read, or lacks a column.
pub fn evaluate(links: &Path, truth: &Path) -> Result<Evaluation, LinksError> {
    let mut persons: HashMap<u64, Option<u64>> = HashMap::new();
    Table::open(truth)?.each(&["record_id", "person_id"], |columns| {
        let (records, of) = (columns.text(0)?, columns.text(1)?);
        for row in 0..columns.rows() {
            let person = cell(of, row).map(hash);
            persons.extend(cell(records, row).map(|record| (hash(record), person)));
        }
        Ok(())
    })?;
    let mut made = Vec::new();
    let wanted = ["record_id", "person_id", "probability"];
    Table::open(links)?.each(&wanted, |columns| {
        let (records, of) = (columns.text(0)?, columns.text(1)?);
        let probabilities = columns.double(2)?;
        for row in 0..columns.rows() {
            let truth = cell(records, row).and_then(|it| persons.get(&hash(it)));
            let (Some(truth), Some(person)) = (truth, cell(of, row)) else {
                continue;
            };
            if !probabilities.is_null(row) {
                made.push((probabilities.value(row), *truth == Some(hash(person))));
            }
        }
        Ok(())
    })?;
    Ok(Evaluation::of(
        persons.len() as u64,
        persons.values().flatten().count() as u64,
        made,
    ))
}

fn hash(text: &str) -> u64 {
    mix::text(text.as_bytes())
}

impl Evaluation {
    fn of(records: u64, known: u64, mut links: Vec<(f64, bool)>) -> Self {
        links.sort_by(|one, other| other.0.total_cmp(&one.0).then(one.1.cmp(&other.1)));
        Self {
            records,
            known,
            links,
        }
    }

    /// The quality of the links at least so probable.
    pub fn at(&self, threshold: f64) -> Quality {
        let made = self.links.partition_point(|(it, _)| *it >= threshold);
        let right = self.links[..made].iter().filter(|(_, right)| *right);
        self.quality(threshold, made, right.count())
    }

    /// The quality at the threshold where F1 is best.
    pub fn best(&self) -> Quality {
        let mut best = self.at(0.5);
        let mut right = 0;
        for (index, (probability, is_right)) in self.links.iter().enumerate() {
            right += usize::from(*is_right);
            let is_last = self
                .links
                .get(index + 1)
                .is_none_or(|next| next.0 < *probability);
            let quality = self.quality(*probability, index + 1, right);
            if is_last && quality.f1() > best.f1() {
                best = quality;
            }
        }
        best
    }

    fn quality(&self, threshold: f64, made: usize, right: usize) -> Quality {
        Quality {
            threshold,
            precision: right as f64 / made.max(1) as f64,
            recall: right as f64 / self.known.max(1) as f64,
        }
    }

    /// Twenty bins of probability: what was said, and what is so.
    pub fn bins(&self) -> Vec<TrialBin> {
        let mut bins = Bins::default();
        for (probability, right) in &self.links {
            bins.add(*probability, f64::from(u8::from(*right)), 1.0);
        }
        bins.finish()
    }

    /// The mean distance of what was said from what is so, over the links between 0.05 and 0.95.
    pub fn calibration_error(&self) -> f64 {
        let bins = self.bins();
        let band = &bins[1..bins.len() - 1];
        let links: f64 = band.iter().map(|bin| bin.links).sum();
        let distance = |bin: &TrialBin| bin.links * (bin.probability - bin.right).abs();
        band.iter().map(distance).sum::<f64>() / links.max(1.0)
    }

    /// The share of the records whose link lies between 0.05 and 0.95: for somebody to look at.
    pub fn band_share(&self) -> f64 {
        let in_band = |(probability, _): &&(f64, bool)| (0.05..0.95).contains(probability);
        self.links.iter().filter(in_band).count() as f64 / self.records.max(1) as f64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_counted_as_defined() {
        let links = vec![
            (0.99, true),
            (0.97, true),
            (0.6, false),
            (0.3, true),
            (0.2, false),
        ];
        let evaluation = Evaluation::of(10, 4, links);
        let quality = evaluation.at(0.5);
        assert!((quality.precision - 2.0 / 3.0).abs() < 1e-12);
        assert!((quality.recall - 0.5).abs() < 1e-12);
        let best = evaluation.best();
        assert!((best.threshold - 0.3).abs() < 1e-12, "{best:?}");
        assert!((best.f1() - 0.75).abs() < 1e-12);
        assert!((evaluation.band_share() - 0.3).abs() < 1e-12);
        // 0.6 said and none right; 0.3 and all; 0.2 and none.
        let error = (0.6 + 0.7 + 0.2) / 3.0;
        assert!((evaluation.calibration_error() - error).abs() < 1e-12);
    }
}
