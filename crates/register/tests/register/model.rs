//! What a life is, said slowly: for any day and instant, go through everything the register had been told and decide anew.
//!
//! Written for being read beside the law, not for speed, and not after `fold.rs`: nothing is applied one after the other that can
//! be looked up.

use danh_register::{
    Change, Death, Event, EventBody, HeldNumber, Identity, MaritalStatus, PersonState, Residence,
    View,
};
use danh_vocabulary::{EventId, Name, PartialDate, PersonId, PersonalNumber};
use jiff::civil::Date;

/// Something that was said of the person.
#[derive(Clone)]
struct Statement {
    /// Its day as a year, a month or a day; or none, and then the day on which it was seen to be so.
    date: Option<PartialDate>,
    seen_on: Date,
    what: What,
}

#[derive(Clone)]
enum What {
    Given(PersonalNumber),
    Cancelled(PersonalNumber),
    Is(MaritalStatus),
    Lost(PersonId),
    Lives(Residence),
    Died(Death),
}

impl What {
    /// Statements about the same matter.
    fn matter(&self) -> u8 {
        match self {
            Self::Given(_) | Self::Cancelled(_) => 0,
            Self::Is(_) | Self::Lost(_) => 1,
            Self::Lives(_) => 2,
            Self::Died(_) => 3,
        }
    }
}

/// The state that the model gives.
pub(crate) fn state(person: PersonId, events: &[Event], view: View) -> Option<PersonState> {
    let known: Vec<&Event> = events
        .iter()
        .filter(|event| {
            view.known_at
                .is_none_or(|instant| event.recorded_at <= instant)
        })
        .collect();
    let identity = identity(&known)?;
    let born = identity.born.earliest();
    if view.on.is_some_and(|on| on < born) {
        return None;
    }
    let said: Vec<Statement> = known
        .iter()
        .flat_map(|event| statements(person, event, &known))
        .collect();
    let told = in_order_of_days(&said, born, view.on);
    let marital = marital(&told);
    let residence = told.iter().rev().find_map(|what| match what {
        What::Lives(residence) => Some(residence.clone()),
        _ => None,
    });
    let death = told.iter().rev().find_map(|what| match what {
        What::Died(death) => Some(death.clone()),
        _ => None,
    });
    Some(PersonState {
        mistaken_names: mistaken_names(&known, &identity.name),
        identity,
        former_names: Vec::new(),
        numbers: numbers(&told),
        marital,
        adoption: None,
        guardians: Vec::new(),
        wards: Vec::new(),
        residence,
        temporary_residence: None,
        absence: None,
        stay: None,
        abode: None,
        residence_file: None,
        cards: Vec::new(),
        contact: danh_register::Contact::default(),
        missing: None,
        death,
        merged_into: None,
        duplicates: Vec::new(),
        protection: None,
    })
}

/// What the last correction of an event says of a matter, or what the event itself says.
fn corrected<T: Clone>(
    event: EventId,
    said: &T,
    known: &[&Event],
    right: impl Fn(&Change) -> Option<T>,
) -> T {
    let corrections = known.iter().filter_map(|event| match &event.body {
        EventBody::Correction(correction) => Some(correction),
        _ => None,
    });
    corrections
        .filter(|correction| correction.of == event)
        .filter_map(|correction| right(&correction.change))
        .last()
        .unwrap_or_else(|| said.clone())
}

fn right_name(change: &Change) -> Option<Name> {
    match change {
        Change::Name { now, .. } => Some(now.clone()),
        _ => None,
    }
}

pub(crate) fn right_birth(change: &Change) -> Option<PartialDate> {
    match change {
        Change::Born { now, .. } => Some(*now),
        _ => None,
    }
}

fn right_death(change: &Change) -> Option<PartialDate> {
    match change {
        Change::DiedOn { now, .. } => Some(*now),
        _ => None,
    }
}

fn right_wedding(change: &Change) -> Option<PartialDate> {
    match change {
        Change::MarriedOn { now, .. } => Some(*now),
        _ => None,
    }
}

fn identity(known: &[&Event]) -> Option<Identity> {
    let first = known.first()?;
    let said = match &first.body {
        EventBody::Enrolment(enrolment) => &enrolment.identity,
        EventBody::Birth(birth) => &birth.identity,
        _ => return None,
    };
    Some(Identity {
        name: corrected(first.id, &said.name, known, right_name),
        born: corrected(first.id, &said.born, known, right_birth),
        ..said.clone()
    })
}

