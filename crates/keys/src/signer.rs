//! Ed25519 signatures (RFC 8032).

use std::fmt;

use ed25519_dalek::{Signature, Signer as _, SigningKey, VerifyingKey};

/// Signs messages with one Ed25519 key.
///
/// Cloning is cheap and gives the same key.
#[derive(Clone)]
pub struct Signer {
    key: SigningKey,
}

impl Signer {
    /// The signer whose 32-byte private key (RFC 8032 §5.1.5) is `seed`.
    ///
    /// For tests and for keys that come from elsewhere; a running register asks its
    /// [`KeyRing`](crate::KeyRing).
    pub fn from_seed(seed: &[u8; 32]) -> Self {
        Self {
            key: SigningKey::from_bytes(seed),
        }
    }

    /// The 64-byte signature of `message`. The same message always gives the same signature.
    pub fn sign(&self, message: &[u8]) -> [u8; 64] {
        self.key.sign(message).to_bytes()
    }

    /// The 32-byte public key (RFC 8032 §5.1.2).
    pub fn public_key(&self) -> [u8; 32] {
        self.key.verifying_key().to_bytes()
    }
}

/// Shows the public key only.
impl fmt::Debug for Signer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Signer")
            .field("public_key", &self.public_key())
            .finish_non_exhaustive()
    }
}

/// Whether `signature` over `message` was made by the key whose public half is `public_key`.
///
/// Strict: weak public keys and signatures with more than one valid form are refused, so that
/// two verifiers never disagree. Bytes that are no public key verify nothing.
pub fn verify(public_key: &[u8; 32], message: &[u8], signature: &[u8; 64]) -> bool {
    VerifyingKey::from_bytes(public_key).is_ok_and(|key| {
        key.verify_strict(message, &Signature::from_bytes(signature))
            .is_ok()
    })
}

#[cfg(test)]
mod tests {
    use data_encoding::HEXLOWER;

    use super::*;

    /// RFC 8032 §7.1, tests 1 to 3: private key, public key, message, signature.
    const VECTORS: [[&str; 4]; 3] = [
        [
            "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
            "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
            "",
            "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e\
             39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
        ],
        [
            "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
            "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
            "72",
            "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f\
             3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
        ],
        [
            "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
            "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
            "af82",
            "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67\
             f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
        ],
    ];

    fn bytes<const N: usize>(hex: &str) -> [u8; N] {
        HEXLOWER.decode(hex.as_bytes()).unwrap().try_into().unwrap()
    }

    #[test]
    fn agrees_with_rfc_8032() {
        for [private, public, message, signature] in VECTORS {
            let signer = Signer::from_seed(&bytes(private));
            let message = HEXLOWER.decode(message.as_bytes()).unwrap();
            assert_eq!(signer.public_key(), bytes(public));
            assert_eq!(signer.sign(&message), bytes(signature));
            assert!(verify(&bytes(public), &message, &bytes(signature)));
        }
    }

    #[test]
    fn one_changed_bit_is_refused() {
        let signer = Signer::from_seed(&[1; 32]);
        let signature = signer.sign(b"message");
        for bit in 0..512 {
            let mut forged = signature;
            forged[bit / 8] ^= 1 << (bit % 8);
            assert!(!verify(&signer.public_key(), b"message", &forged));
        }
        assert!(!verify(&signer.public_key(), b"massage", &signature));
        assert!(!verify(
            &Signer::from_seed(&[2; 32]).public_key(),
            b"message",
            &signature
        ));
    }

    #[test]
    fn a_weak_public_key_verifies_nothing() {
        // The neutral element: with it, an all-but-zero signature fits every message.
        let mut neutral = [0; 32];
        neutral[0] = 1;
        let mut signature = [0; 64];
        signature[0] = 1;
        assert!(!verify(&neutral, b"anything", &signature));
        assert!(!verify(&[0xff; 32], b"anything", &signature));
    }

    #[test]
    fn debug_shows_no_private_key() {
        let shown = format!("{:?}", Signer::from_seed(&[77; 32]));
        assert!(!shown.contains("77, 77"), "{shown}");
    }
}
