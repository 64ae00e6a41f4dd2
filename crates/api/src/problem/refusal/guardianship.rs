//! Guardianship and its end (Civil Code 2015, art. 46 to 63).

use danh_register::GuardianshipError;

use super::{day, refusals, subject};
use crate::problem::Problem;

refusals! {
    OWN_GUARDIAN = "own-guardian"
        ["Người giám hộ và người được giám hộ là một", "Hãy chọn hai người khác nhau."],
        ["Nobody is their own guardian", "Pick two different persons."];
    GUARDIAN_WITHOUT_CAPACITY = "guardian-without-capacity"
        ["Người giám hộ chưa thành niên, mất tích hoặc không đủ năng lực hành vi", "Người giám hộ phải có năng lực hành vi dân sự đầy đủ (Bộ luật Dân sự 2015, Điều 49)."],
        ["The guardian is not of age, is missing or cannot act for themselves", "A guardian has full legal capacity (Civil Code 2015, art. 49)."];
    WARD_OF_AGE = "ward-of-age"
        ["Người được giám hộ đã thành niên", "Người từ đủ 18 tuổi không cần giám hộ vì chưa thành niên (Bộ luật Dân sự 2015, Điều 21)."],
        ["The ward is of age", "Who is 18 needs no guardian for being a minor (Civil Code 2015, art. 21)."];
    PARENT_LOOKS_AFTER = "parent-looks-after"
        ["Cha hoặc mẹ có thể chăm sóc người con", "Nếu không phải vậy, hãy ghi quyết định hoặc yêu cầu của cha, mẹ vào “decision” (Bộ luật Dân sự 2015, khoản 1 Điều 47)."],
        ["A parent can look after the minor", "Else name the decision or their request in “decision” (Civil Code 2015, art. 47.1)."];
    COURT_FINDS = "court-finds"
        ["Tòa án tuyên bố một người mất hoặc hạn chế năng lực hành vi", "Hãy ghi quyết định của Tòa án vào “decision” (Bộ luật Dân sự 2015, Điều 22 và 23)."],
        ["A court finds that somebody cannot act for themselves", "Name its decision in “decision” (Civil Code 2015, art. 22 and 23)."];
    HAS_GUARDIAN = "has-guardian"
        ["Người này đã có người giám hộ", "Hãy đăng ký chấm dứt việc giám hộ đó trước (Bộ luật Dân sự 2015, khoản 2 Điều 47)."],
        ["The ward has a guardian already", "End that guardianship first (Civil Code 2015, art. 47.2)."];
    NOT_THE_GUARDIAN = "not-the-guardian"
        ["Người này không phải là người giám hộ", "Hãy kiểm tra xem đã chọn đúng hai người chưa."],
        ["The one is not the guardian of the other", "Look whether the right two were picked."];
}

impl From<GuardianshipError> for Problem {
    fn from(error: GuardianshipError) -> Self {
        match error {
            GuardianshipError::OutsideLife => Self::refused(&day::DAY_OUTSIDE_LIFE).at("/on"),
            GuardianshipError::Oneself => Self::refused(&OWN_GUARDIAN).at("/guardian"),
            GuardianshipError::GuardianWithoutCapacity { .. } => {
                Self::refused(&GUARDIAN_WITHOUT_CAPACITY).at("/guardian")
            }
            GuardianshipError::OfAge { .. } => Self::refused(&WARD_OF_AGE).at("/ground"),
            GuardianshipError::HasParent { .. } => {
                Self::refused(&PARENT_LOOKS_AFTER).at("/decision")
            }
            GuardianshipError::CourtFinds => Self::refused(&COURT_FINDS).at("/decision"),
            GuardianshipError::DecisionNotInForce { .. } => {
                Self::refused(&day::DECISION_NOT_YET_IN_FORCE).at("/decision/on")
            }
            GuardianshipError::HasGuardian { .. } => Self::refused(&HAS_GUARDIAN).at("/ward"),
            GuardianshipError::NotGuardian => Self::refused(&NOT_THE_GUARDIAN).at("/guardian"),
            GuardianshipError::LaterEvent { .. } => Self::refused(&day::DAY_TOO_EARLY).at("/on"),
            GuardianshipError::Subject(error) => subject::refused(error),
            GuardianshipError::Store(error) => error.into(),
        }
    }
}
