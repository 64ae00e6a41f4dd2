//! Proposing an act.

use danh_desk::NewProposal;
use danh_directory::{AuthorityId, appointment_by_id};
use danh_register::Act;
use danh_register::person_queries::{is_visible, person_by_id};
use danh_store::{StoreError, Tx};
use danh_vocabulary::{OfficerId, PersonId, ProposalId};

use super::carry_out::{CarryOutError, carry_out};
use super::{MarkedAct, ProposalDocument};
use crate::access::Reach;
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

/// Proposes an act to a second officer. It is carried out on trial first, so what cannot be is refused at once.
pub async fn propose(
    state: &AppState,
    officer: &SignedIn,
    document: ProposalDocument,
) -> Result<ProposalId, ProposeError> {
    let kind = document.act.kind();
    let work = kind.proposed_by();
    let act = officer.act_for(state, work)?;
    let appointment = officer.appointment_for(work).ok_or(NotAppointedTo(work))?;
    let id = ProposalId::from_i64(state.ids.next());
    let new = NewProposal {
        id,
        kind: kind.as_str().to_owned(),
        proposer: officer.officer,
        authority: appointment.authority.to_string(),
        at: state.clock.now(),
    };
    let sealed = serde_json::to_vec(&document).expect("a proposal is text and small numbers");
    let trial = Trial {
        state: state.clone(),
        officer: officer.officer,
        act,
        reach: officer.reach(state, work),
        document,
    };
    let viewer = officer.viewer();
    let tried = state.store.write(move |tx| {
        for person in trial.document.act.persons() {
            if person_by_id(tx, person)?.is_none() || !is_visible(tx, person, viewer)? {
                return Err(Tried::Refused(ProposeError::Unknown));
            }
        }
        trial.run(tx)
    });
    match tried.await {
        Err(Tried::Possible) => {}
        Err(Tried::Refused(error)) => return Err(error),
        Ok(never) => match never {},
    }
    let desk = state.desk.clone();
    let made = state
        .store
        .write(move |tx| desk.proposal_make(tx, &new, &sealed));
    made.await?;
    metrics::counter!("danh_proposals_total", "kind" => kind.as_str()).increment(1);
    Ok(id)
}

/// How a trial ended; its transaction never stands.
enum Tried {
    Possible,
    Refused(ProposeError),
}

impl From<StoreError> for Tried {
    fn from(error: StoreError) -> Self {
        Self::Refused(error.into())
    }
}

struct Trial {
    state: AppState,
    officer: OfficerId,
    act: Act,
    reach: Reach,
    document: ProposalDocument,
}

impl Trial {
    fn run(&self, tx: &mut Tx<'_>) -> Result<std::convert::Infallible, Tried> {
        if !reaches(tx, &self.reach, &self.document.act)? {
            return Err(Tried::Refused(ProposeError::OutsideJurisdiction));
        }
        let by = (self.officer, self.act.clone());
        match carry_out(tx, &self.state, by, &self.document) {
            Ok(_) => Err(Tried::Possible),
            Err(error) => Err(Tried::Refused(error.into())),
        }
    }
}

/// Whether an officer reaches what an act is about: one of the persons, or the authority of the appointment.
pub(super) fn reaches(tx: &mut Tx<'_>, reach: &Reach, act: &MarkedAct) -> Result<bool, StoreError> {
    let authority: Option<AuthorityId> = match act {
        MarkedAct::Appoint { authority, .. } => Some(authority.clone()),
        MarkedAct::EndAppointment { appointment, .. } => {
            appointment_by_id(tx, *appointment)?.map(|found| found.authority)
        }
        _ => return reaches_any(tx, reach, &act.persons()),
    };
    Ok(authority.is_some_and(|authority| reach.oversees(&authority.to_string())))
}

fn reaches_any(tx: &mut Tx<'_>, reach: &Reach, persons: &[PersonId]) -> Result<bool, StoreError> {
    for person in persons {
        if let Some((_, state)) = person_by_id(tx, *person)?
            && reach.includes(&state)
        {
            return Ok(true);
        }
    }
    Ok(false)
}
