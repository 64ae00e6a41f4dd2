//! A form whose report and refusal are its own business: what the pages work with.

use std::sync::Arc;

use danh_register::Recorded;
use danh_store::{StoreError, Tx};

use super::answers::Answers;
use super::form::{About, Form, Step};
use super::office::Office;
use super::reading::Reading;
use super::refusal::Refused;
use super::told::Told;
use crate::components::{Answer, Choice, FormError, Warning};

/// Any form.
pub trait AnyForm: Send + Sync {
    /// See [`Form::about`].
    fn about(&self) -> About;
    /// See [`Form::steps`].
    fn steps(&self, answers: &Answers) -> Vec<Step>;
    /// See [`Form::prefill`].
    fn prefill(
        &self,
        office: &Office,
        tx: &mut Tx<'_>,
        answers: &mut Answers,
    ) -> Result<(), StoreError>;
    /// See [`Form::offers`].
    fn offers(
        &self,
        office: &Office,
        tx: &mut Tx<'_>,
        answers: &Answers,
        field: &'static str,
    ) -> Result<Vec<Choice>, StoreError>;
    /// The report of the answers, or everything that must be mended first.
    fn prepare(
        &self,
        office: &Office,
        answers: &Answers,
    ) -> Result<Arc<dyn Prepared>, Vec<FormError>>;
}

/// A report that could be read, with the form it belongs to.
pub trait Prepared: Send + Sync {
    /// See [`Form::warnings`].
    fn warnings(
        &self,
        office: &Office,
        tx: &mut Tx<'_>,
        told: &mut Told,
    ) -> Result<Vec<Warning>, StoreError>;
    /// See [`Form::consequences`].
    fn consequences(
        &self,
        office: &Office,
        tx: &mut Tx<'_>,
        told: &mut Told,
    ) -> Result<Vec<Answer>, StoreError>;
    /// See [`Form::record`].
    fn record(&self, office: &Office, tx: &mut Tx<'_>) -> Result<Recorded, Box<dyn Unwritten>>;
}

/// A refusal of the register, still in its own words.
pub trait Unwritten: Send + Sync {
    /// See [`Form::refused`].
    fn in_words(&self, office: &Office, tx: &mut Tx<'_>) -> Result<Refused, StoreError>;
}

struct Report<F: Form>(&'static F, Arc<F::Report>);

struct Refusal<F: Form>(&'static F, Arc<F::Report>, F::Error);

/// A form as the pages work with it.
pub struct Erased<F: Form>(pub &'static F);

impl<F: Form> AnyForm for Erased<F> {
    fn about(&self) -> About {
        self.0.about()
    }

    fn steps(&self, answers: &Answers) -> Vec<Step> {
        self.0.steps(answers)
    }

    fn prefill(
        &self,
        office: &Office,
        tx: &mut Tx<'_>,
        answers: &mut Answers,
    ) -> Result<(), StoreError> {
        self.0.prefill(office, tx, answers)
    }

    fn offers(
        &self,
        office: &Office,
        tx: &mut Tx<'_>,
        answers: &Answers,
        field: &'static str,
    ) -> Result<Vec<Choice>, StoreError> {
        self.0.offers(office, tx, answers, field)
    }

    fn prepare(
        &self,
        office: &Office,
        answers: &Answers,
    ) -> Result<Arc<dyn Prepared>, Vec<FormError>> {
        let steps = self.0.steps(answers);
        let mut reading = Reading::of(answers, &steps, office);
        match self.0.report(&mut reading) {
            Some(report) if reading.is_clean() => Ok(Arc::new(Report(self.0, Arc::new(report)))),
            report => {
                let errors = reading.into_errors();
                debug_assert!(
                    report.is_some() || !errors.is_empty(),
                    "what is not reported is said at a field"
                );
                Err(errors)
            }
        }
    }
}

impl<F: Form> Prepared for Report<F> {
    fn warnings(
        &self,
        office: &Office,
        tx: &mut Tx<'_>,
        told: &mut Told,
    ) -> Result<Vec<Warning>, StoreError> {
        self.0.warnings(office, tx, &self.1, told)
    }

    fn consequences(
        &self,
        office: &Office,
        tx: &mut Tx<'_>,
        told: &mut Told,
    ) -> Result<Vec<Answer>, StoreError> {
        self.0.consequences(office, tx, &self.1, told)
    }

    fn record(&self, office: &Office, tx: &mut Tx<'_>) -> Result<Recorded, Box<dyn Unwritten>> {
        let recorded = self.0.record(office, tx, &self.1);
        recorded.map_err(|error| Box::new(Refusal(self.0, self.1.clone(), error)) as _)
    }
}

impl<F: Form> Unwritten for Refusal<F> {
    fn in_words(&self, office: &Office, tx: &mut Tx<'_>) -> Result<Refused, StoreError> {
        self.0.refused(office, tx, &self.1, &self.2)
    }
}
