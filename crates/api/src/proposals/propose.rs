//! Proposing an act.

use std::collections::BTreeMap;

use danh_desk::NewProposal;
use danh_directory::{Appointment, AuthorityId, appointment_by_id};
use danh_register::PersonState;
use danh_register::person_queries::{hidden_among, persons_and_versions};
use danh_store::{StoreError, Tx};
use danh_vocabulary::{PersonId, ProposalId};

use super::carry_out::{CarryOutError, carry_out};
use super::{MarkedAct, ProposalDocument};
use crate::access::{Reach, Work};
use crate::problem::{Problem, ProblemKind, refusal};
use crate::signed_in::{NotAppointedTo, SignedIn};
use crate::state::AppState;

/// Why an act is not proposed.
#[derive(Debug, thiserror::Error)]
pub enum ProposeError {
    /// No appointment of today allows it.
    #[error(transparent)]
    NotAppointed(#[from] NotAppointedTo),
    /// Nobody whom it is about is within reach, or not the authority at which somebody is appointed.
    #[error("whom the act is about is outside the jurisdiction")]
    OutsideJurisdiction,
    /// There is no such person for this officer.
    #[error("there is no such person")]
    Unknown,
    /// It could not be carried out as things stand.
    #[error(transparent)]
    CarryOut(CarryOutError),
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<CarryOutError> for ProposeError {
    fn from(error: CarryOutError) -> Self {
        match error.into_store_error() {
            Ok(error) => Self::Store(error),
            Err(error) => Self::CarryOut(error),
        }
    }
}

impl From<ProposeError> for Problem {
    fn from(error: ProposeError) -> Self {
        match error {
            ProposeError::NotAppointed(error) => error.into(),
            ProposeError::OutsideJurisdiction => Self::new(ProblemKind::OutsideJurisdiction),
            ProposeError::Unknown => Self::refused(&refusal::subject::UNKNOWN_PERSON),
            ProposeError::CarryOut(error) => error.into(),
            ProposeError::Store(error) => error.into(),
        }
    }
}

/// Proposes an act to a second officer. It is carried out on trial first, so what cannot be is refused at once.
pub async fn propose(
    state: &AppState,
    officer: &SignedIn,
    document: ProposalDocument,
) -> Result<ProposalId, ProposeError> {
    let tried = Tried::carry_out(state, officer, document).await?;
    let making = state.clone();
    let made = state.store.write(move |tx| tried.make(tx, &making));
    Ok(made.await?)
}

/// An act that could be carried out a moment ago.
pub(super) struct Tried {
    new: NewProposal,
    document: Vec<u8>,
}

impl Tried {
    /// Carries an act out in a transaction that never stands.
    pub(super) async fn carry_out(
        state: &AppState,
        officer: &SignedIn,
        document: ProposalDocument,
    ) -> Result<Self, ProposeError> {
        let kind = document.act.kind();
        let work = kind.proposed_by();
        if !officer.may(work) {
            return Err(NotAppointedTo(work).into());
        }
        let sealed = serde_json::to_vec(&document).expect("a proposal is text and small numbers");
        let trial = Trial {
            state: state.clone(),
            officer: officer.clone(),
            work,
            reach: officer.reach(state, work),
            document,
        };
        let authority = match state.store.write_rehearsed(move |tx| trial.run(tx)).await {
            Err(Outcome::PossibleAt(authority)) => authority,
            Err(Outcome::Refused(error)) => return Err(error),
            Ok(never) => match never {},
        };
        let new = NewProposal {
            id: ProposalId::from_i64(state.ids.next()),
            kind: kind.as_str().to_owned(),
            proposer: officer.officer,
            authority: authority.to_string(),
            at: state.clock.now(),
        };
        let document = sealed;
        Ok(Self { new, document })
    }

    /// Lets it wait for a second officer.
    pub(super) fn make(&self, tx: &mut Tx<'_>, state: &AppState) -> Result<ProposalId, StoreError> {
        state.desk.proposal_make(tx, &self.new, &self.document)?;
        metrics::counter!("danh_proposals_total", "kind" => self.new.kind.clone()).increment(1);
        Ok(self.new.id)
    }
}

/// How a trial ended; its transaction never stands.
enum Outcome {
    /// In the name of that authority.
    PossibleAt(AuthorityId),
    Refused(ProposeError),
}

impl From<StoreError> for Outcome {
    fn from(error: StoreError) -> Self {
        Self::Refused(error.into())
    }
}

struct Trial {
    state: AppState,
    officer: SignedIn,
    work: Work,
    reach: Reach,
    document: ProposalDocument,
}

impl Trial {
    fn run(&self, tx: &mut Tx<'_>) -> Result<std::convert::Infallible, Outcome> {
        let persons = self.document.act.persons();
        let states = persons_and_versions(tx, &persons)?;
        let are_known = persons.iter().all(|person| states.contains_key(person));
        if !are_known || !hidden_among(tx, &persons, self.officer.viewer())?.is_empty() {
            return Err(Outcome::Refused(ProposeError::Unknown));
        }
        let Some(under) = reaching(tx, &self.reach, &self.document.act, &states)? else {
            return Err(Outcome::Refused(ProposeError::OutsideJurisdiction));
        };
        let act = self.officer.act_under(&self.state, self.work, under);
        let act = act.map_err(|error| Outcome::Refused(error.into()))?;
        let by = (self.officer.officer, act);
        match carry_out(tx, &self.state, by, &self.document) {
            Ok(_) => Err(Outcome::PossibleAt(under.authority.clone())),
            Err(error) => Err(Outcome::Refused(error.into())),
        }
    }
}

/// The appointment under which an officer reaches what an act is about: one of the persons, whose states are given, or every
/// authority at which somebody is, or is to be, appointed.
pub(super) fn reaching<'a>(
    tx: &mut Tx<'_>,
    reach: &'a Reach,
    act: &MarkedAct,
    states: &BTreeMap<PersonId, (u32, PersonState)>,
) -> Result<Option<&'a Appointment>, StoreError> {
    let (held, another) = match act {
        MarkedAct::Appoint { authority, .. } => (None, Some(authority)),
        MarkedAct::EndAppointment { appointment, .. }
        | MarkedAct::WithdrawAppointment { appointment } => (Some(*appointment), None),
        MarkedAct::CorrectAppointment {
            appointment,
            authority,
            ..
        } => (Some(*appointment), Some(authority)),
        MarkedAct::TransferAppointment {
            appointment, to, ..
        } => (Some(*appointment), Some(to)),
        _ => {
            let persons = act.persons();
            let mut states = persons.iter().filter_map(|person| states.get(person));
            return Ok(states.find_map(|(_, state)| reach.appointment_for(state)));
        }
    };
    let over = |authority: &AuthorityId| reach.appointment_over(&authority.to_string());
    let held = match held {
        None => None,
        Some(held) => {
            let held = appointment_by_id(tx, held)?;
            let Some(under) = held.and_then(|held| over(&held.authority)) else {
                return Ok(None);
            };
            Some(under)
        }
    };
    Ok(another.map_or(held, over))
}
