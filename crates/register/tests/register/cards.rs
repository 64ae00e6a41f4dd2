//! Identity cards issued and revoked.

use danh_register::person_queries::persons_by_card;
use danh_register::{
    CardError, CardKind, CardReport, CardRevocationReport, Change, CorrectionError, Enrolment,
    PersonState, Recorded, RevocationReason, SubjectError, rebuild,
};
use danh_vocabulary::{Nationality, PersonId};

use crate::people::{man, newborn, woman};
use crate::world::{TestRegister, act, date, on_both_engines};

pub(crate) fn issue(
    world: &TestRegister,
    person: PersonId,
    serial: &str,
    on: &str,
) -> Result<Recorded, CardError> {
    let report = CardReport {
        person: world.seen(person),
        serial: serial.to_owned(),
        issued_on: date(on),
        issued_by: "Cục Cảnh sát quản lý hành chính về trật tự xã hội".to_owned(),
    };
    world.write(move |register, tx| register.issue_card(tx, &act(), &report))
}

fn revoke(
    world: &TestRegister,
    person: PersonId,
    serial: &str,
    reason: RevocationReason,
    on: &str,
) -> Result<Recorded, CardError> {
    let report = CardRevocationReport {
        person: world.seen(person),
        serial: serial.to_owned(),
        reason,
        on: date(on),
    };
    world.write(move |register, tx| register.revoke_card(tx, &act(), &report))
}

fn holder(world: &TestRegister) -> PersonId {
    world.enrol(Enrolment {
        number: "001085000001".parse().ok(),
        ..man("Lê Văn Ba", "1985-05-20")
    })
}

fn in_force<'state>(state: &'state PersonState, on: &str) -> Option<&'state str> {
    let card = state.card_in_force(date(on))?;
    Some(card.serial.as_str())
}

#[test]
fn each_card_takes_the_place_of_the_one_before() {
    on_both_engines(|world| {
        let person = holder(world);
        world.today_is("2025-06-15");
        issue(world, person, "C12345", "2014-03-01").unwrap();
        issue(world, person, "A0001", "2021-04-01").unwrap();
        issue(world, person, "B0001", "2024-07-01").unwrap();
        let state = world.state(person);
        let kinds: Vec<_> = state.cards.iter().map(|card| card.kind).collect();
        assert_eq!(
            kinds,
            [
                CardKind::TwelveDigit,
                CardKind::CitizenIdentification,
                CardKind::Identification
            ]
        );
        let expire = state.cards.iter().map(|card| card.expires_on);
        assert_eq!(
            expire.collect::<Vec<_>>(),
            ["2024-12-31", "2025-05-20", "2045-05-20"].map(|day| Some(date(day)))
        );
        for (on, expected) in [
            ("2014-02-28", None),
            ("2021-03-31", Some("C12345")),
            ("2021-04-01", Some("A0001")),
            ("2024-06-30", Some("A0001")),
            ("2024-07-01", Some("B0001")),
            ("2045-05-20", Some("B0001")),
            ("2045-05-21", None),
        ] {
            assert_eq!(in_force(&state, on), expected, "{on}");
        }
        let before = world.state_on(person, "2024-06-30").unwrap();
        assert_eq!(before.cards.len(), 2);
        assert_eq!(before.cards[1].revoked, None);
    });
}

#[test]
fn a_newborn_has_a_card_since_the_law_of_2023() {
    on_both_engines(|world| {
        let child = world.birth(newborn("2024-05-20")).unwrap();
        let error = world.refused(|| issue(world, child, "B0001", "2024-06-01"));
        assert_eq!(
            error.to_string(),
            "the person was not 14 years old on 2024-06-01"
        );
        world.today_is("2024-07-01");
        issue(world, child, "B0001", "2024-07-01").unwrap();
        let expires = world.state(child).cards[0].expires_on;
        assert_eq!(expires, Some(date("2038-05-20")));
    });
}

