//! `danh doctor`: what is wrong with a register, and what to do about it.

mod backups;
mod clock;
mod database;
mod findings;
mod folder;
mod ledgers;

use crate::cli::StoreArguments;
use crate::config;
use crate::exit::DoesNotHold;
use findings::Findings;

pub(crate) fn run(arguments: &StoreArguments) -> anyhow::Result<()> {
    let config = config::of_arguments(arguments)?;
    let data = &config.data.folder;
    println!(
        "danh {} looks at {}",
        env!("CARGO_PKG_VERSION"),
        data.display()
    );
    let mut findings = Findings::default();
    folder::look(&mut findings, data);
    if let Some(store) = database::look(&mut findings, &config) {
        ledgers::look(&mut findings, &config, &store);
        clock::look(&mut findings, &store);
    }
    backups::look(&mut findings, data, config.backup.days_max);
    findings.close().map_err(|_| DoesNotHold.into())
}
