//! Random lives: folded and compared with the slow model, and registered and verified.

use danh_register::{
    Actor, Birth, Change, Correction, Death, DeathRegistered, Event, EventBody, MaritalStatus,
    Marriage, NumberCancelled, NumberReestablished, Relative, ResidenceRegistered, Subject, View,
    fold,
};
use danh_vocabulary::{EventId, PartialDate, PersonId, PersonalNumber, Sex, Timestamp};
use jiff::civil::Date;
use proptest::prelude::*;

use crate::happenings::{KINDS, NAMES, happening};
use crate::model;
use crate::people::{home, man, named};
use crate::world::instant;

const PERSON: PersonId = PersonId::from_i64(1);

/// Lives of sixty events and more: some thousand events in all.
const LONG_LIVES: u32 = 12;

/// Days close together, so that many meet; the register learns of them in their midst.
fn day() -> impl Strategy<Value = Date> + Clone {
    (2000_i16..2005, 1_i8..4, 1_i8..4)
        .prop_map(|(year, month, day)| jiff::civil::date(year, month, day))
}

/// Days of a century.
fn day_of_a_century() -> impl Strategy<Value = Date> + Clone {
    (1950_i16..2050, 1_i8..13, 1_i8..29)
        .prop_map(|(year, month, day)| jiff::civil::date(year, month, day))
}

fn partial(day: impl Strategy<Value = Date>) -> impl Strategy<Value = PartialDate> {
    (day, 0..4).prop_map(|(day, known)| match known {
        0 => PartialDate::of_year(day.year()).unwrap(),
        1 => PartialDate::from_ymd(day.year(), Some(day.month()), None).unwrap(),
        _ => PartialDate::of_day(day),
    })
}

/// Something the register is told, in whatever order, as no clerk would let it pass.
#[derive(Debug, Clone)]
enum Told {
    Married(Date, i64),
    SpouseDied(PartialDate, i64),
    Died(PartialDate),
    Lives(Option<Date>),
    Given(Date, u32),
    Cancelled(Date, u32),
    /// An event of one of the kinds of `happenings`.
    Happened(u8, Date, u8),
    Renamed(usize, usize),
    Redated(usize, PartialDate),
    Moved(usize, Date),
    Withdrawn(usize),
}

fn told(day: impl Strategy<Value = Date> + Clone + 'static) -> impl Strategy<Value = Told> {
    prop_oneof![
        1 => (day.clone(), 2_i64..5).prop_map(|(on, who)| Told::Married(on, who)),
        1 => (partial(day.clone()), 2_i64..5).prop_map(|(on, who)| Told::SpouseDied(on, who)),
        1 => partial(day.clone()).prop_map(Told::Died),
        1 => proptest::option::of(day.clone()).prop_map(Told::Lives),
        1 => (day.clone(), 0_u32..4).prop_map(|(on, serial)| Told::Given(on, serial)),
        1 => (day.clone(), 0_u32..4).prop_map(|(on, serial)| Told::Cancelled(on, serial)),
        12 => (kind(), day.clone(), any::<u8>()).prop_map(|(kind, on, variant)| Told::Happened(kind, on, variant)),
        1 => (any::<usize>(), 0_usize..3).prop_map(|(which, now)| Told::Renamed(which, now)),
        2 => (any::<usize>(), partial(day.clone())).prop_map(|(which, now)| Told::Redated(which, now)),
        2 => (any::<usize>(), day).prop_map(|(which, now)| Told::Moved(which, now)),
        1 => any::<usize>().prop_map(Told::Withdrawn),
    ]
}

/// Every kind, and more of those that end a marriage or bring it back: what they do depends on what was before.
fn kind() -> impl Strategy<Value = u8> {
    prop_oneof![3 => 0..KINDS, 1 => 0_u8..2, 1 => Just(29)]
}

/// How a life begins in the register.
#[derive(Debug, Clone)]
struct Beginning {
    born: PartialDate,
    enrolled: bool,
    marital: u8,
    since: Option<PartialDate>,
    resides: bool,
    resides_since: Option<Date>,
    died: Option<PartialDate>,
}

