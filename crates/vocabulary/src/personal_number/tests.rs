use proptest::prelude::*;

use super::*;

fn number(text: &str) -> PersonalNumber {
    text.parse().unwrap()
}

#[test]
fn the_digits_say_province_sex_and_year() {
    let number = number("079204012345");
    assert_eq!(number.prefix().as_str(), "079");
    assert_eq!(number.sex(), Sex::Male);
    assert_eq!(number.birth_year(), 2004);
    assert_eq!(number.serial(), 12_345);
}

/// Circular 07/2016/TT-BCA, article 7, paragraph 2: 0 and 1 for the twentieth century, two more
/// for each that follows, even for men and odd for women.
#[test]
fn the_century_digit_follows_the_circular() {
    for digit in 0..10_u8 {
        let number = number(&format!("001{digit}50000000"));
        assert_eq!(number.birth_year(), 1950 + 100 * i16::from(digit / 2));
        assert_eq!(
            number.sex(),
            if digit % 2 == 0 {
                Sex::Male
            } else {
                Sex::Female
            }
        );
    }
}

#[test]
fn an_error_says_what_is_wrong_without_the_number() {
    assert_eq!(
        "1087012345".parse::<PersonalNumber>(),
        Err(PersonalNumberError::Length { found: 10 })
    );
    assert_eq!(
        "00108701234x".parse::<PersonalNumber>(),
        Err(PersonalNumberError::NotADigit { position: 12 })
    );
    assert_eq!(
        "００1087012345".parse::<PersonalNumber>(),
        Err(PersonalNumberError::NotADigit { position: 1 })
    );
    assert!("".parse::<PersonalNumber>().is_err());
}

#[test]
fn debug_shows_the_prefix_alone() {
    assert_eq!(
        format!("{:?}", number("079204012345")),
        "PersonalNumber(079*********)"
    );
}

#[test]
fn agreement_finds_nothing() {
    for born in ["1996", "1996-02", "1996-02-29"] {
        assert_eq!(
            number("001196000123").check_against(born.parse().unwrap(), Sex::Female),
            []
        );
    }
}

#[test]
fn disagreement_is_found_in_year_century_and_sex() {
    let number = number("001196000123");
    assert_eq!(
        number.check_against("2096".parse().unwrap(), Sex::Male),
        [
            NumberFinding::BirthYear {
                in_number: 1996,
                on_record: 2096
            },
            NumberFinding::Sex {
                in_number: Sex::Female,
                on_record: Sex::Male
            },
        ]
    );
}

#[test]
fn what_the_digits_cannot_hold_is_not_composed() {
    let prefix = number("001196000123").prefix();
    for year in [1899, 2400] {
        assert_eq!(
            PersonalNumber::compose(prefix, Sex::Male, year, 0),
            Err(ComposeError::BirthYear(year))
        );
    }
    assert_eq!(
        PersonalNumber::compose(prefix, Sex::Male, 1950, 1_000_000),
        Err(ComposeError::Serial(1_000_000))
    );
}

fn any_sex() -> impl Strategy<Value = Sex> {
    prop_oneof![Just(Sex::Male), Just(Sex::Female)]
}

proptest! {
    #[test]
    fn any_twelve_digits_are_a_number_and_come_back(text in "[0-9]{12}") {
        let parsed = number(&text);
        prop_assert_eq!(parsed.to_string(), text.clone());
        prop_assert_eq!(serde_json::to_string(&parsed).unwrap(), format!("\"{text}\""));
        prop_assert_eq!(serde_json::from_str::<PersonalNumber>(&format!("\"{text}\"")).unwrap(), parsed);
        let composed = PersonalNumber::compose(
            parsed.prefix(), parsed.sex(), parsed.birth_year(), parsed.serial());
        prop_assert_eq!(composed, Ok(parsed));
    }

    #[test]
    fn what_is_composed_reads_back(
        prefix in "[0-9]{3}", sex in any_sex(), year in 1900..2400_i16, serial in 0..1_000_000_u32,
    ) {
        let prefix: NumberPrefix = prefix.parse().unwrap();
        let composed = PersonalNumber::compose(prefix, sex, year, serial).unwrap();
        prop_assert_eq!(
            (composed.prefix(), composed.sex(), composed.birth_year(), composed.serial()),
            (prefix, sex, year, serial)
        );
        prop_assert_eq!(composed.check_against(PartialDate::of_year(year).unwrap(), sex), []);
    }

    #[test]
    fn other_text_is_refused(text in "\\PC{0,14}") {
        let is_number = text.len() == 12 && text.bytes().all(|b| b.is_ascii_digit());
        prop_assert_eq!(text.parse::<PersonalNumber>().is_ok(), is_number);
    }
}
