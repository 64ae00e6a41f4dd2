//! The days of a household: births, marriages, deaths, moves.

use danh_vocabulary::{Ethnicity, PartialDate, Sex};
use jiff::civil::{Date, date};
use jiff::{Span, ToSpan};

use crate::dice::Dice;
use crate::template::{Member, NOBODY, Skeleton};

const DAYS_BETWEEN_SIBLINGS: i64 = 280;
/// All children of a mother not older than this still live with her, so the first of them tells
/// when she married.
const CHILDREN_AT_HOME_AGE_MAX: i16 = 37;
const FIRST_BIRTH_DAYS_MIN: i16 = 200;
const FIRST_BIRTH_DAYS_MAX: i16 = 900;
/// Decree 123/2015/ND-CP, in force since the first day of 2016, lets births be registered again.
const REREGISTERED_SINCE: i16 = 2016;

/// Days by member.
pub(super) struct Dates {
    pub(super) born: Vec<PartialDate>,
    pub(super) died: Vec<Option<Date>>,
    pub(super) married: Vec<Option<Date>>,
    pub(super) residence_since: Vec<Date>,
    pub(super) reregistered: Vec<Option<Date>>,
}

impl Dates {
    pub(super) fn draw(skeleton: &Skeleton, as_of: Date, dice: &mut Dice) -> Self {
        let birthdays = birthdays(skeleton, as_of, dice);
        let died = skeleton
            .members
            .iter()
            .zip(&birthdays)
            .map(|(member, born)| Some(death(member.died_year?, *born, as_of, dice)))
            .collect::<Vec<Option<Date>>>();
        let married = marriages(skeleton, &birthdays, &died, as_of, dice);
        let moved = skeleton.moved_year.map(|year| day_in(year, as_of, dice));
        let residence_since = residences(skeleton, &birthdays, &married, &died, moved);
        let reregistered = skeleton
            .members
            .iter()
            .map(|member| {
                member
                    .reregistered
                    .then(|| registered_again(member, as_of, dice))
            })
            .collect();
        let known =
            |(member, day): (&Member, Date)| as_known(&Knowledge::of(skeleton, member), day, dice);
        let born = skeleton.members.iter().zip(birthdays).map(known).collect();
        Self {
            born,
            died,
            married,
            residence_since,
            reregistered,
        }
    }
}

fn death(year: i16, born: Date, as_of: Date, dice: &mut Dice) -> Date {
    if year == born.year() {
        let last = date(year, 12, 31).min(as_of);
        dice_day(born, last, dice)
    } else {
        day_in(year, as_of, dice)
    }
}

fn registered_again(member: &Member, as_of: Date, dice: &mut Dice) -> Date {
    let first = REREGISTERED_SINCE
        .max(member.born_year + 1)
        .min(as_of.year());
    day_in(dice.between(first, as_of.year()), as_of, dice)
}

/// A day of a year that is not after `as_of`.
fn day_in(year: i16, as_of: Date, dice: &mut Dice) -> Date {
    let first = date(year, 1, 1);
    let last = date(year, 12, 31).min(as_of.max(first));
    dice_day(first, last, dice)
}

/// A day of a year that is not later in it than `as_of` in its own.
fn until_day_of(year: i16, as_of: Date, dice: &mut Dice) -> Date {
    dice_day(date(year, 1, 1), same_day(year, as_of), dice)
}

/// A day of a year that is later in it than `as_of` in its own; the last, when there is none.
fn later_in(year: i16, as_of: Date, dice: &mut Dice) -> Date {
    let last = date(year, 12, 31);
    let first = same_day(year, as_of).saturating_add(1.day()).min(last);
    dice_day(first, last, dice)
}

