//! Authorities: who may decide, from when until when.

use danh_vocabulary::UnitLevel;

use crate::authority_id::{AuthorityId, LocalBody};
use crate::directory::Directory;
use crate::life::Life;
use crate::organisation::Organisation;
use crate::task::{LocalSeat, life_of_body};
use crate::unit::Unit;

/// An organisation that may decide something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Authority<'a> {
    /// The id.
    pub id: AuthorityId,
    /// Where it sits.
    pub seat: Seat<'a>,
    life: Life,
}

/// Where an authority sits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seat<'a> {
    /// At the centre.
    Centre(&'a Organisation),
    /// On an administrative unit.
    Unit {
        /// Which body of the unit.
        body: LocalBody,
        /// The unit.
        unit: &'a Unit,
    },
}

impl Authority<'_> {
    /// The name, as in `Ủy ban nhân dân phường Ba Đình`.
    pub fn name(&self) -> String {
        match self.seat {
            Seat::Centre(organisation) => organisation.name.to_string(),
            Seat::Unit { body, unit } => {
                let body = match body {
                    LocalBody::PeoplesCommittee => "Ủy ban nhân dân",
                    LocalBody::Police => "Công an",
                };
                format!(
                    "{body} {} {}",
                    unit.kind.vietnamese().to_lowercase(),
                    unit.name
                )
            }
        }
    }

    /// The name in English, as in `People's Committee of Ba Đình Ward`.
    pub fn name_english(&self) -> String {
        match self.seat {
            Seat::Centre(organisation) => organisation.name_english.to_string(),
            Seat::Unit { body, unit } => {
                let body = match body {
                    LocalBody::PeoplesCommittee => "People's Committee",
                    LocalBody::Police => "Police",
                };
                format!("{body} of {} {}", unit.name, unit.kind.english())
            }
        }
    }

    /// From when until when it exists.
    pub const fn life(&self) -> Life {
        self.life
    }

    /// Sorts authorities by their units' codes.
    pub(crate) fn order(&self) -> usize {
        match self.seat {
            Seat::Centre(_) => 0,
            Seat::Unit { unit, .. } => unit.position,
        }
    }
}

impl Directory {
    /// The authority with that id, now or before.
    pub fn authority(&self, id: &AuthorityId) -> Option<Authority<'_>> {
        self.authority_at(self.seat(id)?)
    }

    /// The unit's People's Committee.
    pub fn peoples_committee<'a>(&'a self, unit: &'a Unit) -> Authority<'a> {
        local(LocalBody::PeoplesCommittee, unit, unit.life)
    }

    /// The unit's police. That of a district ended four months before the district did.
    pub fn police<'a>(&'a self, unit: &'a Unit) -> Option<Authority<'a>> {
        let body = LocalBody::Police;
        self.authority_at(Seat::Unit { body, unit })
    }

    /// The organisations of the centre, now and before, in the order of their ids.
    pub fn organisations(&self) -> impl Iterator<Item = &Organisation> {
        self.organisations.values()
    }

    /// Where the authority with that id would sit; whether it ever existed there, its life tells.
    pub(crate) fn seat(&self, id: &AuthorityId) -> Option<Seat<'_>> {
        Some(match id {
            AuthorityId::Centre(id) => Seat::Centre(self.organisations.get(id)?),
            AuthorityId::Local {
                body,
                unit,
                founded,
            } => {
                let mut units = self.units_with_code(*unit).iter();
                let unit = units.find(|unit| unit.life.from == *founded)?;
                Seat::Unit { body: *body, unit }
            }
        })
    }

    /// From when until when there is an authority at a seat; none if there never was one.
    pub(crate) fn life_at(&self, seat: Seat<'_>) -> Option<Life> {
        match seat {
            Seat::Centre(organisation) => Some(organisation.life),
            Seat::Unit { body, unit } => life_of_body(body, self.local_seat(unit), unit.life),
        }
    }

    pub(crate) fn authority_at<'a>(&self, seat: Seat<'a>) -> Option<Authority<'a>> {
        let life = self.life_at(seat)?;
        Some(match seat {
            Seat::Centre(organisation) => Authority {
                id: AuthorityId::Centre(organisation.id.clone()),
                seat,
                life,
            },
            Seat::Unit { body, unit } => local(body, unit, life),
        })
    }

    pub(crate) fn local_seat(&self, unit: &Unit) -> LocalSeat {
        match unit.level() {
            UnitLevel::Province => LocalSeat::Province,
            UnitLevel::District if self.children(unit).next().is_none() => {
                LocalSeat::DistrictWithoutCommunes
            }
            UnitLevel::District => LocalSeat::District,
            UnitLevel::Commune => LocalSeat::Commune,
        }
    }
}

