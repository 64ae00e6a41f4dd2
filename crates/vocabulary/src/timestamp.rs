//! Instants, to the microsecond, in UTC.

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;
use jiff::tz::Offset;

use crate::short_text::ShortText;
use crate::text::serde_as_text;

/// Microseconds since 1 January 1970, 00:00 UTC. Written as in `2026-01-31T09:30:00.000000Z`,
/// always in UTC and always with six decimals, so that text sorts as time does.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Timestamp(i64);

/// Why a text is not an instant.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("an instant is written as in `2026-01-31T09:30:00Z`, not `{input}`")]
pub struct TimestampError {
    /// What was given.
    pub input: String,
}

/// 0001-01-01T00:00:00Z: RFC 3339 knows no year before it.
const MICROS_MIN: i64 = -62_135_596_800_000_000;
/// 9999-12-30T16:00:00Z: past it, the day in Viet Nam would leave the year 9999.
const MICROS_MAX: i64 = 253_402_185_600_000_000;

impl Timestamp {
    /// Microseconds since 1970, UTC.
    pub const fn micros(self) -> i64 {
        self.0
    }

    /// The instant so many microseconds after 1970; outside the years 1 to 9999, the nearest
    /// instant inside.
    pub const fn from_micros(micros: i64) -> Self {
        if micros < MICROS_MIN {
            Self(MICROS_MIN)
        } else if micros > MICROS_MAX {
            Self(MICROS_MAX)
        } else {
            Self(micros)
        }
    }

    /// The calendar day in Viet Nam (UTC+7 all year).
    pub fn date_in_viet_nam(self) -> Date {
        Offset::constant(7).to_datetime(self.as_jiff()).date()
    }

    fn text(self) -> ShortText {
        let utc = Offset::UTC.to_datetime(self.as_jiff());
        let two = |field: i8| (u32::from(field.unsigned_abs()), 2);
        let micros = utc.subsec_nanosecond().unsigned_abs() / 1_000;
        let fields = [
            ((u32::from(utc.year().unsigned_abs()), 4), b'-'),
            (two(utc.month()), b'-'),
            (two(utc.day()), b'T'),
            (two(utc.hour()), b':'),
            (two(utc.minute()), b':'),
            (two(utc.second()), b'.'),
            ((micros, 6), b'Z'),
        ];
        let mut text = ShortText::new();
        for ((value, digits), sign) in fields {
            text.push_decimal(value, digits);
            text.push(sign);
        }
        text
    }

    fn as_jiff(self) -> jiff::Timestamp {
        jiff::Timestamp::from_microsecond(self.0).expect("the years 1 to 9999 are in range")
    }
}

impl FromStr for Timestamp {
    type Err = TimestampError;

    /// Reads RFC 3339 with any offset; decimals past the sixth are cut off.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let refused = || TimestampError {
            input: text.to_owned(),
        };
        let instant: jiff::Timestamp = text.parse().map_err(|_| refused())?;
        let micros = instant.as_nanosecond().div_euclid(1_000);
        match i64::try_from(micros) {
            Ok(micros) if (MICROS_MIN..=MICROS_MAX).contains(&micros) => Ok(Self(micros)),
            _ => Err(refused()),
        }
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(&self.text())
    }
}

impl fmt::Debug for Timestamp {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Timestamp({self})")
    }
}

serde_as_text!(Timestamp, "an instant in RFC 3339", text);

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn it_is_written_in_utc_with_six_decimals() {
        let text = "2026-01-31T09:30:00.000123Z";
        let instant: Timestamp = text.parse().unwrap();
        assert_eq!(instant.to_string(), text);
        assert_eq!("2026-01-31T16:30:00.0001239+07:00".parse(), Ok(instant));
        assert_eq!(
            Timestamp::from_micros(0).to_string(),
            "1970-01-01T00:00:00.000000Z"
        );
    }

    #[test]
    fn the_day_in_viet_nam_begins_seven_hours_early() {
        let day = |text: &str| text.parse::<Timestamp>().unwrap().date_in_viet_nam();
        assert_eq!(day("2025-06-30T16:59:59.999999Z"), date(2025, 6, 30));
        assert_eq!(day("2025-06-30T17:00:00Z"), date(2025, 7, 1));
    }

    #[test]
    fn far_away_instants_stay_in_range() {
        assert_eq!(
            Timestamp::from_micros(i64::MIN).to_string(),
            "0001-01-01T00:00:00.000000Z"
        );
        assert_eq!(
            Timestamp::from_micros(i64::MAX).date_in_viet_nam(),
            date(9999, 12, 30)
        );
        assert!("0000-12-31T00:00:00Z".parse::<Timestamp>().is_err());
        assert!("2026-01-31".parse::<Timestamp>().is_err());
    }

    proptest! {
        #[test]
        fn instants_come_back(micros in MICROS_MIN..=MICROS_MAX) {
            let instant = Timestamp::from_micros(micros);
            prop_assert_eq!(instant.to_string().parse(), Ok(instant));
        }

        #[test]
        fn text_sorts_as_time_does(a in MICROS_MIN..=MICROS_MAX, b in MICROS_MIN..=MICROS_MAX) {
            let (a, b) = (Timestamp::from_micros(a), Timestamp::from_micros(b));
            prop_assert_eq!(a.cmp(&b), a.to_string().cmp(&b.to_string()));
        }
    }
}
