//! `POST /api/v1/persons/{handle}/break-glass`: opens an emergency reading of somebody outside the jurisdiction.

use std::sync::{Arc, Mutex, PoisonError};

use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::Response;
use danh_desk::Reply;
use danh_exchange::{BreakGlass, Reason};
use danh_vocabulary::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::access::Work;
use crate::break_glass::{Opening, say_loudly};
use crate::in_path::InPath;
use crate::problem::{Fault, Problem, ProblemDocument, ProblemKind};
use crate::state::AppState;
use crate::write::{CreateHeaders, Stop, WriteRequest};

/// Why the person must be read now.
#[derive(Debug, Default, Deserialize, ToSchema)]
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
    params(("handle" = String, Path, description = "The handle that a search gave.", example = "wpokv3q4ubeotmodupi3qhlxwu"), CreateHeaders),
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
    InPath(handle): InPath<String>,
    request: WriteRequest<Emergency>,
) -> Result<Response, Stop> {
    let reader = request.officer.clone();
    let request = request.of_this_session();
    let (wish, emergency) = request.begin(&state, Work::BreakGlass).await?;
    let missing = Problem::new(ProblemKind::NotFound);
    let reason = emergency.reason()?;
    let person = state.person_of(&handle).ok_or(missing)?;
    let opening = Opening::of(&state, &reader, person, reason).map_err(Problem::from)?;
    // Nothing was opened where an earlier answer is given again, and so nothing is said.
    let opened: Arc<Mutex<Option<BreakGlass>>> = Arc::default();
    let noted = opened.clone();
    let written = wish.write_once(&state, move |tx| {
        let reading = opening.write(tx)?;
        let reply = EmergencyOpened::of(&reading).to_reply();
        *noted.lock().unwrap_or_else(PoisonError::into_inner) = Some(reading);
        Ok(reply)
    });
    let response = written.await?;
    if let Some(opened) = &*opened.lock().unwrap_or_else(PoisonError::into_inner) {
        say_loudly(&state, opened);
    }
    Ok(response)
}

impl Emergency {
    fn reason(self) -> Result<Reason, Problem> {
        let fault = |fault: Fault| Problem::in_fields(vec![fault.of("/reason")]);
        let reason = self.reason.ok_or_else(|| fault(Fault::Missing))?;
        reason.parse().map_err(|_| fault(Fault::Reason))
    }
}

impl EmergencyOpened {
    const fn of(opened: &BreakGlass) -> Self {
        Self {
            until: opened.until,
        }
    }

    fn to_reply(&self) -> Reply {
        let media = header::CONTENT_TYPE.as_str().to_owned();
        Reply {
            status: StatusCode::CREATED.as_u16(),
            headers: vec![(media, "application/json".to_owned())],
            body: serde_json::to_vec(self).expect("an instant is text"),
        }
    }
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
                office.write_by(&token, &path, "an-emergency", &[], &body)
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

    #[test]
    fn asked_again_it_is_opened_once_and_in_another_session_anew() {
        on_both_engines(|office| {
            let token = office.hire("sen.ly", Role::Registrar, HONG_HA);
            let path = format!("{}/break-glass", office.path_of(office.mother));
            let reason = json!({"reason": "Cấp cứu, cần tìm người nhà bệnh nhân"});
            let open = |token: &str| office.write_by(token, &path, "an-emergency", &[], &reason);
            let first = open(&token);
            assert_eq!(first.status, StatusCode::CREATED, "{}", first.text());
            office.clock.set("2026-01-05T08:10:00Z".parse().unwrap());
            let again = open(&token);
            assert_eq!((again.status, &again.body), (first.status, &first.body));
            assert_eq!(office.access_records(office.mother).len(), 1);
            let anew = open(&office.token_of("sen.ly"));
            assert_eq!(anew.status, StatusCode::CREATED);
            assert_ne!(anew.body, first.body);
            assert_eq!(office.access_records(office.mother).len(), 2);
            let keyless = office.post(&path, Some(&token), &reason);
            assert_eq!(keyless.json()["code"], "idempotency-key-missing");
        });
    }
}
