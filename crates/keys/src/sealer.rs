//! Sealing short texts for the database: XChaCha20-Poly1305 (draft-irtf-cfrg-xchacha-03).
//!
//! A sealed text is unpadded base64url of `format (1) || key (1) || nonce (24) || ciphertext || tag (16)`. The nonce is drawn
//! anew for each; with 24 bytes two never meet, however many are drawn. The key byte says which of the ring's keys of that
//! name sealed it, so that a new key can come into use while what older ones sealed still opens.

use std::fmt;
use std::sync::Arc;

use chacha20poly1305::aead::{Aead as _, Payload};
use chacha20poly1305::{KeyInit as _, XChaCha20Poly1305};
use danh_vocabulary::Entropy;
use data_encoding::BASE64URL_NOPAD;
use thiserror::Error;

/// The layout described above.
const FORMAT: u8 = 1;
const HEADER_LENGTH: usize = 2;
const NONCE_LENGTH: usize = 24;

/// Seals texts so that only who holds the key can read or change them.
///
/// Cloning is cheap and gives the same keys.
#[derive(Clone)]
pub struct Sealer {
    /// Key number `n` at place `n - 1`; the last one seals.
    keys: Arc<[XChaCha20Poly1305]>,
}

/// What a text is and whom it is about. It is not kept with the text, but opening needs the same one: so a sealed text that
/// somebody moves to another person or another field does not open there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SealContext<'a>(pub &'a [u8]);

/// Why a sealed text does not open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum UnsealError {
    /// It was cut off, or is something else.
    #[error("the text is not a sealed one")]
    Malformed,
    /// The key is not in the ring; it may be in a backup.
    #[error("the text was sealed with key {number}, which is not in the key folder")]
    UnknownKey {
        /// Which of the keys of that name.
        number: u8,
    },
    /// It was changed, moved from another place, or sealed with another ring's key.
    #[error("the sealed text was changed, moved, or sealed with another key")]
    Forged,
}

impl Sealer {
    /// A sealer with the keys of its name, the oldest first: 32 bytes each, 1 to 255 of them.
    pub(crate) fn of_keys(keys: &[[u8; 32]]) -> Self {
        assert!(!keys.is_empty(), "a sealer seals with its last key");
        assert!(
            u8::try_from(keys.len()).is_ok(),
            "a key's number is one byte"
        );
        Self {
            keys: keys
                .iter()
                .map(|key| XChaCha20Poly1305::new(key.into()))
                .collect(),
        }
    }

    pub(crate) fn key_count(&self) -> u8 {
        u8::try_from(self.keys.len()).expect("there are 255 keys at the most")
    }

    /// Seals a text; the nonce is drawn from `entropy`.
    pub fn seal(
        &self,
        entropy: &dyn Entropy,
        context: SealContext<'_>,
        plaintext: &[u8],
    ) -> String {
        let number = self.key_count();
        let mut nonce = [0; NONCE_LENGTH];
        entropy.fill(&mut nonce);
        let payload = Payload {
            msg: plaintext,
            aad: context.0,
        };
        let ciphertext = self.keys[usize::from(number) - 1]
            .encrypt(&nonce.into(), payload)
            .expect("what fits in memory is shorter than 256 gigabytes");
        let mut sealed = vec![FORMAT, number];
        sealed.extend(nonce);
        sealed.extend(ciphertext);
        BASE64URL_NOPAD.encode(&sealed)
    }

    /// The text in `sealed`, if one of these keys sealed it in this context.
    pub fn open(&self, context: SealContext<'_>, sealed: &str) -> Result<Vec<u8>, UnsealError> {
        let bytes = BASE64URL_NOPAD
            .decode(sealed.as_bytes())
            .map_err(|_| UnsealError::Malformed)?;
        let (header, rest) = bytes
            .split_first_chunk::<HEADER_LENGTH>()
            .ok_or(UnsealError::Malformed)?;
        let (nonce, ciphertext) = rest
            .split_first_chunk::<NONCE_LENGTH>()
            .ok_or(UnsealError::Malformed)?;
        let [FORMAT, number] = *header else {
            return Err(UnsealError::Malformed);
        };
        let key = usize::from(number)
            .checked_sub(1)
            .and_then(|place| self.keys.get(place))
            .ok_or(UnsealError::UnknownKey { number })?;
        let payload = Payload {
            msg: ciphertext,
            aad: context.0,
        };
        key.decrypt(&(*nonce).into(), payload)
            .map_err(|_| UnsealError::Forged)
    }
}

/// Shows how many keys there are.
impl fmt::Debug for Sealer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sealer")
            .field("keys", &self.keys.len())
            .finish()
    }
}

#[cfg(test)]
mod tests {
    use danh_vocabulary::SeededEntropy;
    use data_encoding::HEXLOWER;
    use proptest::prelude::*;

