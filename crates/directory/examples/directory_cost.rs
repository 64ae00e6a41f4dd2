//! What the directory costs: loading it, asking for jurisdiction, searching it. Each is done several
//! times and the fastest is told too, which is what it costs when nothing else runs.
//!
//! `cargo run --release -p danh-directory --example directory_cost`

use std::hint::black_box;
use std::time::{Duration, Instant};

use danh_directory::{AuthorityId, Directory, LocalBody, Task, UnitSearch};
use danh_vocabulary::{UnitCode, UnitLevel};
use jiff::civil::{Date, date};

const BEFORE: Date = date(2025, 6, 30);
const TODAY: Date = date(2026, 1, 1);

fn main() {
    let mut runs: Vec<_> = (0..15).map(|_| time(Directory::embedded).1).collect();
    println!("load, first            {:?}", runs[0]);
    runs.sort_unstable();
    println!(
        "load, median of 15     {:?}, fastest {:?}",
        runs[7], runs[0]
    );
    let directory = Directory::embedded();
    jurisdiction(&directory);
    succession(&directory);
    search(&directory);
}

/// Every commune of two days in every province of that day.
fn jurisdiction(directory: &Directory) {
    for on in [BEFORE, TODAY] {
        let communes: Vec<UnitCode> = codes(directory, UnitLevel::Commune, on);
        let provinces: Vec<UnitCode> = codes(directory, UnitLevel::Province, on);
        let committees: Vec<AuthorityId> = directory
            .provinces(on)
            .map(|unit| AuthorityId::Local {
                body: LocalBody::PeoplesCommittee,
                unit: unit.code,
                founded: unit.life.from,
            })
            .collect();
        let questions = communes.len() * provinces.len();
        let (inside, taken) = fastest(|| {
            let pairs = provinces
                .iter()
                .flat_map(|province| communes.iter().map(move |commune| (province, commune)));
            pairs
                .filter(|(province, commune)| directory.within(**commune, **province, on))
                .count()
        });
        assert_eq!(inside, communes.len());
        println!("within on {on}   {:?} a question", each(taken, questions));
        let (covered, taken) = fastest(|| {
            let pairs = committees
                .iter()
                .flat_map(|committee| communes.iter().map(move |commune| (committee, commune)));
            pairs
                .filter(|(committee, commune)| directory.covers(committee, **commune, on))
                .count()
        });
        assert_eq!(covered, communes.len());
        println!("covers on {on}   {:?} a question", each(taken, questions));
    }
}

fn succession(directory: &Directory) {
    let former: Vec<AuthorityId> = directory
        .units_on(UnitLevel::Commune, BEFORE)
        .map(|unit| directory.peoples_committee(unit).id)
        .collect();
    let (named, taken) = fastest(|| {
        let answers = former
            .iter()
            .filter_map(|id| directory.responsible_for(id, Task::CivilStatus, TODAY).ok());
        answers
            .filter(|answer| answer.authority().is_some())
            .count()
    });
    println!(
        "responsible_for        {:?} a former commune, {named} of {} named",
        each(taken, former.len()),
        former.len()
    );
    let today: Vec<AuthorityId> = directory
        .units_on(UnitLevel::Commune, TODAY)
        .map(|unit| directory.peoples_committee(unit).id)
        .collect();
    let (books, taken) = fastest(|| {
        let kept = today
            .iter()
            .map(|id| directory.books_kept_by(id, Task::CivilStatus, TODAY).len());
        kept.sum::<usize>()
    });
    println!(
        "books_kept_by          {:?} a commune, {books} offices' books in all",
        each(taken, today.len())
    );
}

fn search(directory: &Directory) {
    let (_, taken) = time(|| search_for(directory, "ha noi"));
    println!("first search           {taken:?}, with making the index");
    for text in [
        "phuong truc bach",
        "P.12, Q.3, TP.HCM",
        "t",
        "hoa binh",
        "phuong truc bahc",
        "zzzzzz",
    ] {
        let mut runs: Vec<_> = (0..201)
            .map(|_| time(|| search_for(directory, text)).1)
            .collect();
        runs.sort_unstable();
        println!(
            "find {text:<18} {:?} median, {:?} fastest",
            runs[100], runs[0]
        );
    }
}

fn search_for(directory: &Directory, text: &str) -> usize {
    let search = UnitSearch {
        text,
        on: None,
        level: None,
        limit: 20,
    };
    directory.find(search, TODAY).len()
}

fn codes(directory: &Directory, level: UnitLevel, on: Date) -> Vec<UnitCode> {
    directory
        .units_on(level, on)
        .map(|unit| unit.code)
        .collect()
}

fn time<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let start = Instant::now();
    let done = black_box(work());
    (done, start.elapsed())
}

/// What the work gives, and the fastest of five times it was done.
fn fastest<T>(work: impl Fn() -> T) -> (T, Duration) {
    let (done, mut taken) = time(&work);
    for _ in 1..5 {
        taken = taken.min(time(&work).1);
    }
    (done, taken)
}

fn each(taken: Duration, questions: usize) -> Duration {
    taken / u32::try_from(questions).expect("some hundred thousand questions")
}
