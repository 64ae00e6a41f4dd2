//! `danh officer list` and `danh officer show`.

use danh_directory::{Appointment, Officer, appointments_of, officer_by_id};
use danh_identity::{
    ChangeAccountError, ListedAccount, NotedChange, PasswordOf, account_changes, accounts,
    second_factor_state, sessions_of_account,
};
use danh_store::Tx;

use crate::cli::{AccountArguments, StoreArguments};
use crate::config;
use crate::platform::Platform;

/// So much of what became of an account is shown.
const CHANGES_MAX: u32 = 20;

pub(super) fn list(arguments: &StoreArguments) -> anyhow::Result<()> {
    let platform = Platform::open_read_only(&config::of_arguments(arguments)?)?;
    let listed = platform.store.read(accounts).wait()?;
    for account in &listed {
        println!("{:24} {}", account.login.as_str(), state(account));
    }
    println!("{} accounts", listed.len());
    Ok(())
}

/// What there is to know of one account.
struct Shown {
    account: ListedAccount,
    officer: Option<Officer>,
    appointments: Vec<Appointment>,
    recovery_codes_left: Option<usize>,
    sessions: usize,
    changes: Vec<NotedChange>,
}

pub(super) fn show(arguments: &AccountArguments) -> anyhow::Result<()> {
    let platform = Platform::open_read_only(&config::of_arguments(&arguments.store)?)?;
    let (login, now) = (arguments.login.clone(), platform.clock.now());
    let today = platform.register.today();
    let read = move |tx: &mut Tx<'_>| {
        let mut all = accounts(tx)?.into_iter();
        let account = all.find(|account| account.login == login);
        let account = account.ok_or_else(|| ChangeAccountError::Unknown(login.clone()))?;
        let factor = second_factor_state(tx, &login)?;
        Ok::<_, ChangeAccountError>(Shown {
            officer: officer_by_id(tx, account.officer)?,
            appointments: appointments_of(tx, account.officer, today)?,
            recovery_codes_left: factor.map(|factor| factor.recovery_codes_left),
            sessions: sessions_of_account(tx, &login, now)?.len(),
            changes: account_changes(tx, &login, CHANGES_MAX)?,
            account,
        })
    };
    print(&platform.store.read(read).wait()?);
    Ok(())
}

fn print(shown: &Shown) {
    println!("{}: {}", shown.account.login, state(&shown.account));
    if let Some(officer) = &shown.officer {
        println!("  {}", officer.name);
    }
    for held in &shown.appointments {
        let until = held.valid_until.map(|last| format!(" until {last}"));
        println!(
            "  {} at {} since {}{}",
            held.role,
            held.authority,
            held.valid_from,
            until.unwrap_or_default()
        );
    }
    if let Some(left) = shown.recovery_codes_left {
        println!("  {left} recovery codes left");
    }
    println!("  {} open sessions", shown.sessions);
    for noted in &shown.changes {
        println!("  {}  {}  by {}", noted.at, noted.change.as_str(), noted.by);
    }
}

fn state(account: &ListedAccount) -> String {
    let mut words = Vec::new();
    if let Some(since) = account.disabled_at {
        words.push(format!("disabled since {since}"));
    }
    words.push(match account.second_factor_since {
        Some(_) => "second factor".to_owned(),
        None => "no second factor".to_owned(),
    });
    if account.password_of == PasswordOf::Administrator {
        words.push("must change the password".to_owned());
    }
    words.join(", ")
}
