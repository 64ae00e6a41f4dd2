//! What is made of some records: links, findings, cases.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use danh_directory::Directory;
use danh_register::person_queries::{persons_by_ids, record_read};
use danh_register::{PersonState, Viewer};
use danh_store::{StoreError, Tx};
use danh_vocabulary::{LinkDecisionId, PersonId, SyncRunId};
use jiff::civil::Date;

use super::review_use;
use crate::agency::{Agency, Field, People};
use crate::findings::{Finding, FindingCode, Judge, cases_of};
use crate::link_row::{Decision, LinkRow};
use crate::links_file::EngineLink;
use crate::queries::case::RegisterCase;
use crate::queries::decision::{decision_last, decisions_of_record};
use crate::queries::link::{link_of_record, person_has_other_record};
use crate::record::AgencyRecord;
use crate::review::{Settled, settled};
use crate::snapshot::PersonRow;

/// By what records are judged.
pub(crate) struct Judging {
    pub(crate) agency: Arc<Agency>,
    pub(crate) directory: Arc<Directory>,
    pub(crate) run: SyncRunId,
    pub(crate) as_of: Date,
    pub(crate) today: Date,
    /// Persons of whom the file has several records.
    pub(crate) of_several: HashSet<PersonId>,
    pub(crate) is_published: bool,
}

/// What is to be written of some records.
#[derive(Debug, Default)]
pub(crate) struct Chunk {
    /// How many records there were.
    pub(crate) records: u64,
    /// New links.
    pub(crate) links: Vec<LinkRow>,
    /// Keys of links that these replace.
    pub(crate) replaced: Vec<String>,
    /// What the agency is told, with the records' keys.
    pub(crate) findings: Vec<(String, Finding)>,
    /// About whom it is told something.
    pub(crate) told: BTreeSet<PersonId>,
    /// What registrars should look at.
    pub(crate) cases: Vec<RegisterCase>,
    /// How records were decided, and what found the links.
    pub(crate) decisions: BTreeMap<String, u64>,
    pub(crate) methods: BTreeMap<String, u64>,
    /// The last officer's decision that is taken into account.
    pub(crate) decision_last: Option<LinkDecisionId>,
}

/// A person as they may be linked to.
struct Candidate {
    person: PersonId,
    state: PersonState,
}

impl Judging {
    pub(crate) fn chunk(
        &self,
        tx: &mut Tx<'_>,
        rows: &[(AgencyRecord, EngineLink)],
    ) -> Result<Chunk, StoreError> {
        let mut chunk = Chunk {
            records: rows.len() as u64,
            decision_last: decision_last(tx, &self.agency.id)?,
            ..Chunk::default()
        };
        let persons = read_persons(tx, rows.iter().filter_map(|(_, link)| link.person))?;
        for (record, link) in rows {
            let candidate = link.person.and_then(|person| persons.get(&person));
            self.record(tx, (record, link, candidate), &mut chunk)?;
        }
        Ok(chunk)
    }

    fn record(
        &self,
        tx: &mut Tx<'_>,
        (record, link, candidate): (&AgencyRecord, &EngineLink, Option<&Candidate>),
        chunk: &mut Chunk,
    ) -> Result<(), StoreError> {
        let by_officer = match chunk.decision_last {
            Some(_) => self.decided(tx, record, candidate)?,
            None => None,
        };
        let candidate = match &by_officer {
            Some((Settled::Same, theirs)) => Some(theirs),
            Some((Settled::Different, _)) => None,
            None => candidate,
        };
        let decision = match (&by_officer, candidate) {
            (Some((Settled::Same, _)), _) => Decision::Match,
            (_, None) => Decision::None,
            (_, Some(_)) => link.decision,
        };
        let row = self.row(record, link, (decision, candidate, by_officer.is_some()));
        crate::report::count(&mut chunk.decisions, decision.as_str());
        if decision == Decision::Match {
            crate::report::count(&mut chunk.methods, &row.method);
        }
        let before = if self.is_published {
            link_of_record(tx, &self.agency.id, &record.key)?
        } else {
            None
        };
        let is_same = before.as_ref().is_some_and(|it| it.says_the_same(&row));
        if decision == Decision::Match || !is_same {
            let found = (record, candidate, &row);
            self.tell(tx, found, chunk)?;
        }
        if !is_same {
            if before.is_some() {
                chunk.replaced.push(record.key.clone());
            }
            chunk.links.push(row);
        }
        Ok(())
    }

