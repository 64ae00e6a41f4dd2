//! Changes of name, determinations, nationality, corrections.

use axum::http::StatusCode;
use danh_directory::Role;
use danh_register::{Change, EventBody};
use danh_vocabulary::{PersonId, Sex};

use crate::desk::{AtDesk, adult, couple, events, journal_length, state_of};
use crate::office::{HA_NOI, Office};

const TODAY: [(&str, &str); 3] = [("on-day", "23"), ("on-month", "11"), ("on-year", "2026")];
const DECISION: [(&str, &str); 5] = [
    ("decision-number", "812/QĐ-CTN"),
    ("decision-by", "Chủ tịch nước"),
    ("decision-on-day", "1"),
    ("decision-on-month", "10"),
    ("decision-on-year", "2026"),
];

fn begun<'a>(office: &'a Office, form: &str, person: PersonId) -> AtDesk<'a> {
    AtDesk::begin_for(office, form, Some(person))
}

/// The pages of a form with the token, and the fields of today added.
fn with_today<'a>(fields: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let mut all = TODAY.to_vec();
    all.extend_from_slice(fields);
    all
}

#[test]
fn a_name_is_changed_on_a_basis() {
    Office::on_both_engines(Role::Registrar, |office| {
        let person = adult(office, "Lò Thị Hạnh", Sex::Female);
        let mut desk = begun(office, "name-change", person);
        desk.answer("bearer", &[], "name");
        let missing = desk.send("name", &with_today(&[("name", "Lò Thị Hạnh Nguyên")]));
        assert!(missing.contains("href=\"#basis\""));
        let basis = ("basis", "Bộ luật Dân sự 2015, Điều 28 khoản 1 điểm a");
        desk.answer(
            "name",
            &with_today(&[("name", "Lò Thị Hạnh"), basis]),
            "check",
        );
        assert!(desk.page("check").contains("Người này đang mang tên đó"));
        desk.answer(
            "name",
            &with_today(&[("name", "Lò Thị Hạnh Nguyên"), basis]),
            "check",
        );
        let check = desk.page("check");
        assert!(
            check.contains("<del>") && check.contains("<ins>"),
            "before and after"
        );
        assert!(desk.register().contains(basis.1));
        assert_eq!(
            state_of(office, person).identity.name.as_str(),
            "Lò Thị Hạnh Nguyên"
        );
    });
}

#[test]
fn an_ethnic_group_needs_a_decision_and_a_sex_a_finding() {
    Office::on_both_engines(Role::Registrar, |office| {
        let person = adult(office, "Lò Thị Hạnh", Sex::Female);
        let mut desk = begun(office, "determination", person);
        desk.answer("person", &[], "what");
        desk.answer("what", &[("what", "ethnicity")], "value");
        desk.answer("value", &with_today(&[("ethnicity", "03")]), "check");
        let refused = desk.page("check");
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            refused.contains("không thuộc dân tộc Thái"),
            "{}",
            refused.html
        );
        let mut fields = with_today(&[("ethnicity", "03")]);
        fields.extend(DECISION);
        desk.answer("value", &fields, "check");
        desk.register();
        let ethnicity = state_of(office, person).identity.ethnicity;
        assert_eq!(ethnicity.map(|it| it.to_string()).as_deref(), Some("03"));

        let [wife, _] = couple(office);
        for (person, says) in [(wife, "đang có vợ hoặc chồng"), (person, "")] {
            let mut desk = begun(office, "determination", person);
            desk.answer("person", &[], "what");
            desk.answer("what", &[("what", "sex")], "value");
            let finding = ("finding", "Giấy chứng nhận y tế số 5, Bệnh viện A");
            desk.answer("value", &with_today(&[("sex", "M"), finding]), "check");
            if says.is_empty() {
                desk.register();
                assert_eq!(state_of(office, person).identity.sex, Sex::Male);
            } else {
                assert!(desk.page("check").contains(says), "{says}");
            }
        }
    });
}

#[test]
fn a_nationality_comes_and_goes_once() {
    Office::on_both_engines(Role::Registrar, |office| {
        let person = adult(office, "Lò Thị Hạnh", Sex::Female);
        for (change, says) in [
            ("gained", "Người này đang có quốc tịch đó"),
            ("lost", ""),
            ("lost", "Người này không có quốc tịch đó"),
        ] {
            let mut desk = begun(office, "nationality", person);
            desk.answer("person", &[], "change");
            desk.answer(
                "change",
                &[("change", change), ("nationality", "VNM")],
                "decision",
            );
            desk.answer("decision", &DECISION, "check");
            if says.is_empty() {
                assert!(
                    desk.page("check")
                        .contains("cũng bị xóa đăng ký thường trú")
                );
                desk.register();
            } else {
                let refused = desk.page("check");
                assert!(refused.contains(says), "{says}: {}", refused.html);
            }
        }
    });
}

