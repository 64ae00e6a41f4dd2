//! The abode of who has no residence (Law on Residence 2020, art. 19).

use danh_register::AbodeError;

use super::{day, refusals, residence, subject};
use crate::problem::Problem;

refusals! {
    HAS_SOME_RESIDENCE = "has-some-residence"
        ["Người này có nơi thường trú hoặc tạm trú", "Chỉ người không có nơi thường trú và tạm trú mới khai báo nơi ở hiện tại (Luật Cư trú 2020, Điều 19)."],
        ["The person has a permanent or temporary residence", "Only who has neither declares where they live (Law on Residence 2020, art. 19)."];
}

impl From<AbodeError> for Problem {
    fn from(error: AbodeError) -> Self {
        match error {
            AbodeError::HasResidence | AbodeError::HasTemporaryResidence { .. } => {
                Self::refused(&HAS_SOME_RESIDENCE).at("/person")
            }
            AbodeError::UnknownCommune(_) => Self::refused(&residence::UNKNOWN_COMMUNE).at("/unit"),
            AbodeError::Day(error) => day::refused(error).at("/since"),
            AbodeError::Subject(error) => subject::refused(error),
            AbodeError::Store(error) => error.into(),
        }
    }
}
