//! The first file, and the next day's.

use danh_sync::{Decision, person_of_record, valid_card_by_number};

use crate::nation::{CardRow, PEOPLE, cards, csv, each_nation, key, somebody};

#[test]
fn the_first_file_finds_whose_the_cards_are() {
    each_nation(|nation| {
        let file = nation.write_file("bhyt_20260105.csv", &csv(&cards()));
        let run = nation.run(&file).unwrap();
        assert_eq!(run.report.new, PEOPLE as u64 + 10);
        assert_eq!((run.report.rows_rejected, run.report.unchanged), (0, 0));
        let found = run.report.decisions["match"];
        assert!(found >= PEOPLE as u64 - 8, "{}", run.report);
        let mut wrong = 0;
        for index in 0..PEOPLE {
            let link = nation.link(&key(index)).unwrap();
            let (person, _) = nation.person(index);
            let other = link.decision == Decision::Match && link.person != Some(person);
            wrong += u32::from(other);
        }
        assert_eq!(wrong, 0, "links to somebody else");
        assert_eq!(nation.link("0009000000").unwrap().decision, Decision::None);

        // Whose card is this? Both forms of it lead to the person, and the number leads back to the card.
        let (person, state) = nation.person(2);
        for card in [format!("DN401{}", key(2)), key(2)] {
            let agency = nation.agency.clone();
            let found = nation
                .store
                .read(move |tx| person_of_record(tx, &agency, &card));
            assert_eq!(found.wait().unwrap().unwrap().person, person);
        }
        let number = state.number().unwrap();
        let (agency, today) = (nation.agency.clone(), nation.today());
        let card = nation.store.read(move |tx| {
            let now = valid_card_by_number(tx, &agency, number, today)?;
            let then = valid_card_by_number(tx, &agency, number, "2027-01-01".parse().unwrap())?;
            Ok::<_, danh_store::StoreError>((now, then))
        });
        let (now, then) = card.wait().unwrap();
        let (whose, card) = now.unwrap();
        assert_eq!((whose, card.card), (person, format!("DN401{}", key(2))));
        assert_eq!(card.benefit_level, Some(4));
        assert_eq!(card.valid_until, Some("2026-12-31".parse().unwrap()));
        assert_eq!(then, None);
    });
}

#[test]
fn the_next_file_changes_only_what_changed() {
    each_nation(|nation| {
        let mut rows = cards();
        let file = nation.write_file("bhyt_20260105.csv", &csv(&rows));
        let first = nation.run(&file).unwrap();
        let before = nation.links();
        rows[0].until = "2026-06-30".to_owned();
        rows[1].commune = somebody(2).commune.to_owned();
        rows[1].until = "2026-03-31".to_owned();
        rows.remove(6);
        let mut another = CardRow::of(PEOPLE + 5_000);
        another.name = "Triệu Quang Phục".to_owned();
        rows.push(another);
        let file = nation.write_file("bhyt_20260106.csv", &csv(&rows));
        let second = nation.run(&file).unwrap();
        let report = &second.report;
        assert_eq!(
            (
                report.new,
                report.changed,
                report.reconsidered,
                report.ended
            ),
            (1, 2, 0, 1)
        );
        assert_eq!(report.linked(), 3);
        assert_eq!(report.decisions.values().sum::<u64>(), 3);
        assert_eq!(nation.rows_since(&second), 3);
        assert!(second.id > first.id);
        let after = nation.links();
        assert_eq!(after.len(), before.len());
        let untouched = after.iter().filter(|link| link.since == first.id);
        assert_eq!(untouched.count(), before.len() - 3);
        assert_eq!(nation.link(&key(6)), None);
        assert_eq!(nation.link(&key(0)).unwrap().decision, Decision::Match);
    });
}

#[test]
fn what_happens_to_somebody_makes_their_record_looked_at_again() {
    each_nation(|nation| {
        let rows = cards();
        nation
            .run(&nation.write_file("bhyt_20260105.csv", &csv(&rows)))
            .unwrap();
        nation.dies(4, "2026-01-06");
        let text = csv(&rows);
        let file = nation.write_file("bhyt_20260107.csv", &(text + "\n"));
        let run = nation.run(&file).unwrap();
        let doubtful = nation
            .links()
            .iter()
            .filter(|it| it.decision != Decision::Match)
            .count() as u64;
        assert_eq!(run.report.reconsidered, doubtful + 1, "{}", run.report);
        assert_eq!(nation.rows_since(&run), 0, "nothing is another's");
        assert_eq!(run.report.findings["dead-but-active"], 1);
        let findings = nation.findings(&run);
        let wanted = format!("{},dead-but-active,status,active,2026-01-06", key(4));
        assert!(findings.contains(&wanted), "{findings}");
    });
}
