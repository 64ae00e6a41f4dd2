//! A file of elsewhere: names in parts, no accents, addresses, families under one roof. Who lives with
//! somebody of the register bears the same name at the same address and is somebody else.

use std::fmt::Write;
use std::fs;

use super::{quality_of, run};

const CONFIG: &str = r#"
    [register]
    id = "key"
    number = "pass"
    surname = "nachname"
    given_name = "vorname"
    birth_date = "geboren"
    [register.code]
    plz = "plz"
    [register.text]
    strasse = "strasse"
    [records]
    id = "stt"
    number = "ausweis"
    surname = "name1"
    given_name = "name2"
    birth_date = "dob"
    [records.code]
    plz = "zip"
    [records.text]
    strasse = "addr"
"#;

const HOUSEHOLDS: usize = 1_300;
const MEMBERS: usize = 3;

/// Numbers that look drawn.
struct Draws(u64);

impl Draws {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % bound
    }

    /// A word of syllables, one of `bound`.
    fn word(&mut self, bound: usize) -> String {
        let (number, mut rest) = (self.below(bound), String::new());
        for place in [7, 31, 61] {
            let at = number * place;
            rest.push(char::from(b"bdfgklmnprst"[at % 12]));
            rest.push(char::from(b"aeiou"[at / 12 % 5]));
        }
        rest
    }
}

#[test]
fn housemates_are_told_apart() {
    let folder = tempfile::tempdir().unwrap();
    let mut draws = Draws(9);
    let mut register = String::from("key,pass,nachname,vorname,geboren,plz,strasse\n");
    let mut records = String::from("stt,ausweis,name1,name2,dob,zip,addr\n");
    let mut truth = Vec::new();
    for household in 0..HOUSEHOLDS {
        let surname = draws.word(400);
        let (plz, street) = (
            10_000 + draws.below(90),
            format!("{} {}", draws.word(300), draws.below(99)),
        );
        for member in 0..MEMBERS {
            let number = household * MEMBERS + member;
            let (pass, given) = (format!("{:08}", number * 12_289 + 7), draws.word(60));
            let (year, month, day) = (
                1940 + draws.below(75),
                1 + draws.below(12),
                1 + draws.below(28),
            );
            // One in fifteen is known to the agency only.
            let is_stranger = number % 15 == 4;
            if !is_stranger {
                writeln!(
                    register,
                    "P{number},{pass},{surname},{given},{year}-{month:02}-{day:02},{plz},{street}"
                )
                .unwrap();
            }
            if !is_stranger && !number.is_multiple_of(3) && number % 5 != 1 {
                continue;
            }
            let pass = if draws.below(5) < 2 {
                String::new()
            } else {
                pass
            };
            let (plz, street) = match draws.below(8) {
                0 => (
                    10_000 + draws.below(90),
                    format!("{} {}", draws.word(300), draws.below(99)),
                ),
                _ => (plz, street.clone()),
            };
            let born = match draws.below(20) {
                0 => format!("{year}"),
                1 => format!("01/01/{year}"),
                _ => format!("{day:02}/{month:02}/{year}"),
            };
            let given = if draws.below(25) == 0 {
                given[1..].to_owned()
            } else {
                given
            };
            writeln!(
                records,
                "R{number},{pass},{surname},{given},{born},{plz},{street}"
            )
            .unwrap();
            truth.push((
                format!("R{number}"),
                (!is_stranger).then(|| format!("P{number}")),
            ));
        }
    }
    fs::write(folder.path().join("register.csv"), register).unwrap();
    fs::write(folder.path().join("records.csv"), records).unwrap();
    let (_, links) = run(folder.path(), CONFIG, 2);
    let truth = truth.into_iter().collect();
    let (made, right, known) = quality_of(&truth, &links);
    assert!(
        right * 1000 >= made * 985,
        "{right} of {made} links are right"
    );
    assert!(
        right * 1000 >= known * 985,
        "{right} of {known} people are found"
    );
}
