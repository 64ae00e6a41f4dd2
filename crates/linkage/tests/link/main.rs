//! Two files in, one out.

#![expect(
    clippy::unwrap_used,
    reason = "a test fails where something is not as it should be"
)]

mod files;
mod households;

use std::collections::{BTreeMap, BTreeSet};
use std::num::NonZeroUsize;
use std::path::Path;

use danh_linkage::{
    ConfigError, LinkConfig, LinkError, LinkJob, LinkSummary, ReadError, Stage, link,
};

use files::{Link, People, read_links, write_duplicates};

const CONFIG: &str = r#"
    [register]
    id = "person"
    number = ["number", "old_number"]
    name = "name"
    birth_date = "born"
    sex = "sex"
    unit = ["commune", "province"]
    [records]
    id = "record"
    number = "so"
    name = "ho_ten"
    birth_date = "ngay_sinh"
    sex = "gioi_tinh"
    unit = ["xa", "tinh"]
"#;

fn without(keys: &[&str]) -> String {
    let keeps = |line: &&str| !keys.iter().any(|key| line.trim().starts_with(key));
    CONFIG.lines().filter(keeps).collect::<Vec<_>>().join("\n")
}

fn run(folder: &Path, config: &str, threads: usize) -> (LinkSummary, Vec<Link>) {
    run_within(folder, config, threads, None).unwrap()
}

/// With so much memory.
fn run_within(
    folder: &Path,
    config: &str,
    threads: usize,
    memory: Option<u64>,
) -> Result<(LinkSummary, Vec<Link>), LinkError> {
    let job = LinkJob {
        register: folder.join("register.csv"),
        records: folder.join("records.csv"),
        config: LinkConfig::parse(config, "LINK.toml").unwrap(),
        out: folder.join(format!("links-{threads}.parquet")),
        threads: NonZeroUsize::new(threads).unwrap(),
        memory,
        model: None,
    };
    let summary = link(&job, &|_| {})?;
    Ok((summary, read_links(&job.out)))
}

/// How many links there are, how many of them are right, and how many there should be.
fn quality(people: &People, links: &[Link]) -> (usize, usize, usize) {
    quality_of(&people.truth, links)
}

fn quality_of(truth: &BTreeMap<String, Option<String>>, links: &[Link]) -> (usize, usize, usize) {
    let made: Vec<&Link> = links.iter().filter(|it| it.decision == "match").collect();
    let right = |link: &&&Link| truth[&link.record].as_ref() == link.person.as_ref();
    let known = truth.values().flatten().count();
    (made.len(), made.iter().filter(right).count(), known)
}

#[test]
fn people_are_found_with_and_without_numbers() {
    let folder = tempfile::tempdir().unwrap();
    let people = People::write(folder.path(), 2_500, 1);
    let (summary, links) = run(folder.path(), CONFIG, 2);
    assert_eq!(links.len() as u64, summary.records);
    assert_eq!(
        summary.records,
        summary.matches + summary.possible + summary.none
    );
    assert!(summary.settled_by_number > summary.records / 2);
    let (made, right, known) = quality(&people, &links);
    assert!(
        right * 1000 >= made * 995,
        "{right} of {made} links are right"
    );
    assert!(
        right * 1000 >= known * 990,
        "{right} of {known} people are found"
    );
    assert!(
        (summary.model.no_match - 0.05).abs() < 0.02,
        "{}",
        summary.model.no_match
    );

    let (summary, links) = run(folder.path(), &without(&["number"]), 2);
    assert_eq!(summary.settled_by_number, 0);
    let (made, right, known) = quality(&people, &links);
    assert!(
        right * 1000 >= made * 980,
        "{right} of {made} links are right"
    );
    assert!(
        right * 1000 >= known * 970,
        "{right} of {known} people are found"
    );
}

#[test]
fn the_number_of_threads_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    People::write(folder.path(), 1_000, 2);
    for config in [CONFIG.to_owned(), without(&["number"])] {
        let (one, links) = run(folder.path(), &config, 1);
        for threads in [2, 5] {
            let (other, again) = run(folder.path(), &config, threads);
            assert_eq!(one, other);
            assert_eq!(links, again);
        }
    }
}

#[test]
fn memory_changes_nothing_and_too_little_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    People::write(folder.path(), 5_000, 2);
    let (plenty, links) = run(folder.path(), CONFIG, 2);
    let error = run_within(folder.path(), CONFIG, 2, Some(1)).unwrap_err();
    let LinkError::Memory { needed } = error else {
        panic!("{error}")
    };
    // Just enough: nothing of the register is held, and the records come in parts.
    let (little, again) = run_within(folder.path(), CONFIG, 3, Some(needed)).unwrap();
    assert_eq!(plenty, little);
    assert_eq!(links, again);
    let files = std::fs::read_dir(folder.path()).unwrap().count();
    assert_eq!(files, 4, "two files and two answers, nothing left over");
}

