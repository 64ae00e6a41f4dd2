//! Who may be in the register already.

use danh_directory::AddressedUnit;
use danh_register::{
    BirthReport, DuplicateReason, Enrolment, Identity, Suspect, SuspectedPair, Viewer,
    duplicates_of, suspected_pairs,
};
use danh_vocabulary::{PersonId, Sex};

use crate::people::{man, named, newborn, woman};
use crate::world::{TestRegister, on_both_engines};

fn suspects(world: &TestRegister, described: &Identity) -> Vec<Suspect> {
    let described = described.clone();
    world.read(move |tx| duplicates_of(tx, Viewer::Register, &described))
}

fn persons(suspects: &[Suspect]) -> Vec<PersonId> {
    suspects.iter().map(|suspect| suspect.person).collect()
}

fn with_mother(mut enrolment: Enrolment, mother: &str) -> Enrolment {
    enrolment.identity.mother = Some(named(mother));
    enrolment
}

#[test]
fn the_same_name_and_date_are_suspect_until_the_parents_tell_them_apart() {
    on_both_engines(|world| {
        let lan = world.enrol(with_mother(
            woman("Nguyễn Thị Lan", "1985-03-12"),
            "Trần Thị Mai",
        ));
        let again = |name: &str, born: &str, mother: &str| {
            suspects(world, &with_mother(woman(name, born), mother).identity)
        };
        let found = again("Nguyễn Thị Lan", "1985-03-12", "Trần Thị Mai");
        assert_eq!(persons(&found), [lan]);
        assert!(found[0].reasons.contains(&DuplicateReason::SameMother));
        assert_eq!(found[0].score, 1_000);
        // As they are typed by somebody else, from a worse paper.
        for (name, born) in [
            ("Nguyen Thi Lan", "1985-03-12"),
            ("Nguyễn Thị Lann", "1985-03-12"),
            ("Nguyễn Lan", "1985-03-12"),
            ("Nguyễn Thị Lan", "1985-12-03"),
            ("Nguyễn Thị Lan", "1985"),
            ("Nguyễn Thị Lan", "1985-01-01"),
        ] {
            assert_eq!(
                persons(&again(name, born, "Tran thi Mai")),
                [lan],
                "{name} {born}"
            );
        }
        let other_mother = again("Nguyễn Thị Lan", "1985-03-12", "Lê Thị Hồng");
        assert_eq!(other_mother[0].score, 750, "a registrar should look");
        assert_eq!(again("Nguyễn Lan", "1985-12-03", "Lê Thị Hồng"), []);
        assert_eq!(again("Nguyễn Thị Lan", "1985-07-20", "Trần Thị Mai"), []);
        assert_eq!(again("Nguyễn Thị Hồng", "1985-03-12", "Trần Thị Mai"), []);
        let mut his = with_mother(woman("Nguyễn Lan", "1985-03-12"), "Trần Thị Mai").identity;
        his.sex = Sex::Male;
        assert!(
            suspects(world, &his)[0]
                .reasons
                .contains(&DuplicateReason::OtherSex)
        );
    });
}

#[test]
fn a_child_of_the_same_mother_is_the_same_child_a_twin_or_impossible() {
    on_both_engines(|world| {
        let mother = world.enrol(woman("Trần Thị Mai", "1990-03-12"));
        let child = |name: &str, born: &str| {
            let mut child = man(name, born);
            child.identity.mother = Some(world.relative(mother));
            child
        };
        let first = world.enrol(child("Nguyễn Văn An", "2020-05-10"));
        let of = |name: &str, born: &str| suspects(world, &child(name, born).identity);
        let same = of("Nguyễn Văn An", "2020-05-10");
        assert_eq!((same[0].person, same[0].score), (first, 1_000));
        let twin = of("Nguyễn Đức Bình", "2020-05-11");
        assert_eq!(persons(&twin), [first]);
        assert!(twin[0].reasons.contains(&DuplicateReason::BornTogether));
        assert!(twin[0].score < same[0].score);
        let renamed = of("Nguyễn Đức Bình", "2020-07-01");
        assert!(renamed[0].reasons.contains(&DuplicateReason::BornTooSoon));
        assert_eq!(of("Nguyễn Đức Bình", "2021-05-10"), []);
    });
}

