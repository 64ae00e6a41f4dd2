//! `danh demo`: a synthetic province, made once and served ever after.
//!
//! Each step can be repeated: a demo that was killed while it was being made goes on where it stopped.

mod credentials;
mod office;
mod organisations;
mod people;
mod story;

use std::path::{Path, PathBuf};

use anyhow::Context;
use danh_directory::{AuthorityId, Role};
use danh_identity::{ChangedBy, HashingCost, Login, PasswordOf, password_reset};
use danh_intake::Mapping;
use danh_register::import::{FIELDS, ImportOptions, Indexing};
use danh_register::person_queries::person_count;

use crate::cli::{DemoArguments, KEEPER};
use crate::commands::officer::{Desk, NewOfficer, Refused};
use crate::commands::{import, synth};
use crate::config::Config;
use crate::platform::Platform;
use crate::process::operator;
use crate::{config, hashing, web};
use credentials::Credentials;
pub(crate) use organisations::key_name;

/// A province of middling size and long history: its own units and those since July 2025 differ.
const PROVINCE: &str = "38";
const LOGIN: &str = "demo";
const OFFICER: &str = "Nguyễn Thị Minh Họa";

/// The folder holds a register that the demo did not make.
#[derive(Debug, thiserror::Error)]
#[error("`{}` holds a register that is no demo; give another folder with --data, or use `danh serve`", .0.display())]
pub(crate) struct NoDemo(PathBuf);

pub(crate) fn run(arguments: &DemoArguments) -> anyhow::Result<()> {
    let mut config = config::of_arguments(&arguments.store)?;
    config.server.listen = arguments.listen;
    // Whoever looks around has nothing to protect.
    config.sign_in.second_factor_for = Vec::new();
    let platform = Platform::open(&config)?;
    let listener = web::bind(config.server.listen)?;
    let file = platform.folder.join("demo.json");
    let mut credentials = match Credentials::read(&file)? {
        Some(credentials) => credentials,
        None => make(&platform, &config, arguments)?,
    };
    organisations::enrol(&platform)?;
    credentials.address = format!("http://{}", listener.local_addr()?);
    credentials.write(&file)?;
    credentials.print(&arguments.store);
    web::start_logging("warn")?;
    web::serve(&platform, &config, listener, web::Beside::Components)
}

fn make(
    platform: &Platform,
    config: &Config,
    arguments: &DemoArguments,
) -> anyhow::Result<Credentials> {
    let folder = platform.folder.join("synth");
    expect_no_other_register(platform, &folder)?;
    println!(
        "Making a synthetic province of {} people; nobody in it is real.",
        arguments.population
    );
    let file = synth::province(&folder, PROVINCE, arguments.population, arguments.seed)?;
    let options = ImportOptions {
        rejects: file.with_extension("rejects.csv"),
        file,
        mapping: Mapping::same_names(&FIELDS),
        dry_run: false,
        rows_a_transaction: ImportOptions::ROWS_A_TRANSACTION,
        indexing: Indexing::of(&platform.store),
    };
    let report = import::import_file(platform, &import::act(platform, KEEPER)?, &options)?;
    if report.rows_rejected > 0 {
        println!(
            "{} rows were rejected: {}",
            report.rows_rejected,
            options.rejects.display()
        );
    }
    let credentials = sign_up(platform, hashing::cost(platform, config)?)?;
    import::integrate(platform)?;
    Ok(credentials)
}

/// Invented people never come among real ones. A demo that was begun has its folder of invented people, made before anybody
/// was enrolled.
fn expect_no_other_register(platform: &Platform, folder: &Path) -> anyhow::Result<()> {
    let persons = platform.store.read(person_count).wait()?;
    if persons > 0 && !folder.exists() {
        return Err(NoDemo(platform.folder.clone()).into());
    }
    Ok(())
}

/// Adds the demo officer and lets some events happen, in one transaction: so it happens once.
fn sign_up(platform: &Platform, cost: HashingCost) -> anyhow::Result<Credentials> {
    let password = credentials::password(&*platform.entropy);
    let given = (&*password, PasswordOf::Owner, cost);
    let colleagues = office::colleagues(platform, given)?;
    let logins = office::logins(platform, &colleagues);
    let login: Login = LOGIN.parse()?;
    let seat: (Role, AuthorityId) = (Role::Registrar, KEEPER.parse()?);
    let officer = NewOfficer::new(platform, login.clone(), OFFICER.parse()?, seat, given)?;
    let (desk, register) = (Desk::of(platform), platform.register.clone());
    let now = platform.clock.now();
    let written = platform
        .store
        .write(move |tx| {
            if danh_identity::account_by_login(tx, &login)?.is_some() {
                // Killed after this transaction and before its password was kept: it gets another.
                for account in colleagues
                    .iter()
                    .map(|it| &it.account)
                    .chain([&officer.account])
                {
                    let given = (&account.password, PasswordOf::Owner);
                    let by = ChangedBy::Machine(operator());
                    password_reset(tx, &account.login, given, &by, now)
                        .map_err(anyhow::Error::from)?;
                }
            } else {
                officer.write(tx, &desk)?;
                for colleague in &colleagues {
                    colleague.write(tx, &desk)?;
                }
                story::happen(tx, &register, officer.officer.id)?;
            }
            Ok::<_, Refused>(())
        })
        .wait();
    written.context("the demo's events could not be written")?;
    let people = platform
        .store
        .read(people::worth_a_look)
        .wait()
        .map_err(anyhow::Error::from)?;
    Ok(Credentials::new(LOGIN, &password, logins, people))
}

/// Where the demo of a data folder was served last.
pub(crate) fn address(folder: &Path) -> anyhow::Result<String> {
    let credentials = Credentials::read(&folder.join("demo.json"))?;
    let credentials =
        credentials.with_context(|| format!("there is no demo in `{}`", folder.display()))?;
    Ok(credentials.address)
}

/// Whether a data folder holds a demo, for whoever operates it.
pub(crate) fn is_demo(folder: &Path) -> bool {
    folder.join("demo.json").exists()
}
