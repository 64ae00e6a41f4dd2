use std::collections::BTreeMap;

use danh_vocabulary::UnitLevel;
use jiff::civil::date;

use super::*;
use crate::load::Tables;

const BEFORE: Date = date(2025, 6, 30);
const TODAY: Date = date(2026, 1, 1);

fn embedded() -> &'static Directory {
    static DIRECTORY: std::sync::OnceLock<Directory> = std::sync::OnceLock::new();
    DIRECTORY.get_or_init(Directory::embedded)
}

fn id(text: &str) -> AuthorityId {
    text.parse().unwrap()
}

/// `whole ID`, `ID and ID`, `by place N`, `unrecorded in ID`.
fn told(responsible: &Responsible<'_>) -> String {
    match responsible {
        Responsible::Unchanged(authority) => format!("unchanged {}", authority.id),
        Responsible::Whole(authority) => format!("whole {}", authority.id),
        Responsible::Split { default, others } => {
            others.iter().fold(default.id.to_string(), |told, other| {
                format!("{told} and {}", other.id)
            })
        }
        Responsible::ByPlace { among } => format!("by place {}", among.len()),
        Responsible::Unrecorded {
            within: Some(within),
        } => format!("unrecorded in {}", within.id),
        Responsible::Unrecorded { within: None } => "unrecorded".to_owned(),
    }
}

#[test]
fn work_goes_to_whoever_the_law_names() {
    let day_without_district_police = date(2025, 3, 1);
    for (authority, task, on, expected) in [
        (
            "ubnd:00004",
            Task::CivilStatus,
            BEFORE,
            "unchanged ubnd:00004",
        ),
        (
            "ubnd:00004",
            Task::CivilStatus,
            TODAY,
            "whole ubnd:00004@2025-07-01",
        ),
        (
            "ca:00004",
            Task::Residence,
            TODAY,
            "whole ca:00004@2025-07-01",
        ),
        (
            "ubnd:00007",
            Task::CivilStatus,
            TODAY,
            "ubnd:00008@2025-07-01 and ubnd:00025@2025-07-01",
        ),
        (
            "ubnd:02",
            Task::CivilStatus,
            TODAY,
            "whole ubnd:08@2025-07-01",
        ),
        (
            "ubnd:00010",
            Task::CivilStatus,
            TODAY,
            "unrecorded in ubnd:01@2025-07-01",
        ),
        (
            "ca:001",
            Task::IdentityCard,
            date(2025, 2, 28),
            "unchanged ca:001",
        ),
        (
            "ca:001",
            Task::IdentityCard,
            day_without_district_police,
            "whole ca:01",
        ),
        (
            "ca:001",
            Task::IdentityCard,
            TODAY,
            "whole ca:01@2025-07-01",
        ),
        (
            "ca:024",
            Task::IdentityCard,
            TODAY,
            "whole ca:08@2025-07-01",
        ),
        (
            "ca:536",
            Task::Residence,
            TODAY,
            "whole ca:21548@2025-07-01",
        ),
        (
            "ubnd:536",
            Task::CivilStatus,
            TODAY,
            "whole ubnd:21548@2025-07-01",
        ),
        ("tct", Task::CivilStatus, TODAY, "whole ct"),
        ("btttt", Task::CivilStatus, TODAY, "bkhcn and bca"),
    ] {
        let answer = embedded()
            .responsible_for(&id(authority), task, on)
            .unwrap();
        assert_eq!(told(&answer), expected, "{authority} on {on}");
    }
}

#[test]
fn a_districts_civil_status_is_with_the_communes_on_its_ground() {
    let directory = embedded();
    let answer = directory
        .responsible_for(&id("ubnd:001"), Task::CivilStatus, TODAY)
        .unwrap();
    assert_eq!(answer.authority(), None, "none of them answers for all");
    let Responsible::ByPlace { among } = answer else {
        panic!("Ba Đình went into several wards")
    };
    let names: Vec<_> = among.iter().map(Authority::name).collect();
    for ward in ["Ba Đình", "Ngọc Hà", "Giảng Võ", "Hồng Hà"] {
        assert!(
            names.contains(&format!("Ủy ban nhân dân phường {ward}")),
            "{names:?}"
        );
    }
    assert_eq!(
        told(&directory.successor_of(&id("ubnd:001"), TODAY).unwrap()),
        "unrecorded in ubnd:01@2025-07-01",
        "nobody is the district now"
    );
}

