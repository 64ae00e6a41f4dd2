//! What every field of a form has: an id, a label, perhaps a hint and an error, and how they
//! are wired, after the patterns of the GOV.UK Design System: the label stands above, hint and
//! error are tied to the input by id, and every error is also a link in the summary at the
//! top, which takes the focus.

use std::borrow::Cow;

use super::errors::FormError;
use crate::messages::Message;

/// What is asked, and what is wrong with the answer.
///
/// ```
/// use danh_portal::components::Question;
/// use danh_portal::messages::Key;
///
/// let question = Question::new("name", Key("search-name")).hint(Key("search-name-hint"));
/// assert_eq!(question.described_by().as_deref(), Some("name-hint"));
/// ```
#[derive(Clone, Debug)]
pub struct Question {
    /// Id and form name. A field of several inputs names them `{id}-part`.
    pub id: Cow<'static, str>,
    /// What is asked for.
    pub label: Message,
    /// How to answer, when the label does not say enough.
    pub hint: Option<Message>,
    /// What is wrong with the answer, and how to mend it.
    pub error: Option<Message>,
    /// Whether it may stay unanswered; said after the label.
    pub need: Need,
}

/// Whether a field must be filled in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Need {
    /// It must, or the form as a whole says what must; nothing is said.
    #[default]
    Asked,
    /// It may stay empty, and the label says so.
    Optional,
}

impl Question {
    /// A question without hint or error.
    pub fn new(id: impl Into<Cow<'static, str>>, label: impl Into<Message>) -> Self {
        Self {
            id: id.into(),
            label: label.into(),
            hint: None,
            error: None,
            need: Need::Asked,
        }
    }

    /// Says how to answer.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<Message>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// Says that it may stay unanswered.
    #[must_use]
    pub fn optional(mut self) -> Self {
        self.need = Need::Optional;
        self
    }

    /// Takes the error that sits at this field or at a part of it (`{id}-day`), if there is one.
    #[must_use]
    pub fn error_of(mut self, errors: &[FormError]) -> Self {
        self.error = errors
            .iter()
            .find(|error| self.owns(&error.target))
            .map(|error| error.message.clone());
        self
    }

    fn owns(&self, target: &str) -> bool {
        target
            .strip_prefix(&*self.id)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
    }

    /// The ids that describe the input, for `aria-describedby`.
    pub fn described_by(&self) -> Option<String> {
        let mut ids = Vec::new();
        if self.hint.is_some() {
            ids.push(format!("{}-hint", self.id));
        }
        if self.error.is_some() {
            ids.push(format!("{}-error", self.id));
        }
        (!ids.is_empty()).then(|| ids.join(" "))
    }

    pub(crate) fn is_optional(&self) -> bool {
        self.need == Need::Optional
    }

    pub(crate) fn is_wrong(&self) -> bool {
        self.error.is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::messages::Key;

    #[test]
    fn a_field_takes_its_own_errors_and_those_of_its_parts() {
        let error = |target| [FormError::new(target, Key("form-error"))];
        let of = |target| {
            Question::new("born", Key("word-born"))
                .error_of(&error(target))
                .error
        };
        assert!(of("born").is_some() && of("born-day").is_some());
        assert!(of("borne").is_none() && of("day").is_none());
    }
}
