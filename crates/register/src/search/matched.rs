//! Why somebody was found, and how good a match that is.

/// In what a name on record differs from the one that was typed. A name without differences is the one that was typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum NameDifference {
    /// Other accents, or none were typed.
    Accents,
    /// Words run together or apart: `nguyenthihoa`.
    Spacing,
    /// A word was typed as its first letter: `Nguyễn T. Hoa`.
    Abbreviated,
    /// The words stand in another order, such as the given name first.
    WordOrder,
    /// So many letters were typed wrong, too many, too few or swapped: 1 or 2.
    TypingErrors(u8),
    /// The name on record has so many words more.
    WordsLeftOut(u8),
    /// The name on record has so many words fewer.
    WordsAdded(u8),
}

/// How a birth date on record fits the one that was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum DateFit {
    /// It is what was asked for, or no date was.
    Fits,
    /// Only its month is on record.
    MonthOnRecord,
    /// Only its year is on record.
    YearOnRecord,
    /// 1 January of its year is on record, as papers have it that knew the year alone.
    FirstOfJanuary,
    /// 1 January was asked for, and another day of that year is on record.
    FirstOfJanuaryAsked,
    /// Day and month are swapped.
    DayAndMonthSwapped,
    /// The day differs by a digit or by one.
    OtherDay,
    /// The month differs by a digit or by one.
    OtherMonth,
    /// The year differs by a digit or by one.
    OtherYear,
}

/// Why somebody was found by a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Match {
    /// In what the names differ, each kind once.
    pub name: Vec<NameDifference>,
    /// How the dates fit.
    pub date: DateFit,
}

impl Match {
    /// The score of a name and a date exactly as asked for.
    pub const SCORE_MAX: u16 = 1_000;
    /// What scores less is not shown: two typing errors in a name whose date is swapped too are still found.
    pub const SCORE_MIN: u16 = 500;

    /// How good the match is, [`Self::SCORE_MAX`] at the best: what each difference takes away adds up.
    pub fn score(&self) -> u16 {
        let taken = self.name.iter().map(|it| it.cost()).sum::<u16>() + self.date.cost();
        Self::SCORE_MAX.saturating_sub(taken)
    }
}

impl NameDifference {
    const fn cost(self) -> u16 {
        match self {
            Self::Accents => 10,
            Self::Spacing => 40,
            Self::Abbreviated => 50,
            Self::WordOrder => 60,
            Self::TypingErrors(1) => 110,
            Self::TypingErrors(_) => 260,
            Self::WordsLeftOut(words) => 60 + 60 * words as u16,
            Self::WordsAdded(words) => 70 + 70 * words as u16,
        }
    }
}

impl DateFit {
    const fn cost(self) -> u16 {
        match self {
            Self::Fits => 0,
            Self::MonthOnRecord => 50,
            Self::YearOnRecord => 70,
            Self::FirstOfJanuary => 90,
            Self::DayAndMonthSwapped => 150,
            Self::FirstOfJanuaryAsked => 170,
            Self::OtherDay => 200,
            Self::OtherMonth => 210,
            Self::OtherYear => 220,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn score(name: &[NameDifference], date: DateFit) -> u16 {
        let name = name.to_vec();
        Match { name, date }.score()
    }

    #[test]
    fn what_happens_more_easily_costs_less() {
        use NameDifference::{Abbreviated, Accents, TypingErrors, WordsAdded, WordsLeftOut};
        let falling = [
            score(&[], DateFit::Fits),
            score(&[Accents], DateFit::Fits),
            score(&[Abbreviated], DateFit::Fits),
            score(&[], DateFit::YearOnRecord),
            score(&[TypingErrors(1)], DateFit::Fits),
            score(&[WordsLeftOut(1)], DateFit::Fits),
            score(&[WordsAdded(1)], DateFit::Fits),
            score(&[], DateFit::DayAndMonthSwapped),
            score(&[], DateFit::OtherDay),
            score(&[TypingErrors(2)], DateFit::Fits),
            score(&[TypingErrors(2)], DateFit::DayAndMonthSwapped),
        ];
        assert!(
            falling.is_sorted_by(|better, worse| better > worse),
            "{falling:?}"
        );
        assert!(falling.iter().all(|score| *score >= Match::SCORE_MIN));
        let too_much = score(
            &[TypingErrors(2), WordsLeftOut(2)],
            DateFit::DayAndMonthSwapped,
        );
        assert!(too_much < Match::SCORE_MIN);
    }
}
