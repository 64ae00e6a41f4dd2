//! Birth registration.

use danh_register::person_queries::{children_of_person, person_by_number};
use danh_register::{
    AllocationError, BirthError, BirthReport, MaritalStatus, Parent, SubjectError,
};
use danh_vocabulary::{PersonId, Sex};

use crate::desk::act_on;
use crate::people::{man, newborn, woman};
use crate::world::{
    BEN_NGHE, MOC_CHAU, PHUC_XA, TRUC_BACH, TestRegister, birth_of, date, on_both_engines,
};

fn parents(world: &TestRegister) -> (PersonId, PersonId) {
    let father = world.enrol(man("Trần Văn Bình", "1990-02-03"));
    let mother = world.enrol(woman("Lê Thị Cúc", "1995-06-07"));
    (father, mother)
}

#[test]
fn a_child_becomes_a_person_with_a_number_and_parents() {
    on_both_engines(|world| {
        let (father, mother) = parents(world);
        let child = world
            .birth(BirthReport {
                father: Some(father),
                mother: Some(mother),
                origin_unit: Some(PHUC_XA.parse().unwrap()),
                ethnicity: "01".parse().ok(),
                ..newborn("2024-05-20")
            })
            .unwrap();

        let state = world.state(child);
        let number = state.number().unwrap();
        assert_eq!(
            &number.as_str()[..6],
            "001324",
            "Hà Nội, a girl born from 2000 on, 2024"
        );
        assert_eq!(
            number.check_against(state.identity.born, state.identity.sex),
            []
        );
        assert_eq!(state.identity.father, Some(world.relative(father)));
        assert_eq!(state.identity.mother, Some(world.relative(mother)));
        assert_eq!(
            state.identity.birth_place.unwrap().written_on,
            date("2024-05-20")
        );
        assert_eq!(
            state.identity.origin.unwrap().written_on,
            date("2024-06-15")
        );
        assert_eq!(state.marital, MaritalStatus::Single);
        assert_eq!((state.residence, state.death), (None, None));
        assert_eq!(birth_of(&world.events(child)[0]).number, number);

        let found = world.read(move |tx| person_by_number(tx, number)).unwrap();
        assert_eq!(found.0, child);
        for parent in [father, mother] {
            let state = world.state(parent);
            let children = world.read(move |tx| children_of_person(tx, parent, &state));
            assert_eq!(
                children.iter().map(|(id, _)| *id).collect::<Vec<_>>(),
                [child]
            );
            assert_eq!(
                world.seen(parent).version,
                1,
                "a birth is no event of the parents"
            );
        }
    });
}

#[test]
fn what_cannot_be_is_refused() {
    on_both_engines(|world| {
        let (father, mother) = parents(world);
        let refused = |report: BirthReport| world.refused(|| world.birth(report)).to_string();
        assert_eq!(
            refused(newborn("2024-06-16")),
            "the day of birth lies in the future"
        );
        assert_eq!(
            refused(BirthReport {
                birth_unit: MOC_CHAU.parse().unwrap(),
                ..newborn("2024-05-20")
            }),
            "there was no unit `03980` on 2024-05-20"
        );
        assert_eq!(
            refused(BirthReport {
                origin_unit: MOC_CHAU.parse().ok(),
                ..newborn("2024-05-20")
            }),
            "there was no unit `03980` on 2024-06-15"
        );
        assert_eq!(
            refused(BirthReport {
                registered_in: MOC_CHAU.parse().unwrap(),
                ..newborn("2024-05-20")
            }),
            "the unit `03980` is in no province that has a number prefix on 2024-06-15"
        );
        assert_eq!(
            refused(BirthReport {
                mother: Some(father),
                ..newborn("2024-05-20")
            }),
            "the mother on record is of the other sex"
        );
        assert_eq!(
            refused(BirthReport {
                father: Some(mother),
                ..newborn("2024-05-20")
            }),
            "the father on record is of the other sex"
        );
        assert_eq!(
            refused(BirthReport {
                mother: Some(mother),
                ..newborn("1995-06-07")
            }),
            "the mother was born on 1995-06-07, not before the child"
        );
        let unknown = Some(PersonId::from_i64(1));
        let error = world.refused(|| {
            world.birth(BirthReport {
                father: unknown,
                ..newborn("2024-05-20")
            })
        });
        assert!(matches!(error, BirthError::Subject(SubjectError::Unknown)));
        let error = world.refused(|| world.birth(newborn("1899-12-31")));
        assert!(matches!(
            error,
            BirthError::Number(AllocationError::YearOutOfRange { year: 1899 })
        ));
    });
}

