use danh_vocabulary::fold;
use jiff::civil::date;
use proptest::prelude::*;

use super::*;

const TODAY: Date = date(2026, 1, 1);

fn embedded() -> &'static Directory {
    static DIRECTORY: std::sync::OnceLock<Directory> = std::sync::OnceLock::new();
    DIRECTORY.get_or_init(Directory::embedded)
}

fn found(text: &str, on: Option<Date>) -> Vec<String> {
    let directory = embedded();
    let search = UnitSearch {
        text,
        on,
        level: None,
        limit: 5,
    };
    directory
        .search(search)
        .into_iter()
        .map(|unit| directory.full_name(unit))
        .collect()
}

#[test]
fn accents_case_and_type_do_not_matter() {
    let former = "Phường Phúc Xá, Quận Ba Đình, Thành phố Hà Nội";
    for text in [
        "phuc xa",
        "PHÚC XÁ",
        "phuong phuc xa",
        "phuc xa, ba dinh",
        "phúc x ba đ hà n",
    ] {
        assert_eq!(found(text, None), [former], "{text}");
    }
    assert!(found("phuc xa", Some(date(2026, 1, 1))).is_empty());
}

#[test]
fn whole_names_larger_and_living_units_come_first() {
    assert_eq!(
        found("ha noi", None),
        ["Thành phố Hà Nội", "Thành phố Hà Nội"]
    );
    assert_eq!(
        found("ba dinh ha noi", None),
        [
            "Quận Ba Đình, Thành phố Hà Nội",
            "Phường Ba Đình, Thành phố Hà Nội"
        ]
    );
    let directory = embedded();
    let search = UnitSearch {
        text: "ha noi",
        on: None,
        level: None,
        limit: 2,
    };
    assert_eq!(directory.search(search)[0].life.until, None);
    assert_eq!(
        found("phuong 12 quan 3", None),
        ["Phường 12, Quận 3, Thành phố Hồ Chí Minh"]
    );
    assert_eq!(
        found("trung truc ba dinh", None).len(),
        1,
        "from inside the name"
    );
}

#[test]
fn names_of_all_peoples_are_found() {
    assert_eq!(found("H'Neng", None), found("hneng", None));
    assert_eq!(found("H'Neng", None).len(), 1);
}

#[test]
fn a_type_alone_finds_no_unit_of_that_type() {
    let directory = embedded();
    for text in ["", "thi xa", "phuong", "dac khu"] {
        let search = UnitSearch {
            text,
            on: None,
            level: None,
            limit: 100,
        };
        for unit in directory.search(search) {
            assert!(fold(&unit.name).contains(text), "{text} {unit:?}");
        }
    }
}

/// The first unit found in each list, by its full name and what it is called today.
fn first_today(text: &str) -> (String, String) {
    let directory = embedded();
    let search = UnitSearch {
        text,
        on: None,
        level: None,
        limit: 5,
    };
    let found = directory.find(search, TODAY);
    let first = found
        .first()
        .unwrap_or_else(|| panic!("nothing is called `{text}`"));
    let now = first
        .now()
        .map_or_else(String::new, |now| directory.full_name(now));
    (directory.full_name(first.unit), now)
}

#[test]
fn an_old_name_leads_to_the_new_one() {
    for (text, old, new) in [
        (
            "phuong truc bach",
            "Phường Trúc Bạch, Quận Ba Đình, Thành phố Hà Nội",
            "Phường Ba Đình, Thành phố Hà Nội",
        ),
        ("ha giang", "Tỉnh Hà Giang", "Tỉnh Tuyên Quang"),
        (
            "cong vi ba dinh",
            "Phường Cống Vị, Quận Ba Đình, Thành phố Hà Nội",
            "Phường Ngọc Hà, Thành phố Hà Nội",
        ),
        (
            "ly son",
            "Huyện Lý Sơn, Tỉnh Quảng Ngãi",
            "Đặc khu Lý Sơn, Tỉnh Quảng Ngãi",
        ),
        ("quan ba dinh", "Quận Ba Đình, Thành phố Hà Nội", ""),
    ] {
        let told = first_today(text);
        assert_eq!((told.0.as_str(), told.1.as_str()), (old, new), "{text}");
    }
    let search = UnitSearch {
        text: "phuong truc bach",
        on: None,
        level: None,
        limit: 1,
    };
    let found = embedded().find(search, TODAY);
    assert_eq!(found[0].renamed_on(), Some(date(2025, 7, 1)));
}

#[test]
fn what_goes_on_under_its_name_is_told_once() {
    let search = UnitSearch {
        text: "ha noi",
        on: None,
        level: Some(UnitLevel::Province),
        limit: 5,
    };
    let found = embedded().find(search, TODAY);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].renamed_on(), None);
    assert_eq!(found[0].unit.life.until, None);
}

