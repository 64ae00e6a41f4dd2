//! `data/vn/name_variants.csv`, row by row: what makes the papers of one person differ, and what
//! this crate makes of it. A row's examples are read from the table, so that a change there is
//! a change here.

use std::collections::HashMap;

use crate::{
    Cmnd, CmndError, Name, NumberFinding, PartialDate, PartialDateError, PersonalNumber,
    PersonalNumberError, Sex, fold, i_for_y, place_tones,
};

struct Row {
    examples: String,
    note: String,
}

fn rows() -> HashMap<String, Row> {
    let table = include_str!("../../../../data/vn/name_variants.csv");
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    let row = |record: csv::StringRecord| {
        let row = Row {
            examples: record[1].to_owned(),
            note: record[2].to_owned(),
        };
        (record[0].to_owned(), row)
    };
    reader
        .records()
        .map(|record| row(record.unwrap()))
        .collect()
}

fn name(text: &str) -> Name {
    text.parse()
        .unwrap_or_else(|error| panic!("{text}: {error}"))
}

/// `a|b; c|d` as pairs; an example without `|` is not one.
fn pairs(examples: &str) -> Vec<(&str, &str)> {
    let each = examples.split(';').map(str::trim);
    let pairs: Vec<_> = each.filter_map(|example| example.split_once('|')).collect();
    assert!(!pairs.is_empty(), "`{examples}` has no pairs");
    pairs
}

fn numbers(text: &str, length: usize) -> Vec<&str> {
    text.split(|c: char| !c.is_ascii_digit())
        .filter(|digits| digits.len() == length)
        .collect()
}

fn born(text: &str) -> PartialDate {
    text.parse().unwrap()
}

/// Every row has its check, and every check its row.
#[test]
fn every_row_is_exercised() {
    let rows = rows();
    assert_eq!(rows.len(), 25);
    let mut exercised = 0;
    for (kind, check) in CHECKS {
        let row = rows.get(kind).unwrap_or_else(|| panic!("no row `{kind}`"));
        check(row);
        exercised += 1;
    }
    assert_eq!(exercised, rows.len());
}

type Check = fn(&Row);

const CHECKS: [(&str, Check); 25] = [
    ("tone placement (open syllables oa oe uy)", tone_placement),
    ("Unicode normal form", normal_form),
    ("i / y", i_and_y),
    ("đ / d", look_alikes_of_d),
    ("q / quốc", misplaced_after_q),
    ("o/ô/ơ, u/ư dialect", dialect_pairs_are_other_names),
    ("MRZ", machine_readable),
    ("Case", case),
    ("Middle name dropped / added", middle_dropped),
    ("Compound surname", compound_surname),
    ("Name order swapped", order_swapped),
    ("Space lost / extra", spaces),
    ("Legacy code pages", legacy_code_pages),
    ("DOB year only", year_only),
    ("Impossible DOB", impossible_days),
    ("DOB day/month swapped", swapped_day_and_month),
    ("Lunar DOB", lunar_days),
    ("Old ID numbers", old_numbers),
    ("PIN changed", changed_number),
    ("PIN vs record", number_against_record),
    ("Leading zero lost", lost_zeros),
    ("Address", former_units),
    ("Parents", names_without_surname),
    ("Twins", twins),
    ("Juniors / same name", same_name),
];

fn tone_placement(row: &Row) {
    for (first, second) in pairs(&row.examples) {
        assert_ne!(first, second);
        assert_eq!(name(first).folded(), name(second).folded());
        assert_eq!(place_tones(second), first);
        assert_eq!(place_tones(first), first);
    }
}

fn normal_form(row: &Row) {
    // U+1EA1, and its parts as the row writes them; then the mixed form.
    assert!(row.examples.contains("U+1EA1") && row.examples.contains("a+U+0323"));
    assert_eq!(name("L\u{1ea1}c"), name("La\u{323}c"));
    assert!(row.examples.contains("ê + U+0323"));
    assert_eq!(name("Vi\u{ea}\u{323}t"), name("Việt"));
}

