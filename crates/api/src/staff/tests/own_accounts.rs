//! What officers do about their own accounts, whatever happens meanwhile.

use danh_identity::{
    ChangedBy, NotProven, SecondFactorError, account_disable, second_factor_state, session_by_token,
};

use super::*;

const CHOSEN: &str = "thuyền xuôi bến đợi";

/// An officer in a session in which everything was proven.
struct Owner<'a> {
    office: &'a Office,
    session: Session,
}

impl<'a> Owner<'a> {
    fn at(office: &'a Office) -> Self {
        let session = office.signed_in(&office.token()).session().clone();
        Self { office, session }
    }

    /// Sets up a second factor in this session.
    fn with_second_factor(self) -> Self {
        let accounts = self.accounts();
        let by = typed_by();
        let begun = accounts.begin_second_factor(&self.session, None, by.clone());
        assert!(self.office.block_on(begun).unwrap().is_none());
        let pending = self
            .office
            .block_on(accounts.pending_second_factor(&self.session));
        let secret = CodeSecret::parse(&pending.unwrap().unwrap().secret).unwrap();
        let typed = code(self.office, &secret).reveal();
        let confirmed = accounts.confirm_second_factor(&self.session, typed, by);
        let token = self
            .office
            .block_on(confirmed)
            .unwrap()
            .unwrap()
            .renewed
            .token;
        let session = self.office.signed_in(&token.reveal()).session().clone();
        Self { session, ..self }
    }

    fn accounts(&self) -> &'a dyn OwnAccounts {
        self.office.state.staff.own_accounts().unwrap()
    }

    fn draw_recovery_codes(&self) -> Result<RecoveryCodesDrawn, ProofError> {
        let password = PASSWORD.to_owned();
        let drawn = self
            .accounts()
            .new_recovery_codes(&self.session, password, typed_by());
        self.office.block_on(drawn)
    }

    fn change_password(&self, chosen: &str) -> Result<Renewed, ChangePasswordError> {
        let (current, chosen) = (PASSWORD.to_owned(), chosen.to_owned());
        let changed = self
            .accounts()
            .change_password(&self.session, current, chosen, typed_by());
        self.office.block_on(changed)
    }

    fn recovery_codes_left(&self) -> usize {
        let login = self.session.login.clone();
        let read = move |tx: &mut Tx<'_>| second_factor_state(tx, &login);
        let state = self.office.state.store.read(read).wait().unwrap();
        state.unwrap().recovery_codes_left
    }

    fn disable(&self) {
        let (login, now) = (self.session.login.clone(), self.office.state.clock.now());
        let by = ChangedBy::Machine("uid 0".to_owned());
        let disable = move |tx: &mut Tx<'_>| account_disable(tx, &login, &by, now);
        self.office.state.store.write(disable).wait().unwrap();
    }
}

fn typed_by() -> TypedBy {
    let client: std::net::IpAddr = "203.0.113.9".parse().unwrap();
    TypedBy {
        client: client.into(),
        device_cookie: None,
    }
}

fn is_open(office: &Office, token: &SessionToken) -> bool {
    let (token, now) = (token.clone(), office.state.clock.now());
    let read = move |tx: &mut Tx<'_>| session_by_token(tx, &token, now);
    office.state.store.read(read).wait().unwrap().is_some()
}

#[test]
fn recovery_codes_are_drawn_in_a_session_that_goes_on_and_for_a_factor_that_is_there() {
    on_both_engines(|office| {
        let before = Owner::at(office);
        assert!(matches!(
            before.draw_recovery_codes(),
            Err(ProofError::SecondFactor(SecondFactorError::None(_)))
        ));
        let owner = Owner::at(office).with_second_factor();
        // The session of before owes a code of the factor that came after it was looked at.
        assert!(matches!(
            before.draw_recovery_codes(),
            Err(ProofError::SecondFactor(SecondFactorError::Session(
                NotProven::OwesCode
            )))
        ));
        assert!(owner.draw_recovery_codes().is_ok());
        assert_eq!(owner.recovery_codes_left(), 10);
        let ended = office.state.staff.sign_out(&owner.session);
        office.block_on(ended).unwrap();
        assert!(matches!(
            owner.draw_recovery_codes(),
            Err(ProofError::SecondFactor(SecondFactorError::Session(
                NotProven::Ended
            )))
        ));
    });
}

#[test]
fn nobody_changes_the_account_in_a_session_that_was_ended_meanwhile() {
    on_both_engines(|office| {
        let owner = Owner::at(office);
        let ended = office.state.staff.sign_out(&owner.session);
        office.block_on(ended).unwrap();
        assert!(matches!(
            owner.change_password(CHOSEN),
            Err(ChangePasswordError::Session(NotProven::Ended))
        ));
        let begun = owner
            .accounts()
            .begin_second_factor(&owner.session, None, typed_by());
        assert!(matches!(
            office.block_on(begun),
            Err(ProofError::SecondFactor(SecondFactorError::Session(
                NotProven::Ended
            )))
        ));
        let others = owner.accounts().end_other_sessions(&owner.session);
        assert!(matches!(office.block_on(others), Err(NotProven::Ended)));
    });
}

#[test]
fn a_code_is_not_used_up_for_an_account_that_was_disabled_meanwhile() {
    on_both_engines(|office| {
        let (_, codes) = enrol(office);
        let owner = Owner {
            office,
            session: office.signed_in(&office.token()).session().clone(),
        };
        owner.disable();
        let staff = &office.state.staff;
        let given = staff.give_code(&owner.session, codes[0].reveal(), typed_by());
        assert!(matches!(
            office.block_on(given),
            Err(CodeRefused::SecondFactor(SecondFactorError::Session(
                NotProven::Ended
            )))
        ));
        assert_eq!(owner.recovery_codes_left(), 10);
    });
}

#[test]
fn the_present_password_is_not_taken_for_a_new_one_because_a_keyboard_composes_it_otherwise() {
    on_both_engines(|office| {
        let owner = Owner::at(office);
        // The same letters, each as a base and its marks (Unicode's form NFD).
        let decomposed = "so\u{302}ng Hu\u{31b}o\u{31b}ng cha\u{309}y cha\u{323}\u{302}m";
        assert_ne!(decomposed, PASSWORD);
        assert!(matches!(
            owner.change_password(decomposed),
            Err(ChangePasswordError::Same)
        ));
        assert!(owner.change_password(CHOSEN).is_ok());
    });
}

#[test]
fn whoever_gives_the_password_again_is_given_another_token() {
    on_both_engines(|office| {
        let owner = Owner::at(office).with_second_factor();
        let first = owner.draw_recovery_codes().unwrap().renewed.token;
        assert!(is_open(office, &first));
        let second = owner.draw_recovery_codes().unwrap().renewed.token;
        assert!(!is_open(office, &first), "OWASP ASVS 5.0, 7.2.4");
        let password = Some(PASSWORD.to_owned());
        let begun = owner
            .accounts()
            .begin_second_factor(&owner.session, password, typed_by());
        let third = office.block_on(begun).unwrap().unwrap();
        assert!(!is_open(office, &second));
        assert!(is_open(office, &third));
    });
}
