//! The integrators of the ledgers: in threads beside a server, or to the end of what waits after a command.

use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::Duration;

use anyhow::Context;
use danh_ledger::note::{KeyName, NoteSigner, VerifierKey};
use danh_ledger::{Bell, IntegrateError, Integrator, IntegratorOptions, Log};

use crate::platform::Platform;

/// How long to wait before looking again whether another process is done.
const LOOK_AGAIN: Duration = Duration::from_millis(100);

/// The ledgers there are.
pub(crate) const LOGS: [Log; 2] = [Log::JOURNAL, Log::ACCESS];

/// An integrator for one ledger of the platform.
pub(crate) fn integrator(
    platform: &Platform,
    origin: &str,
    log: Log,
) -> anyhow::Result<Integrator> {
    let options = IntegratorOptions {
        log,
        signer: signer(platform, origin, log)?,
        clock: Arc::clone(&platform.clock),
        holder: format!(
            "process {} {:016x}",
            std::process::id(),
            platform.ids.next()
        ),
        lease_duration: IntegratorOptions::LEASE_DURATION,
        batch_size: IntegratorOptions::BATCH_SIZE,
    };
    Ok(Integrator::new(platform.store.clone(), options))
}

/// Integrates until nothing waits any more, here or in the process that holds the lease.
///
/// A process that was killed holds it for some seconds after its death; they are waited for.
pub(crate) fn drain(platform: &Platform, origin: &str, log: Log) -> anyhow::Result<()> {
    let integrator = integrator(platform, origin, log)?;
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

/// The public key that checkpoints of a ledger can be checked with.
pub(crate) fn verifier_key(
    platform: &Platform,
    origin: &str,
    log: Log,
) -> anyhow::Result<VerifierKey> {
    Ok(signer(platform, origin, log)?.verifier_key().clone())
}

fn signer(platform: &Platform, origin: &str, log: Log) -> anyhow::Result<NoteSigner> {
    let name: KeyName = format!("{origin}/{log}")
        .parse()
        .context("the origin of the ledger")?;
    Ok(NoteSigner::new(
        name,
        platform.keys.signer(&format!("ledger-{log}"))?,
    ))
}

/// Integrators in threads of their own, until [`Running::stop`].
pub(crate) struct Running {
    threads: Vec<(Log, Bell, JoinHandle<()>)>,
}

impl Running {
    /// Starts one thread for each ledger.
    pub(crate) fn start(platform: &Platform, origin: &str) -> anyhow::Result<Self> {
        let mut threads = Vec::new();
        for log in LOGS {
            let (integrator, bell) = (integrator(platform, origin, log)?, Bell::new());
            let heard = bell.clone();
            let body = move || {
                if let Err(error) = integrator.run(&heard) {
                    tracing::error!(%log, %error, "the ledger does not fit its checkpoint; integration stopped");
                }
            };
            let thread = std::thread::Builder::new()
                .name(format!("ledger-{log}"))
                .spawn(body)?;
            threads.push((log, bell, thread));
        }
        Ok(Self { threads })
    }

    /// The bell that wakes the integrator of each ledger.
    pub(crate) fn bells(&self) -> impl Iterator<Item = (Log, Bell)> {
        self.threads
            .iter()
            .map(|(log, bell, _)| (*log, bell.clone()))
    }

    /// Lets them finish the batch they are at.
    pub(crate) fn stop(self) {
        for (_, bell, _) in &self.threads {
            bell.stop();
        }
        for (log, _, thread) in self.threads {
            if thread.join().is_err() {
                tracing::error!(%log, "an integrator ended with a panic");
            }
        }
    }
}
