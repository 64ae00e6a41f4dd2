//! From what was typed to what is looked for.

use danh_api::About;
use danh_directory::{Directory, Unit};
use danh_register::{Residents, Search};
use danh_vocabulary::{Name, PartialDate, PartialDateError};
use jiff::civil::Date;

use super::{SearchError, TypedSearch};
use crate::components::{TypedPerson, UnitWanted};
use crate::unit_choice::{UnitAnswer, addressed};

/// What is to be looked for, and about whom that is.
pub(crate) struct Wanted {
    pub(crate) search: Search,
    pub(crate) about: About,
}

/// Why nothing is looked for yet.
#[derive(Debug)]
pub(crate) enum NotYet<'a> {
    /// These are to be mended.
    Mend(Vec<SearchError>),
    /// One of these communes is to be chosen.
    Which(Vec<&'a Unit>),
    /// The next list of communes is asked for.
    NextList,
}

impl TypedSearch {
    /// What is to be looked for, or why that is not clear yet. Of who lives in a commune only those are told who reach it.
    pub(crate) fn parse<'a>(
        &self,
        directory: &'a Directory,
        today: Date,
    ) -> Result<Wanted, NotYet<'a>> {
        let is_by_home = !self.home.is_empty() || !self.home_name.trim().is_empty();
        if self.home.is_picking || self.person.is_empty() && is_by_home {
            return self.parse_home(directory, today);
        }
        let search = self.person.parse().map_err(NotYet::Mend)?;
        Ok(Wanted {
            search,
            about: About::Whoever,
        })
    }

    fn parse_home<'a>(&self, directory: &'a Directory, today: Date) -> Result<Wanted, NotYet<'a>> {
        let mend = |error| Err(NotYet::Mend(vec![error]));
        let code = match self.home.answer(directory, (today, UnitWanted::Commune)) {
            UnitAnswer::One(unit) => unit.code,
            UnitAnswer::NextList => return Err(NotYet::NextList),
            UnitAnswer::Nothing => return mend(SearchError::CommuneMissing),
            UnitAnswer::OneOf(units) if units.is_empty() => return mend(SearchError::NowhereFound),
            UnitAnswer::OneOf(units) => return Err(NotYet::Which(units)),
        };
        let name = match self.home_name.trim() {
            "" => None,
            typed => match typed.parse::<Name>() {
                Ok(name) => Some(name.as_str().to_owned()),
                Err(_) => return mend(SearchError::HomeNameMalformed),
            },
        };
        let Some(residents) = Residents::of(directory, code, today) else {
            return mend(SearchError::NowhereFound);
        };
        Ok(Wanted {
            search: Search::Unit { residents, name },
            about: About::Unit(addressed(code, today)),
        })
    }
}

impl TypedPerson {
    /// What is to be looked for, or everything that must be mended first.
    pub fn parse(&self) -> Result<Search, Vec<SearchError>> {
        let number: String = self
            .number
            .chars()
            .filter(|it| !it.is_whitespace() && !matches!(it, '.' | '-'))
            .collect();
        if !number.is_empty() {
            return parse_number(&number).ok_or_else(|| vec![SearchError::NumberMalformed]);
        }
        if self.is_empty() {
            return Err(vec![SearchError::NothingGiven]);
        }
        match (self.parse_name(), self.parse_born()) {
            (Ok(name), Ok(born)) => Ok(Search::Name {
                name,
                born: Some(born),
            }),
            (name, born) => Err([name.err(), born.err()].into_iter().flatten().collect()),
        }
    }

    fn parse_name(&self) -> Result<String, SearchError> {
        if self.name.trim().is_empty() {
            return Err(SearchError::NameMissing);
        }
        let name: Name = self.name.parse().map_err(|_| SearchError::NameMalformed)?;
        Ok(name.as_str().to_owned())
    }

    fn parse_born(&self) -> Result<PartialDate, SearchError> {
        let born = &self.born;
        let [day, month, year] = [&born.day, &born.month, &born.year].map(|typed| typed.trim());
        if year.is_empty() {
            return Err(SearchError::YearMissing);
        }
        let year = year.parse().map_err(|_| SearchError::DateMalformed)?;
        let small = |typed: &str| match typed {
            "" => Ok(None),
            typed => typed
                .parse()
                .map(Some)
                .map_err(|_| SearchError::DateMalformed),
        };
        PartialDate::from_ymd(year, small(month)?, small(day)?).map_err(|error| match error {
            PartialDateError::ImpossibleDay { proposed, .. } => SearchError::DateImpossible {
                proposal: proposed.to_string(),
            },
            _ => SearchError::DateMalformed,
        })
    }
}

