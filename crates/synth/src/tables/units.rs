//! The communes of 30 June 2025 by province, and what each is called since
//! (`administrative_units.csv`, `unit_successors.csv`).
//!
//! The directory knows units through time; all the nation needs is one code before the
//! reorganisation and one after it.

use std::collections::HashMap;

use danh_vocabulary::{UnitCode, UnitLevel};
use jiff::civil::{Date, date};

use super::provinces::ProvinceTable;
use super::row::{NamedText, Row, TableError, read};
use crate::choice::Choice;
use crate::dice::Dice;

/// The first day of the units of 2025.
const REORGANISED_ON: Date = date(2025, 7, 1);

/// What a commune is like, which tells how an address there is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CommuneKind {
    Ward,
    Town,
    Rural,
}

/// One commune.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Commune {
    pub(crate) kind: CommuneKind,
    until_2025: UnitCode,
    since_2025: UnitCode,
}

impl Commune {
    /// The code it had or has on a day.
    pub(crate) fn code_on(&self, day: Date) -> UnitCode {
        if day < REORGANISED_ON {
            self.until_2025
        } else {
            self.since_2025
        }
    }
}

/// The communes of each province.
#[derive(Clone, Debug)]
pub(crate) struct UnitTable {
    provinces: Vec<(Vec<Commune>, Choice)>,
    /// The province of a commune, by its code until and since the reorganisation.
    province_until_2025: HashMap<UnitCode, usize>,
    province_since_2025: HashMap<UnitCode, usize>,
    /// What a commune of today was made of.
    formers: HashMap<UnitCode, Vec<UnitCode>>,
}

impl UnitTable {
    pub(crate) fn read(
        units: NamedText,
        successors: NamedText,
        provinces: &ProvinceTable,
    ) -> Result<Self, TableError> {
        let successors = default_successors(successors)?;
        let mut province_of_district: HashMap<UnitCode, usize> = HashMap::new();
        let mut communes = vec![Vec::new(); provinces.provinces.len()];
        read(units, |row| {
            if row.text("valid_until")? != "2025-06-30" {
                return Ok(());
            }
            let code: UnitCode = row.parse("code")?;
            match code.level() {
                UnitLevel::Province => {}
                UnitLevel::District => {
                    let parent = row.parse("parent_code")?;
                    let province = provinces.index(parent);
                    let province =
                        province.ok_or_else(|| row.wrong("parent_code", "no province"))?;
                    province_of_district.insert(code, province);
                }
                UnitLevel::Commune => {
                    let province = province_of_district.get(&row.parse("parent_code")?);
                    let province = province
                        .ok_or_else(|| row.wrong("parent_code", "no district stands above"))?;
                    // Of some hundred no successor is on record: nobody is made to live there.
                    let Some(since_2025) = successors.get(&code).copied() else {
                        return Ok(());
                    };
                    let kind = kind(row)?;
                    communes[*province].push(Commune {
                        kind,
                        until_2025: code,
                        since_2025,
                    });
                }
            }
            Ok(())
        })?;
        assert!(
            communes.iter().all(|list| !list.is_empty()),
            "every province has communes"
        );
        let with_choice = |list: Vec<Commune>| {
            let weights: Vec<f64> = list.iter().map(|commune| weight(commune.kind)).collect();
            (list, Choice::new(&weights))
        };
        let by_code = |code: fn(&Commune) -> UnitCode| {
            let places = communes.iter().enumerate();
            places
                .flat_map(|(province, list)| list.iter().map(move |it| (code(it), province)))
                .collect()
        };
        let mut formers: HashMap<UnitCode, Vec<UnitCode>> = HashMap::new();
        for commune in communes.iter().flatten() {
            let of = formers.entry(commune.since_2025).or_default();
            of.push(commune.until_2025);
        }
        Ok(Self {
            formers,
            province_until_2025: by_code(|commune| commune.until_2025),
            province_since_2025: by_code(|commune| commune.since_2025),
            provinces: communes.into_iter().map(with_choice).collect(),
        })
    }

    /// The province of a commune by the code it has on a day.
    pub(crate) fn province_of(&self, commune: UnitCode, day: Date) -> Option<usize> {
        let provinces = if day < REORGANISED_ON {
            &self.province_until_2025
        } else {
            &self.province_since_2025
        };
        provinces.get(&commune).copied()
    }

    /// A commune of a province; wards have more people than villages.
    pub(crate) fn draw(&self, province: usize, dice: &mut Dice) -> Commune {
        let (communes, choice) = &self.provinces[province];
        communes[choice.draw(dice)]
    }
}

impl UnitTable {
    /// One of the communes of before July 2025 that a commune of today was made of; itself, if it was there already.
    pub(crate) fn former(&self, commune: UnitCode, dice: &mut Dice) -> UnitCode {
        match self.formers.get(&commune) {
            Some(formers) => *dice.one_of(formers),
            None => commune,
        }
    }
}

fn default_successors(table: NamedText) -> Result<HashMap<UnitCode, UnitCode>, TableError> {
    let pairs = read(table, |row| {
        let wanted = row.text("changed_on")? == "2025-07-01" && row.text("is_default")? == "yes";
        Ok((wanted, row.parse("from_code")?, row.parse("to_code")?))
    })?;
    let wanted = pairs.into_iter().filter(|(wanted, ..)| *wanted);
    Ok(wanted.map(|(_, from, to)| (from, to)).collect())
}

fn kind(row: &Row<'_>) -> Result<CommuneKind, TableError> {
    match row.text("kind")? {
        "phuong" => Ok(CommuneKind::Ward),
        "thi-tran" => Ok(CommuneKind::Town),
        "xa" => Ok(CommuneKind::Rural),
        other => Err(row.wrong("kind", format!("`{other}` is no kind of commune"))),
    }
}

/// People per commune, roughly, a village being one.
fn weight(kind: CommuneKind) -> f64 {
    match kind {
        CommuneKind::Ward => 2.0,
        CommuneKind::Town => 1.3,
        CommuneKind::Rural => 1.0,
    }
}
