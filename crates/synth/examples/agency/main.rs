//! Makes a register, an agency's file about it and the truth: `agency N SEED FOLDER clerks|hasty`.

use danh_synth::agency::{ErrorModel, write_agency};
use danh_synth::{Nation, NationOptions};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [population, seed, folder, model] = arguments.as_slice() else {
        return Err("agency N SEED FOLDER clerks|hasty".into());
    };
    let seed: u64 = seed.parse()?;
    let nation = |seed| {
        Nation::new(NationOptions {
            population: population.parse().unwrap_or(1_000_000),
            seed,
            province: None,
            as_of: jiff::civil::date(2026, 7, 1),
        })
    };
    let model = match model.as_str() {
        "clerks" => ErrorModel::clerks(),
        "hasty" => ErrorModel::hasty(),
        other => return Err(format!("no error model `{other}`").into()),
    };
    std::fs::create_dir_all(folder)?;
    write_agency(
        &nation(seed)?,
        &nation(seed + 1)?,
        &model,
        seed,
        folder.as_ref(),
    )?;
    Ok(())
}
