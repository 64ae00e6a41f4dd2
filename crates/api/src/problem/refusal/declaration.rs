//! What people declare of themselves (Law on Identification 2023, art. 10).

use danh_register::DeclarationError;

use super::{day, refusals, subject};
use crate::problem::{Fault, Problem, ProblemKind};

refusals! {
    NAME_TWICE = "name-twice"
        ["Một tên được khai hai lần", "Mỗi tên gọi khác khai một lần, và khác họ tên đang mang."],
        ["A name is given twice", "Name each other name once; the name that the person bears is none of them."];
}

impl From<DeclarationError> for Problem {
    fn from(error: DeclarationError) -> Self {
        match error {
            DeclarationError::NothingChanges => Self::refused(&day::NOTHING_CHANGES).at("/value"),
            DeclarationError::Text => Self::in_fields(vec![Fault::Line.of("/value")]),
            DeclarationError::NameTwice => Self::refused(&NAME_TWICE).at("/value"),
            DeclarationError::NoSealer => {
                tracing::error!("no key to seal contact data with");
                Self::new(ProblemKind::Internal)
            }
            DeclarationError::Day(error) => day::refused(error),
            DeclarationError::Subject(error) => subject::refused(error),
            DeclarationError::Store(error) => error.into(),
        }
    }
}
