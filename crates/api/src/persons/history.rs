//! The events of a life, as they are told.

use danh_directory::AuthorityId;
use danh_register::{Actor, EventBody, TimelineEntry};
use danh_vocabulary::Timestamp;
use jiff::civil::Date;
use serde::Serialize;
use utoipa::ToSchema;

use crate::state::AppState;

/// One event of a life.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({
    "event": "5hs7dwnvc2bq6pjuwnbnlt3ody",
    "kind": "birth",
    "effective_on": "2024-05-20",
    "recorded_at": "2024-06-01T08:00:00.000000Z",
    "actor": "officer:0000000000000007",
    "authority": "ubnd:00004",
    "authority_name": "Ủy ban nhân dân phường Trúc Bạch",
    "basis": "Luật Hộ tịch 2014, Điều 13–16",
    "position": 4711,
}))]
pub(crate) struct HistoryEntry {
    /// The handle of the event.
    event: String,
    /// What happened: `enrolment`, `birth`, `death`, `marriage`, `divorce`, `annulment`,
    /// `parent_recognised`, `adoption`, `adoption_ended`, `guardianship`, `guardianship_ended`,
    /// `name_changed`, `ethnicity_determined`, `sex_determined`, `nationality_changed`, `declared`,
    /// `residence_registered`, `residence_moved`, `residence_deleted`, `temporary_residence`,
    /// `temporary_residence_deleted`, `absence_declared`, `absence_ended`, `stay_notified`,
    /// `abode_declared`, `household_split`, `household_merged`, `household_head_changed`,
    /// `card_issued`, `card_revoked`, `missing_declared`, `returned`, `duplicate_merged`,
    /// `duplicate_unmerged`, `protection_ordered`, `protection_lifted`, `correction`,
    /// `number_cancelled` or `number_reestablished`.
    kind: &'static str,
    /// From which day it holds.
    #[schema(value_type = String, format = Date)]
    effective_on: Date,
    /// When the register came to know.
    #[schema(value_type = String, format = DateTime)]
    recorded_at: Timestamp,
    /// Who wrote it: `officer:` with an id, or `program:` with a word.
    #[schema(value_type = String)]
    actor: Actor,
    /// The authority in whose name.
    authority: String,
    /// Its name, where the directory knows it.
    #[serde(skip_serializing_if = "Option::is_none")]
    authority_name: Option<String>,
    /// The law or decision it rests on.
    basis: String,
    /// Where it stands in the ledger `journal`; missing in the first moments after it was
    /// written.
    #[serde(skip_serializing_if = "Option::is_none")]
    position: Option<u64>,
    /// Of a correction: the event that was in error.
    #[serde(skip_serializing_if = "Option::is_none")]
    corrects: Option<String>,
    /// The later event that says this one was in error.
    #[serde(skip_serializing_if = "Option::is_none")]
    corrected_by: Option<String>,
    /// Whether it says nothing any more, because it should never have been recorded.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    #[schema(required = false)]
    withdrawn: bool,
}

impl HistoryEntry {
    pub(crate) fn of(state: &AppState, entry: TimelineEntry) -> Self {
        let corrects = match &entry.event.body {
            EventBody::Correction(correction) => Some(state.handle_of_event(correction.of)),
            _ => None,
        };
        let authority: Option<AuthorityId> = entry.event.authority.parse().ok();
        Self {
            event: state.handle_of_event(entry.event.id),
            kind: entry.event.body.kind(),
            effective_on: entry.effective_on,
            recorded_at: entry.event.recorded_at,
            authority_name: authority
                .and_then(|id| state.directory.authority(&id))
                .map(|authority| authority.name()),
            actor: entry.event.actor,
            authority: entry.event.authority,
            basis: entry.event.basis,
            position: entry.position,
            corrects,
            corrected_by: entry.corrected_by.map(|event| state.handle_of_event(event)),
            withdrawn: entry.withdrawn,
        }
    }
}
