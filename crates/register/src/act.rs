//! Who writes, in whose name, on which basis. Every write says so.

use std::fmt;
use std::str::FromStr;

use danh_directory::AuthorityError;
use danh_vocabulary::OfficerId;
use serde::{Deserialize, Serialize};

use crate::Register;
use crate::event::EventBody;
use crate::person::Viewer;

/// What accompanies every event: the invariant that each write names its actor, authority and legal basis.
///
/// Made by [`Register::act`] alone, so its authority was in force on the day it was made; it is meant for what is decided then,
/// and not to be kept. What the journal says of earlier acts is not checked again: it is read as it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Act {
    actor: Actor,
    authority: String,
    basis: Option<String>,
}

/// Nobody acts in the name of that authority today: why, and who took over.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(transparent)]
pub struct ActError(Box<AuthorityError>);

impl Register {
    /// An act of today in the name of an authority, by its id in the directory, that rests on the general law of its kind of
    /// event. Refused when there is no such authority today; the error names who took over.
    pub fn act(&self, actor: Actor, authority: &str) -> Result<Act, ActError> {
        let authority = self
            .directory()
            .authority_in_force(authority, self.today())
            .map_err(|error| ActError(Box::new(error)))?;
        Ok(Act {
            actor,
            authority: authority.id.to_string(),
            basis: None,
        })
    }
}

impl Act {
    /// The same act, resting on a decision or article narrower than the law of the kind of event.
    #[must_use]
    pub fn resting_on(self, basis: impl Into<String>) -> Self {
        Self {
            basis: Some(basis.into()),
            ..self
        }
    }

    /// Who learns from a refusal.
    pub(crate) const fn viewer(&self) -> Viewer {
        match self.actor {
            Actor::Officer(officer) => Viewer::Officer(officer),
            Actor::Program(_) => Viewer::Register,
            Actor::Organisation(_) => Viewer::Outsider,
        }
    }

    /// Who writes.
    pub fn actor(&self) -> &Actor {
        &self.actor
    }

    /// The authority in whose name, by its id in the directory.
    pub fn authority(&self) -> &str {
        &self.authority
    }

    /// The decision or article narrower than the law of the kind of event, when there is one.
    pub fn basis(&self) -> Option<&str> {
        self.basis.as_deref()
    }

    pub(crate) fn basis_of(&self, body: &EventBody) -> String {
        self.basis
            .clone()
            .unwrap_or_else(|| body.legal_basis().to_owned())
    }
}

/// Who did something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Actor {
    /// An officer.
    Officer(OfficerId),
    /// The program itself at somebody's command, such as an import; the word says which command.
    Program(String),
    /// An organisation outside the register, by its id. It asks; it writes no events.
    Organisation(String),
}

/// The text is not an actor.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{input}` is neither `officer:` with an id nor `program:` or `organisation:` with a word")]
pub struct ActorError {
    input: String,
}

impl fmt::Display for Actor {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Officer(officer) => write!(formatter, "officer:{officer}"),
            Self::Program(word) => write!(formatter, "program:{word}"),
            Self::Organisation(id) => write!(formatter, "organisation:{id}"),
        }
    }
}

impl FromStr for Actor {
    type Err = ActorError;

    fn from_str(text: &str) -> Result<Self, ActorError> {
        let error = || ActorError {
            input: text.to_owned(),
        };
        match text.split_once(':') {
            Some(("officer", id)) => id.parse().map(Self::Officer).map_err(|_| error()),
            Some(("program", word)) => Ok(Self::Program(word.to_owned())),
            Some(("organisation", id)) => Ok(Self::Organisation(id.to_owned())),
            _ => Err(error()),
        }
    }
}

impl Serialize for Actor {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Actor {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?
            .parse()
            .map_err(serde::de::Error::custom)
    }
}
