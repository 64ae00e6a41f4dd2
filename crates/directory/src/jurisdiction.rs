//! Jurisdiction: which unit lies in which, and how far an authority reaches, on a day.
//!
//! A unit keeps its parent for as long as it lives, and its parent lives at least as long. So all
//! units of all times are one forest, and a single walk through it numbers them so that a unit
//! and everything that ever lay below it have consecutive numbers. Whether one unit lies in
//! another is then two comparisons, however deep the tree and however many reforms there were;
//! the day only says which units the codes mean.

use danh_vocabulary::UnitCode;
use jiff::civil::Date;

use crate::authority::Seat;
use crate::authority_id::AuthorityId;
use crate::directory::Directory;
use crate::unit::Unit;

/// The numbers of a unit and of all that is below it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Reach {
    own: u32,
    last_below: u32,
}

impl Reach {
    /// The reaches of units, in the order of their list; `children` says which are directly below
    /// each.
    pub(crate) fn of_forest(roots: &[usize], children: &[Vec<usize>]) -> Vec<Self> {
        let mut reaches = vec![Self::default(); children.len()];
        let mut next = 0;
        for root in roots {
            number(*root, children, &mut next, &mut reaches);
        }
        reaches
    }

    const fn includes(self, other: Self) -> bool {
        self.own <= other.own && other.own <= self.last_below
    }
}

/// Three levels deep at most: a parent's level is always higher.
fn number(unit: usize, children: &[Vec<usize>], next: &mut u32, reaches: &mut [Reach]) {
    reaches[unit].own = *next;
    *next += 1;
    for child in &children[unit] {
        number(*child, children, next, reaches);
    }
    reaches[unit].last_below = *next - 1;
}

impl Directory {
    /// Whether, on that day, `unit` is `ancestor` or lies in it. A code that means nothing on
    /// that day lies nowhere. The same time whatever the level and the day.
    pub fn within(&self, unit: UnitCode, ancestor: UnitCode, on: Date) -> bool {
        match (self.unit(unit, on), self.unit(ancestor, on)) {
            (Some(unit), Some(ancestor)) => self.lies_in(unit, ancestor),
            _ => false,
        }
    }

    /// Whether `unit` is `ancestor` or lies in it, for as long as it lives.
    pub fn lies_in(&self, unit: &Unit, ancestor: &Unit) -> bool {
        self.reaches[ancestor.position].includes(self.reaches[unit.position])
    }

    /// Whether, on that day, the authority exists and the unit lies in its jurisdiction: the
    /// whole country for the centre, the own unit and those below it for a local body. The same
    /// time whatever the level and the day.
    pub fn covers(&self, authority: &AuthorityId, unit: UnitCode, on: Date) -> bool {
        let Some(seat) = self.seat(authority) else {
            return false;
        };
        self.life_at(seat).is_some_and(|life| life.contains(on))
            && self.unit(unit, on).is_some_and(|unit| match seat {
                Seat::Centre(_) => true,
                Seat::Unit { unit: seat, .. } => self.lies_in(unit, seat),
            })
    }
}

#[cfg(test)]
mod tests;
