//! What owners do about their accounts.

use danh_directory::officer_by_id;
use danh_identity::{
    AccountWords, ChangedBy, CodeSecret, NewPassword, OneTimeCode, RecoveryCode, Session,
    SessionId, SessionToken, account_by_login, account_changes, attempt_forget, enrolment_begin,
    enrolment_confirm, enrolment_pending, password_change, recovery_codes_replace,
    second_factor_state, session_end, session_prove, sessions_end_others, sessions_of_account,
};
use danh_store::{StoreError, Tx};

use super::PasswordSignIn;
use crate::staff::{
    AccountOverview, ChangePasswordError, Later, OwnAccounts, PendingSecondFactor, ProofError,
    SecondFactorSetUp, TypedBy,
};

/// So much of what became of an account its owner sees.
const CHANGES_MAX: u32 = 10;

impl PasswordSignIn {
    async fn account(&self, session: &Session) -> Result<AccountOverview, StoreError> {
        let (login, now) = (session.login.clone(), self.0.clock.now());
        let read = move |tx: &mut Tx<'_>| {
            let account = account_by_login(tx, &login)?;
            let set_at = account.map(|account| account.password_set_at);
            Ok::<_, StoreError>(AccountOverview {
                password_set_at: set_at.filter(|at| at.micros() > 0),
                second_factor: second_factor_state(tx, &login)?,
                sessions: sessions_of_account(tx, &login, now)?,
                changes: account_changes(tx, &login, CHANGES_MAX)?,
            })
        };
        self.0.store.read(read).await
    }

    async fn choose(
        &self,
        session: &Session,
        (current, chosen): (String, String),
        by: TypedBy,
    ) -> Result<SessionToken, ChangePasswordError> {
        let (officer, login) = (session.officer, &session.login);
        let profile = self
            .0
            .store
            .read(move |tx| officer_by_id(tx, officer))
            .await?;
        let name = profile.map(|officer| officer.name.to_string());
        let words = AccountWords::of(login, &name.unwrap_or_default());
        let new = NewPassword::parse(&chosen, &words)?;
        let same = current == chosen;
        let verified = self.verify(login, current, &by).await?;
        if same {
            return Err(ChangePasswordError::Same);
        }
        let hash = self.hash(new).await?;
        let (token, now) = (SessionToken::draw(&*self.0.entropy), self.0.clock.now());
        let (session, next) = (session.clone(), token.clone());
        let change =
            move |tx: &mut Tx<'_>| password_change(tx, (&session, &verified), &hash, &next, now);
        self.0.store.write(change).await?;
        Ok(token)
    }

    /// Asks for the password again, unless it was given a moment ago and there is no second factor
    /// to be replaced.
    async fn prove(
        &self,
        session: &Session,
        password: Option<String>,
        by: &TypedBy,
    ) -> Result<(), ProofError> {
        let is_first = session.second_factor_since.is_none();
        if password.is_none() && is_first && session.is_fresh(self.0.clock.now()) {
            return Ok(());
        }
        let password = password.unwrap_or_default();
        let verified = self.verify(&session.login, password, by).await?;
        let forget = move |tx: &mut Tx<'_>| attempt_forget(tx, &verified);
        Ok(self.0.store.write(forget).await?)
    }

    async fn confirm(
        &self,
        session: &Session,
        typed: &str,
    ) -> Result<Option<SecondFactorSetUp>, ProofError> {
        let Some(code) = OneTimeCode::parse(typed) else {
            return Ok(None);
        };
        let codes = RecoveryCode::draw(&*self.0.entropy);
        let shown = codes.iter().map(RecoveryCode::reveal).collect();
        let (token, now) = (SessionToken::draw(&*self.0.entropy), self.0.clock.now());
        let (session, next, sealer) = (session.clone(), token.clone(), self.0.sealer.clone());
        let confirm = move |tx: &mut Tx<'_>| {
            let is_set_up = enrolment_confirm(
                tx,
                &sealer,
                (&session.login, session.id),
                (code, &codes),
                now,
            )?;
            if is_set_up {
                // Whoever has just shown the app's code is not asked for it again; every other
                // session is.
                session_prove(tx, &session, &next, now)?;
            }
            Ok::<_, ProofError>(is_set_up)
        };
        let is_set_up = self.0.store.write(confirm).await?;
        let recovery_codes = shown;
        Ok(is_set_up.then_some(SecondFactorSetUp {
            token,
            recovery_codes,
        }))
    }
}

