//! Records that are in no log: put in by someone who did not go through the register.

use std::sync::Arc;

use danh_store::{Store, StoreError, Tx};

use crate::log::Log;
use crate::queries::logged_ids;

/// Records looked at in one transaction.
const PAGE: u64 = 4_096;

/// The lowest id of a record that `log` neither has nor is about to have; `None` if it has all.
///
/// A walk shows that each entry of the log has its record; this shows that each record has its
/// entry. `ids` tells the ids of the records above one id (all of them are above `None`),
/// ascending, at most as many as asked for. `after_each` is called after every 4,096 records, outside of any transaction, and may
/// end it.
pub fn first_unlogged<F, E>(
    store: &Store,
    log: Log,
    ids: F,
    after_each: &mut dyn FnMut() -> Result<(), E>,
) -> Result<Option<i64>, E>
where
    F: Fn(&mut Tx<'_>, Option<i64>, u64) -> Result<Vec<i64>, E> + Send + Sync + 'static,
    E: From<StoreError> + Send + 'static,
{
    let ids = Arc::new(ids);
    let mut after = None;
    loop {
        let ids = Arc::clone(&ids);
        // One transaction, so that a record and its entry are both seen or neither is.
        let page = store.read(move |tx| {
            let records = ids(tx, after, PAGE)?;
            let (Some(first), Some(last)) = (records.first(), records.last()) else {
                return Ok((None, None));
            };
            let logged = logged_ids(tx, log, *first..=*last)?;
            let unlogged = records.iter().find(|id| logged.binary_search(id).is_err());
            Ok::<_, E>((unlogged.copied(), Some(*last)))
        });
        match page.wait()? {
            (None, Some(last)) => after = Some(last),
            (unlogged, _) => return Ok(unlogged),
        }
        after_each()?;
    }
}

#[cfg(test)]
mod tests {
    use danh_store::testing::on_both_engines;
    use danh_store::{Migrations, params};

    use super::*;
    use crate::queries::MIGRATIONS;
    use crate::testing::{append_ids, clock, integrator};

    const RECORDS: Migrations = Migrations {
        capability: "records",
        steps: &["CREATE TABLE record (record_id BIGINT PRIMARY KEY);"],
    };

    fn put(store: &Store, records: impl IntoIterator<Item = i64>) {
        let records: Vec<i64> = records.into_iter().collect();
        store
            .write::<_, StoreError, _>(move |tx| {
                let rows: Vec<_> = records.iter().map(|id| vec![(*id).into()]).collect();
                tx.bulk_insert("record", &["record_id"], &rows)
            })
            .wait()
            .unwrap();
    }

    fn found(store: &Store) -> Option<i64> {
        let ids = |tx: &mut Tx<'_>, after: Option<i64>, limit| {
            let rows = tx.query(
                "SELECT record_id FROM record WHERE record_id > $1 ORDER BY record_id LIMIT $2",
                params![after.unwrap_or(i64::MIN), i64::try_from(limit).unwrap()],
            )?;
            rows.iter().map(|row| row.get(0)).collect()
        };
        first_unlogged::<_, StoreError>(store, Log::JOURNAL, ids, &mut || Ok(())).unwrap()
    }

    #[test]
    fn a_record_that_did_not_come_through_the_register_is_found() {
        on_both_engines(&[MIGRATIONS, RECORDS], |store| {
            assert_eq!(found(store), None);
            put(store, (0..10_000).map(|n| n * 2));
            append_ids(store, (0..6_000).map(|n| n * 2));
            integrator(store, "one", &clock()).step().unwrap();
            assert_eq!(found(store), Some(12_000));
            append_ids(store, (6_000..10_000).map(|n| n * 2));
            assert_eq!(found(store), None, "pending is logged");

            put(store, [4_711, 19_999]);
            assert_eq!(found(store), Some(4_711));
            // In another log it is somebody else's.
            store
                .write(|tx| {
                    let other = crate::testing::commitment_of(4_711);
                    crate::append(tx, Log::ACCESS, 4_711, &other)
                })
                .wait()
                .unwrap();
            assert_eq!(found(store), Some(4_711));
        });
    }
}
