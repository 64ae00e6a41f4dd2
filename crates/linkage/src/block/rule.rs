//! Rules: sets of marks.

use super::marks::{Family, MARKS_MAX, Marks};
use crate::mix::add;

/// Rows agree when they agree in all of these marks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Rule {
    /// The marks, by their places, in ascending order.
    pub(crate) marks: Vec<usize>,
}

/// The most marks of a rule.
const RULE_MARKS_MAX: usize = 3;

impl Rule {
    /// The key of a row by this rule, number `rule` of several; 0 if the row lacks a mark.
    #[inline]
    pub(crate) fn key(&self, rule: usize, hashes: &[u64; MARKS_MAX]) -> u64 {
        let mut key = rule as u64 + 1;
        for mark in &self.marks {
            if hashes[*mark] == 0 {
                return 0;
            }
            key = add(key, hashes[*mark]);
        }
        // Rather another row's than none.
        key | u64::from(key == 0)
    }

    /// A rule as it is named; otherwise the mark that there is not.
    pub(crate) fn named(text: &str, marks: &Marks) -> Result<Self, String> {
        let mut places = Vec::new();
        for name in text.split('+') {
            let wanted = name.trim().replace('_', " ").to_lowercase();
            let place = marks
                .all
                .iter()
                .position(|mark| mark.name.replace('_', " ").to_lowercase() == wanted);
            places.push(place.ok_or_else(|| name.trim().to_owned())?);
        }
        places.sort_unstable();
        places.dedup();
        Ok(Self { marks: places })
    }

    /// What the rule asks, in words.
    pub(crate) fn name(&self, marks: &Marks) -> String {
        let names: Vec<&str> = self
            .marks
            .iter()
            .map(|mark| marks.all[*mark].name.as_str())
            .collect();
        names.join(" + ")
    }

    /// Whether a part of a number is asked.
    pub(crate) fn asks_number(&self, marks: &Marks) -> bool {
        let mut of = self.marks.iter();
        of.any(|mark| marks.all[*mark].family == Family::Number)
    }

    /// Its marks as bits.
    pub(crate) fn bits(&self) -> u32 {
        self.marks.iter().fold(0, |bits, mark| bits | 1 << mark)
    }
}

/// Every set of one to three marks, no two of a family.
pub(crate) fn candidates_of_rules(marks: &Marks) -> Vec<Rule> {
    let families: Vec<Family> = marks.all.iter().map(|mark| mark.family).collect();
    let mut rules: Vec<Rule> = Vec::new();
    let mut open: Vec<Vec<usize>> = vec![Vec::new()];
    while let Some(chosen) = open.pop() {
        if chosen.len() == RULE_MARKS_MAX {
            continue;
        }
        let first = chosen.last().map_or(0, |last| last + 1);
        for mark in first..families.len() {
            let is_new = chosen.iter().all(|it| families[*it] != families[mark]);
            if is_new {
                let mut longer = chosen.clone();
                longer.push(mark);
                rules.push(Rule {
                    marks: longer.clone(),
                });
                open.push(longer);
            }
        }
    }
    rules.sort_by_key(|rule| (rule.marks.len(), rule.marks.clone()));
    rules
}
