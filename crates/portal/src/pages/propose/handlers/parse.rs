//! From what was typed to a proposal.

use std::collections::BTreeSet;
use std::sync::Arc;

use danh_api::AppState;
use danh_api::problem::Problem;
use danh_api::proposals::{MarkedAct, ProposalDocument, SeenPerson};
use danh_directory::{Directory, Role, appointments_at};
use danh_exchange::Reason;
use danh_identity::account_by_login;
use danh_register::Seen;
use danh_register::person_queries::{person_by_id, person_id_by_number};
use danh_store::{StoreError, Tx};
use danh_vocabulary::{AppointmentId, OfficerId};
use jiff::civil::Date;

use super::super::{Mistake, Proposed, Typed};
use crate::authority_choice::AuthorityAnswer;
use crate::moments::day_of_boxes;
use crate::pages::proposals::words;

type Parsed<T> = Result<T, Mistake>;

/// What is proposed, or all that must be mended.
pub(super) async fn document(
    state: &AppState,
    act: Proposed,
    seen: Option<Seen>,
    typed: &Typed,
) -> Result<Result<ProposalDocument, Vec<Mistake>>, Problem> {
    let line = typed
        .reason
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    let reason: Parsed<Reason> = line.parse().map_err(|_| Mistake::Reason);
    let (asked, today, id) = (typed.clone(), state.register.today(), state.ids.next());
    let directory = state.directory.clone();
    let read = state.store.read(move |tx| {
        let asking = Asking {
            typed: &asked,
            directory: directory.clone(),
            today,
            appointment: AppointmentId::from_i64(id),
        };
        asking.act(tx, act, seen)
    });
    let act: Parsed<MarkedAct> = read.await?;
    Ok(match (act, reason) {
        (Ok(act), Ok(reason)) => Ok(ProposalDocument {
            act,
            reason: reason.as_str().to_owned(),
            basis: Some(typed.basis.trim())
                .filter(|basis| !basis.is_empty())
                .map(str::to_owned),
        }),
        (act, reason) => Err(act.err().into_iter().chain(reason.err()).collect()),
    })
}

struct Asking<'a> {
    typed: &'a Typed,
    directory: Arc<Directory>,
    today: Date,
    /// The id of an appointment to be.
    appointment: AppointmentId,
}

impl Asking<'_> {
    fn act(
        &self,
        tx: &mut Tx<'_>,
        act: Proposed,
        seen: Option<Seen>,
    ) -> Result<Parsed<MarkedAct>, StoreError> {
        let on = self.today;
        let person = seen.map(SeenPerson::from).ok_or(Mistake::Stale);
        Ok(match act {
            Proposed::Appointment => return self.appointment(tx),
            Proposed::LiftProtection => {
                person.map(|person| MarkedAct::LiftProtection { person, on })
            }
            Proposed::MergeDuplicate => {
                let duplicate = self.duplicate(tx)?;
                person.and_then(|survivor| {
                    Ok(MarkedAct::MergeDuplicate {
                        duplicate: duplicate?,
                        survivor,
                        on,
                    })
                })
            }
            Proposed::OrderProtection => {
                let officers = self.officers(tx)?;
                person.and_then(|person| {
                    Ok(MarkedAct::OrderProtection {
                        person,
                        officers: officers?,
                        on,
                    })
                })
            }
            Proposed::CancelNumber => person.and_then(|person| {
                let mut reasons = words::CANCELLATIONS.into_iter();
                let chosen = reasons.find(|(_, value, _)| *value == self.typed.cancellation);
                let (reason, ..) = chosen.ok_or(Mistake::Cancellation)?;
                Ok(MarkedAct::CancelNumber { person, reason, on })
            }),
        })
    }

    /// The second record, as it stands now.
    fn duplicate(&self, tx: &mut Tx<'_>) -> Result<Parsed<SeenPerson>, StoreError> {
        let Ok(number) = self.typed.duplicate.trim().parse() else {
            return Ok(Err(Mistake::Duplicate));
        };
        let Some(person) = person_id_by_number(tx, number)? else {
            return Ok(Err(Mistake::Duplicate));
        };
        let found = person_by_id(tx, person)?;
        let found = found.map(|(version, _)| SeenPerson { person, version });
        Ok(found.ok_or(Mistake::Duplicate))
    }

    fn officers(&self, tx: &mut Tx<'_>) -> Result<Parsed<BTreeSet<OfficerId>>, StoreError> {
        let mut officers = BTreeSet::new();
        for login in self.typed.officers.split_whitespace() {
            match officer(tx, login)? {
                Some(officer) => officers.insert(officer),
                None => return Ok(Err(Mistake::Officers)),
            };
        }
        Ok(if officers.is_empty() {
            Err(Mistake::Officers)
        } else {
            Ok(officers)
        })
    }

    fn appointment(&self, tx: &mut Tx<'_>) -> Result<Parsed<MarkedAct>, StoreError> {
        let typed = self.typed;
        let Some(officer) = officer(tx, typed.login.trim())? else {
            return Ok(Err(Mistake::Login));
        };
        let Ok(role) = typed.role.parse::<Role>() else {
            return Ok(Err(Mistake::Role));
        };
        let authority = match typed.authority.answer(&self.directory, self.today) {
            AuthorityAnswer::One(authority) => authority,
            AuthorityAnswer::OneOf(several) if several.is_empty() => {
                return Ok(Err(Mistake::Authority));
            }
            AuthorityAnswer::OneOf(_) => return Ok(Err(Mistake::AuthorityWhich)),
        };
        let boxes = [&typed.day.day, &typed.day.month, &typed.day.year];
        let Some(day) = day_of_boxes(boxes.map(String::as_str)) else {
            return Ok(Err(Mistake::Day));
        };
        match typed.what.as_str() {
            "appoint" => Ok(Ok(MarkedAct::Appoint {
                appointment: self.appointment,
                officer,
                role,
                authority,
                valid_from: day,
                valid_until: None,
            })),
            "end" => {
                let held = appointments_at(tx, &authority, self.today)?;
                let mut held = held.into_iter();
                let held = held.find(|held| held.officer == officer && held.role == role);
                let end = held.map(|held| MarkedAct::EndAppointment {
                    appointment: held.id,
                    last_day: day,
                });
                Ok(end.ok_or(Mistake::NoAppointment))
            }
            _ => Ok(Err(Mistake::What)),
        }
    }
}

fn officer(tx: &mut Tx<'_>, login: &str) -> Result<Option<OfficerId>, StoreError> {
    let Ok(login) = login.parse() else {
        return Ok(None);
    };
    Ok(account_by_login(tx, &login)?.map(|account| account.officer))
}
