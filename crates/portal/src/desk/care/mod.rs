//! Who stands for a child, or for somebody who cannot act for themselves: adoption and guardianship, and their ends.

pub mod adoption;
pub mod adoption_end;
pub mod guardianship;
pub mod guardianship_end;

use danh_register::{Relative, SubjectError};
use danh_store::{StoreError, Tx};

use super::office::Office;
use super::refusal::Refused;

/// The field of the child who is or was adopted.
const CHILD: &str = "child";
/// The field of who is looked after.
const WARD: &str = "ward";
/// The field of who stands for them.
const GUARDIAN: &str = "guardian";

/// What the register says of one of two, at the field of whom it is about: of the first if they died or are a second record.
fn subject_of_two(
    office: &Office,
    tx: &mut Tx<'_>,
    (first, person): (&'static str, danh_register::Seen),
    second: &'static str,
    error: &SubjectError,
) -> Result<Refused, StoreError> {
    let state = office.person(tx, person.person)?;
    let is_first = state.is_none_or(|(_, it)| it.death.is_some() || it.merged_into.is_some());
    Refused::subject(if is_first { first } else { second }, error)
}

/// The names of those among some relatives whom the officer may know of and who live.
fn living<'a>(
    office: &Office,
    tx: &mut Tx<'_>,
    relatives: impl IntoIterator<Item = &'a Relative>,
) -> Result<Vec<(danh_register::Seen, String)>, StoreError> {
    let mut living = Vec::new();
    for relative in relatives {
        if let Some((seen, state)) = office.relative(tx, relative)?
            && state.death.is_none()
        {
            living.push((seen, state.identity.name.to_string()));
        }
    }
    Ok(living)
}
