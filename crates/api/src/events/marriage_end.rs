//! What a court sends to be entered when it ends a marriage: the same for divorce and annulment.

use danh_register::{Decision, FormerSpouse, MarriageEndReport};
use danh_vocabulary::{Name, PersonId};
use serde::Deserialize;
use utoipa::ToSchema;

use super::decision::DecisionBody;
use crate::problem::{Fault, Problem};
use crate::state::AppState;
use crate::write::{Fields, IfMatch, Line};

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

/// The other of the two.
enum Other {
    Known(PersonId),
    Named(Name),
}

/// What the body says.
pub(super) struct Parsed {
    person: PersonId,
    other: Other,
    decision: Decision,
    pub(super) basis: Option<Line>,
}

impl MarriageEndBody {
    pub(super) fn parse(self, state: &AppState) -> Result<Parsed, Problem> {
        let mut fields = Fields::new(state);
        let person = fields.person("/person", self.person.as_deref());
        let known = fields.person_if_any("/spouse", self.spouse.as_deref());
        let name = self.spouse_name.as_deref();
        let named = fields.optional("/spouse_name", name, Fault::PersonName);
        if self.spouse.is_some() == self.spouse_name.is_some() {
            fields.fault("/spouse", Fault::OneOfTwo);
        }
        let decision = DecisionBody::parse(self.decision, &mut fields);
        let basis = fields.optional("/basis", self.basis.as_deref(), Fault::Line);
        fields.build(|| {
            Some(Parsed {
                person: person?,
                other: known.map(Other::Known).or(named.map(Other::Named))?,
                decision: decision?,
                basis,
            })
        })
    }
}

impl Parsed {
    pub(super) fn named(&self) -> Vec<PersonId> {
        match self.other {
            Other::Known(other) => vec![self.person, other],
            Other::Named(_) => vec![self.person],
        }
    }

    pub(super) fn report(&self, seen: &IfMatch) -> Result<MarriageEndReport, Problem> {
        Ok(MarriageEndReport {
            person: seen.seen(self.person)?,
            spouse: match &self.other {
                Other::Known(other) => FormerSpouse::Known(seen.seen(*other)?),
                Other::Named(name) => FormerSpouse::Named(name.clone()),
            },
            decision: self.decision.clone(),
        })
    }
}
