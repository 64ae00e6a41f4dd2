//! Register, records and truth as files.

use std::path::Path;
use std::sync::mpsc::{SyncSender, sync_channel};
use std::thread;

use danh_intake::{Cells, ParquetWriter, WriteError};
use danh_vocabulary::UnitCode;

use super::model::ErrorModel;
use super::record::Clerk;
use crate::dice::Dice;
use crate::nation::Nation;
use crate::person::{Household, Person};

/// The register as linkage reads it: an id, the number, the nine-digit number held before, name,
/// birth date (`1950-03-15`, `1950`), sex, commune and province of residence.
pub const REGISTER_COLUMNS: [&str; 8] = [
    "person_id",
    "number",
    "old_cmnd",
    "full_name",
    "born",
    "sex",
    "commune",
    "province",
];
/// The agency's file: an id, some number, name, birth date, sex, commune and province.
pub const RECORD_COLUMNS: [&str; 7] = [
    "record_id",
    "number",
    "full_name",
    "born",
    "sex",
    "commune",
    "province",
];
/// Whose record it is: the register's id, or nothing.
pub const AGENCY_TRUTH_COLUMNS: [&str; 2] = ["record_id", "person_id"];

const BLOCK_HOUSEHOLDS: u64 = 512;
/// Streams of chance beyond those of the nation's households.
const FIRST_STREAM: u64 = 1 << 40;
/// Second records come this many records later, as if entered at another counter.
const SECOND_LATER: usize = 5_000;

/// Writes `register.parquet`, `records.parquet` and `truth.parquet` into a folder.
///
/// `strangers` is a nation of another seed: the people the agency knows and the register does not.
///
/// # Errors
///
/// When a file cannot be written.
pub fn write_agency(
    nation: &Nation,
    strangers: &Nation,
    model: &ErrorModel,
    seed: u64,
    folder: &Path,
) -> Result<(), WriteError> {
    let mut files = Files::create(nation, model, seed, folder)?;
    let mut strangers = strangers.households(0..strangers.households_total());
    thread::scope(|scope| {
        let (sender, receiver) = sync_channel(8);
        scope.spawn(move || make_households(nation, &sender));
        for block in receiver {
            for household in &block {
                files.household(household, &mut strangers)?;
            }
        }
        files.finish(nation.options().as_of)
    })
}

fn make_households(nation: &Nation, sender: &SyncSender<Vec<Household>>) {
    let total = nation.households_total();
    let mut begin = 0;
    while begin < total {
        let end = total.min(begin + BLOCK_HOUSEHOLDS);
        if sender
            .send(nation.households(begin..end).collect())
            .is_err()
        {
            return;
        }
        begin = end;
    }
}

struct Files<'a> {
    register: ParquetWriter,
    records: ParquetWriter,
    truth: ParquetWriter,
    clerk: Clerk<'a>,
    dice: Dice,
    persons: u64,
    record_count: u64,
    /// People who come a second time, each with their id.
    waiting: std::collections::VecDeque<(u64, Person, UnitCode)>,
    /// A stranger's residence is of the household before.
    stranger_unit: Option<UnitCode>,
}

impl<'a> Files<'a> {
    fn create(
        nation: &Nation,
        model: &'a ErrorModel,
        seed: u64,
        folder: &Path,
    ) -> Result<Self, WriteError> {
        Ok(Self {
            register: ParquetWriter::create(folder.join("register.parquet"), &REGISTER_COLUMNS)?,
            records: ParquetWriter::create(folder.join("records.parquet"), &RECORD_COLUMNS)?,
            truth: ParquetWriter::create(folder.join("truth.parquet"), &AGENCY_TRUTH_COLUMNS)?,
            clerk: Clerk {
                model,
                tables: nation.tables(),
                last_number: String::new(),
            },
            dice: Dice::of_household(seed, FIRST_STREAM),
            persons: 0,
            record_count: 0,
            waiting: std::collections::VecDeque::new(),
            stranger_unit: None,
        })
    }

