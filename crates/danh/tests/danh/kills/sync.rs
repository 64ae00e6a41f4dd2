//! Killed while an agency's file is brought in step.

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::{killed, kills_each, moments};
use crate::harness::{Place, population, refused};

const PEOPLE: usize = 1_500;
/// Files to hand over at most, so that there is always one left to kill.
const FILES_MAX: usize = 12;

#[test]
fn a_run_that_is_killed_again_and_again_publishes_every_file_whole() {
    let entropy = moments();
    let shared = tempfile::tempdir().unwrap();
    let people = population(shared.path(), 1_800, 3);
    Place::on_both_engines(|place| {
        place.succeed(&["import", "persons", people.to_str().unwrap()]);
        let mut takes = Duration::from_millis(1_500);
        let (mut kills, mut published) = (0, None);
        for day in 1..=FILES_MAX {
            let file = cards(place, &people, day);
            let file = file.to_str().unwrap();
            let words = ["sync", "run", "vss", file, "--records-a-transaction", "200"];
            let mut ended = false;
            while kills < kills_each() && !ended {
                ended = !killed(&mut place.command(&words), &entropy, &mut takes);
                kills += u32::from(!ended);
                let seen = seen(place);
                // A kill may have come after the run was published.
                ended |= seen == Some(whole(day));
                assert!(seen == published || ended, "a part is seen: {seen:?}");
            }
            if !ended {
                place.succeed(&words);
            }
            refused(
                &place.run(&words),
                65,
                "was handed over and published before",
            );
            assert_eq!(seen(place), Some(whole(day)));
            published = Some(whole(day));
            let run = last_run(place);
            let rejects = std::fs::read_to_string(run.join("rejects.csv")).unwrap();
            assert_eq!(rejects.lines().count(), 1, "{rejects}");
            let findings = std::fs::read_to_string(run.join("findings.csv")).unwrap();
            assert!(findings.starts_with("record_key,code,field,value,register_value\n"));
            let mut lines: Vec<&str> = findings.lines().collect();
            let told = lines.len();
            lines.sort_unstable();
            lines.dedup();
            assert_eq!(lines.len(), told, "a finding is told twice");
            if kills == kills_each() {
                break;
            }
        }
        assert_eq!(
            kills,
            kills_each(),
            "the runs ended too soon to be killed so often"
        );
        place.verify();
        place.succeed(&["ledger", "verify", "--log", "access"]);
    });
}

/// What is seen of a day's file: the day and how many records there are; each day one fewer.
fn whole(day: usize) -> (String, usize) {
    (format!("2026-01-{day:02}"), PEOPLE - day)
}

/// The cards of a day: a tenth without a number, another tenth with other last days than the day before.
fn cards(place: &Place, people: &Path, day: usize) -> PathBuf {
    let mut text = "ma_the,so_ddcn,ho_ten,ngay_sinh,gioi_tinh,ma_xa,ma_tinh,trang_thai,tu_ngay,den_ngay,muc_huong,ma_kcb\n"
        .to_owned();
    let mut rows = csv::Reader::from_path(people).unwrap();
    let header = rows.headers().unwrap().clone();
    let column = |name: &str| header.iter().position(|it| it == name).unwrap();
    let columns = ["number", "full_name", "born", "sex", "residence_unit"].map(column);
    for (index, row) in rows.records().take(PEOPLE).enumerate().skip(day) {
        let row = row.unwrap();
        let [number, name, born, sex, unit] = columns.map(|column| &row[column]);
        let number = if index % 10 == 3 { "" } else { number };
        let sex = if sex == "F" { "2" } else { "1" };
        let last = if (index + day) % 10 == 5 { 2027 } else { 2028 };
        writeln!(
            text,
            "DN401{index:010},{number},{name},{born},{sex},{unit},,1,2026-01-01,{last}-12-31,4,01001"
        )
        .unwrap();
    }
    let file = place.file(&format!("bhyt_202601{day:02}.csv"));
    std::fs::write(&file, text).unwrap();
    file
}

fn seen(place: &Place) -> Option<(String, usize)> {
    let said = place.succeed(&["sync", "list", "--json"]);
    let agencies: serde_json::Value = serde_json::from_str(&said).unwrap();
    let as_of = agencies[0]["published_as_of"].as_str()?.to_owned();
    let links = agencies[0]["links"].as_object().unwrap();
    let records: u64 = links.values().map(|count| count.as_u64().unwrap()).sum();
    Some((as_of, usize::try_from(records).unwrap()))
}

/// The folder of the run that was published last.
fn last_run(place: &Place) -> PathBuf {
    let said = place.succeed(&["sync", "status", "vss", "--json"]);
    let runs: serde_json::Value = serde_json::from_str(&said).unwrap();
    let mut runs = runs.as_array().unwrap().iter();
    let run = runs.find(|run| run["phase"] == "published").unwrap();
    PathBuf::from(run["folder"].as_str().unwrap())
}
