//! Opening a data folder: database, keys, units and everything that stands on them.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::Context as _;
use danh_directory::Directory;
use danh_keys::KeyRing;
use danh_register::Register;
use danh_store::{Store, StoreConfig};
use danh_vocabulary::{Clock, Entropy, IdSource};

use crate::config::Config;
use crate::{integration, migrations, restoring, upgrade};
use danh_ambient::{SystemClock, SystemEntropy};

/// The sealer of telephone numbers and e-mail addresses.
const CONTACT_SEALER: &str = "contact";

/// Everything a command needs, opened.
pub(crate) struct Platform {
    pub(crate) folder: PathBuf,
    /// The name under which its ledgers are signed.
    pub(crate) origin: String,
    pub(crate) store: Store,
    pub(crate) keys: KeyRing,
    pub(crate) directory: Arc<Directory>,
    pub(crate) register: Register,
    pub(crate) ids: Arc<IdSource>,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) entropy: Arc<dyn Entropy>,
}

/// There is nothing to look at.
#[derive(Debug, thiserror::Error)]
#[error("there is no register in `{}`; give its folder with --data or --config", .0.display())]
pub(crate) struct NoRegister(PathBuf);

impl Platform {
    /// Opens a data folder for writing, making what is missing.
    pub(crate) fn open(config: &Config) -> anyhow::Result<Self> {
        restoring::expect_finished(&config.data.folder)?;
        make_folder(&config.data.folder)?;
        let store = Store::open(&store_config(config), &migrations::ALL)?;
        upgrade::follow(&store)?;
        let folder = keys_folder(&config.data.folder);
        if integration::has_lost_keys(&store, &folder)? {
            // Nothing is made that would stand in the place of what was lost: it can be looked at, and its state be mended.
            return Ok(Self::assemble(config, store, KeyRing::open(&folder)?));
        }
        let keys = KeyRing::open_or_create(&folder, &SystemEntropy)?;
        let sealer = keys.sealer(CONTACT_SEALER)?;
        let mut platform = Self::assemble(config, store, keys);
        platform.register = platform.register.with_sealer(sealer);
        Ok(platform)
    }

    /// Opens a data folder for writing that must have been made before.
    pub(crate) fn open_existing(config: &Config) -> anyhow::Result<Self> {
        expect_register(config)?;
        Self::open(config)
    }

    /// Opens a data folder for looking at it, also while a server runs on it.
    pub(crate) fn open_read_only(config: &Config) -> anyhow::Result<Self> {
        expect_register(config)?;
        restoring::expect_finished(&config.data.folder)?;
        let store = Store::open_read_only(&store_config(config), &migrations::ALL)?;
        upgrade::expect_finished(&store)?;
        let keys = KeyRing::open(&keys_folder(&config.data.folder))?;
        Ok(Self::assemble(config, store, keys))
    }

    /// Opens a data folder for copying its database, also before it is brought up to date.
    pub(crate) fn open_to_copy(config: &Config) -> anyhow::Result<Self> {
        expect_register(config)?;
        restoring::expect_finished(&config.data.folder)?;
        let store = Store::open_to_copy(&store_config(config), &migrations::ALL)?;
        let keys = KeyRing::open(&keys_folder(&config.data.folder))?;
        Ok(Self::assemble(config, store, keys))
    }

    fn assemble(config: &Config, store: Store, keys: KeyRing) -> Self {
        let (clock, entropy): (Arc<dyn Clock>, Arc<dyn Entropy>) =
            (Arc::new(SystemClock), Arc::new(SystemEntropy));
        let directory = Arc::new(Directory::embedded());
        let ids = Arc::new(IdSource::new(Arc::clone(&clock), node(&*entropy)));
        let register = Register::new(
            Arc::clone(&directory),
            Arc::clone(&ids),
            Arc::clone(&entropy),
            Arc::clone(&clock),
        );
        Self {
            folder: config.data.folder.clone(),
            origin: config.ledger.origin.clone(),
            store,
            keys,
            directory,
            register,
            ids,
            clock,
            entropy,
        }
    }
}

/// The database that the configuration names.
pub(crate) fn store_config(config: &Config) -> StoreConfig {
    if config.data.database.is_empty() {
        StoreConfig::sqlite(config.data.folder.join("danh.db"))
    } else {
        StoreConfig::postgres(&config.data.database)
    }
}

/// Whatever the engine, the keys are in the folder.
pub(crate) fn expect_register(config: &Config) -> Result<(), NoRegister> {
    let folder = &config.data.folder;
    if keys_folder(folder).is_dir() {
        return Ok(());
    }
    Err(NoRegister(folder.clone()))
}

/// The folder of the keys.
pub(crate) fn keys_folder(data: &Path) -> PathBuf {
    data.join("keys")
}

fn make_folder(folder: &Path) -> anyhow::Result<()> {
    use std::os::unix::fs::DirBuilderExt;
    // What is in it concerns nobody else on this machine.
    std::fs::DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(folder)
        .with_context(|| format!("cannot make the data folder `{}`", folder.display()))
}

/// A number for this process among those that share a database. Two with the same would at worst draw the same id in the
/// same millisecond, and one of them would be told to try again.
fn node(entropy: &dyn Entropy) -> u16 {
    let mut bytes = [0; 2];
    entropy.fill(&mut bytes);
    u16::from_be_bytes(bytes) % IdSource::NODES
}
