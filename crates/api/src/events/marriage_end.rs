//! What a court sends to be entered when it ends a marriage: the same for divorce and annulment.

use danh_register::{FormerSpouse, MarriageEndReport};
use serde::Deserialize;
use utoipa::ToSchema;

use super::decision::DecisionBody;
use crate::problem::Fault;
use crate::write::Fields;

/// What the court decided.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "person": "wpokv3q4ubeotmodupi3qhlxwu", "spouse": "mxw5rr3pp6yqvd3l2cfyzj4h6a",
    "decision": {"number": "12/2025/QĐST-HNGĐ", "by": "Tòa án nhân dân khu vực 1 – Hà Nội", "on": "2025-12-20"},
}))]
pub(crate) struct MarriageEndBody {
    /// The handle of one of the two.
    #[schema(required = true, nullable = false, pattern = "^[a-z2-7]{26}$")]
    person: Option<String>,
    /// The handle of the other, if the register knows them.
    #[schema(nullable = false, pattern = "^[a-z2-7]{26}$")]
    spouse: Option<String>,
    /// The name of the other as the decision gives it, if the register does not know them.
    #[schema(nullable = false, min_length = 1, max_length = 128)]
    spouse_name: Option<String>,
    /// The decision; the marriage ends on the day it is in force.
    #[schema(required = true, nullable = false)]
    decision: Option<DecisionBody>,
    /// A basis narrower than the law.
    #[schema(nullable = false, min_length = 1, max_length = 200)]
    basis: Option<String>,
}

impl MarriageEndBody {
    pub(super) fn report(self, fields: &mut Fields<'_>) -> Option<MarriageEndReport> {
        let person = fields.seen("/person", self.person.as_deref());
        let known = fields.seen_if_any("/spouse", self.spouse.as_deref());
        let name = self.spouse_name.as_deref();
        let named = fields.optional("/spouse_name", name, Fault::PersonName);
        if self.spouse.is_some() == self.spouse_name.is_some() {
            fields.fault("/spouse", Fault::OneOfTwo);
        }
        let decision = DecisionBody::parse(self.decision, fields);
        fields.basis(self.basis.as_deref());
        let known = known.map(FormerSpouse::Known);
        Some(MarriageEndReport {
            person: person?,
            spouse: known.or(named.map(FormerSpouse::Named))?,
            decision: decision?,
        })
    }
}

#[cfg(test)]
mod tests;
