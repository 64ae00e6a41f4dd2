//! A draft that its officer opens: the form it is of, the desk it is filled in at, what it holds.

use axum::response::{IntoResponse, Redirect, Response};
use danh_api::problem::{Problem, ProblemKind};
use danh_api::{About, AppState, Disclosure, Reading, SignedIn, disclose};
use danh_desk::{DraftError, DraftKey, DraftState};
use danh_exchange::{Purpose, Told as ToldKind};
use danh_store::{StoreError, Tx};
use danh_vocabulary::{PersonId, Timestamp};

use crate::desk::{Answers, AnyForm, Office, Step, Told, Whom, form};

/// Why a page of a form is not shown: something is wrong, or the way leads elsewhere.
pub(crate) enum Stop {
    Problem(Problem),
    Elsewhere(String),
}

impl IntoResponse for Stop {
    fn into_response(self) -> Response {
        match self {
            Self::Problem(problem) => problem.into_response(),
            Self::Elsewhere(address) => Redirect::to(&address).into_response(),
        }
    }
}

impl<P: Into<Problem>> From<P> for Stop {
    fn from(problem: P) -> Self {
        Self::Problem(problem.into())
    }
}

/// A draft that is being filled in.
#[derive(Clone)]
pub(crate) struct Opened {
    pub(crate) state: AppState,
    pub(crate) signed_in: SignedIn,
    pub(crate) form: &'static dyn AnyForm,
    pub(crate) office: Office,
    pub(crate) key: DraftKey,
    pub(crate) version: u32,
    pub(crate) saved_at: Timestamp,
    pub(crate) answers: Answers,
}

impl Opened {
    /// The draft that a handle names, of this officer. One that was sent leads to what came of it.
    pub(crate) async fn of(
        state: &AppState,
        signed_in: &SignedIn,
        handle: &str,
    ) -> Result<Self, Stop> {
        let draft = state.draft_of(handle).ok_or(not_found())?;
        let key = DraftKey {
            draft,
            officer: signed_in.officer,
        };
        let (desk, now) = (state.desk.clone(), state.clock.now());
        let read = move |tx: &mut Tx<'_>| desk.draft_by_key(tx, key, now);
        let read = state.store.read(read).await;
        let draft = read.map_err(|error| stop(state, &error))?;
        let draft = draft.ok_or(not_found())?;
        let content = match draft.state {
            DraftState::Open(content) => content,
            DraftState::Sent(event) => {
                let handle = state.handle_of_event(event);
                return Err(Stop::Elsewhere(format!("/events/{handle}?registered=1")));
            }
        };
        let form = form(&draft.form).ok_or(not_found())?;
        let answers = Answers::of_content(&content).ok_or_else(|| {
            tracing::error!("a draft cannot be read");
            Problem::new(ProblemKind::Internal)
        })?;
        let named = answers.persons().map(|(_, seen)| seen.person).collect();
        let office = Office::about(state, signed_in, form.about().work, named).await?;
        let office = office.ok_or(Problem::new(ProblemKind::NotAppointed))?;
        Ok(Self {
            state: state.clone(),
            signed_in: signed_in.clone(),
            form,
            office,
            key,
            version: draft.version,
            saved_at: draft.saved_at,
            answers,
        })
    }

    /// The address that those of the draft's pages begin with.
    pub(crate) fn address(&self) -> String {
        let handle = self.state.handle_of_draft(self.key.draft);
        format!("/desk/drafts/{handle}")
    }

    /// The pages of the form, as its answers make them.
    pub(crate) fn steps(&self) -> Vec<Step> {
        self.form.steps(&self.answers)
    }

