//! Index rows as bytes that sort as their keys do.

use danh_store::Param;
use danh_vocabulary::PersonId;

use crate::index::Index;
use crate::known_names;

/// A table by whose rows persons are found; the number is its place in the order in which the tables are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Table {
    Number,
    FormerCard,
    Name,
    Born,
    Household,
    Parent,
    Resident,
    KnownName,
    Protected,
    Card,
    FormerHousehold,
}

/// What a column holds.
#[derive(Debug, Clone, Copy)]
enum Kind {
    /// Text without NUL: its bytes and a NUL.
    Text,
    /// Eight bytes, the greatest first, the sign turned.
    Int,
}

/// Most columns that a table has.
const COLUMNS_MAX: usize = 4;
const SIGN: u64 = 1 << 63;

impl Table {
    const ALL: [Self; 11] = [
        Self::Number,
        Self::FormerCard,
        Self::Name,
        Self::Born,
        Self::Household,
        Self::Parent,
        Self::Resident,
        Self::KnownName,
        Self::Protected,
        Self::Card,
        Self::FormerHousehold,
    ];

    pub(super) fn of(row: &[u8]) -> Self {
        Self::ALL[usize::from(row[0])]
    }

    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Number => "person_number",
            Self::FormerCard => "person_former_card",
            Self::Name => "person_name",
            Self::Born => "person_born",
            Self::Household => "household_member",
            Self::Parent => "person_parent",
            Self::Resident => "resident",
            Self::KnownName => "known_name",
            Self::Protected => "protected_person",
            Self::Card => "person_card",
            Self::FormerHousehold => "household_former_member",
        }
    }

    pub(super) const fn columns(self) -> &'static [&'static str] {
        match self {
            Self::Number | Self::FormerCard => &["number", "person_id"],
            Self::Name => &["folded_name", "born", "person_id"],
            Self::Born => &["born", "folded_name", "person_id"],
            Self::Household | Self::FormerHousehold => &["household_id", "person_id"],
            Self::Parent => &["parent", "person_id"],
            Self::Resident => &["unit_code", "folded_name", "person_id", "written_on"],
            Self::KnownName => &["short_name", "folded_name"],
            Self::Protected => &["person_id"],
            Self::Card => &["serial", "person_id"],
        }
    }

    const fn kinds(self) -> &'static [Kind] {
        match self {
            Self::Number | Self::FormerCard | Self::Parent | Self::Card => &[Kind::Text, Kind::Int],
            Self::Name | Self::Born => &[Kind::Text, Kind::Text, Kind::Int],
            Self::Household | Self::FormerHousehold => &[Kind::Int, Kind::Int],
            Self::Resident => &[Kind::Text, Kind::Text, Kind::Int, Kind::Text],
            Self::KnownName => &[Kind::Text, Kind::Text],
            Self::Protected => &[Kind::Int],
        }
    }
}

/// The index rows of one person: each its length in two bytes, its table in one, its cells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct IndexRows(Box<[u8]>);

