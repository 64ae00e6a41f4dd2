//! What a life is, said slowly: for any day and instant, go through everything the register had been told and decide anew.
//!
//! Written for being read beside the law, not for speed, and not after `fold.rs`: nothing is applied one after the other that can
//! be looked up.

mod lists;
mod said;
mod standing;

use danh_register::{
    Abode, Absence, Adoption, Attribute, Contact, Death, Event, Guardianship, Identity,
    IdentityCard, MaritalStatus, Missing, Parent, PersonState, Protection, Relative, Residence,
    Revocation, Stay, TemporaryResidence, View,
};
use danh_vocabulary::{Ethnicity, Name, Nationality, PartialDate, PersonId, PersonalNumber, Sex};
use jiff::civil::Date;

pub(crate) use said::{dates, days, is_withdrawn, names};

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
    Regained(PersonId),
    Divorced(PersonId),
    Annulled(PersonId),
    Lives(Residence),
    LivesNowhere,
    Lodges(TemporaryResidence),
    LodgesNowhere,
    Away(Absence),
    Back(Date),
    Stays(Stay),
    Dwells(Abode),
    Renamed(Name),
    IsOfSex(Sex),
    IsOf(Ethnicity),
    Gained(Nationality),
    Gave(Nationality),
    Declared(Attribute),
    Parent(Parent, Relative),
    Adopted(Adoption),
    NoLongerAdopted,
    Guarded(Guardianship),
    Unguarded(PersonId),
    Guards(Relative),
    GuardsNoMore(PersonId),
    Card(IdentityCard),
    CardGone(String, Revocation),
    Missing(Missing),
    Died(Death),
    CameBack,
    IsRecordOf(PersonId),
    IsOwnRecord,
    HasRecord(PersonId),
    HasRecordNoMore(PersonId),
    Protected(Protection),
    Unprotected,
}

