//! Events that should never have been recorded, days that were wrong, and residences corrected.

use danh_register::{
    Change, CorrectionError, EventBody, Home, NameChangeReport, Residence, View, timeline,
};
use danh_vocabulary::{EventId, Name, PersonId};

use crate::people::{man, woman};
use crate::world::{PHUC_XA, TestRegister, act, date, marital, on_both_engines};

fn couple(world: &TestRegister) -> (PersonId, PersonId) {
    let husband = world.enrol(man("Phạm Văn Dũng", "1970-03-04"));
    let wife = world.enrol(woman("Vũ Thị Én", "1972-05-06"));
    world.marry(husband, wife, "2000-01-01").unwrap();
    (husband, wife)
}

fn withdraw(
    world: &TestRegister,
    person: PersonId,
    of: EventId,
) -> Result<EventId, CorrectionError> {
    let change = Change::Withdrawn { now: true };
    world
        .correct(person, of, change)
        .map(|recorded| recorded.event)
}

fn rename(world: &TestRegister, person: PersonId, name: &str, on: &str) -> EventId {
    let report = NameChangeReport {
        person: world.seen(person),
        name: name.parse().unwrap(),
        on: date(on),
    };
    world
        .write(move |register, tx| register.change_name(tx, &act(), &report))
        .unwrap()
        .event
}

#[test]
fn a_death_that_was_another_persons_is_taken_back_for_both() {
    on_both_engines(|world| {
        let (husband, wife) = couple(world);
        let death = world.die(husband, "2024-01-05").unwrap().event;
        let before = world.events(husband).last().unwrap().recorded_at;
        withdraw(world, husband, death).unwrap();
        assert_eq!(world.state(husband).death, None);
        assert_eq!(
            marital(&world.state(wife)),
            "married to Phạm Văn Dũng since 2000-01-01"
        );
        // As it was known, he had died.
        let then = View {
            on: None,
            known_at: Some(before),
        };
        assert!(world.view(husband, then).unwrap().death.is_some());
        assert_eq!(
            marital(&world.view(wife, then).unwrap()),
            "widowed of Phạm Văn Dũng"
        );
        let lines = world.read(move |tx| timeline(tx, wife, View::PRESENT));
        let of_death = lines.iter().find(|line| line.event.id == death).unwrap();
        assert!(of_death.withdrawn);
        assert!(lines.iter().filter(|line| line.withdrawn).count() == 1);
    });
}

#[test]
fn what_was_withdrawn_says_nothing_until_it_is_taken_back_too() {
    on_both_engines(|world| {
        let (husband, wife) = couple(world);
        let death = world.die(husband, "2024-01-05").unwrap().event;
        withdraw(world, wife, death).unwrap();
        let again = world.refused(|| withdraw(world, husband, death));
        assert!(matches!(again, CorrectionError::DoesNotFit));
        let redate = Change::DiedOn {
            was: "2024-01-05".parse().unwrap(),
            now: "2024-01-06".parse().unwrap(),
        };
        let error = world.refused(|| world.correct(husband, death, redate.clone()));
        assert!(matches!(error, CorrectionError::DoesNotFit));
        world
            .correct(husband, death, Change::Withdrawn { now: false })
            .unwrap();
        assert!(world.state(husband).death.is_some());
        assert_eq!(marital(&world.state(wife)), "widowed of Phạm Văn Dũng");
        world.correct(husband, death, redate).unwrap();
    });
}

#[test]
fn a_death_stays_while_the_widow_is_married_again() {
    on_both_engines(|world| {
        let (husband, wife) = couple(world);
        let death = world.die(husband, "2023-01-05").unwrap().event;
        let second = world.enrol(man("Đỗ Văn Giang", "1970-01-01"));
        let wedding = world.marry(second, wife, "2024-02-02").unwrap().event;
        let error = world.refused(|| withdraw(world, husband, death));
        assert!(matches!(error, CorrectionError::MarriedTwice));
        withdraw(world, second, wedding).unwrap();
        assert_eq!(marital(&world.state(second)), "single");
        withdraw(world, husband, death).unwrap();
        assert_eq!(
            marital(&world.state(wife)),
            "married to Phạm Văn Dũng since 2000-01-01"
        );
    });
}

