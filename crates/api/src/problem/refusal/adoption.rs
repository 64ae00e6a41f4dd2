//! Adoption and its end (Law on Adoption 2010, art. 8, 13, 14 and 25 to 27).

use danh_register::{AdoptersError, AdoptionError};

use super::{day, refusals, subject};
use crate::problem::Problem;

refusals! {
    TOO_OLD_TO_BE_ADOPTED = "too-old-to-be-adopted"
        ["Người được nhận đã quá tuổi", "Trẻ em dưới 16 tuổi; dưới 18 tuổi nếu cha dượng, mẹ kế, cô, cậu, dì, chú, bác ruột nhận nuôi (Luật Nuôi con nuôi 2010, Điều 8)."],
        ["Too old to be adopted", "A child is under 16, or under 18 where a step-parent, aunt or uncle adopts (Law on Adoption 2010, art. 8)."];
    ALREADY_ADOPTED = "already-adopted"
        ["Người này đang là con nuôi", "Tòa án phải chấm dứt việc nuôi con nuôi trước (Luật Nuôi con nuôi 2010, khoản 3 Điều 8)."],
        ["The child is adopted already", "A court must end that adoption first (Law on Adoption 2010, art. 8.3)."];
    NOT_ADOPTED = "not-adopted"
        ["Người này không phải là con nuôi trên sổ", "Hãy kiểm tra xem đã chọn đúng người chưa."],
        ["The person is nobody’s adopted child", "Look whether the right person was picked."];
    ADOPTER_WITHOUT_CAPACITY = "adopter-without-capacity"
        ["Người nhận nuôi chưa thành niên hoặc không đủ năng lực hành vi", "Người nhận nuôi phải có năng lực hành vi dân sự đầy đủ (Luật Nuôi con nuôi 2010, Điều 14)."],
        ["Who adopts is not of age or cannot act for themselves", "Who adopts has full legal capacity (Law on Adoption 2010, art. 14)."];
    ADOPTER_NOT_OLD_ENOUGH = "adopter-not-old-enough"
        ["Người nhận nuôi chưa hơn con nuôi 20 tuổi", "Người nhận nuôi phải hơn con nuôi từ 20 tuổi trở lên (Luật Nuôi con nuôi 2010, Điều 14)."],
        ["Who adopts is less than 20 years older", "Who adopts is 20 years older than the child or more (Law on Adoption 2010, art. 14)."];
    NOT_A_COUPLE = "not-a-couple"
        ["Theo sổ, hai người nhận nuôi không phải là vợ chồng", "Hai người cùng nhận nuôi phải là vợ chồng (Luật Nuôi con nuôi 2010, khoản 3 Điều 8)."],
        ["On record the two who adopt are not married to each other", "Two who adopt together are husband and wife (Law on Adoption 2010, art. 8.3)."];
    SPOUSE_DOES_NOT_ADOPT = "spouse-does-not-adopt"
        ["Người nhận nuôi đang có vợ hoặc chồng", "Người có vợ, có chồng nhận nuôi cùng với vợ hoặc chồng mình (Luật Nuôi con nuôi 2010, khoản 3 Điều 8)."],
        ["Who adopts is married", "Who is married adopts with their spouse (Law on Adoption 2010, art. 8.3)."];
    NOT_A_STEP_PARENT = "not-a-step-parent"
        ["Người nhận nuôi không phải cha dượng, mẹ kế trên sổ", "Cha dượng, mẹ kế là người đang kết hôn với mẹ, cha của người con."],
        ["Who adopts is no step-parent on record", "A step-parent is married to a parent of the child."];
    IS_PARENT_ALREADY = "is-parent-already"
        ["Người nhận nuôi đã là cha hoặc mẹ", "Không ai nhận con của chính mình làm con nuôi."],
        ["Who adopts is the parent already", "Nobody adopts their own child."];
    RELATIVE_TOO_CLOSE = "relative-too-close"
        ["Ông bà không nhận cháu, anh chị em không nhận nhau làm con nuôi", "Luật cấm việc này (Luật Nuôi con nuôi 2010, khoản 6 Điều 13)."],
        ["Grandparents do not adopt grandchildren, nor brothers and sisters one another", "The law forbids it (Law on Adoption 2010, art. 13.6)."];
}

impl From<AdoptionError> for Problem {
    fn from(error: AdoptionError) -> Self {
        match error {
            AdoptionError::OutsideLife => Self::refused(&day::DAY_OUTSIDE_LIFE),
            AdoptionError::TooOld { .. } => Self::refused(&TOO_OLD_TO_BE_ADOPTED).at("/child"),
            AdoptionError::AlreadyAdopted { .. } => Self::refused(&ALREADY_ADOPTED).at("/child"),
            AdoptionError::NotAdopted => Self::refused(&NOT_ADOPTED).at("/person"),
            AdoptionError::LaterEvent { .. } => Self::refused(&day::DAY_TOO_EARLY),
            AdoptionError::Adopters(error) => error.into(),
            AdoptionError::Subject(error) => subject::refused(error),
            AdoptionError::Store(error) => error.into(),
        }
    }
}

impl From<AdoptersError> for Problem {
    fn from(error: AdoptersError) -> Self {
        match error {
            AdoptersError::NoCapacity { .. } => {
                Self::refused(&ADOPTER_WITHOUT_CAPACITY).at("/adopters")
            }
            AdoptersError::NotOldEnough { .. } => {
                Self::refused(&ADOPTER_NOT_OLD_ENOUGH).at("/adopters")
            }
            AdoptersError::NotACouple => Self::refused(&NOT_A_COUPLE).at("/adopters"),
            AdoptersError::SpouseDoesNotAdopt { .. } => {
                Self::refused(&SPOUSE_DOES_NOT_ADOPT).at("/adopters")
            }
            AdoptersError::NotStepParent { .. } => {
                Self::refused(&NOT_A_STEP_PARENT).at("/adopters")
            }
            AdoptersError::IsParent { .. } => Self::refused(&IS_PARENT_ALREADY).at("/adopters"),
            AdoptersError::TooClose { .. } => Self::refused(&RELATIVE_TOO_CLOSE).at("/adopters"),
            AdoptersError::Subject(error) => subject::refused(error),
            AdoptersError::Store(error) => error.into(),
        }
    }
}
