//! Families through the front door: whatever is asked in whatever order, what is let in leaves both sides of every tie saying
//! the same, today and on any day before.

use danh_register::{
    Adopters, AdoptionReport, CourtReport, DeathReport, FormerSpouse, GuardianshipEndReport,
    GuardianshipGround, GuardianshipReport, MaritalStatus, MarriageEndReport, Parent, PersonState,
    RecognitionReport,
};
use danh_vocabulary::{PersonId, Sex};
use jiff::ToSpan;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

use crate::desk::{act_on, decision};
use crate::people::{man, woman};
use crate::world::{TestRegister, act, date, on_both_engines};

/// What somebody asks for of two persons on a day.
#[derive(Debug, Clone, Copy)]
enum Asked {
    Marry,
    Divorce,
    Annul,
    Die,
    DeclareDead,
    Return,
    Miss,
    Guard,
    EndGuardianship,
    Adopt,
    Recognise,
}

const ALL: [Asked; 11] = [
    Asked::Marry,
    Asked::Divorce,
    Asked::Annul,
    Asked::Die,
    Asked::DeclareDead,
    Asked::Return,
    Asked::Miss,
    Asked::Guard,
    Asked::EndGuardianship,
    Asked::Adopt,
    Asked::Recognise,
];

/// Marriages often, deaths seldom: or soon there is nobody left.
fn asked() -> impl Strategy<Value = (Asked, usize, usize, i32)> {
    let what = prop_oneof![
        5 => Just(Asked::Marry),
        2 => Just(Asked::Divorce),
        2 => Just(Asked::Annul),
        1 => Just(Asked::Die),
        3 => Just(Asked::DeclareDead),
        4 => Just(Asked::Return),
        1 => Just(Asked::Miss),
        2 => Just(Asked::Guard),
        3 => Just(Asked::EndGuardianship),
        2 => Just(Asked::Adopt),
        1 => Just(Asked::Recognise),
    ];
    (what, 0_usize..12, 0_usize..12, -200_i32..100)
}

/// The day on which the so-manieth is asked for: time goes on, and papers come late or early.
fn day(number: usize, off: i32) -> String {
    let days = i32::try_from(number).unwrap() * 12 + off;
    date("2015-08-01").saturating_add(days.days()).to_string()
}

/// Whom it is asked for: mostly somebody of whom it can be asked.
fn sought(world: &TestRegister, people: &[PersonId], asked: Asked, from: usize) -> PersonId {
    let fits = |state: &PersonState| match asked {
        Asked::Divorce | Asked::Annul => spouse_of(state).is_some(),
        Asked::Return => {
            state.missing.is_some() || state.death.as_ref().is_some_and(|death| death.declared)
        }
        Asked::EndGuardianship => !state.guardians.is_empty(),
        _ => true,
    };
    let mut around = people.iter().cycle().skip(from).take(people.len());
    let found = around.find(|person| fits(&world.state(**person)));
    *found.unwrap_or(&people[from])
}

/// Asks; whether it was done.
fn ask(world: &TestRegister, asked: Asked, one: PersonId, other: PersonId, on: &str) -> bool {
    let state = world.state(one);
    match asked {
        Asked::Marry => world.marry(one, other, on).is_ok(),
        Asked::Divorce | Asked::Annul => {
            let other = spouse_of(&state).unwrap_or(other);
            let report = MarriageEndReport {
                person: world.seen(one),
                spouse: FormerSpouse::Known(world.seen(other)),
                decision: decision(on),
            };
            let is_divorce = matches!(asked, Asked::Divorce);
            let done = world.write(move |register, tx| {
                if is_divorce {
                    register.register_divorce(tx, &act(), &report)
                } else {
                    register.register_annulment(tx, &act(), &report)
                }
            });
            done.is_ok()
        }
        Asked::Die => world.die(one, on).is_ok(),
        Asked::DeclareDead => {
            let report = DeathReport {
                person: world.seen(one),
                on: on.parse().unwrap(),
                unit: None,
                declared: true,
            };
            let act = act_on("Quyết định 12/2024/QĐDS-ST");
            let done = world.write(move |register, tx| register.register_death(tx, &act, &report));
            done.is_ok()
        }
        Asked::Return | Asked::Miss => {
            let report = CourtReport {
                person: world.seen(one),
                decision: decision(on),
            };
            let is_return = matches!(asked, Asked::Return);
            let done = world.write(move |register, tx| {
                if is_return {
                    register.register_return(tx, &act(), &report)
                } else {
                    register.declare_missing(tx, &act(), &report)
                }
            });
            done.is_ok()
        }
        Asked::Guard => guard(world, one, other, on),
        Asked::EndGuardianship => {
            let guardian = state.guardians.first();
            let guardian = guardian.and_then(|guardianship| guardianship.guardian.person);
            let report = GuardianshipEndReport {
                ward: world.seen(one),
                guardian: world.seen(guardian.unwrap_or(other)),
                on: date(on),
            };
            let done =
                world.write(move |register, tx| register.end_guardianship(tx, &act(), report));
            done.is_ok()
        }
        Asked::Adopt => {
            let adopters = match spouse_of(&state) {
                Some(spouse) => Adopters::Couple([one, spouse]),
                None => Adopters::Single(one),
            };
            let report = AdoptionReport {
                child: world.seen(other),
                adopters,
                on: date(on),
            };
            let done =
                world.write(move |register, tx| register.register_adoption(tx, &act(), report));
            done.is_ok()
        }
        Asked::Recognise => recognise(world, (one, &state), other, on),
    }
}

