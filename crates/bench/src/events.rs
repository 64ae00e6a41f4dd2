//! Durable events from many writers at once.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use danh_register::{Actor, BirthReport};
use danh_store::{StoreError, params};
use danh_vocabulary::{Sex, UnitCode};
use jiff::civil::date;

use crate::fixture::Fixture;
use crate::machine;

/// The name of the store's thread that all writers share on `SQLite`.
const WRITER: &str = "store-writer";

/// What a run of writers came to.
pub(crate) struct Written {
    pub(crate) events_a_second: f64,
    /// Processor time of the thread that writes, where the engine has one.
    pub(crate) writer_us_an_event: Option<f64>,
    /// Mean bytes of an event's document in the journal.
    pub(crate) document_bytes: usize,
}

/// Births from `writers` threads for `time`; each waits for its answer before the next.
pub(crate) fn births(fixture: &Fixture, writers: u32, time: Duration) -> anyhow::Result<Written> {
    let commune: UnitCode = "00004".parse()?;
    let written = AtomicU64::new(0);
    let before = machine::cpu_seconds_of_threads(WRITER)?;
    let until = Instant::now() + time;
    std::thread::scope(|scope| {
        let threads: Vec<_> = (0..writers)
            .map(|writer| {
                let written = &written;
                scope.spawn(move || -> anyhow::Result<()> {
                    let program = Actor::Program(format!("bench-{writer}"));
                    let act = fixture.register.act(program, "ubnd:00004@2025-07-01")?;
                    while Instant::now() < until {
                        let (register, act) = (fixture.register.clone(), act.clone());
                        let report = birth(commune)?;
                        fixture
                            .store
                            .write_rehearsed(move |tx| {
                                register.register_birth(tx, &act, report.clone())
                            })
                            .wait()?;
                        written.fetch_add(1, Ordering::Relaxed);
                    }
                    Ok(())
                })
            })
            .collect();
        threads.into_iter().try_for_each(|thread| {
            thread
                .join()
                .map_err(|_| anyhow::anyhow!("a writer ended with a panic"))?
        })
    })?;
    #[expect(clippy::cast_precision_loss, reason = "a rate needs no more digits")]
    let (events, writer_seconds) = (
        written.into_inner() as f64,
        machine::cpu_seconds_of_threads(WRITER)? - before,
    );
    Ok(Written {
        events_a_second: events / time.as_secs_f64(),
        writer_us_an_event: (writer_seconds > 0.0).then(|| writer_seconds * 1e6 / events),
        document_bytes: mean_document_bytes(fixture)?,
    })
}

fn birth(commune: UnitCode) -> anyhow::Result<BirthReport> {
    Ok(BirthReport {
        name: "Nguyễn Thị Minh Khai".parse()?,
        sex: Sex::Female,
        born: date(2026, 1, 2),
        birth_unit: commune,
        origin_unit: Some(commune),
        ethnicity: None,
        father: None,
        mother: None,
        registered_in: commune,
        nationalities: vec![danh_vocabulary::Nationality::VIET_NAM],
    })
}

/// Over the last events, which are those just written.
pub(crate) fn mean_document_bytes(fixture: &Fixture) -> anyhow::Result<usize> {
    let lengths: Vec<i64> = fixture
        .store
        .read::<_, StoreError, _>(|tx| {
            let rows = tx.query(
                "SELECT LENGTH(document) FROM journal ORDER BY event_id DESC LIMIT 100",
                params![],
            )?;
            rows.iter().map(|row| row.get(0)).collect()
        })
        .wait()?;
    let total: i64 = lengths.iter().sum();
    Ok(usize::try_from(total)? / lengths.len().max(1))
}
