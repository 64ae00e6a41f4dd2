//! Examples of the page that sets up a second factor.

use super::{FactorMistake, Proof, Required, SecondFactorView, Stage};
use crate::examples::Example;
use crate::pages::account::AccountMistake;
use crate::qr::QrCode;

const ADDRESS: &str = "/account/second-factor";

/// Every state the page can be in.
pub fn examples() -> Vec<Example> {
    let begin = |proof| SecondFactorView::at(Stage::Begin { proof });
    let wrong = |view: SecondFactorView, mistake| SecondFactorView {
        mistake: Some(mistake),
        ..view
    };
    let password = FactorMistake::Password(AccountMistake::WrongPassword);
    let required = SecondFactorView {
        next: Some("/search".into()),
        required: Required::Now,
        ..begin(Proof::None)
    };
    vec![
        Example::new("second-factor", ADDRESS, begin(Proof::Password)),
        Example::new(
            "second-factor-wrong-password",
            ADDRESS,
            wrong(begin(Proof::Password), password),
        ),
        Example::signing_in("second-factor-required", ADDRESS, required),
        Example::new("second-factor-confirm", ADDRESS, confirm()),
        Example::new(
            "second-factor-wrong-code",
            ADDRESS,
            wrong(confirm(), FactorMistake::Code),
        ),
        Example::new(
            "second-factor-recovery-codes",
            ADDRESS,
            SecondFactorView::at(Stage::Done { codes: codes() }),
        ),
    ]
}

fn confirm() -> SecondFactorView {
    let address = "otpauth://totp/Danh:duong.do?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Danh&algorithm=SHA1&digits=6&period=30";
    SecondFactorView::at(Stage::Confirm {
        secret: "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ".into(),
        qr: QrCode::of(address),
    })
}

fn codes() -> Vec<String> {
    let letters = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j"];
    letters
        .map(|letter| format!("{letter}234-bcde-fghk-mnpq-rstu-vwxy"))
        .into()
}
