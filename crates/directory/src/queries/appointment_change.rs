//! The history of appointments: rows that are only ever added.

use danh_store::{StoreError, Tx, params};
use danh_vocabulary::{AppointmentId, Timestamp};

use super::appointment::appointment;
use super::parsed;
use crate::appointment::{Appointment, AppointmentChange, ChangeKind};
use crate::decision::Decision;

/// What was changed about an appointment since it was given, first to last. Also tells of one
/// that was withdrawn.
pub fn appointment_history(
    tx: &mut Tx<'_>,
    id: AppointmentId,
) -> Result<Vec<AppointmentChange>, StoreError> {
    let rows = tx.query(
        "SELECT kind, decider, basis, recorded_at,
                appointment_id, officer_id, role, standing, authority, valid_from, valid_until
         FROM appointment_change WHERE appointment_id = $1 ORDER BY change_number",
        params![id.as_i64()],
    )?;
    rows.iter()
        .map(|row| {
            Ok(AppointmentChange {
                kind: parsed(row, 0)?,
                decision: Decision {
                    decider: parsed(row, 1)?,
                    basis: row.get(2)?,
                    recorded_at: Timestamp::from_micros(row.get(3)?),
                },
                before: appointment(row, 4)?,
            })
        })
        .collect()
}

/// Keeps what an appointment said, before it is changed.
pub(crate) fn appointment_change_insert(
    tx: &mut Tx<'_>,
    before: &Appointment,
    kind: ChangeKind,
    decision: &Decision,
) -> Result<(), StoreError> {
    let row = tx.query_one(
        "SELECT COUNT(*) FROM appointment_change WHERE appointment_id = $1",
        params![before.id.as_i64()],
    )?;
    let earlier: i64 = row.get(0)?;
    tx.execute(
        "INSERT INTO appointment_change
         (appointment_id, change_number, kind, decider, basis, recorded_at,
          officer_id, role, standing, authority, valid_from, valid_until)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
        params![
            before.id.as_i64(),
            earlier + 1,
            &kind.to_string(),
            &decision.decider.to_string(),
            decision.basis.as_str(),
            decision.recorded_at.micros(),
            before.officer.as_i64(),
            before.role.as_str(),
            before.standing.as_str(),
            &before.authority.to_string(),
            &before.valid_from.to_string(),
            before.valid_until.map(|day| day.to_string()).as_ref()
        ],
    )?;
    Ok(())
}
