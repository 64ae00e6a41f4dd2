//! Danh: a national population register, electronic identity and data-sharing platform in one program.
//!
//! This crate wires the others together. It holds no rules: what a birth needs is in `danh-register`, who may read is in
//! `danh-api`.

mod backup;
mod cli;
mod commands;
mod config;
mod exit;
mod files;
mod hashing;
mod http_tiles;
mod installation;
mod integration;
mod log_files;
mod migrations;
mod platform;
mod process;
mod progress;
mod restoring;
mod upgrade;
mod verification;
mod web;

use std::process::ExitCode;

use clap::Parser;

fn main() -> ExitCode {
    process::keep_files_to_the_owner();
    process::say_little_in_a_panic();
    let arguments = cli::Arguments::parse();
    exit::report(commands::run(arguments))
}