#[test]
fn what_cannot_be_answered_is_refused() {
    for (authority, task, on, expected) in [
        (
            "ubnd:99999",
            Task::CivilStatus,
            TODAY,
            "no authority has the id `ubnd:99999`",
        ),
        (
            "ubnd:00004@2025-07-01",
            Task::CivilStatus,
            BEFORE,
            "`ubnd:00004@2025-07-01` exists only since 2025-07-01",
        ),
        (
            "ubnd:00004",
            Task::Residence,
            TODAY,
            "`ubnd:00004` never did that kind of work (Residence)",
        ),
        (
            "ca:001",
            Task::Residence,
            TODAY,
            "`ca:001` never did that kind of work (Residence)",
        ),
    ] {
        let refused = embedded()
            .responsible_for(&id(authority), task, on)
            .unwrap_err();
        assert_eq!(refused.to_string(), expected);
    }
}

#[test]
fn predecessors_are_those_whose_successor_it_is() {
    let directory = embedded();
    let of = directory.predecessors_of(&id("ubnd:00008@2025-07-01"));
    let cong_vi = of
        .iter()
        .find(|before| before.authority.id == id("ubnd:00007"))
        .unwrap();
    assert!(cong_vi.is_default);
    assert_eq!(cong_vi.extent, Extent::Split);
    assert!(directory.predecessors_of(&id("ubnd:00004")).is_empty());
    assert!(directory.predecessors_of(&id("ubnd:99999")).is_empty());
    let ministry: Vec<_> = directory.predecessors_of(&id("bnv"));
    assert_eq!(ministry.len(), 1);
    assert_eq!(ministry[0].authority.id, id("bldtbxh"));

    for unit in directory.units_on(UnitLevel::Commune, BEFORE) {
        let authority = directory.police(unit).unwrap().id;
        let Ok(now) = directory.successor_of(&authority, TODAY) else {
            panic!("{authority}")
        };
        for heir in now.everyone() {
            let before = directory.predecessors_of(&heir.id);
            assert!(
                before.iter().any(|before| before.authority.id == authority),
                "{authority}"
            );
        }
    }
}

/// The law of the books: each is kept by exactly the one who answers for its office.
#[test]
fn each_book_is_kept_by_whoever_answers_for_its_office() {
    let directory = embedded();
    for (task, police) in [(Task::CivilStatus, false), (Task::IdentityCard, true)] {
        for on in [date(2025, 2, 28), date(2025, 3, 1), BEFORE, TODAY] {
            let mut keepers: BTreeMap<AuthorityId, AuthorityId> = BTreeMap::new();
            for unit in &directory.units {
                let keeper = if police {
                    directory.police(unit)
                } else {
                    Some(directory.peoples_committee(unit))
                };
                let keeper = keeper.unwrap().id;
                for kept in directory.books_kept_by(&keeper, task, on) {
                    let other = keepers.insert(kept.id.clone(), keeper.clone());
                    assert_eq!(other, None, "{} has two keepers", kept.id);
                }
            }
            for unit in directory
                .units
                .iter()
                .filter(|unit| unit.life.from.is_none_or(|from| from <= on))
            {
                let authority = if police {
                    directory.police(unit)
                } else {
                    Some(directory.peoples_committee(unit))
                };
                let authority = authority.unwrap().id;
                let answers = directory.responsible_for(&authority, task, on).unwrap();
                assert_eq!(
                    keepers.get(&authority),
                    answers.authority().map(|now| &now.id),
                    "{authority} on {on}"
                );
            }
        }
    }
}

