//! Registering, moving and deleting a permanent residence.

use danh_register::{DeletionReason, EventBody, Relationship};
use danh_vocabulary::{PersonId, Sex};

use crate::desk::{AtDesk, adult, journal_length, number};
use crate::homes::{
    BA_DINH, HONG_HA, ON, SAI_GON, at_residence_desk, day, household, household_of, insist_at,
    insist_on, latest, relationship, settled, size, state,
};
use crate::office::Office;

/// Begins to register somebody's residence and chooses a household of their own.
fn alone(office: &Office, person: PersonId) -> AtDesk<'_> {
    let mut desk = AtDesk::begin(office, "residence");
    desk.choose("person", &number(office, person), "home");
    desk.answer("home", &[("home", "new")], "place");
    desk
}

/// Begins to register somebody's residence with somebody else.
fn with(office: &Office, person: PersonId, host: PersonId) -> AtDesk<'_> {
    let mut desk = AtDesk::begin(office, "residence");
    desk.choose("person", &number(office, person), "home");
    desk.answer("home", &[("home", "existing")], "host");
    desk.choose("host", &number(office, host), "place");
    desk
}

fn place<'a>(unit: &'a str, on: [&'a str; 3]) -> Vec<(&'static str, &'a str)> {
    let mut fields = day(ON, on);
    fields.extend([("unit", unit), ("detail", "8 phố Phúc Tân")]);
    fields
}

#[test]
fn a_first_residence_makes_a_household() {
    at_residence_desk(|office| {
        let person = adult(office, "Lò Văn Sơn", Sex::Male);
        let mut desk = alone(office, person);
        desk.answer("place", &place(HONG_HA, ["20", "11", "2026"]), "check");
        let before = journal_length(office);
        desk.register();
        assert_eq!(journal_length(office), before + 1);
        let event = latest(office, person);
        let EventBody::ResidenceRegistered(registered) = event.body else {
            panic!("a residence is registered")
        };
        let home = registered.residence;
        assert_eq!(home.place.code.as_str(), "00097");
        assert_eq!(home.detail.as_deref(), Some("8 phố Phúc Tân"));
        assert_eq!(home.since.unwrap().to_string(), "2026-11-20");
        assert_eq!(home.relationship, Relationship::Head);
    });
}

#[test]
fn somebody_comes_into_a_household_with_its_head_s_consent() {
    at_residence_desk(|office| {
        let host = settled(office, "Lò Thị Hạnh", Sex::Female);
        let guest = adult(office, "Lò Văn Sơn", Sex::Male);
        let mut desk = with(office, guest, host);
        let page = desk.page("place");
        assert!(
            page.contains(&format!("value=\"{HONG_HA}\"")),
            "{}",
            page.html
        );
        assert!(page.contains("value=\"12 phố Trấn Vũ\""));
        let mut fields = place(HONG_HA, ["20", "11", "2026"]);
        fields.push(("relationship", "sibling"));
        insist_at(
            &mut desk,
            "place",
            &fields,
            ["Còn thiếu: Giấy tờ làm căn cứ", "href=\"#basis\""],
        );
        fields.push(("basis", "CT01 ngày 20/11/2026"));
        desk.answer("place", &fields, "check");
        desk.register();
        assert_eq!(household_of(office, guest), household_of(office, host));
        assert_eq!(relationship(office, guest), Relationship::Sibling);
        let event = latest(office, guest);
        assert!(
            event.basis.contains("CT01 ngày 20/11/2026"),
            "{}",
            event.basis
        );
    });
}

#[test]
fn a_head_who_moves_leaves_a_household_with_another_head() {
    at_residence_desk(|office| {
        let [husband, wife, child] = household(office);
        let left = household_of(office, husband);
        let mut desk = alone(office, husband);
        desk.answer("place", &place(BA_DINH, ["20", "11", "2026"]), "successor");
        let page = desk.page("successor");
        assert!(page.contains("Lò Thị Hạnh") && page.contains("Quàng Minh Đức"));
        let who = if page.html.find("Lò Thị Hạnh") < page.html.find("Quàng Minh Đức") {
            ["member-1", "relationship-2"]
        } else {
            ["member-2", "relationship-1"]
        };
        desk.answer("successor", &[("new-head", who[0])], "relationships");
        assert!(
            desk.page("relationships")
                .contains("Quàng Minh Đức: Quan hệ với chủ hộ")
        );
        desk.answer("relationships", &[(who[1], "child")], "check");
        let before = journal_length(office);
        assert!(desk.page("check").contains("Chủ hộ mới của hộ cũ"));
        desk.register();
        assert_eq!(journal_length(office), before + 2);
        assert!(matches!(
            latest(office, husband).body,
            EventBody::ResidenceMoved(_)
        ));
        assert_ne!(household_of(office, husband), left);
        assert_eq!(household_of(office, wife), left);
        assert_eq!(relationship(office, wife), Relationship::Head);
        assert_eq!(relationship(office, child), Relationship::Child);
        assert_eq!(size(office, left), 2);
    });
}

#[test]
fn a_child_does_not_become_head_beside_an_adult_and_then_nobody_moves() {
    at_residence_desk(|office| {
        let [husband, ..] = household(office);
        let mut desk = alone(office, husband);
        desk.answer("place", &place(BA_DINH, ["20", "11", "2026"]), "successor");
        let page = desk.page("successor");
        let child_is_second = page.html.find("Lò Thị Hạnh") < page.html.find("Quàng Minh Đức");
        let who = if child_is_second {
            ["member-2", "relationship-1"]
        } else {
            ["member-1", "relationship-2"]
        };
        desk.answer("successor", &[("new-head", who[0])], "relationships");
        desk.answer("relationships", &[(who[1], "parent")], "check");
        let before = journal_length(office);
        insist_on(
            &mut desk,
            ["chưa đủ 18 tuổi, trong khi", "is under 18, although"],
        );
        assert_eq!(journal_length(office), before);
    });
}

