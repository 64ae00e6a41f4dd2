//! An explanation as text, one line a comparison.

use std::fmt::Write;

use super::{Explanation, Part};

impl Explanation {
    /// The pair and its sum, for a terminal.
    pub fn text(&self) -> String {
        let mut lines = String::new();
        // Writing to a string does not fail.
        let _ = self.write(&mut lines);
        lines
    }

    fn write(&self, to: &mut String) -> std::fmt::Result {
        writeln!(to, "record {}, person {}", self.record, self.person)?;
        for field in &self.fields {
            writeln!(
                to,
                "  {:<16} {} | {}",
                field.field, field.record, field.person
            )?;
        }
        writeln!(to)?;
        line(to, "before anything is compared", "", self.before)?;
        for part in &self.parts {
            line(to, &part.comparison, &level(part), part.weight)?;
        }
        if self.context != 0.0 {
            let why = "what agrees often comes together here";
            line(to, "context", why, self.context)?;
        }
        line(to, "sum", "", self.sum())?;
        let how = format!(
            "{:.2} times the sum {:+.2}",
            self.calibration.slope, self.calibration.shift
        );
        line(to, "calibrated", &how, self.log_odds())?;
        let alone = self.probability_alone();
        writeln!(
            to,
            "  probability if nobody else comes into question: {alone:.5}"
        )
    }
}

fn line(to: &mut String, what: &str, how: &str, bits: f64) -> std::fmt::Result {
    writeln!(to, "  {what:<28} {how:<48} {bits:>8.2}")
}

/// What a comparison ended in.
pub(super) fn level(part: &Part) -> String {
    match (&part.level, part.one_in) {
        (None, _) => "not there on one side".to_owned(),
        (Some(level), Some(one_in)) if one_in >= 1.05 => {
            format!("{level}, as with 1 in {}", rounded(one_in))
        }
        (Some(level), _) => level.clone(),
    }
}

/// A number of persons, with blanks between thousands.
fn rounded(count: f64) -> String {
    if count < 10.0 {
        return format!("{count:.1}");
    }
    let digits = format!("{count:.0}");
    let mut spaced = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            spaced.push('\u{a0}');
        }
        spaced.push(digit);
    }
    spaced
}