/// The handle of somebody's first event.
fn first_event(office: &Office, person: PersonId) -> String {
    office.state.handle_of_event(events(office, person)[0].id)
}

#[test]
fn a_correction_shows_before_and_after_asks_for_the_basis_and_both_times_stay_readable() {
    Office::on_both_engines(Role::Registrar, |office| {
        // On record since June 2024; today is in November 2026.
        let child = office.family.child;
        let entry = first_event(office, child);
        let mut desk = begun(office, "correction", child);
        desk.answer("person", &[], "entry");
        assert!(desk.page("entry").contains("Đăng ký khai sinh, 20/05/2024"));
        desk.answer("entry", &[("entry", &entry)], "what");
        desk.answer("what", &[("what", "born")], "right");
        let date = [
            ("date-day", "21"),
            ("date-month", "5"),
            ("date-year", "2024"),
        ];
        let missing = desk.send("right", &date);
        assert!(missing.contains("href=\"#basis\""), "{}", missing.html);
        let mut right = date.to_vec();
        right.push(("basis", "Giấy chứng sinh số 15/2024, Trạm y tế"));
        desk.answer("right", &right, "check");
        let check = desk.page("check");
        assert!(check.contains("<del>") && check.contains("20/05/2024"));
        assert!(check.contains("<ins>") && check.contains("21/05/2024"));
        let before = journal_length(office);
        let page = desk.register();
        assert!(page.contains("Giấy chứng sinh số 15/2024"));
        assert!(page.contains("/extract\""), "a correction has an extract");
        assert_eq!(journal_length(office), before + 1);
        assert_eq!(
            state_of(office, child).identity.born.to_string(),
            "2024-05-21"
        );
        let address = office.page_of(child);
        let now = desk.browser.get(&address);
        assert!(now.contains("<dd><time datetime=\"2024-05-21\">"));
        let known_then = desk.browser.get(&format!("{address}?known=2026-01-01"));
        assert!(known_then.contains("<dd><time datetime=\"2024-05-20\">"));
        assert!(!known_then.contains("2024-05-21"));
    });
}

#[test]
fn what_does_not_fit_is_refused_and_an_entry_can_be_withdrawn() {
    Office::on_both_engines(Role::Registrar, |office| {
        let [wife, _] = couple(office);
        let birth = first_event(office, wife);
        let mut desk = begun(office, "correction", wife);
        desk.answer("person", &[], "entry");
        desk.answer("entry", &[("entry", &birth)], "what");
        desk.answer("what", &[("what", "name")], "right");
        let basis = ("basis", "Sổ gốc năm 1995");
        desk.answer("right", &[("name", "Lò Thị Hạnh"), basis], "check");
        let refused = desk.page("check");
        assert!(
            refused.contains("không khác nội dung đang ghi"),
            "{}",
            refused.html
        );

        let marriage = office.state.handle_of_event(events(office, wife)[1].id);
        let mut desk = begun(office, "correction", wife);
        desk.answer("person", &[], "entry");
        desk.answer("entry", &[("entry", &marriage)], "what");
        desk.answer("what", &[("what", "withdrawn")], "right");
        desk.answer("right", &[basis], "check");
        assert!(desk.page("check").contains("không còn hiệu lực"));
        desk.register();
        let EventBody::Correction(correction) = &events(office, wife)[2].body else {
            panic!("a correction is registered")
        };
        assert_eq!(correction.change, Change::Withdrawn { now: true });
    });
}

#[test]
fn an_officer_of_two_authorities_registers_for_the_one_that_reaches_the_person() {
    Office::on_both_engines(Role::Registrar, |office| {
        let person = adult(office, "Lò Thị Hạnh", Sex::Female);
        let elsewhere = (Role::Registrar, "ubnd:79@2025-07-01");
        let officer = office.hire("two.seats", Some(elsewhere));
        office.appoint(officer, (Role::Registrar, HA_NOI));
        let browser = office.signed_in("two.seats");
        let mut desk = AtDesk::begin_as(office, browser, "name-change", Some(person));
        desk.answer("bearer", &[], "name");
        let fields = [
            ("name", "Lò Thị Hạnh Nguyên"),
            ("basis", "Bộ luật Dân sự 2015, Điều 28"),
        ];
        desk.answer("name", &with_today(&fields), "check");
        desk.register();
        let written = events(office, person).pop().expect("it is written");
        assert_eq!(written.authority, HA_NOI);
    });
}