impl OwnAccounts for PasswordSignIn {
    fn overview<'a>(
        &'a self,
        session: &'a Session,
    ) -> Later<'a, Result<AccountOverview, StoreError>> {
        Box::pin(self.account(session))
    }

    fn change_password<'a>(
        &'a self,
        session: &'a Session,
        current: String,
        chosen: String,
        by: TypedBy,
    ) -> Later<'a, Result<SessionToken, ChangePasswordError>> {
        Box::pin(self.choose(session, (current, chosen), by))
    }

    fn begin_second_factor<'a>(
        &'a self,
        session: &'a Session,
        password: Option<String>,
        by: TypedBy,
    ) -> Later<'a, Result<(), ProofError>> {
        Box::pin(async move {
            self.prove(session, password, &by).await?;
            let secret = CodeSecret::draw(&*self.0.entropy);
            let (sealer, entropy) = (self.0.sealer.clone(), self.0.entropy.clone());
            let (login, id, now) = (session.login.clone(), session.id, self.0.clock.now());
            let begin = move |tx: &mut Tx<'_>| {
                enrolment_begin(tx, (&sealer, &*entropy), (&login, id), &secret, now)
            };
            Ok(self.0.store.write(begin).await?)
        })
    }

    fn pending_second_factor<'a>(
        &'a self,
        session: &'a Session,
    ) -> Later<'a, Result<Option<PendingSecondFactor>, ProofError>> {
        Box::pin(async move {
            let (sealer, login) = (self.0.sealer.clone(), session.login.clone());
            let (id, now) = (session.id, self.0.clock.now());
            let read = move |tx: &mut Tx<'_>| enrolment_pending(tx, &sealer, (&login, id), now);
            let secret = self.0.store.read(read).await?;
            Ok(secret.map(|secret| PendingSecondFactor {
                secret: secret.reveal(),
                address: secret.address(&self.0.issuer, session.login.as_str()),
            }))
        })
    }

    fn confirm_second_factor<'a>(
        &'a self,
        session: &'a Session,
        typed: String,
    ) -> Later<'a, Result<Option<SecondFactorSetUp>, ProofError>> {
        Box::pin(async move { self.confirm(session, &typed).await })
    }

    fn new_recovery_codes<'a>(
        &'a self,
        session: &'a Session,
        password: String,
        by: TypedBy,
    ) -> Later<'a, Result<Vec<String>, ProofError>> {
        Box::pin(async move {
            self.prove(session, Some(password), &by).await?;
            let codes = RecoveryCode::draw(&*self.0.entropy);
            let shown = codes.iter().map(RecoveryCode::reveal).collect();
            let (login, now) = (session.login.clone(), self.0.clock.now());
            let replace = move |tx: &mut Tx<'_>| recovery_codes_replace(tx, &login, &codes, now);
            self.0.store.write(replace).await?;
            Ok(shown)
        })
    }

    fn end_session<'a>(
        &'a self,
        session: &'a Session,
        ended: SessionId,
    ) -> Later<'a, Result<(), StoreError>> {
        Box::pin(async move {
            let login = session.login.clone();
            let end = move |tx: &mut Tx<'_>| session_end(tx, &login, ended);
            self.0.store.write(end).await.map(drop)
        })
    }

    fn end_other_sessions<'a>(&'a self, session: &'a Session) -> Later<'a, Result<(), StoreError>> {
        Box::pin(async move {
            let (login, kept, now) = (session.login.clone(), session.id, self.0.clock.now());
            let end = move |tx: &mut Tx<'_>| {
                sessions_end_others(tx, &login, kept, &ChangedBy::Owner, now)
            };
            self.0.store.write(end).await.map(drop)
        })
    }
}
