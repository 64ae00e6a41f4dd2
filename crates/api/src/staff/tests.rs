//! Signing in through the API, and the faces driven by another implementation than the program's.

mod own_accounts;

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use danh_identity::{
    CodeSecret, FormKey, OneTimeCode, PasswordOf, RecoveryCode, SessionId, SignInError,
    TokenStanding, TokenState, enrolment_begin, enrolment_confirm, password_reset,
};
use danh_vocabulary::OfficerId;
use serde_json::{Value, json};

use super::*;
use crate::testing::{LOGIN, Office, PASSWORD, Reply, hashed, on_both_engines};
use crate::{AppParts, AppState, SecureCookies};

const PATH: &str = "/api/v1/sessions";
const HALF_MINUTE: i64 = 30 * 1_000_000;

fn sign_in(office: &Office, login: &str, code: Option<&str>) -> Reply {
    let mut body = json!({"login": login, "password": PASSWORD});
    if let Some(code) = code {
        body["code"] = Value::from(code);
    }
    office.post(PATH, None, &body)
}

/// Sets up a second factor for the registrar.
fn enrol(office: &Office) -> (CodeSecret, Vec<RecoveryCode>) {
    let (entropy, now) = (office.state.entropy.clone(), office.state.clock.now());
    let (secret, codes) = (CodeSecret::draw(&*entropy), RecoveryCode::draw(&*entropy));
    let (sealer, drawn, given) = (office.sealer.clone(), secret.clone(), codes.clone());
    let session = office.signed_in(&office.token()).session().clone();
    let write = move |tx: &mut Tx<'_>| {
        let first = drawn.code_at(now.micros() / HALF_MINUTE);
        enrolment_begin(tx, (&sealer, &*entropy), &session, &drawn, now).unwrap();
        let taken = enrolment_confirm(tx, &sealer, &session, (first, &given), now);
        assert!(taken.unwrap());
        Ok::<_, StoreError>(())
    };
    office.state.store.write(write).wait().unwrap();
    (secret, codes)
}

fn code(office: &Office, secret: &CodeSecret) -> OneTimeCode {
    secret.code_at(office.state.clock.now().micros() / HALF_MINUTE)
}

fn told(reply: &Reply) -> (u16, String) {
    let code = reply.json()["code"].as_str().unwrap().to_owned();
    (reply.status.as_u16(), code)
}

#[test]
fn who_has_a_second_factor_gives_its_code_with_the_password() {
    on_both_engines(|office| {
        let (secret, codes) = enrol(office);
        let missing = sign_in(office, LOGIN, None);
        assert_eq!(told(&missing), (401, "second-factor-required".to_owned()));
        let spent = code(office, &secret).reveal();
        let wrong = sign_in(office, LOGIN, Some(&spent));
        assert_eq!(told(&wrong), (401, "wrong-code".to_owned()));
        office.clock.advance(HALF_MINUTE);
        let right = code(office, &secret).reveal();
        let opened = sign_in(office, LOGIN, Some(&right));
        assert_eq!(opened.status, StatusCode::CREATED);
        let token = opened.json()["token"].as_str().unwrap().to_owned();
        let read = office.get(&office.path_of(office.mother), Some(&token));
        assert_eq!(read.status, StatusCode::OK);
        let again = sign_in(office, LOGIN, Some(&right));
        assert_eq!(told(&again), (401, "wrong-code".to_owned()));
        let recovered = sign_in(office, LOGIN, Some(&codes[0].reveal()));
        assert_eq!(recovered.status, StatusCode::CREATED);
    });
}

#[test]
fn guessing_at_a_code_is_slowed_down_though_nothing_is_opened() {
    on_both_engines(|office| {
        enrol(office);
        let guess = || sign_in(office, LOGIN, Some("000000"));
        let statuses: Vec<u16> = (0..6).map(|_| guess().status.as_u16()).collect();
        assert_eq!(statuses, [401, 401, 401, 401, 401, 429]);
        assert_eq!(guess().header("retry-after"), "2");
    });
}

#[test]
fn what_is_asked_on_pages_opens_nothing_for_a_program() {
    on_both_engines(|office| {
        let role = Role::Statistician;
        office.hire("sen.ly", role, "bca-c06");
        let led = sign_in(office, "sen.ly", None);
        let expected = (403, "second-factor-enrolment-required".to_owned());
        assert_eq!(told(&led), expected);
        let session = office.token_of("sen.ly");
        let refused = office.get(&office.path_of(office.mother), Some(&session));
        assert_eq!(told(&refused), expected);

        let password = hashed(PASSWORD, &*office.state.entropy);
        let now = office.state.clock.now();
        let reset = move |tx: &mut Tx<'_>| {
            let by = danh_identity::ChangedBy::Machine("uid 0".to_owned());
            let given = (&password, PasswordOf::Administrator);
            password_reset(tx, &LOGIN.parse().unwrap(), given, &by, now)
        };
        office.state.store.write(reset).wait().unwrap();
        let led = sign_in(office, LOGIN, None);
        assert_eq!(told(&led), (403, "new-password-required".to_owned()));
        // Leaving is always possible.
        let session = office.token();
        let method = axum::http::Method::DELETE;
        let left = office.send(method, "/api/v1/sessions/current", Some(&session), None);
        assert_eq!(left.status, StatusCode::NO_CONTENT);
    });
}

