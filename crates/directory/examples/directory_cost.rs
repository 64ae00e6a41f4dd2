//! What the directory costs: how long it takes to load.
//!
//! `cargo run --release -p danh-directory --example directory_cost`

use std::hint::black_box;
use std::time::Instant;

use danh_directory::Directory;

fn main() {
    let mut runs: Vec<_> = (0..15)
        .map(|_| {
            let start = Instant::now();
            black_box(Directory::embedded());
            start.elapsed()
        })
        .collect();
    println!("first load {:?}", runs[0]);
    runs.sort_unstable();
    println!("median load {:?}", runs[runs.len() / 2]);
}
