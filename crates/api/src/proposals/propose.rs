//! Proposing an act.

use std::collections::BTreeMap;

use danh_desk::NewProposal;
use danh_directory::appointment_by_id;
use danh_register::person_queries::{hidden_among, persons_and_versions};
use danh_register::{Act, PersonState, Viewer};
use danh_store::{StoreError, Tx};
use danh_vocabulary::{OfficerId, PersonId, ProposalId};

use super::carry_out::{CarryOutError, carry_out};
use super::{MarkedAct, ProposalDocument};
use crate::access::Reach;
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
        let act = officer.act_for(state, work)?;
        let appointment = officer.appointment_for(work).ok_or(NotAppointedTo(work))?;
        let new = NewProposal {
            id: ProposalId::from_i64(state.ids.next()),
            kind: kind.as_str().to_owned(),
            proposer: officer.officer,
            authority: appointment.authority.to_string(),
            at: state.clock.now(),
        };
        let tried = Self {
            new,
            document: serde_json::to_vec(&document).expect("a proposal is text and small numbers"),
        };
        let trial = Trial {
            state: state.clone(),
            officer: officer.officer,
            viewer: officer.viewer(),
            act,
            reach: officer.reach(state, work),
            document,
        };
        match state.store.write_rehearsed(move |tx| trial.run(tx)).await {
            Err(Outcome::Possible) => Ok(tried),
            Err(Outcome::Refused(error)) => Err(error),
            Ok(never) => match never {},
        }
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
    Possible,
    Refused(ProposeError),
}

impl From<StoreError> for Outcome {
    fn from(error: StoreError) -> Self {
        Self::Refused(error.into())
    }
}

struct Trial {
    state: AppState,
    officer: OfficerId,
    viewer: Viewer,
    act: Act,
    reach: Reach,
    document: ProposalDocument,
}

impl Trial {
    fn run(&self, tx: &mut Tx<'_>) -> Result<std::convert::Infallible, Outcome> {
        let persons = self.document.act.persons();
        let states = persons_and_versions(tx, &persons)?;
        let are_known = persons.iter().all(|person| states.contains_key(person));
        if !are_known || !hidden_among(tx, &persons, self.viewer)?.is_empty() {
            return Err(Outcome::Refused(ProposeError::Unknown));
        }
        if !reaches(tx, &self.reach, &self.document.act, &states)? {
            return Err(Outcome::Refused(ProposeError::OutsideJurisdiction));
        }
        let by = (self.officer, self.act.clone());
        match carry_out(tx, &self.state, by, &self.document) {
            Ok(_) => Err(Outcome::Possible),
            Err(error) => Err(Outcome::Refused(error.into())),
        }
    }
}

/// Whether an officer reaches what an act is about: one of the persons, whose states are given, or every authority at which
/// somebody is, or is to be, appointed.
pub(super) fn reaches(
    tx: &mut Tx<'_>,
    reach: &Reach,
    act: &MarkedAct,
    states: &BTreeMap<PersonId, (u32, PersonState)>,
) -> Result<bool, StoreError> {
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
            return Ok(states.any(|(_, state)| reach.includes(state)));
        }
    };
    if let Some(held) = held {
        let held = appointment_by_id(tx, held)?;
        if !held.is_some_and(|held| reach.oversees(&held.authority.to_string())) {
            return Ok(false);
        }
    }
    Ok(another.is_none_or(|authority| reach.oversees(&authority.to_string())))
}