fn i_and_y(row: &Row) {
    for (y, i) in pairs(&row.examples) {
        assert_eq!(name(y).folded(), name(i).folded());
        assert_eq!(i_for_y(y), i);
    }
    let (never_a, never_b) = row
        .examples
        .rsplit_once("; ")
        .unwrap()
        .1
        .split_once(" never ")
        .unwrap();
    assert_ne!(fold(never_a), fold(never_b));
    assert_eq!(i_for_y(never_a), never_a);
}

fn look_alikes_of_d(row: &Row) {
    let codes = row
        .examples
        .split("U+")
        .skip(1)
        .map(|rest| u32::from_str_radix(&rest[..4], 16).unwrap());
    let letters: Vec<char> = codes.map(|code| char::from_u32(code).unwrap()).collect();
    assert_eq!(letters, ['Đ', 'Ð', 'Ɖ']);
    for letter in letters {
        assert_eq!(name(&format!("{letter}ặng")).folded(), "dang");
        assert_eq!(name(&format!("{letter}ặng")).mrz(), "DANG");
    }
}

fn misplaced_after_q(row: &Row) {
    for (misplaced, right) in pairs(&row.examples) {
        assert_eq!(name(misplaced).folded(), name(right).folded());
        assert_eq!(place_tones(misplaced), right);
    }
}

fn dialect_pairs_are_other_names(row: &Row) {
    for (southern, northern) in pairs(&row.examples) {
        assert_ne!(name(southern).folded(), name(northern).folded());
        assert_ne!(place_tones(southern), place_tones(northern));
    }
}

fn machine_readable(row: &Row) {
    let (printed, rules) = row.examples.split_once(';').unwrap();
    assert_eq!(name("Nguyễn Văn An").mrz(), printed);
    assert!(rules.contains("no apostrophe") && rules.contains("truncation at 30"));
    assert_eq!(name("Đàng H'Hoa").mrz(), "DANG<<HHOA");
    let long = name("Nguyễn Phước Bảo Quỳnh Trang Thanh Ngân");
    assert_eq!(long.mrz(), "NGUYEN<<PHUOC<BAO<QUYNH<TRANG<THANH<NGAN");
    assert_eq!(long.mrz_field(30), "NGUYE<<PHUOC<BAO<QUYNH<TRANG<T");
    assert!(long.matches_mrz_field(&long.mrz_field(30)));
}

fn case(row: &Row) {
    let folded: Vec<_> = row
        .examples
        .split('|')
        .map(|text| name(text).folded())
        .collect();
    assert_eq!(folded, ["nguyen van an"; 3]);
}

fn middle_dropped(row: &Row) {
    let (whole, without) = pairs(&row.examples)[0];
    let (whole, without) = (name(whole), name(without));
    assert_ne!(whole.folded(), without.folded());
    assert_eq!(whole.parts().middle, "Thị");
    assert_eq!(without.parts().middle, "");
    assert_eq!(whole.parts().surname, without.parts().surname);
    assert_eq!(whole.parts().given, without.parts().given);
}

fn compound_surname(row: &Row) {
    for surname in ["Tôn Nữ", "Tôn Thất", "Công Tằng Tôn Nữ"] {
        assert!(row.examples.contains(surname));
        assert_eq!(name(&format!("{surname} Thị Hoa")).parts().surname, surname);
    }
    // Of father and mother, or of a branch of a family: nothing in the text says so.
    assert_eq!(name("Trần Lê Anh").parts().surname, "Trần");
    assert_eq!(name("Nguyễn Phước Bảo Anh").parts().surname, "Nguyễn");
}