#[test]
fn a_household_may_stand_without_a_head_for_a_while() {
    at_residence_desk(|office| {
        let [husband, wife, _] = household(office);
        let mut desk = alone(office, husband);
        desk.answer("place", &place(BA_DINH, ["20", "11", "2026"]), "successor");
        desk.answer("successor", &[], "check");
        assert!(desk.page("check").contains("hộ cũ chưa có chủ hộ"));
        let before = journal_length(office);
        desk.register();
        assert_eq!(journal_length(office), before + 1);
        assert_eq!(relationship(office, wife), Relationship::Spouse);
    });
}

#[test]
fn a_place_on_another_s_ground_is_refused_at_its_field() {
    at_residence_desk(|office| {
        let person = adult(office, "Lò Văn Sơn", Sex::Male);
        let mut desk = alone(office, person);
        insist_at(
            &mut desk,
            "place",
            &place(SAI_GON, ["20", "11", "2026"]),
            ["không thuộc địa bàn", "outside the area of your authority"],
        );
    });
}

#[test]
fn each_refusal_of_a_residence_is_said() {
    at_residence_desk(|office| {
        let host = settled(office, "Lò Thị Hạnh", Sex::Female);
        let guest = adult(office, "Lò Văn Sơn", Sex::Male);
        for (on, sentences) in [
            (
                ["24", "11", "2026"],
                ["Ngày này ở trong tương lai", "This date is in the future"],
            ),
            (
                ["1", "2", "2026"],
                [
                    "hoặc ngày sinh, vào ngày 01/03/2026",
                    "or the birth, on 01/03/2026",
                ],
            ),
        ] {
            let mut desk = alone(office, host);
            desk.answer("place", &place(HONG_HA, on), "check");
            insist_on(&mut desk, sentences);
        }
        for (unit, relationship, sentences) in [
            (
                HONG_HA,
                "head",
                ["Hộ này đã có chủ hộ", "This household has a head already"],
            ),
            (
                BA_DINH,
                "other",
                [
                    "Hộ này đăng ký ở xã, phường khác",
                    "registered in another commune",
                ],
            ),
        ] {
            let mut desk = with(office, guest, host);
            let mut fields = place(unit, ["20", "11", "2026"]);
            fields.extend([("relationship", relationship), ("basis", "CT01")]);
            desk.answer("place", &fields, "check");
            insist_on(&mut desk, sentences);
        }
        let stranger = adult(office, "Hà Văn Long", Sex::Male);
        let mut desk = AtDesk::begin(office, "residence");
        desk.choose("person", &number(office, guest), "home");
        desk.answer("home", &[("home", "existing")], "host");
        desk.answer(
            "host",
            &[("host-number", &number(office, stranger))],
            "host",
        );
        insist_at(
            &mut desk,
            "host",
            &[],
            ["Người này không thuộc hộ nào", "belongs to no household"],
        );
    });
}

/// Begins to delete somebody's residence.
fn deleting<'a>(office: &'a Office, person: PersonId, on: [&str; 3]) -> AtDesk<'a> {
    let mut desk = AtDesk::begin(office, "residence-deletion");
    desk.choose("person", &number(office, person), "deletion");
    let mut fields = day(ON, on);
    fields.extend([
        ("reason", "settled-abroad"),
        ("basis", "Quyết định 8/QĐ-CA"),
    ]);
    desk.answer("deletion", &fields, "check");
    desk
}

#[test]
fn a_residence_is_deleted_for_a_reason() {
    at_residence_desk(|office| {
        let person = settled(office, "Lò Thị Hạnh", Sex::Female);
        let mut desk = deleting(office, person, ["20", "11", "2026"]);
        assert!(desk.page("check").contains("Nơi thường trú bị xóa"));
        let before = journal_length(office);
        desk.register();
        assert_eq!(journal_length(office), before + 1);
        let EventBody::ResidenceDeleted(deleted) = latest(office, person).body else {
            panic!("a residence is deleted")
        };
        assert_eq!(deleted.reason, DeletionReason::SettledAbroad);
        assert_eq!(deleted.on.to_string(), "2026-11-20");
        assert!(state(office, person).residence.is_none());
    });
}

#[test]
fn each_refusal_of_a_deletion_is_said() {
    at_residence_desk(|office| {
        let [husband, wife, _] = household(office);
        let nobody = adult(office, "Lò Văn Sơn", Sex::Male);
        for (person, on, sentences) in [
            (
                husband,
                "20",
                [
                    "là chủ hộ của một hộ còn người khác",
                    "the head of a household that has other members",
                ],
            ),
            (
                nobody,
                "20",
                ["không có nơi thường trú", "has no permanent residence"],
            ),
            (
                wife,
                "24",
                ["Ngày này ở trong tương lai", "This date is in the future"],
            ),
        ] {
            let mut desk = deleting(office, person, [on, "11", "2026"]);
            insist_on(&mut desk, sentences);
        }
        let mut desk = deleting(office, wife, ["1", "1", "1990"]);
        insist_on(
            &mut desk,
            [
                "Ngày này trước ngày sinh, 01/02/1995",
                "before the birth on 01/02/1995",
            ],
        );
        let mut desk = deleting(office, wife, ["1", "2", "2026"]);
        insist_on(&mut desk, ["vào ngày 01/03/2026", "on 01/03/2026"]);
    });
}
