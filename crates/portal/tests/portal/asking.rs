//! A way of signing in that still asks everybody for one thing: the program's own in everything else. It stands behind the
//! same seam, and its accounts are looked after elsewhere.

use std::sync::Arc;

use danh_api::staff::{
    CodeGiven, CodeRefused, Credentials, Later, Opened, OwnAccounts, SignInRefused, StaffSignIn,
    TypedBy,
};
use danh_api::{AppParts, AppState, RateLimits, RateQuota};
use danh_directory::Role;
use danh_identity::{Session, SessionToken, Step, TokenUse};
use danh_store::{StoreError, Tx};
use danh_vocabulary::Timestamp;

use crate::browser::Browser;
use crate::office::{LOGIN, Office, PASSWORD};

/// What is still asked, and where accounts are.
pub(crate) struct Asking {
    inner: Arc<dyn StaffSignIn>,
    step: Option<Step>,
    accounts: Accounts,
}

/// Where accounts are looked after.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Accounts {
    Here,
    Elsewhere,
}

impl StaffSignIn for Asking {
    fn sign_in(&self, given: Credentials, by: TypedBy) -> Later<'_, Result<Opened, SignInRefused>> {
        self.inner.sign_in(given, by)
    }

    fn session(
        &self,
        tx: &mut Tx<'_>,
        token: &SessionToken,
        now: Timestamp,
    ) -> Result<Option<Session>, StoreError> {
        self.inner.session(tx, token, now)
    }

    fn step(&self, _: &Session, _: &[Role]) -> Option<Step> {
        self.step
    }

    fn renew<'a>(
        &'a self,
        session: &'a Session,
        token: &'a SessionToken,
        token_use: TokenUse,
    ) -> Later<'a, Result<Option<SessionToken>, StoreError>> {
        self.inner.renew(session, token, token_use)
    }

    fn give_code<'a>(
        &'a self,
        session: &'a Session,
        typed: String,
        by: TypedBy,
    ) -> Later<'a, Result<CodeGiven, CodeRefused>> {
        self.inner.give_code(session, typed, by)
    }

    fn sign_out<'a>(&'a self, session: &'a Session) -> Later<'a, Result<(), StoreError>> {
        self.inner.sign_out(session)
    }

    fn own_accounts(&self) -> Option<&dyn OwnAccounts> {
        match self.accounts {
            Accounts::Here => self.inner.own_accounts(),
            Accounts::Elsewhere => None,
        }
    }
}

/// A browser in which the officer has given the password at such a door.
pub(crate) fn signed_in(office: &Office, step: Option<Step>, accounts: Accounts) -> Browser<'_> {
    let state = &office.state;
    let state = AppState::new(AppParts {
        store: state.store.clone(),
        register: state.register.clone(),
        directory: state.directory.clone(),
        desk: state.desk.clone(),
        exchange: state.exchange.clone(),
        handles: state.handles.clone(),
        clock: state.clock.clone(),
        entropy: state.entropy.clone(),
        ids: state.ids.clone(),
        ledgers: state.ledgers.clone(),
        rate_limits: RateLimits::new(RateQuota::STANDARD),
        staff: Arc::new(Asking {
            inner: state.staff.clone(),
            step,
            accounts,
        }),
        installation: state.installation.clone(),
        secure_cookies: state.secure_cookies,
        trusted_proxies: Vec::new(),
        metrics: state.metrics.clone(),
    });
    let routes = danh_api::routes(state.clone()).merge(danh_portal::router(state.clone()));
    let mut browser = Browser::new(office, danh_api::shell(routes, &state));
    let page = browser.enter(&[("login", LOGIN), ("password", PASSWORD)]);
    assert_eq!(page.location(), Some("/"));
    browser
}
