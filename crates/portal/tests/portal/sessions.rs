//! Signing in and out, and whose forms are accepted.

use axum::http::StatusCode;
use danh_directory::Role;

use crate::browser::Browser;
use crate::office::{LOGIN, Office, PASSWORD};

#[test]
fn one_is_led_back_to_what_was_asked_for_and_nowhere_else() {
    Office::on_both_engines(Role::Registrar, |office| {
        let mut browser = office.browser();
        let form = browser.get("/sign-in?next=%2Funits%3Fon%3D2020-01-01");
        assert!(form.contains("value=\"/units?on=2020-01-01\""));
        assert!(form.contains("Hãy đăng nhập để xem trang này."));
        let credentials = [("login", LOGIN), ("password", PASSWORD)];
        for (next, location) in [
            ("/units?on=2020-01-01", "/units?on=2020-01-01"),
            ("//evil.example/", "/"),
        ] {
            let fields = [&credentials[..], &[("next", next)]].concat();
            let page = browser.enter(&fields);
            assert_eq!(page.status, StatusCode::SEE_OTHER);
            assert_eq!(page.location(), Some(location));
        }
    });
}

#[test]
fn a_wrong_password_and_an_unknown_name_get_the_same_answer() {
    Office::on_both_engines(Role::Registrar, |office| {
        let pages = [
            (LOGIN, "a wrong password"),
            ("nobody.here", PASSWORD),
            ("no login", "x"),
        ]
        .map(|(login, password)| {
            let fields = [("login", login), ("password", password)];
            let mut browser = office.browser();
            let page = browser.enter(&fields);
            assert_eq!(page.status, StatusCode::UNAUTHORIZED, "{login}");
            assert!(
                page.contains("Tên đăng nhập hoặc mật khẩu không đúng"),
                "{login}"
            );
            assert!(!page.contains(password) || password == "x", "{login}");
            let form_token = browser.cookie("__Host-danh-visitor");
            page.html.replace(login, "").replace(form_token, "")
        });
        assert_eq!(pages[0], pages[1]);
        assert_eq!(pages[0], pages[2]);
    });
}

#[test]
fn what_is_missing_is_said_and_guesses_are_slowed_down() {
    Office::on_both_engines(Role::Registrar, |office| {
        let mut browser = office.browser();
        let empty = browser.enter(&[]);
        assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(empty.contains("href=\"#login\"") && empty.contains("href=\"#password\""));
        let guess = [("login", LOGIN), ("password", "a wrong password")];
        let refused = (0..20)
            .map(|_| browser.enter(&guess))
            .find(|page| page.status == StatusCode::TOO_MANY_REQUESTS)
            .expect("twenty wrong guesses in one second are too many");
        assert!(refused.header("retry-after").is_some());
        assert!(refused.contains("Đã thử quá nhiều lần"));
    });
}

#[test]
fn who_has_signed_out_is_out() {
    Office::on_both_engines(Role::Registrar, |office| {
        let mut browser = office.officer();
        let out = browser.send_form("/sign-out", &[]);
        assert_eq!(out.location(), Some("/sign-in?signed_out=1"));
        assert!(out.header("set-cookie").unwrap().contains("Max-Age=0"));
        assert!(
            browser
                .get("/sign-in?signed_out=1")
                .contains("Bạn đã đăng xuất.")
        );
        assert_eq!(browser.get("/search").status, StatusCode::SEE_OTHER);
    });
}

#[test]
fn signing_in_again_ends_the_session_before() {
    Office::on_both_engines(Role::Registrar, |office| {
        let mut browser = office.officer();
        let before = browser.cookie("__Host-danh").to_owned();
        browser.enter(&[("login", LOGIN), ("password", PASSWORD)]);
        assert_eq!(browser.get("/search").status, StatusCode::OK);
        let mut stolen = office.browser();
        stolen.keep_cookie("__Host-danh", &before);
        assert_eq!(stolen.get("/search").status, StatusCode::SEE_OTHER);
    });
}

#[test]
fn a_form_that_no_page_of_ours_sends_is_refused_with_a_page() {
    Office::on_both_engines(Role::Registrar, |office| {
        let mut browser = office.browser();
        let twice = browser.post("/sign-in", &[("login", "a"), ("login", "b")]);
        assert_eq!(twice.status, StatusCode::BAD_REQUEST);
        let long = "a".repeat(100_000);
        let large = browser.post("/sign-in", &[("login", &long)]);
        assert_eq!(large.status, StatusCode::PAYLOAD_TOO_LARGE);
        for page in [twice, large] {
            let content_type = page.header("content-type");
            assert_eq!(content_type, Some("text/html; charset=utf-8"));
            assert!(page.contains(page.header("x-request-id").unwrap()));
        }
    });
}

