//! The steps of a succession: from a seat to the next after it, and back.

use jiff::civil::Date;

use crate::authority::Seat;
use crate::authority_id::LocalBody;
use crate::directory::Directory;
use crate::successor::Extent;
use crate::task::{LocalSeat, Task};
use crate::unit::Unit;

/// Those who answer for what was done at a seat.
#[derive(Default)]
pub(super) struct Found<'a> {
    /// Each once, the default of the defaults first.
    pub(super) heirs: Vec<Seat<'a>>,
    /// None of them answers for all: the place of each case says which.
    pub(super) by_place: bool,
}

impl Directory {
    pub(super) fn has_ended(&self, seat: Seat<'_>, on: Date) -> bool {
        let last_day = self.life_at(seat).and_then(|life| life.until);
        last_day.is_some_and(|last| last < on)
    }

    /// Adds those who live on that day and answer for a seat that has ended by then.
    pub(super) fn collect_heirs<'a>(
        &'a self,
        seat: Seat<'a>,
        task: Option<Task>,
        on: Date,
        found: &mut Found<'a>,
    ) {
        let next = match (self.seats_after(seat), task) {
            (next, Some(task)) if next.is_empty() => {
                let next = self.seats_by_law(seat, task);
                found.by_place |= next.len() > 1;
                next
            }
            (next, _) => next,
        };
        for heir in next {
            if self.life_at(heir).is_none() {
                continue;
            }
            if self.has_ended(heir, on) {
                self.collect_heirs(heir, task, on, found);
            } else if !found.heirs.contains(&heir) {
                found.heirs.push(heir);
            }
        }
    }

    /// The seats that the tables name as the successors of one that has ended, the default first.
    fn seats_after<'a>(&'a self, seat: Seat<'a>) -> Vec<Seat<'a>> {
        match seat {
            Seat::Centre(organisation) => {
                let links = self.organisation_successors.get(&organisation.id);
                let links = links.into_iter().flatten();
                links
                    .filter_map(|link| self.organisations.get(&link.to))
                    .map(Seat::Centre)
                    .collect()
            }
            // The tables speak of the district; its police had ended before.
            Seat::Unit {
                body: LocalBody::Police,
                unit,
            } if self.local_seat(unit) == LocalSeat::District => Vec::new(),
            Seat::Unit { body, unit } => self
                .successors(unit)
                .map(|successor| Seat::Unit {
                    body,
                    unit: successor.unit,
                })
                .collect(),
        }
    }

    /// Where the law sent a kind of work when no office took over from a seat.
    fn seats_by_law<'a>(&'a self, seat: Seat<'a>, task: Task) -> Vec<Seat<'a>> {
        let Seat::Unit { body, unit } = seat else {
            return Vec::new();
        };
        if self.local_seat(unit) != LocalSeat::District || !self.does(seat, task) {
            return Vec::new();
        }
        let at = |unit| Seat::Unit { body, unit };
        match task {
            // Decree 120/2025/ND-CP, article 4.
            Task::CivilStatus => {
                let lasted = self
                    .children(unit)
                    .filter(|commune| commune.life.until == unit.life.until);
                lasted.map(at).collect()
            }
            // Law on Identification 2023, article 27, without its districts.
            Task::IdentityCard => self.parent(unit).map(at).into_iter().collect(),
            Task::Residence => Vec::new(),
        }
    }

    /// The seats whose successor this one is: with how much of each it took, and whether it is
    /// the default.
    pub(super) fn seats_before<'a>(&'a self, seat: Seat<'a>) -> Vec<(Seat<'a>, Extent, bool)> {
        match seat {
            Seat::Centre(organisation) => {
                let all = self.organisation_successors.iter();
                let named = all.filter_map(|(from, links)| {
                    let link = links.iter().find(|link| link.to == organisation.id)?;
                    let from = self.organisations.get(from)?;
                    Some((Seat::Centre(from), link.extent, link.is_default))
                });
                named.collect()
            }
            Seat::Unit { body, unit } => {
                let before = self.predecessors(unit).map(|(unit, extent, is_default)| {
                    (Seat::Unit { body, unit }, extent, is_default)
                });
                // A district's police went another way than the district.
                before
                    .filter(|(seat, ..)| {
                        self.seats_after(*seat).contains(&Seat::Unit { body, unit })
                    })
                    .collect()
            }
        }
    }

    /// All seats from which work of a kind came directly to this one.
    pub(super) fn seats_whose_work_went_to<'a>(
        &'a self,
        seat: Seat<'a>,
        task: Task,
    ) -> impl Iterator<Item = Seat<'a>> {
        let named = self.seats_before(seat).into_iter().map(|(seat, ..)| seat);
        let by_law = match seat {
            Seat::Unit { body, unit } if task == Task::IdentityCard => self
                .children(unit)
                .map(|unit| Seat::Unit { body, unit })
                .filter(|below| self.seats_by_law(*below, task).contains(&seat))
                .collect(),
            _ => Vec::new(),
        };
        named.chain(by_law)
    }

    /// The same body of the closest unit above that has a successor on that day.
    pub(super) fn seat_above<'a>(&'a self, seat: Seat<'a>, on: Date) -> Option<Seat<'a>> {
        let Seat::Unit { body, unit } = seat else {
            return None;
        };
        let unit: &Unit = self.within_today(unit, on)?;
        let seat = Seat::Unit { body, unit };
        let exists = self.life_at(seat).is_some_and(|life| life.contains(on));
        exists.then_some(seat)
    }
}
