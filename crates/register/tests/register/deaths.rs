//! Death registration, and whom it leaves behind.

use danh_register::{
    Change, DeathError, DeathReport, Enrolment, Home, MaritalStatus, Relationship, SubjectError,
};
use danh_vocabulary::PersonId;

use crate::households::{Family, change_head, members};
use crate::people::{home, man, married, named, numbered, woman};
use crate::world::{
    MOC_CHAU, PHUC_XA, TRUC_BACH, TestRegister, act, date, marital, on_both_engines,
};

const HIS: &str = "001060000001";
const HERS: &str = "001165000002";

fn numbered_man(marital: MaritalStatus) -> Enrolment {
    Enrolment {
        number: HIS.parse().ok(),
        marital,
        ..man("Lê Văn Ba", "1960-01-01")
    }
}

fn numbered_woman(marital: MaritalStatus) -> Enrolment {
    Enrolment {
        number: HERS.parse().ok(),
        marital,
        ..woman("Trần Thị Tư", "1965-01-01")
    }
}

fn report_of(world: &TestRegister, person: PersonId, on: &str, unit: Option<&str>) -> DeathReport {
    DeathReport {
        person: world.seen(person),
        on: on.parse().unwrap(),
        unit: unit.map(|unit| unit.parse().unwrap()),
        declared: false,
    }
}

#[test]
fn the_dead_are_dead_from_their_day_on() {
    on_both_engines(|world| {
        let person = world.enrol(man("Lê Văn Ba", "1960-01-01"));
        let report = report_of(world, person, "2024-06-01", Some(TRUC_BACH));
        let recorded =
            world.write(move |register, tx| register.register_death(tx, &act(), &report));
        assert_eq!(recorded.unwrap().subjects.len(), 1);
        let death = world.state(person).death.unwrap();
        assert_eq!(death.on.to_string(), "2024-06-01");
        assert_eq!(death.place.unwrap().to_string(), "00004@2024-06-01");
        assert!(
            world
                .state_on(person, "2024-05-31")
                .unwrap()
                .death
                .is_none()
        );
        assert!(
            world
                .state_on(person, "2024-06-01")
                .unwrap()
                .death
                .is_some()
        );
    });
}

#[test]
fn the_dead_do_nothing_more() {
    on_both_engines(|world| {
        let person = world.enrol(Enrolment {
            residence: Some(home(1, Relationship::Head, None)),
            ..numbered_man(MaritalStatus::Single)
        });
        world.die(person, "2024-06-01").unwrap();
        let dead = |error: &SubjectError| matches!(error, SubjectError::Dead { .. });
        let error = world.refused(|| world.die(person, "2024-06-02"));
        assert!(matches!(error, DeathError::Subject(error) if dead(&error)));
        let error = world
            .refused(|| world.remove(world.residence(person, TRUC_BACH, Home::New, "2024-06-02")));
        assert_eq!(error.to_string(), "the person died on 2024-06-01");
        let error = world
            .refused(|| world.settle(world.residence(person, TRUC_BACH, Home::New, "2024-06-02")));
        assert_eq!(error.to_string(), "the person died on 2024-06-01");
        let error = world.refused(|| world.cancel_number(person, "2024-06-02"));
        assert_eq!(error.to_string(), "the person died on 2024-06-01");
    });
}

#[test]
fn what_cannot_be_is_refused() {
    on_both_engines(|world| {
        let person = world.enrol(man("Lê Văn Ba", "1960-05-01"));
        let refused = |on: &str| world.refused(|| world.die(person, on)).to_string();
        assert_eq!(refused("2024-06-16"), "the day of death lies in the future");
        assert_eq!(
            refused("1960-04"),
            "the day of death is before the birth on 1960-05-01"
        );
        let report = report_of(world, person, "2024-06-01", Some(MOC_CHAU));
        let error = world.refused(|| {
            world.write(move |register, tx| register.register_death(tx, &act(), &report))
        });
        assert_eq!(error.to_string(), "there was no unit `03980` on 2024-06-01");

        world
            .settle(world.residence(person, PHUC_XA, Home::New, "2024-03-01"))
            .unwrap();
        let error = world.refused(|| world.die(person, "2024-02"));
        assert!(matches!(error, DeathError::LaterEvent { .. }));
        world
            .die(person, "2024-03")
            .expect("it can have been after the first");
    });
}

#[test]
fn a_spouse_whom_the_register_married_is_left_behind() {
    on_both_engines(|world| {
        let husband = world.enrol(numbered_man(MaritalStatus::Single));
        let wife = world.enrol(numbered_woman(MaritalStatus::Single));
        world.marry(husband, wife, "2000-01-01").unwrap();
        let recorded = world.die(husband, "2024-06-01").unwrap();
        assert_eq!(recorded.subjects.len(), 2);
        assert_eq!(marital(&world.state(wife)), "widowed of Lê Văn Ba");
        assert_eq!(
            marital(&world.state(husband)),
            "married to Trần Thị Tư since 2000-01-01"
        );
        assert_eq!(
            marital(&world.state_on(wife, "2024-05-31").unwrap()),
            "married to Lê Văn Ba since 2000-01-01"
        );
    });
}

