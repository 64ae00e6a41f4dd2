//! One-time codes of an app on the officer's telephone: HOTP (RFC 4226) over time steps, TOTP
//! (RFC 6238).
//!
//! SHA-1, six digits and thirty seconds, because that is what every authenticator app computes,
//! whatever an enrolment asks for. HMAC does not rest on what is broken in SHA-1 (RFC 6238,
//! section 5.1; OWASP ASVS 5.0, 6.5.5, 6.6.3).

use std::fmt::{self, Write as _};

use danh_vocabulary::{Entropy, Timestamp};
use data_encoding::BASE32_NOPAD;
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha1::Sha1;

/// Seconds that a code is of (RFC 6238, section 5.2).
pub const STEP_SECONDS: i64 = 30;
/// Digits of a code.
pub const CODE_DIGITS: usize = 6;
/// Steps before and after the present one whose code is taken: clocks differ, people type slowly
/// (RFC 6238, section 5.2 allows one).
const STEPS_ASIDE: i64 = 1;
/// 160 bits, as RFC 4226 recommends (section 4, R6).
const SECRET_BYTES: usize = 20;

/// What app and server both know. Its `Debug` shows nothing of it.
#[derive(Clone, PartialEq, Eq)]
pub struct CodeSecret([u8; SECRET_BYTES]);

/// A code as it was typed: six digits. Its `Debug` shows nothing of it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct OneTimeCode(u32);

impl CodeSecret {
    /// A new one.
    pub fn draw(entropy: &dyn Entropy) -> Self {
        let mut secret = [0; SECRET_BYTES];
        entropy.fill(&mut secret);
        Self(secret)
    }

    /// The secret in base32 (RFC 4648), as apps take it: 32 letters and digits.
    pub fn reveal(&self) -> String {
        BASE32_NOPAD.encode(&self.0)
    }

    /// A secret as [`reveal`](Self::reveal) writes it: what an app does with it.
    pub fn parse(text: &str) -> Option<Self> {
        Self::of_bytes(&BASE32_NOPAD.decode(text.as_bytes()).ok()?)
    }

    /// What the QR code says to an app: the address of `account` at `issuer`, both percent-encoded
    /// here.
    pub fn address(&self, issuer: &str, account: &str) -> String {
        let (issuer, account, secret) = (encode(issuer), encode(account), self.reveal());
        format!(
            "otpauth://totp/{issuer}:{account}?secret={secret}&issuer={issuer}\
             &algorithm=SHA1&digits={CODE_DIGITS}&period={STEP_SECONDS}"
        )
    }

    /// The step whose code this is, of the present one and those beside it that come after `last`,
    /// the step whose code was taken before: none is taken twice (RFC 6238, section 5.2; ASVS
    /// 6.5.1).
    pub fn step_of(&self, code: OneTimeCode, now: Timestamp, last: i64) -> Option<i64> {
        let present = step(now);
        let steps = (present - STEPS_ASIDE)..=(present + STEPS_ASIDE);
        steps
            .filter(|step| *step > last)
            .find(|step| self.code_at(*step) == code)
    }

    /// The code of a step.
    pub fn code_at(&self, step: i64) -> OneTimeCode {
        OneTimeCode(hotp(&self.0, step.cast_unsigned(), CODE_DIGITS))
    }

    pub(crate) const fn bytes(&self) -> &[u8; SECRET_BYTES] {
        &self.0
    }

    pub(crate) fn of_bytes(bytes: &[u8]) -> Option<Self> {
        bytes.try_into().ok().map(Self)
    }
}

impl OneTimeCode {
    /// Six digits; the space that apps show in the middle is forgiven.
    pub fn parse(typed: &str) -> Option<Self> {
        let digits: String = typed.chars().filter(|it| !it.is_whitespace()).collect();
        let whole = digits.len() == CODE_DIGITS && digits.bytes().all(|it| it.is_ascii_digit());
        digits.parse().ok().filter(|_| whole).map(Self)
    }

    /// The six digits.
    pub fn reveal(self) -> String {
        format!("{:06}", self.0)
    }
}

impl fmt::Debug for CodeSecret {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("CodeSecret(..)")
    }
}

impl fmt::Debug for OneTimeCode {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("OneTimeCode(..)")
    }
}

/// The step that an instant lies in.
pub(crate) const fn step(now: Timestamp) -> i64 {
    now.micros().div_euclid(STEP_SECONDS * 1_000_000)
}

/// RFC 4226, section 5.3.
fn hotp(secret: &[u8], counter: u64, digits: usize) -> u32 {
    let mut mac = Hmac::<Sha1>::new_from_slice(secret).expect("HMAC takes keys of any length");
    mac.update(&counter.to_be_bytes());
    let hash = mac.finalize().into_bytes();
    let offset = usize::from(hash[hash.len() - 1] & 0x0f);
    let bytes = [0, 1, 2, 3].map(|place| hash[offset + place]);
    let truncated = u32::from_be_bytes(bytes) & 0x7fff_ffff;
    let digits = u32::try_from(digits).expect("a code has a handful of digits");
    truncated % 10_u32.pow(digits)
}

/// Percent-encodes everything but unreserved characters (RFC 3986, section 2.3).
fn encode(text: &str) -> String {
    text.bytes().fold(String::new(), |mut encoded, byte| {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            write!(encoded, "%{byte:02X}").expect("a string takes all that is written");
        }
        encoded
    })
}

#[cfg(test)]
mod tests;
