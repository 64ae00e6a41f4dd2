//! Proving that the state is what the journal folds to: every kind of damage is named, and all but the journal's own heals.

use danh_register::rebuild::{check, rebuild};
use danh_register::{BirthReport, Change, Home, MaritalStatus};
use danh_store::{StoreError, params};
use danh_vocabulary::PersonId;

use crate::people::{home, man, married, newborn, numbered, woman};
use crate::world::{PHUC_XA, TestRegister, on_both_engines};

/// A family with every kind of row.
fn family(world: &TestRegister) -> (PersonId, PersonId) {
    let mut father = man("Lê Văn Ba", "1970-01-01");
    father.number = "001070000001".parse().ok();
    father.identity.former_cards = vec!["012345678".parse().unwrap()];
    father.identity.mother = Some(numbered("001145000009", "Đỗ Thị Bà"));
    father.residence = Some(home(1, danh_register::Relationship::Head, None));
    father.marital = married(numbered("001175000002", "Trần Thị Tư"), None);
    let mut mother = woman("Trần Thị Tư", "1975");
    mother.number = "001175000002".parse().ok();
    mother.marital = married(numbered("001070000001", "Lê Văn Ba"), None);
    let (father, mother) = (world.enrol(father), world.enrol(mother));
    let child = world
        .birth(BirthReport {
            father: Some(father),
            mother: Some(mother),
            ..newborn("2024-05-20")
        })
        .unwrap();
    world
        .settle(world.residence(child, PHUC_XA, Home::New, "2024-05-21"))
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
    world.die(father, "2024-06-03").unwrap();
    assert!(matches!(
        world.state(mother).marital,
        MaritalStatus::Widowed { .. }
    ));
    (father, child)
}

fn named(world: &TestRegister) -> Vec<String> {
    let checked = check(&world.store, |_| ()).unwrap();
    assert_eq!(checked.differences, checked.named.len() as u64);
    checked.named
}

