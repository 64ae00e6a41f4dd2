//! Authorities: who may decide, and for which part of the country.

use danh_vocabulary::{UnitCode, UnitLevel};
use jiff::civil::Date;

use crate::authority_id::{AuthorityId, LocalBody};
use crate::directory::Directory;
use crate::life::Life;
use crate::organisation::Organisation;
use crate::unit::Unit;

/// An organisation that may decide something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Authority<'a> {
    /// The id.
    pub id: AuthorityId,
    /// Where it sits.
    pub seat: Seat<'a>,
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
    pub fn life(&self) -> Life {
        match self.seat {
            Seat::Centre(organisation) => organisation.life,
            Seat::Unit { unit, .. } => unit.life,
        }
    }
}

impl Directory {
    /// The authority with that id, now or before.
    pub fn authority(&self, id: &AuthorityId) -> Option<Authority<'_>> {
        let seat = match id {
            AuthorityId::Centre(id) => Seat::Centre(self.organisations.get(id)?),
            AuthorityId::Local {
                body,
                unit,
                founded,
            } => {
                let mut units = self.units_with_code(*unit).iter();
                let unit = units.find(|unit| unit.life.from == *founded)?;
                has_body(unit, *body).then_some(Seat::Unit { body: *body, unit })?
            }
        };
        Some(Authority {
            id: id.clone(),
            seat,
        })
    }

    /// The unit's People's Committee.
    pub fn peoples_committee<'a>(&'a self, unit: &'a Unit) -> Authority<'a> {
        local(LocalBody::PeoplesCommittee, unit)
    }

    /// The unit's police. Districts have none here: theirs ended on 28 February 2025, four
    /// months before the districts did.
    pub fn police<'a>(&'a self, unit: &'a Unit) -> Option<Authority<'a>> {
        has_body(unit, LocalBody::Police).then(|| local(LocalBody::Police, unit))
    }

    /// The organisations of the centre, now and before, in the order of their ids.
    pub fn organisations(&self) -> impl Iterator<Item = &Organisation> {
        self.organisations.values()
    }

    /// Whether, on that day, the authority exists and the unit lies in its jurisdiction: the
    /// whole country for the centre, the own unit and those below it for a local body.
    pub fn covers(&self, authority: &AuthorityId, unit: UnitCode, on: Date) -> bool {
        let Some(authority) = self.authority(authority) else {
            return false;
        };
        authority.life().contains(on)
            && match authority.seat {
                Seat::Centre(_) => self.unit(unit, on).is_some(),
                Seat::Unit { unit: seat, .. } => self.contains(seat.code, unit, on),
            }
    }
}

fn local(body: LocalBody, unit: &Unit) -> Authority<'_> {
    let id = AuthorityId::Local {
        body,
        unit: unit.code,
        founded: unit.life.from,
    };
    Authority {
        id,
        seat: Seat::Unit { body, unit },
    }
}

fn has_body(unit: &Unit, body: LocalBody) -> bool {
    match body {
        LocalBody::PeoplesCommittee => true,
        LocalBody::Police => unit.level() != UnitLevel::District,
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
    fn every_unit_has_a_committee_that_is_found_by_its_id() {
        let directory = Directory::embedded();
        for unit in &directory.units {
            let committee = directory.peoples_committee(unit);
            let reparsed = committee.id.to_string().parse().unwrap();
            assert_eq!(directory.authority(&reparsed), Some(committee));
            assert_eq!(
                directory.police(unit).is_none(),
                unit.level() == UnitLevel::District
            );
        }
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
        assert_eq!(name("ca:001"), None, "districts have no police here");
        assert_eq!(name("ubnd:00004@2025-07-02"), None);
        assert!(directory.organisations().count() > 10);
    }

    #[test]
    fn jurisdiction_ends_at_the_unit_and_at_its_end() {
        let directory = Directory::embedded();
        let covers = |authority: &str, unit: &str, on| {
            directory.covers(&authority.parse().unwrap(), unit.parse().unwrap(), on)
        };
        let today = date(2026, 1, 1);
        assert!(covers("ubnd:01@2025-07-01", "00004", today));
        assert!(covers("ubnd:00004@2025-07-01", "00004", today));
        assert!(!covers("ubnd:00004@2025-07-01", "01", today));
        assert!(!covers("ubnd:04@2025-07-01", "00004", today));
        assert!(!covers("ubnd:01", "00004", today), "that Hà Nội is no more");
        assert!(covers("ubnd:001", "00001", date(2025, 6, 30)));
        assert!(covers("bca-c06", "00004", today));
        assert!(
            !covers("bca-c06", "00001", today),
            "the code means nothing today"
        );
        assert!(
            !covers("tct", "00004", today),
            "the General Department is no more"
        );
    }
}