    use super::*;

    /// draft-irtf-cfrg-xchacha-03, appendix A.3.1.
    const PLAINTEXT: &[u8] =
        b"Ladies and Gentlemen of the class of '99: If I could offer you only \
                               one tip for the future, sunscreen would be it.";
    const AAD: &str = "50515253c0c1c2c3c4c5c6c7";
    const NONCE: &str = "404142434445464748494a4b4c4d4e4f5051525354555657";
    const CIPHERTEXT_AND_TAG: &str = "bd6d179d3e83d43b9576579493c0e939572a1700252bfaccbed2902c2139\
         6cbb731c7f1b0b4aa6440bf3a82f4eda7e39ae64c6708c54c216cb96b72e1213b4522f8c9ba40db5d945b11b\
         69b982c1bb9e3f3fac2bc369488f76b2383565d3fff921f9664c97637da9768812f615c68b13b52ec0875924\
         c1c7987947deafd8780acf49";

    /// Chance that was drawn before.
    struct Drawn(Vec<u8>);

    impl Entropy for Drawn {
        fn fill(&self, bytes: &mut [u8]) {
            bytes.copy_from_slice(&self.0);
        }
    }

    fn unhex(text: &str) -> Vec<u8> {
        HEXLOWER.decode(text.as_bytes()).unwrap()
    }

    #[test]
    fn agrees_with_the_published_vector() {
        let key: Vec<u8> = (0x80..=0x9f).collect();
        let sealer = Sealer::of_keys(&[key.try_into().unwrap()]);
        let aad = unhex(AAD);
        let text = sealer.seal(&Drawn(unhex(NONCE)), SealContext(&aad), PLAINTEXT);
        let bytes = BASE64URL_NOPAD.decode(text.as_bytes()).unwrap();
        let expected = format!("0101{NONCE}{CIPHERTEXT_AND_TAG}");
        assert_eq!(HEXLOWER.encode(&bytes), expected);
        assert_eq!(sealer.open(SealContext(&aad), &text).unwrap(), PLAINTEXT);
    }

    #[test]
    fn older_keys_open_and_the_last_one_seals() {
        let context = SealContext(b"here");
        let entropy = SeededEntropy::new(1);
        let (first, second) = ([1; 32], [2; 32]);
        let before = Sealer::of_keys(&[first]);
        let after = Sealer::of_keys(&[first, second]);
        let old = before.seal(&entropy, context, b"old");
        let new = after.seal(&entropy, context, b"new");
        assert_eq!(after.open(context, &old).unwrap(), b"old");
        assert_eq!(after.open(context, &new).unwrap(), b"new");
        assert_eq!(
            before.open(context, &new),
            Err(UnsealError::UnknownKey { number: 2 })
        );
        let other = Sealer::of_keys(&[second]);
        assert_eq!(other.open(context, &old), Err(UnsealError::Forged));
    }

    #[test]
    fn what_was_changed_moved_or_cut_off_does_not_open() {
        let key = Sealer::of_keys(&[[3; 32]]);
        let context = SealContext(b"phone of 1");
        let sealed = key.seal(&SeededEntropy::new(2), context, b"+84912345678");
        let elsewhere = SealContext(b"phone of 2");
        assert_eq!(key.open(elsewhere, &sealed), Err(UnsealError::Forged));
        let bytes = BASE64URL_NOPAD.decode(sealed.as_bytes()).unwrap();
        for place in 0..bytes.len() {
            let mut changed = bytes.clone();
            changed[place] ^= 1;
            assert!(
                key.open(context, &BASE64URL_NOPAD.encode(&changed))
                    .is_err(),
                "byte {place}"
            );
            let cut = BASE64URL_NOPAD.encode(&bytes[..place]);
            assert!(key.open(context, &cut).is_err(), "{place} bytes");
        }
        for spelling in [format!("{sealed}="), format!(" {sealed}"), "ä".to_owned()] {
            assert_eq!(
                key.open(context, &spelling),
                Err(UnsealError::Malformed),
                "{spelling}"
            );
        }
    }

    #[test]
    fn debug_shows_no_key() {
        let shown = format!("{:?}", Sealer::of_keys(&[[77; 32]]));
        assert_eq!(shown, "Sealer { keys: 1 }");
    }

    proptest! {
        #[test]
        fn what_is_sealed_opens_and_no_two_look_alike(
            text: Vec<u8>,
            context: Vec<u8>,
            seed: u64,
        ) {
            let sealer = Sealer::of_keys(&[[4; 32]]);
            let entropy = SeededEntropy::new(seed);
            let context = SealContext(&context);
            let sealed = sealer.seal(&entropy, context, &text);
            prop_assert_eq!(sealer.open(context, &sealed).unwrap(), text.clone());
            prop_assert_ne!(sealer.seal(&entropy, context, &text), sealed);
        }
    }
}
