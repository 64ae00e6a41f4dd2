//! Reads: the operations of the register, timed. What they are held against is in `plain_reads`.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use danh_register::person_queries::{person_by_id, person_by_number};
use danh_register::{FoundPerson, Search, SearchPage, View, Viewer, person_as_of, search};
use danh_store::{StoreError, Tx, params};
use danh_vocabulary::{PartialDate, PersonId, PersonalNumber, fold};
use hdrhistogram::Histogram;

use crate::fixture::Fixture;
use crate::typing;

/// Times of one kind of operation.
pub(crate) struct Times {
    histogram: Histogram<u64>,
    total: Duration,
    /// Operations that did not find what they were to find.
    missed: u64,
}

impl Times {
    pub(crate) fn new() -> anyhow::Result<Self> {
        Ok(Self {
            histogram: Histogram::new(3)?,
            total: Duration::ZERO,
            missed: 0,
        })
    }

    pub(crate) fn add(&mut self, time: Duration) -> anyhow::Result<()> {
        self.histogram.record(u64::try_from(time.as_nanos())?)?;
        self.total += time;
        Ok(())
    }

    /// Microseconds below which this share of the operations stayed.
    #[expect(clippy::cast_precision_loss, reason = "a time needs no more digits")]
    pub(crate) fn quantile_us(&self, quantile: f64) -> f64 {
        self.histogram.value_at_quantile(quantile) as f64 / 1_000.0
    }

    /// The share of the operations that found what they were to find.
    #[expect(clippy::cast_precision_loss, reason = "a share needs no more digits")]
    pub(crate) fn found(&self) -> f64 {
        1.0 - self.missed as f64 / self.histogram.len() as f64
    }

    #[expect(clippy::cast_precision_loss, reason = "a rate needs no more digits")]
    pub(crate) fn a_second(&self) -> f64 {
        self.histogram.len() as f64 / self.total.as_secs_f64()
    }
}

/// Somebody to ask for.
#[derive(Clone)]
pub(crate) struct Sample {
    pub(crate) person: PersonId,
    pub(crate) number: PersonalNumber,
    pub(crate) name: String,
    pub(crate) born: PartialDate,
}

/// An operation of the register on one sample.
pub(crate) type Read = fn(&mut Tx<'_>, &Sample) -> Result<(), StoreError>;

/// People from all over the register, each as likely as any other, in an order that no cache likes.
pub(crate) fn samples(fixture: &Fixture, wanted: u32) -> anyhow::Result<Vec<Sample>> {
    let sampled = fixture
        .store
        .read::<_, StoreError, _>(move |tx| {
            let mut draw = Draw(0x9E37_79B9_7F4A_7C15);
            let mut samples = Vec::with_capacity(wanted as usize);
            for person in some_persons(tx, wanted, &mut draw)? {
                let (_, state) = person_by_id(tx, person)?.ok_or(StoreError::MissingRow)?;
                samples.extend(state.number().map(|number| Sample {
                    person,
                    number,
                    name: fold(state.identity.name.as_str()),
                    born: state.identity.born,
                }));
            }
            draw.shuffle(&mut samples);
            Ok(samples)
        })
        .wait()?;
    Ok(sampled)
}

/// Ascending. Places are drawn and not ids: ids come in bursts, a chunk of an import in a few milliseconds of each second, so
/// that nearly every point between the first and the last of them lies before the first of some chunk.
fn some_persons(
    tx: &mut Tx<'_>,
    wanted: u32,
    draw: &mut Draw,
) -> Result<Vec<PersonId>, StoreError> {
    let count: i64 = tx.query_one("SELECT COUNT(*) FROM person", &[])?.get(0)?;
    let places: BTreeSet<u64> = (0..wanted)
        .map(|_| draw.below(count.unsigned_abs().max(1)))
        .collect();
    let (mut persons, mut passed, mut last) = (Vec::with_capacity(places.len()), 0, i64::MIN);
    for place in places {
        let skipped = i64::try_from(place - passed).unwrap_or(i64::MAX);
        let row = tx.query_one(
            "SELECT person_id FROM person WHERE person_id > $1 ORDER BY person_id LIMIT 1 OFFSET $2",
            params![last, skipped],
        )?;
        (last, passed) = (row.get(0)?, place + 1);
        persons.push(PersonId::from_i64(last));
    }
    Ok(persons)
}

/// The same numbers in every run.
struct Draw(u64);

impl Draw {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 16) % bound
    }

    fn shuffle<T>(&mut self, items: &mut [T]) {
        for place in (1..items.len()).rev() {
            let other = self.below(place as u64 + 1);
            items.swap(place, usize::try_from(other).unwrap_or(0));
        }
    }
}

