//! One-time codes and recovery codes.

use super::*;
use crate::{
    ChangeAccountError, CodeOutcome, CodeSecret, NotProven, OneTimeCode, RecoveryCode,
    SecondFactorError, SecondFactorNeed, SecondFactorState, Step, enrolment_begin,
    enrolment_confirm, enrolment_pending, recovery_codes_replace, second_factor_check,
    second_factor_reset, second_factor_state, session_prove,
};

const MINUTE: i64 = 60;

impl Desk<'_> {
    pub(super) fn begin_enrolment(
        &self,
        session: &Session,
        second: i64,
    ) -> Result<CodeSecret, NotProven> {
        let secret = CodeSecret::draw(&self.entropy);
        let (sealer, shown, session) = (self.sealer.clone(), secret.clone(), session.clone());
        self.write(move |tx| {
            let chance = SeededEntropy::new(second.cast_unsigned());
            enrolment_begin(tx, (&sealer, &chance), &session, &shown, at(second))
        })?;
        Ok(secret)
    }

    pub(super) fn confirm(
        &self,
        session: &Session,
        code: OneTimeCode,
        second: i64,
    ) -> Result<Option<Vec<RecoveryCode>>, SecondFactorError> {
        let recovery = RecoveryCode::draw(&self.entropy);
        let (sealer, given, session) = (self.sealer.clone(), recovery.clone(), session.clone());
        let confirmed = self.write(move |tx| {
            enrolment_confirm(tx, &sealer, &session, (code, &given), at(second))
        })?;
        Ok(confirmed.then_some(recovery))
    }

    /// Sets up a second factor in a session of its own, which owes a code of it then.
    pub(super) fn enrol(&self, second: i64) -> (CodeSecret, Vec<RecoveryCode>) {
        let session = self.open_session(second);
        let secret = self.begin_enrolment(&session, second).unwrap();
        let confirmed = self.confirm(&session, code(&secret, second), second);
        (secret, confirmed.unwrap().unwrap())
    }

    pub(super) fn replace_recovery_codes(
        &self,
        session: &Session,
        second: i64,
    ) -> Result<Vec<RecoveryCode>, SecondFactorError> {
        let new = RecoveryCode::draw(&self.entropy);
        let (replacing, session) = (new.clone(), session.clone());
        self.write(move |tx| recovery_codes_replace(tx, &session, &replacing, at(second)))?;
        Ok(new)
    }

    /// A session in which a code was given.
    pub(super) fn proven_session(&self, second: i64) -> Session {
        let session = self.open_session(second);
        let next = SessionToken::draw(&self.entropy);
        let (proven, handed) = (session, next.clone());
        self.write::<_, StoreError>(move |tx| session_prove(tx, &proven, &handed, at(second)))
            .unwrap();
        self.session(&next, second).unwrap()
    }

    fn give(&self, typed: &str, origin: Origin, second: i64) -> CodeOutcome {
        let (sealer, typed) = (self.sealer.clone(), typed.to_owned());
        let given = self.write(move |tx| {
            second_factor_check(tx, &sealer, (&login_of(LOGIN), &origin), &typed, at(second))
        });
        given.unwrap()
    }

    pub(super) fn state(&self) -> Option<SecondFactorState> {
        let read = self
            .store
            .read(|tx| second_factor_state(tx, &login_of(LOGIN)));
        read.wait().unwrap()
    }
}

/// The app's code at a second.
pub(super) fn code(secret: &CodeSecret, second: i64) -> OneTimeCode {
    secret.code_at(at(second).micros() / 30_000_000)
}

#[test]
fn a_secret_is_confirmed_by_its_code_and_then_asked_for() {
    with_desk(|desk| {
        let token = desk.sign_in(0);
        let session = desk.session(&token, 0).unwrap();
        let secret = desk.begin_enrolment(&session, 0).unwrap();
        let sealer = desk.sealer.clone();
        let pending = |session: &Session| {
            let (sealer, session) = (sealer.clone(), session.clone());
            let read =
                move |tx: &mut danh_store::Tx<'_>| enrolment_pending(tx, &sealer, &session, at(60));
            desk.store.read(read).wait().unwrap()
        };
        assert_eq!(pending(&session), Some(secret.clone()));
        assert_eq!(pending(&desk.open_session(1)), None, "another session's");
        let of_another_time = desk.confirm(&session, code(&secret, 10 * MINUTE), 60);
        assert!(of_another_time.unwrap().is_none());
        assert_eq!(desk.state(), None);
        let confirmed = desk.confirm(&session, code(&secret, 60), 60);
        assert!(confirmed.unwrap().is_some());
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
        let begun_in = desk.open_session(0);
        let secret = desk.begin_enrolment(&begun_in, 0).unwrap();
        let late = 30 * MINUTE + 1;
        // It went on being used in the meantime.
        let used = desk.write(|tx| {
            tx.execute(
                "UPDATE staff_session SET seen_at = opened_at + 1800000000",
                &[],
            )
        });
        assert_eq!(used.unwrap(), 1);
        let confirmed = desk.confirm(&begun_in, code(&secret, late), late);
        assert!(confirmed.unwrap().is_none());
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
        let session = desk.proven_session(3);
        let new = desk.replace_recovery_codes(&session, 3).unwrap();
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
            desk.give(&right, desk.known_browser(0), 100),
            CodeOutcome::Accepted
        );
        // The owner's code, taken there, gives strangers no new guesses.
        assert_eq!(desk.give("000000", origin(ELSEWHERE), 100), waits);
        let next = code(&secret, 130).reveal();
        assert_eq!(desk.give(&next, origin(OFFICE), 130), CodeOutcome::Accepted);
    });
}

#[test]
fn browsers_that_were_known_before_there_was_a_second_factor_have_no_guesses_of_their_own() {
    with_desk(|desk| {
        // Somebody who knew the password signed in as often as they liked.
        let minted: Vec<Origin> = (0..10).map(|_| desk.known_browser(50)).collect();
        desk.enrol(51);
        let guesses: Vec<bool> = minted
            .into_iter()
            .map(|browser| desk.give("000000", browser, 100) == CodeOutcome::Wrong)
            .collect();
        assert_eq!(guesses.iter().filter(|looked_at| **looked_at).count(), 5);
        // Where the owner gave a code since then, they are not held up.
        let given = desk.give("000000", desk.known_browser(90), 100);
        assert_eq!(given, CodeOutcome::Wrong);
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
