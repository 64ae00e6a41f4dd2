//! Browsers in which the owner of an account signed in before, after OWASP's "device cookies".
//!
//! Attempts from such a browser are counted apart from all others. So whoever guesses at a login
//! from the same office, or from everywhere, does not keep its owner waiting there; and a stolen
//! cookie gives its thief no more guesses than any browser has.
//!
//! A browser is known for what was proven in it, so the cookie says when that was: once the account
//! has another password or another second factor, or half a year has passed, it is a stranger's.
//! Whoever knew a password before there was a second factor may have signed in a thousand times;
//! none of those thousand cookies gives a guess at a code.

use danh_keys::{SealContext, Sealer};
use danh_store::{StoreError, Tx};
use danh_vocabulary::{Entropy, Timestamp};

use crate::attempt::earlier;
use crate::{Client, Login, queries};

/// Half a year without signing in, and a browser is a stranger again.
pub const DEVICE_DAYS_MAX: u16 = 180;

/// So many accounts are remembered in one browser: officers share computers.
const ACCOUNTS_MAX: usize = 4;
/// Stands between what is kept of each account; sealed texts have none.
const SEPARATOR: char = '.';
/// Longer than four sealed texts are.
const COOKIE_BYTES_MAX: usize = 1_024;

/// A browser in which the owner of one account signed in before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KnownDevice {
    id: [u8; 16],
    /// When its owner last signed in there.
    known_since: Timestamp,
}

/// Where an attempt comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Origin {
    /// The network address.
    pub client: Client,
    /// The browser, if the account's owner signed in there before.
    pub device: Option<KnownDevice>,
}

impl KnownDevice {
    /// What a browser's cookie proves for a login, if anything.
    pub fn of_cookie(sealer: &Sealer, login: &Login, cookie: &str) -> Option<Self> {
        let mut kept = entries(cookie);
        kept.find_map(|sealed| {
            let opened = sealer.open(SealContext(&context(login)), sealed).ok()?;
            Self::of_bytes(&opened)
        })
    }

    /// The cookie of a browser in which the owner of `login` has just, at `now`, proven who they
    /// are: a new entry for that login before those that it held for others.
    pub fn remember(
        (sealer, entropy): (&Sealer, &dyn Entropy),
        login: &Login,
        before: Option<&str>,
        now: Timestamp,
    ) -> String {
        let mut id = [0; 16];
        entropy.fill(&mut id);
        let (context, known_since) = (context(login), now);
        let device = Self { id, known_since }.bytes();
        let ours = sealer.seal(entropy, SealContext(&context), &device);
        let mut kept = vec![ours.as_str()];
        let others = entries(before.unwrap_or_default());
        let others = others.filter(|sealed| sealer.open(SealContext(&context), sealed).is_err());
        kept.extend(others.take(ACCOUNTS_MAX - 1));
        kept.join(&SEPARATOR.to_string())
    }

    fn bytes(&self) -> [u8; 24] {
        let mut bytes = [0; 24];
        bytes[..16].copy_from_slice(&self.id);
        bytes[16..].copy_from_slice(&self.known_since.micros().to_be_bytes());
        bytes
    }

    fn of_bytes(bytes: &[u8]) -> Option<Self> {
        let (id, micros) = bytes.split_first_chunk()?;
        let known_since = Timestamp::from_micros(i64::from_be_bytes(micros.try_into().ok()?));
        Some(Self {
            id: *id,
            known_since,
        })
    }
}

impl Origin {
    /// The same, by a browser that is not known if what it was known for holds no longer.
    pub(crate) fn still_known(
        self,
        tx: &mut Tx<'_>,
        login: &Login,
        now: Timestamp,
    ) -> Result<Self, StoreError> {
        let Some(device) = self.device else {
            return Ok(self);
        };
        let too_old = earlier(now, i64::from(DEVICE_DAYS_MAX) * 24 * 60 * 60);
        let proven_since = queries::proof_changed_at(tx, login)?;
        let holds = proven_since.is_some_and(|since| device.known_since >= since.max(too_old));
        Ok(Self {
            device: Some(device).filter(|_| holds),
            ..self
        })
    }

    /// What attempts to give a password are counted under. Tells neither login nor address.
    pub(crate) fn password_hash(&self, login: &Login) -> [u8; 32] {
        match self.device {
            Some(KnownDevice { id, .. }) => hash("password", login, &format!("{id:02x?}")),
            None => hash("password", login, &self.client.to_string()),
        }
    }

