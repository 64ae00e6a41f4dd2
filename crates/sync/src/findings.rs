//! What is wrong, on the agency's side or perhaps on the register's: rules over a record and the person it is linked to.
//!
//! What the agency has wrong is a [`Finding`], told to it as far as its agreement goes. What the register may have wrong is
//! a case for a registrar; the register is never changed by a file.

mod case;
mod code;

use danh_directory::{Directory, Today};
use danh_register::PersonState;
use danh_vocabulary::{Name, PartialDate, PersonalNumber};
use jiff::civil::Date;

pub use case::CaseCode;
pub(crate) use case::cases_of;
pub use code::FindingCode;

use crate::agency::{Agency, Field, ToldField};
use crate::record::AgencyRecord;

/// One thing that is wrong with a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What.
    pub code: FindingCode,
    /// The field of the record.
    pub field: Field,
    /// What the record says; empty where it says nothing.
    pub said: String,
    /// What the register says, where the agreement lets the agency see it.
    pub answer: Option<String>,
}

/// What findings are judged by.
#[derive(Clone, Copy)]
pub(crate) struct Judge<'a> {
    /// The agency.
    pub(crate) agency: &'a Agency,
    /// The units.
    pub(crate) directory: &'a Directory,
    /// The day the file is of.
    pub(crate) as_of: Date,
    /// Today.
    pub(crate) today: Date,
}

impl Judge<'_> {
    /// What the agency has wrong about the person whose record it is.
    pub(crate) fn findings(&self, record: &AgencyRecord, person: &PersonState) -> Vec<Finding> {
        let all = [
            self.death(record, person),
            self.number(record, person),
            self.name(record, person),
            self.birth(record, person),
            self.sex(record, person),
            self.unit(record),
        ];
        let wanted = |finding: &Finding| self.agency.findings.codes.contains(&finding.code);
        let all = all.into_iter().flatten().filter(wanted);
        all.filter(|_| self.holds()).collect()
    }

    /// What there is to say of a record that is nobody's.
    pub(crate) fn nobody(&self, record: &AgencyRecord) -> Vec<Finding> {
        let unknown = self.finding(FindingCode::UnknownPerson, Field::Key, &record.key, None);
        let all = [Some(unknown), self.unit(record)];
        let wanted = |finding: &Finding| self.agency.findings.codes.contains(&finding.code);
        let all = all.into_iter().flatten().filter(wanted);
        all.filter(|_| self.holds()).collect()
    }

    /// Whether the agreement holds today: after its last day the agency is told nothing.
    pub(crate) fn holds(&self) -> bool {
        self.today <= self.agency.agreement.until
    }

    fn death(&self, record: &AgencyRecord, person: &PersonState) -> Option<Finding> {
        let death = person.death.as_ref()?;
        record.is_active_on(self.as_of).then(|| {
            let answer = Some((ToldField::Death, death.on.to_string()));
            self.finding(
                FindingCode::DeadButActive,
                Field::Status,
                record.get(Field::Status),
                answer,
            )
        })
    }

    fn number(&self, record: &AgencyRecord, person: &PersonState) -> Option<Finding> {
        let in_force = person.number()?;
        let said = record.get(Field::Number);
        let code = if said.is_empty() {
            FindingCode::NumberMissing
        } else if is_number(said, in_force.as_str()) {
            return None;
        } else if person
            .numbers
            .iter()
            .any(|it| is_number(said, it.number.as_str()))
            || person
                .identity
                .former_cards
                .iter()
                .any(|it| is_number(said, it.as_str()))
        {
            FindingCode::NumberFormer
        } else {
            FindingCode::NumberDiffers
        };
        let answer = Some((ToldField::Number, in_force.to_string()));
        Some(self.finding(code, Field::Number, said, answer))
    }

    fn name(&self, record: &AgencyRecord, person: &PersonState) -> Option<Finding> {
        let said = record.get(Field::FullName);
        let name = &person.identity.name;
        let same = said
            .parse::<Name>()
            .is_ok_and(|said| said.as_str().to_lowercase() == name.as_str().to_lowercase());
        (!same).then(|| {
            let answer = Some((ToldField::FullName, name.to_string()));
            self.finding(FindingCode::NameDiffers, Field::FullName, said, answer)
        })
    }

    fn birth(&self, record: &AgencyRecord, person: &PersonState) -> Option<Finding> {
        let said = record.get(Field::Born);
        let born: PartialDate = said.parse().ok()?;
        let on_record = person.identity.born;
        let code = if born == on_record {
            return None;
        } else if born.matches(&on_record) {
            // Who knows more than the register is not in error.
            if born.is_day() {
                return None;
            }
            FindingCode::BirthDateIncomplete
        } else {
            FindingCode::BirthDateDiffers
        };
        let answer = Some((ToldField::Born, on_record.to_string()));
        Some(self.finding(code, Field::Born, said, answer))
    }

    fn sex(&self, record: &AgencyRecord, person: &PersonState) -> Option<Finding> {
        let said = record.get(Field::Sex);
        let sex = person.identity.sex.as_str();
        (!said.is_empty() && said != sex).then(|| {
            let answer = Some((ToldField::Sex, sex.to_owned()));
            self.finding(FindingCode::SexDiffers, Field::Sex, said, answer)
        })
    }

    /// A unit that was renamed, merged or divided: what the agency's own code became, which is no secret.
    fn unit(&self, record: &AgencyRecord) -> Option<Finding> {
        let said = record.get(Field::Commune);
        let code = said.parse().ok()?;
        let units = self.directory.units_with_code(code);
        if units.iter().any(|unit| unit.life.contains(self.today)) {
            return None;
        }
        let last = units.last()?;
        let answer = match self.directory.today_of_unit(last, self.today) {
            Today::Whole(unit) => unit.code.to_string(),
            Today::Split { default, others } => {
                let all = std::iter::once(default).chain(others);
                let codes: Vec<String> = all.map(|unit| unit.code.to_string()).collect();
                codes.join(" ")
            }
            Today::Unchanged(_) | Today::Unrecorded { .. } => String::new(),
        };
        Some(Finding {
            code: FindingCode::UnitRenamed,
            field: Field::Commune,
            said: said.to_owned(),
            answer: Some(answer),
        })
    }

    /// A finding with the register's answer, if the agreement tells that field.
    fn finding(
        &self,
        code: FindingCode,
        field: Field,
        said: &str,
        answer: Option<(ToldField, String)>,
    ) -> Finding {
        let agreement = &self.agency.agreement;
        let told = |(field, answer): (ToldField, String)| {
            agreement.tells.contains(&field).then_some(answer)
        };
        Finding {
            code,
            field,
            said: said.to_owned(),
            answer: answer.and_then(told),
        }
    }
}

/// Whether a number as an agency wrote it is this one: spreadsheets lose leading zeros.
fn is_number(said: &str, number: &str) -> bool {
    let said: String = said.chars().filter(char::is_ascii_digit).collect();
    said.trim_start_matches('0') == number.trim_start_matches('0')
}

/// The sex that a number tells, where the text is a personal number.
fn sex_of_number(number: &str) -> Option<&'static str> {
    let number: PersonalNumber = number.parse().ok()?;
    Some(number.sex().as_str())
}
