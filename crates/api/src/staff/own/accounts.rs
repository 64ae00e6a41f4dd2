//! What owners do about their accounts.

use danh_directory::officer_by_id;
use danh_identity::{
    AccountWords, CodeSecret, NewPassword, NotProven, OneTimeCode, RecoveryCode, Session,
    SessionId, SessionToken, Verified, account_by_login, account_changes, attempt_forget,
    enrolment_begin, enrolment_confirm, enrolment_pending, password_change, recovery_codes_replace,
    second_factor_state, session_end, session_prove, session_replace_token, sessions_end_others,
    sessions_of_account,
};
use danh_store::{StoreError, Tx};
use danh_vocabulary::Timestamp;

use super::PasswordSignIn;
use crate::staff::{
    AccountOverview, ChangePasswordError, Later, OwnAccounts, PendingSecondFactor, ProofError,
    RecoveryCodesDrawn, Renewed, TypedBy,
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
        by: &TypedBy,
    ) -> Result<Renewed, ChangePasswordError> {
        let new = self.may_be_chosen(session, &chosen).await?;
        let same = new.is_typed_as(&current);
        let verified = self.verify(&session.login, current, by).await?;
        if same {
            return Err(ChangePasswordError::Same);
        }
        let hash = self.hash(new).await?;
        let (token, now) = (SessionToken::draw(&*self.0.entropy), self.0.clock.now());
        let (changed, next) = (session.clone(), token.clone());
        let change =
            move |tx: &mut Tx<'_>| password_change(tx, (&changed, &verified), &hash, &next, now);
        self.0.store.write(change).await?;
        Ok(self.renewed(session, token, by))
    }

    /// The password, if the session's owner may choose it.
    async fn may_be_chosen(
        &self,
        session: &Session,
        chosen: &str,
    ) -> Result<NewPassword, ChangePasswordError> {
        let officer = session.officer;
        let read = self.0.store.read(move |tx| officer_by_id(tx, officer));
        let name = read.await?.map(|officer| officer.name.to_string());
        let words = AccountWords::of(&session.login, &name.unwrap_or_default());
        Ok(NewPassword::parse(chosen, &words)?)
    }

    /// What somebody holds who has just proven again who they are: their browser stays known,
    /// though what it was known for has changed.
    fn renewed(&self, session: &Session, token: SessionToken, by: &TypedBy) -> Renewed {
        Renewed {
            token,
            device_cookie: Some(self.remembered(&session.login, by)),
        }
    }

    /// Asks for the password again, unless it was given a moment ago and there is no second factor
    /// to be replaced. What was verified is to be [taken](Proof::take) in the transaction that it
    /// was asked for.
    async fn prove(
        &self,
        session: &Session,
        password: Option<String>,
        by: &TypedBy,
    ) -> Result<Option<Proof>, ProofError> {
        let is_first = session.second_factor_since.is_none();
        if password.is_none() && is_first && session.is_fresh(self.0.clock.now()) {
            return Ok(None);
        }
        let password = password.unwrap_or_default();
        let verified = self.verify(&session.login, password, by).await?;
        let next = SessionToken::draw(&*self.0.entropy);
        Ok(Some(Proof { verified, next }))
    }

    async fn begin(
        &self,
        session: &Session,
        password: Option<String>,
        by: &TypedBy,
    ) -> Result<Option<SessionToken>, ProofError> {
        let proof = self.prove(session, password, by).await?;
        let next = proof.as_ref().map(|proof| proof.next.clone());
        let secret = CodeSecret::draw(&*self.0.entropy);
        let (sealer, entropy) = (self.0.sealer.clone(), self.0.entropy.clone());
        let (session, now) = (session.clone(), self.0.clock.now());
        let begin = move |tx: &mut Tx<'_>| {
            enrolment_begin(tx, (&sealer, &*entropy), &session, &secret, now)?;
            proof
                .iter()
                .try_for_each(|proof| proof.take(tx, &session, now))
        };
        self.0.store.write(begin).await?;
        Ok(next)
    }

    async fn draw_recovery_codes(
        &self,
        session: &Session,
        password: String,
        by: &TypedBy,
    ) -> Result<RecoveryCodesDrawn, ProofError> {
        let verified = self.verify(&session.login, password, by).await?;
        let token = SessionToken::draw(&*self.0.entropy);
        let next = token.clone();
        let proof = Proof { verified, next };
        let codes = RecoveryCode::draw(&*self.0.entropy);
        let recovery_codes = codes.iter().map(RecoveryCode::reveal).collect();
        let (asking, now) = (session.clone(), self.0.clock.now());
        let replace = move |tx: &mut Tx<'_>| {
            recovery_codes_replace(tx, &asking, &codes, now)?;
            proof.take(tx, &asking, now)
        };
        self.0.store.write(replace).await?;
        Ok(RecoveryCodesDrawn {
            renewed: self.renewed(session, token, by),
            recovery_codes,
        })
    }

    async fn confirm(
        &self,
        session: &Session,
        typed: &str,
        by: &TypedBy,
    ) -> Result<Option<RecoveryCodesDrawn>, ProofError> {
        let Some(code) = OneTimeCode::parse(typed) else {
            return Ok(None);
        };
        let codes = RecoveryCode::draw(&*self.0.entropy);
        let recovery_codes = codes.iter().map(RecoveryCode::reveal).collect();
        let (token, now) = (SessionToken::draw(&*self.0.entropy), self.0.clock.now());
        let (asking, next, sealer) = (session.clone(), token.clone(), self.0.sealer.clone());
        let confirm = move |tx: &mut Tx<'_>| {
            let is_set_up = enrolment_confirm(tx, &sealer, &asking, (code, &codes), now)?;
            if is_set_up {
                // Whoever has just shown the app's code is not asked for it again; every other
                // session is.
                session_prove(tx, &asking, &next, now)?;
            }
            Ok::<_, ProofError>(is_set_up)
        };
        let is_set_up = self.0.store.write(confirm).await?;
        Ok(is_set_up.then(|| RecoveryCodesDrawn {
            renewed: self.renewed(session, token, by),
            recovery_codes,
        }))
    }
}