#[test]
fn damage_beside_the_journal_is_named_and_heals_byte_for_byte() {
    on_both_engines(|world| {
        let (father, child) = family(world);
        let whole = world.contents();
        let (his, its) = (father.as_i64(), child.as_i64());
        let lacks = |table: &str| format!("person {father} lacks a row in `{table}`");
        let state =
            |person| format!("the state of person {person} is not what their events fold to");
        let damages: [(&'static str, Vec<i64>, String); 13] = [
            (
                "UPDATE person SET document = replace(document, 'Lê', 'Lý') WHERE person_id = $1",
                vec![his],
                state(father),
            ),
            (
                "UPDATE person SET document = '' WHERE person_id = $1",
                vec![his],
                state(father),
            ),
            (
                "UPDATE person SET version = 3 WHERE person_id = $1",
                vec![his],
                state(father),
            ),
            (
                "DELETE FROM person WHERE person_id = $1",
                vec![his],
                format!("person {father} has events but no state"),
            ),
            (
                "DELETE FROM person_number WHERE person_id = $1",
                vec![his],
                lacks("person_number"),
            ),
            (
                "DELETE FROM person_former_card WHERE person_id = $1",
                vec![his],
                lacks("person_former_card"),
            ),
            (
                "DELETE FROM person_name WHERE person_id = $1",
                vec![his],
                lacks("person_name"),
            ),
            (
                "DELETE FROM household_member WHERE person_id = $1",
                vec![his],
                lacks("household_member"),
            ),
            (
                "DELETE FROM person_parent WHERE person_id = $1",
                vec![his],
                lacks("person_parent"),
            ),
            (
                "UPDATE person_number SET person_id = $1 WHERE person_id = $2",
                vec![its, his],
                lacks("person_number"),
            ),
            (
                "UPDATE person_name SET born = '1971-01-01' WHERE person_id = $1",
                vec![his],
                lacks("person_name"),
            ),
            (
                "UPDATE household_member SET household_id = 2 WHERE person_id = $1",
                vec![his],
                lacks("household_member"),
            ),
            (
                "DELETE FROM person_event WHERE person_id = $1 AND version = 2",
                vec![his],
                state(father),
            ),
        ];
        for (sql, keys, sentence) in damages {
            assert!(world.execute(sql, &keys) > 0, "{sql}");
            let found = named(world);
            assert!(found.contains(&sentence), "{sql}: {found:?}");
            assert_eq!(rebuild(&world.store, |_| ()).unwrap(), 3);
            assert_eq!(named(world), Vec::<String>::new(), "{sql}");
            assert_eq!(world.contents(), whole, "{sql}");
        }
    });
}

#[test]
fn rows_that_nobody_asked_for_are_named() {
    on_both_engines(|world| {
        family(world);
        let whole = world.contents();
        let extras = [
            (
                "INSERT INTO person_number (number, person_id) VALUES ('001070999999', $1)",
                "person_number",
            ),
            (
                "INSERT INTO person_former_card (number, person_id) VALUES ('999999999', $1)",
                "person_former_card",
            ),
            (
                "INSERT INTO person_card (serial, person_id) VALUES ('A1', $1)",
                "person_card",
            ),
            (
                "INSERT INTO person_name (folded_name, born, person_id) VALUES ('ai do', '1970', $1)",
                "person_name",
            ),
            (
                "INSERT INTO household_member (household_id, person_id) VALUES (9, $1)",
                "household_member",
            ),
            (
                "INSERT INTO household_former_member (household_id, person_id) VALUES (9, $1)",
                "household_former_member",
            ),
            (
                "INSERT INTO person_parent (parent, person_id) VALUES ('person:9', $1)",
                "person_parent",
            ),
            (
                "INSERT INTO person (person_id, version, document) VALUES ($1, 1, '{}')",
                "person",
            ),
        ];
        for (sql, table) in extras {
            world.execute(sql, &[12]);
            let found = named(world);
            assert!(
                found.len() == 1 && found[0].starts_with(&format!("`{table}` has ")),
                "{sql}: {found:?}"
            );
            rebuild(&world.store, |_| ()).unwrap();
            assert_eq!(world.contents(), whole, "{sql}");
        }
    });
}

/// Does something to one event's row, looks at what is named, and puts it back.
fn with_event_changed(world: &TestRegister, sql: &'static str, event: i64) -> Vec<String> {
    let row = world.read::<_, StoreError>(move |tx| {
        let row = tx.query_one(
            "SELECT document, salt FROM journal WHERE event_id = $1",
            params![event],
        )?;
        Ok((row.get::<String>(0)?, row.get::<Vec<u8>>(1)?))
    });
    assert_eq!(world.execute(sql, &[event]), 1);
    let found = named(world);
    world.execute(
        "DELETE FROM journal WHERE event_id = $1 OR event_id = 5",
        &[event],
    );
    let put_back: Result<u64, StoreError> = world
        .store
        .write(move |tx| {
            tx.execute(
                "INSERT INTO journal (event_id, document, salt) VALUES ($1, $2, $3)",
                params![event, &row.0, &row.1],
            )
        })
        .wait();
    put_back.unwrap();
    assert_eq!(named(world), Vec::<String>::new());
    found
}

#[test]
fn damage_to_the_journal_is_named_and_stops_no_check() {
    on_both_engines(|world| {
        let (father, _) = family(world);
        let death = world.events(father)[1].id;
        let id = death.as_i64();
        let found = with_event_changed(world, "DELETE FROM journal WHERE event_id = $1", id);
        assert!(
            found[0].contains(&format!("event {death} is missing from the journal")),
            "{found:?}"
        );
        assert!(
            found.iter().any(|line| line.contains(&father.to_string())),
            "{found:?}"
        );

        let changed = "UPDATE journal SET document = replace(document, '2024-06-03', '2024-06-04') WHERE event_id = $1";
        let found = with_event_changed(world, changed, id);
        assert!(
            found.contains(&format!(
                "the state of person {father} is not what their events fold to"
            )),
            "{found:?}"
        );

        let torn = "UPDATE journal SET document = '{' WHERE event_id = $1";
        let found = with_event_changed(world, torn, id);
        assert!(
            found[0].contains(&format!("event {death} in the journal cannot be read")),
            "{found:?}"
        );
        let exchanged = "UPDATE journal SET event_id = 5 WHERE event_id = $1";
        let found = with_event_changed(world, exchanged, id);
        assert!(
            found[0].contains("is missing from the journal"),
            "{found:?}"
        );
    });
}

#[test]
fn an_event_that_nobody_has_is_counted() {
    on_both_engines(|world| {
        let (father, child) = family(world);
        let (his, its) = (father.as_i64(), child.as_i64());
        // The widow's row of the death is gone, with her state put back to what it was: only the death knows.
        let widow = world.events(father)[1].subjects[1].person.as_i64();
        world.execute(
            "DELETE FROM person_event WHERE person_id = $1 AND version = 2",
            &[widow],
        );
        let found = named(world);
        assert!(
            found
                .iter()
                .any(|line| line.starts_with("`person_event` has ")),
            "{found:?}"
        );
        rebuild(&world.store, |_| ()).unwrap();

        // Somebody's last event is filed under another person.
        let moved = "UPDATE person_event SET person_id = $1, version = 3 WHERE person_id = $2 AND version = 5";
        world.execute(moved, &[his, its]);
        let found = named(world);
        assert!(
            found
                .iter()
                .any(|line| line.ends_with(&format!("is not version 3 of person {father}"))),
            "{found:?}"
        );
        rebuild(&world.store, |_| ()).unwrap();
    });
}
