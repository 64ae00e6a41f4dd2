//! Opening a data folder: database, keys, units and everything that stands on them.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::Context as _;
use danh_directory::Directory;
use danh_keys::KeyRing;
use danh_register::Register;
use danh_store::{Store, StoreConfig};
use danh_vocabulary::{Clock, Entropy, IdSource};

use crate::cli::StoreArguments;
use crate::migrations;
use danh_ambient::{SystemClock, SystemEntropy};

/// Everything a command needs, opened.
pub(crate) struct Platform {
    pub(crate) folder: PathBuf,
    pub(crate) store: Store,
    pub(crate) keys: KeyRing,
    pub(crate) directory: Arc<Directory>,
    pub(crate) register: Register,
    pub(crate) ids: Arc<IdSource>,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) entropy: Arc<dyn Entropy>,
}

impl Platform {
    /// Opens a data folder for writing, making what is missing.
    pub(crate) fn open(arguments: &StoreArguments) -> anyhow::Result<Self> {
        make_folder(&arguments.data)?;
        let store = Store::open(&store_config(arguments), &migrations::ALL)?;
        let keys = KeyRing::open_or_create(&keys_folder(&arguments.data), &SystemEntropy)?;
        Ok(Self::assemble(arguments, store, keys))
    }

    /// Opens a data folder for looking at it, also while a server runs on it.
    pub(crate) fn open_read_only(arguments: &StoreArguments) -> anyhow::Result<Self> {
        let store = Store::open_read_only(&store_config(arguments), &migrations::ALL)?;
        let keys = KeyRing::open(&keys_folder(&arguments.data))?;
        Ok(Self::assemble(arguments, store, keys))
    }

    fn assemble(arguments: &StoreArguments, store: Store, keys: KeyRing) -> Self {
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
        let folder = arguments.data.clone();
        Self {
            folder,
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

/// The database that the arguments name.
pub(crate) fn store_config(arguments: &StoreArguments) -> StoreConfig {
    if arguments.database.is_empty() {
        StoreConfig::sqlite(arguments.data.join("danh.db"))
    } else {
        StoreConfig::postgres(&arguments.database)
    }
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
