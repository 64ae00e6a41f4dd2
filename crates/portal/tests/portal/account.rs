//! An officer's own account: second factor, password, sessions, and what is asked before anything else.

use axum::http::StatusCode;
use danh_directory::Role;
use danh_identity::{ChangedBy, PasswordOf, account_disable, password_reset};

use crate::asking;
use crate::browser::Browser;
use crate::office::{LOGIN, Office, PASSWORD, hashed_secret};

const HALF_MINUTE: i64 = 30 * 1_000_000;
const MINUTE: i64 = 60 * 1_000_000;
const CREDENTIALS: [(&str, &str); 2] = [("login", LOGIN), ("password", PASSWORD)];

/// Sends a form of a page with the token that the page carries.
fn send(
    browser: &mut Browser<'_>,
    page: &str,
    address: &str,
    fields: &[(&str, &str)],
) -> crate::browser::Page {
    let form = browser.get(page);
    let token = form.hidden("form_token").to_owned();
    let fields = [fields, &[("form_token", token.as_str())]].concat();
    browser.post(address, &fields)
}

/// Sets up a second factor: the secret, and the recovery codes that were shown.
fn enrol(office: &Office, browser: &mut Browser<'_>) -> (String, Vec<String>) {
    let address = "/account/second-factor";
    let begun = send(browser, address, "/account/second-factor/begin", &[]);
    assert_eq!(begun.location(), Some(address));
    let page = browser.get(address);
    assert!(page.contains("<svg class=\"qr\""));
    let secret = page
        .html
        .split("<code>")
        .nth(1)
        .expect("the page shows a code");
    let secret = secret
        .split('<')
        .next()
        .expect("a split has a first part")
        .replace(' ', "");
    let wrong = send(browser, address, address, &[("code", "000000")]);
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let code = office.code_of(&secret);
    let done = send(browser, address, address, &[("code", &code)]);
    assert_eq!(done.status, StatusCode::OK);
    let codes = done.html.split("<li><code>").skip(1);
    let codes: Vec<String> = codes
        .map(|rest| {
            rest.split('<')
                .next()
                .expect("a split has a first part")
                .to_owned()
        })
        .collect();
    assert_eq!(codes.len(), 10);
    (secret, codes)
}

#[test]
fn a_second_factor_is_set_up_asked_for_and_recovered_from() {
    Office::on_both_engines(Role::Registrar, |office| {
        let mut browser = office.officer();
        let mut elsewhere = office.officer();
        let (secret, codes) = enrol(office, &mut browser);
        // Who set it up works on; every other session owes a code.
        assert_eq!(browser.get("/units").status, StatusCode::OK);
        let led = elsewhere.get("/units");
        assert_eq!(led.location(), Some("/sign-in/code?next=%2Funits"));

        office.clock.advance(HALF_MINUTE);
        let mut fresh = office.browser();
        let opened = fresh.enter(&CREDENTIALS);
        assert_eq!(opened.location(), Some("/"));
        let page = fresh.get("/sign-in/code?next=%2Funits");
        assert_eq!(page.status, StatusCode::OK);
        assert!(
            !page.contains("href=\"/search\""),
            "nothing leads elsewhere"
        );
        for closed in ["/account", "/account/second-factor", "/account/password"] {
            let led = fresh.get(closed);
            assert!(
                led.location().unwrap().starts_with("/sign-in/code?"),
                "{closed}"
            );
        }
        let before = fresh.cookie("__Host-danh").to_owned();
        let give = |browser: &mut Browser<'_>, code: &str| {
            let fields = [("code", code), ("next", "/units")];
            send(browser, "/sign-in/code", "/sign-in/code", &fields)
        };
        let wrong = give(&mut fresh, "000000");
        assert_eq!(wrong.status, StatusCode::UNAUTHORIZED);
        assert!(wrong.contains("Mã không đúng"));
        let right = give(&mut fresh, &office.code_of(&secret));
        assert_eq!(right.location(), Some("/units"));
        assert_ne!(fresh.cookie("__Host-danh"), before, "another token");
        assert_eq!(fresh.get("/units").status, StatusCode::OK);
        let mut stolen = office.browser();
        stolen.keep_cookie("__Host-danh", &before);
        assert_eq!(
            stolen.get("/units").location(),
            Some("/sign-in?next=%2Funits")
        );

        let mut lost = office.browser();
        lost.enter(&CREDENTIALS);
        let recovered = give(&mut lost, &codes[0].to_uppercase());
        assert_eq!(recovered.location(), Some("/account?done=recovery-code"));
        assert!(lost.get("/account?done=recovery-code").contains("còn 9 mã"));
        lost.enter(&CREDENTIALS);
        let used = give(&mut lost, &codes[0]);
        assert_eq!(used.status, StatusCode::UNAUTHORIZED);
    });
}

