//! Acts that two officers decide: why one cannot be proposed, decided or carried out.

use danh_directory::{AppointError, CorrectAppointmentError, EndAppointmentError, TransferError};
use danh_register::{DuplicateError, NumberError, ProtectionError};

use super::{card, day, refusals, subject};
use crate::problem::Problem;
use crate::proposals::CarryOutError;

refusals! {
    OWN_PROPOSAL = "own-proposal"
        ["Người đề xuất không quyết định đề xuất của mình", "Một cán bộ khác có thẩm quyền phải quyết định."],
        ["Who proposed it does not decide it", "Another officer with the same reach decides."];
    NOT_WAITING = "not-waiting"
        ["Đề xuất không còn chờ quyết định", "Đề xuất đã được quyết định hoặc đã hết hạn."],
        ["The proposal does not wait any more", "It was decided, or its time is over."];
    PROPOSAL_VOID = "proposal-void"
        ["Đề xuất không còn hiệu lực", "Nội dung liên quan đã thay đổi từ khi đề xuất. Hãy đề xuất lại nếu vẫn cần."],
        ["The proposal is void", "What it is about has changed since. Propose it again if it is still needed."];
    SAME_RECORD = "same-record"
        ["Hai hồ sơ là một", "Hãy chọn hai hồ sơ khác nhau."],
        ["Both are the same record", "Pick two different records."];
    RECORDS_DIFFER = "records-differ"
        ["Hai hồ sơ khác nhau ở điểm quan trọng", "Nếu vẫn là một người, hãy ghi giấy tờ chứng minh vào “basis”."],
        ["The records differ in what matters", "If it is one person all the same, name the paper that proves it in “basis”."];
    KEEP_THE_OTHER = "keep-the-other"
        ["Phải giữ hồ sơ kia", "Hãy đổi chỗ hai hồ sơ."],
        ["The other record is to be kept", "Let the two change places."];
    PROTECTION_DIFFERS = "protection-differs"
        ["Hai hồ sơ không được bảo vệ như nhau", "Hãy áp dụng hoặc chấm dứt bảo vệ trước."],
        ["The records are not protected alike", "Order or lift the protection first."];
    NO_OFFICERS = "no-officers"
        ["Chưa nêu cán bộ nào được xem", "Hãy nêu ít nhất một cán bộ."],
        ["No officer is named who may see the person", "Name at least one."];
    NOT_PROTECTED = "not-protected"
        ["Người này không được bảo vệ", "Không có gì để chấm dứt."],
        ["The person is not protected", "There is nothing to lift."];
    NO_SUCH_CHANGE = "no-such-change"
        ["Số định danh khớp với giới tính và năm sinh đang ghi", "Lý do huỷ số không đúng với hồ sơ."],
        ["The number fits the sex and year of birth on record", "The reason given for cancelling it is not on record."];
    NOT_POSSIBLE_FOR_APPOINTMENT = "appointment-not-possible"
        ["Không thể giao nhiệm vụ này", "Cơ quan không có nhiệm vụ đó, cơ quan không tồn tại trong thời gian đó, hoặc cán bộ đang giữ nhiệm vụ không đi cùng được."],
        ["The appointment cannot be", "The authority has no such role, does not exist then, or the officer holds a role that excludes it."];
    APPOINTMENT_NOT_THEN = "appointment-not-then"
        ["Nhiệm vụ không có hiệu lực như vậy", "Nhiệm vụ bắt đầu sau ngày này hoặc đã kết thúc."],
        ["The appointment is not in force so", "It begins after that day, or has ended."];
    NO_TRANSFER = "no-transfer"
        ["Không thể chuyển nhiệm vụ sang cơ quan đó", "Chỉ chuyển nhiệm vụ của cơ quan đã kết thúc sang cơ quan kế nhiệm, một lần."],
        ["The appointment cannot go on there", "It goes from an authority that ended to one that takes over, once."];
}

