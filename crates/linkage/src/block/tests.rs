//! The search against asking every record about every person.

use std::fmt::Write;
use std::num::NonZeroUsize;

use super::marks::MARKS_MAX;
use super::rule::candidates_of_rules;
use super::*;
use crate::compare::{Comparer, comparisons};
use crate::config::LinkConfig;
use crate::layout::Layout;
use crate::link::{LinkJob, Prepared};
use crate::mix::Draws;

const CONFIG: &str = r#"
    [register]
    id = "id"
    name = "name"
    birth_date = "born"
    unit = "unit"
    [records]
    id = "id"
    name = "name"
    birth_date = "born"
    unit = "unit"
"#;

/// People of few names, days and places, some of them unknown.
fn people(count: usize, draws: &mut Draws) -> String {
    let mut text = String::from("id,name,born,unit\n");
    for id in 0..count {
        let mut of = |words: [&'static str; 4]| words[draws.below(4)];
        let name = [
            of(["Lê", "Lý", "Vũ", "Hồ"]),
            of(["Văn", "Thị", "", "An"]),
            of(["Hoa", "Hoà", "Nam", ""]),
        ];
        let day = of(["1980-05-11", "11/05/1981", "1980-11-05", ""]);
        writeln!(
            text,
            "{id},{},{day},{}",
            name.join(" "),
            of(["1", "2", "3", ""])
        )
        .unwrap();
    }
    text
}

#[test]
fn the_search_finds_what_asking_everybody_does() {
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str| folder.path().join(name);
    let mut draws = Draws::new(3);
    std::fs::write(file("register.csv"), people(300, &mut draws)).unwrap();
    std::fs::write(file("records.csv"), people(200, &mut draws)).unwrap();
    let job = LinkJob {
        register: file("register.csv"),
        records: file("records.csv"),
        config: LinkConfig::parse(CONFIG, "LINK.toml").unwrap(),
        out: file("out.parquet"),
        threads: NonZeroUsize::MIN,
        memory: None,
        model: None,
    };
    let layout = Layout::of(&job.config).unwrap();
    let prepared = Prepared::read(&job, &layout, &|_| {}).unwrap();
    let comparer = Comparer {
        layout: &layout,
        lexicon: &prepared.lexicon,
        comparisons: &comparisons(&layout),
        rarity: &prepared.rarity,
        contexts: &prepared.contexts,
    };
    let marks = Marks::of(&layout, &prepared.lexicon);
    let rules: Vec<Rule> = candidates_of_rules(&marks).into_iter().step_by(7).collect();
    // Every second record is searched for.
    let open: Vec<u32> = (0..200).step_by(2).collect();
    let rows = prepared.records.gather(&open).unwrap();
    let of = (rows.as_slice(), open.as_slice());
    let search = Search::new(&comparer, (&marks, &rules), of, job.threads);
    let persons = prepared.register.range(0..300).unwrap();
    let found = search.search(&mut Scratch::default(), (&persons, 1_000), |_| true);
    let found: Vec<(u32, u32, u8)> = found
        .iter()
        .map(|it| (it.person, it.record, it.rule))
        .collect();

    let hashes = |row: &[u32]| {
        let mut hashes = [0; MARKS_MAX];
        marks.hashes(&layout, row, (0, u32::MAX), &mut hashes);
        hashes
    };
    let mut expected = Vec::new();
    for (person, of_person) in (1_000..).zip(persons.chunks_exact(layout.register.stride)) {
        for (record, of_record) in open.iter().zip(rows.chunks_exact(layout.records.stride)) {
            let (one, other) = (hashes(of_person), hashes(of_record));
            let agrees = |mark: &usize| one[*mark] != 0 && one[*mark] == other[*mark];
            let rule = rules.iter().position(|rule| rule.marks.iter().all(agrees));
            expected.extend(rule.map(|rule| (person, *record, rule as u8)));
        }
    }
    assert!(expected.len() > 1_000);
    assert_eq!(found, expected);
}
