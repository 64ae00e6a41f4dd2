//! What is asked of the tables.

pub(crate) mod case;
pub(crate) mod decision;
pub(crate) mod link;
pub(crate) mod published;
pub(crate) mod run;

use danh_store::StoreError;

/// A value in the database that this program did not write.
pub(crate) fn corrupt(detail: impl std::fmt::Display) -> StoreError {
    StoreError::Corrupt {
        detail: detail.to_string(),
    }
}
