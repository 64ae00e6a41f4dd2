//! `POST /api/v1/corrections`: a registrar says what an event said wrongly and what is right.

use std::str::FromStr;

use axum::extract::State;
use axum::response::Response;
use danh_directory::AddressedUnit;
use danh_register::Change;
use danh_vocabulary::PartialDate;
use serde::Deserialize;
use utoipa::ToSchema;

use self::wanted::{Wanted, WantedChange, correct};
use crate::access::Work;
use crate::problem::Fault;
use crate::state::AppState;
use crate::write::{Fields, Line, Receipt, Stop, WriteHeaders, WriteRequest, write_event};

/// What was wrong and what is right.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "person": "wpokv3q4ubeotmodupi3qhlxwu", "event": "5hs7dwnvc2bq6pjuwnbnlt3ody",
    "field": "name", "was": "Nguyễn Thị Mây", "now": "Nguyễn Thị Mai",
    "basis": "Giấy chứng sinh số 12/2024",
}))]
pub(crate) struct CorrectionBody {
    /// The handle of the person whose event was wrong.
    #[schema(required = true, nullable = false, pattern = "^[a-z2-7]{26}$")]
    person: Option<String>,
    /// The handle of the event that said it.
    #[schema(required = true, nullable = false, pattern = "^[a-z2-7]{26}$")]
    event: Option<String>,
    /// Which field: `name`, `born`, `sex`, `ethnicity`, `birth_place`, `birth_registered_in`, `origin`,
    /// `other_names`, `nationalities`, `former_cards`, `religion`, `blood_group`, `occupation`, `father`, `mother`, `marital`,
    /// `residence`, `died_on`, `died_in`, `married_on`, `held_from` (the day from which any other event holds) or `withdrawn`
    /// (whether the event says nothing at all).
    #[schema(required = true, nullable = false, pattern = "^[a-z_]+$")]
    field: Option<String>,
    /// What the event says now, written as answers write it, a unit with its day: `00004@2019-05-01`, a list with
    /// semicolons: `VNM; FRA`, a parent by name. Without it, nothing.
    #[schema(nullable = false, max_length = 200)]
    was: Option<String>,
    /// What is right, a parent by handle, or by name where the register does not know them; a marital status as `unknown`,
    /// `single`, `married`, `widowed` or `divorced`; a residence by its unit and day. Without it, nothing.
    #[schema(nullable = false, max_length = 200)]
    now: Option<String>,
    /// Of the marital statuses `married` and `widowed`: who the other is or was, by handle or by name.
    #[schema(nullable = false, max_length = 200)]
    spouse: Option<String>,
    /// Of the marital status `married`, and of a residence: since when.
    #[schema(nullable = false, max_length = 10)]
    since: Option<String>,
    /// Of a residence: house number, street, hamlet.
    #[schema(nullable = false, min_length = 1, max_length = 200)]
    detail: Option<String>,
    /// The paper that proves it.
    #[schema(nullable = false, min_length = 1, max_length = 200)]
    basis: Option<String>,
}

/// Correct an event.
#[utoipa::path(
    post,
    path = "/api/v1/corrections",
    tag = "civil status",
    operation_id = "correction_record",
    params(WriteHeaders),
    request_body = CorrectionBody,
    responses((status = 201, description = "Recorded. What the event said before can still be asked for.", body = Receipt,
        headers(("location" = String, description = "The event of the correction.")))),
)]
pub(crate) async fn record(
    State(state): State<AppState>,
    request: WriteRequest<CorrectionBody>,
) -> Result<Response, Stop> {
    let work = Work::RegisterCivilStatus;
    write_event(&state, request, work, CorrectionBody::report, correct).await
}

impl CorrectionBody {
    fn report(self, fields: &mut Fields<'_>) -> Option<Wanted> {
        let person = fields.seen("/person", self.person.as_deref());
        let event = fields.present("/event", self.event.as_deref());
        let of = event.and_then(|handle| {
            let event = fields.state().event_of(handle);
            fields.kept("/event", event, Fault::Handle)
        });
        let field = fields.present("/field", self.field.as_deref());
        let change = field.and_then(|field| {
            if Self::takes_several_words(field) {
                return self.of_several_words(field, fields);
            }
            self.refuse_several_words(fields);
            let mut values = Values {
                was: self.was.as_deref(),
                now: self.now.as_deref(),
                fields,
            };
            let change = values.change(field)?;
            Some(WantedChange::Whole(Box::new(change)))
        });
        fields.basis(self.basis.as_deref());
        Some(Wanted {
            person: person?,
            of: of?,
            change: change?,
        })
    }
}

