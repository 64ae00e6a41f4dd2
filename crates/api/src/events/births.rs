//! `POST /api/v1/births`: a registrar registers a birth, and the child becomes a person with a number.

use axum::extract::State;
use axum::response::Response;
use danh_directory::AuthorityId;
use danh_exchange::Told;
use danh_register::{Act, BirthError, BirthReport, Viewer};
use danh_store::Tx;
use danh_vocabulary::{Nationality, PersonId, UnitCode};
use serde::Deserialize;
use utoipa::ToSchema;

use crate::access::Work;
use crate::problem::{Fault, Problem};
use crate::state::AppState;
use crate::write::{CreateHeaders, Fields, Line, Look, Receipt, Stop, Warning, WriteRequest};

const NATIONALITIES_MAX: usize = 5;

/// What is declared to the registrar.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "name": "Nguyễn Hoàng Anh", "sex": "F", "born": "2025-12-28", "birth_unit": "00004",
    "origin_unit": "00004", "ethnicity": "01", "nationalities": ["VNM"],
    "mother": "wpokv3q4ubeotmodupi3qhlxwu",
}))]
pub(crate) struct BirthBody {
    /// The child's name.
    #[schema(required = true, nullable = false, min_length = 1, max_length = 128)]
    name: Option<String>,
    /// The child's sex: `M` or `F`.
    #[schema(required = true, nullable = false, pattern = "^[MF]$")]
    sex: Option<String>,
    /// The day of birth.
    #[schema(required = true, nullable = false, format = Date)]
    born: Option<String>,
    /// The unit where the birth was, by its code on that day.
    #[schema(
        required = true,
        nullable = false,
        pattern = "^(\\d{2}|\\d{3}|\\d{5})$"
    )]
    birth_unit: Option<String>,
    /// The place of origin, by its code today.
    #[schema(nullable = false, pattern = "^(\\d{2}|\\d{3}|\\d{5})$")]
    origin_unit: Option<String>,
    /// The ethnic group, by its code.
    #[schema(nullable = false, pattern = "^\\d{2}$")]
    ethnicity: Option<String>,
    /// The nationalities, by their codes; without any, Vietnamese.
    #[schema(nullable = false, min_items = 1, max_items = 5)]
    nationalities: Option<Vec<String>>,
    /// The handle of the father, if he is on record.
    #[schema(nullable = false, pattern = "^[a-z2-7]{26}$")]
    father: Option<String>,
    /// The handle of the mother, if she is on record.
    #[schema(nullable = false, pattern = "^[a-z2-7]{26}$")]
    mother: Option<String>,
    /// The unit that registers the birth; without it, that of the officer's authority. Its province
    /// gives the number's prefix.
    #[schema(nullable = false, pattern = "^(\\d{2}|\\d{3}|\\d{5})$")]
    registered_in: Option<String>,
    /// A paper or decision that proves what would be refused otherwise.
    #[schema(nullable = false, min_length = 1, max_length = 200)]
    basis: Option<String>,
}

/// Register a birth.
#[utoipa::path(
    post,
    path = "/api/v1/births",
    tag = "civil status",
    operation_id = "birth_register",
    params(CreateHeaders),
    request_body = BirthBody,
    responses((status = 201, description = "Registered; the child is the person of the receipt.", body = Receipt,
        headers(("location" = String, description = "The event.")))),
)]
pub(crate) async fn register(
    State(state): State<AppState>,
    request: WriteRequest<BirthBody>,
) -> Result<Response, Stop> {
    let (wish, body) = request.begin(&state, Work::RegisterCivilStatus).await?;
    let (report, basis) = body.parse(&state, &wish.act)?;
    let parents: Vec<PersonId> = report.father.into_iter().chain(report.mother).collect();
    let (telling, viewer, looked) = (state.clone(), wish.viewer(), report.clone());
    let look = move |tx: &mut Tx<'_>| suspects(tx, &telling, viewer, &looked);
    let wish = wish.on_basis(basis).about_with(&state, parents, look);
    wish.await?
        .write(&state, move |register, tx, act| {
            register.register_birth(tx, act, report.clone())
        })
        .await
}

impl BirthBody {
    fn parse(self, state: &AppState, act: &Act) -> Result<(BirthReport, Option<Line>), Problem> {
        let mut fields = Fields::new(state);
        let name = fields.required("/name", self.name.as_deref(), Fault::PersonName);
        let sex = fields.required("/sex", self.sex.as_deref(), Fault::Sex);
        let born = fields.day("/born", self.born.as_deref());
        let birth_unit = fields.required("/birth_unit", self.birth_unit.as_deref(), Fault::Unit);
        let origin_unit = fields.optional("/origin_unit", self.origin_unit.as_deref(), Fault::Unit);
        let ethnicity = fields.optional("/ethnicity", self.ethnicity.as_deref(), Fault::Ethnicity);
        let nationalities = nationalities(&mut fields, self.nationalities);
        let father = fields.person_if_any("/father", self.father.as_deref());
        let mother = fields.person_if_any("/mother", self.mother.as_deref());
        let registered_in = match self.registered_in.as_deref() {
            Some(text) => fields.optional("/registered_in", Some(text), Fault::Unit),
            None => fields.present("/registered_in", unit_of(act)),
        };
        let basis = fields.optional("/basis", self.basis.as_deref(), Fault::Line);
        fields.build(|| {
            let report = BirthReport {
                name: name?,
                sex: sex?,
                born: born?,
                birth_unit: birth_unit?,
                origin_unit,
                ethnicity,
                nationalities,
                father,
                mother,
                registered_in: registered_in?,
            };
            Some((report, basis))
        })
    }
}

fn nationalities(fields: &mut Fields<'_>, codes: Option<Vec<String>>) -> Vec<Nationality> {
    let Some(codes) = codes else {
        return vec![Nationality::VIET_NAM];
    };
    if !(1..=NATIONALITIES_MAX).contains(&codes.len()) {
        fields.fault("/nationalities", Fault::Count);
    }
    let parse = |(place, code): (usize, &String)| {
        let field = format!("/nationalities/{place}");
        fields.optional(&field, Some(code.as_str()), Fault::Nationality)
    };
    codes.iter().enumerate().filter_map(parse).collect()
}

/// The unit on which the authority sits in whose name the act is; the centre sits on none.
fn unit_of(act: &Act) -> Option<UnitCode> {
    match act.authority().parse() {
        Ok(AuthorityId::Local { unit, .. }) => Some(unit),
        _ => None,
    }
}

/// Who in the register may be the child already, told by handle.
fn suspects(
    tx: &mut Tx<'_>,
    state: &AppState,
    viewer: Viewer,
    report: &BirthReport,
) -> Result<Look, BirthError> {
    let suspects = state.register.birth_suspects(tx, viewer, report)?;
    let persons: Vec<PersonId> = suspects.iter().map(|suspect| suspect.person).collect();
    let warning = (!persons.is_empty()).then(|| Warning {
        code: "suspected-duplicate".to_owned(),
        persons: persons
            .iter()
            .map(|person| state.handle_of(*person))
            .collect(),
    });
    Ok(Look {
        warnings: warning.into_iter().collect(),
        told: vec![Told::SearchResult],
        persons,
    })
}

#[cfg(test)]
mod tests;
