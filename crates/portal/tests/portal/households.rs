//! The household page.

use axum::http::StatusCode;
use danh_directory::Role;
use danh_register::DeathReport;
use danh_vocabulary::PersonId;

use crate::desk::{events, seen, write};
use crate::homes::{at_residence_desk, household, household_of};
use crate::office::Office;

fn address(office: &Office, member: PersonId) -> String {
    let household = household_of(office, member);
    let handle = office.state.handle_of_household(household);
    format!("/households/{handle}")
}

#[test]
fn the_page_of_a_person_leads_to_their_household_and_that_is_on_record() {
    at_residence_desk(|office| {
        let [husband, wife, child] = household(office);
        let mut browser = office.officer();
        let address = address(office, child);
        let page = browser.get(&format!("{}?tab=family", office.page_of(child)));
        assert!(
            page.contains(&format!("href=\"{address}\"")),
            "{}",
            page.html
        );
        let page = browser.get(&address);
        assert_eq!(page.status, StatusCode::OK);
        for text in [
            "Quàng Văn Thắng",
            "Lò Thị Hạnh",
            "Quàng Minh Đức",
            "12 phố Trấn Vũ",
        ] {
            assert!(page.contains(text), "{text}: {}", page.html);
        }
        assert!(!page.contains("chưa có chủ hộ"));
        for (person, readings) in [(husband, 2), (wife, 2), (child, 2)] {
            assert_eq!(office.access_records(person).len(), readings);
        }
        assert_eq!(
            browser.get("/households/nothing").status,
            StatusCode::NOT_FOUND
        );
    });
}

#[test]
fn a_household_without_a_head_says_so_and_leads_to_the_form() {
    at_residence_desk(|office| {
        let [husband, _, child] = household(office);
        let version = u32::try_from(events(office, husband).len()).expect("a short life");
        let report = DeathReport {
            person: seen(husband, version),
            on: "2026-11-10".parse().expect("a date"),
            unit: None,
            declared: false,
        };
        write(office, move |register, tx, act| {
            register.register_death(tx, act, &report)
        });
        let mut browser = office.officer();
        let page = browser.get(&address(office, child));
        assert!(page.contains("Hộ này chưa có chủ hộ"), "{}", page.html);
        assert!(page.contains("/desk/household-head/new?person="));
        assert!(!page.contains("Quàng Văn Thắng"));
    });
}

#[test]
fn a_protected_member_is_not_there() {
    at_residence_desk(|office| {
        let [husband, wife, child] = household(office);
        let version = u32::try_from(events(office, wife).len()).expect("a short life");
        office.protect(wife, version);
        let address = address(office, child);
        let page = office.officer().get(&address);
        assert_eq!(page.status, StatusCode::OK);
        assert!(!page.contains("Lò Thị Hạnh"), "{}", page.html);
        assert_eq!(office.access_records(husband).len(), 1);
        assert!(office.access_records(wife).is_empty());
        assert!(office.colleague().get(&address).contains("Lò Thị Hạnh"));
    });
}

#[test]
fn a_household_out_of_reach_is_refused_on_record() {
    at_residence_desk(|office| {
        let [husband, _, child] = household(office);
        let address = address(office, child);
        let seat = Some((Role::Registrar, "ubnd:79@2025-07-01"));
        office.hire("sen.ly", seat);
        let page = office.signed_in("sen.ly").get(&address);
        assert_eq!(page.status, StatusCode::FORBIDDEN);
        assert!(!page.contains("Quàng Văn Thắng"), "{}", page.html);
        assert_eq!(office.access_records(husband).len(), 1);
    });
}
