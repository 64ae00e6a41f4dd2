//! The tables of this capability.

use danh_store::Migrations;

/// Accounts, sessions and counted attempts.
pub const MIGRATIONS: Migrations = Migrations {
    capability: "identity",
    steps: &[STAFF],
};

/// An officer has one account, so that what an account did is what a person did. Sessions and
/// attempts are found by a hash and hold nothing that could be used to sign in.
const STAFF: &str = "
CREATE TABLE staff_account (
    login TEXT PRIMARY KEY,
    officer_id BIGINT NOT NULL UNIQUE,
    password_hash TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    disabled_at BIGINT
) WITHOUT ROWID;
CREATE TABLE staff_session (
    token_hash BLOB PRIMARY KEY,
    login TEXT NOT NULL,
    opened_at BIGINT NOT NULL,
    seen_at BIGINT NOT NULL
) WITHOUT ROWID;
CREATE INDEX staff_session_of_login ON staff_session (login);
CREATE INDEX staff_session_by_seen ON staff_session (seen_at);
CREATE TABLE sign_in_attempt (
    attempt_hash BLOB PRIMARY KEY,
    attempts BIGINT NOT NULL,
    last_at BIGINT NOT NULL
) WITHOUT ROWID;
CREATE INDEX sign_in_attempt_by_last ON sign_in_attempt (last_at);
";
