//! What an imported population lacks, written once a folder: a busy ward's books, a large family, somebody who is read of often,
//! proposals that wait.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Mutex;

use danh_api::proposals::{MarkedAct, ProposalDocument, SeenPerson};
use danh_api::{SignedIn, Work};
use danh_desk::NewProposal;
use danh_exchange::{AccessKind, AccessRecord, Told, access_record_append};
use danh_register::person_queries::{person_by_id, persons_after};
use danh_register::{Actor, BirthReport, CancellationReason, DeathReport, PersonState, Seen};
use danh_store::{StoreError, params};
use danh_vocabulary::{AccessRecordId, EventId, OfficerId, PersonId, ProposalId, Sex};
use jiff::ToSpan as _;
use jiff::civil::{Date, date};
use serde::{Deserialize, Serialize};

use super::office::{Office, Seat, WARD};
use crate::fixture::Fixture;

/// Events of one year in the books of a ward of a quarter of a million people.
const BIRTHS: usize = 3_000;
const DEATHS: usize = 1_000;
const CHILDREN: i32 = 12;
const READINGS: i64 = 2_000;
const PROPOSALS_OF_WARD: usize = 40;
const PROPOSALS_ELSEWHERE: usize = 460;
/// People whose pages are opened.
const SAMPLES: usize = 400;
const WRITERS: usize = 32;
/// They are drawn from stretches of the register at so many places.
const PLACES: u32 = 300;
const STRETCH: u32 = 1_000;
const DRAWN_OF_STRETCH: u64 = 30;

/// Whom and what pages are opened of.
pub(super) struct Story {
    /// People at home in the city.
    pub(super) persons: Vec<(PersonId, PersonState)>,
    /// People at home elsewhere.
    pub(super) others: Vec<PersonId>,
    /// A mother of many.
    pub(super) mother: PersonId,
    /// One of her children.
    pub(super) child: PersonId,
    /// Somebody who is read of often.
    pub(super) known: PersonId,
    /// Births of the ward.
    pub(super) events: Vec<EventId>,
    /// What waits.
    pub(super) proposals: Vec<ProposalId>,
}

/// What an earlier run wrote into the folder.
#[derive(Debug, Serialize, Deserialize)]
struct Written {
    last_of_population: i64,
    mother: i64,
    child: i64,
    known: i64,
}

impl Story {
    pub(super) fn of(
        fixture: &Fixture,
        office: &mut Office,
        folder: &Path,
    ) -> anyhow::Result<Self> {
        let registrar = office.signed_in(Seat::Registrar)?;
        let note = folder.join("pages.json");
        let written: Option<Written> = if note.exists() {
            Some(serde_json::from_str(&std::fs::read_to_string(&note)?)?)
        } else {
            None
        };
        // Ids tell when somebody was written down: after a story there is a gap behind those of the population.
        let last = match &written {
            Some(written) => PersonId::from_i64(written.last_of_population),
            None => last_person(fixture)?,
        };
        let drawn = sampled(fixture, office, &registrar, last)?;
        let (written, (persons, others)) = if let Some(written) = written {
            (written, drawn)
        } else {
            let written = write(fixture, office, &registrar, &drawn.0, last)?;
            std::fs::write(&note, serde_json::to_string(&written)?)?;
            // Some of those drawn have died in the story, and a household may have ended with them.
            (written, sampled(fixture, office, &registrar, last)?)
        };
        Ok(Self {
            persons,
            others,
            mother: PersonId::from_i64(written.mother),
            child: PersonId::from_i64(written.child),
            known: PersonId::from_i64(written.known),
            events: column(
                fixture,
                "SELECT event_id FROM book_entry WHERE authority = $1 AND book = $2 ORDER BY event_id LIMIT 300",
                [WARD, "births"],
            )?
            .into_iter()
            .map(EventId::from_i64)
            .collect(),
            proposals: column(
                fixture,
                "SELECT proposal_id FROM proposal WHERE authority = $1 AND kind = $2 AND outcome IS NULL ORDER BY proposal_id",
                [WARD, "cancel-number"],
            )?
            .into_iter()
            .map(ProposalId::from_i64)
            .collect(),
        })
    }
}

