//! Public keys as JSON Web Keys (RFC 7517): Ed25519 (RFC 8037) and P-256 (RFC 7518, section 6.2).
//!
//! What crosses the border is the text of the key; its thumbprint (RFC 7638) names it.

use std::fmt;

use data_encoding::BASE64URL_NOPAD;
use p256::ecdsa::signature::Verifier as _;
use serde::Deserialize;
use sha2::{Digest as _, Sha256};
use thiserror::Error;

use crate::signer;

/// Bytes in a coordinate of either curve.
const COORDINATE: usize = 32;
/// Bytes in a signature of either algorithm.
const SIGNATURE: usize = 64;

/// A key by which somebody's signatures are verified.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct PublicKey(Form);

#[derive(Clone, PartialEq, Eq, Hash)]
enum Form {
    Ed25519([u8; COORDINATE]),
    P256 {
        x: [u8; COORDINATE],
        y: [u8; COORDINATE],
    },
}

/// The signature algorithms that are verified.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Algorithm {
    /// Ed25519 (RFC 8032).
    Ed25519,
    /// ECDSA on P-256 with SHA-256; the signature is the two numbers, 32 bytes each.
    EcdsaP256,
}

/// Why a text is no public key.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum JwkError {
    /// Not a JSON Web Key.
    #[error("it is not a JSON Web Key: {0}")]
    Form(String),
    /// A kind of key that signs nothing here.
    #[error("a key of the kind `{0}` is not taken; Ed25519 and P-256 are")]
    Kind(String),
    /// A member is missing or is not 32 bytes in base64url.
    #[error("`{0}` is not 32 bytes in base64url without padding")]
    Coordinate(&'static str),
    /// The two coordinates are not a point of the curve.
    #[error("`x` and `y` are not a point of the curve")]
    NotOnCurve,
    /// The private half of a key must not travel.
    #[error("it holds the private half of the key, which nobody but its owner may have")]
    Private,
}

/// The members that are looked at; others say nothing about the key itself.
#[derive(Deserialize)]
struct Jwk {
    kty: String,
    crv: Option<String>,
    x: Option<String>,
    y: Option<String>,
    d: Option<String>,
}

impl Algorithm {
    /// Its name in JOSE (RFC 7518, RFC 8037): `EdDSA` or `ES256`.
    pub const fn jws_name(self) -> &'static str {
        match self {
            Self::Ed25519 => "EdDSA",
            Self::EcdsaP256 => "ES256",
        }
    }

    /// Its name in HTTP message signatures (RFC 9421, section 6.2.2): `ed25519` or `ecdsa-p256-sha256`.
    pub const fn http_name(self) -> &'static str {
        match self {
            Self::Ed25519 => "ed25519",
            Self::EcdsaP256 => "ecdsa-p256-sha256",
        }
    }
}

impl PublicKey {
    /// The Ed25519 key with these bytes (RFC 8032, section 5.1.2).
    pub const fn ed25519(bytes: [u8; COORDINATE]) -> Self {
        Self(Form::Ed25519(bytes))
    }

    /// The key in the text of a JSON Web Key.
    pub fn of_jwk(text: &str) -> Result<Self, JwkError> {
        let jwk: Jwk =
            serde_json::from_str(text).map_err(|error| JwkError::Form(error.to_string()))?;
        if jwk.d.is_some() {
            return Err(JwkError::Private);
        }
        let curve = jwk.crv.unwrap_or_default();
        match (&*jwk.kty, &*curve) {
            ("OKP", "Ed25519") => Ok(Self(Form::Ed25519(coordinate("x", jwk.x.as_deref())?))),
            ("EC", "P-256") => {
                let key = Self(Form::P256 {
                    x: coordinate("x", jwk.x.as_deref())?,
                    y: coordinate("y", jwk.y.as_deref())?,
                });
                key.p256().ok_or(JwkError::NotOnCurve)?;
                Ok(key)
            }
            (kind, curve) => Err(JwkError::Kind(format!("{kind} {curve}"))),
        }
    }

