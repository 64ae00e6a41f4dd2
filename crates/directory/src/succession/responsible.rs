//! The answer to who is responsible, and why there may be none.

use jiff::civil::Date;

use crate::authority::Authority;
use crate::authority_id::AuthorityId;
use crate::task::Task;

/// Who answers on a day for what an authority did before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Responsible<'a> {
    /// The authority itself: it still exists.
    Unchanged(Authority<'a>),
    /// One authority, for all of it.
    Whole(Authority<'a>),
    /// Several, each for a part of its ground.
    Split {
        /// The one that answers until the place of a case is known, and keeps the books.
        default: Authority<'a>,
        /// The others, in the order of their units' codes.
        others: Vec<Authority<'a>>,
    },
    /// Several, and none for all: the work of a district went down to its communes.
    ByPlace {
        /// All of them, in the order of their units' codes.
        among: Vec<Authority<'a>>,
    },
    /// It is gone, and the tables name nobody.
    Unrecorded {
        /// The same body of the closest unit above it whose successor is known: its province.
        within: Option<Authority<'a>>,
    },
}

/// Why nobody can be named as responsible.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ResponsibleError {
    /// There never was such an authority.
    #[error("no authority has the id `{0}`")]
    Unknown(AuthorityId),
    /// On that day it was still to come.
    #[error("`{authority}` exists only since {from}")]
    NotYet {
        /// The authority.
        authority: AuthorityId,
        /// Its first day.
        from: Date,
    },
    /// The law gives that work to another body.
    #[error("`{authority}` never did that kind of work ({task:?})")]
    NotItsTask {
        /// The authority.
        authority: AuthorityId,
        /// The kind of work.
        task: Task,
    },
}

impl<'a> Responsible<'a> {
    /// The one authority that answers when nothing closer is known, if there is one.
    pub const fn authority(&self) -> Option<&Authority<'a>> {
        match self {
            Self::Unchanged(authority)
            | Self::Whole(authority)
            | Self::Split {
                default: authority, ..
            } => Some(authority),
            Self::ByPlace { .. } | Self::Unrecorded { .. } => None,
        }
    }

    /// Everyone who answers for some of it, the default first.
    pub fn everyone(&self) -> impl Iterator<Item = &Authority<'a>> {
        let others: &[Authority<'a>] = match self {
            Self::Split { others, .. } => others,
            Self::ByPlace { among } => among,
            Self::Unchanged(_) | Self::Whole(_) | Self::Unrecorded { .. } => &[],
        };
        self.authority().into_iter().chain(others)
    }
}
