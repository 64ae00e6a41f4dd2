//! What happens to an account between the look at a session and the change that it asks for.

use danh_store::StoreError;

use super::second_factors::code;
use super::*;
use crate::{
    NotProven, PasswordChangeError, SecondFactorError, account_disable, password_change,
    second_factor_reset, session_end, session_still_proven, sessions_end_others,
};

/// Why a session that was looked at before may do nothing now.
#[derive(Debug, PartialEq, Eq)]
enum Refused {
    Ended,
    OwesCode,
    NoSecondFactor,
}

impl From<NotProven> for Refused {
    fn from(error: NotProven) -> Self {
        match error {
            NotProven::Ended => Self::Ended,
            NotProven::OwesCode => Self::OwesCode,
            NotProven::Store(error) => panic!("{error}"),
        }
    }
}

impl From<SecondFactorError> for Refused {
    fn from(error: SecondFactorError) -> Self {
        match error {
            SecondFactorError::Session(error) => error.into(),
            SecondFactorError::None(_) => Self::NoSecondFactor,
            other => panic!("{other}"),
        }
    }
}

impl From<PasswordChangeError> for Refused {
    fn from(error: PasswordChangeError) -> Self {
        match error {
            PasswordChangeError::Session(error) => error.into(),
            PasswordChangeError::SignIn(error) => panic!("{error}"),
        }
    }
}

impl Desk<'_> {
    /// Everything that an owner may do in a session, done at a second.
    fn do_everything(
        &self,
        session: &Session,
        (secret, verified): (&crate::CodeSecret, &Verified),
        second: i64,
    ) -> Vec<Result<(), Refused>> {
        let begun = self.begin_enrolment(session, second);
        let confirmed = self.confirm(session, code(secret, second), second);
        let replaced = self.replace_recovery_codes(session, second);
        let (asking, verified) = (session.clone(), verified.clone());
        let password = hashed(OTHER_PASSWORD, &self.entropy);
        let next = SessionToken::draw(&self.entropy);
        let changed = self.write(move |tx| {
            password_change(tx, (&asking, &verified), &password, &next, at(second))
        });
        let asking = session.clone();
        let ended = self.write(move |tx| sessions_end_others(tx, &asking, at(second)));
        vec![
            begun.map(drop).map_err(Refused::from),
            confirmed.map(drop).map_err(Refused::from),
            replaced.map(drop).map_err(Refused::from),
            changed.map_err(Refused::from),
            ended.map(drop).map_err(Refused::from),
        ]
    }

    fn tables(&self) -> Vec<usize> {
        let count = |table: &str| {
            let query = format!("SELECT * FROM {table}");
            let rows = self.write(move |tx| tx.query(&query, &[]));
            rows.unwrap().len()
        };
        [
            "staff_enrolment",
            "staff_recovery_code",
            "staff_second_factor",
            "staff_account_change",
            "staff_session",
        ]
        .map(count)
        .to_vec()
    }
}

/// Nothing is done, for one reason, after something happened to an account without a second factor.
fn nothing_is_done(happened: impl Fn(&Desk<'_>, &Session), because: &Refused) {
    with_desk(|desk| {
        let session = desk.open_session(0);
        let secret = desk.begin_enrolment(&session, 0).unwrap();
        let verified = desk.verify(PASSWORD, OFFICE, 1).unwrap();
        happened(desk, &session);
        let before = desk.tables();
        for outcome in desk.do_everything(&session, (&secret, &verified), 60) {
            assert_eq!(outcome.as_ref(), Err(because));
        }
        assert_eq!(desk.tables(), before);
        assert!(is_wrong(&desk.verify(OTHER_PASSWORD, ELSEWHERE, 61)));
    });
}

#[test]
fn a_session_that_was_ended_meanwhile_changes_nothing() {
    nothing_is_done(
        |desk, session| {
            let (login, id) = (session.login.clone(), session.id);
            assert!(desk.write(move |tx| session_end(tx, &login, id)).unwrap());
        },
        &Refused::Ended,
    );
}

#[test]
fn an_account_that_was_disabled_meanwhile_is_not_changed() {
    nothing_is_done(
        |desk, session| {
            let login = session.login.clone();
            let disabled = desk.write(move |tx| account_disable(tx, &login, &operator(), at(2)));
            disabled.unwrap();
        },
        &Refused::Ended,
    );
}

#[test]
fn a_second_factor_that_was_set_up_meanwhile_is_asked_for_first() {
    nothing_is_done(
        |desk, _| {
            desk.enrol(2);
        },
        &Refused::OwesCode,
    );
}

#[test]
fn a_session_left_alone_for_too_long_is_not_proven() {
    with_desk(|desk| {
        let session = desk.open_session(0);
        let look = |second| {
            let session = session.clone();
            desk.write(move |tx| session_still_proven(tx, &session, at(second)))
        };
        assert_eq!(look(30 * 60).unwrap(), session);
        assert!(matches!(look(30 * 60 + 1), Err(NotProven::Ended)));
    });
}

#[test]
fn no_recovery_codes_are_drawn_for_a_second_factor_that_was_taken_away() {
    with_desk(|desk| {
        desk.enrol(0);
        let reset = desk.write(|tx| second_factor_reset(tx, &login_of(LOGIN), &operator(), at(1)));
        reset.unwrap();
        let session = desk.open_session(2);
        let refused = desk.replace_recovery_codes(&session, 3);
        assert_eq!(
            refused.map(drop).map_err(Refused::from),
            Err(Refused::NoSecondFactor)
        );
        let kept =
            desk.write::<_, StoreError>(|tx| tx.query("SELECT * FROM staff_recovery_code", &[]));
        assert!(kept.unwrap().is_empty());
    });
}

#[test]
fn whoever_is_still_who_they_were_does_as_they_like() {
    with_desk(|desk| {
        let session = desk.open_session(0);
        let secret = desk.begin_enrolment(&session, 0).unwrap();
        let verified = desk.verify(PASSWORD, OFFICE, 1).unwrap();
        let enrolled = desk.confirm(&session, code(&secret, 2), 2);
        assert!(enrolled.unwrap().is_some());
        let session = desk.proven_session(3);
        let outcomes = desk.do_everything(&session, (&secret, &verified), 4);
        assert!(outcomes.iter().all(Result::is_ok), "{outcomes:?}");
    });
}
