//! Enrolment of one person or of millions.
//!
//! What can be done without the database (checks, folding, serialising, hashing) is done in [`Register::prepare_enrolment`],
//! on any thread; what is left for the one writer is a handful of bulk inserts.

use danh_ledger::{Commitment, Log};
use danh_store::{Param, StoreError, Tx};
use danh_vocabulary::{EventId, IdBlock, PersonId, PersonalNumber, Timestamp, canonical};
use jiff::civil::Date;

use crate::Register;
use crate::act::Act;
use crate::event::{Enrolment, EnrolmentError, Event, EventBody, Subject};
use crate::index::Index;
use crate::indexing::{self, IndexRows};
use crate::journal;
use crate::numbers::Numbers;

/// Numbers asked about in one query.
const NUMBERS_A_QUERY: usize = 500;

/// Everything that enrolling a person will write.
#[derive(Debug)]
pub struct PreparedEnrolment {
    event: EventId,
    person: PersonId,
    document: Box<str>,
    salt: Salt,
    commitment: Commitment,
    state_document: Box<str>,
    number: Option<PersonalNumber>,
    rows: IndexRows,
}

/// A person who was enrolled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EnrolledPerson {
    /// The event.
    pub event: EventId,
    /// The person.
    pub person: PersonId,
}

/// Prepares enrolments one after another; what each needs of clock and chance is drawn once for all of them.
pub(crate) struct Enrolling<'a> {
    act: &'a Act,
    recorded_at: Timestamp,
    today: Date,
    ids: IdBlock,
    salts: std::vec::IntoIter<Salt>,
    documents: canonical::Writer,
}

type Salt = [u8; 16];

/// The ids of a person and of the event that enrols them.
const IDS_A_PERSON: u32 = 2;

impl Register {
    /// Checks an enrolment and makes ready what it will write. Touches no database.
    pub fn prepare_enrolment(
        &self,
        act: &Act,
        enrolment: Enrolment,
    ) -> Result<PreparedEnrolment, EnrolmentError> {
        self.enrolling(act, 1).prepare(enrolment)
    }

    /// Draws the instant, the ids and the salts of so many enrolments. Those drawn later have greater ids, whichever are
    /// prepared first.
    pub(crate) fn enrolling<'a>(&self, act: &'a Act, count: usize) -> Enrolling<'a> {
        let recorded_at = self.now();
        let ids = u32::try_from(count).expect("a transaction has less than 2^31 rows");
        let mut salts = vec![Salt::default(); count];
        self.entropy().fill(salts.as_flattened_mut());
        Enrolling {
            act,
            recorded_at,
            today: recorded_at.date_in_viet_nam(),
            ids: self.ids().block(IDS_A_PERSON * ids),
            salts: salts.into_iter(),
            documents: canonical::Writer::default(),
        }
    }
}

impl Enrolling<'_> {
    /// Checks an enrolment and makes ready what it will write.
    ///
    /// # Panics
    /// When there were more than was said.
    pub(crate) fn prepare(
        &mut self,
        enrolment: Enrolment,
    ) -> Result<PreparedEnrolment, EnrolmentError> {
        const DRAWN: &str = "so many were drawn";
        enrolment.check_dates(self.today)?;
        let person = PersonId::from_i64(self.ids.next().expect(DRAWN));
        let body = EventBody::Enrolment(Box::new(enrolment));
        let event = Event {
            actor: self.act.actor().clone(),
            authority: self.act.authority().to_owned(),
            basis: self.act.basis_of(&body),
            body,
            id: EventId::from_i64(self.ids.next().expect(DRAWN)),
            recorded_at: self.recorded_at,
            subjects: vec![Subject { person, version: 1 }],
        };
        let salt = self.salts.next().expect(DRAWN);
        let document: Box<str> = event.write_document(&mut self.documents).into();
        let EventBody::Enrolment(enrolment) = event.body else {
            unreachable!("it was just put there");
        };
        let state = enrolment.into_state();
        Ok(PreparedEnrolment {
            event: event.id,
            person,
            commitment: journal::event_commitment(&salt, &document),
            document,
            salt,
            state_document: state.write_document(&mut self.documents).into(),
            number: state.number(),
            rows: IndexRows::of(&Index::of(&state), person),
        })
    }
}

