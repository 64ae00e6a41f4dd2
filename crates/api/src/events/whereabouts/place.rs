//! A place from a first to a last day: the same for a temporary residence and a stay.

use danh_register::Seen;
use danh_vocabulary::UnitCode;
use jiff::civil::Date;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::problem::Fault;
use crate::write::{Fields, Line};

/// Who is where, and how long.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "person": "wpokv3q4ubeotmodupi3qhlxwu", "unit": "00097",
    "detail": "Số 5 phố Hàng Khoai", "since": "2026-01-05", "until": "2026-01-12",
}))]
pub(crate) struct PlaceBody {
    /// The handle of whom it is about.
    #[schema(required = true, nullable = false, pattern = "^[a-z2-7]{26}$")]
    person: Option<String>,
    /// The commune, by its code on the first day.
    #[schema(
        required = true,
        nullable = false,
        pattern = "^(\\d{2}|\\d{3}|\\d{5})$"
    )]
    unit: Option<String>,
    /// House number, street, hamlet.
    #[schema(nullable = false, min_length = 1, max_length = 200)]
    detail: Option<String>,
    /// The first day.
    #[schema(required = true, nullable = false, format = Date)]
    since: Option<String>,
    /// The last day.
    #[schema(required = true, nullable = false, format = Date)]
    until: Option<String>,
    /// A decision narrower than the law.
    #[schema(nullable = false, min_length = 1, max_length = 200)]
    basis: Option<String>,
}

/// Where, and how long.
pub(super) struct Place {
    pub(super) unit: UnitCode,
    pub(super) detail: Option<String>,
    pub(super) since: Date,
    pub(super) until: Date,
}

impl PlaceBody {
    pub(super) fn read(self, fields: &mut Fields<'_>) -> Option<(Seen, Place)> {
        let person = fields.seen("/person", self.person.as_deref());
        let unit = fields.required("/unit", self.unit.as_deref(), Fault::Unit);
        let detail = fields.optional("/detail", self.detail.as_deref(), Fault::Line);
        let since = fields.day("/since", self.since.as_deref());
        let until = fields.day("/until", self.until.as_deref());
        fields.basis(self.basis.as_deref());
        let place = Place {
            unit: unit?,
            detail: detail.map(|Line(words)| words),
            since: since?,
            until: until?,
        };
        Some((person?, place))
    }
}