#[test]
fn a_form_of_another_site_or_session_does_nothing() {
    Office::on_both_engines(Role::Registrar, |office| {
        let mut browser = office.officer();
        let search = [("name", "nguyen thi mai"), ("born-year", "1995")];
        let stale = browser.post("/search", &search);
        assert!(!stale.contains("Nguyễn Thị Mai"));
        assert!(stale.contains("value=\"nguyen thi mai\""));
        assert_eq!(browser.post("/sign-out", &[]).location(), Some("/"));
        assert_eq!(browser.get("/search").status, StatusCode::OK);
        for header in [
            ("sec-fetch-site", "cross-site"),
            ("origin", "https://elsewhere.example"),
        ] {
            let mut stranger = office.browser();
            stranger.headers = vec![header];
            let page = stranger.post("/sign-in", &[("login", LOGIN), ("password", PASSWORD)]);
            assert_eq!(page.status, StatusCode::FORBIDDEN);
            assert_eq!(page.header("set-cookie"), None);
        }
        assert!(office.access_records(office.family.mother).is_empty());
    });
}

#[test]
fn a_sign_in_form_that_the_browser_was_not_given_signs_nobody_in() {
    Office::on_both_engines(Role::Registrar, |office| {
        // Another site's form, in a browser that does not say where a request comes from.
        let credentials = [("login", LOGIN), ("password", PASSWORD)];
        let signs_in = |browser: &mut Browser<'_>, token: &str| {
            let fields = [&credentials[..], &[("visitor_token", token)]].concat();
            let page = browser.post("/sign-in", &fields);
            let led = page.status == StatusCode::SEE_OTHER;
            assert!(led || page.status == StatusCode::UNPROCESSABLE_ENTITY);
            assert!(led || page.contains("Trang này đã cũ") && page.contains(LOGIN));
            led
        };
        let mut theirs = office.browser();
        let form = theirs.get("/sign-in");
        assert!(theirs.cookie("__Host-danh-visitor").len() == 43);
        let their_token = form.hidden("visitor_token").to_owned();

        let mut reader = office.browser();
        assert!(!signs_in(&mut reader, ""), "never here before");
        let mut reader = office.browser();
        assert!(!signs_in(&mut reader, &their_token), "never here before");
        assert!(
            !signs_in(&mut reader, &their_token),
            "another browser's form"
        );
        assert_eq!(reader.get("/units").status, StatusCode::SEE_OTHER);

        // What comes back is a form of ours, and so are those of other windows of the same browser.
        let page = reader.post("/sign-in", &credentials);
        let token = page.hidden("visitor_token").to_owned();
        assert_eq!(reader.get("/sign-in").hidden("visitor_token"), token);
        assert!(signs_in(&mut reader, &token));
    });
}

#[test]
fn one_password_tried_at_every_login_is_slowed_down_too() {
    Office::on_both_engines(Role::Registrar, |office| {
        // The test's browsers have no address, so they share one.
        let nowhere = danh_api::ClientAddress(std::net::Ipv4Addr::UNSPECIFIED.into());
        let (limits, now) = (&office.state.rate_limits, office.state.clock.now());
        let soon = danh_vocabulary::Timestamp::from_micros(now.micros() + 30 * 1_000_000);
        let tried = office
            .browser()
            .enter(&[("login", "officer.1"), ("password", "one for all")]);
        assert_eq!(tried.status, StatusCode::UNAUTHORIZED);
        let more = (0..).take_while(|_| limits.count_sign_in(nowhere, soon).is_ok());
        assert!(more.count() <= 600);
        let refused = office
            .browser()
            .enter(&[("login", "officer.2"), ("password", "one for all")]);
        assert_eq!(refused.status, StatusCode::TOO_MANY_REQUESTS);
        assert!(refused.header("retry-after").is_some());
        assert!(refused.contains("Đã thử quá nhiều lần"));
    });
}

#[test]
fn the_language_is_that_of_the_switch_then_that_of_the_browser() {
    Office::on_both_engines(Role::Registrar, |office| {
        let mut browser = office.browser();
        assert_eq!(
            browser.get("/sign-in").header("content-language"),
            Some("vi")
        );
        browser.headers = vec![("accept-language", "en-GB")];
        assert_eq!(
            browser.get("/sign-in").header("content-language"),
            Some("en")
        );
        let switched = browser.get("/sign-in?lang=vi");
        assert!(switched.contains("href=\"/sign-in?lang=en\""));
        assert_eq!(browser.cookie("__Host-danh-language"), "vi");
        assert!(switched.header("set-cookie").unwrap().contains("; Secure"));
        assert_eq!(
            browser.get("/sign-in").header("content-language"),
            Some("vi")
        );
    });
}
