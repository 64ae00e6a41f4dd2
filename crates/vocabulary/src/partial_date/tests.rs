use jiff::civil::date;
use proptest::prelude::*;

use super::*;

fn partial(text: &str) -> PartialDate {
    text.parse().unwrap()
}

#[test]
fn as_much_is_known_as_is_written() {
    let year = partial("1950");
    assert_eq!((year.year(), year.month(), year.day()), (1950, None, None));
    assert_eq!(
        (year.earliest(), year.latest()),
        (date(1950, 1, 1), date(1950, 12, 31))
    );
    let month = partial("1952-02");
    assert_eq!(
        (month.earliest(), month.latest()),
        (date(1952, 2, 1), date(1952, 2, 29))
    );
    let day = partial("1950-03-15");
    assert!(day.is_day() && !month.is_day());
    assert_eq!(
        (day.earliest(), day.latest()),
        (date(1950, 3, 15), date(1950, 3, 15))
    );
}

#[test]
fn vietnamese_papers_put_the_day_first() {
    for (paper, iso) in [
        ("15/03/1950", "1950-03-15"),
        ("5/3/1950", "1950-03-05"),
        ("3/1950", "1950-03"),
        ("1950", "1950"),
        ("00/00/1950", "1950"),
        ("00/03/1950", "1950-03"),
        (" 15/03/1950 ", "1950-03-15"),
    ] {
        assert_eq!(
            PartialDate::parse_vietnamese(paper),
            Ok(partial(iso)),
            "{paper}"
        );
    }
    assert_eq!(partial("1950-03-05").to_vietnamese(), "05/03/1950");
    assert_eq!(partial("1950-03").to_vietnamese(), "03/1950");
    assert_eq!(partial("1950").to_vietnamese(), "1950");
}

#[test]
fn other_forms_are_refused() {
    for text in [
        "",
        "50",
        "1950-3",
        "1950/03",
        "1950-03-15T",
        "+950",
        "1950-03-15-01",
        "1950-",
    ] {
        assert!(
            matches!(
                text.parse::<PartialDate>(),
                Err(PartialDateError::Form { .. })
            ),
            "{text}"
        );
    }
    for text in [
        "",
        "15-03-1950",
        "1950/03/15",
        "150/3/1950",
        "/1950",
        "1/15/03/1950",
        "15/03/50",
    ] {
        let parsed = PartialDate::parse_vietnamese(text);
        assert!(
            matches!(parsed, Err(PartialDateError::Form { .. })),
            "{text}"
        );
    }
    assert_eq!(
        "0950".parse::<PartialDate>(),
        Err(PartialDateError::Year(950))
    );
    assert_eq!(
        "1950-13".parse::<PartialDate>(),
        Err(PartialDateError::Month(13))
    );
    assert_eq!(
        "1950-00".parse::<PartialDate>(),
        Err(PartialDateError::Month(0))
    );
    assert_eq!(
        "1950-01-32".parse::<PartialDate>(),
        Err(PartialDateError::Day(32))
    );
    assert_eq!(
        PartialDate::parse_vietnamese("15/00/1950"),
        Err(PartialDateError::DayWithoutMonth)
    );
}

/// The days that civil papers are seen to carry, and what stands in their place.
#[test]
fn an_impossible_day_is_refused_with_the_day_in_its_place() {
    for (text, place) in [
        ("1951-02-29", date(1951, 3, 1)),
        ("1952-02-30", date(1952, 3, 1)),
        ("1951-02-30", date(1951, 3, 2)),
        ("1952-02-31", date(1952, 3, 2)),
        ("1951-02-31", date(1951, 3, 3)),
        ("1951-04-31", date(1951, 5, 1)),
        ("1951-06-31", date(1951, 7, 1)),
        ("1951-09-31", date(1951, 10, 1)),
        ("1951-11-31", date(1951, 12, 1)),
        ("1900-02-29", date(1900, 3, 1)),
    ] {
        let Err(PartialDateError::ImpossibleDay { proposed, .. }) = text.parse::<PartialDate>()
        else {
            panic!("{text} is no day")
        };
        assert_eq!(proposed, place, "{text}");
    }
    assert_eq!(
        "1951-02-30".parse::<PartialDate>().unwrap_err().to_string(),
        "the month 1951-02 has no day `30`; 1951-03-02 stands in its place"
    );
}

#[test]
fn dates_match_when_they_can_be_the_same_day() {
    assert!(partial("1950").matches(&partial("1950-03-15")));
    assert!(partial("1950-03").matches(&partial("1950-03-15")));
    assert!(!partial("1950-04").matches(&partial("1950-03-15")));
    assert!(!partial("1951").matches(&partial("1950")));
}

fn any_partial() -> impl Strategy<Value = PartialDate> {
    (1000..=9999_i16, 0..=12_i8, 0..=31_i8).prop_filter_map("such a day", |(year, month, day)| {
        let month = Some(month).filter(|month| *month > 0);
        let day = Some(day).filter(|day| *day > 0 && month.is_some());
        PartialDate::from_ymd(year, month, day).ok()
    })
}

proptest! {
    #[test]
    fn dates_come_back_in_both_forms(date in any_partial()) {
        prop_assert_eq!(date.to_string().parse(), Ok(date));
        prop_assert_eq!(PartialDate::parse_vietnamese(&date.to_vietnamese()), Ok(date));
        let json = serde_json::to_string(&date).unwrap();
        prop_assert_eq!(serde_json::from_str::<PartialDate>(&json).unwrap(), date);
    }

    #[test]
    fn dates_sort_as_their_text(a in any_partial(), b in any_partial()) {
        prop_assert_eq!(a.cmp(&b), a.to_string().cmp(&b.to_string()));
    }

    #[test]
    fn every_day_between_the_bounds_matches(partial in any_partial()) {
        let (earliest, latest) = (partial.earliest(), partial.latest());
        prop_assert!(earliest <= latest);
        prop_assert_eq!(partial.is_day(), earliest == latest);
        for day in [earliest, latest] {
            prop_assert!(partial.matches(&PartialDate::of_day(day)));
        }
        for day in [earliest.yesterday(), latest.tomorrow()].into_iter().flatten() {
            if day.year() >= 1000 {
                prop_assert!(!partial.matches(&PartialDate::of_day(day)));
            }
        }
    }

    #[test]
    fn matching_is_mutual(a in any_partial(), b in any_partial()) {
        prop_assert_eq!(a.matches(&b), b.matches(&a));
    }
}