#[test]
fn what_cannot_be_is_refused() {
    on_both_engines(|world| {
        let person = holder(world);
        let refused = |person, serial: &str, on: &str| {
            let error = world.refused(|| issue(world, person, serial, on));
            error.to_string()
        };
        for serial in ["", "A 1", "A-1", "Á1", &"1".repeat(33)] {
            assert_eq!(
                refused(person, serial, "2024-06-01"),
                format!("`{serial}` is no serial: 1 to 32 letters and digits")
            );
        }
        assert_eq!(
            refused(person, "A1", "2012-06-30"),
            "no card with a personal number was issued on 2012-06-30"
        );
        assert_eq!(
            refused(person, "A1", "2024-06-16"),
            "the day lies in the future"
        );
        assert_eq!(
            refused(person, "A1", "1985-05-19"),
            "the day is before the birth on 1985-05-20"
        );
        issue(world, person, "A1", "2021-04-01").unwrap();
        assert!(refused(person, "A2", "2021-03-31").contains("before 2021-04-01"));
        assert_eq!(
            refused(person, "A1", "2024-06-01"),
            "the person has a card with the serial `A1` already"
        );

        let numberless = world.enrol(woman("Trần Thị Tư", "1990"));
        assert_eq!(
            refused(numberless, "A3", "2024-06-01"),
            "the person has no personal number in force"
        );
        let mut foreigner = woman("Trần Thị Năm", "1990");
        foreigner.number = "001190000002".parse().ok();
        foreigner.identity.nationalities = vec!["FRA".parse::<Nationality>().unwrap()];
        let foreigner = world.enrol(foreigner);
        assert_eq!(
            refused(foreigner, "A4", "2024-06-01"),
            "the person is not a citizen of Viet Nam"
        );
    });
}

#[test]
fn a_serial_is_on_record_once() {
    on_both_engines(|world| {
        let one = holder(world);
        let other = world.enrol(Enrolment {
            number: "001190000002".parse().ok(),
            ..woman("Trần Thị Tư", "1990-01-01")
        });
        let issued = issue(world, one, "A1", "2021-04-01").unwrap().event;
        revoke(world, one, "A1", RevocationReason::Lost, "2022-01-01").unwrap();
        let taken = "a card with the serial `A1` is on record for somebody else";
        let error = world.refused(|| issue(world, other, "A1", "2024-06-01"));
        assert_eq!(
            error.to_string(),
            format!("{taken}; look at the card again")
        );
        let revoked = world.events(one)[2].id;
        world.correct(one, revoked, WITHDRAWN).unwrap();

        // What was never issued holds no serial, and cannot come back once it is somebody else's.
        world.correct(one, issued, WITHDRAWN).unwrap();
        issue(world, other, "A1", "2024-06-01").unwrap();
        let error = world.refused(|| world.correct(one, issued, REINSTATED));
        assert_eq!(
            error.to_string(),
            format!("{taken} meanwhile; correct that first")
        );
        let issued = world.events(other)[1].id;
        world.correct(other, issued, WITHDRAWN).unwrap();
        let again = world.events(one)[1].id;
        world.correct(one, again, REINSTATED).unwrap();
        assert_eq!(world.state(one).cards[0].serial, "A1");
    });
}

const WITHDRAWN: Change = Change::Withdrawn { now: true };
const REINSTATED: Change = Change::Withdrawn { now: false };

#[test]
fn the_rows_of_cards_are_checked_and_made_anew() {
    on_both_engines(|world| {
        let person = holder(world);
        issue(world, person, "A1", "2021-04-01").unwrap();
        world.execute("DELETE FROM person_card", &[]);
        let checked = rebuild::check(&world.store, |_| ()).unwrap();
        assert_eq!(
            checked.named,
            [
                format!("person {person} lacks a row in `person_card`"),
                "`person_card` has 0 rows, the journal asks for 1".to_owned()
            ]
        );
        rebuild::rebuild(&world.store, |_| ()).unwrap();
        let found = world.read(|tx| persons_by_card(tx, &"A1".parse().unwrap()));
        assert_eq!(found, [person]);
    });
}