#[test]
fn a_father_may_have_died_three_hundred_days_before_and_a_mother_not() {
    on_both_engines(|world| {
        let (father, mother) = parents(world);
        world.die(father, "2023-07-25").unwrap();
        let child = |born| BirthReport {
            father: Some(father),
            ..newborn(born)
        };
        world.birth(child("2024-05-20")).expect("300 days after");
        let error = world.refused(|| world.birth(child("2024-05-21")));
        assert!(matches!(
            error,
            BirthError::ParentDead {
                parent: Parent::Father,
                ..
            }
        ));

        world.die(mother, "2024-05-20").unwrap();
        let child = |born| BirthReport {
            mother: Some(mother),
            ..newborn(born)
        };
        world
            .birth(child("2024-05-20"))
            .expect("she died in childbirth");
        let error = world.refused(|| world.birth(child("2024-05-21")));
        assert!(matches!(
            error,
            BirthError::ParentDead {
                parent: Parent::Mother,
                ..
            }
        ));
    });
}

#[test]
fn units_are_those_of_the_day() {
    on_both_engines(|world| {
        world.today_is("2025-08-01");
        // The code of Trúc Bạch is Ba Đình's by now: born in the one, registered in the other.
        let child = world.birth(newborn("2025-06-30")).unwrap();
        let place = world.state(child).identity.birth_place.unwrap();
        let directory = world.register.directory();
        assert_eq!(
            &*directory.unit(place.code, place.written_on).unwrap().name,
            "Trúc Bạch"
        );

        let gone = BirthReport {
            birth_unit: PHUC_XA.parse().unwrap(),
            ..newborn("2025-07-01")
        };
        let error = world.refused(|| world.birth(gone));
        assert!(matches!(error, BirthError::UnknownUnit { .. }));

        // Thủ Dầu Một was in Bình Dương and is in Thành phố Hồ Chí Minh.
        let merged = BirthReport {
            registered_in: "25747".parse().unwrap(),
            ..newborn("2025-07-02")
        };
        let child = world.birth(merged).unwrap();
        assert_eq!(world.number(child).prefix().to_string(), "079");
    });
}

#[test]
fn digits_follow_province_century_and_sex() {
    on_both_engines(|world| {
        let cases = [
            (Sex::Male, "1999-12-31", BEN_NGHE, "079099"),
            (Sex::Female, "1999-12-31", TRUC_BACH, "001199"),
            (Sex::Male, "2000-01-01", TRUC_BACH, "001200"),
            (Sex::Female, "2000-01-01", BEN_NGHE, "079300"),
        ];
        for (sex, born, unit, digits) in cases {
            let report = BirthReport {
                sex,
                registered_in: unit.parse().unwrap(),
                ..newborn(born)
            };
            let child = world.birth(report).unwrap();
            assert_eq!(&world.number(child).as_str()[..6], digits);
        }
    });
}

#[test]
fn a_mother_has_twins_or_children_months_apart() {
    on_both_engines(|world| {
        let (_, mother) = parents(world);
        let of_hers = |born: &str| BirthReport {
            mother: Some(mother),
            ..newborn(born)
        };
        world.birth(of_hers("2023-06-01")).unwrap();
        for born in ["2023-05-31", "2023-06-01", "2023-06-02"] {
            world.birth(of_hers(born)).expect("twins, over midnight");
        }
        for born in ["2023-05-27", "2023-06-06", "2023-11-26"] {
            let error = world.refused(|| world.birth(of_hers(born)));
            assert!(
                matches!(error, BirthError::SiblingTooClose { .. }),
                "{born}: {error}"
            );
        }
        let report = of_hers("2023-06-20");
        let act = act_on("Giấy chứng sinh số 7, Bệnh viện Phụ sản Hà Nội");
        world
            .write(move |register, tx| register.register_birth(tx, &act, report.clone()))
            .expect("a second twin weeks later is rare and on paper");
        world
            .birth(of_hers("2022-12-02"))
            .expect("half a year before");
        world
            .birth(of_hers("2023-12-17"))
            .expect("and half a year after");
        let year_only = world.enrol(woman("Lê Thị Cúc", "1990"));
        let mut sibling = woman("Trần Thị An", "2023");
        sibling.identity.mother = Some(world.relative(year_only));
        world.enrol(sibling);
        let report = BirthReport {
            mother: Some(year_only),
            ..newborn("2023-02-01")
        };
        world.birth(report).expect("nobody knows the other's day");
    });
}

#[test]
fn a_child_has_no_child_of_its_own() {
    on_both_engines(|world| {
        let girl = world.enrol(woman("Lê Thị Cúc", "2014-05-21"));
        let report = BirthReport {
            mother: Some(girl),
            ..newborn("2024-05-20")
        };
        let error = world.refused(|| world.birth(report.clone()));
        assert_eq!(
            error.to_string(),
            "the mother was 9 years old; name the paper that proves it as the basis"
        );
        let act = act_on("Kết luận giám định số 7/2024");
        world
            .write(move |register, tx| register.register_birth(tx, &act, report.clone()))
            .unwrap();
        let father = world.enrol(man("Trần Văn Bình", "2014-05-20"));
        let report = BirthReport {
            father: Some(father),
            ..newborn("2024-05-20")
        };
        world.birth(report).expect("ten years are believed");
    });
}
