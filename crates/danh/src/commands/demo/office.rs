//! The demo officer's colleagues, so that rights can be seen: each role and jurisdiction shows other things of the same people.

use anyhow::Context as _;
use danh_directory::{AuthorityId, Role};
use danh_identity::{HashingCost, PasswordOf};
use danh_register::person_queries::persons_after;
use danh_vocabulary::UnitCode;
use serde::{Deserialize, Serialize};

use super::PROVINCE;
use crate::cli::KEEPER;
use crate::commands::officer::NewOfficer;
use crate::platform::Platform;

/// So many of the first people are looked through for one who has a home.
const LOOKED_THROUGH: u32 = 100;

/// Somebody else who may sign in, by the same password.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Colleague {
    pub(super) login: String,
    pub(super) role: String,
    /// The name of the authority.
    pub(super) seat: String,
}

/// Registrar and police of a ward where people live; a reviewer of the centre, who decides what the demo's officer or the ward
/// proposes; an administrator of the province; an inspector of the centre. To be written.
pub(super) fn colleagues(
    platform: &Platform,
    given: (&str, PasswordOf, HashingCost),
) -> anyhow::Result<Vec<NewOfficer>> {
    let (directory, today) = (&platform.directory, platform.register.today());
    let unit = |code: UnitCode| directory.unit(code, today).context("a unit of today");
    let ward = unit(ward(platform)?)?;
    let police = directory.police(ward).context("a ward has police")?.id;
    let province = directory.peoples_committee(unit(PROVINCE.parse()?)?).id;
    let seats: [(&str, &str, (Role, AuthorityId)); 5] = [
        (
            "demo.ward",
            "Lê Thị Hộ Tịch",
            (Role::Registrar, directory.peoples_committee(ward).id),
        ),
        (
            "demo.police",
            "Phạm Văn Cư Trú",
            (Role::ResidenceOfficer, police),
        ),
        (
            "demo.reviewer",
            "Trần Thị Xét Duyệt",
            (Role::Reviewer, KEEPER.parse()?),
        ),
        (
            "demo.operator",
            "Bùi Thị Vận Hành",
            (Role::Administrator, province),
        ),
        (
            "demo.inspector",
            "Vũ Văn Thanh Tra",
            (Role::Inspector, KEEPER.parse()?),
        ),
    ];
    seats
        .into_iter()
        .map(|(login, name, seat)| {
            NewOfficer::new(platform, login.parse()?, name.parse()?, seat, given)
        })
        .collect()
}

/// Where the first of the people lives who has a home.
fn ward(platform: &Platform) -> anyhow::Result<UnitCode> {
    let people = platform
        .store
        .read(|tx| persons_after(tx, None, LOOKED_THROUGH))
        .wait()?;
    let home = people.into_iter().find_map(|(_, _, state)| state.residence);
    Ok(home.context("somebody has a home")?.place.code)
}

/// What is told of them to who starts the demo.
pub(super) fn logins(platform: &Platform, colleagues: &[NewOfficer]) -> Vec<Colleague> {
    let told = |colleague: &NewOfficer| {
        let appointment = &colleague.appointment;
        let authority = platform.directory.authority(&appointment.authority);
        Colleague {
            login: colleague.account.login.to_string(),
            role: appointment.role.to_string(),
            seat: authority.map_or_else(
                || appointment.authority.to_string(),
                |authority| authority.name(),
            ),
        }
    };
    colleagues.iter().map(told).collect()
}
