//! What the register may have wrong, as an agency's record makes one think. A registrar looks; a file changes nothing.

use std::fmt;
use std::str::FromStr;

use danh_register::PersonState;
use danh_vocabulary::PartialDate;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::sex_of_number;
use crate::agency::{Agency, Field};
use crate::record::AgencyRecord;

/// Why a registrar should look.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum CaseCode {
    /// The agency knows the day of a birth of which the register knows the year.
    RegisterBirthDateIncomplete,
    /// The record began to count after the person had died.
    RegisterDeathDoubted,
    /// The agency has the other sex, and so has the personal number.
    RegisterSexDoubted,
}

impl CaseCode {
    /// All of them.
    pub const ALL: [Self; 3] = [
        Self::RegisterBirthDateIncomplete,
        Self::RegisterDeathDoubted,
        Self::RegisterSexDoubted,
    ];

    /// As it is stored.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::RegisterBirthDateIncomplete => "register-birth-date-incomplete",
            Self::RegisterDeathDoubted => "register-death-doubted",
            Self::RegisterSexDoubted => "register-sex-doubted",
        }
    }
}

impl fmt::Display for CaseCode {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

impl FromStr for CaseCode {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let found = Self::ALL.into_iter().find(|code| code.as_str() == text);
        found.ok_or_else(|| format!("`{text}` is no reason for a case"))
    }
}

/// The cases that a record gives rise to, each with what the record says.
pub(crate) fn cases_of(
    agency: &Agency,
    record: &AgencyRecord,
    person: &PersonState,
) -> Vec<(CaseCode, String)> {
    let all = [
        birth(record, person),
        death(record, person),
        sex(record, person),
    ];
    let wanted = |case: &(CaseCode, String)| agency.cases.contains(&case.0);
    all.into_iter().flatten().filter(wanted).collect()
}

fn birth(record: &AgencyRecord, person: &PersonState) -> Option<(CaseCode, String)> {
    let said = record.get(Field::Born);
    let born: PartialDate = said.parse().ok()?;
    let on_record = person.identity.born;
    // The first of January is what clerks write who know the year alone.
    let is_guess = born.month() == Some(1) && born.day() == Some(1);
    let more = born.is_day() && !on_record.is_day() && born.matches(&on_record);
    (more && !is_guess).then(|| (CaseCode::RegisterBirthDateIncomplete, said.to_owned()))
}

fn death(record: &AgencyRecord, person: &PersonState) -> Option<(CaseCode, String)> {
    let death = person.death.as_ref()?;
    let since: Date = record.get(Field::ValidFrom).parse().ok()?;
    let doubted = record.get(Field::Status) != "ended" && since > death.on.latest();
    doubted.then(|| (CaseCode::RegisterDeathDoubted, since.to_string()))
}

fn sex(record: &AgencyRecord, person: &PersonState) -> Option<(CaseCode, String)> {
    let said = record.get(Field::Sex);
    let number = person.number()?;
    let doubted = !said.is_empty()
        && said != person.identity.sex.as_str()
        && sex_of_number(number.as_str()) == Some(said);
    doubted.then(|| (CaseCode::RegisterSexDoubted, said.to_owned()))
}
