//! Choosing rules: how many pairs each would make is counted in samples, what each would find in
//! pairs known to be of one person.

use super::marks::{MARKS_MAX, Marks};
use super::rule::{Rule, candidates_of_rules};
use super::table::KeyTable;
use crate::layout::Layout;

/// What is chosen from.
pub(crate) struct Choice<'a> {
    pub(crate) layout: &'a Layout,
    pub(crate) marks: &'a Marks,
    /// Rows drawn from the register, one behind the other, and how many there are in all.
    pub(crate) persons: &'a [u32],
    pub(crate) persons_total: usize,
    /// Rows drawn from the records that are open, and how many there are.
    pub(crate) records: &'a [u32],
    pub(crate) records_total: usize,
    /// In which marks pairs agree that are one person, as bits; none when none are known yet.
    pub(crate) known: &'a [u32],
    /// Whether those pairs were found by their number.
    pub(crate) found_by_number: bool,
}

/// All rules together may make so many pairs for a record, and at least so many in all.
const PAIRS_PER_RECORD: f64 = 12.0;
const PAIRS_TOTAL: f64 = 6e5;
/// One rule may make no more than this share of them.
const SHARE_OF_ONE: f64 = 0.35;
/// All marks.
const ALL: u32 = u32::MAX;
const RULES_MAX: usize = 14;
/// With few records there can be many rules: nothing streams for long.
const RULES_MAX_SMALL: usize = 60;
const SMALL: usize = 200_000;
/// What looking one rule up costs, in compared pairs.
const LOOKING_UP: f64 = 0.3;

/// The rules to use.
pub(crate) fn choose(choice: &Choice<'_>) -> Vec<Rule> {
    let records = choice.records_total.max(1) as f64;
    let budget = (PAIRS_TOTAL / records).max(PAIRS_PER_RECORD);
    let mut rules = candidates_of_rules(choice.marks);
    if choice.found_by_number {
        // Pairs that share a number say nothing about what its parts find where it is wrong.
        rules.retain(|rule| !rule.asks_number(choice.marks));
    }
    let costs = pairs_per_record(choice, &rules);
    let fitting: Vec<(Rule, f64)> = rules
        .into_iter()
        .zip(costs)
        .filter(|(_, cost)| *cost <= budget * SHARE_OF_ONE)
        .collect();
    let is_small = choice.persons_total.max(choice.records_total) <= SMALL;
    let at_most = if is_small { RULES_MAX_SMALL } else { RULES_MAX };
    if choice.known.is_empty() || is_small {
        return shortest(fitting, budget, at_most);
    }
    let looking_up = LOOKING_UP * choice.persons_total as f64 / records;
    most_finding(&fitting, choice.known, (budget, looking_up, at_most))
}

/// Rules of which none asks all that another asks and more, the cheapest first.
fn shortest(mut rules: Vec<(Rule, f64)>, budget: f64, at_most: usize) -> Vec<Rule> {
    let all: Vec<u32> = rules.iter().map(|(rule, _)| rule.bits()).collect();
    rules.retain(|(rule, _)| {
        let bits = rule.bits();
        !all.iter()
            .any(|other| *other != bits && other & bits == *other)
    });
    rules.sort_by(|one, other| one.1.total_cmp(&other.1));
    let mut spent = 0.0;
    let within = rules.into_iter().take_while(|(_, cost)| {
        spent += cost;
        spent <= budget
    });
    within.map(|(rule, _)| rule).take(at_most).collect()
}

/// Greedily the rule that finds most of what is not found yet for what it costs.
fn most_finding(
    rules: &[(Rule, f64)],
    known: &[u32],
    (budget, looking_up, at_most): (f64, f64, usize),
) -> Vec<Rule> {
    let mut open: Vec<u32> = known.to_vec();
    let mut chosen = Vec::new();
    let mut spent = 0.0;
    // Finding one in ten thousand more is worth a rule.
    let worth = (known.len() as f64 * 1e-4).max(1.0);
    while chosen.len() < at_most {
        let gain = |rule: &Rule| {
            let bits = rule.bits();
            open.iter().filter(|of| *of & bits == bits).count() as f64
        };
        let scored = rules.iter().filter(|(_, cost)| spent + cost <= budget);
        let scored = scored.map(|(rule, cost)| (rule, *cost, gain(rule)));
        let best = scored
            .filter(|(.., gain)| *gain >= worth)
            .max_by(|one, other| {
                let value = |(rule, cost, gain): &(&Rule, f64, f64)| {
                    (gain / (cost + looking_up), std::cmp::Reverse(rule.bits()))
                };
                let (one, other) = (value(one), value(other));
                one.0.total_cmp(&other.0).then(one.1.cmp(&other.1))
            });
        let Some((rule, cost, _)) = best else { break };
        let bits = rule.bits();
        open.retain(|of| of & bits != bits);
        spent += cost;
        chosen.push(rule.clone());
    }
    chosen
}

/// How many pairs each rule makes for one record.
fn pairs_per_record(choice: &Choice<'_>, rules: &[Rule]) -> Vec<f64> {
    let records = hashes(choice, choice.records, choice.layout.records);
    let persons = hashes(choice, choice.persons, choice.layout.register);
    let scale = choice.persons_total as f64 / persons.len().max(1) as f64;
    let of_rule = |(number, rule): (usize, &Rule)| {
        let mut keys: Vec<u64> = records.iter().map(|of| rule.key(number, of)).collect();
        keys.retain(|key| *key != 0);
        keys.sort_unstable();
        let alike = keys.chunk_by(|one, other| one == other);
        let counts: Vec<(u64, u32)> = alike.map(|of| (of[0], of.len() as u32)).collect();
        let table = KeyTable::new(&counts);
        let found = persons.iter().map(|of| rule.key(number, of));
        let found: u64 = found
            .filter(|key| *key != 0 && table.may_have(*key))
            .map(|key| table.get(key).map(u64::from).sum::<u64>())
            .sum();
        found as f64 * scale / records.len().max(1) as f64
    };
    rules.iter().enumerate().map(of_rule).collect()
}

fn hashes(choice: &Choice<'_>, rows: &[u32], side: crate::layout::Side) -> Vec<[u64; MARKS_MAX]> {
    let of_row = |row: &[u32]| {
        let mut hashes = [0; MARKS_MAX];
        choice
            .marks
            .hashes(choice.layout, row, (side.numbers, ALL), &mut hashes);
        hashes
    };
    rows.chunks_exact(side.stride).map(of_row).collect()
}

/// In which marks a record and a person agree, as bits.
pub(crate) fn mark_agreements(
    layout: &Layout,
    marks: &Marks,
    record: &[u32],
    person: &[u32],
) -> u32 {
    let (mut of_record, mut of_person) = ([0; MARKS_MAX], [0; MARKS_MAX]);
    marks.hashes(
        layout,
        record,
        (layout.records.numbers, ALL),
        &mut of_record,
    );
    marks.hashes(
        layout,
        person,
        (layout.register.numbers, ALL),
        &mut of_person,
    );
    let agree = |(mark, _): &(usize, &super::marks::Mark)| {
        of_record[*mark] != 0 && of_record[*mark] == of_person[*mark]
    };
    marks
        .all
        .iter()
        .enumerate()
        .filter(agree)
        .fold(0, |bits, (mark, _)| bits | 1 << mark)
}
