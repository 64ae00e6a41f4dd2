//! Measured figures: each beside the plain engine doing the same bytes in the same run on the same machine.
//!
//! `cargo xtask bench register` makes a synthetic population, fills a register with it, and prints one line a figure:
//! `figure NAME VALUE UNIT goal GOAL met|short`. A figure without a goal says `goal - -`. `cargo xtask bench pages` does the
//! same for the pages of the portal, `cargo xtask bench link` for record linkage.

mod events;
mod figure;
mod fill;
mod fixture;
mod linking;
mod machine;
mod memory;
mod pages;
mod plain;
mod plain_reads;
mod reads;
mod rebuilding;
mod register;
mod typing;

use std::path::PathBuf;

use clap::{Parser, Subcommand};

#[derive(Debug, Parser)]
#[command(name = "danh-bench", about = "Measured figures of Danh")]
struct Arguments {
    #[command(subcommand)]
    bench: Bench,
}

#[derive(Debug, Subcommand)]
enum Bench {
    /// Import, reads, search, durable events and idle memory of the register
    Register(RegisterArguments),
    /// How long the portal's pages take to be made
    Pages(PagesArguments),
    /// Record linkage: cost and quality, beside a join, a cascade of joins and Splink
    Link(linking::LinkArguments),
}

/// What `pages` is run with.
#[derive(Debug, clap::Args)]
struct PagesArguments {
    /// Living persons
    #[arg(long, default_value_t = 1_000_000)]
    persons: u64,
    /// Times each page is opened
    #[arg(long, default_value_t = 400)]
    visits: u32,
    /// Only these pages, by their names as printed
    #[arg(long, value_delimiter = ',')]
    only: Vec<String>,
    /// Seed of the population
    #[arg(long, default_value_t = 2026)]
    seed: u64,
    /// Also write the figures as JSON, with machine, sizes and versions
    #[arg(long, value_name = "FILE")]
    json: Option<PathBuf>,
    /// Folder for the data; what an earlier run left in it is used again. A temporary one by default
    #[arg(long, value_name = "DIR")]
    folder: Option<PathBuf>,
}

/// What `register` is run with.
#[derive(Debug, clap::Args)]
struct RegisterArguments {
    /// Living persons; several sizes, with commas between, also say how each figure grows
    #[arg(long, value_delimiter = ',', default_value = "1000000")]
    persons: Vec<u64>,
    /// Only some of the measurements; the register is filled for all of them
    #[arg(long, value_delimiter = ',', value_enum)]
    only: Vec<Part>,
    /// Seed of the population
    #[arg(long, default_value_t = 2026)]
    seed: u64,
    /// Read operations of each kind
    #[arg(long, default_value_t = 20_000)]
    reads: u32,
    /// Seconds for each measurement of durable writing
    #[arg(long, default_value_t = 10)]
    seconds: u64,
    /// Also write the figures as JSON, with machine, sizes and versions
    #[arg(long, value_name = "FILE")]
    json: Option<PathBuf>,
    /// Folder for the data while it runs; a temporary one by default
    #[arg(long, value_name = "DIR")]
    folder: Option<PathBuf>,
}

/// Something that is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Part {
    /// Filling the register
    Import,
    /// Reading and searching
    Read,
    /// Durable events
    Write,
    /// Checking and rebuilding the state
    Rebuild,
    /// An idle server
    Memory,
}

impl RegisterArguments {
    fn wants(&self, part: Part) -> bool {
        self.only.is_empty() || self.only.contains(&part)
    }
}

fn main() -> anyhow::Result<()> {
    match Arguments::parse().bench {
        Bench::Register(arguments) => register::run(&arguments),
        Bench::Pages(arguments) => pages::run(&arguments),
        Bench::Link(arguments) => linking::run(&arguments),
    }
}