#[test]
fn it_is_told_how_far_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let people = People::write(folder.path(), 500, 6);
    let job = LinkJob {
        register: folder.path().join("register.csv"),
        records: folder.path().join("records.csv"),
        config: LinkConfig::parse(CONFIG, "LINK.toml").unwrap(),
        out: folder.path().join("links.parquet"),
        threads: NonZeroUsize::new(2).unwrap(),
        memory: None,
        model: None,
    };
    let told = std::sync::Mutex::new(Vec::new());
    link(&job, &|progress| told.lock().unwrap().push(progress)).unwrap();
    let told = told.into_inner().unwrap();
    let last = |stage: Stage| {
        let of_stage = told.iter().filter(|it| it.stage == stage);
        of_stage.map(|it| it.done).max()
    };
    let records = people.truth.len() as u64;
    assert_eq!(last(Stage::ReadRecords), Some(records));
    assert_eq!(last(Stage::ReadRegister), Some(500));
    assert_eq!(last(Stage::Numbers), Some(500));
    assert_eq!(last(Stage::Search), Some(500));
    assert_eq!(last(Stage::Write), Some(records));
    assert_eq!(told.last().map(|it| it.stage), Some(Stage::Done));
}

#[test]
fn the_order_of_the_rows_changes_no_link() {
    let folder = tempfile::tempdir().unwrap();
    People::write(folder.path(), 1_000, 3);
    let (_, links) = run(folder.path(), CONFIG, 2);
    People::write_backwards(folder.path());
    let (_, backwards) = run(folder.path(), CONFIG, 2);
    let by_record = |links: &[Link]| -> BTreeMap<String, (Option<String>, String)> {
        let of = |it: &Link| (it.record.clone(), (it.person.clone(), it.decision.clone()));
        links.iter().map(of).collect()
    };
    let (links, backwards) = (by_record(&links), by_record(&backwards));
    let differing = links
        .iter()
        .filter(|(record, link)| backwards[*record] != **link);
    // Samples are drawn by place, so that what is on the edge may fall to the other side.
    assert!(differing.count() * 1000 <= links.len());
}

#[test]
fn where_each_person_is_there_once_nobody_is_linked_twice() {
    let folder = tempfile::tempdir().unwrap();
    let people = People::write(folder.path(), 2_500, 6);
    let written_twice = write_duplicates(folder.path(), 25);
    let once = format!("{CONFIG}\n[decision]\nassignment = \"one-to-one\"");
    let (summary, links) = run(folder.path(), &once, 2);
    let matches = links.iter().filter(|it| it.decision == "match");
    let persons: Vec<&String> = matches
        .clone()
        .filter_map(|it| it.person.as_ref())
        .collect();
    let different: BTreeSet<&String> = persons.iter().copied().collect();
    assert_eq!(persons.len(), different.len(), "nobody is linked twice");
    assert_eq!(persons.len(), matches.count(), "a match has a person");

    let duplicates: Vec<&Link> = links
        .iter()
        .filter(|it| it.decision == "duplicate")
        .collect();
    assert_eq!(summary.duplicates, duplicates.len() as u64);
    assert!(duplicates.iter().all(|it| it.person.is_none()));
    let is_copy = |it: &&&Link| {
        let (copy, original) = (it.record.as_str(), it.duplicate_of.as_deref());
        original.is_some_and(|it| copy[1..] == it[1..] && copy != it)
    };
    let right = duplicates.iter().filter(is_copy).count();
    // One in twenty is nobody, whose copies are nobody's either.
    assert!(
        right * 100 >= written_twice * 90,
        "{right} of {written_twice}"
    );
    assert!(
        right * 100 >= duplicates.len() * 90,
        "{right} of {}",
        duplicates.len()
    );
    let of_matches = |it: &&Link| !it.record.starts_with('D') && it.decision == "match";
    let found = links.iter().filter(of_matches).count();
    let known = people.truth.values().flatten().count();
    assert!((found + right) * 100 >= known * 98, "{found} of {known}");
}

#[test]
fn where_a_person_may_have_several_records_they_are_told_and_linked() {
    let folder = tempfile::tempdir().unwrap();
    People::write(folder.path(), 1_000, 8);
    let written_twice = write_duplicates(folder.path(), 10);
    let (summary, links) = run(folder.path(), CONFIG, 2);
    let told = links.iter().filter(|it| it.duplicate_of.is_some());
    assert_eq!(summary.duplicates, told.clone().count() as u64);
    assert!(told.clone().all(|it| it.decision == "match"));
    assert!(told.count() * 100 >= written_twice * 90);
}

