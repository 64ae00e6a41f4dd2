//! What a court decided about one person: the same for the end of an adoption, a declaration that somebody is missing, a return.

use danh_register::{CourtReport, Decision, Seen};
use serde::Deserialize;
use utoipa::ToSchema;

use crate::events::decision::DecisionBody;
use crate::write::Fields;

/// What the court decided.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "person": "wpokv3q4ubeotmodupi3qhlxwu",
    "decision": {"number": "12/2025/QĐST-HNGĐ", "by": "Tòa án nhân dân khu vực 1 – Hà Nội", "on": "2025-12-20"},
}))]
pub(crate) struct DecidedBody {
    /// The handle of whom it is about.
    #[schema(required = true, nullable = false, pattern = "^[a-z2-7]{26}$")]
    person: Option<String>,
    /// The decision; what it says holds from the day it is in force.
    #[schema(required = true, nullable = false)]
    decision: Option<DecisionBody>,
    /// A decision narrower than the law.
    #[schema(nullable = false, min_length = 1, max_length = 200)]
    basis: Option<String>,
}

impl DecidedBody {
    pub(super) fn read(self, fields: &mut Fields<'_>) -> Option<(Seen, Decision)> {
        let person = fields.seen("/person", self.person.as_deref());
        let decision = DecisionBody::parse(self.decision, fields);
        fields.basis(self.basis.as_deref());
        Some((person?, decision?))
    }

    pub(super) fn court_report(self, fields: &mut Fields<'_>) -> Option<CourtReport> {
        let (person, decision) = self.read(fields)?;
        Some(CourtReport { person, decision })
    }
}
