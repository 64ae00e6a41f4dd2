//! The forms that propose an act to a second officer: about a person (`/persons/{handle}/propose/{act}`), or about who is
//! appointed (`/appointments/propose`).

use crate::authority_choice::TypedAuthority;
use crate::components::{
    Choice, DateField, ErrorSummary, Field, FormError, InputKind, Notice, Question, Radios, Select,
    TextArea, TextField, Tone, TypedDate, Value, Width,
};
use crate::messages::{Key, Message};
use crate::page::{Frame, Page};
use crate::pages::proposals::words;
use danh_directory::Role;

pub mod examples;
pub(crate) mod handlers;

/// A form.
#[derive(Clone, Debug)]
pub struct ProposeView {
    /// Where it is sent.
    pub address: String,
    /// What is proposed.
    pub act: Proposed,
    /// Whom it is about.
    pub person: Option<Value>,
    /// The version of the person that was seen, opaque.
    pub seen: String,
    /// What was typed.
    pub typed: Typed,
    /// What must be mended, by field.
    pub mistakes: Vec<Mistake>,
    /// Why it cannot be carried out as things stand.
    pub refused: Option<Key>,
    /// The authorities that may be meant by what was typed.
    pub authorities: Vec<Choice>,
}

/// What can be proposed by a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Proposed {
    /// Merging a second record into this person's.
    MergeDuplicate,
    /// Protection.
    OrderProtection,
    /// The end of protection.
    LiftProtection,
    /// Cancelling the number.
    CancelNumber,
    /// An appointment, or its end.
    Appointment,
}

/// A form's fields as they were typed.
#[derive(Clone, Debug, Default)]
pub struct Typed {
    /// The number of the second record.
    pub duplicate: String,
    /// Logins, one a line.
    pub officers: String,
    /// Why a number is cancelled.
    pub cancellation: String,
    /// `appoint` or `end`.
    pub what: String,
    /// A login.
    pub login: String,
    /// A role's stable name.
    pub role: String,
    /// An authority's id or name.
    pub authority: TypedAuthority,
    /// The first or last day.
    pub day: TypedDate,
    /// Why it is proposed.
    pub reason: String,
    /// The decision or paper it rests on.
    pub basis: String,
}

/// What must be mended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mistake {
    /// No record has that number.
    Duplicate,
    /// A login that nobody has.
    Officers,
    /// No reason for cancelling was chosen.
    Cancellation,
    /// Neither appointing nor ending was chosen.
    What,
    /// Nobody signs in by that name.
    Login,
    /// No role was chosen.
    Role,
    /// No such authority.
    Authority,
    /// Several authorities have the name.
    AuthorityWhich,
    /// No such day.
    Day,
    /// There is no such appointment to end.
    NoAppointment,
    /// The reason says too little, or too much.
    Reason,
    /// The form was another session's.
    Stale,
}

impl Proposed {
    const OF_PERSONS: [(Self, &'static str); 4] = [
        (Self::MergeDuplicate, "merge-duplicate"),
        (Self::OrderProtection, "order-protection"),
        (Self::LiftProtection, "lift-protection"),
        (Self::CancelNumber, "cancel-number"),
    ];

    /// What an address names, of what is about a person.
    pub(crate) fn parse(name: &str) -> Option<Self> {
        let mut all = Self::OF_PERSONS.into_iter();
        all.find(|(_, known)| *known == name).map(|(act, _)| act)
    }

    /// The acts that can be proposed about a person who is protected or not.
    pub(crate) fn about(is_protected: bool) -> Vec<Self> {
        let fits = |act: &Self| match act {
            Self::LiftProtection => is_protected,
            _ => true,
        };
        let all = Self::OF_PERSONS.into_iter().map(|(act, _)| act);
        all.filter(fits).collect()
    }

    /// Where the act is proposed about a person.
    pub(crate) fn address(self, handle: &str) -> String {
        let mut all = Self::OF_PERSONS.into_iter();
        match all.find(|(known, _)| *known == self) {
            Some((_, name)) => format!("/persons/{handle}/propose/{name}"),
            None => "/appointments/propose".to_owned(),
        }
    }

    pub(crate) const fn title(self) -> Key {
        match self {
            Self::MergeDuplicate => Key("propose-merge-duplicate"),
            Self::OrderProtection => Key("propose-order-protection"),
            Self::LiftProtection => Key("propose-lift-protection"),
            Self::CancelNumber => Key("propose-cancel-number"),
            Self::Appointment => Key("propose-appointment"),
        }
    }
}

impl Mistake {
    fn to_form_error(self) -> FormError {
        let (target, message) = match self {
            Self::Duplicate => ("duplicate", Key("propose-error-duplicate")),
            Self::Officers => ("officers", Key("propose-error-officers")),
            Self::Cancellation => ("cancellation", Key("propose-error-cancellation")),
            Self::What => ("what", Key("propose-error-what")),
            Self::Login => ("login", Key("propose-error-login")),
            Self::Role => ("role", Key("propose-error-role")),
            Self::Authority => ("authority", Key("propose-error-authority")),
            Self::AuthorityWhich => ("authority-choice", Key("propose-error-authority-which")),
            Self::Day => ("day-day", Key("propose-error-day")),
            Self::NoAppointment => ("login", Key("propose-error-no-appointment")),
            Self::Reason => ("reason", Key("proposal-error-reason")),
            Self::Stale => ("reason", Key("outside-error-stale")),
        };
        FormError::new(target, message)
    }
}

impl ProposeView {
    fn errors(&self) -> Vec<FormError> {
        let mistakes = self.mistakes.iter();
        mistakes.map(|mistake| mistake.to_form_error()).collect()
    }