#[test]
fn a_new_office_keeps_its_own_books_first() {
    let directory = embedded();
    let kept = |keeper: &str, task, on| -> Vec<String> {
        let kept = directory.books_kept_by(&id(keeper), task, on);
        kept.iter()
            .map(|authority| authority.id.to_string())
            .collect()
    };
    let ngoc_ha = kept("ubnd:00008@2025-07-01", Task::CivilStatus, TODAY);
    assert_eq!(ngoc_ha[0], "ubnd:00008@2025-07-01");
    assert!(
        ngoc_ha.contains(&"ubnd:00007".to_owned()),
        "the default keeps the books of Cống Vị"
    );
    let giang_vo = kept("ubnd:00025@2025-07-01", Task::CivilStatus, TODAY);
    assert!(
        !giang_vo.contains(&"ubnd:00007".to_owned()),
        "and Giảng Võ does not"
    );
    let ha_noi = kept("ca:01@2025-07-01", Task::IdentityCard, TODAY);
    assert_eq!(
        ha_noi.len(),
        1 + 1 + 30,
        "its own, its former self, thirty districts"
    );
    assert_eq!(
        kept("ubnd:00004", Task::CivilStatus, BEFORE),
        ["ubnd:00004"]
    );
    assert!(
        kept("ubnd:00004", Task::CivilStatus, TODAY).is_empty(),
        "it is no more"
    );
    assert!(kept("ubnd:00004@2025-07-01", Task::Residence, TODAY).is_empty());
    assert_eq!(kept("bnv", Task::CivilStatus, TODAY), ["bnv", "bldtbxh"]);
}

const THREE_TIMES: Tables<'static> = Tables {
    units: "code,kind,name,parent_code,valid_from,valid_until\n\
        01,tinh,A,,,\n\
        00001,xa,P,01,,2009-12-31\n\
        00002,xa,Q,01,,2009-12-31\n\
        00003,xa,R,01,,2009-12-31\n\
        00001,xa,PQ,01,2010-01-01,2019-12-31\n\
        00003,xa,R,01,2010-01-01,2019-12-31\n\
        00001,xa,S,01,2020-01-01,\n\
        00002,xa,T,01,2020-01-01,\n",
    successors: "changed_on,from_code,to_code,extent,is_default,basis\n\
        2010-01-01,00001,00001,whole,yes,resolution\n\
        2010-01-01,00002,00001,split,yes,resolution\n\
        2010-01-01,00002,00003,split,no,resolution\n\
        2020-01-01,00001,00001,split,no,resolution\n\
        2020-01-01,00001,00002,split,yes,resolution\n",
    organisations: "id,parent_id,name,name_english,valid_from,valid_until\n",
    authority_successors: "changed_on,from_id,to_id,extent,is_default,basis\n",
};

#[test]
fn succession_goes_through_several_steps() {
    let directory = Directory::of_tables(THREE_TIMES).unwrap();
    for (authority, on, expected) in [
        ("ubnd:00001", date(2009, 12, 31), "unchanged ubnd:00001"),
        (
            "ubnd:00001",
            date(2010, 1, 1),
            "whole ubnd:00001@2010-01-01",
        ),
        (
            "ubnd:00001",
            date(2020, 1, 1),
            "ubnd:00002@2020-01-01 and ubnd:00001@2020-01-01",
        ),
        (
            "ubnd:00002",
            date(2019, 12, 31),
            "ubnd:00001@2010-01-01 and ubnd:00003@2010-01-01",
        ),
        // R ended without a recorded successor, so only the other part has heirs.
        (
            "ubnd:00002",
            date(2020, 1, 1),
            "ubnd:00002@2020-01-01 and ubnd:00001@2020-01-01",
        ),
        ("ubnd:00003", date(2010, 1, 1), "unrecorded in ubnd:01"),
        (
            "ubnd:00003@2010-01-01",
            date(2020, 1, 1),
            "unrecorded in ubnd:01",
        ),
    ] {
        let answer = directory
            .responsible_for(&id(authority), Task::CivilStatus, on)
            .unwrap();
        assert_eq!(told(&answer), expected, "{authority} on {on}");
        assert_eq!(directory.successor_of(&id(authority), on).unwrap(), answer);
    }
    let kept = directory.books_kept_by(&id("ubnd:00002@2020-01-01"), Task::CivilStatus, TODAY);
    let kept: Vec<_> = kept
        .iter()
        .map(|authority| authority.id.to_string())
        .collect();
    assert_eq!(
        kept,
        [
            "ubnd:00002@2020-01-01",
            "ubnd:00001@2010-01-01",
            "ubnd:00001",
            "ubnd:00002"
        ]
    );
}
