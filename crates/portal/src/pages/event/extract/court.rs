//! Extracts of what a court decided and the registrar entered: Law on Civil Status 2014, art. 30.

use danh_register::{EventBody, MarriageEnded, SubjectError, TimelineEntry};
use danh_store::{StoreError, Tx};

use super::content::{Parts, decision_rows, list};
use super::people::{person, relative};
use crate::desk::Told;
use crate::messages::Key;
use crate::pages::person::read::PersonReader;

/// Whom it is about, and the decision.
pub(super) fn of(
    reader: &PersonReader,
    tx: &mut Tx<'_>,
    entry: &TimelineEntry,
    told: &mut Told,
) -> Result<Option<(Key, Parts)>, SubjectError> {
    let (title, concerned, decision) = match &entry.says {
        EventBody::Divorce(ended) => {
            let spouses = spouses(reader, tx, ended, told)?;
            (Key("extract-divorce"), spouses, &ended.decision)
        }
        EventBody::Annulment(ended) => {
            let spouses = spouses(reader, tx, ended, told)?;
            (Key("extract-annulment"), spouses, &ended.decision)
        }
        EventBody::MissingDeclared(declared) => {
            let missing = vec![(None, person(reader, tx, declared.person)?)];
            (Key("extract-missing"), missing, &declared.decision)
        }
        EventBody::Returned(returned) => {
            let back = vec![(None, person(reader, tx, returned.person)?)];
            (Key("extract-returned"), back, &returned.decision)
        }
        _ => return Ok(None),
    };
    let mut parts = concerned;
    let decision = list(decision_rows(decision));
    parts.push((Some(Key("extract-decision")), decision));
    Ok(Some((title, parts)))
}

fn spouses(
    reader: &PersonReader,
    tx: &mut Tx<'_>,
    ended: &MarriageEnded,
    told: &mut Told,
) -> Result<Parts, StoreError> {
    let wife = relative(reader, tx, &ended.wife, told)?;
    let husband = relative(reader, tx, &ended.husband, told)?;
    Ok(vec![
        (Some(Key("extract-wife")), wife),
        (Some(Key("extract-husband")), husband),
    ])
}