impl What {
    /// Statements about the same matter.
    fn matter(&self) -> &'static str {
        match self {
            Self::Given(_) | Self::Cancelled(_) => "numbers",
            Self::Is(_)
            | Self::Lost(_)
            | Self::Regained(_)
            | Self::Divorced(_)
            | Self::Annulled(_) => "marriage",
            Self::Lives(_) | Self::LivesNowhere => "residence",
            Self::Lodges(_) | Self::LodgesNowhere => "lodging",
            Self::Away(_) | Self::Back(_) => "absence",
            Self::Stays(_) => "stay",
            Self::Dwells(_) => "abode",
            Self::Renamed(_) => "name",
            Self::IsOfSex(_) => "sex",
            Self::IsOf(_) => "ethnic group",
            Self::Gained(_) | Self::Gave(_) => "nationality",
            Self::Declared(attribute) => attribute.as_str(),
            Self::Parent(..) | Self::Adopted(_) | Self::NoLongerAdopted => "parents",
            Self::Guarded(_) | Self::Unguarded(_) => "guardians",
            Self::Guards(_) | Self::GuardsNoMore(_) => "wards",
            Self::Card(_) | Self::CardGone(..) => "cards",
            Self::Missing(_) | Self::Died(_) | Self::CameBack => "death",
            Self::IsRecordOf(_)
            | Self::IsOwnRecord
            | Self::HasRecord(_)
            | Self::HasRecordNoMore(_) => "records",
            Self::Protected(_) | Self::Unprotected => "protection",
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
    let first = said::identity(&known)?;
    let born = first.born.earliest();
    if view.on.is_some_and(|on| on < born) {
        return None;
    }
    let said: Vec<Statement> = known
        .iter()
        .filter(|event| !said::withdrawn(event.id, &known))
        .flat_map(|event| said::statements(person, event, &known))
        .collect();
    let told = in_order_of_days(&said, born, view.on);
    let identity = identity_then(&first, &told);
    Some(PersonState {
        mistaken_names: said::mistaken_names(&known, &identity.name),
        former_names: lists::former_names(&first.name, &told),
        numbers: lists::numbers(&told),
        marital: standing::marital(&told),
        adoption: last(&told, |what| match what {
            What::Adopted(adoption) => Some(Some(adoption.clone())),
            What::NoLongerAdopted => Some(None),
            _ => None,
        })
        .flatten(),
        guardians: lists::guardians(&told),
        wards: lists::wards(&told),
        residence: last(&told, |what| match what {
            What::Lives(residence) => Some(Some(residence.clone())),
            What::LivesNowhere => Some(None),
            _ => None,
        })
        .flatten(),
        temporary_residence: last(&told, |what| match what {
            What::Lodges(residence) => Some(Some(residence.clone())),
            What::LodgesNowhere => Some(None),
            _ => None,
        })
        .flatten(),
        absence: lists::absence(&told),
        stay: last(&told, |what| match what {
            What::Stays(stay) => Some(stay.clone()),
            _ => None,
        }),
        abode: last(&told, |what| match what {
            What::Dwells(abode) => Some(abode.clone()),
            _ => None,
        }),
        residence_file: declared(&told, |attribute| match attribute {
            Attribute::ResidenceFile(number) => Some(number.clone()),
            _ => None,
        })
        .flatten(),
        cards: lists::cards(&told),
        contact: Contact {
            phone: declared(&told, |attribute| match attribute {
                Attribute::Phone(phone) => Some(phone.clone()),
                _ => None,
            })
            .flatten(),
            email: declared(&told, |attribute| match attribute {
                Attribute::Email(email) => Some(email.clone()),
                _ => None,
            })
            .flatten(),
        },
        missing: last(&told, |what| match what {
            What::Missing(missing) => Some(Some(*missing)),
            What::CameBack => Some(None),
            _ => None,
        })
        .flatten(),
        death: standing::death(&told),
        merged_into: last(&told, |what| match what {
            What::IsRecordOf(survivor) => Some(Some(*survivor)),
            What::IsOwnRecord => Some(None),
            _ => None,
        })
        .flatten(),
        duplicates: lists::duplicates(&told),
        protection: last(&told, |what| match what {
            What::Protected(protection) => Some(Some(protection.clone())),
            What::Unprotected => Some(None),
            _ => None,
        })
        .flatten(),
        identity,
    })
}

/// What the last statement that says anything of a matter says of it.
fn last<T>(told: &[What], of: impl Fn(&What) -> Option<T>) -> Option<T> {
    told.iter().rev().find_map(of)
}

fn declared<T>(told: &[What], of: impl Fn(&Attribute) -> Option<T>) -> Option<T> {
    last(told, |what| match what {
        What::Declared(attribute) => of(attribute),
        _ => None,
    })
}

/// Who they were by then, who began as `first`.
fn identity_then(first: &Identity, told: &[What]) -> Identity {
    let parent = |wanted: Parent| {
        last(told, |what| match what {
            What::Parent(parent, relative) if *parent == wanted => Some(relative.clone()),
            _ => None,
        })
    };
    Identity {
        name: last(told, |what| match what {
            What::Renamed(name) => Some(name.clone()),
            _ => None,
        })
        .unwrap_or_else(|| first.name.clone()),
        sex: last(told, |what| match what {
            What::IsOfSex(sex) => Some(*sex),
            _ => None,
        })
        .unwrap_or(first.sex),
        ethnicity: last(told, |what| match what {
            What::IsOf(ethnicity) => Some(*ethnicity),
            _ => None,
        })
        .or(first.ethnicity),
        nationalities: lists::nationalities(&first.nationalities, told),
        other_names: declared(told, |attribute| match attribute {
            Attribute::OtherNames(names) => Some(names.clone()),
            _ => None,
        })
        .unwrap_or_else(|| first.other_names.clone()),
        religion: declared(told, |attribute| match attribute {
            Attribute::Religion(religion) => Some(*religion),
            _ => None,
        })
        .unwrap_or(first.religion),
        blood_group: declared(told, |attribute| match attribute {
            Attribute::BloodGroup(group) => Some(*group),
            _ => None,
        })
        .unwrap_or(first.blood_group),
        occupation: declared(told, |attribute| match attribute {
            Attribute::Occupation(occupation) => Some(occupation.clone()),
            _ => None,
        })
        .unwrap_or_else(|| first.occupation.clone()),
        father: parent(Parent::Father).or_else(|| first.father.clone()),
        mother: parent(Parent::Mother).or_else(|| first.mother.clone()),
        ..first.clone()
    }
}

/// From which day the statement at `place` is held to be true. `found` remembers what was asked before.
fn day_of(said: &[Statement], place: usize, found: &mut [Option<Date>]) -> Date {
    if let Some(day) = found[place] {
        return day;
    }
    let this = &said[place];
    let same_matter = |other: &usize| said[*other].what.matter() == this.what.matter();
    let day = match this.date {
        // At the latest when something else of the matter is said, later on, to have begun.
        None => (place + 1..said.len())
            .filter(same_matter)
            .map(|later| day_of(said, later, found))
            .fold(this.seen_on, Date::min),
        // At the earliest when what was said before of the matter, or before a death of anything, began; but within its own dates.
        Some(date) => (0..place)
            .filter(|before| said[*before].date.is_some())
            .filter(|before| matches!(this.what, What::Died(_)) || same_matter(before))
            .map(|before| day_of(said, before, found))
            .max()
            .map_or(date.earliest(), |before| {
                before.clamp(date.earliest(), date.latest())
            }),
    };
    found[place] = Some(day);
    day
}

/// What was true by a day, the oldest first; of one day, what was said first.
fn in_order_of_days(said: &[Statement], born: Date, on: Option<Date>) -> Vec<What> {
    let mut found = vec![None; said.len()];
    let mut told: Vec<(Date, usize)> = (0..said.len())
        .map(|place| (day_of(said, place, &mut found).max(born), place))
        .filter(|(day, _)| on.is_none_or(|on| *day <= on))
        .collect();
    told.sort_unstable();
    told.into_iter()
        .map(|(_, place)| said[place].what.clone())
        .collect()
}
