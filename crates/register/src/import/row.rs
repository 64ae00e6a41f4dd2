//! From a row of text to an enrolment, or to everything that is wrong with the row.

use std::fmt::Display;
use std::str::FromStr;

use danh_directory::AddressedUnit;
use danh_intake::{DateOrder, Record};
use danh_vocabulary::{
    BloodGroup, Cmnd, Ethnicity, HouseholdId, Name, NameError, Nationality, NationalityError,
    PartialDate, PartialDateError, PersonalNumber, PersonalNumberError, Religion, Sex, UnitCode,
};
use jiff::civil::Date;
use sha2::{Digest, Sha256};

use super::Field;
use crate::Register;
use crate::event::{Enrolment, Origin};
use crate::person::{Death, Identity, MaritalStatus, Relationship, Relative, Residence};

/// What all rows of a file have in common.
pub(super) struct RowContext<'a> {
    pub(super) register: &'a Register,
    pub(super) source: &'a str,
    pub(super) dates: DateOrder,
    pub(super) today: Date,
}

/// One thing wrong with a row. The reason does not hold the value, so that reasons can be counted.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Fault {
    pub(super) field: &'static str,
    pub(super) value: String,
    pub(super) reason: String,
}

/// Reads one row.
pub(super) fn enrolment_of(
    context: &RowContext<'_>,
    record: &Record,
) -> Result<Enrolment, Vec<Fault>> {
    let mut reader = RowReader {
        context,
        record,
        faults: Vec::new(),
    };
    let enrolment = reader.enrolment();
    match enrolment {
        Some(enrolment) if reader.faults.is_empty() => Ok(enrolment),
        _ => Err(reader.faults),
    }
}

struct RowReader<'a> {
    context: &'a RowContext<'a>,
    record: &'a Record,
    faults: Vec<Fault>,
}

