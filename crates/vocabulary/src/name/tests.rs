use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;

use super::*;

fn name(text: &str) -> Name {
    text.parse().unwrap()
}

fn parts(text: &str) -> [String; 3] {
    let name = name(text);
    let parts = name.parts();
    [parts.surname, parts.middle, parts.given].map(str::to_owned)
}

#[test]
fn letters_are_those_of_unicode() {
    for c in '\u{0}'..='\u{30ff}' {
        assert_eq!(is_letter(c), c.is_alphabetic(), "{c:?}");
    }
}

#[test]
fn parts_are_read_in_the_vietnamese_order() {
    assert_eq!(
        parts("Nguyễn Thị Minh Khai"),
        ["Nguyễn", "Thị Minh", "Khai"]
    );
    assert_eq!(parts("Nguyễn An"), ["Nguyễn", "", "An"]);
    assert_eq!(parts("Sa"), ["", "", "Sa"]);
    assert_eq!(parts("Giàng A Páo"), ["Giàng", "A", "Páo"]);
    assert_eq!(parts("Đàng Năng Thọ"), ["Đàng", "Năng", "Thọ"]);
    assert_eq!(parts("Neang Kim Cheng"), ["Neang", "Kim", "Cheng"]);
    assert_eq!(parts("Ksor H'Lan"), ["Ksor", "", "H'Lan"]);
}

#[test]
fn surnames_of_several_words_are_known() {
    assert_eq!(parts("Tôn Nữ Thị Ninh"), ["Tôn Nữ", "Thị", "Ninh"]);
    assert_eq!(parts("CONG TANG TON NU HA"), ["CONG TANG TON NU", "", "HA"]);
    assert_eq!(parts("Tôn Thất Tùng"), ["Tôn Thất", "", "Tùng"]);
    assert_eq!(
        parts("Tôn Nữ"),
        ["Tôn", "", "Nữ"],
        "nothing is left to be given"
    );
    assert_eq!(parts("Rơ Châm Bláp"), ["Rơ Châm", "", "Bláp"]);
    assert_eq!(parts("A Lăng Thị Hoa"), ["A Lăng", "Thị", "Hoa"]);
}

#[test]
fn clans_stand_last_behind_a_marker() {
    for (text, expected) in [
        ("Y Wăn Niê", ["Niê", "Y", "Wăn"]),
        ("H'Hen Niê", ["Niê", "", "H'Hen"]),
        ("H’ Hen Niê", ["Niê", "H’", "Hen"]),
        ("H Hen Nie", ["Nie", "H", "Hen"]),
        ("Y Bih Niê Kdăm", ["Niê Kdăm", "Y", "Bih"]),
        ("K'Brối Liêng Hot", ["Liêng Hot", "", "K'Brối"]),
    ] {
        assert_eq!(parts(text), expected, "{text}");
        assert_eq!(name(text).parts().order, NameOrder::ClanLast, "{text}");
    }
}

#[test]
fn a_marker_is_no_surname() {
    assert_eq!(parts("A Pả"), ["", "A", "Pả"]);
    assert_eq!(parts("Ka Nhút"), ["", "Ka", "Nhút"]);
    assert_eq!(
        parts("Y Niê"),
        ["", "Y", "Niê"],
        "a clan alone is the given name"
    );
    assert_eq!(parts("K'Brối"), ["", "", "K'Brối"]);
    assert_eq!(parts("Y"), ["", "", "Y"]);
    assert_eq!(
        parts("Ý Nhi"),
        ["Ý", "", "Nhi"],
        "an accent makes another word"
    );
}

#[test]
fn a_card_prints_plain_capitals() {
    for (text, printed) in [
        ("Nguyễn Văn An", "NGUYEN<<VAN<AN"),
        ("Đặng Thị Thuỳ", "DANG<<THI<THUY"),
        ("H'Hen Niê", "HHEN<<NIE"),
        ("Ƀuôn Ayŭn Ñê", "BUON<<AYUN<NE"),
        ("Jean-Pierre Müller", "JEAN<<PIERRE<MUELLER"),
        ("Åsa Ærø Strauß", "AASA<<AEROE<STRAUSS"),
        ("Y", "Y"),
        ("Kpă Klơng Jr.", "KPA<<KLONG<JR"),
    ] {
        assert_eq!(name(text).mrz(), printed);
        assert!(
            name(text).matches_mrz_field(&name(text).mrz_field(30)),
            "{text}"
        );
    }
    assert_eq!(name("Lê An").mrz_field(10), "LE<<AN<<<<");
}

#[test]
fn a_name_that_is_cut_ends_in_a_letter_and_still_matches() {
    let long = name("Công Tằng Tôn Nữ Nguyễn Phước Bảo Anh");
    assert_eq!(long.mrz(), "CONG<<TANG<TON<NU<NGUYEN<PHUOC<BAO<ANH");
    assert_eq!(long.mrz_field(30), "CONG<<TANG<TON<NU<NGUYEN<PHUOC");
    // The cut falls on a filler: the longest word gives a letter.
    assert_eq!(long.mrz_field(25), "CONG<<TANG<TON<NU<NGUYE<P");
    for width in [25, 30, 36] {
        let field = long.mrz_field(width);
        assert_eq!(field.len(), width);
        assert!(field.ends_with(|c: char| c.is_ascii_uppercase()));
        assert!(long.matches_mrz_field(&field));
        assert!(!name("Công Tằng An").matches_mrz_field(&field));
    }
    assert!(!name("Công Tằng Tôn Nữ").matches_mrz_field("CONG<<TANG<TON<<<<<<<<<<<<<<<<"));
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
    fn a_printed_field_has_its_width_and_alphabet(text in "\\PC{1,40}", width in 1..45_usize) {
        if let Ok(name) = text.parse::<Name>() {
            let field = name.mrz_field(width);
            prop_assert_eq!(field.len(), width);
            prop_assert!(field.bytes().all(|b| b.is_ascii_uppercase() || b == b'<'));
        }
    }

    #[test]
    fn parts_of_any_name_are_the_name(text in any::<String>(), marker in "(|Y |H'|A |Tôn Nữ )", clan in "(| Niê| Liêng Hot)") {
        if let Ok(name) = format!("{marker}{text}{clan}").parse::<Name>() {
            let parts: Vec<_> = name.parts().in_order().collect();
            prop_assert_eq!(parts.join(" "), name.as_str());
        }
    }

    #[test]
    fn parts_put_together_are_the_name(words in prop::collection::vec("[A-ZĐ][a-zăâê]{0,5}", 1..6)) {
        let name = name(&words.join(" "));
        let parts: Vec<_> = name.parts().in_order().collect();
        prop_assert_eq!(parts.join(" "), name.as_str());
    }
}
