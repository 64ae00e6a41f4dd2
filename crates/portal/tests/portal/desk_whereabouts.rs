//! Temporary residence, absence, stay.

use danh_register::{EventBody, TemporaryResidenceReport};
use danh_vocabulary::{PersonId, Sex};
use jiff::civil::{Date, date};

use crate::desk::{AtDesk, adult, journal_length, number, seen, write};
use crate::homes::{
    BA_DINH, HONG_HA, ON, SAI_GON, SINCE, UNTIL, at_residence_desk, day, insist_at, insist_on,
    latest, settled, state,
};
use crate::office::Office;

/// Begins a form for somebody, and says what it is to do.
fn to_do<'a>(
    office: &'a Office,
    form: &str,
    person: PersonId,
    (what, next): (&str, &str),
) -> AtDesk<'a> {
    let mut desk = AtDesk::begin(office, form);
    desk.choose("person", &number(office, person), "what");
    desk.answer("what", &[("what", what)], next);
    desk
}

fn period<'a>(since: [&'a str; 3], until: [&'a str; 3]) -> Vec<(&'static str, &'a str)> {
    [day(SINCE, since), day(UNTIL, until)].concat()
}

/// Gives somebody a temporary residence in Ba Đình.
fn registered(office: &Office, person: PersonId, version: u32, [since, until]: [Date; 2]) {
    write(office, move |register, tx, act| {
        let report = TemporaryResidenceReport {
            person: seen(person, version),
            unit: "00004".parse().expect("a code"),
            detail: None,
            since,
            until,
        };
        register.register_temporary_residence(tx, act, &report)
    });
}

#[test]
fn a_temporary_residence_is_registered_extended_and_deleted() {
    at_residence_desk(|office| {
        let person = settled(office, "Lò Thị Hạnh", Sex::Female);
        let what = ("register", "place");
        let mut desk = to_do(office, "temporary-residence", person, what);
        let mut fields = period(["1", "10", "2026"], ["30", "11", "2026"]);
        fields.extend([("unit", BA_DINH), ("detail", "Ký túc xá")]);
        desk.answer("place", &fields, "check");
        let before = journal_length(office);
        desk.register();
        assert_eq!(journal_length(office), before + 1);
        let EventBody::TemporaryResidence(registered) = latest(office, person).body else {
            panic!("a temporary residence is registered")
        };
        assert_eq!(registered.residence.detail.as_deref(), Some("Ký túc xá"));
        assert_eq!(registered.residence.until, date(2026, 11, 30));

        let what = ("extend", "extension");
        let mut desk = to_do(office, "temporary-residence", person, what);
        let fields = [
            day(ON, ["20", "11", "2026"]),
            day(UNTIL, ["30", "11", "2027"]),
        ]
        .concat();
        desk.answer("extension", &fields, "check");
        assert!(desk.page("check").contains("Đã đăng ký đến 30/11/2026"));
        desk.register();
        let residence = state(office, person).temporary_residence.unwrap();
        assert_eq!(residence.until, date(2027, 11, 30));

        let what = ("delete", "deletion");
        let mut desk = to_do(office, "temporary-residence", person, what);
        desk.answer("deletion", &day(ON, ["23", "11", "2026"]), "check");
        desk.register();
        assert_eq!(journal_length(office), before + 3);
        assert!(matches!(
            latest(office, person).body,
            EventBody::TemporaryResidenceDeleted(_)
        ));
    });
}