    /// What attempts to give a code are counted under: all browsers that are not known together,
    /// because whoever gets to guess at a code knows the password.
    pub(crate) fn code_hash(&self, login: &Login) -> [u8; 32] {
        match self.device {
            Some(KnownDevice { id, .. }) => hash("code", login, &format!("{id:02x?}")),
            None => hash("code", login, "unknown"),
        }
    }
}

impl From<Client> for Origin {
    /// From an address, by a browser that is not known.
    fn from(client: Client) -> Self {
        let device = None;
        Self { client, device }
    }
}

fn hash(what: &str, login: &Login, whence: &str) -> [u8; 32] {
    use sha2::{Digest, Sha256};
    let counted = format!("danh sign-in attempt v2\n{what}\n{login}\n{whence}");
    Sha256::digest(counted).into()
}

fn context(login: &Login) -> Vec<u8> {
    format!("danh known device v2\n{login}").into_bytes()
}

fn entries(cookie: &str) -> impl Iterator<Item = &str> {
    let cookie = Some(cookie).filter(|cookie| cookie.len() <= COOKIE_BYTES_MAX);
    let kept = cookie.unwrap_or_default().split(SEPARATOR);
    kept.filter(|sealed| !sealed.is_empty()).take(ACCOUNTS_MAX)
}

#[cfg(test)]
mod tests {
    use std::net::IpAddr;

    use danh_keys::KeyRing;
    use danh_vocabulary::SeededEntropy;

    use super::*;

    fn sealer() -> Sealer {
        let folder = tempfile::tempdir().unwrap();
        let ring = KeyRing::open_or_create(&folder.path().join("keys"), &SeededEntropy::new(1));
        ring.unwrap().sealer("sign-in").unwrap()
    }

    fn login(text: &str) -> Login {
        text.parse().unwrap()
    }

    #[test]
    fn a_cookie_speaks_for_the_accounts_that_signed_in_and_no_other() {
        let (sealer, entropy) = (sealer(), SeededEntropy::new(2));
        let now = Timestamp::from_micros(1_767_600_000_000_000);
        let remember = |name, before: Option<&str>| {
            KnownDevice::remember((&sealer, &entropy), &login(name), before, now)
        };
        let lan = remember("lan.nguyen", None);
        let both = remember("minh.tran", Some(&lan));
        let proven = |name, cookie: &str| KnownDevice::of_cookie(&sealer, &login(name), cookie);
        assert_eq!(proven("lan.nguyen", &lan).unwrap().known_since, now);
        assert!(proven("minh.tran", &lan).is_none());
        assert_eq!(proven("lan.nguyen", &both), proven("lan.nguyen", &lan));
        assert_ne!(proven("lan.nguyen", &both), proven("minh.tran", &both));
        for forged in ["", "x", ".", &"a".repeat(2_000)] {
            assert_eq!(proven("lan.nguyen", forged), None);
        }
    }

    #[test]
    fn a_cookie_does_not_grow() {
        let (sealer, entropy) = (sealer(), SeededEntropy::new(2));
        let mut cookie = String::new();
        for officer in 0..9 {
            let login = login(&format!("officer.{officer}"));
            for _ in 0..2 {
                let (tools, now) = ((&sealer, &entropy as _), Timestamp::from_micros(officer));
                cookie = KnownDevice::remember(tools, &login, Some(&cookie), now);
            }
        }
        assert_eq!(cookie.split(SEPARATOR).count(), ACCOUNTS_MAX);
        assert!(cookie.len() < COOKIE_BYTES_MAX);
        assert!(KnownDevice::of_cookie(&sealer, &login("officer.5"), &cookie).is_some());
        assert!(KnownDevice::of_cookie(&sealer, &login("officer.4"), &cookie).is_none());
    }

    #[test]
    fn attempts_are_counted_by_login_and_by_device_or_address() {
        let address = |text: &str| Client::from(text.parse::<IpAddr>().unwrap());
        let [lan, minh] = ["lan.nguyen", "minh.tran"].map(login);
        let here = Origin::from(address("203.0.113.9"));
        let there = Origin::from(address("203.0.113.8"));
        let device = Some(KnownDevice {
            id: [7; 16],
            known_since: Timestamp::from_micros(0),
        });
        let known = Origin { device, ..here };
        assert_eq!(here.password_hash(&lan), here.password_hash(&lan));
        assert_ne!(here.password_hash(&lan), here.password_hash(&minh));
        assert_ne!(here.password_hash(&lan), there.password_hash(&lan));
        assert_ne!(here.password_hash(&lan), known.password_hash(&lan));
        assert_eq!(here.code_hash(&lan), there.code_hash(&lan));
        assert_ne!(here.code_hash(&lan), known.code_hash(&lan));
        assert_ne!(known.code_hash(&lan), known.password_hash(&lan));
    }
}
