//! The figures of the register.

use std::time::Duration;

use crate::RegisterArguments;
use crate::events;
use crate::figure::{Figures, Goal, processor};
use crate::fill;
use crate::fixture::{Engine, Fixture};
use crate::memory;
use crate::plain::Plain;
use crate::plain_reads::{self, PlainRead, PlainReader};
use crate::reads::{self, Read, Times};

const WRITERS: u32 = 64;
/// As many rows a transaction as the import has.
const ROWS_A_CHUNK: u64 = 20_000;

/// Runs all measurements, on one engine.
pub(crate) fn run(arguments: &RegisterArguments) -> anyhow::Result<()> {
    let temporary = tempfile::tempdir()?;
    let folder = arguments
        .folder
        .clone()
        .unwrap_or_else(|| temporary.path().join("data"));
    std::fs::create_dir_all(&folder)?;
    let (engine, plain) = (Engine::chosen(&folder), Plain::beside(&folder));
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    println!(
        "{} on {} x {}, {} persons",
        engine.name,
        cores,
        processor(),
        arguments.persons
    );

    let file = fill::make_file(&folder, arguments.persons, arguments.seed)?;
    let fixture = Fixture::open(&folder, &engine)?;
    let mut figures = Figures::default();
    import(&mut figures, &fixture, &plain, &file)?;
    read(&mut figures, &fixture, &engine, arguments.reads)?;
    write(
        &mut figures,
        &fixture,
        &plain,
        Duration::from_secs(arguments.seconds),
    )?;
    drop(fixture);
    if engine.name == "SQLite" {
        figures.print(
            "idle_server_memory",
            memory::idle_server_mib(&folder)?,
            "MiB",
            Goal::AtMost(100.0),
        );
    }
    if let Some(file) = &arguments.json {
        figures.write_json(file, engine.name, arguments.persons, arguments.seed)?;
    }
    Ok(())
}

#[expect(clippy::cast_precision_loss, reason = "rates need no more digits")]
fn import(
    figures: &mut Figures,
    fixture: &Fixture,
    plain: &Plain,
    file: &std::path::Path,
) -> anyhow::Result<()> {
    let filled = fill::import(fixture, file)?;
    anyhow::ensure!(
        filled.rejected == 0,
        "{} rows of the population were rejected",
        filled.rejected
    );
    let rate = filled.rows as f64 / filled.import_seconds;
    let with_ledger = filled.rows as f64 / (filled.import_seconds + filled.integrate_seconds);
    figures.print("import_rate", rate, "persons/s", Goal::AtLeast(50_000.0));
    figures.print(
        "import_rate_into_ledger",
        with_ledger,
        "persons/s",
        Goal::None,
    );
    figures.print(
        "ledger_integration_rate",
        filled.rows as f64 / filled.integrate_seconds,
        "entries/s",
        Goal::None,
    );
    let document = events::mean_document_bytes(fixture)?;
    let plain_rate = plain.bulk_insert_rate(filled.rows, document, ROWS_A_CHUNK)?;
    figures.print("import_rate_plain_insert", plain_rate, "rows/s", Goal::None);
    figures.print(
        "import_rate_to_plain_insert",
        rate / plain_rate,
        "ratio",
        Goal::None,
    );
    Ok(())
}

fn read(
    figures: &mut Figures,
    fixture: &Fixture,
    engine: &Engine,
    count: u32,
) -> anyhow::Result<()> {
    let samples = reads::samples(fixture, count)?;
    let mut plain = PlainReader::open(&engine.config)?;
    // Each once unmeasured, so that neither of the two pays for a cold cache.
    let mut measure = |name: &str, ours: Read, bare: &PlainRead, goal| {
        plain.time(bare, &samples)?;
        let bare = plain.time(bare, &samples)?;
        reads::time(fixture, &samples, ours)?;
        let ours = reads::time(fixture, &samples, ours)?;
        compare(figures, name, &ours, &bare, goal);
        anyhow::Ok(())
    };
    measure(
        "person_by_number",
        reads::by_number,
        &plain_reads::BY_NUMBER,
        Goal::AtLeast(0.6),
    )?;
    measure(
        "person_as_of",
        reads::as_of,
        &plain_reads::AS_OF,
        Goal::None,
    )?;
    measure(
        "search_by_name_and_date",
        reads::by_name_and_date,
        &plain_reads::BY_NAME_AND_DATE,
        Goal::None,
    )
}

fn compare(figures: &mut Figures, name: &str, ours: &Times, plain: &Times, ratio_goal: Goal) {
    figures.print(&format!("{name}_rate"), ours.a_second(), "1/s", Goal::None);
    figures.print(
        &format!("{name}_p50"),
        ours.quantile_us(0.5),
        "us",
        Goal::None,
    );
    figures.print(
        &format!("{name}_p99"),
        ours.quantile_us(0.99),
        "us",
        Goal::None,
    );
    figures.print(
        &format!("{name}_plain_rate"),
        plain.a_second(),
        "1/s",
        Goal::None,
    );
    figures.print(
        &format!("{name}_to_plain"),
        ours.a_second() / plain.a_second(),
        "ratio",
        ratio_goal,
    );
}

fn write(
    figures: &mut Figures,
    fixture: &Fixture,
    plain: &Plain,
    time: Duration,
) -> anyhow::Result<()> {
    let written = events::births(fixture, WRITERS, time)?;
    let plain_rate = plain.durable_insert_rate(WRITERS, written.document_bytes, time)?;
    figures.print(
        "durable_events_64_writers",
        written.events_a_second,
        "events/s",
        Goal::None,
    );
    figures.print(
        "durable_plain_inserts_64_writers",
        plain_rate,
        "rows/s",
        Goal::None,
    );
    figures.print(
        "durable_events_to_plain",
        written.events_a_second / plain_rate,
        "ratio",
        Goal::AtLeast(0.6),
    );
    Ok(())
}
