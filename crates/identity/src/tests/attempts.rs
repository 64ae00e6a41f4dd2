//! Guessing, and who is slowed down by it.

use super::*;
use crate::{DEVICE_DAYS_MAX, account_disable, password_reset};

#[test]
fn a_wrong_password_an_unknown_login_and_a_disabled_account_get_one_answer() {
    with_desk(|desk| {
        assert!(is_wrong(&desk.verify("sông Hồng chảy xiết", OFFICE, 0)));
        let unknown = desk.begin("nobody.here", origin(OFFICE), 0).unwrap();
        let unknown = unknown.verify(PASSWORD, HashingCost::CHEAPEST, &desk.entropy);
        assert!(is_wrong(&unknown));
        let disabled = desk.write(|tx| account_disable(tx, &login_of(LOGIN), &operator(), at(1)));
        disabled.unwrap();
        assert!(is_wrong(&desk.verify(PASSWORD, OFFICE, 3)));
    });
}

#[test]
fn guessing_slows_down_the_guesser_and_nobody_else() {
    with_desk(|desk| {
        for _ in 0..5 {
            assert!(is_wrong(&desk.verify("guess again", ELSEWHERE, 0)));
        }
        assert_eq!(wait_of(desk.verify(PASSWORD, ELSEWHERE, 1)), 1);
        let officer = desk.verify(PASSWORD, OFFICE, 1).unwrap();
        desk.open(officer, 1).unwrap();

        assert!(is_wrong(&desk.verify("guess again", ELSEWHERE, 2)));
        assert_eq!(wait_of(desk.verify("guess again", ELSEWHERE, 2)), 4);
        // A refused attempt is not counted: the wait does not grow by asking.
        assert!(is_wrong(&desk.verify("guess again", ELSEWHERE, 6)));
    });
}

#[test]
fn who_guesses_from_the_same_office_does_not_keep_the_owner_waiting_where_they_signed_in_before() {
    with_desk(|desk| {
        let known = desk.known_browser(0);
        for second in 0..5 {
            assert!(is_wrong(&desk.verify("guess again", OFFICE, second)));
        }
        wait_of(desk.verify(PASSWORD, OFFICE, 5));
        let owner = desk.verify_at(PASSWORD, known, 5).unwrap();
        desk.open(owner, 5).unwrap();
        // Nor does the owner's success give the guesser new guesses.
        wait_of(desk.verify("guess again", OFFICE, 5));
    });
}

#[test]
fn a_known_browser_in_other_hands_guesses_no_faster() {
    with_desk(|desk| {
        let stolen = desk.known_browser(0);
        for _ in 0..5 {
            assert!(is_wrong(&desk.verify_at("guess again", stolen, 0)));
        }
        assert_eq!(wait_of(desk.verify_at("guess again", stolen, 0)), 2);
        // And whoever lost it signs in from the office all the same.
        assert!(desk.verify(PASSWORD, OFFICE, 0).is_ok());
    });
}

#[test]
fn a_browser_is_known_until_there_is_another_password_or_half_a_year_has_passed() {
    with_desk(|desk| {
        let (before, late) = (desk.known_browser(0), desk.known_browser(20));
        let half_a_year = i64::from(DEVICE_DAYS_MAX) * 24 * 60 * 60;
        let guess = |origin, second| is_wrong(&desk.verify_at("guess again", origin, second));
        for _ in 0..5 {
            assert!(guess(origin(OFFICE), half_a_year));
        }
        assert!(guess(before, half_a_year), "it has guesses of its own");
        wait_of(desk.verify_at(PASSWORD, before, half_a_year + 1));
        assert!(guess(late, half_a_year + 1));

        let password = hashed(OTHER_PASSWORD, &desk.entropy);
        let reset = desk.write(move |tx| {
            let given = (&password, PasswordOf::Administrator);
            password_reset(tx, &login_of(LOGIN), given, &operator(), at(10))
        });
        reset.unwrap();
        for _ in 0..5 {
            assert!(guess(origin(ELSEWHERE), 11));
        }
        let elsewhere = Origin {
            client: client(ELSEWHERE),
            ..desk.known_browser(9)
        };
        wait_of(desk.verify_at(OTHER_PASSWORD, elsewhere, 11));
        let elsewhere = Origin {
            client: client(ELSEWHERE),
            ..desk.known_browser(10)
        };
        assert!(desk.verify_at(OTHER_PASSWORD, elsewhere, 11).is_ok());
    });
}

#[test]
fn a_login_that_does_not_exist_is_slowed_down_just_the_same() {
    with_desk(|desk| {
        for _ in 0..5 {
            desk.begin("nobody.here", origin(OFFICE), 0).unwrap();
        }
        assert_eq!(wait_of(desk.begin("nobody.here", origin(OFFICE), 0)), 2);
    });
}

#[test]
fn guesses_at_the_same_time_are_all_counted() {
    with_desk(|desk| {
        let begun = std::thread::scope(|threads| {
            let begin = || desk.begin(LOGIN, origin(OFFICE), 0).is_ok();
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
