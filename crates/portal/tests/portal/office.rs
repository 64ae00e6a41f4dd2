//! An office to test against: the real router over a real database, an officer, a family.

use std::num::NonZeroUsize;
use std::sync::{Arc, LazyLock};

use axum::Router;
use danh_api::staff::{PasswordSignIn, PasswordSignInParts, SecondFactorPolicy, StaffSignIn};
use danh_api::{AppParts, AppState, LedgerFace, PasswordChecks, SecureCookies};
use danh_desk::Desk;
use danh_directory::{Appointment, Directory, Officer, Role, appoint, officer_add};
use danh_exchange::{AccessPage, AccessRecord, access_records_of_person};
use danh_identity::{
    AccountWords, ChangedBy, CodeSecret, HashingCost, NewAccount, NewPassword, PasswordHash,
    PasswordOf, STEP_SECONDS, account_create,
};
use danh_keys::KeyRing;
use danh_ledger::{Bell, Log};
use danh_register::{Actor, ProtectionReport, Register, Seen};
use danh_store::{Migrations, Store, StoreError};
use danh_vocabulary::{
    AppointmentId, Entropy, IdSource, ManualClock, OfficerId, PersonId, SeededEntropy,
};
use jiff::civil::date;
use tempfile::TempDir;
use tokio::runtime::Runtime;

use crate::browser::Browser;
use crate::family::Family;

/// What the officer signs in with.
pub(crate) const LOGIN: &str = "duong.do";
pub(crate) const PASSWORD: &str = "thuyền xuôi bến đợi";

/// The committee of the city where the family is at home.
pub(crate) const HA_NOI: &str = "ubnd:01@2025-07-01";

const OFFICER: OfficerId = OfficerId::from_i64(11);
const COLLEAGUE_LOGIN: &str = "son.ha";
const COLLEAGUE: OfficerId = OfficerId::from_i64(12);

const TABLES: [Migrations; 6] = [
    danh_ledger::MIGRATIONS,
    danh_directory::MIGRATIONS,
    danh_identity::MIGRATIONS,
    danh_register::MIGRATIONS,
    danh_exchange::MIGRATIONS,
    danh_desk::MIGRATIONS,
];

static DIRECTORY: LazyLock<Arc<Directory>> = LazyLock::new(|| Arc::new(Directory::embedded()));

/// A server without a socket. Today is 23 November 2026.
pub(crate) struct Office {
    pub(crate) state: AppState,
    pub(crate) clock: Arc<ManualClock>,
    pub(crate) family: Family,
    runtime: Runtime,
    _keys: TempDir,
}

impl Office {
    /// Runs a test in an office on each engine; every officer may do what `role` may.
    pub(crate) fn on_both_engines(role: Role, mut test: impl FnMut(&Self)) {
        danh_store::testing::on_both_engines(&TABLES, |store| test(&Self::open(store, role)));
    }

