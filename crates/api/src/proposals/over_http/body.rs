//! What a request proposes.

use std::collections::BTreeSet;

use danh_directory::{AuthorityId, Role, appointments_of};
use danh_exchange::Reason;
use danh_identity::{Login, account_by_login};
use danh_register::{CancellationReason, Seen};
use danh_store::{StoreError, Tx};
use danh_vocabulary::{AppointmentId, OfficerId};
use jiff::civil::Date;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::access::Work;
use crate::problem::{Fault, Problem};
use crate::proposals::{MarkedAct, MarkedKind, ProposalDocument};
use crate::state::AppState;
use crate::write::{Fields, IfMatch, Line};

/// Officers who may be let see one protected person by one decision.
const OFFICERS_MAX: usize = 100;

/// An act that a second officer decides. Which fields it needs, its kind says.
#[derive(Debug, Default, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "kind": "cancel-number", "person": "wpokv3q4ubeotmodupi3qhlxwu", "cancellation": "given_in_error",
    "on": "2026-01-05", "reason": "Cấp trùng số của người khác",
}))]
pub(crate) struct ProposalBody {
    /// `merge-duplicate` (`person`, `duplicate`, `on`), `order-protection` (`person`, `officers`, `on`), `lift-protection`
    /// (`person`, `on`), `cancel-number` (`person`, `cancellation`, `on`), `appoint` (`login`, `role`, `authority`, `on`, `until`),
    /// `end-appointment` (`login`, `role`, `authority`, `on` as the last day), `correct-appointment` (the same with `right_role`,
    /// `right_authority`, `on`, `until`), `withdraw-appointment` (`login`, `role`, `authority`) or `transfer-appointment` (the
    /// same with `right_authority`).
    #[schema(required = true, nullable = false, pattern = "^[a-z-]+$")]
    kind: Option<String>,
    /// The handle of the person; of two records, of the one that is to be read.
    #[schema(nullable = false, pattern = "^[a-z2-7]{26}$")]
    person: Option<String>,
    /// The handle of the second record.
    #[schema(nullable = false, pattern = "^[a-z2-7]{26}$")]
    duplicate: Option<String>,
    /// The logins of the officers who may see the person.
    #[schema(nullable = false, min_items = 1, max_items = 100)]
    officers: Option<Vec<String>>,
    /// Why the number is cancelled: `given_in_error`, `forged_papers`, `sex_determined` or `birth_year_corrected`.
    #[schema(
        nullable = false,
        pattern = "^(given_in_error|forged_papers|sex_determined|birth_year_corrected)$"
    )]
    cancellation: Option<String>,
    /// From when; of an appointment the first day, of its end the last.
    #[schema(nullable = false, format = Date)]
    on: Option<String>,
    /// The last day of an appointment, where one is set.
    #[schema(nullable = false, format = Date)]
    until: Option<String>,
    /// The login of the officer of the appointment.
    #[schema(nullable = false, max_length = 200)]
    login: Option<String>,
    /// The role of the appointment.
    #[schema(nullable = false, max_length = 200)]
    role: Option<String>,
    /// The id of the authority of the appointment.
    #[schema(nullable = false, max_length = 200)]
    authority: Option<String>,
    /// The role that is right.
    #[schema(nullable = false, max_length = 200)]
    right_role: Option<String>,
    /// The id of the authority that is right, or to which the appointment goes.
    #[schema(nullable = false, max_length = 200)]
    right_authority: Option<String>,
    /// Why, in words that somebody else can weigh.
    #[schema(required = true, nullable = false, min_length = 10, max_length = 200)]
    reason: Option<String>,
    /// The decision or paper it rests on.
    #[schema(nullable = false, min_length = 1, max_length = 200)]
    basis: Option<String>,
}

/// An act as it was asked for: officers by their logins, appointments by who holds them.
enum AskedAct {
    OfPerson(MarkedAct),
    Protect(Seen, Vec<String>, Date),
    Appoint(Held, Date, Option<Date>),
    End(Held, Date),
    Correct(Held, (Role, AuthorityId), (Date, Option<Date>)),
    Withdraw(Held),
    Transfer(Held, AuthorityId),
}

/// An appointment, named by what it says.
struct Held {
    login: String,
    role: Role,
    authority: AuthorityId,
}

