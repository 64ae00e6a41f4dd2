//! Against oracles: every way there is of linking a few records.

use proptest::prelude::*;

use super::graph::Graph;
use super::{Assignment, belief, best};

type Links = Vec<(usize, u32, f64)>;

/// Every set of links in which nobody is twice, with its odds.
fn ways(graph: &Graph) -> Vec<(Vec<usize>, f64)> {
    let mut ways = vec![(Vec::new(), 1.0)];
    for record in 0..graph.records.len() {
        for way in ways.clone() {
            for link in graph.links_of(record) {
                let is_free = |it: &usize| graph.persons[*it] != graph.persons[link];
                if way.0.iter().all(is_free) {
                    let links = [way.0.as_slice(), &[link]].concat();
                    ways.push((links, way.1 * graph.odds[link]));
                }
            }
        }
    }
    ways
}

fn log_odds(graph: &Graph, chosen: &[Option<usize>]) -> f64 {
    chosen
        .iter()
        .flatten()
        .map(|link| graph.odds[*link].ln())
        .sum()
}

fn nobody_is_twice(graph: &Graph, chosen: &[Option<usize>]) -> bool {
    let mut persons: Vec<u32> = chosen
        .iter()
        .flatten()
        .map(|link| graph.persons[*link])
        .collect();
    let all = persons.len();
    persons.sort_unstable();
    persons.dedup();
    persons.len() == all
}

/// Up to six records and as many persons, each pair a link or not.
fn some_links() -> impl Strategy<Value = (usize, Links)> {
    let link = (0_usize..6, 0_u32..6, -3.0_f64..12.0);
    prop::collection::vec(link, 0..16).prop_map(|links| {
        let mut links: Links = links
            .into_iter()
            .map(|(record, person, log_odds)| (record, person, log_odds.exp()))
            .collect();
        links.sort_by_key(|it| (it.0, it.1));
        links.dedup_by_key(|it| (it.0, it.1));
        (6, links)
    })
}

proptest! {
    #[test]
    fn no_way_is_better((records, links) in some_links()) {
        let graph = Graph::of_links(records, &links);
        let chosen = best::assign(&graph);
        prop_assert!(nobody_is_twice(&graph, &chosen));
        let most = ways(&graph).iter().map(|(_, odds)| odds.ln()).fold(0.0, f64::max);
        prop_assert!((log_odds(&graph, &chosen) - most).abs() < 1e-9);
    }

    #[test]
    fn greedily_it_is_at_least_half_as_good((records, links) in some_links()) {
        let graph = Graph::of_links(records, &links);
        let chosen = best::assign_with(&graph, 0);
        prop_assert!(nobody_is_twice(&graph, &chosen));
        let exact = log_odds(&graph, &best::assign(&graph));
        prop_assert!(log_odds(&graph, &chosen) >= exact / 2.0 - 1e-9);
    }

    /// A path: record 0, person 0, record 1, person 1 ... has no cycle, so beliefs are exact.
    #[test]
    fn beliefs_are_exact_on_a_tree(log_odds in prop::collection::vec(-4.0_f64..14.0, 1..9)) {
        let links: Links = log_odds
            .iter()
            .enumerate()
            .map(|(at, log_odds)| (at.div_ceil(2), (at / 2) as u32, log_odds.exp()))
            .collect();
        let graph = Graph::of_links(log_odds.len() / 2 + 1, &links);
        let ways = ways(&graph);
        let total: f64 = ways.iter().map(|(_, odds)| odds).sum();
        let found = belief::probabilities(&graph);
        for (link, found) in found.iter().enumerate() {
            let with = ways.iter().filter(|(links, _)| links.contains(&link));
            let share = with.map(|(_, odds)| odds).sum::<f64>() / total;
            prop_assert!((found - share).abs() < 1e-4, "{found} for {share}");
        }
    }
}

#[test]
fn a_record_gives_way_where_that_is_better_for_both() {
    // Both want person 0; the second could as well have person 1.
    let graph = Graph::of_links(2, &[(0, 0, 100.0), (1, 0, 120.0), (1, 1, 60.0)]);
    assert_eq!(best::assign(&graph), [Some(0), Some(2)]);
    // Without another person the likelier one has it, and the other nobody.
    let graph = Graph::of_links(2, &[(0, 0, 100.0), (1, 0, 120.0)]);
    assert_eq!(best::assign(&graph), [None, Some(1)]);
    // What is less likely than nobody is no link.
    let graph = Graph::of_links(1, &[(0, 0, 0.9)]);
    assert_eq!(best::assign(&graph), [None]);
}

#[test]
fn odds_far_apart_are_not_rounded_away() {
    let links = [(0, 0, 1e30), (0, 1, 3.0), (1, 0, 1.0), (1, 1, 1.0)];
    let found = belief::probabilities(&Graph::of_links(2, &links));
    assert!(found[0] > 0.999_999, "{found:?}");
    assert!((found[3] - 0.5).abs() < 1e-3, "{found:?}");
}

#[test]
fn twins_who_could_be_either_are_told_as_such() {
    let links: Links = (0..4).map(|it| (it / 2, (it % 2) as u32, 1e6)).collect();
    let found = belief::probabilities(&Graph::of_links(2, &links));
    assert!(found.iter().all(|it| (it - 0.5).abs() < 0.01), "{found:?}");
}

#[test]
fn it_is_named_as_in_a_configuration() {
    #[derive(serde::Deserialize)]
    struct Table {
        assignment: Assignment,
    }
    for (text, expected) in [
        ("one-to-one", Assignment::OneToOne),
        ("many-to-one", Assignment::ManyToOne),
    ] {
        let table: Table = toml::from_str(&format!("assignment = \"{text}\"")).unwrap();
        assert_eq!(table.assignment, expected);
    }
}
