//! One record of an agency.

use danh_intake::Cells;
use danh_vocabulary::{Sex, UnitCode};

use super::errors;
use super::model::ErrorModel;
use crate::dice::Dice;
use crate::person::Person;
use crate::tables::Tables;

/// Draws records; remembers the last number, which somebody may give to the next.
pub(super) struct Clerk<'a> {
    pub(super) model: &'a ErrorModel,
    pub(super) tables: &'static Tables,
    pub(super) last_number: String,
}

impl Clerk<'_> {
    /// Fills a row of the records' table from a person and where they live, all but its id.
    pub(super) fn fill(
        &mut self,
        row: &mut Cells,
        (person, residence): (&Person, UnitCode),
        as_of: jiff::civil::Date,
        dice: &mut Dice,
    ) {
        let model = self.model;
        let factor = if dice.chance(model.bad_day) {
            model.bad_day_factor
        } else {
            1.0
        };
        let number = self.number(person, factor, dice);
        row.push(&number);
        row.push(&errors::name(&person.full_name, model, factor, dice));
        row.push(&self.date(person, factor, dice));
        row.push(
            match errors::one_of(&[model.sex_wrong, model.sex_missing], factor, dice) {
                None => person.sex.as_str(),
                Some(0) if person.sex == Sex::Male => Sex::Female.as_str(),
                Some(0) => Sex::Male.as_str(),
                Some(_) => "",
            },
        );
        let shares = [model.moved_near, model.moved_far, model.unit_missing];
        let province = self.tables.units.province_of(residence, as_of);
        let unit = match errors::one_of(&shares, factor.min(3.0), dice) {
            None => Some(residence),
            Some(2) => None,
            Some(kind) => {
                let province = match province {
                    Some(province) if kind == 0 => province,
                    _ => errors::below(self.tables.provinces.provinces.len(), dice),
                };
                Some(self.tables.units.draw(province, dice).code_on(as_of))
            }
        };
        let is_former = model.unit_former > 0.0 && dice.chance(model.unit_former);
        row.push_option(unit.map(|unit| {
            if is_former {
                self.tables.units.former(unit, dice)
            } else {
                unit
            }
        }));
        let province = unit.and_then(|unit| self.tables.units.province_of(unit, as_of));
        row.push_option(province.map(|province| self.tables.provinces.provinces[province].code));
        person.number.as_str().clone_into(&mut self.last_number);
    }

    fn number(&self, person: &Person, factor: f64, dice: &mut Dice) -> String {
        let model = self.model;
        if dice.chance(model.number_missing) {
            return String::new();
        }
        let number = match person.old_cmnds.first() {
            Some(old) if dice.chance(model.number_old) => old.as_str(),
            _ => person.number.as_str(),
        };
        let shares = [
            model.number_digit,
            model.number_transposed,
            model.number_of_another,
            model.number_zeros_lost,
        ];
        match errors::one_of(&shares, factor, dice) {
            Some(0) => errors::digit_wrong(number, dice),
            Some(1) => errors::digits_transposed(number, dice),
            Some(2) => self.last_number.clone(),
            Some(3) => number.trim_start_matches('0').to_owned(),
            _ => number.to_owned(),
        }
    }

    fn date(&self, person: &Person, factor: f64, dice: &mut Dice) -> String {
        let born = person.born;
        let date = match (born.month(), born.day()) {
            (Some(_), Some(_)) => errors::date(born.earliest(), self.model, factor, dice),
            _ => Some((born.year(), None)),
        };
        let Some((year, rest)) = date else {
            return String::new();
        };
        match rest {
            None => year.to_string(),
            Some((month, day)) if self.model.day_first => format!("{day:02}/{month:02}/{year}"),
            Some((month, day)) => format!("{year}-{month:02}-{day:02}"),
        }
    }
}
