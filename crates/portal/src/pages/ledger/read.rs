//! From the ledger to its page.

use danh_api::LedgerFace;
use danh_ledger::{Log, Status};

use super::{CheckpointState, LogName, LogState};
use crate::moments::in_viet_nam;

impl LogState {
    /// How a log stands.
    pub fn of(face: &LedgerFace, status: &Status) -> Self {
        let signed = status.root.zip(status.signed_at);
        Self {
            log: LogName::of(face.log),
            size: status.size,
            waiting: status.pending,
            checkpoint: signed.map(|(root, signed_at)| CheckpointState {
                root: root.to_string(),
                signed_at: in_viet_nam(signed_at),
            }),
            verifier_key: face.verifier_key.clone(),
            served_at: format!("/ledger/{}", face.log),
        }
    }
}

impl LogName {
    fn of(log: Log) -> Self {
        if log == Log::ACCESS {
            Self::Access
        } else {
            Self::Journal
        }
    }
}