    fn error_summary(&self) -> ErrorSummary {
        ErrorSummary {
            errors: self.errors(),
        }
    }

    fn notice(&self) -> Option<Notice> {
        Some(Notice {
            tone: Tone::Attention,
            message: self.refused?.into(),
            link: None,
        })
    }

    fn ask(&self, id: &'static str, label: Key) -> Question {
        Question::new(id, label).error_of(&self.errors())
    }

    /// The fields of the act, then those that every proposal has.
    fn fields(&self) -> Vec<Field> {
        let typed = &self.typed;
        let mut fields: Vec<Field> = match self.act {
            Proposed::MergeDuplicate => {
                let question = self
                    .ask("duplicate", Key("propose-duplicate"))
                    .hint(Key("propose-duplicate-hint"));
                let field = TextField::new(question, &typed.duplicate);
                vec![field.kind(InputKind::Digits).width(Width::Twenty).into()]
            }
            Proposed::OrderProtection => {
                let question = self
                    .ask("officers", Key("propose-officers"))
                    .hint(Key("propose-officers-hint"));
                vec![TextArea::new(question, &typed.officers).into()]
            }
            Proposed::LiftProtection => Vec::new(),
            Proposed::CancelNumber => {
                let question = self.ask("cancellation", Key("act-cancellation"));
                let choices =
                    words::CANCELLATIONS.map(|(_, value, label)| Choice::new(value, label));
                vec![Radios::new(question, choices.into(), &typed.cancellation).into()]
            }
            Proposed::Appointment => self.appointment_fields(),
        };
        let reason = self
            .ask("reason", Key("proposal-reason"))
            .hint(Key("propose-reason-hint"));
        fields.push(TextArea::new(reason, &typed.reason).chars_max(200).into());
        let basis = self.ask("basis", Key("proposal-basis")).optional();
        fields.push(TextField::new(basis, &typed.basis).into());
        fields
    }

    fn appointment_fields(&self) -> Vec<Field> {
        let typed = &self.typed;
        let what = vec![
            Choice::new("appoint", Key("act-appoint")),
            Choice::new("end", Key("act-end-appointment")),
        ];
        let roles = Role::ALL.map(|role| Choice::new(role.as_str(), words::role(role)));
        let mut authority = self
            .ask("authority", Key("act-authority"))
            .hint(Key("propose-authority-hint"));
        let which = self.ask("authority-choice", Key("propose-authority-which"));
        // What is wrong is said once: where one of several is to be chosen, there.
        if !self.authorities.is_empty() {
            authority.error = None;
        }
        let authorities = self.authorities.clone();
        let which = (!authorities.is_empty())
            .then(|| Radios::new(which, authorities, &typed.authority.choice).into());
        let day = self
            .ask("day", Key("propose-day"))
            .hint(Key("propose-day-hint"));
        let mut fields = vec![
            Radios::new(self.ask("what", Key("propose-what")), what, &typed.what).into(),
            TextField::new(self.ask("login", Key("propose-login")), &typed.login)
                .width(Width::Twenty)
                .into(),
            Select::new(self.ask("role", Key("act-role")), roles.into(), &typed.role).into(),
            TextField::new(authority, &typed.authority.text).into(),
        ];
        fields.extend(which);
        fields.push(DateField::new(day, typed.day.clone()).into());
        fields
    }
}

super::template!(ProposeView, "pages/propose.html");

impl Page for ProposeView {
    fn title(&self) -> Message {
        self.act.title().into()
    }

    fn has_errors(&self) -> bool {
        !self.mistakes.is_empty()
    }

    fn html(&self, frame: &Frame) -> Result<String, askama::Error> {
        Filled::of(self, frame)
    }
}
