//! Random lives through the front door: whatever is asked in whatever order, what is let in fits together.

use danh_register::{
    BirthReport, Change, CourtReport, DeathReport, DeletionReason, DuplicateReport, EventBody,
    FormerSpouse, Home, MaritalStatus, MarriageEndReport, NameChangeReport, Relationship,
    ResidenceDeletionReport,
};
use danh_vocabulary::{PersonId, Sex};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, TestRunner};

use crate::desk::{act_on, decision};
use crate::happenings::NAMES;
use crate::people::{man, newborn, woman};
use crate::world::{BEN_NGHE, PHUC_XA, TestRegister, act, date, on_both_engines};

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
    EndMarriage(usize, bool, String),
    ChangeName(usize, usize, String),
    DeclareDead(usize, String),
    Return(usize, String),
    Merge(usize, usize, String),
    Unmerge(usize, String),
    Leave(usize, String),
    Withdraw(usize, usize, bool),
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
    let who = || 0_usize..24;
    prop_oneof![
        5 => (who(), who(), any::<bool>(), day()).prop_map(|(father, mother, male, on)| {
            Asked::Birth(
                father,
                mother,
                if male { Sex::Male } else { Sex::Female },
                on,
            )
        }),
        9 => (who(), who(), late_day()).prop_map(|(one, other, on)| Asked::Marriage(one, other, on)),
        2 => (who(), who(), day()).prop_map(|(one, other, on)| Asked::Marriage(one, other, on)),
        1 => (who(), late_day(), any::<bool>()).prop_map(|(who, on, year)| {
            Asked::Death(who, if year { on[..4].to_owned() } else { on })
        }),
        6 => (who(), who(), any::<bool>(), late_day())
            .prop_map(|(who, to, new, on)| Asked::Move(who, to, new, on)),
        2 => (who(), late_day()).prop_map(|(who, on)| Asked::Cancel(who, on)),
        2 => (who(), late_day()).prop_map(|(who, on)| Asked::Reestablish(who, on)),
        2 => (who(), 0_usize..3).prop_map(|(who, which)| Asked::Rename(who, which)),
        2 => (who(), 0_usize..6, day()).prop_map(|(who, event, on)| Asked::Redate(who, event, on)),
        2 => (who(), 0_usize..6, late_day()).prop_map(|(who, event, on)| Asked::Redate(who, event, on)),
        10 => (who(), any::<bool>(), late_day()).prop_map(|(who, annul, on)| Asked::EndMarriage(who, annul, on)),
        2 => (who(), 0_usize..3, late_day()).prop_map(|(who, which, on)| Asked::ChangeName(who, which, on)),
        1 => (who(), late_day()).prop_map(|(who, on)| Asked::DeclareDead(who, on)),
        4 => (who(), late_day()).prop_map(|(who, on)| Asked::Return(who, on)),
        1 => (who(), who(), late_day()).prop_map(|(one, other, on)| Asked::Merge(one, other, on)),
        2 => (who(), late_day()).prop_map(|(who, on)| Asked::Unmerge(who, on)),
        5 => (who(), late_day()).prop_map(|(who, on)| Asked::Leave(who, on)),
        3 => (who(), 0_usize..6, any::<bool>()).prop_map(|(who, event, now)| Asked::Withdraw(who, event, now)),
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
            let (was, now) = (world.state(at(*who)).identity.name, NAMES[*which]);
            let change = Change::Name {
                was,
                now: now.parse().unwrap(),
            };
            world
                .correct(at(*who), world.first_event(at(*who)), change)
                .is_ok()
        }
        Asked::Redate(who, event, on) => redate(world, at(*who), *event, on),
        Asked::Withdraw(who, event, now) => {
            let events = world.events(at(*who));
            let event = events[event % events.len()].id;
            let change = Change::Withdrawn { now: *now };
            world.correct(at(*who), event, change).is_ok()
        }
        asked => decided(world, people, asked),
    }
}

/// What a court or the police decide.
fn decided(world: &TestRegister, people: &[PersonId], asked: &Asked) -> bool {
    let at = |place: usize| people[place % people.len()];
    match asked {
        Asked::EndMarriage(who, annul, on) => {
            let person = at(*who);
            let MaritalStatus::Married {
                spouse: Some(spouse),
                ..
            } = world.state(person).marital
            else {
                return false;
            };
            let report = MarriageEndReport {
                person: world.seen(person),
                spouse: FormerSpouse::Known(world.seen(spouse.person.unwrap())),
                decision: decision(on),
            };
            let annul = *annul;
            let ended = world.write(move |register, tx| {
                if annul {
                    register.register_annulment(tx, &act(), &report)
                } else {
                    register.register_divorce(tx, &act(), &report)
                }
            });
            ended.is_ok()
        }
        Asked::ChangeName(who, which, on) => {
            let report = NameChangeReport {
                person: world.seen(at(*who)),
                name: NAMES[*which].parse().unwrap(),
                on: date(on),
            };
            let changed =
                world.write(move |register, tx| register.change_name(tx, &act(), &report));
            changed.is_ok()
        }
        Asked::DeclareDead(who, on) => {
            let report = DeathReport {
                person: world.seen(at(*who)),
                on: on.parse().unwrap(),
                unit: None,
                declared: true,
            };
            let basis = act_on("Quyết định 5/2024/QĐ");
            let died =
                world.write(move |register, tx| register.register_death(tx, &basis, &report));
            died.is_ok()
        }
        Asked::Return(who, on) => {
            let report = CourtReport {
                person: world.seen(at(*who)),
                decision: decision(on),
            };
            let back =
                world.write(move |register, tx| register.register_return(tx, &act(), &report));
            back.is_ok()
        }
        Asked::Merge(one, other, on) => {
            let report = DuplicateReport {
                duplicate: world.seen(at(*one)),
                survivor: world.seen(at(*other)),
                on: date(on),
            };
            let basis = act_on("Quyết định 6/2024/QĐ");
            let merged =
                world.write(move |register, tx| register.merge_duplicate(tx, &basis, report));
            merged.is_ok()
        }
        Asked::Unmerge(who, on) => {
            let duplicate = at(*who);
            let Some(survivor) = world.state(duplicate).merged_into else {
                return false;
            };
            let report = DuplicateReport {
                duplicate: world.seen(duplicate),
                survivor: world.seen(survivor),
                on: date(on),
            };
            let parted =
                world.write(move |register, tx| register.unmerge_duplicate(tx, &act(), report));
            parted.is_ok()
        }
        Asked::Leave(who, on) => {
            let report = ResidenceDeletionReport {
                person: world.seen(at(*who)),
                reason: DeletionReason::SettledAbroad,
                on: date(on),
            };
            let left =
                world.write(move |register, tx| register.delete_residence(tx, &act(), report));
            left.is_ok()
        }
        _ => unreachable!("asked above"),
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
    let strategy = proptest::collection::vec(asked(), 800);
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
        let mut people: Vec<PersonId> = (0..8)
            .flat_map(|number| {
                let born = format!("19{}5", 4 + number % 5);
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
