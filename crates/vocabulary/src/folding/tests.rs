use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;

use super::{fold, place_tones};

/// Spellings that are the same name, one line each.
#[test]
fn variants_of_a_name_fold_alike() {
    let same = [
        "hòa|hoà|HÒA|Hoa",
        "hóa|hoá",
        "thủy|thuỷ",
        "thúy|thuý|thuy",
        "khỏe|khoẻ",
        "tùy|tuỳ",
        "Lý|Lí|LY|Li",
        "Vy|Vi",
        "Mỹ|Mĩ",
        "Thy|Thi",
        "Quý|Quí|Qúy|quy",
        "Quỳ|Qùy|Qui",
        "Kỳ|Kì",
        "Sỹ|Sĩ",
        "Đặng|Ðặng|Ɖặng|đặng|DANG",
        "Nguyễn Văn An|NGUYỄN VĂN AN|nguyen van an|Nguyễn  Văn\u{a0}An| Nguyễn\u{200b} Văn An ",
        "Ê Đê|ê đê|E De",
        "H'Hen Niê|H’Hen Niê|HʼHen Niê|H`Hen Niê|H' Hen Niê|HHen Nie",
        "K'Brối|K´Brối|KBroi",
        "Rơ-Châm|Rơ Châm|Ro\u{2010}Cham",
        "Ƀuôn Ayŭn Byă|buon ayun bya",
        "Ｎｇｕｙễｎ|Nguyen",
    ];
    for line in same {
        let folded: Vec<_> = line.split('|').map(fold).collect();
        assert!(
            folded.windows(2).all(|pair| pair[0] == pair[1]),
            "{line}: {folded:?}"
        );
    }
}

/// Names that people would not accept as theirs.
#[test]
fn different_names_stay_apart() {
    let different = [
        "Mây|Mai",
        "Huy|Hui",
        "Thúy|Thúi",
        "Tây|Tài",
        "Huỳnh|Hoàng",
        "Vũ|Võ",
        "Hiên|Hiến An",
    ];
    for line in different {
        let (a, b) = line.split_once('|').unwrap();
        assert_ne!(fold(a), fold(b), "{line}");
    }
}

/// Every pair of `tone_placement_pairs.csv`, in a syllable of a name.
#[test]
fn where_the_tone_is_placed_does_not_matter() {
    let pairs = include_str!("../../../../data/vn/tone_placement_pairs.csv")
        .lines()
        .skip(1);
    let mut count = 0;
    for (first, second) in pairs.filter_map(|line| line.split_once(',')) {
        assert_ne!(first, second);
        for onset in ["h", "th", "Kh", ""] {
            assert_eq!(
                fold(&format!("{onset}{first}")),
                fold(&format!("{onset}{second}"))
            );
            for spelling in [first, second] {
                assert_eq!(
                    place_tones(&format!("{onset}{spelling}")),
                    format!("{onset}{first}")
                );
            }
        }
        count += 1;
    }
    assert_eq!(count, 15);
}

#[test]
fn letters_and_digits_of_unit_names_stay() {
    assert_eq!(fold("Phường 12, Quận 3 (cũ)"), "phuong 12 quan 3 cu");
    assert_eq!(fold("Bà Rịa - Vũng Tàu"), "ba ria vung tau");
    assert_eq!(fold("--- "), "");
}

fn vietnamese() -> impl Strategy<Value = String> {
    "[aàảãáạăằẳẵắặâầẩẫấậeèẻẽéẹêềểễếệiìỉĩíịoòỏõóọôồổỗốộơờởỡớợuùủũúụưừửữứựyỳỷỹýỵdđbcghklmnpqrstvx' \u{2019}-]{0,40}"
}

proptest! {
    #[test]
    fn folding_again_changes_nothing(text in prop_oneof![vietnamese(), any::<String>()]) {
        let once = fold(&text);
        prop_assert_eq!(fold(&once), once);
    }

    #[test]
    fn the_normal_form_does_not_matter(text in prop_oneof![vietnamese(), any::<String>()]) {
        let nfd: String = text.nfd().collect();
        let nfc: String = text.nfc().collect();
        prop_assert_eq!(fold(&nfd), fold(&nfc));
    }

    #[test]
    fn case_does_not_matter(text in vietnamese()) {
        prop_assert_eq!(fold(&text.to_uppercase()), fold(&text));
    }

    #[test]
    fn vietnamese_folds_to_plain_letters_and_single_spaces(text in vietnamese()) {
        let folded = fold(&text);
        prop_assert!(folded.bytes().all(|b| b.is_ascii_lowercase() || b == b' '), "{}", folded);
        prop_assert_eq!(folded.split_whitespace().collect::<Vec<_>>().join(" "), folded);
    }
}
