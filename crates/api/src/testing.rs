//! An office to test against: the real router over a real database, an officer, a small family.

mod reply;
mod writing;

use std::num::NonZeroUsize;
use std::sync::{Arc, LazyLock};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Method, Request, StatusCode, header};
use danh_desk::Desk;
use danh_directory::{Appointment, Directory, Officer, appoint, officer_add};
use danh_exchange::{AccessPage, AccessRecord, access_records_of_person};
use danh_identity::{
    AccountWords, ChangedBy, Client, HashingCost, NewAccount, NewPassword, NewSession, Origin,
    PasswordHash, PasswordOf, account_create, attempt_begin, session_open,
};
use danh_keys::KeyRing;
use danh_ledger::note::NoteSigner;
use danh_ledger::{Bell, Integrator, IntegratorOptions, Log, append_many, commitment};
use danh_register::{
    Act, Actor, BirthReport, Change, CorrectionReport, Home, PersonState, ProtectionReport,
    Recorded, Register, ResidenceReport, Seen,
};
use danh_store::{Migrations, Store};
use danh_vocabulary::{
    AppointmentId, Entropy, IdSource, ManualClock, OfficerId, PersonId, SeededEntropy, Sex,
};
use serde_json::Value;
use tempfile::TempDir;
use tokio::runtime::Runtime;
use tower::ServiceExt;

pub(crate) use self::reply::Reply;
pub(crate) use self::writing::{TODAY, Wish, WriteCase, all_are_answered_alike};
use crate::staff::{PasswordSignIn, PasswordSignInParts, SecondFactorPolicy, StaffSignIn};
use crate::{AppParts, AppState, LedgerFace, PasswordChecks, SecureCookies};

pub(crate) const PASSWORD: &str = "sông Hương chảy chậm";
pub(crate) const LOGIN: &str = "lan.nguyen";
const OFFICER: OfficerId = OfficerId::from_i64(7);
/// A second registrar of the same commune.
pub(crate) const COLLEAGUE_LOGIN: &str = "minh.tran";
pub(crate) const COLLEAGUE: OfficerId = OfficerId::from_i64(8);
/// The committee of the ward where the family is at home.
pub(crate) const BA_DINH: &str = "ubnd:00004@2025-07-01";
/// The committee of another ward of the same city.
pub(crate) const HONG_HA: &str = "ubnd:00097@2025-07-01";

const TABLES: [Migrations; 6] = [
    danh_ledger::MIGRATIONS,
    danh_directory::MIGRATIONS,
    danh_identity::MIGRATIONS,
    danh_register::MIGRATIONS,
    danh_exchange::MIGRATIONS,
    danh_desk::MIGRATIONS,
];

/// The units, loaded once for all tests.
pub(crate) fn directory() -> Arc<Directory> {
    static DIRECTORY: LazyLock<Arc<Directory>> = LazyLock::new(|| Arc::new(Directory::embedded()));
    DIRECTORY.clone()
}

/// A person of whom nothing is known but who they are.
pub(crate) fn somebody() -> PersonState {
    let identity = serde_json::json!({"name": "Đặng Thu", "sex": "F", "born": "1990-02"});
    serde_json::from_value(serde_json::json!({ "identity": identity })).unwrap()
}

/// Runs a test in an office on each engine.
pub(crate) fn on_both_engines(mut test: impl FnMut(&Office)) {
    danh_store::testing::on_both_engines(&TABLES, |store| test(&Office::open(store)));
}

/// A server without a socket, and the people it knows.
///
/// The mother was written down as Nguyễn Thị Mây in June 2024 and corrected to Nguyễn Thị Mai in
/// July; her child was born in May. Today is 5 January 2026.
pub(crate) struct Office {
    pub(crate) state: AppState,
    pub(crate) clock: Arc<ManualClock>,
    pub(crate) mother: PersonId,
    pub(crate) child: PersonId,
    /// What seals the secrets of second factors.
    pub(crate) sealer: danh_keys::Sealer,
    integrators: Vec<Integrator>,
    runtime: Runtime,
    _keys: TempDir,
}

