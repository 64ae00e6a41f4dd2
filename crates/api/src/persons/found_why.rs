//! Why somebody was found, and in what they differ from what was asked for.

use danh_register::{DateFit, FoundBy, Match, NameDifference};
use serde::Serialize;
use utoipa::ToSchema;

/// Why a person was found.
#[derive(Debug, PartialEq, Eq, Serialize, ToSchema)]
#[schema(example = json!({"by": "name", "differences": ["accents"]}))]
pub(crate) struct FoundWhy {
    /// By what.
    by: FoundWay,
    /// In what name and birth date differ from what was asked for; left out when in nothing.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(required = false)]
    differences: Vec<Difference>,
}

/// By what a person was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum FoundWay {
    /// The personal number in force.
    Number,
    /// A personal number that was cancelled.
    CancelledNumber,
    /// The 9-digit number of an earlier card.
    FormerCard,
    /// The serial of a card.
    Card,
    /// The household.
    Household,
    /// The commune of residence.
    Residence,
    /// The name they bear.
    Name,
    /// A name they bore before, bear beside, or had on record by mistake.
    OtherName,
    /// A second record, which was merged into this one.
    MergedRecord,
}

/// In what a person differs from what was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Difference {
    /// Accents.
    Accents,
    /// The spaces between the words of the name.
    Spacing,
    /// A word typed as its first letter.
    Abbreviated,
    /// The order of the words.
    WordOrder,
    /// A letter or two.
    TypingErrors,
    /// Words of the name that were not typed.
    WordsLeftOut,
    /// Words typed that the name does not have.
    WordsAdded,
    /// Only year or month of birth are on record.
    LessExactDate,
    /// 1 January, which may stand for any day of the year.
    FirstOfJanuary,
    /// Day and month of birth are swapped.
    DayAndMonthSwapped,
    /// A digit of the birth date.
    OtherDate,
}

impl From<&FoundBy> for FoundWhy {
    fn from(found_by: &FoundBy) -> Self {
        let (by, matched) = match found_by {
            FoundBy::Number => (FoundWay::Number, None),
            FoundBy::CancelledNumber => (FoundWay::CancelledNumber, None),
            FoundBy::FormerCard => (FoundWay::FormerCard, None),
            FoundBy::Card => (FoundWay::Card, None),
            FoundBy::Household => (FoundWay::Household, None),
            FoundBy::Residence => (FoundWay::Residence, None),
            FoundBy::Name(matched) => (FoundWay::Name, Some(matched)),
            FoundBy::OtherName(matched) => (FoundWay::OtherName, Some(matched)),
            FoundBy::MergedRecord => (FoundWay::MergedRecord, None),
        };
        Self {
            by,
            differences: matched.map(differences).unwrap_or_default(),
        }
    }
}

fn differences(matched: &Match) -> Vec<Difference> {
    let name = matched.name.iter().map(|difference| match difference {
        NameDifference::Accents => Difference::Accents,
        NameDifference::Spacing => Difference::Spacing,
        NameDifference::Abbreviated => Difference::Abbreviated,
        NameDifference::WordOrder => Difference::WordOrder,
        NameDifference::TypingErrors(_) => Difference::TypingErrors,
        NameDifference::WordsLeftOut(_) => Difference::WordsLeftOut,
        NameDifference::WordsAdded(_) => Difference::WordsAdded,
    });
    let date = match matched.date {
        DateFit::Fits => None,
        DateFit::MonthOnRecord | DateFit::YearOnRecord => Some(Difference::LessExactDate),
        DateFit::FirstOfJanuary | DateFit::FirstOfJanuaryAsked => Some(Difference::FirstOfJanuary),
        DateFit::DayAndMonthSwapped => Some(Difference::DayAndMonthSwapped),
        DateFit::OtherDay | DateFit::OtherMonth | DateFit::OtherYear => Some(Difference::OtherDate),
    };
    name.chain(date).collect()
}