impl ProposalBody {
    /// The work that lets an officer propose such an act.
    pub(super) fn work(&self) -> Result<Work, Problem> {
        let named = self.kind.as_deref().and_then(MarkedKind::parse);
        let fault = if self.kind.is_some() {
            Fault::Choice
        } else {
            Fault::Missing
        };
        let kind = named.ok_or_else(|| Problem::in_fields(vec![fault.of("/kind")]))?;
        Ok(kind.proposed_by())
    }

    /// What is proposed, its officers and appointments found.
    pub(super) async fn document(
        self,
        state: &AppState,
        if_match: &IfMatch,
    ) -> Result<ProposalDocument, Problem> {
        let mut fields = Fields::having_seen(state, if_match.clone());
        let act = self.act(&mut fields);
        self.forms(&mut fields);
        let reason: Option<Reason> =
            fields.required("/reason", self.reason.as_deref(), Fault::Reason);
        fields.basis(self.basis.as_deref());
        let declared = fields.declared(act.zip(reason))?;
        let (asked, reason) = declared.report;
        let (today, ids) = (state.register.today(), state.ids.clone());
        let found = state
            .store
            .read(move |tx| asked.found(tx, today, || AppointmentId::from_i64(ids.next())));
        let act = found
            .await?
            .map_err(|fault| Problem::in_fields(vec![fault]))?;
        Ok(ProposalDocument {
            act,
            reason: reason.as_str().to_owned(),
            basis: declared.basis.map(|Line(words)| words),
        })
    }

    fn act(&self, fields: &mut Fields<'_>) -> Option<AskedAct> {
        let kind = self.kind.as_deref().and_then(MarkedKind::parse)?;
        match kind {
            MarkedKind::MergeDuplicate
            | MarkedKind::OrderProtection
            | MarkedKind::LiftProtection
            | MarkedKind::CancelNumber => self.about_person(kind, fields),
            _ => self.about_appointment(kind, fields),
        }
    }

    /// The form of every field that is there, also of those that the kind does not ask for.
    fn forms(&self, fields: &mut Fields<'_>) {
        let state = fields.state();
        for (field, handle) in [("/person", &self.person), ("/duplicate", &self.duplicate)] {
            if let Some(handle) = handle {
                fields.kept(field, state.person_of(handle), Fault::Handle);
            }
        }
        for (field, day) in [("/on", &self.on), ("/until", &self.until)] {
            fields.day_if_any(field, day.as_deref());
        }
        for (field, role) in [("/role", &self.role), ("/right_role", &self.right_role)] {
            fields.optional::<Role>(field, role.as_deref(), Fault::Choice);
        }
        for (field, authority) in [
            ("/authority", &self.authority),
            ("/right_authority", &self.right_authority),
        ] {
            fields.optional::<AuthorityId>(field, authority.as_deref(), Fault::Choice);
        }
        fields.optional::<Login>("/login", self.login.as_deref(), Fault::Choice);
        if self.cancellation.is_some() {
            fields.word::<CancellationReason>("/cancellation", self.cancellation.as_deref());
        }
        let officers = self.officers.as_ref().map_or(1, Vec::len);
        let are_few = (1..=OFFICERS_MAX).contains(&officers);
        fields.kept("/officers", are_few.then_some(()), Fault::Choice);
    }

    fn about_person(&self, kind: MarkedKind, fields: &mut Fields<'_>) -> Option<AskedAct> {
        let person = fields.seen("/person", self.person.as_deref());
        let on = fields.day("/on", self.on.as_deref());
        Some(AskedAct::OfPerson(match kind {
            MarkedKind::MergeDuplicate => {
                let duplicate = fields.seen("/duplicate", self.duplicate.as_deref());
                MarkedAct::MergeDuplicate {
                    duplicate: duplicate?.into(),
                    survivor: person?.into(),
                    on: on?,
                }
            }
            MarkedKind::OrderProtection => {
                let officers = fields.present("/officers", self.officers.clone());
                return Some(AskedAct::Protect(person?, officers?, on?));
            }
            MarkedKind::LiftProtection => MarkedAct::LiftProtection {
                person: person?.into(),
                on: on?,
            },
            _ => {
                let reason: Option<CancellationReason> =
                    fields.word("/cancellation", self.cancellation.as_deref());
                MarkedAct::CancelNumber {
                    person: person?.into(),
                    reason: reason?,
                    on: on?,
                }
            }
        }))
    }

