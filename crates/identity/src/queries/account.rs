//! Accounts, what became of them, and what their passwords are hashed with.

use danh_store::{StoreError, Tx, params};
use danh_vocabulary::{OfficerId, Timestamp};

use super::{instant, instant_opt, stored, stored_login};
use crate::{
    Account, HashingCost, ListedAccount, Login, NewAccount, NotedChange, PasswordHash, PasswordOf,
};

pub(crate) fn account_by_login(
    tx: &mut Tx<'_>,
    login: &Login,
) -> Result<Option<Account>, StoreError> {
    let row = tx.query_opt(
        "SELECT officer_id, password_hash, password_set_at, password_is_temporary, created_at, disabled_at
         FROM staff_account WHERE login = $1",
        params![login.as_str()],
    )?;
    row.map(|row| {
        Ok(Account {
            login: login.clone(),
            officer: OfficerId::from_i64(row.get(0)?),
            password: PasswordHash::from_store(row.get(1)?),
            password_set_at: instant(&row, 2)?,
            password_of: password_of(row.get(3)?),
            created_at: instant(&row, 4)?,
            disabled_at: instant_opt(&row, 5)?,
        })
    })
    .transpose()
}

/// Since when an account is proven by what it is proven by now: its password and, if it has one,
/// its second factor. Nothing when nobody has that login.
pub(crate) fn proof_changed_at(
    tx: &mut Tx<'_>,
    login: &Login,
) -> Result<Option<Timestamp>, StoreError> {
    let row = tx.query_opt(
        "SELECT a.password_set_at, f.enrolled_at
         FROM staff_account a LEFT JOIN staff_second_factor f ON f.login = a.login
         WHERE a.login = $1",
        params![login.as_str()],
    )?;
    row.map(|row| {
        let (password, factor) = (instant(&row, 0)?, instant_opt(&row, 1)?);
        Ok(factor.map_or(password, |factor| factor.max(password)))
    })
    .transpose()
}

pub(crate) fn accounts(tx: &mut Tx<'_>) -> Result<Vec<ListedAccount>, StoreError> {
    let rows = tx.query(
        "SELECT a.login, a.officer_id, a.disabled_at, a.password_is_temporary, f.enrolled_at
         FROM staff_account a LEFT JOIN staff_second_factor f ON f.login = a.login
         ORDER BY a.login",
        params![],
    )?;
    let listed = rows.iter().map(|row| {
        Ok(ListedAccount {
            login: stored_login(row, 0)?,
            officer: OfficerId::from_i64(row.get(1)?),
            disabled_at: instant_opt(row, 2)?,
            password_of: password_of(row.get(3)?),
            second_factor_since: instant_opt(row, 4)?,
        })
    });
    listed.collect()
}

pub(super) const fn password_of(is_temporary: bool) -> PasswordOf {
    if is_temporary {
        PasswordOf::Administrator
    } else {
        PasswordOf::Owner
    }
}

pub(crate) fn login_by_officer(
    tx: &mut Tx<'_>,
    officer: OfficerId,
) -> Result<Option<Login>, StoreError> {
    let row = tx.query_opt(
        "SELECT login FROM staff_account WHERE officer_id = $1",
        params![officer.as_i64()],
    )?;
    row.map(|row| stored_login(&row, 0)).transpose()
}

pub(crate) fn account_insert(
    tx: &mut Tx<'_>,
    new: &NewAccount,
    now: Timestamp,
) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO staff_account
         (login, officer_id, password_hash, password_set_at, password_is_temporary, created_at)
         VALUES ($1, $2, $3, $4, $5, $6)",
        params![
            new.login.as_str(),
            new.officer.as_i64(),
            new.password.as_str(),
            now.micros(),
            new.password_of == PasswordOf::Administrator,
            now.micros()
        ],
    )?;
    Ok(())
}

pub(crate) fn account_set_password(
    tx: &mut Tx<'_>,
    login: &Login,
    (password, of): (&PasswordHash, PasswordOf),
    now: Timestamp,
) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE staff_account
         SET password_hash = $1, password_set_at = $2, password_is_temporary = $3 WHERE login = $4",
        params![
            password.as_str(),
            now.micros(),
            of == PasswordOf::Administrator,
            login.as_str()
        ],
    )?;
    Ok(())
}

/// The same password, hashed otherwise.
pub(crate) fn account_renew_hash(
    tx: &mut Tx<'_>,
    login: &Login,
    password: &PasswordHash,
) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE staff_account SET password_hash = $1 WHERE login = $2",
        params![password.as_str(), login.as_str()],
    )?;
    Ok(())
}

pub(crate) fn account_set_disabled(
    tx: &mut Tx<'_>,
    login: &Login,
    disabled_at: Option<Timestamp>,
) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE staff_account SET disabled_at = $1 WHERE login = $2",
        params![disabled_at.map(Timestamp::micros), login.as_str()],
    )?;
    Ok(())
}

pub(crate) fn change_insert(
    tx: &mut Tx<'_>,
    login: &Login,
    noted: &NotedChange,
) -> Result<(), StoreError> {
    let last = tx.query_one(
        "SELECT MAX(change_number) FROM staff_account_change WHERE login = $1",
        params![login.as_str()],
    )?;
    let number = last.get::<Option<i64>>(0)?.unwrap_or(0) + 1;
    tx.execute(
        "INSERT INTO staff_account_change (login, change_number, kind, changed_by, changed_at)
         VALUES ($1, $2, $3, $4, $5)",
        params![
            login.as_str(),
            number,
            noted.change.as_str(),
            &noted.by.to_string(),
            noted.at.micros()
        ],
    )?;
    Ok(())
}

pub(crate) fn changes_of_login(
    tx: &mut Tx<'_>,
    login: &Login,
    count_max: u32,
) -> Result<Vec<NotedChange>, StoreError> {
    let rows = tx.query(
        "SELECT kind, changed_by, changed_at FROM staff_account_change
         WHERE login = $1 ORDER BY change_number DESC LIMIT $2",
        params![login.as_str(), i64::from(count_max)],
    )?;
    let noted = rows.iter().map(|row| {
        Ok(NotedChange {
            change: stored(row, 0)?,
            by: stored(row, 1)?,
            at: instant(row, 2)?,
        })
    });
    noted.collect()
}

pub(crate) fn hashing_cost_last(tx: &mut Tx<'_>) -> Result<Option<HashingCost>, StoreError> {
    let row = tx.query_opt(
        "SELECT memory_kib, passes, lanes FROM hashing_cost ORDER BY measurement DESC LIMIT 1",
        params![],
    )?;
    row.map(|row| {
        let columns = [row.get(0)?, row.get(1)?, row.get(2)?];
        HashingCost::of_columns(columns).ok_or_else(|| StoreError::Corrupt {
            detail: "the stored cost of hashing a password is too little".to_owned(),
        })
    })
    .transpose()
}

pub(crate) fn hashing_cost_add(
    tx: &mut Tx<'_>,
    cost: HashingCost,
    now: Timestamp,
) -> Result<(), StoreError> {
    let last = tx.query_one("SELECT MAX(measurement) FROM hashing_cost", params![])?;
    let number = last.get::<Option<i64>>(0)?.unwrap_or(0) + 1;
    let [memory_kib, passes, lanes] = cost.columns();
    tx.execute(
        "INSERT INTO hashing_cost (measurement, memory_kib, passes, lanes, measured_at)
         VALUES ($1, $2, $3, $4, $5)",
        params![number, memory_kib, passes, lanes, now.micros()],
    )?;
    Ok(())
}
