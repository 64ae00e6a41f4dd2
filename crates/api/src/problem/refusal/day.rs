//! The day of an event, and that of the decision it rests on.

use danh_register::DayError;

use super::refusals;
use crate::problem::{Problem, ProblemKind};

refusals! {
    DAY_IN_FUTURE = "day-in-future"
        ["Ngày ở tương lai", "Hãy kiểm tra lại ngày."],
        ["The day lies in the future", "Look at the day again."];
    DAY_BEFORE_BIRTH = "day-before-birth"
        ["Ngày trước ngày sinh", "Hãy kiểm tra lại ngày, hoặc cải chính ngày sinh."],
        ["The day is before the birth", "Look at the day again, or correct the birth date."];
    DAY_TOO_EARLY = "day-too-early"
        ["Ngày quá sớm", "Sổ có ghi một thay đổi cùng loại sau ngày này, hoặc ngày này trước ngày sinh."],
        ["The day is too early", "The register knows of a later change of the same kind, or the day is before the birth."];
    DAY_OUTSIDE_LIFE = "day-outside-life"
        ["Ngày ở tương lai hoặc trước ngày sinh", "Hãy kiểm tra lại ngày."],
        ["The day lies in the future or before a birth", "Look at the day again."];
    DECISION_NOT_YET_IN_FORCE = "decision-not-yet-in-force"
        ["Quyết định chưa có hiệu lực vào ngày đăng ký", "Hãy kiểm tra lại ngày bản án, quyết định có hiệu lực."],
        ["The decision was not in force on the day", "Look at the day from which the decision is in force again."];
    NOTHING_CHANGES = "nothing-changes"
        ["Không có gì thay đổi", "Sổ đã ghi đúng như vậy."],
        ["Nothing would change", "This is what the register says already."];
}

/// Why something cannot have been on a day; the field is said by whoever knows it.
pub(super) fn refused(error: DayError) -> Problem {
    Problem::refused(match error {
        DayError::InFuture => &DAY_IN_FUTURE,
        DayError::BeforeBirth { .. } => &DAY_BEFORE_BIRTH,
        DayError::TooEarly { .. } => &DAY_TOO_EARLY,
    })
}

/// The problem that an error is, at a field if it is about the day and does not say which.
pub(crate) fn at(field: &'static str, error: impl Into<Problem>) -> Problem {
    let problem = error.into();
    let is_of_day = ALL
        .iter()
        .any(|refusal| problem.kind() == ProblemKind::Refused(refusal));
    if is_of_day && problem.field().is_none() {
        problem.at(field)
    } else {
        problem
    }
}
