//! Residence deleted, temporary residence, absence, stay, abode: all that is said of where somebody lives but the permanent residence.

use danh_register::{
    AbodeError, AbodeReport, AbsenceEndReport, AbsenceError, AbsenceGround, AbsenceReport,
    DeletionReason, ExtensionReport, Home, PersonState, PlaceKind, Recorded, Register,
    Relationship, ResidenceDeletionError, ResidenceDeletionReport, StayError, StayReport,
    SubjectError, TemporaryResidenceDeletionReport, TemporaryResidenceError,
    TemporaryResidenceReport,
};
use danh_store::{StoreError, Tx};
use danh_vocabulary::PersonId;

use crate::people::{man, woman};
use crate::world::{
    BEN_NGHE, HONG_HA, MOC_CHAU, PHUC_XA, TRUC_BACH, TestRegister, act, date, on_both_engines,
};

fn delete_residence(
    world: &TestRegister,
    person: PersonId,
    on: &str,
) -> Result<Recorded, ResidenceDeletionError> {
    let report = ResidenceDeletionReport {
        person: world.seen(person),
        reason: DeletionReason::SettledAbroad,
        on: date(on),
    };
    world.write(move |register, tx| register.delete_residence(tx, &act(), report))
}

fn temporary(
    world: &TestRegister,
    person: PersonId,
    unit: &str,
    (since, until): (&str, &str),
) -> Result<Recorded, TemporaryResidenceError> {
    let report = TemporaryResidenceReport {
        person: world.seen(person),
        unit: unit.parse().unwrap(),
        detail: Some("Nhà trọ số 3".to_owned()),
        since: date(since),
        until: date(until),
    };
    world.write(move |register, tx| register.register_temporary_residence(tx, &act(), &report))
}

fn extend(
    world: &TestRegister,
    person: PersonId,
    on: &str,
    until: &str,
) -> Result<Recorded, TemporaryResidenceError> {
    let report = ExtensionReport {
        person: world.seen(person),
        on: date(on),
        until: date(until),
    };
    world.write(move |register, tx| register.extend_temporary_residence(tx, &act(), report))
}

fn end_temporary(
    world: &TestRegister,
    person: PersonId,
    on: &str,
) -> Result<Recorded, TemporaryResidenceError> {
    let report = TemporaryResidenceDeletionReport {
        person: world.seen(person),
        on: date(on),
    };
    world.write(move |register, tx| register.delete_temporary_residence(tx, &act(), report))
}

fn leave(
    world: &TestRegister,
    person: PersonId,
    ground: AbsenceGround,
    since: &str,
    until: Option<&str>,
) -> Result<Recorded, AbsenceError> {
    let report = AbsenceReport {
        person: world.seen(person),
        ground,
        since: date(since),
        until: until.map(date),
        whereabouts: Some("theo tàu cá".to_owned()),
    };
    world.write(move |register, tx| register.declare_absence(tx, &act(), &report))
}

fn come_back(world: &TestRegister, person: PersonId, on: &str) -> Result<Recorded, AbsenceError> {
    let report = AbsenceEndReport {
        person: world.seen(person),
        on: date(on),
    };
    world.write(move |register, tx| register.end_absence(tx, &act(), report))
}

fn stay(
    world: &TestRegister,
    person: PersonId,
    unit: &str,
    since: &str,
    until: &str,
) -> Result<Recorded, StayError> {
    let report = StayReport {
        person: world.seen(person),
        unit: unit.parse().unwrap(),
        detail: Some("Khách sạn Sông Hồng".to_owned()),
        since: date(since),
        until: date(until),
    };
    world.write(move |register, tx| register.notify_stay(tx, &act(), &report))
}

fn dwell(
    world: &TestRegister,
    person: PersonId,
    unit: &str,
    since: &str,
) -> Result<Recorded, AbodeError> {
    let report = AbodeReport {
        person: world.seen(person),
        unit: unit.parse().unwrap(),
        detail: None,
        since: date(since),
    };
    world.write(move |register, tx| register.declare_abode(tx, &act(), &report))
}

fn settled(world: &TestRegister, name: &str) -> PersonId {
    let person = world.enrol(man(name, "1980-01-01"));
    world
        .settle(world.residence(person, PHUC_XA, Home::New, "2024-01-05"))
        .unwrap();
    person
}

/// Kind and unit of the place where a state has somebody live on a day.
fn place(state: &PersonState, on: &str) -> Option<(PlaceKind, String)> {
    let place = state.present_place(date(on))?;
    Some((place.kind, place.place.code.to_string()))
}

