//! What people declare of themselves, and how contact data are sealed.

use danh_keys::{KeyRing, Sealer};
use danh_register::{
    ContactError, Declaration, DeclarationError, DeclarationReport, PersonState, Recorded,
    Register, SubjectError,
};
use danh_vocabulary::{PersonId, SeededEntropy};

use crate::people::man;
use crate::world::{TestRegister, act, date, on_both_engines};

fn sealer(seed: u64) -> Sealer {
    let folder = tempfile::tempdir().unwrap();
    let ring = KeyRing::open_or_create(folder.path(), &SeededEntropy::new(seed)).unwrap();
    ring.sealer("contact").unwrap()
}

fn declare_at(
    world: &TestRegister,
    desk: &Register,
    person: PersonId,
    declared: Declaration,
    on: &str,
) -> Result<Recorded, DeclarationError> {
    let report = DeclarationReport {
        person: world.seen(person),
        declared,
        on: date(on),
    };
    let desk = desk.clone();
    world
        .store
        .write(move |tx| desk.declare(tx, &act(), &report))
        .wait()
}

fn declare(
    world: &TestRegister,
    person: PersonId,
    declared: Declaration,
    on: &str,
) -> Result<Recorded, DeclarationError> {
    declare_at(world, &world.register, person, declared, on)
}

/// Whether a state says anything of an attribute.
type Shown = fn(&PersonState) -> bool;

#[test]
fn each_attribute_is_what_was_declared_last() {
    on_both_engines(|world| {
        let person = world.enrol(man("Lê Văn Ba", "1985-05-20"));
        let declared = [
            Declaration::OtherNames(vec!["Thích Minh Tâm".parse().unwrap()]),
            Declaration::Religion(danh_vocabulary::Religion::all().next()),
            Declaration::BloodGroup("O+".parse().ok()),
            Declaration::Occupation(Some("Thợ mộc".to_owned())),
            Declaration::ResidenceFile(Some("HS-001".to_owned())),
        ];
        let empty = [
            Declaration::OtherNames(Vec::new()),
            Declaration::Religion(None),
            Declaration::BloodGroup(None),
            Declaration::Occupation(None),
            Declaration::ResidenceFile(None),
        ];
        let shown: [Shown; 5] = [
            |state| !state.identity.other_names.is_empty(),
            |state| state.identity.religion.is_some(),
            |state| state.identity.blood_group.is_some(),
            |state| state.identity.occupation.is_some(),
            |state| state.residence_file.is_some(),
        ];
        for ((declared, empty), shown) in declared.into_iter().zip(empty).zip(shown) {
            let error = world.refused(|| declare(world, person, empty.clone(), "2024-03-01"));
            assert_eq!(error.to_string(), "this is on record already");
            declare(world, person, declared.clone(), "2024-03-01").unwrap();
            assert!(shown(&world.state(person)), "{declared:?}");
            assert!(
                !shown(&world.state_on(person, "2024-02-29").unwrap()),
                "{declared:?}"
            );
            let error = world.refused(|| declare(world, person, declared.clone(), "2024-04-01"));
            assert_eq!(error.to_string(), "this is on record already");
            let error = world.refused(|| declare(world, person, empty.clone(), "2024-02-29"));
            assert!(error.to_string().contains("before 2024-03-01"), "{error}");
            declare(world, person, empty, "2024-05-01").unwrap();
            assert!(!shown(&world.state(person)), "{declared:?}");
        }
        assert_eq!(
            world.state(person).identity.name.as_str(),
            "Lê Văn Ba",
            "another name is no change of name"
        );
    });
}