    fn row(
        &self,
        record: &AgencyRecord,
        link: &EngineLink,
        (decision, candidate, by_officer): (Decision, Option<&Candidate>, bool),
    ) -> LinkRow {
        let is_active = record.is_active_on(self.as_of);
        #[expect(
            clippy::cast_possible_truncation,
            reason = "a probability in millionths has seven digits"
        )]
        let probability = (link.probability * 1e6).round() as i64;
        let person = candidate.map(|it| it.person);
        LinkRow {
            key: record.key.clone(),
            since: self.run,
            content: record.content(),
            person: person.filter(|_| decision != Decision::None),
            decision,
            method: if by_officer {
                "officer".to_owned()
            } else {
                link.method.clone()
            },
            probability,
            levels: link.levels.clone(),
            review_use: review_use(decision, link.probability, is_active),
            record: record.document(decision == Decision::Possible),
        }
    }

    /// What officers settled about a record: that it is somebody's, or that it is not the candidate's.
    fn decided(
        &self,
        tx: &mut Tx<'_>,
        record: &AgencyRecord,
        candidate: Option<&Candidate>,
    ) -> Result<Option<(Settled, Candidate)>, StoreError> {
        let mut decisions = decisions_of_record(tx, &self.agency.id, &record.key)?;
        let record_digest = record.compared_digest(&self.agency);
        decisions.retain(|it| it.record_digest == record_digest);
        let persons: BTreeSet<PersonId> = decisions.iter().map(|it| it.person).collect();
        let rows = PersonRow::new(&self.directory, self.today);
        let mut found = None;
        for person in persons {
            let Some(theirs) = read_persons(tx, std::iter::once(person))?.remove(&person) else {
                continue;
            };
            let person_digest = rows.digest(theirs.person, &theirs.state);
            let of_person = decisions
                .iter()
                .filter(|it| it.person == person && it.person_digest == person_digest);
            match settled(of_person, self.agency.reviewers) {
                Some(Settled::Same) => return Ok(Some((Settled::Same, theirs))),
                Some(Settled::Different)
                    if candidate.is_some_and(|it| it.person == theirs.person) =>
                {
                    found = Some((Settled::Different, theirs));
                }
                _ => {}
            }
        }
        Ok(found)
    }

    fn tell(
        &self,
        tx: &mut Tx<'_>,
        (record, candidate, row): (&AgencyRecord, Option<&Candidate>, &LinkRow),
        chunk: &mut Chunk,
    ) -> Result<(), StoreError> {
        let judge = Judge {
            agency: &self.agency,
            directory: &self.directory,
            as_of: self.as_of,
            today: self.today,
        };
        let mut findings = match (row.decision, candidate) {
            (Decision::Match, Some(theirs)) => {
                for (code, record_says) in cases_of(&self.agency, record, &theirs.state) {
                    chunk.cases.push(RegisterCase {
                        agency: self.agency.id.clone(),
                        key: record.key.clone(),
                        code,
                        person: theirs.person,
                        run: self.run,
                        record_says,
                    });
                }
                if row.method != "officer" && !judge.is_sure(row.probability) {
                    return Ok(());
                }
                judge.findings(record, &theirs.state)
            }
            (Decision::None, _) => judge.nobody(record),
            _ => return Ok(()),
        };
        if let Some(theirs) = candidate
            && row.decision == Decision::Match
            && self.has_other_record(tx, record, theirs.person)?
        {
            findings.extend(judge.duplicate(record));
        }
        if row.decision == Decision::Match && !findings.is_empty() {
            chunk.told.extend(row.person);
        }
        let told = findings.into_iter().map(|it| (record.key.clone(), it));
        chunk.findings.extend(told);
        Ok(())
    }

    fn has_other_record(
        &self,
        tx: &mut Tx<'_>,
        record: &AgencyRecord,
        person: PersonId,
    ) -> Result<bool, StoreError> {
        if self.agency.people == People::ManyRecordsEach {
            return Ok(false);
        }
        if self.of_several.contains(&person) {
            return Ok(true);
        }
        let key = (self.agency.id.as_str(), record.key.as_str());
        Ok(self.is_published && person_has_other_record(tx, key, person)?)
    }
}

impl Judge<'_> {
    /// Whether a link is sure enough for its findings to be told.
    #[expect(
        clippy::cast_precision_loss,
        reason = "a probability in millionths has seven digits"
    )]
    fn is_sure(&self, probability: i64) -> bool {
        probability as f64 / 1e6 >= self.agency.findings.from
    }

    fn duplicate(&self, record: &AgencyRecord) -> Option<Finding> {
        let code = FindingCode::DuplicateRecord;
        let told = self.agency.findings.codes.contains(&code) && self.holds();
        told.then(|| Finding {
            code,
            field: Field::Key,
            said: record.get(Field::Key).to_owned(),
            answer: None,
        })
    }
}

/// Some persons as they may be linked to, by the ids asked for: of a merged record the one that is read, and nobody whom an
/// outsider may not know of.
fn read_persons(
    tx: &mut Tx<'_>,
    ids: impl Iterator<Item = PersonId>,
) -> Result<HashMap<PersonId, Candidate>, StoreError> {
    let ids: BTreeSet<PersonId> = ids.collect();
    let ids: Vec<PersonId> = ids.into_iter().collect();
    let mut persons = HashMap::with_capacity(ids.len());
    for (id, state) in persons_by_ids(tx, &ids)? {
        let (person, state) = match state.merged_into {
            None => (id, state),
            Some(_) => record_read(tx, id, state)?,
        };
        if state.is_visible_to(Viewer::Outsider) {
            persons.insert(id, Candidate { person, state });
        }
    }
    Ok(persons)
}
