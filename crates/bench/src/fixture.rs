//! A register in a folder, with everything that writing to it needs.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use danh_directory::Directory;
use danh_keys::{KeyRing, KeyRingError, Signer};
use danh_ledger::note::{KeyName, KeyNameError, NoteSigner};
use danh_ledger::{Integrator, IntegratorOptions, Log};
use danh_register::Register;
use danh_store::{Migrations, Store, StoreConfig};
use danh_vocabulary::{Clock, Entropy, IdSource};

use danh_ambient::{SystemClock, SystemEntropy};

/// All tables of the program, as it makes them.
const MIGRATIONS: [Migrations; 6] = [
    danh_ledger::MIGRATIONS,
    danh_directory::MIGRATIONS,
    danh_identity::MIGRATIONS,
    danh_register::MIGRATIONS,
    danh_exchange::MIGRATIONS,
    danh_desk::MIGRATIONS,
];

/// The register under measurement.
pub(crate) struct Fixture {
    pub(crate) folder: PathBuf,
    pub(crate) store: Store,
    pub(crate) register: Register,
    pub(crate) integrator: Integrator,
    pub(crate) directory: Arc<Directory>,
    pub(crate) keys: KeyRing,
    pub(crate) ids: Arc<IdSource>,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) entropy: Arc<dyn Entropy>,
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
        let store = Store::open(&engine.config, &MIGRATIONS)?;
        let (clock, entropy): (Arc<dyn Clock>, Arc<dyn Entropy>) =
            (Arc::new(SystemClock), Arc::new(SystemEntropy));
        let keys = KeyRing::open_or_create(&folder.join("keys"), &*entropy)?;
        let ids = Arc::new(IdSource::new(Arc::clone(&clock), 0));
        let directory = Arc::new(Directory::embedded());
        Ok(Self {
            folder: folder.to_owned(),
            integrator: integrator(&store, &keys, &clock, Log::JOURNAL)?,
            register: Register::new(
                Arc::clone(&directory),
                Arc::clone(&ids),
                Arc::clone(&entropy),
                Arc::clone(&clock),
            ),
            store,
            directory,
            keys,
            ids,
            clock,
            entropy,
        })
    }

    /// Under which name a ledger is signed.
    pub(crate) fn name_of(log: Log) -> Result<KeyName, KeyNameError> {
        format!("danh.localhost/{log}").parse()
    }

    /// The key that signs a ledger.
    pub(crate) fn signer_of(&self, log: Log) -> Result<Signer, KeyRingError> {
        self.keys.signer(&format!("ledger-{log}"))
    }

    /// Another integrator.
    pub(crate) fn integrator_of(&self, log: Log) -> anyhow::Result<Integrator> {
        integrator(&self.store, &self.keys, &self.clock, log)
    }
}

fn integrator(
    store: &Store,
    keys: &KeyRing,
    clock: &Arc<dyn Clock>,
    log: Log,
) -> anyhow::Result<Integrator> {
    let signer = NoteSigner::new(
        Fixture::name_of(log)?,
        keys.signer(&format!("ledger-{log}"))?,
    );
    let options = IntegratorOptions {
        log,
        signer,
        clock: Arc::clone(clock),
        holder: "bench".to_owned(),
        lease_duration: IntegratorOptions::LEASE_DURATION,
        batch_size: IntegratorOptions::BATCH_SIZE,
    };
    Ok(Integrator::new(store.clone(), options))
}
