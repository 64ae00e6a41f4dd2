use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;

use super::*;

fn name(text: &str) -> Name {
    text.parse().unwrap()
}

#[test]
fn parts_are_read_in_the_vietnamese_order() {
    let parts = |text: &'static str| {
        let name = name(text);
        let NameParts {
            surname,
            middle,
            given,
        } = name.parts();
        [surname, middle, given].map(str::to_owned)
    };
    assert_eq!(
        parts("Nguyễn Thị Minh Khai"),
        ["Nguyễn", "Thị Minh", "Khai"]
    );
    assert_eq!(parts("Nguyễn An"), ["Nguyễn", "", "An"]);
    assert_eq!(parts("Sa"), ["", "", "Sa"]);
}

#[test]
fn names_of_all_peoples_are_names() {
    for text in [
        "Ê",
        "Y",
        "Y Bih Niê",
        "H'Hen Niê",
        "H’Lan Ayŭn",
        "K'Brối",
        "Ka Nhút",
        "Rơ Châm Bláp",
        "Neang Kim Cheng",
        "Sa Ly Hah",
        "A Pả",
        "Ksor H' Lan",
        "Jean-Pierre Nguyễn",
        "Kpă Klơng Jr.",
        "Đàng Năng Thọ",
    ] {
        assert_eq!(name(text).as_str(), text);
    }
}

#[test]
fn spaces_and_normal_form_are_tidied() {
    let tidy = name("Nguyễn Văn An");
    let decomposed: String = tidy.as_str().nfd().collect();
    for text in [
        decomposed.as_str(),
        "  Nguyễn  Văn An \r\n",
        "Nguyễn\u{a0}Văn\u{2003}An",
        "\u{feff}Nguyễn Vă\u{200b}n An",
    ] {
        assert_eq!(name(text), tidy);
    }
}

#[test]
fn what_is_no_name_is_refused_with_its_place() {
    let error = |text: &str| text.parse::<Name>().unwrap_err();
    assert_eq!(error(""), NameError::NoLetter);
    assert_eq!(error(" \u{a0}"), NameError::NoLetter);
    assert_eq!(error("-'-"), NameError::NoLetter);
    assert_eq!(
        error(" An2"),
        NameError::Character {
            found: '2',
            position: 3
        }
    );
    assert_eq!(
        error("An\tBình"),
        NameError::Character {
            found: '\t',
            position: 3
        }
    );
    assert_eq!(
        error("Nguy\u{fffd}n"),
        NameError::Character {
            found: '\u{fffd}',
            position: 5
        }
    );
    assert_eq!(
        error("An\tB").to_string(),
        "a name has no `\\t`, character 3"
    );
    assert_eq!(error(&"ă".repeat(129)), NameError::TooLong { found: 129 });
    assert_eq!(name(&"ă".repeat(128)).as_str().chars().count(), 128);
}

#[test]
fn debug_and_serde_show_the_text() {
    assert_eq!(serde_json::to_string(&name("Lý An")).unwrap(), "\"Lý An\"");
    assert!(serde_json::from_str::<Name>("\"4n\"").is_err());
}

proptest! {
    #[test]
    fn a_name_parses_to_itself(text in any::<String>()) {
        if let Ok(name) = text.parse::<Name>() {
            prop_assert_eq!(name.to_string().parse::<Name>(), Ok(name.clone()));
            prop_assert!(is_nfc(name.as_str()));
            prop_assert!(!name.as_str().chars().any(char::is_control));
        }
    }

    #[test]
    fn parts_put_together_are_the_name(words in prop::collection::vec("[A-ZĐ][a-zăâê]{0,5}", 1..6)) {
        let name = name(&words.join(" "));
        let NameParts { surname, middle, given } = name.parts();
        let parts: Vec<_> = [surname, middle, given].into_iter().filter(|p| !p.is_empty()).collect();
        prop_assert_eq!(parts.join(" "), name.as_str());
    }
}
