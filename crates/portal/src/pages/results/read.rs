//! From the register to the list of people found.

use danh_api::AppState;
use danh_api::access::Reach;
use danh_register::{self as register, DateFit, Found, NameDifference, SearchPage};
use jiff::civil::Date;

use super::{FoundBy, FoundPerson, ResultsView};
use crate::components::{MaskedNumber, UnitWanted};
use crate::pages::search::TypedSearch;
use crate::places;
use crate::unit_choice::UnitAnswer;

/// What a page of results is made with, apart from what was found.
pub struct ResultsReader<'a> {
    /// Units, and the handles that name persons and households in this portal's addresses.
    pub state: &'a AppState,
    /// By which day's names places are called.
    pub today: Date,
    /// Whom the reader reaches; of the others the least is told.
    pub reach: Reach,
}

impl ResultsReader<'_> {
    /// The page of what a search found.
    pub fn results(&self, (typed, page): (TypedSearch, SearchPage), found: &Found) -> ResultsView {
        let rows = found.persons.iter().map(|found| {
            if self.reach.includes(&found.state) {
                self.reached(found)
            } else {
                self.outside(found)
            }
        });
        let on = (self.today, UnitWanted::Commune);
        let home = match typed.home.answer(&self.state.directory, on) {
            UnitAnswer::One(unit) if typed.person.is_empty() => {
                Some(self.state.directory.full_name(unit))
            }
            _ => None,
        };
        ResultsView {
            typed,
            home,
            found: rows.collect(),
            seen: page.offset,
            next: found.more.then(|| page.offset.saturating_add(page.size)),
        }
    }

    fn reached(&self, found: &register::FoundPerson) -> FoundPerson {
        let state = &found.state;
        let residence = state.residence.as_ref();
        FoundPerson {
            handle: self.state.handle_of(found.person),
            name: state.identity.name.to_string(),
            sex: Some(state.identity.sex),
            born: state.identity.born.to_string(),
            died: state.death.as_ref().map(|death| death.on.to_string()),
            number: state
                .number()
                .map(|number| MaskedNumber::of(number.as_str())),
            residence: residence
                .filter(|_| state.death.is_none())
                .map(|home| places::in_one_line(&self.state.directory, home.place, self.today)),
            household: residence.map(|home| self.state.handle_of_household(home.household)),
            is_outside: false,
            found_by: found_by(&found.found_by),
        }
    }

    fn outside(&self, found: &register::FoundPerson) -> FoundPerson {
        let state = &found.state;
        let province = self.reach.province_of(state);
        FoundPerson {
            handle: self.state.handle_of(found.person),
            name: state.identity.name.to_string(),
            sex: None,
            born: state.identity.born.year().to_string(),
            died: None,
            number: None,
            residence: province.map(|unit| self.state.directory.full_name(unit)),
            household: None,
            is_outside: true,
            found_by: found_by(&found.found_by),
        }
    }
}

/// The tags that say why somebody was found: first by what, then in what it differs.
fn found_by(why: &register::FoundBy) -> Vec<FoundBy> {
    use register::FoundBy as Why;
    match why {
        Why::Number => vec![FoundBy::Number],
        Why::CancelledNumber => vec![FoundBy::CancelledNumber],
        Why::FormerCard => vec![FoundBy::OldIdentityCard],
        Why::Card => vec![FoundBy::Card],
        Why::Household => vec![FoundBy::Household],
        Why::Residence => vec![FoundBy::Residence],
        Why::MergedRecord => vec![FoundBy::MergedRecord],
        Why::Name(matched) => by_name(FoundBy::Name, matched),
        Why::OtherName(matched) => by_name(FoundBy::OtherName, matched),
    }
}

fn by_name(which: FoundBy, matched: &register::Match) -> Vec<FoundBy> {
    let differences = matched.name.iter().map(|difference| match difference {
        NameDifference::Accents => FoundBy::FoldedName,
        NameDifference::Spacing => FoundBy::OtherSpacing,
        NameDifference::Abbreviated => FoundBy::AbbreviatedName,
        NameDifference::WordOrder => FoundBy::OtherWordOrder,
        NameDifference::TypingErrors(_) => FoundBy::TypingError,
        NameDifference::WordsLeftOut(_) => FoundBy::LongerName,
        NameDifference::WordsAdded(_) => FoundBy::ShorterName,
    });
    let date = match matched.date {
        DateFit::Fits => None,
        DateFit::MonthOnRecord | DateFit::YearOnRecord => Some(FoundBy::LessExactDate),
        DateFit::FirstOfJanuary | DateFit::FirstOfJanuaryAsked => Some(FoundBy::FirstOfJanuary),
        DateFit::DayAndMonthSwapped => Some(FoundBy::DayAndMonthSwapped),
        DateFit::OtherDay | DateFit::OtherMonth | DateFit::OtherYear => Some(FoundBy::OtherDate),
    };
    let mut tags: Vec<FoundBy> = differences.collect();
    // That it is the name they bear goes without saying where it is said in what it differs.
    if tags.is_empty() || which != FoundBy::Name {
        tags.insert(0, which);
    }
    tags.extend(date);
    tags
}
