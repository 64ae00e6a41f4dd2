//! Entering that somebody was declared missing, and that they returned.

use danh_directory::Role;
use danh_register::{DeathReport, MaritalStatus};
use danh_vocabulary::{PersonId, Sex};

use crate::desk::{AtDesk, adult, couple, events, seen, state_of, write};
use crate::homes::insist_on;
use crate::office::Office;

const DECISION: [(&str, &str); 5] = [
    ("decision-number", "5/2026/QĐDS-ST"),
    ("decision-by", "Tòa án nhân dân khu vực 1 – Hà Nội"),
    ("decision-on-day", "20"),
    ("decision-on-month", "11"),
    ("decision-on-year", "2026"),
];

fn decided<'a>(office: &'a Office, form: &str, person: PersonId) -> AtDesk<'a> {
    let mut desk = AtDesk::begin_for(office, form, Some(person));
    desk.answer("person", &[], "decision");
    desk.answer("decision", &DECISION, "check");
    desk
}

#[test]
fn somebody_is_missing_once_and_may_return() {
    Office::on_both_engines(Role::Registrar, |office| {
        let person = adult(office, "Lò Văn Sơn", Sex::Male);
        let mut desk = decided(office, "return", person);
        insist_on(
            &mut desk,
            [
                "Không có tuyên bố mất tích hoặc tuyên bố chết nào",
                "No court declared this person missing or dead",
            ],
        );
        let page = decided(office, "missing", person).register();
        assert!(page.contains("5/2026/QĐDS-ST") && page.contains("/extract\""));
        assert!(state_of(office, person).missing.is_some());
        let mut desk = decided(office, "missing", person);
        insist_on(
            &mut desk,
            [
                "Người này đã bị tuyên bố mất tích từ ngày 20/11/2026",
                "This person was declared missing from 20/11/2026",
            ],
        );
        decided(office, "return", person).register();
        assert!(state_of(office, person).missing.is_none());
    });
}

#[test]
fn who_returns_from_a_declared_death_is_married_again() {
    Office::on_both_engines(Role::Registrar, |office| {
        let [wife, husband] = couple(office);
        let declared = DeathReport {
            person: seen(husband, 2),
            on: "2026-11-01".parse().expect("a date"),
            unit: None,
            declared: true,
        };
        write(office, move |register, tx, act| {
            let act = act.clone().resting_on("Bản án 1/2026/DSST");
            register.register_death(tx, &act, &declared)
        });
        let mut desk = decided(office, "return", husband);
        let check = desk.page("check");
        assert!(
            check.contains("Quan hệ hôn nhân được khôi phục với"),
            "{}",
            check.html
        );
        assert!(check.contains("Lò Thị Hạnh"));
        desk.register();
        let marital = state_of(office, wife).marital;
        assert!(
            matches!(marital, MaritalStatus::Married { .. }),
            "{marital:?}"
        );
        assert_eq!(events(office, wife).len(), events(office, husband).len());
    });
}
