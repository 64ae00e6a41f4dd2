use proptest::prelude::*;

use super::*;
use NameDifference::{Abbreviated, Spacing, TypingErrors, WordOrder, WordsAdded, WordsLeftOut};

fn differences(asked: &str, on_record: &str) -> Option<Vec<NameDifference>> {
    AskedName::parse(asked).unwrap().differences(on_record)
}

#[test]
fn each_way_to_type_a_name_is_told_apart() {
    for (asked, differences_found) in [
        ("Nguyễn Thị Hoa", vec![]),
        ("nguyen thi hao", vec![TypingErrors(1)]),
        ("nguyen thi hoaa", vec![TypingErrors(1)]),
        ("nugyen thi hao", vec![TypingErrors(2)]),
        ("nguyen hoa", vec![WordsLeftOut(1)]),
        ("hoa", vec![WordsLeftOut(2)]),
        ("nguyen thi thanh hoa", vec![WordsAdded(1)]),
        ("nguyen t. hoa", vec![Abbreviated]),
        ("hoa nguyen thi", vec![WordOrder]),
        ("thi hoa nguyen", vec![WordOrder]),
        ("Hoa Thi Nguyen", vec![WordOrder]),
        ("nguyenthihoa", vec![Spacing]),
        ("nguyen thihoa", vec![Spacing]),
        ("ngu yen thi hoa", vec![Spacing]),
        ("hoa nguyen", vec![WordOrder, WordsLeftOut(1)]),
        ("nguyne hoa", vec![TypingErrors(1), WordsLeftOut(1)]),
    ] {
        let found = differences(asked, "nguyen thi hoa");
        assert_eq!(found, Some(differences_found), "{asked}");
    }
    // `y` alone folds to `i`, after `u` it does not.
    assert_eq!(differences("lehuuy", "le huu i"), Some(vec![Spacing]));
}

#[test]
fn another_name_is_another_name() {
    for (asked, on_record) in [
        ("nguyen thi lan", "nguyen thi hoa"),
        ("nguyen van hoa", "nguyen thi hoa"),
        ("nguyen thi hoa", "hoa"),
        ("nguyen thi hong", "nguyen thi hoa"),
        ("le van ba", "le van ca"),
        ("hoan", "nguyen thi hoa"),
        ("tran thi hoa", "nguyen thi hoa"),
    ] {
        assert_eq!(differences(asked, on_record), None, "{asked} {on_record}");
    }
}

#[test]
fn what_is_no_name_is_not_compared() {
    for typed in [
        "",
        "  ",
        "%",
        "…",
        &"nguyen ".repeat(20_000),
        &"a ".repeat(13),
    ] {
        assert_eq!(AskedName::parse(typed), None, "{:?}", typed.get(..10));
    }
}

proptest! {
    #[test]
    fn a_name_has_no_difference_from_itself_and_any_order_asked_for_is_found(
        words in prop::collection::vec("[a-h]{2,6}", 1..6),
    ) {
        let name = words.join(" ");
        let asked = AskedName::parse(&name).unwrap();
        prop_assert_eq!(asked.differences(asked.folded()), Some(vec![]));
        for order in asked.orders() {
            let turned = order.join(" ");
            let found = asked.differences(&turned).unwrap_or_else(|| panic!("{name} {turned}"));
            prop_assert!(found.iter().all(|it| matches!(it, WordOrder | TypingErrors(_))));
        }
    }
}
