//! Marriages (Law on Marriage and Family 2014, art. 5, 8 and 9).

use danh_register::MarriageError;

use super::{refusals, subject};
use crate::problem::Problem;

refusals! {
    MARRIED_IN_FUTURE = "married-in-future"
        ["Ngày kết hôn ở tương lai", "Hãy kiểm tra lại ngày đăng ký kết hôn."],
        ["The day of the marriage lies in the future", "Look at the day of the registration again."];
    MARRIES_ONESELF = "marries-oneself"
        ["Hai bên là cùng một người", "Hãy chọn hai người khác nhau."],
        ["Both are the same person", "Pick two different persons."];
    SAME_SEX = "same-sex"
        ["Hai bên cùng giới tính", "Nhà nước không thừa nhận hôn nhân giữa những người cùng giới tính (Luật Hôn nhân và gia đình 2014, Điều 8.2)."],
        ["Both are of the same sex", "The State does not recognise marriage between persons of the same sex (Law on Marriage and Family 2014, art. 8.2)."];
    TOO_YOUNG_TO_MARRY = "too-young-to-marry"
        ["Chưa đủ tuổi kết hôn", "Nam từ đủ 20 tuổi, nữ từ đủ 18 tuổi (Luật Hôn nhân và gia đình 2014, Điều 8.1)."],
        ["Too young to marry", "A man marries from 20 full years, a woman from 18 (Law on Marriage and Family 2014, art. 8.1)."];
    ALREADY_MARRIED = "already-married"
        ["Một bên đang có vợ hoặc chồng", "Người đang có vợ, có chồng không được kết hôn với người khác (Luật Hôn nhân và gia đình 2014, Điều 5.2)."],
        ["One of the two is married already", "Who is married may not marry somebody else (Law on Marriage and Family 2014, art. 5.2)."];
    CLOSE_RELATIVES = "close-relatives"
        ["Hai bên có quan hệ huyết thống gần", "Cấm kết hôn giữa những người cùng dòng máu về trực hệ hoặc có họ trong phạm vi ba đời (Luật Hôn nhân và gia đình 2014, Điều 5.2)."],
        ["The two are close relatives by blood", "Relatives in the direct line or within three generations may not marry (Law on Marriage and Family 2014, art. 5.2)."];
    RELATED_BY_ADOPTION_OR_MARRIAGE = "related-by-adoption-or-marriage"
        ["Hai bên có quan hệ nuôi dưỡng hoặc thông gia", "Cấm kết hôn giữa những người là hoặc đã từng là cha, mẹ nuôi với con nuôi, cha chồng với con dâu, mẹ vợ với con rể, cha dượng, mẹ kế với con riêng (Luật Hôn nhân và gia đình 2014, Điều 5.2)."],
        ["The two are related by adoption or marriage", "Who are or were adoptive parent and child, parent- and child-in-law, step-parent and stepchild may not marry (Law on Marriage and Family 2014, art. 5.2)."];
    NO_CAPACITY_TO_MARRY = "no-capacity-to-marry"
        ["Một bên mất năng lực hành vi dân sự", "Tòa án đã tuyên bố người này mất năng lực hành vi dân sự (Luật Hôn nhân và gia đình 2014, Điều 8.1)."],
        ["One of the two cannot act for themselves", "A court found that the person cannot act for themselves (Law on Marriage and Family 2014, art. 8.1)."];
    MARITAL_EVENT_LATER = "marital-event-later"
        ["Sổ có ghi việc hôn nhân sau ngày này", "Hãy cải chính việc đó trước."],
        ["The register knows of a later change of marital status", "Correct that event first."];
}

impl From<MarriageError> for Problem {
    fn from(error: MarriageError) -> Self {
        match error {
            MarriageError::InFuture => Self::refused(&MARRIED_IN_FUTURE).at("/on"),
            MarriageError::Oneself => Self::refused(&MARRIES_ONESELF).at("/spouses"),
            MarriageError::SameSex => Self::refused(&SAME_SEX).at("/spouses"),
            MarriageError::TooYoung { .. } => Self::refused(&TOO_YOUNG_TO_MARRY).at("/spouses"),
            MarriageError::AlreadyMarried { .. } => Self::refused(&ALREADY_MARRIED).at("/spouses"),
            MarriageError::CloseRelatives => Self::refused(&CLOSE_RELATIVES).at("/spouses"),
            MarriageError::RelatedByAdoptionOrMarriage => {
                Self::refused(&RELATED_BY_ADOPTION_OR_MARRIAGE).at("/spouses")
            }
            MarriageError::NoCapacity { .. } => Self::refused(&NO_CAPACITY_TO_MARRY).at("/spouses"),
            MarriageError::LaterEvent { .. } => Self::refused(&MARITAL_EVENT_LATER).at("/on"),
            MarriageError::Subject(error) => subject::refused(error),
            MarriageError::Store(error) => error.into(),
        }
    }
}
