//! An agreement as it is told.

use danh_exchange::{AgreementRow, Difference, Standing, difference};
use danh_vocabulary::Timestamp;
use jiff::civil::Date;
use serde::Serialize;
use serde_json::{Value, json};
use utoipa::ToSchema;

/// An agreement in a list: its newest version.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({
    "agreement": "ngan-hang-mau-mo-tai-khoan", "version": 1, "organisation": "ngan-hang-mau", "standing": "in-force",
    "days_left": 1637, "valid_from": "2025-07-01", "valid_until": "2030-06-30",
}))]
pub(crate) struct AgreementLine {
    /// The id.
    agreement: String,
    /// The version.
    version: u32,
    /// The id of the organisation that is told.
    organisation: String,
    /// `to-come`, `in-force`, `suspended`, `expired` or `amended`.
    standing: &'static str,
    /// While it is in force, how many days are left after today.
    #[serde(skip_serializing_if = "Option::is_none")]
    days_left: Option<i32>,
    /// The first day.
    #[schema(value_type = String, format = Date)]
    valid_from: Date,
    /// The last day.
    #[schema(value_type = String, format = Date)]
    valid_until: Date,
}

/// A version of an agreement.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({
    "agreement": "ngan-hang-mau-mo-tai-khoan", "version": 1, "organisation": "ngan-hang-mau", "standing": "in-force",
    "days_left": 1637, "valid_from": "2025-07-01", "valid_until": "2030-06-30",
    "approved_at": "2026-01-05T08:00:00.000000Z", "document": {"id": "ngan-hang-mau-mo-tai-khoan"},
    "difference": {"becomes_visible": ["verify.name"], "no_longer_visible": [], "terms": []},
}))]
pub(crate) struct AgreementVersion {
    #[serde(flatten)]
    line: AgreementLine,
    /// When it was approved.
    #[schema(value_type = String, format = DateTime)]
    approved_at: Timestamp,
    /// What it says.
    #[schema(value_type = Object)]
    document: Value,
    /// What it changes: `becomes_visible` and `no_longer_visible`, as in `attributes.religion`, and `terms`, each with `field`, `before` and
    /// `after`. Of the first version everything becomes visible.
    #[schema(value_type = Object)]
    difference: Value,
}

impl AgreementLine {
    pub(super) fn of(versions: &[AgreementRow], version: u32, today: Date) -> Option<Self> {
        let mut rows = versions.iter();
        let row = rows.find(|row| row.agreement.version == version)?;
        let standing = Standing::of(versions, version, today)?;
        let agreement = &row.agreement;
        Some(Self {
            agreement: agreement.id.to_string(),
            version,
            organisation: agreement.organisation.to_string(),
            standing: standing.as_str(),
            days_left: match standing {
                Standing::InForce { days_left } => Some(days_left),
                _ => None,
            },
            valid_from: agreement.valid_from,
            valid_until: agreement.valid_until,
        })
    }
}

impl AgreementVersion {
    /// Every version of an agreement, the newest first.
    pub(super) fn all(versions: &[AgreementRow], today: Date) -> Vec<Self> {
        let mut told: Vec<Self> = Vec::with_capacity(versions.len());
        let mut before = None;
        for row in versions {
            let agreement = &row.agreement;
            let Some(line) = AgreementLine::of(versions, agreement.version, today) else {
                continue;
            };
            told.push(Self {
                line,
                approved_at: row.approval.at,
                document: serde_json::to_value(agreement)
                    .expect("an agreement holds text, small numbers and booleans"),
                difference: difference_document(&difference(before, agreement)),
            });
            before = Some(agreement);
        }
        told.reverse();
        told
    }
}

fn difference_document(difference: &Difference) -> Value {
    let terms = difference
        .terms
        .iter()
        .map(|term| json!({"field": term.field, "before": term.before, "after": term.after}));
    json!({
        "becomes_visible": difference.becomes_visible,
        "no_longer_visible": difference.no_longer_visible,
        "terms": terms.collect::<Vec<_>>(),
    })
}