/// Before and after, as text.
struct Values<'a, 'f, 't> {
    was: Option<&'t str>,
    now: Option<&'t str>,
    fields: &'f mut Fields<'a>,
}

impl Values<'_, '_, '_> {
    fn change(&mut self, field: &str) -> Option<Change> {
        Some(match field {
            "name" => {
                let (was, now) = self.both(Fault::PersonName)?;
                Change::Name { was, now }
            }
            "born" => {
                let (was, now) = self.both(Fault::PartialDate)?;
                Change::Born { was, now }
            }
            "sex" => {
                let (was, now) = self.both(Fault::Sex)?;
                Change::Sex { was, now }
            }
            "ethnicity" => {
                let (was, now) = self.each(Fault::Ethnicity)?;
                Change::Ethnicity { was, now }
            }
            "religion" => {
                let (was, now) = self.each(Fault::Choice)?;
                Change::Religion { was, now }
            }
            "blood_group" => {
                let (was, now) = self.each(Fault::Choice)?;
                Change::BloodGroup { was, now }
            }
            "occupation" => {
                let (was, now) = self.each::<Line>(Fault::Line)?;
                let words = |line: Option<Line>| line.map(|Line(words)| words);
                Change::Occupation {
                    was: words(was),
                    now: words(now),
                }
            }
            "held_from" => {
                let was = self.fields.day("/was", self.was);
                let now = self.fields.day("/now", self.now);
                Change::HeldFrom {
                    was: was?,
                    now: now?,
                }
            }
            "withdrawn" => Change::Withdrawn {
                now: self.fields.required("/now", self.now, Fault::Choice)?,
            },
            "other_names" => {
                let (was, now) = self.lists(Fault::PersonName)?;
                Change::OtherNames { was, now }
            }
            "nationalities" => {
                let (was, now) = self.lists(Fault::Nationality)?;
                Change::Nationalities { was, now }
            }
            "former_cards" => {
                let (was, now) = self.lists(Fault::PersonalNumber)?;
                Change::FormerCards { was, now }
            }
            "died_on" | "married_on" => self.date(field)?,
            _ => self.place(field)?,
        })
    }

    fn date(&mut self, field: &str) -> Option<Change> {
        let (was, now): (PartialDate, PartialDate) = self.both(Fault::PartialDate)?;
        Some(match field {
            "died_on" => Change::DiedOn { was, now },
            _ => Change::MarriedOn { was, now },
        })
    }

    fn place(&mut self, field: &str) -> Option<Change> {
        type Unit = Option<AddressedUnit>;
        let change: fn(Unit, Unit) -> Change = match field {
            "birth_place" => |was, now| Change::BirthPlace { was, now },
            "birth_registered_in" => |was, now| Change::BirthRegisteredIn { was, now },
            "origin" => |was, now| Change::Origin { was, now },
            "died_in" => |was, now| Change::DiedIn { was, now },
            _ => return self.fields.kept("/field", None, Fault::Choice),
        };
        let (was, now) = self.each(Fault::AddressedUnit)?;
        Some(change(was, now))
    }

    /// Both must be there.
    fn both<T: FromStr>(&mut self, fault: Fault) -> Option<(T, T)> {
        let was = self.fields.required("/was", self.was, fault);
        let now = self.fields.required("/now", self.now, fault);
        Some((was?, now?))
    }

    /// Any number of values each, as answers write them: `VNM; FRA`.
    fn lists<T: FromStr>(&mut self, fault: Fault) -> Option<(Vec<T>, Vec<T>)> {
        let mut list = |field: &str, text: Option<&str>| {
            let values = text.map_or(Some(Vec::new()), |text| {
                let values = text.split(';').map(|value| value.trim().parse().ok());
                values.collect()
            });
            self.fields.kept(field, values, fault)
        };
        let (was, now) = (list("/was", self.was), list("/now", self.now));
        Some((was?, now?))
    }

    /// Either may be missing.
    fn each<T: FromStr>(&mut self, fault: Fault) -> Option<(Option<T>, Option<T>)> {
        let was = self.fields.optional("/was", self.was, fault);
        let now = self.fields.optional("/now", self.now, fault);
        let all = was.is_some() == self.was.is_some() && now.is_some() == self.now.is_some();
        all.then_some((was, now))
    }
}

mod several_words;
mod wanted;

#[cfg(test)]
mod tests;