/// The day of another year, 28 February for the 29th.
fn same_day(year: i16, day: Date) -> Date {
    day.with().year(year).build().unwrap_or(date(year, 2, 28))
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
            let first_of_january = Knowledge::of(skeleton, member).first_of_january;
            // Who is taken for born on the first day has had the birthday: so many more of them.
            let year_so_far = f64::from(as_of.day_of_year()) / f64::from(as_of.days_in_year());
            let (day, first_of_january) = match member.had_birthday {
                None => (day_in(member.born_year, as_of, dice), first_of_january),
                Some(false) => (later_in(member.born_year, as_of, dice), 0.0),
                Some(true) => {
                    let day = until_day_of(member.born_year, as_of, dice);
                    (day, (first_of_january / year_so_far).min(0.8))
                }
            };
            if dice.chance(first_of_january) {
                date(member.born_year, 1, 1)
            } else {
                day
            }
        })
        .collect();
    let parents_and_year = |index: usize| {
        let member = &skeleton.members[index];
        (member.parents, member.born_year)
    };
    for younger in 1..days.len() {
        let twin = (0..younger).find(|it| parents_and_year(*it) == parents_and_year(younger));
        let known = |index: usize| {
            let parents = &skeleton.parents[usize::from(skeleton.members[index].parents)];
            parents.father != NOBODY || parents.mother != NOBODY
        };
        if let Some(twin) = twin.filter(|_| known(younger)) {
            days[younger] = days[twin];
        }
    }
    // The years of birth of other brothers and sisters differ, so where they follow one another, the
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

/// How well the papers know a birth date: the shares of those of which they have only the year,
/// only the month, or the first day of the year for want of another. Among the smaller peoples
/// these are many, and not all of them old.
struct Knowledge {
    year_only: f64,
    month_only: f64,
    first_of_january: f64,
}

impl Knowledge {
    fn of(skeleton: &Skeleton, member: &Member) -> Self {
        let ethnicity = skeleton.parents[usize::from(member.parents)].ethnicity;
        let is_large = ethnicity == Ethnicity::KINH || ethnicity.name() == "Hoa";
        let (year_only, month_only, first_of_january) = match (member.born_year, is_large) {
            (..1950, true) => (0.2, 0.02, 0.15),
            (1950..1965, true) => (0.1, 0.01, 0.1),
            (1965..1980, true) => (0.02, 0.002, 0.05),
            (1980.., true) => (0.0, 0.0, 0.001),
            (..1965, false) => (0.3, 0.02, 0.25),
            (1965..1980, false) => (0.1, 0.01, 0.2),
            (1980..2000, false) => (0.01, 0.0, 0.08),
            (2000.., false) => (0.0, 0.0, 0.005),
        };
        Self {
            year_only,
            month_only,
            first_of_january,
        }
    }
}

/// The birth date as the papers have it.
fn as_known(knowledge: &Knowledge, day: Date, dice: &mut Dice) -> PartialDate {
    let Knowledge {
        year_only,
        month_only,
        ..
    } = knowledge;
    let drawn = dice.unit();
    let known = if drawn < *year_only {
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
    assert!(
        first <= end,
        "the template marries nobody who is not of age"
    );
    let drawn = wife_born.saturating_add(Span::new().days(age_in_days(wife_born.year(), dice)));
    let wanted = match first_child {
        // Others who were born before may have left.
        Some(child) if end.year() - wife_born.year() > CHILDREN_AT_HOME_AGE_MAX => {
            let before = i64::from(FIRST_BIRTH_DAYS_MIN);
            drawn.min(child.saturating_sub(before.days()))
        }
        Some(child) => {
            let before = dice.between(FIRST_BIRTH_DAYS_MIN, FIRST_BIRTH_DAYS_MAX);
            child.saturating_sub(i64::from(before).days())
        }
        None => drawn,
    };
    if wanted < first {
        // Soon after both were of age: on no particular day.
        let year = Span::new().days(dice.between(0, 364));
        return first.saturating_add(year).min(end);
    }
    wanted.min(end)
}

/// A woman's age at her first marriage, in days: from eighteen on, past 22 years on average of
/// those born before 1960, 24 of the younger.
fn age_in_days(born_year: i16, dice: &mut Dice) -> i64 {
    let mean = match born_year {
        ..1960 => 22.3,
        1960..1970 => 23.1,
        1970..1980 => 23.7,
        1980..1990 => 24.0,
        1990.. => 24.5,
    };
    // The sum of two waits: a peak soon after the youngest age, a long tail.
    let wait = |dice: &mut Dice| -(1.0 - dice.unit()).ln();
    let years = 18.0 + (mean - 18.0) / 2.0 * (wait(dice) + wait(dice));
    whole_days((years.min(45.0) * 365.25).round())
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