    fn household(
        &mut self,
        household: &Household,
        strangers: &mut impl Iterator<Item = Household>,
    ) -> Result<(), WriteError> {
        let unit = household.residence_unit;
        for person in &household.persons {
            self.persons += 1;
            let id = self.persons;
            self.register_row(id, person, household)?;
            let model = self.clerk.model;
            if person.death.is_none() && self.dice.chance(model.known) {
                self.record(Some(id), person, unit, household.as_of)?;
                if self.dice.chance(model.twice) {
                    self.waiting.push_back((id, person.clone(), unit));
                }
                if self.dice.chance(model.unknown) {
                    self.stranger(strangers, unit, household.as_of)?;
                }
            }
        }
        while self.waiting.len() > SECOND_LATER / 100 {
            self.second(household.as_of)?;
        }
        Ok(())
    }

    fn second(&mut self, as_of: jiff::civil::Date) -> Result<(), WriteError> {
        match self.waiting.pop_front() {
            Some((id, person, unit)) => self.record(Some(id), &person, unit, as_of),
            None => Ok(()),
        }
    }

    /// Somebody the register does not know; their number is drawn, not that of the other nation,
    /// which counts its people with the same numbers as this one.
    fn stranger(
        &mut self,
        strangers: &mut impl Iterator<Item = Household>,
        unit: UnitCode,
        as_of: jiff::civil::Date,
    ) -> Result<(), WriteError> {
        let Some(household) = strangers.next() else {
            return Ok(());
        };
        let Some(mut person) = household.persons.into_iter().find(|it| it.death.is_none()) else {
            return Ok(());
        };
        person.old_cmnds.clear();
        let serial = 900_000 + self.dice.below(100_000);
        let text = format!("{}{serial:06}", &person.number.as_str()[..6]);
        if let Ok(number) = text.parse() {
            person.number = number;
        }
        let residence = if self.dice.chance(0.5) {
            household.residence_unit
        } else {
            self.stranger_unit.unwrap_or(unit)
        };
        self.stranger_unit = Some(unit);
        self.record(None, &person, residence, as_of)
    }

    fn register_row(
        &mut self,
        id: u64,
        person: &Person,
        household: &Household,
    ) -> Result<(), WriteError> {
        let tables = self.clerk.tables;
        let mut row = Cells::new();
        row.push(&person_id(id));
        row.push(person.number.as_str());
        row.push_option(person.old_cmnds.first());
        row.push(person.full_name.as_str());
        row.push_display(person.born);
        row.push_display(person.sex);
        row.push_display(household.residence_unit);
        let province = tables
            .units
            .province_of(household.residence_unit, household.as_of);
        row.push_option(province.map(|province| tables.provinces.provinces[province].code));
        self.register.write_row(&row)
    }

    fn record(
        &mut self,
        id: Option<u64>,
        person: &Person,
        unit: UnitCode,
        as_of: jiff::civil::Date,
    ) -> Result<(), WriteError> {
        self.record_count += 1;
        let record_id = format!("R{:09}", self.record_count);
        let mut row = Cells::new();
        row.push(&record_id);
        self.clerk
            .fill(&mut row, (person, unit), as_of, &mut self.dice);
        self.records.write_row(&row)?;
        let mut truth = Cells::new();
        truth.push(&record_id);
        truth.push(&id.map_or(String::new(), person_id));
        self.truth.write_row(&truth)
    }

    fn finish(mut self, as_of: jiff::civil::Date) -> Result<(), WriteError> {
        while let Some((id, person, unit)) = self.waiting.pop_front() {
            self.record(Some(id), &person, unit, as_of)?;
        }
        self.register.finish()?;
        self.records.finish()?;
        self.truth.finish()?;
        Ok(())
    }
}

fn person_id(id: u64) -> String {
    format!("P{id:09}")
}
