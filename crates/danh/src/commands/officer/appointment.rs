//! `danh officer end-appointment`.

use danh_directory::{
    Appointment, AuthorityId, Decider, Decision, EndAppointmentError, Role, appointments_of,
    end_appointment,
};
use danh_identity::{ChangeAccountError, Login, account_by_login};
use danh_store::{StoreError, Tx};

use crate::cli::EndAppointmentArguments;
use crate::config;
use crate::platform::Platform;
use crate::process::operator;

/// Why no appointment was ended.
#[derive(Debug, thiserror::Error)]
pub(crate) enum EndError {
    /// Whose.
    #[error(transparent)]
    Account(#[from] ChangeAccountError),
    /// They hold no such appointment on that day.
    #[error("`{login}` is not appointed as {role} then; `danh officer show` lists what they hold")]
    NotHeld {
        /// Whose.
        login: Login,
        /// To what.
        role: Role,
    },
    /// They hold it at several authorities.
    #[error("`{login}` is appointed as {role} at {}; name one with --authority", named(.authorities))]
    Several {
        /// Whose.
        login: Login,
        /// To what.
        role: Role,
        /// Where.
        authorities: Vec<AuthorityId>,
    },
    /// It cannot be ended then.
    #[error(transparent)]
    End(#[from] EndAppointmentError),
}

impl From<StoreError> for EndError {
    fn from(error: StoreError) -> Self {
        Self::End(error.into())
    }
}

fn named(authorities: &[AuthorityId]) -> String {
    let named = authorities.iter().map(ToString::to_string);
    named.collect::<Vec<_>>().join(" and ")
}

pub(super) fn end(arguments: &EndAppointmentArguments) -> anyhow::Result<()> {
    let platform = Platform::open_existing(&config::of_arguments(&arguments.account.store)?)?;
    let login = arguments.account.login.clone();
    let last_day = arguments
        .last_day
        .unwrap_or_else(|| platform.register.today());
    let (role, authority) = (arguments.role, arguments.authority.clone());
    let decision = Decision {
        decider: Decider::Machine(operator()),
        basis: arguments.basis.clone(),
        recorded_at: platform.clock.now(),
    };
    let write = move |tx: &mut Tx<'_>| {
        let account = account_by_login(tx, &login)?;
        let account = account.ok_or_else(|| ChangeAccountError::Unknown(login.clone()))?;
        let held = appointments_of(tx, account.officer, last_day)?;
        let one = only(held, &login, role, authority.as_ref())?;
        end_appointment(tx, one.id, last_day, &decision)?;
        Ok::<_, EndError>(one)
    };
    let ended = platform.store.write(write).wait()?;
    println!(
        "{} is {} at {} until {last_day} and no longer",
        arguments.account.login, ended.role, ended.authority
    );
    Ok(())
}

/// The one appointment that is meant.
fn only(
    held: Vec<Appointment>,
    login: &Login,
    role: Role,
    authority: Option<&AuthorityId>,
) -> Result<Appointment, EndError> {
    let held = held.into_iter().filter(|one| one.role == role);
    let fits = |one: &Appointment| authority.is_none_or(|wanted| one.authority == *wanted);
    let mut fitting: Vec<Appointment> = held.filter(fits).collect();
    let login = login.clone();
    match (fitting.len(), fitting.pop()) {
        (1, Some(one)) => Ok(one),
        (_, None) => Err(EndError::NotHeld { login, role }),
        (_, Some(last)) => {
            fitting.push(last);
            let authorities = fitting.into_iter().map(|one| one.authority).collect();
            Err(EndError::Several {
                login,
                role,
                authorities,
            })
        }
    }
}
