//! Four eyes on both engines: who may, who may not, what comes of it.

use danh_directory::Role;
use danh_exchange::Reason;
use danh_register::{CancellationReason, Viewer};
use danh_vocabulary::{AppointmentId, EventId, ProposalId};
use jiff::civil::date;

use super::*;
use crate::SignedIn;
use crate::testing::{BA_DINH, HONG_HA, Office, on_both_engines};
use danh_desk::{Outcome, ProposalState};
use danh_directory::appointment_by_id;

fn reason() -> Reason {
    "Đã đối chiếu hồ sơ gốc".parse().unwrap()
}

fn enter(office: &Office, login: &'static str, role: Role, authority: &str) -> SignedIn {
    let token = office.hire(login, role, authority);
    office.signed_in(&token)
}

fn cancel_number(office: &Office, version: u32) -> ProposalDocument {
    ProposalDocument {
        act: MarkedAct::CancelNumber {
            person: SeenPerson {
                person: office.mother,
                version,
            },
            reason: CancellationReason::GivenInError,
            on: date(2026, 1, 5),
        },
        reason: "Cấp trùng số của người khác".to_owned(),
        basis: None,
    }
}

fn made(office: &Office, by: &SignedIn, document: ProposalDocument) -> ProposalId {
    office
        .block_on(propose(&office.state, by, document))
        .unwrap()
}

fn decided(
    office: &Office,
    by: &SignedIn,
    proposal: ProposalId,
    is_approved: bool,
) -> Result<Option<EventId>, DecideError> {
    let decision = Decision {
        proposal,
        is_approved,
        reason: reason(),
    };
    office.block_on(decide(&office.state, by, decision))
}

fn look(office: &Office, by: &SignedIn, id: ProposalId) -> Option<OpenedProposal> {
    let (state, by) = (office.state.clone(), by.clone());
    let read = office
        .state
        .store
        .read(move |tx| opened(tx, &state, &by, id));
    read.wait().unwrap()
}

fn waiting(office: &Office, by: &SignedIn) -> usize {
    let (state, by) = (office.state.clone(), by.clone());
    let read = office
        .state
        .store
        .read(move |tx| waiting_for(tx, &state, &by));
    read.wait().unwrap().proposals.len()
}

fn has_number(office: &Office) -> bool {
    let person = office.mother;
    let read = office
        .state
        .store
        .read(move |tx| danh_register::person_queries::person_by_id(tx, person));
    let (_, state) = read.wait().unwrap().unwrap();
    assert!(state.is_visible_to(Viewer::Register));
    state.number().is_some()
}

#[test]
fn an_act_waits_for_a_second_officer_and_is_carried_out_by_the_decision() {
    on_both_engines(|office| {
        let registrar = office.signed_in(&office.token());
        let reviewer = enter(office, "review", Role::Reviewer, BA_DINH);
        let id = made(office, &registrar, cancel_number(office, 3));
        assert!(has_number(office), "nothing has happened yet");
        assert_eq!(
            (waiting(office, &reviewer), waiting(office, &registrar)),
            (1, 0)
        );

        let own = decided(office, &registrar, id, true);
        assert!(matches!(own, Err(DecideError::OwnProposal)), "{own:?}");
        let event = decided(office, &reviewer, id, true).unwrap();
        assert!(event.is_some() && !has_number(office));
        let found = look(office, &registrar, id).unwrap();
        let ProposalState::Decided(verdict) = found.proposal.state else {
            panic!("it was decided")
        };
        assert_eq!(verdict.outcome, Outcome::Approved);
        assert_eq!((verdict.event, verdict.decider), (event, reviewer.officer));
        assert_eq!(waiting(office, &reviewer), 0);
        let again = decided(office, &reviewer, id, false);
        assert!(matches!(again, Err(DecideError::NotWaiting)), "{again:?}");
    });
}