impl IndexRows {
    pub(crate) fn of(index: &Index, person: PersonId) -> Self {
        let (mut rows, id) = (Writer(Vec::with_capacity(512)), Param::Int(person.as_i64()));
        for number in &index.numbers {
            rows.row(Table::Number, &[number.into(), id]);
        }
        for number in &index.former_cards {
            rows.row(Table::FormerCard, &[number.into(), id]);
        }
        for (name, born) in &index.names {
            rows.row(Table::Name, &[name.into(), born.into(), id]);
            rows.row(Table::Born, &[born.into(), name.into(), id]);
        }
        if let Some(household) = index.household {
            rows.row(Table::Household, &[household.as_i64().into(), id]);
        }
        for household in &index.former_households {
            rows.row(Table::FormerHousehold, &[household.as_i64().into(), id]);
        }
        for parent in &index.parents {
            rows.row(Table::Parent, &[parent.into(), id]);
        }
        if let Some(home) = &index.resident {
            let cells = [
                (&home.unit_code).into(),
                (&home.folded_name).into(),
                id,
                (&home.written_on).into(),
            ];
            rows.row(Table::Resident, &cells);
        }
        for name in index.folded_names() {
            let short = known_names::short_name(name);
            rows.row(Table::KnownName, &[(&short).into(), name.into()]);
        }
        for serial in &index.cards {
            rows.row(Table::Card, &[serial.into(), id]);
        }
        if index.is_protected {
            rows.row(Table::Protected, &[id]);
        }
        Self(rows.0.into_boxed_slice())
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &[u8]> {
        let mut rest = &*self.0;
        std::iter::from_fn(move || {
            let (length, after) = rest.split_first_chunk::<2>()?;
            let (row, after) = after.split_at(usize::from(u16::from_be_bytes(*length)));
            rest = after;
            Some(row)
        })
    }
}

struct Writer(Vec<u8>);

impl Writer {
    fn row(&mut self, table: Table, cells: &[Param<'_>]) {
        let start = self.0.len();
        self.0.extend([0, 0, table as u8]);
        for cell in cells {
            match cell {
                Param::Int(value) => {
                    let ascending = value.cast_unsigned() ^ SIGN;
                    self.0.extend(ascending.to_be_bytes());
                }
                Param::Text(text) => {
                    debug_assert!(!text.contains('\0'), "no key has a NUL");
                    self.0.extend(text.as_bytes());
                    self.0.push(0);
                }
                Param::Null | Param::Bool(_) | Param::Blob(_) => {
                    unreachable!("keys are text and integers")
                }
            }
        }
        let length = u16::try_from(self.0.len() - start - 2).expect("no key is that long");
        self.0[start..start + 2].copy_from_slice(&length.to_be_bytes());
    }
}

/// The cells of a row, as a statement takes them.
pub(super) struct Cells<'a> {
    cells: [Param<'a>; COLUMNS_MAX],
    count: usize,
}

impl<'a> Cells<'a> {
    /// Takes a row apart.
    pub(super) fn of(row: &'a [u8]) -> Self {
        let kinds = Table::of(row).kinds();
        let (mut cells, mut rest) = ([Param::Null; COLUMNS_MAX], &row[1..]);
        for (cell, kind) in cells.iter_mut().zip(kinds) {
            match kind {
                Kind::Int => {
                    let (value, after) = rest.split_first_chunk::<8>().expect(OWN_BYTES);
                    *cell = Param::Int((u64::from_be_bytes(*value) ^ SIGN).cast_signed());
                    rest = after;
                }
                Kind::Text => {
                    let end = rest.iter().position(|byte| *byte == 0).expect(OWN_BYTES);
                    *cell = Param::Text(std::str::from_utf8(&rest[..end]).expect(OWN_BYTES));
                    rest = &rest[end + 1..];
                }
            }
        }
        Self {
            cells,
            count: kinds.len(),
        }
    }

    pub(super) fn text(&self, index: usize) -> &'a str {
        match self.cells[index] {
            Param::Text(text) => text,
            _ => "",
        }
    }
}

const OWN_BYTES: &str = "a row is taken apart as it was put together";

impl<'a> AsRef<[Param<'a>]> for Cells<'a> {
    fn as_ref(&self) -> &[Param<'a>] {
        &self.cells[..self.count]
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use danh_vocabulary::HouseholdId;
    use proptest::prelude::*;

    use super::*;

    fn index_of(number: &str, name: &str, household: i64) -> Index {
        Index {
            numbers: BTreeSet::from([number.to_owned()]),
            names: BTreeSet::from([(name.to_owned(), "1970".to_owned())]),
            household: Some(HouseholdId::from_i64(household)),
            ..Index::default()
        }
    }

    proptest! {
        #[test]
        fn rows_come_back_and_sort_as_their_keys(
            people in prop::collection::vec(("[0-9]{0,3}", "[a-z ]{0,4}", any::<i64>(), any::<i64>()), 1..20)
        ) {
            let encoded: Vec<IndexRows> = people
                .iter()
                .map(|(number, name, household, id)| {
                    IndexRows::of(&index_of(number, name, *household), PersonId::from_i64(*id))
                })
                .collect();
            let mut rows: Vec<&[u8]> = encoded.iter().flat_map(IndexRows::iter).collect();
            rows.sort_unstable();
            let of = |table: Table| rows.iter().filter(move |row| Table::of(row) == table);
            let texts: Vec<(String, i64)> = of(Table::Number).map(|row| key(row)).collect();
            let mut expected: Vec<(String, i64)> =
                people.iter().map(|(number, _, _, id)| (number.clone(), *id)).collect();
            expected.sort();
            prop_assert_eq!(texts, expected);
            let households: Vec<Vec<i64>> = of(Table::Household).map(|row| ints(row)).collect();
            let mut expected: Vec<Vec<i64>> =
                people.iter().map(|(_, _, household, id)| vec![*household, *id]).collect();
            expected.sort();
            prop_assert_eq!(households, expected);
        }
    }

    fn key(row: &[u8]) -> (String, i64) {
        match *Cells::of(row).as_ref() {
            [Param::Text(text), Param::Int(id)] => (text.to_owned(), id),
            _ => panic!("text and an id"),
        }
    }

    fn ints(row: &[u8]) -> Vec<i64> {
        let cells = Cells::of(row);
        let ints = cells.as_ref().iter().map(|cell| match cell {
            Param::Int(value) => *value,
            _ => panic!("an integer"),
        });
        ints.collect()
    }
}