fn column(
    fixture: &Fixture,
    sql: &'static str,
    [first, second]: [&'static str; 2],
) -> anyhow::Result<Vec<i64>> {
    let read = fixture.store.read::<_, StoreError, _>(move |tx| {
        let rows = tx.query(sql, params![first, second])?;
        rows.iter().map(|row| row.get(0)).collect()
    });
    Ok(read.wait()?)
}

fn last_person(fixture: &Fixture) -> anyhow::Result<PersonId> {
    let last = fixture
        .store
        .read(danh_register::person_queries::person_id_last);
    last.wait()?
        .ok_or_else(|| anyhow::anyhow!("the register is empty"))
}

type Somebody = (PersonId, PersonState);

/// Living people from all over the register: those within the registrar's reach, and others.
fn sampled(
    fixture: &Fixture,
    office: &Office,
    registrar: &SignedIn,
    last: PersonId,
) -> anyhow::Result<(Vec<Somebody>, Vec<PersonId>)> {
    let reach = registrar.reach(&office.state, Work::ReadPersons);
    let read = fixture.store.read::<_, StoreError, _>(move |tx| {
        let first: i64 = tx
            .query_one("SELECT MIN(person_id) FROM person", params![])?
            .get(0)?;
        let last = last.as_i64();
        let (mut near, mut far) = (BTreeMap::new(), BTreeSet::new());
        let mut state = 0x9E37_79B9_7F4A_7C15_u64;
        let mut chance = |below: u64| {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            (state >> 16) % below.max(1)
        };
        for _ in 0..PLACES {
            // Ids come in bursts, so a few of a stretch, and not the first after a gap again and again.
            let after = first + i64::try_from(chance(last.abs_diff(first))).unwrap_or(0);
            for (person, _, state) in persons_after(tx, Some(PersonId::from_i64(after)), STRETCH)? {
                let is_drawn = chance(STRETCH.into()) < DRAWN_OF_STRETCH;
                let lives = state.death.is_none() && state.residence.is_some();
                if !is_drawn || !lives || state.number().is_none() {
                    continue;
                }
                if reach.includes(&state) {
                    near.insert(person, state);
                } else {
                    far.insert(person);
                }
            }
        }
        let mut near: Vec<Somebody> = near.into_iter().collect();
        let mut far: Vec<PersonId> = far.into_iter().collect();
        for number in (1..near.len()).rev() {
            near.swap(
                number,
                usize::try_from(chance(number as u64 + 1)).unwrap_or(0),
            );
        }
        for number in (1..far.len()).rev() {
            far.swap(
                number,
                usize::try_from(chance(number as u64 + 1)).unwrap_or(0),
            );
        }
        near.truncate(SAMPLES);
        far.truncate(SAMPLES);
        Ok((near, far))
    });
    let (near, far) = read.wait()?;
    anyhow::ensure!(
        near.len() > 20,
        "too few of the population live in the city"
    );
    Ok((near, far))
}

fn write(
    fixture: &Fixture,
    office: &mut Office,
    registrar: &SignedIn,
    persons: &[Somebody],
    last: PersonId,
) -> anyhow::Result<Written> {
    let mother = register(fixture, birth(date(1972, 1, 1), Sex::Female, None)?)?;
    let child = family(fixture, mother)?;
    births(fixture)?;
    deaths(fixture, &persons[persons.len() / 2..])?;
    let (known, _) = persons[0];
    readings(fixture, registrar.officer, known)?;
    proposals(fixture, office, persons)?;
    fixture.integrator.drain()?;
    Ok(Written {
        last_of_population: last.as_i64(),
        mother: mother.as_i64(),
        child: child.as_i64(),
        known: known.as_i64(),
    })
}

fn birth(born: Date, sex: Sex, mother: Option<PersonId>) -> anyhow::Result<BirthReport> {
    let ward = "00004".parse()?;
    Ok(BirthReport {
        name: "Nguyễn Minh Đo".parse()?,
        sex,
        born,
        birth_unit: ward,
        origin_unit: Some(ward),
        ethnicity: None,
        father: None,
        mother,
        registered_in: ward,
        nationalities: vec![danh_vocabulary::Nationality::VIET_NAM],
    })
}

/// Twelve children, fourteen months apart. The last one.
fn family(fixture: &Fixture, mother: PersonId) -> anyhow::Result<PersonId> {
    let mut last = mother;
    for number in 0..CHILDREN {
        let born = date(1996, 3, 1).checked_add((number * 14).months())?;
        let report = birth(born, Sex::Female, Some(mother))?;
        last = register(fixture, report)?;
    }
    Ok(last)
}

fn register(fixture: &Fixture, report: BirthReport) -> anyhow::Result<PersonId> {
    let act = fixture.register.act(actor(), WARD)?;
    let register = fixture.register.clone();
    let written = fixture
        .store
        .write(move |tx| register.register_birth(tx, &act, report.clone()));
    Ok(written.wait()?.subjects[0].person)
}

fn actor() -> Actor {
    Actor::Program("bench".to_owned())
}

/// Does all of it with many writers at once, who share the waiting.
fn by_many<T: Send>(
    all: Vec<T>,
    each: impl Fn(T) -> anyhow::Result<()> + Sync,
) -> anyhow::Result<()> {
    let queue = Mutex::new(all);
    let next = || queue.lock().ok().and_then(|mut all| all.pop());
    std::thread::scope(|scope| {
        let writer = || {
            while let Some(one) = next() {
                each(one)?;
            }
            anyhow::Ok(())
        };
        let writers: Vec<_> = (0..WRITERS).map(|_| scope.spawn(writer)).collect();
        writers.into_iter().try_for_each(|writer| {
            writer
                .join()
                .map_err(|_| anyhow::anyhow!("a writer ended with a panic"))?
        })
    })
}

fn births(fixture: &Fixture) -> anyhow::Result<()> {
    let today = fixture.register.today();
    let days = i32::from(today.day_of_year());
    let born = (0..BIRTHS).map(|number| {
        let back = i32::try_from(number)? % days;
        Ok(today.checked_sub(back.days())?)
    });
    let born = born.collect::<anyhow::Result<Vec<Date>>>()?;
    by_many(born, |born| {
        register(fixture, birth(born, Sex::Male, None)?)?;
        Ok(())
    })
}

fn deaths(fixture: &Fixture, persons: &[Somebody]) -> anyhow::Result<()> {
    let today = fixture.register.today();
    let die: Vec<PersonId> = persons.iter().map(|(person, _)| *person).collect();
    let die: BTreeSet<PersonId> = die.into_iter().take(DEATHS).collect();
    by_many(die.into_iter().collect(), |person| {
        let (register, act) = (
            fixture.register.clone(),
            fixture.register.act(actor(), WARD)?,
        );
        let written = fixture.store.write(move |tx| {
            let report = DeathReport {
                person: seen(tx, person)?,
                on: today.into(),
                unit: None,
                declared: false,
            };
            register.register_death(tx, &act, &report).map_err(outside)
        });
        written.wait()?;
        Ok(())
    })
}

fn seen(tx: &mut danh_store::Tx<'_>, person: PersonId) -> Result<Seen, StoreError> {
    let found = person_by_id(tx, person)?.ok_or(StoreError::MissingRow)?;
    Ok(Seen {
        person,
        version: found.0,
    })
}

fn outside(error: impl std::error::Error) -> StoreError {
    StoreError::Engine {
        detail: error.to_string(),
    }
}

fn readings(fixture: &Fixture, officer: OfficerId, known: PersonId) -> anyhow::Result<()> {
    let numbers: Vec<i64> = (0..READINGS).collect();
    by_many(numbers, |_| {
        let record = AccessRecord {
            id: AccessRecordId::from_i64(fixture.ids.next()),
            at: fixture.clock.now(),
            actor: Actor::Officer(officer),
            authority: WARD.to_owned(),
            appointment: None,
            kind: AccessKind::Disclosure,
            purpose: "Đo tốc độ".parse()?,
            basis: AccessRecord::BASIS_OF_KEEPERS.to_owned(),
            told: vec![Told::Person],
            persons: vec![known],
            organisation: None,
        };
        let written = fixture
            .store
            .write(move |tx| access_record_append(tx, &record, &[7; 16]));
        Ok(written.wait()?)
    })
}

/// Forty of the ward and many of another one, about people of the city.
fn proposals(fixture: &Fixture, office: &Office, persons: &[Somebody]) -> anyhow::Result<()> {
    let of_ward = std::iter::repeat_n(WARD, PROPOSALS_OF_WARD);
    let elsewhere = std::iter::repeat_n("ubnd:00097@2025-07-01", PROPOSALS_ELSEWHERE);
    let all: Vec<_> = of_ward
        .chain(elsewhere)
        .zip(persons.iter().cycle())
        .collect();
    by_many(all, |(authority, (person, _))| {
        let document = ProposalDocument {
            act: MarkedAct::CancelNumber {
                person: SeenPerson {
                    person: *person,
                    version: 1,
                },
                reason: CancellationReason::GivenInError,
                on: fixture.register.today(),
            },
            reason: "Cấp trùng số của người khác".to_owned(),
            basis: None,
        };
        let new = NewProposal {
            id: ProposalId::from_i64(fixture.ids.next()),
            kind: "cancel-number".to_owned(),
            proposer: OfficerId::from_i64(1),
            authority: authority.to_owned(),
            at: fixture.clock.now(),
        };
        let (desk, sealed) = (office.state.desk.clone(), serde_json::to_vec(&document)?);
        let made = fixture
            .store
            .write(move |tx| desk.proposal_make(tx, &new, &sealed));
        Ok(made.wait()?)
    })
}
