//! People who are on record twice: papers made anew in another commune, with another number and
//! often with something written otherwise. What linkage and the search for duplicates must find.

use danh_vocabulary::{Name, PartialDate};
use jiff::civil::{Date, date};

use super::addresses;
use super::numbers::Numbers;
use super::spelling;
use crate::dice::Dice;
use crate::person::{Difference, Duplicate, MaritalStatus, Person, Relative};
use crate::tables::Tables;
use crate::template::{Member, Skeleton};

/// How often the second record has the old CMND too.
const WITH_CMND: f64 = 0.6;
const SECOND_YEARS_MAX: i16 = 12;

/// Second records of those members of a household who have one.
pub(super) fn draw(
    skeleton: &Skeleton,
    persons: &[Person],
    numbers: &Numbers<'_>,
    (tables, as_of): (&Tables, Date),
    dice: &mut Dice,
) -> Vec<Duplicate> {
    let members = skeleton.members.iter().zip(persons).enumerate();
    let twice = members.filter(|(_, (member, _))| member.duplicate_rank.is_some());
    twice
        .filter_map(|(of, (member, person))| {
            let (born, changed_date) = another_date(person, dice);
            let (full_name, changed_name) = another_name(person, dice);
            let number = numbers.second(member, born.year())?;
            let province = usize::from(member.number_province);
            let residence = tables.units.draw(province, dice);
            let second = Person {
                number,
                full_name,
                born,
                ..second_record(member, person, as_of, dice)
            };
            Some(Duplicate {
                of,
                person: second,
                residence_unit: residence.code_on(as_of),
                residence_detail: addresses::detail(residence.kind, province, tables, dice),
                differences: changed_name.into_iter().chain(changed_date).collect(),
            })
        })
        .collect()
}

/// The same person, not linked to anybody by number.
fn second_record(member: &Member, person: &Person, as_of: Date, dice: &mut Dice) -> Person {
    let by_name = |relative: &Relative| Relative {
        number: None,
        name: relative.name.clone(),
    };
    let adult_since = member.born_year + 18;
    let first = (as_of.year() - SECOND_YEARS_MAX)
        .max(adult_since)
        .min(as_of.year() - 1);
    let since = dice.between(first, as_of.year() - 1);
    let mut second = person.clone();
    second.father = by_name(&person.father);
    second.mother = by_name(&person.mother);
    second.marital_status = match person.marital_status {
        // A marriage is on record with both; the second record has none.
        MaritalStatus::Married => MaritalStatus::Single,
        other => other,
    };
    second.marriage = None;
    second.relationship = None;
    second.birth_reregistered_on = None;
    second.residence_since = date(since, dice.between(1, 12).try_into().unwrap_or(1), 1);
    if !dice.chance(WITH_CMND) {
        second.old_cmnds.clear();
    }
    second
}

fn another_name(person: &Person, dice: &mut Dice) -> (Name, Option<Difference>) {
    let name = &person.full_name;
    let drawn = dice.unit();
    let changed = if drawn < 0.3 {
        None
    } else if drawn < 0.5 {
        spelling::without_accents(name).map(|name| (name, Difference::Accents))
    } else if drawn < 0.65 {
        spelling::respelt(name).map(|name| (name, Difference::Spelling))
    } else if drawn < 0.8 {
        spelling::without_middle(name).map(|name| (name, Difference::MiddleName))
    } else {
        spelling::one_word_without_accents(name, dice).map(|name| (name, Difference::OneWord))
    };
    match changed {
        Some((name, difference)) => (name, Some(difference)),
        None => (name.clone(), None),
    }
}

fn another_date(person: &Person, dice: &mut Dice) -> (PartialDate, Option<Difference>) {
    let born = person.born;
    let drawn = dice.unit();
    let (year, month, day) = (born.year(), born.month(), born.day());
    let changed = if drawn < 0.5 {
        None
    } else if drawn < 0.7 {
        let swapped = PartialDate::from_ymd(year, day, month).ok();
        swapped.map(|date| (date, Difference::DayAndMonth))
    } else if drawn < 0.8 {
        let first = PartialDate::from_ymd(year, Some(1), Some(1)).ok();
        first.map(|date| (date, Difference::FirstOfJanuary))
    } else if drawn < 0.9 {
        let year = PartialDate::of_year(year).ok();
        year.map(|date| (date, Difference::YearOnly))
    } else {
        let later = PartialDate::from_ymd(year + 1, month, day).ok();
        later.map(|date| (date, Difference::YearLater))
    };
    match changed.filter(|(date, _)| *date != born) {
        Some((date, difference)) => (date, Some(difference)),
        None => (born, None),
    }
}
