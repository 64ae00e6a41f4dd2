//! Instants and days as pages and forms carry them.

use danh_vocabulary::Timestamp;
use jiff::civil::Date;
use jiff::tz::Offset;

/// Vietnam's time, all year.
const VIET_NAM: Offset = Offset::constant(7);

const MICROS_PER_DAY: i64 = 24 * 60 * 60 * 1_000_000;

/// An instant as it stands in a `datetime` attribute: `2026-11-23T14:05:09+07:00`.
pub fn in_viet_nam(instant: Timestamp) -> String {
    let utc = jiff::Timestamp::from_microsecond(instant.micros())
        .expect("the register's instants lie in the years 1 to 9999");
    let local = VIET_NAM.to_datetime(utc);
    format!(
        "{}T{:02}:{:02}:{:02}+07:00",
        local.date(),
        local.hour(),
        local.minute(),
        local.second()
    )
}

/// The time of day of an instant, on the clock of Vietnam: `14:05`.
pub fn clock_in_viet_nam(instant: Timestamp) -> String {
    in_viet_nam(instant)[11..16].to_owned()
}

/// The last instant of a day in Vietnam: what was known on that day was known by then.
pub fn end_of_day(day: Date) -> Timestamp {
    let midnight = day.to_datetime(jiff::civil::Time::midnight());
    let start = VIET_NAM
        .to_timestamp(midnight)
        .map_or(i64::MAX - MICROS_PER_DAY, jiff::Timestamp::as_microsecond);
    Timestamp::from_micros(start + MICROS_PER_DAY - 1)
}

/// The day that three boxes of a form name, if they name one. Spaces around are forgiven.
pub fn day_of_boxes([day, month, year]: [&str; 3]) -> Option<Date> {
    let whole = |text: &str| text.trim().parse::<i16>().ok();
    let small = |text: &str| text.trim().parse::<i8>().ok();
    Date::new(
        whole(year).filter(|year| (1000..=9999).contains(year))?,
        small(month)?,
        small(day)?,
    )
    .ok()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn an_instant_is_shown_in_the_time_of_viet_nam() {
        let instant = "2026-11-23T18:05:09.123456Z".parse().unwrap();
        assert_eq!(in_viet_nam(instant), "2026-11-24T01:05:09+07:00");
        assert_eq!(clock_in_viet_nam(instant), "01:05");
    }

    #[test]
    fn a_day_ends_one_microsecond_before_the_next() {
        let end = end_of_day(date(2026, 11, 23));
        assert_eq!(end.to_string(), "2026-11-23T16:59:59.999999Z");
        assert_eq!(end.date_in_viet_nam(), date(2026, 11, 23));
    }

    #[test]
    fn three_boxes_are_a_day_or_not() {
        assert_eq!(day_of_boxes([" 1", "7 ", "2025"]), Some(date(2025, 7, 1)));
        for boxes in [
            ["31", "6", "2025"],
            ["", "7", "2025"],
            ["1", "7", "25"],
            ["x", "7", "2025"],
        ] {
            assert_eq!(day_of_boxes(boxes), None, "{boxes:?}");
        }
    }
}
