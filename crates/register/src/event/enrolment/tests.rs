use danh_directory::AddressedUnit;
use danh_vocabulary::{EventId, HouseholdId, Name, PartialDate, PersonId, Sex, Timestamp};
use jiff::civil::date;
use proptest::prelude::*;

use super::*;
use crate::act::Actor;
use crate::event::{Event, EventBody, Subject};
use crate::fold::{View, fold};
use crate::person::{Relationship, Relative};

const PERSON: PersonId = PersonId::from_i64(7);

fn event(enrolment: Enrolment) -> Event {
    Event {
        actor: Actor::Program("import".to_owned()),
        authority: "bca-c06".to_owned(),
        basis: "a law".to_owned(),
        body: EventBody::Enrolment(Box::new(enrolment)),
        id: EventId::from_i64(8),
        // 31 December 2024 in Viet Nam.
        recorded_at: Timestamp::from_micros(1_735_600_000_000_000),
        subjects: vec![Subject {
            person: PERSON,
            version: 1,
        }],
    }
}

fn partial_date() -> impl Strategy<Value = PartialDate> {
    (
        1900_i16..2024,
        prop::option::of((1_i8..=12, prop::option::of(1_i8..=28))),
    )
        .prop_map(|(year, rest)| {
            let (month, day) = rest.map_or((None, None), |(month, day)| (Some(month), day));
            PartialDate::from_ymd(year, month, day).unwrap()
        })
}

fn relative() -> impl Strategy<Value = Relative> {
    prop::option::of("0[0-9]{11}").prop_map(|number| Relative {
        name: "Trần Thị B".parse().unwrap(),
        number: number.map(|number| number.parse().unwrap()),
        person: None,
    })
}

fn marital() -> impl Strategy<Value = MaritalStatus> {
    let spouse = || prop::option::of(relative());
    prop_oneof![
        Just(MaritalStatus::Unknown),
        Just(MaritalStatus::Single),
        Just(MaritalStatus::Divorced),
        spouse().prop_map(|spouse| MaritalStatus::Widowed { spouse }),
        (spouse(), prop::option::of(partial_date()))
            .prop_map(|(spouse, since)| MaritalStatus::Married { since, spouse }),
    ]
}

fn place() -> AddressedUnit {
    "00004@2019-05-01".parse().unwrap()
}

fn residence() -> impl Strategy<Value = Residence> {
    (
        any::<i64>(),
        any::<bool>(),
        prop::option::of(1900_i16..2024),
    )
        .prop_map(|(household, has_detail, since)| Residence {
            detail: has_detail.then(|| "Số 1, \"ngõ\" 2".to_owned()),
            household: HouseholdId::from_i64(household),
            place: place(),
            relationship: Relationship::Child,
            since: since.map(|year| date(year, 2, 28)),
        })
}

fn death() -> impl Strategy<Value = Death> {
    (any::<bool>(), partial_date(), any::<bool>()).prop_map(|(declared, on, has_place)| Death {
        declared,
        on,
        place: has_place.then(place),
    })
}

fn identity() -> impl Strategy<Value = Identity> {
    (
        partial_date(),
        prop::option::of(relative()),
        prop::option::of(relative()),
        any::<bool>(),
    )
        .prop_map(|(born, father, mother, is_full)| {
            let name: Name = "Nguyễn Văn Đức".parse().unwrap();
            let identity = Identity {
                father,
                mother,
                ..Identity::new(name.clone(), Sex::Male, born)
            };
            if !is_full {
                return identity;
            }
            Identity {
                birth_place: Some(place()),
                birth_registered_in: Some(place()),
                blood_group: Some("AB+".parse().unwrap()),
                ethnicity: Some("01".parse().unwrap()),
                former_cards: vec!["012345678".parse().unwrap()],
                nationalities: vec!["VNM".parse().unwrap()],
                occupation: Some("thợ \\ may".to_owned()),
                origin: Some(place()),
                other_names: vec![name],
                religion: Some("phat_giao".parse().unwrap()),
                ..identity
            }
        })
}

fn enrolment() -> impl Strategy<Value = Enrolment> {
    (
        prop::option::of(death()),
        identity(),
        marital(),
        prop::option::of("0[0-9]{11}"),
        any::<u32>(),
        prop::option::of(residence()),
    )
        .prop_map(
            |(death, identity, marital, number, row, residence)| Enrolment {
                death,
                identity,
                marital,
                number: number.map(|number| number.parse().unwrap()),
                origin: Origin {
                    row: row.into(),
                    source: "old.csv".to_owned(),
                },
                residence,
            },
        )
}

proptest! {
    #[test]
    fn an_enrolment_alone_folds_to_what_it_says(enrolment in enrolment()) {
        let folded = fold(PERSON, &[event(enrolment.clone())], View::PRESENT).unwrap();
        prop_assert_eq!(folded, Some(enrolment.into_state()));
    }

    #[test]
    fn an_enrolment_is_declared_in_the_order_of_canonical_json(enrolment in enrolment()) {
        let event = event(enrolment);
        prop_assert_eq!(serde_json::to_string(&event).unwrap(), event.to_document());
    }
}
