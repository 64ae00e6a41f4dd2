//! The desk: forms by which officers register what happened, each a short sequence of pages.
//!
//! A form is described once, as a type that implements [`Form`]; the desk does the rest. Whoever fills it in has a *draft*
//! ([`danh_desk`]): sealed, theirs alone, saved at each page and while typing, and so still there after a reload, a lost line
//! or an expired session.
//!
//! # The pages of a form
//!
//! | address | what it does |
//! |---|---|
//! | `GET /desk/{form}/new?person=` | says what the form is for and which papers it needs |
//! | `POST /desk/{form}/new` | makes a draft, for the person if one is named, and leads to its first page |
//! | `GET`, `POST /desk/drafts/{draft}/{step}` | asks; saves, looks persons and units up, fills in what is known, goes on |
//! | `POST /desk/drafts/{draft}/{step}/autosave` | saves what is typed so far, for the script |
//! | `GET /desk/drafts/{draft}/check` | all answers, warnings, consequences; tries the writing and takes it back, so that a refusal is said here |
//! | `POST /desk/drafts/{draft}/check` | writes the event, once, and leads to `/events/{event}` |
//! | `POST /desk/drafts/{draft}/look-again` | goes on with the register as it is now, after a conflict |
//! | `POST /desk/drafts/{draft}/discard` | throws the draft away |
//!
//! # To add a form
//!
//! Copy [`birth`] (a person, another one, dates, units, a list) and change it; then add it to [`FORMS`]. What is to be said:
//!
//! 1. [`about`](Form::about): its name in addresses, title, work, reach, purpose for the access records, papers to be shown.
//! 2. [`steps`](Form::steps): pages and their [`Field`]s. A field says its [`Kind`], and the desk draws, saves, reads and
//!    lists it on the check page. Steps may depend on the answers so far; a choice among what the register holds is
//!    [`Kind::Offered`], filled by [`offers`](Form::offers).
//! 3. [`report`](Form::report): from answers to the register's request, by a [`Reading`]. Read all fields first, unpack with `?`
//!    at the end. [`Reading::wrong`] adds an error of the form's own. A `basis` goes into [`Office::act`] in [`record`](Form::record).
//! 4. [`prefill`](Form::prefill): [`Answers::suggest`] what the register knows of the persons chosen. Never ask for it.
//! 5. [`warnings`](Form::warnings): where the register disagrees. [`consequences`](Form::consequences): what else is written.
//! 6. [`record`](Form::record): one call of the register, with the [`Seen`](danh_register::Seen) of [`Reading::person`].
//! 7. [`refused`](Form::refused): each error of the register as a sentence at a field, with what to do. [`Refused::subject`] says
//!    those that all kinds share, and turns a version that is no longer the last into the conflict page.
//!
//! Sentences live in `messages/{vi,en}/desk-NAME.ftl`, listed in [`messages`](crate::messages). What came of it is shown by
//! [`event`](crate::pages::event), which knows every kind already; a printable extract is added in `extract/`. Tests:
//! `tests/portal/desk_NAME.rs`, with the steps of `tests/portal/desk.rs`.

mod answers;
pub mod birth;
pub mod card;
pub mod care;
pub mod choices;
mod common;
pub mod correction;
pub mod court;
pub mod death;
pub mod determination;
pub mod divorce;
mod erased;
mod form;
pub mod household;
pub mod marriage;
pub mod name_change;
pub mod nationality;
mod office;
mod reading;
pub mod recognition;
mod refusal;
pub mod residence;
mod told;

pub use answers::Answers;
pub use erased::{AnyForm, Erased, Prepared, Unwritten};
pub use form::{About, Field, Form, Kind, Step, Whom};
pub use office::Office;
pub use reading::{Reading, decision_fields};
pub use refusal::{Refusal, Refused};
pub use told::Told;

pub(crate) use reading::{code_of, is_at, typed_date};

/// Every form, in the order in which an officer is offered them.
pub static FORMS: &[&dyn AnyForm] = &[
    &Erased(&birth::BirthForm),
    &Erased(&death::DeathForm),
    &Erased(&marriage::MarriageForm),
    &Erased(&divorce::DivorceForm),
    &Erased(&recognition::RecognitionForm),
    &Erased(&care::adoption::AdoptionForm),
    &Erased(&care::adoption_end::AdoptionEndForm),
    &Erased(&care::guardianship::GuardianshipForm),
    &Erased(&care::guardianship_end::GuardianshipEndForm),
    &Erased(&court::missing::MissingForm),
    &Erased(&court::returned::ReturnForm),
    &Erased(&name_change::NameChangeForm),
    &Erased(&determination::DeterminationForm),
    &Erased(&correction::CorrectionForm),
    &Erased(&nationality::NationalityForm),
    &Erased(&residence::permanent::ResidenceForm),
    &Erased(&residence::deletion::ResidenceDeletionForm),
    &Erased(&residence::temporary::TemporaryResidenceForm),
    &Erased(&residence::absence::AbsenceForm),
    &Erased(&residence::stay::StayForm),
    &Erased(&residence::abode::AbodeForm),
    &Erased(&household::split::HouseholdSplitForm),
    &Erased(&household::merge::HouseholdMergeForm),
    &Erased(&household::head::HouseholdHeadForm),
    &Erased(&card::issue::CardForm),
    &Erased(&card::revocation::CardRevocationForm),
];

/// The form of that name.
pub fn form(name: &str) -> Option<&'static dyn AnyForm> {
    FORMS.iter().copied().find(|form| form.about().name == name)
}
