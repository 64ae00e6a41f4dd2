//! The persons an event is about.

use danh_register::SubjectError;

use super::refusals;
use crate::problem::{Problem, ProblemKind};

refusals! {
    UNKNOWN_PERSON = "unknown-person"
        ["Không có người này", "Hãy tìm lại người này rồi dùng mã tham chiếu mà kết quả tìm kiếm trả về."],
        ["No such person", "Search for the person again and use the handle that the search gives."];
    PERSON_DEAD = "person-dead"
        ["Người này đã mất", "Chỉ cải chính mới thay đổi được hồ sơ của người đã mất."],
        ["The person has died", "Only a correction can still change the record of somebody who died."];
    RECORD_MERGED = "record-merged"
        ["Hồ sơ này đã được hợp nhất", "Hãy làm việc với hồ sơ mà hồ sơ này đã được hợp nhất vào."],
        ["This record was merged", "Work with the record into which this one was merged."];
    EXAMINED_ABOVE = "examined-above"
        ["Không đăng ký được tại đây", "Hãy chuyển việc này cho cơ quan cấp trên xem xét."],
        ["This cannot be registered here", "Have the authority above examine it."];
}

/// Why a person cannot be the subject of an event, for somebody who writes one.
pub(super) fn refused(error: SubjectError) -> Problem {
    match error {
        SubjectError::Unknown => Problem::refused(&UNKNOWN_PERSON),
        SubjectError::Conflict { .. } => Problem::new(ProblemKind::VersionConflict),
        SubjectError::Dead { .. } => Problem::refused(&PERSON_DEAD),
        SubjectError::Merged { .. } => Problem::refused(&RECORD_MERGED),
        SubjectError::Withheld => Problem::refused(&EXAMINED_ABOVE),
        // What is wrong here is wrong with the journal or the database, whoever asks.
        error @ (SubjectError::Fold(_) | SubjectError::Journal(_) | SubjectError::Store(_)) => {
            error.into()
        }
    }
}
