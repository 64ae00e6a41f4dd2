//! What is known of a synthetic person, in the types of the field.

use std::fmt;

use danh_vocabulary::{
    BloodGroup, Cmnd, Ethnicity, Name, PartialDate, PersonalNumber, Religion, Sex, UnitCode,
};
use jiff::civil::Date;

/// Whether somebody is or was married.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MaritalStatus {
    /// Never married.
    Single,
    /// Married; the dead, when they were married until they died.
    Married,
    /// The spouse has died.
    Widowed,
    /// The marriage was dissolved.
    Divorced,
}

impl fmt::Display for MaritalStatus {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(match self {
            Self::Single => "single",
            Self::Married => "married",
            Self::Widowed => "widowed",
            Self::Divorced => "divorced",
        })
    }
}

/// What a member of a household is to its head (Law on Residence 2020, article 2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Relationship {
    /// Chủ hộ.
    Head,
    /// The head's husband or wife.
    Spouse,
    /// A son or daughter of the head.
    Child,
    /// The head's father or mother.
    Parent,
    /// A brother or sister of the head.
    Sibling,
    /// Any other relative: a child's spouse, a grandchild, the spouse's parents.
    Other,
}

impl fmt::Display for Relationship {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(match self {
            Self::Head => "head",
            Self::Spouse => "spouse",
            Self::Child => "child",
            Self::Parent => "parent",
            Self::Sibling => "sibling",
            Self::Other => "other",
        })
    }
}

/// A father, mother, husband or wife.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Relative {
    /// The number, when the relative is a person of the same nation.
    pub number: Option<PersonalNumber>,
    /// The name.
    pub name: Name,
}

/// A marriage that lasts, or lasted until one of the two died.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Marriage {
    /// The other of the two; always a person of the same nation.
    pub spouse: Relative,
    /// The day of registration.
    pub on: Date,
}

/// A death.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Death {
    /// The day.
    pub on: Date,
    /// The commune, as its code was that day.
    pub unit: UnitCode,
}

/// A synthetic person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// The personal number, no other person's of the nation.
    pub number: PersonalNumber,
    /// The nine-digit numbers held before: none, one, or two of somebody who moved. Nobody else of
    /// the same province had them; some are also another person's in another province.
    pub old_cmnds: Vec<Cmnd>,
    /// The name.
    pub full_name: Name,
    /// The sex.
    pub sex: Sex,
    /// The date of birth, as well as it is known.
    pub born: PartialDate,
    /// The commune of birth, as its code was then (the units of before 1 July 2025 are taken as
    /// they last were).
    pub birth_unit: UnitCode,
    /// The day the birth was registered again, if it was: by the commune the person lives in, so
    /// that the number has the prefix of its province (Decree 123/2015/ND-CP, articles 24 to 26).
    pub birth_reregistered_on: Option<Date>,
    /// Quê quán: the commune the father's family is from.
    pub origin_unit: UnitCode,
    /// The ethnic group, the father's.
    pub ethnicity: Ethnicity,
    /// The religion; most have none.
    pub religion: Religion,
    /// The blood group, of those who had it recorded; one that the parents' allow.
    pub blood_group: Option<BloodGroup>,
    /// The father.
    pub father: Relative,
    /// The mother.
    pub mother: Relative,
    /// Whether married.
    pub marital_status: MaritalStatus,
    /// The marriage, when both of the two are persons of the nation.
    pub marriage: Option<Marriage>,
    /// What the person is to the head of the household; nothing when dead.
    pub relationship: Option<Relationship>,
    /// Since when the person lives, or lived until death, where the household lives.
    pub residence_since: Date,
    /// The death, if dead.
    pub death: Option<Death>,
}

/// A household, with those of its dead who are still on record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Household {
    /// Its place in the nation, from 0.
    pub index: u64,
    /// The nation's day.
    pub as_of: Date,
    /// The commune it lives in, as it is called on the nation's day.
    pub residence_unit: UnitCode,
    /// The address below the commune: `Số 12 đường Lê Lợi, tổ dân phố 3`, `ấp Tân Phú`.
    pub residence_detail: String,
    /// The head first, the dead last.
    pub persons: Vec<Person>,
    /// Second records of those who are on record twice; see
    /// [`Nation::with_duplicates`](crate::Nation::with_duplicates).
    pub duplicates: Vec<Duplicate>,
}

/// A second record of a person, made in another commune, outside any household.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Duplicate {
    /// Whose, by the place among the household's persons.
    pub of: usize,
    /// The record.
    pub person: Person,
    /// The commune it was made in.
    pub residence_unit: UnitCode,
    /// The address there.
    pub residence_detail: String,
    /// What stands otherwise in it, beside number, residence and relatives' numbers.
    pub differences: Vec<Difference>,
}

/// How two records of one person differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Difference {
    /// The name is written without accents.
    Accents,
    /// A word of the name has another placing of the tone, i for y, or the form of another part of
    /// the country.
    Spelling,
    /// The middle name is left out.
    MiddleName,
    /// One word of the name lost its accents.
    OneWord,
    /// Day and month of birth are swapped.
    DayAndMonth,
    /// The birth date is the first of January.
    FirstOfJanuary,
    /// Of the birth date only the year stands there.
    YearOnly,
    /// The year of birth is one later, and so is that in the number.
    YearLater,
}

impl fmt::Display for Difference {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(match self {
            Self::Accents => "accents",
            Self::Spelling => "spelling",
            Self::MiddleName => "middle-name",
            Self::OneWord => "one-word",
            Self::DayAndMonth => "day-and-month",
            Self::FirstOfJanuary => "first-of-january",
            Self::YearOnly => "year-only",
            Self::YearLater => "year-later",
        })
    }
}
