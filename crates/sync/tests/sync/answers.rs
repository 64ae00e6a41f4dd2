//! What the agency is told, what stands on record of it, and what registrars look at.

use danh_exchange::{AccessPage, access_records_of_person};
use danh_sync::agency::Agency;
use danh_sync::{case_settle, cases_open, person_of_record};
use danh_vocabulary::Timestamp;

use crate::nation::{CardRow, Nation, PEOPLE, cards, csv, each_nation, key, somebody};

fn records_about(nation: &Nation, index: usize) -> usize {
    let (person, _) = nation.person(index);
    let page = AccessPage {
        before: None,
        size: 10,
    };
    let read = nation
        .store
        .read(move |tx| access_records_of_person(tx, person, page));
    let records = read.wait().unwrap();
    assert!(records.iter().all(|it| it.authority == "bhxh"));
    records.len()
}

#[test]
fn the_agency_is_told_what_its_agreement_tells_and_it_is_on_record() {
    each_nation(|mut nation| {
        // With so few records the engine is not very sure of anything.
        nation.agency.findings.from = 0.5;
        let mut rows = cards();
        rows[1].born = "1999-09-09".to_owned();
        // Often enough for the engine to learn that it happens.
        for row in rows.iter_mut().skip(2).step_by(20) {
            row.sex = if row.sex == "1" { "2" } else { "1" }.to_owned();
        }
        // A commune of before July 2025, most of which became the one where the person lives.
        let renamed = (0..PEOPLE).find(|it| it % 4 == 0 && somebody(*it).commune == "00008");
        let renamed = renamed.unwrap();
        rows[renamed].commune = "00007".to_owned();
        let second = CardRow {
            card: format!("DN401{:010}", 8_000_000),
            ..CardRow::of(8)
        };
        rows.push(second);
        let run = nation
            .run(&nation.write_file("bhyt_20260105.csv", &csv(&rows)))
            .unwrap();
        let findings = nation.findings(&run);
        let line = |index: usize, rest: String| {
            let wanted = format!("{},{rest}", key(index));
            assert!(
                findings.lines().any(|line| line.starts_with(&wanted)),
                "{wanted}\n{findings}"
            );
        };
        let (one, two, three) = (somebody(1), somebody(2), somebody(3));
        line(
            1,
            format!("birth-date-differs,born,1999-09-09,{}", one.born),
        );
        line(3, format!("number-missing,number,,{}", three.number));
        line(
            2,
            format!(
                "sex-differs,sex,{},{}",
                if two.sex == "M" { "F" } else { "M" },
                two.sex
            ),
        );
        line(renamed, "unit-renamed,commune,00007,00008 ".to_owned());
        line(8, "duplicate-record,key".to_owned());
        assert!(findings.contains("0009000000,unknown-person"), "{findings}");
        assert_eq!(run.report.findings["duplicate-record"], 2);
        // Nothing is told of somebody whose record is right, and nothing is on record of them.
        assert!(!findings.contains(&key(0)), "{findings}");
        assert_eq!(records_about(&nation, 0), 0);
        assert_eq!(records_about(&nation, 1), 1);
        assert_eq!(records_about(&nation, 3), 1);
    });
}

#[test]
fn what_the_agreement_does_not_tell_is_not_told() {
    each_nation(|mut nation| {
        let text = include_str!("../../../../data/vn/agencies/vss.toml")
            .replace(
                "tells = [\"number\", \"full_name\", \"born\", \"sex\", \"death\"]",
                "tells = [\"number\"]",
            )
            .replace(
                "fields = [\"number\", \"full_name\", \"born\", \"sex\", \"death\"]",
                "fields = []",
            );
        nation.agency = Agency::parse(&text, "vss.toml").unwrap();
        let mut rows = cards();
        rows[1].born = "1999-09-09".to_owned();
        let run = nation
            .run(&nation.write_file("bhyt_20260105.csv", &csv(&rows)))
            .unwrap();
        let findings = nation.findings(&run);
        let wanted = format!("{},birth-date-differs,born,1999-09-09,\n", key(1));
        assert!(findings.contains(&wanted), "{findings}");
        let wanted = format!("{},number-missing,number,,{}\n", key(3), somebody(3).number);
        assert!(findings.contains(&wanted), "{findings}");

        // After its last day it is told nothing at all.
        nation.agency.agreement.until = "2026-01-01".parse().unwrap();
        let file = nation.write_file("bhyt_20260106.csv", &csv(&rows[..PEOPLE]));
        rows.truncate(PEOPLE);
        rows[1].born = "1998-08-08".to_owned();
        std::fs::write(&file, csv(&rows)).unwrap();
        let run = nation.run(&file).unwrap();
        assert_eq!(nation.findings(&run).lines().count(), 1);
        assert_eq!(run.report.findings.len(), 0);
    });
}

#[test]
fn a_protected_person_is_not_there() {
    each_nation(|nation| {
        nation.protect(12);
        let rows = cards();
        let file = nation.write_file("bhyt_20260105.csv", &csv(&rows));
        let run = nation.run(&file).unwrap();
        assert_eq!(nation.link(&key(12)).unwrap().person, None);
        assert!(nation.link(&key(16)).unwrap().person.is_some());
        let whose = |nation: &Nation, index: usize| {
            let (agency, card) = (nation.agency.clone(), key(index));
            let read = nation
                .store
                .read(move |tx| person_of_record(tx, &agency, &card));
            read.wait().unwrap()
        };
        assert!(whose(&nation, 16).is_some());
        // Protection counts from when it is ordered, also for links that are there.
        nation.protect(16);
        assert_eq!(whose(&nation, 16), None);
        let unknown = format!("{},unknown-person", key(12));
        assert!(nation.findings(&run).contains(&unknown));

        // The file is as it was, but for a line end: the register is what changed.
        let text = csv(&rows) + "\n";
        let run = nation
            .run(&nation.write_file("bhyt_20260106.csv", &text))
            .unwrap();
        assert!(run.report.reconsidered > 0, "{}", run.report);
        assert_eq!(nation.link(&key(16)).unwrap().person, None);
        assert_eq!(records_about(&nation, 16), 0);
    });
}

#[test]
fn what_the_register_may_have_wrong_is_a_case_and_nothing_more() {
    each_nation(|nation| {
        let rows = cards();
        let (before, state) = nation.person(PEOPLE - 1);
        let run = nation
            .run(&nation.write_file("bhyt_20260105.csv", &csv(&rows)))
            .unwrap();
        let code = "register-birth-date-incomplete";
        assert_eq!(run.report.cases.get(code), Some(&1), "{}", run.report);
        assert_eq!(nation.person(PEOPLE - 1), (before, state));
        let open = |nation: &Nation| {
            let read = nation.store.read(|tx| cases_open(tx, "vss", 0, 10));
            read.wait().unwrap()
        };
        let mut cases = open(&nation);
        assert_eq!(cases.len(), 1);
        let case = cases.remove(0);
        assert_eq!((case.code.as_str(), case.person), (code, before));
        assert_eq!(case.record_says, somebody(PEOPLE - 1).born);
        let settled = nation.store.write(move |tx| {
            let actor = "program:test".parse().unwrap();
            let now = Timestamp::from_micros(1);
            case_settle(tx, &case, (&actor, "đã xem sổ gốc"), now)
        });
        assert!(settled.wait().unwrap());
        assert_eq!(open(&nation), []);
    });
}
