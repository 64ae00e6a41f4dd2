//! Signed texts in the compact form of JWS (RFC 7515) with Ed25519 (RFC 8037); ES256 is verified, too.

use data_encoding::BASE64URL_NOPAD;
use serde::Deserialize;
use thiserror::Error;

use crate::public_key::PublicKey;
use crate::signer::Signer;

/// A signed text, taken apart and not verified yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Jws {
    algorithm: String,
    key_id: Option<String>,
    media_type: Option<String>,
    payload: Vec<u8>,
    signing_input: String,
    signature: Vec<u8>,
}

/// Why a text says nothing.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum JwsError {
    /// Not three parts in base64url with a header of JSON before.
    #[error("it is not a signed text in compact form")]
    Form,
    /// Its header asks to be understood in a way that is not understood here.
    #[error("it asks for extensions that are not known")]
    Extensions,
    /// The signature is not of that key, or something was changed.
    #[error("the signature does not fit")]
    Signature,
}

/// The members of the header that are looked at. What must be understood (`crit`) is none of them.
#[derive(Deserialize)]
struct Header {
    alg: String,
    kid: Option<String>,
    typ: Option<String>,
    crit: Option<serde_json::Value>,
}

/// Signs a payload as a compact JWS, whose header names the algorithm, the key by its thumbprint, and what the text is.
///
/// `media_type` is written as it is: letters, digits and signs that JSON takes without an escape.
pub fn sign_jws(signer: &Signer, media_type: &str, payload: &[u8]) -> String {
    let key_id = PublicKey::ed25519(signer.public_key()).thumbprint();
    let header = format!(r#"{{"alg":"EdDSA","kid":"{key_id}","typ":"{media_type}"}}"#);
    signed(signer, header.as_bytes(), payload)
}

fn signed(signer: &Signer, header: &[u8], payload: &[u8]) -> String {
    let mut text = BASE64URL_NOPAD.encode(header);
    text.push('.');
    text.push_str(&BASE64URL_NOPAD.encode(payload));
    let signature = signer.sign(text.as_bytes());
    text.push('.');
    text.push_str(&BASE64URL_NOPAD.encode(&signature));
    text
}

impl Jws {
    /// Takes a compact JWS apart.
    pub fn parse(text: &str) -> Result<Self, JwsError> {
        let (signing_input, signature) = text.rsplit_once('.').ok_or(JwsError::Form)?;
        let (header, payload) = signing_input.split_once('.').ok_or(JwsError::Form)?;
        let decoded = |part: &str| {
            BASE64URL_NOPAD
                .decode(part.as_bytes())
                .map_err(|_| JwsError::Form)
        };
        let header: Header =
            serde_json::from_slice(&decoded(header)?).map_err(|_| JwsError::Form)?;
        if header.crit.is_some() {
            return Err(JwsError::Extensions);
        }
        Ok(Self {
            algorithm: header.alg,
            key_id: header.kid,
            media_type: header.typ,
            payload: decoded(payload)?,
            signature: decoded(signature)?,
            signing_input: signing_input.to_owned(),
        })
    }

    /// By which key it says it is signed.
    pub fn key_id(&self) -> Option<&str> {
        self.key_id.as_deref()
    }

    /// What it says it is.
    pub fn media_type(&self) -> Option<&str> {
        self.media_type.as_deref()
    }

    /// What was signed, if it was signed by that key. The key says which algorithm counts, and the header must agree.
    pub fn verified_by(&self, key: &PublicKey) -> Result<&[u8], JwsError> {
        let fits = self.algorithm == key.algorithm().jws_name()
            && key.verify(self.signing_input.as_bytes(), &self.signature);
        if fits {
            Ok(&self.payload)
        } else {
            Err(JwsError::Signature)
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// RFC 8037, appendix A.1, A.4 and A.5.
    #[test]
    fn agrees_with_rfc_8037() {
        let seed = BASE64URL_NOPAD.decode(b"nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A");
        let signer = Signer::from_seed(&seed.unwrap().try_into().unwrap());
        let text = "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc.hgyY0il_MGCjP0Jzl\
                    nLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg";
        let payload = b"Example of Ed25519 signing";
        assert_eq!(signed(&signer, br#"{"alg":"EdDSA"}"#, payload), text);
        let key = PublicKey::ed25519(signer.public_key());
        assert_eq!(
            Jws::parse(text).unwrap().verified_by(&key),
            Ok(&payload[..])
        );
    }

    /// RFC 7515, appendix A.3: ECDSA on P-256.
    #[test]
    fn agrees_with_rfc_7515() {
        let key = PublicKey::of_jwk(
            r#"{"kty":"EC","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
                "y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"}"#,
        )
        .unwrap();
        let text = "eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0d\
                    HA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ.DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F\
                    4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q";
        let jws = Jws::parse(text).unwrap();
        let payload = jws.verified_by(&key).unwrap();
        assert!(payload.starts_with(b"{\"iss\":\"joe\""));
        let forged = text.replacen("DtEh", "EtEh", 1);
        let forged = Jws::parse(&forged).unwrap();
        assert_eq!(forged.verified_by(&key), Err(JwsError::Signature));
    }

    #[test]
    fn the_key_says_which_algorithm_counts() {
        let signer = Signer::from_seed(&[1; 32]);
        let key = PublicKey::ed25519(signer.public_key());
        for (header, expected) in [
            (&br#"{"alg":"none"}"#[..], JwsError::Signature),
            (br#"{"alg":"ES256"}"#, JwsError::Signature),
        ] {
            let text = signed(&signer, header, b"payload");
            assert_eq!(Jws::parse(&text).unwrap().verified_by(&key), Err(expected));
        }
        let text = signed(&signer, br#"{"alg":"EdDSA","crit":["exp"]}"#, b"payload");
        assert_eq!(Jws::parse(&text), Err(JwsError::Extensions));
        for text in ["", "a.b", "e30.e30.e30", "....", "e30=.e30.e30"] {
            assert_eq!(Jws::parse(text), Err(JwsError::Form), "{text}");
        }
    }

    #[test]
    fn a_header_names_key_and_kind() {
        let signer = Signer::from_seed(&[1; 32]);
        let key = PublicKey::ed25519(signer.public_key());
        let jws = Jws::parse(&sign_jws(&signer, "danh-receipt+jws", b"{}")).unwrap();
        assert_eq!(jws.key_id(), Some(&*key.thumbprint()));
        assert_eq!(jws.media_type(), Some("danh-receipt+jws"));
        assert_eq!(jws.verified_by(&key), Ok(&b"{}"[..]));
    }

    proptest! {
        /// Whatever one character of a signed text is changed to, it does not verify any more.
        #[test]
        fn a_changed_text_does_not_verify(place: prop::sample::Index, letter in "[A-Za-z0-9_.-]") {
            let signer = Signer::from_seed(&[2; 32]);
            let key = PublicKey::ed25519(signer.public_key());
            let text = sign_jws(&signer, "test", b"{\"a\":1}");
            let place = place.index(text.len());
            let mut changed = text.clone();
            changed.replace_range(place..=place, &letter);
            prop_assume!(changed != text);
            let verifies = Jws::parse(&changed).is_ok_and(|jws| jws.verified_by(&key).is_ok());
            prop_assert!(!verifies);
        }
    }
}
