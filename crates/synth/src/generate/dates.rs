//! The days of a household: births, marriages, deaths, moves.

use danh_vocabulary::{PartialDate, Sex};
use jiff::civil::{Date, date};
use jiff::{Span, ToSpan};

use crate::dice::Dice;
use crate::template::{Member, NOBODY, Skeleton};

const DAYS_BETWEEN_SIBLINGS: i64 = 280;
const WIFE_AGE_MEAN: f64 = 23.5;
const WIFE_AGE_DEVIATION: f64 = 3.5;

/// Days by member.
pub(super) struct Dates {
    pub(super) born: Vec<PartialDate>,
    pub(super) died: Vec<Option<Date>>,
    pub(super) married: Vec<Option<Date>>,
    pub(super) residence_since: Vec<Date>,
}

impl Dates {
    pub(super) fn draw(skeleton: &Skeleton, as_of: Date, dice: &mut Dice) -> Self {
        let birthdays = birthdays(skeleton, as_of, dice);
        let died = skeleton
            .members
            .iter()
            .map(|member| member.died_year.map(|year| day_in(year, as_of, dice)))
            .collect::<Vec<Option<Date>>>();
        let married = marriages(skeleton, &birthdays, &died, as_of, dice);
        let moved = skeleton.moved_year.map(|year| day_in(year, as_of, dice));
        let residence_since = residences(skeleton, &birthdays, &married, &died, moved);
        let known = |(member, day): (&Member, Date)| as_known(member, day, dice);
        let born = skeleton.members.iter().zip(birthdays).map(known).collect();
        Self {
            born,
            died,
            married,
            residence_since,
        }
    }
}

/// A day of a year that is not after `as_of`.
fn day_in(year: i16, as_of: Date, dice: &mut Dice) -> Date {
    let first = date(year, 1, 1);
    let last = date(year, 12, 31).min(as_of.max(first));
    dice_day(first, last, dice)
}

fn dice_day(first: Date, last: Date, dice: &mut Dice) -> Date {
    let later = dice.between(0, last.day_of_year() - first.day_of_year());
    first.saturating_add(Span::new().days(later))
}

fn birthdays(skeleton: &Skeleton, as_of: Date, dice: &mut Dice) -> Vec<Date> {
    let mut days: Vec<Date> = skeleton
        .members
        .iter()
        .map(|member| {
            let day = day_in(member.born_year, as_of, dice);
            let first_of_january = match member.born_year {
                ..1950 => 0.12,
                1950..1965 => 0.1,
                1965..1980 => 0.05,
                1980.. => 0.003,
            };
            if dice.chance(first_of_january) {
                date(member.born_year, 1, 1)
            } else {
                day
            }
        })
        .collect();
    // The years of birth of brothers and sisters differ, so where they follow one another, the
    // older one's birthday can move back as far as the younger one's needs.
    let mut youngest_first: Vec<usize> = (0..days.len()).collect();
    youngest_first.sort_by_key(|index| -skeleton.members[*index].born_year);
    for younger in youngest_first {
        let young = &skeleton.members[younger];
        let latest = days[younger].saturating_sub(DAYS_BETWEEN_SIBLINGS.days());
        for (old, day) in skeleton.members.iter().zip(&mut days) {
            if old.parents == young.parents && old.born_year + 1 == young.born_year {
                *day = latest.min(*day);
            }
        }
    }
    days
}

/// The birth date as the papers have it: of many of the old, only the year.
fn as_known(member: &Member, day: Date, dice: &mut Dice) -> PartialDate {
    let (year_only, month_only) = match member.born_year {
        ..1950 => (0.2, 0.02),
        1950..1965 => (0.1, 0.01),
        1965..1980 => (0.02, 0.002),
        1980.. => (0.0, 0.0),
    };
    let drawn = dice.unit();
    let known = if drawn < year_only {
        PartialDate::of_year(day.year())
    } else if drawn < year_only + month_only {
        PartialDate::from_ymd(day.year(), Some(day.month()), None)
    } else {
        Ok(PartialDate::of_day(day))
    };
    known.expect("a day has a year and a month")
}

fn marriages(
    skeleton: &Skeleton,
    birthdays: &[Date],
    died: &[Option<Date>],
    as_of: Date,
    dice: &mut Dice,
) -> Vec<Option<Date>> {
    let mut married = vec![None; skeleton.members.len()];
    for (husband, member) in skeleton.members.iter().enumerate() {
        if member.sex == Sex::Female || member.spouse == NOBODY {
            continue;
        }
        let wife = usize::from(member.spouse);
        let first_child = first_child(skeleton, birthdays, husband, wife);
        let end = died[husband]
            .or(died[wife])
            .map_or(as_of, |died| died.saturating_sub(1.day()));
        let day = wedding(
            skeleton,
            (husband, wife),
            first_child,
            birthdays[wife],
            end,
            dice,
        );
        married[husband] = Some(day);
        married[wife] = Some(day);
    }
    married
}

fn first_child(
    skeleton: &Skeleton,
    birthdays: &[Date],
    husband: usize,
    wife: usize,
) -> Option<Date> {
    let is_theirs = |member: &Member| {
        let parents = &skeleton.parents[usize::from(member.parents)];
        usize::from(parents.father) == husband && usize::from(parents.mother) == wife
    };
    let children = skeleton
        .members
        .iter()
        .zip(birthdays)
        .filter(|(member, _)| is_theirs(member));
    children.map(|(_, day)| *day).min()
}

/// A day after both came of age, before the first child if it can be, before `end` in any case.
fn wedding(
    skeleton: &Skeleton,
    (husband, wife): (usize, usize),
    first_child: Option<Date>,
    wife_born: Date,
    end: Date,
    dice: &mut Dice,
) -> Date {
    // Counted from the end of the year of birth: it may be all that is known. By the law on
    // marriage and family of 2014, article 8: twenty and eighteen.
    let of_age =
        |member: usize, years: i16| date(skeleton.members[member].born_year + years + 1, 1, 1);
    let first = of_age(husband, 20).max(of_age(wife, 18));
    let wanted = if let Some(child) = first_child {
        child.saturating_sub(Span::new().days(dice.between(150, 900)))
    } else {
        let days = (dice.about(WIFE_AGE_MEAN, WIFE_AGE_DEVIATION) * 365.25).round();
        wife_born.saturating_add(Span::new().days(whole_days(days)))
    };
    assert!(
        first <= end,
        "the template marries nobody who is not of age"
    );
    wanted.clamp(first, end)
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "the days of a life are few"
)]
fn whole_days(days: f64) -> i64 {
    days as i64
}

fn residences(
    skeleton: &Skeleton,
    birthdays: &[Date],
    married: &[Option<Date>],
    died: &[Option<Date>],
    moved: Option<Date>,
) -> Vec<Date> {
    let since = |(index, member): (usize, &Member)| {
        let is_wife = member.sex == Sex::Female && member.spouse != NOBODY;
        let joined = if is_wife { married[index] } else { None };
        let since = joined.unwrap_or(birthdays[index]);
        let since = moved.map_or(since, |moved| since.max(moved));
        died[index].map_or(since, |died| since.min(died))
    };
    skeleton.members.iter().enumerate().map(since).collect()
}