fn order_swapped(row: &Row) {
    let an = name("Nguyễn Văn An");
    for swapped in row.examples.split('|') {
        assert_ne!(name(swapped).folded(), an.folded());
        assert_eq!(name(swapped).folded_sorted(), an.folded_sorted());
    }
}

fn spaces(row: &Row) {
    let an = name("Nguyễn Văn An");
    let (lost, extra) = row.examples.split_once("; ").unwrap();
    assert_eq!(name(lost).folded_joined(), an.folded_joined());
    let (extra, invisible) = extra.split_once("; ").unwrap();
    assert_eq!(name(extra), an);
    assert_eq!(invisible, "NBSP; zero-width");
    assert_eq!(name("Nguyễn\u{a0}Văn\u{200b} An"), an);
}

fn legacy_code_pages(row: &Row) {
    let listed: Vec<_> = row.examples.split(", ").collect();
    assert_eq!(listed, ["TCVN3 (.VnTime)", "VNI", "VISCII", "VPS", "VIQR"]);
    for encoding in crate::LegacyEncoding::ALL {
        let written = encoding.encode("Nguyễn Văn An").unwrap();
        assert_ne!(written, "Nguyễn Văn An");
        assert_eq!(encoding.decode(&written), "Nguyễn Văn An");
    }
    assert!(row.note.contains("case lost"));
    assert_eq!(
        crate::LegacyEncoding::Tcvn3.decode("NGUYÔN V\u{a1}N AN"),
        "NGUYỄN VĂN AN"
    );
}

fn year_only(row: &Row) {
    let dates: Vec<_> = row.examples.split('|').map(str::trim).collect();
    let year = PartialDate::of_year(1954).unwrap();
    assert_eq!(dates[0].parse(), Ok(year));
    assert_eq!(PartialDate::parse_vietnamese(dates[2]), Ok(year));
    for whole in [PartialDate::parse_vietnamese(dates[1]), dates[3].parse()] {
        let whole = whole.unwrap();
        assert!(whole.is_day() && whole.matches(&year));
    }
    assert_eq!(dates.len(), 4);
}

fn impossible_days(row: &Row) {
    let (listed, leap) = row.examples.split_once(" in common years").unwrap();
    assert_eq!(leap, "");
    let days: Vec<_> = listed.split(", ").collect();
    assert_eq!(days.len(), 6);
    for day in days {
        let error = PartialDate::parse_vietnamese(&format!("{day}/1955")).unwrap_err();
        let PartialDateError::ImpossibleDay { proposed, .. } = error else {
            panic!("{day}: {error}")
        };
        let (of_month, month): (i8, i8) = day
            .split_once('/')
            .map(|(a, b)| (a.parse().unwrap(), b.parse().unwrap()))
            .unwrap();
        assert_eq!(
            (proposed.month(), proposed.year()),
            (month + 1, 1955),
            "{day}"
        );
        assert_eq!(proposed.day(), if of_month == 30 { 2 } else { 1 }, "{day}");
    }
    assert!(row.note.contains("30/02→01/03 (leap) or 02/03"));
    let leap = PartialDate::parse_vietnamese("30/02/1956").unwrap_err();
    assert!(leap.to_string().contains("1956-03-01"), "{leap}");
}

fn swapped_day_and_month(row: &Row) {
    let (one, other) = pairs(&row.examples)[0];
    let (one, other) = (one.trim(), other.trim());
    let (one, other) = (
        PartialDate::parse_vietnamese(one).unwrap(),
        PartialDate::parse_vietnamese(other).unwrap(),
    );
    assert_ne!(one, other);
    assert_eq!((one.day(), one.month()), (other.month(), other.day()));
}

fn lunar_days(row: &Row) {
    assert_eq!(row.examples, "lunar date declared as solar");
    // A lunar month has 29 or 30 days whatever its number. The one that no solar calendar has is
    // refused; any other is a date like others.
    assert!(PartialDate::parse_vietnamese("30/02/1950").is_err());
    assert!(PartialDate::parse_vietnamese("29/01/1950").is_ok());
}

