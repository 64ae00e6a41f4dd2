//! What became of a unit.

use crate::unit::Unit;

/// One unit that took over from another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Successor<'a> {
    /// The unit that took over.
    pub unit: &'a Unit,
    /// How much of the old unit it took.
    pub extent: Extent,
    /// Whether it is the one to assume when nothing closer than the old unit is known.
    pub is_default: bool,
    /// How that is known.
    pub basis: Basis,
}

/// How much of an old unit a successor took.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Extent {
    /// All of it.
    Whole,
    /// A part; other successors took the rest.
    Split,
}

/// How a succession is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Basis {
    /// The resolution that made the change names both.
    Resolution,
    /// Before the change, the old unit went into a neighbour that bore its name from then on;
    /// the resolution names that neighbour.
    SurvivingName,
}

/// How a unit that was written down is called on a later day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Today<'a> {
    /// It still exists.
    Unchanged(&'a Unit),
    /// All of it is in this unit now.
    Whole(&'a Unit),
    /// It was divided. Where the address lies, only its holder can say.
    Split {
        /// The one to assume until then.
        default: &'a Unit,
        /// The others, in the order of their codes.
        others: Vec<&'a Unit>,
    },
    /// It is gone, and the tables name no successor: districts, and communes that had gone into
    /// a neighbour before the great reorganisation.
    Unrecorded {
        /// The closest unit above it whose successor is known: its province.
        within: Option<&'a Unit>,
    },
}

impl<'a> Today<'a> {
    /// The unit of the same level to assume, when there is one.
    pub fn default_unit(&self) -> Option<&'a Unit> {
        match self {
            Self::Unchanged(unit) | Self::Whole(unit) | Self::Split { default: unit, .. } => {
                Some(unit)
            }
            Self::Unrecorded { .. } => None,
        }
    }
}
