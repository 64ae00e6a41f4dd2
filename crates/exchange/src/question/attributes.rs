//! *Attributes*: the agreed fields of a person, each with the law that has the register keep it.

use std::collections::{BTreeMap, BTreeSet};

use danh_register::PersonState;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::attribute::Attribute;

/// What is told of one field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AttributeAnswer {
    /// What the register holds; nothing where it knows nothing, or there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<Value>,
    /// The law that has the register keep it.
    pub basis: String,
}

/// The fields of a person that are both asked for and agreed.
///
/// What is not agreed is refused before; it is left out here once more, so that no answer can hold it.
pub(crate) fn attributes(
    person: &PersonState,
    asked: &BTreeSet<Attribute>,
    agreed: &BTreeSet<Attribute>,
    on: Date,
) -> BTreeMap<Attribute, AttributeAnswer> {
    let fields = asked.intersection(agreed);
    fields
        .map(|field| {
            let answer = AttributeAnswer {
                value: field.of(person, on),
                basis: field.legal_basis(),
            };
            (*field, answer)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::testing::{TODAY, person};

    fn any_attributes() -> impl Strategy<Value = BTreeSet<Attribute>> {
        prop::sample::subsequence(Attribute::ALL.to_vec(), 0..=Attribute::ALL.len())
            .prop_map(|fields| fields.into_iter().collect())
    }

    proptest! {
        #[test]
        fn no_answer_holds_what_is_not_agreed(asked in any_attributes(), agreed in any_attributes()) {
            let answer = attributes(&person(), &asked, &agreed, TODAY);
            prop_assert!(answer.keys().all(|field| agreed.contains(field) && asked.contains(field)));
            prop_assert_eq!(answer.len(), asked.intersection(&agreed).count());
        }
    }
}
