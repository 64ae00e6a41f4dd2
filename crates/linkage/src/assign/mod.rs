//! Assignment: who gets whom where an agency has each person once, and which records say the same
//! person twice where it does not.
//!
//! Without more, each record is settled on its own, so that several may be one person's. Where the agency has
//! a person once ([`Assignment::OneToOne`]), two records cannot both be right about a
//! person, and a record whose person another one has better reason to claim is somebody else's, or
//! nobody's. That links records are taken apart by it only where they *contend*: where a person is
//! likely enough for more than one.
//!
//! 1. The contending records with their candidates make a graph (`graph.rs`).
//! 2. The set of links with the largest sum of log-odds is chosen, exactly, component by component, by
//!    shortest augmenting paths (`best.rs`). A component of more than [`best::EXACT_MAX`] links, which
//!    only a file of many copies of the same records makes, is assigned greedily, the largest log-odds first.
//! 3. A record left over that would have been a match is a *duplicate* of the record that has its person.
//! 4. What is left is told as probable as it is given that nobody has two records (`belief.rs`): belief
//!    propagation, exact where the graph has no cycle.

mod belief;
mod best;
mod duplicates;
mod graph;
#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

use crate::model::Model;
use crate::settle::{Candidates, Settled};

pub(crate) use duplicates::duplicates;
use graph::Graph;

/// How many records a person may have.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Assignment {
    /// Any number: customers of electricity, whose contracts one person may hold several of.
    #[default]
    ManyToOne,
    /// One: cards, tax codes, pupils. Further ones are duplicates.
    OneToOne,
}

/// A record and the one it repeats.
pub(crate) type Duplicate = (u32, u32);

/// Lets no two records have one person; which records repeat which, in the order of records.
///
/// A record that would be a match (from `match_from` on) and whose person another one has is a
/// duplicate, and has nobody. One that is left over otherwise is at most a possible match.
pub(crate) fn assign_one_to_one(
    model: &Model,
    candidates: &Candidates,
    settled: &mut [Settled],
    match_from: f64,
) -> Vec<Duplicate> {
    let mut graph = Graph::of_contended(model, candidates, settled);
    let held = best::assign(&graph);
    let duplicates = take_out_duplicates(&mut graph, &held, settled, match_from);
    let probabilities = belief::probabilities(&graph);
    for (local, record) in graph.records.iter().enumerate() {
        let it = &mut settled[*record as usize];
        let links = graph.links_of(local);
        let chosen = held[local].or_else(|| {
            // Nobody is its own; who is likeliest may be worth a look.
            let likelier = |one: &usize, other: &usize| {
                let order = probabilities[*one].total_cmp(&probabilities[*other]);
                order.then(other.cmp(one))
            };
            links.max_by(likelier)
        });
        let is_duplicate = graph.is_out[local];
        it.pair = chosen
            .filter(|_| !is_duplicate)
            .map(|link| graph.pairs[link]);
        it.weight = it.pair.map_or(f32::NEG_INFINITY, |pair| {
            let pair = &candidates.pairs[pair as usize];
            graph.weights_of_levels.of(pair.levels) + pair.rarity
        });
        it.probability = match (chosen, held[local]) {
            (Some(link), Some(_)) => probabilities[link],
            (Some(link), None) if !is_duplicate => {
                probabilities[link].min(match_from - f64::EPSILON)
            }
            _ => 0.0,
        };
    }
    duplicates
}

/// Records left over that would have been matches no longer count when the others are told how sure they are.
fn take_out_duplicates(
    graph: &mut Graph,
    held: &[Option<usize>],
    settled: &[Settled],
    match_from: f64,
) -> Vec<Duplicate> {
    let mut holders = vec![None; graph.persons_total];
    for (local, link) in held.iter().enumerate() {
        if let Some(link) = link {
            holders[graph.persons[*link] as usize] = Some(graph.records[local]);
        }
    }
    let mut duplicates = Vec::new();
    for (local, record) in graph.records.iter().enumerate() {
        let before = &settled[*record as usize];
        if held[local].is_some() || before.probability < match_from {
            continue;
        }
        let claimed = graph
            .links_of(local)
            .find(|link| Some(graph.pairs[*link]) == before.pair);
        let holder = claimed.and_then(|link| holders[graph.persons[link] as usize]);
        if let Some(holder) = holder {
            duplicates.push((*record, holder));
            graph.is_out[local] = true;
        }
    }
    duplicates
}
