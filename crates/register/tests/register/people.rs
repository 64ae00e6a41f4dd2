//! Builders of what is declared: complete and plain, for a test to change the part it is about.

use danh_directory::AddressedUnit;
use danh_register::{
    BirthReport, Enrolment, Identity, MaritalStatus, Origin, Relationship, Relative, Residence,
};
use danh_vocabulary::{HouseholdId, Sex};

use crate::world::{PHUC_XA, TRUC_BACH, date};

/// A man of an earlier file, without a number, single, living nowhere.
pub(crate) fn man(name: &str, born: &str) -> Enrolment {
    enrolment(name, Sex::Male, born)
}

/// A woman of an earlier file.
pub(crate) fn woman(name: &str, born: &str) -> Enrolment {
    enrolment(name, Sex::Female, born)
}

fn enrolment(name: &str, sex: Sex, born: &str) -> Enrolment {
    Enrolment {
        identity: Identity::new(name.parse().unwrap(), sex, born.parse().unwrap()),
        number: None,
        marital: MaritalStatus::Single,
        residence: None,
        death: None,
        origin: Origin {
            source: "earlier file".to_owned(),
            row: 1,
        },
    }
}

/// A relative whom a file names by number.
pub(crate) fn numbered(number: &str, name: &str) -> Relative {
    Relative {
        person: None,
        number: Some(number.parse().unwrap()),
        name: name.parse().unwrap(),
    }
}

/// A relative whom a file names and no more.
pub(crate) fn named(name: &str) -> Relative {
    Relative {
        person: None,
        number: None,
        name: name.parse().unwrap(),
    }
}

pub(crate) fn married(spouse: Relative, since: Option<&str>) -> MaritalStatus {
    MaritalStatus::Married {
        spouse: Some(spouse),
        since: since.map(|since| since.parse().unwrap()),
    }
}

/// A home in Phúc Xá that a file has under a code of its own.
pub(crate) fn home(household: i64, relationship: Relationship, since: Option<&str>) -> Residence {
    Residence {
        household: HouseholdId::from_i64(household),
        relationship,
        place: AddressedUnit {
            code: PHUC_XA.parse().unwrap(),
            written_on: date("2024-06-01"),
        },
        detail: None,
        since: since.map(date),
    }
}

/// A girl born and registered in Trúc Bạch, parents not on record.
pub(crate) fn newborn(born: &str) -> BirthReport {
    BirthReport {
        name: "Trần Thu Hà".parse().unwrap(),
        sex: Sex::Female,
        born: date(born),
        birth_unit: TRUC_BACH.parse().unwrap(),
        origin_unit: None,
        ethnicity: None,
        father: None,
        mother: None,
        registered_in: TRUC_BACH.parse().unwrap(),
        nationalities: vec![danh_vocabulary::Nationality::VIET_NAM],
    }
}
