//! `danh synth` as somebody uses it who needs people to try things with.

use std::fs;

use crate::harness::{Place, danh, succeed, text};

#[test]
fn synth_writes_the_same_people_for_the_same_seed_and_day() {
    let place = Place::sqlite();
    let synth = |folder: &str, seed: &str| {
        let folder = place.file(folder);
        let words = [
            "synth",
            "--population",
            "2000",
            "--as-of",
            "2025-03-01",
            "--twice-per-thousand",
            "20",
            "--seed",
            seed,
            "--out",
        ];
        let output = danh(&words).arg(&folder).output().unwrap();
        assert!(output.status.success(), "{}", text(&output.stderr));
        let files = [
            "persons.csv",
            "persons.parquet",
            "truth.csv",
            "truth.parquet",
        ];
        files.map(|file| fs::read(folder.join(file)).unwrap())
    };
    let first = synth("a", "1");
    assert!(first == synth("b", "1"));
    let other = synth("c", "2");
    assert!(first.iter().zip(&other).all(|(one, two)| one != two));

    let rows = |bytes: &[u8]| text(bytes).lines().count() - 1;
    let [persons, second] = [rows(&first[0]), rows(&first[2])];
    assert!(persons > 2000 + second && second > 5);
    let file = place.file("a").join("persons.csv");
    let said = place.succeed(&["import", "persons", file.to_str().unwrap()]);
    let enrolled = format!("{persons} rows read, {persons} enrolled, 0 rejected");
    assert!(said.contains(&enrolled), "{said}");

    // Who kept name and birthday on their second record is named; the table says whose it is.
    let pairs = place.file("pairs.csv");
    let words = [
        "export",
        "duplicates",
        "--purpose",
        "looking for second records",
        "--out",
    ];
    place.succeed(&[&words[..], &[pairs.to_str().unwrap()]].concat());
    let pairs = fs::read_to_string(pairs).unwrap();
    let truth = text(&first[2]);
    let same: Vec<(&str, &str)> = truth
        .lines()
        .skip(1)
        .filter_map(|line| {
            let mut cells = line.split(',');
            let [number, same_as, differences] = [(); 3].map(|()| cells.next());
            differences
                .is_none_or(str::is_empty)
                .then_some((number?, same_as?))
        })
        .collect();
    let named = |(one, other): (&str, &str)| {
        let mut lines = pairs.lines();
        lines.any(|line| line.contains(one) && line.contains(other))
    };
    assert!(
        !same.is_empty() && same.iter().copied().all(named),
        "{pairs}"
    );
    place.verify();
}

#[test]
fn synth_refuses_what_cannot_be_and_leaves_nothing() {
    let place = Place::sqlite();
    let folder = place.file("nothing");
    let refusal = |words: &[&str]| {
        let output = danh(&["synth", "--out"])
            .arg(&folder)
            .args(words)
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(64), "{}", text(&output.stderr));
        assert!(!folder.exists());
        text(&output.stderr)
    };
    let province = refusal(&["--population", "1000", "--province", "99"]);
    assert!(
        province.contains("there was no province `99`"),
        "{province}"
    );
    let few = refusal(&["--population", "99"]);
    assert!(
        few.contains("a nation has 100 to 200000000 persons, not `99`"),
        "{few}"
    );
    let day = refusal(&["--population", "1000", "--as-of", "1999-01-01"]);
    assert!(day.contains("not on `1999-01-01`"), "{day}");
    let twice = refusal(&["--population", "1000", "--twice-per-thousand", "51"]);
    assert!(twice.contains("at most 50 of a thousand"), "{twice}");
}

#[test]
fn an_agencys_file_is_made_by_a_model_that_anybody_may_change() {
    let folder = tempfile::tempdir().unwrap();
    let text = succeed(danh(&["synth", "agency", "--print-model", "scanned"]));
    let mine = folder.path().join("mine.toml");
    std::fs::write(
        &mine,
        text.replace("number_missing = 0.5", "number_missing = 1.0"),
    )
    .unwrap();
    let out = folder.path().join("agency");
    let make = |model: &str| {
        let mut command = danh(&["synth", "agency", "--population", "1000", "--seed", "7"]);
        command
            .args(["--as-of", "2026-07-01", "--model", model, "--out"])
            .arg(&out);
        command
    };
    succeed(make(mine.to_str().unwrap()));
    for file in ["register", "records", "truth"] {
        assert!(out.join(file).with_extension("parquet").exists(), "{file}");
    }
    let refused = make("angels").output().unwrap();
    assert!(!refused.status.success());
    let said = String::from_utf8(refused.stderr).unwrap();
    assert!(
        said.contains("neither as a file nor among clerks, hasty, scanned"),
        "{said}"
    );
}
