//! What there can be several of.

use danh_register::{
    Absence, Guardianship, HeldNumber, IdentityCard, Relative, Revocation, RevocationReason,
};
use danh_vocabulary::{Name, Nationality, PersonId, PersonalNumber};
use jiff::civil::Date;

use super::What;

pub(super) fn numbers(told: &[What]) -> Vec<HeldNumber> {
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

/// Every name borne before the present one, by when it was last borne.
pub(super) fn former_names(first: &Name, told: &[What]) -> Vec<Name> {
    let borne: Vec<&Name> = std::iter::once(first)
        .chain(told.iter().filter_map(|what| match what {
            What::Renamed(name) => Some(name),
            _ => None,
        }))
        .collect();
    let (present, former) = borne.split_last().expect("everyone has a name");
    former
        .iter()
        .enumerate()
        .filter(|(place, name)| name != &present && !former[place + 1..].contains(name))
        .map(|(_, name)| (*name).clone())
        .collect()
}

/// By the last statement about them, and what was held before it. Whom nothing else is left is of a nationality nobody knows.
pub(super) fn nationalities(first: &[Nationality], told: &[What]) -> Vec<Nationality> {
    let Some(place) = told
        .iter()
        .rposition(|what| matches!(what, What::Gained(_) | What::Gave(_)))
    else {
        return first.to_vec();
    };
    let before = nationalities(first, &told[..place]);
    let without = |gone: &[Nationality]| -> Vec<Nationality> {
        before
            .iter()
            .copied()
            .filter(|held| !gone.contains(held))
            .collect()
    };
    match &told[place] {
        What::Gained(gained) => {
            let held = without(&[Nationality::STATELESS, Nationality::UNKNOWN]);
            let new = (!held.contains(gained)).then_some(*gained);
            held.into_iter().chain(new).collect()
        }
        What::Gave(given) => {
            let left = without(&[*given]);
            if left.is_empty() {
                vec![Nationality::UNKNOWN]
            } else {
                left
            }
        }
        _ => unreachable!("it was looked for"),
    }
}

pub(super) fn guardians(told: &[What]) -> Vec<Guardianship> {
    let left_after = |place: usize, guardian: Option<PersonId>| {
        told[place..]
            .iter()
            .any(|what| matches!(what, What::Unguarded(who) if Some(*who) == guardian))
    };
    told.iter()
        .enumerate()
        .filter_map(|(place, what)| match what {
            What::Guarded(it) if !left_after(place, it.guardian.person) => Some(it.clone()),
            _ => None,
        })
        .collect()
}

pub(super) fn wards(told: &[What]) -> Vec<Relative> {
    let left_after = |place: usize, ward: Option<PersonId>| {
        told[place..]
            .iter()
            .any(|what| matches!(what, What::GuardsNoMore(who) if Some(*who) == ward))
    };
    told.iter()
        .enumerate()
        .filter_map(|(place, what)| match what {
            What::Guards(ward) if !left_after(place, ward.person) => Some(ward.clone()),
            _ => None,
        })
        .collect()
}

pub(super) fn duplicates(told: &[What]) -> Vec<PersonId> {
    let released_after = |place: usize, duplicate: PersonId| {
        told[place..]
            .iter()
            .any(|what| matches!(what, What::HasRecordNoMore(who) if *who == duplicate))
    };
    told.iter()
        .enumerate()
        .filter_map(|(place, what)| match what {
            What::HasRecord(duplicate) if !released_after(place, *duplicate) => Some(*duplicate),
            _ => None,
        })
        .collect()
}

/// The last absence, until the first return said after it that falls into it.
pub(super) fn absence(told: &[What]) -> Option<Absence> {
    let place = told
        .iter()
        .rposition(|what| matches!(what, What::Away(_)))?;
    let What::Away(absence) = &told[place] else {
        unreachable!("it was looked for")
    };
    let falls_into_it =
        |on: &Date| absence.since <= *on && absence.until.is_none_or(|until| *on < until);
    let back = told[place..].iter().filter_map(|what| match what {
        What::Back(on) => Some(*on),
        _ => None,
    });
    let back = back.filter(falls_into_it).min();
    Some(Absence {
        until: back.or(absence.until),
        ..absence.clone()
    })
}

/// Each card is in force until the first statement after its issue that it is gone, or that there is another.
pub(super) fn cards(told: &[What]) -> Vec<IdentityCard> {
    told.iter()
        .enumerate()
        .filter_map(|(place, what)| match what {
            What::Card(card) => Some((place, card)),
            _ => None,
        })
        .map(|(place, card)| {
            let gone = told[place + 1..].iter().find_map(|what| match what {
                What::Card(next) => Some(Revocation {
                    on: next.issued_on,
                    reason: RevocationReason::Replaced,
                }),
                What::CardGone(serial, revocation) if *serial == card.serial => Some(*revocation),
                _ => None,
            });
            IdentityCard {
                revoked: card.revoked.or(gone),
                ..card.clone()
            }
        })
        .collect()
}