    fn about_appointment(&self, kind: MarkedKind, fields: &mut Fields<'_>) -> Option<AskedAct> {
        let login = fields.present("/login", self.login.clone());
        let role = fields.required("/role", self.role.as_deref(), Fault::Choice);
        let authority = fields.required("/authority", self.authority.as_deref(), Fault::Choice);
        let held = |login: Option<String>| {
            Some(Held {
                login: login?,
                role: role?,
                authority: authority?,
            })
        };
        let right_authority = |fields: &mut Fields<'_>| {
            let authority = self.right_authority.as_deref();
            fields.required("/right_authority", authority, Fault::Choice)
        };
        match kind {
            MarkedKind::Appoint => {
                let on = fields.day("/on", self.on.as_deref());
                let until = fields.day_if_any("/until", self.until.as_deref());
                Some(AskedAct::Appoint(held(login)?, on?, until))
            }
            MarkedKind::EndAppointment => {
                let on = fields.day("/on", self.on.as_deref());
                Some(AskedAct::End(held(login)?, on?))
            }
            MarkedKind::CorrectAppointment => {
                let on = fields.day("/on", self.on.as_deref());
                let until = fields.day_if_any("/until", self.until.as_deref());
                let role =
                    fields.required("/right_role", self.right_role.as_deref(), Fault::Choice);
                let authority = right_authority(fields);
                let right = (role?, authority?);
                Some(AskedAct::Correct(held(login)?, right, (on?, until)))
            }
            MarkedKind::TransferAppointment => {
                let to = right_authority(fields);
                Some(AskedAct::Transfer(held(login)?, to?))
            }
            _ => Some(AskedAct::Withdraw(held(login)?)),
        }
    }
}

type Found<T> = Result<Result<T, crate::problem::FieldFault>, StoreError>;

impl AskedAct {
    fn found(
        &self,
        tx: &mut Tx<'_>,
        today: Date,
        new: impl Fn() -> AppointmentId,
    ) -> Found<MarkedAct> {
        let act = match self {
            Self::OfPerson(act) => return Ok(Ok(act.clone())),
            Self::Protect(person, logins, on) => {
                let mut officers = BTreeSet::new();
                for login in logins {
                    match officer(tx, login)? {
                        Some(officer) => officers.insert(officer),
                        None => return Ok(Err(Fault::Choice.of("/officers"))),
                    };
                }
                MarkedAct::OrderProtection {
                    person: (*person).into(),
                    officers,
                    on: *on,
                }
            }
            Self::Appoint(held, valid_from, valid_until) => {
                let Some(officer) = officer(tx, &held.login)? else {
                    return Ok(Err(Fault::Choice.of("/login")));
                };
                MarkedAct::Appoint {
                    appointment: new(),
                    officer,
                    role: held.role,
                    authority: held.authority.clone(),
                    valid_from: *valid_from,
                    valid_until: *valid_until,
                }
            }
            Self::End(held, ..)
            | Self::Correct(held, ..)
            | Self::Withdraw(held)
            | Self::Transfer(held, ..) => match held.appointment(tx, today)? {
                Some(appointment) => self.about(appointment, new),
                None => return Ok(Err(Fault::Choice.of("/login"))),
            },
        };
        Ok(Ok(act))
    }

    /// What is done about an appointment that is there.
    fn about(&self, appointment: AppointmentId, new: impl Fn() -> AppointmentId) -> MarkedAct {
        match self {
            Self::End(_, last_day) => MarkedAct::EndAppointment {
                appointment,
                last_day: *last_day,
            },
            Self::Correct(_, (role, authority), (valid_from, valid_until)) => {
                MarkedAct::CorrectAppointment {
                    appointment,
                    role: *role,
                    authority: authority.clone(),
                    valid_from: *valid_from,
                    valid_until: *valid_until,
                }
            }
            Self::Transfer(_, to) => MarkedAct::TransferAppointment {
                appointment,
                new: new(),
                to: to.clone(),
            },
            _ => MarkedAct::WithdrawAppointment { appointment },
        }
    }
}

impl Held {
    fn appointment(
        &self,
        tx: &mut Tx<'_>,
        today: Date,
    ) -> Result<Option<AppointmentId>, StoreError> {
        let Some(officer) = officer(tx, &self.login)? else {
            return Ok(None);
        };
        let mut held = appointments_of(tx, officer, today)?.into_iter();
        let held = held.find(|one| one.role == self.role && one.authority == self.authority);
        Ok(held.map(|held| held.id))
    }
}

fn officer(tx: &mut Tx<'_>, login: &str) -> Result<Option<OfficerId>, StoreError> {
    let Ok(login) = login.parse() else {
        return Ok(None);
    };
    Ok(account_by_login(tx, &login)?.map(|account| account.officer))
}
