//! From a proposal to its page.

use danh_api::AppState;
use danh_api::proposals::{MarkedAct, OpenedProposal};
use danh_desk::{Outcome, ProposalState};
use danh_directory::appointment_by_id;
use danh_register::person_queries::person_by_id;
use danh_store::{StoreError, Tx};
use danh_vocabulary::{AppointmentId, PersonId};

use super::super::{DecisionForm, ProposalView, VerdictView};
use crate::bilingual::Bilingual;
use crate::components::{MaskedNumber, Value};
use crate::messages::Key;
use crate::moments::in_viet_nam;
use crate::pages::proposals::handlers::officer_name;
use crate::pages::proposals::{Standing, words};

pub(super) fn proposal(
    tx: &mut Tx<'_>,
    state: &AppState,
    found: &OpenedProposal,
    form: DecisionForm,
) -> Result<ProposalView, StoreError> {
    let (proposal, document) = (&found.proposal, &found.document);
    let verdict = match &proposal.state {
        ProposalState::Decided(verdict) => Some(VerdictView {
            decider: officer_name(tx, verdict.decider)?,
            at: in_viet_nam(verdict.at),
            reason: (verdict.outcome != Outcome::Void).then(|| verdict.reason.clone()),
        }),
        ProposalState::Waiting | ProposalState::Expired => None,
    };
    Ok(ProposalView {
        handle: state.handle_of_proposal(proposal.id),
        kind: words::kind(document.act.kind()),
        changes: changes(tx, state, &document.act)?,
        proposer: officer_name(tx, proposal.proposer)?,
        authority: Bilingual::of_authority(&state.directory, &proposal.authority),
        proposed_at: in_viet_nam(proposal.proposed_at),
        waits_until: in_viet_nam(proposal.waits_until),
        reason: document.reason.clone(),
        basis: document.basis.clone(),
        standing: Standing::of(&proposal.state),
        verdict,
        decision: found.may_decide.then_some(form),
    })
}

fn changes(
    tx: &mut Tx<'_>,
    state: &AppState,
    act: &MarkedAct,
) -> Result<Vec<(Key, Value)>, StoreError> {
    let since = |on: &jiff::civil::Date| (Key("word-from"), Value::Date(on.to_string()));
    Ok(match act {
        MarkedAct::MergeDuplicate {
            duplicate,
            survivor,
            on,
        } => vec![
            (Key("act-survivor"), person(tx, state, survivor.person)?),
            (Key("act-duplicate"), person(tx, state, duplicate.person)?),
            since(on),
        ],
        MarkedAct::OrderProtection {
            person: whom,
            officers,
            on,
        } => {
            let mut names = Vec::new();
            for officer in officers {
                names.push(Value::Text(officer_name(tx, *officer)?));
            }
            vec![
                (Key("act-person"), person(tx, state, whom.person)?),
                (Key("act-officers"), Value::Lines(names)),
                since(on),
            ]
        }
        MarkedAct::LiftProtection { person: whom, on } => vec![
            (Key("act-person"), person(tx, state, whom.person)?),
            since(on),
        ],
        MarkedAct::CancelNumber {
            person: whom,
            reason,
            on,
        } => {
            let mut reasons = words::CANCELLATIONS.iter();
            let reason = reasons.find(|(known, ..)| known == reason);
            let reason = reason.map_or(Value::Missing, |(_, _, key)| (*key).into());
            vec![
                (Key("act-person"), person(tx, state, whom.person)?),
                (Key("act-cancellation"), reason),
                since(on),
            ]
        }
        MarkedAct::Appoint {
            officer,
            role,
            authority,
            valid_from,
            ..
        } => vec![
            (Key("act-officer"), Value::Text(officer_name(tx, *officer)?)),
            (Key("act-role"), words::role(*role).into()),
            (Key("act-authority"), named(state, &authority.to_string())),
            since(valid_from),
        ],
        MarkedAct::EndAppointment {
            appointment,
            last_day,
        } => {
            let mut rows = held(tx, state, *appointment)?;
            rows.push((Key("act-last-day"), Value::Date(last_day.to_string())));
            rows
        }
        MarkedAct::CorrectAppointment {
            appointment,
            role,
            authority,
            valid_from,
            valid_until,
        } => {
            let mut rows = held(tx, state, *appointment)?;
            let authority = named(state, &authority.to_string());
            rows.extend([
                (Key("act-right-role"), words::role(*role).into()),
                (Key("act-right-authority"), authority),
                since(valid_from),
            ]);
            let last = valid_until.map(|day| Value::Date(day.to_string()));
            rows.extend(last.map(|last| (Key("act-last-day"), last)));
            rows
        }
        MarkedAct::WithdrawAppointment { appointment } => held(tx, state, *appointment)?,
        MarkedAct::TransferAppointment {
            appointment, to, ..
        } => {
            let mut rows = held(tx, state, *appointment)?;
            rows.push((Key("act-transferred-to"), named(state, &to.to_string())));
            rows
        }
    })
}

/// An appointment as it stands.
fn held(
    tx: &mut Tx<'_>,
    state: &AppState,
    appointment: AppointmentId,
) -> Result<Vec<(Key, Value)>, StoreError> {
    let Some(held) = appointment_by_id(tx, appointment)? else {
        return Ok(Vec::new());
    };
    let officer = Value::Text(officer_name(tx, held.officer)?);
    Ok(vec![
        (Key("act-officer"), officer),
        (Key("act-role"), words::role(held.role).into()),
        (
            Key("act-authority"),
            named(state, &held.authority.to_string()),
        ),
    ])
}

fn named(state: &AppState, authority: &str) -> Value {
    Value::Named(Bilingual::of_authority(&state.directory, authority))
}

/// Who somebody is, as far as it tells them apart, and the way to their page.
pub(crate) fn person(
    tx: &mut Tx<'_>,
    state: &AppState,
    person: PersonId,
) -> Result<Value, StoreError> {
    let Some((_, found)) = person_by_id(tx, person)? else {
        return Ok(Value::Missing);
    };
    let mut lines = vec![
        Value::Link {
            href: format!("/persons/{}", state.handle_of(person)),
            text: found.identity.name.to_string(),
        },
        Value::Date(found.identity.born.to_string()),
    ];
    let number = found.number();
    lines.extend(number.map(|number| Value::Masked(MaskedNumber::of(number.as_str()))));
    Ok(Value::Lines(lines))
}