#[test]
fn births_numbers_and_corrections_are_not_withdrawn() {
    on_both_engines(|world| {
        let person = world.enrol(man("Phạm Văn Dũng", "1970-03-04"));
        let first = world.first_event(person);
        let given = world
            .reestablish_number(person, "2024-01-01", PHUC_XA)
            .unwrap()
            .event;
        let change = Change::Name {
            was: "Phạm Văn Dũng".parse().unwrap(),
            now: "Phạm Văn Dung".parse().unwrap(),
        };
        let correction = world.correct(person, first, change).unwrap().event;
        for event in [first, given] {
            let error = world.refused(|| withdraw(world, person, event));
            assert!(matches!(error, CorrectionError::DoesNotFit), "{error}");
        }
        let error = world.refused(|| withdraw(world, person, correction));
        assert!(matches!(error, CorrectionError::UnknownEvent { .. }));
    });
}

#[test]
fn a_day_is_corrected_while_the_order_of_events_stays() {
    on_both_engines(|world| {
        let person = world.enrol(man("Phạm Văn Dũng", "1970-03-04"));
        let first = rename(world, person, "Phạm Dũng", "2010-01-01");
        let second = rename(world, person, "Phạm Hùng Dũng", "2020-01-01");
        let held_from = |of, was: &str, now: &str| {
            let change = Change::HeldFrom {
                was: date(was),
                now: date(now),
            };
            world.correct(person, of, change)
        };
        held_from(first, "2010-01-01", "2005-05-05").unwrap();
        let name_on = |day: &str| world.state_on(person, day).unwrap().identity.name;
        assert_eq!(name_on("2005-05-04").as_str(), "Phạm Văn Dũng");
        assert_eq!(name_on("2005-05-05").as_str(), "Phạm Dũng");
        let error = world.refused(|| held_from(second, "2020-01-01", "2004-01-01"));
        assert!(matches!(error, CorrectionError::OrderChanges), "{error}");
        let error = world.refused(|| held_from(second, "2020-01-01", "2030-01-01"));
        assert!(matches!(error, CorrectionError::DatesDoNotFit), "{error}");
        let error = world.refused(|| held_from(first, "2010-01-01", "2006-01-01"));
        assert!(matches!(error, CorrectionError::DoesNotFit), "{error}");
        // The later name is what they bear; correcting it corrects that event.
        let change = Change::Name {
            was: "Phạm Hùng Dũng".parse().unwrap(),
            now: "Phạm Hùng Dung".parse().unwrap(),
        };
        world.correct(person, second, change).unwrap();
        let state = world.state(person);
        assert_eq!(state.identity.name.as_str(), "Phạm Hùng Dung");
        let former: Vec<&str> = state.former_names.iter().map(Name::as_str).collect();
        assert_eq!(former, ["Phạm Văn Dũng", "Phạm Dũng"]);
        assert_eq!(state.mistaken_names.len(), 1);
    });
}

#[test]
fn an_address_is_corrected_and_a_household_is_not() {
    on_both_engines(|world| {
        let person = world.enrol(man("Phạm Văn Dũng", "1970-03-04"));
        let report = world.residence(person, PHUC_XA, Home::New, "2024-01-01");
        let settled = world.settle(report).unwrap().event;
        let EventBody::ResidenceRegistered(registered) = world.events(person)[1].body.clone()
        else {
            panic!("a residence was registered");
        };
        let was = registered.residence;
        let change = |now: &Residence| Change::Residence {
            was: Some(Box::new(was.clone())),
            now: Some(Box::new(now.clone())),
        };
        let elsewhere = Residence {
            household: world.state(person).residence.unwrap().household,
            detail: Some("12 ngõ 3".to_owned()),
            since: Some(date("2023-12-01")),
            ..was.clone()
        };
        world.correct(person, settled, change(&elsewhere)).unwrap();
        assert_eq!(world.state(person).residence, Some(elsewhere.clone()));
        assert_eq!(
            world.state_on(person, "2023-12-15").unwrap().residence,
            Some(elsewhere.clone())
        );
        let other = Residence {
            household: danh_vocabulary::HouseholdId::from_i64(77),
            ..elsewhere.clone()
        };
        let change = Change::Residence {
            was: Some(Box::new(elsewhere)),
            now: Some(Box::new(other)),
        };
        let error = world.refused(|| world.correct(person, settled, change.clone()));
        assert!(matches!(error, CorrectionError::HouseholdChanged));
    });
}
