//! The two dates of a page that shows people or what happened as of some day, and the form that asks for them.

use std::collections::BTreeMap;

use danh_register::View;
use jiff::civil::Date;

use super::PersonTab;
use crate::components::{DateField, ErrorSummary, FormError, Notice, Question, Tone, TypedDate};
use crate::messages::{Key, Message};
use crate::moments::{day_of_boxes, end_of_day};

/// As of when a person is shown. Without dates: as it is, as we know it now.
#[derive(Clone, Debug, Default)]
pub struct AsOf {
    /// "As it was on".
    pub on: Option<Date>,
    /// "As we knew it on".
    pub known: Option<Date>,
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
    /// What the query of a person page asks for: `on` and `known` as ISO days, or the boxes of
    /// the form.
    pub(crate) fn of_query(query: &BTreeMap<String, String>) -> Self {
        let mut as_of = Self::default();
        let (on, on_typed) = day_of_query(query, "on");
        let (known, known_typed) = day_of_query(query, "known");
        match on {
            Ok(on) => as_of.on = on,
            Err(NoDay) => as_of.errors.push(AsOfError::OnMalformed),
        }
        match known {
            Ok(known) => as_of.known = known,
            Err(NoDay) => as_of.errors.push(AsOfError::KnownMalformed),
        }
        as_of.typed = TypedAsOf {
            on: on_typed,
            known: known_typed,
        };
        as_of
    }

    /// Whether the query holds boxes of the form, so that the address can be made shorter.
    pub(crate) fn came_from_form(query: &BTreeMap<String, String>) -> bool {
        query.keys().any(|name| name.ends_with("-day"))
    }

    /// A tab of the page of `handle` as of these dates.
    pub(super) fn address(&self, handle: &str, tab: PersonTab) -> String {
        let shown = (!matches!(tab, PersonTab::Summary | PersonTab::Readers))
            .then(|| format!("tab={}", tab.as_str()));
        let query: Vec<String> = shown.into_iter().chain(self.query()).collect();
        let path = match tab {
            PersonTab::Readers => format!("/persons/{handle}/readers"),
            _ => format!("/persons/{handle}"),
        };
        if query.is_empty() {
            path
        } else {
            format!("{path}?{}", query.join("&"))
        }
    }

    /// The dates as an address says them.
    pub(crate) fn query(&self) -> impl Iterator<Item = String> {
        let on = self.on.map(|day| format!("on={day}"));
        let known = self.known.map(|day| format!("known={day}"));
        [on, known].into_iter().flatten()
    }

    /// Whether nobody asked for a date: the person as they are, as we know it now.
    pub(crate) fn is_present(&self) -> bool {
        self.on.is_none() && self.known.is_none()
    }

    /// What the register is asked.
    pub(crate) fn view(&self) -> View {
        View {
            on: self.on,
            known_at: self.known.map(end_of_day),
        }
    }

    /// Whether the form stands open: when it was used, or must be mended.
    pub(crate) fn is_open(&self) -> bool {
        self.on.is_some() || self.known.is_some() || !self.errors.is_empty()
    }

    /// Says as of when a page is shown, with the way back to the present, unless it is the present.
    pub(crate) fn notice(&self, present: String) -> Option<Notice> {
        let message = match (self.on, self.known) {
            (None, None) => return None,
            (Some(on), None) => Message::new(Key("as-of-on")).with_date("on", on.to_string()),
            (None, Some(known)) => {
                Message::new(Key("as-of-known")).with_date("known", known.to_string())
            }
            (Some(on), Some(known)) => Message::new(Key("as-of-both"))
                .with_date("on", on.to_string())
                .with_date("known", known.to_string()),
        };
        Some(Notice {
            tone: Tone::Attention,
            message,
            link: Some((present, Key("as-of-back"))),
        })
    }

    /// The short address of a page of these dates, by its address without any.
    pub(crate) fn dated(&self, address: &str) -> String {
        let dates: Vec<String> = self.query().collect();
        if dates.is_empty() {
            address.to_owned()
        } else {
            format!("{address}?{}", dates.join("&"))
        }
    }