impl Office {
    fn open(store: &Store) -> Self {
        let clock = Arc::new(ManualClock::new("2024-06-01T08:00:00Z".parse().unwrap()));
        let entropy: Arc<dyn Entropy> = Arc::new(SeededEntropy::new(7));
        let ids = Arc::new(IdSource::new(clock.clone(), 0));
        let folder = tempfile::tempdir().unwrap();
        let ring = KeyRing::open_or_create(&folder.path().join("keys"), &*entropy).unwrap();
        let mut ledgers = Vec::new();
        let mut integrators = Vec::new();
        for log in [Log::JOURNAL, Log::ACCESS] {
            let name = format!("danh.example/ledger/{log}").parse().unwrap();
            let key = ring.signer(&format!("ledger-{log}")).unwrap();
            let signer = NoteSigner::new(name, key);
            ledgers.push(LedgerFace {
                log,
                verifier_key: signer.verifier_key().to_string(),
                bell: Bell::new(),
            });
            let options = IntegratorOptions {
                log,
                signer,
                clock: clock.clone(),
                holder: "test".to_owned(),
                lease_duration: IntegratorOptions::LEASE_DURATION,
                batch_size: IntegratorOptions::BATCH_SIZE,
            };
            integrators.push(Integrator::new(store.clone(), options));
        }
        let register = Register::new(directory(), ids.clone(), entropy.clone(), clock.clone())
            .with_sealer(ring.sealer("contact").unwrap());
        let staff = staff(store, &ring, clock.clone(), entropy.clone());
        let state = AppState::new(AppParts {
            store: store.clone(),
            register,
            directory: directory(),
            desk: Desk::new(ring.sealer(Desk::SEALER).unwrap(), entropy.clone()),
            exchange: danh_exchange::Exchange::new(&ring, directory(), "danh.example").unwrap(),
            handles: ring.handles("staff").unwrap(),
            clock: clock.clone(),
            entropy,
            ids,
            ledgers,
            rate_limits: crate::RateLimits::new(crate::RateQuota {
                officer: 60,
                anonymous: 120,
            }),
            staff,
            secure_cookies: SecureCookies::Yes,
            installation: danh_operation::Installation {
                version: env!("CARGO_PKG_VERSION"),
                folder: folder.path().to_owned(),
                limits: danh_operation::Limits::default(),
                serving: None,
                transport: danh_operation::Transport::Loopback,
                is_demo: false,
            },
            trusted_proxies: Vec::new(),
            metrics: Arc::new(|| "danh_test 1\n".to_owned()),
        });
        let registrar = |officer, login, name| {
            let role = danh_directory::Role::Registrar;
            hire(&state, officer, login, name, (role, BA_DINH));
        };
        registrar(OFFICER, LOGIN, "Nguyễn Thị Lan");
        registrar(COLLEAGUE, COLLEAGUE_LOGIN, "Trần Văn Minh");
        let (mother, child) = register_family(&state, &clock);
        clock.set("2026-01-05T08:00:00Z".parse().unwrap());
        Self {
            state,
            clock,
            mother,
            child,
            sealer: ring.sealer(PasswordSignIn::SEALER).unwrap(),
            integrators,
            runtime: tokio::runtime::Builder::new_current_thread()
                .enable_time()
                .build()
                .unwrap(),
            _keys: folder,
        }
    }

    /// Hires somebody else and gives a token of their new session.
    pub(crate) fn hire(
        &self,
        login: &'static str,
        role: danh_directory::Role,
        authority: &str,
    ) -> String {
        let officer = OfficerId::from_i64(self.state.ids.next());
        hire(&self.state, officer, login, "Lý Thị Sen", (role, authority));
        self.token_of(login)
    }

    /// Whose session a token is of, as a handler would find them.
    pub(crate) fn signed_in(&self, token: &str) -> crate::SignedIn {
        let mut headers = HeaderMap::new();
        let value = format!("Bearer {token}").parse().unwrap();
        headers.insert(header::AUTHORIZATION, value);
        let found = crate::SignedIn::of_headers(&self.state, &headers);
        self.block_on(found).unwrap()
    }

    /// A token of the registrar's new session.
    pub(crate) fn token(&self) -> String {
        self.token_of(LOGIN)
    }

    /// A token of somebody's new session.
    pub(crate) fn token_of(&self, login: &'static str) -> String {
        let now = self.state.clock.now();
        let client: Client = "203.0.113.9".parse::<std::net::IpAddr>().unwrap().into();
        let origin = Origin::from(client);
        let attempt = self
            .state
            .store
            .write(move |tx| attempt_begin(tx, &login.parse().unwrap(), &origin, now));
        let (attempt, entropy) = (attempt.wait().unwrap(), &*self.state.entropy);
        let verified = attempt.verify(PASSWORD, HashingCost::CHEAPEST, entropy);
        let (verified, new) = (verified.unwrap(), NewSession::draw(entropy, client));
        let revealed = new.token.reveal();
        let opened = self
            .state
            .store
            .write(move |tx| session_open(tx, &verified, &new, now));
        opened.wait().unwrap();
        revealed
    }

    pub(crate) fn get(&self, path: &str, token: Option<&str>) -> Reply {
        self.send(Method::GET, path, token, None)
    }

    pub(crate) fn post(&self, path: &str, token: Option<&str>, body: &Value) -> Reply {
        self.send(Method::POST, path, token, Some(body))
    }

    /// Writes an event under a key, having seen persons as their `ETag`s say.
    pub(crate) fn write(&self, path: &str, key: &str, etags: &[String], body: &Value) -> Reply {
        self.write_by(&self.token(), path, key, etags, body)
    }

