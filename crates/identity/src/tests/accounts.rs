//! Accounts and what becomes of them.

use super::*;
use crate::{
    AccountChange, ChangeAccountError, HashingCost, NotedChange, account_by_login, account_changes,
    account_disable, account_enable, hashing_cost, hashing_cost_set, password_change,
    password_reset, sessions_end,
};

fn changes(desk: &Desk<'_>) -> Vec<(AccountChange, ChangedBy)> {
    let read = desk
        .store
        .read(|tx| account_changes(tx, &login_of(LOGIN), 100));
    let noted: Vec<NotedChange> = read.wait().unwrap();
    noted
        .into_iter()
        .map(|noted| (noted.change, noted.by))
        .collect()
}

#[test]
fn a_login_is_one_accounts_and_an_officer_has_one_account() {
    with_desk(|desk| {
        let taken = desk.create(LOGIN, 8).unwrap_err();
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
fn a_disabled_account_has_no_sessions_until_it_is_enabled() {
    with_desk(|desk| {
        let token = desk.sign_in(0);
        let checked_before = desk.verify(PASSWORD, OFFICE, 1).unwrap();
        let disable = |second| {
            desk.write(move |tx| account_disable(tx, &login_of(LOGIN), &operator(), at(second)))
        };
        disable(2).unwrap();
        assert!(matches!(disable(3), Err(ChangeAccountError::Disabled(_))));
        assert_eq!(desk.session(&token, 2), None);
        assert!(is_wrong(&desk.open(checked_before, 2)));

        let enable = || desk.write(|tx| account_enable(tx, &login_of(LOGIN), &operator(), at(4)));
        enable().unwrap();
        assert!(matches!(enable(), Err(ChangeAccountError::NotDisabled(_))));
        assert_eq!(desk.session(&token, 4), None, "what ended stays ended");
        desk.sign_in(5);
        let noted = changes(desk).into_iter().map(|(change, by)| {
            assert_eq!(by, operator());
            change
        });
        let expected = [
            AccountChange::Enabled,
            AccountChange::Disabled,
            AccountChange::Created,
        ];
        assert_eq!(noted.collect::<Vec<_>>(), expected);
    });
}

#[test]
fn a_password_that_an_administrator_chose_ends_all_sessions_and_is_to_be_changed() {
    with_desk(|desk| {
        let token = desk.sign_in(0);
        let checked_before = desk.verify(PASSWORD, OFFICE, 1).unwrap();
        let password = hashed(OTHER_PASSWORD, &desk.entropy);
        let reset = desk.write(move |tx| {
            let given = (&password, PasswordOf::Administrator);
            password_reset(tx, &login_of(LOGIN), given, &operator(), at(2))
        });
        reset.unwrap();
        assert_eq!(desk.session(&token, 2), None);
        assert!(is_wrong(&desk.open(checked_before, 2)));
        assert!(is_wrong(&desk.verify(PASSWORD, OFFICE, 2)));
        let verified = desk.verify(OTHER_PASSWORD, OFFICE, 2).unwrap();
        let token = desk.open(verified, 2).unwrap();
        let session = desk.session(&token, 2).unwrap();
        assert_eq!(session.password_of, PasswordOf::Administrator);
    });
}

#[test]
fn who_changes_their_own_password_stays_and_everybody_else_goes() {
    with_desk(|desk| {
        let (ours, other) = (desk.sign_in(0), desk.sign_in(1));
        let session = desk.session(&ours, 2).unwrap();
        let verified = desk.verify(PASSWORD, OFFICE, 2).unwrap();
        let (password, next) = (
            hashed(OTHER_PASSWORD, &desk.entropy),
            SessionToken::draw(&desk.entropy),
        );
        let (changed, token) = (session.clone(), next.clone());
        let done = desk
            .write(move |tx| password_change(tx, (&changed, &verified), &password, &token, at(3)));
        done.unwrap();
        assert_eq!(desk.session(&other, 3), None);
        assert_eq!(
            desk.session(&ours, 3),
            None,
            "the token before opens nothing"
        );
        let stayed = desk.session(&next, 3).unwrap();
        assert_eq!(
            (stayed.id, stayed.opened_at),
            (session.id, session.opened_at)
        );
        let account = desk.write(|tx| account_by_login(tx, &login_of(LOGIN)));
        assert_eq!(account.unwrap().unwrap().password_set_at, at(3));
        assert!(desk.verify(OTHER_PASSWORD, OFFICE, 4).is_ok());
        let noted = changes(desk);
        assert_eq!(noted[0], (AccountChange::PasswordChanged, ChangedBy::Owner));
        assert_eq!(noted.len(), 2);
    });
}

#[test]
fn what_is_asked_of_nobodys_account_names_the_login() {
    with_desk(|desk| {
        let ended = desk.write(|tx| sessions_end(tx, &login_of("nobody.here"), &operator(), at(0)));
        assert_eq!(
            ended.unwrap_err().to_string(),
            "nobody signs in as `nobody.here`"
        );
        desk.sign_in(0);
        desk.sign_in(1);
        let ended = desk.write(|tx| sessions_end(tx, &login_of(LOGIN), &operator(), at(2)));
        assert_eq!(ended.unwrap(), 2);
    });
}

#[test]
fn a_hash_is_renewed_when_its_owner_signs_in() {
    with_desk(|desk| {
        let dearer = HashingCost::FLOOR;
        let attempt = desk.begin(LOGIN, origin(OFFICE), 0).unwrap();
        let verified = attempt.verify(PASSWORD, dearer, &desk.entropy).unwrap();
        desk.open(verified, 0).unwrap();
        let account = desk.write(|tx| account_by_login(tx, &login_of(LOGIN)));
        let hash = account.unwrap().unwrap().password;
        assert!(dearer.made(hash.as_str()), "{}", hash.as_str());
        assert!(hash.is_of(PASSWORD));
    });
}

#[test]
fn the_cost_measured_last_is_kept() {
    with_desk(|desk| {
        assert_eq!(desk.write(hashing_cost).unwrap(), None);
        let measured =
            HashingCost::measure(std::time::Duration::MAX, |_| std::time::Duration::ZERO);
        for cost in [HashingCost::FLOOR, measured] {
            desk.write(move |tx| hashing_cost_set(tx, cost, at(0)))
                .unwrap();
        }
        assert_eq!(desk.write(hashing_cost).unwrap(), Some(measured));
    });
}