impl RowReader<'_> {
    /// Reads all fields even after a fault, so that whoever mends the file learns of everything at once.
    fn enrolment(&mut self) -> Option<Enrolment> {
        let written_on = self.written_on();
        let name = self.required(Field::FullName, read_name);
        let sex = self.required(Field::Sex, |text| {
            text.parse().or_else(|_| Sex::parse_vietnamese(text))
        });
        let born = self.date(Field::Born);
        if born.is_none() && self.text(Field::Born).is_empty() {
            self.fault(Field::Born, "is empty");
        }
        let born_on = born.map_or(written_on, |born| born.earliest());
        let identity_rest = (
            self.place(Field::BirthUnit, born_on),
            self.place(Field::OriginUnit, born_on),
            self.ethnicity(),
            self.relative(Field::FatherNumber, Field::FatherName),
            self.relative(Field::MotherNumber, Field::MotherName),
            self.former_cards(),
        );
        let number = self.optional(Field::Number, read_number);
        let marital = self.marital();
        let residence = self.residence(written_on);
        let death = self.death();
        let declared = (
            self.religion(),
            self.several(Field::Nationality, nationality),
            self.optional(Field::BloodGroup, BloodGroup::parse_as_written),
            Some(self.text(Field::Occupation).to_owned()).filter(|text| !text.is_empty()),
            self.several(Field::OtherName, read_name),
        );
        let (birth_place, origin, ethnicity, father, mother, former_cards) = identity_rest;
        let (religion, nationalities, blood_group, occupation, other_names) = declared;
        let (name, sex, born) = (name?, sex?, born?);
        Some(Enrolment {
            identity: Identity {
                birth_place,
                blood_group,
                ethnicity,
                father,
                former_cards,
                mother,
                nationalities,
                occupation,
                origin,
                other_names,
                religion,
                ..Identity::new(name, sex, born)
            },
            number,
            marital,
            residence,
            death,
            origin: Origin {
                source: self.context.source.to_owned(),
                row: self.record.position,
            },
        })
    }

    fn written_on(&mut self) -> Date {
        let today = self.context.today;
        let Some(written_on) = self.date(Field::WrittenOn) else {
            return today;
        };
        if written_on.earliest() > today {
            self.fault(Field::WrittenOn, "lies in the future");
        }
        written_on.latest().min(today)
    }

    fn text(&self, field: Field) -> &str {
        self.record.field(field as usize)
    }

    fn fault(&mut self, field: Field, reason: impl Into<String>) {
        let value = self.text(field).to_owned();
        self.faults.push(Fault {
            field: field.name(),
            value,
            reason: reason.into(),
        });
    }

    fn optional<T, E: Display>(
        &mut self,
        field: Field,
        parse: impl FnOnce(&str) -> Result<T, E>,
    ) -> Option<T> {
        let text = self.text(field);
        if text.is_empty() {
            return None;
        }
        match parse(text) {
            Ok(value) => Some(value),
            Err(error) => {
                let reason = without_value(&error.to_string(), self.text(field));
                self.fault(field, reason);
                None
            }
        }
    }

    fn required<T, E: Display>(
        &mut self,
        field: Field,
        parse: impl FnOnce(&str) -> Result<T, E>,
    ) -> Option<T> {
        if self.text(field).is_empty() {
            self.fault(field, "is empty");
            return None;
        }
        self.optional(field, parse)
    }

    fn date(&mut self, field: Field) -> Option<PartialDate> {
        let order = self.context.dates;
        self.optional(field, |text| {
            let date = match order {
                DateOrder::Iso => text.parse(),
                DateOrder::DayMonthYear => PartialDate::parse_vietnamese(text),
            };
            date.map_err(|error| date_fault(&error))
        })
    }

    fn place(&mut self, field: Field, written_on: Date) -> Option<AddressedUnit> {
        let unit = self.optional(field, UnitCode::from_str)?;
        if self
            .context
            .register
            .directory()
            .unit(unit, written_on)
            .is_none()
        {
            self.fault(field, "is the code of no unit on that day");
            return None;
        }
        Some(AddressedUnit {
            code: unit,
            written_on,
        })
    }

    fn ethnicity(&mut self) -> Option<Ethnicity> {
        self.optional(Field::Ethnicity, |text| {
            text.parse()
                .or_else(|error| Ethnicity::by_name(text).ok_or(error))
        })
    }

    fn religion(&mut self) -> Option<Religion> {
        self.optional(Field::Religion, |text| {
            text.parse()
                .or_else(|error| Religion::by_name(text).ok_or(error))
        })
    }

    /// Values with semicolons between.
    fn several<T, E: Display>(
        &mut self,
        field: Field,
        parse: impl Fn(&str) -> Result<T, E>,
    ) -> Vec<T> {
        let values = self.optional(field, |text| {
            let parts = text
                .split(';')
                .map(str::trim)
                .filter(|part| !part.is_empty());
            // The value that is quoted is a part of the cell, so it is taken out here.
            let parsed = parts
                .map(|part| parse(part).map_err(|error| without_value(&error.to_string(), part)));
            parsed.collect::<Result<Vec<T>, String>>()
        });
        values.unwrap_or_default()
    }

    fn relative(&mut self, number_field: Field, name_field: Field) -> Option<Relative> {
        let number_read = self.optional(number_field, read_number);
        if number_read.is_some() && self.text(name_field).is_empty() {
            self.fault(name_field, "is empty although there is a number");
            return None;
        }
        let name = self.optional(name_field, read_name)?;
        Some(Relative {
            person: None,
            number: number_read,
            name,
        })
    }

    fn former_cards(&mut self) -> Vec<Cmnd> {
        self.optional(Field::OldCmnd, |text| {
            text.split_whitespace()
                .map(Cmnd::from_str)
                .collect::<Result<Vec<_>, _>>()
        })
        .unwrap_or_default()
    }

    fn marital(&mut self) -> MaritalStatus {
        let spouse = self.relative(Field::SpouseNumber, Field::SpouseName);
        let since = self.date(Field::MarriedOn);
        match self.text(Field::MaritalStatus) {
            // Many files have a column for the spouse and none for the status.
            "" if spouse.is_some() || since.is_some() => MaritalStatus::Married { spouse, since },
            "" => MaritalStatus::Unknown,
            "single" => {
                if spouse.is_some() {
                    self.fault(Field::SpouseName, "is given although the person is single");
                }
                MaritalStatus::Single
            }
            "married" => MaritalStatus::Married { spouse, since },
            "widowed" => MaritalStatus::Widowed { spouse },
            "divorced" => MaritalStatus::Divorced,
            _ => {
                self.fault(
                    Field::MaritalStatus,
                    "is not one of single, married, widowed, divorced",
                );
                MaritalStatus::Unknown
            }
        }
    }

    fn residence(&mut self, written_on: Date) -> Option<Residence> {
        let place = self.place(Field::ResidenceUnit, written_on);
        let since = self
            .date(Field::ResidenceSince)
            .map(|since| since.earliest());
        let relationship = self.relationship();
        let household = match self.text(Field::Household) {
            "" if self.text(Field::ResidenceUnit).is_empty() => return None,
            // Who lives somewhere has a household; whose else it is, the file does not say.
            "" => self.context.register.new_household(),
            code => household_id(self.context.source, code),
        };
        if self.text(Field::ResidenceUnit).is_empty() {
            self.fault(
                Field::ResidenceUnit,
                "is empty although there is a household",
            );
        }
        let detail = Some(self.text(Field::ResidenceDetail).to_owned()).filter(|it| !it.is_empty());
        Some(Residence {
            household,
            relationship,
            place: place?,
            detail,
            since,
        })
    }

    fn relationship(&mut self) -> Relationship {
        let text = self.text(Field::Relationship);
        let known = Relationship::ALL
            .into_iter()
            .find(|known| known.as_str() == text);
        if known.is_none() && !text.is_empty() {
            self.fault(Field::Relationship, "is not a relationship to the head");
        }
        known.unwrap_or(Relationship::Other)
    }

    fn death(&mut self) -> Option<Death> {
        if self.text(Field::DiedOn).is_empty() && !self.text(Field::DiedUnit).is_empty() {
            self.fault(Field::DiedOn, "is empty although there is a place of death");
        }
        let on = self.date(Field::DiedOn)?;
        let place = self.place(Field::DiedUnit, on.earliest());
        Some(Death {
            on,
            place,
            declared: false,
        })
    }
}