#[test]
fn a_card_is_revoked_by_its_serial() {
    on_both_engines(|world| {
        use RevocationReason::{Altered, HolderDied, Lost, Replaced};
        let person = holder(world);
        issue(world, person, "A1", "2021-04-01").unwrap();
        let refused = |serial: &str, reason, on: &str| {
            let error = world.refused(|| revoke(world, person, serial, reason, on));
            error.to_string()
        };
        assert_eq!(
            refused("A2", Lost, "2024-01-01"),
            "the person has no card with the serial `A2`"
        );
        assert_eq!(
            refused("A1", Replaced, "2024-01-01"),
            "a card is replaced by issuing another one"
        );
        assert_eq!(
            refused("A1", HolderDied, "2024-01-01"),
            "the holder is not on record as dead"
        );
        assert!(refused("A1", Lost, "2021-03-31").contains("before 2021-04-01"));

        revoke(world, person, "A1", Lost, "2024-01-01").unwrap();
        let state = world.state(person);
        assert_eq!(in_force(&state, "2023-12-31"), Some("A1"));
        assert_eq!(in_force(&state, "2024-01-01"), None);
        let before = world.state_on(person, "2023-12-31").unwrap();
        assert_eq!(before.cards[0].revoked, None);
        assert_eq!(
            refused("A1", Altered, "2024-02-01"),
            "the card is out of force since 2024-01-01"
        );
    });
}

#[test]
fn the_dead_have_no_card_in_force() {
    on_both_engines(|world| {
        let person = holder(world);
        issue(world, person, "A1", "2021-04-01").unwrap();
        world.die(person, "2024-05-01").unwrap();
        let state = world.state(person);
        assert_eq!(state.cards[0].revoked, None, "nobody brought it back yet");
        assert_eq!(in_force(&state, "2024-04-30"), Some("A1"));
        assert_eq!(in_force(&state, "2024-05-01"), None);
        let error =
            world.refused(|| revoke(world, person, "A1", RevocationReason::Lost, "2024-05-02"));
        assert!(
            matches!(error, CardError::Subject(SubjectError::Dead { .. })),
            "{error}"
        );
        let error = world.refused(|| issue(world, person, "A2", "2024-05-02"));
        assert_eq!(error.to_string(), "the person died on 2024-05-01");
        revoke(
            world,
            person,
            "A1",
            RevocationReason::HolderDied,
            "2024-05-02",
        )
        .unwrap();
        let revoked = world.state(person).cards[0].revoked.unwrap();
        assert_eq!(revoked.on, date("2024-05-02"));
    });
}

#[test]
fn who_changed_meanwhile_is_looked_at_again() {
    on_both_engines(|world| {
        let person = holder(world);
        let card = CardReport {
            person: world.seen(person),
            serial: "A2".to_owned(),
            issued_on: date("2024-06-01"),
            issued_by: "Cục Cảnh sát quản lý hành chính về trật tự xã hội".to_owned(),
        };
        let revocation = CardRevocationReport {
            person: world.seen(person),
            serial: "A1".to_owned(),
            reason: RevocationReason::Lost,
            on: date("2024-06-01"),
        };
        issue(world, person, "A1", "2021-04-01").unwrap();
        let errors = [
            world.refused(|| {
                world.write(move |register, tx| register.issue_card(tx, &act(), &card))
            }),
            world.refused(|| {
                world.write(move |register, tx| register.revoke_card(tx, &act(), &revocation))
            }),
        ];
        for error in errors {
            assert!(
                matches!(error, CardError::Subject(SubjectError::Conflict { .. })),
                "{error}"
            );
        }
    });
}

#[test]
fn another_day_of_issue_gives_no_other_expiry() {
    on_both_engines(|world| {
        let person = holder(world);
        world.today_is("2025-06-15");
        // Born on 20 May 1985, who is to exchange a card at 40 and has two years before.
        let event = issue(world, person, "GH345678", "2023-05-19")
            .unwrap()
            .event;
        let redate = |was: &str, now: &str| {
            let change = Change::HeldFrom {
                was: date(was),
                now: date(now),
            };
            world.correct(person, event, change)
        };
        redate("2023-05-19", "2023-05-18").unwrap();
        let error = world.refused(|| redate("2023-05-18", "2023-05-20"));
        assert!(
            matches!(error, CorrectionError::CardExpiryChanges { on } if on == date("2023-05-20")),
            "{error}"
        );
        world
            .correct(person, event, Change::Withdrawn { now: true })
            .unwrap();
        issue(world, person, "GH345678", "2023-05-20").unwrap();
        let expiry = world.state(person).cards[0].expires_on;
        assert_eq!(expiry, Some(date("2045-05-20")));
    });
}
