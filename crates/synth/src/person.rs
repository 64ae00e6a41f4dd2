//! What is known of a synthetic person, in the types of the field.

use std::fmt;

use danh_vocabulary::{Cmnd, Ethnicity, Name, PartialDate, PersonalNumber, Sex, UnitCode};
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
    /// The commune it lives in, as it is called on the nation's day.
    pub residence_unit: UnitCode,
    /// The address below the commune: `Số 12 đường Lê Lợi, tổ dân phố 3`, `ấp Tân Phú`.
    pub residence_detail: String,
    /// The head first, the dead last.
    pub persons: Vec<Person>,
}
