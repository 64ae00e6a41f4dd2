//! The persons' table: its columns and how a person becomes a row.

use danh_intake::Cells;
use danh_vocabulary::Cmnd;

use crate::person::{Household, Person, Relative};

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
pub const COLUMNS: [&str; 23] = [
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
];

/// Puts a person into a row, over whatever it held.
pub fn fill_row(row: &mut Cells, household: &Household, person: &Person) {
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
    row.push_option(person.relationship.map(|_| household.index + 1));
    row.push_option(person.relationship);
    row.push(household.residence_unit.as_str());
    row.push(&household.residence_detail);
    row.push_display(person.residence_since);
    row.push_option(person.death.map(|death| death.on));
    row.push_option(person.death.map(|death| death.unit));
}

fn push_relative(row: &mut Cells, relative: Option<&Relative>) {
    let number = relative.and_then(|relative| relative.number.as_ref());
    row.push(number.map_or("", |number| number.as_str()));
    row.push(relative.map_or("", |relative| relative.name.as_str()));
}