    fn open(store: &Store, role: Role) -> Self {
        let clock = Arc::new(ManualClock::new(instant("2024-06-01T08:00:00Z")));
        let entropy: Arc<dyn Entropy> = Arc::new(SeededEntropy::new(3));
        let ids = Arc::new(IdSource::new(clock.clone(), 0));
        let keys = tempfile::tempdir().expect("a temporary folder");
        let ring = KeyRing::open_or_create(&keys.path().join("keys"), &*entropy)
            .expect("a key ring in a fresh folder");
        let ledgers = [Log::JOURNAL, Log::ACCESS].map(|log| LedgerFace {
            log,
            verifier_key: format!("danh.example/{log}+00000000+AAAA"),
            bell: Bell::new(),
        });
        let directory = DIRECTORY.clone();
        let register = Register::new(
            directory.clone(),
            ids.clone(),
            entropy.clone(),
            clock.clone(),
        );
        let family = Family::register(store, &register, &clock);
        clock.set(instant("2026-11-23T07:00:00Z"));
        let seat = match role {
            Role::Statistician => (role, "bca-c06"),
            Role::ResidenceOfficer | Role::CardOfficer => (role, "ca:01@2025-07-01"),
            _ => (role, HA_NOI),
        };
        for officer in [
            (OFFICER, LOGIN, "Đỗ Thuỳ Dương"),
            (COLLEAGUE, COLLEAGUE_LOGIN, "Hà Ngọc Sơn"),
        ] {
            hire(store, &*entropy, Some(seat), officer);
        }
        let staff = staff(store, &ring, clock.clone(), entropy.clone());
        let state = AppState::new(AppParts {
            store: store.clone(),
            register,
            exchange: danh_exchange::Exchange::new(&ring, directory.clone(), "danh.example")
                .expect("the ring makes keys"),
            directory,
            desk: Desk::new(
                ring.sealer(Desk::SEALER)
                    .expect("the ring makes sealing keys"),
                entropy.clone(),
            ),
            handles: ring.handles("staff").expect("the ring makes handle keys"),
            clock: clock.clone(),
            entropy,
            ids,
            ledgers: ledgers.into(),
            rate_limits: danh_api::RateLimits::new(danh_api::RateQuota::STANDARD),
            staff,
            secure_cookies: SecureCookies::Yes,
            installation: danh_operation::Installation {
                version: env!("CARGO_PKG_VERSION"),
                folder: keys.path().to_owned(),
                limits: danh_operation::Limits::default(),
                serving: Some(danh_operation::Serving {
                    since: instant("2026-11-01T00:00:00Z"),
                    process: 4_711,
                }),
                transport: danh_operation::Transport::Loopback,
                is_demo: false,
            },
            trusted_proxies: Vec::new(),
            metrics: Arc::new(String::new),
        });
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_time()
            .build()
            .expect("a runtime");
        Self {
            state,
            clock,
            family,
            runtime,
            _keys: keys,
        }
    }

    /// Hires somebody else, with an appointment or without any.
    pub(crate) fn hire(&self, login: &str, seat: Option<(Role, &str)>) -> OfficerId {
        let officer = OfficerId::from_i64(self.state.ids.next());
        let (store, entropy) = (&self.state.store, &*self.state.entropy);
        hire(store, entropy, seat, (officer, login, "Lý Thị Sen"));
        officer
    }

    /// Appoints somebody a second time.
    pub(crate) fn appoint(&self, officer: OfficerId, (role, authority): (Role, &str)) {
        let appointment = Appointment {
            id: AppointmentId::from_i64(self.state.ids.next()),
            officer,
            role,
            standing: danh_directory::Standing::Regular,
            authority: authority.parse().expect("an id of an authority"),
            valid_from: date(2026, 1, 1),
            valid_until: None,
        };
        let appointed = self.state.store.write(move |tx| {
            appoint(tx, &DIRECTORY, &appointment).expect("the authority takes such officers");
            Ok::<_, StoreError>(())
        });
        appointed.wait().expect("an officer is appointed");
    }

