//! Whether a household still has one head once a correction is made (Law on Residence 2020, art. 10.4).
//!
//! A move, a split or a change of head that is withdrawn or comes back puts people where they were, and somebody else may have
//! become the head there meanwhile. Who turns out to be alive comes back to the place they had, whoever has it by then: that a
//! death was false must not wait for a household. `change_household_head` then names them all.

use danh_store::{StoreError, Tx};
use danh_vocabulary::HouseholdId;

use super::CorrectionError;
use crate::person::{PersonState, Relationship, Viewer};
use crate::person_queries;
use crate::subject::LoadedSubject;

/// Makes sure that nobody becomes a second head, among those of the household whom the one who corrects may see.
pub(super) fn check_heads(
    tx: &mut Tx<'_>,
    viewer: Viewer,
    corrected: &[(&LoadedSubject, PersonState)],
) -> Result<(), CorrectionError> {
    for (before, after) in corrected {
        let household = headed_by(after).filter(|_| lives(after));
        let Some(household) = household.filter(|it| headed_by(&before.state) != Some(*it)) else {
            continue;
        };
        if heads_of(tx, viewer, household, corrected)? > 1 {
            return Err(CorrectionError::HeadExists);
        }
    }
    Ok(())
}

/// How many heads a household would have.
fn heads_of(
    tx: &mut Tx<'_>,
    viewer: Viewer,
    household: HouseholdId,
    corrected: &[(&LoadedSubject, PersonState)],
) -> Result<usize, StoreError> {
    let is_head = |state: &PersonState| headed_by(state) == Some(household) && lives(state);
    let subjects = corrected
        .iter()
        .filter(|(_, after)| after.is_visible_to(viewer) && is_head(after));
    let others = person_queries::living_members_seen_by(tx, household, viewer)?
        .into_iter()
        .filter(|(member, state)| {
            let is_subject = corrected.iter().any(|(it, _)| it.person == *member);
            !is_subject && is_head(state)
        });
    Ok(subjects.count() + others.count())
}

fn headed_by(state: &PersonState) -> Option<HouseholdId> {
    let home = state.residence.as_ref()?;
    (home.relationship == Relationship::Head).then_some(home.household)
}

fn lives(state: &PersonState) -> bool {
    state.death.is_none() && state.merged_into.is_none()
}
