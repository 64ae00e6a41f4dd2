//! The decision of a court or authority, as a request names it.

use danh_register::Decision;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::problem::Fault;
use crate::write::{Fields, Line};

/// A decision or judgment in force, as its own heading names it.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"number": "12/2025/QĐST-HNGĐ", "by": "Tòa án nhân dân khu vực 1 – Hà Nội", "on": "2025-12-20"}))]
pub(crate) struct DecisionBody {
    /// Its number.
    #[schema(required = true, nullable = false, min_length = 1, max_length = 200)]
    number: Option<String>,
    /// Who made it.
    #[schema(required = true, nullable = false, min_length = 1, max_length = 200)]
    by: Option<String>,
    /// The day from which it is in force.
    #[schema(required = true, nullable = false, format = Date)]
    on: Option<String>,
}

impl DecisionBody {
    /// The decision in the field `decision`, which must be there.
    pub(super) fn parse(body: Option<Self>, fields: &mut Fields<'_>) -> Option<Decision> {
        let body = fields.present("/decision", body)?;
        body.read(fields)
    }

    /// The decision in the field `decision`, which may be missing. `None` leaves a fault behind where there was one.
    pub(super) fn parse_if_any(body: Option<Self>, fields: &mut Fields<'_>) -> Option<Decision> {
        body?.read(fields)
    }

    fn read(self, fields: &mut Fields<'_>) -> Option<Decision> {
        let number = fields.required("/decision/number", self.number.as_deref(), Fault::Line);
        let by = fields.required("/decision/by", self.by.as_deref(), Fault::Line);
        let on = fields.day("/decision/on", self.on.as_deref());
        let (Line(number), Line(by)) = (number?, by?);
        Some(Decision {
            number,
            by,
            on: on?,
        })
    }
}
