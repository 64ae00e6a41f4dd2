//! How probable each link is, given that no person has two records.
//!
//! Links of one record exclude each other, and so do those of one person: the model of monomers and
//! dimers, whose marginals belief propagation gives (Heilmann and Lieb 1972; Bayati and others 2007),
//! exactly on trees and closely elsewhere. A message says how free its sender is as long as the receiver
//! is not there.

use super::graph::Graph;

const ROUNDS_MAX: usize = 200;
const SETTLED: f64 = 1e-6;

/// The probability of every link; 0 of those of records that no longer contend.
pub(super) fn probabilities(graph: &Graph) -> Vec<f64> {
    let mut odds = graph.odds.clone();
    for record in (0..graph.records.len()).filter(|it| graph.is_out[*it]) {
        graph.links_of(record).for_each(|link| odds[link] = 0.0);
    }
    // How free the record, and the person, at either end of a link is without it.
    let (mut records, mut persons) = (vec![1.0_f64; odds.len()], vec![1.0_f64; odds.len()]);
    for _ in 0..ROUNDS_MAX {
        let change = free_persons(graph, &odds, &records, &mut persons).max(free_records(
            graph,
            &odds,
            &persons,
            &mut records,
        ));
        if change < SETTLED {
            break;
        }
    }
    let both = odds.iter().zip(records.iter().zip(&persons));
    both.map(|(odds, (record, person))| {
        let product = odds * record * person;
        product / (1.0 + product)
    })
    .collect()
}

fn free_records(graph: &Graph, odds: &[f64], persons: &[f64], records: &mut [f64]) -> f64 {
    let mut links = Vec::new();
    let mut change: f64 = 0.0;
    for record in 0..graph.records.len() {
        links.clear();
        links.extend(graph.links_of(record));
        change = change.max(free(&links, odds, persons, records));
    }
    change
}

fn free_persons(graph: &Graph, odds: &[f64], records: &[f64], persons: &mut [f64]) -> f64 {
    let of = |person| free(graph.links_to(person), odds, records, persons);
    (0..graph.persons_total).map(of).fold(0.0, f64::max)
}

/// Sets how free somebody is without each of their links; by which part the most changed one did.
///
/// The others are summed up from both ends: odds are so far apart that taking one off the sum of all
/// would leave nothing but its rounding.
fn free(links: &[usize], odds: &[f64], theirs: &[f64], mine: &mut [f64]) -> f64 {
    let term = |link: &usize| odds[*link] * theirs[*link];
    let mut after: Vec<f64> = Vec::with_capacity(links.len());
    let mut sum = 0.0;
    for link in links.iter().rev() {
        after.push(sum);
        sum += term(link);
    }
    let (mut before, mut change) = (0.0, 0.0_f64);
    for (link, after) in links.iter().zip(after.iter().rev()) {
        let changed = update(&mut mine[*link], 1.0 / (1.0 + before + after));
        change = change.max(changed);
        before += term(link);
    }
    change
}

/// Half-way, in logarithms, so that what swings comes to rest; by which part it changed.
fn update(message: &mut f64, to: f64) -> f64 {
    let next = (*message * to).sqrt();
    let change = (next / *message).ln().abs();
    *message = next;
    change
}