    /// Changes the answers in the database as it stands, whoever saved in between, and here.
    pub(crate) async fn change(
        &mut self,
        change: impl Fn(&mut Answers) + Send + 'static,
    ) -> Result<(), Stop> {
        let (desk, key, now) = (self.state.desk.clone(), self.key, self.state.clock.now());
        let write = move |tx: &mut Tx<'_>| {
            let draft = desk.draft_by_key(tx, key, now)?.ok_or(DraftError::Gone)?;
            let DraftState::Open(content) = draft.state else {
                return Err(DraftError::Gone);
            };
            let mut answers = Answers::of_content(&content).unwrap_or_default();
            let before = answers.clone();
            change(&mut answers);
            if answers == before {
                return Ok((draft.version, answers));
            }
            let seen = (key, draft.version);
            let version = desk.draft_save(tx, seen, &answers.to_content(), now)?;
            Ok((version, answers))
        };
        let written = self.state.store.write(write).await;
        (self.version, self.answers) = written.map_err(|error| stop(&self.state, &error))?;
        Ok(())
    }

    /// Puts these answers in the place of those that stand in the database.
    pub(crate) async fn replace(&mut self, answers: Answers) -> Result<(), Stop> {
        self.change(move |stands| stands.clone_from(&answers)).await
    }

    /// Reads the register for this form: recorded first, told after. Who tells of nobody leaves no record.
    pub(crate) async fn read<T: Send + 'static>(
        &self,
        read: impl FnMut(&Office, &mut Tx<'_>, &mut Told) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, Stop> {
        self.read_about(About::Whoever, read).await
    }

    /// Reads as [`Opened::read`], if the officer reaches one of those the form names, where the form asks for that. Who does
    /// not is refused, and the refusal is on record.
    pub(crate) async fn read_in_reach<T: Send + 'static>(
        &self,
        read: impl FnMut(&Office, &mut Tx<'_>, &mut Told) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, Stop> {
        self.read_about(self.about(), read).await
    }

    /// Whom the form as it stands is about.
    fn about(&self) -> About {
        let named: Vec<PersonId> = self
            .answers
            .persons()
            .map(|(_, seen)| seen.person)
            .collect();
        match self.form.about().about {
            Whom::OneInReach if !named.is_empty() => About::AnyOf(named),
            Whom::OneInReach | Whom::Anybody => About::Whoever,
        }
    }

    async fn read_about<T: Send + 'static>(
        &self,
        about: About,
        mut read: impl FnMut(&Office, &mut Tx<'_>, &mut Told) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, Stop> {
        let purpose: Purpose = self
            .form
            .about()
            .purpose
            .parse()
            .expect("a form's purpose is a line of words");
        let reading = Reading::of(about).with_purpose(purpose);
        let office = self.office.clone();
        let read = move |tx: &mut Tx<'_>| {
            let mut told = Told::default();
            let value = read(&office, tx, &mut told)?;
            Ok::<_, StoreError>(Disclosure {
                value,
                told: vec![ToldKind::SearchResult],
                persons: told.into_persons(),
            })
        };
        Ok(disclose(&self.state, &self.signed_in, reading, read).await?)
    }
}

impl Opened {
    /// Reads for a page that tells of nobody, and so needs no record.
    pub(crate) async fn read_nobody<T: Send + 'static>(
        &self,
        mut read: impl FnMut(&Office, &mut Tx<'_>, &mut Told) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, Stop> {
        let office = self.office.clone();
        let read = move |tx: &mut Tx<'_>| {
            let mut told = Told::default();
            let value = read(&office, tx, &mut told)?;
            Ok::<_, StoreError>(told.is_empty().then_some(value))
        };
        let value = self.state.store.read(read).await?;
        Ok(value.ok_or_else(|| {
            tracing::error!("a page told of somebody without a record");
            Problem::new(ProblemKind::Internal)
        })?)
    }
}

fn not_found() -> Problem {
    Problem::new(ProblemKind::NotFound)
}

/// What becomes of a page whose draft is not to be had.
pub(crate) fn stop(state: &AppState, error: &DraftError) -> Stop {
    match error {
        DraftError::Sent { event } => {
            Stop::Elsewhere(format!("/events/{}", state.handle_of_event(*event)))
        }
        DraftError::Gone | DraftError::Changed { .. } => not_found().into(),
        DraftError::Sealed(_) => {
            tracing::error!("a draft does not open");
            Problem::new(ProblemKind::Internal).into()
        }
        DraftError::Store(error) => Problem::from(error.clone()).into(),
    }
}
