//! Who had a child lived then and was born before it, whichever of the two is written down last.

use danh_register::{Adopters, BirthReport, Change, CorrectionError, DeathError};
use danh_vocabulary::PersonId;

use crate::adoptions::adopt;
use crate::people::{man, newborn, woman};
use crate::protection::protect;
use crate::world::{TestRegister, on_both_engines};

fn mother_of(world: &TestRegister, born: &str) -> (PersonId, PersonId) {
    let mother = world.enrol(woman("Lê Thị Cúc", "1990-06-07"));
    let child = world.birth(BirthReport {
        mother: Some(mother),
        ..newborn(born)
    });
    (mother, child.unwrap())
}

#[test]
fn a_mother_did_not_die_before_her_childs_birth() {
    on_both_engines(|world| {
        let (mother, _) = mother_of(world, "2024-02-20");
        let error = world.refused(|| world.die(mother, "2024-02-19"));
        assert!(matches!(error, DeathError::LaterEvent { on } if on.to_string() == "2024-02-20"));
        let death = world.die(mother, "2024-02-20").unwrap().event;
        let earlier = Change::DiedOn {
            was: "2024-02-20".parse().unwrap(),
            now: "2024-01-20".parse().unwrap(),
        };
        let error = world.refused(|| world.correct(mother, death, earlier.clone()));
        assert!(matches!(error, CorrectionError::ChildDoesNotFit { .. }));
    });
}

#[test]
fn a_father_may_have_died_before_the_birth() {
    on_both_engines(|world| {
        let father = world.enrol(man("Trần Văn Bình", "1990-02-03"));
        world
            .birth(BirthReport {
                father: Some(father),
                ..newborn("2024-06-01")
            })
            .unwrap();
        let error = world.refused(|| world.die(father, "2023-08-01"));
        assert!(matches!(error, DeathError::LaterEvent { .. }));
        world.die(father, "2023-12-01").unwrap();
    });
}

#[test]
fn a_birth_date_is_not_corrected_past_a_childs() {
    on_both_engines(|world| {
        let (mother, _) = mother_of(world, "2024-02-20");
        let born = |now: &str| Change::Born {
            was: "1990-06-07".parse().unwrap(),
            now: now.parse().unwrap(),
        };
        let of = world.first_event(mother);
        let error = world.refused(|| world.correct(mother, of, born("2024-02-21")));
        assert!(matches!(error, CorrectionError::ChildDoesNotFit { .. }));
        world.correct(mother, of, born("1991-06-07")).unwrap();
    });
}

#[test]
fn an_adopted_child_is_no_sibling_whose_birth_was_too_close() {
    on_both_engines(|world| {
        let mother = world.enrol(woman("Lê Thị Cúc", "1990-06-07"));
        let adopted = world.enrol(woman("Trần Thu Hà", "2024-01-10"));
        adopt(world, adopted, Adopters::Single(mother), "2024-03-01").unwrap();
        world
            .birth(BirthReport {
                mother: Some(mother),
                ..newborn("2024-05-20")
            })
            .unwrap();
    });
}

#[test]
fn nobody_learns_of_a_protected_child_by_a_refusal() {
    on_both_engines(|world| {
        let (mother, child) = mother_of(world, "2024-02-20");
        protect(world, child, &[8], "2024-03-01").unwrap();
        world
            .birth(BirthReport {
                mother: Some(mother),
                ..newborn("2024-05-20")
            })
            .unwrap();
        let (other, child) = mother_of(world, "2024-02-20");
        protect(world, child, &[8], "2024-03-01").unwrap();
        world.die(other, "2024-02-19").unwrap();
    });
}
