//! The tables of this capability.

use danh_store::Migrations;

/// Accounts, sessions, second factors and counted attempts.
pub const MIGRATIONS: Migrations = Migrations {
    capability: "identity",
    steps: &[STAFF, SECOND_FACTOR],
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

/// Second factors; sessions that change their token and stay the same session; what became of an
/// account. Who was signed in during this step signs in again.
///
/// A session's tokens stand in rows of their own: the one in use (`staff_session.token_hash`), the
/// next one, handed out and not yet seen, and those that end in some seconds.
const SECOND_FACTOR: &str = "
ALTER TABLE staff_account ADD COLUMN password_set_at BIGINT NOT NULL DEFAULT 0;
ALTER TABLE staff_account ADD COLUMN password_is_temporary BOOLEAN NOT NULL DEFAULT FALSE;
DROP TABLE staff_session;
CREATE TABLE staff_session (
    session_id BIGINT PRIMARY KEY,
    login TEXT NOT NULL,
    token_hash BLOB NOT NULL,
    form_key BLOB NOT NULL,
    client TEXT NOT NULL,
    opened_at BIGINT NOT NULL,
    seen_at BIGINT NOT NULL,
    code_given_at BIGINT
);
CREATE INDEX staff_session_of_login ON staff_session (login);
CREATE INDEX staff_session_by_seen ON staff_session (seen_at);
CREATE TABLE staff_session_token (
    token_hash BLOB PRIMARY KEY,
    session_id BIGINT NOT NULL,
    drawn_at BIGINT NOT NULL,
    ends_at BIGINT
) WITHOUT ROWID;
CREATE INDEX staff_session_token_of_session ON staff_session_token (session_id);
CREATE TABLE staff_second_factor (
    login TEXT PRIMARY KEY,
    sealed_secret TEXT NOT NULL,
    last_step BIGINT NOT NULL,
    enrolled_at BIGINT NOT NULL
) WITHOUT ROWID;
CREATE TABLE staff_enrolment (
    login TEXT PRIMARY KEY,
    session_id BIGINT NOT NULL,
    sealed_secret TEXT NOT NULL,
    begun_at BIGINT NOT NULL
) WITHOUT ROWID;
CREATE TABLE staff_recovery_code (
    login TEXT NOT NULL,
    code_hash BLOB NOT NULL,
    used_at BIGINT,
    PRIMARY KEY (login, code_hash)
) WITHOUT ROWID;
CREATE TABLE staff_account_change (
    login TEXT NOT NULL,
    change_number BIGINT NOT NULL,
    kind TEXT NOT NULL,
    changed_by TEXT NOT NULL,
    changed_at BIGINT NOT NULL,
    PRIMARY KEY (login, change_number)
) WITHOUT ROWID;
CREATE TABLE hashing_cost (
    measurement BIGINT PRIMARY KEY,
    memory_kib BIGINT NOT NULL,
    passes BIGINT NOT NULL,
    lanes BIGINT NOT NULL,
    measured_at BIGINT NOT NULL
);
";
