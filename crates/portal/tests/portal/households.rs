//! The household page.

use axum::http::StatusCode;
use danh_directory::Role;
use danh_register::{
    CourtReport, DeathReport, Decision, HeadReport, Home, MemberReport, Relationship,
    ResidenceReport,
};
use danh_vocabulary::PersonId;
use jiff::civil::date;

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

#[test]
fn a_household_is_shown_as_it_was_whoever_left_since() {
    at_residence_desk(|office| {
        let [husband, wife, child] = household(office);
        let address = address(office, child);
        let died = DeathReport {
            person: seen(husband, version(office, husband)),
            on: "2026-11-10".parse().expect("a date"),
            unit: None,
            declared: false,
        };
        write(office, move |register, tx, act| {
            register.register_death(tx, act, &died)
        });
        let moved = ResidenceReport {
            person: seen(wife, version(office, wife)),
            unit: "00097".parse().expect("a code"),
            detail: None,
            home: Home::New,
            on: date(2026, 11, 15),
        };
        write(office, move |register, tx, act| {
            register.move_residence(tx, act, &moved)
        });

        let mut browser = office.officer();
        let then = browser.get(&format!("{address}?on=2026-11-01"));
        assert_eq!(then.status, StatusCode::OK, "{}", then.html);
        assert!(then.contains("Quàng Văn Thắng") && then.contains("Quàng Minh Đức"));
        assert!(then.contains("Lò Thị Hạnh") && !then.contains("chưa có chủ hộ"));
        let person = browser.get(&format!(
            "{}?tab=family&on=2026-11-01",
            office.page_of(child)
        ));
        assert!(
            person.contains(&format!("href=\"{address}?on=2026-11-01\"")),
            "{}",
            person.html
        );
        assert!(person.contains("Lò Thị Hạnh"));
        let before = browser.get(&format!("{address}?on=2026-02-01"));
        assert!(before.contains("Vào ngày đó không có ai thuộc hộ này"));
        assert!(!before.contains("Quàng Minh Đức"));
        let unknown = browser.get(&format!("{address}?known=2026-11-22"));
        assert!(
            unknown.contains("Vào ngày đó không có ai"),
            "the register learnt of it on 23 November"
        );

        let boxes = "on-day=1&on-month=11&on-year=2026&known-day=&known-month=&known-year=";
        let form = browser.get(&format!("{address}?{boxes}"));
        assert_eq!(form.location(), Some(&*format!("{address}?on=2026-11-01")));
        let wrong = browser.get(&format!("{address}?on-day=31&on-month=11&on-year=2026"));
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(wrong.contains("href=\"#on-day\""));
        let now = browser.get(&address);
        assert!(now.contains("Hộ này chưa có chủ hộ") && !now.contains("Quàng Văn Thắng"));
        assert!(!now.contains("Lò Thị Hạnh"));
    });
}

#[test]
fn a_household_that_everybody_left_is_there_for_who_reaches_one_of_them() {
    at_residence_desk(|office| {
        let [husband, wife, child] = household(office);
        let address = address(office, child);
        for person in [husband, wife, child] {
            let moved = ResidenceReport {
                person: seen(person, version(office, person)),
                unit: "00097".parse().expect("a code"),
                detail: None,
                home: Home::New,
                on: date(2026, 11, 15),
            };
            write(office, move |register, tx, act| {
                register.move_residence(tx, act, &moved)
            });
        }
        let mut browser = office.officer();
        let now = browser.get(&address);
        assert!(
            now.contains("Hiện không còn ai thuộc hộ này"),
            "{}",
            now.html
        );
        let then = browser.get(&format!("{address}?on=2026-11-14"));
        assert!(then.contains("Quàng Văn Thắng"), "{}", then.html);
        office.hire("sen.ly", Some((Role::Registrar, "ubnd:79@2025-07-01")));
        let page = office
            .signed_in("sen.ly")
            .get(&format!("{address}?on=2026-11-14"));
        assert_eq!(page.status, StatusCode::FORBIDDEN);
        assert!(!page.contains("Quàng Văn Thắng"));
    });
}

#[test]
fn a_household_whose_head_came_back_says_that_it_has_two() {
    at_residence_desk(|office| {
        let [husband, wife, child] = household(office);
        let declared = DeathReport {
            person: seen(husband, version(office, husband)),
            on: "2026-11-10".parse().expect("a date"),
            unit: None,
            declared: true,
        };
        write(office, move |register, tx, act| {
            let act = act.clone().resting_on("Bản án 1/2026/DSST");
            register.register_death(tx, &act, &declared)
        });
        let member = |person, relationship| MemberReport {
            person: seen(person, version(office, person)),
            relationship,
        };
        let named = HeadReport {
            household: household_of(office, child),
            members: vec![
                member(wife, Relationship::Head),
                member(child, Relationship::Child),
            ],
            on: date(2026, 11, 12),
        };
        write(office, move |register, tx, act| {
            register.change_household_head(tx, act, &named)
        });
        let back = CourtReport {
            person: seen(husband, version(office, husband)),
            decision: Decision {
                number: "2/2026/QĐDS".into(),
                by: "Tòa án nhân dân khu vực 1".into(),
                on: date(2026, 11, 20),
            },
        };
        write(office, move |register, tx, act| {
            register.register_return(tx, act, &back)
        });
        let page = office.officer().get(&address(office, child));
        assert!(page.contains("Hộ này có hơn một chủ hộ"), "{}", page.html);
        assert!(page.contains("/desk/household-head/new?person="));
    });
}

fn version(office: &Office, person: PersonId) -> u32 {
    u32::try_from(events(office, person).len()).expect("a short life")
}
