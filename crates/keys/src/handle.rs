//! Opaque handles: an internal number as an outsider may hold it.
//!
//! A handle is one AES-128 block, `number || 8 zero bytes`, under a key of the audience, in
//! lower-case base32 without padding (26 characters, safe in a URL). AES is a permutation, so
//! handles never collide; the zero half is the check: a made-up handle passes it once in 2^64.
//! Where the zeros are, a tag may stand instead, so that one audience holds handles of several kinds
//! and none can be taken for another.

use std::fmt;
use std::num::NonZeroU64;
use std::sync::LazyLock;

use aes::Aes128;
use aes::cipher::{BlockCipherDecrypt as _, BlockCipherEncrypt as _, KeyInit as _};
use data_encoding::{Encoding, Specification};
use hmac::{Hmac, Mac as _};
use sha2::Sha256;

/// Keeps these keys apart from anything else ever derived from the same secret.
const DERIVATION_DOMAIN: &[u8] = b"danh handle key v1\n";

static BASE32_LOWER: LazyLock<Encoding> = LazyLock::new(|| {
    let mut specification = Specification::new();
    specification
        .symbols
        .push_str("abcdefghijklmnopqrstuvwxyz234567");
    specification
        .encoding()
        .expect("thirty-two different symbols are an encoding")
});

/// Seals internal numbers into handles for one audience, and opens them again.
#[derive(Clone)]
pub struct HandleKey {
    cipher: Aes128,
}

impl HandleKey {
    /// The key of `audience`: HMAC-SHA-256 of its name under the ring's handle secret.
    pub(crate) fn derive(secret: &[u8; 32], audience: &str) -> Self {
        let mut mac = Hmac::<Sha256>::new_from_slice(secret).expect("HMAC takes any key length");
        mac.update(DERIVATION_DOMAIN);
        mac.update(audience.as_bytes());
        let derived: [u8; 32] = mac.finalize().into_bytes().into();
        let mut key = [0; 16];
        key.copy_from_slice(&derived[..16]);
        Self {
            cipher: Aes128::new(&key.into()),
        }
    }

    /// The handle of `number`: 26 characters of `a-z2-7`, the same every time.
    pub fn seal(&self, number: i64) -> String {
        self.seal_block(number, 0)
    }

    /// The number in `handle`, or `None` if this key did not seal it.
    ///
    /// There is one spelling only: upper case, padding or stray bits are refused.
    pub fn open(&self, handle: &str) -> Option<i64> {
        let (number, tag) = self.open_block(handle)?;
        (tag == 0).then_some(number)
    }

    /// The handle of `number` with a tag that says what it is a number of.
    pub fn seal_tagged(&self, number: i64, tag: NonZeroU64) -> String {
        self.seal_block(number, tag.get())
    }

    /// The number and the tag in `handle`, whatever they are. Nothing in it is a check: who opens
    /// one compares the tag, or more of it the fewer bits the tag has, with what can be meant.
    pub fn open_tagged(&self, handle: &str) -> Option<(i64, NonZeroU64)> {
        let (number, tag) = self.open_block(handle)?;
        Some((number, NonZeroU64::new(tag)?))
    }

    fn seal_block(&self, number: i64, tag: u64) -> String {
        let mut block = [0; 16];
        block[..8].copy_from_slice(&number.to_be_bytes());
        block[8..].copy_from_slice(&tag.to_be_bytes());
        let mut block = block.into();
        self.cipher.encrypt_block(&mut block);
        BASE32_LOWER.encode(&block)
    }

    fn open_block(&self, handle: &str) -> Option<(i64, u64)> {
        let bytes: [u8; 16] = BASE32_LOWER
            .decode(handle.as_bytes())
            .ok()?
            .try_into()
            .ok()?;
        let mut block = bytes.into();
        self.cipher.decrypt_block(&mut block);
        let (number, tag) = block.split_first_chunk()?;
        let tag = tag.try_into().ok()?;
        Some((i64::from_be_bytes(*number), u64::from_be_bytes(tag)))
    }
}

/// Shows no key.
impl fmt::Debug for HandleKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HandleKey").finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn key(audience: &str) -> HandleKey {
        HandleKey::derive(&[9; 32], audience)
    }

    #[test]
    fn handles_stay_what_they_were() {
        // Handles stand in other people's files: these must never change.
        assert_eq!(key("api").seal(1), HANDLE_OF_ONE);
        assert_eq!(key("api").open(HANDLE_OF_ONE), Some(1));
    }

    #[test]
    fn a_tag_keeps_kinds_apart() {
        let tag = NonZeroU64::new(7).unwrap();
        let (plain, tagged) = (key("api").seal(42), key("api").seal_tagged(42, tag));
        assert_eq!(key("api").open(&tagged), None);
        assert_eq!(key("api").open_tagged(&plain), None);
        assert_eq!(key("api").open_tagged(&tagged), Some((42, tag)));
        assert_ne!(key("staff").open_tagged(&tagged), Some((42, tag)));
    }

    /// Computed apart with Python's hmac and the openssl command.
    const HANDLE_OF_ONE: &str = "wpokv3q4ubeotmodupi3qhlxwu";

    #[test]
    fn other_spellings_are_refused() {
        let handle = key("api").seal(42);
        for changed in [
            handle.to_uppercase(),
            format!("{handle}======"),
            format!(" {handle}"),
            handle[1..].to_owned(),
            format!("{handle}a"),
            String::new(),
        ] {
            assert_eq!(key("api").open(&changed), None, "{changed}");
        }
        // Twenty-six characters carry 130 bits; the two that are left over must be zero.
        let last = handle.chars().last().unwrap();
        for symbol in "abcdefghijklmnopqrstuvwxyz234567"
            .chars()
            .filter(|s| *s != last)
        {
            let changed = format!("{}{symbol}", &handle[..25]);
            assert_eq!(key("api").open(&changed), None, "{changed}");
        }
    }

    proptest! {
        #[test]
        fn a_handle_opens_to_its_number_for_its_audience_only(
            number: i64,
            audience in "[a-z]{1,12}",
            other in "[A-Z]{1,12}",
        ) {
            let handle = key(&audience).seal(number);
            prop_assert_eq!(handle.len(), 26);
            prop_assert!(handle.bytes().all(|b| matches!(b, b'a'..=b'z' | b'2'..=b'7')));
            prop_assert_eq!(key(&audience).open(&handle), Some(number));
            prop_assert_eq!(key(&other).open(&handle), None);
        }

        #[test]
        fn made_up_handles_are_refused(handle in "[a-z2-7]{26}") {
            prop_assert_eq!(key("api").open(&handle), None);
        }
    }
}
