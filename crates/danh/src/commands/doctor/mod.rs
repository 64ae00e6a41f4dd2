//! `danh doctor`: what is wrong with a register, and what to do about it.
//!
//! The facts are those of the operator's page and of the metrics ([`danh_operation`]). Here they are told together with what only a
//! look from outside finds: a folder that others can read, a database that does not open, damaged pages, a tree that is not the
//! signed one.

mod database;
mod findings;
mod folder;
mod ledgers;
mod sign_in;

use danh_ambient::SystemClock;
use danh_operation::Finding;
use danh_store::Store;
use danh_vocabulary::Clock as _;

use crate::cli::StoreArguments;
use crate::exit::DoesNotHold;
use crate::{config, installation};
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
    let store = database::look(&mut findings, &config);
    for finding in facts(&mut findings, &config, store.as_ref()) {
        findings.tell(&finding);
    }
    if let Some(store) = store {
        ledgers::look(&mut findings, &config, &store);
        sign_in::look(&mut findings, &config, &store);
    }
    findings.close().map_err(|_| DoesNotHold.into())
}

/// The facts that page and metrics tell, as far as they can be known.
fn facts(findings: &mut Findings, config: &config::Config, store: Option<&Store>) -> Vec<Finding> {
    let (installation, now) = (installation::of(config, None), SystemClock.now());
    let Some(store) = store else {
        return installation.look_at_folder(now);
    };
    match installation.look(store, now).wait() {
        Ok(facts) => facts,
        Err(error) => {
            findings.wrong(&error.to_string(), "restore the last backup");
            installation.look_at_folder(now)
        }
    }
}
