//! Households split, merged, with another head (Law on Residence 2020, art. 10, 25 and 26).

use danh_register::HouseholdError;

use super::{day, refusals, residence, subject};
use crate::problem::Problem;

refusals! {
    NOBODY_NAMED = "nobody-named"
        ["Không có ai được nêu tên", "Hộ có ít nhất một thành viên."],
        ["Nobody is named", "A household has at least one member."];
    NAMED_TWICE = "named-twice"
        ["Có người được nêu hai lần", "Hãy nêu mỗi người một lần."],
        ["Somebody is named twice", "Name everybody once."];
    NOT_MEMBERS = "not-members"
        ["Có người không thuộc hộ này", "Hãy đọc lại hộ rồi nêu đúng các thành viên."],
        ["Somebody named does not live in the household", "Read the household again and name its members."];
    MEMBERS_LEFT_OUT = "members-left-out"
        ["Còn thành viên chưa được nêu", "Hãy nêu mọi người đang sống trong hộ."],
        ["Somebody who lives there is not named", "Name everybody who lives in the household."];
    ONE_HEAD = "one-head"
        ["Mỗi hộ có đúng một chủ hộ", "Hãy ghi đúng một người là chủ hộ (Luật Cư trú 2020, khoản 4 Điều 10)."],
        ["A household has one head", "Name one person as the head (Law on Residence 2020, art. 10.4)."];
    HEAD_UNDER_AGE = "head-under-age"
        ["Chủ hộ chưa thành niên trong khi hộ có người thành niên", "Hãy chọn người từ đủ 18 tuổi làm chủ hộ (Luật Cư trú 2020, khoản 4 Điều 10)."],
        ["The head is under 18 and somebody else is not", "Pick a head of 18 years or more (Law on Residence 2020, art. 10.4)."];
    NOBODY_OF_AGE = "nobody-of-age"
        ["Hộ mới không có người thành niên", "Hộ tách ra phải có người từ đủ 18 tuổi (Luật Cư trú 2020, điểm a khoản 1 Điều 25)."],
        ["Nobody of the new household is of age", "A new household needs somebody of 18 years or more (Law on Residence 2020, art. 25.1a)."];
    SAME_HOUSEHOLD = "same-household"
        ["Hai hộ là một", "Hãy chọn hộ khác để nhập vào."],
        ["The two households are one", "Pick another household to go into."];
    NO_HEAD_TO_JOIN = "no-head-to-join"
        ["Hộ được nhập vào không có chủ hộ", "Hãy ghi chủ hộ cho hộ đó trước."],
        ["The household to go into has no head", "Give it a head first."];
}

impl From<HouseholdError> for Problem {
    fn from(error: HouseholdError) -> Self {
        match error {
            HouseholdError::NobodyNamed => Self::refused(&NOBODY_NAMED),
            HouseholdError::NamedTwice => Self::refused(&NAMED_TWICE),
            HouseholdError::NotMembers { .. } => Self::refused(&NOT_MEMBERS),
            HouseholdError::MembersLeftOut { .. } => Self::refused(&MEMBERS_LEFT_OUT),
            HouseholdError::HeadCount { .. } => Self::refused(&ONE_HEAD),
            HouseholdError::HeadUnderAge => Self::refused(&HEAD_UNDER_AGE),
            HouseholdError::NobodyOfAge => Self::refused(&NOBODY_OF_AGE).at("/leaving"),
            HouseholdError::SameHousehold => Self::refused(&SAME_HOUSEHOLD).at("/into"),
            HouseholdError::NoHeadToJoin => Self::refused(&NO_HEAD_TO_JOIN).at("/into"),
            HouseholdError::Elsewhere => Self::refused(&residence::HOUSEHOLD_ELSEWHERE).at("/into"),
            HouseholdError::NothingChanges => Self::refused(&day::NOTHING_CHANGES),
            HouseholdError::Day(error) => day::refused(error).at("/on"),
            HouseholdError::Subject(error) => subject::refused(error),
            HouseholdError::Store(error) => error.into(),
        }
    }
}
