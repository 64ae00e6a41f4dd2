//! The SQL of this capability.

mod account;
mod attempt;
mod second_factor;
mod session;

use danh_store::{Row, StoreError};
use danh_vocabulary::Timestamp;

use crate::Login;

pub(crate) use account::*;
pub(crate) use attempt::*;
pub(crate) use second_factor::*;
pub(crate) use session::*;

fn instant(row: &Row, index: usize) -> Result<Timestamp, StoreError> {
    row.get(index).map(Timestamp::from_micros)
}

fn instant_opt(row: &Row, index: usize) -> Result<Option<Timestamp>, StoreError> {
    Ok(row.get::<Option<i64>>(index)?.map(Timestamp::from_micros))
}

/// Logins are checked on their way in; one that is not a login any more is a damaged row.
fn stored_login(row: &Row, index: usize) -> Result<Login, StoreError> {
    stored(row, index)
}

/// A text that this program wrote, parsed; another is a damaged row.
fn stored<T: std::str::FromStr<Err: std::fmt::Display>>(
    row: &Row,
    index: usize,
) -> Result<T, StoreError> {
    let text = row.get::<String>(index)?;
    text.parse().map_err(|error: T::Err| StoreError::Corrupt {
        detail: format!("a stored text of an account: {error}"),
    })
}
