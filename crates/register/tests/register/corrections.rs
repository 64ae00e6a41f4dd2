//! Corrections of what an event said, other than dates.

use danh_directory::AddressedUnit;
use danh_register::{
    BirthReport, Change, CorrectionError, Enrolment, EventBody, Parent, Search, SearchPage,
    SubjectError, Viewer, search,
};
use danh_vocabulary::{EventId, Name, PersonId, Sex};

use crate::people::{man, married, named, newborn, woman};
use crate::world::{MOC_CHAU, TRUC_BACH, TestRegister, date, on_both_engines};

fn name(text: &str) -> Name {
    text.parse().unwrap()
}

fn renamed(was: &str, now: &str) -> Change {
    Change::Name {
        was: name(was),
        now: name(now),
    }
}

fn found(world: &TestRegister, text: &str) -> Vec<PersonId> {
    let wanted = Search::Name {
        name: text.to_owned(),
        born: None,
    };
    let page = SearchPage {
        offset: 0,
        size: 10,
    };
    let found = world.read(move |tx| search(tx, Viewer::Register, &wanted, page));
    found
        .persons
        .into_iter()
        .map(|found| found.person)
        .collect()
}

#[test]
fn a_mistaken_name_is_still_found_and_no_longer_said() {
    on_both_engines(|world| {
        let child = world.birth(newborn("2024-05-20")).unwrap();
        let birth = world.first_event(child);
        world
            .correct(child, birth, renamed("Trần Thu Hà", "Trần Thu Hạ"))
            .unwrap();
        world
            .correct(child, birth, renamed("Trần Thu Hạ", "Trần Thủy Hạ"))
            .unwrap();

        let state = world.state(child);
        assert_eq!(state.identity.name, name("Trần Thủy Hạ"));
        assert_eq!(
            state.mistaken_names,
            [name("Trần Thu Hà"), name("Trần Thu Hạ")]
        );
        for text in ["tran thu ha", "tran thuy ha"] {
            assert_eq!(found(world, text), [child], "{text}");
        }
        // The event still says what it said.
        let EventBody::Birth(said) = &world.events(child)[0].body else {
            panic!("a birth")
        };
        assert_eq!(said.identity.name, name("Trần Thu Hà"));

        // Back again, and once more: each mistaken name stands there once, the right one never.
        world
            .correct(child, birth, renamed("Trần Thủy Hạ", "Trần Thu Hà"))
            .unwrap();
        assert_eq!(
            world.state(child).mistaken_names,
            [name("Trần Thu Hạ"), name("Trần Thủy Hạ")]
        );
        world
            .correct(child, birth, renamed("Trần Thu Hà", "Trần Thu Hạ"))
            .unwrap();
        assert_eq!(
            world.state(child).mistaken_names,
            [name("Trần Thu Hà"), name("Trần Thủy Hạ")]
        );
    });
}

#[test]
fn every_part_of_an_identity_can_be_corrected() {
    on_both_engines(|world| {
        let father = world.enrol(man("Trần Văn Bình", "1990-02-03"));
        let mother = world.enrol(woman("Lê Thị Cúc", "1995-06-07"));
        let child = world
            .birth(BirthReport {
                father: Some(father),
                ..newborn("2024-05-20")
            })
            .unwrap();
        let birth = world.first_event(child);
        let place = |code: &str, day| AddressedUnit {
            code: code.parse().unwrap(),
            written_on: date(day),
        };
        let was = Some(place(TRUC_BACH, "2024-05-20"));
        let now = Some(place("26740", "2024-05-20"));
        let changes = [
            Change::Sex {
                was: Sex::Female,
                now: Sex::Male,
            },
            Change::Ethnicity {
                was: None,
                now: "02".parse().ok(),
            },
            Change::BirthPlace { was, now },
            Change::Father {
                was: Some(world.relative(father)),
                now: None,
            },
            Change::Mother {
                was: None,
                now: Some(world.relative(mother)),
            },
            Change::Born {
                was: "2024-05-20".parse().unwrap(),
                now: "2024-05-02".parse().unwrap(),
            },
        ];
        for change in changes {
            let recorded = world.correct(child, birth, change).unwrap();
            assert_eq!(recorded.subjects.len(), 1);
        }
        let identity = world.state(child).identity;
        assert_eq!(identity.sex, Sex::Male);
        assert_eq!(identity.ethnicity, "02".parse().ok());
        assert_eq!(identity.birth_place, now);
        assert_eq!(
            (identity.father, identity.mother),
            (None, Some(world.relative(mother)))
        );
        assert_eq!(identity.born.to_string(), "2024-05-02");
        assert_eq!(world.seen(child).version, 7);
    });
}

