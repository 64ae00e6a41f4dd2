//! Change of name.

use danh_register::{Change, NameChangeError, NameChangeReport, Recorded, Seen, SubjectError};
use danh_vocabulary::PersonId;

use crate::people::{newborn, woman};
use crate::world::{TestRegister, act, date, on_both_engines};

fn rename(
    world: &TestRegister,
    person: PersonId,
    name: &str,
    on: &str,
) -> Result<Recorded, NameChangeError> {
    enter(world, world.seen(person), name, on)
}

fn enter(
    world: &TestRegister,
    person: Seen,
    name: &str,
    on: &str,
) -> Result<Recorded, NameChangeError> {
    let report = NameChangeReport {
        person,
        name: name.parse().unwrap(),
        on: date(on),
    };
    world.write(move |register, tx| register.change_name(tx, &act(), &report))
}

#[test]
fn until_the_day_the_person_bore_the_earlier_name() {
    on_both_engines(|world| {
        let person = world.birth(newborn("2010-05-20")).unwrap();
        let number = world.number(person);
        let name_on = |day: &str| {
            world
                .state_on(person, day)
                .unwrap()
                .identity
                .name
                .to_string()
        };
        rename(world, person, "Trần Thu Hương", "2024-02-01").unwrap();
        rename(world, person, "Lê Thu Hương", "2024-05-01").unwrap();
        assert_eq!(name_on("2024-01-31"), "Trần Thu Hà");
        assert_eq!(name_on("2024-02-01"), "Trần Thu Hương");
        assert_eq!(name_on("2024-05-01"), "Lê Thu Hương");
        let state = world.state(person);
        let former: Vec<String> = state.former_names.iter().map(ToString::to_string).collect();
        assert_eq!(former, ["Trần Thu Hà", "Trần Thu Hương"]);
        assert_eq!(state.number(), Some(number), "the number stays");
        assert_eq!(
            world.life_of(person),
            [
                "2024-05-01 name_changed",
                "2024-02-01 name_changed",
                "2010-05-20 birth"
            ]
        );
    });
}

#[test]
fn what_cannot_be_is_refused() {
    on_both_engines(|world| {
        let person = world.enrol(woman("Trần Thu Hà", "1990-05-20"));
        let refused = |name: &str, on: &str| {
            world
                .refused(|| rename(world, person, name, on))
                .to_string()
        };
        for on in ["2024-06-16", "1990-05-19"] {
            assert_eq!(
                refused("Trần Thu Hương", on),
                "the day lies in the future or before the birth"
            );
        }
        assert_eq!(
            refused("Trần Thu Hà", "2024-06-01"),
            "the person bears this name already"
        );
        rename(world, person, "Tran Thu Ha", "2024-06-01")
            .expect("another spelling is another name");
        assert_eq!(
            refused("Trần Thu Hương", "2024-05-31"),
            "the name was changed on 2024-06-01, which is later; correct that first"
        );
        world.die(person, "2024-06-02").unwrap();
        assert_eq!(
            refused("Trần Thu Hương", "2024-06-02"),
            "the person died on 2024-06-02"
        );
    });
}

#[test]
fn a_correction_of_the_birth_does_not_undo_a_later_change() {
    on_both_engines(|world| {
        let person = world.enrol(woman("Trần Thu Hà", "1990-05-20"));
        rename(world, person, "Lê Thu Hương", "2024-02-01").unwrap();
        let change = Change::Name {
            was: "Trần Thu Hà".parse().unwrap(),
            now: "Trần Thu Hạ".parse().unwrap(),
        };
        world
            .correct(person, world.first_event(person), change)
            .unwrap();
        let state = world.state(person);
        assert_eq!(state.identity.name.to_string(), "Lê Thu Hương");
        assert_eq!(state.former_names[0].to_string(), "Trần Thu Hạ");
        assert_eq!(state.mistaken_names[0].to_string(), "Trần Thu Hà");
    });
}

#[test]
fn who_saw_the_person_before_a_change_writes_nothing() {
    on_both_engines(|world| {
        let person = world.enrol(woman("Trần Thu Hà", "1990-05-20"));
        let old = world.seen(person);
        rename(world, person, "Lê Thu Hương", "2024-02-01").unwrap();
        let error = world.refused(|| enter(world, old, "Lê Thu Hà", "2024-06-01"));
        assert!(matches!(
            error,
            NameChangeError::Subject(SubjectError::Conflict {
                seen: 1,
                current: 2
            })
        ));
    });
}