fn at(kind: PlaceKind, unit: &str) -> Option<(PlaceKind, String)> {
    Some((kind, unit.to_owned()))
}

#[test]
fn a_deleted_residence_makes_way_for_another() {
    on_both_engines(|world| {
        let person = settled(world, "Trần Văn Bình");
        let error = world.refused(|| delete_residence(world, person, "2024-01-04"));
        assert!(error.to_string().contains("before 2024-01-05"), "{error}");
        let error = world.refused(|| delete_residence(world, person, "2024-06-16"));
        assert_eq!(error.to_string(), "the day lies in the future");

        delete_residence(world, person, "2024-03-01").unwrap();
        assert_eq!(world.state(person).residence, None);
        let before = world.state_on(person, "2024-02-29").unwrap();
        assert_eq!(before.residence.unwrap().place.code.as_str(), PHUC_XA);

        let error = world.refused(|| delete_residence(world, person, "2024-03-02"));
        assert_eq!(error.to_string(), "the person has no permanent residence");
        let early = world.residence(person, BEN_NGHE, Home::New, "2024-02-29");
        assert!(
            world
                .refused(|| world.settle(early))
                .to_string()
                .contains("before 2024-03-01")
        );
        world
            .settle(world.residence(person, BEN_NGHE, Home::New, "2024-04-01"))
            .unwrap();
        let residence = world.state(person).residence.unwrap();
        assert_eq!(residence.place.code.as_str(), BEN_NGHE);
    });
}

#[test]
fn a_head_goes_last() {
    on_both_engines(|world| {
        let head = settled(world, "Trần Văn Bình");
        let wife = world.enrol(woman("Lê Thị Chi", "1985"));
        let home = Home::Existing {
            household: world.state(head).residence.unwrap().household,
            relationship: Relationship::Spouse,
        };
        world
            .settle(world.residence(wife, PHUC_XA, home, "2024-02-01"))
            .unwrap();
        let error = world.refused(|| delete_residence(world, head, "2024-03-01"));
        assert_eq!(
            error.to_string(),
            "the person is the head of a household of others; appoint another head first"
        );
        delete_residence(world, wife, "2024-03-01").unwrap();
        delete_residence(world, head, "2024-03-01").expect("nobody else lives there any more");
    });
}