/// Every date that can be corrected, as the events known say it now: for making corrections that fit.
pub(crate) fn dates(events: &[Event]) -> Vec<(EventId, Change)> {
    let known: Vec<&Event> = events.iter().collect();
    let mut dates = Vec::new();
    for event in events {
        let id = event.id;
        let born = |said| corrected(id, said, &known, right_birth);
        let died = |said| corrected(id, said, &known, right_death);
        let wed = |said| corrected(id, said, &known, right_wedding);
        let same = |was: PartialDate| (was, was);
        match &event.body {
            EventBody::Enrolment(enrolment) => {
                let (was, now) = same(born(&enrolment.identity.born));
                dates.push((id, Change::Born { was, now }));
                if let Some(death) = &enrolment.death {
                    let (was, now) = same(died(&death.on));
                    dates.push((id, Change::DiedOn { was, now }));
                }
                if let MaritalStatus::Married {
                    since: Some(since), ..
                } = &enrolment.marital
                {
                    let (was, now) = same(wed(since));
                    dates.push((id, Change::MarriedOn { was, now }));
                }
            }
            EventBody::Birth(birth) => {
                let (was, now) = same(born(&birth.identity.born));
                dates.push((id, Change::Born { was, now }));
            }
            EventBody::Death(death) => {
                let (was, now) = same(died(&death.death.on));
                dates.push((id, Change::DiedOn { was, now }));
            }
            EventBody::Marriage(marriage) => {
                let (was, now) = same(wed(&PartialDate::of_day(marriage.on)));
                dates.push((id, Change::MarriedOn { was, now }));
            }
            _ => {}
        }
    }
    dates
}

/// The name as the events say it now.
pub(crate) fn name(events: &[Event]) -> (EventId, Name) {
    let known: Vec<&Event> = events.iter().collect();
    (
        events[0].id,
        identity(&known).expect("a life begins with a birth").name,
    )
}

fn statements(person: PersonId, event: &Event, known: &[&Event]) -> Vec<Statement> {
    let seen_on = event.recorded_at.date_in_viet_nam();
    let say = |date, what| Statement {
        date,
        seen_on,
        what,
    };
    let day = |day: Date| Some(PartialDate::of_day(day));
    let died = |said: &PartialDate| corrected(event.id, said, known, right_death);
    match &event.body {
        EventBody::Birth(birth) => {
            let born = Some(corrected(
                event.id,
                &birth.identity.born,
                known,
                right_birth,
            ));
            let born = born.and_then(|born| day(born.earliest()));
            vec![
                say(born, What::Given(birth.number)),
                say(born, What::Is(MaritalStatus::Single)),
            ]
        }
        EventBody::Enrolment(enrolment) => of_enrolment(enrolment, event, known),
        EventBody::Death(death) => {
            let on = died(&death.death.on);
            let died = Death {
                on,
                ..death.death.clone()
            };
            let what = if death.person == person {
                What::Died(died)
            } else {
                What::Lost(death.person)
            };
            vec![say(Some(on), what)]
        }
        EventBody::Marriage(marriage) => {
            let on = corrected(
                event.id,
                &PartialDate::of_day(marriage.on),
                known,
                right_wedding,
            );
            let spouse = if marriage.husband.person == Some(person) {
                &marriage.wife
            } else {
                &marriage.husband
            };
            let status = MaritalStatus::Married {
                spouse: Some(spouse.clone()),
                since: Some(on),
            };
            vec![say(Some(on), What::Is(status))]
        }
        EventBody::ResidenceRegistered(registered) => {
            vec![say(
                registered.residence.since.and_then(day),
                What::Lives(registered.residence.clone()),
            )]
        }
        EventBody::ResidenceMoved(moved) => {
            vec![say(
                moved.residence.since.and_then(day),
                What::Lives(moved.residence.clone()),
            )]
        }
        EventBody::NumberCancelled(number) => {
            vec![say(day(number.on), What::Cancelled(number.number))]
        }
        EventBody::NumberReestablished(number) => {
            vec![say(day(number.on), What::Given(number.number))]
        }
        EventBody::Correction(_) => Vec::new(),
        other => panic!("the model does not know {} yet", other.kind()),
    }
}

