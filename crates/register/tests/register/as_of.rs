//! Looking at a life as it was on a day, and as the register knew it at an instant.

use danh_register::{Change, Event, FoldError, Home, View, fold};
use danh_vocabulary::Timestamp;

use crate::people::{man, newborn, woman};
use crate::world::{BEN_NGHE, PHUC_XA, marital, on_both_engines};

fn view(on: &str, known_at: Timestamp) -> View {
    View {
        on: on.parse().ok(),
        known_at: Some(known_at),
    }
}

#[test]
fn both_axes_are_independent() {
    on_both_engines(|world| {
        world.today_is("2024-03-01");
        let him = world.enrol(man("Lê Văn Ba", "1970"));
        let her = world.enrol(woman("Trần Thị Tư", "1975-01-01"));
        world.today_is("2024-04-01");
        world.marry(him, her, "2024-02-14").unwrap();
        world.today_is("2024-05-01");
        let wedding = world.events(him)[1].id;
        let change = |was: &str, now: &str| Change::MarriedOn {
            was: was.parse().unwrap(),
            now: now.parse().unwrap(),
        };
        world
            .correct(her, wedding, change("2024-02-14", "2024-02-04"))
            .unwrap();
        world.today_is("2024-06-01");
        world
            .correct(him, wedding, change("2024-02-04", "2024-02-24"))
            .unwrap();

        let known: Vec<Timestamp> = world
            .events(him)
            .iter()
            .map(|event| event.recorded_at)
            .collect();
        let at = |on: &str, known_at| marital(&world.view(him, view(on, known_at)).unwrap());
        let said = |day: &str| format!("married to Trần Thị Tư since {day}");
        // What is right by now is not what was known: nothing where they were single, or since when they were married.
        let never = "single".to_owned();
        for (day, answers) in [
            ("2024-02-03", ["", "", "", ""]),
            ("2024-02-04", ["", "", "2024-02-04", ""]),
            ("2024-02-14", ["", "2024-02-14", "2024-02-04", ""]),
            ("2024-02-24", ["", "2024-02-14", "2024-02-04", "2024-02-24"]),
        ] {
            for (known_at, since) in known.iter().zip(answers) {
                let answer = if since.is_empty() {
                    never.clone()
                } else {
                    said(since)
                };
                assert_eq!(
                    at(day, *known_at),
                    answer,
                    "on {day} as known at {known_at}"
                );
            }
        }
        let micro = |instant: Timestamp, by| Timestamp::from_micros(instant.micros() + by);
        assert_eq!(
            at("2024-02-14", micro(known[1], -1)),
            "single",
            "the instant itself counts"
        );
        assert_eq!(
            world.view(him, view("2024-02-14", micro(known[0], -1))),
            None,
            "not yet known"
        );
        assert_eq!(
            world.view(him, view("1969-12-31", known[3])),
            None,
            "not yet born"
        );
        assert!(
            world.view(him, view("1970-01-01", known[3])).is_some(),
            "the first day of the year"
        );
        let open = View {
            on: None,
            known_at: Some(known[1]),
        };
        assert_eq!(marital(&world.view(him, open).unwrap()), said("2024-02-14"));
        assert_eq!(world.view(him, View::PRESENT).unwrap(), world.state(him));
        assert_eq!(
            world.view(danh_vocabulary::PersonId::from_i64(1), View::PRESENT),
            None
        );
    });
}

#[test]
fn on_one_day_what_was_learnt_last_holds() {
    on_both_engines(|world| {
        let child = world.birth(newborn("2024-06-15")).unwrap();
        world
            .settle(world.residence(child, PHUC_XA, Home::New, "2024-06-15"))
            .unwrap();
        world
            .remove(world.residence(child, BEN_NGHE, Home::New, "2024-06-15"))
            .unwrap();
        world.cancel_number(child, "2024-06-15").unwrap();
        world
            .reestablish_number(child, "2024-06-15", PHUC_XA)
            .unwrap();
        world.die(child, "2024-06-15").unwrap();
        let state = world.state_on(child, "2024-06-15").unwrap();
        assert_eq!(state, world.state(child));
        assert_eq!(
            state.residence.as_ref().unwrap().place.code.as_str(),
            BEN_NGHE
        );
        assert_eq!(
            state
                .numbers
                .iter()
                .map(|held| held.cancelled)
                .collect::<Vec<_>>(),
            [true, false]
        );
        assert!(state.death.is_some());
    });
}

#[test]
fn a_damaged_life_says_what_is_wrong_with_it() {
    on_both_engines(|world| {
        let child = world.birth(newborn("2024-05-20")).unwrap();
        let change = Change::Name {
            was: "Trần Thu Hà".parse().unwrap(),
            now: "Trần Hà".parse().unwrap(),
        };
        world
            .correct(child, world.first_event(child), change)
            .unwrap();
        let events = world.events(child);
        let twice: Vec<Event> = [&events[0], &events[1], &events[1]]
            .into_iter()
            .cloned()
            .collect();
        let error = fold(child, &twice, View::PRESENT).unwrap_err();
        assert!(matches!(error, FoldError::CorrectionDoesNotFit { .. }));
        let error = fold(child, &events[1..], View::PRESENT).unwrap_err();
        assert!(
            matches!(error, FoldError::CorrectionOfUnknown { target, .. } if target == events[0].id)
        );
        assert_eq!(fold(child, &[], View::PRESENT), Ok(None));
    });
}
