use axum::body::Body;
use axum::http::{HeaderMap, Request, StatusCode, header};
use danh_identity::{SESSION_IDLE_MINUTES_MAX, SessionToken};

use crate::testing::{Office, Reply, on_both_engines};
use crate::{NotSignedIn, SignedIn, Work};

const MINUTE: i64 = 60 * 1_000_000;

fn ask(office: &Office, header: (header::HeaderName, String)) -> Reply {
    let request = Request::get(office.path_of(office.mother)).header(header.0, header.1);
    office.ask(request.body(Body::empty()).unwrap())
}

#[test]
fn a_session_travels_in_a_cookie_or_a_header() {
    on_both_engines(|office| {
        let token = office.token();
        for (name, value, status) in [
            (
                header::COOKIE,
                format!("a=1; __Host-danh={token}"),
                StatusCode::OK,
            ),
            (
                header::AUTHORIZATION,
                format!("bearer {token}"),
                StatusCode::OK,
            ),
            (
                header::COOKIE,
                format!("danh={token}"),
                StatusCode::UNAUTHORIZED,
            ),
            (
                header::AUTHORIZATION,
                format!("Basic {token}"),
                StatusCode::UNAUTHORIZED,
            ),
            (
                header::AUTHORIZATION,
                token.clone(),
                StatusCode::UNAUTHORIZED,
            ),
        ] {
            let reply = ask(office, (name.clone(), value));
            assert_eq!(reply.status, status, "{name}");
        }
    });
}

#[test]
fn a_session_that_is_used_stays_and_one_left_alone_ends() {
    on_both_engines(|office| {
        let token = office.token();
        let use_it = || ask(office, (header::AUTHORIZATION, format!("Bearer {token}"))).status;
        for _ in 0..4 {
            office
                .clock
                .advance((SESSION_IDLE_MINUTES_MAX - 1) * MINUTE);
            assert_eq!(use_it(), StatusCode::OK);
        }
        office
            .clock
            .advance((SESSION_IDLE_MINUTES_MAX + 1) * MINUTE);
        assert_eq!(use_it(), StatusCode::UNAUTHORIZED);
    });
}

#[test]
fn the_portal_learns_who_asks_and_as_what() {
    on_both_engines(|office| {
        let token: SessionToken = office.token().parse().unwrap();
        let cookie = format!("__Host-danh={}", token.reveal());
        let mut headers = HeaderMap::new();
        headers.insert(header::COOKIE, cookie.parse().unwrap());
        let asked = SignedIn::of_headers(&office.state, &headers);
        let officer = office.block_on(asked).unwrap();
        assert_eq!(officer.login.as_str(), "lan.nguyen");
        assert_eq!(
            officer.profile.as_ref().unwrap().name.as_str(),
            "Nguyễn Thị Lan"
        );
        let appointment = officer.appointment_for(Work::ReadPersons).unwrap();
        assert_eq!(appointment.authority.to_string(), "ubnd:00004@2025-07-01");
        let act = officer
            .act_for(&office.state, Work::RegisterCivilStatus)
            .unwrap();
        assert_eq!(act.authority(), "ubnd:00004@2025-07-01");
        assert!(officer.may(Work::BeSignedIn) && !officer.may(Work::Administer));
        let refused = officer
            .act_for(&office.state, Work::RegisterResidence)
            .unwrap_err();
        assert_eq!(
            refused.to_string(),
            "no appointment of today allows the work `register-residence`"
        );
        assert!(officer.is_form_token(&officer.form_token()));
        assert!(!officer.is_form_token(&token.reveal()));

        let none = office.block_on(SignedIn::of_headers(&office.state, &HeaderMap::new()));
        assert!(matches!(none, Err(NotSignedIn::NoSession)));
    });
}
