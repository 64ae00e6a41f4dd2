//! The directory in memory: units by code and day, up, down, and onward in time.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use danh_vocabulary::{UnitCode, UnitLevel};
use jiff::civil::Date;

use crate::addressed_unit::AddressedUnit;
use crate::code_table::CodeTable;
use crate::jurisdiction::Reach;
use crate::load::Units;
use crate::organisation::{Organisation, OrganisationLink};
use crate::search::SearchIndex;
use crate::successor::{Basis, Extent, Successor, Today};
use crate::unit::Unit;

/// All units and organisations, now and before. Immutable; meant to be shared in an `Arc`.
#[derive(Debug)]
pub struct Directory {
    /// Sorted by code and first day.
    pub(crate) units: Vec<Unit>,
    by_code: CodeTable,
    /// For each unit, those whose parent it is.
    children: Vec<Vec<usize>>,
    provinces: Vec<usize>,
    /// For each unit, how far it reaches.
    pub(crate) reaches: Vec<Reach>,
    /// For each unit, what came after it.
    pub(crate) successors: Vec<Vec<Link>>,
    /// For each unit, those that it came after; made when first asked for.
    predecessors: OnceLock<Vec<Vec<usize>>>,
    pub(crate) organisations: BTreeMap<Box<str>, Organisation>,
    /// For each organisation that has ended, what came after it.
    pub(crate) organisation_successors: BTreeMap<Box<str>, Vec<OrganisationLink>>,
    /// Made at the first search, so that a program that never searches starts sooner.
    search_index: OnceLock<SearchIndex>,
}

/// A successor, by its place in the list of units.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Link {
    pub(crate) to: usize,
    pub(crate) extent: Extent,
    pub(crate) is_default: bool,
    pub(crate) basis: Basis,
}

impl Directory {
    pub(crate) fn of_units(
        Units {
            list: units,
            by_code,
        }: Units,
    ) -> Self {
        let mut children = vec![Vec::new(); units.len()];
        let mut provinces = Vec::new();
        for unit in &units {
            match unit.parent_position {
                Some(parent) => children[parent].push(unit.position),
                None => provinces.push(unit.position),
            }
        }
        Self {
            reaches: Reach::of_forest(&provinces, &children),
            successors: vec![Vec::new(); units.len()],
            predecessors: OnceLock::new(),
            organisations: BTreeMap::new(),
            organisation_successors: BTreeMap::new(),
            search_index: OnceLock::new(),
            units,
            by_code,
            children,
            provinces,
        }
    }

    pub(crate) fn search_index(&self) -> &SearchIndex {
        self.search_index
            .get_or_init(|| SearchIndex::of_units(&self.units))
    }

    /// The unit that the code means on that day.
    pub fn unit(&self, code: UnitCode, on: Date) -> Option<&Unit> {
        self.units_with_code(code)
            .iter()
            .find(|unit| unit.life.contains(on))
    }

    /// Every unit that ever had the code, in the order of time.
    pub fn units_with_code(&self, code: UnitCode) -> &[Unit] {
        &self.units[self.by_code.positions(code)]
    }

    /// The units of a level on that day, in the order of their codes.
    pub fn units_on(&self, level: UnitLevel, on: Date) -> impl Iterator<Item = &Unit> {
        self.units
            .iter()
            .filter(move |unit| unit.level() == level && unit.life.contains(on))
    }

    /// The provinces of that day, in the order of their codes.
    pub fn provinces(&self, on: Date) -> impl Iterator<Item = &Unit> {
        let provinces = self.provinces.iter().map(|position| &self.units[*position]);
        provinces.filter(move |unit| unit.life.contains(on))
    }

    /// The units directly below this one, in the order of their codes.
    pub fn children(&self, unit: &Unit) -> impl Iterator<Item = &Unit> {
        self.children[unit.position]
            .iter()
            .map(|position| &self.units[*position])
    }

    /// The unit directly above this one.
    pub fn parent(&self, unit: &Unit) -> Option<&Unit> {
        unit.parent_position.map(|position| &self.units[position])
    }