    /// The required members in the order of RFC 7638: the one text of this key.
    pub fn to_jwk(&self) -> String {
        let text = |bytes: &[u8]| BASE64URL_NOPAD.encode(bytes);
        match &self.0 {
            Form::Ed25519(x) => {
                format!(r#"{{"crv":"Ed25519","kty":"OKP","x":"{}"}}"#, text(x))
            }
            Form::P256 { x, y } => {
                let (x, y) = (text(x), text(y));
                format!(r#"{{"crv":"P-256","kty":"EC","x":"{x}","y":"{y}"}}"#)
            }
        }
    }

    /// The thumbprint (RFC 7638, SHA-256): 43 characters that name this key and no other.
    pub fn thumbprint(&self) -> String {
        BASE64URL_NOPAD.encode(&Sha256::digest(self.to_jwk()))
    }

    /// By which algorithm it verifies: a key has one, whatever a message claims.
    pub const fn algorithm(&self) -> Algorithm {
        match self.0 {
            Form::Ed25519(_) => Algorithm::Ed25519,
            Form::P256 { .. } => Algorithm::EcdsaP256,
        }
    }

    /// Whether `signature`, 64 bytes, is this key's over `message`.
    pub fn verify(&self, message: &[u8], signature: &[u8]) -> bool {
        let Ok(signature) = <&[u8; SIGNATURE]>::try_from(signature) else {
            return false;
        };
        match &self.0 {
            Form::Ed25519(key) => signer::verify(key, message, signature),
            Form::P256 { .. } => {
                let key = self.p256();
                let signature = p256::ecdsa::Signature::from_slice(signature).ok();
                key.zip(signature)
                    .is_some_and(|(key, signature)| key.verify(message, &signature).is_ok())
            }
        }
    }

    fn p256(&self) -> Option<p256::ecdsa::VerifyingKey> {
        let Form::P256 { x, y } = &self.0 else {
            return None;
        };
        // An uncompressed point (SEC 1, section 2.3.3).
        let point = [&[4][..], x, y].concat();
        p256::ecdsa::VerifyingKey::from_sec1_bytes(&point).ok()
    }
}

fn coordinate(name: &'static str, text: Option<&str>) -> Result<[u8; COORDINATE], JwkError> {
    let bytes = text.and_then(|text| BASE64URL_NOPAD.decode(text.as_bytes()).ok());
    bytes
        .and_then(|bytes| bytes.try_into().ok())
        .ok_or(JwkError::Coordinate(name))
}

impl fmt::Debug for PublicKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "PublicKey({})", self.thumbprint())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 8037, appendix A.2 and A.3.
    #[test]
    fn an_ed25519_key_has_the_published_thumbprint() {
        let key = PublicKey::of_jwk(
            r#"{"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}"#,
        )
        .unwrap();
        assert_eq!(
            key.thumbprint(),
            "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k"
        );
        assert_eq!(PublicKey::of_jwk(&key.to_jwk()), Ok(key));
    }

    #[test]
    fn other_keys_are_refused() {
        let x = "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo";
        for (text, error) in [
            (
                r#"{"kty":"oct","k":"AAAA"}"#.to_owned(),
                JwkError::Kind("oct ".to_owned()),
            ),
            (
                r#"{"kty":"OKP","crv":"Ed25519","x":"AAAA"}"#.to_owned(),
                JwkError::Coordinate("x"),
            ),
            (
                format!(r#"{{"kty":"OKP","crv":"Ed25519","x":"{x}","d":"{x}"}}"#),
                JwkError::Private,
            ),
            (
                format!(r#"{{"kty":"EC","crv":"P-256","x":"{x}","y":"{x}"}}"#),
                JwkError::NotOnCurve,
            ),
        ] {
            assert_eq!(PublicKey::of_jwk(&text), Err(error));
        }
        assert!(matches!(PublicKey::of_jwk("[]"), Err(JwkError::Form(_))));
    }

    #[test]
    fn a_signature_of_another_length_verifies_nothing() {
        let signer = crate::Signer::from_seed(&[1; 32]);
        let key = PublicKey::ed25519(signer.public_key());
        let signature = signer.sign(b"message");
        assert!(key.verify(b"message", &signature));
        assert!(!key.verify(b"message", &signature[..63]));
        assert!(!key.verify(b"massage", &signature));
    }
}
