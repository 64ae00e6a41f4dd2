//! A person as a row to link with.

use danh_directory::{Directory, Today};
use danh_intake::Cells;
use danh_register::{PersonState, Viewer};
use danh_vocabulary::{PersonId, UnitCode};
use jiff::civil::Date;

use crate::desk::SyncDesk;
use crate::record::digest;

/// The columns of the register's file.
pub(crate) const COLUMNS: [&str; 9] = [
    "person_id",
    "number",
    "former_number",
    "card_number",
    "full_name",
    "born",
    "sex",
    "commune",
    "province",
];

/// Makes rows.
pub(crate) struct PersonRow<'a> {
    directory: &'a Directory,
    today: Date,
}

impl<'a> PersonRow<'a> {
    pub(crate) fn of(desk: &'a SyncDesk) -> Self {
        Self {
            directory: &desk.directory,
            today: desk.today(),
        }
    }

    pub(crate) fn new(directory: &'a Directory, today: Date) -> Self {
        Self { directory, today }
    }

    /// Fills a row; whether the person is to be linked to at all.
    pub(crate) fn fill(&self, person: PersonId, state: &PersonState, cells: &mut Cells) -> bool {
        if state.merged_into.is_some() || !state.is_visible_to(Viewer::Outsider) {
            return false;
        }
        let (in_force, identity) = (state.number(), &state.identity);
        let mut others = state.numbers.iter().rev().map(|held| held.number);
        let (commune, province) = self.home(state);
        cells.clear();
        cells.push_display(person);
        cells.push_option(in_force);
        cells.push_option(others.find(|number| Some(*number) != in_force));
        cells.push_option(identity.former_cards.last());
        cells.push(identity.name.as_str());
        cells.push_display(identity.born);
        cells.push_display(identity.sex);
        cells.push_option(commune);
        cells.push_option(province);
        true
    }

    /// 64 bits that change when anything does by which the person is linked.
    pub(crate) fn digest(&self, person: PersonId, state: &PersonState) -> i64 {
        let mut cells = Cells::new();
        self.fill(person, state, &mut cells);
        digest(cells.iter())
    }

    /// The commune and the province of residence, as they are called today.
    fn home(&self, state: &PersonState) -> (Option<UnitCode>, Option<UnitCode>) {
        let residence = state.residence.as_ref().map(|home| home.place);
        let place = residence.or_else(|| state.abode.as_ref().map(|abode| abode.place));
        let Some(place) = place else {
            return (None, None);
        };
        let today = self.directory.today(place, self.today);
        unit_codes(self.directory, today, place.code)
    }
}

/// The codes of a unit and of its province today; of one that is gone, its own.
pub(crate) fn unit_codes(
    directory: &Directory,
    today: Option<Today<'_>>,
    written: UnitCode,
) -> (Option<UnitCode>, Option<UnitCode>) {
    let Some(today) = today else {
        return (Some(written), None);
    };
    let province = |unit| directory.path(unit).last().map(|province| province.code);
    match (today.default_unit(), &today) {
        (Some(unit), _) => (Some(unit.code), province(unit)),
        (None, Today::Unrecorded { within }) => (Some(written), within.map(|unit| unit.code)),
        (None, _) => (Some(written), None),
    }
}
