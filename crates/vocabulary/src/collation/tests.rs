use proptest::prelude::*;

use super::CollationKey;

/// Fails unless the texts, given in the order of the dictionary, sort into it.
fn expect_order(texts: &[&str]) {
    for pair in texts.windows(2) {
        assert!(
            CollationKey::of(pair[0]) < CollationKey::of(pair[1]),
            "`{}` comes before `{}`",
            pair[0],
            pair[1]
        );
    }
}

/// The letters in all tones as the Vietnam Lexicography Centre lists them (rule 2).
#[test]
fn letters_and_tones_are_in_the_published_order() {
    let published = "a à ả ã á ạ ă ằ ẳ ẵ ắ ặ â ầ ẩ ẫ ấ ậ b c d đ e è ẻ ẽ é ẹ ê ề ể ễ ế ệ \
                     f g h i ì ỉ ĩ í ị j k l m n o ò ỏ õ ó ọ ô ồ ổ ỗ ố ộ ơ ờ ở ỡ ớ ợ \
                     p q r s t u ù ủ ũ ú ụ ư ừ ử ữ ứ ự v w x y ỳ ỷ ỹ ý ỵ z";
    let letters: Vec<&str> = published.split(' ').collect();
    assert_eq!(letters.len(), 33 + 12 * 5);
    expect_order(&letters);
}

/// The examples that the same rules give.
#[test]
fn the_published_examples_hold() {
    expect_order(&["a", "A"]);
    expect_order(&["cha", "chan"]);
    expect_order(&["ang", "anh"]);
    expect_order(&["áng", "anh"]);
    expect_order(&["ác", "ách"]);
    expect_order(&["ác", "ach"]);
    expect_order(&["apatit", "apxe"]);
    expect_order(&["ba", "bà", "bả", "bã", "bá", "bạ"]);
    expect_order(&["hai", "hài", "hải", "hái", "hại"]);
}

/// Wikipedia, *Vietnamese alphabet*, section Collation.
#[test]
fn the_tone_of_a_syllable_outweighs_the_letters_of_the_next() {
    expect_order(&["tuân thủ", "tuần chay"]);
    expect_order(&["lê văn", "lễ an"]);
}

#[test]
fn provinces_stand_as_in_every_vietnamese_list() {
    expect_order(&[
        "An Giang",
        "Bắc Ninh",
        "Cà Mau",
        "Cao Bằng",
        "Cần Thơ",
        "Đà Nẵng",
        "Đắk Lắk",
        "Điện Biên",
        "Đồng Nai",
        "Đồng Tháp",
        "Gia Lai",
        "Hà Nội",
        "Hà Tĩnh",
        "Hải Phòng",
        "Hồ Chí Minh",
        "Huế",
        "Hưng Yên",
        "Khánh Hòa",
        "Lai Châu",
        "Lạng Sơn",
        "Lào Cai",
        "Lâm Đồng",
        "Nghệ An",
        "Ninh Bình",
        "Phú Thọ",
        "Quảng Ngãi",
        "Quảng Ninh",
        "Quảng Trị",
        "Sơn La",
        "Tây Ninh",
        "Thái Nguyên",
        "Thanh Hóa",
        "Tuyên Quang",
        "Vĩnh Long",
    ]);
}

#[test]
fn figures_count_and_come_first() {
    expect_order(&["1", "2", "10", "11", "99999999999999999999999", "a"]);
    expect_order(&["Phường 02", "Phường 2", "Phường 10", "Phường An Khê"]);
}

#[test]
fn what_only_looks_different_stands_together() {
    expect_order(&["hoa", "hoà", "hòa hợp", "hỏa"]);
    expect_order(&["hòa", "hoà an"]);
    expect_order(&["H'Hen Niê", "Hiên"]);
    expect_order(&["Bà Rịa-Vũng Tàu", "Bà Rịa Vũng Tầu"]);
    expect_order(&["zebra", "日本"]);
}

fn texts() -> impl Strategy<Value = String> {
    "[aăâdđeêoôơuưyAĐƠếệạởữỵ'0-9 -]{0,12}"
}

proptest! {
    #[test]
    fn decomposed_text_stands_where_composed_does(text in texts(), other in texts()) {
        use unicode_normalization::UnicodeNormalization;
        prop_assume!(text != other);
        let decomposed: String = text.nfd().collect();
        let of = CollationKey::of;
        let apart = of(&text).syllables != of(&other).syllables;
        if apart {
            prop_assert_eq!(of(&text).cmp(&of(&other)), of(&decomposed).cmp(&of(&other)));
        }
    }

    #[test]
    fn only_the_same_text_has_the_same_key(text in texts(), other in texts()) {
        prop_assert_eq!(CollationKey::of(&text) == CollationKey::of(&other), text == other);
    }

    #[test]
    fn a_beginning_comes_before_the_whole(text in texts(), rest in "[a-zđê]{1,5}") {
        let whole = text.clone() + &rest;
        prop_assert!(CollationKey::of(&text) < CollationKey::of(&whole));
    }
}