fn nationality(text: &str) -> Result<Nationality, NationalityError> {
    text.parse()
        .or_else(|error| Nationality::by_name(text).ok_or(error))
}

/// The household that a source knows under a code: the same code of the same source is always the same household.
fn household_id(source: &str, code: &str) -> HouseholdId {
    let mut hasher = Sha256::new();
    hasher.update((source.len() as u64).to_be_bytes());
    hasher.update(source);
    hasher.update(code);
    let digest = hasher.finalize();
    let mut bytes = [0; 8];
    bytes.copy_from_slice(&digest[..8]);
    HouseholdId::from_i64(i64::from_be_bytes(bytes) & i64::MAX)
}

/// A name, or what is wrong with it, alike for all names with which the same is wrong.
fn read_name(text: &str) -> Result<Name, &'static str> {
    text.parse().map_err(|error| match error {
        NameError::NoLetter => "a name has at least one letter",
        NameError::TooLong { .. } => "a name has at most 128 characters",
        NameError::Character { found, .. } if found.is_numeric() => "a name has no digits",
        NameError::Character { found, .. } if found.is_control() => {
            "a name has no control characters, which are not seen"
        }
        NameError::Character { .. } => {
            "a name has letters, apostrophes, hyphens and full stops only"
        }
    })
}

/// A personal number, or what is wrong with it, alike for all with which the same is wrong.
fn read_number(text: &str) -> Result<PersonalNumber, String> {
    text.parse().map_err(|error| match error {
        // How many there are tells what happened to them: a spreadsheet eats zeros.
        PersonalNumberError::Length { .. } => error.to_string(),
        PersonalNumberError::NotADigit { .. } => "a personal number has digits only".to_owned(),
    })
}

/// What is wrong with a date, alike for all dates with which the same is wrong.
fn date_fault(error: &PartialDateError) -> String {
    match error {
        PartialDateError::Form { form, .. } => format!("a date is written as {form}"),
        PartialDateError::Year(_) => "a year has four digits, 1000 to 9999".to_owned(),
        PartialDateError::Month(_) => "a year has no such month".to_owned(),
        PartialDateError::Day(_) => "no month has such a day".to_owned(),
        PartialDateError::DayWithoutMonth => error.to_string(),
        PartialDateError::ImpossibleDay { .. } => {
            "the month has no such day in that year".to_owned()
        }
    }
}

/// Parsers quote what they were given; a reason is counted, so the quotation goes.
fn without_value(message: &str, value: &str) -> String {
    message.replace(&format!("`{value}`"), "the value")
}