fn old_numbers(row: &Row) {
    let range = numbers(&row.examples, 9);
    assert_eq!(range.len(), 2);
    for number in range {
        let number: Cmnd = number.parse().unwrap();
        assert!(number.was_issued_twice());
        for province in number.provinces() {
            assert!(
                row.examples.contains(&province.replace(" - ", "–")),
                "{province}"
            );
        }
    }
}

fn changed_number(row: &Row) {
    // Sex determined anew, year of birth corrected: the old number no longer fits, the new does.
    assert!(
        row.examples
            .contains("sex re-determined, birth year corrected")
    );
    let born = born("1996-05-01");
    let old: PersonalNumber = "001196000123".parse().unwrap();
    assert_eq!(old.check_against(born, Sex::Female), []);
    assert_eq!(old.check_against(born, Sex::Male).len(), 1);
    let new = PersonalNumber::compose(old.prefix(), Sex::Male, 1996, 456).unwrap();
    assert_eq!(new.check_against(born, Sex::Male), []);
}

fn number_against_record(row: &Row) {
    assert!(row.examples.starts_with("digit 4–6 disagree"));
    let number: PersonalNumber = "001196000123".parse().unwrap();
    assert_eq!(
        number.check_against(born("1995"), Sex::Male),
        [
            NumberFinding::BirthYear {
                in_number: 1996,
                on_record: 1995
            },
            NumberFinding::Sex {
                in_number: Sex::Female,
                on_record: Sex::Male
            },
        ]
    );
}

fn lost_zeros(row: &Row) {
    let short = numbers(&row.examples, 10)[0];
    assert_eq!(
        short.parse::<PersonalNumber>(),
        Err(PersonalNumberError::Length { found: 10 })
    );
    assert_eq!(numbers(&row.examples, 12)[0], format!("00{short}"));
    assert!(
        numbers(&row.examples, 12)[0]
            .parse::<PersonalNumber>()
            .is_ok()
    );
    let short = numbers(&row.note, 8)[0];
    assert_eq!(short.parse::<Cmnd>(), Err(CmndError));
    assert!(numbers(&row.note, 9)[0].parse::<Cmnd>().is_ok());
}

fn former_units(row: &Row) {
    assert!(row.examples.contains("old province (Hà Tây)"));
    let listed = crate::province_prefixes().iter();
    assert!(
        listed
            .map(|it| it.short_name)
            .all(|province| province != "Hà Tây")
    );
    let number: Cmnd = "111000001".parse().unwrap();
    assert!(number.provinces().contains(&"Hà Tây"));
}

fn names_without_surname(row: &Row) {
    for people in ["Chăm Muslim", "Ê Đê", "Khmer"] {
        assert!(row.examples.contains(people));
    }
    assert_eq!(name("Sa Ly Hah").parts().in_order().count(), 3);
    assert_eq!(name("Y Wăn Niê").parts().surname, "Niê");
    assert_eq!(name("Thạch Sa Rây").parts().surname, "Thạch");
    assert_eq!(name("Mohamach").parts().surname, "");
}

fn twins(row: &Row) {
    assert!(row.examples.contains("names differ in one syllable"));
    let (one, other) = (name("Lê Thị Thu Hà"), name("Lê Thị Thu Hằng"));
    assert_ne!(one.folded(), other.folded());
    assert_eq!(one.parts().middle, other.parts().middle);
}

fn same_name(row: &Row) {
    let listed = row
        .examples
        .split_once('(')
        .unwrap()
        .1
        .trim_end_matches(')');
    let (family, given) = listed.rsplit_once(' ').unwrap();
    for given in given.split('/') {
        let name = name(&format!("{family} {given}"));
        assert_eq!(name.parts().surname, "Nguyễn");
        assert_eq!(name.folded(), format!("nguyen thi {}", fold(given)));
    }
}
