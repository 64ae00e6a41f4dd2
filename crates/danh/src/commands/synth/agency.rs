//! `danh synth agency`: a register, an agency's file about it, and whose its records are.

use std::fs;
use std::path::Path;

use anyhow::Context;
use danh_ambient::SystemClock;
use danh_synth::agency::{ErrorModel, write_agency};
use danh_synth::{Nation, NationOptions};
use danh_vocabulary::Clock;

use crate::cli::SynthAgencyArguments;
use crate::progress;

pub(super) fn run(arguments: &SynthAgencyArguments) -> anyhow::Result<()> {
    if let Some(name) = &arguments.print_model {
        let text = ErrorModel::text(name).with_context(|| no_such_model(name))?;
        print!("{text}");
        return Ok(());
    }
    let (Some(population), Some(out)) = (arguments.population, &arguments.out) else {
        anyhow::bail!("say how many and where to");
    };
    let model = model(&arguments.model)?;
    let as_of = arguments.as_of;
    let as_of = as_of.unwrap_or_else(|| SystemClock.now().date_in_viet_nam());
    let nation = |seed| {
        Nation::new(NationOptions {
            population,
            seed,
            province: None,
            as_of,
        })
    };
    let (people, strangers) = (nation(arguments.seed)?, nation(arguments.seed + 1)?);
    super::make_folder(out)?;
    println!("as of {as_of}; nobody is real");
    let bar = progress::counter("making a register and an agency's file", "");
    write_agency(&people, &strangers, &model, arguments.seed, out)?;
    bar.finish_and_clear();
    println!("{}", out.display());
    Ok(())
}

/// A model by its name, or else from a file.
fn model(name: &str) -> anyhow::Result<ErrorModel> {
    if let Some(model) = ErrorModel::named(name) {
        return Ok(model);
    }
    let file = Path::new(name);
    if !file.exists() {
        anyhow::bail!(no_such_model(name));
    }
    let text = fs::read_to_string(file);
    let text = text.with_context(|| format!("cannot read `{name}`"))?;
    Ok(ErrorModel::parse(&text, name)?)
}

fn no_such_model(name: &str) -> String {
    let names: Vec<&str> = ErrorModel::names().collect();
    format!(
        "there is no error model `{name}`, neither as a file nor among {}",
        names.join(", ")
    )
}
