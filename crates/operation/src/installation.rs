//! One installation, and a look at it.

use std::path::PathBuf;
use std::time::Duration;

use danh_ledger::Log;
use danh_store::{Answer, Store, StoreError, Tx};
use danh_vocabulary::Timestamp;

use crate::{Finding, backup, clock, disk, keys, ledgers, oversight, program, queues, slow};

/// The ledgers there are.
pub(crate) const LOGS: [Log; 2] = [Log::JOURNAL, Log::ACCESS];

/// What is looked at, and by which measure.
#[derive(Debug, Clone)]
pub struct Installation {
    /// The version of the program.
    pub version: &'static str,
    /// The data folder.
    pub folder: PathBuf,
    /// From when on something is wrong.
    pub limits: Limits,
    /// What is known of this process as a server; nothing, when it only looks.
    pub serving: Option<Serving>,
    /// How browsers reach it.
    pub transport: Transport,
    /// Whether its people are invented.
    pub is_demo: bool,
}

/// From when on something is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// With fewer bytes free on the disk somebody should act.
    pub disk_free_bytes_min: u64,
    /// Days that a backup may be old; 0 asks for none.
    pub backup_days_max: u32,
    /// Days that a verification may be old; 0 asks for none.
    pub verified_days_max: u32,
    /// From then on a statement is slow.
    pub slow: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            disk_free_bytes_min: 1 << 30,
            backup_days_max: 7,
            verified_days_max: 35,
            slow: Duration::from_millis(100),
        }
    }
}

/// A process that serves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Serving {
    /// Since when.
    pub since: Timestamp,
    /// Its number in the operating system.
    pub process: u32,
}

/// How browsers reach the server.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Transport {
    /// From this machine only.
    Loopback,
    /// Through a proxy that speaks TLS.
    Proxy,
    /// From anywhere, unencrypted.
    Unencrypted,
}

/// What a look at the database needs apart from it.
pub(crate) struct View<'a> {
    pub(crate) installation: &'a Installation,
    pub(crate) engine: &'static str,
    pub(crate) now: Timestamp,
}

impl Installation {
    /// All facts as they are now, in the order of their sections.
    pub fn look(&self, store: &Store, now: Timestamp) -> Answer<Vec<Finding>, StoreError> {
        let (installation, engine) = (self.clone(), store.engine_name());
        let slow = self.serving.as_ref().map(|_| store.slow_statements());
        store.read(move |tx| {
            let view = View {
                installation: &installation,
                engine,
                now,
            };
            let mut found = view.of_database(tx)?;
            found.extend(installation.look_at_folder(now));
            found.extend(slow::find(slow.as_deref(), installation.limits.slow));
            found.sort_by_key(|finding| (finding.fact.section(), finding.fact));
            Ok(found)
        })
    }

    /// What can be known without the database: for a register that does not open.
    pub fn look_at_folder(&self, now: Timestamp) -> Vec<Finding> {
        let mut found = vec![
            program::process(self.serving.as_ref()),
            program::transport(self.transport),
            disk::room(&self.folder, self.limits.disk_free_bytes_min),
            backup::find(self, now),
        ];
        found.extend(ledgers::verifications(self, now));
        found.extend(keys::find(&self.folder.join("keys"), now));
        found
    }
}

impl View<'_> {
    fn of_database(&self, tx: &mut Tx<'_>) -> Result<Vec<Finding>, StoreError> {
        let mut found = vec![
            program::program(self),
            clock::find(tx, self.now)?,
            queues::index(tx)?,
            queues::kept(tx, self.now)?,
            queues::deliveries(),
            disk::database(tx, self)?,
            oversight::break_glass(tx, self.now)?,
            oversight::sign_ins(tx, self.now)?,
        ];
        found.extend(queues::imports(tx, &self.installation.folder)?);
        for log in LOGS {
            found.extend(ledgers::find(tx, log, self.now)?);
        }
        Ok(found)
    }
}
