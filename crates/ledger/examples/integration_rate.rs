//! How fast a bulk load is appended, integrated and verified on this machine:
//! `cargo run --release -p danh-ledger --example integration_rate -- [ENTRIES] [POSTGRES_URL]`.

use std::error::Error;
use std::sync::Arc;
use std::time::Instant;

use danh_keys::Signer;
use danh_ledger::note::NoteSigner;
use danh_ledger::{
    DatabaseSource, Integrator, IntegratorOptions, Log, MIGRATIONS, append_many, commitment, verify,
};
use danh_store::{Store, StoreConfig};
use danh_vocabulary::{ManualClock, Timestamp};

const APPENDED_AT_ONCE: i64 = 10_000;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let entries: i64 = arguments
        .next()
        .map_or(Ok(1_000_000), |number| number.parse())?;
    let folder = tempfile::tempdir()?;
    let config = arguments.next().map_or_else(
        || StoreConfig::sqlite(folder.path().join("danh.db")),
        StoreConfig::postgres,
    );
    let store = Store::open(&config, &[MIGRATIONS])?;
    let signer = NoteSigner::new(
        "danh.example/ledger/journal".parse()?,
        Signer::from_seed(&[1; 32]),
    );

    timed("appended", entries, || {
        for first in (0..entries).step_by(usize::try_from(APPENDED_AT_ONCE)?) {
            let batch: Vec<_> = (first..entries.min(first + APPENDED_AT_ONCE))
                .map(|id| (id, commitment(&[0; 16], &id.to_be_bytes())))
                .collect();
            store
                .write(move |tx| append_many(tx, Log::JOURNAL, &batch))
                .wait()?;
        }
        Ok(())
    })?;
    let integrator = Integrator::new(
        store.clone(),
        IntegratorOptions {
            log: Log::JOURNAL,
            signer: signer.clone(),
            clock: Arc::new(ManualClock::new(Timestamp::from_micros(0))),
            holder: "integration_rate".to_owned(),
            lease_duration: IntegratorOptions::LEASE_DURATION,
            batch_size: IntegratorOptions::BATCH_SIZE,
        },
    );
    timed("integrated", entries, || {
        integrator.drain()?;
        Ok(())
    })?;
    let mut source = DatabaseSource::new(store, Log::JOURNAL);
    timed("verified", entries, || {
        verify::walk(&mut source, signer.verifier_key(), &mut |_| ())?;
        Ok(())
    })
}

fn timed(
    what: &str,
    entries: i64,
    work: impl FnOnce() -> Result<(), Box<dyn Error>>,
) -> Result<(), Box<dyn Error>> {
    let start = Instant::now();
    work()?;
    let micros = i64::try_from(start.elapsed().as_micros())?.max(1);
    println!(
        "{entries} entries {what}: {} a second",
        entries * 1_000_000 / micros
    );
    Ok(())
}
