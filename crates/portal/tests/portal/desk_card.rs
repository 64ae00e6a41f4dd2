//! Recording identity cards, and taking them out of force.

use axum::http::StatusCode;
use danh_directory::Role;
use danh_register::{DeathReport, RevocationReason};
use danh_vocabulary::{PersonId, Sex};
use jiff::civil::date;

use crate::desk::{AtDesk, adult, number, seen, state_of, write};
use crate::homes::{ON, day, insist_on};
use crate::office::Office;

const ISSUED: [&str; 3] = ["issued-day", "issued-month", "issued-year"];

fn at_card_desk(test: impl FnMut(&Office)) {
    Office::on_both_engines(Role::CardOfficer, test);
}

fn card(serial: &str) -> Vec<(&'static str, &str)> {
    let mut fields = day(ISSUED, ["20", "11", "2026"]);
    fields.extend([("serial", serial), ("issuer", "Bộ Công an")]);
    fields
}

fn issuing<'a>(office: &'a Office, person: PersonId, serial: &str) -> AtDesk<'a> {
    let mut desk = AtDesk::begin(office, "card");
    desk.choose("holder", &number(office, person), "card");
    desk.answer("card", &card(serial), "check");
    desk
}

fn revoking(office: &Office, person: PersonId) -> AtDesk<'_> {
    let mut desk = AtDesk::begin_for(office, "card-revocation", Some(person));
    desk.answer("holder", &[], "card");
    desk
}

#[test]
fn a_card_is_recorded_and_another_one_takes_its_place() {
    at_card_desk(|office| {
        let person = adult(office, "Lò Thị Hạnh", Sex::Female);
        let mut desk = AtDesk::begin_for(office, "card", Some(person));
        assert!(desk.page("card").contains("value=\"Bộ Công an\""));
        let mut desk = issuing(office, person, "VN0012345");
        let check = desk.page("check");
        assert!(
            check.contains("01/02/2035"),
            "it holds until 40: {}",
            check.html
        );
        assert!(desk.register().contains("Cấp thẻ căn cước"));

        let mut desk = issuing(office, person, "VN 0012345");
        insist_on(
            &mut desk,
            [
                "Số sê-ri chỉ gồm chữ cái không dấu và chữ số",
                "A serial is made of letters and digits only",
            ],
        );
        let mut desk = issuing(office, person, "VN0012346");
        assert!(desk.page("check").contains("Thẻ bị thay thế"));
        desk.register();
        let cards = state_of(office, person).cards;
        let revoked = cards.iter().map(|card| card.revoked.map(|it| it.reason));
        assert_eq!(
            revoked.collect::<Vec<_>>(),
            [Some(RevocationReason::Replaced), None]
        );

        let other = adult(office, "Lò Văn Sơn", Sex::Male);
        let mut desk = issuing(office, other, "VN0012345");
        insist_on(
            &mut desk,
            [
                "Thẻ mang số sê-ri này đã cấp cho người khác",
                "A card with this serial is on record for somebody else",
            ],
        );
    });
}

#[test]
fn a_card_is_taken_out_of_force_for_a_reason() {
    at_card_desk(|office| {
        let person = adult(office, "Lò Thị Hạnh", Sex::Female);
        issuing(office, person, "VN0012345").register();
        let mut desk = revoking(office, person);
        let page = desk.page("card");
        assert!(
            page.contains("VN0012345, cấp ngày 20/11/2026"),
            "{}",
            page.html
        );
        let unsaid = desk.send("card", &day(ON, ["22", "11", "2026"]));
        assert_eq!(unsaid.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(unsaid.contains("href=\"#reason\""), "{}", unsaid.html);
        let mut fields = day(ON, ["22", "11", "2026"]);
        fields.extend([("card", "VN0012345"), ("reason", "died")]);
        desk.answer("card", &fields, "check");
        insist_on(
            &mut desk,
            [
                "Theo cơ sở dữ liệu, người được cấp thẻ chưa chết",
                "According to the register, the holder has not died",
            ],
        );
        let mut fields = day(ON, ["22", "11", "2026"]);
        fields.extend([("card", "VN0012345"), ("reason", "lost")]);
        desk.answer("card", &fields, "check");
        assert!(desk.register().contains("Đã báo mất"));
        let card = &state_of(office, person).cards[0];
        assert_eq!(
            card.revoked.map(|it| it.reason),
            Some(RevocationReason::Lost)
        );
        assert!(!revoking(office, person).page("card").contains("VN0012345"));
    });
}

#[test]
fn of_the_dead_the_reason_is_filled_in() {
    at_card_desk(|office| {
        let person = adult(office, "Lò Thị Hạnh", Sex::Female);
        issuing(office, person, "VN0012345").register();
        let died = DeathReport {
            person: seen(person, 2),
            on: date(2026, 11, 21).into(),
            unit: None,
            declared: false,
        };
        write(office, move |register, tx, act| {
            register.register_death(tx, act, &died)
        });
        let mut desk = revoking(office, person);
        let page = desk.page("card");
        assert!(page.contains("value=\"died\" checked"), "{}", page.html);
        let mut fields = day(ON, ["22", "11", "2026"]);
        fields.extend([("card", "VN0012345"), ("reason", "died")]);
        desk.answer("card", &fields, "check");
        desk.register();
    });
}

#[test]
fn only_card_officers_issue_cards_and_they_register_nothing_else() {
    at_card_desk(|office| {
        let mut officer = office.officer();
        assert!(officer.get("/").contains("/desk/card/new"));
        assert_eq!(officer.get("/desk/birth/new").status, StatusCode::FORBIDDEN);
    });
    Office::on_both_engines(Role::Registrar, |office| {
        let mut officer = office.officer();
        assert!(!officer.get("/").contains("/desk/card/new"));
        assert_eq!(officer.get("/desk/card/new").status, StatusCode::FORBIDDEN);
    });
}
