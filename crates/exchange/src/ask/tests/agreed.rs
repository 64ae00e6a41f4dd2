//! Nothing is told but what is agreed.

use super::*;

/// Attribute by attribute, agreed or not, for an agreed purpose or another, in each kind of question.
#[test]
fn every_attribute_is_told_under_an_agreement_that_names_it_and_under_no_other() {
    on_both_engines(TABLES, |store| {
        let mut generous = agreement();
        generous.volume.per_minute = 10_000;
        generous.volume.per_day = 10_000;
        generous.attributes = Attribute::ALL
            .into_iter()
            .filter(|one| *one != Attribute::Religion && *one != Attribute::BloodGroup)
            .collect();
        let mut counter = Counter::open(store, generous.clone());
        for attribute in Attribute::ALL {
            for purpose in ["mo-tai-khoan", "quang-cao"] {
                let asked = Question {
                    purpose: purpose.parse().unwrap(),
                    ..question(Asked::Attributes([attribute].into()), "Nguyễn Thị Mai")
                };
                let expected = match (purpose, generous.attributes.contains(&attribute)) {
                    ("quang-cao", _) => Some(Refusal::WrongPurpose),
                    (_, false) => Some(Refusal::FieldNotAgreed),
                    (_, true) => None,
                };
                match (expected, counter.ask(&asked)) {
                    (None, Outcome::Answered(answered)) => {
                        let told = answered.answer.to_json();
                        let told = told["attributes"].as_object().unwrap();
                        let fields: Vec<&String> = told.keys().collect();
                        assert_eq!(fields, [attribute.as_str()]);
                    }
                    (Some(expected), Outcome::Refused { refusal, .. }) => {
                        assert_eq!(refusal, expected, "{attribute:?} {purpose}");
                    }
                    (expected, outcome) => {
                        panic!("{attribute:?} {purpose} {expected:?} {outcome:?}")
                    }
                }
            }
        }
    });
}

fn some_of<T: Clone + Ord + std::fmt::Debug + 'static>(
    all: &[T],
) -> impl Strategy<Value = BTreeSet<T>> + use<T> {
    prop::sample::subsequence(all.to_vec(), 0..=all.len())
        .prop_map(|some| some.into_iter().collect())
}

/// Whatever is agreed and whatever is asked, no answer holds what the agreement does not name.
#[test]
fn no_answer_holds_a_field_outside_its_agreement() {
    let folder = tempfile::tempdir().unwrap();
    let config = danh_store::StoreConfig::sqlite(folder.path().join("danh.db"));
    let store = Store::open(&config, TABLES).unwrap();
    let mut counter = Counter::open(&store, agreement());
    let mut version = 1;
    let strategy = (
        some_of(&Attribute::VERIFIABLE),
        some_of(&Attribute::ALL),
        some_of(&Derived::ALL),
        some_of(&Attribute::ALL),
        some_of(&Derived::ALL),
        0..3_u8,
    );
    let mut runner = proptest::test_runner::TestRunner::new(ProptestConfig::with_cases(64));
    let counter = std::cell::RefCell::new(&mut counter);
    let version = std::cell::RefCell::new(&mut version);
    let checked = runner.run(
        &strategy,
        |(verify, attributes, derived, fields, conclusions, kind)| {
            let (mut counter, mut version) = (counter.borrow_mut(), version.borrow_mut());
            **version += 1;
            let agreed = Agreement {
                version: **version,
                verify,
                attributes,
                derived,
                volume: crate::Volume {
                    per_minute: 1_000,
                    per_day: 1_000,
                },
                ..agreement()
            };
            let written = agreed.clone();
            counter
                .store
                .write(move |tx| agreement_record(tx, &written, &decided()))
                .wait()
                .unwrap();
            let asked = match kind {
                0 => Asked::Verify,
                1 => Asked::Attributes(fields),
                _ => Asked::Derived(conclusions, None),
            };
            if let Outcome::Answered(answered) = counter.ask(&question(asked, "Nguyễn Thị Mai"))
            {
                let told = answered.answer.to_json();
                let told = told.as_object().unwrap();
                let (kind, told) = told.iter().next().unwrap();
                for field in told.as_object().unwrap().keys() {
                    let attribute = Attribute::parse(field);
                    let is_agreed = match &**kind {
                        "verdicts" => attribute.is_some_and(|it| agreed.verify.contains(&it)),
                        "attributes" => attribute.is_some_and(|it| agreed.attributes.contains(&it)),
                        _ => Derived::parse(field).is_some_and(|it| agreed.derived.contains(&it)),
                    };
                    prop_assert!(is_agreed, "{} {}", kind, field);
                }
            }
            Ok(())
        },
    );
    checked.unwrap();
}
