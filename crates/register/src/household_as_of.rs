//! Who was a member of a household, on either axis of time.

use danh_store::Tx;
use danh_vocabulary::{HouseholdId, PersonId};

use crate::fold::View;
use crate::person::PersonState;
use crate::person_queries::{
    household_former_members, household_members, person_as_of, record_read,
};
use crate::subject::SubjectError;

/// Who lived in a household on a day, as known at an instant, and those who died as members of it: each as they stood then, wherever
/// they live today. Of two records of one person, the one that is read today stands for both.
pub fn household_members_as_of(
    tx: &mut Tx<'_>,
    household: HouseholdId,
    view: View,
) -> Result<Vec<(PersonId, PersonState)>, SubjectError> {
    let mut ever = household_members(tx, household)?;
    if view == View::PRESENT {
        return Ok(ever);
    }
    ever.extend(household_former_members(tx, household)?);
    let (mut members, mut read) = (
        Vec::with_capacity(ever.len()),
        Vec::with_capacity(ever.len()),
    );
    for (person, now) in ever {
        let Some(then) = person_as_of(tx, person, view)? else {
            continue;
        };
        let home = then.residence.as_ref();
        if then.merged_into.is_none() && home.is_some_and(|home| home.household == household) {
            read.push(record_read(tx, person, now)?.0);
            members.push((person, then));
        }
    }
    let is_second = |place: usize, person: PersonId| {
        let stands_for_it = read[place];
        stands_for_it != person && members.iter().any(|(other, _)| *other == stands_for_it)
    };
    let second: Vec<PersonId> = members
        .iter()
        .enumerate()
        .filter(|(place, (person, _))| is_second(*place, *person))
        .map(|(_, (person, _))| *person)
        .collect();
    members.retain(|(person, _)| !second.contains(person));
    Ok(members)
}
