//! Births (Law on Civil Status 2014, art. 13 to 16).

use danh_register::{AllocationError, BirthError, Parent};

use super::{refusals, subject};
use crate::problem::Problem;

refusals! {
    BORN_IN_FUTURE = "born-in-future"
        ["Ngày sinh ở tương lai", "Hãy kiểm tra lại ngày sinh."],
        ["The day of birth lies in the future", "Look at the day of birth again."];
    UNKNOWN_UNIT = "unknown-unit"
        ["Không có đơn vị hành chính này vào ngày đó", "Mã phải là mã của đơn vị tồn tại vào ngày xảy ra sự việc."],
        ["There was no such administrative unit on that day", "The code is that of a unit that existed on the day of the event."];
    PARENT_OF_OTHER_SEX = "parent-of-other-sex"
        ["Giới tính của cha hoặc mẹ không phù hợp", "Cha phải là nam và mẹ phải là nữ theo hồ sơ; có thể đã chọn nhầm người."],
        ["The parent on record is of the other sex", "On record a father is a man and a mother a woman; perhaps the wrong person was picked."];
    PARENT_NOT_OLDER = "parent-not-older"
        ["Cha hoặc mẹ không sinh trước người con", "Có thể đã chọn nhầm người, hoặc ngày sinh nhập sai."],
        ["The parent was not born before the child", "Perhaps the wrong person was picked, or the day of birth is wrong."];
    PARENT_TOO_YOUNG = "parent-too-young"
        ["Cha hoặc mẹ còn quá nhỏ vào ngày sinh của con", "Nếu đúng là như vậy, hãy ghi giấy tờ chứng minh vào “basis”."],
        ["The parent was a child on the day of birth", "If it is so all the same, name the paper that proves it in “basis”."];
    SIBLING_TOO_CLOSE = "sibling-too-close"
        ["Người mẹ có một con khác sinh quá gần ngày này", "Nếu đúng là như vậy, hãy ghi giấy tờ chứng minh cả hai lần sinh vào “basis”."],
        ["Another child of the mother was born too close to this day", "If it is so all the same, name the paper that proves both births in “basis”."];
    PARENT_DEAD = "parent-dead"
        ["Cha hoặc mẹ đã mất trước đó", "Người đã mất không thể là cha hoặc mẹ của đứa trẻ sinh vào ngày này."],
        ["The parent had died before", "Somebody who had died cannot be the parent of a child born on this day."];
    NO_NUMBER_PREFIX = "no-number-prefix"
        ["Nơi đăng ký không có mã tỉnh để cấp số định danh", "Hãy ghi ở “registered_in” đơn vị hành chính đăng ký khai sinh."],
        ["The place of registration has no prefix for personal numbers", "Name the administrative unit that registers the birth in “registered_in”."];
    BIRTH_YEAR_OUT_OF_RANGE = "birth-year-out-of-range"
        ["Năm sinh không thể nằm trong số định danh", "Số định danh chỉ ghi được năm sinh từ 1900 đến 2399."],
        ["The year of birth cannot stand in a personal number", "A personal number holds the years 1900 to 2399."];
    NUMBERS_EXHAUSTED = "numbers-exhausted"
        ["Đã cấp hết số định danh", "Mọi số của tỉnh, giới tính và năm sinh này đã được cấp. Hãy báo cho người vận hành."],
        ["All personal numbers are given", "Every number of this province, sex and year was given. Tell the operator."];
}

impl From<BirthError> for Problem {
    fn from(error: BirthError) -> Self {
        let of_parent = |refusal, parent| {
            Self::refused(refusal).at(match parent {
                Parent::Father => "/father",
                Parent::Mother => "/mother",
            })
        };
        match error {
            BirthError::BornInFuture => Self::refused(&BORN_IN_FUTURE).at("/born"),
            BirthError::UnknownUnit { .. } => Self::refused(&UNKNOWN_UNIT),
            BirthError::ParentOfOtherSex { parent } => of_parent(&PARENT_OF_OTHER_SEX, parent),
            BirthError::ParentNotOlder { parent, .. } => of_parent(&PARENT_NOT_OLDER, parent),
            BirthError::ParentTooYoung { parent, .. } => of_parent(&PARENT_TOO_YOUNG, parent),
            BirthError::SiblingTooClose { .. } => Self::refused(&SIBLING_TOO_CLOSE).at("/mother"),
            BirthError::ParentDead { parent, .. } => of_parent(&PARENT_DEAD, parent),
            BirthError::Subject(error) => subject::refused(error),
            BirthError::Number(error) => error.into(),
            BirthError::Store(error) => error.into(),
        }
    }
}

impl From<AllocationError> for Problem {
    fn from(error: AllocationError) -> Self {
        match error {
            AllocationError::NoPrefix { .. } => Self::refused(&NO_NUMBER_PREFIX),
            AllocationError::YearOutOfRange { .. } => {
                Self::refused(&BIRTH_YEAR_OUT_OF_RANGE).at("/born")
            }
            AllocationError::Exhausted { .. } => Self::refused(&NUMBERS_EXHAUSTED),
            AllocationError::Importing => Self::new(crate::problem::ProblemKind::Importing),
            AllocationError::Store(error) => error.into(),
        }
    }
}
