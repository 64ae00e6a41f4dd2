use danh_synth::{Household, NationOptions};
use proptest::prelude::*;

use crate::{TODAY, nation};

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn any_cut_into_ranges_gives_the_same_people(
        seed: u64,
        mut cuts in prop::collection::vec(0_u64..277, 0..6),
    ) {
        let nation = nation(1000, seed, TODAY);
        cuts.extend([0, nation.households_total()]);
        cuts.sort_unstable();
        let whole: Vec<Household> = nation.households(0..nation.households_total()).collect();
        let parts = cuts.windows(2).flat_map(|cut| nation.households(cut[0]..cut[1]));
        prop_assert_eq!(parts.collect::<Vec<Household>>(), whole);
    }
}

#[test]
fn the_seed_decides_who_they_are() {
    let people = |seed| -> Vec<_> { nation(2000, seed, TODAY).persons().collect() };
    let first = people(1);
    assert_eq!(first, people(1));
    let other = people(2);
    let in_both = first
        .iter()
        .filter(|one| other.iter().any(|it| it.number == one.number));
    assert!(in_both.count() < 5);
}

#[test]
fn one_province_alone_is_lived_in_by_all() {
    let options = NationOptions {
        population: 1500,
        seed: 4,
        province: Some("79".parse().unwrap()),
        as_of: TODAY,
    };
    let nation = danh_synth::Nation::new(options).unwrap();
    let born_there = nation
        .persons()
        .filter(|it| it.number.prefix().as_str() == "079")
        .count();
    assert!(
        (600..1400).contains(&born_there),
        "{born_there} of 1500 were born in the city"
    );
}