fn guard(world: &TestRegister, ward: PersonId, guardian: PersonId, on: &str) -> bool {
    let report = GuardianshipReport {
        ward: world.seen(ward),
        guardian: world.seen(guardian),
        ground: GuardianshipGround::CognitiveDifficulty,
        on: date(on),
        decision: Some(decision(on)),
    };
    let done = world.write(move |register, tx| register.register_guardianship(tx, &act(), &report));
    done.is_ok()
}

fn recognise(
    world: &TestRegister,
    (parent, state): (PersonId, &PersonState),
    child: PersonId,
    on: &str,
) -> bool {
    let report = RecognitionReport {
        child: world.seen(child),
        parent: match state.identity.sex {
            Sex::Male => Parent::Father,
            Sex::Female => Parent::Mother,
        },
        recognised: world.seen(parent),
        on: date(on),
        decision: Some(decision(on)),
    };
    let done = world.write(move |register, tx| register.recognise_parent(tx, &act(), &report));
    done.is_ok()
}

fn spouse_of(state: &PersonState) -> Option<PersonId> {
    match &state.marital {
        MaritalStatus::Married { spouse, .. } => spouse.as_ref()?.person,
        _ => None,
    }
}

/// What must hold of all of them together, as they are or were on one day.
fn fits_together(states: &[(PersonId, PersonState)], told: &str) {
    let of = |person: PersonId| &states.iter().find(|(other, _)| *other == person).unwrap().1;
    for (person, state) in states {
        if let Some(spouse) = spouse_of(state)
            && state.death.is_none()
        {
            let theirs = of(spouse);
            assert_eq!(spouse_of(theirs), Some(*person), "{told}");
            assert!(theirs.death.is_none(), "{told}");
            assert_ne!(theirs.identity.sex, state.identity.sex, "{told}");
        }
        for guardianship in &state.guardians {
            let guardian = of(guardianship.guardian.person.unwrap());
            let is_theirs = |ward: &danh_register::Relative| ward.person == Some(*person);
            assert_eq!(
                guardian.wards.iter().filter(|ward| is_theirs(ward)).count(),
                1,
                "{told}"
            );
        }
        for ward in &state.wards {
            let guardians = &of(ward.person.unwrap()).guardians;
            let names_them = guardians
                .iter()
                .filter(|guardianship| guardianship.guardian.person == Some(*person));
            assert_eq!(names_them.count(), 1, "{told}");
        }
        for parent in state.legal_parents().into_iter().flatten() {
            let parent = of(parent.person.unwrap());
            assert!(
                parent.identity.born.earliest() < state.identity.born.earliest(),
                "{told}"
            );
        }
    }
}

#[test]
fn both_sides_of_every_tie_say_the_same() {
    let strategy = proptest::collection::vec(asked(), 260);
    let config = Config {
        failure_persistence: None,
        ..Config::default()
    };
    let rng = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    let mut runner = TestRunner::new_with_rng(config, rng);
    let asked = strategy.new_tree(&mut runner).unwrap().current();
    on_both_engines(|world| {
        let people: Vec<PersonId> = (0..6)
            .flat_map(|number| {
                let born = format!("{}-05-05", 1955 + 11 * number);
                [
                    world.enrol(man("Lê Văn Ba", &born)),
                    world.enrol(woman("Trần Thị Tư", &born)),
                ]
            })
            .collect();
        let mut done = [0; ALL.len()];
        for (number, (what, one, other, off)) in asked.iter().enumerate() {
            let on = day(number, *off);
            let one = sought(world, &people, *what, *one);
            // Only the two youngest are children.
            let other = match what {
                Asked::Adopt => people[10 + other % 2],
                _ => people[*other],
            };
            if !ask(world, *what, one, other, &on) {
                continue;
            }
            done[*what as usize] += 1;
            let told = format!("after {number}: {what:?} of {one} and {other} on {on}");
            let now = people.iter().map(|person| (*person, world.state(*person)));
            fits_together(&now.collect::<Vec<_>>(), &told);
        }
        for on in ["2016-06-06", "2018-08-08", "2020-10-10", "2022-12-12"] {
            let then = people
                .iter()
                .filter_map(|person| Some((*person, world.state_on(*person, on)?)));
            let states: Vec<_> = then.collect();
            if states.len() == people.len() {
                fits_together(&states, on);
            }
        }
        for what in ALL {
            assert!(done[what as usize] > 0, "{what:?} was never done: {done:?}");
        }
    });
}
