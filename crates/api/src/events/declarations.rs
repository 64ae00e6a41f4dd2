//! `POST /api/v1/declarations`: a residence officer takes down what somebody declares of themselves.

use std::str::FromStr;

use axum::extract::State;
use axum::response::Response;
use danh_register::{Act, Declaration, DeclarationReport, Recorded, Register};
use danh_store::Tx;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::access::Work;
use crate::problem::refusal::day;
use crate::problem::{Fault, Problem};
use crate::state::AppState;
use crate::write::{Fields, Line, Receipt, Stop, Unread, WriteHeaders, WriteRequest, write_event};

/// What is declared.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "person": "wpokv3q4ubeotmodupi3qhlxwu", "field": "phone", "value": "0912345678", "on": "2026-01-05",
}))]
pub(crate) struct DeclarationBody {
    /// The handle of whom it is about.
    #[schema(required = true, nullable = false, pattern = "^[a-z2-7]{26}$")]
    person: Option<String>,
    /// What: `other_names`, `religion`, `blood_group`, `occupation`, `residence_file`, `phone` or `email`. The last two are sealed
    /// before they are kept.
    #[schema(
        required = true,
        nullable = false,
        pattern = "^(other_names|religion|blood_group|occupation|residence_file|phone|email)$"
    )]
    field: Option<String>,
    /// What is so from now on, a list with semicolons: `An; Bình`. Without it, what stands there is taken back.
    #[schema(nullable = false, min_length = 1, max_length = 254)]
    value: Option<String>,
    /// From when.
    #[schema(required = true, nullable = false, format = Date)]
    on: Option<String>,
    /// The paper that proves it, such as a laboratory's finding.
    #[schema(nullable = false, min_length = 1, max_length = 200)]
    basis: Option<String>,
}

/// Take a declaration down.
#[utoipa::path(
    post,
    path = "/api/v1/declarations",
    tag = "residence",
    operation_id = "declaration_record",
    params(WriteHeaders),
    request_body = DeclarationBody,
    responses((status = 201, description = "Recorded.", body = Receipt,
        headers(("location" = String, description = "The event.")))),
)]
pub(crate) async fn record(
    State(state): State<AppState>,
    request: WriteRequest<DeclarationBody>,
) -> Result<Response, Stop> {
    let work = Work::RegisterResidence;
    write_event(&state, request, work, DeclarationBody::report, declare).await
}

fn declare(
    register: &Register,
    tx: &mut Tx<'_>,
    act: &Act,
    report: &DeclarationReport,
) -> Result<Recorded, Problem> {
    let written = register.declare(tx, act, report);
    written.map_err(|error| day::at("/on", error))
}

impl DeclarationBody {
    fn report(self, fields: &mut Fields<'_>) -> Option<DeclarationReport> {
        let person = fields.seen("/person", self.person.as_deref());
        let field = fields.present("/field", self.field.as_deref());
        let declared = field.and_then(|field| declaration(fields, field, self.value.as_deref()));
        let on = fields.day("/on", self.on.as_deref());
        fields.basis(self.basis.as_deref());
        Some(DeclarationReport {
            person: person?,
            declared: declared?,
            on: on?,
        })
    }
}

fn declaration(fields: &mut Fields<'_>, field: &str, text: Option<&str>) -> Option<Declaration> {
    Some(match field {
        "other_names" => Declaration::OtherNames(names(fields, text)?),
        "religion" => Declaration::Religion(value(fields, text, Fault::Choice).ok()?),
        "blood_group" => Declaration::BloodGroup(value(fields, text, Fault::Choice).ok()?),
        "occupation" => Declaration::Occupation(line(fields, text).ok()?),
        "residence_file" => Declaration::ResidenceFile(line(fields, text).ok()?),
        "phone" => Declaration::Phone(value(fields, text, Fault::Phone).ok()?),
        "email" => Declaration::Email(value(fields, text, Fault::Email).ok()?),
        _ => return fields.kept("/field", None, Fault::Choice),
    })
}

/// What was declared, or that it is taken back.
fn value<T: FromStr>(
    fields: &mut Fields<'_>,
    text: Option<&str>,
    fault: Fault,
) -> Result<Option<T>, Unread> {
    let value = fields.optional("/value", text, fault);
    if value.is_some() == text.is_some() {
        Ok(value)
    } else {
        Err(Unread)
    }
}

fn line(fields: &mut Fields<'_>, text: Option<&str>) -> Result<Option<String>, Unread> {
    let line = value::<Line>(fields, text, Fault::Line)?;
    Ok(line.map(|Line(words)| words))
}

fn names<T: FromStr>(fields: &mut Fields<'_>, text: Option<&str>) -> Option<Vec<T>> {
    let parts = text.into_iter().flat_map(|text| text.split(';'));
    let names = parts.map(|part| part.trim().parse().ok()).collect();
    fields.kept("/value", names, Fault::PersonName)
}

#[cfg(test)]
mod tests;
