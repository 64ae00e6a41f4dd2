//! The best assignment: no record and no person twice, the sum of log-odds as large as can be.
//!
//! Only links count that are likelier than nobody. Each record may also have nobody, which is worth 0, so
//! an assignment always exists and is found row by row by shortest augmenting paths over reduced costs
//! (Jonker and Volgenant 1987), on the links there are instead of a full matrix.

use std::cmp::Ordering;
use std::collections::BinaryHeap;

use super::graph::Graph;

/// A component of more links than this is assigned greedily.
pub(super) const EXACT_MAX: usize = 50_000;

/// The link each record has, if any.
pub(super) fn assign(graph: &Graph) -> Vec<Option<usize>> {
    assign_with(graph, EXACT_MAX)
}

pub(super) fn assign_with(graph: &Graph, exact_max: usize) -> Vec<Option<usize>> {
    let mut solver = Solver::new(graph);
    for component in components(graph) {
        let links: usize = component
            .iter()
            .map(|record| graph.links_of(*record).len())
            .sum();
        if links <= exact_max {
            for record in &component {
                solver.add(*record);
            }
        } else {
            solver.add_greedily(&component);
        }
    }
    solver.of_record
}

/// Whether a link is worth more than nobody.
fn is_worth(graph: &Graph, link: usize) -> bool {
    graph.odds[link] > 1.0
}

/// Records that hang together by persons; both the lists and what is in them in the order of records.
fn components(graph: &Graph) -> Vec<Vec<usize>> {
    let records = graph.records.len();
    let mut parents: Vec<usize> = (0..records).collect();
    let mut first_of_person: Vec<Option<usize>> = vec![None; graph.persons_total];
    for record in 0..records {
        for link in graph.links_of(record).filter(|it| is_worth(graph, *it)) {
            let first = &mut first_of_person[graph.persons[link] as usize];
            match first {
                None => *first = Some(record),
                Some(first) => {
                    let (one, other) = (root(&mut parents, *first), root(&mut parents, record));
                    parents[one.max(other)] = one.min(other);
                }
            }
        }
    }
    let mut components: Vec<Vec<usize>> = vec![Vec::new(); records];
    for record in 0..records {
        let root = root(&mut parents, record);
        components[root].push(record);
    }
    components.retain(|component| !component.is_empty());
    components
}

fn root(parents: &mut [usize], mut record: usize) -> usize {
    while parents[record] != record {
        parents[record] = parents[parents[record]];
        record = parents[record];
    }
    record
}

/// The columns are persons, then for each record its nobody.
struct Solver<'a> {
    graph: &'a Graph,
    of_record: Vec<Option<usize>>,
    record_of: Vec<Option<usize>>,
    record_prices: Vec<f64>,
    column_prices: Vec<f64>,
    /// Of the search: how far each column is, and by which record and link it was reached.
    distances: Vec<f64>,
    reached_by: Vec<(usize, Option<usize>)>,
    touched: Vec<usize>,
}

impl<'a> Solver<'a> {
    fn new(graph: &'a Graph) -> Self {
        let records = graph.records.len();
        let columns = graph.persons_total + records;
        Self {
            graph,
            of_record: vec![None; records],
            record_of: vec![None; columns],
            record_prices: vec![0.0; records],
            column_prices: vec![0.0; columns],
            distances: vec![f64::INFINITY; columns],
            reached_by: vec![(0, None); columns],
            touched: Vec::new(),
        }
    }

    /// The columns of a record with what each costs and by which link.
    fn edges(&self, record: usize) -> impl Iterator<Item = (usize, f64, Option<usize>)> + '_ {
        let graph = self.graph;
        let links = graph.links_of(record).filter(|it| is_worth(graph, *it));
        let edges = links.map(|link| {
            let column = graph.persons[link] as usize;
            (column, -graph.odds[link].ln(), Some(link))
        });
        edges.chain([(graph.persons_total + record, 0.0, None)])
    }

    /// Gives a record the person, or nobody, that makes the whole best, others moving where they must.
    fn add(&mut self, record: usize) {
        let least = self
            .edges(record)
            .map(|(column, cost, _)| cost - self.column_prices[column]);
        self.record_prices[record] = least.fold(f64::INFINITY, f64::min);
        let mut heap: BinaryHeap<Reached> = BinaryHeap::new();
        let mut settled: Vec<usize> = Vec::new();
        let (mut from, mut so_far) = (record, 0.0);
        let end = loop {
            let edges: Vec<_> = self.edges(from).collect();
            for (column, cost, link) in edges {
                let price = self.record_prices[from] + self.column_prices[column];
                let distance = so_far + (cost - price).max(0.0);
                if distance < self.distances[column] {
                    if self.distances[column].is_infinite() {
                        self.touched.push(column);
                    }
                    self.distances[column] = distance;
                    self.reached_by[column] = (from, link);
                    heap.push(Reached { distance, column });
                }
            }
            let nearest = loop {
                let next = heap.pop().expect("nobody is always to be had");
                if next.distance <= self.distances[next.column] {
                    break next;
                }
            };
            so_far = nearest.distance;
            match self.record_of[nearest.column] {
                None => break nearest.column,
                Some(holder) => {
                    settled.push(nearest.column);
                    from = holder;
                }
            }
        };
        self.record_prices[record] += so_far;
        for column in settled {
            let saved = so_far - self.distances[column];
            if let Some(holder) = self.record_of[column] {
                self.record_prices[holder] += saved;
            }
            self.column_prices[column] -= saved;
        }
        self.move_along(end, record);
        for column in self.touched.drain(..) {
            self.distances[column] = f64::INFINITY;
        }
    }

    /// From the free column back to the record that was added, each takes what it reached.
    fn move_along(&mut self, end: usize, added: usize) {
        let mut column = end;
        loop {
            let (record, link) = self.reached_by[column];
            self.record_of[column] = Some(record);
            let before = std::mem::replace(&mut self.of_record[record], link);
            if record == added {
                return;
            }
            column = before.map_or(self.graph.persons_total + record, |link| {
                self.graph.persons[link] as usize
            });
        }
    }

    fn add_greedily(&mut self, records: &[usize]) {
        let graph = self.graph;
        let of_record = |record: &usize| {
            let record = *record;
            graph.links_of(record).map(move |link| (record, link))
        };
        let mut links: Vec<(usize, usize)> = records.iter().flat_map(of_record).collect();
        links.retain(|(_, link)| is_worth(graph, *link));
        links.sort_by(|one, other| {
            let order = graph.odds[other.1].total_cmp(&graph.odds[one.1]);
            order.then(one.cmp(other))
        });
        for (record, link) in links {
            let person = graph.persons[link] as usize;
            if self.of_record[record].is_none() && self.record_of[person].is_none() {
                self.of_record[record] = Some(link);
                self.record_of[person] = Some(record);
            }
        }
    }
}

/// A column and how far it is; the nearest is the greatest.
#[derive(PartialEq)]
struct Reached {
    distance: f64,
    column: usize,
}

impl Eq for Reached {}

impl PartialOrd for Reached {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Reached {
    fn cmp(&self, other: &Self) -> Ordering {
        let order = other.distance.total_cmp(&self.distance);
        order.then(other.column.cmp(&self.column))
    }
}
