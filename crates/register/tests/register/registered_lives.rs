//! Random lives through the front door: whatever is asked in whatever order, what is let in fits together.

use danh_register::{BirthReport, Change, EventBody, Home, MaritalStatus, Relationship};
use danh_vocabulary::{PersonId, Sex};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, TestRunner};

use crate::people::{man, newborn, woman};
use crate::world::{BEN_NGHE, PHUC_XA, TestRegister, on_both_engines};

/// Somebody asks for something; who and when are drawn.
#[derive(Debug, Clone)]
enum Asked {
    Birth(usize, usize, Sex, String),
    Marriage(usize, usize, String),
    Death(usize, String),
    Move(usize, usize, bool, String),
    Cancel(usize, String),
    Reestablish(usize, String),
    Rename(usize, usize),
    Redate(usize, usize, String),
}

fn day() -> impl Strategy<Value = String> {
    (1_960_i16..2_024, 1_i8..7, 1_i8..28)
        .prop_map(|(year, month, day)| format!("{year}-{month:02}-{day:02}"))
}

fn late_day() -> impl Strategy<Value = String> {
    (2_010_i16..2_024, 1_i8..7, 1_i8..28)
        .prop_map(|(year, month, day)| format!("{year}-{month:02}-{day:02}"))
}

fn asked() -> impl Strategy<Value = Asked> {
    let who = || 0_usize..16;
    prop_oneof![
        5 => (who(), who(), any::<bool>(), day()).prop_map(|(father, mother, male, on)| {
            Asked::Birth(
                father,
                mother,
                if male { Sex::Male } else { Sex::Female },
                on,
            )
        }),
        5 => (who(), who(), late_day()).prop_map(|(one, other, on)| Asked::Marriage(one, other, on)),
        2 => (who(), who(), day()).prop_map(|(one, other, on)| Asked::Marriage(one, other, on)),
        1 => (who(), late_day()).prop_map(|(who, on)| Asked::Death(who, on)),
        1 => (who(), late_day()).prop_map(|(who, on)| Asked::Death(who, on[..4].to_owned())),
        2 => (who(), who(), any::<bool>(), late_day())
            .prop_map(|(who, to, new, on)| Asked::Move(who, to, new, on)),
        2 => (who(), late_day()).prop_map(|(who, on)| Asked::Cancel(who, on)),
        2 => (who(), late_day()).prop_map(|(who, on)| Asked::Reestablish(who, on)),
        2 => (who(), 0_usize..3).prop_map(|(who, which)| Asked::Rename(who, which)),
        2 => (who(), 0_usize..6, day()).prop_map(|(who, event, on)| Asked::Redate(who, event, on)),
        2 => (who(), 0_usize..6, late_day()).prop_map(|(who, event, on)| Asked::Redate(who, event, on)),
    ]
}

/// Asks; whether it was done.
fn ask(world: &TestRegister, people: &mut Vec<PersonId>, asked: &Asked) -> bool {
    let at = |place: usize| people[place % people.len()];
    match asked {
        Asked::Birth(father, mother, sex, on) => {
            let (father, mother) = (Some(at(*father)), Some(at(*mother)));
            let born = world.birth(BirthReport {
                father,
                mother,
                sex: *sex,
                ..newborn(on)
            });
            people.extend(born.as_ref().ok());
            born.is_ok()
        }
        Asked::Marriage(one, other, on) => world.marry(at(*one), at(*other), on).is_ok(),
        Asked::Death(who, on) => world.die(at(*who), on).is_ok(),
        Asked::Move(who, to, new, on) => {
            let home = match world.state(at(*to)).residence {
                Some(home) if !new => Home::Existing {
                    household: home.household,
                    relationship: Relationship::Other,
                },
                _ => Home::New,
            };
            let unit = if to % 2 == 0 { PHUC_XA } else { BEN_NGHE };
            let report = || world.residence(at(*who), unit, home, on);
            world.settle(report()).is_ok() || world.remove(report()).is_ok()
        }
        Asked::Cancel(who, on) => world.cancel_number(at(*who), on).is_ok(),
        Asked::Reestablish(who, on) => world.reestablish_number(at(*who), on, PHUC_XA).is_ok(),
        Asked::Rename(who, which) => {
            let (was, now) = (
                world.state(at(*who)).identity.name,
                ["Lê Văn Ba", "Lê Ba", "Lý Ba"][*which],
            );
            let change = Change::Name {
                was,
                now: now.parse().unwrap(),
            };
            world
                .correct(at(*who), world.first_event(at(*who)), change)
                .is_ok()
        }
        Asked::Redate(who, event, on) => redate(world, at(*who), *event, on),
    }
}