fn beginning(
    day: impl Strategy<Value = Date> + Clone + 'static,
) -> impl Strategy<Value = Beginning> {
    use proptest::option::of;
    let files = (any::<bool>(), 0_u8..6, any::<bool>());
    let dates = (
        partial(day.clone()),
        of(partial(day.clone())),
        of(day.clone()),
        of(partial(day)),
    );
    (files, dates).prop_map(
        |((enrolled, marital, resides), (born, since, resides_since, died))| Beginning {
            born,
            enrolled,
            marital,
            since,
            resides,
            resides_since,
            died,
        },
    )
}

impl Beginning {
    fn body(&self) -> EventBody {
        let mut enrolment = man("Lê Văn Ba", &self.born.to_string());
        if !self.enrolled {
            let (identity, number) = (enrolment.identity, number(0));
            return EventBody::Birth(Box::new(Birth { identity, number }));
        }
        let since = self.since;
        enrolment.marital = match self.marital {
            0 => MaritalStatus::Unknown,
            1 => MaritalStatus::Single,
            2 => MaritalStatus::Married {
                spouse: None,
                since,
            },
            3 => MaritalStatus::Married {
                spouse: Some(spouse(2)),
                since,
            },
            4 => MaritalStatus::Widowed {
                spouse: Some(named("Trần Thị Tư")),
            },
            _ => MaritalStatus::Divorced,
        };
        enrolment.residence = self.resides.then(|| {
            let mut home = home(1, danh_register::Relationship::Head, None);
            home.since = self.resides_since;
            home
        });
        enrolment.death = self.died.map(|on| Death {
            on,
            place: None,
            declared: false,
        });
        EventBody::Enrolment(Box::new(enrolment))
    }
}

fn number(serial: u32) -> PersonalNumber {
    PersonalNumber::compose("001".parse().unwrap(), Sex::Male, 2000, serial).unwrap()
}

fn spouse(id: i64) -> Relative {
    Relative {
        person: Some(PersonId::from_i64(id)),
        ..named("Trần Thị Tư")
    }
}

/// What the register would write down; nothing when there is nothing to be corrected.
fn body(told: &Told, events: &[Event]) -> Option<EventBody> {
    let person = PERSON;
    Some(match told {
        Told::Married(on, who) => {
            let husband = Relative {
                person: Some(person),
                ..named("Lê Văn Ba")
            };
            EventBody::Marriage(Marriage {
                on: *on,
                husband,
                wife: spouse(*who),
            })
        }
        Told::SpouseDied(on, who) => {
            let death = Death {
                on: *on,
                place: None,
                declared: false,
            };
            EventBody::Death(DeathRegistered {
                person: PersonId::from_i64(*who),
                death,
            })
        }
        Told::Died(on) => {
            let death = Death {
                on: *on,
                place: None,
                declared: false,
            };
            EventBody::Death(DeathRegistered { person, death })
        }
        Told::Lives(since) => {
            let mut residence = home(2, danh_register::Relationship::Other, None);
            residence.since = *since;
            EventBody::ResidenceRegistered(ResidenceRegistered { person, residence })
        }
        Told::Given(on, serial) => {
            let number = number(*serial);
            EventBody::NumberReestablished(NumberReestablished {
                person,
                number,
                on: *on,
            })
        }
        Told::Cancelled(on, serial) => EventBody::NumberCancelled(NumberCancelled {
            person,
            number: number(*serial),
            reason: danh_register::CancellationReason::GivenInError,
            on: *on,
        }),
        Told::Happened(kind, on, variant) => happening(*kind, *on, *variant, person),
        Told::Renamed(which, now) => {
            let names = model::names(events);
            let (of, was) = names[which % names.len()].clone();
            let now = NAMES[*now].parse().unwrap();
            let change = Change::Name { was, now };
            EventBody::Correction(Correction { of, change })
        }
        Told::Moved(which, now) => {
            let days = model::days(events);
            let (of, was) = *days.get(which.checked_rem(days.len())?)?;
            let change = Change::HeldFrom { was, now: *now };
            EventBody::Correction(Correction { of, change })
        }
        Told::Withdrawn(which) => {
            let event = &events[which % events.len()];
            let now = !model::is_withdrawn(event.id, events);
            let change = Change::Withdrawn { now };
            EventBody::Correction(Correction {
                of: event.id,
                change,
            })
        }
        Told::Redated(which, now) => {
            let dates = model::dates(events);
            let (of, mut change) = dates[which % dates.len()].clone();
            match &mut change {
                Change::Born { now: date, .. } | Change::DiedOn { now: date, .. } => *date = *now,
                Change::MarriedOn { now: date, .. } => *date = PartialDate::of_day(now.latest()),
                _ => unreachable!("these are the dates"),
            }
            EventBody::Correction(Correction { of, change })
        }
    })
    .filter(|body| can_be_said(body, events))
}