#[test]
fn a_card_that_two_provinces_gave_is_told_with_what_speaks_against_it() {
    on_both_engines(|world| {
        let mut holder = man("Lê Văn Ba", "1970-01-05");
        holder.identity.former_cards = vec!["012345678".parse().unwrap()];
        let holder_id = world.enrol(holder.clone());
        let mut other = man("Phạm Văn Tư", "1962-08-09").identity;
        other.former_cards.clone_from(&holder.identity.former_cards);
        let found = suspects(world, &other);
        assert_eq!(found[0].person, holder_id);
        assert_eq!(found[0].reasons, [DuplicateReason::FormerCard]);
        other.sex = Sex::Female;
        assert_eq!(suspects(world, &other), []);
    });
}

#[test]
fn pairs_are_found_after_an_import_and_namesakes_are_told_apart() {
    on_both_engines(|world| {
        let place: AddressedUnit = "00004@1985-03-20".parse().unwrap();
        let born_there = |mother: &str| {
            let mut lan = with_mother(woman("Nguyễn Thị Lan", "1985-03-12"), mother);
            lan.identity.birth_place = Some(place);
            lan
        };
        let one = world.enrol(born_there("Trần Thị Mai"));
        let two = world.enrol(born_there("Trần Thị Mai"));
        let mut namesake = with_mother(man("Nguyễn Thị Lan", "1985-03-12"), "Lê Thị Hồng");
        namesake.identity.father = Some(named("Lê Văn Tám"));
        world.enrol(namesake);
        for _ in 0..2 {
            world.enrol(man("Lê Văn Ba", "1970-01-01"));
            world.enrol(man("Vũ Văn Ba", "1970"));
        }
        let (mut pairs, mut after, mut steps) = (Vec::<SuspectedPair>::new(), None, 0);
        loop {
            let from = after.clone();
            let (found, next) = world.read(move |tx| suspected_pairs(tx, from.as_ref(), 1));
            pairs.extend(found);
            if next.is_none() {
                break;
            }
            (after, steps) = (next, steps + 1);
        }
        assert_eq!(steps, 3, "each shared name and date once");
        let certain: Vec<(PersonId, PersonId)> = pairs
            .iter()
            .filter(|pair| pair.suspect.score == 1_000)
            .map(|pair| (pair.person, pair.suspect.person))
            .collect();
        assert_eq!(certain, [(one, two)]);
    });
}

#[test]
fn a_birth_that_was_registered_already_is_named_to_the_registrar() {
    on_both_engines(|world| {
        let mother = world.enrol(woman("Trần Thị Mai", "1990-02-03"));
        let report = |name: &str, born: &str| BirthReport {
            name: name.parse().unwrap(),
            mother: Some(mother),
            ..newborn(born)
        };
        let suspects = |report: BirthReport| {
            let asked = world.register.clone();
            world.read(move |tx| asked.birth_suspects(tx, Viewer::Register, &report))
        };
        assert_eq!(suspects(report("Trần Thu Hà", "2023-05-06")), []);
        let child = world.birth(report("Trần Thu Hà", "2023-05-06")).unwrap();
        for (name, born) in [("Trần Thu Hà", "2023-05-06"), ("Tran Thu Ha", "2023-06-05")] {
            assert_eq!(
                persons(&suspects(report(name, born))),
                [child],
                "{name} {born}"
            );
        }
        let twin = suspects(report("Trần Gia Bảo", "2023-05-06"));
        assert!(
            twin.iter()
                .all(|it| it.reasons.contains(&DuplicateReason::BornTogether))
        );
    });
}
