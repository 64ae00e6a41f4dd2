//! What a form is: described once, by the type that implements [`Form`].

use danh_api::access::Work;
use danh_register::Recorded;
use danh_store::{StoreError, Tx};

use super::answers::Answers;
use super::office::Office;
use super::reading::Reading;
use super::refusal::Refused;
use super::told::Told;
use crate::components::{Answer, Choice, UnitWanted, Warning};
use crate::messages::{Key, Message};

/// What most forms say: a report for the register, and the paper it rests on when that is narrower than the law.
pub struct Declared<R> {
    /// What the register is asked to write.
    pub(crate) report: R,
    /// The paper, as typed.
    pub(crate) basis: Option<String>,
}

/// A form of the desk: how it asks, what of it is known already, and how it is written down.
///
/// The desk does the rest: pages, drafts, persons chosen by number or name, prefilled answers, warnings, check-your-answers,
/// writing once, conflicts, confirmation. See [`birth`](super::birth) for an example, and the how-to of [`desk`](super).
pub trait Form: Send + Sync + 'static {
    /// What the register's function takes.
    type Report: Send + Sync + 'static;
    /// Why the register may refuse it.
    type Error: Send + Sync + 'static;

    /// Name, title, who may.
    fn about(&self) -> About;

    /// The pages, in their order; later ones may depend on earlier answers. A field that is on no page is not read.
    fn steps(&self, answers: &Answers) -> Vec<Step>;

    /// From what was typed to what the register takes. Whatever cannot be read is noted by `reading` at its field; so read
    /// everything first, and unpack at the end.
    fn report(&self, reading: &mut Reading<'_>) -> Option<Self::Report>;

    /// Fills in what the register knows, after persons were chosen: [`Answers::suggest`] and [`Answers::suggest_person`] never
    /// touch what the officer typed.
    fn prefill(
        &self,
        office: &Office,
        tx: &mut Tx<'_>,
        answers: &mut Answers,
    ) -> Result<(), StoreError> {
        let _ = (office, tx, answers);
        Ok(())
    }

    /// What can be chosen in a field of kind [`Kind::Offered`].
    fn offers(
        &self,
        office: &Office,
        tx: &mut Tx<'_>,
        answers: &Answers,
        field: &'static str,
    ) -> Result<Vec<Choice>, StoreError> {
        let _ = (office, tx, answers, field);
        Ok(Vec::new())
    }

    /// Where the register disagrees with what was typed: to be looked at, never refused for. Whoever a warning tells of is named
    /// to `told`.
    fn warnings(
        &self,
        office: &Office,
        tx: &mut Tx<'_>,
        report: &Self::Report,
        told: &mut Told,
    ) -> Result<Vec<Warning>, StoreError> {
        let _ = (office, tx, report, told);
        Ok(Vec::new())
    }

    /// What is written although nobody typed it, as rows below the answers.
    fn consequences(
        &self,
        office: &Office,
        tx: &mut Tx<'_>,
        report: &Self::Report,
        told: &mut Told,
    ) -> Result<Vec<Answer>, StoreError> {
        let _ = (office, tx, report, told);
        Ok(Vec::new())
    }

    /// Writes it: one function of the register, by an act of [`Office::act`].
    fn record(
        &self,
        office: &Office,
        tx: &mut Tx<'_>,
        report: &Self::Report,
    ) -> Result<Recorded, Self::Error>;

    /// The register's refusal in words, at the field that can mend it.
    fn refused(
        &self,
        office: &Office,
        tx: &mut Tx<'_>,
        report: &Self::Report,
        error: &Self::Error,
    ) -> Result<Refused, StoreError>;
}