#[test]
fn who_has_not_the_reach_neither_sees_nor_decides() {
    on_both_engines(|office| {
        let registrar = office.signed_in(&office.token());
        let id = made(office, &registrar, cancel_number(office, 3));
        for (login, role, authority) in [
            ("elsewhere", Role::Reviewer, HONG_HA),
            ("other.duty", Role::Inspector, BA_DINH),
            ("colleague", Role::Registrar, BA_DINH),
            ("head", Role::Administrator, BA_DINH),
        ] {
            let officer = enter(office, login, role, authority);
            assert_eq!(waiting(office, &officer), 0, "{login}");
            assert_eq!(look(office, &officer, id), None, "{login}");
            let refused = decided(office, &officer, id, true);
            assert!(matches!(refused, Err(DecideError::Unknown)), "{login}");
        }
        let above = enter(office, "above", Role::Reviewer, "ubnd:01@2025-07-01");
        assert!(look(office, &above, id).unwrap().may_decide);
        assert_eq!(decided(office, &above, id, false).unwrap(), None);
        assert!(has_number(office), "it was rejected");
    });
}

#[test]
fn what_cannot_be_done_is_not_proposed() {
    on_both_engines(|office| {
        let registrar = office.signed_in(&office.token());
        let refused = |by: &SignedIn, document| {
            let proposed = propose(&office.state, by, document);
            office.block_on(proposed).unwrap_err()
        };
        let stale = refused(&registrar, cancel_number(office, 2));
        assert!(matches!(stale, ProposeError::CarryOut(error) if error.is_conflict()));
        let elsewhere = enter(office, "elsewhere", Role::Registrar, HONG_HA);
        let outside = refused(&elsewhere, cancel_number(office, 3));
        assert!(matches!(outside, ProposeError::OutsideJurisdiction));
        let reviewer = enter(office, "review", Role::Reviewer, BA_DINH);
        let duty = refused(&reviewer, cancel_number(office, 3));
        assert!(matches!(duty, ProposeError::NotAppointed(_)));
        assert!(has_number(office) && waiting(office, &reviewer) == 0);
    });
}

#[test]
fn what_has_changed_since_makes_a_proposal_void() {
    on_both_engines(|office| {
        let registrar = office.signed_in(&office.token());
        let reviewer = enter(office, "review", Role::Reviewer, BA_DINH);
        let [first, second] = [(), ()].map(|()| made(office, &registrar, cancel_number(office, 3)));
        decided(office, &reviewer, first, true).unwrap();
        let void = decided(office, &reviewer, second, true);
        assert!(matches!(void, Err(DecideError::Void)), "{void:?}");
        let found = look(office, &registrar, second).unwrap();
        let ProposalState::Decided(verdict) = found.proposal.state else {
            panic!("it is void")
        };
        assert_eq!((verdict.outcome, verdict.event), (Outcome::Void, None));
        assert_eq!(waiting(office, &reviewer), 0);
    });
}

#[test]
fn an_appointment_is_given_by_two_administrators() {
    on_both_engines(|office| {
        let [one, other] = ["one", "other"]
            .map(|login| enter(office, login, Role::Administrator, "ubnd:01@2025-07-01"));
        let registrar = office.signed_in(&office.token());
        let appointment = AppointmentId::from_i64(4_711);
        let appoint = |authority: &str| ProposalDocument {
            act: MarkedAct::Appoint {
                appointment,
                officer: registrar.officer,
                role: Role::Registrar,
                authority: authority.parse().unwrap(),
                valid_from: date(2026, 1, 10),
                valid_until: None,
            },
            reason: "Bổ sung nhân sự".to_owned(),
            basis: Some("Quyết định 12/QĐ-UBND".to_owned()),
        };
        let beyond = propose(&office.state, &one, appoint("ubnd:33@2025-07-01"));
        let beyond = office.block_on(beyond).unwrap_err();
        assert!(matches!(beyond, ProposeError::OutsideJurisdiction));
        let id = made(office, &one, appoint(HONG_HA));
        let given = || {
            let read = office
                .state
                .store
                .read(move |tx| appointment_by_id(tx, appointment));
            read.wait().unwrap().is_some()
        };
        assert!(!given() && waiting(office, &other) == 1 && waiting(office, &one) == 0);
        let own = decided(office, &one, id, true);
        assert!(matches!(own, Err(DecideError::OwnProposal)));
        assert_eq!(decided(office, &other, id, true).unwrap(), None);
        assert!(given());
    });
}

