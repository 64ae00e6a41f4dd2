//! Who is at the screen: officers' accounts, their passwords and their sessions.
//!
//! This is the trunk: a login and a password for officers. The electronic identity of citizens
//! (levels 1 and 2 of Decree 69/2024), second factors and passkeys come on top of it and will
//! stand beside these files. The measure is OWASP ASVS 5.0: chapters 6 (authentication) and 7
//! (sessions).
//!
//! # What always holds
//!
//! - A password is known only as its argon2id hash, a session only as the hash of its token: who
//!   reads the database can sign in as nobody.
//! - A sign-in is counted before its password is looked at, so guesses made at the same time are
//!   counted too.
//! - Guessing slows down the guesser. The delay belongs to one login *from one client*, so
//!   nobody can lock an officer out by guessing for them.
//! - An unknown login, a disabled account and a wrong password take the same time and give the
//!   same answer.
//! - A new password and a disabled account end every session of the account at once.
//! - Time and randomness come in as parameters.
//!
//! # Signing in
//!
//! Checking a password takes tens of milliseconds and 19 MiB on purpose, so it stands outside
//! the two transactions around it:
//!
//! ```
//! use std::net::IpAddr;
//!
//! use danh_identity::{
//!     Client, HashingCost, Login, NewAccount, PasswordHash, SessionToken, SignInError,
//!     account_create, attempt_begin, session_by_token, session_open,
//! };
//! use danh_store::{Store, StoreConfig};
//! use danh_vocabulary::{OfficerId, SeededEntropy, Timestamp};
//!
//! let folder = tempfile::tempdir()?;
//! let config = StoreConfig::sqlite(folder.path().join("danh.db"));
//! let store = Store::open(&config, &[danh_identity::MIGRATIONS])?;
//! let entropy = SeededEntropy::new(1);
//! let cost = HashingCost::CHEAPEST;
//! let now: Timestamp = "2026-01-05T08:00:00Z".parse()?;
//! let login: Login = "lan.nguyen".parse()?;
//!
//! let account = NewAccount {
//!     login: login.clone(),
//!     officer: OfficerId::from_i64(7),
//!     password: PasswordHash::of("sông Hương chảy chậm", cost, &entropy)?,
//! };
//! store.write(move |tx| account_create(tx, &account, now)).wait()?;
//!
//! // What a face does when the form arrives:
//! let client = Client::from("203.0.113.9".parse::<IpAddr>()?);
//! let attempt = store.write(move |tx| attempt_begin(tx, &login, &client, now)).wait()?;
//! let verified = attempt.verify("sông Hương chảy chậm", cost)?; // on a blocking thread
//! let token = SessionToken::draw(&entropy);
//! let opening = token.clone();
//! store.write(move |tx| session_open(tx, &verified, &opening, now)).wait()?;
//! let cookie = token.reveal();
//!
//! // And for every later request:
//! let token: SessionToken = cookie.parse()?;
//! let session = store.read(move |tx| session_by_token(tx, &token, now)).wait()?;
//! assert_eq!(session.unwrap().officer, OfficerId::from_i64(7));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Known limits
//!
//! Many clients together can still guess at one login; argon2id and the length of passwords are
//! what stands against them until second factors do. Whoever signs in through one proxy is one
//! client, unless the face is told to trust the proxy and hands on the address that it names.

mod account;
mod attempt;
mod client;
mod login;
mod migrations;
mod password;
mod queries;
mod session;
#[cfg(test)]
mod tests;
mod token;

pub use account::{
    Account, CreateAccountError, NewAccount, account_by_login, account_create, account_disable,
    set_password,
};
pub use attempt::{
    ATTEMPTS_REMEMBERED_MINUTES, Attempt, FailedAttempts, SignInError, Verified, attempt_begin,
    attempts_failed,
};
pub use client::Client;
pub use login::{Login, LoginError};
pub use migrations::MIGRATIONS;
pub use password::{HashingCost, PasswordError, PasswordHash};
pub use session::{
    SESSION_HOURS_MAX, SESSION_IDLE_MINUTES_MAX, Session, expired_remove, session_by_token,
    session_open, session_touch, sign_out,
};
pub use token::{SessionToken, TokenError};
