//! The six regions of the statistics: where households come from that moved there
//! (`household_origins.csv`), which kinds of household there are more of (`household_leanings.csv`).

use super::row::{NamedText, Row, TableError, read};

const REGIONS: [&str; 6] = [
    "red-river-delta",
    "northern-mountains",
    "central-coast",
    "central-highlands",
    "south-east",
    "mekong-delta",
];

/// A region, by its place in the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Region(u8);

impl Region {
    pub(crate) fn read(row: &Row<'_>, field: &str) -> Result<Self, TableError> {
        let text = row.text(field)?;
        (0..)
            .zip(REGIONS)
            .find(|(_, name)| *name == text)
            .map(|(place, _)| Self(place))
            .ok_or_else(|| row.wrong(field, format!("`{text}` is no region")))
    }

    pub(crate) fn all() -> impl Iterator<Item = Self> {
        (0..).take(REGIONS.len()).map(Self)
    }

    fn place(self) -> usize {
        usize::from(self.0)
    }
}

/// What a household is like, as far as regions differ in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum HouseholdKind {
    /// Adults below forty without children.
    Young,
    /// One or two children.
    FewChildren,
    /// Three and more.
    ManyChildren,
    /// Nobody below sixty.
    Old,
    /// Grandparents, parents, children.
    Generations,
    Other,
}

const KINDS: [&str; 6] = [
    "young",
    "few_children",
    "many_children",
    "old",
    "generations",
    "other",
];

/// How regions differ.
#[derive(Clone, Debug)]
pub(crate) struct RegionTable {
    /// By region that a household moved to: percent from each region.
    origins: [[f64; 6]; 6],
    /// By region: how many times as frequent each kind is there as in the nation.
    leanings: [[f64; 6]; 6],
}

impl RegionTable {
    pub(crate) fn read(origins: NamedText, leanings: NamedText) -> Result<Self, TableError> {
        let columns = REGIONS.map(|region| region.replace('-', "_"));
        Ok(Self {
            origins: square(
                origins,
                "to_region",
                &columns.each_ref().map(String::as_str),
            )?,
            leanings: square(leanings, "region", &KINDS)?,
        })
    }

    /// Percent of the households that moved into one region which came from another.
    pub(crate) fn origin_percent(&self, to: Region, from: Region) -> f64 {
        self.origins[to.place()][from.place()]
    }

    /// How many times as frequent a kind of household is in a region as in the nation.
    pub(crate) fn leaning(&self, region: Region, kind: HouseholdKind) -> f64 {
        self.leanings[region.place()][kind as usize]
    }
}

fn square(
    table: NamedText,
    region_field: &str,
    columns: &[&str; 6],
) -> Result<[[f64; 6]; 6], TableError> {
    let mut cells = [[0.0; 6]; 6];
    let rows = read(table, |row| {
        let region = Region::read(row, region_field)?;
        for (cell, column) in cells[region.place()].iter_mut().zip(columns) {
            *cell = row.weight(column)?;
        }
        Ok(region)
    })?;
    assert_eq!(rows.len(), REGIONS.len(), "a row for each region");
    Ok(cells)
}
