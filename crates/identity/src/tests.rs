//! Signing in, told as it happens, on both engines.

use std::net::IpAddr;

use danh_store::testing::on_both_engines;
use danh_store::{Store, StoreError, Tx};
use danh_vocabulary::{Entropy, OfficerId, SeededEntropy, Timestamp};

use crate::{
    Attempt, Client, CreateAccountError, HashingCost, Login, MIGRATIONS, NewAccount, PasswordHash,
    Session, SessionToken, SignInError, Verified, account_by_login, account_create,
    account_disable, attempt_begin, expired_remove, session_by_token, session_open, session_touch,
    set_password, sign_out,
};

const PASSWORD: &str = "sông Hương chảy chậm";
const OFFICE: &str = "203.0.113.9";
const ELSEWHERE: &str = "198.51.100.4";

/// A database with one account, and the hands to use it.
struct Desk<'store> {
    store: &'store Store,
    entropy: SeededEntropy,
}

fn with_desk(scene: impl Fn(&Desk<'_>)) {
    on_both_engines(&[MIGRATIONS], |store| {
        let desk = Desk {
            store,
            entropy: SeededEntropy::new(1),
        };
        desk.create("lan.nguyen", 7).unwrap();
        scene(&desk);
    });
}

impl Desk<'_> {
    fn create(&self, login: &str, officer: i64) -> Result<(), CreateAccountError> {
        let password = hashed(PASSWORD, &self.entropy);
        let new = NewAccount {
            login: login_of(login),
            officer: OfficerId::from_i64(officer),
            password,
        };
        self.store
            .write(move |tx| account_create(tx, &new, at(0)))
            .wait()
    }

    fn begin(&self, login: &str, from: &str, second: i64) -> Result<Attempt, SignInError> {
        let (login, client) = (
            login_of(login),
            Client::from(from.parse::<IpAddr>().unwrap()),
        );
        self.store
            .write(move |tx| attempt_begin(tx, &login, &client, at(second)))
            .wait()
    }

    fn verify(&self, password: &str, from: &str, second: i64) -> Result<Verified, SignInError> {
        self.begin("lan.nguyen", from, second)?
            .verify(password, HashingCost::CHEAPEST)
    }

    fn open(&self, verified: Verified, second: i64) -> Result<SessionToken, SignInError> {
        let token = SessionToken::draw(&self.entropy);
        let opening = token.clone();
        self.store
            .write(move |tx| session_open(tx, &verified, &opening, at(second)))
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

    fn write<T: Send + 'static>(
        &self,
        work: impl FnMut(&mut Tx<'_>) -> Result<T, StoreError> + Send + 'static,
    ) -> T {
        self.store.write(work).wait().unwrap()
    }
}

fn login_of(login: &str) -> Login {
    login.parse().unwrap()
}

fn hashed(password: &str, entropy: &dyn Entropy) -> PasswordHash {
    PasswordHash::of(password, HashingCost::CHEAPEST, entropy).unwrap()
}

/// So many seconds into a working day.
fn at(second: i64) -> Timestamp {
    let morning: Timestamp = "2026-01-05T01:00:00Z".parse().unwrap();
    Timestamp::from_micros(morning.micros() + second * 1_000_000)
}

fn is_wrong<T>(result: &Result<T, SignInError>) -> bool {
    matches!(result, Err(SignInError::WrongLoginOrPassword))
}

#[test]
fn an_officer_signs_in_works_and_signs_out() {
    with_desk(|desk| {
        let token = desk.sign_in(0);
        let session = desk.session(&token, 60).unwrap();
        assert_eq!(session.officer, OfficerId::from_i64(7));
        assert_eq!(session.login.as_str(), "lan.nguyen");
        assert_eq!(session.opened_at, at(0));
        let leaving = token.clone();
        assert!(desk.write(move |tx| sign_out(tx, &leaving)));
        assert_eq!(desk.session(&token, 61), None);
        assert!(!desk.write(move |tx| sign_out(tx, &token)));
    });
}

#[test]
fn a_wrong_password_an_unknown_login_and_a_disabled_account_get_one_answer() {
    with_desk(|desk| {
        assert!(is_wrong(&desk.verify("sông Hồng chảy xiết", OFFICE, 0)));
        let unknown = desk.begin("nobody.here", OFFICE, 0).unwrap();
        assert!(is_wrong(&unknown.verify(PASSWORD, HashingCost::CHEAPEST)));
        assert!(desk.write(|tx| account_disable(tx, &login_of("lan.nguyen"), at(1))));
        assert!(!desk.write(|tx| account_disable(tx, &login_of("lan.nguyen"), at(2))));
        assert!(is_wrong(&desk.verify(PASSWORD, OFFICE, 3)));
        let account = desk
            .write(|tx| account_by_login(tx, &login_of("lan.nguyen")))
            .unwrap();
        assert_eq!(
            (account.created_at, account.disabled_at),
            (at(0), Some(at(1)))
        );
    });
}

#[test]
fn guessing_slows_down_the_guesser_and_nobody_else() {
    with_desk(|desk| {
        for _ in 0..5 {
            assert!(is_wrong(&desk.verify("guess again", ELSEWHERE, 0)));
        }
        let refused = desk.verify(PASSWORD, ELSEWHERE, 1).unwrap_err();
        assert!(matches!(
            refused,
            SignInError::TooManyAttempts {
                retry_after_seconds: 1
            }
        ));
        let officer = desk.verify(PASSWORD, OFFICE, 1).unwrap();
        desk.open(officer, 1).unwrap();

        assert!(is_wrong(&desk.verify("guess again", ELSEWHERE, 2)));
        let refused = desk.verify("guess again", ELSEWHERE, 2).unwrap_err();
        assert!(matches!(
            refused,
            SignInError::TooManyAttempts {
                retry_after_seconds: 4
            }
        ));
        // A refused attempt is not counted: the wait does not grow by asking.
        assert!(is_wrong(&desk.verify("guess again", ELSEWHERE, 6)));
    });
}

#[test]
fn a_login_that_does_not_exist_is_slowed_down_just_the_same() {
    with_desk(|desk| {
        for _ in 0..5 {
            desk.begin("nobody.here", OFFICE, 0).unwrap();
        }
        let refused = desk.begin("nobody.here", OFFICE, 0).unwrap_err();
        assert!(matches!(
            refused,
            SignInError::TooManyAttempts {
                retry_after_seconds: 2
            }
        ));
    });
}

#[test]
fn guesses_at_the_same_time_are_all_counted() {
    with_desk(|desk| {
        let begun = std::thread::scope(|threads| {
            let begin = || desk.begin("lan.nguyen", OFFICE, 0).is_ok();
            let guesses: Vec<_> = (0..20).map(|_| threads.spawn(begin)).collect();
            guesses
                .into_iter()
                .map(|guess| guess.join().unwrap())
                .collect::<Vec<bool>>()
        });
        // Fewer when the database had so many writers on one row that it gave some of them up.
        let counted = begun.iter().filter(|begun| **begun).count();
        assert!((1..=5).contains(&counted), "{counted}");
    });
}

#[test]
fn signing_in_and_an_hour_of_rest_forget_the_attempts() {
    with_desk(|desk| {
        for _ in 0..4 {
            assert!(is_wrong(&desk.verify("mistyped again", OFFICE, 0)));
        }
        desk.sign_in(0);
        for _ in 0..5 {
            assert!(is_wrong(&desk.verify("mistyped again", OFFICE, 0)));
        }
        assert!(desk.verify(PASSWORD, OFFICE, 0).is_err());
        assert!(is_wrong(&desk.verify("mistyped again", OFFICE, 3_601)));
        assert!(desk.verify(PASSWORD, OFFICE, 3_601).is_ok());
    });
}

#[test]
fn a_session_ends_when_left_alone_and_after_a_day_of_work() {
    with_desk(|desk| {
        let minute = 60;
        let token = desk.sign_in(0);
        assert!(desk.session(&token, 30 * minute).is_some());
        assert_eq!(desk.session(&token, 30 * minute + 1), None);

        for half_hour in 1..=24 {
            let now = half_hour * 30 * minute;
            let session = desk.session(&token, now).expect("it is in use");
            assert!(session.needs_touch(at(now)));
            let seen = token.clone();
            desk.write(move |tx| session_touch(tx, &seen, at(now)));
            assert!(
                !desk
                    .session(&token, now)
                    .unwrap()
                    .needs_touch(at(now + minute))
            );
        }
        assert_eq!(desk.session(&token, 12 * 60 * minute + 1), None);
    });
}

#[test]
fn a_new_password_ends_the_sessions_of_the_old() {
    with_desk(|desk| {
        let token = desk.sign_in(0);
        let checked_before = desk.verify(PASSWORD, OFFICE, 1).unwrap();
        let password = hashed("núi Ngự đứng yên", &desk.entropy);
        assert!(desk.write(move |tx| set_password(tx, &login_of("lan.nguyen"), &password)));
        assert_eq!(desk.session(&token, 2), None);
        assert!(is_wrong(&desk.open(checked_before, 2)));
        assert!(is_wrong(&desk.verify(PASSWORD, OFFICE, 2)));
        assert!(desk.verify("núi Ngự đứng yên", OFFICE, 2).is_ok());

        let password = hashed(PASSWORD, &desk.entropy);
        assert!(!desk.write(move |tx| set_password(tx, &login_of("nobody.here"), &password)));
    });
}

#[test]
fn a_disabled_account_has_no_sessions() {
    with_desk(|desk| {
        let token = desk.sign_in(0);
        let checked_before = desk.verify(PASSWORD, OFFICE, 1).unwrap();
        desk.write(|tx| account_disable(tx, &login_of("lan.nguyen"), at(2)));
        assert_eq!(desk.session(&token, 2), None);
        assert!(is_wrong(&desk.open(checked_before, 2)));
    });
}

#[test]
fn a_login_is_one_accounts_and_an_officer_has_one_account() {
    with_desk(|desk| {
        let taken = desk.create("lan.nguyen", 8).unwrap_err();
        assert_eq!(taken.to_string(), "the login `lan.nguyen` is taken");
        let second = desk.create("lan.2", 7).unwrap_err();
        assert_eq!(
            second.to_string(),
            "this officer has the account `lan.nguyen` already"
        );
        desk.create("minh.tran", 8).unwrap();
    });
}

#[test]
fn what_has_ended_is_swept_away_and_nothing_else() {
    with_desk(|desk| {
        let old = desk.sign_in(0);
        assert!(is_wrong(&desk.verify("mistyped again", ELSEWHERE, 0)));
        let hour_later = 3_601;
        let new = desk.sign_in(hour_later);
        assert_eq!(desk.write(move |tx| expired_remove(tx, at(hour_later))), 2);
        assert_eq!(desk.session(&old, 1), None);
        assert!(desk.session(&new, hour_later).is_some());
    });
}

#[test]
fn the_database_holds_nothing_to_sign_in_with() {
    with_desk(|desk| {
        let token = desk.sign_in(0);
        let rows = desk.write(|tx| tx.query("SELECT token_hash FROM staff_session", &[]));
        let kept: [u8; 32] = rows[0].get(0).unwrap();
        assert_ne!(data_encoding::BASE64URL_NOPAD.encode(&kept), token.reveal());
        assert_ne!(
            data_encoding::BASE64URL_NOPAD.encode(&kept),
            token.form_token()
        );
    });
}
