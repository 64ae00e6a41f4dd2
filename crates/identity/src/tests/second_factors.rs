//! One-time codes and recovery codes.

use super::*;
use crate::{
    ChangeAccountError, CodeOutcome, CodeSecret, OneTimeCode, RecoveryCode, SecondFactorError,
    SecondFactorNeed, SecondFactorState, SessionId, Step, enrolment_begin, enrolment_confirm,
    enrolment_pending, recovery_codes_replace, second_factor_check, second_factor_reset,
    second_factor_state, session_prove,
};

const MINUTE: i64 = 60;
/// The session that was shown the secret.
const SHOWN_TO: SessionId = SessionId(1);

impl Desk<'_> {
    fn begin_enrolment(&self, second: i64) -> CodeSecret {
        let secret = CodeSecret::draw(&self.entropy);
        let (sealer, shown) = (self.sealer.clone(), secret.clone());
        let begun = self.write::<_, StoreError>(move |tx| {
            let chance = SeededEntropy::new(second.cast_unsigned());
            enrolment_begin(
                tx,
                (&sealer, &chance),
                (&login_of(LOGIN), SHOWN_TO),
                &shown,
                at(second),
            )
        });
        begun.unwrap();
        secret
    }

    fn confirm(&self, code: OneTimeCode, second: i64) -> (bool, Vec<RecoveryCode>) {
        let recovery = RecoveryCode::draw(&self.entropy);
        let (sealer, given) = (self.sealer.clone(), recovery.clone());
        let confirmed = self.write(move |tx| {
            enrolment_confirm(
                tx,
                &sealer,
                (&login_of(LOGIN), SHOWN_TO),
                (code, &given),
                at(second),
            )
        });
        (confirmed.unwrap(), recovery)
    }

    fn enrol(&self, second: i64) -> (CodeSecret, Vec<RecoveryCode>) {
        let secret = self.begin_enrolment(second);
        let (confirmed, recovery) = self.confirm(code(&secret, second), second);
        assert!(confirmed);
        (secret, recovery)
    }

    fn give(&self, typed: &str, origin: Origin, second: i64) -> CodeOutcome {
        let (sealer, typed) = (self.sealer.clone(), typed.to_owned());
        let given = self.write(move |tx| {
            second_factor_check(tx, &sealer, (&login_of(LOGIN), &origin), &typed, at(second))
        });
        given.unwrap()
    }

    fn state(&self) -> Option<SecondFactorState> {
        let read = self
            .store
            .read(|tx| second_factor_state(tx, &login_of(LOGIN)));
        read.wait().unwrap()
    }
}

/// The app's code at a second.
fn code(secret: &CodeSecret, second: i64) -> OneTimeCode {
    secret.code_at(at(second).micros() / 30_000_000)
}

#[test]
fn a_secret_is_confirmed_by_its_code_and_then_asked_for() {
    with_desk(|desk| {
        let token = desk.sign_in(0);
        let secret = desk.begin_enrolment(0);
        let sealer = desk.sealer.clone();
        let pending = |session| {
            let sealer = sealer.clone();
            let read = move |tx: &mut danh_store::Tx<'_>| {
                enrolment_pending(tx, &sealer, (&login_of(LOGIN), session), at(60))
            };
            desk.store.read(read).wait().unwrap()
        };
        assert_eq!(pending(SHOWN_TO), Some(secret.clone()));
        assert_eq!(pending(SessionId(2)), None, "another session's");
        assert!(
            !desk.confirm(code(&secret, 10 * MINUTE), 60).0,
            "a code of another time"
        );
        assert_eq!(desk.state(), None);
        let (confirmed, _) = desk.confirm(code(&secret, 60), 60);
        assert!(confirmed);
        let state = desk.state().unwrap();
        assert_eq!((state.enrolled_at, state.recovery_codes_left), (at(60), 10));
        // The session of before owes a code as any other, and ends without one.
        let session = desk.session(&token, 61).unwrap();
        assert_eq!(session.step(SecondFactorNeed::Optional), Some(Step::Code));
        assert_eq!(desk.session(&token, 10 * MINUTE + 1), None);
        // The code that confirmed is spent.
        let spent = code(&secret, 60).reveal();
        assert_eq!(desk.give(&spent, origin(OFFICE), 62), CodeOutcome::Wrong);
        let next = code(&secret, 90).reveal();
        assert_eq!(desk.give(&next, origin(OFFICE), 90), CodeOutcome::Accepted);
        assert_eq!(desk.give(&next, origin(OFFICE), 91), CodeOutcome::Wrong);
    });
}

#[test]
fn a_secret_that_nobody_confirmed_is_forgotten() {
    with_desk(|desk| {
        let secret = desk.begin_enrolment(0);
        let late = 30 * MINUTE + 1;
        assert!(!desk.confirm(code(&secret, late), late).0);
    });
}

