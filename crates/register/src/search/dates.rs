//! Birth dates near the one that was asked for.

use std::collections::BTreeSet;

use danh_vocabulary::PartialDate;

use super::matched::DateFit;

/// Years farther away are not reached by one wrong digit that anybody would make.
const YEARS_APART_MAX: i16 = 100;

/// How a date on record fits; `None` when it is another date.
pub(crate) fn date_fit(asked: Option<PartialDate>, record: PartialDate) -> Option<DateFit> {
    let Some(asked) = asked else {
        return Some(DateFit::Fits);
    };
    if asked.matches(&record) {
        return Some(if asked.month().is_some() && record.month().is_none() {
            DateFit::YearOnRecord
        } else if asked.is_day() && !record.is_day() {
            DateFit::MonthOnRecord
        } else {
            DateFit::Fits
        });
    }
    let (asked, record) = (whole(asked)?, whole(record)?);
    if asked.year == record.year {
        return within_year(&asked, &record);
    }
    let same_day = (asked.month, asked.day) == (record.month, record.day);
    (same_day && near(asked.year, record.year)).then_some(DateFit::OtherYear)
}

fn within_year(asked: &WholeDate, record: &WholeDate) -> Option<DateFit> {
    if (record.month, record.day) == (1, 1) {
        return Some(DateFit::FirstOfJanuary);
    }
    if (asked.month, asked.day) == (1, 1) {
        return Some(DateFit::FirstOfJanuaryAsked);
    }
    if (asked.month, asked.day) == (record.day, record.month) {
        return Some(DateFit::DayAndMonthSwapped);
    }
    if asked.month == record.month && near(asked.day, record.day) {
        return Some(DateFit::OtherDay);
    }
    (asked.day == record.day && near(asked.month, record.month)).then_some(DateFit::OtherMonth)
}

struct WholeDate {
    year: i16,
    month: i16,
    day: i16,
}

fn whole(date: PartialDate) -> Option<WholeDate> {
    Some(WholeDate {
        year: date.year(),
        month: date.month()?.into(),
        day: date.day()?.into(),
    })
}

/// One apart, one digit different, or two neighbouring digits swapped.
fn near(one: i16, other: i16) -> bool {
    let digits = |number: i16| {
        [
            number / 1000,
            number / 100 % 10,
            number / 10 % 10,
            number % 10,
        ]
    };
    let (digits_of_one, digits_of_other) = (digits(one), digits(other));
    let different = (0..4).filter(|place| digits_of_one[*place] != digits_of_other[*place]);
    let swapped = || {
        (0..3).any(|place| {
            let mut turned = digits_of_one;
            turned.swap(place, place + 1);
            turned == digits_of_other
        })
    };
    one.abs_diff(other) == 1 || different.count() == 1 || swapped()
}

/// The date with day and month swapped, where that is another date of the calendar.
pub(crate) fn swapped(asked: PartialDate) -> Option<PartialDate> {
    let (month, day) = (asked.month()?, asked.day()?);
    PartialDate::from_ymd(asked.year(), Some(day), Some(month))
        .ok()
        .filter(|other| *other != asked)
}

/// The same day of the years near its year.
pub(crate) fn other_years(asked: PartialDate) -> BTreeSet<PartialDate> {
    let year = asked.year();
    let years = year.saturating_sub(YEARS_APART_MAX)..=year.saturating_add(YEARS_APART_MAX);
    years
        .filter(|other| *other != year && near(year, *other))
        .filter_map(|other| PartialDate::from_ymd(other, asked.month(), asked.day()).ok())
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn fit(asked: &str, record: &str) -> Option<DateFit> {
        date_fit(Some(asked.parse().unwrap()), record.parse().unwrap())
    }

    #[test]
    fn each_way_to_have_another_date_is_told_apart() {
        for (asked, record, wanted) in [
            ("1955-03-12", "1955-03-12", Some(DateFit::Fits)),
            ("1955-03", "1955-03-12", Some(DateFit::Fits)),
            ("1955", "1955-03-12", Some(DateFit::Fits)),
            ("1955-03-12", "1955-03", Some(DateFit::MonthOnRecord)),
            ("1955-03-12", "1955", Some(DateFit::YearOnRecord)),
            ("1955-03", "1955", Some(DateFit::YearOnRecord)),
            (
                "1955-03-12",
                "1955-12-03",
                Some(DateFit::DayAndMonthSwapped),
            ),
            ("1955-03-12", "1955-01-01", Some(DateFit::FirstOfJanuary)),
            (
                "1955-01-01",
                "1955-03-12",
                Some(DateFit::FirstOfJanuaryAsked),
            ),
            ("1955-03-12", "1955-03-21", Some(DateFit::OtherDay)),
            ("1955-03-12", "1955-03-18", Some(DateFit::OtherDay)),
            ("1955-03-30", "1955-03-29", Some(DateFit::OtherDay)),
            ("1955-03-12", "1955-02-12", Some(DateFit::OtherMonth)),
            ("1955-03-14", "1965-03-14", Some(DateFit::OtherYear)),
            ("1985-03-14", "1958-03-14", Some(DateFit::OtherYear)),
            ("2000-03-14", "1999-03-14", Some(DateFit::OtherYear)),
            ("1955-03-12", "1955-03-29", None),
            ("1955-03-12", "1955-04-13", None),
            ("1955-03-12", "1972-03-12", None),
            ("1955-03-12", "1954", None),
            ("1955-03", "1955-04-01", None),
            ("1955", "1956", None),
        ] {
            assert_eq!(fit(asked, record), wanted, "{asked} {record}");
        }
        assert_eq!(date_fit(None, "1955".parse().unwrap()), Some(DateFit::Fits));
    }

    proptest! {
        #[test]
        fn dates_proposed_fit_as_they_were_proposed(
            year in 1900..2030_i16, month in 1..=12_i8, day in 1..=28_i8,
        ) {
            let asked = PartialDate::from_ymd(year, Some(month), Some(day)).unwrap();
            for other in other_years(asked) {
                prop_assert_eq!(date_fit(Some(asked), other), Some(DateFit::OtherYear));
            }
            if let Some(other) = swapped(asked) {
                prop_assert_eq!(swapped(other), Some(asked));
                let fits = [Some(DateFit::DayAndMonthSwapped), Some(DateFit::FirstOfJanuary)];
                prop_assert!(fits.contains(&date_fit(Some(asked), other)));
            }
        }
    }
}
