//! Reads: the operations of the register, timed. What they are held against is in `plain_reads`.

use std::time::{Duration, Instant};

use danh_register::person_queries::{person_by_number, persons_after};
use danh_register::{Search, SearchPage, View, Viewer, person_as_of, search};
use danh_store::{StoreError, Tx, params};
use danh_vocabulary::{PartialDate, PersonId, PersonalNumber, fold};
use hdrhistogram::Histogram;

use crate::fixture::Fixture;

/// Times of one kind of operation.
pub(crate) struct Times {
    histogram: Histogram<u64>,
    total: Duration,
}

impl Times {
    pub(crate) fn new() -> anyhow::Result<Self> {
        Ok(Self {
            histogram: Histogram::new(3)?,
            total: Duration::ZERO,
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

/// People from all over the register, in an order that no cache likes.
pub(crate) fn samples(fixture: &Fixture, wanted: u32) -> anyhow::Result<Vec<Sample>> {
    let sampled = fixture
        .store
        .read::<_, StoreError, _>(move |tx| {
            let bounds = tx.query_one(
                "SELECT MIN(person_id), MAX(person_id) FROM person",
                params![],
            )?;
            let (first, last): (i64, i64) = (bounds.get(0)?, bounds.get(1)?);
            let mut samples = Vec::new();
            let mut state = 0x9E37_79B9_7F4A_7C15_u64;
            while samples.len() < wanted as usize {
                state = state
                    .wrapping_mul(6_364_136_223_846_793_005)
                    .wrapping_add(1_442_695_040_888_963_407);
                let span = last.abs_diff(first).max(1);
                let after = first + i64::try_from((state >> 16) % span).unwrap_or(0);
                let found = persons_after(tx, Some(PersonId::from_i64(after)), 1)?;
                samples.extend(found.into_iter().filter_map(|(person, _, state)| {
                    Some(Sample {
                        person,
                        number: state.number()?,
                        name: fold(state.identity.name.as_str()),
                        born: state.identity.born,
                    })
                }));
            }
            Ok(samples)
        })
        .wait()?;
    Ok(sampled)
}

/// Times `operation` for each sample on one reader thread, so that what is measured is the work and not the hand-over.
pub(crate) fn time(
    fixture: &Fixture,
    samples: &[Sample],
    operation: Read,
) -> anyhow::Result<Times> {
    let samples = samples.to_vec();
    let times = fixture.store.read::<_, StoreError, _>(move |tx| {
        let mut times = Vec::with_capacity(samples.len());
        for sample in &samples {
            let began = Instant::now();
            operation(tx, sample)?;
            times.push(began.elapsed());
        }
        Ok(times)
    });
    let mut all = Times::new()?;
    for time in times.wait()? {
        all.add(time)?;
    }
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
    let wanted = Search::Name {
        name: sample.name.clone(),
        born: Some(sample.born),
    };
    found(
        search(
            tx,
            Viewer::Register,
            &wanted,
            SearchPage {
                offset: 0,
                size: 20,
            },
        )?
        .persons
        .first(),
    )
}

fn found<T>(answer: Option<T>) -> Result<(), StoreError> {
    answer.map(drop).ok_or(StoreError::MissingRow)
}
