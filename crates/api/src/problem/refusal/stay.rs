//! Stays notified (Law on Residence 2020, art. 30).

use danh_register::StayError;

use super::{absence, day, refusals, residence, subject};
use crate::problem::Problem;

refusals! {
    LONGER_THAN_STAY = "longer-than-stay"
        ["Lưu trú dưới 30 ngày", "Nếu ở từ 30 ngày trở lên, hãy đăng ký tạm trú (Luật Cư trú 2020, Điều 27)."],
        ["A stay is for less than 30 days", "Register a temporary residence instead (Law on Residence 2020, art. 27)."];
}

impl From<StayError> for Problem {
    fn from(error: StayError) -> Self {
        match error {
            StayError::EndsBeforeItBegins => {
                Self::refused(&absence::ENDS_BEFORE_IT_BEGINS).at("/until")
            }
            StayError::TooLong => Self::refused(&LONGER_THAN_STAY).at("/until"),
            StayError::UnknownCommune(_) => Self::refused(&residence::UNKNOWN_COMMUNE).at("/unit"),
            StayError::Day(error) => day::refused(error).at("/since"),
            StayError::Subject(error) => subject::refused(error),
            StayError::Store(error) => error.into(),
        }
    }
}
