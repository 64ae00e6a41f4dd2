//! Signing in, told as it happens, on both engines.

mod accounts;
mod attempts;
mod proven;
mod second_factors;
mod sessions;

use std::net::IpAddr;

use danh_keys::{KeyRing, Sealer};
use danh_store::testing::on_both_engines;
use danh_store::{Store, StoreError, Tx};
use danh_vocabulary::{Entropy, OfficerId, SeededEntropy, Timestamp};

use crate::{
    AccountWords, Attempt, ChangedBy, Client, CreateAccountError, HashingCost, KnownDevice, Login,
    MIGRATIONS, NewAccount, NewPassword, NewSession, Origin, PasswordHash, PasswordOf, Session,
    SessionToken, SignInError, Verified, account_create, attempt_begin, session_by_token,
    session_open,
};

const LOGIN: &str = "lan.nguyen";
const PASSWORD: &str = "sông Hương chảy chậm";
const OTHER_PASSWORD: &str = "núi Ngự đứng yên";
const OFFICE: &str = "203.0.113.9";
const ELSEWHERE: &str = "198.51.100.4";

/// A database with one account, and the hands to use it.
struct Desk<'store> {
    store: &'store Store,
    entropy: SeededEntropy,
    sealer: Sealer,
}

fn with_desk(scene: impl Fn(&Desk<'_>)) {
    let folder = tempfile::tempdir().unwrap();
    let ring = KeyRing::open_or_create(&folder.path().join("keys"), &SeededEntropy::new(2));
    let sealer = ring.unwrap().sealer("sign-in").unwrap();
    on_both_engines(&[MIGRATIONS], |store| {
        let desk = Desk {
            store,
            entropy: SeededEntropy::new(1),
            sealer: sealer.clone(),
        };
        desk.create(LOGIN, 7).unwrap();
        scene(&desk);
    });
}

impl Desk<'_> {
    fn create(&self, login: &str, officer: i64) -> Result<(), CreateAccountError> {
        let new = NewAccount {
            login: login_of(login),
            officer: OfficerId::from_i64(officer),
            password: hashed(PASSWORD, &self.entropy),
            password_of: PasswordOf::Owner,
        };
        self.store
            .write(move |tx| account_create(tx, &new, &operator(), at(0)))
            .wait()
    }

    fn begin(&self, login: &str, origin: Origin, second: i64) -> Result<Attempt, SignInError> {
        let login = login_of(login);
        self.store
            .write(move |tx| attempt_begin(tx, &login, &origin, at(second)))
            .wait()
    }

    fn verify(&self, password: &str, from: &str, second: i64) -> Result<Verified, SignInError> {
        self.verify_at(password, origin(from), second)
    }

    fn verify_at(
        &self,
        password: &str,
        origin: Origin,
        second: i64,
    ) -> Result<Verified, SignInError> {
        self.begin(LOGIN, origin, second)?
            .verify(password, HashingCost::CHEAPEST, &self.entropy)
    }

    fn open(&self, verified: Verified, second: i64) -> Result<SessionToken, SignInError> {
        let new = NewSession::draw(&self.entropy, client(OFFICE));
        let token = new.token.clone();
        self.store
            .write(move |tx| session_open(tx, &verified, &new, at(second)))
            .wait()?;
        Ok(token)
    }

    fn sign_in(&self, second: i64) -> SessionToken {
        let verified = self.verify(PASSWORD, OFFICE, second).unwrap();
        self.open(verified, second).unwrap()
    }

    fn session(&self, token: &SessionToken, second: i64) -> Option<Session> {
        let token = token.clone();
        self.store
            .read(move |tx| session_by_token(tx, &token, at(second)))
            .wait()
            .unwrap()
    }

    /// The session of somebody who has just signed in.
    fn open_session(&self, second: i64) -> Session {
        let token = self.sign_in(second);
        self.session(&token, second).unwrap()
    }

    /// The browser of the account's owner, who signed in there then.
    fn known_browser(&self, second: i64) -> Origin {
        let tools = (&self.sealer, &self.entropy as &dyn Entropy);
        let cookie = KnownDevice::remember(tools, &login_of(LOGIN), None, at(second));
        Origin {
            device: KnownDevice::of_cookie(&self.sealer, &login_of(LOGIN), &cookie),
            ..origin(OFFICE)
        }
    }

    fn write<T: Send + 'static, E: From<StoreError> + std::fmt::Debug + Send + 'static>(
        &self,
        work: impl FnMut(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E> {
        self.store.write(work).wait()
    }
}

fn login_of(login: &str) -> Login {
    login.parse().unwrap()
}

fn client(address: &str) -> Client {
    address.parse::<IpAddr>().unwrap().into()
}

fn origin(address: &str) -> Origin {
    client(address).into()
}

fn operator() -> ChangedBy {
    ChangedBy::Machine("uid 0".to_owned())
}

fn hashed(password: &str, entropy: &dyn Entropy) -> PasswordHash {
    let password = NewPassword::parse(password, &AccountWords::none()).unwrap();
    PasswordHash::of(&password, HashingCost::CHEAPEST, entropy)
}

/// So many seconds into a working day.
fn at(second: i64) -> Timestamp {
    let morning: Timestamp = "2026-01-05T01:00:00Z".parse().unwrap();
    Timestamp::from_micros(morning.micros() + second * 1_000_000)
}

fn is_wrong<T>(result: &Result<T, SignInError>) -> bool {
    matches!(result, Err(SignInError::WrongLoginOrPassword))
}

/// The seconds to wait, where somebody is sent away.
fn wait_of<T: std::fmt::Debug>(result: Result<T, SignInError>) -> u64 {
    match result.unwrap_err() {
        SignInError::TooManyAttempts {
            retry_after_seconds,
        } => retry_after_seconds,
        other => panic!("{other}"),
    }
}
