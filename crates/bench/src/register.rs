//! The figures of the register.

use std::path::Path;
use std::time::Duration;

use crate::events;
use crate::figure::{Figures, Goal, processor};
use crate::fill::{self, Filled};
use crate::fixture::{Engine, Fixture};
use crate::memory;
use crate::plain::Plain;
use crate::plain_reads::{self, PlainRead, PlainReader};
use crate::reads::{self, Read, Sample, Times};
use crate::rebuilding;
use crate::{Part, RegisterArguments};

const WRITERS: u32 = 64;
/// As many rows a transaction as the import has.
const ROWS_A_CHUNK: u64 = 10_000;
/// Appending is as fast at the end as at the beginning; more rows would only fill the disk.
const PLAIN_ROWS_MAX: u64 = 1_000_000;

/// An import whose source alone takes more than this share of its time says little about the register.
const SOURCE_SHARE_MAX: f64 = 0.5;

/// Nor does one on a machine that works for others with more than this share of its processors.
const OTHERS_SHARE_MAX: f64 = 0.1;

/// Runs all measurements, on one engine, for one size after another.
pub(crate) fn run(arguments: &RegisterArguments) -> anyhow::Result<()> {
    let temporary = tempfile::tempdir()?;
    let folder = arguments
        .folder
        .clone()
        .unwrap_or_else(|| temporary.path().join("data"));
    let several = arguments.persons.len() > 1;
    anyhow::ensure!(
        !several || std::env::var_os("DANH_BENCH_POSTGRES").is_none(),
        "a PostgreSQL database takes one size a run"
    );
    let mut figures = Figures::default();
    for persons in &arguments.persons {
        let of_size = folder.join(persons.to_string());
        run_size(&mut figures, arguments, *persons, &of_size)?;
        if several {
            std::fs::remove_dir_all(&of_size)?;
        }
    }
    figures.print_growth(&arguments.persons);
    if let Some(file) = &arguments.json {
        let engine = Engine::chosen(&folder).name;
        figures.write_json(file, engine, &arguments.persons, arguments.seed)?;
    }
    Ok(())
}

fn run_size(
    figures: &mut Figures,
    arguments: &RegisterArguments,
    persons: u64,
    folder: &Path,
) -> anyhow::Result<()> {
    std::fs::create_dir_all(folder)?;
    let (engine, plain) = (Engine::chosen(folder), Plain::beside(folder));
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    println!(
        "{} on {cores} x {}, {persons} persons",
        engine.name,
        processor()
    );
    figures.begin_size(persons);
    let file = fill::make_file(folder, persons, arguments.seed)?;
    let fixture = Fixture::open(folder, &engine)?;
    let filled = fill::import(&fixture, &file)?;
    anyhow::ensure!(
        filled.rejected == 0,
        "{} rows of the population were rejected",
        filled.rejected
    );
    std::fs::remove_file(&file)?;
    if arguments.wants(Part::Import) {
        import(figures, &fixture, &plain, &filled)?;
    }
    if arguments.wants(Part::Read) {
        read(figures, &fixture, &engine, arguments.reads)?;
    }
    if arguments.wants(Part::Write) {
        let time = Duration::from_secs(arguments.seconds);
        write(figures, &fixture, &plain, time)?;
    }
    if arguments.wants(Part::Rebuild) {
        rebuilding::measure(figures, &fixture)?;
    }
    drop(fixture);
    if engine.name == "SQLite" && arguments.wants(Part::Memory) {
        let memory = memory::idle_server_mib(folder)?;
        figures.print("idle_server_memory", memory, "MiB", Goal::AtMost(100.0));
    }
    Ok(())
}

#[expect(clippy::cast_precision_loss, reason = "rates need no more digits")]
fn import(
    figures: &mut Figures,
    fixture: &Fixture,
    plain: &Plain,
    filled: &Filled,
) -> anyhow::Result<()> {
    let rows = filled.rows as f64;
    let seconds = filled.import_seconds;
    // Journal, tree and search index are on: all of it counts.
    let rate = rows / seconds;
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get) as f64;
    let waits_for_source = filled.source_seconds > seconds * SOURCE_SHARE_MAX;
    let waits_for_others = filled.cpu_seconds_of_others > seconds * cores * OTHERS_SHARE_MAX;
    if waits_for_source || waits_for_others {
        figures.print_inconclusive("import_rate", rate, "persons/s");
    } else {
        figures.print("import_rate", rate, "persons/s", Goal::AtLeast(50_000.0));
    }
    let mut plainly = |name: &str, value: f64, unit: &str| {
        figures.print(name, value, unit, Goal::None);
    };
    plainly("import_cpu_a_person", filled.cpu_seconds * 1e6 / rows, "us");
    plainly("import_source_rate", rows / filled.source_seconds, "rows/s");
    plainly(
        "import_processors_busy",
        filled.cpu_seconds / (seconds * cores),
        "share",
    );
    plainly(
        "import_ledger_left",
        filled.ledger_left_seconds / seconds,
        "share",
    );
    let document = events::mean_document_bytes(fixture)?;
    let plain_rows = filled.rows.min(PLAIN_ROWS_MAX);
    let plain_rate = plain.bulk_insert_rate(plain_rows, document, ROWS_A_CHUNK)?;
    plainly("import_rate_plain_insert", plain_rate, "rows/s");
    plainly("import_rate_to_plain_insert", rate / plain_rate, "ratio");
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
    )?;
    tolerant_search(figures, fixture, &samples)
}

/// Searches by what people remember or mistype. There is no bare statement that does the same.
fn tolerant_search(
    figures: &mut Figures,
    fixture: &Fixture,
    samples: &[Sample],
) -> anyhow::Result<()> {
    let kinds: [(&str, Read); 3] = [
        ("search_by_mistyped_name", reads::by_mistyped_name_and_date),
        ("search_by_swapped_date", reads::by_name_and_swapped_date),
        ("search_by_year_only", reads::by_name_and_year),
    ];
    for (name, operation) in kinds {
        reads::time(fixture, samples, operation)?;
        let times = reads::time(fixture, samples, operation)?;
        let mut print = |what: &str, value, unit, goal| {
            figures.print(&format!("{name}_{what}"), value, unit, goal);
        };
        print("p50", times.quantile_us(0.5), "us", Goal::None);
        print("p99", times.quantile_us(0.99), "us", Goal::AtMost(20_000.0));
        print("found", times.found(), "share", Goal::None);
    }
    Ok(())
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
    let bare = plain.durable_inserts(WRITERS, written.document_bytes, time)?;
    figures.print(
        "durable_events_64_writers",
        written.events_a_second,
        "events/s",
        Goal::None,
    );
    figures.print(
        "durable_plain_inserts_64_writers",
        bare.a_second,
        "rows/s",
        Goal::None,
    );
    if let Some(cost) = written.writer_us_an_event {
        // Says what a change of ours is worth on a machine that works for others as well.
        figures.print("durable_event_writer_cpu", cost, "us", Goal::None);
        let bare = bare.writer_us_a_row;
        figures.print("durable_plain_insert_writer_cpu", bare, "us", Goal::None);
    }
    figures.print(
        "durable_events_to_plain",
        written.events_a_second / bare.a_second,
        "ratio",
        Goal::AtLeast(0.6),
    );
    Ok(())
}