#[test]
fn types_are_abbreviated_as_on_envelopes() {
    for (text, expected) in [
        (
            "P. Trúc Bạch",
            "Phường Trúc Bạch, Quận Ba Đình, Thành phố Hà Nội",
        ),
        (
            "p truc bach, q ba dinh, tp ha noi",
            "Phường Trúc Bạch, Quận Ba Đình, Thành phố Hà Nội",
        ),
        (
            "P.12, Q.3, TP.HCM",
            "Phường 12, Quận 3, Thành phố Hồ Chí Minh",
        ),
        ("P12 Q3 TPHCM", "Phường 12, Quận 3, Thành phố Hồ Chí Minh"),
        (
            "phường 012 quận 03 HCM",
            "Phường 12, Quận 3, Thành phố Hồ Chí Minh",
        ),
        ("Tp HCM", "Thành phố Hồ Chí Minh"),
        ("TPHCM", "Thành phố Hồ Chí Minh"),
        ("BRVT", "Tỉnh Bà Rịa - Vũng Tàu"),
        ("TX Gò Công", "Thị xã Gò Công, Tỉnh Tiền Giang"),
        (
            "TT. Mộc Châu",
            "Thị trấn Mộc Châu, Huyện Mộc Châu, Tỉnh Sơn La",
        ),
        ("H. Mộc Châu", "Huyện Mộc Châu, Tỉnh Sơn La"),
        ("X. Hà Tây", "Xã Hà Tây, Thành phố Hải Phòng"),
        ("T. Sơn La", "Tỉnh Sơn La"),
        ("ĐK Côn Đảo", "Đặc khu Côn Đảo, Thành phố Hồ Chí Minh"),
    ] {
        assert_eq!(first_today(text).0, expected, "{text}");
    }
}

#[test]
fn one_letter_may_be_wrong() {
    for (text, expected) in [
        (
            "phuong truc bahc",
            "Phường Trúc Bạch, Quận Ba Đình, Thành phố Hà Nội",
        ),
        (
            "trucc bach",
            "Phường Trúc Bạch, Quận Ba Đình, Thành phố Hà Nội",
        ),
        (
            "phuon truc bach",
            "Phường Trúc Bạch, Quận Ba Đình, Thành phố Hà Nội",
        ),
        (
            "truc bach ba dimh",
            "Phường Trúc Bạch, Quận Ba Đình, Thành phố Hà Nội",
        ),
        (
            "p truk bach",
            "Phường Trúc Bạch, Quận Ba Đình, Thành phố Hà Nội",
        ),
        ("tuuen quang", "Tỉnh Tuyên Quang"),
    ] {
        assert_eq!(first_today(text).0, expected, "{text}");
    }
    for text in ["trucc bachh", "phuong 1x", "zzzz"] {
        assert!(found(text, None).is_empty(), "{text}");
    }
}

#[test]
fn what_is_spelt_right_is_not_taken_for_a_slip() {
    let search = UnitSearch {
        text: "truc bach",
        on: None,
        level: None,
        limit: 50,
    };
    for unit in embedded().search(search) {
        assert!(fold(&unit.name).contains("truc bach"), "{unit:?}");
    }
    assert!(
        found("truc bach", Some(TODAY)).is_empty(),
        "it was the name of a ward, not a slip for another"
    );
}

#[test]
fn no_more_are_found_than_wanted() {
    for limit in [0, 1, 7, 10_000] {
        let search = UnitSearch {
            text: "t",
            on: None,
            level: None,
            limit,
        };
        let found = embedded().search(search);
        let all = embedded().search(UnitSearch {
            limit: usize::MAX,
            ..search
        });
        assert_eq!(found, all[..limit.min(all.len())]);
        assert!(embedded().find(search, TODAY).len() <= limit);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// Every unit is found by its full name, however little of its spelling is kept.
    #[test]
    fn every_unit_is_found_by_its_full_name(position in 0..14_722_usize, plain in any::<bool>()) {
        let directory = embedded();
        let unit = &directory.units[position];
        let full_name = directory.full_name(unit);
        let text = if plain { fold(&full_name) } else { full_name.to_uppercase() };
        let found = directory.search(UnitSearch { text: &text, on: None, level: None, limit: 5 });
        let names: Vec<_> = found.iter().map(|unit| directory.full_name(unit)).collect();
        prop_assert!(names.contains(&full_name), "{}: {:?}", text, names);
    }

    /// One slip in a word of the name does not lose the unit, unless it makes another name.
    #[test]
    fn one_slip_does_not_lose_a_unit(position in 0..14_722_usize, at in 0..40_usize, letter in "[a-z]") {
        let directory = embedded();
        let unit = &directory.units[position];
        let mut text = fold(&directory.full_name(unit));
        let at = at % text.len();
        let word = text[..at].rfind(' ').map_or(0, |space| space + 1);
        let end = text[word..].find(' ').map_or(text.len(), |length| word + length);
        let may_err = text[word..end].bytes().all(|b| b.is_ascii_lowercase()) && end - word >= 3;
        prop_assume!(may_err && at < end);
        text.replace_range(at..=at, &letter);
        let search = UnitSearch { text: &text, on: None, level: None, limit: usize::MAX };
        let found = directory.search(search);
        let spelt_so: Vec<_> = found.iter().map(|unit| directory.full_name(unit)).collect();
        let as_typed = Query::read(&text, directory.search_index(), TypingErrors::None);
        let is_other_name = !directory.matches(&as_typed).is_empty();
        prop_assert!(
            is_other_name || spelt_so.contains(&directory.full_name(unit)),
            "{}: {:?}", text, spelt_so
        );
    }

    #[test]
    fn nothing_typed_is_too_odd(text in "\\PC{0,30}") {
        let search = UnitSearch { text: &text, on: None, level: None, limit: 3 };
        prop_assert!(embedded().search(search).len() <= 3);
    }
}
