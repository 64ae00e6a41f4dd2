//! Writing once: the event, its receipt and the reply that is kept, in one transaction.

use axum::body::Body;
use axum::http::{HeaderName, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use danh_desk::{Answered, Reply, ReplyError, UnderWay};
use danh_directory::Appointment;
use danh_exchange::Told;
use danh_ledger::Log;
use danh_register::person_queries::is_visible;
use danh_register::{Act, Recorded, Register, Viewer};
use danh_store::{StoreError, Tx};
use danh_vocabulary::PersonId;

use super::fields::Line;
use super::receipt::{Receipt, Warning};
use super::request::WriteRequest;
use crate::access::Work;
use crate::disclose::{About, DiscloseError, Disclosure, Reading, disclose};
use crate::problem::{Problem, ProblemKind, refusal};
use crate::signed_in::{NotAppointedTo, SignedIn};
use crate::state::AppState;

/// A write that may begin: nobody answered it before, and nobody else is at it.
pub(crate) struct Wish {
    officer: SignedIn,
    work: Work,
    /// In whose name, and on which basis.
    pub(crate) act: Act,
    asked: Answered,
    named: Vec<PersonId>,
    warnings: Vec<Warning>,
    _under_way: UnderWay,
}

/// What a look before a write found.
#[derive(Default)]
pub(crate) struct Look {
    /// What is worth a second look.
    pub(crate) warnings: Vec<Warning>,
    /// What that tells, also when it found nobody.
    pub(crate) told: Vec<Told>,
    /// Whom it is about.
    pub(crate) persons: Vec<PersonId>,
}

/// Why a handler of a write goes no further.
pub(crate) enum Stop {
    /// It was answered before.
    Answered(Reply),
    /// It is refused.
    Problem(Problem),
}

impl<T> WriteRequest<T> {
    /// Makes sure that the officer may write this and that it was not written before.
    pub(crate) async fn begin(self, state: &AppState, work: Work) -> Result<(Wish, T), Stop> {
        let act = self.officer.act_for(state, work)?;
        let in_flight = || Problem::new(ProblemKind::RequestInFlight).retry_after(1);
        let under_way = state.desk.request_begin(self.asked.key);
        let under_way = under_way.ok_or_else(in_flight)?;
        let (desk, asked) = (state.desk.clone(), self.asked);
        let earlier = state.store.read(move |tx| desk.reply_earlier(tx, &asked));
        if let Some(reply) = earlier.await.map_err(Problem::from)? {
            return Err(Stop::Answered(reply));
        }
        let wish = Wish {
            officer: self.officer,
            work,
            act,
            asked,
            named: Vec::new(),
            warnings: Vec::new(),
            _under_way: under_way,
        };
        Ok((wish, self.body))
    }
}

impl Wish {
    /// For whom the register answers.
    pub(crate) fn viewer(&self) -> Viewer {
        self.officer.viewer()
    }

    /// Names a decision or article narrower than the law of the kind of event.
    pub(crate) fn on_basis(mut self, basis: Option<Line>) -> Self {
        if let Some(Line(words)) = basis {
            self.act = self.act.resting_on(words);
        }
        self
    }

    /// Says whom the request names. The officer reaches one of them at least, as for reading an event of theirs, and acts
    /// under the appointment that does.
    ///
    /// Whether the register takes the event or refuses it, the answer tells how it stands to them, so the
    /// access is recorded first.
    pub(crate) async fn about(self, state: &AppState, named: Vec<PersonId>) -> Result<Self, Stop> {
        let nothing = |_: &mut Tx<'_>| Ok::<_, StoreError>(Look::default());
        self.about_with(state, named, nothing).await
    }

    /// Like [`about`](Self::about), with a look for what is worth a second one: warnings, and whom they are about.
    pub(crate) async fn about_with<E, F>(
        mut self,
        state: &AppState,
        named: Vec<PersonId>,
        mut look: F,
    ) -> Result<Self, Stop>
    where
        E: Into<Problem> + From<StoreError> + Send + 'static,
        F: FnMut(&mut Tx<'_>) -> Result<Look, E> + Send + 'static,
    {
        let (persons, reach) = (named.clone(), self.officer.reach(state, self.work));
        let read = move |tx: &mut Tx<'_>| {
            let look = look(tx)?;
            let under = reach.appointment_to_act(tx, &persons)?.cloned();
            let of_named = (!persons.is_empty()).then_some(Told::Person);
            Ok(Disclosure {
                value: (look.warnings, under),
                told: of_named.into_iter().chain(look.told).collect(),
                persons: persons.iter().copied().chain(look.persons).collect(),
            })
        };
        let reading = Reading::of(About::AnyOf(named.clone())).asking_for([Told::Person]);
        let told = disclose(state, &self.officer, reading, read).await;
        let (warnings, under) = told.map_err(|error: DiscloseError<E>| match error {
            DiscloseError::Hidden => unknown_person(),
            error => error.into(),
        })?;
        self = self.under(state, under)?;
        self.warnings = warnings;
        self.named = named;
        Ok(self)
    }

    /// Acts in the name of the authority of an appointment, on the same basis.
    fn under(
        mut self,
        state: &AppState,
        appointment: Option<Appointment>,
    ) -> Result<Self, NotAppointedTo> {
        if let Some(appointment) = appointment {
            let act = self.officer.act_under(state, self.work, &appointment)?;
            self.act = match self.act.basis() {
                Some(basis) => act.resting_on(basis),
                None => act,
            };
        }
        Ok(self)
    }

    /// Writes the event, and keeps the reply with it.
    pub(crate) async fn write<E, F>(self, state: &AppState, mut event: F) -> Result<Response, Stop>
    where
        E: Into<Problem> + From<StoreError> + Send + 'static,
        F: FnMut(&Register, &mut Tx<'_>, &Act) -> Result<Recorded, E> + Send + 'static,
    {
        let (writing, named, warnings) = (state.clone(), self.named.clone(), self.warnings.clone());
        let (act, viewer) = (self.act.clone(), self.officer.viewer());
        let written = self.write_once(state, move |tx| {
            // Somebody may have become hidden since.
            for person in &named {
                if !is_visible(tx, *person, viewer)? {
                    return Err(unknown_person());
                }
            }
            let recorded = event(&writing.register, tx, &act).map_err(Into::into)?;
            Ok(Receipt::of(&writing, &recorded, &named, warnings.clone()).to_reply())
        });
        let response = written.await?;
        state.ring(Log::JOURNAL);
        Ok(response)
    }

    /// Writes whatever it is once, and keeps the reply with it; what is refused wrote nothing and is not kept.
    pub(crate) async fn write_once<F>(
        self,
        state: &AppState,
        mut write: F,
    ) -> Result<Response, Problem>
    where
        F: FnMut(&mut Tx<'_>) -> Result<Reply, Problem> + Send + 'static,
    {
        let desk = state.desk.clone();
        let written = state.store.write_rehearsed(move |tx| {
            if let Some(reply) = desk.reply_earlier(tx, &self.asked)? {
                return Ok(reply);
            }
            let reply = write(tx).map_err(Unwritten::Refused)?;
            desk.reply_keep(tx, &self.asked, &reply)?;
            Ok(reply)
        });
        match written.await {
            Ok(reply) => Ok(reply_as_response(&reply)),
            Err(Unwritten::Refused(problem)) => Err(problem),
            Err(Unwritten::Reply(error)) => Err(error.into()),
        }
    }
}

fn unknown_person() -> Problem {
    Problem::refused(&refusal::subject::UNKNOWN_PERSON)
}

/// Why a transaction wrote nothing.
enum Unwritten {
    Refused(Problem),
    Reply(ReplyError),
}

impl From<StoreError> for Unwritten {
    fn from(error: StoreError) -> Self {
        Self::Reply(error.into())
    }
}

impl From<ReplyError> for Unwritten {
    fn from(error: ReplyError) -> Self {
        Self::Reply(error)
    }
}

impl From<ReplyError> for Problem {
    fn from(error: ReplyError) -> Self {
        match error {
            ReplyError::OtherRequest => Self::new(ProblemKind::IdempotencyKeyReused),
            ReplyError::Store(error) => error.into(),
            error @ ReplyError::Unreadable { .. } => {
                tracing::error!(%error, "a reply that was kept cannot be given again");
                Self::new(ProblemKind::Internal)
            }
        }
    }
}

fn reply_as_response(reply: &Reply) -> Response {
    let mut response = Response::new(Body::from(reply.body.clone()));
    *response.status_mut() = StatusCode::from_u16(reply.status).unwrap_or(StatusCode::CREATED);
    for (name, value) in &reply.headers {
        if let (Ok(name), Ok(value)) = (name.parse::<HeaderName>(), HeaderValue::from_str(value)) {
            response.headers_mut().append(name, value);
        }
    }
    response
}

impl<P: Into<Problem>> From<P> for Stop {
    fn from(problem: P) -> Self {
        Self::Problem(problem.into())
    }
}

impl IntoResponse for Stop {
    fn into_response(self) -> Response {
        match self {
            Self::Answered(reply) => reply_as_response(&reply),
            Self::Problem(problem) => problem.into_response(),
        }
    }
}