#[test]
fn spouses_of_an_earlier_file_are_found_from_either_side() {
    let (him, her) = (numbered(HIS, "Lê Văn Ba"), numbered(HERS, "Trần Thị Tư"));
    let by_name = |name: &str| married(named(name), None);
    // What his record says, what hers says, whether they share a household, whether she is found.
    let cases = [
        (
            married(her.clone(), None),
            married(him.clone(), None),
            false,
            true,
        ),
        (
            married(her.clone(), Some("1990")),
            by_name("LE VAN BA"),
            false,
            true,
        ),
        (
            married(her.clone(), None),
            by_name("Lê Văn Bốn"),
            false,
            false,
        ),
        (
            by_name("Trần Thị Tư"),
            married(him.clone(), Some("1990")),
            true,
            true,
        ),
        (
            MaritalStatus::Unknown,
            married(him.clone(), None),
            true,
            true,
        ),
        (
            by_name("Trần Thị Tư"),
            married(him.clone(), None),
            false,
            false,
        ),
        (by_name("Trần Thị Tư"), by_name("Lê Văn Ba"), true, false),
        (
            married(her.clone(), None),
            MaritalStatus::Divorced,
            true,
            false,
        ),
        (
            married(her, None),
            married(numbered("001055000009", "Ai Đó"), None),
            true,
            false,
        ),
    ];
    on_both_engines(|world| {
        for (his_word, her_word, together, found) in cases.clone() {
            world.clear();
            let mut husband = numbered_man(his_word.clone());
            let mut wife = numbered_woman(her_word.clone());
            if together {
                husband.residence = Some(home(1, Relationship::Head, None));
                wife.residence = Some(home(1, Relationship::Spouse, None));
            }
            let (husband, wife) = (world.enrol(husband), world.enrol(wife));
            let before = world.state(wife).marital;
            // Before the day on which the file was taken over: it was out of date by then.
            world.die(husband, "2024-06-01").unwrap();
            let after = world.state(wife).marital;
            if found {
                assert!(
                    matches!(after, MaritalStatus::Widowed { .. }),
                    "{his_word:?} {her_word:?}"
                );
            } else {
                assert_eq!(after, before, "{his_word:?} {her_word:?}");
            }
        }
    });
}

#[test]
fn a_death_of_which_only_the_year_is_known_follows_the_wedding_of_that_year() {
    on_both_engines(|world| {
        let husband = world.enrol(numbered_man(MaritalStatus::Single));
        let wife = world.enrol(numbered_woman(MaritalStatus::Single));
        world.marry(husband, wife, "2024-03-03").unwrap();
        world.die(husband, "2024").unwrap();
        assert_eq!(marital(&world.state(wife)), "widowed of Lê Văn Ba");
        let before = world.state_on(husband, "2024-03-02").unwrap();
        assert!(before.death.is_none(), "he lived to marry");
    });
}

#[test]
fn deaths_may_be_registered_in_the_other_order() {
    on_both_engines(|world| {
        let husband = world.enrol(numbered_man(MaritalStatus::Single));
        let wife = world.enrol(numbered_woman(MaritalStatus::Single));
        world.marry(husband, wife, "2000-01-01").unwrap();
        // She died two years after him; his death comes to the register last.
        world.die(wife, "2022-02-02").unwrap();
        assert_eq!(marital(&world.state(husband)), "widowed of Trần Thị Tư");
        world.die(husband, "2020-02-02").unwrap();

        assert_eq!(
            marital(&world.state(husband)),
            "married to Trần Thị Tư since 2000-01-01"
        );
        assert_eq!(marital(&world.state(wife)), "widowed of Lê Văn Ba");
        assert_eq!(
            marital(&world.state_on(wife, "2021-01-01").unwrap()),
            "widowed of Lê Văn Ba"
        );
        assert!(world.state(wife).death.is_some());
    });
}

#[test]
fn what_others_did_to_the_household_is_no_sign_of_life() {
    on_both_engines(|world| {
        let family = Family::new(world);
        let Family {
            grandfather,
            father,
            mother,
            child,
            household,
        } = family;
        let all = [
            (grandfather, Relationship::Parent),
            (father, Relationship::Head),
            (mother, Relationship::Spouse),
            (child, Relationship::Child),
        ];
        change_head(world, household, &all, "2024-05-01").unwrap();
        let error = world.refused(|| world.die(grandfather, "2024-01-04"));
        assert!(
            matches!(error, DeathError::LaterEvent { on } if on == date("2024-01-05")),
            "he came to live there: {error}"
        );
        let death = world.die(grandfather, "2024-03-01").unwrap().event;
        // A correction of what is on record does not stumble over it either.
        let change = Change::DiedOn {
            was: "2024-03-01".parse().unwrap(),
            now: "2024-03-02".parse().unwrap(),
        };
        world.correct(grandfather, death, change).unwrap();
        assert_eq!(members(world, household), [father, mother, child]);
    });
}
