//! Identity cards (Law on Identification 2023, art. 18 to 29).

use danh_register::CardError;

use super::{correction, day, refusals, subject};
use crate::problem::{Fault, Problem};

refusals! {
    NO_CARD_THEN = "no-card-then"
        ["Ngày đó chưa có thẻ mang số định danh cá nhân", "Hãy kiểm tra lại ngày cấp."],
        ["No card with a personal number was issued then", "Look at the day of issue again."];
    NO_NUMBER_IN_FORCE = "no-number-in-force"
        ["Người này không có số định danh đang dùng", "Hãy xác lập lại số định danh trước."],
        ["The person has no personal number in force", "Have the number re-established first."];
    NOT_A_CITIZEN = "not-a-citizen"
        ["Người này không phải công dân Việt Nam", "Thẻ căn cước cấp cho công dân Việt Nam (Luật Căn cước 2023, Điều 19)."],
        ["The person is not a citizen of Viet Nam", "Cards are for citizens (Law on Identification 2023, art. 19)."];
    TOO_YOUNG_FOR_CARD = "too-young-for-card"
        ["Người này chưa đủ 14 tuổi vào ngày cấp", "Trước tháng 7 năm 2024, thẻ cấp cho người từ đủ 14 tuổi."],
        ["The person was not 14 years old on the day of issue", "Before July 2024 cards were for those of 14 and more."];
    SERIAL_ON_RECORD = "serial-on-record"
        ["Người này đã có thẻ mang số phôi đó", "Hãy kiểm tra lại số phôi thẻ."],
        ["The person has a card with this serial already", "Look at the serial again."];
    UNKNOWN_CARD = "unknown-card"
        ["Người này không có thẻ mang số phôi đó", "Hãy kiểm tra lại số phôi thẻ."],
        ["The person has no card with this serial", "Look at the serial again."];
    REVOKED_ALREADY = "revoked-already"
        ["Thẻ đã hết giá trị sử dụng", "Sổ đã ghi việc thu hồi thẻ."],
        ["The card is out of force already", "The register has that it was taken out of force."];
    REPLACED_BY_ISSUE = "replaced-by-issue"
        ["Thẻ được thay bằng việc cấp thẻ khác", "Hãy ghi việc cấp thẻ mới."],
        ["A card is replaced by issuing another one", "Record the new card instead."];
    HOLDER_LIVES = "holder-lives"
        ["Theo sổ, chủ thẻ chưa mất", "Hãy đăng ký khai tử trước, hoặc chọn lý do khác."],
        ["The holder is not on record as dead", "Register the death first, or give another reason."];
}

impl From<CardError> for Problem {
    fn from(error: CardError) -> Self {
        match error {
            CardError::Serial(_) => Self::in_fields(vec![Fault::Card.of("/serial")]),
            CardError::NoKind { .. } => Self::refused(&NO_CARD_THEN).at("/issued_on"),
            CardError::NoNumber => Self::refused(&NO_NUMBER_IN_FORCE).at("/person"),
            CardError::NotACitizen => Self::refused(&NOT_A_CITIZEN).at("/person"),
            CardError::TooYoung { .. } => Self::refused(&TOO_YOUNG_FOR_CARD).at("/issued_on"),
            CardError::SerialOnRecord { .. } => Self::refused(&SERIAL_ON_RECORD).at("/serial"),
            CardError::SerialTaken { .. } => Self::refused(&correction::SERIAL_TAKEN).at("/serial"),
            CardError::UnknownCard { .. } => Self::refused(&UNKNOWN_CARD).at("/serial"),
            CardError::RevokedAlready { .. } => Self::refused(&REVOKED_ALREADY).at("/serial"),
            CardError::ReplacedByIssue => Self::refused(&REPLACED_BY_ISSUE).at("/reason"),
            CardError::HolderLives => Self::refused(&HOLDER_LIVES).at("/reason"),
            CardError::Day(error) => day::refused(error),
            CardError::Subject(error) => subject::refused(error),
            CardError::Store(error) => error.into(),
        }
    }
}