    /// Writes an event as whoever holds a token.
    pub(crate) fn write_by(
        &self,
        token: &str,
        path: &str,
        key: &str,
        etags: &[String],
        body: &Value,
    ) -> Reply {
        let mut request = Request::post(path)
            .header(header::CONTENT_TYPE, "application/json")
            .header("idempotency-key", format!("\"{key}\""))
            .header(header::AUTHORIZATION, format!("Bearer {token}"));
        if !etags.is_empty() {
            request = request.header(header::IF_MATCH, etags.join(", "));
        }
        self.ask(request.body(Body::from(body.to_string())).unwrap())
    }

    /// Registers somebody's birth: their handle and `ETag`.
    pub(crate) fn new_person(&self, name: &str, sex: &str, born: &str) -> (String, String) {
        let body =
            serde_json::json!({"name": name, "sex": sex, "born": born, "birth_unit": "00004"});
        let receipt = self.write("/api/v1/births", &format!("{born}-{sex}"), &[], &body);
        let person = receipt.receipt()["persons"][0].clone();
        let text = |field: &str| person[field].as_str().unwrap().to_owned();
        (text("handle"), text("etag"))
    }

    /// The `ETag` of a person, as it is read.
    pub(crate) fn etag_of(&self, person: PersonId) -> String {
        let read = self.get(&self.path_of(person), Some(&self.token()));
        assert_eq!(read.status, StatusCode::OK, "{}", read.text());
        read.header("etag").to_owned()
    }

    pub(crate) fn send(
        &self,
        method: Method,
        path: &str,
        token: Option<&str>,
        body: Option<&Value>,
    ) -> Reply {
        let mut request = Request::builder().method(method).uri(path);
        if let Some(token) = token {
            request = request.header(header::AUTHORIZATION, format!("Bearer {token}"));
        }
        let body = body.map_or_else(Body::empty, |json| Body::from(json.to_string()));
        let json = (header::CONTENT_TYPE, "application/json");
        let request = request.header(json.0, json.1).body(body).unwrap();
        self.ask(request)
    }

    /// What the API answers.
    pub(crate) fn ask(&self, request: Request<Body>) -> Reply {
        self.ask_app(crate::router(self.state.clone()), request)
    }

    /// What other routes answer that are merged with those of the API.
    pub(crate) fn ask_beside(&self, others: Router, request: Request<Body>) -> Reply {
        let routes = crate::routes(self.state.clone()).merge(others);
        self.ask_app(crate::shell(routes, &self.state), request)
    }

    pub(crate) fn ask_app(&self, app: Router, request: Request<Body>) -> Reply {
        self.runtime.block_on(async {
            let response = app.oneshot(request).await.unwrap();
            let (parts, body) = response.into_parts();
            Reply {
                status: parts.status,
                headers: parts.headers,
                body: to_bytes(body, usize::MAX).await.unwrap().into(),
            }
        })
    }

    pub(crate) fn block_on<F: Future>(&self, future: F) -> F::Output {
        self.runtime.block_on(future)
    }

    /// Gives everything that waits its place in the ledgers.
    pub(crate) fn integrate(&self) {
        for integrator in &self.integrators {
            while integrator.step().unwrap().has_more {}
        }
    }

    /// Puts entries of nobody's into the journal's ledger.
    pub(crate) fn append_to_journal(&self, count: i64) {
        let entry = |id: i64| (id, commitment(&[1; 16], &id.to_be_bytes()));
        let entries: Vec<_> = (0..count).map(entry).collect();
        let appended = self
            .state
            .store
            .write(move |tx| append_many(tx, Log::JOURNAL, &entries));
        appended.wait().unwrap();
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
        read.wait().unwrap()
    }

    /// The address of a person.
    pub(crate) fn path_of(&self, person: PersonId) -> String {
        format!("/api/v1/persons/{}", self.state.handle_of(person))
    }

    /// Hides a person who was seen in a version from everyone but one officer.
    pub(crate) fn protect(&self, person: PersonId, version: u32, officer: OfficerId) {
        let register = self.state.register.clone();
        let act = register.act(Actor::Officer(officer), "bca-c06").unwrap();
        let report = ProtectionReport {
            person: Seen { person, version },
            officers: [officer].into(),
            on: jiff::civil::date(2026, 1, 5),
        };
        let write = move |tx: &mut danh_store::Tx<'_>| register.order_protection(tx, &act, &report);
        self.state.store.write(write).wait().unwrap();
    }

    /// Makes every later write of an access record fail.
    pub(crate) fn lose_access_records(&self) {
        let lost = self
            .state
            .store
            .write(|tx| tx.execute("DROP TABLE access_record_person", &[]));
        lost.wait().unwrap();
    }
}

