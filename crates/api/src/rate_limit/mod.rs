//! How many requests a caller of the API may send, and the headers that tell it
//! (draft-ietf-httpapi-ratelimit-headers-10): officers by their account, everybody else by address.
//!
//! Who presents no token, or a wrong one, counts by address, so guessing tokens costs the guesser.
//! The operator's tools and the ledger are not counted: they are asked often, cost little and tell
//! nothing about persons.

mod bucket;
mod limit;

pub(crate) use limit::{by_address, by_officer};

use std::collections::HashMap;
use std::net::{IpAddr, Ipv6Addr};
use std::sync::{Mutex, PoisonError};

use danh_vocabulary::{OfficerId, Timestamp};

use self::bucket::{Bucket, Charged};
use crate::client_address::ClientAddress;

/// Callers that are remembered at once; as many more share one budget until some have waited enough.
const CALLERS_MAX: usize = 65_536;
/// Looking for callers who have waited enough takes a while, so it is not done for every newcomer.
const MICROS_BETWEEN_SWEEPS: i64 = 1_000_000;

/// How many requests a minute a caller may send; so many may come at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RateQuota {
    /// By officers who are signed in, each.
    pub officer: u32,
    /// By everybody else, from one address each.
    pub anonymous: u32,
}

impl RateQuota {
    /// An officer's program may send twenty a second; an office behind one address signs in at eight.
    pub const STANDARD: Self = Self {
        officer: 1_200,
        anonymous: 600,
    };
}

/// Who sent how many requests, in memory.
#[derive(Debug)]
pub struct RateLimits {
    quota: RateQuota,
    callers: Mutex<Callers>,
}

#[derive(Debug, Default)]
struct Callers {
    buckets: HashMap<Caller, Bucket>,
    /// The budget of whoever finds no place.
    crowd: Bucket,
    swept_at: i64,
}

/// Whose requests are counted together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Caller {
    Officer(OfficerId),
    /// An address of version 4, or the 64 bits that name a network of version 6.
    Address(IpAddr),
}

impl Caller {
    pub(crate) fn at(address: IpAddr) -> Self {
        Self::Address(match address.to_canonical() {
            IpAddr::V6(address) => {
                let network = address.to_bits() & !u128::from(u64::MAX);
                IpAddr::V6(Ipv6Addr::from_bits(network))
            }
            address @ IpAddr::V4(_) => address,
        })
    }

    pub(crate) const fn policy(self) -> &'static str {
        match self {
            Self::Officer(_) => "officer",
            Self::Address(_) => "anonymous",
        }
    }
}

impl RateLimits {
    /// Nobody has sent anything yet.
    pub fn new(quota: RateQuota) -> Self {
        Self {
            quota,
            callers: Mutex::default(),
        }
    }

    pub(crate) const fn quota_of(&self, caller: Caller) -> u32 {
        match caller {
            Caller::Officer(_) => self.quota.officer,
            Caller::Address(_) => self.quota.anonymous,
        }
    }

    /// Counts a request.
    pub(crate) fn charge(&self, caller: Caller, now: Timestamp) -> Charged {
        let (quota, now) = (self.quota_of(caller), now.micros());
        self.with(|callers| callers.bucket_of(caller, now).charge(quota, now))
    }

    /// What a request would find, without counting it.
    pub(crate) fn look(&self, caller: Caller, now: Timestamp) -> Charged {
        let (quota, now) = (self.quota_of(caller), now.micros());
        self.with(|callers| {
            let bucket = callers.buckets.get(&caller).copied();
            bucket.unwrap_or_default().charge(quota, now)
        })
    }

    /// Counts an attempt to sign in through a page, in the budget that its address has for the API: one door is not wider than
    /// the other for whoever tries one password at every login. The seconds to wait, when the budget is spent.
    pub fn count_sign_in(&self, from: ClientAddress, now: Timestamp) -> Result<(), u64> {
        let charged = self.charge(Caller::at(from.0), now);
        if charged.passes {
            Ok(())
        } else {
            Err(charged.seconds)
        }
    }

    fn with<T>(&self, action: impl FnOnce(&mut Callers) -> T) -> T {
        // Every bucket is whole after any panic of another holder.
        action(&mut self.callers.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Callers {
    fn bucket_of(&mut self, caller: Caller, now: i64) -> &mut Bucket {
        if self.buckets.len() >= CALLERS_MAX && !self.buckets.contains_key(&caller) {
            if now.saturating_sub(self.swept_at) >= MICROS_BETWEEN_SWEEPS {
                self.swept_at = now;
                self.buckets.retain(|_, bucket| !bucket.is_full_at(now));
            }
            if self.buckets.len() >= CALLERS_MAX {
                return &mut self.crowd;
            }
        }
        self.buckets.entry(caller).or_default()
    }
}

#[cfg(test)]
mod tests;