    /// A browser that nobody has used.
    pub(crate) fn browser(&self) -> Browser<'_> {
        Browser::new(self, self.faces())
    }

    /// A browser that nobody has used, where the component pages are served beside the others.
    pub(crate) fn browser_of_demo(&self) -> Browser<'_> {
        let pages = danh_portal::component_pages(self.state.clone());
        let faces = danh_api::shell(self.routes().merge(pages), &self.state);
        Browser::new(self, faces)
    }

    /// A browser in which the officer has signed in.
    pub(crate) fn officer(&self) -> Browser<'_> {
        self.signed_in(LOGIN)
    }

    /// A browser in which the officer's colleague has signed in.
    pub(crate) fn colleague(&self) -> Browser<'_> {
        self.signed_in(COLLEAGUE_LOGIN)
    }

    /// A browser in which somebody has signed in.
    pub(crate) fn signed_in(&self, login: &str) -> Browser<'_> {
        let mut browser = self.browser();
        let page = browser.enter(&[("login", login), ("password", PASSWORD)]);
        assert_eq!(page.location(), Some("/"));
        browser
    }

    /// What an app shows now that was given the secret.
    pub(crate) fn code_of(&self, secret: &str) -> String {
        let step = self.state.clock.now().micros() / (STEP_SECONDS * 1_000_000);
        let secret = CodeSecret::parse(secret).expect("a page shows the secret");
        secret.code_at(step).reveal()
    }

    /// All faces, as the program puts them together.
    pub(crate) fn faces(&self) -> Router {
        danh_api::shell(self.routes(), &self.state)
    }

    fn routes(&self) -> Router {
        danh_api::routes(self.state.clone()).merge(danh_portal::router(self.state.clone()))
    }

    pub(crate) fn block_on<F: Future>(&self, future: F) -> F::Output {
        self.runtime.block_on(future)
    }

    /// The address of a person's page.
    pub(crate) fn page_of(&self, person: PersonId) -> String {
        format!("/persons/{}", self.state.handle_of(person))
    }

    /// Who was told about a person, the newest first.
    pub(crate) fn access_records(&self, person: PersonId) -> Vec<AccessRecord> {
        let page = AccessPage {
            before: None,
            size: 100,
        };
        let read = self
            .state
            .store
            .read(move |tx| access_records_of_person(tx, person, page));
        read.wait().expect("access records can be read")
    }

    /// Hides a person who was seen in a version from everyone but the colleague.
    pub(crate) fn protect(&self, person: PersonId, version: u32) {
        let register = self.state.register.clone();
        let act = register
            .act(Actor::Officer(COLLEAGUE), "bca-c06")
            .expect("the department exists");
        let report = ProtectionReport {
            person: Seen { person, version },
            officers: [COLLEAGUE].into(),
            on: date(2026, 11, 20),
        };
        let ordered = self
            .state
            .store
            .write(move |tx| register.order_protection(tx, &act, &report));
        ordered.wait().expect("a person can be protected");
    }

    /// Makes every later write of an access record fail.
    pub(crate) fn lose_access_records(&self) {
        let lost = self
            .state
            .store
            .write(|tx| tx.execute("DROP TABLE access_record_person", &[]));
        lost.wait().expect("a table can be dropped");
    }
}

pub(crate) fn instant(text: &str) -> danh_vocabulary::Timestamp {
    text.parse()
        .expect("tests write instants as they are written")
}

/// A password that may be chosen, hashed as cheaply as can be.
pub(crate) fn hashed_secret(password: &str, entropy: &dyn Entropy) -> PasswordHash {
    let password = NewPassword::parse(password, &AccountWords::none());
    let password = password.expect("the password may be chosen");
    PasswordHash::of(&password, HashingCost::CHEAPEST, entropy)
}

/// Signing in as the program has it.
fn staff(
    store: &Store,
    ring: &KeyRing,
    clock: Arc<ManualClock>,
    entropy: Arc<dyn Entropy>,
) -> Arc<dyn StaffSignIn> {
    let sealer = ring.sealer(PasswordSignIn::SEALER);
    Arc::new(PasswordSignIn::new(PasswordSignInParts {
        store: store.clone(),
        directory: DIRECTORY.clone(),
        clock,
        entropy,
        sealer: sealer.expect("the ring makes sealing keys"),
        password_checks: PasswordChecks::new(HashingCost::CHEAPEST, NonZeroUsize::MIN),
        policy: SecondFactorPolicy::Nobody,
        issuer: "Danh".to_owned(),
    }))
}

/// An officer with an account and an appointment.
fn hire(
    store: &Store,
    entropy: &dyn Entropy,
    seat: Option<(Role, &str)>,
    (officer, login, name): (OfficerId, &str, &'static str),
) {
    let password = hashed_secret(PASSWORD, entropy);
    let account = NewAccount {
        login: login.parse().expect("the login is one"),
        officer,
        password,
        password_of: PasswordOf::Owner,
    };
    let by = ChangedBy::Machine("tests".to_owned());
    let appointment = seat.map(|(role, authority)| Appointment {
        id: AppointmentId::from_i64(officer.as_i64()),
        officer,
        role,
        standing: danh_directory::Standing::Regular,
        authority: authority.parse().expect("an id of an authority"),
        valid_from: date(2026, 1, 1),
        valid_until: None,
    });
    let now = instant("2026-01-01T00:00:00Z");
    let hired = store.write(move |tx| {
        let name = name.parse().expect("a name");
        officer_add(tx, &Officer { id: officer, name })?;
        account_create(tx, &account, &by, now).expect("the login is free");
        if let Some(appointment) = &appointment {
            appoint(tx, &DIRECTORY, appointment).expect("the authority takes such officers");
        }
        Ok::<_, StoreError>(())
    });
    hired.wait().expect("an officer is hired");
}
