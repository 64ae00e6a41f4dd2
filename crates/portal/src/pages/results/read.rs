//! From the register to the list of people found.

use danh_directory::Directory;
use danh_keys::HandleKey;
use danh_register::{self as register, DateFit, Found, NameDifference, SearchPage};
use jiff::civil::Date;

use super::{FoundBy, FoundPerson, ResultsView};
use crate::components::MaskedNumber;
use crate::pages::search::TypedSearch;
use crate::places;

/// The page of what a search found, as the places are called on `today`.
pub fn results(
    directory: &Directory,
    handles: &HandleKey,
    today: Date,
    (typed, page): (TypedSearch, SearchPage),
    found: &Found,
) -> ResultsView {
    let row = |register::FoundPerson {
                   person,
                   state,
                   found_by: why,
               }: &register::FoundPerson| FoundPerson {
        handle: handles.seal(person.as_i64()),
        name: state.identity.name.to_string(),
        sex: state.identity.sex,
        born: state.identity.born.to_string(),
        died: state.death.as_ref().map(|death| death.on.to_string()),
        number: state
            .number()
            .map(|number| MaskedNumber::of(number.as_str())),
        residence: state
            .residence
            .as_ref()
            .filter(|_| state.death.is_none())
            .map(|residence| places::in_one_line(directory, residence.place, today)),
        found_by: found_by(why),
    };
    ResultsView {
        typed,
        found: found.persons.iter().map(row).collect(),
        seen: page.offset,
        next: found.more.then(|| page.offset.saturating_add(page.size)),
    }
}

/// The tags that say why somebody was found: first by what, then in what it differs.
fn found_by(why: &register::FoundBy) -> Vec<FoundBy> {
    use register::FoundBy as Why;
    match why {
        Why::Number => vec![FoundBy::Number],
        Why::CancelledNumber => vec![FoundBy::CancelledNumber],
        Why::FormerCard => vec![FoundBy::OldIdentityCard],
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