/// Whoever shows a badge is in: no accounts, no database of its own.
#[derive(Default)]
struct Badges(Mutex<HashMap<String, Session>>);

const BADGE: &str = "badge.0007";

impl Badges {
    fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<String, Session>> {
        self.0.lock().unwrap()
    }

    fn session(now: Timestamp) -> Session {
        Session {
            id: SessionId(1),
            login: BADGE.parse().unwrap(),
            officer: OfficerId::from_i64(7),
            opened_at: now,
            seen_at: now,
            form_key: FormKey::draw(&danh_vocabulary::SeededEntropy::new(5)),
            code_given_at: None,
            second_factor_since: None,
            password_of: PasswordOf::Owner,
            token: TokenState {
                drawn_at: now,
                standing: TokenStanding::Current,
            },
        }
    }
}

impl StaffSignIn for Badges {
    fn sign_in(&self, given: Credentials, _: TypedBy) -> Later<'_, Result<Opened, SignInRefused>> {
        Box::pin(async move {
            if given.login.as_str() != BADGE {
                return Err(SignInError::WrongLoginOrPassword.into());
            }
            let token = SessionToken::draw(&danh_vocabulary::SeededEntropy::new(6));
            let now = "2026-01-05T08:00:00Z".parse().unwrap();
            self.lock().insert(token.reveal(), Self::session(now));
            Ok(Opened {
                token,
                device_cookie: None,
            })
        })
    }

    fn session(
        &self,
        _: &mut Tx<'_>,
        token: &SessionToken,
        _: Timestamp,
    ) -> Result<Option<Session>, StoreError> {
        Ok(self.lock().get(&token.reveal()).cloned())
    }

    fn step(&self, _: &Session, _: &[Role]) -> Option<Step> {
        None
    }

    fn renew<'a>(
        &'a self,
        _: &'a Session,
        _: &'a SessionToken,
        _: TokenUse,
    ) -> Later<'a, Result<Option<SessionToken>, StoreError>> {
        Box::pin(async { Ok(None) })
    }

    fn give_code<'a>(
        &'a self,
        _: &'a Session,
        _: String,
        _: TypedBy,
    ) -> Later<'a, Result<CodeGiven, CodeRefused>> {
        Box::pin(async { Err(CodeRefused::Wrong) })
    }

    fn sign_out<'a>(&'a self, _: &'a Session) -> Later<'a, Result<(), StoreError>> {
        self.lock().clear();
        Box::pin(async { Ok(()) })
    }
}

/// The office with another door.
fn with_badges(office: &Office) -> AppState {
    let state = &office.state;
    AppState::new(AppParts {
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
        rate_limits: crate::RateLimits::new(crate::RateQuota::STANDARD),
        staff: Arc::new(Badges::default()),
        installation: state.installation.clone(),
        secure_cookies: SecureCookies::Yes,
        trusted_proxies: Vec::new(),
        metrics: Arc::new(String::new),
    })
}

#[test]
fn the_faces_take_another_way_of_signing_in() {
    on_both_engines(|office| {
        let faces = crate::router(with_badges(office));
        let ask = |method: &str, path: &str, token: Option<&str>, body: String| {
            let mut request = Request::builder()
                .method(method)
                .uri(path)
                .header(header::CONTENT_TYPE, "application/json");
            if let Some(token) = token {
                request = request.header(header::AUTHORIZATION, format!("Bearer {token}"));
            }
            office.ask_app(faces.clone(), request.body(Body::from(body)).unwrap())
        };
        let with = |login: &str| json!({"login": login, "password": "nothing"}).to_string();
        let refused = ask("POST", PATH, None, with(LOGIN));
        assert_eq!(refused.status, StatusCode::UNAUTHORIZED);
        let opened = ask("POST", PATH, None, with(BADGE));
        assert_eq!(opened.status, StatusCode::CREATED, "{}", opened.text());
        let token = opened.json()["token"].as_str().unwrap().to_owned();
        let mother = office.path_of(office.mother);
        let read = ask("GET", &mother, Some(&token), String::new());
        assert_eq!(read.status, StatusCode::OK);
        assert_eq!(office.access_records(office.mother).len(), 1);
        let left = ask(
            "DELETE",
            "/api/v1/sessions/current",
            Some(&token),
            String::new(),
        );
        assert_eq!(left.status, StatusCode::NO_CONTENT);
        let read = ask("GET", &mother, Some(&token), String::new());
        assert_eq!(read.status, StatusCode::UNAUTHORIZED);
    });
}
