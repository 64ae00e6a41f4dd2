//! Absence declared and ended (Law on Residence 2020, art. 31).

use danh_register::AbsenceError;

use super::{day, refusals, subject};
use crate::problem::Problem;

refusals! {
    TOO_FAR_AHEAD = "too-far-ahead"
        ["Ngày đầu cách đây hơn một năm", "Có thể đã nhập nhầm năm."],
        ["The first day is more than a year away", "Perhaps the year is a slip of the pen."];
    ENDS_BEFORE_IT_BEGINS = "ends-before-it-begins"
        ["Ngày cuối trước ngày đầu", "Hãy kiểm tra lại hai ngày."],
        ["It ends before it begins", "Look at both days again."];
    NEED_NOT_BE_DECLARED = "need-not-be-declared"
        ["Vắng mặt dưới 12 tháng không phải khai báo vì lý do này", "Trường hợp khác phải khai báo khi đi từ 12 tháng liên tục trở lên (Luật Cư trú 2020, điểm d khoản 1 Điều 31)."],
        ["Less than twelve months need not be declared on this ground", "Others declare an absence of twelve months or more (Law on Residence 2020, art. 31.1d)."];
    REGISTERED_WHERE_THEY_GO = "registered-where-they-go"
        ["Người này có nơi tạm trú", "Người đã đăng ký tạm trú không phải khai báo tạm vắng vì lý do này (Luật Cư trú 2020, điểm d khoản 1 Điều 31)."],
        ["The person has a temporary residence", "Who is registered elsewhere need not declare an absence on this ground (Law on Residence 2020, art. 31.1d)."];
    NOWHERE_TO_BE_AWAY_FROM = "nowhere-to-be-away-from"
        ["Người này không có nơi thường trú hoặc tạm trú để vắng mặt", "Hãy đăng ký nơi cư trú trước."],
        ["The person has no residence to be away from", "Register a residence first."];
    NOT_ABSENT = "not-absent"
        ["Người này không khai báo tạm vắng vào ngày đó", "Hãy kiểm tra lại ngày hoặc người."],
        ["The person is not declared absent on that day", "Look at the day or the person again."];
}

impl From<AbsenceError> for Problem {
    fn from(error: AbsenceError) -> Self {
        match error {
            AbsenceError::TooFarAhead => Self::refused(&TOO_FAR_AHEAD).at("/since"),
            AbsenceError::EndsBeforeItBegins => Self::refused(&ENDS_BEFORE_IT_BEGINS).at("/until"),
            AbsenceError::TooShort => Self::refused(&NEED_NOT_BE_DECLARED).at("/until"),
            AbsenceError::HasTemporaryResidence => {
                Self::refused(&REGISTERED_WHERE_THEY_GO).at("/ground")
            }
            AbsenceError::HasNoResidence => Self::refused(&NOWHERE_TO_BE_AWAY_FROM).at("/person"),
            AbsenceError::NotAbsent { .. } => Self::refused(&NOT_ABSENT).at("/person"),
            AbsenceError::Day(error) => day::refused(error),
            AbsenceError::Subject(error) => subject::refused(error),
            AbsenceError::Store(error) => error.into(),
        }
    }
}
