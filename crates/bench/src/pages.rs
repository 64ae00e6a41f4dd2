//! How long pages take to be made, on a register of the size of a province.
//!
//! The routers are the program's own, in this process: from the request as it was parsed to the last byte of the answer, with sign-in,
//! rights, queries, access records and rendering, without network and TLS. The database is a real one, the ledgers' integrators run
//! beside it, every look at a person is on record before it is answered. Waiting for that record to be on disk is measured apart:
//! it is the disk's time, shared with everybody who writes at the same moment.

mod api;
mod ask;
mod busy;
mod coverage;
mod filling;
mod forms;
mod office;
mod story;
mod tour;
mod waits;

use std::path::Path;
use std::time::Duration;

use crate::PagesArguments;
use crate::figure::{Figures, Goal, processor};
use crate::fill;
use crate::fixture::{Engine, Fixture};
use crate::machine;
use crate::reads::Times;

use ask::Asking;
use office::Office;
use story::Story;
use tour::Stop;

/// A page is to be made within this, in milliseconds.
const GOAL_MS: f64 = 5.0;
/// Before the clock is looked at, so that statements are prepared and the first pages of the file are read.
const WARM_UP: usize = 20;

/// A statement that takes so long is half of a page, and is told at the end.
const SLOW: Duration = Duration::from_millis(2);
const SLOW_TOLD: usize = 12;

/// What one page came to.
struct Visited {
    name: String,
    /// Without waiting for access records.
    made: Times,
    /// As the reader sees it.
    whole: Times,
    bytes_mean: f64,
    /// Processor time of the whole process for one page: integrators included.
    cpu_ms: f64,
    wrong: u32,
    visits: u32,
}

/// Fills a register, or takes the one that is in the folder, and walks through all pages.
pub(crate) fn run(arguments: &PagesArguments) -> anyhow::Result<()> {
    let temporary = tempfile::tempdir()?;
    let kept = arguments.folder.clone();
    let folder = kept.unwrap_or_else(|| temporary.path().join("data"));
    std::fs::create_dir_all(&folder)?;
    let engine = Engine::chosen(&folder);
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let (name, persons) = (engine.name, arguments.persons);
    println!("{name} on {cores} x {}, {persons} persons", processor());
    let fixture = Fixture::open(&folder, &engine)?;
    fill_if_empty(&fixture, &folder, arguments)?;
    let mut office = Office::open(&fixture)?;
    let story = Story::of(&fixture, &mut office, &folder)?;
    let others_before = machine::cpu_seconds_of_all()? - machine::cpu_seconds()?;
    let began = std::time::Instant::now();
    let integrating = office.integrate(&fixture)?;
    fixture.store.set_slow_threshold(SLOW);
    let stops = tour::stops(&mut office, &story)?;
    let unopened = coverage::unopened(&stops);
    for route in &unopened {
        println!("no stop opens {route}");
    }
    let chosen = stops
        .iter()
        .filter(|stop| arguments.only.is_empty() || arguments.only.contains(&stop.name));
    let visited = chosen
        .map(|stop| visit(&mut office, stop, arguments.visits))
        .collect::<anyhow::Result<Vec<_>>>();
    integrating.stop();
    let visited = visited?;
    let others = machine::cpu_seconds_of_all()? - machine::cpu_seconds()? - others_before;
    for slow in fixture.store.slow_statements().iter().take(SLOW_TOLD) {
        println!(
            "slow {} times, the middle {:?}, the longest {:?}: {}",
            slow.count, slow.median, slow.longest, slow.text
        );
    }
    let mut figures = Figures::default();
    figures.begin_size(persons);
    tell(&mut figures, &visited);
    let count = f64::from(u32::try_from(unopened.len())?);
    figures.print("page_routes_unopened", count, "routes", Goal::AtMost(0.0));
    // Ticks are coarse: on a machine of our own the difference may fall short of nothing.
    let share =
        others.max(0.0) / (began.elapsed().as_secs_f64() * f64::from(u32::try_from(cores)?));
    figures.print("page_processors_of_others", share, "share", Goal::None);
    if let Some(file) = &arguments.json {
        figures.write_json(file, engine.name, &[persons], arguments.seed)?;
    }
    Ok(())
}

fn fill_if_empty(
    fixture: &Fixture,
    folder: &Path,
    arguments: &PagesArguments,
) -> anyhow::Result<()> {
    let count = danh_register::person_queries::person_count;
    if fixture.store.read(count).wait()? > 0 {
        return Ok(());
    }
    let file = fill::make_file(folder, arguments.persons, arguments.seed)?;
    let filled = fill::import(fixture, &file)?;
    anyhow::ensure!(filled.rejected == 0, "rows of the population were rejected");
    Ok(std::fs::remove_file(&file)?)
}

