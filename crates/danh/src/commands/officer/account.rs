//! What is done to an account.

use danh_directory::officer_by_id;
use danh_identity::{
    AccountWords, ChangeAccountError, ChangedBy, Login, NewPassword, PasswordHash, PasswordOf,
    account_by_login, account_disable, account_enable, password_reset, second_factor_reset,
    sessions_end,
};
use danh_store::Tx;
use danh_vocabulary::Timestamp;

use crate::cli::AccountArguments;
use crate::commands::password;
use crate::config;
use crate::hashing;
use crate::platform::Platform;
use crate::process::operator;

pub(super) fn disable(arguments: &AccountArguments) -> anyhow::Result<()> {
    change(arguments, account_disable)?;
    let login = &arguments.login;
    println!("nobody may sign in as {login} any more, and its sessions have ended");
    Ok(())
}

pub(super) fn enable(arguments: &AccountArguments) -> anyhow::Result<()> {
    change(arguments, account_enable)?;
    println!("{} may sign in again", arguments.login);
    Ok(())
}

pub(super) fn reset_second_factor(arguments: &AccountArguments) -> anyhow::Result<()> {
    change(arguments, second_factor_reset)?;
    let login = &arguments.login;
    println!("{login} has no second factor any more, and its sessions have ended");
    println!(
        "Make sure that it was its owner who asked for it: now the password alone opens the account."
    );
    Ok(())
}

pub(super) fn end_sessions(arguments: &AccountArguments) -> anyhow::Result<()> {
    let ended = change(arguments, sessions_end)?;
    println!("{ended} sessions of {} have ended", arguments.login);
    Ok(())
}

pub(super) fn reset_password(arguments: &AccountArguments) -> anyhow::Result<()> {
    let config = config::of_arguments(&arguments.store)?;
    let platform = Platform::open_existing(&config)?;
    // Who mistyped a login is told before being asked for a password.
    let words = words(&platform, &arguments.login)?;
    let password = NewPassword::parse(&password::ask()?, &words)?;
    let cost = hashing::cost(&platform, &config)?;
    let hash = PasswordHash::of(&password, cost, &*platform.entropy);
    let (login, by, now) = hands(&platform, &arguments.login);
    let given = PasswordOf::Administrator;
    let reset = move |tx: &mut Tx<'_>| password_reset(tx, &login, (&hash, given), &by, now);
    platform.store.write(reset).wait()?;
    println!(
        "{} has another password, and its sessions have ended",
        arguments.login
    );
    println!("The first thing they will be asked for is a password that only they know.");
    Ok(())
}

/// What a password for the account must not be made of.
fn words(platform: &Platform, login: &Login) -> anyhow::Result<AccountWords> {
    let wanted = login.clone();
    let read = move |tx: &mut Tx<'_>| {
        let account = account_by_login(tx, &wanted)?;
        let account = account.ok_or_else(|| ChangeAccountError::Unknown(wanted.clone()))?;
        Ok::<_, ChangeAccountError>(officer_by_id(tx, account.officer)?)
    };
    let officer = platform.store.read(read).wait()?;
    let name = officer.map(|officer| officer.name.to_string());
    Ok(AccountWords::of(login, &name.unwrap_or_default()))
}

/// Does one thing to an account and notes who did it.
fn change<T: Send + 'static>(
    arguments: &AccountArguments,
    work: fn(&mut Tx<'_>, &Login, &ChangedBy, Timestamp) -> Result<T, ChangeAccountError>,
) -> anyhow::Result<T> {
    let platform = Platform::open_existing(&config::of_arguments(&arguments.store)?)?;
    let (login, by, now) = hands(&platform, &arguments.login);
    let done = platform.store.write(move |tx| work(tx, &login, &by, now));
    Ok(done.wait()?)
}

fn hands(platform: &Platform, login: &Login) -> (Login, ChangedBy, Timestamp) {
    let by = ChangedBy::Machine(operator());
    (login.clone(), by, platform.clock.now())
}
