//! Signing in as a program does: all at once, or not at all.

use danh_directory::{Role, appointments_in_force};
use danh_identity::{
    NewSession, Session, SessionToken, Step, Verified, second_factor_check, second_factor_state,
    session_end, session_open, session_prove,
};
use danh_store::{StoreError, Tx};
use danh_vocabulary::Timestamp;

use super::{Opened, PasswordSignIn, SignInRefused, StaffSignIn, TypedBy, left_of};

impl PasswordSignIn {
    pub(super) async fn open_at_once(
        &self,
        verified: Verified,
        new: NewSession,
        code: Option<String>,
        by: TypedBy,
    ) -> Result<Opened, SignInRefused> {
        let (door, next) = (self.clone(), SessionToken::draw(&*self.0.entropy));
        let (token, now) = (next.clone(), self.0.clock.now());
        // A wrong code is counted, so the transaction that refuses it is committed.
        let write = move |tx: &mut Tx<'_>| {
            let code = code.as_deref();
            door.enter(tx, (&verified, &new), (code, &by), &next, now)
        };
        self.0.store.write(write).await??;
        Ok(Opened {
            token,
            device_cookie: None,
        })
    }

    fn enter(
        &self,
        tx: &mut Tx<'_>,
        (verified, new): (&Verified, &NewSession),
        (code, by): (Option<&str>, &TypedBy),
        next: &SessionToken,
        now: Timestamp,
    ) -> Result<Result<(), SignInRefused>, SignInRefused> {
        let login = verified.login();
        let owes_code = second_factor_state(tx, login)?.is_some();
        if owes_code {
            let Some(code) = code else {
                return Ok(Err(SignInRefused::StillAsked(Step::Code)));
            };
            let whose = (login, &self.origin(login, by));
            let outcome = second_factor_check(tx, &self.0.sealer, whose, code, now)?;
            if let Err(refused) = left_of(outcome) {
                return Ok(Err(refused.into()));
            }
        }
        let mut session = session_open(tx, verified, new, now)?;
        session_prove_if(tx, owes_code, &mut session, next, now)?;
        let roles = self.roles(tx, &session, now)?;
        if let Some(step) = self.step(&session, &roles) {
            session_end(tx, login, session.id)?;
            return Ok(Err(SignInRefused::StillAsked(step)));
        }
        Ok(Ok(()))
    }

    fn roles(
        &self,
        tx: &mut Tx<'_>,
        session: &Session,
        now: Timestamp,
    ) -> Result<Vec<Role>, StoreError> {
        let today = now.date_in_viet_nam();
        let appointments = appointments_in_force(tx, &self.0.directory, session.officer, today)?;
        Ok(appointments.iter().map(|given| given.role).collect())
    }
}

/// Gives the session the token that is handed out, and notes the code where one was given.
fn session_prove_if(
    tx: &mut Tx<'_>,
    code_given: bool,
    session: &mut Session,
    next: &SessionToken,
    now: Timestamp,
) -> Result<(), StoreError> {
    if code_given {
        session.code_given_at = Some(now);
        return session_prove(tx, session, next, now);
    }
    danh_identity::session_replace_token(tx, session, next, now)
}