#[test]
fn each_refusal_of_a_temporary_residence_is_said() {
    at_residence_desk(|office| {
        let person = settled(office, "Lò Thị Hạnh", Sex::Female);
        for (unit, until, sentences) in [
            (
                BA_DINH,
                ["29", "11", "2026"],
                [
                    "Dưới 30 ngày không phải là tạm trú",
                    "Less than 30 days is not a temporary",
                ],
            ),
            (
                BA_DINH,
                ["1", "12", "2028"],
                ["nhiều nhất 2 năm", "At most 2 years each time"],
            ),
            (
                HONG_HA,
                ["1", "12", "2027"],
                [
                    "cùng xã, phường với nơi thường trú",
                    "in the same commune as the permanent",
                ],
            ),
        ] {
            let what = ("register", "place");
            let mut desk = to_do(office, "temporary-residence", person, what);
            let mut fields = period(["1", "11", "2026"], until);
            fields.push(("unit", unit));
            desk.answer("place", &fields, "check");
            insist_on(&mut desk, sentences);
        }
        let mut desk = to_do(office, "temporary-residence", person, ("register", "place"));
        let mut fields = period(["1", "11", "2026"], ["1", "11", "2027"]);
        fields.push(("unit", SAI_GON));
        let sentences = ["không thuộc địa bàn", "outside the area of your authority"];
        insist_at(&mut desk, "place", &fields, sentences);

        let mut desk = to_do(
            office,
            "temporary-residence",
            person,
            ("delete", "deletion"),
        );
        desk.answer("deletion", &day(ON, ["20", "11", "2026"]), "check");
        insist_on(
            &mut desk,
            [
                "Ngày 20/11/2026 người này không có tạm trú",
                "On 20/11/2026 this person has no",
            ],
        );
        registered(office, person, 2, [date(2026, 10, 1), date(2027, 10, 1)]);
        let what = ("extend", "extension");
        let mut desk = to_do(office, "temporary-residence", person, what);
        let fields = [
            day(ON, ["20", "11", "2026"]),
            day(UNTIL, ["1", "12", "2027"]),
        ]
        .concat();
        desk.answer("extension", &fields, "check");
        insist_on(
            &mut desk,
            [
                "Chỉ gia hạn được từ ngày 16/09/2027",
                "can be extended only from 16/09/2027",
            ],
        );
        let other = settled(office, "Lò Thị Mai", Sex::Female);
        registered(office, other, 2, [date(2026, 10, 1), date(2026, 11, 30)]);
        let mut desk = to_do(
            office,
            "temporary-residence",
            other,
            ("extend", "extension"),
        );
        let fields = [
            day(ON, ["20", "11", "2026"]),
            day(UNTIL, ["30", "11", "2026"]),
        ]
        .concat();
        desk.answer("extension", &fields, "check");
        insist_on(
            &mut desk,
            [
                "Tạm trú đã đăng ký đến 30/11/2026",
                "It is registered until 30/11/2026",
            ],
        );
    });
}

#[test]
fn an_absence_is_declared_and_ends() {
    at_residence_desk(|office| {
        let person = settled(office, "Lò Thị Hạnh", Sex::Female);
        let mut desk = to_do(office, "absence", person, ("leaves", "absence"));
        let mut fields = day(SINCE, ["20", "11", "2026"]);
        fields.extend([("ground", "year"), ("whereabouts", "Đà Nẵng")]);
        desk.answer("absence", &fields, "check");
        let before = journal_length(office);
        desk.register();
        let EventBody::AbsenceDeclared(declared) = latest(office, person).body else {
            panic!("an absence is declared")
        };
        assert_eq!(declared.absence.since, date(2026, 11, 20));
        assert_eq!(declared.absence.whereabouts.as_deref(), Some("Đà Nẵng"));

        let mut desk = AtDesk::begin(office, "absence");
        desk.choose("person", &number(office, person), "what");
        assert!(desk.page("what").contains("value=\"back\" checked"));
        desk.answer("what", &[("what", "back")], "return");
        desk.answer("return", &day(ON, ["22", "11", "2026"]), "check");
        desk.register();
        assert_eq!(journal_length(office), before + 2);
        let EventBody::AbsenceEnded(ended) = latest(office, person).body else {
            panic!("an absence ends")
        };
        assert_eq!(ended.on, date(2026, 11, 22));
    });
}

