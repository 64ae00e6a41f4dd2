//! The commune of an address: it exists on the day, and is or is not another one.

use danh_directory::{AddressedUnit, Today};
use danh_vocabulary::{UnitCode, UnitLevel};
use jiff::civil::Date;

use crate::Register;

/// No such commune on the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("there was no commune `{unit}` on {on}")]
pub struct UnknownCommune {
    /// The code given.
    pub unit: UnitCode,
    /// The day asked about.
    pub on: Date,
}

impl Register {
    pub(super) fn commune(
        &self,
        unit: UnitCode,
        on: Date,
    ) -> Result<AddressedUnit, UnknownCommune> {
        let commune = self.directory().unit(unit, on);
        match commune.filter(|it| it.level() == UnitLevel::Commune) {
            Some(_) => Ok(AddressedUnit {
                code: unit,
                written_on: on,
            }),
            None => Err(UnknownCommune { unit, on }),
        }
    }

    /// Whether two addresses surely lie in one commune, as communes are on the later of their days. Where a commune was divided,
    /// nobody can say.
    pub(super) fn is_same_commune(&self, one: AddressedUnit, other: AddressedUnit) -> bool {
        let day = one.written_on.max(other.written_on);
        let commune = |address| match self.directory().today(address, day) {
            Some(Today::Unchanged(unit) | Today::Whole(unit)) => Some(unit.code),
            Some(Today::Split { .. } | Today::Unrecorded { .. }) | None => None,
        };
        commune(one).is_some_and(|code| commune(other) == Some(code))
    }
}
