//! The one way into the journal: event, commitment, states and indexes in one transaction.

use danh_ledger::Log;
use danh_store::{StoreError, Tx, params};
use danh_vocabulary::{EventId, PersonId};

use crate::Register;
use crate::act::Act;
use crate::book::BookRow;
use crate::event::{Event, EventBody, Subject};
use crate::fold::{self, View};
use crate::former_households;
use crate::index::Index;
use crate::journal;
use crate::person::PersonState;
use crate::subject::{LoadedSubject, NewOrLoaded, SubjectError};

/// What was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recorded {
    /// The key of the event.
    pub event: EventId,
    /// Whose state changed, and to which version.
    pub subjects: Vec<Subject>,
}

impl Register {
    /// Writes an event whose preconditions hold.
    pub(crate) fn record<S: Into<NewOrLoaded>>(
        &self,
        tx: &mut Tx<'_>,
        act: &Act,
        body: EventBody,
        subjects: Vec<S>,
    ) -> Result<Recorded, SubjectError> {
        let subjects: Vec<NewOrLoaded> = subjects.into_iter().map(Into::into).collect();
        let mut event = self.event(act, body, &subjects);
        let salt = self.salt();
        let document = event.to_document();
        tx.put(
            "INSERT INTO journal (event_id, document, salt) VALUES ($1, $2, $3)",
            params![event.id.as_i64(), &document, &salt],
        )?;
        let commitment = journal::event_commitment(&salt, &document);
        danh_ledger::append(tx, Log::JOURNAL, event.id.as_i64(), &commitment)?;
        if let Some(row) = BookRow::of(&event) {
            row.insert(tx)?;
        }
        let claimed = event.body.claimed_number();
        let recorded = Recorded {
            event: event.id,
            subjects: event.subjects.clone(),
        };
        for (subject, before) in recorded.subjects.iter().zip(subjects) {
            tx.put(
                "INSERT INTO person_event (person_id, version, event_id) VALUES ($1, $2, $3)",
                params![
                    subject.person.as_i64(),
                    i64::from(subject.version),
                    event.id.as_i64()
                ],
            )
            .map_err(|error| conflict_if_taken(error, subject.version))?;
            let (mut events, mut index) = match before {
                NewOrLoaded::New(_) => (Vec::with_capacity(1), Index::default()),
                NewOrLoaded::Loaded(loaded) => {
                    let index = Index::of(&loaded.state);
                    (loaded.events, index)
                }
            };
            // Its row is there since it was claimed.
            index
                .numbers
                .extend(claimed.map(|number| number.to_string()));
            events.push(event);
            let state =
                fold::fold(subject.person, &events, View::PRESENT)?.ok_or(SubjectError::Unknown)?;
            write_state(tx, *subject, &state)?;
            let mut next = Index::of(&state);
            former_households::fill_in(subject.person, &events, &mut index, &mut next);
            index.change_to(&next, tx, subject.person)?;
            event = events.pop().expect("it was pushed");
        }
        Ok(recorded)
    }

    /// The events of a subject with one more, as they would be if it were recorded.
    pub(crate) fn draft(&self, subject: &LoadedSubject, body: EventBody) -> Vec<Event> {
        let mut events = subject.events.clone();
        if let Some(last) = events.last().cloned() {
            events.push(Event {
                id: EventId::from_i64(self.ids().next()),
                body,
                ..last
            });
        }
        events
    }

    pub(crate) fn salt(&self) -> [u8; 16] {
        let mut salt = [0; 16];
        self.entropy().fill(&mut salt);
        salt
    }

    fn event(&self, act: &Act, body: EventBody, subjects: &[NewOrLoaded]) -> Event {
        // Ids order events when they come into the ledger together, and what was known at an instant is known with all
        // it rests on; so an event is never before those it follows, also when a machine with a faster clock wrote them.
        let before = || subjects.iter().filter_map(NewOrLoaded::last_event);
        let id = match before().map(|event| event.id).max() {
            Some(last) => self.ids().next_after(last.as_i64()),
            None => self.ids().next(),
        };
        let now = self.now();
        let recorded_at = before().map(|event| event.recorded_at).fold(now, Ord::max);
        Event {
            id: EventId::from_i64(id),
            actor: act.actor().clone(),
            authority: act.authority().to_owned(),
            basis: act.basis_of(&body),
            recorded_at,
            subjects: subjects.iter().map(NewOrLoaded::next).collect(),
            body,
        }
    }
}

impl NewOrLoaded {
    fn person(&self) -> PersonId {
        match self {
            Self::New(person) => *person,
            Self::Loaded(loaded) => loaded.person,
        }
    }

    fn next(&self) -> Subject {
        let version = match self {
            Self::New(_) => 0,
            Self::Loaded(loaded) => loaded.version(),
        };
        Subject {
            person: self.person(),
            version: version + 1,
        }
    }

    fn last_event(&self) -> Option<&Event> {
        match self {
            Self::New(_) => None,
            Self::Loaded(loaded) => loaded.events.last(),
        }
    }
}

fn write_state(tx: &mut Tx<'_>, subject: Subject, state: &PersonState) -> Result<(), StoreError> {
    tx.put(
        "INSERT INTO person (person_id, version, document) VALUES ($1, $2, $3)
         ON CONFLICT (person_id) DO UPDATE SET version = excluded.version, document = excluded.document",
        params![subject.person.as_i64(), i64::from(subject.version), &state.to_document()],
    )
}

fn conflict_if_taken(error: StoreError, version: u32) -> SubjectError {
    if error.is_unique_violation() {
        SubjectError::Conflict {
            seen: version - 1,
            current: version,
        }
    } else {
        error.into()
    }
}
