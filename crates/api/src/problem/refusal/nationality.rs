//! Nationality gained or lost (Law on Vietnamese Nationality 2008).

use danh_register::NationalityChangeError;

use super::{day, marriage_end, refusals, subject};
use crate::problem::Problem;

refusals! {
    NO_NATIONALITY_ON_RECORD = "no-nationality-on-record"
        ["Sổ chưa ghi quốc tịch của người này", "Hãy cải chính để ghi quốc tịch đang có trước."],
        ["The register was told of no nationality", "Correct the entry so that it says the nationality held so far."];
    NOT_A_NATIONALITY = "not-a-nationality"
        ["Mã này không phải quốc tịch được nhận hoặc mất", "Mã của người không quốc tịch hoặc chưa rõ quốc tịch không dùng ở đây."],
        ["This code is no nationality that is gained or lost", "The codes of people without a nationality, or of whom none is known, do not fit here."];
    NATIONALITY_HELD = "nationality-held"
        ["Người này đã có quốc tịch đó", "Hãy kiểm tra lại quốc tịch."],
        ["The person has that nationality already", "Look at the nationality again."];
    NATIONALITY_NOT_HELD = "nationality-not-held"
        ["Người này không có quốc tịch đó", "Hãy kiểm tra lại quốc tịch."],
        ["The person does not have that nationality", "Look at the nationality again."];
}

impl From<NationalityChangeError> for Problem {
    fn from(error: NationalityChangeError) -> Self {
        match error {
            NationalityChangeError::OutsideLife => {
                Self::refused(&marriage_end::DECISION_OUTSIDE_LIFE).at("/decision/on")
            }
            NationalityChangeError::NothingOnRecord => Self::refused(&NO_NATIONALITY_ON_RECORD),
            NationalityChangeError::NotOne { .. } => {
                Self::refused(&NOT_A_NATIONALITY).at("/nationality")
            }
            NationalityChangeError::Held { .. } => {
                Self::refused(&NATIONALITY_HELD).at("/nationality")
            }
            NationalityChangeError::NotHeld { .. } => {
                Self::refused(&NATIONALITY_NOT_HELD).at("/nationality")
            }
            NationalityChangeError::LaterEvent { .. } => {
                Self::refused(&day::DAY_TOO_EARLY).at("/decision/on")
            }
            NationalityChangeError::Subject(error) => subject::refused(error),
            NationalityChangeError::Store(error) => error.into(),
        }
    }
}
