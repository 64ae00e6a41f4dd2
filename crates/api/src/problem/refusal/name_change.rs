//! Changes of name (Civil Code 2015, art. 27 and 28).

use danh_register::NameChangeError;

use super::{day, subject};
use crate::problem::Problem;

impl From<NameChangeError> for Problem {
    fn from(error: NameChangeError) -> Self {
        match error {
            NameChangeError::OutsideLife => Self::refused(&day::DAY_OUTSIDE_LIFE).at("/on"),
            NameChangeError::SameName => Self::refused(&day::NOTHING_CHANGES).at("/name"),
            NameChangeError::LaterEvent { .. } => Self::refused(&day::DAY_TOO_EARLY).at("/on"),
            NameChangeError::Subject(error) => subject::refused(error),
            NameChangeError::Store(error) => error.into(),
        }
    }
}
