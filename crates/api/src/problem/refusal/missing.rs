//! Declared missing, and returned (Civil Code 2015, art. 68 to 73).

use danh_register::MissingError;

use super::{day, marriage_end, refusals, subject};
use crate::problem::Problem;

refusals! {
    ALREADY_MISSING = "already-missing"
        ["Người này đã bị tuyên bố mất tích", "Sổ đã ghi một quyết định tuyên bố mất tích."],
        ["The person was declared missing already", "The register has a decision that declares them missing."];
    NOT_DECLARED = "not-declared"
        ["Không có tuyên bố mất tích hoặc tuyên bố chết nào", "Chỉ huỷ bỏ được tuyên bố của Tòa án đã ghi trong sổ."],
        ["No court declared the person missing or dead", "Only a declaration on record can be taken back."];
}

impl From<MissingError> for Problem {
    fn from(error: MissingError) -> Self {
        match error {
            MissingError::OutsideLife => {
                Self::refused(&marriage_end::DECISION_OUTSIDE_LIFE).at("/decision/on")
            }
            MissingError::AlreadyMissing { .. } => Self::refused(&ALREADY_MISSING).at("/person"),
            MissingError::NotDeclared => Self::refused(&NOT_DECLARED).at("/person"),
            MissingError::LaterEvent { .. } => {
                Self::refused(&day::DAY_TOO_EARLY).at("/decision/on")
            }
            MissingError::Subject(error) => subject::refused(error),
            MissingError::Store(error) => error.into(),
        }
    }
}
