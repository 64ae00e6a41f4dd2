//! Reading what is right of a parent, a marital status or a residence.

use danh_register::Parent;

use super::CorrectionBody;
use super::wanted::{WantedChange, WantedPlace, WantedStatus, Whom};
use crate::problem::Fault;
use crate::write::{Fields, Line, Unread};

/// Which fields take several words.
const OF_SEVERAL_WORDS: [&str; 4] = ["father", "mother", "marital", "residence"];

/// The fields beside `now` that a correction of several words may have.
struct Beside<'t> {
    spouse: Option<&'t str>,
    since: Option<&'t str>,
    detail: Option<&'t str>,
}

impl CorrectionBody {
    /// Whether a field takes several words.
    pub(super) fn takes_several_words(field: &str) -> bool {
        OF_SEVERAL_WORDS.contains(&field)
    }

    /// What is to be corrected of a field that takes several words.
    pub(super) fn of_several_words(
        &self,
        field: &str,
        fields: &mut Fields<'_>,
    ) -> Option<WantedChange> {
        let beside = self.beside();
        let was = self.was.as_deref();
        match field {
            "father" | "mother" => {
                beside.refuse(fields, &["/spouse", "/since", "/detail"]);
                let which = match field {
                    "father" => Parent::Father,
                    _ => Parent::Mother,
                };
                let now = whom_if_any(fields, "/now", self.now.as_deref()).ok()?;
                Some(WantedChange::Parent {
                    which,
                    was: was.map(str::to_owned),
                    now,
                })
            }
            "marital" => {
                beside.refuse(fields, &["/detail"]);
                let was = fields.present("/was", was);
                let now = beside.status(fields, self.now.as_deref());
                was.zip(now).map(|(was, now)| WantedChange::Marital {
                    was: was.to_owned(),
                    now,
                })
            }
            "residence" => {
                beside.refuse(fields, &["/spouse"]);
                let now = match self.now.as_deref() {
                    None => {
                        beside.refuse(fields, &["/since", "/detail"]);
                        Some(None)
                    }
                    Some(now) => beside.place(fields, now).map(Some),
                };
                now.map(|now| WantedChange::Residence {
                    was: was.map(str::to_owned),
                    now,
                })
            }
            _ => None,
        }
    }

    /// Says of the fields that only several words need that they are not asked for.
    pub(super) fn refuse_several_words(&self, fields: &mut Fields<'_>) {
        self.beside()
            .refuse(fields, &["/spouse", "/since", "/detail"]);
    }

    fn beside(&self) -> Beside<'_> {
        Beside {
            spouse: self.spouse.as_deref(),
            since: self.since.as_deref(),
            detail: self.detail.as_deref(),
        }
    }
}

impl Beside<'_> {
    /// Fields that say nothing there.
    fn refuse(&self, fields: &mut Fields<'_>, unfit: &[&str]) {
        let given = [
            ("/spouse", self.spouse),
            ("/since", self.since),
            ("/detail", self.detail),
        ];
        for (field, text) in given {
            if text.is_some() && unfit.contains(&field) {
                fields.fault(field, Fault::Unknown);
            }
        }
    }

    fn status(&self, fields: &mut Fields<'_>, now: Option<&str>) -> Option<WantedStatus> {
        let now = fields.present("/now", now)?;
        let spouse = whom_if_any(fields, "/spouse", self.spouse).ok()?;
        match now {
            "married" => {
                let since = fields.optional("/since", self.since, Fault::PartialDate);
                Some(WantedStatus::Married { since, spouse })
            }
            "widowed" => {
                self.refuse(fields, &["/since"]);
                Some(WantedStatus::Widowed { spouse })
            }
            other => {
                self.refuse(fields, &["/spouse", "/since"]);
                let status = match other {
                    "unknown" => Some(WantedStatus::Unknown),
                    "single" => Some(WantedStatus::Single),
                    "divorced" => Some(WantedStatus::Divorced),
                    _ => None,
                };
                fields.kept("/now", status, Fault::Choice)
            }
        }
    }

    fn place(&self, fields: &mut Fields<'_>, now: &str) -> Option<WantedPlace> {
        let place = fields.required("/now", Some(now), Fault::AddressedUnit);
        let detail = fields.optional::<Line>("/detail", self.detail, Fault::Line);
        let since = fields.day_if_any("/since", self.since);
        Some(WantedPlace {
            place: place?,
            detail: detail.map(|Line(words)| words),
            since,
        })
    }
}

/// Somebody by handle, or by name alone, where anybody is named.
fn whom_if_any(
    fields: &mut Fields<'_>,
    field: &str,
    text: Option<&str>,
) -> Result<Option<Whom>, Unread> {
    let Some(text) = text else {
        return Ok(None);
    };
    let whom = if is_handle(text) {
        let person = fields.person_if_any(field, Some(text));
        person.map(Whom::Known)
    } else {
        let name = fields.required(field, Some(text), Fault::PersonName);
        name.map(Whom::Named)
    };
    whom.map(Some).ok_or(Unread)
}

/// Whether a text is written as handles are; no name has 26 letters of one word without a capital.
fn is_handle(text: &str) -> bool {
    text.len() == 26
        && text
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || (b'2'..=b'7').contains(&byte))
}