#[expect(clippy::cast_precision_loss, reason = "means need no more digits")]
fn visit(office: &mut Office, stop: &Stop, visits: u32) -> anyhow::Result<Visited> {
    anyhow::ensure!(
        !stop.asks.is_empty(),
        "{} can be opened of nobody",
        stop.name
    );
    for ask in stop.asks.iter().cycle().take(WARM_UP) {
        office.ask(ask)?;
    }
    let (mut made, mut whole) = (Times::new()?, Times::new()?);
    let (mut bytes, mut wrong) = (0_usize, 0);
    let cpu_before = machine::cpu_seconds()?;
    for ask in stop.asks.iter().cycle().skip(WARM_UP).take(visits as usize) {
        let answer = office.ask(ask)?;
        made.add(answer.took.saturating_sub(answer.waited))?;
        whole.add(answer.took)?;
        bytes += answer.body.len();
        wrong += u32::from(answer.status != stop.status);
    }
    let cpu = machine::cpu_seconds()? - cpu_before;
    let visited = Visited {
        name: stop.name.clone(),
        made,
        whole,
        bytes_mean: bytes as f64 / f64::from(visits),
        cpu_ms: cpu * 1_000.0 / f64::from(visits),
        wrong,
        visits,
    };
    visited.print();
    Ok(visited)
}

impl Visited {
    fn made_ms(&self, quantile: f64) -> f64 {
        self.made.quantile_us(quantile) / 1_000.0
    }

    fn whole_ms(&self, quantile: f64) -> f64 {
        self.whole.quantile_us(quantile) / 1_000.0
    }

    fn print(&self) {
        println!(
            "page {:<28} made p50 {:>6.2} p99 {:>6.2} ms  with its record p50 {:>6.2} p99 {:>6.2} ms  cpu {:>5.2} ms  {:>6.0} bytes  {} of {} wrong",
            self.name,
            self.made_ms(0.5),
            self.made_ms(0.99),
            self.whole_ms(0.5),
            self.whole_ms(0.99),
            self.cpu_ms,
            self.bytes_mean,
            self.wrong,
            self.visits
        );
    }
}

/// One of the times of a page, in milliseconds.
type Time = fn(&Visited) -> f64;

fn tell(figures: &mut Figures, visited: &[Visited]) {
    for one in visited {
        let name = format!("page_{}", one.name);
        let made = [(0.5, "p50"), (0.99, "p99")];
        for (quantile, word) in made {
            let value = one.made_ms(quantile);
            figures.print(&format!("{name}_{word}"), value, "ms", Goal::None);
        }
        let whole = one.whole_ms(0.99);
        figures.print(&format!("{name}_recorded_p99"), whole, "ms", Goal::None);
    }
    let wrong: u32 = visited.iter().map(|one| one.wrong).sum();
    let visits: u32 = visited.iter().map(|one| one.visits).sum();
    // What programs are answered is no page.
    let pages = visited.iter().filter(|one| !one.name.starts_with("api_"));
    let heaviest = pages.map(|one| one.bytes_mean).fold(0.0, f64::max);
    let slowest = |time: Time| {
        let slowest = visited.iter().max_by(|a, b| time(a).total_cmp(&time(b)));
        slowest.map_or_else(Default::default, |it| (it.name.clone(), time(it)))
    };
    let rows: [(&str, Time, Goal); 3] = [
        ("page_p50", |it| it.made_ms(0.5), Goal::None),
        ("page_p99", |it| it.made_ms(0.99), Goal::AtMost(GOAL_MS)),
        ("page_recorded_p99", |it| it.whole_ms(0.99), Goal::None),
    ];
    for (name, time, goal) in rows {
        let (page, value) = slowest(time);
        println!("the slowest by {name} is {page}");
        figures.print(&format!("{name}_ms"), value, "ms", goal);
    }
    figures.print("page_bytes_most", heaviest, "bytes", Goal::AtMost(60_000.0));
    let share = f64::from(wrong) / f64::from(visits.max(1));
    figures.print("page_errors", share, "share", Goal::AtMost(0.0));
}

/// What came of a request.
struct Answer {
    status: u16,
    took: Duration,
    /// What of it was waiting for access records to be on disk.
    waited: Duration,
    location: Option<String>,
    body: Vec<u8>,
}
