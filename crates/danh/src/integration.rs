//! The integrators of the ledgers: in threads beside a server, or to the end of what waits after a command.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::Duration;

use danh_api::LedgerFace;
use danh_keys::{KeyRing, KeyRingError};
use danh_ledger::note::{KeyName, NoteSigner, VerifierKey};
use danh_ledger::{Bell, IntegrateError, Integrator, IntegratorOptions, Log};
use danh_store::Store;

use crate::platform::{Platform, keys_folder};

/// How long to wait before looking again whether another process is done.
const LOOK_AGAIN: Duration = Duration::from_millis(100);

/// The ledgers there are.
pub(crate) const LOGS: [Log; 2] = [Log::JOURNAL, Log::ACCESS];

/// An integrator for one ledger of the platform.
fn integrator(platform: &Platform, log: Log, signer: NoteSigner) -> Integrator {
    let options = IntegratorOptions {
        log,
        signer,
        clock: Arc::clone(&platform.clock),
        holder: format!(
            "process {} {:016x}",
            std::process::id(),
            platform.ids.next()
        ),
        lease_duration: IntegratorOptions::LEASE_DURATION,
        batch_size: IntegratorOptions::BATCH_SIZE,
    };
    Integrator::new(platform.store.clone(), options)
}

/// Integrates until nothing waits any more, here or in the process that holds the lease.
///
/// A process that was killed holds it for some seconds after its death; they are waited for.
pub(crate) fn drain(platform: &Platform, log: Log) -> anyhow::Result<()> {
    let integrator = integrator(platform, log, signer(platform, log)?);
    loop {
        match integrator.drain() {
            Err(IntegrateError::NotLeader { .. }) => {}
            drained => return Ok(drained.map(drop)?),
        }
        let waiting = platform
            .store
            .read(move |tx| danh_ledger::status(tx, log))
            .wait()?
            .pending;
        if waiting == 0 {
            return Ok(());
        }
        std::thread::sleep(LOOK_AGAIN);
    }
}

/// The ledger was signed by somebody else than this program would now.
#[derive(Debug, thiserror::Error)]
pub(crate) enum SignerDiffers {
    /// Under another name.
    #[error(
        "the ledger `{log}` is signed as `{signed_as}` and not as `{}`; `ledger.origin` cannot be changed any more",
        name.as_str()
    )]
    Name {
        log: Log,
        signed_as: String,
        name: KeyName,
    },
    /// By another key.
    #[error(
        "the newest checkpoint of the ledger `{log}` is not signed by the key in `{}`; restore `keys` and the database of one backup",
        keys.display()
    )]
    Key { log: Log, keys: PathBuf },
}

/// The key and the name that a ledger is signed with, which are those of its newest checkpoint. So a command that is given
/// another configuration than the server, or a folder that lost its keys, is told so before anything is written.
fn signer(platform: &Platform, log: Log) -> anyhow::Result<NoteSigner> {
    let name: KeyName = format!("{}/{log}", platform.origin).parse()?;
    let head = platform
        .store
        .read(move |tx| danh_ledger::checkpoint(tx, log))
        .wait()?;
    let key_name = format!("ledger-{log}");
    let Some(head) = head else {
        return Ok(NoteSigner::new(name, platform.keys.signer(&key_name)?));
    };
    let signed_as = head.note.lines().next().unwrap_or_default();
    if signed_as != name.as_str() {
        return Err(SignerDiffers::Name {
            log,
            signed_as: signed_as.to_owned(),
            name,
        }
        .into());
    }
    // A key that is lost is not replaced by another.
    let folder = keys_folder(&platform.folder);
    let signer = NoteSigner::new(name, KeyRing::open(&folder)?.signer(&key_name)?);
    if danh_ledger::note::open(&head.note, signer.verifier_key()).is_err() {
        return Err(SignerDiffers::Key { log, keys: folder }.into());
    }
    Ok(signer)
}

/// Whether a folder of keys lacks one that a ledger was signed with.
pub(crate) fn has_lost_keys(store: &Store, keys: &Path) -> anyhow::Result<bool> {
    for log in LOGS {
        let head = store.read(move |tx| danh_ledger::checkpoint(tx, log));
        if head.wait()?.is_none() {
            continue;
        }
        let signer = KeyRing::open(keys).and_then(|ring| ring.signer(&format!("ledger-{log}")));
        if matches!(signer, Err(KeyRingError::Missing { .. })) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// The key in the data folder. The name under which it signed stands in the checkpoint itself.
pub(crate) fn stored_verifier_key(platform: &Platform, log: Log) -> anyhow::Result<VerifierKey> {
    let keys = keys_folder(&platform.folder);
    verifier_key_in(&platform.store, &keys, &platform.origin, log)
}

/// The key of a ledger in a folder of keys.
pub(crate) fn verifier_key_in(
    store: &Store,
    keys: &Path,
    origin: &str,
    log: Log,
) -> anyhow::Result<VerifierKey> {
    let head = store
        .read(move |tx| danh_ledger::checkpoint(tx, log))
        .wait()?;
    let name = match head {
        Some(head) => head.note.lines().next().unwrap_or_default().parse()?,
        None => format!("{origin}/{log}").parse()?,
    };
    let key = KeyRing::open(keys)?.signer(&format!("ledger-{log}"))?;
    Ok(VerifierKey::new(name, key.public_key()))
}

/// Integrators in threads of their own, until [`Running::stop`].
pub(crate) struct Running {
    threads: Vec<Integrating>,
}

/// The integrator of one ledger.
struct Integrating {
    log: Log,
    verifier_key: VerifierKey,
    bell: Bell,
    thread: JoinHandle<()>,
}

impl Running {
    /// Starts one thread for each ledger.
    pub(crate) fn start(platform: &Platform) -> anyhow::Result<Self> {
        let mut threads = Vec::new();
        for log in LOGS {
            let signer = signer(platform, log)?;
            let (verifier_key, bell) = (signer.verifier_key().clone(), Bell::new());
            let (integrator, heard) = (integrator(platform, log, signer), bell.clone());
            let body = move || {
                if let Err(error) = integrator.run(&heard) {
                    tracing::error!(%log, %error, "the ledger does not fit its checkpoint; integration stopped");
                }
            };
            let thread = std::thread::Builder::new()
                .name(format!("ledger-{log}"))
                .spawn(body)?;
            threads.push(Integrating {
                log,
                verifier_key,
                bell,
                thread,
            });
        }
        Ok(Self { threads })
    }

    /// The ledgers as they are served.
    pub(crate) fn faces(&self) -> Vec<LedgerFace> {
        let face = |integrating: &Integrating| LedgerFace {
            log: integrating.log,
            verifier_key: integrating.verifier_key.to_string(),
            bell: integrating.bell.clone(),
        };
        self.threads.iter().map(face).collect()
    }

    /// Lets them finish the batch they are at.
    pub(crate) fn stop(self) {
        for integrating in &self.threads {
            integrating.bell.stop();
        }
        for Integrating { log, thread, .. } in self.threads {
            if thread.join().is_err() {
                tracing::error!(%log, "an integrator ended with a panic");
            }
        }
    }
}