fn redate(world: &TestRegister, person: PersonId, event: usize, on: &str) -> bool {
    let (events, state) = (world.events(person), world.state(person));
    let event = &events[event % events.len()];
    let now = on.parse().unwrap();
    let change = match &event.body {
        EventBody::Marriage(_) => match state.marital {
            MaritalStatus::Married {
                since: Some(was), ..
            } => Change::MarriedOn { was, now },
            _ => return false,
        },
        EventBody::Death(death) => match state.death {
            Some(was) if death.person == person => Change::DiedOn { was: was.on, now },
            _ => return false,
        },
        EventBody::Birth(_) | EventBody::Enrolment(_) => Change::Born {
            was: state.identity.born,
            now,
        },
        _ => return false,
    };
    world.correct(person, event.id, change).is_ok()
}

/// What the law asks of all lives together.
fn fits_together(world: &TestRegister, people: &[PersonId]) {
    for person in people {
        let state = world.state(*person);
        let born = state.identity.born.earliest();
        if let MaritalStatus::Married {
            spouse: Some(spouse),
            since: Some(since),
        } = &state.marital
        {
            let other = world.state(spouse.person.unwrap());
            let survives = other.death.as_ref().is_none_or(|death| {
                state
                    .death
                    .as_ref()
                    .is_some_and(|own| own.on.earliest() <= death.on.latest())
            });
            assert!(
                survives,
                "nobody is married to somebody who died before them"
            );
            assert!(since.latest() >= born);
            if state.death.is_none() {
                let MaritalStatus::Married {
                    spouse: Some(back), ..
                } = &other.marital
                else {
                    panic!("a marriage has two sides")
                };
                assert_eq!(back.person, Some(*person));
            }
        }
        if let Some(death) = &state.death {
            assert!(death.on.latest() >= born);
        }
        assert!(state.numbers.iter().filter(|held| !held.cancelled).count() <= 1);
        let day_before = born.yesterday().unwrap().to_string();
        assert_eq!(world.state_on(*person, &day_before), None);
    }
}

#[test]
fn what_is_let_in_fits_together() {
    let strategy = proptest::collection::vec(asked(), 220);
    let config = Config {
        failure_persistence: None,
        ..Config::default()
    };
    let mut runner = TestRunner::new_with_rng(
        config,
        proptest::test_runner::TestRng::deterministic_rng(
            proptest::test_runner::RngAlgorithm::ChaCha,
        ),
    );
    let asked = strategy.new_tree(&mut runner).unwrap().current();
    on_both_engines(|world| {
        let mut people: Vec<PersonId> = (0..5)
            .flat_map(|number| {
                let born = format!("19{}5", 4 + number);
                [
                    world.enrol(man("Lê Văn Ba", &born)),
                    world.enrol(woman("Trần Thị Tư", &born)),
                ]
            })
            .collect();
        let mut done = std::collections::BTreeMap::new();
        for asked in &asked {
            let kind = format!("{asked:?}").split('(').next().unwrap().to_owned();
            *done.entry(kind).or_insert(0) += u32::from(ask(world, &mut people, asked));
            fits_together(world, &people);
        }
        assert!(
            done.values().all(|count| *count > 0),
            "each was done at least once: {done:?}"
        );
    });
}
