use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;

use super::*;

/// `surnames.csv`, `middle_names.csv`, `given_names.csv`: the column that holds the name.
fn names_of(table: &str, column: &str) -> Vec<String> {
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    let place = reader
        .headers()
        .unwrap()
        .iter()
        .position(|it| it == column)
        .unwrap();
    let mut names: Vec<String> = reader
        .records()
        .map(|row| row.unwrap()[place].to_owned())
        .collect();
    names.sort();
    names.dedup();
    names
}

fn surnames() -> Vec<String> {
    names_of(include_str!("../../../../data/vn/surnames.csv"), "surname")
}

fn given_names() -> Vec<String> {
    names_of(
        include_str!("../../../../data/vn/given_names.csv"),
        "given_name",
    )
}

fn full_name() -> impl Strategy<Value = String> {
    let middle = prop::sample::select(vec!["Thị", "Văn", "Đức", "Ngọc Quỳnh", "Hữu"]);
    (
        prop::sample::select(surnames()),
        middle,
        prop::sample::select(given_names()),
    )
        .prop_map(|(surname, middle, given)| format!("{surname} {middle} {given}"))
}

/// Every row of `legacy_encodings.csv`.
#[test]
fn every_code_is_read_and_written() {
    let rows = table::rows();
    // The 421 rows of ../shared and four of VNI that it does not have.
    assert_eq!(rows.len(), 425);
    for (encoding, codes, letter) in rows {
        let surface = widen(&codes);
        // In a word, so that TCVN3 has a case to give back: a small one before it.
        assert_eq!(
            encoding.decode(&format!("b{surface}")),
            format!("b{letter}"),
            "{encoding} {codes:02X?}"
        );
        assert!(encoding.reads(&surface), "{encoding} {codes:02X?}");
        let written = encoding.encode(&letter.to_string()).unwrap();
        assert_eq!(
            encoding.decode(&format!("b{written}")),
            format!("b{letter}")
        );
        // As the same bytes look when they were taken for Windows-1252.
        let western: String = surface.chars().map(typographic).collect();
        assert_eq!(
            encoding.decode(&format!("b{western}")),
            format!("b{letter}"),
            "{encoding} {western}"
        );
    }
}

#[test]
fn every_vietnamese_letter_can_be_written_in_every_encoding() {
    let small =
        "aàáảãạăằắẳẵặâầấẩẫậbcdđeèéẻẽẹêềếểễệghiìíỉĩịklmnoòóỏõọôồốổỗộơờớởỡợpqrstuùúủũụưừứửữựvxyỳýỷỹỵ";
    for encoding in LegacyEncoding::ALL {
        for letter in small.chars() {
            let written = encoding
                .encode(&format!("b{letter}"))
                .unwrap_or_else(|| panic!("{encoding} {letter}"));
            assert_eq!(
                encoding.decode(&written),
                format!("b{letter}"),
                "{encoding}"
            );
            let capitals = format!("BB{letter}").to_uppercase();
            let written = encoding
                .encode(&capitals)
                .unwrap_or_else(|| panic!("{encoding} {letter}"));
            assert_eq!(encoding.decode(&written), capitals, "{encoding}");
        }
    }
}

/// One sentence as each encoding has it, against the published examples of each.
#[test]
fn a_name_is_read_as_it_was_written() {
    for (encoding, written) in [
        (LegacyEncoding::Tcvn3, "NguyÔn ThÞ \u{b8}nh TuyÕt"),
        (LegacyEncoding::Vni, "Nguyeãn Thò AÙnh Tuyeát"),
        (LegacyEncoding::Viqr, "Nguye^~n Thi. A'nh Tuye^'t"),
        (
            LegacyEncoding::Windows1258,
            "Nguyê\u{de}n Thi\u{f2} Aình Tuyêìt",
        ),
        (
            LegacyEncoding::Viscii,
            "Nguy\u{ad}n Th\u{b8} Ánh Tuy\u{aa}t",
        ),
        (LegacyEncoding::Vps, "Nguy\u{8c}n Th\u{ce} Ánh Tuy\u{89}t"),
    ] {
        let name = "Nguyễn Thị Ánh Tuyết";
        if encoding != LegacyEncoding::Viscii && encoding != LegacyEncoding::Vps {
            assert_eq!(encoding.decode(written), name, "{encoding}");
        }
        assert_eq!(
            encoding.decode(&encoding.encode(name).unwrap()),
            name,
            "{encoding}"
        );
    }
}