    fn form_errors(&self) -> Vec<FormError> {
        self.errors
            .iter()
            .map(|error| match error {
                AsOfError::OnMalformed => FormError::new("on-day", Key("as-of-error-on")),
                AsOfError::KnownMalformed => FormError::new("known-day", Key("as-of-error-known")),
            })
            .collect()
    }

    pub(crate) fn error_summary(&self) -> ErrorSummary {
        ErrorSummary {
            errors: self.form_errors(),
        }
    }

    pub(crate) fn on_field(&self) -> DateField {
        let question = Question::new("on", Key("as-of-on-legend"))
            .hint(Key("as-of-on-hint"))
            .error_of(&self.form_errors());
        DateField::new(question, boxes(self.on, &self.typed.on))
    }

    pub(crate) fn known_field(&self) -> DateField {
        let question = Question::new("known", Key("as-of-known-legend"))
            .hint(Key("as-of-known-hint"))
            .error_of(&self.form_errors());
        DateField::new(question, boxes(self.known, &self.typed.known))
    }
}

/// What was typed is no day.
struct NoDay;

/// The day that the query gives under `name`, or in its boxes; and what was typed there.
fn day_of_query(
    query: &BTreeMap<String, String>,
    name: &str,
) -> (Result<Option<Date>, NoDay>, [String; 3]) {
    if let Some(iso) = query.get(name) {
        return (iso.parse().map(Some).map_err(|_| NoDay), Default::default());
    }
    let typed = ["day", "month", "year"].map(|part| {
        query
            .get(&format!("{name}-{part}"))
            .map(|text| text.trim().to_owned())
            .unwrap_or_default()
    });
    if typed.iter().all(String::is_empty) {
        return (Ok(None), typed);
    }
    (
        day_of_boxes(typed.each_ref().map(String::as_str))
            .map(Some)
            .ok_or(NoDay),
        typed,
    )
}

/// Day, month and year of an understood date, or else what was typed.
fn boxes(understood: Option<Date>, typed: &[String; 3]) -> TypedDate {
    match understood {
        None => TypedDate::new(typed.each_ref().map(String::as_str)),
        Some(day) => TypedDate::of_iso(&day.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(pairs: &[(&str, &str)]) -> AsOf {
        AsOf::of_query(
            &pairs
                .iter()
                .map(|(name, value)| ((*name).into(), (*value).into()))
                .collect(),
        )
    }

    #[test]
    fn an_understood_date_fills_the_boxes() {
        let as_of = of(&[("on", "2020-07-01")]);
        assert_eq!(as_of.on_field().typed, TypedDate::new(["01", "07", "2020"]));
        assert!(as_of.is_open());
        assert!(as_of.known_field().typed.is_empty());
    }

    #[test]
    fn the_form_leads_to_a_short_address() {
        let form = [
            ("on-day", "1"),
            ("on-month", "7"),
            ("on-year", "2020"),
            ("known-day", ""),
        ];
        assert_eq!(
            of(&form).address("abc", PersonTab::Summary),
            "/persons/abc?on=2020-07-01"
        );
        assert_eq!(
            of(&[("known-day", "")]).address("abc", PersonTab::Summary),
            "/persons/abc"
        );
        let both = of(&[("on", "2020-07-01"), ("known", "2021-01-01")]);
        assert_eq!(
            both.address("abc", PersonTab::Summary),
            "/persons/abc?on=2020-07-01&known=2021-01-01"
        );
    }

    #[test]
    fn what_is_no_day_is_said_and_kept() {
        let as_of = of(&[
            ("on-day", "31"),
            ("on-month", "6"),
            ("on-year", "2020"),
            ("known", "x"),
        ]);
        assert_eq!(
            as_of.errors,
            [AsOfError::OnMalformed, AsOfError::KnownMalformed]
        );
        assert_eq!(as_of.on_field().typed.day, "31");
    }
}
