//! The two dates of a person page and the form that asks for them.

use crate::components::{DateField, ErrorSummary, FormError};
use crate::messages::Key;

/// As of when a person is shown. Without dates: as it is, as we know it now.
#[derive(Clone, Debug, Default)]
pub struct AsOf {
    /// "As it was on": a day, ISO.
    pub on: Option<String>,
    /// "As we knew it on": a day, ISO.
    pub known: Option<String>,
    /// The form's boxes, when they could not be understood.
    pub typed: TypedAsOf,
    /// What must be mended.
    pub errors: Vec<AsOfError>,
}

/// The form's boxes as typed, each date as day, month, year.
#[derive(Clone, Debug, Default)]
pub struct TypedAsOf {
    /// "As it was on".
    pub on: [String; 3],
    /// "As we knew it on".
    pub known: [String; 3],
}

/// Which date could not be understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AsOfError {
    /// "As it was on" is not a whole date.
    OnMalformed,
    /// "As we knew it on" is not a whole date.
    KnownMalformed,
}

impl AsOf {
    /// Whether the form stands open: when it was used, or must be mended.
    pub(super) fn is_open(&self) -> bool {
        self.on.is_some() || self.known.is_some() || !self.errors.is_empty()
    }

    fn form_errors(&self) -> Vec<FormError> {
        self.errors
            .iter()
            .map(|error| match error {
                AsOfError::OnMalformed => FormError {
                    target: "on-day",
                    message: Key("as-of-error-on").into(),
                },
                AsOfError::KnownMalformed => FormError {
                    target: "known-day",
                    message: Key("as-of-error-known").into(),
                },
            })
            .collect()
    }

    pub(super) fn error_summary(&self) -> ErrorSummary {
        ErrorSummary {
            errors: self.form_errors(),
        }
    }

    pub(super) fn on_field(&self) -> DateField {
        let [day, month, year] = boxes(self.on.as_deref(), &self.typed.on);
        DateField {
            id: "on",
            legend: Key("as-of-on-legend"),
            hint: Some(Key("as-of-on-hint")),
            error: FormError::at(&self.form_errors(), "on-day"),
            day,
            month,
            year,
        }
    }

    pub(super) fn known_field(&self) -> DateField {
        let [day, month, year] = boxes(self.known.as_deref(), &self.typed.known);
        DateField {
            id: "known",
            legend: Key("as-of-known-legend"),
            hint: Some(Key("as-of-known-hint")),
            error: FormError::at(&self.form_errors(), "known-day"),
            day,
            month,
            year,
        }
    }
}

/// Day, month and year of an understood date, or else what was typed.
fn boxes(understood: Option<&str>, typed: &[String; 3]) -> [String; 3] {
    let Some(iso) = understood else {
        return typed.clone();
    };
    let mut parts = iso.split('-').map(str::to_owned);
    let [year, month, day] = std::array::from_fn(|_| parts.next().unwrap_or_default());
    [day, month, year]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_understood_date_fills_the_boxes() {
        let as_of = AsOf {
            on: Some("2020-07-01".into()),
            ..AsOf::default()
        };
        let field = as_of.on_field();
        assert_eq!([field.day, field.month, field.year], ["01", "07", "2020"]);
        assert!(as_of.is_open());
        assert!(as_of.known_field().day.is_empty());
    }
}