/// A password that was right, and the token that its owner is given for it (OWASP ASVS 5.0, 7.2.4).
struct Proof {
    verified: Verified,
    next: SessionToken,
}

impl Proof {
    fn take(&self, tx: &mut Tx<'_>, session: &Session, now: Timestamp) -> Result<(), ProofError> {
        attempt_forget(tx, &self.verified)?;
        Ok(session_replace_token(tx, session, &self.next, now)?)
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
    ) -> Later<'a, Result<Renewed, ChangePasswordError>> {
        Box::pin(async move { self.choose(session, (current, chosen), &by).await })
    }

    fn begin_second_factor<'a>(
        &'a self,
        session: &'a Session,
        password: Option<String>,
        by: TypedBy,
    ) -> Later<'a, Result<Option<SessionToken>, ProofError>> {
        Box::pin(async move { self.begin(session, password, &by).await })
    }

    fn pending_second_factor<'a>(
        &'a self,
        session: &'a Session,
    ) -> Later<'a, Result<Option<PendingSecondFactor>, ProofError>> {
        Box::pin(async move {
            let (sealer, asking) = (self.0.sealer.clone(), session.clone());
            let now = self.0.clock.now();
            let read = move |tx: &mut Tx<'_>| enrolment_pending(tx, &sealer, &asking, now);
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
        by: TypedBy,
    ) -> Later<'a, Result<Option<RecoveryCodesDrawn>, ProofError>> {
        Box::pin(async move { self.confirm(session, &typed, &by).await })
    }

    fn new_recovery_codes<'a>(
        &'a self,
        session: &'a Session,
        password: String,
        by: TypedBy,
    ) -> Later<'a, Result<RecoveryCodesDrawn, ProofError>> {
        Box::pin(async move { self.draw_recovery_codes(session, password, &by).await })
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

    fn end_other_sessions<'a>(&'a self, session: &'a Session) -> Later<'a, Result<(), NotProven>> {
        Box::pin(async move {
            let (kept, now) = (session.clone(), self.0.clock.now());
            let end = move |tx: &mut Tx<'_>| sessions_end_others(tx, &kept, now);
            self.0.store.write(end).await.map(drop)
        })
    }
}
