//! A nation as a demographer looks at it: its pyramid beside the United Nations', its households,
//! marriages, births, deaths and moves beside what the census of 2019 found.
//!
//! ```sh
//! cargo run -p danh-synth --example pyramid -- 100000      # so many people; 20,000 without it
//! cargo run --release -p danh-synth --example pyramid -- 1000000 DIR   # and write the files
//! ```

#![expect(
    clippy::print_stdout,
    reason = "what it finds is printed for somebody to read"
)]

mod count;
mod print;

use std::num::NonZeroUsize;
use std::path::Path;

use danh_intake::Format;
use danh_synth::{Nation, NationOptions, WriteOptions, write};
use jiff::civil::date;

use crate::count::Counts;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let population = arguments.next().map_or(Ok(20_000), |text| text.parse())?;
    // The last day of the 63 provinces, so that residence can be compared with the census.
    let as_of = date(2025, 6, 30);
    let nation = Nation::new(NationOptions {
        population,
        seed: 2026,
        province: None,
        as_of,
    })?
    .with_duplicates(2)?;
    if let Some(folder) = arguments.next() {
        std::fs::create_dir_all(&folder)?;
        let threads = std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN);
        for format in [Format::Csv, Format::Parquet] {
            let options = WriteOptions { format, threads };
            write(&nation, Path::new(&folder), options, |_| ())?;
        }
    }
    let mut counts = Counts::new(as_of);
    for household in nation.households(0..nation.households_total()) {
        counts.household(&household);
    }
    print::all(&counts);
    Ok(())
}
