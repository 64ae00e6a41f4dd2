//! A register in a folder, with everything that writing to it needs.

use std::path::Path;
use std::sync::Arc;

use danh_directory::Directory;
use danh_keys::KeyRing;
use danh_ledger::note::NoteSigner;
use danh_ledger::{Integrator, IntegratorOptions, Log};
use danh_register::Register;
use danh_store::{Store, StoreConfig};
use danh_vocabulary::{Clock, Entropy, IdSource};

use danh_ambient::{SystemClock, SystemEntropy};

/// The register under measurement.
pub(crate) struct Fixture {
    pub(crate) store: Store,
    pub(crate) register: Register,
    pub(crate) integrator: Integrator,
}

/// The engine and where it keeps its data.
pub(crate) struct Engine {
    pub(crate) name: &'static str,
    pub(crate) config: StoreConfig,
}

impl Engine {
    /// `PostgreSQL` where `DANH_BENCH_POSTGRES` names a server, otherwise a file in the folder.
    pub(crate) fn chosen(folder: &Path) -> Self {
        match std::env::var("DANH_BENCH_POSTGRES") {
            Ok(url) => Self {
                name: "PostgreSQL",
                config: StoreConfig::postgres(url),
            },
            Err(_) => Self {
                name: "SQLite",
                config: StoreConfig::sqlite(folder.join("danh.db")),
            },
        }
    }
}

impl Fixture {
    pub(crate) fn open(folder: &Path, engine: &Engine) -> anyhow::Result<Self> {
        let migrations = [danh_ledger::MIGRATIONS, danh_register::MIGRATIONS];
        let store = Store::open(&engine.config, &migrations)?;
        let (clock, entropy): (Arc<dyn Clock>, Arc<dyn Entropy>) =
            (Arc::new(SystemClock), Arc::new(SystemEntropy));
        let keys = KeyRing::open_or_create(&folder.join("keys"), &*entropy)?;
        let signer = NoteSigner::new(
            "danh.localhost/journal".parse()?,
            keys.signer("ledger-journal")?,
        );
        let options = IntegratorOptions {
            log: Log::JOURNAL,
            signer,
            clock: Arc::clone(&clock),
            holder: "bench".to_owned(),
            lease_duration: IntegratorOptions::LEASE_DURATION,
            batch_size: IntegratorOptions::BATCH_SIZE,
        };
        let ids = Arc::new(IdSource::new(Arc::clone(&clock), 0));
        let directory = Arc::new(Directory::embedded());
        Ok(Self {
            integrator: Integrator::new(store.clone(), options),
            register: Register::new(directory, ids, entropy, clock),
            store,
        })
    }
}
