//! Where somebody is to be found (nơi ở hiện tại): Law on Residence 2020, art. 2.10, 11 and 19; Law on Identification 2023, art. 9.

use danh_directory::AddressedUnit;
use jiff::civil::Date;

use super::{PersonState, TemporaryResidence};

/// The place where somebody lives, of whichever kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PresentPlace<'state> {
    /// Of which kind it is.
    pub kind: PlaceKind,
    /// The unit, as it was written.
    pub place: AddressedUnit,
    /// House number, street, hamlet.
    pub detail: Option<&'state str>,
}

/// The kinds of place where somebody lives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PlaceKind {
    /// Nơi thường trú.
    Permanent,
    /// Nơi tạm trú.
    Temporary,
    /// Where they actually live who have neither.
    Abode,
}

impl PersonState {
    /// Where the person lives on a day, as this state has it: at the temporary residence that holds, or else at the permanent one, or
    /// else at the abode they declared. A stay of some days is no place to live at. The dead live nowhere.
    pub fn present_place(&self, on: Date) -> Option<PresentPlace<'_>> {
        if let Some(death) = &self.death
            && death.on.earliest() <= on
        {
            return None;
        }
        let temporary = self.temporary_residence_on(on).map(|home| PresentPlace {
            kind: PlaceKind::Temporary,
            place: home.place,
            detail: home.detail.as_deref(),
        });
        let permanent = self.residence.as_ref().map(|home| PresentPlace {
            kind: PlaceKind::Permanent,
            place: home.place,
            detail: home.detail.as_deref(),
        });
        let abode = self.abode.as_ref().map(|abode| PresentPlace {
            kind: PlaceKind::Abode,
            place: abode.place,
            detail: abode.detail.as_deref(),
        });
        temporary.or(permanent).or(abode)
    }

    /// The temporary residence that holds on a day.
    pub fn temporary_residence_on(&self, on: Date) -> Option<&TemporaryResidence> {
        let residence = self.temporary_residence.as_ref();
        residence.filter(|residence| residence.holds_on(on))
    }
}
