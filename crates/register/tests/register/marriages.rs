//! Marriage registration.

use danh_register::{BirthReport, Enrolment, MarriageError, SubjectError};
use danh_vocabulary::PersonId;

use crate::people::{man, married, named, newborn, numbered, woman};
use crate::world::{TestRegister, marital, on_both_engines};

fn couple(world: &TestRegister) -> (PersonId, PersonId) {
    let groom = world.enrol(man("Phạm Văn Dũng", "1998-03-04"));
    let bride = world.enrol(woman("Vũ Thị Én", "2000-05-06"));
    (groom, bride)
}

#[test]
fn one_event_marries_both() {
    on_both_engines(|world| {
        let (groom, bride) = couple(world);
        // Whoever is named first.
        let recorded = world.marry(bride, groom, "2024-06-01").unwrap();
        assert_eq!(recorded.subjects.len(), 2);
        assert!(recorded.subjects.iter().all(|subject| subject.version == 2));
        assert_eq!(
            marital(&world.state(groom)),
            "married to Vũ Thị Én since 2024-06-01"
        );
        assert_eq!(
            marital(&world.state(bride)),
            "married to Phạm Văn Dũng since 2024-06-01"
        );
        for person in [groom, bride] {
            assert_eq!(world.events(person).last().unwrap().id, recorded.event);
            assert_eq!(
                marital(&world.state_on(person, "2024-05-31").unwrap()),
                "single"
            );
        }
    });
}

#[test]
fn the_law_says_who_may_not_marry() {
    on_both_engines(|world| {
        let (groom, bride) = couple(world);
        let other_man = world.enrol(man("Đỗ Văn Giang", "1990-01-01"));
        let other_woman = world.enrol(woman("Ngô Thị Hạnh", "1990-01-01"));
        let refused =
            |one, other, on: &str| world.refused(|| world.marry(one, other, on)).to_string();
        assert_eq!(
            refused(groom, bride, "2024-06-16"),
            "the day of the marriage lies in the future"
        );
        assert_eq!(
            refused(groom, groom, "2024-06-01"),
            "a person cannot marry themselves"
        );
        assert!(refused(groom, other_man, "2024-06-01").contains("art. 8.2"));
        assert!(refused(bride, other_woman, "2024-06-01").contains("art. 8.2"));

        world.marry(groom, bride, "2024-06-01").unwrap();
        for (one, other) in [(groom, other_woman), (other_man, bride)] {
            let error = world.refused(|| world.marry(one, other, "2024-06-10"));
            assert!(matches!(error, MarriageError::AlreadyMarried { .. }));
        }

        let dead = world.enrol(man("Bùi Văn Ích", "1980-01-01"));
        world.die(dead, "2024-06-05").unwrap();
        let error = world.refused(|| world.marry(dead, other_woman, "2024-06-01"));
        assert!(matches!(
            error,
            MarriageError::Subject(SubjectError::Dead { .. })
        ));
        let nobody = PersonId::from_i64(3);
        let error = world.refused(|| world.marry(nobody, other_woman, "2024-06-01"));
        assert!(matches!(
            error,
            MarriageError::Subject(SubjectError::Unknown)
        ));
    });
}

#[test]
fn a_man_marries_from_twenty_and_a_woman_from_eighteen() {
    on_both_engines(|world| {
        let (groom, bride) = couple(world);
        let youth = world.enrol(man("Hồ Văn Khoa", "2004-06-02"));
        let girl = world.enrol(woman("Dương Thị Lan", "2006-06-02"));
        for (one, other) in [(youth, bride), (groom, girl)] {
            let error = world.refused(|| world.marry(one, other, "2024-06-01"));
            assert!(matches!(error, MarriageError::TooYoung { .. }));
        }
        world
            .marry(youth, girl, "2024-06-02")
            .expect("both on their birthday");

        // With the year alone on record, 1 January counts.
        let by_year = world.enrol(man("Lý Văn Minh", "2004"));
        world.marry(by_year, bride, "2024-01-01").unwrap();
        let next_year = world.enrol(man("Lý Văn Nam", "2005"));
        let other = world.enrol(woman("Ngô Thị Oanh", "1990"));
        let error = world.refused(|| world.marry(next_year, other, "2024-06-01"));
        assert!(matches!(
            error,
            MarriageError::TooYoung {
                age: 19,
                required: 20,
                ..
            }
        ));
    });
}

