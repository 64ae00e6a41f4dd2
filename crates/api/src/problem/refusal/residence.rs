//! Permanent residence (Law on Residence 2020, art. 20 to 24).

use danh_register::ResidenceError;

use super::{day, refusals, subject};
use crate::problem::Problem;

refusals! {
    UNKNOWN_COMMUNE = "unknown-commune"
        ["Không có xã, phường này vào ngày đó", "Mã phải là mã của xã, phường, đặc khu tồn tại vào ngày đó."],
        ["There was no such commune on that day", "The code is that of a commune that existed on the day."];
    UNKNOWN_HOUSEHOLD = "unknown-household"
        ["Không có hộ này", "Hãy dùng mã tham chiếu của một hộ đang có người."],
        ["No such household", "Use the handle of a household in which somebody lives."];
    HOUSEHOLD_ELSEWHERE = "household-elsewhere"
        ["Hộ này đăng ký ở xã, phường khác", "Hãy kiểm tra lại hộ hoặc đơn vị hành chính."],
        ["The household is registered in another commune", "Look at the household or the unit again."];
    HEAD_EXISTS = "head-exists"
        ["Hộ đã có chủ hộ", "Hãy ghi quan hệ khác với chủ hộ, hoặc thay đổi chủ hộ trước."],
        ["The household has a head", "Give another relationship, or change the head first."];
    HAS_RESIDENCE = "has-residence"
        ["Người này đã có nơi thường trú", "Hãy đăng ký chuyển nơi thường trú."],
        ["The person has a permanent residence", "Register a move instead."];
    HAS_NO_RESIDENCE = "has-no-residence"
        ["Người này chưa có nơi thường trú", "Hãy đăng ký thường trú lần đầu."],
        ["The person has no permanent residence", "Register a first one instead."];
}

impl From<ResidenceError> for Problem {
    fn from(error: ResidenceError) -> Self {
        match error {
            ResidenceError::InFuture => Self::refused(&day::DAY_IN_FUTURE).at("/on"),
            ResidenceError::TooEarly { .. } => Self::refused(&day::DAY_TOO_EARLY).at("/on"),
            ResidenceError::UnknownUnit { .. } => Self::refused(&UNKNOWN_COMMUNE).at("/unit"),
            ResidenceError::UnknownHousehold => Self::refused(&UNKNOWN_HOUSEHOLD).at("/household"),
            ResidenceError::HouseholdElsewhere => {
                Self::refused(&HOUSEHOLD_ELSEWHERE).at("/household")
            }
            ResidenceError::HeadExists => Self::refused(&HEAD_EXISTS).at("/relationship"),
            ResidenceError::HasResidence => Self::refused(&HAS_RESIDENCE),
            ResidenceError::HasNoResidence => Self::refused(&HAS_NO_RESIDENCE),
            ResidenceError::Subject(error) => subject::refused(error),
            ResidenceError::Store(error) => error.into(),
        }
    }
}
