//! A chunk into the database.

use std::sync::Arc;

use danh_exchange::{AccessKind, AccessRecord, Told, access_record_append};
use danh_store::StoreError;
use danh_vocabulary::AccessRecordId;

use super::Staging;
use super::chunk::Chunk;
use crate::error::SyncError;
use crate::queries::case::case_open;
use crate::queries::decision::decision_last;
use crate::queries::link::{link_end, links_insert};
use crate::queries::run::{Run, run_keep};
use crate::report::count;

impl Staging<'_> {
    /// Writes a chunk and how far the run is with it; nothing where an officer decided since the chunk was made.
    pub(super) fn write(
        &self,
        run: &Run,
        chunk: Arc<Chunk>,
        findings_bytes: u64,
    ) -> Result<Option<Run>, SyncError> {
        let mut after = run.clone();
        after.rows_staged += chunk.records;
        after.findings_bytes = findings_bytes;
        after.changed_at = self.desk.clock.now();
        for (counts, more) in [
            (&mut after.report.decisions, &chunk.decisions),
            (&mut after.report.methods, &chunk.methods),
        ] {
            for (what, number) in more {
                *counts.entry(what.clone()).or_default() += number;
            }
        }
        for (_, finding) in &chunk.findings {
            count(&mut after.report.findings, finding.code.as_str());
        }
        let (told, seen) = (self.access_record(&chunk), run.changed_at);
        let agency = Arc::clone(self.agency);
        let written = self.desk.store.write(move |tx| {
            if decision_last(tx, &agency.id)? != chunk.decision_last {
                return Ok(None);
            }
            for key in &chunk.replaced {
                link_end(tx, (&agency.id, key), after.id)?;
            }
            if !chunk.links.is_empty() {
                links_insert(tx, &agency.id, &chunk.links)?;
            }
            let mut after = after.clone();
            for case in &chunk.cases {
                if case_open(tx, case)? {
                    count(&mut after.report.cases, case.code.as_str());
                }
            }
            if let Some((record, salt)) = &told {
                access_record_append(tx, record, salt)?;
            }
            run_keep(tx, &after, seen)?;
            Ok::<_, StoreError>(Some(after))
        });
        Ok(written.wait()?)
    }

    /// The record of what the findings tell about people; nothing where they tell of nobody.
    fn access_record(&self, chunk: &Chunk) -> Option<(AccessRecord, [u8; 16])> {
        if chunk.told.is_empty() {
            return None;
        }
        let agreement = &self.agency.agreement;
        let record = AccessRecord {
            id: AccessRecordId::from_i64(self.desk.ids.next()),
            at: self.desk.clock.now(),
            actor: self.desk.actor.clone(),
            authority: self.agency.organisation.clone(),
            appointment: None,
            kind: AccessKind::Disclosure,
            purpose: agreement.purpose.clone(),
            basis: agreement.basis.clone(),
            told: vec![Told::Export],
            persons: chunk.told.iter().copied().collect(),
            organisation: None,
        };
        let mut salt = [0; 16];
        self.desk.entropy.fill(&mut salt);
        Some((record, salt))
    }
}
