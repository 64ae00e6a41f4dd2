//! `danh officer add`: the first people who may sign in.

use danh_directory::{Appointment, AuthorityId, Officer, Role, appoint, officer_add};
use danh_identity::{HashingCost, Login, NewAccount, PasswordHash, account_create};
use danh_store::{StoreError, Tx};
use danh_vocabulary::{AppointmentId, Name, OfficerId};

use crate::cli::OfficerArguments;
use crate::commands::password;
use crate::config;
use crate::platform::Platform;

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
        password: &str,
    ) -> anyhow::Result<Self> {
        let id = OfficerId::from_i64(platform.ids.next());
        let password = PasswordHash::of(password, HashingCost::STANDARD, &*platform.entropy)?;
        Ok(Self {
            officer: Officer { id, name },
            account: NewAccount {
                login,
                officer: id,
                password,
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
        account_create(tx, &self.account, platform.clock.now())?;
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

pub(crate) fn add(arguments: &OfficerArguments) -> anyhow::Result<()> {
    let password = password::ask()?;
    let platform = Platform::open(&config::of_arguments(&arguments.store)?)?;
    let officer = NewOfficer::new(
        &platform,
        arguments.login.clone(),
        arguments.name.clone(),
        (arguments.role, arguments.authority.clone()),
        &password,
    )?;
    let desk = Desk::of(&platform);
    platform
        .store
        .write(move |tx| Ok::<_, Refused>(officer.write(tx, &desk)?))
        .wait()?;
    println!("{} may sign in as {}", arguments.name, arguments.login);
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
