//! Recognition of a parent (Law on Civil Status 2014, art. 24 and 25).

use danh_register::RecognitionError;

use super::{birth, day, refusals, subject};
use crate::problem::Problem;

refusals! {
    OWN_DESCENDANT = "own-descendant"
        ["Người được nhận là chính người con hoặc con, cháu của người con", "Hãy chọn lại người được nhận là cha hoặc mẹ."],
        ["The parent would be the child itself or its descendant", "Pick the parent again."];
    HAS_SUCH_PARENT = "has-such-parent"
        ["Người con đã có cha hoặc mẹ trên sổ", "Nếu ghi sai, hãy cải chính việc đó trước."],
        ["The child has such a parent on record", "If that is an error, have it corrected first."];
    COURT_DECIDES = "court-decides"
        ["Việc này do Tòa án quyết định", "Một trong hai người đã mất; hãy ghi bản án, quyết định vào “decision” (Luật Hôn nhân và gia đình 2014, khoản 2 Điều 101)."],
        ["A court decides this", "One of the two has died; name the decision in “decision” (Law on Marriage and Family 2014, art. 101.2)."];
}

impl From<RecognitionError> for Problem {
    fn from(error: RecognitionError) -> Self {
        match error {
            RecognitionError::OutsideLife => Self::refused(&day::DAY_OUTSIDE_LIFE).at("/on"),
            RecognitionError::OwnDescendant => Self::refused(&OWN_DESCENDANT).at("/parent"),
            RecognitionError::HasParent { .. } => Self::refused(&HAS_SUCH_PARENT).at("/which"),
            RecognitionError::OfOtherSex { .. } => {
                Self::refused(&birth::PARENT_OF_OTHER_SEX).at("/which")
            }
            RecognitionError::NotOlder { .. } => {
                Self::refused(&birth::PARENT_NOT_OLDER).at("/parent")
            }
            RecognitionError::DeadBefore { .. } => Self::refused(&birth::PARENT_DEAD).at("/parent"),
            RecognitionError::CourtDecides => Self::refused(&COURT_DECIDES).at("/decision"),
            RecognitionError::DecisionNotInForce { .. } => {
                Self::refused(&day::DECISION_NOT_YET_IN_FORCE).at("/decision/on")
            }
            RecognitionError::LaterEvent { .. } => Self::refused(&day::DAY_TOO_EARLY).at("/on"),
            RecognitionError::Subject(error) => subject::refused(error),
            RecognitionError::Store(error) => error.into(),
        }
    }
}