impl From<CarryOutError> for Problem {
    fn from(error: CarryOutError) -> Self {
        match error {
            CarryOutError::Duplicate(error) => error.into(),
            CarryOutError::Protection(error) => error.into(),
            CarryOutError::Number(error) => error.into(),
            CarryOutError::Appoint(error) => error.into(),
            CarryOutError::End(error) => error.into(),
            CarryOutError::Correct(error) => error.into(),
            CarryOutError::Transfer(error) => error.into(),
            CarryOutError::NotAppointed(error) => error.into(),
            CarryOutError::Store(error) => error.into(),
        }
    }
}

impl From<DuplicateError> for Problem {
    fn from(error: DuplicateError) -> Self {
        match error {
            DuplicateError::SameRecord => Self::refused(&SAME_RECORD).at("/duplicate"),
            DuplicateError::NeedsReason { .. } => Self::refused(&RECORDS_DIFFER).at("/basis"),
            DuplicateError::KeepTheOther => Self::refused(&KEEP_THE_OTHER).at("/duplicate"),
            DuplicateError::ProtectionDiffers => Self::refused(&PROTECTION_DIFFERS),
            // No proposal takes a merge back.
            DuplicateError::NotMerged => Self::refused(&day::NOTHING_CHANGES),
            DuplicateError::Day(error) => day::refused(error).at("/on"),
            DuplicateError::Subject(error) => subject::refused(error),
            DuplicateError::Store(error) => error.into(),
        }
    }
}

impl From<ProtectionError> for Problem {
    fn from(error: ProtectionError) -> Self {
        match error {
            ProtectionError::NoOfficers => Self::refused(&NO_OFFICERS).at("/officers"),
            ProtectionError::NothingChanges => Self::refused(&day::NOTHING_CHANGES),
            ProtectionError::NotProtected => Self::refused(&NOT_PROTECTED),
            ProtectionError::Day(error) => day::refused(error).at("/on"),
            ProtectionError::Subject(error) => subject::refused(error),
            ProtectionError::Store(error) => error.into(),
        }
    }
}

impl From<NumberError> for Problem {
    fn from(error: NumberError) -> Self {
        match error {
            NumberError::OutsideLife => Self::refused(&day::DAY_OUTSIDE_LIFE).at("/on"),
            NumberError::TooEarly { .. } => Self::refused(&day::DAY_TOO_EARLY).at("/on"),
            NumberError::NoNumber => Self::refused(&card::NO_NUMBER_IN_FORCE).at("/person"),
            NumberError::NoSuchChange => Self::refused(&NO_SUCH_CHANGE).at("/cancellation"),
            // No proposal gives a number anew.
            NumberError::HasNumber => Self::refused(&day::NOTHING_CHANGES),
            NumberError::Subject(error) => subject::refused(error),
            NumberError::Allocation(error) => error.into(),
            NumberError::Store(error) => error.into(),
        }
    }
}

impl From<AppointError> for Problem {
    fn from(error: AppointError) -> Self {
        match error {
            AppointError::Store(error) => error.into(),
            _ => Self::refused(&NOT_POSSIBLE_FOR_APPOINTMENT),
        }
    }
}

impl From<EndAppointmentError> for Problem {
    fn from(error: EndAppointmentError) -> Self {
        match error {
            EndAppointmentError::Store(error) => error.into(),
            _ => Self::refused(&APPOINTMENT_NOT_THEN).at("/on"),
        }
    }
}

impl From<CorrectAppointmentError> for Problem {
    fn from(error: CorrectAppointmentError) -> Self {
        match error {
            CorrectAppointmentError::Store(error) => error.into(),
            CorrectAppointmentError::Appoint(error) => error.into(),
            CorrectAppointmentError::NothingToCorrect => Self::refused(&day::NOTHING_CHANGES),
            _ => Self::refused(&APPOINTMENT_NOT_THEN),
        }
    }
}

impl From<TransferError> for Problem {
    fn from(error: TransferError) -> Self {
        match error {
            TransferError::Store(error) => error.into(),
            TransferError::Appoint(error) => error.into(),
            _ => Self::refused(&NO_TRANSFER).at("/right_authority"),
        }
    }
}