#[test]
fn new_recovery_codes_and_another_telephone_take_the_password() {
    Office::on_both_engines(Role::Registrar, |office| {
        let mut browser = office.officer();
        let (_, codes) = enrol(office, &mut browser);
        let address = "/account/recovery-codes";
        let wrong = [("password", "not the password")];
        let refused = send(&mut browser, "/account", address, &wrong);
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.contains("Mật khẩu không đúng") && !refused.contains("<li><code>"));
        let shown = send(&mut browser, "/account", address, &[("password", PASSWORD)]);
        assert!(shown.contains("<li><code>") && !shown.contains(&codes[0]));

        let page = "/account/second-factor?anew=1";
        let begin = "/account/second-factor/begin";
        let refused = send(&mut browser, page, begin, &[]);
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        let granted = send(&mut browser, page, begin, &[("password", PASSWORD)]);
        assert_eq!(granted.status, StatusCode::SEE_OTHER);
    });
}

#[test]
fn a_password_of_an_administrator_is_changed_before_anything_else() {
    Office::on_both_engines(Role::Registrar, |office| {
        let given = hashed_secret("một mật khẩu tạm thời", &*office.state.entropy);
        let now = office.state.clock.now();
        let reset = office.state.store.write(move |tx| {
            let by = ChangedBy::Machine("uid 0".to_owned());
            let given = (&given, PasswordOf::Administrator);
            password_reset(tx, &LOGIN.parse().unwrap(), given, &by, now)
        });
        reset.wait().unwrap();
        let mut browser = office.browser();
        let temporary = "một mật khẩu tạm thời";
        browser.enter(&[("login", LOGIN), ("password", temporary)]);
        let led = browser.get("/units");
        assert_eq!(led.location(), Some("/account/password?next=%2Funits"));
        let page = "/account/password";
        for (chosen, again, said) in [
            ("ngắn quá", "ngắn quá", "ít nhất 12 ký tự"),
            ("mật khẩu 2026", "mật khẩu 2026", "Nhiều người dùng"),
            ("duong.do.2026", "duong.do.2026", "tên của bạn"),
            ("hoa hồng hoa hồng ", "hoa hồng hoa hồng ", "lặp lại"),
            (temporary, temporary, "trùng mật khẩu hiện tại"),
            (
                "thuyền xuôi bến đợi",
                "thuyền ngược bến đợi",
                "không giống nhau",
            ),
        ] {
            let fields = [("current", temporary), ("chosen", chosen), ("again", again)];
            let refused = send(&mut browser, page, page, &fields);
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{chosen}");
            assert!(refused.contains(said), "{chosen}: {said}");
        }
        let chosen = "mây trắng bay về núi";
        let fields = [
            ("current", temporary),
            ("chosen", chosen),
            ("again", chosen),
            ("next", "/units"),
        ];
        let changed = send(&mut browser, page, page, &fields);
        assert_eq!(changed.location(), Some("/units"));
        assert_eq!(browser.get("/units").status, StatusCode::OK);
        let mut fresh = office.browser();
        let old = fresh.enter(&[("login", LOGIN), ("password", temporary)]);
        assert_eq!(old.status, StatusCode::UNAUTHORIZED);
        let new = fresh.enter(&[("login", LOGIN), ("password", chosen)]);
        assert_eq!(new.location(), Some("/"));
    });
}

#[test]
fn sessions_are_seen_and_ended() {
    Office::on_both_engines(Role::Registrar, |office| {
        let mut browser = office.officer();
        let mut other = office.officer();
        let mut third = office.officer();
        let page = browser.get("/account");
        assert_eq!(page.html.matches("name=\"session\"").count(), 2);
        let session = page.hidden("session").to_owned();
        let address = "/account/sessions/end";
        let ended = send(&mut browser, "/account", address, &[("session", &session)]);
        assert_eq!(ended.location(), Some("/account?done=session-ended"));
        let open = [&mut other, &mut third].map(|it| it.get("/units").status == StatusCode::OK);
        assert_eq!(open.iter().filter(|open| **open).count(), 1);
        let ended = send(&mut browser, "/account", address, &[]);
        assert_eq!(ended.location(), Some("/account?done=others-ended"));
        for gone in [&mut other, &mut third] {
            assert_eq!(gone.get("/units").status, StatusCode::SEE_OTHER);
        }
        assert_eq!(browser.get("/units").status, StatusCode::OK);
        let stranger = browser.post(address, &[]);
        assert_eq!(
            stranger.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "a form without our token"
        );
    });
}

