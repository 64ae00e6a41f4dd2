//! Parents and guardians whom the officer at the desk may not see: a refusal neither names them nor says that there is one.

use danh_register::{Actor, BirthReport, GuardianshipGround, Parent, RecognitionReport};
use danh_vocabulary::{OfficerId, PersonId};

use crate::guardianships::{guard, guard_minor};
use crate::people::{man, newborn};
use crate::protection::protect;
use crate::world::{TestRegister, act_of, date, on_both_engines};

/// The same, whatever it is that the officer may not know.
const WITHHELD: &str =
    "this cannot be registered here; an officer of the authority above must examine it";

fn recognise(world: &TestRegister, officer: i64, child: PersonId, father: PersonId) -> String {
    let act = act_of(Actor::Officer(OfficerId::from_i64(officer)));
    let report = RecognitionReport {
        child: world.seen(child),
        parent: Parent::Father,
        recognised: world.seen(father),
        on: date("2024-06-01"),
        decision: None,
    };
    let error = world
        .refused(|| world.write(move |register, tx| register.recognise_parent(tx, &act, &report)));
    error.to_string()
}

#[test]
fn a_hidden_father_is_not_told_of() {
    on_both_engines(|world| {
        let hidden = world.enrol(man("Lê Văn Khuất", "1980-01-01"));
        let child = world
            .birth(BirthReport {
                father: Some(hidden),
                ..newborn("2015-05-20")
            })
            .unwrap();
        let other = world.enrol(man("Trần Văn Bình", "1980-01-01"));
        let named = "the child has a father on record, `Lê Văn Khuất`; have that corrected first";
        assert_eq!(recognise(world, 7, child, other), named);
        let guardian = || world.refused(|| guard_minor(world, child, other, "2024-06-01"));
        assert!(
            guardian()
                .to_string()
                .starts_with("`Lê Văn Khuất`, a parent, can")
        );

        protect(world, hidden, &[1], "2024-06-01").unwrap();
        assert_eq!(recognise(world, 7, child, other), WITHHELD);
        assert_eq!(recognise(world, 1, child, other), named);
        assert_eq!(guardian().to_string(), WITHHELD);
    });
}

#[test]
fn a_hidden_guardian_is_not_told_of() {
    on_both_engines(|world| {
        let ward = world.enrol(man("Trần Văn Con", "2012-01-01"));
        let [hidden, other] =
            ["Lê Văn Khuất", "Trần Văn Bình"].map(|name| world.enrol(man(name, "1980-01-01")));
        guard(world, ward, hidden, GuardianshipGround::Minor, "2024-02-01").unwrap();
        let refusal = || world.refused(|| guard_minor(world, ward, other, "2024-03-01"));
        let rest =
            "is the guardian already; end that guardianship first (Civil Code 2015, art. 47.2)";
        assert_eq!(refusal().to_string(), format!("`Lê Văn Khuất` {rest}"));
        protect(world, hidden, &[1], "2024-02-02").unwrap();
        assert_eq!(refusal().to_string(), WITHHELD);
    });
}
