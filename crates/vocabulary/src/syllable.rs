//! Whether a word can be a Vietnamese syllable.
//!
//! Vietnamese has few thousand syllables: a consonant or none, one of some 150 rimes, one of six
//! tones, of which two alone go with a stop at the end. Text read in the wrong encoding leaves
//! that set at once, which is how an encoding is recognised.

use std::collections::HashSet;
use std::sync::OnceLock;

use unicode_normalization::UnicodeNormalization;

const ONSETS: [&str; 29] = [
    "ngh", "ch", "gh", "gi", "kh", "ng", "nh", "ph", "qu", "th", "tr", "b", "c", "d", "đ", "g",
    "h", "k", "l", "m", "n", "p", "r", "s", "t", "v", "x", "q", "",
];

const RIMES: &str = "a ac ach ai am an ang anh ao ap at au ay \
    ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây \
    e ec em en eng eo ep et ê êch êm ên êng ênh êp êt êu \
    i ia ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu \
    o oc oi om on ong op ot oong ooc oa oac oach oai oan oang oanh oao oap oat oay \
    oăc oăm oăn oăng oăt oe oen oeo oet \
    ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt \
    u ua uc ui um un ung up ut uân uâng uât uây uê uêch uênh uơ \
    uôc uôi uôm uôn uông uôt uy uya uych uynh uyn uyt uyu uyp uyên uyêt \
    ư ưa ưc ưi ưm ưn ưng ưt ưu ươc ươi ươm ươn ương ươp ươt ươu \
    y yn ynh yt ych yêm yên yêt yêu";

const GRAVE: char = '\u{300}';
const ACUTE: char = '\u{301}';
const TILDE: char = '\u{303}';
const HOOK: char = '\u{309}';
const DOT_BELOW: char = '\u{323}';

/// Whether the text is one syllable, in any normal form, in small letters, capitals, or with a
/// capital at the beginning.
pub(crate) fn is_syllable(word: &str) -> bool {
    let Some((letters, tone)) = without_tone(word) else {
        return false;
    };
    let stopped = ["c", "ch", "p", "t"]
        .iter()
        .any(|coda| letters.ends_with(coda));
    let tone_fits = !stopped || matches!(tone, Some(ACUTE | DOT_BELOW));
    let splits = |onset: &&str| {
        letters
            .strip_prefix(*onset)
            .is_some_and(|rime| rimes().contains(rime))
    };
    is_written_as_a_word(word) && tone_fits && ONSETS.iter().any(splits)
}

/// The letters in lower case without the tone, composed; nothing when there are two tones.
fn without_tone(word: &str) -> Option<(String, Option<char>)> {
    let mut tone = None;
    let mut letters = Vec::new();
    for c in word.nfd() {
        if matches!(c, GRAVE | ACUTE | TILDE | HOOK | DOT_BELOW) {
            if tone.replace(c).is_some() {
                return None;
            }
        } else {
            letters.push(c);
        }
    }
    let letters = letters.into_iter().nfc().flat_map(char::to_lowercase);
    Some((letters.collect(), tone))
}

fn is_written_as_a_word(word: &str) -> bool {
    let mut letters = word.chars().filter(|c| c.is_alphabetic());
    let first_is_capital = letters.next().is_some_and(char::is_uppercase);
    let mut rest = letters.map(char::is_uppercase);
    match rest.next() {
        None | Some(false) => rest.all(|capital| !capital),
        Some(true) => first_is_capital && rest.all(|capital| capital),
    }
}

fn rimes() -> &'static HashSet<&'static str> {
    static RIME_SET: OnceLock<HashSet<&str>> = OnceLock::new();
    RIME_SET.get_or_init(|| RIMES.split_whitespace().collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn syllables_of_names_are_syllables() {
        let text = "Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Quách \
            Nghiêm Giang Giáp Khương Quốc Quỳnh Quyên Thuỳ Thùy Yến Ý Út Gì Gìn Giếng Khuya \
            NGUYỄN nghĩa ương Hoàn khoẻ xã phường tổ huyện";
        for word in text.split_whitespace() {
            assert!(is_syllable(word), "{word}");
            assert!(is_syllable(&word.nfd().collect::<String>()), "{word}");
        }
    }

    #[test]
    fn text_in_the_wrong_encoding_is_not() {
        for word in [
            "NguyÔn", "TrÇn", "Ph¹m", "Nguyeãn", "Traàn", "TuÊn", "Hßa", "Müller", "", "Niê",
            "toàc", "tóat̀", "Kpă",
        ] {
            assert!(!is_syllable(word), "{word}");
        }
    }
}
