//! Agencies' files against a register, on both engines.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

mod answers;
mod interrupted;
mod nation;
mod next_day;
mod refused;
mod review;
