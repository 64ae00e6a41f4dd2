//! The register has a place for each of the 26 groups of information that the law names.

use danh_directory::AddressedUnit;
use danh_register::{
    Actor, Attribute, Death, Enrolment, Event, EventBody, FieldGroup, PersonState, Relationship,
    SealedText, Subject, View, fold,
};
use danh_vocabulary::{EventId, Nationality, PersonId, Religion};

use crate::happenings::happening;
use crate::people::{home, man, named};
use crate::world::{PHUC_XA, date, instant};

const PERSON: PersonId = PersonId::from_i64(1);

fn state(enrolment: Enrolment, then: Vec<EventBody>) -> PersonState {
    let bodies = std::iter::once(EventBody::Enrolment(Box::new(enrolment))).chain(then);
    let events: Vec<Event> = bodies
        .zip(1_u32..)
        .map(|(body, version)| Event {
            id: EventId::from_i64(i64::from(version)),
            actor: Actor::Program("test".to_owned()),
            authority: "test".to_owned(),
            basis: "test".to_owned(),
            recorded_at: instant("2024-06-01T03:00:00.000000Z"),
            subjects: vec![Subject {
                person: PERSON,
                version,
            }],
            body,
        })
        .collect();
    fold(PERSON, &events, View::PRESENT).unwrap().unwrap()
}

fn recorded(state: &PersonState) -> Vec<u8> {
    let groups = FieldGroup::ALL.iter();
    groups
        .filter(|group| group.is_recorded_in(state))
        .map(|group| group.point())
        .collect()
}

#[test]
fn of_somebody_with_a_name_only_little_is_recorded() {
    assert_eq!(
        recorded(&state(man("Lê Văn Ba", "1950"), Vec::new())),
        [1, 4, 5, 21]
    );
}

#[test]
fn every_group_of_the_law_has_a_place() {
    let place = Some(AddressedUnit {
        code: PHUC_XA.parse().unwrap(),
        written_on: date("2024-06-01"),
    });
    let mut enrolment = man("Lê Văn Ba", "1950-03-15");
    enrolment.number = Some("001050000123".parse().unwrap());
    enrolment.residence = Some(home(1, Relationship::Head, None));
    enrolment.death = Some(Death {
        on: "2024".parse().unwrap(),
        place,
        declared: false,
    });
    let identity = &mut enrolment.identity;
    identity.other_names = vec!["Ba Lê".parse().unwrap()];
    identity.birth_place = place;
    identity.birth_registered_in = place;
    identity.origin = place;
    identity.ethnicity = Some("01".parse().unwrap());
    identity.religion = Some(Religion::NONE);
    identity.nationalities = vec![Nationality::VIET_NAM];
    identity.blood_group = Some("O+".parse().unwrap());
    identity.occupation = Some("thợ mộc".to_owned());
    identity.father = Some(named("Lê Văn Bảy"));
    identity.former_cards = vec!["011234567".parse().unwrap()];
    let on = date("2024-01-05");
    let declared = |attribute| {
        EventBody::Declared(danh_register::Declared {
            person: PERSON,
            attribute,
            on,
        })
    };
    // A card, a temporary residence and an absence.
    let mut then: Vec<EventBody> = [26, 17, 19]
        .into_iter()
        .map(|kind| happening(kind, on, 2, PERSON))
        .collect();
    then.push(declared(Attribute::ResidenceFile(Some("HS1".to_owned()))));
    let sealed = SealedText::from_sealed("sealed".to_owned());
    then.push(declared(Attribute::Phone(Some(sealed))));
    let all: Vec<u8> = (1..=26).collect();
    assert_eq!(recorded(&state(enrolment, then)), all);
}