fn local(body: LocalBody, unit: &Unit, life: Life) -> Authority<'_> {
    let id = AuthorityId::Local {
        body,
        unit: unit.code,
        founded: unit.life.from,
    };
    Authority {
        id,
        seat: Seat::Unit { body, unit },
        life,
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn bodies_of_units_have_names_and_stable_ids() {
        let directory = Directory::embedded();
        let ward = directory
            .unit("00004".parse().unwrap(), date(2025, 7, 1))
            .unwrap();
        let committee = directory.peoples_committee(ward);
        assert_eq!(committee.id.to_string(), "ubnd:00004@2025-07-01");
        assert_eq!(committee.name(), "Ủy ban nhân dân phường Ba Đình");
        assert_eq!(
            committee.name_english(),
            "People's Committee of Ba Đình Ward"
        );
        assert_eq!(directory.authority(&committee.id), Some(committee));

        let former = directory
            .unit("00004".parse().unwrap(), date(2025, 6, 30))
            .unwrap();
        let police = directory.police(former).unwrap();
        assert_eq!(police.id.to_string(), "ca:00004");
        assert_eq!(police.name(), "Công an phường Trúc Bạch");
        assert_eq!(directory.authority(&police.id), Some(police));
    }

    #[test]
    fn every_unit_has_bodies_that_are_found_by_their_ids() {
        let directory = Directory::embedded();
        for unit in &directory.units {
            for body in [
                directory.peoples_committee(unit),
                directory.police(unit).unwrap(),
            ] {
                let reparsed = body.id.to_string().parse().unwrap();
                assert!(unit.life.contains_all_of(&body.life()));
                assert_eq!(directory.authority(&reparsed), Some(body));
            }
        }
    }

    #[test]
    fn the_police_of_districts_ended_before_the_districts() {
        let directory = Directory::embedded();
        let last_day = |id: &str| {
            let authority = directory.authority(&id.parse().unwrap()).unwrap();
            authority.life().until
        };
        assert_eq!(last_day("ca:001"), Some(date(2025, 2, 28)));
        assert_eq!(last_day("ubnd:001"), Some(date(2025, 6, 30)));
        assert_eq!(last_day("ca:00004"), Some(date(2025, 6, 30)));
        assert_eq!(
            last_day("ca:536"),
            Some(date(2025, 6, 30)),
            "Lý Sơn had no communes"
        );
        assert_eq!(last_day("ca:01@2025-07-01"), None);
    }

    #[test]
    fn organisations_of_the_centre_are_authorities() {
        let directory = Directory::embedded();
        let name = |id: &str| {
            directory
                .authority(&id.parse().unwrap())
                .map(|authority| authority.name_english())
        };
        assert_eq!(name("bca").unwrap(), "Ministry of Public Security");
        assert_eq!(name("bhxh").unwrap(), "Viet Nam Social Security");
        assert_eq!(name("nobody"), None);
        assert_eq!(name("ubnd:00004@2025-07-02"), None);
        assert!(directory.organisations().count() > 10);
    }
}