fn of_enrolment(
    enrolment: &danh_register::Enrolment,
    event: &Event,
    known: &[&Event],
) -> Vec<Statement> {
    let born = corrected(event.id, &enrolment.identity.born, known, right_birth);
    let birthday = Some(PartialDate::of_day(born.earliest()));
    let death = enrolment.death.as_ref().map(|death| Death {
        on: corrected(event.id, &death.on, known, right_death),
        ..death.clone()
    });
    // A file on a dead person is about the time before the death.
    let taken_over = event.recorded_at.date_in_viet_nam();
    let seen_on = death
        .as_ref()
        .map_or(taken_over, |death| taken_over.min(death.on.earliest()));
    let say = |date, what| Statement {
        date,
        seen_on,
        what,
    };
    let (date, status) = match &enrolment.marital {
        MaritalStatus::Married { spouse, since } => {
            let since = since.map(|since| corrected(event.id, &since, known, right_wedding));
            (
                since,
                MaritalStatus::Married {
                    spouse: spouse.clone(),
                    since,
                },
            )
        }
        status @ (MaritalStatus::Single | MaritalStatus::Unknown) => (birthday, status.clone()),
        status => (None, status.clone()),
    };
    let mut said: Vec<Statement> = Vec::new();
    said.extend(
        enrolment
            .number
            .map(|number| say(birthday, What::Given(number))),
    );
    said.push(say(date, What::Is(status)));
    said.extend(enrolment.residence.clone().map(|residence| {
        say(
            residence.since.map(PartialDate::of_day),
            What::Lives(residence),
        )
    }));
    said.extend(death.map(|death| say(Some(death.on), What::Died(death))));
    said
}

/// From which day the statement at `place` is held to be true.
fn day_of(said: &[Statement], place: usize) -> Date {
    let this = &said[place];
    let is_death = matches!(this.what, What::Died(_));
    let Some(date) = this.date else {
        // At the latest when something else of the matter is said, later on, to have begun.
        let later = (place + 1..said.len())
            .filter(|later| said[*later].what.matter() == this.what.matter());
        return later
            .map(|later| day_of(said, later))
            .fold(this.seen_on, Date::min);
    };
    // At the earliest when what was said before of the matter, or before a death of anything, began; but within its own dates.
    let before = (0..place)
        .filter(|before| said[*before].date.is_some())
        .filter(|before| is_death || said[*before].what.matter() == this.what.matter())
        .map(|before| day_of(said, before))
        .max();
    before.map_or(date.earliest(), |before| {
        before.clamp(date.earliest(), date.latest())
    })
}

/// What was true by a day, the oldest first; of one day, what was said first.
fn in_order_of_days(said: &[Statement], born: Date, on: Option<Date>) -> Vec<What> {
    let mut told: Vec<(Date, usize)> = (0..said.len())
        .map(|place| (day_of(said, place).max(born), place))
        .filter(|(day, _)| on.is_none_or(|on| *day <= on))
        .collect();
    told.sort_unstable();
    told.into_iter()
        .map(|(_, place)| said[place].what.clone())
        .collect()
}

fn numbers(told: &[What]) -> Vec<HeldNumber> {
    let cancelled_after = |place: usize, number: PersonalNumber| {
        told[place..]
            .iter()
            .any(|what| matches!(what, What::Cancelled(other) if *other == number))
    };
    told.iter()
        .enumerate()
        .filter_map(|(place, what)| match what {
            What::Given(number) => Some(HeldNumber {
                number: *number,
                cancelled: cancelled_after(place, *number),
            }),
            _ => None,
        })
        .collect()
}

fn marital(told: &[What]) -> MaritalStatus {
    let Some(last) = told.iter().rposition(|what| matches!(what, What::Is(_))) else {
        return MaritalStatus::Unknown;
    };
    let What::Is(status) = &told[last] else {
        unreachable!("it was looked for")
    };
    let MaritalStatus::Married { spouse, .. } = status else {
        return status.clone();
    };
    let may_be = |person: PersonId| {
        spouse
            .as_ref()
            .and_then(|spouse| spouse.person)
            .is_none_or(|named| named == person)
    };
    let died = told
        .iter()
        .position(|what| matches!(what, What::Died(_)))
        .unwrap_or(told.len());
    let widowed = told.iter().enumerate().any(|(place, what)| {
        place > last && place < died && matches!(what, What::Lost(person) if may_be(*person))
    });
    if widowed {
        MaritalStatus::Widowed {
            spouse: spouse.clone(),
        }
    } else {
        status.clone()
    }
}

fn mistaken_names(known: &[&Event], right: &Name) -> Vec<Name> {
    let mut names = Vec::new();
    for event in known {
        if let EventBody::Correction(correction) = &event.body
            && let Change::Name { was, .. } = &correction.change
            && was != right
            && !names.contains(was)
        {
            names.push(was.clone());
        }
    }
    names
}