#[test]
fn rules_and_units_are_as_the_configuration_says() {
    let folder = tempfile::tempdir().unwrap();
    People::write(folder.path(), 1_000, 9);
    // The agency still calls every commune by a code of before.
    let file = folder.path().join("records.csv");
    let text = std::fs::read_to_string(&file).unwrap();
    let mut units = String::from("from_code,to_code\n");
    let mut rows = Vec::new();
    for line in text.lines() {
        let mut cells: Vec<String> = line.split(',').map(str::to_owned).collect();
        if let Ok(commune) = cells[5].parse::<u32>() {
            units.extend(["9", &format!("{commune:04},{commune:05}\n")]);
            cells[5] = format!("9{commune:04}");
        }
        rows.push(cells.join(","));
    }
    std::fs::write(&file, rows.join("\n")).unwrap();
    let mapping = folder.path().join("units.csv");
    std::fs::write(&mapping, units).unwrap();
    let rules = "[blocking]\nrules = [\"given name + unit 1\", \"birth date\"]";
    let (without, _) = run(folder.path(), &format!("{CONFIG}\n{rules}"), 2);
    let units = format!("[units]\nmapping = {:?}", mapping.display().to_string());
    let (with, _) = run(folder.path(), &format!("{CONFIG}\n{rules}\n{units}"), 2);
    let names = |summary: &LinkSummary| -> Vec<String> {
        summary.rules.iter().map(|rule| rule.name.clone()).collect()
    };
    let expected = ["given name + unit 1", "birth date", "number"];
    assert_eq!(
        (names(&without), names(&with)),
        (
            expected.map(str::to_owned).to_vec(),
            expected.map(str::to_owned).to_vec()
        )
    );
    assert_eq!(without.rules[0].pairs, 0, "no commune agrees");
    assert!(with.rules[0].pairs > 50, "{:?}", with.rules);

    let unknown = LinkConfig::parse(
        &format!("{CONFIG}\n{}", rules.replace("birth date", "shoe size")),
        "LINK.toml",
    )
    .unwrap();
    let job = LinkJob {
        register: folder.path().join("register.csv"),
        records: folder.path().join("records.csv"),
        config: unknown,
        out: folder.path().join("links.parquet"),
        threads: NonZeroUsize::MIN,
        model: None,
        memory: None,
    };
    let error = link(&job, &|_| {}).unwrap_err().to_string();
    assert!(error.starts_with("LINK.toml: `blocking.rules` asks for `shoe size`; with these fields there are full name"), "{error}");
}

#[test]
fn a_number_of_somebody_else_is_caught() {
    let folder = tempfile::tempdir().unwrap();
    let people = People::write(folder.path(), 2_500, 4);
    let (_, links) = run(folder.path(), CONFIG, 2);
    let wrong: Vec<&Link> = links
        .iter()
        .filter(|link| people.with_others_number.contains(&link.record))
        .collect();
    assert!(wrong.len() > 10);
    let caught = wrong
        .iter()
        .filter(|link| link.decision == "match" && people.truth[&link.record] == link.person);
    assert!(caught.count() * 10 >= wrong.len() * 8);
}

#[test]
fn what_cannot_be_is_said() {
    let folder = tempfile::tempdir().unwrap();
    People::write(folder.path(), 100, 5);
    let job = |config: &str| LinkJob {
        register: folder.path().join("register.csv"),
        records: folder.path().join("records.csv"),
        config: LinkConfig::parse(config, "LINK.toml").unwrap(),
        out: folder.path().join("links.parquet"),
        threads: NonZeroUsize::MIN,
        memory: None,
        model: None,
    };
    let error = link(&job(&CONFIG.replace("ho_ten", "hoten")), &|_| {}).unwrap_err();
    let LinkError::Read(ReadError::NoSuchColumn { column, .. }) = &error else {
        panic!("{error}")
    };
    assert_eq!(column, "hoten");
    let nothing = "[register]\nid = \"person\"\nname = \"name\"\n[records]\nid = \"record\"";
    let error = link(&job(nothing), &|_| {}).unwrap_err();
    assert!(
        matches!(
            error,
            LinkError::Config(ConfigError::NothingInCommon { .. })
        ),
        "{error}"
    );
    let gone = LinkJob {
        register: folder.path().join("gone.parquet"),
        ..job(CONFIG)
    };
    let error = link(&gone, &|_| {}).unwrap_err();
    assert!(
        matches!(error, LinkError::Read(ReadError::Unreadable { .. })),
        "{error}"
    );
}
