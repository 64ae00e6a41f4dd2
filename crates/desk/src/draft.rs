//! Half-filled forms: one row a form, sealed, its officer's own, forgotten thirty days after it was last saved.
//!
//! Every save says which version it follows, so that a form open in two windows does not lose what was typed in one of them. A
//! draft that was sent keeps the event that came of it and nothing that was typed: who sends it again is led to that event.

use danh_keys::{SealContext, UnsealError};
use danh_store::{Row, StoreError, Tx, params};
use danh_vocabulary::{DraftId, EventId, OfficerId, Timestamp};

use crate::Desk;

/// How long a draft is kept after it was last saved: thirty days, in microseconds.
const KEPT_MICROS: i64 = 30 * 24 * 3_600 * 1_000_000;

pub(crate) const TABLE: &str = "
CREATE TABLE draft (
    draft_id BIGINT NOT NULL PRIMARY KEY,
    officer_id BIGINT NOT NULL,
    form TEXT NOT NULL,
    version BIGINT NOT NULL,
    begun_at BIGINT NOT NULL,
    saved_at BIGINT NOT NULL,
    -- Nothing any more when the draft was sent.
    sealed TEXT,
    -- The event that came of it.
    event_id BIGINT
);
CREATE INDEX draft_of_officer ON draft (officer_id, saved_at);
CREATE INDEX draft_by_saved ON draft (saved_at);
";

/// A draft, and whose it is: nobody else opens it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DraftKey {
    /// Which.
    pub draft: DraftId,
    /// Whose.
    pub officer: OfficerId,
}

/// A draft about to be kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewDraft {
    /// Its id, new, and whose it is.
    pub key: DraftKey,
    /// The form's stable name, such as `birth`.
    pub form: String,
    /// When it was begun.
    pub at: Timestamp,
}

/// A draft as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// Which, and whose.
    pub key: DraftKey,
    /// The form's stable name.
    pub form: String,
    /// How often it was saved, counted from 1.
    pub version: u32,
    /// When it was begun.
    pub begun_at: Timestamp,
    /// When it was last saved.
    pub saved_at: Timestamp,
    /// What has become of it.
    pub state: DraftState,
}

/// What has become of a draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DraftState {
    /// It is being filled: what the form keeps.
    Open(Vec<u8>),
    /// It was sent, and this event came of it.
    Sent(EventId),
}

/// An open draft in a list. One that does not open must not hide the others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedDraft {
    /// Which, and whose.
    pub key: DraftKey,
    /// The form's stable name.
    pub form: String,
    /// When it was last saved.
    pub saved_at: Timestamp,
    /// What the form keeps, if it opens.
    pub content: Result<Vec<u8>, UnsealError>,
}

/// A draft that was sent, and what came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SentDraft {
    /// The form's stable name.
    pub form: String,
    /// When it was sent.
    pub sent_at: Timestamp,
    /// The event.
    pub event: EventId,
}