/// A password that may be chosen, hashed as cheaply as can be.
pub(crate) fn hashed(password: &str, entropy: &dyn Entropy) -> PasswordHash {
    let password = NewPassword::parse(password, &AccountWords::none()).unwrap();
    PasswordHash::of(&password, HashingCost::CHEAPEST, entropy)
}

/// Signing in as the program has it, with a second factor for statisticians.
fn staff(
    store: &Store,
    ring: &KeyRing,
    clock: Arc<ManualClock>,
    entropy: Arc<dyn Entropy>,
) -> Arc<dyn StaffSignIn> {
    Arc::new(PasswordSignIn::new(PasswordSignInParts {
        store: store.clone(),
        directory: directory(),
        clock,
        entropy,
        sealer: ring.sealer(PasswordSignIn::SEALER).unwrap(),
        password_checks: PasswordChecks::new(HashingCost::CHEAPEST, NonZeroUsize::MIN),
        policy: SecondFactorPolicy::Roles(vec![danh_directory::Role::Statistician]),
        issuer: "Danh".to_owned(),
    }))
}

/// An officer with an account and an appointment.
fn hire(
    state: &AppState,
    officer: OfficerId,
    login: &str,
    name: &'static str,
    (role, authority): (danh_directory::Role, &str),
) {
    let account = NewAccount {
        login: login.parse().unwrap(),
        officer,
        password: hashed(PASSWORD, &*state.entropy),
        password_of: PasswordOf::Owner,
    };
    let by = ChangedBy::Machine("tests".to_owned());
    let appointment = Appointment {
        id: AppointmentId::from_i64(officer.as_i64()),
        officer,
        role,
        standing: danh_directory::Standing::Regular,
        authority: authority.parse().unwrap(),
        valid_from: jiff::civil::date(2025, 7, 1),
        valid_until: None,
    };
    let now = state.clock.now();
    let hired = state.store.write(move |tx| {
        let officer = Officer {
            id: officer,
            name: name.parse().unwrap(),
        };
        officer_add(tx, &officer)?;
        account_create(tx, &account, &by, now).unwrap();
        appoint(tx, &directory(), &appointment).unwrap();
        Ok::<_, danh_store::StoreError>(())
    });
    hired.wait().unwrap();
}

fn register_family(state: &AppState, clock: &ManualClock) -> (PersonId, PersonId) {
    let officer = Actor::Officer(OFFICER);
    let act = state.register.act(officer, "ubnd:00004").unwrap();
    let born = |name: &str, sex, day: &str, mother| BirthReport {
        name: name.parse().unwrap(),
        sex,
        born: day.parse().unwrap(),
        birth_unit: "00004".parse().unwrap(),
        origin_unit: None,
        ethnicity: None,
        father: None,
        mother,
        registered_in: "00004".parse().unwrap(),
        nationalities: vec![danh_vocabulary::Nationality::VIET_NAM],
    };
    let register_birth = |report: BirthReport| {
        let (register, act) = (state.register.clone(), act.clone());
        let write =
            move |tx: &mut danh_store::Tx<'_>| register.register_birth(tx, &act, report.clone());
        state.store.write(write).wait().unwrap()
    };
    let mother = register_birth(born("Nguyễn Thị Mây", Sex::Female, "1995-03-15", None));
    let person = mother.subjects[0].person;
    let child = register_birth(born("Trần Minh Hoà", Sex::Male, "2024-05-20", Some(person)));
    settle(state, &act, person);
    clock.set("2024-07-01T08:00:00Z".parse().unwrap());
    correct_name(state, &act, &mother);
    (person, child.subjects[0].person)
}

fn settle(state: &AppState, act: &Act, person: PersonId) {
    let (register, act) = (state.register.clone(), act.clone());
    let report = ResidenceReport {
        person: Seen { person, version: 1 },
        unit: "00004".parse().unwrap(),
        detail: Some("Số 12 phố Trúc Bạch".to_owned()),
        home: Home::New,
        on: jiff::civil::date(2020, 5, 1),
    };
    let write = move |tx: &mut danh_store::Tx<'_>| register.register_residence(tx, &act, &report);
    state.store.write(write).wait().unwrap();
}

fn correct_name(state: &AppState, act: &Act, birth: &Recorded) {
    let (register, act) = (state.register.clone(), act.clone());
    let report = CorrectionReport {
        person: Seen {
            person: birth.subjects[0].person,
            version: 2,
        },
        of: birth.event,
        change: Change::Name {
            was: "Nguyễn Thị Mây".parse().unwrap(),
            now: "Nguyễn Thị Mai".parse().unwrap(),
        },
    };
    let write = move |tx: &mut danh_store::Tx<'_>| register.correct(tx, &act, report.clone());
    state.store.write(write).wait().unwrap();
}
