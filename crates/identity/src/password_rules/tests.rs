//! What may be chosen and what may not.

use proptest::prelude::*;

use super::*;

fn chosen(password: &str) -> Result<(), PasswordError> {
    let words = AccountWords::of(&"lan.nguyen".parse().unwrap(), "Nguyễn Thị Phương Lan");
    NewPassword::parse(password, &words).map(drop)
}

#[test]
fn long_passwords_of_any_letters_may_be_chosen() {
    for password in [
        "sông Hương chảy chậm",
        "thuyen xuoi ben doi",
        "correct horse battery staple",
        "k7rm-2qxd-9wpa",
        "ba con meo an ca",
        "慢慢走過香江的橋上看風景呀",
        "Lan mua ba cân cam sành",
    ] {
        assert_eq!(chosen(password), Ok(()), "{password}");
    }
}

#[test]
fn short_and_endless_passwords_are_refused() {
    assert_eq!(chosen("k7rm-2qxd-9"), Err(PasswordError::TooShort));
    assert_eq!(chosen("ế").unwrap_err(), PasswordError::TooShort);
    let sentence = "thuyền xuôi bến đợi nước lên ".chars().cycle();
    let of_length = |characters| sentence.clone().take(characters).collect::<String>();
    let [fits, too_long] = [PASSWORD_CHARACTERS_MAX, PASSWORD_CHARACTERS_MAX + 1].map(of_length);
    assert_eq!(chosen(&fits), Ok(()));
    assert_eq!(chosen(&too_long), Err(PasswordError::TooLong));
    assert_eq!(chosen(&"a".repeat(100_000)), Err(PasswordError::TooLong));
}

#[test]
fn what_many_choose_is_refused_in_any_dress() {
    for password in [
        "administrator",
        "Unbelievable",
        "justinbieber",
        "P4ssw0rd!2026",
        "2026-password-2026",
        "MậtKhẩu@123456",
        "mật khẩu 2026",
        "anh yêu em 520",
        "VietNam1945!",
    ] {
        assert_eq!(chosen(password), Err(PasswordError::Common), "{password}");
    }
}

#[test]
fn repetitions_and_walks_over_the_keyboard_are_refused() {
    for password in [
        "aaaaaaaaaaaaa",
        "xyzzyxyzzyxyzzy",
        "hoa hong hoa hong ",
        "0987654321abcd",
        "qwertyuiop[]",
        "1qaz2wsx3edc4r",
        "zxcvbnm12345ab",
        "lkjhgfdsa4321",
    ] {
        assert!(
            matches!(
                chosen(password),
                Err(PasswordError::Pattern | PasswordError::Common)
            ),
            "{password}"
        );
    }
}

#[test]
fn what_the_account_says_of_itself_is_refused() {
    for password in [
        "lan.nguyen2026",
        "Nguyễn Thị Lan 1990",
        "PhươngLan@2026!",
        "danh-lan-123456",
        "Danh.2026.2027",
    ] {
        assert_eq!(
            chosen(password),
            Err(PasswordError::AboutAccount),
            "{password}"
        );
    }
}

#[test]
fn every_list_is_folded_sorted_and_of_its_kind() {
    for (list, letters) in [
        (
            include_str!("../../../../data/passwords/common_long.txt"),
            12..=64,
        ),
        (
            include_str!("../../../../data/passwords/common_words.txt"),
            4..=11,
        ),
        (
            include_str!("../../../../data/passwords/vietnamese_words.txt"),
            4..=32,
        ),
    ] {
        let lines: Vec<&str> = list.lines().collect();
        assert!(lines.is_sorted(), "sorted by byte");
        for line in lines {
            assert!(letters.contains(&line.len()), "{line}");
            assert!(line.bytes().all(|byte| byte.is_ascii_graphic()), "{line}");
            assert_eq!(line, line.to_lowercase());
        }
    }
}

#[test]
fn at_least_three_thousand_of_the_list_are_as_long_as_a_password() {
    // ASVS 5.0, 6.2.4.
    let list = include_str!("../../../../data/passwords/common_long.txt");
    let fitting = list
        .lines()
        .filter(|line| line.len() >= PASSWORD_CHARACTERS_MIN);
    assert!(fitting.count() >= 3_000);
}

proptest! {
    #[test]
    fn a_password_keeps_what_was_typed(password in "\\PC{0,140}") {
        if let Ok(new) = NewPassword::parse(&password, &AccountWords::none()) {
            let characters = new.as_str().chars().count();
            prop_assert!((PASSWORD_CHARACTERS_MIN..=PASSWORD_CHARACTERS_MAX).contains(&characters));
            prop_assert_eq!(new.as_str(), normalised(&password));
            prop_assert_eq!(format!("{new:?}"), "NewPassword(..)");
        }
    }
}

#[test]
fn a_password_is_the_same_however_a_keyboard_composes_it() {
    let words = AccountWords::none();
    let chosen = NewPassword::parse("tiếng Việt rộn ràng", &words).unwrap();
    let decomposed: String = "tiếng Việt rộn ràng".nfd().collect();
    assert!(chosen.is_typed_as(&decomposed));
    assert!(!chosen.is_typed_as("tieng Viet ron rang"));
}
