//! The vectors of RFC 9421, appendix B.2, with the keys of B.1.

use axum::http::{HeaderMap, HeaderName, HeaderValue};
use danh_keys::{PublicKey, Signer};
use proptest::prelude::*;

use super::presented::{Presented, PresentedError};
use super::{Message, RequestToSign, sign_request};

fn headers(lines: &[(&'static str, &str)]) -> HeaderMap {
    let lines = lines.iter().map(|(name, value)| {
        let value = HeaderValue::from_str(value).unwrap();
        (HeaderName::from_static(name), value)
    });
    lines.collect()
}

fn request(headers: &HeaderMap) -> Message<'_> {
    Message {
        method: "POST",
        scheme: "https",
        authority: "example.com",
        path: "/foo",
        query: Some("param=Value&Pet=dog"),
        headers,
    }
}

/// The fields of B.2, then a signature.
fn signed(input: &str, signature: &str) -> HeaderMap {
    headers(&[
        ("date", "Tue, 20 Apr 2021 02:07:55 GMT"),
        ("content-type", "application/json"),
        (
            "content-digest",
            "sha-512=:WZDPaVn/7XgHaAy8pmojAkGWoRx2UFChF41A2svX+TaPm+AbwAgBWnrIiYllu7BNNyealdVLvRwEmTHWXvJwew==:",
        ),
        ("content-length", "18"),
        ("signature-input", input),
        ("signature", signature),
    ])
}

const INPUT: &str = r#"sig-b26=("date" "@method" "@path" "@authority" "content-type" "content-length");created=1618884473;keyid="test-key-ed25519""#;
const SIGNATURE: &str = "sig-b26=:wqcAqbmYJ2ji2glfAMaRy4gruYYnx2nEFN2HN6jrnDnQCK1u02Gb04v9EDgwUPiu4A0w6vuQv5lIp5WPpBKRCw==:";

fn ed25519() -> PublicKey {
    PublicKey::of_jwk(
        r#"{"kty":"OKP","crv":"Ed25519","x":"JrQLj5P_89iXES9-vFgrIy29clF9CC_oPPsw3c5D0bs"}"#,
    )
    .unwrap()
}

/// B.2.6: a request signed by Ed25519.
#[test]
fn agrees_with_b_2_6() {
    let headers = signed(INPUT, SIGNATURE);
    let presented = Presented::of(&request(&headers)).unwrap();
    assert_eq!(
        presented.base(),
        "\"date\": Tue, 20 Apr 2021 02:07:55 GMT\n\"@method\": POST\n\"@path\": /foo\n\
         \"@authority\": example.com\n\"content-type\": application/json\n\
         \"content-length\": 18\n\"@signature-params\": (\"date\" \"@method\" \"@path\" \
         \"@authority\" \"content-type\" \"content-length\");created=1618884473;\
         keyid=\"test-key-ed25519\""
    );
    assert!(presented.is_by(&ed25519()));
    assert_eq!(presented.key_id(), Some("test-key-ed25519"));
    assert_eq!(presented.created(), Some(1_618_884_473));
    assert!(presented.covers("@authority") && !presented.covers("content-digest"));
    let mut other = request(&headers);
    other.method = "PUT";
    assert!(!Presented::of(&other).unwrap().is_by(&ed25519()));
}

/// B.2.4: the text of a response that was signed by ECDSA on P-256, which the key verifies.
#[test]
fn the_key_of_b_2_4_verifies() {
    let key = PublicKey::of_jwk(
        r#"{"kty":"EC","crv":"P-256","x":"qIVYZVLCrPZHGHjP17CTW0_-D9Lfw0EkjqF7xB4FivA",
            "y":"Mc4nN9LTDOBhfoUeg8Ye9WedFRhnZXZJA12Qp0zZ6F0"}"#,
    )
    .unwrap();
    let base = "\"@status\": 200\n\"content-type\": application/json\n\"content-digest\": \
                sha-512=:mEWXIS7MaLRuGgxOBdODa3xqM1XdEvxoYhvlCFJ41QJgJc4GTsPp29l5oGX69wWdXymyU0rjJuahq4l5aGgfLQ==:\n\
                \"content-length\": 23\n\"@signature-params\": (\"@status\" \"content-type\" \
                \"content-digest\" \"content-length\");created=1618884473;keyid=\"test-key-ecc-p256\"";
    let signature = data_encoding::BASE64
        .decode(b"wNmSUAhwb5LxtOtOpNa6W5xj067m5hFrj0XQ4fvpaCLx0NKocgPquLgyahnzDnDAUy5eCdlYUEkLIj+32oiasw==")
        .unwrap();
    assert!(key.verify(base.as_bytes(), &signature));
    assert!(!key.verify(base.replace("200", "201").as_bytes(), &signature));
}