#[test]
fn each_refusal_of_an_absence_is_said() {
    at_residence_desk(|office| {
        let person = settled(office, "Lò Thị Hạnh", Sex::Female);
        for (since, until, sentences) in [
            (
                ["1", "12", "2027"],
                ["", "", ""],
                ["còn cách hơn một năm", "more than a year from now"],
            ),
            (
                ["20", "11", "2026"],
                ["19", "11", "2026"],
                [
                    "Ngày kết thúc trước ngày bắt đầu",
                    "The end date is before the start date",
                ],
            ),
            (
                ["20", "11", "2026"],
                ["19", "5", "2027"],
                [
                    "Dưới 12 tháng thì không phải",
                    "Less than 12 months need not",
                ],
            ),
        ] {
            let mut desk = to_do(office, "absence", person, ("leaves", "absence"));
            let mut fields = period(since, until);
            fields.push(("ground", "year"));
            desk.answer("absence", &fields, "check");
            insist_on(&mut desk, sentences);
        }
        let mut desk = to_do(office, "absence", person, ("back", "return"));
        desk.answer("return", &day(ON, ["20", "11", "2026"]), "check");
        insist_on(
            &mut desk,
            ["không có khai báo tạm vắng", "has no declared absence"],
        );
        registered(office, person, 2, [date(2026, 10, 1), date(2027, 10, 1)]);
        let nobody = adult(office, "Lò Văn Sơn", Sex::Male);
        for (person, sentences) in [
            (
                person,
                [
                    "đang tạm trú ở nơi khác",
                    "has a temporary residence elsewhere",
                ],
            ),
            (
                nobody,
                [
                    "không có nơi thường trú hay tạm trú",
                    "has no residence to be away from",
                ],
            ),
        ] {
            let mut desk = to_do(office, "absence", person, ("leaves", "absence"));
            let mut fields = day(SINCE, ["20", "11", "2026"]);
            fields.push(("ground", "year"));
            desk.answer("absence", &fields, "check");
            insist_on(&mut desk, sentences);
        }
    });
}

/// Notifies of somebody's stay.
fn staying<'a>(office: &'a Office, person: PersonId, until: [&str; 3]) -> AtDesk<'a> {
    let mut desk = AtDesk::begin(office, "stay");
    desk.choose("person", &number(office, person), "stay");
    let mut fields = period(["20", "11", "2026"], until);
    fields.extend([("unit", BA_DINH), ("detail", "Nhà nghỉ Hồ Tây")]);
    desk.answer("stay", &fields, "check");
    desk
}

#[test]
fn a_stay_is_notified_and_is_short() {
    at_residence_desk(|office| {
        let person = adult(office, "Lò Văn Sơn", Sex::Male);
        let mut desk = staying(office, person, ["25", "11", "2026"]);
        let before = journal_length(office);
        desk.register();
        assert_eq!(journal_length(office), before + 1);
        let EventBody::StayNotified(notified) = latest(office, person).body else {
            panic!("a stay is notified")
        };
        assert_eq!(notified.stay.detail.as_deref(), Some("Nhà nghỉ Hồ Tây"));
        assert_eq!(notified.stay.until, date(2026, 11, 25));

        let mut desk = staying(office, person, ["20", "12", "2026"]);
        insist_on(
            &mut desk,
            [
                "Từ 30 ngày trở lên không phải là lưu trú",
                "30 days or more is not a stay",
            ],
        );
        let mut desk = staying(office, person, ["19", "11", "2026"]);
        insist_on(
            &mut desk,
            [
                "Ngày kết thúc trước ngày bắt đầu",
                "The end date is before the start date",
            ],
        );
    });
}

#[test]
fn an_abode_is_declared_by_who_has_no_residence() {
    at_residence_desk(|office| {
        let person = adult(office, "Lò Văn Sơn", Sex::Male);
        let living = |person| {
            let mut desk = AtDesk::begin(office, "abode");
            desk.choose("person", &number(office, person), "abode");
            let mut fields = day(SINCE, ["20", "11", "2026"]);
            fields.extend([("unit", HONG_HA), ("detail", "Gầm cầu Long Biên")]);
            desk.answer("abode", &fields, "check");
            desk
        };
        living(person).register();
        let abode = state(office, person).abode.expect("it is known");
        assert_eq!(abode.detail.as_deref(), Some("Gầm cầu Long Biên"));

        let mut elsewhere = AtDesk::begin(office, "abode");
        elsewhere.choose("person", &number(office, person), "abode");
        let mut fields = day(SINCE, ["21", "11", "2026"]);
        fields.push(("unit", SAI_GON));
        let page = elsewhere.send("abode", &fields);
        assert!(
            page.contains("Nơi này không thuộc địa bàn"),
            "{}",
            page.html
        );

        let settled = settled(office, "Lò Thị Hạnh", Sex::Female);
        insist_on(
            &mut living(settled),
            [
                "Người này có nơi thường trú",
                "This person has a permanent residence",
            ],
        );
    });
}
