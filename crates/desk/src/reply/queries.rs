//! The table of replies, and what is asked of it.

use danh_keys::SealContext;
use danh_store::{StoreError, Tx, params};
use danh_vocabulary::Timestamp;

use super::{Answered, HOURS_KEPT, Reply, ReplyError, ReplyKey, UnderWay};
use crate::Desk;

/// A reply names persons by handles, and is sealed all the same: what an answer holds may grow.
pub(crate) const TABLE: &str = "
CREATE TABLE reply (
    reply_key BLOB PRIMARY KEY,
    request_digest BLOB NOT NULL,
    kept_at BIGINT NOT NULL,
    sealed_reply TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX reply_by_kept ON reply (kept_at);
";

impl Desk {
    /// Begins a request that must not be done twice; `None` when one with its key is under way in this process.
    pub fn request_begin(&self, key: ReplyKey) -> Option<UnderWay> {
        self.in_flight().begin(key)
    }

    /// The reply to a request that was answered within the last day; `None` when it never was.
    pub fn reply_earlier(
        &self,
        tx: &mut Tx<'_>,
        asked: &Answered,
    ) -> Result<Option<Reply>, ReplyError> {
        let row = tx.query_opt(
            "SELECT request_digest, sealed_reply FROM reply WHERE reply_key = $1 AND kept_at > $2",
            params![&asked.key.0, oldest(asked.at)],
        )?;
        let Some(row) = row else {
            return Ok(None);
        };
        let digest: [u8; 32] = row.get(0)?;
        if digest != asked.digest.0 {
            return Err(ReplyError::OtherRequest);
        }
        self.opened(asked.key, &row.get::<String>(1)?).map(Some)
    }

    /// Keeps the reply to a request, in the transaction of what the request wrote.
    pub fn reply_keep(
        &self,
        tx: &mut Tx<'_>,
        asked: &Answered,
        reply: &Reply,
    ) -> Result<(), StoreError> {
        // One that nobody swept yet.
        tx.put(
            "DELETE FROM reply WHERE reply_key = $1 AND kept_at <= $2",
            params![&asked.key.0, oldest(asked.at)],
        )?;
        let plain = serde_json::to_vec(reply).expect("a reply is text and bytes");
        let context = SealContext(&asked.key.0);
        let sealed = self.sealer().seal(self.entropy(), context, &plain);
        tx.put(
            "INSERT INTO reply (reply_key, request_digest, kept_at, sealed_reply)
             VALUES ($1, $2, $3, $4)",
            params![&asked.key.0, &asked.digest.0, asked.at.micros(), &sealed],
        )
    }

    /// Removes the replies that were kept long enough; how many.
    pub fn replies_remove_expired(tx: &mut Tx<'_>, now: Timestamp) -> Result<u64, StoreError> {
        tx.execute(
            "DELETE FROM reply WHERE kept_at <= $1",
            params![oldest(now)],
        )
    }

    fn opened(&self, key: ReplyKey, sealed: &str) -> Result<Reply, ReplyError> {
        let unreadable = |detail: String| ReplyError::Unreadable { detail };
        let plain = self
            .sealer()
            .open(SealContext(&key.0), sealed)
            .map_err(|error| unreadable(error.to_string()))?;
        serde_json::from_slice(&plain).map_err(|error| unreadable(error.to_string()))
    }
}

/// What was kept then or before is over.
pub(crate) const fn oldest(now: Timestamp) -> i64 {
    now.micros()
        .saturating_sub(HOURS_KEPT * 60 * 60 * 1_000_000)
}
