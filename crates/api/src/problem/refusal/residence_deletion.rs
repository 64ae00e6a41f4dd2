//! Permanent residence deleted (Law on Residence 2020, art. 24).

use danh_register::ResidenceDeletionError;

use super::{day, refusals, subject};
use crate::problem::Problem;

refusals! {
    NO_RESIDENCE_TO_DELETE = "no-residence-to-delete"
        ["Người này không có nơi thường trú", "Không có đăng ký thường trú nào để xoá."],
        ["The person has no permanent residence", "There is nothing to delete."];
    HEAD_OF_OTHERS = "head-of-others"
        ["Người này là chủ hộ của những người khác", "Hãy thay đổi chủ hộ trước (Luật Cư trú 2020, khoản 4 Điều 10)."],
        ["The person is the head of a household of others", "Appoint another head first (Law on Residence 2020, art. 10.4)."];
}

impl From<ResidenceDeletionError> for Problem {
    fn from(error: ResidenceDeletionError) -> Self {
        match error {
            ResidenceDeletionError::HasNoResidence => {
                Self::refused(&NO_RESIDENCE_TO_DELETE).at("/person")
            }
            ResidenceDeletionError::IsHead => Self::refused(&HEAD_OF_OTHERS).at("/person"),
            ResidenceDeletionError::Day(error) => day::refused(error).at("/on"),
            ResidenceDeletionError::Subject(error) => subject::refused(error),
            ResidenceDeletionError::Store(error) => error.into(),
        }
    }
}
