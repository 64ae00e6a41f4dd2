//! What stands in the journal: who, in whose name, on which basis, about whom.

use danh_register::{
    Actor, BirthReport, CancellationReason, Change, DeathReport, Event, Home, NumberReport,
    event_by_id, event_commitment, recomputed_commitment,
};
use danh_store::params;
use danh_vocabulary::{EventId, OfficerId};

use crate::people::{man, newborn, woman};
use crate::world::{PHUC_XA, act, act_of, date, on_both_engines};

#[test]
fn each_kind_of_event_names_its_law_and_who_acted() {
    on_both_engines(|world| {
        let him = world.enrol(man("Lê Văn Ba", "1970-01-01"));
        let her = world.enrol(woman("Trần Thị Tư", "1975-01-01"));
        world.marry(him, her, "2000-01-01").unwrap();
        let child = world
            .birth(BirthReport {
                mother: Some(her),
                ..newborn("2024-05-20")
            })
            .unwrap();
        world
            .settle(world.residence(child, PHUC_XA, Home::New, "2024-05-21"))
            .unwrap();
        world
            .remove(world.residence(child, PHUC_XA, Home::New, "2024-05-22"))
            .unwrap();
        let change = Change::Name {
            was: "Trần Thu Hà".parse().unwrap(),
            now: "Lê Thu Hà".parse().unwrap(),
        };
        world
            .correct(child, world.first_event(child), change)
            .unwrap();
        world.cancel_number(child, "2024-06-01").unwrap();
        world
            .reestablish_number(child, "2024-06-02", PHUC_XA)
            .unwrap();
        world.die(him, "2024-06-03").unwrap();

        let laws = |events: &[Event]| -> Vec<(&'static str, String)> {
            events
                .iter()
                .map(|event| (event.body.kind(), event.basis.clone()))
                .collect()
        };
        let law = |kind, basis: &str| (kind, basis.to_owned());
        let his = world.events(him);
        assert_eq!(
            laws(&his),
            [
                law("enrolment", "Luật Căn cước 2023, Điều 10"),
                law(
                    "marriage",
                    "Luật Hộ tịch 2014, Điều 17–18; Luật Hôn nhân và gia đình 2014, Điều 8–9"
                ),
                law("death", "Luật Hộ tịch 2014, Điều 32–34"),
            ]
        );
        let childs = world.events(child);
        let number = "Luật Căn cước 2023, Điều 12; Nghị định 70/2024/NĐ-CP, Điều 11";
        assert_eq!(
            laws(&childs),
            [
                law("birth", "Luật Hộ tịch 2014, Điều 13–16"),
                law("residence_registered", "Luật Cư trú 2020, Điều 20–22"),
                law("residence_moved", "Luật Cư trú 2020, Điều 22"),
                law("correction", "Luật Hộ tịch 2014, Điều 26–28"),
                law("number_cancelled", number),
                law("number_reestablished", number),
            ]
        );
        for event in his.iter().chain(&childs) {
            assert_eq!(event.actor, *act().actor());
            assert_eq!(event.authority, act().authority());
            assert_eq!(event.body.legal_basis(), event.basis);
        }
    });
}

#[test]
fn a_narrower_basis_and_another_actor_stand_as_they_were_given() {
    on_both_engines(|world| {
        let officer = Actor::Officer(OfficerId::from_i64(77));
        let decided = world.register.act(officer, "ubnd:00004").unwrap();
        let decided = decided.resting_on("Quyết định 12/2024/QĐST-HNGĐ");
        let report = newborn("2024-05-20");
        let recorded = world
            .write({
                let decided = decided.clone();
                move |register, tx| register.register_birth(tx, &decided, report.clone())
            })
            .unwrap();
        let event = world
            .read(move |tx| event_by_id(tx, recorded.event))
            .unwrap();
        assert_eq!(event.actor, *decided.actor());
        assert_eq!(event.authority, "ubnd:00004");
        assert_eq!(Some(event.basis.as_str()), decided.basis());
        assert_eq!(event.subjects, recorded.subjects);

        // The program's word is whatever the program says; an event that was written can be read.
        let (child, on) = (recorded.subjects[0].person, date("2024-06-01"));
        let programs = ["", "import", "a:b"].map(|word| act_of(Actor::Program(word.to_owned())));
        let seen = world.seen(child);
        let report = NumberReport { person: seen, on };
        let program = programs[0].clone();
        let reason = CancellationReason::ForgedPapers;
        world
            .write(move |register, tx| register.cancel_number(tx, &program, report, reason))
            .unwrap();
        let report = DeathReport {
            person: world.seen(child),
            on: on.into(),
            unit: None,
            declared: false,
        };
        let program = programs[2].clone();
        world
            .write(move |register, tx| register.register_death(tx, &program, &report))
            .unwrap();
        let events = world.events(child);
        assert_eq!(events[1].actor, *programs[0].actor());
        assert_eq!(events[2].actor, *programs[2].actor());
    });
}

#[test]
fn the_ledger_holds_a_salted_commitment_to_what_stands_there() {
    on_both_engines(|world| {
        let child = world.birth(newborn("2024-05-20")).unwrap();
        let event = world.events(child).remove(0);
        let id = event.id;
        let (document, salt, pending) = world.read::<_, danh_store::StoreError>(move |tx| {
            let row = tx.query_one(
                "SELECT journal.document, journal.salt, ledger_pending.commitment FROM journal
                 JOIN ledger_pending ON ledger_pending.entry_id = journal.event_id WHERE journal.event_id = $1",
                params![id.as_i64()],
            )?;
            Ok((row.get::<String>(0)?, row.get::<Vec<u8>>(1)?, row.get::<Vec<u8>>(2)?))
        });
        assert_eq!(document, event.to_document());
        let salt: [u8; 16] = salt.try_into().unwrap();
        let commitment = event_commitment(&salt, &document);
        assert_eq!(
            world.read(move |tx| recomputed_commitment(tx, id)),
            Some(commitment)
        );
        assert_eq!(pending, commitment.as_bytes());
        assert_ne!(
            event_commitment(&[0; 16], &document),
            commitment,
            "without the salt it says nothing"
        );
        let none = EventId::from_i64(1);
        assert_eq!(world.read(move |tx| recomputed_commitment(tx, none)), None);
        assert_eq!(world.read(move |tx| event_by_id(tx, none)), None);
    });
}