#[test]
fn who_changed_meanwhile_is_looked_at_again() {
    on_both_engines(|world| {
        let person = settled(world, "Trần Văn Bình");
        let seen = world.seen(person);
        stay(world, person, BEN_NGHE, "2024-05-01", "2024-05-03").unwrap();
        let (unit, on) = (BEN_NGHE.parse().unwrap(), date("2024-06-01"));
        let conflict = SubjectError::Conflict {
            seen: 2,
            current: 3,
        };
        type Attempt = Box<dyn Fn(&Register, &mut Tx<'_>) -> Result<String, StoreError> + Send>;
        let attempts: [Attempt; 8] = [
            Box::new(move |register, tx| {
                let report = ResidenceDeletionReport {
                    person: seen,
                    reason: DeletionReason::OwnerDisagrees,
                    on,
                };
                Ok(words(register.delete_residence(tx, &act(), report)))
            }),
            Box::new(move |register, tx| {
                let report = TemporaryResidenceReport {
                    person: seen,
                    unit,
                    detail: None,
                    since: on,
                    until: date("2024-12-31"),
                };
                Ok(words(register.register_temporary_residence(
                    tx,
                    &act(),
                    &report,
                )))
            }),
            Box::new(move |register, tx| {
                let report = ExtensionReport {
                    person: seen,
                    on,
                    until: date("2024-12-31"),
                };
                Ok(words(register.extend_temporary_residence(
                    tx,
                    &act(),
                    report,
                )))
            }),
            Box::new(move |register, tx| {
                let report = TemporaryResidenceDeletionReport { person: seen, on };
                Ok(words(register.delete_temporary_residence(
                    tx,
                    &act(),
                    report,
                )))
            }),
            Box::new(move |register, tx| {
                let report = AbsenceReport {
                    person: seen,
                    ground: AbsenceGround::UnderObligation,
                    since: on,
                    until: None,
                    whereabouts: None,
                };
                Ok(words(register.declare_absence(tx, &act(), &report)))
            }),
            Box::new(move |register, tx| {
                let report = AbsenceEndReport { person: seen, on };
                Ok(words(register.end_absence(tx, &act(), report)))
            }),
            Box::new(move |register, tx| {
                let report = StayReport {
                    person: seen,
                    unit,
                    detail: None,
                    since: on,
                    until: on,
                };
                Ok(words(register.notify_stay(tx, &act(), &report)))
            }),
            Box::new(move |register, tx| {
                let report = AbodeReport {
                    person: seen,
                    unit,
                    detail: None,
                    since: on,
                };
                Ok(words(register.declare_abode(tx, &act(), &report)))
            }),
        ];
        let before = world.contents();
        for attempt in attempts {
            let said = world.write(attempt).unwrap();
            assert_eq!(said, conflict.to_string());
        }
        assert_eq!(world.contents(), before);
    });
}

fn words<E: std::fmt::Display>(attempt: Result<Recorded, E>) -> String {
    attempt.map_or_else(|error| error.to_string(), |_| "recorded".to_owned())
}

#[test]
fn a_temporary_residence_is_where_somebody_lives_while_it_holds() {
    on_both_engines(|world| {
        let person = settled(world, "Trần Văn Bình");
        temporary(world, person, BEN_NGHE, ("2024-03-01", "2024-06-20")).unwrap();
        let state = world.state(person);
        for (on, expected) in [
            ("2024-02-29", at(PlaceKind::Permanent, PHUC_XA)),
            ("2024-03-01", at(PlaceKind::Temporary, BEN_NGHE)),
            ("2024-06-20", at(PlaceKind::Temporary, BEN_NGHE)),
            ("2024-06-21", at(PlaceKind::Permanent, PHUC_XA)),
        ] {
            assert_eq!(place(&state, on), expected, "{on}");
        }
        let before = world.state_on(person, "2024-02-29").unwrap();
        assert_eq!(before.temporary_residence, None);

        extend(world, person, "2024-06-10", "2026-06-20").unwrap();
        let extended = world.state(person).temporary_residence.unwrap();
        assert_eq!(
            (extended.since, extended.until, extended.place.to_string()),
            (
                date("2024-06-10"),
                date("2026-06-20"),
                "26740@2024-03-01".to_owned()
            )
        );
        let before = world.state_on(person, "2024-06-09").unwrap();
        assert_eq!(
            before.temporary_residence.unwrap().until,
            date("2024-06-20")
        );

        end_temporary(world, person, "2024-06-12").unwrap();
        let state = world.state(person);
        assert_eq!(
            place(&state, "2024-06-15"),
            at(PlaceKind::Permanent, PHUC_XA)
        );
        let before = world.state_on(person, "2024-06-11").unwrap();
        assert_eq!(
            before.temporary_residence.unwrap().since,
            date("2024-06-10")
        );

        temporary(world, person, TRUC_BACH, ("2024-06-12", "2024-07-31")).unwrap();
        world.die(person, "2024-06-14").unwrap();
        let state = world.state(person);
        assert_eq!(
            place(&state, "2024-06-13"),
            at(PlaceKind::Temporary, TRUC_BACH)
        );
        assert_eq!(place(&state, "2024-06-14"), None);
    });
}

#[test]
fn a_temporary_residence_has_its_law() {
    on_both_engines(|world| {
        let person = settled(world, "Trần Văn Bình");
        let refused = |unit: &str, since: &str, until: &str| {
            let error = world.refused(|| temporary(world, person, unit, (since, until)));
            error.to_string()
        };
        assert_eq!(
            refused(BEN_NGHE, "2024-03-01", "2024-03-29"),
            "a temporary residence is for 30 days or more; notify a stay"
        );
        assert_eq!(
            refused(BEN_NGHE, "2024-03-01", "2026-03-02"),
            "a temporary residence is for two years at the most; it can be extended"
        );
        assert_eq!(
            refused(PHUC_XA, "2024-03-01", "2024-12-31"),
            "the permanent residence is in the same commune"
        );
        assert_eq!(
            refused(MOC_CHAU, "2024-03-01", "2024-12-31"),
            "there was no commune `03980` on 2024-03-01"
        );
        assert_eq!(
            refused(BEN_NGHE, "2024-06-16", "2024-12-31"),
            "the day lies in the future"
        );
        let error = world.refused(|| extend(world, person, "2024-06-01", "2025-06-01"));
        assert_eq!(
            error.to_string(),
            "the person has no temporary residence that holds on 2024-06-01"
        );
        // Thirty days, the first and the last included.
        temporary(world, person, BEN_NGHE, ("2024-03-01", "2024-03-30")).unwrap();
        assert!(refused(TRUC_BACH, "2024-02-29", "2024-12-31").contains("before 2024-03-01"));
        temporary(world, person, BEN_NGHE, ("2024-04-01", "2024-06-30")).unwrap();

        let refused = |on: &str, until: &str| {
            let error = world.refused(|| extend(world, person, on, until));
            error.to_string()
        };
        assert_eq!(
            refused("2024-06-14", "2025-06-30"),
            "the temporary residence is extended from 2024-06-15 on"
        );
        assert_eq!(
            refused("2024-06-15", "2024-06-30"),
            "the temporary residence lasts until 2024-06-30 already"
        );
        assert!(refused("2024-06-15", "2026-07-01").contains("two years at the most"));
        extend(world, person, "2024-06-15", "2026-06-30").unwrap();
        let error = world.refused(|| end_temporary(world, person, "2024-06-14"));
        assert!(error.to_string().contains("before 2024-06-15"), "{error}");
    });
}

#[test]
fn the_commune_of_the_residence_is_the_one_of_the_day() {
    on_both_engines(|world| {
        let person = settled(world, "Trần Văn Bình");
        world.today_is("2025-08-01");
        // Phúc Xá is a part of Hồng Hà now.
        let error =
            world.refused(|| temporary(world, person, HONG_HA, ("2025-07-02", "2025-12-31")));
        assert!(matches!(error, TemporaryResidenceError::AtHome), "{error}");
        temporary(world, person, TRUC_BACH, ("2025-07-02", "2025-12-31")).unwrap();
    });
}

#[test]
fn an_absence_is_declared_before_it_begins_and_ends_with_the_return() {
    on_both_engines(|world| {
        let person = settled(world, "Trần Văn Bình");
        leave(
            world,
            person,
            AbsenceGround::TwelveMonths,
            "2024-07-01",
            None,
        )
        .unwrap();
        let absence = world.state(person).absence.unwrap();
        assert!(!absence.holds_on(date("2024-06-30")));
        assert!(absence.holds_on(date("2030-01-01")));
        assert_eq!(world.state_on(person, "2024-06-30").unwrap().absence, None);

        world.today_is("2024-09-01");
        come_back(world, person, "2024-08-20").unwrap();
        let absence = world.state(person).absence.unwrap();
        assert!(absence.holds_on(date("2024-08-19")));
        assert!(!absence.holds_on(date("2024-08-20")));
        let before = world.state_on(person, "2024-08-19").unwrap();
        assert_eq!(before.absence.unwrap().until, None);

        // Who died before leaving never left.
        leave(
            world,
            person,
            AbsenceGround::UnderObligation,
            "2024-09-05",
            Some("2024-09-06"),
        )
        .unwrap();
        world.die(person, "2024-08-31").unwrap();
    });
}

#[test]
fn an_absence_has_its_law() {
    on_both_engines(|world| {
        use AbsenceGround::{TwelveMonths, UnderObligation};
        let homeless = world.enrol(man("Lê Văn Cường", "1980-01-01"));
        let person = settled(world, "Trần Văn Bình");
        let refused = |person, ground, since: &str, until| {
            let error = world.refused(|| leave(world, person, ground, since, until));
            error.to_string()
        };
        assert_eq!(
            refused(homeless, UnderObligation, "2024-06-01", None),
            "the person has neither a permanent nor a temporary residence to be away from"
        );
        assert_eq!(
            refused(person, UnderObligation, "2025-06-16", None),
            "the first day is more than a year away"
        );
        assert_eq!(
            refused(person, UnderObligation, "2024-06-01", Some("2024-06-01")),
            "the day of return is not after the first day of absence"
        );
        assert_eq!(
            refused(person, TwelveMonths, "2024-06-01", Some("2025-05-31")),
            "an absence of less than twelve months need not be declared on this ground"
        );
        let error = world.refused(|| come_back(world, person, "2024-06-01"));
        assert_eq!(
            error.to_string(),
            "the person is not declared absent on 2024-06-01"
        );

        leave(
            world,
            person,
            UnderObligation,
            "2024-06-01",
            Some("2024-06-04"),
        )
        .unwrap();
        let error = world.refused(|| come_back(world, person, "2024-06-04"));
        assert!(matches!(error, AbsenceError::NotAbsent { .. }), "{error}");
        assert!(refused(person, UnderObligation, "2024-05-31", None).contains("before 2024-06-01"));
        temporary(world, person, BEN_NGHE, ("2024-06-05", "2024-12-31")).unwrap();
        assert_eq!(
            refused(person, TwelveMonths, "2024-07-01", None),
            "the person has a temporary residence; it need not be declared on this ground"
        );
    });
}

#[test]
fn a_stay_is_no_residence() {
    on_both_engines(|world| {
        let person = settled(world, "Trần Văn Bình");
        let refused = |unit: &str, since: &str, until: &str| {
            let error = world.refused(|| stay(world, person, unit, since, until));
            error.to_string()
        };
        assert_eq!(
            refused(BEN_NGHE, "2024-05-01", "2024-05-30"),
            "a stay is for less than 30 days; register a temporary residence"
        );
        assert_eq!(
            refused(BEN_NGHE, "2024-05-02", "2024-05-01"),
            "the last day is before the first"
        );
        assert_eq!(
            refused(MOC_CHAU, "2024-05-01", "2024-05-02"),
            "there was no commune `03980` on 2024-05-01"
        );
        assert_eq!(
            refused(BEN_NGHE, "1979-12-31", "1980-01-02"),
            "the day is before the birth on 1980-01-01"
        );
        stay(world, person, BEN_NGHE, "2024-05-01", "2024-05-29").unwrap();
        let state = world.state(person);
        let notified = state.stay.as_ref().unwrap();
        assert!(notified.holds_on(date("2024-05-29")) && !notified.holds_on(date("2024-05-30")));
        assert_eq!(
            place(&state, "2024-05-10"),
            at(PlaceKind::Permanent, PHUC_XA)
        );
        assert_eq!(world.state_on(person, "2024-04-30").unwrap().stay, None);
        assert!(refused(TRUC_BACH, "2024-04-30", "2024-05-01").contains("before 2024-05-01"));
    });
}

#[test]
fn an_abode_is_for_who_has_no_residence() {
    on_both_engines(|world| {
        let settled = settled(world, "Trần Văn Bình");
        let error = world.refused(|| dwell(world, settled, PHUC_XA, "2024-06-01"));
        assert_eq!(error.to_string(), "the person has a permanent residence");

        let person = world.enrol(man("Lê Văn Cường", "1980-01-01"));
        temporary(world, person, BEN_NGHE, ("2024-01-01", "2024-03-31")).unwrap();
        let error = world.refused(|| dwell(world, person, PHUC_XA, "2024-03-31"));
        assert_eq!(
            error.to_string(),
            "the person has a temporary residence until 2024-03-31"
        );
        let error = world.refused(|| dwell(world, person, MOC_CHAU, "2024-04-01"));
        assert_eq!(
            error.to_string(),
            "there was no commune `03980` on 2024-04-01"
        );
        dwell(world, person, PHUC_XA, "2024-04-01").unwrap();
        let state = world.state(person);
        assert_eq!(place(&state, "2024-04-01"), at(PlaceKind::Abode, PHUC_XA));
        let before = world.state_on(person, "2024-03-31").unwrap();
        assert_eq!(before.abode, None);
        assert_eq!(
            place(&before, "2024-03-31"),
            at(PlaceKind::Temporary, BEN_NGHE)
        );

        world
            .settle(world.residence(person, BEN_NGHE, Home::New, "2024-05-01"))
            .unwrap();
        let state = world.state(person);
        assert_eq!(
            place(&state, "2024-05-01"),
            at(PlaceKind::Permanent, BEN_NGHE)
        );
    });
}

#[test]
fn the_dead_live_nowhere_new() {
    on_both_engines(|world| {
        let person = settled(world, "Trần Văn Bình");
        world.die(person, "2024-06-01").unwrap();
        let died = "the person died on 2024-06-01";
        let errors = [
            world
                .refused(|| delete_residence(world, person, "2024-06-02"))
                .to_string(),
            world
                .refused(|| temporary(world, person, BEN_NGHE, ("2024-05-01", "2024-12-31")))
                .to_string(),
            world
                .refused(|| {
                    leave(
                        world,
                        person,
                        AbsenceGround::UnderObligation,
                        "2024-06-02",
                        None,
                    )
                })
                .to_string(),
            world
                .refused(|| stay(world, person, BEN_NGHE, "2024-06-02", "2024-06-03"))
                .to_string(),
            world
                .refused(|| dwell(world, person, BEN_NGHE, "2024-06-02"))
                .to_string(),
        ];
        for error in errors {
            assert_eq!(error, died);
        }
    });
}
