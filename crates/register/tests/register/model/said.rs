//! What each event says, after the corrections of it.

use danh_register::{
    Abode, Absence, Adoption, Change, Death, Event, EventBody, Guardianship, Identity,
    IdentityCard, MaritalStatus, MarriageLost, Missing, NationalityChange, Protection, Relative,
    Revocation, Stay, TemporaryResidence,
};
use danh_vocabulary::{EventId, Name, PartialDate, PersonId};
use jiff::civil::Date;

use super::{Statement, What};

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

fn right_birth(change: &Change) -> Option<PartialDate> {
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

pub(super) fn identity(known: &[&Event]) -> Option<Identity> {
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

/// Every name that can be corrected, as the events known say it now.
pub(crate) fn names(events: &[Event]) -> Vec<(EventId, Name)> {
    let known: Vec<&Event> = events.iter().collect();
    let said = events.iter().filter_map(|event| match &event.body {
        EventBody::Enrolment(enrolment) => Some((event.id, &enrolment.identity.name)),
        EventBody::Birth(birth) => Some((event.id, &birth.identity.name)),
        EventBody::NameChanged(changed) => Some((event.id, &changed.now)),
        _ => None,
    });
    said.map(|(id, name)| (id, corrected(id, name, &known, right_name)))
        .collect()
}

/// Every day that can be corrected as such, as the events known say it now.
pub(crate) fn days(events: &[Event]) -> Vec<(EventId, Date)> {
    let known: Vec<&Event> = events.iter().collect();
    let said = events
        .iter()
        .filter_map(|event| Some((event.id, own_day(&event.body)?)));
    said.map(|(id, day)| (id, corrected(id, &day, &known, right_day)))
        .collect()
}

/// Whether an event says nothing any more.
pub(crate) fn is_withdrawn(event: EventId, events: &[Event]) -> bool {
    withdrawn(event, &events.iter().collect::<Vec<_>>())
}

pub(super) fn withdrawn(event: EventId, known: &[&Event]) -> bool {
    corrected(event, &false, known, |change| match change {
        Change::Withdrawn { now } => Some(*now),
        _ => None,
    })
}

fn right_day(change: &Change) -> Option<Date> {
    match change {
        Change::HeldFrom { now, .. } => Some(*now),
        _ => None,
    }
}

/// The day that an event of one day says.
fn own_day(body: &EventBody) -> Option<Date> {
    Some(match body {
        EventBody::Divorce(it) | EventBody::Annulment(it) => it.decision.on,
        EventBody::ParentRecognised(it) => it.on,
        EventBody::Adoption(it) => it.adoption.since,
        EventBody::AdoptionEnded(it) => it.decision.on,
        EventBody::Guardianship(it) => it.on,
        EventBody::GuardianshipEnded(it) => it.on,
        EventBody::NameChanged(it) => it.on,
        EventBody::EthnicityDetermined(it) => it.on,
        EventBody::SexDetermined(it) => it.on,
        EventBody::NationalityChanged(it) => it.decision.on,
        EventBody::Declared(it) => it.on,
        EventBody::ResidenceDeleted(it) => it.on,
        EventBody::TemporaryResidence(it) => it.residence.since,
        EventBody::TemporaryResidenceDeleted(it) => it.on,
        EventBody::AbsenceDeclared(it) => it.absence.since,
        EventBody::AbsenceEnded(it) => it.on,
        EventBody::StayNotified(it) => it.stay.since,
        EventBody::AbodeDeclared(it) => it.abode.since,
        EventBody::CardIssued(it) => it.card.issued_on,
        EventBody::CardRevoked(it) => it.revocation.on,
        EventBody::MissingDeclared(it) => it.decision.on,
        EventBody::Returned(it) => it.decision.on,
        _ => return None,
    })
}

#[expect(
    clippy::too_many_lines,
    reason = "one arm a kind of event, to be read as a list"
)]
pub(super) fn statements(person: PersonId, event: &Event, known: &[&Event]) -> Vec<Statement> {
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
        EventBody::HouseholdSplit(it)
        | EventBody::HouseholdMerged(it)
        | EventBody::HouseholdHeadChanged(it) => it
            .members
            .iter()
            .filter(|member| member.person == person)
            .map(|member| {
                let since = member.residence.since.and_then(day);
                say(since, What::Lives(member.residence.clone()))
            })
            .collect(),
        EventBody::DuplicateMerged(it) if it.duplicate == person => {
            vec![say(day(it.on), What::IsRecordOf(it.survivor))]
        }
        EventBody::DuplicateMerged(it) => vec![say(day(it.on), What::HasRecord(it.duplicate))],
        EventBody::DuplicateUnmerged(it) if it.duplicate == person => {
            vec![say(day(it.on), What::IsOwnRecord)]
        }
        EventBody::DuplicateUnmerged(it) => {
            vec![say(day(it.on), What::HasRecordNoMore(it.duplicate))]
        }
        EventBody::ProtectionOrdered(it) => {
            let protection = Protection {
                officers: it.officers.clone(),
                since: it.on,
            };
            vec![say(day(it.on), What::Protected(protection))]
        }
        EventBody::ProtectionLifted(it) => vec![say(day(it.on), What::Unprotected)],
        body => {
            let on = own_day(body).expect("the other kinds are of one day");
            let on = corrected(event.id, &on, known, right_day);
            let first = say(day(on), of_one_day(person, event.id, body, on, known));
            let second = marriage_lost(person, body).map(|what| say(day(on), what));
            std::iter::once(first).chain(second).collect()
        }
    }
}

