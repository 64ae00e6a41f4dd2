//! What everything kept here is sealed with.

use std::sync::Arc;

use danh_keys::Sealer;
use danh_store::{StoreError, Tx, params};
use danh_vocabulary::{Entropy, Timestamp};

use crate::reply::InFlight;
use crate::{draft, proposal, reply};

/// The desk: what is needed to seal and open what is kept. Cheap to clone into the closures the store runs.
#[derive(Clone)]
pub struct Desk {
    sealer: Sealer,
    entropy: Arc<dyn Entropy>,
    in_flight: InFlight,
}

/// How much faces keep between requests.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Kept {
    /// Half-filled forms.
    pub drafts: u64,
    /// Acts that wait for a second officer.
    pub proposals: u64,
    /// Answers for who asks twice.
    pub replies: u64,
}

impl Desk {
    /// The name of its key in the key folder.
    pub const SEALER: &'static str = "desk";

    /// A desk with its key and the chance that nonces are drawn from.
    pub fn new(sealer: Sealer, entropy: Arc<dyn Entropy>) -> Self {
        Self {
            sealer,
            entropy,
            in_flight: InFlight::default(),
        }
    }

    /// How much is kept.
    pub fn kept(tx: &mut Tx<'_>, now: Timestamp) -> Result<Kept, StoreError> {
        let mut count = |sql: &str, since: i64| {
            let row = tx.query_one(sql, params![since])?;
            Ok::<_, StoreError>(row.get::<i64>(0)?.unsigned_abs())
        };
        Ok(Kept {
            drafts: count(
                "SELECT COUNT(*) FROM draft WHERE saved_at > $1 AND event_id IS NULL",
                draft::kept_since(now),
            )?,
            proposals: count(
                "SELECT COUNT(*) FROM proposal WHERE outcome IS NULL AND proposed_at > $1",
                proposal::oldest_waiting(now),
            )?,
            replies: count(
                "SELECT COUNT(*) FROM reply WHERE kept_at > $1",
                reply::oldest(now),
            )?,
        })
    }

    pub(crate) fn sealer(&self) -> &Sealer {
        &self.sealer
    }

    pub(crate) fn in_flight(&self) -> &InFlight {
        &self.in_flight
    }

    pub(crate) fn entropy(&self) -> &dyn Entropy {
        &*self.entropy
    }
}
