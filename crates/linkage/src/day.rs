//! Birth dates in 21 bits: twelve of year, four of month, five of day; 0 where a part is not known.

/// A date of which parts may be unknown; without a year nothing is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub(crate) struct Day(pub(crate) u32);

/// How many values a [`Day`] has.
pub(crate) const DAY_VALUES: usize = 1 << 21;

impl Day {
    /// From numbers; a month or day that no calendar has is unknown.
    pub(crate) const fn of(year: u32, month: u32, day: u32) -> Self {
        if year < 1800 || year > 2199 {
            return Self(0);
        }
        let month = if month <= 12 { month } else { 0 };
        let day = if month > 0 && day <= 31 { day } else { 0 };
        Self(year << 9 | month << 5 | day)
    }

    /// Reads `1950-03-15`, `15/03/1950`, `19500315`, `1950-03`, `03/1950`, `1950`, each also with a time
    /// behind it. Anything else is unknown. Eight digits begin with the year if that gives a date.
    pub(crate) fn parse(text: &[u8]) -> Self {
        let mut parts = [0_u32; 3];
        let mut lengths = [0_u32; 3];
        let mut count = 0;
        for byte in text {
            match byte {
                b'0'..=b'9' if count < 3 => {
                    parts[count] = (parts[count] * 10).saturating_add(u32::from(byte - b'0'));
                    lengths[count] += 1;
                }
                b'-' | b'/' | b'.' if lengths[count.min(2)] > 0 => count += 1,
                b' ' if lengths[0] == 0 => {}
                _ => break,
            }
            if count == 3 {
                break;
            }
        }
        let [first, second, third] = parts;
        match lengths {
            [4, _, 0] => Self::of(first, second, 0),
            [4, _, _] => Self::of(first, second, third),
            [8, 0, 0] => {
                let day = Self::of(first / 10_000, first / 100 % 100, first % 100);
                if day.is_whole() {
                    return day;
                }
                Self::of(first % 10_000, first / 10_000 % 100, first / 1_000_000)
            }
            [1..=2, 4, 0] => Self::of(second, first, 0),
            [1..=2, 1..=2, 4] => Self::of(third, second, first),
            _ => Self(0),
        }
    }

    /// The day so many days after 1 January 1970.
    pub(crate) const fn of_days(days: i64) -> Self {
        // Howard Hinnant's civil_from_days.
        let shifted = days + 719_468;
        let era = shifted.div_euclid(146_097);
        let day_of_era = shifted.rem_euclid(146_097);
        let year_of_era =
            (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let shifted_month = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
        let month = if shifted_month < 10 {
            shifted_month + 3
        } else {
            shifted_month - 9
        };
        let year = year_of_era + era * 400 + (month <= 2) as i64;
        if year < 1800 || year > 2199 {
            return Self(0);
        }
        Self::of(year as u32, month as u32, day as u32)
    }

    pub(crate) const fn is_some(self) -> bool {
        self.0 != 0
    }

    pub(crate) const fn is_whole(self) -> bool {
        self.day() != 0
    }

    pub(crate) const fn year(self) -> u32 {
        self.0 >> 9
    }

    pub(crate) const fn month(self) -> u32 {
        self.0 >> 5 & 0xf
    }

    pub(crate) const fn day(self) -> u32 {
        self.0 & 0x1f
    }

    /// Days since 1 March 0000, for distances.
    pub(crate) const fn ordinal(self) -> i64 {
        let (month, day) = (self.month() as i64, self.day() as i64);
        let year = self.year() as i64 - (month <= 2) as i64;
        let shifted = (month + 9) % 12;
        365 * year + year / 4 - year / 100 + year / 400 + (153 * shifted + 2) / 5 + day - 1
    }
}

impl std::fmt::Display for Day {
    /// `1950-03-15`, `1950-03`, `1950`; nothing of an unknown one.
    fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match (self.year(), self.month(), self.day()) {
            (0, ..) => Ok(()),
            (year, 0, _) => write!(to, "{year}"),
            (year, month, 0) => write!(to, "{year}-{month:02}"),
            (year, month, day) => write!(to, "{year}-{month:02}-{day:02}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_in_every_writing() {
        let whole = Day::of(1950, 3, 15);
        for text in [
            "1950-03-15",
            "15/03/1950",
            "15/3/1950",
            "15.03.1950",
            "19500315",
            "15031950",
            "1950-03-15 00:00:00",
            "1950-03-15T00:00:00Z",
            " 1950-03-15",
        ] {
            assert_eq!(Day::parse(text.as_bytes()), whole, "{text}");
        }
        for (text, day) in [
            ("1950", Day::of(1950, 0, 0)),
            ("1950-03", Day::of(1950, 3, 0)),
            ("03/1950", Day::of(1950, 3, 0)),
            ("00/00/1950", Day::of(1950, 0, 0)),
            ("", Day(0)),
            ("n/a", Day(0)),
            ("12", Day(0)),
        ] {
            assert_eq!(Day::parse(text.as_bytes()), day, "{text}");
        }
    }

    #[test]
    fn days_are_written_as_they_are_read() {
        for text in ["1950-03-15", "1950-03", "1950", ""] {
            assert_eq!(Day::parse(text.as_bytes()).to_string(), text);
        }
    }

    #[test]
    fn days_are_counted() {
        assert_eq!(Day::of_days(0), Day::of(1970, 1, 1));
        assert_eq!(Day::of_days(-7232), Day::of(1950, 3, 15));
        assert_eq!(Day::of_days(19_782), Day::of(2024, 2, 29));
        let distance = Day::of(2000, 3, 1).ordinal() - Day::of(2000, 2, 28).ordinal();
        assert_eq!(distance, 2);
    }
}
