//! An administrative unit.

use danh_vocabulary::{UnitCode, UnitLevel};

use crate::life::Life;
use crate::unit_kind::UnitKind;

/// A unit as it was founded: a change of name, kind or territory by resolution makes a new one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unit {
    /// The code. On its own it does not name a unit; see [`Unit::life`].
    pub code: UnitCode,
    /// The kind.
    pub kind: UnitKind,
    /// The name without its kind, as in `Ba Đình`, or `12`.
    pub name: Box<str>,
    /// The code of the unit that this one belongs to, for as long as it lives.
    pub parent: Option<UnitCode>,
    /// From when until when it exists. The founding day of units from before 2025 is not known.
    pub life: Life,
    /// Where the parent stands in the directory's list.
    pub(crate) parent_position: Option<usize>,
    /// Where this unit stands in the directory's list.
    pub(crate) position: usize,
}

impl Unit {
    /// The name with its kind, as in `Phường Ba Đình`.
    pub fn name_with_type(&self) -> String {
        format!("{} {}", self.kind.vietnamese(), self.name)
    }

    /// The level.
    pub const fn level(&self) -> UnitLevel {
        self.kind.level()
    }
}
