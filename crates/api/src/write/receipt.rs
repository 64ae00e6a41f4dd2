//! What a write is answered: what was written, and what to look at again.

use axum::http::{StatusCode, header};
use danh_desk::Reply;
use danh_register::{Recorded, Seen};
use danh_vocabulary::PersonId;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::state::AppState;

/// An event that was written.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({
    "event": "5hs7dwnvc2bq6pjuwnbnlt3ody",
    "persons": [{"handle": "wpokv3q4ubeotmodupi3qhlxwu", "etag": "\"k6x2zq3vd5ttg4w7yb5pnh7c3e\""}],
    "warnings": [],
}))]
pub(crate) struct Receipt {
    /// The handle of the event.
    event: String,
    /// Whom the event created, and whom the request named and the event changed, as they stand now.
    persons: Vec<ReceiptPerson>,
    /// What the register found worth a second look. Nothing was refused because of it.
    warnings: Vec<Warning>,
}

/// A person after an event.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({"handle": "wpokv3q4ubeotmodupi3qhlxwu", "etag": "\"k6x2zq3vd5ttg4w7yb5pnh7c3e\""}))]
pub(crate) struct ReceiptPerson {
    /// The handle.
    handle: String,
    /// For the `If-Match` of the next write.
    etag: String,
}

/// Something worth a second look.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[schema(example = json!({"code": "suspected-duplicate", "persons": ["wpokv3q4ubeotmodupi3qhlxwu"]}))]
pub(crate) struct Warning {
    /// What it is: `suspected-duplicate`, somebody in the register who may be the one just registered.
    pub(crate) code: String,
    /// The handles of the persons it is about.
    pub(crate) persons: Vec<String>,
}

impl Receipt {
    /// The receipt of an event of persons whom the request named. Whom else the event changed, such as a
    /// widow, is not told here.
    pub(super) fn of(
        state: &AppState,
        recorded: &Recorded,
        named: &[PersonId],
        warnings: Vec<Warning>,
    ) -> Self {
        let told = recorded
            .subjects
            .iter()
            .filter(|subject| subject.version == 1 || named.contains(&subject.person));
        let persons = told.map(|subject| ReceiptPerson {
            handle: state.handle_of(subject.person),
            etag: entity_tag(
                state,
                Seen {
                    person: subject.person,
                    version: subject.version,
                },
            ),
        });
        Self {
            event: state.handle_of_event(recorded.event),
            persons: persons.collect(),
            warnings,
        }
    }

    pub(super) fn to_reply(&self) -> Reply {
        created(&format!("/api/v1/events/{}", self.event), self)
    }
}

/// That something was created, where it is, and what is told of it.
pub(crate) fn created(address: &str, answer: &impl Serialize) -> Reply {
    let headers = [
        (header::CONTENT_TYPE, "application/json"),
        (header::LOCATION, address),
    ];
    Reply {
        status: StatusCode::CREATED.as_u16(),
        headers: headers
            .map(|(name, value)| (name.as_str().to_owned(), value.to_owned()))
            .to_vec(),
        body: serde_json::to_vec(answer).expect("an answer is text and numbers"),
    }
}

/// A strong entity tag (RFC 9110, section 8.8.3) that names a person in a version.
pub(crate) fn entity_tag(state: &AppState, seen: Seen) -> String {
    format!("\"{}\"", state.version_of(seen))
}
