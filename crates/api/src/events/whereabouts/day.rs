//! A person and a day: all that the end of a temporary residence or an absence says.

use danh_register::Seen;
use jiff::civil::Date;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::write::Fields;

/// Who, and since when.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"person": "wpokv3q4ubeotmodupi3qhlxwu", "on": "2026-01-05"}))]
pub(crate) struct DayBody {
    /// The handle of whom it is about.
    #[schema(required = true, nullable = false, pattern = "^[a-z2-7]{26}$")]
    person: Option<String>,
    /// From when.
    #[schema(required = true, nullable = false, format = Date)]
    on: Option<String>,
    /// A decision narrower than the law.
    #[schema(nullable = false, min_length = 1, max_length = 200)]
    basis: Option<String>,
}

impl DayBody {
    pub(super) fn read(self, fields: &mut Fields<'_>) -> Option<(Seen, Date)> {
        let person = fields.seen("/person", self.person.as_deref());
        let on = fields.day("/on", self.on.as_deref());
        fields.basis(self.basis.as_deref());
        Some((person?, on?))
    }
}
