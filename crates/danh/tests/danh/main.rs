//! The program as its users meet it: real processes, real files, real signals.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

mod asking;
mod commands;
mod doctor;
mod faults;
mod harness;
mod keeping;
mod kills;
mod linking;
mod officers;
mod operating;
mod pitr;
mod refusals;
mod served;
mod serving;
mod small_disk;
mod synthetic;
mod upgrades;
mod verifying;