#[test]
fn relatives_within_three_generations_do_not_marry() {
    on_both_engines(|world| {
        let grandmother = world.enrol(woman("Lê Thị Phượng", "1930"));
        let child = |name: &str, male: bool, born: &str, mother: PersonId| {
            let made = if male {
                man(name, born)
            } else {
                woman(name, born)
            };
            let mut made = made;
            made.identity.mother = Some(world.relative(mother));
            world.enrol(made)
        };
        let mother = child("Trần Thị Quỳnh", false, "1955", grandmother);
        let uncle = child("Trần Văn Sơn", true, "1960", grandmother);
        let aunt = child("Trần Thị Tâm", false, "1962", grandmother);
        let son = child("Phan Văn Út", true, "1980", mother);
        let daughter = child("Phan Thị Vân", false, "1982", mother);
        let cousin = child("Mai Thị Xuân", false, "1985", aunt);
        let second = child("Mai Thị Yến", false, "2005", cousin);

        let forbidden = [
            (son, mother, "his mother"),
            (son, daughter, "his sister"),
            (son, grandmother, "his grandmother"),
            (uncle, daughter, "his niece"),
            (son, cousin, "his cousin"),
        ];
        for (one, other, who) in forbidden {
            let error = world.refused(|| world.marry(one, other, "2024-06-01"));
            assert!(
                matches!(error, MarriageError::CloseRelatives),
                "{who}: {error}"
            );
        }
        world
            .marry(son, second, "2024-06-01")
            .expect("his cousin's daughter");
    });
}

#[test]
fn a_parent_that_two_records_have_in_common_makes_them_relatives() {
    on_both_engines(|world| {
        let with_father = |mut made: Enrolment, father| {
            made.identity.father = Some(father);
            world.enrol(made)
        };
        // A father the register does not have, known by his number; as a name he would be anybody.
        let number = "001060000001";
        let brother = with_father(man("Trần Văn Anh", "1990"), numbered(number, "Trần Văn Bá"));
        let sister = with_father(woman("Trần Thị Châu", "1992"), numbered(number, "Trần Bá"));
        let stranger = with_father(woman("Trần Thị Diệp", "1992"), named("Trần Văn Bá"));
        let error = world.refused(|| world.marry(brother, sister, "2024-06-01"));
        assert!(matches!(error, MarriageError::CloseRelatives));
        world.marry(brother, stranger, "2024-06-01").unwrap();
    });
}

#[test]
fn a_widow_marries_again_from_the_day_of_the_death_on() {
    on_both_engines(|world| {
        let (groom, bride) = couple(world);
        let next = world.enrol(man("Tô Văn Giáp", "1995-01-01"));
        world.marry(groom, bride, "2020-01-01").unwrap();
        world.die(groom, "2023-05-05").unwrap();
        let error = world.refused(|| world.marry(next, bride, "2023-05-04"));
        assert!(matches!(error, MarriageError::LaterEvent { .. }));
        world.marry(next, bride, "2023-05-05").unwrap();

        let on = |day: &str| marital(&world.state_on(bride, day).unwrap());
        assert_eq!(
            on("2023-05-04"),
            "married to Phạm Văn Dũng since 2020-01-01"
        );
        assert_eq!(on("2023-05-05"), "married to Tô Văn Giáp since 2023-05-05");
        assert_eq!(
            marital(&world.state(groom)),
            "married to Vũ Thị Én since 2020-01-01"
        );
    });
}

#[test]
fn a_file_that_dates_nothing_does_not_hide_a_later_marriage() {
    on_both_engines(|world| {
        let mut widower = man("Cao Văn Hải", "1960-01-01");
        widower.marital = danh_register::MaritalStatus::Widowed { spouse: None };
        let widower = world.enrol(widower);
        let mut divorced = woman("Đinh Thị Kim", "1965-01-01");
        divorced.marital = danh_register::MaritalStatus::Divorced;
        let divorced = world.enrol(divorced);
        // Both came into the register on 15 June; the marriage was in May.
        world.marry(widower, divorced, "2024-05-01").unwrap();
        assert_eq!(
            marital(&world.state(widower)),
            "married to Đinh Thị Kim since 2024-05-01"
        );
        assert_eq!(
            marital(&world.state(divorced)),
            "married to Cao Văn Hải since 2024-05-01"
        );
        assert_eq!(
            marital(&world.state_on(divorced, "2000-01-01").unwrap()),
            "unknown",
            "the file does not say since when she is divorced, nor what she was before"
        );

        let mut known = man("Lâm Văn Lộc", "1970-01-01");
        known.marital = married(named("Tạ Thị Mơ"), Some("1999-09-09"));
        let known = world.enrol(known);
        let other = world
            .birth(BirthReport {
                ..newborn("2000-01-01")
            })
            .unwrap();
        let error = world.refused(|| world.marry(known, other, "2024-05-01"));
        assert!(matches!(error, MarriageError::AlreadyMarried { .. }));
    });
}