    /// The unit and those above it, smallest first: commune, district while there were any,
    /// province.
    pub fn path<'a>(&'a self, unit: &'a Unit) -> impl Iterator<Item = &'a Unit> {
        std::iter::successors(Some(unit), |unit| self.parent(unit))
    }

    /// The path as an address ends with it, as in `Phường Phúc Xá, Quận Ba Đình, Thành phố Hà
    /// Nội`.
    pub fn full_name(&self, unit: &Unit) -> String {
        self.path(unit)
            .map(Unit::name_with_type)
            .collect::<Vec<_>>()
            .join(", ")
    }

    /// What took over from the unit when it ended, the default first. Empty while it lives and
    /// where the tables name none.
    pub fn successors(&self, unit: &Unit) -> impl Iterator<Item = Successor<'_>> {
        self.successors[unit.position].iter().map(|link| Successor {
            unit: &self.units[link.to],
            extent: link.extent,
            is_default: link.is_default,
            basis: link.basis,
        })
    }

    /// The units that this one took over from: how much of each, and whether it is the one to
    /// assume when nothing closer than the old unit is known.
    pub(crate) fn predecessors(&self, unit: &Unit) -> impl Iterator<Item = (&Unit, Extent, bool)> {
        let all = self.predecessors.get_or_init(|| {
            let mut all = vec![Vec::new(); self.units.len()];
            for (from, links) in self.successors.iter().enumerate() {
                for link in links {
                    all[link.to].push(from);
                }
            }
            all
        });
        all[unit.position].iter().filter_map(move |from| {
            let links = &self.successors[*from];
            let link = links.iter().find(|link| link.to == unit.position)?;
            Some((&self.units[*from], link.extent, link.is_default))
        })
    }

    /// How the unit that `code` meant on `written_on` is called on `today`. Nothing when the
    /// code meant no unit on `written_on`.
    pub fn today_of(&self, code: UnitCode, written_on: Date, today: Date) -> Option<Today<'_>> {
        self.unit(code, written_on)
            .map(|unit| self.today_of_unit(unit, today))
    }

    /// How the unit of an address is called on `today`. Nothing when its code meant no unit.
    pub fn today(&self, address: AddressedUnit, today: Date) -> Option<Today<'_>> {
        self.today_of(address.code, address.written_on, today)
    }

    /// How a unit is called on `today`, through as many changes as there were. A day before the
    /// unit was founded gives the unit itself: nothing is known backwards.
    pub fn today_of_unit<'a>(&'a self, unit: &'a Unit, today: Date) -> Today<'a> {
        if unit.life.until.is_none_or(|last| today <= last) {
            return Today::Unchanged(unit);
        }
        let mut alive = Vec::new();
        self.collect_alive(unit, today, &mut alive);
        let Some((default, others)) = alive.split_first() else {
            return Today::Unrecorded {
                within: self.within_today(unit, today),
            };
        };
        if others.is_empty() {
            return Today::Whole(default);
        }
        let mut others = others.to_vec();
        others.sort_by_key(|unit| unit.position);
        Today::Split { default, others }
    }

    /// The successors that live on `today`, each once, the default of the defaults first.
    fn collect_alive<'a>(&'a self, unit: &'a Unit, today: Date, alive: &mut Vec<&'a Unit>) {
        for successor in self.successors(unit) {
            if successor.unit.life.until.is_some_and(|last| last < today) {
                self.collect_alive(successor.unit, today, alive);
            } else if !alive
                .iter()
                .any(|known| known.position == successor.unit.position)
            {
                alive.push(successor.unit);
            }
        }
    }

    /// What the closest unit above that has a successor is called on `today`.
    pub(crate) fn within_today<'a>(&'a self, unit: &'a Unit, today: Date) -> Option<&'a Unit> {
        let parent = self.parent(unit)?;
        self.today_of_unit(parent, today)
            .default_unit()
            .or_else(|| self.within_today(parent, today))
    }
}

#[cfg(test)]
mod tests;
