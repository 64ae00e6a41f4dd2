//! `danh backup`: a backup of a running register, and the proof of one.

use anyhow::Context as _;

use crate::backup::{self, Keys, Manifest};
use crate::cli::{BackupVerifyArguments, BackupWriteArguments};
use crate::config;
use crate::platform::{Platform, keys_folder};

pub(crate) fn write(arguments: &BackupWriteArguments) -> anyhow::Result<()> {
    let to = arguments.to.as_deref().context("--to is missing")?;
    let platform = Platform::open_to_copy(&config::of_arguments(&arguments.store)?)?;
    let keys = if arguments.with_keys {
        Keys::With
    } else {
        Keys::Without
    };
    let manifest = backup::write(&platform, to, keys)?;
    backup::record(&platform.folder, to, &manifest, false)?;
    describe(&manifest);
    println!("the backup is in {}", to.display());
    say_where_the_keys_are(keys, &platform);
    if arguments.no_verify {
        println!(
            "it is not verified yet: danh backup verify {}",
            to.display()
        );
        return Ok(());
    }
    backup::verify(to, arguments.scratch.as_deref())?;
    backup::note_verified(to);
    backup::record(&platform.folder, to, &manifest, true)?;
    println!("restored and verified: it can be relied on");
    Ok(())
}

pub(crate) fn verify(arguments: &BackupVerifyArguments) -> anyhow::Result<()> {
    let manifest = backup::verify(&arguments.backup, arguments.scratch.as_deref())?;
    backup::note_verified(&arguments.backup);
    println!(
        "the backup of {} by danh {} was restored and verified: it can be relied on",
        manifest.made_at, manifest.program
    );
    Ok(())
}

fn say_where_the_keys_are(keys: Keys, platform: &Platform) {
    match keys {
        Keys::With => {
            println!("the private keys are in it: keep it as safe as the register itself");
        }
        Keys::Without => println!(
            "the private keys are not in it: keep a copy of {} somewhere else; without them a restored register can be read, but cannot sign on",
            keys_folder(&platform.folder).display()
        ),
    }
}

/// Says what a backup holds.
pub(super) fn describe(manifest: &Manifest) {
    let rows: u64 = manifest.tables.iter().map(|table| table.rows).sum();
    println!(
        "{}: {} persons, {rows} rows in {} tables",
        manifest.made_at,
        manifest.persons,
        manifest.tables.len()
    );
    for head in &manifest.ledgers {
        println!(
            "ledger `{}`: {} entries, {} waiting, root {}",
            head.log,
            head.size,
            head.pending,
            head.root.as_deref().unwrap_or("none yet")
        );
    }
}
