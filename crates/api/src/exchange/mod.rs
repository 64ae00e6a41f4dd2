//! Organisations ask under their agreements: signed requests, signed answers.
//!
//! The guard finds out whose request it is ([`Asker`]); [`SignedQuestion`] reads the body that was signed; [`answer`] has the
//! question answered and recorded in one transaction, and signs the receipt once that is on disk.

mod answering;
mod asker;
pub(crate) mod attributes;
mod body;
pub(crate) mod conclusions;
pub(crate) mod keys;
mod signed_question;
#[cfg(test)]
pub(crate) mod testing;
pub(crate) mod verifications;

pub(crate) use self::answering::{AnswerDocument, answer};
pub(crate) use self::asker::Asker;
pub(crate) use self::signed_question::SignedQuestion;