#[test]
fn tcvn3_gives_back_the_case_that_the_words_around_have() {
    let decode = |text: &str| LegacyEncoding::Tcvn3.decode(text);
    assert_eq!(decode("NGUYÔN V\u{a1}N Hµ"), "NGUYỄN VĂN HÀ");
    assert_eq!(decode("NguyÔn V¨n Hµ"), "Nguyễn Văn Hà");
    assert_eq!(decode("Lª Hµ"), "Lê Hà");
    assert_eq!(decode("Hµ"), "Hà", "nothing says that it is in capitals");
    assert_eq!(decode("PH¹M ý NHI"), "PHẠM Ý NHI");
    assert_eq!(decode("Ph¹m ý Nhi"), "Phạm Ý Nhi");
    assert_eq!(
        decode("sinh n¨m 1950, \u{f4} th«n \u{f8}ng"),
        "sinh năm 1950, ụ thôn ứng"
    );
    assert_eq!(decode("nam, n÷"), "nam, nữ");
}

#[test]
fn mixed_case_and_signs_of_vni_are_read() {
    let decode = |text: &str| LegacyEncoding::Vni.decode(text);
    assert_eq!(decode("Aùnh"), "Ánh");
    assert_eq!(decode("ÑÖÔØNG"), "ĐƯỜNG");
    assert_eq!(decode("Ôû"), "Ở");
    assert_eq!(decode("haún Lyù"), "hẳn Lý");
}

#[test]
fn viqr_keeps_what_a_backslash_protects() {
    let viqr = LegacyEncoding::Viqr;
    assert_eq!(viqr.decode("Ddu+o+`ng So^' 5\\."), "Đường Số 5.");
    assert_eq!(viqr.decode("a\\."), "a.");
    assert_eq!(viqr.decode("H'Hen Nie^"), "H'Hen Niê");
    for text in ["Anh An.", "teddy", "a(b)", "Đường\\", "Huế?"] {
        assert_eq!(viqr.decode(&viqr.encode(text).unwrap()), text, "{text}");
    }
    assert_eq!(viqr.encode("Kpă č"), None);
}

fn seen(cells: &[&str]) -> TextEvidence {
    let mut evidence = TextEvidence::new();
    for cell in cells {
        evidence.see(cell);
    }
    evidence
}

#[test]
fn what_is_certain_and_what_is_not_is_said() {
    let tcvn3 = TextForm::Legacy(LegacyEncoding::Tcvn3);
    assert_eq!(
        seen(&["An", "Le Van B.", "1950"]).of_text(),
        Recognition::Plain
    );
    assert_eq!(
        seen(&["Nguyễn Văn An"]).of_text(),
        Recognition::Certain(TextForm::Unicode)
    );
    assert_eq!(
        seen(&["NguyÔn V¨n An"]).of_text(),
        Recognition::Certain(tcvn3)
    );
    // `Thó` is a syllable, and `Thú` in TCVN3, and `Thĩ` in VNI.
    let vni = TextForm::Legacy(LegacyEncoding::Vni);
    assert_eq!(
        seen(&["Thó"]).of_text(),
        Recognition::Ambiguous(vec![TextForm::Unicode, tcvn3, vni])
    );
    assert_eq!(
        seen(&["Thó", "NguyÔn V¨n"]).of_text(),
        Recognition::Certain(tcvn3)
    );
    assert_eq!(
        seen(&["Thó", "Nguyễn"]).of_text(),
        Recognition::Certain(TextForm::Unicode)
    );
    assert_eq!(
        seen(&["Nguyễn Văn Tuấn", "NguyÔn V¨n TuÊn"]).of_text(),
        Recognition::Mixed(vec![TextForm::Unicode, tcvn3])
    );
    assert_eq!(
        seen(&["Müller", "Kpă Klơng"]).of_text(),
        Recognition::Unknown
    );
    assert_eq!(
        seen(&["O+", "A+", "a.b@c.vn", "Q.1", "An."]).of_text(),
        Recognition::Plain
    );
    assert_eq!(
        seen(&["Nguye^~n Va(n An"]).of_text(),
        Recognition::Certain(TextForm::Legacy(LegacyEncoding::Viqr))
    );
}

#[test]
fn a_slip_of_the_keyboard_is_no_encoding() {
    let mut cells = vec!["Nguyen Van An"; 100];
    cells.extend(["to.an", "ho^m"]);
    assert_eq!(seen(&cells).of_text(), Recognition::Plain);
    let mut cells = given_names();
    cells.push("to.an".to_owned());
    cells.push("ho^m".to_owned());
    let cells: Vec<&str> = cells.iter().map(String::as_str).collect();
    assert_eq!(
        seen(&cells).of_text(),
        Recognition::Certain(TextForm::Unicode)
    );
}

