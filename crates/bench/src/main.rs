//! Measured figures: each beside the plain engine doing the same bytes in the same run on the same machine.
//!
//! `cargo xtask bench register` makes a synthetic population, fills a register with it, and prints one line a figure:
//! `figure NAME VALUE UNIT goal GOAL met|short`. A figure without a goal says `goal - -`.

mod events;
mod figure;
mod fill;
mod fixture;
mod memory;
mod plain;
mod plain_reads;
mod reads;
mod register;

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
}

/// What `register` is run with.
#[derive(Debug, clap::Args)]
struct RegisterArguments {
    /// Living persons
    #[arg(long, default_value_t = 1_000_000)]
    persons: u64,
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

fn main() -> anyhow::Result<()> {
    let Arguments {
        bench: Bench::Register(arguments),
    } = Arguments::parse();
    register::run(&arguments)
}
