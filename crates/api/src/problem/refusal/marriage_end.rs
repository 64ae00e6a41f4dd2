//! Divorces and annulments (Law on Marriage and Family 2014, art. 10 to 12 and 51 to 57).

use danh_register::MarriageEndError;

use super::{marriage, refusals, subject};
use crate::problem::Problem;

refusals! {
    DECISION_OUTSIDE_LIFE = "decision-outside-life"
        ["Quyết định chưa có hiệu lực hoặc có hiệu lực trước ngày sinh", "Hãy kiểm tra lại ngày bản án, quyết định có hiệu lực."],
        ["The decision is not in force yet, or was before a birth", "Look at the day from which the decision is in force again."];
    NOT_MARRIED = "not-married"
        ["Theo sổ, hai người không phải là vợ chồng", "Hãy kiểm tra xem đã chọn đúng người chưa."],
        ["On record the two are not married to each other", "Look whether the right persons were picked."];
    SPOUSE_IS_KNOWN = "spouse-is-known"
        ["Vợ hoặc chồng có hồ sơ trong sổ", "Hãy ghi mã tham chiếu của người đó vào “spouse” thay vì ghi tên."],
        ["The register knows the spouse", "Give the spouse's handle in “spouse” instead of a name."];
    ENDED_BY_DEATH = "ended-by-death"
        ["Hôn nhân đã chấm dứt do một bên mất", "Một bên mất trước ngày bản án, quyết định có hiệu lực (Luật Hôn nhân và gia đình 2014, Điều 65)."],
        ["A death had ended the marriage", "One of the two died before the decision was in force (Law on Marriage and Family 2014, art. 65)."];
}

impl From<MarriageEndError> for Problem {
    fn from(error: MarriageEndError) -> Self {
        match error {
            MarriageEndError::OutsideLife => {
                Self::refused(&DECISION_OUTSIDE_LIFE).at("/decision/on")
            }
            MarriageEndError::Oneself => Self::refused(&marriage::MARRIES_ONESELF).at("/spouse"),
            MarriageEndError::NotMarried { .. } => Self::refused(&NOT_MARRIED),
            MarriageEndError::SpouseIsKnown { .. } => {
                Self::refused(&SPOUSE_IS_KNOWN).at("/spouse_name")
            }
            MarriageEndError::EndedByDeath { .. } => {
                Self::refused(&ENDED_BY_DEATH).at("/decision/on")
            }
            MarriageEndError::LaterEvent { .. } => {
                Self::refused(&marriage::MARITAL_EVENT_LATER).at("/decision/on")
            }
            MarriageEndError::Subject(error) => subject::refused(error),
            MarriageEndError::Store(error) => error.into(),
        }
    }
}
