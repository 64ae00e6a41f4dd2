//! Married or not, dead or not.

use danh_register::{Death, MaritalStatus, Relative};
use danh_vocabulary::PersonId;

use super::What;

/// What somebody is, and what made them so: the place of the statement by which the present marriage or widowhood began, if one did.
#[derive(Clone)]
struct Standing {
    status: MaritalStatus,
    began_at: Option<usize>,
}

pub(super) fn marital(told: &[What]) -> MaritalStatus {
    // What somebody was after each count of statements.
    let mut standings = vec![Standing {
        status: MaritalStatus::Unknown,
        began_at: None,
    }];
    for place in 0..told.len() {
        standings.push(standing(told, place, &standings));
    }
    standings[told.len()].status.clone()
}

/// After the statement at `place`, by what they were before it and before all others.
fn standing(told: &[What], place: usize, standings: &[Standing]) -> Standing {
    let before = &standings[place];
    match &told[place] {
        What::Is(status) => Standing {
            status: status.clone(),
            began_at: matches!(status, MaritalStatus::Married { .. }).then_some(place),
        },
        What::Divorced(spouse) if married_to(&before.status, *spouse) => Standing {
            status: MaritalStatus::Divorced,
            began_at: None,
        },
        What::Annulled(spouse) if married_to(&before.status, *spouse) => {
            standings[before.began_at.expect("a marriage began at a statement")].clone()
        }
        What::Lost(spouse)
            if married_to(&before.status, *spouse) && death(&told[..place]).is_none() =>
        {
            let MaritalStatus::Married { spouse, .. } = &before.status else {
                unreachable!("they are married")
            };
            Standing {
                status: MaritalStatus::Widowed {
                    spouse: spouse.clone(),
                },
                began_at: Some(place),
            }
        }
        What::Regained(spouse) => match before {
            Standing {
                status: MaritalStatus::Widowed { spouse: late },
                began_at: Some(bereavement),
            } if may_be(late.as_ref(), *spouse) => standings[*bereavement].clone(),
            other => other.clone(),
        },
        _ => before.clone(),
    }
}

fn married_to(status: &MaritalStatus, person: PersonId) -> bool {
    matches!(status, MaritalStatus::Married { spouse, .. } if may_be(spouse.as_ref(), person))
}

fn may_be(spouse: Option<&Relative>, person: PersonId) -> bool {
    spouse
        .and_then(|spouse| spouse.person)
        .is_none_or(|named| named == person)
}

/// The last death said, unless a court had only declared it and took it back.
pub(super) fn death(told: &[What]) -> Option<Death> {
    let place = told
        .iter()
        .rposition(|what| matches!(what, What::Died(_)))?;
    let What::Died(death) = &told[place] else {
        unreachable!("it was looked for")
    };
    let taken_back = told[place..]
        .iter()
        .any(|what| matches!(what, What::CameBack));
    (!(taken_back && death.declared)).then(|| death.clone())
}
