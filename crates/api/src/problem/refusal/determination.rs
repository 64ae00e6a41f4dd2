//! Ethnic group and sex determined anew (Civil Code 2015, art. 29, 36 and 37).

use danh_register::DeterminationError;

use super::{day, refusals, subject};
use crate::problem::Problem;

refusals! {
    NOT_OF_PARENTS = "not-of-parents"
        ["Không phải dân tộc của cha hoặc mẹ", "Dân tộc là của cha đẻ hoặc mẹ đẻ; nếu khác, hãy ghi quyết định vào “decision” (Bộ luật Dân sự 2015, khoản 3 Điều 29)."],
        ["Neither parent belongs to this ethnic group", "The group is that of the father or mother by blood; else name the decision in “decision” (Civil Code 2015, art. 29.3)."];
    MARRIAGE_STANDS = "marriage-stands"
        ["Người này đang có vợ hoặc chồng", "Nhà nước không thừa nhận hôn nhân giữa những người cùng giới tính (Luật Hôn nhân và gia đình 2014, khoản 2 Điều 8)."],
        ["The person is married", "The State does not recognise marriage between persons of the same sex (Law on Marriage and Family 2014, art. 8.2)."];
}

impl From<DeterminationError> for Problem {
    fn from(error: DeterminationError) -> Self {
        match error {
            DeterminationError::OutsideLife => Self::refused(&day::DAY_OUTSIDE_LIFE).at("/on"),
            DeterminationError::Same => Self::refused(&day::NOTHING_CHANGES),
            DeterminationError::NotOfParents { .. } => {
                Self::refused(&NOT_OF_PARENTS).at("/decision")
            }
            DeterminationError::DecisionNotInForce { .. } => {
                Self::refused(&day::DECISION_NOT_YET_IN_FORCE).at("/decision/on")
            }
            DeterminationError::Married => Self::refused(&MARRIAGE_STANDS).at("/sex"),
            DeterminationError::LaterEvent { .. } => Self::refused(&day::DAY_TOO_EARLY).at("/on"),
            DeterminationError::Subject(error) => subject::refused(error),
            DeterminationError::Store(error) => error.into(),
        }
    }
}
