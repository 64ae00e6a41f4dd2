//! Doubtful links, and decisions that are kept.

use danh_sync::agency::Agency;
use danh_sync::{
    DecideError, Decision, NewDecision, ReviewPair, Verdict, decide, review_list, review_pair,
};
use danh_vocabulary::{Clock, LinkDecisionId};

use crate::nation::{Nation, cards, csv, each_nation, key};

/// An agency whose links are all doubtful but the surest.
fn doubting() -> Agency {
    let text = include_str!("../../../../data/vn/agencies/vss.toml")
        .replace("match = 0.5", "match = 1.0")
        .replace("possible = 0.05", "possible = 0.000001");
    Agency::parse(&text, "vss.toml").unwrap()
}

fn pair(nation: &Nation, key: &str) -> Option<ReviewPair> {
    let (agency, key) = (nation.agency.clone(), key.to_owned());
    let read = nation.store.read(move |tx| review_pair(tx, &agency, &key));
    read.wait().unwrap()
}

fn decides(
    nation: &Nation,
    pair: &ReviewPair,
    verdict: Verdict,
    who: &str,
) -> Result<bool, DecideError> {
    let (agency, directory) = (nation.agency.clone(), nation.directory.clone());
    let new = NewDecision {
        id: LinkDecisionId::from_i64(nation.ids.next()),
        key: pair.link.key.clone(),
        person: pair.person,
        verdict,
        actor: format!("program:{who}").parse().unwrap(),
        at: nation.clock.now(),
        note: String::new(),
    };
    let written = nation
        .store
        .write(move |tx| decide(tx, (&agency, &directory), &new));
    written.wait()
}

fn decision(nation: &Nation, index: usize) -> (Decision, String) {
    let link = nation.link(&key(index)).unwrap();
    (link.decision, link.method)
}

#[test]
fn what_an_officer_decides_is_kept_until_something_compared_changes() {
    each_nation(|mut nation| {
        nation.agency = doubting();
        let mut rows = cards();
        nation
            .run(&nation.write_file("bhyt_20260105.csv", &csv(&rows)))
            .unwrap();
        let page = nation
            .store
            .read(|tx| review_list(tx, "vss", None, 5))
            .wait()
            .unwrap();
        assert_eq!(page.links.len(), 5);
        let uses: Vec<_> = page.links.iter().map(|it| it.review_use.unwrap()).collect();
        assert!(uses.is_sorted_by(|one, other| one >= other), "{uses:?}");
        let next = page.next.unwrap();
        let more = nation
            .store
            .read(move |tx| review_list(tx, "vss", Some((next.0, &next.1)), 5))
            .wait()
            .unwrap();
        assert!(more.links.iter().all(|link| !page.links.contains(link)));

        let doubtful = pair(&nation, &key(3)).unwrap();
        assert_eq!(doubtful.person, nation.person(3).0);
        let compared: Vec<&str> = doubtful
            .comparisons
            .iter()
            .map(|it| it.name.as_str())
            .collect();
        assert!(
            compared.contains(&"birth_date") && compared.contains(&"surname"),
            "{compared:?}"
        );
        let birth = doubtful
            .comparisons
            .iter()
            .find(|it| it.name == "birth_date")
            .unwrap();
        assert!(
            birth.level.as_deref() == Some("equal") && birth.weight_bits > 1.0,
            "{birth:?}"
        );

        assert!(decides(&nation, &doubtful, Verdict::Same, "lan").unwrap());
        assert_eq!(
            decision(&nation, 3),
            (Decision::Match, "officer".to_owned())
        );
        let other = pair(&nation, &key(7)).unwrap();
        assert!(!decides(&nation, &other, Verdict::Undecided, "lan").unwrap());
        assert!(decides(&nation, &other, Verdict::Different, "lan").unwrap());
        assert_eq!(decision(&nation, 7).0, Decision::None);
        assert!(matches!(
            decides(&nation, &other, Verdict::Same, "an"),
            Err(DecideError::Gone)
        ));

        // Something changes that is not compared: what was decided holds.
        rows[3].until = "2027-12-31".to_owned();
        rows[7].until = "2027-12-31".to_owned();
        nation
            .run(&nation.write_file("bhyt_20260106.csv", &csv(&rows)))
            .unwrap();
        assert_eq!(
            decision(&nation, 3),
            (Decision::Match, "officer".to_owned())
        );
        assert_eq!(decision(&nation, 7), (Decision::None, "officer".to_owned()));

        // Something changes that is: the engine is asked again.
        rows[3].born = format!("{}-01-01", &rows[3].born[..4]);
        nation
            .run(&nation.write_file("bhyt_20260107.csv", &csv(&rows)))
            .unwrap();
        let (decision, method) = decision(&nation, 3);
        assert_ne!(method, "officer");
        assert_ne!(decision, Decision::Match);
    });
}

#[test]
fn where_two_have_to_decide_one_is_not_enough() {
    each_nation(|mut nation| {
        nation.agency = doubting();
        nation.agency.reviewers = 2;
        nation
            .run(&nation.write_file("bhyt_20260105.csv", &csv(&cards())))
            .unwrap();
        let doubtful = pair(&nation, &key(11)).unwrap();
        assert!(!decides(&nation, &doubtful, Verdict::Same, "lan").unwrap());
        assert!(!decides(&nation, &doubtful, Verdict::Same, "lan").unwrap());
        assert_eq!(decision(&nation, 11).0, Decision::Possible);
        assert_eq!(pair(&nation, &key(11)).unwrap().decisions.len(), 2);
        assert!(decides(&nation, &doubtful, Verdict::Same, "an").unwrap());
        assert_eq!(decision(&nation, 11).0, Decision::Match);
    });
}
