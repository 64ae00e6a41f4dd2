//! The signature base: the text that is signed (RFC 9421, section 2.5).

use super::message::Message;
use super::structured::{Bare, Item, Parameters, list_text};

/// Why a base cannot be made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(crate) enum BaseError {
    /// A component has parameters, or is not a text.
    #[error("a covered component is written in a form that is not taken")]
    Form,
    /// A component is covered twice.
    #[error("the component `{0}` is covered twice")]
    Repeated(String),
    /// The message has no such component.
    #[error("the message has no component `{0}`")]
    Missing(String),
}

/// The base over the components of a message, and the last line's parameters.
pub(super) fn base(
    message: &Message<'_>,
    (components, parameters): (&[Item], &Parameters),
) -> Result<String, BaseError> {
    let mut base = String::new();
    let mut covered: Vec<&str> = Vec::with_capacity(components.len());
    for component in components {
        let (Bare::Text(name), []) = (&component.bare, &*component.parameters.0) else {
            return Err(BaseError::Form);
        };
        if covered.contains(&&**name) {
            return Err(BaseError::Repeated(name.clone()));
        }
        covered.push(name);
        let value = message.component(name);
        let value = value.ok_or_else(|| BaseError::Missing(name.clone()))?;
        base.extend(["\"", name, "\": ", &*value, "\n"]);
    }
    let parameters = list_text(components, parameters);
    base.extend(["\"@signature-params\": ", &*parameters]);
    Ok(base)
}
