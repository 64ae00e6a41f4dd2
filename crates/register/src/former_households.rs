//! Households of which somebody was a member once: whom a household leads to when it is asked for as it was.
//!
//! They are all that an event ever named for the person, but the one of the present state: also those that a correction or a
//! withdrawal took back, for they were known once. So a household finds everybody whom it needs on either axis of time; who of them
//! was a member then, and as what, the fold says.

use std::collections::BTreeSet;

use danh_vocabulary::{HouseholdId, PersonId};

use crate::event::{Change, Event, EventBody};
use crate::facts::Fact;
use crate::index::Index;

/// The households that some events name for a person.
pub(crate) fn named(person: PersonId, events: &[Event]) -> BTreeSet<HouseholdId> {
    let (mut named, mut facts) = (BTreeSet::new(), Vec::new());
    for event in events {
        let recorded_on = event.recorded_at.date_in_viet_nam();
        event.body.add_facts(person, recorded_on, &mut facts);
        named.extend(facts.drain(..).filter_map(|dated| match dated.fact {
            Fact::Resides(residence) | Fact::Placed(residence) => Some(residence.household),
            _ => None,
        }));
        if let EventBody::Correction(correction) = &event.body
            && let Change::Residence { was, now } = &correction.change
        {
            let residences = was.iter().chain(now);
            named.extend(residences.map(|residence| residence.household));
        }
    }
    named
}

/// Fills in the former households before and after the last of a person's events, as far as they differ: most events change
/// nothing of them, and then nobody looks further back.
pub(crate) fn fill_in(person: PersonId, events: &[Event], before: &mut Index, after: &mut Index) {
    let Some((last, earlier)) = events.split_last() else {
        return;
    };
    let named_last = named(person, std::slice::from_ref(last));
    let mut others = named_last.iter().filter(|it| Some(**it) != after.household);
    if before.household == after.household && others.next().is_none() {
        return;
    }
    let mut all = named(person, earlier);
    before.former_households = without(&all, before.household);
    all.extend(named_last);
    after.former_households = without(&all, after.household);
}

/// All but the present one.
pub(crate) fn without(
    named: &BTreeSet<HouseholdId>,
    present: Option<HouseholdId>,
) -> BTreeSet<HouseholdId> {
    let former = named.iter().filter(|it| Some(**it) != present);
    former.copied().collect()
}
