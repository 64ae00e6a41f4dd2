//! The tables of this capability: one step for each of its modules.

use danh_store::Migrations;

use crate::{draft, proposal, reply};

/// Everything that faces keep between requests.
pub const MIGRATIONS: Migrations = Migrations {
    capability: "desk",
    steps: &[
        draft::TABLE,
        reply::TABLE,
        proposal::TABLE,
        proposal::BY_AUTHORITY,
    ],
};