#[test]
fn an_appointment_is_corrected_and_withdrawn_by_two_administrators() {
    on_both_engines(|office| {
        let [one, other] = ["one", "other"]
            .map(|login| enter(office, login, Role::Administrator, "ubnd:01@2025-07-01"));
        let held = office.signed_in(&office.token()).appointments[0].clone();
        let document = |act| ProposalDocument {
            act,
            reason: "Ghi nhầm khi nhập".to_owned(),
            basis: None,
        };
        let correct = |authority: &str| {
            document(MarkedAct::CorrectAppointment {
                appointment: held.id,
                role: Role::Registrar,
                authority: authority.parse().unwrap(),
                valid_from: held.valid_from,
                valid_until: None,
            })
        };
        let beyond = propose(&office.state, &one, correct("ubnd:26740@2025-07-01"));
        let beyond = office.block_on(beyond).unwrap_err();
        assert!(matches!(beyond, ProposeError::OutsideJurisdiction));
        let same = propose(&office.state, &one, correct(BA_DINH));
        let same = office.block_on(same).unwrap_err();
        assert!(matches!(
            same,
            ProposeError::CarryOut(CarryOutError::Correct(_))
        ));
        let stands = || {
            let read = office
                .state
                .store
                .read(move |tx| appointment_by_id(tx, held.id));
            read.wait()
                .unwrap()
                .map(|stands| stands.authority.to_string())
        };
        let id = made(office, &one, correct(HONG_HA));
        assert_eq!(stands().as_deref(), Some(BA_DINH));
        assert_eq!(decided(office, &other, id, true).unwrap(), None);
        assert_eq!(stands().as_deref(), Some(HONG_HA));
        let withdraw = document(MarkedAct::WithdrawAppointment {
            appointment: held.id,
        });
        let id = made(office, &one, withdraw);
        assert!(matches!(
            decided(office, &one, id, true),
            Err(DecideError::OwnProposal)
        ));
        assert_eq!(decided(office, &other, id, true).unwrap(), None);
        assert_eq!(stands(), None);
    });
}

#[test]
fn every_kind_has_a_name_and_two_officers() {
    for kind in MarkedKind::ALL {
        assert_eq!(MarkedKind::parse(kind.as_str()), Some(kind));
        let (proposes, decides) = (kind.proposed_by().roles(), kind.decided_by().roles());
        let shared = proposes.iter().any(|role| decides.contains(role));
        // Where the duty is the same, it is still never the same officer.
        assert_eq!(
            shared,
            kind.proposed_by() == crate::access::Work::Administer
        );
    }
}

/// Keeps proposals as they come, without a trial.
fn kept(office: &Office, authority: &str, documents: &[Vec<u8>]) {
    for document in documents {
        let new = danh_desk::NewProposal {
            id: ProposalId::from_i64(office.state.ids.next()),
            kind: "cancel-number".to_owned(),
            proposer: danh_vocabulary::OfficerId::from_i64(4_711),
            authority: authority.to_owned(),
            at: office.state.clock.now(),
        };
        let (desk, document) = (office.state.desk.clone(), document.clone());
        let made = office
            .state
            .store
            .write(move |tx| desk.proposal_make(tx, &new, &document));
        made.wait().unwrap();
    }
}

#[test]
fn what_waits_elsewhere_is_not_opened_and_of_many_the_oldest_are_listed() {
    on_both_engines(|office| {
        let reviewer = enter(office, "review", Role::Reviewer, BA_DINH);
        // Were they opened, they would not be read.
        kept(office, HONG_HA, &vec![b"no document".to_vec(); 501]);
        let document = serde_json::to_vec(&cancel_number(office, 3)).unwrap();
        kept(office, BA_DINH, std::slice::from_ref(&document));
        assert_eq!(waiting(office, &reviewer), 1);
        kept(office, BA_DINH, &vec![document; 50]);
        let (state, by) = (office.state.clone(), reviewer.clone());
        let read = office
            .state
            .store
            .read(move |tx| waiting_for(tx, &state, &by));
        let found = read.wait().unwrap();
        assert_eq!((found.proposals.len(), found.are_more), (50, true));
    });
}
