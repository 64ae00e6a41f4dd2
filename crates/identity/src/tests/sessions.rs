//! Sessions: how they end, and how their tokens change.

use super::*;
use crate::{
    SecondFactorNeed, Step, TokenStanding, TokenUse, expired_remove, session_end, session_renew,
    sessions_of_account,
};

const MINUTE: i64 = 60;

/// A request of a browser: the token that it is handed, if any.
fn used(desk: &Desk<'_>, token: &SessionToken, second: i64) -> Option<SessionToken> {
    let session = desk.session(token, second).expect("the session goes on");
    if !session.needs_renewal(TokenUse::Browser, at(second)) {
        return None;
    }
    renewed(desk, token, TokenUse::Browser, second)
}

fn renewed(
    desk: &Desk<'_>,
    token: &SessionToken,
    token_use: TokenUse,
    second: i64,
) -> Option<SessionToken> {
    let next = SessionToken::draw(&desk.entropy);
    let (shown, given) = (token.clone(), next.clone());
    let handed_out = desk
        .write(move |tx| session_renew(tx, &shown, token_use, &given, at(second)))
        .unwrap();
    handed_out.then_some(next)
}

#[test]
fn an_officer_signs_in_works_and_signs_out() {
    with_desk(|desk| {
        let token = desk.sign_in(0);
        let session = desk.session(&token, 60).unwrap();
        assert_eq!(session.officer, OfficerId::from_i64(7));
        assert_eq!(session.login.as_str(), LOGIN);
        assert_eq!(session.opened_at, at(0));
        assert_eq!(session.step(SecondFactorNeed::Optional), None);
        assert_eq!(
            session.step(SecondFactorNeed::Required),
            Some(Step::SecondFactor)
        );
        let id = session.id;
        let end = move |desk: &Desk<'_>, login| {
            desk.write(move |tx| session_end(tx, &login_of(login), id))
                .unwrap()
        };
        assert!(!end(desk, "minh.tran"), "nobody ends another's session");
        assert!(end(desk, LOGIN));
        assert_eq!(desk.session(&token, 61), None);
        assert!(!end(desk, LOGIN));
    });
}

#[test]
fn a_session_ends_when_left_alone_and_after_a_day_of_work() {
    with_desk(|desk| {
        let mut token = desk.sign_in(0);
        assert!(desk.session(&token, 30 * MINUTE).is_some());
        assert_eq!(desk.session(&token, 30 * MINUTE + 1), None);
        for half_hour in 1..=24 {
            let now = half_hour * 30 * MINUTE;
            token = used(desk, &token, now).unwrap_or(token);
        }
        assert!(desk.session(&token, 12 * 60 * MINUTE).is_some());
        assert_eq!(desk.session(&token, 12 * 60 * MINUTE + 1), None);
    });
}

#[test]
fn a_token_changes_and_the_session_stays_the_same() {
    with_desk(|desk| {
        let first = desk.sign_in(0);
        let opened = desk.session(&first, 0).unwrap();
        assert!(
            used(desk, &first, 15 * MINUTE).is_none(),
            "a quarter of an hour is not over"
        );
        let next = used(desk, &first, 15 * MINUTE + 1).expect("now it is");
        // Requests that were sent together: none of them is handed a third, and each is answered.
        assert!(used(desk, &first, 15 * MINUTE + 2).is_none());
        let session = desk.session(&next, 15 * MINUTE + 3).unwrap();
        assert_eq!(session.token.standing, TokenStanding::Next);
        assert_eq!(
            (session.id, session.opened_at, session.form_key),
            (opened.id, opened.opened_at, opened.form_key)
        );
        assert!(used(desk, &next, 15 * MINUTE + 3).is_none());
        let before = desk.session(&first, 15 * MINUTE + 13).unwrap();
        assert_eq!(before.token.standing, TokenStanding::Leaving);
        assert_eq!(
            desk.session(&first, 15 * MINUTE + 14),
            None,
            "it was stolen, or is late"
        );
        let session = desk.session(&next, 15 * MINUTE + 14).unwrap();
        assert_eq!(session.token.standing, TokenStanding::Current);
    });
}

#[test]
fn a_lost_answer_signs_nobody_out() {
    with_desk(|desk| {
        let token = desk.sign_in(0);
        let lost = used(desk, &token, 16 * MINUTE).expect("a new token");
        let given = used(desk, &token, 17 * MINUTE).expect("another, for the first was lost");
        assert_eq!(desk.session(&lost, 17 * MINUTE), None);
        assert!(desk.session(&given, 17 * MINUTE).is_some());
        assert!(desk.session(&token, 17 * MINUTE).is_some());
    });
}

#[test]
fn a_request_that_was_slow_does_not_take_the_new_token_away() {
    with_desk(|desk| {
        let token = desk.sign_in(0);
        let next = used(desk, &token, 16 * MINUTE).expect("a new token");
        used(desk, &next, 16 * MINUTE + 1);
        // It looked at its session before the others, and comes to write long after them.
        assert!(renewed(desk, &token, TokenUse::Browser, 16 * MINUTE + 11).is_none());
        assert!(desk.session(&next, 16 * MINUTE + 12).is_some());
    });
}

#[test]
fn a_program_keeps_its_token() {
    with_desk(|desk| {
        let token = desk.sign_in(0);
        assert!(renewed(desk, &token, TokenUse::Program, 20 * MINUTE).is_none());
        let session = desk.session(&token, 40 * MINUTE).unwrap();
        assert_eq!(session.seen_at, at(20 * MINUTE));
        assert!(!session.needs_renewal(TokenUse::Program, at(20 * MINUTE)));
    });
}

#[test]
fn the_owner_sees_where_sessions_are_open() {
    with_desk(|desk| {
        let (first, second) = (desk.sign_in(0), desk.sign_in(100));
        let listed = desk
            .write(|tx| sessions_of_account(tx, &login_of(LOGIN), at(200)))
            .unwrap();
        let expected = [second, first].map(|token| desk.session(&token, 200).unwrap().id);
        assert_eq!(listed.iter().map(|it| it.id).collect::<Vec<_>>(), expected);
        assert_eq!(listed[0].client, OFFICE);
        let later = desk
            .write(|tx| sessions_of_account(tx, &login_of(LOGIN), at(30 * MINUTE + 50)))
            .unwrap();
        assert_eq!(later.len(), 1, "what has ended is not listed");
    });
}

#[test]
fn what_has_ended_is_swept_away_and_nothing_else() {
    with_desk(|desk| {
        let old = desk.sign_in(0);
        assert!(is_wrong(&desk.verify("mistyped again", ELSEWHERE, 0)));
        let hour_later = 3_601;
        let new = desk.sign_in(hour_later);
        let swept = desk.write(move |tx| expired_remove(tx, at(hour_later)));
        assert_eq!(swept.unwrap(), 2);
        assert_eq!(desk.session(&old, 1), None);
        assert!(desk.session(&new, hour_later).is_some());
        let tokens = desk.write(|tx| tx.query("SELECT token_hash FROM staff_session_token", &[]));
        assert_eq!(tokens.unwrap().len(), 1);
    });
}

#[test]
fn the_database_holds_nothing_to_sign_in_with() {
    with_desk(|desk| {
        let token = desk.sign_in(0);
        let rows = desk.write(|tx| tx.query("SELECT token_hash, form_key FROM staff_session", &[]));
        for column in 0..2 {
            let kept: [u8; 32] = rows.as_ref().unwrap()[0].get(column).unwrap();
            assert_ne!(data_encoding::BASE64URL_NOPAD.encode(&kept), token.reveal());
        }
    });
}
