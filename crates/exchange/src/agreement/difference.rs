//! What a new version of an agreement changes: what becomes visible to the organisation, what no longer is, and on which terms.

use super::Agreement;

/// What changes from one version to another.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Difference {
    /// What the organisation may be told from then on, as in `attributes.religion`.
    pub becomes_visible: Vec<String>,
    /// What it may be told no longer.
    pub no_longer_visible: Vec<String>,
    /// Other terms that change.
    pub terms: Vec<Change>,
}

/// A term that changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The field, as in `valid_until`.
    pub field: &'static str,
    /// What it says before, as JSON.
    pub before: String,
    /// What it says then, as JSON.
    pub after: String,
}

/// What changes from `before` to `after`; from nothing, everything becomes visible.
pub fn difference(before: Option<&Agreement>, after: &Agreement) -> Difference {
    let told_before = before.map(told).unwrap_or_default();
    let told_after = told(after);
    let missing = |all: &[String], from: &[String]| -> Vec<String> {
        let all = all.iter().filter(|one| !from.contains(one));
        all.cloned().collect()
    };
    Difference {
        becomes_visible: missing(&told_after, &told_before),
        no_longer_visible: missing(&told_before, &told_after),
        terms: before
            .map(|before| terms(before, after))
            .unwrap_or_default(),
    }
}

fn told(agreement: &Agreement) -> Vec<String> {
    let verify = agreement.verify.iter();
    let verify = verify.map(|one| format!("verify.{}", one.as_str()));
    let attributes = agreement.attributes.iter();
    let attributes = attributes.map(|one| format!("attributes.{}", one.as_str()));
    let derived = agreement.derived.iter();
    let derived = derived.map(|one| format!("derived.{}", one.as_str()));
    verify.chain(attributes).chain(derived).collect()
}

fn terms(before: &Agreement, after: &Agreement) -> Vec<Change> {
    let fields: [(&'static str, String, String); 12] = [
        (
            "organisation",
            json(&before.organisation),
            json(&after.organisation),
        ),
        ("keeper", json(&before.keeper), json(&after.keeper)),
        ("basis", json(&before.basis), json(&after.basis)),
        ("purposes", json(&before.purposes), json(&after.purposes)),
        ("subjects", json(&before.subjects), json(&after.subjects)),
        (
            "subjects_named",
            json(&before.subjects_named),
            json(&after.subjects_named),
        ),
        ("needs", json(&before.needs), json(&after.needs)),
        ("tolerance", json(&before.tolerance), json(&after.tolerance)),
        ("volume", json(&before.volume), json(&after.volume)),
        ("guesses", json(&before.guesses), json(&after.guesses)),
        (
            "valid_from",
            json(&before.valid_from),
            json(&after.valid_from),
        ),
        (
            "valid_until",
            json(&before.valid_until),
            json(&after.valid_until),
        ),
    ];
    let changed = fields
        .into_iter()
        .filter(|(_, before, after)| before != after);
    changed
        .map(|(field, before, after)| Change {
            field,
            before,
            after,
        })
        .collect()
}

fn json(value: &impl serde::Serialize) -> String {
    danh_vocabulary::canonical::to_string(value)
        .expect("a term holds text, small numbers and booleans")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::attribute::Attribute;
    use crate::testing::agreement;

    #[test]
    fn what_becomes_visible_is_told_apart_from_the_terms() {
        let before = agreement();
        let mut after = agreement();
        after.version = 2;
        after.attributes.insert(Attribute::Religion);
        after.verify.remove(&Attribute::Card);
        after.volume.per_day += 1;
        let difference = difference(Some(&before), &after);
        assert_eq!(difference.becomes_visible, ["attributes.religion"]);
        assert_eq!(difference.no_longer_visible, ["verify.card"]);
        let terms: Vec<&str> = difference.terms.iter().map(|term| term.field).collect();
        assert_eq!(terms, ["volume"]);
    }

    #[test]
    fn of_the_first_version_everything_becomes_visible() {
        let first = difference(None, &agreement());
        assert_eq!(first.becomes_visible.len(), 4 + 3 + 4);
        assert!(first.no_longer_visible.is_empty() && first.terms.is_empty());
        assert_eq!(
            difference(Some(&agreement()), &agreement()),
            Difference::default()
        );
    }
}
