//! What every endpoint and page works with, made once by the program.

use std::net::IpAddr;
use std::ops::Deref;
use std::sync::Arc;

use danh_desk::Desk;
use danh_directory::Directory;
use danh_exchange::Exchange;
use danh_keys::HandleKey;
use danh_ledger::{Bell, Log};
use danh_operation::{Finding, Installation};
use danh_register::Register;
use danh_store::{Store, StoreError};
use danh_vocabulary::{Clock, Entropy, IdSource};

use crate::rate_limit::RateLimits;
use crate::staff::StaffSignIn;

/// The tools of a face, shared by all requests. Cheap to clone.
#[derive(Clone)]
pub struct AppState(Arc<AppParts>);

/// What an [`AppState`] is made of.
pub struct AppParts {
    /// The one database.
    pub store: Store,
    /// The register's desk.
    pub register: Register,
    /// Units, authorities.
    pub directory: Arc<Directory>,
    /// What officers have half done.
    pub desk: Desk,
    /// Answers organisations.
    pub exchange: Exchange,
    /// Names persons to officers, the audience `staff`.
    pub handles: HandleKey,
    /// What time it is.
    pub clock: Arc<dyn Clock>,
    /// Chance: session tokens, salts, request ids.
    pub entropy: Arc<dyn Entropy>,
    /// Keys of access records.
    pub ids: Arc<IdSource>,
    /// The logs, as they are served.
    pub ledgers: Vec<LedgerFace>,
    /// How many requests each caller of the API has sent lately.
    pub rate_limits: RateLimits,
    /// How officers sign in.
    pub staff: Arc<dyn StaffSignIn>,
    /// Whether the server is reached by https, so that its cookie never travels in the clear.
    pub secure_cookies: SecureCookies,
    /// Proxies in front, whose word is taken for where a request comes from.
    pub trusted_proxies: Vec<IpAddr>,
    /// What is looked at for whoever operates the program.
    pub installation: Installation,
    /// The metrics of this process in Prometheus' text format.
    pub metrics: Arc<dyn Fn() -> String + Send + Sync>,
}

/// One log of the ledger, as it is served.
#[derive(Debug, Clone)]
pub struct LedgerFace {
    /// Which log.
    pub log: Log,
    /// The key that its checkpoints are signed by, as a verifier key line (C2SP signed-note).
    pub verifier_key: String,
    /// Wakes its integrator. One bell a log: a ring is heard once.
    pub bell: Bell,
}

/// Whether cookies are marked for https only.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SecureCookies {
    /// Served by https, here or by a proxy in front.
    Yes,
    /// Served by plain http, on the loopback interface.
    No,
}

impl AppState {
    /// The state of a face.
    pub fn new(parts: AppParts) -> Self {
        Self(Arc::new(parts))
    }

    /// The log of that name.
    pub fn ledger(&self, name: &str) -> Option<&LedgerFace> {
        self.ledgers.iter().find(|face| face.log.name() == name)
    }

    /// How the program runs, as it is now: one list for the operator's page and for metrics.
    pub async fn findings(&self) -> Result<Vec<Finding>, StoreError> {
        let now = self.clock.now();
        self.installation.look(&self.store, now).await
    }

    /// Says that something was appended to a log, so that it is integrated at once. For after
    /// the transaction.
    pub fn ring(&self, log: Log) {
        if let Some(face) = self.ledger(log.name()) {
            face.bell.ring();
        }
    }
}

impl Deref for AppState {
    type Target = AppParts;

    fn deref(&self) -> &AppParts {
        &self.0
    }
}