impl PreparedEnrolment {
    /// Who will have been enrolled.
    pub fn person(&self) -> EnrolledPerson {
        EnrolledPerson {
            event: self.event,
            person: self.person,
        }
    }

    pub(crate) fn number(&self) -> Option<PersonalNumber> {
        self.number
    }

    pub(crate) fn rows(&self) -> &IndexRows {
        &self.rows
    }
}

/// Enrols all whose number nobody has yet, and answers the places in `prepared`, ascending, of those it refused.
pub fn enrol_many(
    tx: &mut Tx<'_>,
    prepared: &[PreparedEnrolment],
) -> Result<Vec<usize>, StoreError> {
    let refused = refusals(tx, prepared)?;
    let accepted = without(prepared, &refused);
    insert_people(tx, &accepted)?;
    indexing::insert_people(tx, accepted.iter().map(|person| &person.rows))?;
    Ok(refused)
}

/// All but those at some places, which ascend.
pub(crate) fn without<'a>(
    prepared: &'a [PreparedEnrolment],
    refused: &[usize],
) -> Vec<&'a PreparedEnrolment> {
    prepared
        .iter()
        .enumerate()
        .filter(|(place, _)| refused.binary_search(place).is_err())
        .map(|(_, person)| person)
        .collect()
}

/// The places, ascending, of those whose number somebody in the register or earlier in the list has.
pub(crate) fn refusals(
    tx: &mut Tx<'_>,
    prepared: &[PreparedEnrolment],
) -> Result<Vec<usize>, StoreError> {
    Ok(taken_numbers(tx, prepared)?.refusals(prepared))
}

fn taken_numbers(tx: &mut Tx<'_>, prepared: &[PreparedEnrolment]) -> Result<Numbers, StoreError> {
    let numbers: Vec<&str> = prepared
        .iter()
        .filter_map(|person| person.number.as_ref())
        .map(PersonalNumber::as_str)
        .collect();
    let places: Vec<String> = (1..=NUMBERS_A_QUERY)
        .map(|place| format!("${place}"))
        .collect();
    let sql = format!(
        "SELECT number FROM person_number WHERE number IN ({})",
        places.join(", ")
    );
    let mut taken = Numbers::default();
    for chunk in numbers.chunks(NUMBERS_A_QUERY) {
        // One text for every chunk, so that it is prepared once; the last number fills what is left.
        let filler = chunk.last().copied().unwrap_or_default();
        let params: Vec<Param<'_>> = chunk
            .iter()
            .copied()
            .chain(std::iter::repeat(filler))
            .take(NUMBERS_A_QUERY)
            .map(Param::from)
            .collect();
        for row in tx.query(&sql, &params)? {
            taken.insert_text(&row.get::<String>(0)?)?;
        }
    }
    Ok(taken)
}

/// Writes events, commitments and states; by what they are found is written apart.
pub(crate) fn insert_people(
    tx: &mut Tx<'_>,
    people: &[&PreparedEnrolment],
) -> Result<(), StoreError> {
    let person = |person: &PreparedEnrolment| Param::Int(person.person.as_i64());
    let event = |person: &PreparedEnrolment| Param::Int(person.event.as_i64());

    let rows = people
        .iter()
        .map(|p| [event(p), (&*p.document).into(), (&p.salt).into()]);
    tx.bulk_insert("journal", &["event_id", "document", "salt"], rows)?;

    let leaves: Vec<(i64, Commitment)> = people
        .iter()
        .map(|p| (p.event.as_i64(), p.commitment))
        .collect();
    danh_ledger::append_many(tx, Log::JOURNAL, &leaves)?;

    let rows = people.iter().map(|p| [person(p), Param::Int(1), event(p)]);
    tx.bulk_insert("person_event", &["person_id", "version", "event_id"], rows)?;

    let rows = people
        .iter()
        .map(|p| [person(p), Param::Int(1), (&*p.state_document).into()]);
    tx.bulk_insert("person", &["person_id", "version", "document"], rows)?;
    Ok(())
}
