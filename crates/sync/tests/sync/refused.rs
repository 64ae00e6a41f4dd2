//! Deliveries that are refused as a whole.

use danh_sync::{Phase, RefusalCode, SyncError, runs_of_agency};

use crate::nation::{Nation, cards, csv, each_nation};

#[track_caller]
fn refused(nation: &Nation, file: &std::path::Path, code: RefusalCode) {
    let before = nation.links();
    match nation.run(file) {
        Err(SyncError::Refused(refusal)) => {
            assert_eq!(refusal.code, code, "{refusal}");
            assert!(!refusal.words.vi.is_ascii());
        }
        other => panic!("not refused: {other:?}"),
    }
    let agency = nation.agency.id.clone();
    let last = nation
        .store
        .read(move |tx| runs_of_agency(tx, &agency, None, 1))
        .wait()
        .unwrap()
        .remove(0);
    assert_eq!(last.phase, Phase::Refused);
    assert_eq!(last.report.refusal.unwrap().0, code.as_str());
    assert_eq!(nation.links(), before);
}

#[test]
fn a_bad_file_is_refused_whole_and_what_is_published_stays() {
    each_nation(|nation| {
        let rows = cards();
        let text = csv(&rows);
        let good = nation.write_file("bhyt_20260105.csv", &text);
        nation.run(&good).unwrap();
        refused(&nation, &good, RefusalCode::SameFile);
        let again = nation.write_file("copy_20260106.csv", &text);
        refused(&nation, &again, RefusalCode::SameFile);

        let other = csv(&rows[1..]);
        let older = nation.write_file("bhyt_20260104.csv", &other);
        refused(&nation, &older, RefusalCode::Older);
        let undated = nation.write_file("bhyt.csv", &other);
        refused(&nation, &undated, RefusalCode::NoDay);

        let cut = nation.write_file("bhyt_20260107.csv", &other[..other.len() - 9]);
        refused(&nation, &cut, RefusalCode::Truncated);
        let half = nation.write_file("bhyt_20260108.csv", &csv(&rows[..200]));
        refused(&nation, &half, RefusalCode::TooSmall);

        let renamed = other.replace("ma_the", "card");
        let renamed = nation.write_file("bhyt_20260109.csv", &renamed);
        refused(&nation, &renamed, RefusalCode::WrongLayout);
        let mut bytes = other.clone().into_bytes();
        let at = other.find("Tr").unwrap();
        bytes[at] = 0xb8;
        let file = nation.path("bhyt_20260110.csv");
        std::fs::write(&file, bytes).unwrap();
        refused(&nation, &file, RefusalCode::WrongEncoding);
        let faulty = other.replace(",1,", ",9,").replace(",2,", ",9,");
        let faulty = nation.write_file("bhyt_20260111.csv", &faulty);
        refused(&nation, &faulty, RefusalCode::TooFaulty);
    });
}

#[test]
fn a_parquet_file_that_was_cut_is_refused() {
    each_nation(|nation| {
        let mut bytes = b"PAR1".to_vec();
        bytes.extend([7; 100]);
        let file = nation.path("bhyt_20260105.parquet");
        std::fs::write(&file, bytes).unwrap();
        refused(&nation, &file, RefusalCode::Truncated);
    });
}

#[test]
fn a_bad_row_costs_that_row_and_what_is_published_of_it_stays() {
    each_nation(|nation| {
        let mut rows = cards();
        nation
            .run(&nation.write_file("bhyt_20260105.csv", &csv(&rows)))
            .unwrap();
        let before = nation.links();
        rows[3].born = "1960-02-31".to_owned();
        rows[4].sex = "x".to_owned();
        let mut text = csv(&rows);
        text.push_str("only,three,cells\n");
        let twice = text.lines().nth(1).unwrap().to_owned();
        text.push_str(&twice);
        text.push('\n');
        let run = nation
            .run(&nation.write_file("bhyt_20260106.csv", &text))
            .unwrap();
        assert_eq!(run.report.rows_rejected, 4);
        assert_eq!((run.report.linked(), run.report.ended), (0, 0));
        let reasons: Vec<&str> = run.report.rejections.keys().map(String::as_str).collect();
        assert!(reasons.contains(&"sex: neither M nor F"), "{reasons:?}");
        assert!(
            reasons.contains(&"key: came before in this delivery"),
            "{reasons:?}"
        );
        assert!(
            !reasons.iter().any(|reason| reason.contains("1960-02-31")),
            "{reasons:?}"
        );
        let rejects = nation.desk.folder_of("vss", run.id).rejects();
        let rejects = std::fs::read_to_string(rejects).unwrap();
        assert!(rejects.contains("5,born,1960-02-31,"), "{rejects}");
        assert_eq!(nation.links(), before);
    });
}
