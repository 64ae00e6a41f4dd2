//! The faces over the register, and officers who have signed in.

use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::sync::Arc;

use axum::Router;
use danh_api::staff::{
    Credentials, PasswordSignIn, PasswordSignInParts, SecondFactorPolicy, TypedBy, Way,
};
use danh_api::{
    AppParts, AppState, LedgerFace, PasswordChecks, RateLimits, RateQuota, SecureCookies, SignedIn,
};
use danh_desk::Desk;
use danh_directory::{Appointment, Officer, Role, Standing, appoint, officer_add};
use danh_identity::{
    AccountWords, ChangedBy, HashingCost, NewAccount, NewPassword, PasswordHash, PasswordOf,
    SessionToken, account_by_login, account_create,
};
use danh_ledger::note::NoteSigner;
use danh_ledger::{Bell, Log};
use danh_operation::{Installation, Limits, Serving, Transport};
use danh_store::StoreError;
use danh_vocabulary::{AppointmentId, OfficerId};
use tokio::runtime::Runtime;

use super::busy::Integrating;
use super::waits::{Listener, Waits};
use crate::fixture::Fixture;

/// Nobody's; it opens nothing but what a benchmark made.
const PASSWORD: &str = "đo tốc độ của trang";

/// An officer of the benchmark, by where they sit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Seat {
    /// Registrar of a city.
    Registrar,
    /// Registrar of a ward.
    Ward,
    /// Residence officer of a city.
    Residence,
    /// Reviewer of the ward.
    Reviewer,
    /// Reviewer at the centre.
    ReviewerOfCentre,
    /// Inspector at the centre.
    Inspector,
    /// Administrator of a city.
    Administrator,
}

/// The committee of the ward whose books are long.
pub(super) const WARD: &str = "ubnd:00004@2025-07-01";
/// The committee of the city.
pub(super) const CITY: &str = "ubnd:01@2025-07-01";

impl Seat {
    const ALL: [(Self, &'static str, Role, &'static str); 7] = [
        (Self::Registrar, "bench.city", Role::Registrar, CITY),
        (Self::Ward, "bench.ward", Role::Registrar, WARD),
        (
            Self::Residence,
            "bench.residence",
            Role::ResidenceOfficer,
            "ca:01@2025-07-01",
        ),
        (Self::Reviewer, "bench.reviewer", Role::Reviewer, WARD),
        (
            Self::ReviewerOfCentre,
            "bench.centre",
            Role::Reviewer,
            "bca-c06",
        ),
        (
            Self::Inspector,
            "bench.inspector",
            Role::Inspector,
            "bca-c06",
        ),
        (
            Self::Administrator,
            "bench.admin",
            Role::Administrator,
            CITY,
        ),
    ];
}

/// The faces, without a socket.
pub(super) struct Office {
    pub(super) state: AppState,
    pub(super) app: Router,
    pub(super) runtime: Runtime,
    pub(super) waits: Arc<Waits>,
    pub(super) listener: Listener,
    tokens: BTreeMap<Seat, SessionToken>,
}

impl Office {
    pub(super) fn open(fixture: &Fixture) -> anyhow::Result<Self> {
        let state = state(fixture)?;
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_time()
            .build()?;
        let mut tokens = BTreeMap::new();
        for (seat, login, role, authority) in Seat::ALL {
            hire(&state, login, role, authority)?;
            let given = Credentials {
                login: login.parse()?,
                password: PASSWORD.to_owned(),
                way: Way::PageByPage,
            };
            let by = TypedBy {
                client: std::net::IpAddr::from([127, 0, 0, 1]).into(),
                device_cookie: None,
            };
            let entered = runtime.block_on(state.staff.sign_in(given, by))?;
            tokens.insert(seat, entered.token);
        }
        let pages = danh_portal::router(state.clone());
        let routes = danh_api::routes(state.clone())
            .merge(pages)
            .merge(danh_portal::component_pages(state.clone()));
        let waits = Arc::new(Waits::default());
        Ok(Self {
            app: danh_api::shell(routes, &state),
            state,
            runtime,
            listener: Listener(Arc::clone(&waits)),
            waits,
            tokens,
        })
    }

    pub(super) fn token(&self, seat: Seat) -> &SessionToken {
        &self.tokens[&seat]
    }

    /// An officer as handlers see them.
    pub(super) fn signed_in(&self, seat: Seat) -> anyhow::Result<SignedIn> {
        let mut headers = axum::http::HeaderMap::new();
        let bearer = format!("Bearer {}", self.token(seat).reveal());
        headers.insert(axum::http::header::AUTHORIZATION, bearer.parse()?);
        let entered = SignedIn::of_headers(&self.state, &headers);
        Ok(self.runtime.block_on(entered)?)
    }

