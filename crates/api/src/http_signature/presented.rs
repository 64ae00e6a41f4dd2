//! The signature that a message presents.

use danh_keys::PublicKey;

use super::base::{BaseError, base};
use super::message::Message;
use super::structured::{Bare, Item, Member, Parameters, dictionary};

/// A signature as it was presented, not verified yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Presented {
    /// The components that it covers.
    covered: Vec<String>,
    parameters: Parameters,
    base: String,
    signature: Vec<u8>,
}

/// Why a message presents no signature that could be verified.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(crate) enum PresentedError {
    /// There is none.
    #[error("the message bears no signature")]
    None,
    /// The fields are not written as they should be.
    #[error("`Signature-Input` and `Signature` are not well-formed or do not fit each other")]
    Form,
    /// What is covered cannot be put together.
    #[error(transparent)]
    Base(#[from] BaseError),
}

impl Presented {
    /// The first signature of a message.
    pub(crate) fn of(message: &Message<'_>) -> Result<Self, PresentedError> {
        let [input, signature] = ["signature-input", "signature"].map(|name| {
            let lines = message.headers.get_all(name).iter();
            let lines: Vec<&str> = lines.map(|line| line.to_str().unwrap_or("\"")).collect();
            lines.join(", ")
        });
        if input.is_empty() && signature.is_empty() {
            return Err(PresentedError::None);
        }
        let inputs = dictionary(&input).ok_or(PresentedError::Form)?;
        let signatures = dictionary(&signature).ok_or(PresentedError::Form)?;
        let (label, member) = inputs.into_iter().next().ok_or(PresentedError::Form)?;
        let Member::List(components, parameters) = member else {
            return Err(PresentedError::Form);
        };
        let mut signatures = signatures.into_iter();
        let signed = signatures.find(|(other, _)| *other == label);
        let Some((
            _,
            Member::Item(Item {
                bare: Bare::Bytes(signature),
                ..
            }),
        )) = signed
        else {
            return Err(PresentedError::Form);
        };
        let base = base(message, (&components, &parameters))?;
        let covered = components.into_iter().map(|item| match item.bare {
            Bare::Text(name) => name,
            _ => String::new(),
        });
        Ok(Self {
            covered: covered.collect(),
            parameters,
            base,
            signature,
        })
    }

    /// Whether a component is covered.
    pub(crate) fn covers(&self, component: &str) -> bool {
        self.covered.iter().any(|covered| covered == component)
    }

    /// By which key it says it is made.
    pub(crate) fn key_id(&self) -> Option<&str> {
        self.parameters.text("keyid")
    }

    /// When, in seconds since 1970.
    pub(crate) fn created(&self) -> Option<i64> {
        self.parameters.integer("created")
    }

    /// Until when it counts, in seconds since 1970.
    pub(crate) fn expires(&self) -> Option<i64> {
        self.parameters.integer("expires")
    }

    /// What makes it one of its kind.
    pub(crate) fn nonce(&self) -> Option<&str> {
        self.parameters.text("nonce")
    }

    /// Whether the key made it. An algorithm that is named must be the key's own.
    pub(crate) fn is_by(&self, key: &PublicKey) -> bool {
        let named = self.parameters.get("alg");
        let is_the_keys =
            named.is_none_or(|named| *named == Bare::Text(key.algorithm().http_name().to_owned()));
        is_the_keys && key.verify(self.base.as_bytes(), &self.signature)
    }

    /// The text that was signed.
    #[cfg(test)]
    pub(super) fn base(&self) -> &str {
        &self.base
    }
}