/// What is said of a form before it is opened.
#[derive(Clone, Copy, Debug)]
pub struct About {
    /// Its stable name, in addresses and drafts.
    pub name: &'static str,
    /// Its title.
    pub title: Key,
    /// The work it does; whoever is appointed to it fills it in.
    pub work: Work,
    /// Whom it may be about.
    pub about: Whom,
    /// What access records say that persons were read for.
    pub purpose: &'static str,
    /// What must be shown to the officer before it is filled in, one sentence a paper.
    pub papers: &'static [Key],
    /// The field of the person whom a draft of it is named after in lists: a [`Kind::Person`] or a [`Kind::Name`].
    pub named_by: &'static str,
    /// The field that takes the person from whose page it was opened, if there is one.
    pub opened_for: Option<&'static str>,
}

impl About {
    /// The heading under which the form is offered.
    pub(crate) const fn group(&self) -> Key {
        match self.work {
            Work::RegisterResidence => Key("desk-group-residence"),
            Work::IssueCards => Key("desk-group-cards"),
            _ => Key("desk-group-civil"),
        }
    }
}

/// Whom a form may be about, by where they are at home.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whom {
    /// At least one of the persons chosen is within the officer's reach, if any is chosen.
    OneInReach,
    /// Anybody: the form brings them here.
    Anybody,
}

/// One page of a form.
#[derive(Clone, Debug)]
pub struct Step {
    /// Its part of the address.
    pub id: &'static str,
    /// Its heading.
    pub title: Key,
    /// What is to be known before answering.
    pub lead: Option<Key>,
    /// What it asks.
    pub fields: Vec<Field>,
}

impl Step {
    /// A page with its heading and what it asks.
    pub const fn new(id: &'static str, title: Key, fields: Vec<Field>) -> Self {
        Self {
            id,
            title,
            lead: None,
            fields,
        }
    }

    /// With a sentence under the heading.
    #[must_use]
    pub const fn lead(mut self, lead: Key) -> Self {
        self.lead = Some(lead);
        self
    }
}

/// One question.
#[derive(Clone, Debug)]
pub struct Field {
    /// Its id on the page, and its name in the draft; unique in the form.
    pub id: &'static str,
    /// What is asked for.
    pub label: Key,
    /// How to answer, when the label does not say enough.
    pub hint: Option<Key>,
    /// What kind of answer it takes.
    pub kind: Kind,
    /// Whether the form is not complete without it.
    pub required: bool,
    /// Of whom it asks, where a form asks the same of several.
    pub of: Option<String>,
}

impl Field {
    /// A question that must be answered.
    pub const fn new(id: &'static str, label: Key, kind: Kind) -> Self {
        Self {
            id,
            label,
            hint: None,
            kind,
            required: true,
            of: None,
        }
    }

    /// With a hint.
    #[must_use]
    pub const fn hint(mut self, hint: Key) -> Self {
        self.hint = Some(hint);
        self
    }

    /// Of one of several.
    #[must_use]
    pub fn of(mut self, name: &str) -> Self {
        self.of = Some(name.to_owned());
        self
    }

    /// What is asked for, and of whom.
    pub fn term(&self) -> Message {
        match &self.of {
            None => self.label.into(),
            Some(name) => Message::new(Key("desk-label-of"))
                .with_key("label", self.label)
                .with_text("name", name),
        }
    }

    /// That may stay empty.
    #[must_use]
    pub const fn optional(mut self) -> Self {
        self.required = false;
        self
    }
}

/// What kind of answer a question takes.
#[derive(Clone, Debug)]
pub enum Kind {
    /// Somebody the register knows, chosen by number or by name and birth date; kept with the version that was seen.
    Person,
    /// A person's name.
    Name,
    /// Words on one line, so many characters at the most.
    Text(usize),
    /// A whole date.
    Day,
    /// A date of which the month or the day may be unknown.
    PartialDay,
    /// One of a few.
    Choice(Vec<Choice>),
    /// One of many.
    Select(Vec<Choice>),
    /// One of those that [`Form::offers`] reads from the register.
    Offered,
    /// An administrative unit as it was on the day of another field, or is today.
    Unit {
        /// The id of a [`Kind::Day`] or [`Kind::PartialDay`]; nothing for today.
        on: Option<&'static str>,
        /// Which units will do.
        wanted: UnitWanted,
    },
}