#[test]
fn a_browser_is_handed_another_token_while_forms_stay_good() {
    Office::on_both_engines(Role::Registrar, |office| {
        let mut browser = office.officer();
        let first = browser.cookie("__Host-danh").to_owned();
        let form = browser.get("/search").hidden("form_token").to_owned();
        office.clock.advance(16 * MINUTE);
        browser.get("/units");
        let second = browser.cookie("__Host-danh").to_owned();
        assert_ne!(first, second);
        // A form that was opened under the token before.
        let fields = [
            ("name", "nguyen thi mai"),
            ("born-year", "1995"),
            ("form_token", &form),
        ];
        assert!(browser.post("/search", &fields).contains("Nguyễn Thị Mai"));
        office.clock.advance(11 * 1_000_000);
        let mut late = office.browser();
        late.keep_cookie("__Host-danh", &first);
        assert_eq!(late.get("/units").status, StatusCode::SEE_OTHER);
        assert_eq!(browser.get("/units").status, StatusCode::OK);
    });
}

#[test]
fn guessing_in_the_same_office_keeps_nobody_out_who_signed_in_there_before() {
    Office::on_both_engines(Role::Registrar, |office| {
        let mut owner = office.officer();
        let guess = [("login", LOGIN), ("password", "a wrong password")];
        let mut guesser = office.browser();
        for _ in 0..5 {
            assert_eq!(guesser.enter(&guess).status, StatusCode::UNAUTHORIZED);
        }
        let refused = guesser.enter(&CREDENTIALS);
        assert_eq!(refused.status, StatusCode::TOO_MANY_REQUESTS);
        assert_eq!(owner.enter(&CREDENTIALS).location(), Some("/"));
    });
}

#[test]
fn a_browser_in_which_the_password_was_changed_stays_known_and_no_other_does() {
    Office::on_both_engines(Role::Registrar, |office| {
        let (mut owner, mut other) = (office.officer(), office.officer());
        office.clock.advance(MINUTE);
        let chosen = "mây trắng bay về núi";
        let fields = [("current", PASSWORD), ("chosen", chosen), ("again", chosen)];
        let page = "/account/password";
        let changed = send(&mut owner, page, page, &fields);
        assert_eq!(changed.status, StatusCode::SEE_OTHER);
        let mut guesser = office.browser();
        for _ in 0..5 {
            guesser.enter(&[("login", LOGIN), ("password", "a wrong password")]);
        }
        let right = [("login", LOGIN), ("password", chosen)];
        assert_eq!(other.enter(&right).status, StatusCode::TOO_MANY_REQUESTS);
        assert_eq!(owner.enter(&right).location(), Some("/"));
    });
}

#[test]
fn a_disabled_account_is_out_at_once() {
    Office::on_both_engines(Role::Registrar, |office| {
        let mut browser = office.officer();
        let now = office.state.clock.now();
        let disabled = office.state.store.write(move |tx| {
            let by = ChangedBy::Machine("uid 0".to_owned());
            account_disable(tx, &LOGIN.parse().unwrap(), &by, now)
        });
        disabled.wait().unwrap();
        let out = browser.get("/units");
        assert_eq!(out.location(), Some("/sign-in?next=%2Funits"));
    });
}

#[test]
fn where_accounts_are_kept_elsewhere_pages_say_so_and_take_nothing() {
    Office::on_both_engines(Role::Registrar, |office| {
        let mut browser = asking::signed_in(office, None, asking::Accounts::Elsewhere);
        assert_eq!(browser.get("/units").status, StatusCode::OK);
        let page = browser.get("/account");
        assert!(
            page.contains("do một hệ thống khác quản lý")
                && !page.contains("<form method=\"post\" action=\"/account")
        );
        for closed in ["/account/password", "/account/second-factor"] {
            assert_eq!(
                browser.get(closed).status,
                StatusCode::NOT_FOUND,
                "{closed}"
            );
        }
    });
}