#[test]
fn what_does_not_fit_is_refused() {
    on_both_engines(|world| {
        let father = world.enrol(man("Trần Văn Bình", "1990-02-03"));
        let younger = world.enrol(man("Trần Văn Út", "2024-05-21"));
        let child = world.birth(newborn("2024-05-20")).unwrap();
        let birth = world.first_event(child);
        let refused =
            |of: EventId, change: Change| world.refused(|| world.correct(child, of, change));

        let error = refused(birth, renamed("Trần Thu Hè", "Trần Thu Hạ"));
        assert!(
            matches!(error, CorrectionError::DoesNotFit),
            "it never said so"
        );
        let error = refused(birth, renamed("Trần Thu Hà", "Trần Thu Hà"));
        assert!(
            matches!(error, CorrectionError::DoesNotFit),
            "it changes nothing"
        );
        let died = Change::DiedOn {
            was: "2024".parse().unwrap(),
            now: "2023".parse().unwrap(),
        };
        assert!(matches!(refused(birth, died), CorrectionError::DoesNotFit));
        let error = refused(
            world.first_event(father),
            renamed("Trần Văn Bình", "Trần Bình"),
        );
        assert!(
            matches!(error, CorrectionError::UnknownEvent { .. }),
            "another's event"
        );

        let gone = AddressedUnit {
            code: MOC_CHAU.parse().unwrap(),
            written_on: date("2024-05-20"),
        };
        let was = world.state(child).identity.birth_place;
        let error = refused(
            birth,
            Change::BirthPlace {
                was,
                now: Some(gone),
            },
        );
        assert!(matches!(error, CorrectionError::UnknownUnit { .. }));
        let mother = |person| Change::Mother {
            was: None,
            now: Some(world.relative(person)),
        };
        let error = refused(birth, mother(father));
        assert!(matches!(
            error,
            CorrectionError::ParentDoesNotFit {
                parent: Parent::Mother
            }
        ));
        let now = Some(world.relative(younger));
        let error = refused(birth, Change::Father { was: None, now });
        assert!(matches!(
            error,
            CorrectionError::ParentDoesNotFit {
                parent: Parent::Father
            }
        ));
        let mut unknown = named("Ai Đó");
        unknown.person = Some(PersonId::from_i64(9));
        let error = refused(
            birth,
            Change::Father {
                was: None,
                now: Some(unknown),
            },
        );
        assert!(matches!(
            error,
            CorrectionError::Subject(SubjectError::Unknown)
        ));

        // A correction is not itself corrected; the event is, again.
        let fixed = world
            .correct(child, birth, renamed("Trần Thu Hà", "Trần Thu Hạ"))
            .unwrap();
        let error = refused(fixed.event, renamed("Trần Thu Hạ", "Trần Thu Hà"));
        assert!(matches!(error, CorrectionError::UnknownEvent { .. }));
    });
}

#[test]
fn a_sex_that_was_wrong_does_not_make_a_couple_of_one_sex() {
    on_both_engines(|world| {
        let husband = world.enrol(man("Phạm Văn Dũng", "1970-03-04"));
        let wife = world.enrol(woman("Vũ Thị Én", "1972-05-06"));
        let wedding = world.marry(husband, wife, "2000-01-01").unwrap().event;
        let of = world.first_event(wife);
        let change = Change::Sex {
            was: Sex::Female,
            now: Sex::Male,
        };
        let error = world.refused(|| world.correct(wife, of, change.clone()));
        assert!(matches!(error, CorrectionError::SpouseOfSameSex), "{error}");
        let withdrawn = Change::Withdrawn { now: true };
        world.correct(wife, wedding, withdrawn).unwrap();
        world.correct(wife, of, change).unwrap();
    });
}

#[test]
fn a_file_that_gave_a_couple_one_sex_is_put_right() {
    on_both_engines(|world| {
        let husband = world.enrol(man("Phạm Văn Dũng", "1970-03-04"));
        let wife = world.enrol(Enrolment {
            marital: married(world.relative(husband), None),
            ..man("Vũ Thị Én", "1972-05-06")
        });
        let change = Change::Sex {
            was: Sex::Male,
            now: Sex::Female,
        };
        world
            .correct(wife, world.first_event(wife), change)
            .unwrap();
        assert_eq!(world.state(wife).identity.sex, Sex::Female);
    });
}
