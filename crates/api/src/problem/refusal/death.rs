//! Deaths (Law on Civil Status 2014, art. 32 to 34).

use danh_register::DeathError;

use super::{birth, refusals, subject};
use crate::problem::Problem;

refusals! {
    DIED_IN_FUTURE = "died-in-future"
        ["Ngày mất ở tương lai", "Hãy kiểm tra lại ngày mất."],
        ["The day of death lies in the future", "Look at the day of death again."];
    DIED_BEFORE_BIRTH = "died-before-birth"
        ["Ngày mất trước ngày sinh", "Hãy kiểm tra lại ngày mất, hoặc cải chính ngày sinh."],
        ["The day of death is before the birth", "Look at the day of death again, or correct the birth date."];
    LIVED_LATER = "lived-later"
        ["Sổ có ghi việc xảy ra sau ngày này", "Người này còn sống sau ngày mất đã nhập. Hãy cải chính việc đó trước."],
        ["The register knows of something later", "The person lived after the day given. Correct that event first."];
    COURT_DECLARES = "court-declares"
        ["Chỉ Tòa án tuyên bố một người là đã chết", "Hãy ghi quyết định của Tòa án vào “basis” (Bộ luật Dân sự 2015, Điều 71)."],
        ["Only a court declares somebody dead", "Name the court's decision in “basis” (Civil Code 2015, art. 71)."];
}

impl From<DeathError> for Problem {
    fn from(error: DeathError) -> Self {
        match error {
            DeathError::InFuture => Self::refused(&DIED_IN_FUTURE).at("/on"),
            DeathError::BeforeBirth { .. } => Self::refused(&DIED_BEFORE_BIRTH).at("/on"),
            DeathError::LaterEvent { .. } => Self::refused(&LIVED_LATER).at("/on"),
            DeathError::UnknownUnit { .. } => Self::refused(&birth::UNKNOWN_UNIT).at("/unit"),
            DeathError::CourtDeclares => Self::refused(&COURT_DECLARES).at("/basis"),
            DeathError::Subject(error) => subject::refused(error),
            DeathError::Store(error) => error.into(),
        }
    }
}
