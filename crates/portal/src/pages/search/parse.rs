//! From what was typed to what is looked for.

use danh_register::Search;
use danh_vocabulary::{Name, PartialDate, PartialDateError};

use super::{SearchError, TypedSearch};

impl TypedSearch {
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
        let nothing = [&self.name, &self.day, &self.month, &self.year]
            .iter()
            .all(|typed| typed.trim().is_empty());
        if nothing {
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
        let [day, month, year] = [&self.day, &self.month, &self.year].map(|typed| typed.trim());
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
    use super::*;

    fn typed(number: &str, name: &str, [day, month, year]: [&str; 3]) -> TypedSearch {
        let [number, name, day, month, year] = [number, name, day, month, year].map(str::to_owned);
        TypedSearch {
            number,
            name,
            day,
            month,
            year,
        }
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
