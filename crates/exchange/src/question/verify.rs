//! *Verify*: is it so, what the asker says of a person? Yes or no for each field, and never what is right.

use std::collections::BTreeMap;

use danh_register::PersonState;
use danh_vocabulary::{Name, PartialDate, PersonalNumber};
use jiff::civil::Date;

use super::{Claims, SubjectNamed};
use crate::agreement::Tolerance;
use crate::attribute::Attribute;
use crate::verdict::Verdict;

/// Compares what is said with a person. Of nobody, nothing is so: whether a number is unknown or somebody else's, is not told.
///
/// A number counts while it is in force; a card while it is, and only for who holds it.
pub(crate) fn verify(
    person: Option<&PersonState>,
    (subject, claims): (&SubjectNamed, &Claims),
    tolerance: Tolerance,
    on: Date,
) -> BTreeMap<Attribute, Verdict> {
    let comparison = Comparison {
        person,
        tolerance,
        on,
    };
    let number = match subject {
        SubjectNamed::Number(number) => Some(comparison.number(*number)),
        SubjectNamed::Pseudonym(_) => None,
    };
    let name = claims.name.as_ref().map(|name| comparison.name(name));
    let born = claims.born.map(|born| comparison.born(born));
    let sex = claims.sex;
    let sex = sex.map(|sex| comparison.is(|person| person.identity.sex == sex));
    let card = claims.card.as_ref();
    let card = card.map(|card| comparison.card(card.as_str()));
    [
        (Attribute::Number, number),
        (Attribute::Name, name),
        (Attribute::Born, born),
        (Attribute::Sex, sex),
        (Attribute::Card, card),
    ]
    .into_iter()
    .filter_map(|(field, verdict)| Some((field, verdict?)))
    .collect()
}

struct Comparison<'a> {
    person: Option<&'a PersonState>,
    tolerance: Tolerance,
    on: Date,
}

impl Comparison<'_> {
    fn is(&self, is_so: impl FnOnce(&PersonState) -> bool) -> Verdict {
        Verdict::of(self.person.is_some_and(is_so))
    }

    fn number(&self, number: PersonalNumber) -> Verdict {
        self.is(|person| person.number() == Some(number))
    }

    /// Only the name in force: a former one is on papers that are not valid any more.
    fn name(&self, name: &Name) -> Verdict {
        self.is(|person| {
            let on_record = &person.identity.name;
            if self.tolerance.accents {
                on_record.folded() == name.folded()
            } else {
                on_record.as_str().to_lowercase() == name.as_str().to_lowercase()
            }
        })
    }

    fn born(&self, born: PartialDate) -> Verdict {
        self.is(|person| {
            let on_record = person.identity.born;
            on_record == born || (self.tolerance.partial_dates && on_record.matches(&born))
        })
    }

    fn card(&self, serial: &str) -> Verdict {
        let on = self.on;
        self.is(|person| {
            let mut cards = person.cards.iter();
            cards.any(|card| card.serial == serial && card.is_valid_on(on))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{NUMBER, TODAY, person};

    const STRICT: Tolerance = Tolerance {
        accents: false,
        partial_dates: false,
    };
    const TOLERANT: Tolerance = Tolerance {
        accents: true,
        partial_dates: true,
    };

    fn answer(claims: &Claims, tolerance: Tolerance) -> Vec<(&'static str, Verdict)> {
        let subject = SubjectNamed::Number(NUMBER.parse().unwrap());
        let verdicts = verify(Some(&person()), (&subject, claims), tolerance, TODAY);
        verdicts
            .into_iter()
            .map(|(field, verdict)| (field.as_str(), verdict))
            .collect()
    }

    fn claims(name: &str, born: &str) -> Claims {
        Claims {
            name: Some(name.parse().unwrap()),
            born: Some(born.parse().unwrap()),
            ..Claims::default()
        }
    }

    #[test]
    fn accents_and_parts_of_a_date_pass_where_that_is_agreed() {
        use Verdict::{No, Yes};
        for (name, born, strict, tolerant) in [
            ("Nguyễn Thị Mai", "1996-03-15", (Yes, Yes), (Yes, Yes)),
            ("NGUYỄN THỊ MAI", "1996-03", (Yes, No), (Yes, Yes)),
            ("Nguyen Thi Mai", "1996", (No, No), (Yes, Yes)),
            ("Nguyễn Thị Mây", "1996-03-16", (No, No), (No, No)),
            ("Nguyễn Mai", "1995", (No, No), (No, No)),
        ] {
            for (tolerance, (of_name, of_born)) in [(STRICT, strict), (TOLERANT, tolerant)] {
                assert_eq!(
                    answer(&claims(name, born), tolerance),
                    [("number", Yes), ("name", of_name), ("born", of_born)],
                    "{name} {born}"
                );
            }
        }
    }

    #[test]
    fn a_card_counts_while_it_is_in_force() {
        let of_card = |serial: &str, on: Date| {
            let claims = Claims {
                card: Some(serial.parse().unwrap()),
                ..Claims::default()
            };
            let subject = SubjectNamed::Pseudonym("p".to_owned());
            verify(Some(&person()), (&subject, &claims), STRICT, on)
        };
        let said = |verdict| BTreeMap::from([(Attribute::Card, verdict)]);
        assert_eq!(of_card("CC0000001", TODAY), said(Verdict::Yes));
        assert_eq!(of_card("CC0000002", TODAY), said(Verdict::No));
        let later = jiff::civil::date(2040, 1, 1);
        assert_eq!(of_card("CC0000001", later), said(Verdict::No));
    }

    #[test]
    fn of_nobody_nothing_is_so() {
        let subject = SubjectNamed::Number(NUMBER.parse().unwrap());
        let claims = claims("Nguyễn Thị Mai", "1996-03-15");
        let verdicts = verify(None, (&subject, &claims), TOLERANT, TODAY);
        assert_eq!(verdicts.len(), 3);
        assert!(verdicts.values().all(|verdict| *verdict == Verdict::No));
    }

    #[test]
    fn a_cancelled_number_is_nobodys() {
        let mut cancelled = person();
        cancelled.numbers[0].cancelled = true;
        let subject = SubjectNamed::Number(NUMBER.parse().unwrap());
        let asked = (&subject, &Claims::default());
        let verdicts = verify(Some(&cancelled), asked, STRICT, TODAY);
        assert_eq!(verdicts[&Attribute::Number], Verdict::No);
    }
}