/// Why a draft cannot be read or saved.
#[derive(Debug, thiserror::Error)]
pub enum DraftError {
    /// There is none, any more, or it is somebody else's.
    #[error("there is no such draft")]
    Gone,
    /// It was saved meanwhile, in another window.
    #[error("the draft was saved meanwhile: version {seen} was seen, {current} is the last")]
    Changed {
        /// The version that was seen.
        seen: u32,
        /// The last version.
        current: u32,
    },
    /// It was sent, and an event came of it.
    #[error("the draft was sent already")]
    Sent {
        /// Which event.
        event: EventId,
    },
    /// What is kept does not open.
    #[error("the draft does not open")]
    Sealed(#[from] UnsealError),
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Desk {
    /// Keeps a new draft, and forgets all whose time is over.
    pub fn draft_begin(
        &self,
        tx: &mut Tx<'_>,
        new: &NewDraft,
        content: &[u8],
    ) -> Result<(), StoreError> {
        tx.execute(
            "DELETE FROM draft WHERE saved_at < $1",
            params![kept_since(new.at)],
        )?;
        let sealed = self.sealed(new.key, content);
        tx.execute(
            "INSERT INTO draft (draft_id, officer_id, form, version, begun_at, saved_at, sealed)
             VALUES ($1, $2, $3, 1, $4, $5, $6)",
            params![
                new.key.draft.as_i64(),
                new.key.officer.as_i64(),
                &new.form,
                new.at.micros(),
                new.at.micros(),
                &sealed
            ],
        )?;
        Ok(())
    }

    /// A draft of its officer; nothing when there is none, or its time is over.
    pub fn draft_by_key(
        &self,
        tx: &mut Tx<'_>,
        key: DraftKey,
        now: Timestamp,
    ) -> Result<Option<Draft>, DraftError> {
        let row = tx.query_opt(
            "SELECT form, version, begun_at, saved_at, sealed, event_id FROM draft
             WHERE draft_id = $1 AND officer_id = $2 AND saved_at >= $3",
            params![key.draft.as_i64(), key.officer.as_i64(), kept_since(now)],
        )?;
        row.map(|row| self.draft(key, &row)).transpose()
    }

    /// Saves an open draft that was seen in a version, and says which version it has now.
    pub fn draft_save(
        &self,
        tx: &mut Tx<'_>,
        (key, seen): (DraftKey, u32),
        content: &[u8],
        now: Timestamp,
    ) -> Result<u32, DraftError> {
        let draft = self.draft_by_key(tx, key, now)?.ok_or(DraftError::Gone)?;
        if let DraftState::Sent(event) = draft.state {
            return Err(DraftError::Sent { event });
        }
        if draft.version != seen {
            let current = draft.version;
            return Err(DraftError::Changed { seen, current });
        }
        let (version, sealed) = (seen + 1, self.sealed(key, content));
        tx.execute(
            "UPDATE draft SET version = $1, saved_at = $2, sealed = $3 WHERE draft_id = $4",
            params![
                i64::from(version),
                now.micros(),
                &sealed,
                key.draft.as_i64()
            ],
        )?;
        Ok(version)
    }

    /// The open drafts of an officer, the last saved first.
    pub fn drafts_of_officer(
        &self,
        tx: &mut Tx<'_>,
        officer: OfficerId,
        now: Timestamp,
    ) -> Result<Vec<ListedDraft>, StoreError> {
        let rows = tx.query(
            "SELECT draft_id, form, saved_at, sealed FROM draft
             WHERE officer_id = $1 AND saved_at >= $2 AND sealed IS NOT NULL
             ORDER BY saved_at DESC, draft_id DESC",
            params![officer.as_i64(), kept_since(now)],
        )?;
        rows.iter()
            .map(|row| {
                let draft = DraftId::from_i64(row.get(0)?);
                let key = DraftKey { draft, officer };
                let sealed: String = row.get(3)?;
                Ok(ListedDraft {
                    key,
                    form: row.get(1)?,
                    saved_at: Timestamp::from_micros(row.get(2)?),
                    content: self.sealer().open(SealContext(&context_of(key)), &sealed),
                })
            })
            .collect()
    }

    /// What an officer sent in the last thirty days, the last first, at most so many.
    pub fn drafts_sent_by(
        &self,
        tx: &mut Tx<'_>,
        officer: OfficerId,
        now: Timestamp,
        limit: u32,
    ) -> Result<Vec<SentDraft>, StoreError> {
        let rows = tx.query(
            "SELECT form, saved_at, event_id FROM draft
             WHERE officer_id = $1 AND saved_at >= $2 AND event_id IS NOT NULL
             ORDER BY saved_at DESC, draft_id DESC LIMIT $3",
            params![officer.as_i64(), kept_since(now), i64::from(limit)],
        )?;
        rows.iter()
            .map(|row| {
                Ok(SentDraft {
                    form: row.get(0)?,
                    sent_at: Timestamp::from_micros(row.get(1)?),
                    event: EventId::from_i64(row.get(2)?),
                })
            })
            .collect()
    }

    /// Notes, in the transaction that wrote the event, that a draft was sent: what was typed is forgotten here. A draft that was
    /// sent before says what came of it, and the caller writes nothing.
    pub fn draft_sent(
        &self,
        tx: &mut Tx<'_>,
        key: DraftKey,
        event: EventId,
        now: Timestamp,
    ) -> Result<(), DraftError> {
        let is_sent = tx.claim(
            "UPDATE draft SET event_id = $1, sealed = NULL, saved_at = $2
             WHERE draft_id = $3 AND officer_id = $4 AND event_id IS NULL",
            params![
                event.as_i64(),
                now.micros(),
                key.draft.as_i64(),
                key.officer.as_i64()
            ],
        )?;
        if is_sent {
            return Ok(());
        }
        match self.draft_by_key(tx, key, now)?.map(|draft| draft.state) {
            Some(DraftState::Sent(event)) => Err(DraftError::Sent { event }),
            Some(DraftState::Open(_)) | None => Err(DraftError::Gone),
        }
    }

    /// Forgets an open draft that its officer throws away. One that is not there is no error.
    pub fn draft_discard(&self, tx: &mut Tx<'_>, key: DraftKey) -> Result<(), StoreError> {
        tx.execute(
            "DELETE FROM draft WHERE draft_id = $1 AND officer_id = $2 AND event_id IS NULL",
            params![key.draft.as_i64(), key.officer.as_i64()],
        )?;
        Ok(())
    }

    fn draft(&self, key: DraftKey, row: &Row) -> Result<Draft, DraftError> {
        let (sealed, event): (Option<String>, Option<i64>) = (row.get(4)?, row.get(5)?);
        let state = match (sealed, event) {
            (_, Some(event)) => DraftState::Sent(EventId::from_i64(event)),
            (Some(sealed), None) => {
                let context = context_of(key);
                DraftState::Open(self.sealer().open(SealContext(&context), &sealed)?)
            }
            (None, None) => return Err(UnsealError::Malformed.into()),
        };
        let version: i64 = row.get(1)?;
        Ok(Draft {
            key,
            form: row.get(0)?,
            version: u32::try_from(version).map_err(|_| UnsealError::Malformed)?,
            begun_at: Timestamp::from_micros(row.get(2)?),
            saved_at: Timestamp::from_micros(row.get(3)?),
            state,
        })
    }

    fn sealed(&self, key: DraftKey, content: &[u8]) -> String {
        let of_draft = context_of(key);
        self.sealer()
            .seal(self.entropy(), SealContext(&of_draft), content)
    }
}

/// Binds a sealed draft to its id and its officer, so that it opens nowhere else.
fn context_of(key: DraftKey) -> Vec<u8> {
    format!("danh draft v1\n{}\n{}", key.draft, key.officer).into_bytes()
}

pub(crate) fn kept_since(now: Timestamp) -> i64 {
    now.micros().saturating_sub(KEPT_MICROS)
}

#[cfg(test)]
mod tests;