/// Their syllables are not those of Vietnamese, and no older encoding makes them so.
#[test]
fn names_of_other_peoples_are_not_taken_for_older_encodings() {
    let table = include_str!("../../../../data/vn/ethnic_names.csv");
    let words: Vec<&str> = table
        .split([',', '|', '\n'])
        .filter(|word| !word.is_ascii())
        .collect();
    assert!(words.len() > 100);
    assert_eq!(
        seen(&words).of_text(),
        Recognition::Certain(TextForm::Unicode)
    );
    let strange = words
        .into_iter()
        .filter(|word| seen(&[word]).score(TextForm::Unicode) == 0);
    let strange: Vec<&str> = strange.collect();
    assert_eq!(
        seen(&strange).of_text(),
        Recognition::Unknown,
        "{strange:?}"
    );
}

#[test]
fn a_cell_of_a_mixed_column_is_judged_alone() {
    let tcvn3 = TextForm::Legacy(LegacyEncoding::Tcvn3);
    let forms = [TextForm::Unicode, tcvn3];
    assert_eq!(
        seen(&["D\u{ad}¬ng"]).of_cell(&forms),
        Recognition::Certain(tcvn3)
    );
    assert_eq!(
        seen(&["Dương"]).of_cell(&forms),
        Recognition::Certain(TextForm::Unicode)
    );
    assert_eq!(
        seen(&["Thó"]).of_cell(&forms),
        Recognition::Ambiguous(vec![TextForm::Unicode, tcvn3])
    );
    assert_eq!(seen(&["An"]).of_cell(&forms), Recognition::Plain);
}

#[test]
fn decomposed_text_is_unicode_and_is_noticed() {
    let decomposed: String = "Nguyễn Văn An".nfd().collect();
    let evidence = seen(&[&decomposed]);
    assert_eq!(evidence.of_text(), Recognition::Certain(TextForm::Unicode));
    assert!(evidence.is_decomposed());
    assert_eq!(TextForm::Unicode.to_unicode(&decomposed), "Nguyễn Văn An");
    assert!(!seen(&["Nguyễn Văn An"]).is_decomposed());
}

#[test]
fn names_are_text_and_text_is_the_name() {
    for encoding in LegacyEncoding::ALL {
        assert_eq!(encoding.to_string().parse(), Ok(encoding));
    }
    assert!("TCVN3".parse::<LegacyEncoding>().is_err());
}

#[test]
fn a_d_before_a_stroked_one_is_kept_apart() {
    for text in ["dđ", "ddđ", "dđd", "đdđ", "DĐ", "dĐ", "đđ"] {
        let written = LegacyEncoding::Viqr.encode(text).unwrap();
        assert_eq!(LegacyEncoding::Viqr.decode(&written), text);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn names_are_recognised_in_every_encoding_and_come_back(
        names in prop::collection::vec(full_name(), 12..30),
    ) {
        for encoding in LegacyEncoding::ALL {
            let written: Vec<String> = names.iter().map(|name| encoding.encode(name).unwrap()).collect();
            let evidence = seen(&written.iter().map(String::as_str).collect::<Vec<_>>());
            let form = TextForm::Legacy(encoding);
            let in_bytes = evidence.of_bytes();
            prop_assert_eq!(in_bytes, Recognition::Certain(form));
            prop_assert_eq!(evidence.of_text(), Recognition::Certain(form));
            let read: Vec<String> = written.iter().map(|text| encoding.decode(text)).collect();
            prop_assert_eq!(&read, &names);
        }
    }

    #[test]
    fn names_in_unicode_are_never_taken_for_anything_else(
        names in prop::collection::vec(full_name(), 1..20),
    ) {
        let evidence = seen(&names.iter().map(String::as_str).collect::<Vec<_>>());
        match evidence.of_text() {
            Recognition::Plain | Recognition::Unknown => {}
            Recognition::Certain(form) => prop_assert_eq!(form, TextForm::Unicode),
            Recognition::Ambiguous(forms) => prop_assert!(forms.contains(&TextForm::Unicode)),
            mixed @ Recognition::Mixed(_) => prop_assert!(false, "{mixed:?}"),
        }
    }

    #[test]
    fn any_text_is_taken(text in any::<String>(), bytes in any::<Vec<u8>>()) {
        for text in [text, widen(&bytes)] {
            for encoding in LegacyEncoding::ALL {
                encoding.decode(&text);
                encoding.reads(&text);
                encoding.encode(&text);
            }
            let evidence = seen(&[&text]);
            evidence.of_text();
            evidence.of_bytes();
        }
    }

    #[test]
    fn what_is_written_is_read_back(text in "[a-z ăâđêôơưàáảãạ]{0,20}") {
        for encoding in LegacyEncoding::ALL {
            // Of capitals TCVN3 keeps what the words say, so here they begin small.
            let text = format!("b{}", text.replace(' ', " b"));
            let written = encoding.encode(&text).unwrap();
            prop_assert!(encoding.reads(&written));
            prop_assert_eq!(encoding.decode(&written), text);
        }
    }
}
