//! The vectors of RFC 4226 (appendix D) and RFC 6238 (appendix B), and what holds for every code.

use danh_vocabulary::SeededEntropy;
use proptest::prelude::*;

use super::*;

const SECRET: &[u8; 20] = b"12345678901234567890";

#[test]
fn the_codes_of_rfc_4226_appendix_d() {
    let codes: Vec<u32> = (0..10).map(|counter| hotp(SECRET, counter, 6)).collect();
    let published = [
        755_224, 287_082, 359_152, 969_429, 338_314, 254_676, 287_922, 162_583, 399_871, 520_489,
    ];
    assert_eq!(codes, published);
}

#[test]
fn the_codes_of_rfc_6238_appendix_b() {
    for (seconds, published) in [
        (59, 94_287_082),
        (1_111_111_109, 7_081_804),
        (1_111_111_111, 14_050_471),
        (1_234_567_890, 89_005_924),
        (2_000_000_000, 69_279_037),
        (20_000_000_000, 65_353_130),
    ] {
        let step = step(Timestamp::from_micros(seconds * 1_000_000));
        assert_eq!(
            hotp(SECRET, step.cast_unsigned(), 8),
            published,
            "{seconds}"
        );
    }
}

#[test]
fn an_app_is_told_what_to_compute() {
    let secret = CodeSecret(*SECRET);
    assert_eq!(secret.reveal(), "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
    assert_eq!(CodeSecret::parse(&secret.reveal()), Some(secret.clone()));
    assert_eq!(CodeSecret::parse("GEZDGNBV"), None);
    assert_eq!(
        secret.address("Danh Hà Nội", "lan.nguyen"),
        "otpauth://totp/Danh%20H%C3%A0%20N%E1%BB%99i:lan.nguyen?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ\
         &issuer=Danh%20H%C3%A0%20N%E1%BB%99i&algorithm=SHA1&digits=6&period=30"
    );
}

#[test]
fn codes_are_typed_as_apps_show_them() {
    let code = OneTimeCode::parse(" 081 804 ").unwrap();
    assert_eq!(code.reveal(), "081804");
    for typed in ["", "12345", "1234567", "12345a", "+12345", "١٢٣٤٥٦"] {
        assert_eq!(OneTimeCode::parse(typed), None, "{typed}");
    }
}

#[test]
fn neither_secret_nor_code_shows_itself() {
    let secret = CodeSecret::draw(&SeededEntropy::new(1));
    assert_eq!(format!("{secret:?}"), "CodeSecret(..)");
    assert_eq!(format!("{:?}", secret.code_at(1)), "OneTimeCode(..)");
}

proptest! {
    #[test]
    fn a_code_is_taken_for_three_steps_and_once(at in 3_i64..1 << 32, aside in -3_i64..=3) {
        let secret = CodeSecret::draw(&SeededEntropy::new(1));
        let now = Timestamp::from_micros(at * STEP_SECONDS * 1_000_000);
        let code = secret.code_at(at + aside);
        let found = secret.step_of(code, now, 0);
        if aside.abs() <= 1 {
            let step = found.unwrap();
            prop_assert!(secret.code_at(step) == code);
            // Taken once, that step and those before it are spent.
            let again = secret.step_of(code, now, step);
            prop_assert!(again.is_none_or(|again| again > step));
        } else if let Some(step) = found {
            prop_assert!((step - at).abs() <= 1, "two steps may share a code, but only near ones are looked at");
        }
    }
}