#[test]
fn who_gives_a_code_works_on_in_the_same_session_under_another_token() {
    with_desk(|desk| {
        let (secret, _) = desk.enrol(0);
        let token = desk.sign_in(100);
        let session = desk.session(&token, 100).unwrap();
        let given = desk.give(&code(&secret, 100).reveal(), origin(OFFICE), 100);
        assert_eq!(given, CodeOutcome::Accepted);
        let next = SessionToken::draw(&desk.entropy);
        let (proven, handed) = (session.clone(), next.clone());
        let done =
            desk.write::<_, StoreError>(move |tx| session_prove(tx, &proven, &handed, at(101)));
        done.unwrap();
        assert_eq!(desk.session(&token, 101), None);
        let proven = desk.session(&next, 101).unwrap();
        assert_eq!((proven.id, proven.opened_at), (session.id, at(100)));
        assert_eq!(proven.step(SecondFactorNeed::Required), None);
    });
}

#[test]
fn a_recovery_code_is_good_once_and_says_how_many_are_left() {
    with_desk(|desk| {
        let (_, recovery) = desk.enrol(0);
        let typed = recovery[3].reveal().to_uppercase();
        let given = desk.give(&typed, origin(OFFICE), 1);
        assert_eq!(given, CodeOutcome::AcceptedRecoveryCode { left: 9 });
        assert_eq!(desk.give(&typed, origin(OFFICE), 2), CodeOutcome::Wrong);
        let new = RecoveryCode::draw(&desk.entropy);
        let replacing = new.clone();
        let replaced = desk.write::<_, StoreError>(move |tx| {
            recovery_codes_replace(tx, &login_of(LOGIN), &replacing, at(3))
        });
        replaced.unwrap();
        let old = desk.give(&recovery[4].reveal(), origin(OFFICE), 3);
        assert_eq!(old, CodeOutcome::Wrong);
        let given = desk.give(&new[0].reveal(), origin(OFFICE), 3);
        assert_eq!(given, CodeOutcome::AcceptedRecoveryCode { left: 9 });
    });
}

#[test]
fn guessing_at_codes_slows_down_strangers_together_and_no_known_browser() {
    with_desk(|desk| {
        let (secret, _) = desk.enrol(0);
        for place in 0..5 {
            let from = origin(&format!("198.51.100.{place}"));
            assert_eq!(desk.give("000000", from, 100), CodeOutcome::Wrong);
        }
        let waits = CodeOutcome::TooManyAttempts {
            retry_after_seconds: 2,
        };
        let right = code(&secret, 100).reveal();
        assert_eq!(desk.give(&right, origin(ELSEWHERE), 100), waits);
        assert_eq!(
            desk.give(&right, desk.known_browser(), 100),
            CodeOutcome::Accepted
        );
        // The owner's code, taken there, gives strangers no new guesses.
        assert_eq!(desk.give("000000", origin(ELSEWHERE), 100), waits);
        let next = code(&secret, 130).reveal();
        assert_eq!(desk.give(&next, origin(OFFICE), 130), CodeOutcome::Accepted);
    });
}

#[test]
fn an_administrator_takes_a_second_factor_away() {
    with_desk(|desk| {
        let reset =
            || desk.write(|tx| second_factor_reset(tx, &login_of(LOGIN), &operator(), at(200)));
        assert!(matches!(
            reset(),
            Err(ChangeAccountError::NoSecondFactor(_))
        ));
        let (secret, recovery) = desk.enrol(0);
        let token = desk.sign_in(100);
        reset().unwrap();
        assert_eq!(desk.session(&token, 200), None);
        assert_eq!(desk.state(), None);
        for typed in [code(&secret, 200).reveal(), recovery[0].reveal()] {
            assert_eq!(desk.give(&typed, origin(OFFICE), 200), CodeOutcome::Wrong);
        }
        let token = desk.sign_in(201);
        let session = desk.session(&token, 201).unwrap();
        assert_eq!(
            session.step(SecondFactorNeed::Required),
            Some(Step::SecondFactor)
        );
    });
}

#[test]
fn a_secret_moved_to_another_account_does_not_open() {
    with_desk(|desk| {
        let (secret, _) = desk.enrol(0);
        desk.create("minh.tran", 8).unwrap();
        let moved = desk.write::<_, StoreError>(|tx| {
            tx.execute("UPDATE staff_second_factor SET login = 'minh.tran'", &[])
        });
        moved.unwrap();
        let (sealer, typed) = (desk.sealer.clone(), code(&secret, 100).reveal());
        let given = desk.write(move |tx| {
            let whose = (&login_of("minh.tran"), &origin(OFFICE));
            second_factor_check(tx, &sealer, whose, &typed, at(100))
        });
        assert!(matches!(given, Err(SecondFactorError::Secret { .. })));
    });
}
