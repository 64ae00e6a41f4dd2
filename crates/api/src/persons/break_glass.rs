//! `POST /api/v1/persons/{handle}/break-glass`: opens an emergency reading of somebody outside the jurisdiction.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use danh_vocabulary::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::body::JsonBody;
use crate::break_glass::break_glass;
use crate::in_path::InPath;
use crate::problem::{Fault, Problem, ProblemDocument, ProblemKind};
use crate::signed_in::SignedIn;
use crate::state::AppState;

/// Why the person must be read now.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"reason": "Cấp cứu, cần tìm người nhà bệnh nhân"}))]
pub(crate) struct Emergency {
    /// The reason, in words that somebody else can weigh. It stands in every access record of this reading.
    #[schema(required = true, nullable = false, min_length = 10, max_length = 200)]
    reason: Option<String>,
}

/// That the person may be read, by this session.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({"until": "2026-01-05T08:30:00.000000Z"}))]
pub(crate) struct EmergencyOpened {
    /// From when no more.
    #[schema(value_type = String, format = DateTime)]
    until: Timestamp,
}

/// Open an emergency reading.
#[utoipa::path(
    post,
    path = "/api/v1/persons/{handle}/break-glass",
    tag = "persons",
    operation_id = "person_break_glass",
    params(("handle" = String, Path, description = "The handle that a search gave.", example = "wpokv3q4ubeotmodupi3qhlxwu")),
    request_body = Emergency,
    responses(
        (status = 201, description = "Opened for this person and this session. It is on record, and whoever examines the work is told.",
         body = EmergencyOpened),
        (status = 403, description = "No appointment that allows it.", body = ProblemDocument,
         content_type = "application/problem+json"),
        (status = 404, description = "No such person.", body = ProblemDocument,
         content_type = "application/problem+json"),
        (status = 422, description = "The reason is too short or too long.", body = ProblemDocument,
         content_type = "application/problem+json"),
    ),
)]
pub(crate) async fn open(
    State(state): State<AppState>,
    reader: SignedIn,
    InPath(handle): InPath<String>,
    JsonBody(emergency): JsonBody<Emergency>,
) -> Result<(StatusCode, Json<EmergencyOpened>), Problem> {
    let fault = |fault: Fault| Problem::in_fields(vec![fault.of("/reason")]);
    let reason = emergency.reason.ok_or_else(|| fault(Fault::Missing))?;
    let reason = reason.parse().map_err(|_| fault(Fault::Reason))?;
    let person = state
        .person_of(&handle)
        .ok_or(Problem::new(ProblemKind::NotFound))?;
    let opened = break_glass(&state, &reader, person, reason).await?;
    let opened = EmergencyOpened {
        until: opened.until,
    };
    Ok((StatusCode::CREATED, Json(opened)))
}

#[cfg(test)]
mod tests {
    use axum::http::StatusCode;
    use danh_directory::Role;
    use serde_json::json;

    use crate::testing::{HONG_HA, on_both_engines};

    #[test]
    fn a_reason_opens_one_person_until_it_is_said() {
        on_both_engines(|office| {
            let token = office.hire("sen.ly", Role::Registrar, HONG_HA);
            let path = office.path_of(office.mother);
            let open = |path: &str, body| {
                let path = format!("{path}/break-glass");
                office.post(&path, Some(&token), &body)
            };
            for (body, pointer) in [
                (json!({}), "/reason"),
                (json!({"reason": "vội"}), "/reason"),
            ] {
                let refused = open(&path, body);
                assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
                assert_eq!(refused.pointers(), [pointer]);
            }
            let reason = json!({"reason": "Cấp cứu, cần tìm người nhà bệnh nhân"});
            let invented = format!("/api/v1/persons/{}", office.state.handles.seal(4_711));
            assert_eq!(
                open(&invented, reason.clone()).status,
                StatusCode::NOT_FOUND
            );
            let opened = open(&path, reason);
            assert_eq!(opened.status, StatusCode::CREATED);
            let until = opened.json()["until"].as_str().unwrap().to_owned();
            assert!(until.starts_with("2026-01-05T08:30:00."), "{until}");
            assert_eq!(office.get(&path, Some(&token)).status, StatusCode::OK);
        });
    }
}
