//! Who is at the screen: officers' accounts, their passwords and their sessions.
//!
//! A login, a password and a one-time code for officers. The electronic identity of citizens
//! (levels 1 and 2 of Decree 69/2024) and passkeys come on top of it and will stand beside these
//! files. The measure is OWASP ASVS 5.0: chapters 6 (authentication) and 7 (sessions).
//!
//! # What always holds
//!
//! - A password is known only as its argon2id hash, a session only as the hash of its token: who
//!   reads the database can sign in as nobody.
//! - A sign-in is counted before its password is looked at, so guesses made at the same time are
//!   counted too.
//! - Guessing slows down the guesser. The delay belongs to one login *from one client*, and a
//!   browser in which the owner signed in before is counted apart, so nobody can lock an officer
//!   out by guessing for them. It is known until the password or the second factor changes.
//! - A one-time code is taken once, a recovery code is used up, and guesses at either are counted
//!   first like guesses at a password. An app's secret lies sealed, bound to its account.
//! - What a session still asks for follows from its account as it is now ([`Session::step`]), not
//!   from what was so when it was opened; and who changes their account is looked at again in the
//!   transaction that changes it ([`session_still_proven`]).
//! - An unknown login, a disabled account and a wrong password take the same time and give the
//!   same answer.
//! - A new password and a disabled account end every session of the account at once; only who
//!   changes their own password stays, under another token. A token changes with every proof and
//!   every quarter of an hour; the session, and when it was opened, stay.
//! - Whatever becomes of an account is noted with who did it, and stays noted.
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
//!     AccountWords, ChangedBy, Client, HashingCost, Login, NewAccount, NewPassword, NewSession,
//!     Origin, PasswordHash, PasswordOf, SecondFactorNeed, SessionToken, Step, account_create,
//!     attempt_begin, session_by_token, session_open,
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
//! let words = AccountWords::of(&login, "Nguyễn Thị Lan");
//! let password = NewPassword::parse("sông Hương chảy chậm", &words)?;
//! let account = NewAccount {
//!     login: login.clone(),
//!     officer: OfficerId::from_i64(7),
//!     password: PasswordHash::of(&password, cost, &entropy),
//!     password_of: PasswordOf::Owner,
//! };
//! let by = ChangedBy::Machine("uid 0".to_owned());
//! store.write(move |tx| account_create(tx, &account, &by, now)).wait()?;
//!
//! // What a face does when the form arrives:
//! let client = Client::from("203.0.113.9".parse::<IpAddr>()?);
//! let origin = Origin::from(client);
//! let attempt = store.write(move |tx| attempt_begin(tx, &login, &origin, now)).wait()?;
//! let verified = attempt.verify("sông Hương chảy chậm", cost, &entropy)?; // on a blocking thread
//! let new = NewSession::draw(&entropy, client);
//! let cookie = new.token.reveal();
//! store.write(move |tx| session_open(tx, &verified, &new, now)).wait()?;
//!
//! // And for every later request:
//! let token: SessionToken = cookie.parse()?;
//! let session = store.read(move |tx| session_by_token(tx, &token, now)).wait()?.unwrap();
//! assert_eq!(session.officer, OfficerId::from_i64(7));
//! // Where a second factor is required, this one has to be set up before anything else.
//! assert_eq!(session.step(SecondFactorNeed::Required), Some(Step::SecondFactor));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Known limits
//!
//! Many clients together can still guess at one login; argon2id, the length of passwords and the
//! second factor stand against them. Who knows a password and guesses at codes makes its owner
//! wait in browsers that are not known, at most a quarter of an hour at a time. Whoever signs in through one proxy is one
//! client, unless the face is told to trust the proxy and hands on the address that it names.

mod account;
mod account_change;
mod attempt;
mod client;
mod device;
mod hashing_cost;
mod login;
mod migrations;
mod one_time_code;
mod password;
mod password_change;
mod password_rules;
mod queries;
mod recovery_code;
mod second_factor;
mod session;
#[cfg(test)]
mod tests;
mod token;

pub use account::{
    Account, AccountChange, ChangeAccountError, CreateAccountError, ListedAccount, NewAccount,
    PasswordOf, account_by_login, account_create, account_disable, account_enable, accounts,
    password_reset, sessions_end,
};
pub use account_change::{ChangeTextError, ChangedBy, NotedChange, account_changes};
pub use attempt::{
    ATTEMPTS_REMEMBERED_MINUTES, Attempt, FailedAttempts, SignInError, Verified, attempt_begin,
    attempts_failed,
};
pub use client::Client;
pub use device::{DEVICE_DAYS_MAX, KnownDevice, Origin};
pub use hashing_cost::{HashingCost, hashing_cost, hashing_cost_set};
pub use login::{Login, LoginError};
pub use migrations::MIGRATIONS;
pub use one_time_code::{CODE_DIGITS, CodeSecret, OneTimeCode, STEP_SECONDS};
pub use password::PasswordHash;
pub use password_change::{PasswordChangeError, attempt_forget, password_change};
pub use password_rules::{
    AccountWords, NewPassword, PASSWORD_CHARACTERS_MAX, PASSWORD_CHARACTERS_MIN, PasswordError,
};
pub use recovery_code::{RECOVERY_CODES, RecoveryCode};
pub use second_factor::{
    CodeOutcome, SecondFactorError, SecondFactorState, enrolment_begin, enrolment_confirm,
    enrolment_pending, recovery_codes_replace, second_factor_check, second_factor_reset,
    second_factor_state,
};
pub use session::{
    ListedSession, NewSession, NotProven, SESSION_HOURS_MAX, SESSION_IDLE_MINUTES_MAX,
    SIGN_IN_MINUTES_MAX, SecondFactorNeed, Session, SessionId, Step, TOKEN_MINUTES_MAX,
    TokenStanding, TokenState, TokenUse, expired_remove, session_by_token, session_end,
    session_now, session_open, session_prove, session_renew, session_replace_token,
    session_still_proven, sessions_end_others, sessions_of_account,
};
pub use token::{FormKey, SessionToken, TokenError};