/// Digits alone are a number of 12 or 9 of them, so that one left out is noticed; a serial has letters too.
fn parse_number(typed: &str) -> Option<Search> {
    if typed.chars().any(char::is_alphabetic) {
        return typed.parse().map(Search::Card).ok();
    }
    let personal = typed.parse().map(Search::Number);
    personal
        .or_else(|_| typed.parse().map(Search::FormerCard))
        .ok()
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use jiff::civil::date;

    use super::*;
    use crate::components::TypedDate;
    use crate::unit_choice::TypedUnit;

    fn typed(number: &str, name: &str, [day, month, year]: [&str; 3]) -> TypedPerson {
        TypedPerson {
            number: number.to_owned(),
            name: name.to_owned(),
            born: TypedDate {
                day: day.to_owned(),
                month: month.to_owned(),
                year: year.to_owned(),
            },
        }
    }

    fn at_home(text: &str, name: &str) -> Result<Wanted, NotYet<'static>> {
        static DIRECTORY: LazyLock<Directory> = LazyLock::new(Directory::embedded);
        let home = TypedUnit {
            text: text.to_owned(),
            ..TypedUnit::default()
        };
        let typed = TypedSearch {
            home,
            home_name: name.to_owned(),
            ..TypedSearch::default()
        };
        typed.parse(&DIRECTORY, date(2026, 11, 23))
    }

    #[test]
    fn who_lives_in_a_commune_is_looked_for_there() {
        let wanted =
            at_home("phường hồng hà, hà nội", " thu  hà ").unwrap_or_else(|it| panic!("{it:?}"));
        let Search::Unit { name, .. } = wanted.search else {
            panic!("by commune")
        };
        assert_eq!(name.as_deref(), Some("thu hà"));
        assert!(matches!(wanted.about, About::Unit(at) if at.code.to_string() == "00097"));
        let error = |text, name| match at_home(text, name) {
            Err(NotYet::Mend(errors)) => errors,
            _ => panic!("something is to be mended"),
        };
        assert_eq!(error("không có nơi nào", ""), [SearchError::NowhereFound]);
        assert_eq!(error("", "Hà"), [SearchError::CommuneMissing]);
        assert_eq!(
            error("hong ha ha noi", "H4"),
            [SearchError::HomeNameMalformed]
        );
        assert!(matches!(at_home("tan lap", ""), Err(NotYet::Which(units)) if units.len() > 1));
        assert_eq!(error("", ""), [SearchError::NothingGiven]);
    }

    #[test]
    fn a_number_may_be_typed_in_groups_and_comes_first() {
        let number = "001158000123"
            .parse()
            .map(Search::Number)
            .map_err(|_| Vec::new());
        assert_eq!(typed("001 158 000123", "", [""; 3]).parse(), number);
        assert_eq!(
            typed("001.158.000123", "Hoa", ["", "", "1958"]).parse(),
            number
        );
        let card = "011234567"
            .parse()
            .map(Search::FormerCard)
            .map_err(|_| Vec::new());
        assert_eq!(typed("011 234 567", "", [""; 3]).parse(), card);
        let serial = "C0012345".parse().map(Search::Card).map_err(|_| Vec::new());
        assert_eq!(typed("C001 2345", "", [""; 3]).parse(), serial);
        assert_eq!(
            typed("01123456", "", [""; 3]).parse(),
            Err(vec![SearchError::NumberMalformed])
        );
    }

    #[test]
    fn a_name_comes_with_as_much_of_the_date_as_is_known() {
        for (boxes, born) in [
            (["", "", "1958"], "1958"),
            (["", "3", "1958"], "1958-03"),
            (["15", " 3", "1958"], "1958-03-15"),
        ] {
            let wanted = Search::Name {
                name: "nguyen thi hoa".into(),
                born: born.parse().ok(),
            };
            assert_eq!(typed("", " nguyen  thi hoa", boxes).parse(), Ok(wanted));
        }
    }

    #[test]
    fn everything_to_be_mended_is_said_at_once() {
        let errors = |name, boxes| typed("", name, boxes).parse().unwrap_err();
        assert_eq!(errors("", [""; 3]), [SearchError::NothingGiven]);
        assert_eq!(errors("Hoa", [""; 3]), [SearchError::YearMissing]);
        assert_eq!(
            errors("Hoa", ["15", "", "1958"]),
            [SearchError::DateMalformed]
        );
        assert_eq!(
            errors("", ["x", "3", "1958"]),
            [SearchError::NameMissing, SearchError::DateMalformed]
        );
        let proposal = "1985-03-02".into();
        assert_eq!(
            errors("V4n", ["30", "2", "1985"]),
            [
                SearchError::NameMalformed,
                SearchError::DateImpossible { proposal }
            ]
        );
    }
}
