//! The life of offices past their own end: who took over, who is responsible now for what an
//! office did before, and whose books an office keeps.
//!
//! The law: who takes over a territory takes over its cases, and what was begun is finished by
//! the new office (Law on Organisation of Local Government 2025, article 54). Books of civil
//! status are kept for good (Law on Civil Status 2014, article 58; Decree 123/2015/ND-CP, article
//! 12), so each book of a former office has a keeper among those of today. A book is not cut in
//! two: where a unit was divided, the default successor keeps it.

mod inheritance;
mod responsible;

pub use responsible::{Responsible, ResponsibleError};

use jiff::civil::Date;

use crate::authority::{Authority, Seat};
use crate::authority_id::AuthorityId;
use crate::directory::Directory;
use crate::successor::Extent;
use crate::task::Task;
use inheritance::Found;

/// An authority that another one took over from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Predecessor<'a> {
    /// The authority that ended.
    pub authority: Authority<'a>,
    /// How much of it was taken over.
    pub extent: Extent,
    /// Whether the successor answers for it when nothing closer is known.
    pub is_default: bool,
}

impl Directory {
    /// Who stands in the authority's place on that day, as an organisation: through as many
    /// changes as there were. Districts and some former communes have nobody, though each kind of
    /// their work has: see [`responsible_for`](Self::responsible_for).
    pub fn successor_of(
        &self,
        authority: &AuthorityId,
        on: Date,
    ) -> Result<Responsible<'_>, ResponsibleError> {
        let seat = self.begun_seat(authority, on)?;
        Ok(self.responsible(seat, None, on))
    }

    /// Who is responsible on that day for what the authority did before, in one kind of work.
    /// For an organisation of the centre the kind makes no difference.
    ///
    /// What a district's committee did for civil status is with the committees of the communes on
    /// its ground; which of them, the place of the case says. What a district's police did for
    /// identity cards is with the police of its province.
    pub fn responsible_for(
        &self,
        authority: &AuthorityId,
        task: Task,
        on: Date,
    ) -> Result<Responsible<'_>, ResponsibleError> {
        let seat = self.begun_seat(authority, on)?;
        if !self.does(seat, task) {
            return Err(ResponsibleError::NotItsTask {
                authority: authority.clone(),
                task,
            });
        }
        Ok(self.responsible(seat, Some(task), on))
    }

    /// The authorities that this one took over from directly, in the order of their ids' units.
    /// None for an authority that is not known.
    pub fn predecessors_of(&self, authority: &AuthorityId) -> Vec<Predecessor<'_>> {
        let Some(seat) = self.seat(authority) else {
            return Vec::new();
        };
        let before = self.seats_before(seat).into_iter();
        let predecessors = before.filter_map(|(seat, extent, is_default)| {
            Some(Predecessor {
                authority: self.authority_at(seat)?,
                extent,
                is_default,
            })
        });
        predecessors.collect()
    }

    /// Whose books (for residence and cards: whose files) of one kind of work the authority keeps
    /// on that day: its own first, then those of everyone for whom
    /// [`responsible_for`](Self::responsible_for) answers with it. Empty when it does not exist on
    /// that day, or never did that work.
    pub fn books_kept_by(
        &self,
        authority: &AuthorityId,
        task: Task,
        on: Date,
    ) -> Vec<Authority<'_>> {
        let Some(keeper) = self.seat(authority) else {
            return Vec::new();
        };
        let exists = self.life_at(keeper).is_some_and(|life| life.contains(on));
        if !exists || !self.does(keeper, task) {
            return Vec::new();
        }
        let mut seats = vec![keeper];
        let mut looked_at = 0;
        while let Some(seat) = seats.get(looked_at).copied() {
            looked_at += 1;
            for before in self.seats_whose_work_went_to(seat, task) {
                if !seats.contains(&before) {
                    seats.push(before);
                }
            }
        }
        let kept = seats.into_iter().filter(|seat| {
            let answers = self.responsible(*seat, Some(task), on);
            self.does(*seat, task) && answers.authority().is_some_and(|now| now.seat == keeper)
        });
        kept.filter_map(|seat| self.authority_at(seat)).collect()
    }

    /// The seat of an authority that had begun by that day.
    fn begun_seat(&self, id: &AuthorityId, on: Date) -> Result<Seat<'_>, ResponsibleError> {
        let unknown = || ResponsibleError::Unknown(id.clone());
        let seat = self.seat(id).ok_or_else(unknown)?;
        let life = self.life_at(seat).ok_or_else(unknown)?;
        match life.from {
            Some(from) if on < from => Err(ResponsibleError::NotYet {
                authority: id.clone(),
                from,
            }),
            _ => Ok(seat),
        }
    }

    pub(crate) fn does(&self, seat: Seat<'_>, task: Task) -> bool {
        match seat {
            Seat::Centre(_) => true,
            Seat::Unit { body, unit } => task.belongs_to(body, self.local_seat(unit)),
        }
    }

    /// Who answers on that day for what was done at a seat; without a task, for all of it.
    pub(crate) fn responsible<'a>(
        &'a self,
        seat: Seat<'a>,
        task: Option<Task>,
        on: Date,
    ) -> Responsible<'a> {
        let authority = |seat| {
            self.authority_at(seat)
                .expect("only bodies that exist take over")
        };
        if !self.has_ended(seat, on) {
            return Responsible::Unchanged(authority(seat));
        }
        let mut found = Found::default();
        self.collect_heirs(seat, task, on, &mut found);
        let Found { heirs, by_place } = found;
        let mut heirs: Vec<_> = heirs.into_iter().map(authority).collect();
        if by_place {
            heirs.sort_by_key(Authority::order);
            return Responsible::ByPlace { among: heirs };
        }
        match heirs.len() {
            0 => Responsible::Unrecorded {
                within: self.seat_above(seat, on).map(authority),
            },
            1 => Responsible::Whole(heirs.remove(0)),
            _ => {
                let default = heirs.remove(0);
                heirs.sort_by_key(Authority::order);
                Responsible::Split {
                    default,
                    others: heirs,
                }
            }
        }
    }
}

#[cfg(test)]
mod tests;