/// What a return finds of the marriage of who returns.
fn marriage_lost(person: PersonId, body: &EventBody) -> Option<What> {
    match body {
        EventBody::Returned(it) if it.person == person => it.marriage_lost.map(|lost| match lost {
            MarriageLost::SpouseMarried(spouse) => What::Divorced(spouse),
            MarriageLost::SpouseDied(spouse) => What::Lost(spouse),
        }),
        _ => None,
    }
}

/// What an event says that holds from `on`.
fn of_one_day(
    person: PersonId,
    event: EventId,
    body: &EventBody,
    on: Date,
    known: &[&Event],
) -> What {
    let other = |one: &Relative, other: &Relative| {
        let spouse = if one.person == Some(person) {
            other
        } else {
            one
        };
        spouse.person.expect("the lives name persons")
    };
    match body.clone() {
        EventBody::Divorce(it) => What::Divorced(other(&it.husband, &it.wife)),
        EventBody::Annulment(it) => What::Annulled(other(&it.husband, &it.wife)),
        EventBody::ParentRecognised(it) => What::Parent(it.parent, it.relative),
        EventBody::Adoption(it) => What::Adopted(Adoption {
            since: on,
            ..it.adoption
        }),
        EventBody::AdoptionEnded(_) => What::NoLongerAdopted,
        EventBody::Guardianship(it) if it.ward.person == Some(person) => {
            What::Guarded(Guardianship {
                guardian: it.guardian,
                ground: it.ground,
                since: on,
            })
        }
        EventBody::Guardianship(it) => What::Guards(it.ward),
        EventBody::GuardianshipEnded(it) if it.ward == person => What::Unguarded(it.guardian),
        EventBody::GuardianshipEnded(it) => What::GuardsNoMore(it.ward),
        EventBody::NameChanged(it) => What::Renamed(corrected(event, &it.now, known, right_name)),
        EventBody::EthnicityDetermined(it) => What::IsOf(it.now),
        EventBody::SexDetermined(it) => What::IsOfSex(it.now),
        EventBody::NationalityChanged(it) => match it.change {
            NationalityChange::Gained(nationality) => What::Gained(nationality),
            NationalityChange::Lost(nationality) => What::Gave(nationality),
        },
        EventBody::Declared(it) => What::Declared(it.attribute),
        EventBody::ResidenceDeleted(_) => What::LivesNowhere,
        EventBody::TemporaryResidence(it) => What::Lodges(TemporaryResidence {
            since: on,
            ..it.residence
        }),
        EventBody::TemporaryResidenceDeleted(_) => What::LodgesNowhere,
        EventBody::AbsenceDeclared(it) => What::Away(Absence {
            since: on,
            ..it.absence
        }),
        EventBody::AbsenceEnded(_) => What::Back(on),
        EventBody::StayNotified(it) => What::Stays(Stay {
            since: on,
            ..it.stay
        }),
        EventBody::AbodeDeclared(it) => What::Dwells(Abode {
            since: on,
            ..it.abode
        }),
        EventBody::CardIssued(it) => What::Card(IdentityCard {
            issued_on: on,
            ..it.card
        }),
        EventBody::CardRevoked(it) => What::CardGone(
            it.serial,
            Revocation {
                on,
                ..it.revocation
            },
        ),
        EventBody::MissingDeclared(_) => What::Missing(Missing { since: on }),
        EventBody::Returned(it) if it.person == person => What::CameBack,
        EventBody::Returned(it) => What::Regained(it.person),
        other => unreachable!("{} is not of one day", other.kind()),
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

pub(super) fn mistaken_names(known: &[&Event], right: &Name) -> Vec<Name> {
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