    /// Gives what is written its place in the ledgers, as the program does beside its pages.
    pub(super) fn integrate(&self, fixture: &Fixture) -> anyhow::Result<Integrating> {
        Integrating::start(fixture, &self.state)
    }
}

fn state(fixture: &Fixture) -> anyhow::Result<AppState> {
    let ledgers = [Log::JOURNAL, Log::ACCESS].map(|log| {
        let signer = NoteSigner::new(Fixture::name_of(log)?, fixture.signer_of(log)?);
        anyhow::Ok(LedgerFace {
            log,
            verifier_key: signer.verifier_key().to_string(),
            bell: Bell::new(),
        })
    });
    let ledgers = ledgers.into_iter().collect::<Result<Vec<_>, _>>()?;
    let entropy = Arc::clone(&fixture.entropy);
    Ok(AppState::new(AppParts {
        store: fixture.store.clone(),
        register: fixture.register.clone(),
        directory: Arc::clone(&fixture.directory),
        desk: Desk::new(fixture.keys.sealer(Desk::SEALER)?, Arc::clone(&entropy)),
        exchange: danh_exchange::Exchange::new(
            &fixture.keys,
            Arc::clone(&fixture.directory),
            "danh.bench",
        )?,
        handles: fixture.keys.handles("staff")?,
        clock: Arc::clone(&fixture.clock),
        entropy,
        ids: Arc::clone(&fixture.ids),
        ledgers,
        rate_limits: RateLimits::new(RateQuota::STANDARD),
        staff: Arc::new(PasswordSignIn::new(staff(fixture)?)),
        secure_cookies: SecureCookies::No,
        installation: Installation {
            version: env!("CARGO_PKG_VERSION"),
            folder: fixture.folder.clone(),
            limits: Limits::default(),
            serving: Some(Serving {
                since: fixture.clock.now(),
                process: std::process::id(),
            }),
            transport: Transport::Loopback,
            is_demo: false,
        },
        trusted_proxies: Vec::new(),
        metrics: Arc::new(String::new),
    }))
}

/// Signing in with passwords alone, as cheaply as can be.
fn staff(fixture: &Fixture) -> anyhow::Result<PasswordSignInParts> {
    Ok(PasswordSignInParts {
        store: fixture.store.clone(),
        directory: Arc::clone(&fixture.directory),
        clock: Arc::clone(&fixture.clock),
        entropy: Arc::clone(&fixture.entropy),
        sealer: fixture.keys.sealer(PasswordSignIn::SEALER)?,
        password_checks: PasswordChecks::new(HashingCost::CHEAPEST, NonZeroUsize::MIN),
        policy: SecondFactorPolicy::Nobody,
        issuer: "Danh".to_owned(),
    })
}

/// Hires an officer unless an earlier run did.
fn hire(state: &AppState, login: &str, role: Role, authority: &str) -> anyhow::Result<()> {
    let login: danh_identity::Login = login.parse()?;
    let known = login.clone();
    let found = state.store.read(move |tx| account_by_login(tx, &known));
    if found.wait()?.is_some() {
        return Ok(());
    }
    let officer = OfficerId::from_i64(state.ids.next());
    let password = NewPassword::parse(PASSWORD, &AccountWords::none())?;
    let account = NewAccount {
        login,
        officer,
        password: PasswordHash::of(&password, HashingCost::CHEAPEST, &*state.entropy),
        password_of: PasswordOf::Owner,
    };
    let by = ChangedBy::Machine("bench".to_owned());
    let appointment = Appointment {
        id: AppointmentId::from_i64(state.ids.next()),
        officer,
        role,
        standing: Standing::Regular,
        authority: authority.parse()?,
        valid_from: state.register.today(),
        valid_until: None,
    };
    let (now, directory) = (state.clock.now(), Arc::clone(&state.directory));
    let hired = state.store.write(move |tx| {
        let name = "Lý Thị Đo".parse().expect("a name");
        officer_add(tx, &Officer { id: officer, name })?;
        account_create(tx, &account, &by, now).map_err(outside)?;
        appoint(tx, &directory, &appointment).map_err(outside)?;
        Ok::<_, StoreError>(())
    });
    Ok(hired.wait()?)
}

fn outside(error: impl std::error::Error) -> StoreError {
    StoreError::Engine {
        detail: error.to_string(),
    }
}
