//! Who may see which address: the one list of all pages.

use axum::http::StatusCode;
use danh_directory::Role;

use crate::office::Office;

/// Every page that takes somebody signed in, as an address that exists.
fn officers_pages(office: &Office) -> Vec<String> {
    let person = office.page_of(office.family.mother);
    let as_of = format!("{person}?on=2020-01-01");
    [
        "/",
        "/search",
        &person,
        &as_of,
        "/units",
        "/units/01",
        "/ledger",
    ]
    .map(str::to_owned)
    .into()
}

#[test]
fn without_signing_in_every_page_leads_to_the_sign_in_page() {
    Office::on_both_engines(Role::Registrar, |office| {
        for address in officers_pages(office) {
            let page = office.browser().get(&address);
            assert_eq!(page.status, StatusCode::SEE_OTHER, "{address}");
            let location = page.location().unwrap();
            assert!(
                location.starts_with("/sign-in?next=%2F"),
                "{address}: {location}"
            );
            assert!(page.html.is_empty(), "{address}");
        }
        for address in ["/search", "/sign-out"] {
            let page = office
                .browser()
                .post(address, &[("name", "nguyen thi mai")]);
            assert_eq!(page.location(), Some("/sign-in?next=%2F"), "{address}");
        }
        assert!(office.access_records(office.family.mother).is_empty());
    });
}

#[test]
fn an_officer_sees_every_page() {
    Office::on_both_engines(Role::Registrar, |office| {
        let mut browser = office.officer();
        for address in officers_pages(office) {
            let page = browser.get(&address);
            assert_eq!(page.status, StatusCode::OK, "{address}");
            assert!(page.contains("Đỗ Thuỳ Dương"), "{address}");
            assert!(
                page.contains("Ủy ban nhân dân thành phố Hà Nội"),
                "{address}"
            );
            assert_eq!(page.header("cache-control"), Some("no-store"), "{address}");
            let policy = page.header("content-security-policy").unwrap();
            assert_eq!(
                policy,
                "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; \
                 img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
                "{address}"
            );
            assert_eq!(
                page.header("referrer-policy"),
                Some("no-referrer"),
                "{address}"
            );
        }
    });
}

#[test]
fn the_units_that_a_script_asks_for_are_told_to_officers() {
    Office::on_both_engines(Role::Registrar, |office| {
        let address = "/units/find?on=2026-11-23&q=truc+bach";
        let stranger = office.browser().get(address);
        assert_eq!(stranger.status, StatusCode::SEE_OTHER);
        let mut browser = office.officer();
        let found = browser.get(address);
        assert_eq!(found.status, StatusCode::OK);
        assert_eq!(found.header("content-type"), Some("application/json"));
        assert!(found.contains(r#""code":"00004","name":"Phường Ba Đình, Thành phố Hà Nội""#));
        let without_day = browser.get("/units/find?on=x&q=truc+bach");
        assert_eq!(without_day.status, StatusCode::BAD_REQUEST);
        let long = "a".repeat(101);
        let long = browser.get(&format!("/units/find?on=2026-11-23&q={long}"));
        assert_eq!(long.status, StatusCode::UNPROCESSABLE_ENTITY);
    });
}

#[test]
fn who_has_no_business_with_persons_is_refused_and_told_nothing() {
    Office::on_both_engines(Role::Statistician, |office| {
        let mut browser = office.officer();
        let person = browser.get(&office.page_of(office.family.mother));
        assert_eq!(person.status, StatusCode::FORBIDDEN);
        assert!(!person.contains("Mai"));
        let found = browser.send_form(
            "/search",
            &[("name", "nguyen thi mai"), ("born-year", "1995")],
        );
        assert_eq!(found.status, StatusCode::FORBIDDEN);
        assert!(!found.contains("Nguyễn Thị Mai"));
        assert_eq!(browser.get("/units").status, StatusCode::OK);
    });
}

#[test]
fn what_nothing_has_is_not_found_in_the_words_of_who_asked() {
    Office::on_both_engines(Role::Registrar, |office| {
        let mut browser = office.officer();
        let invented = office.state.handles.seal(4_711);
        for address in [
            "/nowhere",
            "/persons/nobody",
            &format!("/persons/{invented}"),
            "/units/98",
            "/units/x",
        ] {
            let page = browser.get(address);
            assert_eq!(page.status, StatusCode::NOT_FOUND, "{address}");
            assert!(page.contains("Không tìm thấy trang"), "{address}");
            assert!(
                page.contains(page.header("x-request-id").unwrap()),
                "{address}"
            );
        }
        let wrong_way = browser.post("/units", &[]);
        assert_eq!(wrong_way.status, StatusCode::METHOD_NOT_ALLOWED);
        let program = browser.get("/api/v1/nowhere");
        assert_eq!(program.status, StatusCode::NOT_FOUND);
        assert_eq!(
            program.header("content-type"),
            Some("application/problem+json")
        );
    });
}

#[test]
fn style_sheet_and_script_may_be_kept_for_good() {
    Office::on_both_engines(Role::Registrar, |office| {
        let sheet = office.browser().get(&danh_portal::assets::STYLE_SHEET_PATH);
        assert_eq!(
            sheet.header("content-type"),
            Some("text/css; charset=utf-8")
        );
        assert_eq!(
            sheet.header("cache-control"),
            Some("public, max-age=31536000, immutable")
        );
        let script = office.browser().get(&danh_portal::assets::SCRIPT_PATH);
        assert_eq!(
            script.header("content-type"),
            Some("text/javascript; charset=utf-8")
        );
        assert_eq!(script.html, danh_portal::assets::SCRIPT);
        let mark = office.browser().get(danh_portal::assets::MARK_PATH);
        assert_eq!(mark.header("content-type"), Some("image/svg+xml"));
    });
}

#[test]
fn components_are_shown_only_where_they_are_asked_for() {
    Office::on_both_engines(Role::Registrar, |office| {
        let hidden = office.officer().get("/components");
        assert_eq!(hidden.status, StatusCode::NOT_FOUND);
        let mut browser = office.browser_of_demo();
        for (address, status) in [
            ("/components", StatusCode::OK),
            ("/components/radios", StatusCode::OK),
            ("/components/nothing", StatusCode::NOT_FOUND),
        ] {
            let page = browser.get(address);
            assert_eq!(page.status, status, "{address}");
            let policy = page.header("content-security-policy").unwrap();
            assert!(policy.contains("script-src 'self';"), "{address}");
        }
    });
}
