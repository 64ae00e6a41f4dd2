//! Temporary residence (Law on Residence 2020, art. 27 to 29).

use danh_register::TemporaryResidenceError;

use super::{day, refusals, residence, subject};
use crate::problem::Problem;

refusals! {
    SHORTER_THAN_TEMPORARY = "shorter-than-temporary"
        ["Tạm trú từ 30 ngày trở lên", "Nếu ở ngắn hơn, hãy thông báo lưu trú (Luật Cư trú 2020, Điều 27 và 30)."],
        ["A temporary residence is for 30 days or more", "Notify a stay instead (Law on Residence 2020, art. 27 and 30)."];
    LONGER_THAN_TEMPORARY = "longer-than-temporary"
        ["Tạm trú tối đa 02 năm", "Có thể gia hạn khi sắp hết hạn (Luật Cư trú 2020, khoản 2 Điều 27)."],
        ["A temporary residence is for two years at the most", "It can be extended when it nears its end (Law on Residence 2020, art. 27.2)."];
    IN_COMMUNE_OF_HOME = "in-commune-of-home"
        ["Nơi tạm trú ở cùng xã, phường với nơi thường trú", "Tạm trú là ở ngoài đơn vị hành chính cấp xã nơi thường trú (Luật Cư trú 2020, khoản 1 Điều 27)."],
        ["The permanent residence is in the same commune", "A temporary residence is outside that commune (Law on Residence 2020, art. 27.1)."];
    NO_TEMPORARY_RESIDENCE = "no-temporary-residence"
        ["Người này không có nơi tạm trú vào ngày đó", "Hãy kiểm tra lại ngày hoặc người."],
        ["The person has no temporary residence on that day", "Look at the day or the person again."];
    EXTENDED_TOO_SOON = "extended-too-soon"
        ["Chưa đến lúc gia hạn", "Gia hạn trong 15 ngày trước ngày hết hạn (Luật Cư trú 2020, khoản 3 Điều 28)."],
        ["It is too soon to extend", "It is extended in the 15 days before its end (Law on Residence 2020, art. 28.3)."];
    NOT_LONGER = "not-longer"
        ["Ngày cuối mới không muộn hơn ngày cuối đang ghi", "Hãy kiểm tra lại ngày."],
        ["The new last day is not later than the one on record", "Look at the day again."];
}

impl From<TemporaryResidenceError> for Problem {
    fn from(error: TemporaryResidenceError) -> Self {
        match error {
            TemporaryResidenceError::TooShort => {
                Self::refused(&SHORTER_THAN_TEMPORARY).at("/until")
            }
            TemporaryResidenceError::TooLong => Self::refused(&LONGER_THAN_TEMPORARY).at("/until"),
            TemporaryResidenceError::AtHome => Self::refused(&IN_COMMUNE_OF_HOME).at("/unit"),
            TemporaryResidenceError::HasNone { .. } => {
                Self::refused(&NO_TEMPORARY_RESIDENCE).at("/person")
            }
            TemporaryResidenceError::TooSoon { .. } => Self::refused(&EXTENDED_TOO_SOON).at("/on"),
            TemporaryResidenceError::NotLonger { .. } => Self::refused(&NOT_LONGER).at("/until"),
            TemporaryResidenceError::UnknownCommune(_) => {
                Self::refused(&residence::UNKNOWN_COMMUNE).at("/unit")
            }
            TemporaryResidenceError::Day(error) => day::refused(error),
            TemporaryResidenceError::Subject(error) => subject::refused(error),
            TemporaryResidenceError::Store(error) => error.into(),
        }
    }
}
