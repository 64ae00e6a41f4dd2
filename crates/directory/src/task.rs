//! Kinds of work that offices do by law, and which local body does which.
//!
//! When an office ends, its work does not always stay together: what the districts did for civil
//! status went down to the communes, what their police did for identity cards went up to the
//! provinces. So whoever asks who is responsible today says for what.

use jiff::civil::{Date, date};

use crate::authority_id::LocalBody;
use crate::life::Life;

/// A kind of work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Task {
    /// Registering civil events and keeping the civil status books (sổ hộ tịch), at the People's
    /// Committees: Law on Civil Status 2014, articles 7 and 71; since 1 July 2025 the communes'
    /// alone, Decree 120/2025/ND-CP, article 4.
    CivilStatus,
    /// Registering residence, at the police of the commune; where a district had no communes, at
    /// the district's: Law on Residence 2020, article 2, paragraph 4.
    Residence,
    /// Issuing identity cards, at the police of district and province: Law on Identification
    /// 2023, article 27. Communes' police take applications since 1 July 2025: Circular
    /// 53/2025/TT-BCA.
    IdentityCard,
}

/// The last day of the districts' police: there is none from 1 March 2025 on (Conclusion 121-KL/TW
/// of 2025; Law on Identification 2023, article 27, leaves their cards to the province).
pub(crate) const LAST_DAY_OF_DISTRICT_POLICE: Date = date(2025, 2, 28);

/// Where a local body stands: what it is, and on which kind of unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LocalSeat {
    Province,
    District,
    /// An island district, which had no communes.
    DistrictWithoutCommunes,
    Commune,
}

impl Task {
    /// Every kind.
    pub const ALL: [Self; 3] = [Self::CivilStatus, Self::Residence, Self::IdentityCard];

    /// Whether a local body there does, or did, that work.
    pub(crate) const fn belongs_to(self, body: LocalBody, seat: LocalSeat) -> bool {
        match (self, body) {
            (Self::CivilStatus, LocalBody::PeoplesCommittee)
            | (Self::IdentityCard, LocalBody::Police) => true,
            (Self::Residence, LocalBody::Police) => {
                matches!(
                    seat,
                    LocalSeat::Commune | LocalSeat::DistrictWithoutCommunes
                )
            }
            (Self::CivilStatus, LocalBody::Police)
            | (Self::Residence | Self::IdentityCard, LocalBody::PeoplesCommittee) => false,
        }
    }

    /// What a local body there is first of all asked about.
    pub(crate) const fn main_of(body: LocalBody, seat: LocalSeat) -> Self {
        match (body, seat) {
            (LocalBody::PeoplesCommittee, _) => Self::CivilStatus,
            (LocalBody::Police, LocalSeat::Province | LocalSeat::District) => Self::IdentityCard,
            (LocalBody::Police, LocalSeat::DistrictWithoutCommunes | LocalSeat::Commune) => {
                Self::Residence
            }
        }
    }
}

/// From when until when a unit has a body: as long as it lives, except that the districts' police
/// ended before the districts did. Island districts kept a police post, as they had no communes.
pub(crate) fn life_of_body(body: LocalBody, seat: LocalSeat, unit: Life) -> Option<Life> {
    let until = match (body, seat) {
        (LocalBody::Police, LocalSeat::District) => {
            Some(unit.until.map_or(LAST_DAY_OF_DISTRICT_POLICE, |last| {
                last.min(LAST_DAY_OF_DISTRICT_POLICE)
            }))
        }
        _ => unit.until,
    };
    let life = Life { until, ..unit };
    (!life.is_empty()).then_some(life)
}
