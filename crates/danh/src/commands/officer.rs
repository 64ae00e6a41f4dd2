//! `danh officer`: who may sign in, and what an administrator does when somebody may no longer, or cannot.
//!
//! Whoever runs such a command has the keys and the database in their hands; that they did is noted with their account of
//! the operating system, and the officer sees it on the page of their account.

mod account;
mod appointment;
mod list;

pub(crate) use appointment::EndError;

use danh_directory::{Appointment, AuthorityId, Officer, Role, appoint, officer_add};
use danh_identity::{
    AccountWords, ChangedBy, HashingCost, Login, NewAccount, NewPassword, PasswordHash, PasswordOf,
    account_create,
};
use danh_store::{StoreError, Tx};
use danh_vocabulary::{AppointmentId, Name, OfficerId};

use crate::cli::{OfficerArguments, OfficerCommand};
use crate::commands::password;
use crate::config;
use crate::hashing;
use crate::platform::Platform;
use crate::process::operator;

/// Runs one of the commands.
pub(crate) fn run(command: &OfficerCommand) -> anyhow::Result<()> {
    match command {
        OfficerCommand::Add(arguments) => add(arguments),
        OfficerCommand::List(arguments) => list::list(arguments),
        OfficerCommand::Show(arguments) => list::show(arguments),
        OfficerCommand::Disable(arguments) => account::disable(arguments),
        OfficerCommand::Enable(arguments) => account::enable(arguments),
        OfficerCommand::ResetPassword(arguments) => account::reset_password(arguments),
        OfficerCommand::ResetSecondFactor(arguments) => account::reset_second_factor(arguments),
        OfficerCommand::EndSessions(arguments) => account::end_sessions(arguments),
        OfficerCommand::EndAppointment(arguments) => appointment::end(arguments),
        OfficerCommand::MeasurePasswords(arguments) => measure(arguments),
    }
}

/// Somebody who is to sign in and to hold a role.
#[derive(Clone)]
pub(super) struct NewOfficer {
    pub(super) officer: Officer,
    pub(super) account: NewAccount,
    pub(super) appointment: Appointment,
}

impl NewOfficer {
    pub(super) fn new(
        platform: &Platform,
        login: Login,
        name: Name,
        (role, authority): (Role, AuthorityId),
        (password, password_of, cost): (&str, PasswordOf, HashingCost),
    ) -> anyhow::Result<Self> {
        let id = OfficerId::from_i64(platform.ids.next());
        let words = AccountWords::of(&login, name.as_str());
        let password = NewPassword::parse(password, &words)?;
        let password = PasswordHash::of(&password, cost, &*platform.entropy);
        Ok(Self {
            officer: Officer { id, name },
            account: NewAccount {
                login,
                officer: id,
                password,
                password_of,
            },
            appointment: Appointment {
                id: AppointmentId::from_i64(platform.ids.next()),
                officer: id,
                role,
                standing: danh_directory::Standing::Regular,
                authority,
                valid_from: platform.register.today(),
                valid_until: None,
            },
        })
    }

    pub(super) fn write(&self, tx: &mut Tx<'_>, platform: &Desk) -> anyhow::Result<()> {
        officer_add(tx, &self.officer)?;
        let by = ChangedBy::Machine(operator());
        account_create(tx, &self.account, &by, platform.clock.now())?;
        appoint(tx, &platform.directory, &self.appointment)?;
        Ok(())
    }
}

/// What writing an officer needs of the platform, to be moved into a closure.
#[derive(Clone)]
pub(super) struct Desk {
    clock: std::sync::Arc<dyn danh_vocabulary::Clock>,
    directory: std::sync::Arc<danh_directory::Directory>,
}

impl Desk {
    pub(super) fn of(platform: &Platform) -> Self {
        Self {
            clock: platform.clock.clone(),
            directory: platform.directory.clone(),
        }
    }
}

fn add(arguments: &OfficerArguments) -> anyhow::Result<()> {
    let password = password::ask()?;
    let config = config::of_arguments(&arguments.store)?;
    let platform = Platform::open(&config)?;
    let cost = hashing::cost(&platform, &config)?;
    let officer = NewOfficer::new(
        &platform,
        arguments.login.clone(),
        arguments.name.clone(),
        (arguments.role, arguments.authority.clone()),
        (&password, PasswordOf::Administrator, cost),
    )?;
    let desk = Desk::of(&platform);
    let write = move |tx: &mut Tx<'_>| Ok::<_, Refused>(officer.write(tx, &desk)?);
    // What it carries says with which status the program ends.
    platform
        .store
        .write(write)
        .wait()
        .map_err(|refused| refused.0)?;
    println!("{} may sign in as {}", arguments.name, arguments.login);
    println!("The first thing they will be asked for is a password that only they know.");
    Ok(())
}

/// Chooses anew how much work a password's hash is.
fn measure(arguments: &crate::cli::StoreArguments) -> anyhow::Result<()> {
    let config = config::of_arguments(arguments)?;
    let platform = Platform::open_existing(&config)?;
    let cost = hashing::measure(&platform, &config)?;
    println!(
        "checking a password takes {} ms here, with {} MiB and {} passes; a running server does so from its next start on",
        hashing::time(cost).as_millis(),
        cost.memory_mib(),
        cost.passes()
    );
    Ok(())
}

/// Carries any refusal out of a transaction.
#[derive(Debug, thiserror::Error)]
#[error(transparent)]
pub(super) struct Refused(#[from] anyhow::Error);

impl From<StoreError> for Refused {
    fn from(error: StoreError) -> Self {
        Self(error.into())
    }
}