#[test]
fn what_is_not_well_formed_or_not_understood_is_refused() {
    let refused = |input: &str, signature: &str| {
        Presented::of(&request(&signed(input, signature))).unwrap_err()
    };
    let none = HeaderMap::new();
    assert_eq!(Presented::of(&request(&none)), Err(PresentedError::None));
    for (input, signature) in [
        (INPUT, ""),
        ("", SIGNATURE),
        (INPUT, "other=:AAAA:"),
        ("sig-b26=1", SIGNATURE),
        (INPUT, "sig-b26=\"AAAA\""),
        ("sig-b26=(\"date\"", SIGNATURE),
    ] {
        assert_eq!(refused(input, signature), PresentedError::Form, "{input}");
    }
    for input in [
        r#"sig-b26=("date";sf)"#,
        "sig-b26=(date)",
        r#"sig-b26=("date" "date")"#,
        r#"sig-b26=("@status")"#,
        r#"sig-b26=("Date")"#,
        r#"sig-b26=("x-missing")"#,
    ] {
        assert!(
            matches!(refused(input, SIGNATURE), PresentedError::Base(_)),
            "{input}"
        );
    }
}

#[test]
fn an_algorithm_that_is_named_is_the_keys_own() {
    let headers = signed(&format!("{INPUT};alg=\"ecdsa-p256-sha256\""), SIGNATURE);
    assert!(!Presented::of(&request(&headers)).unwrap().is_by(&ed25519()));
}

proptest! {
    /// What is signed here verifies, and no more once anything that is covered is changed.
    #[test]
    fn what_is_signed_verifies(body in "\\PC{0,40}", nonce in "[A-Za-z0-9_-]{16,40}", changed in 0..4_u8) {
        let signer = Signer::from_seed(&[3; 32]);
        let key = PublicKey::ed25519(signer.public_key());
        let fields = sign_request(&signer, &RequestToSign {
            method: "POST",
            authority: "example.com",
            path: "/foo",
            body: body.as_bytes(),
            created: 1_767_600_000,
            lasts: 60,
            nonce: &nonce,
        });
        let fields: Vec<(&str, &str)> =
            fields.iter().map(|(name, value)| (*name, &**value)).collect();
        let mut lines = headers(&fields);
        let presented = Presented::of(&request(&lines)).unwrap();
        prop_assert!(presented.is_by(&key));
        prop_assert_eq!(presented.nonce(), Some(&*nonce));
        prop_assert_eq!(presented.expires(), Some(1_767_600_060));
        let digest = lines["content-digest"].to_str().unwrap();
        prop_assert!(super::content_digest::fits(digest, body.as_bytes()));
        if changed == 0 {
            lines.insert("content-digest", HeaderValue::from_static("sha-256=:AAAA:"));
        }
        let mut message = request(&lines);
        match changed {
            1 => message.method = "PUT",
            2 => message.path = "/bar",
            3 => message.authority = "example.org",
            _ => {}
        }
        prop_assert!(!Presented::of(&message).unwrap().is_by(&key));
    }
}
