//! The persons' table: its columns and how a person becomes a row.

use danh_intake::Cells;
use danh_vocabulary::{Cmnd, UnitCode};
use jiff::civil::Date;

use crate::person::{Duplicate, Household, Person, Relative};

/// The columns of the persons' table, one row a person, in this order and under these names.
///
/// | column | holds |
/// |---|---|
/// | `number` | the personal number, 12 digits |
/// | `old_cmnd` | the old number, 9 digits; two with a blank between, or empty |
/// | `full_name` | the name |
/// | `sex` | `M` or `F` |
/// | `born` | `1950-03-15`, `1950-03` or `1950` |
/// | `birth_unit` | the commune of birth, 5 digits, as of that day |
/// | `origin_unit` | quê quán, the commune, 5 digits |
/// | `ethnicity` | the ethnic group, 2 digits |
/// | `father_number`, `father_name` | the father; the number only if he is in the table |
/// | `mother_number`, `mother_name` | the mother, likewise |
/// | `marital_status` | `single`, `married`, `widowed`, `divorced` |
/// | `spouse_number`, `spouse_name`, `married_on` | of the married, and of the widowed whose spouse is in the table |
/// | `household` | a number for each household from 1; empty for the dead |
/// | `relationship` | to the head: `head`, `spouse`, `child`, `parent`, `sibling`, `other`; empty for the dead |
/// | `residence_unit` | the commune of residence on the nation's day, 5 digits; of the dead, the last |
/// | `residence_detail` | the address below the commune |
/// | `residence_since` | `2011-09-02` |
/// | `died_on`, `died_unit` | of the dead: the day, and the commune as of that day |
/// | `birth_reregistered_on` | the day the birth was registered again, if it was |
/// | `religion` | the key of `data/vn/religions.csv`: `none`, `cong_giao` ... |
/// | `blood_group` | `O+`, `AB`, or empty |
/// | `written_on` | the nation's day, which residence is as of |
pub const COLUMNS: [&str; 27] = [
    "number",
    "old_cmnd",
    "full_name",
    "sex",
    "born",
    "birth_unit",
    "origin_unit",
    "ethnicity",
    "father_number",
    "father_name",
    "mother_number",
    "mother_name",
    "marital_status",
    "spouse_number",
    "spouse_name",
    "married_on",
    "household",
    "relationship",
    "residence_unit",
    "residence_detail",
    "residence_since",
    "died_on",
    "died_unit",
    "birth_reregistered_on",
    "religion",
    "blood_group",
    "written_on",
];

/// The columns of the table of those who are on record twice, one row a second record.
///
/// | column | holds |
/// |---|---|
/// | `number` | the personal number of the second record |
/// | `same_as` | that of the first |
/// | `differences` | what else stands otherwise, with blanks between: `accents`, `spelling`, `middle-name`, `one-word`, `day-and-month`, `first-of-january`, `year-only`, `year-later` |
pub const TRUTH_COLUMNS: [&str; 3] = ["number", "same_as", "differences"];

/// Where a row's person lives.
#[derive(Clone, Copy, Debug)]
pub struct Residence<'a> {
    /// The household's number, for its members.
    pub household: Option<u64>,
    /// The commune.
    pub unit: UnitCode,
    /// The address below it.
    pub detail: &'a str,
    /// The nation's day, which the commune is as of.
    pub as_of: Date,
}

impl Household {
    /// Everybody of the household as rows of the persons' table, second records last.
    pub fn rows<'a>(&'a self) -> impl Iterator<Item = (Residence<'a>, &'a Person)> {
        let at_home = Residence {
            household: Some(self.index + 1),
            as_of: self.as_of,
            unit: self.residence_unit,
            detail: &self.residence_detail,
        };
        let second = move |duplicate: &'a Duplicate| {
            let Duplicate {
                person,
                residence_unit,
                residence_detail,
                ..
            } = duplicate;
            let residence = Residence {
                household: None,
                as_of: self.as_of,
                unit: *residence_unit,
                detail: residence_detail,
            };
            (residence, person)
        };
        let persons = self.persons.iter().map(move |person| (at_home, person));
        persons.chain(self.duplicates.iter().map(second))
    }
}

/// Puts a person into a row, over whatever it held.
pub fn fill_row(row: &mut Cells, residence: Residence<'_>, person: &Person) {
    row.clear();
    row.push(person.number.as_str());
    let cmnds: Vec<&str> = person.old_cmnds.iter().map(Cmnd::as_str).collect();
    row.push(&cmnds.join(" "));
    row.push(person.full_name.as_str());
    row.push_display(person.sex);
    row.push_display(person.born);
    row.push(person.birth_unit.as_str());
    row.push(person.origin_unit.as_str());
    row.push_display(person.ethnicity);
    push_relative(row, Some(&person.father));
    push_relative(row, Some(&person.mother));
    row.push_display(person.marital_status);
    push_relative(
        row,
        person.marriage.as_ref().map(|marriage| &marriage.spouse),
    );
    row.push_option(person.marriage.as_ref().map(|marriage| marriage.on));
    row.push_option(person.relationship.and(residence.household));
    row.push_option(person.relationship);
    row.push(residence.unit.as_str());
    row.push(residence.detail);
    row.push_display(person.residence_since);
    row.push_option(person.death.map(|death| death.on));
    row.push_option(person.death.map(|death| death.unit));
    row.push_option(person.birth_reregistered_on);
    row.push_display(person.religion);
    row.push_option(person.blood_group);
    row.push_display(residence.as_of);
}

/// Puts a second record's row of the table of truth into a row, over whatever it held.
pub fn fill_truth(row: &mut Cells, household: &Household, duplicate: &Duplicate) {
    let differences: Vec<String> = duplicate
        .differences
        .iter()
        .map(ToString::to_string)
        .collect();
    row.clear();
    row.push(duplicate.person.number.as_str());
    row.push(household.persons[duplicate.of].number.as_str());
    row.push(&differences.join(" "));
}

fn push_relative(row: &mut Cells, relative: Option<&Relative>) {
    let number = relative.and_then(|relative| relative.number.as_ref());
    row.push(number.map_or("", |number| number.as_str()));
    row.push(relative.map_or("", |relative| relative.name.as_str()));
}