/// Times `operation` for each sample on one reader thread, so that what is measured is the work and not the hand-over.
pub(crate) fn time(
    fixture: &Fixture,
    samples: &[Sample],
    operation: Read,
) -> anyhow::Result<Times> {
    let samples = samples.to_vec();
    let times = fixture.store.read::<_, StoreError, _>(move |tx| {
        let (mut times, mut missed) = (Vec::with_capacity(samples.len()), 0_u64);
        for sample in &samples {
            let began = Instant::now();
            match operation(tx, sample) {
                Err(StoreError::MissingRow) => missed += 1,
                other => other?,
            }
            times.push(began.elapsed());
        }
        Ok((times, missed))
    });
    let mut all = Times::new()?;
    let (times, missed) = times.wait()?;
    for time in times {
        all.add(time)?;
    }
    all.missed = missed;
    Ok(all)
}

pub(crate) fn by_number(tx: &mut Tx<'_>, sample: &Sample) -> Result<(), StoreError> {
    found(person_by_number(tx, sample.number)?)
}

pub(crate) fn as_of(tx: &mut Tx<'_>, sample: &Sample) -> Result<(), StoreError> {
    let on = Some(jiff::civil::date(2020, 1, 1));
    person_as_of(tx, sample.person, View { on, known_at: None })
        .map(drop)
        .map_err(|error| StoreError::Engine {
            detail: error.to_string(),
        })
}

pub(crate) fn by_name_and_date(tx: &mut Tx<'_>, sample: &Sample) -> Result<(), StoreError> {
    search_for(tx, sample, sample.name.clone(), Some(sample.born))
}

pub(crate) fn by_mistyped_name_and_date(
    tx: &mut Tx<'_>,
    sample: &Sample,
) -> Result<(), StoreError> {
    let name = typing::with_swapped_letters(&sample.name);
    search_for(tx, sample, name, Some(sample.born))
}

pub(crate) fn by_name_and_swapped_date(tx: &mut Tx<'_>, sample: &Sample) -> Result<(), StoreError> {
    let born = typing::with_swapped_date(sample);
    search_for(tx, sample, sample.name.clone(), Some(born))
}

pub(crate) fn by_name_and_year(tx: &mut Tx<'_>, sample: &Sample) -> Result<(), StoreError> {
    // There may be more people of that name and year than a page has, so that somebody is found is all that is asked.
    let wanted = Search::Name {
        name: sample.name.clone(),
        born: Some(typing::year_only(sample)),
    };
    found(search(tx, Viewer::Register, &wanted, PAGE)?.persons.first())
}

/// The person that is meant is on the first page, or the search did not do what it is for.
fn search_for(
    tx: &mut Tx<'_>,
    sample: &Sample,
    name: String,
    born: Option<PartialDate>,
) -> Result<(), StoreError> {
    let answer = search(tx, Viewer::Register, &Search::Name { name, born }, PAGE)?;
    let meant = |person: &&FoundPerson| person.person == sample.person;
    found(answer.persons.iter().find(meant))
}

const PAGE: SearchPage = SearchPage {
    offset: 0,
    size: 20,
};

fn found<T>(answer: Option<T>) -> Result<(), StoreError> {
    answer.map(drop).ok_or(StoreError::MissingRow)
}