#[test]
fn what_cannot_be_is_refused() {
    on_both_engines(|world| {
        let person = world.enrol(man("Lê Văn Ba", "1985-05-20"));
        let refused = |declared: Declaration, on: &str| {
            let error = world.refused(|| declare(world, person, declared, on));
            error.to_string()
        };
        let occupation = |text: &str| Declaration::Occupation(Some(text.to_owned()));
        for text in ["", "  ", &"á".repeat(129)] {
            assert_eq!(
                refused(occupation(text), "2024-03-01"),
                "the text is empty or longer than 128 characters"
            );
        }
        let names = |names: &[&str]| {
            Declaration::OtherNames(names.iter().map(|name| name.parse().unwrap()).collect())
        };
        for twice in [&["Ba Lê", "Ba Lê"][..], &["Lê Văn Ba"]] {
            assert_eq!(
                refused(names(twice), "2024-03-01"),
                "a name is given twice, or is the one the person bears"
            );
        }
        assert_eq!(
            refused(occupation("Thợ mộc"), "2024-06-16"),
            "the day lies in the future"
        );
        assert_eq!(
            refused(occupation("Thợ mộc"), "1985-05-19"),
            "the day is before the birth on 1985-05-20"
        );
        assert_eq!(
            refused(Declaration::Phone("0912345678".parse().ok()), "2024-03-01"),
            "this register has no key to seal telephone numbers and e-mail addresses with"
        );
        let stale = DeclarationReport {
            person: world.seen(person),
            declared: occupation("Thợ nề"),
            on: date("2024-03-01"),
        };
        declare(world, person, occupation("Thợ mộc"), "2024-03-01").unwrap();
        let error =
            world.refused(|| world.write(move |register, tx| register.declare(tx, &act(), &stale)));
        assert!(
            matches!(
                error,
                DeclarationError::Subject(SubjectError::Conflict { .. })
            ),
            "{error}"
        );
    });
}

#[test]
fn contact_data_rest_sealed_and_open_for_who_has_the_key() {
    on_both_engines(|world| {
        let person = world.enrol(man("Lê Văn Ba", "1985-05-20"));
        let other = world.enrol(man("Lê Văn Tư", "1985-05-20"));
        let desk = world.register.clone().with_sealer(sealer(1));
        let phone: danh_vocabulary::PhoneNumber = "0912345678".parse().unwrap();
        let email: danh_vocabulary::EmailAddress = "ba.le@example.vn".parse().unwrap();
        let say = |declared, on: &str| declare_at(world, &desk, person, declared, on);
        say(Declaration::Phone(Some(phone.clone())), "2024-03-01").unwrap();
        say(Declaration::Email(Some(email.clone())), "2024-03-01").unwrap();

        let state = world.state(person);
        assert_eq!(desk.phone_of(person, &state).unwrap(), Some(phone.clone()));
        assert_eq!(desk.email_of(person, &state).unwrap(), Some(email));
        for line in world.contents() {
            assert!(
                !line.contains("912345678") && !line.contains("ba.le"),
                "{line}"
            );
        }
        assert_eq!(
            world.register.phone_of(person, &state),
            Err(ContactError::NoSealer)
        );
        let stranger = world.register.clone().with_sealer(sealer(2));
        assert!(matches!(
            stranger.phone_of(person, &state),
            Err(ContactError::Sealed(_))
        ));
        assert!(
            matches!(desk.phone_of(other, &state), Err(ContactError::Sealed(_))),
            "it opens for the person it was sealed for"
        );

        let error = world.refused(|| say(Declaration::Phone(Some(phone)), "2024-04-01"));
        assert_eq!(error.to_string(), "this is on record already");
        say(Declaration::Phone("0987654321".parse().ok()), "2024-04-01").unwrap();
        let before = world.state_on(person, "2024-03-31").unwrap();
        let numbers = [&before, &world.state(person)]
            .map(|state| desk.phone_of(person, state).unwrap().unwrap().national());
        assert_eq!(numbers, ["0912345678", "0987654321"]);

        // To take it back, no key is needed.
        declare(world, person, Declaration::Phone(None), "2024-05-01").unwrap();
        assert_eq!(desk.phone_of(person, &world.state(person)), Ok(None));
    });
}
