//! Corrections (Law on Civil Status 2014, art. 26 to 28).

use danh_register::{CorrectionError, Parent};

use super::{birth, refusals, subject};
use crate::problem::Problem;

refusals! {
    NOT_CORRECTABLE = "not-correctable"
        ["Người này không có sự kiện nào như vậy để cải chính", "Chọn một sự kiện của chính người này; một cải chính được sửa bằng cải chính khác của sự kiện gốc."],
        ["The person has no such event that can be corrected", "Pick an event of this person; what a correction said is put right by correcting the first event again."];
    CORRECTION_DOES_NOT_FIT = "correction-does-not-fit"
        ["Sự kiện không ghi nội dung cần cải chính", "“was” phải đúng như nội dung đang ghi; có thể đã có người cải chính."],
        ["The event does not say what is to be corrected", "“was” is what the event says now; somebody may have corrected it already."];
    NOT_A_DAY = "not-a-day"
        ["Cần ngày đầy đủ", "Ngày kết hôn phải có đủ ngày, tháng, năm."],
        ["The whole date is needed", "A marriage is on a day, month and year."];
    DATES_DO_NOT_FIT = "dates-do-not-fit"
        ["Các ngày trong đời người này không còn khớp", "Với cải chính này, một ngày sẽ ở trước ngày sinh, sau ngày mất hoặc ở tương lai."],
        ["The dates of the life would no longer fit", "With this correction a date would lie before the birth, after the death or in the future."];
    MARRIED_TWICE = "married-twice"
        ["Người này sẽ có hai hôn nhân cùng lúc", "Hãy cải chính hôn nhân kia trước."],
        ["The person would be married twice at a time", "Correct the other marriage first."];
    ORDER_CHANGES = "order-changes"
        ["Thứ tự các sự kiện sẽ thay đổi", "Hãy cải chính các sự kiện khác trước."],
        ["Events would change places", "Correct the other events first."];
    HOUSEHOLD_CHANGES = "household-changes"
        ["Cải chính nơi thường trú không đổi hộ và quan hệ với chủ hộ", "Hãy dùng thủ tục tách hộ, nhập hộ hoặc thay đổi chủ hộ."],
        ["The correction of a residence leaves household and relationship as they are", "Split or merge the household, or change its head, instead."];
    PARENT_DOES_NOT_FIT = "parent-does-not-fit"
        ["Cha hoặc mẹ được ghi không phù hợp", "Người này khác giới tính, hoặc không sinh trước người con."],
        ["The parent named does not fit", "They are of the other sex, or were not born before the child."];
    CHILD_DOES_NOT_FIT = "child-does-not-fit"
        ["Người con trên sổ không còn khớp", "Với cải chính này, người này không thể là cha hoặc mẹ của người con đó."],
        ["A child on record would no longer fit", "With this correction the person could not be the parent of that child."];
    SPOUSE_OF_SAME_SEX = "spouse-of-same-sex"
        ["Người này sẽ cùng giới tính với vợ hoặc chồng đang ghi", "Hãy cải chính hôn nhân trước (Luật Hôn nhân và gia đình 2014, khoản 2 Điều 8)."],
        ["The person would be of the sex of the one they are married to", "Correct the marriage first (Law on Marriage and Family 2014, art. 8.2)."];
    CARD_EXPIRY_CHANGES = "card-expiry-changes"
        ["Hạn dùng của thẻ sẽ thay đổi", "Hãy rút việc cấp thẻ và ghi lại thẻ với ngày cấp đúng."],
        ["The card would be valid until another day", "Withdraw the issue and record the card again with the right day."];
    SECOND_HEAD = "second-head"
        ["Hộ sẽ có hai chủ hộ", "Hãy thay đổi chủ hộ trước, hoặc cải chính việc người kia trở thành chủ hộ."],
        ["The household would have two heads", "Change its head first, or correct how the other became it."];
    SERIAL_TAKEN = "serial-taken"
        ["Số phôi thẻ đã thuộc về người khác", "Hãy cải chính việc cấp thẻ của người kia trước."],
        ["The card’s serial has become somebody else’s", "Correct the issue of the other card first."];
}

impl From<CorrectionError> for Problem {
    fn from(error: CorrectionError) -> Self {
        match error {
            CorrectionError::UnknownEvent { .. } => Self::refused(&NOT_CORRECTABLE).at("/event"),
            CorrectionError::DoesNotFit => Self::refused(&CORRECTION_DOES_NOT_FIT).at("/was"),
            CorrectionError::NotADay => Self::refused(&NOT_A_DAY).at("/now"),
            CorrectionError::DatesDoNotFit => Self::refused(&DATES_DO_NOT_FIT).at("/now"),
            CorrectionError::MarriedTwice => Self::refused(&MARRIED_TWICE).at("/now"),
            CorrectionError::OrderChanges => Self::refused(&ORDER_CHANGES).at("/now"),
            CorrectionError::HouseholdChanged => Self::refused(&HOUSEHOLD_CHANGES).at("/now"),
            CorrectionError::HeadExists => Self::refused(&SECOND_HEAD),
            CorrectionError::SpouseOfSameSex => Self::refused(&SPOUSE_OF_SAME_SEX).at("/now"),
            CorrectionError::CardExpiryChanges { .. } => {
                Self::refused(&CARD_EXPIRY_CHANGES).at("/now")
            }
            CorrectionError::UnknownUnit { .. } => Self::refused(&birth::UNKNOWN_UNIT).at("/now"),
            CorrectionError::ParentDoesNotFit {
                parent: Parent::Father | Parent::Mother,
            } => Self::refused(&PARENT_DOES_NOT_FIT).at("/now"),
            CorrectionError::ChildDoesNotFit { .. } => {
                Self::refused(&CHILD_DOES_NOT_FIT).at("/now")
            }
            CorrectionError::SerialTaken { .. } => Self::refused(&SERIAL_TAKEN).at("/now"),
            CorrectionError::Subject(error) => subject::refused(error),
            CorrectionError::Store(error) => error.into(),
        }
    }
}