/// Whether a correction changes something, of an event that says something.
fn can_be_said(body: &EventBody, events: &[Event]) -> bool {
    let EventBody::Correction(correction) = body else {
        return true;
    };
    let corrected = events.iter().find(|event| event.id == correction.of);
    if let Change::Withdrawn { .. } = correction.change {
        return corrected.is_some_and(|event| !stays(&event.body));
    }
    if model::is_withdrawn(correction.of, events) {
        return false;
    }
    match &correction.change {
        Change::Name { was, now } => was != now,
        Change::Born { was, now }
        | Change::DiedOn { was, now }
        | Change::MarriedOn { was, now } => was != now,
        Change::HeldFrom { was, now } => was != now,
        _ => true,
    }
}

/// Kinds that are taken back otherwise than by saying that they never were.
fn stays(body: &EventBody) -> bool {
    [
        "enrolment",
        "birth",
        "correction",
        "number_cancelled",
        "number_reestablished",
        "duplicate_merged",
        "duplicate_unmerged",
        "protection_ordered",
        "protection_lifted",
    ]
    .contains(&body.kind())
}

fn life(beginning: &Beginning, told: &[(u8, Told)]) -> Vec<Event> {
    let mut events: Vec<Event> = Vec::new();
    let mut recorded_at = instant("2002-02-02T03:00:00.000000Z").micros();
    let mut add = |body: EventBody, events: &mut Vec<Event>, pause: u8| {
        // Some within the same microsecond, some weeks apart.
        recorded_at += i64::from(pause % 3) * i64::from(pause) * 3_600_000_000;
        let version = u32::try_from(events.len()).unwrap() + 1;
        events.push(Event {
            id: EventId::from_i64(i64::from(version)),
            actor: Actor::Program("test".to_owned()),
            authority: "test".to_owned(),
            basis: "test".to_owned(),
            recorded_at: Timestamp::from_micros(recorded_at),
            subjects: vec![Subject {
                person: PERSON,
                version,
            }],
            body,
        });
    };
    add(beginning.body(), &mut events, 0);
    for (pause, told) in told {
        if let Some(body) = body(told, &events) {
            add(body, &mut events, *pause);
        }
    }
    events
}

/// The fold and the model agree on some days, and on all that is known, as known before and after each event.
fn agree(events: &[Event], days: &[Date]) -> Result<(), TestCaseError> {
    let instants = events.iter().flat_map(|event| {
        let micros = event.recorded_at.micros();
        [
            Some(Timestamp::from_micros(micros - 1)),
            Some(event.recorded_at),
        ]
    });
    for known_at in instants.chain([None]) {
        for on in days.iter().copied().map(Some).chain([None]) {
            let view = View { on, known_at };
            let folded = fold(PERSON, events, view).unwrap();
            prop_assert_eq!(&folded, &model::state(PERSON, events, view), "{:?}", view);
            // What is kept can be read, and reads the same.
            if let Some(state) = folded {
                let document = state.to_document();
                let read: danh_register::PersonState = serde_json::from_str(&document).unwrap();
                prop_assert_eq!(read, state);
            }
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn the_fold_is_what_the_model_says(
        beginning in beginning(day()),
        told in proptest::collection::vec((any::<u8>(), told(day())), 0..12),
        days in proptest::collection::vec(day(), 3),
    ) {
        agree(&life(&beginning, &told), &days)?;
    }

    #[test]
    fn events_read_back_as_they_were_written(
        beginning in beginning(day()),
        told in proptest::collection::vec((any::<u8>(), told(day())), 0..9),
    ) {
        for event in life(&beginning, &told) {
            let document = event.to_document();
            let read: Event = serde_json::from_str(&document).unwrap();
            prop_assert_eq!(&read, &event);
            prop_assert_eq!(read.to_document(), document);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(LONG_LIVES))]

    #[test]
    fn the_fold_of_a_long_life_is_what_the_model_says(
        beginning in beginning(day_of_a_century()),
        told in proptest::collection::vec((any::<u8>(), told(day_of_a_century())), 60..80),
        days in proptest::collection::vec(day_of_a_century(), 4),
    ) {
        agree(&life(&beginning, &told), &days)?;
    }
}
