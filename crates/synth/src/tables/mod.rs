//! The facts the nation is made from: `data/vn/*.csv`, compiled in, checked when first used.
//! Where each comes from stands in `data/vn/SOURCES.md`.

mod address;
mod ages;
mod ethnic_names;
mod fertility;
mod marriage;
mod mortality;
mod names;
mod provinces;
mod regions;
mod religions;
mod row;
mod units;

use std::sync::OnceLock;

pub(crate) use address::AddressWords;
pub(crate) use ages::{AGE_MAX, Ages};
pub(crate) use ethnic_names::{EthnicNames, NameToken, NamingCustom};
pub(crate) use fertility::{Fertility, MOTHER_AGE_MAX, MOTHER_AGE_MIN};
pub(crate) use marriage::MaritalTable;
pub(crate) use mortality::Mortality;
pub(crate) use names::{Cohort, Fashion, NameTable};
pub(crate) use provinces::{NameArea, PROVINCES, Province, ProvinceTable};
pub(crate) use regions::HouseholdKind;
use regions::RegionTable;
pub(crate) use religions::ReligionTable;
pub(crate) use row::TableError;
pub(crate) use units::{Commune, CommuneKind, UnitTable};

/// All tables.
#[derive(Debug)]
pub(crate) struct Tables {
    pub(crate) ages: Ages,
    pub(crate) fertility: Fertility,
    pub(crate) marriage: MaritalTable,
    pub(crate) mortality: Mortality,
    pub(crate) provinces: ProvinceTable,
    pub(crate) religions: ReligionTable,
    pub(crate) names: NameTable,
    pub(crate) ethnic_names: EthnicNames,
    pub(crate) address: AddressWords,
    pub(crate) units: UnitTable,
}

impl Tables {
    /// The tables that come with the program.
    pub(crate) fn embedded() -> &'static Self {
        static TABLES: OnceLock<Tables> = OnceLock::new();
        TABLES.get_or_init(|| match Self::read_embedded() {
            Ok(tables) => tables,
            Err(error) => unreachable!("the compiled-in tables are tested: {error}"),
        })
    }

    fn read_embedded() -> Result<Self, TableError> {
        macro_rules! data {
            ($file:literal) => {
                ($file, include_str!(concat!("../../../../data/vn/", $file)))
            };
        }
        let regions = RegionTable::read(
            data!("household_origins.csv"),
            data!("household_leanings.csv"),
        )?;
        let provinces = ProvinceTable::read(
            data!("province_people.csv"),
            data!("ethnicity_by_province.csv"),
            regions,
        )?;
        let units = UnitTable::read(
            data!("administrative_units.csv"),
            data!("unit_successors.csv"),
            &provinces,
        )?;
        Ok(Self {
            ages: Ages::read(data!("population_by_age.csv"))?,
            fertility: Fertility::read(data!("fertility_by_mothers_age.csv"))?,
            marriage: MaritalTable::read(data!("marital_status.csv"))?,
            mortality: Mortality::read(data!("mortality.csv"))?,
            religions: ReligionTable::read(data!("religion_shares.csv"))?,
            names: NameTable::read(
                data!("surnames.csv"),
                data!("middle_names.csv"),
                data!("given_names.csv"),
            )?,
            ethnic_names: EthnicNames::read(data!("ethnic_names.csv"))?,
            address: AddressWords::read(data!("address_words.csv"))?,
            provinces,
            units,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_embedded_tables_are_in_order() {
        let error = Tables::read_embedded().err().map(|error| error.to_string());
        assert_eq!(error, None);
    }
}
